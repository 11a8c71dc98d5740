//! A database as one end of a copy. Rows go out and in by `COPY`, which streams them.

use std::pin::pin;

use async_trait::async_trait;
use futures_util::TryStreamExt;
use tokio_postgres::binary_copy::{BinaryCopyInWriter, BinaryCopyOutRow, BinaryCopyOutStream};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

use super::{connection, read_json, write_json};
use crate::store::copy::{
    PROGRESS, Pages, Progress, Row, Side, Source, Table, Value, decode, encode,
};
use crate::store::{Result, StoreError};

/// Columns that follow from the rows of other tables: only this store has them.
const DERIVED: &[(&str, &str)] = &[("node", "submissions")];

/// Sets what is in [`DERIVED`].
const DERIVE: &str = "UPDATE node SET submissions = (SELECT count(*) FROM submission)";

/// The columns of a table: name, type, and place in the primary key, from 1.
const COLUMNS: &str = "
    SELECT a.attname::text, a.atttypid::regtype::text,
           coalesce(array_position(i.indkey::int2[], a.attnum), -1)::int4
    FROM pg_attribute a
    LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
    WHERE a.attrelid = ($1::text)::regclass AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attname COLLATE \"C\"";

/// The columns of this schema that number rows by themselves.
const NUMBERED: &str = "
    SELECT table_name::text, column_name::text FROM information_schema.columns
    WHERE table_schema = current_schema() AND is_identity = 'YES'";

/// A database that is copied, or copied into.
pub struct PostgresSide {
    client: Client,
}

struct Column {
    name: String,
    kind: Kind,
}

/// What a column is of.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Long,
    Short,
    Bool,
    Text,
    Bytes,
    Uuid,
}

/// A table as this database has it.
struct Shape {
    columns: Vec<Column>,
    /// Its primary key, in order.
    key: Vec<Column>,
}

impl Kind {
    fn of(name: &str) -> Result<Self> {
        Ok(match name {
            "bigint" => Self::Long,
            "integer" => Self::Short,
            "boolean" => Self::Bool,
            "text" => Self::Text,
            "bytea" => Self::Bytes,
            "uuid" => Self::Uuid,
            other => return Err(StoreError::Corrupt(format!("a copy knows no {other}"))),
        })
    }

    /// What it is on the wire. A UUID is sixteen bytes, as they are.
    fn on_the_wire(self) -> Type {
        match self {
            Self::Long => Type::INT8,
            Self::Short => Type::INT4,
            Self::Bool => Type::BOOL,
            Self::Text => Type::TEXT,
            Self::Bytes | Self::Uuid => Type::BYTEA,
        }
    }

    fn read(self, row: &BinaryCopyOutRow, at: usize) -> std::result::Result<Value, Error> {
        let value = match self {
            Self::Long => row.try_get::<Option<i64>>(at)?.map(Value::Int),
            Self::Short => row.try_get::<Option<i32>>(at)?.map(|n| Value::Int(n.into())),
            Self::Bool => row.try_get::<Option<bool>>(at)?.map(|b| Value::Int(b.into())),
            Self::Text => row.try_get::<Option<String>>(at)?.map(Value::Text),
            Self::Bytes | Self::Uuid => row.try_get::<Option<Vec<u8>>>(at)?.map(Value::Bytes),
        };
        Ok(value.unwrap_or(Value::Null))
    }

    fn write(self, value: Value) -> Result<Box<dyn ToSql + Sync + Send>> {
        Ok(match (self, value) {
            (Self::Long, Value::Null) => Box::new(None::<i64>),
            (Self::Short, Value::Null) => Box::new(None::<i32>),
            (Self::Bool, Value::Null) => Box::new(None::<bool>),
            (Self::Text, Value::Null) => Box::new(None::<String>),
            (Self::Bytes | Self::Uuid, Value::Null) => Box::new(None::<Vec<u8>>),
            (Self::Long, Value::Int(number)) => Box::new(number),
            (Self::Short, Value::Int(number)) => Box::new(i32::try_from(number).map_err(odd)?),
            (Self::Bool, Value::Int(number)) => Box::new(number != 0),
            (Self::Text, Value::Text(text)) => Box::new(text),
            (Self::Bytes | Self::Uuid, Value::Bytes(bytes)) => Box::new(bytes),
            (_, other) => return Err(odd(format!("{other:?}"))),
        })
    }

    /// A value in the text of a statement: `COPY` takes no parameters.
    fn literal(self, value: &Value) -> Result<String> {
        Ok(match value {
            Value::Int(number) => number.to_string(),
            Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Value::Bytes(bytes) => {
                let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                match self {
                    Self::Uuid => format!("'{digits}'::uuid"),
                    _ => format!("'\\x{digits}'::bytea"),
                }
            }
            Value::Null => return Err(odd("a key that is nothing")),
        })
    }
}

fn odd(what: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt(format!("a value that its column does not take: {what}"))
}

fn failed(error: Error) -> StoreError {
    StoreError::Unavailable(connection::words(&error))
}

fn names(columns: &[Column]) -> String {
    columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
}

impl PostgresSide {
    /// Connects to a database and brings its tables up to date; makes them where there are none.
    ///
    /// # Errors
    /// As [`PostgresStore::open`](super::PostgresStore::open).
    pub async fn open(url: &str) -> Result<Self> {
        connection::migrate(url).await?;
        let client = connection::client(url).await?;
        // What it waits for is the other side.
        client
            .batch_execute("SET idle_in_transaction_session_timeout = 0")
            .await
            .map_err(failed)?;
        Ok(Self { client })
    }

    async fn shape(&self, table: &Table) -> Result<Shape> {
        let name = format!("\"{}\"", table.name);
        let rows = self.client.query(COLUMNS, &[&name]).await.map_err(failed)?;
        let mut shape = Shape { columns: Vec::new(), key: Vec::new() };
        let mut key = Vec::new();
        for row in rows {
            let (name, kind): (String, String) = (row.get(0), row.get(1));
            let (kind, place): (Kind, i32) = (Kind::of(&kind)?, row.get(2));
            if place >= 0 {
                key.push((place, Column { name: name.clone(), kind }));
            }
            if !DERIVED.contains(&(table.name, &name)) {
                shape.columns.push(Column { name, kind });
            }
        }
        key.sort_by_key(|(place, _)| *place);
        shape.key = key.into_iter().map(|(_, column)| column).collect();
        Ok(shape)
    }
}

#[async_trait]
impl Side for PostgresSide {
    async fn columns(&mut self, table: &Table) -> Result<Vec<String>> {
        Ok(self.shape(table).await?.columns.into_iter().map(|column| column.name).collect())
    }

    async fn hold(&mut self) -> Result<Source> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ";
        self.client.batch_execute(begin).await.map_err(failed)?;
        let sql = "SELECT encode(uuid_send(store), 'hex'), change FROM node FOR UPDATE";
        let node = self.client.query_one(sql, &[]).await.map_err(failed)?;
        let audit = "SELECT coalesce(max(no), 0) FROM audit";
        let audit = self.client.query_one(audit, &[]).await.map_err(failed)?.get(0);
        let store: String = node.get(0);
        Ok(Source { store: store.parse().map_err(odd)?, change: node.get(1), audit })
    }

    async fn count(&mut self, table: &Table) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM \"{}\"", table.name);
        let count: i64 = self.client.query_one(&sql, &[]).await.map_err(failed)?.get(0);
        Ok(count.unsigned_abs())
    }

    async fn read(&mut self, table: &Table, after: Option<Row>, mut pages: Pages) -> Result<()> {
        let Shape { columns, key } = self.shape(table).await?;
        let beyond = match after {
            None => String::new(),
            Some(after) => {
                let values =
                    key.iter().zip(&after).map(|(column, value)| column.kind.literal(value));
                let values: Vec<String> = values.collect::<Result<_>>()?;
                format!("WHERE ({}) > ({})", names(&key), values.join(", "))
            }
        };
        let sql = format!(
            "COPY (SELECT {keys}, {columns} FROM \"{table}\" {beyond} ORDER BY {keys})
             TO STDOUT (FORMAT BINARY)",
            keys = names(&key),
            columns = names(&columns),
            table = table.name,
        );
        let kinds: Vec<Kind> = key.iter().chain(&columns).map(|column| column.kind).collect();
        let types: Vec<Type> = kinds.iter().map(|kind| kind.on_the_wire()).collect();
        let stream = self.client.copy_out(&sql).await.map_err(failed)?;
        let mut rows = pin!(BinaryCopyOutStream::new(stream, &types));
        while let Some(row) = rows.try_next().await.map_err(failed)? {
            let values = kinds.iter().enumerate().map(|(at, kind)| kind.read(&row, at));
            let mut values: Row = values.collect::<std::result::Result<_, _>>().map_err(failed)?;
            let row = values.split_off(key.len());
            if !pages.add(values, row).await {
                return Ok(());
            }
        }
        pages.end().await;
        Ok(())
    }

    fn keeps_zeros(&self) -> bool {
        false
    }

    async fn progress(&mut self) -> Result<Vec<Progress>> {
        let sql = format!("SELECT name, source, copied, last, done FROM {PROGRESS}");
        let rows = self.client.query(&sql, &[]).await.map_err(failed)?;
        let progress = |row: tokio_postgres::Row| {
            let (source, last): (String, Option<Vec<u8>>) = (row.get(1), row.get(3));
            Ok(Progress {
                name: row.get(0),
                source: read_json(&source)?,
                copied: row.get(2),
                last: last.map(|last| decode(&last)).transpose()?,
                done: row.get(4),
            })
        };
        rows.into_iter().map(progress).collect()
    }

    async fn begin(&mut self, tables: Vec<Progress>) -> Result<()> {
        let sources: Result<Vec<String>> =
            tables.iter().map(|table| write_json(&table.source)).collect();
        let names: Vec<String> = tables.into_iter().map(|table| table.name).collect();
        let sql = format!(
            "INSERT INTO {PROGRESS} (name, source, copied, done)
             SELECT name, source, 0, FALSE FROM unnest($1::text[], $2::text[]) AS t (name, source)"
        );
        self.client.execute(&sql, &[&names, &sources?]).await.map_err(failed)?;
        Ok(())
    }

    async fn write(
        &mut self,
        table: &Table,
        rows: Vec<Row>,
        former: &Progress,
        now: &Progress,
    ) -> Result<()> {
        let columns = self.shape(table).await?.columns;
        let transaction = self.client.transaction().await.map_err(failed)?;
        if table.single && !rows.is_empty() {
            update(&transaction, table, &columns, rows).await?;
        } else if !rows.is_empty() {
            let types: Vec<Type> = columns.iter().map(|column| column.kind.on_the_wire()).collect();
            let sql =
                format!("COPY \"{}\" ({}) FROM STDIN (FORMAT BINARY)", table.name, names(&columns));
            let sink = transaction.copy_in(&sql).await.map_err(failed)?;
            let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
            for row in rows {
                writer.as_mut().write_raw(values(&columns, row)?).await.map_err(failed)?;
            }
            writer.finish().await.map_err(failed)?;
        }
        let sql = format!(
            "UPDATE {PROGRESS} SET copied = $1, last = $2, done = $3
             WHERE name = $4 AND copied = $5 AND NOT done"
        );
        let last = now.last.as_ref().map(|last| encode(last));
        let set = transaction
            .execute(&sql, &[&now.copied, &last, &now.done, &now.name, &former.copied])
            .await
            .map_err(failed)?;
        if set != 1 {
            return Err(StoreError::Busy);
        }
        transaction.commit().await.map_err(failed)
    }

    async fn settle(&mut self) -> Result<()> {
        self.client.batch_execute(DERIVE).await.map_err(failed)?;
        for row in self.client.query(NUMBERED, &[]).await.map_err(failed)? {
            let (table, column): (String, String) = (row.get(0), row.get(1));
            let sql = format!(
                "SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), max(\"{column}\"))
                 FROM \"{table}\" HAVING count(*) > 0"
            );
            self.client.batch_execute(&sql).await.map_err(failed)?;
        }
        for table in crate::store::copy::TABLES {
            // Plans need figures, and what is read from indexes alone needs to know what all can see.
            let sql = format!("VACUUM (ANALYZE) \"{}\"", table.name);
            self.client.batch_execute(&sql).await.map_err(failed)?;
        }
        Ok(())
    }

    async fn finish(&mut self) -> Result<()> {
        self.client.batch_execute(&format!("DELETE FROM {PROGRESS}")).await.map_err(failed)
    }
}

fn values(columns: &[Column], row: Row) -> Result<Vec<Box<dyn ToSql + Sync + Send>>> {
    columns.iter().zip(row).map(|(column, value)| column.kind.write(value)).collect()
}

/// Sets the one row that a table has.
async fn update(
    transaction: &tokio_postgres::Transaction<'_>,
    table: &Table,
    columns: &[Column],
    rows: Vec<Row>,
) -> Result<()> {
    for row in rows {
        for (column, value) in columns.iter().zip(row) {
            let value = column.kind.literal(&value).or_else(|error| match value {
                Value::Null => Ok("NULL".to_owned()),
                _ => Err(error),
            })?;
            let sql = format!("UPDATE \"{}\" SET \"{}\" = {value}", table.name, column.name);
            transaction.batch_execute(&sql).await.map_err(failed)?;
        }
    }
    Ok(())
}
