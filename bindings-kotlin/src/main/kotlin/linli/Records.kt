// Written by `linli-bindgen`; do not edit.

package linli

/** A change of state as a value. */
sealed interface Command

/** Made by the caller, one per intended change; the same id never takes effect twice. UUIDv7 is best. RULES §18. */
data class CommandId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A person as the host knows them. A member's user id and member id are the same bits. */
data class UserId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A place in the organisation tree. */
data class NodeId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A resident who buys. */
data class MemberId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A merchant. */
data class MerchantId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A supplier behind a merchant's product. */
data class SupplierId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A category. */
data class CategoryId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A product. */
data class ProductId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A SKU: one choice of a product's specs. */
data class SkuId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A pickup station. */
data class StationId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A trade: one payment. */
data class TradeId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** An order: one merchant and one way of fulfilment. */
data class OrderId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A payment report. */
data class PaymentId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A refund instruction. */
data class RefundId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** An after-sale case. */
data class AfterSaleId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A review of an order line. */
data class ReviewId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A manifest: one station and one delivery day. */
data class ManifestId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A ledger posting. */
data class PostingId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A settlement: one party and one business day. */
data class SettlementId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A withdrawal by a leader or promoter; the number under which it is paid. */
data class WithdrawalId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A payout: the number under which a channel is instructed. */
data class PayoutId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A batch of payouts. */
data class PayoutBatchId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A held payment at a channel that splits: the same bits as its payment, or as its order. */
data class HoldId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A document that moved money without an order. */
data class DocumentId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A sale of a third-party service. */
data class ThirdPartySaleId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A segment: members who belong together by their tags. */
data class SegmentId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A campaign of any kind: full reduction, timed discount, flash sale, group buy. */
data class CampaignId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A group of a group buy. */
data class GroupId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A presale of a SKU. */
data class PresaleId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A coupon in a member's hands. */
data class CouponId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** What coupons are made from. */
data class CouponTemplateId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/** A member level, computed from its code. */
data class LevelId(override val text: String) : Id {
    init { Id.check(text) }

    override fun toString(): String = text
}

/**
 * The station confirms what arrived 验收. What is missing or damaged is dealt to the latest orders first, which are
 * refunded for the missing units; a combo is refunded whole when one of its parts is missing. Every order that keeps
 * something becomes ready, and its buyer is told.
 *
 * Errors: `not_found`, `wrong_state` unless dispatched (so never twice), and for `arrived[n]` `invalid_field` when the
 * SKU is not of the manifest, is named twice, or more arrived than was sent; `invalid_field` `arrived` when a full count
 * leaves a SKU out. RULES §7.
 */
data class AcceptDelivery(
    /** The station. */
    val station: linli.StationId,
    /** The delivery day. */
    val day: java.time.LocalDate,
    /** What arrived. */
    val arrived: linli.Arrived,
) : Command

/** What an acceptance did. */
data class Acceptance(
    /** Orders that can be collected now. */
    val ready: Long,
    /** Orders that went short, the latest first, with their refunds. */
    val short: List<Pair<linli.OrderId, linli.RefundId>>,
)

/** A party's account for one purpose. */
data class Account(
    /** Whose. */
    val party: linli.Party,
    /** What for. */
    val purpose: linli.AccountPurpose,
)

/**
 * The roll-up of an account: the sum of every posting up to where `Gathering` stands. Its balance is this and the
 * tail of postings behind that place. Members' accounts have none: their wallet is their balance. DESIGN §3.
 */
data class AccountBalance @JvmOverloads constructor(
    /** Whose account, for what. */
    val account: linli.Account,
    /** The sum of the entries. */
    val balance: Long,
    /** Payable accounts: the day that moved it last … */
    val day: java.time.LocalDate? = null,
    /** … what that day's postings moved, those of settling and paying out not counted: below zero is owed to the party … */
    val moved: Long = 0L,
    /** … and whether that waits to be settled. */
    val waits: Boolean = false,
    /** Payable accounts: what is carried over to the next settlement; below zero the party owes it. */
    val carried: Long = 0L,
)

/** What an account is for. */
enum class AccountPurpose(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Money that lies at a payment channel. */
    CLEARING("clearing"),
    /** A party's share of orders that may still come back. Zero for a finished order. */
    PENDING("pending"),
    /** What a party is owed. */
    PAYABLE("payable"),
    /** What a leader or promoter has earned and may withdraw; on the other side: a debt. */
    COMMISSION("commission"),
    /** What lies in a withdrawal that is not decided or not done. */
    COMMISSION_FROZEN("commission_frozen"),
    /** What the platform has withheld as tax and owes to the tax office. */
    TAX_WITHHELD("tax_withheld"),
    /** Handed to the host to be paid, result not known yet. */
    PAYOUT_IN_TRANSIT("payout_in_transit"),
    /** Refunds handed to the host, result not known yet. */
    REFUNDING("refunding"),
    /** Money that arrived without a trade to pay. */
    UNAPPLIED("unapplied"),
    /** What a party bears of reductions. */
    FUNDING("funding"),
    /** What an issuer bears of points that were spent, until the month is settled. */
    POINTS_FUNDING("points_funding"),
    /** What a party is owed for points that paid its bills, until the month is settled. */
    POINTS_DUE("points_due"),
    /** Points that a party has issued, a credit (in points). */
    POINTS_ISSUED("points_issued"),
    /** Points that a member holds, a debit: the lots less the debt of the wallet (in points). */
    POINTS_HELD("points_held"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): AccountPurpose = byWire[wire] ?: throw UnknownException("a AccountPurpose of a newer engine")
    }
}

/** Lets an approved merchant sell. Errors: `wrong_state` unless approved. */
data class ActivateMerchant(
    /** Which. */
    val merchant: linli.MerchantId,
) : Command

/** Who runs a command or a query, in which tenant. The host makes it after it has authenticated the caller. */
data class Actor @JvmOverloads constructor(
    val tenant: linli.TenantId,
    /** `None` is the host itself. */
    val user: linli.UserId? = null,
)

/**
 * Marks a product as a favourite; one that is marked stays where it is. Errors: `not_found` product,
 * `limit_exceeded` beyond 500.
 */
data class AddFavourite(
    /** Whose. */
    val member: linli.MemberId,
    /** What. */
    val product: linli.ProductId,
) : Command

/**
 * Adds SKUs to a product; options that its axes do not have yet are added to them. It counts as a change of price.
 * Errors: as `CreateProduct`.
 */
data class AddSkus(
    /** Which product. */
    val product: linli.ProductId,
    /** The SKUs to come; with those that are there at most 200. */
    val skus: List<linli.NewSku>,
) : Command

/** Where somebody lives. */
data class Address @JvmOverloads constructor(
    /** 省. */
    val province: String = "",
    /** 市. */
    val city: String = "",
    /** 区. */
    val district: String = "",
    /** Street, building, unit, room. */
    val detail: String,
) {
    override fun toString(): String = "Address(…)"
}

/**
 * Agrees to a case that its merchant left unanswered: due work. Before its time it is refused; once it is answered nothing
 * happens. RULES §11.
 */
data class AdvanceAfterSale(
    /** The case. */
    val case: linli.AfterSaleId,
) : Command

/**
 * What happens to a group by itself: it expires, and the paid orders of a group that did not come about are refunded, 20 in
 * a step. Due work; refused before its time, nothing when nothing is due any more.
 */
data class AdvanceGroup(
    /** Which. */
    val group: linli.GroupId,
) : Command

/**
 * Warns before the freeze ends; when it ends, what was not handed out is owed again, and the channel has released the
 * rest to the collector by itself. Due work.
 */
data class AdvanceHold(
    /** The held payment. */
    val hold: linli.HoldId,
) : Command

/**
 * What time does to a member's level: the gift of a month that began, the end of its period. Due work; before its time
 * nothing happens, twice is once, missed months are caught up.
 */
data class AdvanceLevel(
    /** Whose. */
    val member: linli.MemberId,
) : Command

/**
 * What happens to an order by itself when its time has come: automatic receipt, reminders to collect and the no-show
 * policy, end of the return window, end of reviewing. Due work; refused before its time, nothing when nothing is due any more. RULES §5.
 */
data class AdvanceOrder(
    /** The order. */
    val order: linli.OrderId,
) : Command

/** On its day a batch is released; one that still lacks approvals is told of again each day. Due work. */
data class AdvancePayoutBatch(
    /** Which one. */
    val batch: linli.PayoutBatchId,
) : Command

/**
 * Looks at a merchant's rating when a day leaves the window or a deadline is over: due work. Before its time it is
 * refused. RULES §2.
 */
data class AdvanceRating(
    /** Whose. */
    val merchant: linli.MerchantId,
) : Command

/** An after-sale case 售后单: units of one order that a member wants to give back. RULES §11. */
data class AfterSale(
    /** Its id. */
    val id: linli.AfterSaleId,
    /** The order. */
    val order: linli.OrderId,
    /** Who bought it. */
    val member: linli.MemberId,
    /** Who sold it. */
    val merchant: linli.MerchantId,
    /** Where the member lives. */
    val community: linli.NodeId,
    /** What is asked for. */
    val kind: linli.CaseKind,
    /** Why. */
    val reason: linli.CaseReason,
    /** What it is about. */
    val lines: List<linli.CaseLine>,
    /** The `Claim`, sealed for the member. */
    val claim: String,
    /** Pictures as the host names them; 2 to 9. */
    val pictures: List<String>,
    /** Where it stands. */
    val state: linli.CaseState,
    /** What happened so far, oldest first. */
    val history: List<linli.CaseStep>,
    /** Why it was refused. */
    val refusal: String? = null,
    /** How the goods come back. */
    val parcel: linli.Shipment? = null,
    /** What is paid back. */
    val refund: linli.RefundId? = null,
    /** When the system agrees if the merchant has not answered. */
    val answerBy: java.time.Instant,
)

/** A case with its progress, as the parties see it. */
data class AfterSaleView @JvmOverloads constructor(
    /** The case; its history says what happened when. */
    val case: linli.AfterSale,
    /** 王**; `None` after erasure of the member. */
    val name: String? = null,
    /** 138****1234; `None` after erasure. */
    val phone: String? = null,
    /** What is wrong; `None` after erasure. */
    val description: String? = null,
)

/** What a merchant answers. */
sealed interface AftersaleVerdict {
    /** Agreed: the goods may come back, or the money goes at once. */
    data object Agree : linli.AftersaleVerdict
    /** Refused. */
    data class Refuse(
        /** Why; told to the member. */
        val reason: String,
    ) : linli.AftersaleVerdict
}

/**
 * The merchant, or the property company for it, answers a case. Errors: `wrong_state` once it is answered, `invalid_field`
 * for a refusal without a reason. RULES §11.
 */
data class AnswerAfterSale(
    /** The case. */
    val case: linli.AfterSaleId,
    /** What is answered. */
    val verdict: linli.AftersaleVerdict,
) : Command

/**
 * The merchant answers a review, once. Errors: `already_exists` for the second answer, `invalid_field` for an empty one.
 * RULES §16.
 */
data class AnswerReview(
    /** The review. */
    val review: linli.ReviewId,
    /** What is answered. */
    val text: String,
) : Command

/**
 * A member asks for their money back for units of an order that is on its way or received. Without a reason only inside
 * the return window of what supports it, and only against the goods; for quality reasons always.
 *
 * Errors: `wrong_state` before shipping or after closing, `invalid_field` naming `kind`, `reason`, the line, `pictures`
 * (fewer than 2), or a field of `claim`, `limit_exceeded` for too many pictures or cases. RULES §11.
 */
data class ApplyAfterSale(
    /** The order. */
    val order: linli.OrderId,
    /** Against the goods or not. */
    val kind: linli.CaseKind,
    /** Why. */
    val reason: linli.CaseReason,
    /** What of the order. */
    val lines: List<linli.ClaimedLine>,
    /** Name, phone and description. */
    val claim: linli.Claim,
    /** At least 2 (the product, the order), at most 9, as the host names them. */
    val pictures: List<String>,
) : Command

/**
 * Makes a member a promoter, or lets one who ended promote again. Who brought them is the promoter to whom they are
 * bound now; that is fixed from here on, whatever the policy. Nobody earns anything by it. Errors: `not_found` member or
 * kind, `already_exists`.
 */
data class AppointPromoter(
    /** Who. */
    val member: linli.MemberId,
    /** The code of their kind. */
    val kind: String,
) : Command

/**
 * A person says that a batch may be paid. When enough did and its day has come it is released. Errors: `already_exists`
 * when the same person approved it before, `denied` for the host itself, `wrong_state` when it waits no longer.
 */
data class ApprovePayoutBatch(
    /** Which one. */
    val batch: linli.PayoutBatchId,
    /** What the person saw: it is refused when the batch comes to something else. */
    val total: linli.Money,
) : Command

/** What a station enters about a delivery. RULES §7. */
sealed interface Arrived {
    /** Everything, in good order. */
    data object AsSent : linli.Arrived
    /** Everything but these. */
    data class Except(val value: List<linli.ArrivedItem>) : linli.Arrived
    /** Counted in full: every SKU of the manifest is named. */
    data class Counted(val value: List<linli.ArrivedItem>) : linli.Arrived
}

/** How many units of one SKU arrived in good order. */
data class ArrivedItem(
    /** Which SKU of the manifest. */
    val sku: linli.SkuId,
    /** How many; at most as many as were sent. */
    val units: Long,
)

/** One axis of a product's specs, e.g. 规格: 5斤 | 10斤. */
data class Axis(
    /** Its name. */
    val name: String,
    /** Its options; at most 50. */
    val options: List<String>,
)

/** What a full reduction is computed from. RULES §4 step 2. */
enum class Basis(
    /** Its name in JSON. */
    val wire: String,
) {
    /** What the lines cost after step 1. */
    ORIGINAL("original"),
    /** What is left of them after the lanes before. */
    RUNNING("running"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Basis = byWire[wire] ?: throw UnknownException("a Basis of a newer engine")
    }
}

/** Where a batch stands. */
enum class BatchState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** For its day, for its approvals, or for both. */
    WAITING("waiting"),
    /** Its payouts were handed to the host. */
    RELEASED("released"),
    /** A person refused it; its payouts are owed again. */
    REJECTED("rejected"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): BatchState = byWire[wire] ?: throw UnknownException("a BatchState of a newer engine")
    }
}

/** Why something is recommended. */
sealed interface Because {
    /** It is often bought together with this, which the member bought. */
    data class BoughtTogether(val value: linli.ProductId) : linli.Because
    /** A rule says so, in these words, because the member bought this. */
    data class Rule(
        /** What the member bought. */
        val bought: linli.ProductId,
        /** The rule's words. */
        val reason: String,
    ) : linli.Because
    /** It sells well where the member lives. */
    data object SellsWell : linli.Because
}

/**
 * What a property bill has to do with points: those that paid a part of it, and those that paying it earned. One per
 * node and bill number. RULES §13.
 */
data class Bill @JvmOverloads constructor(
    /** The node whose bill it is: the member's community or a node above it. */
    val node: linli.NodeId,
    /** The host's number of the bill. */
    val number: String,
    /** Whose. */
    val member: linli.MemberId,
    /** Points that pay a part of it. */
    val spent: linli.BillSpending? = null,
    /** Points that paying it earned. */
    val paid: linli.BillPaid? = null,
)

/** What points do on a bill. */
data class BillAnswer(
    /** How many points moved. */
    val points: linli.Points,
    /** What they are worth. */
    val value: linli.Money,
)

/** What a line of a bill is. */
enum class BillKind(
    /** Its name in JSON. */
    val wire: String,
) {
    /** A member's payment came in. */
    PAYMENT("payment"),
    /** A refund went out. */
    REFUND("refund"),
    /** A payout went out. */
    PAYOUT("payout"),
    /** A payout came back. */
    PAYOUT_RETURNED("payout_returned"),
    /** The channel kept a fee. */
    FEE("fee"),
    /** Money came in from another channel. */
    TRANSFER_IN("transfer_in"),
    /** Money was passed on to another channel. */
    TRANSFER_OUT("transfer_out"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): BillKind = byWire[wire] ?: throw UnknownException("a BillKind of a newer engine")
    }
}

/** A bill that was paid in money. */
data class BillPaid(
    /** When it was reported. */
    val at: java.time.Instant,
    /** How much was paid. */
    val amount: linli.Money,
    /** The points that it earned. */
    val points: linli.Points,
)

/** How a channel writes its bill. The presets are what the channels document; a host keeps its own as JSON. */
data class BillProfile @JvmOverloads constructor(
    /** The separator, one ASCII character. */
    val separator: String,
    /** What is cut off at the beginning of each field (`` ` `` in WeChat's bills), beside blanks and tabs. */
    val cut: String = "",
    /** A line that begins with this ends the table (totals follow). */
    val endsWith: String? = null,
    /** Lines that begin with this are no lines of the table. */
    val comment: String? = null,
    /** The column that says what a line is. */
    val kind: String,
    /** The kinds of lines. */
    val kinds: List<linli.KindRule>,
)

/** Points that pay a part of a bill. */
data class BillSpending(
    /** When. */
    val at: java.time.Instant,
    /** What the bill was about. */
    val amount: linli.Money,
    /** What the points are worth. */
    val value: linli.Money,
    /** The points, by lot. */
    val uses: List<linli.LotUse>,
    /** Who pays for them. */
    val funding: List<Pair<linli.Party, linli.Money>>,
)

/**
 * A member came by a promoter's card or link: binds them as the policy of their community says. Errors: `invalid_field`
 * when somebody refers themself, `not_found` member or promoter, also one who ended.
 */
data class BindReferral(
    /** Who came. */
    val member: linli.MemberId,
    /** Whose card or link it was. */
    val promoter: linli.MemberId,
    /** Which of the two. */
    val via: linli.ReferralVia,
) : Command

/** What a visit did. */
enum class Binding(
    /** Its name in JSON. */
    val wire: String,
) {
    /** The buyer is bound to this promoter now. */
    BOUND("bound"),
    /** The buyer was bound before, and that holds. */
    KEPT("kept"),
    /** Promoters' own bindings are fixed. */
    FIXED("fixed"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Binding = byWire[wire] ?: throw UnknownException("a Binding of a newer engine")
    }
}

/**
 * Books a document: it moves its amount between the accounts that its kind names, today. What touches a payable account
 * enters that party's next settlement. The same document again changes nothing. Errors: `already_exists` for a number of
 * the kind with other content, `not_found` for a party that is not there, `invalid_field`.
 */
data class BookDocument @JvmOverloads constructor(
    /** What it moves. */
    val kind: linli.DocumentKind,
    /** The paper's number; unique per kind. */
    val number: String,
    /** How much, above zero. */
    val amount: linli.Money,
    /** What it is for. */
    val note: String = "",
    /** The days that it is for. */
    val period: Pair<java.time.LocalDate, java.time.LocalDate>? = null,
) : Command

/** Which days are working days: Monday to Friday, less `holidays`, plus `extra_working_days` (调休). RULES §1. */
data class BusinessCalendar @JvmOverloads constructor(
    /** Weekdays without work. */
    val holidays: Set<java.time.LocalDate> = emptySet(),
    /** Weekend days with work. */
    val extraWorkingDays: Set<java.time.LocalDate> = emptySet(),
)

/** A buyer's pickup code. Its `Debug` does not show the digits. */
data class BuyersCode @JvmOverloads constructor(
    /** Where it opens the order. */
    val station: linli.StationId,
    /** The digits while they open something or will. */
    val digits: String? = null,
    /** Where the pickup stands. */
    val status: linli.PickupStatus,
) {
    override fun toString(): String = "BuyersCode(…)"
}

/** One call of the plan. */
data class Call @JvmOverloads constructor(
    /** Its number in the plan, from 1; with the hold's id the number under which the channel is called. */
    val number: Long,
    /** What it does. */
    val kind: linli.CallKind,
    /** Where it stands. */
    val state: linli.PayoutState,
    /** Not before this moment. */
    val notBefore: java.time.Instant,
    /** How often it was handed out, always under the same number. */
    val attempts: Long = 0L,
    /** When it was done, by the channel's clock. */
    val wordAt: java.time.Instant? = null,
)

/** What a call does. */
sealed interface CallKind {
    /** Divides a part of the frozen money. */
    data class Split(
        /** Over whom; at most the channel's number of receivers. */
        val pieces: List<linli.Piece>,
    ) : linli.CallKind
    /** Takes back from one receiver what was split to them. */
    data class Return(
        /** From whom. */
        val party: linli.Party,
        /** How much. */
        val amount: linli.Money,
        /** By which call they got it. */
        val of: Long,
    ) : linli.CallKind
    /** Pays back to the buyer. Its result is reported as that of the refund. */
    data class Refund(
        /** Which one. */
        val refund: linli.RefundId,
        /** How much. */
        val amount: linli.Money,
    ) : linli.CallKind
    /** Releases what is left to the collector; nothing can be split afterwards. */
    data object Unfreeze : linli.CallKind
}

/** What a channel says about a call. */
sealed interface CallResult {
    /** It took the call. */
    data object Accepted : linli.CallResult
    /** No usable answer came. */
    data object Unknown : linli.CallResult
    /** It was done, for all receivers but these. */
    data class Done(
        /** Receivers of a split who did not get their piece: they are owed again. */
        val failed: List<linli.Party> = emptyList(),
    ) : linli.CallResult
    /** It was refused. */
    data class Failed(
        /** What the channel said. */
        val reason: String,
    ) : linli.CallResult
}

/** A campaign. Orders keep what it gave them; changing or ending it touches none of them. RULES §15. */
data class Campaign @JvmOverloads constructor(
    /** Its id. */
    val id: linli.CampaignId,
    /** Whose. */
    val owner: linli.Owner,
    /** What it is. */
    val terms: linli.CampaignTerms,
    /** Whether it is over, by hand or by time. */
    val ended: Boolean = false,
)

/** What a campaign does to prices. */
sealed interface CampaignOffer {
    /** 限时折扣: a lower unit price. */
    data class Timed(
        /** How much lower. */
        val price: linli.TimedOffer,
    ) : linli.CampaignOffer
    /** 满减, 满折, 满赠. */
    data class Full(
        /** Which lane; in each lane of the owner the best one wins, lower ones come first. */
        val lane: Int = 0,
        /** What it is computed from. */
        val basis: linli.Basis = linli.Basis.RUNNING,
        /** What it gives. */
        val benefit: linli.FullBenefit,
    ) : linli.CampaignOffer
}

/** What can be changed of a campaign. It is told whole, so that nothing is left to guess. */
data class CampaignTerms @JvmOverloads constructor(
    /** What people call it. */
    val name: String,
    /** When it holds. */
    val window: linli.Window,
    /** Which lines it is about. */
    val scope: linli.Scope = linli.Scope(),
    /** Who bears it. A merchant's own staff can only let the merchant bear it. */
    val funder: linli.Funder = linli.Funder.Merchant,
    /**
     * For which segment only; `None`: for everybody. Who is not in it on the day of the order sees nothing of it. A merchant's
     * own staff knows no segments.
     */
    val segment: linli.SegmentId? = null,
    /** What it does. */
    val offer: linli.CampaignOffer,
)

/** Ends a running group: its paid orders are refunded. Errors: `wrong_state` unless it is running. */
data class CancelGroup(
    /** Which. */
    val group: linli.GroupId,
    /** Why; not empty. It is kept with the command in the audit trail of the host. */
    val reason: String,
) : Command

/** Units of a line that are no longer wanted. */
data class CancelLine(
    /** The line's place in the order, from 0. */
    val line: Long,
    /** How many, 1 up to what is left of the line. */
    val quantity: Long,
)

/**
 * Cancels a paid order that was not shipped, whole or in part; the refund is automatic. Errors: `wrong_state` once it is
 * shipped, `invalid_field` naming the line.
 */
data class CancelOrder @JvmOverloads constructor(
    /** The order. */
    val order: linli.OrderId,
    /** What of it; empty: all that is left. */
    val lines: List<linli.CancelLine> = emptyList(),
    /** Why. */
    val reason: String? = null,
) : Command

/** The member no longer wants an unpaid trade. Errors: `wrong_state` once it is paid or closed. */
data class CancelTrade(
    /** The trade. */
    val trade: linli.TradeId,
) : Command

/** What a line of a cart is now. */
data class CartItem @JvmOverloads constructor(
    /** The SKU's product. */
    val product: linli.ProductId,
    /** Who sells it. */
    val merchant: linli.MerchantId,
    /** The product's name. */
    val name: String,
    /** One option per axis of the product. */
    val spec: List<String>,
    /** What one costs. */
    val price: linli.Money,
    /** The product's first picture. */
    val picture: String? = null,
    /** Units that can be ordered now. */
    val available: Long,
)

/** One line of a cart. */
data class CartLine(
    /** What. */
    val sku: linli.SkuId,
    /** How it is to reach the buyer. */
    val fulfilment: linli.Fulfilment,
    /** How many. */
    val quantity: Long,
    /** When it was put in. */
    val addedAt: java.time.Instant,
)

/** A line of a cart at current prices. */
data class CartLineView @JvmOverloads constructor(
    /** What the member put in. */
    val line: linli.CartLine,
    /** What that is now; `None` when the SKU is not there or under review. */
    val item: linli.CartItem? = null,
    /** Why it cannot be bought now; `None`: it can, though perhaps fewer units than wanted. */
    val notSold: linli.NotSold? = null,
)

/** What happens to the member's cart. */
enum class CartUse(
    /** Its name in JSON. */
    val wire: String,
) {
    /** It stays as it is. */
    KEEP("keep"),
    /** What was bought leaves it. */
    REMOVE_BOUGHT("remove_bought"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): CartUse = byWire[wire] ?: throw UnknownException("a CartUse of a newer engine")
    }
}

/** What moves an after-sale case. */
enum class CaseEvent(
    /** Its name in JSON. */
    val wire: String,
) {
    /** The member asks. */
    APPLY("apply"),
    /** The merchant agrees, or did not answer in time. */
    AGREE("agree"),
    /** The merchant refuses, with a reason. */
    REFUSE("refuse"),
    /** The member no longer wants it. */
    WITHDRAW("withdraw"),
    /** The member says how the goods come back. */
    SEND_BACK("send_back"),
    /** The goods are back. */
    GOODS_BACK("goods_back"),
    /** Nothing has to come back: the refund is instructed. */
    REFUND("refund"),
    /** The refund was paid. */
    FINISH("finish"),
    /** Everything that it was about was refunded otherwise. */
    OVERTAKE("overtake"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): CaseEvent = byWire[wire] ?: throw UnknownException("a CaseEvent of a newer engine")
    }
}

/** What a member asks for. RULES §11. */
enum class CaseKind(
    /** Its name in JSON. */
    val wire: String,
) {
    /** 退货退款: the goods come back, then the money. */
    RETURN("return"),
    /** 仅退款: the money comes back; nothing has to be sent. */
    REFUND_ONLY("refund_only"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): CaseKind = byWire[wire] ?: throw UnknownException("a CaseKind of a newer engine")
    }
}

/** Units of an order line that a case is about. */
data class CaseLine @JvmOverloads constructor(
    /** The line's place in the order, from 0. */
    val line: Long,
    /** How many. */
    val quantity: Long,
    /** How many of them came back in good order and are sold again; `None` until they are back. */
    val sellable: Long? = null,
)

/** Why. RULES §11. */
enum class CaseReason(
    /** Its name in JSON. */
    val wire: String,
) {
    /** 七天无理由: only inside the return window, and only what supports it. */
    NO_REASON("no_reason"),
    /** Damaged, spoilt or not working. */
    QUALITY("quality"),
    /** Another thing, or fewer, than was bought. */
    WRONG_GOODS("wrong_goods"),
    /** It never came. */
    NOT_RECEIVED("not_received"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): CaseReason = byWire[wire] ?: throw UnknownException("a CaseReason of a newer engine")
    }
}

/** Where an after-sale case stands. RULES §11. */
enum class CaseState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** 待处理: the merchant has to answer. */
    APPLIED("applied"),
    /** 待退货: agreed to; the goods have to come back. */
    AGREED("agreed"),
    /** 退款中: the refund is instructed. */
    REFUNDING("refunding"),
    /** 已完成: paid back. */
    DONE("done"),
    /** 已拒绝, with a reason. */
    REFUSED("refused"),
    /** 已撤销: by the member, or because nothing of it was left. */
    WITHDRAWN("withdrawn"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): CaseState = byWire[wire] ?: throw UnknownException("a CaseState of a newer engine")
    }
}

/** One step of a case, so that its progress can be followed. */
data class CaseStep @JvmOverloads constructor(
    /** What happened. */
    val event: linli.CaseEvent,
    /** When. */
    val at: java.time.Instant,
    /** Who did it; `None`: the system. */
    val by: linli.UserId? = null,
)

/** A category; the tree has at most 5 levels. RULES §3. */
data class Category @JvmOverloads constructor(
    /** Its id. */
    val id: linli.CategoryId,
    /** The category above. */
    val parent: linli.CategoryId? = null,
    /** From the top down to itself. */
    val path: List<linli.CategoryId>,
    /** Its short code; unique in the tenant. Used by imports. */
    val code: String,
    /** Its name. */
    val name: String,
)

/** A category with those below it. */
data class CategoryTree(
    /** The category. */
    val category: linli.Category,
    /** Those directly below, by id. */
    val children: List<linli.CategoryTree>,
)

/** Changes a campaign that is not over, for quotes and orders from now on. Errors: as `CreateCampaign`, `wrong_state`. */
data class ChangeCampaign(
    /** Which. */
    val campaign: linli.CampaignId,
    /** What it is from now on. */
    val terms: linli.CampaignTerms,
) : Command

/** Renames a category. Errors: `invalid_field`, `not_found`. */
data class ChangeCategory(
    /** Which. */
    val category: linli.CategoryId,
    /** Its new name. */
    val name: String,
) : Command

/** Changes a member's personal data or preferred station; `None` stays as it is. */
data class ChangeMember @JvmOverloads constructor(
    /** Whose. */
    val member: linli.MemberId,
    /** New personal data, whole. */
    val profile: linli.Profile? = null,
    /** New preferred station. */
    val station: linli.StationId? = null,
) : Command

/**
 * Changes a merchant's data; `None` stays as it is. Before review (draft, rejected) everything, afterwards only contact
 * and phone; nothing while it is being reviewed or after it was delisted. Errors: `invalid_field`, `wrong_state`.
 */
data class ChangeMerchant @JvmOverloads constructor(
    /** Whose. */
    val merchant: linli.MerchantId,
    /** Its name. */
    val name: String? = null,
    /** Whom to call there. */
    val contact: String? = null,
    /** The business's phone number. */
    val phone: String? = null,
    /** How it takes part. */
    val kind: linli.MerchantKind? = null,
) : Command

/**
 * Replaces what can be changed of a product; its state stays, unless the node wants to review a merchant's change of name
 * or pictures again. Errors: `invalid_field`, `limit_exceeded`, `not_found`, `wrong_state`.
 */
data class ChangeProduct(
    /** Which. */
    val product: linli.ProductId,
    /** Everything that can be changed, whole; `ProductDetails::of` gives what is there. */
    val details: linli.ProductDetails,
) : Command

/** Sets some settings of a node. Errors: `invalid_field` naming the setting. */
data class ChangeSettings @JvmOverloads constructor(
    /** The node. */
    val node: linli.NodeId,
    /** What to set; `None` stays as it is. */
    val set: linli.SettingsPatch,
    /** Settings to inherit again, by name. */
    val inherit: List<String> = emptyList(),
) : Command

/**
 * Sets prices of SKUs of one product. Errors: `invalid_field` naming the price, `limit_exceeded` beyond 200,
 * `wrong_state`.
 */
data class ChangeSkuPrices(
    /** Which product. */
    val product: linli.ProductId,
    /** New prices; SKUs that are not named keep theirs. */
    val prices: List<linli.SkuPrices>,
) : Command

/**
 * Changes what is said of a station; `None` stays as it is. Delivery days that are open keep the route that they were
 * opened with. Errors: `not_found`, `invalid_field`.
 */
data class ChangeStation(
    /** Which. */
    val station: linli.StationId,
    /** New name. */
    val name: String? = null,
    /** New leader. */
    val leaderName: String? = null,
    /** The leader's new business phone. */
    val leaderPhone: String? = null,
    /** New address, whole. */
    val address: linli.Address? = null,
    /** New place on the map. */
    val position: Pair<Int, Int>? = null,
    /** New route. */
    val route: String? = null,
    /** New region. */
    val region: String? = null,
    /** New hours. */
    val hours: String? = null,
) : Command

/** A channel that keeps each payment frozen until it is divided over its receivers, and its limits. */
data class ChannelProfile(
    /** The channel's name, as payments report it as their provider. */
    val channel: String,
    /** Who collects; everybody else is "others". */
    val collector: linli.Collector,
    /** At most this part of a transaction goes to others. */
    val others: java.math.BigDecimal,
    /** Most split requests per transaction. */
    val requests: Long,
    /** Most receivers of one request. */
    val receivers: Long,
    /** Seconds after the payment before which nothing is split. */
    val afterSeconds: Long,
    /** Days after the payment on which the channel unfreezes by itself; nothing is split afterwards. */
    val freezeDays: Long,
    /** Days after a split in which it can be taken back … */
    val returnDays: Long,
    /** … and from whom. */
    val returns: linli.ReturnsFrom,
    /** Days before the end of the freeze from which on people are warned. */
    val warnDays: Long,
)

/**
 * A payout about which the channel said nothing final in time becomes unknown, and people are told, again and again,
 * until it is known. Due work.
 */
data class ChasePayout(
    /** Which one. */
    val payout: linli.PayoutId,
) : Command

/** What the member says, with name and phone. Stored sealed with the member's own key; never printed. */
data class Claim(
    /** Whom to ask. */
    val name: String,
    /** Digits, may begin with +. */
    val phone: String,
    /** What is wrong. */
    val description: String,
) {
    override fun toString(): String = "Claim(…)"
}

/**
 * A member takes a coupon that can be claimed. Answers it.
 *
 * Errors: `limit_exceeded` naming `total`, `per_member` or `coupons` (a member holds at most 200), `wrong_state` for
 * templates that are closed, over or not to be claimed, `not_sold` elsewhere.
 */
data class ClaimCoupon(
    /** Who. */
    val member: linli.MemberId,
    /** Of what. */
    val template: linli.CouponTemplateId,
) : Command

/** Units of a line that a member wants to give back. */
data class ClaimedLine(
    /** The line's place in the order, from 0. */
    val line: Long,
    /** How many, 1 up to what is neither refunded nor in an open case. */
    val quantity: Long,
)

/** Empties a cart; an empty one stays as it is. */
data class ClearCart(
    /** Whose cart. */
    val member: linli.MemberId,
) : Command

/** Money that lies at a channel, and since when. */
data class ClearingAge @JvmOverloads constructor(
    /** What lies there; below zero more was paid out than came in. */
    val balance: Long,
    /** The day on which the oldest part of it came in (below zero: went out), first in first out; `None` at zero. */
    val since: java.time.LocalDate? = null,
    /** Whether it is as old as can be seen: older than 400 days that moved. */
    val older: Boolean,
)

/** Issues no more coupons of a template; those that members hold stay good. Closing it again changes nothing. */
data class CloseCouponTemplate(
    /** Which. */
    val template: linli.CouponTemplateId,
) : Command

/**
 * Closes the books of a business day that is over; days are closed in their order. A day that is closed already, or a
 * tenant to which nothing was ever posted, is left as it is. Errors: `invalid_field` for a day that is not over, or
 * before which another one is open.
 */
data class CloseDay(
    /** The day. */
    val day: java.time.LocalDate,
) : Command

/**
 * Closes a station's delivery day when its cut-off has passed: no order joins it any more. Due work. Errors:
 * `not_found` without a paid order, `wrong_state` before the cut-off or when it is closed already. RULES §7.
 */
data class CloseStationDay(
    /** The station. */
    val station: linli.StationId,
    /** The delivery day. */
    val day: java.time.LocalDate,
) : Command

/** The end of a pickup code. */
data class CodeEnd(
    /** How. */
    val how: linli.CodeUse,
    /** When. */
    val at: java.time.Instant,
)

/**
 * What a code is found to be. The answer is kept in the log, so it names the order and no person:
 * `pickup_buyer` tells who collects.
 */
sealed interface CodeLookUp {
    /** It opens this order. */
    data class Valid(
        /** The order. */
        val order: linli.OrderId,
        /** What is to be handed over. */
        val items: List<linli.PickupItem>,
    ) : linli.CodeLookUp
    /** It opens nothing. */
    data class Refused(val value: linli.CodeRefusal) : linli.CodeLookUp
}

/** Why a code opens nothing now. */
sealed interface CodeRefusal {
    /** The station has not accepted the delivery yet. */
    data object NotYetArrived : linli.CodeRefusal
    /** It has opened its order before. */
    data class AlreadyUsed(
        /** When. */
        val at: java.time.Instant,
    ) : linli.CodeRefusal
    /** Its order was cancelled or refunded whole. */
    data object Expired : linli.CodeRefusal
    /** This station has no such code; a code of another station is answered in the same way. Counted as a miss. */
    data object Invalid : linli.CodeRefusal
    /** Too many misses by this operator at this station; right codes are refused too. */
    data class Blocked(
        /** When the operator may try again. */
        val until: java.time.Instant,
    ) : linli.CodeRefusal
}

/** How a pickup code ended. */
enum class CodeUse(
    /** Its name in JSON. */
    val wire: String,
) {
    /** It opened its order, or the buyer said that they have it. */
    USED("used"),
    /** Its order was cancelled or refunded whole. */
    VOID("void"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): CodeUse = byWire[wire] ?: throw UnknownException("a CodeUse of a newer engine")
    }
}

/** Which orders of a delivery day a list shows. */
enum class Collection(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Handed over. */
    COLLECTED("collected"),
    /** Not handed over yet: on the way, or waiting at the station. */
    NOT_COLLECTED("not_collected"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Collection = byWire[wire] ?: throw UnknownException("a Collection of a newer engine")
    }
}

/** One order of the collected or not collected list. */
data class CollectionEntry(
    /** Who, masked. */
    val buyer: linli.PickupBuyer,
    /** The order. */
    val order: linli.PickupOrder,
)

/** Who owns the account into which payments go. */
sealed interface Collector {
    /** One party for all payments; one payment is one transaction of the channel. */
    data class One(val value: linli.Party) : linli.Collector
    /** The merchant of each order; each order of a payment is a transaction of the channel. */
    data object MerchantOfOrder : linli.Collector
}

/** A part of a combo. */
data class ComboPart(
    /** Which SKU, of the same merchant, itself not a combo. */
    val sku: linli.SkuId,
    /** How many of it in one combo. */
    val quantity: Long,
)

/** How leaders and promoters get what they have earned. */
enum class CommissionPayout(
    /** Its name in JSON. */
    val wire: String,
) {
    /** It is settled on the next working day, like what is due to merchants. */
    SETTLEMENT("settlement"),
    /** They withdraw it when they like. */
    WITHDRAWAL("withdrawal"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): CommissionPayout = byWire[wire] ?: throw UnknownException("a CommissionPayout of a newer engine")
    }
}

/** What a leader or promoter has earned, in total. The detail is `Engine::statement`. RULES §7. */
data class CommissionStatement(
    /** Of orders that may still come back. */
    val pending: linli.Money,
    /** Earned and not paid yet, at least zero: what can be withdrawn, or is settled next. */
    val unpaid: linli.Money,
    /** In withdrawals and payouts whose result is not known. */
    val frozen: linli.Money,
    /** Paid. */
    val paid: linli.Money,
    /** What was paid although it came back later: later income pays it first. */
    val debt: linli.Money,
    /** All of it: pending, unpaid, frozen and paid, less the debt. */
    val total: linli.Money,
)

/** What must be so of a member. RULES §15. */
sealed interface Condition {
    /**
     * Bought goods of a category, or of one below it, in at least so many orders of the last days. Of a member's last 100
     * purchases (a category on a day is one).
     */
    data class BoughtCategory(
        /** Which. */
        val category: linli.CategoryId,
        /** In how many orders, 1–1,000. */
        val times: Long,
        /** In how many days, today counted, 1–365. */
        val days: Long,
    ) : linli.Condition
    /** Paid at least so much in all, refunds taken off. */
    data class Spent(
        /** How much. */
        val atLeast: linli.Money,
    ) : linli.Condition
    /** Has at least so many paid orders. */
    data class Ordered(
        /** How many. */
        val atLeast: Long,
    ) : linli.Condition
    /** Bought once, but nothing for so many days. */
    data class NoOrderFor(
        /** How many, 1–3,650. */
        val days: Long,
    ) : linli.Condition
    /** The first order was in the last days. */
    data class NewWithin(
        /** How many, today counted, 1–365. */
        val days: Long,
    ) : linli.Condition
}

/**
 * The merchant or the station has the goods of a case again; the refund is instructed. Units that are not named cannot be
 * sold again. Gifts go back with the last of what was bought; those that are kept are charged, as far as money goes
 * back, at the price that the order says, or at that of today where the merchant gave them at its own cost. Errors: `wrong_state` unless the goods are awaited, `invalid_field` naming the line. RULES §11.
 */
data class ConfirmGoodsBack @JvmOverloads constructor(
    /** The case. */
    val case: linli.AfterSaleId,
    /** What can be sold again. */
    val lines: List<linli.GoodsBack> = emptyList(),
    /** Gifts that should have come back and did not. */
    val keptGifts: List<linli.KeptGift> = emptyList(),
) : Command

/**
 * Hands an order over against its code: everything is examined again, the code is used up and the order received, once,
 * however many try at the same time. Misses count as in `LookUpPickupCode`. RULES §6.
 */
data class ConfirmPickup(
    /** The operator's station. */
    val station: linli.StationId,
    /** What the resident says. */
    val code: String,
) : Command {
    override fun toString(): String = "ConfirmPickup(…)"
}

/**
 * The member says that an order arrived. Errors: `wrong_state`, also for what is collected while the station has not
 * accepted it. RULES §5.
 */
data class ConfirmReceipt(
    /** The order. */
    val order: linli.OrderId,
) : Command

/**
 * Adds what was found, or takes off what is broken or missing. All lines or none. Errors: `out_of_stock` when less is
 * available than is to be taken off, `invalid_field`, `limit_exceeded`.
 */
data class CorrectStock(
    /** Whose SKUs. */
    val merchant: linli.MerchantId,
    /** 1 to 1,000 lines; units above or below zero. */
    val lines: List<linli.StockLine>,
    /** Why; not empty. */
    val reason: String,
) : Command

/** A coupon in a member's hands. RULES §15. */
data class Coupon(
    /** Its id. */
    val id: linli.CouponId,
    /** What it was made from. */
    val template: linli.CouponTemplateId,
    /** Whose. */
    val member: linli.MemberId,
    /** When it can be used. */
    val window: linli.Window,
    /** When the member got it. */
    val issuedAt: java.time.Instant,
    /** How. */
    val origin: linli.CouponOrigin,
    /** Where it stands. */
    val state: linli.CouponState,
    /** When the member is warned that it expires; `None` once that is done. */
    val warnAt: java.time.Instant? = null,
    /** The order that brought it was refunded while a trade held it: when that trade closes it is taken back. */
    val recalled: Boolean = false,
)

/** What a coupon takes off. */
sealed interface CouponBenefit {
    /** An amount. */
    data class Amount(val value: linli.Money) : linli.CouponBenefit
    /** A part, rounded once per line. */
    data class Percent(
        /** 0.2 for 8折. */
        val off: java.math.BigDecimal,
        /** At most this much; `None`: no cap. */
        val cap: linli.Money? = null,
    ) : linli.CouponBenefit
}

/** Which coupons to use. */
sealed interface CouponChoice {
    /** None. */
    data object None : linli.CouponChoice
    /** These, as far as they apply; of two that exclude each other the one named first. */
    data class Named(val value: List<linli.CouponId>) : linli.CouponChoice
    /** Those that take most off together. */
    data object Best : linli.CouponChoice
}

/** A coupon that the member holds. RULES §4 step 3, §15. */
data class CouponOffer @JvmOverloads constructor(
    /** Which. */
    val coupon: linli.CouponId,
    /** A merchant's coupon, or one of the platform or a property company. */
    val issuer: linli.Issuer = linli.Issuer.Platform,
    /** When it can be used. */
    val window: linli.Window,
    /** Which lines. */
    val scope: linli.Scope = linli.Scope(),
    /** What the lines in scope must still cost; zero: no threshold. */
    val threshold: linli.Money = linli.Money.ZERO,
    /** What it takes off. */
    val benefit: linli.CouponBenefit,
    /** Who bears it. */
    val funder: linli.Funder = linli.Funder.Merchant,
)

/** How a member came by a coupon. */
sealed interface CouponOrigin {
    /** By claiming it. */
    data object Claimed : linli.CouponOrigin
    /** The owner gave it. */
    data object Given : linli.CouponOrigin
    /** An order brought it. */
    data class Triggered(val value: linli.OrderId) : linli.CouponOrigin
    /** The member's level brought it. RULES §14. */
    data object Level : linli.CouponOrigin
}

/** How members come by a template's coupons. */
sealed interface CouponSource {
    /** They claim them. */
    data object Claimed : linli.CouponSource
    /** The owner gives them. */
    data object Given : linli.CouponSource
    /** A paid order brings them. */
    data class Triggered(val value: linli.CouponTrigger) : linli.CouponSource
}

/** Where a coupon stands. */
sealed interface CouponState {
    /** The member can use it. */
    data object Held : linli.CouponState
    /** An unpaid trade holds it. */
    data class Locked(val value: linli.TradeId) : linli.CouponState
    /** A paid trade used it. */
    data class Used(val value: linli.TradeId) : linli.CouponState
    /** It was not used in time. */
    data object Expired : linli.CouponState
    /** The order that brought it was refunded. */
    data object TakenBack : linli.CouponState
}

/** What coupons are made from. Counter: how many were issued less those taken back. RULES §15. */
data class CouponTemplate @JvmOverloads constructor(
    /** Its id. */
    val id: linli.CouponTemplateId,
    /** Whose. */
    val owner: linli.Owner,
    /** What its coupons are. */
    val terms: linli.CouponTerms,
    /** No more coupons are issued; those that members hold stay good. */
    val closed: Boolean = false,
)

/** What coupons are and how they are had. Never changed, so that a coupon stays what it was when the member got it. */
data class CouponTerms(
    /** What people call it. */
    val name: String,
    /** What it takes off. */
    val benefit: linli.CouponBenefit,
    /** What the lines in scope must still cost. */
    val threshold: linli.Money = linli.Money.ZERO,
    /** Which lines it is about. */
    val scope: linli.Scope = linli.Scope(),
    /** Who bears it. A merchant's own staff can only let the merchant bear it. */
    val funder: linli.Funder = linli.Funder.Merchant,
    /** When it can be used. */
    val validity: linli.Validity,
    /** How members come by it. */
    val source: linli.CouponSource,
    /** Most coupons in all; `None`: no limit. */
    val total: Long? = null,
    /** Most coupons of one member, used ones counted; `None`: no limit. */
    val perMember: Long? = null,
)

/** What an order must be to bring a coupon. RULES §15. */
sealed interface CouponTrigger {
    /** Lines of one order in scope cost so much after reductions, points not deducted: fresh food ≥ 100.00. */
    data class Spends(
        /** Which lines. */
        val scope: linli.Scope,
        /** How much. */
        val from: linli.Money,
    ) : linli.CouponTrigger
    /** The member's first paid order with lines in scope since the template is there: the first takeaway order. */
    data class FirstOrder(
        /** Which lines. */
        val scope: linli.Scope,
    ) : linli.CouponTrigger
}

/** A coupon with what it is. */
data class CouponView(
    /** The coupon. */
    val coupon: linli.Coupon,
    /** What it was made from. */
    val template: linli.CouponTemplate,
)

/**
 * Makes a campaign of a property company, the platform or a merchant. Answers its id.
 *
 * Errors: `invalid_field` and `limit_exceeded` naming the field, `not_found` for what it is about or gives, `denied` when
 * a merchant's own staff lets others bear it.
 */
data class CreateCampaign(
    /** Whose. */
    val owner: linli.Owner,
    /** What it is. */
    val terms: linli.CampaignTerms,
) : Command

/**
 * Adds a category; without a parent it is a top category. Errors: `invalid_field`, `not_found` parent, `limit_exceeded`
 * depth, `already_exists` code.
 */
data class CreateCategory @JvmOverloads constructor(
    /** The category above. */
    val parent: linli.CategoryId? = null,
    /** Its short code; unique in the tenant, used by imports. */
    val code: String,
    /** Its name. */
    val name: String,
) : Command

/**
 * Makes a template of coupons. Answers its id.
 *
 * Errors: `invalid_field` and `limit_exceeded` naming the field, `not_found` for what it is about, `denied` when a
 * merchant's own staff lets others bear it.
 */
data class CreateCouponTemplate(
    /** Whose. */
    val owner: linli.Owner,
    /** What its coupons are. */
    val terms: linli.CouponTerms,
) : Command

/** Adds a node below another. Errors: `not_found` parent, `limit_exceeded` depth. */
data class CreateNode(
    /** The place above. */
    val parent: linli.NodeId,
    /** What its level is called, e.g. 项目. */
    val kind: String,
    /** Its name. */
    val name: String,
) : Command

/**
 * Creates a product with its SKUs in one step, as a draft. Errors: `invalid_field` and `limit_exceeded` naming the field,
 * `not_found` merchant, category or supplier, `already_exists` for a code that the merchant has used, `wrong_state` when
 * the merchant is delisted.
 */
data class CreateProduct(
    /** Who sells it. */
    val merchant: linli.MerchantId,
    /** The merchant's own code for it; unique per merchant. */
    val code: String,
    /** What it is. */
    val kind: linli.ProductKind,
    /** What can be changed of it later. */
    val details: linli.ProductDetails,
    /** Its spec axes; at most 5. Without any it has exactly one SKU. */
    val axes: List<linli.Axis>,
    /** Its SKUs, 1 to 200: one per chosen combination of options. */
    val skus: List<linli.NewSku>,
) : Command

/**
 * Makes a flash sale or a group buy of one SKU. A flash sale takes its quota out of the SKU's stock at once; a combo's out
 * of its parts'. RULES §15.
 *
 * Errors: `invalid_field` naming the field (another merchant's SKU, a window that is over, backwards or longer than 366
 * days, a price below zero or above the SKU's, a size, hours or limit out of bounds), `out_of_stock` naming `quota`.
 */
data class CreateSale(
    /** Whose SKU. */
    val merchant: linli.MerchantId,
    /** For whom: members of communities at or below this node. */
    val node: linli.NodeId,
    /** What. */
    val sku: linli.SkuId,
    /** Flash sale, or group buy with what makes a group. */
    val kind: linli.SaleKind,
    /** It sells from this moment on … */
    val startsAt: java.time.Instant,
    /** … until just before this one; later than now. */
    val endsAt: java.time.Instant,
    /** What one costs: zero or more, at most the SKU's price. */
    val price: linli.Money,
    /** Units that it sells in all, 1 to 1,000,000. */
    val quota: Long,
    /** Most units that one member may buy in it, 1 to 9,999; `None`: no limit. */
    val perMember: Long? = null,
    /**
     * What does not go together with its price; by default neither coupons nor points, nor commission. A flash sale never
     * brings commission.
     */
    val excludes: linli.Excludes = linli.Excludes(),
) : Command

/**
 * Gives a member the code by which they share something; asking again gives the same one. Errors: `not_found` member or
 * what is shared.
 */
data class CreateShare(
    /** Who shares. */
    val member: linli.MemberId,
    /** What. */
    val subject: linli.ShareSubject,
) : Command

/**
 * Opens a pickup station in a community; it takes orders at once. Errors: `not_found` community, `already_exists` code,
 * `invalid_field`. RULES §7.
 */
data class CreateStation(
    /** The community that it belongs to. */
    val community: linli.NodeId,
    /** Its short code; unique in the tenant, never changed. */
    val code: String,
    /** Its name. */
    val name: String,
    /** Who runs it. */
    val leaderName: String,
    /** The leader's business phone: 5–15 digits, may begin with +. */
    val leaderPhone: String,
    /** Where it is, in words … */
    val address: linli.Address,
    /** … and on the map. */
    val position: Pair<Int, Int>,
    /** 物流路线: manifests are sorted by it, bytewise; may be empty. */
    val route: String,
    /** Its region; may be empty. */
    val region: String,
    /** Opening hours in words; may be empty. */
    val hours: String,
) : Command

/** Records a supplier. Errors: `invalid_field`, `already_exists` code. */
data class CreateSupplier(
    /** Its short code; unique in the tenant, used by imports. */
    val code: String,
    /** Its name. */
    val name: String,
) : Command

/** Opens the actor's tenant. Errors: `already_exists`. */
data class CreateTenant(
    /** What people call it; also the name of the root node. */
    val name: String,
    /** The kind of the root node, e.g. 集团. */
    val rootKind: String,
    /** The one currency of all its money. */
    val currency: linli.Currency,
    /** Where its days begin. */
    val zone: java.time.ZoneId,
    /** The first person with the platform role. */
    val platform: linli.UserId,
) : Command

/** A tenant's currency: ISO 4217 code and 0–3 decimals. RULES §1. */
data class Currency(
    val code: String,
    val decimals: Int,
)

/** The reviews of one day that are shown. */
data class DayStars(
    /** Which day. */
    val day: java.time.LocalDate,
    /** How many. */
    val count: Long,
    /** Their stars in all. */
    val stars: Long,
)

/** The merchant's part of what a month's tiers give beyond what was earned sale by sale. */
data class Difference @JvmOverloads constructor(
    /** What the merchant's sales of the month came to when it was settled. */
    val sales: linli.Money,
    /** What the leader got for them at that time; below zero: gave back. */
    val amount: linli.Money,
    /** What of those sales was refunded since; the difference comes back in proportion. */
    val refunded: linli.Money = linli.Money.ZERO,
    /** Whether the leader withdraws it; otherwise it is settled by itself. */
    val withdrawable: Boolean = false,
)

/**
 * Makes the manifest 配送清单 of a closed delivery day and sends its orders off; a day of which every order was cancelled
 * counts as accepted at once. Due work. Errors: `wrong_state` unless closed, `limit_exceeded` beyond 5,000 orders or
 * 2,000 SKUs. RULES §7.
 */
data class DispatchManifest(
    /** The station. */
    val station: linli.StationId,
    /** The delivery day. */
    val day: java.time.LocalDate,
) : Command

/** A paper that moved money without an order: an invoice, a receipt, a channel's statement. */
data class Document(
    /** Its id, computed from kind and number. */
    val id: linli.DocumentId,
    /** What it moves. */
    val kind: linli.DocumentKind,
    /** The paper's number; unique per kind. */
    val number: String,
    /** How much, above zero. */
    val amount: linli.Money,
    /** What it is for. */
    val note: String,
    /** The days that it is for. */
    val period: Pair<java.time.LocalDate, java.time.LocalDate>? = null,
    /** When it was booked. */
    val bookedAt: java.time.Instant,
    /** Who booked it; `None`: the host itself. */
    val bookedBy: linli.UserId? = null,
    /** Whether it was taken back by a posting of its own. */
    val reversed: linli.DocumentReversal? = null,
)

/** What a document moves. The parties that it names decide which accounts. */
sealed interface DocumentKind {
    /** A party pays for using the platform; taken off what it is owed. */
    data class UsageFee(
        /** Who pays. */
        val payer: linli.Party,
        /** Who gets it: the platform or a property company. */
        val receiver: linli.Party,
    ) : linli.DocumentKind
    /** Somebody pays for advertising: a party, taken off what it is owed, or a stranger through a channel. */
    data class Advertising(
        /** Who pays; a channel when the money came in through it. */
        val payer: linli.Party,
        /** Who gets it: the platform or a property company. */
        val receiver: linli.Party,
    ) : linli.DocumentKind
    /** Any other income of that kind. */
    data class OtherIncome(
        /** Who pays; a channel when the money came in through it. */
        val payer: linli.Party,
        /** Who gets it: the platform or a property company. */
        val receiver: linli.Party,
    ) : linli.DocumentKind
    /** A party pays in what it owes. */
    data class DebtPaid(
        /** Who. */
        val party: linli.Party,
        /** Through which channel. */
        val channel: String,
    ) : linli.DocumentKind
    /** A channel passes money on to another one, such as the bank. */
    data class ChannelTransfer(
        /** Where it lay. */
        val from: String,
        /** Where it lies now. */
        val to: String,
    ) : linli.DocumentKind
    /** What a channel keeps for its service. */
    data class ChannelFee(
        /** The channel. */
        val channel: String,
        /** Who bears it. */
        val bearer: linli.Party,
    ) : linli.DocumentKind
}

/** Why and when a document was taken back. */
data class DocumentReversal @JvmOverloads constructor(
    /** Why. */
    val reason: String,
    /** When. */
    val at: java.time.Instant,
    /** Who; `None`: the host itself. */
    val by: linli.UserId? = null,
)

/** What happens at the end of a period that brought less than the level's retention. RULES §14. */
enum class Downgrade(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Down one level. */
    ONE_LEVEL("one_level"),
    /** Down to the level that the growth of the period earned. */
    TO_EARNED("to_earned"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Downgrade = byWire[wire] ?: throw UnknownException("a Downgrade of a newer engine")
    }
}

/** Something due that was refused; it stays due. */
data class DueFailure(
    /** The operation's name. */
    val command: String,
    /** Why. */
    val error: linli.LinliException,
)

/** What a call of `Engine::run_due` did. */
data class DueReport(
    /** Steps done. */
    val done: Long,
    /** Steps refused. */
    val failed: List<linli.DueFailure>,
    /** Whether the limit was reached, so that more may be due now. */
    val more: Boolean,
)

/** One thing that is due. */
data class DueWork(
    /** The id under which it will be done. */
    val commandId: linli.CommandId,
    /** What will be done. */
    val command: linli.Command,
)

/**
 * How an order earns points: the settings as they were when it was paid, so that any sequence of refunds ends at the
 * same figure. RULES §13.
 */
data class Earning(
    /** So many points … */
    val points: Long,
    /** … per so many smallest units of money. */
    val per: Long,
    /** Whether they are in the member's lots already. */
    val active: Boolean,
)

/** Ends a campaign, by hand or when its time is over: due work. Ending it again changes nothing. */
data class EndCampaign(
    /** Which. */
    val campaign: linli.CampaignId,
) : Command

/**
 * Ends a presale before its promised day: the SKU sells from stock again. What was ordered is still waited for. Errors:
 * `not_found`, `wrong_state` when it has ended.
 */
data class EndPresale(
    /** Whose SKU. */
    val merchant: linli.MerchantId,
    /** Which. */
    val presale: linli.PresaleId,
) : Command

/**
 * Ends a promoter: nobody is bound to them any more and they earn on no new order; what they earned stays theirs.
 * Errors: `not_found`, also when they ended before.
 */
data class EndPromoter(
    /** Who. */
    val member: linli.MemberId,
) : Command

/**
 * Ends a sale by hand, before or inside its window. What a flash sale has left goes back to stock; running groups go on.
 * Errors: `wrong_state` when it has ended.
 */
data class EndSale(
    /** Which. */
    val sale: linli.CampaignId,
) : Command

/** One side of a posting. Stored as `{"party": …, "purpose": …, "amount": …}`. */
data class Entry(
    val party: linli.Party,
    val purpose: linli.AccountPurpose,
    val amount: Long,
)

/** Destroys the member's key: name, phone and address can never be read again; orders, ledger and reports stay. */
data class EraseMember(
    /** Whose. */
    val member: linli.MemberId,
) : Command

/**
 * Something that happened, written in the same transaction as the change itself. Events hold ids and amounts, never
 * personal data or pickup codes. New kinds may be added; readers skip kinds that they do not know.
 */
sealed interface Event {
    data class LogSealed(
        val number: Long,
        val last: Long,
        val hash: String,
    ) : linli.Event
    data class TenantCreated(
        val root: linli.NodeId,
    ) : linli.Event
    data class NodeCreated(
        val node: linli.NodeId,
        val parent: linli.NodeId,
    ) : linli.Event
    data class SettingsChanged(
        val node: linli.NodeId,
    ) : linli.Event
    data object CalendarChanged : linli.Event
    data class RoleGranted(
        val user: linli.UserId,
        val role: linli.Role,
    ) : linli.Event
    data class RoleRevoked(
        val user: linli.UserId,
        val role: linli.Role,
    ) : linli.Event
    data class CampaignCreated(
        val campaign: linli.CampaignId,
    ) : linli.Event
    data class CampaignChanged(
        val campaign: linli.CampaignId,
    ) : linli.Event
    data class CampaignEnded(
        val campaign: linli.CampaignId,
    ) : linli.Event
    data class CouponTemplateCreated(
        val template: linli.CouponTemplateId,
    ) : linli.Event
    data class CouponTemplateClosed(
        val template: linli.CouponTemplateId,
    ) : linli.Event
    data class CouponIssued(
        val coupon: linli.CouponId,
        val template: linli.CouponTemplateId,
        val member: linli.MemberId,
    ) : linli.Event
    data class CouponUsed(
        val coupon: linli.CouponId,
        val trade: linli.TradeId,
    ) : linli.Event
    data class CouponReturned(
        val coupon: linli.CouponId,
        val trade: linli.TradeId,
    ) : linli.Event
    data class CouponTakenBack(
        val coupon: linli.CouponId,
        val order: linli.OrderId? = null,
    ) : linli.Event
    data class CouponExpiring(
        val coupon: linli.CouponId,
        val member: linli.MemberId,
        val until: java.time.Instant,
    ) : linli.Event
    data class CouponExpired(
        val coupon: linli.CouponId,
        val member: linli.MemberId,
    ) : linli.Event
    data class MemberRegistered(
        val member: linli.MemberId,
        val community: linli.NodeId,
    ) : linli.Event
    data class MemberChanged(
        val member: linli.MemberId,
    ) : linli.Event
    data class MemberErased(
        val member: linli.MemberId,
    ) : linli.Event
    data class MerchantCreated(
        val merchant: linli.MerchantId,
        val node: linli.NodeId,
    ) : linli.Event
    data class MerchantChanged(
        val merchant: linli.MerchantId,
    ) : linli.Event
    data class MerchantMoved(
        val merchant: linli.MerchantId,
        val from: linli.MerchantState,
        val to: linli.MerchantState,
    ) : linli.Event
    data class ServedNodesSet(
        val merchant: linli.MerchantId,
    ) : linli.Event
    data class QualificationsSet(
        val merchant: linli.MerchantId,
    ) : linli.Event
    data class SupplierCreated(
        val supplier: linli.SupplierId,
    ) : linli.Event
    data class CategoryCreated(
        val category: linli.CategoryId,
    ) : linli.Event
    data class CategoryChanged(
        val category: linli.CategoryId,
    ) : linli.Event
    data class ProductCreated(
        val product: linli.ProductId,
        val merchant: linli.MerchantId,
    ) : linli.Event
    data class ProductChanged(
        val product: linli.ProductId,
    ) : linli.Event
    data class ProductMoved(
        val product: linli.ProductId,
        val from: linli.ProductState,
        val to: linli.ProductState,
    ) : linli.Event
    data class SkuAdded(
        val sku: linli.SkuId,
        val product: linli.ProductId,
        val price: linli.Money,
    ) : linli.Event
    data class SkuPriceChanged(
        val sku: linli.SkuId,
        val from: linli.Money,
        val to: linli.Money,
    ) : linli.Event
    data class StockSet(
        val sku: linli.SkuId,
        val available: Long,
    ) : linli.Event
    data class StockReceived(
        val sku: linli.SkuId,
        val quantity: Long,
    ) : linli.Event
    data class StockCorrected(
        val sku: linli.SkuId,
        val by: Long,
    ) : linli.Event
    data class CartChanged(
        val member: linli.MemberId,
    ) : linli.Event
    data class FavouritesChanged(
        val member: linli.MemberId,
    ) : linli.Event
    data class TradePlaced(
        val trade: linli.TradeId,
        val member: linli.MemberId,
        val orders: List<linli.OrderId>,
        val total: linli.Money,
    ) : linli.Event
    data class TradePaid(
        val trade: linli.TradeId,
        val member: linli.MemberId,
        val total: linli.Money,
    ) : linli.Event
    data class TradeClosed(
        val trade: linli.TradeId,
        val member: linli.MemberId,
    ) : linli.Event
    data class StationSwitched(
        val trade: linli.TradeId,
        val station: linli.StationId,
    ) : linli.Event
    data class OrderPaid(
        val order: linli.OrderId,
        val merchant: linli.MerchantId,
        val cash: linli.Money,
        val station: linli.StationId? = null,
        val deliveryDay: java.time.LocalDate? = null,
    ) : linli.Event
    data class OrderShipped(
        val order: linli.OrderId,
    ) : linli.Event
    data class OrderReady(
        val order: linli.OrderId,
        val member: linli.MemberId,
        val station: linli.StationId,
    ) : linli.Event
    data class OrderReceived(
        val order: linli.OrderId,
        val member: linli.MemberId,
    ) : linli.Event
    data class PickupReminder(
        val order: linli.OrderId,
        val member: linli.MemberId,
        val station: linli.StationId,
        val reminder: Int,
    ) : linli.Event
    data class OrderNotCollected(
        val order: linli.OrderId,
        val member: linli.MemberId,
        val refund: linli.RefundId? = null,
    ) : linli.Event
    data class ReturnWindowOver(
        val order: linli.OrderId,
    ) : linli.Event
    data class OrderCompleted(
        val order: linli.OrderId,
    ) : linli.Event
    data class OrderCancelled(
        val order: linli.OrderId,
        val whole: Boolean,
    ) : linli.Event
    data class OrderReleased(
        val order: linli.OrderId,
        val merchant: linli.MerchantId,
        val station: linli.StationId? = null,
        val deliveryDay: java.time.LocalDate? = null,
    ) : linli.Event
    data class SaleCreated(
        val sale: linli.CampaignId,
        val merchant: linli.MerchantId,
        val sku: linli.SkuId,
        val price: linli.Money,
        val quota: Long,
    ) : linli.Event
    data class SaleEnded(
        val sale: linli.CampaignId,
        val left: Long,
    ) : linli.Event
    data class GroupOpened(
        val group: linli.GroupId,
        val sale: linli.CampaignId,
        val order: linli.OrderId,
    ) : linli.Event
    data class GroupJoined(
        val group: linli.GroupId,
        val order: linli.OrderId,
    ) : linli.Event
    data class GroupMoved(
        val group: linli.GroupId,
        val sale: linli.CampaignId,
        val from: linli.GroupState,
        val to: linli.GroupState,
        val firm: Long,
    ) : linli.Event
    data class PresaleOpened(
        val presale: linli.PresaleId,
        val sku: linli.SkuId,
        val promised: java.time.LocalDate,
        val ceiling: Long,
    ) : linli.Event
    data class PresaleEnded(
        val presale: linli.PresaleId,
        val sku: linli.SkuId,
    ) : linli.Event
    data class PaymentReported(
        val payment: linli.PaymentId,
        val trade: linli.TradeId,
        val amount: linli.Money,
        val outcome: linli.PaymentOutcome,
    ) : linli.Event
    data class RefundInstructed(
        val refund: linli.RefundId,
        val trade: linli.TradeId,
        val order: linli.OrderId? = null,
        val payment: linli.PaymentId? = null,
        val cash: linli.Money,
        val points: linli.Points,
        val reason: linli.RefundReason,
    ) : linli.Event
    data class RefundChanged(
        val refund: linli.RefundId,
        val state: linli.RefundState,
    ) : linli.Event
    data class RefundPaidTwice(
        val refund: linli.RefundId,
    ) : linli.Event
    data class AfterSaleApplied(
        val case: linli.AfterSaleId,
        val order: linli.OrderId,
        val merchant: linli.MerchantId,
    ) : linli.Event
    data class AfterSaleMoved(
        val case: linli.AfterSaleId,
        val order: linli.OrderId,
        val by: linli.CaseEvent,
        val state: linli.CaseState,
    ) : linli.Event
    data class ReviewWritten(
        val review: linli.ReviewId,
        val order: linli.OrderId,
        val product: linli.ProductId,
        val merchant: linli.MerchantId,
        val stars: Int,
    ) : linli.Event
    data class ReviewAnswered(
        val review: linli.ReviewId,
    ) : linli.Event
    data class ReviewModerated(
        val review: linli.ReviewId,
        val shown: Boolean,
    ) : linli.Event
    data class MerchantRectifying(
        val merchant: linli.MerchantId,
        val deadline: java.time.Instant,
    ) : linli.Event
    data class StationCreated(
        val station: linli.StationId,
        val community: linli.NodeId,
    ) : linli.Event
    data class StationChanged(
        val station: linli.StationId,
    ) : linli.Event
    data class StationOpeningSet(
        val station: linli.StationId,
        val opening: linli.Opening,
    ) : linli.Event
    data class StationDayClosed(
        val station: linli.StationId,
        val day: java.time.LocalDate,
    ) : linli.Event
    data class ManifestDispatched(
        val manifest: linli.ManifestId,
        val station: linli.StationId,
        val day: java.time.LocalDate,
        val orders: Long,
    ) : linli.Event
    data class DeliveryAccepted(
        val manifest: linli.ManifestId,
        val station: linli.StationId,
        val day: java.time.LocalDate,
        val ready: Long,
        val short: Long,
    ) : linli.Event
    data class PickupCodeMissed(
        val station: linli.StationId,
        val operator: linli.UserId,
    ) : linli.Event
    data class PickupBlocked(
        val station: linli.StationId,
        val operator: linli.UserId,
        val until: java.time.Instant,
    ) : linli.Event
    data class OrderPickedUp(
        val order: linli.OrderId,
        val station: linli.StationId,
    ) : linli.Event
    data class SplitRuleSet(
        val layer: linli.SplitLayer,
        val scope: linli.SplitScope,
        val revision: Long,
    ) : linli.Event
    data class SplitRuleRemoved(
        val layer: linli.SplitLayer,
        val scope: linli.SplitScope,
    ) : linli.Event
    data class DayClosed(
        val day: java.time.LocalDate,
    ) : linli.Event
    data class DaySettled(
        val day: java.time.LocalDate,
        val postings: Long,
    ) : linli.Event
    data class ClearingTooOld(
        val party: linli.Party,
        val purpose: linli.AccountPurpose,
        val balance: linli.Money,
        val since: java.time.LocalDate,
    ) : linli.Event
    data class SettlementMade(
        val settlement: linli.SettlementId,
        val party: linli.Party,
        val amount: linli.Money,
        val state: linli.SettlementState,
    ) : linli.Event
    data class DocumentBooked(
        val document: linli.DocumentId,
        val kind: String,
        val amount: linli.Money,
    ) : linli.Event
    data class DocumentReversed(
        val document: linli.DocumentId,
    ) : linli.Event
    data class ThirdPartyContractSet(
        val merchant: linli.MerchantId,
    ) : linli.Event
    data class ThirdPartySaleReported(
        val sale: linli.ThirdPartySaleId,
        val merchant: linli.MerchantId,
        val amount: linli.Money,
        val commission: linli.Money,
    ) : linli.Event
    data class ThirdPartySaleRefunded(
        val sale: linli.ThirdPartySaleId,
        val merchant: linli.MerchantId,
        val amount: linli.Money,
        val commission: linli.Money,
    ) : linli.Event
    data class Reconciled(
        val channel: String,
        val from: java.time.LocalDate,
        val to: java.time.LocalDate,
        val matched: Long,
        val open: Long,
    ) : linli.Event
    data class ChannelSet(
        val channel: String,
    ) : linli.Event
    data class CallChanged(
        val hold: linli.HoldId,
        val call: Long,
        val state: linli.PayoutState,
    ) : linli.Event
    data class HoldEndsSoon(
        val hold: linli.HoldId,
        val until: java.time.Instant,
        val calls: Long,
    ) : linli.Event
    data class HoldEnded(
        val hold: linli.HoldId,
    ) : linli.Event
    data class PayeeSet(
        val party: linli.Party,
    ) : linli.Event
    data class PayoutBatchMade(
        val batch: linli.PayoutBatchId,
        val channel: String,
        val payOn: java.time.LocalDate,
        val payouts: Long,
        val total: linli.Money,
        val needed: Long,
    ) : linli.Event
    data class PayoutBatchApproved(
        val batch: linli.PayoutBatchId,
        val approvals: Long,
        val needed: Long,
    ) : linli.Event
    data class PayoutBatchWaits(
        val batch: linli.PayoutBatchId,
        val approvals: Long,
        val needed: Long,
    ) : linli.Event
    data class PayoutBatchRejected(
        val batch: linli.PayoutBatchId,
    ) : linli.Event
    data class PayoutInstructed(
        val payout: linli.PayoutId,
        val batch: linli.PayoutBatchId,
        val party: linli.Party,
        val channel: String,
        val amount: linli.Money,
        val attempt: Long,
    ) : linli.Event
    data class PayoutChanged(
        val payout: linli.PayoutId,
        val state: linli.PayoutState,
    ) : linli.Event
    data class PayoutUnanswered(
        val payout: linli.PayoutId,
        val channel: String,
        val amount: linli.Money,
        val attempts: Long,
    ) : linli.Event
    data class LeaderMonthSettled(
        val station: linli.StationId,
        val month: java.time.YearMonth,
        val sales: linli.Money,
        val earned: linli.Money,
        val difference: linli.Money,
    ) : linli.Event
    data class PromoterKindSet(
        val code: String,
        val levels: linli.ReferralLevels,
    ) : linli.Event
    data class PromoterAppointed(
        val member: linli.MemberId,
        val above: linli.MemberId? = null,
    ) : linli.Event
    data class PromoterEnded(
        val member: linli.MemberId,
    ) : linli.Event
    data class ReferralBound(
        val member: linli.MemberId,
        val promoter: linli.MemberId,
    ) : linli.Event
    data class ShareCreated(
        val member: linli.MemberId,
        val code: String,
    ) : linli.Event
    data class ShareVisited(
        val code: String,
        val visitor: linli.MemberId? = null,
    ) : linli.Event
    data class WithdrawalRequested(
        val withdrawal: linli.WithdrawalId,
        val party: linli.Party,
        val amount: linli.Money,
    ) : linli.Event
    data class WithdrawalInstructed(
        val withdrawal: linli.WithdrawalId,
        val party: linli.Party,
        val amount: linli.Money,
    ) : linli.Event
    data class WithdrawalChanged(
        val withdrawal: linli.WithdrawalId,
        val state: linli.WithdrawalState,
    ) : linli.Event
    data class PointsGranted(
        val member: linli.MemberId,
        val points: linli.Points,
        val issuer: linli.Party,
    ) : linli.Event
    data class PointsEarned(
        val member: linli.MemberId,
        val points: linli.Points,
        val from: linli.Origin,
    ) : linli.Event
    data class PointsExpired(
        val member: linli.MemberId,
        val points: linli.Points,
    ) : linli.Event
    data class PointsExpireSoon(
        val member: linli.MemberId,
        val points: linli.Points,
        val day: java.time.LocalDate,
    ) : linli.Event
    data class PointsSettled(
        val month: java.time.LocalDate,
        val issuer: linli.Party,
        val spentAt: linli.Party,
        val amount: linli.Money,
    ) : linli.Event
    data object LevelsSet : linli.Event
    data class LevelChanged(
        val member: linli.MemberId,
        val from: String,
        val to: String,
        val reason: linli.LevelReason,
    ) : linli.Event
    data class LevelRenewed(
        val member: linli.MemberId,
    ) : linli.Event
    data class GrowthGranted(
        val member: linli.MemberId,
        val growth: Long,
    ) : linli.Event
    data class BillPointsSpent(
        val node: linli.NodeId,
        val member: linli.MemberId,
        val points: linli.Points,
        val value: linli.Money,
    ) : linli.Event
    data class BillPointsReturned(
        val node: linli.NodeId,
        val member: linli.MemberId,
        val points: linli.Points,
    ) : linli.Event
    data class MemberTagged(
        val member: linli.MemberId,
        val tag: String,
    ) : linli.Event
    data class MemberUntagged(
        val member: linli.MemberId,
        val tag: String,
    ) : linli.Event
    data object TagRulesSet : linli.Event
    data class SegmentSet(
        val segment: linli.SegmentId,
    ) : linli.Event
    data object RecommendationRulesSet : linli.Event
    data class ChurnWarned(
        val member: linli.MemberId,
        val lastOrder: java.time.LocalDate,
    ) : linli.Event
}

/** A page of events, and the cursor to ask with next time. */
data class EventPage(
    /** In the order in which the commands were committed. */
    val events: List<linli.RecordedEvent>,
    /** Ask with this next. It grows even over commands without events. */
    val cursor: Long,
)

/** What does not go together with a special price; by default none of it does. RULES §4 step 1. */
data class Excludes @JvmOverloads constructor(
    /** Coupons neither reduce it nor count it. */
    val coupons: Boolean = true,
    /** Points do not pay it. */
    val points: Boolean = true,
    /** Leaders and promoters earn nothing on it. */
    val distribution: Boolean = true,
)

/** What the column `stock` means for SKUs that are there. */
enum class ExistingStock(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Nothing: what is in a file that was written yesterday does not undo today's sales. */
    KEEP("keep"),
    /** So many are available from now on; an empty field leaves it as it is. */
    SET("set"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): ExistingStock = byWire[wire] ?: throw UnknownException("a ExistingStock of a newer engine")
    }
}

/** Warns that a coupon expires, then expires it: due work. Refused before its time; nothing for what is used or locked. */
data class ExpireCoupon(
    /** Which. */
    val coupon: linli.CouponId,
) : Command

/**
 * What time does to a member's points: those whose last day is over leave the wallet, of those that expire soon the
 * member is warned, once. Due work; before its time nothing happens. RULES §13.
 */
data class ExpirePoints(
    /** Whose. */
    val member: linli.MemberId,
) : Command

/** Ends a sale whose window is over: due work. Before that it is refused; when it was ended by hand nothing happens. */
data class ExpireSale(
    /** Which. */
    val sale: linli.CampaignId,
) : Command

/**
 * Closes a trade that was not paid in time: due work. Before its time it is refused; when it was paid or closed
 * meanwhile nothing happens. RULES §5.
 */
data class ExpireTrade(
    /** The trade. */
    val trade: linli.TradeId,
) : Command

/** Tags joined by and/or. */
sealed interface Expression {
    /** Has the tag, by hand or by rule. */
    data class Tag(val value: String) : linli.Expression
    /** All of these; at least one. */
    data class And(val value: List<linli.Expression>) : linli.Expression
    /** Any of these; at least one. */
    data class Or(val value: List<linli.Expression>) : linli.Expression
}

/** A favourite product as it is now. */
data class FavouriteView @JvmOverloads constructor(
    /** Which. */
    val product: linli.ProductId,
    /** Its name; `None` when it is under review. */
    val name: String? = null,
    /** Its first picture. */
    val picture: String? = null,
    /** Its lowest price. */
    val priceFrom: linli.Money? = null,
    /** Why it cannot be bought by this member now; `None`: it can. */
    val notSold: linli.NotSold? = null,
)

/**
 * When the delivery fee goes back together with the last unit of an order that was shipped. Before shipping it always
 * does. RULES §11.
 */
enum class FeeAfterShipping(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Always. */
    ALWAYS("always"),
    /** Unless it is returned without a reason. */
    AT_FAULT("at_fault"),
    /** Never by a case. */
    NEVER("never"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): FeeAfterShipping = byWire[wire] ?: throw UnknownException("a FeeAfterShipping of a newer engine")
    }
}

/** The fee of one way of fulfilment, per order. RULES §4 step 5. */
data class FeeRule(
    /** Which way. */
    val fulfilment: linli.Fulfilment,
    /** What it costs. */
    val fee: linli.Money,
    /** Free from this goods amount of the order on, after reductions but before points; zero: never free. */
    val freeFrom: linli.Money,
)

/**
 * Adds what was bought and refunded since the last time to the habits of members and products: at most 200 log entries a
 * step; call again while `more`. The first call begins at the start of the log; from then on it is due work by itself.
 * RULES §15.
 */
data object FoldInsights : Command

/** What a step took in. */
data class Folded(
    /** The last log entry that is in. */
    val position: Long,
    /** Paid orders. */
    val orders: Long,
    /** Lines of theirs. */
    val lines: Long,
    /** Whether there are more log entries. */
    val more: Boolean,
)

/** How an order reaches its buyer. RULES §5, §9. */
enum class Fulfilment(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Collected at a station with a code. */
    PICKUP("pickup"),
    /** Sent by a carrier. */
    EXPRESS("express"),
    /** Brought within the hour. */
    INSTANT("instant"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Fulfilment = byWire[wire] ?: throw UnknownException("a Fulfilment of a newer engine")
    }
}

/** What a full reduction gives. RULES §4 step 2. */
sealed interface FullBenefit {
    /** 满减: an amount, by the highest tier that is reached. */
    data class AmountOff(
        /** At most `FullReduction::MAX_TIERS`. */
        val tiers: List<linli.TierOfMoney>,
    ) : linli.FullBenefit
    /** 每满减: an amount for every full step. */
    data class EveryOff(
        /** The step. */
        val every: linli.Money,
        /** What each takes off. */
        val off: linli.Money,
        /** At most in all; `None`: no cap. */
        val cap: linli.Money? = null,
    ) : linli.FullBenefit
    /** 满折: a part, by the highest tier that is reached; rounded once per line. */
    data class PercentOff(
        /** At most `FullReduction::MAX_TIERS`. */
        val tiers: List<linli.TierOfRate>,
        /** At most in all; `None`: no cap. */
        val cap: linli.Money? = null,
    ) : linli.FullBenefit
    /** 满赠: gifts. */
    data class Gifts(
        /** From when on. */
        val from: linli.Threshold,
        /** At most `FullReduction::MAX_GIFTS`. */
        val gifts: List<linli.Gift>,
    ) : linli.FullBenefit
}

/** What becomes of a payment for a group that is full already. RULES §15. */
enum class FullGroup(
    /** Its name in JSON. */
    val wire: String,
) {
    /** It opens a new group, if the group buy still sells; otherwise the money goes back. */
    OPENS_NEW("opens_new"),
    /** The money goes back. */
    REFUNDS("refunds"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): FullGroup = byWire[wire] ?: throw UnknownException("a FullGroup of a newer engine")
    }
}

/** 满减, 满折, 满赠. In each lane of an issuer the best one wins; lanes apply in their order. RULES §4 step 2. */
data class FullReduction @JvmOverloads constructor(
    /** The campaign. */
    val campaign: linli.CampaignId,
    /**
     * Whose lines it can be about. Lanes of the platform and of each merchant are different lanes; with the same number
     * the merchants' come first.
     */
    val issuer: linli.Issuer = linli.Issuer.Platform,
    /** Which lane; lower ones come first. */
    val lane: Int = 0,
    /** What it is computed from. */
    val basis: linli.Basis = linli.Basis.RUNNING,
    /** When. */
    val window: linli.Window,
    /** Which lines. */
    val scope: linli.Scope = linli.Scope(),
    /** What it gives. */
    val benefit: linli.FullBenefit,
    /** Who bears it. */
    val funder: linli.Funder = linli.Funder.Merchant,
)

/** Who bears a reduction. RULES §12. */
sealed interface Funder {
    /** Every merchant for their own lines. */
    data object Merchant : linli.Funder
    /** A property company. */
    data class Node(val value: linli.NodeId) : linli.Funder
    /** The platform. */
    data object Platform : linli.Funder
}

/**
 * Gathers the next 20,000 postings of a closed day into the roll-ups, or when all are there makes the next 200
 * settlements; the last step moves on to the next day. A day that is settled already is left as it is. Days are gathered
 * in their order. Errors: `wrong_state` when the day is not closed, or an earlier one is not settled.
 */
data class GatherDay(
    /** The day. */
    val day: java.time.LocalDate,
) : Command

/** What a step of `GatherDay` did. */
data class Gathered(
    /** Whether the day is settled now. */
    val settled: Boolean,
    /** The settlements that this step made, at most 200. */
    val settlements: List<linli.SettlementId>,
)

/** Something that is given. The campaign applies only while all its gifts are there. */
data class Gift(
    /** What. */
    val sku: linli.SkuId,
    /** How many. */
    val quantity: Long,
)

/** What the catalogue says of a SKU that may be given. */
data class GiftGoods(
    /** What. */
    val sku: linli.SkuId,
    /** Of which product. */
    val product: linli.ProductId,
    /** Whose goods: it travels with this merchant's lines. */
    val merchant: linli.MerchantId,
    /**
     * What one costs in the shop: what it is worth where the best offer is looked for, and what a funder other than the
     * merchant pays the merchant for it.
     */
    val price: linli.Money,
    /** How many are there beside what the cart's combos take; what the cart buys of it as such is not yet deducted. */
    val available: Long,
)

/**
 * Gives coupons of a template to members, one each; all or none. Answers them in the order of the members.
 *
 * Errors: as `ClaimCoupon`, naming the member's place.
 */
data class GiveCoupons(
    /** Of what. */
    val template: linli.CouponTemplateId,
    /** To whom; 1 to 500. */
    val members: List<linli.MemberId>,
) : Command

/** How many units of a line came back in good order. */
data class GoodsBack(
    /** The line's place in the order, from 0. */
    val line: Long,
    /** How many of the case's units can be sold again; the others are written off. */
    val sellable: Long,
)

/** One role in one place. */
data class Grant(
    /** What the person may be … */
    val role: linli.Role,
    /** … and where. */
    val scope: linli.GrantScope,
)

/**
 * Gives a member growth for something else than buying, or takes some away. Errors: `invalid_field` for none or more than
 * 10,000,000, for an empty reason, or while the tenant has no levels; `not_found`.
 */
data class GrantGrowth(
    /** Who. */
    val member: linli.MemberId,
    /** How much; below zero takes away. */
    val growth: Long,
    /** Why. */
    val reason: String,
) : Command

/**
 * Gives a member points: as opening balance, by a campaign, by hand. Debts are paid first. Errors: `invalid_field` for no
 * or more than 10,000,000 points, an issuer that is neither a node in whose tree the member lives nor a merchant, a past
 * expiry or an empty reason; `not_found`.
 */
data class GrantPoints @JvmOverloads constructor(
    /** Who gets them. */
    val member: linli.MemberId,
    /** How many, 1 to `GrantPoints::MAX`. */
    val points: linli.Points,
    /** Where they can be spent. */
    val kind: linli.PointsKind,
    /** Who issues them and pays for them when they are spent: the member's community or a node above it, or a merchant. */
    val issuer: linli.Party,
    /** Their last day; `None`: as long as points earned by buying. */
    val expires: java.time.LocalDate? = null,
    /** Why. */
    val reason: String,
) : Command

/**
 * Grants a role. The place must exist; a node manager grants only below their node. Errors: `invalid_field` when the
 * role does not fit the place, `limit_exceeded` beyond 100 grants a person.
 */
data class GrantRole(
    /** Who gets it. */
    val user: linli.UserId,
    /** What and where. */
    val grant: linli.Grant,
) : Command

/** Where a grant holds. */
sealed interface GrantScope {
    /** Everywhere in the tenant; for the platform. */
    data object Tenant : linli.GrantScope
    /** A node and its subtree. */
    data class Node(val value: linli.NodeId) : linli.GrantScope
    /** One merchant. */
    data class Merchant(val value: linli.MerchantId) : linli.GrantScope
    /** One station. */
    data class Station(val value: linli.StationId) : linli.GrantScope
}

/** A group. RULES §15. */
data class Group(
    /** Its id. */
    val id: linli.GroupId,
    /** Of which group buy. */
    val sale: linli.CampaignId,
    /** Who sells. */
    val merchant: linli.MerchantId,
    /** Where the group buy is offered. */
    val node: linli.NodeId,
    /** What makes it, as it was when it was opened. */
    val terms: linli.GroupTerms,
    /** Where it stands. */
    val state: linli.GroupState,
    /** When it was opened. */
    val openedAt: java.time.Instant,
    /** When its time is over; known once its opener paid. */
    val expiresAt: java.time.Instant? = null,
    /** Its seats, first come first. */
    val seats: List<linli.Seat>,
    /** Seats that were filled by nobody, when it was completed virtually. */
    val virtualSeats: Long = 0L,
)

/** Where a group of a group buy stands. RULES §15. */
enum class GroupState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** 待开团: whoever opened it has not paid yet; nobody can join. */
    OPENING("opening"),
    /** 拼团中: seats can be taken until it is full or its time is over. */
    RUNNING("running"),
    /** 已成团: every seat is firm; its orders go on. */
    SUCCEEDED("succeeded"),
    /** 退款中: it did not come about; its paid orders are being refunded. */
    FAILING("failing"),
    /** 未成团: it did not come about, and nothing of it is left to refund. */
    FAILED("failed"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): GroupState = byWire[wire] ?: throw UnknownException("a GroupState of a newer engine")
    }
}

/** What makes a group. RULES §15. */
data class GroupTerms @JvmOverloads constructor(
    /** Seats, 2 to 100. */
    val size: Long,
    /** Hours in which a group must become full after its opener paid, 1 to 720. */
    val hours: Long,
    /**
     * A group with at least so many firm seats counts as full when its time is over; `None`, the default: it fails. The
     * seats of nobody are marked in the group's data.
     */
    val virtualFrom: Long? = null,
)

/** A group as everybody may see it: no member is named. */
data class GroupView(
    /** Its id. */
    val id: linli.GroupId,
    /** Of which group buy. */
    val sale: linli.CampaignId,
    /** Where it stands. */
    val state: linli.GroupState,
    /** Its seats. */
    val size: Long,
    /** Seats that are paid. */
    val firm: Long,
    /** Seats that can be taken now. */
    val free: Long,
    /** Seats that were filled by nobody. */
    val virtualSeats: Long,
    /** When it was opened. */
    val openedAt: java.time.Instant,
    /** When its time is over; known once its opener paid. */
    val expiresAt: java.time.Instant? = null,
)

/**
 * Growth that an order has given, and the rate as it was when it was paid, so that any sequence of refunds ends at the
 * same figure. RULES §14.
 */
data class Growth(
    /** What it gave, less what was taken back. */
    val given: Long,
    /** Growth per unit of the currency. */
    val rate: Long,
)

/** A member's part of the hand-over sheet. */
data class HandOver(
    /** Who, masked. */
    val buyer: linli.PickupBuyer,
    /** Their orders, in the order of payment. */
    val orders: List<linli.PickupOrder>,
)

/** The frozen money of one transaction. */
data class Hold(
    /** That of the payment, or of the order where each order is a transaction. */
    val id: linli.HoldId,
    /** The payment. */
    val payment: linli.PaymentId,
    /** The trade. */
    val trade: linli.TradeId,
    /** The order, where each order is a transaction. */
    val order: linli.OrderId? = null,
    /** What the channel allows, fixed at payment. */
    val profile: linli.ChannelProfile,
    /** Who collects. */
    val collector: linli.Party,
    /** What was paid. */
    val amount: linli.Money,
    /** What of it the plan pays back to the buyer. */
    val refunded: linli.Money = linli.Money.ZERO,
    /** What the collector is owed of it, until it is unfrozen. */
    val collecting: linli.Money = linli.Money.ZERO,
    /** What the collector has of it: unfrozen, less what refunds took from the collector afterwards. */
    val released: linli.Money = linli.Money.ZERO,
    /** When it was paid. */
    val paidAt: java.time.Instant,
    /** The orders that may still have something to divide. */
    val open: List<linli.OrderId> = emptyList(),
    /** The plan. */
    val calls: List<linli.Call> = emptyList(),
    /** Whether nothing can be split any more: unfrozen, or the freeze is over. */
    val closed: Boolean = false,
    /** Whether people were warned of the end of the freeze. */
    val warned: Boolean = false,
)

/** What happens to a file with bad lines. */
enum class ImportMode(
    /** Its name in JSON. */
    val wire: String,
) {
    /** One bad line, and nothing is done. */
    ALL_OR_NOTHING("all_or_nothing"),
    /** Good lines are done, bad ones are not. */
    VALID_LINES("valid_lines"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): ImportMode = byWire[wire] ?: throw UnknownException("a ImportMode of a newer engine")
    }
}

/**
 * Creates and changes products from CSV, at most 20,000 lines of one SKU each.
 *
 * A `product_code` or `sku_code` that the merchant does not use yet creates; one that is there changes what the line says
 * (name, category, fulfilment, supplier, flags; prices, weight, barcode, a combo's parts), and an empty optional field
 * clears it. What the file does not know (pictures, limits, return days, …) stays. Kind and spec of what is there never
 * change. What belongs to the product is the same on all its lines; options that are new to an axis are added.
 *
 * Errors for the file as a whole: `invalid_field` for another header, `limit_exceeded`, `denied` when a merchant's own
 * staff asks for `Publish::OnSale`. Bad lines are no error: the report names them, and with
 * `ImportMode::AllOrNothing` it then says that nothing was done.
 */
data class ImportProducts(
    /** Whose products. */
    val scope: linli.ImportScope,
    /** The file. */
    val csv: String,
    /** What happens when lines are bad. */
    val mode: linli.ImportMode,
    /** What becomes of new products. */
    val publish: linli.Publish,
    /** What the stock column means for SKUs that are there. */
    val existingStock: linli.ExistingStock,
) : Command

/** What an import did. */
data class ImportReport(
    /** Lines in the file without header and blank lines: those done, plus the refused ones, unless nothing was done. */
    val lines: Long,
    /** Products that are new. */
    val productsCreated: Long,
    /** Products of which anything but a SKU's price was changed. */
    val productsChanged: Long,
    /** SKUs that are new. */
    val skusCreated: Long,
    /** SKUs of which something was changed. */
    val skusChanged: Long,
    /** SKUs whose lines said what was there already. */
    val skusUnchanged: Long,
    /** SKUs whose available units were set, those of new SKUs not counted. */
    val stocksSet: Long,
    /** The bad lines, in the order of their numbers. */
    val refused: List<linli.RefusedLine>,
)

/** Whose products a file may hold. */
sealed interface ImportScope {
    /** One merchant's; the column `merchant` holds its code or nothing. */
    data class Merchant(val value: linli.MerchantId) : linli.ImportScope
    /** Those of the merchants that a node and the nodes below look after, by the code in the column `merchant`. */
    data class Node(val value: linli.NodeId) : linli.ImportScope
}

/** Who offers a campaign or coupon. */
sealed interface Issuer {
    /** A merchant, for their own lines only. */
    data class Merchant(val value: linli.MerchantId) : linli.Issuer
    /** The platform or a property company, for every merchant's lines. */
    data object Platform : linli.Issuer
}

/** What an export held. */
data class JournalReport(
    /** Transactions. */
    val postings: Long,
    /** Accounts. */
    val accounts: Long,
    /** Balance assertions at the end. */
    val balances: Long,
)

/** A gift of the order that the buyer keeps although nothing of what was bought with it is kept. */
data class KeptGift(
    /** The gift's line in the order. */
    val line: Long,
    /** How many units are kept; the others came back. */
    val quantity: Long,
)

/** Lines of one kind: how they are recognised and where their figures are. */
data class KindRule(
    /** What stands in the kind's column. */
    val word: String,
    /** What such a line is. */
    val kind: linli.BillKind,
    /** The column of the channel's number. */
    val channelNumber: String,
    /** The column of our number: trade, refund, payout or document number. */
    val ourNumber: String,
    /** The column of the amount. Its sign is not looked at: the kind says it. */
    val amount: String,
)

/** The steps of the chain that reduce, in their order. RULES §4. */
enum class Lane(
    /** Its name in JSON. */
    val wire: String,
) {
    /** A flash-sale price replaces the SKU price (step 1). */
    FLASH_SALE("flash_sale"),
    /** A group-buy price replaces the SKU price (step 1). */
    GROUP_BUY("group_buy"),
    /** The SKU's price for the member's level (step 1). */
    MEMBER_PRICE("member_price"),
    /** The discount of the member's level (step 1). */
    LEVEL_DISCOUNT("level_discount"),
    /** A timed discount (step 1). */
    TIMED_DISCOUNT("timed_discount"),
    /** A full reduction (step 2). */
    FULL_REDUCTION("full_reduction"),
    /** A merchant's coupon (step 3). */
    MERCHANT_COUPON("merchant_coupon"),
    /** A coupon of the platform or a property company (step 3). */
    PLATFORM_COUPON("platform_coupon"),
    /** Points pay a part (step 4). */
    POINTS("points"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Lane = byWire[wire] ?: throw UnknownException("a Lane of a newer engine")
    }
}

/** A leader's calendar month: the tiers that hold for all of it, and its sales as a counter. RULES §12. */
data class LeaderMonth @JvmOverloads constructor(
    /** The leader's station. */
    val station: linli.StationId,
    /** The place whose settings hold: the station's community. */
    val community: linli.NodeId,
    /** The month of the tenant's zone. */
    val month: java.time.YearMonth,
    /** The tiers in force when its first sale was made; they hold to its end. */
    val tiers: List<linli.Tier>,
    /** How they are read. */
    val mode: linli.TierMode,
    /** Where it stands. */
    val state: linli.MonthState,
    /** When something is to be done next: closing, then settling. */
    val dueAt: java.time.Instant? = null,
    /** What it earned and what had been earned sale by sale; known when it is settled. */
    val result: linli.MonthResult? = null,
)

/** A leader's month as it stands. */
data class LeaderMonthView(
    /** The month. */
    val record: linli.LeaderMonth,
    /** Its sales by tiers, less what of them was refunded until it was settled. */
    val sales: linli.Money,
    /** What the tiers give for them as of now. */
    val earned: linli.Money,
)

/** What of a leader's month was sold for one merchant, who bears its commission. */
data class LeaderSales @JvmOverloads constructor(
    /** The leader's station. */
    val station: linli.StationId,
    /** The month. */
    val month: java.time.YearMonth,
    /** The merchant. */
    val merchant: linli.MerchantId,
    /** What was posted at the month's end, and what of that came back since. */
    val difference: linli.Difference? = null,
)

/** A level of the tenant: what it takes to get and to keep it, and what it brings. RULES §14. */
data class Level(
    /** Its short name; unique. */
    val code: String,
    /** What members call it: 银牌. */
    val name: String,
    /** The growth value that it takes; zero for the first level, then rising. */
    val growth: Long,
    /** The growth that its period must bring to keep it, at most `growth`. */
    val retention: Long = 0L,
    /** What is taken off prices, e.g. `0.05` for 5 % off. */
    val discount: java.math.BigDecimal = java.math.BigDecimal.ZERO,
    /** Who bears the discount. */
    val funder: linli.Funder = linli.Funder.Merchant,
    /** Points earned by buying in percent of the usual: 150 is one and a half times; 100 to 1,000. */
    val pointsPercent: Long = 100L,
    /** Points given at the start of every month. */
    val monthlyGift: linli.Points = linli.Points.ZERO,
    /** Points given once, when the level is first reached. */
    val welcomeGift: linli.Points = linli.Points.ZERO,
    /** Templates of coupons of which one each is given at the start of every month; at most `Level::MAX_COUPONS`. */
    val monthlyCoupons: List<linli.CouponTemplateId> = emptyList(),
    /** Templates of coupons of which one each is given when the level is first reached; at most `Level::MAX_COUPONS`. */
    val welcomeCoupons: List<linli.CouponTemplateId> = emptyList(),
    /** Whether its members pay no delivery fee. */
    val freeDelivery: Boolean = false,
    /** The first month whose gifts are given, by its first day; set by the engine when gifts are introduced. */
    val giftSince: java.time.LocalDate? = null,
)

/** What the member's level brings at checkout. RULES §4 step 1, §14. */
data class LevelBenefits @JvmOverloads constructor(
    /** Which level; decides on the member price of a line. */
    val level: linli.LevelId,
    /** The part that it takes off the SKU price: 0.05 for 95折. */
    val off: java.math.BigDecimal = java.math.BigDecimal.ZERO,
    /** Who bears that. */
    val funder: linli.Funder = linli.Funder.Merchant,
    /** Whether deliveries are free. */
    val delivery: linli.LevelDelivery = linli.LevelDelivery.CHARGED,
)

/** What a level does to delivery fees. */
enum class LevelDelivery(
    /** Its name in JSON. */
    val wire: String,
) {
    /** The fee is charged as for everybody. */
    CHARGED("charged"),
    /** No delivery fee. */
    FREE("free"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): LevelDelivery = byWire[wire] ?: throw UnknownException("a LevelDelivery of a newer engine")
    }
}

/** Why somebody's level changed. */
enum class LevelReason(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Their growth became enough for it. */
    GROWN("grown"),
    /** Growth was taken back. */
    TAKEN_BACK("taken_back"),
    /** Their period ended without enough growth. */
    PERIOD_OVER("period_over"),
    /** The levels of the tenant changed. */
    LEVELS_CHANGED("levels_changed"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): LevelReason = byWire[wire] ?: throw UnknownException("a LevelReason of a newer engine")
    }
}

/** How many members of a part of the tree have a level. */
data class LevelShare(
    /** The level. */
    val level: String,
    /** Members. */
    val members: Long,
)

/** What holds for a line of an order beyond the catalogue: few lines have any of it. */
data class LineTerms @JvmOverloads constructor(
    /** Its units count towards the product's purchase limit. */
    val limited: Boolean = false,
    /** It was sold ahead of stock. */
    val presale: linli.PromisedDay? = null,
    /** It was sold in a flash sale or group buy. */
    val sale: linli.SaleTerms? = null,
)

/**
 * One accepted command: who did what when, with which answer and which events. Never changed, never deleted. The
 * command's content is kept only as a hash, so neither codes nor personal data get here.
 */
data class LogEntry @JvmOverloads constructor(
    /** The command's id. */
    val id: linli.CommandId,
    /** Who. */
    val actor: linli.Actor,
    /** When. */
    val at: java.time.Instant,
    /** What: the operation's name. */
    val command: String,
    /** SHA-256 over operation, actor and content, hexadecimal. */
    val content: String,
    /** What the caller got. */
    val answer: Any?,
    /** What happened. */
    val events: List<linli.Event> = emptyList(),
)

/** A seal over consecutive log entries. */
data class LogSeal(
    /** From 1 without gaps. */
    val number: Long,
    /** Position of its first entry. */
    val first: Long,
    /** Position of its last entry. */
    val last: Long,
    /** SHA-256 over the hash before and the entries, hexadecimal. */
    val hash: String,
    /** When it was made. */
    val sealedAt: java.time.Instant,
)

/**
 * Looks a code up without using it. A command, because misses are counted also when it finds nothing: 10 in 15 minutes
 * (settings) block this operator at this station for 15. Errors: only for what is not a code at all. RULES §6.
 */
data class LookUpPickupCode(
    /** The operator's station. */
    val station: linli.StationId,
    /** What the resident says. */
    val code: String,
) : Command {
    override fun toString(): String = "LookUpPickupCode(…)"
}

/** Points of one kind, issuer, origin and expiry: those that have all of this in common are one lot. RULES §13. */
data class Lot(
    /** Where they can be spent. */
    val kind: linli.PointsKind,
    /** Who issued them and pays for them when they are spent: a node or a merchant. */
    val issuer: linli.Party,
    /** What they were given for. */
    val from: linli.Origin,
    /** How many were put in. */
    val amount: linli.Points,
    /** How many are left, zero or more. */
    val left: linli.Points,
    /** Their last day. */
    val expires: java.time.LocalDate,
)

/** Points taken from one lot, kept by whoever took them so that they can return. RULES §11. */
data class LotUse @JvmOverloads constructor(
    /** The lot's kind, … */
    val kind: linli.PointsKind,
    /** … issuer, … */
    val issuer: linli.Party,
    /** … origin … */
    val from: linli.Origin,
    /** … and last day. */
    val expires: java.time.LocalDate,
    /** How many were taken. */
    val points: linli.Points,
    /** How many of them came back. */
    val returned: linli.Points = linli.Points.ZERO,
)

/** One SKU of a manifest. */
data class ManifestItem @JvmOverloads constructor(
    /** What. */
    val sku: linli.SkuId,
    /** Of which product. */
    val product: linli.ProductId,
    /** Its name and spec as sold. */
    val name: String,
    /** Who sells it. */
    val merchant: linli.MerchantId,
    /** Who supplies it; `None`: the merchant itself. */
    val supplier: linli.SupplierId? = null,
    /** How many were ordered. */
    val ordered: Long,
    /** How many arrived, once accepted. */
    val arrived: Long? = null,
)

/** A station's delivery day in a list. */
data class ManifestSummary(
    /** The station. */
    val station: linli.StationId,
    /** The delivery day. */
    val day: java.time.LocalDate,
    /** The station's community. */
    val community: linli.NodeId,
    /** 物流路线. */
    val route: String,
    /** Where it stands; `Open` and `Closed` have no manifest yet. */
    val state: linli.StationDayState,
    /** When it closes or closed. */
    val cutoffAt: java.time.Instant,
    /** Orders on the manifest. */
    val orders: Long,
    /** SKUs on the manifest. */
    val skus: Long,
    /** Units on the manifest. */
    val units: Long,
)

/** A member as most people may see them. RULES §18. */
data class MaskedMember @JvmOverloads constructor(
    /** Who. */
    val id: linli.MemberId,
    /** Where they live. */
    val community: linli.NodeId,
    /** Where they like to collect. */
    val station: linli.StationId? = null,
    /** When they were registered. */
    val registeredAt: java.time.Instant,
    /** 王**; `None` after erasure. */
    val name: String? = null,
    /** 138****1234; `None` after erasure. */
    val phone: String? = null,
)

/** What is known of a member's habits. */
data class MemberInsight @JvmOverloads constructor(
    /** Whose. */
    val member: linli.MemberId,
    /** Tags given by hand. */
    val tags: Set<String>,
    /** Tags that rules give today. */
    val tagsByRule: Set<String>,
    /** Orders paid. */
    val orders: Long,
    /** Money paid less what was refunded. */
    val spent: linli.Money,
    /** The first and the last day of an order. */
    val firstOrder: java.time.LocalDate? = null,
    /** See above. */
    val lastOrder: java.time.LocalDate? = null,
)

/** A member's level and the way to the next one. */
data class MemberLevel @JvmOverloads constructor(
    /** The level with what it brings. */
    val level: linli.Level,
    /** Their growth value. */
    val growth: Long,
    /** The next level; `None` at the top. */
    val next: linli.Level? = null,
    /** What is missing for it; zero at the top. */
    val missing: Long,
    /** The first day on which the level is no longer theirs unless renewed; `None` at the first level. */
    val until: java.time.LocalDate? = null,
    /** What they grew since the level was given or renewed. */
    val periodGrowth: Long,
    /** What is missing for its renewal. */
    val missingToKeep: Long,
)

/** Who sells. RULES §2. */
data class Merchant(
    /** Its id. */
    val id: linli.MerchantId,
    /** The node that looks after it. */
    val node: linli.NodeId,
    /** Its short code; unique in the tenant. Used by imports. */
    val code: String,
    /** Its name. */
    val name: String,
    /** Whom to call there. */
    val contact: String,
    /** The business's phone number. */
    val phone: String,
    /** How it takes part. */
    val kind: linli.MerchantKind,
    /** Where it stands. */
    val state: linli.MerchantState,
    /** Why it was rejected, suspended or resumed last. */
    val reason: String? = null,
    /** Licences; at most 50. */
    val qualifications: List<linli.Qualification>,
    /** The nodes it is approved for, with everything below them; at most 200. RULES §2. */
    val serves: List<linli.NodeId>,
)

/** What everybody may know of a merchant. */
data class MerchantCard(
    /** Its id. */
    val id: linli.MerchantId,
    /** Its name. */
    val name: String,
    /** The business's phone number. */
    val phone: String,
    /** How it takes part. */
    val kind: linli.MerchantKind,
    /** Whether its products can be bought. */
    val sells: Boolean,
)

/** What both entries tell of a merchant. */
data class MerchantDetails(
    /** Its name. */
    val name: String,
    /** Whom to call there. */
    val contact: String,
    /** The business's phone number: 5 to 15 digits. */
    val phone: String,
    /** How it takes part. */
    val kind: linli.MerchantKind,
)

/** How a merchant takes part. RULES §2. */
enum class MerchantKind(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Sells through orders. */
    MALL("mall"),
    /** A listing with place and phone that leads to the shop. */
    NEARBY("nearby"),
    /** A service on the merchant's own pages; the host reports each transaction. */
    THIRD_PARTY("third_party"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): MerchantKind = byWire[wire] ?: throw UnknownException("a MerchantKind of a newer engine")
    }
}

/** Where a merchant stands. RULES §2. */
enum class MerchantState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Being filled in. */
    DRAFT("draft"),
    /** Waiting for review. */
    SUBMITTED("submitted"),
    /** Reviewed and accepted, not yet selling. */
    APPROVED("approved"),
    /** Reviewed and refused, with a reason; may be changed and submitted again. */
    REJECTED("rejected"),
    /** Sells. */
    ACTIVE("active"),
    /** 整改: has to mend something before a deadline; sells meanwhile. */
    RECTIFYING("rectifying"),
    /** Left sale for good; open orders finish. */
    DELISTED("delisted"),
    /** Stopped by hand. */
    SUSPENDED("suspended"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): MerchantState = byWire[wire] ?: throw UnknownException("a MerchantState of a newer engine")
    }
}

/** How a review ends. */
sealed interface MerchantVerdict {
    /** Accepted. */
    data object Approve : linli.MerchantVerdict
    /** Refused. */
    data class Reject(
        /** Why; not empty. */
        val reason: String,
    ) : linli.MerchantVerdict
}

/** In what a line differs. */
enum class Mismatch(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Our amount is another. */
    AMOUNT("amount"),
    /**
     * We know it, but the ledger does not have it: a payment of a wrong amount, a refund or payout that is not done,
     * a document that was reversed.
     */
    NOT_BOOKED("not_booked"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Mismatch = byWire[wire] ?: throw UnknownException("a Mismatch of a newer engine")
    }
}

/** Hides a review or shows it again. Errors: `wrong_state` when it is so already, `invalid_field` for no reason. RULES §16. */
data class ModerateReview(
    /** The review. */
    val review: linli.ReviewId,
    /** What becomes of it. */
    val outcome: linli.Moderation,
) : Command

/** What becomes of a review. */
sealed interface Moderation {
    /** Nobody but the merchant and the property company sees it, and it counts for nothing. */
    data class Hide(
        /** Why. */
        val reason: String,
    ) : linli.Moderation
    /** It is shown and counts again. */
    data object Show : linli.Moderation
}

/** What a leader's month came to. */
data class MonthResult(
    /** Its sales less what of them was refunded until then. */
    val sales: linli.Money,
    /** What the tiers give for that. */
    val earned: linli.Money,
    /** What had been earned sale by sale, less what was given back. */
    val accrued: linli.Money,
)

/** Where a leader's month stands. */
enum class MonthState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Sales count for it. */
    OPEN("open"),
    /** It is over: no sale counts for it any more. */
    CLOSED("closed"),
    /** The difference to what the whole month earns was posted. */
    SETTLED("settled"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): MonthState = byWire[wire] ?: throw UnknownException("a MonthState of a newer engine")
    }
}

/** A member's order in a group. */
data class MyGroup(
    /** The order. */
    val order: linli.OrderId,
    /** Its group. */
    val group: linli.GroupView,
)

/** A station and how far it is. */
data class NearbyStation(
    /** The station. */
    val station: linli.Station,
    /** Whole metres as the crow flies. */
    val metres: Long,
)

/** A SKU to come. */
data class NewSku(
    /** The merchant's own code for it; unique per merchant. */
    val code: String,
    /** One option per axis of the product, in their order. */
    val spec: List<String>,
    /** What one costs; zero or more. */
    val price: linli.Money,
    /** The price that is struck through. */
    val listPrice: linli.Money? = null,
    /** What the supplier gets for one; at most the price. */
    val supplyPrice: linli.Money? = null,
    /** What one costs for members of a level, at most the price; at most 20. */
    val memberPrices: Map<linli.LevelId, linli.Money> = emptyMap(),
    /** How many points one costs besides: 1 to 100,000,000 for points goods, zero for everything else. RULES §13. */
    val pointsPrice: linli.Points = linli.Points.ZERO,
    /** Grams, at most a tonne. */
    val weightGrams: Long? = null,
    /** Letters, digits and hyphens. */
    val barcode: String? = null,
    /** Units in stock, 0 to 1,000,000,000; 0 for a combo, which has none of its own. */
    val stock: Long,
    /** What a combo is made of: 1 to 20 SKUs of the same merchant, none of them a combo. Empty for goods. */
    val parts: List<linli.ComboPart>,
)

/** What becomes of an order that nobody collected in time. RULES §6. */
enum class NoShowPolicy(
    /** Its name in JSON. */
    val wire: String,
) {
    /** The station keeps it for the buyer. */
    KEEP("keep"),
    /** It is closed: the money goes back less the setting `no_show_fee`, the points whole. */
    CLOSE("close"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): NoShowPolicy = byWire[wire] ?: throw UnknownException("a NoShowPolicy of a newer engine")
    }
}

/** A place in the tree: group 集团, city 城市公司, community 项目 or whatever the group calls its levels. */
data class Node @JvmOverloads constructor(
    /** Its id. */
    val id: linli.NodeId,
    /** The place above; `None` for the root. */
    val parent: linli.NodeId? = null,
    /** From the root down to itself. */
    val path: List<linli.NodeId>,
    /** What its level is called. */
    val kind: String,
    /** Its name. */
    val name: String,
    /** What it sets; everything else comes from above. */
    val settings: linli.SettingsPatch = linli.SettingsPatch(),
)

/** A node as it stands in the tree. */
data class NodeView(
    /** The node. */
    val node: linli.Node,
    /** The settings in force there. */
    val settings: linli.Settings,
    /** The nodes directly below, at most 1000. */
    val children: List<linli.Node>,
)

/** Something that could have reduced the price but did not, or not fully, and why. */
data class NotApplied @JvmOverloads constructor(
    /** Which step. */
    val lane: linli.Lane,
    /** Which campaign. */
    val campaign: linli.CampaignId? = null,
    /** Which coupon. */
    val coupon: linli.CouponId? = null,
    /** Why. */
    val reason: linli.WhyNot,
    /** How much is missing to its threshold, if it is one of money. */
    val missing: linli.Money = linli.Money.ZERO,
)

/** Why something cannot be bought. */
enum class NotSold(
    /** Its name in JSON. */
    val wire: String,
) {
    /** The product or SKU is not there, or was never reviewed. */
    UNKNOWN("unknown"),
    /** The product is off sale or under review. */
    OFF_SALE("off_sale"),
    /** The merchant does not sell now, or not through orders. */
    MERCHANT_CLOSED("merchant_closed"),
    /** The merchant's qualification for it is missing or has lapsed. */
    UNQUALIFIED("unqualified"),
    /** The merchant is not approved for the community. */
    NOT_SERVED_HERE("not_served_here"),
    /** It can be bought from a later day on. */
    NOT_YET("not_yet"),
    /** It cannot reach the buyer in this way. */
    NOT_THIS_WAY("not_this_way"),
    /** Nothing is left. */
    OUT_OF_STOCK("out_of_stock"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): NotSold = byWire[wire] ?: throw UnknownException("a NotSold of a newer engine")
    }
}

/** What a shop window or a phone that quotes by itself needs to know of campaigns: the values that go into the quote. */
data class OffersView(
    /** Timed discounts. */
    val timed: List<linli.TimedDiscount>,
    /** Full reductions. */
    val full: List<linli.FullReduction>,
    /** What may be given by them. */
    val gifts: List<linli.GiftGoods>,
)

/** An after-sale case of an order that is not decided. RULES §11. */
data class OpenCase(
    /** The case. */
    val case: linli.AfterSaleId,
    /** Units of lines that it is about, by the lines' places. */
    val lines: List<Pair<Long, Long>>,
)

/**
 * Sells a SKU ahead of its stock from now on, up to a ceiling, with a promised day; until the day before that day, or until
 * it is ended. What is collected is brought on that day at the earliest. RULES §3.
 *
 * Errors: `invalid_field` naming the field (another merchant's SKU or a combo, a day that is not 1 to 365 days ahead, a
 * ceiling out of bounds), `wrong_state` while an earlier presale of the SKU sells or waits for stock.
 */
data class OpenPresale(
    /** Whose SKU. */
    val merchant: linli.MerchantId,
    /** What. */
    val sku: linli.SkuId,
    /** The day that is promised to the buyers. */
    val promised: java.time.LocalDate,
    /** Most units that are sold ahead, 1 to 1,000,000. */
    val ceiling: Long,
) : Command

/** Whether a station takes new orders. RULES §7. */
enum class Opening(
    /** Its name in JSON. */
    val wire: String,
) {
    /** It does. */
    OPEN("open"),
    /** It does not; what was ordered before is still brought and collected there. */
    CLOSED("closed"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Opening = byWire[wire] ?: throw UnknownException("a Opening of a newer engine")
    }
}

/** One merchant × one way of fulfilment. RULES §5. */
data class Order(
    /** Its id. */
    val id: linli.OrderId,
    /** Its trade. */
    val trade: linli.TradeId,
    /** Who buys. */
    val member: linli.MemberId,
    /** Who sells. */
    val merchant: linli.MerchantId,
    /** Where the member lives. */
    val community: linli.NodeId,
    /** How it reaches the buyer. */
    val fulfilment: linli.Fulfilment,
    /** Where it is collected; pickup only. */
    val station: linli.StationId? = null,
    /** The day on which it is brought to the station; pickup only, fixed when paid. */
    val deliveryDay: java.time.LocalDate? = null,
    /** Where to and to whom, sealed for the member; express and instant only. */
    val shipTo: String? = null,
    /** Whether the buyer runs that station. */
    val ownStation: Boolean = false,
    /** The buyer's remark. */
    val remark: String? = null,
    /** The title on the invoice, if one is wanted. */
    val invoice: String? = null,
    /** Where it stands. */
    val state: linli.OrderState,
    /** What was bought. */
    val lines: List<linli.OrderLine>,
    /** Delivery fee. */
    val fee: linli.Money = linli.Money.ZERO,
    /** Delivery fee refunded so far. */
    val refundedFee: linli.Money = linli.Money.ZERO,
    /** What was kept of the money of refunded lines, e.g. the fee for not collecting. RULES §6. */
    val withheld: linli.Money = linli.Money.ZERO,
    /** What was or is to be paid in money: the lines' cash and the fee. */
    val cash: linli.Money,
    /** When it was placed. */
    val placedAt: java.time.Instant,
    /** When it was paid. */
    val paidAt: java.time.Instant? = null,
    /** When the buyer had it. */
    val receivedAt: java.time.Instant? = null,
    /** Days after receipt in which something of it can be returned. */
    val returnDays: Long = 0L,
    /** Whether the return window has passed and what waited for it was released. */
    val windowOver: Boolean = false,
    /** After-sale cases that are not decided; they hold the units that they are about. */
    val openCases: List<linli.OpenCase> = emptyList(),
    /** After-sale cases so far. */
    val cases: Long = 0L,
    /** When something happens by itself next: receipt, reminders to collect, end of the return window, end of reviewing. */
    val dueAt: java.time.Instant? = null,
    /** Who gets what; fixed when paid. */
    val split: linli.SplitPlan? = null,
    /** Who pays for the points that were used, per issuer; fixed when paid. */
    val funding: List<Pair<linli.Party, linli.Money>> = emptyList(),
    /** Coupons that it brought when it was paid. RULES §15. */
    val coupons: List<linli.CouponId> = emptyList(),
    /** Points that the purchase earns, less what was taken back. */
    val pointsEarned: linli.Points = linli.Points.ZERO,
    /** How they are computed and whether they are active; fixed when paid, `None` when nothing earns points. */
    val earning: linli.Earning? = null,
    /** Growth that it has given; `None` for none. */
    val growth: linli.Growth? = null,
    /** Pickup orders, once paid. */
    val pickup: linli.PickupState? = null,
    /** Express orders, once sent. */
    val shipment: linli.Shipment? = null,
    /** The group in which it was bought. */
    val group: linli.OrderGroup? = null,
)

/** The group in which an order was bought. RULES §15. */
data class OrderGroup @JvmOverloads constructor(
    /** Which. */
    val group: linli.GroupId,
    /**
     * The group has not come about: nothing ships, no delivery day is joined, there is no pickup code, and nothing is
     * cancelled or returned but by the group's own end.
     */
    val waits: Boolean = false,
)

/** One SKU × quantity inside an order. RULES §4. */
data class OrderLine(
    /** What. */
    val sku: linli.SkuId,
    /** Of which product. */
    val product: linli.ProductId,
    /** The campaign that gives it; `None` for what was bought. */
    val gift: linli.CampaignId? = null,
    /** Name and spec as they were when it was bought. */
    val name: String,
    /** How many. */
    val quantity: Long,
    /** What one cost. */
    val unitPrice: linli.Money,
    /** What its supplier gets for one, when it is split by price difference. */
    val supplyPrice: linli.Money? = null,
    /** Who supplies it. */
    val supplier: linli.SupplierId? = null,
    /** What was taken off, by whom it is borne. */
    val reductions: List<linli.Reduction> = emptyList(),
    /** What was paid in money. */
    val cash: linli.Money,
    /** Points that paid a part … */
    val points: linli.Points = linli.Points.ZERO,
    /** … and what they were worth. */
    val pointsValue: linli.Money = linli.Money.ZERO,
    /** What a combo is made of, per unit. */
    val parts: List<linli.ComboPart> = emptyList(),
    /** Whether paying for it earns points. */
    val earnsPoints: Boolean,
    /**
     * Whether leaders and promoters earn nothing by it: the product takes no part in distribution, or the campaign that
     * made its price excludes it.
     */
    val noCommission: Boolean = false,
    /** What holds for it beyond the catalogue: limits, a presale, a flash sale or group buy. `None` for most. */
    val terms: linli.LineTerms? = null,
    /**
     * Days after receipt in which it can be returned without a reason, where that is not the order's `return_days`; zero:
     * not at all. RULES §11.
     */
    val ownReturnDays: Long? = null,
    /** Whether the buyer reviewed it. RULES §16. */
    val reviewed: Boolean = false,
    /** Units refunded so far, and what went back for them. */
    val refunded: Long = 0L,
    /** Money refunded so far. */
    val refundedCash: linli.Money = linli.Money.ZERO,
    /** Points refunded so far. */
    val refundedPoints: linli.Points = linli.Points.ZERO,
    /** What the refunded points were worth. */
    val refundedPointsValue: linli.Money = linli.Money.ZERO,
)

/** What the buyer says to one of the orders. */
data class OrderNote @JvmOverloads constructor(
    /** The order's merchant … */
    val merchant: linli.MerchantId,
    /** … and way of fulfilment. */
    val fulfilment: linli.Fulfilment,
    /** Remark. */
    val remark: String? = null,
    /** Title on the invoice, if one is wanted. */
    val invoice: String? = null,
)

/** The six states of an order. RULES §5. */
enum class OrderState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** 待付款. */
    PENDING_PAYMENT("pending_payment"),
    /** 待发货. */
    PENDING_SHIPMENT("pending_shipment"),
    /** 待收货. */
    PENDING_RECEIPT("pending_receipt"),
    /** 待评价. */
    PENDING_REVIEW("pending_review"),
    /** 已完成. */
    COMPLETED("completed"),
    /** 已失效: unpaid, cancelled or refunded whole. */
    CLOSED("closed"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): OrderState = byWire[wire] ?: throw UnknownException("a OrderState of a newer engine")
    }
}

/** What points were given for. RULES §13. */
enum class Origin(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Buying. */
    PURCHASE("purchase"),
    /** Registering. */
    REGISTERING("registering"),
    /** The first login of a day. */
    LOGIN("login"),
    /** Paying a property bill. */
    BILL("bill"),
    /** A gift of the member's level. */
    LEVEL("level"),
    /** Given by hand, by the host or by a campaign. */
    GRANT("grant"),
    /** Came back after their lot had expired. */
    RETURNED("returned"),
    /** Lots of several origins that were merged. */
    SEVERAL("several"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Origin = byWire[wire] ?: throw UnknownException("a Origin of a newer engine")
    }
}

/** Who makes an offer, and where it holds. */
sealed interface Owner {
    /** A property company, for members of the node and of those below it; the platform at the root. */
    data class Node(val value: linli.NodeId) : linli.Owner
    /** A merchant, for their own goods wherever they sell. */
    data class Merchant(val value: linli.MerchantId) : linli.Owner
}

/** Where a part stands. */
enum class PartState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** It may still come back: the party's pending account. */
    PENDING("pending"),
    /** It is owed to the party: their payable account, which is settled by itself. */
    PAYABLE("payable"),
    /** It is owed to a leader or promoter who withdraws it: their commission account. */
    WITHDRAWABLE("withdrawable"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): PartState = byWire[wire] ?: throw UnknownException("a PartState of a newer engine")
    }
}

/**
 * A refund that its channel refused was paid in another way. Should the channel report it paid afterwards, it is marked
 * and an event tells. Errors: `wrong_state` unless it has failed, `invalid_field` for an empty channel or reference.
 * RULES §11.
 */
data class PayRefundByHand(
    /** The failed refund. */
    val refund: linli.RefundId,
    /** Through which channel, e.g. `bank`; its clearing account bears it. */
    val channel: String,
    /** The number of the transfer. */
    val reference: String,
) : Command

/** How a party wants to be paid; without one the setting `payout_channel` of the tenant's root holds. */
data class Payee @JvmOverloads constructor(
    /** Who. */
    val party: linli.Party,
    /** Through which channel. */
    val channel: String,
    /** The host's reference to the receiver's account there; never an account number. */
    val account: String? = null,
)

/** A payment as the host reported it: the evidence. RULES §5. */
data class Payment(
    /** Its id. */
    val id: linli.PaymentId,
    /** The trade that it is for. */
    val trade: linli.TradeId,
    /** The provider, e.g. `wechat`. */
    val provider: String,
    /** The provider's number; unique per provider. */
    val number: String,
    /** How much was paid. */
    val amount: linli.Money,
    /** In which currency (three letters). */
    val currency: String,
    /** When, as the provider says. */
    val paidAt: java.time.Instant,
    /** SHA-256 of the provider's message, hexadecimal. */
    val evidence: String,
    /** When it was reported. */
    val reportedAt: java.time.Instant,
    /** What became of it. */
    val outcome: linli.PaymentOutcome,
)

/** What became of a payment report. RULES §5. */
enum class PaymentOutcome(
    /** Its name in JSON. */
    val wire: String,
) {
    /** It paid its trade. */
    ACCEPTED("accepted"),
    /** Recorded, but the amount or currency is not the trade's; nothing was paid by it. */
    WRONG_AMOUNT("wrong_amount"),
    /** Its trade was closed before; refunded automatically. */
    LATE("late"),
    /** Its trade was paid before; refunded automatically. */
    DOUBLE("double"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): PaymentOutcome = byWire[wire] ?: throw UnknownException("a PaymentOutcome of a newer engine")
    }
}

/** What became of a payment report. */
data class PaymentReport @JvmOverloads constructor(
    /** The recorded payment. */
    val payment: linli.PaymentId,
    /** What became of it. */
    val outcome: linli.PaymentOutcome,
    /** The automatic refund, when the money pays nothing. Only in the answer to the first report of this payment. */
    val refund: linli.RefundId? = null,
)

/**
 * Money that leaves for a party, and what the channel says about it. Its id is the number under which the host instructs
 * the channel, the first time and every other time. RULES §12.
 */
data class Payout(
    /** Its id, computed from what it pays. */
    val id: linli.PayoutId,
    /** What it pays. */
    val source: linli.PayoutSource,
    /** To whom. */
    val party: linli.Party,
    /** Through which channel. */
    val channel: String,
    /** The host's reference to the receiver's account there; never an account number. */
    val account: String? = null,
    /** How much, above zero. */
    val amount: linli.Money,
    /** Its batch. */
    val batch: linli.PayoutBatchId,
    /** Where it stands. */
    val state: linli.PayoutState,
    /** How often it was instructed, always under the same number. */
    val attempts: Long = 0L,
    /** When it was instructed last. */
    val instructedAt: java.time.Instant? = null,
    /** The moment of the channel's latest word, by the channel's own clock; older words are ignored. */
    val wordAt: java.time.Instant? = null,
    /** The channel's number or message. */
    val word: String? = null,
    /** It was paid and the money came back. */
    val returned: Boolean = false,
    /** When somebody must ask the channel; `None` when its outcome is known or it waits. */
    val dueAt: java.time.Instant? = null,
)

/** Payouts of one channel and day that are looked at, approved and handed over together. RULES §12. */
data class PayoutBatch(
    /** Its id. */
    val id: linli.PayoutBatchId,
    /** Through which channel. */
    val channel: String,
    /** The first day on which it may be paid. */
    val payOn: java.time.LocalDate,
    /** Its payouts, at most `PayoutBatch::MAX`. */
    val payouts: List<linli.PayoutId>,
    /** What they come to. */
    val total: linli.Money,
    /** How many people must approve it; fixed when it was made. */
    val needed: Long,
    /** Who did, each once. */
    val approvals: List<linli.UserId> = emptyList(),
    /** Where it stands. */
    val state: linli.BatchState,
    /** Why it was rejected. */
    val reason: String? = null,
    /** When it was made. */
    val madeAt: java.time.Instant,
    /** When it is to be released, or people are to be reminded; `None` when it waits no longer. */
    val dueAt: java.time.Instant? = null,
)

/** What a channel says about a payout. */
sealed interface PayoutResult {
    /** It took the instruction. */
    data object Accepted : linli.PayoutResult
    /** It was paid. */
    data class Done(
        /** The channel's number. */
        val number: String,
        /** The channel that the host paid it from, if another than was planned. */
        val channel: String? = null,
    ) : linli.PayoutResult
    /** It was refused, or the money came back: nothing was paid. */
    data class Failed(
        /** What the channel said. */
        val reason: String,
    ) : linli.PayoutResult
    /** The host got no usable answer. Never instruct it under another number. */
    data object Unknown : linli.PayoutResult
}

/**
 * What a payout pays. Whatever else pays money out (withdrawals) adds its kind here and its consequence in
 * `results.rs`.
 */
sealed interface PayoutSource {
    /** What a day's settlement came to. */
    data class Settlement(val value: linli.SettlementId) : linli.PayoutSource
}

/** Where a payout stands. */
enum class PayoutState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** In a batch that is not released yet. */
    WAITING("waiting"),
    /** The host was told to pay; the channel said nothing yet. */
    INSTRUCTED("instructed"),
    /** The channel took the instruction. */
    ACCEPTED("accepted"),
    /** Nobody knows: it is asked for, or instructed again, under the same number until the channel knows. */
    UNKNOWN("unknown"),
    /** Paid. */
    DONE("done"),
    /** Not paid: the amount is owed again. */
    FAILED("failed"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): PayoutState = byWire[wire] ?: throw UnknownException("a PayoutState of a newer engine")
    }
}

/** What an account moved in a period. */
data class PeriodBalance(
    /** Which account of the party. */
    val purpose: linli.AccountPurpose,
    /** Money or points. */
    val unit: linli.Unit,
    /** Its balance when the period began: debits above zero, credits below. */
    val opening: Long,
    /** The sum of the period's debits, zero or more … */
    val debit: Long,
    /** … and of its credits, zero or more. */
    val credit: Long,
    /** Its balance when the period was over: opening + debit − credit. */
    val closing: Long,
)

/** Who collects, masked. RULES §18. */
data class PickupBuyer @JvmOverloads constructor(
    /** Who. */
    val member: linli.MemberId,
    /** 王**; `None` after erasure. */
    val name: String? = null,
    /** 138****1234; `None` after erasure. */
    val phone: String? = null,
)

/** One thing to hand over. */
data class PickupItem(
    /** Name and spec as sold. */
    val name: String,
    /** How many. */
    val quantity: Long,
)

/** One order as the station's staff sees it. */
data class PickupOrder @JvmOverloads constructor(
    /** The order. */
    val order: linli.OrderId,
    /** What is in it. */
    val items: List<linli.PickupItem>,
    /** The last two digits of its code; `None` when it has none. */
    val codeTail: String? = null,
    /** Where its pickup stands. */
    val status: linli.PickupStatus,
)

/** What became of a confirmation. */
sealed interface PickupOutcome {
    /** The order is handed over, and the code used up. */
    data class PickedUp(
        /** The order. */
        val order: linli.OrderId,
    ) : linli.PickupOutcome
    /** Nothing was handed over. */
    data class Refused(val value: linli.CodeRefusal) : linli.PickupOutcome
}

/** The pickup of an order. RULES §6. */
data class PickupState @JvmOverloads constructor(
    /**
     * The order's number among those of its station's delivery day. With the tenant's key it makes the code; without it
     * nobody gets from one to the other.
     */
    val number: Long,
    /** When the station had it ready. */
    val readyAt: java.time.Instant? = null,
    /** How the code ended; `None` while it is live. */
    val ended: linli.CodeEnd? = null,
    /** Reminders sent to a buyer who does not collect; one more when the no-show policy was applied. RULES §6. */
    val reminded: Int = 0,
)

/** Where the pickup of an order stands. RULES §6. */
sealed interface PickupStatus {
    /** Not at the station yet. */
    data object Coming : linli.PickupStatus
    /** Can be collected. */
    data class Ready(
        /** Since when. */
        val at: java.time.Instant,
    ) : linli.PickupStatus
    /** Collected. */
    data class PickedUp(
        /** When. */
        val at: java.time.Instant,
    ) : linli.PickupStatus
    /** Cancelled or refunded whole. */
    data object Ended : linli.PickupStatus
}

/** What one receiver gets by a split. */
data class Piece @JvmOverloads constructor(
    /** Who. */
    val party: linli.Party,
    /** How much. */
    val amount: linli.Money,
    /** Whether they got it: `waiting` until the call is known, then `done` or `failed`. */
    val state: linli.PayoutState,
    /** What of it is taken back or being taken back. */
    val returned: linli.Money = linli.Money.ZERO,
)

/** Where a page ended: the values of the columns it is ordered by, then the id. */
data class Place(
    /** The index's column values (all of them), or the position, or nothing. */
    val values: List<linli.Value>,
    /** The id. */
    val id: linli.Id,
)

/**
 * Turns a cart into a trade with one order per merchant × way of fulfilment; stock and points are taken at once.
 *
 * Errors: `not_sold`, `out_of_stock`, `insufficient`, `limit_exceeded` and `invalid_field` name the line;
 * `price_moved` carries the new quote when the total is not what the client expected. RULES §5.
 */
data class PlaceOrder @JvmOverloads constructor(
    /** What is bought. */
    val wanted: linli.Wanted,
    /** The total that the client showed; `None`: whatever it is now. */
    val expectedTotal: linli.Money? = null,
    /** Remarks and invoices, at most one per order. */
    val notes: List<linli.OrderNote> = emptyList(),
    /** What happens to the member's cart. */
    val cart: linli.CartUse = linli.CartUse.KEEP,
) : Command

/** A placed trade. */
data class PlacedTrade(
    /** Its id; payments name it. */
    val trade: linli.TradeId,
    /** Its orders, sorted by merchant and way of fulfilment. */
    val orders: List<linli.OrderId>,
    /** What is to be paid in money; zero: it is paid already. */
    val total: linli.Money,
    /** When it closes unless paid. */
    val dueAt: java.time.Instant,
)

/** What a member has. RULES §13. */
data class PointsBalance(
    /** Property only, not expired. */
    val property: linli.Points,
    /** Mall only, not expired. */
    val mall: linli.Points,
    /** For everything, not expired. */
    val universal: linli.Points,
    /** What can be spent at checkout: mall and universal. */
    val spendableInMall: linli.Points,
    /** What can be spent on property bills: property and universal. */
    val spendableOnBills: linli.Points,
    /** Earned, but active only when their orders can no longer be returned. */
    val pending: linli.Points,
    /** Taken back but not found; the next earnings pay it first. */
    val debt: linli.Points,
    /** The lots that have not expired, in the order in which they are spent; about 32 at most. */
    val lots: List<linli.Lot>,
)

/** Where points can be spent, narrowest first. RULES §13. */
enum class PointsKind(
    /** Its name in JSON. */
    val wire: String,
) {
    /** On property bills only. */
    PROPERTY("property"),
    /** In the mall only. */
    MALL("mall"),
    /** Everywhere. */
    UNIVERSAL("universal"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): PointsKind = byWire[wire] ?: throw UnknownException("a PointsKind of a newer engine")
    }
}

/** Points that the member wants to use, besides those that points goods cost. RULES §4 step 4, §13. */
data class PointsOffer @JvmOverloads constructor(
    /** How many the member wants to use; zero: none. */
    val wanted: linli.Points = linli.Points.ZERO,
    /** How many the member has. */
    val available: linli.Points = linli.Points.ZERO,
    /** How many are worth one unit of the currency. */
    val perUnit: Long = 0L,
    /** What part of the goods amount they may pay. */
    val cap: java.math.BigDecimal = java.math.BigDecimal.ZERO,
    /** Who pays for them: their issuer. */
    val funder: linli.Party? = null,
)

/** What points of one issuer were worth that were spent with one party in a month. RULES §13. */
data class PointsStatement @JvmOverloads constructor(
    /** The first day of the month. */
    val month: java.time.LocalDate,
    /** Who issued the points and bears them. */
    val issuer: linli.Party,
    /** Where they were spent: a merchant, or the node whose bill they paid. */
    val spentAt: linli.Party,
    /** What they were worth. */
    val spent: linli.Money,
    /** What came back of it by refunds and undone bills; of earlier months, too. */
    val returned: linli.Money,
    /** When it was settled; then it changes no more. */
    val settledAt: java.time.Instant? = null,
)

/** A movement between accounts: sums to zero, never changed, corrected only by another. RULES §12. */
data class Posting(
    /** Its id. */
    val id: linli.PostingId,
    /** When. */
    val at: java.time.Instant,
    /** The business day that it counts for. */
    val day: java.time.LocalDate,
    /** Why. */
    val purpose: linli.PostingPurpose,
    /** Money or points. */
    val unit: linli.Unit = linli.Unit.MONEY,
    /** The order that it belongs to. */
    val order: linli.OrderId? = null,
    /** The trade that it belongs to. */
    val trade: linli.TradeId? = null,
    /** The record that caused it: a payment, refund or settlement. */
    val reference: linli.Id? = null,
    /** At least two; they sum to zero. */
    val entries: List<linli.Entry>,
)

/** Why a posting was made. */
enum class PostingPurpose(
    /** Its name in JSON. */
    val wire: String,
) {
    /** An order was paid. */
    ORDER_PAID("order_paid"),
    /** Shares of an order became payable. */
    ORDER_EARNED("order_earned"),
    /** A part of an order is refunded. */
    ORDER_REFUNDED("order_refunded"),
    /** Money arrived that pays no trade. */
    UNAPPLIED_RECEIVED("unapplied_received"),
    /** Money that paid no trade is refunded. */
    UNAPPLIED_REFUNDED("unapplied_refunded"),
    /** The channel paid a refund out. */
    REFUND_DONE("refund_done"),
    /** A party's payables were gathered to be paid out. */
    SETTLED("settled"),
    /** A payout was done. */
    PAYOUT_DONE("payout_done"),
    /** A payout failed, or came back: the amount is owed again. */
    PAYOUT_FAILED("payout_failed"),
    /** A payout that was reported as failed was paid after all: it is owed no more. */
    PAYOUT_PAID_LATE("payout_paid_late"),
    /** A share was set aside for a split of the payment at its channel. */
    SET_ASIDE("set_aside"),
    /** What was set aside is owed again. */
    SET_ASIDE_RELEASED("set_aside_released"),
    /** A receiver got a piece of a split, or the collector what was left. */
    SPLIT_DONE("split_done"),
    /** A piece was taken back. */
    SPLIT_RETURNED("split_returned"),
    /** A party's fee for using the platform. */
    USAGE_FEE("usage_fee"),
    /** Advertising was paid. */
    ADVERTISING("advertising"),
    /** Other income of the platform or a property company. */
    OTHER_INCOME("other_income"),
    /** A party paid in what it owed. */
    DEBT_PAID("debt_paid"),
    /** A channel passed money on to another one. */
    CHANNEL_TRANSFER("channel_transfer"),
    /** A channel kept a fee. */
    CHANNEL_FEE("channel_fee"),
    /** A document was taken back. */
    DOCUMENT_REVERSED("document_reversed"),
    /** Commission on a sale of a third party. */
    THIRD_PARTY_COMMISSION("third_party_commission"),
    /** … taken back by a refund of that sale. */
    THIRD_PARTY_COMMISSION_RETURNED("third_party_commission_returned"),
    /** A leader's month earned more, or less, than its sales one by one. */
    COMMISSION_ADJUSTED("commission_adjusted"),
    /** A leader or promoter wants to be paid: the amount is frozen. */
    WITHDRAWAL_REQUESTED("withdrawal_requested"),
    /** A withdrawal was rejected or failed: the amount can be withdrawn again. */
    WITHDRAWAL_RETURNED("withdrawal_returned"),
    /** A withdrawal was paid. */
    WITHDRAWAL_DONE("withdrawal_done"),
    /** Points were given. */
    POINTS_EARNED("points_earned"),
    /** Points were used. */
    POINTS_SPENT("points_spent"),
    /** Used points came back. */
    POINTS_RETURNED("points_returned"),
    /** Given points were taken back. */
    POINTS_TAKEN_BACK("points_taken_back"),
    /** Points expired. */
    POINTS_EXPIRED("points_expired"),
    /** A level brought a gift of points. */
    LEVEL_GIFT("level_gift"),
    /** Points pay a part of a property bill. */
    BILL_PAID_IN_POINTS("bill_paid_in_points"),
    /** Points that paid a part of a property bill come back. */
    BILL_POINTS_RETURNED("bill_points_returned"),
    /** A month's points were settled between issuer and place. */
    POINTS_SETTLED("points_settled"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): PostingPurpose = byWire[wire] ?: throw UnknownException("a PostingPurpose of a newer engine")
    }
}

/**
 * A SKU sells ahead of its stock, up to a ceiling, with a promised day. RULES §3. Beside the record are counters: units
 * that orders have, and how many of these no stock has arrived for.
 */
data class Presale @JvmOverloads constructor(
    /** Its id. */
    val id: linli.PresaleId,
    /** Who sells. */
    val merchant: linli.MerchantId,
    /** What; not a combo. */
    val sku: linli.SkuId,
    /** The day from which the buyer has it at the earliest; it is what was promised. */
    val promised: java.time.LocalDate,
    /** Most units that it sells. */
    val ceiling: Long,
    /** When it began. */
    val openedAt: java.time.Instant,
    /** When it was ended by hand. */
    val endedAt: java.time.Instant? = null,
)

/** A presale and how far it has come. */
data class PresaleView(
    /** The presale. */
    val presale: linli.Presale,
    /** Units that orders have. */
    val ordered: Long,
    /** Those of them for which no stock has arrived. */
    val waiting: Long,
)

/** What is offered. RULES §3. */
data class Product(
    /** Its id, computed from merchant and code. */
    val id: linli.ProductId,
    /** Who sells it. */
    val merchant: linli.MerchantId,
    /** The merchant's own code for it; unique per merchant. */
    val code: String,
    /** Where it is listed. */
    val category: linli.CategoryId,
    /** What it is. */
    val kind: linli.ProductKind,
    /** Its name. */
    val name: String,
    /** Its spec axes; at most 5. */
    val axes: List<linli.Axis>,
    /** Its SKUs; at most 200. */
    val skus: List<linli.SkuId>,
    /** What holds for every SKU. */
    val flags: linli.ProductFlags,
    /** Days after receipt in which it can be returned. */
    val returnDays: Long,
    /** Most units that a member may buy, counted over all orders that were neither closed nor refunded; `None`: no limit. */
    val purchaseLimit: Long? = null,
    /** Allowed ways of fulfilment. */
    val fulfilment: Set<linli.Fulfilment>,
    /** The merchant's qualification without which it does not sell. */
    val qualification: String? = null,
    /** Who supplies it to the merchant. */
    val supplier: linli.SupplierId? = null,
    /** Links to pictures; at most 20. */
    val pictures: List<String>,
    /** Where it stands. */
    val state: linli.ProductState,
    /** Why it was rejected. */
    val reason: String? = null,
    /** The day from which its SKUs can be bought, if later than now. */
    val availableFrom: java.time.LocalDate? = null,
    /** Words that it is found by besides its name; at most 20. */
    val tags: Set<String> = emptySet(),
    /** When it was first on sale. */
    val listedAt: java.time.Instant? = null,
)

/** What can be changed of a product. It is told whole, so that nothing is left to guess. */
data class ProductDetails(
    /** Where it is listed. */
    val category: linli.CategoryId,
    /** Its name. */
    val name: String,
    /** What holds for every SKU. A combo earns no points. */
    val flags: linli.ProductFlags,
    /** Days after receipt in which it can be returned, 0–365. */
    val returnDays: Long,
    /**
     * Most units that a member may buy over time, 1–9,999; `None`: no limit. What members bought while there was no limit
     * does not count.
     */
    val purchaseLimit: Long? = null,
    /** Allowed ways of fulfilment; at least one. */
    val fulfilment: Set<linli.Fulfilment>,
    /** The merchant's qualification without which it does not sell. */
    val qualification: String? = null,
    /** Who supplies it to the merchant. */
    val supplier: linli.SupplierId? = null,
    /** Links to pictures; at most 20. */
    val pictures: List<String>,
    /** The day from which its SKUs can be bought, if later than now. */
    val availableFrom: java.time.LocalDate? = null,
    /** Words that it is found by besides its name; at most 20. */
    val tags: Set<String> = emptySet(),
)

/** What holds for every SKU of a product. RULES §3. */
data class ProductFlags @JvmOverloads constructor(
    /** Can be returned without a reason inside the window. */
    val noReasonReturn: Boolean = false,
    /** Paying for it earns points. */
    val earnsPoints: Boolean = true,
    /** Leaders and promoters earn on it. */
    val distribution: Boolean = true,
    /** Does not keep. */
    val perishable: Boolean = false,
)

/** What a product is. RULES §3. */
enum class ProductKind(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Something to carry home. */
    GOODS("goods"),
    /** Made of other SKUs. */
    COMBO("combo"),
    /** Bought with points, or points and money. RULES §13. */
    POINTS_GOODS("points_goods"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): ProductKind = byWire[wire] ?: throw UnknownException("a ProductKind of a newer engine")
    }
}

/** A product with everything that is stored of it. */
data class ProductRecord(
    /** The product. */
    val product: linli.Product,
    /** Its SKUs. */
    val skus: List<linli.Sku>,
    /** The stock of the SKUs that are not combos. */
    val stock: List<linli.StockLevel>,
)

/** What to search for among products that can be bought. Everything that is told must hold. RULES §3. */
data class ProductSearch(
    /**
     * Words divided by blanks; each must be part of the name, an option, a tag or the name of a category above, whatever
     * the case and the width of its letters.
     */
    val text: String = "",
    /** Listed in this category or below. */
    val category: linli.CategoryId? = null,
    /** Has this tag. */
    val tag: String? = null,
    /** Has a SKU that costs at least this … */
    val lowestPrice: linli.Money? = null,
    /** … and at most this. */
    val highestPrice: linli.Money? = null,
    /** Sold by a merchant who is approved for this community. */
    val community: linli.NodeId? = null,
    /** Only products with a SKU that is in stock. */
    val inStock: Boolean = false,
    /** The order of the list. */
    val sort: linli.SortBy = linli.SortBy.RELEVANCE,
    /** Goes on behind this place, as answered by the page before; the rest of the search must be the same. */
    val after: linli.SearchPlace? = null,
    /** At most so many, 1–500. */
    val limit: Long,
)

/** Where a product stands. RULES §3. */
enum class ProductState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Being filled in. */
    DRAFT("draft"),
    /** Waiting for review. */
    SUBMITTED("submitted"),
    /** Refused, with a reason. */
    REJECTED("rejected"),
    /** Can be bought. */
    ON_SALE("on_sale"),
    /** Taken off by the merchant. */
    OFF_SALE("off_sale"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): ProductState = byWire[wire] ?: throw UnknownException("a ProductState of a newer engine")
    }
}

/** One SKU of a station's daily product summary. */
data class ProductSummary(
    /** What, who sells it, and how many are sent and arrived; before the manifest is made: how many are ordered so far. */
    val item: linli.ManifestItem,
    /** Units that were collected. */
    val collected: Long,
    /** Units that lie at the station. */
    val waiting: Long,
)

/** A product as buyers see it: without supplier and supply prices. */
data class ProductView(
    /** Its id. */
    val id: linli.ProductId,
    /** Who sells it. */
    val merchant: linli.MerchantId,
    /** Where it is listed. */
    val category: linli.CategoryId,
    /** What it is. */
    val kind: linli.ProductKind,
    /** Its name. */
    val name: String,
    /** Its spec axes. */
    val axes: List<linli.Axis>,
    /** Words that it is found by besides its name. */
    val tags: Set<String>,
    /** What holds for every SKU. */
    val flags: linli.ProductFlags,
    /** Days after receipt in which it can be returned. */
    val returnDays: Long,
    /** Most units a member may buy in one order. */
    val purchaseLimit: Long? = null,
    /** Allowed ways of fulfilment. */
    val fulfilment: Set<linli.Fulfilment>,
    /** Links to pictures. */
    val pictures: List<String>,
    /** The day from which it can be bought. */
    val availableFrom: java.time.LocalDate? = null,
    /** Why it cannot be bought today, wherever the buyer lives; `None`: it can. */
    val notSold: linli.NotSold? = null,
    /** Its SKUs. */
    val skus: List<linli.SkuView>,
)

/** A member's personal data. Stored sealed with a key of the member's own; never printed. */
data class Profile(
    /** What they are called. */
    val name: String,
    /** Digits, may begin with +. */
    val phone: String,
    /** Where they live. */
    val address: linli.Address,
) {
    override fun toString(): String = "Profile(…)"
}

/** What was promised when units were sold ahead of stock. */
data class PromisedDay(
    /** In which presale. */
    val presale: linli.PresaleId,
    /** For when. */
    val day: java.time.LocalDate,
)

/** A member who brings buyers. */
data class Promoter @JvmOverloads constructor(
    /** Who. */
    val member: linli.MemberId,
    /** The code of their kind. */
    val kind: String,
    /** The promoter who brought them: the one to whom they were bound when they became one; fixed. */
    val above: linli.MemberId? = null,
    /** Since when. */
    val since: java.time.Instant,
    /** Whether they still promote; an ended one earns on no new order and binds nobody. */
    val active: Boolean,
)

/** A promoter and to whom they are bound. */
data class PromoterView(
    /** The promoter. */
    val promoter: linli.Promoter,
    /** Their kind's name. */
    val kindName: String,
)

/** What becomes of products that the file creates. Products that are there keep their state. */
enum class Publish(
    /** Its name in JSON. */
    val wire: String,
) {
    /** They stay drafts. */
    DRAFT("draft"),
    /** They are submitted for review. */
    SUBMIT("submit"),
    /** They count as reviewed and go on sale: for the property company, not for a merchant's own staff. */
    ON_SALE("on_sale"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Publish = byWire[wire] ?: throw UnknownException("a Publish of a newer engine")
    }
}

/** One SKU of a purchase sheet 以销定采, over all stations. RULES §7. */
data class PurchaseItem(
    /** From whom. */
    val source: linli.PurchaseSource,
    /** Who sells it. */
    val merchant: linli.MerchantId,
    /** What. */
    val sku: linli.SkuId,
    /** Its name and spec as sold. */
    val name: String,
    /** How many in all. */
    val ordered: Long,
    /** To how many stations. */
    val stations: Long,
)

/** Which part of the day's purchases a sheet shows. */
sealed interface PurchaseScope {
    /** Everything that stations of a node and its subtree get. */
    data class Node(val value: linli.NodeId) : linli.PurchaseScope
    /** Everything that a merchant sends to stations. */
    data class Merchant(val value: linli.MerchantId) : linli.PurchaseScope
}

/** From whom goods are bought for a delivery day. */
sealed interface PurchaseSource {
    /** A supplier behind a merchant. */
    data class Supplier(val value: linli.SupplierId) : linli.PurchaseSource
    /** The merchant itself. */
    data class Merchant(val value: linli.MerchantId) : linli.PurchaseSource
}

/**
 * Puts a SKU in a cart, or sets how many of it are there; one line per SKU and way of fulfilment. The SKU must be sold
 * where the member lives and in this way; whether enough is in stock is asked at checkout. Answers how many are there.
 * Errors: `invalid_field` and `limit_exceeded` quantity (1–9,999), `limit_exceeded` beyond 200 lines, `not_found`,
 * `not_sold`.
 */
data class PutInCart(
    /** Whose cart. */
    val member: linli.MemberId,
    /** What. */
    val sku: linli.SkuId,
    /** How it is to reach the buyer. */
    val fulfilment: linli.Fulfilment,
    /** How many. */
    val quantity: linli.Quantity,
) : Command

/** Puts a product that is off sale on sale again. Errors: `wrong_state`. */
data class PutOnSale(
    /** Which. */
    val product: linli.ProductId,
) : Command

/** A licence or certificate. RULES §2. */
data class Qualification @JvmOverloads constructor(
    /** What it is, e.g. 食品经营许可证. Products name the kind that they need. */
    val kind: String,
    /** Its number. */
    val number: String,
    /** Its last day; `None`: without end. */
    val expires: java.time.LocalDate? = null,
)

/** How many of a SKU a cart is to hold. */
sealed interface Quantity {
    /** So many more than there are. */
    data class Add(val value: Long) : linli.Quantity
    /** Exactly so many. */
    data class Set(val value: Long) : linli.Quantity
}

/** The priced cart. The same input gives the same quote, byte for byte, on every platform. RULES §4. */
data class Quote(
    /** In the order of the cart, then gifts. */
    val lines: List<linli.QuotedLine>,
    /** Sorted by merchant and way of fulfilment. */
    val orders: List<linli.QuotedOrder>,
    /** Sum of gross amounts. */
    val goods: linli.Money,
    /** Sum of reductions other than points. */
    val reductions: linli.Money,
    /** The coupons that are used. */
    val coupons: List<linli.CouponId> = emptyList(),
    /** Points that pay a part … */
    val points: linli.Points,
    /** … and what they are worth. */
    val pointsValue: linli.Money,
    /** Sum of fees. */
    val fees: linli.Money,
    /** What is to be paid in money: goods − reductions − points + fees. */
    val total: linli.Money,
    /** What did not apply, in the order of the chain. */
    val notApplied: List<linli.NotApplied>,
)

/** Everything that the price depends on, as values. RULES §4. */
data class QuoteInput(
    /** When: decides which campaigns and coupons hold. */
    val at: java.time.Instant,
    /** Smallest units in one unit of the currency: 100 for CNY. */
    val minorPerUnit: Long,
    /** How percentages meet the smallest unit. */
    val rounding: linli.Rounding,
    /** The cart, at most `QuoteInput::MAX_LINES` lines. */
    val lines: List<linli.QuoteLine>,
    /** What the member's level brings. */
    val level: linli.LevelBenefits? = null,
    /** Timed discounts, at most `QuoteInput::MAX_CAMPAIGNS`. */
    val timed: List<linli.TimedDiscount> = emptyList(),
    /** Full reductions, at most `QuoteInput::MAX_CAMPAIGNS`. */
    val full: List<linli.FullReduction> = emptyList(),
    /** What may be given by them; a gift of which nothing is said here is not there. */
    val gifts: List<linli.GiftGoods> = emptyList(),
    /** The coupons that the member holds, at most `QuoteInput::MAX_COUPONS`. */
    val coupons: List<linli.CouponOffer> = emptyList(),
    /** Which of them to use. */
    val choice: linli.CouponChoice = linli.CouponChoice.None,
    /** The points that may pay a part. */
    val points: linli.PointsOffer = linli.PointsOffer(),
    /** Fees per way of fulfilment; a way without rule is free. */
    val fees: List<linli.FeeRule> = emptyList(),
    /** What ordering for the member costs, for the whole trade. RULES §10. */
    val proxyFee: linli.Money = linli.Money.ZERO,
)

/** One line of the cart with what the catalogue says of it. */
data class QuoteLine(
    /** What. */
    val sku: linli.SkuId,
    /** Of which product. */
    val product: linli.ProductId,
    /** Of which kind of product. */
    val kind: linli.ProductKind,
    /** The product's category and those above it. */
    val categories: List<linli.CategoryId> = emptyList(),
    /** From whom. */
    val merchant: linli.MerchantId,
    /** How it reaches the buyer. */
    val fulfilment: linli.Fulfilment,
    /** How many. */
    val quantity: Long,
    /** What one costs in the catalogue. */
    val price: linli.Money,
    /** The price that is struck through; it decides nothing. */
    val listPrice: linli.Money? = null,
    /** What one costs for members of a level. */
    val memberPrices: Map<linli.LevelId, linli.Money> = emptyMap(),
    /** How many points one costs besides, for points goods: they take no other reduction. RULES §13. */
    val pointsPrice: linli.Points = linli.Points.ZERO,
    /** A flash-sale or group-buy price instead. */
    val special: linli.SpecialPrice? = null,
    /** The day that is promised, when it is sold ahead of its stock; it decides nothing. RULES §3. */
    val promised: java.time.LocalDate? = null,
)

/** A line with its price explained. */
data class QuotedLine(
    /** What. */
    val sku: linli.SkuId,
    /** Of which product. */
    val product: linli.ProductId,
    /** The campaign that gives it; `None` for what was bought. */
    val gift: linli.CampaignId? = null,
    /** How many. */
    val quantity: Long,
    /** What one costs before reductions: the SKU price, or a special price above it. */
    val unitPrice: linli.Money,
    /** Unit price × quantity. */
    val gross: linli.Money,
    /** What it costs after step 1: the original amount of the steps after it. */
    val priced: linli.Money,
    /** In the order of the chain. */
    val reductions: List<linli.Reduction>,
    /** The day that is promised, when it is sold ahead of its stock. RULES §3. */
    val promised: java.time.LocalDate? = null,
    /** How many points pay a part of it. */
    val points: linli.Points,
    /** Gross less reductions: what remains to be paid in money. */
    val net: linli.Money,
)

/** What will become one order: one merchant × one way of fulfilment. RULES §5. */
data class QuotedOrder @JvmOverloads constructor(
    /** Who sells. */
    val merchant: linli.MerchantId,
    /** How it reaches the buyer. */
    val fulfilment: linli.Fulfilment,
    /** Places of its lines in `Quote::lines`. */
    val lines: List<Long>,
    /** Sum of the lines' gross amounts. */
    val goods: linli.Money,
    /** Delivery fee. */
    val fee: linli.Money,
    /** How much more it must cost to be delivered free; zero: it is, or never is. */
    val missingToFree: linli.Money = linli.Money.ZERO,
    /** Its share of the proxy-order fee. */
    val proxyFee: linli.Money = linli.Money.ZERO,
    /** Sum of the lines' net amounts and the fees. */
    val total: linli.Money,
)

/** What is rated. */
sealed interface Rated {
    /** A product. */
    data class Product(val value: linli.ProductId) : linli.Rated
    /** A merchant, by the reviews of everything it sells. */
    data class Merchant(val value: linli.MerchantId) : linli.Rated
}

/**
 * The shown reviews of a product or merchant, counted: five counters, and for a merchant the days of the rating rule's
 * window. Kept with every review, so that nothing is ever counted anew. RULES §2, §16.
 */
data class Rating @JvmOverloads constructor(
    /** Of what. */
    val of: linli.Rated,
    /** Merchants: the days in the window that have reviews, oldest first. */
    val window: List<linli.DayStars> = emptyList(),
    /** Merchants: until when a rectifying one has to do better. */
    val deadline: java.time.Instant? = null,
    /** When the rule is looked at next: the deadline, or when the oldest day leaves the window. */
    val dueAt: java.time.Instant? = null,
)

/** What the reviews of a product or merchant add up to. */
data class RatingView(
    /** How many gave 1 to 5 stars. */
    val counts: List<Long>,
    /** The Bayesian mean, by which products rank and merchants are known. */
    val mean: Long,
)

/** Adds what came in; what a presale waits for is taken out of it first. All lines or none. Errors: `invalid_field` naming the line, `limit_exceeded`. */
data class ReceiveStock(
    /** Whose SKUs. */
    val merchant: linli.MerchantId,
    /** 1 to 1,000 lines; units from 1 on, at most 1,000,000,000 with what is there. */
    val lines: List<linli.StockLine>,
) : Command

/** Something that a member may like and can buy. */
data class Recommendation(
    /** What. */
    val product: linli.ProductView,
    /** Why. */
    val because: linli.Because,
)

/** Who bought this may like that: infant formula → early-learning classes. RULES §15. */
data class RecommendationRule(
    /** What was bought. */
    val bought: linli.TopicOfRule,
    /** What is recommended. */
    val recommend: linli.TopicOfRule,
    /** What to tell the member. */
    val reason: String,
)

/** One row of a reconciliation. */
data class ReconciledRow @JvmOverloads constructor(
    /** The line of the file; `None`: it is in the ledger only. */
    val line: Long? = null,
    /** What it is; `None` when the line cannot be read. */
    val kind: linli.BillKind? = null,
    /** The channel's number, as the bill or our payment says. */
    val channelNumber: String,
    /** Our number: trade, refund, payout or document. */
    val ourNumber: String,
    /** What the bill says. */
    val theirs: linli.Money? = null,
    /** What we say. */
    val ours: linli.Money? = null,
    /** What it came to. */
    val verdict: linli.ReconciliationVerdict,
)

/** That a channel's bill was compared, and how it came out. The latest comparison of a file stands. */
data class Reconciliation @JvmOverloads constructor(
    /** The channel. */
    val channel: String,
    /** The first day of the bill … */
    val from: java.time.LocalDate,
    /** … and the last one. */
    val to: java.time.LocalDate,
    /** SHA-256 of the file, hexadecimal: which file it was. */
    val file: String,
    /** How it came out. */
    val sums: linli.ReconciliationSums,
    /** What a person says about what did not match. */
    val note: String? = null,
    /** When. */
    val at: java.time.Instant,
    /** Who; `None`: the host itself. */
    val by: linli.UserId? = null,
)

/** How many rows there were of each verdict. */
data class ReconciliationSums(
    /** Lines of the bill's table. */
    val lines: Long,
    /** Matched. */
    val matched: Long,
    /** What the matched ones come to. */
    val matchedAmount: Long,
    /** In the bill only. */
    val missingHere: Long,
    /** In the ledger only. */
    val missingThere: Long,
    /** In both, but not the same. */
    val differing: Long,
    /** In the bill again. */
    val doubled: Long,
    /** Unreadable. */
    val unreadable: Long,
)

/** What comparing came to. */
sealed interface ReconciliationVerdict {
    /** Both say the same. */
    data object Matched : linli.ReconciliationVerdict
    /** The bill has it, we do not. */
    data object MissingHere : linli.ReconciliationVerdict
    /** The ledger has it, the bill does not. */
    data object MissingThere : linli.ReconciliationVerdict
    /** Both have it and differ. */
    data class Differing(
        /** In what. */
        val why: linli.Mismatch,
    ) : linli.ReconciliationVerdict
    /** The bill has it a second time. */
    data object Doubled : linli.ReconciliationVerdict
    /** The line cannot be read. */
    data class Unreadable(
        /** The column. */
        val column: String,
        /** What is wrong with it. */
        val reason: String,
    ) : linli.ReconciliationVerdict
}

/**
 * A member logged in: the first time of a day they get points (5), the next times nothing. Answers what they got. A
 * member whose data was erased gets nothing. Errors: `not_found`. RULES §13.
 */
data class RecordLogin(
    /** Who. */
    val member: linli.MemberId,
) : Command

/**
 * Records a merchant from the back office, as a draft. RULES §2. Errors: `invalid_field`, `not_found` node,
 * `already_exists` code.
 */
data class RecordMerchant(
    /** The node that will look after it. */
    val node: linli.NodeId,
    /** Its short code; unique in the tenant, used by imports. */
    val code: String,
    /** Everything else. */
    val details: linli.MerchantDetails,
) : Command

/** Keeps how comparing a bill came out, so that auditors see what was compared and when. Errors: `invalid_field`. */
data class RecordReconciliation @JvmOverloads constructor(
    /** The channel. */
    val channel: String,
    /** The first day of the bill … */
    val from: java.time.LocalDate,
    /** … and the last one. */
    val to: java.time.LocalDate,
    /** SHA-256 of the file, hexadecimal. */
    val file: String,
    /** What `Engine::reconcile` answered. */
    val sums: linli.ReconciliationSums,
    /** What a person says about what did not match. */
    val note: String? = null,
) : Command

/** An event as readers get it. */
data class RecordedEvent(
    /** Place of its command in the tenant's log, from 1 without gaps. */
    val position: Long,
    /** Place among the events of that command, from 0. */
    val index: Long,
    /** The command that caused it. */
    val command: linli.CommandId,
    /** Who ran that command. */
    val actor: linli.Actor,
    /** When. */
    val at: java.time.Instant,
    /** What happened. */
    val event: linli.Event,
)

/** One reduction of one line. */
data class Reduction @JvmOverloads constructor(
    /** Which step of the chain gave it. */
    val lane: linli.Lane,
    /** The campaign that gave it. */
    val campaign: linli.CampaignId? = null,
    /** The coupon that gave it. */
    val coupon: linli.CouponId? = null,
    /** How, where the lane does not say it all. */
    val reason: linli.ReductionReason? = null,
    /** Who bears it. RULES §12. */
    val funder: linli.Party,
    /** How much, above zero. */
    val amount: linli.Money,
    /** The amount of this line that it was computed on. */
    val basis: linli.Money,
)

/** How a campaign or coupon reduced, where its lane does not say it all. */
enum class ReductionReason(
    /** Its name in JSON. */
    val wire: String,
) {
    /** 满减, or a coupon of an amount. */
    AMOUNT_OFF("amount_off"),
    /** 每满减. */
    EVERY_OFF("every_off"),
    /** 满折, or a coupon of a part. */
    PERCENT_OFF("percent_off"),
    /** 满赠. */
    GIFT("gift"),
    /** One costs a fixed price for a while. */
    FIXED_PRICE("fixed_price"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): ReductionReason = byWire[wire] ?: throw UnknownException("a ReductionReason of a newer engine")
    }
}

/** A buyer is bound to a promoter. */
data class Referral @JvmOverloads constructor(
    /** The buyer. */
    val member: linli.MemberId,
    /** To whom. */
    val promoter: linli.MemberId,
    /** What brought them. */
    val via: linli.ReferralVia,
    /** Since when. */
    val since: java.time.Instant,
    /** Until when it holds; `None`: for good. */
    val until: java.time.Instant? = null,
)

/** How many levels a kind of promoter has: whether who brought them earns too. At most two, fixed. RULES §12. */
enum class ReferralLevels(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Only the promoter earns. */
    ONE("one"),
    /** Who brought the promoter earns as well, on real sales only. */
    TWO("two"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): ReferralLevels = byWire[wire] ?: throw UnknownException("a ReferralLevels of a newer engine")
    }
}

/** Which visit binds a buyer to a promoter. RULES §12. */
enum class ReferralPolicy(
    /** Its name in JSON. */
    val wire: String,
) {
    /** The first one, for good. */
    FIRST_WINS("first_wins"),
    /** Each visit by another promoter's card or link binds anew. */
    LAST_WINS("last_wins"),
    /** The first one, for so many days (the setting `referral_days`); after that the next one. */
    WITHIN_DAYS("within_days"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): ReferralPolicy = byWire[wire] ?: throw UnknownException("a ReferralPolicy of a newer engine")
    }
}

/** What brought the buyer. */
enum class ReferralVia(
    /** Its name in JSON. */
    val wire: String,
) {
    /** A promoter's card. */
    CARD("card"),
    /** A link to a product or campaign. */
    LINK("link"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): ReferralVia = byWire[wire] ?: throw UnknownException("a ReferralVia of a newer engine")
    }
}

/** An instruction to the host to pay back, and its result. RULES §11. */
data class Refund(
    /** Its id: the number under which the host instructs the channel. */
    val id: linli.RefundId,
    /** The trade. */
    val trade: linli.TradeId,
    /** The order; `None` for money that paid no trade. */
    val order: linli.OrderId? = null,
    /** The payment whose money goes back; `None` when only points go back. */
    val payment: linli.PaymentId? = null,
    /** The channel; empty when only points go back. */
    val provider: String,
    /** Why. */
    val reason: linli.RefundReason,
    /** What of which line. */
    val lines: List<linli.RefundLine>,
    /** Delivery fee that goes back. */
    val fee: linli.Money = linli.Money.ZERO,
    /** What was kept of the lines' money, e.g. the fee for not collecting. */
    val withheld: linli.Money = linli.Money.ZERO,
    /** Money in all: lines and fee less what was withheld. */
    val cash: linli.Money,
    /** Points in all. */
    val points: linli.Points,
    /** When it was instructed. */
    val instructedAt: java.time.Instant,
    /** How often it was instructed; a retry counts on. */
    val attempt: Long = 1L,
    /** The after-sale case that it ends. */
    val case: linli.AfterSaleId? = null,
    /** Where it stands. */
    val state: linli.RefundState,
    /** The channel's number or message, as reported. */
    val result: String? = null,
    /** Through which other channel it was paid by hand after `provider` had refused. */
    val byHand: String? = null,
    /**
     * `provider` reported it paid although it had been paid by hand: the money went out twice, and a person has to get it
     * back.
     */
    val paidTwice: Boolean = false,
)

/** What of one order line goes back. */
data class RefundLine(
    /** The line's place in the order. */
    val line: Long,
    /** How many units. */
    val units: Long,
    /** Money. */
    val cash: linli.Money,
    /** Points … */
    val points: linli.Points,
    /** … and what they were worth. */
    val pointsValue: linli.Money,
)

/** Why money goes back. */
enum class RefundReason(
    /** Its name in JSON. */
    val wire: String,
) {
    /** The member cancelled before shipping. */
    CANCELLED("cancelled"),
    /** Less arrived at the station than was ordered. */
    SHORTAGE("shortage"),
    /** The payment came when its trade was closed. */
    LATE_PAYMENT("late_payment"),
    /** The trade was paid twice. */
    DOUBLE_PAYMENT("double_payment"),
    /** An after-sale case was agreed to. */
    AFTER_SALE("after_sale"),
    /** It was not collected, and the no-show policy closed it. */
    NO_SHOW("no_show"),
    /** Its group did not come about. RULES §15. */
    GROUP_FAILED("group_failed"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): RefundReason = byWire[wire] ?: throw UnknownException("a RefundReason of a newer engine")
    }
}

/** What the channel answered to a refund instruction. */
enum class RefundResult(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Paid back. */
    DONE("done"),
    /** Refused; instruct it again or pay by hand. */
    FAILED("failed"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): RefundResult = byWire[wire] ?: throw UnknownException("a RefundResult of a newer engine")
    }
}

/** Where a refund stands. */
enum class RefundState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** The host was told to pay it back; the result is not known yet. */
    INSTRUCTED("instructed"),
    /** Paid back. */
    DONE("done"),
    /** The channel refused; to be instructed again or paid by hand. */
    FAILED("failed"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): RefundState = byWire[wire] ?: throw UnknownException("a RefundState of a newer engine")
    }
}

/** A line that was not done. */
data class RefusedLine @JvmOverloads constructor(
    /** Its number in the file; the header is line 1. */
    val line: Long,
    /** The first column that is wrong; `None`: the line as a whole. */
    val column: String? = null,
    /** What would be right. */
    val reason: String,
)

/** Registers a resident, who gets points for it (100). Errors: `not_found` community, `already_exists` reference, `invalid_field` profile. */
data class RegisterMember @JvmOverloads constructor(
    /** Where they live. */
    val community: linli.NodeId,
    /** How the property system calls them; unique in the tenant. */
    val externalRef: String,
    /** Personal data, sealed before it is stored. */
    val profile: linli.Profile,
    /** Where they like to collect. */
    val station: linli.StationId? = null,
) : Command

/**
 * Self-registration: a draft whose applicant becomes merchant staff there at once, so that they can fill it in and
 * submit it. The host vouches for the applicant, whom it has authenticated. RULES §2. Errors: as
 * `RecordMerchant`, `limit_exceeded` when the applicant has too many grants.
 */
data class RegisterMerchant(
    /** Who applies, and will work for the merchant. */
    val applicant: linli.UserId,
    /** The node that it applies to. */
    val node: linli.NodeId,
    /** Its short code; unique in the tenant, used by imports. */
    val code: String,
    /** Everything else. */
    val details: linli.MerchantDetails,
) : Command

/**
 * A person refuses a batch that was not released: its payouts fail without having been instructed, their amounts are owed
 * again and enter the parties' next settlements. Errors: `wrong_state`, `invalid_field` without a reason.
 */
data class RejectPayoutBatch(
    /** Which one. */
    val batch: linli.PayoutBatchId,
    /** Why. */
    val reason: String,
) : Command

/** Ends that a product is a favourite. Errors: `not_found` if it is none. */
data class RemoveFavourite(
    /** Whose. */
    val member: linli.MemberId,
    /** What. */
    val product: linli.ProductId,
) : Command

/** Takes a line out of a cart. Errors: `not_found` if it is not there. */
data class RemoveFromCart(
    /** Whose cart. */
    val member: linli.MemberId,
    /** What. */
    val sku: linli.SkuId,
    /** In which way it was to come. */
    val fulfilment: linli.Fulfilment,
) : Command

/**
 * Removes a rule: what fell under it follows the next most specific one from now on; where there is none the merchant
 * gets all. Errors: `not_found`.
 */
data class RemoveSplitRule @JvmOverloads constructor(
    /** Of which layer. */
    val layer: linli.SplitLayer = linli.SplitLayer.BASE,
    /** Which goods, where. */
    val scope: linli.SplitScope = linli.SplitScope(),
) : Command

/**
 * Instructs a payout whose outcome is unknown once more, under the same number: a channel that has it already says so.
 * Errors: `wrong_state` unless it is unknown.
 */
data class RepeatPayout(
    /** Which one. */
    val payout: linli.PayoutId,
) : Command

/**
 * A member paid a property bill in money, which earns points (1 per 1.00), once per bill. Answers what it earned.
 * Errors: `invalid_field` for nothing paid or a node in whose tree the member does not live; `already_exists`; `not_found`.
 */
data class ReportBillPaid(
    /** The node whose bill it is. */
    val node: linli.NodeId,
    /** Who paid. */
    val member: linli.MemberId,
    /** The host's number of the bill. */
    val number: String,
    /** What was paid in money. */
    val amount: linli.Money,
) : Command

/**
 * The channel's word on a call. The same word again, and "accepted" or "unknown" after a final word, change nothing.
 * Errors: `wrong_state` for a call that was never handed out, or the other final word; `invalid_field` for a refund (it
 * has its own report), for a moment more than a day ahead, for a receiver who is not in the split.
 */
data class ReportCall(
    /** The held payment. */
    val hold: linli.HoldId,
    /** Which call of its plan. */
    val call: Long,
    /** When the channel said so, by its own clock. */
    val at: java.time.Instant,
    /** What it said. */
    val result: linli.CallResult,
) : Command

/**
 * A courier or worker has completed an order that is brought to the buyer. The same report again changes nothing. Errors:
 * `wrong_state` before it was sent or once it is closed, `invalid_field` for what is collected. RULES §5.
 */
data class ReportCompletion(
    /** The order. */
    val order: linli.OrderId,
) : Command

/** What a report did. */
enum class ReportOutcome(
    /** Its name in JSON. */
    val wire: String,
) {
    /** The payout's state is another now. */
    CHANGED("changed"),
    /** It was known already. */
    KNOWN("known"),
    /** A later word is there. */
    OUTDATED("outdated"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): ReportOutcome = byWire[wire] ?: throw UnknownException("a ReportOutcome of a newer engine")
    }
}

/**
 * A payment as the provider told the host. The same report again changes nothing; a wrong amount or currency is
 * recorded and pays nothing; money for a closed or paid trade goes back by itself. RULES §5.
 */
data class ReportPayment(
    /** The trade that it is for. */
    val trade: linli.TradeId,
    /** The provider, e.g. `wechat`. */
    val provider: String,
    /** The provider's number for it; unique per provider. */
    val number: String,
    /** How much was paid, above zero. */
    val amount: linli.Money,
    /** In which currency (three capital letters). */
    val currency: String,
    /** When, as the provider says; not more than a day before the trade was placed or after now. */
    val paidAt: java.time.Instant,
    /** SHA-256 of the provider's message, hexadecimal. */
    val evidence: String,
) : Command

/**
 * The channel's word on a payout, as often and in whatever order it arrives: the same word again changes nothing, a word
 * older than the last one of its kind changes nothing, and "accepted" or "unknown" after a final word change nothing; a
 * final word counts though somebody said later that nobody knows yet. What failed is
 * owed again and enters the party's next settlement; money that came back after "done", or was paid after "failed", is
 * booked as it is. Errors: `wrong_state` for a payout that was never instructed, and for two different final words of the
 * same moment; `invalid_field` for a moment that lies more than a day ahead.
 */
data class ReportPayout(
    /** Which one. */
    val payout: linli.PayoutId,
    /** When the channel said so, by its own clock: the later word counts. */
    val at: java.time.Instant,
    /** What it said. */
    val result: linli.PayoutResult,
) : Command

/**
 * The result of a refund instruction; answers where the refund stands then. The same result again changes nothing, nor
 * does a failure of an earlier attempt that arrives late; an earlier attempt that was paid after all pays the refund.
 * Errors: `wrong_state` when a paid refund is said to have failed, `invalid_field` `attempt`. RULES §11.
 */
data class ReportRefund @JvmOverloads constructor(
    /** The refund. */
    val refund: linli.RefundId,
    /** How it ended. */
    val result: linli.RefundResult,
    /** The channel's number or message. */
    val message: String? = null,
    /** Which attempt it is about, from 1; `None`: the last one. */
    val attempt: Long? = null,
) : Command

/**
 * A refund of a third-party transaction: its commission is taken back in proportion, so that any sequence of refunds
 * adds up. The same refund number again changes nothing. Errors: `not_found`, `already_exists` for the number with
 * another amount, `invalid_field` for more than is left.
 */
data class ReportThirdPartyRefund(
    /** Whose service. */
    val merchant: linli.MerchantId,
    /** The transaction's number. */
    val number: String,
    /** The refund's own number; unique per transaction. */
    val refund: String,
    /** How much, above zero. */
    val amount: linli.Money,
) : Command

/**
 * A transaction of a third-party service. The commission of the contract in force is fixed, taken off what the merchant
 * is owed (it becomes a debt if nothing is) and owed to its receivers. The same report again changes nothing. Errors:
 * `not_found` without a contract, `already_exists` for the number with another amount, `invalid_field`.
 */
data class ReportThirdPartySale @JvmOverloads constructor(
    /** Whose service. */
    val merchant: linli.MerchantId,
    /** The service's own number; unique per merchant. */
    val number: String,
    /** Who used it, if the host knows. */
    val member: linli.MemberId? = null,
    /** What was paid for it, above zero. */
    val amount: linli.Money,
    /** When it took place; not more than a day ahead. */
    val at: java.time.Instant,
) : Command

/**
 * The host's answer to a withdrawal instruction. The same answer again changes nothing; one that comes after the result
 * is known and says less (`accepted`, `unknown`) neither. Errors: `wrong_state` when the other result was given before,
 * or before it was approved.
 */
data class ReportWithdrawal(
    /** Which one. */
    val withdrawal: linli.WithdrawalId,
    /** What became of it. */
    val result: linli.WithdrawalResult,
) : Command

/**
 * A leader or promoter wants to be paid; the amount is frozen until it is rejected, paid or refused by the channel.
 * Answers its number. Errors: `invalid_field` below the minimum or where the fee leaves nothing, `insufficient` naming
 * `amount`.
 */
data class RequestWithdrawal(
    /** Who: `leader:…` or `promoter:…`. */
    val party: linli.Party,
    /** How much. */
    val amount: linli.Money,
) : Command

/**
 * Tells the host once more to pay a withdrawal whose result nobody knows, under the same number: the channel recognises
 * it, so it cannot be paid twice. Errors: `wrong_state` unless it is unknown.
 */
data class ResendWithdrawal(
    /** Which one. */
    val withdrawal: linli.WithdrawalId,
) : Command

/** Lets a suspended merchant sell again. Errors: `wrong_state` unless suspended, `invalid_field` reason. */
data class ResumeMerchant(
    /** Which. */
    val merchant: linli.MerchantId,
    /** Why; not empty. The merchant sees it. */
    val reason: String,
) : Command

/**
 * Instructs a failed refund again, under the same number and with the next attempt; nothing happens while an instruction is
 * under way. Errors: `wrong_state` once it is paid. RULES §11.
 */
data class RetryRefund(
    /** The failed refund. */
    val refund: linli.RefundId,
) : Command

/**
 * Undoes `SpendPointsOnBill`: the bill was cancelled, or is paid otherwise. The points return to their lots with their
 * old expiry; those of an expired lot get 7 days. Errors: `not_found` for a bill that took no points.
 */
data class ReturnBillPoints(
    /** The node whose bill it is. */
    val node: linli.NodeId,
    /** The host's number of the bill. */
    val number: String,
) : Command

/** From whom a channel takes back what was split to them. */
enum class ReturnsFrom(
    /** Its name in JSON. */
    val wire: String,
) {
    /** From merchants only: what a person got becomes a debt. */
    MERCHANTS("merchants"),
    /** From every receiver. */
    EVERYBODY("everybody"),
    /** From nobody: everything becomes a debt. */
    NOBODY("nobody"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): ReturnsFrom = byWire[wire] ?: throw UnknownException("a ReturnsFrom of a newer engine")
    }
}

/**
 * Takes a document back by a posting of today: closed days stay as they are. Errors: `not_found`, `wrong_state` when it
 * was taken back before, `invalid_field` without a reason.
 */
data class ReverseDocument(
    /** Which one. */
    val document: linli.DocumentId,
    /** Why. */
    val reason: String,
) : Command

/** What a buyer says of one line of an order. RULES §16. */
data class Review(
    /** Computed from order and line: a line is reviewed once. */
    val id: linli.ReviewId,
    /** The order. */
    val order: linli.OrderId,
    /** The line's place in it. */
    val line: Long,
    /** What was bought. */
    val product: linli.ProductId,
    /** In which choice. */
    val sku: linli.SkuId,
    /** Name and spec as they were. */
    val name: String,
    /** Who sold it. */
    val merchant: linli.MerchantId,
    /** Who bought it. */
    val member: linli.MemberId,
    /** How good. */
    val stars: Int,
    /** In words; may be empty. */
    val text: String = "",
    /** Pictures as the host names them; at most 9. */
    val pictures: List<String> = emptyList(),
    /** When. */
    val at: java.time.Instant,
    /** The day for which it counts, in the tenant's zone. */
    val day: java.time.LocalDate,
    /** What the merchant answered. */
    val answer: linli.ReviewAnswer? = null,
    /** Why it is hidden; a hidden review counts for nothing. */
    val hidden: String? = null,
)

/** What a merchant answered to a review. */
data class ReviewAnswer(
    /** What. */
    val text: String,
    /** When. */
    val at: java.time.Instant,
)

/**
 * After the levels were set: looks at the next 250 members, lets those rise whose growth is enough, and keeps when
 * something is due for each. Due work; nothing when all were looked at.
 */
data object ReviewLevels : Command

/** Ends the review of a merchant. Errors: `wrong_state` unless submitted, `invalid_field` reason. */
data class ReviewMerchant(
    /** Which. */
    val merchant: linli.MerchantId,
    /** How it ends. */
    val outcome: linli.MerchantVerdict,
) : Command

/** Ends the review of a product; approved it is on sale. Errors: `wrong_state` unless submitted, `invalid_field` reason. */
data class ReviewProduct(
    /** Which. */
    val product: linli.ProductId,
    /** How it ends. */
    val outcome: linli.MerchantVerdict,
) : Command

/** A review as everybody may see it: not who wrote it. */
data class ReviewView(
    /** Its id. */
    val id: linli.ReviewId,
    /** Of which product. */
    val product: linli.ProductId,
    /** In which choice. */
    val sku: linli.SkuId,
    /** Name and spec as they were. */
    val name: String,
    /** How good. */
    val stars: Int,
    /** In words. */
    val text: String,
    /** Pictures as the host names them. */
    val pictures: List<String>,
    /** When. */
    val at: java.time.Instant,
    /** What the merchant answered. */
    val answer: linli.ReviewAnswer? = null,
)

/**
 * Decides on a withdrawal; when it is approved the host is told to pay what is left after fee and tax. Nobody decides on
 * what they asked for themself. Errors: `wrong_state`, `denied`, `invalid_field` naming tax or reason.
 */
data class ReviewWithdrawal(
    /** Which one. */
    val withdrawal: linli.WithdrawalId,
    /** What is decided. */
    val review: linli.WithdrawalReview,
) : Command

/** Ends a grant. Errors: `not_found` if the person does not have it. */
data class RevokeRole(
    /** Who loses it. */
    val user: linli.UserId,
    /** What and where. */
    val grant: linli.Grant,
) : Command

/** What a grant lets somebody be. RULES §1. */
enum class Role(
    /** Its name in JSON. */
    val wire: String,
) {
    /** The operator of the platform: everything in the tenant. */
    PLATFORM("platform"),
    /** Manages a node and its subtree. */
    NODE_MANAGER("node_manager"),
    /** Operates a node and its subtree day by day. */
    NODE_OPERATOR("node_operator"),
    /** Money of a node and its subtree. */
    FINANCE("finance"),
    /** Works for one merchant. */
    MERCHANT_STAFF("merchant_staff"),
    /** Runs one station. */
    LEADER("leader"),
    /** Performs services. */
    WORKER("worker"),
    /** Brings buyers. */
    PROMOTER("promoter"),
    /** The buying resident, for what is their own. Never granted: a member is one by being registered. */
    MEMBER("member"),
    /** Reads everything under a node, changes nothing. */
    AUDITOR("auditor"),
    /** The host itself: timers, payment reports, callbacks. Never granted: the host says so. */
    SYSTEM("system"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Role = byWire[wire] ?: throw UnknownException("a Role of a newer engine")
    }
}

/** How a percentage meets the smallest unit. RULES §4: half up unless the setting says otherwise. */
enum class Rounding(
    /** Its name in JSON. */
    val wire: String,
) {
    /** 0.5 goes away from zero. */
    HALF_UP("half_up"),
    /** 0.5 goes to the even neighbour. */
    HALF_EVEN("half_even"),
    /** 0.5 goes toward zero. */
    HALF_DOWN("half_down"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Rounding = byWire[wire] ?: throw UnknownException("a Rounding of a newer engine")
    }
}

/**
 * A flash sale or group buy of one SKU. RULES §15. Beside the record are counters: what is left of the quota, what unpaid
 * orders hold, what paid orders keep, what was lost.
 */
data class Sale(
    /** Its id. */
    val id: linli.CampaignId,
    /** What kind it is. */
    val kind: linli.SaleKind,
    /** Who sells. */
    val merchant: linli.MerchantId,
    /** For whom: members of communities at or below this node. */
    val node: linli.NodeId,
    /** Of which product. */
    val product: linli.ProductId,
    /** What. */
    val sku: linli.SkuId,
    /** It sells from this moment on … */
    val startsAt: java.time.Instant,
    /** … until just before this one. */
    val endsAt: java.time.Instant,
    /** What one costs. */
    val price: linli.Money,
    /** Units that it sells in all. */
    val quota: Long,
    /** Most units that one member may buy in it; `None`: no limit. */
    val perMember: Long? = null,
    /** What does not go together with its price. */
    val excludes: linli.Excludes,
    /** Where it stands. */
    val state: linli.SaleState,
    /** What every unit takes from stock, where it has a stock of its own: the parts of a combo, the SKU itself otherwise. */
    val ownStock: List<Pair<linli.SkuId, Long>> = emptyList(),
)

/** How a line is bought in a sale. */
sealed interface SaleChoice {
    /** At the price of this flash sale. */
    data class Flash(val value: linli.CampaignId) : linli.SaleChoice
    /** In a new group of this group buy. A group is bought by itself: the trade has no other line. */
    data class Open(val value: linli.CampaignId) : linli.SaleChoice
    /** In this group. The trade has no other line. */
    data class Join(val value: linli.GroupId) : linli.SaleChoice
}

/** What kind of sale it is. */
sealed interface SaleKind {
    /** 限时限购: its units are taken out of the SKU's stock when it is made, and sold one by one. */
    data object Flash : linli.SaleKind
    /** 拼团: the price holds for whoever buys in a group that becomes full. */
    data class Group(val value: linli.GroupTerms) : linli.SaleKind
}

/** Where a sale stands. */
enum class SaleState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** It sells inside its window. */
    OPEN("open"),
    /** Its window is over, or it was ended by hand. */
    ENDED("ended"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): SaleState = byWire[wire] ?: throw UnknownException("a SaleState of a newer engine")
    }
}

/** In which sale a line was bought. */
data class SaleTerms @JvmOverloads constructor(
    /** Which. */
    val sale: linli.CampaignId,
    /** Whether its units come out of the sale's own stock. */
    val ownStock: Boolean = false,
    /** Whether its units count towards the sale's limit per member. */
    val limited: Boolean = false,
    /** Whether leaders and promoters earn nothing on it. */
    val noDistribution: Boolean = false,
)

/** A sale and how far it has come. */
data class SaleView(
    /** The sale. */
    val sale: linli.Sale,
    /** Units that can still be ordered. */
    val left: Long,
    /** Units that unpaid orders hold. */
    val reserved: Long,
    /** Units that paid orders keep. */
    val sold: Long,
    /** Units that were sold and then lost: they never arrived, or came back unsellable. */
    val lost: Long,
)

/** Which lines something is about, and of which kinds of product. RULES §15. */
data class Scope @JvmOverloads constructor(
    /** Which lines. */
    val of: linli.ScopeOf = linli.ScopeOf.All,
    /** Only products of these kinds; empty: all kinds. */
    val kinds: List<linli.ProductKind> = emptyList(),
)

/** Which lines something is about. RULES §15. */
sealed interface ScopeOf {
    /** Every line. */
    data object All : linli.ScopeOf
    /** Lines of these categories and of those below them. */
    data class Categories(val value: Set<linli.CategoryId>) : linli.ScopeOf
    /** Lines of these products. */
    data class Products(val value: Set<linli.ProductId>) : linli.ScopeOf
    /** Lines of these merchants. */
    data class Merchants(val value: Set<linli.MerchantId>) : linli.ScopeOf
}

/**
 * Seals the log entries behind the newest seal, at most 1,000; call again while the answer is a full batch. Committed
 * log entries never change and never come between others, so the batch is the same for everybody.
 */
data object SealLog : Command

/** What walking the sealed log found. */
data class SealReport @JvmOverloads constructor(
    /** The newest seal, whose hash is to be compared with the one kept outside. */
    val newest: linli.LogSeal? = null,
    /** Numbers of seals that do not fit their entries or the seal before. */
    val broken: List<Long>,
)

/** One page of what was found. */
data class SearchPage @JvmOverloads constructor(
    /** In the order that was asked for. */
    val products: List<linli.ProductView>,
    /** How many fit in all, stock not looked at. */
    val found: Long,
    /** Where the next page begins; `None`: there are no more. */
    val next: linli.SearchPlace? = null,
)

/** A place in a sorted list. */
data class SearchPlace(
    /** What the list is sorted by. */
    val rank: List<Long>,
    /** Then by product. */
    val product: linli.ProductId,
)

/** A seat that somebody has. */
data class Seat(
    /** Whose. */
    val member: linli.MemberId,
    /** The trade that pays for it. */
    val trade: linli.TradeId,
    /** The trade's order. */
    val order: linli.OrderId,
    /** How firm it is. */
    val state: linli.SeatState,
    /** While it is not paid, nobody else gets it before this moment. */
    val heldUntil: java.time.Instant,
)

/** How firm a seat is. */
enum class SeatState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Held for an unpaid order. */
    RESERVED("reserved"),
    /** Paid. */
    FIRM("firm"),
    /** Paid, and refunded because the group did not come about. */
    REFUNDED("refunded"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): SeatState = byWire[wire] ?: throw UnknownException("a SeatState of a newer engine")
    }
}

/** The lines that follow the same rules, and how their parts came about. */
data class SectionExplained @JvmOverloads constructor(
    /** The lines, the rules' revisions, and what counts for the leader's month. */
    val section: linli.SplitSection,
    /** What they brought. */
    val value: linli.Money,
    /** The name of the base rule; `None`: there was none. */
    val rule: String? = null,
    /** The name of the commission rule; `None`: there was none. */
    val commission: String? = null,
    /** How the parts came about; they sum to the value. */
    val steps: List<linli.SplitStep>,
)

/** Members who belong together by their tags. RULES §15. */
data class Segment(
    /** Its id, computed from the name. */
    val id: linli.SegmentId,
    /** Its name; unique in the tenant. */
    val name: String,
    /** Who is in it. */
    val members: linli.Expression,
)

/** Members of a segment. */
data class SegmentPage @JvmOverloads constructor(
    /** Those among the members looked at who are in it. */
    val members: List<linli.MemberId>,
    /** Go on behind this one; `None`: everybody was looked at. */
    val next: linli.MemberId? = null,
)

/**
 * The member says how the goods come back; what is brought to the station or shop needs no word. Saying it again replaces
 * it. Errors: `wrong_state` unless the goods are awaited, `invalid_field` for an empty carrier or number. RULES §11.
 */
data class SendGoodsBack(
    /** The case. */
    val case: linli.AfterSaleId,
    /** The carrier. */
    val carrier: String,
    /** Its number. */
    val number: String,
) : Command

/** Sets the tenant's calendar of working days. */
data class SetCalendar(
    /** Holidays and working weekend days; at most 2000 of each. */
    val calendar: linli.BusinessCalendar,
) : Command

/**
 * Sets how a channel splits; it holds for payments from now on, those that are held keep what was fixed. Errors:
 * `invalid_field` naming the limit, `limit_exceeded` beyond 20 channels, `not_found` for a collector that is not there.
 */
data class SetChannel(
    /** The profile. */
    val profile: linli.ChannelProfile,
) : Command

/**
 * Sets the levels of the tenant. Members keep their level by its code; those whose growth is enough for more rise, and
 * members of a level that is gone get what their growth is enough for, in the steps of `ReviewLevels`. A monthly gift
 * that is new is given from the next month on.
 *
 * Errors: `invalid_field` naming `levels[n].…`, also for coupons that are not given or can no longer be had,
 * `limit_exceeded` beyond 20 levels or 5 templates of coupons, `not_found` for a template.
 */
data class SetLevels(
    /** Lowest first. */
    val levels: List<linli.Level>,
) : Command

/**
 * Sets through which channel a party is paid from its next settlement on. Errors: `invalid_field` for a channel as the
 * party, or an empty channel; `not_found` when the party is not there.
 */
data class SetPayee @JvmOverloads constructor(
    /** Who. */
    val party: linli.Party,
    /** Through which channel. */
    val channel: String,
    /** The host's reference to the receiver's account there; never an account number. */
    val account: String? = null,
) : Command

/** Sets a kind of promoter. What was paid before keeps its plan. Errors: `invalid_field`. */
data class SetPromoterKind @JvmOverloads constructor(
    /** Its short code. */
    val code: String,
    /** Its name. */
    val name: String,
    /** How many levels earn; one unless told otherwise. */
    val levels: linli.ReferralLevels = linli.ReferralLevels.ONE,
) : Command

/**
 * Sets a merchant's qualifications. The merchant's own staff may do so before review only (draft, rejected), the property
 * company always. RULES §2. Errors: `limit_exceeded` beyond 50, `invalid_field`, `wrong_state`.
 */
data class SetQualifications(
    /** Which merchant. */
    val merchant: linli.MerchantId,
    /** All of them; replaces what was set before. */
    val qualifications: List<linli.Qualification>,
) : Command

/**
 * Sets all rules that recommend this to who bought that. Errors: `limit_exceeded` beyond 100, `invalid_field` naming the
 * rule, `not_found` product or category.
 */
data class SetRecommendationRules(
    /** The rules, those that matter most first. */
    val rules: List<linli.RecommendationRule>,
) : Command

/**
 * Says who belongs to a segment; one of the same name is replaced. Errors: `invalid_field`, `limit_exceeded` beyond 50 tags
 * or 5 levels.
 */
data class SetSegment(
    /** Its name, 1 to 40 characters. */
    val name: String,
    /** Who is in it. */
    val members: linli.Expression,
) : Command

/**
 * Sets the nodes that a merchant is approved for, each with everything below it. All lie at or below the node that looks
 * after the merchant, so nobody approves it for places that are not theirs. RULES §2. Errors: `limit_exceeded` beyond
 * 200, `invalid_field`, `not_found` node.
 */
data class SetServedNodes(
    /** Which merchant. */
    val merchant: linli.MerchantId,
    /** All of them; replaces what was set before. */
    val nodes: List<linli.NodeId>,
) : Command

/**
 * Sets how what is paid from now on is split where the scope's rule is the most specific one; what was paid before keeps
 * its plan.
 *
 * Errors: `invalid_field` naming the share that is wrong or with which the rule, alone or together with a rule of the
 * other layer, could pay out more than an order brings; `limit_exceeded`; `not_found` merchant, category, product, node.
 */
data class SetSplitRule @JvmOverloads constructor(
    /** Fees and shares, or what is earned by selling. */
    val layer: linli.SplitLayer = linli.SplitLayer.BASE,
    /** Which goods, where. */
    val scope: linli.SplitScope = linli.SplitScope(),
    /** What people call it. */
    val name: String,
    /** Dealt in this order; at most `SplitRule::MAX_SHARES`. */
    val shares: List<linli.ShareRule>,
) : Command

/** Opens or closes a station for new orders; setting what is so already changes nothing. Errors: `not_found`. */
data class SetStationOpening(
    /** Which. */
    val station: linli.StationId,
    /** Whether it takes new orders from now on. */
    val opening: linli.Opening,
) : Command

/**
 * Sets what is available of SKUs, after counting; what orders hold is not touched. All lines or none. Errors:
 * `invalid_field` naming the line, `limit_exceeded`.
 */
data class SetStock(
    /** Whose SKUs. */
    val merchant: linli.MerchantId,
    /** 1 to 1,000 lines; units from 0 to 1,000,000,000. */
    val lines: List<linli.StockLine>,
) : Command

/**
 * Sets all rules that give tags; they hold at once. Errors: `limit_exceeded` beyond 100, `invalid_field` naming the rule,
 * `not_found` category.
 */
data class SetTagRules(
    /** The rules; a tag may have several, any of which gives it. */
    val rules: List<linli.TagRule>,
) : Command

/**
 * Sets what a third-party merchant owes for each transaction that is reported from now on. Errors: `invalid_field` for a
 * merchant of another kind, no or too many receivers, a receiver twice or of another kind than property or platform, a
 * weight beyond 1–1,000,000.
 */
data class SetThirdPartyContract(
    /** The merchant. */
    val merchant: linli.MerchantId,
    /** The part of each transaction's amount. */
    val rate: java.math.BigDecimal,
    /** Who gets it, by weight. */
    val receivers: List<Pair<linli.Party, Long>>,
) : Command

/** The settings in force at a node. */
data class Settings(
    /** Unpaid trades close after so many minutes. RULES §5. */
    val paymentMinutes: Long,
    /** Stations are offered within so many metres of the member. RULES §5. */
    val stationRadiusMetres: Long,
    /** Orders for a delivery day are taken until this time of the day before. RULES §7. */
    val cutoff: java.time.LocalTime,
    /** How percentages meet the smallest unit. RULES §4. */
    val rounding: linli.Rounding,
    /** So many points are worth one unit of the currency (1.00). RULES §4. */
    val pointsPerUnit: Long,
    /** Points may pay so much of the goods amount. RULES §4. */
    val pointsCap: java.math.BigDecimal,
    /** Points earned per unit of the currency paid for goods. RULES §13. */
    val pointsEarnedPerUnit: Long,
    /** Whether points earned by buying are active at once, or only when the order can no longer be returned. RULES §13. */
    val pointsActiveAtOnce: Boolean,
    /** Points for registering. RULES §13. */
    val pointsForRegistering: Long,
    /** Points for the first login of a day. RULES §13. */
    val pointsForLogin: Long,
    /** Points per unit of the currency paid on a property bill. RULES §13. */
    val pointsEarnedPerBillUnit: Long,
    /** Points may pay so much of a property bill. RULES §13. */
    val pointsBillCap: java.math.BigDecimal,
    /** Which kind of points buying earns. RULES §13. */
    val pointsKindBuying: linli.PointsKind,
    /** Which kind registering earns. */
    val pointsKindRegistering: linli.PointsKind,
    /** Which kind logging in earns. */
    val pointsKindLogin: linli.PointsKind,
    /** Which kind paying a property bill earns. */
    val pointsKindBill: linli.PointsKind,
    /** Which kind the gifts of levels are. */
    val pointsKindLevel: linli.PointsKind,
    /** Growth per unit of the currency paid. RULES §14. */
    val growthPerUnit: Long,
    /** A level lasts so many months. RULES §14. */
    val levelMonths: Long,
    /** What happens when a level was not kept. RULES §14. */
    val levelDowngrade: linli.Downgrade,
    /** Members are warned so many days before points expire; zero: never. RULES §13. */
    val pointsWarningDays: Long,
    /** Points expire at the end of the month that lies so many months after the one in which they became active. */
    val pointsValidMonths: Long,
    /** Fee for express delivery per order. RULES §4 step 5. */
    val expressFee: linli.Money,
    /** Express is free from this goods amount per order on, after reductions; zero: never. */
    val expressFreeFrom: linli.Money,
    /** Fee for instant delivery per order. */
    val instantFee: linli.Money,
    /** Instant delivery is free from this goods amount per order on, after reductions; zero: never. */
    val instantFreeFrom: linli.Money,
    /** Collected orders not confirmed otherwise count as received after so many days. RULES §5. */
    val autoReceiptDaysPickup: Long,
    /** … express orders. */
    val autoReceiptDaysExpress: Long,
    /** … services and instant deliveries. */
    val autoReceiptDaysService: Long,
    /** Reviewing closes after so many days. RULES §5. */
    val reviewDays: Long,
    /** Wrong pickup codes at one station by one operator before it blocks … RULES §6. */
    val codeMisses: Long,
    /** … within so many minutes, and for so many minutes. */
    val codeBlockMinutes: Long,
    /** A used pickup code comes back after so many days at the earliest. RULES §6. */
    val codeRestDays: Long,
    /** The tiers of a leader's commission by the sales of the month; they hold for months that begin later. RULES §12. */
    val leaderTiers: List<linli.Tier>,
    /** How these are read. */
    val leaderTierMode: linli.TierMode,
    /** Whether leaders earn on what they buy at their own station. RULES §12. */
    val commissionOnOwnOrders: Boolean,
    /** Which visit binds a buyer to a promoter. RULES §12. */
    val referralPolicy: linli.ReferralPolicy,
    /** Where bindings lapse: after so many days. */
    val referralDays: Long,
    /** How leaders and promoters get what they have earned. */
    val commissionPayout: linli.CommissionPayout,
    /** The least that is withdrawn at once. RULES §12. */
    val withdrawalMinimum: linli.Money,
    /** What a withdrawal costs … */
    val withdrawalFee: linli.Money,
    /** … and what part of it. */
    val withdrawalFeeRate: java.math.BigDecimal,
    /** When a merchant's share of an order becomes payable. RULES §12. */
    val settleMerchants: linli.SettleTrigger,
    /** When a supplier's share of an order becomes payable. */
    val settleSuppliers: linli.SettleTrigger,
    /** When the shares of property companies become payable. */
    val settleProperty: linli.SettleTrigger,
    /** When the platform's share becomes payable. */
    val settlePlatform: linli.SettleTrigger,
    /** When the shares of leaders and promoters become payable. */
    val settleLeaders: linli.SettleTrigger,
    /** The channel through which parties are paid that have no other one; the tenant's root. RULES §12. */
    val payoutChannel: String,
    /** What is owed to a merchant or supplier is paid from this amount on and carried over below it; the tenant's root. */
    val payoutMinimum: linli.Money,
    /** … to a property company or the platform. */
    val payoutMinimumOwn: linli.Money,
    /** … to a leader or promoter. */
    val payoutMinimumLeaders: linli.Money,
    /** Batches of payouts above this total wait for approvals; the tenant's root. */
    val payoutApprovalAbove: linli.Money,
    /** Money that lies at a channel for more than so many days is told of, once; zero: never; the tenant's root. RULES §12. */
    val clearingAlarmDays: Long,
    /** So many different people must approve such a batch. */
    val payoutApprovals: Long,
    /** A payout without a final word after so many hours is told of. */
    val payoutAnswerHours: Long,
    /** Unpaid trades with something from a flash sale close after so many minutes. RULES §5. */
    val flashPaymentMinutes: Long,
    /** A seat in a group is held for an unpaid order for so many minutes; after that others may take it. RULES §15. */
    val groupSeatMinutes: Long,
    /** What becomes of a payment for a group that is full already. RULES §15. */
    val groupFull: linli.FullGroup,
    /** A buyer who does not collect is reminded so many days after the goods are ready … RULES §6. */
    val firstReminderDays: Long,
    /** … and again after so many. */
    val secondReminderDays: Long,
    /** After so many days the no-show policy is applied. */
    val noShowDays: Long,
    /** What becomes of goods that nobody collects. */
    val noShowPolicy: linli.NoShowPolicy,
    /** What is kept of the money when an order is closed because nobody collected it. */
    val noShowFee: linli.Money,
    /** When the delivery fee goes back with the last unit after the order was shipped. RULES §11. */
    val feeAfterShipping: linli.FeeAfterShipping,
    /** An after-sale case that its merchant leaves unanswered for so many days is agreed to. RULES §11. */
    val afterSaleAnswerDays: Long,
    /** So many after-sale cases of one order line may be open at once. RULES §11. */
    val afterSaleOpenPerLine: Long,
    /** A product or merchant counts as rated with so many hundredths of a star before it is reviewed … RULES §16. */
    val reviewPriorHundredths: Long,
    /** … as firmly as so many reviews would say it. */
    val reviewPriorWeight: Long,
    /** A merchant with a mean below so many hundredths of a star has to rectify … RULES §2. */
    val ratingFloorHundredths: Long,
    /** … if there are at least so many reviews … */
    val ratingLeastReviews: Long,
    /** … of the last so many days … */
    val ratingWindowDays: Long,
    /** … and is delisted if it still has after so many days. */
    val rectifyDays: Long,
    /** A member is warned so many days before a coupon expires. RULES §15. */
    val couponWarningDays: Long,
    /** Whether the coupons of a trade come back when it is refunded whole. RULES §11. */
    val couponsComeBack: Boolean,
    /** Whether a merchant's change to name, price or pictures of a reviewed product goes to review again. RULES §3. */
    val reviewChanges: Boolean,
    /** What members do is folded in every so many minutes, once that was begun. RULES §15. */
    val insightMinutes: Long,
    /** A member who ordered nothing for so many days is about to be lost. RULES §15. */
    val churnDays: Long,
)

/** What one node sets; what is absent is inherited. */
data class SettingsPatch(
    /** Unpaid trades close after so many minutes. RULES §5. */
    val paymentMinutes: Long? = null,
    /** Stations are offered within so many metres of the member. RULES §5. */
    val stationRadiusMetres: Long? = null,
    /** Orders for a delivery day are taken until this time of the day before. RULES §7. */
    val cutoff: java.time.LocalTime? = null,
    /** How percentages meet the smallest unit. RULES §4. */
    val rounding: linli.Rounding? = null,
    /** So many points are worth one unit of the currency (1.00). RULES §4. */
    val pointsPerUnit: Long? = null,
    /** Points may pay so much of the goods amount. RULES §4. */
    val pointsCap: java.math.BigDecimal? = null,
    /** Points earned per unit of the currency paid for goods. RULES §13. */
    val pointsEarnedPerUnit: Long? = null,
    /** Whether points earned by buying are active at once, or only when the order can no longer be returned. RULES §13. */
    val pointsActiveAtOnce: Boolean? = null,
    /** Points for registering. RULES §13. */
    val pointsForRegistering: Long? = null,
    /** Points for the first login of a day. RULES §13. */
    val pointsForLogin: Long? = null,
    /** Points per unit of the currency paid on a property bill. RULES §13. */
    val pointsEarnedPerBillUnit: Long? = null,
    /** Points may pay so much of a property bill. RULES §13. */
    val pointsBillCap: java.math.BigDecimal? = null,
    /** Which kind of points buying earns. RULES §13. */
    val pointsKindBuying: linli.PointsKind? = null,
    /** Which kind registering earns. */
    val pointsKindRegistering: linli.PointsKind? = null,
    /** Which kind logging in earns. */
    val pointsKindLogin: linli.PointsKind? = null,
    /** Which kind paying a property bill earns. */
    val pointsKindBill: linli.PointsKind? = null,
    /** Which kind the gifts of levels are. */
    val pointsKindLevel: linli.PointsKind? = null,
    /** Growth per unit of the currency paid. RULES §14. */
    val growthPerUnit: Long? = null,
    /** A level lasts so many months. RULES §14. */
    val levelMonths: Long? = null,
    /** What happens when a level was not kept. RULES §14. */
    val levelDowngrade: linli.Downgrade? = null,
    /** Members are warned so many days before points expire; zero: never. RULES §13. */
    val pointsWarningDays: Long? = null,
    /** Points expire at the end of the month that lies so many months after the one in which they became active. */
    val pointsValidMonths: Long? = null,
    /** Fee for express delivery per order. RULES §4 step 5. */
    val expressFee: linli.Money? = null,
    /** Express is free from this goods amount per order on, after reductions; zero: never. */
    val expressFreeFrom: linli.Money? = null,
    /** Fee for instant delivery per order. */
    val instantFee: linli.Money? = null,
    /** Instant delivery is free from this goods amount per order on, after reductions; zero: never. */
    val instantFreeFrom: linli.Money? = null,
    /** Collected orders not confirmed otherwise count as received after so many days. RULES §5. */
    val autoReceiptDaysPickup: Long? = null,
    /** … express orders. */
    val autoReceiptDaysExpress: Long? = null,
    /** … services and instant deliveries. */
    val autoReceiptDaysService: Long? = null,
    /** Reviewing closes after so many days. RULES §5. */
    val reviewDays: Long? = null,
    /** Wrong pickup codes at one station by one operator before it blocks … RULES §6. */
    val codeMisses: Long? = null,
    /** … within so many minutes, and for so many minutes. */
    val codeBlockMinutes: Long? = null,
    /** A used pickup code comes back after so many days at the earliest. RULES §6. */
    val codeRestDays: Long? = null,
    /** The tiers of a leader's commission by the sales of the month; they hold for months that begin later. RULES §12. */
    val leaderTiers: List<linli.Tier>? = null,
    /** How these are read. */
    val leaderTierMode: linli.TierMode? = null,
    /** Whether leaders earn on what they buy at their own station. RULES §12. */
    val commissionOnOwnOrders: Boolean? = null,
    /** Which visit binds a buyer to a promoter. RULES §12. */
    val referralPolicy: linli.ReferralPolicy? = null,
    /** Where bindings lapse: after so many days. */
    val referralDays: Long? = null,
    /** How leaders and promoters get what they have earned. */
    val commissionPayout: linli.CommissionPayout? = null,
    /** The least that is withdrawn at once. RULES §12. */
    val withdrawalMinimum: linli.Money? = null,
    /** What a withdrawal costs … */
    val withdrawalFee: linli.Money? = null,
    /** … and what part of it. */
    val withdrawalFeeRate: java.math.BigDecimal? = null,
    /** When a merchant's share of an order becomes payable. RULES §12. */
    val settleMerchants: linli.SettleTrigger? = null,
    /** When a supplier's share of an order becomes payable. */
    val settleSuppliers: linli.SettleTrigger? = null,
    /** When the shares of property companies become payable. */
    val settleProperty: linli.SettleTrigger? = null,
    /** When the platform's share becomes payable. */
    val settlePlatform: linli.SettleTrigger? = null,
    /** When the shares of leaders and promoters become payable. */
    val settleLeaders: linli.SettleTrigger? = null,
    /** The channel through which parties are paid that have no other one; the tenant's root. RULES §12. */
    val payoutChannel: String? = null,
    /** What is owed to a merchant or supplier is paid from this amount on and carried over below it; the tenant's root. */
    val payoutMinimum: linli.Money? = null,
    /** … to a property company or the platform. */
    val payoutMinimumOwn: linli.Money? = null,
    /** … to a leader or promoter. */
    val payoutMinimumLeaders: linli.Money? = null,
    /** Batches of payouts above this total wait for approvals; the tenant's root. */
    val payoutApprovalAbove: linli.Money? = null,
    /** Money that lies at a channel for more than so many days is told of, once; zero: never; the tenant's root. RULES §12. */
    val clearingAlarmDays: Long? = null,
    /** So many different people must approve such a batch. */
    val payoutApprovals: Long? = null,
    /** A payout without a final word after so many hours is told of. */
    val payoutAnswerHours: Long? = null,
    /** Unpaid trades with something from a flash sale close after so many minutes. RULES §5. */
    val flashPaymentMinutes: Long? = null,
    /** A seat in a group is held for an unpaid order for so many minutes; after that others may take it. RULES §15. */
    val groupSeatMinutes: Long? = null,
    /** What becomes of a payment for a group that is full already. RULES §15. */
    val groupFull: linli.FullGroup? = null,
    /** A buyer who does not collect is reminded so many days after the goods are ready … RULES §6. */
    val firstReminderDays: Long? = null,
    /** … and again after so many. */
    val secondReminderDays: Long? = null,
    /** After so many days the no-show policy is applied. */
    val noShowDays: Long? = null,
    /** What becomes of goods that nobody collects. */
    val noShowPolicy: linli.NoShowPolicy? = null,
    /** What is kept of the money when an order is closed because nobody collected it. */
    val noShowFee: linli.Money? = null,
    /** When the delivery fee goes back with the last unit after the order was shipped. RULES §11. */
    val feeAfterShipping: linli.FeeAfterShipping? = null,
    /** An after-sale case that its merchant leaves unanswered for so many days is agreed to. RULES §11. */
    val afterSaleAnswerDays: Long? = null,
    /** So many after-sale cases of one order line may be open at once. RULES §11. */
    val afterSaleOpenPerLine: Long? = null,
    /** A product or merchant counts as rated with so many hundredths of a star before it is reviewed … RULES §16. */
    val reviewPriorHundredths: Long? = null,
    /** … as firmly as so many reviews would say it. */
    val reviewPriorWeight: Long? = null,
    /** A merchant with a mean below so many hundredths of a star has to rectify … RULES §2. */
    val ratingFloorHundredths: Long? = null,
    /** … if there are at least so many reviews … */
    val ratingLeastReviews: Long? = null,
    /** … of the last so many days … */
    val ratingWindowDays: Long? = null,
    /** … and is delisted if it still has after so many days. */
    val rectifyDays: Long? = null,
    /** A member is warned so many days before a coupon expires. RULES §15. */
    val couponWarningDays: Long? = null,
    /** Whether the coupons of a trade come back when it is refunded whole. RULES §11. */
    val couponsComeBack: Boolean? = null,
    /** Whether a merchant's change to name, price or pictures of a reviewed product goes to review again. RULES §3. */
    val reviewChanges: Boolean? = null,
    /** What members do is folded in every so many minutes, once that was begun. RULES §15. */
    val insightMinutes: Long? = null,
    /** A member who ordered nothing for so many days is about to be lost. RULES §15. */
    val churnDays: Long? = null,
)

/**
 * Brings a leader's month that is over one step further, by due work: first it is closed, so that no sale counts for it
 * any more, then what its tiers give beyond what was earned sale by sale is posted. Settling it again changes nothing.
 * Errors: `wrong_state` before its end, `not_found`.
 */
data class SettleLeaderMonth(
    /** The leader's station. */
    val station: linli.StationId,
    /** The month. */
    val month: java.time.YearMonth,
) : Command

/**
 * Settles the next 200 statements of a month that is gathered whole: what an issuer bears is taken off what it is owed,
 * what a node is owed for its bills is added to that; points that were spent with their own issuer move nothing but the
 * two accounts that stood for them. Due work; a month that is settled is left as it is. Errors: `wrong_state` before the
 * month is gathered, `not_found` for a month in which no points were spent.
 */
data class SettlePoints(
    /** The month's first day. */
    val month: java.time.LocalDate,
) : Command

/** What a call of `Engine::settle` did. */
data class SettleReport(
    /** The days that are settled now and were not before. */
    val days: List<java.time.LocalDate>,
    /** The settlements that were made: what the host is to pay, and what is carried. */
    val settlements: List<linli.Settlement>,
    /** Whether days before today remain, because the steps were used up. */
    val more: Boolean,
)

/** When a party's share of an order becomes payable. RULES §12. */
enum class SettleTrigger(
    /** Its name in JSON. */
    val wire: String,
) {
    /** When the order is paid. */
    PAID("paid"),
    /** When the buyer has it. */
    RECEIVED("received"),
    /** When nothing of it can be returned any more. */
    RETURN_WINDOW_OVER("return_window_over"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): SettleTrigger = byWire[wire] ?: throw UnknownException("a SettleTrigger of a newer engine")
    }
}

/** What a party is owed for one business day. Each ledger entry enters exactly one. RULES §12. */
data class Settlement(
    /** Its id, computed from day and party. */
    val id: linli.SettlementId,
    /** The business day that it settles. */
    val day: java.time.LocalDate,
    /** Whose. */
    val party: linli.Party,
    /** The day's net payables. */
    val amount: linli.Money,
    /** What was carried over from earlier days: below zero a debt, above zero less than the smallest payout. */
    val carried: linli.Money,
    /** The working day on which it is to be paid. */
    val payOn: java.time.LocalDate,
    /** When it was made. */
    val madeAt: java.time.Instant,
    /** Where it stands. */
    val state: linli.SettlementState,
    /** Its payouts. */
    val payouts: List<linli.PayoutId> = emptyList(),
    /** What of it was paid. */
    val paid: linli.Money = linli.Money.ZERO,
    /** What of it failed and is owed again. */
    val failed: linli.Money = linli.Money.ZERO,
)

/** Where a settlement stands. */
enum class SettlementState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Its payouts are on their way: waiting in a batch, or instructed; the result is not known yet. */
    INSTRUCTED("instructed"),
    /** Paid. */
    DONE("done"),
    /** Nothing of it was paid; the amount is owed again. */
    FAILED("failed"),
    /** It is paid in parts, of which some were paid and some failed. */
    PARTLY("partly"),
    /**
     * Nothing, less, or less than the smallest payout was owed: the amount stays in the party's account and is netted
     * against later days.
     */
    CARRIED("carried"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): SettlementState = byWire[wire] ?: throw UnknownException("a SettlementState of a newer engine")
    }
}

/** How far settling has come. */
data class Settling(
    /** The first day that can still be posted to. */
    val openFrom: java.time.LocalDate,
    /** The first day that is not settled. */
    val unsettled: java.time.LocalDate,
    /** How many postings of that day were gathered. */
    val gathered: Long,
)

/** Something that a member shares. Beside the record are counters: visits, bindings, orders. */
data class Share(
    /** Its code. */
    val code: String,
    /** Who shares. */
    val member: linli.MemberId,
    /** What. */
    val subject: linli.ShareSubject,
    /** Since when. */
    val createdAt: java.time.Instant,
)

/** How much of the basis. */
sealed interface ShareAmount {
    /** A part of it. */
    data class Percent(val value: java.math.BigDecimal) : linli.ShareAmount
    /** That much per order, or per part of an order that falls under the rule. */
    data class Fixed(val value: linli.Money) : linli.ShareAmount
    /** That much per unit sold. */
    data class PerPiece(val value: linli.Money) : linli.ShareAmount
    /**
     * By the leader's sales of the month: the tiers of the setting `leader_tiers`. In commission rules, of the order
     * amount, for the leader alone, without floor and cap.
     */
    data object Tiers : linli.ShareAmount
}

/** What a share is computed from. */
enum class ShareBasis(
    /** Its name in JSON. */
    val wire: String,
) {
    /** What the order brings. */
    ORDER_AMOUNT("order_amount"),
    /** What its lines with a supply price bring less what their supplier gets, at least zero. */
    PRICE_DIFFERENCE("price_difference"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): ShareBasis = byWire[wire] ?: throw UnknownException("a ShareBasis of a newer engine")
    }
}

/** Who a share goes to; the order says which one. */
sealed interface ShareReceiver {
    /** The property company of the order's community. */
    data object Property : linli.ShareReceiver
    /** The platform. */
    data object Platform : linli.ShareReceiver
    /** The leader of the order's station; without a station the merchant keeps it. */
    data object Leader : linli.ShareReceiver
    /**
     * The property company at a depth of the tree above the community: 0 is the root (集团), 1 the city (城市公司). Where
     * the tree is not that deep, that of the community.
     */
    data class PropertyAt(val value: Int) : linli.ShareReceiver
    /** The promoter to whom the buyer is bound; without one the merchant keeps it. In commission rules. */
    data object Promoter : linli.ShareReceiver
    /** Who brought that promoter, where the promoter's kind has two levels. In commission rules. */
    data object PromoterAbove : linli.ShareReceiver
}

/** One share, or a fee that several share. */
data class ShareRule @JvmOverloads constructor(
    /** What it is computed from. */
    val basis: linli.ShareBasis,
    /** How much. */
    val amount: linli.ShareAmount,
    /** At least this much, as far as the order brings it. */
    val floor: linli.Money? = null,
    /** At most this much. */
    val cap: linli.Money? = null,
    /** Who gets it, by weight; one receiver gets all of it. */
    val receivers: List<Pair<linli.ShareReceiver, Long>>,
)

/** What a code leads to. */
sealed interface ShareSubject {
    /** The member's own card. */
    data object Card : linli.ShareSubject
    /** A product. */
    data class Product(val value: linli.ProductId) : linli.ShareSubject
    /** A campaign. */
    data class Campaign(val value: linli.CampaignId) : linli.ShareSubject
    /** A flash sale or group buy. */
    data class Sale(val value: linli.CampaignId) : linli.ShareSubject
    /** A group that wants more members. */
    data class Group(val value: linli.GroupId) : linli.ShareSubject
}

/** A share and what came of it. */
data class ShareView(
    /** The share. */
    val share: linli.Share,
    /** Visits by others. */
    val visits: Long,
    /** Members who were bound to who shared. */
    val bindings: Long,
    /** Orders that members placed within seven days after they came by it; counted when insights are folded. */
    val orders: Long,
)

/** The merchant hands an order to a carrier (express) or a rider (instant). RULES §9. */
data class ShipOrder(
    /** The order. */
    val order: linli.OrderId,
    /** Carrier and its number. */
    val carrier: String,
    /** The carrier's number. */
    val number: String,
) : Command

/** How an express order was sent. RULES §9. */
data class Shipment(
    /** The carrier. */
    val carrier: String,
    /** Its number. */
    val number: String,
)

/** One choice of a product's specs, with its price and stock. RULES §3. */
data class Sku(
    /** Its id, computed from merchant and code. */
    val id: linli.SkuId,
    /** Its product. */
    val product: linli.ProductId,
    /** Who sells it. */
    val merchant: linli.MerchantId,
    /** The merchant's own code for it; unique per merchant. */
    val code: String,
    /** One option per axis of the product, in their order. */
    val spec: List<String>,
    /** What one costs. */
    val price: linli.Money,
    /** The price that is struck through. */
    val listPrice: linli.Money? = null,
    /** What the supplier gets for one; for the split by price difference. RULES §12. */
    val supplyPrice: linli.Money? = null,
    /** What one costs for members of a level; at most `Sku::MAX_MEMBER_PRICES`. RULES §4 step 1. */
    val memberPrices: Map<linli.LevelId, linli.Money> = emptyMap(),
    /** How many points one costs besides; above zero for points goods, zero for everything else. RULES §13. */
    val pointsPrice: linli.Points = linli.Points.ZERO,
    /** Grams. */
    val weightGrams: Long? = null,
    /** EAN or other. */
    val barcode: String? = null,
    /** What a combo is made of; empty otherwise; at most 20. */
    val parts: List<linli.ComboPart> = emptyList(),
    /** The presale in which it is sold ahead of its stock, or was the last time. */
    val presale: linli.SkuPresale? = null,
)

/** What a SKU says of its presale, so that whoever does not sell ahead reads nothing more. */
data class SkuPresale @JvmOverloads constructor(
    /** Which. */
    val presale: linli.PresaleId,
    /** The promised day. */
    val promised: java.time.LocalDate,
    /** Whether it was ended by hand. */
    val ended: Boolean = false,
)

/** New prices of a SKU, all of them. */
data class SkuPrices @JvmOverloads constructor(
    /** Which. */
    val sku: linli.SkuId,
    /** What one costs; zero or more. */
    val price: linli.Money,
    /** The price that is struck through. */
    val listPrice: linli.Money? = null,
    /** What the supplier gets for one; at most the price. */
    val supplyPrice: linli.Money? = null,
    /** What one costs for members of a level, at most the price; at most 20. */
    val memberPrices: Map<linli.LevelId, linli.Money> = emptyMap(),
    /** How many points one costs besides; zero for all but points goods. RULES §13. */
    val pointsPrice: linli.Points = linli.Points.ZERO,
)

/** A SKU as buyers see it. */
data class SkuView(
    /** Its id. */
    val id: linli.SkuId,
    /** The merchant's own code for it. */
    val code: String,
    /** One option per axis of the product. */
    val spec: List<String>,
    /** What one costs. */
    val price: linli.Money,
    /** The price that is struck through. */
    val listPrice: linli.Money? = null,
    /** How many points one costs besides; zero for all but points goods. */
    val pointsPrice: linli.Points,
    /** Grams. */
    val weightGrams: Long? = null,
    /** EAN or other. */
    val barcode: String? = null,
    /** What a combo is made of. */
    val parts: List<linli.ComboPart>,
    /** Units that can be ordered now; of a combo what its scarcest part allows. */
    val available: Long,
    /** Units sold less those that came back; `None` for a combo, whose parts are counted. */
    val sold: Long? = null,
)

/** In which order products are listed. RULES §3. */
enum class SortBy(
    /** Its name in JSON. */
    val wire: String,
) {
    /**
     * How well the words fit: the name itself, its beginning, the name, options and tags, the categories above; then what
     * sells best.
     */
    RELEVANCE("relevance"),
    /** Most units sold first. The figures are up to ten minutes old. */
    SALES("sales"),
    /** Lowest price of its SKUs, cheapest first. */
    PRICE_RISING("price_rising"),
    /** Lowest price of its SKUs, dearest first. */
    PRICE_FALLING("price_falling"),
    /** What was put on sale last first. */
    NEWEST("newest"),
    /** Best rated first, by the Bayesian mean of its reviews; then what sells best. The figures are up to ten minutes old. */
    RATING("rating"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): SortBy = byWire[wire] ?: throw UnknownException("a SortBy of a newer engine")
    }
}

/** What kind of campaign names a special price. */
enum class SpecialKind(
    /** Its name in JSON. */
    val wire: String,
) {
    /** 限时限购. */
    FLASH_SALE("flash_sale"),
    /** 拼团. */
    GROUP_BUY("group_buy"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): SpecialKind = byWire[wire] ?: throw UnknownException("a SpecialKind of a newer engine")
    }
}

/** A flash-sale or group-buy price: it replaces the SKU price and excludes level price and timed discount. RULES §4 step 1. */
data class SpecialPrice @JvmOverloads constructor(
    /** The campaign that names it. */
    val campaign: linli.CampaignId,
    /** Of which kind. */
    val kind: linli.SpecialKind,
    /** What one costs. */
    val price: linli.Money,
    /** What does not go together with it. */
    val excludes: linli.Excludes = linli.Excludes(),
    /** Who bears the difference to the SKU price. */
    val funder: linli.Funder = linli.Funder.Merchant,
)

/**
 * Pays a part of a property bill in points: the host calls with the bill's number and amount, and takes what the answer
 * is worth off the bill. Property points go first, then universal ones. Fewer points than wanted are used where they
 * would be worth more than the bill (or the part that points may pay), or a part of the smallest unit. A bill takes
 * points once; after they were returned it takes them again.
 *
 * Errors: `insufficient` naming `points`; `invalid_field` for a bill of nothing, no points, points that are worth nothing,
 * or a node in whose tree the member does not live; `already_exists`; `not_found`.
 */
data class SpendPointsOnBill(
    /** The node whose bill it is. */
    val node: linli.NodeId,
    /** Whose points. */
    val member: linli.MemberId,
    /** The host's number of the bill. */
    val number: String,
    /** What the bill is about. */
    val amount: linli.Money,
    /** Points that the member wants to use. */
    val points: linli.Points,
) : Command

/** Why a party gets something of an order. */
sealed interface SplitCause {
    /** The supply price of its goods. */
    data object Supply : linli.SplitCause
    /** A share of a rule. */
    data class Share(
        /** Which rule's: the base's or the commission's. */
        val layer: linli.SplitLayer = linli.SplitLayer.BASE,
        /** Its place in the rule. */
        val share: Long,
        /** What it was computed from. */
        val basis: linli.ShareBasis,
        /** How much that was. */
        val of: linli.Money,
        /** What the whole share came to, before it was divided over its receivers. */
        val shareAmount: linli.Money,
    ) : linli.SplitCause
    /** What remains. */
    data object Remainder : linli.SplitCause
}

/** Who got what of an order, and why. RULES §12. */
data class SplitExplained(
    /** The order. */
    val order: linli.OrderId,
    /** What it brought: money, fee and points value. */
    val value: linli.Money,
    /** What of that was refunded. */
    val refunded: linli.Money,
    /** Its lines by the rules that they follow; their values sum to the order's. */
    val sections: List<linli.SectionExplained>,
    /** What each party got, gave back, and whether it is owed already; section by section. */
    val parts: List<linli.SplitPart>,
)

/**
 * What a rule is about. An order is dealt out by one rule of each layer; both are matched by themselves, so that a
 * product can have its own commission without repeating the fees.
 */
enum class SplitLayer(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Fees and shares of property, platform and leader; dealt first. */
    BASE("base"),
    /** What leaders and promoters earn by selling; dealt after the base. */
    COMMISSION("commission"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): SplitLayer = byWire[wire] ?: throw UnknownException("a SplitLayer of a newer engine")
    }
}

/** One party's part of an order. */
data class SplitPart @JvmOverloads constructor(
    /** Who. */
    val party: linli.Party,
    /** How much, zero or more. */
    val amount: linli.Money,
    /**
     * How much of it was given back by refunds so far. The merchant's may pass its amount by a few smallest units until
     * everything is refunded, because the others' parts are rounded down.
     */
    val takenBack: linli.Money = linli.Money.ZERO,
    /** Whether what is left of it is owed already. */
    val state: linli.PartState = linli.PartState.PENDING,
    /** When it becomes payable, fixed at payment; `None`: as `SettleTrigger::usual` says. */
    val on: linli.SettleTrigger? = null,
)

/**
 * Who gets what of one order: fixed at payment, never changed by later rules. RULES §12.
 *
 * Mostly all of an order falls under the same rules. Otherwise it has sections, each with parts of its
 * own; the parts of a section sum to what its lines bring, the merchant's part comes last and takes what the others leave.
 */
data class SplitPlan @JvmOverloads constructor(
    /** They sum to what the order brings. */
    val parts: List<linli.SplitPart>,
    /** The `SplitRevision` of the base that all of it follows; `None`: there was no rule, or there are sections. */
    val rule: linli.Id? = null,
    /** The `SplitRevision` of the commission that all of it follows. */
    val commission: linli.Id? = null,
    /** What of it counts for the leader's month. */
    val tier: linli.TierShare? = null,
    /** The promoter to whom the buyer was bound, then who brought that promoter, as far as they share. */
    val promoters: List<linli.MemberId> = emptyList(),
    /** In the order of the parts; empty when all of the order is one section. */
    val sections: List<linli.SplitSection> = emptyList(),
)

/** How what falls under a scope is split; the merchant gets what remains. RULES §12. */
data class SplitRule @JvmOverloads constructor(
    /** Base or commission. */
    val layer: linli.SplitLayer = linli.SplitLayer.BASE,
    /** Which goods, where. */
    val scope: linli.SplitScope,
    /** What people call it. */
    val name: String,
    /** Grows with each change; orders remember by which revision they were split. */
    val revision: Long,
    /** Whether it is in force no more; it stays so that its revisions go on counting. */
    val removed: Boolean = false,
    /** Dealt in this order, each as far as the order brings it; at most `SplitRule::MAX_SHARES`. */
    val shares: List<linli.ShareRule>,
)

/** Whose and which goods a rule is for, and where. Nothing set: everything, everywhere. */
data class SplitScope @JvmOverloads constructor(
    /** Only this merchant's goods. */
    val merchant: linli.MerchantId? = null,
    /** Only goods listed in this category or below it. */
    val category: linli.CategoryId? = null,
    /** Only this product; then neither merchant nor category is named. */
    val product: linli.ProductId? = null,
    /** Only orders of this place and what lies below it. */
    val place: linli.NodeId? = null,
)

/** Lines of an order that fall under the same rules; they are split as an order of their own would be. */
data class SplitSection @JvmOverloads constructor(
    /** The `SplitRevision` of the base that was followed; `None`: there was no rule. */
    val rule: linli.Id? = null,
    /** The `SplitRevision` of the commission that was followed. */
    val commission: linli.Id? = null,
    /** What of it counts for the leader's month. */
    val tier: linli.TierShare? = null,
    /** The lines, by their place in the order. */
    val lines: List<Long>,
    /** Whether the delivery fee belongs to it. */
    val fee: Boolean = false,
    /** How many of the plan's parts are its own. */
    val parts: Long,
    /** What refunds of its lines kept back, where the order has several sections. */
    val withheld: linli.Money = linli.Money.ZERO,
)

/** One step of a split: who gets what, and why. */
data class SplitStep(
    /** Who. */
    val party: linli.Party,
    /** How much, above zero except for the merchant's remainder. */
    val amount: linli.Money,
    /** Why. */
    val cause: linli.SplitCause,
)

/** One movement of an account. */
data class StatementLine(
    /** The posting. */
    val posting: linli.PostingId,
    /** When. */
    val at: java.time.Instant,
    /** The business day. */
    val day: java.time.LocalDate,
    /** Why. */
    val why: linli.PostingPurpose,
    /** The order that it belongs to. */
    val order: linli.OrderId? = null,
    /** What caused it: a payment, refund or settlement. */
    val reference: linli.Id? = null,
    /** Which account of the party. */
    val purpose: linli.AccountPurpose,
    /** Money or points. */
    val unit: linli.Unit,
    /** How much: debits above zero, credits below. */
    val amount: Long,
)

/** A page of a statement. */
data class StatementPage @JvmOverloads constructor(
    /** In the order of days and postings; may be empty though there is more. */
    val lines: List<linli.StatementLine>,
    /** Ask with this next; `None`: that was all. */
    val next: linli.StatementPlace? = null,
)

/** Where a statement goes on. */
data class StatementPlace(
    val day: java.time.LocalDate,
    val posting: linli.PostingId,
)

/** Which side of the statements a party asks for. */
enum class StatementSide(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Points that it issued. */
    ISSUER("issuer"),
    /** Points that were spent with it. */
    SPENT_AT("spent_at"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): StatementSide = byWire[wire] ?: throw UnknownException("a StatementSide of a newer engine")
    }
}

/** Where residents collect. RULES §7. */
data class Station(
    /** Its id. */
    val id: linli.StationId,
    /** The community that it belongs to. */
    val community: linli.NodeId,
    /** Its short code; unique in the tenant. */
    val code: String,
    /** Its name. */
    val name: String,
    /** Who runs it. */
    val leaderName: String,
    /** The leader's business phone. */
    val leaderPhone: String,
    /** Where it is, in words … */
    val address: linli.Address,
    /** … and on the map. */
    val position: Pair<Int, Int>,
    /** 物流路线: manifests are sorted by it. */
    val route: String,
    /** Its region. */
    val region: String,
    /** Opening hours in words. */
    val hours: String,
    /** Whether it takes new orders. */
    val open: Boolean,
)

/** One station's delivery day: first the list that paid orders join, then its manifest 配送清单. RULES §7. */
data class StationDay(
    /** The station. */
    val station: linli.StationId,
    /** The delivery day. */
    val day: java.time.LocalDate,
    /** The station's community. */
    val community: linli.NodeId,
    /** The station's route when the day was opened. */
    val route: String,
    /** When it closes. */
    val cutoffAt: java.time.Instant,
    /** Where it stands. */
    val state: linli.StationDayState,
    /** The orders of the manifest in the order of payment; at most 5,000. */
    val orders: List<linli.OrderId>,
    /** What is sent, sorted by merchant and product name; at most 2,000 SKUs. */
    val items: List<linli.ManifestItem>,
    /** When it was accepted. */
    val acceptedAt: java.time.Instant? = null,
    /** From the secure generator when the day was opened: with the tenant's key it makes the pickup codes of the day. */
    val seed: String,
    /**
     * Whether the station had orders on the day before it that has the same codes: then each is looked up before it is
     * given again.
     */
    val codesAgain: Boolean = false,
)

/** Where a station's delivery day stands. RULES §7. */
enum class StationDayState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Paid orders join it. */
    OPEN("open"),
    /** The cut-off has passed: no order joins any more, so its list can be made. */
    CLOSED("closed"),
    /** The manifest is made and the goods are on their way. */
    DISPATCHED("dispatched"),
    /** The station has entered what arrived. */
    ACCEPTED("accepted"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): StationDayState = byWire[wire] ?: throw UnknownException("a StationDayState of a newer engine")
    }
}

/** The stock of a SKU. */
data class StockLevel(
    /** Whose. */
    val sku: linli.SkuId,
    /** Units that can be ordered. */
    val available: Long,
    /** Units that unpaid orders hold. */
    val reserved: Long,
    /** Available and reserved together. */
    val onHand: Long,
    /** Units sold less those that came back. */
    val sold: Long,
)

/** So many units of a SKU. */
data class StockLine(
    /** Which; of the merchant that the command names, and not a combo. */
    val sku: linli.SkuId,
    /** How many. */
    val units: Long,
)

/** Asks for review. Errors: `wrong_state` unless draft or rejected. */
data class SubmitMerchant(
    /** Which. */
    val merchant: linli.MerchantId,
) : Command

/** Asks for review. Errors: `wrong_state` unless draft or rejected. */
data class SubmitProduct(
    /** Which. */
    val product: linli.ProductId,
) : Command

/** Who delivers to merchants; appears in purchase sheets and as a party of the split. RULES §7, §12. */
data class Supplier(
    /** Its id. */
    val id: linli.SupplierId,
    /** Its short code; unique in the tenant. */
    val code: String,
    /** Its name. */
    val name: String,
)

/**
 * Stops a merchant by hand: it sells nothing until it is resumed; open orders go on. Errors: `wrong_state` unless it
 * sells, `invalid_field` reason.
 */
data class SuspendMerchant(
    /** Which. */
    val merchant: linli.MerchantId,
    /** Why; not empty. The merchant sees it. */
    val reason: String,
) : Command

/** Chooses another station for the orders that are collected; only until payment. RULES §5. */
data class SwitchStation(
    /** The unpaid trade. */
    val trade: linli.TradeId,
    /** The new station. */
    val station: linli.StationId,
) : Command

/** Gives a member a tag by hand. Errors: `not_found` member, `invalid_field` tag, `limit_exceeded` beyond 50 tags. */
data class TagMember(
    /** Whom. */
    val member: linli.MemberId,
    /** Which tag, 1 to 20 characters. */
    val tag: String,
) : Command

/** A tag that members have as long as a condition holds. */
data class TagRule(
    /** The tag. */
    val tag: String,
    /** When. */
    val condition: linli.Condition,
)

/**
 * Hands a call out: the host now calls the channel under `call_number`. One that was handed out
 * and is not known yet is answered again, to be made under the same number. Errors: `wrong_state` when another call
 * comes first or it is known already, `invalid_field` before its time.
 */
data class TakeCall(
    /** The held payment. */
    val hold: linli.HoldId,
    /** Which call of its plan. */
    val call: Long,
) : Command

/** Takes a product off sale; what is ordered stays ordered. Errors: `wrong_state`. */
data class TakeOffSale(
    /** Which. */
    val product: linli.ProductId,
) : Command

/** Somebody whom a promoter brought. */
data class TeamMember @JvmOverloads constructor(
    /** Who. */
    val member: linli.MemberId,
    /** Since when they are bound. */
    val since: java.time.Instant,
    /** Until when; `None`: for good. */
    val until: java.time.Instant? = null,
    /** Whether they promote themselves. */
    val promotes: Boolean,
)

/** What a third-party merchant owes for each transaction, and to whom. RULES §2. */
data class ThirdPartyContract(
    /** The merchant; of the third-party kind. */
    val merchant: linli.MerchantId,
    /** The part of each transaction's amount. */
    val rate: java.math.BigDecimal,
    /** Who gets it, by weight: property companies and the platform; at most `ThirdPartyContract::MAX_RECEIVERS`. */
    val receivers: List<Pair<linli.Party, Long>>,
)

/** A transaction of a third-party service, as the host reported it. Its commission is fixed when it is reported. */
data class ThirdPartySale(
    /** Its id, computed from merchant and number. */
    val id: linli.ThirdPartySaleId,
    /** Whose service. */
    val merchant: linli.MerchantId,
    /** The service's own number; unique per merchant. */
    val number: String,
    /** Who used it, if the host knows. */
    val member: linli.MemberId? = null,
    /** What was paid for it, above zero. */
    val amount: linli.Money,
    /** What of that was refunded. */
    val refunded: linli.Money = linli.Money.ZERO,
    /** The numbers of the refunds with their amounts, at most `ThirdPartySale::MAX_REFUNDS`. */
    val refunds: List<Pair<String, linli.Money>> = emptyList(),
    /** Who gets commission of it. */
    val shares: List<linli.ThirdPartyShare>,
    /** When it took place, as the service says. */
    val at: java.time.Instant,
    /** When it was reported. */
    val reportedAt: java.time.Instant,
)

/** One receiver's commission of a transaction. */
data class ThirdPartyShare @JvmOverloads constructor(
    /** Who. */
    val party: linli.Party,
    /** How much. */
    val amount: linli.Money,
    /** What of it was taken back by refunds. */
    val takenBack: linli.Money = linli.Money.ZERO,
)

/** What the lines in scope must reach. */
sealed interface Threshold {
    /** This amount of the basis. */
    data class Amount(val value: linli.Money) : linli.Threshold
    /** So many units. */
    data class Units(val value: Long) : linli.Threshold
}

/** Sales below `below` (and above the tier before) earn `rate`. */
data class Tier @JvmOverloads constructor(
    /** Where the tier ends: the first sale that is no longer in it; `None`: it is the last one. */
    val below: linli.Money? = null,
    /** What is earned. */
    val rate: java.math.BigDecimal,
)

/** How the tiers of a month are read. RULES §12. */
enum class TierMode(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Each part of the month's sales earns its own tier's rate. */
    MARGINAL("marginal"),
    /** All of the month's sales earn the rate of the tier that they reached; the difference is posted at month end. */
    WHOLE_MONTH("whole_month"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): TierMode = byWire[wire] ?: throw UnknownException("a TierMode of a newer engine")
    }
}

/** From a threshold on, so much. */
data class TierOfMoney(
    /** From when on. */
    val from: linli.Threshold,
    /** How much. */
    val off: linli.Money,
)

/** From a threshold on, so much. */
data class TierOfRate(
    /** From when on. */
    val from: linli.Threshold,
    /** How much. */
    val off: java.math.BigDecimal,
)

/** What of an order earned the leader a commission by the tiers of a month. RULES §12. */
data class TierShare(
    /** The leader's month in which the sale counts. */
    val month: java.time.YearMonth,
    /** The leader's sales of that month before it, as far as they were known at payment. */
    val before: linli.Money,
    /** What was sold. */
    val sales: linli.Money,
    /** What the tiers give for it: the part of the month's sales from `before` to `before` and `sales`. */
    val commission: linli.Money,
)

/** 限时折扣: a lower unit price for a while; the best of it, member price and level discount counts. RULES §4 step 1. */
data class TimedDiscount @JvmOverloads constructor(
    /** The campaign. */
    val campaign: linli.CampaignId,
    /** Whose lines it can be about. */
    val issuer: linli.Issuer = linli.Issuer.Platform,
    /** When. */
    val window: linli.Window,
    /** Which lines. */
    val scope: linli.Scope = linli.Scope(),
    /** How much. */
    val offer: linli.TimedOffer,
    /** Who bears it. */
    val funder: linli.Funder = linli.Funder.Merchant,
)

/** How a timed discount lowers the unit price. */
sealed interface TimedOffer {
    /** This part of the SKU price is taken off: 0.2 for 8折. */
    data class Percent(val value: java.math.BigDecimal) : linli.TimedOffer
    /** One costs this much. */
    data class Price(val value: linli.Money) : linli.TimedOffer
}

/** A product, or every product of a category and those below. */
sealed interface TopicOfRule {
    /** One product. */
    data class Product(val value: linli.ProductId) : linli.TopicOfRule
    /** A category. */
    data class Category(val value: linli.CategoryId) : linli.TopicOfRule
}

/** One payment, one or more orders. RULES §5. */
data class Trade(
    /** Its id. */
    val id: linli.TradeId,
    /** Who buys. */
    val member: linli.MemberId,
    /** Where the member lives. */
    val community: linli.NodeId,
    /** When it was placed. */
    val placedAt: java.time.Instant,
    /** Where it stands. */
    val state: linli.TradeState,
    /** Its orders. */
    val orders: List<linli.OrderId>,
    /** What is to be paid in money. */
    val total: linli.Money,
    /** Points that pay a part, by lot. Taken when placed, returned when closed. */
    val points: List<linli.LotUse> = emptyList(),
    /** Coupons that it uses. Locked when placed, used when paid, given back when closed. */
    val coupons: List<linli.CouponId> = emptyList(),
    /** When it closes if unpaid. */
    val dueAt: java.time.Instant,
    /** The payment that was accepted; `None` when nothing was to be paid. */
    val payment: linli.PaymentId? = null,
    /** The channel of that payment. */
    val provider: String? = null,
    /** Provider and number of every report so far, at most 20, so that a repeated one is recognised. */
    val reports: List<Triple<String, String, linli.PaymentId>> = emptyList(),
)

/** Where a trade stands. */
enum class TradeState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Waiting for its payment. */
    PENDING("pending"),
    /** Paid. */
    PAID("paid"),
    /** Never paid. */
    CLOSED("closed"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): TradeState = byWire[wire] ?: throw UnknownException("a TradeState of a newer engine")
    }
}

/** The totals of all accounts of one purpose. */
data class TrialLine(
    /** The purpose. */
    val purpose: linli.AccountPurpose,
    /** What they are counted in. */
    val unit: linli.Unit,
    /** The sum of their balances, debits above zero. */
    val balance: java.math.BigInteger,
)

/** What an amount is counted in. The two never mix in a posting. */
enum class Unit(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Smallest units of the tenant's currency. */
    MONEY("money"),
    /** Points. */
    POINTS("points"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): Unit = byWire[wire] ?: throw UnknownException("a Unit of a newer engine")
    }
}

/** Takes a tag that was given by hand away. Errors: `not_found` member. A tag that is not there stays away. */
data class UntagMember(
    /** Whom. */
    val member: linli.MemberId,
    /** Which tag. */
    val tag: String,
) : Command

/** When coupons of a template can be used. */
sealed interface Validity {
    /** Between two moments. */
    data class Dates(val value: linli.Window) : linli.Validity
    /** So many days from the moment in which the member gets it, 1 to `CouponTemplate::MAX_DAYS`. */
    data class Days(val value: Long) : linli.Validity
}

/**
 * The value of a declared column. Values of one column are of its type or null; they order as SQL orders them
 * (integers by size, text and ids by bytes).
 */
sealed interface Value {
    /** Nothing. The row is in no index that has this column. */
    data object Null : linli.Value
    /** A whole number: counts, money in smallest units, days since 1970, booleans as 0 and 1. */
    data class Int(val value: Long) : linli.Value
    /** Microseconds since 1970, UTC. */
    data class Time(val value: Long) : linli.Value
    /** Text, at most 300 bytes. */
    data class Text(val value: String) : linli.Value
    /** An id. */
    data class Id(val value: linli.Id) : linli.Value
}

/**
 * Somebody came by a code: counted, unless it is their own. A member who came by a promoter's code is bound to them as the
 * policy of their community says, and orders of the next days count for the code (the last one, when there were several).
 * The host reports visitors that it does not know. Errors: `not_found` code or member.
 */
data class VisitShare @JvmOverloads constructor(
    /** By which code. */
    val code: String,
    /** Who; `None`: the visitor is not known. */
    val visitor: linli.MemberId? = null,
) : Command

/** What a visit led to. */
data class Visited @JvmOverloads constructor(
    /** Who shared. */
    val by: linli.MemberId,
    /** What is to be shown. */
    val subject: linli.ShareSubject,
    /** Whether the visitor was bound to who shared; `None`: that is no promoter, or the visitor is not known. */
    val binding: linli.Binding? = null,
)

/** What a member wants to buy, to be priced. */
data class Wanted @JvmOverloads constructor(
    /** Who buys. */
    val member: linli.MemberId,
    /** What; 1 to 2,000 lines. */
    val lines: List<linli.WantedLine>,
    /** Where it is collected; needed for pickup lines. RULES §5. */
    val station: linli.StationId? = null,
    /** Points that the member wants to use; less are used where a bound says so. */
    val points: linli.Points = linli.Points.ZERO,
    /** Coupons that the member wants to use. RULES §4 step 3. */
    val coupons: linli.CouponChoice = linli.CouponChoice.None,
)

/** One line of what a member wants to buy. */
data class WantedLine @JvmOverloads constructor(
    /** What. */
    val sku: linli.SkuId,
    /** How many, 1 to 1,000,000. */
    val quantity: Long,
    /** How it is to reach the buyer. */
    val fulfilment: linli.Fulfilment,
    /** The flash sale or group in which it is bought. RULES §15. */
    val sale: linli.SaleChoice? = null,
)

/** Warns that a member may be lost; due work. Nothing happens when they ordered meanwhile. RULES §15. */
data class WarnChurn(
    /** Who. */
    val member: linli.MemberId,
) : Command

/**
 * Looks at an account through which money only passes: when the oldest part of what lies there is older than the setting
 * `clearing_alarm_days` of the tenant's root, an event tells so, once per age. Counts gathered days. Due work; before its
 * time nothing happens. Errors: `not_found`.
 */
data class WatchClearing(
    /** Which account, by the id of its roll-up. */
    val account: linli.Id,
) : Command

/** Why something did not reduce the price, or not fully. */
enum class WhyNot(
    /** Its name in JSON. */
    val wire: String,
) {
    /** It has not begun. */
    NOT_YET_BEGUN("not_yet_begun"),
    /** It is over. */
    OVER("over"),
    /** No line is what it is about. */
    NOTHING_IN_SCOPE("nothing_in_scope"),
    /** What it is about has a special price that excludes it. */
    EXCLUDED_BY_SPECIAL_PRICE("excluded_by_special_price"),
    /** The lines in scope do not reach its threshold. */
    BELOW_THRESHOLD("below_threshold"),
    /** Another price is as good or better on every line in scope. */
    BETTER_PRICE_APPLIES("better_price_applies"),
    /** Another campaign of its lane takes more off. */
    BETTER_IN_LANE("better_in_lane"),
    /** What it is about costs nothing any more. */
    NOTHING_LEFT_TO_REDUCE("nothing_left_to_reduce"),
    /** A gift is not there any more. */
    GIFT_OUT_OF_STOCK("gift_out_of_stock"),
    /** No line of the gift's merchant is bought that it could travel with. */
    GIFT_CANNOT_TRAVEL("gift_cannot_travel"),
    /** Another coupon of this merchant is used. */
    ONE_COUPON_PER_MERCHANT("one_coupon_per_merchant"),
    /** Another coupon of the platform or property is used. */
    ONE_PLATFORM_COUPON("one_platform_coupon"),
    /** Other coupons take more off together. */
    BETTER_COUPON_APPLIES("better_coupon_applies"),
    /** The member does not hold such a coupon, or cannot use it now. */
    COUPON_NOT_HELD("coupon_not_held"),
    /** The member has fewer points than wanted. */
    FEWER_POINTS_THAN_WANTED("fewer_points_than_wanted"),
    /** Points pay no larger part of the goods amount. */
    CAPPED_BY_GOODS_AMOUNT("capped_by_goods_amount"),
    /** There is no more to pay. */
    CAPPED_BY_RUNNING_AMOUNT("capped_by_running_amount"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): WhyNot = byWire[wire] ?: throw UnknownException("a WhyNot of a newer engine")
    }
}

/** From when until when something holds: from `from` on, no longer at `until`. */
data class Window(
    /** The first moment. */
    val from: java.time.Instant,
    /** The first moment at which it is over. */
    val until: java.time.Instant,
)

/** The member no longer wants a case. Errors: `wrong_state` once it is refunded or decided otherwise. RULES §11. */
data class WithdrawAfterSale(
    /** The case. */
    val case: linli.AfterSaleId,
) : Command

/** Undoes `ReportBillPaid`: what it earned is taken back, a shortfall becomes a debt. Errors: `not_found`. */
data class WithdrawBillPaid(
    /** The node whose bill it is. */
    val node: linli.NodeId,
    /** The host's number of the bill. */
    val number: String,
) : Command

/** What a leader or promoter wants to be paid. */
data class Withdrawal(
    /** Its number, under which the host pays it, once. */
    val id: linli.WithdrawalId,
    /** Who: a leader or promoter. */
    val party: linli.Party,
    /** What is taken from what they can withdraw. */
    val amount: linli.Money,
    /** What of it the platform keeps. */
    val fee: linli.Money = linli.Money.ZERO,
    /** What of it is withheld as tax; said at its approval. */
    val tax: linli.Money = linli.Money.ZERO,
    /** Where it stands. */
    val state: linli.WithdrawalState,
    /** When it was asked for. */
    val requestedAt: java.time.Instant,
    /** Who asked for it. */
    val requestedBy: linli.UserId? = null,
    /** Why it was rejected, or the channel's number or message. */
    val result: String? = null,
)

/** What the channel says of a withdrawal. */
sealed interface WithdrawalResult {
    /** It has taken it. */
    data object Accepted : linli.WithdrawalResult
    /** It was paid. */
    data class Done(
        /** The channel that it was paid from. */
        val channel: String,
        /** The channel's number. */
        val number: String,
    ) : linli.WithdrawalResult
    /** It was refused; nothing was paid. */
    data class Failed(
        /** What the channel said. */
        val reason: String,
    ) : linli.WithdrawalResult
    /** Nobody knows: it stays frozen, and is never sent under a new number. */
    data object Unknown : linli.WithdrawalResult
}

/** What a reviewer decides. */
sealed interface WithdrawalReview {
    /** It is paid. */
    data class Approve(
        /** What of it is withheld as tax. */
        val tax: linli.Money = linli.Money.ZERO,
    ) : linli.WithdrawalReview
    /** It is not paid. */
    data class Reject(
        /** Why. */
        val reason: String,
    ) : linli.WithdrawalReview
}

/** Where a withdrawal stands. */
enum class WithdrawalState(
    /** Its name in JSON. */
    val wire: String,
) {
    /** Waits for its review; the amount is frozen. */
    REQUESTED("requested"),
    /** Refused; the amount can be withdrawn again. */
    REJECTED("rejected"),
    /** The host was told to pay. */
    INSTRUCTED("instructed"),
    /** The channel has taken it; the result is not known yet. */
    ACCEPTED("accepted"),
    /** Nobody knows whether it was paid. It stays frozen, and may only be sent again under its own number. */
    UNKNOWN("unknown"),
    /** Paid. */
    DONE("done"),
    /** The channel refused; the amount can be withdrawn again. */
    FAILED("failed"),
    ;

    internal companion object {
        private val byWire = entries.associateBy { it.wire }

        fun of(wire: Any?): WithdrawalState = byWire[wire] ?: throw UnknownException("a WithdrawalState of a newer engine")
    }
}

/**
 * A buyer reviews a line of an order that they received. When every line that was kept is reviewed, the order is
 * completed.
 *
 * Errors: `wrong_state` before receipt or when reviewing is closed, `invalid_field` for a line that is not there or of
 * which nothing was kept, `already_exists` for a line that was reviewed, `limit_exceeded` pictures. RULES §16.
 */
data class WriteReview @JvmOverloads constructor(
    /** The order. */
    val order: linli.OrderId,
    /** The line's place in it, from 0. */
    val line: Long,
    /** How good. */
    val stars: Int,
    /** In words; may be empty. */
    val text: String = "",
    /** Pictures as the host names them; at most 9. */
    val pictures: List<String> = emptyList(),
) : Command
