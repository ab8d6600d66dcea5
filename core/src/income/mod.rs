//! Income beside orders: usage fees, advertising, commission on third-party services; and the documents that move money
//! without an order: debts paid in, transfers between channels, channels' fees. RULES §2, §12.
//!
//! Everything here is a posting on the parties' payable accounts, so statements show it and settlements net it.

mod documents;
mod queries;
mod records;
mod third_party;

pub use documents::{BookDocument, ReverseDocument};
pub use records::{
    Document, DocumentKind, DocumentReversal, ThirdPartyContract, ThirdPartySale, ThirdPartyShare,
};
pub use third_party::{ReportThirdPartyRefund, ReportThirdPartySale, SetThirdPartyContract};
pub use third_party::{commission, taken_back_by};

pub(crate) use records::{DOCUMENT, THIRD_PARTY_CONTRACT, THIRD_PARTY_SALE};
