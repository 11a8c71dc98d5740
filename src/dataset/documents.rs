//! What comes along with the files of a dataset: codebook, code lists, questionnaire, methods, licence,
//! citation, the report of disclosure control, and its entries for catalogues.

use super::catalogue::{self, Distribution};
use super::package::json_text;
use super::schema::{Attachment, Dataset};
use super::{Error, Options, codebook, value};
use crate::domain::text::Text;

/// The documents of a dataset, in a fixed order. `files` are the ones that its entries in catalogues offer:
/// their names, media types, sizes and digests.
///
/// # Errors
/// When one cannot be written, which is a fault here.
pub fn documents(
    dataset: &Dataset,
    options: &Options,
    files: &[Distribution],
) -> Result<Vec<Attachment>, Error> {
    let said = &dataset.metadata;
    let mut documents = vec![
        document("codebook.csv", "text/csv", codebook::csv(&codebook::columns(dataset))?),
        document("codes.csv", "text/csv", codebook::csv(&codebook::codes(dataset))?),
        document("notes.csv", "text/csv", codebook::csv(&codebook::notes(dataset, options))?),
        document("citation.txt", "text/plain", line(&said.citation)),
        document("licence.txt", "text/plain", line(&licence(dataset))),
    ];
    for (language, text) in said.methods.0.iter().filter(|(_, text)| !text.is_empty()) {
        let name = match language_of(language) {
            "" => "methods.md".to_owned(),
            language => format!("methods.{language}.md"),
        };
        documents.push(document(&name, "text/markdown", line(text)));
    }
    if !said.disclosure.is_null() {
        let report = json_text(&said.disclosure)?;
        documents.push(document("disclosure.json", "application/json", report));
    }
    let dcat = json_text(&catalogue::dcat(dataset, options, files))?;
    documents.push(document("dcat.jsonld", "application/ld+json", dcat));
    let hdx = json_text(&catalogue::hdx(dataset, options, files))?;
    documents.push(document("hdx.json", "application/json", hdx));
    for asked in &said.questionnaire {
        let name = asked.name.rsplit(['/', '\\']).next().unwrap_or_default();
        documents.push(Attachment { name: format!("questionnaire/{name}"), ..asked.clone() });
    }
    Ok(documents)
}

/// A text in the first language asked for that it has.
pub(super) fn the_text<'a>(text: &'a Text, options: &Options) -> &'a str {
    value::label(text, options).unwrap_or_default()
}

/// A language as a part of a file name: forms may head their columns with any text.
fn language_of(heading: &str) -> &str {
    let plain = heading.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if plain { heading } else { "" }
}

fn licence(dataset: &Dataset) -> String {
    let licence = &dataset.metadata.licence;
    format!("{} ({})\n{}", licence.title, licence.id, licence.address)
}

fn document(name: &str, media_type: &str, content: Vec<u8>) -> Attachment {
    Attachment { name: name.to_owned(), media_type: media_type.to_owned(), content }
}

fn line(text: &str) -> Vec<u8> {
    format!("{text}\n").into_bytes()
}
