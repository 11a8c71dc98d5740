//! Submissions that come by OpenRosa: their identity, and what they are stored as.

use serde_json::{Map, Value, json};
use uuid::{Uuid, uuid};

use super::attachments::Received;
use super::sync::take_in;
use super::{Result, Services, attachments};
use crate::domain::access::Device;
use crate::domain::content;
use crate::domain::form::instance::Instance;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::domain::item;
use crate::domain::problem::Problem;
use crate::store::{Outcome, Receipt};

/// The namespace of instance ids that are no UUIDs.
const INSTANCES: Uuid = uuid!("6c2f7c1e-5d0b-5f6a-9d53-0f1f2b7f4e11");
/// The largest instance that is taken, in bytes.
pub const INSTANCE_BYTES: usize = 4 << 20;

/// What became of a submission.
#[derive(Debug)]
pub struct Submitted {
    /// Its revision.
    pub revision: RevisionId,
    /// What became of it.
    pub receipt: Receipt,
}

/// Takes in one submission with some of its files, durable when this returns. `xml` is the text that came.
///
/// Its revision is its `instanceID`; an edit names what it replaces as `deprecatedID`. What cannot be
/// accepted is in quarantine, whole.
///
/// # Errors
/// [`Problem::Malformed`] when the text is no XML: nothing of it can be told apart from half of one.
pub async fn submit(
    services: &Services,
    device: &Device,
    xml: &str,
    files: &[Received],
) -> Result<Submitted> {
    let instance =
        Instance::read(xml).map_err(|unreadable| Problem::Malformed { reason: unreadable.0 })?;
    let mut envelope = Map::new();
    envelope.insert(content::XML.to_owned(), xml.into());
    let revision = match instance.meta("instanceID") {
        Some(id) => instance_id(id),
        None => Uuid::new_v5(&INSTANCES, &content::hash(&envelope).0),
    };
    envelope.insert("revision".to_owned(), revision.to_string().into());
    match instance.meta("deprecatedID") {
        Some(replaced) => {
            envelope.insert(item::DEPRECATES.to_owned(), instance_id(replaced).to_string().into());
        }
        None => {
            envelope.insert("submission".to_owned(), revision.to_string().into());
            envelope.insert("version".to_owned(), 1.into());
            envelope.insert("parents".to_owned(), Value::Array(Vec::new()));
        }
    }
    let id = instance.form_id().unwrap_or_default();
    let form = json!({"id": id, "version": instance.form_version()});
    envelope.insert("form".to_owned(), form);
    if let [only] = device.communities.as_slice() {
        envelope.insert(item::DEVICE_COMMUNITY.to_owned(), only.0.clone().into());
    }
    let raw = Value::Object(envelope).to_string().into_bytes();
    let mut receipts = take_in(services, device, vec![(raw, None)]).await?;
    let receipt = receipts.pop().ok_or(Problem::Internal {})?;
    let revision = RevisionId(revision);
    attachments::attach(services, revision, files, &format!("device:{}", device.id)).await?;
    // The respondent withdrew: what comes late goes the way of what was there.
    if receipt.outcome == Outcome::Erased {
        attachments::forget_withdrawn(services).await?;
    }
    Ok(Submitted { revision, receipt })
}

/// The UUID of an instance id: `uuid:…` as clients write it, any other text by its name.
fn instance_id(text: &str) -> Uuid {
    let bare = text.strip_prefix("uuid:").unwrap_or(text);
    Uuid::parse_str(bare).unwrap_or_else(|_| Uuid::new_v5(&INSTANCES, text.as_bytes()))
}

/// The submission that an instance id would be, for tests and tools.
pub fn submission_of(instance: &str) -> SubmissionId {
    SubmissionId(instance_id(instance))
}
