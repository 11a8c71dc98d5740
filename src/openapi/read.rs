//! From the JSON of the document to the model of the page.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::model::{Answer, Body, Example, Guide, Operation, Parameter, Room, Schema};
use super::ordered::Ordered;

/// Reads a bundled document. Parts that the page does not show are passed over.
pub(super) fn guide(json: &str) -> Result<Guide, serde_json::Error> {
    let document: Document = serde_json::from_str(json)?;
    let operations = operations(&document);
    let rooms = document.tags.into_iter().map(|tag| Room {
        operations: operations
            .iter()
            .filter(|(t, _)| *t == tag.name)
            .map(|(_, o)| o.clone())
            .collect(),
        name: tag.name,
        description: tag.description,
    });
    Ok(Guide {
        title: document.info.title,
        version: document.info.version,
        description: document.info.description,
        rooms: rooms.collect(),
        schemas: document.components.schemas.0.iter().map(schema).collect(),
    })
}

#[derive(Deserialize)]
struct Document<'a> {
    info: Info,
    tags: Vec<Tag>,
    #[serde(borrow)]
    paths: Ordered<Ordered<OperationPart<'a>>>,
    #[serde(borrow)]
    components: Components<'a>,
}

#[derive(Deserialize)]
struct Info {
    title: String,
    version: String,
    #[serde(default)]
    description: String,
}

#[derive(Deserialize)]
struct Tag {
    name: String,
    #[serde(default)]
    description: String,
}

#[derive(Deserialize)]
struct Components<'a> {
    #[serde(borrow)]
    schemas: Ordered<&'a RawValue>,
    #[serde(borrow)]
    responses: Ordered<ResponsePart<'a>>,
    parameters: Ordered<ParameterPart>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OperationPart<'a> {
    operation_id: String,
    tags: Vec<String>,
    summary: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    security: Vec<Ordered<Vec<String>>>,
    #[serde(default)]
    parameters: Vec<Reference>,
    #[serde(borrow, default)]
    request_body: Option<ResponsePart<'a>>,
    #[serde(borrow)]
    responses: Ordered<ResponsePart<'a>>,
}

#[derive(Deserialize)]
struct Reference {
    #[serde(rename = "$ref")]
    to: String,
}

#[derive(Deserialize)]
struct ParameterPart {
    name: String,
    r#in: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    description: String,
    #[serde(default)]
    example: String,
}

/// A response, a reference to one, or a request body, which has the same members.
#[derive(Deserialize)]
struct ResponsePart<'a> {
    #[serde(rename = "$ref", default)]
    to: Option<String>,
    #[serde(default)]
    description: String,
    #[serde(borrow, default)]
    headers: Ordered<&'a RawValue>,
    #[serde(borrow, default)]
    content: Ordered<MediaPart<'a>>,
}

#[derive(Deserialize)]
struct MediaPart<'a> {
    #[serde(default)]
    schema: Option<SchemaPart>,
    #[serde(borrow, default)]
    examples: Ordered<ExamplePart<'a>>,
}

#[derive(Deserialize)]
struct SchemaPart {
    #[serde(rename = "$ref", default)]
    to: Option<String>,
}

#[derive(Deserialize)]
struct ExamplePart<'a> {
    #[serde(default)]
    summary: String,
    #[serde(borrow)]
    value: &'a RawValue,
}

#[derive(Deserialize)]
struct Described {
    #[serde(default)]
    description: String,
}

/// Every operation with its room.
fn operations(document: &Document<'_>) -> Vec<(String, Operation)> {
    let mut operations = Vec::new();
    for (path, methods) in &document.paths.0 {
        for (method, part) in &methods.0 {
            let room = part.tags.first().cloned().unwrap_or_default();
            operations.push((room, operation(path, method, part, &document.components)));
        }
    }
    operations
}

fn operation(
    path: &str,
    method: &str,
    part: &OperationPart<'_>,
    components: &Components<'_>,
) -> Operation {
    let named = |reference: &Reference| components.parameters.get(last_step(&reference.to));
    let answer = |(status, part): &(String, ResponsePart<'_>)| {
        let part = part
            .to
            .as_deref()
            .and_then(|to| components.responses.get(last_step(to)))
            .unwrap_or(part);
        Answer {
            status: status.parse().unwrap_or_default(),
            description: part.description.clone(),
            headers: part.headers.0.iter().map(|(name, _)| name.clone()).collect(),
            bodies: bodies(part),
        }
    };
    Operation {
        id: part.operation_id.clone(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: part.summary.clone(),
        description: part.description.clone(),
        callers: callers(&part.security),
        parameters: part.parameters.iter().filter_map(named).map(parameter).collect(),
        request: part.request_body.as_ref().and_then(|body| bodies(body).into_iter().next()),
        answers: part.responses.0.iter().map(answer).collect(),
    }
}

/// An empty alternative means that the call may also be made by anybody.
fn callers(security: &[Ordered<Vec<String>>]) -> Vec<String> {
    if security.iter().any(|scheme| scheme.0.is_empty()) {
        return Vec::new();
    }
    security.iter().flat_map(|scheme| scheme.0.iter().map(|(name, _)| name.clone())).collect()
}

fn parameter(part: &ParameterPart) -> Parameter {
    Parameter {
        name: part.name.clone(),
        place: part.r#in.clone(),
        required: part.required,
        description: part.description.clone(),
        example: part.example.clone(),
    }
}

fn bodies(part: &ResponsePart<'_>) -> Vec<Body> {
    let body = |(content_type, media): &(String, MediaPart<'_>)| Body {
        content_type: content_type.clone(),
        schema: media
            .schema
            .as_ref()
            .and_then(|s| s.to.as_deref())
            .map(last_step)
            .map(str::to_owned),
        examples: media.examples.0.iter().map(example).collect(),
    };
    part.content.0.iter().map(body).collect()
}

fn example((name, part): &(String, ExamplePart<'_>)) -> Example {
    Example { name: name.clone(), summary: part.summary.clone(), text: outdent(part.value.get()) }
}

fn schema((name, text): &(String, &RawValue)) -> Schema {
    let described =
        serde_json::from_str(text.get()).unwrap_or(Described { description: String::new() });
    Schema { name: name.clone(), description: described.description, text: outdent(text.get()) }
}

fn last_step(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

/// Takes away the indentation that a value has from standing deep in the document: that of its last
/// line, which closes it. A line break never stands within a text of JSON.
fn outdent(value: &str) -> String {
    let last = value.lines().last().unwrap_or_default();
    let margin = last.len() - last.trim_start().len();
    let lines = value.lines().enumerate();
    let cut = |(at, line): (usize, &str)| match at {
        0 => line.to_owned(),
        _ => line.get(margin..).unwrap_or(line).to_owned(),
    };
    lines.map(cut).collect::<Vec<_>>().join("\n")
}
