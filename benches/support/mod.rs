//! What the benches share: a store in a temporary place, submissions as phones send them, medians.
#![allow(dead_code, reason = "every bench uses a part of it")]

use std::path::Path;
use std::sync::Arc;

use sikia::domain::access::Device;
use sikia::domain::form::{Form, sample};
use sikia::domain::ids::{CommunityId, DeviceId};
use sikia::domain::place::Community;
use sikia::domain::text::Text;
use sikia::service::secrets::{hash_token, new_token};
use sikia::service::{Services, publish};
use sikia::store::sqlite::SqliteStore;
use sikia::store::{FormFiles, Stamp};
use uuid::Uuid;

/// The form that ships.
pub fn form() -> Form {
    sikia::forms::read_workbook(WORKBOOK).unwrap().form
}

const WORKBOOK: &[u8] = include_bytes!("../../forms/asm-needs.xlsx");

/// A node's services over a store in `directory`, with the form and `communities` communities.
pub async fn services(directory: &Path, communities: usize) -> (Services, Arc<SqliteStore>) {
    let store = Arc::new(SqliteStore::open(&directory.join("sikia.db"), 4).unwrap());
    let services = Services::new(store.clone());
    furnish(&services, communities).await;
    (services, store)
}

/// Puts the form and `communities` communities into a store.
pub async fn furnish(services: &Services, communities: usize) {
    let xform = sikia::forms::xform::write(&form());
    let files = FormFiles { source: WORKBOOK, xform: xform.as_bytes(), ..FormFiles::default() };
    publish::form(services, &form(), files, "bench").await.unwrap();
    let places: Vec<Community> = (0..communities)
        .map(|number| Community {
            id: community(number),
            name: Text::new("", &format!("Community {number}")),
            area: None,
            population: Some(2_000),
            kind: None,
            point: None,
        })
        .collect();
    publish::communities(services, &places, "bench").await.unwrap();
}

/// The id of a community of the bench.
pub fn community(number: usize) -> CommunityId {
    CommunityId(format!("community-{number}"))
}

/// Enrols a device for all communities.
pub async fn device(services: &Services, communities: usize) -> (Device, String) {
    let token = new_token().unwrap();
    let device = Device {
        id: DeviceId(Uuid::now_v7()),
        name: "bench".into(),
        communities: (0..communities).map(community).collect(),
        test: false,
        enrolled_at: 0,
        revoked_at: None,
        held: 0,
    };
    let stamp = Stamp { at: 0, actor: "bench".into() };
    services.store.enrol(&device, &hash_token(&token), &stamp).await.unwrap();
    (device, token)
}

/// One submission as a phone sends it.
pub fn item(form: &Form, seed: u64, community: &CommunityId) -> Vec<u8> {
    let item = serde_json::json!({
        "submission": Uuid::now_v7(),
        "revision": Uuid::now_v7(),
        "version": 1,
        "parents": [],
        "form": form.form,
        "community": community,
        "language": "sw",
        "captured_at": format!("2026-{:02}-{:02}T09:{:02}:00+03:00", seed % 12 + 1, seed % 28 + 1, seed % 60),
        "answers": sample::sample(form, seed),
    });
    item.to_string().into_bytes()
}

/// The middle of some figures.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
