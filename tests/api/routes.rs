//! The routes that the node has are those of the document, in both directions.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, web};

use crate::support::routes::configured;
use crate::support::spec::{OPERATIONS, Operation};

#[actix_web::test]
async fn routes_are_seen_in_scopes_with_patterns_and_without_a_method() {
    let routes = configured(|app| {
        let one = async || HttpResponse::Ok();
        app.service(
            web::scope("/v1")
                .service(web::resource("/a/{id:[a-z]+}").get(one).post(one))
                .route("/b", web::get().to(one)),
        )
        .service(web::resource("/c").to(one));
    })
    .await;
    let expected = ["ANY /c", "GET /v1/a/{id}", "GET /v1/b", "POST /v1/a/{id}"];
    assert_eq!(routes, expected.map(str::to_owned).into_iter().collect::<BTreeSet<_>>());
}

#[actix_web::test]
async fn the_node_has_the_routes_of_the_document_and_no_others() {
    let written: BTreeSet<String> = OPERATIONS.iter().map(Operation::name).collect();
    assert_eq!(configured(sikia::http::configure).await, written);
}
