//! Use cases: what people, phones and the command line ask of a node, over the storage port.
//!
//! A service knows neither HTTP nor SQL nor languages. What a client did wrong is a [`Problem`].

pub mod attachments;
pub mod editions;
pub mod figures;
pub mod forms;
pub mod media;
pub mod needs;
pub mod openrosa;
pub mod pace;
pub mod people;
pub mod phones;
pub mod picture;
pub mod publish;
pub mod quarantine;
pub mod records;
pub mod release;
pub mod retention;
pub mod rounds;
pub mod scope;
pub mod secrets;
pub mod sync;
mod throttle;
pub mod vault;
pub mod who_looked;
pub mod withdrawals;

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::Notify;

use self::secrets::Passwords;
use crate::blobs::Blobs;
use crate::domain::catalogue::Catalogue;
use crate::domain::edition::Words;
use crate::domain::ids::FormRef;
use crate::domain::limits::Limits;
use crate::domain::problem::Problem;
use crate::offload::offload;
use crate::store::{Stamp, Store, StoreError, StoreHealth};

/// Why a use case gave nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The caller has to know and can do something about it.
    Problem(Problem),
    /// The store cannot read or write now. Said to the caller as "busy"; the operator gets the words.
    Unavailable(String),
    /// The node is at fault. Said to the caller without detail; the operator gets the words.
    Fault(String),
}

/// What a use case gives.
pub type Result<T> = std::result::Result<T, Failure>;

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::Problem(Problem::Busy { retry_after: 2 }),
            StoreError::Unavailable(words) => Self::Unavailable(words),
            other => Self::Fault(other.to_string()),
        }
    }
}

/// What the services work with. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// The store.
    pub store: Arc<dyn Store>,
    /// The bounds of what clients may send.
    pub limits: Limits,
    /// The workers that hash passwords.
    pub passwords: Passwords,
    /// Where attachments are; none where none are taken.
    pub blobs: Option<Blobs>,
    /// The forms that ask for a contact.
    asks: vault::Known,
    /// Counts the receipts that are brought without a sign-in.
    door: withdrawals::Door,
    /// Held by whoever looks for the submissions of receipts: once is enough.
    settling: Arc<tokio::sync::Mutex<()>>,
    /// What the columns of editions are called.
    pub words: Arc<Words>,
    /// How often readers of datasets may ask.
    pub pace: pace::Pace,
    /// Told when an edition is asked for.
    wanted: Arc<Notify>,
    /// Whether an edit may wait for its original: only then is it worth a look at what arrives.
    edits_wait: Arc<AtomicBool>,
    /// The MD5 of XForms, which never change: clients ask for all of them at each refresh.
    hashes: Arc<RwLock<HashMap<FormRef, String>>>,
}

impl Services {
    /// Services over a store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self {
            store,
            limits: Limits::default(),
            passwords: Passwords::default(),
            blobs: None,
            asks: vault::Known::default(),
            door: withdrawals::Door::default(),
            settling: Arc::default(),
            words: Arc::default(),
            pace: pace::Pace::default(),
            wanted: Arc::default(),
            // Until somebody has looked, some may wait from before.
            edits_wait: Arc::new(AtomicBool::new(true)),
            hashes: Arc::default(),
        }
    }

    /// The same, with a place for attachments.
    pub fn with_blobs(self, blobs: Blobs) -> Self {
        Self { blobs: Some(blobs), ..self }
    }

    /// The same, with the words of editions.
    pub fn with_words(self, words: Words) -> Self {
        Self { words: Arc::new(words), ..self }
    }

    /// Now, in milliseconds since 1970.
    pub fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    /// Today as `YYYY-MM-DD` (UTC).
    pub fn today(&self) -> String {
        let now = jiff::Timestamp::from_millisecond(self.now()).unwrap_or_default();
        now.strftime("%Y-%m-%d").to_string()
    }

    /// The reference data.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn catalogue(&self) -> Result<Arc<Catalogue>> {
        Ok(self.store.catalogue().await?)
    }

    /// Whether the store answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ready(&self) -> Result<()> {
        self.store.position().await?;
        Ok(())
    }

    /// How the store is.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn health(&self) -> Result<StoreHealth> {
        Ok(self.store.health().await?)
    }

    /// A stamp of now.
    pub fn stamp(&self, actor: &str) -> Stamp {
        Stamp { at: self.now(), actor: actor.to_owned() }
    }
}

/// Runs work whose cost grows with `bytes`, off the async runtime when they are many.
async fn blocking<T: Send + 'static>(
    bytes: usize,
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    offload(bytes, job).await.map_err(|error| Failure::Fault(error.to_string()))
}
