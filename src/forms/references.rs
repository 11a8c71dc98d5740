//! `${name}` in expressions and texts.

/// The names that a text refers to.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split("${").skip(1).filter_map(|rest| {
        let name = rest.split_once('}')?.0.trim();
        Some(name.strip_prefix("last-saved#").unwrap_or(name))
    })
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
}
