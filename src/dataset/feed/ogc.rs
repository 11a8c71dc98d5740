//! OGC API Features (part 1, core and GeoJSON), to be read only: the tables that have a place.

use serde_json::{Map, Value as Json, json};

use super::super::Table;
use super::super::field::Part;
use super::read::{Datum, Reader};
use super::{PAGE, Refusal, encoded, number, option};

/// Features on a page when nobody says how many.
const USUAL: u64 = 100;

/// The classes of the standard that are fulfilled.
const CLASSES: [&str; 2] = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
];

/// Tables as collections of features.
pub struct Features {
    /// Its address, without a slash at the end.
    root: String,
    title: String,
    tables: Vec<(Reader, usize)>,
}

/// West, south, east, north.
type Bounds = [f64; 4];

impl Features {
    /// A service at an address, without a slash at the end. Tables without a place are left out.
    pub fn new(root: &str, title: &str, tables: Vec<Reader>) -> Self {
        let places = tables.into_iter().filter_map(|table| {
            let place = table.table().place()?;
            Some((table, place))
        });
        Self { root: root.to_owned(), title: title.to_owned(), tables: places.collect() }
    }

    /// The landing page.
    pub fn landing(&self) -> Json {
        json!({
            "title": self.title,
            "links": [
                link(&self.root, "self", "application/json"),
                link(&format!("{}/api", self.root), "service-desc", "application/vnd.oai.openapi+json;version=3.0"),
                link(&format!("{}/conformance", self.root), "conformance", "application/json"),
                link(&format!("{}/collections", self.root), "data", "application/json"),
            ],
        })
    }

    /// The classes of the standard that are fulfilled.
    pub fn conformance(&self) -> Json {
        json!({ "conformsTo": CLASSES })
    }

    /// The addresses of the service, as OpenAPI 3.0, which clients of this standard look at.
    pub fn api(&self) -> Json {
        let paths = [
            "/",
            "/conformance",
            "/collections",
            "/collections/{collection}",
            "/collections/{collection}/items",
            "/collections/{collection}/items/{feature}",
        ];
        let part = |name: &str| {
            json!({
                "name": name, "in": "path", "required": true, "schema": { "type": "string" }
            })
        };
        let mut described = Map::new();
        for path in paths {
            let names = ["collection", "feature"].into_iter();
            let mut parameters: Vec<_> =
                names.filter(|name| path.contains(&format!("{{{name}}}"))).map(part).collect();
            if path.ends_with("/items") {
                for (name, kind) in
                    [("bbox", "string"), ("limit", "integer"), ("offset", "integer")]
                {
                    parameters
                        .push(json!({ "name": name, "in": "query", "schema": { "type": kind } }));
                }
            }
            let answer = json!({ "200": { "description": "OK" } });
            described.insert(
                path.to_owned(),
                json!({ "get": { "parameters": parameters, "responses": answer } }),
            );
        }
        json!({
            "openapi": "3.0.3",
            "info": { "title": self.title, "version": "1" },
            "servers": [{ "url": self.root }],
            "paths": described,
        })
    }

    /// The collections that there are.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn collections(&self) -> Result<Json, Refusal> {
        let all: Result<Vec<_>, _> =
            self.tables.iter().map(|(table, place)| self.described(table, *place)).collect();
        let address = format!("{}/collections", self.root);
        Ok(json!({
            "links": [link(&address, "self", "application/json")],
            "collections": all?,
        }))
    }

    /// One collection.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn collection(&self, name: &str) -> Result<Json, Refusal> {
        let (table, place) = self.table(name)?;
        self.described(table, place)
    }

    /// A page of features. `query` are the decoded options of the address: `bbox`, `limit`, `offset`.
    ///
    /// # Errors
    /// [`Refusal`] when there is no such collection, or an option cannot be read.
    pub fn items(&self, name: &str, query: &[(String, String)]) -> Result<Json, Refusal> {
        let (table, place) = self.table(name)?;
        let bounds = option(query, "bbox").map(bounds).transpose()?;
        let limit = match number(query, "limit")? {
            Some(0) => return Err(Refusal::Malformed("limit".to_owned())),
            limit => limit.unwrap_or(USUAL).min(PAGE),
        };
        let offset = number(query, "offset")?.unwrap_or_default();
        let (mut features, mut next) = (Vec::new(), None);
        table.read(offset, |number, row| {
            if bounds.is_some_and(|bounds| !within(bounds, point(table, place, row))) {
                return true;
            }
            if features.len() as u64 == limit {
                next = Some(number);
                return false;
            }
            features.push(feature(table, place, number, row));
            true
        })?;
        let address = format!("{}/collections/{name}/items", self.root);
        let page = |offset: u64| {
            let bbox = option(query, "bbox").map(|text| format!("&bbox={}", encoded(text)));
            format!("{address}?limit={limit}&offset={offset}{}", bbox.unwrap_or_default())
        };
        let geojson = "application/geo+json";
        let mut links = vec![link(&page(offset), "self", geojson)];
        links.extend(next.map(|next| link(&page(next), "next", geojson)));
        let mut answer = json!({
            "type": "FeatureCollection",
            "numberReturned": features.len(),
            "links": links,
            "features": features,
        });
        if bounds.is_none() {
            answer["numberMatched"] = json!(table.rows());
        }
        Ok(answer)
    }

    /// One feature.
    ///
    /// # Errors
    /// When there is none.
    pub fn item(&self, name: &str, id: &str) -> Result<Json, Refusal> {
        let (table, place) = self.table(name)?;
        let unknown = || Refusal::Unknown(id.to_owned());
        let wanted: u64 = id.parse().map_err(|_| unknown())?;
        let mut found = None;
        table.read(wanted, |number, row| {
            found = Some(feature(table, place, number, row));
            false
        })?;
        let mut feature = found.ok_or_else(unknown)?;
        let address = format!("{}/collections/{name}", self.root);
        feature["links"] = json!([
            link(&format!("{address}/items/{id}"), "self", "application/geo+json"),
            link(&address, "collection", "application/json"),
        ]);
        Ok(feature)
    }

    fn table(&self, name: &str) -> Result<(&Reader, usize), Refusal> {
        let found = self.tables.iter().find(|(table, _)| table.table().name == name);
        let found = found.map(|(table, place)| (table, *place));
        found.ok_or_else(|| Refusal::Unknown(name.to_owned()))
    }

    fn described(&self, table: &Reader, place: usize) -> Result<Json, Refusal> {
        let described: &Table = table.table();
        let address = format!("{}/collections/{}", self.root, described.name);
        let text = |text: &crate::domain::text::Text| {
            text.pick(&["en"]).map(|(_, text)| text.to_owned()).unwrap_or_default()
        };
        let mut extent: Option<Bounds> = None;
        table.read(0, |_, row| {
            if let Some((x, y)) = point(table, place, row) {
                let [west, south, east, north] = extent.unwrap_or([x, y, x, y]);
                extent = Some([west.min(x), south.min(y), east.max(x), north.max(y)]);
            }
            true
        })?;
        let mut collection = json!({
            "id": described.name,
            "title": text(&described.title),
            "description": text(&described.description),
            "itemType": "feature",
            "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
            "links": [
                link(&address, "self", "application/json"),
                link(&format!("{address}/items"), "items", "application/geo+json"),
            ],
        });
        if let Some(extent) = extent {
            collection["extent"] = json!({ "spatial": { "bbox": [extent] } });
        }
        Ok(collection)
    }
}

fn link(address: &str, rel: &str, kind: &str) -> Json {
    json!({ "href": address, "rel": rel, "type": kind })
}

fn bounds(text: &str) -> Result<Bounds, Refusal> {
    let malformed = || Refusal::Malformed("bbox".to_owned());
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse()).collect();
    let bounds = match numbers.map_err(|_| malformed())?.as_slice() {
        [west, south, east, north] => [*west, *south, *east, *north],
        // With heights, which points here have none of.
        [west, south, _, east, north, _] => [*west, *south, *east, *north],
        _ => return Err(malformed()),
    };
    let sound = bounds.iter().all(|number| number.is_finite()) && bounds[1] <= bounds[3];
    if sound { Ok(bounds) } else { Err(malformed()) }
}

/// Whether a point lies in a box; one whose west is east of its east goes over the antimeridian.
fn within([west, south, east, north]: Bounds, point: Option<(f64, f64)>) -> bool {
    let Some((x, y)) = point else { return false };
    let across = if west <= east { west <= x && x <= east } else { west <= x || x <= east };
    across && south <= y && y <= north
}

fn point(table: &Reader, place: usize, row: &[Datum]) -> Option<(f64, f64)> {
    let part = |part| {
        let fields = table.fields().iter();
        let at = fields.clone().position(|field| field.column == place && field.part == part)?;
        match row.get(at)? {
            Datum::Double(number) => Some(*number),
            _ => None,
        }
    };
    Some((part(Part::Longitude)?, part(Part::Latitude)?))
}

fn feature(table: &Reader, place: usize, number: u64, row: &[Datum]) -> Json {
    let geometry =
        point(table, place, row).map(|(x, y)| json!({ "type": "Point", "coordinates": [x, y] }));
    let properties: Map<String, Json> = table
        .fields()
        .iter()
        .zip(row)
        .filter(|(field, _)| field.column != place)
        .map(|(field, datum)| (field.name.clone(), datum.json()))
        .collect();
    json!({ "type": "Feature", "id": number, "geometry": geometry, "properties": properties })
}
