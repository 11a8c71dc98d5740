//! `GET …/formList` and `GET …/form`

use std::collections::HashMap;

use actix_web::http::header::{CONTENT_LANGUAGE, ETAG};
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use md5::{Digest, Md5};

use super::KeyHolder;
use super::xml::{Listed, TEXT_XML, form_list};
use crate::domain::ids::FormRef;
use crate::domain::problem::Problem;
use crate::http::api::kept::{self, kept_as};
use crate::http::api::views::{name, segment};
use crate::http::extract::Speaks;
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::service::forms;

type Asked = Query<HashMap<String, String>>;

/// The forms that the device may fill.
pub async fn list(
    state: Data<State>,
    KeyHolder(device): KeyHolder,
    Speaks(texts): Speaks,
    token: Path<String>,
    asked: Asked,
    request: HttpRequest,
) -> Answer {
    let all = asked.get("listAllVersions").is_some_and(|said| said == "true");
    let offered = forms::offered(&state.services, &device, all).await?;
    let base = address(&request, &state);
    let mut listed = Vec::new();
    for form in offered {
        let FormRef { id, version } = &form.form;
        if asked.get("formID").is_some_and(|asked| asked != id) {
            continue;
        }
        // A form without its file would void the list: better no list than a wrong one.
        let xform = forms::xform(&state.services, &device, &form.form).await?;
        let xform = xform.ok_or(Problem::Internal {})?;
        let query = format!("id={}&version={}", segment(id), segment(version));
        listed.push(Listed {
            name: name(&form.title, &texts, id),
            hash: hexadecimal(&xform),
            url: format!("{base}/v1/key/{}/form?{query}", segment(&token)),
            id: id.clone(),
            version: version.clone(),
        });
    }
    let mut answer = kept_as(&request, form_list(&listed), TEXT_XML);
    answer.headers_mut().insert(CONTENT_LANGUAGE, kept::language(&texts));
    Ok(answer)
}

/// The XForm of one version.
pub async fn xform(
    state: Data<State>,
    KeyHolder(device): KeyHolder,
    asked: Asked,
    request: HttpRequest,
) -> Answer {
    let get = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let form = FormRef { id: get("id"), version: get("version") };
    let xform = forms::xform(&state.services, &device, &form).await?.ok_or(Problem::NotFound {})?;
    let answer: HttpResponse = kept_as(&request, xform, TEXT_XML);
    debug_assert!(answer.headers().contains_key(ETAG));
    Ok(answer)
}

fn hexadecimal(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Scheme and host as the client sees them.
fn address(request: &HttpRequest, state: &State) -> String {
    let info = request.connection_info();
    let scheme = if state.encrypted { "https" } else { info.scheme() };
    format!("{scheme}://{}", info.host())
}
