//! The stores answer as the reference does, whatever was done to all of them.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::json;
use sikia::domain::access::Device;
use sikia::domain::needs::Filter;
use sikia::store::{FormFiles, Waiting};

use super::support::*;

/// Small numbers, so that everything meets everything.
const SUBMISSIONS: u128 = 4;
const REVISIONS: u128 = 12;
pub const PHONES: u8 = 3;
/// The last two are unknown to the world at first, and one stays so.
pub const COMMUNITIES: [&str; 4] = ["mgusu", "nyarugusu", "kakola", "nowhere"];

#[derive(Clone, Debug)]
pub enum Step {
    Push { phone: u8, items: Vec<Vec<u8>> },
    PublishForm,
    PublishCommunity(&'static str, u64),
    Scope { phone: u8, communities: Vec<&'static str> },
    Release,
    Revoke { phone: u8 },
}

fn made() -> impl Strategy<Value = Vec<u8>> {
    let parents = prop::option::of(prop::collection::vec(1..=REVISIONS, 0..3));
    let shape = (1..=SUBMISSIONS, 1..=REVISIONS, 1..5u64, parents);
    let place = (select(COMMUNITIES.to_vec()), prop::bool::weighted(0.15), 0..3u128);
    let odd = (prop::bool::weighted(0.2), prop::bool::weighted(0.1), prop::bool::weighted(0.04));
    let bytes = (prop::bool::weighted(0.05), prop::bool::weighted(0.05));
    (shape, place, odd, bytes).prop_map(
        |(
            (of, id, version, parents),
            (place, later, voice),
            (spaced, void, gone),
            (junk, misfit),
        )| {
            let mut item = item(of, id, version).community(place).with("void", json!(void));
            item = match parents {
                Some(parents) => item.parents(&parents),
                None => item.with("parents", json!(null)),
            };
            item = item.answer("consent", json!(if voice == 2 { "no" } else { "yes" })).answer(
                "needs_ranked",
                json!([["REG-LIC"], ["GEO-SMP"], ["X-DK"]][voice as usize]),
            );
            if later {
                item = item.version_of_form("2");
            }
            if misfit {
                item = item.answer("consent", json!(17));
            }
            if gone {
                item = withdrawal(of, id, version).community(place);
            }
            let mut bytes = if spaced { item.spaced() } else { item.bytes() };
            if junk {
                bytes.truncate(bytes.len() / 2);
            }
            bytes
        },
    )
}

pub fn step() -> impl Strategy<Value = Step> {
    let phone = 1..=PHONES;
    let scope = subsequence(COMMUNITIES.to_vec(), 0..=COMMUNITIES.len());
    prop_oneof![
        12 => (phone.clone(), prop::collection::vec(made(), 1..8))
            .prop_map(|(phone, items)| Step::Push { phone, items }),
        1 => Just(Step::PublishForm),
        2 => (select(COMMUNITIES[..3].to_vec()), 0..2u64)
            .prop_map(|(id, people)| Step::PublishCommunity(id, people)),
        2 => (phone.clone(), scope)
            .prop_map(|(phone, communities)| Step::Scope { phone, communities }),
        2 => Just(Step::Release),
        1 => phone.prop_map(|phone| Step::Revoke { phone }),
    ]
}

/// Everything that is said of one step.
pub async fn take(node: &Node, step: &Step) -> String {
    match step {
        Step::Push { phone, items } => {
            let device = phone_now(node, *phone).await;
            let raw = items.iter().map(|raw| (raw.clone(), None)).collect();
            let intake = node.read(&device, raw).await;
            format!("{:?}", node.take_in(intake).await)
        }
        Step::PublishForm => {
            let put =
                node.store.put_form(&form_version("2"), FormFiles::default(), &operator()).await;
            format!("{put:?}")
        }
        Step::PublishCommunity(id, people) => {
            let mut community = community(id);
            community.population = Some(*people);
            format!("{:?}", node.store.put_communities(&[community], &operator()).await)
        }
        Step::Scope { phone, communities } => {
            let device = phone_now(node, *phone).await;
            format!("{:?}", node.scope(&device, communities).await)
        }
        Step::Release => {
            let mut said = Vec::new();
            for reason in reasons(node).await {
                said.push(node.release(reason).await);
            }
            format!("{said:?}")
        }
        Step::Revoke { phone } => {
            let device = phone_now(node, *phone).await;
            format!("{:?}", node.store.revoke(device.id, &operator()).await)
        }
    }
}

async fn phone_now(node: &Node, phone: u8) -> Device {
    node.store.devices().await.unwrap().swap_remove(usize::from(phone) - 1)
}

async fn reasons(node: &Node) -> Vec<Waiting> {
    let mut reasons = vec![for_form("1"), for_form("2")];
    reasons.extend(COMMUNITIES.map(for_community));
    for device in node.store.devices().await.unwrap() {
        reasons.extend(COMMUNITIES.map(|community| for_scope(&device, community)));
    }
    reasons
}

/// Everything that the port tells, in lines.
pub async fn everything(node: &Node, after: u64, limit: usize) -> Vec<String> {
    let store = &node.store;
    let mut said = Vec::new();
    for of in 1..=SUBMISSIONS {
        said.push(format!("head {of}: {}", json!(node.head(of).await)));
    }
    let revisions: Vec<_> = (0..=REVISIONS).map(revision).collect();
    said.push(format!("missing {:?}", store.missing(&revisions).await.unwrap()));
    for device in store.devices().await.unwrap() {
        said.push(format!("{device:?}"));
        said.push(format!("{:?}", node.pages(&device, 0, limit).await));
        said.push(format!("{:?}", node.pages(&device, after, limit).await));
        said.push(format!("known: {}", store.device_of(&token(1)).await.unwrap().is_some()));
    }
    for reason in reasons(node).await {
        let waiting = store.waiting(std::slice::from_ref(&reason), limit).await.unwrap();
        let told = waiting.iter().map(|w| (&w.device, &w.problem, &w.raw, w.received_at));
        said.push(format!("waiting {reason:?} {:?}", told.collect::<Vec<_>>()));
    }
    said.push(format!("totals {:?}", node.totals().await));
    let form = Some("asm-needs".to_owned());
    let gender = Some("female".to_owned());
    for filter in [
        Filter::default(),
        Filter { form, ..Filter::default() },
        Filter { gender, ..Filter::default() },
        Filter { from: Some(30_000), ..Filter::default() },
    ] {
        for places in [&COMMUNITIES[..1], &COMMUNITIES[1..3], &COMMUNITIES[..]] {
            said.push(format!("{filter:?} {}", json!(node.report(places, &filter).await)));
        }
    }
    let found = store.recount(std::sync::Arc::new(|_, _| {})).await.unwrap();
    said.push(format!("{found:?}"));
    assert_eq!(found.differences, 0, "{found:?}");
    let health = store.health().await.unwrap();
    said.push(format!("{} in, {} out", health.submissions, health.quarantined));
    let catalogue = store.catalogue().await.unwrap();
    said.push(format!("{} {:?}", catalogue.change, catalogue.changes));
    said.push(format!("{:?}", catalogue.communities));
    said.push(format!("change {}", node.change().await));
    said.push(format!("{:?}", store.audited(1_000).await.unwrap()));
    said
}

async fn all_agree(nodes: [Node; 3], steps: Vec<Step>, limit: usize) {
    nodes[0].world().await;
    nodes[2].world().await;
    for node in &nodes {
        for phone in 1..=PHONES {
            node.phone(phone, &COMMUNITIES[..usize::from(phone)]).await;
        }
    }
    let mut cursor = 0;
    for (at, step) in steps.iter().enumerate() {
        let reference = take(&nodes[0], step).await;
        for (node, what) in [(&nodes[1], "SQLite"), (&nodes[2], "PostgreSQL")] {
            assert_eq!(take(node, step).await, reference, "{what} at step {at}: {step:?}");
        }
        if at == steps.len() / 2 {
            cursor = nodes[0].change().await;
        }
    }
    let wanted = everything(&nodes[0], cursor, limit).await;
    let again = [nodes[1].beside(), nodes[2].beside()];
    for (node, what) in [
        (&nodes[1], "SQLite"),
        (&again[0], "SQLite opened again"),
        (&nodes[2], "PostgreSQL"),
        (&again[1], "PostgreSQL by another node"),
    ] {
        let said = everything(node, cursor, limit).await;
        assert_eq!(said.len(), wanted.len(), "{what}");
        for (line, wanted) in said.iter().zip(&wanted) {
            assert_eq!(line, wanted, "{what}");
        }
        assert_eq!(node.store.examine().await.unwrap(), [""; 0], "{what}");
    }
}

fn cases() -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(40),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..cases() })]

    #[test]
    fn every_answer_is_that_of_the_reference_after_any_history(
        steps in prop::collection::vec(step(), 1..30),
        limit in 1..8usize,
    ) {
        let (sqlite, postgres) = (Node::sqlite_with_world(), Node::postgres());
        keeps(sqlite, |sqlite| all_agree([Node::memory(), sqlite, postgres], steps, limit));
    }
}
