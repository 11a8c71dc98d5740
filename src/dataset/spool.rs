//! Rows that wait on the disk until the whole table is known: the formats of statistics programs have the
//! width of texts and the number of rows in front of the data. Codes become numbers here, in the order of
//! their list; codes that are not in it follow in the order in which they come.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use jiff::civil::Date;

use super::field::{Cell, Field, Shape, double, fields};
use super::schema::{Column, Kind, Table};
use super::value::{self, Value, check};
use super::{Answers, Error, Options};

/// A table whose rows wait.
pub(super) struct Spool {
    table: Table,
    at: usize,
    pub fields: Vec<Numbered>,
    pub rows: u64,
    out: BufWriter<File>,
}

/// A field as statistics programs have it: numbers, or texts of a width.
pub(super) struct Numbered {
    field: Field,
    /// The label of its column.
    pub label: String,
    /// The number of bytes of its longest text; of no meaning for numbers.
    pub width: usize,
    /// What its numbers stand for, from 1: labels of codes, months.
    pub codes: Vec<String>,
    numbers: HashMap<String, usize>,
}

/// A cell as statistics programs have it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stored {
    Missing,
    Number(f64),
    Text(Vec<u8>),
}

impl Spool {
    /// An empty spool for a table.
    pub fn new((at, table): (usize, &Table), options: &Options) -> Result<Self, Error> {
        let file = match &options.scratch {
            Some(directory) => tempfile::tempfile_in(directory)?,
            None => tempfile::tempfile()?,
        };
        // The labels stand beside the numbers, so the fields have the codes themselves.
        let codes = Options { answers: Answers::Codes, ..options.clone() };
        let fields = fields(table, &codes).into_iter();
        let fields = fields.map(|field| Numbered::new(field, table, options)).collect();
        Ok(Self { table: table.clone(), at, fields, rows: 0, out: BufWriter::new(file) })
    }

    /// Keeps a row.
    pub fn push(&mut self, table: usize, row: &[Value<'_>]) -> Result<(), Error> {
        check(&self.table, self.at, table, row)?;
        for Numbered { field, width, codes, numbers, .. } in &mut self.fields {
            match field.cell(row) {
                Cell::Missing => self.out.write_all(&[0])?,
                Cell::Text(text) if field.shape == Shape::Text => {
                    *width = text.len().max(*width);
                    let length = u32::try_from(text.len()).map_err(|_| too_long())?;
                    self.out.write_all(&[1])?;
                    self.out.write_all(&length.to_le_bytes())?;
                    self.out.write_all(text.as_bytes())?;
                }
                cell => {
                    let number = number(cell, codes, numbers);
                    self.out.write_all(&[2])?;
                    self.out.write_all(&number.to_le_bytes())?;
                }
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// Hands every row to `each`, from the first; as often as it is called.
    pub fn replay(
        &mut self,
        mut each: impl FnMut(u64, &[Stored]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.out.flush()?;
        let file = self.out.get_mut();
        file.seek(SeekFrom::Start(0))?;
        let mut from = BufReader::new(&*file);
        let mut row = Vec::with_capacity(self.fields.len());
        for number in 0..self.rows {
            row.clear();
            for _ in 0..self.fields.len() {
                row.push(Stored::read(&mut from)?);
            }
            each(number, &row)?;
        }
        Ok(())
    }

    /// The title of the table in the language asked for.
    pub fn title(&self, options: &Options) -> String {
        value::label(&self.table.title, options).unwrap_or(&self.table.name).to_owned()
    }
}

impl Numbered {
    fn new(field: Field, table: &Table, options: &Options) -> Self {
        let label = super::codebook::label(table, &field, options);
        let mut all = Self { field, label, width: 0, codes: Vec::new(), numbers: HashMap::new() };
        let column: &Column = &table.columns[all.field.column];
        if let Kind::Code(codes) = &column.kind {
            for code in codes {
                let label = match options.answers {
                    Answers::Labels => value::label(&code.label, options),
                    Answers::Codes => None,
                };
                all.codes.push(label.unwrap_or(&code.code).to_owned());
                all.numbers.insert(code.code.clone(), all.codes.len());
            }
        }
        all
    }

    /// The name of the field.
    pub fn name(&self) -> &str {
        &self.field.name
    }

    /// What its values are.
    pub fn shape(&self) -> Shape {
        self.field.shape
    }

    /// The labels of its numbers.
    pub fn labels(&self) -> BTreeMap<i32, &str> {
        let boolean = BTreeMap::from([(0, "false"), (1, "true")]);
        match self.field.shape {
            Shape::Code => (1..).zip(self.codes.iter().map(String::as_str)).collect(),
            Shape::Boolean => boolean,
            _ => BTreeMap::new(),
        }
    }
}

/// A cell as a number; a code that is not known yet gets the next one.
fn number(cell: Cell<'_>, codes: &mut Vec<String>, numbers: &mut HashMap<String, usize>) -> f64 {
    match cell {
        Cell::Text(code) => match numbers.get(code) {
            Some(number) => *number as f64,
            None => {
                codes.push(code.to_owned());
                numbers.insert(code.to_owned(), codes.len());
                codes.len() as f64
            }
        },
        Cell::Integer(number) => number as f64,
        Cell::Decimal(number) => double(number),
        Cell::Double(number) => number,
        Cell::Boolean(answer) => f64::from(u8::from(answer)),
        Cell::Date(date) => f64::from((date - Date::constant(1970, 1, 1)).get_days()),
        Cell::Month { year, month } => f64::from(year) * 12.0 + f64::from(month - 1),
        Cell::Missing => f64::NAN,
    }
}

impl Stored {
    fn read(from: &mut impl Read) -> Result<Self, Error> {
        let mut kind = [0];
        from.read_exact(&mut kind)?;
        Ok(match kind[0] {
            1 => {
                let mut length = [0; 4];
                from.read_exact(&mut length)?;
                let mut text = vec![0; u32::from_le_bytes(length) as usize];
                from.read_exact(&mut text)?;
                Self::Text(text)
            }
            2 => {
                let mut number = [0; 8];
                from.read_exact(&mut number)?;
                Self::Number(f64::from_le_bytes(number))
            }
            _ => Self::Missing,
        })
    }
}

fn too_long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "a text of 4 GiB")
}

/// The head of a text of at most so many bytes, cut between characters.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
