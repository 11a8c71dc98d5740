//! The merge and its model give the same head, byte for byte.

use proptest::prelude::*;
use sikia::domain::merge::merge;
use sikia::domain::revision::Revision;

use super::{histories, model};

fn assert_agreement(set: &[Revision]) {
    let merged = merge(set).unwrap();
    let (head, standing) = model::head(set);
    assert_eq!(
        serde_json::to_string_pretty(&merged.head).unwrap(),
        serde_json::to_string_pretty(&head).unwrap()
    );
    let got: Vec<_> =
        merged.standing.into_iter().map(|(id, s)| (id, (s.concurrent, s.conflicts))).collect();
    assert_eq!(got, standing.into_iter().collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(histories::cases(2_000))]

    #[test]
    fn the_merge_agrees_with_its_model_on_any_history(set in histories::histories()) {
        assert_agreement(&set);
    }
}

proptest! {
    #![proptest_config(histories::cases(300))]

    #[test]
    fn they_agree_at_every_moment_of_arrival(set in histories::histories()) {
        for arrived in 1..=set.len() {
            assert_agreement(&set[..arrived]);
        }
    }
}
