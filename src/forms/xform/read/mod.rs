//! XForms as other tools write them, read into [`Form`].
//!
//! What a form cannot hold is told and handed on: clients get the XForm as it came.

mod kinds;
mod lists;
mod parts;
mod questions;
mod settings;
mod shorten;
mod source;
mod spots;
mod words;

use self::lists::Lists;
use self::parts::{Parts, child, elements, halves};
use self::questions::Questions;
use self::spots::Spot;
use self::words::Words;
use crate::domain::form::Form;
use crate::forms::problem::{Fault, Log, Place};

pub(in crate::forms) use source::is_xml;

/// Reads an XForm. `name` is its id where it states none.
pub(in crate::forms) fn read(bytes: &[u8], name: &str, log: &mut Log) -> Form {
    let mut form = Form::default();
    let Some(text) = source::text(bytes, log) else { return form };
    let Some(document) = source::document(text, log) else { return form };
    let Some((model, body)) = halves(&document, log) else { return form };
    let primary = child(model, "instance").and_then(|instance| elements(instance).next());
    let Some(primary) = primary else {
        log.problem(Place::default(), Fault::XformPartMissing { name: "instance".to_owned() });
        return form;
    };
    let root = primary.tag_name().name();
    let parts = Parts::of(model, body, root, log);
    let words = Words::of(model);
    let top = Spot::of(primary);
    missing(&parts, &top, log);

    form.languages.clone_from(&words.languages);
    form.default_language.clone_from(&words.default);
    settings::apply(model, body, primary, &parts, name, &mut form, log);
    let mut questions = Questions { parts: &parts, words: &words, lists: Lists::of(model), log };
    form.body = questions.items(&top, true, 0);
    questions.lists.take_the_rest(&words);
    form.choices = questions.lists.choices;
    let log = questions.log;
    if form.body.is_empty() {
        log.problem(Place::default(), Fault::Empty {});
    }
    shorten::form(&mut form, root, log);
    form
}

/// Tells what binds and controls name that the instance does not have.
fn missing(parts: &Parts<'_>, top: &Spot<'_>, log: &mut Log) {
    let mut paths = std::collections::HashSet::new();
    top.paths(&mut paths);
    let meta = format!("{}/meta", top.path);
    let of = |names: Vec<(&'static str, &String)>, log: &mut Log| {
        let gone = |path: &str| !paths.contains(path) && !path.starts_with(&meta);
        let mut gone: Vec<_> = names.into_iter().filter(|(_, path)| gone(path)).collect();
        gone.sort();
        for (name, path) in gone {
            let fault = Fault::XformNodeMissing { name: name.to_owned(), path: path.clone() };
            log.warn(Place::default(), fault);
        }
    };
    of(parts.binds.keys().map(|path| ("bind", path)).collect(), log);
    let controls = parts.controls.iter();
    of(controls.map(|(path, _)| ("ref", path)).collect(), log);
}

#[cfg(test)]
mod tests;
