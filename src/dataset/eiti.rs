//! Tables for EITI Requirement 6.3 (R64): an estimate of informal activity in the extractive sector.
//!
//! An estimate says within which bounds it lies, in how many ways it was worked out, how far these are
//! apart and of how many answers it is. What somebody claimed stands in a table of its own, with its
//! source, year and place: the two are never added up or averaged.

use std::collections::BTreeMap;

use super::{Column, Dataset, Encoder, Error, Kind, Metadata, Table, Value};
use crate::domain::production::{Claim, Estimate, Triangulation};
use crate::domain::text::Text;

/// An estimate as the requirement asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Informal {
    /// The country, as ISO 3166-1 alpha-3.
    pub country: String,
    /// The area or community that it is of.
    pub place: String,
    /// The year that it is of.
    pub year: u16,
    /// What is mined, such as `gold`.
    pub commodity: String,
    /// What is estimated, such as `output` or `workers`.
    pub indicator: String,
    /// The unit of its bounds, such as `kg`.
    pub unit: String,
    /// The figure with its bounds, and how many answers are in it.
    pub estimate: Estimate,
    /// The ways in which it was worked out: two at the least, or it could not be checked.
    pub routes: Triangulation,
    /// Which data it comes from: the citation of an edition.
    pub source: String,
}

/// The tables with their labels in all languages.
const COLUMNS: &str = include_str!("../../data/eiti-6-3.csv");

/// The dataset, without rows: estimates, then claims.
///
/// # Errors
/// When the shipped list of columns cannot be read, which is a fault of the build.
pub fn dataset(metadata: Metadata) -> Result<Dataset, Error> {
    let mut tables: Vec<Table> = Vec::new();
    let mut reader = csv::Reader::from_reader(COLUMNS.as_bytes());
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let mut row = row.map_err(super::csv::failed)?;
        let mut take = |name: &str| row.remove(name).unwrap_or_default();
        let (table, name, kind) = (take("table"), take("column"), take("kind"));
        let key = take("key") == "key";
        let label = Text(row);
        match tables.last_mut() {
            Some(last) if last.name == table => {
                if key {
                    last.primary_key.push(name.clone());
                }
                let kind = match kind.as_str() {
                    "integer" => Kind::Integer,
                    "decimal" => Kind::Decimal,
                    _ => Kind::Text,
                };
                last.columns.push(Column::new(&name, label, kind));
            }
            _ => tables.push(Table::new(&table, label)),
        }
    }
    Ok(Dataset { metadata, tables })
}

/// Writes estimates and claims, each into the table of its own that [`dataset`] has for them. An encoder
/// of one table is given one of the lists, the other empty.
///
/// # Errors
/// When the encoder does not take them.
pub fn write(estimates: &[Informal], claims: &[Claim], out: &mut dyn Encoder) -> Result<(), Error> {
    for (number, informal) in (1..).zip(estimates) {
        let Informal { estimate, routes, .. } = informal;
        out.row(
            0,
            &[
                Value::Integer(number),
                Value::Text(&informal.country),
                Value::Text(&informal.place),
                Value::Integer(informal.year.into()),
                Value::Text(&informal.commodity),
                Value::Text(&informal.indicator),
                Value::Decimal(estimate.value.lo()),
                Value::Decimal(estimate.value.hi()),
                Value::Text(&informal.unit),
                Value::Integer(i64::try_from(routes.outputs.len()).unwrap_or(i64::MAX)),
                Value::Decimal(routes.ratio.round_dp(2)),
                Value::Integer(i64::try_from(estimate.respondents).unwrap_or(i64::MAX)),
                Value::Text(&informal.source),
            ],
        )?;
    }
    for (number, claim) in (1..).zip(claims) {
        let (what, source, year, place) = claim.provenance();
        out.row(
            1,
            &[
                Value::Integer(number),
                Value::Text(place),
                Value::Integer(year.into()),
                Value::Text(what),
                Value::Decimal(claim.value().lo()),
                Value::Decimal(claim.value().hi()),
                Value::Text(source),
            ],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::super::{Format, Options, encoder};
    use super::*;
    use crate::domain::production::Range;

    #[test]
    fn an_estimate_has_bounds_and_routes_and_no_claim_is_among_them() {
        let range = |lo: i64, hi: i64| Range::new(lo.into(), hi.into()).unwrap();
        let routes = Triangulation {
            outputs: vec![range(90, 110), range(100, 150)],
            ratio: Decimal::new(125, 2),
            hull: range(90, 150),
            common: Some(range(100, 110)),
        };
        let informal = Informal {
            country: "TZA".into(),
            place: "Geita".into(),
            year: 2026,
            commodity: "gold".into(),
            indicator: "output".into(),
            unit: "kg".into(),
            estimate: Estimate { value: range(90, 150), respondents: 312 },
            routes,
            source: "A federation (2026), edition 3".into(),
        };
        let claim =
            Claim::new("output in ozt", range(1_300_000, 1_300_000), "a workshop", 2015, "Mgusu");
        let dataset = dataset(Metadata::default()).unwrap();
        let csv = |at: usize, estimates: &[Informal], claims: &[Claim]| {
            let mut bytes = Vec::new();
            let file = &dataset.files(&[Format::Csv])[at];
            let mut out =
                encoder(&dataset, file, &Options::default(), Box::new(&mut bytes)).unwrap();
            write(estimates, claims, out.as_mut()).unwrap();
            out.finish().unwrap();
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(
            csv(0, &[informal], &[]),
            "number,country,place,year,commodity,indicator,low,high,unit,routes,ratio_of_routes,\
             respondents,source\r\n\
             1,TZA,Geita,2026,gold,output,90,150,kg,2,1.25,312,\"A federation (2026), edition 3\"\r\n"
        );
        assert_eq!(
            csv(1, &[], &[claim.unwrap()]),
            "number,place,year,what,low,high,source\r\n\
             1,Mgusu,2015,output in ozt,1300000,1300000,a workshop\r\n"
        );
        for column in dataset.tables.iter().flat_map(|table| &table.columns) {
            assert_eq!(column.label.0.len(), 5, "{}", column.name);
        }
    }
}
