//! Stores with a small world in them, phones, and the items that phones send.

use std::collections::BTreeMap;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};
use sikia::domain::access::Device;
use sikia::domain::form::Form;
use sikia::domain::form::sample::sample;
use sikia::domain::head::Head;
use sikia::domain::ids::{CommunityId, DeviceId, FormRef, RevisionId, SubmissionId};
use sikia::domain::item;
use sikia::domain::limits::Limits;
use sikia::domain::needs::{Filter, NeedsReport};
use sikia::domain::place::Community;
use sikia::domain::taxonomy::Taxonomy;
use sikia::domain::text::Text;
use sikia::forms::read_workbook;
use sikia::forms::tables::read_taxonomy;
use sikia::store::memory::MemoryStore;
use sikia::store::postgres::PostgresStore;
use sikia::store::sqlite::SqliteStore;
use sikia::store::{
    Arrival, Change, FormFiles, Intake, Outcome, Pulled, Receipt, Removed, Stamp, Store, Taken,
    TokenHash, Waiting,
};
use tempfile::TempDir;
use uuid::Uuid;

use crate::cluster::{Cluster, cluster};

/// When everything happens.
pub const NOW: i64 = 1_795_000_000_000;

/// A store and the place of it.
#[derive(Clone)]
pub struct Node {
    pub store: Arc<dyn Store>,
    place: Place,
}

/// Where a store keeps what it has.
#[derive(Clone)]
enum Place {
    Memory,
    /// The directory of its file.
    File(Arc<TempDir>),
    /// The URL of its schema.
    Url(String),
}

/// Opens a PostgreSQL store from wherever the caller is: within a runtime or not.
fn open(url: &str) -> Arc<dyn Store> {
    let url = url.to_owned();
    let opening = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(PostgresStore::open_with(&url, 2, Some(master_key()))).unwrap()
    });
    Arc::new(opening.join().unwrap())
}

/// The file of the master key that all PostgreSQL stores of these tests are sealed with.
pub fn master_key() -> &'static Path {
    static KEY: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = KEY.get_or_init(|| {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("sikia.key");
        (directory, path)
    });
    path
}

/// Runs a promise on a runtime with several threads.
pub fn keeps<F: Future<Output = ()>>(node: Node, promise: impl FnOnce(Node) -> F) {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.worker_threads(2).enable_all().build().unwrap().block_on(promise(node));
}

/// The shipped form with the workbook it is read from.
pub fn needs_form() -> &'static (Form, Vec<u8>) {
    static FORM: OnceLock<(Form, Vec<u8>)> = OnceLock::new();
    FORM.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/forms/asm-needs.xlsx");
        let workbook = std::fs::read(path).unwrap();
        (read_workbook(&workbook).unwrap().form, workbook)
    })
}

/// The shipped form as another version.
pub fn form_version(version: &str) -> Form {
    let mut form = needs_form().0.clone();
    form.form.version = version.to_owned();
    form
}

pub fn taxonomy() -> Taxonomy {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/needs_taxonomy.csv");
    read_taxonomy(&std::fs::read(path).unwrap()).unwrap()
}

pub fn community(id: &str) -> Community {
    Community {
        id: id.into(),
        name: Text::new("", id),
        area: None,
        population: None,
        kind: None,
        point: None,
    }
}

pub fn by(actor: &str) -> Stamp {
    Stamp { at: NOW, actor: actor.to_owned() }
}

pub fn operator() -> Stamp {
    by("operator")
}

pub fn token(n: u8) -> TokenHash {
    TokenHash([n; 32])
}

pub fn submission(n: u128) -> SubmissionId {
    SubmissionId(Uuid::from_u128(0x5000 + n))
}

pub fn revision(n: u128) -> RevisionId {
    RevisionId(Uuid::from_u128(0x7000 + n))
}

/// What a phone sends.
#[derive(Clone, Debug)]
pub struct Item(pub Value);

/// A revision of `asm-needs` made in Mgusu, with made-up answers.
pub fn item(of: u128, id: u128, version: u64) -> Item {
    Item(json!({
        "submission": submission(of),
        "revision": revision(id),
        "version": version,
        "parents": [],
        "form": {"id": "asm-needs", "version": "1"},
        "community": "mgusu",
        "language": "sw",
        "captured_at": "2026-11-20T09:14:00+03:00",
        "answers": sample(&needs_form().0, of as u64),
    }))
}

/// A withdrawal.
pub fn withdrawal(of: u128, id: u128, version: u64) -> Item {
    Item(json!({
        "submission": submission(of),
        "revision": revision(id),
        "version": version,
        "community": "mgusu",
        "withdraw": true,
    }))
}

impl Item {
    pub fn with(mut self, member: &str, value: Value) -> Self {
        self.0[member] = value;
        self
    }

    pub fn parents(self, parents: &[u128]) -> Self {
        let ids: Vec<RevisionId> = parents.iter().map(|n| revision(*n)).collect();
        self.with("parents", json!(ids))
    }

    pub fn community(self, id: &str) -> Self {
        self.with("community", json!(id))
    }

    pub fn version_of_form(self, version: &str) -> Self {
        self.with("form", json!({"id": "asm-needs", "version": version}))
    }

    pub fn answer(mut self, path: &str, value: Value) -> Self {
        self.0["answers"][path] = value;
        self
    }

    pub fn words(self, words: &str) -> Self {
        self.answer("words", json!(words))
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.0.to_string().into_bytes()
    }

    /// The same in other bytes.
    pub fn spaced(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(&self.0).unwrap()
    }
}

impl Node {
    pub fn memory() -> Self {
        Self { store: Arc::new(MemoryStore::new()), place: Place::Memory }
    }

    /// A store in a schema of its own. Not within a runtime.
    pub fn postgres() -> Self {
        Self::postgres_of(cluster())
    }

    /// The same on another server.
    pub fn postgres_of(cluster: &Cluster) -> Self {
        Self::in_schema(cluster.schema())
    }

    /// The URL of a PostgreSQL store.
    pub fn url(&self) -> &str {
        match &self.place {
            Place::Url(url) => url,
            _ => panic!("not in PostgreSQL"),
        }
    }

    pub fn sqlite() -> Self {
        Self::in_directory(TempDir::new().unwrap())
    }

    /// The store that is in a directory.
    pub fn in_directory(directory: TempDir) -> Self {
        let store = Arc::new(SqliteStore::open(&directory.path().join("sikia.db"), 2).unwrap());
        Self { store, place: Place::File(Arc::new(directory)) }
    }

    /// The store that is in a schema.
    pub fn in_schema(url: String) -> Self {
        Self { store: open(&url), place: Place::Url(url) }
    }

    /// The file of a SQLite store.
    pub fn path(&self) -> PathBuf {
        match &self.place {
            Place::File(directory) => directory.path().join("sikia.db"),
            _ => panic!("not in a file"),
        }
    }

    /// One more store at the same place, as another process has it.
    pub fn beside(&self) -> Self {
        let store: Arc<dyn Store> = match &self.place {
            Place::Memory => panic!("nobody else gets at that"),
            Place::File(_) => Arc::new(SqliteStore::open(&self.path(), 2).unwrap()),
            Place::Url(url) => open(url),
        };
        Self { store, place: self.place.clone() }
    }

    /// A SQLite store with the small world in it; quicker than making it anew. Not within a runtime.
    pub fn sqlite_with_world() -> Self {
        static WORLD: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
        let [world, key] = WORLD.get_or_init(|| {
            let node = Self::sqlite();
            keeps(node.clone(), |node| async move {
                node.world().await;
                node.store.close().await;
            });
            [node.path(), node.path().with_extension("key")]
                .map(|file| std::fs::read(file).unwrap())
        });
        let directory = TempDir::new().unwrap();
        std::fs::write(directory.path().join("sikia.db"), world).unwrap();
        std::fs::write(directory.path().join("sikia.key"), key).unwrap();
        Self::in_directory(directory)
    }

    /// The form, the taxonomy, and the communities Mgusu and Nyarugusu.
    pub async fn world(&self) {
        let (form, workbook) = needs_form();
        self.store
            .put_form(
                form,
                FormFiles { source: workbook, xform: b"<xform/>", ..FormFiles::default() },
                &operator(),
            )
            .await
            .unwrap();
        self.store.put_taxonomy(&taxonomy(), &operator()).await.unwrap();
        self.put_communities(&["mgusu", "nyarugusu"]).await;
    }

    pub async fn put_communities(&self, ids: &[&str]) {
        let communities: Vec<Community> = ids.iter().map(|id| community(id)).collect();
        self.store.put_communities(&communities, &operator()).await.unwrap();
    }

    /// The world, and a phone for Mgusu and Nyarugusu.
    pub async fn with_phone(&self) -> Device {
        self.world().await;
        self.phone(1, &["mgusu", "nyarugusu"]).await
    }

    pub async fn phone(&self, n: u8, communities: &[&str]) -> Device {
        self.enrol(n, communities, false).await
    }

    /// A device for trying forms out.
    pub async fn tester(&self, n: u8, communities: &[&str]) -> Device {
        self.enrol(n, communities, true).await
    }

    async fn enrol(&self, n: u8, communities: &[&str], test: bool) -> Device {
        let device = Device {
            id: DeviceId(Uuid::from_u128(0xD000 + u128::from(n))),
            name: format!("phone {n}"),
            communities: communities.iter().map(|id| CommunityId::from(*id)).collect(),
            test,
            enrolled_at: NOW,
            revoked_at: None,
            held: 0,
        };
        self.store.enrol(&device, &token(n), &operator()).await.unwrap();
        device
    }

    /// Gives a phone another scope; the phone as it is then.
    pub async fn scope(&self, device: &Device, communities: &[&str]) -> Device {
        let ids: Vec<CommunityId> = communities.iter().map(|id| CommunityId::from(*id)).collect();
        assert!(self.store.scope_device(device.id, &ids, &operator()).await.unwrap());
        self.now(device).await
    }

    /// A phone as it is now.
    pub async fn now(&self, device: &Device) -> Device {
        let devices = self.store.devices().await.unwrap();
        devices.into_iter().find(|d| d.id == device.id).unwrap()
    }

    /// Reads bytes as the node would, each with its number in quarantine if it comes from there.
    pub async fn read(&self, device: &Device, raw: Vec<(Vec<u8>, Option<i64>)>) -> Intake {
        let catalogue = self.store.catalogue().await.unwrap();
        let limits = Limits::default();
        let originals: Vec<RevisionId> =
            raw.iter().filter_map(|(r, _)| item::original(r)).collect();
        let found = self.store.originals(&originals).await.unwrap();
        let arrivals = raw.into_iter().map(|(raw, quarantine)| {
            let reading = item::read(&raw, &catalogue, &limits, |id| device.covers(id), &found);
            Arrival { device: device.id, raw, reading, quarantine }
        });
        let catalogue_change = catalogue.change;
        Intake { received_at: NOW, catalogue_change, arrivals: arrivals.collect() }
    }

    /// Reads items with the reference data that the store has seen last, without asking it.
    pub fn read_seen(&self, device: &Device, items: &[Item]) -> Intake {
        let catalogue = self.store.catalogue_seen();
        let (limits, none) = (Limits::default(), Default::default());
        let arrivals = items.iter().map(|made| {
            let raw = made.bytes();
            let reading = item::read(&raw, &catalogue, &limits, |id| device.covers(id), &none);
            Arrival { device: device.id, raw, reading, quarantine: None }
        });
        let arrivals = arrivals.collect();
        Intake { received_at: NOW, catalogue_change: catalogue.change, arrivals }
    }

    pub async fn take_in(&self, intake: Intake) -> Vec<Receipt> {
        match self.store.take_in(intake).await.unwrap() {
            Taken::Done(receipts) => receipts,
            Taken::Stale(_) => panic!("stale"),
        }
    }

    pub async fn push_bytes(&self, device: &Device, raw: Vec<Vec<u8>>) -> Vec<Outcome> {
        let intake = self.read(device, raw.into_iter().map(|raw| (raw, None)).collect()).await;
        self.take_in(intake).await.into_iter().map(|receipt| receipt.outcome).collect()
    }

    pub async fn push(&self, device: &Device, items: &[Item]) -> Vec<Outcome> {
        self.push_bytes(device, items.iter().map(Item::bytes).collect()).await
    }

    pub async fn push_one(&self, device: &Device, item: &Item) -> Outcome {
        self.push(device, std::slice::from_ref(item)).await.remove(0)
    }

    /// Tries again what waits for a reason, as the services do.
    pub async fn release(&self, reason: Waiting) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for waiting in self.store.waiting(&[reason], 1_000).await.unwrap() {
            let devices = self.store.devices().await.unwrap();
            let device = devices.iter().find(|d| d.id == waiting.device).unwrap();
            let intake = self.read(device, vec![(waiting.raw, Some(waiting.no))]).await;
            outcomes.extend(self.take_in(intake).await.into_iter().map(|r| r.outcome));
        }
        outcomes
    }

    pub async fn head(&self, of: u128) -> Option<Head> {
        self.store.head(submission(of)).await.unwrap()
    }

    pub async fn held(&self, device: &Device) -> u64 {
        self.store.held(device.id).await.unwrap()
    }

    pub async fn change(&self) -> u64 {
        self.store.position().await.unwrap().change
    }

    pub async fn quarantined(&self) -> u64 {
        self.store.health().await.unwrap().quarantined
    }

    /// Everything after a change number, in pages.
    pub async fn pages(&self, device: &Device, after: u64, limit: usize) -> Vec<Vec<String>> {
        let (mut after, mut pages) = (after, Vec::new());
        loop {
            let Pulled { changes, upto, more } =
                self.store.pull(device, after, limit).await.unwrap();
            assert!(changes.len() <= limit);
            assert!(upto.change >= after);
            pages.push(changes.iter().map(told).collect());
            after = upto.change;
            if !more {
                assert_eq!(after, self.change().await);
                return pages;
            }
        }
    }

    pub async fn pull(&self, device: &Device, after: u64) -> Vec<String> {
        self.pages(device, after, 1_000).await.concat()
    }

    pub async fn report(&self, communities: &[&str], filter: &Filter) -> NeedsReport {
        let ids: Vec<CommunityId> = communities.iter().map(|id| CommunityId::from(*id)).collect();
        let counted = self.store.tally(&ids, filter).await.unwrap();
        NeedsReport::of(&counted.tally, &counted.codes, &taxonomy(), None, filter)
    }

    /// (submissions, asked) by community.
    pub async fn totals(&self) -> BTreeMap<String, (u64, u64)> {
        let totals = self.store.totals().await.unwrap();
        totals.into_iter().map(|t| (t.community.0, (t.submissions, t.asked))).collect()
    }

    pub async fn assert_exact(&self) {
        let found = self.store.recount(Arc::new(|_, _| {})).await.unwrap();
        assert_eq!((found.differences, found.examples), (0, vec![]));
    }
}

/// A change in few words.
pub fn told(change: &Change) -> String {
    match change {
        Change::Form(form) => format!("form {}", form.form),
        Change::Community(community) => format!("community {}", community.id),
        Change::Codes => "codes".to_owned(),
        Change::Submission(head) => format!("submission {}", serde_json::json!(head)),
        Change::Removal(Removed::Community(id)) => format!("no community {id}"),
        Change::Removal(Removed::Form(form)) => format!("no form {form}"),
        Change::Removal(Removed::Submission(id)) => format!("no submission {id}"),
    }
}

/// How a change tells the head of a submission.
pub fn told_head(head: &Head) -> String {
    format!("submission {}", serde_json::json!(head))
}

pub fn for_form(version: &str) -> Waiting {
    Waiting::Form(FormRef { id: "asm-needs".to_owned(), version: version.to_owned() })
}

pub fn for_community(id: &str) -> Waiting {
    Waiting::Community(id.into())
}

pub fn for_scope(device: &Device, id: &str) -> Waiting {
    Waiting::Scope(device.id, id.into())
}
