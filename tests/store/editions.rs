//! Datasets, editions, agreements and the tokens of programs; and heads as they were.

use serde_json::json;
use sikia::domain::access::ApiToken;
use sikia::domain::disclosure::Audience;
use sikia::domain::edition::{Agreement, Dataset, DatasetId, Edition, EditionFile, Stage};
use sikia::domain::ids::CommunityId;
use sikia::domain::text::Text;
use sikia::store::{Intake, Past, Put};
use uuid::Uuid;

use super::support::*;

contract! {
    a_dataset_changes_until_it_has_an_edition,
    a_number_is_given_once_and_only_of_a_known_dataset,
    an_edition_is_saved_by_the_one_who_saw_its_last_version,
    the_files_of_editions_are_needed_for_as_long_as_they_have_them,
    heads_are_told_as_they_were_and_withdrawn_ones_not_at_all,
    every_head_of_the_past_is_told_once_in_pages_of_any_size,
    decisions_of_communities_stay_in_their_order,
    a_token_opens_until_it_is_revoked,
}

fn dataset(id: &str) -> Dataset {
    Dataset {
        id: DatasetId(id.to_owned()),
        title: Text::new("en", "Needs"),
        publisher: "FEMATA".to_owned(),
        form: "asm-needs".to_owned(),
        from: None,
        to: None,
        breakdown: vec![],
        finest: None,
        domains: false,
    }
}

fn edition(dataset: &str, number: u32) -> Edition {
    Edition {
        dataset: DatasetId(dataset.to_owned()),
        number,
        version: 1,
        audience: Audience::Public,
        licence: "CC-BY-4.0".to_owned(),
        formats: vec!["csv".to_owned()],
        languages: vec!["sw".to_owned()],
        as_of: NOW,
        created_at: NOW,
        created_by: "operator".to_owned(),
        stage: Stage::Waiting,
        done: 0,
        of: 0,
        lease: None,
        files: vec![],
        report: json!(null),
        withdrawn: 0,
        refusal: None,
        published_at: None,
        published_by: None,
    }
}

async fn a_dataset_changes_until_it_has_an_edition(node: Node) {
    let (mut needs, by) = (dataset("needs"), operator());
    assert_eq!(node.store.put_dataset(&needs, &by).await.unwrap(), Put::Added);
    assert_eq!(node.store.put_dataset(&needs, &by).await.unwrap(), Put::Unchanged);
    needs.publisher = "TAWOMA".to_owned();
    assert_eq!(node.store.put_dataset(&needs, &by).await.unwrap(), Put::Changed);
    assert!(node.store.add_edition(&edition("needs", 1), &by).await.unwrap());
    assert_eq!(node.store.put_dataset(&needs, &by).await.unwrap(), Put::Unchanged);
    let other = Dataset { domains: true, ..needs.clone() };
    assert_eq!(node.store.put_dataset(&other, &by).await.unwrap(), Put::Refused);
    node.store.put_dataset(&dataset("a"), &by).await.unwrap();
    assert_eq!(node.store.datasets().await.unwrap(), [dataset("a"), needs]);
}

async fn a_number_is_given_once_and_only_of_a_known_dataset(node: Node) {
    let by = operator();
    assert!(!node.store.add_edition(&edition("needs", 1), &by).await.unwrap());
    node.store.put_dataset(&dataset("needs"), &by).await.unwrap();
    for number in [2, 1] {
        assert!(node.store.add_edition(&edition("needs", number), &by).await.unwrap());
        assert!(!node.store.add_edition(&edition("needs", number), &by).await.unwrap());
    }
    let there = node.store.editions(&DatasetId("needs".to_owned())).await.unwrap();
    assert_eq!(there, [edition("needs", 1), edition("needs", 2)]);
    assert_eq!(node.store.editions(&DatasetId("other".to_owned())).await.unwrap(), []);
}

async fn an_edition_is_saved_by_the_one_who_saw_its_last_version(node: Node) {
    let by = operator();
    node.store.put_dataset(&dataset("needs"), &by).await.unwrap();
    let waiting = edition("needs", 1);
    node.store.add_edition(&waiting, &by).await.unwrap();
    let [one, other] =
        [1, 2].map(|worker| waiting.claim(Uuid::from_u128(worker), NOW, NOW + 1_000).unwrap());
    let entries = node.store.audited(1_000).await.unwrap().len();
    assert!(node.store.save_edition(&one, None, None).await.unwrap());
    assert_eq!(node.store.audited(1_000).await.unwrap().len(), entries, "that was mere progress");
    assert!(!node.store.save_edition(&other, Some(b"lost"), Some(&by)).await.unwrap());
    assert!(!node.store.save_edition(&one, None, Some(&by)).await.unwrap());
    let id = DatasetId("needs".to_owned());
    assert_eq!(node.store.editions(&id).await.unwrap(), std::slice::from_ref(&one));
    assert_eq!(node.store.remembered(&id).await.unwrap(), []);
    let done = one.finish(Uuid::from_u128(1), json!({"shown": 7})).unwrap();
    assert!(node.store.save_edition(&done, Some(b"counts"), Some(&by)).await.unwrap());
    let last = node.store.audited(1).await.unwrap().remove(0);
    assert_eq!((last.action.as_str(), last.subject.as_str()), ("edition.ready", "needs/1"));
    let published = done.publish("operator", NOW, 0).unwrap();
    assert!(node.store.save_edition(&published, None, Some(&by)).await.unwrap());
    assert_eq!(node.store.remembered(&id).await.unwrap(), [(1, b"counts".to_vec())]);
    assert!(!node.store.save_edition(&edition("needs", 7), None, None).await.unwrap());
}

async fn the_files_of_editions_are_needed_for_as_long_as_they_have_them(node: Node) {
    let (by, worker) = (operator(), Uuid::from_u128(1));
    node.store.put_dataset(&dataset("needs"), &by).await.unwrap();
    node.store.add_edition(&edition("needs", 1), &by).await.unwrap();
    let making = edition("needs", 1).claim(worker, NOW, NOW + 1_000).unwrap();
    let file = |name: &str, digest: u8| EditionFile {
        name: name.to_owned(),
        media_type: "text/csv".to_owned(),
        digest: [digest; 32],
        size: 3,
    };
    assert!(node.store.save_edition(&making, None, None).await.unwrap());
    let with = making.add_file(worker, file("a.csv", 1), NOW).unwrap();
    assert!(node.store.save_edition(&with, None, None).await.unwrap());
    let with = with.add_file(worker, file("b.csv", 2), NOW).unwrap();
    assert!(node.store.save_edition(&with, None, None).await.unwrap());
    let asked = [[1; 32], [2; 32], [3; 32]];
    assert_eq!(node.store.unneeded(&asked).await.unwrap(), [[3; 32]]);
    assert!(node.store.save_edition(&with.cancel().unwrap(), None, None).await.unwrap());
    assert_eq!(node.store.unneeded(&asked).await.unwrap(), asked);
}

async fn push_at(node: &Node, phone: &sikia::domain::access::Device, at: i64, item: &Item) {
    let intake = node.read(phone, vec![(item.bytes(), None)]).await;
    node.take_in(Intake { received_at: at, ..intake }).await;
}

async fn heads_are_told_as_they_were_and_withdrawn_ones_not_at_all(node: Node) {
    let phone = node.with_phone().await;
    push_at(&node, &phone, 10, &item(1, 1, 1).words("first")).await;
    push_at(&node, &phone, 20, &item(2, 2, 1)).await;
    push_at(&node, &phone, 30, &item(1, 3, 2).parents(&[1]).words("second")).await;
    let told = async |at: i64| {
        let past = node.store.heads_as_of(at, None, 10).await.unwrap();
        let words = |head: &sikia::domain::head::Head| head.answers.get("words").cloned();
        past.heads.iter().map(|head| (head.submission, words(head))).collect::<Vec<_>>()
    };
    assert_eq!(told(5).await, []);
    assert_eq!(told(10).await, [(submission(1), Some(json!("first")))]);
    let before = told(20).await;
    assert_eq!(before.len(), 2);
    let now = told(30).await;
    assert_eq!(now[0], (submission(1), Some(json!("second"))));
    assert_eq!(
        node.store.heads_as_of(30, None, 1).await.unwrap().heads[0],
        node.head(1).await.unwrap()
    );
    assert_eq!(told(20).await, before, "the past stays");
    assert_eq!(node.store.withdrawn().await.unwrap(), 0);
    push_at(&node, &phone, 40, &withdrawal(2, 4, 2)).await;
    assert_eq!(told(20).await, [(submission(1), Some(json!("first")))]);
    assert_eq!(node.store.withdrawn().await.unwrap(), 1);
}

async fn every_head_of_the_past_is_told_once_in_pages_of_any_size(node: Node) {
    let phone = node.with_phone().await;
    let order: [u128; 7] = [5, 2, 9, 1, 7, 3, 4];
    for of in order {
        push_at(&node, &phone, 100 - of as i64, &item(of, of, 1)).await;
    }
    for size in 1..9 {
        let (mut ids, mut after) = (Vec::new(), None);
        loop {
            let Past { heads, last } = node.store.heads_as_of(98, after, size).await.unwrap();
            assert!(heads.len() <= size);
            ids.extend(heads.iter().map(|head| head.submission));
            let Some(last) = last else { break };
            after = Some(last);
        }
        assert_eq!(ids, [2, 3, 4, 5, 7, 9].map(submission), "pages of {size}");
    }
}

async fn decisions_of_communities_stay_in_their_order(node: Node) {
    let decision = |agreed: bool, decided: &str| Agreement {
        community: CommunityId("mgusu".to_owned()),
        agreed,
        decided: decided.to_owned(),
        embargo: None,
        by: "the village meeting".to_owned(),
    };
    let all = [decision(true, "2026-11-02"), decision(false, "2026-11-01")];
    for one in &all {
        node.store.put_agreement(one, &operator()).await.unwrap();
    }
    assert_eq!(node.store.agreements().await.unwrap(), all);
}

async fn a_token_opens_until_it_is_revoked(node: Node) {
    let made = |n: u128| ApiToken {
        id: Uuid::from_u128(n),
        name: format!("dashboard {n}"),
        audience: Audience::Partner,
        created_at: NOW + n as i64,
        revoked_at: None,
    };
    for n in [2, 1] {
        node.store.add_token(&made(n), &token(n as u8), &operator()).await.unwrap();
    }
    assert!(node.store.add_token(&made(3), &token(1), &operator()).await.is_err());
    assert_eq!(node.store.tokens().await.unwrap(), [made(1), made(2)]);
    assert_eq!(node.store.token_of(&token(2)).await.unwrap(), Some(made(2)));
    assert!(node.store.revoke_token(Uuid::from_u128(2), &operator()).await.unwrap());
    assert!(!node.store.revoke_token(Uuid::from_u128(2), &operator()).await.unwrap());
    assert_eq!(node.store.token_of(&token(2)).await.unwrap(), None);
    assert_eq!(node.store.token_of(&token(9)).await.unwrap(), None);
    assert_eq!(node.store.tokens().await.unwrap()[1].revoked_at, Some(NOW));
}
