//! Problems in the language of the request: as RFC 9457 for programs, as a page for people.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};
use serde_json::{Map, Value};

use super::extract::texts_of;
use super::{openrosa, pages};
use crate::domain::problem::Problem;
use crate::i18n::{self, Texts};

/// A problem as an RFC 9457 object, in one language.
pub fn problem(texts: &Texts, problem: &Problem) -> Map<String, Value> {
    let mut object = match serde_json::to_value(problem) {
        Ok(Value::Object(facts)) => facts,
        _ => Map::new(),
    };
    let code = problem.code();
    object.insert("code".into(), code.into());
    object.insert("type".into(), format!("urn:sikia:problem:{code}").into());
    object.insert("status".into(), problem.status().into());
    object.insert("title".into(), i18n::plain(&i18n::problem::title(texts, problem)).into());
    object.insert("detail".into(), i18n::plain(&i18n::problem::detail(texts, problem)).into());
    if let Some(field) = problem.field() {
        object.insert("field".into(), field.into());
    }
    object
}

/// Middleware: writes the problem that an answer carries.
pub async fn render<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let texts = texts_of(request.request());
    let for_openrosa = openrosa::is_here(request.path());
    let for_people =
        !["/v1/", "/health/", "/metrics"].iter().any(|p| request.path().starts_with(p));
    let answer = match next.call(request).await {
        Ok(answer) => answer,
        Err(error) => return Err(error),
    };
    let Some(said) = answer.response().extensions().get::<Problem>().cloned() else {
        return Ok(answer.map_into_left_body());
    };
    let (body, kind) = if for_openrosa {
        let words = i18n::plain(&i18n::problem::detail(&texts, &said));
        (openrosa::xml::message(&words, None), openrosa::xml::TEXT_XML)
    } else if for_people {
        (pages::problem_page(&texts, &said), "text/html; charset=utf-8")
    } else {
        let body = Value::Object(problem(&texts, &said)).to_string();
        (body, "application/problem+json")
    };
    let (request, answer) = answer.into_parts();
    let mut rendered = HttpResponse::build(answer.status());
    for (name, value) in answer.headers() {
        rendered.append_header((name.clone(), value.clone()));
    }
    let mut rendered = rendered.body(body);
    rendered.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(language) = HeaderValue::from_str(texts.language()) {
        rendered.headers_mut().insert(CONTENT_LANGUAGE, language);
    }
    Ok(ServiceResponse::new(request, rendered).map_into_right_body())
}
