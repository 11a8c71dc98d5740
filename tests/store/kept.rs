//! Contacts, and how long things are kept.

use sikia::domain::consent::{Retention, Thing};
use sikia::store::{Attachment, Contact, Intake, Stamp};

use super::support::*;

contract! {
    a_contact_is_that_of_the_highest_revision_and_goes_with_its_submission,
    contacts_go_by_the_day_of_their_interview,
    what_is_kept_for_how_long_is_data_and_what_was_removed_is_told,
    old_things_are_found_by_when_they_came,
}

fn contact(of: u128, id: u128, version: u64, said: &str) -> Contact {
    let (submission, revision) = (submission(of), revision(id));
    Contact { submission, revision, version, since: 20_000 + of as i32, said: said.to_owned() }
}

async fn a_contact_is_that_of_the_highest_revision_and_goes_with_its_submission(node: Node) {
    let phone = node.with_phone().await;
    node.push(&phone, &[item(1, 1, 1), item(2, 2, 1)]).await;
    let of = async |n: u128| node.store.contact(submission(n)).await.unwrap();
    let keep = async |contacts: &[Contact]| node.store.keep_contacts(contacts).await.unwrap();
    keep(&[contact(9, 9, 1, "nobody's")]).await;
    assert_eq!(of(9).await, None, "of what is not here nothing is kept");
    let newer = contact(1, 3, 2, "+255 700 2");
    keep(&[contact(1, 1, 1, "+255 700 1"), newer.clone()]).await;
    keep(&[contact(1, 1, 1, "+255 700 1"), contact(2, 2, 1, "+255 700 3")]).await;
    assert_eq!(of(1).await, Some(newer.clone()), "in whatever order they come");
    assert_eq!(node.store.contacted(None, 9).await.unwrap(), [submission(1), submission(2)]);
    assert_eq!(node.store.contacted(Some(submission(1)), 9).await.unwrap(), [submission(2)]);
    assert_eq!(node.store.contacted(None, 1).await.unwrap(), [submission(1)]);
    let head = serde_json::to_string(&node.head(1).await).unwrap();
    assert!(!head.contains("+255"));
    node.push_one(&phone, &withdrawal(1, 4, 2)).await;
    assert_eq!(of(1).await, None);
    keep(std::slice::from_ref(&newer)).await;
    assert_eq!(of(1).await, None, "and does not come back");
    let both = [submission(1), submission(2)];
    let gone = node.store.drop_contacts(&both, &operator()).await.unwrap();
    assert_eq!((gone, of(2).await), (1, None));
}

async fn contacts_go_by_the_day_of_their_interview(node: Node) {
    let phone = node.with_phone().await;
    node.push(&phone, &[item(1, 1, 1), item(2, 2, 1)]).await;
    let contacts = [contact(1, 1, 1, "a"), contact(2, 2, 1, "b")];
    node.store.keep_contacts(&contacts).await.unwrap();
    let before = async |day| node.store.drop_contacts_before(day, &operator()).await.unwrap();
    assert_eq!(before(20_001).await, 0);
    assert_eq!(before(20_002).await, 1);
    assert_eq!(node.store.contacted(None, 9).await.unwrap(), [submission(2)]);
}

async fn what_is_kept_for_how_long_is_data_and_what_was_removed_is_told(node: Node) {
    assert_eq!(node.store.retention().await.unwrap(), Retention::default());
    let kept = Retention::default().with(Thing::Contact, Some(7)).with(Thing::Record, None);
    for _ in 0..2 {
        node.store.set_retention(&kept, &operator()).await.unwrap();
        assert_eq!(node.store.retention().await.unwrap(), kept);
    }
    assert_eq!(node.store.reports(9).await.unwrap(), []);
    for (at, report) in [(5, "one"), (6, "two"), (7, "three")] {
        node.store.put_report(report, &Stamp { at, ..operator() }).await.unwrap();
    }
    let last = node.store.reports(2).await.unwrap();
    assert_eq!(last, [(7, "three".to_owned()), (6, "two".to_owned())]);
}

async fn old_things_are_found_by_when_they_came(node: Node) {
    let phone = node.with_phone().await;
    let at = async |received_at: i64, items: &[Item]| {
        let raw = items.iter().map(|item| (item.bytes(), None)).collect();
        node.take_in(Intake { received_at, ..node.read(&phone, raw).await }).await;
    };
    at(100, &[item(1, 1, 1), item(2, 2, 1), item(9, 9, 1).version_of_form("2")]).await;
    at(200, &[item(1, 3, 2), item(3, 4, 1), item(8, 8, 1).version_of_form("2")]).await;
    let old = async |before, limit| node.store.old(before, limit).await.unwrap();
    assert_eq!(old(100, 9).await, []);
    assert_eq!(old(101, 9).await, [submission(1), submission(2)], "by the first that came");
    assert_eq!(old(101, 1).await.len(), 1);
    assert_eq!(old(201, 9).await.len(), 3);
    at(300, &[withdrawal(1, 5, 2)]).await;
    assert_eq!(old(201, 9).await, [submission(2), submission(3)]);

    assert_eq!(node.store.drop_quarantined(150, &operator()).await.unwrap(), 1);
    assert_eq!(node.store.waiting(&[for_form("2")], 9).await.unwrap().len(), 1);
    assert_eq!(node.store.drop_quarantined(150, &operator()).await.unwrap(), 0);

    let file = |id: u128, digest: u8| Attachment {
        revision: revision(id),
        name: "voice.m4a".to_owned(),
        digest: [digest; 32],
        size: 9,
    };
    let attach = async |at, files: &[Attachment]| {
        node.store.attach(files, &Stamp { at, ..operator() }).await.unwrap();
    };
    attach(100, &[file(2, 1), file(2, 2)]).await;
    attach(200, &[file(4, 2)]).await;
    let dropped = node.store.drop_files(150, &operator()).await.unwrap();
    assert_eq!(dropped, (2, vec![[1; 32]]), "what another file has stays");
    assert_eq!(node.store.attachments(submission(2)).await.unwrap(), []);
    assert_eq!(node.store.attachments(submission(3)).await.unwrap(), [file(4, 2)]);
    node.assert_exact().await;
}
