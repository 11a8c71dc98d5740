//! Whether a form was posted from our own pages.

use actix_web::HttpRequest;
use actix_web::http::header::{HOST, ORIGIN};

use crate::domain::problem::Problem;

/// Refuses what another site made a browser send. Browsers say where a request comes from in
/// `Sec-Fetch-Site`; older ones only in `Origin`, which is held against `Host`.
///
/// # Errors
/// [`Problem::Forbidden`].
pub fn same_site(request: &HttpRequest) -> Result<(), Problem> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let ours = match header("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => match header(ORIGIN.as_str()) {
            Some(origin) => origin.split_once("://").map(|(_, host)| host) == header(HOST.as_str()),
            // Not a browser: it has no cookies that anybody could borrow.
            None => true,
        },
    };
    if ours { Ok(()) } else { Err(Problem::Forbidden {}) }
}
