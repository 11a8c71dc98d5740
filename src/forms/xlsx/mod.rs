//! Cells out of an `.xlsx` file, with calamine.

pub(super) mod bounds;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::problem::{Fault, FormProblem, Log, Place};
use super::sheet::{Grid, Row};

/// Rows with something in them, over the sheets that are read.
const ROWS: usize = 100_000;
/// The last column with something in it.
const COLUMNS: u32 = 1_024;
/// Cells with something in them.
const CELLS: usize = 1_000_000;
/// Text in all of them. One long text can stand in many cells at little cost to the file.
const TEXT_BYTES: usize = 32 << 20;

/// The sheets of these names, in whatever case, with the cells that hold something. Formulas count
/// with the value they had when the file was saved.
pub(super) fn read<const N: usize>(
    bytes: &[u8],
    names: [&str; N],
    log: &mut Log,
) -> [Option<Grid>; N] {
    let nothing = || names.map(|_| None);
    if let Err(fault) = bounds::check(bytes) {
        log.problem(Place::default(), fault);
        return nothing();
    }
    // calamine adds up cell references unchecked, which is a panic in builds that check.
    let read = catch_unwind(AssertUnwindSafe(|| sheets(bytes, names)));
    let (place, fault) = match read {
        Ok(Ok(grids)) => return grids,
        Ok(Err(failure)) => (failure.place, failure.fault),
        Err(_) => {
            let reason = "a cell reference is out of range".to_owned();
            (Place::default(), Fault::Unreadable { reason })
        }
    };
    log.problem(place, fault);
    nothing()
}

type Failure = Box<FormProblem>;

fn failure(place: Place, fault: Fault) -> Failure {
    Box::new(FormProblem { place, fault })
}

fn sheets<const N: usize>(bytes: &[u8], names: [&str; N]) -> Result<[Option<Grid>; N], Failure> {
    let mut book =
        Xlsx::new(Cursor::new(bytes)).map_err(|e| failure(Place::default(), unreadable(&e)))?;
    let titles = book.sheet_names();
    let mut budget = Budget::default();
    let mut grids = names.map(|_| None);
    for (grid, name) in grids.iter_mut().zip(names) {
        let title = titles.iter().find(|title| title.trim().eq_ignore_ascii_case(name));
        *grid = title.map(|title| sheet(&mut book, title, &mut budget)).transpose()?;
    }
    Ok(grids)
}

fn unreadable(error: &XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::OldOrLocked {},
        other => Fault::Unreadable { reason: other.to_string() },
    }
}

/// What was taken so far from all sheets.
#[derive(Default)]
pub(super) struct Budget {
    rows: usize,
    cells: usize,
    text: usize,
}

impl Budget {
    pub fn take(&mut self, new_row: bool, column: u32, text: &str) -> Result<(), Fault> {
        self.rows += usize::from(new_row);
        self.cells += 1;
        self.text += text.len();
        let over = [
            ("rows", self.rows, ROWS),
            ("columns", column as usize + 1, COLUMNS as usize),
            ("cells", self.cells, CELLS),
            ("text_bytes", self.text, TEXT_BYTES),
        ];
        match over.into_iter().find(|(_, found, limit)| found > limit) {
            None => Ok(()),
            Some((bound, _, limit)) => {
                Err(Fault::TooLarge { bound: bound.to_owned(), limit: limit as u64 })
            }
        }
    }
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

// Cell by cell: a range would be as large as the corners that are used, whatever is in between.
fn sheet(book: &mut Book<'_>, title: &str, budget: &mut Budget) -> Result<Grid, Failure> {
    let at = |row: Option<u32>| Place { sheet: title.to_owned(), row, column: None };
    let mut cells =
        book.worksheet_cells_reader(title).map_err(|e| failure(at(None), unreadable(&e)))?;
    let mut grid = Grid { name: title.to_owned(), rows: Vec::new() };
    let mut sorted = true;
    loop {
        let number = grid.rows.last().map(|row| row.number);
        let Some(cell) = cells.next_cell().map_err(|e| failure(at(number), unreadable(&e)))? else {
            break;
        };
        let (row, column) = cell.get_position();
        let Some(text) = text(cell.get_value()) else { continue };
        let number = row.saturating_add(1);
        let same = grid.rows.last_mut().filter(|last| last.number == number);
        budget
            .take(same.is_none(), column, &text)
            .map_err(|fault| failure(at(Some(number)), fault))?;
        match same {
            Some(last) => {
                sorted &= last.cells.last().is_none_or(|(before, _)| *before < column);
                last.cells.push((column, text));
            }
            None => {
                sorted &= grid.rows.last().is_none_or(|last| last.number < number);
                grid.rows.push(Row { number, cells: vec![(column, text)] });
            }
        }
    }
    if !sorted {
        put_in_order(&mut grid);
    }
    Ok(grid)
}

/// Files may hold cells in any order, and one twice: then the first counts.
fn put_in_order(grid: &mut Grid) {
    grid.rows.sort_by_key(|row| row.number);
    grid.rows.dedup_by(|later, row| {
        let same = later.number == row.number;
        if same {
            row.cells.append(&mut later.cells);
        }
        same
    });
    for row in &mut grid.rows {
        row.cells.sort_by_key(|(column, _)| *column);
        row.cells.dedup_by_key(|(column, _)| *column);
    }
}

/// What a cell says, trimmed; `None` when that is nothing.
pub(super) fn text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.trim().to_owned()
        }
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        // Days since 1900, and none of them: a time of day.
        DataRef::DateTime(moment) if moment.is_datetime() && moment.as_f64() < 1.0 => {
            let (_, _, _, hour, minute, second, _) = moment.to_ymd_hms_milli();
            format!("{hour:02}:{minute:02}:{second:02}")
        }
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
            }
        }
        DataRef::DateTime(duration) => duration.as_f64().to_string(),
        DataRef::Error(error) => error.to_string(),
    };
    (!text.is_empty()).then_some(text)
}
