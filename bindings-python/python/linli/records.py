"""Every command, record, enum and id of the engine. Written by `linli-bindgen`; do not edit."""

from __future__ import annotations

import datetime
import decimal
import enum
import zoneinfo
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ._codec import Case, Command, Record
from .errors import LinliError
from .values import DayRange, Id, Money, Month, Party, Points, TenantId

__all__ = [
    "AcceptDelivery",
    "Acceptance",
    "Account",
    "AccountBalance",
    "AccountPurpose",
    "ActivateMerchant",
    "Actor",
    "AddFavourite",
    "AddSkus",
    "Address",
    "AdvanceAfterSale",
    "AdvanceGroup",
    "AdvanceHold",
    "AdvanceLevel",
    "AdvanceOrder",
    "AdvancePayoutBatch",
    "AdvanceRating",
    "AfterSale",
    "AfterSaleId",
    "AfterSaleView",
    "AftersaleVerdict",
    "AftersaleVerdictAgree",
    "AftersaleVerdictRefuse",
    "AnswerAfterSale",
    "AnswerReview",
    "ApplyAfterSale",
    "AppointPromoter",
    "ApprovePayoutBatch",
    "Arrived",
    "ArrivedAsSent",
    "ArrivedCounted",
    "ArrivedExcept",
    "ArrivedItem",
    "Axis",
    "Basis",
    "BatchState",
    "Because",
    "BecauseBoughtTogether",
    "BecauseRule",
    "BecauseSellsWell",
    "Bill",
    "BillAnswer",
    "BillKind",
    "BillPaid",
    "BillProfile",
    "BillSpending",
    "BindReferral",
    "Binding",
    "BookDocument",
    "BusinessCalendar",
    "BuyersCode",
    "Call",
    "CallKind",
    "CallKindRefund",
    "CallKindReturn",
    "CallKindSplit",
    "CallKindUnfreeze",
    "CallResult",
    "CallResultAccepted",
    "CallResultDone",
    "CallResultFailed",
    "CallResultUnknown",
    "Campaign",
    "CampaignId",
    "CampaignOffer",
    "CampaignOfferFull",
    "CampaignOfferTimed",
    "CampaignTerms",
    "CancelGroup",
    "CancelLine",
    "CancelOrder",
    "CancelTrade",
    "CartItem",
    "CartLine",
    "CartLineView",
    "CartUse",
    "CaseEvent",
    "CaseKind",
    "CaseLine",
    "CaseReason",
    "CaseState",
    "CaseStep",
    "Category",
    "CategoryId",
    "CategoryTree",
    "ChangeCampaign",
    "ChangeCategory",
    "ChangeMember",
    "ChangeMerchant",
    "ChangeProduct",
    "ChangeSettings",
    "ChangeSkuPrices",
    "ChangeStation",
    "ChannelProfile",
    "ChasePayout",
    "Claim",
    "ClaimCoupon",
    "ClaimedLine",
    "ClearCart",
    "ClearingAge",
    "CloseCouponTemplate",
    "CloseDay",
    "CloseStationDay",
    "CodeEnd",
    "CodeLookUp",
    "CodeLookUpRefused",
    "CodeLookUpValid",
    "CodeRefusal",
    "CodeRefusalAlreadyUsed",
    "CodeRefusalBlocked",
    "CodeRefusalExpired",
    "CodeRefusalInvalid",
    "CodeRefusalNotYetArrived",
    "CodeUse",
    "Collection",
    "CollectionEntry",
    "Collector",
    "CollectorMerchantOfOrder",
    "CollectorOne",
    "ComboPart",
    "CommandId",
    "CommissionPayout",
    "CommissionStatement",
    "Condition",
    "ConditionBoughtCategory",
    "ConditionNewWithin",
    "ConditionNoOrderFor",
    "ConditionOrdered",
    "ConditionSpent",
    "ConfirmGoodsBack",
    "ConfirmPickup",
    "ConfirmReceipt",
    "CorrectStock",
    "Coupon",
    "CouponBenefit",
    "CouponBenefitAmount",
    "CouponBenefitPercent",
    "CouponChoice",
    "CouponChoiceBest",
    "CouponChoiceNamed",
    "CouponChoiceNone",
    "CouponId",
    "CouponOffer",
    "CouponOrigin",
    "CouponOriginClaimed",
    "CouponOriginGiven",
    "CouponOriginLevel",
    "CouponOriginTriggered",
    "CouponSource",
    "CouponSourceClaimed",
    "CouponSourceGiven",
    "CouponSourceTriggered",
    "CouponState",
    "CouponStateExpired",
    "CouponStateHeld",
    "CouponStateLocked",
    "CouponStateTakenBack",
    "CouponStateUsed",
    "CouponTemplate",
    "CouponTemplateId",
    "CouponTerms",
    "CouponTrigger",
    "CouponTriggerFirstOrder",
    "CouponTriggerSpends",
    "CouponView",
    "CreateCampaign",
    "CreateCategory",
    "CreateCouponTemplate",
    "CreateNode",
    "CreateProduct",
    "CreateSale",
    "CreateShare",
    "CreateStation",
    "CreateSupplier",
    "CreateTenant",
    "Currency",
    "DayStars",
    "Difference",
    "DispatchManifest",
    "Document",
    "DocumentId",
    "DocumentKind",
    "DocumentKindAdvertising",
    "DocumentKindChannelFee",
    "DocumentKindChannelTransfer",
    "DocumentKindDebtPaid",
    "DocumentKindOtherIncome",
    "DocumentKindUsageFee",
    "DocumentReversal",
    "Downgrade",
    "DueFailure",
    "DueReport",
    "DueWork",
    "Earning",
    "EndCampaign",
    "EndPresale",
    "EndPromoter",
    "EndSale",
    "Entry",
    "EraseMember",
    "Event",
    "EventAfterSaleApplied",
    "EventAfterSaleMoved",
    "EventBillPointsReturned",
    "EventBillPointsSpent",
    "EventCalendarChanged",
    "EventCallChanged",
    "EventCampaignChanged",
    "EventCampaignCreated",
    "EventCampaignEnded",
    "EventCartChanged",
    "EventCategoryChanged",
    "EventCategoryCreated",
    "EventChannelSet",
    "EventChurnWarned",
    "EventClearingTooOld",
    "EventCouponExpired",
    "EventCouponExpiring",
    "EventCouponIssued",
    "EventCouponReturned",
    "EventCouponTakenBack",
    "EventCouponTemplateClosed",
    "EventCouponTemplateCreated",
    "EventCouponUsed",
    "EventDayClosed",
    "EventDaySettled",
    "EventDeliveryAccepted",
    "EventDocumentBooked",
    "EventDocumentReversed",
    "EventFavouritesChanged",
    "EventGroupJoined",
    "EventGroupMoved",
    "EventGroupOpened",
    "EventGrowthGranted",
    "EventHoldEnded",
    "EventHoldEndsSoon",
    "EventLeaderMonthSettled",
    "EventLevelChanged",
    "EventLevelRenewed",
    "EventLevelsSet",
    "EventLogSealed",
    "EventManifestDispatched",
    "EventMemberChanged",
    "EventMemberErased",
    "EventMemberRegistered",
    "EventMemberTagged",
    "EventMemberUntagged",
    "EventMerchantChanged",
    "EventMerchantCreated",
    "EventMerchantMoved",
    "EventMerchantRectifying",
    "EventNodeCreated",
    "EventOrderCancelled",
    "EventOrderCompleted",
    "EventOrderNotCollected",
    "EventOrderPaid",
    "EventOrderPickedUp",
    "EventOrderReady",
    "EventOrderReceived",
    "EventOrderReleased",
    "EventOrderShipped",
    "EventPage",
    "EventPayeeSet",
    "EventPaymentReported",
    "EventPayoutBatchApproved",
    "EventPayoutBatchMade",
    "EventPayoutBatchRejected",
    "EventPayoutBatchWaits",
    "EventPayoutChanged",
    "EventPayoutInstructed",
    "EventPayoutUnanswered",
    "EventPickupBlocked",
    "EventPickupCodeMissed",
    "EventPickupReminder",
    "EventPointsEarned",
    "EventPointsExpireSoon",
    "EventPointsExpired",
    "EventPointsGranted",
    "EventPointsSettled",
    "EventPresaleEnded",
    "EventPresaleOpened",
    "EventProductChanged",
    "EventProductCreated",
    "EventProductMoved",
    "EventPromoterAppointed",
    "EventPromoterEnded",
    "EventPromoterKindSet",
    "EventQualificationsSet",
    "EventRecommendationRulesSet",
    "EventReconciled",
    "EventReferralBound",
    "EventRefundChanged",
    "EventRefundInstructed",
    "EventRefundPaidTwice",
    "EventReturnWindowOver",
    "EventReviewAnswered",
    "EventReviewModerated",
    "EventReviewWritten",
    "EventRoleGranted",
    "EventRoleRevoked",
    "EventSaleCreated",
    "EventSaleEnded",
    "EventSegmentSet",
    "EventServedNodesSet",
    "EventSettingsChanged",
    "EventSettlementMade",
    "EventShareCreated",
    "EventShareVisited",
    "EventSkuAdded",
    "EventSkuPriceChanged",
    "EventSplitRuleRemoved",
    "EventSplitRuleSet",
    "EventStationChanged",
    "EventStationCreated",
    "EventStationDayClosed",
    "EventStationOpeningSet",
    "EventStationSwitched",
    "EventStockCorrected",
    "EventStockReceived",
    "EventStockSet",
    "EventSupplierCreated",
    "EventTagRulesSet",
    "EventTenantCreated",
    "EventThirdPartyContractSet",
    "EventThirdPartySaleRefunded",
    "EventThirdPartySaleReported",
    "EventTradeClosed",
    "EventTradePaid",
    "EventTradePlaced",
    "EventWithdrawalChanged",
    "EventWithdrawalInstructed",
    "EventWithdrawalRequested",
    "Excludes",
    "ExistingStock",
    "ExpireCoupon",
    "ExpirePoints",
    "ExpireSale",
    "ExpireTrade",
    "Expression",
    "ExpressionAnd",
    "ExpressionOr",
    "ExpressionTag",
    "FavouriteView",
    "FeeAfterShipping",
    "FeeRule",
    "FoldInsights",
    "Folded",
    "Fulfilment",
    "FullBenefit",
    "FullBenefitAmountOff",
    "FullBenefitEveryOff",
    "FullBenefitGifts",
    "FullBenefitPercentOff",
    "FullGroup",
    "FullReduction",
    "Funder",
    "FunderMerchant",
    "FunderNode",
    "FunderPlatform",
    "GatherDay",
    "Gathered",
    "Gift",
    "GiftGoods",
    "GiveCoupons",
    "GoodsBack",
    "Grant",
    "GrantGrowth",
    "GrantPoints",
    "GrantRole",
    "GrantScope",
    "GrantScopeMerchant",
    "GrantScopeNode",
    "GrantScopeStation",
    "GrantScopeTenant",
    "Group",
    "GroupId",
    "GroupState",
    "GroupTerms",
    "GroupView",
    "Growth",
    "HandOver",
    "Hold",
    "HoldId",
    "ImportMode",
    "ImportProducts",
    "ImportReport",
    "ImportScope",
    "ImportScopeMerchant",
    "ImportScopeNode",
    "Issuer",
    "IssuerMerchant",
    "IssuerPlatform",
    "JournalReport",
    "KeptGift",
    "KindRule",
    "Lane",
    "LeaderMonth",
    "LeaderMonthView",
    "LeaderSales",
    "Level",
    "LevelBenefits",
    "LevelDelivery",
    "LevelId",
    "LevelReason",
    "LevelShare",
    "LineTerms",
    "LogEntry",
    "LogSeal",
    "LookUpPickupCode",
    "Lot",
    "LotUse",
    "ManifestId",
    "ManifestItem",
    "ManifestSummary",
    "MaskedMember",
    "MemberId",
    "MemberInsight",
    "MemberLevel",
    "Merchant",
    "MerchantCard",
    "MerchantDetails",
    "MerchantId",
    "MerchantKind",
    "MerchantState",
    "MerchantVerdict",
    "MerchantVerdictApprove",
    "MerchantVerdictReject",
    "Mismatch",
    "ModerateReview",
    "Moderation",
    "ModerationHide",
    "ModerationShow",
    "MonthResult",
    "MonthState",
    "MyGroup",
    "NearbyStation",
    "NewSku",
    "NoShowPolicy",
    "Node",
    "NodeId",
    "NodeView",
    "NotApplied",
    "NotSold",
    "OffersView",
    "OpenCase",
    "OpenPresale",
    "Opening",
    "Order",
    "OrderGroup",
    "OrderId",
    "OrderLine",
    "OrderNote",
    "OrderState",
    "Origin",
    "Owner",
    "OwnerMerchant",
    "OwnerNode",
    "PartState",
    "PayRefundByHand",
    "Payee",
    "Payment",
    "PaymentId",
    "PaymentOutcome",
    "PaymentReport",
    "Payout",
    "PayoutBatch",
    "PayoutBatchId",
    "PayoutId",
    "PayoutResult",
    "PayoutResultAccepted",
    "PayoutResultDone",
    "PayoutResultFailed",
    "PayoutResultUnknown",
    "PayoutSource",
    "PayoutSourceSettlement",
    "PayoutState",
    "PeriodBalance",
    "PickupBuyer",
    "PickupItem",
    "PickupOrder",
    "PickupOutcome",
    "PickupOutcomePickedUp",
    "PickupOutcomeRefused",
    "PickupState",
    "PickupStatus",
    "PickupStatusComing",
    "PickupStatusEnded",
    "PickupStatusPickedUp",
    "PickupStatusReady",
    "Piece",
    "Place",
    "PlaceOrder",
    "PlacedTrade",
    "PointsBalance",
    "PointsKind",
    "PointsOffer",
    "PointsStatement",
    "Posting",
    "PostingId",
    "PostingPurpose",
    "Presale",
    "PresaleId",
    "PresaleView",
    "Product",
    "ProductDetails",
    "ProductFlags",
    "ProductId",
    "ProductKind",
    "ProductRecord",
    "ProductSearch",
    "ProductState",
    "ProductSummary",
    "ProductView",
    "Profile",
    "PromisedDay",
    "Promoter",
    "PromoterView",
    "Publish",
    "PurchaseItem",
    "PurchaseScope",
    "PurchaseScopeMerchant",
    "PurchaseScopeNode",
    "PurchaseSource",
    "PurchaseSourceMerchant",
    "PurchaseSourceSupplier",
    "PutInCart",
    "PutOnSale",
    "Qualification",
    "Quantity",
    "QuantityAdd",
    "QuantitySet",
    "Quote",
    "QuoteInput",
    "QuoteLine",
    "QuotedLine",
    "QuotedOrder",
    "Rated",
    "RatedMerchant",
    "RatedProduct",
    "Rating",
    "RatingView",
    "ReceiveStock",
    "Recommendation",
    "RecommendationRule",
    "ReconciledRow",
    "Reconciliation",
    "ReconciliationSums",
    "ReconciliationVerdict",
    "ReconciliationVerdictDiffering",
    "ReconciliationVerdictDoubled",
    "ReconciliationVerdictMatched",
    "ReconciliationVerdictMissingHere",
    "ReconciliationVerdictMissingThere",
    "ReconciliationVerdictUnreadable",
    "RecordLogin",
    "RecordMerchant",
    "RecordReconciliation",
    "RecordedEvent",
    "Reduction",
    "ReductionReason",
    "Referral",
    "ReferralLevels",
    "ReferralPolicy",
    "ReferralVia",
    "Refund",
    "RefundId",
    "RefundLine",
    "RefundReason",
    "RefundResult",
    "RefundState",
    "RefusedLine",
    "RegisterMember",
    "RegisterMerchant",
    "RejectPayoutBatch",
    "RemoveFavourite",
    "RemoveFromCart",
    "RemoveSplitRule",
    "RepeatPayout",
    "ReportBillPaid",
    "ReportCall",
    "ReportCompletion",
    "ReportOutcome",
    "ReportPayment",
    "ReportPayout",
    "ReportRefund",
    "ReportThirdPartyRefund",
    "ReportThirdPartySale",
    "ReportWithdrawal",
    "RequestWithdrawal",
    "ResendWithdrawal",
    "ResumeMerchant",
    "RetryRefund",
    "ReturnBillPoints",
    "ReturnsFrom",
    "ReverseDocument",
    "Review",
    "ReviewAnswer",
    "ReviewId",
    "ReviewLevels",
    "ReviewMerchant",
    "ReviewProduct",
    "ReviewView",
    "ReviewWithdrawal",
    "RevokeRole",
    "Role",
    "Rounding",
    "Sale",
    "SaleChoice",
    "SaleChoiceFlash",
    "SaleChoiceJoin",
    "SaleChoiceOpen",
    "SaleKind",
    "SaleKindFlash",
    "SaleKindGroup",
    "SaleState",
    "SaleTerms",
    "SaleView",
    "Scope",
    "ScopeOf",
    "ScopeOfAll",
    "ScopeOfCategories",
    "ScopeOfMerchants",
    "ScopeOfProducts",
    "SealLog",
    "SealReport",
    "SearchPage",
    "SearchPlace",
    "Seat",
    "SeatState",
    "SectionExplained",
    "Segment",
    "SegmentId",
    "SegmentPage",
    "SendGoodsBack",
    "SetCalendar",
    "SetChannel",
    "SetLevels",
    "SetPayee",
    "SetPromoterKind",
    "SetQualifications",
    "SetRecommendationRules",
    "SetSegment",
    "SetServedNodes",
    "SetSplitRule",
    "SetStationOpening",
    "SetStock",
    "SetTagRules",
    "SetThirdPartyContract",
    "Settings",
    "SettingsPatch",
    "SettleLeaderMonth",
    "SettlePoints",
    "SettleReport",
    "SettleTrigger",
    "Settlement",
    "SettlementId",
    "SettlementState",
    "Settling",
    "Share",
    "ShareAmount",
    "ShareAmountFixed",
    "ShareAmountPerPiece",
    "ShareAmountPercent",
    "ShareAmountTiers",
    "ShareBasis",
    "ShareReceiver",
    "ShareReceiverLeader",
    "ShareReceiverPlatform",
    "ShareReceiverPromoter",
    "ShareReceiverPromoterAbove",
    "ShareReceiverProperty",
    "ShareReceiverPropertyAt",
    "ShareRule",
    "ShareSubject",
    "ShareSubjectCampaign",
    "ShareSubjectCard",
    "ShareSubjectGroup",
    "ShareSubjectProduct",
    "ShareSubjectSale",
    "ShareView",
    "ShipOrder",
    "Shipment",
    "Sku",
    "SkuId",
    "SkuPresale",
    "SkuPrices",
    "SkuView",
    "SortBy",
    "SpecialKind",
    "SpecialPrice",
    "SpendPointsOnBill",
    "SplitCause",
    "SplitCauseRemainder",
    "SplitCauseShare",
    "SplitCauseSupply",
    "SplitExplained",
    "SplitLayer",
    "SplitPart",
    "SplitPlan",
    "SplitRule",
    "SplitScope",
    "SplitSection",
    "SplitStep",
    "StatementLine",
    "StatementPage",
    "StatementPlace",
    "StatementSide",
    "Station",
    "StationDay",
    "StationDayState",
    "StationId",
    "StockLevel",
    "StockLine",
    "SubmitMerchant",
    "SubmitProduct",
    "Supplier",
    "SupplierId",
    "SuspendMerchant",
    "SwitchStation",
    "TagMember",
    "TagRule",
    "TakeCall",
    "TakeOffSale",
    "TeamMember",
    "ThirdPartyContract",
    "ThirdPartySale",
    "ThirdPartySaleId",
    "ThirdPartyShare",
    "Threshold",
    "ThresholdAmount",
    "ThresholdUnits",
    "Tier",
    "TierMode",
    "TierOfMoney",
    "TierOfRate",
    "TierShare",
    "TimedDiscount",
    "TimedOffer",
    "TimedOfferPercent",
    "TimedOfferPrice",
    "TopicOfRule",
    "TopicOfRuleCategory",
    "TopicOfRuleProduct",
    "Trade",
    "TradeId",
    "TradeState",
    "TrialLine",
    "Unit",
    "UntagMember",
    "UserId",
    "Validity",
    "ValidityDates",
    "ValidityDays",
    "Value",
    "ValueId",
    "ValueInt",
    "ValueNull",
    "ValueText",
    "ValueTime",
    "VisitShare",
    "Visited",
    "Wanted",
    "WantedLine",
    "WarnChurn",
    "WatchClearing",
    "WhyNot",
    "Window",
    "WithdrawAfterSale",
    "WithdrawBillPaid",
    "Withdrawal",
    "WithdrawalId",
    "WithdrawalResult",
    "WithdrawalResultAccepted",
    "WithdrawalResultDone",
    "WithdrawalResultFailed",
    "WithdrawalResultUnknown",
    "WithdrawalReview",
    "WithdrawalReviewApprove",
    "WithdrawalReviewReject",
    "WithdrawalState",
    "WriteReview",
]


class CommandId(Id):
    """Made by the caller, one per intended change; the same id never takes effect twice. UUIDv7 is best. RULES §18."""
    __slots__ = ()


class UserId(Id):
    """A person as the host knows them. A member's user id and member id are the same bits."""
    __slots__ = ()


class NodeId(Id):
    """A place in the organisation tree."""
    __slots__ = ()


class MemberId(Id):
    """A resident who buys."""
    __slots__ = ()


class MerchantId(Id):
    """A merchant."""
    __slots__ = ()


class SupplierId(Id):
    """A supplier behind a merchant's product."""
    __slots__ = ()


class CategoryId(Id):
    """A category."""
    __slots__ = ()


class ProductId(Id):
    """A product."""
    __slots__ = ()


class SkuId(Id):
    """A SKU: one choice of a product's specs."""
    __slots__ = ()


class StationId(Id):
    """A pickup station."""
    __slots__ = ()


class TradeId(Id):
    """A trade: one payment."""
    __slots__ = ()


class OrderId(Id):
    """An order: one merchant and one way of fulfilment."""
    __slots__ = ()


class PaymentId(Id):
    """A payment report."""
    __slots__ = ()


class RefundId(Id):
    """A refund instruction."""
    __slots__ = ()


class AfterSaleId(Id):
    """An after-sale case."""
    __slots__ = ()


class ReviewId(Id):
    """A review of an order line."""
    __slots__ = ()


class ManifestId(Id):
    """A manifest: one station and one delivery day."""
    __slots__ = ()


class PostingId(Id):
    """A ledger posting."""
    __slots__ = ()


class SettlementId(Id):
    """A settlement: one party and one business day."""
    __slots__ = ()


class WithdrawalId(Id):
    """A withdrawal by a leader or promoter; the number under which it is paid."""
    __slots__ = ()


class PayoutId(Id):
    """A payout: the number under which a channel is instructed."""
    __slots__ = ()


class PayoutBatchId(Id):
    """A batch of payouts."""
    __slots__ = ()


class HoldId(Id):
    """A held payment at a channel that splits: the same bits as its payment, or as its order."""
    __slots__ = ()


class DocumentId(Id):
    """A document that moved money without an order."""
    __slots__ = ()


class ThirdPartySaleId(Id):
    """A sale of a third-party service."""
    __slots__ = ()


class SegmentId(Id):
    """A segment: members who belong together by their tags."""
    __slots__ = ()


class CampaignId(Id):
    """A campaign of any kind: full reduction, timed discount, flash sale, group buy."""
    __slots__ = ()


class GroupId(Id):
    """A group of a group buy."""
    __slots__ = ()


class PresaleId(Id):
    """A presale of a SKU."""
    __slots__ = ()


class CouponId(Id):
    """A coupon in a member's hands."""
    __slots__ = ()


class CouponTemplateId(Id):
    """What coupons are made from."""
    __slots__ = ()


class LevelId(Id):
    """A member level, computed from its code."""
    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptDelivery(Command):
    """The station confirms what arrived 验收. What is missing or damaged is dealt to the latest orders first, which are
    refunded for the missing units; a combo is refunded whole when one of its parts is missing. Every order that keeps
    something becomes ready, and its buyer is told.

    Errors: `not_found`, `wrong_state` unless dispatched (so never twice), and for `arrived[n]` `invalid_field` when the
    SKU is not of the manifest, is named twice, or more arrived than was sent; `invalid_field` `arrived` when a full count
    leaves a SKU out. RULES §7.
    """
    _command: ClassVar[str] = "accept_delivery"
    station: StationId
    """The station."""
    day: datetime.date
    """The delivery day."""
    arrived: Arrived
    """What arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance(Record):
    """What an acceptance did."""
    ready: int
    """Orders that can be collected now."""
    short: list[tuple[OrderId, RefundId]]
    """Orders that went short, the latest first, with their refunds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Record):
    """A party's account for one purpose."""
    party: Party
    """Whose."""
    purpose: AccountPurpose
    """What for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountBalance(Record):
    """The roll-up of an account: the sum of every posting up to where `Gathering` stands. Its balance is this and the
    tail of postings behind that place. Members' accounts have none: their wallet is their balance. DESIGN §3.
    """
    _flat: ClassVar[tuple[str, ...]] = ("account",)
    account: Account
    """Whose account, for what."""
    balance: int
    """The sum of the entries."""
    day: datetime.date | None = None
    """Payable accounts: the day that moved it last …"""
    moved: int = 0
    """… what that day's postings moved, those of settling and paying out not counted: below zero is owed to the party …"""
    waits: bool = False
    """… and whether that waits to be settled."""
    carried: int = 0
    """Payable accounts: what is carried over to the next settlement; below zero the party owes it."""


class AccountPurpose(enum.Enum):
    """What an account is for."""
    CLEARING = "clearing"
    """Money that lies at a payment channel."""
    PENDING = "pending"
    """A party's share of orders that may still come back. Zero for a finished order."""
    PAYABLE = "payable"
    """What a party is owed."""
    COMMISSION = "commission"
    """What a leader or promoter has earned and may withdraw; on the other side: a debt."""
    COMMISSION_FROZEN = "commission_frozen"
    """What lies in a withdrawal that is not decided or not done."""
    TAX_WITHHELD = "tax_withheld"
    """What the platform has withheld as tax and owes to the tax office."""
    PAYOUT_IN_TRANSIT = "payout_in_transit"
    """Handed to the host to be paid, result not known yet."""
    REFUNDING = "refunding"
    """Refunds handed to the host, result not known yet."""
    UNAPPLIED = "unapplied"
    """Money that arrived without a trade to pay."""
    FUNDING = "funding"
    """What a party bears of reductions."""
    POINTS_FUNDING = "points_funding"
    """What an issuer bears of points that were spent, until the month is settled."""
    POINTS_DUE = "points_due"
    """What a party is owed for points that paid its bills, until the month is settled."""
    POINTS_ISSUED = "points_issued"
    """Points that a party has issued, a credit (in points)."""
    POINTS_HELD = "points_held"
    """Points that a member holds, a debit: the lots less the debt of the wallet (in points)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivateMerchant(Command):
    """Lets an approved merchant sell. Errors: `wrong_state` unless approved."""
    _command: ClassVar[str] = "activate_merchant"
    merchant: MerchantId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """Who runs a command or a query, in which tenant. The host makes it after it has authenticated the caller."""
    tenant: TenantId
    user: UserId | None = None
    """`None` is the host itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFavourite(Command):
    """Marks a product as a favourite; one that is marked stays where it is. Errors: `not_found` product,
    `limit_exceeded` beyond 500.
    """
    _command: ClassVar[str] = "add_favourite"
    member: MemberId
    """Whose."""
    product: ProductId
    """What."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSkus(Command):
    """Adds SKUs to a product; options that its axes do not have yet are added to them. It counts as a change of price.
    Errors: as `CreateProduct`.
    """
    _command: ClassVar[str] = "add_skus"
    product: ProductId
    """Which product."""
    skus: list[NewSku]
    """The SKUs to come; with those that are there at most 200."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Address(Record):
    """Where somebody lives."""
    province: str = ""
    """省."""
    city: str = ""
    """市."""
    district: str = ""
    """区."""
    detail: str
    """Street, building, unit, room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceAfterSale(Command):
    """Agrees to a case that its merchant left unanswered: due work. Before its time it is refused; once it is answered nothing
    happens. RULES §11.
    """
    _command: ClassVar[str] = "advance_after_sale"
    case: AfterSaleId
    """The case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceGroup(Command):
    """What happens to a group by itself: it expires, and the paid orders of a group that did not come about are refunded, 20 in
    a step. Due work; refused before its time, nothing when nothing is due any more.
    """
    _command: ClassVar[str] = "advance_group"
    group: GroupId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceHold(Command):
    """Warns before the freeze ends; when it ends, what was not handed out is owed again, and the channel has released the
    rest to the collector by itself. Due work.
    """
    _command: ClassVar[str] = "advance_hold"
    hold: HoldId
    """The held payment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceLevel(Command):
    """What time does to a member's level: the gift of a month that began, the end of its period. Due work; before its time
    nothing happens, twice is once, missed months are caught up.
    """
    _command: ClassVar[str] = "advance_level"
    member: MemberId
    """Whose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceOrder(Command):
    """What happens to an order by itself when its time has come: automatic receipt, reminders to collect and the no-show
    policy, end of the return window, end of reviewing. Due work; refused before its time, nothing when nothing is due any more. RULES §5.
    """
    _command: ClassVar[str] = "advance_order"
    order: OrderId
    """The order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvancePayoutBatch(Command):
    """On its day a batch is released; one that still lacks approvals is told of again each day. Due work."""
    _command: ClassVar[str] = "advance_payout_batch"
    batch: PayoutBatchId
    """Which one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceRating(Command):
    """Looks at a merchant's rating when a day leaves the window or a deadline is over: due work. Before its time it is
    refused. RULES §2.
    """
    _command: ClassVar[str] = "advance_rating"
    merchant: MerchantId
    """Whose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSale(Record):
    """An after-sale case 售后单: units of one order that a member wants to give back. RULES §11."""
    id: AfterSaleId
    """Its id."""
    order: OrderId
    """The order."""
    member: MemberId
    """Who bought it."""
    merchant: MerchantId
    """Who sold it."""
    community: NodeId
    """Where the member lives."""
    kind: CaseKind
    """What is asked for."""
    reason: CaseReason
    """Why."""
    lines: list[CaseLine]
    """What it is about."""
    claim: str
    """The `Claim`, sealed for the member."""
    pictures: list[str]
    """Pictures as the host names them; 2 to 9."""
    state: CaseState
    """Where it stands."""
    history: list[CaseStep]
    """What happened so far, oldest first."""
    refusal: str | None = None
    """Why it was refused."""
    parcel: Shipment | None = None
    """How the goods come back."""
    refund: RefundId | None = None
    """What is paid back."""
    answer_by: datetime.datetime
    """When the system agrees if the merchant has not answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSaleView(Record):
    """A case with its progress, as the parties see it."""
    case: AfterSale
    """The case; its history says what happened when."""
    name: str | None = None
    """王**; `None` after erasure of the member."""
    phone: str | None = None
    """138****1234; `None` after erasure."""
    description: str | None = None
    """What is wrong; `None` after erasure."""


class AftersaleVerdict(Case):
    """What a merchant answers."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AftersaleVerdictAgree(AftersaleVerdict):
    """Agreed: the goods may come back, or the money goes at once."""
    _case: ClassVar[str] = "agree"


@dataclass(frozen=True, slots=True, kw_only=True)
class AftersaleVerdictRefuse(AftersaleVerdict):
    """Refused."""
    _case: ClassVar[str] = "refuse"
    reason: str
    """Why; told to the member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAfterSale(Command):
    """The merchant, or the property company for it, answers a case. Errors: `wrong_state` once it is answered, `invalid_field`
    for a refusal without a reason. RULES §11.
    """
    _command: ClassVar[str] = "answer_after_sale"
    case: AfterSaleId
    """The case."""
    verdict: AftersaleVerdict
    """What is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReview(Command):
    """The merchant answers a review, once. Errors: `already_exists` for the second answer, `invalid_field` for an empty one.
    RULES §16.
    """
    _command: ClassVar[str] = "answer_review"
    review: ReviewId
    """The review."""
    text: str
    """What is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyAfterSale(Command):
    """A member asks for their money back for units of an order that is on its way or received. Without a reason only inside
    the return window of what supports it, and only against the goods; for quality reasons always.

    Errors: `wrong_state` before shipping or after closing, `invalid_field` naming `kind`, `reason`, the line, `pictures`
    (fewer than 2), or a field of `claim`, `limit_exceeded` for too many pictures or cases. RULES §11.
    """
    _command: ClassVar[str] = "apply_after_sale"
    order: OrderId
    """The order."""
    kind: CaseKind
    """Against the goods or not."""
    reason: CaseReason
    """Why."""
    lines: list[ClaimedLine]
    """What of the order."""
    claim: Claim
    """Name, phone and description."""
    pictures: list[str]
    """At least 2 (the product, the order), at most 9, as the host names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointPromoter(Command):
    """Makes a member a promoter, or lets one who ended promote again. Who brought them is the promoter to whom they are
    bound now; that is fixed from here on, whatever the policy. Nobody earns anything by it. Errors: `not_found` member or
    kind, `already_exists`.
    """
    _command: ClassVar[str] = "appoint_promoter"
    member: MemberId
    """Who."""
    kind: str
    """The code of their kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePayoutBatch(Command):
    """A person says that a batch may be paid. When enough did and its day has come it is released. Errors: `already_exists`
    when the same person approved it before, `denied` for the host itself, `wrong_state` when it waits no longer.
    """
    _command: ClassVar[str] = "approve_payout_batch"
    batch: PayoutBatchId
    """Which one."""
    total: Money
    """What the person saw: it is refused when the batch comes to something else."""


class Arrived(Case):
    """What a station enters about a delivery. RULES §7."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedAsSent(Arrived):
    """Everything, in good order."""
    _case: ClassVar[str] = "as_sent"


@dataclass(frozen=True, slots=True)
class ArrivedExcept(Arrived):
    """Everything but these."""
    _case: ClassVar[str] = "except"
    value: list[ArrivedItem]


@dataclass(frozen=True, slots=True)
class ArrivedCounted(Arrived):
    """Counted in full: every SKU of the manifest is named."""
    _case: ClassVar[str] = "counted"
    value: list[ArrivedItem]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedItem(Record):
    """How many units of one SKU arrived in good order."""
    sku: SkuId
    """Which SKU of the manifest."""
    units: int
    """How many; at most as many as were sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis(Record):
    """One axis of a product's specs, e.g. 规格: 5斤 | 10斤."""
    name: str
    """Its name."""
    options: list[str]
    """Its options; at most 50."""


class Basis(enum.Enum):
    """What a full reduction is computed from. RULES §4 step 2."""
    ORIGINAL = "original"
    """What the lines cost after step 1."""
    RUNNING = "running"
    """What is left of them after the lanes before."""


class BatchState(enum.Enum):
    """Where a batch stands."""
    WAITING = "waiting"
    """For its day, for its approvals, or for both."""
    RELEASED = "released"
    """Its payouts were handed to the host."""
    REJECTED = "rejected"
    """A person refused it; its payouts are owed again."""


class Because(Case):
    """Why something is recommended."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class BecauseBoughtTogether(Because):
    """It is often bought together with this, which the member bought."""
    _case: ClassVar[str] = "BoughtTogether"
    value: ProductId


@dataclass(frozen=True, slots=True, kw_only=True)
class BecauseRule(Because):
    """A rule says so, in these words, because the member bought this."""
    _case: ClassVar[str] = "Rule"
    bought: ProductId
    """What the member bought."""
    reason: str
    """The rule's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BecauseSellsWell(Because):
    """It sells well where the member lives."""
    _case: ClassVar[str] = "SellsWell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill(Record):
    """What a property bill has to do with points: those that paid a part of it, and those that paying it earned. One per
    node and bill number. RULES §13.
    """
    node: NodeId
    """The node whose bill it is: the member's community or a node above it."""
    number: str
    """The host's number of the bill."""
    member: MemberId
    """Whose."""
    spent: BillSpending | None = None
    """Points that pay a part of it."""
    paid: BillPaid | None = None
    """Points that paying it earned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillAnswer(Record):
    """What points do on a bill."""
    points: Points
    """How many points moved."""
    value: Money
    """What they are worth."""


class BillKind(enum.Enum):
    """What a line of a bill is."""
    PAYMENT = "payment"
    """A member's payment came in."""
    REFUND = "refund"
    """A refund went out."""
    PAYOUT = "payout"
    """A payout went out."""
    PAYOUT_RETURNED = "payout_returned"
    """A payout came back."""
    FEE = "fee"
    """The channel kept a fee."""
    TRANSFER_IN = "transfer_in"
    """Money came in from another channel."""
    TRANSFER_OUT = "transfer_out"
    """Money was passed on to another channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillPaid(Record):
    """A bill that was paid in money."""
    at: datetime.datetime
    """When it was reported."""
    amount: Money
    """How much was paid."""
    points: Points
    """The points that it earned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillProfile(Record):
    """How a channel writes its bill. The presets are what the channels document; a host keeps its own as JSON."""
    separator: str
    """The separator, one ASCII character."""
    cut: str = ""
    """What is cut off at the beginning of each field (`` ` `` in WeChat's bills), beside blanks and tabs."""
    ends_with: str | None = None
    """A line that begins with this ends the table (totals follow)."""
    comment: str | None = None
    """Lines that begin with this are no lines of the table."""
    kind: str
    """The column that says what a line is."""
    kinds: list[KindRule]
    """The kinds of lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillSpending(Record):
    """Points that pay a part of a bill."""
    at: datetime.datetime
    """When."""
    amount: Money
    """What the bill was about."""
    value: Money
    """What the points are worth."""
    uses: list[LotUse]
    """The points, by lot."""
    funding: list[tuple[Party, Money]]
    """Who pays for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BindReferral(Command):
    """A member came by a promoter's card or link: binds them as the policy of their community says. Errors: `invalid_field`
    when somebody refers themself, `not_found` member or promoter, also one who ended.
    """
    _command: ClassVar[str] = "bind_referral"
    member: MemberId
    """Who came."""
    promoter: MemberId
    """Whose card or link it was."""
    via: ReferralVia
    """Which of the two."""


class Binding(enum.Enum):
    """What a visit did."""
    BOUND = "bound"
    """The buyer is bound to this promoter now."""
    KEPT = "kept"
    """The buyer was bound before, and that holds."""
    FIXED = "fixed"
    """Promoters' own bindings are fixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookDocument(Command):
    """Books a document: it moves its amount between the accounts that its kind names, today. What touches a payable account
    enters that party's next settlement. The same document again changes nothing. Errors: `already_exists` for a number of
    the kind with other content, `not_found` for a party that is not there, `invalid_field`.
    """
    _command: ClassVar[str] = "book_document"
    _flat: ClassVar[tuple[str, ...]] = ("kind",)
    kind: DocumentKind
    """What it moves."""
    number: str
    """The paper's number; unique per kind."""
    amount: Money
    """How much, above zero."""
    note: str = ""
    """What it is for."""
    period: tuple[datetime.date, datetime.date] | None = None
    """The days that it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCalendar(Record):
    """Which days are working days: Monday to Friday, less `holidays`, plus `extra_working_days` (调休). RULES §1."""
    holidays: set[datetime.date] = field(default_factory=set)
    """Weekdays without work."""
    extra_working_days: set[datetime.date] = field(default_factory=set)
    """Weekend days with work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyersCode(Record):
    """A buyer's pickup code. Its `Debug` does not show the digits."""
    station: StationId
    """Where it opens the order."""
    digits: str | None = field(default=None, repr=False)
    """The digits while they open something or will."""
    status: PickupStatus
    """Where the pickup stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Record):
    """One call of the plan."""
    _flat: ClassVar[tuple[str, ...]] = ("kind",)
    number: int
    """Its number in the plan, from 1; with the hold's id the number under which the channel is called."""
    kind: CallKind
    """What it does."""
    state: PayoutState
    """Where it stands."""
    not_before: datetime.datetime
    """Not before this moment."""
    attempts: int = 0
    """How often it was handed out, always under the same number."""
    word_at: datetime.datetime | None = None
    """When it was done, by the channel's clock."""


class CallKind(Case):
    """What a call does."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "call"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallKindSplit(CallKind):
    """Divides a part of the frozen money."""
    _case: ClassVar[str] = "split"
    pieces: list[Piece]
    """Over whom; at most the channel's number of receivers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallKindReturn(CallKind):
    """Takes back from one receiver what was split to them."""
    _case: ClassVar[str] = "return"
    party: Party
    """From whom."""
    amount: Money
    """How much."""
    of: int
    """By which call they got it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallKindRefund(CallKind):
    """Pays back to the buyer. Its result is reported as that of the refund."""
    _case: ClassVar[str] = "refund"
    refund: RefundId
    """Which one."""
    amount: Money
    """How much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallKindUnfreeze(CallKind):
    """Releases what is left to the collector; nothing can be split afterwards."""
    _case: ClassVar[str] = "unfreeze"


class CallResult(Case):
    """What a channel says about a call."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "result"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallResultAccepted(CallResult):
    """It took the call."""
    _case: ClassVar[str] = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallResultUnknown(CallResult):
    """No usable answer came."""
    _case: ClassVar[str] = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallResultDone(CallResult):
    """It was done, for all receivers but these."""
    _case: ClassVar[str] = "done"
    failed: list[Party] = field(default_factory=list)
    """Receivers of a split who did not get their piece: they are owed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallResultFailed(CallResult):
    """It was refused."""
    _case: ClassVar[str] = "failed"
    reason: str
    """What the channel said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign(Record):
    """A campaign. Orders keep what it gave them; changing or ending it touches none of them. RULES §15."""
    _flat: ClassVar[tuple[str, ...]] = ("terms",)
    id: CampaignId
    """Its id."""
    owner: Owner
    """Whose."""
    terms: CampaignTerms
    """What it is."""
    ended: bool = False
    """Whether it is over, by hand or by time."""


class CampaignOffer(Case):
    """What a campaign does to prices."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "kind"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignOfferTimed(CampaignOffer):
    """限时折扣: a lower unit price."""
    _case: ClassVar[str] = "timed"
    price: TimedOffer
    """How much lower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignOfferFull(CampaignOffer):
    """满减, 满折, 满赠."""
    _case: ClassVar[str] = "full"
    lane: int = 0
    """Which lane; in each lane of the owner the best one wins, lower ones come first."""
    basis: Basis = field(default_factory=lambda: Basis.RUNNING)
    """What it is computed from."""
    benefit: FullBenefit
    """What it gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignTerms(Record):
    """What can be changed of a campaign. It is told whole, so that nothing is left to guess."""
    name: str
    """What people call it."""
    window: Window
    """When it holds."""
    scope: Scope = field(default_factory=lambda: Scope())
    """Which lines it is about."""
    funder: Funder = field(default_factory=lambda: FunderMerchant())
    """Who bears it. A merchant's own staff can only let the merchant bear it."""
    segment: SegmentId | None = None
    """For which segment only; `None`: for everybody. Who is not in it on the day of the order sees nothing of it. A merchant's
    own staff knows no segments.
    """
    offer: CampaignOffer
    """What it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelGroup(Command):
    """Ends a running group: its paid orders are refunded. Errors: `wrong_state` unless it is running."""
    _command: ClassVar[str] = "cancel_group"
    group: GroupId
    """Which."""
    reason: str
    """Why; not empty. It is kept with the command in the audit trail of the host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelLine(Record):
    """Units of a line that are no longer wanted."""
    line: int
    """The line's place in the order, from 0."""
    quantity: int
    """How many, 1 up to what is left of the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOrder(Command):
    """Cancels a paid order that was not shipped, whole or in part; the refund is automatic. Errors: `wrong_state` once it is
    shipped, `invalid_field` naming the line.
    """
    _command: ClassVar[str] = "cancel_order"
    order: OrderId
    """The order."""
    lines: list[CancelLine] = field(default_factory=list)
    """What of it; empty: all that is left."""
    reason: str | None = None
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTrade(Command):
    """The member no longer wants an unpaid trade. Errors: `wrong_state` once it is paid or closed."""
    _command: ClassVar[str] = "cancel_trade"
    trade: TradeId
    """The trade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CartItem(Record):
    """What a line of a cart is now."""
    product: ProductId
    """The SKU's product."""
    merchant: MerchantId
    """Who sells it."""
    name: str
    """The product's name."""
    spec: list[str]
    """One option per axis of the product."""
    price: Money
    """What one costs."""
    picture: str | None = None
    """The product's first picture."""
    available: int
    """Units that can be ordered now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CartLine(Record):
    """One line of a cart."""
    sku: SkuId
    """What."""
    fulfilment: Fulfilment
    """How it is to reach the buyer."""
    quantity: int
    """How many."""
    added_at: datetime.datetime
    """When it was put in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CartLineView(Record):
    """A line of a cart at current prices."""
    line: CartLine
    """What the member put in."""
    item: CartItem | None = None
    """What that is now; `None` when the SKU is not there or under review."""
    not_sold: NotSold | None = None
    """Why it cannot be bought now; `None`: it can, though perhaps fewer units than wanted."""


class CartUse(enum.Enum):
    """What happens to the member's cart."""
    KEEP = "keep"
    """It stays as it is."""
    REMOVE_BOUGHT = "remove_bought"
    """What was bought leaves it."""


class CaseEvent(enum.Enum):
    """What moves an after-sale case."""
    APPLY = "apply"
    """The member asks."""
    AGREE = "agree"
    """The merchant agrees, or did not answer in time."""
    REFUSE = "refuse"
    """The merchant refuses, with a reason."""
    WITHDRAW = "withdraw"
    """The member no longer wants it."""
    SEND_BACK = "send_back"
    """The member says how the goods come back."""
    GOODS_BACK = "goods_back"
    """The goods are back."""
    REFUND = "refund"
    """Nothing has to come back: the refund is instructed."""
    FINISH = "finish"
    """The refund was paid."""
    OVERTAKE = "overtake"
    """Everything that it was about was refunded otherwise."""


class CaseKind(enum.Enum):
    """What a member asks for. RULES §11."""
    RETURN = "return"
    """退货退款: the goods come back, then the money."""
    REFUND_ONLY = "refund_only"
    """仅退款: the money comes back; nothing has to be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine(Record):
    """Units of an order line that a case is about."""
    line: int
    """The line's place in the order, from 0."""
    quantity: int
    """How many."""
    sellable: int | None = None
    """How many of them came back in good order and are sold again; `None` until they are back."""


class CaseReason(enum.Enum):
    """Why. RULES §11."""
    NO_REASON = "no_reason"
    """七天无理由: only inside the return window, and only what supports it."""
    QUALITY = "quality"
    """Damaged, spoilt or not working."""
    WRONG_GOODS = "wrong_goods"
    """Another thing, or fewer, than was bought."""
    NOT_RECEIVED = "not_received"
    """It never came."""


class CaseState(enum.Enum):
    """Where an after-sale case stands. RULES §11."""
    APPLIED = "applied"
    """待处理: the merchant has to answer."""
    AGREED = "agreed"
    """待退货: agreed to; the goods have to come back."""
    REFUNDING = "refunding"
    """退款中: the refund is instructed."""
    DONE = "done"
    """已完成: paid back."""
    REFUSED = "refused"
    """已拒绝, with a reason."""
    WITHDRAWN = "withdrawn"
    """已撤销: by the member, or because nothing of it was left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep(Record):
    """One step of a case, so that its progress can be followed."""
    event: CaseEvent
    """What happened."""
    at: datetime.datetime
    """When."""
    by: UserId | None = None
    """Who did it; `None`: the system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category(Record):
    """A category; the tree has at most 5 levels. RULES §3."""
    id: CategoryId
    """Its id."""
    parent: CategoryId | None = None
    """The category above."""
    path: list[CategoryId]
    """From the top down to itself."""
    code: str
    """Its short code; unique in the tenant. Used by imports."""
    name: str
    """Its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryTree(Record):
    """A category with those below it."""
    category: Category
    """The category."""
    children: list[CategoryTree]
    """Those directly below, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCampaign(Command):
    """Changes a campaign that is not over, for quotes and orders from now on. Errors: as `CreateCampaign`, `wrong_state`."""
    _command: ClassVar[str] = "change_campaign"
    campaign: CampaignId
    """Which."""
    terms: CampaignTerms
    """What it is from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCategory(Command):
    """Renames a category. Errors: `invalid_field`, `not_found`."""
    _command: ClassVar[str] = "change_category"
    category: CategoryId
    """Which."""
    name: str
    """Its new name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMember(Command):
    """Changes a member's personal data or preferred station; `None` stays as it is."""
    _command: ClassVar[str] = "change_member"
    member: MemberId
    """Whose."""
    profile: Profile | None = None
    """New personal data, whole."""
    station: StationId | None = None
    """New preferred station."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMerchant(Command):
    """Changes a merchant's data; `None` stays as it is. Before review (draft, rejected) everything, afterwards only contact
    and phone; nothing while it is being reviewed or after it was delisted. Errors: `invalid_field`, `wrong_state`.
    """
    _command: ClassVar[str] = "change_merchant"
    merchant: MerchantId
    """Whose."""
    name: str | None = None
    """Its name."""
    contact: str | None = None
    """Whom to call there."""
    phone: str | None = None
    """The business's phone number."""
    kind: MerchantKind | None = None
    """How it takes part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProduct(Command):
    """Replaces what can be changed of a product; its state stays, unless the node wants to review a merchant's change of name
    or pictures again. Errors: `invalid_field`, `limit_exceeded`, `not_found`, `wrong_state`.
    """
    _command: ClassVar[str] = "change_product"
    product: ProductId
    """Which."""
    details: ProductDetails
    """Everything that can be changed, whole; `ProductDetails::of` gives what is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings(Command):
    """Sets some settings of a node. Errors: `invalid_field` naming the setting."""
    _command: ClassVar[str] = "change_settings"
    node: NodeId
    """The node."""
    set: SettingsPatch
    """What to set; `None` stays as it is."""
    inherit: list[str] = field(default_factory=list)
    """Settings to inherit again, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSkuPrices(Command):
    """Sets prices of SKUs of one product. Errors: `invalid_field` naming the price, `limit_exceeded` beyond 200,
    `wrong_state`.
    """
    _command: ClassVar[str] = "change_sku_prices"
    product: ProductId
    """Which product."""
    prices: list[SkuPrices]
    """New prices; SKUs that are not named keep theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStation(Command):
    """Changes what is said of a station; `None` stays as it is. Delivery days that are open keep the route that they were
    opened with. Errors: `not_found`, `invalid_field`.
    """
    _command: ClassVar[str] = "change_station"
    station: StationId
    """Which."""
    name: str | None = None
    """New name."""
    leader_name: str | None = None
    """New leader."""
    leader_phone: str | None = None
    """The leader's new business phone."""
    address: Address | None = None
    """New address, whole."""
    position: tuple[int, int] | None = None
    """New place on the map."""
    route: str | None = None
    """New route."""
    region: str | None = None
    """New region."""
    hours: str | None = None
    """New hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelProfile(Record):
    """A channel that keeps each payment frozen until it is divided over its receivers, and its limits."""
    channel: str
    """The channel's name, as payments report it as their provider."""
    collector: Collector
    """Who collects; everybody else is "others"."""
    others: decimal.Decimal
    """At most this part of a transaction goes to others."""
    requests: int
    """Most split requests per transaction."""
    receivers: int
    """Most receivers of one request."""
    after_seconds: int
    """Seconds after the payment before which nothing is split."""
    freeze_days: int
    """Days after the payment on which the channel unfreezes by itself; nothing is split afterwards."""
    return_days: int
    """Days after a split in which it can be taken back …"""
    returns: ReturnsFrom
    """… and from whom."""
    warn_days: int
    """Days before the end of the freeze from which on people are warned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasePayout(Command):
    """A payout about which the channel said nothing final in time becomes unknown, and people are told, again and again,
    until it is known. Due work.
    """
    _command: ClassVar[str] = "chase_payout"
    payout: PayoutId
    """Which one."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Claim(Record):
    """What the member says, with name and phone. Stored sealed with the member's own key; never printed."""
    name: str
    """Whom to ask."""
    phone: str
    """Digits, may begin with +."""
    description: str
    """What is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCoupon(Command):
    """A member takes a coupon that can be claimed. Answers it.

    Errors: `limit_exceeded` naming `total`, `per_member` or `coupons` (a member holds at most 200), `wrong_state` for
    templates that are closed, over or not to be claimed, `not_sold` elsewhere.
    """
    _command: ClassVar[str] = "claim_coupon"
    member: MemberId
    """Who."""
    template: CouponTemplateId
    """Of what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedLine(Record):
    """Units of a line that a member wants to give back."""
    line: int
    """The line's place in the order, from 0."""
    quantity: int
    """How many, 1 up to what is neither refunded nor in an open case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearCart(Command):
    """Empties a cart; an empty one stays as it is."""
    _command: ClassVar[str] = "clear_cart"
    member: MemberId
    """Whose cart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearingAge(Record):
    """Money that lies at a channel, and since when."""
    balance: int
    """What lies there; below zero more was paid out than came in."""
    since: datetime.date | None = None
    """The day on which the oldest part of it came in (below zero: went out), first in first out; `None` at zero."""
    older: bool
    """Whether it is as old as can be seen: older than 400 days that moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCouponTemplate(Command):
    """Issues no more coupons of a template; those that members hold stay good. Closing it again changes nothing."""
    _command: ClassVar[str] = "close_coupon_template"
    template: CouponTemplateId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDay(Command):
    """Closes the books of a business day that is over; days are closed in their order. A day that is closed already, or a
    tenant to which nothing was ever posted, is left as it is. Errors: `invalid_field` for a day that is not over, or
    before which another one is open.
    """
    _command: ClassVar[str] = "close_day"
    day: datetime.date
    """The day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseStationDay(Command):
    """Closes a station's delivery day when its cut-off has passed: no order joins it any more. Due work. Errors:
    `not_found` without a paid order, `wrong_state` before the cut-off or when it is closed already. RULES §7.
    """
    _command: ClassVar[str] = "close_station_day"
    station: StationId
    """The station."""
    day: datetime.date
    """The delivery day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEnd(Record):
    """The end of a pickup code."""
    how: CodeUse
    """How."""
    at: datetime.datetime
    """When."""


class CodeLookUp(Case):
    """What a code is found to be. The answer is kept in the log, so it names the order and no person:
    `pickup_buyer` tells who collects.
    """
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLookUpValid(CodeLookUp):
    """It opens this order."""
    _case: ClassVar[str] = "valid"
    order: OrderId
    """The order."""
    items: list[PickupItem]
    """What is to be handed over."""


@dataclass(frozen=True, slots=True)
class CodeLookUpRefused(CodeLookUp):
    """It opens nothing."""
    _case: ClassVar[str] = "refused"
    value: CodeRefusal


class CodeRefusal(Case):
    """Why a code opens nothing now."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRefusalNotYetArrived(CodeRefusal):
    """The station has not accepted the delivery yet."""
    _case: ClassVar[str] = "not_yet_arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRefusalAlreadyUsed(CodeRefusal):
    """It has opened its order before."""
    _case: ClassVar[str] = "already_used"
    at: datetime.datetime
    """When."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRefusalExpired(CodeRefusal):
    """Its order was cancelled or refunded whole."""
    _case: ClassVar[str] = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRefusalInvalid(CodeRefusal):
    """This station has no such code; a code of another station is answered in the same way. Counted as a miss."""
    _case: ClassVar[str] = "invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRefusalBlocked(CodeRefusal):
    """Too many misses by this operator at this station; right codes are refused too."""
    _case: ClassVar[str] = "blocked"
    until: datetime.datetime
    """When the operator may try again."""


class CodeUse(enum.Enum):
    """How a pickup code ended."""
    USED = "used"
    """It opened its order, or the buyer said that they have it."""
    VOID = "void"
    """Its order was cancelled or refunded whole."""


class Collection(enum.Enum):
    """Which orders of a delivery day a list shows."""
    COLLECTED = "collected"
    """Handed over."""
    NOT_COLLECTED = "not_collected"
    """Not handed over yet: on the way, or waiting at the station."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionEntry(Record):
    """One order of the collected or not collected list."""
    buyer: PickupBuyer
    """Who, masked."""
    order: PickupOrder
    """The order."""


class Collector(Case):
    """Who owns the account into which payments go."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "kind"
    _content: ClassVar[str | None] = "party"


@dataclass(frozen=True, slots=True)
class CollectorOne(Collector):
    """One party for all payments; one payment is one transaction of the channel."""
    _case: ClassVar[str] = "one"
    value: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectorMerchantOfOrder(Collector):
    """The merchant of each order; each order of a payment is a transaction of the channel."""
    _case: ClassVar[str] = "merchant_of_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComboPart(Record):
    """A part of a combo."""
    sku: SkuId
    """Which SKU, of the same merchant, itself not a combo."""
    quantity: int
    """How many of it in one combo."""


class CommissionPayout(enum.Enum):
    """How leaders and promoters get what they have earned."""
    SETTLEMENT = "settlement"
    """It is settled on the next working day, like what is due to merchants."""
    WITHDRAWAL = "withdrawal"
    """They withdraw it when they like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionStatement(Record):
    """What a leader or promoter has earned, in total. The detail is `Engine::statement`. RULES §7."""
    pending: Money
    """Of orders that may still come back."""
    unpaid: Money
    """Earned and not paid yet, at least zero: what can be withdrawn, or is settled next."""
    frozen: Money
    """In withdrawals and payouts whose result is not known."""
    paid: Money
    """Paid."""
    debt: Money
    """What was paid although it came back later: later income pays it first."""
    total: Money
    """All of it: pending, unpaid, frozen and paid, less the debt."""


class Condition(Case):
    """What must be so of a member. RULES §15."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "if"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionBoughtCategory(Condition):
    """Bought goods of a category, or of one below it, in at least so many orders of the last days. Of a member's last 100
    purchases (a category on a day is one).
    """
    _case: ClassVar[str] = "bought_category"
    category: CategoryId
    """Which."""
    times: int
    """In how many orders, 1–1,000."""
    days: int
    """In how many days, today counted, 1–365."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionSpent(Condition):
    """Paid at least so much in all, refunds taken off."""
    _case: ClassVar[str] = "spent"
    at_least: Money
    """How much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionOrdered(Condition):
    """Has at least so many paid orders."""
    _case: ClassVar[str] = "ordered"
    at_least: int
    """How many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionNoOrderFor(Condition):
    """Bought once, but nothing for so many days."""
    _case: ClassVar[str] = "no_order_for"
    days: int
    """How many, 1–3,650."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionNewWithin(Condition):
    """The first order was in the last days."""
    _case: ClassVar[str] = "new_within"
    days: int
    """How many, today counted, 1–365."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmGoodsBack(Command):
    """The merchant or the station has the goods of a case again; the refund is instructed. Units that are not named cannot be
    sold again. Gifts go back with the last of what was bought; those that are kept are charged, as far as money goes
    back, at the price that the order says, or at that of today where the merchant gave them at its own cost. Errors: `wrong_state` unless the goods are awaited, `invalid_field` naming the line. RULES §11.
    """
    _command: ClassVar[str] = "confirm_goods_back"
    case: AfterSaleId
    """The case."""
    lines: list[GoodsBack] = field(default_factory=list)
    """What can be sold again."""
    kept_gifts: list[KeptGift] = field(default_factory=list)
    """Gifts that should have come back and did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPickup(Command):
    """Hands an order over against its code: everything is examined again, the code is used up and the order received, once,
    however many try at the same time. Misses count as in `LookUpPickupCode`. RULES §6.
    """
    _command: ClassVar[str] = "confirm_pickup"
    station: StationId
    """The operator's station."""
    code: str = field(repr=False)
    """What the resident says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmReceipt(Command):
    """The member says that an order arrived. Errors: `wrong_state`, also for what is collected while the station has not
    accepted it. RULES §5.
    """
    _command: ClassVar[str] = "confirm_receipt"
    order: OrderId
    """The order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectStock(Command):
    """Adds what was found, or takes off what is broken or missing. All lines or none. Errors: `out_of_stock` when less is
    available than is to be taken off, `invalid_field`, `limit_exceeded`.
    """
    _command: ClassVar[str] = "correct_stock"
    merchant: MerchantId
    """Whose SKUs."""
    lines: list[StockLine]
    """1 to 1,000 lines; units above or below zero."""
    reason: str
    """Why; not empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupon(Record):
    """A coupon in a member's hands. RULES §15."""
    _flat: ClassVar[tuple[str, ...]] = ("state",)
    id: CouponId
    """Its id."""
    template: CouponTemplateId
    """What it was made from."""
    member: MemberId
    """Whose."""
    window: Window
    """When it can be used."""
    issued_at: datetime.datetime
    """When the member got it."""
    origin: CouponOrigin
    """How."""
    state: CouponState
    """Where it stands."""
    warn_at: datetime.datetime | None = None
    """When the member is warned that it expires; `None` once that is done."""
    recalled: bool = False
    """The order that brought it was refunded while a trade held it: when that trade closes it is taken back."""


class CouponBenefit(Case):
    """What a coupon takes off."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class CouponBenefitAmount(CouponBenefit):
    """An amount."""
    _case: ClassVar[str] = "amount"
    value: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponBenefitPercent(CouponBenefit):
    """A part, rounded once per line."""
    _case: ClassVar[str] = "percent"
    off: decimal.Decimal
    """0.2 for 8折."""
    cap: Money | None = None
    """At most this much; `None`: no cap."""


class CouponChoice(Case):
    """Which coupons to use."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "use"
    _content: ClassVar[str | None] = "coupons"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponChoiceNone(CouponChoice):
    """None."""
    _case: ClassVar[str] = "none"


@dataclass(frozen=True, slots=True)
class CouponChoiceNamed(CouponChoice):
    """These, as far as they apply; of two that exclude each other the one named first."""
    _case: ClassVar[str] = "named"
    value: list[CouponId]


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponChoiceBest(CouponChoice):
    """Those that take most off together."""
    _case: ClassVar[str] = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponOffer(Record):
    """A coupon that the member holds. RULES §4 step 3, §15."""
    coupon: CouponId
    """Which."""
    issuer: Issuer = field(default_factory=lambda: IssuerPlatform())
    """A merchant's coupon, or one of the platform or a property company."""
    window: Window
    """When it can be used."""
    scope: Scope = field(default_factory=lambda: Scope())
    """Which lines."""
    threshold: Money = Money.ZERO
    """What the lines in scope must still cost; zero: no threshold."""
    benefit: CouponBenefit
    """What it takes off."""
    funder: Funder = field(default_factory=lambda: FunderMerchant())
    """Who bears it."""


class CouponOrigin(Case):
    """How a member came by a coupon."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "how"
    _content: ClassVar[str | None] = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponOriginClaimed(CouponOrigin):
    """By claiming it."""
    _case: ClassVar[str] = "claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponOriginGiven(CouponOrigin):
    """The owner gave it."""
    _case: ClassVar[str] = "given"


@dataclass(frozen=True, slots=True)
class CouponOriginTriggered(CouponOrigin):
    """An order brought it."""
    _case: ClassVar[str] = "triggered"
    value: OrderId


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponOriginLevel(CouponOrigin):
    """The member's level brought it. RULES §14."""
    _case: ClassVar[str] = "level"


class CouponSource(Case):
    """How members come by a template's coupons."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponSourceClaimed(CouponSource):
    """They claim them."""
    _case: ClassVar[str] = "claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponSourceGiven(CouponSource):
    """The owner gives them."""
    _case: ClassVar[str] = "given"


@dataclass(frozen=True, slots=True)
class CouponSourceTriggered(CouponSource):
    """A paid order brings them."""
    _case: ClassVar[str] = "triggered"
    value: CouponTrigger


class CouponState(Case):
    """Where a coupon stands."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "state"
    _content: ClassVar[str | None] = "trade"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponStateHeld(CouponState):
    """The member can use it."""
    _case: ClassVar[str] = "held"


@dataclass(frozen=True, slots=True)
class CouponStateLocked(CouponState):
    """An unpaid trade holds it."""
    _case: ClassVar[str] = "locked"
    value: TradeId


@dataclass(frozen=True, slots=True)
class CouponStateUsed(CouponState):
    """A paid trade used it."""
    _case: ClassVar[str] = "used"
    value: TradeId


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponStateExpired(CouponState):
    """It was not used in time."""
    _case: ClassVar[str] = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponStateTakenBack(CouponState):
    """The order that brought it was refunded."""
    _case: ClassVar[str] = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponTemplate(Record):
    """What coupons are made from. Counter: how many were issued less those taken back. RULES §15."""
    _flat: ClassVar[tuple[str, ...]] = ("terms",)
    id: CouponTemplateId
    """Its id."""
    owner: Owner
    """Whose."""
    terms: CouponTerms
    """What its coupons are."""
    closed: bool = False
    """No more coupons are issued; those that members hold stay good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponTerms(Record):
    """What coupons are and how they are had. Never changed, so that a coupon stays what it was when the member got it."""
    name: str
    """What people call it."""
    benefit: CouponBenefit
    """What it takes off."""
    threshold: Money = Money.ZERO
    """What the lines in scope must still cost."""
    scope: Scope = field(default_factory=lambda: Scope())
    """Which lines it is about."""
    funder: Funder = field(default_factory=lambda: FunderMerchant())
    """Who bears it. A merchant's own staff can only let the merchant bear it."""
    validity: Validity
    """When it can be used."""
    source: CouponSource
    """How members come by it."""
    total: int | None = None
    """Most coupons in all; `None`: no limit."""
    per_member: int | None = None
    """Most coupons of one member, used ones counted; `None`: no limit."""


class CouponTrigger(Case):
    """What an order must be to bring a coupon. RULES §15."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "when"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponTriggerSpends(CouponTrigger):
    """Lines of one order in scope cost so much after reductions, points not deducted: fresh food ≥ 100.00."""
    _case: ClassVar[str] = "spends"
    scope: Scope
    """Which lines."""
    from_: Money
    """How much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponTriggerFirstOrder(CouponTrigger):
    """The member's first paid order with lines in scope since the template is there: the first takeaway order."""
    _case: ClassVar[str] = "first_order"
    scope: Scope
    """Which lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponView(Record):
    """A coupon with what it is."""
    coupon: Coupon
    """The coupon."""
    template: CouponTemplate
    """What it was made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCampaign(Command):
    """Makes a campaign of a property company, the platform or a merchant. Answers its id.

    Errors: `invalid_field` and `limit_exceeded` naming the field, `not_found` for what it is about or gives, `denied` when
    a merchant's own staff lets others bear it.
    """
    _command: ClassVar[str] = "create_campaign"
    owner: Owner
    """Whose."""
    terms: CampaignTerms
    """What it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCategory(Command):
    """Adds a category; without a parent it is a top category. Errors: `invalid_field`, `not_found` parent, `limit_exceeded`
    depth, `already_exists` code.
    """
    _command: ClassVar[str] = "create_category"
    parent: CategoryId | None = None
    """The category above."""
    code: str
    """Its short code; unique in the tenant, used by imports."""
    name: str
    """Its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCouponTemplate(Command):
    """Makes a template of coupons. Answers its id.

    Errors: `invalid_field` and `limit_exceeded` naming the field, `not_found` for what it is about, `denied` when a
    merchant's own staff lets others bear it.
    """
    _command: ClassVar[str] = "create_coupon_template"
    owner: Owner
    """Whose."""
    terms: CouponTerms
    """What its coupons are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateNode(Command):
    """Adds a node below another. Errors: `not_found` parent, `limit_exceeded` depth."""
    _command: ClassVar[str] = "create_node"
    parent: NodeId
    """The place above."""
    kind: str
    """What its level is called, e.g. 项目."""
    name: str
    """Its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateProduct(Command):
    """Creates a product with its SKUs in one step, as a draft. Errors: `invalid_field` and `limit_exceeded` naming the field,
    `not_found` merchant, category or supplier, `already_exists` for a code that the merchant has used, `wrong_state` when
    the merchant is delisted.
    """
    _command: ClassVar[str] = "create_product"
    merchant: MerchantId
    """Who sells it."""
    code: str
    """The merchant's own code for it; unique per merchant."""
    kind: ProductKind
    """What it is."""
    details: ProductDetails
    """What can be changed of it later."""
    axes: list[Axis]
    """Its spec axes; at most 5. Without any it has exactly one SKU."""
    skus: list[NewSku]
    """Its SKUs, 1 to 200: one per chosen combination of options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateSale(Command):
    """Makes a flash sale or a group buy of one SKU. A flash sale takes its quota out of the SKU's stock at once; a combo's out
    of its parts'. RULES §15.

    Errors: `invalid_field` naming the field (another merchant's SKU, a window that is over, backwards or longer than 366
    days, a price below zero or above the SKU's, a size, hours or limit out of bounds), `out_of_stock` naming `quota`.
    """
    _command: ClassVar[str] = "create_sale"
    _flat: ClassVar[tuple[str, ...]] = ("kind",)
    merchant: MerchantId
    """Whose SKU."""
    node: NodeId
    """For whom: members of communities at or below this node."""
    sku: SkuId
    """What."""
    kind: SaleKind
    """Flash sale, or group buy with what makes a group."""
    starts_at: datetime.datetime
    """It sells from this moment on …"""
    ends_at: datetime.datetime
    """… until just before this one; later than now."""
    price: Money
    """What one costs: zero or more, at most the SKU's price."""
    quota: int
    """Units that it sells in all, 1 to 1,000,000."""
    per_member: int | None = None
    """Most units that one member may buy in it, 1 to 9,999; `None`: no limit."""
    excludes: Excludes = field(default_factory=lambda: Excludes())
    """What does not go together with its price; by default neither coupons nor points, nor commission. A flash sale never
    brings commission.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateShare(Command):
    """Gives a member the code by which they share something; asking again gives the same one. Errors: `not_found` member or
    what is shared.
    """
    _command: ClassVar[str] = "create_share"
    member: MemberId
    """Who shares."""
    subject: ShareSubject
    """What."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateStation(Command):
    """Opens a pickup station in a community; it takes orders at once. Errors: `not_found` community, `already_exists` code,
    `invalid_field`. RULES §7.
    """
    _command: ClassVar[str] = "create_station"
    community: NodeId
    """The community that it belongs to."""
    code: str
    """Its short code; unique in the tenant, never changed."""
    name: str
    """Its name."""
    leader_name: str
    """Who runs it."""
    leader_phone: str
    """The leader's business phone: 5–15 digits, may begin with +."""
    address: Address
    """Where it is, in words …"""
    position: tuple[int, int]
    """… and on the map."""
    route: str
    """物流路线: manifests are sorted by it, bytewise; may be empty."""
    region: str
    """Its region; may be empty."""
    hours: str
    """Opening hours in words; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateSupplier(Command):
    """Records a supplier. Errors: `invalid_field`, `already_exists` code."""
    _command: ClassVar[str] = "create_supplier"
    code: str
    """Its short code; unique in the tenant, used by imports."""
    name: str
    """Its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTenant(Command):
    """Opens the actor's tenant. Errors: `already_exists`."""
    _command: ClassVar[str] = "create_tenant"
    name: str
    """What people call it; also the name of the root node."""
    root_kind: str
    """The kind of the root node, e.g. 集团."""
    currency: Currency
    """The one currency of all its money."""
    zone: zoneinfo.ZoneInfo
    """Where its days begin."""
    platform: UserId
    """The first person with the platform role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency(Record):
    """A tenant's currency: ISO 4217 code and 0–3 decimals. RULES §1."""
    code: str
    decimals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStars(Record):
    """The reviews of one day that are shown."""
    day: datetime.date
    """Which day."""
    count: int
    """How many."""
    stars: int
    """Their stars in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Record):
    """The merchant's part of what a month's tiers give beyond what was earned sale by sale."""
    sales: Money
    """What the merchant's sales of the month came to when it was settled."""
    amount: Money
    """What the leader got for them at that time; below zero: gave back."""
    refunded: Money = Money.ZERO
    """What of those sales was refunded since; the difference comes back in proportion."""
    withdrawable: bool = False
    """Whether the leader withdraws it; otherwise it is settled by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchManifest(Command):
    """Makes the manifest 配送清单 of a closed delivery day and sends its orders off; a day of which every order was cancelled
    counts as accepted at once. Due work. Errors: `wrong_state` unless closed, `limit_exceeded` beyond 5,000 orders or
    2,000 SKUs. RULES §7.
    """
    _command: ClassVar[str] = "dispatch_manifest"
    station: StationId
    """The station."""
    day: datetime.date
    """The delivery day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A paper that moved money without an order: an invoice, a receipt, a channel's statement."""
    _flat: ClassVar[tuple[str, ...]] = ("kind",)
    id: DocumentId
    """Its id, computed from kind and number."""
    kind: DocumentKind
    """What it moves."""
    number: str
    """The paper's number; unique per kind."""
    amount: Money
    """How much, above zero."""
    note: str
    """What it is for."""
    period: tuple[datetime.date, datetime.date] | None = None
    """The days that it is for."""
    booked_at: datetime.datetime
    """When it was booked."""
    booked_by: UserId | None = None
    """Who booked it; `None`: the host itself."""
    reversed: DocumentReversal | None = None
    """Whether it was taken back by a posting of its own."""


class DocumentKind(Case):
    """What a document moves. The parties that it names decide which accounts."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "kind"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKindUsageFee(DocumentKind):
    """A party pays for using the platform; taken off what it is owed."""
    _case: ClassVar[str] = "usage_fee"
    payer: Party
    """Who pays."""
    receiver: Party
    """Who gets it: the platform or a property company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKindAdvertising(DocumentKind):
    """Somebody pays for advertising: a party, taken off what it is owed, or a stranger through a channel."""
    _case: ClassVar[str] = "advertising"
    payer: Party
    """Who pays; a channel when the money came in through it."""
    receiver: Party
    """Who gets it: the platform or a property company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKindOtherIncome(DocumentKind):
    """Any other income of that kind."""
    _case: ClassVar[str] = "other_income"
    payer: Party
    """Who pays; a channel when the money came in through it."""
    receiver: Party
    """Who gets it: the platform or a property company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKindDebtPaid(DocumentKind):
    """A party pays in what it owes."""
    _case: ClassVar[str] = "debt_paid"
    party: Party
    """Who."""
    channel: str
    """Through which channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKindChannelTransfer(DocumentKind):
    """A channel passes money on to another one, such as the bank."""
    _case: ClassVar[str] = "channel_transfer"
    from_: str
    """Where it lay."""
    to: str
    """Where it lies now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKindChannelFee(DocumentKind):
    """What a channel keeps for its service."""
    _case: ClassVar[str] = "channel_fee"
    channel: str
    """The channel."""
    bearer: Party
    """Who bears it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReversal(Record):
    """Why and when a document was taken back."""
    reason: str
    """Why."""
    at: datetime.datetime
    """When."""
    by: UserId | None = None
    """Who; `None`: the host itself."""


class Downgrade(enum.Enum):
    """What happens at the end of a period that brought less than the level's retention. RULES §14."""
    ONE_LEVEL = "one_level"
    """Down one level."""
    TO_EARNED = "to_earned"
    """Down to the level that the growth of the period earned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFailure(Record):
    """Something due that was refused; it stays due."""
    command: str
    """The operation's name."""
    error: LinliError
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReport(Record):
    """What a call of `Engine::run_due` did."""
    done: int
    """Steps done."""
    failed: list[DueFailure]
    """Steps refused."""
    more: bool
    """Whether the limit was reached, so that more may be due now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueWork(Record):
    """One thing that is due."""
    command_id: CommandId
    """The id under which it will be done."""
    command: Command
    """What will be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earning(Record):
    """How an order earns points: the settings as they were when it was paid, so that any sequence of refunds ends at the
    same figure. RULES §13.
    """
    points: int
    """So many points …"""
    per: int
    """… per so many smallest units of money."""
    active: bool
    """Whether they are in the member's lots already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCampaign(Command):
    """Ends a campaign, by hand or when its time is over: due work. Ending it again changes nothing."""
    _command: ClassVar[str] = "end_campaign"
    campaign: CampaignId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPresale(Command):
    """Ends a presale before its promised day: the SKU sells from stock again. What was ordered is still waited for. Errors:
    `not_found`, `wrong_state` when it has ended.
    """
    _command: ClassVar[str] = "end_presale"
    merchant: MerchantId
    """Whose SKU."""
    presale: PresaleId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPromoter(Command):
    """Ends a promoter: nobody is bound to them any more and they earn on no new order; what they earned stays theirs.
    Errors: `not_found`, also when they ended before.
    """
    _command: ClassVar[str] = "end_promoter"
    member: MemberId
    """Who."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSale(Command):
    """Ends a sale by hand, before or inside its window. What a flash sale has left goes back to stock; running groups go on.
    Errors: `wrong_state` when it has ended.
    """
    _command: ClassVar[str] = "end_sale"
    sale: CampaignId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """One side of a posting. Stored as `{"party": …, "purpose": …, "amount": …}`."""
    party: Party
    purpose: AccountPurpose
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseMember(Command):
    """Destroys the member's key: name, phone and address can never be read again; orders, ledger and reports stay."""
    _command: ClassVar[str] = "erase_member"
    member: MemberId
    """Whose."""


class Event(Case):
    """Something that happened, written in the same transaction as the change itself. Events hold ids and amounts, never
    personal data or pickup codes. New kinds may be added; readers skip kinds that they do not know.
    """
    __slots__ = ()
    _tag: ClassVar[str | None] = "event"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLogSealed(Event):
    _case: ClassVar[str] = "log_sealed"
    number: int
    last: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTenantCreated(Event):
    _case: ClassVar[str] = "tenant_created"
    root: NodeId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNodeCreated(Event):
    _case: ClassVar[str] = "node_created"
    node: NodeId
    parent: NodeId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSettingsChanged(Event):
    _case: ClassVar[str] = "settings_changed"
    node: NodeId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCalendarChanged(Event):
    _case: ClassVar[str] = "calendar_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRoleGranted(Event):
    _case: ClassVar[str] = "role_granted"
    user: UserId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRoleRevoked(Event):
    _case: ClassVar[str] = "role_revoked"
    user: UserId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCampaignCreated(Event):
    _case: ClassVar[str] = "campaign_created"
    campaign: CampaignId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCampaignChanged(Event):
    _case: ClassVar[str] = "campaign_changed"
    campaign: CampaignId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCampaignEnded(Event):
    _case: ClassVar[str] = "campaign_ended"
    campaign: CampaignId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCouponTemplateCreated(Event):
    _case: ClassVar[str] = "coupon_template_created"
    template: CouponTemplateId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCouponTemplateClosed(Event):
    _case: ClassVar[str] = "coupon_template_closed"
    template: CouponTemplateId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCouponIssued(Event):
    _case: ClassVar[str] = "coupon_issued"
    coupon: CouponId
    template: CouponTemplateId
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCouponUsed(Event):
    _case: ClassVar[str] = "coupon_used"
    coupon: CouponId
    trade: TradeId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCouponReturned(Event):
    _case: ClassVar[str] = "coupon_returned"
    coupon: CouponId
    trade: TradeId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCouponTakenBack(Event):
    _case: ClassVar[str] = "coupon_taken_back"
    coupon: CouponId
    order: OrderId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCouponExpiring(Event):
    _case: ClassVar[str] = "coupon_expiring"
    coupon: CouponId
    member: MemberId
    until: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCouponExpired(Event):
    _case: ClassVar[str] = "coupon_expired"
    coupon: CouponId
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMemberRegistered(Event):
    _case: ClassVar[str] = "member_registered"
    member: MemberId
    community: NodeId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMemberChanged(Event):
    _case: ClassVar[str] = "member_changed"
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMemberErased(Event):
    _case: ClassVar[str] = "member_erased"
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMerchantCreated(Event):
    _case: ClassVar[str] = "merchant_created"
    merchant: MerchantId
    node: NodeId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMerchantChanged(Event):
    _case: ClassVar[str] = "merchant_changed"
    merchant: MerchantId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMerchantMoved(Event):
    _case: ClassVar[str] = "merchant_moved"
    merchant: MerchantId
    from_: MerchantState
    to: MerchantState


@dataclass(frozen=True, slots=True, kw_only=True)
class EventServedNodesSet(Event):
    _case: ClassVar[str] = "served_nodes_set"
    merchant: MerchantId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQualificationsSet(Event):
    _case: ClassVar[str] = "qualifications_set"
    merchant: MerchantId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSupplierCreated(Event):
    _case: ClassVar[str] = "supplier_created"
    supplier: SupplierId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCategoryCreated(Event):
    _case: ClassVar[str] = "category_created"
    category: CategoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCategoryChanged(Event):
    _case: ClassVar[str] = "category_changed"
    category: CategoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProductCreated(Event):
    _case: ClassVar[str] = "product_created"
    product: ProductId
    merchant: MerchantId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProductChanged(Event):
    _case: ClassVar[str] = "product_changed"
    product: ProductId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProductMoved(Event):
    _case: ClassVar[str] = "product_moved"
    product: ProductId
    from_: ProductState
    to: ProductState


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSkuAdded(Event):
    _case: ClassVar[str] = "sku_added"
    sku: SkuId
    product: ProductId
    price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSkuPriceChanged(Event):
    _case: ClassVar[str] = "sku_price_changed"
    sku: SkuId
    from_: Money
    to: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStockSet(Event):
    _case: ClassVar[str] = "stock_set"
    sku: SkuId
    available: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStockReceived(Event):
    _case: ClassVar[str] = "stock_received"
    sku: SkuId
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStockCorrected(Event):
    _case: ClassVar[str] = "stock_corrected"
    sku: SkuId
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCartChanged(Event):
    _case: ClassVar[str] = "cart_changed"
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFavouritesChanged(Event):
    _case: ClassVar[str] = "favourites_changed"
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTradePlaced(Event):
    _case: ClassVar[str] = "trade_placed"
    trade: TradeId
    member: MemberId
    orders: list[OrderId]
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTradePaid(Event):
    _case: ClassVar[str] = "trade_paid"
    trade: TradeId
    member: MemberId
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTradeClosed(Event):
    _case: ClassVar[str] = "trade_closed"
    trade: TradeId
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStationSwitched(Event):
    _case: ClassVar[str] = "station_switched"
    trade: TradeId
    station: StationId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOrderPaid(Event):
    _case: ClassVar[str] = "order_paid"
    order: OrderId
    merchant: MerchantId
    cash: Money
    station: StationId | None = None
    delivery_day: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOrderShipped(Event):
    _case: ClassVar[str] = "order_shipped"
    order: OrderId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOrderReady(Event):
    _case: ClassVar[str] = "order_ready"
    order: OrderId
    member: MemberId
    station: StationId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOrderReceived(Event):
    _case: ClassVar[str] = "order_received"
    order: OrderId
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPickupReminder(Event):
    _case: ClassVar[str] = "pickup_reminder"
    order: OrderId
    member: MemberId
    station: StationId
    reminder: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOrderNotCollected(Event):
    _case: ClassVar[str] = "order_not_collected"
    order: OrderId
    member: MemberId
    refund: RefundId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReturnWindowOver(Event):
    _case: ClassVar[str] = "return_window_over"
    order: OrderId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOrderCompleted(Event):
    _case: ClassVar[str] = "order_completed"
    order: OrderId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOrderCancelled(Event):
    _case: ClassVar[str] = "order_cancelled"
    order: OrderId
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOrderReleased(Event):
    _case: ClassVar[str] = "order_released"
    order: OrderId
    merchant: MerchantId
    station: StationId | None = None
    delivery_day: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSaleCreated(Event):
    _case: ClassVar[str] = "sale_created"
    sale: CampaignId
    merchant: MerchantId
    sku: SkuId
    price: Money
    quota: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSaleEnded(Event):
    _case: ClassVar[str] = "sale_ended"
    sale: CampaignId
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGroupOpened(Event):
    _case: ClassVar[str] = "group_opened"
    group: GroupId
    sale: CampaignId
    order: OrderId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGroupJoined(Event):
    _case: ClassVar[str] = "group_joined"
    group: GroupId
    order: OrderId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGroupMoved(Event):
    _case: ClassVar[str] = "group_moved"
    group: GroupId
    sale: CampaignId
    from_: GroupState
    to: GroupState
    firm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPresaleOpened(Event):
    _case: ClassVar[str] = "presale_opened"
    presale: PresaleId
    sku: SkuId
    promised: datetime.date
    ceiling: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPresaleEnded(Event):
    _case: ClassVar[str] = "presale_ended"
    presale: PresaleId
    sku: SkuId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPaymentReported(Event):
    _case: ClassVar[str] = "payment_reported"
    payment: PaymentId
    trade: TradeId
    amount: Money
    outcome: PaymentOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRefundInstructed(Event):
    _case: ClassVar[str] = "refund_instructed"
    refund: RefundId
    trade: TradeId
    order: OrderId | None = None
    payment: PaymentId | None = None
    cash: Money
    points: Points
    reason: RefundReason


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRefundChanged(Event):
    _case: ClassVar[str] = "refund_changed"
    refund: RefundId
    state: RefundState


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRefundPaidTwice(Event):
    _case: ClassVar[str] = "refund_paid_twice"
    refund: RefundId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAfterSaleApplied(Event):
    _case: ClassVar[str] = "after_sale_applied"
    case: AfterSaleId
    order: OrderId
    merchant: MerchantId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAfterSaleMoved(Event):
    _case: ClassVar[str] = "after_sale_moved"
    case: AfterSaleId
    order: OrderId
    by: CaseEvent
    state: CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReviewWritten(Event):
    _case: ClassVar[str] = "review_written"
    review: ReviewId
    order: OrderId
    product: ProductId
    merchant: MerchantId
    stars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReviewAnswered(Event):
    _case: ClassVar[str] = "review_answered"
    review: ReviewId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReviewModerated(Event):
    _case: ClassVar[str] = "review_moderated"
    review: ReviewId
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMerchantRectifying(Event):
    _case: ClassVar[str] = "merchant_rectifying"
    merchant: MerchantId
    deadline: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStationCreated(Event):
    _case: ClassVar[str] = "station_created"
    station: StationId
    community: NodeId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStationChanged(Event):
    _case: ClassVar[str] = "station_changed"
    station: StationId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStationOpeningSet(Event):
    _case: ClassVar[str] = "station_opening_set"
    station: StationId
    opening: Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStationDayClosed(Event):
    _case: ClassVar[str] = "station_day_closed"
    station: StationId
    day: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class EventManifestDispatched(Event):
    _case: ClassVar[str] = "manifest_dispatched"
    manifest: ManifestId
    station: StationId
    day: datetime.date
    orders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDeliveryAccepted(Event):
    _case: ClassVar[str] = "delivery_accepted"
    manifest: ManifestId
    station: StationId
    day: datetime.date
    ready: int
    short: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPickupCodeMissed(Event):
    _case: ClassVar[str] = "pickup_code_missed"
    station: StationId
    operator: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPickupBlocked(Event):
    _case: ClassVar[str] = "pickup_blocked"
    station: StationId
    operator: UserId
    until: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOrderPickedUp(Event):
    _case: ClassVar[str] = "order_picked_up"
    order: OrderId
    station: StationId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSplitRuleSet(Event):
    _case: ClassVar[str] = "split_rule_set"
    layer: SplitLayer
    scope: SplitScope
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSplitRuleRemoved(Event):
    _case: ClassVar[str] = "split_rule_removed"
    layer: SplitLayer
    scope: SplitScope


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDayClosed(Event):
    _case: ClassVar[str] = "day_closed"
    day: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDaySettled(Event):
    _case: ClassVar[str] = "day_settled"
    day: datetime.date
    postings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClearingTooOld(Event):
    _case: ClassVar[str] = "clearing_too_old"
    party: Party
    purpose: AccountPurpose
    balance: Money
    since: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSettlementMade(Event):
    _case: ClassVar[str] = "settlement_made"
    settlement: SettlementId
    party: Party
    amount: Money
    state: SettlementState


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDocumentBooked(Event):
    _case: ClassVar[str] = "document_booked"
    document: DocumentId
    kind: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDocumentReversed(Event):
    _case: ClassVar[str] = "document_reversed"
    document: DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventThirdPartyContractSet(Event):
    _case: ClassVar[str] = "third_party_contract_set"
    merchant: MerchantId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventThirdPartySaleReported(Event):
    _case: ClassVar[str] = "third_party_sale_reported"
    sale: ThirdPartySaleId
    merchant: MerchantId
    amount: Money
    commission: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventThirdPartySaleRefunded(Event):
    _case: ClassVar[str] = "third_party_sale_refunded"
    sale: ThirdPartySaleId
    merchant: MerchantId
    amount: Money
    commission: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReconciled(Event):
    _case: ClassVar[str] = "reconciled"
    channel: str
    from_: datetime.date
    to: datetime.date
    matched: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChannelSet(Event):
    _case: ClassVar[str] = "channel_set"
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCallChanged(Event):
    _case: ClassVar[str] = "call_changed"
    hold: HoldId
    call: int
    state: PayoutState


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHoldEndsSoon(Event):
    _case: ClassVar[str] = "hold_ends_soon"
    hold: HoldId
    until: datetime.datetime
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHoldEnded(Event):
    _case: ClassVar[str] = "hold_ended"
    hold: HoldId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPayeeSet(Event):
    _case: ClassVar[str] = "payee_set"
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPayoutBatchMade(Event):
    _case: ClassVar[str] = "payout_batch_made"
    batch: PayoutBatchId
    channel: str
    pay_on: datetime.date
    payouts: int
    total: Money
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPayoutBatchApproved(Event):
    _case: ClassVar[str] = "payout_batch_approved"
    batch: PayoutBatchId
    approvals: int
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPayoutBatchWaits(Event):
    _case: ClassVar[str] = "payout_batch_waits"
    batch: PayoutBatchId
    approvals: int
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPayoutBatchRejected(Event):
    _case: ClassVar[str] = "payout_batch_rejected"
    batch: PayoutBatchId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPayoutInstructed(Event):
    _case: ClassVar[str] = "payout_instructed"
    payout: PayoutId
    batch: PayoutBatchId
    party: Party
    channel: str
    amount: Money
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPayoutChanged(Event):
    _case: ClassVar[str] = "payout_changed"
    payout: PayoutId
    state: PayoutState


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPayoutUnanswered(Event):
    _case: ClassVar[str] = "payout_unanswered"
    payout: PayoutId
    channel: str
    amount: Money
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLeaderMonthSettled(Event):
    _case: ClassVar[str] = "leader_month_settled"
    station: StationId
    month: Month
    sales: Money
    earned: Money
    difference: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPromoterKindSet(Event):
    _case: ClassVar[str] = "promoter_kind_set"
    code: str
    levels: ReferralLevels


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPromoterAppointed(Event):
    _case: ClassVar[str] = "promoter_appointed"
    member: MemberId
    above: MemberId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPromoterEnded(Event):
    _case: ClassVar[str] = "promoter_ended"
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReferralBound(Event):
    _case: ClassVar[str] = "referral_bound"
    member: MemberId
    promoter: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventShareCreated(Event):
    _case: ClassVar[str] = "share_created"
    member: MemberId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventShareVisited(Event):
    _case: ClassVar[str] = "share_visited"
    code: str
    visitor: MemberId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWithdrawalRequested(Event):
    _case: ClassVar[str] = "withdrawal_requested"
    withdrawal: WithdrawalId
    party: Party
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWithdrawalInstructed(Event):
    _case: ClassVar[str] = "withdrawal_instructed"
    withdrawal: WithdrawalId
    party: Party
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWithdrawalChanged(Event):
    _case: ClassVar[str] = "withdrawal_changed"
    withdrawal: WithdrawalId
    state: WithdrawalState


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPointsGranted(Event):
    _case: ClassVar[str] = "points_granted"
    member: MemberId
    points: Points
    issuer: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPointsEarned(Event):
    _case: ClassVar[str] = "points_earned"
    member: MemberId
    points: Points
    from_: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPointsExpired(Event):
    _case: ClassVar[str] = "points_expired"
    member: MemberId
    points: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPointsExpireSoon(Event):
    _case: ClassVar[str] = "points_expire_soon"
    member: MemberId
    points: Points
    day: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPointsSettled(Event):
    _case: ClassVar[str] = "points_settled"
    month: datetime.date
    issuer: Party
    spent_at: Party
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLevelsSet(Event):
    _case: ClassVar[str] = "levels_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLevelChanged(Event):
    _case: ClassVar[str] = "level_changed"
    member: MemberId
    from_: str
    to: str
    reason: LevelReason


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLevelRenewed(Event):
    _case: ClassVar[str] = "level_renewed"
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGrowthGranted(Event):
    _case: ClassVar[str] = "growth_granted"
    member: MemberId
    growth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBillPointsSpent(Event):
    _case: ClassVar[str] = "bill_points_spent"
    node: NodeId
    member: MemberId
    points: Points
    value: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBillPointsReturned(Event):
    _case: ClassVar[str] = "bill_points_returned"
    node: NodeId
    member: MemberId
    points: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMemberTagged(Event):
    _case: ClassVar[str] = "member_tagged"
    member: MemberId
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMemberUntagged(Event):
    _case: ClassVar[str] = "member_untagged"
    member: MemberId
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTagRulesSet(Event):
    _case: ClassVar[str] = "tag_rules_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSegmentSet(Event):
    _case: ClassVar[str] = "segment_set"
    segment: SegmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecommendationRulesSet(Event):
    _case: ClassVar[str] = "recommendation_rules_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChurnWarned(Event):
    _case: ClassVar[str] = "churn_warned"
    member: MemberId
    last_order: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage(Record):
    """A page of events, and the cursor to ask with next time."""
    events: list[RecordedEvent]
    """In the order in which the commands were committed."""
    cursor: int
    """Ask with this next. It grows even over commands without events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excludes(Record):
    """What does not go together with a special price; by default none of it does. RULES §4 step 1."""
    coupons: bool = True
    """Coupons neither reduce it nor count it."""
    points: bool = True
    """Points do not pay it."""
    distribution: bool = True
    """Leaders and promoters earn nothing on it."""


class ExistingStock(enum.Enum):
    """What the column `stock` means for SKUs that are there."""
    KEEP = "keep"
    """Nothing: what is in a file that was written yesterday does not undo today's sales."""
    SET = "set"
    """So many are available from now on; an empty field leaves it as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireCoupon(Command):
    """Warns that a coupon expires, then expires it: due work. Refused before its time; nothing for what is used or locked."""
    _command: ClassVar[str] = "expire_coupon"
    coupon: CouponId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpirePoints(Command):
    """What time does to a member's points: those whose last day is over leave the wallet, of those that expire soon the
    member is warned, once. Due work; before its time nothing happens. RULES §13.
    """
    _command: ClassVar[str] = "expire_points"
    member: MemberId
    """Whose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireSale(Command):
    """Ends a sale whose window is over: due work. Before that it is refused; when it was ended by hand nothing happens."""
    _command: ClassVar[str] = "expire_sale"
    sale: CampaignId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireTrade(Command):
    """Closes a trade that was not paid in time: due work. Before its time it is refused; when it was paid or closed
    meanwhile nothing happens. RULES §5.
    """
    _command: ClassVar[str] = "expire_trade"
    trade: TradeId
    """The trade."""


class Expression(Case):
    """Tags joined by and/or."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class ExpressionTag(Expression):
    """Has the tag, by hand or by rule."""
    _case: ClassVar[str] = "tag"
    value: str


@dataclass(frozen=True, slots=True)
class ExpressionAnd(Expression):
    """All of these; at least one."""
    _case: ClassVar[str] = "and"
    value: list[Expression]


@dataclass(frozen=True, slots=True)
class ExpressionOr(Expression):
    """Any of these; at least one."""
    _case: ClassVar[str] = "or"
    value: list[Expression]


@dataclass(frozen=True, slots=True, kw_only=True)
class FavouriteView(Record):
    """A favourite product as it is now."""
    product: ProductId
    """Which."""
    name: str | None = None
    """Its name; `None` when it is under review."""
    picture: str | None = None
    """Its first picture."""
    price_from: Money | None = None
    """Its lowest price."""
    not_sold: NotSold | None = None
    """Why it cannot be bought by this member now; `None`: it can."""


class FeeAfterShipping(enum.Enum):
    """When the delivery fee goes back together with the last unit of an order that was shipped. Before shipping it always
    does. RULES §11.
    """
    ALWAYS = "always"
    """Always."""
    AT_FAULT = "at_fault"
    """Unless it is returned without a reason."""
    NEVER = "never"
    """Never by a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRule(Record):
    """The fee of one way of fulfilment, per order. RULES §4 step 5."""
    fulfilment: Fulfilment
    """Which way."""
    fee: Money
    """What it costs."""
    free_from: Money
    """Free from this goods amount of the order on, after reductions but before points; zero: never free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldInsights(Command):
    """Adds what was bought and refunded since the last time to the habits of members and products: at most 200 log entries a
    step; call again while `more`. The first call begins at the start of the log; from then on it is due work by itself.
    RULES §15.
    """
    _command: ClassVar[str] = "fold_insights"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded(Record):
    """What a step took in."""
    position: int
    """The last log entry that is in."""
    orders: int
    """Paid orders."""
    lines: int
    """Lines of theirs."""
    more: bool
    """Whether there are more log entries."""


class Fulfilment(enum.Enum):
    """How an order reaches its buyer. RULES §5, §9."""
    PICKUP = "pickup"
    """Collected at a station with a code."""
    EXPRESS = "express"
    """Sent by a carrier."""
    INSTANT = "instant"
    """Brought within the hour."""


class FullBenefit(Case):
    """What a full reduction gives. RULES §4 step 2."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "give"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FullBenefitAmountOff(FullBenefit):
    """满减: an amount, by the highest tier that is reached."""
    _case: ClassVar[str] = "amount_off"
    tiers: list[TierOfMoney]
    """At most `FullReduction::MAX_TIERS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullBenefitEveryOff(FullBenefit):
    """每满减: an amount for every full step."""
    _case: ClassVar[str] = "every_off"
    every: Money
    """The step."""
    off: Money
    """What each takes off."""
    cap: Money | None = None
    """At most in all; `None`: no cap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullBenefitPercentOff(FullBenefit):
    """满折: a part, by the highest tier that is reached; rounded once per line."""
    _case: ClassVar[str] = "percent_off"
    tiers: list[TierOfRate]
    """At most `FullReduction::MAX_TIERS`."""
    cap: Money | None = None
    """At most in all; `None`: no cap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullBenefitGifts(FullBenefit):
    """满赠: gifts."""
    _case: ClassVar[str] = "gifts"
    from_: Threshold
    """From when on."""
    gifts: list[Gift]
    """At most `FullReduction::MAX_GIFTS`."""


class FullGroup(enum.Enum):
    """What becomes of a payment for a group that is full already. RULES §15."""
    OPENS_NEW = "opens_new"
    """It opens a new group, if the group buy still sells; otherwise the money goes back."""
    REFUNDS = "refunds"
    """The money goes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullReduction(Record):
    """满减, 满折, 满赠. In each lane of an issuer the best one wins; lanes apply in their order. RULES §4 step 2."""
    campaign: CampaignId
    """The campaign."""
    issuer: Issuer = field(default_factory=lambda: IssuerPlatform())
    """Whose lines it can be about. Lanes of the platform and of each merchant are different lanes; with the same number
    the merchants' come first.
    """
    lane: int = 0
    """Which lane; lower ones come first."""
    basis: Basis = field(default_factory=lambda: Basis.RUNNING)
    """What it is computed from."""
    window: Window
    """When."""
    scope: Scope = field(default_factory=lambda: Scope())
    """Which lines."""
    benefit: FullBenefit
    """What it gives."""
    funder: Funder = field(default_factory=lambda: FunderMerchant())
    """Who bears it."""


class Funder(Case):
    """Who bears a reduction. RULES §12."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "by"
    _content: ClassVar[str | None] = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderMerchant(Funder):
    """Every merchant for their own lines."""
    _case: ClassVar[str] = "merchant"


@dataclass(frozen=True, slots=True)
class FunderNode(Funder):
    """A property company."""
    _case: ClassVar[str] = "node"
    value: NodeId


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderPlatform(Funder):
    """The platform."""
    _case: ClassVar[str] = "platform"


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherDay(Command):
    """Gathers the next 20,000 postings of a closed day into the roll-ups, or when all are there makes the next 200
    settlements; the last step moves on to the next day. A day that is settled already is left as it is. Days are gathered
    in their order. Errors: `wrong_state` when the day is not closed, or an earlier one is not settled.
    """
    _command: ClassVar[str] = "gather_day"
    day: datetime.date
    """The day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered(Record):
    """What a step of `GatherDay` did."""
    settled: bool
    """Whether the day is settled now."""
    settlements: list[SettlementId]
    """The settlements that this step made, at most 200."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift(Record):
    """Something that is given. The campaign applies only while all its gifts are there."""
    sku: SkuId
    """What."""
    quantity: int
    """How many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftGoods(Record):
    """What the catalogue says of a SKU that may be given."""
    sku: SkuId
    """What."""
    product: ProductId
    """Of which product."""
    merchant: MerchantId
    """Whose goods: it travels with this merchant's lines."""
    price: Money
    """What one costs in the shop: what it is worth where the best offer is looked for, and what a funder other than the
    merchant pays the merchant for it.
    """
    available: int
    """How many are there beside what the cart's combos take; what the cart buys of it as such is not yet deducted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveCoupons(Command):
    """Gives coupons of a template to members, one each; all or none. Answers them in the order of the members.

    Errors: as `ClaimCoupon`, naming the member's place.
    """
    _command: ClassVar[str] = "give_coupons"
    template: CouponTemplateId
    """Of what."""
    members: list[MemberId]
    """To whom; 1 to 500."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsBack(Record):
    """How many units of a line came back in good order."""
    line: int
    """The line's place in the order, from 0."""
    sellable: int
    """How many of the case's units can be sold again; the others are written off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant(Record):
    """One role in one place."""
    role: Role
    """What the person may be …"""
    scope: GrantScope
    """… and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantGrowth(Command):
    """Gives a member growth for something else than buying, or takes some away. Errors: `invalid_field` for none or more than
    10,000,000, for an empty reason, or while the tenant has no levels; `not_found`.
    """
    _command: ClassVar[str] = "grant_growth"
    member: MemberId
    """Who."""
    growth: int
    """How much; below zero takes away."""
    reason: str
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantPoints(Command):
    """Gives a member points: as opening balance, by a campaign, by hand. Debts are paid first. Errors: `invalid_field` for no
    or more than 10,000,000 points, an issuer that is neither a node in whose tree the member lives nor a merchant, a past
    expiry or an empty reason; `not_found`.
    """
    _command: ClassVar[str] = "grant_points"
    member: MemberId
    """Who gets them."""
    points: Points
    """How many, 1 to `GrantPoints::MAX`."""
    kind: PointsKind
    """Where they can be spent."""
    issuer: Party
    """Who issues them and pays for them when they are spent: the member's community or a node above it, or a merchant."""
    expires: datetime.date | None = None
    """Their last day; `None`: as long as points earned by buying."""
    reason: str
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRole(Command):
    """Grants a role. The place must exist; a node manager grants only below their node. Errors: `invalid_field` when the
    role does not fit the place, `limit_exceeded` beyond 100 grants a person.
    """
    _command: ClassVar[str] = "grant_role"
    user: UserId
    """Who gets it."""
    grant: Grant
    """What and where."""


class GrantScope(Case):
    """Where a grant holds."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "at"
    _content: ClassVar[str | None] = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantScopeTenant(GrantScope):
    """Everywhere in the tenant; for the platform."""
    _case: ClassVar[str] = "tenant"


@dataclass(frozen=True, slots=True)
class GrantScopeNode(GrantScope):
    """A node and its subtree."""
    _case: ClassVar[str] = "node"
    value: NodeId


@dataclass(frozen=True, slots=True)
class GrantScopeMerchant(GrantScope):
    """One merchant."""
    _case: ClassVar[str] = "merchant"
    value: MerchantId


@dataclass(frozen=True, slots=True)
class GrantScopeStation(GrantScope):
    """One station."""
    _case: ClassVar[str] = "station"
    value: StationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """A group. RULES §15."""
    id: GroupId
    """Its id."""
    sale: CampaignId
    """Of which group buy."""
    merchant: MerchantId
    """Who sells."""
    node: NodeId
    """Where the group buy is offered."""
    terms: GroupTerms
    """What makes it, as it was when it was opened."""
    state: GroupState
    """Where it stands."""
    opened_at: datetime.datetime
    """When it was opened."""
    expires_at: datetime.datetime | None = None
    """When its time is over; known once its opener paid."""
    seats: list[Seat]
    """Its seats, first come first."""
    virtual_seats: int = 0
    """Seats that were filled by nobody, when it was completed virtually."""


class GroupState(enum.Enum):
    """Where a group of a group buy stands. RULES §15."""
    OPENING = "opening"
    """待开团: whoever opened it has not paid yet; nobody can join."""
    RUNNING = "running"
    """拼团中: seats can be taken until it is full or its time is over."""
    SUCCEEDED = "succeeded"
    """已成团: every seat is firm; its orders go on."""
    FAILING = "failing"
    """退款中: it did not come about; its paid orders are being refunded."""
    FAILED = "failed"
    """未成团: it did not come about, and nothing of it is left to refund."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTerms(Record):
    """What makes a group. RULES §15."""
    size: int
    """Seats, 2 to 100."""
    hours: int
    """Hours in which a group must become full after its opener paid, 1 to 720."""
    virtual_from: int | None = None
    """A group with at least so many firm seats counts as full when its time is over; `None`, the default: it fails. The
    seats of nobody are marked in the group's data.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView(Record):
    """A group as everybody may see it: no member is named."""
    id: GroupId
    """Its id."""
    sale: CampaignId
    """Of which group buy."""
    state: GroupState
    """Where it stands."""
    size: int
    """Its seats."""
    firm: int
    """Seats that are paid."""
    free: int
    """Seats that can be taken now."""
    virtual_seats: int
    """Seats that were filled by nobody."""
    opened_at: datetime.datetime
    """When it was opened."""
    expires_at: datetime.datetime | None = None
    """When its time is over; known once its opener paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth(Record):
    """Growth that an order has given, and the rate as it was when it was paid, so that any sequence of refunds ends at the
    same figure. RULES §14.
    """
    given: int
    """What it gave, less what was taken back."""
    rate: int
    """Growth per unit of the currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Record):
    """A member's part of the hand-over sheet."""
    buyer: PickupBuyer
    """Who, masked."""
    orders: list[PickupOrder]
    """Their orders, in the order of payment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Record):
    """The frozen money of one transaction."""
    id: HoldId
    """That of the payment, or of the order where each order is a transaction."""
    payment: PaymentId
    """The payment."""
    trade: TradeId
    """The trade."""
    order: OrderId | None = None
    """The order, where each order is a transaction."""
    profile: ChannelProfile
    """What the channel allows, fixed at payment."""
    collector: Party
    """Who collects."""
    amount: Money
    """What was paid."""
    refunded: Money = Money.ZERO
    """What of it the plan pays back to the buyer."""
    collecting: Money = Money.ZERO
    """What the collector is owed of it, until it is unfrozen."""
    released: Money = Money.ZERO
    """What the collector has of it: unfrozen, less what refunds took from the collector afterwards."""
    paid_at: datetime.datetime
    """When it was paid."""
    open: list[OrderId] = field(default_factory=list)
    """The orders that may still have something to divide."""
    calls: list[Call] = field(default_factory=list)
    """The plan."""
    closed: bool = False
    """Whether nothing can be split any more: unfrozen, or the freeze is over."""
    warned: bool = False
    """Whether people were warned of the end of the freeze."""


class ImportMode(enum.Enum):
    """What happens to a file with bad lines."""
    ALL_OR_NOTHING = "all_or_nothing"
    """One bad line, and nothing is done."""
    VALID_LINES = "valid_lines"
    """Good lines are done, bad ones are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProducts(Command):
    """Creates and changes products from CSV, at most 20,000 lines of one SKU each.

    A `product_code` or `sku_code` that the merchant does not use yet creates; one that is there changes what the line says
    (name, category, fulfilment, supplier, flags; prices, weight, barcode, a combo's parts), and an empty optional field
    clears it. What the file does not know (pictures, limits, return days, …) stays. Kind and spec of what is there never
    change. What belongs to the product is the same on all its lines; options that are new to an axis are added.

    Errors for the file as a whole: `invalid_field` for another header, `limit_exceeded`, `denied` when a merchant's own
    staff asks for `Publish::OnSale`. Bad lines are no error: the report names them, and with
    `ImportMode::AllOrNothing` it then says that nothing was done.
    """
    _command: ClassVar[str] = "import_products"
    scope: ImportScope
    """Whose products."""
    csv: str
    """The file."""
    mode: ImportMode
    """What happens when lines are bad."""
    publish: Publish
    """What becomes of new products."""
    existing_stock: ExistingStock
    """What the stock column means for SKUs that are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport(Record):
    """What an import did."""
    lines: int
    """Lines in the file without header and blank lines: those done, plus the refused ones, unless nothing was done."""
    products_created: int
    """Products that are new."""
    products_changed: int
    """Products of which anything but a SKU's price was changed."""
    skus_created: int
    """SKUs that are new."""
    skus_changed: int
    """SKUs of which something was changed."""
    skus_unchanged: int
    """SKUs whose lines said what was there already."""
    stocks_set: int
    """SKUs whose available units were set, those of new SKUs not counted."""
    refused: list[RefusedLine]
    """The bad lines, in the order of their numbers."""


class ImportScope(Case):
    """Whose products a file may hold."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "of"
    _content: ClassVar[str | None] = "id"


@dataclass(frozen=True, slots=True)
class ImportScopeMerchant(ImportScope):
    """One merchant's; the column `merchant` holds its code or nothing."""
    _case: ClassVar[str] = "merchant"
    value: MerchantId


@dataclass(frozen=True, slots=True)
class ImportScopeNode(ImportScope):
    """Those of the merchants that a node and the nodes below look after, by the code in the column `merchant`."""
    _case: ClassVar[str] = "node"
    value: NodeId


class Issuer(Case):
    """Who offers a campaign or coupon."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "by"
    _content: ClassVar[str | None] = "id"


@dataclass(frozen=True, slots=True)
class IssuerMerchant(Issuer):
    """A merchant, for their own lines only."""
    _case: ClassVar[str] = "merchant"
    value: MerchantId


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerPlatform(Issuer):
    """The platform or a property company, for every merchant's lines."""
    _case: ClassVar[str] = "platform"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalReport(Record):
    """What an export held."""
    postings: int
    """Transactions."""
    accounts: int
    """Accounts."""
    balances: int
    """Balance assertions at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptGift(Record):
    """A gift of the order that the buyer keeps although nothing of what was bought with it is kept."""
    line: int
    """The gift's line in the order."""
    quantity: int
    """How many units are kept; the others came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule(Record):
    """Lines of one kind: how they are recognised and where their figures are."""
    word: str
    """What stands in the kind's column."""
    kind: BillKind
    """What such a line is."""
    channel_number: str
    """The column of the channel's number."""
    our_number: str
    """The column of our number: trade, refund, payout or document number."""
    amount: str
    """The column of the amount. Its sign is not looked at: the kind says it."""


class Lane(enum.Enum):
    """The steps of the chain that reduce, in their order. RULES §4."""
    FLASH_SALE = "flash_sale"
    """A flash-sale price replaces the SKU price (step 1)."""
    GROUP_BUY = "group_buy"
    """A group-buy price replaces the SKU price (step 1)."""
    MEMBER_PRICE = "member_price"
    """The SKU's price for the member's level (step 1)."""
    LEVEL_DISCOUNT = "level_discount"
    """The discount of the member's level (step 1)."""
    TIMED_DISCOUNT = "timed_discount"
    """A timed discount (step 1)."""
    FULL_REDUCTION = "full_reduction"
    """A full reduction (step 2)."""
    MERCHANT_COUPON = "merchant_coupon"
    """A merchant's coupon (step 3)."""
    PLATFORM_COUPON = "platform_coupon"
    """A coupon of the platform or a property company (step 3)."""
    POINTS = "points"
    """Points pay a part (step 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderMonth(Record):
    """A leader's calendar month: the tiers that hold for all of it, and its sales as a counter. RULES §12."""
    station: StationId
    """The leader's station."""
    community: NodeId
    """The place whose settings hold: the station's community."""
    month: Month
    """The month of the tenant's zone."""
    tiers: list[Tier]
    """The tiers in force when its first sale was made; they hold to its end."""
    mode: TierMode
    """How they are read."""
    state: MonthState
    """Where it stands."""
    due_at: datetime.datetime | None = None
    """When something is to be done next: closing, then settling."""
    result: MonthResult | None = None
    """What it earned and what had been earned sale by sale; known when it is settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderMonthView(Record):
    """A leader's month as it stands."""
    record: LeaderMonth
    """The month."""
    sales: Money
    """Its sales by tiers, less what of them was refunded until it was settled."""
    earned: Money
    """What the tiers give for them as of now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderSales(Record):
    """What of a leader's month was sold for one merchant, who bears its commission."""
    station: StationId
    """The leader's station."""
    month: Month
    """The month."""
    merchant: MerchantId
    """The merchant."""
    difference: Difference | None = None
    """What was posted at the month's end, and what of that came back since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Record):
    """A level of the tenant: what it takes to get and to keep it, and what it brings. RULES §14."""
    code: str
    """Its short name; unique."""
    name: str
    """What members call it: 银牌."""
    growth: int
    """The growth value that it takes; zero for the first level, then rising."""
    retention: int = 0
    """The growth that its period must bring to keep it, at most `growth`."""
    discount: decimal.Decimal = decimal.Decimal(0)
    """What is taken off prices, e.g. `0.05` for 5 % off."""
    funder: Funder = field(default_factory=lambda: FunderMerchant())
    """Who bears the discount."""
    points_percent: int = 100
    """Points earned by buying in percent of the usual: 150 is one and a half times; 100 to 1,000."""
    monthly_gift: Points = Points.ZERO
    """Points given at the start of every month."""
    welcome_gift: Points = Points.ZERO
    """Points given once, when the level is first reached."""
    monthly_coupons: list[CouponTemplateId] = field(default_factory=list)
    """Templates of coupons of which one each is given at the start of every month; at most `Level::MAX_COUPONS`."""
    welcome_coupons: list[CouponTemplateId] = field(default_factory=list)
    """Templates of coupons of which one each is given when the level is first reached; at most `Level::MAX_COUPONS`."""
    free_delivery: bool = False
    """Whether its members pay no delivery fee."""
    gift_since: datetime.date | None = None
    """The first month whose gifts are given, by its first day; set by the engine when gifts are introduced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelBenefits(Record):
    """What the member's level brings at checkout. RULES §4 step 1, §14."""
    level: LevelId
    """Which level; decides on the member price of a line."""
    off: decimal.Decimal = decimal.Decimal(0)
    """The part that it takes off the SKU price: 0.05 for 95折."""
    funder: Funder = field(default_factory=lambda: FunderMerchant())
    """Who bears that."""
    delivery: LevelDelivery = field(default_factory=lambda: LevelDelivery.CHARGED)
    """Whether deliveries are free."""


class LevelDelivery(enum.Enum):
    """What a level does to delivery fees."""
    CHARGED = "charged"
    """The fee is charged as for everybody."""
    FREE = "free"
    """No delivery fee."""


class LevelReason(enum.Enum):
    """Why somebody's level changed."""
    GROWN = "grown"
    """Their growth became enough for it."""
    TAKEN_BACK = "taken_back"
    """Growth was taken back."""
    PERIOD_OVER = "period_over"
    """Their period ended without enough growth."""
    LEVELS_CHANGED = "levels_changed"
    """The levels of the tenant changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelShare(Record):
    """How many members of a part of the tree have a level."""
    level: str
    """The level."""
    members: int
    """Members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTerms(Record):
    """What holds for a line of an order beyond the catalogue: few lines have any of it."""
    limited: bool = False
    """Its units count towards the product's purchase limit."""
    presale: PromisedDay | None = None
    """It was sold ahead of stock."""
    sale: SaleTerms | None = None
    """It was sold in a flash sale or group buy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry(Record):
    """One accepted command: who did what when, with which answer and which events. Never changed, never deleted. The
    command's content is kept only as a hash, so neither codes nor personal data get here.
    """
    id: CommandId
    """The command's id."""
    actor: Actor
    """Who."""
    at: datetime.datetime
    """When."""
    command: str
    """What: the operation's name."""
    content: str
    """SHA-256 over operation, actor and content, hexadecimal."""
    answer: Any
    """What the caller got."""
    events: list[Event] = field(default_factory=list)
    """What happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSeal(Record):
    """A seal over consecutive log entries."""
    number: int
    """From 1 without gaps."""
    first: int
    """Position of its first entry."""
    last: int
    """Position of its last entry."""
    hash: str
    """SHA-256 over the hash before and the entries, hexadecimal."""
    sealed_at: datetime.datetime
    """When it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpPickupCode(Command):
    """Looks a code up without using it. A command, because misses are counted also when it finds nothing: 10 in 15 minutes
    (settings) block this operator at this station for 15. Errors: only for what is not a code at all. RULES §6.
    """
    _command: ClassVar[str] = "look_up_pickup_code"
    station: StationId
    """The operator's station."""
    code: str = field(repr=False)
    """What the resident says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot(Record):
    """Points of one kind, issuer, origin and expiry: those that have all of this in common are one lot. RULES §13."""
    kind: PointsKind
    """Where they can be spent."""
    issuer: Party
    """Who issued them and pays for them when they are spent: a node or a merchant."""
    from_: Origin
    """What they were given for."""
    amount: Points
    """How many were put in."""
    left: Points
    """How many are left, zero or more."""
    expires: datetime.date
    """Their last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LotUse(Record):
    """Points taken from one lot, kept by whoever took them so that they can return. RULES §11."""
    kind: PointsKind
    """The lot's kind, …"""
    issuer: Party
    """… issuer, …"""
    from_: Origin
    """… origin …"""
    expires: datetime.date
    """… and last day."""
    points: Points
    """How many were taken."""
    returned: Points = Points.ZERO
    """How many of them came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestItem(Record):
    """One SKU of a manifest."""
    sku: SkuId
    """What."""
    product: ProductId
    """Of which product."""
    name: str
    """Its name and spec as sold."""
    merchant: MerchantId
    """Who sells it."""
    supplier: SupplierId | None = None
    """Who supplies it; `None`: the merchant itself."""
    ordered: int
    """How many were ordered."""
    arrived: int | None = None
    """How many arrived, once accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestSummary(Record):
    """A station's delivery day in a list."""
    station: StationId
    """The station."""
    day: datetime.date
    """The delivery day."""
    community: NodeId
    """The station's community."""
    route: str
    """物流路线."""
    state: StationDayState
    """Where it stands; `Open` and `Closed` have no manifest yet."""
    cutoff_at: datetime.datetime
    """When it closes or closed."""
    orders: int
    """Orders on the manifest."""
    skus: int
    """SKUs on the manifest."""
    units: int
    """Units on the manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedMember(Record):
    """A member as most people may see them. RULES §18."""
    id: MemberId
    """Who."""
    community: NodeId
    """Where they live."""
    station: StationId | None = None
    """Where they like to collect."""
    registered_at: datetime.datetime
    """When they were registered."""
    name: str | None = None
    """王**; `None` after erasure."""
    phone: str | None = None
    """138****1234; `None` after erasure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberInsight(Record):
    """What is known of a member's habits."""
    member: MemberId
    """Whose."""
    tags: set[str]
    """Tags given by hand."""
    tags_by_rule: set[str]
    """Tags that rules give today."""
    orders: int
    """Orders paid."""
    spent: Money
    """Money paid less what was refunded."""
    first_order: datetime.date | None = None
    """The first and the last day of an order."""
    last_order: datetime.date | None = None
    """See above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLevel(Record):
    """A member's level and the way to the next one."""
    level: Level
    """The level with what it brings."""
    growth: int
    """Their growth value."""
    next: Level | None = None
    """The next level; `None` at the top."""
    missing: int
    """What is missing for it; zero at the top."""
    until: datetime.date | None = None
    """The first day on which the level is no longer theirs unless renewed; `None` at the first level."""
    period_growth: int
    """What they grew since the level was given or renewed."""
    missing_to_keep: int
    """What is missing for its renewal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merchant(Record):
    """Who sells. RULES §2."""
    id: MerchantId
    """Its id."""
    node: NodeId
    """The node that looks after it."""
    code: str
    """Its short code; unique in the tenant. Used by imports."""
    name: str
    """Its name."""
    contact: str
    """Whom to call there."""
    phone: str
    """The business's phone number."""
    kind: MerchantKind
    """How it takes part."""
    state: MerchantState
    """Where it stands."""
    reason: str | None = None
    """Why it was rejected, suspended or resumed last."""
    qualifications: list[Qualification]
    """Licences; at most 50."""
    serves: list[NodeId]
    """The nodes it is approved for, with everything below them; at most 200. RULES §2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantCard(Record):
    """What everybody may know of a merchant."""
    id: MerchantId
    """Its id."""
    name: str
    """Its name."""
    phone: str
    """The business's phone number."""
    kind: MerchantKind
    """How it takes part."""
    sells: bool
    """Whether its products can be bought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantDetails(Record):
    """What both entries tell of a merchant."""
    name: str
    """Its name."""
    contact: str
    """Whom to call there."""
    phone: str
    """The business's phone number: 5 to 15 digits."""
    kind: MerchantKind
    """How it takes part."""


class MerchantKind(enum.Enum):
    """How a merchant takes part. RULES §2."""
    MALL = "mall"
    """Sells through orders."""
    NEARBY = "nearby"
    """A listing with place and phone that leads to the shop."""
    THIRD_PARTY = "third_party"
    """A service on the merchant's own pages; the host reports each transaction."""


class MerchantState(enum.Enum):
    """Where a merchant stands. RULES §2."""
    DRAFT = "draft"
    """Being filled in."""
    SUBMITTED = "submitted"
    """Waiting for review."""
    APPROVED = "approved"
    """Reviewed and accepted, not yet selling."""
    REJECTED = "rejected"
    """Reviewed and refused, with a reason; may be changed and submitted again."""
    ACTIVE = "active"
    """Sells."""
    RECTIFYING = "rectifying"
    """整改: has to mend something before a deadline; sells meanwhile."""
    DELISTED = "delisted"
    """Left sale for good; open orders finish."""
    SUSPENDED = "suspended"
    """Stopped by hand."""


class MerchantVerdict(Case):
    """How a review ends."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "verdict"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantVerdictApprove(MerchantVerdict):
    """Accepted."""
    _case: ClassVar[str] = "approve"


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantVerdictReject(MerchantVerdict):
    """Refused."""
    _case: ClassVar[str] = "reject"
    reason: str
    """Why; not empty."""


class Mismatch(enum.Enum):
    """In what a line differs."""
    AMOUNT = "amount"
    """Our amount is another."""
    NOT_BOOKED = "not_booked"
    """We know it, but the ledger does not have it: a payment of a wrong amount, a refund or payout that is not done,
    a document that was reversed.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerateReview(Command):
    """Hides a review or shows it again. Errors: `wrong_state` when it is so already, `invalid_field` for no reason. RULES §16."""
    _command: ClassVar[str] = "moderate_review"
    review: ReviewId
    """The review."""
    outcome: Moderation
    """What becomes of it."""


class Moderation(Case):
    """What becomes of a review."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationHide(Moderation):
    """Nobody but the merchant and the property company sees it, and it counts for nothing."""
    _case: ClassVar[str] = "hide"
    reason: str
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationShow(Moderation):
    """It is shown and counts again."""
    _case: ClassVar[str] = "show"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthResult(Record):
    """What a leader's month came to."""
    sales: Money
    """Its sales less what of them was refunded until then."""
    earned: Money
    """What the tiers give for that."""
    accrued: Money
    """What had been earned sale by sale, less what was given back."""


class MonthState(enum.Enum):
    """Where a leader's month stands."""
    OPEN = "open"
    """Sales count for it."""
    CLOSED = "closed"
    """It is over: no sale counts for it any more."""
    SETTLED = "settled"
    """The difference to what the whole month earns was posted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MyGroup(Record):
    """A member's order in a group."""
    order: OrderId
    """The order."""
    group: GroupView
    """Its group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyStation(Record):
    """A station and how far it is."""
    station: Station
    """The station."""
    metres: int
    """Whole metres as the crow flies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSku(Record):
    """A SKU to come."""
    code: str
    """The merchant's own code for it; unique per merchant."""
    spec: list[str]
    """One option per axis of the product, in their order."""
    price: Money
    """What one costs; zero or more."""
    list_price: Money | None = None
    """The price that is struck through."""
    supply_price: Money | None = None
    """What the supplier gets for one; at most the price."""
    member_prices: dict[LevelId, Money] = field(default_factory=dict)
    """What one costs for members of a level, at most the price; at most 20."""
    points_price: Points = Points.ZERO
    """How many points one costs besides: 1 to 100,000,000 for points goods, zero for everything else. RULES §13."""
    weight_grams: int | None = None
    """Grams, at most a tonne."""
    barcode: str | None = None
    """Letters, digits and hyphens."""
    stock: int
    """Units in stock, 0 to 1,000,000,000; 0 for a combo, which has none of its own."""
    parts: list[ComboPart]
    """What a combo is made of: 1 to 20 SKUs of the same merchant, none of them a combo. Empty for goods."""


class NoShowPolicy(enum.Enum):
    """What becomes of an order that nobody collected in time. RULES §6."""
    KEEP = "keep"
    """The station keeps it for the buyer."""
    CLOSE = "close"
    """It is closed: the money goes back less the setting `no_show_fee`, the points whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Record):
    """A place in the tree: group 集团, city 城市公司, community 项目 or whatever the group calls its levels."""
    id: NodeId
    """Its id."""
    parent: NodeId | None = None
    """The place above; `None` for the root."""
    path: list[NodeId]
    """From the root down to itself."""
    kind: str
    """What its level is called."""
    name: str
    """Its name."""
    settings: SettingsPatch = field(default_factory=lambda: SettingsPatch())
    """What it sets; everything else comes from above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeView(Record):
    """A node as it stands in the tree."""
    node: Node
    """The node."""
    settings: Settings
    """The settings in force there."""
    children: list[Node]
    """The nodes directly below, at most 1000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplied(Record):
    """Something that could have reduced the price but did not, or not fully, and why."""
    lane: Lane
    """Which step."""
    campaign: CampaignId | None = None
    """Which campaign."""
    coupon: CouponId | None = None
    """Which coupon."""
    reason: WhyNot
    """Why."""
    missing: Money = Money.ZERO
    """How much is missing to its threshold, if it is one of money."""


class NotSold(enum.Enum):
    """Why something cannot be bought."""
    UNKNOWN = "unknown"
    """The product or SKU is not there, or was never reviewed."""
    OFF_SALE = "off_sale"
    """The product is off sale or under review."""
    MERCHANT_CLOSED = "merchant_closed"
    """The merchant does not sell now, or not through orders."""
    UNQUALIFIED = "unqualified"
    """The merchant's qualification for it is missing or has lapsed."""
    NOT_SERVED_HERE = "not_served_here"
    """The merchant is not approved for the community."""
    NOT_YET = "not_yet"
    """It can be bought from a later day on."""
    NOT_THIS_WAY = "not_this_way"
    """It cannot reach the buyer in this way."""
    OUT_OF_STOCK = "out_of_stock"
    """Nothing is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersView(Record):
    """What a shop window or a phone that quotes by itself needs to know of campaigns: the values that go into the quote."""
    timed: list[TimedDiscount]
    """Timed discounts."""
    full: list[FullReduction]
    """Full reductions."""
    gifts: list[GiftGoods]
    """What may be given by them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase(Record):
    """An after-sale case of an order that is not decided. RULES §11."""
    case: AfterSaleId
    """The case."""
    lines: list[tuple[int, int]]
    """Units of lines that it is about, by the lines' places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPresale(Command):
    """Sells a SKU ahead of its stock from now on, up to a ceiling, with a promised day; until the day before that day, or until
    it is ended. What is collected is brought on that day at the earliest. RULES §3.

    Errors: `invalid_field` naming the field (another merchant's SKU or a combo, a day that is not 1 to 365 days ahead, a
    ceiling out of bounds), `wrong_state` while an earlier presale of the SKU sells or waits for stock.
    """
    _command: ClassVar[str] = "open_presale"
    merchant: MerchantId
    """Whose SKU."""
    sku: SkuId
    """What."""
    promised: datetime.date
    """The day that is promised to the buyers."""
    ceiling: int
    """Most units that are sold ahead, 1 to 1,000,000."""


class Opening(enum.Enum):
    """Whether a station takes new orders. RULES §7."""
    OPEN = "open"
    """It does."""
    CLOSED = "closed"
    """It does not; what was ordered before is still brought and collected there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Record):
    """One merchant × one way of fulfilment. RULES §5."""
    id: OrderId
    """Its id."""
    trade: TradeId
    """Its trade."""
    member: MemberId
    """Who buys."""
    merchant: MerchantId
    """Who sells."""
    community: NodeId
    """Where the member lives."""
    fulfilment: Fulfilment
    """How it reaches the buyer."""
    station: StationId | None = None
    """Where it is collected; pickup only."""
    delivery_day: datetime.date | None = None
    """The day on which it is brought to the station; pickup only, fixed when paid."""
    ship_to: str | None = None
    """Where to and to whom, sealed for the member; express and instant only."""
    own_station: bool = False
    """Whether the buyer runs that station."""
    remark: str | None = None
    """The buyer's remark."""
    invoice: str | None = None
    """The title on the invoice, if one is wanted."""
    state: OrderState
    """Where it stands."""
    lines: list[OrderLine]
    """What was bought."""
    fee: Money = Money.ZERO
    """Delivery fee."""
    refunded_fee: Money = Money.ZERO
    """Delivery fee refunded so far."""
    withheld: Money = Money.ZERO
    """What was kept of the money of refunded lines, e.g. the fee for not collecting. RULES §6."""
    cash: Money
    """What was or is to be paid in money: the lines' cash and the fee."""
    placed_at: datetime.datetime
    """When it was placed."""
    paid_at: datetime.datetime | None = None
    """When it was paid."""
    received_at: datetime.datetime | None = None
    """When the buyer had it."""
    return_days: int = 0
    """Days after receipt in which something of it can be returned."""
    window_over: bool = False
    """Whether the return window has passed and what waited for it was released."""
    open_cases: list[OpenCase] = field(default_factory=list)
    """After-sale cases that are not decided; they hold the units that they are about."""
    cases: int = 0
    """After-sale cases so far."""
    due_at: datetime.datetime | None = None
    """When something happens by itself next: receipt, reminders to collect, end of the return window, end of reviewing."""
    split: SplitPlan | None = None
    """Who gets what; fixed when paid."""
    funding: list[tuple[Party, Money]] = field(default_factory=list)
    """Who pays for the points that were used, per issuer; fixed when paid."""
    coupons: list[CouponId] = field(default_factory=list)
    """Coupons that it brought when it was paid. RULES §15."""
    points_earned: Points = Points.ZERO
    """Points that the purchase earns, less what was taken back."""
    earning: Earning | None = None
    """How they are computed and whether they are active; fixed when paid, `None` when nothing earns points."""
    growth: Growth | None = None
    """Growth that it has given; `None` for none."""
    pickup: PickupState | None = None
    """Pickup orders, once paid."""
    shipment: Shipment | None = None
    """Express orders, once sent."""
    group: OrderGroup | None = None
    """The group in which it was bought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderGroup(Record):
    """The group in which an order was bought. RULES §15."""
    group: GroupId
    """Which."""
    waits: bool = False
    """The group has not come about: nothing ships, no delivery day is joined, there is no pickup code, and nothing is
    cancelled or returned but by the group's own end.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine(Record):
    """One SKU × quantity inside an order. RULES §4."""
    sku: SkuId
    """What."""
    product: ProductId
    """Of which product."""
    gift: CampaignId | None = None
    """The campaign that gives it; `None` for what was bought."""
    name: str
    """Name and spec as they were when it was bought."""
    quantity: int
    """How many."""
    unit_price: Money
    """What one cost."""
    supply_price: Money | None = None
    """What its supplier gets for one, when it is split by price difference."""
    supplier: SupplierId | None = None
    """Who supplies it."""
    reductions: list[Reduction] = field(default_factory=list)
    """What was taken off, by whom it is borne."""
    cash: Money
    """What was paid in money."""
    points: Points = Points.ZERO
    """Points that paid a part …"""
    points_value: Money = Money.ZERO
    """… and what they were worth."""
    parts: list[ComboPart] = field(default_factory=list)
    """What a combo is made of, per unit."""
    earns_points: bool
    """Whether paying for it earns points."""
    no_commission: bool = False
    """Whether leaders and promoters earn nothing by it: the product takes no part in distribution, or the campaign that
    made its price excludes it.
    """
    terms: LineTerms | None = None
    """What holds for it beyond the catalogue: limits, a presale, a flash sale or group buy. `None` for most."""
    own_return_days: int | None = None
    """Days after receipt in which it can be returned without a reason, where that is not the order's `return_days`; zero:
    not at all. RULES §11.
    """
    reviewed: bool = False
    """Whether the buyer reviewed it. RULES §16."""
    refunded: int = 0
    """Units refunded so far, and what went back for them."""
    refunded_cash: Money = Money.ZERO
    """Money refunded so far."""
    refunded_points: Points = Points.ZERO
    """Points refunded so far."""
    refunded_points_value: Money = Money.ZERO
    """What the refunded points were worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderNote(Record):
    """What the buyer says to one of the orders."""
    merchant: MerchantId
    """The order's merchant …"""
    fulfilment: Fulfilment
    """… and way of fulfilment."""
    remark: str | None = None
    """Remark."""
    invoice: str | None = None
    """Title on the invoice, if one is wanted."""


class OrderState(enum.Enum):
    """The six states of an order. RULES §5."""
    PENDING_PAYMENT = "pending_payment"
    """待付款."""
    PENDING_SHIPMENT = "pending_shipment"
    """待发货."""
    PENDING_RECEIPT = "pending_receipt"
    """待收货."""
    PENDING_REVIEW = "pending_review"
    """待评价."""
    COMPLETED = "completed"
    """已完成."""
    CLOSED = "closed"
    """已失效: unpaid, cancelled or refunded whole."""


class Origin(enum.Enum):
    """What points were given for. RULES §13."""
    PURCHASE = "purchase"
    """Buying."""
    REGISTERING = "registering"
    """Registering."""
    LOGIN = "login"
    """The first login of a day."""
    BILL = "bill"
    """Paying a property bill."""
    LEVEL = "level"
    """A gift of the member's level."""
    GRANT = "grant"
    """Given by hand, by the host or by a campaign."""
    RETURNED = "returned"
    """Came back after their lot had expired."""
    SEVERAL = "several"
    """Lots of several origins that were merged."""


class Owner(Case):
    """Who makes an offer, and where it holds."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "by"
    _content: ClassVar[str | None] = "id"


@dataclass(frozen=True, slots=True)
class OwnerNode(Owner):
    """A property company, for members of the node and of those below it; the platform at the root."""
    _case: ClassVar[str] = "node"
    value: NodeId


@dataclass(frozen=True, slots=True)
class OwnerMerchant(Owner):
    """A merchant, for their own goods wherever they sell."""
    _case: ClassVar[str] = "merchant"
    value: MerchantId


class PartState(enum.Enum):
    """Where a part stands."""
    PENDING = "pending"
    """It may still come back: the party's pending account."""
    PAYABLE = "payable"
    """It is owed to the party: their payable account, which is settled by itself."""
    WITHDRAWABLE = "withdrawable"
    """It is owed to a leader or promoter who withdraws it: their commission account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayRefundByHand(Command):
    """A refund that its channel refused was paid in another way. Should the channel report it paid afterwards, it is marked
    and an event tells. Errors: `wrong_state` unless it has failed, `invalid_field` for an empty channel or reference.
    RULES §11.
    """
    _command: ClassVar[str] = "pay_refund_by_hand"
    refund: RefundId
    """The failed refund."""
    channel: str
    """Through which channel, e.g. `bank`; its clearing account bears it."""
    reference: str
    """The number of the transfer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee(Record):
    """How a party wants to be paid; without one the setting `payout_channel` of the tenant's root holds."""
    party: Party
    """Who."""
    channel: str
    """Through which channel."""
    account: str | None = None
    """The host's reference to the receiver's account there; never an account number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Record):
    """A payment as the host reported it: the evidence. RULES §5."""
    id: PaymentId
    """Its id."""
    trade: TradeId
    """The trade that it is for."""
    provider: str
    """The provider, e.g. `wechat`."""
    number: str
    """The provider's number; unique per provider."""
    amount: Money
    """How much was paid."""
    currency: str
    """In which currency (three letters)."""
    paid_at: datetime.datetime
    """When, as the provider says."""
    evidence: str
    """SHA-256 of the provider's message, hexadecimal."""
    reported_at: datetime.datetime
    """When it was reported."""
    outcome: PaymentOutcome
    """What became of it."""


class PaymentOutcome(enum.Enum):
    """What became of a payment report. RULES §5."""
    ACCEPTED = "accepted"
    """It paid its trade."""
    WRONG_AMOUNT = "wrong_amount"
    """Recorded, but the amount or currency is not the trade's; nothing was paid by it."""
    LATE = "late"
    """Its trade was closed before; refunded automatically."""
    DOUBLE = "double"
    """Its trade was paid before; refunded automatically."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReport(Record):
    """What became of a payment report."""
    payment: PaymentId
    """The recorded payment."""
    outcome: PaymentOutcome
    """What became of it."""
    refund: RefundId | None = None
    """The automatic refund, when the money pays nothing. Only in the answer to the first report of this payment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout(Record):
    """Money that leaves for a party, and what the channel says about it. Its id is the number under which the host instructs
    the channel, the first time and every other time. RULES §12.
    """
    id: PayoutId
    """Its id, computed from what it pays."""
    source: PayoutSource
    """What it pays."""
    party: Party
    """To whom."""
    channel: str
    """Through which channel."""
    account: str | None = None
    """The host's reference to the receiver's account there; never an account number."""
    amount: Money
    """How much, above zero."""
    batch: PayoutBatchId
    """Its batch."""
    state: PayoutState
    """Where it stands."""
    attempts: int = 0
    """How often it was instructed, always under the same number."""
    instructed_at: datetime.datetime | None = None
    """When it was instructed last."""
    word_at: datetime.datetime | None = None
    """The moment of the channel's latest word, by the channel's own clock; older words are ignored."""
    word: str | None = None
    """The channel's number or message."""
    returned: bool = False
    """It was paid and the money came back."""
    due_at: datetime.datetime | None = None
    """When somebody must ask the channel; `None` when its outcome is known or it waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutBatch(Record):
    """Payouts of one channel and day that are looked at, approved and handed over together. RULES §12."""
    id: PayoutBatchId
    """Its id."""
    channel: str
    """Through which channel."""
    pay_on: datetime.date
    """The first day on which it may be paid."""
    payouts: list[PayoutId]
    """Its payouts, at most `PayoutBatch::MAX`."""
    total: Money
    """What they come to."""
    needed: int
    """How many people must approve it; fixed when it was made."""
    approvals: list[UserId] = field(default_factory=list)
    """Who did, each once."""
    state: BatchState
    """Where it stands."""
    reason: str | None = None
    """Why it was rejected."""
    made_at: datetime.datetime
    """When it was made."""
    due_at: datetime.datetime | None = None
    """When it is to be released, or people are to be reminded; `None` when it waits no longer."""


class PayoutResult(Case):
    """What a channel says about a payout."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "result"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutResultAccepted(PayoutResult):
    """It took the instruction."""
    _case: ClassVar[str] = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutResultDone(PayoutResult):
    """It was paid."""
    _case: ClassVar[str] = "done"
    number: str
    """The channel's number."""
    channel: str | None = None
    """The channel that the host paid it from, if another than was planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutResultFailed(PayoutResult):
    """It was refused, or the money came back: nothing was paid."""
    _case: ClassVar[str] = "failed"
    reason: str
    """What the channel said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutResultUnknown(PayoutResult):
    """The host got no usable answer. Never instruct it under another number."""
    _case: ClassVar[str] = "unknown"


class PayoutSource(Case):
    """What a payout pays. Whatever else pays money out (withdrawals) adds its kind here and its consequence in
    `results.rs`.
    """
    __slots__ = ()
    _tag: ClassVar[str | None] = "kind"
    _content: ClassVar[str | None] = "id"


@dataclass(frozen=True, slots=True)
class PayoutSourceSettlement(PayoutSource):
    """What a day's settlement came to."""
    _case: ClassVar[str] = "settlement"
    value: SettlementId


class PayoutState(enum.Enum):
    """Where a payout stands."""
    WAITING = "waiting"
    """In a batch that is not released yet."""
    INSTRUCTED = "instructed"
    """The host was told to pay; the channel said nothing yet."""
    ACCEPTED = "accepted"
    """The channel took the instruction."""
    UNKNOWN = "unknown"
    """Nobody knows: it is asked for, or instructed again, under the same number until the channel knows."""
    DONE = "done"
    """Paid."""
    FAILED = "failed"
    """Not paid: the amount is owed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodBalance(Record):
    """What an account moved in a period."""
    purpose: AccountPurpose
    """Which account of the party."""
    unit: Unit
    """Money or points."""
    opening: int
    """Its balance when the period began: debits above zero, credits below."""
    debit: int
    """The sum of the period's debits, zero or more …"""
    credit: int
    """… and of its credits, zero or more."""
    closing: int
    """Its balance when the period was over: opening + debit − credit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupBuyer(Record):
    """Who collects, masked. RULES §18."""
    member: MemberId
    """Who."""
    name: str | None = None
    """王**; `None` after erasure."""
    phone: str | None = None
    """138****1234; `None` after erasure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupItem(Record):
    """One thing to hand over."""
    name: str
    """Name and spec as sold."""
    quantity: int
    """How many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupOrder(Record):
    """One order as the station's staff sees it."""
    order: OrderId
    """The order."""
    items: list[PickupItem]
    """What is in it."""
    code_tail: str | None = None
    """The last two digits of its code; `None` when it has none."""
    status: PickupStatus
    """Where its pickup stands."""


class PickupOutcome(Case):
    """What became of a confirmation."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupOutcomePickedUp(PickupOutcome):
    """The order is handed over, and the code used up."""
    _case: ClassVar[str] = "picked_up"
    order: OrderId
    """The order."""


@dataclass(frozen=True, slots=True)
class PickupOutcomeRefused(PickupOutcome):
    """Nothing was handed over."""
    _case: ClassVar[str] = "refused"
    value: CodeRefusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupState(Record):
    """The pickup of an order. RULES §6."""
    number: int
    """The order's number among those of its station's delivery day. With the tenant's key it makes the code; without it
    nobody gets from one to the other.
    """
    ready_at: datetime.datetime | None = None
    """When the station had it ready."""
    ended: CodeEnd | None = None
    """How the code ended; `None` while it is live."""
    reminded: int = 0
    """Reminders sent to a buyer who does not collect; one more when the no-show policy was applied. RULES §6."""


class PickupStatus(Case):
    """Where the pickup of an order stands. RULES §6."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupStatusComing(PickupStatus):
    """Not at the station yet."""
    _case: ClassVar[str] = "coming"


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupStatusReady(PickupStatus):
    """Can be collected."""
    _case: ClassVar[str] = "ready"
    at: datetime.datetime
    """Since when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupStatusPickedUp(PickupStatus):
    """Collected."""
    _case: ClassVar[str] = "picked_up"
    at: datetime.datetime
    """When."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupStatusEnded(PickupStatus):
    """Cancelled or refunded whole."""
    _case: ClassVar[str] = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(Record):
    """What one receiver gets by a split."""
    party: Party
    """Who."""
    amount: Money
    """How much."""
    state: PayoutState
    """Whether they got it: `waiting` until the call is known, then `done` or `failed`."""
    returned: Money = Money.ZERO
    """What of it is taken back or being taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Record):
    """Where a page ended: the values of the columns it is ordered by, then the id."""
    values: list[Value]
    """The index's column values (all of them), or the position, or nothing."""
    id: Id
    """The id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOrder(Command):
    """Turns a cart into a trade with one order per merchant × way of fulfilment; stock and points are taken at once.

    Errors: `not_sold`, `out_of_stock`, `insufficient`, `limit_exceeded` and `invalid_field` name the line;
    `price_moved` carries the new quote when the total is not what the client expected. RULES §5.
    """
    _command: ClassVar[str] = "place_order"
    _flat: ClassVar[tuple[str, ...]] = ("wanted",)
    wanted: Wanted
    """What is bought."""
    expected_total: Money | None = None
    """The total that the client showed; `None`: whatever it is now."""
    notes: list[OrderNote] = field(default_factory=list)
    """Remarks and invoices, at most one per order."""
    cart: CartUse = field(default_factory=lambda: CartUse.KEEP)
    """What happens to the member's cart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTrade(Record):
    """A placed trade."""
    trade: TradeId
    """Its id; payments name it."""
    orders: list[OrderId]
    """Its orders, sorted by merchant and way of fulfilment."""
    total: Money
    """What is to be paid in money; zero: it is paid already."""
    due_at: datetime.datetime
    """When it closes unless paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsBalance(Record):
    """What a member has. RULES §13."""
    property: Points
    """Property only, not expired."""
    mall: Points
    """Mall only, not expired."""
    universal: Points
    """For everything, not expired."""
    spendable_in_mall: Points
    """What can be spent at checkout: mall and universal."""
    spendable_on_bills: Points
    """What can be spent on property bills: property and universal."""
    pending: Points
    """Earned, but active only when their orders can no longer be returned."""
    debt: Points
    """Taken back but not found; the next earnings pay it first."""
    lots: list[Lot]
    """The lots that have not expired, in the order in which they are spent; about 32 at most."""


class PointsKind(enum.Enum):
    """Where points can be spent, narrowest first. RULES §13."""
    PROPERTY = "property"
    """On property bills only."""
    MALL = "mall"
    """In the mall only."""
    UNIVERSAL = "universal"
    """Everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsOffer(Record):
    """Points that the member wants to use, besides those that points goods cost. RULES §4 step 4, §13."""
    wanted: Points = Points.ZERO
    """How many the member wants to use; zero: none."""
    available: Points = Points.ZERO
    """How many the member has."""
    per_unit: int = 0
    """How many are worth one unit of the currency."""
    cap: decimal.Decimal = decimal.Decimal(0)
    """What part of the goods amount they may pay."""
    funder: Party | None = None
    """Who pays for them: their issuer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsStatement(Record):
    """What points of one issuer were worth that were spent with one party in a month. RULES §13."""
    month: datetime.date
    """The first day of the month."""
    issuer: Party
    """Who issued the points and bears them."""
    spent_at: Party
    """Where they were spent: a merchant, or the node whose bill they paid."""
    spent: Money
    """What they were worth."""
    returned: Money
    """What came back of it by refunds and undone bills; of earlier months, too."""
    settled_at: datetime.datetime | None = None
    """When it was settled; then it changes no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting(Record):
    """A movement between accounts: sums to zero, never changed, corrected only by another. RULES §12."""
    id: PostingId
    """Its id."""
    at: datetime.datetime
    """When."""
    day: datetime.date
    """The business day that it counts for."""
    purpose: PostingPurpose
    """Why."""
    unit: Unit = field(default_factory=lambda: Unit.MONEY)
    """Money or points."""
    order: OrderId | None = None
    """The order that it belongs to."""
    trade: TradeId | None = None
    """The trade that it belongs to."""
    reference: Id | None = None
    """The record that caused it: a payment, refund or settlement."""
    entries: list[Entry]
    """At least two; they sum to zero."""


class PostingPurpose(enum.Enum):
    """Why a posting was made."""
    ORDER_PAID = "order_paid"
    """An order was paid."""
    ORDER_EARNED = "order_earned"
    """Shares of an order became payable."""
    ORDER_REFUNDED = "order_refunded"
    """A part of an order is refunded."""
    UNAPPLIED_RECEIVED = "unapplied_received"
    """Money arrived that pays no trade."""
    UNAPPLIED_REFUNDED = "unapplied_refunded"
    """Money that paid no trade is refunded."""
    REFUND_DONE = "refund_done"
    """The channel paid a refund out."""
    SETTLED = "settled"
    """A party's payables were gathered to be paid out."""
    PAYOUT_DONE = "payout_done"
    """A payout was done."""
    PAYOUT_FAILED = "payout_failed"
    """A payout failed, or came back: the amount is owed again."""
    PAYOUT_PAID_LATE = "payout_paid_late"
    """A payout that was reported as failed was paid after all: it is owed no more."""
    SET_ASIDE = "set_aside"
    """A share was set aside for a split of the payment at its channel."""
    SET_ASIDE_RELEASED = "set_aside_released"
    """What was set aside is owed again."""
    SPLIT_DONE = "split_done"
    """A receiver got a piece of a split, or the collector what was left."""
    SPLIT_RETURNED = "split_returned"
    """A piece was taken back."""
    USAGE_FEE = "usage_fee"
    """A party's fee for using the platform."""
    ADVERTISING = "advertising"
    """Advertising was paid."""
    OTHER_INCOME = "other_income"
    """Other income of the platform or a property company."""
    DEBT_PAID = "debt_paid"
    """A party paid in what it owed."""
    CHANNEL_TRANSFER = "channel_transfer"
    """A channel passed money on to another one."""
    CHANNEL_FEE = "channel_fee"
    """A channel kept a fee."""
    DOCUMENT_REVERSED = "document_reversed"
    """A document was taken back."""
    THIRD_PARTY_COMMISSION = "third_party_commission"
    """Commission on a sale of a third party."""
    THIRD_PARTY_COMMISSION_RETURNED = "third_party_commission_returned"
    """… taken back by a refund of that sale."""
    COMMISSION_ADJUSTED = "commission_adjusted"
    """A leader's month earned more, or less, than its sales one by one."""
    WITHDRAWAL_REQUESTED = "withdrawal_requested"
    """A leader or promoter wants to be paid: the amount is frozen."""
    WITHDRAWAL_RETURNED = "withdrawal_returned"
    """A withdrawal was rejected or failed: the amount can be withdrawn again."""
    WITHDRAWAL_DONE = "withdrawal_done"
    """A withdrawal was paid."""
    POINTS_EARNED = "points_earned"
    """Points were given."""
    POINTS_SPENT = "points_spent"
    """Points were used."""
    POINTS_RETURNED = "points_returned"
    """Used points came back."""
    POINTS_TAKEN_BACK = "points_taken_back"
    """Given points were taken back."""
    POINTS_EXPIRED = "points_expired"
    """Points expired."""
    LEVEL_GIFT = "level_gift"
    """A level brought a gift of points."""
    BILL_PAID_IN_POINTS = "bill_paid_in_points"
    """Points pay a part of a property bill."""
    BILL_POINTS_RETURNED = "bill_points_returned"
    """Points that paid a part of a property bill come back."""
    POINTS_SETTLED = "points_settled"
    """A month's points were settled between issuer and place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presale(Record):
    """A SKU sells ahead of its stock, up to a ceiling, with a promised day. RULES §3. Beside the record are counters: units
    that orders have, and how many of these no stock has arrived for.
    """
    id: PresaleId
    """Its id."""
    merchant: MerchantId
    """Who sells."""
    sku: SkuId
    """What; not a combo."""
    promised: datetime.date
    """The day from which the buyer has it at the earliest; it is what was promised."""
    ceiling: int
    """Most units that it sells."""
    opened_at: datetime.datetime
    """When it began."""
    ended_at: datetime.datetime | None = None
    """When it was ended by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresaleView(Record):
    """A presale and how far it has come."""
    presale: Presale
    """The presale."""
    ordered: int
    """Units that orders have."""
    waiting: int
    """Those of them for which no stock has arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Record):
    """What is offered. RULES §3."""
    id: ProductId
    """Its id, computed from merchant and code."""
    merchant: MerchantId
    """Who sells it."""
    code: str
    """The merchant's own code for it; unique per merchant."""
    category: CategoryId
    """Where it is listed."""
    kind: ProductKind
    """What it is."""
    name: str
    """Its name."""
    axes: list[Axis]
    """Its spec axes; at most 5."""
    skus: list[SkuId]
    """Its SKUs; at most 200."""
    flags: ProductFlags
    """What holds for every SKU."""
    return_days: int
    """Days after receipt in which it can be returned."""
    purchase_limit: int | None = None
    """Most units that a member may buy, counted over all orders that were neither closed nor refunded; `None`: no limit."""
    fulfilment: set[Fulfilment]
    """Allowed ways of fulfilment."""
    qualification: str | None = None
    """The merchant's qualification without which it does not sell."""
    supplier: SupplierId | None = None
    """Who supplies it to the merchant."""
    pictures: list[str]
    """Links to pictures; at most 20."""
    state: ProductState
    """Where it stands."""
    reason: str | None = None
    """Why it was rejected."""
    available_from: datetime.date | None = None
    """The day from which its SKUs can be bought, if later than now."""
    tags: set[str] = field(default_factory=set)
    """Words that it is found by besides its name; at most 20."""
    listed_at: datetime.datetime | None = None
    """When it was first on sale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductDetails(Record):
    """What can be changed of a product. It is told whole, so that nothing is left to guess."""
    category: CategoryId
    """Where it is listed."""
    name: str
    """Its name."""
    flags: ProductFlags
    """What holds for every SKU. A combo earns no points."""
    return_days: int
    """Days after receipt in which it can be returned, 0–365."""
    purchase_limit: int | None = None
    """Most units that a member may buy over time, 1–9,999; `None`: no limit. What members bought while there was no limit
    does not count.
    """
    fulfilment: set[Fulfilment]
    """Allowed ways of fulfilment; at least one."""
    qualification: str | None = None
    """The merchant's qualification without which it does not sell."""
    supplier: SupplierId | None = None
    """Who supplies it to the merchant."""
    pictures: list[str]
    """Links to pictures; at most 20."""
    available_from: datetime.date | None = None
    """The day from which its SKUs can be bought, if later than now."""
    tags: set[str] = field(default_factory=set)
    """Words that it is found by besides its name; at most 20."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFlags(Record):
    """What holds for every SKU of a product. RULES §3."""
    no_reason_return: bool = False
    """Can be returned without a reason inside the window."""
    earns_points: bool = True
    """Paying for it earns points."""
    distribution: bool = True
    """Leaders and promoters earn on it."""
    perishable: bool = False
    """Does not keep."""


class ProductKind(enum.Enum):
    """What a product is. RULES §3."""
    GOODS = "goods"
    """Something to carry home."""
    COMBO = "combo"
    """Made of other SKUs."""
    POINTS_GOODS = "points_goods"
    """Bought with points, or points and money. RULES §13."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRecord(Record):
    """A product with everything that is stored of it."""
    product: Product
    """The product."""
    skus: list[Sku]
    """Its SKUs."""
    stock: list[StockLevel]
    """The stock of the SKUs that are not combos."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSearch(Record):
    """What to search for among products that can be bought. Everything that is told must hold. RULES §3."""
    text: str = ""
    """Words divided by blanks; each must be part of the name, an option, a tag or the name of a category above, whatever
    the case and the width of its letters.
    """
    category: CategoryId | None = None
    """Listed in this category or below."""
    tag: str | None = None
    """Has this tag."""
    lowest_price: Money | None = None
    """Has a SKU that costs at least this …"""
    highest_price: Money | None = None
    """… and at most this."""
    community: NodeId | None = None
    """Sold by a merchant who is approved for this community."""
    in_stock: bool = False
    """Only products with a SKU that is in stock."""
    sort: SortBy = field(default_factory=lambda: SortBy.RELEVANCE)
    """The order of the list."""
    after: SearchPlace | None = None
    """Goes on behind this place, as answered by the page before; the rest of the search must be the same."""
    limit: int
    """At most so many, 1–500."""


class ProductState(enum.Enum):
    """Where a product stands. RULES §3."""
    DRAFT = "draft"
    """Being filled in."""
    SUBMITTED = "submitted"
    """Waiting for review."""
    REJECTED = "rejected"
    """Refused, with a reason."""
    ON_SALE = "on_sale"
    """Can be bought."""
    OFF_SALE = "off_sale"
    """Taken off by the merchant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSummary(Record):
    """One SKU of a station's daily product summary."""
    item: ManifestItem
    """What, who sells it, and how many are sent and arrived; before the manifest is made: how many are ordered so far."""
    collected: int
    """Units that were collected."""
    waiting: int
    """Units that lie at the station."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductView(Record):
    """A product as buyers see it: without supplier and supply prices."""
    id: ProductId
    """Its id."""
    merchant: MerchantId
    """Who sells it."""
    category: CategoryId
    """Where it is listed."""
    kind: ProductKind
    """What it is."""
    name: str
    """Its name."""
    axes: list[Axis]
    """Its spec axes."""
    tags: set[str]
    """Words that it is found by besides its name."""
    flags: ProductFlags
    """What holds for every SKU."""
    return_days: int
    """Days after receipt in which it can be returned."""
    purchase_limit: int | None = None
    """Most units a member may buy in one order."""
    fulfilment: set[Fulfilment]
    """Allowed ways of fulfilment."""
    pictures: list[str]
    """Links to pictures."""
    available_from: datetime.date | None = None
    """The day from which it can be bought."""
    not_sold: NotSold | None = None
    """Why it cannot be bought today, wherever the buyer lives; `None`: it can."""
    skus: list[SkuView]
    """Its SKUs."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Profile(Record):
    """A member's personal data. Stored sealed with a key of the member's own; never printed."""
    name: str
    """What they are called."""
    phone: str
    """Digits, may begin with +."""
    address: Address
    """Where they live."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedDay(Record):
    """What was promised when units were sold ahead of stock."""
    presale: PresaleId
    """In which presale."""
    day: datetime.date
    """For when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promoter(Record):
    """A member who brings buyers."""
    member: MemberId
    """Who."""
    kind: str
    """The code of their kind."""
    above: MemberId | None = None
    """The promoter who brought them: the one to whom they were bound when they became one; fixed."""
    since: datetime.datetime
    """Since when."""
    active: bool
    """Whether they still promote; an ended one earns on no new order and binds nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromoterView(Record):
    """A promoter and to whom they are bound."""
    promoter: Promoter
    """The promoter."""
    kind_name: str
    """Their kind's name."""


class Publish(enum.Enum):
    """What becomes of products that the file creates. Products that are there keep their state."""
    DRAFT = "draft"
    """They stay drafts."""
    SUBMIT = "submit"
    """They are submitted for review."""
    ON_SALE = "on_sale"
    """They count as reviewed and go on sale: for the property company, not for a merchant's own staff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseItem(Record):
    """One SKU of a purchase sheet 以销定采, over all stations. RULES §7."""
    source: PurchaseSource
    """From whom."""
    merchant: MerchantId
    """Who sells it."""
    sku: SkuId
    """What."""
    name: str
    """Its name and spec as sold."""
    ordered: int
    """How many in all."""
    stations: int
    """To how many stations."""


class PurchaseScope(Case):
    """Which part of the day's purchases a sheet shows."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class PurchaseScopeNode(PurchaseScope):
    """Everything that stations of a node and its subtree get."""
    _case: ClassVar[str] = "node"
    value: NodeId


@dataclass(frozen=True, slots=True)
class PurchaseScopeMerchant(PurchaseScope):
    """Everything that a merchant sends to stations."""
    _case: ClassVar[str] = "merchant"
    value: MerchantId


class PurchaseSource(Case):
    """From whom goods are bought for a delivery day."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class PurchaseSourceSupplier(PurchaseSource):
    """A supplier behind a merchant."""
    _case: ClassVar[str] = "supplier"
    value: SupplierId


@dataclass(frozen=True, slots=True)
class PurchaseSourceMerchant(PurchaseSource):
    """The merchant itself."""
    _case: ClassVar[str] = "merchant"
    value: MerchantId


@dataclass(frozen=True, slots=True, kw_only=True)
class PutInCart(Command):
    """Puts a SKU in a cart, or sets how many of it are there; one line per SKU and way of fulfilment. The SKU must be sold
    where the member lives and in this way; whether enough is in stock is asked at checkout. Answers how many are there.
    Errors: `invalid_field` and `limit_exceeded` quantity (1–9,999), `limit_exceeded` beyond 200 lines, `not_found`,
    `not_sold`.
    """
    _command: ClassVar[str] = "put_in_cart"
    member: MemberId
    """Whose cart."""
    sku: SkuId
    """What."""
    fulfilment: Fulfilment
    """How it is to reach the buyer."""
    quantity: Quantity
    """How many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnSale(Command):
    """Puts a product that is off sale on sale again. Errors: `wrong_state`."""
    _command: ClassVar[str] = "put_on_sale"
    product: ProductId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification(Record):
    """A licence or certificate. RULES §2."""
    kind: str
    """What it is, e.g. 食品经营许可证. Products name the kind that they need."""
    number: str
    """Its number."""
    expires: datetime.date | None = None
    """Its last day; `None`: without end."""


class Quantity(Case):
    """How many of a SKU a cart is to hold."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class QuantityAdd(Quantity):
    """So many more than there are."""
    _case: ClassVar[str] = "add"
    value: int


@dataclass(frozen=True, slots=True)
class QuantitySet(Quantity):
    """Exactly so many."""
    _case: ClassVar[str] = "set"
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Record):
    """The priced cart. The same input gives the same quote, byte for byte, on every platform. RULES §4."""
    lines: list[QuotedLine]
    """In the order of the cart, then gifts."""
    orders: list[QuotedOrder]
    """Sorted by merchant and way of fulfilment."""
    goods: Money
    """Sum of gross amounts."""
    reductions: Money
    """Sum of reductions other than points."""
    coupons: list[CouponId] = field(default_factory=list)
    """The coupons that are used."""
    points: Points
    """Points that pay a part …"""
    points_value: Money
    """… and what they are worth."""
    fees: Money
    """Sum of fees."""
    total: Money
    """What is to be paid in money: goods − reductions − points + fees."""
    not_applied: list[NotApplied]
    """What did not apply, in the order of the chain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteInput(Record):
    """Everything that the price depends on, as values. RULES §4."""
    at: datetime.datetime
    """When: decides which campaigns and coupons hold."""
    minor_per_unit: int
    """Smallest units in one unit of the currency: 100 for CNY."""
    rounding: Rounding
    """How percentages meet the smallest unit."""
    lines: list[QuoteLine]
    """The cart, at most `QuoteInput::MAX_LINES` lines."""
    level: LevelBenefits | None = None
    """What the member's level brings."""
    timed: list[TimedDiscount] = field(default_factory=list)
    """Timed discounts, at most `QuoteInput::MAX_CAMPAIGNS`."""
    full: list[FullReduction] = field(default_factory=list)
    """Full reductions, at most `QuoteInput::MAX_CAMPAIGNS`."""
    gifts: list[GiftGoods] = field(default_factory=list)
    """What may be given by them; a gift of which nothing is said here is not there."""
    coupons: list[CouponOffer] = field(default_factory=list)
    """The coupons that the member holds, at most `QuoteInput::MAX_COUPONS`."""
    choice: CouponChoice = field(default_factory=lambda: CouponChoiceNone())
    """Which of them to use."""
    points: PointsOffer = field(default_factory=lambda: PointsOffer())
    """The points that may pay a part."""
    fees: list[FeeRule] = field(default_factory=list)
    """Fees per way of fulfilment; a way without rule is free."""
    proxy_fee: Money = Money.ZERO
    """What ordering for the member costs, for the whole trade. RULES §10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine(Record):
    """One line of the cart with what the catalogue says of it."""
    sku: SkuId
    """What."""
    product: ProductId
    """Of which product."""
    kind: ProductKind
    """Of which kind of product."""
    categories: list[CategoryId] = field(default_factory=list)
    """The product's category and those above it."""
    merchant: MerchantId
    """From whom."""
    fulfilment: Fulfilment
    """How it reaches the buyer."""
    quantity: int
    """How many."""
    price: Money
    """What one costs in the catalogue."""
    list_price: Money | None = None
    """The price that is struck through; it decides nothing."""
    member_prices: dict[LevelId, Money] = field(default_factory=dict)
    """What one costs for members of a level."""
    points_price: Points = Points.ZERO
    """How many points one costs besides, for points goods: they take no other reduction. RULES §13."""
    special: SpecialPrice | None = None
    """A flash-sale or group-buy price instead."""
    promised: datetime.date | None = None
    """The day that is promised, when it is sold ahead of its stock; it decides nothing. RULES §3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine(Record):
    """A line with its price explained."""
    sku: SkuId
    """What."""
    product: ProductId
    """Of which product."""
    gift: CampaignId | None = None
    """The campaign that gives it; `None` for what was bought."""
    quantity: int
    """How many."""
    unit_price: Money
    """What one costs before reductions: the SKU price, or a special price above it."""
    gross: Money
    """Unit price × quantity."""
    priced: Money
    """What it costs after step 1: the original amount of the steps after it."""
    reductions: list[Reduction]
    """In the order of the chain."""
    promised: datetime.date | None = None
    """The day that is promised, when it is sold ahead of its stock. RULES §3."""
    points: Points
    """How many points pay a part of it."""
    net: Money
    """Gross less reductions: what remains to be paid in money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedOrder(Record):
    """What will become one order: one merchant × one way of fulfilment. RULES §5."""
    merchant: MerchantId
    """Who sells."""
    fulfilment: Fulfilment
    """How it reaches the buyer."""
    lines: list[int]
    """Places of its lines in `Quote::lines`."""
    goods: Money
    """Sum of the lines' gross amounts."""
    fee: Money
    """Delivery fee."""
    missing_to_free: Money = Money.ZERO
    """How much more it must cost to be delivered free; zero: it is, or never is."""
    proxy_fee: Money = Money.ZERO
    """Its share of the proxy-order fee."""
    total: Money
    """Sum of the lines' net amounts and the fees."""


class Rated(Case):
    """What is rated."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class RatedProduct(Rated):
    """A product."""
    _case: ClassVar[str] = "product"
    value: ProductId


@dataclass(frozen=True, slots=True)
class RatedMerchant(Rated):
    """A merchant, by the reviews of everything it sells."""
    _case: ClassVar[str] = "merchant"
    value: MerchantId


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Record):
    """The shown reviews of a product or merchant, counted: five counters, and for a merchant the days of the rating rule's
    window. Kept with every review, so that nothing is ever counted anew. RULES §2, §16.
    """
    of: Rated
    """Of what."""
    window: list[DayStars] = field(default_factory=list)
    """Merchants: the days in the window that have reviews, oldest first."""
    deadline: datetime.datetime | None = None
    """Merchants: until when a rectifying one has to do better."""
    due_at: datetime.datetime | None = None
    """When the rule is looked at next: the deadline, or when the oldest day leaves the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingView(Record):
    """What the reviews of a product or merchant add up to."""
    counts: list[int]
    """How many gave 1 to 5 stars."""
    mean: int
    """The Bayesian mean, by which products rank and merchants are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveStock(Command):
    """Adds what came in; what a presale waits for is taken out of it first. All lines or none. Errors: `invalid_field` naming the line, `limit_exceeded`."""
    _command: ClassVar[str] = "receive_stock"
    merchant: MerchantId
    """Whose SKUs."""
    lines: list[StockLine]
    """1 to 1,000 lines; units from 1 on, at most 1,000,000,000 with what is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Record):
    """Something that a member may like and can buy."""
    product: ProductView
    """What."""
    because: Because
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationRule(Record):
    """Who bought this may like that: infant formula → early-learning classes. RULES §15."""
    bought: TopicOfRule
    """What was bought."""
    recommend: TopicOfRule
    """What is recommended."""
    reason: str
    """What to tell the member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciledRow(Record):
    """One row of a reconciliation."""
    _flat: ClassVar[tuple[str, ...]] = ("verdict",)
    line: int | None = None
    """The line of the file; `None`: it is in the ledger only."""
    kind: BillKind | None = None
    """What it is; `None` when the line cannot be read."""
    channel_number: str
    """The channel's number, as the bill or our payment says."""
    our_number: str
    """Our number: trade, refund, payout or document."""
    theirs: Money | None = None
    """What the bill says."""
    ours: Money | None = None
    """What we say."""
    verdict: ReconciliationVerdict
    """What it came to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation(Record):
    """That a channel's bill was compared, and how it came out. The latest comparison of a file stands."""
    channel: str
    """The channel."""
    from_: datetime.date
    """The first day of the bill …"""
    to: datetime.date
    """… and the last one."""
    file: str
    """SHA-256 of the file, hexadecimal: which file it was."""
    sums: ReconciliationSums
    """How it came out."""
    note: str | None = None
    """What a person says about what did not match."""
    at: datetime.datetime
    """When."""
    by: UserId | None = None
    """Who; `None`: the host itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationSums(Record):
    """How many rows there were of each verdict."""
    lines: int
    """Lines of the bill's table."""
    matched: int
    """Matched."""
    matched_amount: int
    """What the matched ones come to."""
    missing_here: int
    """In the bill only."""
    missing_there: int
    """In the ledger only."""
    differing: int
    """In both, but not the same."""
    doubled: int
    """In the bill again."""
    unreadable: int
    """Unreadable."""


class ReconciliationVerdict(Case):
    """What comparing came to."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "verdict"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationVerdictMatched(ReconciliationVerdict):
    """Both say the same."""
    _case: ClassVar[str] = "matched"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationVerdictMissingHere(ReconciliationVerdict):
    """The bill has it, we do not."""
    _case: ClassVar[str] = "missing_here"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationVerdictMissingThere(ReconciliationVerdict):
    """The ledger has it, the bill does not."""
    _case: ClassVar[str] = "missing_there"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationVerdictDiffering(ReconciliationVerdict):
    """Both have it and differ."""
    _case: ClassVar[str] = "differing"
    why: Mismatch
    """In what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationVerdictDoubled(ReconciliationVerdict):
    """The bill has it a second time."""
    _case: ClassVar[str] = "doubled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationVerdictUnreadable(ReconciliationVerdict):
    """The line cannot be read."""
    _case: ClassVar[str] = "unreadable"
    column: str
    """The column."""
    reason: str
    """What is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLogin(Command):
    """A member logged in: the first time of a day they get points (5), the next times nothing. Answers what they got. A
    member whose data was erased gets nothing. Errors: `not_found`. RULES §13.
    """
    _command: ClassVar[str] = "record_login"
    member: MemberId
    """Who."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMerchant(Command):
    """Records a merchant from the back office, as a draft. RULES §2. Errors: `invalid_field`, `not_found` node,
    `already_exists` code.
    """
    _command: ClassVar[str] = "record_merchant"
    node: NodeId
    """The node that will look after it."""
    code: str
    """Its short code; unique in the tenant, used by imports."""
    details: MerchantDetails
    """Everything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReconciliation(Command):
    """Keeps how comparing a bill came out, so that auditors see what was compared and when. Errors: `invalid_field`."""
    _command: ClassVar[str] = "record_reconciliation"
    channel: str
    """The channel."""
    from_: datetime.date
    """The first day of the bill …"""
    to: datetime.date
    """… and the last one."""
    file: str
    """SHA-256 of the file, hexadecimal."""
    sums: ReconciliationSums
    """What `Engine::reconcile` answered."""
    note: str | None = None
    """What a person says about what did not match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent(Record):
    """An event as readers get it."""
    position: int
    """Place of its command in the tenant's log, from 1 without gaps."""
    index: int
    """Place among the events of that command, from 0."""
    command: CommandId
    """The command that caused it."""
    actor: Actor
    """Who ran that command."""
    at: datetime.datetime
    """When."""
    event: Event
    """What happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction(Record):
    """One reduction of one line."""
    lane: Lane
    """Which step of the chain gave it."""
    campaign: CampaignId | None = None
    """The campaign that gave it."""
    coupon: CouponId | None = None
    """The coupon that gave it."""
    reason: ReductionReason | None = None
    """How, where the lane does not say it all."""
    funder: Party
    """Who bears it. RULES §12."""
    amount: Money
    """How much, above zero."""
    basis: Money
    """The amount of this line that it was computed on."""


class ReductionReason(enum.Enum):
    """How a campaign or coupon reduced, where its lane does not say it all."""
    AMOUNT_OFF = "amount_off"
    """满减, or a coupon of an amount."""
    EVERY_OFF = "every_off"
    """每满减."""
    PERCENT_OFF = "percent_off"
    """满折, or a coupon of a part."""
    GIFT = "gift"
    """满赠."""
    FIXED_PRICE = "fixed_price"
    """One costs a fixed price for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral(Record):
    """A buyer is bound to a promoter."""
    member: MemberId
    """The buyer."""
    promoter: MemberId
    """To whom."""
    via: ReferralVia
    """What brought them."""
    since: datetime.datetime
    """Since when."""
    until: datetime.datetime | None = None
    """Until when it holds; `None`: for good."""


class ReferralLevels(enum.Enum):
    """How many levels a kind of promoter has: whether who brought them earns too. At most two, fixed. RULES §12."""
    ONE = "one"
    """Only the promoter earns."""
    TWO = "two"
    """Who brought the promoter earns as well, on real sales only."""


class ReferralPolicy(enum.Enum):
    """Which visit binds a buyer to a promoter. RULES §12."""
    FIRST_WINS = "first_wins"
    """The first one, for good."""
    LAST_WINS = "last_wins"
    """Each visit by another promoter's card or link binds anew."""
    WITHIN_DAYS = "within_days"
    """The first one, for so many days (the setting `referral_days`); after that the next one."""


class ReferralVia(enum.Enum):
    """What brought the buyer."""
    CARD = "card"
    """A promoter's card."""
    LINK = "link"
    """A link to a product or campaign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund(Record):
    """An instruction to the host to pay back, and its result. RULES §11."""
    id: RefundId
    """Its id: the number under which the host instructs the channel."""
    trade: TradeId
    """The trade."""
    order: OrderId | None = None
    """The order; `None` for money that paid no trade."""
    payment: PaymentId | None = None
    """The payment whose money goes back; `None` when only points go back."""
    provider: str
    """The channel; empty when only points go back."""
    reason: RefundReason
    """Why."""
    lines: list[RefundLine]
    """What of which line."""
    fee: Money = Money.ZERO
    """Delivery fee that goes back."""
    withheld: Money = Money.ZERO
    """What was kept of the lines' money, e.g. the fee for not collecting."""
    cash: Money
    """Money in all: lines and fee less what was withheld."""
    points: Points
    """Points in all."""
    instructed_at: datetime.datetime
    """When it was instructed."""
    attempt: int = 1
    """How often it was instructed; a retry counts on."""
    case: AfterSaleId | None = None
    """The after-sale case that it ends."""
    state: RefundState
    """Where it stands."""
    result: str | None = None
    """The channel's number or message, as reported."""
    by_hand: str | None = None
    """Through which other channel it was paid by hand after `provider` had refused."""
    paid_twice: bool = False
    """`provider` reported it paid although it had been paid by hand: the money went out twice, and a person has to get it
    back.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundLine(Record):
    """What of one order line goes back."""
    line: int
    """The line's place in the order."""
    units: int
    """How many units."""
    cash: Money
    """Money."""
    points: Points
    """Points …"""
    points_value: Money
    """… and what they were worth."""


class RefundReason(enum.Enum):
    """Why money goes back."""
    CANCELLED = "cancelled"
    """The member cancelled before shipping."""
    SHORTAGE = "shortage"
    """Less arrived at the station than was ordered."""
    LATE_PAYMENT = "late_payment"
    """The payment came when its trade was closed."""
    DOUBLE_PAYMENT = "double_payment"
    """The trade was paid twice."""
    AFTER_SALE = "after_sale"
    """An after-sale case was agreed to."""
    NO_SHOW = "no_show"
    """It was not collected, and the no-show policy closed it."""
    GROUP_FAILED = "group_failed"
    """Its group did not come about. RULES §15."""


class RefundResult(enum.Enum):
    """What the channel answered to a refund instruction."""
    DONE = "done"
    """Paid back."""
    FAILED = "failed"
    """Refused; instruct it again or pay by hand."""


class RefundState(enum.Enum):
    """Where a refund stands."""
    INSTRUCTED = "instructed"
    """The host was told to pay it back; the result is not known yet."""
    DONE = "done"
    """Paid back."""
    FAILED = "failed"
    """The channel refused; to be instructed again or paid by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine(Record):
    """A line that was not done."""
    line: int
    """Its number in the file; the header is line 1."""
    column: str | None = None
    """The first column that is wrong; `None`: the line as a whole."""
    reason: str
    """What would be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMember(Command):
    """Registers a resident, who gets points for it (100). Errors: `not_found` community, `already_exists` reference, `invalid_field` profile."""
    _command: ClassVar[str] = "register_member"
    community: NodeId
    """Where they live."""
    external_ref: str
    """How the property system calls them; unique in the tenant."""
    profile: Profile
    """Personal data, sealed before it is stored."""
    station: StationId | None = None
    """Where they like to collect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMerchant(Command):
    """Self-registration: a draft whose applicant becomes merchant staff there at once, so that they can fill it in and
    submit it. The host vouches for the applicant, whom it has authenticated. RULES §2. Errors: as
    `RecordMerchant`, `limit_exceeded` when the applicant has too many grants.
    """
    _command: ClassVar[str] = "register_merchant"
    applicant: UserId
    """Who applies, and will work for the merchant."""
    node: NodeId
    """The node that it applies to."""
    code: str
    """Its short code; unique in the tenant, used by imports."""
    details: MerchantDetails
    """Everything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectPayoutBatch(Command):
    """A person refuses a batch that was not released: its payouts fail without having been instructed, their amounts are owed
    again and enter the parties' next settlements. Errors: `wrong_state`, `invalid_field` without a reason.
    """
    _command: ClassVar[str] = "reject_payout_batch"
    batch: PayoutBatchId
    """Which one."""
    reason: str
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFavourite(Command):
    """Ends that a product is a favourite. Errors: `not_found` if it is none."""
    _command: ClassVar[str] = "remove_favourite"
    member: MemberId
    """Whose."""
    product: ProductId
    """What."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFromCart(Command):
    """Takes a line out of a cart. Errors: `not_found` if it is not there."""
    _command: ClassVar[str] = "remove_from_cart"
    member: MemberId
    """Whose cart."""
    sku: SkuId
    """What."""
    fulfilment: Fulfilment
    """In which way it was to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSplitRule(Command):
    """Removes a rule: what fell under it follows the next most specific one from now on; where there is none the merchant
    gets all. Errors: `not_found`.
    """
    _command: ClassVar[str] = "remove_split_rule"
    layer: SplitLayer = field(default_factory=lambda: SplitLayer.BASE)
    """Of which layer."""
    scope: SplitScope = field(default_factory=lambda: SplitScope())
    """Which goods, where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatPayout(Command):
    """Instructs a payout whose outcome is unknown once more, under the same number: a channel that has it already says so.
    Errors: `wrong_state` unless it is unknown.
    """
    _command: ClassVar[str] = "repeat_payout"
    payout: PayoutId
    """Which one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBillPaid(Command):
    """A member paid a property bill in money, which earns points (1 per 1.00), once per bill. Answers what it earned.
    Errors: `invalid_field` for nothing paid or a node in whose tree the member does not live; `already_exists`; `not_found`.
    """
    _command: ClassVar[str] = "report_bill_paid"
    node: NodeId
    """The node whose bill it is."""
    member: MemberId
    """Who paid."""
    number: str
    """The host's number of the bill."""
    amount: Money
    """What was paid in money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCall(Command):
    """The channel's word on a call. The same word again, and "accepted" or "unknown" after a final word, change nothing.
    Errors: `wrong_state` for a call that was never handed out, or the other final word; `invalid_field` for a refund (it
    has its own report), for a moment more than a day ahead, for a receiver who is not in the split.
    """
    _command: ClassVar[str] = "report_call"
    _flat: ClassVar[tuple[str, ...]] = ("result",)
    hold: HoldId
    """The held payment."""
    call: int
    """Which call of its plan."""
    at: datetime.datetime
    """When the channel said so, by its own clock."""
    result: CallResult
    """What it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCompletion(Command):
    """A courier or worker has completed an order that is brought to the buyer. The same report again changes nothing. Errors:
    `wrong_state` before it was sent or once it is closed, `invalid_field` for what is collected. RULES §5.
    """
    _command: ClassVar[str] = "report_completion"
    order: OrderId
    """The order."""


class ReportOutcome(enum.Enum):
    """What a report did."""
    CHANGED = "changed"
    """The payout's state is another now."""
    KNOWN = "known"
    """It was known already."""
    OUTDATED = "outdated"
    """A later word is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPayment(Command):
    """A payment as the provider told the host. The same report again changes nothing; a wrong amount or currency is
    recorded and pays nothing; money for a closed or paid trade goes back by itself. RULES §5.
    """
    _command: ClassVar[str] = "report_payment"
    trade: TradeId
    """The trade that it is for."""
    provider: str
    """The provider, e.g. `wechat`."""
    number: str
    """The provider's number for it; unique per provider."""
    amount: Money
    """How much was paid, above zero."""
    currency: str
    """In which currency (three capital letters)."""
    paid_at: datetime.datetime
    """When, as the provider says; not more than a day before the trade was placed or after now."""
    evidence: str
    """SHA-256 of the provider's message, hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPayout(Command):
    """The channel's word on a payout, as often and in whatever order it arrives: the same word again changes nothing, a word
    older than the last one of its kind changes nothing, and "accepted" or "unknown" after a final word change nothing; a
    final word counts though somebody said later that nobody knows yet. What failed is
    owed again and enters the party's next settlement; money that came back after "done", or was paid after "failed", is
    booked as it is. Errors: `wrong_state` for a payout that was never instructed, and for two different final words of the
    same moment; `invalid_field` for a moment that lies more than a day ahead.
    """
    _command: ClassVar[str] = "report_payout"
    _flat: ClassVar[tuple[str, ...]] = ("result",)
    payout: PayoutId
    """Which one."""
    at: datetime.datetime
    """When the channel said so, by its own clock: the later word counts."""
    result: PayoutResult
    """What it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRefund(Command):
    """The result of a refund instruction; answers where the refund stands then. The same result again changes nothing, nor
    does a failure of an earlier attempt that arrives late; an earlier attempt that was paid after all pays the refund.
    Errors: `wrong_state` when a paid refund is said to have failed, `invalid_field` `attempt`. RULES §11.
    """
    _command: ClassVar[str] = "report_refund"
    refund: RefundId
    """The refund."""
    result: RefundResult
    """How it ended."""
    message: str | None = None
    """The channel's number or message."""
    attempt: int | None = None
    """Which attempt it is about, from 1; `None`: the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportThirdPartyRefund(Command):
    """A refund of a third-party transaction: its commission is taken back in proportion, so that any sequence of refunds
    adds up. The same refund number again changes nothing. Errors: `not_found`, `already_exists` for the number with
    another amount, `invalid_field` for more than is left.
    """
    _command: ClassVar[str] = "report_third_party_refund"
    merchant: MerchantId
    """Whose service."""
    number: str
    """The transaction's number."""
    refund: str
    """The refund's own number; unique per transaction."""
    amount: Money
    """How much, above zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportThirdPartySale(Command):
    """A transaction of a third-party service. The commission of the contract in force is fixed, taken off what the merchant
    is owed (it becomes a debt if nothing is) and owed to its receivers. The same report again changes nothing. Errors:
    `not_found` without a contract, `already_exists` for the number with another amount, `invalid_field`.
    """
    _command: ClassVar[str] = "report_third_party_sale"
    merchant: MerchantId
    """Whose service."""
    number: str
    """The service's own number; unique per merchant."""
    member: MemberId | None = None
    """Who used it, if the host knows."""
    amount: Money
    """What was paid for it, above zero."""
    at: datetime.datetime
    """When it took place; not more than a day ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWithdrawal(Command):
    """The host's answer to a withdrawal instruction. The same answer again changes nothing; one that comes after the result
    is known and says less (`accepted`, `unknown`) neither. Errors: `wrong_state` when the other result was given before,
    or before it was approved.
    """
    _command: ClassVar[str] = "report_withdrawal"
    _flat: ClassVar[tuple[str, ...]] = ("result",)
    withdrawal: WithdrawalId
    """Which one."""
    result: WithdrawalResult
    """What became of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawal(Command):
    """A leader or promoter wants to be paid; the amount is frozen until it is rejected, paid or refused by the channel.
    Answers its number. Errors: `invalid_field` below the minimum or where the fee leaves nothing, `insufficient` naming
    `amount`.
    """
    _command: ClassVar[str] = "request_withdrawal"
    party: Party
    """Who: `leader:…` or `promoter:…`."""
    amount: Money
    """How much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendWithdrawal(Command):
    """Tells the host once more to pay a withdrawal whose result nobody knows, under the same number: the channel recognises
    it, so it cannot be paid twice. Errors: `wrong_state` unless it is unknown.
    """
    _command: ClassVar[str] = "resend_withdrawal"
    withdrawal: WithdrawalId
    """Which one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeMerchant(Command):
    """Lets a suspended merchant sell again. Errors: `wrong_state` unless suspended, `invalid_field` reason."""
    _command: ClassVar[str] = "resume_merchant"
    merchant: MerchantId
    """Which."""
    reason: str
    """Why; not empty. The merchant sees it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryRefund(Command):
    """Instructs a failed refund again, under the same number and with the next attempt; nothing happens while an instruction is
    under way. Errors: `wrong_state` once it is paid. RULES §11.
    """
    _command: ClassVar[str] = "retry_refund"
    refund: RefundId
    """The failed refund."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnBillPoints(Command):
    """Undoes `SpendPointsOnBill`: the bill was cancelled, or is paid otherwise. The points return to their lots with their
    old expiry; those of an expired lot get 7 days. Errors: `not_found` for a bill that took no points.
    """
    _command: ClassVar[str] = "return_bill_points"
    node: NodeId
    """The node whose bill it is."""
    number: str
    """The host's number of the bill."""


class ReturnsFrom(enum.Enum):
    """From whom a channel takes back what was split to them."""
    MERCHANTS = "merchants"
    """From merchants only: what a person got becomes a debt."""
    EVERYBODY = "everybody"
    """From every receiver."""
    NOBODY = "nobody"
    """From nobody: everything becomes a debt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseDocument(Command):
    """Takes a document back by a posting of today: closed days stay as they are. Errors: `not_found`, `wrong_state` when it
    was taken back before, `invalid_field` without a reason.
    """
    _command: ClassVar[str] = "reverse_document"
    document: DocumentId
    """Which one."""
    reason: str
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """What a buyer says of one line of an order. RULES §16."""
    id: ReviewId
    """Computed from order and line: a line is reviewed once."""
    order: OrderId
    """The order."""
    line: int
    """The line's place in it."""
    product: ProductId
    """What was bought."""
    sku: SkuId
    """In which choice."""
    name: str
    """Name and spec as they were."""
    merchant: MerchantId
    """Who sold it."""
    member: MemberId
    """Who bought it."""
    stars: int
    """How good."""
    text: str = ""
    """In words; may be empty."""
    pictures: list[str] = field(default_factory=list)
    """Pictures as the host names them; at most 9."""
    at: datetime.datetime
    """When."""
    day: datetime.date
    """The day for which it counts, in the tenant's zone."""
    answer: ReviewAnswer | None = None
    """What the merchant answered."""
    hidden: str | None = None
    """Why it is hidden; a hidden review counts for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAnswer(Record):
    """What a merchant answered to a review."""
    text: str
    """What."""
    at: datetime.datetime
    """When."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLevels(Command):
    """After the levels were set: looks at the next 250 members, lets those rise whose growth is enough, and keeps when
    something is due for each. Due work; nothing when all were looked at.
    """
    _command: ClassVar[str] = "review_levels"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMerchant(Command):
    """Ends the review of a merchant. Errors: `wrong_state` unless submitted, `invalid_field` reason."""
    _command: ClassVar[str] = "review_merchant"
    merchant: MerchantId
    """Which."""
    outcome: MerchantVerdict
    """How it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewProduct(Command):
    """Ends the review of a product; approved it is on sale. Errors: `wrong_state` unless submitted, `invalid_field` reason."""
    _command: ClassVar[str] = "review_product"
    product: ProductId
    """Which."""
    outcome: MerchantVerdict
    """How it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView(Record):
    """A review as everybody may see it: not who wrote it."""
    id: ReviewId
    """Its id."""
    product: ProductId
    """Of which product."""
    sku: SkuId
    """In which choice."""
    name: str
    """Name and spec as they were."""
    stars: int
    """How good."""
    text: str
    """In words."""
    pictures: list[str]
    """Pictures as the host names them."""
    at: datetime.datetime
    """When."""
    answer: ReviewAnswer | None = None
    """What the merchant answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWithdrawal(Command):
    """Decides on a withdrawal; when it is approved the host is told to pay what is left after fee and tax. Nobody decides on
    what they asked for themself. Errors: `wrong_state`, `denied`, `invalid_field` naming tax or reason.
    """
    _command: ClassVar[str] = "review_withdrawal"
    _flat: ClassVar[tuple[str, ...]] = ("review",)
    withdrawal: WithdrawalId
    """Which one."""
    review: WithdrawalReview
    """What is decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeRole(Command):
    """Ends a grant. Errors: `not_found` if the person does not have it."""
    _command: ClassVar[str] = "revoke_role"
    user: UserId
    """Who loses it."""
    grant: Grant
    """What and where."""


class Role(enum.Enum):
    """What a grant lets somebody be. RULES §1."""
    PLATFORM = "platform"
    """The operator of the platform: everything in the tenant."""
    NODE_MANAGER = "node_manager"
    """Manages a node and its subtree."""
    NODE_OPERATOR = "node_operator"
    """Operates a node and its subtree day by day."""
    FINANCE = "finance"
    """Money of a node and its subtree."""
    MERCHANT_STAFF = "merchant_staff"
    """Works for one merchant."""
    LEADER = "leader"
    """Runs one station."""
    WORKER = "worker"
    """Performs services."""
    PROMOTER = "promoter"
    """Brings buyers."""
    MEMBER = "member"
    """The buying resident, for what is their own. Never granted: a member is one by being registered."""
    AUDITOR = "auditor"
    """Reads everything under a node, changes nothing."""
    SYSTEM = "system"
    """The host itself: timers, payment reports, callbacks. Never granted: the host says so."""


class Rounding(enum.Enum):
    """How a percentage meets the smallest unit. RULES §4: half up unless the setting says otherwise."""
    HALF_UP = "half_up"
    """0.5 goes away from zero."""
    HALF_EVEN = "half_even"
    """0.5 goes to the even neighbour."""
    HALF_DOWN = "half_down"
    """0.5 goes toward zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale(Record):
    """A flash sale or group buy of one SKU. RULES §15. Beside the record are counters: what is left of the quota, what unpaid
    orders hold, what paid orders keep, what was lost.
    """
    _flat: ClassVar[tuple[str, ...]] = ("kind",)
    id: CampaignId
    """Its id."""
    kind: SaleKind
    """What kind it is."""
    merchant: MerchantId
    """Who sells."""
    node: NodeId
    """For whom: members of communities at or below this node."""
    product: ProductId
    """Of which product."""
    sku: SkuId
    """What."""
    starts_at: datetime.datetime
    """It sells from this moment on …"""
    ends_at: datetime.datetime
    """… until just before this one."""
    price: Money
    """What one costs."""
    quota: int
    """Units that it sells in all."""
    per_member: int | None = None
    """Most units that one member may buy in it; `None`: no limit."""
    excludes: Excludes
    """What does not go together with its price."""
    state: SaleState
    """Where it stands."""
    own_stock: list[tuple[SkuId, int]] = field(default_factory=list)
    """What every unit takes from stock, where it has a stock of its own: the parts of a combo, the SKU itself otherwise."""


class SaleChoice(Case):
    """How a line is bought in a sale."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class SaleChoiceFlash(SaleChoice):
    """At the price of this flash sale."""
    _case: ClassVar[str] = "flash"
    value: CampaignId


@dataclass(frozen=True, slots=True)
class SaleChoiceOpen(SaleChoice):
    """In a new group of this group buy. A group is bought by itself: the trade has no other line."""
    _case: ClassVar[str] = "open"
    value: CampaignId


@dataclass(frozen=True, slots=True)
class SaleChoiceJoin(SaleChoice):
    """In this group. The trade has no other line."""
    _case: ClassVar[str] = "join"
    value: GroupId


class SaleKind(Case):
    """What kind of sale it is."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "kind"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleKindFlash(SaleKind):
    """限时限购: its units are taken out of the SKU's stock when it is made, and sold one by one."""
    _case: ClassVar[str] = "flash"


@dataclass(frozen=True, slots=True)
class SaleKindGroup(SaleKind):
    """拼团: the price holds for whoever buys in a group that becomes full."""
    _case: ClassVar[str] = "group"
    value: GroupTerms


class SaleState(enum.Enum):
    """Where a sale stands."""
    OPEN = "open"
    """It sells inside its window."""
    ENDED = "ended"
    """Its window is over, or it was ended by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleTerms(Record):
    """In which sale a line was bought."""
    sale: CampaignId
    """Which."""
    own_stock: bool = False
    """Whether its units come out of the sale's own stock."""
    limited: bool = False
    """Whether its units count towards the sale's limit per member."""
    no_distribution: bool = False
    """Whether leaders and promoters earn nothing on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleView(Record):
    """A sale and how far it has come."""
    sale: Sale
    """The sale."""
    left: int
    """Units that can still be ordered."""
    reserved: int
    """Units that unpaid orders hold."""
    sold: int
    """Units that paid orders keep."""
    lost: int
    """Units that were sold and then lost: they never arrived, or came back unsellable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Record):
    """Which lines something is about, and of which kinds of product. RULES §15."""
    _flat: ClassVar[tuple[str, ...]] = ("of",)
    of: ScopeOf = field(default_factory=lambda: ScopeOfAll())
    """Which lines."""
    kinds: list[ProductKind] = field(default_factory=list)
    """Only products of these kinds; empty: all kinds."""


class ScopeOf(Case):
    """Which lines something is about. RULES §15."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "of"
    _content: ClassVar[str | None] = "ids"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeOfAll(ScopeOf):
    """Every line."""
    _case: ClassVar[str] = "all"


@dataclass(frozen=True, slots=True)
class ScopeOfCategories(ScopeOf):
    """Lines of these categories and of those below them."""
    _case: ClassVar[str] = "categories"
    value: set[CategoryId]


@dataclass(frozen=True, slots=True)
class ScopeOfProducts(ScopeOf):
    """Lines of these products."""
    _case: ClassVar[str] = "products"
    value: set[ProductId]


@dataclass(frozen=True, slots=True)
class ScopeOfMerchants(ScopeOf):
    """Lines of these merchants."""
    _case: ClassVar[str] = "merchants"
    value: set[MerchantId]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealLog(Command):
    """Seals the log entries behind the newest seal, at most 1,000; call again while the answer is a full batch. Committed
    log entries never change and never come between others, so the batch is the same for everybody.
    """
    _command: ClassVar[str] = "seal_log"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealReport(Record):
    """What walking the sealed log found."""
    newest: LogSeal | None = None
    """The newest seal, whose hash is to be compared with the one kept outside."""
    broken: list[int]
    """Numbers of seals that do not fit their entries or the seal before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Record):
    """One page of what was found."""
    products: list[ProductView]
    """In the order that was asked for."""
    found: int
    """How many fit in all, stock not looked at."""
    next: SearchPlace | None = None
    """Where the next page begins; `None`: there are no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPlace(Record):
    """A place in a sorted list."""
    rank: list[int]
    """What the list is sorted by."""
    product: ProductId
    """Then by product."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat(Record):
    """A seat that somebody has."""
    member: MemberId
    """Whose."""
    trade: TradeId
    """The trade that pays for it."""
    order: OrderId
    """The trade's order."""
    state: SeatState
    """How firm it is."""
    held_until: datetime.datetime
    """While it is not paid, nobody else gets it before this moment."""


class SeatState(enum.Enum):
    """How firm a seat is."""
    RESERVED = "reserved"
    """Held for an unpaid order."""
    FIRM = "firm"
    """Paid."""
    REFUNDED = "refunded"
    """Paid, and refunded because the group did not come about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionExplained(Record):
    """The lines that follow the same rules, and how their parts came about."""
    section: SplitSection
    """The lines, the rules' revisions, and what counts for the leader's month."""
    value: Money
    """What they brought."""
    rule: str | None = None
    """The name of the base rule; `None`: there was none."""
    commission: str | None = None
    """The name of the commission rule; `None`: there was none."""
    steps: list[SplitStep]
    """How the parts came about; they sum to the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Record):
    """Members who belong together by their tags. RULES §15."""
    id: SegmentId
    """Its id, computed from the name."""
    name: str
    """Its name; unique in the tenant."""
    members: Expression
    """Who is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentPage(Record):
    """Members of a segment."""
    members: list[MemberId]
    """Those among the members looked at who are in it."""
    next: MemberId | None = None
    """Go on behind this one; `None`: everybody was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendGoodsBack(Command):
    """The member says how the goods come back; what is brought to the station or shop needs no word. Saying it again replaces
    it. Errors: `wrong_state` unless the goods are awaited, `invalid_field` for an empty carrier or number. RULES §11.
    """
    _command: ClassVar[str] = "send_goods_back"
    case: AfterSaleId
    """The case."""
    carrier: str
    """The carrier."""
    number: str
    """Its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCalendar(Command):
    """Sets the tenant's calendar of working days."""
    _command: ClassVar[str] = "set_calendar"
    calendar: BusinessCalendar
    """Holidays and working weekend days; at most 2000 of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetChannel(Command):
    """Sets how a channel splits; it holds for payments from now on, those that are held keep what was fixed. Errors:
    `invalid_field` naming the limit, `limit_exceeded` beyond 20 channels, `not_found` for a collector that is not there.
    """
    _command: ClassVar[str] = "set_channel"
    _flat: ClassVar[tuple[str, ...]] = ("profile",)
    profile: ChannelProfile
    """The profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLevels(Command):
    """Sets the levels of the tenant. Members keep their level by its code; those whose growth is enough for more rise, and
    members of a level that is gone get what their growth is enough for, in the steps of `ReviewLevels`. A monthly gift
    that is new is given from the next month on.

    Errors: `invalid_field` naming `levels[n].…`, also for coupons that are not given or can no longer be had,
    `limit_exceeded` beyond 20 levels or 5 templates of coupons, `not_found` for a template.
    """
    _command: ClassVar[str] = "set_levels"
    levels: list[Level]
    """Lowest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPayee(Command):
    """Sets through which channel a party is paid from its next settlement on. Errors: `invalid_field` for a channel as the
    party, or an empty channel; `not_found` when the party is not there.
    """
    _command: ClassVar[str] = "set_payee"
    party: Party
    """Who."""
    channel: str
    """Through which channel."""
    account: str | None = None
    """The host's reference to the receiver's account there; never an account number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPromoterKind(Command):
    """Sets a kind of promoter. What was paid before keeps its plan. Errors: `invalid_field`."""
    _command: ClassVar[str] = "set_promoter_kind"
    code: str
    """Its short code."""
    name: str
    """Its name."""
    levels: ReferralLevels = field(default_factory=lambda: ReferralLevels.ONE)
    """How many levels earn; one unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQualifications(Command):
    """Sets a merchant's qualifications. The merchant's own staff may do so before review only (draft, rejected), the property
    company always. RULES §2. Errors: `limit_exceeded` beyond 50, `invalid_field`, `wrong_state`.
    """
    _command: ClassVar[str] = "set_qualifications"
    merchant: MerchantId
    """Which merchant."""
    qualifications: list[Qualification]
    """All of them; replaces what was set before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRecommendationRules(Command):
    """Sets all rules that recommend this to who bought that. Errors: `limit_exceeded` beyond 100, `invalid_field` naming the
    rule, `not_found` product or category.
    """
    _command: ClassVar[str] = "set_recommendation_rules"
    rules: list[RecommendationRule]
    """The rules, those that matter most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSegment(Command):
    """Says who belongs to a segment; one of the same name is replaced. Errors: `invalid_field`, `limit_exceeded` beyond 50 tags
    or 5 levels.
    """
    _command: ClassVar[str] = "set_segment"
    name: str
    """Its name, 1 to 40 characters."""
    members: Expression
    """Who is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetServedNodes(Command):
    """Sets the nodes that a merchant is approved for, each with everything below it. All lie at or below the node that looks
    after the merchant, so nobody approves it for places that are not theirs. RULES §2. Errors: `limit_exceeded` beyond
    200, `invalid_field`, `not_found` node.
    """
    _command: ClassVar[str] = "set_served_nodes"
    merchant: MerchantId
    """Which merchant."""
    nodes: list[NodeId]
    """All of them; replaces what was set before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSplitRule(Command):
    """Sets how what is paid from now on is split where the scope's rule is the most specific one; what was paid before keeps
    its plan.

    Errors: `invalid_field` naming the share that is wrong or with which the rule, alone or together with a rule of the
    other layer, could pay out more than an order brings; `limit_exceeded`; `not_found` merchant, category, product, node.
    """
    _command: ClassVar[str] = "set_split_rule"
    layer: SplitLayer = field(default_factory=lambda: SplitLayer.BASE)
    """Fees and shares, or what is earned by selling."""
    scope: SplitScope = field(default_factory=lambda: SplitScope())
    """Which goods, where."""
    name: str
    """What people call it."""
    shares: list[ShareRule]
    """Dealt in this order; at most `SplitRule::MAX_SHARES`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStationOpening(Command):
    """Opens or closes a station for new orders; setting what is so already changes nothing. Errors: `not_found`."""
    _command: ClassVar[str] = "set_station_opening"
    station: StationId
    """Which."""
    opening: Opening
    """Whether it takes new orders from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStock(Command):
    """Sets what is available of SKUs, after counting; what orders hold is not touched. All lines or none. Errors:
    `invalid_field` naming the line, `limit_exceeded`.
    """
    _command: ClassVar[str] = "set_stock"
    merchant: MerchantId
    """Whose SKUs."""
    lines: list[StockLine]
    """1 to 1,000 lines; units from 0 to 1,000,000,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTagRules(Command):
    """Sets all rules that give tags; they hold at once. Errors: `limit_exceeded` beyond 100, `invalid_field` naming the rule,
    `not_found` category.
    """
    _command: ClassVar[str] = "set_tag_rules"
    rules: list[TagRule]
    """The rules; a tag may have several, any of which gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetThirdPartyContract(Command):
    """Sets what a third-party merchant owes for each transaction that is reported from now on. Errors: `invalid_field` for a
    merchant of another kind, no or too many receivers, a receiver twice or of another kind than property or platform, a
    weight beyond 1–1,000,000.
    """
    _command: ClassVar[str] = "set_third_party_contract"
    merchant: MerchantId
    """The merchant."""
    rate: decimal.Decimal
    """The part of each transaction's amount."""
    receivers: list[tuple[Party, int]]
    """Who gets it, by weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Record):
    """The settings in force at a node."""
    payment_minutes: int
    """Unpaid trades close after so many minutes. RULES §5."""
    station_radius_metres: int
    """Stations are offered within so many metres of the member. RULES §5."""
    cutoff: datetime.time
    """Orders for a delivery day are taken until this time of the day before. RULES §7."""
    rounding: Rounding
    """How percentages meet the smallest unit. RULES §4."""
    points_per_unit: int
    """So many points are worth one unit of the currency (1.00). RULES §4."""
    points_cap: decimal.Decimal
    """Points may pay so much of the goods amount. RULES §4."""
    points_earned_per_unit: int
    """Points earned per unit of the currency paid for goods. RULES §13."""
    points_active_at_once: bool
    """Whether points earned by buying are active at once, or only when the order can no longer be returned. RULES §13."""
    points_for_registering: int
    """Points for registering. RULES §13."""
    points_for_login: int
    """Points for the first login of a day. RULES §13."""
    points_earned_per_bill_unit: int
    """Points per unit of the currency paid on a property bill. RULES §13."""
    points_bill_cap: decimal.Decimal
    """Points may pay so much of a property bill. RULES §13."""
    points_kind_buying: PointsKind
    """Which kind of points buying earns. RULES §13."""
    points_kind_registering: PointsKind
    """Which kind registering earns."""
    points_kind_login: PointsKind
    """Which kind logging in earns."""
    points_kind_bill: PointsKind
    """Which kind paying a property bill earns."""
    points_kind_level: PointsKind
    """Which kind the gifts of levels are."""
    growth_per_unit: int
    """Growth per unit of the currency paid. RULES §14."""
    level_months: int
    """A level lasts so many months. RULES §14."""
    level_downgrade: Downgrade
    """What happens when a level was not kept. RULES §14."""
    points_warning_days: int
    """Members are warned so many days before points expire; zero: never. RULES §13."""
    points_valid_months: int
    """Points expire at the end of the month that lies so many months after the one in which they became active."""
    express_fee: Money
    """Fee for express delivery per order. RULES §4 step 5."""
    express_free_from: Money
    """Express is free from this goods amount per order on, after reductions; zero: never."""
    instant_fee: Money
    """Fee for instant delivery per order."""
    instant_free_from: Money
    """Instant delivery is free from this goods amount per order on, after reductions; zero: never."""
    auto_receipt_days_pickup: int
    """Collected orders not confirmed otherwise count as received after so many days. RULES §5."""
    auto_receipt_days_express: int
    """… express orders."""
    auto_receipt_days_service: int
    """… services and instant deliveries."""
    review_days: int
    """Reviewing closes after so many days. RULES §5."""
    code_misses: int
    """Wrong pickup codes at one station by one operator before it blocks … RULES §6."""
    code_block_minutes: int
    """… within so many minutes, and for so many minutes."""
    code_rest_days: int
    """A used pickup code comes back after so many days at the earliest. RULES §6."""
    leader_tiers: list[Tier]
    """The tiers of a leader's commission by the sales of the month; they hold for months that begin later. RULES §12."""
    leader_tier_mode: TierMode
    """How these are read."""
    commission_on_own_orders: bool
    """Whether leaders earn on what they buy at their own station. RULES §12."""
    referral_policy: ReferralPolicy
    """Which visit binds a buyer to a promoter. RULES §12."""
    referral_days: int
    """Where bindings lapse: after so many days."""
    commission_payout: CommissionPayout
    """How leaders and promoters get what they have earned."""
    withdrawal_minimum: Money
    """The least that is withdrawn at once. RULES §12."""
    withdrawal_fee: Money
    """What a withdrawal costs …"""
    withdrawal_fee_rate: decimal.Decimal
    """… and what part of it."""
    settle_merchants: SettleTrigger
    """When a merchant's share of an order becomes payable. RULES §12."""
    settle_suppliers: SettleTrigger
    """When a supplier's share of an order becomes payable."""
    settle_property: SettleTrigger
    """When the shares of property companies become payable."""
    settle_platform: SettleTrigger
    """When the platform's share becomes payable."""
    settle_leaders: SettleTrigger
    """When the shares of leaders and promoters become payable."""
    payout_channel: str
    """The channel through which parties are paid that have no other one; the tenant's root. RULES §12."""
    payout_minimum: Money
    """What is owed to a merchant or supplier is paid from this amount on and carried over below it; the tenant's root."""
    payout_minimum_own: Money
    """… to a property company or the platform."""
    payout_minimum_leaders: Money
    """… to a leader or promoter."""
    payout_approval_above: Money
    """Batches of payouts above this total wait for approvals; the tenant's root."""
    clearing_alarm_days: int
    """Money that lies at a channel for more than so many days is told of, once; zero: never; the tenant's root. RULES §12."""
    payout_approvals: int
    """So many different people must approve such a batch."""
    payout_answer_hours: int
    """A payout without a final word after so many hours is told of."""
    flash_payment_minutes: int
    """Unpaid trades with something from a flash sale close after so many minutes. RULES §5."""
    group_seat_minutes: int
    """A seat in a group is held for an unpaid order for so many minutes; after that others may take it. RULES §15."""
    group_full: FullGroup
    """What becomes of a payment for a group that is full already. RULES §15."""
    first_reminder_days: int
    """A buyer who does not collect is reminded so many days after the goods are ready … RULES §6."""
    second_reminder_days: int
    """… and again after so many."""
    no_show_days: int
    """After so many days the no-show policy is applied."""
    no_show_policy: NoShowPolicy
    """What becomes of goods that nobody collects."""
    no_show_fee: Money
    """What is kept of the money when an order is closed because nobody collected it."""
    fee_after_shipping: FeeAfterShipping
    """When the delivery fee goes back with the last unit after the order was shipped. RULES §11."""
    after_sale_answer_days: int
    """An after-sale case that its merchant leaves unanswered for so many days is agreed to. RULES §11."""
    after_sale_open_per_line: int
    """So many after-sale cases of one order line may be open at once. RULES §11."""
    review_prior_hundredths: int
    """A product or merchant counts as rated with so many hundredths of a star before it is reviewed … RULES §16."""
    review_prior_weight: int
    """… as firmly as so many reviews would say it."""
    rating_floor_hundredths: int
    """A merchant with a mean below so many hundredths of a star has to rectify … RULES §2."""
    rating_least_reviews: int
    """… if there are at least so many reviews …"""
    rating_window_days: int
    """… of the last so many days …"""
    rectify_days: int
    """… and is delisted if it still has after so many days."""
    coupon_warning_days: int
    """A member is warned so many days before a coupon expires. RULES §15."""
    coupons_come_back: bool
    """Whether the coupons of a trade come back when it is refunded whole. RULES §11."""
    review_changes: bool
    """Whether a merchant's change to name, price or pictures of a reviewed product goes to review again. RULES §3."""
    insight_minutes: int
    """What members do is folded in every so many minutes, once that was begun. RULES §15."""
    churn_days: int
    """A member who ordered nothing for so many days is about to be lost. RULES §15."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPatch(Record):
    """What one node sets; what is absent is inherited."""
    payment_minutes: int | None = None
    """Unpaid trades close after so many minutes. RULES §5."""
    station_radius_metres: int | None = None
    """Stations are offered within so many metres of the member. RULES §5."""
    cutoff: datetime.time | None = None
    """Orders for a delivery day are taken until this time of the day before. RULES §7."""
    rounding: Rounding | None = None
    """How percentages meet the smallest unit. RULES §4."""
    points_per_unit: int | None = None
    """So many points are worth one unit of the currency (1.00). RULES §4."""
    points_cap: decimal.Decimal | None = None
    """Points may pay so much of the goods amount. RULES §4."""
    points_earned_per_unit: int | None = None
    """Points earned per unit of the currency paid for goods. RULES §13."""
    points_active_at_once: bool | None = None
    """Whether points earned by buying are active at once, or only when the order can no longer be returned. RULES §13."""
    points_for_registering: int | None = None
    """Points for registering. RULES §13."""
    points_for_login: int | None = None
    """Points for the first login of a day. RULES §13."""
    points_earned_per_bill_unit: int | None = None
    """Points per unit of the currency paid on a property bill. RULES §13."""
    points_bill_cap: decimal.Decimal | None = None
    """Points may pay so much of a property bill. RULES §13."""
    points_kind_buying: PointsKind | None = None
    """Which kind of points buying earns. RULES §13."""
    points_kind_registering: PointsKind | None = None
    """Which kind registering earns."""
    points_kind_login: PointsKind | None = None
    """Which kind logging in earns."""
    points_kind_bill: PointsKind | None = None
    """Which kind paying a property bill earns."""
    points_kind_level: PointsKind | None = None
    """Which kind the gifts of levels are."""
    growth_per_unit: int | None = None
    """Growth per unit of the currency paid. RULES §14."""
    level_months: int | None = None
    """A level lasts so many months. RULES §14."""
    level_downgrade: Downgrade | None = None
    """What happens when a level was not kept. RULES §14."""
    points_warning_days: int | None = None
    """Members are warned so many days before points expire; zero: never. RULES §13."""
    points_valid_months: int | None = None
    """Points expire at the end of the month that lies so many months after the one in which they became active."""
    express_fee: Money | None = None
    """Fee for express delivery per order. RULES §4 step 5."""
    express_free_from: Money | None = None
    """Express is free from this goods amount per order on, after reductions; zero: never."""
    instant_fee: Money | None = None
    """Fee for instant delivery per order."""
    instant_free_from: Money | None = None
    """Instant delivery is free from this goods amount per order on, after reductions; zero: never."""
    auto_receipt_days_pickup: int | None = None
    """Collected orders not confirmed otherwise count as received after so many days. RULES §5."""
    auto_receipt_days_express: int | None = None
    """… express orders."""
    auto_receipt_days_service: int | None = None
    """… services and instant deliveries."""
    review_days: int | None = None
    """Reviewing closes after so many days. RULES §5."""
    code_misses: int | None = None
    """Wrong pickup codes at one station by one operator before it blocks … RULES §6."""
    code_block_minutes: int | None = None
    """… within so many minutes, and for so many minutes."""
    code_rest_days: int | None = None
    """A used pickup code comes back after so many days at the earliest. RULES §6."""
    leader_tiers: list[Tier] | None = None
    """The tiers of a leader's commission by the sales of the month; they hold for months that begin later. RULES §12."""
    leader_tier_mode: TierMode | None = None
    """How these are read."""
    commission_on_own_orders: bool | None = None
    """Whether leaders earn on what they buy at their own station. RULES §12."""
    referral_policy: ReferralPolicy | None = None
    """Which visit binds a buyer to a promoter. RULES §12."""
    referral_days: int | None = None
    """Where bindings lapse: after so many days."""
    commission_payout: CommissionPayout | None = None
    """How leaders and promoters get what they have earned."""
    withdrawal_minimum: Money | None = None
    """The least that is withdrawn at once. RULES §12."""
    withdrawal_fee: Money | None = None
    """What a withdrawal costs …"""
    withdrawal_fee_rate: decimal.Decimal | None = None
    """… and what part of it."""
    settle_merchants: SettleTrigger | None = None
    """When a merchant's share of an order becomes payable. RULES §12."""
    settle_suppliers: SettleTrigger | None = None
    """When a supplier's share of an order becomes payable."""
    settle_property: SettleTrigger | None = None
    """When the shares of property companies become payable."""
    settle_platform: SettleTrigger | None = None
    """When the platform's share becomes payable."""
    settle_leaders: SettleTrigger | None = None
    """When the shares of leaders and promoters become payable."""
    payout_channel: str | None = None
    """The channel through which parties are paid that have no other one; the tenant's root. RULES §12."""
    payout_minimum: Money | None = None
    """What is owed to a merchant or supplier is paid from this amount on and carried over below it; the tenant's root."""
    payout_minimum_own: Money | None = None
    """… to a property company or the platform."""
    payout_minimum_leaders: Money | None = None
    """… to a leader or promoter."""
    payout_approval_above: Money | None = None
    """Batches of payouts above this total wait for approvals; the tenant's root."""
    clearing_alarm_days: int | None = None
    """Money that lies at a channel for more than so many days is told of, once; zero: never; the tenant's root. RULES §12."""
    payout_approvals: int | None = None
    """So many different people must approve such a batch."""
    payout_answer_hours: int | None = None
    """A payout without a final word after so many hours is told of."""
    flash_payment_minutes: int | None = None
    """Unpaid trades with something from a flash sale close after so many minutes. RULES §5."""
    group_seat_minutes: int | None = None
    """A seat in a group is held for an unpaid order for so many minutes; after that others may take it. RULES §15."""
    group_full: FullGroup | None = None
    """What becomes of a payment for a group that is full already. RULES §15."""
    first_reminder_days: int | None = None
    """A buyer who does not collect is reminded so many days after the goods are ready … RULES §6."""
    second_reminder_days: int | None = None
    """… and again after so many."""
    no_show_days: int | None = None
    """After so many days the no-show policy is applied."""
    no_show_policy: NoShowPolicy | None = None
    """What becomes of goods that nobody collects."""
    no_show_fee: Money | None = None
    """What is kept of the money when an order is closed because nobody collected it."""
    fee_after_shipping: FeeAfterShipping | None = None
    """When the delivery fee goes back with the last unit after the order was shipped. RULES §11."""
    after_sale_answer_days: int | None = None
    """An after-sale case that its merchant leaves unanswered for so many days is agreed to. RULES §11."""
    after_sale_open_per_line: int | None = None
    """So many after-sale cases of one order line may be open at once. RULES §11."""
    review_prior_hundredths: int | None = None
    """A product or merchant counts as rated with so many hundredths of a star before it is reviewed … RULES §16."""
    review_prior_weight: int | None = None
    """… as firmly as so many reviews would say it."""
    rating_floor_hundredths: int | None = None
    """A merchant with a mean below so many hundredths of a star has to rectify … RULES §2."""
    rating_least_reviews: int | None = None
    """… if there are at least so many reviews …"""
    rating_window_days: int | None = None
    """… of the last so many days …"""
    rectify_days: int | None = None
    """… and is delisted if it still has after so many days."""
    coupon_warning_days: int | None = None
    """A member is warned so many days before a coupon expires. RULES §15."""
    coupons_come_back: bool | None = None
    """Whether the coupons of a trade come back when it is refunded whole. RULES §11."""
    review_changes: bool | None = None
    """Whether a merchant's change to name, price or pictures of a reviewed product goes to review again. RULES §3."""
    insight_minutes: int | None = None
    """What members do is folded in every so many minutes, once that was begun. RULES §15."""
    churn_days: int | None = None
    """A member who ordered nothing for so many days is about to be lost. RULES §15."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleLeaderMonth(Command):
    """Brings a leader's month that is over one step further, by due work: first it is closed, so that no sale counts for it
    any more, then what its tiers give beyond what was earned sale by sale is posted. Settling it again changes nothing.
    Errors: `wrong_state` before its end, `not_found`.
    """
    _command: ClassVar[str] = "settle_leader_month"
    station: StationId
    """The leader's station."""
    month: Month
    """The month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePoints(Command):
    """Settles the next 200 statements of a month that is gathered whole: what an issuer bears is taken off what it is owed,
    what a node is owed for its bills is added to that; points that were spent with their own issuer move nothing but the
    two accounts that stood for them. Due work; a month that is settled is left as it is. Errors: `wrong_state` before the
    month is gathered, `not_found` for a month in which no points were spent.
    """
    _command: ClassVar[str] = "settle_points"
    month: datetime.date
    """The month's first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleReport(Record):
    """What a call of `Engine::settle` did."""
    days: list[datetime.date]
    """The days that are settled now and were not before."""
    settlements: list[Settlement]
    """The settlements that were made: what the host is to pay, and what is carried."""
    more: bool
    """Whether days before today remain, because the steps were used up."""


class SettleTrigger(enum.Enum):
    """When a party's share of an order becomes payable. RULES §12."""
    PAID = "paid"
    """When the order is paid."""
    RECEIVED = "received"
    """When the buyer has it."""
    RETURN_WINDOW_OVER = "return_window_over"
    """When nothing of it can be returned any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement(Record):
    """What a party is owed for one business day. Each ledger entry enters exactly one. RULES §12."""
    id: SettlementId
    """Its id, computed from day and party."""
    day: datetime.date
    """The business day that it settles."""
    party: Party
    """Whose."""
    amount: Money
    """The day's net payables."""
    carried: Money
    """What was carried over from earlier days: below zero a debt, above zero less than the smallest payout."""
    pay_on: datetime.date
    """The working day on which it is to be paid."""
    made_at: datetime.datetime
    """When it was made."""
    state: SettlementState
    """Where it stands."""
    payouts: list[PayoutId] = field(default_factory=list)
    """Its payouts."""
    paid: Money = Money.ZERO
    """What of it was paid."""
    failed: Money = Money.ZERO
    """What of it failed and is owed again."""


class SettlementState(enum.Enum):
    """Where a settlement stands."""
    INSTRUCTED = "instructed"
    """Its payouts are on their way: waiting in a batch, or instructed; the result is not known yet."""
    DONE = "done"
    """Paid."""
    FAILED = "failed"
    """Nothing of it was paid; the amount is owed again."""
    PARTLY = "partly"
    """It is paid in parts, of which some were paid and some failed."""
    CARRIED = "carried"
    """Nothing, less, or less than the smallest payout was owed: the amount stays in the party's account and is netted
    against later days.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling(Record):
    """How far settling has come."""
    open_from: datetime.date
    """The first day that can still be posted to."""
    unsettled: datetime.date
    """The first day that is not settled."""
    gathered: int
    """How many postings of that day were gathered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Record):
    """Something that a member shares. Beside the record are counters: visits, bindings, orders."""
    code: str
    """Its code."""
    member: MemberId
    """Who shares."""
    subject: ShareSubject
    """What."""
    created_at: datetime.datetime
    """Since when."""


class ShareAmount(Case):
    """How much of the basis."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class ShareAmountPercent(ShareAmount):
    """A part of it."""
    _case: ClassVar[str] = "percent"
    value: decimal.Decimal


@dataclass(frozen=True, slots=True)
class ShareAmountFixed(ShareAmount):
    """That much per order, or per part of an order that falls under the rule."""
    _case: ClassVar[str] = "fixed"
    value: Money


@dataclass(frozen=True, slots=True)
class ShareAmountPerPiece(ShareAmount):
    """That much per unit sold."""
    _case: ClassVar[str] = "per_piece"
    value: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareAmountTiers(ShareAmount):
    """By the leader's sales of the month: the tiers of the setting `leader_tiers`. In commission rules, of the order
    amount, for the leader alone, without floor and cap.
    """
    _case: ClassVar[str] = "tiers"


class ShareBasis(enum.Enum):
    """What a share is computed from."""
    ORDER_AMOUNT = "order_amount"
    """What the order brings."""
    PRICE_DIFFERENCE = "price_difference"
    """What its lines with a supply price bring less what their supplier gets, at least zero."""


class ShareReceiver(Case):
    """Who a share goes to; the order says which one."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReceiverProperty(ShareReceiver):
    """The property company of the order's community."""
    _case: ClassVar[str] = "property"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReceiverPlatform(ShareReceiver):
    """The platform."""
    _case: ClassVar[str] = "platform"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReceiverLeader(ShareReceiver):
    """The leader of the order's station; without a station the merchant keeps it."""
    _case: ClassVar[str] = "leader"


@dataclass(frozen=True, slots=True)
class ShareReceiverPropertyAt(ShareReceiver):
    """The property company at a depth of the tree above the community: 0 is the root (集团), 1 the city (城市公司). Where
    the tree is not that deep, that of the community.
    """
    _case: ClassVar[str] = "property_at"
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReceiverPromoter(ShareReceiver):
    """The promoter to whom the buyer is bound; without one the merchant keeps it. In commission rules."""
    _case: ClassVar[str] = "promoter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReceiverPromoterAbove(ShareReceiver):
    """Who brought that promoter, where the promoter's kind has two levels. In commission rules."""
    _case: ClassVar[str] = "promoter_above"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRule(Record):
    """One share, or a fee that several share."""
    basis: ShareBasis
    """What it is computed from."""
    amount: ShareAmount
    """How much."""
    floor: Money | None = None
    """At least this much, as far as the order brings it."""
    cap: Money | None = None
    """At most this much."""
    receivers: list[tuple[ShareReceiver, int]]
    """Who gets it, by weight; one receiver gets all of it."""


class ShareSubject(Case):
    """What a code leads to."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "to"
    _content: ClassVar[str | None] = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareSubjectCard(ShareSubject):
    """The member's own card."""
    _case: ClassVar[str] = "card"


@dataclass(frozen=True, slots=True)
class ShareSubjectProduct(ShareSubject):
    """A product."""
    _case: ClassVar[str] = "product"
    value: ProductId


@dataclass(frozen=True, slots=True)
class ShareSubjectCampaign(ShareSubject):
    """A campaign."""
    _case: ClassVar[str] = "campaign"
    value: CampaignId


@dataclass(frozen=True, slots=True)
class ShareSubjectSale(ShareSubject):
    """A flash sale or group buy."""
    _case: ClassVar[str] = "sale"
    value: CampaignId


@dataclass(frozen=True, slots=True)
class ShareSubjectGroup(ShareSubject):
    """A group that wants more members."""
    _case: ClassVar[str] = "group"
    value: GroupId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView(Record):
    """A share and what came of it."""
    share: Share
    """The share."""
    visits: int
    """Visits by others."""
    bindings: int
    """Members who were bound to who shared."""
    orders: int
    """Orders that members placed within seven days after they came by it; counted when insights are folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipOrder(Command):
    """The merchant hands an order to a carrier (express) or a rider (instant). RULES §9."""
    _command: ClassVar[str] = "ship_order"
    order: OrderId
    """The order."""
    carrier: str
    """Carrier and its number."""
    number: str
    """The carrier's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment(Record):
    """How an express order was sent. RULES §9."""
    carrier: str
    """The carrier."""
    number: str
    """Its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sku(Record):
    """One choice of a product's specs, with its price and stock. RULES §3."""
    id: SkuId
    """Its id, computed from merchant and code."""
    product: ProductId
    """Its product."""
    merchant: MerchantId
    """Who sells it."""
    code: str
    """The merchant's own code for it; unique per merchant."""
    spec: list[str]
    """One option per axis of the product, in their order."""
    price: Money
    """What one costs."""
    list_price: Money | None = None
    """The price that is struck through."""
    supply_price: Money | None = None
    """What the supplier gets for one; for the split by price difference. RULES §12."""
    member_prices: dict[LevelId, Money] = field(default_factory=dict)
    """What one costs for members of a level; at most `Sku::MAX_MEMBER_PRICES`. RULES §4 step 1."""
    points_price: Points = Points.ZERO
    """How many points one costs besides; above zero for points goods, zero for everything else. RULES §13."""
    weight_grams: int | None = None
    """Grams."""
    barcode: str | None = None
    """EAN or other."""
    parts: list[ComboPart] = field(default_factory=list)
    """What a combo is made of; empty otherwise; at most 20."""
    presale: SkuPresale | None = None
    """The presale in which it is sold ahead of its stock, or was the last time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkuPresale(Record):
    """What a SKU says of its presale, so that whoever does not sell ahead reads nothing more."""
    presale: PresaleId
    """Which."""
    promised: datetime.date
    """The promised day."""
    ended: bool = False
    """Whether it was ended by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkuPrices(Record):
    """New prices of a SKU, all of them."""
    sku: SkuId
    """Which."""
    price: Money
    """What one costs; zero or more."""
    list_price: Money | None = None
    """The price that is struck through."""
    supply_price: Money | None = None
    """What the supplier gets for one; at most the price."""
    member_prices: dict[LevelId, Money] = field(default_factory=dict)
    """What one costs for members of a level, at most the price; at most 20."""
    points_price: Points = Points.ZERO
    """How many points one costs besides; zero for all but points goods. RULES §13."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkuView(Record):
    """A SKU as buyers see it."""
    id: SkuId
    """Its id."""
    code: str
    """The merchant's own code for it."""
    spec: list[str]
    """One option per axis of the product."""
    price: Money
    """What one costs."""
    list_price: Money | None = None
    """The price that is struck through."""
    points_price: Points
    """How many points one costs besides; zero for all but points goods."""
    weight_grams: int | None = None
    """Grams."""
    barcode: str | None = None
    """EAN or other."""
    parts: list[ComboPart]
    """What a combo is made of."""
    available: int
    """Units that can be ordered now; of a combo what its scarcest part allows."""
    sold: int | None = None
    """Units sold less those that came back; `None` for a combo, whose parts are counted."""


class SortBy(enum.Enum):
    """In which order products are listed. RULES §3."""
    RELEVANCE = "relevance"
    """How well the words fit: the name itself, its beginning, the name, options and tags, the categories above; then what
    sells best.
    """
    SALES = "sales"
    """Most units sold first. The figures are up to ten minutes old."""
    PRICE_RISING = "price_rising"
    """Lowest price of its SKUs, cheapest first."""
    PRICE_FALLING = "price_falling"
    """Lowest price of its SKUs, dearest first."""
    NEWEST = "newest"
    """What was put on sale last first."""
    RATING = "rating"
    """Best rated first, by the Bayesian mean of its reviews; then what sells best. The figures are up to ten minutes old."""


class SpecialKind(enum.Enum):
    """What kind of campaign names a special price."""
    FLASH_SALE = "flash_sale"
    """限时限购."""
    GROUP_BUY = "group_buy"
    """拼团."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialPrice(Record):
    """A flash-sale or group-buy price: it replaces the SKU price and excludes level price and timed discount. RULES §4 step 1."""
    campaign: CampaignId
    """The campaign that names it."""
    kind: SpecialKind
    """Of which kind."""
    price: Money
    """What one costs."""
    excludes: Excludes = field(default_factory=lambda: Excludes())
    """What does not go together with it."""
    funder: Funder = field(default_factory=lambda: FunderMerchant())
    """Who bears the difference to the SKU price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendPointsOnBill(Command):
    """Pays a part of a property bill in points: the host calls with the bill's number and amount, and takes what the answer
    is worth off the bill. Property points go first, then universal ones. Fewer points than wanted are used where they
    would be worth more than the bill (or the part that points may pay), or a part of the smallest unit. A bill takes
    points once; after they were returned it takes them again.

    Errors: `insufficient` naming `points`; `invalid_field` for a bill of nothing, no points, points that are worth nothing,
    or a node in whose tree the member does not live; `already_exists`; `not_found`.
    """
    _command: ClassVar[str] = "spend_points_on_bill"
    node: NodeId
    """The node whose bill it is."""
    member: MemberId
    """Whose points."""
    number: str
    """The host's number of the bill."""
    amount: Money
    """What the bill is about."""
    points: Points
    """Points that the member wants to use."""


class SplitCause(Case):
    """Why a party gets something of an order."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "cause"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCauseSupply(SplitCause):
    """The supply price of its goods."""
    _case: ClassVar[str] = "supply"


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCauseShare(SplitCause):
    """A share of a rule."""
    _case: ClassVar[str] = "share"
    layer: SplitLayer = field(default_factory=lambda: SplitLayer.BASE)
    """Which rule's: the base's or the commission's."""
    share: int
    """Its place in the rule."""
    basis: ShareBasis
    """What it was computed from."""
    of: Money
    """How much that was."""
    share_amount: Money
    """What the whole share came to, before it was divided over its receivers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCauseRemainder(SplitCause):
    """What remains."""
    _case: ClassVar[str] = "remainder"


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitExplained(Record):
    """Who got what of an order, and why. RULES §12."""
    order: OrderId
    """The order."""
    value: Money
    """What it brought: money, fee and points value."""
    refunded: Money
    """What of that was refunded."""
    sections: list[SectionExplained]
    """Its lines by the rules that they follow; their values sum to the order's."""
    parts: list[SplitPart]
    """What each party got, gave back, and whether it is owed already; section by section."""


class SplitLayer(enum.Enum):
    """What a rule is about. An order is dealt out by one rule of each layer; both are matched by themselves, so that a
    product can have its own commission without repeating the fees.
    """
    BASE = "base"
    """Fees and shares of property, platform and leader; dealt first."""
    COMMISSION = "commission"
    """What leaders and promoters earn by selling; dealt after the base."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPart(Record):
    """One party's part of an order."""
    party: Party
    """Who."""
    amount: Money
    """How much, zero or more."""
    taken_back: Money = Money.ZERO
    """How much of it was given back by refunds so far. The merchant's may pass its amount by a few smallest units until
    everything is refunded, because the others' parts are rounded down.
    """
    state: PartState = field(default_factory=lambda: PartState.PENDING)
    """Whether what is left of it is owed already."""
    on: SettleTrigger | None = None
    """When it becomes payable, fixed at payment; `None`: as `SettleTrigger::usual` says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPlan(Record):
    """Who gets what of one order: fixed at payment, never changed by later rules. RULES §12.

    Mostly all of an order falls under the same rules. Otherwise it has sections, each with parts of its
    own; the parts of a section sum to what its lines bring, the merchant's part comes last and takes what the others leave.
    """
    parts: list[SplitPart]
    """They sum to what the order brings."""
    rule: Id | None = None
    """The `SplitRevision` of the base that all of it follows; `None`: there was no rule, or there are sections."""
    commission: Id | None = None
    """The `SplitRevision` of the commission that all of it follows."""
    tier: TierShare | None = None
    """What of it counts for the leader's month."""
    promoters: list[MemberId] = field(default_factory=list)
    """The promoter to whom the buyer was bound, then who brought that promoter, as far as they share."""
    sections: list[SplitSection] = field(default_factory=list)
    """In the order of the parts; empty when all of the order is one section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRule(Record):
    """How what falls under a scope is split; the merchant gets what remains. RULES §12."""
    layer: SplitLayer = field(default_factory=lambda: SplitLayer.BASE)
    """Base or commission."""
    scope: SplitScope
    """Which goods, where."""
    name: str
    """What people call it."""
    revision: int
    """Grows with each change; orders remember by which revision they were split."""
    removed: bool = False
    """Whether it is in force no more; it stays so that its revisions go on counting."""
    shares: list[ShareRule]
    """Dealt in this order, each as far as the order brings it; at most `SplitRule::MAX_SHARES`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitScope(Record):
    """Whose and which goods a rule is for, and where. Nothing set: everything, everywhere."""
    merchant: MerchantId | None = None
    """Only this merchant's goods."""
    category: CategoryId | None = None
    """Only goods listed in this category or below it."""
    product: ProductId | None = None
    """Only this product; then neither merchant nor category is named."""
    place: NodeId | None = None
    """Only orders of this place and what lies below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitSection(Record):
    """Lines of an order that fall under the same rules; they are split as an order of their own would be."""
    rule: Id | None = None
    """The `SplitRevision` of the base that was followed; `None`: there was no rule."""
    commission: Id | None = None
    """The `SplitRevision` of the commission that was followed."""
    tier: TierShare | None = None
    """What of it counts for the leader's month."""
    lines: list[int]
    """The lines, by their place in the order."""
    fee: bool = False
    """Whether the delivery fee belongs to it."""
    parts: int
    """How many of the plan's parts are its own."""
    withheld: Money = Money.ZERO
    """What refunds of its lines kept back, where the order has several sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitStep(Record):
    """One step of a split: who gets what, and why."""
    _flat: ClassVar[tuple[str, ...]] = ("cause",)
    party: Party
    """Who."""
    amount: Money
    """How much, above zero except for the merchant's remainder."""
    cause: SplitCause
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine(Record):
    """One movement of an account."""
    posting: PostingId
    """The posting."""
    at: datetime.datetime
    """When."""
    day: datetime.date
    """The business day."""
    why: PostingPurpose
    """Why."""
    order: OrderId | None = None
    """The order that it belongs to."""
    reference: Id | None = None
    """What caused it: a payment, refund or settlement."""
    purpose: AccountPurpose
    """Which account of the party."""
    unit: Unit
    """Money or points."""
    amount: int
    """How much: debits above zero, credits below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(Record):
    """A page of a statement."""
    lines: list[StatementLine]
    """In the order of days and postings; may be empty though there is more."""
    next: StatementPlace | None = None
    """Ask with this next; `None`: that was all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPlace(Record):
    """Where a statement goes on."""
    day: datetime.date
    posting: PostingId


class StatementSide(enum.Enum):
    """Which side of the statements a party asks for."""
    ISSUER = "issuer"
    """Points that it issued."""
    SPENT_AT = "spent_at"
    """Points that were spent with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station(Record):
    """Where residents collect. RULES §7."""
    id: StationId
    """Its id."""
    community: NodeId
    """The community that it belongs to."""
    code: str
    """Its short code; unique in the tenant."""
    name: str
    """Its name."""
    leader_name: str
    """Who runs it."""
    leader_phone: str
    """The leader's business phone."""
    address: Address
    """Where it is, in words …"""
    position: tuple[int, int]
    """… and on the map."""
    route: str
    """物流路线: manifests are sorted by it."""
    region: str
    """Its region."""
    hours: str
    """Opening hours in words."""
    open: bool
    """Whether it takes new orders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StationDay(Record):
    """One station's delivery day: first the list that paid orders join, then its manifest 配送清单. RULES §7."""
    station: StationId
    """The station."""
    day: datetime.date
    """The delivery day."""
    community: NodeId
    """The station's community."""
    route: str
    """The station's route when the day was opened."""
    cutoff_at: datetime.datetime
    """When it closes."""
    state: StationDayState
    """Where it stands."""
    orders: list[OrderId]
    """The orders of the manifest in the order of payment; at most 5,000."""
    items: list[ManifestItem]
    """What is sent, sorted by merchant and product name; at most 2,000 SKUs."""
    accepted_at: datetime.datetime | None = None
    """When it was accepted."""
    seed: str
    """From the secure generator when the day was opened: with the tenant's key it makes the pickup codes of the day."""
    codes_again: bool = False
    """Whether the station had orders on the day before it that has the same codes: then each is looked up before it is
    given again.
    """


class StationDayState(enum.Enum):
    """Where a station's delivery day stands. RULES §7."""
    OPEN = "open"
    """Paid orders join it."""
    CLOSED = "closed"
    """The cut-off has passed: no order joins any more, so its list can be made."""
    DISPATCHED = "dispatched"
    """The manifest is made and the goods are on their way."""
    ACCEPTED = "accepted"
    """The station has entered what arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLevel(Record):
    """The stock of a SKU."""
    sku: SkuId
    """Whose."""
    available: int
    """Units that can be ordered."""
    reserved: int
    """Units that unpaid orders hold."""
    on_hand: int
    """Available and reserved together."""
    sold: int
    """Units sold less those that came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine(Record):
    """So many units of a SKU."""
    sku: SkuId
    """Which; of the merchant that the command names, and not a combo."""
    units: int
    """How many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitMerchant(Command):
    """Asks for review. Errors: `wrong_state` unless draft or rejected."""
    _command: ClassVar[str] = "submit_merchant"
    merchant: MerchantId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitProduct(Command):
    """Asks for review. Errors: `wrong_state` unless draft or rejected."""
    _command: ClassVar[str] = "submit_product"
    product: ProductId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier(Record):
    """Who delivers to merchants; appears in purchase sheets and as a party of the split. RULES §7, §12."""
    id: SupplierId
    """Its id."""
    code: str
    """Its short code; unique in the tenant."""
    name: str
    """Its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendMerchant(Command):
    """Stops a merchant by hand: it sells nothing until it is resumed; open orders go on. Errors: `wrong_state` unless it
    sells, `invalid_field` reason.
    """
    _command: ClassVar[str] = "suspend_merchant"
    merchant: MerchantId
    """Which."""
    reason: str
    """Why; not empty. The merchant sees it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchStation(Command):
    """Chooses another station for the orders that are collected; only until payment. RULES §5."""
    _command: ClassVar[str] = "switch_station"
    trade: TradeId
    """The unpaid trade."""
    station: StationId
    """The new station."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagMember(Command):
    """Gives a member a tag by hand. Errors: `not_found` member, `invalid_field` tag, `limit_exceeded` beyond 50 tags."""
    _command: ClassVar[str] = "tag_member"
    member: MemberId
    """Whom."""
    tag: str
    """Which tag, 1 to 20 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRule(Record):
    """A tag that members have as long as a condition holds."""
    tag: str
    """The tag."""
    condition: Condition
    """When."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCall(Command):
    """Hands a call out: the host now calls the channel under `call_number`. One that was handed out
    and is not known yet is answered again, to be made under the same number. Errors: `wrong_state` when another call
    comes first or it is known already, `invalid_field` before its time.
    """
    _command: ClassVar[str] = "take_call"
    hold: HoldId
    """The held payment."""
    call: int
    """Which call of its plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOffSale(Command):
    """Takes a product off sale; what is ordered stays ordered. Errors: `wrong_state`."""
    _command: ClassVar[str] = "take_off_sale"
    product: ProductId
    """Which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember(Record):
    """Somebody whom a promoter brought."""
    member: MemberId
    """Who."""
    since: datetime.datetime
    """Since when they are bound."""
    until: datetime.datetime | None = None
    """Until when; `None`: for good."""
    promotes: bool
    """Whether they promote themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyContract(Record):
    """What a third-party merchant owes for each transaction, and to whom. RULES §2."""
    merchant: MerchantId
    """The merchant; of the third-party kind."""
    rate: decimal.Decimal
    """The part of each transaction's amount."""
    receivers: list[tuple[Party, int]]
    """Who gets it, by weight: property companies and the platform; at most `ThirdPartyContract::MAX_RECEIVERS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartySale(Record):
    """A transaction of a third-party service, as the host reported it. Its commission is fixed when it is reported."""
    id: ThirdPartySaleId
    """Its id, computed from merchant and number."""
    merchant: MerchantId
    """Whose service."""
    number: str
    """The service's own number; unique per merchant."""
    member: MemberId | None = None
    """Who used it, if the host knows."""
    amount: Money
    """What was paid for it, above zero."""
    refunded: Money = Money.ZERO
    """What of that was refunded."""
    refunds: list[tuple[str, Money]] = field(default_factory=list)
    """The numbers of the refunds with their amounts, at most `ThirdPartySale::MAX_REFUNDS`."""
    shares: list[ThirdPartyShare]
    """Who gets commission of it."""
    at: datetime.datetime
    """When it took place, as the service says."""
    reported_at: datetime.datetime
    """When it was reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyShare(Record):
    """One receiver's commission of a transaction."""
    party: Party
    """Who."""
    amount: Money
    """How much."""
    taken_back: Money = Money.ZERO
    """What of it was taken back by refunds."""


class Threshold(Case):
    """What the lines in scope must reach."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class ThresholdAmount(Threshold):
    """This amount of the basis."""
    _case: ClassVar[str] = "amount"
    value: Money


@dataclass(frozen=True, slots=True)
class ThresholdUnits(Threshold):
    """So many units."""
    _case: ClassVar[str] = "units"
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier(Record):
    """Sales below `below` (and above the tier before) earn `rate`."""
    below: Money | None = None
    """Where the tier ends: the first sale that is no longer in it; `None`: it is the last one."""
    rate: decimal.Decimal
    """What is earned."""


class TierMode(enum.Enum):
    """How the tiers of a month are read. RULES §12."""
    MARGINAL = "marginal"
    """Each part of the month's sales earns its own tier's rate."""
    WHOLE_MONTH = "whole_month"
    """All of the month's sales earn the rate of the tier that they reached; the difference is posted at month end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierOfMoney(Record):
    """From a threshold on, so much."""
    from_: Threshold
    """From when on."""
    off: Money
    """How much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierOfRate(Record):
    """From a threshold on, so much."""
    from_: Threshold
    """From when on."""
    off: decimal.Decimal
    """How much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierShare(Record):
    """What of an order earned the leader a commission by the tiers of a month. RULES §12."""
    month: Month
    """The leader's month in which the sale counts."""
    before: Money
    """The leader's sales of that month before it, as far as they were known at payment."""
    sales: Money
    """What was sold."""
    commission: Money
    """What the tiers give for it: the part of the month's sales from `before` to `before` and `sales`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedDiscount(Record):
    """限时折扣: a lower unit price for a while; the best of it, member price and level discount counts. RULES §4 step 1."""
    campaign: CampaignId
    """The campaign."""
    issuer: Issuer = field(default_factory=lambda: IssuerPlatform())
    """Whose lines it can be about."""
    window: Window
    """When."""
    scope: Scope = field(default_factory=lambda: Scope())
    """Which lines."""
    offer: TimedOffer
    """How much."""
    funder: Funder = field(default_factory=lambda: FunderMerchant())
    """Who bears it."""


class TimedOffer(Case):
    """How a timed discount lowers the unit price."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class TimedOfferPercent(TimedOffer):
    """This part of the SKU price is taken off: 0.2 for 8折."""
    _case: ClassVar[str] = "percent"
    value: decimal.Decimal


@dataclass(frozen=True, slots=True)
class TimedOfferPrice(TimedOffer):
    """One costs this much."""
    _case: ClassVar[str] = "price"
    value: Money


class TopicOfRule(Case):
    """A product, or every product of a category and those below."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class TopicOfRuleProduct(TopicOfRule):
    """One product."""
    _case: ClassVar[str] = "product"
    value: ProductId


@dataclass(frozen=True, slots=True)
class TopicOfRuleCategory(TopicOfRule):
    """A category."""
    _case: ClassVar[str] = "category"
    value: CategoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade(Record):
    """One payment, one or more orders. RULES §5."""
    id: TradeId
    """Its id."""
    member: MemberId
    """Who buys."""
    community: NodeId
    """Where the member lives."""
    placed_at: datetime.datetime
    """When it was placed."""
    state: TradeState
    """Where it stands."""
    orders: list[OrderId]
    """Its orders."""
    total: Money
    """What is to be paid in money."""
    points: list[LotUse] = field(default_factory=list)
    """Points that pay a part, by lot. Taken when placed, returned when closed."""
    coupons: list[CouponId] = field(default_factory=list)
    """Coupons that it uses. Locked when placed, used when paid, given back when closed."""
    due_at: datetime.datetime
    """When it closes if unpaid."""
    payment: PaymentId | None = None
    """The payment that was accepted; `None` when nothing was to be paid."""
    provider: str | None = None
    """The channel of that payment."""
    reports: list[tuple[str, str, PaymentId]] = field(default_factory=list)
    """Provider and number of every report so far, at most 20, so that a repeated one is recognised."""


class TradeState(enum.Enum):
    """Where a trade stands."""
    PENDING = "pending"
    """Waiting for its payment."""
    PAID = "paid"
    """Paid."""
    CLOSED = "closed"
    """Never paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLine(Record):
    """The totals of all accounts of one purpose."""
    purpose: AccountPurpose
    """The purpose."""
    unit: Unit
    """What they are counted in."""
    balance: int
    """The sum of their balances, debits above zero."""


class Unit(enum.Enum):
    """What an amount is counted in. The two never mix in a posting."""
    MONEY = "money"
    """Smallest units of the tenant's currency."""
    POINTS = "points"
    """Points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UntagMember(Command):
    """Takes a tag that was given by hand away. Errors: `not_found` member. A tag that is not there stays away."""
    _command: ClassVar[str] = "untag_member"
    member: MemberId
    """Whom."""
    tag: str
    """Which tag."""


class Validity(Case):
    """When coupons of a template can be used."""
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True)
class ValidityDates(Validity):
    """Between two moments."""
    _case: ClassVar[str] = "dates"
    value: Window


@dataclass(frozen=True, slots=True)
class ValidityDays(Validity):
    """So many days from the moment in which the member gets it, 1 to `CouponTemplate::MAX_DAYS`."""
    _case: ClassVar[str] = "days"
    value: int


class Value(Case):
    """The value of a declared column. Values of one column are of its type or null; they order as SQL orders them
    (integers by size, text and ids by bytes).
    """
    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueNull(Value):
    """Nothing. The row is in no index that has this column."""
    _case: ClassVar[str] = "Null"


@dataclass(frozen=True, slots=True)
class ValueInt(Value):
    """A whole number: counts, money in smallest units, days since 1970, booleans as 0 and 1."""
    _case: ClassVar[str] = "Int"
    value: int


@dataclass(frozen=True, slots=True)
class ValueTime(Value):
    """Microseconds since 1970, UTC."""
    _case: ClassVar[str] = "Time"
    value: int


@dataclass(frozen=True, slots=True)
class ValueText(Value):
    """Text, at most 300 bytes."""
    _case: ClassVar[str] = "Text"
    value: str


@dataclass(frozen=True, slots=True)
class ValueId(Value):
    """An id."""
    _case: ClassVar[str] = "Id"
    value: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitShare(Command):
    """Somebody came by a code: counted, unless it is their own. A member who came by a promoter's code is bound to them as the
    policy of their community says, and orders of the next days count for the code (the last one, when there were several).
    The host reports visitors that it does not know. Errors: `not_found` code or member.
    """
    _command: ClassVar[str] = "visit_share"
    code: str
    """By which code."""
    visitor: MemberId | None = None
    """Who; `None`: the visitor is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited(Record):
    """What a visit led to."""
    by: MemberId
    """Who shared."""
    subject: ShareSubject
    """What is to be shown."""
    binding: Binding | None = None
    """Whether the visitor was bound to who shared; `None`: that is no promoter, or the visitor is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted(Record):
    """What a member wants to buy, to be priced."""
    member: MemberId
    """Who buys."""
    lines: list[WantedLine]
    """What; 1 to 2,000 lines."""
    station: StationId | None = None
    """Where it is collected; needed for pickup lines. RULES §5."""
    points: Points = Points.ZERO
    """Points that the member wants to use; less are used where a bound says so."""
    coupons: CouponChoice = field(default_factory=lambda: CouponChoiceNone())
    """Coupons that the member wants to use. RULES §4 step 3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedLine(Record):
    """One line of what a member wants to buy."""
    sku: SkuId
    """What."""
    quantity: int
    """How many, 1 to 1,000,000."""
    fulfilment: Fulfilment
    """How it is to reach the buyer."""
    sale: SaleChoice | None = None
    """The flash sale or group in which it is bought. RULES §15."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarnChurn(Command):
    """Warns that a member may be lost; due work. Nothing happens when they ordered meanwhile. RULES §15."""
    _command: ClassVar[str] = "warn_churn"
    member: MemberId
    """Who."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchClearing(Command):
    """Looks at an account through which money only passes: when the oldest part of what lies there is older than the setting
    `clearing_alarm_days` of the tenant's root, an event tells so, once per age. Counts gathered days. Due work; before its
    time nothing happens. Errors: `not_found`.
    """
    _command: ClassVar[str] = "watch_clearing"
    account: Id
    """Which account, by the id of its roll-up."""


class WhyNot(enum.Enum):
    """Why something did not reduce the price, or not fully."""
    NOT_YET_BEGUN = "not_yet_begun"
    """It has not begun."""
    OVER = "over"
    """It is over."""
    NOTHING_IN_SCOPE = "nothing_in_scope"
    """No line is what it is about."""
    EXCLUDED_BY_SPECIAL_PRICE = "excluded_by_special_price"
    """What it is about has a special price that excludes it."""
    BELOW_THRESHOLD = "below_threshold"
    """The lines in scope do not reach its threshold."""
    BETTER_PRICE_APPLIES = "better_price_applies"
    """Another price is as good or better on every line in scope."""
    BETTER_IN_LANE = "better_in_lane"
    """Another campaign of its lane takes more off."""
    NOTHING_LEFT_TO_REDUCE = "nothing_left_to_reduce"
    """What it is about costs nothing any more."""
    GIFT_OUT_OF_STOCK = "gift_out_of_stock"
    """A gift is not there any more."""
    GIFT_CANNOT_TRAVEL = "gift_cannot_travel"
    """No line of the gift's merchant is bought that it could travel with."""
    ONE_COUPON_PER_MERCHANT = "one_coupon_per_merchant"
    """Another coupon of this merchant is used."""
    ONE_PLATFORM_COUPON = "one_platform_coupon"
    """Another coupon of the platform or property is used."""
    BETTER_COUPON_APPLIES = "better_coupon_applies"
    """Other coupons take more off together."""
    COUPON_NOT_HELD = "coupon_not_held"
    """The member does not hold such a coupon, or cannot use it now."""
    FEWER_POINTS_THAN_WANTED = "fewer_points_than_wanted"
    """The member has fewer points than wanted."""
    CAPPED_BY_GOODS_AMOUNT = "capped_by_goods_amount"
    """Points pay no larger part of the goods amount."""
    CAPPED_BY_RUNNING_AMOUNT = "capped_by_running_amount"
    """There is no more to pay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Record):
    """From when until when something holds: from `from` on, no longer at `until`."""
    from_: datetime.datetime
    """The first moment."""
    until: datetime.datetime
    """The first moment at which it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAfterSale(Command):
    """The member no longer wants a case. Errors: `wrong_state` once it is refunded or decided otherwise. RULES §11."""
    _command: ClassVar[str] = "withdraw_after_sale"
    case: AfterSaleId
    """The case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawBillPaid(Command):
    """Undoes `ReportBillPaid`: what it earned is taken back, a shortfall becomes a debt. Errors: `not_found`."""
    _command: ClassVar[str] = "withdraw_bill_paid"
    node: NodeId
    """The node whose bill it is."""
    number: str
    """The host's number of the bill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Record):
    """What a leader or promoter wants to be paid."""
    id: WithdrawalId
    """Its number, under which the host pays it, once."""
    party: Party
    """Who: a leader or promoter."""
    amount: Money
    """What is taken from what they can withdraw."""
    fee: Money = Money.ZERO
    """What of it the platform keeps."""
    tax: Money = Money.ZERO
    """What of it is withheld as tax; said at its approval."""
    state: WithdrawalState
    """Where it stands."""
    requested_at: datetime.datetime
    """When it was asked for."""
    requested_by: UserId | None = None
    """Who asked for it."""
    result: str | None = None
    """Why it was rejected, or the channel's number or message."""


class WithdrawalResult(Case):
    """What the channel says of a withdrawal."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "result"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalResultAccepted(WithdrawalResult):
    """It has taken it."""
    _case: ClassVar[str] = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalResultDone(WithdrawalResult):
    """It was paid."""
    _case: ClassVar[str] = "done"
    channel: str
    """The channel that it was paid from."""
    number: str
    """The channel's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalResultFailed(WithdrawalResult):
    """It was refused; nothing was paid."""
    _case: ClassVar[str] = "failed"
    reason: str
    """What the channel said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalResultUnknown(WithdrawalResult):
    """Nobody knows: it stays frozen, and is never sent under a new number."""
    _case: ClassVar[str] = "unknown"


class WithdrawalReview(Case):
    """What a reviewer decides."""
    __slots__ = ()
    _tag: ClassVar[str | None] = "outcome"
    _content: ClassVar[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalReviewApprove(WithdrawalReview):
    """It is paid."""
    _case: ClassVar[str] = "approve"
    tax: Money = Money.ZERO
    """What of it is withheld as tax."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalReviewReject(WithdrawalReview):
    """It is not paid."""
    _case: ClassVar[str] = "reject"
    reason: str
    """Why."""


class WithdrawalState(enum.Enum):
    """Where a withdrawal stands."""
    REQUESTED = "requested"
    """Waits for its review; the amount is frozen."""
    REJECTED = "rejected"
    """Refused; the amount can be withdrawn again."""
    INSTRUCTED = "instructed"
    """The host was told to pay."""
    ACCEPTED = "accepted"
    """The channel has taken it; the result is not known yet."""
    UNKNOWN = "unknown"
    """Nobody knows whether it was paid. It stays frozen, and may only be sent again under its own number."""
    DONE = "done"
    """Paid."""
    FAILED = "failed"
    """The channel refused; the amount can be withdrawn again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReview(Command):
    """A buyer reviews a line of an order that they received. When every line that was kept is reviewed, the order is
    completed.

    Errors: `wrong_state` before receipt or when reviewing is closed, `invalid_field` for a line that is not there or of
    which nothing was kept, `already_exists` for a line that was reviewed, `limit_exceeded` pictures. RULES §16.
    """
    _command: ClassVar[str] = "write_review"
    order: OrderId
    """The order."""
    line: int
    """The line's place in it, from 0."""
    stars: int
    """How good."""
    text: str = ""
    """In words; may be empty."""
    pictures: list[str] = field(default_factory=list)
    """Pictures as the host names them; at most 9."""
