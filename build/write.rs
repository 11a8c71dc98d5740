//! Writes Rust: one method per text, and the list of catalogues to include.

use std::fmt::Write;

use super::check::{self, Checked, Kind};
use super::read::Language;

/// The methods of `Texts`, as an `impl` block.
pub fn methods(texts: &[Checked]) -> String {
    let mut out = String::from("impl Texts {\n");
    for text in texts {
        method(&mut out, text);
    }
    out.push_str("}\n");
    out
}

fn method(out: &mut String, Checked { key, variables }: &Checked) {
    let mut arguments = String::new();
    let mut values = Vec::new();
    for (name, kind) in variables {
        let rust = name.replace('-', "_");
        let (given, value) = match kind {
            Kind::Number => ("impl Into<Number>", format!("Value::Number({rust}.into())")),
            Kind::Text => ("&str", format!("Value::Text({rust})")),
        };
        let _ = write!(arguments, ", {rust}: {given}");
        values.push(format!("({name:?}, {value})"));
    }
    let _ = writeln!(
        out,
        "    /// `{key}`\n    pub fn {}(&self{arguments}) -> String {{\n        self.say({:?}, {:?}, &[{}])\n    }}",
        check::method(key),
        key.message,
        key.attribute.as_deref(),
        values.join(", "),
    );
}

/// The list of languages with the texts of their files.
pub fn catalogues(languages: &[Language]) -> String {
    let mut out = String::from("&[\n");
    for language in languages {
        let reviewed = |text: &str| check::status(text) == Some("reviewed");
        let status = match language.sources.iter().all(|source| reviewed(&source.text)) {
            true => "Reviewed",
            false => "Draft",
        };
        let _ = write!(out, "    ({:?}, Status::{status}, &[", language.tag);
        for source in &language.sources {
            let path = format!("/{}", source.file);
            let _ = write!(out, "include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?})), ");
        }
        out.push_str("]),\n");
    }
    out.push_str("]\n");
    out
}
