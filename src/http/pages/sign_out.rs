//! `POST /sign-out`

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use actix_web::web::Data;

use super::see_other;
use crate::domain::access::Caller;
use crate::domain::problem::Problem;
use crate::http::extract::{PersonVisitor, SESSION_COOKIE, same_site};
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::service::people;

/// Ends the session and forgets its cookie.
pub async fn sign_out(state: Data<State>, visitor: PersonVisitor, request: HttpRequest) -> Answer {
    same_site(&request)?;
    if let (Some(person), Some(cookie)) = (visitor.0, request.cookie(SESSION_COOKIE)) {
        let actor = Caller::Person(person).actor();
        people::sign_out(&state.services, cookie.value(), &actor).await?;
    }
    let mut answer = see_other("/sign-in");
    let gone = Cookie::build(SESSION_COOKIE, "").path("/").finish();
    answer.add_removal_cookie(&gone).map_err(|_| Problem::Internal {})?;
    Ok(answer)
}
