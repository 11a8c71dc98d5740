//! GeoJSON (RFC 7946): a feature per row, at the place that the caller gives; `null` without one.

use std::io::{BufWriter, Write};

use super::field::{Field, fields};
use super::json_lines;
use super::schema::Table;
use super::value::{Value, check};
use super::{Encoder, Error, Options};

/// One table as a collection of features, each on a line of its own.
pub(super) struct GeoJson<'w> {
    table: Table,
    at: usize,
    place: usize,
    /// Each property with what stands before its value.
    fields: Vec<(Field, String)>,
    text: String,
    empty: bool,
    out: BufWriter<Box<dyn Write + Send + 'w>>,
}

impl<'w> GeoJson<'w> {
    /// Writes the head of the collection.
    pub fn new(
        (at, table): (usize, &Table),
        options: &Options,
        out: Box<dyn Write + Send + 'w>,
    ) -> Result<Self, Error> {
        let Some(place) = table.place() else {
            let what = "no column of points".to_owned();
            return Err(Error::Unfit { table: table.name.clone(), what });
        };
        let mut out = BufWriter::with_capacity(64 << 10, out);
        writeln!(out, "{{\"type\":\"FeatureCollection\",\"name\":\"{}\",", table.name)?;
        out.write_all(b"\"features\":[")?;
        let (table, text) = (table.clone(), String::new());
        let fields = properties(&table, place, options);
        Ok(Self { table, at, place, fields, text, empty: true, out })
    }
}

impl Encoder for GeoJson<'_> {
    fn row(&mut self, table: usize, row: &[Value<'_>]) -> Result<(), Error> {
        check(&self.table, self.at, table, row)?;
        self.out.write_all(if self.empty { b"\n" } else { b",\n" })?;
        self.empty = false;
        feature(self.place, &self.fields, row, &mut self.text, &mut self.out)
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out.flush()?)
    }
}

/// The fields that are not the place, each with what stands before its value.
fn properties(table: &Table, place: usize, options: &Options) -> Vec<(Field, String)> {
    let fields = fields(table, options).into_iter().filter(|field| field.column != place);
    let named = fields.enumerate().map(|(at, field)| {
        let before = format!("{}\"{}\":", if at == 0 { "" } else { "," }, field.name);
        (field, before)
    });
    named.collect()
}

/// Writes one feature.
fn feature(
    place: usize,
    fields: &[(Field, String)],
    row: &[Value<'_>],
    text: &mut String,
    out: &mut impl Write,
) -> Result<(), Error> {
    out.write_all(b"{\"type\":\"Feature\",\"geometry\":")?;
    match row[place] {
        Value::Point { longitude, latitude } => {
            write!(out, "{{\"type\":\"Point\",\"coordinates\":[{longitude},{latitude}]}}")?;
        }
        _ => out.write_all(b"null")?,
    }
    out.write_all(b",\"properties\":{")?;
    for (field, before) in fields {
        out.write_all(before.as_bytes())?;
        json_lines::write(field.cell(row), text, out)?;
    }
    Ok(out.write_all(b"}}")?)
}
