//! The store in one SQLite file: one writer with group commit, a pool of readers, a checkpoint thread.

mod accounts;
mod attachments;
mod audit;
pub mod backup;
mod checkpoint;
mod codes;
mod connection;
mod consent;
pub mod copy;
mod editions;
mod facts;
mod feed;
mod intake;
pub mod keys;
mod numbers;
mod publish;
mod quarantine;
mod recount;
mod reference;
mod retention;
mod revisions;
mod rounds;
mod rows;
mod schema;
mod seal;
mod settle;
mod vault;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};

use async_trait::async_trait;
use diesel::connection::Connection;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use diesel::{QueryDsl, RunQueryDsl, SqliteConnection};
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::connection::Readers;
use self::reference::{Known, Node, Seen};
use self::writer::{Work, Writer};
use super::{
    Attachment, AuditEntry, Failures, FormFiles, Intake, Position, Progress, Pulled, Put,
    Quarantined, Recount, Result, Staged, Stamp, Store, StoreError, StoreHealth, Taken, Tallied,
    TokenHash, Total, Waiting,
};
use crate::domain::access::{Device, Person};
use crate::domain::catalogue::{Catalogue, Stage};
use crate::domain::form::Form;
use crate::domain::head::Head;
use crate::domain::ids::{CommunityId, DeviceId, FormRef, PersonId, RevisionId, SubmissionId};
use crate::domain::item::Originals;
use crate::domain::needs::{Codes, Filter};
use crate::domain::place::{Area, Community};
use crate::domain::taxonomy::Taxonomy;
use crate::offload::offload;

/// Running numbers within one submission: its revisions have the keys `no * ORDINALS` and on.
const ORDINALS: i64 = 4096;

/// The store in one SQLite file.
pub struct SqliteStore {
    path: PathBuf,
    writer: Arc<Writer>,
    readers: Readers,
    seen: Seen,
    codes: Arc<RwLock<Arc<Codes>>>,
    closed: AtomicBool,
}

/// What a reading call works with: one consistent state.
struct Reading<'a> {
    connection: &'a mut SqliteConnection,
    node: Node,
    known: Arc<Known>,
}

impl SqliteStore {
    /// Opens the file with the master key beside it (`sikia.key`), as [`SqliteStore::open_with`] does.
    ///
    /// # Errors
    /// As [`SqliteStore::open_with`].
    pub fn open(path: &Path, readers: u32) -> Result<Self> {
        Self::open_with(path, readers, &path.with_extension("key"))
    }

    /// Opens the file and brings its tables up to date; makes it when it is not there, and the file of
    /// its master key.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when it was written by a newer Sikia, [`StoreError::HalfCopied`] when a copy
    /// into it was not finished, [`StoreError::Corrupt`] when it is no database,
    /// [`StoreError::Unavailable`] when it cannot be opened or has another master key.
    pub fn open_with(path: &Path, readers: u32, master_key: &Path) -> Result<Self> {
        Self::open_as(path, readers, master_key, false)
    }

    /// What was just copied, to look at it before anybody else may.
    ///
    /// # Errors
    /// As [`SqliteStore::open_with`]. No master key is made.
    pub fn open_copy(path: &Path, master_key: &Path) -> Result<Self> {
        Self::open_as(path, 1, master_key, true)
    }

    fn open_as(path: &Path, readers: u32, master_key: &Path, copy: bool) -> Result<Self> {
        let mut connection = connection::open(path)?;
        connection::migrate(&mut connection)?;
        if !copy {
            connection::whole(&mut connection)?;
        }
        let node = Node::read(&mut connection)?;
        let seal = match copy {
            true => seal::there(&mut connection, master_key)?,
            false => seal::of(&mut connection, master_key)?,
        };
        let former = Known { seal, ..Known::default() };
        let known = Arc::new(Known::read(&mut connection, &node, &former)?);
        drop(connection);
        let seen = Arc::new(RwLock::new(known));
        Ok(Self {
            path: path.to_owned(),
            writer: Arc::new(Writer::start(path, seen.clone())?),
            readers: connection::readers(path.to_owned(), readers)?,
            seen,
            codes: Arc::default(),
            closed: AtomicBool::new(false),
        })
    }

    /// Applies the migrations that a file lacks and names them.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn migrate(path: &Path) -> Result<Vec<String>> {
        connection::migrate(&mut connection::open(path)?)
    }

    /// How many commits made everything so far durable: with group commit, fewer than calls.
    pub fn commits(&self) -> u64 {
        self.writer.commits()
    }

    /// Reads in one transaction, on a thread that may block.
    async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Reading<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        if self.closed.load(Ordering::SeqCst) {
            return Err(StoreError::Unavailable("it is closed".into()));
        }
        let (readers, seen) = (self.readers.clone(), self.seen.clone());
        blocking(move || {
            let mut connection = readers.get().map_err(|_| StoreError::Busy)?;
            connection.transaction(|connection| {
                let node = Node::read(connection)?;
                let mut known = reference::seen(&seen);
                if known.catalogue.change != node.catalogue as u64 {
                    known = Arc::new(Known::read(connection, &node, &known)?);
                    reference::publish(&seen, &known);
                }
                job(&mut Reading { connection, node, known })
            })
        })
        .await
    }

    /// Writes in one job of the writer, with the audit entry of the change.
    async fn change<T: Send + 'static>(
        &self,
        entry: AuditEntry,
        job: impl FnOnce(&mut Work<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.writer
            .run(move |work| {
                let value = job(work)?;
                audit::write(work.connection, &entry)?;
                Ok(value)
            })
            .await
    }
}

/// Runs what blocks on a thread for it.
async fn blocking<T: Send + 'static>(
    job: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    match tokio::task::spawn_blocking(job).await {
        Ok(outcome) => outcome,
        Err(error) => Err(StoreError::Unavailable(error.to_string())),
    }
}

/// A database error in the words of the port.
fn failure(error: DieselError) -> StoreError {
    match error {
        DieselError::DatabaseError(kind, information) => {
            let words = information.message().to_owned();
            let has = |part: &str| words.contains(part);
            match kind {
                _ if has("malformed") || has("not a database") => StoreError::Corrupt(words),
                _ if has("locked") || has("busy") => StoreError::Busy,
                DatabaseErrorKind::UniqueViolation
                | DatabaseErrorKind::ForeignKeyViolation
                | DatabaseErrorKind::NotNullViolation
                | DatabaseErrorKind::CheckViolation => StoreError::Constraint(words),
                _ => StoreError::Unavailable(words),
            }
        }
        other => StoreError::Constraint(other.to_string()),
    }
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        failure(error)
    }
}

fn read_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| StoreError::Corrupt(e.to_string()))
}

fn write_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| StoreError::Constraint(e.to_string()))
}

#[async_trait]
impl Store for SqliteStore {
    async fn catalogue(&self) -> Result<Arc<Catalogue>> {
        self.read(|reading| Ok(reading.known.catalogue.clone())).await
    }

    fn catalogue_seen(&self) -> Arc<Catalogue> {
        reference::seen(&self.seen).catalogue.clone()
    }

    async fn put_form(&self, form: &Form, files: FormFiles<'_>, stamp: &Stamp) -> Result<Put> {
        let entry = stamp.entry("form.put", form.form.to_string());
        let (form, source, xform) = (form.clone(), files.source.to_vec(), files.xform.to_vec());
        let (media, stage) = (files.media.to_vec(), files.stage);
        let dictionary = {
            let form = form.clone();
            blocking(move || Ok(super::body::dictionary(&form))).await?
        };
        self.change(entry, move |work| {
            let files = FormFiles { source: &source, xform: &xform, media: &media, stage };
            publish::form(work, &form, files, &dictionary)
        })
        .await
    }

    async fn stage_form(&self, form: &FormRef, stage: Stage, stamp: &Stamp) -> Result<Staged> {
        let entry = stamp.entry(&format!("form.{}", stage.name()), form.to_string());
        let form = form.clone();
        self.change(entry, move |work| publish::stage(work, &form, stage)).await
    }

    async fn rename_in_form(
        &self,
        form: &FormRef,
        from: &str,
        to: &str,
        stamp: &Stamp,
    ) -> Result<bool> {
        let entry = stamp.entry("form.map", format!("{form}: {from} -> {to}"));
        let (form, from, to) = (form.clone(), from.to_owned(), to.to_owned());
        self.change(entry, move |work| publish::rename(work, &form, &from, &to)).await
    }

    async fn xform(&self, form: &FormRef) -> Result<Option<Vec<u8>>> {
        let form = form.clone();
        self.read(move |reading| publish::xform(reading, &form)).await
    }

    async fn put_communities(&self, communities: &[Community], stamp: &Stamp) -> Result<Vec<Put>> {
        let entry = stamp.entry("community.put", format!("{} communities", communities.len()));
        let communities = communities.to_vec();
        self.change(entry, move |work| publish::communities(work, &communities)).await
    }

    async fn put_areas(&self, areas: &[Area], stamp: &Stamp) -> Result<Vec<Put>> {
        let entry = stamp.entry("area.put", format!("{} areas", areas.len()));
        let areas = areas.to_vec();
        self.change(entry, move |work| publish::areas(work, &areas)).await
    }

    async fn put_taxonomy(&self, taxonomy: &Taxonomy, stamp: &Stamp) -> Result<Put> {
        let entry = stamp.entry("taxonomy.put", format!("{} codes", taxonomy.0.len()));
        let taxonomy = taxonomy.clone();
        self.change(entry, move |work| publish::taxonomy(work, &taxonomy)).await
    }

    async fn take_in(&self, mut intake: Intake) -> Result<Taken> {
        let known = reference::seen(&self.seen);
        if known.catalogue.change != intake.catalogue_change {
            return Ok(Taken::Stale(intake.arrivals));
        }
        let arrivals = std::mem::take(&mut intake.arrivals);
        let bytes = arrivals.iter().map(|arrival| arrival.raw.len()).sum();
        let parcels = offload(bytes, move || intake::pack(arrivals, &known)).await;
        let parcels = parcels.map_err(|error| StoreError::Unavailable(error.to_string()))??;
        let done = self.writer.run(move |work| {
            let receipts = intake::take_in(work, &intake, &parcels)?;
            Ok((receipts, parcels))
        });
        Ok(match done.await? {
            (Some(receipts), _) => Taken::Done(receipts),
            (None, parcels) => Taken::Stale(parcels.into_iter().map(|p| p.arrival).collect()),
        })
    }

    async fn head(&self, submission: SubmissionId) -> Result<Option<Head>> {
        self.read(move |reading| {
            let Some(no) = revisions::number(reading.connection, submission)? else {
                return Ok(None);
            };
            revisions::head(reading.connection, submission, no, &reading.known).map(Some)
        })
        .await
    }

    async fn records(
        &self,
        community: &CommunityId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Head)>> {
        let community = community.clone();
        self.read(move |reading| {
            let due = revisions::of_community(reading.connection, &community, after, limit)?;
            due.into_iter()
                .map(|(change, id, no)| {
                    let head = revisions::head(reading.connection, id, no, &reading.known)?;
                    Ok((change, head))
                })
                .collect()
        })
        .await
    }

    async fn missing(&self, revisions: &[RevisionId]) -> Result<Vec<RevisionId>> {
        let revisions = revisions.to_vec();
        self.read(move |reading| feed::missing(reading.connection, &revisions)).await
    }

    async fn originals(&self, revisions: &[RevisionId]) -> Result<Originals> {
        let revisions = revisions.to_vec();
        self.read(move |reading| revisions::originals(reading.connection, &revisions)).await
    }

    async fn quarantined(&self, after: i64, limit: usize) -> Result<Vec<Quarantined>> {
        self.read(move |reading| quarantine::all(reading, after, limit)).await
    }

    async fn settle_quarantined(&self, item: &Quarantined, stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("quarantine.settle", item.no.to_string());
        let item = item.clone();
        self.change(entry, move |work| quarantine::settle(work, &item)).await
    }

    async fn attach(&self, attachments: &[Attachment], stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("attachment.put", format!("{} files", attachments.len()));
        let (attachments, at) = (attachments.to_vec(), stamp.at);
        self.change(entry, move |work| attachments::attach(work, &attachments, at)).await
    }

    async fn attachments(&self, submission: SubmissionId) -> Result<Vec<Attachment>> {
        self.read(move |reading| attachments::of_submission(reading.connection, submission)).await
    }

    async fn detach_withdrawn(&self) -> Result<Vec<[u8; 32]>> {
        self.writer.run(attachments::detach_withdrawn).await
    }

    async fn unneeded(&self, contents: &[[u8; 32]]) -> Result<Vec<[u8; 32]>> {
        let contents = contents.to_vec();
        self.read(move |reading| attachments::unneeded(reading.connection, contents)).await
    }

    async fn pull(&self, device: &Device, after: u64, limit: usize) -> Result<Pulled> {
        let device = device.clone();
        self.read(move |reading| feed::pull(reading, &device, after, limit)).await
    }

    async fn position(&self) -> Result<Position> {
        self.read(|reading| Ok(reading.node.position())).await
    }

    async fn waiting(&self, reasons: &[Waiting], limit: usize) -> Result<Vec<Quarantined>> {
        let reasons = reasons.to_vec();
        self.read(move |reading| quarantine::waiting(reading, &reasons, limit)).await
    }

    async fn tally(&self, communities: &[CommunityId], filter: &Filter) -> Result<Tallied> {
        let (communities, filter, codes) =
            (communities.to_vec(), filter.clone(), self.codes.clone());
        self.read(move |reading| facts::tally(reading, &codes, &communities, &filter)).await
    }

    async fn totals(&self) -> Result<Vec<Total>> {
        self.read(facts::totals).await
    }

    async fn recount(&self, progress: Progress) -> Result<Recount> {
        self.read(move |reading| recount::recount(reading, &progress)).await
    }

    async fn enrol(&self, device: &Device, token: &TokenHash, stamp: &Stamp) -> Result<()> {
        let (entry, device, token) =
            (stamp.entry("device.enrol", device.id.to_string()), device.clone(), *token);
        self.change(entry, move |work| accounts::enrol(work, &device, &token)).await
    }

    async fn devices(&self) -> Result<Vec<Device>> {
        self.read(|reading| accounts::devices(reading.connection)).await
    }

    async fn scope_device(
        &self,
        device: DeviceId,
        communities: &[CommunityId],
        stamp: &Stamp,
    ) -> Result<bool> {
        let communities = communities.to_vec();
        let entry = stamp.entry("device.scope", device.to_string());
        self.change(entry, move |work| accounts::scope_device(work, device, &communities)).await
    }

    async fn revoke(&self, device: DeviceId, stamp: &Stamp) -> Result<bool> {
        let (entry, at) = (stamp.entry("device.revoke", device.to_string()), stamp.at);
        self.change(entry, move |work| accounts::revoke(work, device, at)).await
    }

    async fn held(&self, device: DeviceId) -> Result<u64> {
        self.read(move |reading| accounts::held(reading.connection, device)).await
    }

    async fn device_of(&self, token: &TokenHash) -> Result<Option<Device>> {
        let token = *token;
        self.read(move |reading| accounts::device_of(reading.connection, &token)).await
    }

    async fn add_person(&self, person: &Person, password: &str, stamp: &Stamp) -> Result<bool> {
        let entry = stamp.entry("person.add", person.id.to_string());
        let (person, password) = (person.clone(), password.to_owned());
        self.change(entry, move |work| accounts::add_person(work, &person, &password)).await
    }

    async fn people(&self) -> Result<Vec<Person>> {
        self.read(|reading| accounts::people(reading.connection)).await
    }

    async fn person_named(&self, name: &str) -> Result<Option<(Person, String)>> {
        let name = name.to_owned();
        self.read(move |reading| accounts::person_named(reading.connection, &name)).await
    }

    async fn disable_person(&self, person: PersonId, stamp: &Stamp) -> Result<bool> {
        let (entry, at) = (stamp.entry("person.disable", person.to_string()), stamp.at);
        self.change(entry, move |work| accounts::disable_person(work, person, at)).await
    }

    async fn open_session(
        &self,
        person: PersonId,
        token: &TokenHash,
        expires_at: i64,
        stamp: &Stamp,
    ) -> Result<()> {
        let (entry, at, token) =
            (stamp.entry("session.open", person.to_string()), stamp.at, *token);
        self.change(entry, move |work| accounts::open_session(work, person, &token, at, expires_at))
            .await
    }

    async fn person_of(&self, token: &TokenHash, now: i64) -> Result<Option<Person>> {
        let token = *token;
        self.read(move |reading| accounts::person_of(reading.connection, &token, now)).await
    }

    async fn close_session(&self, token: &TokenHash, stamp: &Stamp) -> Result<()> {
        let (entry, token) = (stamp.entry("session.close", ""), *token);
        self.change(entry, move |work| accounts::close_session(work, &token)).await
    }

    async fn failures(&self, key: &TokenHash) -> Result<Failures> {
        let key = *key;
        self.read(move |reading| accounts::failures(reading.connection, &key)).await
    }

    async fn note_sign_in(&self, key: &TokenHash, failed: bool, stamp: &Stamp) -> Result<()> {
        let (key, at) = (*key, stamp.at);
        let action = if failed { "sign_in.failed" } else { "sign_in.succeeded" };
        self.change(stamp.entry(action, ""), move |work| {
            accounts::note_sign_in(work, &key, failed, at)
        })
        .await
    }

    async fn audit(&self, entry: AuditEntry) -> Result<()> {
        self.writer.run(move |work| audit::write(work.connection, &entry)).await
    }

    fn audit_soon(&self, entry: AuditEntry) {
        self.writer.run_soon(move |work| audit::write(work.connection, &entry));
    }

    async fn audited(&self, limit: usize) -> Result<Vec<AuditEntry>> {
        self.read(move |reading| audit::last(reading.connection, limit)).await
    }

    async fn health(&self) -> Result<StoreHealth> {
        let path = self.path.clone();
        self.read(move |reading| {
            let sizes = ["", "-wal"].map(|end| {
                std::fs::metadata(format!("{}{end}", path.display())).map_or(0, |file| file.len())
            });
            let submissions: Option<i64> = schema::submission::table
                .select(diesel::dsl::max(schema::submission::no))
                .first(reading.connection)?;
            let quarantined: i64 =
                schema::quarantine::table.count().get_result(reading.connection)?;
            Ok(StoreHealth {
                bytes: sizes.iter().sum(),
                submissions: submissions.unwrap_or_default().unsigned_abs(),
                quarantined: quarantined.unsigned_abs(),
            })
        })
        .await
    }

    async fn examine(&self) -> Result<Vec<String>> {
        self.read(|reading| audit::integrity(reading.connection)).await
    }

    async fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        let writer = self.writer.clone();
        if tokio::task::spawn_blocking(move || writer.stop()).await.is_err() {
            tracing::error!("the store did not close in order");
        }
    }
}
