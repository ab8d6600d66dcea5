//! The table of operations: every command and query, and which roles may run it. RULES §1.

use serde::{Deserialize, Serialize};

use super::Engine;
use super::command::{BoxedCommand, Command};
use crate::kernel::Role::{
    Auditor, Finance, Leader, Member, MerchantStaff, NodeManager, NodeOperator, Platform, Promoter,
    System, Worker,
};
use crate::kernel::{Actor, CommandId, Error, Result, Role};
use crate::{
    aftersale, campaign, cart, catalog, commission, coupon, engine, income, insight, ledger, level,
    member, merchant, order, org, payment, payout, pickup, points, reconciliation, review, sale,
    settlement, share, split, station,
};

macro_rules! operations {
    (
        commands { $($(#[$command_doc:meta])* $method:ident: $module:ident::$command:ident [$($role:ident),*];)* }
        queries { $($(#[$query_doc:meta])* $query:ident: $Query:ident [$($query_role:ident),*];)* }
    ) => {
        /// Every command and query of the engine.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Operation {
            $($(#[$command_doc])* $command,)*
            $($(#[$query_doc])* $Query,)*
        }

        impl Operation {
            /// Commands, then queries.
            pub const ALL: &'static [Self] = &[$(Self::$command,)* $(Self::$Query,)*];

            /// Its stable snake_case name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$command => stringify!($method),)*
                    $(Self::$Query => stringify!($query),)*
                }
            }

            /// The roles that may run it, where a grant of theirs covers its target.
            pub const fn roles(self) -> &'static [Role] {
                match self {
                    $(Self::$command => &[$($role),*],)*
                    $(Self::$Query => &[$($query_role),*],)*
                }
            }

            /// Whether it changes state.
            pub const fn is_command(self) -> bool {
                match self {
                    $(Self::$command => true,)*
                    $(Self::$Query => false,)*
                }
            }
        }

        /// Any command as a value: `{"command": "create_node", …}`.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[serde(tag = "command", rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each variant is documented as the command that it holds")]
        #[expect(clippy::large_enum_variant, reason = "settings are many; commands as data are few at a time")]
        pub enum AnyCommand {
            $($command($module::$command),)*
        }

        impl AnyCommand {
            /// Its row in the table of operations.
            pub const fn operation(&self) -> Operation {
                match self {
                    $(Self::$command(_) => Operation::$command,)*
                }
            }
        }

        impl From<AnyCommand> for BoxedCommand {
            fn from(command: AnyCommand) -> Self {
                match command {
                    $(AnyCommand::$command(command) => Self::new(command),)*
                }
            }
        }

        impl Engine {
            /// Runs any command and gives its answer as JSON. For hosts that keep commands as data.
            pub fn execute_any(&self, actor: &Actor, id: CommandId, command: AnyCommand) -> Result<serde_json::Value> {
                let answer = self.execute_boxed(actor, id, command.into())?;
                serde_json::from_str(answer.get()).map_err(|error| {
                    Error::internal(format!("an answer could not be read: {error}"))
                })
            }

            $($(#[$command_doc])*
            pub fn $method(
                &self,
                actor: &Actor,
                id: CommandId,
                command: $module::$command,
            ) -> Result<<$module::$command as Command>::Answer> {
                self.execute(actor, id, command)
            })*
        }
    };
}

operations! {
    commands {
        // Engine
        /// Seals the newest log entries into the hash chain.
        seal_log: engine::SealLog [System, Platform];

        // Organisation
        /// Opens a tenant with its root node and its first platform user.
        create_tenant: org::CreateTenant [System];
        /// Adds a node to the organisation tree.
        create_node: org::CreateNode [Platform, NodeManager];
        /// Changes settings of a node; what it does not set, it inherits.
        change_settings: org::ChangeSettings [Platform, NodeManager];
        /// Sets the tenant's calendar of working days.
        set_calendar: org::SetCalendar [Platform, System];
        /// Lets a person be something somewhere.
        grant_role: org::GrantRole [Platform, NodeManager];
        /// Ends a grant.
        revoke_role: org::RevokeRole [Platform, NodeManager];

        // Members
        /// Registers a resident of a community with sealed personal data.
        register_member: member::RegisterMember [System, Platform, NodeManager, NodeOperator];
        /// Changes a member's name, phone, address or preferred station.
        change_member: member::ChangeMember [System, Platform, NodeManager, NodeOperator, Member];
        /// Destroys a member's personal data for good.
        erase_member: member::EraseMember [System, Platform, Member];

        // Merchants
        /// Records a merchant from the back office, as a draft.
        record_merchant: merchant::RecordMerchant [Platform, NodeManager];
        /// Self-registration of a merchant: the applicant becomes its staff.
        register_merchant: merchant::RegisterMerchant [System, Platform, NodeManager];
        /// Changes a merchant's data as far as its state allows.
        change_merchant: merchant::ChangeMerchant [Platform, NodeManager, MerchantStaff];
        /// Asks for a merchant's review.
        submit_merchant: merchant::SubmitMerchant [Platform, NodeManager, MerchantStaff];
        /// Approves or rejects a submitted merchant.
        review_merchant: merchant::ReviewMerchant [Platform, NodeManager];
        /// Lets an approved merchant sell.
        activate_merchant: merchant::ActivateMerchant [Platform, NodeManager];
        /// Stops a merchant by hand.
        suspend_merchant: merchant::SuspendMerchant [Platform, NodeManager];
        /// Lets a suspended merchant sell again.
        resume_merchant: merchant::ResumeMerchant [Platform, NodeManager];
        /// Sets the nodes that a merchant is approved for.
        set_served_nodes: merchant::SetServedNodes [Platform, NodeManager];
        /// Sets a merchant's qualifications.
        set_qualifications: merchant::SetQualifications [Platform, NodeManager, MerchantStaff];
        /// Records a supplier.
        create_supplier: merchant::CreateSupplier [Platform];

        // Catalogue
        /// Adds a category to the tree.
        create_category: catalog::CreateCategory [Platform];
        /// Renames a category.
        change_category: catalog::ChangeCategory [Platform];
        /// Creates a product with its SKUs, as a draft.
        create_product: catalog::CreateProduct [Platform, NodeManager, NodeOperator, MerchantStaff];
        /// Replaces what can be changed of a product.
        change_product: catalog::ChangeProduct [Platform, NodeManager, NodeOperator, MerchantStaff];
        /// Sets prices of a product's SKUs.
        change_sku_prices: catalog::ChangeSkuPrices [Platform, NodeManager, NodeOperator, MerchantStaff];
        /// Adds SKUs to a product.
        add_skus: catalog::AddSkus [Platform, NodeManager, NodeOperator, MerchantStaff];
        /// Asks for a product's review.
        submit_product: catalog::SubmitProduct [Platform, NodeManager, NodeOperator, MerchantStaff];
        /// Approves (then it is on sale) or rejects a submitted product.
        review_product: catalog::ReviewProduct [Platform, NodeManager, NodeOperator];
        /// Puts a reviewed product on sale again.
        put_on_sale: catalog::PutOnSale [Platform, NodeManager, NodeOperator, MerchantStaff];
        /// Takes a product off sale.
        take_off_sale: catalog::TakeOffSale [Platform, NodeManager, NodeOperator, MerchantStaff];
        /// Creates and changes products from CSV.
        import_products: catalog::ImportProducts [Platform, NodeManager, NodeOperator, MerchantStaff];

        // Stock
        /// Sets what is available of SKUs after counting.
        set_stock: catalog::SetStock [Platform, NodeManager, NodeOperator, MerchantStaff];
        /// Adds what came in.
        receive_stock: catalog::ReceiveStock [Platform, NodeManager, NodeOperator, MerchantStaff];
        /// Adds or takes off what was found to differ, with a reason.
        correct_stock: catalog::CorrectStock [Platform, NodeManager, NodeOperator, MerchantStaff];

        // Carts and favourites
        /// Puts a SKU in a member's cart, or sets how many of it are there.
        put_in_cart: cart::PutInCart [System, Member];
        /// Takes a line out of a cart.
        remove_from_cart: cart::RemoveFromCart [System, Member];
        /// Empties a cart.
        clear_cart: cart::ClearCart [System, Member];
        /// Marks a product as a favourite.
        add_favourite: cart::AddFavourite [System, Member];
        /// Ends that.
        remove_favourite: cart::RemoveFavourite [System, Member];

        // Orders and payment
        /// Turns a cart into a trade with its orders.
        place_order: order::PlaceOrder [Member];
        /// Chooses another station before payment.
        switch_station: order::SwitchStation [Member];
        /// Gives up an unpaid trade.
        cancel_trade: order::CancelTrade [Member, NodeOperator];
        /// Closes a trade that was not paid in time; due work.
        expire_trade: order::ExpireTrade [System];
        /// Reports a payment.
        report_payment: payment::ReportPayment [System];
        /// Cancels a paid order, or a part of it, before shipping.
        cancel_order: order::CancelOrder [Member, NodeOperator, NodeManager];
        /// Hands an order to a carrier or rider.
        ship_order: order::ShipOrder [MerchantStaff, NodeOperator];
        /// Says that an order arrived.
        confirm_receipt: order::ConfirmReceipt [Member];
        /// Reports that a courier or worker completed an order.
        report_completion: order::ReportCompletion [System, Worker, NodeOperator];
        /// Does what an order does by itself; due work.
        advance_order: order::AdvanceOrder [System];
        /// Reports the result of a refund.
        report_refund: payment::ReportRefund [System];
        /// Instructs a failed refund again.
        retry_refund: payment::RetryRefund [System, Finance, Platform];
        /// Says that a failed refund was paid in another way.
        pay_refund_by_hand: payment::PayRefundByHand [Finance, Platform];

        // After-sale
        /// Asks for money back for units of an order that is on its way or received.
        apply_after_sale: aftersale::ApplyAfterSale [Member, NodeOperator];
        /// Agrees to or refuses a case.
        answer_after_sale: aftersale::AnswerAfterSale [MerchantStaff, NodeOperator, NodeManager];
        /// Gives a case up.
        withdraw_after_sale: aftersale::WithdrawAfterSale [Member, NodeOperator];
        /// Says how the goods of a case come back.
        send_goods_back: aftersale::SendGoodsBack [Member, NodeOperator];
        /// Confirms that the goods of a case are back.
        confirm_goods_back: aftersale::ConfirmGoodsBack [MerchantStaff, Leader, NodeOperator, NodeManager];
        /// Agrees to a case that nobody answered; due work.
        advance_after_sale: aftersale::AdvanceAfterSale [System];

        // Reviews
        /// Reviews a line of an order that was received.
        write_review: review::WriteReview [Member];
        /// Answers a review.
        answer_review: review::AnswerReview [MerchantStaff];
        /// Hides a review, or shows it again.
        moderate_review: review::ModerateReview [Platform, NodeManager, NodeOperator];
        /// Looks at a merchant's rating; due work.
        advance_rating: review::AdvanceRating [System];

        // Flash sales, group buys, presales
        /// Makes a flash sale or a group buy.
        create_sale: sale::CreateSale [Platform, NodeManager, MerchantStaff];
        /// Ends a sale before its window is over.
        end_sale: sale::EndSale [Platform, NodeManager, MerchantStaff];
        /// Ends a sale whose window is over; due work.
        expire_sale: sale::ExpireSale [System];
        /// Ends a running group; its orders are refunded.
        cancel_group: sale::CancelGroup [Platform, NodeManager, NodeOperator];
        /// Does what a group does by itself; due work.
        advance_group: sale::AdvanceGroup [System];
        /// Sells a SKU ahead of its stock.
        open_presale: sale::OpenPresale [Platform, NodeManager, NodeOperator, MerchantStaff];
        /// Ends that.
        end_presale: sale::EndPresale [Platform, NodeManager, NodeOperator, MerchantStaff];

        // Stations and logistics
        /// Opens a pickup station.
        create_station: station::CreateStation [Platform, NodeManager];
        /// Changes what is said of a station.
        change_station: station::ChangeStation [Platform, NodeManager];
        /// Opens or closes a station for new orders.
        set_station_opening: station::SetStationOpening [Platform, NodeManager];
        /// Closes a station's delivery day at its cut-off; due work.
        close_station_day: station::CloseStationDay [System, NodeManager, NodeOperator];
        /// Makes the manifest of a closed delivery day and sends its orders off; due work.
        dispatch_manifest: station::DispatchManifest [System, NodeManager, NodeOperator];
        /// Enters what arrived at a station.
        accept_delivery: station::AcceptDelivery [Leader, NodeOperator, NodeManager];

        // Pickup
        /// Looks a pickup code up without using it.
        look_up_pickup_code: pickup::LookUpPickupCode [Leader, NodeOperator];
        /// Hands an order over against its code.
        confirm_pickup: pickup::ConfirmPickup [Leader, NodeOperator];
        /// Tells what a station handed over without a network.
        upload_releases: pickup::UploadReleases [Leader, NodeOperator];

        // Ledger, split, settlement
        /// Sets how the orders of a merchant, or of all others, are split from now on.
        set_split_rule: split::SetSplitRule [Platform, System];
        /// Removes a merchant's own rule, or the default: the default holds, or the merchant gets all.
        remove_split_rule: split::RemoveSplitRule [Platform, System];
        /// Closes the books of a business day that is over.
        close_day: settlement::CloseDay [Platform, System];
        /// Gathers the next postings of a closed day, in the end makes its settlements.
        gather_day: settlement::GatherDay [Platform, System];
        /// Tells of money that lies at a channel for too long; due work.
        watch_clearing: ledger::WatchClearing [System];
        /// Books a document: usage fee, advertising, debt paid in, transfer or fee of a channel.
        book_document: income::BookDocument [Platform, Finance, System];
        /// Takes a document back.
        reverse_document: income::ReverseDocument [Platform, Finance];
        /// Sets what a third-party merchant owes per sale.
        set_third_party_contract: income::SetThirdPartyContract [Platform, System];
        /// Reports a sale of a third-party service.
        report_third_party_sale: income::ReportThirdPartySale [Platform, System];
        /// Reports the refund of such a sale.
        report_third_party_refund: income::ReportThirdPartyRefund [Platform, System];
        /// Keeps how comparing a channel's bill came out.
        record_reconciliation: reconciliation::RecordReconciliation [Platform, Finance, System];
        /// Sets how a channel splits payments, with its limits.
        set_channel: payout::SetChannel [Platform, System];
        /// Hands out the next call of a held payment's plan.
        take_call: payout::TakeCall [Platform, System];
        /// The channel's word on such a call.
        report_call: payout::ReportCall [Platform, System];
        /// Warns before a freeze ends, and ends it; due work.
        advance_hold: payout::AdvanceHold [System];
        /// Sets through which channel a party is paid.
        set_payee: payout::SetPayee [Platform, Finance, System];
        /// Approves a batch of payouts; each person once.
        approve_payout_batch: payout::ApprovePayoutBatch [Platform, Finance];
        /// Refuses a batch of payouts: they are owed again.
        reject_payout_batch: payout::RejectPayoutBatch [Platform, Finance];
        /// Releases a batch on its day, or reminds of its approvals; due work.
        advance_payout_batch: payout::AdvancePayoutBatch [System];
        /// The channel's word on a payout.
        report_payout: payout::ReportPayout [Platform, System];
        /// Instructs a payout of unknown outcome again, under its own number.
        repeat_payout: payout::RepeatPayout [Platform, Finance, System];
        /// Tells of a payout that the channel does not answer for; due work.
        chase_payout: payout::ChasePayout [System];

        // Commission
        /// Brings a leader's month that is over one step further: closes it, then posts what its tiers give beyond what was earned sale by sale; due work.
        settle_leader_month: commission::SettleLeaderMonth [System, Platform];
        /// Sets a kind of promoter and how many levels of it earn.
        set_promoter_kind: commission::SetPromoterKind [Platform, System];
        /// Makes a member a promoter.
        appoint_promoter: commission::AppointPromoter [Platform, NodeManager, NodeOperator, System];
        /// Ends a promoter.
        end_promoter: commission::EndPromoter [Platform, NodeManager, System];
        /// Binds a member who came by a promoter's card or link.
        bind_referral: commission::BindReferral [Member, System];
        /// Gives a member the code by which they share something.
        create_share: share::CreateShare [Member, NodeOperator, System];
        /// Counts a visit by a share code, and binds the visitor.
        visit_share: share::VisitShare [Member, System];
        /// Asks for a withdrawal by a leader or promoter.
        request_withdrawal: commission::RequestWithdrawal [Leader, Member];
        /// Approves or rejects a withdrawal.
        review_withdrawal: commission::ReviewWithdrawal [Platform, NodeManager, Finance];
        /// The host's answer to a withdrawal instruction.
        report_withdrawal: commission::ReportWithdrawal [System, Platform];
        /// Tells the host again to pay a withdrawal whose result nobody knows, under the same number.
        resend_withdrawal: commission::ResendWithdrawal [System, Platform, Finance];

        // Campaigns and coupons
        /// Makes a campaign: full reduction or timed discount.
        create_campaign: campaign::CreateCampaign [Platform, NodeManager, MerchantStaff];
        /// Changes a campaign.
        change_campaign: campaign::ChangeCampaign [Platform, NodeManager, MerchantStaff];
        /// Ends a campaign, by hand or when its time is over; due work.
        end_campaign: campaign::EndCampaign [Platform, NodeManager, MerchantStaff, System];
        /// Makes a template of coupons.
        create_coupon_template: coupon::CreateCouponTemplate [Platform, NodeManager, MerchantStaff];
        /// Issues no more coupons of a template.
        close_coupon_template: coupon::CloseCouponTemplate [Platform, NodeManager, MerchantStaff];
        /// Takes a coupon that can be claimed.
        claim_coupon: coupon::ClaimCoupon [Member];
        /// Gives coupons to members.
        give_coupons: coupon::GiveCoupons [Platform, NodeManager, NodeOperator, MerchantStaff];
        /// Warns of and expires a coupon; due work.
        expire_coupon: coupon::ExpireCoupon [System];

        // Points
        /// Gives points: registering, opening balances, campaigns.
        grant_points: points::GrantPoints [Platform, NodeManager, MerchantStaff, System];
        /// Rewards the first login of a day.
        record_login: points::RecordLogin [System, Member];
        /// Expires a member's points and warns of those that expire soon; due work.
        expire_points: points::ExpirePoints [System];
        /// Pays a part of a property bill in points.
        spend_points_on_bill: points::SpendPointsOnBill [System];
        /// Gives points back that paid a part of a property bill.
        return_bill_points: points::ReturnBillPoints [System, NodeManager];
        /// Earns points by paying a property bill.
        report_bill_paid: points::ReportBillPaid [System];
        /// Takes back what a property bill earned, because its payment was undone.
        withdraw_bill_paid: points::WithdrawBillPaid [System, NodeManager];
        /// Settles the statements of a month between issuers of points and where they were spent; due work.
        settle_points: points::SettlePoints [Platform, System];

        // Levels
        /// Sets the levels of the tenant.
        set_levels: level::SetLevels [Platform, System];
        /// Looks at members again after the levels were set; due work.
        review_levels: level::ReviewLevels [System];
        /// Gives growth for something else than buying.
        grant_growth: level::GrantGrowth [Platform, NodeManager, System];
        /// Gives the gift of a month and ends periods; due work.
        advance_level: level::AdvanceLevel [System];

        // Insight
        /// Takes what was bought and refunded into the habits of members and products; due work once it was begun.
        fold_insights: insight::FoldInsights [System, Platform];
        /// Gives a member a tag by hand.
        tag_member: insight::TagMember [Platform, NodeManager, NodeOperator];
        /// Takes such a tag away.
        untag_member: insight::UntagMember [Platform, NodeManager, NodeOperator];
        /// Sets the rules that give tags.
        set_tag_rules: insight::SetTagRules [Platform];
        /// Says who belongs to a segment.
        set_segment: insight::SetSegment [Platform];
        /// Sets the rules that recommend this to who bought that.
        set_recommendation_rules: insight::SetRecommendationRules [Platform];
        /// Warns that a member may be lost; due work.
        warn_churn: insight::WarnChurn [System];
    }
    queries {
        // Engine
        /// Polls the event log.
        events: Events [Platform, System];
        /// Reads the audit trail.
        audit: Audit [Platform, Auditor, System];
        /// Recomputes the hash chain over the log.
        verify_log: VerifyLog [Platform, Auditor, System];
        /// Lists what is due.
        due: Due [Platform, System];

        // Organisation
        /// A node with its settings, and its children.
        node: Node [Platform, NodeManager, NodeOperator, Finance, Auditor, System];

        // Members
        /// A member's data, masked.
        member: MemberView [Platform, NodeManager, NodeOperator, Auditor, Member, System];
        /// A member's personal data in clear; audited by the host's choice of actor.
        member_profile: MemberProfile [Platform, NodeManager, Member, System];

        // Merchants
        /// A merchant with everything that is stored of it.
        merchant: MerchantRecord [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Auditor, System];
        /// What everybody may know of a merchant.
        merchant_card: MerchantCard [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// The merchants that a node looks after.
        merchants_of_node: MerchantsOfNode [Platform, NodeManager, NodeOperator, Finance, Auditor, System];
        /// The suppliers.
        suppliers: Suppliers [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Auditor, System];

        // Catalogue
        /// All categories, page by page.
        categories: Categories [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// The categories as a tree.
        category_tree: CategoryTree [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// A product as buyers see it.
        product: ProductView [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// A product with everything that is stored of it.
        product_record: ProductRecord [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Auditor, System];
        /// A merchant's products in every state.
        products_of_merchant: ProductsOfMerchant [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Auditor, System];
        /// Products on sale that are listed in a category.
        products_of_category: ProductsOfCategory [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// Finds products on sale by words, category, community and stock.
        search_products: SearchProducts [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];

        // Stock
        /// The stock of a product's SKUs.
        stock: StockOfProduct [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Auditor, System];

        // Carts and favourites
        /// A member's cart at current prices.
        cart: CartView [Platform, NodeManager, NodeOperator, Auditor, Member, System];
        /// A member's favourites.
        favourites: FavouritesView [Platform, NodeManager, NodeOperator, Auditor, Member, System];

        // Orders and payment
        /// Prices a cart.
        quote: QuoteCart [Member];
        /// A trade.
        trade: TradeView [Member, NodeManager, NodeOperator, Finance, Auditor, Platform, System];
        /// An order.
        order: OrderView [Member, MerchantStaff, Leader, NodeManager, NodeOperator, Finance, Auditor, Platform, System];
        /// To whom and where an order is sent, in clear.
        order_address: OrderAddress [Member, MerchantStaff, NodeOperator, Platform];
        /// A member's orders.
        orders_of_member: OrdersOfMember [Member, NodeManager, NodeOperator, Auditor, Platform];
        /// A merchant's orders.
        orders_of_merchant: OrdersOfMerchant [MerchantStaff, NodeManager, NodeOperator, Finance, Auditor, Platform];
        /// A station's orders of a delivery day.
        orders_of_station: OrdersOfStation [Leader, NodeManager, NodeOperator, Auditor, Platform];
        /// A payment.
        payment: PaymentView [Member, NodeManager, Finance, Auditor, Platform, System];
        /// A refund.
        refund: RefundView [Member, MerchantStaff, NodeManager, NodeOperator, Finance, Auditor, Platform, System];
        /// The refunds of a trade.
        refunds_of_trade: RefundsOfTrade [Member, NodeManager, NodeOperator, Finance, Auditor, Platform, System];
        /// Refunds that wait for the channel or for a person.
        refunds_waiting: RefundsWaiting [System, Platform, Finance];

        // Flash sales, group buys, presales
        /// The sales at a node.
        sales_at: SalesAt [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// A sale with its figures.
        sale: SaleView [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// A merchant's sales in every state.
        sales_of_merchant: SalesOfMerchant [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Auditor, System];
        /// A group as everybody may see it.
        group: GroupView [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// A group with its seats.
        group_record: GroupRecord [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Auditor, System];
        /// The running groups of a group buy.
        groups_of_sale: GroupsOfSale [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// The groups of a member's orders.
        my_groups: MyGroups [Member, NodeManager, NodeOperator, Auditor, Platform, System];
        /// A presale with its figures.
        presale: PresaleView [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Auditor, System];
        // After-sale
        /// A case with its progress.
        after_sale: AfterSaleView [Member, MerchantStaff, Leader, NodeManager, NodeOperator, Finance, Auditor, Platform, System];
        /// Whom to ask about a case, in clear.
        after_sale_claim: AfterSaleClaim [Member, MerchantStaff, NodeOperator, Platform];
        /// The cases of an order.
        after_sales_of_order: AfterSalesOfOrder [Member, MerchantStaff, Leader, NodeManager, NodeOperator, Finance, Auditor, Platform, System];
        /// A member's cases.
        after_sales_of_member: AfterSalesOfMember [Member, NodeManager, NodeOperator, Auditor, Platform, System];
        /// A merchant's cases.
        after_sales_of_merchant: AfterSalesOfMerchant [MerchantStaff, NodeManager, NodeOperator, Finance, Auditor, Platform, System];
        /// The cases of a community's residents.
        after_sales_of_community: AfterSalesOfCommunity [NodeManager, NodeOperator, Finance, Auditor, Platform, System];

        // Reviews
        /// The review of a line of an order.
        review_of_line: ReviewOfLine [Member, MerchantStaff, NodeManager, NodeOperator, Auditor, Platform, System];
        /// A product's reviews.
        reviews_of_product: ReviewsOfProduct [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// The reviews of everything that a merchant sells.
        reviews_of_merchant: ReviewsOfMerchant [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// A merchant's reviews with those that are hidden.
        all_reviews_of_merchant: AllReviewsOfMerchant [Platform, NodeManager, NodeOperator, MerchantStaff, Auditor, System];
        /// What a product's reviews add up to.
        product_rating: ProductRating [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// What a merchant's reviews add up to.
        merchant_rating: MerchantRating [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// How a merchant stands by the rating rule.
        merchant_standing: MerchantStanding [Platform, NodeManager, NodeOperator, MerchantStaff, Auditor, System];

        // Stations and logistics
        /// Open stations around a place.
        stations_near: StationsNear [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Member, Auditor, System];
        /// Open stations by words.
        search_stations: SearchStations [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Member, Auditor, System];
        /// The stations of a community.
        stations_of: StationsOf [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Member, Auditor, System];
        /// A station.
        station: StationView [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Member, Auditor, System];
        /// A station by its code.
        station_by_code: StationByCode [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Member, Auditor, System];
        /// A station's delivery day with its manifest.
        manifest: ManifestView [Platform, NodeManager, NodeOperator, Leader, Auditor, System];
        /// The manifests of a delivery day by route.
        manifests: ManifestsOfDay [Platform, NodeManager, NodeOperator, Auditor, System];
        /// What is bought from whom for a delivery day.
        purchase_sheet: PurchaseSheet [Platform, NodeManager, NodeOperator, MerchantStaff, Auditor, System];
        /// What a station gets on a delivery day, per SKU.
        station_day_summary: StationDaySummary [Platform, NodeManager, NodeOperator, Leader, Auditor, System];
        /// Who gets what at a station on a delivery day.
        hand_over_sheet: HandOverSheet [Platform, NodeManager, NodeOperator, Leader];
        /// What was and was not collected of a delivery day.
        collection_list: CollectionList [Platform, NodeManager, NodeOperator, Leader];

        // Pickup
        /// The buyer's own pickup code.
        my_pickup_code: MyPickupCode [Member];
        /// Who collects an order, masked.
        pickup_buyer: PickupBuyer [Leader, NodeOperator, NodeManager];
        /// The buyer's own token for a station without a network.
        my_pickup_token: MyPickupToken [Member];
        /// The key with which a station checks tokens.
        pickup_token_key: PickupTokenKey [Leader, NodeOperator, NodeManager];
        /// What a station handed over that it should not have.
        release_conflicts: ReleaseConflicts [Leader, NodeOperator, NodeManager];

        // Ledger, split, settlement
        /// The split rule in force for a merchant, or the default.
        split_rule: SplitRuleView [Platform, Finance, Auditor, MerchantStaff, System];
        /// Every split rule in force, page by page.
        split_rules: SplitRules [Platform, Finance, Auditor, System];
        /// The rules that a product's sales in a community follow.
        split_rules_for: SplitRulesFor [Platform, Finance, Auditor, MerchantStaff, System];
        /// Who got what of an order, line by line.
        order_split: OrderSplit [Platform, NodeManager, Finance, Auditor, System];
        /// What an account stands at.
        account_balance: AccountBalance [Platform, NodeManager, Finance, Auditor, MerchantStaff, Leader, Member, System];
        /// The totals of all accounts, which sum to zero.
        trial_balance: TrialBalance [Platform, Finance, Auditor, System];
        /// The postings of an order.
        order_postings: OrderPostings [Platform, NodeManager, Finance, Auditor, System];
        /// What moved a party's accounts in a range of days.
        statement: Statement [Platform, NodeManager, Finance, Auditor, MerchantStaff, Leader, Member, System];
        /// How far settling has come.
        settling: Settling [Platform, Finance, Auditor, System];
        /// The settlements of a day.
        settlements_of_day: SettlementsOfDay [Platform, Finance, Auditor, System];
        /// What a party's accounts moved in a period, with opening and closing balances.
        period_balances: PeriodBalances [Platform, NodeManager, Finance, Auditor, MerchantStaff, Leader, System];
        /// The roll-ups of all accounts.
        account_balances: AccountBalances [Platform, Finance, Auditor, System];
        /// The trial balance of a settled day.
        trial_balance_of: TrialBalanceOf [Platform, Finance, Auditor, System];
        /// What lies at a channel, and since when.
        clearing_age: ClearingAgeView [Platform, Finance, Auditor, System];
        /// The whole ledger as a journal for another program.
        export_journal: ExportJournal [Platform, Finance, Auditor, System];
        /// A document.
        document: DocumentView [Platform, Finance, Auditor, System];
        /// Documents, latest first.
        documents: Documents [Platform, Finance, Auditor, System];
        /// What a third-party merchant owes per sale.
        third_party_contract: ThirdPartyContractView [Platform, NodeManager, Finance, Auditor, MerchantStaff, System];
        /// The sales of a third-party merchant.
        third_party_sales: ThirdPartySalesOf [Platform, NodeManager, Finance, Auditor, MerchantStaff, System];
        /// Compares a channel's bill with the ledger.
        reconcile: Reconcile [Platform, Finance, Auditor, System];
        /// The bills of a channel that were compared.
        reconciliations: Reconciliations [Platform, Finance, Auditor, System];
        /// A held payment with its plan of calls.
        hold: HoldView [Platform, Finance, Auditor, System];
        /// Calls of a channel whose turn has come.
        calls_ready: CallsReady [Platform, Finance, Auditor, System];
        /// A payout and where it stands.
        payout: PayoutView [Platform, Finance, Auditor, System];
        /// Payouts whose outcome is not known.
        payouts_open: PayoutsOpen [Platform, Finance, Auditor, System];
        /// A batch with its payouts.
        payout_batch: PayoutBatchView [Platform, Finance, Auditor, System];
        /// The batches that are to be paid on a day.
        payout_batches: PayoutBatches [Platform, Finance, Auditor, System];
        /// How a party is paid.
        payee: PayeeView [Platform, Finance, Auditor, MerchantStaff, Leader, System];
        /// The settlements of a party.
        settlements_of: SettlementsOf [Platform, NodeManager, Finance, Auditor, MerchantStaff, Leader, Member, System];

        // Commission
        /// What a leader or promoter has earned: pending, unpaid, frozen, paid, debt.
        commission_statement: CommissionStatement [Platform, NodeManager, Finance, Auditor, Leader, Member, System];
        /// A leader's months with sales and commission.
        leader_months: LeaderMonths [Platform, NodeManager, Finance, Auditor, Leader, System];
        /// What of a leader's month was sold for which merchant.
        leader_month_sales: LeaderMonthSales [Platform, NodeManager, Finance, Auditor, Leader, System];
        /// A promoter.
        promoter: PromoterRecord [Platform, NodeManager, NodeOperator, Finance, Auditor, Member, System];
        /// To whom a member is bound.
        referral: ReferralView [Platform, NodeManager, NodeOperator, Auditor, Member, System];
        /// Whom a promoter brought.
        promoter_team: PromoterTeam [Platform, NodeManager, NodeOperator, Auditor, Member, System];
        /// Whom a promoter brought whom a promoter brought.
        promoter_team_below: PromoterTeamBelow [Platform, NodeManager, NodeOperator, Auditor, Member, System];
        /// The promoters whom a promoter brought.
        promoters_below: PromotersBelow [Platform, NodeManager, NodeOperator, Auditor, Member, System];
        /// A leader's or promoter's withdrawals.
        withdrawals_of: WithdrawalsOf [Platform, NodeManager, Finance, Auditor, Leader, Member, System];
        /// Withdrawals that wait for a review or a result.
        withdrawals_waiting: WithdrawalsWaiting [Platform, Finance, Auditor, System];
        /// A withdrawal.
        withdrawal: WithdrawalView [Platform, NodeManager, Finance, Auditor, Leader, Member, System];

        // Sharing
        /// What a share code leads to.
        share_subject: ShareSubject [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// What a member shares, with visits, bindings and orders.
        shares_of: SharesOf [Platform, NodeManager, NodeOperator, Auditor, Member, System];

        // Campaigns and coupons
        /// A campaign.
        campaign: CampaignRecord [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Auditor, System];
        /// The campaigns of a node or merchant.
        campaigns_of: CampaignsOf [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Auditor, System];
        /// The campaigns that quotes of a community may meet, as values.
        offers: OffersOf [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// A template of coupons, and how many were issued.
        coupon_template: CouponTemplateRecord [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Auditor, System];
        /// The templates of a node or merchant.
        coupon_templates_of: CouponTemplatesOf [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// A member's coupons.
        coupons_of: CouponsOf [Platform, NodeManager, NodeOperator, Auditor, Member, System];

        // Points
        /// A member's points.
        points_balance: PointsBalance [Platform, NodeManager, NodeOperator, Auditor, Member, System];
        /// What a property bill has to do with points.
        bill: BillView [Platform, NodeManager, NodeOperator, Finance, Auditor, System];
        /// What points of an issuer were worth where they were spent, by month.
        points_statements: PointsStatements [Platform, NodeManager, Finance, Auditor, MerchantStaff, System];

        // Levels
        /// The levels of the tenant.
        levels: LevelsView [Platform, NodeManager, NodeOperator, Finance, MerchantStaff, Leader, Worker, Promoter, Member, Auditor, System];
        /// A member's level and the way to the next one.
        member_level: MemberLevel [Platform, NodeManager, NodeOperator, Auditor, Member, System];
        /// How many members have which level.
        level_distribution: LevelDistribution [Platform, NodeManager, NodeOperator, Auditor, System];

        // Insight
        /// Tags and habits of a member.
        member_insight: MemberInsight [Platform, NodeManager, NodeOperator, Auditor, System];
        /// Whether a member is in a segment.
        is_in_segment: IsInSegment [Platform, NodeManager, NodeOperator, Auditor, System];
        /// The segments.
        segments: Segments [Platform, NodeManager, NodeOperator, Auditor, System];
        /// The members of a community who are in a segment.
        segment_members: SegmentMembers [Platform, NodeManager, NodeOperator, Auditor, System];
        /// What a member may like, with reasons.
        recommendations: Recommendations [Platform, NodeManager, NodeOperator, Member, System];
    }
}
