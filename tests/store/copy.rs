//! A store that was copied, to another kind and back, is the store that it was.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use proptest::prelude::*;
use sikia::domain::access::{Person, Role};
use sikia::domain::catalogue::MediaFile;
use sikia::domain::ids::PersonId;
use sikia::domain::place::Area;
use sikia::domain::text::Text;
use sikia::store::copy::{
    CopyError, PROGRESS, Pages, Progress, Proof, ROWS, Row, Side, Source, TABLES, Table, copy_by,
};
use sikia::store::postgres::PostgresStore;
use sikia::store::postgres::copy::PostgresSide;
use sikia::store::sqlite::SqliteStore;
use sikia::store::sqlite::copy::SqliteSide;
use sikia::store::{Attachment, FormFiles, MasterKey, Result, StoreError};
use tempfile::TempDir;
use uuid::Uuid;

use super::cluster::cluster;
use super::differential::{COMMUNITIES, PHONES, Step, everything, step, take};
use super::schema;
use super::support::*;

/// A place for a store.
enum Place {
    File(TempDir),
    Schema(String),
}

impl Place {
    /// A directory with the master key of all stores here, as whoever moves a store brings it.
    fn file() -> Self {
        let directory = TempDir::new().unwrap();
        let key = MasterKey::at(master_key()).unwrap();
        key.write(&directory.path().join("sikia.key")).unwrap();
        Self::File(directory)
    }

    fn schema() -> Self {
        Self::Schema(cluster().schema())
    }

    async fn side(&self) -> Box<dyn Side> {
        match self {
            Self::File(at) => Box::new(SqliteSide::open(&at.path().join("sikia.db")).unwrap()),
            Self::Schema(url) => Box::new(PostgresSide::open(url).await.unwrap()),
        }
    }

    /// Whether a node opens it.
    async fn opens(&self) -> Result<()> {
        match self {
            Self::File(at) => SqliteStore::open(&at.path().join("sikia.db"), 1).map(|_| ()),
            Self::Schema(url) => PostgresStore::open(url, 1).await.map(|_| ()),
        }
    }

    fn open(self) -> Node {
        match self {
            Self::File(directory) => Node::in_directory(directory),
            Self::Schema(url) => Node::in_schema(url),
        }
    }
}

async fn side(node: &Node, kind: Kind) -> Box<dyn Side> {
    match kind {
        Kind::File => Box::new(SqliteSide::open(&node.path()).unwrap()),
        Kind::Schema => Box::new(PostgresSide::open(node.url()).await.unwrap()),
    }
}

#[derive(Clone, Copy)]
enum Kind {
    File,
    Schema,
}

async fn copied(from: &mut dyn Side, to: &mut dyn Side, most: usize) -> Outcome {
    copy_by(from, to, &(Arc::new(|_, _: &str, _, _| ()) as _), most).await
}

type Outcome = std::result::Result<Proof, CopyError>;

/// A target that fails after so many writes, as one does that is killed then: before the write, or after
/// it without a word.
struct Dying {
    of: Box<dyn Side>,
    lives: AtomicU64,
    silently: bool,
}

#[async_trait]
impl Side for Dying {
    async fn columns(&mut self, table: &Table) -> Result<Vec<String>> {
        self.of.columns(table).await
    }
    async fn hold(&mut self) -> Result<Source> {
        self.of.hold().await
    }
    async fn count(&mut self, table: &Table) -> Result<u64> {
        self.of.count(table).await
    }
    async fn read(&mut self, table: &Table, after: Option<Row>, pages: Pages) -> Result<()> {
        self.of.read(table, after, pages).await
    }
    fn keeps_zeros(&self) -> bool {
        self.of.keeps_zeros()
    }
    async fn progress(&mut self) -> Result<Vec<Progress>> {
        self.of.progress().await
    }
    async fn begin(&mut self, tables: Vec<Progress>) -> Result<()> {
        self.of.begin(tables).await
    }
    async fn write(
        &mut self,
        table: &Table,
        rows: Vec<Row>,
        former: &Progress,
        now: &Progress,
    ) -> Result<()> {
        let dies = self.lives.fetch_sub(1, Ordering::SeqCst) == 0;
        if !dies || self.silently {
            self.of.write(table, rows, former, now).await?;
        }
        if dies { Err(StoreError::Unavailable("killed".into())) } else { Ok(()) }
    }
    async fn settle(&mut self) -> Result<()> {
        self.of.settle().await
    }
    async fn finish(&mut self) -> Result<()> {
        self.of.finish().await
    }
}

/// Copies a store to an empty place, killed again and again on the way.
async fn moved(node: &Node, kind: Kind, to: Place, kills: &[(u8, bool)], most: usize) -> Node {
    node.store.close().await;
    for (lives, silently) in kills {
        let lives = AtomicU64::new(u64::from(*lives));
        let mut target = Dying { of: to.side().await, lives, silently: *silently };
        let outcome = copied(&mut *side(node, kind).await, &mut target, most).await;
        if outcome.is_err() {
            assert!(matches!(to.opens().await, Err(StoreError::HalfCopied)));
        }
    }
    let (mut source, mut target) = (side(node, kind).await, to.side().await);
    copied(&mut *source, &mut *target, most).await.unwrap();
    assert!(matches!(to.opens().await, Err(StoreError::HalfCopied)), "not before it is finished");
    target.finish().await.unwrap();
    to.open()
}

/// Takes the same steps on two stores and compares all that they tell then.
async fn agree(reference: &Node, node: &Node, steps: &[Step], limit: usize, what: &str) {
    for (at, step) in steps.iter().enumerate() {
        assert_eq!(take(node, step).await, take(reference, step).await, "{what}, {at}: {step:?}");
    }
    let (said, wanted) = (everything(node, 0, limit).await, everything(reference, 0, limit).await);
    assert_eq!(said.len(), wanted.len(), "{what}");
    for (line, wanted) in said.iter().zip(&wanted) {
        assert_eq!(line, wanted, "{what}");
    }
    assert_eq!(node.store.examine().await.unwrap(), [""; 0], "{what}");
}

fn cases() -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(5),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..cases() })]

    #[test]
    fn a_history_goes_on_after_each_copy_as_if_there_had_been_none(
        steps in prop::collection::vec(step(), 3..24),
        limit in 1..8usize,
        most in 1..40usize,
        kills in prop::collection::vec((any::<u8>().prop_map(|n| n % 60), any::<bool>()), 0..3),
    ) {
        keeps(Place::file().open(), |first| async move {
            let reference = Node::memory();
            reference.world().await;
            first.world().await;
            for node in [&reference, &first] {
                for phone in 1..=PHONES {
                    node.phone(phone, &COMMUNITIES[..usize::from(phone)]).await;
                }
            }
            let third = steps.len() / 3;
            agree(&reference, &first, &steps[..third], limit, "SQLite").await;
            let second = moved(&first, Kind::File, Place::schema(), &kills, most).await;
            assert_eq!(
                second.store.position().await.unwrap().store,
                first.beside().store.position().await.unwrap().store,
                "cursors stay good"
            );
            agree(&reference, &second, &steps[third..2 * third], limit, "to PostgreSQL").await;
            let last = moved(&second, Kind::Schema, Place::file(), &kills, most).await;
            agree(&reference, &last, &steps[2 * third..], limit, "and back").await;
        });
    }
}

#[test]
fn every_table_of_the_schema_is_copied() {
    let there: BTreeSet<String> = schema::live(&Node::sqlite().path()).into_keys().collect();
    let named: BTreeSet<String> =
        TABLES.iter().map(|table| table.name).chain([PROGRESS]).map(str::to_owned).collect();
    assert_eq!(named, there, "src/store/copy/mod.rs lists what is copied");
}

/// The tables that [`fill`] fills. Of others, only the list and the columns are looked at.
const FILLED: [&str; 21] = [
    "form",
    "form_media",
    "community",
    "area",
    "taxonomy",
    "code",
    "device",
    "device_community",
    "person",
    "session",
    "sign_in_failure",
    "submission",
    "revision",
    "feed",
    "fact",
    "community_total",
    "quarantine",
    "attachment",
    "seal",
    "audit",
    "node",
];

async fn fill(node: &Node) {
    let phone = node.with_phone().await;
    let store = &node.store;
    let area = Area {
        id: "tz-geita".into(),
        kind: "region".to_owned(),
        name: Text::new("", "Geita"),
        codes: Default::default(),
        parents: Vec::new(),
    };
    store.put_areas(&[area], &operator()).await.unwrap();
    let picture = MediaFile { digest: [3; 32], md5: [3; 16], size: 7 };
    let media = [("pit.png".to_owned(), picture)];
    let files = FormFiles { source: b"x", xform: b"\0y", media: &media, ..FormFiles::default() };
    store.put_form(&form_version("2"), files, &operator()).await.unwrap();
    let form = form_version("1").form;
    assert!(store.rename_in_form(&form, "words", "said", &operator()).await.unwrap());
    let person = Person {
        id: PersonId(Uuid::from_u128(7)),
        name: "neema ' \\ \u{1F600}".to_owned(),
        role: Role::Reviewer,
        areas: vec!["tz-geita".into()],
        created_at: NOW,
        disabled_at: None,
    };
    store.add_person(&person, "a hash", &operator()).await.unwrap();
    store.open_session(person.id, &token(9), NOW + 1, &operator()).await.unwrap();
    store.note_sign_in(&token(8), true, &operator()).await.unwrap();
    node.push(&phone, &[item(1, 1, 1), item(1, 2, 2).parents(&[1]), item(2, 3, 1)]).await;
    node.push(&phone, &[item(3, 4, 1).version_of_form("late"), item(4, 5, 1)]).await;
    node.push_one(&phone, &withdrawal(2, 6, 2)).await;
    node.push_bytes(&phone, vec![b"{\"junk\":\"\\u0000\"".to_vec()]).await;
    let file = Attachment { revision: revision(1), name: "a.jpg".into(), digest: [1; 32], size: 7 };
    store.attach(&[file], &operator()).await.unwrap();
}

#[test]
fn what_was_copied_has_all_rows_of_all_tables() {
    let (sqlite, postgres) = (Place::file().open(), Node::postgres());
    keeps(sqlite, |sqlite| async move {
        for node in [&sqlite, &postgres] {
            fill(node).await;
            node.store.close().await;
        }
        for (node, kind) in [(&sqlite, Kind::File), (&postgres, Kind::Schema)] {
            for to in [Place::file(), Place::schema()] {
                let (mut source, mut target) = (side(node, kind).await, to.side().await);
                let proof = copied(&mut *source, &mut *target, ROWS).await.unwrap();
                for (table, sum) in proof {
                    assert!(
                        !FILLED.contains(&table) || sum.rows > 0,
                        "{table} is empty: this shows nothing of it"
                    );
                }
                target.finish().await.unwrap();
                let copy = to.open();
                let audited = |node: Node| async move { node.store.audited(100).await.unwrap() };
                assert_eq!(audited(copy.clone()).await, audited(node.beside()).await);
                let person = copy.store.person_of(&token(9), NOW).await.unwrap().unwrap();
                assert_eq!(person.name, "neema ' \\ \u{1F600}");
                assert_eq!(copy.store.failures(&token(8)).await.unwrap().count, 1);
                assert_eq!(copy.store.attachments(submission(1)).await.unwrap().len(), 1);
                assert_eq!(
                    copy.store.xform(&form_version("2").form).await.unwrap().unwrap(),
                    b"\0y"
                );
                copy.assert_exact().await;
            }
        }
    });
}

#[test]
fn only_an_empty_place_or_half_a_copy_of_the_same_is_copied_to() {
    let used = Node::postgres();
    keeps(Node::sqlite_with_world(), |node| async move {
        let phone = node.phone(1, &["mgusu"]).await;
        node.push(&phone, &[item(1, 1, 1), item(2, 2, 1)]).await;
        used.put_communities(&["mgusu"]).await;
        let mut source = side(&node, Kind::File).await;
        let outcome = copied(&mut *source, &mut *side(&used, Kind::Schema).await, 10).await;
        assert!(matches!(outcome, Err(CopyError::NotEmpty("community"))), "{outcome:?}");
        drop(source);

        let to = Place::schema();
        let half = async |from: &mut dyn Side| {
            let mut dying =
                Dying { of: to.side().await, lives: AtomicU64::new(20), silently: false };
            copied(from, &mut dying, 2).await
        };
        let outcome = half(&mut *side(&node, Kind::File).await).await;
        assert!(matches!(outcome, Err(CopyError::Store(_))), "{outcome:?}");
        let other = Node::sqlite();
        let outcome = half(&mut *side(&other, Kind::File).await).await;
        assert!(matches!(outcome, Err(CopyError::AnotherSource)), "{outcome:?}");
        node.push_one(&phone, &item(3, 3, 1)).await;
        let outcome = half(&mut *side(&node, Kind::File).await).await;
        assert!(matches!(outcome, Err(CopyError::SourceChanged)), "{outcome:?}");
    });
}

#[test]
fn nobody_writes_to_a_source_while_it_is_copied() {
    let postgres = Node::postgres();
    keeps(postgres, |node| async move {
        let phone = node.with_phone().await;
        let mut source = side(&node, Kind::Schema).await;
        source.hold().await.unwrap();
        let pushed = tokio::spawn({
            let node = node.clone();
            async move { node.push_one(&phone, &item(1, 1, 1)).await }
        });
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(node.head(1).await, None, "it can be read");
        assert!(!pushed.is_finished());
        drop(source);
        assert_eq!(pushed.await.unwrap(), sikia::store::Outcome::Accepted);
    });
}

#[test]
fn a_copy_that_differs_in_one_value_is_not_opened() {
    const DAMAGES: [(&str, &str); 4] = [
        ("revision", "UPDATE revision SET version = 9 WHERE uuid::text LIKE '%7001'"),
        ("audit", "DELETE FROM audit WHERE no = 1"),
        ("community", "UPDATE community SET definition = definition || ' '"),
        ("node", "UPDATE node SET change = change + 1"),
    ];
    keeps(Node::sqlite_with_world(), |node| async move {
        let phone = node.phone(1, &["mgusu"]).await;
        node.push(&phone, &[item(1, 1, 1), item(2, 2, 1)]).await;
        node.store.close().await;
        for (table, damage) in DAMAGES {
            let url = cluster().schema();
            let to = Place::Schema(url.clone());
            let (mut source, mut target) = (side(&node, Kind::File).await, to.side().await);
            copied(&mut *source, &mut *target, ROWS).await.unwrap();
            cluster().sql(&url, damage);
            drop(source);
            let outcome = copied(&mut *side(&node, Kind::File).await, &mut *target, ROWS).await;
            let differs = matches!(&outcome, Err(CopyError::Differs(name)) if *name == table);
            assert!(differs, "{table}: {outcome:?}");
            assert!(matches!(to.opens().await, Err(StoreError::HalfCopied)));
        }
    });
}
