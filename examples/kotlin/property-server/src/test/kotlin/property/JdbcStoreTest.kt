package property

import java.sql.Connection
import java.sql.DriverManager
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import linli.Engine
import linli.StoreException
import linli.Actor
import linli.CreateTenant
import linli.Currency
import linli.TenantId
import linli.UserId
import java.time.ZoneId
import linli.ffi.HostChange
import linli.ffi.HostPosition
import linli.ffi.HostStore
import linli.ffi.HostStoreFactory
import linli.ffi.checkStore

class JdbcStoreTest {
    /** The simplest host: a transaction around every commit. */
    private class Alone(private val connection: Connection, private val store: HostStore) : HostStore by store {
        @Synchronized
        override fun commit(change: HostChange): List<HostPosition> {
            connection.autoCommit = false
            try {
                return store.commit(change).also { connection.commit() }
            } catch (refused: Exception) {
                connection.rollback()
                throw refused
            } finally {
                connection.autoCommit = true
            }
        }

        @Synchronized
        override fun get(tenant: Long, keys: List<linli.ffi.HostKey>) = store.get(tenant, keys)

        @Synchronized
        override fun scan(tenant: Long, scan: linli.ffi.HostScan) = store.scan(tenant, scan)
    }

    private fun memory(): Connection = DriverManager.getConnection("jdbc:sqlite::memory:")

    private fun check(store: (Connection) -> HostStore): List<String> = checkStore(object : HostStoreFactory {
        override fun make(): HostStore = memory().let { Alone(it, store(it)) }
    })

    @Test
    fun `the store on the host's connection passes the conformance suite`() {
        assertEquals(emptyList(), check { JdbcStore(it) })
    }

    @Test
    fun `the suite notices a store that does not adjust`() {
        val found = check { connection ->
            val store = JdbcStore(connection)
            object : HostStore by store {
                override fun commit(change: HostChange) = store.commit(change.copy(adjustments = emptyList()))
            }
        }
        assertTrue(found.any { "adjust" in it }, "$found")
    }

    private val host = Actor(TenantId(1))

    private fun tenant(engine: Engine) = engine.createTenant(
        host,
        engine.newCommandId(),
        CreateTenant("绿苑物业", "集团", Currency("CNY", 2), ZoneId.of("Asia/Shanghai"), UserId("0190b5a0-7c1e-7000-8000-00000000abcd")),
    )

    @Test
    fun `a commit outside of the host's transaction is refused`() = memory().use { connection ->
        Engine.hosted(JdbcStore(connection), ByteArray(32)).use { engine ->
            assertEquals("store_misuse", assertFailsWith<StoreException> { tenant(engine) }.code)
            connection.autoCommit = false
            val root = tenant(engine)
            connection.commit()
            connection.autoCommit = true
            assertEquals(root, engine.node(host, root).node.id)
        }
    }

    @Test
    fun `a refused command leaves the host's transaction as it was`() = memory().use { connection ->
        val sql = { text: String -> connection.createStatement().use { it.execute(text) } }
        sql("CREATE TABLE mine (text TEXT)")
        Engine.hosted(JdbcStore(connection), ByteArray(32)).use { engine ->
            connection.autoCommit = false
            sql("INSERT INTO mine VALUES ('before')")
            tenant(engine)
            assertFailsWith<linli.AlreadyExistsException> { tenant(engine) }
            sql("INSERT INTO mine VALUES ('after')")
            connection.commit()
            val count = connection.createStatement().executeQuery("SELECT count(*) FROM mine").use { it.getLong(1) }
            assertEquals(2, count)
        }
    }
}
