//! Figures of the field guide and of the literature.

use super::*;

fn measured(named: u64, n: u64, design: Design) -> Measured {
    let share = named as f64 / n as f64;
    Measured { design, list: "asm-needs 1".to_owned(), share, sample: Sample::of(n, None) }
}

#[test]
fn a_design_rules_what_is_claimed() {
    let sample = Sample::of(25, Some(60));
    let claimed = Design::SimpleRandom.share(0.56, sample);
    assert_eq!(claimed.standing, Standing::Estimate);
    close(claimed.interval.lo, 0.4114, 5e-5);
    close(claimed.interval.hi, 0.6985, 5e-5);
    for design in [Design::Purposive, Design::SelfSelected] {
        let asked = design.share(0.56, sample);
        assert_eq!(asked.standing, Standing::OfThoseAsked);
        close(asked.interval.lo, 0.3707, 5e-5);
        close(asked.interval.hi, 0.7333, 5e-5);
    }
    assert_eq!(Design::TimeLocation.standing(), Standing::Experimental);
    assert_eq!(
        Design::Census.share(0.56, Sample::of(25, Some(25))).interval,
        Interval { lo: 0.56, hi: 0.56 }
    );
    let clustered = Sample { design_effect: 2.0, ..Sample::of(25, None) };
    close(Design::Systematic.share(0.56, clustered).interval.lo, 0.3048, 5e-5);
    assert_eq!(serde_json::to_value(Design::SelfSelected).unwrap(), "self_selected");
    assert_eq!(serde_json::to_value(claimed).unwrap()["standing"], "estimate");
}

#[test]
fn what_is_no_share_is_kept_within_one() {
    let interval = |share| Design::Census.share(share, Sample::of(10, None)).share;
    assert_eq!((interval(-0.5), interval(7.0), interval(f64::NAN)), (0.0, 1.0, 0.0));
}

/// Newcombe 1998, table II, method 10: 56/70 against 48/80.
#[test]
fn the_change_between_rounds_is_newcombes() {
    let design = Design::SimpleRandom;
    let change = measured(48, 80, design).change(&measured(56, 70, design)).unwrap();
    close(change.difference, 0.2, 1e-12);
    close(change.interval.lo, 0.0524, 5e-5);
    close(change.interval.hi, 0.3339, 5e-5);
    assert_eq!(change.direction, Direction::Up);
    let back = measured(56, 70, design).change(&measured(48, 80, design)).unwrap();
    assert_eq!(back.direction, Direction::Down);
    let few = measured(9, 10, design).change(&measured(3, 10, design)).unwrap();
    close(few.interval.lo, -0.8090, 5e-5);
    close(few.interval.hi, -0.1705, 5e-5);
    let same = measured(4, 10, design).change(&measured(5, 10, design)).unwrap();
    assert_eq!(same.direction, Direction::Unclear);
}

#[test]
fn rounds_that_cannot_be_compared_are_not_subtracted() {
    let lot = measured(5, 10, Design::SimpleRandom);
    let asked = measured(5, 10, Design::Purposive);
    assert_eq!(lot.change(&asked), Err(NotComparable::Design));
    assert_eq!(asked.change(&lot), Err(NotComparable::Design));
    let other = Measured { list: "asm-needs 2".to_owned(), ..lot.clone() };
    assert_eq!(lot.change(&other), Err(NotComparable::List));
    let nobody = Measured { sample: Sample::of(0, None), ..lot.clone() };
    assert_eq!(lot.change(&nobody), Err(NotComparable::Nobody));
}

#[test]
fn what_overlaps_the_leader_shares_its_rank() {
    let of = |named: &[u64], n: u64| {
        let sample = Sample::of(n, None);
        let share = |named: &u64| *named as f64 / n as f64;
        bands(&named.iter().map(|x| (share(x), sample.interval(share(x)))).collect::<Vec<_>>())
    };
    // 60 and 55 of 100 cannot be told apart; 20 can; 15 not from 20.
    let found = of(&[15, 60, 20, 55], 100);
    let shown: Vec<_> = found.iter().map(|band| (band.items.clone(), band.ranks.clone())).collect();
    assert_eq!(shown, [(vec![1, 3], 1..=2), (vec![2, 0], 3..=4)]);
    assert_eq!(of(&[15_000, 60_000, 20_000, 55_000], 100_000).len(), 4, "who asks many can tell");
    assert_eq!(of(&[], 10), []);
}

#[test]
fn few_answers_are_hidden_or_in_parentheses() {
    let marks = [
        (0, Mark::Hidden),
        (24, Mark::Hidden),
        (25, Mark::Parentheses),
        (49, Mark::Parentheses),
        (50, Mark::Plain),
    ];
    for (n, mark) in marks {
        assert_eq!(Mark::of(n), mark, "{n}");
    }
}

#[test]
fn words_stay_where_figures_are_hidden_and_fall_silent_below_the_threshold() {
    let words = [Some(Word::Most), Some(Word::Some), Some(Word::Some), Some(Word::Few), None];
    assert_eq!(shown(&[11, 10, 4, 3, 0], 20, 5), Shown::Words(words.to_vec()));
    assert_eq!(shown(&[4], 4, 5), Shown::Nothing);
    assert_eq!(shown(&[11], 30, 5), Shown::Figures(Mark::Parentheses));
    assert_eq!(shown(&[11], 30, 50), Shown::Nothing);
}

/// The field guide's figure, after R96.
#[test]
fn a_die_hides_each_answer_and_not_the_share() {
    let die = Forced::new(2.0 / 3.0, 1.0 / 6.0).unwrap();
    let found = die.estimate(40, 100).unwrap();
    close(found.share, 0.35, 1e-12);
    close(found.error, 0.0735, 5e-5);
    assert!(found.interval.lo < 0.35 && found.interval.hi > 0.35);
    let nobody = die.estimate(2, 100).unwrap();
    assert!(nobody.raw < 0.0);
    assert_eq!((nobody.share, nobody.interval.lo), (0.0, 0.0));
    assert_eq!(die.estimate(0, 0), None);
    assert_eq!(die.estimate(3, 2), None);
    for (truth, yes) in [(0.0, 0.5), (1.0, 0.0), (0.5, 0.5), (0.9, 0.2), (f64::NAN, 0.1)] {
        assert_eq!(Forced::new(truth, yes), None, "{truth} {yes}");
    }
}

#[test]
fn a_licence_is_a_path() {
    let path = Path::of([
        (300, Step::Granted),
        (100, Step::None),
        (200, Step::Applied),
        (200, Step::RecognisedGroup),
        (900, Step::Expired),
    ]);
    let stood = [99, 100, 250, 300, 899, 900].map(|day| path.on(day));
    let steps = [
        None,
        Some(Step::None),
        Some(Step::Applied),
        Some(Step::Granted),
        Some(Step::Granted),
        Some(Step::Expired),
    ];
    assert_eq!(stood, steps);
}

#[test]
fn who_prefers_not_to_say_is_shown_and_in_no_base() {
    let choices = [
        "none",
        "none",
        "holds",
        "no_answer",
        "dont_know",
        "agreement",
        "group_applied",
        "applied",
    ];
    let standings = Standings::of(choices.iter().filter_map(|choice| Step::of_choice(choice)));
    assert_eq!((standings.base, standings.not_said, standings.not_known), (6, 1, 1));
    assert_eq!(standings.steps[&Step::None], 2);
    assert_eq!(standings.steps[&Step::Applied], 2);
    assert_eq!(standings.steps.values().sum::<u64>(), standings.base);
    assert_eq!(Step::of_choice("illegal"), None);
    assert_eq!(serde_json::to_value(Step::RecognisedGroup).unwrap(), "recognised_group");
}
