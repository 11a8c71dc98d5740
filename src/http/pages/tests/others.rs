use std::sync::Arc;

use askama::Template;

use super::world::{DAY, catalogue, found, person, report, thrice};
use crate::domain::ids::CommunityId;
use crate::domain::needs::Filter;
use crate::domain::problem::Problem;
use crate::http::pages::figures::Source;
use crate::http::pages::{area, communities, problem_page};
use crate::i18n::{SUPPORTED, Texts, plain};
use crate::service::figures::Overview;
use crate::store::Total;

#[test]
fn the_list_groups_communities_by_area_and_says_how_many_were_asked() {
    let community = CommunityId("mgusu".into());
    let total = Total { community: community.clone(), submissions: 25, asked: 20 };
    let overview = Overview {
        catalogue: Arc::new(catalogue()),
        day: DAY.into(),
        communities: vec![(community, Some(total))],
    };
    let (texts, person) = (Texts::of("en").unwrap(), person());
    let page = communities::view(&overview, &person, "/communities", &texts);
    let html = plain(&page.render().unwrap());
    assert!(html.contains("<a href=\"/areas/geita\">Geita (Region)</a>"));
    assert!(html.contains("<a href=\"/communities/mgusu\">Mgusu</a> <small>Mine</small>"));
    assert!(html.contains("20 people were asked"));
    let none = Overview { communities: Vec::new(), ..overview };
    let html = communities::view(&none, &person, "/communities", &texts).render().unwrap();
    assert!(html.contains("There are no communities here yet."));
}

#[test]
fn an_area_shows_the_figures_of_its_communities_and_links_to_them() {
    let (texts, person) = (Texts::of("en").unwrap(), person());
    let (catalogue, filter) = (catalogue(), Filter::default());
    let found = found(report(&thrice(), &catalogue.taxonomy, &filter), &filter);
    let source = Source { place: "Geita", day: DAY, catalogue: &catalogue, found: &found };
    let geita = &catalogue.areas[&"geita".into()];
    let page = area::view(&source, geita, &person, "/areas/geita", &texts).render().unwrap();
    let html = plain(&page);
    assert!(html.contains("<h1>What Geita asks for</h1>"));
    assert!(html.contains("<li><a href=\"/communities/mgusu\">Mgusu</a></li>"));
    assert!(html.contains("(94%) (45 of 48)"));
}

#[test]
fn every_problem_is_a_page_in_every_language() {
    let problems = [
        Problem::NotFound {},
        Problem::Forbidden {},
        Problem::Internal {},
        Problem::Busy { retry_after: 2 },
        Problem::BadParameter { parameter: "from".into(), given: "<b>".into() },
    ];
    for (tag, _) in SUPPORTED {
        let texts = Texts::of(tag).unwrap();
        for problem in &problems {
            let html = problem_page(&texts, problem);
            assert!(html.contains(&format!("<html lang=\"{tag}\"")), "{tag} {problem:?}");
            assert!(html.contains("href=\"/communities\"") && !html.contains("<b>"), "{html}");
        }
    }
}
