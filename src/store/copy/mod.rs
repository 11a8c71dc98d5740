//! Moving a whole store to another place and kind: table by table, row by row, with a proof.
//!
//! The rows of a table go through memory a page at a time. Each page is one transaction of the target,
//! together with the place that the source has come to: a copy that was killed goes on from there. While
//! it works nobody writes to the source, and no node opens the target. In the end both sides are read
//! again, and every table must add up to the same.

mod value;

use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{Result, StoreError};

pub use value::{Row, Sum, Value, decode, encode, size};

/// A table that is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Whether it has exactly one row, which is there from the beginning.
    pub single: bool,
}

const fn rows(name: &'static str) -> Table {
    Table { name, single: false }
}

/// Every table of a store but [`PROGRESS`], those that others refer to first. Columns are looked up: a new
/// table is one more line here.
pub const TABLES: &[Table] = &[
    rows("form"),
    rows("form_media"),
    rows("community"),
    rows("area"),
    rows("taxonomy"),
    rows("code"),
    rows("device"),
    rows("device_community"),
    rows("person"),
    rows("session"),
    rows("sign_in_failure"),
    rows("submission"),
    rows("revision"),
    rows("feed"),
    rows("fact"),
    rows("community_total"),
    rows("quarantine"),
    rows("attachment"),
    rows("declared"),
    rows("dataset"),
    rows("edition"),
    rows("edition_file"),
    rows("agreement"),
    rows("api_token"),
    rows("withdrawal"),
    rows("seal"),
    rows("contact"),
    rows("retention"),
    rows("retention_report"),
    rows("audit"),
    Table { name: "node", single: true },
];

/// The table in which a target keeps how far it has come.
pub const PROGRESS: &str = "copy_progress";

/// Rows of a page at the most.
pub const ROWS: usize = 5_000;
/// Bytes of a page from which on it is full.
const BYTES: usize = 4 << 20;
/// Pages that may be on their way: one is read while another is written.
const AHEAD: usize = 1;

/// What is copied: two of them are the same when nothing was written in between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The store's own UUID.
    pub store: Uuid,
    /// The number of its last change.
    pub change: i64,
    /// The number of its last audit entry.
    pub audit: i64,
}

/// How far a target has come with one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The table.
    pub name: String,
    /// What is copied.
    pub source: Source,
    /// How many rows there are.
    pub copied: i64,
    /// The key of the last of them, as the source has it.
    pub last: Option<Row>,
    /// Whether these are all.
    pub done: bool,
}

/// Rows on their way, and the key of the last one, as their source has it.
#[derive(Debug, Default)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// The key of the last one.
    pub last: Row,
    bytes: usize,
}

/// Where rows go, a page at a time.
pub struct Pages {
    taker: mpsc::Sender<Page>,
    page: Page,
    /// Rows of a page at the most.
    most: usize,
}

impl Pages {
    fn new(most: usize) -> (Self, mpsc::Receiver<Page>) {
        let (taker, pages) = mpsc::channel(AHEAD);
        (Self { taker, page: Page::default(), most }, pages)
    }

    /// Adds a row with its key; whether anybody still takes them.
    pub async fn add(&mut self, key: Row, row: Row) -> bool {
        match self.fill(key, row) {
            Some(page) => self.taker.send(page).await.is_ok(),
            None => true,
        }
    }

    /// The same from a thread that may wait.
    pub fn add_blocking(&mut self, key: Row, row: Row) -> bool {
        self.fill(key, row).is_none_or(|page| self.taker.blocking_send(page).is_ok())
    }

    fn fill(&mut self, key: Row, row: Row) -> Option<Page> {
        let page = &mut self.page;
        page.bytes += size(&row);
        page.rows.push(row);
        page.last = key;
        (page.rows.len() >= self.most || page.bytes >= BYTES).then(|| std::mem::take(page))
    }

    /// Hands over what is left. Whoever does not take it has failed, and says so.
    pub async fn end(self) {
        if !self.page.rows.is_empty() {
            let _ = self.taker.send(self.page).await;
        }
    }

    /// The same from a thread that may wait.
    pub fn end_blocking(self) {
        if !self.page.rows.is_empty() {
            let _ = self.taker.blocking_send(self.page);
        }
    }
}

/// One end of a copy.
#[async_trait]
pub trait Side: Send {
    /// The columns of a table that all stores have, by name. Where a store numbers submissions, it tells
    /// their UUIDs.
    async fn columns(&mut self, table: &Table) -> Result<Vec<String>>;

    /// From here on nobody else writes, and everything is read from one state; says which.
    async fn hold(&mut self) -> Result<Source>;

    /// How many rows a table has.
    async fn count(&mut self, table: &Table) -> Result<u64>;

    /// Hands over the rows of a table beyond a key of it, in the order of keys. Ends early when nobody
    /// takes them.
    async fn read(&mut self, table: &Table, after: Option<Row>, pages: Pages) -> Result<()>;

    /// Whether texts may have zero bytes in them. Where not, the mark for unreadable characters stands
    /// in their place, as in everything that such a store takes in.
    fn keeps_zeros(&self) -> bool;

    /// How far it has come as a target; nothing when no copy has begun.
    async fn progress(&mut self) -> Result<Vec<Progress>>;

    /// Notes that a copy begins.
    async fn begin(&mut self, tables: Vec<Progress>) -> Result<()>;

    /// Writes rows and how far it has come with them, in one transaction. `former` is where it stood:
    /// when it stands elsewhere, another copy is at work.
    async fn write(
        &mut self,
        table: &Table,
        rows: Vec<Row>,
        former: &Progress,
        now: &Progress,
    ) -> Result<()>;

    /// Sets what follows from all rows together. May be done again.
    async fn settle(&mut self) -> Result<()>;

    /// Notes that the copy is finished: nodes may open the store.
    async fn finish(&mut self) -> Result<()>;
}

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// One of the stores failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is something in the target, and it is not half a copy.
    #[error("the target has rows in {0}")]
    NotEmpty(&'static str),
    /// The target is half a copy of another store.
    #[error("the target is half a copy of another store")]
    AnotherSource,
    /// The target is half a copy of this store as it was before it was written to again.
    #[error("the source has changed since the copy was begun")]
    SourceChanged,
    /// Both sides do not add up to the same.
    #[error("the table {0} is not the same on both sides")]
    Differs(&'static str),
}

/// What a copy is doing, to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Moving rows.
    Copying,
    /// Reading both sides again.
    Proving,
}

/// Called with what is done, with which table, how many rows of all tables are through, and of how many.
pub type Report = Arc<dyn Fn(Doing, &str, u64, u64) + Send + Sync>;

/// What every table adds up to, on both sides.
pub type Proof = Vec<(&'static str, Sum)>;

/// Copies everything that is not copied yet, and proves it. The target is not open to nodes until
/// [`Side::finish`].
///
/// # Errors
/// See [`CopyError`]. After [`CopyError::Store`] it goes on where it stood when it is called again.
pub async fn copy(
    source: &mut dyn Side,
    target: &mut dyn Side,
    report: &Report,
) -> std::result::Result<Proof, CopyError> {
    copy_by(source, target, report, ROWS).await
}

/// The same in pages of at most so many rows.
///
/// # Errors
/// As [`copy`].
pub async fn copy_by(
    source: &mut dyn Side,
    target: &mut dyn Side,
    report: &Report,
    most: usize,
) -> std::result::Result<Proof, CopyError> {
    let held = source.hold().await?;
    let mut progress = begun(&held, target).await?;
    let mut all = 0;
    for table in TABLES {
        same_columns(table, source, target).await?;
        all += source.count(table).await?;
    }
    let mut done = 0;
    for (table, progress) in TABLES.iter().zip(&mut progress) {
        done += progress.copied.unsigned_abs();
        if !progress.done {
            let told = |rows| report(Doing::Copying, table.name, done + rows, all);
            done += move_rows(table, progress, source, target, (most, &told)).await?;
        }
        report(Doing::Copying, table.name, done, all);
    }
    target.settle().await?;
    prove(source, target, report, all).await
}

/// Where the target stands, table by table; notes that the copy begins when it has not.
async fn begun(
    source: &Source,
    target: &mut dyn Side,
) -> std::result::Result<Vec<Progress>, CopyError> {
    let mut stands = target.progress().await?;
    if stands.is_empty() {
        for table in TABLES {
            if !table.single && target.count(table).await? > 0 {
                return Err(CopyError::NotEmpty(table.name));
            }
        }
        let begins = |table: &Table| Progress {
            name: table.name.to_owned(),
            source: source.clone(),
            copied: 0,
            last: None,
            done: false,
        };
        stands = TABLES.iter().map(begins).collect();
        target.begin(stands.clone()).await?;
        return Ok(stands);
    }
    let of = |table: &Table| stands.iter().find(|progress| progress.name == table.name);
    let ordered: Option<Vec<Progress>> = TABLES.iter().map(|table| of(table).cloned()).collect();
    let ordered = ordered.ok_or(CopyError::SourceChanged)?;
    match ordered.iter().find(|progress| progress.source != *source) {
        Some(progress) if progress.source.store == source.store => Err(CopyError::SourceChanged),
        Some(_) => Err(CopyError::AnotherSource),
        None => Ok(ordered),
    }
}

async fn same_columns(
    table: &Table,
    source: &mut dyn Side,
    target: &mut dyn Side,
) -> std::result::Result<(), CopyError> {
    let (from, to) = (source.columns(table).await?, target.columns(table).await?);
    if from != to {
        let words = format!("{} has {from:?} here and {to:?} there", table.name);
        return Err(StoreError::Corrupt(words).into());
    }
    Ok(())
}

/// Moves what is left of a table; how many rows that were.
async fn move_rows(
    table: &Table,
    progress: &mut Progress,
    source: &mut dyn Side,
    target: &mut dyn Side,
    (most, told): (usize, &(dyn Fn(u64) + Sync)),
) -> Result<u64> {
    let (pages, mut coming) = Pages::new(most);
    let after = progress.last.clone();
    let writing = async {
        let mut moved = 0;
        while let Some(Page { mut rows, last, .. }) = coming.recv().await {
            if !target.keeps_zeros() {
                rows.iter_mut().for_each(without_zeros);
            }
            let (former, came) = (progress.clone(), rows.len());
            progress.copied += i64::try_from(came).unwrap_or_default();
            progress.last = Some(last);
            target.write(table, rows, &former, progress).await?;
            moved += came as u64;
            told(moved);
        }
        Result::Ok(moved)
    };
    // Reading ends early, and without a word, when writing has failed: its error is the one to tell.
    let (read, moved) = futures_util::join!(source.read(table, after, pages), writing);
    let moved = moved?;
    read?;
    let former = progress.clone();
    progress.done = true;
    target.write(table, Vec::new(), &former, progress).await?;
    Ok(moved)
}

/// Turns values into what a target can keep of them that has no zero bytes in texts.
fn without_zeros(row: &mut Row) {
    for value in row {
        if let Value::Text(text) = value
            && text.contains('\0')
        {
            *text = text.replace('\0', "\u{fffd}");
        }
    }
}

/// Reads both sides from the beginning to the end, and compares what each table adds up to.
async fn prove(
    source: &mut dyn Side,
    target: &mut dyn Side,
    report: &Report,
    all: u64,
) -> std::result::Result<Proof, CopyError> {
    let (mut proof, mut done) = (Proof::new(), 0);
    let keeps_zeros = target.keeps_zeros();
    for table in TABLES {
        report(Doing::Proving, table.name, done, all);
        let (from, to) =
            futures_util::join!(sum(table, source, keeps_zeros), sum(table, target, true));
        let (from, to) = (from?, to?);
        if from != to {
            return Err(CopyError::Differs(table.name));
        }
        done += from.rows;
        proof.push((table.name, from));
    }
    report(Doing::Proving, PROGRESS, done, all);
    Ok(proof)
}

async fn sum(table: &Table, side: &mut dyn Side, keeps_zeros: bool) -> Result<Sum> {
    let (pages, mut coming) = Pages::new(ROWS);
    let adding = async {
        let mut sum = Sum::default();
        while let Some(mut page) = coming.recv().await {
            for row in &mut page.rows {
                if !keeps_zeros {
                    without_zeros(row);
                }
                sum.add(row);
            }
        }
        sum
    };
    let (read, sum) = futures_util::join!(side.read(table, None, pages), adding);
    read.map(|()| sum)
}
