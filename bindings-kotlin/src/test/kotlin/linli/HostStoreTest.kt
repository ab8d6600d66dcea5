package linli

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import linli.ffi.HostChange
import linli.ffi.HostStore
import linli.ffi.HostStoreFactory
import linli.ffi.checkStore

class HostStoreTest {
    private class Factory(private val new: () -> HostStore) : HostStoreFactory {
        override fun make(): HostStore = new()
    }

    @Test
    fun `a store written in Kotlin passes the conformance suite`() {
        assertEquals(emptyList(), checkStore(Factory { MapStore() }))
    }

    @Test
    fun `the suite notices a store that forgets what it was given`() {
        val forgetful = { val store = MapStore(); object : HostStore by store {
            override fun commit(change: HostChange) = store.commit(change.copy(updates = emptyList()))
        } }
        assertTrue(checkStore(Factory(forgetful)).isNotEmpty())
    }

    @Test
    fun `an engine sells on a store written in Kotlin`() {
        Engine.hosted(MapStore(), KEY, NOON).use { engine ->
            val shop = Shop(engine)
            shop.pay(shop.place(2))
            assertFailsWith<OutOfStockException> { shop.place(59) }
            assertTrue(engine.verify(shop.tenant).isClean)
        }
    }

    @Test
    fun `what a store throws without having said so is a typed error without its text`() {
        val store = MapStore()
        val failing = object : HostStore by store {
            override fun commit(change: HostChange) = throw IllegalStateException("13800000001")
        }
        Engine.hosted(failing, KEY, NOON).use { engine ->
            val failed = assertFailsWith<StoreFailedException> { Shop(engine) }
            assertTrue("138" !in failed.reason)
        }
    }
}
