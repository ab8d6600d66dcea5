//! What happened, for readers of the event log. RULES §18.

use serde::{Deserialize, Serialize};

use crate::catalog::ProductState;
use crate::kernel::{
    CategoryId, MemberId, MerchantId, Money, NodeId, ProductId, Role, SkuId, SupplierId, UserId,
};
use crate::merchant::MerchantState;

/// Something that happened, written in the same transaction as the change itself. Events hold ids and amounts, never
/// personal data or codes. New kinds may be added; readers skip kinds that they do not know.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[non_exhaustive]
#[expect(
    missing_docs,
    reason = "the variants say it; their fields are ids and amounts under the names of the records"
)]
pub enum Event {
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

    // Stations and logistics

    // Pickup

    // Ledger, split, settlement

    // Points
}
