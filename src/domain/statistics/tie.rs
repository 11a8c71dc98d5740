//! Bands of what cannot be told apart, instead of a false order.

use std::ops::RangeInclusive;

use crate::domain::needs::Interval;

/// Items that cannot be told apart from the leader of their band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The items, as places in what was given; the leader first, those alike in the order given.
    pub items: Vec<usize>,
    /// The ranks they share, from 1: "first to third".
    pub ranks: RangeInclusive<usize>,
}

/// Puts items into bands by share and interval. The item with the greatest share leads; all whose
/// intervals overlap its own are in its band; the greatest of the others leads the next one.
pub fn bands(items: &[(f64, Interval)]) -> Vec<Band> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by(|a, b| items[*b].0.total_cmp(&items[*a].0));
    let mut bands: Vec<Band> = Vec::new();
    let mut first = 1;
    while let Some(leader) = order.first().copied() {
        let floor = items[leader].1.lo;
        let overlaps = |item: &usize| *item == leader || items[*item].1.hi >= floor;
        let (band, others): (Vec<usize>, Vec<usize>) = order.into_iter().partition(overlaps);
        let last = first + band.len() - 1;
        bands.push(Band { items: band, ranks: first..=last });
        first = last + 1;
        order = others;
    }
    bands
}
