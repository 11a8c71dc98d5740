//! The file formats that a form may come in, told apart by their content: names of files lie.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Ods, OdsError, Range, Reader, Xls, XlsError};

use super::problem::{Fault, Log, Place};
use super::sheet::{Grid, Row};
use super::xlsx::{self, Budget};

/// The largest file that is read.
const BYTES: usize = 16 << 20;

enum Format {
    Xlsx,
    Xls,
    Ods,
    Csv,
}

/// What a file is, by how it begins.
fn format(bytes: &[u8]) -> Format {
    // The first entry of an OpenDocument archive is its media type, unpacked.
    let open =
        bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis"));
    match bytes {
        [b'P', b'K', ..] if open => Format::Ods,
        [b'P', b'K', ..] => Format::Xlsx,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Format::Xls,
        [] => Format::Xlsx,
        _ if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) => Format::Csv,
        _ => Format::Xlsx,
    }
}

type Sheets<const N: usize> = Result<[Option<Grid>; N], Fault>;
type Open<const N: usize> = fn(&[u8], [&str; N]) -> Sheets<N>;

/// The sheets of these names, in whatever case, with the cells that hold something.
pub(super) fn read<const N: usize>(
    bytes: &[u8],
    names: [&str; N],
    log: &mut Log,
) -> [Option<Grid>; N] {
    let open: Open<N> = match format(bytes) {
        Format::Xlsx => return xlsx::read(bytes, names, log),
        Format::Xls => xls,
        Format::Ods => ods,
        Format::Csv => csv,
    };
    let limited = if bytes.len() > BYTES {
        Err(Fault::TooLarge { bound: "bytes".to_owned(), limit: BYTES as u64 })
    } else {
        // The reader of old formats trusts their offsets: a file that lies is a panic there.
        catch_unwind(AssertUnwindSafe(|| open(bytes, names))).unwrap_or_else(|_| {
            let reason = "an offset is out of range".to_owned();
            Err(Fault::Unreadable { reason })
        })
    };
    limited.unwrap_or_else(|fault| {
        log.problem(Place::default(), fault);
        names.map(|_| None)
    })
}

fn unreadable(error: impl ToString) -> Fault {
    Fault::Unreadable { reason: error.to_string() }
}

fn xls<const N: usize>(bytes: &[u8], names: [&str; N]) -> Sheets<N> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Fault::OldOrLocked {},
        other => unreadable(other),
    })?;
    grids(&mut book, names)
}

fn ods<const N: usize>(bytes: &[u8], names: [&str; N]) -> Sheets<N> {
    xlsx::bounds::check(bytes)?;
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => Fault::OldOrLocked {},
        other => unreadable(other),
    })?;
    grids(&mut book, names)
}

fn grids<'a, R, const N: usize>(book: &mut R, names: [&str; N]) -> Sheets<N>
where
    R: Reader<Cursor<&'a [u8]>>,
    R::Error: ToString,
{
    let titles = book.sheet_names();
    let mut budget = Budget::default();
    let mut grids = names.map(|_| None);
    for (grid, name) in grids.iter_mut().zip(names) {
        let title = titles.iter().find(|title| title.trim().eq_ignore_ascii_case(name));
        if let Some(title) = title {
            let range = book.worksheet_range(title).map_err(unreadable)?;
            *grid = Some(grid_of(title, &range, &mut budget)?);
        }
    }
    Ok(grids)
}

fn grid_of(title: &str, range: &Range<Data>, budget: &mut Budget) -> Result<Grid, Fault> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut grid = Grid { name: title.to_owned(), rows: Vec::new() };
    for (row, column, value) in range.used_cells() {
        let Some(text) = xlsx::text(&borrowed(value)) else { continue };
        let number = first_row.saturating_add(row as u32).saturating_add(1);
        push(&mut grid, budget, number, first_column.saturating_add(column as u32), text)?;
    }
    Ok(grid)
}

fn push(
    grid: &mut Grid,
    budget: &mut Budget,
    number: u32,
    column: u32,
    text: String,
) -> Result<(), Fault> {
    let same = grid.rows.last_mut().filter(|last| last.number == number);
    budget.take(same.is_none(), column, &text)?;
    match same {
        Some(row) => row.cells.push((column, text)),
        None => grid.rows.push(Row { number, cells: vec![(column, text)] }),
    }
    Ok(())
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// One file for all sheets: the first column names the sheet, where a new one begins.
fn csv<const N: usize>(bytes: &[u8], names: [&str; N]) -> Sheets<N> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut budget = Budget::default();
    let mut grids = names.map(|_| None);
    let mut open = None;
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let number = record.position().map_or(0, csv::Position::line) as u32;
        if let Some(sheet) = record.get(0).map(str::trim).filter(|sheet| !sheet.is_empty()) {
            open = names.iter().position(|name| name.eq_ignore_ascii_case(sheet));
        }
        let Some(at) = open else { continue };
        let grid: &mut Grid =
            grids[at].get_or_insert_with(|| Grid { name: names[at].to_owned(), rows: Vec::new() });
        for (column, text) in record.iter().enumerate().skip(1) {
            let text = text.trim();
            if !text.is_empty() {
                push(grid, &mut budget, number, column as u32, text.to_owned())?;
            }
        }
    }
    Ok(grids)
}
