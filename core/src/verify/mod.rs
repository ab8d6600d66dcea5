//! Walks a store and checks every invariant that its rows must keep: what users run after a restore. DESIGN §5, §6.
//!
//! What is checked, by the invariants' numbers in the design:
//!
//! | number | how |
//! |---|---|
//! | 0 | every row can be read as the record of its table, under the id that the record has |
//! | 1 | every posting sums to zero, has two or more entries, none zero; all postings sum to zero per unit |
//! | 2 | every roll-up is the sum of the postings up to where gathering stands; what an account moved per day and the trial balance of a day are what its postings come to; documents and third-party sales moved what they say |
//! | 3 | every entry is on an account of its posting's unit |
//! | 5 | per order and party what is pending in the ledger is what the order's split plan says is pending, so nothing once it is closed or its return window is over |
//! | 6 | a line's price less its reductions is what was paid for it; lines, fee, order and trade add up; nothing is below zero |
//! | 7 | a paid order's split parts sum to what it brings, the merchant's last; what was given back and what is owed is what the refunds say; the funding sums to the points' value; what funders bear of points and reductions is what the ledger says |
//! | 7, 11, 18 | a leader's month is the sum of its orders, and what its end moved is what its tiers give, less what refunds took back; nobody is bound to themself; what leaders and promoters can withdraw is what the ledger says, and a withdrawal is frozen while open and paid once |
//! | 8 | refunds sum to what the lines say was refunded, never beyond what was paid for line, order and trade; refunding accounts stand at the refunds that are not done |
//! | 8, 12 | an after-sale case stands where its history leads, holds its units in its order while it is open and not longer, and has one refund, of its units, once it is agreed to |
//! | 10 | no counter of stock is below zero; reserved is what unpaid orders hold; sold is what paid orders keep |
//! | 11 | nothing of a sale, a presale or a limit per member is below zero or above what was offered, and each is what orders have; a group has no more seats than its size |
//! | 11 | a coupon is held or used by one trade, which lists it; templates and members have no more coupons than their limits say |
//! | 12 | an order's state fits its trade, its dates and what was refunded; a paid trade has its payment or nothing to pay |
//! | 12 | an order that waits for its group has no delivery day, code or shipment; who paid for a group has a seat in it |
//! | 13 | who paid for a group that did not come about was refunded |
//! | 13 | no money that arrived for no trade is left without a refund |
//! | 14, 15 | an order that can be collected has a live code of its own; a live code opens an order that was paid; no two live codes for one order |
//! | 17 | no lot is below zero or above what it began with; lots less debt is what the ledger says; no point was spent after its last day; a wallet is due when its first points have expired; orders earn what their kept part brings |
//! | 18 | per day and party the postings are in exactly one settlement, whose payouts come to it and are in transit until they are done or failed; a batch is its payouts; no payout is handed over without its approvals |
//! | 26 | a member's growth from buying is what the orders gave and kept; levels are counted; no month's gift was given twice |
//! | 27 | a line has one review, which knows it; ratings and their windows count the reviews that are shown |
//! | 22 | the positions of the log are 1 to n without gap |
//!
//! Memory: sums per account, per SKU, per member with points, per open order; rows are read page by page. It reads the
//! store as it is: run it on a copy, or while nobody writes.

mod aftersales;
mod books;
mod catalogue;
mod commission;
mod coupons;
mod levels;
mod money;
mod orders;
mod payouts;
mod pickups;
mod report;
mod reviews;
mod sales;
mod wallets;

pub use report::{Finding, VerifyReport};

use report::Walk;

use crate::engine::{LogEntry, Record};
use crate::kernel::{Result, TenantId};
use crate::org::Tenant;
use crate::schema::SCHEMA;
use crate::store::{Order as Sequence, Scan, Store, TableId};

/// Checks everything that is stored of a tenant. Damaged rows are findings, not errors. At most
/// [`VerifyReport::MAX_FINDINGS`] findings are kept, the others are counted.
///
/// Errors: only what the store itself says.
pub fn verify(store: &dyn Store, tenant: TenantId) -> Result<VerifyReport> {
    let mut walk = Walk::new(store, tenant);
    if let Some(Some(of)) = walk.get::<Tenant>([Tenant::ID])?.pop() {
        walk.zone = of.zone;
        walk.decimals = of.currency.decimals();
    }
    log(&mut walk)?;
    let mut orders = orders::verify(&mut walk)?;
    coupons::verify(&mut walk, std::mem::take(&mut orders.coupons))?;
    let (points, mut commissions) = money::verify(&mut walk, &orders)?;
    commission::verify(&mut walk, &mut commissions, &orders)?;
    wallets::verify(&mut walk, points)?;
    levels::verify(&mut walk, &orders)?;
    catalogue::verify(&mut walk, &orders)?;
    sales::verify(&mut walk, &orders)?;
    aftersales::verify(&mut walk, &orders)?;
    reviews::verify(&mut walk, &orders)?;
    pickups::verify(&mut walk)?;
    rest(&mut walk)?;
    Ok(walk.report)
}

/// The log: positions without gaps.
fn log(walk: &mut Walk<'_>) -> Result<()> {
    let mut last = 0;
    let mut latest = walk.latest;
    let scan = Scan {
        order: Sequence::Position,
        ..Scan::all(LogEntry::TABLE, Walk::PAGE)
    };
    walk.each_of::<LogEntry>(scan, |report, entry, row| {
        let position = row.position.unwrap_or(0);
        if position != last + 1 {
            report.find(22, "log", || {
                format!("position {position} of command {} follows {last}", entry.id)
            });
        }
        last = position;
        latest = latest.max(entry.at);
        Ok(())
    })?;
    walk.latest = latest;
    Ok(())
}

/// Tables about which nothing is checked but that their rows can be read.
fn rest(walk: &mut Walk<'_>) -> Result<()> {
    macro_rules! readable {
        ($($record:path),* $(,)?) => {$(
            walk.each::<$record>(|_, _, _| Ok(()))?;
        )*};
    }
    readable!(
        crate::org::Tenant,
        crate::org::Node,
        crate::org::UserGrants,
        crate::member::Member,
        crate::merchant::Merchant,
        crate::merchant::Supplier,
        crate::catalog::Category,
        crate::catalog::Product,
        crate::catalog::Sku,
        crate::cart::Cart,
        crate::cart::Favourites,
        crate::campaign::Campaign,
        crate::campaign::CampaignList,
        crate::station::Station,
        crate::station::StationDay,
        crate::payment::Payment,
        crate::pickup::Throttle,
        crate::split::SplitRevision,
        crate::commission::PromoterKind,
        crate::ledger::DayClose,
        crate::ledger::ClearingWatch,
        crate::payout::Payee,
        crate::payout::Channels,
        crate::income::ThirdPartyContract,
        crate::reconciliation::Reconciliation,
    );
    // Whatever other tables there are is at least counted.
    for place in 0..SCHEMA.tables.len() {
        let table = TableId(u16::try_from(place).unwrap_or(u16::MAX));
        walk.count_unvisited(table)?;
    }
    Ok(())
}
