//! Files that came with submissions.

use diesel::prelude::*;

use super::revisions::uuid;
use super::schema::{attachment, edition_file, form_media, revision, submission};
use super::settle::state_number;
use super::writer::Work;
use super::{ORDINALS, failure};
use crate::domain::head::State;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::store::{Attachment, Result, StoreError};

pub(super) fn attach(work: &mut Work<'_>, attachments: &[Attachment], at: i64) -> Result<()> {
    for one in attachments {
        diesel::insert_into(attachment::table)
            .values((
                attachment::revision.eq(one.revision.0.as_bytes().as_slice()),
                attachment::name.eq(&one.name),
                attachment::digest.eq(one.digest.as_slice()),
                attachment::size.eq(i64::try_from(one.size).unwrap_or(i64::MAX)),
                attachment::received_at.eq(at),
            ))
            .on_conflict_do_nothing()
            .execute(work.connection)
            .map_err(failure)?;
    }
    Ok(())
}

pub(super) fn of_submission(
    connection: &mut SqliteConnection,
    id: SubmissionId,
) -> Result<Vec<Attachment>> {
    let no: Option<i64> = submission::table
        .filter(submission::uuid.eq(id.0.as_bytes().as_slice()))
        .select(submission::no)
        .first(connection)
        .optional()
        .map_err(failure)?;
    let Some(no) = no else { return Ok(Vec::new()) };
    let revisions = revision::table
        .filter(revision::key.between(no * ORDINALS, (no + 1) * ORDINALS - 1))
        .select(revision::uuid);
    let rows: Vec<(Vec<u8>, String, Vec<u8>, i64)> = attachment::table
        .filter(attachment::revision.eq_any(revisions))
        .order((attachment::revision, attachment::name, attachment::digest))
        .select((attachment::revision, attachment::name, attachment::digest, attachment::size))
        .load(connection)
        .map_err(failure)?;
    rows.into_iter()
        .map(|(revision, name, digest, size)| {
            let revision = RevisionId(uuid(&revision)?);
            Ok(Attachment { revision, name, digest: content(digest)?, size: size.unsigned_abs() })
        })
        .collect()
}

pub(super) fn content<const N: usize>(digest: Vec<u8>) -> Result<[u8; N]> {
    digest.try_into().map_err(|_| StoreError::Corrupt("a digest has another length".to_owned()))
}

pub(super) fn detach_withdrawn(work: &mut Work<'_>) -> Result<Vec<[u8; 32]>> {
    let withdrawn: Vec<i64> = submission::table
        .filter(submission::state.eq(state_number(State::Withdrawn)))
        .select(submission::no)
        .load(work.connection)
        .map_err(failure)?;
    let mut gone = Vec::new();
    for no in withdrawn {
        let revisions = revision::table
            .filter(revision::key.between(no * ORDINALS, (no + 1) * ORDINALS - 1))
            .select(revision::uuid);
        let digests: Vec<Vec<u8>> =
            diesel::delete(attachment::table.filter(attachment::revision.eq_any(revisions)))
                .returning(attachment::digest)
                .get_results(work.connection)
                .map_err(failure)?;
        gone.extend(digests);
    }
    gone.sort();
    gone.dedup();
    let gone = gone.into_iter().map(content).collect::<Result<_>>()?;
    unneeded(work.connection, gone)
}

/// Those of some contents that nothing has.
pub(super) fn unneeded(
    connection: &mut SqliteConnection,
    contents: Vec<[u8; 32]>,
) -> Result<Vec<[u8; 32]>> {
    let mut free = Vec::new();
    for content in contents {
        let digest = content.as_slice();
        let needed = attachment::table.filter(attachment::digest.eq(digest));
        let of_form = form_media::table.filter(form_media::digest.eq(digest));
        let of_edition = edition_file::table.filter(edition_file::digest.eq(digest));
        let of_other = diesel::dsl::exists(of_form).or(diesel::dsl::exists(of_edition));
        let needed: bool = diesel::select(diesel::dsl::exists(needed).or(of_other))
            .get_result(connection)
            .map_err(failure)?;
        if !needed {
            free.push(content);
        }
    }
    Ok(free)
}
