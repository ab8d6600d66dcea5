package linli

import java.math.BigInteger

/** JSON as maps, lists, text, whole numbers and booleans. The engine's JSON has no fractions. */
internal object Json {
    fun write(value: Any?): String = StringBuilder().also { write(value, it) }.toString()

    fun read(text: String): Any? = Reader(text).run {
        val value = value()
        blank()
        check(at == text.length) { "there is more behind the value" }
        value
    }

    private fun write(value: Any?, to: StringBuilder) {
        when (value) {
            null -> to.append("null")
            is String -> quote(value, to)
            is Boolean, is Int, is Long, is BigInteger -> to.append(value.toString())
            is Map<*, *> -> {
                to.append('{')
                var first = true
                for ((key, inner) in value) {
                    // What is absent is left out.
                    if (inner == null) continue
                    if (!first) to.append(',')
                    first = false
                    quote(key as String, to)
                    to.append(':')
                    write(inner, to)
                }
                to.append('}')
            }
            is kotlin.collections.Collection<*> -> {
                to.append('[')
                value.forEachIndexed { place, inner ->
                    if (place > 0) to.append(',')
                    write(inner, to)
                }
                to.append(']')
            }
            else -> throw IllegalArgumentException("${value::class.simpleName} has no JSON")
        }
    }

    private fun quote(text: String, to: StringBuilder) {
        to.append('"')
        for (letter in text) {
            when {
                letter == '"' || letter == '\\' -> to.append('\\').append(letter)
                // Lone halves of surrogate pairs are refused by the engine, which must see them for that.
                letter < ' ' || letter.isSurrogate() -> to.append("\\u").append(letter.code.toString(16).padStart(4, '0'))
                else -> to.append(letter)
            }
        }
        to.append('"')
    }

    private class Reader(private val text: String) {
        var at = 0

        fun blank() {
            while (at < text.length && text[at] in " \n\r\t") at++
        }

        fun value(): Any? {
            blank()
            return when (text[at]) {
                '{' -> map()
                '[' -> list()
                '"' -> string()
                't' -> word("true", true)
                'f' -> word("false", false)
                'n' -> word("null", null)
                else -> number()
            }
        }

        private fun word(word: String, value: Any?): Any? {
            check(text.startsWith(word, at)) { "no JSON" }
            at += word.length
            return value
        }

        private fun number(): Any {
            val begin = at
            if (text[at] == '-') at++
            while (at < text.length && text[at] in '0'..'9') at++
            val digits = text.substring(begin, at)
            return digits.toLongOrNull() ?: BigInteger(digits)
        }

        private fun string(): String {
            val out = StringBuilder()
            at++
            while (true) {
                when (val letter = text[at++]) {
                    '"' -> return out.toString()
                    '\\' -> when (val escaped = text[at++]) {
                        'b' -> out.append('\b')
                        'f' -> out.append('\u000c')
                        'n' -> out.append('\n')
                        'r' -> out.append('\r')
                        't' -> out.append('\t')
                        'u' -> {
                            out.append(text.substring(at, at + 4).toInt(16).toChar())
                            at += 4
                        }
                        else -> out.append(escaped)
                    }
                    else -> out.append(letter)
                }
            }
        }

        private fun list(): List<Any?> {
            val out = ArrayList<Any?>()
            at++
            blank()
            if (text[at] == ']') {
                at++
                return out
            }
            while (true) {
                out.add(value())
                blank()
                if (text[at++] == ']') return out
            }
        }

        private fun map(): Map<String, Any?> {
            val out = LinkedHashMap<String, Any?>()
            at++
            blank()
            if (text[at] == '}') {
                at++
                return out
            }
            while (true) {
                blank()
                val key = string()
                blank()
                check(text[at++] == ':') { "no JSON" }
                out[key] = value()
                blank()
                if (text[at++] == '}') return out
            }
        }
    }
}
