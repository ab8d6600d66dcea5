// Written by `linli-bindgen`; do not edit.

package linli

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** What the engine can do. Every call blocks until it is durable. */
abstract class Calls internal constructor() {
    internal abstract fun command(actor: Actor, id: CommandId, name: String, body: Map<String, Any?>): Any?

    internal abstract fun query(actor: Actor, name: String, arguments: Map<String, Any?>): Any?

    /** Seals the newest log entries into the hash chain. */
    fun sealLog(actor: Actor, id: CommandId, command: linli.SealLog): linli.LogSeal? =
        command(actor, id, "seal_log", Codec.writeSealLog(command)).let { it?.let { Codec.readLogSeal(it) } }

    /** Opens a tenant with its root node and its first platform user. */
    fun createTenant(actor: Actor, id: CommandId, command: linli.CreateTenant): linli.NodeId =
        command(actor, id, "create_tenant", Codec.writeCreateTenant(command)).let { linli.NodeId(it as String) }

    /** Adds a node to the organisation tree. */
    fun createNode(actor: Actor, id: CommandId, command: linli.CreateNode): linli.NodeId =
        command(actor, id, "create_node", Codec.writeCreateNode(command)).let { linli.NodeId(it as String) }

    /** Changes settings of a node; what it does not set, it inherits. */
    fun changeSettings(actor: Actor, id: CommandId, command: linli.ChangeSettings) {
        command(actor, id, "change_settings", Codec.writeChangeSettings(command))
    }

    /** Sets the tenant's calendar of working days. */
    fun setCalendar(actor: Actor, id: CommandId, command: linli.SetCalendar) {
        command(actor, id, "set_calendar", Codec.writeSetCalendar(command))
    }

    /** Lets a person be something somewhere. */
    fun grantRole(actor: Actor, id: CommandId, command: linli.GrantRole) {
        command(actor, id, "grant_role", Codec.writeGrantRole(command))
    }

    /** Ends a grant. */
    fun revokeRole(actor: Actor, id: CommandId, command: linli.RevokeRole) {
        command(actor, id, "revoke_role", Codec.writeRevokeRole(command))
    }

    /** Registers a resident of a community with sealed personal data. */
    fun registerMember(actor: Actor, id: CommandId, command: linli.RegisterMember): linli.MemberId =
        command(actor, id, "register_member", Codec.writeRegisterMember(command)).let { linli.MemberId(it as String) }

    /** Changes a member's name, phone, address or preferred station. */
    fun changeMember(actor: Actor, id: CommandId, command: linli.ChangeMember) {
        command(actor, id, "change_member", Codec.writeChangeMember(command))
    }

    /** Destroys a member's personal data for good. */
    fun eraseMember(actor: Actor, id: CommandId, command: linli.EraseMember) {
        command(actor, id, "erase_member", Codec.writeEraseMember(command))
    }

    /** Records a merchant from the back office, as a draft. */
    fun recordMerchant(actor: Actor, id: CommandId, command: linli.RecordMerchant): linli.MerchantId =
        command(actor, id, "record_merchant", Codec.writeRecordMerchant(command)).let { linli.MerchantId(it as String) }

    /** Self-registration of a merchant: the applicant becomes its staff. */
    fun registerMerchant(actor: Actor, id: CommandId, command: linli.RegisterMerchant): linli.MerchantId =
        command(actor, id, "register_merchant", Codec.writeRegisterMerchant(command)).let { linli.MerchantId(it as String) }

    /** Changes a merchant's data as far as its state allows. */
    fun changeMerchant(actor: Actor, id: CommandId, command: linli.ChangeMerchant) {
        command(actor, id, "change_merchant", Codec.writeChangeMerchant(command))
    }

    /** Asks for a merchant's review. */
    fun submitMerchant(actor: Actor, id: CommandId, command: linli.SubmitMerchant) {
        command(actor, id, "submit_merchant", Codec.writeSubmitMerchant(command))
    }

    /** Approves or rejects a submitted merchant. */
    fun reviewMerchant(actor: Actor, id: CommandId, command: linli.ReviewMerchant) {
        command(actor, id, "review_merchant", Codec.writeReviewMerchant(command))
    }

    /** Lets an approved merchant sell. */
    fun activateMerchant(actor: Actor, id: CommandId, command: linli.ActivateMerchant) {
        command(actor, id, "activate_merchant", Codec.writeActivateMerchant(command))
    }

    /** Stops a merchant by hand. */
    fun suspendMerchant(actor: Actor, id: CommandId, command: linli.SuspendMerchant) {
        command(actor, id, "suspend_merchant", Codec.writeSuspendMerchant(command))
    }

    /** Lets a suspended merchant sell again. */
    fun resumeMerchant(actor: Actor, id: CommandId, command: linli.ResumeMerchant) {
        command(actor, id, "resume_merchant", Codec.writeResumeMerchant(command))
    }

    /** Sets the nodes that a merchant is approved for. */
    fun setServedNodes(actor: Actor, id: CommandId, command: linli.SetServedNodes) {
        command(actor, id, "set_served_nodes", Codec.writeSetServedNodes(command))
    }

    /** Sets a merchant's qualifications. */
    fun setQualifications(actor: Actor, id: CommandId, command: linli.SetQualifications) {
        command(actor, id, "set_qualifications", Codec.writeSetQualifications(command))
    }

    /** Records a supplier. */
    fun createSupplier(actor: Actor, id: CommandId, command: linli.CreateSupplier): linli.SupplierId =
        command(actor, id, "create_supplier", Codec.writeCreateSupplier(command)).let { linli.SupplierId(it as String) }

    /** Adds a category to the tree. */
    fun createCategory(actor: Actor, id: CommandId, command: linli.CreateCategory): linli.CategoryId =
        command(actor, id, "create_category", Codec.writeCreateCategory(command)).let { linli.CategoryId(it as String) }

    /** Renames a category. */
    fun changeCategory(actor: Actor, id: CommandId, command: linli.ChangeCategory) {
        command(actor, id, "change_category", Codec.writeChangeCategory(command))
    }

    /** Creates a product with its SKUs, as a draft. */
    fun createProduct(actor: Actor, id: CommandId, command: linli.CreateProduct): linli.ProductId =
        command(actor, id, "create_product", Codec.writeCreateProduct(command)).let { linli.ProductId(it as String) }

    /** Replaces what can be changed of a product. */
    fun changeProduct(actor: Actor, id: CommandId, command: linli.ChangeProduct) {
        command(actor, id, "change_product", Codec.writeChangeProduct(command))
    }

    /** Sets prices of a product's SKUs. */
    fun changeSkuPrices(actor: Actor, id: CommandId, command: linli.ChangeSkuPrices) {
        command(actor, id, "change_sku_prices", Codec.writeChangeSkuPrices(command))
    }

    /** Adds SKUs to a product. */
    fun addSkus(actor: Actor, id: CommandId, command: linli.AddSkus): List<linli.SkuId> =
        command(actor, id, "add_skus", Codec.writeAddSkus(command)).let { (it as List<*>).map { linli.SkuId(it as String) } }

    /** Asks for a product's review. */
    fun submitProduct(actor: Actor, id: CommandId, command: linli.SubmitProduct) {
        command(actor, id, "submit_product", Codec.writeSubmitProduct(command))
    }

    /** Approves (then it is on sale) or rejects a submitted product. */
    fun reviewProduct(actor: Actor, id: CommandId, command: linli.ReviewProduct) {
        command(actor, id, "review_product", Codec.writeReviewProduct(command))
    }

    /** Puts a reviewed product on sale again. */
    fun putOnSale(actor: Actor, id: CommandId, command: linli.PutOnSale) {
        command(actor, id, "put_on_sale", Codec.writePutOnSale(command))
    }

    /** Takes a product off sale. */
    fun takeOffSale(actor: Actor, id: CommandId, command: linli.TakeOffSale) {
        command(actor, id, "take_off_sale", Codec.writeTakeOffSale(command))
    }

    /** Creates and changes products from CSV. */
    fun importProducts(actor: Actor, id: CommandId, command: linli.ImportProducts): linli.ImportReport =
        command(actor, id, "import_products", Codec.writeImportProducts(command)).let { Codec.readImportReport(it) }

    /** Sets what is available of SKUs after counting. */
    fun setStock(actor: Actor, id: CommandId, command: linli.SetStock) {
        command(actor, id, "set_stock", Codec.writeSetStock(command))
    }

    /** Adds what came in. */
    fun receiveStock(actor: Actor, id: CommandId, command: linli.ReceiveStock) {
        command(actor, id, "receive_stock", Codec.writeReceiveStock(command))
    }

    /** Adds or takes off what was found to differ, with a reason. */
    fun correctStock(actor: Actor, id: CommandId, command: linli.CorrectStock) {
        command(actor, id, "correct_stock", Codec.writeCorrectStock(command))
    }

    /** Puts a SKU in a member's cart, or sets how many of it are there. */
    fun putInCart(actor: Actor, id: CommandId, command: linli.PutInCart): Long =
        command(actor, id, "put_in_cart", Codec.writePutInCart(command)).let { (it as Number).toLong() }

    /** Takes a line out of a cart. */
    fun removeFromCart(actor: Actor, id: CommandId, command: linli.RemoveFromCart) {
        command(actor, id, "remove_from_cart", Codec.writeRemoveFromCart(command))
    }

    /** Empties a cart. */
    fun clearCart(actor: Actor, id: CommandId, command: linli.ClearCart) {
        command(actor, id, "clear_cart", Codec.writeClearCart(command))
    }

    /** Marks a product as a favourite. */
    fun addFavourite(actor: Actor, id: CommandId, command: linli.AddFavourite) {
        command(actor, id, "add_favourite", Codec.writeAddFavourite(command))
    }

    /** Ends that. */
    fun removeFavourite(actor: Actor, id: CommandId, command: linli.RemoveFavourite) {
        command(actor, id, "remove_favourite", Codec.writeRemoveFavourite(command))
    }

    /** Turns a cart into a trade with its orders. */
    fun placeOrder(actor: Actor, id: CommandId, command: linli.PlaceOrder): linli.PlacedTrade =
        command(actor, id, "place_order", Codec.writePlaceOrder(command)).let { Codec.readPlacedTrade(it) }

    /** Chooses another station before payment. */
    fun switchStation(actor: Actor, id: CommandId, command: linli.SwitchStation) {
        command(actor, id, "switch_station", Codec.writeSwitchStation(command))
    }

    /** Gives up an unpaid trade. */
    fun cancelTrade(actor: Actor, id: CommandId, command: linli.CancelTrade) {
        command(actor, id, "cancel_trade", Codec.writeCancelTrade(command))
    }

    /** Closes a trade that was not paid in time; due work. */
    fun expireTrade(actor: Actor, id: CommandId, command: linli.ExpireTrade) {
        command(actor, id, "expire_trade", Codec.writeExpireTrade(command))
    }

    /** Reports a payment. */
    fun reportPayment(actor: Actor, id: CommandId, command: linli.ReportPayment): linli.PaymentReport =
        command(actor, id, "report_payment", Codec.writeReportPayment(command)).let { Codec.readPaymentReport(it) }

    /** Cancels a paid order, or a part of it, before shipping. */
    fun cancelOrder(actor: Actor, id: CommandId, command: linli.CancelOrder): linli.RefundId =
        command(actor, id, "cancel_order", Codec.writeCancelOrder(command)).let { linli.RefundId(it as String) }

    /** Hands an order to a carrier or rider. */
    fun shipOrder(actor: Actor, id: CommandId, command: linli.ShipOrder) {
        command(actor, id, "ship_order", Codec.writeShipOrder(command))
    }

    /** Says that an order arrived. */
    fun confirmReceipt(actor: Actor, id: CommandId, command: linli.ConfirmReceipt) {
        command(actor, id, "confirm_receipt", Codec.writeConfirmReceipt(command))
    }

    /** Reports that a courier or worker completed an order. */
    fun reportCompletion(actor: Actor, id: CommandId, command: linli.ReportCompletion) {
        command(actor, id, "report_completion", Codec.writeReportCompletion(command))
    }

    /** Does what an order does by itself; due work. */
    fun advanceOrder(actor: Actor, id: CommandId, command: linli.AdvanceOrder) {
        command(actor, id, "advance_order", Codec.writeAdvanceOrder(command))
    }

    /** Reports the result of a refund. */
    fun reportRefund(actor: Actor, id: CommandId, command: linli.ReportRefund): linli.RefundState =
        command(actor, id, "report_refund", Codec.writeReportRefund(command)).let { Codec.readRefundState(it) }

    /** Instructs a failed refund again. */
    fun retryRefund(actor: Actor, id: CommandId, command: linli.RetryRefund) {
        command(actor, id, "retry_refund", Codec.writeRetryRefund(command))
    }

    /** Says that a failed refund was paid in another way. */
    fun payRefundByHand(actor: Actor, id: CommandId, command: linli.PayRefundByHand) {
        command(actor, id, "pay_refund_by_hand", Codec.writePayRefundByHand(command))
    }

    /** Asks for money back for units of an order that is on its way or received. */
    fun applyAfterSale(actor: Actor, id: CommandId, command: linli.ApplyAfterSale): linli.AfterSaleId =
        command(actor, id, "apply_after_sale", Codec.writeApplyAfterSale(command)).let { linli.AfterSaleId(it as String) }

    /** Agrees to or refuses a case. */
    fun answerAfterSale(actor: Actor, id: CommandId, command: linli.AnswerAfterSale) {
        command(actor, id, "answer_after_sale", Codec.writeAnswerAfterSale(command))
    }

    /** Gives a case up. */
    fun withdrawAfterSale(actor: Actor, id: CommandId, command: linli.WithdrawAfterSale) {
        command(actor, id, "withdraw_after_sale", Codec.writeWithdrawAfterSale(command))
    }

    /** Says how the goods of a case come back. */
    fun sendGoodsBack(actor: Actor, id: CommandId, command: linli.SendGoodsBack) {
        command(actor, id, "send_goods_back", Codec.writeSendGoodsBack(command))
    }

    /** Confirms that the goods of a case are back. */
    fun confirmGoodsBack(actor: Actor, id: CommandId, command: linli.ConfirmGoodsBack) {
        command(actor, id, "confirm_goods_back", Codec.writeConfirmGoodsBack(command))
    }

    /** Agrees to a case that nobody answered; due work. */
    fun advanceAfterSale(actor: Actor, id: CommandId, command: linli.AdvanceAfterSale) {
        command(actor, id, "advance_after_sale", Codec.writeAdvanceAfterSale(command))
    }

    /** Reviews a line of an order that was received. */
    fun writeReview(actor: Actor, id: CommandId, command: linli.WriteReview): linli.ReviewId =
        command(actor, id, "write_review", Codec.writeWriteReview(command)).let { linli.ReviewId(it as String) }

    /** Answers a review. */
    fun answerReview(actor: Actor, id: CommandId, command: linli.AnswerReview) {
        command(actor, id, "answer_review", Codec.writeAnswerReview(command))
    }

    /** Hides a review, or shows it again. */
    fun moderateReview(actor: Actor, id: CommandId, command: linli.ModerateReview) {
        command(actor, id, "moderate_review", Codec.writeModerateReview(command))
    }

    /** Looks at a merchant's rating; due work. */
    fun advanceRating(actor: Actor, id: CommandId, command: linli.AdvanceRating) {
        command(actor, id, "advance_rating", Codec.writeAdvanceRating(command))
    }

    /** Makes a flash sale or a group buy. */
    fun createSale(actor: Actor, id: CommandId, command: linli.CreateSale): linli.CampaignId =
        command(actor, id, "create_sale", Codec.writeCreateSale(command)).let { linli.CampaignId(it as String) }

    /** Ends a sale before its window is over. */
    fun endSale(actor: Actor, id: CommandId, command: linli.EndSale) {
        command(actor, id, "end_sale", Codec.writeEndSale(command))
    }

    /** Ends a sale whose window is over; due work. */
    fun expireSale(actor: Actor, id: CommandId, command: linli.ExpireSale) {
        command(actor, id, "expire_sale", Codec.writeExpireSale(command))
    }

    /** Ends a running group; its orders are refunded. */
    fun cancelGroup(actor: Actor, id: CommandId, command: linli.CancelGroup) {
        command(actor, id, "cancel_group", Codec.writeCancelGroup(command))
    }

    /** Does what a group does by itself; due work. */
    fun advanceGroup(actor: Actor, id: CommandId, command: linli.AdvanceGroup) {
        command(actor, id, "advance_group", Codec.writeAdvanceGroup(command))
    }

    /** Sells a SKU ahead of its stock. */
    fun openPresale(actor: Actor, id: CommandId, command: linli.OpenPresale): linli.PresaleId =
        command(actor, id, "open_presale", Codec.writeOpenPresale(command)).let { linli.PresaleId(it as String) }

    /** Ends that. */
    fun endPresale(actor: Actor, id: CommandId, command: linli.EndPresale) {
        command(actor, id, "end_presale", Codec.writeEndPresale(command))
    }

    /** Opens a pickup station. */
    fun createStation(actor: Actor, id: CommandId, command: linli.CreateStation): linli.StationId =
        command(actor, id, "create_station", Codec.writeCreateStation(command)).let { linli.StationId(it as String) }

    /** Changes what is said of a station. */
    fun changeStation(actor: Actor, id: CommandId, command: linli.ChangeStation) {
        command(actor, id, "change_station", Codec.writeChangeStation(command))
    }

    /** Opens or closes a station for new orders. */
    fun setStationOpening(actor: Actor, id: CommandId, command: linli.SetStationOpening) {
        command(actor, id, "set_station_opening", Codec.writeSetStationOpening(command))
    }

    /** Closes a station's delivery day at its cut-off; due work. */
    fun closeStationDay(actor: Actor, id: CommandId, command: linli.CloseStationDay) {
        command(actor, id, "close_station_day", Codec.writeCloseStationDay(command))
    }

    /** Makes the manifest of a closed delivery day and sends its orders off; due work. */
    fun dispatchManifest(actor: Actor, id: CommandId, command: linli.DispatchManifest): Long =
        command(actor, id, "dispatch_manifest", Codec.writeDispatchManifest(command)).let { (it as Number).toLong() }

    /** Enters what arrived at a station. */
    fun acceptDelivery(actor: Actor, id: CommandId, command: linli.AcceptDelivery): linli.Acceptance =
        command(actor, id, "accept_delivery", Codec.writeAcceptDelivery(command)).let { Codec.readAcceptance(it) }

    /** Looks a pickup code up without using it. */
    fun lookUpPickupCode(actor: Actor, id: CommandId, command: linli.LookUpPickupCode): linli.CodeLookUp =
        command(actor, id, "look_up_pickup_code", Codec.writeLookUpPickupCode(command)).let { Codec.readCodeLookUp(it) }

    /** Hands an order over against its code. */
    fun confirmPickup(actor: Actor, id: CommandId, command: linli.ConfirmPickup): linli.PickupOutcome =
        command(actor, id, "confirm_pickup", Codec.writeConfirmPickup(command)).let { Codec.readPickupOutcome(it) }

    /** Sets how the orders of a merchant, or of all others, are split from now on. */
    fun setSplitRule(actor: Actor, id: CommandId, command: linli.SetSplitRule) {
        command(actor, id, "set_split_rule", Codec.writeSetSplitRule(command))
    }

    /** Removes a merchant's own rule, or the default: the default holds, or the merchant gets all. */
    fun removeSplitRule(actor: Actor, id: CommandId, command: linli.RemoveSplitRule) {
        command(actor, id, "remove_split_rule", Codec.writeRemoveSplitRule(command))
    }

    /** Closes the books of a business day that is over. */
    fun closeDay(actor: Actor, id: CommandId, command: linli.CloseDay) {
        command(actor, id, "close_day", Codec.writeCloseDay(command))
    }

    /** Gathers the next postings of a closed day, in the end makes its settlements. */
    fun gatherDay(actor: Actor, id: CommandId, command: linli.GatherDay): linli.Gathered =
        command(actor, id, "gather_day", Codec.writeGatherDay(command)).let { Codec.readGathered(it) }

    /** Tells of money that lies at a channel for too long; due work. */
    fun watchClearing(actor: Actor, id: CommandId, command: linli.WatchClearing) {
        command(actor, id, "watch_clearing", Codec.writeWatchClearing(command))
    }

    /** Books a document: usage fee, advertising, debt paid in, transfer or fee of a channel. */
    fun bookDocument(actor: Actor, id: CommandId, command: linli.BookDocument): linli.DocumentId =
        command(actor, id, "book_document", Codec.writeBookDocument(command)).let { linli.DocumentId(it as String) }

    /** Takes a document back. */
    fun reverseDocument(actor: Actor, id: CommandId, command: linli.ReverseDocument) {
        command(actor, id, "reverse_document", Codec.writeReverseDocument(command))
    }

    /** Sets what a third-party merchant owes per sale. */
    fun setThirdPartyContract(actor: Actor, id: CommandId, command: linli.SetThirdPartyContract) {
        command(actor, id, "set_third_party_contract", Codec.writeSetThirdPartyContract(command))
    }

    /** Reports a sale of a third-party service. */
    fun reportThirdPartySale(actor: Actor, id: CommandId, command: linli.ReportThirdPartySale): linli.ThirdPartySaleId =
        command(actor, id, "report_third_party_sale", Codec.writeReportThirdPartySale(command)).let { linli.ThirdPartySaleId(it as String) }

    /** Reports the refund of such a sale. */
    fun reportThirdPartyRefund(actor: Actor, id: CommandId, command: linli.ReportThirdPartyRefund) {
        command(actor, id, "report_third_party_refund", Codec.writeReportThirdPartyRefund(command))
    }

    /** Keeps how comparing a channel's bill came out. */
    fun recordReconciliation(actor: Actor, id: CommandId, command: linli.RecordReconciliation) {
        command(actor, id, "record_reconciliation", Codec.writeRecordReconciliation(command))
    }

    /** Sets how a channel splits payments, with its limits. */
    fun setChannel(actor: Actor, id: CommandId, command: linli.SetChannel) {
        command(actor, id, "set_channel", Codec.writeSetChannel(command))
    }

    /** Hands out the next call of a held payment's plan. */
    fun takeCall(actor: Actor, id: CommandId, command: linli.TakeCall): linli.Call =
        command(actor, id, "take_call", Codec.writeTakeCall(command)).let { Codec.readCall(it) }

    /** The channel's word on such a call. */
    fun reportCall(actor: Actor, id: CommandId, command: linli.ReportCall): linli.ReportOutcome =
        command(actor, id, "report_call", Codec.writeReportCall(command)).let { Codec.readReportOutcome(it) }

    /** Warns before a freeze ends, and ends it; due work. */
    fun advanceHold(actor: Actor, id: CommandId, command: linli.AdvanceHold) {
        command(actor, id, "advance_hold", Codec.writeAdvanceHold(command))
    }

    /** Sets through which channel a party is paid. */
    fun setPayee(actor: Actor, id: CommandId, command: linli.SetPayee) {
        command(actor, id, "set_payee", Codec.writeSetPayee(command))
    }

    /** Approves a batch of payouts; each person once. */
    fun approvePayoutBatch(actor: Actor, id: CommandId, command: linli.ApprovePayoutBatch) {
        command(actor, id, "approve_payout_batch", Codec.writeApprovePayoutBatch(command))
    }

    /** Refuses a batch of payouts: they are owed again. */
    fun rejectPayoutBatch(actor: Actor, id: CommandId, command: linli.RejectPayoutBatch) {
        command(actor, id, "reject_payout_batch", Codec.writeRejectPayoutBatch(command))
    }

    /** Releases a batch on its day, or reminds of its approvals; due work. */
    fun advancePayoutBatch(actor: Actor, id: CommandId, command: linli.AdvancePayoutBatch) {
        command(actor, id, "advance_payout_batch", Codec.writeAdvancePayoutBatch(command))
    }

    /** The channel's word on a payout. */
    fun reportPayout(actor: Actor, id: CommandId, command: linli.ReportPayout): linli.ReportOutcome =
        command(actor, id, "report_payout", Codec.writeReportPayout(command)).let { Codec.readReportOutcome(it) }

    /** Instructs a payout of unknown outcome again, under its own number. */
    fun repeatPayout(actor: Actor, id: CommandId, command: linli.RepeatPayout) {
        command(actor, id, "repeat_payout", Codec.writeRepeatPayout(command))
    }

    /** Tells of a payout that the channel does not answer for; due work. */
    fun chasePayout(actor: Actor, id: CommandId, command: linli.ChasePayout) {
        command(actor, id, "chase_payout", Codec.writeChasePayout(command))
    }

    /** Brings a leader's month that is over one step further: closes it, then posts what its tiers give beyond what was earned sale by sale; due work. */
    fun settleLeaderMonth(actor: Actor, id: CommandId, command: linli.SettleLeaderMonth): linli.MonthState =
        command(actor, id, "settle_leader_month", Codec.writeSettleLeaderMonth(command)).let { Codec.readMonthState(it) }

    /** Sets a kind of promoter and how many levels of it earn. */
    fun setPromoterKind(actor: Actor, id: CommandId, command: linli.SetPromoterKind) {
        command(actor, id, "set_promoter_kind", Codec.writeSetPromoterKind(command))
    }

    /** Makes a member a promoter. */
    fun appointPromoter(actor: Actor, id: CommandId, command: linli.AppointPromoter) {
        command(actor, id, "appoint_promoter", Codec.writeAppointPromoter(command))
    }

    /** Ends a promoter. */
    fun endPromoter(actor: Actor, id: CommandId, command: linli.EndPromoter) {
        command(actor, id, "end_promoter", Codec.writeEndPromoter(command))
    }

    /** Binds a member who came by a promoter's card or link. */
    fun bindReferral(actor: Actor, id: CommandId, command: linli.BindReferral): linli.Binding =
        command(actor, id, "bind_referral", Codec.writeBindReferral(command)).let { Codec.readBinding(it) }

    /** Gives a member the code by which they share something. */
    fun createShare(actor: Actor, id: CommandId, command: linli.CreateShare): String =
        command(actor, id, "create_share", Codec.writeCreateShare(command)).let { (it as String) }

    /** Counts a visit by a share code, and binds the visitor. */
    fun visitShare(actor: Actor, id: CommandId, command: linli.VisitShare): linli.Visited =
        command(actor, id, "visit_share", Codec.writeVisitShare(command)).let { Codec.readVisited(it) }

    /** Asks for a withdrawal by a leader or promoter. */
    fun requestWithdrawal(actor: Actor, id: CommandId, command: linli.RequestWithdrawal): linli.WithdrawalId =
        command(actor, id, "request_withdrawal", Codec.writeRequestWithdrawal(command)).let { linli.WithdrawalId(it as String) }

    /** Approves or rejects a withdrawal. */
    fun reviewWithdrawal(actor: Actor, id: CommandId, command: linli.ReviewWithdrawal) {
        command(actor, id, "review_withdrawal", Codec.writeReviewWithdrawal(command))
    }

    /** The host's answer to a withdrawal instruction. */
    fun reportWithdrawal(actor: Actor, id: CommandId, command: linli.ReportWithdrawal) {
        command(actor, id, "report_withdrawal", Codec.writeReportWithdrawal(command))
    }

    /** Tells the host again to pay a withdrawal whose result nobody knows, under the same number. */
    fun resendWithdrawal(actor: Actor, id: CommandId, command: linli.ResendWithdrawal) {
        command(actor, id, "resend_withdrawal", Codec.writeResendWithdrawal(command))
    }

    /** Makes a campaign: full reduction or timed discount. */
    fun createCampaign(actor: Actor, id: CommandId, command: linli.CreateCampaign): linli.CampaignId =
        command(actor, id, "create_campaign", Codec.writeCreateCampaign(command)).let { linli.CampaignId(it as String) }

    /** Changes a campaign. */
    fun changeCampaign(actor: Actor, id: CommandId, command: linli.ChangeCampaign) {
        command(actor, id, "change_campaign", Codec.writeChangeCampaign(command))
    }

    /** Ends a campaign, by hand or when its time is over; due work. */
    fun endCampaign(actor: Actor, id: CommandId, command: linli.EndCampaign) {
        command(actor, id, "end_campaign", Codec.writeEndCampaign(command))
    }

    /** Makes a template of coupons. */
    fun createCouponTemplate(actor: Actor, id: CommandId, command: linli.CreateCouponTemplate): linli.CouponTemplateId =
        command(actor, id, "create_coupon_template", Codec.writeCreateCouponTemplate(command)).let { linli.CouponTemplateId(it as String) }

    /** Issues no more coupons of a template. */
    fun closeCouponTemplate(actor: Actor, id: CommandId, command: linli.CloseCouponTemplate) {
        command(actor, id, "close_coupon_template", Codec.writeCloseCouponTemplate(command))
    }

    /** Takes a coupon that can be claimed. */
    fun claimCoupon(actor: Actor, id: CommandId, command: linli.ClaimCoupon): linli.CouponId =
        command(actor, id, "claim_coupon", Codec.writeClaimCoupon(command)).let { linli.CouponId(it as String) }

    /** Gives coupons to members. */
    fun giveCoupons(actor: Actor, id: CommandId, command: linli.GiveCoupons): List<linli.CouponId> =
        command(actor, id, "give_coupons", Codec.writeGiveCoupons(command)).let { (it as List<*>).map { linli.CouponId(it as String) } }

    /** Warns of and expires a coupon; due work. */
    fun expireCoupon(actor: Actor, id: CommandId, command: linli.ExpireCoupon) {
        command(actor, id, "expire_coupon", Codec.writeExpireCoupon(command))
    }

    /** Gives points: registering, opening balances, campaigns. */
    fun grantPoints(actor: Actor, id: CommandId, command: linli.GrantPoints) {
        command(actor, id, "grant_points", Codec.writeGrantPoints(command))
    }

    /** Rewards the first login of a day. */
    fun recordLogin(actor: Actor, id: CommandId, command: linli.RecordLogin): linli.Points =
        command(actor, id, "record_login", Codec.writeRecordLogin(command)).let { linli.Points.ofUnits((it as Number).toLong()) }

    /** Expires a member's points and warns of those that expire soon; due work. */
    fun expirePoints(actor: Actor, id: CommandId, command: linli.ExpirePoints) {
        command(actor, id, "expire_points", Codec.writeExpirePoints(command))
    }

    /** Pays a part of a property bill in points. */
    fun spendPointsOnBill(actor: Actor, id: CommandId, command: linli.SpendPointsOnBill): linli.BillAnswer =
        command(actor, id, "spend_points_on_bill", Codec.writeSpendPointsOnBill(command)).let { Codec.readBillAnswer(it) }

    /** Gives points back that paid a part of a property bill. */
    fun returnBillPoints(actor: Actor, id: CommandId, command: linli.ReturnBillPoints): linli.BillAnswer =
        command(actor, id, "return_bill_points", Codec.writeReturnBillPoints(command)).let { Codec.readBillAnswer(it) }

    /** Earns points by paying a property bill. */
    fun reportBillPaid(actor: Actor, id: CommandId, command: linli.ReportBillPaid): linli.BillAnswer =
        command(actor, id, "report_bill_paid", Codec.writeReportBillPaid(command)).let { Codec.readBillAnswer(it) }

    /** Takes back what a property bill earned, because its payment was undone. */
    fun withdrawBillPaid(actor: Actor, id: CommandId, command: linli.WithdrawBillPaid): linli.BillAnswer =
        command(actor, id, "withdraw_bill_paid", Codec.writeWithdrawBillPaid(command)).let { Codec.readBillAnswer(it) }

    /** Settles the statements of a month between issuers of points and where they were spent; due work. */
    fun settlePoints(actor: Actor, id: CommandId, command: linli.SettlePoints): Long =
        command(actor, id, "settle_points", Codec.writeSettlePoints(command)).let { (it as Number).toLong() }

    /** Sets the levels of the tenant. */
    fun setLevels(actor: Actor, id: CommandId, command: linli.SetLevels) {
        command(actor, id, "set_levels", Codec.writeSetLevels(command))
    }

    /** Looks at members again after the levels were set; due work. */
    fun reviewLevels(actor: Actor, id: CommandId, command: linli.ReviewLevels) {
        command(actor, id, "review_levels", Codec.writeReviewLevels(command))
    }

    /** Gives growth for something else than buying. */
    fun grantGrowth(actor: Actor, id: CommandId, command: linli.GrantGrowth) {
        command(actor, id, "grant_growth", Codec.writeGrantGrowth(command))
    }

    /** Gives the gift of a month and ends periods; due work. */
    fun advanceLevel(actor: Actor, id: CommandId, command: linli.AdvanceLevel) {
        command(actor, id, "advance_level", Codec.writeAdvanceLevel(command))
    }

    /** Takes what was bought and refunded into the habits of members and products; due work once it was begun. */
    fun foldInsights(actor: Actor, id: CommandId, command: linli.FoldInsights): linli.Folded =
        command(actor, id, "fold_insights", Codec.writeFoldInsights(command)).let { Codec.readFolded(it) }

    /** Gives a member a tag by hand. */
    fun tagMember(actor: Actor, id: CommandId, command: linli.TagMember) {
        command(actor, id, "tag_member", Codec.writeTagMember(command))
    }

    /** Takes such a tag away. */
    fun untagMember(actor: Actor, id: CommandId, command: linli.UntagMember) {
        command(actor, id, "untag_member", Codec.writeUntagMember(command))
    }

    /** Sets the rules that give tags. */
    fun setTagRules(actor: Actor, id: CommandId, command: linli.SetTagRules) {
        command(actor, id, "set_tag_rules", Codec.writeSetTagRules(command))
    }

    /** Says who belongs to a segment. */
    fun setSegment(actor: Actor, id: CommandId, command: linli.SetSegment): linli.SegmentId =
        command(actor, id, "set_segment", Codec.writeSetSegment(command)).let { linli.SegmentId(it as String) }

    /** Sets the rules that recommend this to who bought that. */
    fun setRecommendationRules(actor: Actor, id: CommandId, command: linli.SetRecommendationRules) {
        command(actor, id, "set_recommendation_rules", Codec.writeSetRecommendationRules(command))
    }

    /** Warns that a member may be lost; due work. */
    fun warnChurn(actor: Actor, id: CommandId, command: linli.WarnChurn) {
        command(actor, id, "warn_churn", Codec.writeWarnChurn(command))
    }

    /**
     * What an account stands at: debits above zero, credits below. Exact at one moment: the roll-up and the tail of
     * postings behind it; for a member's points their wallet.
     */
    fun accountBalance(actor: Actor, account: linli.Account): Long =
        query(actor, "account_balance", mapOf("account" to Codec.writeAccount(account))).let { (it as Number).toLong() }

    /**
     * The balances of all accounts of one purpose as far as postings were gathered, by id behind `after`, at most
     * `limit` (1–500). `Engine::settling` says how far that is.
     */
    @JvmOverloads fun accountBalances(actor: Actor, after: linli.Id? = null, limit: Long): List<Pair<linli.Id, linli.AccountBalance>> =
        query(actor, "account_balances", mapOf("after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Pair(linli.Id((it as List<*>)[0] as String), Codec.readAccountBalance((it as List<*>)[1])) } }

    /** A case with its progress, name and phone masked. RULES §11. */
    fun afterSale(actor: Actor, case: linli.AfterSaleId): linli.AfterSaleView =
        query(actor, "after_sale", mapOf("case" to case.text)).let { Codec.readAfterSaleView(it) }

    /** Whom to ask about a case, in clear. Errors: `not_found` after erasure of the member. */
    fun afterSaleClaim(actor: Actor, case: linli.AfterSaleId): linli.Claim =
        query(actor, "after_sale_claim", mapOf("case" to case.text)).let { Codec.readClaim(it) }

    /** The cases of a community's residents, of one state or by state, newest first in each, 100 a page. */
    @JvmOverloads fun afterSalesOfCommunity(actor: Actor, community: linli.NodeId, state: linli.CaseState? = null, after: linli.Place? = null): Pair<List<linli.AfterSale>, linli.Place?> =
        query(actor, "after_sales_of_community", mapOf("community" to community.text, "state" to state?.let { Codec.writeCaseState(it) }, "after" to after?.let { Codec.writePlace(it) })).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readAfterSale(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** A member's cases, newest first, 100 a page. */
    @JvmOverloads fun afterSalesOfMember(actor: Actor, member: linli.MemberId, after: linli.Place? = null): Pair<List<linli.AfterSale>, linli.Place?> =
        query(actor, "after_sales_of_member", mapOf("member" to member.text, "after" to after?.let { Codec.writePlace(it) })).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readAfterSale(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** A merchant's cases, of one state or by state, newest first in each, 100 a page. */
    @JvmOverloads fun afterSalesOfMerchant(actor: Actor, merchant: linli.MerchantId, state: linli.CaseState? = null, after: linli.Place? = null): Pair<List<linli.AfterSale>, linli.Place?> =
        query(actor, "after_sales_of_merchant", mapOf("merchant" to merchant.text, "state" to state?.let { Codec.writeCaseState(it) }, "after" to after?.let { Codec.writePlace(it) })).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readAfterSale(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** The cases of an order, oldest first. */
    fun afterSalesOfOrder(actor: Actor, order: linli.OrderId): List<linli.AfterSale> =
        query(actor, "after_sales_of_order", mapOf("order" to order.text)).let { (it as List<*>).map { Codec.readAfterSale(it) } }

    /** A merchant's reviews with those that are hidden, newest first, at most `limit` (1–500). */
    @JvmOverloads fun allReviewsOfMerchant(actor: Actor, merchant: linli.MerchantId, after: linli.Place? = null, limit: Long): Pair<List<linli.Review>, linli.Place?> =
        query(actor, "all_reviews_of_merchant", mapOf("merchant" to merchant.text, "after" to after?.let { Codec.writePlace(it) }, "limit" to limit)).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readReview(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** The audit trail: accepted commands behind `cursor` in commit order with their positions, at most `limit` (1–1000). */
    fun audit(actor: Actor, cursor: Long, limit: Long): List<Pair<Long, linli.LogEntry>> =
        query(actor, "audit", mapOf("cursor" to cursor, "limit" to limit)).let { (it as List<*>).map { Pair(((it as List<*>)[0] as Number).toLong(), Codec.readLogEntry((it as List<*>)[1])) } }

    /** What a property bill has to do with points; `None`: nothing so far. */
    fun bill(actor: Actor, node: linli.NodeId, number: String): linli.Bill? =
        query(actor, "bill", mapOf("node" to node.text, "number" to number)).let { it?.let { Codec.readBill(it) } }

    /**
     * The calls of a channel whose turn has come, those that wait longest first, at most `limit` (1–500): of each held
     * payment the one that comes next. Take them with `take_call`.
     */
    fun callsReady(actor: Actor, channel: String, limit: Long): List<Pair<linli.HoldId, linli.Call>> =
        query(actor, "calls_ready", mapOf("channel" to channel, "limit" to limit)).let { (it as List<*>).map { Pair(linli.HoldId((it as List<*>)[0] as String), Codec.readCall((it as List<*>)[1])) } }

    /** A campaign. */
    fun campaign(actor: Actor, campaign: linli.CampaignId): linli.Campaign =
        query(actor, "campaign", mapOf("campaign" to campaign.text)).let { Codec.readCampaign(it) }

    /** The campaigns of an owner, newest first, those that are over as well; `limit` 1 to 500. */
    @JvmOverloads fun campaignsOf(actor: Actor, owner: linli.Owner, limit: Long, after: linli.Place? = null): Pair<List<linli.Campaign>, linli.Place?> =
        query(actor, "campaigns_of", mapOf("owner" to Codec.writeOwner(owner), "limit" to limit, "after" to after?.let { Codec.writePlace(it) })).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readCampaign(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** A member's cart at current prices, at most 200 lines in the order in which they were put in. */
    fun cart(actor: Actor, member: linli.MemberId): List<linli.CartLineView> =
        query(actor, "cart", mapOf("member" to member.text)).let { (it as List<*>).map { Codec.readCartLineView(it) } }

    /** All categories by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are no more. */
    @JvmOverloads fun categories(actor: Actor, after: linli.CategoryId? = null, limit: Long): List<linli.Category> =
        query(actor, "categories", mapOf("after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readCategory(it) } }

    /**
     * The top categories with everything below them. Errors: `limit_exceeded` beyond 10,000 categories; then
     * `categories` reads them page by page.
     */
    fun categoryTree(actor: Actor): List<linli.CategoryTree> =
        query(actor, "category_tree", mapOf()).let { (it as List<*>).map { Codec.readCategoryTree(it) } }

    /** What lies at a channel as far as postings were gathered, and how old the oldest part of it is. */
    fun clearingAge(actor: Actor, channel: String): linli.ClearingAge =
        query(actor, "clearing_age", mapOf("channel" to channel)).let { Codec.readClearingAge(it) }

    /**
     * The orders of a station's delivery day that were, or were not, collected, in the order of payment, with the last
     * two digits of their codes; `limit` 1–500. The next page begins behind the last order of this one. RULES §7.
     */
    @JvmOverloads fun collectionList(actor: Actor, station: linli.StationId, day: java.time.LocalDate, which: linli.Collection, after: linli.OrderId? = null, limit: Long): List<linli.CollectionEntry> =
        query(actor, "collection_list", mapOf("station" to station.text, "day" to day.toString(), "which" to Codec.writeCollection(which), "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readCollectionEntry(it) } }

    /**
     * What a leader or promoter has earned: pending, unpaid, frozen, paid, debt. Exact at one moment as far as the ledger
     * goes. Errors: `invalid_field` for other parties.
     */
    fun commissionStatement(actor: Actor, party: linli.Party): linli.CommissionStatement =
        query(actor, "commission_statement", mapOf("party" to party.text)).let { Codec.readCommissionStatement(it) }

    /** A template with how many coupons were issued less those taken back. */
    fun couponTemplate(actor: Actor, template: linli.CouponTemplateId): Pair<linli.CouponTemplate, Long> =
        query(actor, "coupon_template", mapOf("template" to template.text)).let { Pair(Codec.readCouponTemplate((it as List<*>)[0]), ((it as List<*>)[1] as Number).toLong()) }

    /** The templates of an owner, newest first; `limit` 1 to 500. For everybody: what can be claimed is among them. */
    @JvmOverloads fun couponTemplatesOf(actor: Actor, owner: linli.Owner, limit: Long, after: linli.Place? = null): Pair<List<linli.CouponTemplate>, linli.Place?> =
        query(actor, "coupon_templates_of", mapOf("owner" to Codec.writeOwner(owner), "limit" to limit, "after" to after?.let { Codec.writePlace(it) })).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readCouponTemplate(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /**
     * A member's coupons in every state, newest first; `limit` 1 to 500. Only for the member and the property company:
     * a merchant does not see what else a member holds.
     */
    @JvmOverloads fun couponsOf(actor: Actor, member: linli.MemberId, limit: Long, after: linli.Place? = null): Pair<List<linli.CouponView>, linli.Place?> =
        query(actor, "coupons_of", mapOf("member" to member.text, "limit" to limit, "after" to after?.let { Codec.writePlace(it) })).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readCouponView(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** A document. */
    fun document(actor: Actor, document: linli.DocumentId): linli.Document =
        query(actor, "document", mapOf("document" to document.text)).let { Codec.readDocument(it) }

    /** The documents, latest first, behind one (its moment and id) that was seen, at most `limit` (1–500). */
    @JvmOverloads fun documents(actor: Actor, after: Pair<java.time.Instant, linli.DocumentId>? = null, limit: Long): List<linli.Document> =
        query(actor, "documents", mapOf("after" to after?.let { listOf(Wire.micros(it.first), it.second.text) }, "limit" to limit)).let { (it as List<*>).map { Codec.readDocument(it) } }

    /** What is due now, earliest first per kind, at most `limit` (1–1000) of each kind. */
    fun due(actor: Actor, limit: Long): List<linli.DueWork> =
        query(actor, "due", mapOf("limit" to limit)).let { (it as List<*>).map { Codec.readDueWork(it) } }

    /**
     * Events of commands committed behind `cursor` (0 to begin with), in commit order, of at most `commands` commands
     * (1–1000). A reader who asks with the answer's cursor misses none. RULES §18.
     */
    fun events(actor: Actor, cursor: Long, commands: Long): linli.EventPage =
        query(actor, "events", mapOf("cursor" to cursor, "commands" to commands)).let { Codec.readEventPage(it) }

    /**
     * Writes the whole ledger as a Beancount journal into `sink`, page by page: one transaction per posting, in the
     * order of days, and at the end a balance assertion per account with what `account_balance`
     * says of it (roll-ups and the postings behind them; a member's points as the ledger has them). `bean-check` then
     * compares them with its own sums. What is posted while it runs may be missing at the end; the assertions are those of
     * the moment at which it began. Errors: what the sink says.
     *
     * Memory: the accounts.
     */
    fun exportJournal(actor: Actor): Pair<String, linli.JournalReport> =
        query(actor, "export_journal", mapOf()).let { Pair(((it as List<*>)[0] as String), Codec.readJournalReport((it as List<*>)[1])) }

    /** A member's favourites, at most 500, newest first. */
    fun favourites(actor: Actor, member: linli.MemberId): List<linli.FavouriteView> =
        query(actor, "favourites", mapOf("member" to member.text)).let { (it as List<*>).map { Codec.readFavouriteView(it) } }

    /** A group as everybody may see it. */
    fun group(actor: Actor, group: linli.GroupId): linli.GroupView =
        query(actor, "group", mapOf("group" to group.text)).let { Codec.readGroupView(it) }

    /** The seats of a group: who has them, with their orders. For the merchant and the property company. */
    fun groupRecord(actor: Actor, group: linli.GroupId): linli.Group =
        query(actor, "group_record", mapOf("group" to group.text)).let { Codec.readGroup(it) }

    /**
     * The running groups of a group buy, the one that ends first first, at most `limit` (1–500); full ones that wait for a
     * payment are among them.
     */
    fun groupsOfSale(actor: Actor, sale: linli.CampaignId, limit: Long): List<linli.GroupView> =
        query(actor, "groups_of_sale", mapOf("sale" to sale.text, "limit" to limit)).let { (it as List<*>).map { Codec.readGroupView(it) } }

    /**
     * The hand-over sheet of a station's delivery day, per member with masked name and phone, in the order of their
     * registration; `limit` members, 1–500. The next page begins behind the last member of this one. RULES §7.
     */
    @JvmOverloads fun handOverSheet(actor: Actor, station: linli.StationId, day: java.time.LocalDate, after: linli.MemberId? = null, limit: Long): List<linli.HandOver> =
        query(actor, "hand_over_sheet", mapOf("station" to station.text, "day" to day.toString(), "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readHandOver(it) } }

    /** A held payment with its plan. */
    fun hold(actor: Actor, hold: linli.HoldId): linli.Hold =
        query(actor, "hold", mapOf("hold" to hold.text)).let { Codec.readHold(it) }

    /** Whether a member is in a segment today. Errors: `not_found` member or segment. */
    fun isInSegment(actor: Actor, member: linli.MemberId, segment: linli.SegmentId): Boolean =
        query(actor, "is_in_segment", mapOf("member" to member.text, "segment" to segment.text)).let { (it as Boolean) }

    /** What of a leader's month was sold for which merchant, behind `after`, at most `limit` (1–500). */
    @JvmOverloads fun leaderMonthSales(actor: Actor, station: linli.StationId, month: java.time.YearMonth, after: linli.MerchantId? = null, limit: Long): List<linli.LeaderSales> =
        query(actor, "leader_month_sales", mapOf("station" to station.text, "month" to month.toString(), "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readLeaderSales(it) } }

    /** A leader's months before `before` (`None`: all), latest first, at most `limit` (1–500). */
    @JvmOverloads fun leaderMonths(actor: Actor, station: linli.StationId, before: java.time.YearMonth? = null, limit: Long): List<linli.LeaderMonthView> =
        query(actor, "leader_months", mapOf("station" to station.text, "before" to before?.let { it.toString() }, "limit" to limit)).let { (it as List<*>).map { Codec.readLeaderMonthView(it) } }

    /**
     * How many members at and below a node have which level, in the order of the levels; members that registered before
     * there were levels count once they were looked at.
     */
    fun levelDistribution(actor: Actor, node: linli.NodeId): List<linli.LevelShare> =
        query(actor, "level_distribution", mapOf("node" to node.text)).let { (it as List<*>).map { Codec.readLevelShare(it) } }

    /** The levels of the tenant, lowest first; none: nobody grows. */
    fun levels(actor: Actor): List<linli.Level> =
        query(actor, "levels", mapOf()).let { (it as List<*>).map { Codec.readLevel(it) } }

    /** A station's delivery day with its manifest 配送清单. Errors: `not_found` while no paid order joined it. RULES §7. */
    fun manifest(actor: Actor, station: linli.StationId, day: java.time.LocalDate): linli.StationDay =
        query(actor, "manifest", mapOf("station" to station.text, "day" to day.toString())).let { Codec.readStationDay(it) }

    /**
     * The stations' delivery days below a node, sorted by route; `limit` 1–500. Answers where the next page begins.
     * RULES §7.
     */
    @JvmOverloads fun manifests(actor: Actor, node: linli.NodeId, day: java.time.LocalDate, after: linli.Place? = null, limit: Long): Pair<List<linli.ManifestSummary>, linli.Place?> =
        query(actor, "manifests", mapOf("node" to node.text, "day" to day.toString(), "after" to after?.let { Codec.writePlace(it) }, "limit" to limit)).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readManifestSummary(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** A member with masked name and phone. */
    fun member(actor: Actor, member: linli.MemberId): linli.MaskedMember =
        query(actor, "member", mapOf("member" to member.text)).let { Codec.readMaskedMember(it) }

    /** Tags and habits of a member; empty for one who did nothing yet. Errors: `not_found`. */
    fun memberInsight(actor: Actor, member: linli.MemberId): linli.MemberInsight =
        query(actor, "member_insight", mapOf("member" to member.text)).let { Codec.readMemberInsight(it) }

    /** A member's level today; `None` while the tenant has no levels. */
    fun memberLevel(actor: Actor, member: linli.MemberId): linli.MemberLevel? =
        query(actor, "member_level", mapOf("member" to member.text)).let { it?.let { Codec.readMemberLevel(it) } }

    /** A member's personal data in clear. Errors: `not_found` after erasure. */
    fun memberProfile(actor: Actor, member: linli.MemberId): linli.Profile =
        query(actor, "member_profile", mapOf("member" to member.text)).let { Codec.readProfile(it) }

    /** A merchant with everything that is stored of it: for its own staff and the property company. */
    fun merchant(actor: Actor, merchant: linli.MerchantId): linli.Merchant =
        query(actor, "merchant", mapOf("merchant" to merchant.text)).let { Codec.readMerchant(it) }

    /** What everybody may know of a merchant. */
    fun merchantCard(actor: Actor, merchant: linli.MerchantId): linli.MerchantCard =
        query(actor, "merchant_card", mapOf("merchant" to merchant.text)).let { Codec.readMerchantCard(it) }

    /** What the reviews of everything that a merchant sells add up to. Errors: `not_found`. */
    fun merchantRating(actor: Actor, merchant: linli.MerchantId): linli.RatingView =
        query(actor, "merchant_rating", mapOf("merchant" to merchant.text)).let { Codec.readRatingView(it) }

    /** How a merchant stands by the rating rule: the days of its window, and the deadline of a rectification. */
    fun merchantStanding(actor: Actor, merchant: linli.MerchantId): linli.Rating =
        query(actor, "merchant_standing", mapOf("merchant" to merchant.text)).let { Codec.readRating(it) }

    /**
     * The merchants that this very node looks after (not the nodes below it), by id, at most `limit` (1–500) behind
     * `after`. Fewer than `limit`: there are no more.
     */
    @JvmOverloads fun merchantsOfNode(actor: Actor, node: linli.NodeId, after: linli.MerchantId? = null, limit: Long): List<linli.Merchant> =
        query(actor, "merchants_of_node", mapOf("node" to node.text, "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readMerchant(it) } }

    /**
     * The groups of a member's orders, the newest order first: those among the next 100 orders behind `after`. The answer's
     * second half is where the next page begins.
     */
    @JvmOverloads fun myGroups(actor: Actor, member: linli.MemberId, after: linli.Place? = null): Pair<List<linli.MyGroup>, linli.Place?> =
        query(actor, "my_groups", mapOf("member" to member.text, "after" to after?.let { Codec.writePlace(it) })).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readMyGroup(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /**
     * The buyer's own pickup code, for their screen. Errors: `not_found` for orders that have none (not paid, not
     * collected at a station), `denied` for everybody but the buyer. RULES §6.
     */
    fun myPickupCode(actor: Actor, order: linli.OrderId): linli.BuyersCode =
        query(actor, "my_pickup_code", mapOf("order" to order.text)).let { Codec.readBuyersCode(it) }

    /** A node, its settings in force, and its children. */
    fun node(actor: Actor, node: linli.NodeId): linli.NodeView =
        query(actor, "node", mapOf("node" to node.text)).let { Codec.readNodeView(it) }

    /**
     * The campaigns that hold or will hold for members of a community who buy from these merchants (at most 100), as
     * values for `quote`. Those that are aimed at a segment are not among them.
     */
    fun offers(actor: Actor, community: linli.NodeId, merchants: Set<linli.MerchantId>): linli.OffersView =
        query(actor, "offers", mapOf("community" to community.text, "merchants" to merchants.map { it.text })).let { Codec.readOffersView(it) }

    /** An order. */
    fun order(actor: Actor, order: linli.OrderId): linli.Order =
        query(actor, "order", mapOf("order" to order.text)).let { Codec.readOrder(it) }

    /** To whom and where an order is sent, in clear. Errors: `not_found` for collected orders and erased members. */
    fun orderAddress(actor: Actor, order: linli.OrderId): linli.Profile =
        query(actor, "order_address", mapOf("order" to order.text)).let { Codec.readProfile(it) }

    /** The postings of an order behind `after`, oldest first, at most `limit` (1–500). */
    @JvmOverloads fun orderPostings(actor: Actor, order: linli.OrderId, after: linli.PostingId? = null, limit: Long): List<linli.Posting> =
        query(actor, "order_postings", mapOf("order" to order.text, "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readPosting(it) } }

    /**
     * Who got what of an order, section by section and step by step, by the rules that were in force when it was paid.
     * `None` before it is paid.
     */
    fun orderSplit(actor: Actor, order: linli.OrderId): linli.SplitExplained? =
        query(actor, "order_split", mapOf("order" to order.text)).let { it?.let { Codec.readSplitExplained(it) } }

    /** A member's orders, newest first, 100 a page. */
    @JvmOverloads fun ordersOfMember(actor: Actor, member: linli.MemberId, after: linli.Place? = null): Pair<List<linli.Order>, linli.Place?> =
        query(actor, "orders_of_member", mapOf("member" to member.text, "after" to after?.let { Codec.writePlace(it) })).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readOrder(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** A merchant's orders, newest first, 100 a page. */
    @JvmOverloads fun ordersOfMerchant(actor: Actor, merchant: linli.MerchantId, after: linli.Place? = null): Pair<List<linli.Order>, linli.Place?> =
        query(actor, "orders_of_merchant", mapOf("merchant" to merchant.text, "after" to after?.let { Codec.writePlace(it) })).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readOrder(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** The orders of a station's delivery day, about in the order in which they were paid, 100 a page. */
    @JvmOverloads fun ordersOfStation(actor: Actor, station: linli.StationId, day: java.time.LocalDate, after: linli.Place? = null): Pair<List<linli.Order>, linli.Place?> =
        query(actor, "orders_of_station", mapOf("station" to station.text, "day" to day.toString(), "after" to after?.let { Codec.writePlace(it) })).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readOrder(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** How a party is paid; `None`: as the setting `payout_channel` of the tenant's root says. */
    fun payee(actor: Actor, party: linli.Party): linli.Payee? =
        query(actor, "payee", mapOf("party" to party.text)).let { it?.let { Codec.readPayee(it) } }

    /** A payment, through its trade. */
    fun payment(actor: Actor, trade: linli.TradeId, payment: linli.PaymentId): linli.Payment =
        query(actor, "payment", mapOf("trade" to trade.text, "payment" to payment.text)).let { Codec.readPayment(it) }

    /** A payout and where it stands. */
    fun payout(actor: Actor, payout: linli.PayoutId): linli.Payout =
        query(actor, "payout", mapOf("payout" to payout.text)).let { Codec.readPayout(it) }

    /** A batch with its payouts, at most 200. */
    fun payoutBatch(actor: Actor, batch: linli.PayoutBatchId): Pair<linli.PayoutBatch, List<linli.Payout>> =
        query(actor, "payout_batch", mapOf("batch" to batch.text)).let { Pair(Codec.readPayoutBatch((it as List<*>)[0]), ((it as List<*>)[1] as List<*>).map { Codec.readPayout(it) }) }

    /** The batches that are to be paid on a day, behind `after`, at most `limit` (1–500). */
    @JvmOverloads fun payoutBatches(actor: Actor, payOn: java.time.LocalDate, after: linli.PayoutBatchId? = null, limit: Long): List<linli.PayoutBatch> =
        query(actor, "payout_batches", mapOf("pay_on" to payOn.toString(), "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readPayoutBatch(it) } }

    /**
     * The payouts in a state that is not final, in the order of their ids, behind `after`, at most `limit` (1–500).
     * `Instructed` ones are what the host has to pay. Errors: `invalid_field` for a final state.
     */
    @JvmOverloads fun payoutsOpen(actor: Actor, state: linli.PayoutState, after: linli.PayoutId? = null, limit: Long): List<linli.Payout> =
        query(actor, "payouts_open", mapOf("state" to Codec.writePayoutState(state), "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readPayout(it) } }

    /**
     * What a party's accounts moved in a range of days (at most 366): one line per purpose that stood or moved.
     * Of days that are not gathered yet the postings are read one by one. Members' points are not among them: their
     * wallet says them.
     */
    fun periodBalances(actor: Actor, party: linli.Party, days: linli.DayRange): List<linli.PeriodBalance> =
        query(actor, "period_balances", mapOf("party" to party.text, "days" to Wire.days(days))).let { (it as List<*>).map { Codec.readPeriodBalance(it) } }

    /** Who collects an order, masked: for the station, after looking a code up. RULES §6. */
    fun pickupBuyer(actor: Actor, order: linli.OrderId): linli.PickupBuyer =
        query(actor, "pickup_buyer", mapOf("order" to order.text)).let { Codec.readPickupBuyer(it) }

    /** A member's points today. What is pending is summed over the member's orders. */
    fun pointsBalance(actor: Actor, member: linli.MemberId): linli.PointsBalance =
        query(actor, "points_balance", mapOf("member" to member.text)).let { Codec.readPointsBalance(it) }

    /**
     * The statements of a party, as issuer or as the place where points were spent, by month; `limit` is 1–500. Days that
     * are not gathered yet are not in them.
     */
    @JvmOverloads fun pointsStatements(actor: Actor, party: linli.Party, side: linli.StatementSide, after: linli.Place? = null, limit: Long): Pair<List<linli.PointsStatement>, linli.Place?> =
        query(actor, "points_statements", mapOf("party" to party.text, "side" to Codec.writeStatementSide(side), "after" to after?.let { Codec.writePlace(it) }, "limit" to limit)).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readPointsStatement(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** A presale: what was ordered, and what of it waits for stock. */
    fun presale(actor: Actor, merchant: linli.MerchantId, presale: linli.PresaleId): linli.PresaleView =
        query(actor, "presale", mapOf("merchant" to merchant.text, "presale" to presale.text)).let { Codec.readPresaleView(it) }

    /**
     * A product as buyers see it, on sale or off. Errors: `not_found`, also for what was never reviewed or is under
     * review.
     */
    fun product(actor: Actor, product: linli.ProductId): linli.ProductView =
        query(actor, "product", mapOf("product" to product.text)).let { Codec.readProductView(it) }

    /** What a product's reviews add up to. Errors: `not_found`. */
    fun productRating(actor: Actor, product: linli.ProductId): linli.RatingView =
        query(actor, "product_rating", mapOf("product" to product.text)).let { Codec.readRatingView(it) }

    /** A product with everything that is stored of it: for its merchant and the property company. */
    fun productRecord(actor: Actor, product: linli.ProductId): linli.ProductRecord =
        query(actor, "product_record", mapOf("product" to product.text)).let { Codec.readProductRecord(it) }

    /**
     * Products on sale that are listed in this very category (searching finds those below it too), by id, at most
     * `limit` (1–500) behind `after`. Fewer than `limit`: there are no more.
     */
    @JvmOverloads fun productsOfCategory(actor: Actor, category: linli.CategoryId, after: linli.ProductId? = null, limit: Long): List<linli.ProductView> =
        query(actor, "products_of_category", mapOf("category" to category.text, "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readProductView(it) } }

    /**
     * A merchant's products in every state by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are
     * no more.
     */
    @JvmOverloads fun productsOfMerchant(actor: Actor, merchant: linli.MerchantId, after: linli.ProductId? = null, limit: Long): List<linli.Product> =
        query(actor, "products_of_merchant", mapOf("merchant" to merchant.text, "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readProduct(it) } }

    /** A promoter. */
    fun promoter(actor: Actor, member: linli.MemberId): linli.PromoterView =
        query(actor, "promoter", mapOf("member" to member.text)).let { Codec.readPromoterView(it) }

    /**
     * Whom a promoter brought, behind `after`, by member id, at most `limit` (1–500). Ask again with one of them who
     * promotes for the second level.
     */
    @JvmOverloads fun promoterTeam(actor: Actor, promoter: linli.MemberId, after: linli.MemberId? = null, limit: Long): List<linli.TeamMember> =
        query(actor, "promoter_team", mapOf("promoter" to promoter.text, "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readTeamMember(it) } }

    /**
     * The second level of a promoter's team: whom a promoter brought whom they brought. Errors: `not_found` unless
     * `below` is one whom they brought.
     */
    @JvmOverloads fun promoterTeamBelow(actor: Actor, promoter: linli.MemberId, below: linli.MemberId, after: linli.MemberId? = null, limit: Long): List<linli.TeamMember> =
        query(actor, "promoter_team_below", mapOf("promoter" to promoter.text, "below" to below.text, "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readTeamMember(it) } }

    /** The promoters whom a promoter brought, behind `after`, by id, at most `limit` (1–500). */
    @JvmOverloads fun promotersBelow(actor: Actor, promoter: linli.MemberId, after: linli.MemberId? = null, limit: Long): List<linli.Promoter> =
        query(actor, "promoters_below", mapOf("promoter" to promoter.text, "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readPromoter(it) } }

    /**
     * The purchase sheet of a delivery day 以销定采: what is bought from each supplier (from the merchant itself where it
     * has none) for all stations whose manifest is made, sorted by source and name; `limit` 1–500. The next page begins
     * behind the last item of this one. RULES §7.
     */
    @JvmOverloads fun purchaseSheet(actor: Actor, scope: linli.PurchaseScope, day: java.time.LocalDate, after: linli.PurchaseItem? = null, limit: Long): List<linli.PurchaseItem> =
        query(actor, "purchase_sheet", mapOf("scope" to Codec.writePurchaseScope(scope), "day" to day.toString(), "after" to after?.let { Codec.writePurchaseItem(it) }, "limit" to limit)).let { (it as List<*>).map { Codec.readPurchaseItem(it) } }

    /** Prices what a member wants to buy; nothing is saved. Errors as in `PlaceOrder`. RULES §4. */
    fun quote(actor: Actor, wanted: linli.Wanted): linli.Quote =
        query(actor, "quote", mapOf("wanted" to Codec.writeWanted(wanted))).let { Codec.readQuote(it) }

    /**
     * What a member may like, best first, at most `limit` (1–50): what others bought together with what they bought, what
     * rules say, then what sells well where they live. Only what they can buy there now, and nothing that they bought
     * among their last 20 products. Errors: `not_found` member, `limit_exceeded`.
     */
    fun recommendations(actor: Actor, member: linli.MemberId, limit: Long): List<linli.Recommendation> =
        query(actor, "recommendations", mapOf("member" to member.text, "limit" to limit)).let { (it as List<*>).map { Codec.readRecommendation(it) } }

    /**
     * Compares a channel's bill of some days (at most 366) with the channel's clearing account in the ledger. Every line
     * of the bill and every movement of these days that the bill lacks is handed to `sink` once, lines first, in their
     * order; a movement booked on another day than the bill says still matches. Nothing is changed. Memory: what was
     * seen, about 40 bytes a line.
     *
     * Errors: `invalid_field` for a profile that does not fit the file, `limit_exceeded` beyond
     * `ReconciliationSums::MAX_LINES` lines, `port_failed` when the file cannot be read, and what the sink says.
     */
    fun reconcile(actor: Actor, channel: String, profile: linli.BillProfile, days: linli.DayRange, bill: ByteArray): Pair<List<linli.ReconciledRow>, linli.ReconciliationSums> =
        query(actor, "reconcile", mapOf("channel" to channel, "profile" to Codec.writeBillProfile(profile), "days" to Wire.days(days), "bill" to Wire.hexadecimal(bill))).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readReconciledRow(it) }, Codec.readReconciliationSums((it as List<*>)[1])) }

    /**
     * The bills of a channel that were compared, latest first day first, behind one (its first day and id) that was
     * seen, at most `limit` (1–500).
     */
    @JvmOverloads fun reconciliations(actor: Actor, channel: String, after: Pair<java.time.LocalDate, linli.Id>? = null, limit: Long): List<linli.Reconciliation> =
        query(actor, "reconciliations", mapOf("channel" to channel, "after" to after?.let { listOf(it.first.toString(), it.second.text) }, "limit" to limit)).let { (it as List<*>).map { Codec.readReconciliation(it) } }

    /** To whom a member is bound, if the binding was ever made; it may have lapsed. */
    fun referral(actor: Actor, member: linli.MemberId): linli.Referral? =
        query(actor, "referral", mapOf("member" to member.text)).let { it?.let { Codec.readReferral(it) } }

    /** A refund and where it stands. */
    fun refund(actor: Actor, refund: linli.RefundId): linli.Refund =
        query(actor, "refund", mapOf("refund" to refund.text)).let { Codec.readRefund(it) }

    /** The refunds of a trade, oldest first; at most 500. */
    fun refundsOfTrade(actor: Actor, trade: linli.TradeId): List<linli.Refund> =
        query(actor, "refunds_of_trade", mapOf("trade" to trade.text)).let { (it as List<*>).map { Codec.readRefund(it) } }

    /** Refunds that wait for the channel (`instructed`) or for a person (`failed`), oldest first; pages of at most 500. */
    @JvmOverloads fun refundsWaiting(actor: Actor, state: linli.RefundState, after: linli.Place? = null): Pair<List<linli.Refund>, linli.Place?> =
        query(actor, "refunds_waiting", mapOf("state" to Codec.writeRefundState(state), "after" to after?.let { Codec.writePlace(it) })).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readRefund(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** The review of a line of an order, if there is one. */
    fun reviewOfLine(actor: Actor, order: linli.OrderId, line: Long): linli.Review? =
        query(actor, "review_of_line", mapOf("order" to order.text, "line" to line)).let { it?.let { Codec.readReview(it) } }

    /** The shown reviews of everything that a merchant sells, newest first, at most `limit` (1–500). */
    @JvmOverloads fun reviewsOfMerchant(actor: Actor, merchant: linli.MerchantId, after: linli.Place? = null, limit: Long): Pair<List<linli.ReviewView>, linli.Place?> =
        query(actor, "reviews_of_merchant", mapOf("merchant" to merchant.text, "after" to after?.let { Codec.writePlace(it) }, "limit" to limit)).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readReviewView(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** A product's shown reviews, newest first, at most `limit` (1–500). */
    @JvmOverloads fun reviewsOfProduct(actor: Actor, product: linli.ProductId, after: linli.Place? = null, limit: Long): Pair<List<linli.ReviewView>, linli.Place?> =
        query(actor, "reviews_of_product", mapOf("product" to product.text, "after" to after?.let { Codec.writePlace(it) }, "limit" to limit)).let { Pair(((it as List<*>)[0] as List<*>).map { Codec.readReviewView(it) }, (it as List<*>)[1]?.let { Codec.readPlace(it) }) }

    /** Does what is due, at most `limit` (1–1000) steps of each kind; call again while `more`. */
    fun runDue(actor: Actor, limit: Long): linli.DueReport =
        query(actor, "run_due", mapOf("limit" to limit)).let { Codec.readDueReport(it) }

    /** A sale. */
    fun sale(actor: Actor, sale: linli.CampaignId): linli.SaleView =
        query(actor, "sale", mapOf("sale" to sale.text)).let { Codec.readSaleView(it) }

    /**
     * The sales that members at a node can buy in now, or that begin later: those of the node and of its ancestors, from the
     * root down, each node's by their end; at most `limit` (1–500) per node.
     */
    fun salesAt(actor: Actor, node: linli.NodeId, limit: Long): List<linli.SaleView> =
        query(actor, "sales_at", mapOf("node" to node.text, "limit" to limit)).let { (it as List<*>).map { Codec.readSaleView(it) } }

    /** A merchant's sales in every state, by id, at most `limit` (1–500) behind `after`. */
    @JvmOverloads fun salesOfMerchant(actor: Actor, merchant: linli.MerchantId, after: linli.CampaignId? = null, limit: Long): List<linli.SaleView> =
        query(actor, "sales_of_merchant", mapOf("merchant" to merchant.text, "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readSaleView(it) } }

    /**
     * Products that can be bought and fit, sorted, a page at a time. The first search of a process reads the catalogue;
     * later ones read what changed since. Errors: `limit_exceeded`, `not_found` category or community.
     */
    fun searchProducts(actor: Actor, search: linli.ProductSearch): linli.SearchPage =
        query(actor, "search_products", mapOf("search" to Codec.writeProductSearch(search))).let { Codec.readSearchPage(it) }

    /**
     * Open stations whose name, code or address has every word of a text, in the order of their creation; `limit` 1–500.
     * The next page begins behind the last station of this one. RULES §5.
     */
    @JvmOverloads fun searchStations(actor: Actor, text: String, after: linli.StationId? = null, limit: Long): List<linli.Station> =
        query(actor, "search_stations", mapOf("text" to text, "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readStation(it) } }

    /**
     * The members of a community who are in a segment today. Each call looks at 500 members with any habits or tags; ask
     * on with `next` until it is `None`. Errors: `not_found` segment or community.
     */
    @JvmOverloads fun segmentMembers(actor: Actor, segment: linli.SegmentId, community: linli.NodeId, after: linli.MemberId? = null): linli.SegmentPage =
        query(actor, "segment_members", mapOf("segment" to segment.text, "community" to community.text, "after" to after?.let { it.text })).let { Codec.readSegmentPage(it) }

    /** The segments, by id, at most `limit` (1–500) behind `after`. */
    @JvmOverloads fun segments(actor: Actor, after: linli.SegmentId? = null, limit: Long): List<linli.Segment> =
        query(actor, "segments", mapOf("after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readSegment(it) } }

    /**
     * Closes and gathers every day before today that is not settled, in at most `steps` (1–100,000) steps of 20,000
     * postings or 200 settlements. Calling it again, or from two places at once, settles nothing twice. RULES §12.
     */
    fun settle(actor: Actor, steps: Long): linli.SettleReport =
        query(actor, "settle", mapOf("steps" to steps)).let { Codec.readSettleReport(it) }

    /** The settlements of a party of days before `before` (`None`: all), latest first, at most `limit` (1–500). */
    @JvmOverloads fun settlementsOf(actor: Actor, party: linli.Party, before: java.time.LocalDate? = null, limit: Long): List<linli.Settlement> =
        query(actor, "settlements_of", mapOf("party" to party.text, "before" to before?.let { it.toString() }, "limit" to limit)).let { (it as List<*>).map { Codec.readSettlement(it) } }

    /** The settlements of a day behind `after`, by id, at most `limit` (1–500). */
    @JvmOverloads fun settlementsOfDay(actor: Actor, day: java.time.LocalDate, after: linli.SettlementId? = null, limit: Long): List<linli.Settlement> =
        query(actor, "settlements_of_day", mapOf("day" to day.toString(), "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readSettlement(it) } }

    /** How far settling has come; `None` before anything was posted. */
    fun settling(actor: Actor): linli.Settling? =
        query(actor, "settling", mapOf()).let { it?.let { Codec.readSettling(it) } }

    /** What a code leads to, for whoever has it. Errors: `not_found`. */
    fun shareSubject(actor: Actor, code: String): linli.ShareSubject =
        query(actor, "share_subject", mapOf("code" to code)).let { Codec.readShareSubject(it) }

    /** What a member shares, with what came of it; by code's row, at most `limit` (1–500) behind `after`. */
    @JvmOverloads fun sharesOf(actor: Actor, member: linli.MemberId, after: String? = null, limit: Long): List<linli.ShareView> =
        query(actor, "shares_of", mapOf("member" to member.text, "after" to after?.let { it }, "limit" to limit)).let { (it as List<*>).map { Codec.readShareView(it) } }

    /**
     * The base rule in force for a merchant's orders as a whole (their own, else the default), or the default itself;
     * `None`: the merchant gets all.
     */
    @JvmOverloads fun splitRule(actor: Actor, merchant: linli.MerchantId? = null): linli.SplitRule? =
        query(actor, "split_rule", mapOf("merchant" to merchant?.let { it.text })).let { it?.let { Codec.readSplitRule(it) } }

    /**
     * The split rules in force behind `after`, by id, at most `limit` (1–500); a page may be shorter though there is
     * more, so ask until one is empty.
     */
    @JvmOverloads fun splitRules(actor: Actor, after: linli.Id? = null, limit: Long): List<linli.SplitRule> =
        query(actor, "split_rules", mapOf("after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readSplitRule(it) } }

    /**
     * The rules that a product's sales in a community follow: the base's, then the commission's, each the most specific
     * one, if there is one.
     */
    fun splitRulesFor(actor: Actor, product: linli.ProductId, community: linli.NodeId): List<linli.SplitRule> =
        query(actor, "split_rules_for", mapOf("product" to product.text, "community" to community.text)).let { (it as List<*>).map { Codec.readSplitRule(it) } }

    /**
     * What moved a party's accounts from one day to another (at most 366 days), at most `limit` (1–500) postings per
     * call. A call looks at 10,000 postings at most, so a page may be empty though there is more.
     */
    @JvmOverloads fun statement(actor: Actor, party: linli.Party, days: linli.DayRange, after: linli.StatementPlace? = null, limit: Long): linli.StatementPage =
        query(actor, "statement", mapOf("party" to party.text, "days" to Wire.days(days), "after" to after?.let { Codec.writeStatementPlace(it) }, "limit" to limit)).let { Codec.readStatementPage(it) }

    /** A station. */
    fun station(actor: Actor, station: linli.StationId): linli.Station =
        query(actor, "station", mapOf("station" to station.text)).let { Codec.readStation(it) }

    /** A station by its code. Errors: `not_found`. */
    fun stationByCode(actor: Actor, code: String): linli.Station =
        query(actor, "station_by_code", mapOf("code" to code)).let { Codec.readStation(it) }

    /**
     * What a station gets on a delivery day, per SKU, and how much of it was collected; sorted by merchant and name, at
     * most 2,000 SKUs. Before the manifest is made: what is ordered so far. RULES §7.
     */
    fun stationDaySummary(actor: Actor, station: linli.StationId, day: java.time.LocalDate): List<linli.ProductSummary> =
        query(actor, "station_day_summary", mapOf("station" to station.text, "day" to day.toString())).let { (it as List<*>).map { Codec.readProductSummary(it) } }

    /**
     * Open stations around a place, nearest first, at most 100; of one community, or of all. The radius is the setting
     * `station_radius_metres` (2,000) of that community, else of the asking member's, else of the tenant. RULES §5.
     */
    @JvmOverloads fun stationsNear(actor: Actor, position: Pair<Int, Int>, community: linli.NodeId? = null): List<linli.NearbyStation> =
        query(actor, "stations_near", mapOf("position" to listOf(position.first, position.second), "community" to community?.let { it.text })).let { (it as List<*>).map { Codec.readNearbyStation(it) } }

    /**
     * The stations of a community, open or not, in the order of their creation; `limit` 1–500. The next page begins
     * behind the last station of this one.
     */
    @JvmOverloads fun stationsOf(actor: Actor, community: linli.NodeId, after: linli.StationId? = null, limit: Long): List<linli.Station> =
        query(actor, "stations_of", mapOf("community" to community.text, "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readStation(it) } }

    /** The stock of a product's SKUs, combos left out: theirs is that of their parts. */
    fun stock(actor: Actor, product: linli.ProductId): List<linli.StockLevel> =
        query(actor, "stock", mapOf("product" to product.text)).let { (it as List<*>).map { Codec.readStockLevel(it) } }

    /** The suppliers by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are no more. */
    @JvmOverloads fun suppliers(actor: Actor, after: linli.SupplierId? = null, limit: Long): List<linli.Supplier> =
        query(actor, "suppliers", mapOf("after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readSupplier(it) } }

    /** What a third-party merchant owes per transaction; `None`: nothing was agreed. */
    fun thirdPartyContract(actor: Actor, merchant: linli.MerchantId): linli.ThirdPartyContract? =
        query(actor, "third_party_contract", mapOf("merchant" to merchant.text)).let { it?.let { Codec.readThirdPartyContract(it) } }

    /**
     * The sales of a third-party merchant, latest first, behind one (its moment and id) that was seen, at most `limit`
     * (1–500).
     */
    @JvmOverloads fun thirdPartySales(actor: Actor, merchant: linli.MerchantId, after: Pair<java.time.Instant, linli.ThirdPartySaleId>? = null, limit: Long): List<linli.ThirdPartySale> =
        query(actor, "third_party_sales", mapOf("merchant" to merchant.text, "after" to after?.let { listOf(Wire.micros(it.first), it.second.text) }, "limit" to limit)).let { (it as List<*>).map { Codec.readThirdPartySale(it) } }

    /** A trade. */
    fun trade(actor: Actor, trade: linli.TradeId): linli.Trade =
        query(actor, "trade", mapOf("trade" to trade.text)).let { Codec.readTrade(it) }

    /**
     * The totals of all accounts per purpose; they sum to zero per unit. Exact at one moment: read again if the
     * roll-ups moved meanwhile. Errors: `busy` if they do not stop moving.
     */
    fun trialBalance(actor: Actor): List<linli.TrialLine> =
        query(actor, "trial_balance", mapOf()).let { (it as List<*>).map { Codec.readTrialLine(it) } }

    /**
     * The totals of all accounts per purpose when a day was over; they sum to zero per unit. Errors: `not_found` for a
     * day that was never closed, `wrong_state` for one that is not settled yet.
     */
    fun trialBalanceOf(actor: Actor, day: java.time.LocalDate): List<linli.TrialLine> =
        query(actor, "trial_balance_of", mapOf("day" to day.toString())).let { (it as List<*>).map { Codec.readTrialLine(it) } }

    /** Walks the sealed log and recomputes every seal. Takes as long as reading the log takes. */
    fun verifyLog(actor: Actor): linli.SealReport =
        query(actor, "verify_log", mapOf()).let { Codec.readSealReport(it) }

    /** A withdrawal. */
    fun withdrawal(actor: Actor, id: linli.WithdrawalId): linli.Withdrawal =
        query(actor, "withdrawal", mapOf("id" to id.text)).let { Codec.readWithdrawal(it) }

    /** A leader's or promoter's withdrawals before `before`, latest first, at most `limit` (1–500). */
    @JvmOverloads fun withdrawalsOf(actor: Actor, party: linli.Party, before: linli.WithdrawalId? = null, limit: Long): List<linli.Withdrawal> =
        query(actor, "withdrawals_of", mapOf("party" to party.text, "before" to before?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readWithdrawal(it) } }

    /**
     * Withdrawals that wait for a review or a result, oldest first behind `after`, at most `limit` (1–500). Errors:
     * `invalid_field` for a state in which nothing waits.
     */
    @JvmOverloads fun withdrawalsWaiting(actor: Actor, state: linli.WithdrawalState, after: linli.WithdrawalId? = null, limit: Long): List<linli.Withdrawal> =
        query(actor, "withdrawals_waiting", mapOf("state" to Codec.writeWithdrawalState(state), "after" to after?.let { it.text }, "limit" to limit)).let { (it as List<*>).map { Codec.readWithdrawal(it) } }
}

/** The engine for coroutines: every call runs on `Dispatchers.IO`. A call that was begun is finished also when the coroutine is cancelled; its command id tells whether it happened. */
class SuspendingEngine(
    /** The engine itself. */
    val engine: Engine,
) {
    /** Seals the newest log entries into the hash chain. */
    suspend fun sealLog(actor: Actor, id: CommandId, command: linli.SealLog): linli.LogSeal? =
        withContext(Dispatchers.IO) { engine.sealLog(actor, id, command) }

    /** Opens a tenant with its root node and its first platform user. */
    suspend fun createTenant(actor: Actor, id: CommandId, command: linli.CreateTenant): linli.NodeId =
        withContext(Dispatchers.IO) { engine.createTenant(actor, id, command) }

    /** Adds a node to the organisation tree. */
    suspend fun createNode(actor: Actor, id: CommandId, command: linli.CreateNode): linli.NodeId =
        withContext(Dispatchers.IO) { engine.createNode(actor, id, command) }

    /** Changes settings of a node; what it does not set, it inherits. */
    suspend fun changeSettings(actor: Actor, id: CommandId, command: linli.ChangeSettings): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.changeSettings(actor, id, command) }

    /** Sets the tenant's calendar of working days. */
    suspend fun setCalendar(actor: Actor, id: CommandId, command: linli.SetCalendar): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setCalendar(actor, id, command) }

    /** Lets a person be something somewhere. */
    suspend fun grantRole(actor: Actor, id: CommandId, command: linli.GrantRole): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.grantRole(actor, id, command) }

    /** Ends a grant. */
    suspend fun revokeRole(actor: Actor, id: CommandId, command: linli.RevokeRole): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.revokeRole(actor, id, command) }

    /** Registers a resident of a community with sealed personal data. */
    suspend fun registerMember(actor: Actor, id: CommandId, command: linli.RegisterMember): linli.MemberId =
        withContext(Dispatchers.IO) { engine.registerMember(actor, id, command) }

    /** Changes a member's name, phone, address or preferred station. */
    suspend fun changeMember(actor: Actor, id: CommandId, command: linli.ChangeMember): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.changeMember(actor, id, command) }

    /** Destroys a member's personal data for good. */
    suspend fun eraseMember(actor: Actor, id: CommandId, command: linli.EraseMember): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.eraseMember(actor, id, command) }

    /** Records a merchant from the back office, as a draft. */
    suspend fun recordMerchant(actor: Actor, id: CommandId, command: linli.RecordMerchant): linli.MerchantId =
        withContext(Dispatchers.IO) { engine.recordMerchant(actor, id, command) }

    /** Self-registration of a merchant: the applicant becomes its staff. */
    suspend fun registerMerchant(actor: Actor, id: CommandId, command: linli.RegisterMerchant): linli.MerchantId =
        withContext(Dispatchers.IO) { engine.registerMerchant(actor, id, command) }

    /** Changes a merchant's data as far as its state allows. */
    suspend fun changeMerchant(actor: Actor, id: CommandId, command: linli.ChangeMerchant): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.changeMerchant(actor, id, command) }

    /** Asks for a merchant's review. */
    suspend fun submitMerchant(actor: Actor, id: CommandId, command: linli.SubmitMerchant): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.submitMerchant(actor, id, command) }

    /** Approves or rejects a submitted merchant. */
    suspend fun reviewMerchant(actor: Actor, id: CommandId, command: linli.ReviewMerchant): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.reviewMerchant(actor, id, command) }

    /** Lets an approved merchant sell. */
    suspend fun activateMerchant(actor: Actor, id: CommandId, command: linli.ActivateMerchant): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.activateMerchant(actor, id, command) }

    /** Stops a merchant by hand. */
    suspend fun suspendMerchant(actor: Actor, id: CommandId, command: linli.SuspendMerchant): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.suspendMerchant(actor, id, command) }

    /** Lets a suspended merchant sell again. */
    suspend fun resumeMerchant(actor: Actor, id: CommandId, command: linli.ResumeMerchant): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.resumeMerchant(actor, id, command) }

    /** Sets the nodes that a merchant is approved for. */
    suspend fun setServedNodes(actor: Actor, id: CommandId, command: linli.SetServedNodes): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setServedNodes(actor, id, command) }

    /** Sets a merchant's qualifications. */
    suspend fun setQualifications(actor: Actor, id: CommandId, command: linli.SetQualifications): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setQualifications(actor, id, command) }

    /** Records a supplier. */
    suspend fun createSupplier(actor: Actor, id: CommandId, command: linli.CreateSupplier): linli.SupplierId =
        withContext(Dispatchers.IO) { engine.createSupplier(actor, id, command) }

    /** Adds a category to the tree. */
    suspend fun createCategory(actor: Actor, id: CommandId, command: linli.CreateCategory): linli.CategoryId =
        withContext(Dispatchers.IO) { engine.createCategory(actor, id, command) }

    /** Renames a category. */
    suspend fun changeCategory(actor: Actor, id: CommandId, command: linli.ChangeCategory): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.changeCategory(actor, id, command) }

    /** Creates a product with its SKUs, as a draft. */
    suspend fun createProduct(actor: Actor, id: CommandId, command: linli.CreateProduct): linli.ProductId =
        withContext(Dispatchers.IO) { engine.createProduct(actor, id, command) }

    /** Replaces what can be changed of a product. */
    suspend fun changeProduct(actor: Actor, id: CommandId, command: linli.ChangeProduct): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.changeProduct(actor, id, command) }

    /** Sets prices of a product's SKUs. */
    suspend fun changeSkuPrices(actor: Actor, id: CommandId, command: linli.ChangeSkuPrices): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.changeSkuPrices(actor, id, command) }

    /** Adds SKUs to a product. */
    suspend fun addSkus(actor: Actor, id: CommandId, command: linli.AddSkus): List<linli.SkuId> =
        withContext(Dispatchers.IO) { engine.addSkus(actor, id, command) }

    /** Asks for a product's review. */
    suspend fun submitProduct(actor: Actor, id: CommandId, command: linli.SubmitProduct): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.submitProduct(actor, id, command) }

    /** Approves (then it is on sale) or rejects a submitted product. */
    suspend fun reviewProduct(actor: Actor, id: CommandId, command: linli.ReviewProduct): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.reviewProduct(actor, id, command) }

    /** Puts a reviewed product on sale again. */
    suspend fun putOnSale(actor: Actor, id: CommandId, command: linli.PutOnSale): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.putOnSale(actor, id, command) }

    /** Takes a product off sale. */
    suspend fun takeOffSale(actor: Actor, id: CommandId, command: linli.TakeOffSale): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.takeOffSale(actor, id, command) }

    /** Creates and changes products from CSV. */
    suspend fun importProducts(actor: Actor, id: CommandId, command: linli.ImportProducts): linli.ImportReport =
        withContext(Dispatchers.IO) { engine.importProducts(actor, id, command) }

    /** Sets what is available of SKUs after counting. */
    suspend fun setStock(actor: Actor, id: CommandId, command: linli.SetStock): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setStock(actor, id, command) }

    /** Adds what came in. */
    suspend fun receiveStock(actor: Actor, id: CommandId, command: linli.ReceiveStock): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.receiveStock(actor, id, command) }

    /** Adds or takes off what was found to differ, with a reason. */
    suspend fun correctStock(actor: Actor, id: CommandId, command: linli.CorrectStock): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.correctStock(actor, id, command) }

    /** Puts a SKU in a member's cart, or sets how many of it are there. */
    suspend fun putInCart(actor: Actor, id: CommandId, command: linli.PutInCart): Long =
        withContext(Dispatchers.IO) { engine.putInCart(actor, id, command) }

    /** Takes a line out of a cart. */
    suspend fun removeFromCart(actor: Actor, id: CommandId, command: linli.RemoveFromCart): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.removeFromCart(actor, id, command) }

    /** Empties a cart. */
    suspend fun clearCart(actor: Actor, id: CommandId, command: linli.ClearCart): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.clearCart(actor, id, command) }

    /** Marks a product as a favourite. */
    suspend fun addFavourite(actor: Actor, id: CommandId, command: linli.AddFavourite): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.addFavourite(actor, id, command) }

    /** Ends that. */
    suspend fun removeFavourite(actor: Actor, id: CommandId, command: linli.RemoveFavourite): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.removeFavourite(actor, id, command) }

    /** Turns a cart into a trade with its orders. */
    suspend fun placeOrder(actor: Actor, id: CommandId, command: linli.PlaceOrder): linli.PlacedTrade =
        withContext(Dispatchers.IO) { engine.placeOrder(actor, id, command) }

    /** Chooses another station before payment. */
    suspend fun switchStation(actor: Actor, id: CommandId, command: linli.SwitchStation): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.switchStation(actor, id, command) }

    /** Gives up an unpaid trade. */
    suspend fun cancelTrade(actor: Actor, id: CommandId, command: linli.CancelTrade): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.cancelTrade(actor, id, command) }

    /** Closes a trade that was not paid in time; due work. */
    suspend fun expireTrade(actor: Actor, id: CommandId, command: linli.ExpireTrade): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.expireTrade(actor, id, command) }

    /** Reports a payment. */
    suspend fun reportPayment(actor: Actor, id: CommandId, command: linli.ReportPayment): linli.PaymentReport =
        withContext(Dispatchers.IO) { engine.reportPayment(actor, id, command) }

    /** Cancels a paid order, or a part of it, before shipping. */
    suspend fun cancelOrder(actor: Actor, id: CommandId, command: linli.CancelOrder): linli.RefundId =
        withContext(Dispatchers.IO) { engine.cancelOrder(actor, id, command) }

    /** Hands an order to a carrier or rider. */
    suspend fun shipOrder(actor: Actor, id: CommandId, command: linli.ShipOrder): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.shipOrder(actor, id, command) }

    /** Says that an order arrived. */
    suspend fun confirmReceipt(actor: Actor, id: CommandId, command: linli.ConfirmReceipt): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.confirmReceipt(actor, id, command) }

    /** Reports that a courier or worker completed an order. */
    suspend fun reportCompletion(actor: Actor, id: CommandId, command: linli.ReportCompletion): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.reportCompletion(actor, id, command) }

    /** Does what an order does by itself; due work. */
    suspend fun advanceOrder(actor: Actor, id: CommandId, command: linli.AdvanceOrder): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.advanceOrder(actor, id, command) }

    /** Reports the result of a refund. */
    suspend fun reportRefund(actor: Actor, id: CommandId, command: linli.ReportRefund): linli.RefundState =
        withContext(Dispatchers.IO) { engine.reportRefund(actor, id, command) }

    /** Instructs a failed refund again. */
    suspend fun retryRefund(actor: Actor, id: CommandId, command: linli.RetryRefund): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.retryRefund(actor, id, command) }

    /** Says that a failed refund was paid in another way. */
    suspend fun payRefundByHand(actor: Actor, id: CommandId, command: linli.PayRefundByHand): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.payRefundByHand(actor, id, command) }

    /** Asks for money back for units of an order that is on its way or received. */
    suspend fun applyAfterSale(actor: Actor, id: CommandId, command: linli.ApplyAfterSale): linli.AfterSaleId =
        withContext(Dispatchers.IO) { engine.applyAfterSale(actor, id, command) }

    /** Agrees to or refuses a case. */
    suspend fun answerAfterSale(actor: Actor, id: CommandId, command: linli.AnswerAfterSale): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.answerAfterSale(actor, id, command) }

    /** Gives a case up. */
    suspend fun withdrawAfterSale(actor: Actor, id: CommandId, command: linli.WithdrawAfterSale): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.withdrawAfterSale(actor, id, command) }

    /** Says how the goods of a case come back. */
    suspend fun sendGoodsBack(actor: Actor, id: CommandId, command: linli.SendGoodsBack): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.sendGoodsBack(actor, id, command) }

    /** Confirms that the goods of a case are back. */
    suspend fun confirmGoodsBack(actor: Actor, id: CommandId, command: linli.ConfirmGoodsBack): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.confirmGoodsBack(actor, id, command) }

    /** Agrees to a case that nobody answered; due work. */
    suspend fun advanceAfterSale(actor: Actor, id: CommandId, command: linli.AdvanceAfterSale): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.advanceAfterSale(actor, id, command) }

    /** Reviews a line of an order that was received. */
    suspend fun writeReview(actor: Actor, id: CommandId, command: linli.WriteReview): linli.ReviewId =
        withContext(Dispatchers.IO) { engine.writeReview(actor, id, command) }

    /** Answers a review. */
    suspend fun answerReview(actor: Actor, id: CommandId, command: linli.AnswerReview): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.answerReview(actor, id, command) }

    /** Hides a review, or shows it again. */
    suspend fun moderateReview(actor: Actor, id: CommandId, command: linli.ModerateReview): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.moderateReview(actor, id, command) }

    /** Looks at a merchant's rating; due work. */
    suspend fun advanceRating(actor: Actor, id: CommandId, command: linli.AdvanceRating): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.advanceRating(actor, id, command) }

    /** Makes a flash sale or a group buy. */
    suspend fun createSale(actor: Actor, id: CommandId, command: linli.CreateSale): linli.CampaignId =
        withContext(Dispatchers.IO) { engine.createSale(actor, id, command) }

    /** Ends a sale before its window is over. */
    suspend fun endSale(actor: Actor, id: CommandId, command: linli.EndSale): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.endSale(actor, id, command) }

    /** Ends a sale whose window is over; due work. */
    suspend fun expireSale(actor: Actor, id: CommandId, command: linli.ExpireSale): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.expireSale(actor, id, command) }

    /** Ends a running group; its orders are refunded. */
    suspend fun cancelGroup(actor: Actor, id: CommandId, command: linli.CancelGroup): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.cancelGroup(actor, id, command) }

    /** Does what a group does by itself; due work. */
    suspend fun advanceGroup(actor: Actor, id: CommandId, command: linli.AdvanceGroup): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.advanceGroup(actor, id, command) }

    /** Sells a SKU ahead of its stock. */
    suspend fun openPresale(actor: Actor, id: CommandId, command: linli.OpenPresale): linli.PresaleId =
        withContext(Dispatchers.IO) { engine.openPresale(actor, id, command) }

    /** Ends that. */
    suspend fun endPresale(actor: Actor, id: CommandId, command: linli.EndPresale): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.endPresale(actor, id, command) }

    /** Opens a pickup station. */
    suspend fun createStation(actor: Actor, id: CommandId, command: linli.CreateStation): linli.StationId =
        withContext(Dispatchers.IO) { engine.createStation(actor, id, command) }

    /** Changes what is said of a station. */
    suspend fun changeStation(actor: Actor, id: CommandId, command: linli.ChangeStation): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.changeStation(actor, id, command) }

    /** Opens or closes a station for new orders. */
    suspend fun setStationOpening(actor: Actor, id: CommandId, command: linli.SetStationOpening): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setStationOpening(actor, id, command) }

    /** Closes a station's delivery day at its cut-off; due work. */
    suspend fun closeStationDay(actor: Actor, id: CommandId, command: linli.CloseStationDay): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.closeStationDay(actor, id, command) }

    /** Makes the manifest of a closed delivery day and sends its orders off; due work. */
    suspend fun dispatchManifest(actor: Actor, id: CommandId, command: linli.DispatchManifest): Long =
        withContext(Dispatchers.IO) { engine.dispatchManifest(actor, id, command) }

    /** Enters what arrived at a station. */
    suspend fun acceptDelivery(actor: Actor, id: CommandId, command: linli.AcceptDelivery): linli.Acceptance =
        withContext(Dispatchers.IO) { engine.acceptDelivery(actor, id, command) }

    /** Looks a pickup code up without using it. */
    suspend fun lookUpPickupCode(actor: Actor, id: CommandId, command: linli.LookUpPickupCode): linli.CodeLookUp =
        withContext(Dispatchers.IO) { engine.lookUpPickupCode(actor, id, command) }

    /** Hands an order over against its code. */
    suspend fun confirmPickup(actor: Actor, id: CommandId, command: linli.ConfirmPickup): linli.PickupOutcome =
        withContext(Dispatchers.IO) { engine.confirmPickup(actor, id, command) }

    /** Sets how the orders of a merchant, or of all others, are split from now on. */
    suspend fun setSplitRule(actor: Actor, id: CommandId, command: linli.SetSplitRule): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setSplitRule(actor, id, command) }

    /** Removes a merchant's own rule, or the default: the default holds, or the merchant gets all. */
    suspend fun removeSplitRule(actor: Actor, id: CommandId, command: linli.RemoveSplitRule): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.removeSplitRule(actor, id, command) }

    /** Closes the books of a business day that is over. */
    suspend fun closeDay(actor: Actor, id: CommandId, command: linli.CloseDay): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.closeDay(actor, id, command) }

    /** Gathers the next postings of a closed day, in the end makes its settlements. */
    suspend fun gatherDay(actor: Actor, id: CommandId, command: linli.GatherDay): linli.Gathered =
        withContext(Dispatchers.IO) { engine.gatherDay(actor, id, command) }

    /** Tells of money that lies at a channel for too long; due work. */
    suspend fun watchClearing(actor: Actor, id: CommandId, command: linli.WatchClearing): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.watchClearing(actor, id, command) }

    /** Books a document: usage fee, advertising, debt paid in, transfer or fee of a channel. */
    suspend fun bookDocument(actor: Actor, id: CommandId, command: linli.BookDocument): linli.DocumentId =
        withContext(Dispatchers.IO) { engine.bookDocument(actor, id, command) }

    /** Takes a document back. */
    suspend fun reverseDocument(actor: Actor, id: CommandId, command: linli.ReverseDocument): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.reverseDocument(actor, id, command) }

    /** Sets what a third-party merchant owes per sale. */
    suspend fun setThirdPartyContract(actor: Actor, id: CommandId, command: linli.SetThirdPartyContract): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setThirdPartyContract(actor, id, command) }

    /** Reports a sale of a third-party service. */
    suspend fun reportThirdPartySale(actor: Actor, id: CommandId, command: linli.ReportThirdPartySale): linli.ThirdPartySaleId =
        withContext(Dispatchers.IO) { engine.reportThirdPartySale(actor, id, command) }

    /** Reports the refund of such a sale. */
    suspend fun reportThirdPartyRefund(actor: Actor, id: CommandId, command: linli.ReportThirdPartyRefund): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.reportThirdPartyRefund(actor, id, command) }

    /** Keeps how comparing a channel's bill came out. */
    suspend fun recordReconciliation(actor: Actor, id: CommandId, command: linli.RecordReconciliation): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.recordReconciliation(actor, id, command) }

    /** Sets how a channel splits payments, with its limits. */
    suspend fun setChannel(actor: Actor, id: CommandId, command: linli.SetChannel): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setChannel(actor, id, command) }

    /** Hands out the next call of a held payment's plan. */
    suspend fun takeCall(actor: Actor, id: CommandId, command: linli.TakeCall): linli.Call =
        withContext(Dispatchers.IO) { engine.takeCall(actor, id, command) }

    /** The channel's word on such a call. */
    suspend fun reportCall(actor: Actor, id: CommandId, command: linli.ReportCall): linli.ReportOutcome =
        withContext(Dispatchers.IO) { engine.reportCall(actor, id, command) }

    /** Warns before a freeze ends, and ends it; due work. */
    suspend fun advanceHold(actor: Actor, id: CommandId, command: linli.AdvanceHold): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.advanceHold(actor, id, command) }

    /** Sets through which channel a party is paid. */
    suspend fun setPayee(actor: Actor, id: CommandId, command: linli.SetPayee): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setPayee(actor, id, command) }

    /** Approves a batch of payouts; each person once. */
    suspend fun approvePayoutBatch(actor: Actor, id: CommandId, command: linli.ApprovePayoutBatch): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.approvePayoutBatch(actor, id, command) }

    /** Refuses a batch of payouts: they are owed again. */
    suspend fun rejectPayoutBatch(actor: Actor, id: CommandId, command: linli.RejectPayoutBatch): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.rejectPayoutBatch(actor, id, command) }

    /** Releases a batch on its day, or reminds of its approvals; due work. */
    suspend fun advancePayoutBatch(actor: Actor, id: CommandId, command: linli.AdvancePayoutBatch): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.advancePayoutBatch(actor, id, command) }

    /** The channel's word on a payout. */
    suspend fun reportPayout(actor: Actor, id: CommandId, command: linli.ReportPayout): linli.ReportOutcome =
        withContext(Dispatchers.IO) { engine.reportPayout(actor, id, command) }

    /** Instructs a payout of unknown outcome again, under its own number. */
    suspend fun repeatPayout(actor: Actor, id: CommandId, command: linli.RepeatPayout): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.repeatPayout(actor, id, command) }

    /** Tells of a payout that the channel does not answer for; due work. */
    suspend fun chasePayout(actor: Actor, id: CommandId, command: linli.ChasePayout): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.chasePayout(actor, id, command) }

    /** Brings a leader's month that is over one step further: closes it, then posts what its tiers give beyond what was earned sale by sale; due work. */
    suspend fun settleLeaderMonth(actor: Actor, id: CommandId, command: linli.SettleLeaderMonth): linli.MonthState =
        withContext(Dispatchers.IO) { engine.settleLeaderMonth(actor, id, command) }

    /** Sets a kind of promoter and how many levels of it earn. */
    suspend fun setPromoterKind(actor: Actor, id: CommandId, command: linli.SetPromoterKind): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setPromoterKind(actor, id, command) }

    /** Makes a member a promoter. */
    suspend fun appointPromoter(actor: Actor, id: CommandId, command: linli.AppointPromoter): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.appointPromoter(actor, id, command) }

    /** Ends a promoter. */
    suspend fun endPromoter(actor: Actor, id: CommandId, command: linli.EndPromoter): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.endPromoter(actor, id, command) }

    /** Binds a member who came by a promoter's card or link. */
    suspend fun bindReferral(actor: Actor, id: CommandId, command: linli.BindReferral): linli.Binding =
        withContext(Dispatchers.IO) { engine.bindReferral(actor, id, command) }

    /** Gives a member the code by which they share something. */
    suspend fun createShare(actor: Actor, id: CommandId, command: linli.CreateShare): String =
        withContext(Dispatchers.IO) { engine.createShare(actor, id, command) }

    /** Counts a visit by a share code, and binds the visitor. */
    suspend fun visitShare(actor: Actor, id: CommandId, command: linli.VisitShare): linli.Visited =
        withContext(Dispatchers.IO) { engine.visitShare(actor, id, command) }

    /** Asks for a withdrawal by a leader or promoter. */
    suspend fun requestWithdrawal(actor: Actor, id: CommandId, command: linli.RequestWithdrawal): linli.WithdrawalId =
        withContext(Dispatchers.IO) { engine.requestWithdrawal(actor, id, command) }

    /** Approves or rejects a withdrawal. */
    suspend fun reviewWithdrawal(actor: Actor, id: CommandId, command: linli.ReviewWithdrawal): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.reviewWithdrawal(actor, id, command) }

    /** The host's answer to a withdrawal instruction. */
    suspend fun reportWithdrawal(actor: Actor, id: CommandId, command: linli.ReportWithdrawal): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.reportWithdrawal(actor, id, command) }

    /** Tells the host again to pay a withdrawal whose result nobody knows, under the same number. */
    suspend fun resendWithdrawal(actor: Actor, id: CommandId, command: linli.ResendWithdrawal): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.resendWithdrawal(actor, id, command) }

    /** Makes a campaign: full reduction or timed discount. */
    suspend fun createCampaign(actor: Actor, id: CommandId, command: linli.CreateCampaign): linli.CampaignId =
        withContext(Dispatchers.IO) { engine.createCampaign(actor, id, command) }

    /** Changes a campaign. */
    suspend fun changeCampaign(actor: Actor, id: CommandId, command: linli.ChangeCampaign): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.changeCampaign(actor, id, command) }

    /** Ends a campaign, by hand or when its time is over; due work. */
    suspend fun endCampaign(actor: Actor, id: CommandId, command: linli.EndCampaign): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.endCampaign(actor, id, command) }

    /** Makes a template of coupons. */
    suspend fun createCouponTemplate(actor: Actor, id: CommandId, command: linli.CreateCouponTemplate): linli.CouponTemplateId =
        withContext(Dispatchers.IO) { engine.createCouponTemplate(actor, id, command) }

    /** Issues no more coupons of a template. */
    suspend fun closeCouponTemplate(actor: Actor, id: CommandId, command: linli.CloseCouponTemplate): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.closeCouponTemplate(actor, id, command) }

    /** Takes a coupon that can be claimed. */
    suspend fun claimCoupon(actor: Actor, id: CommandId, command: linli.ClaimCoupon): linli.CouponId =
        withContext(Dispatchers.IO) { engine.claimCoupon(actor, id, command) }

    /** Gives coupons to members. */
    suspend fun giveCoupons(actor: Actor, id: CommandId, command: linli.GiveCoupons): List<linli.CouponId> =
        withContext(Dispatchers.IO) { engine.giveCoupons(actor, id, command) }

    /** Warns of and expires a coupon; due work. */
    suspend fun expireCoupon(actor: Actor, id: CommandId, command: linli.ExpireCoupon): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.expireCoupon(actor, id, command) }

    /** Gives points: registering, opening balances, campaigns. */
    suspend fun grantPoints(actor: Actor, id: CommandId, command: linli.GrantPoints): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.grantPoints(actor, id, command) }

    /** Rewards the first login of a day. */
    suspend fun recordLogin(actor: Actor, id: CommandId, command: linli.RecordLogin): linli.Points =
        withContext(Dispatchers.IO) { engine.recordLogin(actor, id, command) }

    /** Expires a member's points and warns of those that expire soon; due work. */
    suspend fun expirePoints(actor: Actor, id: CommandId, command: linli.ExpirePoints): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.expirePoints(actor, id, command) }

    /** Pays a part of a property bill in points. */
    suspend fun spendPointsOnBill(actor: Actor, id: CommandId, command: linli.SpendPointsOnBill): linli.BillAnswer =
        withContext(Dispatchers.IO) { engine.spendPointsOnBill(actor, id, command) }

    /** Gives points back that paid a part of a property bill. */
    suspend fun returnBillPoints(actor: Actor, id: CommandId, command: linli.ReturnBillPoints): linli.BillAnswer =
        withContext(Dispatchers.IO) { engine.returnBillPoints(actor, id, command) }

    /** Earns points by paying a property bill. */
    suspend fun reportBillPaid(actor: Actor, id: CommandId, command: linli.ReportBillPaid): linli.BillAnswer =
        withContext(Dispatchers.IO) { engine.reportBillPaid(actor, id, command) }

    /** Takes back what a property bill earned, because its payment was undone. */
    suspend fun withdrawBillPaid(actor: Actor, id: CommandId, command: linli.WithdrawBillPaid): linli.BillAnswer =
        withContext(Dispatchers.IO) { engine.withdrawBillPaid(actor, id, command) }

    /** Settles the statements of a month between issuers of points and where they were spent; due work. */
    suspend fun settlePoints(actor: Actor, id: CommandId, command: linli.SettlePoints): Long =
        withContext(Dispatchers.IO) { engine.settlePoints(actor, id, command) }

    /** Sets the levels of the tenant. */
    suspend fun setLevels(actor: Actor, id: CommandId, command: linli.SetLevels): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setLevels(actor, id, command) }

    /** Looks at members again after the levels were set; due work. */
    suspend fun reviewLevels(actor: Actor, id: CommandId, command: linli.ReviewLevels): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.reviewLevels(actor, id, command) }

    /** Gives growth for something else than buying. */
    suspend fun grantGrowth(actor: Actor, id: CommandId, command: linli.GrantGrowth): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.grantGrowth(actor, id, command) }

    /** Gives the gift of a month and ends periods; due work. */
    suspend fun advanceLevel(actor: Actor, id: CommandId, command: linli.AdvanceLevel): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.advanceLevel(actor, id, command) }

    /** Takes what was bought and refunded into the habits of members and products; due work once it was begun. */
    suspend fun foldInsights(actor: Actor, id: CommandId, command: linli.FoldInsights): linli.Folded =
        withContext(Dispatchers.IO) { engine.foldInsights(actor, id, command) }

    /** Gives a member a tag by hand. */
    suspend fun tagMember(actor: Actor, id: CommandId, command: linli.TagMember): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.tagMember(actor, id, command) }

    /** Takes such a tag away. */
    suspend fun untagMember(actor: Actor, id: CommandId, command: linli.UntagMember): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.untagMember(actor, id, command) }

    /** Sets the rules that give tags. */
    suspend fun setTagRules(actor: Actor, id: CommandId, command: linli.SetTagRules): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setTagRules(actor, id, command) }

    /** Says who belongs to a segment. */
    suspend fun setSegment(actor: Actor, id: CommandId, command: linli.SetSegment): linli.SegmentId =
        withContext(Dispatchers.IO) { engine.setSegment(actor, id, command) }

    /** Sets the rules that recommend this to who bought that. */
    suspend fun setRecommendationRules(actor: Actor, id: CommandId, command: linli.SetRecommendationRules): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.setRecommendationRules(actor, id, command) }

    /** Warns that a member may be lost; due work. */
    suspend fun warnChurn(actor: Actor, id: CommandId, command: linli.WarnChurn): kotlin.Unit =
        withContext(Dispatchers.IO) { engine.warnChurn(actor, id, command) }

    /**
     * What an account stands at: debits above zero, credits below. Exact at one moment: the roll-up and the tail of
     * postings behind it; for a member's points their wallet.
     */
    suspend fun accountBalance(actor: Actor, account: linli.Account): Long =
        withContext(Dispatchers.IO) { engine.accountBalance(actor, account) }

    /**
     * The balances of all accounts of one purpose as far as postings were gathered, by id behind `after`, at most
     * `limit` (1–500). `Engine::settling` says how far that is.
     */
    suspend fun accountBalances(actor: Actor, after: linli.Id? = null, limit: Long): List<Pair<linli.Id, linli.AccountBalance>> =
        withContext(Dispatchers.IO) { engine.accountBalances(actor, after, limit) }

    /** A case with its progress, name and phone masked. RULES §11. */
    suspend fun afterSale(actor: Actor, case: linli.AfterSaleId): linli.AfterSaleView =
        withContext(Dispatchers.IO) { engine.afterSale(actor, case) }

    /** Whom to ask about a case, in clear. Errors: `not_found` after erasure of the member. */
    suspend fun afterSaleClaim(actor: Actor, case: linli.AfterSaleId): linli.Claim =
        withContext(Dispatchers.IO) { engine.afterSaleClaim(actor, case) }

    /** The cases of a community's residents, of one state or by state, newest first in each, 100 a page. */
    suspend fun afterSalesOfCommunity(actor: Actor, community: linli.NodeId, state: linli.CaseState? = null, after: linli.Place? = null): Pair<List<linli.AfterSale>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.afterSalesOfCommunity(actor, community, state, after) }

    /** A member's cases, newest first, 100 a page. */
    suspend fun afterSalesOfMember(actor: Actor, member: linli.MemberId, after: linli.Place? = null): Pair<List<linli.AfterSale>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.afterSalesOfMember(actor, member, after) }

    /** A merchant's cases, of one state or by state, newest first in each, 100 a page. */
    suspend fun afterSalesOfMerchant(actor: Actor, merchant: linli.MerchantId, state: linli.CaseState? = null, after: linli.Place? = null): Pair<List<linli.AfterSale>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.afterSalesOfMerchant(actor, merchant, state, after) }

    /** The cases of an order, oldest first. */
    suspend fun afterSalesOfOrder(actor: Actor, order: linli.OrderId): List<linli.AfterSale> =
        withContext(Dispatchers.IO) { engine.afterSalesOfOrder(actor, order) }

    /** A merchant's reviews with those that are hidden, newest first, at most `limit` (1–500). */
    suspend fun allReviewsOfMerchant(actor: Actor, merchant: linli.MerchantId, after: linli.Place? = null, limit: Long): Pair<List<linli.Review>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.allReviewsOfMerchant(actor, merchant, after, limit) }

    /** The audit trail: accepted commands behind `cursor` in commit order with their positions, at most `limit` (1–1000). */
    suspend fun audit(actor: Actor, cursor: Long, limit: Long): List<Pair<Long, linli.LogEntry>> =
        withContext(Dispatchers.IO) { engine.audit(actor, cursor, limit) }

    /** What a property bill has to do with points; `None`: nothing so far. */
    suspend fun bill(actor: Actor, node: linli.NodeId, number: String): linli.Bill? =
        withContext(Dispatchers.IO) { engine.bill(actor, node, number) }

    /**
     * The calls of a channel whose turn has come, those that wait longest first, at most `limit` (1–500): of each held
     * payment the one that comes next. Take them with `take_call`.
     */
    suspend fun callsReady(actor: Actor, channel: String, limit: Long): List<Pair<linli.HoldId, linli.Call>> =
        withContext(Dispatchers.IO) { engine.callsReady(actor, channel, limit) }

    /** A campaign. */
    suspend fun campaign(actor: Actor, campaign: linli.CampaignId): linli.Campaign =
        withContext(Dispatchers.IO) { engine.campaign(actor, campaign) }

    /** The campaigns of an owner, newest first, those that are over as well; `limit` 1 to 500. */
    suspend fun campaignsOf(actor: Actor, owner: linli.Owner, limit: Long, after: linli.Place? = null): Pair<List<linli.Campaign>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.campaignsOf(actor, owner, limit, after) }

    /** A member's cart at current prices, at most 200 lines in the order in which they were put in. */
    suspend fun cart(actor: Actor, member: linli.MemberId): List<linli.CartLineView> =
        withContext(Dispatchers.IO) { engine.cart(actor, member) }

    /** All categories by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are no more. */
    suspend fun categories(actor: Actor, after: linli.CategoryId? = null, limit: Long): List<linli.Category> =
        withContext(Dispatchers.IO) { engine.categories(actor, after, limit) }

    /**
     * The top categories with everything below them. Errors: `limit_exceeded` beyond 10,000 categories; then
     * `categories` reads them page by page.
     */
    suspend fun categoryTree(actor: Actor): List<linli.CategoryTree> =
        withContext(Dispatchers.IO) { engine.categoryTree(actor) }

    /** What lies at a channel as far as postings were gathered, and how old the oldest part of it is. */
    suspend fun clearingAge(actor: Actor, channel: String): linli.ClearingAge =
        withContext(Dispatchers.IO) { engine.clearingAge(actor, channel) }

    /**
     * The orders of a station's delivery day that were, or were not, collected, in the order of payment, with the last
     * two digits of their codes; `limit` 1–500. The next page begins behind the last order of this one. RULES §7.
     */
    suspend fun collectionList(actor: Actor, station: linli.StationId, day: java.time.LocalDate, which: linli.Collection, after: linli.OrderId? = null, limit: Long): List<linli.CollectionEntry> =
        withContext(Dispatchers.IO) { engine.collectionList(actor, station, day, which, after, limit) }

    /**
     * What a leader or promoter has earned: pending, unpaid, frozen, paid, debt. Exact at one moment as far as the ledger
     * goes. Errors: `invalid_field` for other parties.
     */
    suspend fun commissionStatement(actor: Actor, party: linli.Party): linli.CommissionStatement =
        withContext(Dispatchers.IO) { engine.commissionStatement(actor, party) }

    /** A template with how many coupons were issued less those taken back. */
    suspend fun couponTemplate(actor: Actor, template: linli.CouponTemplateId): Pair<linli.CouponTemplate, Long> =
        withContext(Dispatchers.IO) { engine.couponTemplate(actor, template) }

    /** The templates of an owner, newest first; `limit` 1 to 500. For everybody: what can be claimed is among them. */
    suspend fun couponTemplatesOf(actor: Actor, owner: linli.Owner, limit: Long, after: linli.Place? = null): Pair<List<linli.CouponTemplate>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.couponTemplatesOf(actor, owner, limit, after) }

    /**
     * A member's coupons in every state, newest first; `limit` 1 to 500. Only for the member and the property company:
     * a merchant does not see what else a member holds.
     */
    suspend fun couponsOf(actor: Actor, member: linli.MemberId, limit: Long, after: linli.Place? = null): Pair<List<linli.CouponView>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.couponsOf(actor, member, limit, after) }

    /** A document. */
    suspend fun document(actor: Actor, document: linli.DocumentId): linli.Document =
        withContext(Dispatchers.IO) { engine.document(actor, document) }

    /** The documents, latest first, behind one (its moment and id) that was seen, at most `limit` (1–500). */
    suspend fun documents(actor: Actor, after: Pair<java.time.Instant, linli.DocumentId>? = null, limit: Long): List<linli.Document> =
        withContext(Dispatchers.IO) { engine.documents(actor, after, limit) }

    /** What is due now, earliest first per kind, at most `limit` (1–1000) of each kind. */
    suspend fun due(actor: Actor, limit: Long): List<linli.DueWork> =
        withContext(Dispatchers.IO) { engine.due(actor, limit) }

    /**
     * Events of commands committed behind `cursor` (0 to begin with), in commit order, of at most `commands` commands
     * (1–1000). A reader who asks with the answer's cursor misses none. RULES §18.
     */
    suspend fun events(actor: Actor, cursor: Long, commands: Long): linli.EventPage =
        withContext(Dispatchers.IO) { engine.events(actor, cursor, commands) }

    /**
     * Writes the whole ledger as a Beancount journal into `sink`, page by page: one transaction per posting, in the
     * order of days, and at the end a balance assertion per account with what `account_balance`
     * says of it (roll-ups and the postings behind them; a member's points as the ledger has them). `bean-check` then
     * compares them with its own sums. What is posted while it runs may be missing at the end; the assertions are those of
     * the moment at which it began. Errors: what the sink says.
     *
     * Memory: the accounts.
     */
    suspend fun exportJournal(actor: Actor): Pair<String, linli.JournalReport> =
        withContext(Dispatchers.IO) { engine.exportJournal(actor) }

    /** A member's favourites, at most 500, newest first. */
    suspend fun favourites(actor: Actor, member: linli.MemberId): List<linli.FavouriteView> =
        withContext(Dispatchers.IO) { engine.favourites(actor, member) }

    /** A group as everybody may see it. */
    suspend fun group(actor: Actor, group: linli.GroupId): linli.GroupView =
        withContext(Dispatchers.IO) { engine.group(actor, group) }

    /** The seats of a group: who has them, with their orders. For the merchant and the property company. */
    suspend fun groupRecord(actor: Actor, group: linli.GroupId): linli.Group =
        withContext(Dispatchers.IO) { engine.groupRecord(actor, group) }

    /**
     * The running groups of a group buy, the one that ends first first, at most `limit` (1–500); full ones that wait for a
     * payment are among them.
     */
    suspend fun groupsOfSale(actor: Actor, sale: linli.CampaignId, limit: Long): List<linli.GroupView> =
        withContext(Dispatchers.IO) { engine.groupsOfSale(actor, sale, limit) }

    /**
     * The hand-over sheet of a station's delivery day, per member with masked name and phone, in the order of their
     * registration; `limit` members, 1–500. The next page begins behind the last member of this one. RULES §7.
     */
    suspend fun handOverSheet(actor: Actor, station: linli.StationId, day: java.time.LocalDate, after: linli.MemberId? = null, limit: Long): List<linli.HandOver> =
        withContext(Dispatchers.IO) { engine.handOverSheet(actor, station, day, after, limit) }

    /** A held payment with its plan. */
    suspend fun hold(actor: Actor, hold: linli.HoldId): linli.Hold =
        withContext(Dispatchers.IO) { engine.hold(actor, hold) }

    /** Whether a member is in a segment today. Errors: `not_found` member or segment. */
    suspend fun isInSegment(actor: Actor, member: linli.MemberId, segment: linli.SegmentId): Boolean =
        withContext(Dispatchers.IO) { engine.isInSegment(actor, member, segment) }

    /** What of a leader's month was sold for which merchant, behind `after`, at most `limit` (1–500). */
    suspend fun leaderMonthSales(actor: Actor, station: linli.StationId, month: java.time.YearMonth, after: linli.MerchantId? = null, limit: Long): List<linli.LeaderSales> =
        withContext(Dispatchers.IO) { engine.leaderMonthSales(actor, station, month, after, limit) }

    /** A leader's months before `before` (`None`: all), latest first, at most `limit` (1–500). */
    suspend fun leaderMonths(actor: Actor, station: linli.StationId, before: java.time.YearMonth? = null, limit: Long): List<linli.LeaderMonthView> =
        withContext(Dispatchers.IO) { engine.leaderMonths(actor, station, before, limit) }

    /**
     * How many members at and below a node have which level, in the order of the levels; members that registered before
     * there were levels count once they were looked at.
     */
    suspend fun levelDistribution(actor: Actor, node: linli.NodeId): List<linli.LevelShare> =
        withContext(Dispatchers.IO) { engine.levelDistribution(actor, node) }

    /** The levels of the tenant, lowest first; none: nobody grows. */
    suspend fun levels(actor: Actor): List<linli.Level> =
        withContext(Dispatchers.IO) { engine.levels(actor) }

    /** A station's delivery day with its manifest 配送清单. Errors: `not_found` while no paid order joined it. RULES §7. */
    suspend fun manifest(actor: Actor, station: linli.StationId, day: java.time.LocalDate): linli.StationDay =
        withContext(Dispatchers.IO) { engine.manifest(actor, station, day) }

    /**
     * The stations' delivery days below a node, sorted by route; `limit` 1–500. Answers where the next page begins.
     * RULES §7.
     */
    suspend fun manifests(actor: Actor, node: linli.NodeId, day: java.time.LocalDate, after: linli.Place? = null, limit: Long): Pair<List<linli.ManifestSummary>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.manifests(actor, node, day, after, limit) }

    /** A member with masked name and phone. */
    suspend fun member(actor: Actor, member: linli.MemberId): linli.MaskedMember =
        withContext(Dispatchers.IO) { engine.member(actor, member) }

    /** Tags and habits of a member; empty for one who did nothing yet. Errors: `not_found`. */
    suspend fun memberInsight(actor: Actor, member: linli.MemberId): linli.MemberInsight =
        withContext(Dispatchers.IO) { engine.memberInsight(actor, member) }

    /** A member's level today; `None` while the tenant has no levels. */
    suspend fun memberLevel(actor: Actor, member: linli.MemberId): linli.MemberLevel? =
        withContext(Dispatchers.IO) { engine.memberLevel(actor, member) }

    /** A member's personal data in clear. Errors: `not_found` after erasure. */
    suspend fun memberProfile(actor: Actor, member: linli.MemberId): linli.Profile =
        withContext(Dispatchers.IO) { engine.memberProfile(actor, member) }

    /** A merchant with everything that is stored of it: for its own staff and the property company. */
    suspend fun merchant(actor: Actor, merchant: linli.MerchantId): linli.Merchant =
        withContext(Dispatchers.IO) { engine.merchant(actor, merchant) }

    /** What everybody may know of a merchant. */
    suspend fun merchantCard(actor: Actor, merchant: linli.MerchantId): linli.MerchantCard =
        withContext(Dispatchers.IO) { engine.merchantCard(actor, merchant) }

    /** What the reviews of everything that a merchant sells add up to. Errors: `not_found`. */
    suspend fun merchantRating(actor: Actor, merchant: linli.MerchantId): linli.RatingView =
        withContext(Dispatchers.IO) { engine.merchantRating(actor, merchant) }

    /** How a merchant stands by the rating rule: the days of its window, and the deadline of a rectification. */
    suspend fun merchantStanding(actor: Actor, merchant: linli.MerchantId): linli.Rating =
        withContext(Dispatchers.IO) { engine.merchantStanding(actor, merchant) }

    /**
     * The merchants that this very node looks after (not the nodes below it), by id, at most `limit` (1–500) behind
     * `after`. Fewer than `limit`: there are no more.
     */
    suspend fun merchantsOfNode(actor: Actor, node: linli.NodeId, after: linli.MerchantId? = null, limit: Long): List<linli.Merchant> =
        withContext(Dispatchers.IO) { engine.merchantsOfNode(actor, node, after, limit) }

    /**
     * The groups of a member's orders, the newest order first: those among the next 100 orders behind `after`. The answer's
     * second half is where the next page begins.
     */
    suspend fun myGroups(actor: Actor, member: linli.MemberId, after: linli.Place? = null): Pair<List<linli.MyGroup>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.myGroups(actor, member, after) }

    /**
     * The buyer's own pickup code, for their screen. Errors: `not_found` for orders that have none (not paid, not
     * collected at a station), `denied` for everybody but the buyer. RULES §6.
     */
    suspend fun myPickupCode(actor: Actor, order: linli.OrderId): linli.BuyersCode =
        withContext(Dispatchers.IO) { engine.myPickupCode(actor, order) }

    /** A node, its settings in force, and its children. */
    suspend fun node(actor: Actor, node: linli.NodeId): linli.NodeView =
        withContext(Dispatchers.IO) { engine.node(actor, node) }

    /**
     * The campaigns that hold or will hold for members of a community who buy from these merchants (at most 100), as
     * values for `quote`. Those that are aimed at a segment are not among them.
     */
    suspend fun offers(actor: Actor, community: linli.NodeId, merchants: Set<linli.MerchantId>): linli.OffersView =
        withContext(Dispatchers.IO) { engine.offers(actor, community, merchants) }

    /** An order. */
    suspend fun order(actor: Actor, order: linli.OrderId): linli.Order =
        withContext(Dispatchers.IO) { engine.order(actor, order) }

    /** To whom and where an order is sent, in clear. Errors: `not_found` for collected orders and erased members. */
    suspend fun orderAddress(actor: Actor, order: linli.OrderId): linli.Profile =
        withContext(Dispatchers.IO) { engine.orderAddress(actor, order) }

    /** The postings of an order behind `after`, oldest first, at most `limit` (1–500). */
    suspend fun orderPostings(actor: Actor, order: linli.OrderId, after: linli.PostingId? = null, limit: Long): List<linli.Posting> =
        withContext(Dispatchers.IO) { engine.orderPostings(actor, order, after, limit) }

    /**
     * Who got what of an order, section by section and step by step, by the rules that were in force when it was paid.
     * `None` before it is paid.
     */
    suspend fun orderSplit(actor: Actor, order: linli.OrderId): linli.SplitExplained? =
        withContext(Dispatchers.IO) { engine.orderSplit(actor, order) }

    /** A member's orders, newest first, 100 a page. */
    suspend fun ordersOfMember(actor: Actor, member: linli.MemberId, after: linli.Place? = null): Pair<List<linli.Order>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.ordersOfMember(actor, member, after) }

    /** A merchant's orders, newest first, 100 a page. */
    suspend fun ordersOfMerchant(actor: Actor, merchant: linli.MerchantId, after: linli.Place? = null): Pair<List<linli.Order>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.ordersOfMerchant(actor, merchant, after) }

    /** The orders of a station's delivery day, about in the order in which they were paid, 100 a page. */
    suspend fun ordersOfStation(actor: Actor, station: linli.StationId, day: java.time.LocalDate, after: linli.Place? = null): Pair<List<linli.Order>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.ordersOfStation(actor, station, day, after) }

    /** How a party is paid; `None`: as the setting `payout_channel` of the tenant's root says. */
    suspend fun payee(actor: Actor, party: linli.Party): linli.Payee? =
        withContext(Dispatchers.IO) { engine.payee(actor, party) }

    /** A payment, through its trade. */
    suspend fun payment(actor: Actor, trade: linli.TradeId, payment: linli.PaymentId): linli.Payment =
        withContext(Dispatchers.IO) { engine.payment(actor, trade, payment) }

    /** A payout and where it stands. */
    suspend fun payout(actor: Actor, payout: linli.PayoutId): linli.Payout =
        withContext(Dispatchers.IO) { engine.payout(actor, payout) }

    /** A batch with its payouts, at most 200. */
    suspend fun payoutBatch(actor: Actor, batch: linli.PayoutBatchId): Pair<linli.PayoutBatch, List<linli.Payout>> =
        withContext(Dispatchers.IO) { engine.payoutBatch(actor, batch) }

    /** The batches that are to be paid on a day, behind `after`, at most `limit` (1–500). */
    suspend fun payoutBatches(actor: Actor, payOn: java.time.LocalDate, after: linli.PayoutBatchId? = null, limit: Long): List<linli.PayoutBatch> =
        withContext(Dispatchers.IO) { engine.payoutBatches(actor, payOn, after, limit) }

    /**
     * The payouts in a state that is not final, in the order of their ids, behind `after`, at most `limit` (1–500).
     * `Instructed` ones are what the host has to pay. Errors: `invalid_field` for a final state.
     */
    suspend fun payoutsOpen(actor: Actor, state: linli.PayoutState, after: linli.PayoutId? = null, limit: Long): List<linli.Payout> =
        withContext(Dispatchers.IO) { engine.payoutsOpen(actor, state, after, limit) }

    /**
     * What a party's accounts moved in a range of days (at most 366): one line per purpose that stood or moved.
     * Of days that are not gathered yet the postings are read one by one. Members' points are not among them: their
     * wallet says them.
     */
    suspend fun periodBalances(actor: Actor, party: linli.Party, days: linli.DayRange): List<linli.PeriodBalance> =
        withContext(Dispatchers.IO) { engine.periodBalances(actor, party, days) }

    /** Who collects an order, masked: for the station, after looking a code up. RULES §6. */
    suspend fun pickupBuyer(actor: Actor, order: linli.OrderId): linli.PickupBuyer =
        withContext(Dispatchers.IO) { engine.pickupBuyer(actor, order) }

    /** A member's points today. What is pending is summed over the member's orders. */
    suspend fun pointsBalance(actor: Actor, member: linli.MemberId): linli.PointsBalance =
        withContext(Dispatchers.IO) { engine.pointsBalance(actor, member) }

    /**
     * The statements of a party, as issuer or as the place where points were spent, by month; `limit` is 1–500. Days that
     * are not gathered yet are not in them.
     */
    suspend fun pointsStatements(actor: Actor, party: linli.Party, side: linli.StatementSide, after: linli.Place? = null, limit: Long): Pair<List<linli.PointsStatement>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.pointsStatements(actor, party, side, after, limit) }

    /** A presale: what was ordered, and what of it waits for stock. */
    suspend fun presale(actor: Actor, merchant: linli.MerchantId, presale: linli.PresaleId): linli.PresaleView =
        withContext(Dispatchers.IO) { engine.presale(actor, merchant, presale) }

    /**
     * A product as buyers see it, on sale or off. Errors: `not_found`, also for what was never reviewed or is under
     * review.
     */
    suspend fun product(actor: Actor, product: linli.ProductId): linli.ProductView =
        withContext(Dispatchers.IO) { engine.product(actor, product) }

    /** What a product's reviews add up to. Errors: `not_found`. */
    suspend fun productRating(actor: Actor, product: linli.ProductId): linli.RatingView =
        withContext(Dispatchers.IO) { engine.productRating(actor, product) }

    /** A product with everything that is stored of it: for its merchant and the property company. */
    suspend fun productRecord(actor: Actor, product: linli.ProductId): linli.ProductRecord =
        withContext(Dispatchers.IO) { engine.productRecord(actor, product) }

    /**
     * Products on sale that are listed in this very category (searching finds those below it too), by id, at most
     * `limit` (1–500) behind `after`. Fewer than `limit`: there are no more.
     */
    suspend fun productsOfCategory(actor: Actor, category: linli.CategoryId, after: linli.ProductId? = null, limit: Long): List<linli.ProductView> =
        withContext(Dispatchers.IO) { engine.productsOfCategory(actor, category, after, limit) }

    /**
     * A merchant's products in every state by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are
     * no more.
     */
    suspend fun productsOfMerchant(actor: Actor, merchant: linli.MerchantId, after: linli.ProductId? = null, limit: Long): List<linli.Product> =
        withContext(Dispatchers.IO) { engine.productsOfMerchant(actor, merchant, after, limit) }

    /** A promoter. */
    suspend fun promoter(actor: Actor, member: linli.MemberId): linli.PromoterView =
        withContext(Dispatchers.IO) { engine.promoter(actor, member) }

    /**
     * Whom a promoter brought, behind `after`, by member id, at most `limit` (1–500). Ask again with one of them who
     * promotes for the second level.
     */
    suspend fun promoterTeam(actor: Actor, promoter: linli.MemberId, after: linli.MemberId? = null, limit: Long): List<linli.TeamMember> =
        withContext(Dispatchers.IO) { engine.promoterTeam(actor, promoter, after, limit) }

    /**
     * The second level of a promoter's team: whom a promoter brought whom they brought. Errors: `not_found` unless
     * `below` is one whom they brought.
     */
    suspend fun promoterTeamBelow(actor: Actor, promoter: linli.MemberId, below: linli.MemberId, after: linli.MemberId? = null, limit: Long): List<linli.TeamMember> =
        withContext(Dispatchers.IO) { engine.promoterTeamBelow(actor, promoter, below, after, limit) }

    /** The promoters whom a promoter brought, behind `after`, by id, at most `limit` (1–500). */
    suspend fun promotersBelow(actor: Actor, promoter: linli.MemberId, after: linli.MemberId? = null, limit: Long): List<linli.Promoter> =
        withContext(Dispatchers.IO) { engine.promotersBelow(actor, promoter, after, limit) }

    /**
     * The purchase sheet of a delivery day 以销定采: what is bought from each supplier (from the merchant itself where it
     * has none) for all stations whose manifest is made, sorted by source and name; `limit` 1–500. The next page begins
     * behind the last item of this one. RULES §7.
     */
    suspend fun purchaseSheet(actor: Actor, scope: linli.PurchaseScope, day: java.time.LocalDate, after: linli.PurchaseItem? = null, limit: Long): List<linli.PurchaseItem> =
        withContext(Dispatchers.IO) { engine.purchaseSheet(actor, scope, day, after, limit) }

    /** Prices what a member wants to buy; nothing is saved. Errors as in `PlaceOrder`. RULES §4. */
    suspend fun quote(actor: Actor, wanted: linli.Wanted): linli.Quote =
        withContext(Dispatchers.IO) { engine.quote(actor, wanted) }

    /**
     * What a member may like, best first, at most `limit` (1–50): what others bought together with what they bought, what
     * rules say, then what sells well where they live. Only what they can buy there now, and nothing that they bought
     * among their last 20 products. Errors: `not_found` member, `limit_exceeded`.
     */
    suspend fun recommendations(actor: Actor, member: linli.MemberId, limit: Long): List<linli.Recommendation> =
        withContext(Dispatchers.IO) { engine.recommendations(actor, member, limit) }

    /**
     * Compares a channel's bill of some days (at most 366) with the channel's clearing account in the ledger. Every line
     * of the bill and every movement of these days that the bill lacks is handed to `sink` once, lines first, in their
     * order; a movement booked on another day than the bill says still matches. Nothing is changed. Memory: what was
     * seen, about 40 bytes a line.
     *
     * Errors: `invalid_field` for a profile that does not fit the file, `limit_exceeded` beyond
     * `ReconciliationSums::MAX_LINES` lines, `port_failed` when the file cannot be read, and what the sink says.
     */
    suspend fun reconcile(actor: Actor, channel: String, profile: linli.BillProfile, days: linli.DayRange, bill: ByteArray): Pair<List<linli.ReconciledRow>, linli.ReconciliationSums> =
        withContext(Dispatchers.IO) { engine.reconcile(actor, channel, profile, days, bill) }

    /**
     * The bills of a channel that were compared, latest first day first, behind one (its first day and id) that was
     * seen, at most `limit` (1–500).
     */
    suspend fun reconciliations(actor: Actor, channel: String, after: Pair<java.time.LocalDate, linli.Id>? = null, limit: Long): List<linli.Reconciliation> =
        withContext(Dispatchers.IO) { engine.reconciliations(actor, channel, after, limit) }

    /** To whom a member is bound, if the binding was ever made; it may have lapsed. */
    suspend fun referral(actor: Actor, member: linli.MemberId): linli.Referral? =
        withContext(Dispatchers.IO) { engine.referral(actor, member) }

    /** A refund and where it stands. */
    suspend fun refund(actor: Actor, refund: linli.RefundId): linli.Refund =
        withContext(Dispatchers.IO) { engine.refund(actor, refund) }

    /** The refunds of a trade, oldest first; at most 500. */
    suspend fun refundsOfTrade(actor: Actor, trade: linli.TradeId): List<linli.Refund> =
        withContext(Dispatchers.IO) { engine.refundsOfTrade(actor, trade) }

    /** Refunds that wait for the channel (`instructed`) or for a person (`failed`), oldest first; pages of at most 500. */
    suspend fun refundsWaiting(actor: Actor, state: linli.RefundState, after: linli.Place? = null): Pair<List<linli.Refund>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.refundsWaiting(actor, state, after) }

    /** The review of a line of an order, if there is one. */
    suspend fun reviewOfLine(actor: Actor, order: linli.OrderId, line: Long): linli.Review? =
        withContext(Dispatchers.IO) { engine.reviewOfLine(actor, order, line) }

    /** The shown reviews of everything that a merchant sells, newest first, at most `limit` (1–500). */
    suspend fun reviewsOfMerchant(actor: Actor, merchant: linli.MerchantId, after: linli.Place? = null, limit: Long): Pair<List<linli.ReviewView>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.reviewsOfMerchant(actor, merchant, after, limit) }

    /** A product's shown reviews, newest first, at most `limit` (1–500). */
    suspend fun reviewsOfProduct(actor: Actor, product: linli.ProductId, after: linli.Place? = null, limit: Long): Pair<List<linli.ReviewView>, linli.Place?> =
        withContext(Dispatchers.IO) { engine.reviewsOfProduct(actor, product, after, limit) }

    /** Does what is due, at most `limit` (1–1000) steps of each kind; call again while `more`. */
    suspend fun runDue(actor: Actor, limit: Long): linli.DueReport =
        withContext(Dispatchers.IO) { engine.runDue(actor, limit) }

    /** A sale. */
    suspend fun sale(actor: Actor, sale: linli.CampaignId): linli.SaleView =
        withContext(Dispatchers.IO) { engine.sale(actor, sale) }

    /**
     * The sales that members at a node can buy in now, or that begin later: those of the node and of its ancestors, from the
     * root down, each node's by their end; at most `limit` (1–500) per node.
     */
    suspend fun salesAt(actor: Actor, node: linli.NodeId, limit: Long): List<linli.SaleView> =
        withContext(Dispatchers.IO) { engine.salesAt(actor, node, limit) }

    /** A merchant's sales in every state, by id, at most `limit` (1–500) behind `after`. */
    suspend fun salesOfMerchant(actor: Actor, merchant: linli.MerchantId, after: linli.CampaignId? = null, limit: Long): List<linli.SaleView> =
        withContext(Dispatchers.IO) { engine.salesOfMerchant(actor, merchant, after, limit) }

    /**
     * Products that can be bought and fit, sorted, a page at a time. The first search of a process reads the catalogue;
     * later ones read what changed since. Errors: `limit_exceeded`, `not_found` category or community.
     */
    suspend fun searchProducts(actor: Actor, search: linli.ProductSearch): linli.SearchPage =
        withContext(Dispatchers.IO) { engine.searchProducts(actor, search) }

    /**
     * Open stations whose name, code or address has every word of a text, in the order of their creation; `limit` 1–500.
     * The next page begins behind the last station of this one. RULES §5.
     */
    suspend fun searchStations(actor: Actor, text: String, after: linli.StationId? = null, limit: Long): List<linli.Station> =
        withContext(Dispatchers.IO) { engine.searchStations(actor, text, after, limit) }

    /**
     * The members of a community who are in a segment today. Each call looks at 500 members with any habits or tags; ask
     * on with `next` until it is `None`. Errors: `not_found` segment or community.
     */
    suspend fun segmentMembers(actor: Actor, segment: linli.SegmentId, community: linli.NodeId, after: linli.MemberId? = null): linli.SegmentPage =
        withContext(Dispatchers.IO) { engine.segmentMembers(actor, segment, community, after) }

    /** The segments, by id, at most `limit` (1–500) behind `after`. */
    suspend fun segments(actor: Actor, after: linli.SegmentId? = null, limit: Long): List<linli.Segment> =
        withContext(Dispatchers.IO) { engine.segments(actor, after, limit) }

    /**
     * Closes and gathers every day before today that is not settled, in at most `steps` (1–100,000) steps of 20,000
     * postings or 200 settlements. Calling it again, or from two places at once, settles nothing twice. RULES §12.
     */
    suspend fun settle(actor: Actor, steps: Long): linli.SettleReport =
        withContext(Dispatchers.IO) { engine.settle(actor, steps) }

    /** The settlements of a party of days before `before` (`None`: all), latest first, at most `limit` (1–500). */
    suspend fun settlementsOf(actor: Actor, party: linli.Party, before: java.time.LocalDate? = null, limit: Long): List<linli.Settlement> =
        withContext(Dispatchers.IO) { engine.settlementsOf(actor, party, before, limit) }

    /** The settlements of a day behind `after`, by id, at most `limit` (1–500). */
    suspend fun settlementsOfDay(actor: Actor, day: java.time.LocalDate, after: linli.SettlementId? = null, limit: Long): List<linli.Settlement> =
        withContext(Dispatchers.IO) { engine.settlementsOfDay(actor, day, after, limit) }

    /** How far settling has come; `None` before anything was posted. */
    suspend fun settling(actor: Actor): linli.Settling? =
        withContext(Dispatchers.IO) { engine.settling(actor) }

    /** What a code leads to, for whoever has it. Errors: `not_found`. */
    suspend fun shareSubject(actor: Actor, code: String): linli.ShareSubject =
        withContext(Dispatchers.IO) { engine.shareSubject(actor, code) }

    /** What a member shares, with what came of it; by code's row, at most `limit` (1–500) behind `after`. */
    suspend fun sharesOf(actor: Actor, member: linli.MemberId, after: String? = null, limit: Long): List<linli.ShareView> =
        withContext(Dispatchers.IO) { engine.sharesOf(actor, member, after, limit) }

    /**
     * The base rule in force for a merchant's orders as a whole (their own, else the default), or the default itself;
     * `None`: the merchant gets all.
     */
    suspend fun splitRule(actor: Actor, merchant: linli.MerchantId? = null): linli.SplitRule? =
        withContext(Dispatchers.IO) { engine.splitRule(actor, merchant) }

    /**
     * The split rules in force behind `after`, by id, at most `limit` (1–500); a page may be shorter though there is
     * more, so ask until one is empty.
     */
    suspend fun splitRules(actor: Actor, after: linli.Id? = null, limit: Long): List<linli.SplitRule> =
        withContext(Dispatchers.IO) { engine.splitRules(actor, after, limit) }

    /**
     * The rules that a product's sales in a community follow: the base's, then the commission's, each the most specific
     * one, if there is one.
     */
    suspend fun splitRulesFor(actor: Actor, product: linli.ProductId, community: linli.NodeId): List<linli.SplitRule> =
        withContext(Dispatchers.IO) { engine.splitRulesFor(actor, product, community) }

    /**
     * What moved a party's accounts from one day to another (at most 366 days), at most `limit` (1–500) postings per
     * call. A call looks at 10,000 postings at most, so a page may be empty though there is more.
     */
    suspend fun statement(actor: Actor, party: linli.Party, days: linli.DayRange, after: linli.StatementPlace? = null, limit: Long): linli.StatementPage =
        withContext(Dispatchers.IO) { engine.statement(actor, party, days, after, limit) }

    /** A station. */
    suspend fun station(actor: Actor, station: linli.StationId): linli.Station =
        withContext(Dispatchers.IO) { engine.station(actor, station) }

    /** A station by its code. Errors: `not_found`. */
    suspend fun stationByCode(actor: Actor, code: String): linli.Station =
        withContext(Dispatchers.IO) { engine.stationByCode(actor, code) }

    /**
     * What a station gets on a delivery day, per SKU, and how much of it was collected; sorted by merchant and name, at
     * most 2,000 SKUs. Before the manifest is made: what is ordered so far. RULES §7.
     */
    suspend fun stationDaySummary(actor: Actor, station: linli.StationId, day: java.time.LocalDate): List<linli.ProductSummary> =
        withContext(Dispatchers.IO) { engine.stationDaySummary(actor, station, day) }

    /**
     * Open stations around a place, nearest first, at most 100; of one community, or of all. The radius is the setting
     * `station_radius_metres` (2,000) of that community, else of the asking member's, else of the tenant. RULES §5.
     */
    suspend fun stationsNear(actor: Actor, position: Pair<Int, Int>, community: linli.NodeId? = null): List<linli.NearbyStation> =
        withContext(Dispatchers.IO) { engine.stationsNear(actor, position, community) }

    /**
     * The stations of a community, open or not, in the order of their creation; `limit` 1–500. The next page begins
     * behind the last station of this one.
     */
    suspend fun stationsOf(actor: Actor, community: linli.NodeId, after: linli.StationId? = null, limit: Long): List<linli.Station> =
        withContext(Dispatchers.IO) { engine.stationsOf(actor, community, after, limit) }

    /** The stock of a product's SKUs, combos left out: theirs is that of their parts. */
    suspend fun stock(actor: Actor, product: linli.ProductId): List<linli.StockLevel> =
        withContext(Dispatchers.IO) { engine.stock(actor, product) }

    /** The suppliers by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are no more. */
    suspend fun suppliers(actor: Actor, after: linli.SupplierId? = null, limit: Long): List<linli.Supplier> =
        withContext(Dispatchers.IO) { engine.suppliers(actor, after, limit) }

    /** What a third-party merchant owes per transaction; `None`: nothing was agreed. */
    suspend fun thirdPartyContract(actor: Actor, merchant: linli.MerchantId): linli.ThirdPartyContract? =
        withContext(Dispatchers.IO) { engine.thirdPartyContract(actor, merchant) }

    /**
     * The sales of a third-party merchant, latest first, behind one (its moment and id) that was seen, at most `limit`
     * (1–500).
     */
    suspend fun thirdPartySales(actor: Actor, merchant: linli.MerchantId, after: Pair<java.time.Instant, linli.ThirdPartySaleId>? = null, limit: Long): List<linli.ThirdPartySale> =
        withContext(Dispatchers.IO) { engine.thirdPartySales(actor, merchant, after, limit) }

    /** A trade. */
    suspend fun trade(actor: Actor, trade: linli.TradeId): linli.Trade =
        withContext(Dispatchers.IO) { engine.trade(actor, trade) }

    /**
     * The totals of all accounts per purpose; they sum to zero per unit. Exact at one moment: read again if the
     * roll-ups moved meanwhile. Errors: `busy` if they do not stop moving.
     */
    suspend fun trialBalance(actor: Actor): List<linli.TrialLine> =
        withContext(Dispatchers.IO) { engine.trialBalance(actor) }

    /**
     * The totals of all accounts per purpose when a day was over; they sum to zero per unit. Errors: `not_found` for a
     * day that was never closed, `wrong_state` for one that is not settled yet.
     */
    suspend fun trialBalanceOf(actor: Actor, day: java.time.LocalDate): List<linli.TrialLine> =
        withContext(Dispatchers.IO) { engine.trialBalanceOf(actor, day) }

    /** Walks the sealed log and recomputes every seal. Takes as long as reading the log takes. */
    suspend fun verifyLog(actor: Actor): linli.SealReport =
        withContext(Dispatchers.IO) { engine.verifyLog(actor) }

    /** A withdrawal. */
    suspend fun withdrawal(actor: Actor, id: linli.WithdrawalId): linli.Withdrawal =
        withContext(Dispatchers.IO) { engine.withdrawal(actor, id) }

    /** A leader's or promoter's withdrawals before `before`, latest first, at most `limit` (1–500). */
    suspend fun withdrawalsOf(actor: Actor, party: linli.Party, before: linli.WithdrawalId? = null, limit: Long): List<linli.Withdrawal> =
        withContext(Dispatchers.IO) { engine.withdrawalsOf(actor, party, before, limit) }

    /**
     * Withdrawals that wait for a review or a result, oldest first behind `after`, at most `limit` (1–500). Errors:
     * `invalid_field` for a state in which nothing waits.
     */
    suspend fun withdrawalsWaiting(actor: Actor, state: linli.WithdrawalState, after: linli.WithdrawalId? = null, limit: Long): List<linli.Withdrawal> =
        withContext(Dispatchers.IO) { engine.withdrawalsWaiting(actor, state, after, limit) }

}
