//! The states of an after-sale case and what moves it: one table, used by the code, the docs and the tests. RULES §11.

use serde::{Deserialize, Serialize};

/// Where an after-sale case stands. RULES §11.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// 待处理: the merchant has to answer.
    Applied,
    /// 待退货: agreed to; the goods have to come back.
    Agreed,
    /// 退款中: the refund is instructed.
    Refunding,
    /// 已完成: paid back.
    Done,
    /// 已拒绝, with a reason.
    Refused,
    /// 已撤销: by the member, or because nothing of it was left.
    Withdrawn,
}

impl CaseState {
    /// Every state.
    pub const ALL: [Self; 6] = [
        Self::Applied,
        Self::Agreed,
        Self::Refunding,
        Self::Done,
        Self::Refused,
        Self::Withdrawn,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Agreed => "agreed",
            Self::Refunding => "refunding",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Its Chinese name, as residents see it.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Applied => "待处理",
            Self::Agreed => "待退货",
            Self::Refunding => "退款中",
            Self::Done => "已完成",
            Self::Refused => "已拒绝",
            Self::Withdrawn => "已撤销",
        }
    }

    /// Whether it still holds units of its order: nothing of it was refunded or given up.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Applied | Self::Agreed)
    }

    /// The state after an event, if the machine allows it.
    pub fn after(self, event: CaseEvent) -> Option<Self> {
        CASE_TRANSITIONS
            .iter()
            .find(|(from, by, _)| *from == self && *by == event)
            .map(|(_, _, to)| *to)
    }
}

/// What moves an after-sale case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseEvent {
    /// The member asks.
    Apply,
    /// The merchant agrees, or did not answer in time.
    Agree,
    /// The merchant refuses, with a reason.
    Refuse,
    /// The member no longer wants it.
    Withdraw,
    /// The member says how the goods come back.
    SendBack,
    /// The goods are back.
    GoodsBack,
    /// Nothing has to come back: the refund is instructed.
    Refund,
    /// The refund was paid.
    Finish,
    /// Everything that it was about was refunded otherwise.
    Overtake,
}

impl CaseEvent {
    /// Every event.
    pub const ALL: [Self; 9] = [
        Self::Apply,
        Self::Agree,
        Self::Refuse,
        Self::Withdraw,
        Self::SendBack,
        Self::GoodsBack,
        Self::Refund,
        Self::Finish,
        Self::Overtake,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Apply => "apply",
            Self::Agree => "agree",
            Self::Refuse => "refuse",
            Self::Withdraw => "withdraw",
            Self::SendBack => "send_back",
            Self::GoodsBack => "goods_back",
            Self::Refund => "refund",
            Self::Finish => "finish",
            Self::Overtake => "overtake",
        }
    }
}

/// (state, event, next state); everything else is refused. `apply` makes a case and has no row.
pub const CASE_TRANSITIONS: &[(CaseState, CaseEvent, CaseState)] = &{
    use CaseEvent as On;
    use CaseState as State;
    [
        (State::Applied, On::Agree, State::Agreed),
        (State::Applied, On::Refuse, State::Refused),
        (State::Applied, On::Withdraw, State::Withdrawn),
        (State::Applied, On::Overtake, State::Withdrawn),
        (State::Agreed, On::Withdraw, State::Withdrawn),
        (State::Agreed, On::Overtake, State::Withdrawn),
        (State::Agreed, On::SendBack, State::Agreed),
        (State::Agreed, On::GoodsBack, State::Refunding),
        (State::Agreed, On::Refund, State::Refunding),
        (State::Refunding, On::Finish, State::Done),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_listed_steps_are_possible() {
        let mut steps = Vec::new();
        for state in CaseState::ALL {
            for event in CaseEvent::ALL {
                if let Some(next) = state.after(event) {
                    steps.push(format!("{} {} {}", state.name(), event.name(), next.name()));
                }
            }
        }
        assert_eq!(
            steps,
            [
                "applied agree agreed",
                "applied refuse refused",
                "applied withdraw withdrawn",
                "applied overtake withdrawn",
                "agreed withdraw withdrawn",
                "agreed send_back agreed",
                "agreed goods_back refunding",
                "agreed refund refunding",
                "agreed overtake withdrawn",
                "refunding finish done",
            ]
        );
        assert_eq!(steps.len(), CASE_TRANSITIONS.len());
    }

    #[test]
    fn a_case_whose_refund_is_instructed_can_only_be_finished() {
        for event in CaseEvent::ALL {
            assert_eq!(
                CaseState::Refunding.after(event).is_some(),
                event == CaseEvent::Finish
            );
            for state in [CaseState::Done, CaseState::Refused, CaseState::Withdrawn] {
                assert_eq!(state.after(event), None);
            }
        }
    }
}
