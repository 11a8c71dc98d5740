//! What must hold of every merge, whoever wrote it.

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use sikia::domain::answers::Answer;
use sikia::domain::head::{Head, State};
use sikia::domain::merge::merge;
use sikia::domain::revision::{Atom, Field, Revision};

use super::histories::{cases, histories, id, without_withdrawal};

fn bytes(set: &[Revision]) -> String {
    serde_json::to_string(&merge(set).unwrap().head).unwrap()
}

/// The head that a revision would be alone.
fn snapshot(revision: &Revision) -> Head {
    merge(std::slice::from_ref(revision)).unwrap().head
}

/// A set, and the same in another order with some of it twice.
fn shuffled() -> impl Strategy<Value = (Vec<Revision>, Vec<Revision>)> {
    histories().prop_flat_map(|set| {
        let again = subsequence(set.clone(), 0..=set.len());
        let all = again.prop_map({
            let set = set.clone();
            move |again| [set.clone(), again].concat()
        });
        (Just(set), all.prop_shuffle())
    })
}

fn atoms(revision: &Revision) -> Vec<Atom<'_>> {
    revision.atoms().into_iter().map(|(atom, _)| atom).collect()
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn order_and_repeats_mean_nothing((set, other) in shuffled()) {
        prop_assert_eq!(bytes(&set), bytes(&other));
        prop_assert_eq!(merge(&set), merge(&other));
    }

    #[test]
    fn one_tip_is_the_head(set in without_withdrawal()) {
        let merged = merge(&set).unwrap();
        if merged.head.heads.len() > 1 {
            return Ok(());
        }
        let tip = set.iter().find(|r| r.id == merged.head.heads[0]).unwrap();
        let alone = snapshot(tip);
        prop_assert_eq!(&merged.head.answers, &alone.answers);
        prop_assert_eq!(&merged.head.conflicts, &Vec::new());
        let record = |h: &Head| (h.state, h.form.clone(), h.community.clone(), h.language.clone());
        prop_assert_eq!(record(&merged.head), record(&alone));
    }

    #[test]
    fn a_decision_upon_all_heads_leaves_no_conflict(set in without_withdrawal(), of in any::<Index>()) {
        let before = merge(&set).unwrap().head;
        let decision = Revision {
            id: id(200),
            version: before.version + 1,
            parents: Some(before.heads.clone()),
            ..of.get(&set).clone()
        };
        let after = merge(&[set, vec![decision.clone()]].concat()).unwrap().head;
        prop_assert_eq!(&after.conflicts, &Vec::new());
        prop_assert_eq!(after.heads, vec![decision.id]);
        prop_assert_eq!(after.answers, snapshot(&decision).answers);
    }

    #[test]
    fn a_conflict_is_seen_alike_from_all_its_sides(set in without_withdrawal()) {
        let merged = merge(&set).unwrap();
        for conflict in &merged.head.conflicts {
            prop_assert!(!conflict.others.is_empty());
            let sides: Vec<_> = conflict.others.iter().chain([&conflict.kept]).collect();
            for side in &sides {
                let standing = &merged.standing[&side.revision];
                prop_assert!(standing.conflicts.contains(&conflict.field) && standing.concurrent);
            }
            for other in &conflict.others {
                prop_assert_ne!(&other.value, &conflict.kept.value);
            }
            let rank = |revision| set.iter().find(|r| r.id == revision).map(|r| (r.version, r.id));
            prop_assert!(sides.iter().all(|s| rank(s.revision) <= rank(conflict.kept.revision)));
        }
        let named: Vec<_> = merged.standing.values().flat_map(|s| &s.conflicts).collect();
        for field in named {
            prop_assert!(merged.head.conflicts.iter().any(|c| c.field == *field));
        }
    }

    #[test]
    fn an_option_that_nobody_takes_away_stays(set in without_withdrawal()) {
        let head = merge(&set).unwrap().head;
        for atom in set.iter().flat_map(atoms).filter(|atom| atom.option.is_some()) {
            if !set.iter().all(|r| atoms(r).contains(&atom)) {
                continue;
            }
            let Field::Answer(path) = &atom.field else { unreachable!() };
            if let Some(shown) = head.answers.get(path.as_ref()) {
                let option = atom.option.unwrap();
                prop_assert!(shown.as_array().unwrap().contains(&option.into()));
            } else {
                prop_assert!(path.contains('['), "{path} is gone");
            }
        }
    }

    #[test]
    fn a_concurrent_addition_wins_over_a_removal(set in without_withdrawal(), of in any::<Index>()) {
        let base = merge(&set).unwrap().head;
        let start = Revision {
            id: id(200),
            version: base.version + 1,
            parents: Some(base.heads.clone()),
            ..of.get(&set).clone()
        };
        let edit = |number, parent: Option<u8>, version, options: &[&str]| {
            let mut edited = Revision { id: id(number), version, ..start.clone() };
            let options = options.iter().map(|o| (*o).to_owned()).collect();
            edited.answers.insert("new".into(), Answer::Choices(options));
            if let Some(parent) = parent {
                edited.parents = Some(vec![id(parent)]);
            }
            edited
        };
        let all = [
            edit(200, None, start.version, &["a", "b"]),
            // The highest of them takes `a` and `b` away; another one had taken `a` away and put it back.
            edit(201, Some(200), start.version + 9, &["c"]),
            edit(202, Some(200), start.version + 1, &["b"]),
            edit(203, Some(202), start.version + 2, &["a", "b"]),
        ];
        let head = merge(&[set, all.to_vec()].concat()).unwrap().head;
        prop_assert_eq!(&head.answers["new"], &serde_json::json!(["a", "c"]));
        prop_assert_eq!(head.conflicts, Vec::new());
    }

    #[test]
    fn a_withdrawn_head_knows_nothing_of_other_revisions(set in without_withdrawal(), version in 1..9u64) {
        let withdrawal = Revision { id: id(200), version, withdraw: true, ..set[0].clone() };
        let head = merge(&[set, vec![withdrawal.clone()]].concat()).unwrap().head;
        prop_assert_eq!(head.state, State::Withdrawn);
        prop_assert_eq!(&head, &snapshot(&withdrawal));
        prop_assert!(head.answers.is_empty() && head.community.is_none());
    }

    #[test]
    fn what_no_revision_says_is_in_no_head(set in histories()) {
        let head = merge(&set).unwrap().head;
        let said = set.iter().flat_map(|r| r.answers.keys()).collect::<Vec<_>>();
        prop_assert!(head.answers.keys().all(|path| said.contains(&path)));
        prop_assert!(head.heads.iter().all(|tip| set.iter().any(|r| r.id == *tip)));
        prop_assert!(!head.heads.is_empty());
    }
}
