//! A guess at whether a question is asked, good enough for made-up answers.
//!
//! It understands what most forms write: comparisons of one question with a quoted choice, and
//! `selected()`. Whatever it does not understand counts as asked.

use std::collections::BTreeMap;

use serde_json::Value;

/// Whether an expression such as `${consent} = 'yes'` holds for the answers so far, by question name.
pub(super) fn is_asked(relevant: Option<&str>, said: &BTreeMap<String, Value>) -> bool {
    let Some(expression) = relevant else { return true };
    let mut holds =
        expression.split(" or ").map(|all| all.split(" and ").all(|c| condition(c, said)));
    holds.any(|held| held)
}

fn condition(text: &str, said: &BTreeMap<String, Value>) -> bool {
    let Some((name, rest)) = text.split_once("${").and_then(|(_, t)| t.split_once('}')) else {
        return true;
    };
    let Some(choice) = rest.split(['\'', '"']).nth(1) else { return true };
    let given = match said.get(name.trim()) {
        Some(Value::Array(chosen)) => chosen.iter().any(|c| c == choice),
        Some(value) => value == choice,
        None => choice.is_empty(),
    };
    let negated = rest.contains("!=") || text.trim_start().starts_with("not(");
    given != negated
}

/// The smallest and the largest number that a constraint such as `. >= 15 and . <= 99` leaves, from 0
/// to 50 where it says nothing.
pub(super) fn bounds(constraint: Option<&str>) -> (i64, i64) {
    let (mut low, mut high) = (None, None);
    for part in constraint.unwrap_or_default().split(" and ") {
        let part = part.trim().trim_start_matches('(').trim_end_matches(')').replace(' ', "");
        let Some(rule) = part.strip_prefix('.') else { continue };
        let number = |prefix: &str| rule.strip_prefix(prefix).and_then(|n| n.parse::<i64>().ok());
        if let Some(n) = number(">=").or_else(|| number(">").map(|n| n + 1)) {
            low = Some(n);
        } else if let Some(n) = number("<=").or_else(|| number("<").map(|n| n - 1)) {
            high = Some(n);
        }
    }
    match (low, high) {
        (Some(low), Some(high)) => (low, high.max(low)),
        (Some(low), None) => (low, low.max(0) + 50),
        (None, Some(high)) => (high.min(0), high),
        (None, None) => (0, 50),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_conditions_are_understood() {
        let said = BTreeMap::from([
            ("consent".to_owned(), Value::from("yes")),
            ("needs".to_owned(), serde_json::json!(["REG-LIC", "X-DK"])),
        ]);
        for (expression, asked) in [
            ("${consent} = 'yes'", true),
            ("${consent}='no'", false),
            ("${consent} != 'no'", true),
            ("selected(${needs}, 'REG-LIC')", true),
            ("not(selected(${needs}, 'REG-LIC'))", false),
            ("${consent} = 'no' or selected(${needs}, 'X-DK')", true),
            ("${consent} = 'yes' and ${needs} = 'GEO-LOC'", false),
            ("${unknown} != ''", false),
            ("today() > '2020-01-01'", true),
        ] {
            assert_eq!(is_asked(Some(expression), &said), asked, "{expression}");
        }
        assert!(is_asked(None, &said));
    }

    #[test]
    fn bounds_come_from_the_constraint() {
        assert_eq!(bounds(Some(". >= 15 and . <= 99")), (15, 99));
        assert_eq!(bounds(Some("(.>0 and .<10)")), (1, 9));
        assert_eq!(bounds(Some(". > 60")), (61, 111));
        assert_eq!(bounds(Some(". <= 12")), (0, 12));
        assert_eq!(bounds(None), (0, 50));
    }
}
