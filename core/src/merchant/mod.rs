//! Merchants: registration, review, selling. RULES §2.

mod commands;
mod machine;
mod queries;
mod records;
pub(crate) mod rules;

pub use commands::{
    ActivateMerchant, ChangeMerchant, CreateSupplier, MerchantDetails, RecordMerchant,
    RegisterMerchant, ResumeMerchant, ReviewMerchant, SetQualifications, SetServedNodes,
    SubmitMerchant, SuspendMerchant, Verdict,
};
pub use machine::{MerchantEvent, TRANSITIONS};
pub use queries::MerchantCard;
pub use records::{Merchant, MerchantKind, MerchantState, Qualification, Supplier};

pub(crate) use commands::{is_merchants_own, step};
pub(crate) use records::{MERCHANT, SUPPLIER};
