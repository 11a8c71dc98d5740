//! One walk through everything that the document says, so that it says nothing that cannot happen.

mod datasets;
mod feeds;
mod media;
mod node_and_sign_in;
mod openrosa;
mod pages;
mod quarantine;
mod reading;
pub mod rounds;
mod signed_in;
mod sync;
mod withdrawals;

use std::collections::BTreeSet;

use crate::support::spec::OPERATIONS;
use crate::world::World;

/// Overload cannot be shown at each operation: too many calls, or a busy node.
const OVERLOAD: [u16; 2] = [429, 503];

#[actix_web::test]
async fn every_documented_status_of_every_operation_can_be_seen() {
    let world = World::new().await;
    sync::walk(&world).await;
    reading::walk(&world).await;
    rounds::walk(&world).await;
    node_and_sign_in::walk(&world).await;
    openrosa::walk(&world).await;
    let encrypted = signed_in::walk(&world).await;
    media::walk(&world).await;
    quarantine::walk(&world).await;
    pages::walk(&world).await;
    datasets::walk(&world).await;
    feeds::walk(&world).await;
    withdrawals::walk(&world).await;
    let documented: BTreeSet<(String, u16)> = OPERATIONS
        .iter()
        .flat_map(|o| o.answers().map(|(status, _)| (o.name(), status)).collect::<Vec<_>>())
        .filter(|(_, status)| !OVERLOAD.contains(status))
        .collect();
    let mut seen = world.node.contract.seen();
    seen.extend(encrypted);
    let unseen: Vec<_> = documented.difference(&seen).collect();
    assert!(unseen.is_empty(), "nothing showed {unseen:#?}");
    assert!(!world.node.log().contains("panicked"), "{}", world.node.log());
}
