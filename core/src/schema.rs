//! Every table of the engine in one place, and what waits for a time.

use crate::engine::{DueSource, LOG, LOG_SEAL};
use crate::store::Schema;
use crate::{
    cart, catalog, commission, ledger, member, merchant, order, org, payment, pickup, points,
    settlement, split, station,
};

macro_rules! schema {
    ($($(#[$doc:meta])* $name:ident = $table:path;)*) => {
        /// The ids of the tables.
        pub mod tables {
            use crate::store::TableId;
            #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the constants")]
            enum Place { $($name,)* }
            $($(#[$doc])* pub const $name: TableId = TableId(Place::$name as u16);)*
        }

        /// What the engine asks a store to keep.
        pub const SCHEMA: Schema = Schema { version: 1, tables: &[$($table,)*] };
    };
}

// Only ever append: a table's id is its place here.
schema! {
    /// Accepted commands with answers and events.
    LOG = LOG;
    /// The tenant itself.
    TENANT = org::TENANT;
    /// The organisation tree.
    NODE = org::NODE;
    /// Grants per user.
    GRANTS = org::GRANTS;
    /// Members.
    MEMBER = member::MEMBER;
    /// Merchants.
    MERCHANT = merchant::MERCHANT;
    /// Suppliers.
    SUPPLIER = merchant::SUPPLIER;
    /// Categories.
    CATEGORY = catalog::CATEGORY;
    /// Products.
    PRODUCT = catalog::PRODUCT;
    /// SKUs.
    SKU = catalog::SKU;
    /// Stock per SKU.
    STOCK = catalog::STOCK;
    /// Carts.
    CART = cart::CART;
    /// Favourites.
    FAVOURITES = cart::FAVOURITES;
    /// Stations.
    STATION = station::STATION;
    /// Delivery days of stations, with their manifests.
    STATION_DAY = station::STATION_DAY;
    /// Trades.
    TRADE = order::TRADE;
    /// Orders.
    ORDER = order::ORDER;
    /// Payments.
    PAYMENT = payment::PAYMENT;
    /// Refunds.
    REFUND = payment::REFUND;
    /// Pickup codes.
    PICKUP_CODE = pickup::PICKUP_CODE;
    /// Wrong codes.
    THROTTLE = pickup::THROTTLE;
    /// Split rules.
    SPLIT_RULE = split::SPLIT_RULE;
    /// Ledger postings.
    POSTING = ledger::POSTING;
    /// Closed business days.
    DAY_CLOSE = ledger::DAY_CLOSE;
    /// Settlements.
    SETTLEMENT = settlement::SETTLEMENT;
    /// Points wallets.
    WALLET = points::WALLET;
    /// Which days can still be posted to.
    BOOKS = ledger::BOOKS;
    /// How far postings were gathered.
    GATHERING = ledger::GATHERING;
    /// Roll-ups of accounts.
    ACCOUNT_BALANCE = ledger::ACCOUNT_BALANCE;
    /// Seals of the log.
    LOG_SEAL = LOG_SEAL;
    /// What split rules said when orders were paid.
    SPLIT_REVISION = split::SPLIT_REVISION;
    /// Which shapes of split rules there are.
    SPLIT_RULE_BOOK = split::SPLIT_RULE_BOOK;
    /// Leaders' months.
    LEADER_MONTH = commission::LEADER_MONTH;
    /// What of them was sold for which merchant.
    LEADER_SALES = commission::LEADER_SALES;
    /// Kinds of promoters.
    PROMOTER_KIND = commission::PROMOTER_KIND;
    /// Promoters.
    PROMOTER = commission::PROMOTER;
    /// Buyers bound to promoters.
    REFERRAL = commission::REFERRAL;
    /// What leaders and promoters can withdraw.
    EARNER = commission::EARNER;
    /// Withdrawals.
    WITHDRAWAL = commission::WITHDRAWAL;
}

/// Everything that happens by time.
pub(crate) const DUE_SOURCES: &[DueSource] = &[
    order::paying::TRADES_DUE,
    order::steps::ORDERS_DUE,
    station::days::STATION_DAYS_DUE,
    settlement::DAYS_DUE,
    commission::LEADER_MONTHS_DUE,
];
