//! A keyed permutation of a small range of numbers: a Feistel network that alternates between two halves, with SHA-256 over
//! a secret and a message of one length as its round function. Whoever does not have the key cannot tell it from a random one.

use crate::kernel::{SecretKey, digest, keyed_hash};

/// Rounds; each half is mixed half as often.
const ROUNDS: u8 = 10;

/// Permutes the numbers below `high × low`.
pub(super) struct Permutation {
    secret: SecretKey,
    high: u32,
    low: u32,
}

impl Permutation {
    /// Other keys and contexts are other permutations.
    pub(super) fn new(key: &SecretKey, context: &[&[u8]], high: u32, low: u32) -> Self {
        Self {
            secret: SecretKey::new(keyed_hash(key, context)),
            high,
            low,
        }
    }

    /// Where a number goes.
    pub(super) fn forward(&self, number: u32) -> u32 {
        let (mut high, mut low) = self.halves(number);
        for round in 0..ROUNDS {
            if round.is_multiple_of(2) {
                high = (high + self.mix(round, low) % u64::from(self.high)) % u64::from(self.high);
            } else {
                low = (low + self.mix(round, high) % u64::from(self.low)) % u64::from(self.low);
            }
        }
        self.joined(high, low)
    }

    /// Where a number came from.
    pub(super) fn backward(&self, number: u32) -> u32 {
        let (mut high, mut low) = self.halves(number);
        let less = |half: u64, mixed: u64, size: u32| {
            let size = u64::from(size);
            (half + size - mixed % size) % size
        };
        for round in (0..ROUNDS).rev() {
            if round.is_multiple_of(2) {
                high = less(high, self.mix(round, low), self.high);
            } else {
                low = less(low, self.mix(round, high), self.low);
            }
        }
        self.joined(high, low)
    }

    fn halves(&self, number: u32) -> (u64, u64) {
        (
            u64::from(number / self.low % self.high),
            u64::from(number % self.low),
        )
    }

    fn joined(&self, high: u64, low: u64) -> u32 {
        u32::try_from(high * u64::from(self.low) + low).unwrap_or(u32::MAX)
    }

    fn mix(&self, round: u8, half: u64) -> u64 {
        let mut message = [0; 41];
        message[..32].copy_from_slice(self.secret.bytes());
        message[32] = round;
        message[33..].copy_from_slice(&half.to_be_bytes());
        let hash = digest(&message);
        hash.iter()
            .take(8)
            .fold(0, |mixed, byte| mixed << 8 | u64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_number_goes_to_another_one_and_comes_back() {
        let key = SecretKey::new([7; 32]);
        let permutation = Permutation::new(&key, &[b"test"], 5, 125);
        let places: BTreeSet<u32> = (0..625)
            .map(|number| {
                let place = permutation.forward(number);
                assert_eq!(permutation.backward(place), number);
                place
            })
            .collect();
        assert_eq!(places, (0..625).collect());
    }

    #[test]
    fn other_keys_and_contexts_are_other_permutations() {
        let (key, other) = (SecretKey::new([7; 32]), SecretKey::new([8; 32]));
        let of = |key, context: &[u8]| {
            let permutation = Permutation::new(key, &[context], 125, 125);
            (0..50)
                .map(|number| permutation.forward(number))
                .collect::<Vec<_>>()
        };
        let one = of(&key, b"a");
        assert_ne!(one, of(&other, b"a"));
        assert_ne!(one, of(&key, b"b"));
    }
}
