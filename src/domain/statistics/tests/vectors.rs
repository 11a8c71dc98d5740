//! Figures that statsmodels and SciPy gave: `tests/tools/test_statistics.py` holds the same file
//! against them.

use serde_json::Value;

use super::*;

const VECTORS: &str = include_str!("../../../../tests/tools/statistics.json");

fn vectors(kind: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(VECTORS).unwrap();
    let some = all[kind].as_array().unwrap().clone();
    assert!(some.len() >= 5, "{kind}");
    some
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn lot(named: &Value, n: &Value) -> Measured {
    let (named, n) = (count(named), count(n));
    let share = named as f64 / n as f64;
    Measured {
        design: Design::SimpleRandom,
        list: String::new(),
        share,
        sample: Sample::of(n, None),
    }
}

#[test]
fn intervals_are_those_of_statsmodels() {
    for vector in vectors("wilson") {
        let one = lot(&vector["named"], &vector["n"]);
        let got = one.design.share(one.share, one.sample).interval;
        close(got.lo, number(&vector["lo"]), 1e-7);
        close(got.hi, number(&vector["hi"]), 1e-7);
    }
}

#[test]
fn changes_are_those_of_statsmodels() {
    for vector in vectors("newcombe") {
        let before = lot(&vector["before"][0], &vector["before"][1]);
        let after = lot(&vector["after"][0], &vector["after"][1]);
        let got = before.change(&after).unwrap().interval;
        close(got.lo, number(&vector["lo"]), 1e-7);
        close(got.hi, number(&vector["hi"]), 1e-7);
    }
}

#[test]
fn weighted_shares_are_those_of_statsmodels() {
    for vector in vectors("weighted") {
        let cells = vector["strata"].as_array().unwrap();
        let strata: Vec<Stratum> = (0..)
            .zip(cells)
            .map(|(at, cell)| Stratum {
                gender: "female".to_owned(),
                role: format!("{at}"),
                population: count(&cell[0]),
                respondents: count(&cell[1]),
            })
            .collect();
        let weights = Weights::of(&strata, Limits { least: 1, most: 1e9 }).unwrap();
        let named = |_: &str, role: &str| count(&cells[role.parse::<usize>().unwrap()][2]);
        close(weights.share(named), number(&vector["share"]), 1e-9);
        let sample = weights.sample(1.0);
        close(sample.n as f64 / sample.design_effect, number(&vector["effective"]), 1e-6);
    }
}

#[test]
fn shares_behind_a_die_are_those_of_a_maximum_likelihood_fit() {
    for vector in vectors("forced") {
        let die = Forced::new(number(&vector["truth"]), number(&vector["yes"])).unwrap();
        let got = die.estimate(count(&vector["answered_yes"]), count(&vector["n"])).unwrap();
        close(got.share, number(&vector["share"]), 1e-5);
        close(got.error, number(&vector["error"]), 1e-4);
    }
}
