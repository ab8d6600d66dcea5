//! What happens inside a wallet. RULES §13.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use super::records::{Lot, LotUse, PointsKind, Wallet};
use crate::kernel::{Day, Error, LotId, MemberId, OrderId, Points, Result};
use crate::ledger::Party;

/// Days for which points that come back to an expired lot can be spent. RULES §11.
pub(super) const RETURNED_DAYS: u32 = 7;

impl PointsKind {
    /// Whether they can be spent at checkout.
    pub const fn valid_in_mall(self) -> bool {
        matches!(self, Self::Mall | Self::Universal)
    }
}

impl Lot {
    /// Whether it can be spent in the mall on a day.
    pub fn spendable_in_mall(&self, today: Day) -> bool {
        self.kind.valid_in_mall() && self.expires >= today && self.left.is_positive()
    }
}

/// Points that moved between a member and an issuer, for the ledger: above zero to the member.
pub(super) type Moved = Vec<(Party, i64)>;

impl Wallet {
    /// Lots of one wallet; more are merged: first those of the same kind, issuer and expiry, then those of the same kind
    /// and issuer whose expiries lie closest, which get the later one; expired points stay expired. Only points of very many issuers stay apart.
    pub const MAX_LOTS: usize = 64;

    /// A member's empty wallet.
    pub(super) const fn empty(member: MemberId) -> Self {
        Self {
            member,
            lots: Vec::new(),
            debt: Points::ZERO,
        }
    }

    /// What the ledger says that the member holds: the lots less the debt.
    pub fn held(&self) -> Result<Points> {
        Points::total(self.lots.iter().map(|lot| lot.left))?.minus(self.debt)
    }

    /// What can be spent in the mall on a day.
    pub fn spendable_in_mall(&self, today: Day) -> Result<Points> {
        let lots = self.lots.iter().filter(|lot| lot.spendable_in_mall(today));
        Points::total(lots.map(|lot| lot.left))
    }

    /// Takes points from lots that are valid in the mall, narrowest kind first, then earliest expiry.
    pub(super) fn spend(&mut self, points: Points, today: Day) -> Result<Vec<LotUse>> {
        let available = self.spendable_in_mall(today)?;
        if points > available {
            return Err(Error::Insufficient {
                field: "points".into(),
                available: available.units(),
            });
        }
        let mut uses = Vec::new();
        let mut wanted = points;
        for lot in &mut self.lots {
            let taken = lot.left.min(wanted);
            if taken.is_zero() || !lot.spendable_in_mall(today) {
                continue;
            }
            lot.left = lot.left.minus(taken)?;
            wanted = wanted.minus(taken)?;
            uses.push(LotUse {
                lot: lot.id,
                kind: lot.kind,
                issuer: lot.issuer.clone(),
                expires: lot.expires,
                points: taken,
                returned: Points::ZERO,
            });
        }
        self.tidy(today)?;
        Ok(uses)
    }

    /// Returns used points to their lots, the last taken first. What belongs to an expired lot comes as a lot of its own
    /// with 7 days, under the id that `new_lot` gives.
    pub(super) fn give_back(
        &mut self,
        uses: &mut [LotUse],
        points: Points,
        today: Day,
        mut new_lot: impl FnMut() -> Result<LotId>,
    ) -> Result<Moved> {
        let mut left = points;
        let mut moved = Moved::new();
        for taken in uses.iter_mut().rev() {
            let back = taken.points.minus(taken.returned)?.min(left);
            if !back.is_positive() {
                continue;
            }
            left = left.minus(back)?;
            taken.returned = taken.returned.plus(back)?;
            moved.push((taken.issuer.clone(), back.units()));
            let expired = taken.expires < today;
            let lot = self.lots.iter_mut().find(|lot| lot.id == taken.lot);
            if let Some(lot) = lot.filter(|_| !expired) {
                lot.left = lot.left.plus(back)?;
                lot.amount = lot.amount.max(lot.left);
                continue;
            }
            self.lots.push(Lot {
                id: if expired { new_lot()? } else { taken.lot },
                kind: taken.kind,
                issuer: taken.issuer.clone(),
                order: None,
                amount: back,
                left: back,
                expires: if expired {
                    today.plus_days(RETURNED_DAYS)
                } else {
                    taken.expires
                },
            });
        }
        if !left.is_zero() {
            return Err(Error::internal("more points come back than were used"));
        }
        self.tidy(today)?;
        Ok(moved)
    }

    /// New points: debts are paid first, the rest becomes the lot.
    pub(super) fn earn(&mut self, mut lot: Lot, today: Day) -> Result<Moved> {
        let moved = vec![(lot.issuer.clone(), lot.left.units())];
        let paid = self.debt.min(lot.left);
        self.debt = self.debt.minus(paid)?;
        lot.left = lot.left.minus(paid)?;
        if lot.left.is_positive() {
            self.lots.push(lot);
        }
        self.tidy(today)?;
        Ok(moved)
    }

    /// Takes back active points that an order earned: from its own lot, then from other lots that have not expired, then
    /// as a debt.
    pub(super) fn take_back(
        &mut self,
        order: OrderId,
        issuer: &Party,
        points: Points,
        today: Day,
    ) -> Result<Moved> {
        let mut wanted = points;
        let mut moved = Moved::new();
        for own in [true, false] {
            for lot in &mut self.lots {
                if (lot.order == Some(order)) != own || !own && lot.expires < today {
                    continue;
                }
                let taken = lot.left.min(wanted);
                lot.left = lot.left.minus(taken)?;
                wanted = wanted.minus(taken)?;
                moved.push((lot.issuer.clone(), taken.negated().units()));
            }
        }
        self.debt = self.debt.plus(wanted)?;
        moved.push((issuer.clone(), wanted.negated().units()));
        self.tidy(today)?;
        Ok(moved)
    }

    /// Empty lots go, the others are sorted and merged where there are too many.
    fn tidy(&mut self, today: Day) -> Result<()> {
        self.lots.retain(|lot| lot.left.is_positive());
        self.sort();
        while self.lots.len() > Self::MAX_LOTS {
            let Some((first, second)) = self.closest(today) else {
                break;
            };
            let later = self.lots.remove(second);
            let lot = &mut self.lots[first];
            lot.amount = lot.amount.plus(later.amount)?;
            lot.left = lot.left.plus(later.left)?;
            lot.expires = later.expires;
            lot.order = None;
        }
        self.sort();
        Ok(())
    }

    fn sort(&mut self) {
        self.lots.sort_by(|a, b| {
            (a.kind, a.expires, &a.issuer, a.id).cmp(&(b.kind, b.expires, &b.issuer, b.id))
        });
    }

    /// The two lots of one kind and issuer whose expiries lie closest, the earlier one first.
    fn closest(&self, today: Day) -> Option<(usize, usize)> {
        let mut best: Option<(i64, usize, usize)> = None;
        for (first, lot) in self.lots.iter().enumerate() {
            let next = self
                .lots
                .iter()
                .enumerate()
                .skip(first.saturating_add(1))
                .find(|(_, other)| {
                    other.kind == lot.kind
                        && other.issuer == lot.issuer
                        && (other.expires < today) == (lot.expires < today)
                });
            if let Some((second, other)) = next {
                let apart = other.expires.number().saturating_sub(lot.expires.number());
                if best.is_none_or(|(least, ..)| apart < least) {
                    best = Some((apart, first, second));
                }
            }
        }
        best.map(|(_, first, second)| (first, second))
    }
}

/// The points that an amount of money in smallest units earns at a rate of `points` per `per` smallest units, rounded
/// down; nothing for less than nothing. Errors: `overflow`. RULES §13.
pub fn earned_by(cash: i64, points: u32, per: i64) -> Result<Points> {
    let product = i128::from(cash.max(0)).saturating_mul(i128::from(points));
    let whole = product.checked_div(i128::from(per)).unwrap_or(0);
    Points::new(i64::try_from(whole).map_err(|_| Error::Overflow { field: "points" })?)
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "figures of tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::{Id, NodeId};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn today() -> Day {
        day("2026-11-22")
    }

    fn issuer(name: &str) -> Party {
        Party::Node(NodeId(Id::derived("node", &[name.as_bytes()])))
    }

    fn points(units: i64) -> Points {
        Points::new(units).unwrap()
    }

    fn id(number: u32) -> LotId {
        LotId(Id::derived("lot", &[&number.to_be_bytes()]))
    }

    fn lot(number: u32, kind: PointsKind, left: i64, expires: &str) -> Lot {
        Lot {
            id: id(number),
            kind,
            issuer: issuer("a"),
            order: None,
            amount: points(left),
            left: points(left),
            expires: day(expires),
        }
    }

    fn wallet(lots: Vec<Lot>) -> Wallet {
        let mut wallet = Wallet {
            lots,
            ..Wallet::empty(MemberId(Id::MIN))
        };
        wallet.tidy(today()).unwrap();
        wallet
    }

    fn used(uses: &[LotUse]) -> Vec<(LotId, i64)> {
        uses.iter()
            .map(|used| (used.lot, used.points.units()))
            .collect()
    }

    fn no_lot() -> Result<LotId> {
        Err(Error::internal("no new lot is expected"))
    }

    #[test]
    fn the_narrowest_kind_goes_first_then_the_earliest_expiry() {
        let mut wallet = wallet(vec![
            lot(1, PointsKind::Universal, 50, "2026-12-31"),
            lot(2, PointsKind::Mall, 50, "2027-12-31"),
            lot(3, PointsKind::Mall, 50, "2026-12-31"),
            lot(4, PointsKind::Property, 50, "2026-12-31"),
            lot(5, PointsKind::Mall, 50, "2026-11-21"),
        ]);
        let uses = wallet.spend(points(120), today()).unwrap();
        assert_eq!(used(&uses), [(id(3), 50), (id(2), 50), (id(1), 20)]);
        let error = wallet.spend(points(31), today()).unwrap_err();
        assert_eq!(
            (error.code(), error.field()),
            ("insufficient", Some("points"))
        );
        assert_eq!(
            wallet.held().unwrap(),
            points(130),
            "neither property points nor expired ones were touched"
        );
    }

    #[test]
    fn points_expire_after_their_last_day() {
        let wallet = wallet(vec![lot(1, PointsKind::Mall, 50, "2026-11-22")]);
        let spendable = |on| wallet.spendable_in_mall(day(on)).unwrap().units();
        assert_eq!((spendable("2026-11-22"), spendable("2026-11-23")), (50, 0));
    }

    #[test]
    fn points_come_back_to_their_lots_the_last_taken_first() {
        let mut wallet = wallet(vec![
            lot(1, PointsKind::Mall, 50, "2026-12-31"),
            lot(2, PointsKind::Universal, 50, "2027-12-31"),
        ]);
        let before = wallet.lots.clone();
        let mut uses = wallet.spend(points(80), today()).unwrap();
        wallet
            .give_back(&mut uses, points(40), today(), no_lot)
            .unwrap();
        let back: Vec<i64> = uses.iter().map(|used| used.returned.units()).collect();
        assert_eq!(back, [10, 30]);
        wallet
            .give_back(&mut uses, points(40), today(), no_lot)
            .unwrap();
        let places: Vec<_> = wallet
            .lots
            .iter()
            .map(|lot| (lot.id, lot.left, lot.expires))
            .collect();
        let expected: Vec<_> = before
            .iter()
            .map(|lot| (lot.id, lot.left, lot.expires))
            .collect();
        assert_eq!(places, expected);
        let error = wallet.give_back(&mut uses, points(1), today(), no_lot);
        assert_eq!(error.unwrap_err().code(), "internal");
    }

    #[test]
    fn what_belongs_to_an_expired_lot_gets_seven_days_and_revives_nothing_else() {
        let mut wallet = wallet(vec![lot(1, PointsKind::Mall, 50, "2026-11-22")]);
        let mut uses = wallet.spend(points(30), today()).unwrap();
        let later = day("2026-12-01");
        wallet
            .give_back(&mut uses, points(30), later, || Ok(id(9)))
            .unwrap();
        let spendable = wallet.spendable_in_mall(later).unwrap();
        assert_eq!(spendable, points(30), "the 20 that were left stay expired");
        let new = wallet.lots.iter().find(|lot| lot.id == id(9)).unwrap();
        assert_eq!(new.expires, day("2026-12-08"));
    }

    #[test]
    fn a_take_back_takes_the_orders_own_lot_first_and_what_is_missing_is_a_debt() {
        let order = OrderId(Id::MAX);
        let mut own = lot(1, PointsKind::Universal, 40, "2027-01-31");
        own.order = Some(order);
        let mut wallet = wallet(vec![
            own,
            lot(2, PointsKind::Mall, 30, "2026-12-31"),
            lot(3, PointsKind::Mall, 30, "2026-11-01"),
        ]);
        let moved = wallet
            .take_back(order, &issuer("a"), points(100), today())
            .unwrap();
        assert_eq!(moved.iter().map(|(_, points)| points).sum::<i64>(), -100);
        assert_eq!(wallet.debt, points(30), "expired points pay nothing");
        wallet
            .earn(lot(4, PointsKind::Universal, 50, "2027-01-31"), today())
            .unwrap();
        assert_eq!(
            (wallet.debt, wallet.held().unwrap()),
            (points(0), points(50))
        );
        assert_eq!(wallet.spendable_in_mall(today()).unwrap(), points(20));
    }

    #[test]
    fn too_many_lots_are_merged_by_kind_and_issuer_with_the_later_expiry() {
        let lots = (0..200_u32).map(|number| {
            let expires = today().plus_days(number * 3).to_string();
            lot(number, PointsKind::Mall, 1, &expires)
        });
        let wallet = wallet(lots.collect());
        assert_eq!(wallet.lots.len(), Wallet::MAX_LOTS);
        assert_eq!(wallet.held().unwrap(), points(200));
        let last = wallet.lots.last().unwrap().expires;
        assert_eq!(last, today().plus_days(199 * 3));
        assert!(wallet.lots.iter().all(|lot| lot.left == lot.amount));
    }

    #[test]
    fn merging_never_revives_expired_points() {
        let lots = (0..100_u32).map(|number| {
            let expires = day("2026-10-01").plus_days(number).to_string();
            lot(number, PointsKind::Mall, 1, &expires)
        });
        let lots: Vec<Lot> = lots.collect();
        let spendable = lots.iter().filter(|lot| lot.expires >= today()).count();
        let wallet = wallet(lots);
        assert_eq!(wallet.lots.len(), Wallet::MAX_LOTS);
        let left = wallet.spendable_in_mall(today()).unwrap();
        assert_eq!(left.units(), i64::try_from(spendable).unwrap());
    }

    #[test]
    fn points_earned_are_rounded_down() {
        assert_eq!(earned_by(1_999, 1, 100).unwrap(), points(19));
        assert_eq!(earned_by(1_999, 3, 100).unwrap(), points(59));
        assert_eq!(earned_by(99, 1, 100).unwrap(), points(0));
        assert_eq!(earned_by(-5, 1, 100).unwrap(), points(0));
        assert_eq!(earned_by(7, 2, 1).unwrap(), points(14));
        assert!(earned_by(i64::MAX, 1_000, 1).is_err());
    }

    proptest! {
        #[test]
        fn what_moves_in_the_wallet_moves_in_the_ledger(
            steps in prop::collection::vec((0_u8..4, 1_i64..200, 0_u32..40), 1..60),
        ) {
            let mut wallet = wallet(Vec::new());
            let mut ledger = 0;
            let mut taken: Vec<Vec<LotUse>> = Vec::new();
            for (number, (what, amount, offset)) in (0_u32..).zip(steps) {
                let now = today().plus_days(number);
                let moved: i64 = match what {
                    0 => {
                        let expires = now.plus_days(offset).to_string();
                        let mut lot = lot(number, PointsKind::Universal, amount, &expires);
                        lot.issuer = issuer(&offset.to_string());
                        wallet.earn(lot, now).unwrap().iter().map(|(_, points)| points).sum()
                    }
                    1 => {
                        let spendable = wallet.spendable_in_mall(now).unwrap();
                        let wanted = points(amount).min(spendable);
                        taken.push(wallet.spend(wanted, now).unwrap());
                        -wanted.units()
                    }
                    2 => match taken.pop() {
                        Some(mut uses) => {
                            let all = Points::total(uses.iter().map(|used| used.points)).unwrap();
                            let moved = wallet
                                .give_back(&mut uses, all, now, || Ok(id(1_000_000 + number)))
                                .unwrap();
                            moved.iter().map(|(_, points)| points).sum()
                        }
                        None => 0,
                    },
                    _ => {
                        let order = OrderId(Id::MAX);
                        let from = issuer("a");
                        let moved = wallet.take_back(order, &from, points(amount), now).unwrap();
                        moved.iter().map(|(_, points)| points).sum()
                    }
                };
                ledger += moved;
                prop_assert_eq!(wallet.held().unwrap().units(), ledger);
                prop_assert!(wallet.lots.iter().all(|lot| lot.left.is_positive() && lot.left <= lot.amount));
                prop_assert!(wallet.lots.len() <= Wallet::MAX_LOTS);
                prop_assert!(!wallet.debt.is_negative());
            }
        }
    }
}
