//! The states of a group and what moves it: one table, used by the code, the docs and the tests. RULES §15.

use serde::{Deserialize, Serialize};

/// Where a group of a group buy stands. RULES §15.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupState {
    /// 待开团: whoever opened it has not paid yet; nobody can join.
    Opening,
    /// 拼团中: seats can be taken until it is full or its time is over.
    Running,
    /// 已成团: every seat is firm; its orders go on.
    Succeeded,
    /// 退款中: it did not come about; its paid orders are being refunded.
    Failing,
    /// 未成团: it did not come about, and nothing of it is left to refund.
    Failed,
}

impl GroupState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Opening,
        Self::Running,
        Self::Succeeded,
        Self::Failing,
        Self::Failed,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failing => "failing",
            Self::Failed => "failed",
        }
    }

    /// Its Chinese name, as residents see it.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Opening => "待开团",
            Self::Running => "拼团中",
            Self::Succeeded => "已成团",
            Self::Failing => "退款中",
            Self::Failed => "未成团",
        }
    }

    /// The state after an event, if the machine allows it.
    pub fn after(self, event: GroupEvent) -> Option<Self> {
        GROUP_TRANSITIONS
            .iter()
            .find(|(from, by, _)| *from == self && *by == event)
            .map(|(_, _, to)| *to)
    }
}

/// What moves a group.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupEvent {
    /// Its opener paid: its hours begin.
    Open,
    /// Its opener's trade was closed unpaid.
    Abandon,
    /// Somebody took a seat, or a seat became firm or free, and it is not full yet.
    Seat,
    /// The last seat became firm.
    Fill,
    /// Its time is over and the missing seats are filled by nobody, because its group buy says so.
    CompleteVirtually,
    /// Its time is over.
    Expire,
    /// An operator ended it.
    Cancel,
    /// Some of its paid orders were refunded, not all.
    Refund,
    /// The last of its paid orders was refunded.
    Settle,
}

impl GroupEvent {
    /// Every event.
    pub const ALL: [Self; 9] = [
        Self::Open,
        Self::Abandon,
        Self::Seat,
        Self::Fill,
        Self::CompleteVirtually,
        Self::Expire,
        Self::Cancel,
        Self::Refund,
        Self::Settle,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Abandon => "abandon",
            Self::Seat => "seat",
            Self::Fill => "fill",
            Self::CompleteVirtually => "complete_virtually",
            Self::Expire => "expire",
            Self::Cancel => "cancel",
            Self::Refund => "refund",
            Self::Settle => "settle",
        }
    }
}

/// (state, event, next state); everything else is refused.
pub const GROUP_TRANSITIONS: &[(GroupState, GroupEvent, GroupState)] = &[
    (GroupState::Opening, GroupEvent::Open, GroupState::Running),
    (GroupState::Opening, GroupEvent::Abandon, GroupState::Failed),
    (GroupState::Running, GroupEvent::Seat, GroupState::Running),
    (GroupState::Running, GroupEvent::Fill, GroupState::Succeeded),
    (
        GroupState::Running,
        GroupEvent::CompleteVirtually,
        GroupState::Succeeded,
    ),
    (GroupState::Running, GroupEvent::Expire, GroupState::Failing),
    (GroupState::Running, GroupEvent::Cancel, GroupState::Failing),
    (GroupState::Failing, GroupEvent::Refund, GroupState::Failing),
    (GroupState::Failing, GroupEvent::Settle, GroupState::Failed),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_that_came_about_or_failed_moves_no_more() {
        for event in GroupEvent::ALL {
            assert_eq!(GroupState::Succeeded.after(event), None);
            assert_eq!(GroupState::Failed.after(event), None);
        }
    }

    #[test]
    fn each_state_and_event_has_at_most_one_next_state() {
        for (place, (from, by, _)) in GROUP_TRANSITIONS.iter().enumerate() {
            let same = GROUP_TRANSITIONS[place + 1..]
                .iter()
                .any(|(other, event, _)| (other, event) == (from, by));
            assert!(!same, "{from:?} {by:?}");
        }
    }
}
