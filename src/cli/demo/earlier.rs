//! What was heard in the first round of the demo, before its phones set out.

use serde_json::json;
use uuid::Uuid;

use crate::cli::node::{OPERATOR, said};
use crate::cli::round;
use crate::domain::form::Form;
use crate::domain::form::sample::sample_at;
use crate::domain::ids::CommunityId;
use crate::service::sync::Ask;
use crate::service::{Services, phones, sync};

const ROUNDS: &str = include_str!("../../../data/demo/rounds.toml");
/// The communities of the first round.
const PLACES: [&str; 2] = ["mgusu", "rwamgasa"];
/// Interviews in each.
const INTERVIEWS: u64 = 80;

/// Declares the rounds of the demo as if that had been done in time: a demo is over in a minute.
pub async fn declare(services: &Services) -> anyhow::Result<()> {
    let rounds = round::read(ROUNDS)?;
    rounds.iter().try_for_each(|round| round.check()).map_err(|problem| said(problem.into()))?;
    services.store.put_rounds(&rounds, &services.stamp(OPERATOR)).await?;
    Ok(())
}

/// Brings the interviews of the first round.
pub async fn hear(services: &Services, form: &Form) -> anyhow::Result<()> {
    let communities: Vec<CommunityId> = PLACES.into_iter().map(CommunityId::from).collect();
    let enrolled = phones::enrol(services, "first round", communities, OPERATOR).await;
    let (device, _) = enrolled.map_err(said)?;
    let push = PLACES.into_iter().flat_map(|place| {
        (0..INTERVIEWS).map(move |seed| {
            let day = seed % 20 + 1;
            let item = json!({
                "submission": Uuid::now_v7(), "revision": Uuid::now_v7(), "version": 1,
                "parents": [], "form": form.form, "community": place, "language": "sw",
                "captured_at": format!("2026-02-{day:02}T09:14:00+03:00"),
                "answers": sample_at(form, 700_000 + seed, 1),
            });
            item.to_string().into_bytes()
        })
    });
    let ask = Ask { push: push.collect(), ..Ask::default() };
    sync::sync(services, &device, ask).await.map_err(said)?;
    Ok(())
}
