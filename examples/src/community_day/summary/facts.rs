//! The figures, each asked from the engine: trades, orders, refunds, settlements, points, the ledger.

use std::collections::BTreeMap;

use linli::kernel::{Money, Points};
use linli::ledger::{AccountPurpose, Party, TrialLine, Unit};
use linli::order::{Order, OrderState, TradeState};
use linli::payment::Refund;
use linli::pricing::Lane;
use linli::settlement::{Settlement, SettlementState};
use linli::verify::{VerifyReport, verify};

use super::super::month_end::month_end_differences;
use super::super::{Community, Outcome};

/// One trading day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DayFigures {
    /// Trades that were placed.
    pub placed: u32,
    /// Trades that could not be placed because something was sold out.
    pub sold_out: u32,
    /// Trades that were never paid in time.
    pub unpaid: u32,
    /// Trades that were paid.
    pub paid: u32,
    /// Orders of the paid trades.
    pub orders: u32,
    /// Goods of the paid trades at their prices.
    pub goods: Money,
    /// Delivery fees.
    pub fees: Money,
    /// What points paid.
    pub points_value: Money,
    /// What campaigns, coupons, the flash sale and group buys took off.
    pub reduced: Money,
    /// What was paid in money.
    pub cash: Money,
}

/// Refunds of one reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RefundFigures {
    /// How many.
    pub count: u32,
    /// Units of goods.
    pub units: u32,
    /// Money, fees included.
    pub cash: Money,
    /// Points …
    pub points: Points,
    /// … and what they were worth.
    pub points_value: Money,
}

/// What one party gets.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PartyFigures {
    /// By the split plans.
    pub share: Money,
    /// Given back by refunds.
    pub taken_back: Money,
    /// Moved at the month's end from merchants to leaders, whose tiers brought more than was earned sale by sale.
    pub month_end: Money,
    /// Paid out by settlements.
    pub paid_out: Money,
}

impl PartyFigures {
    /// What the party gets in all.
    pub fn due(&self) -> linli::Result<Money> {
        self.share.minus(self.taken_back)?.plus(self.month_end)
    }
}

/// Everything that the summary tells.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Both trading days, and the day of promotions.
    pub days: [DayFigures; 3],
    /// By the stable name of the reason, those that belong to orders.
    pub refunds: BTreeMap<String, RefundFigures>,
    /// Money that paid no trade and went back.
    pub returned_payments: BTreeMap<String, RefundFigures>,
    /// Orders by their state.
    pub states: BTreeMap<OrderState, u32>,
    /// Everybody who has a share.
    pub parties: BTreeMap<Party, PartyFigures>,
    /// Who bears the points that were used.
    pub funding: BTreeMap<Party, Money>,
    /// Points given before the first day.
    pub points_opening: Points,
    /// Points used for trades.
    pub points_used: Points,
    /// Points that came back from closed trades and refunds.
    pub points_returned: Points,
    /// Points earned by buying, after refunds.
    pub points_earned: Points,
    /// Of those not active yet.
    pub points_pending: Points,
    /// What members have.
    pub points_held: Points,
    /// All settlements.
    pub settlements: Vec<Settlement>,
    /// The ledger.
    pub trial: Vec<TrialLine>,
    /// What `verify` found.
    pub verified: VerifyReport,
}

impl Facts {
    /// Asks the engine.
    pub fn ask(community: &Community) -> Outcome<Self> {
        let mut facts = Self::default();
        facts.trades(community)?;
        facts.points(community)?;
        facts.settlements(community)?;
        for (party, amount) in month_end_differences(community)? {
            facts.parties.entry(party).or_default().month_end = amount;
        }
        let host = &community.host;
        facts.trial = community.engine.trial_balance(host)?;
        facts.verified = verify(&*community.store, community.tenant)?;
        Ok(facts)
    }

    fn trades(&mut self, community: &Community) -> Outcome<()> {
        let engine = &community.engine;
        let host = &community.host;
        self.days[2].sold_out = community.promotions.too_late;
        for (code, _) in &community.refused {
            let day = usize::from(!code.starts_with("d1"));
            self.days[day].sold_out += 1;
        }
        for sold in &community.sold {
            let trade = engine.trade(host, sold.placed.trade)?;
            let day = &mut self.days[sold.day];
            day.placed += 1;
            let paid = trade.state == TradeState::Paid;
            if paid {
                day.paid += 1;
            } else {
                day.unpaid += 1;
            }
            for used in &trade.points {
                self.points_used = self.points_used.plus(used.points)?;
                self.points_returned = self.points_returned.plus(used.returned)?;
            }
            for order in &trade.orders {
                let order = engine.order(host, *order)?;
                *self.states.entry(order.state).or_default() += 1;
                if paid {
                    self.order(sold.day, &order)?;
                }
            }
            for refund in engine.refunds_of_trade(host, sold.placed.trade)? {
                self.refund(&refund)?;
            }
        }
        Ok(())
    }

    fn order(&mut self, day: usize, order: &Order) -> Outcome<()> {
        let day = &mut self.days[day];
        day.orders += 1;
        day.fees = day.fees.plus(order.fee)?;
        day.cash = day.cash.plus(order.cash)?;
        for line in &order.lines {
            let gross = line.unit_price.times(line.quantity.into())?;
            day.goods = day.goods.plus(gross)?;
            day.points_value = day.points_value.plus(line.points_value)?;
            for reduction in &line.reductions {
                if reduction.lane != Lane::Points {
                    day.reduced = day.reduced.plus(reduction.amount)?;
                }
            }
        }
        self.points_earned = self.points_earned.plus(order.points_earned)?;
        for part in order.split.iter().flat_map(|split| &split.parts) {
            let party = self.parties.entry(part.party.clone()).or_default();
            party.share = party.share.plus(part.amount)?;
            party.taken_back = party.taken_back.plus(part.taken_back)?;
        }
        for (issuer, amount) in &order.funding {
            let sum = self.funding.entry(issuer.clone()).or_default();
            *sum = sum.plus(*amount)?;
        }
        Ok(())
    }

    fn refund(&mut self, refund: &Refund) -> Outcome<()> {
        let kind = if refund.order.is_some() {
            &mut self.refunds
        } else {
            &mut self.returned_payments
        };
        let figures = kind.entry(format!("{:?}", refund.reason)).or_default();
        figures.count += 1;
        figures.cash = figures.cash.plus(refund.cash)?;
        figures.points = figures.points.plus(refund.points)?;
        for line in &refund.lines {
            figures.units += line.units;
            figures.points_value = figures.points_value.plus(line.points_value)?;
        }
        Ok(())
    }

    fn points(&mut self, community: &Community) -> Outcome<()> {
        for line in &community.input.residents {
            let opening = Points::new(line.opening_points)?;
            self.points_opening = self.points_opening.plus(opening)?;
        }
        for member in community.residents.values() {
            let balance = community.engine.points_balance(&community.host, *member)?;
            self.points_pending = self.points_pending.plus(balance.pending)?;
            let held = [balance.property, balance.mall, balance.universal];
            let held = Points::total(held)?.minus(balance.debt)?;
            self.points_held = self.points_held.plus(held)?;
        }
        Ok(())
    }

    fn settlements(&mut self, community: &Community) -> Outcome<()> {
        let mut day = community.day(0)?;
        while day < community.today() {
            let made = community
                .engine
                .settlements_of_day(&community.host, day, None, 500)?;
            for settlement in made {
                if settlement.state == SettlementState::Done {
                    let party = self.parties.entry(settlement.party.clone()).or_default();
                    party.paid_out = party.paid_out.plus(settlement.payout()?)?;
                }
                self.settlements.push(settlement);
            }
            day = day.next();
        }
        Ok(())
    }

    /// What residents paid, in money and points.
    pub fn paid(&self) -> Outcome<Money> {
        let sums = self.days.iter();
        Ok(Money::total(
            sums.flat_map(|day| [day.cash, day.points_value]),
        )?)
    }

    /// What others than the merchants bear of reductions, after refunds, as the ledger has it.
    pub fn borne(&self) -> Outcome<Money> {
        let lines = self.trial.iter();
        let lines = lines.filter(|line| line.purpose == AccountPurpose::Funding);
        let sum: i128 = lines.map(|line| line.balance).sum();
        Ok(Money::new(i64::try_from(sum)?)?)
    }

    /// What went back of them: money and what points were worth.
    pub fn refunded(&self) -> Outcome<Money> {
        let sums = self.refunds.values();
        let sums = sums.flat_map(|refund| [refund.cash, refund.points_value]);
        Ok(Money::total(sums)?)
    }

    /// What all parties get.
    pub fn shares(&self) -> Outcome<Money> {
        let mut sum = Money::ZERO;
        for party in self.parties.values() {
            sum = sum.plus(party.due()?)?;
        }
        Ok(sum)
    }

    /// What the points that stayed used were worth: their issuers bear it.
    pub fn funded(&self) -> Outcome<Money> {
        let funding = Money::total(self.funding.values().copied())?;
        let refunds = self.refunds.values();
        let back = Money::total(refunds.map(|refund| refund.points_value))?;
        Ok(funding.minus(back)?)
    }

    /// Refuses figures that do not add up.
    pub fn check(&self) -> Outcome<()> {
        let claim = |holds: bool, what: &str| {
            if holds {
                Ok(())
            } else {
                Err(format!("不平：{what}"))
            }
        };
        for day in &self.days {
            let paid = day.cash.plus(day.points_value)?.plus(day.reduced)?;
            claim(
                day.goods.plus(day.fees)? == paid,
                "商品+运费 = 现金+积分+优惠",
            )?;
        }
        let net = self.paid()?.minus(self.refunded()?)?.plus(self.borne()?)?;
        claim(net == self.shares()?, "实付 − 退款 + 平台优惠 = 各方应得")?;
        for unit in [Unit::Money, Unit::Points] {
            let lines = self.trial.iter().filter(|line| line.unit == unit);
            claim(
                lines.map(|line| line.balance).sum::<i128>() == 0,
                "试算平衡",
            )?;
        }
        let active = self.points_earned.minus(self.points_pending)?;
        let held = self
            .points_opening
            .plus(active)?
            .minus(self.points_used)?
            .plus(self.points_returned)?;
        claim(held == self.points_held, "积分")?;
        Ok(())
    }
}
