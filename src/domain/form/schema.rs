//! The answers to a form as a JSON Schema (2020-12), for programs that do not read XLSForms.

use serde_json::{Map, Value, json};

use super::index::{Offer, Rule, Scope};
use super::{Form, Kind};

impl Form {
    /// The schema of the answers as [`Form::check`] takes them: by path (`respondent/role`), repeats
    /// as lists of rows. What it refuses, `check` refuses; dates that no calendar has and points off
    /// the earth are left to `check`. An object under a group's name, which is taken as if its paths
    /// were written out, is described as an object only.
    pub fn answers_schema(&self) -> Value {
        let mut schema = object(self.index());
        schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.insert("title".into(), self.form.to_string().into());
        Value::Object(schema)
    }
}

fn object(scope: &Scope) -> Map<String, Value> {
    let properties = scope.slots.iter().map(|slot| (slot.path.clone(), rule(&slot.rule)));
    let properties: Map<String, Value> = properties.collect();
    let required: Vec<&str> = scope.required.iter().map(|&at| &*scope.slots[at].path).collect();
    let mut object = Map::new();
    object.insert("type".into(), "object".into());
    object.insert("properties".into(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".into(), json!(required));
    }
    object
}

/// Null is absent everywhere, so it fits everywhere.
fn rule(rule: &Rule) -> Value {
    match rule {
        Rule::Kind(kind) => of_kind(kind),
        Rule::One(offer) => match choices(offer) {
            Some(names) => {
                json!({"enum": names.into_iter().map(Value::from).chain([Value::Null]).collect::<Vec<_>>()})
            }
            None => json!({"type": ["string", "null"]}),
        },
        Rule::Many(offer) => json!({"type": ["array", "null"], "items": choice(offer)}),
        Rule::Rank(offer) => {
            json!({"type": ["array", "null"], "items": choice(offer), "uniqueItems": true})
        }
        Rule::Group => json!({"type": ["object", "null"]}),
        Rule::Repeat(inside) => {
            let mut rows = Map::new();
            rows.insert("type".into(), json!(["array", "null"]));
            rows.insert("items".into(), Value::Object(object(inside)));
            Value::Object(rows)
        }
    }
}

fn of_kind(kind: &Kind) -> Value {
    const CLOCK: &str =
        r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?";
    const DATE: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    let text = |pattern: String| json!({"type": ["string", "null"], "pattern": pattern});
    match kind {
        Kind::Text => json!({"type": ["string", "null"]}),
        Kind::Integer => json!({"type": ["integer", "null"]}),
        Kind::Decimal => json!({"type": ["number", "null"]}),
        Kind::Date => text(format!("^{DATE}$")),
        Kind::Time => text(format!("^{CLOCK}$")),
        Kind::Datetime => text(format!("^{DATE}[Tt]{CLOCK}$")),
        Kind::Geopoint => json!({
            "type": ["string", "null"],
            "description": "latitude longitude [altitude [accuracy]], degrees and metres",
        }),
        _ => json!(true),
    }
}

fn choice(offer: &Offer) -> Value {
    match choices(offer) {
        Some(names) => json!({"enum": names}),
        None => json!({"type": "string"}),
    }
}

/// The choices in their order; `None` where any text may be one.
fn choices(offer: &Offer) -> Option<Vec<&str>> {
    let places = offer.choices.as_ref().filter(|_| !offer.or_other)?;
    let mut names: Vec<(&str, usize)> = places.iter().map(|(name, at)| (&**name, *at)).collect();
    names.sort_by_key(|(_, at)| *at);
    Some(names.into_iter().map(|(name, _)| name).collect())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{example, sample};
    use super::*;

    fn fits(form: &Form, answers: &Map<String, Value>) -> bool {
        let validator = jsonschema::validator_for(&form.answers_schema()).unwrap();
        validator.is_valid(&Value::Object(answers.clone()))
    }

    #[test]
    fn what_people_answer_fits_the_schema() {
        let form = example::form();
        for seed in 0..200 {
            let answers = sample(&form, seed);
            assert!(fits(&form, &answers), "{answers:?}");
        }
    }

    #[test]
    fn what_the_schema_refuses_the_form_refuses() {
        let form = example::form();
        let wrong = [json!(1.5), json!("no such choice"), json!(["no such choice"]), json!({})];
        let mut refused = 0;
        for (path, _) in form.questions() {
            for value in &wrong {
                let mut answers = sample(&form, 7);
                answers.insert(path.clone(), value.clone());
                if !fits(&form, &answers) {
                    assert!(form.check(answers).is_err(), "{path}: {value}");
                    refused += 1;
                }
            }
        }
        assert!(refused > 10, "only {refused} were refused");
    }
}
