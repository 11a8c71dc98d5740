//! What a round's design lets one say, as it is shown beside the figures.

use serde::Serialize;

use super::Round;
use crate::domain::ids::RoundId;
use crate::domain::needs::Interval;
use crate::domain::statistics::{Change, Design, Mark, NotComparable, Refusal, Standing, Word};
use crate::domain::text::Text;

/// What may be said of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// The round; null where everything ever said is counted.
    pub round: Option<Brief>,
    /// How people were chosen; null where nobody declared it.
    pub design: Option<Design>,
    /// What the figures stand for.
    pub claim: Standing,
    /// What they rest on.
    pub base: Base,
    /// How shares are to be printed.
    pub mark: Mark,
    /// Whether answers were weighted, and how.
    pub weights: Weighing,
    /// The round that change is told since; null where none is named.
    pub trend: Option<Since>,
}

/// A round in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Brief {
    /// Its id.
    pub id: RoundId,
    /// What it is called in every language.
    #[serde(skip)]
    pub names: Text,
    /// What it is called in the language of the reader, where that was filled in.
    pub name: String,
    /// Its first day.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// The day on which its design was declared.
    pub declared: Option<String>,
    /// Whether that was after it had begun.
    pub late: bool,
}

/// What shares rest on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Base {
    /// Who answered, unweighted: always printed.
    pub answered: u64,
    /// How many could have been asked, where that is known.
    pub people: Option<u64>,
    /// The stated effect of the design.
    pub design_effect: f64,
    /// How many answers of a simple random sample these are worth: Kish's size (R87) over the effect
    /// of the design.
    pub effective: f64,
}

/// Whether answers were weighted to known counts of people by gender and role (R88).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weighing {
    /// Whether they were.
    pub used: bool,
    /// Why not.
    pub reason: Option<WhyNot>,
    /// Answers that fit no gender and role of which there is a count. They are in no weighted share.
    pub unplaced: u64,
    /// The cells; where weighting was refused, those that are to blame.
    pub strata: Vec<StratumShown>,
    /// Where the counts of people come from, each once.
    pub sources: Vec<String>,
}

/// Why answers were not weighted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// No round was asked for, or its design claims nothing about a population.
    NoClaim,
    /// There are no counts of people for every community.
    NoFigures,
    /// Only some of the people were asked for.
    Filtered,
    /// Nobody answered, or nobody is said to be there.
    Nothing,
    /// People who exist were not asked: no weight can speak for them (R87).
    NobodyAsked,
    /// More answered than there are said to be.
    MoreThanThereAre,
}

/// People of a gender and role in a community.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StratumShown {
    /// The community.
    pub community: String,
    /// The gender.
    pub gender: String,
    /// The role; null for everybody in no role of which there is a count.
    pub role: Option<String>,
    /// How many people one answer stands for; null where nothing was weighted. Strata that were put
    /// together have the same.
    pub weight: Option<f64>,
    /// Whether the weight was cut.
    pub trimmed: bool,
}

/// The round that change is told since.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Since {
    /// That round.
    pub since: Brief,
    /// Why nothing can be subtracted; null where it can.
    pub not_comparable: Option<NotComparable>,
}

/// What may be said of one need.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NeedVerdict {
    /// Whether it is a need for information, not for a service.
    pub information: bool,
    /// How its share is to be printed.
    pub mark: Mark,
    /// The word that stands where the share is hidden; null where it is not, or where too few
    /// answered for any word.
    pub word: Option<Word>,
    /// The first and the last rank that it may have: whatever cannot be told apart shares them.
    pub band: [usize; 2],
    /// The share of the people there, where answers were weighted.
    pub weighted: Option<Weighed>,
    /// What changed since the round that this one follows, where that can be said.
    pub trend: Option<Change>,
}

/// A weighted share.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Weighed {
    /// Of the people there; 0 to 1.
    pub share: f64,
    /// Its interval, by effective size.
    pub interval: Interval,
}

impl Verdict {
    /// That of answers of which nobody declared how people were chosen.
    pub fn undeclared(answered: u64) -> Self {
        Self {
            round: None,
            design: None,
            claim: Standing::OfThoseAsked,
            base: Base { answered, people: None, design_effect: 1.0, effective: answered as f64 },
            mark: Mark::of(answered),
            weights: Weighing::not(WhyNot::NoClaim),
            trend: None,
        }
    }
}

impl Verdict {
    /// Fills in what its rounds are called.
    pub fn name(&mut self, name: impl Fn(&Text, &str) -> String) {
        let since = self.trend.as_mut().map(|trend| &mut trend.since);
        for brief in self.round.as_mut().into_iter().chain(since) {
            brief.name = name(&brief.names, brief.id.as_str());
        }
    }
}

impl NeedVerdict {
    /// That of a need before its rank is known.
    pub fn of(information: bool) -> Self {
        let mark = Mark::Hidden;
        Self { information, mark, word: None, band: [1, 1], weighted: None, trend: None }
    }
}

impl Brief {
    /// A round in short, still without a name.
    pub fn of(round: &Round) -> Self {
        Self {
            id: round.id.clone(),
            names: round.name.clone(),
            name: String::new(),
            from: round.from.clone(),
            to: round.to.clone(),
            declared: round.declared.clone(),
            late: round.is_late(),
        }
    }
}

impl Weighing {
    /// Not at all, for a reason.
    pub fn not(reason: WhyNot) -> Self {
        Self {
            used: false,
            reason: Some(reason),
            unplaced: 0,
            strata: Vec::new(),
            sources: Vec::new(),
        }
    }
}

impl From<&Refusal> for WhyNot {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Nothing => Self::Nothing,
            Refusal::NobodyAsked(_) => Self::NobodyAsked,
            Refusal::MoreThanThereAre(_) => Self::MoreThanThereAre,
        }
    }
}
