//! Who reads datasets: anybody, a program by its token, or a person.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::caller::{PersonVisitor, basic, bearer, state};
use crate::domain::access::Caller;
use crate::domain::problem::Problem;
use crate::http::failure::Failure;
use crate::http::state::State;
use crate::service;
use crate::service::editions::{self, Reader};

/// A reader within the rate that one may read at: nobody's name is asked for what is public.
pub struct DatasetReader(pub Reader);

impl FromRequest for DatasetReader {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = PersonVisitor::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let state = state(&request)?;
            // Spreadsheets have no other place for a program's token than a password.
            let password = || basic(&request).map(|(_, password)| password);
            let reader = match bearer(&request).or_else(password) {
                Some(token) => of_token(&state, &request, &token).await?,
                // A page's cookie opens reading, which is all that is done here.
                None => match visitor.await?.0 {
                    Some(person) => Reader::person(&person),
                    None => Reader::anybody(),
                },
            };
            let key = match reader.actor.as_str() {
                "anybody" => address(&request, state.encrypted),
                actor => actor.to_owned(),
            };
            state.services.pace.take(&key)?;
            Ok(Self(reader))
        })
    }
}

async fn of_token(state: &State, request: &HttpRequest, token: &str) -> Result<Reader, Failure> {
    match editions::reader_of(&state.services, token).await {
        Ok((_, reader)) => Ok(reader),
        Err(service::Failure::Problem(Problem::Unauthenticated {})) => {
            match super::caller::caller_of(state, request).await? {
                Caller::Person(person) => Ok(Reader::person(&person)),
                Caller::Device(_) => Ok(Reader::anybody()),
            }
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Where a call comes from. Behind a proxy it is the one that the proxy names last: what stands before
/// it, anybody can write.
fn address(request: &HttpRequest, behind_proxy: bool) -> String {
    let forwarded = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let named = forwarded.and_then(|value| value.rsplit(',').next()).map(str::trim);
    match named.filter(|_| behind_proxy) {
        Some(address) => address.chars().take(64).collect(),
        None => request.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default(),
    }
}
