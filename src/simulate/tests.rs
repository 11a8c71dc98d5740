//! The simulator against a small node: it agrees with an honest one, and finds out every other.

use std::time::Duration;

use super::node::{Sin, start};
use super::{Enrolment, Fault, Faults, Options, Report, run};
use crate::domain::form::sample::example;

async fn simulate(sin: Sin, faults: Faults, devices: usize, submissions: usize) -> Report {
    let communities: Vec<String> = ["mgusu", "rwamgasa", "ikungu"].map(str::to_owned).to_vec();
    let url = start(example::form(), communities.clone(), sin);
    let enrolments = (0..devices).map(|i| Enrolment {
        device: format!("device-{i}"),
        token: format!("token-{i}"),
        communities: communities.clone(),
    });
    let options = Options {
        url,
        devices,
        submissions,
        seed: 11,
        faults,
        enrolments: enrolments.collect(),
        form: example::form(),
        patience: Duration::from_secs(20),
        progress: Box::new(|_| {}),
    };
    run(options).await.unwrap()
}

async fn found(sin: Sin, kind: &str) {
    let report = simulate(sin, Faults::all(), 8, 300).await;
    assert!(!report.agreed);
    assert!(report.tally.disagreements.contains_key(kind), "{:#?}", report.tally);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_honest_node_agrees_without_trouble_and_with_all_of_it() {
    for (faults, troubled) in [(Faults::none(), false), (Faults::all(), true)] {
        let report = simulate(Sin::None, faults, 12, 600).await;
        assert!(report.agreed, "{report:#?}");
        assert_eq!(report.heads_compared, 600);
        assert!(report.tally.acknowledged > 900, "{report:#?}");
        assert!(report.views_compared > 500, "{report:#?}");
        assert_eq!(
            report.tally.faults.len(),
            if troubled { Fault::ALL.len() } else { 0 },
            "{report:#?}"
        );
        assert_eq!(report.tally.quarantined.is_empty(), !troubled);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledged_revision_that_is_not_held_is_found() {
    found(Sin::Forgets, "missing").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_is_not_the_merge_is_found() {
    found(Sin::ShowsOldHeads, "head").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_a_cursor_skips_is_found() {
    found(Sin::SkipsChanges, "not_in_view").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn results_out_of_order_are_found() {
    found(Sin::Shuffles, "out_of_order").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledged_revision_that_is_taken_again_is_found() {
    found(Sin::SaysAcceptedAgain, "acknowledged_and_forgotten").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn poison_that_is_taken_is_found() {
    found(Sin::TakesAnything, "not_quarantined").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_after_a_withdrawal_is_found() {
    found(Sin::ShowsWithdrawn, "head").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_count_of_what_is_missing_is_found() {
    found(Sin::Miscounts, "sequence").await;
}
