use serde_json::json;

use super::super::{Column, Dataset, Format, Kind, Options, Table, Value, encoder};
use super::*;
use crate::domain::text::Text;

const ROWS: i64 = 2_500;

/// A table with a place and many rows, and one without a key.
fn files() -> Vec<Reader> {
    let en = |text: &str| Text::new("en", text);
    let sites = Table::new("pit-sites", en("Pit \"sites\" & more"))
        .column(Column::new("id", en("Number <of> it"), Kind::Integer))
        .column(Column::new("name", en("Name"), Kind::Text))
        .column(Column::new("open", en("Open"), Kind::Boolean))
        .column(Column::new("grams", en("Grams"), Kind::Decimal))
        .column(Column::new("day", en("Day"), Kind::Date))
        .column(Column::new("place", en("Place"), Kind::Point))
        .primary_key(&["id"]);
    let words =
        Table::new("words", en("Words")).column(Column::new("word", en("Word"), Kind::Text));
    let dataset = Dataset { tables: vec![sites, words], ..Dataset::default() };
    let of = |at: usize| {
        let mut bytes = Vec::new();
        let file = &dataset.files(&[Format::Parquet])[at];
        let mut out = encoder(&dataset, file, &Options::default(), Box::new(&mut bytes)).unwrap();
        for number in 0..if at == 0 { ROWS } else { 1 } {
            if at == 1 {
                out.row(1, &[Value::Text("dhahabu")]).unwrap();
                continue;
            }
            let name = format!("o'Site {number}");
            let there = number % 10 != 0;
            out.row(
                0,
                &[
                    Value::Integer(number),
                    Value::Text(&name),
                    Value::Boolean(number % 2 == 0),
                    if there { Value::Decimal(number.into()) } else { Value::Missing },
                    Value::Date(jiff::civil::date(2026, 1, 1 + (number % 28) as i8)),
                    if there {
                        Value::Point { longitude: 30.0 + number as f64 / 1000.0, latitude: -3.0 }
                    } else {
                        Value::Missing
                    },
                ],
            )
            .unwrap();
        }
        out.finish().unwrap();
        Reader::open(bytes::Bytes::from(bytes)).unwrap()
    };
    vec![of(0), of(1)]
}

fn query(options: &[(&str, &str)]) -> Vec<(String, String)> {
    options.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The options of a link, as a server decodes them.
fn decoded(link: &str) -> Vec<(String, String)> {
    let pairs = link.split_once('?').unwrap().1.split('&');
    let plain = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            if byte == b'%' {
                let pair = [rest.next().unwrap(), rest.next().unwrap()];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).unwrap(), 16).unwrap());
            } else {
                bytes.push(byte);
            }
        }
        String::from_utf8(bytes).unwrap()
    };
    pairs.map(|pair| pair.split_once('=').unwrap()).map(|(n, v)| (plain(n), plain(v))).collect()
}

/// All ids of a query, page by page as a client follows the links.
fn ids(service: &OData, first: &[(&str, &str)]) -> Vec<i64> {
    let (mut options, mut ids) = (query(first), Vec::new());
    loop {
        let page = service.rows("pit_sites", &options).unwrap();
        let rows = page["value"].as_array().unwrap();
        assert!(rows.len() as u64 <= PAGE);
        ids.extend(rows.iter().map(|row| row["id"].as_i64().unwrap()));
        match page["@odata.nextLink"].as_str() {
            Some(link) => options = decoded(link),
            None => return ids,
        }
    }
}

#[test]
fn pages_of_odata_give_every_row_once_whatever_is_asked() {
    let service = OData::new("http://node/odata/", files());
    assert_eq!(ids(&service, &[]), (0..ROWS).collect::<Vec<_>>());
    assert_eq!(
        ids(&service, &[("$top", "1700"), ("$skip", "600")]),
        (600..2300).collect::<Vec<_>>()
    );
    let odd = (0..ROWS).filter(|id| id % 2 == 1).collect::<Vec<_>>();
    assert_eq!(ids(&service, &[("$filter", "open eq false")]), odd);
    let some: Vec<_> = odd[30..1130].to_vec();
    let asked = [("$filter", "open eq false"), ("$skip", "30"), ("$top", "1100")];
    assert_eq!(ids(&service, &asked), some);
    assert_eq!(ids(&service, &[("$top", "0")]), Vec::<i64>::new());
}

#[test]
fn filters_of_odata_mean_what_they_say() {
    let service = OData::new("http://node/odata/", files());
    let count = |filter: &str| service.count("pit_sites", &query(&[("$filter", filter)])).unwrap();
    assert_eq!(count("id ge 10 and id lt 20"), 10);
    assert_eq!(count("grams eq null"), 250);
    assert_eq!(count("grams ne null and not (id gt 100)"), 90);
    assert_eq!(count("grams lt 1.5"), 1);
    assert_eq!(count("name eq 'o''Site 7'"), 1);
    assert_eq!(count("startswith(name,'o''Site 24') and endswith(name, '9')"), 11);
    assert_eq!(count("contains(name,'Site 249') or id eq 3"), 12);
    assert_eq!(count("day eq 2026-01-28"), 89);
    for wrong in ["id eq", "nothing eq 1", "id eq 'x", "(id eq 1", "id eq 1)", "id xx 1", "", "'a'"]
    {
        let refused = service.count("pit_sites", &query(&[("$filter", wrong)]));
        assert!(matches!(refused, Err(Refusal::Malformed(_) | Refusal::Unsupported(_))), "{wrong}");
    }
    let deep = format!("{}id eq 1{}", "(".repeat(200), ")".repeat(200));
    assert!(service.count("pit_sites", &query(&[("$filter", &deep)])).is_err());
    let refused = service.rows("pit_sites", &query(&[("$orderby", "id")]));
    assert!(matches!(refused, Err(Refusal::Unsupported(_))));
    assert!(matches!(service.rows("nowhere", &[]), Err(Refusal::Unknown(_))));
}

#[test]
fn odata_says_what_its_sets_are() {
    let service = OData::new("http://node/odata/", files());
    let sets = service.service();
    assert_eq!(
        sets["value"][0],
        json!({ "name": "pit_sites", "kind": "EntitySet", "url": "pit_sites" })
    );
    let metadata = service.metadata();
    let read = roxmltree::Document::parse(&metadata).unwrap();
    let properties: Vec<_> = read
        .descendants()
        .filter(|node| node.tag_name().name() == "Property")
        .map(|node| (node.attribute("Name").unwrap(), node.attribute("Type").unwrap()))
        .collect();
    assert_eq!(properties[0], ("id", "Edm.Int64"));
    assert_eq!(properties[4], ("day", "Edm.Date"));
    assert_eq!(properties[5], ("place_longitude", "Edm.Double"));
    assert_eq!(properties[7..], [("row_number", "Edm.Int64"), ("word", "Edm.String")]);
    let page = service
        .rows("pit_sites", &query(&[("$select", "id,name"), ("$top", "1"), ("$count", "true")]))
        .unwrap();
    assert_eq!(page["value"], json!([{ "id": 0, "name": "o'Site 0" }]));
    assert_eq!(page["@odata.count"], ROWS);
    assert_eq!(page["@odata.context"], "http://node/odata/$metadata#pit_sites(id,name)");
    assert_eq!(service.rows("words", &[]).unwrap()["value"][0]["row_number"], 0);
}

#[test]
fn pages_of_features_give_every_feature_in_the_box_once() {
    let features = Features::new("http://node/features", "Sites", files());
    let ids = |first: &[(&str, &str)]| {
        let (mut options, mut ids) = (query(first), Vec::new());
        loop {
            let page = features.items("pit-sites", &options).unwrap();
            let found = page["features"].as_array().unwrap().clone();
            assert_eq!(page["numberReturned"], found.len());
            ids.extend(found.iter().map(|feature| feature["id"].as_i64().unwrap()));
            let links = page["links"].as_array().unwrap().clone();
            match links.iter().find(|link| link["rel"] == "next") {
                Some(link) => options = decoded(link["href"].as_str().unwrap()),
                None => return ids,
            }
        }
    };
    assert_eq!(ids(&[("limit", "300")]), (0..ROWS).collect::<Vec<_>>());
    let inside: Vec<_> = (500..=1500).filter(|id| id % 10 != 0).collect();
    assert_eq!(ids(&[("bbox", "30.5,-4,31.5,-2"), ("limit", "170")]), inside);
    assert_eq!(ids(&[("bbox", "170,-4,-170,4")]), Vec::<i64>::new());
    for wrong in ["1,2,3", "a,b,c,d", "0,5,1,-5", "NaN,0,1,1"] {
        assert!(features.items("pit-sites", &query(&[("bbox", wrong)])).is_err(), "{wrong}");
    }
}

#[test]
fn features_are_told_apart_and_described() {
    let features = Features::new("http://node/features", "Sites", files());
    let all = features.collections().unwrap();
    assert_eq!(all["collections"].as_array().unwrap().len(), 1);
    assert_eq!(
        all["collections"][0]["extent"]["spatial"]["bbox"],
        json!([[30.001, -3.0, 32.499, -3.0]])
    );
    let feature = features.item("pit-sites", "7").unwrap();
    assert_eq!(feature["geometry"], json!({ "type": "Point", "coordinates": [30.007, -3.0] }));
    assert_eq!(feature["properties"]["day"], "2026-01-08");
    assert_eq!(features.item("pit-sites", "10").unwrap()["geometry"], json!(null));
    for unknown in ["2500", "x", "-1"] {
        assert!(matches!(features.item("pit-sites", unknown), Err(Refusal::Unknown(_))));
    }
    assert!(features.collection("words").is_err());
    assert!(features.landing()["links"].as_array().unwrap().len() == 4);
}
