package linli

import java.math.BigInteger
import java.time.Instant
import java.time.LocalDate
import java.time.temporal.ChronoUnit
import linli.ffi.Refused
import linli.ffi.nativeRule

/** What records are made of, in JSON's types. */
internal object Wire {
    fun micros(moment: Instant): Long = try {
        ChronoUnit.MICROS.between(Instant.EPOCH, moment)
    } catch (_: ArithmeticException) {
        throw InvalidFieldException("times lie between the years 1970 and 2199")
    }

    /** A number of the engine's that is never negative, and not more than this. */
    fun upTo(number: Long, most: Long): Long =
        if (number in 0..most) number else throw InvalidFieldException("a whole number from 0 to $most is expected")

    fun upTo(number: Int, most: Int): Int = upTo(number.toLong(), most.toLong()).toInt()

    /** Writes what a field holds; a refusal names the field. */
    inline fun <T> at(name: String, write: () -> T): T = try {
        write()
    } catch (wrong: InvalidFieldException) {
        throw inside(name, wrong)
    }

    /** Writes each of a list; a refusal names the place. */
    inline fun <T> each(values: Iterable<T>, write: (T) -> Any?): List<Any?> {
        val written = ArrayList<Any?>()
        for (value in values) {
            try {
                written.add(write(value))
            } catch (wrong: InvalidFieldException) {
                throw inside("[${written.size}]", wrong)
            }
        }
        return written
    }

    fun inside(name: String, wrong: InvalidFieldException): InvalidFieldException {
        val inner = wrong.field
        val path = if (inner == null) name else if (inner.startsWith("[")) "$name$inner" else "$name.$inner"
        return InvalidFieldException(wrong.reason, path, wrong.details)
    }

    fun instant(wire: Any?): Instant = Instant.EPOCH.plus((wire as Number).toLong(), ChronoUnit.MICROS)

    fun days(range: DayRange): Map<String, Any?> =
        mapOf("start" to range.first.toString(), "end" to range.last.toString())

    fun dayRange(wire: Any?): DayRange {
        val from = wire as Map<*, *>
        return DayRange(LocalDate.parse(from["start"] as String), LocalDate.parse(from["end"] as String))
    }

    fun big(wire: Any?): BigInteger = wire as? BigInteger ?: BigInteger.valueOf((wire as Number).toLong())

    fun hexadecimal(bytes: ByteArray): String = bytes.joinToString("") { "%02x".format(it) }

    fun bytes(wire: Any?): ByteArray = (wire as String).chunked(2).map { it.toInt(16).toByte() }.toByteArray()

    /** The case of an enum without a tag, and its data. */
    fun external(wire: Any?): Pair<Any?, Any?> =
        if (wire is Map<*, *>) wire.entries.first().let { it.key to it.value } else wire to null

    /** What an error has beside code, reason and field. */
    fun details(from: Map<*, *>): Map<String, Any?> =
        from.entries
            .filter { it.key !in setOf("code", "reason", "field") }
            .associate { (key, value) ->
                key as String to when (key) {
                    "quote" -> Codec.readQuote(value)
                    "until" -> instant(value)
                    else -> value
                }
            }

    fun rule(name: String, arguments: Map<String, Any?>): Any? =
        Json.read(refusing { nativeRule(name, Json.write(arguments)) })

    /** Runs a native call; what it refuses becomes the exception of its code. */
    inline fun <T> refusing(call: () -> T): T = try {
        call()
    } catch (refused: Refused.Because) {
        throw LinliException.of(Json.read(refused.json))
    } catch (defect: linli.ffi.InternalException) {
        throw InternalException(defect.message ?: "a panic")
    }
}
