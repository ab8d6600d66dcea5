//! What everything else stands on: money, points, rates, time, ids, errors, ports and actors.

mod actor;
mod crypto;
mod divide;
mod error;
mod ids;
mod money;
mod month;
mod ports;
mod text;
mod time;
mod zone;

pub use actor::{Actor, Role};
pub use crypto::{
    Sealed, SecretKey, digest, from_hexadecimal, hexadecimal, keyed_hash, open_sealed, seal,
};
pub use divide::{Rounding, divide, percentage, portion};
pub use error::{Error, Result};
pub use ids::*;
pub use money::{Currency, Money, Points, Rate};
pub use month::Month;
pub use ports::{Clock, Entropy, FixedKeys, KeyPurpose, Keys, ManualClock, SeededEntropy};
#[cfg(feature = "system")]
pub use ports::{OsEntropy, SystemClock};
pub use text::Text;
pub use time::{BusinessCalendar, Day, TimeOfDay, Timestamp};
pub use zone::Zone;
