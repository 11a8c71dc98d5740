//! What catalogues of data ask for: DCAT as JSON-LD, and the entry of the Humanitarian Data Exchange.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::Options;
use super::documents::the_text;
use super::schema::Dataset;
use crate::domain::text::Text;

/// A file as a catalogue offers it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    /// Its name; under [`super::Metadata::address`] in addresses.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// How many bytes it has.
    pub size: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
}

/// The dataset in DCAT 3.
pub(super) fn dcat(dataset: &Dataset, options: &Options, files: &[Distribution]) -> Json {
    let said = &dataset.metadata;
    let id = said.address.clone().unwrap_or_else(|| format!("urn:sikia:dataset:{}", said.name));
    let mut entry = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dcterms": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#"
        },
        "@id": id,
        "@type": "dcat:Dataset",
        "dcterms:title": by_language(&said.title),
        "dcterms:description": by_language(&said.description),
        "dcterms:identifier": said.name,
        "dcat:version": said.edition.to_string(),
        "dcterms:issued": day(&said.issued),
        "dcterms:bibliographicCitation": said.citation,
        "dcterms:license": { "@id": said.licence.address },
        "dcterms:language": said.languages,
        "dcterms:publisher": { "@type": "foaf:Organization", "foaf:name": said.publisher.name },
        "dcat:keyword": said.keywords,
        "dcat:distribution": files.iter().map(|file| distribution(file, &id)).collect::<Vec<_>>(),
    });
    if let Some((from, to)) = &said.period {
        entry["dcterms:temporal"] = json!({
            "@type": "dcterms:PeriodOfTime",
            "dcat:startDate": day(from),
            "dcat:endDate": day(to),
        });
    }
    let methods = the_text(&said.methods, options);
    if !methods.is_empty() {
        entry["dcterms:provenance"] =
            json!({ "@type": "dcterms:ProvenanceStatement", "dcterms:description": methods });
    }
    entry
}

fn distribution(file: &Distribution, id: &str) -> Json {
    json!({
        "@type": "dcat:Distribution",
        "dcterms:title": file.name,
        "dcat:mediaType": file.media_type,
        "dcat:byteSize": file.size,
        "dcat:downloadURL": { "@id": format!("{id}/files/{}", file.name) },
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
            "spdx:checksumValue": file.sha256,
        },
    })
}

/// The fields that the Humanitarian Data Exchange (a CKAN) asks of a dataset.
pub(super) fn hdx(dataset: &Dataset, options: &Options, files: &[Distribution]) -> Json {
    let said = &dataset.metadata;
    let period = match &said.period {
        Some((from, to)) => format!("[{} TO {}]", first_day(from), last_day(to)),
        None => format!("[{0} TO {0}]", said.as_of),
    };
    let methods = the_text(&said.methods, options);
    json!({
        "name": said.name,
        "title": the_text(&said.title, options),
        "notes": the_text(&said.description, options),
        "dataset_source": said.publisher.name,
        "dataset_date": period,
        "license_id": hdx_licence(&said.licence.id),
        "license_other": format!("{} {}", said.licence.title, said.licence.address),
        "methodology": "Sample Survey",
        "methodology_other": methods,
        "caveats": said.citation,
        "data_update_frequency": "-2",
        "subnational": "1",
        "private": false,
        "groups": said.countries.iter().map(|c| json!({ "name": c.to_lowercase() })).collect::<Vec<_>>(),
        "tags": said.keywords.iter().map(|tag| json!({ "name": tag })).collect::<Vec<_>>(),
        "resources": files.iter().map(|file| json!({
            "name": file.name,
            "format": file.name.rsplit('.').next(),
            "mimetype": file.media_type,
            "size": file.size,
            "hash": file.sha256,
        })).collect::<Vec<_>>(),
    })
}

/// What that exchange calls a licence.
fn hdx_licence(spdx: &str) -> &'static str {
    match spdx {
        "CC-BY-4.0" => "cc-by",
        "CC-BY-SA-4.0" => "cc-by-sa",
        "CC0-1.0" => "cc-zero",
        "ODbL-1.0" => "hdx-odc-odbl",
        _ => "hdx-other",
    }
}

fn by_language(text: &Text) -> Json {
    let said = text.0.iter().map(|(language, text)| match language.as_str() {
        "" => json!({ "@value": text }),
        language => json!({ "@value": text, "@language": language }),
    });
    said.collect()
}

/// A day or a month with its type.
fn day(text: &str) -> Json {
    let kind = if text.len() == 7 { "xsd:gYearMonth" } else { "xsd:date" };
    let typed = [("@type", kind), ("@value", text)];
    Json::Object(
        typed
            .map(|(name, value)| (name.to_owned(), json!(value)))
            .into_iter()
            .collect::<Map<_, _>>(),
    )
}

fn first_day(text: &str) -> String {
    if text.len() == 7 { format!("{text}-01") } else { text.to_owned() }
}

fn last_day(text: &str) -> String {
    let first: Option<jiff::civil::Date> = format!("{text}-01").parse().ok();
    match first {
        Some(first) if text.len() == 7 => first.last_of_month().to_string(),
        _ => text.to_owned(),
    }
}
