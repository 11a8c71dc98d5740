//! The table of units: which factor holds where and when.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::domain::needs::day;

/// The units that ship with Sikia; `data/README.md` says what the columns are.
const SHIPPED: &str = include_str!("../../../data/units.csv");

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Mass of the mineral itself; factors are grams.
    Mass,
    /// Mass of ore, of which the mineral is a small part; factors are grams. Never added to mass.
    Ore,
    /// Area; factors are square metres.
    Area,
    /// Length; factors are metres.
    Length,
}

/// How sure a factor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// True by definition.
    Exact,
    /// A source gives it.
    Reported,
    /// A source gives it as "about".
    Approximate,
    /// Fixed by weighing at the place itself.
    Weighed,
    /// Nobody is known to have weighed it: there is no factor.
    Unverified,
}

/// What one of a unit is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mass {
    /// So much, in the base of its measure.
    One(Decimal),
    /// Something from the first to the second: no single factor may stand for it.
    Between(Decimal, Decimal),
    /// Nobody knows.
    Unknown,
}

/// What a unit is worth at a place for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// The unit's code: `tola`.
    pub unit: String,
    /// What it measures.
    pub measure: Measure,
    /// What one of it is worth.
    pub worth: Mass,
    /// The area or community it holds in, by id; everywhere when absent.
    pub place: Option<String>,
    /// The first day, in days since 1970-01-01; since ever when absent.
    pub from: Option<i32>,
    /// The first day on which it no longer holds.
    pub until: Option<i32>,
    /// How sure it is.
    pub status: Status,
    /// Where it comes from: R-numbers, or the weighing.
    pub source: String,
}

/// Why a table of units cannot be used, with its line from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The line has not the shape of the table: a column is missing, a number or a word is none.
    Unreadable(u64),
    /// A factor that is not above 0, or has more than thirteen digits or nine
    /// decimals: sums would no longer be exact.
    BadFactor(u64),
    /// A factor that is said to be unverified, or none where one is needed.
    Unsure(u64),
}

/// Factors, and the version they are known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Units {
    version: String,
    factors: Vec<Factor>,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    measure: Measure,
    // As text: a reader that guesses types would make binary fractions of them.
    factor: Option<String>,
    low: Option<String>,
    high: Option<String>,
    place: Option<String>,
    from: Option<String>,
    until: Option<String>,
    status: Status,
    source: String,
}

impl Units {
    /// The units that ship with Sikia.
    pub fn shipped() -> Result<Self, Fault> {
        Self::read("sikia-1", SHIPPED)
    }

    /// Reads a table of units: CSV with the columns of `data/units.csv`. `version` is what results
    /// name these factors by.
    pub fn read(version: &str, csv: &str) -> Result<Self, Fault> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(csv.as_bytes());
        let mut factors = Vec::new();
        for (line, row) in (2..).zip(reader.deserialize::<Row>()) {
            factors.push(row.map_err(|_| Fault::Unreadable(line))?.factor(line)?);
        }
        Ok(Self { version: version.to_owned(), factors })
    }

    /// The same table with a factor more, and a version of its own: how a weighing at a community
    /// enters. The older version's results stay what they were.
    pub fn with(&self, version: &str, factor: Factor) -> Self {
        let mut factors = self.factors.clone();
        factors.push(factor);
        Self { version: version.to_owned(), factors }
    }

    /// The version that results name.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether a code is known at all.
    pub fn knows(&self, unit: &str) -> bool {
        self.factors.iter().any(|factor| factor.unit == unit)
    }

    /// The factor of a unit that holds at a place on a day: the one of the nearest place, and of
    /// those the one that holds since latest, then the one that was added last.
    ///
    /// `places` are the community and the areas around it, nearest first. Without a day only factors
    /// without days hold.
    pub fn factor(&self, unit: &str, places: &[&str], day: Option<i32>) -> Option<&Factor> {
        let distance = |factor: &Factor| match &factor.place {
            Some(place) => places.iter().position(|at| at == place),
            None => Some(places.len()),
        };
        self.factors
            .iter()
            .enumerate()
            .filter(|(_, factor)| factor.unit == unit && factor.holds_on(day))
            .filter_map(|(order, factor)| Some((distance(factor)?, order, factor)))
            .min_by_key(|(distance, order, factor)| {
                (*distance, std::cmp::Reverse((factor.from, *order)))
            })
            .map(|(_, _, factor)| factor)
    }
}

impl Factor {
    fn holds_on(&self, day: Option<i32>) -> bool {
        match day {
            Some(day) => {
                self.from.is_none_or(|from| from <= day)
                    && self.until.is_none_or(|until| day < until)
            }
            None => self.from.is_none() && self.until.is_none(),
        }
    }
}

impl Row {
    fn factor(self, line: u64) -> Result<Factor, Fault> {
        let number = |text: &Option<String>| match text {
            Some(text) => {
                Decimal::from_str_exact(text).map(Some).map_err(|_| Fault::Unreadable(line))
            }
            None => Ok(None),
        };
        let worth = match (number(&self.factor)?, number(&self.low)?, number(&self.high)?) {
            (Some(one), None, None) => Mass::One(one),
            (None, Some(low), Some(high)) if low < high => Mass::Between(low, high),
            (None, None, None) => Mass::Unknown,
            _ => return Err(Fault::Unreadable(line)),
        };
        if (worth == Mass::Unknown) != (self.status == Status::Unverified) {
            return Err(Fault::Unsure(line));
        }
        let bounds = match worth {
            Mass::One(one) => [one, one],
            Mass::Between(low, high) => [low, high],
            Mass::Unknown => [Decimal::ONE; 2],
        };
        // Thirteen digits here and fifteen in what is spoken are the 28 that a decimal holds.
        let held = |b: &Decimal| b.mantissa() < 10_i128.pow(13) && b.scale() <= 9;
        if bounds.iter().any(|b| *b <= Decimal::ZERO || !held(b)) {
            return Err(Fault::BadFactor(line));
        }
        let on = |text: Option<String>| match text {
            Some(text) => day(&text).map(Some).ok_or(Fault::Unreadable(line)),
            None => Ok(None),
        };
        Ok(Factor {
            unit: self.code,
            measure: self.measure,
            worth,
            place: self.place,
            from: on(self.from)?,
            until: on(self.until)?,
            status: self.status,
            source: self.source,
        })
    }
}
