//! Reference data comes to the node: forms, communities, areas, the taxonomy.

use std::sync::Arc;

use serde::Serialize;

use super::release::release;
use super::{Result, Services};
use crate::domain::catalogue::Stage;
use crate::domain::form::{Form, Unfit};
use crate::domain::ids::FormRef;
use crate::domain::place::{Area, Community};
use crate::domain::taxonomy::Taxonomy;
use crate::store::{FormFiles, Put, Staged, Waiting};

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// New entries.
    pub added: u64,
    /// Entries that are different now.
    pub changed: u64,
    /// Entries that were there just so.
    pub unchanged: u64,
    /// Entries that are there, differ, and must not be changed.
    pub refused: u64,
    /// Items that waited in quarantine for it and are accepted now.
    pub released: u64,
}

impl Imported {
    pub(super) fn of(done: &[Put]) -> Self {
        let count = |put| done.iter().filter(|done| **done == put).count() as u64;
        Self {
            added: count(Put::Added),
            changed: count(Put::Changed),
            unchanged: count(Put::Unchanged),
            refused: count(Put::Refused),
            released: 0,
        }
    }
}

/// Publishes a form version, or takes in a draft, and takes in what waited for it.
///
/// # Errors
/// When the store fails.
pub async fn form(
    services: &Services,
    form: &Form,
    files: FormFiles<'_>,
    actor: &str,
) -> Result<Imported> {
    let put = services.store.put_form(form, files, &services.stamp(actor)).await?;
    let released = match put {
        Put::Refused => 0,
        _ => release(services, &[Waiting::Form(form.form.clone())]).await?,
    };
    Ok(Imported { released, ..Imported::of(&[put]) })
}

/// Moves a form version on in its life: publishes a draft, retires what is published, brings it back.
///
/// # Errors
/// When the store fails.
pub async fn stage(
    services: &Services,
    form: &FormRef,
    stage: Stage,
    actor: &str,
) -> Result<Staged> {
    Ok(services.store.stage_form(form, stage, &services.stamp(actor)).await?)
}

/// Says that a question, group or repeat of a form is called otherwise in its newer versions, and counts
/// everything again. How many versions are told apart from now on.
///
/// # Errors
/// [`Unfit`] inside of the outer result when no version has the one path or the other, or they are
/// different things. The outer one when the store fails.
pub async fn rename(
    services: &Services,
    id: &str,
    from: &str,
    to: &str,
    actor: &str,
) -> Result<std::result::Result<usize, Unfit>> {
    let catalogue = services.catalogue().await?;
    let versions: Vec<&Form> =
        catalogue.forms.values().map(|form| &**form).filter(|form| form.form.id == id).collect();
    let old = match Form::that_rename(&versions, from, to) {
        Ok(old) => old,
        Err(unfit) => return Ok(Err(unfit)),
    };
    for form in &old {
        services.store.rename_in_form(&form.form, from, to, &services.stamp(actor)).await?;
    }
    services.store.recount(Arc::new(|_, _| {})).await?;
    Ok(Ok(old.len()))
}

/// Imports communities and takes in what waited for them.
///
/// # Errors
/// When the store fails.
pub async fn communities(
    services: &Services,
    communities: &[Community],
    actor: &str,
) -> Result<Imported> {
    let done = services.store.put_communities(communities, &services.stamp(actor)).await?;
    let reasons: Vec<Waiting> =
        communities.iter().map(|community| Waiting::Community(community.id.clone())).collect();
    let released = release(services, &reasons).await?;
    Ok(Imported { released, ..Imported::of(&done) })
}

/// Imports areas.
///
/// # Errors
/// When the store fails.
pub async fn areas(services: &Services, areas: &[Area], actor: &str) -> Result<Imported> {
    let done = services.store.put_areas(areas, &services.stamp(actor)).await?;
    Ok(Imported::of(&done))
}

/// Replaces the taxonomy.
///
/// # Errors
/// When the store fails.
pub async fn taxonomy(services: &Services, taxonomy: &Taxonomy, actor: &str) -> Result<Imported> {
    let put = services.store.put_taxonomy(taxonomy, &services.stamp(actor)).await?;
    Ok(Imported::of(&[put]))
}
