//! A keyed permutation of a small range of numbers: a Feistel network that alternates between two halves, with
//! HMAC-SHA-256 as its round function. Whoever does not have the key cannot tell it from a random one.

use crate::kernel::{SecretKey, keyed_hash};

/// Rounds; each half is mixed half as often.
const ROUNDS: u8 = 10;

/// Permutes the numbers below `high × low`.
pub(super) struct Permutation<'a> {
    pub(super) key: &'a SecretKey,
    /// Other contexts are other permutations.
    pub(super) context: Vec<u8>,
    pub(super) high: u32,
    pub(super) low: u32,
}

impl Permutation<'_> {
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
        let hash = keyed_hash(self.key, &[&self.context, &[round], &half.to_be_bytes()]);
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
        let permutation = Permutation {
            key: &key,
            context: b"test".to_vec(),
            high: 5,
            low: 125,
        };
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
            let permutation = Permutation {
                key,
                context: context.to_vec(),
                high: 125,
                low: 125,
            };
            (0..50)
                .map(|number| permutation.forward(number))
                .collect::<Vec<_>>()
        };
        let one = of(&key, b"a");
        assert_ne!(one, of(&other, b"a"));
        assert_ne!(one, of(&key, b"b"));
    }
}
