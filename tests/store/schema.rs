//! The tables: migrations that can be undone, and the columns that the code thinks there are.

use std::collections::BTreeMap;
use std::path::Path;

use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use sikia::store::sqlite::SqliteStore;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

#[derive(QueryableByName)]
struct Definition {
    #[diesel(sql_type = Text)]
    sql: String,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    needed: i64,
}

fn definitions(connection: &mut SqliteConnection) -> Vec<String> {
    let sql = "SELECT sql FROM sqlite_schema
               WHERE sql IS NOT NULL AND name NOT LIKE '__diesel%' ORDER BY type, name";
    sql_query(sql).load::<Definition>(connection).unwrap().into_iter().map(|d| d.sql).collect()
}

#[test]
fn migrations_go_up_and_down_and_up_to_the_same_tables() {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    connection.run_pending_migrations(MIGRATIONS).unwrap();
    let up = definitions(&mut connection);
    assert!(up.len() > 15, "{up:?}");
    connection.revert_all_migrations(MIGRATIONS).unwrap();
    assert_eq!(definitions(&mut connection), [""; 0]);
    connection.run_pending_migrations(MIGRATIONS).unwrap();
    assert_eq!(definitions(&mut connection), up);
}

#[test]
fn migrating_names_what_it_did_and_does_it_once() {
    let directory = tempfile::TempDir::new().unwrap();
    let path = directory.path().join("sikia.db");
    assert!(!SqliteStore::migrate(&path).unwrap().is_empty());
    assert_eq!(SqliteStore::migrate(&path).unwrap(), [""; 0]);
}

/// Columns by table as `schema.rs` has them: name and type, in order.
fn written() -> BTreeMap<String, Vec<(String, String)>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/sqlite/schema.rs");
    let text = std::fs::read_to_string(path).unwrap();
    let mut tables = BTreeMap::new();
    for table in text.split("table! {").skip(1) {
        let (table, _) = table.split_once("}\n").unwrap();
        let (head, columns) = table.split_once('{').unwrap();
        let name = head.split_whitespace().next().unwrap().to_owned();
        let columns = columns.trim_matches([' ', '}', '\n']).split(',');
        let pairs = columns.filter_map(|column| column.trim().split_once(" -> "));
        let pairs = pairs.map(|(name, kind)| (name.to_owned(), kind.to_owned()));
        tables.insert(name, pairs.collect());
    }
    tables
}

/// The same, as the file has them.
pub fn live(path: &Path) -> BTreeMap<String, Vec<(String, String)>> {
    let mut connection = SqliteConnection::establish(&path.to_string_lossy()).unwrap();
    let sql = "SELECT name AS sql FROM sqlite_schema
               WHERE type = 'table' AND name NOT LIKE '__diesel%' AND name NOT LIKE 'sqlite%'";
    let tables: Vec<Definition> = sql_query(sql).load(&mut connection).unwrap();
    let columns = |connection: &mut SqliteConnection, table: &str| {
        let sql = format!(
            "SELECT name, type AS kind, \"notnull\" AS needed FROM pragma_table_info('{table}')"
        );
        let columns: Vec<Column> = sql_query(sql).load(connection).unwrap();
        let pairs = columns.into_iter().map(|Column { name, kind, needed }| {
            let kind = match kind.as_str() {
                // SQLite has one kind of integer; small ones are told by what they are.
                "BIGINT" => "BigInt",
                "INTEGER" => "an integer",
                "TEXT" => "Text",
                "BLOB" => "Binary",
                "BOOLEAN" => "Bool",
                other => panic!("{table}.{name} is {other}"),
            };
            let kind = if needed == 0 { format!("Nullable<{kind}>") } else { kind.to_owned() };
            (name, kind)
        });
        pairs.collect()
    };
    tables.into_iter().map(|t| (t.sql.clone(), columns(&mut connection, &t.sql))).collect()
}

#[test]
fn the_code_knows_the_columns_that_there_are() {
    let directory = tempfile::TempDir::new().unwrap();
    let path = directory.path().join("sikia.db");
    SqliteStore::migrate(&path).unwrap();
    let (written, live) = (written(), live(&path));
    assert_eq!(written.keys().collect::<Vec<_>>(), live.keys().collect::<Vec<_>>());
    for (table, columns) in &live {
        let loosely = |kind: &str, written: &str| {
            kind == written
                || kind.replace("an integer", "BigInt") == written
                || kind.replace("an integer", "Integer") == written
        };
        assert_eq!(columns.len(), written[table].len(), "{table}");
        for ((name, kind), (in_code, kind_in_code)) in columns.iter().zip(&written[table]) {
            assert_eq!(name, in_code, "{table}");
            assert!(loosely(kind, kind_in_code), "{table}.{name}: {kind} is not {kind_in_code}");
        }
    }
}
