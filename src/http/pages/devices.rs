//! `GET /devices`, `POST /devices`: a phone is enrolled, and its code is shown once.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use askama::Template;

use super::form::posted;
use super::frame::{Frame, answer};
use super::signed_in::SignedIn;
use crate::domain::access::{Caller, Person};
use crate::domain::ids::CommunityId;
use crate::domain::problem::Problem;
use crate::http::api::views::name;
use crate::http::extract::Speaks;
use crate::http::failure::{Answer, Failure};
use crate::http::openrosa::settings;
use crate::http::state::State;
use crate::i18n::Texts;
use crate::service::phones;

/// Where the form is.
const HERE: &str = "/devices";
/// A name that is longer is none, in characters.
const LONGEST_NAME: usize = 200;

/// The form.
#[derive(Template)]
#[template(path = "devices.html")]
pub struct DevicesPage<'a> {
    pub frame: Frame<'a>,
    /// The communities to choose from, by name.
    pub communities: Vec<Offered>,
    /// The name as it was given.
    pub name: &'a str,
    /// Whether it is to be for trying forms out.
    pub test: bool,
    /// What is missing.
    pub trouble: Option<String>,
}

/// A community that the phone may report for.
pub struct Offered {
    pub id: CommunityId,
    pub name: String,
    pub chosen: bool,
}

/// The code of a phone.
#[derive(Template)]
#[template(path = "device.html")]
pub struct DevicePage<'a> {
    pub frame: Frame<'a>,
    /// The names of its communities.
    pub communities: Vec<String>,
    /// The picture, as SVG.
    pub picture: String,
    /// The address of the server, with the token in it.
    pub address: String,
    /// The address to sign in at, the name and the password, where that is possible.
    pub sign_in: Option<(String, &'a str, &'a str)>,
}

/// What is posted. A box that is ticked comes once for each community, so that this is read by hand.
#[derive(Default)]
struct Given {
    name: String,
    communities: Vec<CommunityId>,
    test: bool,
}

/// Shows the form.
pub async fn form(state: Data<State>, SignedIn(person): SignedIn, Speaks(texts): Speaks) -> Answer {
    show(&state, &person, &texts, &Given::default(), None).await
}

/// Enrols the phone and shows its code, or the form again with what is missing.
pub async fn enrol(
    state: Data<State>,
    SignedIn(person): SignedIn,
    Speaks(texts): Speaks,
    request: HttpRequest,
    payload: Payload,
) -> Answer {
    let given = read(posted(&request, payload).await?)?;
    let length = given.name.chars().count();
    if length == 0 || length > LONGEST_NAME {
        return show(&state, &person, &texts, &given, Some(texts.page_device_name_missing())).await;
    }
    let offered = offered(&state, &person, &texts, &given).await?;
    if given.communities.iter().any(|id| !offered.iter().any(|there| there.id == *id)) {
        return Err(Problem::NotFound {}.into());
    }
    let names: Vec<String> = offered.into_iter().filter(|o| o.chosen).map(|o| o.name).collect();
    if names.is_empty() {
        let missing = texts.page_device_community_missing();
        return show(&state, &person, &texts, &given, Some(missing)).await;
    }
    let actor = Caller::Person(person.clone()).actor();
    let Given { name, communities, test } = given;
    let enrolled = phones::enrol_as(&state.services, &name, communities, test, &actor).await;
    let (device, token) = enrolled.map_err(Failure::from)?;
    let server = state.address(&request);
    let sign_in = (format!("{server}/v1/openrosa"), device.name.as_str(), token.as_str());
    let page = DevicePage {
        frame: Frame::of(&texts, texts.page_device_title(&name), &person, HERE),
        communities: names,
        picture: picture(&server, &token, &name)?,
        address: format!("{server}/v1/key/{token}"),
        sign_in: state.encrypted.then_some(sign_in),
    };
    answer(&texts, StatusCode::OK, &page)
}

/// The settings as SVG to stand in a page.
fn picture(server: &str, token: &str, name: &str) -> Result<String, Failure> {
    let unwritten = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "a code could not be written");
        Failure(Problem::Internal {})
    };
    let packed = settings::settings(server, token, name).map_err(|error| unwritten(&error))?;
    let svg = settings::as_svg(&packed).map_err(|error| unwritten(&error))?;
    // Without the head of a file of its own.
    Ok(svg.find("<svg").map_or(String::new(), |at| svg[at..].to_owned()))
}

fn read(fields: Vec<(String, String)>) -> Result<Given, Problem> {
    let mut given = Given::default();
    for (name, value) in fields {
        match name.as_str() {
            "name" => given.name = value.trim().to_owned(),
            "community" => given.communities.push(CommunityId(value)),
            "test" => given.test = true,
            _ => {
                let reason = format!("the form has no field {name}");
                return Err(Problem::Malformed { reason });
            }
        }
    }
    Ok(given)
}

/// The communities in the scope of somebody who may enrol devices, by name.
async fn offered(
    state: &State,
    person: &Person,
    texts: &Texts,
    given: &Given,
) -> Result<Vec<Offered>, Failure> {
    if !person.keeps_devices() {
        return Err(Problem::Forbidden {}.into());
    }
    let catalogue = state.services.catalogue().await?;
    let day = state.services.today();
    let seen = catalogue.communities.iter().filter(|(id, _)| person.sees(id, &catalogue, &day));
    let mut offered: Vec<Offered> = seen
        .map(|(id, community)| Offered {
            id: id.clone(),
            name: name(&community.name, texts, id.as_str()),
            chosen: given.communities.contains(id),
        })
        .collect();
    offered.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    Ok(offered)
}

async fn show(
    state: &State,
    person: &Person,
    texts: &Texts,
    given: &Given,
    trouble: Option<String>,
) -> Answer {
    let communities = offered(state, person, texts, given).await?;
    let frame = Frame::of(texts, texts.page_devices_title(), person, HERE);
    let (name, test) = (given.name.as_str(), given.test);
    let status = if trouble.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    answer(texts, status, &DevicesPage { frame, communities, name, test, trouble })
}
