//! Files of submissions, and edits that name what they replace.

use serde_json::json;
use sikia::domain::catalogue::MediaFile;
use sikia::domain::problem::Problem;
use sikia::store::{Attachment, FormFiles, Outcome};

use super::support::*;

contract! {
    files_are_noted_in_any_order_and_the_same_once,
    the_files_of_a_withdrawn_submission_are_forgotten_and_shared_ones_stay,
    an_edit_takes_its_submission_and_version_from_its_original,
    an_edit_without_its_original_is_kept_apart_and_held,
    the_text_of_an_instance_is_what_was_said,
}

fn file(of: u128, name: &str, digest: u8) -> Attachment {
    Attachment { revision: revision(of), name: name.to_owned(), digest: [digest; 32], size: 7 }
}

async fn attach(node: &Node, files: &[Attachment]) {
    node.store.attach(files, &operator()).await.unwrap();
}

async fn files_are_noted_in_any_order_and_the_same_once(node: Node) {
    let phone = node.with_phone().await;
    let (early, late) = (file(1, "a.jpg", 1), file(1, "a.jpg", 2));
    attach(&node, std::slice::from_ref(&early)).await;
    assert_eq!(node.store.attachments(submission(1)).await.unwrap(), []);
    node.push_one(&phone, &item(1, 1, 1)).await;
    attach(&node, &[late.clone(), early.clone(), file(9, "of nobody", 3)]).await;
    assert_eq!(node.store.attachments(submission(1)).await.unwrap(), [early, late]);
    assert_eq!(node.store.attachments(submission(2)).await.unwrap(), []);
}

async fn the_files_of_a_withdrawn_submission_are_forgotten_and_shared_ones_stay(node: Node) {
    let phone = node.with_phone().await;
    node.push(&phone, &[item(1, 1, 1), item(2, 2, 1)]).await;
    let shared = file(2, "b.jpg", 2);
    attach(&node, &[file(1, "a.jpg", 1), file(1, "b.jpg", 2), shared.clone()]).await;
    assert!(node.store.detach_withdrawn().await.unwrap().is_empty());
    // A form shows the same picture as somebody took.
    let picture = MediaFile { digest: [3; 32], md5: [3; 16], size: 7 };
    let media = [("pit.png".to_owned(), picture)];
    let files = FormFiles { media: &media, ..FormFiles::default() };
    node.store.put_form(&form_version("9"), files, &operator()).await.unwrap();
    attach(&node, &[file(1, "c.jpg", 3)]).await;
    node.push_one(&phone, &withdrawal(1, 3, 2)).await;
    assert_eq!(node.store.detach_withdrawn().await.unwrap(), [[1; 32]]);
    assert_eq!(node.store.attachments(submission(1)).await.unwrap(), []);
    assert_eq!(node.store.attachments(submission(2)).await.unwrap(), [shared]);
    assert!(node.store.detach_withdrawn().await.unwrap().is_empty());
    let asked = [[1; 32], [2; 32], [3; 32], [4; 32]];
    assert_eq!(node.store.unneeded(&asked).await.unwrap(), [[1; 32], [4; 32]]);
    assert!(node.store.unneeded(&[]).await.unwrap().is_empty());
}

/// An item that came as XML; `edits` is the revision that it replaces.
pub fn instance(id: u128, edits: Option<u128>, words: &str) -> Item {
    let mut item = json!({
        "revision": revision(id),
        "form": {"id": "asm-needs", "version": "1"},
        "xml": format!("<data><consent>yes</consent><words>{words}</words></data>"),
        "device_community": "mgusu",
    });
    match edits {
        Some(edits) => item["deprecates"] = json!(revision(edits)),
        None => {
            item["submission"] = json!(revision(id));
            item["version"] = json!(1);
            item["parents"] = json!([]);
        }
    }
    Item(item)
}

async fn an_edit_takes_its_submission_and_version_from_its_original(node: Node) {
    let phone = node.with_phone().await;
    assert_eq!(node.push_one(&phone, &instance(1, None, "one")).await, Outcome::Accepted);
    assert_eq!(node.push_one(&phone, &instance(2, Some(1), "two")).await, Outcome::Accepted);
    assert_eq!(node.push_one(&phone, &instance(3, Some(2), "three")).await, Outcome::Accepted);
    let id = sikia::domain::ids::SubmissionId(revision(1).0);
    let head = node.store.head(id).await.unwrap().unwrap();
    assert_eq!((head.version, head.revisions.len()), (3, 3));
    assert_eq!(head.answers["words"], "three");
    assert_eq!(head.community.unwrap().as_str(), "mgusu");
    let found = node.store.originals(&[revision(3), revision(7)]).await.unwrap();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [(revision(3), (id, 3))]);
    assert_eq!(node.push_one(&phone, &instance(3, Some(2), "three")).await, Outcome::Duplicate);
    node.assert_exact().await;
}

async fn an_edit_without_its_original_is_kept_apart_and_held(node: Node) {
    let phone = node.with_phone().await;
    let missing = Problem::OriginalMissing { original: revision(1).to_string() };
    let outcome = node.push_one(&phone, &instance(2, Some(1), "two")).await;
    assert_eq!(outcome, Outcome::Quarantined(missing));
    assert_eq!(node.held(&phone).await, 1);
    let waits = [sikia::store::Waiting::Revision(revision(1))];
    assert_eq!(node.store.waiting(&waits, 10).await.unwrap().len(), 1);
    node.push_one(&phone, &instance(1, None, "one")).await;
    assert_eq!(node.push_one(&phone, &instance(2, Some(1), "two")).await, Outcome::Accepted);
    assert!(node.store.waiting(&waits, 10).await.unwrap().is_empty());
    assert_eq!(node.held(&phone).await, 2);
}

async fn the_text_of_an_instance_is_what_was_said(node: Node) {
    let phone = node.with_phone().await;
    node.push_one(&phone, &instance(1, None, "one")).await;
    let mut around = instance(1, None, "one");
    around.0["device_community"] = json!("nyarugusu");
    assert_eq!(node.push_one(&phone, &around).await, Outcome::Duplicate);
    let other = instance(1, None, "two");
    let outcome = node.push_one(&phone, &other).await;
    assert_eq!(outcome, Outcome::Quarantined(Problem::ContentMismatch {}));
}
