//! `GET /v1/quarantine`, `POST /v1/quarantine/{no}/community`

use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::web::{Data, Path, Payload, Query};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::answer;
use super::sync::wire::outcome_word;
use crate::domain::access::{Caller, Person};
use crate::domain::ids::{CommunityId, DeviceId, FormRef};
use crate::domain::problem::Problem;
use crate::http::extract::{AnyCaller, Speaks, bearer, read_json};
use crate::http::failure::Answer;
use crate::http::render;
use crate::http::state::State;
use crate::service::quarantine;

#[derive(Serialize)]
struct Waiting {
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    no: i64,
    device: Sender,
    problem: Map<String, Value>,
    form: Option<FormRef>,
    received_at: String,
}

#[derive(Serialize)]
struct Sender {
    id: DeviceId,
    name: String,
}

/// What waits, without its answers.
pub async fn list(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    Speaks(texts): Speaks,
    asked: Query<HashMap<String, String>>,
) -> Answer {
    let after = match asked.get("after") {
        None => 0,
        Some(given) => given.parse().map_err(|_| Problem::BadParameter {
            parameter: "after".to_owned(),
            given: given.clone(),
        })?,
    };
    let waits = quarantine::list(&state.services, &person(caller)?, after).await?;
    let items = waits.into_iter().map(|waits| Item {
        no: waits.no,
        device: Sender { id: waits.device.id, name: waits.device.name },
        problem: render::problem(&texts, &waits.problem),
        form: waits.form,
        received_at: jiff::Timestamp::from_millisecond(waits.received_at)
            .unwrap_or_default()
            .to_string(),
    });
    Ok(answer(&texts, &Waiting { items: items.collect() }))
}

#[derive(Deserialize)]
struct Said {
    community: CommunityId,
}

#[derive(Serialize)]
struct Became {
    outcome: &'static str,
}

/// Says of which community an item is.
pub async fn say_community(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    Speaks(texts): Speaks,
    no: Path<String>,
    request: HttpRequest,
    payload: Payload,
) -> Answer {
    // Not by the cookie of a page: another site could make a browser send it.
    bearer(&request).ok_or(Problem::Unauthenticated {})?;
    let person = person(caller)?;
    let no = no.parse().map_err(|_| Problem::NotFound {})?;
    let said: Said = read_json(&request, payload, &state.services.limits).await?;
    let outcome = quarantine::say_community(&state.services, &person, no, &said.community).await?;
    Ok(answer(&texts, &Became { outcome: outcome_word(&outcome) }))
}

fn person(caller: Caller) -> Result<Person, Problem> {
    match caller {
        Caller::Person(person) => Ok(person),
        Caller::Device(_) => Err(Problem::Forbidden {}),
    }
}
