//! The two folders of migrations make one model: the same names, tables and columns, but for what is
//! said here with its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::cluster::cluster;
use super::schema;
use super::support::*;

/// What is another way in PostgreSQL, and why: the column in SQLite, and that in its place.
const DIFFERENCES: &[(&str, Option<&str>, Option<&str>, &str)] = &[
    ("submission", Some("no"), None, "rows are found by the UUID that they are distributed by"),
    ("revision", Some("key"), Some("submission"), "the same"),
    ("feed", Some("submission_no"), Some("submission"), "the same"),
    ("fact", Some("submission_no"), Some("submission"), "the same"),
    ("node", None, Some("submissions"), "SQLite has their last number; counting takes long"),
];

/// The tables that grow, and the column that each would be distributed by.
const DISTRIBUTED: &[(&str, &str)] = &[
    ("device_community", "device_no"),
    ("session", "token"),
    ("sign_in_failure", "key"),
    ("submission", "uuid"),
    ("revision", "submission"),
    ("feed", "device_no"),
    ("fact", "community_no"),
    ("quarantine", "device_no"),
    ("attachment", "revision"),
    ("audit", "no"),
    ("withdrawal", "code"),
    ("contact", "submission"),
    ("retention_report", "no"),
];

fn names(folder: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
    let names = std::fs::read_dir(folder).unwrap();
    names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn migrations_have_the_same_names_in_both_folders() {
    assert_eq!(names("sqlite"), names("postgres"));
}

/// Columns by table: name and kind, in no order. UUIDs and digests are bytes in both.
type Model = BTreeMap<String, BTreeSet<(String, String)>>;

fn sqlite() -> Model {
    let node = Node::sqlite();
    let mut tables: Model = BTreeMap::new();
    for (table, columns) in schema::live(&node.path()) {
        let kind =
            |kind: String| kind.replace("an integer", "Integer").replace("BigInt", "Integer");
        tables.insert(table, columns.into_iter().map(|(name, k)| (name, kind(k))).collect());
    }
    for (table, gone, new, _) in DIFFERENCES {
        let columns = tables.get_mut(*table).unwrap();
        let taken = columns.iter().find(|(name, _)| gone.is_some_and(|gone| gone == name));
        let taken = taken.cloned();
        assert_eq!(taken.is_some(), gone.is_some(), "{table}");
        columns.retain(|column| Some(column) != taken.as_ref());
        let kind = if new.is_some_and(|new| new == "submissions") { "Integer" } else { "Binary" };
        columns.extend(new.map(|new| (new.to_owned(), kind.to_owned())));
    }
    tables
}

fn postgres(node: &Node) -> Model {
    let printed = cluster().sql(
        node.url(),
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_\\_%'",
    );
    let mut tables: Model = BTreeMap::new();
    for line in printed.lines() {
        let [table, name, kind, nullable] = line.split('|').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let kind = match kind {
            "bigint" | "integer" => "Integer",
            "text" => "Text",
            "bytea" | "uuid" => "Binary",
            "boolean" => "Bool",
            other => panic!("{table}.{name} is {other}"),
        };
        let kind = if nullable == "YES" { format!("Nullable<{kind}>") } else { kind.to_owned() };
        tables.entry(table.to_owned()).or_default().insert((name.to_owned(), kind));
    }
    tables
}

#[test]
fn both_stores_have_the_same_tables_and_columns() {
    let node = Node::postgres();
    let (wanted, there) = (sqlite(), postgres(&node));
    assert_eq!(there.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
    for (table, columns) in &wanted {
        assert_eq!(&there[table], columns, "{table}");
    }
}

#[test]
fn every_table_that_grows_has_what_it_is_distributed_by_first_in_its_primary_key() {
    let node = Node::postgres();
    let printed = cluster().sql(
        node.url(),
        "SELECT c.relname, a.attname FROM pg_index i
         JOIN pg_class c ON c.oid = i.indrelid
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
         WHERE i.indisprimary AND c.relnamespace = current_schema()::regnamespace",
    );
    let keys: BTreeSet<&str> = printed.lines().collect();
    for (table, column) in DISTRIBUTED {
        assert!(keys.contains(format!("{table}|{column}").as_str()), "{table}: {keys:?}");
    }
    // What is not listed is small: there are as many rows as forms, places and people.
    let small = [
        "node",
        "seal",
        "retention",
        "form",
        "form_media",
        "community",
        "area",
        "taxonomy",
        "code",
        "device",
        "person",
    ];
    let of_editions = ["dataset", "edition", "edition_file", "agreement", "api_token"];
    let small =
        small.iter().chain(&["community_total", "copy_progress", "declared"]).chain(&of_editions);
    let listed: BTreeSet<&str> =
        DISTRIBUTED.iter().map(|(table, _)| *table).chain(small.copied()).collect();
    let there = postgres(&node);
    assert_eq!(listed, there.keys().map(String::as_str).collect());
}

#[test]
fn migrations_go_down_to_nothing_and_up_again() {
    let node = Node::postgres();
    let up = postgres(&node);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    for (end, wanted) in [("down.sql", &Model::new()), ("up.sql", &up)] {
        let mut steps: Vec<String> = names("postgres").into_iter().collect();
        if end == "down.sql" {
            steps.reverse();
        }
        for step in steps {
            let sql = std::fs::read_to_string(folder.join(step).join(end)).unwrap();
            cluster().sql(node.url(), &sql);
        }
        assert_eq!(&postgres(&node), wanted, "{end}");
    }
}
