//! Post-stratification.

use super::*;

fn stratum(gender: &str, role: &str, population: u64, respondents: u64) -> Stratum {
    Stratum { gender: gender.to_owned(), role: role.to_owned(), population, respondents }
}

const WIDE: Limits = Limits { least: 1, most: 1e9 };

/// By hand: of 100 women 20 of 40 asked name it, of 300 men 10 of 60: (100·½ + 300·⅙) / 400 = ¼.
#[test]
fn a_weighted_share_gives_each_stratum_its_people() {
    let strata = [stratum("female", "sorter", 100, 40), stratum("male", "digger", 300, 60)];
    let weights = Weights::of(&strata, WIDE).unwrap();
    let named = |gender: &str, _: &str| if gender == "female" { 20 } else { 10 };
    close(weights.share(named), 0.25, 1e-12);
    // Kish by hand: 40 · 2.5 + 60 · 5 = 400; 40 · 6.25 + 60 · 25 = 1750; 160000 / 1750 = 91.4286.
    let sample = weights.sample(1.0);
    close(sample.n as f64 / sample.design_effect, 91.428_571, 1e-6);
    assert_eq!(sample.population, Some(400));
    close(weights.sample(2.0).design_effect, 2.0 * sample.design_effect, 1e-12);
}

#[test]
fn nobody_speaks_for_those_whom_nobody_asked() {
    let strata = [stratum("female", "sorter", 100, 0), stratum("male", "digger", 300, 60)];
    let missing = vec![("female".to_owned(), "sorter".to_owned())];
    assert_eq!(Weights::of(&strata, WIDE), Err(Refusal::NobodyAsked(missing)));
    // Not even when cells would be put together.
    assert!(
        Weights::of(&[strata[0].clone(), stratum("female", "washer", 9, 9)], Limits::default())
            .is_err()
    );
}

#[test]
fn counts_that_cannot_be_are_refused() {
    let wrong = vec![("male".to_owned(), "digger".to_owned())];
    let more = Weights::of(&[stratum("male", "digger", 3, 4)], WIDE);
    assert_eq!(more, Err(Refusal::MoreThanThereAre(wrong)));
    for strata in
        [vec![], vec![stratum("male", "digger", 0, 0)], vec![stratum("male", "digger", 9, 0)]]
    {
        assert_eq!(Weights::of(&strata, WIDE), Err(Refusal::Nothing));
    }
}

#[test]
fn thin_cells_join_the_smallest_other_of_their_gender() {
    let strata = [
        stratum("female", "sorter", 50, 2),
        stratum("female", "trader", 20, 30),
        stratum("female", "washer", 30, 6),
        stratum("male", "digger", 200, 3),
    ];
    let strata = strata.map(|s| Stratum { population: s.population.max(s.respondents), ..s });
    let weights = Weights::of(&strata, Limits { least: 5, most: 1e9 }).unwrap();
    let cells: Vec<Vec<&str>> =
        weights.cells.iter().map(|c| c.strata.iter().map(|s| s.1.as_str()).collect()).collect();
    assert_eq!(cells, [vec!["sorter", "washer"], vec!["trader"], vec!["digger"]]);
    close(weights.cells[0].weight, 80.0 / 8.0, 1e-12);
}

#[test]
fn a_heavy_weight_is_cut_and_the_sum_stays() {
    let strata = [stratum("female", "sorter", 900, 5), stratum("male", "digger", 100, 95)];
    let weights = Weights::of(&strata, Limits { least: 1, most: 3.0 }).unwrap();
    assert!(weights.cells[0].trimmed && !weights.cells[1].trimmed);
    close(weights.cells[0].weight, 30.0, 1e-9);
    close(weights.cells[1].weight, 850.0 / 95.0, 1e-9);
}
