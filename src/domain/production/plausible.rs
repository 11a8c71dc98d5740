//! Whether a figure can be believed, held against known ones. A flag never changes the figure.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::Range;

/// Figures to hold others against; `data/README.md` says what the columns are.
const SHIPPED: &str = include_str!("../../../data/production_benchmarks.csv");

/// Where a benchmark holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Everywhere.
    World,
    /// In an area, by its id.
    Area(String),
}

/// A known output per miner and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benchmark {
    /// Its name: `world`.
    pub id: String,
    /// Where it holds.
    pub place: Place,
    /// Grams per miner and year.
    pub grams: Range,
    /// Its R-number.
    pub source: String,
}

/// A figure lies outside a benchmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The benchmark's name.
    pub benchmark: String,
    /// The benchmark.
    pub grams: Range,
    /// How many times the benchmark the figure is: below 1 when it is lower.
    pub times: Range,
}

/// The table of benchmarks cannot be read, with its line from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault(pub u64);

#[derive(Deserialize)]
struct Row {
    id: String,
    place: String,
    tonnes_low: String,
    tonnes_high: String,
    people_low: String,
    people_high: String,
    source: String,
}

/// The benchmarks that ship with Sikia.
pub fn benchmarks() -> Result<Vec<Benchmark>, Fault> {
    let rows = csv::Reader::from_reader(SHIPPED.as_bytes()).into_deserialize::<Row>();
    (2..)
        .zip(rows)
        .map(|(line, row)| row.ok().and_then(Row::benchmark).ok_or(Fault(line)))
        .collect()
}

impl Row {
    fn benchmark(self) -> Option<Benchmark> {
        let number = |text: &str| Decimal::from_str_exact(text).ok();
        let range = |lo: &str, hi: &str| Range::new(number(lo)?, number(hi)?);
        let tonnes = range(&self.tonnes_low, &self.tonnes_high)?;
        let grams = tonnes.times(Range::exactly(1_000_000))?;
        Some(Benchmark {
            grams: grams.over(range(&self.people_low, &self.people_high)?)?,
            place: if self.place.is_empty() { Place::World } else { Place::Area(self.place) },
            id: self.id,
            source: self.source,
        })
    }
}

impl Benchmark {
    /// A flag when an output per person and year lies wholly outside this benchmark and the benchmark
    /// holds in one of `areas`.
    ///
    /// Benchmarks are per miner. A figure per community member counts more heads than there are
    /// miners and should be lower: where it is higher, that is all the more striking.
    pub fn flag(&self, grams_per_year: Range, areas: &[&str]) -> Option<Flag> {
        let here = match &self.place {
            Place::World => true,
            Place::Area(area) => areas.contains(&area.as_str()),
        };
        if !here || grams_per_year.common(self.grams).is_some() {
            return None;
        }
        let times = grams_per_year.over(self.grams)?;
        Some(Flag { benchmark: self.id.clone(), grams: self.grams, times })
    }
}
