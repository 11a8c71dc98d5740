//! Numbers, dates, plurals, directions and the choice of a language.

use std::collections::BTreeSet;

use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use jiff::civil::date;
use sikia::domain::text::Text;
use sikia::i18n::{SUPPORTED, Status, Texts, plain, status};

use crate::check::FORMS;

fn texts(tag: &str) -> Texts {
    Texts::of(tag).unwrap()
}

#[test]
fn every_language_of_the_switch_speaks_and_tells_its_status() {
    for (tag, own) in SUPPORTED {
        assert_eq!(texts(tag).language(), *tag);
        assert!(!own.is_empty());
        let expected = if *tag == "en" { Status::Reviewed } else { Status::Draft };
        assert_eq!(status(tag), Some(expected), "{tag}");
    }
    assert!(Texts::of("de").is_none());
    assert_eq!(status("de"), None);
    let directions: Vec<_> = SUPPORTED.iter().map(|(tag, _)| texts(tag).direction()).collect();
    assert_eq!(directions, ["ltr", "ltr", "ltr", "ltr", "rtl"]);
}

#[test]
fn a_client_gets_the_language_that_fits_best_whatever_it_sends() {
    let speaks = |header: &str| Texts::negotiate(Some(header)).language();
    assert_eq!(speaks("swc"), "sw");
    assert_eq!(speaks("sw-TZ"), "sw");
    assert_eq!(speaks("fr-CD;q=0.8, en;q=0.5"), "fr");
    assert_eq!(speaks("en;q=0.5, fr-CD;q=0.8"), "fr");
    assert_eq!(speaks("ar-EG"), "ar");
    assert_eq!(speaks("AM-et"), "am");
    assert_eq!(speaks("om, en;q=0.1"), "am");
    assert_eq!(speaks("de, sw;q=0.1"), "sw");
    assert_eq!(speaks("*"), "en");
    assert_eq!(speaks(""), "en");
    assert_eq!(Texts::negotiate(None).language(), "en");
    assert_eq!(speaks(&"\u{0}%;=,-é".repeat(1_000)), "en");
    assert_eq!(speaks(&"fr".repeat(5_000)), "en");
}

#[test]
fn the_chain_serves_texts_that_others_wrote() {
    let congo = Texts::negotiate(Some("swc"));
    assert_eq!(congo.chain(), ["swc", "sw", "fr", "en"]);
    let label = Text::new("fr", "Mercure").with("en", "Mercury");
    assert_eq!(label.pick(congo.chain()), Some(("fr", "Mercure")));
    assert_eq!(texts("ar").chain(), ["ar", "en"]);
    let many = Texts::negotiate(Some("suk, lua;q=0.5"));
    assert_eq!(many.chain(), ["suk", "sw", "lua", "fr", "en"]);
    assert_eq!(many.language(), "sw");
}

#[test]
fn numbers_are_written_as_the_language_writes_them() {
    let all = |n: u64| SUPPORTED.iter().map(|(tag, _)| texts(tag).number(n)).collect::<Vec<_>>();
    assert_eq!(
        all(1_234_567),
        ["1,234,567", "1,234,567", "1\u{202f}234\u{202f}567", "1,234,567", "1,234,567"]
    );
    assert_eq!(texts("fr").decimal(1234.5, 2), "1\u{202f}234,50");
    assert_eq!(texts("en").decimal(0.125, 2), "0.13", "a half goes up");
    assert_eq!(texts("en").decimal(-0.125, 2), "-0.13", "away from zero");
    assert_eq!(texts("en").decimal(3.0, 1), "3.0");
    assert_eq!(texts("en").decimal(f64::NAN, 1), "NaN");
}

#[test]
fn a_share_is_whole_percent() {
    let all = |n: f64| SUPPORTED.iter().map(|(tag, _)| texts(tag).percent(n)).collect::<Vec<_>>();
    assert_eq!(all(0.4286), ["43%", "43%", "43\u{202f}%", "43%", "43\u{200e}%\u{200e}"]);
    let english = |n: f64| texts("en").percent(n);
    assert_eq!(english(0.0), "0%");
    assert_eq!(english(1.0), "100%");
    assert_eq!(english(0.145), "15%", "0.145 * 100 is 14.499… in binary");
    assert_eq!(english(0.994), "99%");
    assert_eq!(english(2.0 / 3.0), "67%");
}

#[test]
fn days_are_written_out() {
    let day = date(2026, 11, 20);
    let all: Vec<_> = SUPPORTED.iter().map(|(tag, _)| texts(tag).date(day)).collect();
    assert_eq!(
        all,
        [
            "20 November 2026",
            "20 Novemba 2026",
            "20 novembre 2026",
            "ኖቬምበር 20 2026",
            "20 نوفمبر 2026"
        ]
    );
}

#[test]
fn numbers_inside_a_sentence_are_the_languages_own() {
    assert_eq!(
        plain(&texts("fr").page_respondents(1234_u64)),
        "1\u{202f}234 personnes ont été interrogées"
    );
    assert_eq!(plain(&texts("en").page_respondents(1_usize)), "1 person was asked");
    assert_eq!(plain(&texts("en").page_respondents(1234_u64)), "1,234 people were asked");
    assert_eq!(plain(&texts("sw").page_respondents(2)), "Watu 2 waliulizwa");
    assert_eq!(
        plain(&texts("en").problem_busy_detail(2)),
        "Nothing was changed. Try again in 2 seconds. Your records are still on the phone."
    );
}

#[test]
fn a_value_in_a_sentence_cannot_turn_its_neighbours_around() {
    let arabic = texts("ar").page_chart_title("Mgusu");
    assert_eq!(arabic, "ما طلبه الناس في \u{2068}Mgusu\u{2069}");
}

/// CLDR's cardinal rules for whole numbers, written down by hand from its tables.
fn by_hand(tag: &str, n: u64) -> &'static str {
    match (tag, n, n % 100) {
        ("ar", 0, _) => "zero",
        ("ar", 1, _) => "one",
        ("ar", 2, _) => "two",
        ("ar", _, 3..=10) => "few",
        ("ar", _, 11..=99) => "many",
        ("en" | "sw", 1, _) => "one",
        ("fr" | "am", 0 | 1, _) => "one",
        ("ar" | "en" | "sw" | "fr" | "am", ..) => "other",
        _ => panic!("write down the rules of {tag}"),
    }
}

fn by_icu(rules: &PluralRules, n: u64) -> &'static str {
    match rules.category_for(n) {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[test]
fn the_plural_forms_of_icu_are_those_of_cldr_and_those_that_the_build_asks_for() {
    for (tag, _) in SUPPORTED {
        let locale: Locale = tag.parse().unwrap();
        let rules = PluralRules::try_new_cardinal(locale.into()).unwrap();
        let mut seen = BTreeSet::new();
        for n in (0..=200).chain([1_000, 1_003, 1_011, 10_100, 999_999]) {
            assert_eq!(by_icu(&rules, n), by_hand(tag, n), "{tag} {n}");
            seen.insert(by_icu(&rules, n));
        }
        let forms = FORMS.iter().find(|(known, _)| known == tag).unwrap().1;
        assert!(seen.iter().eq(forms), "{tag}: {seen:?} and {forms:?}");
    }
}

#[test]
fn arabic_takes_the_right_form_where_fluents_own_rules_fail() {
    let said = |n: u64| plain(&texts("ar").page_respondents(n));
    for n in 0..=200 {
        let expected = match by_hand("ar", n) {
            "zero" => "لم يُسأل أحد".to_owned(),
            "one" => "سُئل شخص واحد".to_owned(),
            "two" => "سُئل شخصان".to_owned(),
            "few" => format!("سُئل {n} أشخاص"),
            "many" => format!("سُئل {n} شخصًا"),
            _ => format!("سُئل {n} شخص"),
        };
        assert_eq!(said(n), expected);
    }
    assert!(said(103).ends_with("أشخاص") && said(111).ends_with("شخصًا"));
}

#[test]
fn texts_go_between_threads() {
    fn check<T: Clone + Send + Sync + 'static>() {}
    check::<Texts>();
    let shared = texts("sw");
    let threads: Vec<_> = (0..8)
        .map(|n| {
            let texts = shared.clone();
            std::thread::spawn(move || plain(&texts.page_areas_communities(n + 1)))
        })
        .collect();
    for (n, thread) in threads.into_iter().enumerate() {
        assert_eq!(thread.join().unwrap(), format!("Jamii {}", n + 1));
    }
}
