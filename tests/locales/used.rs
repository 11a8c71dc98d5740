//! A sentence that nobody can be told is work for translators and no more.

use std::fs;
use std::path::{Path, PathBuf};

use crate::check;
use crate::read;

/// Beginnings of messages whose readers are still being built.
const SOON: &[&str] = &["page_"];

/// Every text that may call a message.
fn callers(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            callers(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs" || end == "html") {
            found.push(path);
        }
    }
}

#[test]
fn every_message_is_asked_for_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for directory in ["src", "templates"].map(|name| root.join(name)) {
        if directory.exists() {
            callers(&directory, &mut found);
        }
    }
    let code: String = found.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let called = |method: &str| code.contains(&format!(".{method}("));
    assert!(called("word_boolean") && !called("word_nothing"), "the search itself works");

    let messages = check::check(&read::languages(&root.join("locales")).unwrap()).unwrap();
    let unused: Vec<String> = messages
        .iter()
        .map(|message| check::method(&message.key))
        .filter(|method| !SOON.iter().any(|beginning| method.starts_with(beginning)))
        .filter(|method| !called(method))
        .collect();
    assert_eq!(unused, Vec::<String>::new(), "remove them from all languages");
}
