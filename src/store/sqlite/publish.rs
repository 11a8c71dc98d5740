//! Changes of reference data.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use super::attachments::content;
use super::schema::{area, community, form, form_media, revision, taxonomy};
use super::writer::Work;
use super::{Reading, failure, write_json};
use crate::domain::catalogue::{MediaFile, Stage};
use crate::domain::form::Form;
use crate::domain::ids::{AreaId, CommunityId, FormRef};
use crate::domain::place::{Area, Community};
use crate::domain::taxonomy::Taxonomy;
use crate::store::{FormFiles, Put, Result, Staged, StoreError};

pub(super) fn form(
    work: &mut Work<'_>,
    new: &Form,
    files: FormFiles<'_>,
    dictionary: &[u8],
) -> Result<Put> {
    if let Some(there) = work.numbers.known.catalogue.forms.get(&new.form) {
        if !there.is_same(new) {
            return Ok(Put::Refused);
        }
        return put_media(work, new, files);
    }
    let change = work.numbers.next_catalogue_change();
    diesel::insert_into(form::table)
        .values((
            form::id.eq(&new.form.id),
            form::version.eq(&new.form.version),
            form::definition.eq(write_json(new)?),
            form::source.eq(files.source),
            form::xform.eq(files.xform),
            form::dictionary.eq(dictionary),
            form::stage.eq(stage_number(files.stage)),
            form::change.eq(change),
        ))
        .execute(work.connection)
        .map_err(failure)?;
    let no = form::table
        .filter(form::id.eq(&new.form.id).and(form::version.eq(&new.form.version)))
        .select(form::no)
        .first(work.connection)
        .map_err(failure)?;
    for (name, file) in files.media {
        write_media(work, no, name, file)?;
    }
    Ok(Put::Added)
}

/// Takes in what is new of the files of a form that is there.
fn put_media(work: &mut Work<'_>, form: &Form, files: FormFiles<'_>) -> Result<Put> {
    let known = work.numbers.known.clone();
    let Some(row) = known.forms.get(&form.form) else { return Ok(Put::Unchanged) };
    let there = known.catalogue.media.get(&form.form);
    let mut put = Put::Unchanged;
    for (name, file) in files.media {
        if there.is_some_and(|there| there.get(name) == Some(file)) {
            continue;
        }
        put = Put::Changed;
        write_media(work, row.no, name, file)?;
    }
    if put == Put::Changed {
        work.numbers.next_catalogue_change();
    }
    Ok(put)
}

fn write_media(work: &mut Work<'_>, no: i64, name: &str, file: &MediaFile) -> Result<()> {
    let values = (
        form_media::form_no.eq(no),
        form_media::name.eq(name),
        form_media::digest.eq(file.digest.as_slice()),
        form_media::md5.eq(file.md5.as_slice()),
        form_media::size.eq(i64::try_from(file.size).unwrap_or(i64::MAX)),
    );
    diesel::insert_into(form_media::table)
        .values(values)
        .on_conflict((form_media::form_no, form_media::name))
        .do_update()
        .set((values.2, values.3, values.4))
        .execute(work.connection)
        .map_err(failure)?;
    Ok(())
}

/// The files of all form versions, by the number of the form.
pub(super) fn media(
    connection: &mut SqliteConnection,
) -> Result<HashMap<i64, BTreeMap<String, MediaFile>>> {
    type Row = (i64, String, Vec<u8>, Vec<u8>, i64);
    let rows: Vec<Row> = form_media::table.load(connection).map_err(failure)?;
    let mut media: HashMap<i64, BTreeMap<String, MediaFile>> = HashMap::new();
    for (no, name, digest, md5, size) in rows {
        let file =
            MediaFile { digest: content(digest)?, md5: content(md5)?, size: size.unsigned_abs() };
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

pub(super) fn stage(work: &mut Work<'_>, form: &FormRef, to: Stage) -> Result<Staged> {
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
        let records = revision::table
            .filter(revision::form_no.eq(row.no))
            .filter(revision::body.is_not_null());
        let any: bool = diesel::select(diesel::dsl::exists(records))
            .get_result(work.connection)
            .map_err(failure)?;
        if any {
            return Ok(Staged::HasRecords);
        }
    }
    let change = work.numbers.next_catalogue_change();
    diesel::update(form::table.find(row.no))
        .set((form::stage.eq(stage_number(to)), form::change.eq(change)))
        .execute(work.connection)
        .map_err(failure)?;
    Ok(Staged::Moved)
}

/// What a path is called in newer versions.
pub(super) fn rename(work: &mut Work<'_>, of: &FormRef, from: &str, to: &str) -> Result<bool> {
    let Some(row) = work.numbers.known.forms.get(of).cloned() else { return Ok(false) };
    let Some(renamed) = row.form.with_rename(from, to) else { return Ok(false) };
    let change = work.numbers.next_catalogue_change();
    diesel::update(form::table.find(row.no))
        .set((form::definition.eq(write_json(&renamed)?), form::change.eq(change)))
        .execute(work.connection)
        .map_err(failure)?;
    Ok(true)
}

pub(super) fn xform(reading: &mut Reading<'_>, form: &FormRef) -> Result<Option<Vec<u8>>> {
    let Some(row) = reading.known.forms.get(form) else { return Ok(None) };
    let bytes = form::table.find(row.no).select(form::xform).first(reading.connection);
    bytes.optional().map_err(failure)
}

pub(super) fn communities(work: &mut Work<'_>, new: &[Community]) -> Result<Vec<Put>> {
    let known = work.numbers.known.catalogue.clone();
    let mut done = Vec::with_capacity(new.len());
    // The same id may come twice: the second is compared with the first.
    let mut put: HashMap<&CommunityId, &Community> = HashMap::new();
    for entry in new {
        let there = put.insert(&entry.id, entry).or_else(|| known.communities.get(&entry.id));
        if there == Some(entry) {
            done.push(Put::Unchanged);
            continue;
        }
        let values = (
            community::id.eq(entry.id.as_str()),
            community::definition.eq(write_json(entry)?),
            community::change.eq(work.numbers.next_catalogue_change()),
        );
        diesel::insert_into(community::table)
            .values(values.clone())
            .on_conflict(community::id)
            .do_update()
            .set((values.1, values.2))
            .execute(work.connection)
            .map_err(failure)?;
        done.push(if there.is_some() { Put::Changed } else { Put::Added });
    }
    Ok(done)
}

pub(super) fn areas(work: &mut Work<'_>, new: &[Area]) -> Result<Vec<Put>> {
    let known = work.numbers.known.catalogue.clone();
    let mut done = Vec::with_capacity(new.len());
    let mut put: HashMap<&AreaId, &Area> = HashMap::new();
    for entry in new {
        let there = put.insert(&entry.id, entry).or_else(|| known.areas.get(&entry.id));
        if there == Some(entry) {
            done.push(Put::Unchanged);
            continue;
        }
        let values = (area::id.eq(entry.id.as_str()), area::definition.eq(write_json(entry)?));
        diesel::insert_into(area::table)
            .values(values.clone())
            .on_conflict(area::id)
            .do_update()
            .set(values.1)
            .execute(work.connection)
            .map_err(failure)?;
        work.numbers.next_catalogue_change();
        done.push(if there.is_some() { Put::Changed } else { Put::Added });
    }
    Ok(done)
}

pub(super) fn taxonomy(work: &mut Work<'_>, new: &Taxonomy) -> Result<Put> {
    let there = &work.numbers.known.catalogue.taxonomy;
    if there == new {
        return Ok(Put::Unchanged);
    }
    let put = if there.0.is_empty() { Put::Added } else { Put::Changed };
    let change = work.numbers.next_catalogue_change();
    let values = (taxonomy::definition.eq(write_json(new)?), taxonomy::change.eq(change));
    diesel::insert_into(taxonomy::table)
        .values((taxonomy::id.eq(1), values.0.clone(), values.1))
        .on_conflict(taxonomy::id)
        .do_update()
        .set(values)
        .execute(work.connection)
        .map_err(failure)?;
    Ok(put)
}
