//! Parquet: columns compressed with zstd in row groups of 50,000, with a picture of the table in the file's
//! metadata.

use std::io::Write;
use std::sync::Arc;

use bytes::Bytes;
use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriterImpl;
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::field::{Cell, Field, Shape, double, fields};
use super::schema::{Dataset, Table};
use super::value::{Value, check};
use super::{Encoder, Error, Options};

/// Rows that are kept in memory, and that a reader can skip together.
pub(super) const GROUP: usize = 50_000;

/// The day from which Parquet counts.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// One table as Parquet.
pub(super) struct Parquet<'w> {
    table: Table,
    at: usize,
    fields: Vec<Field>,
    columns: Vec<Column>,
    rows: usize,
    writer: SerializedFileWriter<Box<dyn Write + Send + 'w>>,
}

/// The values of one field that wait for their row group.
struct Column {
    /// 1 where there is a value, 0 where it is missing.
    levels: Vec<i16>,
    values: Values,
}

enum Values {
    /// All texts one after the other, and where each ends.
    Text(Vec<u8>, Vec<usize>),
    Integer(Vec<i64>),
    Double(Vec<f64>),
    Boolean(Vec<bool>),
    Day(Vec<i32>),
}

impl<'w> Parquet<'w> {
    /// A file whose metadata says what the columns and codes mean.
    pub fn new(
        dataset: &Dataset,
        (at, table): (usize, &Table),
        options: &Options,
        out: Box<dyn Write + Send + 'w>,
    ) -> Result<Self, Error> {
        let fields = fields(table, options);
        let mut types = Vec::new();
        for field in &fields {
            let (physical, logical) = match field.shape {
                Shape::Text | Shape::Code | Shape::Month => {
                    (Physical::BYTE_ARRAY, Some(LogicalType::String))
                }
                Shape::Integer => (Physical::INT64, None),
                Shape::Decimal | Shape::Double => (Physical::DOUBLE, None),
                Shape::Boolean => (Physical::BOOLEAN, None),
                Shape::Date => (Physical::INT32, Some(LogicalType::Date)),
            };
            let kind = Type::primitive_type_builder(&field.name, physical)
                .with_logical_type(logical)
                .with_repetition(Repetition::OPTIONAL);
            types.push(Arc::new(kind.build().map_err(failed)?));
        }
        let schema = Type::group_type_builder(&table.name).with_fields(types);
        let schema = Arc::new(schema.build().map_err(failed)?);
        let level = ZstdLevel::try_new(3).map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_max_row_group_row_count(None)
            .set_key_value_metadata(Some(metadata(dataset, table)?))
            .build();
        let columns = fields.iter().map(|field| Column::new(field.shape)).collect();
        let writer =
            SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(failed)?;
        Ok(Self { table: table.clone(), at, fields, columns, rows: 0, writer })
    }

    /// Writes the rows that wait.
    fn flush(&mut self) -> Result<(), Error> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for column in &mut self.columns {
            if let Some(out) = group.next_column().map_err(failed)? {
                column.write(out).map_err(failed)?;
            }
        }
        group.close().map_err(failed)?;
        self.rows = 0;
        Ok(())
    }
}

impl Encoder for Parquet<'_> {
    fn row(&mut self, table: usize, row: &[Value<'_>]) -> Result<(), Error> {
        check(&self.table, self.at, table, row)?;
        for (field, column) in self.fields.iter().zip(&mut self.columns) {
            column.push(field.cell(row));
        }
        self.rows += 1;
        if self.rows == GROUP { self.flush() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.flush()?;
        self.writer.finish().map_err(failed)?;
        Ok(self.writer.inner_mut().flush()?)
    }
}

impl Column {
    fn new(shape: Shape) -> Self {
        let values = match shape {
            Shape::Text | Shape::Code | Shape::Month => Values::Text(Vec::new(), Vec::new()),
            Shape::Integer => Values::Integer(Vec::new()),
            Shape::Decimal | Shape::Double => Values::Double(Vec::new()),
            Shape::Boolean => Values::Boolean(Vec::new()),
            Shape::Date => Values::Day(Vec::new()),
        };
        Self { levels: Vec::new(), values }
    }

    /// Takes a cell of its shape.
    fn push(&mut self, cell: Cell<'_>) {
        let there = match (&mut self.values, cell) {
            (Values::Text(bytes, ends), Cell::Text(text)) => {
                bytes.extend_from_slice(text.as_bytes());
                ends.push(bytes.len());
                true
            }
            (Values::Text(bytes, ends), Cell::Month { year, month }) => {
                bytes.extend_from_slice(format!("{year:04}-{month:02}").as_bytes());
                ends.push(bytes.len());
                true
            }
            (Values::Integer(numbers), Cell::Integer(number)) => {
                numbers.push(number);
                true
            }
            (Values::Double(numbers), Cell::Double(number)) => {
                numbers.push(number);
                true
            }
            (Values::Double(numbers), Cell::Decimal(number)) => {
                numbers.push(double(number));
                true
            }
            (Values::Boolean(answers), Cell::Boolean(answer)) => {
                answers.push(answer);
                true
            }
            (Values::Day(days), Cell::Date(date)) => {
                days.push((date - EPOCH).get_days());
                true
            }
            _ => false,
        };
        self.levels.push(there.into());
    }

    /// Writes what waits, and waits for more.
    fn write(&mut self, mut out: SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = &self.levels;
        match &mut self.values {
            Values::Text(bytes, ends) => {
                let all = Bytes::from(std::mem::take(bytes));
                let mut from = 0;
                let texts: Vec<_> = ends
                    .drain(..)
                    .map(|end| ByteArray::from(all.slice(std::mem::replace(&mut from, end)..end)))
                    .collect();
                put(out.typed::<ByteArrayType>(), &texts, levels)?;
            }
            Values::Integer(numbers) => empty(out.typed::<Int64Type>(), numbers, levels)?,
            Values::Double(numbers) => empty(out.typed::<DoubleType>(), numbers, levels)?,
            Values::Boolean(answers) => empty(out.typed::<BoolType>(), answers, levels)?,
            Values::Day(days) => empty(out.typed::<Int32Type>(), days, levels)?,
        }
        self.levels.clear();
        out.close()
    }
}

fn empty<T: DataType>(
    out: &mut ColumnWriterImpl<'_, T>,
    values: &mut Vec<T::T>,
    levels: &[i16],
) -> Result<(), ParquetError> {
    put(out, values, levels)?;
    values.clear();
    Ok(())
}

fn put<T: DataType>(
    out: &mut ColumnWriterImpl<'_, T>,
    values: &[T::T],
    levels: &[i16],
) -> Result<(), ParquetError> {
    out.write_batch(values, Some(levels), None).map(|_| ())
}

/// What readers find under `title`, `edition`, `citation`, `licence`, and under `table` the whole picture.
fn metadata(dataset: &Dataset, table: &Table) -> Result<Vec<KeyValue>, Error> {
    let said = &dataset.metadata;
    let json = |result: Result<String, serde_json::Error>| result.map_err(|e| Error::Io(e.into()));
    Ok([
        ("title", json(serde_json::to_string(&said.title))?),
        ("edition", said.edition.to_string()),
        ("citation", said.citation.clone()),
        ("licence", said.licence.id.clone()),
        ("table", json(serde_json::to_string(table))?),
    ]
    .map(|(key, value)| KeyValue::new(format!("sikia:{key}"), value))
    .to_vec())
}

fn failed(error: ParquetError) -> Error {
    match error {
        ParquetError::External(error) => match error.downcast::<std::io::Error>() {
            Ok(error) => Error::Io(*error),
            Err(error) => Error::Format { format: "Parquet", what: error.to_string() },
        },
        error => Error::Format { format: "Parquet", what: error.to_string() },
    }
}
