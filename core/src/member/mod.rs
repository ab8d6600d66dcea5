//! Members (residents): sealed personal data, masked by default, erasable. RULES §18.

mod commands;
mod queries;
mod records;

pub use commands::{ChangeMember, EraseMember, RegisterMember};
pub use queries::MaskedMember;
pub use records::{Address, Member, Profile};

pub(crate) use records::{MEMBER, check_phone_digits, masked_name, masked_phone};
