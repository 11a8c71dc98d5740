//! Reads the catalogues: files into messages, each with what it needs to be filled in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;

/// One `.ftl` file.
pub struct Source {
    /// Its path within the package, such as `locales/sw/page.ftl`.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// One language: a directory of `locales/`.
pub struct Language {
    /// Its tag, which is the directory's name.
    pub tag: String,
    /// Its files, in the order of their names.
    pub sources: Vec<Source>,
}

/// What is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// A text of a catalogue: a message's own (no attribute) or one of its attributes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The message's id.
    pub message: String,
    /// The attribute's name.
    pub attribute: Option<String>,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.attribute.as_ref().map_or(Ok(()), |attribute| write!(f, ".{attribute}"))
    }
}

/// What a text uses.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// Variables, without `$`.
    pub variables: BTreeSet<String>,
    /// Variables that choose a variant by themselves, not through `PLURAL`.
    pub bare_selectors: BTreeSet<String>,
    /// Variables given to `PLURAL`.
    pub plurals: BTreeSet<String>,
    /// The variants of each choice by `PLURAL`.
    pub forms: Vec<BTreeSet<String>>,
    /// Functions.
    pub functions: BTreeSet<String>,
    /// Terms, without `-`, and other messages: none of them is a variable of the caller.
    pub references: BTreeSet<String>,
}

/// A text with its place.
#[derive(Clone, Debug)]
pub struct Said {
    /// The file it stands in.
    pub file: String,
    /// The line it starts at.
    pub line: usize,
    /// What it uses.
    pub uses: Uses,
    /// The comment above its message, line by line.
    pub comment: Vec<String>,
}

/// Everything that one language says.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// The texts.
    pub texts: BTreeMap<Key, Said>,
    /// The terms, without `-`.
    pub terms: BTreeSet<String>,
}

/// Finds the languages below a directory.
///
/// # Errors
/// Says which file or directory could not be read.
pub fn languages(root: &Path) -> Result<Vec<Language>, String> {
    let mut languages = Vec::new();
    for directory in listed(root)? {
        let path = root.join(&directory);
        if !path.is_dir() {
            continue;
        }
        let mut sources = Vec::new();
        for name in listed(&path)?.into_iter().filter(|name| name.ends_with(".ftl")) {
            let file = path.join(&name);
            let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            sources.push(Source { file: file.display().to_string(), text });
        }
        languages.push(Language { tag: directory, sources });
    }
    Ok(languages)
}

fn listed(path: &Path) -> Result<Vec<String>, String> {
    let failed = |e: std::io::Error| format!("{}: {e}", path.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Reads one language. Parse errors and ids that stand twice are faults.
pub fn catalogue(language: &Language, faults: &mut Vec<Fault>) -> Catalogue {
    let mut catalogue = Catalogue::default();
    for source in &language.sources {
        read_source(source, &mut catalogue, faults);
    }
    catalogue
}

fn read_source(source: &Source, catalogue: &mut Catalogue, faults: &mut Vec<Fault>) {
    let mut fault = |line: usize, what: String| {
        faults.push(Fault { file: source.file.clone(), line, what });
    };
    let resource = match parser::parse(source.text.as_str()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let line = source.text[..error.pos.start].matches('\n').count() + 1;
                fault(line, format!("not Fluent: {error}; correct the line"));
            }
            resource
        }
    };
    for entry in resource.body {
        match entry {
            Entry::Term(term) if !catalogue.terms.insert(term.id.name.to_owned()) => {
                fault(1, format!("the term `-{}` stands twice; remove one", term.id.name));
            }
            Entry::Message(message) => {
                let line = line_of(&source.text, message.id.name);
                let comment: Vec<String> = message
                    .comment
                    .iter()
                    .flat_map(|c| c.content.iter().map(|line| (*line).to_owned()))
                    .collect();
                if message.value.is_none() {
                    fault(line, format!("`{}` has no text of its own; add one", message.id.name));
                }
                let own = message.value.iter().map(|value| (None, value));
                let attributes =
                    message.attributes.iter().map(|a| (Some(a.id.name.to_owned()), &a.value));
                for (attribute, pattern) in own.chain(attributes) {
                    let key = Key { message: message.id.name.to_owned(), attribute };
                    let said = Said {
                        file: source.file.clone(),
                        line,
                        uses: uses(pattern),
                        comment: comment.clone(),
                    };
                    if let Some(first) = catalogue.texts.get(&key) {
                        let at = format!("{}:{}", first.file, first.line);
                        fault(line, format!("`{key}` stands twice, first at {at}; remove one"));
                    } else {
                        catalogue.texts.insert(key, said);
                    }
                }
            }
            _ => {}
        }
    }
}

fn line_of(text: &str, id: &str) -> usize {
    let starts =
        |line: &str| line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(starts).map_or(1, |at| at + 1)
}

fn uses(pattern: &Pattern<&str>) -> Uses {
    let mut uses = Uses::default();
    in_pattern(pattern, &mut uses);
    uses
}

fn in_pattern(pattern: &Pattern<&str>, uses: &mut Uses) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, uses);
        }
    }
}

fn in_expression(expression: &Expression<&str>, uses: &mut Uses) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, uses),
        Expression::Select { selector, variants } => {
            match selector {
                InlineExpression::VariableReference { id } => {
                    uses.bare_selectors.insert(id.name.to_owned());
                }
                InlineExpression::FunctionReference { .. } => {
                    uses.forms.push(variants.iter().map(|variant| name(&variant.key)).collect());
                }
                _ => {}
            }
            in_inline(selector, uses);
            for variant in variants {
                in_pattern(&variant.value, uses);
            }
        }
    }
}

fn name(key: &VariantKey<&str>) -> String {
    match key {
        VariantKey::Identifier { name: text } | VariantKey::NumberLiteral { value: text } => {
            (*text).to_owned()
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, uses: &mut Uses) {
    match inline {
        InlineExpression::VariableReference { id } => {
            uses.variables.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { id, arguments } => {
            uses.functions.insert(id.name.to_owned());
            for argument in &arguments.positional {
                if let InlineExpression::VariableReference { id } = argument {
                    uses.plurals.insert(id.name.to_owned());
                }
                in_inline(argument, uses);
            }
        }
        InlineExpression::MessageReference { id, .. } => {
            uses.references.insert(id.name.to_owned());
        }
        InlineExpression::TermReference { id, .. } => {
            uses.references.insert(format!("-{}", id.name));
        }
        InlineExpression::Placeable { expression } => in_expression(expression, uses),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}
