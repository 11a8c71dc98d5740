//! The files that a form names: pictures and sounds of its texts, tables to look things up in.

use std::collections::BTreeSet;

use roxmltree::Document;

use super::problem::{Fault, FormProblem, Place};
use super::xform;
use crate::domain::form::Form;

/// The most files that come with one form.
pub const MOST: usize = 1_000;
/// The largest of them, in bytes.
pub const FILE_BYTES: u64 = 100 << 20;
/// The longest name, in bytes.
const NAME_BYTES: usize = 200;

/// The table that questions of the type `select_one_external` look their choices up in.
pub const ITEMSETS: &str = "itemsets.csv";

/// Where clients look for what stands beside a form.
const PLACES: [&str; 5] =
    ["jr://images/", "jr://audio/", "jr://video/", "jr://file/", "jr://file-csv/"];

/// The names of the files that an XForm asks for, sorted, and what is wrong with some of them.
pub fn named(xform: &str) -> (BTreeSet<String>, Vec<FormProblem>) {
    let mut found = BTreeSet::new();
    if let Ok(document) = Document::parse_with_options(xform, xform::options()) {
        for element in document.descendants().filter(roxmltree::Node::is_element) {
            let text = element.text().unwrap_or_default().trim();
            found.extend(addressed(text));
            for attribute in element.attributes() {
                found.extend(addressed(attribute.value().trim()));
                found.extend(looked_up(attribute.value()));
            }
            let asks = element.tag_name().name() == "input" && element.has_attribute("query");
            found.extend(asks.then(|| ITEMSETS.to_owned()));
        }
    }
    let mut problems = Vec::new();
    found.retain(|name| {
        let fits = is_file_name(name);
        if !fits {
            let fault = Fault::MediaNameInvalid { given: name.clone() };
            problems.push(FormProblem { place: Place::default(), fault });
        }
        fits
    });
    if found.len() > MOST {
        let fault = Fault::TooLarge { bound: "media_files".to_owned(), limit: MOST as u64 };
        problems.push(FormProblem { place: Place::default(), fault });
        found = found.into_iter().take(MOST).collect();
    }
    (found, problems)
}

/// The file behind `jr://images/…` and its kin.
fn addressed(text: &str) -> Option<String> {
    let name = PLACES.iter().find_map(|place| text.strip_prefix(place))?;
    // An address that is computed names no file yet.
    (!name.is_empty() && !name.contains(['{', '$'])).then(|| name.to_owned())
}

/// The tables that `pulldata('…')` and `search('…')` name.
fn looked_up(expression: &str) -> Vec<String> {
    let calls = ["pulldata", "search"].iter().flat_map(|call| expression.split(call).skip(1));
    let name = |rest: &str| {
        let inside = rest.trim_start().strip_prefix('(')?.trim_start();
        let quote = inside.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let name = inside.get(1..)?.split(quote).next()?.trim();
        let plain = !name.is_empty();
        plain.then(|| if name.ends_with(".csv") { name.to_owned() } else { format!("{name}.csv") })
    };
    calls.filter_map(name).collect()
}

/// Whether a text can be the name of a file that comes with a form: no path, nothing hidden, nothing
/// that a terminal or a header would take for something else.
pub fn is_file_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= NAME_BYTES
        && !name.starts_with('.')
        && !name.chars().any(|c| c.is_control() || matches!(c, '/' | '\\' | ':' | '\u{202E}'))
}

/// `itemsets.csv` as the sheet `external_choices` says it; `None` without one.
///
/// Columns are those of the sheet, `list_name`, `name` and labels first.
pub fn itemsets(form: &Form) -> Option<Vec<u8>> {
    let rows = form.sheets.get("external_choices").filter(|rows| !rows.is_empty())?;
    let all: BTreeSet<&str> = rows.iter().flat_map(|row| row.keys()).map(String::as_str).collect();
    let label = |heading: &str| heading == "label" || heading.starts_with("label::");
    let first = ["list_name", "name"].into_iter().filter(|heading| all.contains(heading));
    let labels = all.iter().copied().filter(|heading| label(heading));
    let rest = all.iter().copied().filter(|h| !label(h) && !matches!(*h, "list_name" | "name"));
    let headings: Vec<&str> = first.chain(labels).chain(rest).collect();
    let style = csv::QuoteStyle::Necessary;
    let mut table = csv::WriterBuilder::new().quote_style(style).from_writer(Vec::new());
    table.write_record(&headings).ok()?;
    for row in rows {
        let cell = |heading: &&str| row.get(*heading).map_or("", String::as_str);
        table.write_record(headings.iter().map(cell)).ok()?;
    }
    table.into_inner().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_naming_a_file_is_found_and_what_is_no_name_is_told() {
        let xform = "<h:html xmlns:h='h'><instance id='w' src='jr://file-csv/wards.csv'/>\
            <instance id='__last-saved' src='jr://instance/last-saved'/>\
            <instance id='g' src='jr://file/sites.geojson'/>\
            <value form='image'>jr://images/pit.png</value>\
            <value form='audio'>jr://audio/../../etc/passwd</value>\
            <bind calculate=\"pulldata( 'prices', 'a', 'b', /data/x)\"/>\
            <select1 appearance=\"minimal search(&quot;villages&quot;, 'matches')\"/>\
            <bind calculate='pulldata(/data/which, 1)'/>\
            <input query=\"instance('x')/root/item\"/></h:html>";
        let (names, problems) = named(xform);
        let expected =
            ["itemsets.csv", "pit.png", "prices.csv", "sites.geojson", "villages.csv", "wards.csv"];
        assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), expected);
        let given = "../../etc/passwd".to_owned();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].fault, Fault::MediaNameInvalid { given });
    }

    #[test]
    fn a_name_is_no_path_and_hides_nothing() {
        for good in ["pit.png", "Picha ya shimo.jpg", "ካርታ.png", "a..b.csv"] {
            assert!(is_file_name(good), "{good}");
        }
        let long = "x".repeat(201);
        for bad in ["", ".", "..", "../a", "a/b", "a\\b", ".hidden", "a\nb", "C:x", &long] {
            assert!(!is_file_name(bad), "{bad}");
        }
    }
}
