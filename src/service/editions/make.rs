//! The job that makes an edition: count, decide what may be shown, write the files.
//!
//! Everything follows from the data as they had arrived by the edition's moment, so a job that was cut
//! off is begun again and writes the same bytes; files that were finished stay.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;
use uuid::Uuid;

use super::tables::{Line, Source, Spot};
use super::{dataset, edition, forget, pipe, refused};
use crate::blobs::{Blobs, Digest};
use crate::dataset::{self as files, Distribution, Format, Options};
use crate::domain::catalogue::{Catalogue, Stage as FormStage};
use crate::domain::edition::{
    Counting, Dataset, DatasetId, Edition, EditionFile, Protected, Refusal, Table, Words, agreed,
};
use crate::domain::ids::FormRef;
use crate::domain::needs::{Fact, Meanings};
use crate::domain::problem::Problem;
use crate::service::{Failure, Result, Services};
use crate::store::Progress;

/// Heads read at once.
const PAGE: usize = 1_000;
/// For how long others leave an edition alone after a sign of life, in milliseconds.
const LEASE: i64 = 60_000;
/// How often there is one while nothing else is to be said.
const BEAT: Duration = Duration::from_secs(15);
/// How often progress is kept, in milliseconds.
const OFTEN: i64 = 1_000;
/// How often editions that wait are looked for.
const LOOK: Duration = Duration::from_secs(5);

/// Makes an edition that waits, or was left by another process.
///
/// # Errors
/// [`Problem::EditionRefused`] when it is not one that waits, or was given up meanwhile;
/// [`Problem::Busy`] while another process makes it, or an earlier one of its dataset.
pub async fn make(
    services: &Services,
    id: &DatasetId,
    number: u32,
    worker: Uuid,
    progress: &Progress,
) -> Result<Edition> {
    let mut job = Job::begin(services, id, number, worker, progress).await?;
    match job.work().await {
        Ok(edition) => Ok(edition),
        Err(Failure::Fault(words)) => {
            // Whoever asked for it is told that it failed; why, the operator is.
            job.refuse(Refusal::Failed, serde_json::Value::Null).await?;
            Err(Failure::Fault(words))
        }
        // What passes by itself is tried again, once nobody has the edition any more.
        Err(failure) => Err(failure),
    }
}

/// Makes all editions that wait, one after the other.
///
/// # Errors
/// When the store fails.
pub async fn make_all(services: &Services, worker: Uuid) -> Result<()> {
    for dataset in services.store.datasets().await? {
        for edition in services.store.editions(&dataset.id).await? {
            if !edition.is_open() {
                continue;
            }
            let silent: Progress = Arc::new(|_, _| {});
            match make(services, &dataset.id, edition.number, worker, &silent).await {
                Ok(_) | Err(Failure::Problem(_)) => {}
                Err(failure) => {
                    let (dataset, number) = (&dataset.id, edition.number);
                    tracing::error!(%dataset, number, ?failure, "an edition could not be made");
                }
            }
        }
    }
    Ok(())
}

/// Makes editions for as long as the node runs: those asked for here, and those that a process which is
/// gone has left.
pub fn take_up(services: Services) -> JoinHandle<()> {
    let worker = super::worker();
    tokio::spawn(async move {
        loop {
            if let Err(failure) = make_all(&services, worker).await {
                tracing::warn!(?failure, "editions could not be looked for");
            }
            services.pace.forget();
            tokio::select! {
                () = services.wanted.notified() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    })
}

/// An edition that is being made here.
struct Job<'a> {
    services: &'a Services,
    worker: Uuid,
    dataset: Dataset,
    edition: Edition,
    catalogue: Arc<Catalogue>,
    progress: &'a Progress,
    /// When something was kept last, in milliseconds since 1970.
    kept_at: i64,
}

impl<'a> Job<'a> {
    async fn begin(
        services: &'a Services,
        id: &DatasetId,
        number: u32,
        worker: Uuid,
        progress: &'a Progress,
    ) -> Result<Self> {
        let dataset = dataset(services, id).await?;
        let editions = services.store.editions(id).await?;
        // What it may show depends on all before it.
        if editions.iter().any(|earlier| earlier.number < number && earlier.is_open()) {
            return Err(Problem::Busy { retry_after: 5 }.into());
        }
        let now = services.now();
        let before = edition(services, id, number).await?;
        let open = before.is_open();
        let claimed = before.claim(worker, now, now + LEASE).map_err(|_| match open {
            true => Problem::Busy { retry_after: 5 },
            false => refused("stage"),
        })?;
        let stamp = services.stamp(&before.created_by);
        if !services.store.save_edition(&claimed, None, Some(&stamp)).await? {
            return Err(Problem::Busy { retry_after: 1 }.into());
        }
        let catalogue = services.catalogue().await?;
        let mut job =
            Self { services, worker, dataset, edition: claimed, catalogue, progress, kept_at: now };
        let withdrawn = services.store.withdrawn().await?;
        if job.edition.withdrawn != withdrawn {
            let before = job.edition.clone();
            job.keep(before.begin_again(worker, withdrawn)).await?;
            forget(services, &before, &job.edition).await?;
        }
        Ok(job)
    }

    /// Keeps a change; it fails when the edition was given up, or taken over, meanwhile.
    async fn keep<E>(&mut self, next: std::result::Result<Edition, E>) -> Result<()> {
        self.save(next, None, false).await
    }

    async fn save<E>(
        &mut self,
        next: std::result::Result<Edition, E>,
        remembered: Option<&[u8]>,
        told: bool,
    ) -> Result<()> {
        let next = next.map_err(|_| refused("stage"))?;
        let stamp = self.services.stamp(&self.edition.created_by);
        let stamp = told.then_some(&stamp);
        if !self.services.store.save_edition(&next, remembered, stamp).await? {
            return Err(refused("stage").into());
        }
        self.kept_at = self.services.now();
        self.edition = next;
        Ok(())
    }

    async fn refuse(&mut self, refusal: Refusal, report: serde_json::Value) -> Result<()> {
        let before = self.edition.clone();
        let next = before.refuse(self.worker, refusal, report);
        self.save(next, None, true).await?;
        forget(self.services, &before, &self.edition).await
    }

    /// So much is done; kept now and then.
    async fn done(&mut self, done: u64, of: u64) -> Result<()> {
        (self.progress)(done, of);
        let now = self.services.now();
        if now - self.kept_at < OFTEN {
            return Ok(());
        }
        let next = self.edition.progress(self.worker, done, of, now + LEASE);
        self.keep(next).await
    }

    /// Waits for work on another thread, with signs of life meanwhile.
    async fn wait<T>(&mut self, mut work: JoinHandle<T>) -> Result<T> {
        loop {
            tokio::select! {
                done = &mut work => {
                    return done.map_err(|error| Failure::Fault(error.to_string()));
                }
                () = tokio::time::sleep(BEAT) => {
                    let (done, of) = (self.edition.done, self.edition.of);
                    let until = self.services.now() + LEASE;
                    let next = self.edition.progress(self.worker, done, of, until);
                    self.keep(next).await?;
                }
            }
        }
    }

    async fn work(&mut self) -> Result<Edition> {
        let table = self.count().await?;
        let Table { cube, places, leaves, .. } = table;
        let decisions = self.services.store.agreements().await?;
        let agreed = agreed(&decisions, &self.edition.day());
        let earlier = self.earlier().await?;
        let planning = tokio::task::spawn_blocking(move || {
            Protected::of(&earlier, cube, Table::offers, &agreed)
        });
        let protected = match self.wait(planning).await? {
            Ok(protected) => protected,
            Err(failure) => {
                self.refuse(failure.into(), serde_json::Value::Null).await?;
                return Ok(self.edition.clone());
            }
        };
        let words = self.services.words.clone();
        let source = Source {
            dataset: &self.dataset,
            edition: &self.edition,
            catalogue: &self.catalogue,
            words: &words,
            places: &places,
            leaves: &leaves,
            protected: &protected,
        };
        let (described, report) = (source.dataset(), source.report());
        let rows = Arc::new((source.lines(), source.spots()));
        self.write(Arc::new(described), rows, &words).await?;
        let remembered = remember(&protected)?;
        let next = self.edition.finish(self.worker, report);
        self.save(next, Some(&remembered), true).await?;
        Ok(self.edition.clone())
    }

    /// Counts all interviews as they had arrived by the edition's moment.
    async fn count(&mut self) -> Result<Table> {
        let day = self.edition.day();
        let (dataset, catalogue) = (self.dataset.clone(), self.catalogue.clone());
        let mut counting = Counting::new(&dataset, &catalogue, &day);
        let of = self.services.health().await?.submissions;
        let (mut after, mut done) = (None, 0);
        let mut meanings: Vec<(FormRef, Meanings)> = Vec::new();
        loop {
            let at = self.edition.as_of;
            let past = self.services.store.heads_as_of(at, after, PAGE).await?;
            let Some(last) = past.last else { break };
            for head in &past.heads {
                let (Some(form), Some(community)) = (&head.form, &head.community) else { continue };
                // Drafts are for trying out.
                if form.id != dataset.form || catalogue.stage(form) == FormStage::Draft {
                    continue;
                }
                if !meanings.iter().any(|(known, _)| known == form) {
                    let Some(definition) = catalogue.forms.get(form) else { continue };
                    meanings.push((form.clone(), Meanings::of(definition)));
                }
                let found = meanings.iter().find(|(known, _)| known == form);
                if let Some(fact) = found.and_then(|(_, meanings)| Fact::of(head, meanings)) {
                    counting.add(community, &fact);
                }
            }
            after = Some(last);
            done += PAGE as u64;
            self.done(done.min(of), of).await?;
        }
        match counting.table() {
            Ok(table) => Ok(table),
            Err(_) => {
                self.refuse(Refusal::TooLarge, serde_json::Value::Null).await?;
                Err(refused("too_large").into())
            }
        }
    }

    /// What was released of the dataset before, or may be at any time.
    async fn earlier(&self) -> Result<Vec<Protected>> {
        let editions = self.services.store.editions(&self.dataset.id).await?;
        let counts = |number: u32| {
            let found = editions.iter().find(|edition| edition.number == number);
            number < self.edition.number && found.is_some_and(Edition::counts)
        };
        let remembered = self.services.store.remembered(&self.dataset.id).await?;
        let kept = remembered.iter().filter(|(number, _)| counts(*number));
        kept.map(|(_, bytes)| recall(bytes)).collect()
    }

    /// Writes the files that are not finished yet.
    async fn write(
        &mut self,
        described: Arc<files::Dataset>,
        rows: Arc<(Vec<Line>, Vec<Spot>)>,
        words: &Words,
    ) -> Result<()> {
        let blobs = self.services.blobs.clone();
        let blobs = blobs.ok_or(Problem::Busy { retry_after: 3_600 })?;
        let formats = |name: &String| serde_json::from_value(serde_json::json!(name)).ok();
        let formats: Vec<Format> = self.edition.formats.iter().filter_map(formats).collect();
        let options = Options { languages: self.languages(words), ..Options::default() };
        for file in described.files(&formats) {
            if self.edition.files.iter().any(|done| done.name == file.name) {
                continue;
            }
            let (described, rows) = (described.clone(), rows.clone());
            let (options, written) = (options.clone(), file.clone());
            let stored = pipe::keep(&blobs, move |out| {
                let mut encoder = files::encoder(&described, &written, &options, out)?;
                let (lines, spots) = &*rows;
                let spots = spots.iter().map(Spot::row);
                for (table, row) in lines.iter().map(Line::row).chain(spots) {
                    if written.tables.contains(&table) {
                        encoder.row(table, &row)?;
                    }
                }
                Ok(encoder.finish()?)
            });
            let stored = stored.await?;
            self.finished(file.name, file.format.media_type(), stored).await?;
        }
        // Only these, not the documents: a job that is taken up again has some of them already.
        let names: Vec<String> = described.files(&formats).into_iter().map(|f| f.name).collect();
        let offered = self.edition.files.iter().filter(|file| names.contains(&file.name));
        let offered: Vec<Distribution> = offered
            .map(|file| Distribution {
                name: file.name.clone(),
                media_type: file.media_type.clone(),
                size: file.size,
                sha256: Digest(file.digest).to_string(),
            })
            .collect();
        self.write_documents(&blobs, &described, &options, &offered).await
    }

    /// Writes what comes along: codebook, citation, licence, methods, the disclosure report.
    async fn write_documents(
        &mut self,
        blobs: &Blobs,
        described: &files::Dataset,
        options: &Options,
        offered: &[Distribution],
    ) -> Result<()> {
        for document in files::documents(described, options, offered)? {
            if self.edition.files.iter().any(|done| done.name == document.name) {
                continue;
            }
            let content = document.content;
            let stored = pipe::keep(blobs, move |mut out| {
                out.write_all(&content)?;
                Ok(out.flush()?)
            });
            let stored = stored.await?;
            self.finished(document.name, &document.media_type, stored).await?;
        }
        Ok(())
    }

    async fn finished(
        &mut self,
        name: String,
        media_type: &str,
        stored: crate::blobs::Stored,
    ) -> Result<()> {
        let (digest, size) = (stored.digest.0, stored.size);
        let file = EditionFile { name, media_type: media_type.to_owned(), digest, size };
        let until = self.services.now() + LEASE;
        let next = self.edition.add_file(self.worker, file, until);
        self.keep(next).await
    }

    /// The languages of labels: those asked for, else all that Sikia itself has.
    fn languages(&self, words: &Words) -> Vec<String> {
        if self.edition.languages.is_empty() {
            words.place.0.keys().cloned().collect()
        } else {
            self.edition.languages.clone()
        }
    }
}

impl From<files::Error> for Failure {
    fn from(error: files::Error) -> Self {
        match error {
            files::Error::Io(error) => error.into(),
            error => Self::Fault(error.to_string()),
        }
    }
}

fn remember(protected: &Protected) -> Result<Vec<u8>> {
    let text = serde_json::to_vec(protected).map_err(|error| Failure::Fault(error.to_string()))?;
    zstd::encode_all(text.as_slice(), 3).map_err(|error| Failure::Fault(error.to_string()))
}

fn recall(bytes: &[u8]) -> Result<Protected> {
    let damaged = |words: String| Failure::Fault(format!("what is remembered is damaged: {words}"));
    let text = zstd::decode_all(bytes).map_err(|error| damaged(error.to_string()))?;
    let found: Protected =
        serde_json::from_slice(&text).map_err(|error| damaged(error.to_string()))?;
    if found.is_whole() { Ok(found) } else { Err(damaged("it does not fit together".to_owned())) }
}
