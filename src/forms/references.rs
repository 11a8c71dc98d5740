//! `${name}` in expressions and texts.

use crate::domain::xpath;

/// The names that a text refers to.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split("${").skip(1).filter_map(|rest| {
        let name = rest.split_once('}')?.0.trim();
        Some(name.strip_prefix("last-saved#").unwrap_or(name))
    })
}

/// What an expression is not understood from; `None` when it is. A reference counts as a name.
pub(super) fn unreadable(text: &str) -> Option<String> {
    let text = text.replace(['‘', '’'], "'").replace(['“', '”'], "\"");
    let mut masked = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, after)) = after.split_once('}') else { break };
        masked.push_str(before);
        masked.push_str(&format!(" {} ", "_".repeat(name.len() + 1)));
        rest = after;
    }
    masked.push_str(rest);
    let syntax = xpath::parse(&masked).err()?;
    let from = text.get(syntax.at..).unwrap_or_default().trim();
    // At its end, what is there before tells more than nothing.
    let from = if from.is_empty() { text.trim() } else { from };
    Some(from.chars().take(60).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_wherever_they_stand() {
        let all: Vec<_> = names("${a} + ${ b } > ${last-saved#c} and '${' = $ {d}").collect();
        assert_eq!(all, ["a", "b", "c", "' = $ {d"]);
        assert_eq!(names("no } reference {").count(), 0);
    }

    #[test]
    fn an_expression_that_no_phone_could_read_is_told_from_where() {
        for good in [
            "${a}div 2",
            ". > ${ b } and selected(${c}, 'x')",
            "yes",
            "‘bent’ = ${a}",
            "instance('x')/root/item[name=${a}]/@id | //b",
        ] {
            assert_eq!(unreadable(good), None, "{good}");
        }
        assert_eq!(unreadable("${a} + * 2 )").as_deref(), Some("2 )"));
        assert_eq!(unreadable("selected(${a}, 'x'").as_deref(), Some("selected(${a}, 'x'"));
        assert_eq!(unreadable("${a} = 'x").as_deref(), Some("'x"));
    }
}
