//! Changes of reference data.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use diesel::sql_types::{Array, BigInt, Binary, Bool, Integer, Text};
use diesel_async::AsyncPgConnection;
use serde::Serialize;

use super::numbers::Work;
use super::sql::{rows, statement};
use super::{Reading, write_json};
use crate::domain::catalogue::{MediaFile, Stage};
use crate::domain::form::Form;
use crate::domain::ids::FormRef;
use crate::domain::place::{Area, Community};
use crate::domain::taxonomy::Taxonomy;
use crate::store::{FormFiles, Put, Result, Staged, StoreError};

pub(super) async fn form(
    work: &mut Work,
    new: &Form,
    files: FormFiles<'_>,
    dictionary: &[u8],
) -> Result<Put> {
    if let Some(there) = work.numbers.known.catalogue.forms.get(&new.form) {
        if !there.is_same(new) {
            return Ok(Put::Refused);
        }
        return put_media(work, new, files).await;
    }
    let change = work.numbers.next_catalogue_change();
    statement(
        "INSERT INTO form (id, version, definition, source, xform, dictionary, stage, change)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind::<Text, _>(new.form.id.clone())
    .bind::<Text, _>(new.form.version.clone())
    .bind::<Text, _>(write_json(new)?)
    .bind::<Binary, _>(files.source.to_vec())
    .bind::<Binary, _>(files.xform.to_vec())
    .bind::<Binary, _>(dictionary.to_vec())
    .bind::<Integer, _>(stage_number(files.stage))
    .bind::<BigInt, _>(change)
    .run(&work.connection)
    .await?;
    let all: Vec<_> = files.media.iter().collect();
    write_media(work, &new.form, &all).await?;
    Ok(Put::Added)
}

/// Adds and replaces files of a form version that is there.
async fn put_media(work: &mut Work, form: &Form, files: FormFiles<'_>) -> Result<Put> {
    let known = work.numbers.known.clone();
    let there = known.catalogue.media.get(&form.form);
    let is_new = |(name, file): &&(String, MediaFile)| {
        there.is_none_or(|there| there.get(name) != Some(file))
    };
    let new: Vec<_> = files.media.iter().filter(is_new).collect();
    if new.is_empty() {
        return Ok(Put::Unchanged);
    }
    write_media(work, &form.form, &new).await?;
    work.numbers.next_catalogue_change();
    Ok(Put::Changed)
}

async fn write_media(work: &Work, form: &FormRef, files: &[&(String, MediaFile)]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let column =
        |of: fn(&MediaFile) -> Vec<u8>| files.iter().map(|(_, f)| of(f)).collect::<Vec<_>>();
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let sizes = files.iter().map(|(_, f)| i64::try_from(f.size).unwrap_or(i64::MAX));
    statement(include_str!("sql/media_write.sql"))
        .bind::<Text, _>(form.id.clone())
        .bind::<Text, _>(form.version.clone())
        .bind::<Array<Text>, _>(names)
        .bind::<Array<Binary>, _>(column(|file| file.digest.to_vec()))
        .bind::<Array<Binary>, _>(column(|file| file.md5.to_vec()))
        .bind::<Array<BigInt>, _>(sizes.collect::<Vec<i64>>())
        .run(&work.connection)
        .await?;
    Ok(())
}

/// The files of all form versions, by the number of the form.
pub(super) async fn media(
    connection: &AsyncPgConnection,
) -> Result<HashMap<i64, BTreeMap<String, MediaFile>>> {
    type Columns = (BigInt, Text, Binary, Binary, BigInt);
    type Row = (i64, String, Vec<u8>, Vec<u8>, i64);
    let listed: Vec<Row> =
        rows::<Columns>("SELECT form_no, name, digest, md5, size FROM form_media")
            .load(connection)
            .await?;
    let mut media: HashMap<i64, BTreeMap<String, MediaFile>> = HashMap::new();
    for (no, name, digest, md5, size) in listed {
        let broken = || StoreError::Corrupt(format!("the digests of {name} have another length"));
        let file = MediaFile {
            digest: digest.try_into().map_err(|_| broken())?,
            md5: md5.try_into().map_err(|_| broken())?,
            size: size.unsigned_abs(),
        };
        media.entry(no).or_default().insert(name, file);
    }
    Ok(media)
}

/// How a stage is stored.
fn stage_number(stage: Stage) -> i32 {
    match stage {
        Stage::Draft => 0,
        Stage::Published => 1,
        Stage::Retired => 2,
    }
}

/// The stage that is stored so.
pub(super) fn stage_of(number: i32) -> Result<Stage> {
    [Stage::Draft, Stage::Published, Stage::Retired]
        .into_iter()
        .find(|stage| stage_number(*stage) == number)
        .ok_or_else(|| StoreError::Corrupt(format!("a form has the stage {number}")))
}

pub(super) async fn stage(work: &mut Work, form: &FormRef, to: Stage) -> Result<Staged> {
    let Some(row) = work.numbers.known.forms.get(form).cloned() else {
        return Ok(Staged::Unknown);
    };
    let from = work.numbers.known.catalogue.stage(form);
    if from == to {
        return Ok(Staged::Unchanged);
    }
    if to == Stage::Draft {
        return Ok(Staged::NoWayBack);
    }
    if from == Stage::Draft {
        let any: bool = rows::<Bool>(
            "SELECT EXISTS (SELECT FROM revision WHERE form_no = $1 AND body IS NOT NULL)",
        )
        .bind::<BigInt, _>(row.no)
        .get_result(&work.connection)
        .await?;
        if any {
            return Ok(Staged::HasRecords);
        }
    }
    let change = work.numbers.next_catalogue_change();
    statement("UPDATE form SET stage = $1, change = $2 WHERE no = $3")
        .bind::<Integer, _>(stage_number(to))
        .bind::<BigInt, _>(change)
        .bind::<BigInt, _>(row.no)
        .run(&work.connection)
        .await?;
    Ok(Staged::Moved)
}

/// What a path is called in newer versions.
pub(super) async fn rename(work: &mut Work, of: &FormRef, from: &str, to: &str) -> Result<bool> {
    let Some(row) = work.numbers.known.forms.get(of).cloned() else { return Ok(false) };
    let Some(renamed) = row.form.with_rename(from, to) else { return Ok(false) };
    let change = work.numbers.next_catalogue_change();
    statement("UPDATE form SET definition = $1, change = $2 WHERE no = $3")
        .bind::<Text, _>(write_json(&renamed)?)
        .bind::<BigInt, _>(change)
        .bind::<BigInt, _>(row.no)
        .run(&work.connection)
        .await?;
    Ok(true)
}

pub(super) async fn xform(reading: &mut Reading, form: &FormRef) -> Result<Option<Vec<u8>>> {
    let Some(row) = reading.known.forms.get(form) else { return Ok(None) };
    let bytes: Vec<Vec<u8>> = rows::<Binary>("SELECT xform FROM form WHERE no = $1")
        .bind::<BigInt, _>(row.no)
        .load(&reading.connection)
        .await?;
    Ok(bytes.into_iter().next())
}

/// What is to be written of a list of reference data: by id, as it was named last.
struct News {
    done: Vec<Put>,
    ids: Vec<String>,
    definitions: Vec<String>,
    changes: Vec<i64>,
}

/// Compares a list with what is there. The same id may come twice: the second is compared with the
/// first, and what is written is the last.
fn compare<'a, I: Eq + Hash + ToString + 'a, T: PartialEq + Serialize>(
    work: &mut Work,
    new: &'a [T],
    id: impl Fn(&'a T) -> &'a I,
    known: impl Fn(&I) -> Option<&'a T>,
) -> Result<News> {
    let mut done = Vec::with_capacity(new.len());
    let mut put: HashMap<&I, &T> = HashMap::new();
    let mut last: HashMap<String, (String, i64)> = HashMap::new();
    for entry in new {
        let there = put.insert(id(entry), entry).or_else(|| known(id(entry)));
        if there == Some(entry) {
            done.push(Put::Unchanged);
            continue;
        }
        let change = work.numbers.next_catalogue_change();
        last.insert(id(entry).to_string(), (write_json(entry)?, change));
        done.push(if there.is_some() { Put::Changed } else { Put::Added });
    }
    let mut news = News { done, ids: Vec::new(), definitions: Vec::new(), changes: Vec::new() };
    for (id, (definition, change)) in last {
        news.ids.push(id);
        news.definitions.push(definition);
        news.changes.push(change);
    }
    Ok(news)
}

pub(super) async fn communities(work: &mut Work, new: &[Community]) -> Result<Vec<Put>> {
    let known = work.numbers.known.catalogue.clone();
    let news = compare(work, new, |entry| &entry.id, |id| known.communities.get(id))?;
    if !news.ids.is_empty() {
        statement(include_str!("sql/communities_write.sql"))
            .bind::<Array<Text>, _>(news.ids)
            .bind::<Array<Text>, _>(news.definitions)
            .bind::<Array<BigInt>, _>(news.changes)
            .run(&work.connection)
            .await?;
    }
    Ok(news.done)
}

pub(super) async fn areas(work: &mut Work, new: &[Area]) -> Result<Vec<Put>> {
    let known = work.numbers.known.catalogue.clone();
    let news = compare(work, new, |entry| &entry.id, |id| known.areas.get(id))?;
    if !news.ids.is_empty() {
        statement(include_str!("sql/areas_write.sql"))
            .bind::<Array<Text>, _>(news.ids)
            .bind::<Array<Text>, _>(news.definitions)
            .run(&work.connection)
            .await?;
    }
    Ok(news.done)
}

pub(super) async fn taxonomy(work: &mut Work, new: &Taxonomy) -> Result<Put> {
    let there = &work.numbers.known.catalogue.taxonomy;
    if there == new {
        return Ok(Put::Unchanged);
    }
    let put = if there.0.is_empty() { Put::Added } else { Put::Changed };
    let change = work.numbers.next_catalogue_change();
    statement(
        "INSERT INTO taxonomy (id, definition, change) VALUES (1, $1, $2)
         ON CONFLICT (id) DO UPDATE
         SET definition = excluded.definition, change = excluded.change",
    )
    .bind::<Text, _>(write_json(new)?)
    .bind::<BigInt, _>(change)
    .run(&work.connection)
    .await?;
    Ok(put)
}
