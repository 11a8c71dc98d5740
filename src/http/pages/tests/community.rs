use super::world::{catalogue, facts, page, person, taxonomy, thrice};
use crate::domain::ids::{CommunityId, NeedCode};
use crate::domain::needs::{Fact, Filter};
use crate::domain::round::{Basis, Round, WhyNot};
use crate::domain::statistics::Design;
use crate::domain::taxonomy::Code;
use crate::domain::text::Text;
use crate::http::pages::assets;

fn mgusu(language: &str) -> String {
    page("Mgusu", language, &catalogue(), &thrice(), &Filter::default())
}

#[test]
fn the_page_of_a_community_in_english() {
    insta::assert_snapshot!(mgusu("en"));
}

#[test]
fn the_page_of_a_community_in_swahili() {
    insta::assert_snapshot!(mgusu("sw"));
}

#[test]
fn the_page_of_a_community_in_arabic() {
    insta::assert_snapshot!(mgusu("ar"));
}

#[test]
fn in_arabic_the_page_and_its_bars_begin_on_the_right() {
    let (left, right) = (mgusu("en"), mgusu("ar"));
    assert!(left.contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(right.contains("<html lang=\"ar\" dir=\"rtl\">"));
    // 45 of 48 named it.
    assert!(left.contains("x=\"0%\" width=\"93.8%\""));
    assert!(right.contains("x=\"6.3%\" width=\"93.8%\""));
}

#[test]
fn a_label_is_in_the_language_of_the_reader_or_says_in_which_one_it_is() {
    assert!(mgusu("sw").contains("<bdi>Leseni na jinsi ya kuipata</bdi>"));
    assert!(mgusu("ar").contains("<bdi lang=\"en\">Licences and how to get one</bdi>"));
}

#[test]
fn shares_are_never_said_to_be_about_everybody() {
    let texts = ["en", "sw", "fr", "am", "ar"].map(|tag| crate::i18n::Texts::of(tag).unwrap());
    for texts in texts {
        assert!(mgusu(texts.language()).contains(&texts.page_of_those_asked()));
    }
}

#[test]
fn few_answers_come_with_a_caution_and_many_do_not() {
    let care = "<p class=\"care\">Take care: only 16 people answered.";
    let few = page("Mgusu", "en", &catalogue(), &facts(), &Filter::default());
    assert!(few.contains(care));
    let many: Vec<Fact> = facts().into_iter().cycle().take(40).collect();
    let page = page("Mgusu", "en", &catalogue(), &many, &Filter::default());
    assert!(!page.contains("class=\"care\""));
}

#[test]
fn where_nobody_was_asked_the_page_says_so_and_shows_no_chart() {
    let empty = page("Mgusu", "en", &catalogue(), &[], &Filter::default());
    assert!(empty.contains("Nobody has been asked here yet."));
    assert!(!empty.contains("<figure>") && !empty.contains("<table>"));
}

#[test]
fn a_filtered_page_says_whom_it_is_about_on_paper_too() {
    let filter = Filter { gender: Some("female".into()), ..Default::default() };
    let page = page("Mgusu", "en", &catalogue(), &facts(), &filter);
    assert!(page.contains("<p class=\"only\">Only: Woman</p>"));
    assert!(page.contains("<option value=\"female\" selected>Woman</option>"));
    assert!(page.contains("8 people were asked"));
}

#[test]
fn names_from_elsewhere_are_text_and_never_markup() {
    let page = page("<script>alert(1)</script>", "en", &catalogue(), &facts(), &Filter::default());
    assert!(!page.contains("<script"));
}

#[test]
fn a_page_needs_nothing_that_the_content_security_policy_refuses() {
    let page = mgusu("en");
    for refused in ["<script", " style=", "<style", " onclick", "http://", "https://", "data:"] {
        assert!(!page.contains(refused), "{refused}");
    }
}

/// The heaviest page that may be expected: 40 needs with long labels in a script of three bytes a
/// letter, and 20 choices for each question.
#[test]
fn a_page_with_forty_needs_weighs_less_than_50_kilobytes_with_everything() {
    let mut catalogue = catalogue();
    let label = "የማዕድን ማውጫ ፈቃድ እንዴት እንደሚገኝ እና ምን ያህል";
    let mut facts = Vec::new();
    for at in 0..40usize {
        let domain = ["GEO", "ENV", "REG", "FIN"][at % 4];
        let code = format!("{domain}-N{at:02}");
        catalogue.taxonomy.0.push(Code {
            code: NeedCode(code.clone()),
            parent: Some(NeedCode(domain.into())),
            label: Text::new("am", label),
            definition: Text::default(),
            source: String::new(),
        });
        let fact = Fact { needs: vec![NeedCode(code)], ..super::world::facts()[0].clone() };
        facts.extend(vec![fact; 41 - at]);
    }
    assert_eq!(taxonomy().0.len() + 40, catalogue.taxonomy.0.len());
    let page = page("Mgusu", "am", &catalogue, &facts, &Filter::default());
    let weight = page.len() + assets::weight("sikia.css") + assets::weight("icon.svg");
    assert!(page.matches("<tr>").count() > 40, "all needs are in the table");
    assert!(weight < 50_000, "{weight}");
}

#[test]
fn links_to_areas_are_there_for_who_may_see_them() {
    let catalogue = catalogue();
    let mut person = person();
    person.areas = vec!["geita".into()];
    assert!(person.sees(&CommunityId("mgusu".into()), &catalogue, super::world::DAY));
    let texts = crate::i18n::Texts::of("en").unwrap();
    let lowest = Some("geita".into());
    let chain = crate::http::pages::area::above(
        &catalogue,
        lowest.as_ref(),
        &person,
        super::world::DAY,
        &texts,
    );
    let links: Vec<_> =
        chain.iter().map(|area| (area.name.as_str(), area.href.as_deref())).collect();
    assert_eq!(links, [("Geita (Region)", Some("/areas/geita")), ("Tanzania (Country)", None)]);
}

/// The page of a round of so many people, chosen in a way; women are a third of the people there.
fn of_round(n: usize, design: Design, language: &str) -> String {
    let facts: Vec<Fact> = facts().into_iter().cycle().take(n).collect();
    let catalogue = catalogue();
    let mut report = super::world::report(&facts, &catalogue.taxonomy, &Filter::default());
    let round = round(design);
    let people = Some(600);
    let cells = Err(WhyNot::NoFigures);
    report.judge(&Basis { round: &round, people, cells, sources: Vec::new(), before: None });
    let mut found = super::world::found(report, &Filter::default());
    found.question.round = Some(round.id.clone());
    found.rounds = vec![round];
    super::world::page_of("Mgusu", language, &catalogue, &found)
}

fn round(design: Design) -> Round {
    Round {
        id: "r2".into(),
        name: Text::new("en", "Second round"),
        from: "2026-10-01".into(),
        to: "2026-12-15".into(),
        forms: Vec::new(),
        design,
        design_effect: 1.0,
        follows: None,
        areas: vec!["geita".into()],
        communities: Vec::new(),
        declared: Some("2026-11-01".into()),
    }
}

#[test]
fn a_round_says_how_people_were_chosen_and_for_whom_the_figures_stand() {
    let lot = of_round(100, Design::SimpleRandom, "en");
    assert!(lot.contains("Second round: 1 October 2026 to 15 December 2026"));
    assert!(lot.contains("People were chosen by lot, each with the same chance."));
    assert!(lot.contains("This was declared on 1 November 2026, after the round had begun."));
    assert!(lot.contains("<strong>The figures are an estimate for the 600 people who could"));
    assert!(lot.contains("<option value=\"r2\" selected>Second round</option>"));
    let team = of_round(100, Design::Purposive, "en");
    assert!(team.contains("<strong>The figures are about those asked, not about everybody"));
    for (tag, _) in crate::i18n::SUPPORTED {
        let texts = crate::i18n::Texts::of(tag).unwrap();
        assert!(of_round(100, Design::Purposive, tag).contains(&texts.page_of_those_asked()));
        assert!(
            of_round(100, Design::TimeLocation, tag).contains(&texts.round_claim_experimental())
        );
    }
}

#[test]
fn few_answers_stand_as_words_more_in_parentheses_and_very_few_not_at_all() {
    let words = of_round(20, Design::SimpleRandom, "en");
    assert!(words.contains("Most named it") && !words.contains("94%") && !words.contains("of 16"));
    assert!(!words.contains("class=\"axis\""), "a bar would give the share away");
    assert!(of_round(40, Design::SimpleRandom, "en").contains("(94%) (30 of 32)"));
    assert!(of_round(100, Design::SimpleRandom, "en").contains("94% (75 of 80)"));
    let none = of_round(4, Design::SimpleRandom, "en");
    assert!(none.contains("So few people answered") && !none.contains("REG-LIC"));
}
