use super::world::{catalogue, facts, page, person, taxonomy};
use crate::domain::ids::{CommunityId, NeedCode};
use crate::domain::needs::{Fact, Filter};
use crate::domain::taxonomy::Code;
use crate::domain::text::Text;
use crate::http::pages::assets;

fn mgusu(language: &str) -> String {
    page("Mgusu", language, &catalogue(), &facts(), &Filter::default())
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
    // 15 of 16 named it.
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
    assert!(mgusu("en").contains(care));
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
