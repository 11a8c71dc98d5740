//! What somebody said, apart from what was estimated.

use rust_decimal::Decimal;

use super::Range;

/// The factor between two figures for one thing up to which they are taken to agree. Ours (u).
const AGREE: Decimal = Decimal::from_parts(105, 0, 0, false, 2);
/// How many times the known population a new one may be, or go into it, without a flag. Ours (u).
const FITS: Decimal = Decimal::TWO;
/// From how many times on it is refused. Ours (u).
const REFUSED: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Somebody's figure. It has a source, a year and a place, or it is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    what: String,
    value: Range,
    source: String,
    year: i16,
    place: String,
}

/// What a claim must have and has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// What the figure is a figure of, with its unit.
    What,
    /// Who said it, and where.
    Source,
    /// The year it was said of, from 1800 to 2200.
    Year,
    /// The area or community it was said of.
    Place,
}

/// A figure that was worked out from answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The figure with its bounds.
    pub value: Range,
    /// How many answers are in it.
    pub respondents: u64,
}

/// Claims beside estimates of the same thing. There is no way from one list to the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// What was said.
    pub claims: Vec<Claim>,
    /// What was estimated.
    pub estimates: Vec<Estimate>,
}

/// Two figures for one thing that do not agree. Both are kept and both are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Both figures, as given.
    pub figures: [Range; 2],
    /// How many times the smaller one the greater is.
    pub times: Decimal,
}

/// What is thought of a new population figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It fits one that is known, or none is known.
    Fits,
    /// It is taken with a flag: this many times the nearest known one, or the nearest known one this
    /// many times it.
    Flagged(Decimal),
    /// It is not taken as the population of this place: this many times, as above.
    Refused(Decimal),
}

impl Claim {
    /// A claim, when it has everything that makes it one.
    pub fn new(
        what: &str,
        value: Range,
        source: &str,
        year: i16,
        place: &str,
    ) -> Result<Self, Missing> {
        let text = |text: &str, missing| match text.trim() {
            "" => Err(missing),
            text => Ok(text.to_owned()),
        };
        if !(1800..=2200).contains(&year) {
            return Err(Missing::Year);
        }
        Ok(Self {
            what: text(what, Missing::What)?,
            value,
            source: text(source, Missing::Source)?,
            year,
            place: text(place, Missing::Place)?,
        })
    }

    /// The figure.
    pub fn value(&self) -> Range {
        self.value
    }

    /// What it is a figure of, its source, its year and its place.
    pub fn provenance(&self) -> (&str, &str, i16, &str) {
        (&self.what, &self.source, self.year, &self.place)
    }
}

impl Beside {
    /// From the least to the most that was estimated. Claims do not move it.
    pub fn estimated(&self) -> Option<Range> {
        self.estimates.iter().map(|estimate| estimate.value).reduce(Range::hull)
    }

    /// Every pair of figures, of any list, that do not agree.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let claims = self.claims.iter().map(|claim| claim.value);
        let all: Vec<Range> = claims.chain(self.estimates.iter().map(|e| e.value)).collect();
        let pairs =
            (0..).zip(&all).flat_map(|(at, a)| all.iter().skip(at + 1).map(move |b| (a, b)));
        pairs.filter_map(|(a, b)| conversion_conflict(*a, *b)).collect()
    }
}

/// Whether two statements of one quantity, in the same unit, disagree by more than a twentieth. Both
/// must be above 0; bounds that overlap agree.
pub fn conversion_conflict(a: Range, b: Range) -> Option<Conflict> {
    if a.common(b).is_some() {
        return None;
    }
    let (low, high) = if a.hi() < b.lo() { (a.hi(), b.lo()) } else { (b.hi(), a.lo()) };
    let times = high.checked_div(low).filter(|times| *times > AGREE)?;
    Some(Conflict { figures: [a, b], times })
}

/// What is thought of `new` as the population of a place of which `known` figures exist. All of them
/// stay: places grow and move, and sources differ.
pub fn judge_population(known: &[u64], new: u64) -> Judgement {
    let (zero, new) = (Decimal::ZERO, Decimal::from(new));
    let nearest = known
        .iter()
        .map(|known| Decimal::from(*known))
        .map(|known| if known > new { (known, new) } else { (new, known) })
        .map(|(high, low)| {
            if high == zero { Decimal::ONE } else { high.checked_div(low).unwrap_or(Decimal::MAX) }
        })
        .min();
    match nearest {
        Some(times) if times >= REFUSED => Judgement::Refused(times),
        Some(times) if times > FITS => Judgement::Flagged(times),
        _ => Judgement::Fits,
    }
}
