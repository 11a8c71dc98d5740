//! Areas and the areas above them, with the days on which they were.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{done, id, invalid, parsed, required, table};
use crate::domain::ids::AreaId;
use crate::domain::place::{Area, Parent};
use crate::forms::problem::{Fault, FormProblems, Log};
use crate::forms::sheet::{Row, Table};

/// Reads `id,kind,name,parent,valid_from,valid_to`, with the optional `name::<language>` and
/// `code::<scheme>`. Several rows of one id are its parents over time: `valid_from` is the first day,
/// `valid_to` the first day on which it no longer holds; both may be empty. What else such rows say
/// must be the same or left empty.
///
/// Parents may be areas that the table does not have: the node may know them already.
///
/// # Errors
/// Everything that is wrong, by row.
pub fn read_areas(bytes: &[u8]) -> Result<Vec<Area>, FormProblems> {
    let mut log = Log::default();
    let columns = ["id", "kind", "name", "parent", "valid_from", "valid_to"];
    let Some(table) = table(bytes, &columns, &mut log) else { return done(Vec::new(), log) };
    let mut areas: Vec<Area> = Vec::new();
    let mut places: HashMap<String, (usize, u32)> = HashMap::new();
    for row in &table.rows {
        let Some(id) = id(&table, row, "id", &mut log) else { continue };
        let parent = parent(&table, row, &mut log);
        match places.get(&id) {
            Some(&(at, first)) => {
                if !adds(&mut areas[at], &table, row, parent) {
                    log.problem(table.row_place(row), Fault::AreaDiffers { id, first });
                }
            }
            None => {
                let kind = required(&table, row, "kind", &mut log).unwrap_or_default();
                required(&table, row, "name", &mut log);
                places.insert(id.clone(), (areas.len(), row.number));
                areas.push(Area {
                    id: AreaId(id),
                    kind,
                    name: table.text(row, "name"),
                    codes: table.text(row, "code").0,
                    parents: parent.into_iter().collect(),
                });
            }
        }
    }
    done(areas, log)
}

fn parent(table: &Table, row: &Row, log: &mut Log) -> Option<Parent> {
    let from = day(table, row, "valid_from", log);
    let until = day(table, row, "valid_to", log);
    if from.as_ref().zip(until.as_ref()).is_some_and(|(from, until)| until <= from) {
        invalid(table, row, "valid_to", "period", log);
    }
    Some(Parent { area: AreaId(table.string(row, "parent")?), from, until })
}

fn day(table: &Table, row: &Row, name: &str, log: &mut Log) -> Option<String> {
    let strict = |text: &str| {
        let day = text.parse::<Date>().ok().map(|day| day.to_string());
        day.filter(|day| day == text)
    };
    parsed(table, row, name, "date", strict, log)
}

/// Takes what a further row of an area says; `false` when that does not go with what was said before.
fn adds(area: &mut Area, table: &Table, row: &Row, parent: Option<Parent>) -> bool {
    let same_kind = table.get(row, "kind").is_none_or(|cell| cell.text == area.kind);
    let names = table.text(row, "name").0;
    let codes = table.text(row, "code").0;
    let goes = same_kind
        && names.iter().all(|(of, said)| area.name.0.get(of).is_none_or(|known| known == said))
        && codes.iter().all(|(of, said)| area.codes.get(of).is_none_or(|known| known == said));
    area.name.0.extend(names);
    area.codes.extend(codes);
    let Some(parent) = parent else { return goes };
    let apart = !area.parents.iter().any(|known| overlap(known, &parent));
    area.parents.push(parent);
    goes && apart
}

fn overlap(a: &Parent, b: &Parent) -> bool {
    let begins_before_end = |a: &Parent, b: &Parent| match (&a.from, &b.until) {
        (Some(from), Some(until)) => from < until,
        _ => true,
    };
    begins_before_end(a, b) && begins_before_end(b, a)
}
