//! What goes into a quote and what comes out.

use serde::{Deserialize, Serialize};

use crate::catalog::Fulfilment;
use crate::kernel::{MerchantId, Money, Points, ProductId, Rate, Rounding, SkuId};
use crate::ledger::Party;

/// Everything that the price depends on, as values. RULES §4.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct QuoteInput {
    /// Smallest units in one unit of the currency: 100 for CNY.
    pub minor_per_unit: i64,
    /// How percentages meet the smallest unit.
    pub rounding: Rounding,
    /// The cart, at most [`QuoteInput::MAX_LINES`] lines.
    pub lines: Vec<QuoteLine>,
    /// The points that may pay a part.
    pub points: PointsOffer,
    /// Fees per way of fulfilment; a way without rule is free.
    pub fees: Vec<FeeRule>,
}

impl QuoteInput {
    /// Most lines of a cart.
    pub const MAX_LINES: usize = 2_000;
    /// Most units of a line.
    pub const MAX_QUANTITY: u32 = 1_000_000;
}

/// One line of the cart with what the catalogue says of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct QuoteLine {
    /// What.
    pub sku: SkuId,
    /// Of which product.
    pub product: ProductId,
    /// From whom.
    pub merchant: MerchantId,
    /// How it reaches the buyer.
    pub fulfilment: Fulfilment,
    /// How many.
    pub quantity: u32,
    /// What one costs in the catalogue.
    pub price: Money,
}

/// Points that the member wants to use. RULES §4 step 4.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PointsOffer {
    /// How many the member wants to use; zero: none.
    pub wanted: Points,
    /// How many the member has.
    pub available: Points,
    /// How many are worth one unit of the currency.
    pub per_unit: u32,
    /// What part of the goods amount they may pay.
    pub cap: Rate,
    /// Who pays for them: their issuer.
    pub funder: Option<Party>,
}

/// The fee of one way of fulfilment, per order. RULES §4 step 5.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FeeRule {
    /// Which way.
    pub fulfilment: Fulfilment,
    /// What it costs.
    pub fee: Money,
    /// Free from this goods amount of the order on, after reductions but before points; zero: never free.
    pub free_from: Money,
}

/// The steps of the chain that reduce, in their order. RULES §4.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Lane {
    /// Points pay a part (step 4).
    Points,
}

/// One reduction of one line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reduction {
    /// Which step of the chain gave it.
    pub lane: Lane,
    /// Who bears it. RULES §12.
    pub funder: Party,
    /// How much, above zero.
    pub amount: Money,
    /// The amount that it was computed on.
    pub basis: Money,
}

/// A line with its price explained.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuotedLine {
    /// What.
    pub sku: SkuId,
    /// How many.
    pub quantity: u32,
    /// What one costs after step 1.
    pub unit_price: Money,
    /// Unit price × quantity.
    pub gross: Money,
    /// In the order of the chain.
    pub reductions: Vec<Reduction>,
    /// How many points pay a part of it.
    pub points: Points,
    /// Gross less reductions: what remains to be paid in money.
    pub net: Money,
}

/// What will become one order: one merchant × one way of fulfilment. RULES §5.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuotedOrder {
    /// Who sells.
    pub merchant: MerchantId,
    /// How it reaches the buyer.
    pub fulfilment: Fulfilment,
    /// Places of its lines in [`Quote::lines`].
    pub lines: Vec<u32>,
    /// Sum of the lines' gross amounts.
    pub goods: Money,
    /// Delivery fee.
    pub fee: Money,
    /// Sum of the lines' net amounts and the fee.
    pub total: Money,
}

/// Something that could have reduced the price but did not, or not fully, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NotApplied {
    /// Which step.
    pub lane: Lane,
    /// Why, as a stable snake_case reason.
    pub reason: String,
}

/// The priced cart. The same input gives the same quote, byte for byte, on every platform. RULES §4.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Quote {
    /// In the order of the cart.
    pub lines: Vec<QuotedLine>,
    /// Sorted by merchant and way of fulfilment.
    pub orders: Vec<QuotedOrder>,
    /// Sum of gross amounts.
    pub goods: Money,
    /// Sum of reductions other than points.
    pub reductions: Money,
    /// Points that pay a part …
    pub points: Points,
    /// … and what they are worth.
    pub points_value: Money,
    /// Sum of fees.
    pub fees: Money,
    /// What is to be paid in money: goods − reductions − points + fees.
    pub total: Money,
    /// What did not apply.
    pub not_applied: Vec<NotApplied>,
}
