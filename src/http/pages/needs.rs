//! What they asked for: one row for each need.

use super::round::{band, change, ranks, word};
use crate::charts::{Axis, Bar, Direction, Pattern, axis, bar, swatch};
use crate::domain::needs::{Need, NeedsReport};
use crate::domain::statistics::Mark;
use crate::domain::taxonomy::{CORE, Taxonomy};
use crate::i18n::Texts;

/// One need.
pub struct NeedRow {
    /// Its code.
    pub code: String,
    /// The ranks that it may have, in words.
    pub rank: String,
    /// The same, as short as in a table.
    pub band: String,
    /// Its share, to put rows in order by; in parts of a million.
    pub lead: u64,
    /// What it is called, in the best language there is.
    pub label: String,
    /// The language of the label where it is not that of the page; empty where it is.
    pub language: String,
    /// What its domain is called.
    pub domain: String,
    /// How many named it.
    pub named: String,
    /// The same as a share.
    pub percent: String,
    /// From where to where the share lies; empty when everybody was asked or shares are hidden.
    pub range: String,
    /// How many named it first.
    pub first: String,
    /// Its points.
    pub points: String,
    /// The figures in words.
    pub words: String,
    /// The same as SVG.
    pub bar: String,
}

/// The rows of a report, the greatest share first.
pub fn needs(report: &NeedsReport, taxonomy: &Taxonomy, texts: &Texts) -> Vec<NeedRow> {
    let mut needs: Vec<&Need> = report.needs.iter().collect();
    needs.sort_by(|a, b| b.lead().0.total_cmp(&a.lead().0));
    needs.into_iter().map(|need| row(need, report, taxonomy, texts)).collect()
}

/// Whether everybody there is was asked, so that shares have no range.
pub fn everybody(report: &NeedsReport) -> bool {
    let people = report.method.population.filter(|_| report.method.finite_population);
    people.is_some_and(|people| report.respondents >= people)
}

fn row(need: &Need, report: &NeedsReport, taxonomy: &Taxonomy, texts: &Texts) -> NeedRow {
    let (language, label) = name(taxonomy, need.code.as_str(), texts);
    let (share, interval) = need.lead();
    let hidden = need.verdict.mark == Mark::Hidden;
    let (low, high) = (texts.percent(interval.lo), texts.percent(interval.hi));
    let range = (!everybody(report) && !hidden).then_some((interval.lo, interval.hi));
    let percent = match need.verdict.mark {
        Mark::Hidden => word(need.verdict.word, texts),
        Mark::Parentheses => texts.round_in_parentheses(&texts.percent(share)),
        Mark::Plain => texts.percent(share),
    };
    let mut words = match need.verdict.weighted {
        _ if hidden => vec![word(need.verdict.word, texts)],
        Some(_) => vec![texts.round_need_weighted(&percent, need.named, report.respondents)],
        None => vec![texts.page_need_share(&percent, need.named, report.respondents)],
    };
    words.extend(range.map(|_| texts.page_interval(&low, &high)));
    if !hidden {
        words.extend((need.first_choice > 0).then(|| texts.page_need_first(need.first_choice)));
        let changed = need.verdict.trend.as_ref();
        words.extend(changed.and_then(|changed| change(changed, &report.verdict, texts)));
    }
    let pattern = Pattern::of_domain(need.domain.as_str());
    let direction = Direction::of(texts.direction());
    NeedRow {
        code: need.code.to_string(),
        rank: ranks(need.verdict.band, texts),
        band: band(need.verdict.band, texts),
        lead: (share * 1e6) as u64,
        label,
        language,
        domain: name(taxonomy, need.domain.as_str(), texts).1,
        named: texts.number(need.named),
        range: range.map_or_else(String::new, |_| format!("{low}–{high}")),
        first: texts.number(need.first_choice),
        points: texts.decimal(need.borda, 2),
        words: words.join(" · "),
        bar: if hidden { String::new() } else { bar(&Bar { share, range, pattern, direction }) },
        percent,
    }
}

/// What a code is called, and the language of that where it is another than the page's. A code that
/// is not in the list is called by itself.
pub fn name(taxonomy: &Taxonomy, code: &str, texts: &Texts) -> (String, String) {
    let label = taxonomy.get(code).and_then(|known| known.label.pick(texts.chain()));
    let (language, label) = label.unwrap_or(("", code));
    let language = if language == texts.language() { "" } else { language };
    (language.to_owned(), label.to_owned())
}

/// The scale of the chart.
pub fn scale(place: &str, texts: &Texts) -> String {
    let marks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| (share, texts.percent(share)));
    axis(&Axis {
        id: "chart",
        title: &texts.page_chart_title(place),
        description: &texts.page_chart_about(),
        marks: &marks,
        direction: Direction::of(texts.direction()),
    })
}

/// The patterns that the rows use, each with what it stands for.
pub fn legend(report: &NeedsReport, taxonomy: &Taxonomy, texts: &Texts) -> Vec<(String, String)> {
    let used = |pattern: &Pattern| {
        report.needs.iter().any(|need| Pattern::of_domain(need.domain.as_str()) == *pattern)
    };
    let called = |pattern: Pattern| {
        let core = CORE.into_iter().find(|domain| Pattern::of_domain(domain) == pattern);
        core.map_or_else(|| texts.page_other_subjects(), |domain| name(taxonomy, domain, texts).1)
    };
    let shown = Pattern::DOMAINS.into_iter().filter(used);
    shown.map(|pattern| (swatch(pattern), called(pattern))).collect()
}

/// How many needs have a bar, of these counts in falling order: ten, so that a phone and a poster have
/// room for them. Needs that were named alike are not told apart by chance: all of them are shown or
/// none, unless that leaves too little or too much to look at.
pub fn longest(named: &[u64]) -> usize {
    const BARS: usize = 10;
    const FEWEST: usize = 5;
    const MOST: usize = 15;
    let (Some(last), Some(next)) = (named.get(BARS - 1), named.get(BARS)) else {
        return named.len();
    };
    if last != next {
        return BARS;
    }
    let before = named.partition_point(|count| count > last);
    let after = named.partition_point(|count| count >= last);
    match (before, after) {
        (_, after) if after <= MOST => after,
        (before, _) if before >= FEWEST => before,
        _ => BARS,
    }
}

#[cfg(test)]
mod tests {
    use super::longest;

    #[test]
    fn about_ten_needs_have_a_bar_and_chance_does_not_part_equals() {
        let falling: Vec<u64> = (1..=40).rev().collect();
        assert_eq!(longest(&falling), 10);
        assert_eq!(longest(&falling[..7]), 7);
        assert_eq!(longest(&[9, 8, 7, 6, 5, 4, 3, 2, 2, 2, 2, 2, 1]), 12);
        let tail = [vec![9, 8, 7, 6, 5, 4], vec![2; 30]].concat();
        assert_eq!(longest(&tail), 6);
        assert_eq!(longest(&[1; 30]), 10);
        assert_eq!(longest(&[]), 0);
    }
}
