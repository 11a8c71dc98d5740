//! What a round's design lets one say, in words.

use jiff::civil::Date;

use super::choices::Choices;
use crate::domain::catalogue::Catalogue;
use crate::domain::form::Meaning;
use crate::domain::needs::NeedsReport;
use crate::domain::round::{Brief, StratumShown, Verdict, WhyNot};
use crate::domain::statistics::{
    Change, Design, Direction, Mark, NotComparable, Standing, Word, shown_at_all,
};
use crate::http::api::views::name;
use crate::i18n::Texts;

/// Sentences about the figures of a place, each shown where there is one.
pub struct RoundWords {
    /// Which round it is; none where everything ever said is counted.
    pub round: Option<String>,
    /// How people were chosen, and what that makes of the figures.
    pub about: Vec<String>,
    /// How shares are printed, weighted and compared.
    pub notes: Vec<String>,
    /// Whether what they asked for may be shown at all.
    pub shown: bool,
    /// Whether shares may be.
    pub shares: bool,
}

/// The words for a report.
pub fn words(
    report: &NeedsReport,
    catalogue: &Catalogue,
    choices: &Choices,
    t: &Texts,
) -> RoundWords {
    let verdict = &report.verdict;
    let shown = shown_at_all(report.respondents);
    let mut about = vec![design(verdict.design, t)];
    about.extend(late(verdict.round.as_ref(), t));
    about.push(claim(verdict, t));
    let mut notes: Vec<String> = match verdict.mark {
        Mark::Hidden => vec![t.round_hidden()],
        Mark::Parentheses => vec![t.round_parentheses()],
        Mark::Plain => Vec::new(),
    };
    notes.extend(weights(verdict, catalogue, choices, t));
    let worth = verdict.base.effective.round() as u64;
    if verdict.claim != Standing::OfThoseAsked && worth < report.respondents {
        notes.push(t.round_effective(report.respondents, worth));
    }
    notes.extend(not_comparable(verdict, t));
    RoundWords {
        round: verdict.round.as_ref().map(|brief| brief_words(brief, t)),
        about,
        notes,
        shown,
        shares: verdict.mark != Mark::Hidden,
    }
}

fn design(design: Option<Design>, t: &Texts) -> String {
    match design {
        None => t.round_design_undeclared(),
        Some(Design::Census) => t.round_design_census(),
        Some(Design::SimpleRandom) => t.round_design_simple_random(),
        Some(Design::Systematic) => t.round_design_systematic(),
        Some(Design::TimeLocation) => t.round_design_time_location(),
        Some(Design::Purposive) => t.round_design_purposive(),
        Some(Design::SelfSelected) => t.round_design_self_selected(),
    }
}

fn claim(verdict: &Verdict, t: &Texts) -> String {
    match (verdict.claim, verdict.base.people) {
        (Standing::OfThoseAsked, _) => t.page_of_those_asked(),
        (Standing::Experimental, _) => t.round_claim_experimental(),
        (Standing::Estimate, Some(people)) => t.round_claim_estimate_of(people),
        (Standing::Estimate, None) => t.round_claim_estimate(),
    }
}

fn late(brief: Option<&Brief>, t: &Texts) -> Option<String> {
    let brief = brief.filter(|brief| brief.late)?;
    Some(t.round_late(&written(brief.declared.as_deref()?, t)))
}

/// A round with its days.
fn brief_words(brief: &Brief, t: &Texts) -> String {
    t.round_shown(&called(brief, t), &written(&brief.from, t), &written(&brief.to, t))
}

fn called(brief: &Brief, t: &Texts) -> String {
    name(&brief.names, t, brief.id.as_str())
}

fn written(day: &str, t: &Texts) -> String {
    day.parse::<Date>().map_or_else(|_| day.to_owned(), |day| t.date(day))
}

fn weights(verdict: &Verdict, catalogue: &Catalogue, choices: &Choices, t: &Texts) -> Vec<String> {
    let weights = &verdict.weights;
    let groups = || {
        let group = |stratum: &StratumShown| stratum_words(stratum, catalogue, choices, t);
        weights.strata.iter().map(group).collect::<Vec<_>>().join(" · ")
    };
    let mut words = match weights.reason {
        None if weights.used => vec![t.round_weighted(&weights.sources.join(" · "))],
        Some(WhyNot::NobodyAsked) => vec![t.round_weights_nobody_asked(&groups())],
        Some(WhyNot::MoreThanThereAre) => vec![t.round_weights_too_many(&groups())],
        _ => Vec::new(),
    };
    if weights.used && weights.unplaced > 0 {
        words.push(t.round_unplaced(weights.unplaced));
    }
    words
}

/// A gender and work, with the community where there are several.
fn stratum_words(
    stratum: &StratumShown,
    catalogue: &Catalogue,
    choices: &Choices,
    t: &Texts,
) -> String {
    let mut words = vec![choices.label(Meaning::Gender, &stratum.gender, t)];
    words.extend(stratum.role.as_ref().map(|role| choices.label(Meaning::Role, role, t)));
    let community = catalogue.communities.get(&stratum.community.as_str().into());
    words.extend(community.map(|known| name(&known.name, t, &stratum.community)));
    words.join(", ")
}

fn not_comparable(verdict: &Verdict, t: &Texts) -> Option<String> {
    let trend = verdict.trend.as_ref()?;
    let round = called(&trend.since, t);
    Some(match trend.not_comparable? {
        NotComparable::Design => t.round_trend_not_design(&round),
        NotComparable::List => t.round_trend_not_list(&round),
        NotComparable::Nobody => t.round_trend_not_nobody(&round),
        NotComparable::Places => t.round_trend_not_places(&round),
    })
}

/// What changed of one need.
pub fn change(change: &Change, verdict: &Verdict, t: &Texts) -> Option<String> {
    let round = called(&verdict.trend.as_ref()?.since, t);
    let points = |share: f64| t.decimal((share.abs() * 100.0).round(), 0);
    let (low, high) = (points(change.interval.lo), points(change.interval.hi));
    let difference = points(change.difference);
    Some(match change.direction {
        Direction::Up => t.round_trend_up(&difference, &low, &high, &round),
        Direction::Down => t.round_trend_down(&difference, &high, &low, &round),
        Direction::Unclear => t.round_trend_unclear(&round),
    })
}

/// The ranks that a need may have.
pub fn ranks([first, last]: [usize; 2], t: &Texts) -> String {
    if first == last { t.round_rank(first) } else { t.round_ranks(first, last) }
}

/// The same for a table.
pub fn band([first, last]: [usize; 2], t: &Texts) -> String {
    let [first, last] = [first, last].map(|rank| t.number(rank as u64));
    if first == last { first } else { format!("{first}–{last}") }
}

/// How many named it, in words.
pub fn word(word: Option<Word>, t: &Texts) -> String {
    match word {
        Some(Word::Most) => t.round_word_most(),
        Some(Word::Some) => t.round_word_some(),
        Some(Word::Few) => t.round_word_few(),
        None => String::new(),
    }
}
