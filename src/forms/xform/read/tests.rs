use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::super::write;
use crate::domain::form::prepare::prepare;
use crate::domain::form::tree::{Manner, Tree, What};
use crate::domain::form::{Choice, Form, Item, Kind};
use crate::domain::ids::FormRef;
use crate::domain::text::Text;
use crate::forms::{Fault, Import, read_workbook, read_workbook_named};

/// What answers depend on, in one form: a fact by its place and its name.
fn facts(form: &Form) -> BTreeMap<(String, &'static str), String> {
    let (form, _) = prepare(form);
    let tree = Tree::of(&form, if form.root.is_empty() { "data" } else { &form.root });
    let mut facts = BTreeMap::new();
    let all = |text: &Text| {
        let languages =
            if form.languages.is_empty() { &[String::new()][..] } else { &form.languages };
        let said = languages.iter().map(|l| text.pick(&[l, &form.default_language]));
        let bent = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
        said.map(|said| said.map_or(String::new(), |(_, t)| bent(t))).collect::<Vec<_>>().join("|")
    };
    let list = |choices: &[Choice]| {
        let one = |choice: &Choice| format!("{}={}", choice.name, all(&choice.label));
        choices.iter().map(one).collect::<Vec<_>>().join(";")
    };
    for (at, node) in tree.nodes.iter().enumerate() {
        let mut note = |what, said: String| {
            if !said.is_empty() {
                facts.insert((node.path.clone(), what), said);
            }
        };
        let condition = |text: &Option<String>, manner| {
            let text = text.as_deref().unwrap_or_default();
            let plain = match text.trim().to_ascii_lowercase().as_str() {
                "yes" | "true" | "true()" => "true()".to_owned(),
                "no" | "false" | "false()" => "false()".to_owned(),
                _ => tree.resolve(text, Some(at), manner),
            };
            squeezed(&plain)
        };
        let plain = Manner::default();
        let filter = Manner { current: true, all_rows: false };
        match node.what {
            What::Question(question) => {
                note("kind", question.kind.word().to_owned());
                if let Kind::Other { name } = &question.kind {
                    note("type", name.clone());
                }
                if let Some(name) = question.kind.list() {
                    note("list", name.to_owned());
                    note("choices", form.choices.get(name).map_or(String::new(), |c| list(c)));
                }
                note("label", all(&question.label).trim_matches('|').to_owned());
                note("hint", all(&question.hint).trim_matches('|').to_owned());
                note("message", all(&question.constraint_message).trim_matches('|').to_owned());
                note("required", condition(&question.required, plain));
                note("relevant", condition(&question.relevant, plain));
                note("constraint", condition(&question.constraint, plain));
                note("calculation", condition(&question.calculation, plain));
                note("filter", condition(&question.choice_filter, filter));
                note("default", condition(&question.default, plain));
                note("appearance", question.appearance.clone().unwrap_or_default());
            }
            What::Group(section) | What::Repeat(section) => {
                note("kind", if node.is_repeat() { "repeat" } else { "group" }.to_owned());
                note("label", all(&section.label).trim_matches('|').to_owned());
                note("relevant", condition(&section.relevant, plain));
                note("count", condition(&section.columns.get("repeat_count").cloned(), plain));
                note("appearance", section.appearance.clone().unwrap_or_default());
            }
        }
    }
    let of_form = |what| (String::new(), what);
    facts.insert(of_form("id"), form.form.to_string());
    facts.insert(of_form("languages"), form.languages.join(";"));
    facts.insert(of_form("default"), form.default_language.clone());
    facts
}

/// An expression without the blanks that mean nothing.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = None;
    for c in text.chars() {
        match open {
            Some(quote) if c == quote => open = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => open = Some(c),
            None if c.is_whitespace() => continue,
            None => {}
        }
        out.push(c);
    }
    out
}

fn corpus() -> Vec<(String, Form)> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms/corpus"));
    let mut books: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    books.retain(|path| path.extension().is_some_and(|e| e.to_string_lossy().starts_with("xls")));
    books.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name.clone(), read_workbook_named(&std::fs::read(path).unwrap(), &name).unwrap().form)
    };
    books.into_iter().map(read).collect()
}

fn read(xform: &str) -> Import {
    read_workbook(xform.as_bytes()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// How many facts differ after the way through XML, by what they are, and why.
const DIFFER: [(&str, usize); 5] = [
    // A type that brings a constraint of its own is its base type with that constraint.
    ("constraint", 3),
    // A hyphen as a translation: none, so clients show the form's own language.
    ("hint", 2),
    // 16 read-only texts that nothing ever fills are notes; three phone numbers are texts.
    ("kind", 19),
    // Labels of what is never shown stand in no XForm.
    ("label", 59),
    // The phone numbers, and the tags that a question about OpenStreetMap offers.
    ("type", 4),
];

#[test]
fn what_is_written_of_98_workbooks_is_read_again() {
    let mut differences: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let (mut compared, mut books) = (0, 0);
    for (name, form) in corpus() {
        books += 1;
        let again = read(&write(&form)).form;
        let expressions = serde_json::to_string(&again.body).unwrap();
        let root = if again.root.is_empty() { "data" } else { &again.root };
        assert!(!expressions.contains(&format!("/{root}/")), "{name}: a path has no short form");
        let (ours, theirs) = (facts(&form), facts(&again));
        let keys: BTreeSet<_> = ours.keys().chain(theirs.keys()).collect();
        for key in keys {
            compared += 1;
            let (a, b) = (ours.get(key), theirs.get(key));
            if a != b {
                let words = format!("{name} {}: {a:?} is read as {b:?}", key.0);
                differences.entry(key.1).or_default().push(words);
            }
        }
    }
    assert_eq!(books, 98);
    assert!(compared > 7_500, "only {compared} facts were compared");
    let counted: Vec<_> = differences.iter().map(|(what, all)| (*what, all.len())).collect();
    assert_eq!(counted, DIFFER, "{differences:#?}");
}

#[test]
fn reading_and_writing_again_changes_nothing_more() {
    let mut other = Vec::new();
    for (name, form) in corpus() {
        let first = read(&write(&form)).form;
        let second = read(&write(&first)).form;
        if first != second {
            other.push(name);
        }
    }
    // A hyphen for a translation becomes, the second time, the words of the form's own language.
    assert_eq!(other, ["aead4faf-attribute_columns_test", "c5ccb300-flat_xlsform_test"]);
}

fn faults(bytes: &[u8]) -> Vec<Fault> {
    let problems = read_workbook(bytes).expect_err("something is wrong with it").problems;
    problems.into_iter().map(|problem| problem.fault).collect()
}

#[test]
fn bad_xml_is_a_named_fault_and_nothing_worse() {
    let bomb = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>\
        <h:html xmlns:h='h'>&b;</h:html>";
    assert_eq!(faults(bomb.as_bytes()), [Fault::XformDoctype {}]);
    let outside = "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>";
    assert_eq!(faults(outside.as_bytes()), [Fault::XformDoctype {}]);
    let deep = format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
    let too_deep =
        |fault: &Fault| matches!(fault, Fault::TooLarge { bound, .. } if bound == "depth");
    assert!(faults(deep.as_bytes()).iter().all(too_deep));
    let whole = write(&corpus().remove(0).1);
    let cut = whole.get(..whole.len() / 2).unwrap();
    assert!(matches!(&faults(cut.as_bytes())[..], [Fault::XformUnreadable { .. }]));
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(whole.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let encoding = |given: &str| [Fault::XformEncoding { given: given.to_owned() }];
    assert_eq!(faults(&wide), encoding("UTF-16"));
    let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xE9</a>";
    assert_eq!(faults(latin), encoding("ISO-8859-1"));
    assert!(matches!(&faults(b"<a>\xE9</a>")[..], [Fault::XformUnreadable { .. }]));
    let missing = |name: &str| Fault::XformPartMissing { name: name.to_owned() };
    assert_eq!(faults(b"<svg/>"), [missing("h:html")]);
    assert_eq!(faults(b"<html><head><model/></head></html>"), [missing("h:body")]);
    assert_eq!(faults(b"<html><head><model/></head><body/></html>"), [missing("instance")]);
    let empty = b"<html><head><model><instance><d/></instance></model></head><body/></html>";
    assert_eq!(faults(empty), [Fault::Empty {}]);
    let groups = 60;
    let inside = format!("{}<x/>{}", "<g>".repeat(groups), "</g>".repeat(groups));
    let deep = format!(
        "<html><head><model><instance><d>{inside}</d></instance></model></head><body/></html>"
    );
    assert!(faults(deep.as_bytes()).iter().all(too_deep));
}

/// An XForm as somebody writes it by hand: relative paths, ids of binds, choices in their place.
const BY_HAND: &str = r##"<h:html xmlns="http://www.w3.org/2002/xforms"
  xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>Shafts</h:title><model>
  <instance><shafts xmlns="http://asm.example/shafts" version="3">
    <name/><depth/><ores/><gear><pump/><age>2</age></gear><row><who/></row><mark/><odd/>
    <meta><instanceID/></meta>
  </shafts></instance>
  <instance id="mines"><root><item><code>m1</code><title>Mgusu</title><region>g</region></item>
    <item><code>m2</code><title>Rwamgasa</title><region>g</region></item></root></instance>
  <bind id="d" nodeset="/shafts/depth" type="xsd:int" required="true()"
    constraint=". &lt; 300 and . &gt; count(/shafts/row)" jr:constraintMsg="Too deep"/>
  <bind nodeset="/shafts/gear/age" type="int" relevant="/shafts/gear/pump = 'yes'"/>
  <bind nodeset="/shafts/gone" type="int"/>
  <bind nodeset="/shafts/mark" type="binary"/>
</model></h:head>
<h:body>
  <select1 ref="name"><label>Which mine?</label>
    <itemset nodeset="instance('mines')/root/item[region = 'g']"><value ref="code"/><label ref="title"/></itemset>
  </select1>
  <input bind="d"><label>How deep is <output value="/shafts/name"/>, <output value="1 + 1"/>?</label></input>
  <select ref="/shafts/ores"><label>Ores</label>
    <item><label>Gold</label><value>au</value></item><item><label>Copper</label><value>cu</value></item>
  </select>
  <group ref="gear"><label>Gear</label>
    <select1 ref="pump"><label>Pump?</label><item><label>Yes</label><value>yes</value></item></select1>
    <input ref="age"><label>Its age</label></input>
  </group>
  <group><label>People</label><repeat nodeset="/shafts/row" jr:count="/shafts/depth">
    <input ref="who"><label>Who?</label></input></repeat></group>
  <upload ref="mark" mediatype="image/*"><label>Picture</label></upload>
  <input ref="/shafts/odd"><label>Odd</label><sparkle/></input>
  <switch/>
</h:body></h:html>"##;

#[test]
fn a_form_by_hand_is_read_and_what_is_not_held_is_named_with_its_place() {
    let Import { form, warnings, is_xform } = read(BY_HAND);
    assert!(is_xform);
    let (id, version) = ("http://asm.example/shafts".to_owned(), "3".to_owned());
    assert_eq!(form.form, FormRef { id, version });
    let all = form.questions();
    let words: Vec<_> = all.iter().map(|(p, q)| (p.as_str(), q.kind.word())).collect();
    let expected = [
        ("name", "select_one"),
        ("depth", "integer"),
        ("ores", "select_multiple"),
        ("gear/pump", "select_one"),
        ("gear/age", "integer"),
        ("row/who", "text"),
        ("mark", "image"),
        ("odd", "text"),
    ];
    assert_eq!(words, expected.map(|(p, k)| (p, if k == "image" { "other" } else { k })));
    let get = |path: &str| all.iter().find(|(p, _)| p == path).unwrap().1;
    assert_eq!(get("depth").required.as_deref(), Some("true()"));
    assert_eq!(get("depth").constraint.as_deref(), Some(". < 300 and . > count(${row})"));
    assert_eq!(get("depth").constraint_message, Text::new("", "Too deep"));
    assert_eq!(get("depth").label, Text::new("", "How deep is ${name}, …?"));
    assert_eq!(get("name").choice_filter.as_deref(), Some("region = 'g'"));
    assert_eq!(get("gear/age").relevant.as_deref(), Some("${pump} = 'yes'"));
    assert_eq!(get("gear/age").default.as_deref(), Some("2"));
    let mines: Vec<&str> = form.choices["mines"].iter().map(|c| c.name.as_str()).collect();
    assert_eq!(mines, ["m1", "m2"]);
    assert_eq!(form.choices["mines"][0].label, Text::new("", "Mgusu"));
    assert_eq!(form.choices["mines"][0].columns["region"], "g");
    assert_eq!(form.choices["ores"][1].label, Text::new("", "Copper"));
    let Some(Item::Repeat(row)) = form.body.iter().find(|i| matches!(i, Item::Repeat(_))) else {
        panic!("there is a repeat")
    };
    assert_eq!(row.columns["repeat_count"], "${depth}");
    let unknown =
        |name: &str, path: &str| Fault::XformPartUnknown { name: name.into(), path: path.into() };
    let told: Vec<Fault> = warnings.into_iter().map(|w| w.fault).collect();
    let expected = [
        unknown("switch", "/shafts"),
        Fault::XformNodeMissing { name: "bind".into(), path: "/shafts/gone".into() },
        unknown("sparkle", "/shafts/odd"),
        unknown("output 1 + 1", "/shafts/depth"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn an_xform_that_came_as_xml_is_what_clients_get_byte_for_byte() {
    let source = format!("\u{FEFF}{BY_HAND}  ");
    let import = read_workbook(source.as_bytes()).unwrap();
    assert_eq!(import.xform(source.as_bytes()).as_bytes(), source.as_bytes());
}

/// Stores a form, reads it again, and writes it.
fn stored(form: &Form) {
    let text = serde_json::to_string(form).unwrap();
    assert_eq!(serde_json::from_str::<Form>(&text).unwrap(), *form);
    write(form);
}

#[test]
fn no_damage_makes_a_panic_and_what_is_read_can_be_stored() {
    let names =
        ["a945e7a6-svf_study_2021", "c4d50b67-nested_repeats", "aead4faf-attribute_columns_test"];
    let books = corpus();
    let forms = books.iter().filter(|(name, _)| names.contains(&name.as_str()));
    // Numbers that look random and are the same each time.
    let mut state = 7_u64;
    let mut dice = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let (mut read, mut whole) = (0, 0);
    for (_, form) in forms {
        let sound = write(form);
        // First whole attributes and texts, after which it is still XML; then anything.
        let values: Vec<&str> = sound.split('"').collect();
        for _ in 0..60 {
            let mut damaged = values.clone();
            for _ in 0..=dice(6) {
                // Every second piece is in quotes, after the first that say what XML it is.
                let at = |n: usize| 21 + 2 * n;
                let most = (damaged.len() - 21) / 2;
                damaged.swap(at(dice(most)), at(dice(most)));
            }
            let Ok(import) = read_workbook(damaged.join("\"").as_bytes()) else { continue };
            whole += 1;
            stored(&import.form);
        }
        let pieces: Vec<&str> = sound.split_inclusive(['<', '"', ' ']).collect();
        for _ in 0..60 {
            let mut damaged = pieces.clone();
            for _ in 0..=dice(3) {
                let (from, to) = (dice(damaged.len()), dice(damaged.len()));
                match dice(3) {
                    0 => damaged.swap(from, to),
                    1 => damaged[from] = damaged[to],
                    _ => drop(damaged.remove(from)),
                }
            }
            read += 1;
            let Ok(import) = read_workbook(damaged.concat().as_bytes()) else { continue };
            stored(&import.form);
        }
    }
    assert_eq!(read, 180);
    assert!(whole > 90, "only {whole} were read in spite of it");
}
