//! Puts the parts of `api-spec/` together into one OpenAPI document.
//!
//! The parts refer to each other by relative `$ref`s, so editors and validators read them as they are.
//! In the one document, path items stand where they are used, and everything else becomes a component
//! whose kind is told by the file that it stands in ([`kind_of`]). Examples (`externalValue`) become
//! part of the document.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde_json::{Map, Value, json};

/// What went wrong, with the part in which it did.
type Wrong = String;

/// Where a part of the document belongs.
enum Kind {
    /// Stands where it is used.
    Inline,
    /// A component of this section.
    Component(&'static str),
}

fn kind_of(file: &Path) -> Kind {
    let first = file.components().next().map(|c| c.as_os_str().to_string_lossy().into_owned());
    match first.as_deref() {
        Some("schemas") => Kind::Component("schemas"),
        Some("problems.yaml" | "answers.yaml") => Kind::Component("responses"),
        Some("parameters.yaml") => Kind::Component("parameters"),
        Some("headers.yaml") => Kind::Component("headers"),
        _ => Kind::Inline,
    }
}

/// Writes `openapi.json` into the directory `out`, indented, since examples are shown to people as they
/// stand in it.
///
/// # Errors
/// As [`bundle`], or the file cannot be written.
pub fn write(directory: &Path, out: &Path) -> Result<(), Wrong> {
    let document = bundle(directory)?;
    fs::write(out.join("openapi.json"), format!("{document:#}")).map_err(|e| e.to_string())
}

/// Bundles `openapi.yaml` of a directory and all that it refers to.
///
/// # Errors
/// A part that cannot be read, refers to something that is not there, bears the name of another part,
/// or is never used.
pub fn bundle(directory: &Path) -> Result<Value, Wrong> {
    let mut bundler = Bundler {
        directory: directory.to_owned(),
        components: Map::new(),
        origins: Map::new(),
        used: BTreeSet::from([PathBuf::from("openapi.yaml")]),
    };
    let root = Path::new("openapi.yaml");
    let raw = bundler.read(root)?;
    let mut document = bundler.resolve(root, raw)?;
    for (section, parts) in std::mem::take(&mut bundler.components) {
        let Value::Object(parts) = parts else { continue };
        let target = &mut document["components"][section.as_str()];
        // A component that the root itself lists is a reference to the part of the same name.
        for (name, part) in parts {
            target[name.as_str()] = part;
        }
    }
    bundler.everything_is_used()?;
    Ok(document)
}

struct Bundler {
    directory: PathBuf,
    /// Section, name, part.
    components: Map<String, Value>,
    /// `section/name` and the file that it comes from.
    origins: Map<String, Value>,
    used: BTreeSet<PathBuf>,
}

impl Bundler {
    fn read(&self, file: &Path) -> Result<Value, Wrong> {
        let path = self.directory.join(file);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let wrong = |e: &dyn std::fmt::Display| format!("{}: {e}", file.display());
        match file.extension().and_then(|e| e.to_str()) {
            Some("json") => serde_json::from_str(&text).map_err(|e| wrong(&e)),
            _ => yaml_serde::from_str(&text).map_err(|e| wrong(&e)),
        }
    }

    fn resolve(&mut self, file: &Path, value: Value) -> Result<Value, Wrong> {
        match value {
            Value::Array(list) => {
                list.into_iter().map(|v| self.resolve(file, v)).collect::<Result<_, _>>()
            }
            Value::Object(object) => self.resolve_object(file, object),
            plain => Ok(plain),
        }
    }

    fn resolve_object(&mut self, file: &Path, object: Map<String, Value>) -> Result<Value, Wrong> {
        let mut resolved = Map::new();
        for (key, value) in object {
            match (key.as_str(), value) {
                ("$ref", Value::String(to)) => match self.refer(file, &to)? {
                    Value::Object(inline) => resolved.extend(inline),
                    reference => drop(resolved.insert(key, reference)),
                },
                ("externalValue", Value::String(to)) => {
                    let (target, _) = locate(file, &to)?;
                    self.used.insert(target.clone());
                    resolved.insert("value".to_owned(), self.read(&target)?);
                }
                (_, value) => drop(resolved.insert(key, self.resolve(file, value)?)),
            }
        }
        Ok(Value::Object(resolved))
    }

    /// What a reference becomes: the text of a reference to a component, or the object itself.
    fn refer(&mut self, file: &Path, to: &str) -> Result<Value, Wrong> {
        let (target, name) = locate(file, to)?;
        if name.is_empty() {
            return Err(format!("{}: {to} names no part of the file", file.display()));
        }
        let Kind::Component(section) = kind_of(&target) else {
            let part = self.part(&target, &name, to)?;
            return self.resolve(&target, part);
        };
        let key = format!("{section}/{name}");
        let reference = json!(format!("#/components/{key}"));
        let origin = json!(target.to_string_lossy());
        match self.origins.get(&key) {
            Some(known) if *known == origin => return Ok(reference),
            Some(known) => return Err(format!("{name} stands in {known} and in {origin}")),
            // Noted before the part is resolved: parts may refer to themselves.
            None => drop(self.origins.insert(key, origin)),
        }
        let part = self.part(&target, &name, to)?;
        let part = self.resolve(&target, part)?;
        let section = self.components.entry(section).or_insert_with(|| json!({}));
        section[name.as_str()] = part;
        Ok(reference)
    }

    fn part(&mut self, file: &Path, name: &str, to: &str) -> Result<Value, Wrong> {
        self.used.insert(file.to_owned());
        let part = self.read(file)?.get_mut(name).map(Value::take);
        part.ok_or_else(|| format!("{to}: {} has no {name}", file.display()))
    }

    /// A part that nobody refers to would be read by people and checked by nothing.
    fn everything_is_used(&self) -> Result<(), Wrong> {
        for file in parts(&self.directory)? {
            if !self.used.contains(&file) {
                return Err(format!("{} is used nowhere", file.display()));
            }
            let Kind::Component(section) = kind_of(&file) else { continue };
            let Value::Object(names) = self.read(&file)? else { continue };
            for name in names.keys() {
                if !self.origins.contains_key(&format!("{section}/{name}")) {
                    return Err(format!("{name} of {} is used nowhere", file.display()));
                }
            }
        }
        Ok(())
    }
}

/// The file that a reference names, relative to the root, and the name in it.
fn locate(file: &Path, to: &str) -> Result<(PathBuf, String), Wrong> {
    let (path, pointer) = to.split_once('#').unwrap_or((to, ""));
    let name = pointer.trim_start_matches('/');
    if name.contains('/') {
        return Err(format!("{}: {to} reaches too deep", file.display()));
    }
    if path.is_empty() {
        return Ok((file.to_owned(), name.to_owned()));
    }
    let mut target = file.parent().map(Path::to_owned).unwrap_or_default();
    for step in Path::new(path).components() {
        match step {
            Component::ParentDir => drop(target.pop()),
            Component::Normal(step) => target.push(step),
            _ => {}
        }
    }
    Ok((target, name.to_owned()))
}

/// Every file of a directory, relative to it.
pub fn parts(directory: &Path) -> Result<Vec<PathBuf>, Wrong> {
    let wrong = |e: std::io::Error| format!("{}: {e}", directory.display());
    let mut files = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(directory.join(&at)).map_err(wrong)? {
            let entry = entry.map_err(wrong)?;
            let path = at.join(entry.file_name());
            if entry.file_type().map_err(wrong)?.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "yaml" || e == "json") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
