//! `GET /v1/rounds`, `GET` and `PUT /v1/rounds/{id}`

use actix_web::HttpRequest;
use actix_web::web::{Data, Path, Payload};
use serde::Serialize;

use super::answer;
use super::views::name;
use crate::domain::ids::RoundId;
use crate::domain::problem::Problem;
use crate::domain::round::Round;
use crate::domain::statistics::Standing;
use crate::http::extract::{PersonCaller, Speaks, bearer, read_json};
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::i18n::Texts;
use crate::service::rounds::{self, Put};

#[derive(Serialize)]
struct Rounds {
    rounds: Vec<RoundView>,
}

/// A round with what follows from it.
#[derive(Serialize)]
struct RoundView {
    #[serde(flatten)]
    round: Round,
    /// What it is called in the language asked for.
    title: String,
    /// What its figures stand for.
    claim: Standing,
    /// Whether its design was declared after it had begun.
    late: bool,
}

#[derive(Serialize)]
struct Done {
    outcome: Put,
}

impl RoundView {
    fn of(round: Round, texts: &Texts) -> Self {
        Self {
            title: name(&round.name, texts, round.id.as_str()),
            claim: round.design.standing(),
            late: round.is_late(),
            round,
        }
    }
}

/// The rounds that are held in the person's scope, the newest first.
pub async fn list(state: Data<State>, person: PersonCaller, Speaks(texts): Speaks) -> Answer {
    let rounds = rounds::list(&state.services, &person.0).await?;
    let rounds = rounds.into_iter().map(|round| RoundView::of(round, &texts)).collect();
    Ok(answer(&texts, &Rounds { rounds }))
}

/// One round.
pub async fn one(
    state: Data<State>,
    person: PersonCaller,
    Speaks(texts): Speaks,
    id: Path<String>,
) -> Answer {
    let round = rounds::one(&state.services, &person.0, &RoundId(id.into_inner())).await?;
    Ok(answer(&texts, &RoundView::of(round, &texts)))
}

/// Declares a round, or another design of it.
pub async fn put(
    state: Data<State>,
    person: PersonCaller,
    Speaks(texts): Speaks,
    id: Path<String>,
    request: HttpRequest,
    payload: Payload,
) -> Answer {
    bearer(&request).ok_or(Problem::Unauthenticated {})?;
    let round: Round = read_json(&request, payload, &state.services.limits).await?;
    if round.id.as_str() != *id {
        let (member, expected) = ("id".to_owned(), id.into_inner());
        return Err(Problem::UnfitMember { member, expected }.into());
    }
    let outcome = rounds::put_as(&state.services, &person.0, &round).await?;
    Ok(answer(&texts, &Done { outcome }))
}
