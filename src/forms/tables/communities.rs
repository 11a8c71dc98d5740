//! Communities.

use super::{Once, done, id, invalid, parsed, required, table};
use crate::domain::ids::{AreaId, CommunityId};
use crate::domain::place::Community;
use crate::forms::problem::{FormProblems, Log};
use crate::forms::sheet::{Row, Table};

/// Reads `id,name,area`, where `area` may be empty, and the optional `name::<language>`,
/// `population`, `lat`, `lon` (degrees, WGS 84, both or neither) and `kind`.
///
/// # Errors
/// Everything that is wrong, by row.
pub fn read_communities(bytes: &[u8]) -> Result<Vec<Community>, FormProblems> {
    let mut log = Log::default();
    let Some(table) = table(bytes, &["id", "name", "area"], &mut log) else {
        return done(Vec::new(), log);
    };
    let mut once = Once::default();
    let mut communities = Vec::new();
    for row in &table.rows {
        let id = id(&table, row, "id", &mut log);
        let name = required(&table, row, "name", &mut log);
        let whole = |text: &str| text.parse::<u64>().ok();
        let population = parsed(&table, row, "population", "number", whole, &mut log);
        let point = point(&table, row, &mut log);
        let (Some(id), Some(_)) = (id, name) else { continue };
        if once.take(&table, row, "id", &id, &mut log) {
            communities.push(Community {
                id: CommunityId(id),
                name: table.text(row, "name"),
                area: table.string(row, "area").map(AreaId),
                population,
                kind: table.string(row, "kind"),
                point,
            });
        }
    }
    done(communities, log)
}

fn point(table: &Table, row: &Row, log: &mut Log) -> Option<(f64, f64)> {
    let within = |most: f64| move |text: &str| text.parse().ok().filter(|d: &f64| d.abs() <= most);
    let lat = parsed(table, row, "lat", "latitude", within(90.0), log);
    let lon = parsed(table, row, "lon", "longitude", within(180.0), log);
    match (table.get(row, "lat"), table.get(row, "lon")) {
        (Some(_), None) => invalid(table, row, "lon", "longitude", log),
        (None, Some(_)) => invalid(table, row, "lat", "latitude", log),
        _ => {}
    }
    lat.zip(lon)
}
