//! SPSS's own format (`.sav`, UTF-8, blanks compressed): long names, variable and value labels, texts of up to
//! 32,767 bytes, days as SPSS counts them; months are texts.
//!
//! Written here because the crates that write it ask for Arrow or C. The format is the one that PSPP
//! documents ("System File Format").

use std::io::{BufWriter, Write};

use super::field::Shape;
use super::schema::Table;
use super::spool::{Numbered, Spool, Stored, head};
use super::value::Value;
use super::{Encoder, Error, Options};

/// The longest text that a variable holds.
const LONGEST: usize = 32_767;
/// The widest variable that is stored in one piece, and how much of a wider one a piece stands for.
const PIECE: usize = 255;
const SHARE: usize = 252;
/// Days from 14 October 1582, from which SPSS counts seconds, to 1970.
const DAYS: f64 = 141_428.0;
const SYSTEM_MISSING: f64 = -f64::MAX;

/// One table as an SPSS file.
pub(super) struct Spss<'w> {
    spool: Spool,
    title: String,
    out: BufWriter<Box<dyn Write + Send + 'w>>,
}

/// How a variable is stored.
#[derive(Clone, Copy)]
enum Storage {
    Number,
    /// Seconds since 1582.
    Day,
    /// `YYYY-MM`.
    Month,
    /// A text of so many bytes.
    Text(usize),
}

impl<'w> Spss<'w> {
    /// An empty file.
    pub fn new(
        table: (usize, &Table),
        options: &Options,
        out: Box<dyn Write + Send + 'w>,
    ) -> Result<Self, Error> {
        let spool = Spool::new(table, options)?;
        let title = spool.title(options);
        Ok(Self { spool, title, out: BufWriter::with_capacity(64 << 10, out) })
    }
}

impl Encoder for Spss<'_> {
    fn row(&mut self, table: usize, row: &[Value<'_>]) -> Result<(), Error> {
        self.spool.push(table, row)
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        let Self { spool, title, out } = &mut *self;
        let storage: Vec<_> = spool.fields.iter().map(Storage::of).collect();
        out.write_all(&dictionary(spool, &storage, title)?)?;
        let mut packed = Packed::default();
        let mut bytes = Vec::new();
        spool.replay(|_, row| {
            for (cell, storage) in row.iter().zip(&storage) {
                bytes.clear();
                storage.write(cell, &mut bytes);
                let text = matches!(storage, Storage::Text(_) | Storage::Month);
                for cell in bytes.as_chunks().0 {
                    packed.push(*cell, text, out)?;
                }
            }
            Ok(())
        })?;
        packed.finish(out)?;
        Ok(out.flush()?)
    }
}

impl Storage {
    fn of(field: &Numbered) -> Self {
        match field.shape() {
            Shape::Text => Self::Text(field.width.clamp(1, LONGEST)),
            Shape::Month => Self::Month,
            Shape::Date => Self::Day,
            _ => Self::Number,
        }
    }

    /// The widths of the pieces it is stored in; none for a number.
    fn pieces(self) -> Vec<usize> {
        match self {
            Self::Number | Self::Day => Vec::new(),
            Self::Month => vec![7],
            Self::Text(width) if width <= PIECE => vec![width],
            Self::Text(width) => {
                let count = width.div_ceil(SHARE);
                let mut pieces = vec![PIECE; count - 1];
                pieces.push(width - SHARE * (count - 1));
                pieces
            }
        }
    }

    /// How many cells of eight bytes it takes.
    fn cells(self) -> usize {
        self.pieces().iter().map(|width| width.div_ceil(8)).sum::<usize>().max(1)
    }

    fn write(self, cell: &Stored, out: &mut Vec<u8>) {
        let month;
        let text: &[u8] = match (self, cell) {
            (Self::Number, Stored::Number(number)) => {
                return out.extend(number.to_le_bytes());
            }
            (Self::Day, Stored::Number(days)) => {
                return out.extend(((days + DAYS) * 86_400.0).to_le_bytes());
            }
            (Self::Number | Self::Day, _) => return out.extend(SYSTEM_MISSING.to_le_bytes()),
            (Self::Month, Stored::Number(months)) => {
                let months = *months as u32;
                month = format!("{:04}-{:02}", months / 12, months % 12 + 1);
                month.as_bytes()
            }
            (Self::Text(_), Stored::Text(text)) => text,
            _ => b"",
        };
        let text = cut(text);
        let mut from = 0;
        for width in self.pieces() {
            let piece = &text[from.min(text.len())..(from + width).min(text.len())];
            from += width;
            out.extend(piece);
            out.extend(std::iter::repeat_n(b' ', width.next_multiple_of(8) - piece.len()));
        }
    }
}

/// Cells of eight bytes, packed: a byte for each says what it is, and only what no byte can say follows.
#[derive(Default)]
struct Packed {
    codes: Vec<u8>,
    literal: Vec<u8>,
}

impl Packed {
    /// What is added to small whole numbers.
    const BIAS: f64 = 100.0;

    fn push(&mut self, cell: [u8; 8], text: bool, out: &mut impl Write) -> Result<(), Error> {
        let number = f64::from_le_bytes(cell);
        let biased = number + Self::BIAS;
        let code = match text {
            true if cell == [b' '; 8] => Some(254),
            false if number == SYSTEM_MISSING => Some(255),
            false if (1.0..=251.0).contains(&biased) && number.fract() == 0.0 => Some(biased as u8),
            _ => None,
        };
        self.codes.push(code.unwrap_or(253));
        if code.is_none() {
            self.literal.extend(cell);
        }
        if self.codes.len() == 8 { self.flush(out) } else { Ok(()) }
    }

    fn flush(&mut self, out: &mut impl Write) -> Result<(), Error> {
        self.codes.resize(8, 0);
        out.write_all(&self.codes)?;
        out.write_all(&self.literal)?;
        self.codes.clear();
        self.literal.clear();
        Ok(())
    }

    /// Writes what is left, and that nothing follows.
    fn finish(&mut self, out: &mut impl Write) -> Result<(), Error> {
        self.codes.push(252);
        self.flush(out)
    }
}

/// A text that there is room for; one that is cut ends with an ellipsis.
fn cut(text: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    match std::str::from_utf8(text) {
        Ok(whole) if text.len() > LONGEST => {
            format!("{}…", head(whole, LONGEST - '…'.len_utf8())).into_bytes().into()
        }
        _ => text.into(),
    }
}

/// Everything before the data.
fn dictionary(spool: &Spool, storage: &[Storage], title: &str) -> Result<Vec<u8>, Error> {
    let cells = storage.iter().map(|storage| storage.cells()).sum::<usize>();
    let cells = i32::try_from(cells)
        .map_err(|_| Error::TooLarge { format: "SPSS", what: "columns".to_owned() })?;
    let mut out = b"$FL2".to_vec();
    padded(&mut out, "@(#) SPSS DATA FILE Sikia", 60);
    integers(&mut out, &[2, cells, 1, 0, i32::try_from(spool.rows).unwrap_or(-1)]);
    out.extend(100_f64.to_le_bytes());
    // No time of making: the same data give the same bytes.
    padded(&mut out, "01 Jan 70", 9);
    padded(&mut out, "00:00:00", 8);
    padded(&mut out, title, 64);
    out.extend([0; 3]);

    let (mut names, mut wide, mut lists) = (String::new(), Vec::new(), Vec::new());
    let (mut number, mut index) = (0, 1);
    for (field, storage) in spool.fields.iter().zip(storage) {
        let first = format!("V{:07}", number + 1);
        let label = Some(field.label.as_str());
        match storage.pieces().as_slice() {
            [] => variable(&mut out, 0, print(field, *storage), &first, label),
            pieces => {
                for (at, width) in pieces.iter().enumerate() {
                    let name = format!("V{:07}", number + 1 + at);
                    let label = label.filter(|_| at == 0);
                    variable(&mut out, *width as i32, 1 << 16 | (*width as i32) << 8, &name, label);
                    for _ in 1..width.div_ceil(8) {
                        variable(&mut out, -1, 0, "", None);
                    }
                }
                if let (Storage::Text(width), true) = (storage, pieces.len() > 1) {
                    wide.extend(format!("{first}={width:05}\0\t").into_bytes());
                }
            }
        }
        if !names.is_empty() {
            names.push('\t');
        }
        names.push_str(&format!("{first}={}", long_name(field.name())));
        if !field.labels().is_empty() {
            lists.push((index, field.labels()));
        }
        number += storage.pieces().len().max(1);
        index += storage.cells() as i32;
    }
    for (index, labels) in lists {
        integers(&mut out, &[3, labels.len() as i32]);
        for (value, label) in labels {
            let label = head(label, 120);
            out.extend(f64::from(value).to_le_bytes());
            out.push(label.len() as u8);
            padded(&mut out, label, (label.len() + 1).next_multiple_of(8) - 1);
        }
        integers(&mut out, &[4, 1, index]);
    }
    // IEEE 754, little-endian, UTF-8.
    integers(&mut out, &[7, 3, 4, 8, 1, 0, 0, -1, 1, 1, 2, 65_001]);
    integers(&mut out, &[7, 4, 8, 3]);
    for number in [SYSTEM_MISSING, f64::MAX, SYSTEM_MISSING.next_up()] {
        out.extend(number.to_le_bytes());
    }
    for (kind, bytes) in [(13, names.as_bytes()), (14, &wide), (20, b"UTF-8")] {
        if !bytes.is_empty() {
            integers(&mut out, &[7, kind, 1, bytes.len() as i32]);
            out.extend(bytes);
        }
    }
    integers(&mut out, &[999, 0]);
    Ok(out)
}

fn variable(out: &mut Vec<u8>, kind: i32, print: i32, name: &str, label: Option<&str>) {
    let label = label.map(|label| head(label, 252)).filter(|label| !label.is_empty());
    integers(out, &[2, kind, label.is_some().into(), 0, print, print]);
    padded(out, name, 8);
    if let Some(label) = label {
        integers(out, &[label.len() as i32]);
        padded(out, label, label.len().next_multiple_of(4));
    }
}

/// How a number is shown: its type, width and decimals.
fn print(field: &Numbered, storage: Storage) -> i32 {
    let (kind, width, decimals) = match (storage, field.shape()) {
        // yyyy/mm/dd
        (Storage::Day, _) => (39, 10, 0),
        (_, Shape::Decimal) => (5, 12, 3),
        (_, Shape::Double) => (5, 12, 6),
        _ => (5, 12, 0),
    };
    kind << 16 | width << 8 | decimals
}

/// A name that SPSS takes: at most 64 bytes, none of its own words.
fn long_name(name: &str) -> String {
    const WORDS: [&str; 13] =
        ["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"];
    let name = head(name, 63);
    if WORDS.contains(&name) { format!("{name}_") } else { name.to_owned() }
}

fn integers(out: &mut Vec<u8>, numbers: &[i32]) {
    numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
}

/// A text in a field of a fixed width, with blanks behind it.
fn padded(out: &mut Vec<u8>, text: &str, width: usize) {
    let text = head(text, width);
    out.extend(text.as_bytes());
    out.extend(std::iter::repeat_n(b' ', width - text.len()));
}
