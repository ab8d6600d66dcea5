//! What is stored of carts and favourites.

use serde::{Deserialize, Serialize};

use crate::catalog::Fulfilment;
use crate::engine::Record;
use crate::kernel::{Id, MemberId, ProductId, SkuId, Timestamp};
use crate::schema::tables;
use crate::store::{Table, TableId};

/// One line of a cart.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CartLine {
    /// What.
    pub sku: SkuId,
    /// How it is to reach the buyer.
    pub fulfilment: Fulfilment,
    /// How many.
    pub quantity: u32,
    /// When it was put in.
    pub added_at: Timestamp,
}

/// A member's cart: at most 200 lines, one per SKU and way of fulfilment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cart {
    /// Whose.
    pub member: MemberId,
    /// In the order in which they were put in.
    pub lines: Vec<CartLine>,
}

impl Cart {
    /// Most lines.
    pub const MAX_LINES: usize = 200;

    /// A cart without lines.
    pub(crate) const fn empty(member: MemberId) -> Self {
        Self {
            member,
            lines: Vec::new(),
        }
    }

    /// The line of a SKU and way of fulfilment.
    pub(crate) fn place(&self, sku: SkuId, fulfilment: Fulfilment) -> Option<usize> {
        self.lines
            .iter()
            .position(|line| line.sku == sku && line.fulfilment == fulfilment)
    }
}

pub(crate) const CART: Table = Table {
    name: "carts",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for Cart {
    const TABLE: TableId = tables::CART;
    const WHAT: &'static str = "cart";

    fn id(&self) -> Id {
        self.member.0
    }
}

/// A member's favourite products: at most 500, newest first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Favourites {
    /// Whose.
    pub member: MemberId,
    /// Newest first.
    pub products: Vec<ProductId>,
}

impl Favourites {
    /// Most favourites of a member.
    pub const MAX: usize = 500;
}

pub(crate) const FAVOURITES: Table = Table {
    name: "favourites",
    columns: &[],
    counters: &[],
    indexes: &[],
    sequenced: false,
};

impl Record for Favourites {
    const TABLE: TableId = tables::FAVOURITES;
    const WHAT: &'static str = "list of favourites";

    fn id(&self) -> Id {
        self.member.0
    }
}
