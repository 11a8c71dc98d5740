//! What JavaRosa comes to is told by `tests/tools/test_evaluation.py`; here are the bounds.

use super::*;

/// A world without nodes.
struct Nothing;

impl World for Nothing {
    fn nodes(&self, _: &Path, _: At) -> Result<Vec<Node>, Fault> {
        Ok(Vec::new())
    }
    fn value(&self, _: Node) -> Value<'_> {
        Value::EMPTY
    }
    fn position(&self, _: Node) -> usize {
        1
    }
    fn now(&self) -> i64 {
        moment("2026-11-24T09:30:00.000+03:00").unwrap_or_default()
    }
    fn pattern(&self, _: &str) -> Option<&Pattern> {
        None
    }
    fn indexed(&self, _: &Path, _: &[(&Path, usize)], _: At) -> Result<Value<'_>, Fault> {
        Ok(Value::EMPTY)
    }
    fn choice_name(&self, _: &str, _: &str, _: At) -> Result<Value<'_>, Fault> {
        Ok(Value::EMPTY)
    }
}

fn comes_to(text: &str) -> Result<String, Fault> {
    let expr = parse(text).unwrap_or_else(|syntax| panic!("{text}: {syntax}"));
    let at = At::own(Node { row: 0, place: 0 });
    single(&Nothing, &expr, at).map(|value| value.into_text().into_owned())
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    for (text, at) in [
        ("", 0),
        ("1 +", 3),
        ("(1", 2),
        ("1)", 1),
        ("'open", 0),
        ("a b", 2),
        ("a/../b", 4),
        ("selected(., 'x'", 15),
        ("1 ! 2", 2),
        ("a[1", 3),
        ("€", 0),
    ] {
        assert_eq!(parse(text).map_err(|syntax| syntax.at), Err(at), "{text}");
    }
}

#[test]
fn nothing_nests_or_grows_without_end() {
    for (open, close) in [("(", ")"), ("not(", ")"), ("a[", "]"), ("if(1,", ",2)")] {
        let nested = |depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        assert!(parse(&nested(60)).is_ok(), "{open}");
        for depth in [100, 10_000] {
            assert!(parse(&nested(depth)).is_err(), "{open} {depth}");
        }
    }
    assert!(parse(&"1 = ".repeat(20_000)).is_err());
    assert!(parse(&format!("{}1", "1 = ".repeat(10_000))).is_err());
    assert!(parse(&"x".repeat((64 << 10) + 1)).is_err());
    // Long, and flat: this is what people write.
    let many = |operator: &str| vec!["1"; 9_000].join(operator);
    for (operator, expected) in [(" or ", "true"), (" and ", "true"), (" + ", "9000"), (" * ", "1")]
    {
        assert_eq!(comes_to(&many(operator)).unwrap(), expected);
    }
    assert_eq!(comes_to(&format!("{}1", "-".repeat(20_000))).unwrap(), "1");
}

#[test]
fn a_pattern_that_would_take_forever_is_given_up() {
    let text = "a".repeat(5_000);
    let slow = format!("regex('{text}', '(?=(a+)+b)(a+)+c')");
    assert!(matches!(comes_to(&slow), Err(Fault::TooMuch) | Ok(_)), "{:?}", comes_to(&slow));
    assert_eq!(comes_to("regex('x', '(')"), Err(Fault::Mismatch("regex()")));
    let large = "(((a{99}){99}){99}){99}";
    assert_eq!(comes_to(&format!("regex('x', '{large}')")), Err(Fault::Mismatch("regex()")));
}

#[test]
fn what_only_a_phone_could_say_is_a_fault_and_no_guess() {
    assert_eq!(comes_to("random()"), Err(Fault::Chance));
    assert_eq!(
        comes_to("pulldata('prices', 'a', 'b', 'c')"),
        Err(Fault::Elsewhere("pulldata('prices')".into()))
    );
    assert_eq!(
        comes_to("property('deviceid')"),
        Err(Fault::Elsewhere("property('deviceid')".into()))
    );
    assert_eq!(comes_to("nonsense(1)"), Err(Fault::Function("nonsense".into())));
    assert_eq!(comes_to("if(1)"), Err(Fault::Arguments("if".into())));
    assert_eq!(comes_to("date('tomorrow')"), Err(Fault::Mismatch("date()")));
    // Those that are not asked do no harm.
    assert_eq!(comes_to("if(1 = 1, 'a', random())").unwrap(), "a");
}

#[test]
fn today_and_now_are_those_of_the_phone() {
    assert_eq!(comes_to("today()").unwrap(), "2026-11-24");
    assert_eq!(comes_to("format-date-time(now(), '%H:%M')").unwrap(), "09:30");
    assert_eq!(comes_to("today() > '2020-01-01'").unwrap(), "false");
    assert_eq!(comes_to("today() > date('2020-01-01')").unwrap(), "true");
    assert_eq!(comes_to("decimal-time('2020-01-01T06:00:00.000')").unwrap(), "0.25");
}

#[test]
fn every_function_that_is_said_to_be_known_is_known() {
    for name in functions::KNOWN {
        let called = comes_to(&format!("{name}('1', '1', '1', '1')"));
        assert!(!matches!(called, Err(Fault::Function(_))), "{name}: {called:?}");
    }
}

mod whatever_is_written {
    use proptest::prelude::*;

    use super::*;

    /// Texts that look like expressions often enough to be read.
    fn words() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            Just(".".to_owned()),
            Just("..".to_owned()),
            "[0-9]{1,3}(\\.[0-9]{1,2})?",
            "'[a-z0-9 ñ;-]{0,6}'",
            prop::sample::select(functions::KNOWN).prop_map(|name| format!("{name}(")),
            prop::sample::select(vec![
                "(",
                ")",
                ")",
                ",",
                "[",
                "]",
                "/",
                "//",
                "|",
                "::",
                "@",
                "*",
                "+",
                "-",
                " div ",
                " mod ",
                " and ",
                " or ",
                "=",
                "!=",
                "<",
                ">=",
                "a",
                "b-c",
                "/data/x",
                "current()",
                "instance('l')/root/item",
                "'",
                "\"",
                "é",
                "😀",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(word, 0..14).prop_map(|words| words.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn it_is_read_or_refused_and_comes_to_something_or_a_fault(text in words()) {
            if let Ok(expr) = parse(&text) {
                let _ = single(&Nothing, &expr, At::own(Node { row: 0, place: 0 }));
            }
        }

        #[test]
        fn it_is_read_or_refused_wherever_it_is_from(text in "\\PC{0,40}") {
            let _ = parse(&text);
        }

        #[test]
        fn functions_take_any_values(
            name in prop::sample::select(functions::KNOWN),
            values in prop::collection::vec(
                prop_oneof!["'\\PC{0,12}'", "-?[0-9]{1,20}(\\.[0-9]{1,9})?", Just("1 div 0".to_owned()),
                    Just("''".to_owned()), Just("today()".to_owned()), Just("x".to_owned())], 0..5),
        ) {
            let text = format!("{name}({})", values.join(", "));
            if let Ok(expr) = parse(&text) {
                let _ = single(&Nothing, &expr, At::own(Node { row: 0, place: 0 }));
            }
        }
    }
}
