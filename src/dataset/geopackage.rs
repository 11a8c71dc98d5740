//! GeoPackage 1.3: one SQLite file with all tables, those with a place as features. Labels, descriptions
//! and code lists come along by its schema extension, so that QGIS shows what codes mean.

use std::fs::File as Disk;
use std::io::{self, Write};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{BigInt, Binary, Bool, Double, Nullable, Text as SqlText};
use diesel::sqlite::Sqlite;

use super::field::{Cell, Field, Shape, double, fields};
use super::schema::{Dataset, Kind, Table};
use super::value::{self, Value, check};
use super::{Answers, Encoder, Error, Options};

/// How many values one statement may bind.
const BINDS: usize = 4_000;

/// A dataset as a GeoPackage: written to a temporary file, which is handed on at the end.
pub(super) struct GeoPackage<'w> {
    tables: Vec<Layer>,
    connection: SqliteConnection,
    file: tempfile::NamedTempFile,
    out: Box<dyn Write + Send + 'w>,
}

/// A table and the rows of it that wait.
struct Layer {
    table: Table,
    fields: Vec<Field>,
    place: Option<usize>,
    head: String,
    waiting: Vec<Bind>,
    rows: usize,
    bounds: Option<[f64; 4]>,
}

/// A value to bind.
enum Bind {
    Text(Option<String>),
    Integer(i64),
    Double(f64),
    Boolean(bool),
    Geometry([u8; 29]),
}

/// The tables that every GeoPackage has, and those of the extension that describes columns.
const START: &str = include_str!("geopackage.sql");

impl<'w> GeoPackage<'w> {
    /// A file with empty tables.
    pub fn new(
        dataset: &Dataset,
        options: &Options,
        out: Box<dyn Write + Send + 'w>,
    ) -> Result<Self, Error> {
        let file = match &options.scratch {
            Some(directory) => tempfile::NamedTempFile::new_in(directory)?,
            None => tempfile::NamedTempFile::new()?,
        };
        let path = file.path().to_str().ok_or_else(|| failed("the path is not UTF-8"))?;
        let mut connection = SqliteConnection::establish(path).map_err(failed)?;
        connection.batch_execute(START).map_err(failed)?;
        let mut all = Self { tables: Vec::new(), connection, file, out };
        for table in &dataset.tables {
            let layer = Layer::new(table, options);
            all.describe(dataset, &layer, options)?;
            all.tables.push(layer);
        }
        Ok(all)
    }

    /// Creates a table and says what it is.
    fn describe(
        &mut self,
        dataset: &Dataset,
        layer: &Layer,
        options: &Options,
    ) -> Result<(), Error> {
        self.connection.batch_execute(&layer.definition()).map_err(failed)?;
        let table = &layer.table;
        let text = |text| value::label(text, options).unwrap_or_default().to_owned();
        let changed = format!("{}T00:00:00.000Z", dataset.metadata.as_of);
        let kind = if layer.place.is_some() { "features" } else { "attributes" };
        self.insert(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) \
             VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                Bind::text(&table.name),
                Bind::text(kind),
                // Identifiers are unique, which titles need not be.
                Bind::text(&table.name),
                Bind::Text(Some(text(&table.title))),
                Bind::Text(Some(changed)),
                layer.place.map_or(Bind::Text(None), |_| Bind::Integer(4326)),
            ],
        )?;
        if let Some(place) = layer.place {
            self.insert(
                "INSERT INTO gpkg_geometry_columns VALUES (?, ?, 'POINT', 4326, 0, 0)",
                vec![Bind::text(&table.name), Bind::text(&table.columns[place].name)],
            )?;
        }
        for field in &layer.fields {
            let column = &table.columns[field.column];
            let list = match &column.kind {
                Kind::Code(codes) if options.answers == Answers::Codes && !codes.is_empty() => {
                    let name = format!("{}.{}", table.name, column.name);
                    for code in codes {
                        self.insert(
                            "INSERT OR IGNORE INTO gpkg_data_column_constraints \
                             (constraint_name, constraint_type, value, description) VALUES (?, 'enum', ?, ?)",
                            vec![
                                Bind::text(&name),
                                Bind::text(&code.code),
                                Bind::Text(Some(text(&code.label))),
                            ],
                        )?;
                    }
                    Some(name)
                }
                _ => None,
            };
            self.insert(
                "INSERT INTO gpkg_data_columns (table_name, column_name, title, description, constraint_name) \
                 VALUES (?, ?, ?, ?, ?)",
                vec![
                    Bind::text(&table.name),
                    Bind::text(&field.name),
                    Bind::Text(Some(super::codebook::label(table, field, options))),
                    Bind::Text(Some(text(&column.description))),
                    Bind::Text(list),
                ],
            )?;
        }
        Ok(())
    }

    fn insert(&mut self, sql: &str, binds: Vec<Bind>) -> Result<(), Error> {
        let query = diesel::sql_query(sql).into_boxed();
        let query = binds.into_iter().fold(query, bind);
        query.execute(&mut self.connection).map(|_| ()).map_err(failed)
    }

    /// Writes the rows of a table that wait.
    fn flush(&mut self, at: usize) -> Result<(), Error> {
        let layer = &mut self.tables[at];
        if layer.rows == 0 {
            return Ok(());
        }
        let width = layer.fields.len() + usize::from(layer.place.is_some());
        let row = format!("({})", vec!["?"; width].join(","));
        let sql = format!("{}{}", layer.head, vec![row; layer.rows].join(","));
        let binds = std::mem::take(&mut layer.waiting);
        layer.rows = 0;
        self.insert(&sql, binds)
    }
}

impl Encoder for GeoPackage<'_> {
    fn row(&mut self, at: usize, row: &[Value<'_>]) -> Result<(), Error> {
        let layer = self.tables.get_mut(at).ok_or_else(|| Error::Unfit {
            table: at.to_string(),
            what: "no such table".to_owned(),
        })?;
        check(&layer.table, at, at, row)?;
        layer.push(row);
        if layer.waiting.len() >= BINDS { self.flush(at) } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        for at in 0..self.tables.len() {
            self.flush(at)?;
        }
        let bounds: Vec<_> =
            self.tables.iter().map(|layer| (layer.table.name.clone(), layer.bounds)).collect();
        for (name, bounds) in bounds {
            let Some(bounds) = bounds else { continue };
            let mut binds: Vec<_> = bounds.into_iter().map(Bind::Double).collect();
            binds.push(Bind::Text(Some(name)));
            self.insert(
                "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
                binds,
            )?;
        }
        self.connection.batch_execute("COMMIT").map_err(failed)?;
        let Self { connection, file, mut out, .. } = *self;
        drop(connection);
        io::copy(&mut Disk::open(file.path())?, &mut out)?;
        Ok(out.flush()?)
    }
}

impl Layer {
    fn new(table: &Table, options: &Options) -> Self {
        let place = table.place();
        let fields: Vec<_> = fields(table, options)
            .into_iter()
            .filter(|field| Some(field.column) != place)
            .collect();
        let names = place.map(|at| &table.columns[at].name).into_iter();
        let names: Vec<_> =
            names.chain(fields.iter().map(|field| &field.name)).map(|name| quoted(name)).collect();
        let head = format!("INSERT INTO {} ({}) VALUES ", quoted(&table.name), names.join(", "));
        let table = table.clone();
        Self { table, fields, place, head, waiting: Vec::new(), rows: 0, bounds: None }
    }

    /// The statement that creates it.
    fn definition(&self) -> String {
        let taken = self.fields.iter().any(|field| field.name == "fid");
        let key = if taken { "_fid" } else { "fid" };
        let mut columns = vec![format!("{key} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL")];
        columns
            .extend(self.place.map(|at| format!("{} POINT", quoted(&self.table.columns[at].name))));
        columns.extend(self.fields.iter().map(|field| {
            let kind = match field.shape {
                Shape::Text | Shape::Code | Shape::Month => "TEXT",
                Shape::Integer => "INTEGER",
                Shape::Decimal | Shape::Double => "DOUBLE",
                Shape::Boolean => "BOOLEAN",
                Shape::Date => "DATE",
            };
            format!("{} {kind}", quoted(&field.name))
        }));
        format!("CREATE TABLE {} ({})", quoted(&self.table.name), columns.join(", "))
    }

    fn push(&mut self, row: &[Value<'_>]) {
        if let Some(place) = self.place {
            self.waiting.push(match row[place] {
                Value::Point { longitude, latitude } => {
                    let [west, south, east, north] =
                        self.bounds.unwrap_or([longitude, latitude, longitude, latitude]);
                    self.bounds = Some([
                        west.min(longitude),
                        south.min(latitude),
                        east.max(longitude),
                        north.max(latitude),
                    ]);
                    Bind::Geometry(geometry(longitude, latitude))
                }
                _ => Bind::Text(None),
            });
        }
        for field in &self.fields {
            self.waiting.push(Bind::of(field.cell(row)));
        }
        self.rows += 1;
    }
}

impl Bind {
    fn text(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }

    fn of(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Missing => Self::Text(None),
            Cell::Text(text) => Self::text(text),
            Cell::Integer(number) => Self::Integer(number),
            Cell::Decimal(number) => Self::Double(double(number)),
            Cell::Double(number) => Self::Double(number),
            Cell::Boolean(answer) => Self::Boolean(answer),
            Cell::Date(date) => Self::Text(Some(date.to_string())),
            Cell::Month { year, month } => Self::Text(Some(format!("{year:04}-{month:02}"))),
        }
    }
}

type Query = BoxedSqlQuery<'static, Sqlite, SqlQuery>;

fn bind(query: Query, value: Bind) -> Query {
    match value {
        Bind::Text(text) => query.bind::<Nullable<SqlText>, _>(text),
        Bind::Integer(number) => query.bind::<BigInt, _>(number),
        Bind::Double(number) => query.bind::<Double, _>(number),
        Bind::Boolean(answer) => query.bind::<Bool, _>(answer),
        Bind::Geometry(bytes) => query.bind::<Binary, _>(bytes.to_vec()),
    }
}

/// A point as GeoPackage stores it: its head (no envelope, WGS 84) and well-known binary.
fn geometry(longitude: f64, latitude: f64) -> [u8; 29] {
    let mut bytes = [0; 29];
    bytes[..4].copy_from_slice(&[b'G', b'P', 0, 1]);
    bytes[4..8].copy_from_slice(&4326_i32.to_le_bytes());
    bytes[8] = 1;
    bytes[9..13].copy_from_slice(&1_u32.to_le_bytes());
    bytes[13..21].copy_from_slice(&longitude.to_le_bytes());
    bytes[21..].copy_from_slice(&latitude.to_le_bytes());
    bytes
}

/// A name in SQL.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn failed(error: impl ToString) -> Error {
    Error::Format { format: "GeoPackage", what: error.to_string() }
}
