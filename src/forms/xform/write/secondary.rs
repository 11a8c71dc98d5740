//! Secondary instances: lists of choices, files, and what was saved last.

use std::collections::BTreeSet;

use super::texts::{Said, Texts};
use super::xml::{Element, is_name};
use crate::domain::form::tree::{Node, Tree, What};
use crate::domain::form::{Choice, Form, Kind, Question};

/// Expressions of a question that may name files.
pub(super) fn expressions(question: &Question) -> impl Iterator<Item = &str> {
    let Question { required, relevant, constraint, calculation, choice_filter, default, .. } =
        question;
    [required, relevant, constraint, calculation, choice_filter, default]
        .into_iter()
        .filter_map(|expression| expression.as_deref())
        .chain(question.columns.get("read_only").map(String::as_str))
}

/// `<instance>` for each file and each list that the form uses.
pub(super) fn instances(form: &Form, tree: &Tree<'_>, texts: &mut Texts<'_>) -> Vec<Element> {
    let mut written = BTreeSet::new();
    let mut out = Vec::new();
    let mut file = |id: &str, source: String| {
        if written.insert(id.to_owned()) {
            out.push(Element::new("instance").with("id", id).with("src", source));
        }
    };
    let mut last_saved = false;
    for node in &tree.nodes {
        for call in all_expressions(node).flat_map(pulled) {
            file(&call, format!("jr://file-csv/{call}.csv"));
        }
        last_saved |= all_expressions(node).any(|text| text.contains("${last-saved#"));
        let What::Question(question) = node.what else { continue };
        match &question.kind {
            Kind::Other { name } if name == "csv-external" => {
                file(node.name, format!("jr://file-csv/{}.csv", node.name));
            }
            Kind::Other { name } if name == "xml-external" => {
                file(node.name, format!("jr://file/{}.xml", node.name));
            }
            kind => {
                if let Some((id, source)) = kind.list().and_then(file_of_list) {
                    file(id, source);
                }
            }
        }
    }
    if last_saved {
        file("__last-saved", "jr://instance/last-saved".to_owned());
    }
    let searched = searched_lists(tree);
    for (list, choices) in &form.choices {
        if !searched.contains(list.as_str()) && written.insert(list.clone()) {
            out.push(choices_instance(list, choices, texts));
        }
    }
    out
}

fn all_expressions<'a>(node: &Node<'a>) -> Box<dyn Iterator<Item = &'a str> + 'a> {
    match node.what {
        What::Question(question) => Box::new(expressions(question)),
        What::Group(section) | What::Repeat(section) => {
            Box::new(section.relevant.as_deref().into_iter())
        }
    }
}

/// The files that `pulldata('file', …)` names.
fn pulled(expression: &str) -> Vec<String> {
    let calls = expression.split("pulldata").skip(1);
    let name = |call: &str| {
        let first = call.trim_start().strip_prefix('(')?.split(',').next()?;
        Some(first.replace(['\'', '"'], "").trim().to_owned())
    };
    calls.filter_map(name).filter(|name| !name.is_empty()).collect()
}

/// The id and the address of a list that is a file.
pub(super) fn file_of_list(list: &str) -> Option<(&str, String)> {
    let (id, extension) = list.rsplit_once('.')?;
    let folder = match extension {
        "csv" => "file-csv",
        "xml" | "geojson" => "file",
        _ => return None,
    };
    Some((id, format!("jr://{folder}/{list}")))
}

/// Whether a question gets its choices by a search in a file.
pub(super) fn is_searched(question: &Question) -> bool {
    question.appearance.as_deref().is_some_and(|a| a.contains("search("))
}

/// The lists that name columns of a file: they stand in the body.
fn searched_lists<'a>(tree: &Tree<'a>) -> BTreeSet<&'a str> {
    let of = |node: &Node<'a>| match node.what {
        What::Question(question) if is_searched(question) => question.kind.list(),
        _ => None,
    };
    tree.nodes.iter().filter_map(of).collect()
}

fn choices_instance(list: &str, choices: &[Choice], texts: &mut Texts<'_>) -> Element {
    let itext = Texts::list_needs_itext(choices);
    let mut root = Element::new("root");
    for (at, choice) in choices.iter().enumerate() {
        let mut item = Element::new("item");
        if itext {
            let id = format!("{list}-{at}");
            item.push(Element::new("itextId").text(&id));
            texts.reference(id, None, Said::with_media(&choice.label, &choice.columns));
        }
        item.push(Element::new("name").text(&choice.name));
        if let Some(label) = choice.label.0.get("").filter(|_| !itext) {
            item.push(Element::new("label").text(label));
        }
        for (heading, text) in &choice.columns {
            if is_name(heading) && !heading.contains(':') && !is_media(heading) {
                item.push(Element::new(heading.as_str()).text(text));
            }
        }
        root.push(item);
    }
    Element::new("instance").with("id", list).child(root)
}

fn is_media(heading: &str) -> bool {
    matches!(heading, "image" | "big-image" | "audio" | "video")
}
