@file:JvmName("Ids")

package linli

import java.math.BigDecimal
import java.time.LocalDate
import java.util.UUID

private const val LIMIT = 1_000_000_000_000_000L

private fun bounded(units: Long, field: String): Long {
    if (units > LIMIT || units < -LIMIT) {
        throw AmountOverflowException("the amount is beyond what can be represented", field)
    }
    return units
}

/**
 * Money, exact to the smallest unit (fen for CNY). Made of a [BigDecimal] or of text, never of a floating-point number; too
 * many decimals are an error, not a rounding.
 */
class Money private constructor(
    /** The number of smallest units. */
    val units: Long,
) : Comparable<Money> {
    operator fun plus(other: Money): Money = ofUnits(units + other.units)

    operator fun minus(other: Money): Money = ofUnits(units - other.units)

    operator fun times(count: Long): Money = try {
        ofUnits(Math.multiplyExact(units, count))
    } catch (_: ArithmeticException) {
        throw AmountOverflowException("the amount is beyond what can be represented", "money")
    }

    operator fun times(count: Int): Money = times(count.toLong())

    operator fun unaryMinus(): Money = ofUnits(-units)

    /** The amount as an exact decimal of a currency with so many decimals: `12.30`. */
    @JvmOverloads
    fun toBigDecimal(decimals: Int = 2): BigDecimal = BigDecimal.valueOf(units, decimals)

    override fun compareTo(other: Money): Int = units.compareTo(other.units)

    override fun equals(other: Any?): Boolean = other is Money && other.units == units

    override fun hashCode(): Int = units.hashCode()

    override fun toString(): String = toBigDecimal().toPlainString()

    companion object {
        @JvmField
        val ZERO = Money(0)

        /** That many smallest units; [AmountOverflowException] beyond ±10¹⁵. */
        @JvmStatic
        fun ofUnits(units: Long): Money = Money(bounded(units, "money"))

        /** A decimal amount of a currency with so many decimals, exactly. */
        @JvmStatic
        @JvmOverloads
        fun of(amount: BigDecimal, decimals: Int = 2): Money {
            if (decimals !in 0..3) throw InvalidFieldException("0 to 3 decimals are supported", "money.decimals")
            if (amount.precision() - amount.scale() > 16) {
                throw AmountOverflowException("the amount is beyond what can be represented", "money")
            }
            val units = try {
                amount.movePointRight(decimals).longValueExact()
            } catch (_: ArithmeticException) {
                throw InvalidFieldException("at most $decimals decimals are possible", "money")
            }
            return ofUnits(units)
        }

        /** Reads a plain decimal such as `12.30`. */
        @JvmStatic
        @JvmOverloads
        fun of(amount: String, decimals: Int = 2): Money {
            if (amount.length > 32 || !PLAIN.matches(amount)) {
                throw InvalidFieldException("a plain decimal such as 12.30 is expected", "money")
            }
            return of(BigDecimal(amount), decimals)
        }

        private val PLAIN = Regex("-?[0-9]+(\\.[0-9]+)?")
    }
}

/** Loyalty points, whole ones; they never mix with [Money]. */
class Points private constructor(
    /** How many. */
    val units: Long,
) : Comparable<Points> {
    operator fun plus(other: Points): Points = ofUnits(units + other.units)

    operator fun minus(other: Points): Points = ofUnits(units - other.units)

    override fun compareTo(other: Points): Int = units.compareTo(other.units)

    override fun equals(other: Any?): Boolean = other is Points && other.units == units

    override fun hashCode(): Int = units.hashCode()

    override fun toString(): String = units.toString()

    companion object {
        @JvmField
        val ZERO = Points(0)

        /** That many points; [AmountOverflowException] beyond ±10¹⁵. */
        @JvmStatic
        fun ofUnits(units: Long): Points = Points(bounded(units, "points"))
    }
}

/** 128 bits, written like a UUID in small letters. Each kind of id is a type of its own. */
interface Id {
    /** The 36 characters. */
    val text: String

    /** As a UUID of Java. */
    val uuid: UUID get() = UUID.fromString(text)

    companion object {
        private val SHAPE = Regex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

        internal fun check(text: String) {
            if (!SHAPE.matches(text)) {
                throw InvalidFieldException("an id is written as 8-4-4-4-12 hexadecimal digits in small letters", "id")
            }
        }

        /** An id of no particular kind. */
        @JvmStatic
        operator fun invoke(text: String): Id = AnyId(text)

        /** The text of an id computed from a natural key, as the engine does it. */
        internal fun derived(namespace: String, vararg parts: ByteArray): String {
            val hash = java.security.MessageDigest.getInstance("SHA-256")
            for (part in listOf(namespace.toByteArray()) + parts) {
                hash.update(java.nio.ByteBuffer.allocate(4).putInt(part.size).array())
                hash.update(part)
            }
            val bytes = hash.digest().copyOf(16)
            bytes[6] = (bytes[6].toInt() and 0x0f or 0x80).toByte()
            bytes[8] = (bytes[8].toInt() and 0x3f or 0x80).toByte()
            val half = java.nio.ByteBuffer.wrap(bytes)
            return UUID(half.getLong(), half.getLong()).toString()
        }

        internal fun bytes(id: Id): ByteArray {
            val uuid = id.uuid
            return java.nio.ByteBuffer.allocate(16).putLong(uuid.mostSignificantBits).putLong(uuid.leastSignificantBits).array()
        }
    }
}

private data class AnyId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** The id of a merchant's product with this code. */
fun productId(merchant: MerchantId, code: String): ProductId =
    ProductId(Id.derived("product", Id.bytes(merchant), code.toByteArray()))

/** The id of a merchant's SKU with this code. */
fun skuId(merchant: MerchantId, code: String): SkuId =
    SkuId(Id.derived("sku", Id.bytes(merchant), code.toByteArray()))

/** One property group: a positive number that the host chooses. */
data class TenantId(val number: Long) {
    init {
        if (number < 1) throw InvalidFieldException("a tenant's number is 1 or more", "tenant")
    }
}

/** Days from the first to the last, both included. */
data class DayRange(val first: LocalDate, val last: LocalDate)

/** Who has an account: `platform`, `merchant:<id>`, `channel:wechat`. */
data class Party(val text: String) {
    override fun toString(): String = text

    companion object {
        /** The operator of the platform. */
        @JvmField
        val PLATFORM = Party("platform")

        /** A property company at its place in the tree. */
        @JvmStatic
        fun of(node: NodeId): Party = Party("node:$node")

        /** A merchant. */
        @JvmStatic
        fun of(merchant: MerchantId): Party = Party("merchant:$merchant")

        /** A supplier. */
        @JvmStatic
        fun of(supplier: SupplierId): Party = Party("supplier:$supplier")

        /** The leader of a station. */
        @JvmStatic
        fun leader(station: StationId): Party = Party("leader:$station")

        /** A resident. */
        @JvmStatic
        fun of(member: MemberId): Party = Party("member:$member")

        /** A member who brings buyers. */
        @JvmStatic
        fun promoter(member: MemberId): Party = Party("promoter:$member")

        /** A payment channel, by the provider's name as the host reports it. */
        @JvmStatic
        fun channel(name: String): Party = Party("channel:$name")
    }
}
