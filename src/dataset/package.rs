//! A Frictionless Data Package: one zip with the files of a dataset, what they mean, and how they belong
//! together (`datapackage.json`).

use std::fs::File as Disk;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::documents::{documents, the_text};
use super::field::{Field, Shape, fields};
use super::files::{File, Format};
use super::schema::{Dataset, Kind, Table};
use super::value::Value;
use super::{Answers, Encoder, Error, Options, encoder};

/// A file that was written before, to be packed.
pub struct Part<'a> {
    /// Which of the dataset's files it is.
    pub file: File,
    /// How many bytes it has.
    pub size: u64,
    /// Its content.
    pub content: Box<dyn Read + 'a>,
}

/// A package with all formats, written while rows come: each file waits on the disk until the end.
pub(super) struct Package<'w> {
    dataset: Dataset,
    options: Options,
    files: Vec<(File, Disk, Box<dyn Encoder + Send>)>,
    out: Box<dyn Write + Send + 'w>,
}

impl<'w> Package<'w> {
    /// A package without rows.
    pub fn new(
        dataset: &Dataset,
        options: &Options,
        out: Box<dyn Write + Send + 'w>,
    ) -> Result<Self, Error> {
        let formats = Format::ALL.into_iter().filter(|format| *format != Format::Package);
        let mut files = Vec::new();
        for file in dataset.files(&formats.collect::<Vec<_>>()) {
            let disk = match &options.scratch {
                Some(directory) => tempfile::tempfile_in(directory)?,
                None => tempfile::tempfile()?,
            };
            let into = Box::new(BufWriter::new(disk.try_clone()?));
            let encoder = encoder(dataset, &file, options, into)?;
            files.push((file, disk, encoder));
        }
        Ok(Self { dataset: dataset.clone(), options: options.clone(), files, out })
    }
}

impl Encoder for Package<'_> {
    fn row(&mut self, table: usize, row: &[Value<'_>]) -> Result<(), Error> {
        if table >= self.dataset.tables.len() {
            let what = "no such table".to_owned();
            return Err(Error::Unfit { table: table.to_string(), what });
        }
        for (file, _, encoder) in &mut self.files {
            if file.tables.contains(&table) {
                encoder.row(table, row)?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        let Self { dataset, options, files, out } = *self;
        let mut parts = Vec::new();
        for (file, mut disk, encoder) in files {
            encoder.finish()?;
            let size = disk.seek(io::SeekFrom::End(0))?;
            disk.rewind()?;
            parts.push(Part { file, size, content: Box::new(BufReader::new(disk)) });
        }
        package(&dataset, &options, parts, out)
    }
}

/// Above this size a zip needs its wider records.
const WIDE: u64 = u32::MAX as u64;

/// Packs the files of a dataset with its documents. `options` must be those that the files were written
/// with. The same files in the same order give the same bytes.
///
/// # Errors
/// When a part cannot be read or the package cannot be written.
pub fn package<'p>(
    dataset: &Dataset,
    options: &Options,
    parts: impl IntoIterator<Item = Part<'p>>,
    out: impl Write,
) -> Result<(), Error> {
    let mut zip = ZipWriter::new_stream(out);
    let mut resources = Vec::new();
    for part in parts {
        let path = format!("data/{}", part.file.name);
        start(&mut zip, &path, part.file.format, part.size)?;
        let (size, digest) = copy(part.content, &mut zip)?;
        let mut resource = resource(dataset, &part.file, options);
        resource["path"] = json!(path);
        resource["bytes"] = json!(size);
        resource["hash"] = json!(format!("sha256:{digest}"));
        resources.push(resource);
    }
    let mut documents = documents(dataset, options, &[])?;
    let picture = json_text(&descriptor(dataset, options, resources))?;
    documents.push(super::Attachment {
        name: "datapackage.json".to_owned(),
        media_type: "application/json".to_owned(),
        content: picture,
    });
    for document in documents {
        zip.start_file(document.name, settings(CompressionMethod::Deflated, 0)).map_err(failed)?;
        zip.write_all(&document.content)?;
    }
    let mut out = zip.finish().map_err(failed)?;
    Ok(out.flush()?)
}

fn start<W: Write>(
    zip: &mut ZipWriter<zip::write::StreamWriter<W>>,
    path: &str,
    format: Format,
    size: u64,
) -> Result<(), Error> {
    let method = match format {
        // Compressed already.
        Format::Parquet | Format::Xlsx => CompressionMethod::Stored,
        _ => CompressionMethod::Deflated,
    };
    zip.start_file(path, settings(method, size)).map_err(failed)
}

fn settings(method: CompressionMethod, size: u64) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(zip::DateTime::DEFAULT)
        .unix_permissions(0o644)
        .large_file(size >= WIDE)
}

/// Copies a content; gives its size and digest.
fn copy(mut from: impl Read, to: &mut impl Write) -> Result<(u64, String), Error> {
    let (mut digest, mut size, mut buffer) = (Sha256::new(), 0, vec![0; 64 << 10]);
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        digest.update(&buffer[..read]);
        to.write_all(&buffer[..read])?;
        size += read as u64;
    }
    let digest = digest.finalize();
    Ok((size, digest.iter().map(|byte| format!("{byte:02x}")).collect()))
}

/// `datapackage.json`.
fn descriptor(dataset: &Dataset, options: &Options, resources: Vec<Json>) -> Json {
    let said = &dataset.metadata;
    let mut all = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": said.name,
        "title": the_text(&said.title, options),
        "description": the_text(&said.description, options),
        "titles": said.title,
        "version": said.edition.to_string(),
        "created": format!("{}T00:00:00Z", said.issued),
        "languages": said.languages,
        "licenses": [{
            "name": said.licence.id,
            "title": said.licence.title,
            "path": said.licence.address,
        }],
        "contributors": [{ "title": said.publisher.name, "roles": ["publisher"] }],
        "keywords": said.keywords,
        "citation": said.citation,
        "asOf": said.as_of,
        "resources": resources,
    });
    if let Some(address) = &said.address {
        all["homepage"] = json!(address);
    }
    if let Some(address) = &said.publisher.address {
        all["contributors"][0]["path"] = json!(address);
    }
    // The specification asks for at least one keyword where there are any.
    if said.keywords.is_empty() {
        all.as_object_mut().map(|all| all.remove("keywords"));
    }
    all
}

/// One entry of `resources`. Only CSV is described as a table: it is the one that every reader has.
fn resource(dataset: &Dataset, file: &File, options: &Options) -> Json {
    let table = file.tables.first().and_then(|at| dataset.tables.get(*at));
    let base = json!({
        "name": file.name.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-"),
        "mediatype": file.format.media_type().split(';').next(),
    });
    let (Format::Csv, Some(table)) = (file.format, table) else {
        let mut resource = base;
        resource["type"] = json!("file");
        return resource;
    };
    let mut resource = base;
    resource["name"] = json!(table.name);
    resource["type"] = json!("table");
    resource["profile"] = json!("tabular-data-resource");
    resource["format"] = json!("csv");
    resource["encoding"] = json!("utf-8");
    resource["title"] = json!(the_text(&table.title, options));
    resource["description"] = json!(the_text(&table.description, options));
    resource["schema"] = schema(dataset, table, options);
    resource
}

/// The Table Schema of a table.
fn schema(dataset: &Dataset, table: &Table, options: &Options) -> Json {
    let described: Vec<_> =
        fields(table, options).iter().map(|field| described(table, field, options)).collect();
    let mut schema = json!({ "fields": described, "missingValues": [""] });
    if !table.primary_key.is_empty() {
        schema["primaryKey"] = json!(table.primary_key);
    }
    let keys = table.foreign_keys.iter();
    // Only what can be followed within this package is said.
    let keys = keys.filter(|key| dataset.tables.iter().any(|other| other.name == key.table));
    let keys: Vec<_> = keys
        .map(|key| {
            let resource = if key.table == table.name { "" } else { &key.table };
            let reference = json!({ "resource": resource, "fields": key.references });
            json!({ "fields": key.columns, "reference": reference })
        })
        .collect();
    if !keys.is_empty() {
        schema["foreignKeys"] = json!(keys);
    }
    schema
}

fn described(table: &Table, field: &Field, options: &Options) -> Json {
    let column = &table.columns[field.column];
    let kind = match field.shape {
        Shape::Text | Shape::Code => "string",
        Shape::Integer => "integer",
        Shape::Decimal | Shape::Double => "number",
        Shape::Boolean => "boolean",
        Shape::Date => "date",
        Shape::Month => "yearmonth",
    };
    let mut described = json!({ "name": field.name, "type": kind });
    let mut say = |name: &str, value: Json| {
        if value.as_str() != Some("") && value.as_object().is_none_or(|map| !map.is_empty()) {
            described[name] = value;
        }
    };
    say("title", json!(the_text(&column.label, options)));
    say("titles", json!(column.label));
    say("description", json!(the_text(&column.description, options)));
    say("hxl", json!(field.tag(table)));
    if let (Kind::Code(codes), Answers::Codes) = (&column.kind, options.answers) {
        let categories = codes.iter().map(|code| {
            json!({
                "value": code.code,
                "label": the_text(&code.label, options),
                "labels": code.label,
            })
        });
        described["categories"] = categories.collect();
    }
    described
}

/// JSON as a document, for people too.
pub(super) fn json_text(value: &Json) -> Result<Vec<u8>, Error> {
    let mut text = serde_json::to_vec_pretty(value).map_err(|error| Error::Io(error.into()))?;
    text.push(b'\n');
    Ok(text)
}

fn failed(error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => Error::Io(error),
        error => Error::Format { format: "ZIP", what: error.to_string() },
    }
}
