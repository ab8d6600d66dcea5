//! The states of a product and what moves it: one table, used by the code, the docs and the tests. RULES §3.

use serde::{Deserialize, Serialize};

use super::records::ProductState;

/// What moves a product.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductEvent {
    /// Its merchant asks for review.
    Submit,
    /// The review accepted it.
    Approve,
    /// The review refused it, with a reason.
    Reject,
    /// It can be bought again.
    PutOnSale,
    /// It cannot be bought for now.
    TakeOffSale,
    /// Its merchant changed what was reviewed, and the node wants to see that again.
    ReviewAgain,
}

impl ProductEvent {
    /// Every event.
    pub const ALL: [Self; 6] = [
        Self::Submit,
        Self::Approve,
        Self::Reject,
        Self::PutOnSale,
        Self::TakeOffSale,
        Self::ReviewAgain,
    ];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::PutOnSale => "put_on_sale",
            Self::TakeOffSale => "take_off_sale",
            Self::ReviewAgain => "review_again",
        }
    }
}

impl ProductState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Submitted,
        Self::Rejected,
        Self::OnSale,
        Self::OffSale,
    ];

    /// Whether it was reviewed and accepted, so that buyers may see it.
    pub const fn is_reviewed(self) -> bool {
        matches!(self, Self::OnSale | Self::OffSale)
    }

    /// The state after an event, if the machine allows it.
    pub fn after(self, event: ProductEvent) -> Option<Self> {
        PRODUCT_TRANSITIONS
            .iter()
            .find(|(from, by, _)| *from == self && *by == event)
            .map(|(_, _, to)| *to)
    }
}

/// (state, event, next state); everything else is refused.
pub const PRODUCT_TRANSITIONS: &[(ProductState, ProductEvent, ProductState)] = &{
    use ProductEvent as On;
    use ProductState as State;
    [
        (State::Draft, On::Submit, State::Submitted),
        (State::Rejected, On::Submit, State::Submitted),
        (State::Submitted, On::Approve, State::OnSale),
        (State::Submitted, On::Reject, State::Rejected),
        (State::OnSale, On::TakeOffSale, State::OffSale),
        (State::OffSale, On::PutOnSale, State::OnSale),
        (State::OnSale, On::ReviewAgain, State::Submitted),
        (State::OffSale, On::ReviewAgain, State::Submitted),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_listed_steps_are_possible() {
        let mut steps = Vec::new();
        for state in ProductState::ALL {
            for event in ProductEvent::ALL {
                if let Some(next) = state.after(event) {
                    steps.push(format!("{} {} {}", state.name(), event.name(), next.name()));
                }
            }
        }
        assert_eq!(
            steps,
            [
                "draft submit submitted",
                "submitted approve on_sale",
                "submitted reject rejected",
                "rejected submit submitted",
                "on_sale take_off_sale off_sale",
                "on_sale review_again submitted",
                "off_sale put_on_sale on_sale",
                "off_sale review_again submitted",
            ]
        );
        assert_eq!(steps.len(), PRODUCT_TRANSITIONS.len());
    }

    #[test]
    fn nothing_goes_on_sale_without_a_review() {
        for (from, by, to) in PRODUCT_TRANSITIONS {
            if *to == ProductState::OnSale {
                assert!(*by == ProductEvent::Approve || from.is_reviewed());
            }
        }
    }
}
