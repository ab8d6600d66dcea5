//! Every table of the engine in one place, and what waits for a time.

use crate::engine::{DueSource, LOG, LOG_SEAL, LogEntry, columns_of as of, seal_columns};
use crate::kernel::Result;
use crate::store::{Row, Schema, Value};
use crate::{
    aftersale, campaign, cart, catalog, commission, coupon, income, insight, ledger, level, member,
    merchant, order, org, payment, payout, pickup, points, reconciliation, review, sale, search,
    settlement, share, split, station,
};

macro_rules! schema {
    ($($(#[$doc:meta])* $name:ident = $table:path, $columns:expr;)*) => {
        /// The ids of the tables.
        pub mod tables {
            use crate::store::TableId;
            #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the constants")]
            enum Place { $($name,)* }
            $($(#[$doc])* pub const $name: TableId = TableId(Place::$name as u16);)*
        }

        /// What the engine asks a store to keep.
        pub const SCHEMA: Schema = Schema { version: 1, tables: &[$($table,)*] };

        /// Per table: the declared columns of a stored row, read from its record anew.
        pub(crate) const COLUMNS: &[fn(&Row) -> Result<Vec<Value>>] = &[$($columns,)*];
    };
}

// Only ever append: a table's id is its place here. Behind the table: how the columns of its rows are read.
schema! {
    /// Accepted commands with answers and events.
    LOG = LOG, of::<LogEntry>;
    /// The tenant itself.
    TENANT = org::TENANT, of::<org::Tenant>;
    /// The organisation tree.
    NODE = org::NODE, of::<org::Node>;
    /// Grants per user.
    GRANTS = org::GRANTS, of::<org::UserGrants>;
    /// Members.
    MEMBER = member::MEMBER, of::<member::Member>;
    /// Merchants.
    MERCHANT = merchant::MERCHANT, of::<merchant::Merchant>;
    /// Suppliers.
    SUPPLIER = merchant::SUPPLIER, of::<merchant::Supplier>;
    /// Categories.
    CATEGORY = catalog::CATEGORY, of::<catalog::Category>;
    /// Products.
    PRODUCT = catalog::PRODUCT, of::<catalog::Product>;
    /// SKUs.
    SKU = catalog::SKU, of::<catalog::Sku>;
    /// Stock per SKU.
    STOCK = catalog::STOCK, of::<catalog::Stock>;
    /// Carts.
    CART = cart::CART, of::<cart::Cart>;
    /// Favourites.
    FAVOURITES = cart::FAVOURITES, of::<cart::Favourites>;
    /// Stations.
    STATION = station::STATION, of::<station::Station>;
    /// Delivery days of stations, with their manifests.
    STATION_DAY = station::STATION_DAY, of::<station::StationDay>;
    /// Trades.
    TRADE = order::TRADE, of::<order::Trade>;
    /// Orders.
    ORDER = order::ORDER, of::<order::Order>;
    /// Payments.
    PAYMENT = payment::PAYMENT, of::<payment::Payment>;
    /// Refunds.
    REFUND = payment::REFUND, of::<payment::Refund>;
    /// Wrong codes.
    THROTTLE = pickup::THROTTLE, of::<pickup::Throttle>;
    /// Split rules.
    SPLIT_RULE = split::SPLIT_RULE, of::<split::SplitRule>;
    /// Ledger postings.
    POSTING = ledger::POSTING, of::<ledger::Posting>;
    /// Closed business days.
    DAY_CLOSE = ledger::DAY_CLOSE, of::<ledger::DayClose>;
    /// Settlements.
    SETTLEMENT = settlement::SETTLEMENT, of::<settlement::Settlement>;
    /// Points wallets.
    WALLET = points::WALLET, of::<points::Wallet>;
    /// Which days can still be posted to.
    BOOKS = ledger::BOOKS, of::<ledger::Books>;
    /// How far postings were gathered.
    GATHERING = ledger::GATHERING, of::<ledger::Gathering>;
    /// Roll-ups of accounts.
    ACCOUNT_BALANCE = ledger::ACCOUNT_BALANCE, of::<ledger::AccountBalance>;
    /// Seals of the log.
    LOG_SEAL = LOG_SEAL, seal_columns;
    /// What split rules said when orders were paid.
    SPLIT_REVISION = split::SPLIT_REVISION, of::<split::SplitRevision>;
    /// Which shapes of split rules there are.
    SPLIT_RULE_BOOK = split::SPLIT_RULE_BOOK, of::<split::SplitRuleBook>;
    /// Leaders' months.
    LEADER_MONTH = commission::LEADER_MONTH, of::<commission::LeaderMonth>;
    /// What of them was sold for which merchant.
    LEADER_SALES = commission::LEADER_SALES, of::<commission::LeaderSales>;
    /// Kinds of promoters.
    PROMOTER_KIND = commission::PROMOTER_KIND, of::<commission::PromoterKind>;
    /// Promoters.
    PROMOTER = commission::PROMOTER, of::<commission::Promoter>;
    /// Buyers bound to promoters.
    REFERRAL = commission::REFERRAL, of::<commission::Referral>;
    /// What leaders and promoters can withdraw.
    EARNER = commission::EARNER, of::<commission::Earner>;
    /// Withdrawals.
    WITHDRAWAL = commission::WITHDRAWAL, of::<commission::Withdrawal>;
    /// Payouts.
    PAYOUT = payout::PAYOUT, of::<payout::Payout>;
    /// Payouts that are approved and handed over together.
    PAYOUT_BATCH = payout::PAYOUT_BATCH, of::<payout::PayoutBatch>;
    /// How parties are paid.
    PAYEE = payout::PAYEE, of::<payout::Payee>;
    /// Channels that split, with their limits.
    CHANNELS = payout::CHANNELS, of::<payout::Channels>;
    /// Held payments with their plans of calls.
    HOLD = payout::HOLD, of::<payout::Hold>;
    /// What accounts moved per day.
    ACCOUNT_DAY = ledger::ACCOUNT_DAY, of::<ledger::AccountDay>;
    /// Documents that moved money without an order.
    DOCUMENT = income::DOCUMENT, of::<income::Document>;
    /// What third-party merchants owe per sale.
    THIRD_PARTY_CONTRACT = income::THIRD_PARTY_CONTRACT, of::<income::ThirdPartyContract>;
    /// Sales of third-party services.
    THIRD_PARTY_SALE = income::THIRD_PARTY_SALE, of::<income::ThirdPartySale>;
    /// Bills that were compared.
    RECONCILIATION = reconciliation::RECONCILIATION, of::<reconciliation::Reconciliation>;
    /// Flash sales and group buys.
    SALE = sale::SALE, of::<sale::Sale>;
    /// Groups of group buys.
    GROUP = sale::GROUP, of::<sale::Group>;
    /// Presales.
    PRESALE = sale::PRESALE, of::<sale::Presale>;
    /// How much members have of what is limited.
    PURCHASE_COUNT = sale::PURCHASE_COUNT, of::<sale::PurchaseCount>;
    /// After-sale cases.
    AFTER_SALE = aftersale::AFTER_SALE, of::<aftersale::AfterSale>;
    /// Reviews.
    REVIEW = review::REVIEW, of::<review::Review>;
    /// Counted reviews of products and merchants.
    RATING = review::RATING, of::<review::Rating>;
    /// Campaigns.
    CAMPAIGN = campaign::CAMPAIGN, of::<campaign::Campaign>;
    /// Campaigns of an owner that are not over.
    CAMPAIGN_LIST = campaign::CAMPAIGN_LIST, of::<campaign::CampaignList>;
    /// Templates of coupons.
    COUPON_TEMPLATE = coupon::COUPON_TEMPLATE, of::<coupon::CouponTemplate>;
    /// Coupons.
    COUPON = coupon::COUPON, of::<coupon::Coupon>;
    /// What members hold of coupons.
    COUPON_WALLET = coupon::COUPON_WALLET, of::<coupon::CouponWallet>;
    /// What changed last in the catalogue.
    CATALOG_CHANGES = search::CATALOG_CHANGES, of::<search::CatalogChanges>;
    /// What members do.
    BEHAVIOUR = insight::BEHAVIOUR, of::<insight::Behaviour>;
    /// What is bought together.
    AFFINITY = insight::AFFINITY, of::<insight::Affinity>;
    /// How far the log was folded into these.
    INSIGHT_CURSOR = insight::INSIGHT_CURSOR, of::<insight::InsightCursor>;
    /// Rules that give tags.
    TAG_RULES = insight::TAG_RULES, of::<insight::TagRules>;
    /// Segments.
    SEGMENT = insight::SEGMENT, of::<insight::Segment>;
    /// Rules that recommend.
    RECOMMENDATION_RULES = insight::RECOMMENDATION_RULES, of::<insight::RecommendationRules>;
    /// Points on property bills.
    BILL = points::BILL, of::<points::Bill>;
    /// The levels of the tenant.
    LEVELS = level::LEVELS, of::<level::Levels>;
    /// Where members stand.
    STANDING = level::STANDING, of::<level::Standing>;
    /// How many members have which level.
    LEVEL_COUNT = level::LEVEL_COUNT, of::<level::LevelCount>;
    /// What points of an issuer were worth where they were spent, by month.
    POINTS_STATEMENT = points::POINTS_STATEMENT, of::<points::PointsStatement>;
    /// How far a month's statements are.
    POINTS_MONTH = points::POINTS_MONTH, of::<points::PointsMonth>;
    /// What members share.
    SHARE = share::SHARE, of::<share::Share>;
    /// By which share members came last.
    SHARE_VISIT = share::SHARE_VISIT, of::<share::ShareVisit>;
    /// When accounts through which money only passes are looked at.
    CLEARING_WATCH = ledger::CLEARING_WATCH, of::<ledger::ClearingWatch>;
    /// What stations handed over without a network.
    RELEASE = pickup::RELEASE, of::<pickup::Release>;
}

/// Everything that happens by time.
pub(crate) const DUE_SOURCES: &[DueSource] = &[
    order::paying::TRADES_DUE,
    order::steps::ORDERS_DUE,
    station::days::STATION_DAYS_DUE,
    settlement::DAYS_DUE,
    commission::LEADER_MONTHS_DUE,
    payout::BATCHES_DUE,
    payout::PAYOUTS_DUE,
    payout::HOLDS_DUE,
    sale::SALES_DUE,
    sale::GROUPS_DUE,
    aftersale::AFTER_SALES_DUE,
    review::RATINGS_DUE,
    campaign::CAMPAIGNS_DUE,
    coupon::COUPONS_DUE,
    insight::FOLD_DUE,
    insight::CHURN_DUE,
    points::WALLETS_DUE,
    points::POINTS_MONTHS_DUE,
    level::LEVELS_DUE,
    level::STANDINGS_DUE,
    ledger::CLEARING_DUE,
];
