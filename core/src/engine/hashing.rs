//! A hash of row keys that costs a few multiplications.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Builds hashers that share a seed of their own, so that nobody who chooses ids can make them collide.
#[derive(Clone)]
pub(crate) struct Seeded(u64);

impl Default for Seeded {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0))
    }
}

impl BuildHasher for Seeded {
    type Hasher = Folding;

    fn build_hasher(&self) -> Folding {
        Folding(self.0)
    }
}

/// Multiplies each word with what came before and folds the product.
pub(crate) struct Folding(u64);

impl Folding {
    #[expect(clippy::cast_possible_truncation, reason = "both halves are folded")]
    fn fold(&mut self, word: u64) {
        // An odd number without a pattern: the fraction of the golden ratio.
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let product = u128::from(self.0 ^ word) * u128::from(FACTOR);
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }
}

impl Hasher for Folding {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.fold(u64::from_le_bytes(word));
        }
    }

    fn write_u16(&mut self, number: u16) {
        self.fold(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.fold(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::kernel::Id;
    use crate::store::{RowKey, TableId};

    #[test]
    fn keys_that_differ_in_little_spread_over_low_and_high_bits() {
        let seeded = Seeded::default();
        let (mut low, mut high) = (BTreeSet::new(), BTreeSet::new());
        for number in 0..1_024_u16 {
            let mut id = [0; 16];
            id[6..8].copy_from_slice(&number.to_be_bytes());
            let key = RowKey {
                table: TableId(3),
                id: Id::from_bytes(id),
            };
            let hash = seeded.hash_one(key);
            low.insert(hash & 0x3ff);
            high.insert(hash >> 54);
        }
        // A random function leaves about 647 of 1,024 places taken.
        assert!(low.len() > 550 && high.len() > 550);
    }

    #[test]
    fn another_map_has_another_seed() {
        let key = 7_u64;
        let hashes: BTreeSet<u64> = (0..8).map(|_| Seeded::default().hash_one(key)).collect();
        assert!(hashes.len() > 1);
    }
}
