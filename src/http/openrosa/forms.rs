//! `GET …/formList`, `…/form`, `…/manifest` and `…/media`

use std::collections::HashMap;

use actix_web::http::header::{CONTENT_LANGUAGE, ETAG};
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::Client;
use super::xml::{self, Listed, MediaListed, TEXT_XML, form_list};
use crate::domain::ids::FormRef;
use crate::domain::problem::Problem;
use crate::http::api::kept::{self, kept_as};
use crate::http::api::views::{name, segment};
use crate::http::extract::Speaks;
use crate::http::failure::Answer;
use crate::http::files::of_form;
use crate::http::state::State;
use crate::service::forms;

type Asked = Query<HashMap<String, String>>;

/// The forms that the device may fill.
pub async fn list(
    state: Data<State>,
    client: Client,
    Speaks(texts): Speaks,
    asked: Asked,
    request: HttpRequest,
) -> Answer {
    let all = asked.get("listAllVersions").is_some_and(|said| said == "true");
    let offered = forms::offered(&state.services, &client.device, all).await?;
    let base = &client.base;
    let catalogue = state.services.catalogue().await?;
    let mut listed = Vec::new();
    for form in offered {
        let FormRef { id, version } = &form.form;
        if asked.get("formID").is_some_and(|asked| asked != id) {
            continue;
        }
        // A form without its file would void the list: better no list than a wrong one.
        let hash = forms::hash(&state.services, &form.form).await?.ok_or(Problem::Internal {})?;
        let query = format!("id={}&version={}", segment(id), segment(version));
        listed.push(Listed {
            name: name(&form.title, &texts, id),
            hash,
            url: format!("{base}/form?{query}"),
            manifest: catalogue
                .media
                .contains_key(&form.form)
                .then(|| format!("{base}/manifest?{query}")),
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
    client: Client,
    asked: Asked,
    request: HttpRequest,
) -> Answer {
    let form = version(&asked);
    let xform =
        forms::xform(&state.services, &client.device, &form).await?.ok_or(Problem::NotFound {})?;
    let answer: HttpResponse = kept_as(&request, xform, TEXT_XML);
    debug_assert!(answer.headers().contains_key(ETAG));
    Ok(answer)
}

/// The files that come with one version.
pub async fn manifest(
    state: Data<State>,
    client: Client,
    asked: Asked,
    request: HttpRequest,
) -> Answer {
    let form = version(&asked);
    let files =
        forms::media(&state.services, &client.device, &form).await?.ok_or(Problem::NotFound {})?;
    let base = &client.base;
    let FormRef { id, version } = &form;
    let query = format!("id={}&version={}", segment(id), segment(version));
    let files = files.into_iter().map(|(name, file)| MediaListed {
        hash: forms::hexadecimal(&file.md5),
        url: format!("{base}/media?{query}&name={}", segment(&name)),
        name,
    });
    Ok(kept_as(&request, xml::manifest(&files.collect::<Vec<_>>()), TEXT_XML))
}

/// One of them.
pub async fn media(
    state: Data<State>,
    client: Client,
    asked: Asked,
    request: HttpRequest,
) -> Answer {
    let files = forms::media(&state.services, &client.device, &version(&asked)).await?;
    let name = asked.get("name").map(String::as_str).unwrap_or_default();
    let found = files.into_iter().flatten().find(|(there, _)| there == name);
    let (_, file) = found.ok_or(Problem::NotFound {})?;
    of_form(&state, &request, &file).await
}

fn version(asked: &Asked) -> FormRef {
    let get = |name: &str| asked.get(name).cloned().unwrap_or_default();
    FormRef { id: get("id"), version: get("version") }
}
