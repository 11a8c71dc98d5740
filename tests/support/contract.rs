//! Checks every exchange with a node against the API document, and remembers what was shown.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use jsonschema::Validator;
use serde_json::Value;

use super::spec::{self, Operation};
use super::strict::{self, Reading};

/// One call and its answer.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    /// The method.
    pub method: String,
    /// The path, with its query.
    pub path: String,
    /// The JSON that was sent, where it was JSON.
    pub sent: Option<Value>,
    /// The status of the answer.
    pub status: u16,
    /// The headers of the answer, names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body of the answer, unpacked.
    pub body: Vec<u8>,
}

impl Exchange {
    /// A header of the answer.
    pub fn header(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        self.headers.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    /// The content type of the answer without its parameters.
    pub fn content_type(&self) -> Option<&str> {
        self.header("content-type").map(|t| t.split(';').next().unwrap_or(t).trim())
    }

    /// The body as JSON.
    pub fn json(&self) -> Result<Value, String> {
        serde_json::from_slice(&self.body).map_err(|e| format!("the body is no JSON: {e}"))
    }
}

/// The document as a judge.
#[derive(Default)]
pub struct Contract {
    validators: Mutex<HashMap<(String, Reading), Arc<Validator>>>,
    seen: Mutex<BTreeSet<(String, u16)>>,
}

impl Contract {
    /// Judges an exchange and remembers its operation and status.
    ///
    /// # Panics
    /// When the answer, or what was sent with success, is not as the document says.
    pub fn check(&self, exchange: &Exchange) {
        if let Err(reason) = self.judge(exchange) {
            let body = String::from_utf8_lossy(&exchange.body);
            let body: String = body.chars().take(2_000).collect();
            let Exchange { method, path, status, .. } = exchange;
            panic!(
                "{method} {path} answered {status}, against the API document:\n{reason}\n{body}"
            );
        }
    }

    /// As [`Contract::check`], with the reason as a value.
    pub fn judge(&self, exchange: &Exchange) -> Result<(), String> {
        if exchange.status == 500 {
            return Err("a fault of the node".to_owned());
        }
        let here = spec::operations_at(&exchange.path);
        if exchange.method == "HEAD" && here.iter().any(|o| o.method == "GET") {
            return judge_head(&here, exchange);
        }
        let Some(operation) = here.iter().find(|o| o.method == exchange.method) else {
            return self.outside(exchange, !here.is_empty());
        };
        let answer = operation
            .answer(exchange.status)
            .ok_or_else(|| "the status is not documented".to_owned())?;
        self.judge_headers(answer, exchange)?;
        self.judge_body(answer, exchange)?;
        if exchange.status < 300 {
            self.judge_sent(operation, exchange)?;
        }
        self.seen.lock().unwrap().insert((operation.name(), exchange.status));
        Ok(())
    }

    /// What was judged well: operations with statuses.
    pub fn seen(&self) -> BTreeSet<(String, u16)> {
        self.seen.lock().unwrap().clone()
    }

    /// An address that is not in the document, or a method that its address does not have.
    fn outside(&self, exchange: &Exchange, known_address: bool) -> Result<(), String> {
        match (known_address, exchange.status) {
            (false, 404) => {}
            (true, 405) if exchange.header("allow").is_some() => {}
            (true, 405) => return Err("405 without Allow".to_owned()),
            _ => return Err("the operation is not documented".to_owned()),
        }
        if exchange.method == "HEAD" && exchange.body.is_empty() {
            return Ok(());
        }
        // Programs get a problem, people a page.
        let programs =
            ["/v1/", "/health/", "/metrics"].iter().any(|room| exchange.path.starts_with(room));
        let answer = if programs { "AnyProblem" } else { "PageProblem" };
        self.judge_body(&spec::DOCUMENT["components"]["responses"][answer], exchange)
    }

    fn judge_headers(&self, answer: &Value, exchange: &Exchange) -> Result<(), String> {
        for (name, header) in answer.get("headers").and_then(Value::as_object).into_iter().flatten()
        {
            let to = header["$ref"].as_str().unwrap_or_default().trim_start_matches('#');
            let header = spec::DOCUMENT.pointer(to).unwrap_or(header);
            match exchange.header(name) {
                Some(value) => {
                    let value = match header["schema"]["type"].as_str() {
                        Some("integer") => value.parse::<i64>().map_or(value.into(), Value::from),
                        _ => Value::from(value),
                    };
                    let context = format!("the header {name}");
                    self.fits(&context, &header["schema"], &value, Reading::Closed)?;
                }
                None if header["required"] == true => return Err(format!("no header {name}")),
                None => {}
            }
        }
        Ok(())
    }

    fn judge_body(&self, answer: &Value, exchange: &Exchange) -> Result<(), String> {
        let Some(content) = answer.get("content").and_then(Value::as_object) else {
            return match exchange.body.is_empty() {
                true => Ok(()),
                false => Err("a body where none is documented".to_owned()),
            };
        };
        let given = exchange.content_type().ok_or("no content type")?;
        let media = content.get(given).ok_or_else(|| format!("{given} is not documented"))?;
        if !given.ends_with("json") {
            return match exchange.body.is_empty() {
                true => Err("an empty body".to_owned()),
                false => Ok(()),
            };
        }
        self.fits("the body", &media["schema"], &exchange.json()?, Reading::Closed)
    }

    fn judge_sent(&self, operation: &Operation, exchange: &Exchange) -> Result<(), String> {
        let schema = &operation.object["requestBody"]["content"]["application/json"]["schema"];
        let (Some(sent), false) = (&exchange.sent, schema.is_null()) else { return Ok(()) };
        let mut sent = sent.clone();
        if operation.path == "/v1/sync" {
            leave_out_quarantined(&mut sent, &exchange.json()?);
        }
        self.fits("what was sent with success", schema, &sent, Reading::Open)
    }

    fn fits(
        &self,
        what: &str,
        schema: &Value,
        value: &Value,
        reading: Reading,
    ) -> Result<(), String> {
        let key = (schema.to_string(), reading);
        let known = self.validators.lock().unwrap().get(&key).cloned();
        let validator = known.unwrap_or_else(|| {
            let new = Arc::new(strict::validator(schema, reading));
            self.validators.lock().unwrap().insert(key, new.clone());
            new
        });
        match strict::errors(&validator, value) {
            none if none.is_empty() => Ok(()),
            errors => Err(format!("{what} does not fit:\n{errors}")),
        }
    }
}

/// `HEAD` is `GET` without the body, and so stands nowhere in the document.
fn judge_head(here: &[&Operation], exchange: &Exchange) -> Result<(), String> {
    let get = here.iter().find(|o| o.method == "GET");
    match get.and_then(|get| get.answer(exchange.status)) {
        None => Err("the status is not documented for GET".to_owned()),
        Some(_) if !exchange.body.is_empty() => Err("a body for HEAD".to_owned()),
        Some(_) => Ok(()),
    }
}

/// One call carries good items and bad ones; only the good ones have to be as documented.
fn leave_out_quarantined(sent: &mut Value, answer: &Value) {
    let outcomes: Vec<bool> = answer["results"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|result| result["outcome"] != "quarantined")
        .collect();
    let mut fine = outcomes.into_iter();
    if let Some(items) = sent.get_mut("push").and_then(Value::as_array_mut) {
        items.retain(|_| fine.next().unwrap_or(true));
    }
}
