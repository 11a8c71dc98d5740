//! The files beside a form: in a directory, or in a ZIP archive as other servers give them out.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::import;
use super::node::said;
use super::out::Out;
use crate::domain::catalogue::MediaFile;
use crate::domain::form::Form;
use crate::domain::ids::FormRef;
use crate::forms::media::{FILE_BYTES, ITEMSETS, itemsets, named};
use crate::forms::{Fault, FormProblem, Place};
use crate::service::{Services, media};

/// Where files are looked for.
pub struct Beside(Kind);

enum Kind {
    Nothing,
    Directory(PathBuf),
    /// With the names of its files without their folders, and their places in it.
    Archive(Box<ZipArchive<File>>, Vec<(String, usize)>),
}

impl Beside {
    /// A directory or an archive that an operator named, if any.
    pub fn open(path: Option<&Path>, out: &Out) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self(Kind::Nothing)) };
        if path.is_dir() {
            return Ok(Self(Kind::Directory(path.to_owned())));
        }
        let file = File::open(path).map_err(|error| import::unreadable(path, &error, out))?;
        let archive = ZipArchive::new(file).map_err(|e| import::unreadable(path, &e, out))?;
        let mut names = Vec::new();
        for at in 0..archive.len() {
            let Some(Ok(name)) = archive.name_for_index(at) else { continue };
            let last = name.rsplit('/').next().unwrap_or_default();
            if !last.is_empty() && !name.starts_with("__MACOSX/") {
                names.push((last.to_owned(), at));
            }
        }
        Ok(Self(Kind::Archive(Box::new(archive), names)))
    }

    /// The file of a name; where there is none, one that differs in its case only.
    fn find(&mut self, name: &str) -> anyhow::Result<Option<Box<dyn Read + '_>>> {
        match &mut self.0 {
            Kind::Nothing => Ok(None),
            Kind::Directory(path) => {
                let mut names = Vec::new();
                for entry in std::fs::read_dir(&*path)? {
                    names.push(entry?.file_name().to_string_lossy().into_owned());
                }
                let Some(at) = closest(names.iter().map(String::as_str), name) else {
                    return Ok(None);
                };
                let found = path.join(names.get(at).map_or("", String::as_str));
                Ok(if found.is_file() { Some(Box::new(File::open(found)?)) } else { None })
            }
            Kind::Archive(archive, names) => {
                let found = closest(names.iter().map(|(name, _)| name.as_str()), name);
                let Some((_, at)) = found.and_then(|found| names.get(found)) else {
                    return Ok(None);
                };
                Ok(Some(Box::new(archive.by_index(*at)?)))
            }
        }
    }
}

fn closest<'a>(mut names: impl Iterator<Item = &'a str> + Clone, name: &str) -> Option<usize> {
    let lower = name.to_lowercase();
    let same = names.clone().position(|there| there == name);
    same.or_else(|| names.position(|there| there.to_lowercase() == lower))
}

/// Keeps what is there of the files that a form names. Tells what is not.
pub async fn bring(
    services: &Services,
    form: &Form,
    xform: &str,
    beside: &mut Beside,
    out: &mut Out,
) -> anyhow::Result<Vec<(String, MediaFile)>> {
    let (names, mut problems) = named(xform);
    let held = held(services, &form.form).await?;
    let mut kept = Vec::new();
    for name in names {
        let made = (name == ITEMSETS).then(|| itemsets(form)).flatten();
        let found: Option<Box<dyn Read>> = match made {
            Some(table) => Some(Box::new(Cursor::new(table))),
            None => beside.find(&name)?,
        };
        match found {
            Some(mut found) => match media::keep(services, &mut *found).await.map_err(said)? {
                Some(file) => kept.push((name, file)),
                None => {
                    let fault = Fault::MediaTooLarge { name, limit: FILE_BYTES };
                    problems.push(FormProblem { place: Place::default(), fault });
                }
            },
            None if held.contains(&name) => {}
            None => problems.push(media::is_missing(name)),
        }
    }
    import::tell(&problems, out);
    Ok(kept)
}

/// What the node holds for a form version already.
async fn held(services: &Services, form: &FormRef) -> anyhow::Result<BTreeSet<String>> {
    let catalogue = services.catalogue().await.map_err(said)?;
    Ok(catalogue.media(form).map(|(name, _)| name.to_owned()).collect())
}
