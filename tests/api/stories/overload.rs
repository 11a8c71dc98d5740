//! A store that cannot write now, under the node as it is.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use async_trait::async_trait;
use metrics_exporter_prometheus::PrometheusBuilder;
use serde_json::{Value, json};
use sikia::domain::access::{ApiToken, Device, Person};
use sikia::domain::catalogue::{Catalogue, Stage};
use sikia::domain::consent::{ReceiptHash, Retention};
use sikia::domain::edition::{Agreement, Dataset, DatasetId, Edition};
use sikia::domain::form::Form;
use sikia::domain::head::Head;
use sikia::domain::ids::{CommunityId, DeviceId, FormRef, PersonId, RevisionId, SubmissionId};
use sikia::domain::item::Originals;
use sikia::domain::needs::Filter;
use sikia::domain::place::{Area, Community};
use sikia::domain::round::Round;
use sikia::domain::taxonomy::Taxonomy;
use sikia::http::State;
use sikia::service::{Services, phones};
use sikia::store::sqlite::SqliteStore;
use sikia::store::*;
use tempfile::TempDir;
use uuid::Uuid;

use crate::support::contract::{Contract, Exchange};
use crate::world::another;

const WELL: u8 = 0;
const FULL: u8 = 1;
const BUSY: u8 = 2;

/// A store that takes nothing in while it is ill.
struct Ill {
    inner: SqliteStore,
    state: Arc<AtomicU8>,
}

/// Hands every call on; `take_in` only when the store is well.
macro_rules! hand_on {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $given:ty;)*) => {
        #[async_trait]
        impl Store for Ill {
            $(async fn $name(&self, $($argument: $kind),*) -> Result<$given> {
                self.inner.$name($($argument),*).await
            })*

            async fn take_in(&self, intake: Intake) -> Result<Taken> {
                match self.state.load(Ordering::SeqCst) {
                    FULL => Err(StoreError::Unavailable("the disk is full".into())),
                    BUSY => Err(StoreError::Busy),
                    _ => self.inner.take_in(intake).await,
                }
            }

            fn catalogue_seen(&self) -> Arc<Catalogue> {
                self.inner.catalogue_seen()
            }

            fn audit_soon(&self, entry: AuditEntry) {
                self.inner.audit_soon(entry);
            }

            async fn close(&self) {
                self.inner.close().await;
            }
        }
    };
}

#[async_trait]
impl Consents for Ill {
    async fn note_receipt(&self, receipt: &ReceiptHash, stamp: &Stamp) -> Result<bool> {
        self.inner.note_receipt(receipt, stamp).await
    }

    async fn receipts_open(&self) -> Result<Open> {
        self.inner.receipts_open().await
    }

    async fn receipts_done(&self, receipts: &[ReceiptHash], stamp: &Stamp) -> Result<()> {
        self.inner.receipts_done(receipts, stamp).await
    }

    async fn looked(&self, community: &CommunityId, limit: usize) -> Result<Vec<AuditEntry>> {
        self.inner.looked(community, limit).await
    }
}

/// The same for a part of the port.
macro_rules! hand_on_all {
    ($part:ident: $($name:ident($($argument:ident: $kind:ty),*) -> $given:ty;)*) => {
        #[async_trait]
        impl $part for Ill {
            $(async fn $name(&self, $($argument: $kind),*) -> Result<$given> {
                self.inner.$name($($argument),*).await
            })*
        }
    };
}

hand_on_all! {
    Editions:
    put_dataset(dataset: &Dataset, stamp: &Stamp) -> Put;
    datasets() -> Vec<Dataset>;
    add_edition(edition: &Edition, stamp: &Stamp) -> bool;
    editions(dataset: &DatasetId) -> Vec<Edition>;
    save_edition(edition: &Edition, kept: Option<&[u8]>, stamp: Option<&Stamp>) -> bool;
    remembered(dataset: &DatasetId) -> Vec<(u32, Vec<u8>)>;
    heads_as_of(at: i64, after: Option<SubmissionId>, limit: usize) -> Past;
    withdrawn() -> u64;
    put_agreement(agreement: &Agreement, stamp: &Stamp) -> ();
    agreements() -> Vec<Agreement>;
    add_token(token: &ApiToken, hash: &TokenHash, stamp: &Stamp) -> ();
    tokens() -> Vec<ApiToken>;
    revoke_token(id: Uuid, stamp: &Stamp) -> bool;
    token_of(hash: &TokenHash) -> Option<ApiToken>;
}

hand_on_all! {
    Vault:
    keep_contacts(contacts: &[Contact]) -> ();
    contact(submission: SubmissionId) -> Option<Contact>;
    contacted(after: Option<SubmissionId>, limit: usize) -> Vec<SubmissionId>;
    drop_contacts(submissions: &[SubmissionId], stamp: &Stamp) -> usize;
    drop_contacts_before(day: i32, stamp: &Stamp) -> usize;
}

hand_on_all! {
    Retentions:
    retention() -> Retention;
    set_retention(retention: &Retention, stamp: &Stamp) -> ();
    old(before: i64, limit: usize) -> Vec<SubmissionId>;
    drop_files(before: i64, stamp: &Stamp) -> (usize, Vec<[u8; 32]>);
    drop_quarantined(before: i64, stamp: &Stamp) -> usize;
    put_report(report: &str, stamp: &Stamp) -> ();
    reports(limit: usize) -> Vec<(i64, String)>;
}

hand_on_all! {
    Rounds:
    rounds() -> Vec<Round>;
    put_rounds(rounds: &[Round], stamp: &Stamp) -> Vec<Put>;
}

hand_on! {
    catalogue() -> Arc<Catalogue>;
    put_form(form: &Form, files: FormFiles<'_>, stamp: &Stamp) -> Put;
    stage_form(form: &FormRef, stage: Stage, stamp: &Stamp) -> Staged;
    rename_in_form(form: &FormRef, from: &str, to: &str, stamp: &Stamp) -> bool;
    xform(form: &FormRef) -> Option<Vec<u8>>;
    put_communities(communities: &[Community], stamp: &Stamp) -> Vec<Put>;
    put_areas(areas: &[Area], stamp: &Stamp) -> Vec<Put>;
    put_taxonomy(taxonomy: &Taxonomy, stamp: &Stamp) -> Put;
    head(submission: SubmissionId) -> Option<Head>;
    records(community: &CommunityId, after: u64, limit: usize) -> Vec<(u64, Head)>;
    quarantined(after: i64, limit: usize) -> Vec<Quarantined>;
    settle_quarantined(item: &Quarantined, stamp: &Stamp) -> ();
    attach(attachments: &[Attachment], stamp: &Stamp) -> ();
    attachments(submission: SubmissionId) -> Vec<Attachment>;
    unneeded(contents: &[[u8; 32]]) -> Vec<[u8; 32]>;
    detach_withdrawn() -> Vec<[u8; 32]>;
    originals(revisions: &[RevisionId]) -> Originals;
    missing(revisions: &[RevisionId]) -> Vec<RevisionId>;
    pull(device: &Device, after: u64, limit: usize) -> Pulled;
    position() -> Position;
    waiting(reasons: &[Waiting], limit: usize) -> Vec<Quarantined>;
    tally(communities: &[CommunityId], filter: &Filter) -> Tallied;
    totals() -> Vec<Total>;
    recount(progress: Progress) -> Recount;
    enrol(device: &Device, token: &TokenHash, stamp: &Stamp) -> ();
    devices() -> Vec<Device>;
    scope_device(device: DeviceId, communities: &[CommunityId], stamp: &Stamp) -> bool;
    revoke(device: DeviceId, stamp: &Stamp) -> bool;
    held(device: DeviceId) -> u64;
    device_of(token: &TokenHash) -> Option<Device>;
    add_person(person: &Person, password: &str, stamp: &Stamp) -> bool;
    people() -> Vec<Person>;
    person_named(name: &str) -> Option<(Person, String)>;
    disable_person(person: PersonId, stamp: &Stamp) -> bool;
    open_session(person: PersonId, token: &TokenHash, expires_at: i64, stamp: &Stamp) -> ();
    person_of(token: &TokenHash, now: i64) -> Option<Person>;
    close_session(token: &TokenHash, stamp: &Stamp) -> ();
    failures(key: &TokenHash) -> Failures;
    note_sign_in(key: &TokenHash, failed: bool, stamp: &Stamp) -> ();
    audit(entry: AuditEntry) -> ();
    audited(limit: usize) -> Vec<AuditEntry>;
    health() -> StoreHealth;
    examine() -> Vec<String>;
}

async fn sync(url: &str, token: &str, body: &Value) -> Exchange {
    sikia::choose_cryptography();
    let call = reqwest::Client::new().post(format!("{url}/v1/sync")).bearer_auth(token);
    let call = call.header("content-type", "application/json").body(body.to_string());
    let answer = call.send().await.unwrap();
    let header = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
        (name.to_string(), value.to_str().unwrap().to_owned())
    };
    let exchange = Exchange {
        method: "POST".into(),
        path: "/v1/sync".into(),
        sent: None,
        status: answer.status().as_u16(),
        headers: answer.headers().iter().map(header).collect(),
        body: answer.bytes().await.unwrap().to_vec(),
    };
    Contract::default().check(&exchange);
    exchange
}

#[actix_web::test]
async fn a_full_disk_is_retry_for_each_item_while_the_pull_goes_on_and_a_busy_store_is_503() {
    let directory = TempDir::new().unwrap();
    let inner = SqliteStore::open(&directory.path().join("sikia.db"), 2).unwrap();
    let state = Arc::new(AtomicU8::new(WELL));
    let services = Services::new(Arc::new(Ill { inner, state: state.clone() }));
    let mgusu = vec![CommunityId("mgusu".into())];
    let (_, token) = phones::enrol(&services, "phone", mgusu, "operator").await.unwrap();
    let metrics = PrometheusBuilder::new().build_recorder().handle();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let state_of_node = State { services, metrics, encrypted: true };
    let serving = sikia::http::serve(state_of_node, listener).unwrap();
    let url = format!("http://{}", serving.address);
    actix_web::rt::spawn(serving.server);

    let body = json!({"push": [another(), another()], "pull": {}, "sequence": 2});
    state.store(FULL, Ordering::SeqCst);
    let answer = sync(&url, &token, &body).await;
    let said = answer.json().unwrap();
    let retry = json!({"outcome": "retry", "revision": null, "submission": null, "conflicts": []});
    assert_eq!((answer.status, &said["results"]), (200, &json!([retry, retry])));
    assert!(said["cursor"].is_string(), "the pull goes on: {said}");
    assert_eq!(said["missing"], 2);

    state.store(BUSY, Ordering::SeqCst);
    let answer = sync(&url, &token, &body).await;
    assert_eq!((answer.status, answer.json().unwrap()["code"].clone()), (503, json!("busy")));
    let wait: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!(wait >= 1);
    assert!(answer.header("strict-transport-security").is_some(), "a node behind TLS says so");
    let nothing = sync(&url, &token, &json!({"pull": {}})).await;
    assert_eq!(nothing.status, 200, "who only reads is served");

    state.store(WELL, Ordering::SeqCst);
    let said = sync(&url, &token, &body).await.json().unwrap();
    assert_eq!(said["results"][0]["problem"]["code"], "unknown_form", "it was not stored before");
    assert_eq!(said["missing"], 0);
    serving.handle.stop(false).await;
}
