// Written by `linli-bindgen`; do not edit.

package linli

/** What the engine refuses or cannot do. `code` is stable, the same in every language and version. */
sealed class LinliException(
    /** The stable name of the kind. */
    val code: String,
    /** What was wrong and what would be right, in English. */
    val reason: String,
    /** The path of the field that is wrong, e.g. `lines[3].quantity`, where the error is about one. */
    val field: String?,
    /** What else is known, by name: `limit`, `what`, `id`, `state`, `available`, `until`, `quote`. */
    val details: Map<String, Any?>,
) : RuntimeException(reason) {
    internal companion object {
        fun of(wire: Any?): LinliException {
            val from = wire as Map<*, *>
            val reason = from["reason"] as String
            val field = from["field"] as String?
            val details = Wire.details(from)
            return when (val code = from["code"] as String) {
                "closed" -> ClosedException()
                "invalid_field" -> InvalidFieldException(reason, field, details)
                "overflow" -> AmountOverflowException(reason, field, details)
                "limit_exceeded" -> LimitExceededException(reason, field, details)
                "denied" -> DeniedException(reason, field, details)
                "not_found" -> NotFoundException(reason, field, details)
                "already_exists" -> AlreadyExistsException(reason, field, details)
                "wrong_state" -> WrongStateException(reason, field, details)
                "out_of_stock" -> OutOfStockException(reason, field, details)
                "not_sold" -> NotSoldException(reason, field, details)
                "price_moved" -> PriceMovedException(reason, field, details)
                "insufficient" -> InsufficientException(reason, field, details)
                "command_reused" -> CommandReusedException(reason, field, details)
                "blocked" -> BlockedException(reason, field, details)
                "busy" -> BusyException(reason, field, details)
                "port_failed" -> PortFailedException(reason, field, details)
                "internal" -> InternalException(reason, field, details)
                "store_conflict" -> StoreConflictException(reason, field, details)
                "store_bound" -> StoreBoundException(reason, field, details)
                "store_duplicate" -> StoreDuplicateException(reason, field, details)
                "store_unavailable" -> StoreUnavailableException(reason, field, details)
                "store_denied" -> StoreDeniedException(reason, field, details)
                "store_full" -> StoreFullException(reason, field, details)
                "store_unknown_outcome" -> StoreUnknownOutcomeException(reason, field, details)
                "store_owned" -> StoreOwnedException(reason, field, details)
                "store_corrupt" -> StoreCorruptException(reason, field, details)
                "store_schema" -> StoreSchemaException(reason, field, details)
                "store_misuse" -> StoreMisuseException(reason, field, details)
                "store_failed" -> StoreFailedException(reason, field, details)
                else -> UnknownException(reason, code, field, details)
            }
        }
    }
}

/** The engine was closed. */
class ClosedException : LinliException("closed", "the engine was closed", null, emptyMap())

/** A kind that this package does not know: the library is newer. */
class UnknownException(
    reason: String,
    code: String = "unknown",
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException(code, reason, field, details)

/** The store refused or failed. */
sealed class StoreException(
    code: String,
    reason: String,
    field: String?,
    details: Map<String, Any?>,
) : LinliException(code, reason, field, details)

/** A value that cannot be right, whatever the state. */
class InvalidFieldException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("invalid_field", reason, field, details)

/** An amount beyond ±10¹⁵ smallest units. */
class AmountOverflowException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("overflow", reason, field, details)

/** More than the engine allows of something that callers can make long. */
class LimitExceededException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("limit_exceeded", reason, field, details)

/** The actor has no grant that allows the operation there. RULES §1: deny unless granted. */
class DeniedException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("denied", reason, field, details)

/** There is no such record in this tenant. */
class NotFoundException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("not_found", reason, field, details)

/** A record with the same natural key is there already. */
class AlreadyExistsException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("already_exists", reason, field, details)

/** The record's state does not allow the step. */
class WrongStateException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("wrong_state", reason, field, details)

/** Not enough stock. RULES §3: never oversold. */
class OutOfStockException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("out_of_stock", reason, field, details)

/** What is asked for is not sold, or not to this member, here, or in this way. */
class NotSoldException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("not_sold", reason, field, details)

/** The total that the client saw is no longer the total; the new quote comes with it. RULES §5. */
class PriceMovedException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("price_moved", reason, field, details)

/** A balance that is too small, e.g. points. RULES §13. */
class InsufficientException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("insufficient", reason, field, details)

/** The command id was used for another command. RULES §18. */
class CommandReusedException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("command_reused", reason, field, details)

/** Too many wrong pickup codes; try again later. RULES §6. */
class BlockedException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("blocked", reason, field, details)

/** More callers wait than the engine's queue holds; nothing was done. */
class BusyException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("busy", reason, field, details)

/** A port of the host (keys, entropy) failed. */
class PortFailedException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("port_failed", reason, field, details)

/** A stored record could not be read, or an invariant did not hold: nothing was written. Please report it. */
class InternalException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : LinliException("internal", reason, field, details)

/** Rows were changed by somebody else since they were read. The engine reads again and runs again. */
class StoreConflictException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_conflict", reason, field, details)

/** A counter would leave its bounds. */
class StoreBoundException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_bound", reason, field, details)

/** A unique index has these values already. */
class StoreDuplicateException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_duplicate", reason, field, details)

/** The store cannot be reached or is busy; the same call may work later. */
class StoreUnavailableException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_unavailable", reason, field, details)

/** The store knows who asks and lets him not: a wrong password, a missing permission. */
class StoreDeniedException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_denied", reason, field, details)

/** No room is left on the store's disk. */
class StoreFullException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_full", reason, field, details)

/** The connection was lost during a commit: it may have happened or not. */
class StoreUnknownOutcomeException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_unknown_outcome", reason, field, details)

/** Another process owns the store. */
class StoreOwnedException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_owned", reason, field, details)

/** What is stored is damaged or is not a Linli store. */
class StoreCorruptException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_corrupt", reason, field, details)

/** The stored schema does not fit this version of the engine. */
class StoreSchemaException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_schema", reason, field, details)

/** The caller broke the port's contract, e.g. an unknown table or a page beyond the limit. */
class StoreMisuseException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_misuse", reason, field, details)

/** Anything else that the database said. */
class StoreFailedException(
    reason: String,
    field: String? = null,
    details: Map<String, Any?> = emptyMap(),
) : StoreException("store_failed", reason, field, details)
