//! What figures are asked for, from the query of an address.

use actix_web::HttpRequest;
use actix_web::web::Query;

use crate::domain::ids::RoundId;
use crate::domain::needs::{Filter, day};
use crate::domain::problem::Problem;
use crate::service::needs::Asking;

/// Longer values name nothing that a form offers.
const LONGEST: usize = 250;

/// The value of `only` that leaves services out of the list.
pub const INFORMATION: &str = "information";

/// What a request asks for.
///
/// # Errors
/// [`Problem::BadParameter`] for a parameter that is unknown, stands twice, is empty or does not fit:
/// a filter that is passed over would give other figures than were asked for.
pub fn question(request: &HttpRequest) -> Result<Asking, Problem> {
    read(parameters(request)?)
}

/// What a page's form asks for, which sends what was left open as an empty value.
///
/// # Errors
/// As [`question`], but for empty values.
pub fn form_question(request: &HttpRequest) -> Result<Asking, Problem> {
    read(parameters(request)?.into_iter().filter(|(_, given)| !given.is_empty()).collect())
}

fn read(parameters: Vec<(String, String)>) -> Result<Asking, Problem> {
    let Asking { mut filter, mut round } = Asking::default();
    for (parameter, given) in parameters {
        let bad = || Problem::BadParameter { parameter: parameter.clone(), given: given.clone() };
        if given.is_empty() || given.len() > LONGEST {
            return Err(bad());
        }
        let twice = match parameter.as_str() {
            "round" => round.replace(RoundId(given.clone())).is_some(),
            "only" if given == INFORMATION => std::mem::replace(&mut filter.information, true),
            _ => put(&mut filter, &parameter, &given)?,
        };
        if twice {
            return Err(bad());
        }
    }
    Ok(Asking { filter, round })
}

/// Puts one parameter into a filter; whether it was there before.
fn put(filter: &mut Filter, parameter: &str, given: &str) -> Result<bool, Problem> {
    let bad = || Problem::BadParameter { parameter: parameter.to_owned(), given: given.to_owned() };
    let text = match parameter {
        "from" => return Ok(filter.from.replace(whole_day(given).ok_or_else(bad)?).is_some()),
        "to" => return Ok(filter.to.replace(whole_day(given).ok_or_else(bad)?).is_some()),
        "gender" => &mut filter.gender,
        "age" => &mut filter.age,
        "role" => &mut filter.role,
        "domain" => &mut filter.domain,
        "form" => &mut filter.form,
        _ => return Err(bad()),
    };
    Ok(text.replace(given.to_owned()).is_some())
}

fn parameters(request: &HttpRequest) -> Result<Vec<(String, String)>, Problem> {
    let query = Query::<Vec<(String, String)>>::from_query(request.query_string());
    query.map(Query::into_inner).map_err(|_| Problem::BadParameter {
        parameter: "?".into(),
        given: request.query_string().chars().take(LONGEST).collect(),
    })
}

fn whole_day(given: &str) -> Option<i32> {
    (given.len() == 10).then(|| day(given)).flatten()
}
