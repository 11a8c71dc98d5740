//! Writes a made-up dataset in all formats into a directory, for other people's readers to prove.
//!
//! `cargo run --example formats -- DIRECTORY` makes `codes/` and `labels/` (in Swahili).

#![allow(clippy::print_stdout, reason = "a program for the command line")]

use std::error::Error;
use std::fs::{self, File};
use std::path::Path;

use jiff::civil::date;
use rust_decimal::Decimal;
use sikia::dataset::{
    Answers, Attachment, Code, Column, Dataset, Encoder, Format, Kind, Metadata, Options,
    Publisher, Table, Value, encoder,
};
use sikia::domain::text::Text;

/// Interviews in the dataset.
const INTERVIEWS: i64 = 300;

/// Texts that readers stumble over.
const WORDS: [&str; 7] = [
    "Tunahitaji kujua gharama ya leseni",
    "=HYPERLINK(\"http://example.org\")",
    "first line\nsecond, with \"quotes\"; and more",
    "ወርቅ የት እንደሚገኝ",
    "أين نجد الذهب؟",
    "-5 is not a sum",
    "tab\tand ; =1+1",
];

const ROLES: [&str; 3] = ["digger", "crusher", "pit-holder"];
const NEEDS: [&str; 3] = ["REG-LIC", "GEO-SMP", "ENV-HGM"];

fn main() -> Result<(), Box<dyn Error>> {
    let directory = std::env::args().nth(1).ok_or("say a directory")?;
    let directory = Path::new(&directory);
    let dataset = dataset();
    for (name, answers) in [("codes", Answers::Codes), ("labels", Answers::Labels)] {
        let options = Options {
            answers,
            languages: vec!["sw".into(), "en".into()],
            bom: answers == Answers::Labels,
            ..Options::default()
        };
        let place = directory.join(name);
        fs::create_dir_all(&place)?;
        for file in dataset.files(&Format::ALL) {
            let out = File::create(place.join(&file.name))?;
            let mut encoder = encoder(&dataset, &file, &options, Box::new(out))?;
            for &table in &file.tables {
                rows(table, encoder.as_mut())?;
            }
            encoder.finish()?;
            println!("{name}/{}", file.name);
        }
    }
    Ok(())
}

/// Three tables: communities with a place, interviews in them, and the needs that each named.
fn dataset() -> Dataset {
    let en = |text: &str| Text::new("en", text);
    let roles = vec![
        Code::new("digger", en("Digger").with("sw", "Mchimbaji").with("am", "ቆፋሪ")),
        Code::new("crusher", en("Crusher").with("sw", "Mpondaji").with("ar", "كسّار")),
        Code::new("pit-holder", en("Pit holder").with("fr", "Détenteur du puits")),
    ];
    let needs = vec![
        Code::new("REG-LIC", en("Licences").with("sw", "Leseni")),
        Code::new("GEO-SMP", en("Sampling").with("sw", "Sampuli")),
        Code::new("ENV-HGM", en("Mercury").with("sw", "Zebaki")),
    ];
    let communities = Table::new("communities", en("Communities").with("sw", "Jamii"))
        .column(Column::new("community", en("Community"), Kind::Text).hxl("#loc+code"))
        .column(Column::new("name", en("Name").with("sw", "Jina"), Kind::Text).hxl("#loc+name"))
        .column(Column::new("place", en("Grid cell"), Kind::Point).hxl("#geo"))
        .primary_key(&["community"]);
    let interviews = Table::new("interviews", en("Interviews").with("sw", "Mahojiano"))
        .column(Column::new("interview", en("Interview"), Kind::Integer).hxl("#meta+id"))
        .column(Column::new("community", en("Community"), Kind::Text).hxl("#loc+code"))
        .column(
            Column::new("role", en("Role at the site").with("sw", "Kazi"), Kind::Code(roles))
                .hxl("#population+role"),
        )
        .column(Column::new("words", en("Own words"), Kind::Text).description(en("As said.")))
        .column(Column::new("grams", en("Grams of gold"), Kind::Decimal).hxl("#value+grams"))
        .column(Column::new("member", en("Member of a group"), Kind::Boolean))
        .column(Column::new("day", en("Day"), Kind::Date).hxl("#date+visit"))
        .column(Column::new("month", en("Month"), Kind::Month).hxl("#date+month"))
        .primary_key(&["interview"])
        .foreign_key(&["community"], "communities", &["community"]);
    let named = Table::new("needs", en("Needs named").with("sw", "Mahitaji"))
        .column(Column::new("interview", en("Interview"), Kind::Integer).hxl("#meta+id"))
        .column(Column::new("rank", en("Rank"), Kind::Integer).hxl("#meta+rank"))
        .column(
            Column::new("need", en("Need").with("sw", "Hitaji"), Kind::Code(needs)).hxl("#need"),
        )
        .primary_key(&["interview", "rank"])
        .foreign_key(&["interview"], "interviews", &["interview"]);
    Dataset { metadata: metadata(), tables: vec![communities, interviews, named] }
}

fn metadata() -> Metadata {
    Metadata {
        name: "made-up-needs".into(),
        title: Text::new("en", "Made-up needs").with("sw", "Mahitaji ya mfano"),
        description: Text::new("en", "Nobody was asked: this dataset is for trying readers."),
        edition: 3,
        citation: "Sikia (2026): Made-up needs, edition 3.".into(),
        as_of: "2026-10-31".into(),
        issued: "2026-11-20".into(),
        period: Some(("2026-01".into(), "2026-10".into())),
        methods: Text::new("en", "# Methods\n\nMade up by a program."),
        questionnaire: vec![Attachment {
            name: "questionnaire.txt".into(),
            media_type: "text/plain".into(),
            content: b"What do you need to know?\n".to_vec(),
        }],
        disclosure: serde_json::json!({ "audience": "public", "hidden": 0 }),
        languages: vec!["en".into(), "sw".into(), "fr".into(), "am".into(), "ar".into()],
        publisher: Publisher {
            name: "A federation".into(),
            address: Some("https://example.org".into()),
            email: None,
        },
        address: Some("https://example.org/datasets/made-up-needs/editions/3".into()),
        keywords: vec!["mining".into()],
        countries: vec!["TZA".into()],
        ..Metadata::default()
    }
}

fn rows(table: usize, out: &mut dyn Encoder) -> Result<(), sikia::dataset::Error> {
    if table == 0 {
        let mgusu = Value::Point { longitude: 32.125, latitude: -2.875 };
        out.row(0, &[Value::Text("mgusu"), Value::Text("Mgusu"), mgusu])?;
        return out.row(0, &[Value::Text("rwamgasa"), Value::Text("Rwamgasa"), Value::Missing]);
    }
    // Longer than statistics programs keep in a row.
    let long = "Maneno mengi ሀ ".repeat(400);
    let long = long.trim_end();
    for number in 1..=INTERVIEWS {
        let pick = number.unsigned_abs() as usize;
        let month = (number % 10 + 1) as i8;
        if table == 1 {
            out.row(
                1,
                &[
                    Value::Integer(number),
                    Value::Text(if pick.is_multiple_of(3) { "rwamgasa" } else { "mgusu" }),
                    Value::Code(ROLES[pick % ROLES.len()]),
                    Value::Text(if number == 100 { long } else { WORDS[pick % WORDS.len()] }),
                    if pick.is_multiple_of(5) {
                        Value::Missing
                    } else {
                        Value::Decimal(Decimal::new(number * 5, 2))
                    },
                    if pick.is_multiple_of(7) {
                        Value::Missing
                    } else {
                        Value::Boolean(pick.is_multiple_of(2))
                    },
                    Value::Date(date(2026, month, 1 + (number % 28) as i8)),
                    Value::Month { year: 2026, month: month.unsigned_abs() },
                ],
            )?;
        } else {
            for rank in 0..=(number % 3) {
                let need = Value::Code(NEEDS[(pick + rank.unsigned_abs() as usize) % NEEDS.len()]);
                out.row(2, &[Value::Integer(number), Value::Integer(rank + 1), need])?;
            }
        }
    }
    Ok(())
}
