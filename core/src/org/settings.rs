//! Every number of RULES that a node may set, with its default, its bounds and its source.

use serde::{Deserialize, Serialize};

use crate::aftersale::FeeAfterShipping;
use crate::commission::{CommissionPayout, ReferralPolicy, TierMode, TierTable};
use crate::kernel::{Error, Money, Rate, Result, Rounding, Text, TimeOfDay};
use crate::level::Downgrade;
use crate::pickup::NoShowPolicy;
use crate::points::PointsKind;
use crate::settlement::SettleTrigger;

macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident: $kind:ty = $default:expr $(, $min:literal..=$max:literal)?;)*) => {
        /// The settings in force at a node.
        #[derive(Clone, PartialEq, Debug, Serialize)]
        pub struct Settings {
            $($(#[$doc])* pub $name: $kind,)*
        }

        impl Default for Settings {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        /// What one node sets; `None` is inherited.
        #[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct SettingsPatch {
            $($(#[$doc])* #[serde(skip_serializing_if = "Option::is_none")] pub $name: Option<$kind>,)*
        }

        impl SettingsPatch {
            /// Puts what is set here over what came from above.
            pub fn apply_to(&self, settings: &mut Settings) {
                $(if let Some(value) = &self.$name { settings.$name = value.clone(); })*
            }

            /// Takes over what another patch sets.
            pub(crate) fn merge(&mut self, other: &Self) {
                $(if other.$name.is_some() { self.$name.clone_from(&other.$name); })*
            }

            /// Refuses values out of bounds, naming the setting.
            pub(crate) fn validate(&self) -> Result<()> {
                $($(if let Some(value) = self.$name && !($min..=$max).contains(&value) {
                    return Err(Error::invalid(
                        concat!("settings.", stringify!($name)),
                        concat!("it lies between ", stringify!($min), " and ", stringify!($max)),
                    ));
                })?)*
                Ok(())
            }
        }
    };
}

settings! {
    /// Unpaid trades close after so many minutes. RULES §5.
    payment_minutes: u32 = 30, 1..=10_080;
    /// Stations are offered within so many metres of the member. RULES §5.
    station_radius_metres: u32 = 2_000, 100..=100_000;
    /// Orders for a delivery day are taken until this time of the day before. RULES §7.
    cutoff: TimeOfDay = TimeOfDay::ELEVEN_AT_NIGHT;
    /// How percentages meet the smallest unit. RULES §4.
    rounding: Rounding = Rounding::HalfUp;
    /// So many points are worth one unit of the currency (1.00). RULES §4.
    points_per_unit: u32 = 100, 1..=1_000_000;
    /// Points may pay so much of the goods amount. RULES §4.
    points_cap: Rate = Rate::percent(50).expect("50 lies between 0 and 100");
    /// Points earned per unit of the currency paid for goods. RULES §13.
    points_earned_per_unit: u32 = 1, 0..=1_000;
    /// Whether points earned by buying are active at once, or only when the order can no longer be returned. RULES §13.
    points_active_at_once: bool = false;
    /// Points for registering. RULES §13.
    points_for_registering: u32 = 100, 0..=1_000_000;
    /// Points for the first login of a day. RULES §13.
    points_for_login: u32 = 5, 0..=1_000_000;
    /// Points per unit of the currency paid on a property bill. RULES §13.
    points_earned_per_bill_unit: u32 = 1, 0..=1_000;
    /// Points may pay so much of a property bill. RULES §13.
    points_bill_cap: Rate = Rate::ONE;
    /// Which kind of points buying earns. RULES §13.
    points_kind_buying: PointsKind = PointsKind::Universal;
    /// Which kind registering earns.
    points_kind_registering: PointsKind = PointsKind::Universal;
    /// Which kind logging in earns.
    points_kind_login: PointsKind = PointsKind::Universal;
    /// Which kind paying a property bill earns.
    points_kind_bill: PointsKind = PointsKind::Universal;
    /// Which kind the gifts of levels are.
    points_kind_level: PointsKind = PointsKind::Universal;
    /// Growth per unit of the currency paid. RULES §14.
    growth_per_unit: u32 = 1, 0..=1_000;
    /// A level lasts so many months. RULES §14.
    level_months: u32 = 12, 1..=120;
    /// What happens when a level was not kept. RULES §14.
    level_downgrade: Downgrade = Downgrade::OneLevel;
    /// Members are warned so many days before points expire; zero: never. RULES §13.
    points_warning_days: u32 = 7, 0..=365;
    /// Points expire at the end of the month that lies so many months after the one in which they became active.
    points_valid_months: u32 = 24, 1..=240;
    /// Fee for express delivery per order. RULES §4 step 5.
    express_fee: Money = Money::ZERO;
    /// Express is free from this goods amount per order on, after reductions; zero: never.
    express_free_from: Money = Money::ZERO;
    /// Fee for instant delivery per order.
    instant_fee: Money = Money::ZERO;
    /// Instant delivery is free from this goods amount per order on, after reductions; zero: never.
    instant_free_from: Money = Money::ZERO;
    /// Collected orders not confirmed otherwise count as received after so many days. RULES §5.
    auto_receipt_days_pickup: u32 = 2, 1..=90;
    /// … express orders.
    auto_receipt_days_express: u32 = 10, 1..=90;
    /// … services and instant deliveries.
    auto_receipt_days_service: u32 = 1, 1..=90;
    /// Reviewing closes after so many days. RULES §5.
    review_days: u32 = 15, 1..=90;
    /// Wrong pickup codes at one station by one operator before it blocks … RULES §6.
    code_misses: u32 = 10, 1..=100;
    /// … within so many minutes, and for so many minutes.
    code_block_minutes: u32 = 15, 1..=1_440;
    /// A used pickup code comes back after so many days at the earliest. RULES §6.
    code_rest_days: u32 = 30, 1..=365;
    /// For how many hours a token for a station without a network is good. RULES §6.
    pickup_token_hours: u32 = 48, 1..=720;
    /// The tiers of a leader's commission by the sales of the month; they hold for months that begin later. RULES §12.
    leader_tiers: TierTable = TierTable::default();
    /// How these are read.
    leader_tier_mode: TierMode = TierMode::Marginal;
    /// Whether leaders earn on what they buy at their own station. RULES §12.
    commission_on_own_orders: bool = false;
    /// Which visit binds a buyer to a promoter. RULES §12.
    referral_policy: ReferralPolicy = ReferralPolicy::FirstWins;
    /// Where bindings lapse: after so many days.
    referral_days: u32 = 30, 1..=3_650;
    /// How leaders and promoters get what they have earned.
    commission_payout: CommissionPayout = CommissionPayout::Settlement;
    /// The least that is withdrawn at once. RULES §12.
    withdrawal_minimum: Money = Money::ZERO;
    /// What a withdrawal costs …
    withdrawal_fee: Money = Money::ZERO;
    /// … and what part of it.
    withdrawal_fee_rate: Rate = Rate::ZERO;
    /// When a merchant's share of an order becomes payable. RULES §12.
    settle_merchants: SettleTrigger = SettleTrigger::Received;
    /// When a supplier's share of an order becomes payable.
    settle_suppliers: SettleTrigger = SettleTrigger::Received;
    /// When the shares of property companies become payable.
    settle_property: SettleTrigger = SettleTrigger::Received;
    /// When the platform's share becomes payable.
    settle_platform: SettleTrigger = SettleTrigger::Received;
    /// When the shares of leaders and promoters become payable.
    settle_leaders: SettleTrigger = SettleTrigger::ReturnWindowOver;
    /// The channel through which parties are paid that have no other one; the tenant's root. RULES §12.
    payout_channel: Text<40> = Text::new("bank").expect("it is short text");
    /// What is owed to a merchant or supplier is paid from this amount on and carried over below it; the tenant's root.
    payout_minimum: Money = Money::ZERO;
    /// … to a property company or the platform.
    payout_minimum_own: Money = Money::ZERO;
    /// … to a leader or promoter.
    payout_minimum_leaders: Money = Money::ZERO;
    /// Batches of payouts above this total wait for approvals; the tenant's root.
    payout_approval_above: Money = Money::new(10_000_000).expect("it is within the bounds");
    /// Money that lies at a channel for more than so many days is told of, once; zero: never; the tenant's root. RULES §12.
    clearing_alarm_days: u32 = 30, 0..=365;
    /// So many different people must approve such a batch.
    payout_approvals: u32 = 2, 1..=5;
    /// A payout without a final word after so many hours is told of.
    payout_answer_hours: u32 = 24, 1..=720;
    /// Unpaid trades with something from a flash sale close after so many minutes. RULES §5.
    flash_payment_minutes: u32 = 5, 1..=1_440;
    /// A seat in a group is held for an unpaid order for so many minutes; after that others may take it. RULES §15.
    group_seat_minutes: u32 = 15, 1..=1_440;
    /// What becomes of a payment for a group that is full already. RULES §15.
    group_full: crate::sale::FullGroup = crate::sale::FullGroup::OpensNew;
    /// A buyer who does not collect is reminded so many days after the goods are ready … RULES §6.
    first_reminder_days: u32 = 1, 1..=90;
    /// … and again after so many.
    second_reminder_days: u32 = 3, 1..=90;
    /// After so many days the no-show policy is applied.
    no_show_days: u32 = 5, 1..=365;
    /// What becomes of goods that nobody collects.
    no_show_policy: NoShowPolicy = NoShowPolicy::Keep;
    /// What is kept of the money when an order is closed because nobody collected it.
    no_show_fee: Money = Money::ZERO;
    /// When the delivery fee goes back with the last unit after the order was shipped. RULES §11.
    fee_after_shipping: FeeAfterShipping = FeeAfterShipping::AtFault;
    /// An after-sale case that its merchant leaves unanswered for so many days is agreed to. RULES §11.
    after_sale_answer_days: u32 = 2, 1..=30;
    /// So many after-sale cases of one order line may be open at once. RULES §11.
    after_sale_open_per_line: u32 = 2, 1..=20;
    /// A product or merchant counts as rated with so many hundredths of a star before it is reviewed … RULES §16.
    review_prior_hundredths: u32 = 400, 100..=500;
    /// … as firmly as so many reviews would say it.
    review_prior_weight: u32 = 10, 1..=10_000;
    /// A merchant with a mean below so many hundredths of a star has to rectify … RULES §2.
    rating_floor_hundredths: u32 = 350, 100..=500;
    /// … if there are at least so many reviews …
    rating_least_reviews: u32 = 20, 1..=100_000;
    /// … of the last so many days …
    rating_window_days: u32 = 90, 1..=366;
    /// … and is delisted if it still has after so many days.
    rectify_days: u32 = 14, 1..=365;
    /// A member is warned so many days before a coupon expires. RULES §15.
    coupon_warning_days: u32 = 3, 0..=90;
    /// Whether the coupons of a trade come back when it is refunded whole. RULES §11.
    coupons_come_back: bool = true;
    /// Whether a merchant's change to name, price or pictures of a reviewed product goes to review again. RULES §3.
    review_changes: bool = false;
    /// What members do is folded in every so many minutes, once that was begun. RULES §15.
    insight_minutes: u32 = 60, 1..=10_080;
    /// A member who ordered nothing for so many days is about to be lost. RULES §15.
    churn_days: u32 = 60, 7..=365;
}
