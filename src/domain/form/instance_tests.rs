use serde_json::json;

use super::*;
use crate::domain::form::sample::example;

fn answers(xml: &str) -> Value {
    let form: Form = serde_json::from_value(json!({
        "id": "f", "version": "1", "title": {}, "languages": [], "default_language": "",
        "choices": {"c": [{"name": "a"}, {"name": "b"}]},
        "body": [
            {"item": "question", "name": "age", "kind": {"type": "integer"}},
            {"item": "question", "name": "grade", "kind": {"type": "decimal"}},
            {"item": "question", "name": "many", "kind": {"type": "select_multiple", "list": "c"}},
            {"item": "question", "name": "said", "kind": {"type": "text"}},
            {"item": "group", "name": "g", "body": [
                {"item": "question", "name": "one", "kind": {"type": "select_one", "list": "c"}},
                {"item": "repeat", "name": "pits", "body": [
                    {"item": "question", "name": "depth", "kind": {"type": "integer"}}]}]},
        ]
    }))
    .unwrap();
    Value::Object(Instance::read(xml).unwrap().answers(&form))
}

#[test]
fn answers_are_typed_by_their_form() {
    let read = answers(
        "<data id='f' version='1'><age>42</age><grade>0.5</grade><many> a b </many><said> Habari &lt;3 </said>
           <g><one>a</one><pits><depth>3</depth></pits><pits><depth/></pits></g>
           <meta><instanceID>uuid:1</instanceID></meta></data>",
    );
    assert_eq!(
        read,
        json!({
            "age": 42, "grade": 0.5, "many": ["a", "b"], "said": " Habari <3 ", "g/one": "a",
            "g/pits": [{"depth": 3}, {}],
        })
    );
}

#[test]
fn what_does_not_fit_stays_what_it_is_and_nothing_is_lost() {
    let read = answers(
        "<data><age>many</age><grade>NaN</grade><old><deep>kept</deep></old><new>x</new><said/></data>",
    );
    assert_eq!(read, json!({"age": "many", "grade": "NaN", "old/deep": "kept", "new": "x"}));
}

#[test]
fn identity_is_read_with_and_without_the_namespace_of_the_metadata() {
    for meta in [
        "<meta><instanceID> uuid:7 </instanceID><deprecatedID>uuid:6</deprecatedID></meta>",
        "<orx:meta xmlns:orx='http://openrosa.org/xforms'><orx:instanceID>uuid:7</orx:instanceID>\
         <orx:deprecatedID>uuid:6</orx:deprecatedID></orx:meta>",
    ] {
        let xml = format!("<data id='a/b' version='2 é'>{meta}</data>");
        let read = Instance::read(&xml).unwrap();
        assert_eq!((read.form_id(), read.form_version()), (Some("a/b"), "2 é"));
        assert_eq!(read.meta("instanceID"), Some("uuid:7"));
        assert_eq!(read.meta("deprecatedID"), Some("uuid:6"));
        assert_eq!(read.meta("instanceName"), None);
    }
    assert_eq!(Instance::read("<x xmlns='http://ns/f'/>").unwrap().form_id(), Some("http://ns/f"));
}

#[test]
fn attacks_are_refused() {
    let deep = "<a>".repeat(10_000) + &"</a>".repeat(10_000);
    let hidden = "<a><!--</a>-->".repeat(10_000) + &"</a>".repeat(10_000);
    let bomb = "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><d>&b;</d>";
    let outside = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>";
    let wide = format!("<d>{}</d>", "<a/>".repeat(300_000));
    for xml in [&deep, &hidden, bomb, outside, &wide, "", "<a>", "plain", "<a></b>", "<a>\u{0}</a>"]
    {
        assert!(Instance::read(xml).is_err(), "{}", &xml[..xml.len().min(40)]);
    }
}

#[test]
fn an_instance_of_the_example_fits_it() {
    let form = example::form();
    let read = Instance::read("<data><consent>yes</consent></data>").unwrap().answers(&form);
    assert_eq!(Value::Object(read), json!({"consent": "yes"}));
}

#[test]
fn a_hundred_thousand_elements_in_each_other_need_no_more_stack_than_one() {
    let deep = "<a>".repeat(90_000) + &"</a>".repeat(90_000);
    let small = std::thread::Builder::new().stack_size(256 << 10);
    let refused = small.spawn(move || Instance::read(&deep).is_err()).unwrap().join();
    assert!(refused.unwrap());
}
