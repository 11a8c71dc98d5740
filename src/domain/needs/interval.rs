//! The Wilson score interval, with its effective size and its finite-population form.

use serde::{Serialize, Serializer};

/// The 97.5 % quantile of the normal distribution: two-sided 95 %.
const Z: f64 = 1.959964;

/// From where to where a share lies, both within 0 and 1. Its JSON is `[lo, hi]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub lo: f64,
    /// The upper end.
    pub hi: f64,
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.lo, self.hi].serialize(serializer)
    }
}

/// How much a sample can carry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// How many people answered.
    pub n: u64,
    /// How many people there are, where that is known.
    pub population: Option<u64>,
    /// How many answers of a simple random sample one answer of this one stands against, turned
    /// round: 2 means that `n` answers say as much as `n / 2`. 1 for a simple random sample.
    pub design_effect: f64,
}

impl Sample {
    /// A sample without a stated design.
    pub fn of(n: u64, population: Option<u64>) -> Self {
        Self { n, population, design_effect: 1.0 }
    }

    /// n* = n_eff / f with f = (N − n) / (N − 1): the size of the sample from an endless population
    /// that would be as sure (R85; an approximation). Infinite when everybody was asked.
    pub fn size(&self) -> f64 {
        let effective = self.n as f64 / self.design_effect;
        match self.population {
            Some(population) if self.n >= population => f64::INFINITY,
            Some(population) => effective * (population - 1) as f64 / (population - self.n) as f64,
            None => effective,
        }
    }

    /// The interval of a share of this sample. Nobody asked: anything from 0 to 1.
    pub fn interval(&self, share: f64) -> Interval {
        if self.n == 0 { Interval { lo: 0.0, hi: 1.0 } } else { wilson(share, self.size()) }
    }
}

/// The Wilson score interval at 95 % of a share seen in `size` answers (R85, R86).
///
/// `size` need not be whole, and may be infinite: then the interval has no width. It always holds
/// `share`, and never leaves 0 and 1.
pub fn wilson(share: f64, size: f64) -> Interval {
    if size <= 0.0 {
        return Interval { lo: 0.0, hi: 1.0 };
    }
    let z2 = Z * Z / size;
    let middle = share + z2 / 2.0;
    let reach = (z2 * (share * (1.0 - share) + z2 / 4.0)).sqrt();
    // At shares of 0 and 1 one end is the share itself, but for the last bit of the arithmetic.
    Interval {
        lo: ((middle - reach) / (1.0 + z2)).clamp(0.0, share),
        hi: ((middle + reach) / (1.0 + z2)).clamp(share, 1.0),
    }
}

/// Kish's effective size of weighted answers, (Σw)² / Σw² (R87); 0 when there are none.
pub fn effective_size(weights: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, squares) =
        weights.into_iter().fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_interval(named: u64, sample: Sample, lo: f64, hi: f64) {
        let got = sample.interval(named as f64 / sample.n as f64);
        assert!((got.lo - lo).abs() < 5e-5 && (got.hi - hi).abs() < 5e-5, "{got:?}");
    }

    #[test]
    fn the_published_vectors_hold() {
        assert_interval(0, Sample::of(10, None), 0.0, 0.2775);
        assert_interval(7, Sample::of(10, None), 0.3968, 0.8922);
        assert_interval(10, Sample::of(10, None), 0.7225, 1.0);
        assert_interval(14, Sample::of(25, None), 0.3707, 0.7333);
        assert_interval(70, Sample::of(100, None), 0.6042, 0.7811);
    }

    #[test]
    fn a_known_population_narrows_and_a_clustered_design_widens() {
        assert_interval(14, Sample::of(25, Some(60)), 0.4114, 0.6985);
        let clustered = Sample { n: 25, population: None, design_effect: 2.0 };
        assert_interval(14, clustered, 0.3048, 0.7870);
    }

    #[test]
    fn who_asked_everybody_is_sure() {
        for population in [25, 24, 1, 0] {
            let got = Sample::of(25, Some(population)).interval(0.56);
            assert_eq!(got, Interval { lo: 0.56, hi: 0.56 });
        }
    }

    #[test]
    fn who_asked_nobody_knows_nothing() {
        for population in [None, Some(0), Some(1), Some(60)] {
            assert_eq!(Sample::of(0, population).interval(0.0), Interval { lo: 0.0, hi: 1.0 });
        }
    }

    #[test]
    fn equal_weights_lose_nothing_and_one_heavy_answer_counts_for_one() {
        assert_eq!(effective_size([2.0; 10]), 10.0);
        assert!((effective_size([1e9, 1.0, 1.0]) - 1.0).abs() < 1e-6);
        assert_eq!(effective_size([]), 0.0);
    }
}
