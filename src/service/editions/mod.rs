//! Dataset editions: defined, asked for, made, looked at, published, read.

pub mod feeds;
mod make;
mod pipe;
mod tables;
mod tokens;

use uuid::Uuid;

pub use make::{make, make_all, take_up};
pub use tokens::{add_token, reader_of, revoke_token};

use super::{Result, Services};
use crate::blobs::Digest;
use crate::dataset::Format;
use crate::domain::access::{Person, Role};
use crate::domain::disclosure::Audience;
use crate::domain::edition::{Agreement, Dataset, DatasetId, Edition, EditionFile, Stage};
use crate::domain::ids::CommunityId;
use crate::domain::problem::Problem;
use crate::store::Put;

/// How often a change of an edition is tried again when another process changed it meanwhile.
const TRIES: u32 = 20;

/// What an edition is asked for with.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Who may have it.
    pub audience: Audience,
    /// The formats of its files.
    pub formats: Vec<Format>,
    /// The languages of its labels, the most important first; Sikia's own when empty.
    pub languages: Vec<String>,
    /// What one may do with it: an SPDX identifier.
    pub licence: String,
    /// The moment whose state of the data it holds, in milliseconds since 1970; now when not given.
    pub as_of: Option<i64>,
}

/// What an edition's formats are when nobody says.
pub const FORMATS: [Format; 2] = [Format::Csv, Format::JsonLines];
/// The licence when nobody says.
pub const LICENCE: &str = "CC-BY-4.0";

fn refused(reason: &str) -> Problem {
    Problem::EditionRefused { reason: reason.to_owned() }
}

/// Adds a dataset, or changes it while it has no edition.
///
/// # Errors
/// [`Problem::EditionRefused`] when it makes no sense, shares interviews with another one, or has
/// editions.
pub async fn define(services: &Services, dataset: &Dataset, actor: &str) -> Result<Put> {
    dataset.check().map_err(|_| refused("unsound"))?;
    let others = services.store.datasets().await?;
    if others.iter().any(|other| other.id != dataset.id && other.overlaps(dataset)) {
        return Err(refused("overlap").into());
    }
    match services.store.put_dataset(dataset, &services.stamp(actor)).await? {
        Put::Refused => Err(refused("has_editions").into()),
        put => Ok(put),
    }
}

/// A dataset.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn dataset(services: &Services, id: &DatasetId) -> Result<Dataset> {
    let datasets = services.store.datasets().await?;
    Ok(datasets.into_iter().find(|dataset| dataset.id == *id).ok_or(Problem::NotFound {})?)
}

/// An edition.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn edition(services: &Services, id: &DatasetId, number: u32) -> Result<Edition> {
    let editions = services.store.editions(id).await?;
    let found = editions.into_iter().find(|edition| edition.number == number);
    Ok(found.ok_or(Problem::NotFound {})?)
}

/// Asks for an edition; [`make`] makes it.
///
/// # Errors
/// [`Problem::NotFound`] without the dataset, [`Problem::EditionRefused`] for a moment to come.
pub async fn create(
    services: &Services,
    id: &DatasetId,
    wish: &Wish,
    actor: &str,
) -> Result<Edition> {
    dataset(services, id).await?;
    let now = services.now();
    let as_of = wish.as_of.unwrap_or(now);
    if as_of > now {
        return Err(refused("to_come").into());
    }
    let formats = if wish.formats.is_empty() { FORMATS.to_vec() } else { wish.formats.clone() };
    let name = |format: &Format| {
        let name = serde_json::to_value(format).ok()?;
        name.as_str().map(str::to_owned)
    };
    for _ in 0..TRIES {
        let editions = services.store.editions(id).await?;
        let edition = Edition {
            dataset: id.clone(),
            number: editions.last().map_or(1, |last| last.number + 1),
            version: 1,
            audience: wish.audience,
            licence: wish.licence.clone(),
            formats: formats.iter().filter_map(name).collect(),
            languages: wish.languages.clone(),
            as_of,
            created_at: now,
            created_by: actor.to_owned(),
            stage: Stage::Waiting,
            done: 0,
            of: 0,
            lease: None,
            files: Vec::new(),
            report: serde_json::Value::Null,
            withdrawn: 0,
            refusal: None,
            published_at: None,
            published_by: None,
        };
        if services.store.add_edition(&edition, &services.stamp(actor)).await? {
            services.wanted.notify_waiters();
            return Ok(edition);
        }
    }
    Err(Problem::Busy { retry_after: 1 }.into())
}

/// Changes an edition as long as it takes for nobody else to have changed it meanwhile.
async fn change<E>(
    services: &Services,
    id: &DatasetId,
    number: u32,
    actor: &str,
    step: impl Fn(&Edition) -> std::result::Result<Edition, E>,
) -> Result<Edition> {
    for _ in 0..TRIES {
        let before = edition(services, id, number).await?;
        let after = step(&before).map_err(|_| refused("stage"))?;
        let stamp = services.stamp(actor);
        if services.store.save_edition(&after, None, Some(&stamp)).await? {
            forget(services, &before, &after).await?;
            return Ok(after);
        }
    }
    Err(Problem::Busy { retry_after: 1 }.into())
}

/// Removes the contents that an edition has no longer and nothing else has.
async fn forget(services: &Services, before: &Edition, after: &Edition) -> Result<()> {
    let Some(blobs) = &services.blobs else { return Ok(()) };
    let gone = before.files.iter().filter(|file| !after.files.contains(file));
    let gone: Vec<[u8; 32]> = gone.map(|file| file.digest).collect();
    for digest in services.store.unneeded(&gone).await? {
        blobs.remove(Digest(digest)).await?;
    }
    Ok(())
}

/// Gives an edition up, whether it is being made or waits to be published.
///
/// # Errors
/// [`Problem::NotFound`]; [`Problem::EditionRefused`] when it is out or was given up before.
pub async fn cancel(
    services: &Services,
    id: &DatasetId,
    number: u32,
    actor: &str,
) -> Result<Edition> {
    change(services, id, number, actor, Edition::cancel).await
}

/// Publishes an edition that somebody has looked at.
///
/// # Errors
/// [`Problem::NotFound`]; [`Problem::EditionRefused`] when it is not ready, or somebody has withdrawn
/// since it was made: nothing of it stays then, and it has to be made anew.
pub async fn publish(
    services: &Services,
    id: &DatasetId,
    number: u32,
    actor: &str,
) -> Result<Edition> {
    let ready = current(services, edition(services, id, number).await?).await?;
    if ready.stage == Stage::Outdated {
        return Err(refused("outdated").into());
    }
    let (withdrawn, at) = (services.store.withdrawn().await?, services.now());
    change(services, id, number, actor, |edition| edition.publish(actor, at, withdrawn)).await
}

/// An edition as it may be looked at: one that is not out yet loses all it has when somebody has
/// withdrawn since it was made.
async fn current(services: &Services, edition: Edition) -> Result<Edition> {
    if edition.stage != Stage::Ready || services.store.withdrawn().await? == edition.withdrawn {
        return Ok(edition);
    }
    let (id, number) = (&edition.dataset, edition.number);
    change(services, id, number, "node", Edition::outdate).await
}

/// Takes everything out of editions that are not out yet, when somebody has withdrawn.
///
/// # Errors
/// When the store or the disk fails.
pub async fn forget_withdrawn(services: &Services) -> Result<()> {
    for dataset in services.store.datasets().await? {
        for edition in services.store.editions(&dataset.id).await? {
            current(services, edition).await?;
        }
    }
    Ok(())
}

/// Who reads datasets.
#[derive(Clone, Debug, PartialEq)]
pub struct Reader {
    /// Whose editions they may have, with those of everybody.
    pub audience: Audience,
    /// Whether they look after editions: they see those that are not out, too.
    pub steward: bool,
    /// Who it is, for the audit.
    pub actor: String,
}

impl Reader {
    /// Somebody of whom nothing is known.
    pub fn anybody() -> Self {
        Self { audience: Audience::Public, steward: false, actor: "anybody".to_owned() }
    }

    /// A person: stewards have everything, others what partners have.
    pub fn person(person: &Person) -> Self {
        let steward = matches!(person.role, Role::Steward | Role::Admin) && person.areas.is_empty();
        let audience = if steward { Audience::Restricted } else { Audience::Partner };
        Self { audience, steward, actor: format!("person:{}", person.id) }
    }

    /// Whether they may have an edition.
    pub fn may_have(&self, edition: &Edition) -> bool {
        let theirs = match self.audience {
            Audience::Public => edition.audience == Audience::Public,
            Audience::Partner => edition.audience != Audience::Restricted,
            Audience::Restricted => true,
        };
        theirs && (self.steward || edition.stage == Stage::Published)
    }
}

/// The datasets with the editions that a reader may have; those without one only for stewards.
///
/// # Errors
/// When the store fails.
pub async fn list(services: &Services, reader: &Reader) -> Result<Vec<(Dataset, Vec<Edition>)>> {
    let mut found = Vec::new();
    for dataset in services.store.datasets().await? {
        let editions = services.store.editions(&dataset.id).await?;
        let editions: Vec<Edition> =
            editions.into_iter().filter(|edition| reader.may_have(edition)).collect();
        if reader.steward || !editions.is_empty() {
            found.push((dataset, editions));
        }
    }
    Ok(found)
}

/// An edition that a reader may have.
///
/// # Errors
/// [`Problem::NotFound`] also for one that they may not have: whether there is one is nobody's business.
pub async fn read(
    services: &Services,
    reader: &Reader,
    id: &DatasetId,
    number: u32,
) -> Result<(Dataset, Edition)> {
    let dataset = dataset(services, id).await?;
    let edition = edition(services, id, number).await?;
    if !reader.may_have(&edition) {
        return Err(Problem::NotFound {}.into());
    }
    let edition = current(services, edition).await?;
    Ok((dataset, edition))
}

/// A file of an edition that a reader may have. The read is in the audit unless everybody may.
///
/// # Errors
/// As [`read`]; [`Problem::NotFound`] without such a file.
pub async fn file(
    services: &Services,
    reader: &Reader,
    (id, number): (&DatasetId, u32),
    name: &str,
) -> Result<EditionFile> {
    let (_, edition) = read(services, reader, id, number).await?;
    let found = edition.files.iter().find(|file| file.name == name).cloned();
    let found = found.ok_or(Problem::NotFound {})?;
    if edition.audience != Audience::Public {
        let subject = format!("{id}/{number}/{name}");
        let entry = services.stamp(&reader.actor).entry("edition.read", subject);
        services.store.audit_soon(entry);
    }
    Ok(found)
}

/// Records what a community decided about being named with sensitive figures.
///
/// # Errors
/// [`Problem::NotFound`] for an unknown community, [`Problem::EditionRefused`] for a day that is none or
/// nobody who decided.
pub async fn agree(services: &Services, agreement: &Agreement, actor: &str) -> Result<()> {
    let catalogue = services.catalogue().await?;
    if !catalogue.communities.contains_key(&agreement.community) {
        return Err(Problem::NotFound {}.into());
    }
    let day = |day: &str| day.len() == 10 && crate::domain::needs::day(day).is_some();
    let days = day(&agreement.decided) && agreement.embargo.as_deref().is_none_or(day);
    if !days || agreement.by.trim().is_empty() {
        return Err(refused("unsound").into());
    }
    Ok(services.store.put_agreement(agreement, &services.stamp(actor)).await?)
}

/// The decisions of a community, in the order in which they were recorded.
///
/// # Errors
/// When the store fails.
pub async fn agreements(services: &Services, community: &CommunityId) -> Result<Vec<Agreement>> {
    let mut all = services.store.agreements().await?;
    all.retain(|agreement| agreement.community == *community);
    Ok(all)
}

/// A name for a process that makes editions.
pub fn worker() -> Uuid {
    Uuid::new_v4()
}
