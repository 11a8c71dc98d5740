//! Names of tables and columns out of names of forms, which may be anything.

use std::collections::BTreeSet;

/// The longest name of a table.
const TABLE: usize = 60;
/// The longest name of a column: Stata takes no more.
const COLUMN: usize = 32;

/// Names of tables that are taken.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// A free name for a table.
    pub fn table(&mut self, wanted: &str) -> String {
        let name = free(&plain(wanted, '-'), TABLE, '-', |name| self.0.contains(name));
        self.0.insert(name.clone());
        name
    }
}

/// A free name for a column.
pub(super) fn column_name(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    free(&plain(wanted, '_'), COLUMN, '_', taken)
}

/// Lower-case letters and digits, anything else as `between`; starting with a letter.
fn plain(wanted: &str, between: char) -> String {
    let mut name = String::new();
    for c in wanted.chars() {
        match c.to_ascii_lowercase() {
            c @ ('a'..='z' | '0'..='9') => name.push(c),
            _ if name.ends_with(between) => {}
            _ => name.push(between),
        }
    }
    let name = name.trim_matches(between);
    if name.starts_with(|c: char| c.is_ascii_lowercase()) {
        name.to_owned()
    } else {
        format!("q{between}{name}").trim_end_matches(between).to_owned()
    }
}

fn free(name: &str, room: usize, between: char, taken: impl Fn(&str) -> bool) -> String {
    let cut = |room: usize| name[..room.min(name.len())].trim_end_matches(between).to_owned();
    let mut found = cut(room);
    let mut number = 1;
    while taken(&found) {
        number += 1;
        let end = format!("{between}{number}");
        found = cut(room - end.len()) + &end;
    }
    found
}
