//! The bundled API document as tests look at it.

use std::sync::LazyLock;

use serde_json::{Map, Value};

/// One method of one address of the document.
#[derive(Clone, Debug)]
pub struct Operation {
    /// In capitals.
    pub method: String,
    /// With parameters in braces.
    pub path: String,
    /// The operation object.
    pub object: Value,
}

/// The document that the node serves.
pub static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(sikia::openapi::document()).unwrap());

/// Every operation of the document.
pub static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let mut operations = Vec::new();
    for (path, methods) in object(&DOCUMENT["paths"]) {
        for (method, operation) in object(methods) {
            operations.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                object: operation.clone(),
            });
        }
    }
    operations
});

impl Operation {
    /// `GET /v1/limits`.
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The documented answers by status, references followed.
    pub fn answers(&self) -> impl Iterator<Item = (u16, &Value)> {
        let statuses = self.object["responses"].as_object().into_iter().flatten();
        statuses.map(|(status, answer)| (status.parse().unwrap(), follow(answer)))
    }

    /// The documented answer of a status.
    pub fn answer(&self, status: u16) -> Option<&Value> {
        self.answers().find(|(s, _)| *s == status).map(|(_, answer)| answer)
    }

    /// Whether a concrete path is one of this operation's.
    pub fn is_at(&self, path: &str) -> bool {
        let (mine, given) = (self.path.split('/'), path.split('/'));
        mine.clone().count() == given.clone().count()
            && mine.zip(given).all(|(m, g)| m == g || (m.starts_with('{') && !g.is_empty()))
    }
}

/// The operations at a concrete path. An address in plain words wins over one with a parameter.
pub fn operations_at(path: &str) -> Vec<&'static Operation> {
    let path = path.split('?').next().unwrap_or(path);
    let fitting: Vec<_> = OPERATIONS.iter().filter(|o| o.is_at(path)).collect();
    let fewest = fitting.iter().map(|o| o.path.matches('{').count()).min();
    fitting.into_iter().filter(|o| Some(o.path.matches('{').count()) == fewest).collect()
}

/// What a reference leads to; anything else is itself.
pub fn follow(value: &Value) -> &Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(to) => DOCUMENT.pointer(to.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// The members of an object.
pub fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap()
}

/// The bodies that an operation documents, each with the status (0 for the request), the content type
/// and the media type object.
pub fn bodies(operation: &'static Operation) -> Vec<(u16, String, &'static Value)> {
    let content = |status: u16, part: &'static Value| {
        let media = part.get("content").and_then(Value::as_object).into_iter().flatten();
        media.map(move |(name, media)| (status, name.clone(), media)).collect::<Vec<_>>()
    };
    let request = operation.object.get("requestBody").map(|body| content(0, body));
    let answers = operation.object["responses"].as_object().unwrap();
    let answers = answers.iter().flat_map(|(s, a)| content(s.parse().unwrap(), follow(a)));
    request.into_iter().flatten().chain(answers).collect()
}
