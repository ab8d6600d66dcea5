//! From an operation's name to its types. Written by `linli-bindgen`; do not edit.

use linli::Engine;
use linli::kernel::{Actor, CommandId, Result};

use super::{read, run_all, unknown, write};

/// Every command's name.
pub const COMMANDS: &[&str] = &[
    "seal_log",
    "create_tenant",
    "create_node",
    "change_settings",
    "set_calendar",
    "grant_role",
    "revoke_role",
    "register_member",
    "change_member",
    "erase_member",
    "record_merchant",
    "register_merchant",
    "change_merchant",
    "submit_merchant",
    "review_merchant",
    "activate_merchant",
    "suspend_merchant",
    "resume_merchant",
    "set_served_nodes",
    "set_qualifications",
    "create_supplier",
    "create_category",
    "change_category",
    "create_product",
    "change_product",
    "change_sku_prices",
    "add_skus",
    "submit_product",
    "review_product",
    "put_on_sale",
    "take_off_sale",
    "import_products",
    "set_stock",
    "receive_stock",
    "correct_stock",
    "put_in_cart",
    "remove_from_cart",
    "clear_cart",
    "add_favourite",
    "remove_favourite",
    "place_order",
    "switch_station",
    "cancel_trade",
    "expire_trade",
    "report_payment",
    "cancel_order",
    "ship_order",
    "confirm_receipt",
    "report_completion",
    "advance_order",
    "report_refund",
    "retry_refund",
    "pay_refund_by_hand",
    "apply_after_sale",
    "answer_after_sale",
    "withdraw_after_sale",
    "send_goods_back",
    "confirm_goods_back",
    "advance_after_sale",
    "write_review",
    "answer_review",
    "moderate_review",
    "advance_rating",
    "create_sale",
    "end_sale",
    "expire_sale",
    "cancel_group",
    "advance_group",
    "open_presale",
    "end_presale",
    "create_station",
    "change_station",
    "set_station_opening",
    "close_station_day",
    "dispatch_manifest",
    "accept_delivery",
    "look_up_pickup_code",
    "confirm_pickup",
    "set_split_rule",
    "remove_split_rule",
    "close_day",
    "gather_day",
    "watch_clearing",
    "book_document",
    "reverse_document",
    "set_third_party_contract",
    "report_third_party_sale",
    "report_third_party_refund",
    "record_reconciliation",
    "set_channel",
    "take_call",
    "report_call",
    "advance_hold",
    "set_payee",
    "approve_payout_batch",
    "reject_payout_batch",
    "advance_payout_batch",
    "report_payout",
    "repeat_payout",
    "chase_payout",
    "settle_leader_month",
    "set_promoter_kind",
    "appoint_promoter",
    "end_promoter",
    "bind_referral",
    "create_share",
    "visit_share",
    "request_withdrawal",
    "review_withdrawal",
    "report_withdrawal",
    "resend_withdrawal",
    "create_campaign",
    "change_campaign",
    "end_campaign",
    "create_coupon_template",
    "close_coupon_template",
    "claim_coupon",
    "give_coupons",
    "expire_coupon",
    "grant_points",
    "record_login",
    "expire_points",
    "spend_points_on_bill",
    "return_bill_points",
    "report_bill_paid",
    "withdraw_bill_paid",
    "settle_points",
    "set_levels",
    "review_levels",
    "grant_growth",
    "advance_level",
    "fold_insights",
    "tag_member",
    "untag_member",
    "set_tag_rules",
    "set_segment",
    "set_recommendation_rules",
    "warn_churn",
];

/// Every query's name.
pub const QUERIES: &[&str] = &[
    "account_balance",
    "account_balances",
    "after_sale",
    "after_sale_claim",
    "after_sales_of_community",
    "after_sales_of_member",
    "after_sales_of_merchant",
    "after_sales_of_order",
    "all_reviews_of_merchant",
    "audit",
    "bill",
    "calls_ready",
    "campaign",
    "campaigns_of",
    "cart",
    "categories",
    "category_tree",
    "clearing_age",
    "collection_list",
    "commission_statement",
    "coupon_template",
    "coupon_templates_of",
    "coupons_of",
    "document",
    "documents",
    "due",
    "events",
    "export_journal",
    "favourites",
    "group",
    "group_record",
    "groups_of_sale",
    "hand_over_sheet",
    "hold",
    "is_in_segment",
    "leader_month_sales",
    "leader_months",
    "level_distribution",
    "levels",
    "manifest",
    "manifests",
    "member",
    "member_insight",
    "member_level",
    "member_profile",
    "merchant",
    "merchant_card",
    "merchant_rating",
    "merchant_standing",
    "merchants_of_node",
    "my_groups",
    "my_pickup_code",
    "node",
    "offers",
    "order",
    "order_address",
    "order_postings",
    "order_split",
    "orders_of_member",
    "orders_of_merchant",
    "orders_of_station",
    "payee",
    "payment",
    "payout",
    "payout_batch",
    "payout_batches",
    "payouts_open",
    "period_balances",
    "pickup_buyer",
    "points_balance",
    "points_statements",
    "presale",
    "product",
    "product_rating",
    "product_record",
    "products_of_category",
    "products_of_merchant",
    "promoter",
    "promoter_team",
    "promoter_team_below",
    "promoters_below",
    "purchase_sheet",
    "quote",
    "recommendations",
    "reconcile",
    "reconciliations",
    "referral",
    "refund",
    "refunds_of_trade",
    "refunds_waiting",
    "review_of_line",
    "reviews_of_merchant",
    "reviews_of_product",
    "run_due",
    "sale",
    "sales_at",
    "sales_of_merchant",
    "search_products",
    "search_stations",
    "segment_members",
    "segments",
    "settle",
    "settlements_of",
    "settlements_of_day",
    "settling",
    "share_subject",
    "shares_of",
    "split_rule",
    "split_rules",
    "split_rules_for",
    "statement",
    "station",
    "station_by_code",
    "station_day_summary",
    "stations_near",
    "stations_of",
    "stock",
    "suppliers",
    "third_party_contract",
    "third_party_sales",
    "trade",
    "trial_balance",
    "trial_balance_of",
    "verify_log",
    "withdrawal",
    "withdrawals_of",
    "withdrawals_waiting",
];

pub(crate) fn command(engine: &Engine, actor: &Actor, id: CommandId, name: &str, body: &str) -> Result<String> {
    match name {
        "seal_log" => write(&engine.execute(actor, id, read::<linli::engine::SealLog>(body)?)?),
        "create_tenant" => write(&engine.execute(actor, id, read::<linli::org::CreateTenant>(body)?)?),
        "create_node" => write(&engine.execute(actor, id, read::<linli::org::CreateNode>(body)?)?),
        "change_settings" => write(&engine.execute(actor, id, read::<linli::org::ChangeSettings>(body)?)?),
        "set_calendar" => write(&engine.execute(actor, id, read::<linli::org::SetCalendar>(body)?)?),
        "grant_role" => write(&engine.execute(actor, id, read::<linli::org::GrantRole>(body)?)?),
        "revoke_role" => write(&engine.execute(actor, id, read::<linli::org::RevokeRole>(body)?)?),
        "register_member" => write(&engine.execute(actor, id, read::<linli::member::RegisterMember>(body)?)?),
        "change_member" => write(&engine.execute(actor, id, read::<linli::member::ChangeMember>(body)?)?),
        "erase_member" => write(&engine.execute(actor, id, read::<linli::member::EraseMember>(body)?)?),
        "record_merchant" => write(&engine.execute(actor, id, read::<linli::merchant::RecordMerchant>(body)?)?),
        "register_merchant" => write(&engine.execute(actor, id, read::<linli::merchant::RegisterMerchant>(body)?)?),
        "change_merchant" => write(&engine.execute(actor, id, read::<linli::merchant::ChangeMerchant>(body)?)?),
        "submit_merchant" => write(&engine.execute(actor, id, read::<linli::merchant::SubmitMerchant>(body)?)?),
        "review_merchant" => write(&engine.execute(actor, id, read::<linli::merchant::ReviewMerchant>(body)?)?),
        "activate_merchant" => write(&engine.execute(actor, id, read::<linli::merchant::ActivateMerchant>(body)?)?),
        "suspend_merchant" => write(&engine.execute(actor, id, read::<linli::merchant::SuspendMerchant>(body)?)?),
        "resume_merchant" => write(&engine.execute(actor, id, read::<linli::merchant::ResumeMerchant>(body)?)?),
        "set_served_nodes" => write(&engine.execute(actor, id, read::<linli::merchant::SetServedNodes>(body)?)?),
        "set_qualifications" => write(&engine.execute(actor, id, read::<linli::merchant::SetQualifications>(body)?)?),
        "create_supplier" => write(&engine.execute(actor, id, read::<linli::merchant::CreateSupplier>(body)?)?),
        "create_category" => write(&engine.execute(actor, id, read::<linli::catalog::CreateCategory>(body)?)?),
        "change_category" => write(&engine.execute(actor, id, read::<linli::catalog::ChangeCategory>(body)?)?),
        "create_product" => write(&engine.execute(actor, id, read::<linli::catalog::CreateProduct>(body)?)?),
        "change_product" => write(&engine.execute(actor, id, read::<linli::catalog::ChangeProduct>(body)?)?),
        "change_sku_prices" => write(&engine.execute(actor, id, read::<linli::catalog::ChangeSkuPrices>(body)?)?),
        "add_skus" => write(&engine.execute(actor, id, read::<linli::catalog::AddSkus>(body)?)?),
        "submit_product" => write(&engine.execute(actor, id, read::<linli::catalog::SubmitProduct>(body)?)?),
        "review_product" => write(&engine.execute(actor, id, read::<linli::catalog::ReviewProduct>(body)?)?),
        "put_on_sale" => write(&engine.execute(actor, id, read::<linli::catalog::PutOnSale>(body)?)?),
        "take_off_sale" => write(&engine.execute(actor, id, read::<linli::catalog::TakeOffSale>(body)?)?),
        "import_products" => write(&engine.execute(actor, id, read::<linli::catalog::ImportProducts>(body)?)?),
        "set_stock" => write(&engine.execute(actor, id, read::<linli::catalog::SetStock>(body)?)?),
        "receive_stock" => write(&engine.execute(actor, id, read::<linli::catalog::ReceiveStock>(body)?)?),
        "correct_stock" => write(&engine.execute(actor, id, read::<linli::catalog::CorrectStock>(body)?)?),
        "put_in_cart" => write(&engine.execute(actor, id, read::<linli::cart::PutInCart>(body)?)?),
        "remove_from_cart" => write(&engine.execute(actor, id, read::<linli::cart::RemoveFromCart>(body)?)?),
        "clear_cart" => write(&engine.execute(actor, id, read::<linli::cart::ClearCart>(body)?)?),
        "add_favourite" => write(&engine.execute(actor, id, read::<linli::cart::AddFavourite>(body)?)?),
        "remove_favourite" => write(&engine.execute(actor, id, read::<linli::cart::RemoveFavourite>(body)?)?),
        "place_order" => write(&engine.execute(actor, id, read::<linli::order::PlaceOrder>(body)?)?),
        "switch_station" => write(&engine.execute(actor, id, read::<linli::order::SwitchStation>(body)?)?),
        "cancel_trade" => write(&engine.execute(actor, id, read::<linli::order::CancelTrade>(body)?)?),
        "expire_trade" => write(&engine.execute(actor, id, read::<linli::order::ExpireTrade>(body)?)?),
        "report_payment" => write(&engine.execute(actor, id, read::<linli::payment::ReportPayment>(body)?)?),
        "cancel_order" => write(&engine.execute(actor, id, read::<linli::order::CancelOrder>(body)?)?),
        "ship_order" => write(&engine.execute(actor, id, read::<linli::order::ShipOrder>(body)?)?),
        "confirm_receipt" => write(&engine.execute(actor, id, read::<linli::order::ConfirmReceipt>(body)?)?),
        "report_completion" => write(&engine.execute(actor, id, read::<linli::order::ReportCompletion>(body)?)?),
        "advance_order" => write(&engine.execute(actor, id, read::<linli::order::AdvanceOrder>(body)?)?),
        "report_refund" => write(&engine.execute(actor, id, read::<linli::payment::ReportRefund>(body)?)?),
        "retry_refund" => write(&engine.execute(actor, id, read::<linli::payment::RetryRefund>(body)?)?),
        "pay_refund_by_hand" => write(&engine.execute(actor, id, read::<linli::payment::PayRefundByHand>(body)?)?),
        "apply_after_sale" => write(&engine.execute(actor, id, read::<linli::aftersale::ApplyAfterSale>(body)?)?),
        "answer_after_sale" => write(&engine.execute(actor, id, read::<linli::aftersale::AnswerAfterSale>(body)?)?),
        "withdraw_after_sale" => write(&engine.execute(actor, id, read::<linli::aftersale::WithdrawAfterSale>(body)?)?),
        "send_goods_back" => write(&engine.execute(actor, id, read::<linli::aftersale::SendGoodsBack>(body)?)?),
        "confirm_goods_back" => write(&engine.execute(actor, id, read::<linli::aftersale::ConfirmGoodsBack>(body)?)?),
        "advance_after_sale" => write(&engine.execute(actor, id, read::<linli::aftersale::AdvanceAfterSale>(body)?)?),
        "write_review" => write(&engine.execute(actor, id, read::<linli::review::WriteReview>(body)?)?),
        "answer_review" => write(&engine.execute(actor, id, read::<linli::review::AnswerReview>(body)?)?),
        "moderate_review" => write(&engine.execute(actor, id, read::<linli::review::ModerateReview>(body)?)?),
        "advance_rating" => write(&engine.execute(actor, id, read::<linli::review::AdvanceRating>(body)?)?),
        "create_sale" => write(&engine.execute(actor, id, read::<linli::sale::CreateSale>(body)?)?),
        "end_sale" => write(&engine.execute(actor, id, read::<linli::sale::EndSale>(body)?)?),
        "expire_sale" => write(&engine.execute(actor, id, read::<linli::sale::ExpireSale>(body)?)?),
        "cancel_group" => write(&engine.execute(actor, id, read::<linli::sale::CancelGroup>(body)?)?),
        "advance_group" => write(&engine.execute(actor, id, read::<linli::sale::AdvanceGroup>(body)?)?),
        "open_presale" => write(&engine.execute(actor, id, read::<linli::sale::OpenPresale>(body)?)?),
        "end_presale" => write(&engine.execute(actor, id, read::<linli::sale::EndPresale>(body)?)?),
        "create_station" => write(&engine.execute(actor, id, read::<linli::station::CreateStation>(body)?)?),
        "change_station" => write(&engine.execute(actor, id, read::<linli::station::ChangeStation>(body)?)?),
        "set_station_opening" => write(&engine.execute(actor, id, read::<linli::station::SetStationOpening>(body)?)?),
        "close_station_day" => write(&engine.execute(actor, id, read::<linli::station::CloseStationDay>(body)?)?),
        "dispatch_manifest" => write(&engine.execute(actor, id, read::<linli::station::DispatchManifest>(body)?)?),
        "accept_delivery" => write(&engine.execute(actor, id, read::<linli::station::AcceptDelivery>(body)?)?),
        "look_up_pickup_code" => write(&engine.execute(actor, id, read::<linli::pickup::LookUpPickupCode>(body)?)?),
        "confirm_pickup" => write(&engine.execute(actor, id, read::<linli::pickup::ConfirmPickup>(body)?)?),
        "set_split_rule" => write(&engine.execute(actor, id, read::<linli::split::SetSplitRule>(body)?)?),
        "remove_split_rule" => write(&engine.execute(actor, id, read::<linli::split::RemoveSplitRule>(body)?)?),
        "close_day" => write(&engine.execute(actor, id, read::<linli::settlement::CloseDay>(body)?)?),
        "gather_day" => write(&engine.execute(actor, id, read::<linli::settlement::GatherDay>(body)?)?),
        "watch_clearing" => write(&engine.execute(actor, id, read::<linli::ledger::WatchClearing>(body)?)?),
        "book_document" => write(&engine.execute(actor, id, read::<linli::income::BookDocument>(body)?)?),
        "reverse_document" => write(&engine.execute(actor, id, read::<linli::income::ReverseDocument>(body)?)?),
        "set_third_party_contract" => write(&engine.execute(actor, id, read::<linli::income::SetThirdPartyContract>(body)?)?),
        "report_third_party_sale" => write(&engine.execute(actor, id, read::<linli::income::ReportThirdPartySale>(body)?)?),
        "report_third_party_refund" => write(&engine.execute(actor, id, read::<linli::income::ReportThirdPartyRefund>(body)?)?),
        "record_reconciliation" => write(&engine.execute(actor, id, read::<linli::reconciliation::RecordReconciliation>(body)?)?),
        "set_channel" => write(&engine.execute(actor, id, read::<linli::payout::SetChannel>(body)?)?),
        "take_call" => write(&engine.execute(actor, id, read::<linli::payout::TakeCall>(body)?)?),
        "report_call" => write(&engine.execute(actor, id, read::<linli::payout::ReportCall>(body)?)?),
        "advance_hold" => write(&engine.execute(actor, id, read::<linli::payout::AdvanceHold>(body)?)?),
        "set_payee" => write(&engine.execute(actor, id, read::<linli::payout::SetPayee>(body)?)?),
        "approve_payout_batch" => write(&engine.execute(actor, id, read::<linli::payout::ApprovePayoutBatch>(body)?)?),
        "reject_payout_batch" => write(&engine.execute(actor, id, read::<linli::payout::RejectPayoutBatch>(body)?)?),
        "advance_payout_batch" => write(&engine.execute(actor, id, read::<linli::payout::AdvancePayoutBatch>(body)?)?),
        "report_payout" => write(&engine.execute(actor, id, read::<linli::payout::ReportPayout>(body)?)?),
        "repeat_payout" => write(&engine.execute(actor, id, read::<linli::payout::RepeatPayout>(body)?)?),
        "chase_payout" => write(&engine.execute(actor, id, read::<linli::payout::ChasePayout>(body)?)?),
        "settle_leader_month" => write(&engine.execute(actor, id, read::<linli::commission::SettleLeaderMonth>(body)?)?),
        "set_promoter_kind" => write(&engine.execute(actor, id, read::<linli::commission::SetPromoterKind>(body)?)?),
        "appoint_promoter" => write(&engine.execute(actor, id, read::<linli::commission::AppointPromoter>(body)?)?),
        "end_promoter" => write(&engine.execute(actor, id, read::<linli::commission::EndPromoter>(body)?)?),
        "bind_referral" => write(&engine.execute(actor, id, read::<linli::commission::BindReferral>(body)?)?),
        "create_share" => write(&engine.execute(actor, id, read::<linli::share::CreateShare>(body)?)?),
        "visit_share" => write(&engine.execute(actor, id, read::<linli::share::VisitShare>(body)?)?),
        "request_withdrawal" => write(&engine.execute(actor, id, read::<linli::commission::RequestWithdrawal>(body)?)?),
        "review_withdrawal" => write(&engine.execute(actor, id, read::<linli::commission::ReviewWithdrawal>(body)?)?),
        "report_withdrawal" => write(&engine.execute(actor, id, read::<linli::commission::ReportWithdrawal>(body)?)?),
        "resend_withdrawal" => write(&engine.execute(actor, id, read::<linli::commission::ResendWithdrawal>(body)?)?),
        "create_campaign" => write(&engine.execute(actor, id, read::<linli::campaign::CreateCampaign>(body)?)?),
        "change_campaign" => write(&engine.execute(actor, id, read::<linli::campaign::ChangeCampaign>(body)?)?),
        "end_campaign" => write(&engine.execute(actor, id, read::<linli::campaign::EndCampaign>(body)?)?),
        "create_coupon_template" => write(&engine.execute(actor, id, read::<linli::coupon::CreateCouponTemplate>(body)?)?),
        "close_coupon_template" => write(&engine.execute(actor, id, read::<linli::coupon::CloseCouponTemplate>(body)?)?),
        "claim_coupon" => write(&engine.execute(actor, id, read::<linli::coupon::ClaimCoupon>(body)?)?),
        "give_coupons" => write(&engine.execute(actor, id, read::<linli::coupon::GiveCoupons>(body)?)?),
        "expire_coupon" => write(&engine.execute(actor, id, read::<linli::coupon::ExpireCoupon>(body)?)?),
        "grant_points" => write(&engine.execute(actor, id, read::<linli::points::GrantPoints>(body)?)?),
        "record_login" => write(&engine.execute(actor, id, read::<linli::points::RecordLogin>(body)?)?),
        "expire_points" => write(&engine.execute(actor, id, read::<linli::points::ExpirePoints>(body)?)?),
        "spend_points_on_bill" => write(&engine.execute(actor, id, read::<linli::points::SpendPointsOnBill>(body)?)?),
        "return_bill_points" => write(&engine.execute(actor, id, read::<linli::points::ReturnBillPoints>(body)?)?),
        "report_bill_paid" => write(&engine.execute(actor, id, read::<linli::points::ReportBillPaid>(body)?)?),
        "withdraw_bill_paid" => write(&engine.execute(actor, id, read::<linli::points::WithdrawBillPaid>(body)?)?),
        "settle_points" => write(&engine.execute(actor, id, read::<linli::points::SettlePoints>(body)?)?),
        "set_levels" => write(&engine.execute(actor, id, read::<linli::level::SetLevels>(body)?)?),
        "review_levels" => write(&engine.execute(actor, id, read::<linli::level::ReviewLevels>(body)?)?),
        "grant_growth" => write(&engine.execute(actor, id, read::<linli::level::GrantGrowth>(body)?)?),
        "advance_level" => write(&engine.execute(actor, id, read::<linli::level::AdvanceLevel>(body)?)?),
        "fold_insights" => write(&engine.execute(actor, id, read::<linli::insight::FoldInsights>(body)?)?),
        "tag_member" => write(&engine.execute(actor, id, read::<linli::insight::TagMember>(body)?)?),
        "untag_member" => write(&engine.execute(actor, id, read::<linli::insight::UntagMember>(body)?)?),
        "set_tag_rules" => write(&engine.execute(actor, id, read::<linli::insight::SetTagRules>(body)?)?),
        "set_segment" => write(&engine.execute(actor, id, read::<linli::insight::SetSegment>(body)?)?),
        "set_recommendation_rules" => write(&engine.execute(actor, id, read::<linli::insight::SetRecommendationRules>(body)?)?),
        "warn_churn" => write(&engine.execute(actor, id, read::<linli::insight::WarnChurn>(body)?)?),
        _ => Err(unknown(name)),
    }
}

pub(crate) fn commands(engine: &Engine, actor: &Actor, name: &str, bodies: &str) -> Result<String> {
    match name {
        "seal_log" => run_all::<linli::engine::SealLog>(engine, actor, bodies),
        "create_tenant" => run_all::<linli::org::CreateTenant>(engine, actor, bodies),
        "create_node" => run_all::<linli::org::CreateNode>(engine, actor, bodies),
        "change_settings" => run_all::<linli::org::ChangeSettings>(engine, actor, bodies),
        "set_calendar" => run_all::<linli::org::SetCalendar>(engine, actor, bodies),
        "grant_role" => run_all::<linli::org::GrantRole>(engine, actor, bodies),
        "revoke_role" => run_all::<linli::org::RevokeRole>(engine, actor, bodies),
        "register_member" => run_all::<linli::member::RegisterMember>(engine, actor, bodies),
        "change_member" => run_all::<linli::member::ChangeMember>(engine, actor, bodies),
        "erase_member" => run_all::<linli::member::EraseMember>(engine, actor, bodies),
        "record_merchant" => run_all::<linli::merchant::RecordMerchant>(engine, actor, bodies),
        "register_merchant" => run_all::<linli::merchant::RegisterMerchant>(engine, actor, bodies),
        "change_merchant" => run_all::<linli::merchant::ChangeMerchant>(engine, actor, bodies),
        "submit_merchant" => run_all::<linli::merchant::SubmitMerchant>(engine, actor, bodies),
        "review_merchant" => run_all::<linli::merchant::ReviewMerchant>(engine, actor, bodies),
        "activate_merchant" => run_all::<linli::merchant::ActivateMerchant>(engine, actor, bodies),
        "suspend_merchant" => run_all::<linli::merchant::SuspendMerchant>(engine, actor, bodies),
        "resume_merchant" => run_all::<linli::merchant::ResumeMerchant>(engine, actor, bodies),
        "set_served_nodes" => run_all::<linli::merchant::SetServedNodes>(engine, actor, bodies),
        "set_qualifications" => run_all::<linli::merchant::SetQualifications>(engine, actor, bodies),
        "create_supplier" => run_all::<linli::merchant::CreateSupplier>(engine, actor, bodies),
        "create_category" => run_all::<linli::catalog::CreateCategory>(engine, actor, bodies),
        "change_category" => run_all::<linli::catalog::ChangeCategory>(engine, actor, bodies),
        "create_product" => run_all::<linli::catalog::CreateProduct>(engine, actor, bodies),
        "change_product" => run_all::<linli::catalog::ChangeProduct>(engine, actor, bodies),
        "change_sku_prices" => run_all::<linli::catalog::ChangeSkuPrices>(engine, actor, bodies),
        "add_skus" => run_all::<linli::catalog::AddSkus>(engine, actor, bodies),
        "submit_product" => run_all::<linli::catalog::SubmitProduct>(engine, actor, bodies),
        "review_product" => run_all::<linli::catalog::ReviewProduct>(engine, actor, bodies),
        "put_on_sale" => run_all::<linli::catalog::PutOnSale>(engine, actor, bodies),
        "take_off_sale" => run_all::<linli::catalog::TakeOffSale>(engine, actor, bodies),
        "import_products" => run_all::<linli::catalog::ImportProducts>(engine, actor, bodies),
        "set_stock" => run_all::<linli::catalog::SetStock>(engine, actor, bodies),
        "receive_stock" => run_all::<linli::catalog::ReceiveStock>(engine, actor, bodies),
        "correct_stock" => run_all::<linli::catalog::CorrectStock>(engine, actor, bodies),
        "put_in_cart" => run_all::<linli::cart::PutInCart>(engine, actor, bodies),
        "remove_from_cart" => run_all::<linli::cart::RemoveFromCart>(engine, actor, bodies),
        "clear_cart" => run_all::<linli::cart::ClearCart>(engine, actor, bodies),
        "add_favourite" => run_all::<linli::cart::AddFavourite>(engine, actor, bodies),
        "remove_favourite" => run_all::<linli::cart::RemoveFavourite>(engine, actor, bodies),
        "place_order" => run_all::<linli::order::PlaceOrder>(engine, actor, bodies),
        "switch_station" => run_all::<linli::order::SwitchStation>(engine, actor, bodies),
        "cancel_trade" => run_all::<linli::order::CancelTrade>(engine, actor, bodies),
        "expire_trade" => run_all::<linli::order::ExpireTrade>(engine, actor, bodies),
        "report_payment" => run_all::<linli::payment::ReportPayment>(engine, actor, bodies),
        "cancel_order" => run_all::<linli::order::CancelOrder>(engine, actor, bodies),
        "ship_order" => run_all::<linli::order::ShipOrder>(engine, actor, bodies),
        "confirm_receipt" => run_all::<linli::order::ConfirmReceipt>(engine, actor, bodies),
        "report_completion" => run_all::<linli::order::ReportCompletion>(engine, actor, bodies),
        "advance_order" => run_all::<linli::order::AdvanceOrder>(engine, actor, bodies),
        "report_refund" => run_all::<linli::payment::ReportRefund>(engine, actor, bodies),
        "retry_refund" => run_all::<linli::payment::RetryRefund>(engine, actor, bodies),
        "pay_refund_by_hand" => run_all::<linli::payment::PayRefundByHand>(engine, actor, bodies),
        "apply_after_sale" => run_all::<linli::aftersale::ApplyAfterSale>(engine, actor, bodies),
        "answer_after_sale" => run_all::<linli::aftersale::AnswerAfterSale>(engine, actor, bodies),
        "withdraw_after_sale" => run_all::<linli::aftersale::WithdrawAfterSale>(engine, actor, bodies),
        "send_goods_back" => run_all::<linli::aftersale::SendGoodsBack>(engine, actor, bodies),
        "confirm_goods_back" => run_all::<linli::aftersale::ConfirmGoodsBack>(engine, actor, bodies),
        "advance_after_sale" => run_all::<linli::aftersale::AdvanceAfterSale>(engine, actor, bodies),
        "write_review" => run_all::<linli::review::WriteReview>(engine, actor, bodies),
        "answer_review" => run_all::<linli::review::AnswerReview>(engine, actor, bodies),
        "moderate_review" => run_all::<linli::review::ModerateReview>(engine, actor, bodies),
        "advance_rating" => run_all::<linli::review::AdvanceRating>(engine, actor, bodies),
        "create_sale" => run_all::<linli::sale::CreateSale>(engine, actor, bodies),
        "end_sale" => run_all::<linli::sale::EndSale>(engine, actor, bodies),
        "expire_sale" => run_all::<linli::sale::ExpireSale>(engine, actor, bodies),
        "cancel_group" => run_all::<linli::sale::CancelGroup>(engine, actor, bodies),
        "advance_group" => run_all::<linli::sale::AdvanceGroup>(engine, actor, bodies),
        "open_presale" => run_all::<linli::sale::OpenPresale>(engine, actor, bodies),
        "end_presale" => run_all::<linli::sale::EndPresale>(engine, actor, bodies),
        "create_station" => run_all::<linli::station::CreateStation>(engine, actor, bodies),
        "change_station" => run_all::<linli::station::ChangeStation>(engine, actor, bodies),
        "set_station_opening" => run_all::<linli::station::SetStationOpening>(engine, actor, bodies),
        "close_station_day" => run_all::<linli::station::CloseStationDay>(engine, actor, bodies),
        "dispatch_manifest" => run_all::<linli::station::DispatchManifest>(engine, actor, bodies),
        "accept_delivery" => run_all::<linli::station::AcceptDelivery>(engine, actor, bodies),
        "look_up_pickup_code" => run_all::<linli::pickup::LookUpPickupCode>(engine, actor, bodies),
        "confirm_pickup" => run_all::<linli::pickup::ConfirmPickup>(engine, actor, bodies),
        "set_split_rule" => run_all::<linli::split::SetSplitRule>(engine, actor, bodies),
        "remove_split_rule" => run_all::<linli::split::RemoveSplitRule>(engine, actor, bodies),
        "close_day" => run_all::<linli::settlement::CloseDay>(engine, actor, bodies),
        "gather_day" => run_all::<linli::settlement::GatherDay>(engine, actor, bodies),
        "watch_clearing" => run_all::<linli::ledger::WatchClearing>(engine, actor, bodies),
        "book_document" => run_all::<linli::income::BookDocument>(engine, actor, bodies),
        "reverse_document" => run_all::<linli::income::ReverseDocument>(engine, actor, bodies),
        "set_third_party_contract" => run_all::<linli::income::SetThirdPartyContract>(engine, actor, bodies),
        "report_third_party_sale" => run_all::<linli::income::ReportThirdPartySale>(engine, actor, bodies),
        "report_third_party_refund" => run_all::<linli::income::ReportThirdPartyRefund>(engine, actor, bodies),
        "record_reconciliation" => run_all::<linli::reconciliation::RecordReconciliation>(engine, actor, bodies),
        "set_channel" => run_all::<linli::payout::SetChannel>(engine, actor, bodies),
        "take_call" => run_all::<linli::payout::TakeCall>(engine, actor, bodies),
        "report_call" => run_all::<linli::payout::ReportCall>(engine, actor, bodies),
        "advance_hold" => run_all::<linli::payout::AdvanceHold>(engine, actor, bodies),
        "set_payee" => run_all::<linli::payout::SetPayee>(engine, actor, bodies),
        "approve_payout_batch" => run_all::<linli::payout::ApprovePayoutBatch>(engine, actor, bodies),
        "reject_payout_batch" => run_all::<linli::payout::RejectPayoutBatch>(engine, actor, bodies),
        "advance_payout_batch" => run_all::<linli::payout::AdvancePayoutBatch>(engine, actor, bodies),
        "report_payout" => run_all::<linli::payout::ReportPayout>(engine, actor, bodies),
        "repeat_payout" => run_all::<linli::payout::RepeatPayout>(engine, actor, bodies),
        "chase_payout" => run_all::<linli::payout::ChasePayout>(engine, actor, bodies),
        "settle_leader_month" => run_all::<linli::commission::SettleLeaderMonth>(engine, actor, bodies),
        "set_promoter_kind" => run_all::<linli::commission::SetPromoterKind>(engine, actor, bodies),
        "appoint_promoter" => run_all::<linli::commission::AppointPromoter>(engine, actor, bodies),
        "end_promoter" => run_all::<linli::commission::EndPromoter>(engine, actor, bodies),
        "bind_referral" => run_all::<linli::commission::BindReferral>(engine, actor, bodies),
        "create_share" => run_all::<linli::share::CreateShare>(engine, actor, bodies),
        "visit_share" => run_all::<linli::share::VisitShare>(engine, actor, bodies),
        "request_withdrawal" => run_all::<linli::commission::RequestWithdrawal>(engine, actor, bodies),
        "review_withdrawal" => run_all::<linli::commission::ReviewWithdrawal>(engine, actor, bodies),
        "report_withdrawal" => run_all::<linli::commission::ReportWithdrawal>(engine, actor, bodies),
        "resend_withdrawal" => run_all::<linli::commission::ResendWithdrawal>(engine, actor, bodies),
        "create_campaign" => run_all::<linli::campaign::CreateCampaign>(engine, actor, bodies),
        "change_campaign" => run_all::<linli::campaign::ChangeCampaign>(engine, actor, bodies),
        "end_campaign" => run_all::<linli::campaign::EndCampaign>(engine, actor, bodies),
        "create_coupon_template" => run_all::<linli::coupon::CreateCouponTemplate>(engine, actor, bodies),
        "close_coupon_template" => run_all::<linli::coupon::CloseCouponTemplate>(engine, actor, bodies),
        "claim_coupon" => run_all::<linli::coupon::ClaimCoupon>(engine, actor, bodies),
        "give_coupons" => run_all::<linli::coupon::GiveCoupons>(engine, actor, bodies),
        "expire_coupon" => run_all::<linli::coupon::ExpireCoupon>(engine, actor, bodies),
        "grant_points" => run_all::<linli::points::GrantPoints>(engine, actor, bodies),
        "record_login" => run_all::<linli::points::RecordLogin>(engine, actor, bodies),
        "expire_points" => run_all::<linli::points::ExpirePoints>(engine, actor, bodies),
        "spend_points_on_bill" => run_all::<linli::points::SpendPointsOnBill>(engine, actor, bodies),
        "return_bill_points" => run_all::<linli::points::ReturnBillPoints>(engine, actor, bodies),
        "report_bill_paid" => run_all::<linli::points::ReportBillPaid>(engine, actor, bodies),
        "withdraw_bill_paid" => run_all::<linli::points::WithdrawBillPaid>(engine, actor, bodies),
        "settle_points" => run_all::<linli::points::SettlePoints>(engine, actor, bodies),
        "set_levels" => run_all::<linli::level::SetLevels>(engine, actor, bodies),
        "review_levels" => run_all::<linli::level::ReviewLevels>(engine, actor, bodies),
        "grant_growth" => run_all::<linli::level::GrantGrowth>(engine, actor, bodies),
        "advance_level" => run_all::<linli::level::AdvanceLevel>(engine, actor, bodies),
        "fold_insights" => run_all::<linli::insight::FoldInsights>(engine, actor, bodies),
        "tag_member" => run_all::<linli::insight::TagMember>(engine, actor, bodies),
        "untag_member" => run_all::<linli::insight::UntagMember>(engine, actor, bodies),
        "set_tag_rules" => run_all::<linli::insight::SetTagRules>(engine, actor, bodies),
        "set_segment" => run_all::<linli::insight::SetSegment>(engine, actor, bodies),
        "set_recommendation_rules" => run_all::<linli::insight::SetRecommendationRules>(engine, actor, bodies),
        "warn_churn" => run_all::<linli::insight::WarnChurn>(engine, actor, bodies),
        _ => Err(unknown(name)),
    }
}

pub(crate) fn query(engine: &Engine, actor: &Actor, name: &str, arguments: &str) -> Result<String> {
    match name {
        "account_balance" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { account: linli::ledger::Account, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.account_balance(actor, &arguments.account)?)
        }
        "account_balances" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { after: Option<linli::kernel::Id>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.account_balances(actor, arguments.after, arguments.limit)?)
        }
        "after_sale" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { case: linli::kernel::AfterSaleId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.after_sale(actor, arguments.case)?)
        }
        "after_sale_claim" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { case: linli::kernel::AfterSaleId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.after_sale_claim(actor, arguments.case)?)
        }
        "after_sales_of_community" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { community: linli::kernel::NodeId, state: Option<linli::aftersale::CaseState>, after: Option<linli::store::Place>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.after_sales_of_community(actor, arguments.community, arguments.state, arguments.after)?)
        }
        "after_sales_of_member" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, after: Option<linli::store::Place>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.after_sales_of_member(actor, arguments.member, arguments.after)?)
        }
        "after_sales_of_merchant" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, state: Option<linli::aftersale::CaseState>, after: Option<linli::store::Place>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.after_sales_of_merchant(actor, arguments.merchant, arguments.state, arguments.after)?)
        }
        "after_sales_of_order" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { order: linli::kernel::OrderId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.after_sales_of_order(actor, arguments.order)?)
        }
        "all_reviews_of_merchant" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, after: Option<linli::store::Place>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.all_reviews_of_merchant(actor, arguments.merchant, arguments.after, arguments.limit)?)
        }
        "audit" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { cursor: u64, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.audit(actor, arguments.cursor, arguments.limit)?)
        }
        "bill" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { node: linli::kernel::NodeId, number: linli::kernel::Text<64>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.bill(actor, arguments.node, &arguments.number)?)
        }
        "calls_ready" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { channel: String, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.calls_ready(actor, &arguments.channel, arguments.limit)?)
        }
        "campaign" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { campaign: linli::kernel::CampaignId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.campaign(actor, arguments.campaign)?)
        }
        "campaigns_of" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { owner: linli::campaign::Owner, limit: u32, after: Option<linli::store::Place>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.campaigns_of(actor, arguments.owner, arguments.limit, arguments.after)?)
        }
        "cart" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.cart(actor, arguments.member)?)
        }
        "categories" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { after: Option<linli::kernel::CategoryId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.categories(actor, arguments.after, arguments.limit)?)
        }
        "category_tree" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { }
            let Arguments {} = read(arguments)?;
            write(&engine.category_tree(actor, )?)
        }
        "clearing_age" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { channel: String, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.clearing_age(actor, &arguments.channel)?)
        }
        "collection_list" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { station: linli::kernel::StationId, day: linli::kernel::Day, which: linli::station::Collection, after: Option<linli::kernel::OrderId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.collection_list(actor, arguments.station, arguments.day, arguments.which, arguments.after, arguments.limit)?)
        }
        "commission_statement" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { party: linli::ledger::Party, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.commission_statement(actor, &arguments.party)?)
        }
        "coupon_template" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { template: linli::kernel::CouponTemplateId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.coupon_template(actor, arguments.template)?)
        }
        "coupon_templates_of" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { owner: linli::campaign::Owner, limit: u32, after: Option<linli::store::Place>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.coupon_templates_of(actor, arguments.owner, arguments.limit, arguments.after)?)
        }
        "coupons_of" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, limit: u32, after: Option<linli::store::Place>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.coupons_of(actor, arguments.member, arguments.limit, arguments.after)?)
        }
        "document" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { document: linli::kernel::DocumentId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.document(actor, arguments.document)?)
        }
        "documents" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { after: Option<(linli::kernel::Timestamp, linli::kernel::DocumentId,)>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.documents(actor, arguments.after, arguments.limit)?)
        }
        "due" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.due(actor, arguments.limit)?)
        }
        "events" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { cursor: u64, commands: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.events(actor, arguments.cursor, arguments.commands)?)
        }
        "export_journal" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { }
            let Arguments {} = read(arguments)?;
            let mut gathered = String::new();
            let answer = engine.export_journal(actor, &mut |piece: &str| { gathered.push_str(piece); Ok(()) })?;
            write(&(gathered, answer))
        }
        "favourites" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.favourites(actor, arguments.member)?)
        }
        "group" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { group: linli::kernel::GroupId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.group(actor, arguments.group)?)
        }
        "group_record" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { group: linli::kernel::GroupId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.group_record(actor, arguments.group)?)
        }
        "groups_of_sale" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { sale: linli::kernel::CampaignId, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.groups_of_sale(actor, arguments.sale, arguments.limit)?)
        }
        "hand_over_sheet" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { station: linli::kernel::StationId, day: linli::kernel::Day, after: Option<linli::kernel::MemberId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.hand_over_sheet(actor, arguments.station, arguments.day, arguments.after, arguments.limit)?)
        }
        "hold" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { hold: linli::kernel::HoldId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.hold(actor, arguments.hold)?)
        }
        "is_in_segment" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, segment: linli::kernel::SegmentId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.is_in_segment(actor, arguments.member, arguments.segment)?)
        }
        "leader_month_sales" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { station: linli::kernel::StationId, month: linli::kernel::Month, after: Option<linli::kernel::MerchantId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.leader_month_sales(actor, arguments.station, arguments.month, arguments.after, arguments.limit)?)
        }
        "leader_months" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { station: linli::kernel::StationId, before: Option<linli::kernel::Month>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.leader_months(actor, arguments.station, arguments.before, arguments.limit)?)
        }
        "level_distribution" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { node: linli::kernel::NodeId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.level_distribution(actor, arguments.node)?)
        }
        "levels" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { }
            let Arguments {} = read(arguments)?;
            write(&engine.levels(actor, )?)
        }
        "manifest" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { station: linli::kernel::StationId, day: linli::kernel::Day, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.manifest(actor, arguments.station, arguments.day)?)
        }
        "manifests" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { node: linli::kernel::NodeId, day: linli::kernel::Day, after: Option<linli::store::Place>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.manifests(actor, arguments.node, arguments.day, arguments.after, arguments.limit)?)
        }
        "member" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.member(actor, arguments.member)?)
        }
        "member_insight" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.member_insight(actor, arguments.member)?)
        }
        "member_level" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.member_level(actor, arguments.member)?)
        }
        "member_profile" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.member_profile(actor, arguments.member)?)
        }
        "merchant" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.merchant(actor, arguments.merchant)?)
        }
        "merchant_card" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.merchant_card(actor, arguments.merchant)?)
        }
        "merchant_rating" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.merchant_rating(actor, arguments.merchant)?)
        }
        "merchant_standing" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.merchant_standing(actor, arguments.merchant)?)
        }
        "merchants_of_node" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { node: linli::kernel::NodeId, after: Option<linli::kernel::MerchantId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.merchants_of_node(actor, arguments.node, arguments.after, arguments.limit)?)
        }
        "my_groups" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, after: Option<linli::store::Place>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.my_groups(actor, arguments.member, arguments.after)?)
        }
        "my_pickup_code" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { order: linli::kernel::OrderId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.my_pickup_code(actor, arguments.order)?)
        }
        "node" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { node: linli::kernel::NodeId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.node(actor, arguments.node)?)
        }
        "offers" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { community: linli::kernel::NodeId, merchants: std::collections::BTreeSet<linli::kernel::MerchantId>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.offers(actor, arguments.community, &arguments.merchants)?)
        }
        "order" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { order: linli::kernel::OrderId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.order(actor, arguments.order)?)
        }
        "order_address" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { order: linli::kernel::OrderId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.order_address(actor, arguments.order)?)
        }
        "order_postings" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { order: linli::kernel::OrderId, after: Option<linli::kernel::PostingId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.order_postings(actor, arguments.order, arguments.after, arguments.limit)?)
        }
        "order_split" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { order: linli::kernel::OrderId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.order_split(actor, arguments.order)?)
        }
        "orders_of_member" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, after: Option<linli::store::Place>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.orders_of_member(actor, arguments.member, arguments.after)?)
        }
        "orders_of_merchant" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, after: Option<linli::store::Place>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.orders_of_merchant(actor, arguments.merchant, arguments.after)?)
        }
        "orders_of_station" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { station: linli::kernel::StationId, day: linli::kernel::Day, after: Option<linli::store::Place>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.orders_of_station(actor, arguments.station, arguments.day, arguments.after)?)
        }
        "payee" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { party: linli::ledger::Party, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.payee(actor, &arguments.party)?)
        }
        "payment" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { trade: linli::kernel::TradeId, payment: linli::kernel::PaymentId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.payment(actor, arguments.trade, arguments.payment)?)
        }
        "payout" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { payout: linli::kernel::PayoutId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.payout(actor, arguments.payout)?)
        }
        "payout_batch" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { batch: linli::kernel::PayoutBatchId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.payout_batch(actor, arguments.batch)?)
        }
        "payout_batches" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { pay_on: linli::kernel::Day, after: Option<linli::kernel::PayoutBatchId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.payout_batches(actor, arguments.pay_on, arguments.after, arguments.limit)?)
        }
        "payouts_open" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { state: linli::payout::PayoutState, after: Option<linli::kernel::PayoutId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.payouts_open(actor, arguments.state, arguments.after, arguments.limit)?)
        }
        "period_balances" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { party: linli::ledger::Party, days: std::ops::RangeInclusive<linli::kernel::Day>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.period_balances(actor, &arguments.party, arguments.days)?)
        }
        "pickup_buyer" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { order: linli::kernel::OrderId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.pickup_buyer(actor, arguments.order)?)
        }
        "points_balance" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.points_balance(actor, arguments.member)?)
        }
        "points_statements" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { party: linli::ledger::Party, side: linli::points::StatementSide, after: Option<linli::store::Place>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.points_statements(actor, &arguments.party, arguments.side, arguments.after, arguments.limit)?)
        }
        "presale" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, presale: linli::kernel::PresaleId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.presale(actor, arguments.merchant, arguments.presale)?)
        }
        "product" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { product: linli::kernel::ProductId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.product(actor, arguments.product)?)
        }
        "product_rating" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { product: linli::kernel::ProductId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.product_rating(actor, arguments.product)?)
        }
        "product_record" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { product: linli::kernel::ProductId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.product_record(actor, arguments.product)?)
        }
        "products_of_category" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { category: linli::kernel::CategoryId, after: Option<linli::kernel::ProductId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.products_of_category(actor, arguments.category, arguments.after, arguments.limit)?)
        }
        "products_of_merchant" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, after: Option<linli::kernel::ProductId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.products_of_merchant(actor, arguments.merchant, arguments.after, arguments.limit)?)
        }
        "promoter" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.promoter(actor, arguments.member)?)
        }
        "promoter_team" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { promoter: linli::kernel::MemberId, after: Option<linli::kernel::MemberId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.promoter_team(actor, arguments.promoter, arguments.after, arguments.limit)?)
        }
        "promoter_team_below" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { promoter: linli::kernel::MemberId, below: linli::kernel::MemberId, after: Option<linli::kernel::MemberId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.promoter_team_below(actor, arguments.promoter, arguments.below, arguments.after, arguments.limit)?)
        }
        "promoters_below" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { promoter: linli::kernel::MemberId, after: Option<linli::kernel::MemberId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.promoters_below(actor, arguments.promoter, arguments.after, arguments.limit)?)
        }
        "purchase_sheet" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { scope: linli::station::PurchaseScope, day: linli::kernel::Day, after: Option<linli::station::PurchaseItem>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.purchase_sheet(actor, arguments.scope, arguments.day, arguments.after.as_ref(), arguments.limit)?)
        }
        "quote" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { wanted: linli::order::Wanted, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.quote(actor, &arguments.wanted)?)
        }
        "recommendations" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.recommendations(actor, arguments.member, arguments.limit)?)
        }
        "reconcile" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { channel: String, profile: linli::reconciliation::BillProfile, days: std::ops::RangeInclusive<linli::kernel::Day>, bill: crate::Hexadecimal, }
            let arguments: Arguments = read(arguments)?;
            let mut gathered = Vec::new();
            let answer = engine.reconcile(actor, &arguments.channel, &arguments.profile, arguments.days, &mut arguments.bill.reader(), &mut |piece| { gathered.push(piece.clone()); Ok(()) })?;
            write(&(gathered, answer))
        }
        "reconciliations" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { channel: String, after: Option<(linli::kernel::Day, linli::kernel::Id,)>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.reconciliations(actor, &arguments.channel, arguments.after, arguments.limit)?)
        }
        "referral" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.referral(actor, arguments.member)?)
        }
        "refund" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { refund: linli::kernel::RefundId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.refund(actor, arguments.refund)?)
        }
        "refunds_of_trade" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { trade: linli::kernel::TradeId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.refunds_of_trade(actor, arguments.trade)?)
        }
        "refunds_waiting" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { state: linli::payment::RefundState, after: Option<linli::store::Place>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.refunds_waiting(actor, arguments.state, arguments.after)?)
        }
        "review_of_line" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { order: linli::kernel::OrderId, line: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.review_of_line(actor, arguments.order, arguments.line)?)
        }
        "reviews_of_merchant" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, after: Option<linli::store::Place>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.reviews_of_merchant(actor, arguments.merchant, arguments.after, arguments.limit)?)
        }
        "reviews_of_product" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { product: linli::kernel::ProductId, after: Option<linli::store::Place>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.reviews_of_product(actor, arguments.product, arguments.after, arguments.limit)?)
        }
        "run_due" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.run_due(actor, arguments.limit)?)
        }
        "sale" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { sale: linli::kernel::CampaignId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.sale(actor, arguments.sale)?)
        }
        "sales_at" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { node: linli::kernel::NodeId, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.sales_at(actor, arguments.node, arguments.limit)?)
        }
        "sales_of_merchant" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, after: Option<linli::kernel::CampaignId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.sales_of_merchant(actor, arguments.merchant, arguments.after, arguments.limit)?)
        }
        "search_products" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { search: linli::search::ProductSearch, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.search_products(actor, &arguments.search)?)
        }
        "search_stations" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { text: String, after: Option<linli::kernel::StationId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.search_stations(actor, &arguments.text, arguments.after, arguments.limit)?)
        }
        "segment_members" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { segment: linli::kernel::SegmentId, community: linli::kernel::NodeId, after: Option<linli::kernel::MemberId>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.segment_members(actor, arguments.segment, arguments.community, arguments.after)?)
        }
        "segments" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { after: Option<linli::kernel::SegmentId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.segments(actor, arguments.after, arguments.limit)?)
        }
        "settle" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { steps: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.settle(actor, arguments.steps)?)
        }
        "settlements_of" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { party: linli::ledger::Party, before: Option<linli::kernel::Day>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.settlements_of(actor, &arguments.party, arguments.before, arguments.limit)?)
        }
        "settlements_of_day" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { day: linli::kernel::Day, after: Option<linli::kernel::SettlementId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.settlements_of_day(actor, arguments.day, arguments.after, arguments.limit)?)
        }
        "settling" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { }
            let Arguments {} = read(arguments)?;
            write(&engine.settling(actor, )?)
        }
        "share_subject" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { code: linli::share::ShareCode, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.share_subject(actor, &arguments.code)?)
        }
        "shares_of" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { member: linli::kernel::MemberId, after: Option<linli::share::ShareCode>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.shares_of(actor, arguments.member, arguments.after.as_ref(), arguments.limit)?)
        }
        "split_rule" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: Option<linli::kernel::MerchantId>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.split_rule(actor, arguments.merchant)?)
        }
        "split_rules" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { after: Option<linli::kernel::Id>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.split_rules(actor, arguments.after, arguments.limit)?)
        }
        "split_rules_for" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { product: linli::kernel::ProductId, community: linli::kernel::NodeId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.split_rules_for(actor, arguments.product, arguments.community)?)
        }
        "statement" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { party: linli::ledger::Party, days: std::ops::RangeInclusive<linli::kernel::Day>, after: Option<linli::ledger::StatementPlace>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.statement(actor, &arguments.party, arguments.days, arguments.after, arguments.limit)?)
        }
        "station" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { station: linli::kernel::StationId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.station(actor, arguments.station)?)
        }
        "station_by_code" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { code: String, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.station_by_code(actor, &arguments.code)?)
        }
        "station_day_summary" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { station: linli::kernel::StationId, day: linli::kernel::Day, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.station_day_summary(actor, arguments.station, arguments.day)?)
        }
        "stations_near" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { position: linli::station::Position, community: Option<linli::kernel::NodeId>, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.stations_near(actor, arguments.position, arguments.community)?)
        }
        "stations_of" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { community: linli::kernel::NodeId, after: Option<linli::kernel::StationId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.stations_of(actor, arguments.community, arguments.after, arguments.limit)?)
        }
        "stock" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { product: linli::kernel::ProductId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.stock(actor, arguments.product)?)
        }
        "suppliers" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { after: Option<linli::kernel::SupplierId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.suppliers(actor, arguments.after, arguments.limit)?)
        }
        "third_party_contract" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.third_party_contract(actor, arguments.merchant)?)
        }
        "third_party_sales" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { merchant: linli::kernel::MerchantId, after: Option<(linli::kernel::Timestamp, linli::kernel::ThirdPartySaleId,)>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.third_party_sales(actor, arguments.merchant, arguments.after, arguments.limit)?)
        }
        "trade" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { trade: linli::kernel::TradeId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.trade(actor, arguments.trade)?)
        }
        "trial_balance" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { }
            let Arguments {} = read(arguments)?;
            write(&engine.trial_balance(actor, )?)
        }
        "trial_balance_of" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { day: linli::kernel::Day, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.trial_balance_of(actor, arguments.day)?)
        }
        "verify_log" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { }
            let Arguments {} = read(arguments)?;
            write(&engine.verify_log(actor, )?)
        }
        "withdrawal" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { id: linli::kernel::WithdrawalId, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.withdrawal(actor, arguments.id)?)
        }
        "withdrawals_of" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { party: linli::ledger::Party, before: Option<linli::kernel::WithdrawalId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.withdrawals_of(actor, &arguments.party, arguments.before, arguments.limit)?)
        }
        "withdrawals_waiting" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { state: linli::commission::WithdrawalState, after: Option<linli::kernel::WithdrawalId>, limit: u32, }
            let arguments: Arguments = read(arguments)?;
            write(&engine.withdrawals_waiting(actor, arguments.state, arguments.after, arguments.limit)?)
        }
        _ => Err(unknown(name)),
    }
}

pub(crate) fn rule(name: &str, arguments: &str) -> Result<String> {
    match name {
        "divide" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { amount: linli::kernel::Money, weights: Vec<linli::kernel::Money>, }
            let arguments: Arguments = read(arguments)?;
            write(&linli::kernel::divide(arguments.amount, &arguments.weights)?)
        }
        "percentage" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { amount: linli::kernel::Money, rate: linli::kernel::Rate, rounding: linli::kernel::Rounding, }
            let arguments: Arguments = read(arguments)?;
            write(&linli::kernel::percentage(arguments.amount, arguments.rate, arguments.rounding)?)
        }
        "portion" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { amount: i64, before: i64, now: i64, whole: i64, }
            let arguments: Arguments = read(arguments)?;
            write(&linli::kernel::portion(arguments.amount, arguments.before, arguments.now, arguments.whole)?)
        }
        "earned_by" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { cash: i64, points: u32, per: i64, }
            let arguments: Arguments = read(arguments)?;
            write(&linli::points::earned_by(arguments.cash, arguments.points, arguments.per)?)
        }
        "quote" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { input: linli::pricing::QuoteInput, }
            let arguments: Arguments = read(arguments)?;
            write(&linli::pricing::quote(&arguments.input)?)
        }
        "given_back" => {
            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Arguments { parts: Vec<linli::kernel::Money>, whole: linli::kernel::Money, refunded: linli::kernel::Money, }
            let arguments: Arguments = read(arguments)?;
            write(&linli::split::given_back(&arguments.parts, arguments.whole, arguments.refunded)?)
        }
        _ => Err(unknown(name)),
    }
}
