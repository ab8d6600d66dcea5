//! What the engine asks of its surroundings: time, entropy and keys. Nothing else comes from outside but the store.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use sha2::Digest;

use super::crypto::{SecretKey, keyed_hash};
use super::error::Result;
use super::ids::TenantId;
use super::time::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// A cryptographically secure source of random bytes.
pub trait Entropy: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, buffer: &mut [u8]) -> Result<()>;
}

/// What a key is for. Each purpose of each tenant has a key of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum KeyPurpose {
    /// Permutations that make pickup codes of numbers, and HMAC over commands that hold a code.
    PickupCode,
    /// Signing of the tokens that a station checks without a network.
    PickupToken,
    /// Wrapping of each member's own data key.
    PersonalData,
    /// HMAC over commands that hold personal data, so that the log's hash of them cannot be guessed at.
    CommandContent,
}

impl KeyPurpose {
    /// Stable name, for key derivation and key stores.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PickupCode => "pickup_code",
            Self::PickupToken => "pickup_token",
            Self::PersonalData => "personal_data",
            Self::CommandContent => "command_content",
        }
    }
}

/// Hands out keys; a host usually answers from its key management service. The same question must get the same answer.
pub trait Keys: Send + Sync {
    /// The key of a tenant for a purpose.
    fn key(&self, tenant: TenantId, purpose: KeyPurpose) -> Result<SecretKey>;
}

/// Keys derived from one 32-byte master secret by HMAC-SHA-256 over tenant and purpose.
pub struct FixedKeys(SecretKey);

impl FixedKeys {
    /// Keys of this master secret.
    pub const fn new(master: [u8; 32]) -> Self {
        Self(SecretKey::new(master))
    }
}

impl Keys for FixedKeys {
    fn key(&self, tenant: TenantId, purpose: KeyPurpose) -> Result<SecretKey> {
        let label = format!("linli/{}/{}", tenant.number(), purpose.name());
        Ok(SecretKey::new(keyed_hash(&self.0, &[label.as_bytes()])))
    }
}

/// The operating system's clock.
#[cfg(feature = "system")]
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[cfg(feature = "system")]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(since.as_micros())
            .ok()
            .and_then(|micros| Timestamp::from_micros(micros).ok())
            .unwrap_or(Timestamp::MIN)
    }
}

/// The operating system's entropy.
#[cfg(feature = "system")]
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEntropy;

#[cfg(feature = "system")]
impl Entropy for OsEntropy {
    fn fill(&self, buffer: &mut [u8]) -> Result<()> {
        getrandom::fill(buffer).map_err(|error| super::error::Error::Port {
            port: "entropy",
            reason: error.to_string(),
        })
    }
}

/// A clock that stands where it is put: for tests, simulation and replays.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock standing at `now`.
    pub const fn new(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.micros()))
    }

    /// Puts the clock, forward or back.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.micros(), Ordering::SeqCst);
    }

    /// Moves the clock forward.
    pub fn advance_seconds(&self, seconds: u32) {
        self.0
            .fetch_add(i64::from(seconds) * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }
}

/// Reproducible bytes from a seed (SHA-256 in counter mode): for tests and simulation only, never for real codes.
pub struct SeededEntropy(Mutex<(u64, u64)>);

impl SeededEntropy {
    /// The stream of this seed.
    pub const fn new(seed: u64) -> Self {
        Self(Mutex::new((seed, 0)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) -> Result<()> {
        let mut state = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in buffer.chunks_mut(32) {
            let mut hash = sha2::Sha256::new();
            hash.update(state.0.to_be_bytes());
            hash.update(state.1.to_be_bytes());
            state.1 += 1;
            chunk.copy_from_slice(&hash.finalize()[..chunk.len()]);
        }
        Ok(())
    }
}
