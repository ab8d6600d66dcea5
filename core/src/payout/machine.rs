//! The states of a payout. RULES §12.

use serde::{Deserialize, Serialize};

/// Where a payout stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayoutState {
    /// In a batch that is not released yet.
    Waiting,
    /// The host was told to pay; the channel said nothing yet.
    Instructed,
    /// The channel took the instruction.
    Accepted,
    /// Nobody knows: it is asked for, or instructed again, under the same number until the channel knows.
    Unknown,
    /// Paid.
    Done,
    /// Not paid: the amount is owed again.
    Failed,
}

impl PayoutState {
    /// Every state.
    pub const ALL: &'static [Self] = &[
        Self::Waiting,
        Self::Instructed,
        Self::Accepted,
        Self::Unknown,
        Self::Done,
        Self::Failed,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Instructed => "instructed",
            Self::Accepted => "accepted",
            Self::Unknown => "unknown",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// Whether the channel's word is final, as far as a channel's word ever is.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Failed)
    }

    /// The state after an event; `None`: it does not happen in this state.
    pub fn after(self, event: PayoutEvent) -> Option<Self> {
        PAYOUT_TRANSITIONS
            .iter()
            .find(|(from, on, _)| (*from, *on) == (self, event))
            .map(|(_, _, to)| *to)
    }
}

/// What happens to a payout.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayoutEvent {
    /// Its batch was released, or it is instructed again under its own number.
    Instruct,
    /// Its batch was rejected.
    Reject,
    /// The channel took it.
    Accept,
    /// The channel's answer is lost or does not come.
    Lose,
    /// The channel paid it.
    Complete,
    /// The channel did not pay it, or the money came back.
    Fail,
}

impl PayoutEvent {
    /// Every event.
    pub const ALL: &'static [Self] = &[
        Self::Instruct,
        Self::Reject,
        Self::Accept,
        Self::Lose,
        Self::Complete,
        Self::Fail,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Instruct => "instruct",
            Self::Reject => "reject",
            Self::Accept => "accept",
            Self::Lose => "lose",
            Self::Complete => "complete",
            Self::Fail => "fail",
        }
    }
}

/// The machine: (state, event) → state. The last two rows are what banks do: money that was paid comes back, and a refusal
/// turns out to have been paid. A payout of a rejected batch was never instructed, so nobody can report on it.
pub const PAYOUT_TRANSITIONS: &[(PayoutState, PayoutEvent, PayoutState)] = {
    use PayoutEvent as On;
    use PayoutState as Is;
    &[
        (Is::Waiting, On::Instruct, Is::Instructed),
        (Is::Waiting, On::Reject, Is::Failed),
        (Is::Instructed, On::Accept, Is::Accepted),
        (Is::Instructed, On::Lose, Is::Unknown),
        (Is::Instructed, On::Complete, Is::Done),
        (Is::Instructed, On::Fail, Is::Failed),
        (Is::Accepted, On::Lose, Is::Unknown),
        (Is::Accepted, On::Complete, Is::Done),
        (Is::Accepted, On::Fail, Is::Failed),
        (Is::Unknown, On::Instruct, Is::Instructed),
        (Is::Unknown, On::Accept, Is::Accepted),
        (Is::Unknown, On::Complete, Is::Done),
        (Is::Unknown, On::Fail, Is::Failed),
        (Is::Done, On::Fail, Is::Failed),
        (Is::Failed, On::Complete, Is::Done),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_state_and_event_is_listed_twice_and_nothing_leads_back_to_waiting() {
        let mut seen = std::collections::BTreeSet::new();
        for (from, event, to) in PAYOUT_TRANSITIONS {
            assert!(seen.insert((*from, *event)), "{from:?} {event:?}");
            assert_ne!(*to, PayoutState::Waiting);
        }
    }

    #[test]
    fn a_final_word_is_changed_only_by_the_opposite_final_word() {
        for (from, _, to) in PAYOUT_TRANSITIONS {
            if from.is_final() {
                assert!(to.is_final() && to != from);
            }
        }
    }

    #[test]
    fn an_unknown_outcome_is_never_failed_by_rejecting_its_batch() {
        assert_eq!(PayoutState::Unknown.after(PayoutEvent::Reject), None);
        assert_eq!(PayoutState::Instructed.after(PayoutEvent::Reject), None);
    }
}
