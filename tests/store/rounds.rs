//! Rounds: put, seen again, known to be different, and in the audit.

use sikia::domain::round::{Frame, People, Round};
use sikia::domain::statistics::Design;
use sikia::domain::text::Text;
use sikia::store::Put;

use super::support::*;

contract! {
    rounds_are_added_changed_and_left_alone,
    of_a_round_that_is_put_twice_at_once_the_last_stays,
    putting_rounds_changes_nothing_for_phones_and_leaves_an_entry,
}

fn round(id: &str, to: &str) -> Round {
    Round {
        id: id.into(),
        name: Text::new("sw", "Duru ya pili"),
        from: "2026-01-01".into(),
        to: to.into(),
        forms: vec!["asm-needs".into()],
        design: Design::TimeLocation,
        design_effect: 1.4,
        follows: Some("r0".into()),
        areas: vec!["tz-geita".into()],
        communities: vec![Frame {
            id: "mgusu".into(),
            people: Some(1200),
            sites: vec!["a".into()],
            roles: vec!["buyer".into()],
            population: vec![People {
                gender: "female".into(),
                role: Some("sorter".into()),
                people: 180,
                source: "Ward office: \u{201c}daftari\u{201d}".into(),
                date: "2025-12-01".into(),
            }],
        }],
        declared: Some("2025-12-24".into()),
    }
}

async fn rounds_are_added_changed_and_left_alone(node: Node) {
    assert_eq!(node.store.rounds().await.unwrap(), []);
    let both = [round("r2", "2026-03-01"), round("r1", "2026-02-01")];
    let put = async |rounds: &[Round]| node.store.put_rounds(rounds, &operator()).await.unwrap();
    assert_eq!(put(&both).await, [Put::Added, Put::Added]);
    let mut other = both.clone();
    other[1].design = Design::Purposive;
    assert_eq!(put(&other).await, [Put::Unchanged, Put::Changed]);
    let [second, first] = other;
    assert_eq!(node.store.rounds().await.unwrap(), [first, second], "by id, whole");
    assert_eq!(put(&[]).await, []);
}

async fn of_a_round_that_is_put_twice_at_once_the_last_stays(node: Node) {
    let twice = [round("r", "2026-02-01"), round("r", "2026-03-01"), round("r", "2026-03-01")];
    let done = node.store.put_rounds(&twice, &operator()).await.unwrap();
    assert_eq!(done, [Put::Added, Put::Changed, Put::Unchanged]);
    assert_eq!(node.store.rounds().await.unwrap(), [round("r", "2026-03-01")]);
}

async fn putting_rounds_changes_nothing_for_phones_and_leaves_an_entry(node: Node) {
    let before = node.change().await;
    node.store.put_rounds(&[round("r", "2026-02-01")], &by("person:a")).await.unwrap();
    assert_eq!(node.change().await, before);
    let entry = node.store.audited(1).await.unwrap().remove(0);
    assert_eq!(
        (entry.actor.as_str(), entry.action.as_str(), entry.subject.as_str()),
        ("person:a", "round.put", "r")
    );
}
