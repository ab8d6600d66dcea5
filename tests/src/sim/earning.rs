//! Leaders and promoters: who is bound to whom, what is withdrawn, and what the channel makes of it.

use linli::commission::{
    AppointPromoter, BindReferral, Binding, CommissionPayout, ReferralLevels, ReferralVia,
    ReportWithdrawal, RequestWithdrawal, ResendWithdrawal, ReviewWithdrawal, SetPromoterKind, Tier,
    TierMode, TierTable, Withdrawal, WithdrawalResult, WithdrawalReview, WithdrawalState,
};
use linli::engine::AnyCommand;
use linli::kernel::{Actor, MemberId, Rate};
use linli::ledger::Party;
use linli::org::{ChangeSettings, SettingsPatch};
use linli::schema::tables;
use linli::split::{
    SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitLayer, SplitScope,
};

use super::{Sim, Step};
use crate::shop::{fen, text};
use crate::snapshot::rows_of;

fn share(basis: ShareBasis, amount: ShareAmount, receiver: ShareReceiver) -> ShareRule {
    ShareRule {
        basis,
        amount,
        floor: None,
        cap: None,
        receivers: vec![(receiver, 1)],
    }
}

fn percent(percent: u8) -> ShareAmount {
    ShareAmount::Percent(Rate::percent(percent).unwrap())
}

impl Sim {
    /// Leaders earn by low tiers, promoters of two levels; the second community withdraws and counts the whole month.
    pub(super) fn set_up_earning(&self) {
        let shop = &self.shop;
        let (engine, platform) = (&shop.engine, &shop.platform);
        let set = |layer, scope, shares| {
            let rule = SetSplitRule {
                layer,
                scope,
                name: text("佣金"),
                shares,
            };
            engine.set_split_rule(platform, shop.id(), rule).unwrap();
        };
        let difference =
            |rate, receiver| share(ShareBasis::PriceDifference, percent(rate), receiver);
        let amount = |amount, receiver| share(ShareBasis::OrderAmount, amount, receiver);
        // Less than by default, so that a commission fits beside it.
        set(
            SplitLayer::Base,
            SplitScope::merchant(*shop.merchants.last().unwrap()),
            vec![
                difference(20, ShareReceiver::Property),
                difference(10, ShareReceiver::PropertyAt(0)),
                difference(10, ShareReceiver::Platform),
                difference(20, ShareReceiver::Leader),
            ],
        );
        set(
            SplitLayer::Commission,
            SplitScope::EVERYTHING,
            vec![
                amount(ShareAmount::Tiers, ShareReceiver::Leader),
                amount(percent(5), ShareReceiver::Promoter),
                amount(percent(2), ShareReceiver::PromoterAbove),
            ],
        );
        // One product has a commission of its own: orders with others are split in sections.
        let product = shop.skus[0].product;
        let piece = ShareAmount::PerPiece(fen(35));
        set(
            SplitLayer::Commission,
            SplitScope::product(product),
            vec![amount(piece, ShareReceiver::Leader)],
        );
        let tier = |below: Option<i64>, percent| Tier {
            below: below.map(fen),
            rate: Rate::percent(percent).unwrap(),
        };
        let tiers = vec![tier(Some(10_000), 8), tier(Some(30_000), 9), tier(None, 10)];
        let change = |node, set| {
            let change = ChangeSettings {
                node,
                set,
                inherit: Vec::new(),
            };
            engine.change_settings(platform, shop.id(), change).unwrap();
        };
        change(
            shop.group,
            SettingsPatch {
                leader_tiers: Some(TierTable::new(tiers).unwrap()),
                ..SettingsPatch::default()
            },
        );
        change(
            shop.communities[1],
            SettingsPatch {
                leader_tier_mode: Some(TierMode::WholeMonth),
                commission_payout: Some(CommissionPayout::Withdrawal),
                withdrawal_minimum: Some(fen(50)),
                withdrawal_fee: Some(fen(7)),
                withdrawal_fee_rate: Some(Rate::percent(1).unwrap()),
                ..SettingsPatch::default()
            },
        );
        let kind = SetPromoterKind {
            code: text("two"),
            name: text("推广员"),
            levels: ReferralLevels::Two,
        };
        engine.set_promoter_kind(platform, shop.id(), kind).unwrap();
        for place in self.promoters() {
            let member = shop.members[place].id;
            if place % 2 == 1 {
                let bind = BindReferral {
                    member,
                    promoter: shop.members[place - 1].id,
                    via: ReferralVia::Card,
                };
                engine.bind_referral(&shop.system, shop.id(), bind).unwrap();
            }
            let appoint = AppointPromoter {
                member,
                kind: text("two"),
            };
            engine
                .appoint_promoter(platform, shop.id(), appoint)
                .unwrap();
        }
    }

    /// Two in each community; the first one brought the second.
    fn promoters(&self) -> [usize; 4] {
        let second = self.shop.members.len() / 2;
        [0, 1, second, second + 1]
    }

    /// Somebody comes by a promoter's link.
    pub(super) fn bind(&mut self) -> Step {
        let place = self.rng.place(self.shop.members.len());
        let promoters = self.promoters();
        let by = promoters[self.rng.place(promoters.len())];
        let (member, promoter) = (self.shop.members[place].id, self.shop.members[by].id);
        let bind = BindReferral {
            member,
            promoter,
            via: ReferralVia::Link,
        };
        let actor = Actor::user(self.shop.tenant, member);
        match self.send(&actor, &AnyCommand::BindReferral(bind))? {
            Ok(answer) => {
                let binding: Binding = serde_json::from_value(answer).unwrap();
                let fixed = promoters.contains(&place);
                self.expect((binding == Binding::Fixed) == fixed && place != by, || {
                    format!("a visit of {member} made {binding:?}")
                })
            }
            Err(error) => self.expect(place == by && error.code() == "invalid_field", || {
                format!("bind_referral: {error}")
            }),
        }
    }

    fn withdrawals(&self) -> Vec<Withdrawal> {
        let rows = rows_of(&*self.raw, self.shop.tenant, tables::WITHDRAWAL).unwrap();
        rows.iter()
            .map(|row| serde_json::from_str(&row.body).unwrap())
            .collect()
    }

    /// A leader or promoter asks for money, somebody decides on it, or the channel answers.
    pub(super) fn withdraw(&mut self) -> Step {
        let all = self.withdrawals();
        let open: Vec<Withdrawal> = all
            .iter()
            .filter(|one| one.state.is_open())
            .cloned()
            .collect();
        if open.is_empty() || self.rng.happens(400) {
            return self.request_withdrawal();
        }
        let withdrawal = open[self.rng.place(open.len())].clone();
        if withdrawal.state == WithdrawalState::Requested && self.rng.happens(900) {
            return self.review(&withdrawal);
        }
        if withdrawal.state == WithdrawalState::Unknown && self.rng.happens(500) {
            let platform = self.shop.platform;
            let resend = AnyCommand::ResendWithdrawal(ResendWithdrawal {
                withdrawal: withdrawal.id,
            });
            return match self.send(&platform, &resend)? {
                Ok(_) => Ok(()),
                Err(error) => self.finding(format!("resend_withdrawal: {error}")),
            };
        }
        let any = all[self.rng.place(all.len())].clone();
        let about = if self.rng.happens(700) {
            withdrawal
        } else {
            any
        };
        self.report_withdrawal(&about)
    }

    fn request_withdrawal(&mut self) -> Step {
        let (party, actor) = if self.rng.happens(500) {
            let station = &self.shop.stations[self.rng.place(self.shop.stations.len())];
            (Party::Leader(station.id), station.leader)
        } else {
            let promoters = self.promoters();
            let place = promoters[self.rng.place(promoters.len())];
            let member: MemberId = self.shop.members[place].id;
            (
                Party::Promoter(member),
                Actor::user(self.shop.tenant, member),
            )
        };
        let units = i64::from(self.rng.between(1, 600));
        let minimum = match &party {
            Party::Leader(station) => {
                let second = |one: &crate::shop::ShopStation| one.community == 1;
                let mut stations = self.shop.stations.iter();
                let station = stations.find(|one| one.id == *station).unwrap();
                if second(station) { 50 } else { 1 }
            }
            _ => 1,
        };
        let request = AnyCommand::RequestWithdrawal(RequestWithdrawal {
            party: party.clone(),
            amount: fen(units),
        });
        match self.send(&actor, &request)? {
            Ok(_) => self.expect(units >= minimum, || {
                format!("{units} fen were withdrawn by {party}, below the minimum")
            }),
            Err(error) => self.expect(
                error.code() == "insufficient" || error.code() == "invalid_field" && units < 60,
                || format!("request_withdrawal: {error}"),
            ),
        }
    }

    fn review(&mut self, withdrawal: &Withdrawal) -> Step {
        let review = if self.rng.happens(850) {
            WithdrawalReview::Approve {
                tax: fen(withdrawal.amount.units() / 50),
            }
        } else {
            WithdrawalReview::Reject {
                reason: text("资料不全"),
            }
        };
        let platform = self.shop.platform;
        let command = AnyCommand::ReviewWithdrawal(ReviewWithdrawal {
            withdrawal: withdrawal.id,
            review,
        });
        match self.send(&platform, &command)? {
            Ok(_) => Ok(()),
            Err(error) => self.finding(format!("review_withdrawal: {error}")),
        }
    }

    fn report_withdrawal(&mut self, withdrawal: &Withdrawal) -> Step {
        use WithdrawalState::{Accepted, Done, Failed, Instructed, Unknown};
        let result = match self.rng.between(0, 9) {
            0..=4 => WithdrawalResult::Done {
                channel: text("wechat"),
                number: text("W1"),
            },
            5 => WithdrawalResult::Failed {
                reason: text("账户异常"),
            },
            6..=7 => WithdrawalResult::Accepted,
            _ => WithdrawalResult::Unknown,
        };
        let fits = matches!(
            (&result, withdrawal.state),
            (_, Instructed | Unknown)
                | (WithdrawalResult::Done { .. }, Accepted | Done)
                | (WithdrawalResult::Failed { .. }, Accepted | Failed)
                | (
                    WithdrawalResult::Accepted | WithdrawalResult::Unknown,
                    Accepted | Done | Failed
                )
        );
        let system = self.shop.system;
        let state = withdrawal.state;
        let command = AnyCommand::ReportWithdrawal(ReportWithdrawal {
            withdrawal: withdrawal.id,
            result: result.clone(),
        });
        match self.send(&system, &command)? {
            Ok(_) => self.expect(fits, || {
                format!("{result:?} was taken of one that is {state:?}")
            }),
            Err(error) => self.expect(!fits && error.code() == "wrong_state", || {
                format!("report_withdrawal of one that is {state:?}: {error}")
            }),
        }
    }
}
