#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::needs::{Codes, Fact, NeedsReport, PackedFact, Tally, day};
use crate::domain::problem::Problem;
use crate::domain::statistics::{Mark, NotComparable, Standing};
use crate::domain::taxonomy::Taxonomy;

pub fn round(id: &str, design: Design) -> Round {
    Round {
        id: RoundId(id.into()),
        name: Text::new("en", id),
        from: "2026-01-01".into(),
        to: "2026-03-31".into(),
        forms: vec!["asm-needs".into()],
        design,
        design_effect: 1.0,
        follows: None,
        areas: Vec::new(),
        communities: vec![frame(&[])],
        declared: Some("2025-12-01".into()),
    }
}

fn frame(figures: &[(&str, Option<&str>, u64)]) -> Frame {
    let people = |(gender, role, people): &(&str, Option<&str>, u64)| People {
        gender: (*gender).to_owned(),
        role: role.map(str::to_owned),
        people: *people,
        source: "register".into(),
        date: "2025-12-01".into(),
    };
    Frame {
        id: "mgusu".into(),
        people: None,
        sites: Vec::new(),
        roles: vec!["buyer".into()],
        population: figures.iter().map(people).collect(),
    }
}

fn fact(needs: &[&str], gender: &str, roles: &[&str]) -> Fact {
    Fact {
        needs: needs.iter().map(|need| (*need).into()).collect(),
        gender: Some(gender.to_owned()),
        age: None,
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        form: "asm-needs".into(),
        day: day("2026-02-01"),
    }
}

fn tally(facts: &[Fact], filter: &Filter) -> (Tally, Codes) {
    let (mut codes, mut tally) = (Codes::default(), Tally::default());
    let packed: Vec<_> = facts.iter().map(|fact| PackedFact::pack(fact, &mut codes)).collect();
    let filter = filter.pack(&codes);
    packed.iter().filter(|fact| filter.matches(fact)).for_each(|fact| tally.add(fact));
    (tally, codes)
}

/// A judged report, as the service makes it.
fn judged(facts: &[Fact], round: &Round, before: Option<Before<'_>>) -> NeedsReport {
    let all = Filter::default();
    let (counted, codes) = tally(facts, &all);
    let mut report = NeedsReport::of(&counted, &codes, &Taxonomy::default(), None, &all);
    let frame = &round.communities[0];
    let cells = frame.cells().into_iter().map(|cell| {
        let filter = Filter {
            gender: Some(cell.gender.clone()),
            role: cell.role.clone(),
            without: cell.without.clone(),
            ..Filter::default()
        };
        let (counted, codes) = tally(facts, &filter);
        let named = counted.named(&codes).into_iter();
        Counted {
            community: frame.id.clone(),
            respondents: counted.respondents(),
            named: named.map(|(code, n)| (code.to_owned(), n)).collect(),
            cell,
        }
    });
    let cells: Vec<Counted> = cells.collect();
    let cells = if cells.is_empty() { Err(WhyNot::NoFigures) } else { Ok(cells) };
    let sources = vec!["register".to_owned()];
    report.judge(&Basis { round, people: frame.people, cells, sources, before });
    report
}

fn several(n: usize, needs: &[&str], gender: &str, roles: &[&str]) -> Vec<Fact> {
    vec![fact(needs, gender, roles); n]
}

#[test]
fn a_purposive_sample_claims_nothing_and_its_interval_is_not_narrowed() {
    let mut facts = several(30, &["REG-LIC"], "female", &[]);
    facts.extend(several(20, &["ENV-HGM"], "male", &[]));
    let mut purposive = round("r", Design::Purposive);
    purposive.communities = vec![frame(&[("female", None, 60), ("male", None, 40)])];
    purposive.communities[0].people = Some(60);
    let said = judged(&facts, &purposive, None);
    assert_eq!(
        (said.verdict.claim, said.method.finite_population),
        (Standing::OfThoseAsked, false)
    );
    assert_eq!(said.verdict.weights, Weighing::not(WhyNot::NoClaim));
    let lot = judged(&facts, &Round { design: Design::SimpleRandom, ..purposive }, None);
    assert_eq!((lot.verdict.claim, lot.method.finite_population), (Standing::Estimate, true));
    let width = |report: &NeedsReport| report.needs[0].interval.hi - report.needs[0].interval.lo;
    assert!(width(&lot) < width(&said) / 2.0, "{} {}", width(&lot), width(&said));
}

#[test]
fn who_asked_everybody_has_no_interval_and_a_design_effect_widens_it() {
    let facts = several(60, &["REG-LIC"], "female", &[]);
    let mut census = round("r", Design::Census);
    census.communities[0].people = Some(60);
    let all = judged(&facts, &census, None);
    assert_eq!(all.needs[0].interval.lo, all.needs[0].interval.hi);
    let mixed = [facts, several(40, &["ENV-HGM"], "male", &[])].concat();
    let single = round("r", Design::SimpleRandom);
    let clustered = Round { design_effect: 2.0, ..single.clone() };
    let (single, clustered) = (judged(&mixed, &single, None), judged(&mixed, &clustered, None));
    assert!(clustered.needs[0].interval.lo < single.needs[0].interval.lo);
    assert_eq!(clustered.verdict.base.effective, 50.0);
}

#[test]
fn answers_are_weighted_to_the_people_who_are_there() {
    // Women are a quarter of the people and half of the answers; only they ask for licences.
    let mut facts = several(50, &["REG-LIC"], "female", &[]);
    facts.extend(several(50, &["ENV-HGM"], "male", &[]));
    let mut lot = round("r", Design::SimpleRandom);
    lot.communities = vec![frame(&[("female", None, 250), ("male", None, 750)])];
    let report = judged(&facts, &lot, None);
    let weighted = |code: &str| {
        let need = report.needs.iter().find(|need| need.code.as_str() == code).unwrap();
        need.verdict.weighted.unwrap()
    };
    assert!((weighted("REG-LIC").share - 0.25).abs() < 1e-9);
    assert!((weighted("ENV-HGM").share - 0.75).abs() < 1e-9);
    assert_eq!(report.needs[0].share, 0.5, "the unweighted share stays what it was");
    // The heavier answers cost some of the sample: (Σw)² / Σw² = 1000² / (50·25 + 50·225) = 80.
    assert!((report.verdict.base.effective - 80.0).abs() < 1e-9);
    assert_eq!(report.verdict.base.people, Some(1000));
    let ranks = |code: &str| {
        report.needs.iter().find(|need| need.code.as_str() == code).unwrap().verdict.band
    };
    assert_eq!((ranks("ENV-HGM"), ranks("REG-LIC")), ([1, 1], [2, 2]));
}

#[test]
fn of_whom_nobody_was_asked_is_said_by_name_and_nothing_is_weighted() {
    let facts = several(50, &["REG-LIC"], "male", &["digger"]);
    let mut lot = round("r", Design::SimpleRandom);
    lot.communities = vec![frame(&[("female", Some("sorter"), 90), ("male", None, 500)])];
    let report = judged(&facts, &lot, None);
    let weights = &report.verdict.weights;
    assert_eq!((weights.used, weights.reason), (false, Some(WhyNot::NobodyAsked)));
    let blamed: Vec<_> = weights.strata.iter().map(|s| (&*s.gender, s.role.as_deref())).collect();
    assert_eq!(blamed, [("female", Some("sorter"))]);
    assert!(report.needs.iter().all(|need| need.verdict.weighted.is_none()));
}

#[test]
fn who_has_several_roles_counts_once_and_who_has_none_of_them_is_said() {
    let mut facts = several(10, &["REG-LIC"], "female", &["crusher", "sorter"]);
    facts.extend(several(10, &["ENV-HGM"], "female", &["crusher"]));
    facts.extend(several(10, &["ENV-HGM"], "female", &[]));
    facts.extend(several(7, &["ENV-HGM"], "other", &[]));
    let mut lot = round("r", Design::SimpleRandom);
    lot.communities = vec![frame(&[
        ("female", Some("sorter"), 100),
        ("female", Some("crusher"), 100),
        ("female", None, 100),
    ])];
    let report = judged(&facts, &lot, None);
    assert_eq!(report.verdict.weights.unplaced, 7);
    let licence = report.needs.iter().find(|need| need.code.as_str() == "REG-LIC").unwrap();
    assert!((licence.verdict.weighted.unwrap().share - 1.0 / 3.0).abs() < 1e-9);
}

#[test]
fn few_answers_are_words_some_are_in_parentheses_and_very_few_say_nothing() {
    let lot = round("r", Design::SimpleRandom);
    let of = |n| judged(&several(n, &["REG-LIC"], "female", &[]), &lot, None);
    let marks = [4, 24, 25, 49, 50].map(|n| {
        let report = of(n);
        (report.verdict.mark, report.needs[0].verdict.word.is_some())
    });
    let expected = [
        (Mark::Hidden, false),
        (Mark::Hidden, true),
        (Mark::Parentheses, false),
        (Mark::Parentheses, false),
        (Mark::Plain, false),
    ];
    assert_eq!(marks, expected);
}

#[test]
fn change_is_told_between_rounds_that_can_be_held_against_each_other() {
    let mut then = several(20, &["REG-LIC"], "female", &[]);
    then.extend(several(80, &["ENV-HGM"], "male", &[]));
    let mut now = several(60, &["REG-LIC"], "female", &[]);
    now.extend(several(40, &["ENV-HGM"], "male", &[]));
    let (first, second) = (round("a", Design::Systematic), round("b", Design::SimpleRandom));
    let earlier = judged(&then, &first, None);
    let told = |first: &Round, second: &Round, report| {
        let before = Before { round: first, report };
        judged(&now, second, Some(before))
    };
    let report = told(&first, &second, Ok(&earlier));
    let licence = report.needs.iter().find(|need| need.code.as_str() == "REG-LIC").unwrap();
    let change = licence.verdict.trend.unwrap();
    assert!((change.difference - 0.4).abs() < 1e-9 && change.interval.lo > 0.25, "{change:?}");
    let why = |report: NeedsReport| report.verdict.trend.unwrap().not_comparable;
    assert_eq!(why(report), None);
    assert_eq!(why(told(&first, &second, Err(NotComparable::Places))), Some(NotComparable::Places));
    let asked = Round { design: Design::Purposive, ..first.clone() };
    let earlier_asked = judged(&then, &asked, None);
    let report = told(&asked, &second, Ok(&earlier_asked));
    assert!(report.needs.iter().all(|need| need.verdict.trend.is_none()));
    assert_eq!(why(report), Some(NotComparable::Design));
    let other = Round { forms: vec!["another".into()], ..second };
    assert_eq!(why(told(&first, &other, Ok(&earlier))), Some(NotComparable::List));
}

#[test]
fn a_round_that_cannot_be_taken_says_which_member_is_to_blame() {
    let good = round("geita-2026.1", Design::Census);
    assert_eq!(good.check(), Ok(()));
    let blamed = |change: fn(&mut Round)| {
        let mut round = good.clone();
        round.communities = vec![frame(&[("female", None, 1), ("male", Some("digger"), 2)])];
        assert_eq!(round.check(), Ok(()));
        change(&mut round);
        match round.check() {
            Err(Problem::UnfitMember { member, .. }) => member,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(blamed(|r| r.id = "all".into()), "id");
    assert_eq!(blamed(|r| r.id = "a/b".into()), "id");
    assert_eq!(blamed(|r| r.name = Text::default()), "name");
    assert_eq!(blamed(|r| r.from = "2026-02-30".into()), "from");
    assert_eq!(blamed(|r| r.to = "2025-12-31".into()), "to");
    assert_eq!(blamed(|r| r.design_effect = 0.5), "design_effect");
    assert_eq!(blamed(|r| r.design_effect = f64::NAN), "design_effect");
    assert_eq!(blamed(|r| r.follows = Some(r.id.clone())), "follows");
    assert_eq!(blamed(|r| r.communities.clear()), "communities");
    assert_eq!(blamed(|r| r.communities[0].people = Some(0)), "communities[0].people");
    assert_eq!(
        blamed(|r| r.communities[0].population[1].source = " ".into()),
        "communities[0].population[1].source"
    );
    assert_eq!(
        blamed(|r| {
            let twice = r.communities[0].population[0].clone();
            r.communities[0].population.push(twice);
        }),
        "communities[0].population[2].role"
    );
}

#[test]
fn the_day_of_declaring_is_kept_until_the_design_changes() {
    let first = Round { declared: None, ..round("r", Design::Census) };
    let first = first.declared_on("2025-12-24", None);
    assert!(!first.is_late());
    let renamed = Round { name: Text::new("en", "other"), declared: None, ..first.clone() };
    let renamed = renamed.declared_on("2026-02-02", Some(&first));
    assert_eq!(renamed.declared.as_deref(), Some("2025-12-24"));
    let other = Round { design: Design::Purposive, ..renamed.clone() };
    let other = other.declared_on("2026-02-02", Some(&renamed));
    assert!(other.is_late());
}

#[test]
fn a_filter_within_a_round_is_within_both() {
    let mut round = round("r", Design::Census);
    let narrow = Filter { from: day("2026-03-01"), to: day("2026-06-01"), ..Filter::default() };
    let [within] = &round.filters(&narrow)[..] else { panic!() };
    assert_eq!((within.from, within.to), (day("2026-03-01"), day("2026-03-31")));
    assert_eq!(within.form.as_deref(), Some("asm-needs"));
    let later = Filter { from: day("2026-04-01"), ..Filter::default() };
    assert!(round.filters(&later).is_empty());
    let other = Filter { form: Some("other".into()), ..Filter::default() };
    assert!(round.filters(&other).is_empty());
    round.forms.clear();
    assert_eq!(round.filters(&other)[0].form.as_deref(), Some("other"));
}

proptest! {
    #[test]
    fn cells_part_everybody_of_their_gender_at_most_once(
        roles in prop::collection::vec(prop::collection::btree_set("[a-d]", 0..4), 1..30),
        listed in prop::collection::btree_set("[a-d]", 0..4),
        rest in any::<bool>(),
    ) {
        let mut figures: Vec<(&str, Option<&str>, u64)> =
            listed.iter().map(|role| ("female", Some(role.as_str()), 10)).collect();
        if rest {
            figures.insert(0, ("female", None, 10));
        }
        let cells = frame(&figures).cells();
        let facts: Vec<Fact> = roles
            .iter()
            .map(|set| fact(&["REG-LIC"], "female", &set.iter().map(|r| &**r).collect::<Vec<_>>()))
            .collect();
        let mut in_cells: BTreeMap<usize, u32> = BTreeMap::new();
        for cell in &cells {
            let filter = Filter {
                gender: Some(cell.gender.clone()),
                role: cell.role.clone(),
                without: cell.without.clone(),
                ..Filter::default()
            };
            let (counted, _) = tally(&facts, &filter);
            let matching = facts.iter().enumerate().filter(|(_, fact)| filter.matches(fact));
            let matching: Vec<usize> = matching.map(|(at, _)| at).collect();
            prop_assert_eq!(counted.respondents(), matching.len() as u64);
            matching.into_iter().for_each(|at| *in_cells.entry(at).or_default() += 1);
        }
        prop_assert!(in_cells.values().all(|times| *times == 1));
        if rest {
            prop_assert_eq!(in_cells.len(), facts.len());
        }
    }
}
