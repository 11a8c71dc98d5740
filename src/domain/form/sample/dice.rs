//! Numbers that look random and are the same for the same seed, everywhere and for ever.

/// A seeded generator (SplitMix64). Not for secrets.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice for a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Dice of their own for each list of `parts`, so that more rolls in one place change nothing in
    /// another.
    pub fn of(seed: u64, parts: &[u64]) -> Self {
        let mut dice = Self(seed);
        for part in parts {
            dice.0 = dice.roll() ^ part.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        }
        Self(dice.roll())
    }

    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.roll() % end as u64) as usize }
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).max(0) as u64;
        low.saturating_add((self.roll() % (width.saturating_add(1))) as i64)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of a list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }

    /// A place below `end` where the first ones come up far more often than the last ones (Zipf).
    pub fn skewed(&mut self, end: usize) -> usize {
        let total: f64 = (1..=end).map(|place| 1.0 / place as f64).sum();
        let mut left = (self.roll() >> 11) as f64 / (1u64 << 53) as f64 * total;
        for place in 0..end {
            left -= 1.0 / (place + 1) as f64;
            if left < 0.0 {
                return place;
            }
        }
        end.saturating_sub(1)
    }

    /// Puts a list into another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    /// Ten bytes: what a UUIDv7 carries beside its time.
    pub fn bytes(&mut self) -> [u8; 10] {
        let (a, b) = (self.roll().to_le_bytes(), self.roll().to_le_bytes());
        [a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], b[0], b[1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_row_of_numbers_and_streams_do_not_meet() {
        let row = |mut dice: Dice| (0..8).map(|_| dice.roll()).collect::<Vec<_>>();
        assert_eq!(row(Dice::new(7)), row(Dice::new(7)));
        assert_ne!(row(Dice::of(7, &[1, 2])), row(Dice::of(7, &[2, 1])));
        // The reference row of SplitMix64 for the seed 0.
        assert_eq!(Dice::new(0).roll(), 0xE220_A839_7B1D_CDAF);
    }

    #[test]
    fn skewed_prefers_the_first() {
        let mut dice = Dice::new(3);
        let mut seen = [0; 20];
        (0..10_000).for_each(|_| seen[dice.skewed(20)] += 1);
        assert!(seen[0] > 2 * seen[2] && seen[2] > seen[19] && seen[19] > 0, "{seen:?}");
    }
}
