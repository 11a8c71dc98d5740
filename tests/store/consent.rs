//! What people took back, and who looked.

use sikia::domain::consent::{ReceiptCode, withdrawal as by_receipt};
use sikia::domain::head::State;
use sikia::domain::ids::CommunityId;
use sikia::store::postgres::PostgresStore;
use sikia::store::{Arrival, AuditEntry, Intake, Open, Outcome, StoreError, Taken};

use super::cluster::cluster;
use super::support::*;

/// Opens a store's database and reads what lies in it, as somebody does who has stolen it.
fn stolen(node: &Node) -> Vec<u8> {
    std::fs::read(node.path()).unwrap()
}

#[test]
fn nothing_of_a_body_can_be_read_out_of_the_file_and_nothing_of_its_key_once_it_is_withdrawn() {
    keeps(Node::sqlite_with_world(), |node| async move {
        let phone = node.phone(1, &["mgusu"]).await;
        node.push(&phone, &[item(1, 1, 1).words("siri kubwa ya mgodi"), item(2, 2, 1)]).await;
        let unknown = item(3, 3, 1).version_of_form("2").words("siri kubwa ya mgodi");
        node.push_one(&phone, &unknown).await;
        let head = node.head(1).await.unwrap();
        assert_eq!(head.answers["words"], "siri kubwa ya mgodi");
        let sealed: Vec<u8> = body(&node, 1);
        node.push_one(&phone, &withdrawal(1, 4, 2)).await;
        node.store.close().await;
        let file = stolen(&node);
        let holds = |part: &[u8]| memchr::memmem::find(&file, part).is_some();
        assert!(holds(&body(&node, 2)[..16]), "the search itself works");
        assert!(!holds(b"siri kubwa"), "neither packed nor plain");
        assert!(!holds(&[0x28, 0xB5, 0x2F, 0xFD]), "no body lies there unsealed");
        assert!(!holds(&sealed[..16]) && !holds(&sealed[16..]), "nor its salt, nor its seal");
    });
}

/// The sealed body of a revision as it lies in the file.
fn body(node: &Node, of: u128) -> Vec<u8> {
    use diesel::prelude::*;
    #[derive(QueryableByName)]
    struct Body {
        #[diesel(sql_type = diesel::sql_types::Binary)]
        body: Vec<u8>,
    }
    let path = node.path();
    let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    diesel::sql_query("SELECT body FROM revision WHERE uuid = ?")
        .bind::<diesel::sql_types::Binary, _>(revision(of).0.as_bytes().to_vec())
        .get_result::<Body>(&mut connection)
        .unwrap()
        .body
}

#[test]
fn a_postgres_store_is_sealed_under_the_one_master_key_of_its_nodes() {
    keeps(Node::postgres(), |node| async move {
        let phone = node.with_phone().await;
        node.push_one(&phone, &item(1, 1, 1).words("siri kubwa ya mgodi")).await;
        let beside = node.beside();
        assert_eq!(beside.head(1).await.unwrap().answers["words"], "siri kubwa ya mgodi");
        let unsealed = "SELECT count(*) FROM revision WHERE substr(body, 1, 4) = '\\x28B52FFD'";
        assert_eq!(cluster().sql(node.url(), unsealed).trim(), "0");
        let other = tempfile::TempDir::new().unwrap();
        let key = other.path().join("another.key");
        for key in [None, Some(key.as_path())] {
            let refused = PostgresStore::open_with(node.url(), 1, key).await.err();
            assert!(matches!(refused, Some(StoreError::Unavailable(_))), "{refused:?}");
        }
        assert!(!key.exists());
    });
}

contract! {
    a_receipt_that_was_brought_back_is_reference_data_and_makes_older_readings_stale,
    the_submissions_of_receipts_are_found_until_they_are_withdrawn,
    a_receipt_that_is_done_with_is_no_longer_looked_for_and_still_known,
    a_community_learns_who_read_of_it_and_not_who_read_of_others,
}

fn code(of: u128) -> ReceiptCode {
    ReceiptCode::of_submission(submission(of))
}

async fn a_receipt_that_was_brought_back_is_reference_data_and_makes_older_readings_stale(
    node: Node,
) {
    let phone = node.with_phone().await;
    let read = node.read(&phone, vec![(item(1, 1, 1).bytes(), None)]).await;
    let receipt = code(1).hash();
    assert!(node.store.catalogue().await.unwrap().returned.is_empty());
    assert!(node.store.note_receipt(&receipt, &operator()).await.unwrap());
    assert!(!node.store.note_receipt(&receipt, &operator()).await.unwrap(), "the second time");
    let returned = node.store.catalogue().await.unwrap().returned.clone();
    assert_eq!(returned.iter().collect::<Vec<_>>(), [&receipt]);
    let Taken::Stale(arrivals) = node.store.take_in(read).await.unwrap() else {
        panic!("something slips in between");
    };
    assert_eq!(arrivals.len(), 1);
    assert!(node.head(1).await.is_none());
}

async fn the_submissions_of_receipts_are_found_until_they_are_withdrawn(node: Node) {
    let phone = node.with_phone().await;
    assert_eq!(node.store.receipts_open().await.unwrap(), Open::default());
    node.push(&phone, &[item(1, 1, 1).words("secret"), item(2, 2, 1), item(3, 3, 1)]).await;
    for of in [1, 3, 9] {
        node.store.note_receipt(&code(of).hash(), &operator()).await.unwrap();
    }
    let mut open = node.store.receipts_open().await.unwrap();
    open.receipts.sort();
    open.submissions.sort();
    let mut receipts = [1, 3, 9].map(|of| code(of).hash());
    receipts.sort();
    assert_eq!(open.receipts, receipts);
    assert_eq!(open.submissions, [submission(1), submission(3)]);

    let (raw, reading) = by_receipt(submission(1));
    let arrival = Arrival { device: phone.id, raw, reading, quarantine: None };
    let catalogue_change = node.store.catalogue().await.unwrap().change;
    let intake =
        Intake { received_at: NOW, catalogue_change, arrivals: vec![arrival.clone(), arrival] };
    let Taken::Done(receipts) = node.store.take_in(intake).await.unwrap() else { panic!("stale") };
    let outcomes: Vec<Outcome> = receipts.into_iter().map(|receipt| receipt.outcome).collect();
    assert_eq!(outcomes, [Outcome::Accepted, Outcome::Duplicate]);
    assert_eq!(node.store.receipts_open().await.unwrap().submissions, [submission(3)]);
    let head = node.head(1).await.unwrap();
    assert_eq!((head.state, head.answers.len()), (State::Withdrawn, 0));
    node.assert_exact().await;
}

async fn a_receipt_that_is_done_with_is_no_longer_looked_for_and_still_known(node: Node) {
    let phone = node.with_phone().await;
    let receipt = code(1).hash();
    node.store.note_receipt(&receipt, &operator()).await.unwrap();
    node.store.receipts_done(&[receipt], &operator()).await.unwrap();
    assert_eq!(node.store.receipts_open().await.unwrap(), Open::default());
    assert!(!node.store.note_receipt(&receipt, &operator()).await.unwrap());
    assert_eq!(node.store.receipts_open().await.unwrap(), Open::default());
    assert!(node.store.catalogue().await.unwrap().returned.contains(&receipt));
    // As if something had slipped by: no store looks at what it takes in. That is for the reader.
    node.push_one(&phone, &item(1, 1, 1)).await;
    assert_eq!(node.head(1).await.unwrap().state, State::Current);
}

async fn a_community_learns_who_read_of_it_and_not_who_read_of_others(node: Node) {
    let read = |at: i64, community: Option<&str>| {
        let community = community.map(CommunityId::from);
        let entry = AuditEntry { at, ..by("person:x").entry("submission.read", "y") };
        entry.about(community.as_ref())
    };
    let entries =
        [read(1, Some("mgusu")), read(2, Some("nyarugusu")), read(3, None), read(4, Some("mgusu"))];
    for entry in &entries {
        node.store.audit(entry.clone()).await.unwrap();
    }
    let looked = async |id: &str, limit| node.store.looked(&id.into(), limit).await.unwrap();
    assert_eq!(looked("mgusu", 10).await, [entries[3].clone(), entries[0].clone()]);
    assert_eq!(looked("mgusu", 1).await, [entries[3].clone()]);
    assert_eq!(looked("nyarugusu", 10).await, [entries[1].clone()]);
    assert_eq!(looked("elsewhere", 10).await, []);
    let all = node.store.audited(4).await.unwrap();
    assert_eq!(all.into_iter().rev().collect::<Vec<_>>(), entries);
}
