//! What happens inside a wallet. RULES §13.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use serde::{Deserialize, Serialize};

use super::records::{Lot, LotUse, Origin, PointsKind, Wallet};
use crate::kernel::{Day, Error, MemberId, Money, Points, Rate, Result, Timestamp, Zone, portion};
use crate::ledger::Party;

/// Days for which points that come back to an expired lot can be spent. RULES §11.
pub(super) const RETURNED_DAYS: u32 = 7;

/// Where points are spent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// At checkout: mall and universal points.
    Mall,
    /// On a property bill: property and universal points.
    Bill,
}

impl PointsKind {
    /// Whether they can be spent at checkout.
    pub const fn valid_in_mall(self) -> bool {
        self.valid_at(Place::Mall)
    }

    /// Whether they can be spent there.
    pub const fn valid_at(self, place: Place) -> bool {
        matches!(
            (self, place),
            (Self::Universal, _) | (Self::Mall, Place::Mall) | (Self::Property, Place::Bill)
        )
    }
}

impl Lot {
    /// A new lot with nothing spent.
    pub const fn new(
        kind: PointsKind,
        issuer: Party,
        from: Origin,
        points: Points,
        expires: Day,
    ) -> Self {
        Self {
            kind,
            issuer,
            from,
            amount: points,
            left: points,
            expires,
        }
    }

    /// Whether it can be spent there on a day.
    pub fn spendable(&self, place: Place, today: Day) -> bool {
        self.kind.valid_at(place) && self.expires >= today && self.left.is_positive()
    }

    /// What makes it one lot, in the order in which lots are spent.
    const fn key(&self) -> (PointsKind, Day, &Party, Origin) {
        (self.kind, self.expires, &self.issuer, self.from)
    }
}

impl LotUse {
    const fn key(&self) -> (PointsKind, Day, &Party, Origin) {
        (self.kind, self.expires, &self.issuer, self.from)
    }
}

/// Points that moved between a member and an issuer, for the ledger: above zero to the member.
pub type PointsMoved = Vec<(Party, i64)>;

/// What is due in a wallet by time.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Fallen {
    /// Points that expired, for the ledger.
    pub expired: PointsMoved,
    /// Points that expire soon, by day, of which the member is to be warned.
    pub soon: Vec<(Day, Points)>,
}

impl Wallet {
    /// Lots of one wallet; more are merged: first those of the same kind, issuer and expiry, then those of the same kind
    /// and issuer whose expiries lie closest, which get the later one; expired points stay expired. Only points of very many issuers stay apart.
    pub const MAX_LOTS: usize = 32;

    /// A member's empty wallet.
    pub const fn empty(member: MemberId) -> Self {
        Self {
            member,
            lots: Vec::new(),
            debt: Points::ZERO,
            login: None,
            warned: None,
            due_at: None,
        }
    }

    /// What the ledger says that the member holds: the lots less the debt.
    pub fn held(&self) -> Result<Points> {
        Points::total(self.lots.iter().map(|lot| lot.left))?.minus(self.debt)
    }

    /// What can be spent somewhere on a day.
    pub fn spendable(&self, place: Place, today: Day) -> Result<Points> {
        let lots = self.lots.iter().filter(|lot| lot.spendable(place, today));
        Points::total(lots.map(|lot| lot.left))
    }

    /// What can be spent in the mall on a day.
    pub fn spendable_in_mall(&self, today: Day) -> Result<Points> {
        self.spendable(Place::Mall, today)
    }

    /// Takes points from lots that are valid there, narrowest kind first, then earliest expiry.
    pub fn spend(&mut self, points: Points, place: Place, today: Day) -> Result<Vec<LotUse>> {
        let available = self.spendable(place, today)?;
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
            if taken.is_zero() || !lot.spendable(place, today) {
                continue;
            }
            lot.left = lot.left.minus(taken)?;
            wanted = wanted.minus(taken)?;
            uses.push(LotUse {
                kind: lot.kind,
                issuer: lot.issuer.clone(),
                from: lot.from,
                expires: lot.expires,
                points: taken,
                returned: Points::ZERO,
            });
        }
        self.tidy(today)?;
        Ok(uses)
    }

    /// Puts points back into the lots that they were taken from, the last taken first; what belongs to an expired lot
    /// becomes a lot with 7 days.
    pub fn give_back(
        &mut self,
        uses: &mut [LotUse],
        points: Points,
        today: Day,
    ) -> Result<PointsMoved> {
        let mut left = points;
        let mut moved = PointsMoved::new();
        for taken in uses.iter_mut().rev() {
            let back = taken.points.minus(taken.returned)?.min(left);
            if !back.is_positive() {
                continue;
            }
            left = left.minus(back)?;
            taken.returned = taken.returned.plus(back)?;
            moved.push((taken.issuer.clone(), back.units()));
            let is_over = taken.expires < today;
            let lot = self.lots.iter_mut().find(|lot| lot.key() == taken.key());
            if let Some(lot) = lot.filter(|_| !is_over) {
                lot.left = lot.left.plus(back)?;
                lot.amount = lot.amount.max(lot.left);
                continue;
            }
            let (from, expires) = if is_over {
                (Origin::Returned, today.plus_days(RETURNED_DAYS))
            } else {
                (taken.from, taken.expires)
            };
            let lot = Lot::new(taken.kind, taken.issuer.clone(), from, back, expires);
            self.put(lot)?;
        }
        if !left.is_zero() {
            return Err(Error::internal("more points come back than were used"));
        }
        self.tidy(today)?;
        Ok(moved)
    }

    /// New points: debts are paid first, the rest joins its lot.
    pub fn earn(&mut self, mut lot: Lot, today: Day) -> Result<PointsMoved> {
        let moved = vec![(lot.issuer.clone(), lot.left.units())];
        let paid = self.debt.min(lot.left);
        self.debt = self.debt.minus(paid)?;
        lot.left = lot.left.minus(paid)?;
        lot.amount = lot.left;
        self.put(lot)?;
        self.tidy(today)?;
        Ok(moved)
    }

    /// Adds points to their lot.
    fn put(&mut self, new: Lot) -> Result<()> {
        match self.lots.iter_mut().find(|lot| lot.key() == new.key()) {
            Some(lot) => {
                lot.amount = lot.amount.plus(new.amount)?;
                lot.left = lot.left.plus(new.left)?;
            }
            None => self.lots.push(new),
        }
        Ok(())
    }

    /// Takes back active points that were given: from lots of the same issuer and origin, the latest expiry first, then
    /// from other lots that have not expired in the order of spending, then as a debt.
    pub fn take_back(
        &mut self,
        issuer: &Party,
        from: Origin,
        points: Points,
        today: Day,
    ) -> Result<PointsMoved> {
        let mut wanted = points;
        let mut moved = PointsMoved::new();
        let own = |lot: &&mut Lot| lot.from == from && lot.issuer == *issuer;
        let mut take = |lot: &mut Lot| -> Result<()> {
            let taken = lot.left.min(wanted);
            lot.left = lot.left.minus(taken)?;
            wanted = wanted.minus(taken)?;
            moved.push((lot.issuer.clone(), taken.negated().units()));
            Ok(())
        };
        let mut lots: Vec<&mut Lot> = self.lots.iter_mut().filter(own).collect();
        lots.sort_by_key(|lot| std::cmp::Reverse(lot.expires));
        for lot in lots.into_iter().filter(|lot| lot.expires >= today) {
            take(lot)?;
        }
        for lot in self.lots.iter_mut().filter(|lot| lot.expires >= today) {
            take(lot)?;
        }
        self.debt = self.debt.plus(wanted)?;
        moved.push((issuer.clone(), wanted.negated().units()));
        self.tidy(today)?;
        Ok(moved)
    }

    /// Takes out what has expired and says of what to warn: what expires within so many days and was not warned of.
    pub fn fall_due(&mut self, today: Day, warning_days: u32) -> Result<Fallen> {
        let mut fallen = Fallen::default();
        for lot in &mut self.lots {
            if lot.expires < today {
                let expired = std::mem::replace(&mut lot.left, Points::ZERO);
                let entry = (lot.issuer.clone(), expired.negated().units());
                fallen.expired.push(entry);
            }
        }
        self.tidy(today)?;
        let horizon = today.plus_days(warning_days);
        if warning_days > 0 && self.warned.is_none_or(|warned| warned < horizon) {
            let mut soon: std::collections::BTreeMap<Day, Points> =
                std::collections::BTreeMap::new();
            for lot in &self.lots {
                let known = self.warned.is_some_and(|warned| lot.expires <= warned);
                if lot.expires <= horizon && !known {
                    let sum = soon.entry(lot.expires).or_default();
                    *sum = sum.plus(lot.left)?;
                }
            }
            fallen.soon = soon.into_iter().collect();
            self.warned = Some(horizon);
        }
        Ok(fallen)
    }

    /// Keeps the moment at which something is due next: the start of the day after a lot's last day, or of the first day
    /// on which the member is to be warned.
    pub(super) fn schedule(&mut self, zone: Zone, warning_days: u32) {
        let next = self.lots.iter().map(|lot| {
            let known = self.warned.is_some_and(|warned| lot.expires <= warned);
            if warning_days == 0 || known {
                lot.expires.next()
            } else {
                lot.expires.minus_days(warning_days)
            }
        });
        self.due_at = next.min().map(|day| -> Timestamp { zone.start_of(day) });
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
            if lot.from != later.from {
                lot.from = Origin::Several;
            }
            let merged = self.lots.remove(first);
            self.put(merged)?;
            self.sort();
        }
        Ok(())
    }

    fn sort(&mut self) {
        self.lots.sort_by(|a, b| a.key().cmp(&b.key()));
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

/// What so many points are worth, rounded down to the smallest unit. Errors: `overflow`. RULES §4.
pub fn value_of(points: Points, minor_per_unit: i64, points_per_unit: u32) -> Result<Money> {
    let value = i128::from(points.units()).saturating_mul(i128::from(minor_per_unit));
    let value = value.checked_div(i128::from(points_per_unit)).unwrap_or(0);
    Money::new(i64::try_from(value).map_err(|_| Error::Overflow { field: "points" })?)
}

/// So many points as may pay a part of a bill, and what they are worth: at most what is wanted and the part of the bill that
/// points may pay (`cap`), rounded down; no more points than that takes. `None`: they would be worth nothing. Errors:
/// `overflow`. RULES §13.
pub fn points_for_bill(
    wanted: Points,
    amount: Money,
    cap: Rate,
    minor_per_unit: i64,
    points_per_unit: u32,
) -> Result<Option<(Points, Money)>> {
    let bound = at_most(amount, cap)?.min(amount);
    let bound = bound.min(value_of(wanted, minor_per_unit, points_per_unit)?);
    let (points, value) = points_within(bound, minor_per_unit, points_per_unit)?;
    Ok(value.is_positive().then_some((points, value)))
}

/// So many points as may pay `bound` without exceeding it, and what they are worth. Points that would be worth a part of
/// the smallest unit are left with the member. Errors: `overflow`. RULES §4.
pub fn points_within(
    bound: Money,
    minor_per_unit: i64,
    points_per_unit: u32,
) -> Result<(Points, Money)> {
    let minor = i128::from(minor_per_unit.max(1));
    let points = i128::from(bound.units()).saturating_mul(i128::from(points_per_unit));
    let points = points.checked_div(minor).unwrap_or(0);
    let points = i64::try_from(points).map_err(|_| Error::Overflow { field: "points" })?;
    let value = value_of(Points::new(points)?, minor_per_unit, points_per_unit)?;
    let fewest = fewest_for(value, minor_per_unit, points_per_unit)?;
    Ok((fewest, value))
}

/// A part of an amount, rounded down.
fn at_most(amount: Money, part: Rate) -> Result<Money> {
    let part = part.decimal().normalize();
    let whole = 10_i64.checked_pow(part.scale());
    let share = i64::try_from(part.mantissa()).ok().zip(whole);
    let (share, whole) = share.ok_or(Error::Overflow { field: "amount" })?;
    Money::new(portion(amount.units(), 0, share, whole)?)
}

/// The fewest points that are worth an amount: points that would be worth a part of the smallest unit are left with the
/// member. Errors: `overflow`.
fn fewest_for(value: Money, minor_per_unit: i64, points_per_unit: u32) -> Result<Points> {
    let minor = i128::from(minor_per_unit.max(1));
    let points = i128::from(value.units()).saturating_mul(i128::from(points_per_unit));
    let points = points.saturating_add(minor).saturating_sub(1);
    let points = points
        .checked_div(minor)
        .and_then(|whole| i64::try_from(whole).ok());
    Points::new(points.ok_or(Error::Overflow { field: "points" })?)
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

    fn lot(kind: PointsKind, left: i64, expires: &str) -> Lot {
        Lot::new(kind, issuer("a"), Origin::Grant, points(left), day(expires))
    }

    fn wallet(lots: Vec<Lot>) -> Wallet {
        let mut wallet = Wallet::empty(MemberId(Id::MIN));
        for lot in lots {
            wallet.put(lot).unwrap();
        }
        wallet.tidy(today()).unwrap();
        wallet
    }

    fn used(uses: &[LotUse]) -> Vec<(PointsKind, String, i64)> {
        uses.iter()
            .map(|used| (used.kind, used.expires.to_string(), used.points.units()))
            .collect()
    }

    #[test]
    fn the_narrowest_kind_goes_first_then_the_earliest_expiry() {
        use PointsKind::{Mall, Property, Universal};
        let start = wallet(vec![
            lot(Universal, 50, "2026-12-31"),
            lot(Mall, 50, "2027-12-31"),
            lot(Mall, 50, "2026-12-31"),
            lot(Property, 40, "2026-12-31"),
            lot(Mall, 50, "2026-11-21"),
        ]);
        let mut wallet = start.clone();
        let uses = wallet.spend(points(120), Place::Mall, today()).unwrap();
        let expected = [
            (Mall, "2026-12-31".to_owned(), 50),
            (Mall, "2027-12-31".to_owned(), 50),
            (Universal, "2026-12-31".to_owned(), 20),
        ];
        assert_eq!(used(&uses), expected);
        let error = wallet.spend(points(31), Place::Mall, today()).unwrap_err();
        assert_eq!(
            (error.code(), error.field()),
            ("insufficient", Some("points"))
        );
        assert_eq!(
            wallet.held().unwrap(),
            points(120),
            "neither property points nor expired ones were touched"
        );
        let mut wallet = start;
        let uses = wallet.spend(points(60), Place::Bill, today()).unwrap();
        let expected = [
            (Property, "2026-12-31".to_owned(), 40),
            (Universal, "2026-12-31".to_owned(), 20),
        ];
        assert_eq!(used(&uses), expected, "mall points pay no bill");
    }

    #[test]
    fn points_expire_after_their_last_day() {
        let wallet = wallet(vec![lot(PointsKind::Mall, 50, "2026-11-22")]);
        let spendable = |on| wallet.spendable_in_mall(day(on)).unwrap().units();
        assert_eq!((spendable("2026-11-22"), spendable("2026-11-23")), (50, 0));
    }

    #[test]
    fn points_of_one_kind_issuer_origin_and_expiry_are_one_lot() {
        let wallet = wallet(vec![
            lot(PointsKind::Mall, 50, "2026-12-31"),
            lot(PointsKind::Mall, 20, "2026-12-31"),
            lot(PointsKind::Mall, 20, "2027-01-31"),
        ]);
        let lots: Vec<_> = wallet.lots.iter().map(|lot| lot.left.units()).collect();
        assert_eq!(lots, [70, 20]);
    }

    #[test]
    fn points_come_back_to_their_lots_the_last_taken_first() {
        let mut wallet = wallet(vec![
            lot(PointsKind::Mall, 50, "2026-12-31"),
            lot(PointsKind::Universal, 50, "2027-12-31"),
        ]);
        let before = wallet.lots.clone();
        let mut uses = wallet.spend(points(80), Place::Mall, today()).unwrap();
        wallet.give_back(&mut uses, points(40), today()).unwrap();
        let back: Vec<i64> = uses.iter().map(|used| used.returned.units()).collect();
        assert_eq!(back, [10, 30]);
        wallet.give_back(&mut uses, points(40), today()).unwrap();
        assert_eq!(wallet.lots, before);
        let error = wallet.give_back(&mut uses, points(1), today());
        assert_eq!(error.unwrap_err().code(), "internal");
    }

    #[test]
    fn what_belongs_to_an_expired_lot_gets_seven_days_and_revives_nothing_else() {
        let mut wallet = wallet(vec![lot(PointsKind::Mall, 50, "2026-11-22")]);
        let mut uses = wallet.spend(points(30), Place::Mall, today()).unwrap();
        let later = day("2026-12-01");
        wallet.give_back(&mut uses, points(30), later).unwrap();
        let spendable = wallet.spendable_in_mall(later).unwrap();
        assert_eq!(spendable, points(30), "the 20 that were left stay expired");
        let new = wallet.lots.iter().find(|lot| lot.from == Origin::Returned);
        assert_eq!(new.unwrap().expires, day("2026-12-08"));
    }

    #[test]
    fn a_take_back_takes_its_own_kind_of_points_first_and_what_is_missing_is_a_debt() {
        let mut own = lot(PointsKind::Universal, 40, "2027-01-31");
        own.from = Origin::Purchase;
        let mut wallet = wallet(vec![
            own,
            lot(PointsKind::Mall, 30, "2026-12-31"),
            lot(PointsKind::Mall, 30, "2026-11-01"),
        ]);
        let take = |wallet: &mut Wallet, units: i64| -> i64 {
            let moved = wallet
                .take_back(&issuer("a"), Origin::Purchase, points(units), today())
                .unwrap();
            moved.iter().map(|(_, points)| points).sum()
        };
        assert_eq!(take(&mut wallet, 40), -40);
        assert!(wallet.lots.iter().all(|lot| lot.from == Origin::Grant));
        assert_eq!(take(&mut wallet, 60), -60);
        assert_eq!(wallet.debt, points(30), "expired points pay nothing");
        wallet
            .earn(lot(PointsKind::Universal, 50, "2027-01-31"), today())
            .unwrap();
        assert_eq!(
            (wallet.debt, wallet.held().unwrap()),
            (points(0), points(50))
        );
        assert_eq!(wallet.spendable_in_mall(today()).unwrap(), points(20));
    }

    #[test]
    fn what_has_expired_leaves_and_what_expires_soon_is_said_once() {
        let mut wallet = wallet(vec![
            lot(PointsKind::Mall, 10, "2026-11-21"),
            lot(PointsKind::Property, 20, "2026-11-22"),
            lot(PointsKind::Mall, 30, "2026-11-29"),
            lot(PointsKind::Mall, 40, "2026-11-30"),
        ]);
        wallet.schedule(Zone::SHANGHAI, 7);
        assert!(wallet.due_at.unwrap() <= Zone::SHANGHAI.start_of(today()));
        let fallen = wallet.fall_due(today(), 7).unwrap();
        assert_eq!(fallen.expired, [(issuer("a"), -10)]);
        let soon = [
            (day("2026-11-22"), points(20)),
            (day("2026-11-29"), points(30)),
        ];
        assert_eq!(fallen.soon, soon);
        wallet.schedule(Zone::SHANGHAI, 7);
        let next = Zone::SHANGHAI.start_of(day("2026-11-23"));
        assert_eq!(wallet.due_at, Some(next));
        assert_eq!(wallet.fall_due(today(), 7).unwrap(), Fallen::default());
        let fallen = wallet.fall_due(day("2026-11-23"), 7).unwrap();
        assert_eq!(fallen.expired, [(issuer("a"), -20)]);
        assert_eq!(fallen.soon, [(day("2026-11-30"), points(40))]);
        let fallen = wallet.fall_due(day("2027-11-23"), 0).unwrap();
        assert_eq!(fallen.expired.len(), 2, "a missed year is caught up");
        wallet.schedule(Zone::SHANGHAI, 7);
        assert_eq!(wallet.due_at, None);
    }

    #[test]
    fn too_many_lots_are_merged_by_kind_and_issuer_with_the_later_expiry() {
        let lots = (0..200_u32).map(|number| {
            let expires = today().plus_days(number * 3).to_string();
            lot(PointsKind::Mall, 1, &expires)
        });
        let wallet = wallet(lots.collect());
        assert_eq!(wallet.lots.len(), Wallet::MAX_LOTS);
        assert_eq!(wallet.held().unwrap(), points(200));
        let last = wallet.lots.last().unwrap().expires;
        assert_eq!(last, today().plus_days(199 * 3));
        assert!(wallet.lots.iter().all(|lot| lot.left == lot.amount));
    }

    #[test]
    fn lots_of_several_origins_are_merged_before_an_expiry_moves() {
        let mut lots = Vec::new();
        for months in 0..20 {
            for from in [Origin::Purchase, Origin::Login] {
                let expires = today().end_of_month_after(months);
                lots.push(Lot::new(
                    PointsKind::Universal,
                    issuer("a"),
                    from,
                    points(3),
                    expires,
                ));
            }
        }
        let wallet = wallet(lots);
        assert_eq!(wallet.lots.len(), Wallet::MAX_LOTS);
        let per_month = |months| {
            let expires = today().end_of_month_after(months);
            let lots = wallet.lots.iter().filter(|lot| lot.expires == expires);
            lots.map(|lot| lot.left.units()).sum::<i64>()
        };
        assert!((0..20).all(|months| per_month(months) == 6));
    }

    #[test]
    fn merging_never_revives_expired_points() {
        let lots = (0..100_u32).map(|number| {
            let expires = day("2026-10-01").plus_days(number).to_string();
            lot(PointsKind::Mall, 1, &expires)
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
        fn the_fewest_points_for_a_value_are_worth_it_and_one_fewer_is_not(
            value in 1_i64..1_000_000, per_unit in 1_u32..2_000,
        ) {
            let worth = |points: Points| value_of(points, 100, per_unit).unwrap().units();
            let fewest = fewest_for(Money::new(value).unwrap(), 100, per_unit).unwrap();
            prop_assert!(worth(fewest) >= value);
            prop_assert!(worth(fewest.minus(points(1)).unwrap()) < value);
        }

        #[test]
        fn what_moves_in_the_wallet_moves_in_the_ledger_and_nothing_expired_is_spent(
            steps in prop::collection::vec((0_u8..6, 1_i64..200, 0_u32..40), 1..60),
        ) {
            let mut wallet = wallet(Vec::new());
            let mut ledger = 0;
            let mut taken: Vec<Vec<LotUse>> = Vec::new();
            for (number, (what, amount, offset)) in (0_u32..).zip(steps) {
                let now = today().plus_days(number);
                let sum = |moved: PointsMoved| moved.iter().map(|(_, points)| points).sum::<i64>();
                let moved: i64 = match what {
                    0 => {
                        let expires = now.plus_days(offset).to_string();
                        let mut lot = lot(PointsKind::Universal, amount, &expires);
                        lot.issuer = issuer(&(offset % 7).to_string());
                        if offset % 2 == 0 {
                            lot.kind = PointsKind::Property;
                        }
                        sum(wallet.earn(lot, now).unwrap())
                    }
                    1 | 2 => {
                        let place = if what == 1 { Place::Mall } else { Place::Bill };
                        let spendable = wallet.spendable(place, now).unwrap();
                        let wanted = points(amount).min(spendable);
                        let uses = wallet.spend(wanted, place, now).unwrap();
                        prop_assert!(uses.iter().all(|used| used.expires >= now && used.kind.valid_at(place)));
                        taken.push(uses);
                        -wanted.units()
                    }
                    3 => match taken.pop() {
                        Some(mut uses) => {
                            let all = Points::total(uses.iter().map(|used| used.points)).unwrap();
                            sum(wallet.give_back(&mut uses, all, now).unwrap())
                        }
                        None => 0,
                    },
                    4 => {
                        let before = wallet.spendable(Place::Mall, now).unwrap();
                        let fallen = wallet.fall_due(now, 3).unwrap();
                        prop_assert_eq!(wallet.spendable(Place::Mall, now).unwrap(), before);
                        prop_assert!(wallet.lots.iter().all(|lot| lot.expires >= now));
                        sum(fallen.expired)
                    }
                    _ => {
                        let from = issuer("1");
                        sum(wallet.take_back(&from, Origin::Grant, points(amount), now).unwrap())
                    }
                };
                ledger += moved;
                prop_assert_eq!(wallet.held().unwrap().units(), ledger);
                prop_assert!(wallet.lots.iter().all(|lot| lot.left.is_positive() && lot.left <= lot.amount));
                prop_assert!(wallet.lots.windows(2).all(|pair| pair[0].key() < pair[1].key()), "no lot is there twice");
                prop_assert!(wallet.lots.len() <= Wallet::MAX_LOTS);
                prop_assert!(!wallet.debt.is_negative());
            }
        }
    }
}
