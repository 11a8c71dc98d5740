//! Who may use whom: the table of `docs/architecture.md`, held against the imports.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A module, what it may use of this crate, and crates that it must never use.
struct Room {
    path: &'static str,
    uses: &'static [&'static str],
    never: &'static [&'static str],
}

const PURE: &[&str] = &[
    "tokio",
    "diesel",
    "actix_web",
    "reqwest",
    "rand",
    "std::time",
    "std::fs",
    "std::net",
    "tracing",
];
const NO_STORE: &[&str] = &["diesel", "actix_web"];

const ROOMS: &[Room] = &[
    Room { path: "domain", uses: &["domain"], never: PURE },
    Room { path: "forms", uses: &["forms", "domain"], never: PURE },
    Room { path: "charts", uses: &["charts", "domain"], never: PURE },
    Room { path: "i18n", uses: &["i18n", "domain", "forms"], never: PURE },
    Room { path: "openapi", uses: &["openapi"], never: PURE },
    Room { path: "store", uses: &["store", "domain", "offload"], never: &["actix_web", "reqwest"] },
    Room {
        path: "service",
        uses: &["service", "store", "blobs", "dataset", "domain", "forms", "offload"],
        never: NO_STORE,
    },
    Room { path: "dataset", uses: &["dataset", "domain"], never: &["actix_web", "tokio", "rand"] },
    Room { path: "blobs", uses: &["blobs", "domain", "choose_cryptography"], never: NO_STORE },
    Room {
        path: "simulate",
        uses: &["simulate", "domain", "choose_cryptography"],
        never: NO_STORE,
    },
    Room {
        path: "http",
        uses: &[
            "http", "service", "blobs", "dataset", "domain", "i18n", "charts", "openapi", "store",
            "offload",
        ],
        never: &["diesel"],
    },
];

#[test]
fn every_room_uses_only_what_it_may() {
    let mut faults = Vec::new();
    for room in ROOMS {
        for file in sources(&Path::new("src").join(room.path)) {
            for (used, line) in imports(&file) {
                let crate_part = used.strip_prefix("crate::").and_then(|p| p.split("::").next());
                let allowed = match crate_part {
                    Some(part) => room.uses.contains(&part),
                    None => !room
                        .never
                        .iter()
                        .any(|n| used == *n || used.starts_with(&format!("{n}::"))),
                };
                if !allowed {
                    faults.push(format!(
                        "{}:{line}: {} may not use {used}",
                        file.display(),
                        room.path
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_port_and_the_reference_store_know_no_database() {
    let port = sources(Path::new("src/store"));
    let databases = ["src/store/sqlite", "src/store/postgres"];
    let port = port.iter().filter(|file| !databases.iter().any(|room| file.starts_with(room)));
    for file in port {
        let diesel: Vec<_> =
            imports(file).into_iter().filter(|(u, _)| u.starts_with("diesel")).collect();
        assert!(diesel.is_empty(), "{}: {diesel:?}", file.display());
    }
}

#[test]
fn no_store_knows_another() {
    for (room, others) in [
        ("memory", ["sqlite", "postgres"]),
        ("sqlite", ["memory", "postgres"]),
        ("postgres", ["memory", "sqlite"]),
    ] {
        for file in sources(&Path::new("src/store").join(room)) {
            let strange = |used: &str| {
                others.iter().any(|other| used.starts_with(&format!("crate::store::{other}")))
            };
            let used: Vec<_> = imports(&file).into_iter().filter(|(u, _)| strange(u)).collect();
            assert!(used.is_empty(), "{}: {used:?}", file.display());
        }
    }
}

#[test]
fn http_knows_of_the_store_only_what_comes_out_of_it() {
    for file in sources(Path::new("src/http")) {
        for (used, line) in imports(&file) {
            let Some(item) = used.strip_prefix("crate::store::") else { continue };
            let data = ["Change", "Outcome", "Receipt", "Removed", "Total"];
            assert!(data.contains(&item), "{}:{line}: {used}", file.display());
        }
    }
}

#[test]
fn the_scan_sees_what_is_imported() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), "use crate::store::{Put, sqlite::X};\nuse diesel::prelude::*;\n\n    fn f() { crate::http::g() }\n").unwrap();
    let seen: BTreeSet<String> = imports(file.path()).into_iter().map(|(used, _)| used).collect();
    for expected in
        ["crate::store::Put", "crate::store::sqlite::X", "diesel::prelude::*", "crate::http::g"]
    {
        assert!(seen.contains(expected), "{expected} not in {seen:?}");
    }
}

fn sources(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(directory) else { return files };
    let parent = fs::read_to_string(directory.join("mod.rs")).unwrap_or_default();
    for entry in entries.flatten() {
        let path = entry.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !parent.contains(&format!("#[cfg(test)]\nmod {name};")) {
                files.extend(sources(&path));
            }
            continue;
        }
        let module = name.trim_end_matches(".rs");
        let for_tests = parent.contains(&format!("#[cfg(test)]\nmod {module};"));
        if name.ends_with(".rs") && !for_tests {
            files.push(path);
        }
    }
    files
}

/// Every path that a file imports or names in full, outside its tests, with its line.
fn imports(file: &Path) -> Vec<(String, usize)> {
    let text = fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut found = Vec::new();
    for (at, part) in split_uses(text) {
        let line = text[..at].matches('\n').count() + 1;
        let mut paths = Vec::new();
        expand("", &part, &mut paths);
        found.extend(paths.into_iter().map(|path| (path, line)));
    }
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for (at, _) in code.match_indices("crate::") {
            if !code.trim_start().starts_with("use ") && !code.trim_start().starts_with("pub use ")
            {
                let path: String = code[at..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':')
                    .collect();
                found.push((path, number + 1));
            }
        }
    }
    found
}

/// The tree of each `use`, with where it stands.
fn split_uses(text: &str) -> Vec<(usize, String)> {
    let mut uses = Vec::new();
    for (at, _) in text.match_indices("use ") {
        let before = text[..at].rsplit('\n').next().unwrap_or_default().trim();
        if !before.is_empty() && !before.starts_with("pub") {
            continue;
        }
        if let Some(end) = text[at..].find(';') {
            let tree: String =
                text[at + 4..at + end].split_whitespace().collect::<Vec<_>>().join(" ");
            uses.push((at, tree));
        }
    }
    uses
}

/// `a::{b, c::{d}}` as `a::b` and `a::c::d`.
fn expand(prefix: &str, tree: &str, out: &mut Vec<String>) {
    let tree = tree.trim();
    match tree.find('{') {
        None => {
            let name = tree.split(" as ").next().unwrap_or_default();
            out.push(format!("{prefix}{name}"));
        }
        Some(open) => {
            let prefix = format!("{prefix}{}", &tree[..open]);
            let inside = tree[open + 1..].trim_end_matches('}');
            let inside = if tree.ends_with('}') { &tree[open + 1..tree.len() - 1] } else { inside };
            let (mut depth, mut from) = (0, 0);
            for (at, c) in inside.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        expand(&prefix, &inside[from..at], out);
                        from = at + 1;
                    }
                    _ => {}
                }
            }
            if !inside[from..].trim().is_empty() {
                expand(&prefix, &inside[from..], out);
            }
        }
    }
}
