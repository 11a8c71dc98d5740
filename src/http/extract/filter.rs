//! The filters of figures, from the query of an address.

use actix_web::HttpRequest;
use actix_web::web::Query;

use crate::domain::needs::{Filter, day};
use crate::domain::problem::Problem;

/// Longer values name nothing that a form offers.
const LONGEST: usize = 250;

/// The filter of a request.
///
/// # Errors
/// [`Problem::BadParameter`] for a parameter that is unknown, stands twice, is empty or does not fit:
/// a filter that is passed over would give other figures than were asked for.
pub fn filter(request: &HttpRequest) -> Result<Filter, Problem> {
    read(parameters(request)?)
}

/// The filter of a page's form, which sends what was left open as an empty value.
///
/// # Errors
/// As [`filter`], but for empty values.
pub fn form_filter(request: &HttpRequest) -> Result<Filter, Problem> {
    read(parameters(request)?.into_iter().filter(|(_, given)| !given.is_empty()).collect())
}

fn read(parameters: Vec<(String, String)>) -> Result<Filter, Problem> {
    let mut filter = Filter::default();
    for (parameter, given) in parameters {
        let bad = || Problem::BadParameter { parameter: parameter.clone(), given: given.clone() };
        if given.is_empty() || given.len() > LONGEST {
            return Err(bad());
        }
        let (text, number) = match parameter.as_str() {
            "from" => (None, Some(&mut filter.from)),
            "to" => (None, Some(&mut filter.to)),
            "gender" => (Some(&mut filter.gender), None),
            "age" => (Some(&mut filter.age), None),
            "role" => (Some(&mut filter.role), None),
            "domain" => (Some(&mut filter.domain), None),
            "form" => (Some(&mut filter.form), None),
            _ => return Err(bad()),
        };
        let twice = match (text, number) {
            (Some(text), _) => text.replace(given.clone()).is_some(),
            (_, Some(number)) => number.replace(whole_day(&given).ok_or_else(bad)?).is_some(),
            _ => false,
        };
        if twice {
            return Err(bad());
        }
    }
    Ok(filter)
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
