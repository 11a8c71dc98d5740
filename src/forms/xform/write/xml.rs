//! Elements, and how they are written.

use std::fmt::Write;

/// An element with its attributes in the order in which they were given.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
}

#[derive(Clone, Debug)]
enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Sets an attribute; a second time replaces the first.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None => self.attributes.push((name.to_owned(), value)),
        }
    }

    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    pub fn text(mut self, text: &str) -> Self {
        self.children.push(Child::Text(text.to_owned()));
        self
    }

    pub fn push_text(&mut self, text: &str) {
        self.children.push(Child::Text(text.to_owned()));
    }

    pub fn push(&mut self, child: Self) {
        self.children.push(Child::Element(child));
    }

    /// The elements in it.
    pub fn into_children(self) -> impl Iterator<Item = Self> {
        self.children.into_iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    pub fn child(mut self, child: Self) -> Self {
        self.push(child);
        self
    }

    /// The element as text, on one line.
    pub fn write(&self, out: &mut String) {
        // Writing to a String cannot fail.
        let _ = write!(out, "<{}", self.name);
        for (name, value) in &self.attributes {
            let _ = write!(out, " {name}=\"");
            escape(value, true, out);
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Child::Element(element) => element.write(out),
                Child::Text(text) => escape(text, false, out),
            }
        }
        let _ = write!(out, "</{}>", self.name);
    }
}

fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            // Written as they are, line ends in attributes would be read as blanks.
            '\n' if attribute => out.push_str("&#10;"),
            '\t' | '\n' => out.push(c),
            '\r' => out.push_str("&#13;"),
            // XML 1.0 has no way to write these.
            c if (c as u32) < 0x20 || matches!(c as u32, 0xFFFE | 0xFFFF) => {}
            c => out.push(c),
        }
    }
}

/// Whether a text can be the name of an element or attribute, with one prefix at most.
pub(super) fn is_name(text: &str) -> bool {
    let part = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
            && chars.all(|c| c.is_alphanumeric() || "_-.".contains(c))
    };
    match text.split_once(':') {
        Some((prefix, local)) => part(prefix) && part(local),
        None => part(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_well_formed_whatever_people_typed() {
        let typed = "a & b < c > \"d\" 'e'\n\u{1}\u{0}\r";
        let element = Element::new("label").with("x", typed).text(typed);
        let mut out = String::new();
        element.write(&mut out);
        let read = roxmltree::Document::parse(&out).unwrap();
        let label = read.root_element();
        assert_eq!(label.attribute("x"), Some("a & b < c > \"d\" 'e'\n\r"));
        assert_eq!(label.text(), Some("a & b < c > \"d\" 'e'\n\r"));
    }

    #[test]
    fn names_are_names() {
        for good in ["a", "_a", "jr:count", "é.1-2"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "1a", "a b", "a:b:c", ":a", "a:", "a/b", "-a"] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
