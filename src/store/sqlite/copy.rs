//! A file as one end of a copy.
//!
//! Submissions have numbers here that no other store has: in what goes out, their UUIDs stand in the
//! place of them, and what comes in gets numbers of this file.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use diesel::connection::{DefaultLoadingMode, SimpleConnection};
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::row::{Field, NamedRow};
use diesel::sql_types::{BigInt, Binary, Nullable, Text};
use diesel::sqlite::{Sqlite, SqliteType};
use diesel::{QueryableByName, RunQueryDsl, SqliteConnection, deserialize, sql_query};
use uuid::Uuid;

use super::reference::Node;
use super::revisions::uuid;
use super::{ORDINALS, blocking, connection, failure, read_json, write_json};
use crate::store::copy::{
    PROGRESS, Pages, Progress, Row, Side, Source, Table, Value, decode, encode,
};
use crate::store::{Result, StoreError};

/// Rows of one statement: within what SQLite takes as parameters.
const TOGETHER: usize = 250;

/// A file that is copied, or copied into.
pub struct SqliteSide {
    connection: Arc<Mutex<SqliteConnection>>,
}

/// A row as the file has it.
struct Cells(Row);

impl QueryableByName<Sqlite> for Cells {
    fn build<'a>(row: &impl NamedRow<'a, Sqlite>) -> deserialize::Result<Self> {
        let mut cells = Row::with_capacity(row.field_count());
        for at in 0..row.field_count() {
            let field = diesel::row::Row::get(row, at).ok_or("a column is missing")?;
            cells.push(match field.value() {
                None => Value::Null,
                Some(mut value) => match value.value_type() {
                    None => Value::Null,
                    Some(SqliteType::Text) => Value::Text(value.read_text().to_owned()),
                    Some(SqliteType::Binary) => Value::Bytes(value.read_blob().to_vec()),
                    Some(SqliteType::Double | SqliteType::Float) => {
                        return Err("no table has floating point numbers".into());
                    }
                    Some(_) => Value::Int(value.read_long()),
                },
            });
        }
        Ok(Self(cells))
    }
}

/// A column: what it is called everywhere, here, and how it is read.
struct Column {
    name: String,
    here: String,
    read: String,
}

/// A table as this file has it.
struct Shape {
    columns: Vec<Column>,
    /// What it is joined with to tell the UUIDs of submissions.
    join: &'static str,
    /// Expressions of its primary key, in order.
    key: Vec<String>,
}

fn bound(sql: String, values: Row) -> BoxedSqlQuery<'static, Sqlite, SqlQuery> {
    let query = sql_query(sql).into_boxed::<Sqlite>();
    values.into_iter().fold(query, |query, value| match value {
        Value::Null => query.bind::<Nullable<BigInt>, _>(None::<i64>),
        Value::Int(number) => query.bind::<BigInt, _>(number),
        Value::Text(text) => query.bind::<Text, _>(text),
        Value::Bytes(bytes) => query.bind::<Binary, _>(bytes),
    })
}

fn load(connection: &mut SqliteConnection, sql: String, values: Row) -> Result<Vec<Row>> {
    let rows: Vec<Cells> = bound(sql, values).load(connection).map_err(failure)?;
    Ok(rows.into_iter().map(|cells| cells.0).collect())
}

fn number(connection: &mut SqliteConnection, sql: String) -> Result<i64> {
    match load(connection, sql, Row::new())?.first().and_then(|row| row.first()) {
        Some(Value::Int(number)) => Ok(*number),
        _ => Err(StoreError::Corrupt("a number is missing".into())),
    }
}

fn shape(connection: &mut SqliteConnection, table: &Table) -> Result<Shape> {
    let sql = format!("SELECT name, pk FROM pragma_table_info('{}')", table.name);
    let mut columns = Vec::new();
    let mut key = Vec::new();
    let mut join = "";
    for row in load(connection, sql, Row::new())? {
        let [Value::Text(here), Value::Int(place)] = row.as_slice() else { continue };
        let (here, place) = (here.clone(), *place);
        if place > 0 {
            key.push((place, format!("t.\"{here}\"")));
        }
        let (name, read) = match (table.name, here.as_str()) {
            ("submission", "no") => continue,
            ("revision", "key") => {
                join = "JOIN submission s ON s.no = t.key / 4096"; // ORDINALS
                ("submission", "s.uuid".to_owned())
            }
            (_, "submission_no") => {
                join = "JOIN submission s ON s.no = t.submission_no";
                ("submission", "s.uuid".to_owned())
            }
            (_, same) => (same, format!("t.\"{same}\"")),
        };
        columns.push(Column { name: name.to_owned(), read, here: here.clone() });
    }
    if columns.is_empty() {
        return Err(StoreError::Corrupt(format!("there is no table {}", table.name)));
    }
    columns.sort_by(|a, b| a.name.cmp(&b.name));
    key.sort();
    Ok(Shape { columns, join, key: key.into_iter().map(|(_, read)| read).collect() })
}

impl SqliteSide {
    /// Opens a file and brings its tables up to date; makes it when it is not there.
    ///
    /// # Errors
    /// As [`SqliteStore::open`](super::SqliteStore::open).
    pub fn open(path: &Path) -> Result<Self> {
        let mut connection = connection::open(path)?;
        connection::migrate(&mut connection)?;
        // No thread makes checkpoints here.
        connection.batch_execute("PRAGMA wal_autocheckpoint = 1000").map_err(failure)?;
        Ok(Self { connection: Arc::new(Mutex::new(connection)) })
    }

    async fn with<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut SqliteConnection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let connection = self.connection.clone();
        blocking(move || job(&mut connection.lock().unwrap_or_else(PoisonError::into_inner))).await
    }
}

#[async_trait]
impl Side for SqliteSide {
    async fn columns(&mut self, table: &Table) -> Result<Vec<String>> {
        let table = *table;
        self.with(move |c| Ok(shape(c, &table)?.columns.into_iter().map(|c| c.name).collect()))
            .await
    }

    async fn hold(&mut self) -> Result<Source> {
        self.with(|connection| {
            connection.batch_execute("BEGIN IMMEDIATE").map_err(failure)?;
            let node = Node::read(connection)?;
            let audit = number(connection, "SELECT coalesce(max(no), 0) FROM audit".into())?;
            Ok(Source { store: Uuid::from_bytes(node.store), change: node.change, audit })
        })
        .await
    }

    async fn count(&mut self, table: &Table) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM \"{}\"", table.name);
        self.with(move |connection| Ok(number(connection, sql)?.unsigned_abs())).await
    }

    async fn read(&mut self, table: &Table, after: Option<Row>, mut pages: Pages) -> Result<()> {
        let table = *table;
        self.with(move |connection| {
            let Shape { columns, join, key } = shape(connection, &table)?;
            let width = key.len();
            let read: Vec<&str> =
                key.iter().chain(columns.iter().map(|c| &c.read)).map(String::as_str).collect();
            let (read, key) = (read.join(", "), key.join(", "));
            let beyond = match &after {
                None => String::new(),
                Some(_) => format!("WHERE ({key}) > ({})", vec!["?"; width].join(", ")),
            };
            let name = table.name;
            let sql = format!("SELECT {read} FROM \"{name}\" t {join} {beyond} ORDER BY {key}");
            let query = bound(sql, after.unwrap_or_default());
            let rows = query.load_iter::<Cells, DefaultLoadingMode>(connection).map_err(failure)?;
            for row in rows {
                let Cells(mut key) = row.map_err(failure)?;
                let row = key.split_off(width);
                if !pages.add_blocking(key, row) {
                    return Ok(());
                }
            }
            pages.end_blocking();
            Ok(())
        })
        .await
    }

    fn keeps_zeros(&self) -> bool {
        true
    }

    async fn progress(&mut self) -> Result<Vec<Progress>> {
        self.with(|connection| {
            let sql = format!("SELECT name, source, copied, last, done FROM {PROGRESS}");
            load(connection, sql, Row::new())?.into_iter().map(progress).collect()
        })
        .await
    }

    async fn begin(&mut self, tables: Vec<Progress>) -> Result<()> {
        self.with(move |connection| {
            connection.immediate_transaction(|connection| {
                for table in tables {
                    let source = write_json(&table.source)?;
                    let sql = format!("INSERT INTO {PROGRESS} VALUES (?, ?, 0, NULL, FALSE)");
                    let values = vec![Value::Text(table.name), Value::Text(source)];
                    bound(sql, values).execute(connection).map_err(failure)?;
                }
                Ok(())
            })
        })
        .await
    }

    async fn write(
        &mut self,
        table: &Table,
        rows: Vec<Row>,
        former: &Progress,
        now: &Progress,
    ) -> Result<()> {
        let (table, former, now) = (*table, former.copied, now.clone());
        self.with(move |connection| {
            connection.immediate_transaction(|connection| {
                let shape = shape(connection, &table)?;
                for rows in chunks(rows) {
                    write(connection, &table, &shape, rows)?;
                }
                let sql = format!(
                    "UPDATE {PROGRESS} SET copied = ?, last = ?, done = ?
                     WHERE name = ? AND copied = ? AND NOT done"
                );
                let values = vec![
                    Value::Int(now.copied),
                    now.last.as_ref().map_or(Value::Null, |last| Value::Bytes(encode(last))),
                    Value::Int(now.done.into()),
                    Value::Text(now.name),
                    Value::Int(former),
                ];
                match bound(sql, values).execute(connection).map_err(failure)? {
                    1 => Ok(()),
                    _ => Err(StoreError::Busy),
                }
            })
        })
        .await
    }

    async fn settle(&mut self) -> Result<()> {
        self.with(|c| c.batch_execute("PRAGMA optimize").map_err(failure)).await
    }

    async fn finish(&mut self) -> Result<()> {
        self.with(|connection| {
            let end = format!("DELETE FROM {PROGRESS}; PRAGMA wal_checkpoint(TRUNCATE);");
            connection.batch_execute(&end).map_err(failure)
        })
        .await
    }
}

fn progress(row: Row) -> Result<Progress> {
    let mut cells = row.into_iter();
    let mut next = || cells.next().unwrap_or(Value::Null);
    let (Value::Text(name), Value::Text(source), Value::Int(copied)) = (next(), next(), next())
    else {
        return Err(StoreError::Corrupt("the progress of a copy".into()));
    };
    let last = match next() {
        Value::Bytes(bytes) => Some(decode(&bytes)?),
        _ => None,
    };
    let done = next() == Value::Int(1);
    Ok(Progress { name, source: read_json(&source)?, copied, last, done })
}

fn chunks(mut rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut chunks = Vec::new();
    while rows.len() > TOGETHER {
        let rest = rows.split_off(TOGETHER);
        chunks.push(std::mem::replace(&mut rows, rest));
    }
    chunks.push(rows);
    chunks
}

/// Writes rows with one statement.
fn write(
    connection: &mut SqliteConnection,
    table: &Table,
    shape: &Shape,
    mut rows: Vec<Row>,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut places = vec!["?"; shape.columns.len()];
    if let Some(at) = shape.columns.iter().position(|c| c.name == "submission" && c.here != c.name)
    {
        if table.name == "revision" {
            number_revisions(connection, &mut rows, at)?;
        } else {
            places[at] = "(SELECT no FROM submission WHERE uuid = ?)";
        }
    }
    let columns = |end: &str| -> Vec<String> {
        shape.columns.iter().map(|c| format!("\"{}\"{end}", c.here)).collect()
    };
    let sql = if table.single {
        format!("UPDATE \"{}\" SET {}", table.name, columns(" = ?").join(", "))
    } else {
        let (columns, row) = (columns("").join(", "), format!("({})", places.join(", ")));
        let all = vec![row.as_str(); rows.len()].join(", ");
        format!("INSERT INTO \"{}\" ({columns}) VALUES {all}", table.name)
    };
    bound(sql, rows.into_iter().flatten().collect()).execute(connection).map_err(failure)?;
    Ok(())
}

/// Puts the keys that revisions get in this file in the place of the UUIDs of their submissions.
fn number_revisions(connection: &mut SqliteConnection, rows: &mut [Row], at: usize) -> Result<()> {
    let mut of: Vec<Value> = rows.iter().filter_map(|row| row.get(at).cloned()).collect();
    of.dedup();
    let sql = format!(
        "SELECT s.uuid, s.no * {ORDINALS}, s.no * {ORDINALS} + (SELECT count(*) FROM revision
             WHERE key BETWEEN s.no * {ORDINALS} AND s.no * {ORDINALS} + {ORDINALS} - 1)
         FROM submission s WHERE s.uuid IN ({})",
        vec!["?"; of.len()].join(", ")
    );
    let mut next: HashMap<Vec<u8>, (i64, i64)> = HashMap::new();
    for row in load(connection, sql, of)? {
        if let [Value::Bytes(id), Value::Int(first), Value::Int(key)] = row.as_slice() {
            next.insert(id.clone(), (*first, *key));
        }
    }
    for row in rows {
        let Some(Value::Bytes(id)) = row.get(at) else { continue };
        let submission = uuid(id)?;
        let Some((first, key)) = next.get_mut(id) else {
            return Err(StoreError::Corrupt(format!("there is no submission {submission}")));
        };
        if *key >= *first + ORDINALS {
            let words = format!("submission {submission} has more than {ORDINALS} revisions");
            return Err(StoreError::Constraint(words));
        }
        row[at] = Value::Int(*key);
        *key += 1;
    }
    Ok(())
}
