//! Paths in expressions and texts as `${name}`, wherever that means just the same: what is read of an
//! XForm is then what is read of its workbook. All other paths stay as they are.

use std::collections::HashMap;

use super::parts::unknown;
use super::words::{CLOSE, OPEN};
use crate::domain::form::tree::{Manner, Tree};
use crate::domain::form::{Form, Item, Kind, Question, Section};
use crate::domain::text::Text;
use crate::forms::problem::Log;

const PLAIN: Manner = Manner { current: false, all_rows: false };
const IN_PREDICATE: Manner = Manner { current: true, all_rows: false };
/// Expressions beyond this, in bytes, stay as they are.
const LONGEST: usize = 64 << 10;
const CURRENT: &str = "current()/";
const LAST_SAVED: &str = "instance('__last-saved')";

/// Shortens the paths of a whole form. `root` is the name of the element around the answers.
pub(super) fn form(form: &mut Form, root: &str, log: &mut Log) {
    let named = Form { body: form.body.clone(), ..Form::default() };
    let tree = Tree::of(&named, root);
    let paths = tree.nodes.iter().enumerate().map(|(at, node)| (node.path.as_str(), at)).collect();
    let mut short = Short { tree: &tree, paths, log, at: 0 };
    short.items(&mut form.body);
    for list in form.choices.values_mut() {
        for choice in list {
            short.text(&mut choice.label, None);
        }
    }
    for cell in form.settings.values_mut() {
        *cell = short.expression(cell, None, PLAIN);
    }
    for cell in form.sheets.values_mut().flatten().flat_map(|row| row.values_mut()) {
        *cell = short.expression(cell, None, PLAIN);
    }
}

struct Short<'a, 'b> {
    tree: &'a Tree<'a>,
    paths: HashMap<&'a str, usize>,
    log: &'b mut Log,
    /// The node at which the walk stands: the order of items is that of the tree.
    at: usize,
}

impl Short<'_, '_> {
    fn items(&mut self, items: &mut [Item]) {
        for item in items {
            let at = self.at;
            self.at += 1;
            match item {
                Item::Question(question) => self.question(question, at),
                Item::Group(section) | Item::Repeat(section) => {
                    self.section(section, at);
                    self.items(&mut section.body);
                }
            }
        }
    }

    fn question(&mut self, question: &mut Question, at: usize) {
        let from = Some(at);
        let Question { required, relevant, constraint, calculation, default, .. } = question;
        for text in [required, relevant, constraint, calculation, default].into_iter().flatten() {
            *text = self.expression(text, from, PLAIN);
        }
        if let Some(filter) = &mut question.choice_filter {
            *filter = self.expression(filter, from, IN_PREDICATE);
        }
        for text in [&mut question.label, &mut question.hint, &mut question.constraint_message] {
            self.text(text, from);
        }
        if let Kind::SelectOne { list, .. }
        | Kind::SelectMultiple { list, .. }
        | Kind::Rank { list } = &mut question.kind
            && let Some(path) = list.strip_prefix(OPEN)
        {
            // The answers in the rows of a repeat are the choices.
            let path = path.trim_end_matches(CLOSE);
            let node = self.path(path, from).and_then(|(_, node)| self.tree.nodes.get(node));
            *list = node.map_or_else(|| path.to_owned(), |node| format!("${{{}}}", node.name));
        }
        self.columns(&mut question.columns, from);
    }

    fn section(&mut self, section: &mut Section, at: usize) {
        let from = Some(at);
        if let Some(text) = &mut section.relevant {
            *text = self.expression(text, from, PLAIN);
        }
        self.text(&mut section.label, from);
        self.columns(&mut section.columns, from);
    }

    fn columns(
        &mut self,
        columns: &mut std::collections::BTreeMap<String, String>,
        from: Option<usize>,
    ) {
        for (heading, cell) in columns {
            let attribute = ["bind::", "body::", "instance::"];
            let computed = attribute.iter().any(|prefix| heading.starts_with(prefix))
                || matches!(
                    heading.as_str(),
                    "read_only" | "repeat_count" | "required" | "trigger"
                );
            if computed {
                *cell = self.expression(cell, from, PLAIN);
            } else if cell.contains(OPEN) {
                *cell = self.outputs(cell, from);
            }
        }
    }

    fn text(&mut self, text: &mut Text, from: Option<usize>) {
        for said in text.0.values_mut().filter(|said| said.contains(OPEN)) {
            *said = self.outputs(said, from);
        }
    }

    /// A text with its marked expressions as references. What is more than a reference is not held.
    fn outputs(&mut self, text: &str, from: Option<usize>) -> String {
        let mut out = String::new();
        for (index, part) in text.split(OPEN).enumerate() {
            let Some((expression, rest)) = part.split_once(CLOSE).filter(|_| index > 0) else {
                out.push_str(part);
                continue;
            };
            let short = self.expression(expression, from, PLAIN);
            let short = short.trim();
            let reference = short.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
            if reference.is_some_and(|name| !name.contains("${")) {
                out.push_str(short);
            } else {
                let path = from.and_then(|at| self.tree.nodes.get(at));
                let path = path.map_or(self.tree.root.as_str(), |node| node.path.as_str());
                unknown(self.log, &format!("output {expression}"), path);
                out.push('…');
            }
            out.push_str(rest);
        }
        out
    }

    fn expression(&self, text: &str, from: Option<usize>, manner: Manner) -> String {
        if !text.contains('/') || text.len() > LONGEST {
            return text.to_owned();
        }
        let short = self.referring(text, from);
        // Only where it would be written again just as it was.
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let same = bare(&self.tree.resolve(&short, from, manner)) == bare(text);
        if same { short } else { text.to_owned() }
    }

    fn referring(&self, text: &str, from: Option<usize>) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for Start { at, c, quoted } in places(text) {
            if at < done {
                continue;
            }
            let Some((before, rest)) = text.split_at_checked(at) else { continue };
            let last_saved = c == '/' && before.ends_with(LAST_SAVED);
            let joined =
                before.ends_with(|c: char| is_name(c) || matches!(c, ')' | ']' | '/' | '*'));
            if joined && !last_saved {
                continue;
            }
            let Some((length, node)) = self.path(rest, from) else { continue };
            // In quotes, only a whole path is one.
            let ends = rest.get(length..).map(str::trim_start).and_then(|rest| rest.chars().next());
            if quoted.is_some() && quoted != ends {
                continue;
            }
            let Some(name) = self.tree.nodes.get(node).map(|node| node.name) else { continue };
            let mut start = at;
            let prefix = if last_saved { "last-saved#" } else { "" };
            if last_saved {
                start -= LAST_SAVED.len();
            }
            out.push_str(text.get(done..start).unwrap_or_default());
            // Paths are written with a blank on either side.
            let padded = out.ends_with(' ');
            if padded {
                out.pop();
            }
            out.push_str(&format!("${{{prefix}{name}}}"));
            done = at + length;
            if padded && text.get(done..).is_some_and(|rest| rest.starts_with(' ')) {
                done += 1;
            }
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// The path at the beginning of a text: how long it is, and its node.
    fn path(&self, text: &str, from: Option<usize>) -> Option<(usize, usize)> {
        let current = if text.starts_with(CURRENT) { CURRENT.len() } else { 0 };
        let mut length = current;
        let relative = text.get(current..)?.starts_with("../");
        let mut base = String::new();
        if relative {
            let mut above = self.tree.nodes.get(from?)?.path.as_str();
            while text.get(length..)?.starts_with("../") {
                above = above.rsplit_once('/')?.0;
                length += 3;
            }
            base = format!("{above}/");
        } else if current > 0 || !text.starts_with('/') {
            return None;
        }
        let steps = text.get(length..)?;
        let end = steps.find(|c: char| !is_name(c) && c != '/').unwrap_or(steps.len());
        let steps = steps.get(..end)?;
        // What goes on with a predicate, an attribute or all children is no plain path.
        let goes_on = text.get(length + end..)?.starts_with(['[', '@', '*', '(']);
        if goes_on || steps.ends_with('/') || steps.is_empty() {
            return None;
        }
        let node = *self.paths.get(format!("{base}{steps}").as_str())?;
        Some((length + end, node))
    }
}

/// Where a path may begin: outside of quotes, or as the first thing in them, since
/// `jr:choice-name()` takes a path in quotes.
fn places(text: &str) -> Vec<Start> {
    let mut open = None;
    let mut fresh = false;
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        match open {
            Some(quote) if c == quote => open = None,
            Some(_) if fresh && !c.is_whitespace() => {
                fresh = false;
                if c == '/' {
                    found.push(Start { at, c, quoted: open });
                }
            }
            Some(_) => {}
            None if matches!(c, '"' | '\'') => (open, fresh) = (Some(c), true),
            None if matches!(c, '/' | '.' | 'c') => found.push(Start { at, c, quoted: None }),
            None => {}
        }
    }
    found
}

/// A place where a path may begin.
struct Start {
    at: usize,
    c: char,
    /// The quote around it.
    quoted: Option<char>,
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}
