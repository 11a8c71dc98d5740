//! Stata's own format, release 118 (Stata 14 and later, UTF-8): variable and value labels, texts of any
//! length, days and months as Stata counts them.
//!
//! Written here because no kept crate writes value labels. The format is documented by Stata ("help dta").

use std::io::{BufWriter, Write};

use super::field::Shape;
use super::schema::Table;
use super::spool::{Numbered, Spool, Stored, head};
use super::value::Value;
use super::{Encoder, Error, Options};

/// The longest text that stands in the row itself. Stata has room for more, but every row takes as much
/// as the longest.
const IN_ROW: usize = 244;
/// Days from the beginning of 1960, from which Stata counts, to that of 1970.
const DAYS: i32 = 3_653;
/// Months from the year 0 to 1960.
const MONTHS: i32 = 1_960 * 12;
/// The system missing value of a double, and of a long.
const MISSING: f64 = f64::from_bits(0x7fe0_0000_0000_0000);
const MISSING_LONG: i32 = 0x7fff_ffe5;

/// One table as a Stata file.
pub(super) struct Stata<'w> {
    spool: Spool,
    title: String,
    out: BufWriter<Box<dyn Write + Send + 'w>>,
}

/// How a variable is stored.
#[derive(Clone, Copy, PartialEq)]
enum Storage {
    Text(usize),
    /// A whole number after something is added to it.
    Long(i32),
    Double,
    /// A text outside of the row.
    Far,
}

impl<'w> Stata<'w> {
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

impl Encoder for Stata<'_> {
    fn row(&mut self, table: usize, row: &[Value<'_>]) -> Result<(), Error> {
        self.spool.push(table, row)
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        let Self { spool, title, out } = &mut *self;
        let storage: Vec<_> = spool.fields.iter().map(Storage::of).collect();
        // The map of the file stands in front: sizes come first, then everything is written once.
        let front = front(spool, &storage, title)?;
        let width: u64 = storage.iter().map(|storage| storage.width()).sum();
        let far = far_size(spool, &storage)?;
        let labels = labels(spool);
        let mut at = front.head.len() as u64;
        let mut map = vec![0, at];
        at += MAP;
        for section in &front.sections {
            map.push(at);
            at += section.len() as u64;
        }
        map.push(at);
        at += width * spool.rows + tags("data");
        map.push(at);
        at += far + tags("strls");
        map.push(at);
        at += labels.len() as u64;
        map.push(at);
        map.push(at + b"</stata_dta>".len() as u64);

        out.write_all(&front.head)?;
        out.write_all(b"<map>")?;
        for place in map {
            out.write_all(&place.to_le_bytes())?;
        }
        out.write_all(b"</map>")?;
        for section in &front.sections {
            out.write_all(section)?;
        }
        out.write_all(b"<data>")?;
        spool.replay(|number, row| {
            for (at, (cell, storage)) in row.iter().zip(&storage).enumerate() {
                storage.write(cell, at, number, out)?;
            }
            Ok(())
        })?;
        out.write_all(b"</data><strls>")?;
        if far > 0 {
            spool.replay(|number, row| {
                for (at, (cell, storage)) in row.iter().zip(&storage).enumerate() {
                    let (Storage::Far, Stored::Text(text)) = (storage, cell) else { continue };
                    if !text.is_empty() {
                        write_far(at, number, text, out)?;
                    }
                }
                Ok(())
            })?;
        }
        out.write_all(b"</strls>")?;
        out.write_all(&labels)?;
        out.write_all(b"</stata_dta>")?;
        Ok(out.flush()?)
    }
}

impl Storage {
    fn of(field: &Numbered) -> Self {
        match field.shape() {
            Shape::Text if field.width > IN_ROW => Self::Far,
            Shape::Text => Self::Text(field.width.max(1)),
            Shape::Code | Shape::Boolean => Self::Long(0),
            Shape::Date => Self::Long(DAYS),
            Shape::Month => Self::Long(-MONTHS),
            Shape::Integer | Shape::Decimal | Shape::Double => Self::Double,
        }
    }

    fn code(self) -> u16 {
        match self {
            Self::Text(width) => width as u16,
            Self::Far => 32_768,
            Self::Double => 65_526,
            Self::Long(_) => 65_528,
        }
    }

    fn width(self) -> u64 {
        match self {
            Self::Text(width) => width as u64,
            Self::Far | Self::Double => 8,
            Self::Long(_) => 4,
        }
    }

    fn write(self, cell: &Stored, at: usize, row: u64, out: &mut impl Write) -> Result<(), Error> {
        match (self, cell) {
            (Self::Text(width), Stored::Text(text)) => {
                out.write_all(text)?;
                out.write_all(&vec![0; width - text.len()])?;
            }
            (Self::Text(width), _) => out.write_all(&vec![0; width])?,
            (Self::Far, Stored::Text(text)) if !text.is_empty() => {
                out.write_all(&((at + 1) as u16).to_le_bytes())?;
                out.write_all(&(row + 1).to_le_bytes()[..6])?;
            }
            (Self::Far, _) => out.write_all(&[0; 8])?,
            (Self::Double, Stored::Number(number)) => out.write_all(&number.to_le_bytes())?,
            (Self::Double, _) => out.write_all(&MISSING.to_le_bytes())?,
            (Self::Long(added), Stored::Number(number)) => {
                out.write_all(&(*number as i32 + added).to_le_bytes())?;
            }
            (Self::Long(_), _) => out.write_all(&MISSING_LONG.to_le_bytes())?,
        }
        Ok(())
    }
}

/// The size of the map with its tags: fourteen places.
const MAP: u64 = 14 * 8 + 11;

/// What stands in front of the data.
struct Front {
    head: Vec<u8>,
    sections: Vec<Vec<u8>>,
}

fn front(spool: &Spool, storage: &[Storage], title: &str) -> Result<Front, Error> {
    let count = u16::try_from(storage.len())
        .map_err(|_| Error::TooLarge { format: "Stata", what: "columns".to_owned() })?;
    let mut head_of =
        b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>".to_vec();
    head_of.extend(count.to_le_bytes());
    head_of.extend(b"</K><N>");
    head_of.extend(spool.rows.to_le_bytes());
    head_of.extend(b"</N><label>");
    let title = label(title, 80);
    head_of.extend((title.len() as u16).to_le_bytes());
    head_of.extend(title.as_bytes());
    // No time of making: the same data give the same bytes.
    head_of.extend(b"</label><timestamp>\0</timestamp></header>");

    let of = |name: &str, each: &mut dyn FnMut(&mut Vec<u8>, usize, &Numbered)| {
        let mut section = format!("<{name}>").into_bytes();
        spool.fields.iter().enumerate().for_each(|(at, field)| each(&mut section, at, field));
        if name == "sortlist" {
            section.extend([0; 2]);
        }
        section.extend(format!("</{name}>").as_bytes());
        section
    };
    let sections = vec![
        of("variable_types", &mut |out, at, _| out.extend(storage[at].code().to_le_bytes())),
        of("varnames", &mut |out, at, field| fixed(out, &variable(field.name(), at), 129)),
        of("sortlist", &mut |out, _, _| out.extend([0; 2])),
        of("formats", &mut |out, at, field| {
            fixed(out, &format_of(field.shape(), storage[at]), 57);
        }),
        of("value_label_names", &mut |out, at, field| {
            let name = if field.labels().is_empty() { String::new() } else { list(at) };
            fixed(out, &name, 129);
        }),
        of("variable_labels", &mut |out, _, field| fixed(out, label(&field.label, 80), 321)),
        b"<characteristics></characteristics>".to_vec(),
    ];
    Ok(Front { head: head_of, sections })
}

/// The value labels of all variables.
fn labels(spool: &Spool) -> Vec<u8> {
    let mut out = b"<value_labels>".to_vec();
    for (at, field) in spool.fields.iter().enumerate() {
        let labels = field.labels();
        if labels.is_empty() {
            continue;
        }
        let (mut offsets, mut values, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        for (value, text) in labels {
            offsets.extend((texts.len() as u32).to_le_bytes());
            values.extend(value.to_le_bytes());
            // A NUL would end the label.
            texts.extend(head(text, 32_000).bytes().filter(|byte| *byte != 0));
            texts.push(0);
        }
        let count = (values.len() / 4) as u32;
        let size = 8 + offsets.len() + values.len() + texts.len();
        out.extend(b"<lbl>");
        out.extend((size as u32).to_le_bytes());
        fixed(&mut out, &list(at), 129);
        out.extend([0; 3]);
        out.extend(count.to_le_bytes());
        out.extend((texts.len() as u32).to_le_bytes());
        out.extend(offsets);
        out.extend(values);
        out.extend(texts);
        out.extend(b"</lbl>");
    }
    out.extend(b"</value_labels>");
    out
}

/// How many bytes the texts outside of rows take.
fn far_size(spool: &mut Spool, storage: &[Storage]) -> Result<u64, Error> {
    let mut size = 0;
    if storage.contains(&Storage::Far) {
        spool.replay(|_, row| {
            for (cell, storage) in row.iter().zip(storage) {
                if let (Storage::Far, Stored::Text(text)) = (storage, cell)
                    && !text.is_empty()
                {
                    size += 21 + text.len() as u64;
                }
            }
            Ok(())
        })?;
    }
    Ok(size)
}

/// A text outside of the rows: as bytes of a given length, so that it may hold anything.
fn write_far(at: usize, row: u64, text: &[u8], out: &mut impl Write) -> Result<(), Error> {
    out.write_all(b"GSO")?;
    out.write_all(&(at as u32 + 1).to_le_bytes())?;
    out.write_all(&(row + 1).to_le_bytes())?;
    out.write_all(&[130])?;
    out.write_all(&(text.len() as u32 + 1).to_le_bytes())?;
    out.write_all(text)?;
    Ok(out.write_all(&[0])?)
}

fn format_of(shape: Shape, storage: Storage) -> String {
    match (shape, storage) {
        (_, Storage::Text(width)) => format!("%{width}s"),
        (_, Storage::Far) => "%9s".to_owned(),
        (Shape::Date, _) => "%td".to_owned(),
        (Shape::Month, _) => "%tm".to_owned(),
        (Shape::Integer, _) => "%12.0f".to_owned(),
        _ => "%10.0g".to_owned(),
    }
}

/// A name that Stata takes: at most 32 characters, none of its own words.
fn variable(name: &str, at: usize) -> String {
    const WORDS: [&str; 14] = [
        "byte", "double", "float", "if", "in", "int", "long", "using", "with", "strl", "_all",
        "_n", "_cons", "str",
    ];
    if name.len() > 32 {
        let end = format!("_{}", at + 1);
        return format!("{}{end}", head(name, 32 - end.len()));
    }
    let width = name.strip_prefix("str").is_some_and(|end| end.bytes().all(|b| b.is_ascii_digit()));
    if width || WORDS.contains(&name) { format!("{name}_") } else { name.to_owned() }
}

/// The name of a list of labels.
fn list(at: usize) -> String {
    format!("labels_{}", at + 1)
}

/// A label of at most so many characters.
fn label(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(at, _)| &text[..at])
}

/// A text in a field of a fixed width, with at least one NUL behind it.
fn fixed(out: &mut Vec<u8>, text: &str, width: usize) {
    let text = head(text, width - 1);
    out.extend(text.bytes().map(|byte| if byte == 0 { b' ' } else { byte }));
    out.extend(std::iter::repeat_n(0, width - text.len()));
}

fn tags(name: &str) -> u64 {
    2 * name.len() as u64 + 5
}
