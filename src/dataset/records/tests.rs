use serde_json::{Value as Json, json};

use super::*;
use crate::dataset::{Dataset, Format, Options, Value, encoder};
use crate::domain::form::sample;
use crate::domain::head::Head;

/// A form with everything that becomes a table or a column of its own.
const FORM: &str = "\
survey,,,
,type,name,label::English (en),label::Kiswahili (sw)
,begin_group,who,,
,select_multiple roles or_other,Role,What do you do?,Unafanya nini?
,phonenumber,phone,Phone,Simu
,text,words,Own words,Maneno
,end_group,,,
,geopoint,place,Place,Mahali
,date,seen,Seen on,Tarehe
,rank needs,needs,Needs by rank,Mahitaji
,begin_repeat,pit,Pits,Mashimo
,decimal,depth,Depth,Kina
,begin_repeat,shift,Shifts,Zamu
,select_one roles,first,Who begins?,Nani anaanza?
,end_repeat,,,
,end_repeat,,,
choices,,,
,list_name,name,label::English (en),label::Kiswahili (sw)
,roles,digger,Digger,Mchimbaji
,roles,2nd crusher,Crusher,Mpondaji
,needs,REG-LIC,Licences,Leseni
,needs,GEO-SMP,Sampling,Sampuli
settings,,,
,form_id,version,,
,visit,2,,
";

fn form() -> Form {
    crate::forms::read_workbook(FORM.as_bytes()).unwrap().form
}

fn records(audience: Audience) -> Records {
    Records::of("records", &[&form()], &Rules::of(audience), &|_, _| true).unwrap()
}

fn head(answers: &Json) -> Head {
    let head = json!({
        "submission": "0b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11",
        "state": "current",
        "version": 1,
        "heads": [],
        "form": { "id": "visit", "version": "2" },
        "community": "mgusu",
        "language": "sw",
        "captured_at": "2026-11-20T09:14:00+03:00",
        "answers": answers,
        "conflicts": [],
        "revisions": [],
    });
    serde_json::from_value(head).unwrap()
}

fn answers() -> Json {
    json!({
        "who/Role": ["digger", "cook"],
        "who/phone": "+255700000000",
        "who/words": "Leseni ni ghali",
        "place": "-2.8701 32.1902 1200 5",
        "seen": "2026-11-19",
        "needs": ["GEO-SMP", "REG-LIC"],
        "pit": [
            { "depth": 12.5, "shift": [{ "first": "digger" }, { "first": "nobody" }] },
            { "depth": 30 },
        ],
    })
}

/// Every table as CSV, and how many answers fit no column.
fn written(records: &Records, head: &Head) -> (Vec<String>, u64) {
    let dataset = Dataset { tables: records.tables().to_vec(), ..Dataset::default() };
    let mut unfit = 0;
    let mut csv = Vec::new();
    for (at, file) in dataset.files(&[Format::Csv]).iter().enumerate() {
        let mut bytes = Vec::new();
        let mut out = encoder(&dataset, file, &Options::default(), Box::new(&mut bytes)).unwrap();
        let mut put = |table: usize, row: &[Value<'_>]| {
            if table == at { out.row(table, row) } else { Ok(()) }
        };
        unfit = records.rows(7, head, &mut put).unwrap();
        out.finish().unwrap();
        csv.push(String::from_utf8(bytes).unwrap().replace("\r\n", "\n"));
    }
    (csv, unfit)
}

#[test]
fn repeats_and_ranks_are_tables_with_the_key_of_what_they_belong_to() {
    let records = records(Audience::Restricted);
    let (csv, unfit) = written(&records, &head(&answers()));
    assert_eq!(unfit, 0);
    assert_eq!(
        csv,
        [
            "record,form_version,community,language,submission,captured,who_role_digger,\
         who_role_2nd_crusher,who_role_other,who_role_unlisted,who_words,place_longitude,place_latitude,seen\n\
         7,2,mgusu,sw,0b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11,2026-11-20,true,false,false,cook,\
         Leseni ni ghali,32.1902,-2.8701,2026-11-19\n",
            "record,row_1,choice\n7,1,GEO-SMP\n7,2,REG-LIC\n",
            "record,row_1,depth\n7,1,12.5\n7,2,30\n",
            "record,row_1,row_2,first\n7,1,1,digger\n7,1,2,nobody\n",
        ]
    );
    let keys: Vec<_> = records.tables().iter().map(|table| table.foreign_keys.first()).collect();
    assert_eq!(keys[3].unwrap().table, "pit");
    assert_eq!(keys[3].unwrap().references, ["record", "row_1"]);
}

#[test]
fn what_may_not_leave_for_the_public_does_not() {
    let records = records(Audience::Public);
    let (csv, unfit) = written(&records, &head(&answers()));
    assert_eq!(
        csv[0],
        "record,form_version,community,language,captured_month,who_role_digger,\
         who_role_2nd_crusher,who_role_other,place_longitude,place_latitude,seen\n\
         7,2,mgusu,sw,2026-11,true,false,false,32.125,-2.875,2026-11\n"
    );
    assert_eq!(csv[3], "record,row_1,row_2,first\n7,1,1,digger\n7,1,2,\n");
    assert_eq!(unfit, 2, "a cook and a nobody are in no list");
    for secret in ["+255", "ghali", "cook", "nobody", "0b54c1c2", "12.5"] {
        assert!(csv.iter().all(|csv| !csv.contains(secret)), "{secret} left");
    }
}

#[test]
fn what_is_held_back_has_no_column() {
    let rules = Rules::of(Audience::Restricted);
    let leaves = |path: &str, _: &Question| path != "pit/depth";
    let records = Records::of("records", &[&form()], &rules, &leaves).unwrap();
    let columns: Vec<_> = records.tables()[2].columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(columns, ["record", "row_1"]);
}

#[test]
fn an_answer_that_fits_no_column_is_counted_and_left_out() {
    let records = records(Audience::Restricted);
    let odd = json!({ "seen": "yesterday", "place": "here", "pit": "three", "who/words": 5 });
    let (csv, unfit) = written(&records, &head(&odd));
    assert_eq!(unfit, 4);
    assert!(csv[0].ends_with("2026-11-20,,,,,,,,\n"), "{}", csv[0]);
}

#[test]
fn of_several_versions_nothing_is_lost_and_the_newest_says_what_it_is_called() {
    let old = FORM.replace("Own words", "Words").replace("maneno", "Maneno");
    let new = FORM.replace(",date,seen,Seen on,Tarehe\n", "").replace("visit,2", "visit,3");
    let read = |csv: &str| crate::forms::read_workbook(csv.as_bytes()).unwrap().form;
    let rules = Rules::of(Audience::Restricted);
    let records =
        Records::of("records", &[&read(&old), &read(&new)], &rules, &|_, _| true).unwrap();
    let columns = &records.tables()[0].columns;
    let words = columns.iter().find(|column| column.name == "who_words").unwrap();
    assert_eq!(words.label.0["en"], "Own words");
    assert_eq!(columns.last().unwrap().name, "seen");
    assert_eq!(records.tables().len(), 4);
}

#[test]
fn every_answer_to_the_shipped_form_has_a_place() {
    let bytes = include_bytes!("../../../forms/asm-needs.xlsx");
    let form = crate::forms::read_workbook(bytes).unwrap().form;
    let rules = Rules::of(Audience::Restricted);
    let records = Records::of("records", &[&form], &rules, &|_, _| true).unwrap();
    for seed in 0..200 {
        let answers = sample::sample(&form, seed);
        let mut said = 0;
        let mut put = |_: usize, row: &[Value<'_>]| {
            said +=
                row.iter().filter(|v| !matches!(v, Value::Missing | Value::Boolean(false))).count();
            Ok(())
        };
        assert_eq!(records.rows(1, &head(&json!(answers)), &mut put).unwrap(), 0, "{seed}");
        assert!(said > answers.len(), "{seed}: {answers:?}");
    }
}
