//! Hashing, sealing and keys, from audited libraries only. DESIGN §5.

use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use super::error::{Error, Result};
use super::ports::Entropy;

/// 32 secret bytes. Wiped when dropped, never printed, never serialised.
#[derive(Clone)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    /// A key of these bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A new random key.
    pub(crate) fn random(entropy: &dyn Entropy) -> Result<Self> {
        let mut bytes = [0; 32];
        entropy.fill(&mut bytes)?;
        Ok(Self(bytes))
    }
}

impl Drop for SecretKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// The bytes that an even number of hexadecimal digits of either case stands for; `None` for any other text.
pub fn from_hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digit = |letter: u8| {
        char::from(letter)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    text.as_bytes()
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect()
}

/// SHA-256 of the bytes.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// HMAC-SHA-256 over length-prefixed parts.
pub fn keyed_hash(key: &SecretKey, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key.bytes())
        .expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Authenticated ciphertext: 24 bytes of nonce, then XChaCha20-Poly1305, as lower-case hexadecimal text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(String);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

/// Seals bytes under a key, bound to a context (which record and field they belong to).
pub fn seal(
    key: &SecretKey,
    context: &[u8],
    plain: &[u8],
    entropy: &dyn Entropy,
) -> Result<Sealed> {
    let mut nonce = [0; 24];
    entropy.fill(&mut nonce)?;
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    let sealed = cipher
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: plain,
                aad: context,
            },
        )
        .map_err(|_| Error::internal("sealing failed"))?;
    Ok(Sealed(hexadecimal(&nonce) + &hexadecimal(&sealed)))
}

/// Opens what [`seal`] made with the same key and context. Anything else is `internal`: the store was tampered with or
/// the key is another one.
pub fn open_sealed(key: &SecretKey, context: &[u8], sealed: &Sealed) -> Result<Vec<u8>> {
    let broken = || Error::internal("a sealed value does not open with this key");
    let bytes = from_hexadecimal(&sealed.0).ok_or_else(broken)?;
    let (nonce, body) = bytes.split_first_chunk::<24>().ok_or_else(broken)?;
    XChaCha20Poly1305::new(key.bytes().into())
        .decrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: body,
                aad: context,
            },
        )
        .map_err(|_| broken())
}

#[cfg(test)]
mod tests {
    use super::super::ports::SeededEntropy;
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_with_its_key_and_context() {
        let entropy = SeededEntropy::new(7);
        let key = SecretKey::random(&entropy).unwrap();
        let other = SecretKey::random(&entropy).unwrap();
        let sealed = seal(&key, b"member 1", "13800001234".as_bytes(), &entropy).unwrap();
        assert_eq!(
            open_sealed(&key, b"member 1", &sealed).unwrap(),
            b"13800001234"
        );
        assert!(open_sealed(&key, b"member 2", &sealed).is_err());
        assert!(open_sealed(&other, b"member 1", &sealed).is_err());
        assert!(open_sealed(&key, b"member 1", &Sealed("zz".repeat(30))).is_err());
        assert!(open_sealed(&key, b"member 1", &Sealed(String::new())).is_err());
    }

    #[test]
    fn secrets_are_not_printed() {
        let key = SecretKey::new([0x41; 32]);
        let sealed = seal(&key, b"", b"secret", &SeededEntropy::new(1)).unwrap();
        assert_eq!(format!("{key:?} {sealed:?}"), "SecretKey(…) Sealed(…)");
    }
}
