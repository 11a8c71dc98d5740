//! The closing proof, by the protocol alone: what was acknowledged is held, what phones see is what
//! the node shows, and what the node shows is the merge of what was acknowledged.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt, stream};
use serde::Deserialize;
use serde_json::{Value, json};

use super::call::{Call, Encoding};
use super::item::Item;
use super::phone::Phone;
use super::report::{Report, Tally};
use super::world::World;
use super::{CONCURRENT, SimulateError, expected};
use crate::domain::head::Head;
use crate::domain::ids::{RevisionId, SubmissionId};

/// What the node shows, by submission; `None` where it shows nothing.
type Heads = HashMap<SubmissionId, Option<Box<str>>>;

/// Proves that everything agrees, or writes down what does not. All phones have synced calmly and
/// nobody pushes any more.
pub(super) async fn prove(
    world: &Arc<World>,
    phones: &[Phone],
    report: &mut Report,
) -> Result<(), SimulateError> {
    let mut tally = Tally::default();
    for phone in phones {
        report.missing += verify(world, phone, &mut tally).await?;
        if let Some(missing) = phone.missing.filter(|missing| *missing > 0 && !phone.simple) {
            tally.disagree("sequence", || {
                let made = phone.sequence;
                format!(
                    "the node misses {missing} of the {made} revisions of phone {}",
                    phone.index
                )
            });
        }
    }
    let ledger = ledger(phones);
    let heads = heads(world, &ledger).await?;
    for phone in phones {
        report.views_compared += compare_view(world, phone, &heads, &mut tally);
    }
    for (submission, entries) in &ledger {
        report.heads_compared += 1;
        compare_head(world, *submission, entries, &heads, &mut tally);
    }
    report.tally.add(tally);
    Ok(())
}

/// What was acknowledged, by submission.
fn ledger(phones: &[Phone]) -> BTreeMap<SubmissionId, Vec<&Item>> {
    let mut ledger: BTreeMap<SubmissionId, Vec<&Item>> = BTreeMap::new();
    for phone in phones {
        for item in &phone.kept {
            if let Some(submission) = item.submission {
                ledger.entry(submission).or_default().push(item);
            }
        }
    }
    ledger
}

/// How many of a phone's acknowledged revisions the node does not hold.
async fn verify(world: &World, phone: &Phone, tally: &mut Tally) -> Result<u64, SimulateError> {
    #[derive(Deserialize)]
    struct Verified {
        missing: Vec<RevisionId>,
    }
    let revisions: Vec<RevisionId> = phone.kept.iter().filter_map(|item| item.revision).collect();
    let mut missing = 0;
    for chunk in revisions.chunks(world.limits.verify) {
        let body = json!({"revisions": chunk}).to_string();
        let token = &world.phones[phone.index].token;
        let call = Call::post("/v1/sync/verify", token, Encoding::Gzip, body.as_bytes())?;
        let answer = world.transport.patient(&call).await?;
        match serde_json::from_slice::<Verified>(&answer.body) {
            Ok(verified) if answer.status == 200 => {
                for revision in verified.missing {
                    missing += 1;
                    let index = phone.index;
                    tally.disagree("missing", || format!("revision {revision} of phone {index}"));
                }
            }
            _ => tally.disagree("status", || {
                format!("{} from verify: {}", answer.status, String::from_utf8_lossy(&answer.body))
            }),
        }
    }
    Ok(missing)
}

/// Reads every head that something was acknowledged for, each by the phone that made the record: a
/// record may leave the scope of others, never of its maker.
async fn heads(
    world: &Arc<World>,
    ledger: &BTreeMap<SubmissionId, Vec<&Item>>,
) -> Result<Heads, SimulateError> {
    let records = (0..world.phones.len()).flat_map(|phone| world.records_of(phone));
    let records = records.filter(|record| ledger.contains_key(&world.submission(*record)));
    let reads = records.map(|record| {
        let world = Arc::clone(world);
        async move {
            let submission = world.submission(record);
            let token = &world.phones[record.phone].token;
            let call = Call::get(format!("/v1/submissions/{submission}"), token);
            let answer = world.transport.patient(&call).await?;
            let text = String::from_utf8(answer.body).ok().filter(|_| answer.status == 200);
            Ok::<_, SimulateError>((submission, text.map(Into::into)))
        }
    });
    stream::iter(reads).buffer_unordered(CONCURRENT).try_collect().await
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// The head in a text, without what the node says beside it where it shows a record.
fn head_of(text: &str) -> Result<Head, String> {
    serde_json::from_str(text).map_err(|_| text.to_owned())
}

/// Compares what a phone sees with what the node shows: whatever is in its view, and all that it made.
fn compare_view(world: &World, phone: &Phone, heads: &Heads, tally: &mut Tally) -> u64 {
    let mut compared = 0;
    for (submission, seen) in &phone.view.heads {
        let Some(Some(shown)) = heads.get(submission) else { continue };
        compared += 1;
        if head_of(seen) != head_of(shown) {
            tally.disagree("view", || {
                format!("phone {} sees {seen} where the node shows {shown}", phone.index)
            });
        }
    }
    let own = world.records_of(phone.index).map(|record| world.submission(record));
    for submission in own.filter(|id| !phone.view.heads.contains_key(id)) {
        let Some(Some(shown)) = heads.get(&submission) else { continue };
        if json_of(shown)["state"] != "withdrawn" {
            tally.disagree("not_in_view", || {
                format!("phone {} made {submission} and does not see it", phone.index)
            });
        }
    }
    compared
}

/// Compares what the node shows with the merge of everything acknowledged.
fn compare_head(
    world: &World,
    submission: SubmissionId,
    entries: &[&Item],
    heads: &Heads,
    tally: &mut Tally,
) {
    let Some(Some(shown)) = heads.get(&submission) else {
        tally.disagree("not_shown", || format!("submission {submission}"));
        return;
    };
    let texts = entries.iter().map(|item| &*item.text);
    match expected::head(&world.form, texts) {
        Ok(head) => {
            let head = serde_json::to_value(head).unwrap_or_default();
            if let Some(wrong) = expected::difference(&head, &json_of(shown)) {
                tally.disagree("head", || format!("submission {submission}: {wrong}"));
            }
        }
        Err(wrong) => tally.disagree("unfit", || wrong),
    }
}
