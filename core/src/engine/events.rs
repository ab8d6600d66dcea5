//! What happened, for readers of the event log. RULES §18.

use serde::{Deserialize, Serialize};

use crate::aftersale::{CaseEvent, CaseState};
use crate::catalog::ProductState;
use crate::commission::{ReferralLevels, WithdrawalState};
use crate::kernel::{
    AfterSaleId, CampaignId, CategoryId, CouponId, CouponTemplateId, Day, DocumentId, GroupId,
    HoldId, ManifestId, MemberId, MerchantId, Money, Month, NodeId, OrderId, PaymentId,
    PayoutBatchId, PayoutId, Points, PresaleId, ProductId, RefundId, ReviewId, Role, SegmentId,
    SettlementId, SkuId, StationId, SupplierId, Text, ThirdPartySaleId, Timestamp, TradeId, UserId,
    WithdrawalId,
};
use crate::ledger::{AccountPurpose, Party};
use crate::level::{LevelCode, LevelReason};
use crate::merchant::MerchantState;
use crate::payment::{PaymentOutcome, RefundReason, RefundState};
use crate::payout::PayoutState;
use crate::points::Origin;
use crate::sale::GroupState;
use crate::settlement::SettlementState;
use crate::share::ShareCode;
use crate::split::{SplitLayer, SplitScope};
use crate::station::Opening;

/// Something that happened, written in the same transaction as the change itself. Events hold ids and amounts, never
/// personal data or pickup codes. New kinds may be added; readers skip kinds that they do not know.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[non_exhaustive]
#[expect(
    missing_docs,
    reason = "the variants say it; their fields are ids and amounts under the names of the records"
)]
pub enum Event {
    // Engine
    LogSealed {
        number: u64,
        last: u64,
        hash: String,
    },

    // Organisation
    TenantCreated {
        root: NodeId,
    },
    NodeCreated {
        node: NodeId,
        parent: NodeId,
    },
    SettingsChanged {
        node: NodeId,
    },
    CalendarChanged,
    RoleGranted {
        user: UserId,
        role: Role,
    },
    RoleRevoked {
        user: UserId,
        role: Role,
    },

    // Campaigns and coupons
    CampaignCreated {
        campaign: CampaignId,
    },
    CampaignChanged {
        campaign: CampaignId,
    },
    CampaignEnded {
        campaign: CampaignId,
    },
    CouponTemplateCreated {
        template: CouponTemplateId,
    },
    CouponTemplateClosed {
        template: CouponTemplateId,
    },
    CouponIssued {
        coupon: CouponId,
        template: CouponTemplateId,
        member: MemberId,
    },
    CouponUsed {
        coupon: CouponId,
        trade: TradeId,
    },
    CouponReturned {
        coupon: CouponId,
        trade: TradeId,
    },
    CouponTakenBack {
        coupon: CouponId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<OrderId>,
    },
    CouponExpiring {
        coupon: CouponId,
        member: MemberId,
        until: Timestamp,
    },
    CouponExpired {
        coupon: CouponId,
        member: MemberId,
    },

    // Members
    MemberRegistered {
        member: MemberId,
        community: NodeId,
    },
    MemberChanged {
        member: MemberId,
    },
    MemberErased {
        member: MemberId,
    },

    // Merchants
    MerchantCreated {
        merchant: MerchantId,
        node: NodeId,
    },
    MerchantChanged {
        merchant: MerchantId,
    },
    MerchantMoved {
        merchant: MerchantId,
        from: MerchantState,
        to: MerchantState,
    },
    ServedNodesSet {
        merchant: MerchantId,
    },
    QualificationsSet {
        merchant: MerchantId,
    },
    SupplierCreated {
        supplier: SupplierId,
    },

    // Catalogue
    CategoryCreated {
        category: CategoryId,
    },
    CategoryChanged {
        category: CategoryId,
    },
    ProductCreated {
        product: ProductId,
        merchant: MerchantId,
    },
    ProductChanged {
        product: ProductId,
    },
    ProductMoved {
        product: ProductId,
        from: ProductState,
        to: ProductState,
    },
    SkuAdded {
        sku: SkuId,
        product: ProductId,
        price: Money,
    },
    SkuPriceChanged {
        sku: SkuId,
        from: Money,
        to: Money,
    },

    // Stock
    StockSet {
        sku: SkuId,
        available: i64,
    },
    StockReceived {
        sku: SkuId,
        quantity: i64,
    },
    StockCorrected {
        sku: SkuId,
        by: i64,
    },

    // Carts and favourites
    CartChanged {
        member: MemberId,
    },
    FavouritesChanged {
        member: MemberId,
    },
    // Orders and payment
    TradePlaced {
        trade: TradeId,
        member: MemberId,
        orders: Vec<OrderId>,
        total: Money,
    },
    TradePaid {
        trade: TradeId,
        member: MemberId,
        total: Money,
    },
    TradeClosed {
        trade: TradeId,
        member: MemberId,
    },
    StationSwitched {
        trade: TradeId,
        station: StationId,
    },
    OrderPaid {
        order: OrderId,
        merchant: MerchantId,
        cash: Money,
        #[serde(skip_serializing_if = "Option::is_none")]
        station: Option<StationId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        delivery_day: Option<Day>,
    },
    OrderShipped {
        order: OrderId,
    },
    OrderReady {
        order: OrderId,
        member: MemberId,
        station: StationId,
    },
    OrderReceived {
        order: OrderId,
        member: MemberId,
    },
    PickupReminder {
        order: OrderId,
        member: MemberId,
        station: StationId,
        reminder: u8,
    },
    OrderNotCollected {
        order: OrderId,
        member: MemberId,
        refund: Option<RefundId>,
    },
    ReturnWindowOver {
        order: OrderId,
    },
    OrderCompleted {
        order: OrderId,
    },
    OrderCancelled {
        order: OrderId,
        whole: bool,
    },
    OrderReleased {
        order: OrderId,
        merchant: MerchantId,
        #[serde(skip_serializing_if = "Option::is_none")]
        station: Option<StationId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        delivery_day: Option<Day>,
    },

    // Sales
    SaleCreated {
        sale: CampaignId,
        merchant: MerchantId,
        sku: SkuId,
        price: Money,
        quota: u32,
    },
    SaleEnded {
        sale: CampaignId,
        left: i64,
    },
    GroupOpened {
        group: GroupId,
        sale: CampaignId,
        order: OrderId,
    },
    GroupJoined {
        group: GroupId,
        order: OrderId,
    },
    GroupMoved {
        group: GroupId,
        sale: CampaignId,
        from: GroupState,
        to: GroupState,
        firm: u32,
    },
    PresaleOpened {
        presale: PresaleId,
        sku: SkuId,
        promised: Day,
        ceiling: u32,
    },
    PresaleEnded {
        presale: PresaleId,
        sku: SkuId,
    },
    PaymentReported {
        payment: PaymentId,
        trade: TradeId,
        amount: Money,
        outcome: PaymentOutcome,
    },
    RefundInstructed {
        refund: RefundId,
        trade: TradeId,
        order: Option<OrderId>,
        payment: Option<PaymentId>,
        cash: Money,
        points: Points,
        reason: RefundReason,
    },
    RefundChanged {
        refund: RefundId,
        state: RefundState,
    },
    RefundPaidTwice {
        refund: RefundId,
    },
    AfterSaleApplied {
        case: AfterSaleId,
        order: OrderId,
        merchant: MerchantId,
    },
    AfterSaleMoved {
        case: AfterSaleId,
        order: OrderId,
        by: CaseEvent,
        state: CaseState,
    },
    // Reviews
    ReviewWritten {
        review: ReviewId,
        order: OrderId,
        product: ProductId,
        merchant: MerchantId,
        stars: u8,
    },
    ReviewAnswered {
        review: ReviewId,
    },
    ReviewModerated {
        review: ReviewId,
        shown: bool,
    },
    MerchantRectifying {
        merchant: MerchantId,
        deadline: Timestamp,
    },
    // Stations and logistics
    StationCreated {
        station: StationId,
        community: NodeId,
    },
    StationChanged {
        station: StationId,
    },
    StationOpeningSet {
        station: StationId,
        opening: Opening,
    },
    StationDayClosed {
        station: StationId,
        day: Day,
    },
    ManifestDispatched {
        manifest: ManifestId,
        station: StationId,
        day: Day,
        orders: u32,
    },
    DeliveryAccepted {
        manifest: ManifestId,
        station: StationId,
        day: Day,
        ready: u32,
        short: u32,
    },

    // Pickup
    PickupCodeMissed {
        station: StationId,
        operator: UserId,
    },
    PickupBlocked {
        station: StationId,
        operator: UserId,
        until: Timestamp,
    },
    OrderPickedUp {
        order: OrderId,
        station: StationId,
    },
    PickupConflict {
        order: OrderId,
        station: StationId,
        operator: UserId,
    },
    // Ledger, split, settlement
    SplitRuleSet {
        layer: SplitLayer,
        scope: SplitScope,
        revision: u32,
    },
    SplitRuleRemoved {
        layer: SplitLayer,
        scope: SplitScope,
    },
    DayClosed {
        day: Day,
    },
    DaySettled {
        day: Day,
        postings: u64,
    },
    ClearingTooOld {
        party: Party,
        purpose: AccountPurpose,
        balance: Money,
        since: Day,
    },
    SettlementMade {
        settlement: SettlementId,
        party: Party,
        amount: Money,
        state: SettlementState,
    },
    DocumentBooked {
        document: DocumentId,
        kind: String,
        amount: Money,
    },
    DocumentReversed {
        document: DocumentId,
    },
    ThirdPartyContractSet {
        merchant: MerchantId,
    },
    ThirdPartySaleReported {
        sale: ThirdPartySaleId,
        merchant: MerchantId,
        amount: Money,
        commission: Money,
    },
    ThirdPartySaleRefunded {
        sale: ThirdPartySaleId,
        merchant: MerchantId,
        amount: Money,
        commission: Money,
    },
    Reconciled {
        channel: Text<40>,
        from: Day,
        to: Day,
        matched: u64,
        open: u64,
    },
    ChannelSet {
        channel: Text<40>,
    },
    CallChanged {
        hold: HoldId,
        call: u32,
        state: PayoutState,
    },
    HoldEndsSoon {
        hold: HoldId,
        until: Timestamp,
        calls: u32,
    },
    HoldEnded {
        hold: HoldId,
    },
    PayeeSet {
        party: Party,
    },
    PayoutBatchMade {
        batch: PayoutBatchId,
        channel: Text<40>,
        pay_on: Day,
        payouts: u32,
        total: Money,
        needed: u32,
    },
    PayoutBatchApproved {
        batch: PayoutBatchId,
        approvals: u32,
        needed: u32,
    },
    PayoutBatchWaits {
        batch: PayoutBatchId,
        approvals: u32,
        needed: u32,
    },
    PayoutBatchRejected {
        batch: PayoutBatchId,
    },
    PayoutInstructed {
        payout: PayoutId,
        batch: PayoutBatchId,
        party: Party,
        channel: Text<40>,
        amount: Money,
        attempt: u32,
    },
    PayoutChanged {
        payout: PayoutId,
        state: PayoutState,
    },
    PayoutUnanswered {
        payout: PayoutId,
        channel: Text<40>,
        amount: Money,
        attempts: u32,
    },

    // Commission
    LeaderMonthSettled {
        station: StationId,
        month: Month,
        sales: Money,
        earned: Money,
        difference: Money,
    },
    PromoterKindSet {
        code: String,
        levels: ReferralLevels,
    },
    PromoterAppointed {
        member: MemberId,
        #[serde(skip_serializing_if = "Option::is_none")]
        above: Option<MemberId>,
    },
    PromoterEnded {
        member: MemberId,
    },
    ReferralBound {
        member: MemberId,
        promoter: MemberId,
    },
    ShareCreated {
        member: MemberId,
        code: ShareCode,
    },
    ShareVisited {
        code: ShareCode,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visitor: Option<MemberId>,
    },
    WithdrawalRequested {
        withdrawal: WithdrawalId,
        party: Party,
        amount: Money,
    },
    WithdrawalInstructed {
        withdrawal: WithdrawalId,
        party: Party,
        amount: Money,
    },
    WithdrawalChanged {
        withdrawal: WithdrawalId,
        state: WithdrawalState,
    },

    // Points
    PointsGranted {
        member: MemberId,
        points: Points,
        issuer: Party,
    },
    PointsEarned {
        member: MemberId,
        points: Points,
        from: Origin,
    },
    PointsExpired {
        member: MemberId,
        points: Points,
    },
    PointsExpireSoon {
        member: MemberId,
        points: Points,
        day: Day,
    },
    PointsSettled {
        month: Day,
        issuer: Party,
        spent_at: Party,
        amount: Money,
    },
    LevelsSet,
    LevelChanged {
        member: MemberId,
        from: LevelCode,
        to: LevelCode,
        reason: LevelReason,
    },
    LevelRenewed {
        member: MemberId,
    },
    GrowthGranted {
        member: MemberId,
        growth: i64,
    },
    BillPointsSpent {
        node: NodeId,
        member: MemberId,
        points: Points,
        value: Money,
    },
    BillPointsReturned {
        node: NodeId,
        member: MemberId,
        points: Points,
    },

    // Insight
    MemberTagged {
        member: MemberId,
        tag: String,
    },
    MemberUntagged {
        member: MemberId,
        tag: String,
    },
    TagRulesSet,
    SegmentSet {
        segment: SegmentId,
    },
    RecommendationRulesSet,
    ChurnWarned {
        member: MemberId,
        last_order: Day,
    },
}
