//! What communities and areas ask for, and what a round lets one say of it.

use std::collections::BTreeSet;

use super::scope::{Groups, Scope};
use super::{Result, Services};
use crate::domain::access::Person;
use crate::domain::ids::RoundId;
use crate::domain::needs::{Codes, Filter, NeedsReport, Tally};
use crate::domain::problem::Problem;
use crate::domain::round::{Basis, Before, Counted, Round, WhyNot};
use crate::domain::statistics::{NotComparable, Standing};

/// Communities that are weighted in one call; each takes a count for each of its cells.
const MOST_WEIGHTED: usize = 500;

/// What of a place is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asking {
    /// Only some of the people or needs.
    pub filter: Filter,
    /// Only one round.
    pub round: Option<RoundId>,
}

/// The needs of a place. Without a round, everything ever said is counted and nobody can say how people
/// were chosen: then figures are of those asked.
///
/// # Errors
/// [`Problem::BadParameter`] for a round that is unknown or not held there.
pub async fn needs(
    services: &Services,
    person: &Person,
    scope: &Scope,
    question: &Asking,
) -> Result<NeedsReport> {
    let report = match &question.round {
        None => {
            let (tally, codes) =
                count(services, &scope.groups, std::slice::from_ref(&question.filter)).await?;
            let taxonomy = &scope.catalogue.taxonomy;
            NeedsReport::of(&tally, &codes, taxonomy, None, &question.filter)
        }
        Some(id) => in_round(services, scope, id, &question.filter).await?,
    };
    scope.note(services, person, "needs.read");
    Ok(report)
}

async fn in_round(
    services: &Services,
    scope: &Scope,
    id: &RoundId,
    filter: &Filter,
) -> Result<NeedsReport> {
    let rounds = services.store.rounds().await?;
    let unknown = || Problem::BadParameter { parameter: "round".into(), given: id.to_string() };
    let round = find(&rounds, id).ok_or_else(unknown)?;
    let held = scope.within(round).ok_or_else(unknown)?;
    // The one before is judged first, without one before it.
    let followed = round.follows.as_ref().and_then(|id| find(&rounds, id));
    let earlier = match followed {
        None => None,
        Some(followed) => Some((followed, before(services, scope, &held, followed, filter).await?)),
    };
    let before = earlier
        .as_ref()
        .map(|(round, report)| Before { round, report: report.as_ref().map_err(|reason| *reason) });
    judged(services, &held, round, filter, before).await
}

fn find<'a>(rounds: &'a [Round], id: &RoundId) -> Option<&'a Round> {
    rounds.iter().find(|round| round.id == *id)
}

/// What the round before found, when it was held in the same communities.
async fn before(
    services: &Services,
    scope: &Scope,
    held: &Scope,
    round: &Round,
    filter: &Filter,
) -> Result<std::result::Result<NeedsReport, NotComparable>> {
    match scope.within(round) {
        Some(then) if then.communities() == held.communities() => {
            Ok(Ok(judged(services, &then, round, filter, None).await?))
        }
        _ => Ok(Err(NotComparable::Places)),
    }
}

/// Counts a round in a place that it is held in, and says what its design lets one say.
async fn judged(
    services: &Services,
    held: &Scope,
    round: &Round,
    filter: &Filter,
    before: Option<Before<'_>>,
) -> Result<NeedsReport> {
    let filters = round.filters(filter);
    let (tally, codes) = count(services, &held.groups, &filters).await?;
    let mut report = NeedsReport::of(&tally, &codes, &held.catalogue.taxonomy, None, filter);
    let whole = filter.of_people() == Filter::default();
    let (cells, sources) = cells(services, held, round, &filters, whole).await?;
    let people = held.communities().into_iter().map(|id| round.frame(id)?.people).sum();
    let people: Option<u64> = if whole { people } else { None };
    report.judge(&Basis { round, people, cells, sources, before });
    Ok(report)
}

type Cells = std::result::Result<Vec<Counted>, WhyNot>;

/// Counts the cells of every community, where all of them have figures of people.
async fn cells(
    services: &Services,
    held: &Scope,
    round: &Round,
    filters: &[Filter],
    whole: bool,
) -> Result<(Cells, Vec<String>)> {
    let not = |reason| Ok((Err(reason), Vec::new()));
    if round.design.standing() == Standing::OfThoseAsked {
        return not(WhyNot::NoClaim);
    }
    let communities = held.communities();
    let frames: Option<Vec<_>> = communities.iter().map(|id| round.frame(id)).collect();
    let frames = frames.filter(|frames| frames.iter().all(|frame| !frame.population.is_empty()));
    let Some(frames) = frames.filter(|frames| frames.len() <= MOST_WEIGHTED) else {
        return not(WhyNot::NoFigures);
    };
    if !whole {
        return not(WhyNot::Filtered);
    }
    let mut counted = Vec::new();
    for frame in &frames {
        let here = Groups::from_iter(
            held.groups
                .iter()
                .filter(|(_, ids)| ids.contains(&frame.id))
                .map(|(spans, _)| (spans.clone(), vec![frame.id.clone()])),
        );
        for cell in frame.cells() {
            let within: Vec<Filter> = filters
                .iter()
                .map(|filter| Filter {
                    gender: Some(cell.gender.clone()),
                    role: cell.role.clone(),
                    without: cell.without.clone(),
                    ..filter.clone()
                })
                .collect();
            let (tally, codes) = count(services, &here, &within).await?;
            let named = tally.named(&codes).into_iter();
            counted.push(Counted {
                community: frame.id.clone(),
                respondents: tally.respondents(),
                named: named.map(|(code, named)| (code.to_owned(), named)).collect(),
                cell,
            });
        }
    }
    let figures = frames.iter().flat_map(|frame| &frame.population);
    let sources: BTreeSet<String> =
        figures.map(|figure| format!("{} ({})", figure.source, figure.date)).collect();
    Ok((Ok(counted), sources.into_iter().collect()))
}

/// Counts what any of some filters lets through; they let nothing through twice.
async fn count(services: &Services, groups: &Groups, filters: &[Filter]) -> Result<(Tally, Codes)> {
    let (mut tally, mut codes) = (Tally::default(), Codes::default());
    for (spans, communities) in groups {
        for filter in filters {
            for filter in spans.iter().filter_map(|span| span.of(filter)) {
                let counted = services.store.tally(communities, &filter).await?;
                tally.merge(&counted.tally.renumbered(&counted.codes, &mut codes));
            }
        }
    }
    Ok((tally, codes))
}
