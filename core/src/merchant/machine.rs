//! The states of a merchant and what moves it: one table, used by the code, the docs and the tests. RULES §2.

use serde::{Deserialize, Serialize};

use super::records::MerchantState;

/// What moves a merchant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MerchantEvent {
    /// It asks for review.
    Submit,
    /// The review accepted it.
    Approve,
    /// The review refused it, with a reason.
    Reject,
    /// It starts selling.
    Activate,
    /// 整改: it has to mend something before a deadline.
    Rectify,
    /// It mended that.
    Mend,
    /// It did not, and leaves sale for good.
    Delist,
    /// Stopped by hand, with a reason.
    Suspend,
    /// Goes on by hand, with a reason.
    Resume,
}

impl MerchantEvent {
    /// Every event.
    pub const ALL: [Self; 9] = [
        Self::Submit,
        Self::Approve,
        Self::Reject,
        Self::Activate,
        Self::Rectify,
        Self::Mend,
        Self::Delist,
        Self::Suspend,
        Self::Resume,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Activate => "activate",
            Self::Rectify => "rectify",
            Self::Mend => "mend",
            Self::Delist => "delist",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
        }
    }
}

impl MerchantState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Submitted,
        Self::Approved,
        Self::Rejected,
        Self::Active,
        Self::Rectifying,
        Self::Delisted,
        Self::Suspended,
    ];

    /// The state after an event, if the machine allows it.
    pub fn after(self, event: MerchantEvent) -> Option<Self> {
        TRANSITIONS
            .iter()
            .find(|(from, by, _)| *from == self && *by == event)
            .map(|(_, _, to)| *to)
    }
}

/// (state, event, next state); everything else is refused. Resuming is a decision by hand: it also ends a rectification
/// that the suspension interrupted.
pub const TRANSITIONS: &[(MerchantState, MerchantEvent, MerchantState)] = &{
    use MerchantEvent as On;
    use MerchantState as State;
    [
        (State::Draft, On::Submit, State::Submitted),
        (State::Rejected, On::Submit, State::Submitted),
        (State::Submitted, On::Approve, State::Approved),
        (State::Submitted, On::Reject, State::Rejected),
        (State::Approved, On::Activate, State::Active),
        (State::Active, On::Rectify, State::Rectifying),
        (State::Rectifying, On::Mend, State::Active),
        (State::Rectifying, On::Delist, State::Delisted),
        (State::Active, On::Suspend, State::Suspended),
        (State::Rectifying, On::Suspend, State::Suspended),
        (State::Suspended, On::Resume, State::Active),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_state_and_event_lead_to_at_most_one_state() {
        let pairs: BTreeSet<_> = TRANSITIONS
            .iter()
            .map(|(from, by, _)| (from.name(), by.name()))
            .collect();
        assert_eq!(pairs.len(), TRANSITIONS.len());
    }

    #[test]
    fn only_the_listed_steps_are_possible() {
        let mut steps = Vec::new();
        for state in MerchantState::ALL {
            for event in MerchantEvent::ALL {
                if let Some(next) = state.after(event) {
                    steps.push(format!("{} {} {}", state.name(), event.name(), next.name()));
                }
            }
        }
        assert_eq!(
            steps,
            [
                "draft submit submitted",
                "submitted approve approved",
                "submitted reject rejected",
                "approved activate active",
                "rejected submit submitted",
                "active rectify rectifying",
                "active suspend suspended",
                "rectifying mend active",
                "rectifying delist delisted",
                "rectifying suspend suspended",
                "suspended resume active",
            ]
        );
    }

    #[test]
    fn nobody_sells_before_activation_and_delisting_is_for_good() {
        for state in MerchantState::ALL {
            if state.sells() {
                let into = TRANSITIONS.iter().filter(|(_, _, to)| *to == state);
                for (_, by, _) in into {
                    assert!(matches!(
                        by,
                        MerchantEvent::Activate
                            | MerchantEvent::Mend
                            | MerchantEvent::Resume
                            | MerchantEvent::Rectify
                    ));
                }
            }
        }
        assert!(
            MerchantEvent::ALL
                .iter()
                .all(|event| MerchantState::Delisted.after(*event).is_none())
        );
    }
}
