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
            pending: Points::ZERO,
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

/// The points that an amount earns at a rate of `points` per `per` smallest units, rounded down.
pub(super) fn earned_by(cash: i64, points: u32, per: i64) -> Result<Points> {
    let product = i128::from(cash.max(0)).saturating_mul(i128::from(points));
    let whole = product.checked_div(i128::from(per)).unwrap_or(0);
    Points::new(i64::try_from(whole).map_err(|_| Error::Overflow { field: "points" })?)
}
