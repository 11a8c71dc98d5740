//! What a catalogue must fulfil: English declares, the others say the same in their words.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{self, Catalogue, Fault, Key, Language, Said};

/// The language that declares which messages there are.
pub const REFERENCE: &str = "en";

/// The one function that messages may call: the plural category of a number, by CLDR.
const PLURAL: &str = "PLURAL";

/// The plural forms that whole numbers up to a million take in each language (CLDR). The tests
/// compare it with ICU4X. A sentence that chooses by number has all of them, and no other.
pub const FORMS: &[(&str, &[&str])] = &[
    ("am", &["one", "other"]),
    ("ar", &["few", "many", "one", "other", "two", "zero"]),
    ("en", &["one", "other"]),
    ("fr", &["one", "other"]),
    ("sw", &["one", "other"]),
];

/// What a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Written with the digits and groups of the language, and chosen by.
    Number,
    /// Put in as it is.
    Text,
}

/// A checked text of the reference: what its method is made from.
#[derive(Debug)]
pub struct Checked {
    /// Which text.
    pub key: Key,
    /// Its variables in the order declared.
    pub variables: Vec<(String, Kind)>,
}

/// Checks all languages against the reference.
///
/// # Errors
/// Every fault of every language, in the order of languages and files.
pub fn check(languages: &[Language]) -> Result<Vec<Checked>, Vec<Fault>> {
    let mut faults = Vec::new();
    let Some(reference) = languages.iter().find(|language| language.tag == REFERENCE) else {
        let what = "there is no English catalogue; every message begins there".to_owned();
        return Err(vec![Fault { file: format!("locales/{REFERENCE}"), line: 1, what }]);
    };
    let english = read::catalogue(reference, &mut faults);
    let declared = declarations(&english, &mut faults);
    clashes(&english, &mut faults);
    for language in languages {
        statuses(language, &mut faults);
        if language.tag == REFERENCE {
            calls(&english, language, &declared, &mut faults);
        } else {
            let other = read::catalogue(language, &mut faults);
            calls(&other, language, &declared, &mut faults);
            same(&english, &other, language, &mut faults);
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let checked = |(key, said): (&Key, &Said)| {
        let used = |(name, _): &&(String, Kind)| said.uses.variables.contains(name);
        let variables = declared[&key.message].iter().filter(used).cloned().collect();
        Checked { key: key.clone(), variables }
    };
    Ok(english.texts.iter().map(checked).collect())
}

type Declared = BTreeMap<String, Vec<(String, Kind)>>;

/// Reads `# $name (number)` and `# $name (text)` above each English message.
fn declarations(english: &Catalogue, faults: &mut Vec<Fault>) -> Declared {
    let mut used: BTreeMap<&str, BTreeSet<&String>> = BTreeMap::new();
    for (key, said) in &english.texts {
        used.entry(&key.message).or_default().extend(&said.uses.variables);
    }
    let mut declared = Declared::new();
    for (key, said) in english.texts.iter().filter(|(key, _)| key.attribute.is_none()) {
        let used = &used[key.message.as_str()];
        let mut fault = |what: String| faults.push(fault(said, key, what));
        let mut variables: Vec<(String, Kind)> = Vec::new();
        for line in said.comment.iter().filter_map(|line| line.trim().strip_prefix('$')) {
            let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
            let kind = match rest.trim_start() {
                rest if rest.starts_with("(number)") => Kind::Number,
                rest if rest.starts_with("(text)") => Kind::Text,
                _ => {
                    fault(format!("say `${name} (number)` or `${name} (text)` in the comment"));
                    continue;
                }
            };
            if !used.contains(&name.to_owned()) {
                fault(format!("declares ${name} and never uses it; use it or remove it"));
            }
            variables.push((name.to_owned(), kind));
        }
        for name in used.iter().filter(|name| !variables.iter().any(|(n, _)| n == **name)) {
            fault(format!("uses ${name} undeclared; add `# ${name} (number)` or `(text)` above"));
        }
        declared.insert(key.message.clone(), variables);
    }
    declared
}

/// What a text calls, chooses by and refers to must exist and fit.
fn calls(catalogue: &Catalogue, language: &Language, declared: &Declared, faults: &mut Vec<Fault>) {
    let forms = FORMS.iter().find(|(tag, _)| *tag == language.tag).map(|(_, forms)| *forms);
    for (key, Said { uses, .. }) in &catalogue.texts {
        let mut fault = |what: String| faults.push(fault(&catalogue.texts[key], key, what));
        let numbers: BTreeSet<&String> = declared
            .get(&key.message)
            .into_iter()
            .flatten()
            .filter_map(|(name, kind)| (*kind == Kind::Number).then_some(name))
            .collect();
        for name in uses.functions.iter().filter(|name| *name != PLURAL) {
            fault(format!("calls {name}(); only {PLURAL}($number) is there"));
        }
        for name in uses.bare_selectors.intersection(&numbers.iter().copied().cloned().collect()) {
            fault(format!("chooses by ${name} itself; write {PLURAL}(${name}), which is right"));
        }
        for name in uses.plurals.iter().filter(|name| !numbers.contains(name)) {
            fault(format!("asks for the plural of ${name}, which English does not call a number"));
        }
        for given in &uses.forms {
            match forms {
                Some(forms) if given.iter().eq(forms) => {}
                Some(forms) => fault(format!("needs the forms {}", forms.join(", "))),
                None => fault(format!("add the plural forms of `{}` to FORMS", language.tag)),
            }
        }
        for name in &uses.references {
            match name.strip_prefix('-') {
                Some(term) if catalogue.terms.contains(term) => {}
                Some(_) => fault(format!("uses the term `{name}`, which is missing; add it")),
                None => fault(format!("uses the message `{name}`; make it a term, `-{name}`")),
            }
        }
    }
}

/// `a-b.c` and `a-b-c` would be one method.
fn clashes(english: &Catalogue, faults: &mut Vec<Fault>) {
    let mut methods: BTreeMap<String, &Key> = BTreeMap::new();
    for (key, said) in &english.texts {
        if let Some(first) = methods.insert(method(key), key) {
            faults.push(fault(said, key, format!("is the same method as `{first}`; rename one")));
        }
    }
}

/// Every file begins with what the operator is told about it.
fn statuses(language: &Language, faults: &mut Vec<Fault>) {
    for source in language.sources.iter().filter(|source| status(&source.text).is_none()) {
        let what = "begin the file with `# status: draft` or `# status: reviewed`".to_owned();
        faults.push(Fault { file: source.file.clone(), line: 1, what });
    }
}

/// `draft` or `reviewed`, as the first line of a file says.
pub fn status(text: &str) -> Option<&str> {
    let status = text.lines().next()?.strip_prefix("# status:")?.trim();
    ["draft", "reviewed"].contains(&status).then_some(status)
}

/// A language says all that English says, no more, with the same variables.
fn same(english: &Catalogue, other: &Catalogue, language: &Language, faults: &mut Vec<Fault>) {
    for (key, said) in &english.texts {
        let message = Key { message: key.message.clone(), attribute: None };
        let told = key.attribute.is_some() && !other.texts.contains_key(&message);
        if !told && !other.texts.contains_key(key) {
            let theirs = format!("/{}/", language.tag);
            let file = said.file.replacen(&format!("/{REFERENCE}/"), &theirs, 1);
            let what = format!("`{key}` is missing; translate {}:{}", said.file, said.line);
            faults.push(Fault { file, line: 1, what });
        }
    }
    for (key, said) in &other.texts {
        let mut fault = |what: String| faults.push(fault(said, key, what));
        let Some(reference) = english.texts.get(key) else {
            fault("is not in English; correct the id, add it there, or remove it".to_owned());
            continue;
        };
        for name in said.uses.variables.difference(&reference.uses.variables) {
            fault(format!("uses ${name}, which English does not; correct the name"));
        }
        for name in reference.uses.variables.difference(&said.uses.variables) {
            fault(format!("does not use ${name}, which English does; put it in"));
        }
    }
}

/// The Rust method of a text: `problem-unknown-form.detail` is `problem_unknown_form_detail`.
pub fn method(key: &Key) -> String {
    key.to_string().replace(['-', '.'], "_")
}

fn fault(said: &Said, key: &Key, what: String) -> Fault {
    Fault { file: said.file.clone(), line: said.line, what: format!("`{key}` {what}") }
}
