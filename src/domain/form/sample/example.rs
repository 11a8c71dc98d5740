//! A small form with every kind of question, for tests.

use crate::domain::form::Form;

/// Consent, respondent, needs, words, and a repeat with rows.
pub(crate) fn form() -> Form {
    let choice = |names: &[&str]| {
        names.iter().map(|name| serde_json::json!({"name": name})).collect::<Vec<_>>()
    };
    let question = |name: &str, kind: serde_json::Value| serde_json::json!({"item": "question", "name": name, "kind": kind});
    let one = |list: &str| serde_json::json!({"type": "select_one", "list": list});
    let plain = |kind: &str| serde_json::json!({"type": kind});
    let with = |mut item: serde_json::Value, key: &str, value: &str| {
        item[key] = value.into();
        item
    };
    let asked = "${consent} = 'yes'";
    let form = serde_json::json!({
        "id": "asm-needs", "version": "1", "title": {"en": "Needs"},
        "languages": ["en"], "default_language": "en",
        "choices": {
            "yes_no": choice(&["yes", "no"]),
            "purposes": choice(&["totals", "records"]),
            "gender": choice(&["female", "male", "other"]),
            "role": choice(&["digger", "crusher", "trader", "holder"]),
            "needs": choice(&["GEO-LOC", "GEO-SMP", "ENV-HGM", "REG-LIC", "REG-FEE", "MKT-PRC",
                "FIN-LON", "TEC-PRC", "X-NONE", "X-DK", "X-REF"]),
        },
        "body": [
            question("intro", plain("note")),
            with(with(question("consent", one("yes_no")), "required", "yes"), "meaning", "consent"),
            with(with(question("purposes", serde_json::json!({"type": "select_multiple", "list": "purposes"})),
                "meaning", "purposes"), "relevant", asked),
            {"item": "group", "name": "respondent", "relevant": asked, "body": [
                with(question("gender", one("gender")), "meaning", "gender"),
                with(question("years", plain("integer")), "constraint", ". >= 0 and . <= 60"),
                with(question("role", serde_json::json!({"type": "select_multiple", "list": "role"})), "meaning", "role"),
            ]},
            with(with(question("needs_ranked", serde_json::json!({"type": "rank", "list": "needs"})),
                "meaning", "need"), "relevant", asked),
            with(with(question("licence_kind", plain("text")), "relevant", "selected(${needs_ranked}, 'REG-LIC')"),
                "required", "yes"),
            with(question("grams", plain("decimal")), "relevant", asked),
            with(question("day", plain("date")), "relevant", asked),
            with(question("hour", plain("time")), "relevant", asked),
            with(question("moment", plain("datetime")), "relevant", asked),
            with(question("point", plain("geopoint")), "relevant", asked),
            question("score", plain("calculate")),
            with(with(question("words", plain("text")), "meaning", "words"), "relevant", asked),
            {"item": "repeat", "name": "pits", "relevant": asked, "body": [
                question("depth", plain("integer")),
                question("owner", one("gender")),
            ]},
        ],
    });
    serde_json::from_value(form).expect("the example is a form")
}
