// Written by `linli-bindgen`; do not edit.

@file:Suppress("UNCHECKED_CAST", "UNUSED_PARAMETER", "USELESS_CAST")

package linli

/** Between records and JSON's types. */
internal object Codec {
    fun command(value: Command): Map<String, Any?> = when (value) {
        is linli.SealLog -> mapOf("command" to "seal_log") + writeSealLog(value)
        is linli.CreateTenant -> mapOf("command" to "create_tenant") + writeCreateTenant(value)
        is linli.CreateNode -> mapOf("command" to "create_node") + writeCreateNode(value)
        is linli.ChangeSettings -> mapOf("command" to "change_settings") + writeChangeSettings(value)
        is linli.SetCalendar -> mapOf("command" to "set_calendar") + writeSetCalendar(value)
        is linli.GrantRole -> mapOf("command" to "grant_role") + writeGrantRole(value)
        is linli.RevokeRole -> mapOf("command" to "revoke_role") + writeRevokeRole(value)
        is linli.RegisterMember -> mapOf("command" to "register_member") + writeRegisterMember(value)
        is linli.ChangeMember -> mapOf("command" to "change_member") + writeChangeMember(value)
        is linli.EraseMember -> mapOf("command" to "erase_member") + writeEraseMember(value)
        is linli.RecordMerchant -> mapOf("command" to "record_merchant") + writeRecordMerchant(value)
        is linli.RegisterMerchant -> mapOf("command" to "register_merchant") + writeRegisterMerchant(value)
        is linli.ChangeMerchant -> mapOf("command" to "change_merchant") + writeChangeMerchant(value)
        is linli.SubmitMerchant -> mapOf("command" to "submit_merchant") + writeSubmitMerchant(value)
        is linli.ReviewMerchant -> mapOf("command" to "review_merchant") + writeReviewMerchant(value)
        is linli.ActivateMerchant -> mapOf("command" to "activate_merchant") + writeActivateMerchant(value)
        is linli.SuspendMerchant -> mapOf("command" to "suspend_merchant") + writeSuspendMerchant(value)
        is linli.ResumeMerchant -> mapOf("command" to "resume_merchant") + writeResumeMerchant(value)
        is linli.SetServedNodes -> mapOf("command" to "set_served_nodes") + writeSetServedNodes(value)
        is linli.SetQualifications -> mapOf("command" to "set_qualifications") + writeSetQualifications(value)
        is linli.CreateSupplier -> mapOf("command" to "create_supplier") + writeCreateSupplier(value)
        is linli.CreateCategory -> mapOf("command" to "create_category") + writeCreateCategory(value)
        is linli.ChangeCategory -> mapOf("command" to "change_category") + writeChangeCategory(value)
        is linli.CreateProduct -> mapOf("command" to "create_product") + writeCreateProduct(value)
        is linli.ChangeProduct -> mapOf("command" to "change_product") + writeChangeProduct(value)
        is linli.ChangeSkuPrices -> mapOf("command" to "change_sku_prices") + writeChangeSkuPrices(value)
        is linli.AddSkus -> mapOf("command" to "add_skus") + writeAddSkus(value)
        is linli.SubmitProduct -> mapOf("command" to "submit_product") + writeSubmitProduct(value)
        is linli.ReviewProduct -> mapOf("command" to "review_product") + writeReviewProduct(value)
        is linli.PutOnSale -> mapOf("command" to "put_on_sale") + writePutOnSale(value)
        is linli.TakeOffSale -> mapOf("command" to "take_off_sale") + writeTakeOffSale(value)
        is linli.ImportProducts -> mapOf("command" to "import_products") + writeImportProducts(value)
        is linli.SetStock -> mapOf("command" to "set_stock") + writeSetStock(value)
        is linli.ReceiveStock -> mapOf("command" to "receive_stock") + writeReceiveStock(value)
        is linli.CorrectStock -> mapOf("command" to "correct_stock") + writeCorrectStock(value)
        is linli.PutInCart -> mapOf("command" to "put_in_cart") + writePutInCart(value)
        is linli.RemoveFromCart -> mapOf("command" to "remove_from_cart") + writeRemoveFromCart(value)
        is linli.ClearCart -> mapOf("command" to "clear_cart") + writeClearCart(value)
        is linli.AddFavourite -> mapOf("command" to "add_favourite") + writeAddFavourite(value)
        is linli.RemoveFavourite -> mapOf("command" to "remove_favourite") + writeRemoveFavourite(value)
        is linli.PlaceOrder -> mapOf("command" to "place_order") + writePlaceOrder(value)
        is linli.SwitchStation -> mapOf("command" to "switch_station") + writeSwitchStation(value)
        is linli.CancelTrade -> mapOf("command" to "cancel_trade") + writeCancelTrade(value)
        is linli.ExpireTrade -> mapOf("command" to "expire_trade") + writeExpireTrade(value)
        is linli.ReportPayment -> mapOf("command" to "report_payment") + writeReportPayment(value)
        is linli.CancelOrder -> mapOf("command" to "cancel_order") + writeCancelOrder(value)
        is linli.ShipOrder -> mapOf("command" to "ship_order") + writeShipOrder(value)
        is linli.ConfirmReceipt -> mapOf("command" to "confirm_receipt") + writeConfirmReceipt(value)
        is linli.ReportCompletion -> mapOf("command" to "report_completion") + writeReportCompletion(value)
        is linli.AdvanceOrder -> mapOf("command" to "advance_order") + writeAdvanceOrder(value)
        is linli.ReportRefund -> mapOf("command" to "report_refund") + writeReportRefund(value)
        is linli.RetryRefund -> mapOf("command" to "retry_refund") + writeRetryRefund(value)
        is linli.PayRefundByHand -> mapOf("command" to "pay_refund_by_hand") + writePayRefundByHand(value)
        is linli.ApplyAfterSale -> mapOf("command" to "apply_after_sale") + writeApplyAfterSale(value)
        is linli.AnswerAfterSale -> mapOf("command" to "answer_after_sale") + writeAnswerAfterSale(value)
        is linli.WithdrawAfterSale -> mapOf("command" to "withdraw_after_sale") + writeWithdrawAfterSale(value)
        is linli.SendGoodsBack -> mapOf("command" to "send_goods_back") + writeSendGoodsBack(value)
        is linli.ConfirmGoodsBack -> mapOf("command" to "confirm_goods_back") + writeConfirmGoodsBack(value)
        is linli.AdvanceAfterSale -> mapOf("command" to "advance_after_sale") + writeAdvanceAfterSale(value)
        is linli.WriteReview -> mapOf("command" to "write_review") + writeWriteReview(value)
        is linli.AnswerReview -> mapOf("command" to "answer_review") + writeAnswerReview(value)
        is linli.ModerateReview -> mapOf("command" to "moderate_review") + writeModerateReview(value)
        is linli.AdvanceRating -> mapOf("command" to "advance_rating") + writeAdvanceRating(value)
        is linli.CreateSale -> mapOf("command" to "create_sale") + writeCreateSale(value)
        is linli.EndSale -> mapOf("command" to "end_sale") + writeEndSale(value)
        is linli.ExpireSale -> mapOf("command" to "expire_sale") + writeExpireSale(value)
        is linli.CancelGroup -> mapOf("command" to "cancel_group") + writeCancelGroup(value)
        is linli.AdvanceGroup -> mapOf("command" to "advance_group") + writeAdvanceGroup(value)
        is linli.OpenPresale -> mapOf("command" to "open_presale") + writeOpenPresale(value)
        is linli.EndPresale -> mapOf("command" to "end_presale") + writeEndPresale(value)
        is linli.CreateStation -> mapOf("command" to "create_station") + writeCreateStation(value)
        is linli.ChangeStation -> mapOf("command" to "change_station") + writeChangeStation(value)
        is linli.SetStationOpening -> mapOf("command" to "set_station_opening") + writeSetStationOpening(value)
        is linli.CloseStationDay -> mapOf("command" to "close_station_day") + writeCloseStationDay(value)
        is linli.DispatchManifest -> mapOf("command" to "dispatch_manifest") + writeDispatchManifest(value)
        is linli.AcceptDelivery -> mapOf("command" to "accept_delivery") + writeAcceptDelivery(value)
        is linli.LookUpPickupCode -> mapOf("command" to "look_up_pickup_code") + writeLookUpPickupCode(value)
        is linli.ConfirmPickup -> mapOf("command" to "confirm_pickup") + writeConfirmPickup(value)
        is linli.SetSplitRule -> mapOf("command" to "set_split_rule") + writeSetSplitRule(value)
        is linli.RemoveSplitRule -> mapOf("command" to "remove_split_rule") + writeRemoveSplitRule(value)
        is linli.CloseDay -> mapOf("command" to "close_day") + writeCloseDay(value)
        is linli.GatherDay -> mapOf("command" to "gather_day") + writeGatherDay(value)
        is linli.WatchClearing -> mapOf("command" to "watch_clearing") + writeWatchClearing(value)
        is linli.BookDocument -> mapOf("command" to "book_document") + writeBookDocument(value)
        is linli.ReverseDocument -> mapOf("command" to "reverse_document") + writeReverseDocument(value)
        is linli.SetThirdPartyContract -> mapOf("command" to "set_third_party_contract") + writeSetThirdPartyContract(value)
        is linli.ReportThirdPartySale -> mapOf("command" to "report_third_party_sale") + writeReportThirdPartySale(value)
        is linli.ReportThirdPartyRefund -> mapOf("command" to "report_third_party_refund") + writeReportThirdPartyRefund(value)
        is linli.RecordReconciliation -> mapOf("command" to "record_reconciliation") + writeRecordReconciliation(value)
        is linli.SetChannel -> mapOf("command" to "set_channel") + writeSetChannel(value)
        is linli.TakeCall -> mapOf("command" to "take_call") + writeTakeCall(value)
        is linli.ReportCall -> mapOf("command" to "report_call") + writeReportCall(value)
        is linli.AdvanceHold -> mapOf("command" to "advance_hold") + writeAdvanceHold(value)
        is linli.SetPayee -> mapOf("command" to "set_payee") + writeSetPayee(value)
        is linli.ApprovePayoutBatch -> mapOf("command" to "approve_payout_batch") + writeApprovePayoutBatch(value)
        is linli.RejectPayoutBatch -> mapOf("command" to "reject_payout_batch") + writeRejectPayoutBatch(value)
        is linli.AdvancePayoutBatch -> mapOf("command" to "advance_payout_batch") + writeAdvancePayoutBatch(value)
        is linli.ReportPayout -> mapOf("command" to "report_payout") + writeReportPayout(value)
        is linli.RepeatPayout -> mapOf("command" to "repeat_payout") + writeRepeatPayout(value)
        is linli.ChasePayout -> mapOf("command" to "chase_payout") + writeChasePayout(value)
        is linli.SettleLeaderMonth -> mapOf("command" to "settle_leader_month") + writeSettleLeaderMonth(value)
        is linli.SetPromoterKind -> mapOf("command" to "set_promoter_kind") + writeSetPromoterKind(value)
        is linli.AppointPromoter -> mapOf("command" to "appoint_promoter") + writeAppointPromoter(value)
        is linli.EndPromoter -> mapOf("command" to "end_promoter") + writeEndPromoter(value)
        is linli.BindReferral -> mapOf("command" to "bind_referral") + writeBindReferral(value)
        is linli.CreateShare -> mapOf("command" to "create_share") + writeCreateShare(value)
        is linli.VisitShare -> mapOf("command" to "visit_share") + writeVisitShare(value)
        is linli.RequestWithdrawal -> mapOf("command" to "request_withdrawal") + writeRequestWithdrawal(value)
        is linli.ReviewWithdrawal -> mapOf("command" to "review_withdrawal") + writeReviewWithdrawal(value)
        is linli.ReportWithdrawal -> mapOf("command" to "report_withdrawal") + writeReportWithdrawal(value)
        is linli.ResendWithdrawal -> mapOf("command" to "resend_withdrawal") + writeResendWithdrawal(value)
        is linli.CreateCampaign -> mapOf("command" to "create_campaign") + writeCreateCampaign(value)
        is linli.ChangeCampaign -> mapOf("command" to "change_campaign") + writeChangeCampaign(value)
        is linli.EndCampaign -> mapOf("command" to "end_campaign") + writeEndCampaign(value)
        is linli.CreateCouponTemplate -> mapOf("command" to "create_coupon_template") + writeCreateCouponTemplate(value)
        is linli.CloseCouponTemplate -> mapOf("command" to "close_coupon_template") + writeCloseCouponTemplate(value)
        is linli.ClaimCoupon -> mapOf("command" to "claim_coupon") + writeClaimCoupon(value)
        is linli.GiveCoupons -> mapOf("command" to "give_coupons") + writeGiveCoupons(value)
        is linli.ExpireCoupon -> mapOf("command" to "expire_coupon") + writeExpireCoupon(value)
        is linli.GrantPoints -> mapOf("command" to "grant_points") + writeGrantPoints(value)
        is linli.RecordLogin -> mapOf("command" to "record_login") + writeRecordLogin(value)
        is linli.ExpirePoints -> mapOf("command" to "expire_points") + writeExpirePoints(value)
        is linli.SpendPointsOnBill -> mapOf("command" to "spend_points_on_bill") + writeSpendPointsOnBill(value)
        is linli.ReturnBillPoints -> mapOf("command" to "return_bill_points") + writeReturnBillPoints(value)
        is linli.ReportBillPaid -> mapOf("command" to "report_bill_paid") + writeReportBillPaid(value)
        is linli.WithdrawBillPaid -> mapOf("command" to "withdraw_bill_paid") + writeWithdrawBillPaid(value)
        is linli.SettlePoints -> mapOf("command" to "settle_points") + writeSettlePoints(value)
        is linli.SetLevels -> mapOf("command" to "set_levels") + writeSetLevels(value)
        is linli.ReviewLevels -> mapOf("command" to "review_levels") + writeReviewLevels(value)
        is linli.GrantGrowth -> mapOf("command" to "grant_growth") + writeGrantGrowth(value)
        is linli.AdvanceLevel -> mapOf("command" to "advance_level") + writeAdvanceLevel(value)
        is linli.FoldInsights -> mapOf("command" to "fold_insights") + writeFoldInsights(value)
        is linli.TagMember -> mapOf("command" to "tag_member") + writeTagMember(value)
        is linli.UntagMember -> mapOf("command" to "untag_member") + writeUntagMember(value)
        is linli.SetTagRules -> mapOf("command" to "set_tag_rules") + writeSetTagRules(value)
        is linli.SetSegment -> mapOf("command" to "set_segment") + writeSetSegment(value)
        is linli.SetRecommendationRules -> mapOf("command" to "set_recommendation_rules") + writeSetRecommendationRules(value)
        is linli.WarnChurn -> mapOf("command" to "warn_churn") + writeWarnChurn(value)
    }

    fun nameOf(value: Command): String = when (value) {
        is linli.SealLog -> "seal_log"
        is linli.CreateTenant -> "create_tenant"
        is linli.CreateNode -> "create_node"
        is linli.ChangeSettings -> "change_settings"
        is linli.SetCalendar -> "set_calendar"
        is linli.GrantRole -> "grant_role"
        is linli.RevokeRole -> "revoke_role"
        is linli.RegisterMember -> "register_member"
        is linli.ChangeMember -> "change_member"
        is linli.EraseMember -> "erase_member"
        is linli.RecordMerchant -> "record_merchant"
        is linli.RegisterMerchant -> "register_merchant"
        is linli.ChangeMerchant -> "change_merchant"
        is linli.SubmitMerchant -> "submit_merchant"
        is linli.ReviewMerchant -> "review_merchant"
        is linli.ActivateMerchant -> "activate_merchant"
        is linli.SuspendMerchant -> "suspend_merchant"
        is linli.ResumeMerchant -> "resume_merchant"
        is linli.SetServedNodes -> "set_served_nodes"
        is linli.SetQualifications -> "set_qualifications"
        is linli.CreateSupplier -> "create_supplier"
        is linli.CreateCategory -> "create_category"
        is linli.ChangeCategory -> "change_category"
        is linli.CreateProduct -> "create_product"
        is linli.ChangeProduct -> "change_product"
        is linli.ChangeSkuPrices -> "change_sku_prices"
        is linli.AddSkus -> "add_skus"
        is linli.SubmitProduct -> "submit_product"
        is linli.ReviewProduct -> "review_product"
        is linli.PutOnSale -> "put_on_sale"
        is linli.TakeOffSale -> "take_off_sale"
        is linli.ImportProducts -> "import_products"
        is linli.SetStock -> "set_stock"
        is linli.ReceiveStock -> "receive_stock"
        is linli.CorrectStock -> "correct_stock"
        is linli.PutInCart -> "put_in_cart"
        is linli.RemoveFromCart -> "remove_from_cart"
        is linli.ClearCart -> "clear_cart"
        is linli.AddFavourite -> "add_favourite"
        is linli.RemoveFavourite -> "remove_favourite"
        is linli.PlaceOrder -> "place_order"
        is linli.SwitchStation -> "switch_station"
        is linli.CancelTrade -> "cancel_trade"
        is linli.ExpireTrade -> "expire_trade"
        is linli.ReportPayment -> "report_payment"
        is linli.CancelOrder -> "cancel_order"
        is linli.ShipOrder -> "ship_order"
        is linli.ConfirmReceipt -> "confirm_receipt"
        is linli.ReportCompletion -> "report_completion"
        is linli.AdvanceOrder -> "advance_order"
        is linli.ReportRefund -> "report_refund"
        is linli.RetryRefund -> "retry_refund"
        is linli.PayRefundByHand -> "pay_refund_by_hand"
        is linli.ApplyAfterSale -> "apply_after_sale"
        is linli.AnswerAfterSale -> "answer_after_sale"
        is linli.WithdrawAfterSale -> "withdraw_after_sale"
        is linli.SendGoodsBack -> "send_goods_back"
        is linli.ConfirmGoodsBack -> "confirm_goods_back"
        is linli.AdvanceAfterSale -> "advance_after_sale"
        is linli.WriteReview -> "write_review"
        is linli.AnswerReview -> "answer_review"
        is linli.ModerateReview -> "moderate_review"
        is linli.AdvanceRating -> "advance_rating"
        is linli.CreateSale -> "create_sale"
        is linli.EndSale -> "end_sale"
        is linli.ExpireSale -> "expire_sale"
        is linli.CancelGroup -> "cancel_group"
        is linli.AdvanceGroup -> "advance_group"
        is linli.OpenPresale -> "open_presale"
        is linli.EndPresale -> "end_presale"
        is linli.CreateStation -> "create_station"
        is linli.ChangeStation -> "change_station"
        is linli.SetStationOpening -> "set_station_opening"
        is linli.CloseStationDay -> "close_station_day"
        is linli.DispatchManifest -> "dispatch_manifest"
        is linli.AcceptDelivery -> "accept_delivery"
        is linli.LookUpPickupCode -> "look_up_pickup_code"
        is linli.ConfirmPickup -> "confirm_pickup"
        is linli.SetSplitRule -> "set_split_rule"
        is linli.RemoveSplitRule -> "remove_split_rule"
        is linli.CloseDay -> "close_day"
        is linli.GatherDay -> "gather_day"
        is linli.WatchClearing -> "watch_clearing"
        is linli.BookDocument -> "book_document"
        is linli.ReverseDocument -> "reverse_document"
        is linli.SetThirdPartyContract -> "set_third_party_contract"
        is linli.ReportThirdPartySale -> "report_third_party_sale"
        is linli.ReportThirdPartyRefund -> "report_third_party_refund"
        is linli.RecordReconciliation -> "record_reconciliation"
        is linli.SetChannel -> "set_channel"
        is linli.TakeCall -> "take_call"
        is linli.ReportCall -> "report_call"
        is linli.AdvanceHold -> "advance_hold"
        is linli.SetPayee -> "set_payee"
        is linli.ApprovePayoutBatch -> "approve_payout_batch"
        is linli.RejectPayoutBatch -> "reject_payout_batch"
        is linli.AdvancePayoutBatch -> "advance_payout_batch"
        is linli.ReportPayout -> "report_payout"
        is linli.RepeatPayout -> "repeat_payout"
        is linli.ChasePayout -> "chase_payout"
        is linli.SettleLeaderMonth -> "settle_leader_month"
        is linli.SetPromoterKind -> "set_promoter_kind"
        is linli.AppointPromoter -> "appoint_promoter"
        is linli.EndPromoter -> "end_promoter"
        is linli.BindReferral -> "bind_referral"
        is linli.CreateShare -> "create_share"
        is linli.VisitShare -> "visit_share"
        is linli.RequestWithdrawal -> "request_withdrawal"
        is linli.ReviewWithdrawal -> "review_withdrawal"
        is linli.ReportWithdrawal -> "report_withdrawal"
        is linli.ResendWithdrawal -> "resend_withdrawal"
        is linli.CreateCampaign -> "create_campaign"
        is linli.ChangeCampaign -> "change_campaign"
        is linli.EndCampaign -> "end_campaign"
        is linli.CreateCouponTemplate -> "create_coupon_template"
        is linli.CloseCouponTemplate -> "close_coupon_template"
        is linli.ClaimCoupon -> "claim_coupon"
        is linli.GiveCoupons -> "give_coupons"
        is linli.ExpireCoupon -> "expire_coupon"
        is linli.GrantPoints -> "grant_points"
        is linli.RecordLogin -> "record_login"
        is linli.ExpirePoints -> "expire_points"
        is linli.SpendPointsOnBill -> "spend_points_on_bill"
        is linli.ReturnBillPoints -> "return_bill_points"
        is linli.ReportBillPaid -> "report_bill_paid"
        is linli.WithdrawBillPaid -> "withdraw_bill_paid"
        is linli.SettlePoints -> "settle_points"
        is linli.SetLevels -> "set_levels"
        is linli.ReviewLevels -> "review_levels"
        is linli.GrantGrowth -> "grant_growth"
        is linli.AdvanceLevel -> "advance_level"
        is linli.FoldInsights -> "fold_insights"
        is linli.TagMember -> "tag_member"
        is linli.UntagMember -> "untag_member"
        is linli.SetTagRules -> "set_tag_rules"
        is linli.SetSegment -> "set_segment"
        is linli.SetRecommendationRules -> "set_recommendation_rules"
        is linli.WarnChurn -> "warn_churn"
    }

    fun write(value: Command): Map<String, Any?> = when (value) {
        is linli.SealLog -> writeSealLog(value)
        is linli.CreateTenant -> writeCreateTenant(value)
        is linli.CreateNode -> writeCreateNode(value)
        is linli.ChangeSettings -> writeChangeSettings(value)
        is linli.SetCalendar -> writeSetCalendar(value)
        is linli.GrantRole -> writeGrantRole(value)
        is linli.RevokeRole -> writeRevokeRole(value)
        is linli.RegisterMember -> writeRegisterMember(value)
        is linli.ChangeMember -> writeChangeMember(value)
        is linli.EraseMember -> writeEraseMember(value)
        is linli.RecordMerchant -> writeRecordMerchant(value)
        is linli.RegisterMerchant -> writeRegisterMerchant(value)
        is linli.ChangeMerchant -> writeChangeMerchant(value)
        is linli.SubmitMerchant -> writeSubmitMerchant(value)
        is linli.ReviewMerchant -> writeReviewMerchant(value)
        is linli.ActivateMerchant -> writeActivateMerchant(value)
        is linli.SuspendMerchant -> writeSuspendMerchant(value)
        is linli.ResumeMerchant -> writeResumeMerchant(value)
        is linli.SetServedNodes -> writeSetServedNodes(value)
        is linli.SetQualifications -> writeSetQualifications(value)
        is linli.CreateSupplier -> writeCreateSupplier(value)
        is linli.CreateCategory -> writeCreateCategory(value)
        is linli.ChangeCategory -> writeChangeCategory(value)
        is linli.CreateProduct -> writeCreateProduct(value)
        is linli.ChangeProduct -> writeChangeProduct(value)
        is linli.ChangeSkuPrices -> writeChangeSkuPrices(value)
        is linli.AddSkus -> writeAddSkus(value)
        is linli.SubmitProduct -> writeSubmitProduct(value)
        is linli.ReviewProduct -> writeReviewProduct(value)
        is linli.PutOnSale -> writePutOnSale(value)
        is linli.TakeOffSale -> writeTakeOffSale(value)
        is linli.ImportProducts -> writeImportProducts(value)
        is linli.SetStock -> writeSetStock(value)
        is linli.ReceiveStock -> writeReceiveStock(value)
        is linli.CorrectStock -> writeCorrectStock(value)
        is linli.PutInCart -> writePutInCart(value)
        is linli.RemoveFromCart -> writeRemoveFromCart(value)
        is linli.ClearCart -> writeClearCart(value)
        is linli.AddFavourite -> writeAddFavourite(value)
        is linli.RemoveFavourite -> writeRemoveFavourite(value)
        is linli.PlaceOrder -> writePlaceOrder(value)
        is linli.SwitchStation -> writeSwitchStation(value)
        is linli.CancelTrade -> writeCancelTrade(value)
        is linli.ExpireTrade -> writeExpireTrade(value)
        is linli.ReportPayment -> writeReportPayment(value)
        is linli.CancelOrder -> writeCancelOrder(value)
        is linli.ShipOrder -> writeShipOrder(value)
        is linli.ConfirmReceipt -> writeConfirmReceipt(value)
        is linli.ReportCompletion -> writeReportCompletion(value)
        is linli.AdvanceOrder -> writeAdvanceOrder(value)
        is linli.ReportRefund -> writeReportRefund(value)
        is linli.RetryRefund -> writeRetryRefund(value)
        is linli.PayRefundByHand -> writePayRefundByHand(value)
        is linli.ApplyAfterSale -> writeApplyAfterSale(value)
        is linli.AnswerAfterSale -> writeAnswerAfterSale(value)
        is linli.WithdrawAfterSale -> writeWithdrawAfterSale(value)
        is linli.SendGoodsBack -> writeSendGoodsBack(value)
        is linli.ConfirmGoodsBack -> writeConfirmGoodsBack(value)
        is linli.AdvanceAfterSale -> writeAdvanceAfterSale(value)
        is linli.WriteReview -> writeWriteReview(value)
        is linli.AnswerReview -> writeAnswerReview(value)
        is linli.ModerateReview -> writeModerateReview(value)
        is linli.AdvanceRating -> writeAdvanceRating(value)
        is linli.CreateSale -> writeCreateSale(value)
        is linli.EndSale -> writeEndSale(value)
        is linli.ExpireSale -> writeExpireSale(value)
        is linli.CancelGroup -> writeCancelGroup(value)
        is linli.AdvanceGroup -> writeAdvanceGroup(value)
        is linli.OpenPresale -> writeOpenPresale(value)
        is linli.EndPresale -> writeEndPresale(value)
        is linli.CreateStation -> writeCreateStation(value)
        is linli.ChangeStation -> writeChangeStation(value)
        is linli.SetStationOpening -> writeSetStationOpening(value)
        is linli.CloseStationDay -> writeCloseStationDay(value)
        is linli.DispatchManifest -> writeDispatchManifest(value)
        is linli.AcceptDelivery -> writeAcceptDelivery(value)
        is linli.LookUpPickupCode -> writeLookUpPickupCode(value)
        is linli.ConfirmPickup -> writeConfirmPickup(value)
        is linli.SetSplitRule -> writeSetSplitRule(value)
        is linli.RemoveSplitRule -> writeRemoveSplitRule(value)
        is linli.CloseDay -> writeCloseDay(value)
        is linli.GatherDay -> writeGatherDay(value)
        is linli.WatchClearing -> writeWatchClearing(value)
        is linli.BookDocument -> writeBookDocument(value)
        is linli.ReverseDocument -> writeReverseDocument(value)
        is linli.SetThirdPartyContract -> writeSetThirdPartyContract(value)
        is linli.ReportThirdPartySale -> writeReportThirdPartySale(value)
        is linli.ReportThirdPartyRefund -> writeReportThirdPartyRefund(value)
        is linli.RecordReconciliation -> writeRecordReconciliation(value)
        is linli.SetChannel -> writeSetChannel(value)
        is linli.TakeCall -> writeTakeCall(value)
        is linli.ReportCall -> writeReportCall(value)
        is linli.AdvanceHold -> writeAdvanceHold(value)
        is linli.SetPayee -> writeSetPayee(value)
        is linli.ApprovePayoutBatch -> writeApprovePayoutBatch(value)
        is linli.RejectPayoutBatch -> writeRejectPayoutBatch(value)
        is linli.AdvancePayoutBatch -> writeAdvancePayoutBatch(value)
        is linli.ReportPayout -> writeReportPayout(value)
        is linli.RepeatPayout -> writeRepeatPayout(value)
        is linli.ChasePayout -> writeChasePayout(value)
        is linli.SettleLeaderMonth -> writeSettleLeaderMonth(value)
        is linli.SetPromoterKind -> writeSetPromoterKind(value)
        is linli.AppointPromoter -> writeAppointPromoter(value)
        is linli.EndPromoter -> writeEndPromoter(value)
        is linli.BindReferral -> writeBindReferral(value)
        is linli.CreateShare -> writeCreateShare(value)
        is linli.VisitShare -> writeVisitShare(value)
        is linli.RequestWithdrawal -> writeRequestWithdrawal(value)
        is linli.ReviewWithdrawal -> writeReviewWithdrawal(value)
        is linli.ReportWithdrawal -> writeReportWithdrawal(value)
        is linli.ResendWithdrawal -> writeResendWithdrawal(value)
        is linli.CreateCampaign -> writeCreateCampaign(value)
        is linli.ChangeCampaign -> writeChangeCampaign(value)
        is linli.EndCampaign -> writeEndCampaign(value)
        is linli.CreateCouponTemplate -> writeCreateCouponTemplate(value)
        is linli.CloseCouponTemplate -> writeCloseCouponTemplate(value)
        is linli.ClaimCoupon -> writeClaimCoupon(value)
        is linli.GiveCoupons -> writeGiveCoupons(value)
        is linli.ExpireCoupon -> writeExpireCoupon(value)
        is linli.GrantPoints -> writeGrantPoints(value)
        is linli.RecordLogin -> writeRecordLogin(value)
        is linli.ExpirePoints -> writeExpirePoints(value)
        is linli.SpendPointsOnBill -> writeSpendPointsOnBill(value)
        is linli.ReturnBillPoints -> writeReturnBillPoints(value)
        is linli.ReportBillPaid -> writeReportBillPaid(value)
        is linli.WithdrawBillPaid -> writeWithdrawBillPaid(value)
        is linli.SettlePoints -> writeSettlePoints(value)
        is linli.SetLevels -> writeSetLevels(value)
        is linli.ReviewLevels -> writeReviewLevels(value)
        is linli.GrantGrowth -> writeGrantGrowth(value)
        is linli.AdvanceLevel -> writeAdvanceLevel(value)
        is linli.FoldInsights -> writeFoldInsights(value)
        is linli.TagMember -> writeTagMember(value)
        is linli.UntagMember -> writeUntagMember(value)
        is linli.SetTagRules -> writeSetTagRules(value)
        is linli.SetSegment -> writeSetSegment(value)
        is linli.SetRecommendationRules -> writeSetRecommendationRules(value)
        is linli.WarnChurn -> writeWarnChurn(value)
    }

    fun answer(command: String, wire: Any?): Any? = when (command) {
        "seal_log" -> wire?.let { Codec.readLogSeal(it) }
        "create_tenant" -> linli.NodeId(wire as String)
        "create_node" -> linli.NodeId(wire as String)
        "change_settings" -> kotlin.Unit
        "set_calendar" -> kotlin.Unit
        "grant_role" -> kotlin.Unit
        "revoke_role" -> kotlin.Unit
        "register_member" -> linli.MemberId(wire as String)
        "change_member" -> kotlin.Unit
        "erase_member" -> kotlin.Unit
        "record_merchant" -> linli.MerchantId(wire as String)
        "register_merchant" -> linli.MerchantId(wire as String)
        "change_merchant" -> kotlin.Unit
        "submit_merchant" -> kotlin.Unit
        "review_merchant" -> kotlin.Unit
        "activate_merchant" -> kotlin.Unit
        "suspend_merchant" -> kotlin.Unit
        "resume_merchant" -> kotlin.Unit
        "set_served_nodes" -> kotlin.Unit
        "set_qualifications" -> kotlin.Unit
        "create_supplier" -> linli.SupplierId(wire as String)
        "create_category" -> linli.CategoryId(wire as String)
        "change_category" -> kotlin.Unit
        "create_product" -> linli.ProductId(wire as String)
        "change_product" -> kotlin.Unit
        "change_sku_prices" -> kotlin.Unit
        "add_skus" -> (wire as List<*>).map { linli.SkuId(it as String) }
        "submit_product" -> kotlin.Unit
        "review_product" -> kotlin.Unit
        "put_on_sale" -> kotlin.Unit
        "take_off_sale" -> kotlin.Unit
        "import_products" -> Codec.readImportReport(wire)
        "set_stock" -> kotlin.Unit
        "receive_stock" -> kotlin.Unit
        "correct_stock" -> kotlin.Unit
        "put_in_cart" -> (wire as Number).toLong()
        "remove_from_cart" -> kotlin.Unit
        "clear_cart" -> kotlin.Unit
        "add_favourite" -> kotlin.Unit
        "remove_favourite" -> kotlin.Unit
        "place_order" -> Codec.readPlacedTrade(wire)
        "switch_station" -> kotlin.Unit
        "cancel_trade" -> kotlin.Unit
        "expire_trade" -> kotlin.Unit
        "report_payment" -> Codec.readPaymentReport(wire)
        "cancel_order" -> linli.RefundId(wire as String)
        "ship_order" -> kotlin.Unit
        "confirm_receipt" -> kotlin.Unit
        "report_completion" -> kotlin.Unit
        "advance_order" -> kotlin.Unit
        "report_refund" -> Codec.readRefundState(wire)
        "retry_refund" -> kotlin.Unit
        "pay_refund_by_hand" -> kotlin.Unit
        "apply_after_sale" -> linli.AfterSaleId(wire as String)
        "answer_after_sale" -> kotlin.Unit
        "withdraw_after_sale" -> kotlin.Unit
        "send_goods_back" -> kotlin.Unit
        "confirm_goods_back" -> kotlin.Unit
        "advance_after_sale" -> kotlin.Unit
        "write_review" -> linli.ReviewId(wire as String)
        "answer_review" -> kotlin.Unit
        "moderate_review" -> kotlin.Unit
        "advance_rating" -> kotlin.Unit
        "create_sale" -> linli.CampaignId(wire as String)
        "end_sale" -> kotlin.Unit
        "expire_sale" -> kotlin.Unit
        "cancel_group" -> kotlin.Unit
        "advance_group" -> kotlin.Unit
        "open_presale" -> linli.PresaleId(wire as String)
        "end_presale" -> kotlin.Unit
        "create_station" -> linli.StationId(wire as String)
        "change_station" -> kotlin.Unit
        "set_station_opening" -> kotlin.Unit
        "close_station_day" -> kotlin.Unit
        "dispatch_manifest" -> (wire as Number).toLong()
        "accept_delivery" -> Codec.readAcceptance(wire)
        "look_up_pickup_code" -> Codec.readCodeLookUp(wire)
        "confirm_pickup" -> Codec.readPickupOutcome(wire)
        "set_split_rule" -> kotlin.Unit
        "remove_split_rule" -> kotlin.Unit
        "close_day" -> kotlin.Unit
        "gather_day" -> Codec.readGathered(wire)
        "watch_clearing" -> kotlin.Unit
        "book_document" -> linli.DocumentId(wire as String)
        "reverse_document" -> kotlin.Unit
        "set_third_party_contract" -> kotlin.Unit
        "report_third_party_sale" -> linli.ThirdPartySaleId(wire as String)
        "report_third_party_refund" -> kotlin.Unit
        "record_reconciliation" -> kotlin.Unit
        "set_channel" -> kotlin.Unit
        "take_call" -> Codec.readCall(wire)
        "report_call" -> Codec.readReportOutcome(wire)
        "advance_hold" -> kotlin.Unit
        "set_payee" -> kotlin.Unit
        "approve_payout_batch" -> kotlin.Unit
        "reject_payout_batch" -> kotlin.Unit
        "advance_payout_batch" -> kotlin.Unit
        "report_payout" -> Codec.readReportOutcome(wire)
        "repeat_payout" -> kotlin.Unit
        "chase_payout" -> kotlin.Unit
        "settle_leader_month" -> Codec.readMonthState(wire)
        "set_promoter_kind" -> kotlin.Unit
        "appoint_promoter" -> kotlin.Unit
        "end_promoter" -> kotlin.Unit
        "bind_referral" -> Codec.readBinding(wire)
        "create_share" -> (wire as String)
        "visit_share" -> Codec.readVisited(wire)
        "request_withdrawal" -> linli.WithdrawalId(wire as String)
        "review_withdrawal" -> kotlin.Unit
        "report_withdrawal" -> kotlin.Unit
        "resend_withdrawal" -> kotlin.Unit
        "create_campaign" -> linli.CampaignId(wire as String)
        "change_campaign" -> kotlin.Unit
        "end_campaign" -> kotlin.Unit
        "create_coupon_template" -> linli.CouponTemplateId(wire as String)
        "close_coupon_template" -> kotlin.Unit
        "claim_coupon" -> linli.CouponId(wire as String)
        "give_coupons" -> (wire as List<*>).map { linli.CouponId(it as String) }
        "expire_coupon" -> kotlin.Unit
        "grant_points" -> kotlin.Unit
        "record_login" -> linli.Points.ofUnits((wire as Number).toLong())
        "expire_points" -> kotlin.Unit
        "spend_points_on_bill" -> Codec.readBillAnswer(wire)
        "return_bill_points" -> Codec.readBillAnswer(wire)
        "report_bill_paid" -> Codec.readBillAnswer(wire)
        "withdraw_bill_paid" -> Codec.readBillAnswer(wire)
        "settle_points" -> (wire as Number).toLong()
        "set_levels" -> kotlin.Unit
        "review_levels" -> kotlin.Unit
        "grant_growth" -> kotlin.Unit
        "advance_level" -> kotlin.Unit
        "fold_insights" -> Codec.readFolded(wire)
        "tag_member" -> kotlin.Unit
        "untag_member" -> kotlin.Unit
        "set_tag_rules" -> kotlin.Unit
        "set_segment" -> linli.SegmentId(wire as String)
        "set_recommendation_rules" -> kotlin.Unit
        "warn_churn" -> kotlin.Unit
        else -> throw UnknownException("a command of a newer engine")
    }

    fun readCommand(wire: Any?): Command = when ((wire as Map<*, *>)["command"]) {
        "seal_log" -> readSealLog(wire)
        "create_tenant" -> readCreateTenant(wire)
        "create_node" -> readCreateNode(wire)
        "change_settings" -> readChangeSettings(wire)
        "set_calendar" -> readSetCalendar(wire)
        "grant_role" -> readGrantRole(wire)
        "revoke_role" -> readRevokeRole(wire)
        "register_member" -> readRegisterMember(wire)
        "change_member" -> readChangeMember(wire)
        "erase_member" -> readEraseMember(wire)
        "record_merchant" -> readRecordMerchant(wire)
        "register_merchant" -> readRegisterMerchant(wire)
        "change_merchant" -> readChangeMerchant(wire)
        "submit_merchant" -> readSubmitMerchant(wire)
        "review_merchant" -> readReviewMerchant(wire)
        "activate_merchant" -> readActivateMerchant(wire)
        "suspend_merchant" -> readSuspendMerchant(wire)
        "resume_merchant" -> readResumeMerchant(wire)
        "set_served_nodes" -> readSetServedNodes(wire)
        "set_qualifications" -> readSetQualifications(wire)
        "create_supplier" -> readCreateSupplier(wire)
        "create_category" -> readCreateCategory(wire)
        "change_category" -> readChangeCategory(wire)
        "create_product" -> readCreateProduct(wire)
        "change_product" -> readChangeProduct(wire)
        "change_sku_prices" -> readChangeSkuPrices(wire)
        "add_skus" -> readAddSkus(wire)
        "submit_product" -> readSubmitProduct(wire)
        "review_product" -> readReviewProduct(wire)
        "put_on_sale" -> readPutOnSale(wire)
        "take_off_sale" -> readTakeOffSale(wire)
        "import_products" -> readImportProducts(wire)
        "set_stock" -> readSetStock(wire)
        "receive_stock" -> readReceiveStock(wire)
        "correct_stock" -> readCorrectStock(wire)
        "put_in_cart" -> readPutInCart(wire)
        "remove_from_cart" -> readRemoveFromCart(wire)
        "clear_cart" -> readClearCart(wire)
        "add_favourite" -> readAddFavourite(wire)
        "remove_favourite" -> readRemoveFavourite(wire)
        "place_order" -> readPlaceOrder(wire)
        "switch_station" -> readSwitchStation(wire)
        "cancel_trade" -> readCancelTrade(wire)
        "expire_trade" -> readExpireTrade(wire)
        "report_payment" -> readReportPayment(wire)
        "cancel_order" -> readCancelOrder(wire)
        "ship_order" -> readShipOrder(wire)
        "confirm_receipt" -> readConfirmReceipt(wire)
        "report_completion" -> readReportCompletion(wire)
        "advance_order" -> readAdvanceOrder(wire)
        "report_refund" -> readReportRefund(wire)
        "retry_refund" -> readRetryRefund(wire)
        "pay_refund_by_hand" -> readPayRefundByHand(wire)
        "apply_after_sale" -> readApplyAfterSale(wire)
        "answer_after_sale" -> readAnswerAfterSale(wire)
        "withdraw_after_sale" -> readWithdrawAfterSale(wire)
        "send_goods_back" -> readSendGoodsBack(wire)
        "confirm_goods_back" -> readConfirmGoodsBack(wire)
        "advance_after_sale" -> readAdvanceAfterSale(wire)
        "write_review" -> readWriteReview(wire)
        "answer_review" -> readAnswerReview(wire)
        "moderate_review" -> readModerateReview(wire)
        "advance_rating" -> readAdvanceRating(wire)
        "create_sale" -> readCreateSale(wire)
        "end_sale" -> readEndSale(wire)
        "expire_sale" -> readExpireSale(wire)
        "cancel_group" -> readCancelGroup(wire)
        "advance_group" -> readAdvanceGroup(wire)
        "open_presale" -> readOpenPresale(wire)
        "end_presale" -> readEndPresale(wire)
        "create_station" -> readCreateStation(wire)
        "change_station" -> readChangeStation(wire)
        "set_station_opening" -> readSetStationOpening(wire)
        "close_station_day" -> readCloseStationDay(wire)
        "dispatch_manifest" -> readDispatchManifest(wire)
        "accept_delivery" -> readAcceptDelivery(wire)
        "look_up_pickup_code" -> readLookUpPickupCode(wire)
        "confirm_pickup" -> readConfirmPickup(wire)
        "set_split_rule" -> readSetSplitRule(wire)
        "remove_split_rule" -> readRemoveSplitRule(wire)
        "close_day" -> readCloseDay(wire)
        "gather_day" -> readGatherDay(wire)
        "watch_clearing" -> readWatchClearing(wire)
        "book_document" -> readBookDocument(wire)
        "reverse_document" -> readReverseDocument(wire)
        "set_third_party_contract" -> readSetThirdPartyContract(wire)
        "report_third_party_sale" -> readReportThirdPartySale(wire)
        "report_third_party_refund" -> readReportThirdPartyRefund(wire)
        "record_reconciliation" -> readRecordReconciliation(wire)
        "set_channel" -> readSetChannel(wire)
        "take_call" -> readTakeCall(wire)
        "report_call" -> readReportCall(wire)
        "advance_hold" -> readAdvanceHold(wire)
        "set_payee" -> readSetPayee(wire)
        "approve_payout_batch" -> readApprovePayoutBatch(wire)
        "reject_payout_batch" -> readRejectPayoutBatch(wire)
        "advance_payout_batch" -> readAdvancePayoutBatch(wire)
        "report_payout" -> readReportPayout(wire)
        "repeat_payout" -> readRepeatPayout(wire)
        "chase_payout" -> readChasePayout(wire)
        "settle_leader_month" -> readSettleLeaderMonth(wire)
        "set_promoter_kind" -> readSetPromoterKind(wire)
        "appoint_promoter" -> readAppointPromoter(wire)
        "end_promoter" -> readEndPromoter(wire)
        "bind_referral" -> readBindReferral(wire)
        "create_share" -> readCreateShare(wire)
        "visit_share" -> readVisitShare(wire)
        "request_withdrawal" -> readRequestWithdrawal(wire)
        "review_withdrawal" -> readReviewWithdrawal(wire)
        "report_withdrawal" -> readReportWithdrawal(wire)
        "resend_withdrawal" -> readResendWithdrawal(wire)
        "create_campaign" -> readCreateCampaign(wire)
        "change_campaign" -> readChangeCampaign(wire)
        "end_campaign" -> readEndCampaign(wire)
        "create_coupon_template" -> readCreateCouponTemplate(wire)
        "close_coupon_template" -> readCloseCouponTemplate(wire)
        "claim_coupon" -> readClaimCoupon(wire)
        "give_coupons" -> readGiveCoupons(wire)
        "expire_coupon" -> readExpireCoupon(wire)
        "grant_points" -> readGrantPoints(wire)
        "record_login" -> readRecordLogin(wire)
        "expire_points" -> readExpirePoints(wire)
        "spend_points_on_bill" -> readSpendPointsOnBill(wire)
        "return_bill_points" -> readReturnBillPoints(wire)
        "report_bill_paid" -> readReportBillPaid(wire)
        "withdraw_bill_paid" -> readWithdrawBillPaid(wire)
        "settle_points" -> readSettlePoints(wire)
        "set_levels" -> readSetLevels(wire)
        "review_levels" -> readReviewLevels(wire)
        "grant_growth" -> readGrantGrowth(wire)
        "advance_level" -> readAdvanceLevel(wire)
        "fold_insights" -> readFoldInsights(wire)
        "tag_member" -> readTagMember(wire)
        "untag_member" -> readUntagMember(wire)
        "set_tag_rules" -> readSetTagRules(wire)
        "set_segment" -> readSetSegment(wire)
        "set_recommendation_rules" -> readSetRecommendationRules(wire)
        "warn_churn" -> readWarnChurn(wire)
        else -> throw UnknownException("a command of a newer engine")
    }

    fun writeAcceptDelivery(value: linli.AcceptDelivery): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        into["day"] = value.day.toString()
        into["arrived"] = Codec.writeArrived(value.arrived)
        return into
    }

    fun readAcceptDelivery(wire: Any?): linli.AcceptDelivery {
        val from = wire as Map<*, *>
        return linli.AcceptDelivery(
            station = linli.StationId(from["station"] as String),
            day = java.time.LocalDate.parse(from["day"] as String),
            arrived = Codec.readArrived(from["arrived"]),
        )
    }

    fun writeAcceptance(value: linli.Acceptance): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["ready"] = value.ready
        into["short"] = value.short.map { listOf(it.first.text, it.second.text) }
        return into
    }

    fun readAcceptance(wire: Any?): linli.Acceptance {
        val from = wire as Map<*, *>
        return linli.Acceptance(
            ready = (from["ready"] as Number).toLong(),
            short = (from["short"] as List<*>).map { Pair(linli.OrderId((it as List<*>)[0] as String), linli.RefundId((it as List<*>)[1] as String)) },
        )
    }

    fun writeAccount(value: linli.Account): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["party"] = value.party.text
        into["purpose"] = Codec.writeAccountPurpose(value.purpose)
        return into
    }

    fun readAccount(wire: Any?): linli.Account {
        val from = wire as Map<*, *>
        return linli.Account(
            party = linli.Party(from["party"] as String),
            purpose = Codec.readAccountPurpose(from["purpose"]),
        )
    }

    fun writeAccountBalance(value: linli.AccountBalance): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into.putAll(Codec.writeAccount(value.account) as Map<String, Any?>)
        into["balance"] = value.balance
        value.day?.let { it.toString() }?.let { into["day"] = it }
        into["moved"] = value.moved
        into["waits"] = value.waits
        into["carried"] = value.carried
        return into
    }

    fun readAccountBalance(wire: Any?): linli.AccountBalance {
        val from = wire as Map<*, *>
        return linli.AccountBalance(
            account = Codec.readAccount(from),
            balance = (from["balance"] as Number).toLong(),
            day = from["day"]?.let { java.time.LocalDate.parse(it as String) },
            moved = from["moved"]?.let { (it as Number).toLong() } ?: 0L,
            waits = from["waits"]?.let { (it as Boolean) } ?: false,
            carried = from["carried"]?.let { (it as Number).toLong() } ?: 0L,
        )
    }

    fun writeAccountPurpose(value: linli.AccountPurpose): String = value.wire

    fun readAccountPurpose(wire: Any?): linli.AccountPurpose = linli.AccountPurpose.of(wire)

    fun writeActivateMerchant(value: linli.ActivateMerchant): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        return into
    }

    fun readActivateMerchant(wire: Any?): linli.ActivateMerchant {
        val from = wire as Map<*, *>
        return linli.ActivateMerchant(
            merchant = linli.MerchantId(from["merchant"] as String),
        )
    }

    fun writeActor(value: linli.Actor): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["tenant"] = value.tenant.number
        value.user?.let { it.text }?.let { into["user"] = it }
        return into
    }

    fun readActor(wire: Any?): linli.Actor {
        val from = wire as Map<*, *>
        return linli.Actor(
            tenant = linli.TenantId((from["tenant"] as Number).toLong()),
            user = from["user"]?.let { linli.UserId(it as String) },
        )
    }

    fun writeAddFavourite(value: linli.AddFavourite): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["product"] = value.product.text
        return into
    }

    fun readAddFavourite(wire: Any?): linli.AddFavourite {
        val from = wire as Map<*, *>
        return linli.AddFavourite(
            member = linli.MemberId(from["member"] as String),
            product = linli.ProductId(from["product"] as String),
        )
    }

    fun writeAddSkus(value: linli.AddSkus): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["product"] = value.product.text
        into["skus"] = value.skus.map { Codec.writeNewSku(it) }
        return into
    }

    fun readAddSkus(wire: Any?): linli.AddSkus {
        val from = wire as Map<*, *>
        return linli.AddSkus(
            product = linli.ProductId(from["product"] as String),
            skus = (from["skus"] as List<*>).map { Codec.readNewSku(it) },
        )
    }

    fun writeAddress(value: linli.Address): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["province"] = value.province
        into["city"] = value.city
        into["district"] = value.district
        into["detail"] = value.detail
        return into
    }

    fun readAddress(wire: Any?): linli.Address {
        val from = wire as Map<*, *>
        return linli.Address(
            province = from["province"]?.let { (it as String) } ?: "",
            city = from["city"]?.let { (it as String) } ?: "",
            district = from["district"]?.let { (it as String) } ?: "",
            detail = (from["detail"] as String),
        )
    }

    fun writeAdvanceAfterSale(value: linli.AdvanceAfterSale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["case"] = value.case.text
        return into
    }

    fun readAdvanceAfterSale(wire: Any?): linli.AdvanceAfterSale {
        val from = wire as Map<*, *>
        return linli.AdvanceAfterSale(
            case = linli.AfterSaleId(from["case"] as String),
        )
    }

    fun writeAdvanceGroup(value: linli.AdvanceGroup): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["group"] = value.group.text
        return into
    }

    fun readAdvanceGroup(wire: Any?): linli.AdvanceGroup {
        val from = wire as Map<*, *>
        return linli.AdvanceGroup(
            group = linli.GroupId(from["group"] as String),
        )
    }

    fun writeAdvanceHold(value: linli.AdvanceHold): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["hold"] = value.hold.text
        return into
    }

    fun readAdvanceHold(wire: Any?): linli.AdvanceHold {
        val from = wire as Map<*, *>
        return linli.AdvanceHold(
            hold = linli.HoldId(from["hold"] as String),
        )
    }

    fun writeAdvanceLevel(value: linli.AdvanceLevel): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        return into
    }

    fun readAdvanceLevel(wire: Any?): linli.AdvanceLevel {
        val from = wire as Map<*, *>
        return linli.AdvanceLevel(
            member = linli.MemberId(from["member"] as String),
        )
    }

    fun writeAdvanceOrder(value: linli.AdvanceOrder): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["order"] = value.order.text
        return into
    }

    fun readAdvanceOrder(wire: Any?): linli.AdvanceOrder {
        val from = wire as Map<*, *>
        return linli.AdvanceOrder(
            order = linli.OrderId(from["order"] as String),
        )
    }

    fun writeAdvancePayoutBatch(value: linli.AdvancePayoutBatch): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["batch"] = value.batch.text
        return into
    }

    fun readAdvancePayoutBatch(wire: Any?): linli.AdvancePayoutBatch {
        val from = wire as Map<*, *>
        return linli.AdvancePayoutBatch(
            batch = linli.PayoutBatchId(from["batch"] as String),
        )
    }

    fun writeAdvanceRating(value: linli.AdvanceRating): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        return into
    }

    fun readAdvanceRating(wire: Any?): linli.AdvanceRating {
        val from = wire as Map<*, *>
        return linli.AdvanceRating(
            merchant = linli.MerchantId(from["merchant"] as String),
        )
    }

    fun writeAfterSale(value: linli.AfterSale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["order"] = value.order.text
        into["member"] = value.member.text
        into["merchant"] = value.merchant.text
        into["community"] = value.community.text
        into["kind"] = Codec.writeCaseKind(value.kind)
        into["reason"] = Codec.writeCaseReason(value.reason)
        into["lines"] = value.lines.map { Codec.writeCaseLine(it) }
        into["claim"] = value.claim
        into["pictures"] = value.pictures.map { it }
        into["state"] = Codec.writeCaseState(value.state)
        into["history"] = value.history.map { Codec.writeCaseStep(it) }
        value.refusal?.let { it }?.let { into["refusal"] = it }
        value.parcel?.let { Codec.writeShipment(it) }?.let { into["parcel"] = it }
        value.refund?.let { it.text }?.let { into["refund"] = it }
        into["answer_by"] = Wire.micros(value.answerBy)
        return into
    }

    fun readAfterSale(wire: Any?): linli.AfterSale {
        val from = wire as Map<*, *>
        return linli.AfterSale(
            id = linli.AfterSaleId(from["id"] as String),
            order = linli.OrderId(from["order"] as String),
            member = linli.MemberId(from["member"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            community = linli.NodeId(from["community"] as String),
            kind = Codec.readCaseKind(from["kind"]),
            reason = Codec.readCaseReason(from["reason"]),
            lines = (from["lines"] as List<*>).map { Codec.readCaseLine(it) },
            claim = (from["claim"] as String),
            pictures = (from["pictures"] as List<*>).map { (it as String) },
            state = Codec.readCaseState(from["state"]),
            history = (from["history"] as List<*>).map { Codec.readCaseStep(it) },
            refusal = from["refusal"]?.let { (it as String) },
            parcel = from["parcel"]?.let { Codec.readShipment(it) },
            refund = from["refund"]?.let { linli.RefundId(it as String) },
            answerBy = Wire.instant(from["answer_by"]),
        )
    }

    fun writeAfterSaleView(value: linli.AfterSaleView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["case"] = Codec.writeAfterSale(value.case)
        value.name?.let { it }?.let { into["name"] = it }
        value.phone?.let { it }?.let { into["phone"] = it }
        value.description?.let { it }?.let { into["description"] = it }
        return into
    }

    fun readAfterSaleView(wire: Any?): linli.AfterSaleView {
        val from = wire as Map<*, *>
        return linli.AfterSaleView(
            case = Codec.readAfterSale(from["case"]),
            name = from["name"]?.let { (it as String) },
            phone = from["phone"]?.let { (it as String) },
            description = from["description"]?.let { (it as String) },
        )
    }

    fun writeAftersaleVerdict(value: linli.AftersaleVerdict): Any = when (value) {
        is linli.AftersaleVerdict.Agree -> "agree"
        is linli.AftersaleVerdict.Refuse -> mapOf("refuse" to LinkedHashMap<String, Any?>().also { into ->
            into["reason"] = value.reason
        })
    }

    fun readAftersaleVerdict(wire: Any?): linli.AftersaleVerdict {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "agree" -> linli.AftersaleVerdict.Agree
            "refuse" -> (data as Map<*, *>).let { from ->
                linli.AftersaleVerdict.Refuse(
                    reason = (from["reason"] as String),
                )
            }
            else -> throw UnknownException("a AftersaleVerdict of a newer engine")
        }
    }

    fun writeAnswerAfterSale(value: linli.AnswerAfterSale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["case"] = value.case.text
        into["verdict"] = Codec.writeAftersaleVerdict(value.verdict)
        return into
    }

    fun readAnswerAfterSale(wire: Any?): linli.AnswerAfterSale {
        val from = wire as Map<*, *>
        return linli.AnswerAfterSale(
            case = linli.AfterSaleId(from["case"] as String),
            verdict = Codec.readAftersaleVerdict(from["verdict"]),
        )
    }

    fun writeAnswerReview(value: linli.AnswerReview): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["review"] = value.review.text
        into["text"] = value.text
        return into
    }

    fun readAnswerReview(wire: Any?): linli.AnswerReview {
        val from = wire as Map<*, *>
        return linli.AnswerReview(
            review = linli.ReviewId(from["review"] as String),
            text = (from["text"] as String),
        )
    }

    fun writeApplyAfterSale(value: linli.ApplyAfterSale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["order"] = value.order.text
        into["kind"] = Codec.writeCaseKind(value.kind)
        into["reason"] = Codec.writeCaseReason(value.reason)
        into["lines"] = value.lines.map { Codec.writeClaimedLine(it) }
        into["claim"] = Codec.writeClaim(value.claim)
        into["pictures"] = value.pictures.map { it }
        return into
    }

    fun readApplyAfterSale(wire: Any?): linli.ApplyAfterSale {
        val from = wire as Map<*, *>
        return linli.ApplyAfterSale(
            order = linli.OrderId(from["order"] as String),
            kind = Codec.readCaseKind(from["kind"]),
            reason = Codec.readCaseReason(from["reason"]),
            lines = (from["lines"] as List<*>).map { Codec.readClaimedLine(it) },
            claim = Codec.readClaim(from["claim"]),
            pictures = (from["pictures"] as List<*>).map { (it as String) },
        )
    }

    fun writeAppointPromoter(value: linli.AppointPromoter): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["kind"] = value.kind
        return into
    }

    fun readAppointPromoter(wire: Any?): linli.AppointPromoter {
        val from = wire as Map<*, *>
        return linli.AppointPromoter(
            member = linli.MemberId(from["member"] as String),
            kind = (from["kind"] as String),
        )
    }

    fun writeApprovePayoutBatch(value: linli.ApprovePayoutBatch): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["batch"] = value.batch.text
        into["total"] = value.total.units
        return into
    }

    fun readApprovePayoutBatch(wire: Any?): linli.ApprovePayoutBatch {
        val from = wire as Map<*, *>
        return linli.ApprovePayoutBatch(
            batch = linli.PayoutBatchId(from["batch"] as String),
            total = linli.Money.ofUnits((from["total"] as Number).toLong()),
        )
    }

    fun writeArrived(value: linli.Arrived): Any = when (value) {
        is linli.Arrived.AsSent -> "as_sent"
        is linli.Arrived.Except -> mapOf("except" to value.value.map { Codec.writeArrivedItem(it) })
        is linli.Arrived.Counted -> mapOf("counted" to value.value.map { Codec.writeArrivedItem(it) })
    }

    fun readArrived(wire: Any?): linli.Arrived {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "as_sent" -> linli.Arrived.AsSent
            "except" -> linli.Arrived.Except((data as List<*>).map { Codec.readArrivedItem(it) })
            "counted" -> linli.Arrived.Counted((data as List<*>).map { Codec.readArrivedItem(it) })
            else -> throw UnknownException("a Arrived of a newer engine")
        }
    }

    fun writeArrivedItem(value: linli.ArrivedItem): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["units"] = value.units
        return into
    }

    fun readArrivedItem(wire: Any?): linli.ArrivedItem {
        val from = wire as Map<*, *>
        return linli.ArrivedItem(
            sku = linli.SkuId(from["sku"] as String),
            units = (from["units"] as Number).toLong(),
        )
    }

    fun writeAxis(value: linli.Axis): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["name"] = value.name
        into["options"] = value.options.map { it }
        return into
    }

    fun readAxis(wire: Any?): linli.Axis {
        val from = wire as Map<*, *>
        return linli.Axis(
            name = (from["name"] as String),
            options = (from["options"] as List<*>).map { (it as String) },
        )
    }

    fun writeBasis(value: linli.Basis): String = value.wire

    fun readBasis(wire: Any?): linli.Basis = linli.Basis.of(wire)

    fun writeBatchState(value: linli.BatchState): String = value.wire

    fun readBatchState(wire: Any?): linli.BatchState = linli.BatchState.of(wire)

    fun writeBecause(value: linli.Because): Any = when (value) {
        is linli.Because.BoughtTogether -> mapOf("BoughtTogether" to value.value.text)
        is linli.Because.Rule -> mapOf("Rule" to LinkedHashMap<String, Any?>().also { into ->
            into["bought"] = value.bought.text
            into["reason"] = value.reason
        })
        is linli.Because.SellsWell -> "SellsWell"
    }

    fun readBecause(wire: Any?): linli.Because {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "BoughtTogether" -> linli.Because.BoughtTogether(linli.ProductId(data as String))
            "Rule" -> (data as Map<*, *>).let { from ->
                linli.Because.Rule(
                    bought = linli.ProductId(from["bought"] as String),
                    reason = (from["reason"] as String),
                )
            }
            "SellsWell" -> linli.Because.SellsWell
            else -> throw UnknownException("a Because of a newer engine")
        }
    }

    fun writeBill(value: linli.Bill): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["node"] = value.node.text
        into["number"] = value.number
        into["member"] = value.member.text
        value.spent?.let { Codec.writeBillSpending(it) }?.let { into["spent"] = it }
        value.paid?.let { Codec.writeBillPaid(it) }?.let { into["paid"] = it }
        return into
    }

    fun readBill(wire: Any?): linli.Bill {
        val from = wire as Map<*, *>
        return linli.Bill(
            node = linli.NodeId(from["node"] as String),
            number = (from["number"] as String),
            member = linli.MemberId(from["member"] as String),
            spent = from["spent"]?.let { Codec.readBillSpending(it) },
            paid = from["paid"]?.let { Codec.readBillPaid(it) },
        )
    }

    fun writeBillAnswer(value: linli.BillAnswer): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["points"] = value.points.units
        into["value"] = value.value.units
        return into
    }

    fun readBillAnswer(wire: Any?): linli.BillAnswer {
        val from = wire as Map<*, *>
        return linli.BillAnswer(
            points = linli.Points.ofUnits((from["points"] as Number).toLong()),
            value = linli.Money.ofUnits((from["value"] as Number).toLong()),
        )
    }

    fun writeBillKind(value: linli.BillKind): String = value.wire

    fun readBillKind(wire: Any?): linli.BillKind = linli.BillKind.of(wire)

    fun writeBillPaid(value: linli.BillPaid): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["at"] = Wire.micros(value.at)
        into["amount"] = value.amount.units
        into["points"] = value.points.units
        return into
    }

    fun readBillPaid(wire: Any?): linli.BillPaid {
        val from = wire as Map<*, *>
        return linli.BillPaid(
            at = Wire.instant(from["at"]),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            points = linli.Points.ofUnits((from["points"] as Number).toLong()),
        )
    }

    fun writeBillProfile(value: linli.BillProfile): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["separator"] = value.separator
        into["cut"] = value.cut
        value.endsWith?.let { it }?.let { into["ends_with"] = it }
        value.comment?.let { it }?.let { into["comment"] = it }
        into["kind"] = value.kind
        into["kinds"] = value.kinds.map { Codec.writeKindRule(it) }
        return into
    }

    fun readBillProfile(wire: Any?): linli.BillProfile {
        val from = wire as Map<*, *>
        return linli.BillProfile(
            separator = (from["separator"] as String),
            cut = from["cut"]?.let { (it as String) } ?: "",
            endsWith = from["ends_with"]?.let { (it as String) },
            comment = from["comment"]?.let { (it as String) },
            kind = (from["kind"] as String),
            kinds = (from["kinds"] as List<*>).map { Codec.readKindRule(it) },
        )
    }

    fun writeBillSpending(value: linli.BillSpending): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["at"] = Wire.micros(value.at)
        into["amount"] = value.amount.units
        into["value"] = value.value.units
        into["uses"] = value.uses.map { Codec.writeLotUse(it) }
        into["funding"] = value.funding.map { listOf(it.first.text, it.second.units) }
        return into
    }

    fun readBillSpending(wire: Any?): linli.BillSpending {
        val from = wire as Map<*, *>
        return linli.BillSpending(
            at = Wire.instant(from["at"]),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            value = linli.Money.ofUnits((from["value"] as Number).toLong()),
            uses = (from["uses"] as List<*>).map { Codec.readLotUse(it) },
            funding = (from["funding"] as List<*>).map { Pair(linli.Party((it as List<*>)[0] as String), linli.Money.ofUnits(((it as List<*>)[1] as Number).toLong())) },
        )
    }

    fun writeBindReferral(value: linli.BindReferral): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["promoter"] = value.promoter.text
        into["via"] = Codec.writeReferralVia(value.via)
        return into
    }

    fun readBindReferral(wire: Any?): linli.BindReferral {
        val from = wire as Map<*, *>
        return linli.BindReferral(
            member = linli.MemberId(from["member"] as String),
            promoter = linli.MemberId(from["promoter"] as String),
            via = Codec.readReferralVia(from["via"]),
        )
    }

    fun writeBinding(value: linli.Binding): String = value.wire

    fun readBinding(wire: Any?): linli.Binding = linli.Binding.of(wire)

    fun writeBookDocument(value: linli.BookDocument): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into.putAll(Codec.writeDocumentKind(value.kind) as Map<String, Any?>)
        into["number"] = value.number
        into["amount"] = value.amount.units
        into["note"] = value.note
        value.period?.let { listOf(it.first.toString(), it.second.toString()) }?.let { into["period"] = it }
        return into
    }

    fun readBookDocument(wire: Any?): linli.BookDocument {
        val from = wire as Map<*, *>
        return linli.BookDocument(
            kind = Codec.readDocumentKind(from),
            number = (from["number"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            note = from["note"]?.let { (it as String) } ?: "",
            period = from["period"]?.let { Pair(java.time.LocalDate.parse((it as List<*>)[0] as String), java.time.LocalDate.parse((it as List<*>)[1] as String)) },
        )
    }

    fun writeBusinessCalendar(value: linli.BusinessCalendar): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["holidays"] = value.holidays.map { it.toString() }
        into["extra_working_days"] = value.extraWorkingDays.map { it.toString() }
        return into
    }

    fun readBusinessCalendar(wire: Any?): linli.BusinessCalendar {
        val from = wire as Map<*, *>
        return linli.BusinessCalendar(
            holidays = from["holidays"]?.let { (it as List<*>).map { java.time.LocalDate.parse(it as String) }.toSet() } ?: emptySet(),
            extraWorkingDays = from["extra_working_days"]?.let { (it as List<*>).map { java.time.LocalDate.parse(it as String) }.toSet() } ?: emptySet(),
        )
    }

    fun writeBuyersCode(value: linli.BuyersCode): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        value.digits?.let { it }?.let { into["digits"] = it }
        into["status"] = Codec.writePickupStatus(value.status)
        return into
    }

    fun readBuyersCode(wire: Any?): linli.BuyersCode {
        val from = wire as Map<*, *>
        return linli.BuyersCode(
            station = linli.StationId(from["station"] as String),
            digits = from["digits"]?.let { (it as String) },
            status = Codec.readPickupStatus(from["status"]),
        )
    }

    fun writeCall(value: linli.Call): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["number"] = value.number
        into.putAll(Codec.writeCallKind(value.kind) as Map<String, Any?>)
        into["state"] = Codec.writePayoutState(value.state)
        into["not_before"] = Wire.micros(value.notBefore)
        into["attempts"] = value.attempts
        value.wordAt?.let { Wire.micros(it) }?.let { into["word_at"] = it }
        return into
    }

    fun readCall(wire: Any?): linli.Call {
        val from = wire as Map<*, *>
        return linli.Call(
            number = (from["number"] as Number).toLong(),
            kind = Codec.readCallKind(from),
            state = Codec.readPayoutState(from["state"]),
            notBefore = Wire.instant(from["not_before"]),
            attempts = from["attempts"]?.let { (it as Number).toLong() } ?: 0L,
            wordAt = from["word_at"]?.let { Wire.instant(it) },
        )
    }

    fun writeCallKind(value: linli.CallKind): Any = when (value) {
        is linli.CallKind.Split -> mapOf("call" to "split") + (LinkedHashMap<String, Any?>().also { into ->
            into["pieces"] = value.pieces.map { Codec.writePiece(it) }
        } as Map<String, Any?>)
        is linli.CallKind.Return -> mapOf("call" to "return") + (LinkedHashMap<String, Any?>().also { into ->
            into["party"] = value.party.text
            into["amount"] = value.amount.units
            into["of"] = value.of
        } as Map<String, Any?>)
        is linli.CallKind.Refund -> mapOf("call" to "refund") + (LinkedHashMap<String, Any?>().also { into ->
            into["refund"] = value.refund.text
            into["amount"] = value.amount.units
        } as Map<String, Any?>)
        is linli.CallKind.Unfreeze -> mapOf("call" to "unfreeze")
    }

    fun readCallKind(wire: Any?): linli.CallKind {
        val case = (wire as Map<*, *>)["call"]
        val data: Any? = wire
        return when (case) {
            "split" -> (data as Map<*, *>).let { from ->
                linli.CallKind.Split(
                    pieces = (from["pieces"] as List<*>).map { Codec.readPiece(it) },
                )
            }
            "return" -> (data as Map<*, *>).let { from ->
                linli.CallKind.Return(
                    party = linli.Party(from["party"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                    of = (from["of"] as Number).toLong(),
                )
            }
            "refund" -> (data as Map<*, *>).let { from ->
                linli.CallKind.Refund(
                    refund = linli.RefundId(from["refund"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                )
            }
            "unfreeze" -> linli.CallKind.Unfreeze
            else -> throw UnknownException("a CallKind of a newer engine")
        }
    }

    fun writeCallResult(value: linli.CallResult): Any = when (value) {
        is linli.CallResult.Accepted -> mapOf("result" to "accepted")
        is linli.CallResult.Unknown -> mapOf("result" to "unknown")
        is linli.CallResult.Done -> mapOf("result" to "done") + (LinkedHashMap<String, Any?>().also { into ->
            into["failed"] = value.failed.map { it.text }
        } as Map<String, Any?>)
        is linli.CallResult.Failed -> mapOf("result" to "failed") + (LinkedHashMap<String, Any?>().also { into ->
            into["reason"] = value.reason
        } as Map<String, Any?>)
    }

    fun readCallResult(wire: Any?): linli.CallResult {
        val case = (wire as Map<*, *>)["result"]
        val data: Any? = wire
        return when (case) {
            "accepted" -> linli.CallResult.Accepted
            "unknown" -> linli.CallResult.Unknown
            "done" -> (data as Map<*, *>).let { from ->
                linli.CallResult.Done(
                    failed = from["failed"]?.let { (it as List<*>).map { linli.Party(it as String) } } ?: emptyList(),
                )
            }
            "failed" -> (data as Map<*, *>).let { from ->
                linli.CallResult.Failed(
                    reason = (from["reason"] as String),
                )
            }
            else -> throw UnknownException("a CallResult of a newer engine")
        }
    }

    fun writeCampaign(value: linli.Campaign): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["owner"] = Codec.writeOwner(value.owner)
        into.putAll(Codec.writeCampaignTerms(value.terms) as Map<String, Any?>)
        into["ended"] = value.ended
        return into
    }

    fun readCampaign(wire: Any?): linli.Campaign {
        val from = wire as Map<*, *>
        return linli.Campaign(
            id = linli.CampaignId(from["id"] as String),
            owner = Codec.readOwner(from["owner"]),
            terms = Codec.readCampaignTerms(from),
            ended = from["ended"]?.let { (it as Boolean) } ?: false,
        )
    }

    fun writeCampaignOffer(value: linli.CampaignOffer): Any = when (value) {
        is linli.CampaignOffer.Timed -> mapOf("kind" to "timed") + (LinkedHashMap<String, Any?>().also { into ->
            into["price"] = Codec.writeTimedOffer(value.price)
        } as Map<String, Any?>)
        is linli.CampaignOffer.Full -> mapOf("kind" to "full") + (LinkedHashMap<String, Any?>().also { into ->
            into["lane"] = value.lane
            into["basis"] = Codec.writeBasis(value.basis)
            into["benefit"] = Codec.writeFullBenefit(value.benefit)
        } as Map<String, Any?>)
    }

    fun readCampaignOffer(wire: Any?): linli.CampaignOffer {
        val case = (wire as Map<*, *>)["kind"]
        val data: Any? = wire
        return when (case) {
            "timed" -> (data as Map<*, *>).let { from ->
                linli.CampaignOffer.Timed(
                    price = Codec.readTimedOffer(from["price"]),
                )
            }
            "full" -> (data as Map<*, *>).let { from ->
                linli.CampaignOffer.Full(
                    lane = from["lane"]?.let { (it as Number).toInt() } ?: 0,
                    basis = from["basis"]?.let { Codec.readBasis(it) } ?: linli.Basis.RUNNING,
                    benefit = Codec.readFullBenefit(from["benefit"]),
                )
            }
            else -> throw UnknownException("a CampaignOffer of a newer engine")
        }
    }

    fun writeCampaignTerms(value: linli.CampaignTerms): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["name"] = value.name
        into["window"] = Codec.writeWindow(value.window)
        into["scope"] = Codec.writeScope(value.scope)
        into["funder"] = Codec.writeFunder(value.funder)
        value.segment?.let { it.text }?.let { into["segment"] = it }
        into["offer"] = Codec.writeCampaignOffer(value.offer)
        return into
    }

    fun readCampaignTerms(wire: Any?): linli.CampaignTerms {
        val from = wire as Map<*, *>
        return linli.CampaignTerms(
            name = (from["name"] as String),
            window = Codec.readWindow(from["window"]),
            scope = from["scope"]?.let { Codec.readScope(it) } ?: linli.Scope(),
            funder = from["funder"]?.let { Codec.readFunder(it) } ?: linli.Funder.Merchant,
            segment = from["segment"]?.let { linli.SegmentId(it as String) },
            offer = Codec.readCampaignOffer(from["offer"]),
        )
    }

    fun writeCancelGroup(value: linli.CancelGroup): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["group"] = value.group.text
        into["reason"] = value.reason
        return into
    }

    fun readCancelGroup(wire: Any?): linli.CancelGroup {
        val from = wire as Map<*, *>
        return linli.CancelGroup(
            group = linli.GroupId(from["group"] as String),
            reason = (from["reason"] as String),
        )
    }

    fun writeCancelLine(value: linli.CancelLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["line"] = value.line
        into["quantity"] = value.quantity
        return into
    }

    fun readCancelLine(wire: Any?): linli.CancelLine {
        val from = wire as Map<*, *>
        return linli.CancelLine(
            line = (from["line"] as Number).toLong(),
            quantity = (from["quantity"] as Number).toLong(),
        )
    }

    fun writeCancelOrder(value: linli.CancelOrder): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["order"] = value.order.text
        into["lines"] = value.lines.map { Codec.writeCancelLine(it) }
        value.reason?.let { it }?.let { into["reason"] = it }
        return into
    }

    fun readCancelOrder(wire: Any?): linli.CancelOrder {
        val from = wire as Map<*, *>
        return linli.CancelOrder(
            order = linli.OrderId(from["order"] as String),
            lines = from["lines"]?.let { (it as List<*>).map { Codec.readCancelLine(it) } } ?: emptyList(),
            reason = from["reason"]?.let { (it as String) },
        )
    }

    fun writeCancelTrade(value: linli.CancelTrade): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["trade"] = value.trade.text
        return into
    }

    fun readCancelTrade(wire: Any?): linli.CancelTrade {
        val from = wire as Map<*, *>
        return linli.CancelTrade(
            trade = linli.TradeId(from["trade"] as String),
        )
    }

    fun writeCartItem(value: linli.CartItem): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["product"] = value.product.text
        into["merchant"] = value.merchant.text
        into["name"] = value.name
        into["spec"] = value.spec.map { it }
        into["price"] = value.price.units
        value.picture?.let { it }?.let { into["picture"] = it }
        into["available"] = value.available
        return into
    }

    fun readCartItem(wire: Any?): linli.CartItem {
        val from = wire as Map<*, *>
        return linli.CartItem(
            product = linli.ProductId(from["product"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            name = (from["name"] as String),
            spec = (from["spec"] as List<*>).map { (it as String) },
            price = linli.Money.ofUnits((from["price"] as Number).toLong()),
            picture = from["picture"]?.let { (it as String) },
            available = (from["available"] as Number).toLong(),
        )
    }

    fun writeCartLine(value: linli.CartLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["fulfilment"] = Codec.writeFulfilment(value.fulfilment)
        into["quantity"] = value.quantity
        into["added_at"] = Wire.micros(value.addedAt)
        return into
    }

    fun readCartLine(wire: Any?): linli.CartLine {
        val from = wire as Map<*, *>
        return linli.CartLine(
            sku = linli.SkuId(from["sku"] as String),
            fulfilment = Codec.readFulfilment(from["fulfilment"]),
            quantity = (from["quantity"] as Number).toLong(),
            addedAt = Wire.instant(from["added_at"]),
        )
    }

    fun writeCartLineView(value: linli.CartLineView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["line"] = Codec.writeCartLine(value.line)
        value.item?.let { Codec.writeCartItem(it) }?.let { into["item"] = it }
        value.notSold?.let { Codec.writeNotSold(it) }?.let { into["not_sold"] = it }
        return into
    }

    fun readCartLineView(wire: Any?): linli.CartLineView {
        val from = wire as Map<*, *>
        return linli.CartLineView(
            line = Codec.readCartLine(from["line"]),
            item = from["item"]?.let { Codec.readCartItem(it) },
            notSold = from["not_sold"]?.let { Codec.readNotSold(it) },
        )
    }

    fun writeCartUse(value: linli.CartUse): String = value.wire

    fun readCartUse(wire: Any?): linli.CartUse = linli.CartUse.of(wire)

    fun writeCaseEvent(value: linli.CaseEvent): String = value.wire

    fun readCaseEvent(wire: Any?): linli.CaseEvent = linli.CaseEvent.of(wire)

    fun writeCaseKind(value: linli.CaseKind): String = value.wire

    fun readCaseKind(wire: Any?): linli.CaseKind = linli.CaseKind.of(wire)

    fun writeCaseLine(value: linli.CaseLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["line"] = value.line
        into["quantity"] = value.quantity
        value.sellable?.let { it }?.let { into["sellable"] = it }
        return into
    }

    fun readCaseLine(wire: Any?): linli.CaseLine {
        val from = wire as Map<*, *>
        return linli.CaseLine(
            line = (from["line"] as Number).toLong(),
            quantity = (from["quantity"] as Number).toLong(),
            sellable = from["sellable"]?.let { (it as Number).toLong() },
        )
    }

    fun writeCaseReason(value: linli.CaseReason): String = value.wire

    fun readCaseReason(wire: Any?): linli.CaseReason = linli.CaseReason.of(wire)

    fun writeCaseState(value: linli.CaseState): String = value.wire

    fun readCaseState(wire: Any?): linli.CaseState = linli.CaseState.of(wire)

    fun writeCaseStep(value: linli.CaseStep): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["event"] = Codec.writeCaseEvent(value.event)
        into["at"] = Wire.micros(value.at)
        value.by?.let { it.text }?.let { into["by"] = it }
        return into
    }

    fun readCaseStep(wire: Any?): linli.CaseStep {
        val from = wire as Map<*, *>
        return linli.CaseStep(
            event = Codec.readCaseEvent(from["event"]),
            at = Wire.instant(from["at"]),
            by = from["by"]?.let { linli.UserId(it as String) },
        )
    }

    fun writeCategory(value: linli.Category): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        value.parent?.let { it.text }?.let { into["parent"] = it }
        into["path"] = value.path.map { it.text }
        into["code"] = value.code
        into["name"] = value.name
        return into
    }

    fun readCategory(wire: Any?): linli.Category {
        val from = wire as Map<*, *>
        return linli.Category(
            id = linli.CategoryId(from["id"] as String),
            parent = from["parent"]?.let { linli.CategoryId(it as String) },
            path = (from["path"] as List<*>).map { linli.CategoryId(it as String) },
            code = (from["code"] as String),
            name = (from["name"] as String),
        )
    }

    fun writeCategoryTree(value: linli.CategoryTree): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["category"] = Codec.writeCategory(value.category)
        into["children"] = value.children.map { Codec.writeCategoryTree(it) }
        return into
    }

    fun readCategoryTree(wire: Any?): linli.CategoryTree {
        val from = wire as Map<*, *>
        return linli.CategoryTree(
            category = Codec.readCategory(from["category"]),
            children = (from["children"] as List<*>).map { Codec.readCategoryTree(it) },
        )
    }

    fun writeChangeCampaign(value: linli.ChangeCampaign): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["campaign"] = value.campaign.text
        into["terms"] = Codec.writeCampaignTerms(value.terms)
        return into
    }

    fun readChangeCampaign(wire: Any?): linli.ChangeCampaign {
        val from = wire as Map<*, *>
        return linli.ChangeCampaign(
            campaign = linli.CampaignId(from["campaign"] as String),
            terms = Codec.readCampaignTerms(from["terms"]),
        )
    }

    fun writeChangeCategory(value: linli.ChangeCategory): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["category"] = value.category.text
        into["name"] = value.name
        return into
    }

    fun readChangeCategory(wire: Any?): linli.ChangeCategory {
        val from = wire as Map<*, *>
        return linli.ChangeCategory(
            category = linli.CategoryId(from["category"] as String),
            name = (from["name"] as String),
        )
    }

    fun writeChangeMember(value: linli.ChangeMember): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        value.profile?.let { Codec.writeProfile(it) }?.let { into["profile"] = it }
        value.station?.let { it.text }?.let { into["station"] = it }
        return into
    }

    fun readChangeMember(wire: Any?): linli.ChangeMember {
        val from = wire as Map<*, *>
        return linli.ChangeMember(
            member = linli.MemberId(from["member"] as String),
            profile = from["profile"]?.let { Codec.readProfile(it) },
            station = from["station"]?.let { linli.StationId(it as String) },
        )
    }

    fun writeChangeMerchant(value: linli.ChangeMerchant): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        value.name?.let { it }?.let { into["name"] = it }
        value.contact?.let { it }?.let { into["contact"] = it }
        value.phone?.let { it }?.let { into["phone"] = it }
        value.kind?.let { Codec.writeMerchantKind(it) }?.let { into["kind"] = it }
        return into
    }

    fun readChangeMerchant(wire: Any?): linli.ChangeMerchant {
        val from = wire as Map<*, *>
        return linli.ChangeMerchant(
            merchant = linli.MerchantId(from["merchant"] as String),
            name = from["name"]?.let { (it as String) },
            contact = from["contact"]?.let { (it as String) },
            phone = from["phone"]?.let { (it as String) },
            kind = from["kind"]?.let { Codec.readMerchantKind(it) },
        )
    }

    fun writeChangeProduct(value: linli.ChangeProduct): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["product"] = value.product.text
        into["details"] = Codec.writeProductDetails(value.details)
        return into
    }

    fun readChangeProduct(wire: Any?): linli.ChangeProduct {
        val from = wire as Map<*, *>
        return linli.ChangeProduct(
            product = linli.ProductId(from["product"] as String),
            details = Codec.readProductDetails(from["details"]),
        )
    }

    fun writeChangeSettings(value: linli.ChangeSettings): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["node"] = value.node.text
        into["set"] = Codec.writeSettingsPatch(value.set)
        into["inherit"] = value.inherit.map { it }
        return into
    }

    fun readChangeSettings(wire: Any?): linli.ChangeSettings {
        val from = wire as Map<*, *>
        return linli.ChangeSettings(
            node = linli.NodeId(from["node"] as String),
            set = Codec.readSettingsPatch(from["set"]),
            inherit = from["inherit"]?.let { (it as List<*>).map { (it as String) } } ?: emptyList(),
        )
    }

    fun writeChangeSkuPrices(value: linli.ChangeSkuPrices): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["product"] = value.product.text
        into["prices"] = value.prices.map { Codec.writeSkuPrices(it) }
        return into
    }

    fun readChangeSkuPrices(wire: Any?): linli.ChangeSkuPrices {
        val from = wire as Map<*, *>
        return linli.ChangeSkuPrices(
            product = linli.ProductId(from["product"] as String),
            prices = (from["prices"] as List<*>).map { Codec.readSkuPrices(it) },
        )
    }

    fun writeChangeStation(value: linli.ChangeStation): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        value.name?.let { it }?.let { into["name"] = it }
        value.leaderName?.let { it }?.let { into["leader_name"] = it }
        value.leaderPhone?.let { it }?.let { into["leader_phone"] = it }
        value.address?.let { Codec.writeAddress(it) }?.let { into["address"] = it }
        value.position?.let { listOf(it.first, it.second) }?.let { into["position"] = it }
        value.route?.let { it }?.let { into["route"] = it }
        value.region?.let { it }?.let { into["region"] = it }
        value.hours?.let { it }?.let { into["hours"] = it }
        return into
    }

    fun readChangeStation(wire: Any?): linli.ChangeStation {
        val from = wire as Map<*, *>
        return linli.ChangeStation(
            station = linli.StationId(from["station"] as String),
            name = from["name"]?.let { (it as String) },
            leaderName = from["leader_name"]?.let { (it as String) },
            leaderPhone = from["leader_phone"]?.let { (it as String) },
            address = from["address"]?.let { Codec.readAddress(it) },
            position = from["position"]?.let { Pair(((it as List<*>)[0] as Number).toInt(), ((it as List<*>)[1] as Number).toInt()) },
            route = from["route"]?.let { (it as String) },
            region = from["region"]?.let { (it as String) },
            hours = from["hours"]?.let { (it as String) },
        )
    }

    fun writeChannelProfile(value: linli.ChannelProfile): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["channel"] = value.channel
        into["collector"] = Codec.writeCollector(value.collector)
        into["others"] = value.others.toPlainString()
        into["requests"] = value.requests
        into["receivers"] = value.receivers
        into["after_seconds"] = value.afterSeconds
        into["freeze_days"] = value.freezeDays
        into["return_days"] = value.returnDays
        into["returns"] = Codec.writeReturnsFrom(value.returns)
        into["warn_days"] = value.warnDays
        return into
    }

    fun readChannelProfile(wire: Any?): linli.ChannelProfile {
        val from = wire as Map<*, *>
        return linli.ChannelProfile(
            channel = (from["channel"] as String),
            collector = Codec.readCollector(from["collector"]),
            others = java.math.BigDecimal(from["others"] as String),
            requests = (from["requests"] as Number).toLong(),
            receivers = (from["receivers"] as Number).toLong(),
            afterSeconds = (from["after_seconds"] as Number).toLong(),
            freezeDays = (from["freeze_days"] as Number).toLong(),
            returnDays = (from["return_days"] as Number).toLong(),
            returns = Codec.readReturnsFrom(from["returns"]),
            warnDays = (from["warn_days"] as Number).toLong(),
        )
    }

    fun writeChasePayout(value: linli.ChasePayout): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["payout"] = value.payout.text
        return into
    }

    fun readChasePayout(wire: Any?): linli.ChasePayout {
        val from = wire as Map<*, *>
        return linli.ChasePayout(
            payout = linli.PayoutId(from["payout"] as String),
        )
    }

    fun writeClaim(value: linli.Claim): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["name"] = value.name
        into["phone"] = value.phone
        into["description"] = value.description
        return into
    }

    fun readClaim(wire: Any?): linli.Claim {
        val from = wire as Map<*, *>
        return linli.Claim(
            name = (from["name"] as String),
            phone = (from["phone"] as String),
            description = (from["description"] as String),
        )
    }

    fun writeClaimCoupon(value: linli.ClaimCoupon): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["template"] = value.template.text
        return into
    }

    fun readClaimCoupon(wire: Any?): linli.ClaimCoupon {
        val from = wire as Map<*, *>
        return linli.ClaimCoupon(
            member = linli.MemberId(from["member"] as String),
            template = linli.CouponTemplateId(from["template"] as String),
        )
    }

    fun writeClaimedLine(value: linli.ClaimedLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["line"] = value.line
        into["quantity"] = value.quantity
        return into
    }

    fun readClaimedLine(wire: Any?): linli.ClaimedLine {
        val from = wire as Map<*, *>
        return linli.ClaimedLine(
            line = (from["line"] as Number).toLong(),
            quantity = (from["quantity"] as Number).toLong(),
        )
    }

    fun writeClearCart(value: linli.ClearCart): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        return into
    }

    fun readClearCart(wire: Any?): linli.ClearCart {
        val from = wire as Map<*, *>
        return linli.ClearCart(
            member = linli.MemberId(from["member"] as String),
        )
    }

    fun writeClearingAge(value: linli.ClearingAge): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["balance"] = value.balance
        value.since?.let { it.toString() }?.let { into["since"] = it }
        into["older"] = value.older
        return into
    }

    fun readClearingAge(wire: Any?): linli.ClearingAge {
        val from = wire as Map<*, *>
        return linli.ClearingAge(
            balance = (from["balance"] as Number).toLong(),
            since = from["since"]?.let { java.time.LocalDate.parse(it as String) },
            older = (from["older"] as Boolean),
        )
    }

    fun writeCloseCouponTemplate(value: linli.CloseCouponTemplate): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["template"] = value.template.text
        return into
    }

    fun readCloseCouponTemplate(wire: Any?): linli.CloseCouponTemplate {
        val from = wire as Map<*, *>
        return linli.CloseCouponTemplate(
            template = linli.CouponTemplateId(from["template"] as String),
        )
    }

    fun writeCloseDay(value: linli.CloseDay): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["day"] = value.day.toString()
        return into
    }

    fun readCloseDay(wire: Any?): linli.CloseDay {
        val from = wire as Map<*, *>
        return linli.CloseDay(
            day = java.time.LocalDate.parse(from["day"] as String),
        )
    }

    fun writeCloseStationDay(value: linli.CloseStationDay): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        into["day"] = value.day.toString()
        return into
    }

    fun readCloseStationDay(wire: Any?): linli.CloseStationDay {
        val from = wire as Map<*, *>
        return linli.CloseStationDay(
            station = linli.StationId(from["station"] as String),
            day = java.time.LocalDate.parse(from["day"] as String),
        )
    }

    fun writeCodeEnd(value: linli.CodeEnd): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["how"] = Codec.writeCodeUse(value.how)
        into["at"] = Wire.micros(value.at)
        return into
    }

    fun readCodeEnd(wire: Any?): linli.CodeEnd {
        val from = wire as Map<*, *>
        return linli.CodeEnd(
            how = Codec.readCodeUse(from["how"]),
            at = Wire.instant(from["at"]),
        )
    }

    fun writeCodeLookUp(value: linli.CodeLookUp): Any = when (value) {
        is linli.CodeLookUp.Valid -> mapOf("valid" to LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
            into["items"] = value.items.map { Codec.writePickupItem(it) }
        })
        is linli.CodeLookUp.Refused -> mapOf("refused" to Codec.writeCodeRefusal(value.value))
    }

    fun readCodeLookUp(wire: Any?): linli.CodeLookUp {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "valid" -> (data as Map<*, *>).let { from ->
                linli.CodeLookUp.Valid(
                    order = linli.OrderId(from["order"] as String),
                    items = (from["items"] as List<*>).map { Codec.readPickupItem(it) },
                )
            }
            "refused" -> linli.CodeLookUp.Refused(Codec.readCodeRefusal(data))
            else -> throw UnknownException("a CodeLookUp of a newer engine")
        }
    }

    fun writeCodeRefusal(value: linli.CodeRefusal): Any = when (value) {
        is linli.CodeRefusal.NotYetArrived -> "not_yet_arrived"
        is linli.CodeRefusal.AlreadyUsed -> mapOf("already_used" to LinkedHashMap<String, Any?>().also { into ->
            into["at"] = Wire.micros(value.at)
        })
        is linli.CodeRefusal.Expired -> "expired"
        is linli.CodeRefusal.Invalid -> "invalid"
        is linli.CodeRefusal.Blocked -> mapOf("blocked" to LinkedHashMap<String, Any?>().also { into ->
            into["until"] = Wire.micros(value.until)
        })
    }

    fun readCodeRefusal(wire: Any?): linli.CodeRefusal {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "not_yet_arrived" -> linli.CodeRefusal.NotYetArrived
            "already_used" -> (data as Map<*, *>).let { from ->
                linli.CodeRefusal.AlreadyUsed(
                    at = Wire.instant(from["at"]),
                )
            }
            "expired" -> linli.CodeRefusal.Expired
            "invalid" -> linli.CodeRefusal.Invalid
            "blocked" -> (data as Map<*, *>).let { from ->
                linli.CodeRefusal.Blocked(
                    until = Wire.instant(from["until"]),
                )
            }
            else -> throw UnknownException("a CodeRefusal of a newer engine")
        }
    }

    fun writeCodeUse(value: linli.CodeUse): String = value.wire

    fun readCodeUse(wire: Any?): linli.CodeUse = linli.CodeUse.of(wire)

    fun writeCollection(value: linli.Collection): String = value.wire

    fun readCollection(wire: Any?): linli.Collection = linli.Collection.of(wire)

    fun writeCollectionEntry(value: linli.CollectionEntry): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["buyer"] = Codec.writePickupBuyer(value.buyer)
        into["order"] = Codec.writePickupOrder(value.order)
        return into
    }

    fun readCollectionEntry(wire: Any?): linli.CollectionEntry {
        val from = wire as Map<*, *>
        return linli.CollectionEntry(
            buyer = Codec.readPickupBuyer(from["buyer"]),
            order = Codec.readPickupOrder(from["order"]),
        )
    }

    fun writeCollector(value: linli.Collector): Any = when (value) {
        is linli.Collector.One -> mapOf("kind" to "one", "party" to value.value.text)
        is linli.Collector.MerchantOfOrder -> mapOf("kind" to "merchant_of_order")
    }

    fun readCollector(wire: Any?): linli.Collector {
        val case = (wire as Map<*, *>)["kind"]
        val data = wire["party"]
        return when (case) {
            "one" -> linli.Collector.One(linli.Party(data as String))
            "merchant_of_order" -> linli.Collector.MerchantOfOrder
            else -> throw UnknownException("a Collector of a newer engine")
        }
    }

    fun writeComboPart(value: linli.ComboPart): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["quantity"] = value.quantity
        return into
    }

    fun readComboPart(wire: Any?): linli.ComboPart {
        val from = wire as Map<*, *>
        return linli.ComboPart(
            sku = linli.SkuId(from["sku"] as String),
            quantity = (from["quantity"] as Number).toLong(),
        )
    }

    fun writeCommissionPayout(value: linli.CommissionPayout): String = value.wire

    fun readCommissionPayout(wire: Any?): linli.CommissionPayout = linli.CommissionPayout.of(wire)

    fun writeCommissionStatement(value: linli.CommissionStatement): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["pending"] = value.pending.units
        into["unpaid"] = value.unpaid.units
        into["frozen"] = value.frozen.units
        into["paid"] = value.paid.units
        into["debt"] = value.debt.units
        into["total"] = value.total.units
        return into
    }

    fun readCommissionStatement(wire: Any?): linli.CommissionStatement {
        val from = wire as Map<*, *>
        return linli.CommissionStatement(
            pending = linli.Money.ofUnits((from["pending"] as Number).toLong()),
            unpaid = linli.Money.ofUnits((from["unpaid"] as Number).toLong()),
            frozen = linli.Money.ofUnits((from["frozen"] as Number).toLong()),
            paid = linli.Money.ofUnits((from["paid"] as Number).toLong()),
            debt = linli.Money.ofUnits((from["debt"] as Number).toLong()),
            total = linli.Money.ofUnits((from["total"] as Number).toLong()),
        )
    }

    fun writeCondition(value: linli.Condition): Any = when (value) {
        is linli.Condition.BoughtCategory -> mapOf("if" to "bought_category") + (LinkedHashMap<String, Any?>().also { into ->
            into["category"] = value.category.text
            into["times"] = value.times
            into["days"] = value.days
        } as Map<String, Any?>)
        is linli.Condition.Spent -> mapOf("if" to "spent") + (LinkedHashMap<String, Any?>().also { into ->
            into["at_least"] = value.atLeast.units
        } as Map<String, Any?>)
        is linli.Condition.Ordered -> mapOf("if" to "ordered") + (LinkedHashMap<String, Any?>().also { into ->
            into["at_least"] = value.atLeast
        } as Map<String, Any?>)
        is linli.Condition.NoOrderFor -> mapOf("if" to "no_order_for") + (LinkedHashMap<String, Any?>().also { into ->
            into["days"] = value.days
        } as Map<String, Any?>)
        is linli.Condition.NewWithin -> mapOf("if" to "new_within") + (LinkedHashMap<String, Any?>().also { into ->
            into["days"] = value.days
        } as Map<String, Any?>)
    }

    fun readCondition(wire: Any?): linli.Condition {
        val case = (wire as Map<*, *>)["if"]
        val data: Any? = wire
        return when (case) {
            "bought_category" -> (data as Map<*, *>).let { from ->
                linli.Condition.BoughtCategory(
                    category = linli.CategoryId(from["category"] as String),
                    times = (from["times"] as Number).toLong(),
                    days = (from["days"] as Number).toLong(),
                )
            }
            "spent" -> (data as Map<*, *>).let { from ->
                linli.Condition.Spent(
                    atLeast = linli.Money.ofUnits((from["at_least"] as Number).toLong()),
                )
            }
            "ordered" -> (data as Map<*, *>).let { from ->
                linli.Condition.Ordered(
                    atLeast = (from["at_least"] as Number).toLong(),
                )
            }
            "no_order_for" -> (data as Map<*, *>).let { from ->
                linli.Condition.NoOrderFor(
                    days = (from["days"] as Number).toLong(),
                )
            }
            "new_within" -> (data as Map<*, *>).let { from ->
                linli.Condition.NewWithin(
                    days = (from["days"] as Number).toLong(),
                )
            }
            else -> throw UnknownException("a Condition of a newer engine")
        }
    }

    fun writeConfirmGoodsBack(value: linli.ConfirmGoodsBack): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["case"] = value.case.text
        into["lines"] = value.lines.map { Codec.writeGoodsBack(it) }
        into["kept_gifts"] = value.keptGifts.map { Codec.writeKeptGift(it) }
        return into
    }

    fun readConfirmGoodsBack(wire: Any?): linli.ConfirmGoodsBack {
        val from = wire as Map<*, *>
        return linli.ConfirmGoodsBack(
            case = linli.AfterSaleId(from["case"] as String),
            lines = from["lines"]?.let { (it as List<*>).map { Codec.readGoodsBack(it) } } ?: emptyList(),
            keptGifts = from["kept_gifts"]?.let { (it as List<*>).map { Codec.readKeptGift(it) } } ?: emptyList(),
        )
    }

    fun writeConfirmPickup(value: linli.ConfirmPickup): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        into["code"] = value.code
        return into
    }

    fun readConfirmPickup(wire: Any?): linli.ConfirmPickup {
        val from = wire as Map<*, *>
        return linli.ConfirmPickup(
            station = linli.StationId(from["station"] as String),
            code = (from["code"] as String),
        )
    }

    fun writeConfirmReceipt(value: linli.ConfirmReceipt): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["order"] = value.order.text
        return into
    }

    fun readConfirmReceipt(wire: Any?): linli.ConfirmReceipt {
        val from = wire as Map<*, *>
        return linli.ConfirmReceipt(
            order = linli.OrderId(from["order"] as String),
        )
    }

    fun writeCorrectStock(value: linli.CorrectStock): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["lines"] = value.lines.map { Codec.writeStockLine(it) }
        into["reason"] = value.reason
        return into
    }

    fun readCorrectStock(wire: Any?): linli.CorrectStock {
        val from = wire as Map<*, *>
        return linli.CorrectStock(
            merchant = linli.MerchantId(from["merchant"] as String),
            lines = (from["lines"] as List<*>).map { Codec.readStockLine(it) },
            reason = (from["reason"] as String),
        )
    }

    fun writeCoupon(value: linli.Coupon): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["template"] = value.template.text
        into["member"] = value.member.text
        into["window"] = Codec.writeWindow(value.window)
        into["issued_at"] = Wire.micros(value.issuedAt)
        into["origin"] = Codec.writeCouponOrigin(value.origin)
        into.putAll(Codec.writeCouponState(value.state) as Map<String, Any?>)
        value.warnAt?.let { Wire.micros(it) }?.let { into["warn_at"] = it }
        into["recalled"] = value.recalled
        return into
    }

    fun readCoupon(wire: Any?): linli.Coupon {
        val from = wire as Map<*, *>
        return linli.Coupon(
            id = linli.CouponId(from["id"] as String),
            template = linli.CouponTemplateId(from["template"] as String),
            member = linli.MemberId(from["member"] as String),
            window = Codec.readWindow(from["window"]),
            issuedAt = Wire.instant(from["issued_at"]),
            origin = Codec.readCouponOrigin(from["origin"]),
            state = Codec.readCouponState(from),
            warnAt = from["warn_at"]?.let { Wire.instant(it) },
            recalled = from["recalled"]?.let { (it as Boolean) } ?: false,
        )
    }

    fun writeCouponBenefit(value: linli.CouponBenefit): Any = when (value) {
        is linli.CouponBenefit.Amount -> mapOf("amount" to value.value.units)
        is linli.CouponBenefit.Percent -> mapOf("percent" to LinkedHashMap<String, Any?>().also { into ->
            into["off"] = value.off.toPlainString()
            value.cap?.let { it.units }?.let { into["cap"] = it }
        })
    }

    fun readCouponBenefit(wire: Any?): linli.CouponBenefit {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "amount" -> linli.CouponBenefit.Amount(linli.Money.ofUnits((data as Number).toLong()))
            "percent" -> (data as Map<*, *>).let { from ->
                linli.CouponBenefit.Percent(
                    off = java.math.BigDecimal(from["off"] as String),
                    cap = from["cap"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
                )
            }
            else -> throw UnknownException("a CouponBenefit of a newer engine")
        }
    }

    fun writeCouponChoice(value: linli.CouponChoice): Any = when (value) {
        is linli.CouponChoice.None -> mapOf("use" to "none")
        is linli.CouponChoice.Named -> mapOf("use" to "named", "coupons" to value.value.map { it.text })
        is linli.CouponChoice.Best -> mapOf("use" to "best")
    }

    fun readCouponChoice(wire: Any?): linli.CouponChoice {
        val case = (wire as Map<*, *>)["use"]
        val data = wire["coupons"]
        return when (case) {
            "none" -> linli.CouponChoice.None
            "named" -> linli.CouponChoice.Named((data as List<*>).map { linli.CouponId(it as String) })
            "best" -> linli.CouponChoice.Best
            else -> throw UnknownException("a CouponChoice of a newer engine")
        }
    }

    fun writeCouponOffer(value: linli.CouponOffer): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["coupon"] = value.coupon.text
        into["issuer"] = Codec.writeIssuer(value.issuer)
        into["window"] = Codec.writeWindow(value.window)
        into["scope"] = Codec.writeScope(value.scope)
        into["threshold"] = value.threshold.units
        into["benefit"] = Codec.writeCouponBenefit(value.benefit)
        into["funder"] = Codec.writeFunder(value.funder)
        return into
    }

    fun readCouponOffer(wire: Any?): linli.CouponOffer {
        val from = wire as Map<*, *>
        return linli.CouponOffer(
            coupon = linli.CouponId(from["coupon"] as String),
            issuer = from["issuer"]?.let { Codec.readIssuer(it) } ?: linli.Issuer.Platform,
            window = Codec.readWindow(from["window"]),
            scope = from["scope"]?.let { Codec.readScope(it) } ?: linli.Scope(),
            threshold = from["threshold"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            benefit = Codec.readCouponBenefit(from["benefit"]),
            funder = from["funder"]?.let { Codec.readFunder(it) } ?: linli.Funder.Merchant,
        )
    }

    fun writeCouponOrigin(value: linli.CouponOrigin): Any = when (value) {
        is linli.CouponOrigin.Claimed -> mapOf("how" to "claimed")
        is linli.CouponOrigin.Given -> mapOf("how" to "given")
        is linli.CouponOrigin.Triggered -> mapOf("how" to "triggered", "order" to value.value.text)
        is linli.CouponOrigin.Level -> mapOf("how" to "level")
    }

    fun readCouponOrigin(wire: Any?): linli.CouponOrigin {
        val case = (wire as Map<*, *>)["how"]
        val data = wire["order"]
        return when (case) {
            "claimed" -> linli.CouponOrigin.Claimed
            "given" -> linli.CouponOrigin.Given
            "triggered" -> linli.CouponOrigin.Triggered(linli.OrderId(data as String))
            "level" -> linli.CouponOrigin.Level
            else -> throw UnknownException("a CouponOrigin of a newer engine")
        }
    }

    fun writeCouponSource(value: linli.CouponSource): Any = when (value) {
        is linli.CouponSource.Claimed -> "claimed"
        is linli.CouponSource.Given -> "given"
        is linli.CouponSource.Triggered -> mapOf("triggered" to Codec.writeCouponTrigger(value.value))
    }

    fun readCouponSource(wire: Any?): linli.CouponSource {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "claimed" -> linli.CouponSource.Claimed
            "given" -> linli.CouponSource.Given
            "triggered" -> linli.CouponSource.Triggered(Codec.readCouponTrigger(data))
            else -> throw UnknownException("a CouponSource of a newer engine")
        }
    }

    fun writeCouponState(value: linli.CouponState): Any = when (value) {
        is linli.CouponState.Held -> mapOf("state" to "held")
        is linli.CouponState.Locked -> mapOf("state" to "locked", "trade" to value.value.text)
        is linli.CouponState.Used -> mapOf("state" to "used", "trade" to value.value.text)
        is linli.CouponState.Expired -> mapOf("state" to "expired")
        is linli.CouponState.TakenBack -> mapOf("state" to "taken_back")
    }

    fun readCouponState(wire: Any?): linli.CouponState {
        val case = (wire as Map<*, *>)["state"]
        val data = wire["trade"]
        return when (case) {
            "held" -> linli.CouponState.Held
            "locked" -> linli.CouponState.Locked(linli.TradeId(data as String))
            "used" -> linli.CouponState.Used(linli.TradeId(data as String))
            "expired" -> linli.CouponState.Expired
            "taken_back" -> linli.CouponState.TakenBack
            else -> throw UnknownException("a CouponState of a newer engine")
        }
    }

    fun writeCouponTemplate(value: linli.CouponTemplate): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["owner"] = Codec.writeOwner(value.owner)
        into.putAll(Codec.writeCouponTerms(value.terms) as Map<String, Any?>)
        into["closed"] = value.closed
        return into
    }

    fun readCouponTemplate(wire: Any?): linli.CouponTemplate {
        val from = wire as Map<*, *>
        return linli.CouponTemplate(
            id = linli.CouponTemplateId(from["id"] as String),
            owner = Codec.readOwner(from["owner"]),
            terms = Codec.readCouponTerms(from),
            closed = from["closed"]?.let { (it as Boolean) } ?: false,
        )
    }

    fun writeCouponTerms(value: linli.CouponTerms): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["name"] = value.name
        into["benefit"] = Codec.writeCouponBenefit(value.benefit)
        into["threshold"] = value.threshold.units
        into["scope"] = Codec.writeScope(value.scope)
        into["funder"] = Codec.writeFunder(value.funder)
        into["validity"] = Codec.writeValidity(value.validity)
        into["source"] = Codec.writeCouponSource(value.source)
        value.total?.let { it }?.let { into["total"] = it }
        value.perMember?.let { it }?.let { into["per_member"] = it }
        return into
    }

    fun readCouponTerms(wire: Any?): linli.CouponTerms {
        val from = wire as Map<*, *>
        return linli.CouponTerms(
            name = (from["name"] as String),
            benefit = Codec.readCouponBenefit(from["benefit"]),
            threshold = from["threshold"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            scope = from["scope"]?.let { Codec.readScope(it) } ?: linli.Scope(),
            funder = from["funder"]?.let { Codec.readFunder(it) } ?: linli.Funder.Merchant,
            validity = Codec.readValidity(from["validity"]),
            source = Codec.readCouponSource(from["source"]),
            total = from["total"]?.let { (it as Number).toLong() },
            perMember = from["per_member"]?.let { (it as Number).toLong() },
        )
    }

    fun writeCouponTrigger(value: linli.CouponTrigger): Any = when (value) {
        is linli.CouponTrigger.Spends -> mapOf("when" to "spends") + (LinkedHashMap<String, Any?>().also { into ->
            into["scope"] = Codec.writeScope(value.scope)
            into["from"] = value.from.units
        } as Map<String, Any?>)
        is linli.CouponTrigger.FirstOrder -> mapOf("when" to "first_order") + (LinkedHashMap<String, Any?>().also { into ->
            into["scope"] = Codec.writeScope(value.scope)
        } as Map<String, Any?>)
    }

    fun readCouponTrigger(wire: Any?): linli.CouponTrigger {
        val case = (wire as Map<*, *>)["when"]
        val data: Any? = wire
        return when (case) {
            "spends" -> (data as Map<*, *>).let { from ->
                linli.CouponTrigger.Spends(
                    scope = Codec.readScope(from["scope"]),
                    from = linli.Money.ofUnits((from["from"] as Number).toLong()),
                )
            }
            "first_order" -> (data as Map<*, *>).let { from ->
                linli.CouponTrigger.FirstOrder(
                    scope = Codec.readScope(from["scope"]),
                )
            }
            else -> throw UnknownException("a CouponTrigger of a newer engine")
        }
    }

    fun writeCouponView(value: linli.CouponView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["coupon"] = Codec.writeCoupon(value.coupon)
        into["template"] = Codec.writeCouponTemplate(value.template)
        return into
    }

    fun readCouponView(wire: Any?): linli.CouponView {
        val from = wire as Map<*, *>
        return linli.CouponView(
            coupon = Codec.readCoupon(from["coupon"]),
            template = Codec.readCouponTemplate(from["template"]),
        )
    }

    fun writeCreateCampaign(value: linli.CreateCampaign): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["owner"] = Codec.writeOwner(value.owner)
        into["terms"] = Codec.writeCampaignTerms(value.terms)
        return into
    }

    fun readCreateCampaign(wire: Any?): linli.CreateCampaign {
        val from = wire as Map<*, *>
        return linli.CreateCampaign(
            owner = Codec.readOwner(from["owner"]),
            terms = Codec.readCampaignTerms(from["terms"]),
        )
    }

    fun writeCreateCategory(value: linli.CreateCategory): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        value.parent?.let { it.text }?.let { into["parent"] = it }
        into["code"] = value.code
        into["name"] = value.name
        return into
    }

    fun readCreateCategory(wire: Any?): linli.CreateCategory {
        val from = wire as Map<*, *>
        return linli.CreateCategory(
            parent = from["parent"]?.let { linli.CategoryId(it as String) },
            code = (from["code"] as String),
            name = (from["name"] as String),
        )
    }

    fun writeCreateCouponTemplate(value: linli.CreateCouponTemplate): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["owner"] = Codec.writeOwner(value.owner)
        into["terms"] = Codec.writeCouponTerms(value.terms)
        return into
    }

    fun readCreateCouponTemplate(wire: Any?): linli.CreateCouponTemplate {
        val from = wire as Map<*, *>
        return linli.CreateCouponTemplate(
            owner = Codec.readOwner(from["owner"]),
            terms = Codec.readCouponTerms(from["terms"]),
        )
    }

    fun writeCreateNode(value: linli.CreateNode): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["parent"] = value.parent.text
        into["kind"] = value.kind
        into["name"] = value.name
        return into
    }

    fun readCreateNode(wire: Any?): linli.CreateNode {
        val from = wire as Map<*, *>
        return linli.CreateNode(
            parent = linli.NodeId(from["parent"] as String),
            kind = (from["kind"] as String),
            name = (from["name"] as String),
        )
    }

    fun writeCreateProduct(value: linli.CreateProduct): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["code"] = value.code
        into["kind"] = Codec.writeProductKind(value.kind)
        into["details"] = Codec.writeProductDetails(value.details)
        into["axes"] = value.axes.map { Codec.writeAxis(it) }
        into["skus"] = value.skus.map { Codec.writeNewSku(it) }
        return into
    }

    fun readCreateProduct(wire: Any?): linli.CreateProduct {
        val from = wire as Map<*, *>
        return linli.CreateProduct(
            merchant = linli.MerchantId(from["merchant"] as String),
            code = (from["code"] as String),
            kind = Codec.readProductKind(from["kind"]),
            details = Codec.readProductDetails(from["details"]),
            axes = (from["axes"] as List<*>).map { Codec.readAxis(it) },
            skus = (from["skus"] as List<*>).map { Codec.readNewSku(it) },
        )
    }

    fun writeCreateSale(value: linli.CreateSale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["node"] = value.node.text
        into["sku"] = value.sku.text
        into.putAll(Codec.writeSaleKind(value.kind) as Map<String, Any?>)
        into["starts_at"] = Wire.micros(value.startsAt)
        into["ends_at"] = Wire.micros(value.endsAt)
        into["price"] = value.price.units
        into["quota"] = value.quota
        value.perMember?.let { it }?.let { into["per_member"] = it }
        into["excludes"] = Codec.writeExcludes(value.excludes)
        return into
    }

    fun readCreateSale(wire: Any?): linli.CreateSale {
        val from = wire as Map<*, *>
        return linli.CreateSale(
            merchant = linli.MerchantId(from["merchant"] as String),
            node = linli.NodeId(from["node"] as String),
            sku = linli.SkuId(from["sku"] as String),
            kind = Codec.readSaleKind(from),
            startsAt = Wire.instant(from["starts_at"]),
            endsAt = Wire.instant(from["ends_at"]),
            price = linli.Money.ofUnits((from["price"] as Number).toLong()),
            quota = (from["quota"] as Number).toLong(),
            perMember = from["per_member"]?.let { (it as Number).toLong() },
            excludes = from["excludes"]?.let { Codec.readExcludes(it) } ?: linli.Excludes(),
        )
    }

    fun writeCreateShare(value: linli.CreateShare): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["subject"] = Codec.writeShareSubject(value.subject)
        return into
    }

    fun readCreateShare(wire: Any?): linli.CreateShare {
        val from = wire as Map<*, *>
        return linli.CreateShare(
            member = linli.MemberId(from["member"] as String),
            subject = Codec.readShareSubject(from["subject"]),
        )
    }

    fun writeCreateStation(value: linli.CreateStation): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["community"] = value.community.text
        into["code"] = value.code
        into["name"] = value.name
        into["leader_name"] = value.leaderName
        into["leader_phone"] = value.leaderPhone
        into["address"] = Codec.writeAddress(value.address)
        into["position"] = listOf(value.position.first, value.position.second)
        into["route"] = value.route
        into["region"] = value.region
        into["hours"] = value.hours
        return into
    }

    fun readCreateStation(wire: Any?): linli.CreateStation {
        val from = wire as Map<*, *>
        return linli.CreateStation(
            community = linli.NodeId(from["community"] as String),
            code = (from["code"] as String),
            name = (from["name"] as String),
            leaderName = (from["leader_name"] as String),
            leaderPhone = (from["leader_phone"] as String),
            address = Codec.readAddress(from["address"]),
            position = Pair(((from["position"] as List<*>)[0] as Number).toInt(), ((from["position"] as List<*>)[1] as Number).toInt()),
            route = (from["route"] as String),
            region = (from["region"] as String),
            hours = (from["hours"] as String),
        )
    }

    fun writeCreateSupplier(value: linli.CreateSupplier): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["code"] = value.code
        into["name"] = value.name
        return into
    }

    fun readCreateSupplier(wire: Any?): linli.CreateSupplier {
        val from = wire as Map<*, *>
        return linli.CreateSupplier(
            code = (from["code"] as String),
            name = (from["name"] as String),
        )
    }

    fun writeCreateTenant(value: linli.CreateTenant): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["name"] = value.name
        into["root_kind"] = value.rootKind
        into["currency"] = Codec.writeCurrency(value.currency)
        into["zone"] = value.zone.id
        into["platform"] = value.platform.text
        return into
    }

    fun readCreateTenant(wire: Any?): linli.CreateTenant {
        val from = wire as Map<*, *>
        return linli.CreateTenant(
            name = (from["name"] as String),
            rootKind = (from["root_kind"] as String),
            currency = Codec.readCurrency(from["currency"]),
            zone = java.time.ZoneId.of(from["zone"] as String),
            platform = linli.UserId(from["platform"] as String),
        )
    }

    fun writeCurrency(value: linli.Currency): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["code"] = value.code
        into["decimals"] = value.decimals
        return into
    }

    fun readCurrency(wire: Any?): linli.Currency {
        val from = wire as Map<*, *>
        return linli.Currency(
            code = (from["code"] as String),
            decimals = (from["decimals"] as Number).toInt(),
        )
    }

    fun writeDayStars(value: linli.DayStars): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["day"] = value.day.toString()
        into["count"] = value.count
        into["stars"] = value.stars
        return into
    }

    fun readDayStars(wire: Any?): linli.DayStars {
        val from = wire as Map<*, *>
        return linli.DayStars(
            day = java.time.LocalDate.parse(from["day"] as String),
            count = (from["count"] as Number).toLong(),
            stars = (from["stars"] as Number).toLong(),
        )
    }

    fun writeDifference(value: linli.Difference): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sales"] = value.sales.units
        into["amount"] = value.amount.units
        into["refunded"] = value.refunded.units
        into["withdrawable"] = value.withdrawable
        return into
    }

    fun readDifference(wire: Any?): linli.Difference {
        val from = wire as Map<*, *>
        return linli.Difference(
            sales = linli.Money.ofUnits((from["sales"] as Number).toLong()),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            refunded = from["refunded"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            withdrawable = from["withdrawable"]?.let { (it as Boolean) } ?: false,
        )
    }

    fun writeDispatchManifest(value: linli.DispatchManifest): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        into["day"] = value.day.toString()
        return into
    }

    fun readDispatchManifest(wire: Any?): linli.DispatchManifest {
        val from = wire as Map<*, *>
        return linli.DispatchManifest(
            station = linli.StationId(from["station"] as String),
            day = java.time.LocalDate.parse(from["day"] as String),
        )
    }

    fun writeDocument(value: linli.Document): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into.putAll(Codec.writeDocumentKind(value.kind) as Map<String, Any?>)
        into["number"] = value.number
        into["amount"] = value.amount.units
        into["note"] = value.note
        value.period?.let { listOf(it.first.toString(), it.second.toString()) }?.let { into["period"] = it }
        into["booked_at"] = Wire.micros(value.bookedAt)
        value.bookedBy?.let { it.text }?.let { into["booked_by"] = it }
        value.reversed?.let { Codec.writeDocumentReversal(it) }?.let { into["reversed"] = it }
        return into
    }

    fun readDocument(wire: Any?): linli.Document {
        val from = wire as Map<*, *>
        return linli.Document(
            id = linli.DocumentId(from["id"] as String),
            kind = Codec.readDocumentKind(from),
            number = (from["number"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            note = (from["note"] as String),
            period = from["period"]?.let { Pair(java.time.LocalDate.parse((it as List<*>)[0] as String), java.time.LocalDate.parse((it as List<*>)[1] as String)) },
            bookedAt = Wire.instant(from["booked_at"]),
            bookedBy = from["booked_by"]?.let { linli.UserId(it as String) },
            reversed = from["reversed"]?.let { Codec.readDocumentReversal(it) },
        )
    }

    fun writeDocumentKind(value: linli.DocumentKind): Any = when (value) {
        is linli.DocumentKind.UsageFee -> mapOf("kind" to "usage_fee") + (LinkedHashMap<String, Any?>().also { into ->
            into["payer"] = value.payer.text
            into["receiver"] = value.receiver.text
        } as Map<String, Any?>)
        is linli.DocumentKind.Advertising -> mapOf("kind" to "advertising") + (LinkedHashMap<String, Any?>().also { into ->
            into["payer"] = value.payer.text
            into["receiver"] = value.receiver.text
        } as Map<String, Any?>)
        is linli.DocumentKind.OtherIncome -> mapOf("kind" to "other_income") + (LinkedHashMap<String, Any?>().also { into ->
            into["payer"] = value.payer.text
            into["receiver"] = value.receiver.text
        } as Map<String, Any?>)
        is linli.DocumentKind.DebtPaid -> mapOf("kind" to "debt_paid") + (LinkedHashMap<String, Any?>().also { into ->
            into["party"] = value.party.text
            into["channel"] = value.channel
        } as Map<String, Any?>)
        is linli.DocumentKind.ChannelTransfer -> mapOf("kind" to "channel_transfer") + (LinkedHashMap<String, Any?>().also { into ->
            into["from"] = value.from
            into["to"] = value.to
        } as Map<String, Any?>)
        is linli.DocumentKind.ChannelFee -> mapOf("kind" to "channel_fee") + (LinkedHashMap<String, Any?>().also { into ->
            into["channel"] = value.channel
            into["bearer"] = value.bearer.text
        } as Map<String, Any?>)
    }

    fun readDocumentKind(wire: Any?): linli.DocumentKind {
        val case = (wire as Map<*, *>)["kind"]
        val data: Any? = wire
        return when (case) {
            "usage_fee" -> (data as Map<*, *>).let { from ->
                linli.DocumentKind.UsageFee(
                    payer = linli.Party(from["payer"] as String),
                    receiver = linli.Party(from["receiver"] as String),
                )
            }
            "advertising" -> (data as Map<*, *>).let { from ->
                linli.DocumentKind.Advertising(
                    payer = linli.Party(from["payer"] as String),
                    receiver = linli.Party(from["receiver"] as String),
                )
            }
            "other_income" -> (data as Map<*, *>).let { from ->
                linli.DocumentKind.OtherIncome(
                    payer = linli.Party(from["payer"] as String),
                    receiver = linli.Party(from["receiver"] as String),
                )
            }
            "debt_paid" -> (data as Map<*, *>).let { from ->
                linli.DocumentKind.DebtPaid(
                    party = linli.Party(from["party"] as String),
                    channel = (from["channel"] as String),
                )
            }
            "channel_transfer" -> (data as Map<*, *>).let { from ->
                linli.DocumentKind.ChannelTransfer(
                    from = (from["from"] as String),
                    to = (from["to"] as String),
                )
            }
            "channel_fee" -> (data as Map<*, *>).let { from ->
                linli.DocumentKind.ChannelFee(
                    channel = (from["channel"] as String),
                    bearer = linli.Party(from["bearer"] as String),
                )
            }
            else -> throw UnknownException("a DocumentKind of a newer engine")
        }
    }

    fun writeDocumentReversal(value: linli.DocumentReversal): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["reason"] = value.reason
        into["at"] = Wire.micros(value.at)
        value.by?.let { it.text }?.let { into["by"] = it }
        return into
    }

    fun readDocumentReversal(wire: Any?): linli.DocumentReversal {
        val from = wire as Map<*, *>
        return linli.DocumentReversal(
            reason = (from["reason"] as String),
            at = Wire.instant(from["at"]),
            by = from["by"]?.let { linli.UserId(it as String) },
        )
    }

    fun writeDowngrade(value: linli.Downgrade): String = value.wire

    fun readDowngrade(wire: Any?): linli.Downgrade = linli.Downgrade.of(wire)

    fun writeDueFailure(value: linli.DueFailure): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["command"] = value.command
        into["error"] = null
        return into
    }

    fun readDueFailure(wire: Any?): linli.DueFailure {
        val from = wire as Map<*, *>
        return linli.DueFailure(
            command = (from["command"] as String),
            error = LinliException.of(from["error"]),
        )
    }

    fun writeDueReport(value: linli.DueReport): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["done"] = value.done
        into["failed"] = value.failed.map { Codec.writeDueFailure(it) }
        into["more"] = value.more
        return into
    }

    fun readDueReport(wire: Any?): linli.DueReport {
        val from = wire as Map<*, *>
        return linli.DueReport(
            done = (from["done"] as Number).toLong(),
            failed = (from["failed"] as List<*>).map { Codec.readDueFailure(it) },
            more = (from["more"] as Boolean),
        )
    }

    fun writeDueWork(value: linli.DueWork): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["command_id"] = value.commandId.text
        into["command"] = Codec.command(value.command)
        return into
    }

    fun readDueWork(wire: Any?): linli.DueWork {
        val from = wire as Map<*, *>
        return linli.DueWork(
            commandId = linli.CommandId(from["command_id"] as String),
            command = Codec.readCommand(from["command"]),
        )
    }

    fun writeEarning(value: linli.Earning): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["points"] = value.points
        into["per"] = value.per
        into["active"] = value.active
        return into
    }

    fun readEarning(wire: Any?): linli.Earning {
        val from = wire as Map<*, *>
        return linli.Earning(
            points = (from["points"] as Number).toLong(),
            per = (from["per"] as Number).toLong(),
            active = (from["active"] as Boolean),
        )
    }

    fun writeEndCampaign(value: linli.EndCampaign): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["campaign"] = value.campaign.text
        return into
    }

    fun readEndCampaign(wire: Any?): linli.EndCampaign {
        val from = wire as Map<*, *>
        return linli.EndCampaign(
            campaign = linli.CampaignId(from["campaign"] as String),
        )
    }

    fun writeEndPresale(value: linli.EndPresale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["presale"] = value.presale.text
        return into
    }

    fun readEndPresale(wire: Any?): linli.EndPresale {
        val from = wire as Map<*, *>
        return linli.EndPresale(
            merchant = linli.MerchantId(from["merchant"] as String),
            presale = linli.PresaleId(from["presale"] as String),
        )
    }

    fun writeEndPromoter(value: linli.EndPromoter): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        return into
    }

    fun readEndPromoter(wire: Any?): linli.EndPromoter {
        val from = wire as Map<*, *>
        return linli.EndPromoter(
            member = linli.MemberId(from["member"] as String),
        )
    }

    fun writeEndSale(value: linli.EndSale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sale"] = value.sale.text
        return into
    }

    fun readEndSale(wire: Any?): linli.EndSale {
        val from = wire as Map<*, *>
        return linli.EndSale(
            sale = linli.CampaignId(from["sale"] as String),
        )
    }

    fun writeEntry(value: linli.Entry): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["party"] = value.party.text
        into["purpose"] = Codec.writeAccountPurpose(value.purpose)
        into["amount"] = value.amount
        return into
    }

    fun readEntry(wire: Any?): linli.Entry {
        val from = wire as Map<*, *>
        return linli.Entry(
            party = linli.Party(from["party"] as String),
            purpose = Codec.readAccountPurpose(from["purpose"]),
            amount = (from["amount"] as Number).toLong(),
        )
    }

    fun writeEraseMember(value: linli.EraseMember): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        return into
    }

    fun readEraseMember(wire: Any?): linli.EraseMember {
        val from = wire as Map<*, *>
        return linli.EraseMember(
            member = linli.MemberId(from["member"] as String),
        )
    }

    fun writeEvent(value: linli.Event): Any = when (value) {
        is linli.Event.LogSealed -> mapOf("event" to "log_sealed") + (LinkedHashMap<String, Any?>().also { into ->
            into["number"] = value.number
            into["last"] = value.last
            into["hash"] = value.hash
        } as Map<String, Any?>)
        is linli.Event.TenantCreated -> mapOf("event" to "tenant_created") + (LinkedHashMap<String, Any?>().also { into ->
            into["root"] = value.root.text
        } as Map<String, Any?>)
        is linli.Event.NodeCreated -> mapOf("event" to "node_created") + (LinkedHashMap<String, Any?>().also { into ->
            into["node"] = value.node.text
            into["parent"] = value.parent.text
        } as Map<String, Any?>)
        is linli.Event.SettingsChanged -> mapOf("event" to "settings_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["node"] = value.node.text
        } as Map<String, Any?>)
        is linli.Event.CalendarChanged -> mapOf("event" to "calendar_changed")
        is linli.Event.RoleGranted -> mapOf("event" to "role_granted") + (LinkedHashMap<String, Any?>().also { into ->
            into["user"] = value.user.text
            into["role"] = Codec.writeRole(value.role)
        } as Map<String, Any?>)
        is linli.Event.RoleRevoked -> mapOf("event" to "role_revoked") + (LinkedHashMap<String, Any?>().also { into ->
            into["user"] = value.user.text
            into["role"] = Codec.writeRole(value.role)
        } as Map<String, Any?>)
        is linli.Event.CampaignCreated -> mapOf("event" to "campaign_created") + (LinkedHashMap<String, Any?>().also { into ->
            into["campaign"] = value.campaign.text
        } as Map<String, Any?>)
        is linli.Event.CampaignChanged -> mapOf("event" to "campaign_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["campaign"] = value.campaign.text
        } as Map<String, Any?>)
        is linli.Event.CampaignEnded -> mapOf("event" to "campaign_ended") + (LinkedHashMap<String, Any?>().also { into ->
            into["campaign"] = value.campaign.text
        } as Map<String, Any?>)
        is linli.Event.CouponTemplateCreated -> mapOf("event" to "coupon_template_created") + (LinkedHashMap<String, Any?>().also { into ->
            into["template"] = value.template.text
        } as Map<String, Any?>)
        is linli.Event.CouponTemplateClosed -> mapOf("event" to "coupon_template_closed") + (LinkedHashMap<String, Any?>().also { into ->
            into["template"] = value.template.text
        } as Map<String, Any?>)
        is linli.Event.CouponIssued -> mapOf("event" to "coupon_issued") + (LinkedHashMap<String, Any?>().also { into ->
            into["coupon"] = value.coupon.text
            into["template"] = value.template.text
            into["member"] = value.member.text
        } as Map<String, Any?>)
        is linli.Event.CouponUsed -> mapOf("event" to "coupon_used") + (LinkedHashMap<String, Any?>().also { into ->
            into["coupon"] = value.coupon.text
            into["trade"] = value.trade.text
        } as Map<String, Any?>)
        is linli.Event.CouponReturned -> mapOf("event" to "coupon_returned") + (LinkedHashMap<String, Any?>().also { into ->
            into["coupon"] = value.coupon.text
            into["trade"] = value.trade.text
        } as Map<String, Any?>)
        is linli.Event.CouponTakenBack -> mapOf("event" to "coupon_taken_back") + (LinkedHashMap<String, Any?>().also { into ->
            into["coupon"] = value.coupon.text
            value.order?.let { it.text }?.let { into["order"] = it }
        } as Map<String, Any?>)
        is linli.Event.CouponExpiring -> mapOf("event" to "coupon_expiring") + (LinkedHashMap<String, Any?>().also { into ->
            into["coupon"] = value.coupon.text
            into["member"] = value.member.text
            into["until"] = Wire.micros(value.until)
        } as Map<String, Any?>)
        is linli.Event.CouponExpired -> mapOf("event" to "coupon_expired") + (LinkedHashMap<String, Any?>().also { into ->
            into["coupon"] = value.coupon.text
            into["member"] = value.member.text
        } as Map<String, Any?>)
        is linli.Event.MemberRegistered -> mapOf("event" to "member_registered") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["community"] = value.community.text
        } as Map<String, Any?>)
        is linli.Event.MemberChanged -> mapOf("event" to "member_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
        } as Map<String, Any?>)
        is linli.Event.MemberErased -> mapOf("event" to "member_erased") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
        } as Map<String, Any?>)
        is linli.Event.MerchantCreated -> mapOf("event" to "merchant_created") + (LinkedHashMap<String, Any?>().also { into ->
            into["merchant"] = value.merchant.text
            into["node"] = value.node.text
        } as Map<String, Any?>)
        is linli.Event.MerchantChanged -> mapOf("event" to "merchant_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["merchant"] = value.merchant.text
        } as Map<String, Any?>)
        is linli.Event.MerchantMoved -> mapOf("event" to "merchant_moved") + (LinkedHashMap<String, Any?>().also { into ->
            into["merchant"] = value.merchant.text
            into["from"] = Codec.writeMerchantState(value.from)
            into["to"] = Codec.writeMerchantState(value.to)
        } as Map<String, Any?>)
        is linli.Event.ServedNodesSet -> mapOf("event" to "served_nodes_set") + (LinkedHashMap<String, Any?>().also { into ->
            into["merchant"] = value.merchant.text
        } as Map<String, Any?>)
        is linli.Event.QualificationsSet -> mapOf("event" to "qualifications_set") + (LinkedHashMap<String, Any?>().also { into ->
            into["merchant"] = value.merchant.text
        } as Map<String, Any?>)
        is linli.Event.SupplierCreated -> mapOf("event" to "supplier_created") + (LinkedHashMap<String, Any?>().also { into ->
            into["supplier"] = value.supplier.text
        } as Map<String, Any?>)
        is linli.Event.CategoryCreated -> mapOf("event" to "category_created") + (LinkedHashMap<String, Any?>().also { into ->
            into["category"] = value.category.text
        } as Map<String, Any?>)
        is linli.Event.CategoryChanged -> mapOf("event" to "category_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["category"] = value.category.text
        } as Map<String, Any?>)
        is linli.Event.ProductCreated -> mapOf("event" to "product_created") + (LinkedHashMap<String, Any?>().also { into ->
            into["product"] = value.product.text
            into["merchant"] = value.merchant.text
        } as Map<String, Any?>)
        is linli.Event.ProductChanged -> mapOf("event" to "product_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["product"] = value.product.text
        } as Map<String, Any?>)
        is linli.Event.ProductMoved -> mapOf("event" to "product_moved") + (LinkedHashMap<String, Any?>().also { into ->
            into["product"] = value.product.text
            into["from"] = Codec.writeProductState(value.from)
            into["to"] = Codec.writeProductState(value.to)
        } as Map<String, Any?>)
        is linli.Event.SkuAdded -> mapOf("event" to "sku_added") + (LinkedHashMap<String, Any?>().also { into ->
            into["sku"] = value.sku.text
            into["product"] = value.product.text
            into["price"] = value.price.units
        } as Map<String, Any?>)
        is linli.Event.SkuPriceChanged -> mapOf("event" to "sku_price_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["sku"] = value.sku.text
            into["from"] = value.from.units
            into["to"] = value.to.units
        } as Map<String, Any?>)
        is linli.Event.StockSet -> mapOf("event" to "stock_set") + (LinkedHashMap<String, Any?>().also { into ->
            into["sku"] = value.sku.text
            into["available"] = value.available
        } as Map<String, Any?>)
        is linli.Event.StockReceived -> mapOf("event" to "stock_received") + (LinkedHashMap<String, Any?>().also { into ->
            into["sku"] = value.sku.text
            into["quantity"] = value.quantity
        } as Map<String, Any?>)
        is linli.Event.StockCorrected -> mapOf("event" to "stock_corrected") + (LinkedHashMap<String, Any?>().also { into ->
            into["sku"] = value.sku.text
            into["by"] = value.by
        } as Map<String, Any?>)
        is linli.Event.CartChanged -> mapOf("event" to "cart_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
        } as Map<String, Any?>)
        is linli.Event.FavouritesChanged -> mapOf("event" to "favourites_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
        } as Map<String, Any?>)
        is linli.Event.TradePlaced -> mapOf("event" to "trade_placed") + (LinkedHashMap<String, Any?>().also { into ->
            into["trade"] = value.trade.text
            into["member"] = value.member.text
            into["orders"] = value.orders.map { it.text }
            into["total"] = value.total.units
        } as Map<String, Any?>)
        is linli.Event.TradePaid -> mapOf("event" to "trade_paid") + (LinkedHashMap<String, Any?>().also { into ->
            into["trade"] = value.trade.text
            into["member"] = value.member.text
            into["total"] = value.total.units
        } as Map<String, Any?>)
        is linli.Event.TradeClosed -> mapOf("event" to "trade_closed") + (LinkedHashMap<String, Any?>().also { into ->
            into["trade"] = value.trade.text
            into["member"] = value.member.text
        } as Map<String, Any?>)
        is linli.Event.StationSwitched -> mapOf("event" to "station_switched") + (LinkedHashMap<String, Any?>().also { into ->
            into["trade"] = value.trade.text
            into["station"] = value.station.text
        } as Map<String, Any?>)
        is linli.Event.OrderPaid -> mapOf("event" to "order_paid") + (LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
            into["merchant"] = value.merchant.text
            into["cash"] = value.cash.units
            value.station?.let { it.text }?.let { into["station"] = it }
            value.deliveryDay?.let { it.toString() }?.let { into["delivery_day"] = it }
        } as Map<String, Any?>)
        is linli.Event.OrderShipped -> mapOf("event" to "order_shipped") + (LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
        } as Map<String, Any?>)
        is linli.Event.OrderReady -> mapOf("event" to "order_ready") + (LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
            into["member"] = value.member.text
            into["station"] = value.station.text
        } as Map<String, Any?>)
        is linli.Event.OrderReceived -> mapOf("event" to "order_received") + (LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
            into["member"] = value.member.text
        } as Map<String, Any?>)
        is linli.Event.PickupReminder -> mapOf("event" to "pickup_reminder") + (LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
            into["member"] = value.member.text
            into["station"] = value.station.text
            into["reminder"] = value.reminder
        } as Map<String, Any?>)
        is linli.Event.OrderNotCollected -> mapOf("event" to "order_not_collected") + (LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
            into["member"] = value.member.text
            value.refund?.let { it.text }?.let { into["refund"] = it }
        } as Map<String, Any?>)
        is linli.Event.ReturnWindowOver -> mapOf("event" to "return_window_over") + (LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
        } as Map<String, Any?>)
        is linli.Event.OrderCompleted -> mapOf("event" to "order_completed") + (LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
        } as Map<String, Any?>)
        is linli.Event.OrderCancelled -> mapOf("event" to "order_cancelled") + (LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
            into["whole"] = value.whole
        } as Map<String, Any?>)
        is linli.Event.OrderReleased -> mapOf("event" to "order_released") + (LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
            into["merchant"] = value.merchant.text
            value.station?.let { it.text }?.let { into["station"] = it }
            value.deliveryDay?.let { it.toString() }?.let { into["delivery_day"] = it }
        } as Map<String, Any?>)
        is linli.Event.SaleCreated -> mapOf("event" to "sale_created") + (LinkedHashMap<String, Any?>().also { into ->
            into["sale"] = value.sale.text
            into["merchant"] = value.merchant.text
            into["sku"] = value.sku.text
            into["price"] = value.price.units
            into["quota"] = value.quota
        } as Map<String, Any?>)
        is linli.Event.SaleEnded -> mapOf("event" to "sale_ended") + (LinkedHashMap<String, Any?>().also { into ->
            into["sale"] = value.sale.text
            into["left"] = value.left
        } as Map<String, Any?>)
        is linli.Event.GroupOpened -> mapOf("event" to "group_opened") + (LinkedHashMap<String, Any?>().also { into ->
            into["group"] = value.group.text
            into["sale"] = value.sale.text
            into["order"] = value.order.text
        } as Map<String, Any?>)
        is linli.Event.GroupJoined -> mapOf("event" to "group_joined") + (LinkedHashMap<String, Any?>().also { into ->
            into["group"] = value.group.text
            into["order"] = value.order.text
        } as Map<String, Any?>)
        is linli.Event.GroupMoved -> mapOf("event" to "group_moved") + (LinkedHashMap<String, Any?>().also { into ->
            into["group"] = value.group.text
            into["sale"] = value.sale.text
            into["from"] = Codec.writeGroupState(value.from)
            into["to"] = Codec.writeGroupState(value.to)
            into["firm"] = value.firm
        } as Map<String, Any?>)
        is linli.Event.PresaleOpened -> mapOf("event" to "presale_opened") + (LinkedHashMap<String, Any?>().also { into ->
            into["presale"] = value.presale.text
            into["sku"] = value.sku.text
            into["promised"] = value.promised.toString()
            into["ceiling"] = value.ceiling
        } as Map<String, Any?>)
        is linli.Event.PresaleEnded -> mapOf("event" to "presale_ended") + (LinkedHashMap<String, Any?>().also { into ->
            into["presale"] = value.presale.text
            into["sku"] = value.sku.text
        } as Map<String, Any?>)
        is linli.Event.PaymentReported -> mapOf("event" to "payment_reported") + (LinkedHashMap<String, Any?>().also { into ->
            into["payment"] = value.payment.text
            into["trade"] = value.trade.text
            into["amount"] = value.amount.units
            into["outcome"] = Codec.writePaymentOutcome(value.outcome)
        } as Map<String, Any?>)
        is linli.Event.RefundInstructed -> mapOf("event" to "refund_instructed") + (LinkedHashMap<String, Any?>().also { into ->
            into["refund"] = value.refund.text
            into["trade"] = value.trade.text
            value.order?.let { it.text }?.let { into["order"] = it }
            value.payment?.let { it.text }?.let { into["payment"] = it }
            into["cash"] = value.cash.units
            into["points"] = value.points.units
            into["reason"] = Codec.writeRefundReason(value.reason)
        } as Map<String, Any?>)
        is linli.Event.RefundChanged -> mapOf("event" to "refund_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["refund"] = value.refund.text
            into["state"] = Codec.writeRefundState(value.state)
        } as Map<String, Any?>)
        is linli.Event.RefundPaidTwice -> mapOf("event" to "refund_paid_twice") + (LinkedHashMap<String, Any?>().also { into ->
            into["refund"] = value.refund.text
        } as Map<String, Any?>)
        is linli.Event.AfterSaleApplied -> mapOf("event" to "after_sale_applied") + (LinkedHashMap<String, Any?>().also { into ->
            into["case"] = value.case.text
            into["order"] = value.order.text
            into["merchant"] = value.merchant.text
        } as Map<String, Any?>)
        is linli.Event.AfterSaleMoved -> mapOf("event" to "after_sale_moved") + (LinkedHashMap<String, Any?>().also { into ->
            into["case"] = value.case.text
            into["order"] = value.order.text
            into["by"] = Codec.writeCaseEvent(value.by)
            into["state"] = Codec.writeCaseState(value.state)
        } as Map<String, Any?>)
        is linli.Event.ReviewWritten -> mapOf("event" to "review_written") + (LinkedHashMap<String, Any?>().also { into ->
            into["review"] = value.review.text
            into["order"] = value.order.text
            into["product"] = value.product.text
            into["merchant"] = value.merchant.text
            into["stars"] = value.stars
        } as Map<String, Any?>)
        is linli.Event.ReviewAnswered -> mapOf("event" to "review_answered") + (LinkedHashMap<String, Any?>().also { into ->
            into["review"] = value.review.text
        } as Map<String, Any?>)
        is linli.Event.ReviewModerated -> mapOf("event" to "review_moderated") + (LinkedHashMap<String, Any?>().also { into ->
            into["review"] = value.review.text
            into["shown"] = value.shown
        } as Map<String, Any?>)
        is linli.Event.MerchantRectifying -> mapOf("event" to "merchant_rectifying") + (LinkedHashMap<String, Any?>().also { into ->
            into["merchant"] = value.merchant.text
            into["deadline"] = Wire.micros(value.deadline)
        } as Map<String, Any?>)
        is linli.Event.StationCreated -> mapOf("event" to "station_created") + (LinkedHashMap<String, Any?>().also { into ->
            into["station"] = value.station.text
            into["community"] = value.community.text
        } as Map<String, Any?>)
        is linli.Event.StationChanged -> mapOf("event" to "station_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["station"] = value.station.text
        } as Map<String, Any?>)
        is linli.Event.StationOpeningSet -> mapOf("event" to "station_opening_set") + (LinkedHashMap<String, Any?>().also { into ->
            into["station"] = value.station.text
            into["opening"] = Codec.writeOpening(value.opening)
        } as Map<String, Any?>)
        is linli.Event.StationDayClosed -> mapOf("event" to "station_day_closed") + (LinkedHashMap<String, Any?>().also { into ->
            into["station"] = value.station.text
            into["day"] = value.day.toString()
        } as Map<String, Any?>)
        is linli.Event.ManifestDispatched -> mapOf("event" to "manifest_dispatched") + (LinkedHashMap<String, Any?>().also { into ->
            into["manifest"] = value.manifest.text
            into["station"] = value.station.text
            into["day"] = value.day.toString()
            into["orders"] = value.orders
        } as Map<String, Any?>)
        is linli.Event.DeliveryAccepted -> mapOf("event" to "delivery_accepted") + (LinkedHashMap<String, Any?>().also { into ->
            into["manifest"] = value.manifest.text
            into["station"] = value.station.text
            into["day"] = value.day.toString()
            into["ready"] = value.ready
            into["short"] = value.short
        } as Map<String, Any?>)
        is linli.Event.PickupCodeMissed -> mapOf("event" to "pickup_code_missed") + (LinkedHashMap<String, Any?>().also { into ->
            into["station"] = value.station.text
            into["operator"] = value.operator.text
        } as Map<String, Any?>)
        is linli.Event.PickupBlocked -> mapOf("event" to "pickup_blocked") + (LinkedHashMap<String, Any?>().also { into ->
            into["station"] = value.station.text
            into["operator"] = value.operator.text
            into["until"] = Wire.micros(value.until)
        } as Map<String, Any?>)
        is linli.Event.OrderPickedUp -> mapOf("event" to "order_picked_up") + (LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
            into["station"] = value.station.text
        } as Map<String, Any?>)
        is linli.Event.SplitRuleSet -> mapOf("event" to "split_rule_set") + (LinkedHashMap<String, Any?>().also { into ->
            into["layer"] = Codec.writeSplitLayer(value.layer)
            into["scope"] = Codec.writeSplitScope(value.scope)
            into["revision"] = value.revision
        } as Map<String, Any?>)
        is linli.Event.SplitRuleRemoved -> mapOf("event" to "split_rule_removed") + (LinkedHashMap<String, Any?>().also { into ->
            into["layer"] = Codec.writeSplitLayer(value.layer)
            into["scope"] = Codec.writeSplitScope(value.scope)
        } as Map<String, Any?>)
        is linli.Event.DayClosed -> mapOf("event" to "day_closed") + (LinkedHashMap<String, Any?>().also { into ->
            into["day"] = value.day.toString()
        } as Map<String, Any?>)
        is linli.Event.DaySettled -> mapOf("event" to "day_settled") + (LinkedHashMap<String, Any?>().also { into ->
            into["day"] = value.day.toString()
            into["postings"] = value.postings
        } as Map<String, Any?>)
        is linli.Event.ClearingTooOld -> mapOf("event" to "clearing_too_old") + (LinkedHashMap<String, Any?>().also { into ->
            into["party"] = value.party.text
            into["purpose"] = Codec.writeAccountPurpose(value.purpose)
            into["balance"] = value.balance.units
            into["since"] = value.since.toString()
        } as Map<String, Any?>)
        is linli.Event.SettlementMade -> mapOf("event" to "settlement_made") + (LinkedHashMap<String, Any?>().also { into ->
            into["settlement"] = value.settlement.text
            into["party"] = value.party.text
            into["amount"] = value.amount.units
            into["state"] = Codec.writeSettlementState(value.state)
        } as Map<String, Any?>)
        is linli.Event.DocumentBooked -> mapOf("event" to "document_booked") + (LinkedHashMap<String, Any?>().also { into ->
            into["document"] = value.document.text
            into["kind"] = value.kind
            into["amount"] = value.amount.units
        } as Map<String, Any?>)
        is linli.Event.DocumentReversed -> mapOf("event" to "document_reversed") + (LinkedHashMap<String, Any?>().also { into ->
            into["document"] = value.document.text
        } as Map<String, Any?>)
        is linli.Event.ThirdPartyContractSet -> mapOf("event" to "third_party_contract_set") + (LinkedHashMap<String, Any?>().also { into ->
            into["merchant"] = value.merchant.text
        } as Map<String, Any?>)
        is linli.Event.ThirdPartySaleReported -> mapOf("event" to "third_party_sale_reported") + (LinkedHashMap<String, Any?>().also { into ->
            into["sale"] = value.sale.text
            into["merchant"] = value.merchant.text
            into["amount"] = value.amount.units
            into["commission"] = value.commission.units
        } as Map<String, Any?>)
        is linli.Event.ThirdPartySaleRefunded -> mapOf("event" to "third_party_sale_refunded") + (LinkedHashMap<String, Any?>().also { into ->
            into["sale"] = value.sale.text
            into["merchant"] = value.merchant.text
            into["amount"] = value.amount.units
            into["commission"] = value.commission.units
        } as Map<String, Any?>)
        is linli.Event.Reconciled -> mapOf("event" to "reconciled") + (LinkedHashMap<String, Any?>().also { into ->
            into["channel"] = value.channel
            into["from"] = value.from.toString()
            into["to"] = value.to.toString()
            into["matched"] = value.matched
            into["open"] = value.open
        } as Map<String, Any?>)
        is linli.Event.ChannelSet -> mapOf("event" to "channel_set") + (LinkedHashMap<String, Any?>().also { into ->
            into["channel"] = value.channel
        } as Map<String, Any?>)
        is linli.Event.CallChanged -> mapOf("event" to "call_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["hold"] = value.hold.text
            into["call"] = value.call
            into["state"] = Codec.writePayoutState(value.state)
        } as Map<String, Any?>)
        is linli.Event.HoldEndsSoon -> mapOf("event" to "hold_ends_soon") + (LinkedHashMap<String, Any?>().also { into ->
            into["hold"] = value.hold.text
            into["until"] = Wire.micros(value.until)
            into["calls"] = value.calls
        } as Map<String, Any?>)
        is linli.Event.HoldEnded -> mapOf("event" to "hold_ended") + (LinkedHashMap<String, Any?>().also { into ->
            into["hold"] = value.hold.text
        } as Map<String, Any?>)
        is linli.Event.PayeeSet -> mapOf("event" to "payee_set") + (LinkedHashMap<String, Any?>().also { into ->
            into["party"] = value.party.text
        } as Map<String, Any?>)
        is linli.Event.PayoutBatchMade -> mapOf("event" to "payout_batch_made") + (LinkedHashMap<String, Any?>().also { into ->
            into["batch"] = value.batch.text
            into["channel"] = value.channel
            into["pay_on"] = value.payOn.toString()
            into["payouts"] = value.payouts
            into["total"] = value.total.units
            into["needed"] = value.needed
        } as Map<String, Any?>)
        is linli.Event.PayoutBatchApproved -> mapOf("event" to "payout_batch_approved") + (LinkedHashMap<String, Any?>().also { into ->
            into["batch"] = value.batch.text
            into["approvals"] = value.approvals
            into["needed"] = value.needed
        } as Map<String, Any?>)
        is linli.Event.PayoutBatchWaits -> mapOf("event" to "payout_batch_waits") + (LinkedHashMap<String, Any?>().also { into ->
            into["batch"] = value.batch.text
            into["approvals"] = value.approvals
            into["needed"] = value.needed
        } as Map<String, Any?>)
        is linli.Event.PayoutBatchRejected -> mapOf("event" to "payout_batch_rejected") + (LinkedHashMap<String, Any?>().also { into ->
            into["batch"] = value.batch.text
        } as Map<String, Any?>)
        is linli.Event.PayoutInstructed -> mapOf("event" to "payout_instructed") + (LinkedHashMap<String, Any?>().also { into ->
            into["payout"] = value.payout.text
            into["batch"] = value.batch.text
            into["party"] = value.party.text
            into["channel"] = value.channel
            into["amount"] = value.amount.units
            into["attempt"] = value.attempt
        } as Map<String, Any?>)
        is linli.Event.PayoutChanged -> mapOf("event" to "payout_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["payout"] = value.payout.text
            into["state"] = Codec.writePayoutState(value.state)
        } as Map<String, Any?>)
        is linli.Event.PayoutUnanswered -> mapOf("event" to "payout_unanswered") + (LinkedHashMap<String, Any?>().also { into ->
            into["payout"] = value.payout.text
            into["channel"] = value.channel
            into["amount"] = value.amount.units
            into["attempts"] = value.attempts
        } as Map<String, Any?>)
        is linli.Event.LeaderMonthSettled -> mapOf("event" to "leader_month_settled") + (LinkedHashMap<String, Any?>().also { into ->
            into["station"] = value.station.text
            into["month"] = value.month.toString()
            into["sales"] = value.sales.units
            into["earned"] = value.earned.units
            into["difference"] = value.difference.units
        } as Map<String, Any?>)
        is linli.Event.PromoterKindSet -> mapOf("event" to "promoter_kind_set") + (LinkedHashMap<String, Any?>().also { into ->
            into["code"] = value.code
            into["levels"] = Codec.writeReferralLevels(value.levels)
        } as Map<String, Any?>)
        is linli.Event.PromoterAppointed -> mapOf("event" to "promoter_appointed") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            value.above?.let { it.text }?.let { into["above"] = it }
        } as Map<String, Any?>)
        is linli.Event.PromoterEnded -> mapOf("event" to "promoter_ended") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
        } as Map<String, Any?>)
        is linli.Event.ReferralBound -> mapOf("event" to "referral_bound") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["promoter"] = value.promoter.text
        } as Map<String, Any?>)
        is linli.Event.ShareCreated -> mapOf("event" to "share_created") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["code"] = value.code
        } as Map<String, Any?>)
        is linli.Event.ShareVisited -> mapOf("event" to "share_visited") + (LinkedHashMap<String, Any?>().also { into ->
            into["code"] = value.code
            value.visitor?.let { it.text }?.let { into["visitor"] = it }
        } as Map<String, Any?>)
        is linli.Event.WithdrawalRequested -> mapOf("event" to "withdrawal_requested") + (LinkedHashMap<String, Any?>().also { into ->
            into["withdrawal"] = value.withdrawal.text
            into["party"] = value.party.text
            into["amount"] = value.amount.units
        } as Map<String, Any?>)
        is linli.Event.WithdrawalInstructed -> mapOf("event" to "withdrawal_instructed") + (LinkedHashMap<String, Any?>().also { into ->
            into["withdrawal"] = value.withdrawal.text
            into["party"] = value.party.text
            into["amount"] = value.amount.units
        } as Map<String, Any?>)
        is linli.Event.WithdrawalChanged -> mapOf("event" to "withdrawal_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["withdrawal"] = value.withdrawal.text
            into["state"] = Codec.writeWithdrawalState(value.state)
        } as Map<String, Any?>)
        is linli.Event.PointsGranted -> mapOf("event" to "points_granted") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["points"] = value.points.units
            into["issuer"] = value.issuer.text
        } as Map<String, Any?>)
        is linli.Event.PointsEarned -> mapOf("event" to "points_earned") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["points"] = value.points.units
            into["from"] = Codec.writeOrigin(value.from)
        } as Map<String, Any?>)
        is linli.Event.PointsExpired -> mapOf("event" to "points_expired") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["points"] = value.points.units
        } as Map<String, Any?>)
        is linli.Event.PointsExpireSoon -> mapOf("event" to "points_expire_soon") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["points"] = value.points.units
            into["day"] = value.day.toString()
        } as Map<String, Any?>)
        is linli.Event.PointsSettled -> mapOf("event" to "points_settled") + (LinkedHashMap<String, Any?>().also { into ->
            into["month"] = value.month.toString()
            into["issuer"] = value.issuer.text
            into["spent_at"] = value.spentAt.text
            into["amount"] = value.amount.units
        } as Map<String, Any?>)
        is linli.Event.LevelsSet -> mapOf("event" to "levels_set")
        is linli.Event.LevelChanged -> mapOf("event" to "level_changed") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["from"] = value.from
            into["to"] = value.to
            into["reason"] = Codec.writeLevelReason(value.reason)
        } as Map<String, Any?>)
        is linli.Event.LevelRenewed -> mapOf("event" to "level_renewed") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
        } as Map<String, Any?>)
        is linli.Event.GrowthGranted -> mapOf("event" to "growth_granted") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["growth"] = value.growth
        } as Map<String, Any?>)
        is linli.Event.BillPointsSpent -> mapOf("event" to "bill_points_spent") + (LinkedHashMap<String, Any?>().also { into ->
            into["node"] = value.node.text
            into["member"] = value.member.text
            into["points"] = value.points.units
            into["value"] = value.value.units
        } as Map<String, Any?>)
        is linli.Event.BillPointsReturned -> mapOf("event" to "bill_points_returned") + (LinkedHashMap<String, Any?>().also { into ->
            into["node"] = value.node.text
            into["member"] = value.member.text
            into["points"] = value.points.units
        } as Map<String, Any?>)
        is linli.Event.MemberTagged -> mapOf("event" to "member_tagged") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["tag"] = value.tag
        } as Map<String, Any?>)
        is linli.Event.MemberUntagged -> mapOf("event" to "member_untagged") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["tag"] = value.tag
        } as Map<String, Any?>)
        is linli.Event.TagRulesSet -> mapOf("event" to "tag_rules_set")
        is linli.Event.SegmentSet -> mapOf("event" to "segment_set") + (LinkedHashMap<String, Any?>().also { into ->
            into["segment"] = value.segment.text
        } as Map<String, Any?>)
        is linli.Event.RecommendationRulesSet -> mapOf("event" to "recommendation_rules_set")
        is linli.Event.ChurnWarned -> mapOf("event" to "churn_warned") + (LinkedHashMap<String, Any?>().also { into ->
            into["member"] = value.member.text
            into["last_order"] = value.lastOrder.toString()
        } as Map<String, Any?>)
    }

    fun readEvent(wire: Any?): linli.Event {
        val case = (wire as Map<*, *>)["event"]
        val data: Any? = wire
        return when (case) {
            "log_sealed" -> (data as Map<*, *>).let { from ->
                linli.Event.LogSealed(
                    number = (from["number"] as Number).toLong(),
                    last = (from["last"] as Number).toLong(),
                    hash = (from["hash"] as String),
                )
            }
            "tenant_created" -> (data as Map<*, *>).let { from ->
                linli.Event.TenantCreated(
                    root = linli.NodeId(from["root"] as String),
                )
            }
            "node_created" -> (data as Map<*, *>).let { from ->
                linli.Event.NodeCreated(
                    node = linli.NodeId(from["node"] as String),
                    parent = linli.NodeId(from["parent"] as String),
                )
            }
            "settings_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.SettingsChanged(
                    node = linli.NodeId(from["node"] as String),
                )
            }
            "calendar_changed" -> linli.Event.CalendarChanged
            "role_granted" -> (data as Map<*, *>).let { from ->
                linli.Event.RoleGranted(
                    user = linli.UserId(from["user"] as String),
                    role = Codec.readRole(from["role"]),
                )
            }
            "role_revoked" -> (data as Map<*, *>).let { from ->
                linli.Event.RoleRevoked(
                    user = linli.UserId(from["user"] as String),
                    role = Codec.readRole(from["role"]),
                )
            }
            "campaign_created" -> (data as Map<*, *>).let { from ->
                linli.Event.CampaignCreated(
                    campaign = linli.CampaignId(from["campaign"] as String),
                )
            }
            "campaign_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.CampaignChanged(
                    campaign = linli.CampaignId(from["campaign"] as String),
                )
            }
            "campaign_ended" -> (data as Map<*, *>).let { from ->
                linli.Event.CampaignEnded(
                    campaign = linli.CampaignId(from["campaign"] as String),
                )
            }
            "coupon_template_created" -> (data as Map<*, *>).let { from ->
                linli.Event.CouponTemplateCreated(
                    template = linli.CouponTemplateId(from["template"] as String),
                )
            }
            "coupon_template_closed" -> (data as Map<*, *>).let { from ->
                linli.Event.CouponTemplateClosed(
                    template = linli.CouponTemplateId(from["template"] as String),
                )
            }
            "coupon_issued" -> (data as Map<*, *>).let { from ->
                linli.Event.CouponIssued(
                    coupon = linli.CouponId(from["coupon"] as String),
                    template = linli.CouponTemplateId(from["template"] as String),
                    member = linli.MemberId(from["member"] as String),
                )
            }
            "coupon_used" -> (data as Map<*, *>).let { from ->
                linli.Event.CouponUsed(
                    coupon = linli.CouponId(from["coupon"] as String),
                    trade = linli.TradeId(from["trade"] as String),
                )
            }
            "coupon_returned" -> (data as Map<*, *>).let { from ->
                linli.Event.CouponReturned(
                    coupon = linli.CouponId(from["coupon"] as String),
                    trade = linli.TradeId(from["trade"] as String),
                )
            }
            "coupon_taken_back" -> (data as Map<*, *>).let { from ->
                linli.Event.CouponTakenBack(
                    coupon = linli.CouponId(from["coupon"] as String),
                    order = from["order"]?.let { linli.OrderId(it as String) },
                )
            }
            "coupon_expiring" -> (data as Map<*, *>).let { from ->
                linli.Event.CouponExpiring(
                    coupon = linli.CouponId(from["coupon"] as String),
                    member = linli.MemberId(from["member"] as String),
                    until = Wire.instant(from["until"]),
                )
            }
            "coupon_expired" -> (data as Map<*, *>).let { from ->
                linli.Event.CouponExpired(
                    coupon = linli.CouponId(from["coupon"] as String),
                    member = linli.MemberId(from["member"] as String),
                )
            }
            "member_registered" -> (data as Map<*, *>).let { from ->
                linli.Event.MemberRegistered(
                    member = linli.MemberId(from["member"] as String),
                    community = linli.NodeId(from["community"] as String),
                )
            }
            "member_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.MemberChanged(
                    member = linli.MemberId(from["member"] as String),
                )
            }
            "member_erased" -> (data as Map<*, *>).let { from ->
                linli.Event.MemberErased(
                    member = linli.MemberId(from["member"] as String),
                )
            }
            "merchant_created" -> (data as Map<*, *>).let { from ->
                linli.Event.MerchantCreated(
                    merchant = linli.MerchantId(from["merchant"] as String),
                    node = linli.NodeId(from["node"] as String),
                )
            }
            "merchant_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.MerchantChanged(
                    merchant = linli.MerchantId(from["merchant"] as String),
                )
            }
            "merchant_moved" -> (data as Map<*, *>).let { from ->
                linli.Event.MerchantMoved(
                    merchant = linli.MerchantId(from["merchant"] as String),
                    from = Codec.readMerchantState(from["from"]),
                    to = Codec.readMerchantState(from["to"]),
                )
            }
            "served_nodes_set" -> (data as Map<*, *>).let { from ->
                linli.Event.ServedNodesSet(
                    merchant = linli.MerchantId(from["merchant"] as String),
                )
            }
            "qualifications_set" -> (data as Map<*, *>).let { from ->
                linli.Event.QualificationsSet(
                    merchant = linli.MerchantId(from["merchant"] as String),
                )
            }
            "supplier_created" -> (data as Map<*, *>).let { from ->
                linli.Event.SupplierCreated(
                    supplier = linli.SupplierId(from["supplier"] as String),
                )
            }
            "category_created" -> (data as Map<*, *>).let { from ->
                linli.Event.CategoryCreated(
                    category = linli.CategoryId(from["category"] as String),
                )
            }
            "category_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.CategoryChanged(
                    category = linli.CategoryId(from["category"] as String),
                )
            }
            "product_created" -> (data as Map<*, *>).let { from ->
                linli.Event.ProductCreated(
                    product = linli.ProductId(from["product"] as String),
                    merchant = linli.MerchantId(from["merchant"] as String),
                )
            }
            "product_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.ProductChanged(
                    product = linli.ProductId(from["product"] as String),
                )
            }
            "product_moved" -> (data as Map<*, *>).let { from ->
                linli.Event.ProductMoved(
                    product = linli.ProductId(from["product"] as String),
                    from = Codec.readProductState(from["from"]),
                    to = Codec.readProductState(from["to"]),
                )
            }
            "sku_added" -> (data as Map<*, *>).let { from ->
                linli.Event.SkuAdded(
                    sku = linli.SkuId(from["sku"] as String),
                    product = linli.ProductId(from["product"] as String),
                    price = linli.Money.ofUnits((from["price"] as Number).toLong()),
                )
            }
            "sku_price_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.SkuPriceChanged(
                    sku = linli.SkuId(from["sku"] as String),
                    from = linli.Money.ofUnits((from["from"] as Number).toLong()),
                    to = linli.Money.ofUnits((from["to"] as Number).toLong()),
                )
            }
            "stock_set" -> (data as Map<*, *>).let { from ->
                linli.Event.StockSet(
                    sku = linli.SkuId(from["sku"] as String),
                    available = (from["available"] as Number).toLong(),
                )
            }
            "stock_received" -> (data as Map<*, *>).let { from ->
                linli.Event.StockReceived(
                    sku = linli.SkuId(from["sku"] as String),
                    quantity = (from["quantity"] as Number).toLong(),
                )
            }
            "stock_corrected" -> (data as Map<*, *>).let { from ->
                linli.Event.StockCorrected(
                    sku = linli.SkuId(from["sku"] as String),
                    by = (from["by"] as Number).toLong(),
                )
            }
            "cart_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.CartChanged(
                    member = linli.MemberId(from["member"] as String),
                )
            }
            "favourites_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.FavouritesChanged(
                    member = linli.MemberId(from["member"] as String),
                )
            }
            "trade_placed" -> (data as Map<*, *>).let { from ->
                linli.Event.TradePlaced(
                    trade = linli.TradeId(from["trade"] as String),
                    member = linli.MemberId(from["member"] as String),
                    orders = (from["orders"] as List<*>).map { linli.OrderId(it as String) },
                    total = linli.Money.ofUnits((from["total"] as Number).toLong()),
                )
            }
            "trade_paid" -> (data as Map<*, *>).let { from ->
                linli.Event.TradePaid(
                    trade = linli.TradeId(from["trade"] as String),
                    member = linli.MemberId(from["member"] as String),
                    total = linli.Money.ofUnits((from["total"] as Number).toLong()),
                )
            }
            "trade_closed" -> (data as Map<*, *>).let { from ->
                linli.Event.TradeClosed(
                    trade = linli.TradeId(from["trade"] as String),
                    member = linli.MemberId(from["member"] as String),
                )
            }
            "station_switched" -> (data as Map<*, *>).let { from ->
                linli.Event.StationSwitched(
                    trade = linli.TradeId(from["trade"] as String),
                    station = linli.StationId(from["station"] as String),
                )
            }
            "order_paid" -> (data as Map<*, *>).let { from ->
                linli.Event.OrderPaid(
                    order = linli.OrderId(from["order"] as String),
                    merchant = linli.MerchantId(from["merchant"] as String),
                    cash = linli.Money.ofUnits((from["cash"] as Number).toLong()),
                    station = from["station"]?.let { linli.StationId(it as String) },
                    deliveryDay = from["delivery_day"]?.let { java.time.LocalDate.parse(it as String) },
                )
            }
            "order_shipped" -> (data as Map<*, *>).let { from ->
                linli.Event.OrderShipped(
                    order = linli.OrderId(from["order"] as String),
                )
            }
            "order_ready" -> (data as Map<*, *>).let { from ->
                linli.Event.OrderReady(
                    order = linli.OrderId(from["order"] as String),
                    member = linli.MemberId(from["member"] as String),
                    station = linli.StationId(from["station"] as String),
                )
            }
            "order_received" -> (data as Map<*, *>).let { from ->
                linli.Event.OrderReceived(
                    order = linli.OrderId(from["order"] as String),
                    member = linli.MemberId(from["member"] as String),
                )
            }
            "pickup_reminder" -> (data as Map<*, *>).let { from ->
                linli.Event.PickupReminder(
                    order = linli.OrderId(from["order"] as String),
                    member = linli.MemberId(from["member"] as String),
                    station = linli.StationId(from["station"] as String),
                    reminder = (from["reminder"] as Number).toInt(),
                )
            }
            "order_not_collected" -> (data as Map<*, *>).let { from ->
                linli.Event.OrderNotCollected(
                    order = linli.OrderId(from["order"] as String),
                    member = linli.MemberId(from["member"] as String),
                    refund = from["refund"]?.let { linli.RefundId(it as String) },
                )
            }
            "return_window_over" -> (data as Map<*, *>).let { from ->
                linli.Event.ReturnWindowOver(
                    order = linli.OrderId(from["order"] as String),
                )
            }
            "order_completed" -> (data as Map<*, *>).let { from ->
                linli.Event.OrderCompleted(
                    order = linli.OrderId(from["order"] as String),
                )
            }
            "order_cancelled" -> (data as Map<*, *>).let { from ->
                linli.Event.OrderCancelled(
                    order = linli.OrderId(from["order"] as String),
                    whole = (from["whole"] as Boolean),
                )
            }
            "order_released" -> (data as Map<*, *>).let { from ->
                linli.Event.OrderReleased(
                    order = linli.OrderId(from["order"] as String),
                    merchant = linli.MerchantId(from["merchant"] as String),
                    station = from["station"]?.let { linli.StationId(it as String) },
                    deliveryDay = from["delivery_day"]?.let { java.time.LocalDate.parse(it as String) },
                )
            }
            "sale_created" -> (data as Map<*, *>).let { from ->
                linli.Event.SaleCreated(
                    sale = linli.CampaignId(from["sale"] as String),
                    merchant = linli.MerchantId(from["merchant"] as String),
                    sku = linli.SkuId(from["sku"] as String),
                    price = linli.Money.ofUnits((from["price"] as Number).toLong()),
                    quota = (from["quota"] as Number).toLong(),
                )
            }
            "sale_ended" -> (data as Map<*, *>).let { from ->
                linli.Event.SaleEnded(
                    sale = linli.CampaignId(from["sale"] as String),
                    left = (from["left"] as Number).toLong(),
                )
            }
            "group_opened" -> (data as Map<*, *>).let { from ->
                linli.Event.GroupOpened(
                    group = linli.GroupId(from["group"] as String),
                    sale = linli.CampaignId(from["sale"] as String),
                    order = linli.OrderId(from["order"] as String),
                )
            }
            "group_joined" -> (data as Map<*, *>).let { from ->
                linli.Event.GroupJoined(
                    group = linli.GroupId(from["group"] as String),
                    order = linli.OrderId(from["order"] as String),
                )
            }
            "group_moved" -> (data as Map<*, *>).let { from ->
                linli.Event.GroupMoved(
                    group = linli.GroupId(from["group"] as String),
                    sale = linli.CampaignId(from["sale"] as String),
                    from = Codec.readGroupState(from["from"]),
                    to = Codec.readGroupState(from["to"]),
                    firm = (from["firm"] as Number).toLong(),
                )
            }
            "presale_opened" -> (data as Map<*, *>).let { from ->
                linli.Event.PresaleOpened(
                    presale = linli.PresaleId(from["presale"] as String),
                    sku = linli.SkuId(from["sku"] as String),
                    promised = java.time.LocalDate.parse(from["promised"] as String),
                    ceiling = (from["ceiling"] as Number).toLong(),
                )
            }
            "presale_ended" -> (data as Map<*, *>).let { from ->
                linli.Event.PresaleEnded(
                    presale = linli.PresaleId(from["presale"] as String),
                    sku = linli.SkuId(from["sku"] as String),
                )
            }
            "payment_reported" -> (data as Map<*, *>).let { from ->
                linli.Event.PaymentReported(
                    payment = linli.PaymentId(from["payment"] as String),
                    trade = linli.TradeId(from["trade"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                    outcome = Codec.readPaymentOutcome(from["outcome"]),
                )
            }
            "refund_instructed" -> (data as Map<*, *>).let { from ->
                linli.Event.RefundInstructed(
                    refund = linli.RefundId(from["refund"] as String),
                    trade = linli.TradeId(from["trade"] as String),
                    order = from["order"]?.let { linli.OrderId(it as String) },
                    payment = from["payment"]?.let { linli.PaymentId(it as String) },
                    cash = linli.Money.ofUnits((from["cash"] as Number).toLong()),
                    points = linli.Points.ofUnits((from["points"] as Number).toLong()),
                    reason = Codec.readRefundReason(from["reason"]),
                )
            }
            "refund_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.RefundChanged(
                    refund = linli.RefundId(from["refund"] as String),
                    state = Codec.readRefundState(from["state"]),
                )
            }
            "refund_paid_twice" -> (data as Map<*, *>).let { from ->
                linli.Event.RefundPaidTwice(
                    refund = linli.RefundId(from["refund"] as String),
                )
            }
            "after_sale_applied" -> (data as Map<*, *>).let { from ->
                linli.Event.AfterSaleApplied(
                    case = linli.AfterSaleId(from["case"] as String),
                    order = linli.OrderId(from["order"] as String),
                    merchant = linli.MerchantId(from["merchant"] as String),
                )
            }
            "after_sale_moved" -> (data as Map<*, *>).let { from ->
                linli.Event.AfterSaleMoved(
                    case = linli.AfterSaleId(from["case"] as String),
                    order = linli.OrderId(from["order"] as String),
                    by = Codec.readCaseEvent(from["by"]),
                    state = Codec.readCaseState(from["state"]),
                )
            }
            "review_written" -> (data as Map<*, *>).let { from ->
                linli.Event.ReviewWritten(
                    review = linli.ReviewId(from["review"] as String),
                    order = linli.OrderId(from["order"] as String),
                    product = linli.ProductId(from["product"] as String),
                    merchant = linli.MerchantId(from["merchant"] as String),
                    stars = (from["stars"] as Number).toInt(),
                )
            }
            "review_answered" -> (data as Map<*, *>).let { from ->
                linli.Event.ReviewAnswered(
                    review = linli.ReviewId(from["review"] as String),
                )
            }
            "review_moderated" -> (data as Map<*, *>).let { from ->
                linli.Event.ReviewModerated(
                    review = linli.ReviewId(from["review"] as String),
                    shown = (from["shown"] as Boolean),
                )
            }
            "merchant_rectifying" -> (data as Map<*, *>).let { from ->
                linli.Event.MerchantRectifying(
                    merchant = linli.MerchantId(from["merchant"] as String),
                    deadline = Wire.instant(from["deadline"]),
                )
            }
            "station_created" -> (data as Map<*, *>).let { from ->
                linli.Event.StationCreated(
                    station = linli.StationId(from["station"] as String),
                    community = linli.NodeId(from["community"] as String),
                )
            }
            "station_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.StationChanged(
                    station = linli.StationId(from["station"] as String),
                )
            }
            "station_opening_set" -> (data as Map<*, *>).let { from ->
                linli.Event.StationOpeningSet(
                    station = linli.StationId(from["station"] as String),
                    opening = Codec.readOpening(from["opening"]),
                )
            }
            "station_day_closed" -> (data as Map<*, *>).let { from ->
                linli.Event.StationDayClosed(
                    station = linli.StationId(from["station"] as String),
                    day = java.time.LocalDate.parse(from["day"] as String),
                )
            }
            "manifest_dispatched" -> (data as Map<*, *>).let { from ->
                linli.Event.ManifestDispatched(
                    manifest = linli.ManifestId(from["manifest"] as String),
                    station = linli.StationId(from["station"] as String),
                    day = java.time.LocalDate.parse(from["day"] as String),
                    orders = (from["orders"] as Number).toLong(),
                )
            }
            "delivery_accepted" -> (data as Map<*, *>).let { from ->
                linli.Event.DeliveryAccepted(
                    manifest = linli.ManifestId(from["manifest"] as String),
                    station = linli.StationId(from["station"] as String),
                    day = java.time.LocalDate.parse(from["day"] as String),
                    ready = (from["ready"] as Number).toLong(),
                    short = (from["short"] as Number).toLong(),
                )
            }
            "pickup_code_missed" -> (data as Map<*, *>).let { from ->
                linli.Event.PickupCodeMissed(
                    station = linli.StationId(from["station"] as String),
                    operator = linli.UserId(from["operator"] as String),
                )
            }
            "pickup_blocked" -> (data as Map<*, *>).let { from ->
                linli.Event.PickupBlocked(
                    station = linli.StationId(from["station"] as String),
                    operator = linli.UserId(from["operator"] as String),
                    until = Wire.instant(from["until"]),
                )
            }
            "order_picked_up" -> (data as Map<*, *>).let { from ->
                linli.Event.OrderPickedUp(
                    order = linli.OrderId(from["order"] as String),
                    station = linli.StationId(from["station"] as String),
                )
            }
            "split_rule_set" -> (data as Map<*, *>).let { from ->
                linli.Event.SplitRuleSet(
                    layer = Codec.readSplitLayer(from["layer"]),
                    scope = Codec.readSplitScope(from["scope"]),
                    revision = (from["revision"] as Number).toLong(),
                )
            }
            "split_rule_removed" -> (data as Map<*, *>).let { from ->
                linli.Event.SplitRuleRemoved(
                    layer = Codec.readSplitLayer(from["layer"]),
                    scope = Codec.readSplitScope(from["scope"]),
                )
            }
            "day_closed" -> (data as Map<*, *>).let { from ->
                linli.Event.DayClosed(
                    day = java.time.LocalDate.parse(from["day"] as String),
                )
            }
            "day_settled" -> (data as Map<*, *>).let { from ->
                linli.Event.DaySettled(
                    day = java.time.LocalDate.parse(from["day"] as String),
                    postings = (from["postings"] as Number).toLong(),
                )
            }
            "clearing_too_old" -> (data as Map<*, *>).let { from ->
                linli.Event.ClearingTooOld(
                    party = linli.Party(from["party"] as String),
                    purpose = Codec.readAccountPurpose(from["purpose"]),
                    balance = linli.Money.ofUnits((from["balance"] as Number).toLong()),
                    since = java.time.LocalDate.parse(from["since"] as String),
                )
            }
            "settlement_made" -> (data as Map<*, *>).let { from ->
                linli.Event.SettlementMade(
                    settlement = linli.SettlementId(from["settlement"] as String),
                    party = linli.Party(from["party"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                    state = Codec.readSettlementState(from["state"]),
                )
            }
            "document_booked" -> (data as Map<*, *>).let { from ->
                linli.Event.DocumentBooked(
                    document = linli.DocumentId(from["document"] as String),
                    kind = (from["kind"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                )
            }
            "document_reversed" -> (data as Map<*, *>).let { from ->
                linli.Event.DocumentReversed(
                    document = linli.DocumentId(from["document"] as String),
                )
            }
            "third_party_contract_set" -> (data as Map<*, *>).let { from ->
                linli.Event.ThirdPartyContractSet(
                    merchant = linli.MerchantId(from["merchant"] as String),
                )
            }
            "third_party_sale_reported" -> (data as Map<*, *>).let { from ->
                linli.Event.ThirdPartySaleReported(
                    sale = linli.ThirdPartySaleId(from["sale"] as String),
                    merchant = linli.MerchantId(from["merchant"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                    commission = linli.Money.ofUnits((from["commission"] as Number).toLong()),
                )
            }
            "third_party_sale_refunded" -> (data as Map<*, *>).let { from ->
                linli.Event.ThirdPartySaleRefunded(
                    sale = linli.ThirdPartySaleId(from["sale"] as String),
                    merchant = linli.MerchantId(from["merchant"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                    commission = linli.Money.ofUnits((from["commission"] as Number).toLong()),
                )
            }
            "reconciled" -> (data as Map<*, *>).let { from ->
                linli.Event.Reconciled(
                    channel = (from["channel"] as String),
                    from = java.time.LocalDate.parse(from["from"] as String),
                    to = java.time.LocalDate.parse(from["to"] as String),
                    matched = (from["matched"] as Number).toLong(),
                    open = (from["open"] as Number).toLong(),
                )
            }
            "channel_set" -> (data as Map<*, *>).let { from ->
                linli.Event.ChannelSet(
                    channel = (from["channel"] as String),
                )
            }
            "call_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.CallChanged(
                    hold = linli.HoldId(from["hold"] as String),
                    call = (from["call"] as Number).toLong(),
                    state = Codec.readPayoutState(from["state"]),
                )
            }
            "hold_ends_soon" -> (data as Map<*, *>).let { from ->
                linli.Event.HoldEndsSoon(
                    hold = linli.HoldId(from["hold"] as String),
                    until = Wire.instant(from["until"]),
                    calls = (from["calls"] as Number).toLong(),
                )
            }
            "hold_ended" -> (data as Map<*, *>).let { from ->
                linli.Event.HoldEnded(
                    hold = linli.HoldId(from["hold"] as String),
                )
            }
            "payee_set" -> (data as Map<*, *>).let { from ->
                linli.Event.PayeeSet(
                    party = linli.Party(from["party"] as String),
                )
            }
            "payout_batch_made" -> (data as Map<*, *>).let { from ->
                linli.Event.PayoutBatchMade(
                    batch = linli.PayoutBatchId(from["batch"] as String),
                    channel = (from["channel"] as String),
                    payOn = java.time.LocalDate.parse(from["pay_on"] as String),
                    payouts = (from["payouts"] as Number).toLong(),
                    total = linli.Money.ofUnits((from["total"] as Number).toLong()),
                    needed = (from["needed"] as Number).toLong(),
                )
            }
            "payout_batch_approved" -> (data as Map<*, *>).let { from ->
                linli.Event.PayoutBatchApproved(
                    batch = linli.PayoutBatchId(from["batch"] as String),
                    approvals = (from["approvals"] as Number).toLong(),
                    needed = (from["needed"] as Number).toLong(),
                )
            }
            "payout_batch_waits" -> (data as Map<*, *>).let { from ->
                linli.Event.PayoutBatchWaits(
                    batch = linli.PayoutBatchId(from["batch"] as String),
                    approvals = (from["approvals"] as Number).toLong(),
                    needed = (from["needed"] as Number).toLong(),
                )
            }
            "payout_batch_rejected" -> (data as Map<*, *>).let { from ->
                linli.Event.PayoutBatchRejected(
                    batch = linli.PayoutBatchId(from["batch"] as String),
                )
            }
            "payout_instructed" -> (data as Map<*, *>).let { from ->
                linli.Event.PayoutInstructed(
                    payout = linli.PayoutId(from["payout"] as String),
                    batch = linli.PayoutBatchId(from["batch"] as String),
                    party = linli.Party(from["party"] as String),
                    channel = (from["channel"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                    attempt = (from["attempt"] as Number).toLong(),
                )
            }
            "payout_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.PayoutChanged(
                    payout = linli.PayoutId(from["payout"] as String),
                    state = Codec.readPayoutState(from["state"]),
                )
            }
            "payout_unanswered" -> (data as Map<*, *>).let { from ->
                linli.Event.PayoutUnanswered(
                    payout = linli.PayoutId(from["payout"] as String),
                    channel = (from["channel"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                    attempts = (from["attempts"] as Number).toLong(),
                )
            }
            "leader_month_settled" -> (data as Map<*, *>).let { from ->
                linli.Event.LeaderMonthSettled(
                    station = linli.StationId(from["station"] as String),
                    month = java.time.YearMonth.parse(from["month"] as String),
                    sales = linli.Money.ofUnits((from["sales"] as Number).toLong()),
                    earned = linli.Money.ofUnits((from["earned"] as Number).toLong()),
                    difference = linli.Money.ofUnits((from["difference"] as Number).toLong()),
                )
            }
            "promoter_kind_set" -> (data as Map<*, *>).let { from ->
                linli.Event.PromoterKindSet(
                    code = (from["code"] as String),
                    levels = Codec.readReferralLevels(from["levels"]),
                )
            }
            "promoter_appointed" -> (data as Map<*, *>).let { from ->
                linli.Event.PromoterAppointed(
                    member = linli.MemberId(from["member"] as String),
                    above = from["above"]?.let { linli.MemberId(it as String) },
                )
            }
            "promoter_ended" -> (data as Map<*, *>).let { from ->
                linli.Event.PromoterEnded(
                    member = linli.MemberId(from["member"] as String),
                )
            }
            "referral_bound" -> (data as Map<*, *>).let { from ->
                linli.Event.ReferralBound(
                    member = linli.MemberId(from["member"] as String),
                    promoter = linli.MemberId(from["promoter"] as String),
                )
            }
            "share_created" -> (data as Map<*, *>).let { from ->
                linli.Event.ShareCreated(
                    member = linli.MemberId(from["member"] as String),
                    code = (from["code"] as String),
                )
            }
            "share_visited" -> (data as Map<*, *>).let { from ->
                linli.Event.ShareVisited(
                    code = (from["code"] as String),
                    visitor = from["visitor"]?.let { linli.MemberId(it as String) },
                )
            }
            "withdrawal_requested" -> (data as Map<*, *>).let { from ->
                linli.Event.WithdrawalRequested(
                    withdrawal = linli.WithdrawalId(from["withdrawal"] as String),
                    party = linli.Party(from["party"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                )
            }
            "withdrawal_instructed" -> (data as Map<*, *>).let { from ->
                linli.Event.WithdrawalInstructed(
                    withdrawal = linli.WithdrawalId(from["withdrawal"] as String),
                    party = linli.Party(from["party"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                )
            }
            "withdrawal_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.WithdrawalChanged(
                    withdrawal = linli.WithdrawalId(from["withdrawal"] as String),
                    state = Codec.readWithdrawalState(from["state"]),
                )
            }
            "points_granted" -> (data as Map<*, *>).let { from ->
                linli.Event.PointsGranted(
                    member = linli.MemberId(from["member"] as String),
                    points = linli.Points.ofUnits((from["points"] as Number).toLong()),
                    issuer = linli.Party(from["issuer"] as String),
                )
            }
            "points_earned" -> (data as Map<*, *>).let { from ->
                linli.Event.PointsEarned(
                    member = linli.MemberId(from["member"] as String),
                    points = linli.Points.ofUnits((from["points"] as Number).toLong()),
                    from = Codec.readOrigin(from["from"]),
                )
            }
            "points_expired" -> (data as Map<*, *>).let { from ->
                linli.Event.PointsExpired(
                    member = linli.MemberId(from["member"] as String),
                    points = linli.Points.ofUnits((from["points"] as Number).toLong()),
                )
            }
            "points_expire_soon" -> (data as Map<*, *>).let { from ->
                linli.Event.PointsExpireSoon(
                    member = linli.MemberId(from["member"] as String),
                    points = linli.Points.ofUnits((from["points"] as Number).toLong()),
                    day = java.time.LocalDate.parse(from["day"] as String),
                )
            }
            "points_settled" -> (data as Map<*, *>).let { from ->
                linli.Event.PointsSettled(
                    month = java.time.LocalDate.parse(from["month"] as String),
                    issuer = linli.Party(from["issuer"] as String),
                    spentAt = linli.Party(from["spent_at"] as String),
                    amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
                )
            }
            "levels_set" -> linli.Event.LevelsSet
            "level_changed" -> (data as Map<*, *>).let { from ->
                linli.Event.LevelChanged(
                    member = linli.MemberId(from["member"] as String),
                    from = (from["from"] as String),
                    to = (from["to"] as String),
                    reason = Codec.readLevelReason(from["reason"]),
                )
            }
            "level_renewed" -> (data as Map<*, *>).let { from ->
                linli.Event.LevelRenewed(
                    member = linli.MemberId(from["member"] as String),
                )
            }
            "growth_granted" -> (data as Map<*, *>).let { from ->
                linli.Event.GrowthGranted(
                    member = linli.MemberId(from["member"] as String),
                    growth = (from["growth"] as Number).toLong(),
                )
            }
            "bill_points_spent" -> (data as Map<*, *>).let { from ->
                linli.Event.BillPointsSpent(
                    node = linli.NodeId(from["node"] as String),
                    member = linli.MemberId(from["member"] as String),
                    points = linli.Points.ofUnits((from["points"] as Number).toLong()),
                    value = linli.Money.ofUnits((from["value"] as Number).toLong()),
                )
            }
            "bill_points_returned" -> (data as Map<*, *>).let { from ->
                linli.Event.BillPointsReturned(
                    node = linli.NodeId(from["node"] as String),
                    member = linli.MemberId(from["member"] as String),
                    points = linli.Points.ofUnits((from["points"] as Number).toLong()),
                )
            }
            "member_tagged" -> (data as Map<*, *>).let { from ->
                linli.Event.MemberTagged(
                    member = linli.MemberId(from["member"] as String),
                    tag = (from["tag"] as String),
                )
            }
            "member_untagged" -> (data as Map<*, *>).let { from ->
                linli.Event.MemberUntagged(
                    member = linli.MemberId(from["member"] as String),
                    tag = (from["tag"] as String),
                )
            }
            "tag_rules_set" -> linli.Event.TagRulesSet
            "segment_set" -> (data as Map<*, *>).let { from ->
                linli.Event.SegmentSet(
                    segment = linli.SegmentId(from["segment"] as String),
                )
            }
            "recommendation_rules_set" -> linli.Event.RecommendationRulesSet
            "churn_warned" -> (data as Map<*, *>).let { from ->
                linli.Event.ChurnWarned(
                    member = linli.MemberId(from["member"] as String),
                    lastOrder = java.time.LocalDate.parse(from["last_order"] as String),
                )
            }
            else -> throw UnknownException("a Event of a newer engine")
        }
    }

    fun writeEventPage(value: linli.EventPage): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["events"] = value.events.map { Codec.writeRecordedEvent(it) }
        into["cursor"] = value.cursor
        return into
    }

    fun readEventPage(wire: Any?): linli.EventPage {
        val from = wire as Map<*, *>
        return linli.EventPage(
            events = (from["events"] as List<*>).map { Codec.readRecordedEvent(it) },
            cursor = (from["cursor"] as Number).toLong(),
        )
    }

    fun writeExcludes(value: linli.Excludes): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["coupons"] = value.coupons
        into["points"] = value.points
        into["distribution"] = value.distribution
        return into
    }

    fun readExcludes(wire: Any?): linli.Excludes {
        val from = wire as Map<*, *>
        return linli.Excludes(
            coupons = from["coupons"]?.let { (it as Boolean) } ?: true,
            points = from["points"]?.let { (it as Boolean) } ?: true,
            distribution = from["distribution"]?.let { (it as Boolean) } ?: true,
        )
    }

    fun writeExistingStock(value: linli.ExistingStock): String = value.wire

    fun readExistingStock(wire: Any?): linli.ExistingStock = linli.ExistingStock.of(wire)

    fun writeExpireCoupon(value: linli.ExpireCoupon): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["coupon"] = value.coupon.text
        return into
    }

    fun readExpireCoupon(wire: Any?): linli.ExpireCoupon {
        val from = wire as Map<*, *>
        return linli.ExpireCoupon(
            coupon = linli.CouponId(from["coupon"] as String),
        )
    }

    fun writeExpirePoints(value: linli.ExpirePoints): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        return into
    }

    fun readExpirePoints(wire: Any?): linli.ExpirePoints {
        val from = wire as Map<*, *>
        return linli.ExpirePoints(
            member = linli.MemberId(from["member"] as String),
        )
    }

    fun writeExpireSale(value: linli.ExpireSale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sale"] = value.sale.text
        return into
    }

    fun readExpireSale(wire: Any?): linli.ExpireSale {
        val from = wire as Map<*, *>
        return linli.ExpireSale(
            sale = linli.CampaignId(from["sale"] as String),
        )
    }

    fun writeExpireTrade(value: linli.ExpireTrade): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["trade"] = value.trade.text
        return into
    }

    fun readExpireTrade(wire: Any?): linli.ExpireTrade {
        val from = wire as Map<*, *>
        return linli.ExpireTrade(
            trade = linli.TradeId(from["trade"] as String),
        )
    }

    fun writeExpression(value: linli.Expression): Any = when (value) {
        is linli.Expression.Tag -> mapOf("tag" to value.value)
        is linli.Expression.And -> mapOf("and" to value.value.map { Codec.writeExpression(it) })
        is linli.Expression.Or -> mapOf("or" to value.value.map { Codec.writeExpression(it) })
    }

    fun readExpression(wire: Any?): linli.Expression {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "tag" -> linli.Expression.Tag((data as String))
            "and" -> linli.Expression.And((data as List<*>).map { Codec.readExpression(it) })
            "or" -> linli.Expression.Or((data as List<*>).map { Codec.readExpression(it) })
            else -> throw UnknownException("a Expression of a newer engine")
        }
    }

    fun writeFavouriteView(value: linli.FavouriteView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["product"] = value.product.text
        value.name?.let { it }?.let { into["name"] = it }
        value.picture?.let { it }?.let { into["picture"] = it }
        value.priceFrom?.let { it.units }?.let { into["price_from"] = it }
        value.notSold?.let { Codec.writeNotSold(it) }?.let { into["not_sold"] = it }
        return into
    }

    fun readFavouriteView(wire: Any?): linli.FavouriteView {
        val from = wire as Map<*, *>
        return linli.FavouriteView(
            product = linli.ProductId(from["product"] as String),
            name = from["name"]?.let { (it as String) },
            picture = from["picture"]?.let { (it as String) },
            priceFrom = from["price_from"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            notSold = from["not_sold"]?.let { Codec.readNotSold(it) },
        )
    }

    fun writeFeeAfterShipping(value: linli.FeeAfterShipping): String = value.wire

    fun readFeeAfterShipping(wire: Any?): linli.FeeAfterShipping = linli.FeeAfterShipping.of(wire)

    fun writeFeeRule(value: linli.FeeRule): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["fulfilment"] = Codec.writeFulfilment(value.fulfilment)
        into["fee"] = value.fee.units
        into["free_from"] = value.freeFrom.units
        return into
    }

    fun readFeeRule(wire: Any?): linli.FeeRule {
        val from = wire as Map<*, *>
        return linli.FeeRule(
            fulfilment = Codec.readFulfilment(from["fulfilment"]),
            fee = linli.Money.ofUnits((from["fee"] as Number).toLong()),
            freeFrom = linli.Money.ofUnits((from["free_from"] as Number).toLong()),
        )
    }

    fun writeFoldInsights(value: linli.FoldInsights): Map<String, Any?> = emptyMap()

    fun readFoldInsights(wire: Any?): linli.FoldInsights = linli.FoldInsights

    fun writeFolded(value: linli.Folded): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["position"] = value.position
        into["orders"] = value.orders
        into["lines"] = value.lines
        into["more"] = value.more
        return into
    }

    fun readFolded(wire: Any?): linli.Folded {
        val from = wire as Map<*, *>
        return linli.Folded(
            position = (from["position"] as Number).toLong(),
            orders = (from["orders"] as Number).toLong(),
            lines = (from["lines"] as Number).toLong(),
            more = (from["more"] as Boolean),
        )
    }

    fun writeFulfilment(value: linli.Fulfilment): String = value.wire

    fun readFulfilment(wire: Any?): linli.Fulfilment = linli.Fulfilment.of(wire)

    fun writeFullBenefit(value: linli.FullBenefit): Any = when (value) {
        is linli.FullBenefit.AmountOff -> mapOf("give" to "amount_off") + (LinkedHashMap<String, Any?>().also { into ->
            into["tiers"] = value.tiers.map { Codec.writeTierOfMoney(it) }
        } as Map<String, Any?>)
        is linli.FullBenefit.EveryOff -> mapOf("give" to "every_off") + (LinkedHashMap<String, Any?>().also { into ->
            into["every"] = value.every.units
            into["off"] = value.off.units
            value.cap?.let { it.units }?.let { into["cap"] = it }
        } as Map<String, Any?>)
        is linli.FullBenefit.PercentOff -> mapOf("give" to "percent_off") + (LinkedHashMap<String, Any?>().also { into ->
            into["tiers"] = value.tiers.map { Codec.writeTierOfRate(it) }
            value.cap?.let { it.units }?.let { into["cap"] = it }
        } as Map<String, Any?>)
        is linli.FullBenefit.Gifts -> mapOf("give" to "gifts") + (LinkedHashMap<String, Any?>().also { into ->
            into["from"] = Codec.writeThreshold(value.from)
            into["gifts"] = value.gifts.map { Codec.writeGift(it) }
        } as Map<String, Any?>)
    }

    fun readFullBenefit(wire: Any?): linli.FullBenefit {
        val case = (wire as Map<*, *>)["give"]
        val data: Any? = wire
        return when (case) {
            "amount_off" -> (data as Map<*, *>).let { from ->
                linli.FullBenefit.AmountOff(
                    tiers = (from["tiers"] as List<*>).map { Codec.readTierOfMoney(it) },
                )
            }
            "every_off" -> (data as Map<*, *>).let { from ->
                linli.FullBenefit.EveryOff(
                    every = linli.Money.ofUnits((from["every"] as Number).toLong()),
                    off = linli.Money.ofUnits((from["off"] as Number).toLong()),
                    cap = from["cap"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
                )
            }
            "percent_off" -> (data as Map<*, *>).let { from ->
                linli.FullBenefit.PercentOff(
                    tiers = (from["tiers"] as List<*>).map { Codec.readTierOfRate(it) },
                    cap = from["cap"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
                )
            }
            "gifts" -> (data as Map<*, *>).let { from ->
                linli.FullBenefit.Gifts(
                    from = Codec.readThreshold(from["from"]),
                    gifts = (from["gifts"] as List<*>).map { Codec.readGift(it) },
                )
            }
            else -> throw UnknownException("a FullBenefit of a newer engine")
        }
    }

    fun writeFullGroup(value: linli.FullGroup): String = value.wire

    fun readFullGroup(wire: Any?): linli.FullGroup = linli.FullGroup.of(wire)

    fun writeFullReduction(value: linli.FullReduction): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["campaign"] = value.campaign.text
        into["issuer"] = Codec.writeIssuer(value.issuer)
        into["lane"] = value.lane
        into["basis"] = Codec.writeBasis(value.basis)
        into["window"] = Codec.writeWindow(value.window)
        into["scope"] = Codec.writeScope(value.scope)
        into["benefit"] = Codec.writeFullBenefit(value.benefit)
        into["funder"] = Codec.writeFunder(value.funder)
        return into
    }

    fun readFullReduction(wire: Any?): linli.FullReduction {
        val from = wire as Map<*, *>
        return linli.FullReduction(
            campaign = linli.CampaignId(from["campaign"] as String),
            issuer = from["issuer"]?.let { Codec.readIssuer(it) } ?: linli.Issuer.Platform,
            lane = from["lane"]?.let { (it as Number).toInt() } ?: 0,
            basis = from["basis"]?.let { Codec.readBasis(it) } ?: linli.Basis.RUNNING,
            window = Codec.readWindow(from["window"]),
            scope = from["scope"]?.let { Codec.readScope(it) } ?: linli.Scope(),
            benefit = Codec.readFullBenefit(from["benefit"]),
            funder = from["funder"]?.let { Codec.readFunder(it) } ?: linli.Funder.Merchant,
        )
    }

    fun writeFunder(value: linli.Funder): Any = when (value) {
        is linli.Funder.Merchant -> mapOf("by" to "merchant")
        is linli.Funder.Node -> mapOf("by" to "node", "id" to value.value.text)
        is linli.Funder.Platform -> mapOf("by" to "platform")
    }

    fun readFunder(wire: Any?): linli.Funder {
        val case = (wire as Map<*, *>)["by"]
        val data = wire["id"]
        return when (case) {
            "merchant" -> linli.Funder.Merchant
            "node" -> linli.Funder.Node(linli.NodeId(data as String))
            "platform" -> linli.Funder.Platform
            else -> throw UnknownException("a Funder of a newer engine")
        }
    }

    fun writeGatherDay(value: linli.GatherDay): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["day"] = value.day.toString()
        return into
    }

    fun readGatherDay(wire: Any?): linli.GatherDay {
        val from = wire as Map<*, *>
        return linli.GatherDay(
            day = java.time.LocalDate.parse(from["day"] as String),
        )
    }

    fun writeGathered(value: linli.Gathered): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["settled"] = value.settled
        into["settlements"] = value.settlements.map { it.text }
        return into
    }

    fun readGathered(wire: Any?): linli.Gathered {
        val from = wire as Map<*, *>
        return linli.Gathered(
            settled = (from["settled"] as Boolean),
            settlements = (from["settlements"] as List<*>).map { linli.SettlementId(it as String) },
        )
    }

    fun writeGift(value: linli.Gift): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["quantity"] = value.quantity
        return into
    }

    fun readGift(wire: Any?): linli.Gift {
        val from = wire as Map<*, *>
        return linli.Gift(
            sku = linli.SkuId(from["sku"] as String),
            quantity = (from["quantity"] as Number).toLong(),
        )
    }

    fun writeGiftGoods(value: linli.GiftGoods): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["product"] = value.product.text
        into["merchant"] = value.merchant.text
        into["price"] = value.price.units
        into["available"] = value.available
        return into
    }

    fun readGiftGoods(wire: Any?): linli.GiftGoods {
        val from = wire as Map<*, *>
        return linli.GiftGoods(
            sku = linli.SkuId(from["sku"] as String),
            product = linli.ProductId(from["product"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            price = linli.Money.ofUnits((from["price"] as Number).toLong()),
            available = (from["available"] as Number).toLong(),
        )
    }

    fun writeGiveCoupons(value: linli.GiveCoupons): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["template"] = value.template.text
        into["members"] = value.members.map { it.text }
        return into
    }

    fun readGiveCoupons(wire: Any?): linli.GiveCoupons {
        val from = wire as Map<*, *>
        return linli.GiveCoupons(
            template = linli.CouponTemplateId(from["template"] as String),
            members = (from["members"] as List<*>).map { linli.MemberId(it as String) },
        )
    }

    fun writeGoodsBack(value: linli.GoodsBack): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["line"] = value.line
        into["sellable"] = value.sellable
        return into
    }

    fun readGoodsBack(wire: Any?): linli.GoodsBack {
        val from = wire as Map<*, *>
        return linli.GoodsBack(
            line = (from["line"] as Number).toLong(),
            sellable = (from["sellable"] as Number).toLong(),
        )
    }

    fun writeGrant(value: linli.Grant): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["role"] = Codec.writeRole(value.role)
        into["scope"] = Codec.writeGrantScope(value.scope)
        return into
    }

    fun readGrant(wire: Any?): linli.Grant {
        val from = wire as Map<*, *>
        return linli.Grant(
            role = Codec.readRole(from["role"]),
            scope = Codec.readGrantScope(from["scope"]),
        )
    }

    fun writeGrantGrowth(value: linli.GrantGrowth): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["growth"] = value.growth
        into["reason"] = value.reason
        return into
    }

    fun readGrantGrowth(wire: Any?): linli.GrantGrowth {
        val from = wire as Map<*, *>
        return linli.GrantGrowth(
            member = linli.MemberId(from["member"] as String),
            growth = (from["growth"] as Number).toLong(),
            reason = (from["reason"] as String),
        )
    }

    fun writeGrantPoints(value: linli.GrantPoints): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["points"] = value.points.units
        into["kind"] = Codec.writePointsKind(value.kind)
        into["issuer"] = value.issuer.text
        value.expires?.let { it.toString() }?.let { into["expires"] = it }
        into["reason"] = value.reason
        return into
    }

    fun readGrantPoints(wire: Any?): linli.GrantPoints {
        val from = wire as Map<*, *>
        return linli.GrantPoints(
            member = linli.MemberId(from["member"] as String),
            points = linli.Points.ofUnits((from["points"] as Number).toLong()),
            kind = Codec.readPointsKind(from["kind"]),
            issuer = linli.Party(from["issuer"] as String),
            expires = from["expires"]?.let { java.time.LocalDate.parse(it as String) },
            reason = (from["reason"] as String),
        )
    }

    fun writeGrantRole(value: linli.GrantRole): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["user"] = value.user.text
        into["grant"] = Codec.writeGrant(value.grant)
        return into
    }

    fun readGrantRole(wire: Any?): linli.GrantRole {
        val from = wire as Map<*, *>
        return linli.GrantRole(
            user = linli.UserId(from["user"] as String),
            grant = Codec.readGrant(from["grant"]),
        )
    }

    fun writeGrantScope(value: linli.GrantScope): Any = when (value) {
        is linli.GrantScope.Tenant -> mapOf("at" to "tenant")
        is linli.GrantScope.Node -> mapOf("at" to "node", "id" to value.value.text)
        is linli.GrantScope.Merchant -> mapOf("at" to "merchant", "id" to value.value.text)
        is linli.GrantScope.Station -> mapOf("at" to "station", "id" to value.value.text)
    }

    fun readGrantScope(wire: Any?): linli.GrantScope {
        val case = (wire as Map<*, *>)["at"]
        val data = wire["id"]
        return when (case) {
            "tenant" -> linli.GrantScope.Tenant
            "node" -> linli.GrantScope.Node(linli.NodeId(data as String))
            "merchant" -> linli.GrantScope.Merchant(linli.MerchantId(data as String))
            "station" -> linli.GrantScope.Station(linli.StationId(data as String))
            else -> throw UnknownException("a GrantScope of a newer engine")
        }
    }

    fun writeGroup(value: linli.Group): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["sale"] = value.sale.text
        into["merchant"] = value.merchant.text
        into["node"] = value.node.text
        into["terms"] = Codec.writeGroupTerms(value.terms)
        into["state"] = Codec.writeGroupState(value.state)
        into["opened_at"] = Wire.micros(value.openedAt)
        value.expiresAt?.let { Wire.micros(it) }?.let { into["expires_at"] = it }
        into["seats"] = value.seats.map { Codec.writeSeat(it) }
        into["virtual_seats"] = value.virtualSeats
        return into
    }

    fun readGroup(wire: Any?): linli.Group {
        val from = wire as Map<*, *>
        return linli.Group(
            id = linli.GroupId(from["id"] as String),
            sale = linli.CampaignId(from["sale"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            node = linli.NodeId(from["node"] as String),
            terms = Codec.readGroupTerms(from["terms"]),
            state = Codec.readGroupState(from["state"]),
            openedAt = Wire.instant(from["opened_at"]),
            expiresAt = from["expires_at"]?.let { Wire.instant(it) },
            seats = (from["seats"] as List<*>).map { Codec.readSeat(it) },
            virtualSeats = from["virtual_seats"]?.let { (it as Number).toLong() } ?: 0L,
        )
    }

    fun writeGroupState(value: linli.GroupState): String = value.wire

    fun readGroupState(wire: Any?): linli.GroupState = linli.GroupState.of(wire)

    fun writeGroupTerms(value: linli.GroupTerms): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["size"] = value.size
        into["hours"] = value.hours
        value.virtualFrom?.let { it }?.let { into["virtual_from"] = it }
        return into
    }

    fun readGroupTerms(wire: Any?): linli.GroupTerms {
        val from = wire as Map<*, *>
        return linli.GroupTerms(
            size = (from["size"] as Number).toLong(),
            hours = (from["hours"] as Number).toLong(),
            virtualFrom = from["virtual_from"]?.let { (it as Number).toLong() },
        )
    }

    fun writeGroupView(value: linli.GroupView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["sale"] = value.sale.text
        into["state"] = Codec.writeGroupState(value.state)
        into["size"] = value.size
        into["firm"] = value.firm
        into["free"] = value.free
        into["virtual_seats"] = value.virtualSeats
        into["opened_at"] = Wire.micros(value.openedAt)
        value.expiresAt?.let { Wire.micros(it) }?.let { into["expires_at"] = it }
        return into
    }

    fun readGroupView(wire: Any?): linli.GroupView {
        val from = wire as Map<*, *>
        return linli.GroupView(
            id = linli.GroupId(from["id"] as String),
            sale = linli.CampaignId(from["sale"] as String),
            state = Codec.readGroupState(from["state"]),
            size = (from["size"] as Number).toLong(),
            firm = (from["firm"] as Number).toLong(),
            free = (from["free"] as Number).toLong(),
            virtualSeats = (from["virtual_seats"] as Number).toLong(),
            openedAt = Wire.instant(from["opened_at"]),
            expiresAt = from["expires_at"]?.let { Wire.instant(it) },
        )
    }

    fun writeGrowth(value: linli.Growth): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["given"] = value.given
        into["rate"] = value.rate
        return into
    }

    fun readGrowth(wire: Any?): linli.Growth {
        val from = wire as Map<*, *>
        return linli.Growth(
            given = (from["given"] as Number).toLong(),
            rate = (from["rate"] as Number).toLong(),
        )
    }

    fun writeHandOver(value: linli.HandOver): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["buyer"] = Codec.writePickupBuyer(value.buyer)
        into["orders"] = value.orders.map { Codec.writePickupOrder(it) }
        return into
    }

    fun readHandOver(wire: Any?): linli.HandOver {
        val from = wire as Map<*, *>
        return linli.HandOver(
            buyer = Codec.readPickupBuyer(from["buyer"]),
            orders = (from["orders"] as List<*>).map { Codec.readPickupOrder(it) },
        )
    }

    fun writeHold(value: linli.Hold): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["payment"] = value.payment.text
        into["trade"] = value.trade.text
        value.order?.let { it.text }?.let { into["order"] = it }
        into["profile"] = Codec.writeChannelProfile(value.profile)
        into["collector"] = value.collector.text
        into["amount"] = value.amount.units
        into["refunded"] = value.refunded.units
        into["collecting"] = value.collecting.units
        into["released"] = value.released.units
        into["paid_at"] = Wire.micros(value.paidAt)
        into["open"] = value.open.map { it.text }
        into["calls"] = value.calls.map { Codec.writeCall(it) }
        into["closed"] = value.closed
        into["warned"] = value.warned
        return into
    }

    fun readHold(wire: Any?): linli.Hold {
        val from = wire as Map<*, *>
        return linli.Hold(
            id = linli.HoldId(from["id"] as String),
            payment = linli.PaymentId(from["payment"] as String),
            trade = linli.TradeId(from["trade"] as String),
            order = from["order"]?.let { linli.OrderId(it as String) },
            profile = Codec.readChannelProfile(from["profile"]),
            collector = linli.Party(from["collector"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            refunded = from["refunded"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            collecting = from["collecting"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            released = from["released"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            paidAt = Wire.instant(from["paid_at"]),
            open = from["open"]?.let { (it as List<*>).map { linli.OrderId(it as String) } } ?: emptyList(),
            calls = from["calls"]?.let { (it as List<*>).map { Codec.readCall(it) } } ?: emptyList(),
            closed = from["closed"]?.let { (it as Boolean) } ?: false,
            warned = from["warned"]?.let { (it as Boolean) } ?: false,
        )
    }

    fun writeImportMode(value: linli.ImportMode): String = value.wire

    fun readImportMode(wire: Any?): linli.ImportMode = linli.ImportMode.of(wire)

    fun writeImportProducts(value: linli.ImportProducts): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["scope"] = Codec.writeImportScope(value.scope)
        into["csv"] = value.csv
        into["mode"] = Codec.writeImportMode(value.mode)
        into["publish"] = Codec.writePublish(value.publish)
        into["existing_stock"] = Codec.writeExistingStock(value.existingStock)
        return into
    }

    fun readImportProducts(wire: Any?): linli.ImportProducts {
        val from = wire as Map<*, *>
        return linli.ImportProducts(
            scope = Codec.readImportScope(from["scope"]),
            csv = (from["csv"] as String),
            mode = Codec.readImportMode(from["mode"]),
            publish = Codec.readPublish(from["publish"]),
            existingStock = Codec.readExistingStock(from["existing_stock"]),
        )
    }

    fun writeImportReport(value: linli.ImportReport): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["lines"] = value.lines
        into["products_created"] = value.productsCreated
        into["products_changed"] = value.productsChanged
        into["skus_created"] = value.skusCreated
        into["skus_changed"] = value.skusChanged
        into["skus_unchanged"] = value.skusUnchanged
        into["stocks_set"] = value.stocksSet
        into["refused"] = value.refused.map { Codec.writeRefusedLine(it) }
        return into
    }

    fun readImportReport(wire: Any?): linli.ImportReport {
        val from = wire as Map<*, *>
        return linli.ImportReport(
            lines = (from["lines"] as Number).toLong(),
            productsCreated = (from["products_created"] as Number).toLong(),
            productsChanged = (from["products_changed"] as Number).toLong(),
            skusCreated = (from["skus_created"] as Number).toLong(),
            skusChanged = (from["skus_changed"] as Number).toLong(),
            skusUnchanged = (from["skus_unchanged"] as Number).toLong(),
            stocksSet = (from["stocks_set"] as Number).toLong(),
            refused = (from["refused"] as List<*>).map { Codec.readRefusedLine(it) },
        )
    }

    fun writeImportScope(value: linli.ImportScope): Any = when (value) {
        is linli.ImportScope.Merchant -> mapOf("of" to "merchant", "id" to value.value.text)
        is linli.ImportScope.Node -> mapOf("of" to "node", "id" to value.value.text)
    }

    fun readImportScope(wire: Any?): linli.ImportScope {
        val case = (wire as Map<*, *>)["of"]
        val data = wire["id"]
        return when (case) {
            "merchant" -> linli.ImportScope.Merchant(linli.MerchantId(data as String))
            "node" -> linli.ImportScope.Node(linli.NodeId(data as String))
            else -> throw UnknownException("a ImportScope of a newer engine")
        }
    }

    fun writeIssuer(value: linli.Issuer): Any = when (value) {
        is linli.Issuer.Merchant -> mapOf("by" to "merchant", "id" to value.value.text)
        is linli.Issuer.Platform -> mapOf("by" to "platform")
    }

    fun readIssuer(wire: Any?): linli.Issuer {
        val case = (wire as Map<*, *>)["by"]
        val data = wire["id"]
        return when (case) {
            "merchant" -> linli.Issuer.Merchant(linli.MerchantId(data as String))
            "platform" -> linli.Issuer.Platform
            else -> throw UnknownException("a Issuer of a newer engine")
        }
    }

    fun writeJournalReport(value: linli.JournalReport): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["postings"] = value.postings
        into["accounts"] = value.accounts
        into["balances"] = value.balances
        return into
    }

    fun readJournalReport(wire: Any?): linli.JournalReport {
        val from = wire as Map<*, *>
        return linli.JournalReport(
            postings = (from["postings"] as Number).toLong(),
            accounts = (from["accounts"] as Number).toLong(),
            balances = (from["balances"] as Number).toLong(),
        )
    }

    fun writeKeptGift(value: linli.KeptGift): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["line"] = value.line
        into["quantity"] = value.quantity
        return into
    }

    fun readKeptGift(wire: Any?): linli.KeptGift {
        val from = wire as Map<*, *>
        return linli.KeptGift(
            line = (from["line"] as Number).toLong(),
            quantity = (from["quantity"] as Number).toLong(),
        )
    }

    fun writeKindRule(value: linli.KindRule): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["word"] = value.word
        into["kind"] = Codec.writeBillKind(value.kind)
        into["channel_number"] = value.channelNumber
        into["our_number"] = value.ourNumber
        into["amount"] = value.amount
        return into
    }

    fun readKindRule(wire: Any?): linli.KindRule {
        val from = wire as Map<*, *>
        return linli.KindRule(
            word = (from["word"] as String),
            kind = Codec.readBillKind(from["kind"]),
            channelNumber = (from["channel_number"] as String),
            ourNumber = (from["our_number"] as String),
            amount = (from["amount"] as String),
        )
    }

    fun writeLane(value: linli.Lane): String = value.wire

    fun readLane(wire: Any?): linli.Lane = linli.Lane.of(wire)

    fun writeLeaderMonth(value: linli.LeaderMonth): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        into["community"] = value.community.text
        into["month"] = value.month.toString()
        into["tiers"] = value.tiers.map { Codec.writeTier(it) }
        into["mode"] = Codec.writeTierMode(value.mode)
        into["state"] = Codec.writeMonthState(value.state)
        value.dueAt?.let { Wire.micros(it) }?.let { into["due_at"] = it }
        value.result?.let { Codec.writeMonthResult(it) }?.let { into["result"] = it }
        return into
    }

    fun readLeaderMonth(wire: Any?): linli.LeaderMonth {
        val from = wire as Map<*, *>
        return linli.LeaderMonth(
            station = linli.StationId(from["station"] as String),
            community = linli.NodeId(from["community"] as String),
            month = java.time.YearMonth.parse(from["month"] as String),
            tiers = (from["tiers"] as List<*>).map { Codec.readTier(it) },
            mode = Codec.readTierMode(from["mode"]),
            state = Codec.readMonthState(from["state"]),
            dueAt = from["due_at"]?.let { Wire.instant(it) },
            result = from["result"]?.let { Codec.readMonthResult(it) },
        )
    }

    fun writeLeaderMonthView(value: linli.LeaderMonthView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["record"] = Codec.writeLeaderMonth(value.record)
        into["sales"] = value.sales.units
        into["earned"] = value.earned.units
        return into
    }

    fun readLeaderMonthView(wire: Any?): linli.LeaderMonthView {
        val from = wire as Map<*, *>
        return linli.LeaderMonthView(
            record = Codec.readLeaderMonth(from["record"]),
            sales = linli.Money.ofUnits((from["sales"] as Number).toLong()),
            earned = linli.Money.ofUnits((from["earned"] as Number).toLong()),
        )
    }

    fun writeLeaderSales(value: linli.LeaderSales): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        into["month"] = value.month.toString()
        into["merchant"] = value.merchant.text
        value.difference?.let { Codec.writeDifference(it) }?.let { into["difference"] = it }
        return into
    }

    fun readLeaderSales(wire: Any?): linli.LeaderSales {
        val from = wire as Map<*, *>
        return linli.LeaderSales(
            station = linli.StationId(from["station"] as String),
            month = java.time.YearMonth.parse(from["month"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            difference = from["difference"]?.let { Codec.readDifference(it) },
        )
    }

    fun writeLevel(value: linli.Level): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["code"] = value.code
        into["name"] = value.name
        into["growth"] = value.growth
        into["retention"] = value.retention
        into["discount"] = value.discount.toPlainString()
        into["funder"] = Codec.writeFunder(value.funder)
        into["points_percent"] = value.pointsPercent
        into["monthly_gift"] = value.monthlyGift.units
        into["welcome_gift"] = value.welcomeGift.units
        into["monthly_coupons"] = value.monthlyCoupons.map { it.text }
        into["welcome_coupons"] = value.welcomeCoupons.map { it.text }
        into["free_delivery"] = value.freeDelivery
        value.giftSince?.let { it.toString() }?.let { into["gift_since"] = it }
        return into
    }

    fun readLevel(wire: Any?): linli.Level {
        val from = wire as Map<*, *>
        return linli.Level(
            code = (from["code"] as String),
            name = (from["name"] as String),
            growth = (from["growth"] as Number).toLong(),
            retention = from["retention"]?.let { (it as Number).toLong() } ?: 0L,
            discount = from["discount"]?.let { java.math.BigDecimal(it as String) } ?: java.math.BigDecimal.ZERO,
            funder = from["funder"]?.let { Codec.readFunder(it) } ?: linli.Funder.Merchant,
            pointsPercent = from["points_percent"]?.let { (it as Number).toLong() } ?: 100L,
            monthlyGift = from["monthly_gift"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
            welcomeGift = from["welcome_gift"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
            monthlyCoupons = from["monthly_coupons"]?.let { (it as List<*>).map { linli.CouponTemplateId(it as String) } } ?: emptyList(),
            welcomeCoupons = from["welcome_coupons"]?.let { (it as List<*>).map { linli.CouponTemplateId(it as String) } } ?: emptyList(),
            freeDelivery = from["free_delivery"]?.let { (it as Boolean) } ?: false,
            giftSince = from["gift_since"]?.let { java.time.LocalDate.parse(it as String) },
        )
    }

    fun writeLevelBenefits(value: linli.LevelBenefits): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["level"] = value.level.text
        into["off"] = value.off.toPlainString()
        into["funder"] = Codec.writeFunder(value.funder)
        into["delivery"] = Codec.writeLevelDelivery(value.delivery)
        return into
    }

    fun readLevelBenefits(wire: Any?): linli.LevelBenefits {
        val from = wire as Map<*, *>
        return linli.LevelBenefits(
            level = linli.LevelId(from["level"] as String),
            off = from["off"]?.let { java.math.BigDecimal(it as String) } ?: java.math.BigDecimal.ZERO,
            funder = from["funder"]?.let { Codec.readFunder(it) } ?: linli.Funder.Merchant,
            delivery = from["delivery"]?.let { Codec.readLevelDelivery(it) } ?: linli.LevelDelivery.CHARGED,
        )
    }

    fun writeLevelDelivery(value: linli.LevelDelivery): String = value.wire

    fun readLevelDelivery(wire: Any?): linli.LevelDelivery = linli.LevelDelivery.of(wire)

    fun writeLevelReason(value: linli.LevelReason): String = value.wire

    fun readLevelReason(wire: Any?): linli.LevelReason = linli.LevelReason.of(wire)

    fun writeLevelShare(value: linli.LevelShare): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["level"] = value.level
        into["members"] = value.members
        return into
    }

    fun readLevelShare(wire: Any?): linli.LevelShare {
        val from = wire as Map<*, *>
        return linli.LevelShare(
            level = (from["level"] as String),
            members = (from["members"] as Number).toLong(),
        )
    }

    fun writeLineTerms(value: linli.LineTerms): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["limited"] = value.limited
        value.presale?.let { Codec.writePromisedDay(it) }?.let { into["presale"] = it }
        value.sale?.let { Codec.writeSaleTerms(it) }?.let { into["sale"] = it }
        return into
    }

    fun readLineTerms(wire: Any?): linli.LineTerms {
        val from = wire as Map<*, *>
        return linli.LineTerms(
            limited = from["limited"]?.let { (it as Boolean) } ?: false,
            presale = from["presale"]?.let { Codec.readPromisedDay(it) },
            sale = from["sale"]?.let { Codec.readSaleTerms(it) },
        )
    }

    fun writeLogEntry(value: linli.LogEntry): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["actor"] = Codec.writeActor(value.actor)
        into["at"] = Wire.micros(value.at)
        into["command"] = value.command
        into["content"] = value.content
        into["answer"] = value.answer
        into["events"] = value.events.map { Codec.writeEvent(it) }
        return into
    }

    fun readLogEntry(wire: Any?): linli.LogEntry {
        val from = wire as Map<*, *>
        return linli.LogEntry(
            id = linli.CommandId(from["id"] as String),
            actor = Codec.readActor(from["actor"]),
            at = Wire.instant(from["at"]),
            command = (from["command"] as String),
            content = (from["content"] as String),
            answer = from["answer"],
            events = from["events"]?.let { (it as List<*>).map { Codec.readEvent(it) } } ?: emptyList(),
        )
    }

    fun writeLogSeal(value: linli.LogSeal): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["number"] = value.number
        into["first"] = value.first
        into["last"] = value.last
        into["hash"] = value.hash
        into["sealed_at"] = Wire.micros(value.sealedAt)
        return into
    }

    fun readLogSeal(wire: Any?): linli.LogSeal {
        val from = wire as Map<*, *>
        return linli.LogSeal(
            number = (from["number"] as Number).toLong(),
            first = (from["first"] as Number).toLong(),
            last = (from["last"] as Number).toLong(),
            hash = (from["hash"] as String),
            sealedAt = Wire.instant(from["sealed_at"]),
        )
    }

    fun writeLookUpPickupCode(value: linli.LookUpPickupCode): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        into["code"] = value.code
        return into
    }

    fun readLookUpPickupCode(wire: Any?): linli.LookUpPickupCode {
        val from = wire as Map<*, *>
        return linli.LookUpPickupCode(
            station = linli.StationId(from["station"] as String),
            code = (from["code"] as String),
        )
    }

    fun writeLot(value: linli.Lot): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["kind"] = Codec.writePointsKind(value.kind)
        into["issuer"] = value.issuer.text
        into["from"] = Codec.writeOrigin(value.from)
        into["amount"] = value.amount.units
        into["left"] = value.left.units
        into["expires"] = value.expires.toString()
        return into
    }

    fun readLot(wire: Any?): linli.Lot {
        val from = wire as Map<*, *>
        return linli.Lot(
            kind = Codec.readPointsKind(from["kind"]),
            issuer = linli.Party(from["issuer"] as String),
            from = Codec.readOrigin(from["from"]),
            amount = linli.Points.ofUnits((from["amount"] as Number).toLong()),
            left = linli.Points.ofUnits((from["left"] as Number).toLong()),
            expires = java.time.LocalDate.parse(from["expires"] as String),
        )
    }

    fun writeLotUse(value: linli.LotUse): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["kind"] = Codec.writePointsKind(value.kind)
        into["issuer"] = value.issuer.text
        into["from"] = Codec.writeOrigin(value.from)
        into["expires"] = value.expires.toString()
        into["points"] = value.points.units
        into["returned"] = value.returned.units
        return into
    }

    fun readLotUse(wire: Any?): linli.LotUse {
        val from = wire as Map<*, *>
        return linli.LotUse(
            kind = Codec.readPointsKind(from["kind"]),
            issuer = linli.Party(from["issuer"] as String),
            from = Codec.readOrigin(from["from"]),
            expires = java.time.LocalDate.parse(from["expires"] as String),
            points = linli.Points.ofUnits((from["points"] as Number).toLong()),
            returned = from["returned"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
        )
    }

    fun writeManifestItem(value: linli.ManifestItem): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["product"] = value.product.text
        into["name"] = value.name
        into["merchant"] = value.merchant.text
        value.supplier?.let { it.text }?.let { into["supplier"] = it }
        into["ordered"] = value.ordered
        value.arrived?.let { it }?.let { into["arrived"] = it }
        return into
    }

    fun readManifestItem(wire: Any?): linli.ManifestItem {
        val from = wire as Map<*, *>
        return linli.ManifestItem(
            sku = linli.SkuId(from["sku"] as String),
            product = linli.ProductId(from["product"] as String),
            name = (from["name"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            supplier = from["supplier"]?.let { linli.SupplierId(it as String) },
            ordered = (from["ordered"] as Number).toLong(),
            arrived = from["arrived"]?.let { (it as Number).toLong() },
        )
    }

    fun writeManifestSummary(value: linli.ManifestSummary): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        into["day"] = value.day.toString()
        into["community"] = value.community.text
        into["route"] = value.route
        into["state"] = Codec.writeStationDayState(value.state)
        into["cutoff_at"] = Wire.micros(value.cutoffAt)
        into["orders"] = value.orders
        into["skus"] = value.skus
        into["units"] = value.units
        return into
    }

    fun readManifestSummary(wire: Any?): linli.ManifestSummary {
        val from = wire as Map<*, *>
        return linli.ManifestSummary(
            station = linli.StationId(from["station"] as String),
            day = java.time.LocalDate.parse(from["day"] as String),
            community = linli.NodeId(from["community"] as String),
            route = (from["route"] as String),
            state = Codec.readStationDayState(from["state"]),
            cutoffAt = Wire.instant(from["cutoff_at"]),
            orders = (from["orders"] as Number).toLong(),
            skus = (from["skus"] as Number).toLong(),
            units = (from["units"] as Number).toLong(),
        )
    }

    fun writeMaskedMember(value: linli.MaskedMember): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["community"] = value.community.text
        value.station?.let { it.text }?.let { into["station"] = it }
        into["registered_at"] = Wire.micros(value.registeredAt)
        value.name?.let { it }?.let { into["name"] = it }
        value.phone?.let { it }?.let { into["phone"] = it }
        return into
    }

    fun readMaskedMember(wire: Any?): linli.MaskedMember {
        val from = wire as Map<*, *>
        return linli.MaskedMember(
            id = linli.MemberId(from["id"] as String),
            community = linli.NodeId(from["community"] as String),
            station = from["station"]?.let { linli.StationId(it as String) },
            registeredAt = Wire.instant(from["registered_at"]),
            name = from["name"]?.let { (it as String) },
            phone = from["phone"]?.let { (it as String) },
        )
    }

    fun writeMemberInsight(value: linli.MemberInsight): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["tags"] = value.tags.map { it }
        into["tags_by_rule"] = value.tagsByRule.map { it }
        into["orders"] = value.orders
        into["spent"] = value.spent.units
        value.firstOrder?.let { it.toString() }?.let { into["first_order"] = it }
        value.lastOrder?.let { it.toString() }?.let { into["last_order"] = it }
        return into
    }

    fun readMemberInsight(wire: Any?): linli.MemberInsight {
        val from = wire as Map<*, *>
        return linli.MemberInsight(
            member = linli.MemberId(from["member"] as String),
            tags = (from["tags"] as List<*>).map { (it as String) }.toSet(),
            tagsByRule = (from["tags_by_rule"] as List<*>).map { (it as String) }.toSet(),
            orders = (from["orders"] as Number).toLong(),
            spent = linli.Money.ofUnits((from["spent"] as Number).toLong()),
            firstOrder = from["first_order"]?.let { java.time.LocalDate.parse(it as String) },
            lastOrder = from["last_order"]?.let { java.time.LocalDate.parse(it as String) },
        )
    }

    fun writeMemberLevel(value: linli.MemberLevel): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["level"] = Codec.writeLevel(value.level)
        into["growth"] = value.growth
        value.next?.let { Codec.writeLevel(it) }?.let { into["next"] = it }
        into["missing"] = value.missing
        value.until?.let { it.toString() }?.let { into["until"] = it }
        into["period_growth"] = value.periodGrowth
        into["missing_to_keep"] = value.missingToKeep
        return into
    }

    fun readMemberLevel(wire: Any?): linli.MemberLevel {
        val from = wire as Map<*, *>
        return linli.MemberLevel(
            level = Codec.readLevel(from["level"]),
            growth = (from["growth"] as Number).toLong(),
            next = from["next"]?.let { Codec.readLevel(it) },
            missing = (from["missing"] as Number).toLong(),
            until = from["until"]?.let { java.time.LocalDate.parse(it as String) },
            periodGrowth = (from["period_growth"] as Number).toLong(),
            missingToKeep = (from["missing_to_keep"] as Number).toLong(),
        )
    }

    fun writeMerchant(value: linli.Merchant): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["node"] = value.node.text
        into["code"] = value.code
        into["name"] = value.name
        into["contact"] = value.contact
        into["phone"] = value.phone
        into["kind"] = Codec.writeMerchantKind(value.kind)
        into["state"] = Codec.writeMerchantState(value.state)
        value.reason?.let { it }?.let { into["reason"] = it }
        into["qualifications"] = value.qualifications.map { Codec.writeQualification(it) }
        into["serves"] = value.serves.map { it.text }
        return into
    }

    fun readMerchant(wire: Any?): linli.Merchant {
        val from = wire as Map<*, *>
        return linli.Merchant(
            id = linli.MerchantId(from["id"] as String),
            node = linli.NodeId(from["node"] as String),
            code = (from["code"] as String),
            name = (from["name"] as String),
            contact = (from["contact"] as String),
            phone = (from["phone"] as String),
            kind = Codec.readMerchantKind(from["kind"]),
            state = Codec.readMerchantState(from["state"]),
            reason = from["reason"]?.let { (it as String) },
            qualifications = (from["qualifications"] as List<*>).map { Codec.readQualification(it) },
            serves = (from["serves"] as List<*>).map { linli.NodeId(it as String) },
        )
    }

    fun writeMerchantCard(value: linli.MerchantCard): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["name"] = value.name
        into["phone"] = value.phone
        into["kind"] = Codec.writeMerchantKind(value.kind)
        into["sells"] = value.sells
        return into
    }

    fun readMerchantCard(wire: Any?): linli.MerchantCard {
        val from = wire as Map<*, *>
        return linli.MerchantCard(
            id = linli.MerchantId(from["id"] as String),
            name = (from["name"] as String),
            phone = (from["phone"] as String),
            kind = Codec.readMerchantKind(from["kind"]),
            sells = (from["sells"] as Boolean),
        )
    }

    fun writeMerchantDetails(value: linli.MerchantDetails): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["name"] = value.name
        into["contact"] = value.contact
        into["phone"] = value.phone
        into["kind"] = Codec.writeMerchantKind(value.kind)
        return into
    }

    fun readMerchantDetails(wire: Any?): linli.MerchantDetails {
        val from = wire as Map<*, *>
        return linli.MerchantDetails(
            name = (from["name"] as String),
            contact = (from["contact"] as String),
            phone = (from["phone"] as String),
            kind = Codec.readMerchantKind(from["kind"]),
        )
    }

    fun writeMerchantKind(value: linli.MerchantKind): String = value.wire

    fun readMerchantKind(wire: Any?): linli.MerchantKind = linli.MerchantKind.of(wire)

    fun writeMerchantState(value: linli.MerchantState): String = value.wire

    fun readMerchantState(wire: Any?): linli.MerchantState = linli.MerchantState.of(wire)

    fun writeMerchantVerdict(value: linli.MerchantVerdict): Any = when (value) {
        is linli.MerchantVerdict.Approve -> mapOf("verdict" to "approve")
        is linli.MerchantVerdict.Reject -> mapOf("verdict" to "reject") + (LinkedHashMap<String, Any?>().also { into ->
            into["reason"] = value.reason
        } as Map<String, Any?>)
    }

    fun readMerchantVerdict(wire: Any?): linli.MerchantVerdict {
        val case = (wire as Map<*, *>)["verdict"]
        val data: Any? = wire
        return when (case) {
            "approve" -> linli.MerchantVerdict.Approve
            "reject" -> (data as Map<*, *>).let { from ->
                linli.MerchantVerdict.Reject(
                    reason = (from["reason"] as String),
                )
            }
            else -> throw UnknownException("a MerchantVerdict of a newer engine")
        }
    }

    fun writeMismatch(value: linli.Mismatch): String = value.wire

    fun readMismatch(wire: Any?): linli.Mismatch = linli.Mismatch.of(wire)

    fun writeModerateReview(value: linli.ModerateReview): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["review"] = value.review.text
        into["outcome"] = Codec.writeModeration(value.outcome)
        return into
    }

    fun readModerateReview(wire: Any?): linli.ModerateReview {
        val from = wire as Map<*, *>
        return linli.ModerateReview(
            review = linli.ReviewId(from["review"] as String),
            outcome = Codec.readModeration(from["outcome"]),
        )
    }

    fun writeModeration(value: linli.Moderation): Any = when (value) {
        is linli.Moderation.Hide -> mapOf("hide" to LinkedHashMap<String, Any?>().also { into ->
            into["reason"] = value.reason
        })
        is linli.Moderation.Show -> "show"
    }

    fun readModeration(wire: Any?): linli.Moderation {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "hide" -> (data as Map<*, *>).let { from ->
                linli.Moderation.Hide(
                    reason = (from["reason"] as String),
                )
            }
            "show" -> linli.Moderation.Show
            else -> throw UnknownException("a Moderation of a newer engine")
        }
    }

    fun writeMonthResult(value: linli.MonthResult): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sales"] = value.sales.units
        into["earned"] = value.earned.units
        into["accrued"] = value.accrued.units
        return into
    }

    fun readMonthResult(wire: Any?): linli.MonthResult {
        val from = wire as Map<*, *>
        return linli.MonthResult(
            sales = linli.Money.ofUnits((from["sales"] as Number).toLong()),
            earned = linli.Money.ofUnits((from["earned"] as Number).toLong()),
            accrued = linli.Money.ofUnits((from["accrued"] as Number).toLong()),
        )
    }

    fun writeMonthState(value: linli.MonthState): String = value.wire

    fun readMonthState(wire: Any?): linli.MonthState = linli.MonthState.of(wire)

    fun writeMyGroup(value: linli.MyGroup): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["order"] = value.order.text
        into["group"] = Codec.writeGroupView(value.group)
        return into
    }

    fun readMyGroup(wire: Any?): linli.MyGroup {
        val from = wire as Map<*, *>
        return linli.MyGroup(
            order = linli.OrderId(from["order"] as String),
            group = Codec.readGroupView(from["group"]),
        )
    }

    fun writeNearbyStation(value: linli.NearbyStation): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = Codec.writeStation(value.station)
        into["metres"] = value.metres
        return into
    }

    fun readNearbyStation(wire: Any?): linli.NearbyStation {
        val from = wire as Map<*, *>
        return linli.NearbyStation(
            station = Codec.readStation(from["station"]),
            metres = (from["metres"] as Number).toLong(),
        )
    }

    fun writeNewSku(value: linli.NewSku): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["code"] = value.code
        into["spec"] = value.spec.map { it }
        into["price"] = value.price.units
        value.listPrice?.let { it.units }?.let { into["list_price"] = it }
        value.supplyPrice?.let { it.units }?.let { into["supply_price"] = it }
        into["member_prices"] = value.memberPrices.entries.associate { (it.key.text).toString() to it.value.units }
        into["points_price"] = value.pointsPrice.units
        value.weightGrams?.let { it }?.let { into["weight_grams"] = it }
        value.barcode?.let { it }?.let { into["barcode"] = it }
        into["stock"] = value.stock
        into["parts"] = value.parts.map { Codec.writeComboPart(it) }
        return into
    }

    fun readNewSku(wire: Any?): linli.NewSku {
        val from = wire as Map<*, *>
        return linli.NewSku(
            code = (from["code"] as String),
            spec = (from["spec"] as List<*>).map { (it as String) },
            price = linli.Money.ofUnits((from["price"] as Number).toLong()),
            listPrice = from["list_price"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            supplyPrice = from["supply_price"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            memberPrices = from["member_prices"]?.let { (it as Map<*, *>).entries.associate { linli.LevelId(it.key as String) to linli.Money.ofUnits((it.value as Number).toLong()) } } ?: emptyMap(),
            pointsPrice = from["points_price"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
            weightGrams = from["weight_grams"]?.let { (it as Number).toLong() },
            barcode = from["barcode"]?.let { (it as String) },
            stock = (from["stock"] as Number).toLong(),
            parts = (from["parts"] as List<*>).map { Codec.readComboPart(it) },
        )
    }

    fun writeNoShowPolicy(value: linli.NoShowPolicy): String = value.wire

    fun readNoShowPolicy(wire: Any?): linli.NoShowPolicy = linli.NoShowPolicy.of(wire)

    fun writeNode(value: linli.Node): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        value.parent?.let { it.text }?.let { into["parent"] = it }
        into["path"] = value.path.map { it.text }
        into["kind"] = value.kind
        into["name"] = value.name
        into["settings"] = Codec.writeSettingsPatch(value.settings)
        return into
    }

    fun readNode(wire: Any?): linli.Node {
        val from = wire as Map<*, *>
        return linli.Node(
            id = linli.NodeId(from["id"] as String),
            parent = from["parent"]?.let { linli.NodeId(it as String) },
            path = (from["path"] as List<*>).map { linli.NodeId(it as String) },
            kind = (from["kind"] as String),
            name = (from["name"] as String),
            settings = from["settings"]?.let { Codec.readSettingsPatch(it) } ?: linli.SettingsPatch(),
        )
    }

    fun writeNodeView(value: linli.NodeView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["node"] = Codec.writeNode(value.node)
        into["settings"] = Codec.writeSettings(value.settings)
        into["children"] = value.children.map { Codec.writeNode(it) }
        return into
    }

    fun readNodeView(wire: Any?): linli.NodeView {
        val from = wire as Map<*, *>
        return linli.NodeView(
            node = Codec.readNode(from["node"]),
            settings = Codec.readSettings(from["settings"]),
            children = (from["children"] as List<*>).map { Codec.readNode(it) },
        )
    }

    fun writeNotApplied(value: linli.NotApplied): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["lane"] = Codec.writeLane(value.lane)
        value.campaign?.let { it.text }?.let { into["campaign"] = it }
        value.coupon?.let { it.text }?.let { into["coupon"] = it }
        into["reason"] = Codec.writeWhyNot(value.reason)
        into["missing"] = value.missing.units
        return into
    }

    fun readNotApplied(wire: Any?): linli.NotApplied {
        val from = wire as Map<*, *>
        return linli.NotApplied(
            lane = Codec.readLane(from["lane"]),
            campaign = from["campaign"]?.let { linli.CampaignId(it as String) },
            coupon = from["coupon"]?.let { linli.CouponId(it as String) },
            reason = Codec.readWhyNot(from["reason"]),
            missing = from["missing"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
        )
    }

    fun writeNotSold(value: linli.NotSold): String = value.wire

    fun readNotSold(wire: Any?): linli.NotSold = linli.NotSold.of(wire)

    fun writeOffersView(value: linli.OffersView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["timed"] = value.timed.map { Codec.writeTimedDiscount(it) }
        into["full"] = value.full.map { Codec.writeFullReduction(it) }
        into["gifts"] = value.gifts.map { Codec.writeGiftGoods(it) }
        return into
    }

    fun readOffersView(wire: Any?): linli.OffersView {
        val from = wire as Map<*, *>
        return linli.OffersView(
            timed = (from["timed"] as List<*>).map { Codec.readTimedDiscount(it) },
            full = (from["full"] as List<*>).map { Codec.readFullReduction(it) },
            gifts = (from["gifts"] as List<*>).map { Codec.readGiftGoods(it) },
        )
    }

    fun writeOpenCase(value: linli.OpenCase): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["case"] = value.case.text
        into["lines"] = value.lines.map { listOf(it.first, it.second) }
        return into
    }

    fun readOpenCase(wire: Any?): linli.OpenCase {
        val from = wire as Map<*, *>
        return linli.OpenCase(
            case = linli.AfterSaleId(from["case"] as String),
            lines = (from["lines"] as List<*>).map { Pair(((it as List<*>)[0] as Number).toLong(), ((it as List<*>)[1] as Number).toLong()) },
        )
    }

    fun writeOpenPresale(value: linli.OpenPresale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["sku"] = value.sku.text
        into["promised"] = value.promised.toString()
        into["ceiling"] = value.ceiling
        return into
    }

    fun readOpenPresale(wire: Any?): linli.OpenPresale {
        val from = wire as Map<*, *>
        return linli.OpenPresale(
            merchant = linli.MerchantId(from["merchant"] as String),
            sku = linli.SkuId(from["sku"] as String),
            promised = java.time.LocalDate.parse(from["promised"] as String),
            ceiling = (from["ceiling"] as Number).toLong(),
        )
    }

    fun writeOpening(value: linli.Opening): String = value.wire

    fun readOpening(wire: Any?): linli.Opening = linli.Opening.of(wire)

    fun writeOrder(value: linli.Order): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["trade"] = value.trade.text
        into["member"] = value.member.text
        into["merchant"] = value.merchant.text
        into["community"] = value.community.text
        into["fulfilment"] = Codec.writeFulfilment(value.fulfilment)
        value.station?.let { it.text }?.let { into["station"] = it }
        value.deliveryDay?.let { it.toString() }?.let { into["delivery_day"] = it }
        value.shipTo?.let { it }?.let { into["ship_to"] = it }
        into["own_station"] = value.ownStation
        value.remark?.let { it }?.let { into["remark"] = it }
        value.invoice?.let { it }?.let { into["invoice"] = it }
        into["state"] = Codec.writeOrderState(value.state)
        into["lines"] = value.lines.map { Codec.writeOrderLine(it) }
        into["fee"] = value.fee.units
        into["refunded_fee"] = value.refundedFee.units
        into["withheld"] = value.withheld.units
        into["cash"] = value.cash.units
        into["placed_at"] = Wire.micros(value.placedAt)
        value.paidAt?.let { Wire.micros(it) }?.let { into["paid_at"] = it }
        value.receivedAt?.let { Wire.micros(it) }?.let { into["received_at"] = it }
        into["return_days"] = value.returnDays
        into["window_over"] = value.windowOver
        into["open_cases"] = value.openCases.map { Codec.writeOpenCase(it) }
        into["cases"] = value.cases
        value.dueAt?.let { Wire.micros(it) }?.let { into["due_at"] = it }
        value.split?.let { Codec.writeSplitPlan(it) }?.let { into["split"] = it }
        into["funding"] = value.funding.map { listOf(it.first.text, it.second.units) }
        into["coupons"] = value.coupons.map { it.text }
        into["points_earned"] = value.pointsEarned.units
        value.earning?.let { Codec.writeEarning(it) }?.let { into["earning"] = it }
        value.growth?.let { Codec.writeGrowth(it) }?.let { into["growth"] = it }
        value.pickup?.let { Codec.writePickupState(it) }?.let { into["pickup"] = it }
        value.shipment?.let { Codec.writeShipment(it) }?.let { into["shipment"] = it }
        value.group?.let { Codec.writeOrderGroup(it) }?.let { into["group"] = it }
        return into
    }

    fun readOrder(wire: Any?): linli.Order {
        val from = wire as Map<*, *>
        return linli.Order(
            id = linli.OrderId(from["id"] as String),
            trade = linli.TradeId(from["trade"] as String),
            member = linli.MemberId(from["member"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            community = linli.NodeId(from["community"] as String),
            fulfilment = Codec.readFulfilment(from["fulfilment"]),
            station = from["station"]?.let { linli.StationId(it as String) },
            deliveryDay = from["delivery_day"]?.let { java.time.LocalDate.parse(it as String) },
            shipTo = from["ship_to"]?.let { (it as String) },
            ownStation = from["own_station"]?.let { (it as Boolean) } ?: false,
            remark = from["remark"]?.let { (it as String) },
            invoice = from["invoice"]?.let { (it as String) },
            state = Codec.readOrderState(from["state"]),
            lines = (from["lines"] as List<*>).map { Codec.readOrderLine(it) },
            fee = from["fee"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            refundedFee = from["refunded_fee"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            withheld = from["withheld"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            cash = linli.Money.ofUnits((from["cash"] as Number).toLong()),
            placedAt = Wire.instant(from["placed_at"]),
            paidAt = from["paid_at"]?.let { Wire.instant(it) },
            receivedAt = from["received_at"]?.let { Wire.instant(it) },
            returnDays = from["return_days"]?.let { (it as Number).toLong() } ?: 0L,
            windowOver = from["window_over"]?.let { (it as Boolean) } ?: false,
            openCases = from["open_cases"]?.let { (it as List<*>).map { Codec.readOpenCase(it) } } ?: emptyList(),
            cases = from["cases"]?.let { (it as Number).toLong() } ?: 0L,
            dueAt = from["due_at"]?.let { Wire.instant(it) },
            split = from["split"]?.let { Codec.readSplitPlan(it) },
            funding = from["funding"]?.let { (it as List<*>).map { Pair(linli.Party((it as List<*>)[0] as String), linli.Money.ofUnits(((it as List<*>)[1] as Number).toLong())) } } ?: emptyList(),
            coupons = from["coupons"]?.let { (it as List<*>).map { linli.CouponId(it as String) } } ?: emptyList(),
            pointsEarned = from["points_earned"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
            earning = from["earning"]?.let { Codec.readEarning(it) },
            growth = from["growth"]?.let { Codec.readGrowth(it) },
            pickup = from["pickup"]?.let { Codec.readPickupState(it) },
            shipment = from["shipment"]?.let { Codec.readShipment(it) },
            group = from["group"]?.let { Codec.readOrderGroup(it) },
        )
    }

    fun writeOrderGroup(value: linli.OrderGroup): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["group"] = value.group.text
        into["waits"] = value.waits
        return into
    }

    fun readOrderGroup(wire: Any?): linli.OrderGroup {
        val from = wire as Map<*, *>
        return linli.OrderGroup(
            group = linli.GroupId(from["group"] as String),
            waits = from["waits"]?.let { (it as Boolean) } ?: false,
        )
    }

    fun writeOrderLine(value: linli.OrderLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["product"] = value.product.text
        value.gift?.let { it.text }?.let { into["gift"] = it }
        into["name"] = value.name
        into["quantity"] = value.quantity
        into["unit_price"] = value.unitPrice.units
        value.supplyPrice?.let { it.units }?.let { into["supply_price"] = it }
        value.supplier?.let { it.text }?.let { into["supplier"] = it }
        into["reductions"] = value.reductions.map { Codec.writeReduction(it) }
        into["cash"] = value.cash.units
        into["points"] = value.points.units
        into["points_value"] = value.pointsValue.units
        into["parts"] = value.parts.map { Codec.writeComboPart(it) }
        into["earns_points"] = value.earnsPoints
        into["no_commission"] = value.noCommission
        value.terms?.let { Codec.writeLineTerms(it) }?.let { into["terms"] = it }
        value.ownReturnDays?.let { it }?.let { into["own_return_days"] = it }
        into["reviewed"] = value.reviewed
        into["refunded"] = value.refunded
        into["refunded_cash"] = value.refundedCash.units
        into["refunded_points"] = value.refundedPoints.units
        into["refunded_points_value"] = value.refundedPointsValue.units
        return into
    }

    fun readOrderLine(wire: Any?): linli.OrderLine {
        val from = wire as Map<*, *>
        return linli.OrderLine(
            sku = linli.SkuId(from["sku"] as String),
            product = linli.ProductId(from["product"] as String),
            gift = from["gift"]?.let { linli.CampaignId(it as String) },
            name = (from["name"] as String),
            quantity = (from["quantity"] as Number).toLong(),
            unitPrice = linli.Money.ofUnits((from["unit_price"] as Number).toLong()),
            supplyPrice = from["supply_price"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            supplier = from["supplier"]?.let { linli.SupplierId(it as String) },
            reductions = from["reductions"]?.let { (it as List<*>).map { Codec.readReduction(it) } } ?: emptyList(),
            cash = linli.Money.ofUnits((from["cash"] as Number).toLong()),
            points = from["points"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
            pointsValue = from["points_value"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            parts = from["parts"]?.let { (it as List<*>).map { Codec.readComboPart(it) } } ?: emptyList(),
            earnsPoints = (from["earns_points"] as Boolean),
            noCommission = from["no_commission"]?.let { (it as Boolean) } ?: false,
            terms = from["terms"]?.let { Codec.readLineTerms(it) },
            ownReturnDays = from["own_return_days"]?.let { (it as Number).toLong() },
            reviewed = from["reviewed"]?.let { (it as Boolean) } ?: false,
            refunded = from["refunded"]?.let { (it as Number).toLong() } ?: 0L,
            refundedCash = from["refunded_cash"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            refundedPoints = from["refunded_points"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
            refundedPointsValue = from["refunded_points_value"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
        )
    }

    fun writeOrderNote(value: linli.OrderNote): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["fulfilment"] = Codec.writeFulfilment(value.fulfilment)
        value.remark?.let { it }?.let { into["remark"] = it }
        value.invoice?.let { it }?.let { into["invoice"] = it }
        return into
    }

    fun readOrderNote(wire: Any?): linli.OrderNote {
        val from = wire as Map<*, *>
        return linli.OrderNote(
            merchant = linli.MerchantId(from["merchant"] as String),
            fulfilment = Codec.readFulfilment(from["fulfilment"]),
            remark = from["remark"]?.let { (it as String) },
            invoice = from["invoice"]?.let { (it as String) },
        )
    }

    fun writeOrderState(value: linli.OrderState): String = value.wire

    fun readOrderState(wire: Any?): linli.OrderState = linli.OrderState.of(wire)

    fun writeOrigin(value: linli.Origin): String = value.wire

    fun readOrigin(wire: Any?): linli.Origin = linli.Origin.of(wire)

    fun writeOwner(value: linli.Owner): Any = when (value) {
        is linli.Owner.Node -> mapOf("by" to "node", "id" to value.value.text)
        is linli.Owner.Merchant -> mapOf("by" to "merchant", "id" to value.value.text)
    }

    fun readOwner(wire: Any?): linli.Owner {
        val case = (wire as Map<*, *>)["by"]
        val data = wire["id"]
        return when (case) {
            "node" -> linli.Owner.Node(linli.NodeId(data as String))
            "merchant" -> linli.Owner.Merchant(linli.MerchantId(data as String))
            else -> throw UnknownException("a Owner of a newer engine")
        }
    }

    fun writePartState(value: linli.PartState): String = value.wire

    fun readPartState(wire: Any?): linli.PartState = linli.PartState.of(wire)

    fun writePayRefundByHand(value: linli.PayRefundByHand): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["refund"] = value.refund.text
        into["channel"] = value.channel
        into["reference"] = value.reference
        return into
    }

    fun readPayRefundByHand(wire: Any?): linli.PayRefundByHand {
        val from = wire as Map<*, *>
        return linli.PayRefundByHand(
            refund = linli.RefundId(from["refund"] as String),
            channel = (from["channel"] as String),
            reference = (from["reference"] as String),
        )
    }

    fun writePayee(value: linli.Payee): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["party"] = value.party.text
        into["channel"] = value.channel
        value.account?.let { it }?.let { into["account"] = it }
        return into
    }

    fun readPayee(wire: Any?): linli.Payee {
        val from = wire as Map<*, *>
        return linli.Payee(
            party = linli.Party(from["party"] as String),
            channel = (from["channel"] as String),
            account = from["account"]?.let { (it as String) },
        )
    }

    fun writePayment(value: linli.Payment): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["trade"] = value.trade.text
        into["provider"] = value.provider
        into["number"] = value.number
        into["amount"] = value.amount.units
        into["currency"] = value.currency
        into["paid_at"] = Wire.micros(value.paidAt)
        into["evidence"] = value.evidence
        into["reported_at"] = Wire.micros(value.reportedAt)
        into["outcome"] = Codec.writePaymentOutcome(value.outcome)
        return into
    }

    fun readPayment(wire: Any?): linli.Payment {
        val from = wire as Map<*, *>
        return linli.Payment(
            id = linli.PaymentId(from["id"] as String),
            trade = linli.TradeId(from["trade"] as String),
            provider = (from["provider"] as String),
            number = (from["number"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            currency = (from["currency"] as String),
            paidAt = Wire.instant(from["paid_at"]),
            evidence = (from["evidence"] as String),
            reportedAt = Wire.instant(from["reported_at"]),
            outcome = Codec.readPaymentOutcome(from["outcome"]),
        )
    }

    fun writePaymentOutcome(value: linli.PaymentOutcome): String = value.wire

    fun readPaymentOutcome(wire: Any?): linli.PaymentOutcome = linli.PaymentOutcome.of(wire)

    fun writePaymentReport(value: linli.PaymentReport): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["payment"] = value.payment.text
        into["outcome"] = Codec.writePaymentOutcome(value.outcome)
        value.refund?.let { it.text }?.let { into["refund"] = it }
        return into
    }

    fun readPaymentReport(wire: Any?): linli.PaymentReport {
        val from = wire as Map<*, *>
        return linli.PaymentReport(
            payment = linli.PaymentId(from["payment"] as String),
            outcome = Codec.readPaymentOutcome(from["outcome"]),
            refund = from["refund"]?.let { linli.RefundId(it as String) },
        )
    }

    fun writePayout(value: linli.Payout): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["source"] = Codec.writePayoutSource(value.source)
        into["party"] = value.party.text
        into["channel"] = value.channel
        value.account?.let { it }?.let { into["account"] = it }
        into["amount"] = value.amount.units
        into["batch"] = value.batch.text
        into["state"] = Codec.writePayoutState(value.state)
        into["attempts"] = value.attempts
        value.instructedAt?.let { Wire.micros(it) }?.let { into["instructed_at"] = it }
        value.wordAt?.let { Wire.micros(it) }?.let { into["word_at"] = it }
        value.word?.let { it }?.let { into["word"] = it }
        into["returned"] = value.returned
        value.dueAt?.let { Wire.micros(it) }?.let { into["due_at"] = it }
        return into
    }

    fun readPayout(wire: Any?): linli.Payout {
        val from = wire as Map<*, *>
        return linli.Payout(
            id = linli.PayoutId(from["id"] as String),
            source = Codec.readPayoutSource(from["source"]),
            party = linli.Party(from["party"] as String),
            channel = (from["channel"] as String),
            account = from["account"]?.let { (it as String) },
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            batch = linli.PayoutBatchId(from["batch"] as String),
            state = Codec.readPayoutState(from["state"]),
            attempts = from["attempts"]?.let { (it as Number).toLong() } ?: 0L,
            instructedAt = from["instructed_at"]?.let { Wire.instant(it) },
            wordAt = from["word_at"]?.let { Wire.instant(it) },
            word = from["word"]?.let { (it as String) },
            returned = from["returned"]?.let { (it as Boolean) } ?: false,
            dueAt = from["due_at"]?.let { Wire.instant(it) },
        )
    }

    fun writePayoutBatch(value: linli.PayoutBatch): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["channel"] = value.channel
        into["pay_on"] = value.payOn.toString()
        into["payouts"] = value.payouts.map { it.text }
        into["total"] = value.total.units
        into["needed"] = value.needed
        into["approvals"] = value.approvals.map { it.text }
        into["state"] = Codec.writeBatchState(value.state)
        value.reason?.let { it }?.let { into["reason"] = it }
        into["made_at"] = Wire.micros(value.madeAt)
        value.dueAt?.let { Wire.micros(it) }?.let { into["due_at"] = it }
        return into
    }

    fun readPayoutBatch(wire: Any?): linli.PayoutBatch {
        val from = wire as Map<*, *>
        return linli.PayoutBatch(
            id = linli.PayoutBatchId(from["id"] as String),
            channel = (from["channel"] as String),
            payOn = java.time.LocalDate.parse(from["pay_on"] as String),
            payouts = (from["payouts"] as List<*>).map { linli.PayoutId(it as String) },
            total = linli.Money.ofUnits((from["total"] as Number).toLong()),
            needed = (from["needed"] as Number).toLong(),
            approvals = from["approvals"]?.let { (it as List<*>).map { linli.UserId(it as String) } } ?: emptyList(),
            state = Codec.readBatchState(from["state"]),
            reason = from["reason"]?.let { (it as String) },
            madeAt = Wire.instant(from["made_at"]),
            dueAt = from["due_at"]?.let { Wire.instant(it) },
        )
    }

    fun writePayoutResult(value: linli.PayoutResult): Any = when (value) {
        is linli.PayoutResult.Accepted -> mapOf("result" to "accepted")
        is linli.PayoutResult.Done -> mapOf("result" to "done") + (LinkedHashMap<String, Any?>().also { into ->
            into["number"] = value.number
            value.channel?.let { it }?.let { into["channel"] = it }
        } as Map<String, Any?>)
        is linli.PayoutResult.Failed -> mapOf("result" to "failed") + (LinkedHashMap<String, Any?>().also { into ->
            into["reason"] = value.reason
        } as Map<String, Any?>)
        is linli.PayoutResult.Unknown -> mapOf("result" to "unknown")
    }

    fun readPayoutResult(wire: Any?): linli.PayoutResult {
        val case = (wire as Map<*, *>)["result"]
        val data: Any? = wire
        return when (case) {
            "accepted" -> linli.PayoutResult.Accepted
            "done" -> (data as Map<*, *>).let { from ->
                linli.PayoutResult.Done(
                    number = (from["number"] as String),
                    channel = from["channel"]?.let { (it as String) },
                )
            }
            "failed" -> (data as Map<*, *>).let { from ->
                linli.PayoutResult.Failed(
                    reason = (from["reason"] as String),
                )
            }
            "unknown" -> linli.PayoutResult.Unknown
            else -> throw UnknownException("a PayoutResult of a newer engine")
        }
    }

    fun writePayoutSource(value: linli.PayoutSource): Any = when (value) {
        is linli.PayoutSource.Settlement -> mapOf("kind" to "settlement", "id" to value.value.text)
    }

    fun readPayoutSource(wire: Any?): linli.PayoutSource {
        val case = (wire as Map<*, *>)["kind"]
        val data = wire["id"]
        return when (case) {
            "settlement" -> linli.PayoutSource.Settlement(linli.SettlementId(data as String))
            else -> throw UnknownException("a PayoutSource of a newer engine")
        }
    }

    fun writePayoutState(value: linli.PayoutState): String = value.wire

    fun readPayoutState(wire: Any?): linli.PayoutState = linli.PayoutState.of(wire)

    fun writePeriodBalance(value: linli.PeriodBalance): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["purpose"] = Codec.writeAccountPurpose(value.purpose)
        into["unit"] = Codec.writeUnit(value.unit)
        into["opening"] = value.opening
        into["debit"] = value.debit
        into["credit"] = value.credit
        into["closing"] = value.closing
        return into
    }

    fun readPeriodBalance(wire: Any?): linli.PeriodBalance {
        val from = wire as Map<*, *>
        return linli.PeriodBalance(
            purpose = Codec.readAccountPurpose(from["purpose"]),
            unit = Codec.readUnit(from["unit"]),
            opening = (from["opening"] as Number).toLong(),
            debit = (from["debit"] as Number).toLong(),
            credit = (from["credit"] as Number).toLong(),
            closing = (from["closing"] as Number).toLong(),
        )
    }

    fun writePickupBuyer(value: linli.PickupBuyer): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        value.name?.let { it }?.let { into["name"] = it }
        value.phone?.let { it }?.let { into["phone"] = it }
        return into
    }

    fun readPickupBuyer(wire: Any?): linli.PickupBuyer {
        val from = wire as Map<*, *>
        return linli.PickupBuyer(
            member = linli.MemberId(from["member"] as String),
            name = from["name"]?.let { (it as String) },
            phone = from["phone"]?.let { (it as String) },
        )
    }

    fun writePickupItem(value: linli.PickupItem): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["name"] = value.name
        into["quantity"] = value.quantity
        return into
    }

    fun readPickupItem(wire: Any?): linli.PickupItem {
        val from = wire as Map<*, *>
        return linli.PickupItem(
            name = (from["name"] as String),
            quantity = (from["quantity"] as Number).toLong(),
        )
    }

    fun writePickupOrder(value: linli.PickupOrder): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["order"] = value.order.text
        into["items"] = value.items.map { Codec.writePickupItem(it) }
        value.codeTail?.let { it }?.let { into["code_tail"] = it }
        into["status"] = Codec.writePickupStatus(value.status)
        return into
    }

    fun readPickupOrder(wire: Any?): linli.PickupOrder {
        val from = wire as Map<*, *>
        return linli.PickupOrder(
            order = linli.OrderId(from["order"] as String),
            items = (from["items"] as List<*>).map { Codec.readPickupItem(it) },
            codeTail = from["code_tail"]?.let { (it as String) },
            status = Codec.readPickupStatus(from["status"]),
        )
    }

    fun writePickupOutcome(value: linli.PickupOutcome): Any = when (value) {
        is linli.PickupOutcome.PickedUp -> mapOf("picked_up" to LinkedHashMap<String, Any?>().also { into ->
            into["order"] = value.order.text
        })
        is linli.PickupOutcome.Refused -> mapOf("refused" to Codec.writeCodeRefusal(value.value))
    }

    fun readPickupOutcome(wire: Any?): linli.PickupOutcome {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "picked_up" -> (data as Map<*, *>).let { from ->
                linli.PickupOutcome.PickedUp(
                    order = linli.OrderId(from["order"] as String),
                )
            }
            "refused" -> linli.PickupOutcome.Refused(Codec.readCodeRefusal(data))
            else -> throw UnknownException("a PickupOutcome of a newer engine")
        }
    }

    fun writePickupState(value: linli.PickupState): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["number"] = value.number
        value.readyAt?.let { Wire.micros(it) }?.let { into["ready_at"] = it }
        value.ended?.let { Codec.writeCodeEnd(it) }?.let { into["ended"] = it }
        into["reminded"] = value.reminded
        return into
    }

    fun readPickupState(wire: Any?): linli.PickupState {
        val from = wire as Map<*, *>
        return linli.PickupState(
            number = (from["number"] as Number).toLong(),
            readyAt = from["ready_at"]?.let { Wire.instant(it) },
            ended = from["ended"]?.let { Codec.readCodeEnd(it) },
            reminded = from["reminded"]?.let { (it as Number).toInt() } ?: 0,
        )
    }

    fun writePickupStatus(value: linli.PickupStatus): Any = when (value) {
        is linli.PickupStatus.Coming -> "coming"
        is linli.PickupStatus.Ready -> mapOf("ready" to LinkedHashMap<String, Any?>().also { into ->
            into["at"] = Wire.micros(value.at)
        })
        is linli.PickupStatus.PickedUp -> mapOf("picked_up" to LinkedHashMap<String, Any?>().also { into ->
            into["at"] = Wire.micros(value.at)
        })
        is linli.PickupStatus.Ended -> "ended"
    }

    fun readPickupStatus(wire: Any?): linli.PickupStatus {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "coming" -> linli.PickupStatus.Coming
            "ready" -> (data as Map<*, *>).let { from ->
                linli.PickupStatus.Ready(
                    at = Wire.instant(from["at"]),
                )
            }
            "picked_up" -> (data as Map<*, *>).let { from ->
                linli.PickupStatus.PickedUp(
                    at = Wire.instant(from["at"]),
                )
            }
            "ended" -> linli.PickupStatus.Ended
            else -> throw UnknownException("a PickupStatus of a newer engine")
        }
    }

    fun writePiece(value: linli.Piece): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["party"] = value.party.text
        into["amount"] = value.amount.units
        into["state"] = Codec.writePayoutState(value.state)
        into["returned"] = value.returned.units
        return into
    }

    fun readPiece(wire: Any?): linli.Piece {
        val from = wire as Map<*, *>
        return linli.Piece(
            party = linli.Party(from["party"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            state = Codec.readPayoutState(from["state"]),
            returned = from["returned"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
        )
    }

    fun writePlace(value: linli.Place): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["values"] = value.values.map { Codec.writeValue(it) }
        into["id"] = value.id.text
        return into
    }

    fun readPlace(wire: Any?): linli.Place {
        val from = wire as Map<*, *>
        return linli.Place(
            values = (from["values"] as List<*>).map { Codec.readValue(it) },
            id = linli.Id(from["id"] as String),
        )
    }

    fun writePlaceOrder(value: linli.PlaceOrder): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into.putAll(Codec.writeWanted(value.wanted) as Map<String, Any?>)
        value.expectedTotal?.let { it.units }?.let { into["expected_total"] = it }
        into["notes"] = value.notes.map { Codec.writeOrderNote(it) }
        into["cart"] = Codec.writeCartUse(value.cart)
        return into
    }

    fun readPlaceOrder(wire: Any?): linli.PlaceOrder {
        val from = wire as Map<*, *>
        return linli.PlaceOrder(
            wanted = Codec.readWanted(from),
            expectedTotal = from["expected_total"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            notes = from["notes"]?.let { (it as List<*>).map { Codec.readOrderNote(it) } } ?: emptyList(),
            cart = from["cart"]?.let { Codec.readCartUse(it) } ?: linli.CartUse.KEEP,
        )
    }

    fun writePlacedTrade(value: linli.PlacedTrade): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["trade"] = value.trade.text
        into["orders"] = value.orders.map { it.text }
        into["total"] = value.total.units
        into["due_at"] = Wire.micros(value.dueAt)
        return into
    }

    fun readPlacedTrade(wire: Any?): linli.PlacedTrade {
        val from = wire as Map<*, *>
        return linli.PlacedTrade(
            trade = linli.TradeId(from["trade"] as String),
            orders = (from["orders"] as List<*>).map { linli.OrderId(it as String) },
            total = linli.Money.ofUnits((from["total"] as Number).toLong()),
            dueAt = Wire.instant(from["due_at"]),
        )
    }

    fun writePointsBalance(value: linli.PointsBalance): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["property"] = value.property.units
        into["mall"] = value.mall.units
        into["universal"] = value.universal.units
        into["spendable_in_mall"] = value.spendableInMall.units
        into["spendable_on_bills"] = value.spendableOnBills.units
        into["pending"] = value.pending.units
        into["debt"] = value.debt.units
        into["lots"] = value.lots.map { Codec.writeLot(it) }
        return into
    }

    fun readPointsBalance(wire: Any?): linli.PointsBalance {
        val from = wire as Map<*, *>
        return linli.PointsBalance(
            property = linli.Points.ofUnits((from["property"] as Number).toLong()),
            mall = linli.Points.ofUnits((from["mall"] as Number).toLong()),
            universal = linli.Points.ofUnits((from["universal"] as Number).toLong()),
            spendableInMall = linli.Points.ofUnits((from["spendable_in_mall"] as Number).toLong()),
            spendableOnBills = linli.Points.ofUnits((from["spendable_on_bills"] as Number).toLong()),
            pending = linli.Points.ofUnits((from["pending"] as Number).toLong()),
            debt = linli.Points.ofUnits((from["debt"] as Number).toLong()),
            lots = (from["lots"] as List<*>).map { Codec.readLot(it) },
        )
    }

    fun writePointsKind(value: linli.PointsKind): String = value.wire

    fun readPointsKind(wire: Any?): linli.PointsKind = linli.PointsKind.of(wire)

    fun writePointsOffer(value: linli.PointsOffer): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["wanted"] = value.wanted.units
        into["available"] = value.available.units
        into["per_unit"] = value.perUnit
        into["cap"] = value.cap.toPlainString()
        value.funder?.let { it.text }?.let { into["funder"] = it }
        return into
    }

    fun readPointsOffer(wire: Any?): linli.PointsOffer {
        val from = wire as Map<*, *>
        return linli.PointsOffer(
            wanted = from["wanted"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
            available = from["available"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
            perUnit = from["per_unit"]?.let { (it as Number).toLong() } ?: 0L,
            cap = from["cap"]?.let { java.math.BigDecimal(it as String) } ?: java.math.BigDecimal.ZERO,
            funder = from["funder"]?.let { linli.Party(it as String) },
        )
    }

    fun writePointsStatement(value: linli.PointsStatement): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["month"] = value.month.toString()
        into["issuer"] = value.issuer.text
        into["spent_at"] = value.spentAt.text
        into["spent"] = value.spent.units
        into["returned"] = value.returned.units
        value.settledAt?.let { Wire.micros(it) }?.let { into["settled_at"] = it }
        return into
    }

    fun readPointsStatement(wire: Any?): linli.PointsStatement {
        val from = wire as Map<*, *>
        return linli.PointsStatement(
            month = java.time.LocalDate.parse(from["month"] as String),
            issuer = linli.Party(from["issuer"] as String),
            spentAt = linli.Party(from["spent_at"] as String),
            spent = linli.Money.ofUnits((from["spent"] as Number).toLong()),
            returned = linli.Money.ofUnits((from["returned"] as Number).toLong()),
            settledAt = from["settled_at"]?.let { Wire.instant(it) },
        )
    }

    fun writePosting(value: linli.Posting): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["at"] = Wire.micros(value.at)
        into["day"] = value.day.toString()
        into["purpose"] = Codec.writePostingPurpose(value.purpose)
        into["unit"] = Codec.writeUnit(value.unit)
        value.order?.let { it.text }?.let { into["order"] = it }
        value.trade?.let { it.text }?.let { into["trade"] = it }
        value.reference?.let { it.text }?.let { into["reference"] = it }
        into["entries"] = value.entries.map { Codec.writeEntry(it) }
        return into
    }

    fun readPosting(wire: Any?): linli.Posting {
        val from = wire as Map<*, *>
        return linli.Posting(
            id = linli.PostingId(from["id"] as String),
            at = Wire.instant(from["at"]),
            day = java.time.LocalDate.parse(from["day"] as String),
            purpose = Codec.readPostingPurpose(from["purpose"]),
            unit = from["unit"]?.let { Codec.readUnit(it) } ?: linli.Unit.MONEY,
            order = from["order"]?.let { linli.OrderId(it as String) },
            trade = from["trade"]?.let { linli.TradeId(it as String) },
            reference = from["reference"]?.let { linli.Id(it as String) },
            entries = (from["entries"] as List<*>).map { Codec.readEntry(it) },
        )
    }

    fun writePostingPurpose(value: linli.PostingPurpose): String = value.wire

    fun readPostingPurpose(wire: Any?): linli.PostingPurpose = linli.PostingPurpose.of(wire)

    fun writePresale(value: linli.Presale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["merchant"] = value.merchant.text
        into["sku"] = value.sku.text
        into["promised"] = value.promised.toString()
        into["ceiling"] = value.ceiling
        into["opened_at"] = Wire.micros(value.openedAt)
        value.endedAt?.let { Wire.micros(it) }?.let { into["ended_at"] = it }
        return into
    }

    fun readPresale(wire: Any?): linli.Presale {
        val from = wire as Map<*, *>
        return linli.Presale(
            id = linli.PresaleId(from["id"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            sku = linli.SkuId(from["sku"] as String),
            promised = java.time.LocalDate.parse(from["promised"] as String),
            ceiling = (from["ceiling"] as Number).toLong(),
            openedAt = Wire.instant(from["opened_at"]),
            endedAt = from["ended_at"]?.let { Wire.instant(it) },
        )
    }

    fun writePresaleView(value: linli.PresaleView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["presale"] = Codec.writePresale(value.presale)
        into["ordered"] = value.ordered
        into["waiting"] = value.waiting
        return into
    }

    fun readPresaleView(wire: Any?): linli.PresaleView {
        val from = wire as Map<*, *>
        return linli.PresaleView(
            presale = Codec.readPresale(from["presale"]),
            ordered = (from["ordered"] as Number).toLong(),
            waiting = (from["waiting"] as Number).toLong(),
        )
    }

    fun writeProduct(value: linli.Product): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["merchant"] = value.merchant.text
        into["code"] = value.code
        into["category"] = value.category.text
        into["kind"] = Codec.writeProductKind(value.kind)
        into["name"] = value.name
        into["axes"] = value.axes.map { Codec.writeAxis(it) }
        into["skus"] = value.skus.map { it.text }
        into["flags"] = Codec.writeProductFlags(value.flags)
        into["return_days"] = value.returnDays
        value.purchaseLimit?.let { it }?.let { into["purchase_limit"] = it }
        into["fulfilment"] = value.fulfilment.map { Codec.writeFulfilment(it) }
        value.qualification?.let { it }?.let { into["qualification"] = it }
        value.supplier?.let { it.text }?.let { into["supplier"] = it }
        into["pictures"] = value.pictures.map { it }
        into["state"] = Codec.writeProductState(value.state)
        value.reason?.let { it }?.let { into["reason"] = it }
        value.availableFrom?.let { it.toString() }?.let { into["available_from"] = it }
        into["tags"] = value.tags.map { it }
        value.listedAt?.let { Wire.micros(it) }?.let { into["listed_at"] = it }
        return into
    }

    fun readProduct(wire: Any?): linli.Product {
        val from = wire as Map<*, *>
        return linli.Product(
            id = linli.ProductId(from["id"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            code = (from["code"] as String),
            category = linli.CategoryId(from["category"] as String),
            kind = Codec.readProductKind(from["kind"]),
            name = (from["name"] as String),
            axes = (from["axes"] as List<*>).map { Codec.readAxis(it) },
            skus = (from["skus"] as List<*>).map { linli.SkuId(it as String) },
            flags = Codec.readProductFlags(from["flags"]),
            returnDays = (from["return_days"] as Number).toLong(),
            purchaseLimit = from["purchase_limit"]?.let { (it as Number).toLong() },
            fulfilment = (from["fulfilment"] as List<*>).map { Codec.readFulfilment(it) }.toSet(),
            qualification = from["qualification"]?.let { (it as String) },
            supplier = from["supplier"]?.let { linli.SupplierId(it as String) },
            pictures = (from["pictures"] as List<*>).map { (it as String) },
            state = Codec.readProductState(from["state"]),
            reason = from["reason"]?.let { (it as String) },
            availableFrom = from["available_from"]?.let { java.time.LocalDate.parse(it as String) },
            tags = from["tags"]?.let { (it as List<*>).map { (it as String) }.toSet() } ?: emptySet(),
            listedAt = from["listed_at"]?.let { Wire.instant(it) },
        )
    }

    fun writeProductDetails(value: linli.ProductDetails): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["category"] = value.category.text
        into["name"] = value.name
        into["flags"] = Codec.writeProductFlags(value.flags)
        into["return_days"] = value.returnDays
        value.purchaseLimit?.let { it }?.let { into["purchase_limit"] = it }
        into["fulfilment"] = value.fulfilment.map { Codec.writeFulfilment(it) }
        value.qualification?.let { it }?.let { into["qualification"] = it }
        value.supplier?.let { it.text }?.let { into["supplier"] = it }
        into["pictures"] = value.pictures.map { it }
        value.availableFrom?.let { it.toString() }?.let { into["available_from"] = it }
        into["tags"] = value.tags.map { it }
        return into
    }

    fun readProductDetails(wire: Any?): linli.ProductDetails {
        val from = wire as Map<*, *>
        return linli.ProductDetails(
            category = linli.CategoryId(from["category"] as String),
            name = (from["name"] as String),
            flags = Codec.readProductFlags(from["flags"]),
            returnDays = (from["return_days"] as Number).toLong(),
            purchaseLimit = from["purchase_limit"]?.let { (it as Number).toLong() },
            fulfilment = (from["fulfilment"] as List<*>).map { Codec.readFulfilment(it) }.toSet(),
            qualification = from["qualification"]?.let { (it as String) },
            supplier = from["supplier"]?.let { linli.SupplierId(it as String) },
            pictures = (from["pictures"] as List<*>).map { (it as String) },
            availableFrom = from["available_from"]?.let { java.time.LocalDate.parse(it as String) },
            tags = from["tags"]?.let { (it as List<*>).map { (it as String) }.toSet() } ?: emptySet(),
        )
    }

    fun writeProductFlags(value: linli.ProductFlags): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["no_reason_return"] = value.noReasonReturn
        into["earns_points"] = value.earnsPoints
        into["distribution"] = value.distribution
        into["perishable"] = value.perishable
        return into
    }

    fun readProductFlags(wire: Any?): linli.ProductFlags {
        val from = wire as Map<*, *>
        return linli.ProductFlags(
            noReasonReturn = from["no_reason_return"]?.let { (it as Boolean) } ?: false,
            earnsPoints = from["earns_points"]?.let { (it as Boolean) } ?: true,
            distribution = from["distribution"]?.let { (it as Boolean) } ?: true,
            perishable = from["perishable"]?.let { (it as Boolean) } ?: false,
        )
    }

    fun writeProductKind(value: linli.ProductKind): String = value.wire

    fun readProductKind(wire: Any?): linli.ProductKind = linli.ProductKind.of(wire)

    fun writeProductRecord(value: linli.ProductRecord): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["product"] = Codec.writeProduct(value.product)
        into["skus"] = value.skus.map { Codec.writeSku(it) }
        into["stock"] = value.stock.map { Codec.writeStockLevel(it) }
        return into
    }

    fun readProductRecord(wire: Any?): linli.ProductRecord {
        val from = wire as Map<*, *>
        return linli.ProductRecord(
            product = Codec.readProduct(from["product"]),
            skus = (from["skus"] as List<*>).map { Codec.readSku(it) },
            stock = (from["stock"] as List<*>).map { Codec.readStockLevel(it) },
        )
    }

    fun writeProductSearch(value: linli.ProductSearch): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["text"] = value.text
        value.category?.let { it.text }?.let { into["category"] = it }
        value.tag?.let { it }?.let { into["tag"] = it }
        value.lowestPrice?.let { it.units }?.let { into["lowest_price"] = it }
        value.highestPrice?.let { it.units }?.let { into["highest_price"] = it }
        value.community?.let { it.text }?.let { into["community"] = it }
        into["in_stock"] = value.inStock
        into["sort"] = Codec.writeSortBy(value.sort)
        value.after?.let { Codec.writeSearchPlace(it) }?.let { into["after"] = it }
        into["limit"] = value.limit
        return into
    }

    fun readProductSearch(wire: Any?): linli.ProductSearch {
        val from = wire as Map<*, *>
        return linli.ProductSearch(
            text = from["text"]?.let { (it as String) } ?: "",
            category = from["category"]?.let { linli.CategoryId(it as String) },
            tag = from["tag"]?.let { (it as String) },
            lowestPrice = from["lowest_price"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            highestPrice = from["highest_price"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            community = from["community"]?.let { linli.NodeId(it as String) },
            inStock = from["in_stock"]?.let { (it as Boolean) } ?: false,
            sort = from["sort"]?.let { Codec.readSortBy(it) } ?: linli.SortBy.RELEVANCE,
            after = from["after"]?.let { Codec.readSearchPlace(it) },
            limit = (from["limit"] as Number).toLong(),
        )
    }

    fun writeProductState(value: linli.ProductState): String = value.wire

    fun readProductState(wire: Any?): linli.ProductState = linli.ProductState.of(wire)

    fun writeProductSummary(value: linli.ProductSummary): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["item"] = Codec.writeManifestItem(value.item)
        into["collected"] = value.collected
        into["waiting"] = value.waiting
        return into
    }

    fun readProductSummary(wire: Any?): linli.ProductSummary {
        val from = wire as Map<*, *>
        return linli.ProductSummary(
            item = Codec.readManifestItem(from["item"]),
            collected = (from["collected"] as Number).toLong(),
            waiting = (from["waiting"] as Number).toLong(),
        )
    }

    fun writeProductView(value: linli.ProductView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["merchant"] = value.merchant.text
        into["category"] = value.category.text
        into["kind"] = Codec.writeProductKind(value.kind)
        into["name"] = value.name
        into["axes"] = value.axes.map { Codec.writeAxis(it) }
        into["tags"] = value.tags.map { it }
        into["flags"] = Codec.writeProductFlags(value.flags)
        into["return_days"] = value.returnDays
        value.purchaseLimit?.let { it }?.let { into["purchase_limit"] = it }
        into["fulfilment"] = value.fulfilment.map { Codec.writeFulfilment(it) }
        into["pictures"] = value.pictures.map { it }
        value.availableFrom?.let { it.toString() }?.let { into["available_from"] = it }
        value.notSold?.let { Codec.writeNotSold(it) }?.let { into["not_sold"] = it }
        into["skus"] = value.skus.map { Codec.writeSkuView(it) }
        return into
    }

    fun readProductView(wire: Any?): linli.ProductView {
        val from = wire as Map<*, *>
        return linli.ProductView(
            id = linli.ProductId(from["id"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            category = linli.CategoryId(from["category"] as String),
            kind = Codec.readProductKind(from["kind"]),
            name = (from["name"] as String),
            axes = (from["axes"] as List<*>).map { Codec.readAxis(it) },
            tags = (from["tags"] as List<*>).map { (it as String) }.toSet(),
            flags = Codec.readProductFlags(from["flags"]),
            returnDays = (from["return_days"] as Number).toLong(),
            purchaseLimit = from["purchase_limit"]?.let { (it as Number).toLong() },
            fulfilment = (from["fulfilment"] as List<*>).map { Codec.readFulfilment(it) }.toSet(),
            pictures = (from["pictures"] as List<*>).map { (it as String) },
            availableFrom = from["available_from"]?.let { java.time.LocalDate.parse(it as String) },
            notSold = from["not_sold"]?.let { Codec.readNotSold(it) },
            skus = (from["skus"] as List<*>).map { Codec.readSkuView(it) },
        )
    }

    fun writeProfile(value: linli.Profile): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["name"] = value.name
        into["phone"] = value.phone
        into["address"] = Codec.writeAddress(value.address)
        return into
    }

    fun readProfile(wire: Any?): linli.Profile {
        val from = wire as Map<*, *>
        return linli.Profile(
            name = (from["name"] as String),
            phone = (from["phone"] as String),
            address = Codec.readAddress(from["address"]),
        )
    }

    fun writePromisedDay(value: linli.PromisedDay): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["presale"] = value.presale.text
        into["day"] = value.day.toString()
        return into
    }

    fun readPromisedDay(wire: Any?): linli.PromisedDay {
        val from = wire as Map<*, *>
        return linli.PromisedDay(
            presale = linli.PresaleId(from["presale"] as String),
            day = java.time.LocalDate.parse(from["day"] as String),
        )
    }

    fun writePromoter(value: linli.Promoter): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["kind"] = value.kind
        value.above?.let { it.text }?.let { into["above"] = it }
        into["since"] = Wire.micros(value.since)
        into["active"] = value.active
        return into
    }

    fun readPromoter(wire: Any?): linli.Promoter {
        val from = wire as Map<*, *>
        return linli.Promoter(
            member = linli.MemberId(from["member"] as String),
            kind = (from["kind"] as String),
            above = from["above"]?.let { linli.MemberId(it as String) },
            since = Wire.instant(from["since"]),
            active = (from["active"] as Boolean),
        )
    }

    fun writePromoterView(value: linli.PromoterView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["promoter"] = Codec.writePromoter(value.promoter)
        into["kind_name"] = value.kindName
        return into
    }

    fun readPromoterView(wire: Any?): linli.PromoterView {
        val from = wire as Map<*, *>
        return linli.PromoterView(
            promoter = Codec.readPromoter(from["promoter"]),
            kindName = (from["kind_name"] as String),
        )
    }

    fun writePublish(value: linli.Publish): String = value.wire

    fun readPublish(wire: Any?): linli.Publish = linli.Publish.of(wire)

    fun writePurchaseItem(value: linli.PurchaseItem): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["source"] = Codec.writePurchaseSource(value.source)
        into["merchant"] = value.merchant.text
        into["sku"] = value.sku.text
        into["name"] = value.name
        into["ordered"] = value.ordered
        into["stations"] = value.stations
        return into
    }

    fun readPurchaseItem(wire: Any?): linli.PurchaseItem {
        val from = wire as Map<*, *>
        return linli.PurchaseItem(
            source = Codec.readPurchaseSource(from["source"]),
            merchant = linli.MerchantId(from["merchant"] as String),
            sku = linli.SkuId(from["sku"] as String),
            name = (from["name"] as String),
            ordered = (from["ordered"] as Number).toLong(),
            stations = (from["stations"] as Number).toLong(),
        )
    }

    fun writePurchaseScope(value: linli.PurchaseScope): Any = when (value) {
        is linli.PurchaseScope.Node -> mapOf("node" to value.value.text)
        is linli.PurchaseScope.Merchant -> mapOf("merchant" to value.value.text)
    }

    fun readPurchaseScope(wire: Any?): linli.PurchaseScope {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "node" -> linli.PurchaseScope.Node(linli.NodeId(data as String))
            "merchant" -> linli.PurchaseScope.Merchant(linli.MerchantId(data as String))
            else -> throw UnknownException("a PurchaseScope of a newer engine")
        }
    }

    fun writePurchaseSource(value: linli.PurchaseSource): Any = when (value) {
        is linli.PurchaseSource.Supplier -> mapOf("supplier" to value.value.text)
        is linli.PurchaseSource.Merchant -> mapOf("merchant" to value.value.text)
    }

    fun readPurchaseSource(wire: Any?): linli.PurchaseSource {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "supplier" -> linli.PurchaseSource.Supplier(linli.SupplierId(data as String))
            "merchant" -> linli.PurchaseSource.Merchant(linli.MerchantId(data as String))
            else -> throw UnknownException("a PurchaseSource of a newer engine")
        }
    }

    fun writePutInCart(value: linli.PutInCart): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["sku"] = value.sku.text
        into["fulfilment"] = Codec.writeFulfilment(value.fulfilment)
        into["quantity"] = Codec.writeQuantity(value.quantity)
        return into
    }

    fun readPutInCart(wire: Any?): linli.PutInCart {
        val from = wire as Map<*, *>
        return linli.PutInCart(
            member = linli.MemberId(from["member"] as String),
            sku = linli.SkuId(from["sku"] as String),
            fulfilment = Codec.readFulfilment(from["fulfilment"]),
            quantity = Codec.readQuantity(from["quantity"]),
        )
    }

    fun writePutOnSale(value: linli.PutOnSale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["product"] = value.product.text
        return into
    }

    fun readPutOnSale(wire: Any?): linli.PutOnSale {
        val from = wire as Map<*, *>
        return linli.PutOnSale(
            product = linli.ProductId(from["product"] as String),
        )
    }

    fun writeQualification(value: linli.Qualification): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["kind"] = value.kind
        into["number"] = value.number
        value.expires?.let { it.toString() }?.let { into["expires"] = it }
        return into
    }

    fun readQualification(wire: Any?): linli.Qualification {
        val from = wire as Map<*, *>
        return linli.Qualification(
            kind = (from["kind"] as String),
            number = (from["number"] as String),
            expires = from["expires"]?.let { java.time.LocalDate.parse(it as String) },
        )
    }

    fun writeQuantity(value: linli.Quantity): Any = when (value) {
        is linli.Quantity.Add -> mapOf("add" to value.value)
        is linli.Quantity.Set -> mapOf("set" to value.value)
    }

    fun readQuantity(wire: Any?): linli.Quantity {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "add" -> linli.Quantity.Add((data as Number).toLong())
            "set" -> linli.Quantity.Set((data as Number).toLong())
            else -> throw UnknownException("a Quantity of a newer engine")
        }
    }

    fun writeQuote(value: linli.Quote): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["lines"] = value.lines.map { Codec.writeQuotedLine(it) }
        into["orders"] = value.orders.map { Codec.writeQuotedOrder(it) }
        into["goods"] = value.goods.units
        into["reductions"] = value.reductions.units
        into["coupons"] = value.coupons.map { it.text }
        into["points"] = value.points.units
        into["points_value"] = value.pointsValue.units
        into["fees"] = value.fees.units
        into["total"] = value.total.units
        into["not_applied"] = value.notApplied.map { Codec.writeNotApplied(it) }
        return into
    }

    fun readQuote(wire: Any?): linli.Quote {
        val from = wire as Map<*, *>
        return linli.Quote(
            lines = (from["lines"] as List<*>).map { Codec.readQuotedLine(it) },
            orders = (from["orders"] as List<*>).map { Codec.readQuotedOrder(it) },
            goods = linli.Money.ofUnits((from["goods"] as Number).toLong()),
            reductions = linli.Money.ofUnits((from["reductions"] as Number).toLong()),
            coupons = from["coupons"]?.let { (it as List<*>).map { linli.CouponId(it as String) } } ?: emptyList(),
            points = linli.Points.ofUnits((from["points"] as Number).toLong()),
            pointsValue = linli.Money.ofUnits((from["points_value"] as Number).toLong()),
            fees = linli.Money.ofUnits((from["fees"] as Number).toLong()),
            total = linli.Money.ofUnits((from["total"] as Number).toLong()),
            notApplied = (from["not_applied"] as List<*>).map { Codec.readNotApplied(it) },
        )
    }

    fun writeQuoteInput(value: linli.QuoteInput): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["at"] = Wire.micros(value.at)
        into["minor_per_unit"] = value.minorPerUnit
        into["rounding"] = Codec.writeRounding(value.rounding)
        into["lines"] = value.lines.map { Codec.writeQuoteLine(it) }
        value.level?.let { Codec.writeLevelBenefits(it) }?.let { into["level"] = it }
        into["timed"] = value.timed.map { Codec.writeTimedDiscount(it) }
        into["full"] = value.full.map { Codec.writeFullReduction(it) }
        into["gifts"] = value.gifts.map { Codec.writeGiftGoods(it) }
        into["coupons"] = value.coupons.map { Codec.writeCouponOffer(it) }
        into["choice"] = Codec.writeCouponChoice(value.choice)
        into["points"] = Codec.writePointsOffer(value.points)
        into["fees"] = value.fees.map { Codec.writeFeeRule(it) }
        into["proxy_fee"] = value.proxyFee.units
        return into
    }

    fun readQuoteInput(wire: Any?): linli.QuoteInput {
        val from = wire as Map<*, *>
        return linli.QuoteInput(
            at = Wire.instant(from["at"]),
            minorPerUnit = (from["minor_per_unit"] as Number).toLong(),
            rounding = Codec.readRounding(from["rounding"]),
            lines = (from["lines"] as List<*>).map { Codec.readQuoteLine(it) },
            level = from["level"]?.let { Codec.readLevelBenefits(it) },
            timed = from["timed"]?.let { (it as List<*>).map { Codec.readTimedDiscount(it) } } ?: emptyList(),
            full = from["full"]?.let { (it as List<*>).map { Codec.readFullReduction(it) } } ?: emptyList(),
            gifts = from["gifts"]?.let { (it as List<*>).map { Codec.readGiftGoods(it) } } ?: emptyList(),
            coupons = from["coupons"]?.let { (it as List<*>).map { Codec.readCouponOffer(it) } } ?: emptyList(),
            choice = from["choice"]?.let { Codec.readCouponChoice(it) } ?: linli.CouponChoice.None,
            points = from["points"]?.let { Codec.readPointsOffer(it) } ?: linli.PointsOffer(),
            fees = from["fees"]?.let { (it as List<*>).map { Codec.readFeeRule(it) } } ?: emptyList(),
            proxyFee = from["proxy_fee"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
        )
    }

    fun writeQuoteLine(value: linli.QuoteLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["product"] = value.product.text
        into["kind"] = Codec.writeProductKind(value.kind)
        into["categories"] = value.categories.map { it.text }
        into["merchant"] = value.merchant.text
        into["fulfilment"] = Codec.writeFulfilment(value.fulfilment)
        into["quantity"] = value.quantity
        into["price"] = value.price.units
        value.listPrice?.let { it.units }?.let { into["list_price"] = it }
        into["member_prices"] = value.memberPrices.entries.associate { (it.key.text).toString() to it.value.units }
        into["points_price"] = value.pointsPrice.units
        value.special?.let { Codec.writeSpecialPrice(it) }?.let { into["special"] = it }
        value.promised?.let { it.toString() }?.let { into["promised"] = it }
        return into
    }

    fun readQuoteLine(wire: Any?): linli.QuoteLine {
        val from = wire as Map<*, *>
        return linli.QuoteLine(
            sku = linli.SkuId(from["sku"] as String),
            product = linli.ProductId(from["product"] as String),
            kind = Codec.readProductKind(from["kind"]),
            categories = from["categories"]?.let { (it as List<*>).map { linli.CategoryId(it as String) } } ?: emptyList(),
            merchant = linli.MerchantId(from["merchant"] as String),
            fulfilment = Codec.readFulfilment(from["fulfilment"]),
            quantity = (from["quantity"] as Number).toLong(),
            price = linli.Money.ofUnits((from["price"] as Number).toLong()),
            listPrice = from["list_price"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            memberPrices = from["member_prices"]?.let { (it as Map<*, *>).entries.associate { linli.LevelId(it.key as String) to linli.Money.ofUnits((it.value as Number).toLong()) } } ?: emptyMap(),
            pointsPrice = from["points_price"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
            special = from["special"]?.let { Codec.readSpecialPrice(it) },
            promised = from["promised"]?.let { java.time.LocalDate.parse(it as String) },
        )
    }

    fun writeQuotedLine(value: linli.QuotedLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["product"] = value.product.text
        value.gift?.let { it.text }?.let { into["gift"] = it }
        into["quantity"] = value.quantity
        into["unit_price"] = value.unitPrice.units
        into["gross"] = value.gross.units
        into["priced"] = value.priced.units
        into["reductions"] = value.reductions.map { Codec.writeReduction(it) }
        value.promised?.let { it.toString() }?.let { into["promised"] = it }
        into["points"] = value.points.units
        into["net"] = value.net.units
        return into
    }

    fun readQuotedLine(wire: Any?): linli.QuotedLine {
        val from = wire as Map<*, *>
        return linli.QuotedLine(
            sku = linli.SkuId(from["sku"] as String),
            product = linli.ProductId(from["product"] as String),
            gift = from["gift"]?.let { linli.CampaignId(it as String) },
            quantity = (from["quantity"] as Number).toLong(),
            unitPrice = linli.Money.ofUnits((from["unit_price"] as Number).toLong()),
            gross = linli.Money.ofUnits((from["gross"] as Number).toLong()),
            priced = linli.Money.ofUnits((from["priced"] as Number).toLong()),
            reductions = (from["reductions"] as List<*>).map { Codec.readReduction(it) },
            promised = from["promised"]?.let { java.time.LocalDate.parse(it as String) },
            points = linli.Points.ofUnits((from["points"] as Number).toLong()),
            net = linli.Money.ofUnits((from["net"] as Number).toLong()),
        )
    }

    fun writeQuotedOrder(value: linli.QuotedOrder): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["fulfilment"] = Codec.writeFulfilment(value.fulfilment)
        into["lines"] = value.lines.map { it }
        into["goods"] = value.goods.units
        into["fee"] = value.fee.units
        into["missing_to_free"] = value.missingToFree.units
        into["proxy_fee"] = value.proxyFee.units
        into["total"] = value.total.units
        return into
    }

    fun readQuotedOrder(wire: Any?): linli.QuotedOrder {
        val from = wire as Map<*, *>
        return linli.QuotedOrder(
            merchant = linli.MerchantId(from["merchant"] as String),
            fulfilment = Codec.readFulfilment(from["fulfilment"]),
            lines = (from["lines"] as List<*>).map { (it as Number).toLong() },
            goods = linli.Money.ofUnits((from["goods"] as Number).toLong()),
            fee = linli.Money.ofUnits((from["fee"] as Number).toLong()),
            missingToFree = from["missing_to_free"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            proxyFee = from["proxy_fee"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            total = linli.Money.ofUnits((from["total"] as Number).toLong()),
        )
    }

    fun writeRated(value: linli.Rated): Any = when (value) {
        is linli.Rated.Product -> mapOf("product" to value.value.text)
        is linli.Rated.Merchant -> mapOf("merchant" to value.value.text)
    }

    fun readRated(wire: Any?): linli.Rated {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "product" -> linli.Rated.Product(linli.ProductId(data as String))
            "merchant" -> linli.Rated.Merchant(linli.MerchantId(data as String))
            else -> throw UnknownException("a Rated of a newer engine")
        }
    }

    fun writeRating(value: linli.Rating): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["of"] = Codec.writeRated(value.of)
        into["window"] = value.window.map { Codec.writeDayStars(it) }
        value.deadline?.let { Wire.micros(it) }?.let { into["deadline"] = it }
        value.dueAt?.let { Wire.micros(it) }?.let { into["due_at"] = it }
        return into
    }

    fun readRating(wire: Any?): linli.Rating {
        val from = wire as Map<*, *>
        return linli.Rating(
            of = Codec.readRated(from["of"]),
            window = from["window"]?.let { (it as List<*>).map { Codec.readDayStars(it) } } ?: emptyList(),
            deadline = from["deadline"]?.let { Wire.instant(it) },
            dueAt = from["due_at"]?.let { Wire.instant(it) },
        )
    }

    fun writeRatingView(value: linli.RatingView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["counts"] = value.counts.map { it }
        into["mean"] = value.mean
        return into
    }

    fun readRatingView(wire: Any?): linli.RatingView {
        val from = wire as Map<*, *>
        return linli.RatingView(
            counts = (from["counts"] as List<*>).map { (it as Number).toLong() },
            mean = (from["mean"] as Number).toLong(),
        )
    }

    fun writeReceiveStock(value: linli.ReceiveStock): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["lines"] = value.lines.map { Codec.writeStockLine(it) }
        return into
    }

    fun readReceiveStock(wire: Any?): linli.ReceiveStock {
        val from = wire as Map<*, *>
        return linli.ReceiveStock(
            merchant = linli.MerchantId(from["merchant"] as String),
            lines = (from["lines"] as List<*>).map { Codec.readStockLine(it) },
        )
    }

    fun writeRecommendation(value: linli.Recommendation): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["product"] = Codec.writeProductView(value.product)
        into["because"] = Codec.writeBecause(value.because)
        return into
    }

    fun readRecommendation(wire: Any?): linli.Recommendation {
        val from = wire as Map<*, *>
        return linli.Recommendation(
            product = Codec.readProductView(from["product"]),
            because = Codec.readBecause(from["because"]),
        )
    }

    fun writeRecommendationRule(value: linli.RecommendationRule): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["bought"] = Codec.writeTopicOfRule(value.bought)
        into["recommend"] = Codec.writeTopicOfRule(value.recommend)
        into["reason"] = value.reason
        return into
    }

    fun readRecommendationRule(wire: Any?): linli.RecommendationRule {
        val from = wire as Map<*, *>
        return linli.RecommendationRule(
            bought = Codec.readTopicOfRule(from["bought"]),
            recommend = Codec.readTopicOfRule(from["recommend"]),
            reason = (from["reason"] as String),
        )
    }

    fun writeReconciledRow(value: linli.ReconciledRow): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        value.line?.let { it }?.let { into["line"] = it }
        value.kind?.let { Codec.writeBillKind(it) }?.let { into["kind"] = it }
        into["channel_number"] = value.channelNumber
        into["our_number"] = value.ourNumber
        value.theirs?.let { it.units }?.let { into["theirs"] = it }
        value.ours?.let { it.units }?.let { into["ours"] = it }
        into.putAll(Codec.writeReconciliationVerdict(value.verdict) as Map<String, Any?>)
        return into
    }

    fun readReconciledRow(wire: Any?): linli.ReconciledRow {
        val from = wire as Map<*, *>
        return linli.ReconciledRow(
            line = from["line"]?.let { (it as Number).toLong() },
            kind = from["kind"]?.let { Codec.readBillKind(it) },
            channelNumber = (from["channel_number"] as String),
            ourNumber = (from["our_number"] as String),
            theirs = from["theirs"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            ours = from["ours"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            verdict = Codec.readReconciliationVerdict(from),
        )
    }

    fun writeReconciliation(value: linli.Reconciliation): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["channel"] = value.channel
        into["from"] = value.from.toString()
        into["to"] = value.to.toString()
        into["file"] = value.file
        into["sums"] = Codec.writeReconciliationSums(value.sums)
        value.note?.let { it }?.let { into["note"] = it }
        into["at"] = Wire.micros(value.at)
        value.by?.let { it.text }?.let { into["by"] = it }
        return into
    }

    fun readReconciliation(wire: Any?): linli.Reconciliation {
        val from = wire as Map<*, *>
        return linli.Reconciliation(
            channel = (from["channel"] as String),
            from = java.time.LocalDate.parse(from["from"] as String),
            to = java.time.LocalDate.parse(from["to"] as String),
            file = (from["file"] as String),
            sums = Codec.readReconciliationSums(from["sums"]),
            note = from["note"]?.let { (it as String) },
            at = Wire.instant(from["at"]),
            by = from["by"]?.let { linli.UserId(it as String) },
        )
    }

    fun writeReconciliationSums(value: linli.ReconciliationSums): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["lines"] = value.lines
        into["matched"] = value.matched
        into["matched_amount"] = value.matchedAmount
        into["missing_here"] = value.missingHere
        into["missing_there"] = value.missingThere
        into["differing"] = value.differing
        into["doubled"] = value.doubled
        into["unreadable"] = value.unreadable
        return into
    }

    fun readReconciliationSums(wire: Any?): linli.ReconciliationSums {
        val from = wire as Map<*, *>
        return linli.ReconciliationSums(
            lines = (from["lines"] as Number).toLong(),
            matched = (from["matched"] as Number).toLong(),
            matchedAmount = (from["matched_amount"] as Number).toLong(),
            missingHere = (from["missing_here"] as Number).toLong(),
            missingThere = (from["missing_there"] as Number).toLong(),
            differing = (from["differing"] as Number).toLong(),
            doubled = (from["doubled"] as Number).toLong(),
            unreadable = (from["unreadable"] as Number).toLong(),
        )
    }

    fun writeReconciliationVerdict(value: linli.ReconciliationVerdict): Any = when (value) {
        is linli.ReconciliationVerdict.Matched -> mapOf("verdict" to "matched")
        is linli.ReconciliationVerdict.MissingHere -> mapOf("verdict" to "missing_here")
        is linli.ReconciliationVerdict.MissingThere -> mapOf("verdict" to "missing_there")
        is linli.ReconciliationVerdict.Differing -> mapOf("verdict" to "differing") + (LinkedHashMap<String, Any?>().also { into ->
            into["why"] = Codec.writeMismatch(value.why)
        } as Map<String, Any?>)
        is linli.ReconciliationVerdict.Doubled -> mapOf("verdict" to "doubled")
        is linli.ReconciliationVerdict.Unreadable -> mapOf("verdict" to "unreadable") + (LinkedHashMap<String, Any?>().also { into ->
            into["column"] = value.column
            into["reason"] = value.reason
        } as Map<String, Any?>)
    }

    fun readReconciliationVerdict(wire: Any?): linli.ReconciliationVerdict {
        val case = (wire as Map<*, *>)["verdict"]
        val data: Any? = wire
        return when (case) {
            "matched" -> linli.ReconciliationVerdict.Matched
            "missing_here" -> linli.ReconciliationVerdict.MissingHere
            "missing_there" -> linli.ReconciliationVerdict.MissingThere
            "differing" -> (data as Map<*, *>).let { from ->
                linli.ReconciliationVerdict.Differing(
                    why = Codec.readMismatch(from["why"]),
                )
            }
            "doubled" -> linli.ReconciliationVerdict.Doubled
            "unreadable" -> (data as Map<*, *>).let { from ->
                linli.ReconciliationVerdict.Unreadable(
                    column = (from["column"] as String),
                    reason = (from["reason"] as String),
                )
            }
            else -> throw UnknownException("a ReconciliationVerdict of a newer engine")
        }
    }

    fun writeRecordLogin(value: linli.RecordLogin): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        return into
    }

    fun readRecordLogin(wire: Any?): linli.RecordLogin {
        val from = wire as Map<*, *>
        return linli.RecordLogin(
            member = linli.MemberId(from["member"] as String),
        )
    }

    fun writeRecordMerchant(value: linli.RecordMerchant): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["node"] = value.node.text
        into["code"] = value.code
        into["details"] = Codec.writeMerchantDetails(value.details)
        return into
    }

    fun readRecordMerchant(wire: Any?): linli.RecordMerchant {
        val from = wire as Map<*, *>
        return linli.RecordMerchant(
            node = linli.NodeId(from["node"] as String),
            code = (from["code"] as String),
            details = Codec.readMerchantDetails(from["details"]),
        )
    }

    fun writeRecordReconciliation(value: linli.RecordReconciliation): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["channel"] = value.channel
        into["from"] = value.from.toString()
        into["to"] = value.to.toString()
        into["file"] = value.file
        into["sums"] = Codec.writeReconciliationSums(value.sums)
        value.note?.let { it }?.let { into["note"] = it }
        return into
    }

    fun readRecordReconciliation(wire: Any?): linli.RecordReconciliation {
        val from = wire as Map<*, *>
        return linli.RecordReconciliation(
            channel = (from["channel"] as String),
            from = java.time.LocalDate.parse(from["from"] as String),
            to = java.time.LocalDate.parse(from["to"] as String),
            file = (from["file"] as String),
            sums = Codec.readReconciliationSums(from["sums"]),
            note = from["note"]?.let { (it as String) },
        )
    }

    fun writeRecordedEvent(value: linli.RecordedEvent): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["position"] = value.position
        into["index"] = value.index
        into["command"] = value.command.text
        into["actor"] = Codec.writeActor(value.actor)
        into["at"] = Wire.micros(value.at)
        into["event"] = Codec.writeEvent(value.event)
        return into
    }

    fun readRecordedEvent(wire: Any?): linli.RecordedEvent {
        val from = wire as Map<*, *>
        return linli.RecordedEvent(
            position = (from["position"] as Number).toLong(),
            index = (from["index"] as Number).toLong(),
            command = linli.CommandId(from["command"] as String),
            actor = Codec.readActor(from["actor"]),
            at = Wire.instant(from["at"]),
            event = Codec.readEvent(from["event"]),
        )
    }

    fun writeReduction(value: linli.Reduction): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["lane"] = Codec.writeLane(value.lane)
        value.campaign?.let { it.text }?.let { into["campaign"] = it }
        value.coupon?.let { it.text }?.let { into["coupon"] = it }
        value.reason?.let { Codec.writeReductionReason(it) }?.let { into["reason"] = it }
        into["funder"] = value.funder.text
        into["amount"] = value.amount.units
        into["basis"] = value.basis.units
        return into
    }

    fun readReduction(wire: Any?): linli.Reduction {
        val from = wire as Map<*, *>
        return linli.Reduction(
            lane = Codec.readLane(from["lane"]),
            campaign = from["campaign"]?.let { linli.CampaignId(it as String) },
            coupon = from["coupon"]?.let { linli.CouponId(it as String) },
            reason = from["reason"]?.let { Codec.readReductionReason(it) },
            funder = linli.Party(from["funder"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            basis = linli.Money.ofUnits((from["basis"] as Number).toLong()),
        )
    }

    fun writeReductionReason(value: linli.ReductionReason): String = value.wire

    fun readReductionReason(wire: Any?): linli.ReductionReason = linli.ReductionReason.of(wire)

    fun writeReferral(value: linli.Referral): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["promoter"] = value.promoter.text
        into["via"] = Codec.writeReferralVia(value.via)
        into["since"] = Wire.micros(value.since)
        value.until?.let { Wire.micros(it) }?.let { into["until"] = it }
        return into
    }

    fun readReferral(wire: Any?): linli.Referral {
        val from = wire as Map<*, *>
        return linli.Referral(
            member = linli.MemberId(from["member"] as String),
            promoter = linli.MemberId(from["promoter"] as String),
            via = Codec.readReferralVia(from["via"]),
            since = Wire.instant(from["since"]),
            until = from["until"]?.let { Wire.instant(it) },
        )
    }

    fun writeReferralLevels(value: linli.ReferralLevels): String = value.wire

    fun readReferralLevels(wire: Any?): linli.ReferralLevels = linli.ReferralLevels.of(wire)

    fun writeReferralPolicy(value: linli.ReferralPolicy): String = value.wire

    fun readReferralPolicy(wire: Any?): linli.ReferralPolicy = linli.ReferralPolicy.of(wire)

    fun writeReferralVia(value: linli.ReferralVia): String = value.wire

    fun readReferralVia(wire: Any?): linli.ReferralVia = linli.ReferralVia.of(wire)

    fun writeRefund(value: linli.Refund): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["trade"] = value.trade.text
        value.order?.let { it.text }?.let { into["order"] = it }
        value.payment?.let { it.text }?.let { into["payment"] = it }
        into["provider"] = value.provider
        into["reason"] = Codec.writeRefundReason(value.reason)
        into["lines"] = value.lines.map { Codec.writeRefundLine(it) }
        into["fee"] = value.fee.units
        into["withheld"] = value.withheld.units
        into["cash"] = value.cash.units
        into["points"] = value.points.units
        into["instructed_at"] = Wire.micros(value.instructedAt)
        into["attempt"] = value.attempt
        value.case?.let { it.text }?.let { into["case"] = it }
        into["state"] = Codec.writeRefundState(value.state)
        value.result?.let { it }?.let { into["result"] = it }
        value.byHand?.let { it }?.let { into["by_hand"] = it }
        into["paid_twice"] = value.paidTwice
        return into
    }

    fun readRefund(wire: Any?): linli.Refund {
        val from = wire as Map<*, *>
        return linli.Refund(
            id = linli.RefundId(from["id"] as String),
            trade = linli.TradeId(from["trade"] as String),
            order = from["order"]?.let { linli.OrderId(it as String) },
            payment = from["payment"]?.let { linli.PaymentId(it as String) },
            provider = (from["provider"] as String),
            reason = Codec.readRefundReason(from["reason"]),
            lines = (from["lines"] as List<*>).map { Codec.readRefundLine(it) },
            fee = from["fee"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            withheld = from["withheld"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            cash = linli.Money.ofUnits((from["cash"] as Number).toLong()),
            points = linli.Points.ofUnits((from["points"] as Number).toLong()),
            instructedAt = Wire.instant(from["instructed_at"]),
            attempt = from["attempt"]?.let { (it as Number).toLong() } ?: 1L,
            case = from["case"]?.let { linli.AfterSaleId(it as String) },
            state = Codec.readRefundState(from["state"]),
            result = from["result"]?.let { (it as String) },
            byHand = from["by_hand"]?.let { (it as String) },
            paidTwice = from["paid_twice"]?.let { (it as Boolean) } ?: false,
        )
    }

    fun writeRefundLine(value: linli.RefundLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["line"] = value.line
        into["units"] = value.units
        into["cash"] = value.cash.units
        into["points"] = value.points.units
        into["points_value"] = value.pointsValue.units
        return into
    }

    fun readRefundLine(wire: Any?): linli.RefundLine {
        val from = wire as Map<*, *>
        return linli.RefundLine(
            line = (from["line"] as Number).toLong(),
            units = (from["units"] as Number).toLong(),
            cash = linli.Money.ofUnits((from["cash"] as Number).toLong()),
            points = linli.Points.ofUnits((from["points"] as Number).toLong()),
            pointsValue = linli.Money.ofUnits((from["points_value"] as Number).toLong()),
        )
    }

    fun writeRefundReason(value: linli.RefundReason): String = value.wire

    fun readRefundReason(wire: Any?): linli.RefundReason = linli.RefundReason.of(wire)

    fun writeRefundResult(value: linli.RefundResult): String = value.wire

    fun readRefundResult(wire: Any?): linli.RefundResult = linli.RefundResult.of(wire)

    fun writeRefundState(value: linli.RefundState): String = value.wire

    fun readRefundState(wire: Any?): linli.RefundState = linli.RefundState.of(wire)

    fun writeRefusedLine(value: linli.RefusedLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["line"] = value.line
        value.column?.let { it }?.let { into["column"] = it }
        into["reason"] = value.reason
        return into
    }

    fun readRefusedLine(wire: Any?): linli.RefusedLine {
        val from = wire as Map<*, *>
        return linli.RefusedLine(
            line = (from["line"] as Number).toLong(),
            column = from["column"]?.let { (it as String) },
            reason = (from["reason"] as String),
        )
    }

    fun writeRegisterMember(value: linli.RegisterMember): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["community"] = value.community.text
        into["external_ref"] = value.externalRef
        into["profile"] = Codec.writeProfile(value.profile)
        value.station?.let { it.text }?.let { into["station"] = it }
        return into
    }

    fun readRegisterMember(wire: Any?): linli.RegisterMember {
        val from = wire as Map<*, *>
        return linli.RegisterMember(
            community = linli.NodeId(from["community"] as String),
            externalRef = (from["external_ref"] as String),
            profile = Codec.readProfile(from["profile"]),
            station = from["station"]?.let { linli.StationId(it as String) },
        )
    }

    fun writeRegisterMerchant(value: linli.RegisterMerchant): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["applicant"] = value.applicant.text
        into["node"] = value.node.text
        into["code"] = value.code
        into["details"] = Codec.writeMerchantDetails(value.details)
        return into
    }

    fun readRegisterMerchant(wire: Any?): linli.RegisterMerchant {
        val from = wire as Map<*, *>
        return linli.RegisterMerchant(
            applicant = linli.UserId(from["applicant"] as String),
            node = linli.NodeId(from["node"] as String),
            code = (from["code"] as String),
            details = Codec.readMerchantDetails(from["details"]),
        )
    }

    fun writeRejectPayoutBatch(value: linli.RejectPayoutBatch): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["batch"] = value.batch.text
        into["reason"] = value.reason
        return into
    }

    fun readRejectPayoutBatch(wire: Any?): linli.RejectPayoutBatch {
        val from = wire as Map<*, *>
        return linli.RejectPayoutBatch(
            batch = linli.PayoutBatchId(from["batch"] as String),
            reason = (from["reason"] as String),
        )
    }

    fun writeRemoveFavourite(value: linli.RemoveFavourite): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["product"] = value.product.text
        return into
    }

    fun readRemoveFavourite(wire: Any?): linli.RemoveFavourite {
        val from = wire as Map<*, *>
        return linli.RemoveFavourite(
            member = linli.MemberId(from["member"] as String),
            product = linli.ProductId(from["product"] as String),
        )
    }

    fun writeRemoveFromCart(value: linli.RemoveFromCart): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["sku"] = value.sku.text
        into["fulfilment"] = Codec.writeFulfilment(value.fulfilment)
        return into
    }

    fun readRemoveFromCart(wire: Any?): linli.RemoveFromCart {
        val from = wire as Map<*, *>
        return linli.RemoveFromCart(
            member = linli.MemberId(from["member"] as String),
            sku = linli.SkuId(from["sku"] as String),
            fulfilment = Codec.readFulfilment(from["fulfilment"]),
        )
    }

    fun writeRemoveSplitRule(value: linli.RemoveSplitRule): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["layer"] = Codec.writeSplitLayer(value.layer)
        into["scope"] = Codec.writeSplitScope(value.scope)
        return into
    }

    fun readRemoveSplitRule(wire: Any?): linli.RemoveSplitRule {
        val from = wire as Map<*, *>
        return linli.RemoveSplitRule(
            layer = from["layer"]?.let { Codec.readSplitLayer(it) } ?: linli.SplitLayer.BASE,
            scope = from["scope"]?.let { Codec.readSplitScope(it) } ?: linli.SplitScope(),
        )
    }

    fun writeRepeatPayout(value: linli.RepeatPayout): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["payout"] = value.payout.text
        return into
    }

    fun readRepeatPayout(wire: Any?): linli.RepeatPayout {
        val from = wire as Map<*, *>
        return linli.RepeatPayout(
            payout = linli.PayoutId(from["payout"] as String),
        )
    }

    fun writeReportBillPaid(value: linli.ReportBillPaid): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["node"] = value.node.text
        into["member"] = value.member.text
        into["number"] = value.number
        into["amount"] = value.amount.units
        return into
    }

    fun readReportBillPaid(wire: Any?): linli.ReportBillPaid {
        val from = wire as Map<*, *>
        return linli.ReportBillPaid(
            node = linli.NodeId(from["node"] as String),
            member = linli.MemberId(from["member"] as String),
            number = (from["number"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
        )
    }

    fun writeReportCall(value: linli.ReportCall): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["hold"] = value.hold.text
        into["call"] = value.call
        into["at"] = Wire.micros(value.at)
        into.putAll(Codec.writeCallResult(value.result) as Map<String, Any?>)
        return into
    }

    fun readReportCall(wire: Any?): linli.ReportCall {
        val from = wire as Map<*, *>
        return linli.ReportCall(
            hold = linli.HoldId(from["hold"] as String),
            call = (from["call"] as Number).toLong(),
            at = Wire.instant(from["at"]),
            result = Codec.readCallResult(from),
        )
    }

    fun writeReportCompletion(value: linli.ReportCompletion): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["order"] = value.order.text
        return into
    }

    fun readReportCompletion(wire: Any?): linli.ReportCompletion {
        val from = wire as Map<*, *>
        return linli.ReportCompletion(
            order = linli.OrderId(from["order"] as String),
        )
    }

    fun writeReportOutcome(value: linli.ReportOutcome): String = value.wire

    fun readReportOutcome(wire: Any?): linli.ReportOutcome = linli.ReportOutcome.of(wire)

    fun writeReportPayment(value: linli.ReportPayment): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["trade"] = value.trade.text
        into["provider"] = value.provider
        into["number"] = value.number
        into["amount"] = value.amount.units
        into["currency"] = value.currency
        into["paid_at"] = Wire.micros(value.paidAt)
        into["evidence"] = value.evidence
        return into
    }

    fun readReportPayment(wire: Any?): linli.ReportPayment {
        val from = wire as Map<*, *>
        return linli.ReportPayment(
            trade = linli.TradeId(from["trade"] as String),
            provider = (from["provider"] as String),
            number = (from["number"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            currency = (from["currency"] as String),
            paidAt = Wire.instant(from["paid_at"]),
            evidence = (from["evidence"] as String),
        )
    }

    fun writeReportPayout(value: linli.ReportPayout): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["payout"] = value.payout.text
        into["at"] = Wire.micros(value.at)
        into.putAll(Codec.writePayoutResult(value.result) as Map<String, Any?>)
        return into
    }

    fun readReportPayout(wire: Any?): linli.ReportPayout {
        val from = wire as Map<*, *>
        return linli.ReportPayout(
            payout = linli.PayoutId(from["payout"] as String),
            at = Wire.instant(from["at"]),
            result = Codec.readPayoutResult(from),
        )
    }

    fun writeReportRefund(value: linli.ReportRefund): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["refund"] = value.refund.text
        into["result"] = Codec.writeRefundResult(value.result)
        value.message?.let { it }?.let { into["message"] = it }
        value.attempt?.let { it }?.let { into["attempt"] = it }
        return into
    }

    fun readReportRefund(wire: Any?): linli.ReportRefund {
        val from = wire as Map<*, *>
        return linli.ReportRefund(
            refund = linli.RefundId(from["refund"] as String),
            result = Codec.readRefundResult(from["result"]),
            message = from["message"]?.let { (it as String) },
            attempt = from["attempt"]?.let { (it as Number).toLong() },
        )
    }

    fun writeReportThirdPartyRefund(value: linli.ReportThirdPartyRefund): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["number"] = value.number
        into["refund"] = value.refund
        into["amount"] = value.amount.units
        return into
    }

    fun readReportThirdPartyRefund(wire: Any?): linli.ReportThirdPartyRefund {
        val from = wire as Map<*, *>
        return linli.ReportThirdPartyRefund(
            merchant = linli.MerchantId(from["merchant"] as String),
            number = (from["number"] as String),
            refund = (from["refund"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
        )
    }

    fun writeReportThirdPartySale(value: linli.ReportThirdPartySale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["number"] = value.number
        value.member?.let { it.text }?.let { into["member"] = it }
        into["amount"] = value.amount.units
        into["at"] = Wire.micros(value.at)
        return into
    }

    fun readReportThirdPartySale(wire: Any?): linli.ReportThirdPartySale {
        val from = wire as Map<*, *>
        return linli.ReportThirdPartySale(
            merchant = linli.MerchantId(from["merchant"] as String),
            number = (from["number"] as String),
            member = from["member"]?.let { linli.MemberId(it as String) },
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            at = Wire.instant(from["at"]),
        )
    }

    fun writeReportWithdrawal(value: linli.ReportWithdrawal): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["withdrawal"] = value.withdrawal.text
        into.putAll(Codec.writeWithdrawalResult(value.result) as Map<String, Any?>)
        return into
    }

    fun readReportWithdrawal(wire: Any?): linli.ReportWithdrawal {
        val from = wire as Map<*, *>
        return linli.ReportWithdrawal(
            withdrawal = linli.WithdrawalId(from["withdrawal"] as String),
            result = Codec.readWithdrawalResult(from),
        )
    }

    fun writeRequestWithdrawal(value: linli.RequestWithdrawal): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["party"] = value.party.text
        into["amount"] = value.amount.units
        return into
    }

    fun readRequestWithdrawal(wire: Any?): linli.RequestWithdrawal {
        val from = wire as Map<*, *>
        return linli.RequestWithdrawal(
            party = linli.Party(from["party"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
        )
    }

    fun writeResendWithdrawal(value: linli.ResendWithdrawal): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["withdrawal"] = value.withdrawal.text
        return into
    }

    fun readResendWithdrawal(wire: Any?): linli.ResendWithdrawal {
        val from = wire as Map<*, *>
        return linli.ResendWithdrawal(
            withdrawal = linli.WithdrawalId(from["withdrawal"] as String),
        )
    }

    fun writeResumeMerchant(value: linli.ResumeMerchant): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["reason"] = value.reason
        return into
    }

    fun readResumeMerchant(wire: Any?): linli.ResumeMerchant {
        val from = wire as Map<*, *>
        return linli.ResumeMerchant(
            merchant = linli.MerchantId(from["merchant"] as String),
            reason = (from["reason"] as String),
        )
    }

    fun writeRetryRefund(value: linli.RetryRefund): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["refund"] = value.refund.text
        return into
    }

    fun readRetryRefund(wire: Any?): linli.RetryRefund {
        val from = wire as Map<*, *>
        return linli.RetryRefund(
            refund = linli.RefundId(from["refund"] as String),
        )
    }

    fun writeReturnBillPoints(value: linli.ReturnBillPoints): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["node"] = value.node.text
        into["number"] = value.number
        return into
    }

    fun readReturnBillPoints(wire: Any?): linli.ReturnBillPoints {
        val from = wire as Map<*, *>
        return linli.ReturnBillPoints(
            node = linli.NodeId(from["node"] as String),
            number = (from["number"] as String),
        )
    }

    fun writeReturnsFrom(value: linli.ReturnsFrom): String = value.wire

    fun readReturnsFrom(wire: Any?): linli.ReturnsFrom = linli.ReturnsFrom.of(wire)

    fun writeReverseDocument(value: linli.ReverseDocument): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["document"] = value.document.text
        into["reason"] = value.reason
        return into
    }

    fun readReverseDocument(wire: Any?): linli.ReverseDocument {
        val from = wire as Map<*, *>
        return linli.ReverseDocument(
            document = linli.DocumentId(from["document"] as String),
            reason = (from["reason"] as String),
        )
    }

    fun writeReview(value: linli.Review): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["order"] = value.order.text
        into["line"] = value.line
        into["product"] = value.product.text
        into["sku"] = value.sku.text
        into["name"] = value.name
        into["merchant"] = value.merchant.text
        into["member"] = value.member.text
        into["stars"] = value.stars
        into["text"] = value.text
        into["pictures"] = value.pictures.map { it }
        into["at"] = Wire.micros(value.at)
        into["day"] = value.day.toString()
        value.answer?.let { Codec.writeReviewAnswer(it) }?.let { into["answer"] = it }
        value.hidden?.let { it }?.let { into["hidden"] = it }
        return into
    }

    fun readReview(wire: Any?): linli.Review {
        val from = wire as Map<*, *>
        return linli.Review(
            id = linli.ReviewId(from["id"] as String),
            order = linli.OrderId(from["order"] as String),
            line = (from["line"] as Number).toLong(),
            product = linli.ProductId(from["product"] as String),
            sku = linli.SkuId(from["sku"] as String),
            name = (from["name"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            member = linli.MemberId(from["member"] as String),
            stars = (from["stars"] as Number).toInt(),
            text = from["text"]?.let { (it as String) } ?: "",
            pictures = from["pictures"]?.let { (it as List<*>).map { (it as String) } } ?: emptyList(),
            at = Wire.instant(from["at"]),
            day = java.time.LocalDate.parse(from["day"] as String),
            answer = from["answer"]?.let { Codec.readReviewAnswer(it) },
            hidden = from["hidden"]?.let { (it as String) },
        )
    }

    fun writeReviewAnswer(value: linli.ReviewAnswer): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["text"] = value.text
        into["at"] = Wire.micros(value.at)
        return into
    }

    fun readReviewAnswer(wire: Any?): linli.ReviewAnswer {
        val from = wire as Map<*, *>
        return linli.ReviewAnswer(
            text = (from["text"] as String),
            at = Wire.instant(from["at"]),
        )
    }

    fun writeReviewLevels(value: linli.ReviewLevels): Map<String, Any?> = emptyMap()

    fun readReviewLevels(wire: Any?): linli.ReviewLevels = linli.ReviewLevels

    fun writeReviewMerchant(value: linli.ReviewMerchant): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["outcome"] = Codec.writeMerchantVerdict(value.outcome)
        return into
    }

    fun readReviewMerchant(wire: Any?): linli.ReviewMerchant {
        val from = wire as Map<*, *>
        return linli.ReviewMerchant(
            merchant = linli.MerchantId(from["merchant"] as String),
            outcome = Codec.readMerchantVerdict(from["outcome"]),
        )
    }

    fun writeReviewProduct(value: linli.ReviewProduct): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["product"] = value.product.text
        into["outcome"] = Codec.writeMerchantVerdict(value.outcome)
        return into
    }

    fun readReviewProduct(wire: Any?): linli.ReviewProduct {
        val from = wire as Map<*, *>
        return linli.ReviewProduct(
            product = linli.ProductId(from["product"] as String),
            outcome = Codec.readMerchantVerdict(from["outcome"]),
        )
    }

    fun writeReviewView(value: linli.ReviewView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["product"] = value.product.text
        into["sku"] = value.sku.text
        into["name"] = value.name
        into["stars"] = value.stars
        into["text"] = value.text
        into["pictures"] = value.pictures.map { it }
        into["at"] = Wire.micros(value.at)
        value.answer?.let { Codec.writeReviewAnswer(it) }?.let { into["answer"] = it }
        return into
    }

    fun readReviewView(wire: Any?): linli.ReviewView {
        val from = wire as Map<*, *>
        return linli.ReviewView(
            id = linli.ReviewId(from["id"] as String),
            product = linli.ProductId(from["product"] as String),
            sku = linli.SkuId(from["sku"] as String),
            name = (from["name"] as String),
            stars = (from["stars"] as Number).toInt(),
            text = (from["text"] as String),
            pictures = (from["pictures"] as List<*>).map { (it as String) },
            at = Wire.instant(from["at"]),
            answer = from["answer"]?.let { Codec.readReviewAnswer(it) },
        )
    }

    fun writeReviewWithdrawal(value: linli.ReviewWithdrawal): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["withdrawal"] = value.withdrawal.text
        into.putAll(Codec.writeWithdrawalReview(value.review) as Map<String, Any?>)
        return into
    }

    fun readReviewWithdrawal(wire: Any?): linli.ReviewWithdrawal {
        val from = wire as Map<*, *>
        return linli.ReviewWithdrawal(
            withdrawal = linli.WithdrawalId(from["withdrawal"] as String),
            review = Codec.readWithdrawalReview(from),
        )
    }

    fun writeRevokeRole(value: linli.RevokeRole): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["user"] = value.user.text
        into["grant"] = Codec.writeGrant(value.grant)
        return into
    }

    fun readRevokeRole(wire: Any?): linli.RevokeRole {
        val from = wire as Map<*, *>
        return linli.RevokeRole(
            user = linli.UserId(from["user"] as String),
            grant = Codec.readGrant(from["grant"]),
        )
    }

    fun writeRole(value: linli.Role): String = value.wire

    fun readRole(wire: Any?): linli.Role = linli.Role.of(wire)

    fun writeRounding(value: linli.Rounding): String = value.wire

    fun readRounding(wire: Any?): linli.Rounding = linli.Rounding.of(wire)

    fun writeSale(value: linli.Sale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into.putAll(Codec.writeSaleKind(value.kind) as Map<String, Any?>)
        into["merchant"] = value.merchant.text
        into["node"] = value.node.text
        into["product"] = value.product.text
        into["sku"] = value.sku.text
        into["starts_at"] = Wire.micros(value.startsAt)
        into["ends_at"] = Wire.micros(value.endsAt)
        into["price"] = value.price.units
        into["quota"] = value.quota
        value.perMember?.let { it }?.let { into["per_member"] = it }
        into["excludes"] = Codec.writeExcludes(value.excludes)
        into["state"] = Codec.writeSaleState(value.state)
        into["own_stock"] = value.ownStock.map { listOf(it.first.text, it.second) }
        return into
    }

    fun readSale(wire: Any?): linli.Sale {
        val from = wire as Map<*, *>
        return linli.Sale(
            id = linli.CampaignId(from["id"] as String),
            kind = Codec.readSaleKind(from),
            merchant = linli.MerchantId(from["merchant"] as String),
            node = linli.NodeId(from["node"] as String),
            product = linli.ProductId(from["product"] as String),
            sku = linli.SkuId(from["sku"] as String),
            startsAt = Wire.instant(from["starts_at"]),
            endsAt = Wire.instant(from["ends_at"]),
            price = linli.Money.ofUnits((from["price"] as Number).toLong()),
            quota = (from["quota"] as Number).toLong(),
            perMember = from["per_member"]?.let { (it as Number).toLong() },
            excludes = Codec.readExcludes(from["excludes"]),
            state = Codec.readSaleState(from["state"]),
            ownStock = from["own_stock"]?.let { (it as List<*>).map { Pair(linli.SkuId((it as List<*>)[0] as String), ((it as List<*>)[1] as Number).toLong()) } } ?: emptyList(),
        )
    }

    fun writeSaleChoice(value: linli.SaleChoice): Any = when (value) {
        is linli.SaleChoice.Flash -> mapOf("flash" to value.value.text)
        is linli.SaleChoice.Open -> mapOf("open" to value.value.text)
        is linli.SaleChoice.Join -> mapOf("join" to value.value.text)
    }

    fun readSaleChoice(wire: Any?): linli.SaleChoice {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "flash" -> linli.SaleChoice.Flash(linli.CampaignId(data as String))
            "open" -> linli.SaleChoice.Open(linli.CampaignId(data as String))
            "join" -> linli.SaleChoice.Join(linli.GroupId(data as String))
            else -> throw UnknownException("a SaleChoice of a newer engine")
        }
    }

    fun writeSaleKind(value: linli.SaleKind): Any = when (value) {
        is linli.SaleKind.Flash -> mapOf("kind" to "flash")
        is linli.SaleKind.Group -> mapOf("kind" to "group") + (Codec.writeGroupTerms(value.value) as Map<String, Any?>)
    }

    fun readSaleKind(wire: Any?): linli.SaleKind {
        val case = (wire as Map<*, *>)["kind"]
        val data: Any? = wire
        return when (case) {
            "flash" -> linli.SaleKind.Flash
            "group" -> linli.SaleKind.Group(Codec.readGroupTerms(data))
            else -> throw UnknownException("a SaleKind of a newer engine")
        }
    }

    fun writeSaleState(value: linli.SaleState): String = value.wire

    fun readSaleState(wire: Any?): linli.SaleState = linli.SaleState.of(wire)

    fun writeSaleTerms(value: linli.SaleTerms): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sale"] = value.sale.text
        into["own_stock"] = value.ownStock
        into["limited"] = value.limited
        into["no_distribution"] = value.noDistribution
        return into
    }

    fun readSaleTerms(wire: Any?): linli.SaleTerms {
        val from = wire as Map<*, *>
        return linli.SaleTerms(
            sale = linli.CampaignId(from["sale"] as String),
            ownStock = from["own_stock"]?.let { (it as Boolean) } ?: false,
            limited = from["limited"]?.let { (it as Boolean) } ?: false,
            noDistribution = from["no_distribution"]?.let { (it as Boolean) } ?: false,
        )
    }

    fun writeSaleView(value: linli.SaleView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sale"] = Codec.writeSale(value.sale)
        into["left"] = value.left
        into["reserved"] = value.reserved
        into["sold"] = value.sold
        into["lost"] = value.lost
        return into
    }

    fun readSaleView(wire: Any?): linli.SaleView {
        val from = wire as Map<*, *>
        return linli.SaleView(
            sale = Codec.readSale(from["sale"]),
            left = (from["left"] as Number).toLong(),
            reserved = (from["reserved"] as Number).toLong(),
            sold = (from["sold"] as Number).toLong(),
            lost = (from["lost"] as Number).toLong(),
        )
    }

    fun writeScope(value: linli.Scope): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into.putAll(Codec.writeScopeOf(value.of) as Map<String, Any?>)
        into["kinds"] = value.kinds.map { Codec.writeProductKind(it) }
        return into
    }

    fun readScope(wire: Any?): linli.Scope {
        val from = wire as Map<*, *>
        return linli.Scope(
            of = Codec.readScopeOf(from),
            kinds = from["kinds"]?.let { (it as List<*>).map { Codec.readProductKind(it) } } ?: emptyList(),
        )
    }

    fun writeScopeOf(value: linli.ScopeOf): Any = when (value) {
        is linli.ScopeOf.All -> mapOf("of" to "all")
        is linli.ScopeOf.Categories -> mapOf("of" to "categories", "ids" to value.value.map { it.text })
        is linli.ScopeOf.Products -> mapOf("of" to "products", "ids" to value.value.map { it.text })
        is linli.ScopeOf.Merchants -> mapOf("of" to "merchants", "ids" to value.value.map { it.text })
    }

    fun readScopeOf(wire: Any?): linli.ScopeOf {
        val case = (wire as Map<*, *>)["of"]
        val data = wire["ids"]
        return when (case) {
            "all" -> linli.ScopeOf.All
            "categories" -> linli.ScopeOf.Categories((data as List<*>).map { linli.CategoryId(it as String) }.toSet())
            "products" -> linli.ScopeOf.Products((data as List<*>).map { linli.ProductId(it as String) }.toSet())
            "merchants" -> linli.ScopeOf.Merchants((data as List<*>).map { linli.MerchantId(it as String) }.toSet())
            else -> throw UnknownException("a ScopeOf of a newer engine")
        }
    }

    fun writeSealLog(value: linli.SealLog): Map<String, Any?> = emptyMap()

    fun readSealLog(wire: Any?): linli.SealLog = linli.SealLog

    fun writeSealReport(value: linli.SealReport): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        value.newest?.let { Codec.writeLogSeal(it) }?.let { into["newest"] = it }
        into["broken"] = value.broken.map { it }
        return into
    }

    fun readSealReport(wire: Any?): linli.SealReport {
        val from = wire as Map<*, *>
        return linli.SealReport(
            newest = from["newest"]?.let { Codec.readLogSeal(it) },
            broken = (from["broken"] as List<*>).map { (it as Number).toLong() },
        )
    }

    fun writeSearchPage(value: linli.SearchPage): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["products"] = value.products.map { Codec.writeProductView(it) }
        into["found"] = value.found
        value.next?.let { Codec.writeSearchPlace(it) }?.let { into["next"] = it }
        return into
    }

    fun readSearchPage(wire: Any?): linli.SearchPage {
        val from = wire as Map<*, *>
        return linli.SearchPage(
            products = (from["products"] as List<*>).map { Codec.readProductView(it) },
            found = (from["found"] as Number).toLong(),
            next = from["next"]?.let { Codec.readSearchPlace(it) },
        )
    }

    fun writeSearchPlace(value: linli.SearchPlace): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["rank"] = value.rank.map { it }
        into["product"] = value.product.text
        return into
    }

    fun readSearchPlace(wire: Any?): linli.SearchPlace {
        val from = wire as Map<*, *>
        return linli.SearchPlace(
            rank = (from["rank"] as List<*>).map { (it as Number).toLong() },
            product = linli.ProductId(from["product"] as String),
        )
    }

    fun writeSeat(value: linli.Seat): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["trade"] = value.trade.text
        into["order"] = value.order.text
        into["state"] = Codec.writeSeatState(value.state)
        into["held_until"] = Wire.micros(value.heldUntil)
        return into
    }

    fun readSeat(wire: Any?): linli.Seat {
        val from = wire as Map<*, *>
        return linli.Seat(
            member = linli.MemberId(from["member"] as String),
            trade = linli.TradeId(from["trade"] as String),
            order = linli.OrderId(from["order"] as String),
            state = Codec.readSeatState(from["state"]),
            heldUntil = Wire.instant(from["held_until"]),
        )
    }

    fun writeSeatState(value: linli.SeatState): String = value.wire

    fun readSeatState(wire: Any?): linli.SeatState = linli.SeatState.of(wire)

    fun writeSectionExplained(value: linli.SectionExplained): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["section"] = Codec.writeSplitSection(value.section)
        into["value"] = value.value.units
        value.rule?.let { it }?.let { into["rule"] = it }
        value.commission?.let { it }?.let { into["commission"] = it }
        into["steps"] = value.steps.map { Codec.writeSplitStep(it) }
        return into
    }

    fun readSectionExplained(wire: Any?): linli.SectionExplained {
        val from = wire as Map<*, *>
        return linli.SectionExplained(
            section = Codec.readSplitSection(from["section"]),
            value = linli.Money.ofUnits((from["value"] as Number).toLong()),
            rule = from["rule"]?.let { (it as String) },
            commission = from["commission"]?.let { (it as String) },
            steps = (from["steps"] as List<*>).map { Codec.readSplitStep(it) },
        )
    }

    fun writeSegment(value: linli.Segment): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["name"] = value.name
        into["members"] = Codec.writeExpression(value.members)
        return into
    }

    fun readSegment(wire: Any?): linli.Segment {
        val from = wire as Map<*, *>
        return linli.Segment(
            id = linli.SegmentId(from["id"] as String),
            name = (from["name"] as String),
            members = Codec.readExpression(from["members"]),
        )
    }

    fun writeSegmentPage(value: linli.SegmentPage): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["members"] = value.members.map { it.text }
        value.next?.let { it.text }?.let { into["next"] = it }
        return into
    }

    fun readSegmentPage(wire: Any?): linli.SegmentPage {
        val from = wire as Map<*, *>
        return linli.SegmentPage(
            members = (from["members"] as List<*>).map { linli.MemberId(it as String) },
            next = from["next"]?.let { linli.MemberId(it as String) },
        )
    }

    fun writeSendGoodsBack(value: linli.SendGoodsBack): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["case"] = value.case.text
        into["carrier"] = value.carrier
        into["number"] = value.number
        return into
    }

    fun readSendGoodsBack(wire: Any?): linli.SendGoodsBack {
        val from = wire as Map<*, *>
        return linli.SendGoodsBack(
            case = linli.AfterSaleId(from["case"] as String),
            carrier = (from["carrier"] as String),
            number = (from["number"] as String),
        )
    }

    fun writeSetCalendar(value: linli.SetCalendar): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["calendar"] = Codec.writeBusinessCalendar(value.calendar)
        return into
    }

    fun readSetCalendar(wire: Any?): linli.SetCalendar {
        val from = wire as Map<*, *>
        return linli.SetCalendar(
            calendar = Codec.readBusinessCalendar(from["calendar"]),
        )
    }

    fun writeSetChannel(value: linli.SetChannel): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into.putAll(Codec.writeChannelProfile(value.profile) as Map<String, Any?>)
        return into
    }

    fun readSetChannel(wire: Any?): linli.SetChannel {
        val from = wire as Map<*, *>
        return linli.SetChannel(
            profile = Codec.readChannelProfile(from),
        )
    }

    fun writeSetLevels(value: linli.SetLevels): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["levels"] = value.levels.map { Codec.writeLevel(it) }
        return into
    }

    fun readSetLevels(wire: Any?): linli.SetLevels {
        val from = wire as Map<*, *>
        return linli.SetLevels(
            levels = (from["levels"] as List<*>).map { Codec.readLevel(it) },
        )
    }

    fun writeSetPayee(value: linli.SetPayee): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["party"] = value.party.text
        into["channel"] = value.channel
        value.account?.let { it }?.let { into["account"] = it }
        return into
    }

    fun readSetPayee(wire: Any?): linli.SetPayee {
        val from = wire as Map<*, *>
        return linli.SetPayee(
            party = linli.Party(from["party"] as String),
            channel = (from["channel"] as String),
            account = from["account"]?.let { (it as String) },
        )
    }

    fun writeSetPromoterKind(value: linli.SetPromoterKind): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["code"] = value.code
        into["name"] = value.name
        into["levels"] = Codec.writeReferralLevels(value.levels)
        return into
    }

    fun readSetPromoterKind(wire: Any?): linli.SetPromoterKind {
        val from = wire as Map<*, *>
        return linli.SetPromoterKind(
            code = (from["code"] as String),
            name = (from["name"] as String),
            levels = from["levels"]?.let { Codec.readReferralLevels(it) } ?: linli.ReferralLevels.ONE,
        )
    }

    fun writeSetQualifications(value: linli.SetQualifications): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["qualifications"] = value.qualifications.map { Codec.writeQualification(it) }
        return into
    }

    fun readSetQualifications(wire: Any?): linli.SetQualifications {
        val from = wire as Map<*, *>
        return linli.SetQualifications(
            merchant = linli.MerchantId(from["merchant"] as String),
            qualifications = (from["qualifications"] as List<*>).map { Codec.readQualification(it) },
        )
    }

    fun writeSetRecommendationRules(value: linli.SetRecommendationRules): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["rules"] = value.rules.map { Codec.writeRecommendationRule(it) }
        return into
    }

    fun readSetRecommendationRules(wire: Any?): linli.SetRecommendationRules {
        val from = wire as Map<*, *>
        return linli.SetRecommendationRules(
            rules = (from["rules"] as List<*>).map { Codec.readRecommendationRule(it) },
        )
    }

    fun writeSetSegment(value: linli.SetSegment): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["name"] = value.name
        into["members"] = Codec.writeExpression(value.members)
        return into
    }

    fun readSetSegment(wire: Any?): linli.SetSegment {
        val from = wire as Map<*, *>
        return linli.SetSegment(
            name = (from["name"] as String),
            members = Codec.readExpression(from["members"]),
        )
    }

    fun writeSetServedNodes(value: linli.SetServedNodes): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["nodes"] = value.nodes.map { it.text }
        return into
    }

    fun readSetServedNodes(wire: Any?): linli.SetServedNodes {
        val from = wire as Map<*, *>
        return linli.SetServedNodes(
            merchant = linli.MerchantId(from["merchant"] as String),
            nodes = (from["nodes"] as List<*>).map { linli.NodeId(it as String) },
        )
    }

    fun writeSetSplitRule(value: linli.SetSplitRule): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["layer"] = Codec.writeSplitLayer(value.layer)
        into["scope"] = Codec.writeSplitScope(value.scope)
        into["name"] = value.name
        into["shares"] = value.shares.map { Codec.writeShareRule(it) }
        return into
    }

    fun readSetSplitRule(wire: Any?): linli.SetSplitRule {
        val from = wire as Map<*, *>
        return linli.SetSplitRule(
            layer = from["layer"]?.let { Codec.readSplitLayer(it) } ?: linli.SplitLayer.BASE,
            scope = from["scope"]?.let { Codec.readSplitScope(it) } ?: linli.SplitScope(),
            name = (from["name"] as String),
            shares = (from["shares"] as List<*>).map { Codec.readShareRule(it) },
        )
    }

    fun writeSetStationOpening(value: linli.SetStationOpening): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        into["opening"] = Codec.writeOpening(value.opening)
        return into
    }

    fun readSetStationOpening(wire: Any?): linli.SetStationOpening {
        val from = wire as Map<*, *>
        return linli.SetStationOpening(
            station = linli.StationId(from["station"] as String),
            opening = Codec.readOpening(from["opening"]),
        )
    }

    fun writeSetStock(value: linli.SetStock): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["lines"] = value.lines.map { Codec.writeStockLine(it) }
        return into
    }

    fun readSetStock(wire: Any?): linli.SetStock {
        val from = wire as Map<*, *>
        return linli.SetStock(
            merchant = linli.MerchantId(from["merchant"] as String),
            lines = (from["lines"] as List<*>).map { Codec.readStockLine(it) },
        )
    }

    fun writeSetTagRules(value: linli.SetTagRules): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["rules"] = value.rules.map { Codec.writeTagRule(it) }
        return into
    }

    fun readSetTagRules(wire: Any?): linli.SetTagRules {
        val from = wire as Map<*, *>
        return linli.SetTagRules(
            rules = (from["rules"] as List<*>).map { Codec.readTagRule(it) },
        )
    }

    fun writeSetThirdPartyContract(value: linli.SetThirdPartyContract): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["rate"] = value.rate.toPlainString()
        into["receivers"] = value.receivers.map { listOf(it.first.text, it.second) }
        return into
    }

    fun readSetThirdPartyContract(wire: Any?): linli.SetThirdPartyContract {
        val from = wire as Map<*, *>
        return linli.SetThirdPartyContract(
            merchant = linli.MerchantId(from["merchant"] as String),
            rate = java.math.BigDecimal(from["rate"] as String),
            receivers = (from["receivers"] as List<*>).map { Pair(linli.Party((it as List<*>)[0] as String), ((it as List<*>)[1] as Number).toLong()) },
        )
    }

    fun writeSettings(value: linli.Settings): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["payment_minutes"] = value.paymentMinutes
        into["station_radius_metres"] = value.stationRadiusMetres
        into["cutoff"] = value.cutoff.toString()
        into["rounding"] = Codec.writeRounding(value.rounding)
        into["points_per_unit"] = value.pointsPerUnit
        into["points_cap"] = value.pointsCap.toPlainString()
        into["points_earned_per_unit"] = value.pointsEarnedPerUnit
        into["points_active_at_once"] = value.pointsActiveAtOnce
        into["points_for_registering"] = value.pointsForRegistering
        into["points_for_login"] = value.pointsForLogin
        into["points_earned_per_bill_unit"] = value.pointsEarnedPerBillUnit
        into["points_bill_cap"] = value.pointsBillCap.toPlainString()
        into["points_kind_buying"] = Codec.writePointsKind(value.pointsKindBuying)
        into["points_kind_registering"] = Codec.writePointsKind(value.pointsKindRegistering)
        into["points_kind_login"] = Codec.writePointsKind(value.pointsKindLogin)
        into["points_kind_bill"] = Codec.writePointsKind(value.pointsKindBill)
        into["points_kind_level"] = Codec.writePointsKind(value.pointsKindLevel)
        into["growth_per_unit"] = value.growthPerUnit
        into["level_months"] = value.levelMonths
        into["level_downgrade"] = Codec.writeDowngrade(value.levelDowngrade)
        into["points_warning_days"] = value.pointsWarningDays
        into["points_valid_months"] = value.pointsValidMonths
        into["express_fee"] = value.expressFee.units
        into["express_free_from"] = value.expressFreeFrom.units
        into["instant_fee"] = value.instantFee.units
        into["instant_free_from"] = value.instantFreeFrom.units
        into["auto_receipt_days_pickup"] = value.autoReceiptDaysPickup
        into["auto_receipt_days_express"] = value.autoReceiptDaysExpress
        into["auto_receipt_days_service"] = value.autoReceiptDaysService
        into["review_days"] = value.reviewDays
        into["code_misses"] = value.codeMisses
        into["code_block_minutes"] = value.codeBlockMinutes
        into["code_rest_days"] = value.codeRestDays
        into["leader_tiers"] = value.leaderTiers.map { Codec.writeTier(it) }
        into["leader_tier_mode"] = Codec.writeTierMode(value.leaderTierMode)
        into["commission_on_own_orders"] = value.commissionOnOwnOrders
        into["referral_policy"] = Codec.writeReferralPolicy(value.referralPolicy)
        into["referral_days"] = value.referralDays
        into["commission_payout"] = Codec.writeCommissionPayout(value.commissionPayout)
        into["withdrawal_minimum"] = value.withdrawalMinimum.units
        into["withdrawal_fee"] = value.withdrawalFee.units
        into["withdrawal_fee_rate"] = value.withdrawalFeeRate.toPlainString()
        into["settle_merchants"] = Codec.writeSettleTrigger(value.settleMerchants)
        into["settle_suppliers"] = Codec.writeSettleTrigger(value.settleSuppliers)
        into["settle_property"] = Codec.writeSettleTrigger(value.settleProperty)
        into["settle_platform"] = Codec.writeSettleTrigger(value.settlePlatform)
        into["settle_leaders"] = Codec.writeSettleTrigger(value.settleLeaders)
        into["payout_channel"] = value.payoutChannel
        into["payout_minimum"] = value.payoutMinimum.units
        into["payout_minimum_own"] = value.payoutMinimumOwn.units
        into["payout_minimum_leaders"] = value.payoutMinimumLeaders.units
        into["payout_approval_above"] = value.payoutApprovalAbove.units
        into["clearing_alarm_days"] = value.clearingAlarmDays
        into["payout_approvals"] = value.payoutApprovals
        into["payout_answer_hours"] = value.payoutAnswerHours
        into["flash_payment_minutes"] = value.flashPaymentMinutes
        into["group_seat_minutes"] = value.groupSeatMinutes
        into["group_full"] = Codec.writeFullGroup(value.groupFull)
        into["first_reminder_days"] = value.firstReminderDays
        into["second_reminder_days"] = value.secondReminderDays
        into["no_show_days"] = value.noShowDays
        into["no_show_policy"] = Codec.writeNoShowPolicy(value.noShowPolicy)
        into["no_show_fee"] = value.noShowFee.units
        into["fee_after_shipping"] = Codec.writeFeeAfterShipping(value.feeAfterShipping)
        into["after_sale_answer_days"] = value.afterSaleAnswerDays
        into["after_sale_open_per_line"] = value.afterSaleOpenPerLine
        into["review_prior_hundredths"] = value.reviewPriorHundredths
        into["review_prior_weight"] = value.reviewPriorWeight
        into["rating_floor_hundredths"] = value.ratingFloorHundredths
        into["rating_least_reviews"] = value.ratingLeastReviews
        into["rating_window_days"] = value.ratingWindowDays
        into["rectify_days"] = value.rectifyDays
        into["coupon_warning_days"] = value.couponWarningDays
        into["coupons_come_back"] = value.couponsComeBack
        into["review_changes"] = value.reviewChanges
        into["insight_minutes"] = value.insightMinutes
        into["churn_days"] = value.churnDays
        return into
    }

    fun readSettings(wire: Any?): linli.Settings {
        val from = wire as Map<*, *>
        return linli.Settings(
            paymentMinutes = (from["payment_minutes"] as Number).toLong(),
            stationRadiusMetres = (from["station_radius_metres"] as Number).toLong(),
            cutoff = java.time.LocalTime.parse(from["cutoff"] as String),
            rounding = Codec.readRounding(from["rounding"]),
            pointsPerUnit = (from["points_per_unit"] as Number).toLong(),
            pointsCap = java.math.BigDecimal(from["points_cap"] as String),
            pointsEarnedPerUnit = (from["points_earned_per_unit"] as Number).toLong(),
            pointsActiveAtOnce = (from["points_active_at_once"] as Boolean),
            pointsForRegistering = (from["points_for_registering"] as Number).toLong(),
            pointsForLogin = (from["points_for_login"] as Number).toLong(),
            pointsEarnedPerBillUnit = (from["points_earned_per_bill_unit"] as Number).toLong(),
            pointsBillCap = java.math.BigDecimal(from["points_bill_cap"] as String),
            pointsKindBuying = Codec.readPointsKind(from["points_kind_buying"]),
            pointsKindRegistering = Codec.readPointsKind(from["points_kind_registering"]),
            pointsKindLogin = Codec.readPointsKind(from["points_kind_login"]),
            pointsKindBill = Codec.readPointsKind(from["points_kind_bill"]),
            pointsKindLevel = Codec.readPointsKind(from["points_kind_level"]),
            growthPerUnit = (from["growth_per_unit"] as Number).toLong(),
            levelMonths = (from["level_months"] as Number).toLong(),
            levelDowngrade = Codec.readDowngrade(from["level_downgrade"]),
            pointsWarningDays = (from["points_warning_days"] as Number).toLong(),
            pointsValidMonths = (from["points_valid_months"] as Number).toLong(),
            expressFee = linli.Money.ofUnits((from["express_fee"] as Number).toLong()),
            expressFreeFrom = linli.Money.ofUnits((from["express_free_from"] as Number).toLong()),
            instantFee = linli.Money.ofUnits((from["instant_fee"] as Number).toLong()),
            instantFreeFrom = linli.Money.ofUnits((from["instant_free_from"] as Number).toLong()),
            autoReceiptDaysPickup = (from["auto_receipt_days_pickup"] as Number).toLong(),
            autoReceiptDaysExpress = (from["auto_receipt_days_express"] as Number).toLong(),
            autoReceiptDaysService = (from["auto_receipt_days_service"] as Number).toLong(),
            reviewDays = (from["review_days"] as Number).toLong(),
            codeMisses = (from["code_misses"] as Number).toLong(),
            codeBlockMinutes = (from["code_block_minutes"] as Number).toLong(),
            codeRestDays = (from["code_rest_days"] as Number).toLong(),
            leaderTiers = (from["leader_tiers"] as List<*>).map { Codec.readTier(it) },
            leaderTierMode = Codec.readTierMode(from["leader_tier_mode"]),
            commissionOnOwnOrders = (from["commission_on_own_orders"] as Boolean),
            referralPolicy = Codec.readReferralPolicy(from["referral_policy"]),
            referralDays = (from["referral_days"] as Number).toLong(),
            commissionPayout = Codec.readCommissionPayout(from["commission_payout"]),
            withdrawalMinimum = linli.Money.ofUnits((from["withdrawal_minimum"] as Number).toLong()),
            withdrawalFee = linli.Money.ofUnits((from["withdrawal_fee"] as Number).toLong()),
            withdrawalFeeRate = java.math.BigDecimal(from["withdrawal_fee_rate"] as String),
            settleMerchants = Codec.readSettleTrigger(from["settle_merchants"]),
            settleSuppliers = Codec.readSettleTrigger(from["settle_suppliers"]),
            settleProperty = Codec.readSettleTrigger(from["settle_property"]),
            settlePlatform = Codec.readSettleTrigger(from["settle_platform"]),
            settleLeaders = Codec.readSettleTrigger(from["settle_leaders"]),
            payoutChannel = (from["payout_channel"] as String),
            payoutMinimum = linli.Money.ofUnits((from["payout_minimum"] as Number).toLong()),
            payoutMinimumOwn = linli.Money.ofUnits((from["payout_minimum_own"] as Number).toLong()),
            payoutMinimumLeaders = linli.Money.ofUnits((from["payout_minimum_leaders"] as Number).toLong()),
            payoutApprovalAbove = linli.Money.ofUnits((from["payout_approval_above"] as Number).toLong()),
            clearingAlarmDays = (from["clearing_alarm_days"] as Number).toLong(),
            payoutApprovals = (from["payout_approvals"] as Number).toLong(),
            payoutAnswerHours = (from["payout_answer_hours"] as Number).toLong(),
            flashPaymentMinutes = (from["flash_payment_minutes"] as Number).toLong(),
            groupSeatMinutes = (from["group_seat_minutes"] as Number).toLong(),
            groupFull = Codec.readFullGroup(from["group_full"]),
            firstReminderDays = (from["first_reminder_days"] as Number).toLong(),
            secondReminderDays = (from["second_reminder_days"] as Number).toLong(),
            noShowDays = (from["no_show_days"] as Number).toLong(),
            noShowPolicy = Codec.readNoShowPolicy(from["no_show_policy"]),
            noShowFee = linli.Money.ofUnits((from["no_show_fee"] as Number).toLong()),
            feeAfterShipping = Codec.readFeeAfterShipping(from["fee_after_shipping"]),
            afterSaleAnswerDays = (from["after_sale_answer_days"] as Number).toLong(),
            afterSaleOpenPerLine = (from["after_sale_open_per_line"] as Number).toLong(),
            reviewPriorHundredths = (from["review_prior_hundredths"] as Number).toLong(),
            reviewPriorWeight = (from["review_prior_weight"] as Number).toLong(),
            ratingFloorHundredths = (from["rating_floor_hundredths"] as Number).toLong(),
            ratingLeastReviews = (from["rating_least_reviews"] as Number).toLong(),
            ratingWindowDays = (from["rating_window_days"] as Number).toLong(),
            rectifyDays = (from["rectify_days"] as Number).toLong(),
            couponWarningDays = (from["coupon_warning_days"] as Number).toLong(),
            couponsComeBack = (from["coupons_come_back"] as Boolean),
            reviewChanges = (from["review_changes"] as Boolean),
            insightMinutes = (from["insight_minutes"] as Number).toLong(),
            churnDays = (from["churn_days"] as Number).toLong(),
        )
    }

    fun writeSettingsPatch(value: linli.SettingsPatch): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        value.paymentMinutes?.let { it }?.let { into["payment_minutes"] = it }
        value.stationRadiusMetres?.let { it }?.let { into["station_radius_metres"] = it }
        value.cutoff?.let { it.toString() }?.let { into["cutoff"] = it }
        value.rounding?.let { Codec.writeRounding(it) }?.let { into["rounding"] = it }
        value.pointsPerUnit?.let { it }?.let { into["points_per_unit"] = it }
        value.pointsCap?.let { it.toPlainString() }?.let { into["points_cap"] = it }
        value.pointsEarnedPerUnit?.let { it }?.let { into["points_earned_per_unit"] = it }
        value.pointsActiveAtOnce?.let { it }?.let { into["points_active_at_once"] = it }
        value.pointsForRegistering?.let { it }?.let { into["points_for_registering"] = it }
        value.pointsForLogin?.let { it }?.let { into["points_for_login"] = it }
        value.pointsEarnedPerBillUnit?.let { it }?.let { into["points_earned_per_bill_unit"] = it }
        value.pointsBillCap?.let { it.toPlainString() }?.let { into["points_bill_cap"] = it }
        value.pointsKindBuying?.let { Codec.writePointsKind(it) }?.let { into["points_kind_buying"] = it }
        value.pointsKindRegistering?.let { Codec.writePointsKind(it) }?.let { into["points_kind_registering"] = it }
        value.pointsKindLogin?.let { Codec.writePointsKind(it) }?.let { into["points_kind_login"] = it }
        value.pointsKindBill?.let { Codec.writePointsKind(it) }?.let { into["points_kind_bill"] = it }
        value.pointsKindLevel?.let { Codec.writePointsKind(it) }?.let { into["points_kind_level"] = it }
        value.growthPerUnit?.let { it }?.let { into["growth_per_unit"] = it }
        value.levelMonths?.let { it }?.let { into["level_months"] = it }
        value.levelDowngrade?.let { Codec.writeDowngrade(it) }?.let { into["level_downgrade"] = it }
        value.pointsWarningDays?.let { it }?.let { into["points_warning_days"] = it }
        value.pointsValidMonths?.let { it }?.let { into["points_valid_months"] = it }
        value.expressFee?.let { it.units }?.let { into["express_fee"] = it }
        value.expressFreeFrom?.let { it.units }?.let { into["express_free_from"] = it }
        value.instantFee?.let { it.units }?.let { into["instant_fee"] = it }
        value.instantFreeFrom?.let { it.units }?.let { into["instant_free_from"] = it }
        value.autoReceiptDaysPickup?.let { it }?.let { into["auto_receipt_days_pickup"] = it }
        value.autoReceiptDaysExpress?.let { it }?.let { into["auto_receipt_days_express"] = it }
        value.autoReceiptDaysService?.let { it }?.let { into["auto_receipt_days_service"] = it }
        value.reviewDays?.let { it }?.let { into["review_days"] = it }
        value.codeMisses?.let { it }?.let { into["code_misses"] = it }
        value.codeBlockMinutes?.let { it }?.let { into["code_block_minutes"] = it }
        value.codeRestDays?.let { it }?.let { into["code_rest_days"] = it }
        value.leaderTiers?.let { it.map { Codec.writeTier(it) } }?.let { into["leader_tiers"] = it }
        value.leaderTierMode?.let { Codec.writeTierMode(it) }?.let { into["leader_tier_mode"] = it }
        value.commissionOnOwnOrders?.let { it }?.let { into["commission_on_own_orders"] = it }
        value.referralPolicy?.let { Codec.writeReferralPolicy(it) }?.let { into["referral_policy"] = it }
        value.referralDays?.let { it }?.let { into["referral_days"] = it }
        value.commissionPayout?.let { Codec.writeCommissionPayout(it) }?.let { into["commission_payout"] = it }
        value.withdrawalMinimum?.let { it.units }?.let { into["withdrawal_minimum"] = it }
        value.withdrawalFee?.let { it.units }?.let { into["withdrawal_fee"] = it }
        value.withdrawalFeeRate?.let { it.toPlainString() }?.let { into["withdrawal_fee_rate"] = it }
        value.settleMerchants?.let { Codec.writeSettleTrigger(it) }?.let { into["settle_merchants"] = it }
        value.settleSuppliers?.let { Codec.writeSettleTrigger(it) }?.let { into["settle_suppliers"] = it }
        value.settleProperty?.let { Codec.writeSettleTrigger(it) }?.let { into["settle_property"] = it }
        value.settlePlatform?.let { Codec.writeSettleTrigger(it) }?.let { into["settle_platform"] = it }
        value.settleLeaders?.let { Codec.writeSettleTrigger(it) }?.let { into["settle_leaders"] = it }
        value.payoutChannel?.let { it }?.let { into["payout_channel"] = it }
        value.payoutMinimum?.let { it.units }?.let { into["payout_minimum"] = it }
        value.payoutMinimumOwn?.let { it.units }?.let { into["payout_minimum_own"] = it }
        value.payoutMinimumLeaders?.let { it.units }?.let { into["payout_minimum_leaders"] = it }
        value.payoutApprovalAbove?.let { it.units }?.let { into["payout_approval_above"] = it }
        value.clearingAlarmDays?.let { it }?.let { into["clearing_alarm_days"] = it }
        value.payoutApprovals?.let { it }?.let { into["payout_approvals"] = it }
        value.payoutAnswerHours?.let { it }?.let { into["payout_answer_hours"] = it }
        value.flashPaymentMinutes?.let { it }?.let { into["flash_payment_minutes"] = it }
        value.groupSeatMinutes?.let { it }?.let { into["group_seat_minutes"] = it }
        value.groupFull?.let { Codec.writeFullGroup(it) }?.let { into["group_full"] = it }
        value.firstReminderDays?.let { it }?.let { into["first_reminder_days"] = it }
        value.secondReminderDays?.let { it }?.let { into["second_reminder_days"] = it }
        value.noShowDays?.let { it }?.let { into["no_show_days"] = it }
        value.noShowPolicy?.let { Codec.writeNoShowPolicy(it) }?.let { into["no_show_policy"] = it }
        value.noShowFee?.let { it.units }?.let { into["no_show_fee"] = it }
        value.feeAfterShipping?.let { Codec.writeFeeAfterShipping(it) }?.let { into["fee_after_shipping"] = it }
        value.afterSaleAnswerDays?.let { it }?.let { into["after_sale_answer_days"] = it }
        value.afterSaleOpenPerLine?.let { it }?.let { into["after_sale_open_per_line"] = it }
        value.reviewPriorHundredths?.let { it }?.let { into["review_prior_hundredths"] = it }
        value.reviewPriorWeight?.let { it }?.let { into["review_prior_weight"] = it }
        value.ratingFloorHundredths?.let { it }?.let { into["rating_floor_hundredths"] = it }
        value.ratingLeastReviews?.let { it }?.let { into["rating_least_reviews"] = it }
        value.ratingWindowDays?.let { it }?.let { into["rating_window_days"] = it }
        value.rectifyDays?.let { it }?.let { into["rectify_days"] = it }
        value.couponWarningDays?.let { it }?.let { into["coupon_warning_days"] = it }
        value.couponsComeBack?.let { it }?.let { into["coupons_come_back"] = it }
        value.reviewChanges?.let { it }?.let { into["review_changes"] = it }
        value.insightMinutes?.let { it }?.let { into["insight_minutes"] = it }
        value.churnDays?.let { it }?.let { into["churn_days"] = it }
        return into
    }

    fun readSettingsPatch(wire: Any?): linli.SettingsPatch {
        val from = wire as Map<*, *>
        return linli.SettingsPatch(
            paymentMinutes = from["payment_minutes"]?.let { (it as Number).toLong() },
            stationRadiusMetres = from["station_radius_metres"]?.let { (it as Number).toLong() },
            cutoff = from["cutoff"]?.let { java.time.LocalTime.parse(it as String) },
            rounding = from["rounding"]?.let { Codec.readRounding(it) },
            pointsPerUnit = from["points_per_unit"]?.let { (it as Number).toLong() },
            pointsCap = from["points_cap"]?.let { java.math.BigDecimal(it as String) },
            pointsEarnedPerUnit = from["points_earned_per_unit"]?.let { (it as Number).toLong() },
            pointsActiveAtOnce = from["points_active_at_once"]?.let { (it as Boolean) },
            pointsForRegistering = from["points_for_registering"]?.let { (it as Number).toLong() },
            pointsForLogin = from["points_for_login"]?.let { (it as Number).toLong() },
            pointsEarnedPerBillUnit = from["points_earned_per_bill_unit"]?.let { (it as Number).toLong() },
            pointsBillCap = from["points_bill_cap"]?.let { java.math.BigDecimal(it as String) },
            pointsKindBuying = from["points_kind_buying"]?.let { Codec.readPointsKind(it) },
            pointsKindRegistering = from["points_kind_registering"]?.let { Codec.readPointsKind(it) },
            pointsKindLogin = from["points_kind_login"]?.let { Codec.readPointsKind(it) },
            pointsKindBill = from["points_kind_bill"]?.let { Codec.readPointsKind(it) },
            pointsKindLevel = from["points_kind_level"]?.let { Codec.readPointsKind(it) },
            growthPerUnit = from["growth_per_unit"]?.let { (it as Number).toLong() },
            levelMonths = from["level_months"]?.let { (it as Number).toLong() },
            levelDowngrade = from["level_downgrade"]?.let { Codec.readDowngrade(it) },
            pointsWarningDays = from["points_warning_days"]?.let { (it as Number).toLong() },
            pointsValidMonths = from["points_valid_months"]?.let { (it as Number).toLong() },
            expressFee = from["express_fee"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            expressFreeFrom = from["express_free_from"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            instantFee = from["instant_fee"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            instantFreeFrom = from["instant_free_from"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            autoReceiptDaysPickup = from["auto_receipt_days_pickup"]?.let { (it as Number).toLong() },
            autoReceiptDaysExpress = from["auto_receipt_days_express"]?.let { (it as Number).toLong() },
            autoReceiptDaysService = from["auto_receipt_days_service"]?.let { (it as Number).toLong() },
            reviewDays = from["review_days"]?.let { (it as Number).toLong() },
            codeMisses = from["code_misses"]?.let { (it as Number).toLong() },
            codeBlockMinutes = from["code_block_minutes"]?.let { (it as Number).toLong() },
            codeRestDays = from["code_rest_days"]?.let { (it as Number).toLong() },
            leaderTiers = from["leader_tiers"]?.let { (it as List<*>).map { Codec.readTier(it) } },
            leaderTierMode = from["leader_tier_mode"]?.let { Codec.readTierMode(it) },
            commissionOnOwnOrders = from["commission_on_own_orders"]?.let { (it as Boolean) },
            referralPolicy = from["referral_policy"]?.let { Codec.readReferralPolicy(it) },
            referralDays = from["referral_days"]?.let { (it as Number).toLong() },
            commissionPayout = from["commission_payout"]?.let { Codec.readCommissionPayout(it) },
            withdrawalMinimum = from["withdrawal_minimum"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            withdrawalFee = from["withdrawal_fee"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            withdrawalFeeRate = from["withdrawal_fee_rate"]?.let { java.math.BigDecimal(it as String) },
            settleMerchants = from["settle_merchants"]?.let { Codec.readSettleTrigger(it) },
            settleSuppliers = from["settle_suppliers"]?.let { Codec.readSettleTrigger(it) },
            settleProperty = from["settle_property"]?.let { Codec.readSettleTrigger(it) },
            settlePlatform = from["settle_platform"]?.let { Codec.readSettleTrigger(it) },
            settleLeaders = from["settle_leaders"]?.let { Codec.readSettleTrigger(it) },
            payoutChannel = from["payout_channel"]?.let { (it as String) },
            payoutMinimum = from["payout_minimum"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            payoutMinimumOwn = from["payout_minimum_own"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            payoutMinimumLeaders = from["payout_minimum_leaders"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            payoutApprovalAbove = from["payout_approval_above"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            clearingAlarmDays = from["clearing_alarm_days"]?.let { (it as Number).toLong() },
            payoutApprovals = from["payout_approvals"]?.let { (it as Number).toLong() },
            payoutAnswerHours = from["payout_answer_hours"]?.let { (it as Number).toLong() },
            flashPaymentMinutes = from["flash_payment_minutes"]?.let { (it as Number).toLong() },
            groupSeatMinutes = from["group_seat_minutes"]?.let { (it as Number).toLong() },
            groupFull = from["group_full"]?.let { Codec.readFullGroup(it) },
            firstReminderDays = from["first_reminder_days"]?.let { (it as Number).toLong() },
            secondReminderDays = from["second_reminder_days"]?.let { (it as Number).toLong() },
            noShowDays = from["no_show_days"]?.let { (it as Number).toLong() },
            noShowPolicy = from["no_show_policy"]?.let { Codec.readNoShowPolicy(it) },
            noShowFee = from["no_show_fee"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            feeAfterShipping = from["fee_after_shipping"]?.let { Codec.readFeeAfterShipping(it) },
            afterSaleAnswerDays = from["after_sale_answer_days"]?.let { (it as Number).toLong() },
            afterSaleOpenPerLine = from["after_sale_open_per_line"]?.let { (it as Number).toLong() },
            reviewPriorHundredths = from["review_prior_hundredths"]?.let { (it as Number).toLong() },
            reviewPriorWeight = from["review_prior_weight"]?.let { (it as Number).toLong() },
            ratingFloorHundredths = from["rating_floor_hundredths"]?.let { (it as Number).toLong() },
            ratingLeastReviews = from["rating_least_reviews"]?.let { (it as Number).toLong() },
            ratingWindowDays = from["rating_window_days"]?.let { (it as Number).toLong() },
            rectifyDays = from["rectify_days"]?.let { (it as Number).toLong() },
            couponWarningDays = from["coupon_warning_days"]?.let { (it as Number).toLong() },
            couponsComeBack = from["coupons_come_back"]?.let { (it as Boolean) },
            reviewChanges = from["review_changes"]?.let { (it as Boolean) },
            insightMinutes = from["insight_minutes"]?.let { (it as Number).toLong() },
            churnDays = from["churn_days"]?.let { (it as Number).toLong() },
        )
    }

    fun writeSettleLeaderMonth(value: linli.SettleLeaderMonth): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        into["month"] = value.month.toString()
        return into
    }

    fun readSettleLeaderMonth(wire: Any?): linli.SettleLeaderMonth {
        val from = wire as Map<*, *>
        return linli.SettleLeaderMonth(
            station = linli.StationId(from["station"] as String),
            month = java.time.YearMonth.parse(from["month"] as String),
        )
    }

    fun writeSettlePoints(value: linli.SettlePoints): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["month"] = value.month.toString()
        return into
    }

    fun readSettlePoints(wire: Any?): linli.SettlePoints {
        val from = wire as Map<*, *>
        return linli.SettlePoints(
            month = java.time.LocalDate.parse(from["month"] as String),
        )
    }

    fun writeSettleReport(value: linli.SettleReport): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["days"] = value.days.map { it.toString() }
        into["settlements"] = value.settlements.map { Codec.writeSettlement(it) }
        into["more"] = value.more
        return into
    }

    fun readSettleReport(wire: Any?): linli.SettleReport {
        val from = wire as Map<*, *>
        return linli.SettleReport(
            days = (from["days"] as List<*>).map { java.time.LocalDate.parse(it as String) },
            settlements = (from["settlements"] as List<*>).map { Codec.readSettlement(it) },
            more = (from["more"] as Boolean),
        )
    }

    fun writeSettleTrigger(value: linli.SettleTrigger): String = value.wire

    fun readSettleTrigger(wire: Any?): linli.SettleTrigger = linli.SettleTrigger.of(wire)

    fun writeSettlement(value: linli.Settlement): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["day"] = value.day.toString()
        into["party"] = value.party.text
        into["amount"] = value.amount.units
        into["carried"] = value.carried.units
        into["pay_on"] = value.payOn.toString()
        into["made_at"] = Wire.micros(value.madeAt)
        into["state"] = Codec.writeSettlementState(value.state)
        into["payouts"] = value.payouts.map { it.text }
        into["paid"] = value.paid.units
        into["failed"] = value.failed.units
        return into
    }

    fun readSettlement(wire: Any?): linli.Settlement {
        val from = wire as Map<*, *>
        return linli.Settlement(
            id = linli.SettlementId(from["id"] as String),
            day = java.time.LocalDate.parse(from["day"] as String),
            party = linli.Party(from["party"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            carried = linli.Money.ofUnits((from["carried"] as Number).toLong()),
            payOn = java.time.LocalDate.parse(from["pay_on"] as String),
            madeAt = Wire.instant(from["made_at"]),
            state = Codec.readSettlementState(from["state"]),
            payouts = from["payouts"]?.let { (it as List<*>).map { linli.PayoutId(it as String) } } ?: emptyList(),
            paid = from["paid"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            failed = from["failed"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
        )
    }

    fun writeSettlementState(value: linli.SettlementState): String = value.wire

    fun readSettlementState(wire: Any?): linli.SettlementState = linli.SettlementState.of(wire)

    fun writeSettling(value: linli.Settling): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["open_from"] = value.openFrom.toString()
        into["unsettled"] = value.unsettled.toString()
        into["gathered"] = value.gathered
        return into
    }

    fun readSettling(wire: Any?): linli.Settling {
        val from = wire as Map<*, *>
        return linli.Settling(
            openFrom = java.time.LocalDate.parse(from["open_from"] as String),
            unsettled = java.time.LocalDate.parse(from["unsettled"] as String),
            gathered = (from["gathered"] as Number).toLong(),
        )
    }

    fun writeShare(value: linli.Share): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["code"] = value.code
        into["member"] = value.member.text
        into["subject"] = Codec.writeShareSubject(value.subject)
        into["created_at"] = Wire.micros(value.createdAt)
        return into
    }

    fun readShare(wire: Any?): linli.Share {
        val from = wire as Map<*, *>
        return linli.Share(
            code = (from["code"] as String),
            member = linli.MemberId(from["member"] as String),
            subject = Codec.readShareSubject(from["subject"]),
            createdAt = Wire.instant(from["created_at"]),
        )
    }

    fun writeShareAmount(value: linli.ShareAmount): Any = when (value) {
        is linli.ShareAmount.Percent -> mapOf("percent" to value.value.toPlainString())
        is linli.ShareAmount.Fixed -> mapOf("fixed" to value.value.units)
        is linli.ShareAmount.PerPiece -> mapOf("per_piece" to value.value.units)
        is linli.ShareAmount.Tiers -> "tiers"
    }

    fun readShareAmount(wire: Any?): linli.ShareAmount {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "percent" -> linli.ShareAmount.Percent(java.math.BigDecimal(data as String))
            "fixed" -> linli.ShareAmount.Fixed(linli.Money.ofUnits((data as Number).toLong()))
            "per_piece" -> linli.ShareAmount.PerPiece(linli.Money.ofUnits((data as Number).toLong()))
            "tiers" -> linli.ShareAmount.Tiers
            else -> throw UnknownException("a ShareAmount of a newer engine")
        }
    }

    fun writeShareBasis(value: linli.ShareBasis): String = value.wire

    fun readShareBasis(wire: Any?): linli.ShareBasis = linli.ShareBasis.of(wire)

    fun writeShareReceiver(value: linli.ShareReceiver): Any = when (value) {
        is linli.ShareReceiver.Property -> "property"
        is linli.ShareReceiver.Platform -> "platform"
        is linli.ShareReceiver.Leader -> "leader"
        is linli.ShareReceiver.PropertyAt -> mapOf("property_at" to value.value)
        is linli.ShareReceiver.Promoter -> "promoter"
        is linli.ShareReceiver.PromoterAbove -> "promoter_above"
    }

    fun readShareReceiver(wire: Any?): linli.ShareReceiver {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "property" -> linli.ShareReceiver.Property
            "platform" -> linli.ShareReceiver.Platform
            "leader" -> linli.ShareReceiver.Leader
            "property_at" -> linli.ShareReceiver.PropertyAt((data as Number).toInt())
            "promoter" -> linli.ShareReceiver.Promoter
            "promoter_above" -> linli.ShareReceiver.PromoterAbove
            else -> throw UnknownException("a ShareReceiver of a newer engine")
        }
    }

    fun writeShareRule(value: linli.ShareRule): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["basis"] = Codec.writeShareBasis(value.basis)
        into["amount"] = Codec.writeShareAmount(value.amount)
        value.floor?.let { it.units }?.let { into["floor"] = it }
        value.cap?.let { it.units }?.let { into["cap"] = it }
        into["receivers"] = value.receivers.map { listOf(Codec.writeShareReceiver(it.first), it.second) }
        return into
    }

    fun readShareRule(wire: Any?): linli.ShareRule {
        val from = wire as Map<*, *>
        return linli.ShareRule(
            basis = Codec.readShareBasis(from["basis"]),
            amount = Codec.readShareAmount(from["amount"]),
            floor = from["floor"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            cap = from["cap"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            receivers = (from["receivers"] as List<*>).map { Pair(Codec.readShareReceiver((it as List<*>)[0]), ((it as List<*>)[1] as Number).toLong()) },
        )
    }

    fun writeShareSubject(value: linli.ShareSubject): Any = when (value) {
        is linli.ShareSubject.Card -> mapOf("to" to "card")
        is linli.ShareSubject.Product -> mapOf("to" to "product", "id" to value.value.text)
        is linli.ShareSubject.Campaign -> mapOf("to" to "campaign", "id" to value.value.text)
        is linli.ShareSubject.Sale -> mapOf("to" to "sale", "id" to value.value.text)
        is linli.ShareSubject.Group -> mapOf("to" to "group", "id" to value.value.text)
    }

    fun readShareSubject(wire: Any?): linli.ShareSubject {
        val case = (wire as Map<*, *>)["to"]
        val data = wire["id"]
        return when (case) {
            "card" -> linli.ShareSubject.Card
            "product" -> linli.ShareSubject.Product(linli.ProductId(data as String))
            "campaign" -> linli.ShareSubject.Campaign(linli.CampaignId(data as String))
            "sale" -> linli.ShareSubject.Sale(linli.CampaignId(data as String))
            "group" -> linli.ShareSubject.Group(linli.GroupId(data as String))
            else -> throw UnknownException("a ShareSubject of a newer engine")
        }
    }

    fun writeShareView(value: linli.ShareView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["share"] = Codec.writeShare(value.share)
        into["visits"] = value.visits
        into["bindings"] = value.bindings
        into["orders"] = value.orders
        return into
    }

    fun readShareView(wire: Any?): linli.ShareView {
        val from = wire as Map<*, *>
        return linli.ShareView(
            share = Codec.readShare(from["share"]),
            visits = (from["visits"] as Number).toLong(),
            bindings = (from["bindings"] as Number).toLong(),
            orders = (from["orders"] as Number).toLong(),
        )
    }

    fun writeShipOrder(value: linli.ShipOrder): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["order"] = value.order.text
        into["carrier"] = value.carrier
        into["number"] = value.number
        return into
    }

    fun readShipOrder(wire: Any?): linli.ShipOrder {
        val from = wire as Map<*, *>
        return linli.ShipOrder(
            order = linli.OrderId(from["order"] as String),
            carrier = (from["carrier"] as String),
            number = (from["number"] as String),
        )
    }

    fun writeShipment(value: linli.Shipment): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["carrier"] = value.carrier
        into["number"] = value.number
        return into
    }

    fun readShipment(wire: Any?): linli.Shipment {
        val from = wire as Map<*, *>
        return linli.Shipment(
            carrier = (from["carrier"] as String),
            number = (from["number"] as String),
        )
    }

    fun writeSku(value: linli.Sku): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["product"] = value.product.text
        into["merchant"] = value.merchant.text
        into["code"] = value.code
        into["spec"] = value.spec.map { it }
        into["price"] = value.price.units
        value.listPrice?.let { it.units }?.let { into["list_price"] = it }
        value.supplyPrice?.let { it.units }?.let { into["supply_price"] = it }
        into["member_prices"] = value.memberPrices.entries.associate { (it.key.text).toString() to it.value.units }
        into["points_price"] = value.pointsPrice.units
        value.weightGrams?.let { it }?.let { into["weight_grams"] = it }
        value.barcode?.let { it }?.let { into["barcode"] = it }
        into["parts"] = value.parts.map { Codec.writeComboPart(it) }
        value.presale?.let { Codec.writeSkuPresale(it) }?.let { into["presale"] = it }
        return into
    }

    fun readSku(wire: Any?): linli.Sku {
        val from = wire as Map<*, *>
        return linli.Sku(
            id = linli.SkuId(from["id"] as String),
            product = linli.ProductId(from["product"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            code = (from["code"] as String),
            spec = (from["spec"] as List<*>).map { (it as String) },
            price = linli.Money.ofUnits((from["price"] as Number).toLong()),
            listPrice = from["list_price"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            supplyPrice = from["supply_price"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            memberPrices = from["member_prices"]?.let { (it as Map<*, *>).entries.associate { linli.LevelId(it.key as String) to linli.Money.ofUnits((it.value as Number).toLong()) } } ?: emptyMap(),
            pointsPrice = from["points_price"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
            weightGrams = from["weight_grams"]?.let { (it as Number).toLong() },
            barcode = from["barcode"]?.let { (it as String) },
            parts = from["parts"]?.let { (it as List<*>).map { Codec.readComboPart(it) } } ?: emptyList(),
            presale = from["presale"]?.let { Codec.readSkuPresale(it) },
        )
    }

    fun writeSkuPresale(value: linli.SkuPresale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["presale"] = value.presale.text
        into["promised"] = value.promised.toString()
        into["ended"] = value.ended
        return into
    }

    fun readSkuPresale(wire: Any?): linli.SkuPresale {
        val from = wire as Map<*, *>
        return linli.SkuPresale(
            presale = linli.PresaleId(from["presale"] as String),
            promised = java.time.LocalDate.parse(from["promised"] as String),
            ended = from["ended"]?.let { (it as Boolean) } ?: false,
        )
    }

    fun writeSkuPrices(value: linli.SkuPrices): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["price"] = value.price.units
        value.listPrice?.let { it.units }?.let { into["list_price"] = it }
        value.supplyPrice?.let { it.units }?.let { into["supply_price"] = it }
        into["member_prices"] = value.memberPrices.entries.associate { (it.key.text).toString() to it.value.units }
        into["points_price"] = value.pointsPrice.units
        return into
    }

    fun readSkuPrices(wire: Any?): linli.SkuPrices {
        val from = wire as Map<*, *>
        return linli.SkuPrices(
            sku = linli.SkuId(from["sku"] as String),
            price = linli.Money.ofUnits((from["price"] as Number).toLong()),
            listPrice = from["list_price"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            supplyPrice = from["supply_price"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            memberPrices = from["member_prices"]?.let { (it as Map<*, *>).entries.associate { linli.LevelId(it.key as String) to linli.Money.ofUnits((it.value as Number).toLong()) } } ?: emptyMap(),
            pointsPrice = from["points_price"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
        )
    }

    fun writeSkuView(value: linli.SkuView): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["code"] = value.code
        into["spec"] = value.spec.map { it }
        into["price"] = value.price.units
        value.listPrice?.let { it.units }?.let { into["list_price"] = it }
        into["points_price"] = value.pointsPrice.units
        value.weightGrams?.let { it }?.let { into["weight_grams"] = it }
        value.barcode?.let { it }?.let { into["barcode"] = it }
        into["parts"] = value.parts.map { Codec.writeComboPart(it) }
        into["available"] = value.available
        value.sold?.let { it }?.let { into["sold"] = it }
        return into
    }

    fun readSkuView(wire: Any?): linli.SkuView {
        val from = wire as Map<*, *>
        return linli.SkuView(
            id = linli.SkuId(from["id"] as String),
            code = (from["code"] as String),
            spec = (from["spec"] as List<*>).map { (it as String) },
            price = linli.Money.ofUnits((from["price"] as Number).toLong()),
            listPrice = from["list_price"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            pointsPrice = linli.Points.ofUnits((from["points_price"] as Number).toLong()),
            weightGrams = from["weight_grams"]?.let { (it as Number).toLong() },
            barcode = from["barcode"]?.let { (it as String) },
            parts = (from["parts"] as List<*>).map { Codec.readComboPart(it) },
            available = (from["available"] as Number).toLong(),
            sold = from["sold"]?.let { (it as Number).toLong() },
        )
    }

    fun writeSortBy(value: linli.SortBy): String = value.wire

    fun readSortBy(wire: Any?): linli.SortBy = linli.SortBy.of(wire)

    fun writeSpecialKind(value: linli.SpecialKind): String = value.wire

    fun readSpecialKind(wire: Any?): linli.SpecialKind = linli.SpecialKind.of(wire)

    fun writeSpecialPrice(value: linli.SpecialPrice): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["campaign"] = value.campaign.text
        into["kind"] = Codec.writeSpecialKind(value.kind)
        into["price"] = value.price.units
        into["excludes"] = Codec.writeExcludes(value.excludes)
        into["funder"] = Codec.writeFunder(value.funder)
        return into
    }

    fun readSpecialPrice(wire: Any?): linli.SpecialPrice {
        val from = wire as Map<*, *>
        return linli.SpecialPrice(
            campaign = linli.CampaignId(from["campaign"] as String),
            kind = Codec.readSpecialKind(from["kind"]),
            price = linli.Money.ofUnits((from["price"] as Number).toLong()),
            excludes = from["excludes"]?.let { Codec.readExcludes(it) } ?: linli.Excludes(),
            funder = from["funder"]?.let { Codec.readFunder(it) } ?: linli.Funder.Merchant,
        )
    }

    fun writeSpendPointsOnBill(value: linli.SpendPointsOnBill): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["node"] = value.node.text
        into["member"] = value.member.text
        into["number"] = value.number
        into["amount"] = value.amount.units
        into["points"] = value.points.units
        return into
    }

    fun readSpendPointsOnBill(wire: Any?): linli.SpendPointsOnBill {
        val from = wire as Map<*, *>
        return linli.SpendPointsOnBill(
            node = linli.NodeId(from["node"] as String),
            member = linli.MemberId(from["member"] as String),
            number = (from["number"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            points = linli.Points.ofUnits((from["points"] as Number).toLong()),
        )
    }

    fun writeSplitCause(value: linli.SplitCause): Any = when (value) {
        is linli.SplitCause.Supply -> mapOf("cause" to "supply")
        is linli.SplitCause.Share -> mapOf("cause" to "share") + (LinkedHashMap<String, Any?>().also { into ->
            into["layer"] = Codec.writeSplitLayer(value.layer)
            into["share"] = value.share
            into["basis"] = Codec.writeShareBasis(value.basis)
            into["of"] = value.of.units
            into["share_amount"] = value.shareAmount.units
        } as Map<String, Any?>)
        is linli.SplitCause.Remainder -> mapOf("cause" to "remainder")
    }

    fun readSplitCause(wire: Any?): linli.SplitCause {
        val case = (wire as Map<*, *>)["cause"]
        val data: Any? = wire
        return when (case) {
            "supply" -> linli.SplitCause.Supply
            "share" -> (data as Map<*, *>).let { from ->
                linli.SplitCause.Share(
                    layer = from["layer"]?.let { Codec.readSplitLayer(it) } ?: linli.SplitLayer.BASE,
                    share = (from["share"] as Number).toLong(),
                    basis = Codec.readShareBasis(from["basis"]),
                    of = linli.Money.ofUnits((from["of"] as Number).toLong()),
                    shareAmount = linli.Money.ofUnits((from["share_amount"] as Number).toLong()),
                )
            }
            "remainder" -> linli.SplitCause.Remainder
            else -> throw UnknownException("a SplitCause of a newer engine")
        }
    }

    fun writeSplitExplained(value: linli.SplitExplained): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["order"] = value.order.text
        into["value"] = value.value.units
        into["refunded"] = value.refunded.units
        into["sections"] = value.sections.map { Codec.writeSectionExplained(it) }
        into["parts"] = value.parts.map { Codec.writeSplitPart(it) }
        return into
    }

    fun readSplitExplained(wire: Any?): linli.SplitExplained {
        val from = wire as Map<*, *>
        return linli.SplitExplained(
            order = linli.OrderId(from["order"] as String),
            value = linli.Money.ofUnits((from["value"] as Number).toLong()),
            refunded = linli.Money.ofUnits((from["refunded"] as Number).toLong()),
            sections = (from["sections"] as List<*>).map { Codec.readSectionExplained(it) },
            parts = (from["parts"] as List<*>).map { Codec.readSplitPart(it) },
        )
    }

    fun writeSplitLayer(value: linli.SplitLayer): String = value.wire

    fun readSplitLayer(wire: Any?): linli.SplitLayer = linli.SplitLayer.of(wire)

    fun writeSplitPart(value: linli.SplitPart): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["party"] = value.party.text
        into["amount"] = value.amount.units
        into["taken_back"] = value.takenBack.units
        into["state"] = Codec.writePartState(value.state)
        value.on?.let { Codec.writeSettleTrigger(it) }?.let { into["on"] = it }
        return into
    }

    fun readSplitPart(wire: Any?): linli.SplitPart {
        val from = wire as Map<*, *>
        return linli.SplitPart(
            party = linli.Party(from["party"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            takenBack = from["taken_back"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            state = from["state"]?.let { Codec.readPartState(it) } ?: linli.PartState.PENDING,
            on = from["on"]?.let { Codec.readSettleTrigger(it) },
        )
    }

    fun writeSplitPlan(value: linli.SplitPlan): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["parts"] = value.parts.map { Codec.writeSplitPart(it) }
        value.rule?.let { it.text }?.let { into["rule"] = it }
        value.commission?.let { it.text }?.let { into["commission"] = it }
        value.tier?.let { Codec.writeTierShare(it) }?.let { into["tier"] = it }
        into["promoters"] = value.promoters.map { it.text }
        into["sections"] = value.sections.map { Codec.writeSplitSection(it) }
        return into
    }

    fun readSplitPlan(wire: Any?): linli.SplitPlan {
        val from = wire as Map<*, *>
        return linli.SplitPlan(
            parts = (from["parts"] as List<*>).map { Codec.readSplitPart(it) },
            rule = from["rule"]?.let { linli.Id(it as String) },
            commission = from["commission"]?.let { linli.Id(it as String) },
            tier = from["tier"]?.let { Codec.readTierShare(it) },
            promoters = from["promoters"]?.let { (it as List<*>).map { linli.MemberId(it as String) } } ?: emptyList(),
            sections = from["sections"]?.let { (it as List<*>).map { Codec.readSplitSection(it) } } ?: emptyList(),
        )
    }

    fun writeSplitRule(value: linli.SplitRule): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["layer"] = Codec.writeSplitLayer(value.layer)
        into["scope"] = Codec.writeSplitScope(value.scope)
        into["name"] = value.name
        into["revision"] = value.revision
        into["removed"] = value.removed
        into["shares"] = value.shares.map { Codec.writeShareRule(it) }
        return into
    }

    fun readSplitRule(wire: Any?): linli.SplitRule {
        val from = wire as Map<*, *>
        return linli.SplitRule(
            layer = from["layer"]?.let { Codec.readSplitLayer(it) } ?: linli.SplitLayer.BASE,
            scope = Codec.readSplitScope(from["scope"]),
            name = (from["name"] as String),
            revision = (from["revision"] as Number).toLong(),
            removed = from["removed"]?.let { (it as Boolean) } ?: false,
            shares = (from["shares"] as List<*>).map { Codec.readShareRule(it) },
        )
    }

    fun writeSplitScope(value: linli.SplitScope): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        value.merchant?.let { it.text }?.let { into["merchant"] = it }
        value.category?.let { it.text }?.let { into["category"] = it }
        value.product?.let { it.text }?.let { into["product"] = it }
        value.place?.let { it.text }?.let { into["place"] = it }
        return into
    }

    fun readSplitScope(wire: Any?): linli.SplitScope {
        val from = wire as Map<*, *>
        return linli.SplitScope(
            merchant = from["merchant"]?.let { linli.MerchantId(it as String) },
            category = from["category"]?.let { linli.CategoryId(it as String) },
            product = from["product"]?.let { linli.ProductId(it as String) },
            place = from["place"]?.let { linli.NodeId(it as String) },
        )
    }

    fun writeSplitSection(value: linli.SplitSection): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        value.rule?.let { it.text }?.let { into["rule"] = it }
        value.commission?.let { it.text }?.let { into["commission"] = it }
        value.tier?.let { Codec.writeTierShare(it) }?.let { into["tier"] = it }
        into["lines"] = value.lines.map { it }
        into["fee"] = value.fee
        into["parts"] = value.parts
        into["withheld"] = value.withheld.units
        return into
    }

    fun readSplitSection(wire: Any?): linli.SplitSection {
        val from = wire as Map<*, *>
        return linli.SplitSection(
            rule = from["rule"]?.let { linli.Id(it as String) },
            commission = from["commission"]?.let { linli.Id(it as String) },
            tier = from["tier"]?.let { Codec.readTierShare(it) },
            lines = (from["lines"] as List<*>).map { (it as Number).toLong() },
            fee = from["fee"]?.let { (it as Boolean) } ?: false,
            parts = (from["parts"] as Number).toLong(),
            withheld = from["withheld"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
        )
    }

    fun writeSplitStep(value: linli.SplitStep): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["party"] = value.party.text
        into["amount"] = value.amount.units
        into.putAll(Codec.writeSplitCause(value.cause) as Map<String, Any?>)
        return into
    }

    fun readSplitStep(wire: Any?): linli.SplitStep {
        val from = wire as Map<*, *>
        return linli.SplitStep(
            party = linli.Party(from["party"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            cause = Codec.readSplitCause(from),
        )
    }

    fun writeStatementLine(value: linli.StatementLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["posting"] = value.posting.text
        into["at"] = Wire.micros(value.at)
        into["day"] = value.day.toString()
        into["why"] = Codec.writePostingPurpose(value.why)
        value.order?.let { it.text }?.let { into["order"] = it }
        value.reference?.let { it.text }?.let { into["reference"] = it }
        into["purpose"] = Codec.writeAccountPurpose(value.purpose)
        into["unit"] = Codec.writeUnit(value.unit)
        into["amount"] = value.amount
        return into
    }

    fun readStatementLine(wire: Any?): linli.StatementLine {
        val from = wire as Map<*, *>
        return linli.StatementLine(
            posting = linli.PostingId(from["posting"] as String),
            at = Wire.instant(from["at"]),
            day = java.time.LocalDate.parse(from["day"] as String),
            why = Codec.readPostingPurpose(from["why"]),
            order = from["order"]?.let { linli.OrderId(it as String) },
            reference = from["reference"]?.let { linli.Id(it as String) },
            purpose = Codec.readAccountPurpose(from["purpose"]),
            unit = Codec.readUnit(from["unit"]),
            amount = (from["amount"] as Number).toLong(),
        )
    }

    fun writeStatementPage(value: linli.StatementPage): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["lines"] = value.lines.map { Codec.writeStatementLine(it) }
        value.next?.let { Codec.writeStatementPlace(it) }?.let { into["next"] = it }
        return into
    }

    fun readStatementPage(wire: Any?): linli.StatementPage {
        val from = wire as Map<*, *>
        return linli.StatementPage(
            lines = (from["lines"] as List<*>).map { Codec.readStatementLine(it) },
            next = from["next"]?.let { Codec.readStatementPlace(it) },
        )
    }

    fun writeStatementPlace(value: linli.StatementPlace): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["day"] = value.day.toString()
        into["posting"] = value.posting.text
        return into
    }

    fun readStatementPlace(wire: Any?): linli.StatementPlace {
        val from = wire as Map<*, *>
        return linli.StatementPlace(
            day = java.time.LocalDate.parse(from["day"] as String),
            posting = linli.PostingId(from["posting"] as String),
        )
    }

    fun writeStatementSide(value: linli.StatementSide): String = value.wire

    fun readStatementSide(wire: Any?): linli.StatementSide = linli.StatementSide.of(wire)

    fun writeStation(value: linli.Station): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["community"] = value.community.text
        into["code"] = value.code
        into["name"] = value.name
        into["leader_name"] = value.leaderName
        into["leader_phone"] = value.leaderPhone
        into["address"] = Codec.writeAddress(value.address)
        into["position"] = listOf(value.position.first, value.position.second)
        into["route"] = value.route
        into["region"] = value.region
        into["hours"] = value.hours
        into["open"] = value.open
        return into
    }

    fun readStation(wire: Any?): linli.Station {
        val from = wire as Map<*, *>
        return linli.Station(
            id = linli.StationId(from["id"] as String),
            community = linli.NodeId(from["community"] as String),
            code = (from["code"] as String),
            name = (from["name"] as String),
            leaderName = (from["leader_name"] as String),
            leaderPhone = (from["leader_phone"] as String),
            address = Codec.readAddress(from["address"]),
            position = Pair(((from["position"] as List<*>)[0] as Number).toInt(), ((from["position"] as List<*>)[1] as Number).toInt()),
            route = (from["route"] as String),
            region = (from["region"] as String),
            hours = (from["hours"] as String),
            open = (from["open"] as Boolean),
        )
    }

    fun writeStationDay(value: linli.StationDay): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["station"] = value.station.text
        into["day"] = value.day.toString()
        into["community"] = value.community.text
        into["route"] = value.route
        into["cutoff_at"] = Wire.micros(value.cutoffAt)
        into["state"] = Codec.writeStationDayState(value.state)
        into["orders"] = value.orders.map { it.text }
        into["items"] = value.items.map { Codec.writeManifestItem(it) }
        value.acceptedAt?.let { Wire.micros(it) }?.let { into["accepted_at"] = it }
        into["seed"] = value.seed
        into["codes_again"] = value.codesAgain
        return into
    }

    fun readStationDay(wire: Any?): linli.StationDay {
        val from = wire as Map<*, *>
        return linli.StationDay(
            station = linli.StationId(from["station"] as String),
            day = java.time.LocalDate.parse(from["day"] as String),
            community = linli.NodeId(from["community"] as String),
            route = (from["route"] as String),
            cutoffAt = Wire.instant(from["cutoff_at"]),
            state = Codec.readStationDayState(from["state"]),
            orders = (from["orders"] as List<*>).map { linli.OrderId(it as String) },
            items = (from["items"] as List<*>).map { Codec.readManifestItem(it) },
            acceptedAt = from["accepted_at"]?.let { Wire.instant(it) },
            seed = (from["seed"] as String),
            codesAgain = from["codes_again"]?.let { (it as Boolean) } ?: false,
        )
    }

    fun writeStationDayState(value: linli.StationDayState): String = value.wire

    fun readStationDayState(wire: Any?): linli.StationDayState = linli.StationDayState.of(wire)

    fun writeStockLevel(value: linli.StockLevel): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["available"] = value.available
        into["reserved"] = value.reserved
        into["on_hand"] = value.onHand
        into["sold"] = value.sold
        return into
    }

    fun readStockLevel(wire: Any?): linli.StockLevel {
        val from = wire as Map<*, *>
        return linli.StockLevel(
            sku = linli.SkuId(from["sku"] as String),
            available = (from["available"] as Number).toLong(),
            reserved = (from["reserved"] as Number).toLong(),
            onHand = (from["on_hand"] as Number).toLong(),
            sold = (from["sold"] as Number).toLong(),
        )
    }

    fun writeStockLine(value: linli.StockLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["units"] = value.units
        return into
    }

    fun readStockLine(wire: Any?): linli.StockLine {
        val from = wire as Map<*, *>
        return linli.StockLine(
            sku = linli.SkuId(from["sku"] as String),
            units = (from["units"] as Number).toLong(),
        )
    }

    fun writeSubmitMerchant(value: linli.SubmitMerchant): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        return into
    }

    fun readSubmitMerchant(wire: Any?): linli.SubmitMerchant {
        val from = wire as Map<*, *>
        return linli.SubmitMerchant(
            merchant = linli.MerchantId(from["merchant"] as String),
        )
    }

    fun writeSubmitProduct(value: linli.SubmitProduct): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["product"] = value.product.text
        return into
    }

    fun readSubmitProduct(wire: Any?): linli.SubmitProduct {
        val from = wire as Map<*, *>
        return linli.SubmitProduct(
            product = linli.ProductId(from["product"] as String),
        )
    }

    fun writeSupplier(value: linli.Supplier): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["code"] = value.code
        into["name"] = value.name
        return into
    }

    fun readSupplier(wire: Any?): linli.Supplier {
        val from = wire as Map<*, *>
        return linli.Supplier(
            id = linli.SupplierId(from["id"] as String),
            code = (from["code"] as String),
            name = (from["name"] as String),
        )
    }

    fun writeSuspendMerchant(value: linli.SuspendMerchant): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["reason"] = value.reason
        return into
    }

    fun readSuspendMerchant(wire: Any?): linli.SuspendMerchant {
        val from = wire as Map<*, *>
        return linli.SuspendMerchant(
            merchant = linli.MerchantId(from["merchant"] as String),
            reason = (from["reason"] as String),
        )
    }

    fun writeSwitchStation(value: linli.SwitchStation): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["trade"] = value.trade.text
        into["station"] = value.station.text
        return into
    }

    fun readSwitchStation(wire: Any?): linli.SwitchStation {
        val from = wire as Map<*, *>
        return linli.SwitchStation(
            trade = linli.TradeId(from["trade"] as String),
            station = linli.StationId(from["station"] as String),
        )
    }

    fun writeTagMember(value: linli.TagMember): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["tag"] = value.tag
        return into
    }

    fun readTagMember(wire: Any?): linli.TagMember {
        val from = wire as Map<*, *>
        return linli.TagMember(
            member = linli.MemberId(from["member"] as String),
            tag = (from["tag"] as String),
        )
    }

    fun writeTagRule(value: linli.TagRule): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["tag"] = value.tag
        into["condition"] = Codec.writeCondition(value.condition)
        return into
    }

    fun readTagRule(wire: Any?): linli.TagRule {
        val from = wire as Map<*, *>
        return linli.TagRule(
            tag = (from["tag"] as String),
            condition = Codec.readCondition(from["condition"]),
        )
    }

    fun writeTakeCall(value: linli.TakeCall): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["hold"] = value.hold.text
        into["call"] = value.call
        return into
    }

    fun readTakeCall(wire: Any?): linli.TakeCall {
        val from = wire as Map<*, *>
        return linli.TakeCall(
            hold = linli.HoldId(from["hold"] as String),
            call = (from["call"] as Number).toLong(),
        )
    }

    fun writeTakeOffSale(value: linli.TakeOffSale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["product"] = value.product.text
        return into
    }

    fun readTakeOffSale(wire: Any?): linli.TakeOffSale {
        val from = wire as Map<*, *>
        return linli.TakeOffSale(
            product = linli.ProductId(from["product"] as String),
        )
    }

    fun writeTeamMember(value: linli.TeamMember): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["since"] = Wire.micros(value.since)
        value.until?.let { Wire.micros(it) }?.let { into["until"] = it }
        into["promotes"] = value.promotes
        return into
    }

    fun readTeamMember(wire: Any?): linli.TeamMember {
        val from = wire as Map<*, *>
        return linli.TeamMember(
            member = linli.MemberId(from["member"] as String),
            since = Wire.instant(from["since"]),
            until = from["until"]?.let { Wire.instant(it) },
            promotes = (from["promotes"] as Boolean),
        )
    }

    fun writeThirdPartyContract(value: linli.ThirdPartyContract): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["merchant"] = value.merchant.text
        into["rate"] = value.rate.toPlainString()
        into["receivers"] = value.receivers.map { listOf(it.first.text, it.second) }
        return into
    }

    fun readThirdPartyContract(wire: Any?): linli.ThirdPartyContract {
        val from = wire as Map<*, *>
        return linli.ThirdPartyContract(
            merchant = linli.MerchantId(from["merchant"] as String),
            rate = java.math.BigDecimal(from["rate"] as String),
            receivers = (from["receivers"] as List<*>).map { Pair(linli.Party((it as List<*>)[0] as String), ((it as List<*>)[1] as Number).toLong()) },
        )
    }

    fun writeThirdPartySale(value: linli.ThirdPartySale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["merchant"] = value.merchant.text
        into["number"] = value.number
        value.member?.let { it.text }?.let { into["member"] = it }
        into["amount"] = value.amount.units
        into["refunded"] = value.refunded.units
        into["refunds"] = value.refunds.map { listOf(it.first, it.second.units) }
        into["shares"] = value.shares.map { Codec.writeThirdPartyShare(it) }
        into["at"] = Wire.micros(value.at)
        into["reported_at"] = Wire.micros(value.reportedAt)
        return into
    }

    fun readThirdPartySale(wire: Any?): linli.ThirdPartySale {
        val from = wire as Map<*, *>
        return linli.ThirdPartySale(
            id = linli.ThirdPartySaleId(from["id"] as String),
            merchant = linli.MerchantId(from["merchant"] as String),
            number = (from["number"] as String),
            member = from["member"]?.let { linli.MemberId(it as String) },
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            refunded = from["refunded"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            refunds = from["refunds"]?.let { (it as List<*>).map { Pair(((it as List<*>)[0] as String), linli.Money.ofUnits(((it as List<*>)[1] as Number).toLong())) } } ?: emptyList(),
            shares = (from["shares"] as List<*>).map { Codec.readThirdPartyShare(it) },
            at = Wire.instant(from["at"]),
            reportedAt = Wire.instant(from["reported_at"]),
        )
    }

    fun writeThirdPartyShare(value: linli.ThirdPartyShare): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["party"] = value.party.text
        into["amount"] = value.amount.units
        into["taken_back"] = value.takenBack.units
        return into
    }

    fun readThirdPartyShare(wire: Any?): linli.ThirdPartyShare {
        val from = wire as Map<*, *>
        return linli.ThirdPartyShare(
            party = linli.Party(from["party"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            takenBack = from["taken_back"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
        )
    }

    fun writeThreshold(value: linli.Threshold): Any = when (value) {
        is linli.Threshold.Amount -> mapOf("amount" to value.value.units)
        is linli.Threshold.Units -> mapOf("units" to value.value)
    }

    fun readThreshold(wire: Any?): linli.Threshold {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "amount" -> linli.Threshold.Amount(linli.Money.ofUnits((data as Number).toLong()))
            "units" -> linli.Threshold.Units((data as Number).toLong())
            else -> throw UnknownException("a Threshold of a newer engine")
        }
    }

    fun writeTier(value: linli.Tier): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        value.below?.let { it.units }?.let { into["below"] = it }
        into["rate"] = value.rate.toPlainString()
        return into
    }

    fun readTier(wire: Any?): linli.Tier {
        val from = wire as Map<*, *>
        return linli.Tier(
            below = from["below"]?.let { linli.Money.ofUnits((it as Number).toLong()) },
            rate = java.math.BigDecimal(from["rate"] as String),
        )
    }

    fun writeTierMode(value: linli.TierMode): String = value.wire

    fun readTierMode(wire: Any?): linli.TierMode = linli.TierMode.of(wire)

    fun writeTierOfMoney(value: linli.TierOfMoney): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["from"] = Codec.writeThreshold(value.from)
        into["off"] = value.off.units
        return into
    }

    fun readTierOfMoney(wire: Any?): linli.TierOfMoney {
        val from = wire as Map<*, *>
        return linli.TierOfMoney(
            from = Codec.readThreshold(from["from"]),
            off = linli.Money.ofUnits((from["off"] as Number).toLong()),
        )
    }

    fun writeTierOfRate(value: linli.TierOfRate): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["from"] = Codec.writeThreshold(value.from)
        into["off"] = value.off.toPlainString()
        return into
    }

    fun readTierOfRate(wire: Any?): linli.TierOfRate {
        val from = wire as Map<*, *>
        return linli.TierOfRate(
            from = Codec.readThreshold(from["from"]),
            off = java.math.BigDecimal(from["off"] as String),
        )
    }

    fun writeTierShare(value: linli.TierShare): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["month"] = value.month.toString()
        into["before"] = value.before.units
        into["sales"] = value.sales.units
        into["commission"] = value.commission.units
        return into
    }

    fun readTierShare(wire: Any?): linli.TierShare {
        val from = wire as Map<*, *>
        return linli.TierShare(
            month = java.time.YearMonth.parse(from["month"] as String),
            before = linli.Money.ofUnits((from["before"] as Number).toLong()),
            sales = linli.Money.ofUnits((from["sales"] as Number).toLong()),
            commission = linli.Money.ofUnits((from["commission"] as Number).toLong()),
        )
    }

    fun writeTimedDiscount(value: linli.TimedDiscount): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["campaign"] = value.campaign.text
        into["issuer"] = Codec.writeIssuer(value.issuer)
        into["window"] = Codec.writeWindow(value.window)
        into["scope"] = Codec.writeScope(value.scope)
        into["offer"] = Codec.writeTimedOffer(value.offer)
        into["funder"] = Codec.writeFunder(value.funder)
        return into
    }

    fun readTimedDiscount(wire: Any?): linli.TimedDiscount {
        val from = wire as Map<*, *>
        return linli.TimedDiscount(
            campaign = linli.CampaignId(from["campaign"] as String),
            issuer = from["issuer"]?.let { Codec.readIssuer(it) } ?: linli.Issuer.Platform,
            window = Codec.readWindow(from["window"]),
            scope = from["scope"]?.let { Codec.readScope(it) } ?: linli.Scope(),
            offer = Codec.readTimedOffer(from["offer"]),
            funder = from["funder"]?.let { Codec.readFunder(it) } ?: linli.Funder.Merchant,
        )
    }

    fun writeTimedOffer(value: linli.TimedOffer): Any = when (value) {
        is linli.TimedOffer.Percent -> mapOf("percent" to value.value.toPlainString())
        is linli.TimedOffer.Price -> mapOf("price" to value.value.units)
    }

    fun readTimedOffer(wire: Any?): linli.TimedOffer {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "percent" -> linli.TimedOffer.Percent(java.math.BigDecimal(data as String))
            "price" -> linli.TimedOffer.Price(linli.Money.ofUnits((data as Number).toLong()))
            else -> throw UnknownException("a TimedOffer of a newer engine")
        }
    }

    fun writeTopicOfRule(value: linli.TopicOfRule): Any = when (value) {
        is linli.TopicOfRule.Product -> mapOf("product" to value.value.text)
        is linli.TopicOfRule.Category -> mapOf("category" to value.value.text)
    }

    fun readTopicOfRule(wire: Any?): linli.TopicOfRule {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "product" -> linli.TopicOfRule.Product(linli.ProductId(data as String))
            "category" -> linli.TopicOfRule.Category(linli.CategoryId(data as String))
            else -> throw UnknownException("a TopicOfRule of a newer engine")
        }
    }

    fun writeTrade(value: linli.Trade): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["member"] = value.member.text
        into["community"] = value.community.text
        into["placed_at"] = Wire.micros(value.placedAt)
        into["state"] = Codec.writeTradeState(value.state)
        into["orders"] = value.orders.map { it.text }
        into["total"] = value.total.units
        into["points"] = value.points.map { Codec.writeLotUse(it) }
        into["coupons"] = value.coupons.map { it.text }
        into["due_at"] = Wire.micros(value.dueAt)
        value.payment?.let { it.text }?.let { into["payment"] = it }
        value.provider?.let { it }?.let { into["provider"] = it }
        into["reports"] = value.reports.map { listOf(it.first, it.second, it.third.text) }
        return into
    }

    fun readTrade(wire: Any?): linli.Trade {
        val from = wire as Map<*, *>
        return linli.Trade(
            id = linli.TradeId(from["id"] as String),
            member = linli.MemberId(from["member"] as String),
            community = linli.NodeId(from["community"] as String),
            placedAt = Wire.instant(from["placed_at"]),
            state = Codec.readTradeState(from["state"]),
            orders = (from["orders"] as List<*>).map { linli.OrderId(it as String) },
            total = linli.Money.ofUnits((from["total"] as Number).toLong()),
            points = from["points"]?.let { (it as List<*>).map { Codec.readLotUse(it) } } ?: emptyList(),
            coupons = from["coupons"]?.let { (it as List<*>).map { linli.CouponId(it as String) } } ?: emptyList(),
            dueAt = Wire.instant(from["due_at"]),
            payment = from["payment"]?.let { linli.PaymentId(it as String) },
            provider = from["provider"]?.let { (it as String) },
            reports = from["reports"]?.let { (it as List<*>).map { Triple(((it as List<*>)[0] as String), ((it as List<*>)[1] as String), linli.PaymentId((it as List<*>)[2] as String)) } } ?: emptyList(),
        )
    }

    fun writeTradeState(value: linli.TradeState): String = value.wire

    fun readTradeState(wire: Any?): linli.TradeState = linli.TradeState.of(wire)

    fun writeTrialLine(value: linli.TrialLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["purpose"] = Codec.writeAccountPurpose(value.purpose)
        into["unit"] = Codec.writeUnit(value.unit)
        into["balance"] = value.balance
        return into
    }

    fun readTrialLine(wire: Any?): linli.TrialLine {
        val from = wire as Map<*, *>
        return linli.TrialLine(
            purpose = Codec.readAccountPurpose(from["purpose"]),
            unit = Codec.readUnit(from["unit"]),
            balance = Wire.big(from["balance"]),
        )
    }

    fun writeUnit(value: linli.Unit): String = value.wire

    fun readUnit(wire: Any?): linli.Unit = linli.Unit.of(wire)

    fun writeUntagMember(value: linli.UntagMember): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["tag"] = value.tag
        return into
    }

    fun readUntagMember(wire: Any?): linli.UntagMember {
        val from = wire as Map<*, *>
        return linli.UntagMember(
            member = linli.MemberId(from["member"] as String),
            tag = (from["tag"] as String),
        )
    }

    fun writeValidity(value: linli.Validity): Any = when (value) {
        is linli.Validity.Dates -> mapOf("dates" to Codec.writeWindow(value.value))
        is linli.Validity.Days -> mapOf("days" to value.value)
    }

    fun readValidity(wire: Any?): linli.Validity {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "dates" -> linli.Validity.Dates(Codec.readWindow(data))
            "days" -> linli.Validity.Days((data as Number).toLong())
            else -> throw UnknownException("a Validity of a newer engine")
        }
    }

    fun writeValue(value: linli.Value): Any = when (value) {
        is linli.Value.Null -> "Null"
        is linli.Value.Int -> mapOf("Int" to value.value)
        is linli.Value.Time -> mapOf("Time" to value.value)
        is linli.Value.Text -> mapOf("Text" to value.value)
        is linli.Value.Id -> mapOf("Id" to value.value.text)
    }

    fun readValue(wire: Any?): linli.Value {
        val (case, data) = Wire.external(wire)
        return when (case) {
            "Null" -> linli.Value.Null
            "Int" -> linli.Value.Int((data as Number).toLong())
            "Time" -> linli.Value.Time((data as Number).toLong())
            "Text" -> linli.Value.Text((data as String))
            "Id" -> linli.Value.Id(linli.Id(data as String))
            else -> throw UnknownException("a Value of a newer engine")
        }
    }

    fun writeVisitShare(value: linli.VisitShare): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["code"] = value.code
        value.visitor?.let { it.text }?.let { into["visitor"] = it }
        return into
    }

    fun readVisitShare(wire: Any?): linli.VisitShare {
        val from = wire as Map<*, *>
        return linli.VisitShare(
            code = (from["code"] as String),
            visitor = from["visitor"]?.let { linli.MemberId(it as String) },
        )
    }

    fun writeVisited(value: linli.Visited): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["by"] = value.by.text
        into["subject"] = Codec.writeShareSubject(value.subject)
        value.binding?.let { Codec.writeBinding(it) }?.let { into["binding"] = it }
        return into
    }

    fun readVisited(wire: Any?): linli.Visited {
        val from = wire as Map<*, *>
        return linli.Visited(
            by = linli.MemberId(from["by"] as String),
            subject = Codec.readShareSubject(from["subject"]),
            binding = from["binding"]?.let { Codec.readBinding(it) },
        )
    }

    fun writeWanted(value: linli.Wanted): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        into["lines"] = value.lines.map { Codec.writeWantedLine(it) }
        value.station?.let { it.text }?.let { into["station"] = it }
        into["points"] = value.points.units
        into["coupons"] = Codec.writeCouponChoice(value.coupons)
        return into
    }

    fun readWanted(wire: Any?): linli.Wanted {
        val from = wire as Map<*, *>
        return linli.Wanted(
            member = linli.MemberId(from["member"] as String),
            lines = (from["lines"] as List<*>).map { Codec.readWantedLine(it) },
            station = from["station"]?.let { linli.StationId(it as String) },
            points = from["points"]?.let { linli.Points.ofUnits((it as Number).toLong()) } ?: linli.Points.ZERO,
            coupons = from["coupons"]?.let { Codec.readCouponChoice(it) } ?: linli.CouponChoice.None,
        )
    }

    fun writeWantedLine(value: linli.WantedLine): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["sku"] = value.sku.text
        into["quantity"] = value.quantity
        into["fulfilment"] = Codec.writeFulfilment(value.fulfilment)
        value.sale?.let { Codec.writeSaleChoice(it) }?.let { into["sale"] = it }
        return into
    }

    fun readWantedLine(wire: Any?): linli.WantedLine {
        val from = wire as Map<*, *>
        return linli.WantedLine(
            sku = linli.SkuId(from["sku"] as String),
            quantity = (from["quantity"] as Number).toLong(),
            fulfilment = Codec.readFulfilment(from["fulfilment"]),
            sale = from["sale"]?.let { Codec.readSaleChoice(it) },
        )
    }

    fun writeWarnChurn(value: linli.WarnChurn): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["member"] = value.member.text
        return into
    }

    fun readWarnChurn(wire: Any?): linli.WarnChurn {
        val from = wire as Map<*, *>
        return linli.WarnChurn(
            member = linli.MemberId(from["member"] as String),
        )
    }

    fun writeWatchClearing(value: linli.WatchClearing): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["account"] = value.account.text
        return into
    }

    fun readWatchClearing(wire: Any?): linli.WatchClearing {
        val from = wire as Map<*, *>
        return linli.WatchClearing(
            account = linli.Id(from["account"] as String),
        )
    }

    fun writeWhyNot(value: linli.WhyNot): String = value.wire

    fun readWhyNot(wire: Any?): linli.WhyNot = linli.WhyNot.of(wire)

    fun writeWindow(value: linli.Window): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["from"] = Wire.micros(value.from)
        into["until"] = Wire.micros(value.until)
        return into
    }

    fun readWindow(wire: Any?): linli.Window {
        val from = wire as Map<*, *>
        return linli.Window(
            from = Wire.instant(from["from"]),
            until = Wire.instant(from["until"]),
        )
    }

    fun writeWithdrawAfterSale(value: linli.WithdrawAfterSale): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["case"] = value.case.text
        return into
    }

    fun readWithdrawAfterSale(wire: Any?): linli.WithdrawAfterSale {
        val from = wire as Map<*, *>
        return linli.WithdrawAfterSale(
            case = linli.AfterSaleId(from["case"] as String),
        )
    }

    fun writeWithdrawBillPaid(value: linli.WithdrawBillPaid): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["node"] = value.node.text
        into["number"] = value.number
        return into
    }

    fun readWithdrawBillPaid(wire: Any?): linli.WithdrawBillPaid {
        val from = wire as Map<*, *>
        return linli.WithdrawBillPaid(
            node = linli.NodeId(from["node"] as String),
            number = (from["number"] as String),
        )
    }

    fun writeWithdrawal(value: linli.Withdrawal): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["id"] = value.id.text
        into["party"] = value.party.text
        into["amount"] = value.amount.units
        into["fee"] = value.fee.units
        into["tax"] = value.tax.units
        into["state"] = Codec.writeWithdrawalState(value.state)
        into["requested_at"] = Wire.micros(value.requestedAt)
        value.requestedBy?.let { it.text }?.let { into["requested_by"] = it }
        value.result?.let { it }?.let { into["result"] = it }
        return into
    }

    fun readWithdrawal(wire: Any?): linli.Withdrawal {
        val from = wire as Map<*, *>
        return linli.Withdrawal(
            id = linli.WithdrawalId(from["id"] as String),
            party = linli.Party(from["party"] as String),
            amount = linli.Money.ofUnits((from["amount"] as Number).toLong()),
            fee = from["fee"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            tax = from["tax"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
            state = Codec.readWithdrawalState(from["state"]),
            requestedAt = Wire.instant(from["requested_at"]),
            requestedBy = from["requested_by"]?.let { linli.UserId(it as String) },
            result = from["result"]?.let { (it as String) },
        )
    }

    fun writeWithdrawalResult(value: linli.WithdrawalResult): Any = when (value) {
        is linli.WithdrawalResult.Accepted -> mapOf("result" to "accepted")
        is linli.WithdrawalResult.Done -> mapOf("result" to "done") + (LinkedHashMap<String, Any?>().also { into ->
            into["channel"] = value.channel
            into["number"] = value.number
        } as Map<String, Any?>)
        is linli.WithdrawalResult.Failed -> mapOf("result" to "failed") + (LinkedHashMap<String, Any?>().also { into ->
            into["reason"] = value.reason
        } as Map<String, Any?>)
        is linli.WithdrawalResult.Unknown -> mapOf("result" to "unknown")
    }

    fun readWithdrawalResult(wire: Any?): linli.WithdrawalResult {
        val case = (wire as Map<*, *>)["result"]
        val data: Any? = wire
        return when (case) {
            "accepted" -> linli.WithdrawalResult.Accepted
            "done" -> (data as Map<*, *>).let { from ->
                linli.WithdrawalResult.Done(
                    channel = (from["channel"] as String),
                    number = (from["number"] as String),
                )
            }
            "failed" -> (data as Map<*, *>).let { from ->
                linli.WithdrawalResult.Failed(
                    reason = (from["reason"] as String),
                )
            }
            "unknown" -> linli.WithdrawalResult.Unknown
            else -> throw UnknownException("a WithdrawalResult of a newer engine")
        }
    }

    fun writeWithdrawalReview(value: linli.WithdrawalReview): Any = when (value) {
        is linli.WithdrawalReview.Approve -> mapOf("outcome" to "approve") + (LinkedHashMap<String, Any?>().also { into ->
            into["tax"] = value.tax.units
        } as Map<String, Any?>)
        is linli.WithdrawalReview.Reject -> mapOf("outcome" to "reject") + (LinkedHashMap<String, Any?>().also { into ->
            into["reason"] = value.reason
        } as Map<String, Any?>)
    }

    fun readWithdrawalReview(wire: Any?): linli.WithdrawalReview {
        val case = (wire as Map<*, *>)["outcome"]
        val data: Any? = wire
        return when (case) {
            "approve" -> (data as Map<*, *>).let { from ->
                linli.WithdrawalReview.Approve(
                    tax = from["tax"]?.let { linli.Money.ofUnits((it as Number).toLong()) } ?: linli.Money.ZERO,
                )
            }
            "reject" -> (data as Map<*, *>).let { from ->
                linli.WithdrawalReview.Reject(
                    reason = (from["reason"] as String),
                )
            }
            else -> throw UnknownException("a WithdrawalReview of a newer engine")
        }
    }

    fun writeWithdrawalState(value: linli.WithdrawalState): String = value.wire

    fun readWithdrawalState(wire: Any?): linli.WithdrawalState = linli.WithdrawalState.of(wire)

    fun writeWriteReview(value: linli.WriteReview): Map<String, Any?> {
        val into = LinkedHashMap<String, Any?>()
        into["order"] = value.order.text
        into["line"] = value.line
        into["stars"] = value.stars
        into["text"] = value.text
        into["pictures"] = value.pictures.map { it }
        return into
    }

    fun readWriteReview(wire: Any?): linli.WriteReview {
        val from = wire as Map<*, *>
        return linli.WriteReview(
            order = linli.OrderId(from["order"] as String),
            line = (from["line"] as Number).toLong(),
            stars = (from["stars"] as Number).toInt(),
            text = from["text"]?.let { (it as String) } ?: "",
            pictures = from["pictures"]?.let { (it as List<*>).map { (it as String) } } ?: emptyList(),
        )
    }
}
