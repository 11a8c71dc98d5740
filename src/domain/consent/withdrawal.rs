//! Withdrawals by the code of a receipt: what is pushed, and what becomes of it.

use serde_json::{Map, Value};

use super::ReceiptCode;
use crate::domain::content;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::domain::item::Reading;
use crate::domain::revision::Revision;

/// The member of an item with the code of a receipt that was brought back.
pub const RECEIPT: &str = "receipt";

/// The code of an item that withdraws by a receipt: `{"receipt": "…", "withdraw": true}`, without a
/// submission. Anything else is none of these.
pub fn brought_back(raw: &[u8]) -> Option<ReceiptCode> {
    // Most items are none of these: they are not parsed for it.
    memchr::memmem::find(raw, b"\"receipt\"")?;
    let item = content::read(raw).ok()?;
    if item.get("withdraw") != Some(&Value::Bool(true)) || item.contains_key("submission") {
        return None;
    }
    ReceiptCode::read(item.get(RECEIPT)?.as_str()?).ok()
}

/// The revision that withdraws a submission whose receipt was brought back, and its bytes. Every node
/// makes the same one.
pub fn withdrawal(submission: SubmissionId) -> (Vec<u8>, Reading) {
    made(submission, None)
}

/// The revision that ends a submission on one node, since the time for which it is kept there is over.
/// Other nodes may keep it longer: it is not sent on ([`is_expiry`]).
pub fn expiry(submission: SubmissionId) -> (Vec<u8>, Reading) {
    made(submission, Some("retention"))
}

/// Whether a revision only says that the time of its submission is over on the node that has it.
pub fn is_expiry(submission: SubmissionId, revision: RevisionId) -> bool {
    expiry(submission).1.revision == Some(revision)
}

fn made(submission: SubmissionId, reason: Option<&str>) -> (Vec<u8>, Reading) {
    let mut item = Map::from_iter([
        ("submission".to_owned(), Value::from(submission.to_string())),
        ("version".to_owned(), Value::from(1)),
        ("withdraw".to_owned(), Value::from(true)),
    ]);
    item.extend(reason.map(|reason| ("reason".to_owned(), Value::from(reason))));
    let id = content::derived_revision(submission, &content::hash(&item));
    let outcome = Ok(Revision::withdrawal(submission, id, 1));
    let reading = Reading { submission: Some(submission), revision: Some(id), outcome };
    (Value::Object(item).to_string().into_bytes(), reading)
}
