//! Times and places made coarse.

use std::collections::BTreeMap;

use crate::domain::needs::day;

/// Where sites are shown: the middle of a cell of a grid, decided once per site and kept.
///
/// A site that is visited often is measured often, each time a little elsewhere. Cells worked out
/// anew for each release could be averaged, and a site at a cell's edge would flicker; so the first
/// release decides (section 7 of the field guide, after R109).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    cells: BTreeMap<String, (f64, f64)>,
}

impl Places {
    /// Where a site is shown: latitude and longitude in degrees. `point` is its own, used at its first
    /// release only, and `degrees` the size of a cell then. `None` for what is no point on Earth or no
    /// size within 0.01 and 10.
    pub fn shown(&mut self, site: &str, point: (f64, f64), degrees: f64) -> Option<(f64, f64)> {
        if let Some(cell) = self.cells.get(site) {
            return Some(*cell);
        }
        let (latitude, longitude) = point;
        let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        if !on_earth || !(0.01..=10.0).contains(&degrees) {
            return None;
        }
        let middle =
            |at: f64, end: f64| (((at / degrees).floor() + 0.5) * degrees).clamp(-end, end);
        let cell = (middle(latitude, 90.0), middle(longitude, 180.0));
        self.cells.insert(site.to_owned(), cell);
        Some(cell)
    }
}

/// The month (`YYYY-MM`) of an RFC 3339 time or date, as written where it was; `None` when it starts
/// with no date.
pub fn month(time: &str) -> Option<&str> {
    day(time).and_then(|_| time.get(..7))
}
