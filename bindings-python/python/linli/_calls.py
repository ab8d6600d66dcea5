"""A method per command and query. Written by `linli-bindgen`; do not edit."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from typing import Any

from .records import *
from .values import DayRange, Id, Money, Month, Party, Points

#: What each operation answers.
ANSWERS: dict[str, Any] = {
    "seal_log": LogSeal | None,
    "create_tenant": NodeId,
    "create_node": NodeId,
    "change_settings": None,
    "set_calendar": None,
    "grant_role": None,
    "revoke_role": None,
    "register_member": MemberId,
    "change_member": None,
    "erase_member": None,
    "record_merchant": MerchantId,
    "register_merchant": MerchantId,
    "change_merchant": None,
    "submit_merchant": None,
    "review_merchant": None,
    "activate_merchant": None,
    "suspend_merchant": None,
    "resume_merchant": None,
    "set_served_nodes": None,
    "set_qualifications": None,
    "create_supplier": SupplierId,
    "create_category": CategoryId,
    "change_category": None,
    "create_product": ProductId,
    "change_product": None,
    "change_sku_prices": None,
    "add_skus": list[SkuId],
    "submit_product": None,
    "review_product": None,
    "put_on_sale": None,
    "take_off_sale": None,
    "import_products": ImportReport,
    "set_stock": None,
    "receive_stock": None,
    "correct_stock": None,
    "put_in_cart": int,
    "remove_from_cart": None,
    "clear_cart": None,
    "add_favourite": None,
    "remove_favourite": None,
    "place_order": PlacedTrade,
    "switch_station": None,
    "cancel_trade": None,
    "expire_trade": None,
    "report_payment": PaymentReport,
    "cancel_order": RefundId,
    "ship_order": None,
    "confirm_receipt": None,
    "report_completion": None,
    "advance_order": None,
    "report_refund": RefundState,
    "retry_refund": None,
    "pay_refund_by_hand": None,
    "apply_after_sale": AfterSaleId,
    "answer_after_sale": None,
    "withdraw_after_sale": None,
    "send_goods_back": None,
    "confirm_goods_back": None,
    "advance_after_sale": None,
    "write_review": ReviewId,
    "answer_review": None,
    "moderate_review": None,
    "advance_rating": None,
    "create_sale": CampaignId,
    "end_sale": None,
    "expire_sale": None,
    "cancel_group": None,
    "advance_group": None,
    "open_presale": PresaleId,
    "end_presale": None,
    "create_station": StationId,
    "change_station": None,
    "set_station_opening": None,
    "close_station_day": None,
    "dispatch_manifest": int,
    "accept_delivery": Acceptance,
    "look_up_pickup_code": CodeLookUp,
    "confirm_pickup": PickupOutcome,
    "set_split_rule": None,
    "remove_split_rule": None,
    "close_day": None,
    "gather_day": Gathered,
    "watch_clearing": None,
    "book_document": DocumentId,
    "reverse_document": None,
    "set_third_party_contract": None,
    "report_third_party_sale": ThirdPartySaleId,
    "report_third_party_refund": None,
    "record_reconciliation": None,
    "set_channel": None,
    "take_call": Call,
    "report_call": ReportOutcome,
    "advance_hold": None,
    "set_payee": None,
    "approve_payout_batch": None,
    "reject_payout_batch": None,
    "advance_payout_batch": None,
    "report_payout": ReportOutcome,
    "repeat_payout": None,
    "chase_payout": None,
    "settle_leader_month": MonthState,
    "set_promoter_kind": None,
    "appoint_promoter": None,
    "end_promoter": None,
    "bind_referral": Binding,
    "create_share": str,
    "visit_share": Visited,
    "request_withdrawal": WithdrawalId,
    "review_withdrawal": None,
    "report_withdrawal": None,
    "resend_withdrawal": None,
    "create_campaign": CampaignId,
    "change_campaign": None,
    "end_campaign": None,
    "create_coupon_template": CouponTemplateId,
    "close_coupon_template": None,
    "claim_coupon": CouponId,
    "give_coupons": list[CouponId],
    "expire_coupon": None,
    "grant_points": None,
    "record_login": Points,
    "expire_points": None,
    "spend_points_on_bill": BillAnswer,
    "return_bill_points": BillAnswer,
    "report_bill_paid": BillAnswer,
    "withdraw_bill_paid": BillAnswer,
    "settle_points": int,
    "set_levels": None,
    "review_levels": None,
    "grant_growth": None,
    "advance_level": None,
    "fold_insights": Folded,
    "tag_member": None,
    "untag_member": None,
    "set_tag_rules": None,
    "set_segment": SegmentId,
    "set_recommendation_rules": None,
    "warn_churn": None,
    "account_balance": int,
    "account_balances": list[tuple[Id, AccountBalance]],
    "after_sale": AfterSaleView,
    "after_sale_claim": Claim,
    "after_sales_of_community": tuple[list[AfterSale], Place | None],
    "after_sales_of_member": tuple[list[AfterSale], Place | None],
    "after_sales_of_merchant": tuple[list[AfterSale], Place | None],
    "after_sales_of_order": list[AfterSale],
    "all_reviews_of_merchant": tuple[list[Review], Place | None],
    "audit": list[tuple[int, LogEntry]],
    "bill": Bill | None,
    "calls_ready": list[tuple[HoldId, Call]],
    "campaign": Campaign,
    "campaigns_of": tuple[list[Campaign], Place | None],
    "cart": list[CartLineView],
    "categories": list[Category],
    "category_tree": list[CategoryTree],
    "clearing_age": ClearingAge,
    "collection_list": list[CollectionEntry],
    "commission_statement": CommissionStatement,
    "coupon_template": tuple[CouponTemplate, int],
    "coupon_templates_of": tuple[list[CouponTemplate], Place | None],
    "coupons_of": tuple[list[CouponView], Place | None],
    "document": Document,
    "documents": list[Document],
    "due": list[DueWork],
    "events": EventPage,
    "export_journal": tuple[str, JournalReport],
    "favourites": list[FavouriteView],
    "group": GroupView,
    "group_record": Group,
    "groups_of_sale": list[GroupView],
    "hand_over_sheet": list[HandOver],
    "hold": Hold,
    "is_in_segment": bool,
    "leader_month_sales": list[LeaderSales],
    "leader_months": list[LeaderMonthView],
    "level_distribution": list[LevelShare],
    "levels": list[Level],
    "manifest": StationDay,
    "manifests": tuple[list[ManifestSummary], Place | None],
    "member": MaskedMember,
    "member_insight": MemberInsight,
    "member_level": MemberLevel | None,
    "member_profile": Profile,
    "merchant": Merchant,
    "merchant_card": MerchantCard,
    "merchant_rating": RatingView,
    "merchant_standing": Rating,
    "merchants_of_node": list[Merchant],
    "my_groups": tuple[list[MyGroup], Place | None],
    "my_pickup_code": BuyersCode,
    "node": NodeView,
    "offers": OffersView,
    "order": Order,
    "order_address": Profile,
    "order_postings": list[Posting],
    "order_split": SplitExplained | None,
    "orders_of_member": tuple[list[Order], Place | None],
    "orders_of_merchant": tuple[list[Order], Place | None],
    "orders_of_station": tuple[list[Order], Place | None],
    "payee": Payee | None,
    "payment": Payment,
    "payout": Payout,
    "payout_batch": tuple[PayoutBatch, list[Payout]],
    "payout_batches": list[PayoutBatch],
    "payouts_open": list[Payout],
    "period_balances": list[PeriodBalance],
    "pickup_buyer": PickupBuyer,
    "points_balance": PointsBalance,
    "points_statements": tuple[list[PointsStatement], Place | None],
    "presale": PresaleView,
    "product": ProductView,
    "product_rating": RatingView,
    "product_record": ProductRecord,
    "products_of_category": list[ProductView],
    "products_of_merchant": list[Product],
    "promoter": PromoterView,
    "promoter_team": list[TeamMember],
    "promoter_team_below": list[TeamMember],
    "promoters_below": list[Promoter],
    "purchase_sheet": list[PurchaseItem],
    "quote": Quote,
    "recommendations": list[Recommendation],
    "reconcile": tuple[list[ReconciledRow], ReconciliationSums],
    "reconciliations": list[Reconciliation],
    "referral": Referral | None,
    "refund": Refund,
    "refunds_of_trade": list[Refund],
    "refunds_waiting": tuple[list[Refund], Place | None],
    "review_of_line": Review | None,
    "reviews_of_merchant": tuple[list[ReviewView], Place | None],
    "reviews_of_product": tuple[list[ReviewView], Place | None],
    "run_due": DueReport,
    "sale": SaleView,
    "sales_at": list[SaleView],
    "sales_of_merchant": list[SaleView],
    "search_products": SearchPage,
    "search_stations": list[Station],
    "segment_members": SegmentPage,
    "segments": list[Segment],
    "settle": SettleReport,
    "settlements_of": list[Settlement],
    "settlements_of_day": list[Settlement],
    "settling": Settling | None,
    "share_subject": ShareSubject,
    "shares_of": list[ShareView],
    "split_rule": SplitRule | None,
    "split_rules": list[SplitRule],
    "split_rules_for": list[SplitRule],
    "statement": StatementPage,
    "station": Station,
    "station_by_code": Station,
    "station_day_summary": list[ProductSummary],
    "stations_near": list[NearbyStation],
    "stations_of": list[Station],
    "stock": list[StockLevel],
    "suppliers": list[Supplier],
    "third_party_contract": ThirdPartyContract | None,
    "third_party_sales": list[ThirdPartySale],
    "trade": Trade,
    "trial_balance": list[TrialLine],
    "trial_balance_of": list[TrialLine],
    "verify_log": SealReport,
    "withdrawal": Withdrawal,
    "withdrawals_of": list[Withdrawal],
    "withdrawals_waiting": list[Withdrawal],
}

#: What each query takes.
ARGUMENTS: dict[str, dict[str, Any]] = {
    "account_balance": {"account": Account},
    "account_balances": {"after": Id | None, "limit": int},
    "after_sale": {"case": AfterSaleId},
    "after_sale_claim": {"case": AfterSaleId},
    "after_sales_of_community": {"community": NodeId, "state": CaseState | None, "after": Place | None},
    "after_sales_of_member": {"member": MemberId, "after": Place | None},
    "after_sales_of_merchant": {"merchant": MerchantId, "state": CaseState | None, "after": Place | None},
    "after_sales_of_order": {"order": OrderId},
    "all_reviews_of_merchant": {"merchant": MerchantId, "after": Place | None, "limit": int},
    "audit": {"cursor": int, "limit": int},
    "bill": {"node": NodeId, "number": str},
    "calls_ready": {"channel": str, "limit": int},
    "campaign": {"campaign": CampaignId},
    "campaigns_of": {"owner": Owner, "limit": int, "after": Place | None},
    "cart": {"member": MemberId},
    "categories": {"after": CategoryId | None, "limit": int},
    "category_tree": {},
    "clearing_age": {"channel": str},
    "collection_list": {"station": StationId, "day": datetime.date, "which": Collection, "after": OrderId | None, "limit": int},
    "commission_statement": {"party": Party},
    "coupon_template": {"template": CouponTemplateId},
    "coupon_templates_of": {"owner": Owner, "limit": int, "after": Place | None},
    "coupons_of": {"member": MemberId, "limit": int, "after": Place | None},
    "document": {"document": DocumentId},
    "documents": {"after": tuple[datetime.datetime, DocumentId] | None, "limit": int},
    "due": {"limit": int},
    "events": {"cursor": int, "commands": int},
    "export_journal": {},
    "favourites": {"member": MemberId},
    "group": {"group": GroupId},
    "group_record": {"group": GroupId},
    "groups_of_sale": {"sale": CampaignId, "limit": int},
    "hand_over_sheet": {"station": StationId, "day": datetime.date, "after": MemberId | None, "limit": int},
    "hold": {"hold": HoldId},
    "is_in_segment": {"member": MemberId, "segment": SegmentId},
    "leader_month_sales": {"station": StationId, "month": Month, "after": MerchantId | None, "limit": int},
    "leader_months": {"station": StationId, "before": Month | None, "limit": int},
    "level_distribution": {"node": NodeId},
    "levels": {},
    "manifest": {"station": StationId, "day": datetime.date},
    "manifests": {"node": NodeId, "day": datetime.date, "after": Place | None, "limit": int},
    "member": {"member": MemberId},
    "member_insight": {"member": MemberId},
    "member_level": {"member": MemberId},
    "member_profile": {"member": MemberId},
    "merchant": {"merchant": MerchantId},
    "merchant_card": {"merchant": MerchantId},
    "merchant_rating": {"merchant": MerchantId},
    "merchant_standing": {"merchant": MerchantId},
    "merchants_of_node": {"node": NodeId, "after": MerchantId | None, "limit": int},
    "my_groups": {"member": MemberId, "after": Place | None},
    "my_pickup_code": {"order": OrderId},
    "node": {"node": NodeId},
    "offers": {"community": NodeId, "merchants": set[MerchantId]},
    "order": {"order": OrderId},
    "order_address": {"order": OrderId},
    "order_postings": {"order": OrderId, "after": PostingId | None, "limit": int},
    "order_split": {"order": OrderId},
    "orders_of_member": {"member": MemberId, "after": Place | None},
    "orders_of_merchant": {"merchant": MerchantId, "after": Place | None},
    "orders_of_station": {"station": StationId, "day": datetime.date, "after": Place | None},
    "payee": {"party": Party},
    "payment": {"trade": TradeId, "payment": PaymentId},
    "payout": {"payout": PayoutId},
    "payout_batch": {"batch": PayoutBatchId},
    "payout_batches": {"pay_on": datetime.date, "after": PayoutBatchId | None, "limit": int},
    "payouts_open": {"state": PayoutState, "after": PayoutId | None, "limit": int},
    "period_balances": {"party": Party, "days": DayRange},
    "pickup_buyer": {"order": OrderId},
    "points_balance": {"member": MemberId},
    "points_statements": {"party": Party, "side": StatementSide, "after": Place | None, "limit": int},
    "presale": {"merchant": MerchantId, "presale": PresaleId},
    "product": {"product": ProductId},
    "product_rating": {"product": ProductId},
    "product_record": {"product": ProductId},
    "products_of_category": {"category": CategoryId, "after": ProductId | None, "limit": int},
    "products_of_merchant": {"merchant": MerchantId, "after": ProductId | None, "limit": int},
    "promoter": {"member": MemberId},
    "promoter_team": {"promoter": MemberId, "after": MemberId | None, "limit": int},
    "promoter_team_below": {"promoter": MemberId, "below": MemberId, "after": MemberId | None, "limit": int},
    "promoters_below": {"promoter": MemberId, "after": MemberId | None, "limit": int},
    "purchase_sheet": {"scope": PurchaseScope, "day": datetime.date, "after": PurchaseItem | None, "limit": int},
    "quote": {"wanted": Wanted},
    "recommendations": {"member": MemberId, "limit": int},
    "reconcile": {"channel": str, "profile": BillProfile, "days": DayRange, "bill": bytes},
    "reconciliations": {"channel": str, "after": tuple[datetime.date, Id] | None, "limit": int},
    "referral": {"member": MemberId},
    "refund": {"refund": RefundId},
    "refunds_of_trade": {"trade": TradeId},
    "refunds_waiting": {"state": RefundState, "after": Place | None},
    "review_of_line": {"order": OrderId, "line": int},
    "reviews_of_merchant": {"merchant": MerchantId, "after": Place | None, "limit": int},
    "reviews_of_product": {"product": ProductId, "after": Place | None, "limit": int},
    "run_due": {"limit": int},
    "sale": {"sale": CampaignId},
    "sales_at": {"node": NodeId, "limit": int},
    "sales_of_merchant": {"merchant": MerchantId, "after": CampaignId | None, "limit": int},
    "search_products": {"search": ProductSearch},
    "search_stations": {"text": str, "after": StationId | None, "limit": int},
    "segment_members": {"segment": SegmentId, "community": NodeId, "after": MemberId | None},
    "segments": {"after": SegmentId | None, "limit": int},
    "settle": {"steps": int},
    "settlements_of": {"party": Party, "before": datetime.date | None, "limit": int},
    "settlements_of_day": {"day": datetime.date, "after": SettlementId | None, "limit": int},
    "settling": {},
    "share_subject": {"code": str},
    "shares_of": {"member": MemberId, "after": str | None, "limit": int},
    "split_rule": {"merchant": MerchantId | None},
    "split_rules": {"after": Id | None, "limit": int},
    "split_rules_for": {"product": ProductId, "community": NodeId},
    "statement": {"party": Party, "days": DayRange, "after": StatementPlace | None, "limit": int},
    "station": {"station": StationId},
    "station_by_code": {"code": str},
    "station_day_summary": {"station": StationId, "day": datetime.date},
    "stations_near": {"position": tuple[int, int], "community": NodeId | None},
    "stations_of": {"community": NodeId, "after": StationId | None, "limit": int},
    "stock": {"product": ProductId},
    "suppliers": {"after": SupplierId | None, "limit": int},
    "third_party_contract": {"merchant": MerchantId},
    "third_party_sales": {"merchant": MerchantId, "after": tuple[datetime.datetime, ThirdPartySaleId] | None, "limit": int},
    "trade": {"trade": TradeId},
    "trial_balance": {},
    "trial_balance_of": {"day": datetime.date},
    "verify_log": {},
    "withdrawal": {"id": WithdrawalId},
    "withdrawals_of": {"party": Party, "before": WithdrawalId | None, "limit": int},
    "withdrawals_waiting": {"state": WithdrawalState, "after": WithdrawalId | None, "limit": int},
}


class Calls(ABC):
    """What the engine can do."""

    __slots__ = ()

    @abstractmethod
    def _command(self, actor: Actor, id: CommandId, name: str, command: Any) -> Any: ...

    @abstractmethod
    def _query(self, actor: Actor, name: str, arguments: dict[str, Any]) -> Any: ...

    def seal_log(self, actor: Actor, id: CommandId, command: SealLog) -> LogSeal | None:
        """Seals the newest log entries into the hash chain."""
        answer: LogSeal | None = self._command(actor, id, "seal_log", command)
        return answer

    def create_tenant(self, actor: Actor, id: CommandId, command: CreateTenant) -> NodeId:
        """Opens a tenant with its root node and its first platform user."""
        answer: NodeId = self._command(actor, id, "create_tenant", command)
        return answer

    def create_node(self, actor: Actor, id: CommandId, command: CreateNode) -> NodeId:
        """Adds a node to the organisation tree."""
        answer: NodeId = self._command(actor, id, "create_node", command)
        return answer

    def change_settings(self, actor: Actor, id: CommandId, command: ChangeSettings) -> None:
        """Changes settings of a node; what it does not set, it inherits."""
        self._command(actor, id, "change_settings", command)

    def set_calendar(self, actor: Actor, id: CommandId, command: SetCalendar) -> None:
        """Sets the tenant's calendar of working days."""
        self._command(actor, id, "set_calendar", command)

    def grant_role(self, actor: Actor, id: CommandId, command: GrantRole) -> None:
        """Lets a person be something somewhere."""
        self._command(actor, id, "grant_role", command)

    def revoke_role(self, actor: Actor, id: CommandId, command: RevokeRole) -> None:
        """Ends a grant."""
        self._command(actor, id, "revoke_role", command)

    def register_member(self, actor: Actor, id: CommandId, command: RegisterMember) -> MemberId:
        """Registers a resident of a community with sealed personal data."""
        answer: MemberId = self._command(actor, id, "register_member", command)
        return answer

    def change_member(self, actor: Actor, id: CommandId, command: ChangeMember) -> None:
        """Changes a member's name, phone, address or preferred station."""
        self._command(actor, id, "change_member", command)

    def erase_member(self, actor: Actor, id: CommandId, command: EraseMember) -> None:
        """Destroys a member's personal data for good."""
        self._command(actor, id, "erase_member", command)

    def record_merchant(self, actor: Actor, id: CommandId, command: RecordMerchant) -> MerchantId:
        """Records a merchant from the back office, as a draft."""
        answer: MerchantId = self._command(actor, id, "record_merchant", command)
        return answer

    def register_merchant(self, actor: Actor, id: CommandId, command: RegisterMerchant) -> MerchantId:
        """Self-registration of a merchant: the applicant becomes its staff."""
        answer: MerchantId = self._command(actor, id, "register_merchant", command)
        return answer

    def change_merchant(self, actor: Actor, id: CommandId, command: ChangeMerchant) -> None:
        """Changes a merchant's data as far as its state allows."""
        self._command(actor, id, "change_merchant", command)

    def submit_merchant(self, actor: Actor, id: CommandId, command: SubmitMerchant) -> None:
        """Asks for a merchant's review."""
        self._command(actor, id, "submit_merchant", command)

    def review_merchant(self, actor: Actor, id: CommandId, command: ReviewMerchant) -> None:
        """Approves or rejects a submitted merchant."""
        self._command(actor, id, "review_merchant", command)

    def activate_merchant(self, actor: Actor, id: CommandId, command: ActivateMerchant) -> None:
        """Lets an approved merchant sell."""
        self._command(actor, id, "activate_merchant", command)

    def suspend_merchant(self, actor: Actor, id: CommandId, command: SuspendMerchant) -> None:
        """Stops a merchant by hand."""
        self._command(actor, id, "suspend_merchant", command)

    def resume_merchant(self, actor: Actor, id: CommandId, command: ResumeMerchant) -> None:
        """Lets a suspended merchant sell again."""
        self._command(actor, id, "resume_merchant", command)

    def set_served_nodes(self, actor: Actor, id: CommandId, command: SetServedNodes) -> None:
        """Sets the nodes that a merchant is approved for."""
        self._command(actor, id, "set_served_nodes", command)

    def set_qualifications(self, actor: Actor, id: CommandId, command: SetQualifications) -> None:
        """Sets a merchant's qualifications."""
        self._command(actor, id, "set_qualifications", command)

    def create_supplier(self, actor: Actor, id: CommandId, command: CreateSupplier) -> SupplierId:
        """Records a supplier."""
        answer: SupplierId = self._command(actor, id, "create_supplier", command)
        return answer

    def create_category(self, actor: Actor, id: CommandId, command: CreateCategory) -> CategoryId:
        """Adds a category to the tree."""
        answer: CategoryId = self._command(actor, id, "create_category", command)
        return answer

    def change_category(self, actor: Actor, id: CommandId, command: ChangeCategory) -> None:
        """Renames a category."""
        self._command(actor, id, "change_category", command)

    def create_product(self, actor: Actor, id: CommandId, command: CreateProduct) -> ProductId:
        """Creates a product with its SKUs, as a draft."""
        answer: ProductId = self._command(actor, id, "create_product", command)
        return answer

    def change_product(self, actor: Actor, id: CommandId, command: ChangeProduct) -> None:
        """Replaces what can be changed of a product."""
        self._command(actor, id, "change_product", command)

    def change_sku_prices(self, actor: Actor, id: CommandId, command: ChangeSkuPrices) -> None:
        """Sets prices of a product's SKUs."""
        self._command(actor, id, "change_sku_prices", command)

    def add_skus(self, actor: Actor, id: CommandId, command: AddSkus) -> list[SkuId]:
        """Adds SKUs to a product."""
        answer: list[SkuId] = self._command(actor, id, "add_skus", command)
        return answer

    def submit_product(self, actor: Actor, id: CommandId, command: SubmitProduct) -> None:
        """Asks for a product's review."""
        self._command(actor, id, "submit_product", command)

    def review_product(self, actor: Actor, id: CommandId, command: ReviewProduct) -> None:
        """Approves (then it is on sale) or rejects a submitted product."""
        self._command(actor, id, "review_product", command)

    def put_on_sale(self, actor: Actor, id: CommandId, command: PutOnSale) -> None:
        """Puts a reviewed product on sale again."""
        self._command(actor, id, "put_on_sale", command)

    def take_off_sale(self, actor: Actor, id: CommandId, command: TakeOffSale) -> None:
        """Takes a product off sale."""
        self._command(actor, id, "take_off_sale", command)

    def import_products(self, actor: Actor, id: CommandId, command: ImportProducts) -> ImportReport:
        """Creates and changes products from CSV."""
        answer: ImportReport = self._command(actor, id, "import_products", command)
        return answer

    def set_stock(self, actor: Actor, id: CommandId, command: SetStock) -> None:
        """Sets what is available of SKUs after counting."""
        self._command(actor, id, "set_stock", command)

    def receive_stock(self, actor: Actor, id: CommandId, command: ReceiveStock) -> None:
        """Adds what came in."""
        self._command(actor, id, "receive_stock", command)

    def correct_stock(self, actor: Actor, id: CommandId, command: CorrectStock) -> None:
        """Adds or takes off what was found to differ, with a reason."""
        self._command(actor, id, "correct_stock", command)

    def put_in_cart(self, actor: Actor, id: CommandId, command: PutInCart) -> int:
        """Puts a SKU in a member's cart, or sets how many of it are there."""
        answer: int = self._command(actor, id, "put_in_cart", command)
        return answer

    def remove_from_cart(self, actor: Actor, id: CommandId, command: RemoveFromCart) -> None:
        """Takes a line out of a cart."""
        self._command(actor, id, "remove_from_cart", command)

    def clear_cart(self, actor: Actor, id: CommandId, command: ClearCart) -> None:
        """Empties a cart."""
        self._command(actor, id, "clear_cart", command)

    def add_favourite(self, actor: Actor, id: CommandId, command: AddFavourite) -> None:
        """Marks a product as a favourite."""
        self._command(actor, id, "add_favourite", command)

    def remove_favourite(self, actor: Actor, id: CommandId, command: RemoveFavourite) -> None:
        """Ends that."""
        self._command(actor, id, "remove_favourite", command)

    def place_order(self, actor: Actor, id: CommandId, command: PlaceOrder) -> PlacedTrade:
        """Turns a cart into a trade with its orders."""
        answer: PlacedTrade = self._command(actor, id, "place_order", command)
        return answer

    def switch_station(self, actor: Actor, id: CommandId, command: SwitchStation) -> None:
        """Chooses another station before payment."""
        self._command(actor, id, "switch_station", command)

    def cancel_trade(self, actor: Actor, id: CommandId, command: CancelTrade) -> None:
        """Gives up an unpaid trade."""
        self._command(actor, id, "cancel_trade", command)

    def expire_trade(self, actor: Actor, id: CommandId, command: ExpireTrade) -> None:
        """Closes a trade that was not paid in time; due work."""
        self._command(actor, id, "expire_trade", command)

    def report_payment(self, actor: Actor, id: CommandId, command: ReportPayment) -> PaymentReport:
        """Reports a payment."""
        answer: PaymentReport = self._command(actor, id, "report_payment", command)
        return answer

    def cancel_order(self, actor: Actor, id: CommandId, command: CancelOrder) -> RefundId:
        """Cancels a paid order, or a part of it, before shipping."""
        answer: RefundId = self._command(actor, id, "cancel_order", command)
        return answer

    def ship_order(self, actor: Actor, id: CommandId, command: ShipOrder) -> None:
        """Hands an order to a carrier or rider."""
        self._command(actor, id, "ship_order", command)

    def confirm_receipt(self, actor: Actor, id: CommandId, command: ConfirmReceipt) -> None:
        """Says that an order arrived."""
        self._command(actor, id, "confirm_receipt", command)

    def report_completion(self, actor: Actor, id: CommandId, command: ReportCompletion) -> None:
        """Reports that a courier or worker completed an order."""
        self._command(actor, id, "report_completion", command)

    def advance_order(self, actor: Actor, id: CommandId, command: AdvanceOrder) -> None:
        """Does what an order does by itself; due work."""
        self._command(actor, id, "advance_order", command)

    def report_refund(self, actor: Actor, id: CommandId, command: ReportRefund) -> RefundState:
        """Reports the result of a refund."""
        answer: RefundState = self._command(actor, id, "report_refund", command)
        return answer

    def retry_refund(self, actor: Actor, id: CommandId, command: RetryRefund) -> None:
        """Instructs a failed refund again."""
        self._command(actor, id, "retry_refund", command)

    def pay_refund_by_hand(self, actor: Actor, id: CommandId, command: PayRefundByHand) -> None:
        """Says that a failed refund was paid in another way."""
        self._command(actor, id, "pay_refund_by_hand", command)

    def apply_after_sale(self, actor: Actor, id: CommandId, command: ApplyAfterSale) -> AfterSaleId:
        """Asks for money back for units of an order that is on its way or received."""
        answer: AfterSaleId = self._command(actor, id, "apply_after_sale", command)
        return answer

    def answer_after_sale(self, actor: Actor, id: CommandId, command: AnswerAfterSale) -> None:
        """Agrees to or refuses a case."""
        self._command(actor, id, "answer_after_sale", command)

    def withdraw_after_sale(self, actor: Actor, id: CommandId, command: WithdrawAfterSale) -> None:
        """Gives a case up."""
        self._command(actor, id, "withdraw_after_sale", command)

    def send_goods_back(self, actor: Actor, id: CommandId, command: SendGoodsBack) -> None:
        """Says how the goods of a case come back."""
        self._command(actor, id, "send_goods_back", command)

    def confirm_goods_back(self, actor: Actor, id: CommandId, command: ConfirmGoodsBack) -> None:
        """Confirms that the goods of a case are back."""
        self._command(actor, id, "confirm_goods_back", command)

    def advance_after_sale(self, actor: Actor, id: CommandId, command: AdvanceAfterSale) -> None:
        """Agrees to a case that nobody answered; due work."""
        self._command(actor, id, "advance_after_sale", command)

    def write_review(self, actor: Actor, id: CommandId, command: WriteReview) -> ReviewId:
        """Reviews a line of an order that was received."""
        answer: ReviewId = self._command(actor, id, "write_review", command)
        return answer

    def answer_review(self, actor: Actor, id: CommandId, command: AnswerReview) -> None:
        """Answers a review."""
        self._command(actor, id, "answer_review", command)

    def moderate_review(self, actor: Actor, id: CommandId, command: ModerateReview) -> None:
        """Hides a review, or shows it again."""
        self._command(actor, id, "moderate_review", command)

    def advance_rating(self, actor: Actor, id: CommandId, command: AdvanceRating) -> None:
        """Looks at a merchant's rating; due work."""
        self._command(actor, id, "advance_rating", command)

    def create_sale(self, actor: Actor, id: CommandId, command: CreateSale) -> CampaignId:
        """Makes a flash sale or a group buy."""
        answer: CampaignId = self._command(actor, id, "create_sale", command)
        return answer

    def end_sale(self, actor: Actor, id: CommandId, command: EndSale) -> None:
        """Ends a sale before its window is over."""
        self._command(actor, id, "end_sale", command)

    def expire_sale(self, actor: Actor, id: CommandId, command: ExpireSale) -> None:
        """Ends a sale whose window is over; due work."""
        self._command(actor, id, "expire_sale", command)

    def cancel_group(self, actor: Actor, id: CommandId, command: CancelGroup) -> None:
        """Ends a running group; its orders are refunded."""
        self._command(actor, id, "cancel_group", command)

    def advance_group(self, actor: Actor, id: CommandId, command: AdvanceGroup) -> None:
        """Does what a group does by itself; due work."""
        self._command(actor, id, "advance_group", command)

    def open_presale(self, actor: Actor, id: CommandId, command: OpenPresale) -> PresaleId:
        """Sells a SKU ahead of its stock."""
        answer: PresaleId = self._command(actor, id, "open_presale", command)
        return answer

    def end_presale(self, actor: Actor, id: CommandId, command: EndPresale) -> None:
        """Ends that."""
        self._command(actor, id, "end_presale", command)

    def create_station(self, actor: Actor, id: CommandId, command: CreateStation) -> StationId:
        """Opens a pickup station."""
        answer: StationId = self._command(actor, id, "create_station", command)
        return answer

    def change_station(self, actor: Actor, id: CommandId, command: ChangeStation) -> None:
        """Changes what is said of a station."""
        self._command(actor, id, "change_station", command)

    def set_station_opening(self, actor: Actor, id: CommandId, command: SetStationOpening) -> None:
        """Opens or closes a station for new orders."""
        self._command(actor, id, "set_station_opening", command)

    def close_station_day(self, actor: Actor, id: CommandId, command: CloseStationDay) -> None:
        """Closes a station's delivery day at its cut-off; due work."""
        self._command(actor, id, "close_station_day", command)

    def dispatch_manifest(self, actor: Actor, id: CommandId, command: DispatchManifest) -> int:
        """Makes the manifest of a closed delivery day and sends its orders off; due work."""
        answer: int = self._command(actor, id, "dispatch_manifest", command)
        return answer

    def accept_delivery(self, actor: Actor, id: CommandId, command: AcceptDelivery) -> Acceptance:
        """Enters what arrived at a station."""
        answer: Acceptance = self._command(actor, id, "accept_delivery", command)
        return answer

    def look_up_pickup_code(self, actor: Actor, id: CommandId, command: LookUpPickupCode) -> CodeLookUp:
        """Looks a pickup code up without using it."""
        answer: CodeLookUp = self._command(actor, id, "look_up_pickup_code", command)
        return answer

    def confirm_pickup(self, actor: Actor, id: CommandId, command: ConfirmPickup) -> PickupOutcome:
        """Hands an order over against its code."""
        answer: PickupOutcome = self._command(actor, id, "confirm_pickup", command)
        return answer

    def set_split_rule(self, actor: Actor, id: CommandId, command: SetSplitRule) -> None:
        """Sets how the orders of a merchant, or of all others, are split from now on."""
        self._command(actor, id, "set_split_rule", command)

    def remove_split_rule(self, actor: Actor, id: CommandId, command: RemoveSplitRule) -> None:
        """Removes a merchant's own rule, or the default: the default holds, or the merchant gets all."""
        self._command(actor, id, "remove_split_rule", command)

    def close_day(self, actor: Actor, id: CommandId, command: CloseDay) -> None:
        """Closes the books of a business day that is over."""
        self._command(actor, id, "close_day", command)

    def gather_day(self, actor: Actor, id: CommandId, command: GatherDay) -> Gathered:
        """Gathers the next postings of a closed day, in the end makes its settlements."""
        answer: Gathered = self._command(actor, id, "gather_day", command)
        return answer

    def watch_clearing(self, actor: Actor, id: CommandId, command: WatchClearing) -> None:
        """Tells of money that lies at a channel for too long; due work."""
        self._command(actor, id, "watch_clearing", command)

    def book_document(self, actor: Actor, id: CommandId, command: BookDocument) -> DocumentId:
        """Books a document: usage fee, advertising, debt paid in, transfer or fee of a channel."""
        answer: DocumentId = self._command(actor, id, "book_document", command)
        return answer

    def reverse_document(self, actor: Actor, id: CommandId, command: ReverseDocument) -> None:
        """Takes a document back."""
        self._command(actor, id, "reverse_document", command)

    def set_third_party_contract(self, actor: Actor, id: CommandId, command: SetThirdPartyContract) -> None:
        """Sets what a third-party merchant owes per sale."""
        self._command(actor, id, "set_third_party_contract", command)

    def report_third_party_sale(self, actor: Actor, id: CommandId, command: ReportThirdPartySale) -> ThirdPartySaleId:
        """Reports a sale of a third-party service."""
        answer: ThirdPartySaleId = self._command(actor, id, "report_third_party_sale", command)
        return answer

    def report_third_party_refund(self, actor: Actor, id: CommandId, command: ReportThirdPartyRefund) -> None:
        """Reports the refund of such a sale."""
        self._command(actor, id, "report_third_party_refund", command)

    def record_reconciliation(self, actor: Actor, id: CommandId, command: RecordReconciliation) -> None:
        """Keeps how comparing a channel's bill came out."""
        self._command(actor, id, "record_reconciliation", command)

    def set_channel(self, actor: Actor, id: CommandId, command: SetChannel) -> None:
        """Sets how a channel splits payments, with its limits."""
        self._command(actor, id, "set_channel", command)

    def take_call(self, actor: Actor, id: CommandId, command: TakeCall) -> Call:
        """Hands out the next call of a held payment's plan."""
        answer: Call = self._command(actor, id, "take_call", command)
        return answer

    def report_call(self, actor: Actor, id: CommandId, command: ReportCall) -> ReportOutcome:
        """The channel's word on such a call."""
        answer: ReportOutcome = self._command(actor, id, "report_call", command)
        return answer

    def advance_hold(self, actor: Actor, id: CommandId, command: AdvanceHold) -> None:
        """Warns before a freeze ends, and ends it; due work."""
        self._command(actor, id, "advance_hold", command)

    def set_payee(self, actor: Actor, id: CommandId, command: SetPayee) -> None:
        """Sets through which channel a party is paid."""
        self._command(actor, id, "set_payee", command)

    def approve_payout_batch(self, actor: Actor, id: CommandId, command: ApprovePayoutBatch) -> None:
        """Approves a batch of payouts; each person once."""
        self._command(actor, id, "approve_payout_batch", command)

    def reject_payout_batch(self, actor: Actor, id: CommandId, command: RejectPayoutBatch) -> None:
        """Refuses a batch of payouts: they are owed again."""
        self._command(actor, id, "reject_payout_batch", command)

    def advance_payout_batch(self, actor: Actor, id: CommandId, command: AdvancePayoutBatch) -> None:
        """Releases a batch on its day, or reminds of its approvals; due work."""
        self._command(actor, id, "advance_payout_batch", command)

    def report_payout(self, actor: Actor, id: CommandId, command: ReportPayout) -> ReportOutcome:
        """The channel's word on a payout."""
        answer: ReportOutcome = self._command(actor, id, "report_payout", command)
        return answer

    def repeat_payout(self, actor: Actor, id: CommandId, command: RepeatPayout) -> None:
        """Instructs a payout of unknown outcome again, under its own number."""
        self._command(actor, id, "repeat_payout", command)

    def chase_payout(self, actor: Actor, id: CommandId, command: ChasePayout) -> None:
        """Tells of a payout that the channel does not answer for; due work."""
        self._command(actor, id, "chase_payout", command)

    def settle_leader_month(self, actor: Actor, id: CommandId, command: SettleLeaderMonth) -> MonthState:
        """Brings a leader's month that is over one step further: closes it, then posts what its tiers give beyond what was earned sale by sale; due work."""
        answer: MonthState = self._command(actor, id, "settle_leader_month", command)
        return answer

    def set_promoter_kind(self, actor: Actor, id: CommandId, command: SetPromoterKind) -> None:
        """Sets a kind of promoter and how many levels of it earn."""
        self._command(actor, id, "set_promoter_kind", command)

    def appoint_promoter(self, actor: Actor, id: CommandId, command: AppointPromoter) -> None:
        """Makes a member a promoter."""
        self._command(actor, id, "appoint_promoter", command)

    def end_promoter(self, actor: Actor, id: CommandId, command: EndPromoter) -> None:
        """Ends a promoter."""
        self._command(actor, id, "end_promoter", command)

    def bind_referral(self, actor: Actor, id: CommandId, command: BindReferral) -> Binding:
        """Binds a member who came by a promoter's card or link."""
        answer: Binding = self._command(actor, id, "bind_referral", command)
        return answer

    def create_share(self, actor: Actor, id: CommandId, command: CreateShare) -> str:
        """Gives a member the code by which they share something."""
        answer: str = self._command(actor, id, "create_share", command)
        return answer

    def visit_share(self, actor: Actor, id: CommandId, command: VisitShare) -> Visited:
        """Counts a visit by a share code, and binds the visitor."""
        answer: Visited = self._command(actor, id, "visit_share", command)
        return answer

    def request_withdrawal(self, actor: Actor, id: CommandId, command: RequestWithdrawal) -> WithdrawalId:
        """Asks for a withdrawal by a leader or promoter."""
        answer: WithdrawalId = self._command(actor, id, "request_withdrawal", command)
        return answer

    def review_withdrawal(self, actor: Actor, id: CommandId, command: ReviewWithdrawal) -> None:
        """Approves or rejects a withdrawal."""
        self._command(actor, id, "review_withdrawal", command)

    def report_withdrawal(self, actor: Actor, id: CommandId, command: ReportWithdrawal) -> None:
        """The host's answer to a withdrawal instruction."""
        self._command(actor, id, "report_withdrawal", command)

    def resend_withdrawal(self, actor: Actor, id: CommandId, command: ResendWithdrawal) -> None:
        """Tells the host again to pay a withdrawal whose result nobody knows, under the same number."""
        self._command(actor, id, "resend_withdrawal", command)

    def create_campaign(self, actor: Actor, id: CommandId, command: CreateCampaign) -> CampaignId:
        """Makes a campaign: full reduction or timed discount."""
        answer: CampaignId = self._command(actor, id, "create_campaign", command)
        return answer

    def change_campaign(self, actor: Actor, id: CommandId, command: ChangeCampaign) -> None:
        """Changes a campaign."""
        self._command(actor, id, "change_campaign", command)

    def end_campaign(self, actor: Actor, id: CommandId, command: EndCampaign) -> None:
        """Ends a campaign, by hand or when its time is over; due work."""
        self._command(actor, id, "end_campaign", command)

    def create_coupon_template(self, actor: Actor, id: CommandId, command: CreateCouponTemplate) -> CouponTemplateId:
        """Makes a template of coupons."""
        answer: CouponTemplateId = self._command(actor, id, "create_coupon_template", command)
        return answer

    def close_coupon_template(self, actor: Actor, id: CommandId, command: CloseCouponTemplate) -> None:
        """Issues no more coupons of a template."""
        self._command(actor, id, "close_coupon_template", command)

    def claim_coupon(self, actor: Actor, id: CommandId, command: ClaimCoupon) -> CouponId:
        """Takes a coupon that can be claimed."""
        answer: CouponId = self._command(actor, id, "claim_coupon", command)
        return answer

    def give_coupons(self, actor: Actor, id: CommandId, command: GiveCoupons) -> list[CouponId]:
        """Gives coupons to members."""
        answer: list[CouponId] = self._command(actor, id, "give_coupons", command)
        return answer

    def expire_coupon(self, actor: Actor, id: CommandId, command: ExpireCoupon) -> None:
        """Warns of and expires a coupon; due work."""
        self._command(actor, id, "expire_coupon", command)

    def grant_points(self, actor: Actor, id: CommandId, command: GrantPoints) -> None:
        """Gives points: registering, opening balances, campaigns."""
        self._command(actor, id, "grant_points", command)

    def record_login(self, actor: Actor, id: CommandId, command: RecordLogin) -> Points:
        """Rewards the first login of a day."""
        answer: Points = self._command(actor, id, "record_login", command)
        return answer

    def expire_points(self, actor: Actor, id: CommandId, command: ExpirePoints) -> None:
        """Expires a member's points and warns of those that expire soon; due work."""
        self._command(actor, id, "expire_points", command)

    def spend_points_on_bill(self, actor: Actor, id: CommandId, command: SpendPointsOnBill) -> BillAnswer:
        """Pays a part of a property bill in points."""
        answer: BillAnswer = self._command(actor, id, "spend_points_on_bill", command)
        return answer

    def return_bill_points(self, actor: Actor, id: CommandId, command: ReturnBillPoints) -> BillAnswer:
        """Gives points back that paid a part of a property bill."""
        answer: BillAnswer = self._command(actor, id, "return_bill_points", command)
        return answer

    def report_bill_paid(self, actor: Actor, id: CommandId, command: ReportBillPaid) -> BillAnswer:
        """Earns points by paying a property bill."""
        answer: BillAnswer = self._command(actor, id, "report_bill_paid", command)
        return answer

    def withdraw_bill_paid(self, actor: Actor, id: CommandId, command: WithdrawBillPaid) -> BillAnswer:
        """Takes back what a property bill earned, because its payment was undone."""
        answer: BillAnswer = self._command(actor, id, "withdraw_bill_paid", command)
        return answer

    def settle_points(self, actor: Actor, id: CommandId, command: SettlePoints) -> int:
        """Settles the statements of a month between issuers of points and where they were spent; due work."""
        answer: int = self._command(actor, id, "settle_points", command)
        return answer

    def set_levels(self, actor: Actor, id: CommandId, command: SetLevels) -> None:
        """Sets the levels of the tenant."""
        self._command(actor, id, "set_levels", command)

    def review_levels(self, actor: Actor, id: CommandId, command: ReviewLevels) -> None:
        """Looks at members again after the levels were set; due work."""
        self._command(actor, id, "review_levels", command)

    def grant_growth(self, actor: Actor, id: CommandId, command: GrantGrowth) -> None:
        """Gives growth for something else than buying."""
        self._command(actor, id, "grant_growth", command)

    def advance_level(self, actor: Actor, id: CommandId, command: AdvanceLevel) -> None:
        """Gives the gift of a month and ends periods; due work."""
        self._command(actor, id, "advance_level", command)

    def fold_insights(self, actor: Actor, id: CommandId, command: FoldInsights) -> Folded:
        """Takes what was bought and refunded into the habits of members and products; due work once it was begun."""
        answer: Folded = self._command(actor, id, "fold_insights", command)
        return answer

    def tag_member(self, actor: Actor, id: CommandId, command: TagMember) -> None:
        """Gives a member a tag by hand."""
        self._command(actor, id, "tag_member", command)

    def untag_member(self, actor: Actor, id: CommandId, command: UntagMember) -> None:
        """Takes such a tag away."""
        self._command(actor, id, "untag_member", command)

    def set_tag_rules(self, actor: Actor, id: CommandId, command: SetTagRules) -> None:
        """Sets the rules that give tags."""
        self._command(actor, id, "set_tag_rules", command)

    def set_segment(self, actor: Actor, id: CommandId, command: SetSegment) -> SegmentId:
        """Says who belongs to a segment."""
        answer: SegmentId = self._command(actor, id, "set_segment", command)
        return answer

    def set_recommendation_rules(self, actor: Actor, id: CommandId, command: SetRecommendationRules) -> None:
        """Sets the rules that recommend this to who bought that."""
        self._command(actor, id, "set_recommendation_rules", command)

    def warn_churn(self, actor: Actor, id: CommandId, command: WarnChurn) -> None:
        """Warns that a member may be lost; due work."""
        self._command(actor, id, "warn_churn", command)

    def account_balance(self, actor: Actor, account: Account) -> int:
        """What an account stands at: debits above zero, credits below. Exact at one moment: the roll-up and the tail of
        postings behind it; for a member's points their wallet.
        """
        answer: int = self._query(actor, "account_balance", {"account": account})
        return answer

    def account_balances(self, actor: Actor, *, after: Id | None = None, limit: int) -> list[tuple[Id, AccountBalance]]:
        """The balances of all accounts of one purpose as far as postings were gathered, by id behind `after`, at most
        `limit` (1–500). `Engine::settling` says how far that is.
        """
        answer: list[tuple[Id, AccountBalance]] = self._query(actor, "account_balances", {"after": after, "limit": limit})
        return answer

    def after_sale(self, actor: Actor, case: AfterSaleId) -> AfterSaleView:
        """A case with its progress, name and phone masked. RULES §11."""
        answer: AfterSaleView = self._query(actor, "after_sale", {"case": case})
        return answer

    def after_sale_claim(self, actor: Actor, case: AfterSaleId) -> Claim:
        """Whom to ask about a case, in clear. Errors: `not_found` after erasure of the member."""
        answer: Claim = self._query(actor, "after_sale_claim", {"case": case})
        return answer

    def after_sales_of_community(self, actor: Actor, community: NodeId, state: CaseState | None = None, after: Place | None = None) -> tuple[list[AfterSale], Place | None]:
        """The cases of a community's residents, of one state or by state, newest first in each, 100 a page."""
        answer: tuple[list[AfterSale], Place | None] = self._query(actor, "after_sales_of_community", {"community": community, "state": state, "after": after})
        return answer

    def after_sales_of_member(self, actor: Actor, member: MemberId, after: Place | None = None) -> tuple[list[AfterSale], Place | None]:
        """A member's cases, newest first, 100 a page."""
        answer: tuple[list[AfterSale], Place | None] = self._query(actor, "after_sales_of_member", {"member": member, "after": after})
        return answer

    def after_sales_of_merchant(self, actor: Actor, merchant: MerchantId, state: CaseState | None = None, after: Place | None = None) -> tuple[list[AfterSale], Place | None]:
        """A merchant's cases, of one state or by state, newest first in each, 100 a page."""
        answer: tuple[list[AfterSale], Place | None] = self._query(actor, "after_sales_of_merchant", {"merchant": merchant, "state": state, "after": after})
        return answer

    def after_sales_of_order(self, actor: Actor, order: OrderId) -> list[AfterSale]:
        """The cases of an order, oldest first."""
        answer: list[AfterSale] = self._query(actor, "after_sales_of_order", {"order": order})
        return answer

    def all_reviews_of_merchant(self, actor: Actor, merchant: MerchantId, *, after: Place | None = None, limit: int) -> tuple[list[Review], Place | None]:
        """A merchant's reviews with those that are hidden, newest first, at most `limit` (1–500)."""
        answer: tuple[list[Review], Place | None] = self._query(actor, "all_reviews_of_merchant", {"merchant": merchant, "after": after, "limit": limit})
        return answer

    def audit(self, actor: Actor, cursor: int, limit: int) -> list[tuple[int, LogEntry]]:
        """The audit trail: accepted commands behind `cursor` in commit order with their positions, at most `limit` (1–1000)."""
        answer: list[tuple[int, LogEntry]] = self._query(actor, "audit", {"cursor": cursor, "limit": limit})
        return answer

    def bill(self, actor: Actor, node: NodeId, number: str) -> Bill | None:
        """What a property bill has to do with points; `None`: nothing so far."""
        answer: Bill | None = self._query(actor, "bill", {"node": node, "number": number})
        return answer

    def calls_ready(self, actor: Actor, channel: str, limit: int) -> list[tuple[HoldId, Call]]:
        """The calls of a channel whose turn has come, those that wait longest first, at most `limit` (1–500): of each held
        payment the one that comes next. Take them with `take_call`.
        """
        answer: list[tuple[HoldId, Call]] = self._query(actor, "calls_ready", {"channel": channel, "limit": limit})
        return answer

    def campaign(self, actor: Actor, campaign: CampaignId) -> Campaign:
        """A campaign."""
        answer: Campaign = self._query(actor, "campaign", {"campaign": campaign})
        return answer

    def campaigns_of(self, actor: Actor, owner: Owner, limit: int, after: Place | None = None) -> tuple[list[Campaign], Place | None]:
        """The campaigns of an owner, newest first, those that are over as well; `limit` 1 to 500."""
        answer: tuple[list[Campaign], Place | None] = self._query(actor, "campaigns_of", {"owner": owner, "limit": limit, "after": after})
        return answer

    def cart(self, actor: Actor, member: MemberId) -> list[CartLineView]:
        """A member's cart at current prices, at most 200 lines in the order in which they were put in."""
        answer: list[CartLineView] = self._query(actor, "cart", {"member": member})
        return answer

    def categories(self, actor: Actor, *, after: CategoryId | None = None, limit: int) -> list[Category]:
        """All categories by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are no more."""
        answer: list[Category] = self._query(actor, "categories", {"after": after, "limit": limit})
        return answer

    def category_tree(self, actor: Actor) -> list[CategoryTree]:
        """The top categories with everything below them. Errors: `limit_exceeded` beyond 10,000 categories; then
        `categories` reads them page by page.
        """
        answer: list[CategoryTree] = self._query(actor, "category_tree", {})
        return answer

    def clearing_age(self, actor: Actor, channel: str) -> ClearingAge:
        """What lies at a channel as far as postings were gathered, and how old the oldest part of it is."""
        answer: ClearingAge = self._query(actor, "clearing_age", {"channel": channel})
        return answer

    def collection_list(self, actor: Actor, station: StationId, day: datetime.date, which: Collection, *, after: OrderId | None = None, limit: int) -> list[CollectionEntry]:
        """The orders of a station's delivery day that were, or were not, collected, in the order of payment, with the last
        two digits of their codes; `limit` 1–500. The next page begins behind the last order of this one. RULES §7.
        """
        answer: list[CollectionEntry] = self._query(actor, "collection_list", {"station": station, "day": day, "which": which, "after": after, "limit": limit})
        return answer

    def commission_statement(self, actor: Actor, party: Party) -> CommissionStatement:
        """What a leader or promoter has earned: pending, unpaid, frozen, paid, debt. Exact at one moment as far as the ledger
        goes. Errors: `invalid_field` for other parties.
        """
        answer: CommissionStatement = self._query(actor, "commission_statement", {"party": party})
        return answer

    def coupon_template(self, actor: Actor, template: CouponTemplateId) -> tuple[CouponTemplate, int]:
        """A template with how many coupons were issued less those taken back."""
        answer: tuple[CouponTemplate, int] = self._query(actor, "coupon_template", {"template": template})
        return answer

    def coupon_templates_of(self, actor: Actor, owner: Owner, limit: int, after: Place | None = None) -> tuple[list[CouponTemplate], Place | None]:
        """The templates of an owner, newest first; `limit` 1 to 500. For everybody: what can be claimed is among them."""
        answer: tuple[list[CouponTemplate], Place | None] = self._query(actor, "coupon_templates_of", {"owner": owner, "limit": limit, "after": after})
        return answer

    def coupons_of(self, actor: Actor, member: MemberId, limit: int, after: Place | None = None) -> tuple[list[CouponView], Place | None]:
        """A member's coupons in every state, newest first; `limit` 1 to 500. Only for the member and the property company:
        a merchant does not see what else a member holds.
        """
        answer: tuple[list[CouponView], Place | None] = self._query(actor, "coupons_of", {"member": member, "limit": limit, "after": after})
        return answer

    def document(self, actor: Actor, document: DocumentId) -> Document:
        """A document."""
        answer: Document = self._query(actor, "document", {"document": document})
        return answer

    def documents(self, actor: Actor, *, after: tuple[datetime.datetime, DocumentId] | None = None, limit: int) -> list[Document]:
        """The documents, latest first, behind one (its moment and id) that was seen, at most `limit` (1–500)."""
        answer: list[Document] = self._query(actor, "documents", {"after": after, "limit": limit})
        return answer

    def due(self, actor: Actor, limit: int) -> list[DueWork]:
        """What is due now, earliest first per kind, at most `limit` (1–1000) of each kind."""
        answer: list[DueWork] = self._query(actor, "due", {"limit": limit})
        return answer

    def events(self, actor: Actor, cursor: int, commands: int) -> EventPage:
        """Events of commands committed behind `cursor` (0 to begin with), in commit order, of at most `commands` commands
        (1–1000). A reader who asks with the answer's cursor misses none. RULES §18.
        """
        answer: EventPage = self._query(actor, "events", {"cursor": cursor, "commands": commands})
        return answer

    def export_journal(self, actor: Actor) -> tuple[str, JournalReport]:
        """Writes the whole ledger as a Beancount journal into `sink`, page by page: one transaction per posting, in the
        order of days, and at the end a balance assertion per account with what `account_balance`
        says of it (roll-ups and the postings behind them; a member's points as the ledger has them). `bean-check` then
        compares them with its own sums. What is posted while it runs may be missing at the end; the assertions are those of
        the moment at which it began. Errors: what the sink says.

        Memory: the accounts.
        """
        answer: tuple[str, JournalReport] = self._query(actor, "export_journal", {})
        return answer

    def favourites(self, actor: Actor, member: MemberId) -> list[FavouriteView]:
        """A member's favourites, at most 500, newest first."""
        answer: list[FavouriteView] = self._query(actor, "favourites", {"member": member})
        return answer

    def group(self, actor: Actor, group: GroupId) -> GroupView:
        """A group as everybody may see it."""
        answer: GroupView = self._query(actor, "group", {"group": group})
        return answer

    def group_record(self, actor: Actor, group: GroupId) -> Group:
        """The seats of a group: who has them, with their orders. For the merchant and the property company."""
        answer: Group = self._query(actor, "group_record", {"group": group})
        return answer

    def groups_of_sale(self, actor: Actor, sale: CampaignId, limit: int) -> list[GroupView]:
        """The running groups of a group buy, the one that ends first first, at most `limit` (1–500); full ones that wait for a
        payment are among them.
        """
        answer: list[GroupView] = self._query(actor, "groups_of_sale", {"sale": sale, "limit": limit})
        return answer

    def hand_over_sheet(self, actor: Actor, station: StationId, day: datetime.date, *, after: MemberId | None = None, limit: int) -> list[HandOver]:
        """The hand-over sheet of a station's delivery day, per member with masked name and phone, in the order of their
        registration; `limit` members, 1–500. The next page begins behind the last member of this one. RULES §7.
        """
        answer: list[HandOver] = self._query(actor, "hand_over_sheet", {"station": station, "day": day, "after": after, "limit": limit})
        return answer

    def hold(self, actor: Actor, hold: HoldId) -> Hold:
        """A held payment with its plan."""
        answer: Hold = self._query(actor, "hold", {"hold": hold})
        return answer

    def is_in_segment(self, actor: Actor, member: MemberId, segment: SegmentId) -> bool:
        """Whether a member is in a segment today. Errors: `not_found` member or segment."""
        answer: bool = self._query(actor, "is_in_segment", {"member": member, "segment": segment})
        return answer

    def leader_month_sales(self, actor: Actor, station: StationId, month: Month, *, after: MerchantId | None = None, limit: int) -> list[LeaderSales]:
        """What of a leader's month was sold for which merchant, behind `after`, at most `limit` (1–500)."""
        answer: list[LeaderSales] = self._query(actor, "leader_month_sales", {"station": station, "month": month, "after": after, "limit": limit})
        return answer

    def leader_months(self, actor: Actor, station: StationId, *, before: Month | None = None, limit: int) -> list[LeaderMonthView]:
        """A leader's months before `before` (`None`: all), latest first, at most `limit` (1–500)."""
        answer: list[LeaderMonthView] = self._query(actor, "leader_months", {"station": station, "before": before, "limit": limit})
        return answer

    def level_distribution(self, actor: Actor, node: NodeId) -> list[LevelShare]:
        """How many members at and below a node have which level, in the order of the levels; members that registered before
        there were levels count once they were looked at.
        """
        answer: list[LevelShare] = self._query(actor, "level_distribution", {"node": node})
        return answer

    def levels(self, actor: Actor) -> list[Level]:
        """The levels of the tenant, lowest first; none: nobody grows."""
        answer: list[Level] = self._query(actor, "levels", {})
        return answer

    def manifest(self, actor: Actor, station: StationId, day: datetime.date) -> StationDay:
        """A station's delivery day with its manifest 配送清单. Errors: `not_found` while no paid order joined it. RULES §7."""
        answer: StationDay = self._query(actor, "manifest", {"station": station, "day": day})
        return answer

    def manifests(self, actor: Actor, node: NodeId, day: datetime.date, *, after: Place | None = None, limit: int) -> tuple[list[ManifestSummary], Place | None]:
        """The stations' delivery days below a node, sorted by route; `limit` 1–500. Answers where the next page begins.
        RULES §7.
        """
        answer: tuple[list[ManifestSummary], Place | None] = self._query(actor, "manifests", {"node": node, "day": day, "after": after, "limit": limit})
        return answer

    def member(self, actor: Actor, member: MemberId) -> MaskedMember:
        """A member with masked name and phone."""
        answer: MaskedMember = self._query(actor, "member", {"member": member})
        return answer

    def member_insight(self, actor: Actor, member: MemberId) -> MemberInsight:
        """Tags and habits of a member; empty for one who did nothing yet. Errors: `not_found`."""
        answer: MemberInsight = self._query(actor, "member_insight", {"member": member})
        return answer

    def member_level(self, actor: Actor, member: MemberId) -> MemberLevel | None:
        """A member's level today; `None` while the tenant has no levels."""
        answer: MemberLevel | None = self._query(actor, "member_level", {"member": member})
        return answer

    def member_profile(self, actor: Actor, member: MemberId) -> Profile:
        """A member's personal data in clear. Errors: `not_found` after erasure."""
        answer: Profile = self._query(actor, "member_profile", {"member": member})
        return answer

    def merchant(self, actor: Actor, merchant: MerchantId) -> Merchant:
        """A merchant with everything that is stored of it: for its own staff and the property company."""
        answer: Merchant = self._query(actor, "merchant", {"merchant": merchant})
        return answer

    def merchant_card(self, actor: Actor, merchant: MerchantId) -> MerchantCard:
        """What everybody may know of a merchant."""
        answer: MerchantCard = self._query(actor, "merchant_card", {"merchant": merchant})
        return answer

    def merchant_rating(self, actor: Actor, merchant: MerchantId) -> RatingView:
        """What the reviews of everything that a merchant sells add up to. Errors: `not_found`."""
        answer: RatingView = self._query(actor, "merchant_rating", {"merchant": merchant})
        return answer

    def merchant_standing(self, actor: Actor, merchant: MerchantId) -> Rating:
        """How a merchant stands by the rating rule: the days of its window, and the deadline of a rectification."""
        answer: Rating = self._query(actor, "merchant_standing", {"merchant": merchant})
        return answer

    def merchants_of_node(self, actor: Actor, node: NodeId, *, after: MerchantId | None = None, limit: int) -> list[Merchant]:
        """The merchants that this very node looks after (not the nodes below it), by id, at most `limit` (1–500) behind
        `after`. Fewer than `limit`: there are no more.
        """
        answer: list[Merchant] = self._query(actor, "merchants_of_node", {"node": node, "after": after, "limit": limit})
        return answer

    def my_groups(self, actor: Actor, member: MemberId, after: Place | None = None) -> tuple[list[MyGroup], Place | None]:
        """The groups of a member's orders, the newest order first: those among the next 100 orders behind `after`. The answer's
        second half is where the next page begins.
        """
        answer: tuple[list[MyGroup], Place | None] = self._query(actor, "my_groups", {"member": member, "after": after})
        return answer

    def my_pickup_code(self, actor: Actor, order: OrderId) -> BuyersCode:
        """The buyer's own pickup code, for their screen. Errors: `not_found` for orders that have none (not paid, not
        collected at a station), `denied` for everybody but the buyer. RULES §6.
        """
        answer: BuyersCode = self._query(actor, "my_pickup_code", {"order": order})
        return answer

    def node(self, actor: Actor, node: NodeId) -> NodeView:
        """A node, its settings in force, and its children."""
        answer: NodeView = self._query(actor, "node", {"node": node})
        return answer

    def offers(self, actor: Actor, community: NodeId, merchants: set[MerchantId]) -> OffersView:
        """The campaigns that hold or will hold for members of a community who buy from these merchants (at most 100), as
        values for `quote`. Those that are aimed at a segment are not among them.
        """
        answer: OffersView = self._query(actor, "offers", {"community": community, "merchants": merchants})
        return answer

    def order(self, actor: Actor, order: OrderId) -> Order:
        """An order."""
        answer: Order = self._query(actor, "order", {"order": order})
        return answer

    def order_address(self, actor: Actor, order: OrderId) -> Profile:
        """To whom and where an order is sent, in clear. Errors: `not_found` for collected orders and erased members."""
        answer: Profile = self._query(actor, "order_address", {"order": order})
        return answer

    def order_postings(self, actor: Actor, order: OrderId, *, after: PostingId | None = None, limit: int) -> list[Posting]:
        """The postings of an order behind `after`, oldest first, at most `limit` (1–500)."""
        answer: list[Posting] = self._query(actor, "order_postings", {"order": order, "after": after, "limit": limit})
        return answer

    def order_split(self, actor: Actor, order: OrderId) -> SplitExplained | None:
        """Who got what of an order, section by section and step by step, by the rules that were in force when it was paid.
        `None` before it is paid.
        """
        answer: SplitExplained | None = self._query(actor, "order_split", {"order": order})
        return answer

    def orders_of_member(self, actor: Actor, member: MemberId, after: Place | None = None) -> tuple[list[Order], Place | None]:
        """A member's orders, newest first, 100 a page."""
        answer: tuple[list[Order], Place | None] = self._query(actor, "orders_of_member", {"member": member, "after": after})
        return answer

    def orders_of_merchant(self, actor: Actor, merchant: MerchantId, after: Place | None = None) -> tuple[list[Order], Place | None]:
        """A merchant's orders, newest first, 100 a page."""
        answer: tuple[list[Order], Place | None] = self._query(actor, "orders_of_merchant", {"merchant": merchant, "after": after})
        return answer

    def orders_of_station(self, actor: Actor, station: StationId, day: datetime.date, after: Place | None = None) -> tuple[list[Order], Place | None]:
        """The orders of a station's delivery day, about in the order in which they were paid, 100 a page."""
        answer: tuple[list[Order], Place | None] = self._query(actor, "orders_of_station", {"station": station, "day": day, "after": after})
        return answer

    def payee(self, actor: Actor, party: Party) -> Payee | None:
        """How a party is paid; `None`: as the setting `payout_channel` of the tenant's root says."""
        answer: Payee | None = self._query(actor, "payee", {"party": party})
        return answer

    def payment(self, actor: Actor, trade: TradeId, payment: PaymentId) -> Payment:
        """A payment, through its trade."""
        answer: Payment = self._query(actor, "payment", {"trade": trade, "payment": payment})
        return answer

    def payout(self, actor: Actor, payout: PayoutId) -> Payout:
        """A payout and where it stands."""
        answer: Payout = self._query(actor, "payout", {"payout": payout})
        return answer

    def payout_batch(self, actor: Actor, batch: PayoutBatchId) -> tuple[PayoutBatch, list[Payout]]:
        """A batch with its payouts, at most 200."""
        answer: tuple[PayoutBatch, list[Payout]] = self._query(actor, "payout_batch", {"batch": batch})
        return answer

    def payout_batches(self, actor: Actor, pay_on: datetime.date, *, after: PayoutBatchId | None = None, limit: int) -> list[PayoutBatch]:
        """The batches that are to be paid on a day, behind `after`, at most `limit` (1–500)."""
        answer: list[PayoutBatch] = self._query(actor, "payout_batches", {"pay_on": pay_on, "after": after, "limit": limit})
        return answer

    def payouts_open(self, actor: Actor, state: PayoutState, *, after: PayoutId | None = None, limit: int) -> list[Payout]:
        """The payouts in a state that is not final, in the order of their ids, behind `after`, at most `limit` (1–500).
        `Instructed` ones are what the host has to pay. Errors: `invalid_field` for a final state.
        """
        answer: list[Payout] = self._query(actor, "payouts_open", {"state": state, "after": after, "limit": limit})
        return answer

    def period_balances(self, actor: Actor, party: Party, days: DayRange) -> list[PeriodBalance]:
        """What a party's accounts moved in a range of days (at most 366): one line per purpose that stood or moved.
        Of days that are not gathered yet the postings are read one by one. Members' points are not among them: their
        wallet says them.
        """
        answer: list[PeriodBalance] = self._query(actor, "period_balances", {"party": party, "days": days})
        return answer

    def pickup_buyer(self, actor: Actor, order: OrderId) -> PickupBuyer:
        """Who collects an order, masked: for the station, after looking a code up. RULES §6."""
        answer: PickupBuyer = self._query(actor, "pickup_buyer", {"order": order})
        return answer

    def points_balance(self, actor: Actor, member: MemberId) -> PointsBalance:
        """A member's points today. What is pending is summed over the member's orders."""
        answer: PointsBalance = self._query(actor, "points_balance", {"member": member})
        return answer

    def points_statements(self, actor: Actor, party: Party, side: StatementSide, *, after: Place | None = None, limit: int) -> tuple[list[PointsStatement], Place | None]:
        """The statements of a party, as issuer or as the place where points were spent, by month; `limit` is 1–500. Days that
        are not gathered yet are not in them.
        """
        answer: tuple[list[PointsStatement], Place | None] = self._query(actor, "points_statements", {"party": party, "side": side, "after": after, "limit": limit})
        return answer

    def presale(self, actor: Actor, merchant: MerchantId, presale: PresaleId) -> PresaleView:
        """A presale: what was ordered, and what of it waits for stock."""
        answer: PresaleView = self._query(actor, "presale", {"merchant": merchant, "presale": presale})
        return answer

    def product(self, actor: Actor, product: ProductId) -> ProductView:
        """A product as buyers see it, on sale or off. Errors: `not_found`, also for what was never reviewed or is under
        review.
        """
        answer: ProductView = self._query(actor, "product", {"product": product})
        return answer

    def product_rating(self, actor: Actor, product: ProductId) -> RatingView:
        """What a product's reviews add up to. Errors: `not_found`."""
        answer: RatingView = self._query(actor, "product_rating", {"product": product})
        return answer

    def product_record(self, actor: Actor, product: ProductId) -> ProductRecord:
        """A product with everything that is stored of it: for its merchant and the property company."""
        answer: ProductRecord = self._query(actor, "product_record", {"product": product})
        return answer

    def products_of_category(self, actor: Actor, category: CategoryId, *, after: ProductId | None = None, limit: int) -> list[ProductView]:
        """Products on sale that are listed in this very category (searching finds those below it too), by id, at most
        `limit` (1–500) behind `after`. Fewer than `limit`: there are no more.
        """
        answer: list[ProductView] = self._query(actor, "products_of_category", {"category": category, "after": after, "limit": limit})
        return answer

    def products_of_merchant(self, actor: Actor, merchant: MerchantId, *, after: ProductId | None = None, limit: int) -> list[Product]:
        """A merchant's products in every state by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are
        no more.
        """
        answer: list[Product] = self._query(actor, "products_of_merchant", {"merchant": merchant, "after": after, "limit": limit})
        return answer

    def promoter(self, actor: Actor, member: MemberId) -> PromoterView:
        """A promoter."""
        answer: PromoterView = self._query(actor, "promoter", {"member": member})
        return answer

    def promoter_team(self, actor: Actor, promoter: MemberId, *, after: MemberId | None = None, limit: int) -> list[TeamMember]:
        """Whom a promoter brought, behind `after`, by member id, at most `limit` (1–500). Ask again with one of them who
        promotes for the second level.
        """
        answer: list[TeamMember] = self._query(actor, "promoter_team", {"promoter": promoter, "after": after, "limit": limit})
        return answer

    def promoter_team_below(self, actor: Actor, promoter: MemberId, below: MemberId, *, after: MemberId | None = None, limit: int) -> list[TeamMember]:
        """The second level of a promoter's team: whom a promoter brought whom they brought. Errors: `not_found` unless
        `below` is one whom they brought.
        """
        answer: list[TeamMember] = self._query(actor, "promoter_team_below", {"promoter": promoter, "below": below, "after": after, "limit": limit})
        return answer

    def promoters_below(self, actor: Actor, promoter: MemberId, *, after: MemberId | None = None, limit: int) -> list[Promoter]:
        """The promoters whom a promoter brought, behind `after`, by id, at most `limit` (1–500)."""
        answer: list[Promoter] = self._query(actor, "promoters_below", {"promoter": promoter, "after": after, "limit": limit})
        return answer

    def purchase_sheet(self, actor: Actor, scope: PurchaseScope, day: datetime.date, *, after: PurchaseItem | None = None, limit: int) -> list[PurchaseItem]:
        """The purchase sheet of a delivery day 以销定采: what is bought from each supplier (from the merchant itself where it
        has none) for all stations whose manifest is made, sorted by source and name; `limit` 1–500. The next page begins
        behind the last item of this one. RULES §7.
        """
        answer: list[PurchaseItem] = self._query(actor, "purchase_sheet", {"scope": scope, "day": day, "after": after, "limit": limit})
        return answer

    def quote(self, actor: Actor, wanted: Wanted) -> Quote:
        """Prices what a member wants to buy; nothing is saved. Errors as in `PlaceOrder`. RULES §4."""
        answer: Quote = self._query(actor, "quote", {"wanted": wanted})
        return answer

    def recommendations(self, actor: Actor, member: MemberId, limit: int) -> list[Recommendation]:
        """What a member may like, best first, at most `limit` (1–50): what others bought together with what they bought, what
        rules say, then what sells well where they live. Only what they can buy there now, and nothing that they bought
        among their last 20 products. Errors: `not_found` member, `limit_exceeded`.
        """
        answer: list[Recommendation] = self._query(actor, "recommendations", {"member": member, "limit": limit})
        return answer

    def reconcile(self, actor: Actor, channel: str, profile: BillProfile, days: DayRange, bill: bytes) -> tuple[list[ReconciledRow], ReconciliationSums]:
        """Compares a channel's bill of some days (at most 366) with the channel's clearing account in the ledger. Every line
        of the bill and every movement of these days that the bill lacks is handed to `sink` once, lines first, in their
        order; a movement booked on another day than the bill says still matches. Nothing is changed. Memory: what was
        seen, about 40 bytes a line.

        Errors: `invalid_field` for a profile that does not fit the file, `limit_exceeded` beyond
        `ReconciliationSums::MAX_LINES` lines, `port_failed` when the file cannot be read, and what the sink says.
        """
        answer: tuple[list[ReconciledRow], ReconciliationSums] = self._query(actor, "reconcile", {"channel": channel, "profile": profile, "days": days, "bill": bill})
        return answer

    def reconciliations(self, actor: Actor, channel: str, *, after: tuple[datetime.date, Id] | None = None, limit: int) -> list[Reconciliation]:
        """The bills of a channel that were compared, latest first day first, behind one (its first day and id) that was
        seen, at most `limit` (1–500).
        """
        answer: list[Reconciliation] = self._query(actor, "reconciliations", {"channel": channel, "after": after, "limit": limit})
        return answer

    def referral(self, actor: Actor, member: MemberId) -> Referral | None:
        """To whom a member is bound, if the binding was ever made; it may have lapsed."""
        answer: Referral | None = self._query(actor, "referral", {"member": member})
        return answer

    def refund(self, actor: Actor, refund: RefundId) -> Refund:
        """A refund and where it stands."""
        answer: Refund = self._query(actor, "refund", {"refund": refund})
        return answer

    def refunds_of_trade(self, actor: Actor, trade: TradeId) -> list[Refund]:
        """The refunds of a trade, oldest first; at most 500."""
        answer: list[Refund] = self._query(actor, "refunds_of_trade", {"trade": trade})
        return answer

    def refunds_waiting(self, actor: Actor, state: RefundState, after: Place | None = None) -> tuple[list[Refund], Place | None]:
        """Refunds that wait for the channel (`instructed`) or for a person (`failed`), oldest first; pages of at most 500."""
        answer: tuple[list[Refund], Place | None] = self._query(actor, "refunds_waiting", {"state": state, "after": after})
        return answer

    def review_of_line(self, actor: Actor, order: OrderId, line: int) -> Review | None:
        """The review of a line of an order, if there is one."""
        answer: Review | None = self._query(actor, "review_of_line", {"order": order, "line": line})
        return answer

    def reviews_of_merchant(self, actor: Actor, merchant: MerchantId, *, after: Place | None = None, limit: int) -> tuple[list[ReviewView], Place | None]:
        """The shown reviews of everything that a merchant sells, newest first, at most `limit` (1–500)."""
        answer: tuple[list[ReviewView], Place | None] = self._query(actor, "reviews_of_merchant", {"merchant": merchant, "after": after, "limit": limit})
        return answer

    def reviews_of_product(self, actor: Actor, product: ProductId, *, after: Place | None = None, limit: int) -> tuple[list[ReviewView], Place | None]:
        """A product's shown reviews, newest first, at most `limit` (1–500)."""
        answer: tuple[list[ReviewView], Place | None] = self._query(actor, "reviews_of_product", {"product": product, "after": after, "limit": limit})
        return answer

    def run_due(self, actor: Actor, limit: int) -> DueReport:
        """Does what is due, at most `limit` (1–1000) steps of each kind; call again while `more`."""
        answer: DueReport = self._query(actor, "run_due", {"limit": limit})
        return answer

    def sale(self, actor: Actor, sale: CampaignId) -> SaleView:
        """A sale."""
        answer: SaleView = self._query(actor, "sale", {"sale": sale})
        return answer

    def sales_at(self, actor: Actor, node: NodeId, limit: int) -> list[SaleView]:
        """The sales that members at a node can buy in now, or that begin later: those of the node and of its ancestors, from the
        root down, each node's by their end; at most `limit` (1–500) per node.
        """
        answer: list[SaleView] = self._query(actor, "sales_at", {"node": node, "limit": limit})
        return answer

    def sales_of_merchant(self, actor: Actor, merchant: MerchantId, *, after: CampaignId | None = None, limit: int) -> list[SaleView]:
        """A merchant's sales in every state, by id, at most `limit` (1–500) behind `after`."""
        answer: list[SaleView] = self._query(actor, "sales_of_merchant", {"merchant": merchant, "after": after, "limit": limit})
        return answer

    def search_products(self, actor: Actor, search: ProductSearch) -> SearchPage:
        """Products that can be bought and fit, sorted, a page at a time. The first search of a process reads the catalogue;
        later ones read what changed since. Errors: `limit_exceeded`, `not_found` category or community.
        """
        answer: SearchPage = self._query(actor, "search_products", {"search": search})
        return answer

    def search_stations(self, actor: Actor, text: str, *, after: StationId | None = None, limit: int) -> list[Station]:
        """Open stations whose name, code or address has every word of a text, in the order of their creation; `limit` 1–500.
        The next page begins behind the last station of this one. RULES §5.
        """
        answer: list[Station] = self._query(actor, "search_stations", {"text": text, "after": after, "limit": limit})
        return answer

    def segment_members(self, actor: Actor, segment: SegmentId, community: NodeId, after: MemberId | None = None) -> SegmentPage:
        """The members of a community who are in a segment today. Each call looks at 500 members with any habits or tags; ask
        on with `next` until it is `None`. Errors: `not_found` segment or community.
        """
        answer: SegmentPage = self._query(actor, "segment_members", {"segment": segment, "community": community, "after": after})
        return answer

    def segments(self, actor: Actor, *, after: SegmentId | None = None, limit: int) -> list[Segment]:
        """The segments, by id, at most `limit` (1–500) behind `after`."""
        answer: list[Segment] = self._query(actor, "segments", {"after": after, "limit": limit})
        return answer

    def settle(self, actor: Actor, steps: int) -> SettleReport:
        """Closes and gathers every day before today that is not settled, in at most `steps` (1–100,000) steps of 20,000
        postings or 200 settlements. Calling it again, or from two places at once, settles nothing twice. RULES §12.
        """
        answer: SettleReport = self._query(actor, "settle", {"steps": steps})
        return answer

    def settlements_of(self, actor: Actor, party: Party, *, before: datetime.date | None = None, limit: int) -> list[Settlement]:
        """The settlements of a party of days before `before` (`None`: all), latest first, at most `limit` (1–500)."""
        answer: list[Settlement] = self._query(actor, "settlements_of", {"party": party, "before": before, "limit": limit})
        return answer

    def settlements_of_day(self, actor: Actor, day: datetime.date, *, after: SettlementId | None = None, limit: int) -> list[Settlement]:
        """The settlements of a day behind `after`, by id, at most `limit` (1–500)."""
        answer: list[Settlement] = self._query(actor, "settlements_of_day", {"day": day, "after": after, "limit": limit})
        return answer

    def settling(self, actor: Actor) -> Settling | None:
        """How far settling has come; `None` before anything was posted."""
        answer: Settling | None = self._query(actor, "settling", {})
        return answer

    def share_subject(self, actor: Actor, code: str) -> ShareSubject:
        """What a code leads to, for whoever has it. Errors: `not_found`."""
        answer: ShareSubject = self._query(actor, "share_subject", {"code": code})
        return answer

    def shares_of(self, actor: Actor, member: MemberId, *, after: str | None = None, limit: int) -> list[ShareView]:
        """What a member shares, with what came of it; by code's row, at most `limit` (1–500) behind `after`."""
        answer: list[ShareView] = self._query(actor, "shares_of", {"member": member, "after": after, "limit": limit})
        return answer

    def split_rule(self, actor: Actor, merchant: MerchantId | None = None) -> SplitRule | None:
        """The base rule in force for a merchant's orders as a whole (their own, else the default), or the default itself;
        `None`: the merchant gets all.
        """
        answer: SplitRule | None = self._query(actor, "split_rule", {"merchant": merchant})
        return answer

    def split_rules(self, actor: Actor, *, after: Id | None = None, limit: int) -> list[SplitRule]:
        """The split rules in force behind `after`, by id, at most `limit` (1–500); a page may be shorter though there is
        more, so ask until one is empty.
        """
        answer: list[SplitRule] = self._query(actor, "split_rules", {"after": after, "limit": limit})
        return answer

    def split_rules_for(self, actor: Actor, product: ProductId, community: NodeId) -> list[SplitRule]:
        """The rules that a product's sales in a community follow: the base's, then the commission's, each the most specific
        one, if there is one.
        """
        answer: list[SplitRule] = self._query(actor, "split_rules_for", {"product": product, "community": community})
        return answer

    def statement(self, actor: Actor, party: Party, days: DayRange, *, after: StatementPlace | None = None, limit: int) -> StatementPage:
        """What moved a party's accounts from one day to another (at most 366 days), at most `limit` (1–500) postings per
        call. A call looks at 10,000 postings at most, so a page may be empty though there is more.
        """
        answer: StatementPage = self._query(actor, "statement", {"party": party, "days": days, "after": after, "limit": limit})
        return answer

    def station(self, actor: Actor, station: StationId) -> Station:
        """A station."""
        answer: Station = self._query(actor, "station", {"station": station})
        return answer

    def station_by_code(self, actor: Actor, code: str) -> Station:
        """A station by its code. Errors: `not_found`."""
        answer: Station = self._query(actor, "station_by_code", {"code": code})
        return answer

    def station_day_summary(self, actor: Actor, station: StationId, day: datetime.date) -> list[ProductSummary]:
        """What a station gets on a delivery day, per SKU, and how much of it was collected; sorted by merchant and name, at
        most 2,000 SKUs. Before the manifest is made: what is ordered so far. RULES §7.
        """
        answer: list[ProductSummary] = self._query(actor, "station_day_summary", {"station": station, "day": day})
        return answer

    def stations_near(self, actor: Actor, position: tuple[int, int], community: NodeId | None = None) -> list[NearbyStation]:
        """Open stations around a place, nearest first, at most 100; of one community, or of all. The radius is the setting
        `station_radius_metres` (2,000) of that community, else of the asking member's, else of the tenant. RULES §5.
        """
        answer: list[NearbyStation] = self._query(actor, "stations_near", {"position": position, "community": community})
        return answer

    def stations_of(self, actor: Actor, community: NodeId, *, after: StationId | None = None, limit: int) -> list[Station]:
        """The stations of a community, open or not, in the order of their creation; `limit` 1–500. The next page begins
        behind the last station of this one.
        """
        answer: list[Station] = self._query(actor, "stations_of", {"community": community, "after": after, "limit": limit})
        return answer

    def stock(self, actor: Actor, product: ProductId) -> list[StockLevel]:
        """The stock of a product's SKUs, combos left out: theirs is that of their parts."""
        answer: list[StockLevel] = self._query(actor, "stock", {"product": product})
        return answer

    def suppliers(self, actor: Actor, *, after: SupplierId | None = None, limit: int) -> list[Supplier]:
        """The suppliers by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are no more."""
        answer: list[Supplier] = self._query(actor, "suppliers", {"after": after, "limit": limit})
        return answer

    def third_party_contract(self, actor: Actor, merchant: MerchantId) -> ThirdPartyContract | None:
        """What a third-party merchant owes per transaction; `None`: nothing was agreed."""
        answer: ThirdPartyContract | None = self._query(actor, "third_party_contract", {"merchant": merchant})
        return answer

    def third_party_sales(self, actor: Actor, merchant: MerchantId, *, after: tuple[datetime.datetime, ThirdPartySaleId] | None = None, limit: int) -> list[ThirdPartySale]:
        """The sales of a third-party merchant, latest first, behind one (its moment and id) that was seen, at most `limit`
        (1–500).
        """
        answer: list[ThirdPartySale] = self._query(actor, "third_party_sales", {"merchant": merchant, "after": after, "limit": limit})
        return answer

    def trade(self, actor: Actor, trade: TradeId) -> Trade:
        """A trade."""
        answer: Trade = self._query(actor, "trade", {"trade": trade})
        return answer

    def trial_balance(self, actor: Actor) -> list[TrialLine]:
        """The totals of all accounts per purpose; they sum to zero per unit. Exact at one moment: read again if the
        roll-ups moved meanwhile. Errors: `busy` if they do not stop moving.
        """
        answer: list[TrialLine] = self._query(actor, "trial_balance", {})
        return answer

    def trial_balance_of(self, actor: Actor, day: datetime.date) -> list[TrialLine]:
        """The totals of all accounts per purpose when a day was over; they sum to zero per unit. Errors: `not_found` for a
        day that was never closed, `wrong_state` for one that is not settled yet.
        """
        answer: list[TrialLine] = self._query(actor, "trial_balance_of", {"day": day})
        return answer

    def verify_log(self, actor: Actor) -> SealReport:
        """Walks the sealed log and recomputes every seal. Takes as long as reading the log takes."""
        answer: SealReport = self._query(actor, "verify_log", {})
        return answer

    def withdrawal(self, actor: Actor, id: WithdrawalId) -> Withdrawal:
        """A withdrawal."""
        answer: Withdrawal = self._query(actor, "withdrawal", {"id": id})
        return answer

    def withdrawals_of(self, actor: Actor, party: Party, *, before: WithdrawalId | None = None, limit: int) -> list[Withdrawal]:
        """A leader's or promoter's withdrawals before `before`, latest first, at most `limit` (1–500)."""
        answer: list[Withdrawal] = self._query(actor, "withdrawals_of", {"party": party, "before": before, "limit": limit})
        return answer

    def withdrawals_waiting(self, actor: Actor, state: WithdrawalState, *, after: WithdrawalId | None = None, limit: int) -> list[Withdrawal]:
        """Withdrawals that wait for a review or a result, oldest first behind `after`, at most `limit` (1–500). Errors:
        `invalid_field` for a state in which nothing waits.
        """
        answer: list[Withdrawal] = self._query(actor, "withdrawals_waiting", {"state": state, "after": after, "limit": limit})
        return answer


class AsyncCalls(ABC):
    """What the engine can do, awaited."""

    __slots__ = ()

    @abstractmethod
    async def _command(self, actor: Actor, id: CommandId, name: str, command: Any) -> Any: ...

    @abstractmethod
    async def _query(self, actor: Actor, name: str, arguments: dict[str, Any]) -> Any: ...

    async def seal_log(self, actor: Actor, id: CommandId, command: SealLog) -> LogSeal | None:
        """Seals the newest log entries into the hash chain."""
        answer: LogSeal | None = await self._command(actor, id, "seal_log", command)
        return answer

    async def create_tenant(self, actor: Actor, id: CommandId, command: CreateTenant) -> NodeId:
        """Opens a tenant with its root node and its first platform user."""
        answer: NodeId = await self._command(actor, id, "create_tenant", command)
        return answer

    async def create_node(self, actor: Actor, id: CommandId, command: CreateNode) -> NodeId:
        """Adds a node to the organisation tree."""
        answer: NodeId = await self._command(actor, id, "create_node", command)
        return answer

    async def change_settings(self, actor: Actor, id: CommandId, command: ChangeSettings) -> None:
        """Changes settings of a node; what it does not set, it inherits."""
        await self._command(actor, id, "change_settings", command)

    async def set_calendar(self, actor: Actor, id: CommandId, command: SetCalendar) -> None:
        """Sets the tenant's calendar of working days."""
        await self._command(actor, id, "set_calendar", command)

    async def grant_role(self, actor: Actor, id: CommandId, command: GrantRole) -> None:
        """Lets a person be something somewhere."""
        await self._command(actor, id, "grant_role", command)

    async def revoke_role(self, actor: Actor, id: CommandId, command: RevokeRole) -> None:
        """Ends a grant."""
        await self._command(actor, id, "revoke_role", command)

    async def register_member(self, actor: Actor, id: CommandId, command: RegisterMember) -> MemberId:
        """Registers a resident of a community with sealed personal data."""
        answer: MemberId = await self._command(actor, id, "register_member", command)
        return answer

    async def change_member(self, actor: Actor, id: CommandId, command: ChangeMember) -> None:
        """Changes a member's name, phone, address or preferred station."""
        await self._command(actor, id, "change_member", command)

    async def erase_member(self, actor: Actor, id: CommandId, command: EraseMember) -> None:
        """Destroys a member's personal data for good."""
        await self._command(actor, id, "erase_member", command)

    async def record_merchant(self, actor: Actor, id: CommandId, command: RecordMerchant) -> MerchantId:
        """Records a merchant from the back office, as a draft."""
        answer: MerchantId = await self._command(actor, id, "record_merchant", command)
        return answer

    async def register_merchant(self, actor: Actor, id: CommandId, command: RegisterMerchant) -> MerchantId:
        """Self-registration of a merchant: the applicant becomes its staff."""
        answer: MerchantId = await self._command(actor, id, "register_merchant", command)
        return answer

    async def change_merchant(self, actor: Actor, id: CommandId, command: ChangeMerchant) -> None:
        """Changes a merchant's data as far as its state allows."""
        await self._command(actor, id, "change_merchant", command)

    async def submit_merchant(self, actor: Actor, id: CommandId, command: SubmitMerchant) -> None:
        """Asks for a merchant's review."""
        await self._command(actor, id, "submit_merchant", command)

    async def review_merchant(self, actor: Actor, id: CommandId, command: ReviewMerchant) -> None:
        """Approves or rejects a submitted merchant."""
        await self._command(actor, id, "review_merchant", command)

    async def activate_merchant(self, actor: Actor, id: CommandId, command: ActivateMerchant) -> None:
        """Lets an approved merchant sell."""
        await self._command(actor, id, "activate_merchant", command)

    async def suspend_merchant(self, actor: Actor, id: CommandId, command: SuspendMerchant) -> None:
        """Stops a merchant by hand."""
        await self._command(actor, id, "suspend_merchant", command)

    async def resume_merchant(self, actor: Actor, id: CommandId, command: ResumeMerchant) -> None:
        """Lets a suspended merchant sell again."""
        await self._command(actor, id, "resume_merchant", command)

    async def set_served_nodes(self, actor: Actor, id: CommandId, command: SetServedNodes) -> None:
        """Sets the nodes that a merchant is approved for."""
        await self._command(actor, id, "set_served_nodes", command)

    async def set_qualifications(self, actor: Actor, id: CommandId, command: SetQualifications) -> None:
        """Sets a merchant's qualifications."""
        await self._command(actor, id, "set_qualifications", command)

    async def create_supplier(self, actor: Actor, id: CommandId, command: CreateSupplier) -> SupplierId:
        """Records a supplier."""
        answer: SupplierId = await self._command(actor, id, "create_supplier", command)
        return answer

    async def create_category(self, actor: Actor, id: CommandId, command: CreateCategory) -> CategoryId:
        """Adds a category to the tree."""
        answer: CategoryId = await self._command(actor, id, "create_category", command)
        return answer

    async def change_category(self, actor: Actor, id: CommandId, command: ChangeCategory) -> None:
        """Renames a category."""
        await self._command(actor, id, "change_category", command)

    async def create_product(self, actor: Actor, id: CommandId, command: CreateProduct) -> ProductId:
        """Creates a product with its SKUs, as a draft."""
        answer: ProductId = await self._command(actor, id, "create_product", command)
        return answer

    async def change_product(self, actor: Actor, id: CommandId, command: ChangeProduct) -> None:
        """Replaces what can be changed of a product."""
        await self._command(actor, id, "change_product", command)

    async def change_sku_prices(self, actor: Actor, id: CommandId, command: ChangeSkuPrices) -> None:
        """Sets prices of a product's SKUs."""
        await self._command(actor, id, "change_sku_prices", command)

    async def add_skus(self, actor: Actor, id: CommandId, command: AddSkus) -> list[SkuId]:
        """Adds SKUs to a product."""
        answer: list[SkuId] = await self._command(actor, id, "add_skus", command)
        return answer

    async def submit_product(self, actor: Actor, id: CommandId, command: SubmitProduct) -> None:
        """Asks for a product's review."""
        await self._command(actor, id, "submit_product", command)

    async def review_product(self, actor: Actor, id: CommandId, command: ReviewProduct) -> None:
        """Approves (then it is on sale) or rejects a submitted product."""
        await self._command(actor, id, "review_product", command)

    async def put_on_sale(self, actor: Actor, id: CommandId, command: PutOnSale) -> None:
        """Puts a reviewed product on sale again."""
        await self._command(actor, id, "put_on_sale", command)

    async def take_off_sale(self, actor: Actor, id: CommandId, command: TakeOffSale) -> None:
        """Takes a product off sale."""
        await self._command(actor, id, "take_off_sale", command)

    async def import_products(self, actor: Actor, id: CommandId, command: ImportProducts) -> ImportReport:
        """Creates and changes products from CSV."""
        answer: ImportReport = await self._command(actor, id, "import_products", command)
        return answer

    async def set_stock(self, actor: Actor, id: CommandId, command: SetStock) -> None:
        """Sets what is available of SKUs after counting."""
        await self._command(actor, id, "set_stock", command)

    async def receive_stock(self, actor: Actor, id: CommandId, command: ReceiveStock) -> None:
        """Adds what came in."""
        await self._command(actor, id, "receive_stock", command)

    async def correct_stock(self, actor: Actor, id: CommandId, command: CorrectStock) -> None:
        """Adds or takes off what was found to differ, with a reason."""
        await self._command(actor, id, "correct_stock", command)

    async def put_in_cart(self, actor: Actor, id: CommandId, command: PutInCart) -> int:
        """Puts a SKU in a member's cart, or sets how many of it are there."""
        answer: int = await self._command(actor, id, "put_in_cart", command)
        return answer

    async def remove_from_cart(self, actor: Actor, id: CommandId, command: RemoveFromCart) -> None:
        """Takes a line out of a cart."""
        await self._command(actor, id, "remove_from_cart", command)

    async def clear_cart(self, actor: Actor, id: CommandId, command: ClearCart) -> None:
        """Empties a cart."""
        await self._command(actor, id, "clear_cart", command)

    async def add_favourite(self, actor: Actor, id: CommandId, command: AddFavourite) -> None:
        """Marks a product as a favourite."""
        await self._command(actor, id, "add_favourite", command)

    async def remove_favourite(self, actor: Actor, id: CommandId, command: RemoveFavourite) -> None:
        """Ends that."""
        await self._command(actor, id, "remove_favourite", command)

    async def place_order(self, actor: Actor, id: CommandId, command: PlaceOrder) -> PlacedTrade:
        """Turns a cart into a trade with its orders."""
        answer: PlacedTrade = await self._command(actor, id, "place_order", command)
        return answer

    async def switch_station(self, actor: Actor, id: CommandId, command: SwitchStation) -> None:
        """Chooses another station before payment."""
        await self._command(actor, id, "switch_station", command)

    async def cancel_trade(self, actor: Actor, id: CommandId, command: CancelTrade) -> None:
        """Gives up an unpaid trade."""
        await self._command(actor, id, "cancel_trade", command)

    async def expire_trade(self, actor: Actor, id: CommandId, command: ExpireTrade) -> None:
        """Closes a trade that was not paid in time; due work."""
        await self._command(actor, id, "expire_trade", command)

    async def report_payment(self, actor: Actor, id: CommandId, command: ReportPayment) -> PaymentReport:
        """Reports a payment."""
        answer: PaymentReport = await self._command(actor, id, "report_payment", command)
        return answer

    async def cancel_order(self, actor: Actor, id: CommandId, command: CancelOrder) -> RefundId:
        """Cancels a paid order, or a part of it, before shipping."""
        answer: RefundId = await self._command(actor, id, "cancel_order", command)
        return answer

    async def ship_order(self, actor: Actor, id: CommandId, command: ShipOrder) -> None:
        """Hands an order to a carrier or rider."""
        await self._command(actor, id, "ship_order", command)

    async def confirm_receipt(self, actor: Actor, id: CommandId, command: ConfirmReceipt) -> None:
        """Says that an order arrived."""
        await self._command(actor, id, "confirm_receipt", command)

    async def report_completion(self, actor: Actor, id: CommandId, command: ReportCompletion) -> None:
        """Reports that a courier or worker completed an order."""
        await self._command(actor, id, "report_completion", command)

    async def advance_order(self, actor: Actor, id: CommandId, command: AdvanceOrder) -> None:
        """Does what an order does by itself; due work."""
        await self._command(actor, id, "advance_order", command)

    async def report_refund(self, actor: Actor, id: CommandId, command: ReportRefund) -> RefundState:
        """Reports the result of a refund."""
        answer: RefundState = await self._command(actor, id, "report_refund", command)
        return answer

    async def retry_refund(self, actor: Actor, id: CommandId, command: RetryRefund) -> None:
        """Instructs a failed refund again."""
        await self._command(actor, id, "retry_refund", command)

    async def pay_refund_by_hand(self, actor: Actor, id: CommandId, command: PayRefundByHand) -> None:
        """Says that a failed refund was paid in another way."""
        await self._command(actor, id, "pay_refund_by_hand", command)

    async def apply_after_sale(self, actor: Actor, id: CommandId, command: ApplyAfterSale) -> AfterSaleId:
        """Asks for money back for units of an order that is on its way or received."""
        answer: AfterSaleId = await self._command(actor, id, "apply_after_sale", command)
        return answer

    async def answer_after_sale(self, actor: Actor, id: CommandId, command: AnswerAfterSale) -> None:
        """Agrees to or refuses a case."""
        await self._command(actor, id, "answer_after_sale", command)

    async def withdraw_after_sale(self, actor: Actor, id: CommandId, command: WithdrawAfterSale) -> None:
        """Gives a case up."""
        await self._command(actor, id, "withdraw_after_sale", command)

    async def send_goods_back(self, actor: Actor, id: CommandId, command: SendGoodsBack) -> None:
        """Says how the goods of a case come back."""
        await self._command(actor, id, "send_goods_back", command)

    async def confirm_goods_back(self, actor: Actor, id: CommandId, command: ConfirmGoodsBack) -> None:
        """Confirms that the goods of a case are back."""
        await self._command(actor, id, "confirm_goods_back", command)

    async def advance_after_sale(self, actor: Actor, id: CommandId, command: AdvanceAfterSale) -> None:
        """Agrees to a case that nobody answered; due work."""
        await self._command(actor, id, "advance_after_sale", command)

    async def write_review(self, actor: Actor, id: CommandId, command: WriteReview) -> ReviewId:
        """Reviews a line of an order that was received."""
        answer: ReviewId = await self._command(actor, id, "write_review", command)
        return answer

    async def answer_review(self, actor: Actor, id: CommandId, command: AnswerReview) -> None:
        """Answers a review."""
        await self._command(actor, id, "answer_review", command)

    async def moderate_review(self, actor: Actor, id: CommandId, command: ModerateReview) -> None:
        """Hides a review, or shows it again."""
        await self._command(actor, id, "moderate_review", command)

    async def advance_rating(self, actor: Actor, id: CommandId, command: AdvanceRating) -> None:
        """Looks at a merchant's rating; due work."""
        await self._command(actor, id, "advance_rating", command)

    async def create_sale(self, actor: Actor, id: CommandId, command: CreateSale) -> CampaignId:
        """Makes a flash sale or a group buy."""
        answer: CampaignId = await self._command(actor, id, "create_sale", command)
        return answer

    async def end_sale(self, actor: Actor, id: CommandId, command: EndSale) -> None:
        """Ends a sale before its window is over."""
        await self._command(actor, id, "end_sale", command)

    async def expire_sale(self, actor: Actor, id: CommandId, command: ExpireSale) -> None:
        """Ends a sale whose window is over; due work."""
        await self._command(actor, id, "expire_sale", command)

    async def cancel_group(self, actor: Actor, id: CommandId, command: CancelGroup) -> None:
        """Ends a running group; its orders are refunded."""
        await self._command(actor, id, "cancel_group", command)

    async def advance_group(self, actor: Actor, id: CommandId, command: AdvanceGroup) -> None:
        """Does what a group does by itself; due work."""
        await self._command(actor, id, "advance_group", command)

    async def open_presale(self, actor: Actor, id: CommandId, command: OpenPresale) -> PresaleId:
        """Sells a SKU ahead of its stock."""
        answer: PresaleId = await self._command(actor, id, "open_presale", command)
        return answer

    async def end_presale(self, actor: Actor, id: CommandId, command: EndPresale) -> None:
        """Ends that."""
        await self._command(actor, id, "end_presale", command)

    async def create_station(self, actor: Actor, id: CommandId, command: CreateStation) -> StationId:
        """Opens a pickup station."""
        answer: StationId = await self._command(actor, id, "create_station", command)
        return answer

    async def change_station(self, actor: Actor, id: CommandId, command: ChangeStation) -> None:
        """Changes what is said of a station."""
        await self._command(actor, id, "change_station", command)

    async def set_station_opening(self, actor: Actor, id: CommandId, command: SetStationOpening) -> None:
        """Opens or closes a station for new orders."""
        await self._command(actor, id, "set_station_opening", command)

    async def close_station_day(self, actor: Actor, id: CommandId, command: CloseStationDay) -> None:
        """Closes a station's delivery day at its cut-off; due work."""
        await self._command(actor, id, "close_station_day", command)

    async def dispatch_manifest(self, actor: Actor, id: CommandId, command: DispatchManifest) -> int:
        """Makes the manifest of a closed delivery day and sends its orders off; due work."""
        answer: int = await self._command(actor, id, "dispatch_manifest", command)
        return answer

    async def accept_delivery(self, actor: Actor, id: CommandId, command: AcceptDelivery) -> Acceptance:
        """Enters what arrived at a station."""
        answer: Acceptance = await self._command(actor, id, "accept_delivery", command)
        return answer

    async def look_up_pickup_code(self, actor: Actor, id: CommandId, command: LookUpPickupCode) -> CodeLookUp:
        """Looks a pickup code up without using it."""
        answer: CodeLookUp = await self._command(actor, id, "look_up_pickup_code", command)
        return answer

    async def confirm_pickup(self, actor: Actor, id: CommandId, command: ConfirmPickup) -> PickupOutcome:
        """Hands an order over against its code."""
        answer: PickupOutcome = await self._command(actor, id, "confirm_pickup", command)
        return answer

    async def set_split_rule(self, actor: Actor, id: CommandId, command: SetSplitRule) -> None:
        """Sets how the orders of a merchant, or of all others, are split from now on."""
        await self._command(actor, id, "set_split_rule", command)

    async def remove_split_rule(self, actor: Actor, id: CommandId, command: RemoveSplitRule) -> None:
        """Removes a merchant's own rule, or the default: the default holds, or the merchant gets all."""
        await self._command(actor, id, "remove_split_rule", command)

    async def close_day(self, actor: Actor, id: CommandId, command: CloseDay) -> None:
        """Closes the books of a business day that is over."""
        await self._command(actor, id, "close_day", command)

    async def gather_day(self, actor: Actor, id: CommandId, command: GatherDay) -> Gathered:
        """Gathers the next postings of a closed day, in the end makes its settlements."""
        answer: Gathered = await self._command(actor, id, "gather_day", command)
        return answer

    async def watch_clearing(self, actor: Actor, id: CommandId, command: WatchClearing) -> None:
        """Tells of money that lies at a channel for too long; due work."""
        await self._command(actor, id, "watch_clearing", command)

    async def book_document(self, actor: Actor, id: CommandId, command: BookDocument) -> DocumentId:
        """Books a document: usage fee, advertising, debt paid in, transfer or fee of a channel."""
        answer: DocumentId = await self._command(actor, id, "book_document", command)
        return answer

    async def reverse_document(self, actor: Actor, id: CommandId, command: ReverseDocument) -> None:
        """Takes a document back."""
        await self._command(actor, id, "reverse_document", command)

    async def set_third_party_contract(self, actor: Actor, id: CommandId, command: SetThirdPartyContract) -> None:
        """Sets what a third-party merchant owes per sale."""
        await self._command(actor, id, "set_third_party_contract", command)

    async def report_third_party_sale(self, actor: Actor, id: CommandId, command: ReportThirdPartySale) -> ThirdPartySaleId:
        """Reports a sale of a third-party service."""
        answer: ThirdPartySaleId = await self._command(actor, id, "report_third_party_sale", command)
        return answer

    async def report_third_party_refund(self, actor: Actor, id: CommandId, command: ReportThirdPartyRefund) -> None:
        """Reports the refund of such a sale."""
        await self._command(actor, id, "report_third_party_refund", command)

    async def record_reconciliation(self, actor: Actor, id: CommandId, command: RecordReconciliation) -> None:
        """Keeps how comparing a channel's bill came out."""
        await self._command(actor, id, "record_reconciliation", command)

    async def set_channel(self, actor: Actor, id: CommandId, command: SetChannel) -> None:
        """Sets how a channel splits payments, with its limits."""
        await self._command(actor, id, "set_channel", command)

    async def take_call(self, actor: Actor, id: CommandId, command: TakeCall) -> Call:
        """Hands out the next call of a held payment's plan."""
        answer: Call = await self._command(actor, id, "take_call", command)
        return answer

    async def report_call(self, actor: Actor, id: CommandId, command: ReportCall) -> ReportOutcome:
        """The channel's word on such a call."""
        answer: ReportOutcome = await self._command(actor, id, "report_call", command)
        return answer

    async def advance_hold(self, actor: Actor, id: CommandId, command: AdvanceHold) -> None:
        """Warns before a freeze ends, and ends it; due work."""
        await self._command(actor, id, "advance_hold", command)

    async def set_payee(self, actor: Actor, id: CommandId, command: SetPayee) -> None:
        """Sets through which channel a party is paid."""
        await self._command(actor, id, "set_payee", command)

    async def approve_payout_batch(self, actor: Actor, id: CommandId, command: ApprovePayoutBatch) -> None:
        """Approves a batch of payouts; each person once."""
        await self._command(actor, id, "approve_payout_batch", command)

    async def reject_payout_batch(self, actor: Actor, id: CommandId, command: RejectPayoutBatch) -> None:
        """Refuses a batch of payouts: they are owed again."""
        await self._command(actor, id, "reject_payout_batch", command)

    async def advance_payout_batch(self, actor: Actor, id: CommandId, command: AdvancePayoutBatch) -> None:
        """Releases a batch on its day, or reminds of its approvals; due work."""
        await self._command(actor, id, "advance_payout_batch", command)

    async def report_payout(self, actor: Actor, id: CommandId, command: ReportPayout) -> ReportOutcome:
        """The channel's word on a payout."""
        answer: ReportOutcome = await self._command(actor, id, "report_payout", command)
        return answer

    async def repeat_payout(self, actor: Actor, id: CommandId, command: RepeatPayout) -> None:
        """Instructs a payout of unknown outcome again, under its own number."""
        await self._command(actor, id, "repeat_payout", command)

    async def chase_payout(self, actor: Actor, id: CommandId, command: ChasePayout) -> None:
        """Tells of a payout that the channel does not answer for; due work."""
        await self._command(actor, id, "chase_payout", command)

    async def settle_leader_month(self, actor: Actor, id: CommandId, command: SettleLeaderMonth) -> MonthState:
        """Brings a leader's month that is over one step further: closes it, then posts what its tiers give beyond what was earned sale by sale; due work."""
        answer: MonthState = await self._command(actor, id, "settle_leader_month", command)
        return answer

    async def set_promoter_kind(self, actor: Actor, id: CommandId, command: SetPromoterKind) -> None:
        """Sets a kind of promoter and how many levels of it earn."""
        await self._command(actor, id, "set_promoter_kind", command)

    async def appoint_promoter(self, actor: Actor, id: CommandId, command: AppointPromoter) -> None:
        """Makes a member a promoter."""
        await self._command(actor, id, "appoint_promoter", command)

    async def end_promoter(self, actor: Actor, id: CommandId, command: EndPromoter) -> None:
        """Ends a promoter."""
        await self._command(actor, id, "end_promoter", command)

    async def bind_referral(self, actor: Actor, id: CommandId, command: BindReferral) -> Binding:
        """Binds a member who came by a promoter's card or link."""
        answer: Binding = await self._command(actor, id, "bind_referral", command)
        return answer

    async def create_share(self, actor: Actor, id: CommandId, command: CreateShare) -> str:
        """Gives a member the code by which they share something."""
        answer: str = await self._command(actor, id, "create_share", command)
        return answer

    async def visit_share(self, actor: Actor, id: CommandId, command: VisitShare) -> Visited:
        """Counts a visit by a share code, and binds the visitor."""
        answer: Visited = await self._command(actor, id, "visit_share", command)
        return answer

    async def request_withdrawal(self, actor: Actor, id: CommandId, command: RequestWithdrawal) -> WithdrawalId:
        """Asks for a withdrawal by a leader or promoter."""
        answer: WithdrawalId = await self._command(actor, id, "request_withdrawal", command)
        return answer

    async def review_withdrawal(self, actor: Actor, id: CommandId, command: ReviewWithdrawal) -> None:
        """Approves or rejects a withdrawal."""
        await self._command(actor, id, "review_withdrawal", command)

    async def report_withdrawal(self, actor: Actor, id: CommandId, command: ReportWithdrawal) -> None:
        """The host's answer to a withdrawal instruction."""
        await self._command(actor, id, "report_withdrawal", command)

    async def resend_withdrawal(self, actor: Actor, id: CommandId, command: ResendWithdrawal) -> None:
        """Tells the host again to pay a withdrawal whose result nobody knows, under the same number."""
        await self._command(actor, id, "resend_withdrawal", command)

    async def create_campaign(self, actor: Actor, id: CommandId, command: CreateCampaign) -> CampaignId:
        """Makes a campaign: full reduction or timed discount."""
        answer: CampaignId = await self._command(actor, id, "create_campaign", command)
        return answer

    async def change_campaign(self, actor: Actor, id: CommandId, command: ChangeCampaign) -> None:
        """Changes a campaign."""
        await self._command(actor, id, "change_campaign", command)

    async def end_campaign(self, actor: Actor, id: CommandId, command: EndCampaign) -> None:
        """Ends a campaign, by hand or when its time is over; due work."""
        await self._command(actor, id, "end_campaign", command)

    async def create_coupon_template(self, actor: Actor, id: CommandId, command: CreateCouponTemplate) -> CouponTemplateId:
        """Makes a template of coupons."""
        answer: CouponTemplateId = await self._command(actor, id, "create_coupon_template", command)
        return answer

    async def close_coupon_template(self, actor: Actor, id: CommandId, command: CloseCouponTemplate) -> None:
        """Issues no more coupons of a template."""
        await self._command(actor, id, "close_coupon_template", command)

    async def claim_coupon(self, actor: Actor, id: CommandId, command: ClaimCoupon) -> CouponId:
        """Takes a coupon that can be claimed."""
        answer: CouponId = await self._command(actor, id, "claim_coupon", command)
        return answer

    async def give_coupons(self, actor: Actor, id: CommandId, command: GiveCoupons) -> list[CouponId]:
        """Gives coupons to members."""
        answer: list[CouponId] = await self._command(actor, id, "give_coupons", command)
        return answer

    async def expire_coupon(self, actor: Actor, id: CommandId, command: ExpireCoupon) -> None:
        """Warns of and expires a coupon; due work."""
        await self._command(actor, id, "expire_coupon", command)

    async def grant_points(self, actor: Actor, id: CommandId, command: GrantPoints) -> None:
        """Gives points: registering, opening balances, campaigns."""
        await self._command(actor, id, "grant_points", command)

    async def record_login(self, actor: Actor, id: CommandId, command: RecordLogin) -> Points:
        """Rewards the first login of a day."""
        answer: Points = await self._command(actor, id, "record_login", command)
        return answer

    async def expire_points(self, actor: Actor, id: CommandId, command: ExpirePoints) -> None:
        """Expires a member's points and warns of those that expire soon; due work."""
        await self._command(actor, id, "expire_points", command)

    async def spend_points_on_bill(self, actor: Actor, id: CommandId, command: SpendPointsOnBill) -> BillAnswer:
        """Pays a part of a property bill in points."""
        answer: BillAnswer = await self._command(actor, id, "spend_points_on_bill", command)
        return answer

    async def return_bill_points(self, actor: Actor, id: CommandId, command: ReturnBillPoints) -> BillAnswer:
        """Gives points back that paid a part of a property bill."""
        answer: BillAnswer = await self._command(actor, id, "return_bill_points", command)
        return answer

    async def report_bill_paid(self, actor: Actor, id: CommandId, command: ReportBillPaid) -> BillAnswer:
        """Earns points by paying a property bill."""
        answer: BillAnswer = await self._command(actor, id, "report_bill_paid", command)
        return answer

    async def withdraw_bill_paid(self, actor: Actor, id: CommandId, command: WithdrawBillPaid) -> BillAnswer:
        """Takes back what a property bill earned, because its payment was undone."""
        answer: BillAnswer = await self._command(actor, id, "withdraw_bill_paid", command)
        return answer

    async def settle_points(self, actor: Actor, id: CommandId, command: SettlePoints) -> int:
        """Settles the statements of a month between issuers of points and where they were spent; due work."""
        answer: int = await self._command(actor, id, "settle_points", command)
        return answer

    async def set_levels(self, actor: Actor, id: CommandId, command: SetLevels) -> None:
        """Sets the levels of the tenant."""
        await self._command(actor, id, "set_levels", command)

    async def review_levels(self, actor: Actor, id: CommandId, command: ReviewLevels) -> None:
        """Looks at members again after the levels were set; due work."""
        await self._command(actor, id, "review_levels", command)

    async def grant_growth(self, actor: Actor, id: CommandId, command: GrantGrowth) -> None:
        """Gives growth for something else than buying."""
        await self._command(actor, id, "grant_growth", command)

    async def advance_level(self, actor: Actor, id: CommandId, command: AdvanceLevel) -> None:
        """Gives the gift of a month and ends periods; due work."""
        await self._command(actor, id, "advance_level", command)

    async def fold_insights(self, actor: Actor, id: CommandId, command: FoldInsights) -> Folded:
        """Takes what was bought and refunded into the habits of members and products; due work once it was begun."""
        answer: Folded = await self._command(actor, id, "fold_insights", command)
        return answer

    async def tag_member(self, actor: Actor, id: CommandId, command: TagMember) -> None:
        """Gives a member a tag by hand."""
        await self._command(actor, id, "tag_member", command)

    async def untag_member(self, actor: Actor, id: CommandId, command: UntagMember) -> None:
        """Takes such a tag away."""
        await self._command(actor, id, "untag_member", command)

    async def set_tag_rules(self, actor: Actor, id: CommandId, command: SetTagRules) -> None:
        """Sets the rules that give tags."""
        await self._command(actor, id, "set_tag_rules", command)

    async def set_segment(self, actor: Actor, id: CommandId, command: SetSegment) -> SegmentId:
        """Says who belongs to a segment."""
        answer: SegmentId = await self._command(actor, id, "set_segment", command)
        return answer

    async def set_recommendation_rules(self, actor: Actor, id: CommandId, command: SetRecommendationRules) -> None:
        """Sets the rules that recommend this to who bought that."""
        await self._command(actor, id, "set_recommendation_rules", command)

    async def warn_churn(self, actor: Actor, id: CommandId, command: WarnChurn) -> None:
        """Warns that a member may be lost; due work."""
        await self._command(actor, id, "warn_churn", command)

    async def account_balance(self, actor: Actor, account: Account) -> int:
        """What an account stands at: debits above zero, credits below. Exact at one moment: the roll-up and the tail of
        postings behind it; for a member's points their wallet.
        """
        answer: int = await self._query(actor, "account_balance", {"account": account})
        return answer

    async def account_balances(self, actor: Actor, *, after: Id | None = None, limit: int) -> list[tuple[Id, AccountBalance]]:
        """The balances of all accounts of one purpose as far as postings were gathered, by id behind `after`, at most
        `limit` (1–500). `Engine::settling` says how far that is.
        """
        answer: list[tuple[Id, AccountBalance]] = await self._query(actor, "account_balances", {"after": after, "limit": limit})
        return answer

    async def after_sale(self, actor: Actor, case: AfterSaleId) -> AfterSaleView:
        """A case with its progress, name and phone masked. RULES §11."""
        answer: AfterSaleView = await self._query(actor, "after_sale", {"case": case})
        return answer

    async def after_sale_claim(self, actor: Actor, case: AfterSaleId) -> Claim:
        """Whom to ask about a case, in clear. Errors: `not_found` after erasure of the member."""
        answer: Claim = await self._query(actor, "after_sale_claim", {"case": case})
        return answer

    async def after_sales_of_community(self, actor: Actor, community: NodeId, state: CaseState | None = None, after: Place | None = None) -> tuple[list[AfterSale], Place | None]:
        """The cases of a community's residents, of one state or by state, newest first in each, 100 a page."""
        answer: tuple[list[AfterSale], Place | None] = await self._query(actor, "after_sales_of_community", {"community": community, "state": state, "after": after})
        return answer

    async def after_sales_of_member(self, actor: Actor, member: MemberId, after: Place | None = None) -> tuple[list[AfterSale], Place | None]:
        """A member's cases, newest first, 100 a page."""
        answer: tuple[list[AfterSale], Place | None] = await self._query(actor, "after_sales_of_member", {"member": member, "after": after})
        return answer

    async def after_sales_of_merchant(self, actor: Actor, merchant: MerchantId, state: CaseState | None = None, after: Place | None = None) -> tuple[list[AfterSale], Place | None]:
        """A merchant's cases, of one state or by state, newest first in each, 100 a page."""
        answer: tuple[list[AfterSale], Place | None] = await self._query(actor, "after_sales_of_merchant", {"merchant": merchant, "state": state, "after": after})
        return answer

    async def after_sales_of_order(self, actor: Actor, order: OrderId) -> list[AfterSale]:
        """The cases of an order, oldest first."""
        answer: list[AfterSale] = await self._query(actor, "after_sales_of_order", {"order": order})
        return answer

    async def all_reviews_of_merchant(self, actor: Actor, merchant: MerchantId, *, after: Place | None = None, limit: int) -> tuple[list[Review], Place | None]:
        """A merchant's reviews with those that are hidden, newest first, at most `limit` (1–500)."""
        answer: tuple[list[Review], Place | None] = await self._query(actor, "all_reviews_of_merchant", {"merchant": merchant, "after": after, "limit": limit})
        return answer

    async def audit(self, actor: Actor, cursor: int, limit: int) -> list[tuple[int, LogEntry]]:
        """The audit trail: accepted commands behind `cursor` in commit order with their positions, at most `limit` (1–1000)."""
        answer: list[tuple[int, LogEntry]] = await self._query(actor, "audit", {"cursor": cursor, "limit": limit})
        return answer

    async def bill(self, actor: Actor, node: NodeId, number: str) -> Bill | None:
        """What a property bill has to do with points; `None`: nothing so far."""
        answer: Bill | None = await self._query(actor, "bill", {"node": node, "number": number})
        return answer

    async def calls_ready(self, actor: Actor, channel: str, limit: int) -> list[tuple[HoldId, Call]]:
        """The calls of a channel whose turn has come, those that wait longest first, at most `limit` (1–500): of each held
        payment the one that comes next. Take them with `take_call`.
        """
        answer: list[tuple[HoldId, Call]] = await self._query(actor, "calls_ready", {"channel": channel, "limit": limit})
        return answer

    async def campaign(self, actor: Actor, campaign: CampaignId) -> Campaign:
        """A campaign."""
        answer: Campaign = await self._query(actor, "campaign", {"campaign": campaign})
        return answer

    async def campaigns_of(self, actor: Actor, owner: Owner, limit: int, after: Place | None = None) -> tuple[list[Campaign], Place | None]:
        """The campaigns of an owner, newest first, those that are over as well; `limit` 1 to 500."""
        answer: tuple[list[Campaign], Place | None] = await self._query(actor, "campaigns_of", {"owner": owner, "limit": limit, "after": after})
        return answer

    async def cart(self, actor: Actor, member: MemberId) -> list[CartLineView]:
        """A member's cart at current prices, at most 200 lines in the order in which they were put in."""
        answer: list[CartLineView] = await self._query(actor, "cart", {"member": member})
        return answer

    async def categories(self, actor: Actor, *, after: CategoryId | None = None, limit: int) -> list[Category]:
        """All categories by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are no more."""
        answer: list[Category] = await self._query(actor, "categories", {"after": after, "limit": limit})
        return answer

    async def category_tree(self, actor: Actor) -> list[CategoryTree]:
        """The top categories with everything below them. Errors: `limit_exceeded` beyond 10,000 categories; then
        `categories` reads them page by page.
        """
        answer: list[CategoryTree] = await self._query(actor, "category_tree", {})
        return answer

    async def clearing_age(self, actor: Actor, channel: str) -> ClearingAge:
        """What lies at a channel as far as postings were gathered, and how old the oldest part of it is."""
        answer: ClearingAge = await self._query(actor, "clearing_age", {"channel": channel})
        return answer

    async def collection_list(self, actor: Actor, station: StationId, day: datetime.date, which: Collection, *, after: OrderId | None = None, limit: int) -> list[CollectionEntry]:
        """The orders of a station's delivery day that were, or were not, collected, in the order of payment, with the last
        two digits of their codes; `limit` 1–500. The next page begins behind the last order of this one. RULES §7.
        """
        answer: list[CollectionEntry] = await self._query(actor, "collection_list", {"station": station, "day": day, "which": which, "after": after, "limit": limit})
        return answer

    async def commission_statement(self, actor: Actor, party: Party) -> CommissionStatement:
        """What a leader or promoter has earned: pending, unpaid, frozen, paid, debt. Exact at one moment as far as the ledger
        goes. Errors: `invalid_field` for other parties.
        """
        answer: CommissionStatement = await self._query(actor, "commission_statement", {"party": party})
        return answer

    async def coupon_template(self, actor: Actor, template: CouponTemplateId) -> tuple[CouponTemplate, int]:
        """A template with how many coupons were issued less those taken back."""
        answer: tuple[CouponTemplate, int] = await self._query(actor, "coupon_template", {"template": template})
        return answer

    async def coupon_templates_of(self, actor: Actor, owner: Owner, limit: int, after: Place | None = None) -> tuple[list[CouponTemplate], Place | None]:
        """The templates of an owner, newest first; `limit` 1 to 500. For everybody: what can be claimed is among them."""
        answer: tuple[list[CouponTemplate], Place | None] = await self._query(actor, "coupon_templates_of", {"owner": owner, "limit": limit, "after": after})
        return answer

    async def coupons_of(self, actor: Actor, member: MemberId, limit: int, after: Place | None = None) -> tuple[list[CouponView], Place | None]:
        """A member's coupons in every state, newest first; `limit` 1 to 500. Only for the member and the property company:
        a merchant does not see what else a member holds.
        """
        answer: tuple[list[CouponView], Place | None] = await self._query(actor, "coupons_of", {"member": member, "limit": limit, "after": after})
        return answer

    async def document(self, actor: Actor, document: DocumentId) -> Document:
        """A document."""
        answer: Document = await self._query(actor, "document", {"document": document})
        return answer

    async def documents(self, actor: Actor, *, after: tuple[datetime.datetime, DocumentId] | None = None, limit: int) -> list[Document]:
        """The documents, latest first, behind one (its moment and id) that was seen, at most `limit` (1–500)."""
        answer: list[Document] = await self._query(actor, "documents", {"after": after, "limit": limit})
        return answer

    async def due(self, actor: Actor, limit: int) -> list[DueWork]:
        """What is due now, earliest first per kind, at most `limit` (1–1000) of each kind."""
        answer: list[DueWork] = await self._query(actor, "due", {"limit": limit})
        return answer

    async def events(self, actor: Actor, cursor: int, commands: int) -> EventPage:
        """Events of commands committed behind `cursor` (0 to begin with), in commit order, of at most `commands` commands
        (1–1000). A reader who asks with the answer's cursor misses none. RULES §18.
        """
        answer: EventPage = await self._query(actor, "events", {"cursor": cursor, "commands": commands})
        return answer

    async def export_journal(self, actor: Actor) -> tuple[str, JournalReport]:
        """Writes the whole ledger as a Beancount journal into `sink`, page by page: one transaction per posting, in the
        order of days, and at the end a balance assertion per account with what `account_balance`
        says of it (roll-ups and the postings behind them; a member's points as the ledger has them). `bean-check` then
        compares them with its own sums. What is posted while it runs may be missing at the end; the assertions are those of
        the moment at which it began. Errors: what the sink says.

        Memory: the accounts.
        """
        answer: tuple[str, JournalReport] = await self._query(actor, "export_journal", {})
        return answer

    async def favourites(self, actor: Actor, member: MemberId) -> list[FavouriteView]:
        """A member's favourites, at most 500, newest first."""
        answer: list[FavouriteView] = await self._query(actor, "favourites", {"member": member})
        return answer

    async def group(self, actor: Actor, group: GroupId) -> GroupView:
        """A group as everybody may see it."""
        answer: GroupView = await self._query(actor, "group", {"group": group})
        return answer

    async def group_record(self, actor: Actor, group: GroupId) -> Group:
        """The seats of a group: who has them, with their orders. For the merchant and the property company."""
        answer: Group = await self._query(actor, "group_record", {"group": group})
        return answer

    async def groups_of_sale(self, actor: Actor, sale: CampaignId, limit: int) -> list[GroupView]:
        """The running groups of a group buy, the one that ends first first, at most `limit` (1–500); full ones that wait for a
        payment are among them.
        """
        answer: list[GroupView] = await self._query(actor, "groups_of_sale", {"sale": sale, "limit": limit})
        return answer

    async def hand_over_sheet(self, actor: Actor, station: StationId, day: datetime.date, *, after: MemberId | None = None, limit: int) -> list[HandOver]:
        """The hand-over sheet of a station's delivery day, per member with masked name and phone, in the order of their
        registration; `limit` members, 1–500. The next page begins behind the last member of this one. RULES §7.
        """
        answer: list[HandOver] = await self._query(actor, "hand_over_sheet", {"station": station, "day": day, "after": after, "limit": limit})
        return answer

    async def hold(self, actor: Actor, hold: HoldId) -> Hold:
        """A held payment with its plan."""
        answer: Hold = await self._query(actor, "hold", {"hold": hold})
        return answer

    async def is_in_segment(self, actor: Actor, member: MemberId, segment: SegmentId) -> bool:
        """Whether a member is in a segment today. Errors: `not_found` member or segment."""
        answer: bool = await self._query(actor, "is_in_segment", {"member": member, "segment": segment})
        return answer

    async def leader_month_sales(self, actor: Actor, station: StationId, month: Month, *, after: MerchantId | None = None, limit: int) -> list[LeaderSales]:
        """What of a leader's month was sold for which merchant, behind `after`, at most `limit` (1–500)."""
        answer: list[LeaderSales] = await self._query(actor, "leader_month_sales", {"station": station, "month": month, "after": after, "limit": limit})
        return answer

    async def leader_months(self, actor: Actor, station: StationId, *, before: Month | None = None, limit: int) -> list[LeaderMonthView]:
        """A leader's months before `before` (`None`: all), latest first, at most `limit` (1–500)."""
        answer: list[LeaderMonthView] = await self._query(actor, "leader_months", {"station": station, "before": before, "limit": limit})
        return answer

    async def level_distribution(self, actor: Actor, node: NodeId) -> list[LevelShare]:
        """How many members at and below a node have which level, in the order of the levels; members that registered before
        there were levels count once they were looked at.
        """
        answer: list[LevelShare] = await self._query(actor, "level_distribution", {"node": node})
        return answer

    async def levels(self, actor: Actor) -> list[Level]:
        """The levels of the tenant, lowest first; none: nobody grows."""
        answer: list[Level] = await self._query(actor, "levels", {})
        return answer

    async def manifest(self, actor: Actor, station: StationId, day: datetime.date) -> StationDay:
        """A station's delivery day with its manifest 配送清单. Errors: `not_found` while no paid order joined it. RULES §7."""
        answer: StationDay = await self._query(actor, "manifest", {"station": station, "day": day})
        return answer

    async def manifests(self, actor: Actor, node: NodeId, day: datetime.date, *, after: Place | None = None, limit: int) -> tuple[list[ManifestSummary], Place | None]:
        """The stations' delivery days below a node, sorted by route; `limit` 1–500. Answers where the next page begins.
        RULES §7.
        """
        answer: tuple[list[ManifestSummary], Place | None] = await self._query(actor, "manifests", {"node": node, "day": day, "after": after, "limit": limit})
        return answer

    async def member(self, actor: Actor, member: MemberId) -> MaskedMember:
        """A member with masked name and phone."""
        answer: MaskedMember = await self._query(actor, "member", {"member": member})
        return answer

    async def member_insight(self, actor: Actor, member: MemberId) -> MemberInsight:
        """Tags and habits of a member; empty for one who did nothing yet. Errors: `not_found`."""
        answer: MemberInsight = await self._query(actor, "member_insight", {"member": member})
        return answer

    async def member_level(self, actor: Actor, member: MemberId) -> MemberLevel | None:
        """A member's level today; `None` while the tenant has no levels."""
        answer: MemberLevel | None = await self._query(actor, "member_level", {"member": member})
        return answer

    async def member_profile(self, actor: Actor, member: MemberId) -> Profile:
        """A member's personal data in clear. Errors: `not_found` after erasure."""
        answer: Profile = await self._query(actor, "member_profile", {"member": member})
        return answer

    async def merchant(self, actor: Actor, merchant: MerchantId) -> Merchant:
        """A merchant with everything that is stored of it: for its own staff and the property company."""
        answer: Merchant = await self._query(actor, "merchant", {"merchant": merchant})
        return answer

    async def merchant_card(self, actor: Actor, merchant: MerchantId) -> MerchantCard:
        """What everybody may know of a merchant."""
        answer: MerchantCard = await self._query(actor, "merchant_card", {"merchant": merchant})
        return answer

    async def merchant_rating(self, actor: Actor, merchant: MerchantId) -> RatingView:
        """What the reviews of everything that a merchant sells add up to. Errors: `not_found`."""
        answer: RatingView = await self._query(actor, "merchant_rating", {"merchant": merchant})
        return answer

    async def merchant_standing(self, actor: Actor, merchant: MerchantId) -> Rating:
        """How a merchant stands by the rating rule: the days of its window, and the deadline of a rectification."""
        answer: Rating = await self._query(actor, "merchant_standing", {"merchant": merchant})
        return answer

    async def merchants_of_node(self, actor: Actor, node: NodeId, *, after: MerchantId | None = None, limit: int) -> list[Merchant]:
        """The merchants that this very node looks after (not the nodes below it), by id, at most `limit` (1–500) behind
        `after`. Fewer than `limit`: there are no more.
        """
        answer: list[Merchant] = await self._query(actor, "merchants_of_node", {"node": node, "after": after, "limit": limit})
        return answer

    async def my_groups(self, actor: Actor, member: MemberId, after: Place | None = None) -> tuple[list[MyGroup], Place | None]:
        """The groups of a member's orders, the newest order first: those among the next 100 orders behind `after`. The answer's
        second half is where the next page begins.
        """
        answer: tuple[list[MyGroup], Place | None] = await self._query(actor, "my_groups", {"member": member, "after": after})
        return answer

    async def my_pickup_code(self, actor: Actor, order: OrderId) -> BuyersCode:
        """The buyer's own pickup code, for their screen. Errors: `not_found` for orders that have none (not paid, not
        collected at a station), `denied` for everybody but the buyer. RULES §6.
        """
        answer: BuyersCode = await self._query(actor, "my_pickup_code", {"order": order})
        return answer

    async def node(self, actor: Actor, node: NodeId) -> NodeView:
        """A node, its settings in force, and its children."""
        answer: NodeView = await self._query(actor, "node", {"node": node})
        return answer

    async def offers(self, actor: Actor, community: NodeId, merchants: set[MerchantId]) -> OffersView:
        """The campaigns that hold or will hold for members of a community who buy from these merchants (at most 100), as
        values for `quote`. Those that are aimed at a segment are not among them.
        """
        answer: OffersView = await self._query(actor, "offers", {"community": community, "merchants": merchants})
        return answer

    async def order(self, actor: Actor, order: OrderId) -> Order:
        """An order."""
        answer: Order = await self._query(actor, "order", {"order": order})
        return answer

    async def order_address(self, actor: Actor, order: OrderId) -> Profile:
        """To whom and where an order is sent, in clear. Errors: `not_found` for collected orders and erased members."""
        answer: Profile = await self._query(actor, "order_address", {"order": order})
        return answer

    async def order_postings(self, actor: Actor, order: OrderId, *, after: PostingId | None = None, limit: int) -> list[Posting]:
        """The postings of an order behind `after`, oldest first, at most `limit` (1–500)."""
        answer: list[Posting] = await self._query(actor, "order_postings", {"order": order, "after": after, "limit": limit})
        return answer

    async def order_split(self, actor: Actor, order: OrderId) -> SplitExplained | None:
        """Who got what of an order, section by section and step by step, by the rules that were in force when it was paid.
        `None` before it is paid.
        """
        answer: SplitExplained | None = await self._query(actor, "order_split", {"order": order})
        return answer

    async def orders_of_member(self, actor: Actor, member: MemberId, after: Place | None = None) -> tuple[list[Order], Place | None]:
        """A member's orders, newest first, 100 a page."""
        answer: tuple[list[Order], Place | None] = await self._query(actor, "orders_of_member", {"member": member, "after": after})
        return answer

    async def orders_of_merchant(self, actor: Actor, merchant: MerchantId, after: Place | None = None) -> tuple[list[Order], Place | None]:
        """A merchant's orders, newest first, 100 a page."""
        answer: tuple[list[Order], Place | None] = await self._query(actor, "orders_of_merchant", {"merchant": merchant, "after": after})
        return answer

    async def orders_of_station(self, actor: Actor, station: StationId, day: datetime.date, after: Place | None = None) -> tuple[list[Order], Place | None]:
        """The orders of a station's delivery day, about in the order in which they were paid, 100 a page."""
        answer: tuple[list[Order], Place | None] = await self._query(actor, "orders_of_station", {"station": station, "day": day, "after": after})
        return answer

    async def payee(self, actor: Actor, party: Party) -> Payee | None:
        """How a party is paid; `None`: as the setting `payout_channel` of the tenant's root says."""
        answer: Payee | None = await self._query(actor, "payee", {"party": party})
        return answer

    async def payment(self, actor: Actor, trade: TradeId, payment: PaymentId) -> Payment:
        """A payment, through its trade."""
        answer: Payment = await self._query(actor, "payment", {"trade": trade, "payment": payment})
        return answer

    async def payout(self, actor: Actor, payout: PayoutId) -> Payout:
        """A payout and where it stands."""
        answer: Payout = await self._query(actor, "payout", {"payout": payout})
        return answer

    async def payout_batch(self, actor: Actor, batch: PayoutBatchId) -> tuple[PayoutBatch, list[Payout]]:
        """A batch with its payouts, at most 200."""
        answer: tuple[PayoutBatch, list[Payout]] = await self._query(actor, "payout_batch", {"batch": batch})
        return answer

    async def payout_batches(self, actor: Actor, pay_on: datetime.date, *, after: PayoutBatchId | None = None, limit: int) -> list[PayoutBatch]:
        """The batches that are to be paid on a day, behind `after`, at most `limit` (1–500)."""
        answer: list[PayoutBatch] = await self._query(actor, "payout_batches", {"pay_on": pay_on, "after": after, "limit": limit})
        return answer

    async def payouts_open(self, actor: Actor, state: PayoutState, *, after: PayoutId | None = None, limit: int) -> list[Payout]:
        """The payouts in a state that is not final, in the order of their ids, behind `after`, at most `limit` (1–500).
        `Instructed` ones are what the host has to pay. Errors: `invalid_field` for a final state.
        """
        answer: list[Payout] = await self._query(actor, "payouts_open", {"state": state, "after": after, "limit": limit})
        return answer

    async def period_balances(self, actor: Actor, party: Party, days: DayRange) -> list[PeriodBalance]:
        """What a party's accounts moved in a range of days (at most 366): one line per purpose that stood or moved.
        Of days that are not gathered yet the postings are read one by one. Members' points are not among them: their
        wallet says them.
        """
        answer: list[PeriodBalance] = await self._query(actor, "period_balances", {"party": party, "days": days})
        return answer

    async def pickup_buyer(self, actor: Actor, order: OrderId) -> PickupBuyer:
        """Who collects an order, masked: for the station, after looking a code up. RULES §6."""
        answer: PickupBuyer = await self._query(actor, "pickup_buyer", {"order": order})
        return answer

    async def points_balance(self, actor: Actor, member: MemberId) -> PointsBalance:
        """A member's points today. What is pending is summed over the member's orders."""
        answer: PointsBalance = await self._query(actor, "points_balance", {"member": member})
        return answer

    async def points_statements(self, actor: Actor, party: Party, side: StatementSide, *, after: Place | None = None, limit: int) -> tuple[list[PointsStatement], Place | None]:
        """The statements of a party, as issuer or as the place where points were spent, by month; `limit` is 1–500. Days that
        are not gathered yet are not in them.
        """
        answer: tuple[list[PointsStatement], Place | None] = await self._query(actor, "points_statements", {"party": party, "side": side, "after": after, "limit": limit})
        return answer

    async def presale(self, actor: Actor, merchant: MerchantId, presale: PresaleId) -> PresaleView:
        """A presale: what was ordered, and what of it waits for stock."""
        answer: PresaleView = await self._query(actor, "presale", {"merchant": merchant, "presale": presale})
        return answer

    async def product(self, actor: Actor, product: ProductId) -> ProductView:
        """A product as buyers see it, on sale or off. Errors: `not_found`, also for what was never reviewed or is under
        review.
        """
        answer: ProductView = await self._query(actor, "product", {"product": product})
        return answer

    async def product_rating(self, actor: Actor, product: ProductId) -> RatingView:
        """What a product's reviews add up to. Errors: `not_found`."""
        answer: RatingView = await self._query(actor, "product_rating", {"product": product})
        return answer

    async def product_record(self, actor: Actor, product: ProductId) -> ProductRecord:
        """A product with everything that is stored of it: for its merchant and the property company."""
        answer: ProductRecord = await self._query(actor, "product_record", {"product": product})
        return answer

    async def products_of_category(self, actor: Actor, category: CategoryId, *, after: ProductId | None = None, limit: int) -> list[ProductView]:
        """Products on sale that are listed in this very category (searching finds those below it too), by id, at most
        `limit` (1–500) behind `after`. Fewer than `limit`: there are no more.
        """
        answer: list[ProductView] = await self._query(actor, "products_of_category", {"category": category, "after": after, "limit": limit})
        return answer

    async def products_of_merchant(self, actor: Actor, merchant: MerchantId, *, after: ProductId | None = None, limit: int) -> list[Product]:
        """A merchant's products in every state by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are
        no more.
        """
        answer: list[Product] = await self._query(actor, "products_of_merchant", {"merchant": merchant, "after": after, "limit": limit})
        return answer

    async def promoter(self, actor: Actor, member: MemberId) -> PromoterView:
        """A promoter."""
        answer: PromoterView = await self._query(actor, "promoter", {"member": member})
        return answer

    async def promoter_team(self, actor: Actor, promoter: MemberId, *, after: MemberId | None = None, limit: int) -> list[TeamMember]:
        """Whom a promoter brought, behind `after`, by member id, at most `limit` (1–500). Ask again with one of them who
        promotes for the second level.
        """
        answer: list[TeamMember] = await self._query(actor, "promoter_team", {"promoter": promoter, "after": after, "limit": limit})
        return answer

    async def promoter_team_below(self, actor: Actor, promoter: MemberId, below: MemberId, *, after: MemberId | None = None, limit: int) -> list[TeamMember]:
        """The second level of a promoter's team: whom a promoter brought whom they brought. Errors: `not_found` unless
        `below` is one whom they brought.
        """
        answer: list[TeamMember] = await self._query(actor, "promoter_team_below", {"promoter": promoter, "below": below, "after": after, "limit": limit})
        return answer

    async def promoters_below(self, actor: Actor, promoter: MemberId, *, after: MemberId | None = None, limit: int) -> list[Promoter]:
        """The promoters whom a promoter brought, behind `after`, by id, at most `limit` (1–500)."""
        answer: list[Promoter] = await self._query(actor, "promoters_below", {"promoter": promoter, "after": after, "limit": limit})
        return answer

    async def purchase_sheet(self, actor: Actor, scope: PurchaseScope, day: datetime.date, *, after: PurchaseItem | None = None, limit: int) -> list[PurchaseItem]:
        """The purchase sheet of a delivery day 以销定采: what is bought from each supplier (from the merchant itself where it
        has none) for all stations whose manifest is made, sorted by source and name; `limit` 1–500. The next page begins
        behind the last item of this one. RULES §7.
        """
        answer: list[PurchaseItem] = await self._query(actor, "purchase_sheet", {"scope": scope, "day": day, "after": after, "limit": limit})
        return answer

    async def quote(self, actor: Actor, wanted: Wanted) -> Quote:
        """Prices what a member wants to buy; nothing is saved. Errors as in `PlaceOrder`. RULES §4."""
        answer: Quote = await self._query(actor, "quote", {"wanted": wanted})
        return answer

    async def recommendations(self, actor: Actor, member: MemberId, limit: int) -> list[Recommendation]:
        """What a member may like, best first, at most `limit` (1–50): what others bought together with what they bought, what
        rules say, then what sells well where they live. Only what they can buy there now, and nothing that they bought
        among their last 20 products. Errors: `not_found` member, `limit_exceeded`.
        """
        answer: list[Recommendation] = await self._query(actor, "recommendations", {"member": member, "limit": limit})
        return answer

    async def reconcile(self, actor: Actor, channel: str, profile: BillProfile, days: DayRange, bill: bytes) -> tuple[list[ReconciledRow], ReconciliationSums]:
        """Compares a channel's bill of some days (at most 366) with the channel's clearing account in the ledger. Every line
        of the bill and every movement of these days that the bill lacks is handed to `sink` once, lines first, in their
        order; a movement booked on another day than the bill says still matches. Nothing is changed. Memory: what was
        seen, about 40 bytes a line.

        Errors: `invalid_field` for a profile that does not fit the file, `limit_exceeded` beyond
        `ReconciliationSums::MAX_LINES` lines, `port_failed` when the file cannot be read, and what the sink says.
        """
        answer: tuple[list[ReconciledRow], ReconciliationSums] = await self._query(actor, "reconcile", {"channel": channel, "profile": profile, "days": days, "bill": bill})
        return answer

    async def reconciliations(self, actor: Actor, channel: str, *, after: tuple[datetime.date, Id] | None = None, limit: int) -> list[Reconciliation]:
        """The bills of a channel that were compared, latest first day first, behind one (its first day and id) that was
        seen, at most `limit` (1–500).
        """
        answer: list[Reconciliation] = await self._query(actor, "reconciliations", {"channel": channel, "after": after, "limit": limit})
        return answer

    async def referral(self, actor: Actor, member: MemberId) -> Referral | None:
        """To whom a member is bound, if the binding was ever made; it may have lapsed."""
        answer: Referral | None = await self._query(actor, "referral", {"member": member})
        return answer

    async def refund(self, actor: Actor, refund: RefundId) -> Refund:
        """A refund and where it stands."""
        answer: Refund = await self._query(actor, "refund", {"refund": refund})
        return answer

    async def refunds_of_trade(self, actor: Actor, trade: TradeId) -> list[Refund]:
        """The refunds of a trade, oldest first; at most 500."""
        answer: list[Refund] = await self._query(actor, "refunds_of_trade", {"trade": trade})
        return answer

    async def refunds_waiting(self, actor: Actor, state: RefundState, after: Place | None = None) -> tuple[list[Refund], Place | None]:
        """Refunds that wait for the channel (`instructed`) or for a person (`failed`), oldest first; pages of at most 500."""
        answer: tuple[list[Refund], Place | None] = await self._query(actor, "refunds_waiting", {"state": state, "after": after})
        return answer

    async def review_of_line(self, actor: Actor, order: OrderId, line: int) -> Review | None:
        """The review of a line of an order, if there is one."""
        answer: Review | None = await self._query(actor, "review_of_line", {"order": order, "line": line})
        return answer

    async def reviews_of_merchant(self, actor: Actor, merchant: MerchantId, *, after: Place | None = None, limit: int) -> tuple[list[ReviewView], Place | None]:
        """The shown reviews of everything that a merchant sells, newest first, at most `limit` (1–500)."""
        answer: tuple[list[ReviewView], Place | None] = await self._query(actor, "reviews_of_merchant", {"merchant": merchant, "after": after, "limit": limit})
        return answer

    async def reviews_of_product(self, actor: Actor, product: ProductId, *, after: Place | None = None, limit: int) -> tuple[list[ReviewView], Place | None]:
        """A product's shown reviews, newest first, at most `limit` (1–500)."""
        answer: tuple[list[ReviewView], Place | None] = await self._query(actor, "reviews_of_product", {"product": product, "after": after, "limit": limit})
        return answer

    async def run_due(self, actor: Actor, limit: int) -> DueReport:
        """Does what is due, at most `limit` (1–1000) steps of each kind; call again while `more`."""
        answer: DueReport = await self._query(actor, "run_due", {"limit": limit})
        return answer

    async def sale(self, actor: Actor, sale: CampaignId) -> SaleView:
        """A sale."""
        answer: SaleView = await self._query(actor, "sale", {"sale": sale})
        return answer

    async def sales_at(self, actor: Actor, node: NodeId, limit: int) -> list[SaleView]:
        """The sales that members at a node can buy in now, or that begin later: those of the node and of its ancestors, from the
        root down, each node's by their end; at most `limit` (1–500) per node.
        """
        answer: list[SaleView] = await self._query(actor, "sales_at", {"node": node, "limit": limit})
        return answer

    async def sales_of_merchant(self, actor: Actor, merchant: MerchantId, *, after: CampaignId | None = None, limit: int) -> list[SaleView]:
        """A merchant's sales in every state, by id, at most `limit` (1–500) behind `after`."""
        answer: list[SaleView] = await self._query(actor, "sales_of_merchant", {"merchant": merchant, "after": after, "limit": limit})
        return answer

    async def search_products(self, actor: Actor, search: ProductSearch) -> SearchPage:
        """Products that can be bought and fit, sorted, a page at a time. The first search of a process reads the catalogue;
        later ones read what changed since. Errors: `limit_exceeded`, `not_found` category or community.
        """
        answer: SearchPage = await self._query(actor, "search_products", {"search": search})
        return answer

    async def search_stations(self, actor: Actor, text: str, *, after: StationId | None = None, limit: int) -> list[Station]:
        """Open stations whose name, code or address has every word of a text, in the order of their creation; `limit` 1–500.
        The next page begins behind the last station of this one. RULES §5.
        """
        answer: list[Station] = await self._query(actor, "search_stations", {"text": text, "after": after, "limit": limit})
        return answer

    async def segment_members(self, actor: Actor, segment: SegmentId, community: NodeId, after: MemberId | None = None) -> SegmentPage:
        """The members of a community who are in a segment today. Each call looks at 500 members with any habits or tags; ask
        on with `next` until it is `None`. Errors: `not_found` segment or community.
        """
        answer: SegmentPage = await self._query(actor, "segment_members", {"segment": segment, "community": community, "after": after})
        return answer

    async def segments(self, actor: Actor, *, after: SegmentId | None = None, limit: int) -> list[Segment]:
        """The segments, by id, at most `limit` (1–500) behind `after`."""
        answer: list[Segment] = await self._query(actor, "segments", {"after": after, "limit": limit})
        return answer

    async def settle(self, actor: Actor, steps: int) -> SettleReport:
        """Closes and gathers every day before today that is not settled, in at most `steps` (1–100,000) steps of 20,000
        postings or 200 settlements. Calling it again, or from two places at once, settles nothing twice. RULES §12.
        """
        answer: SettleReport = await self._query(actor, "settle", {"steps": steps})
        return answer

    async def settlements_of(self, actor: Actor, party: Party, *, before: datetime.date | None = None, limit: int) -> list[Settlement]:
        """The settlements of a party of days before `before` (`None`: all), latest first, at most `limit` (1–500)."""
        answer: list[Settlement] = await self._query(actor, "settlements_of", {"party": party, "before": before, "limit": limit})
        return answer

    async def settlements_of_day(self, actor: Actor, day: datetime.date, *, after: SettlementId | None = None, limit: int) -> list[Settlement]:
        """The settlements of a day behind `after`, by id, at most `limit` (1–500)."""
        answer: list[Settlement] = await self._query(actor, "settlements_of_day", {"day": day, "after": after, "limit": limit})
        return answer

    async def settling(self, actor: Actor) -> Settling | None:
        """How far settling has come; `None` before anything was posted."""
        answer: Settling | None = await self._query(actor, "settling", {})
        return answer

    async def share_subject(self, actor: Actor, code: str) -> ShareSubject:
        """What a code leads to, for whoever has it. Errors: `not_found`."""
        answer: ShareSubject = await self._query(actor, "share_subject", {"code": code})
        return answer

    async def shares_of(self, actor: Actor, member: MemberId, *, after: str | None = None, limit: int) -> list[ShareView]:
        """What a member shares, with what came of it; by code's row, at most `limit` (1–500) behind `after`."""
        answer: list[ShareView] = await self._query(actor, "shares_of", {"member": member, "after": after, "limit": limit})
        return answer

    async def split_rule(self, actor: Actor, merchant: MerchantId | None = None) -> SplitRule | None:
        """The base rule in force for a merchant's orders as a whole (their own, else the default), or the default itself;
        `None`: the merchant gets all.
        """
        answer: SplitRule | None = await self._query(actor, "split_rule", {"merchant": merchant})
        return answer

    async def split_rules(self, actor: Actor, *, after: Id | None = None, limit: int) -> list[SplitRule]:
        """The split rules in force behind `after`, by id, at most `limit` (1–500); a page may be shorter though there is
        more, so ask until one is empty.
        """
        answer: list[SplitRule] = await self._query(actor, "split_rules", {"after": after, "limit": limit})
        return answer

    async def split_rules_for(self, actor: Actor, product: ProductId, community: NodeId) -> list[SplitRule]:
        """The rules that a product's sales in a community follow: the base's, then the commission's, each the most specific
        one, if there is one.
        """
        answer: list[SplitRule] = await self._query(actor, "split_rules_for", {"product": product, "community": community})
        return answer

    async def statement(self, actor: Actor, party: Party, days: DayRange, *, after: StatementPlace | None = None, limit: int) -> StatementPage:
        """What moved a party's accounts from one day to another (at most 366 days), at most `limit` (1–500) postings per
        call. A call looks at 10,000 postings at most, so a page may be empty though there is more.
        """
        answer: StatementPage = await self._query(actor, "statement", {"party": party, "days": days, "after": after, "limit": limit})
        return answer

    async def station(self, actor: Actor, station: StationId) -> Station:
        """A station."""
        answer: Station = await self._query(actor, "station", {"station": station})
        return answer

    async def station_by_code(self, actor: Actor, code: str) -> Station:
        """A station by its code. Errors: `not_found`."""
        answer: Station = await self._query(actor, "station_by_code", {"code": code})
        return answer

    async def station_day_summary(self, actor: Actor, station: StationId, day: datetime.date) -> list[ProductSummary]:
        """What a station gets on a delivery day, per SKU, and how much of it was collected; sorted by merchant and name, at
        most 2,000 SKUs. Before the manifest is made: what is ordered so far. RULES §7.
        """
        answer: list[ProductSummary] = await self._query(actor, "station_day_summary", {"station": station, "day": day})
        return answer

    async def stations_near(self, actor: Actor, position: tuple[int, int], community: NodeId | None = None) -> list[NearbyStation]:
        """Open stations around a place, nearest first, at most 100; of one community, or of all. The radius is the setting
        `station_radius_metres` (2,000) of that community, else of the asking member's, else of the tenant. RULES §5.
        """
        answer: list[NearbyStation] = await self._query(actor, "stations_near", {"position": position, "community": community})
        return answer

    async def stations_of(self, actor: Actor, community: NodeId, *, after: StationId | None = None, limit: int) -> list[Station]:
        """The stations of a community, open or not, in the order of their creation; `limit` 1–500. The next page begins
        behind the last station of this one.
        """
        answer: list[Station] = await self._query(actor, "stations_of", {"community": community, "after": after, "limit": limit})
        return answer

    async def stock(self, actor: Actor, product: ProductId) -> list[StockLevel]:
        """The stock of a product's SKUs, combos left out: theirs is that of their parts."""
        answer: list[StockLevel] = await self._query(actor, "stock", {"product": product})
        return answer

    async def suppliers(self, actor: Actor, *, after: SupplierId | None = None, limit: int) -> list[Supplier]:
        """The suppliers by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are no more."""
        answer: list[Supplier] = await self._query(actor, "suppliers", {"after": after, "limit": limit})
        return answer

    async def third_party_contract(self, actor: Actor, merchant: MerchantId) -> ThirdPartyContract | None:
        """What a third-party merchant owes per transaction; `None`: nothing was agreed."""
        answer: ThirdPartyContract | None = await self._query(actor, "third_party_contract", {"merchant": merchant})
        return answer

    async def third_party_sales(self, actor: Actor, merchant: MerchantId, *, after: tuple[datetime.datetime, ThirdPartySaleId] | None = None, limit: int) -> list[ThirdPartySale]:
        """The sales of a third-party merchant, latest first, behind one (its moment and id) that was seen, at most `limit`
        (1–500).
        """
        answer: list[ThirdPartySale] = await self._query(actor, "third_party_sales", {"merchant": merchant, "after": after, "limit": limit})
        return answer

    async def trade(self, actor: Actor, trade: TradeId) -> Trade:
        """A trade."""
        answer: Trade = await self._query(actor, "trade", {"trade": trade})
        return answer

    async def trial_balance(self, actor: Actor) -> list[TrialLine]:
        """The totals of all accounts per purpose; they sum to zero per unit. Exact at one moment: read again if the
        roll-ups moved meanwhile. Errors: `busy` if they do not stop moving.
        """
        answer: list[TrialLine] = await self._query(actor, "trial_balance", {})
        return answer

    async def trial_balance_of(self, actor: Actor, day: datetime.date) -> list[TrialLine]:
        """The totals of all accounts per purpose when a day was over; they sum to zero per unit. Errors: `not_found` for a
        day that was never closed, `wrong_state` for one that is not settled yet.
        """
        answer: list[TrialLine] = await self._query(actor, "trial_balance_of", {"day": day})
        return answer

    async def verify_log(self, actor: Actor) -> SealReport:
        """Walks the sealed log and recomputes every seal. Takes as long as reading the log takes."""
        answer: SealReport = await self._query(actor, "verify_log", {})
        return answer

    async def withdrawal(self, actor: Actor, id: WithdrawalId) -> Withdrawal:
        """A withdrawal."""
        answer: Withdrawal = await self._query(actor, "withdrawal", {"id": id})
        return answer

    async def withdrawals_of(self, actor: Actor, party: Party, *, before: WithdrawalId | None = None, limit: int) -> list[Withdrawal]:
        """A leader's or promoter's withdrawals before `before`, latest first, at most `limit` (1–500)."""
        answer: list[Withdrawal] = await self._query(actor, "withdrawals_of", {"party": party, "before": before, "limit": limit})
        return answer

    async def withdrawals_waiting(self, actor: Actor, state: WithdrawalState, *, after: WithdrawalId | None = None, limit: int) -> list[Withdrawal]:
        """Withdrawals that wait for a review or a result, oldest first behind `after`, at most `limit` (1–500). Errors:
        `invalid_field` for a state in which nothing waits.
        """
        answer: list[Withdrawal] = await self._query(actor, "withdrawals_waiting", {"state": state, "after": after, "limit": limit})
        return answer
