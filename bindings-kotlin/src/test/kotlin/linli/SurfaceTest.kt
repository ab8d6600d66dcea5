package linli

import java.lang.reflect.Modifier
import java.nio.file.Files
import java.nio.file.Path
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** What this package offers is what the library has, no less and no more. */
class SurfaceTest {
    private fun camel(name: String): String = Regex("_(.)").replace(name) { it.groupValues[1].uppercase() }

    private fun methods(of: Class<*>): Set<String> =
        of.declaredMethods
            .filter { Modifier.isPublic(it.modifiers) && !it.isSynthetic && '$' !in it.name }
            .map { it.name }
            .toSet()

    @Test
    fun `every operation of the engine is a method, blocking and suspending, and there are no others`() {
        val (commands, queries) = Engine.operations()
        assertTrue(commands.size > 100 && queries.size > 100)
        val operations = (commands + queries).map(::camel).toSet()
        assertEquals(operations, methods(Calls::class.java))
        assertEquals(operations, methods(SuspendingEngine::class.java) - "getEngine")
    }

    @Test
    fun `every rule of the library is a function of Rules, and there are no others`() {
        assertEquals(Engine.operations()[2].map(::camel).toSet(), methods(Rules::class.java))
    }

    @Test
    fun `every command is a value`() {
        assertEquals(Engine.operations().first().size, Command::class.java.permittedSubclasses.size)
    }

    /** The classes of the package, as they were compiled. */
    private fun classes(): List<Class<*>> {
        val folder = Path.of(Engine::class.java.protectionDomain.codeSource.location.toURI())
        val files = Files.list(folder.resolve("linli")).use { it.toList() }
        return files.map { it.fileName.toString() }.filter { it.endsWith(".class") }.map { Class.forName("linli." + it.removeSuffix(".class")) }
    }

    @Test
    fun `no public method, constructor or field takes or gives a float`() {
        val floats = setOf("float", "double", "java.lang.Float", "java.lang.Double")
        val classes = classes()
        assertTrue(classes.size > 500)
        val found = classes.flatMap { kind ->
            val used = kind.declaredMethods.flatMap { it.parameterTypes.toList() + it.returnType } +
                kind.declaredConstructors.flatMap { it.parameterTypes.toList() } +
                kind.declaredFields.map { it.type }
            used.filter { it.name in floats }.map { "$kind: $it" }
        }
        assertEquals(emptyList(), found)
    }

    @Test
    fun `each kind of id is a type of its own`() {
        val ids = classes().filter { Id::class.java.isAssignableFrom(it) && !it.isInterface && Modifier.isPublic(it.modifiers) }
        assertTrue(ids.size > 20)
        val text = "0190b5a0-7c1e-7000-8000-00000000abcd"
        val made = ids.map { it.getConstructor(String::class.java).newInstance(text) }
        assertEquals(made.size, made.toSet().size)
    }

    @Test
    fun `every error of the library has a class with its code`() {
        val kinds = classes().filter { LinliException::class.java.isAssignableFrom(it) && !Modifier.isAbstract(it.modifiers) }
        assertTrue(kinds.size > 20)
        for (kind in kinds - setOf(ClosedException::class.java, UnknownException::class.java)) {
            val made = kind.getConstructor(String::class.java, String::class.java, Map::class.java).newInstance("why", "field", emptyMap<String, Any?>())
            val read = LinliException.of(mapOf("code" to (made as LinliException).code, "reason" to "why", "field" to "field"))
            assertEquals(kind, read::class.java)
            assertEquals("why" to "field", read.reason to read.field)
        }
    }
}
