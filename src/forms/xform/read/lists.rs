//! What there is to choose from: lists in the XForm, files beside it, rows of a repeat.

use std::collections::{BTreeMap, HashMap};

use super::parts::{Xml, attribute, child, elements, unknown};
use super::words::Words;
use crate::domain::form::Choice;
use crate::domain::text::Text;
use crate::forms::problem::Log;

/// What a question offers.
#[derive(Default)]
pub(super) struct Offered {
    pub list: String,
    pub filter: Option<String>,
    /// As in a workbook's `parameters` cell.
    pub parameters: Vec<(String, String)>,
    /// Whether the choices are in a file.
    pub in_file: bool,
}

/// A secondary instance.
struct Instance<'a> {
    source: Option<&'a str>,
    items: Vec<Xml<'a>>,
}

/// The lists of a form, as they are found.
pub(super) struct Lists<'a> {
    instances: Vec<(&'a str, Instance<'a>)>,
    /// Under which reference the choices of an instance were named first.
    values: HashMap<String, String>,
    pub choices: BTreeMap<String, Vec<Choice>>,
}

impl<'a> Lists<'a> {
    /// Reads the secondary instances of a model.
    pub fn of(model: Xml<'a>) -> Self {
        let all = elements(model).filter(|element| element.tag_name().name() == "instance").skip(1);
        let one = |instance: Xml<'a>| {
            let root = elements(instance).next();
            let items = root.into_iter().flat_map(elements).collect();
            let source = attribute(instance, "src");
            Some((instance.attribute("id")?, Instance { source, items }))
        };
        Self {
            instances: all.filter_map(one).collect(),
            values: HashMap::new(),
            choices: BTreeMap::new(),
        }
    }

    fn instance(&self, id: &str) -> Option<&Instance<'a>> {
        self.instances.iter().find(|(known, _)| *known == id).map(|(_, instance)| instance)
    }

    /// What a control offers.
    pub fn offered(
        &mut self,
        control: Xml<'a>,
        words: &Words<'a>,
        path: &str,
        log: &mut Log,
    ) -> Offered {
        if let Some(query) = attribute(control, "query") {
            let (base, filter) = predicate(query);
            let list = instance_id(base).unwrap_or_default().to_owned();
            return Offered { list, filter, ..Offered::default() };
        }
        let Some(itemset) = child(control, "itemset") else {
            return Offered { list: self.inline(control, words, path), ..Offered::default() };
        };
        let reference = |name| child(itemset, name).and_then(|element| attribute(element, "ref"));
        let value = reference("value").unwrap_or("name");
        let label = reference("label").unwrap_or("label");
        let (nodeset, mut parameters) = shuffled(attribute(itemset, "nodeset").unwrap_or_default());
        let (base, filter) = predicate(nodeset);
        let Some(id) = instance_id(base) else {
            // Rows of a repeat, in which an answer is the choice.
            let filter = filter.filter(|filter| *filter != format!("./{value} != ''"));
            let list = format!("{}{base}/{value}{}", super::words::OPEN, super::words::CLOSE);
            return Offered { list, filter, parameters, in_file: false };
        };
        let Some(instance) = self.instance(id) else {
            unknown(log, &format!("instance('{id}')"), path);
            return Offered { list: id.to_owned(), filter, parameters, in_file: true };
        };
        if let Some(source) = instance.source {
            let list = source.rsplit('/').next().unwrap_or_default().to_owned();
            let geojson = list.ends_with(".geojson");
            let usual = if geojson { ("id", "title") } else { ("name", "label") };
            for (name, said, usual) in [("value", value, usual.0), ("label", label, usual.1)] {
                if said != usual {
                    parameters.push((name.to_owned(), said.to_owned()));
                }
            }
            return Offered { list, filter, parameters, in_file: true };
        }
        let list = self.within(id, value, label, words);
        Offered { list, filter, parameters, in_file: false }
    }

    /// The list of an instance that the XForm holds.
    fn within(&mut self, id: &str, value: &str, label: &str, words: &Words<'a>) -> String {
        let first = self.values.entry(id.to_owned()).or_insert_with(|| value.to_owned());
        let list = if first == value { id.to_owned() } else { format!("{id}/{value}") };
        if !self.choices.contains_key(&list) {
            let items = self.instance(id).map(|instance| instance.items.clone());
            let items = items.unwrap_or_default();
            let choices = items.iter().map(|item| choice(*item, value, label, words));
            self.choices.insert(list.clone(), choices.collect());
        }
        list
    }

    /// Lists that no question offers and expressions may look up.
    pub fn take_the_rest(&mut self, words: &Words<'a>) {
        let rest: Vec<&str> = self
            .instances
            .iter()
            .filter(|(id, instance)| {
                instance.source.is_none()
                    && !instance.items.is_empty()
                    && !self.values.contains_key(*id)
            })
            .map(|(id, _)| *id)
            .collect();
        for id in rest {
            let first = self.instance(id).and_then(|instance| instance.items.first().copied());
            let has = |name: &str| first.is_some_and(|item| child(item, name).is_some());
            let label = if has("itextId") { "jr:itext(itextId)" } else { "label" };
            self.within(id, if has("name") { "name" } else { "value" }, label, words);
        }
    }

    /// Choices that stand in the control.
    fn inline(&mut self, control: Xml<'a>, words: &Words<'a>, path: &str) -> String {
        let items = elements(control).filter(|element| element.tag_name().name() == "item");
        let choices: Vec<Choice> = items
            .map(|item| {
                let said = words.said(child(item, "label"), "guidance_hint");
                Choice { name: text(item, "value"), label: said.plain, columns: said.columns }
            })
            .collect();
        let name = path.rsplit('/').next().unwrap_or_default();
        for list in [name, path] {
            if self.choices.get(list).is_none_or(|there| *there == choices)
                && self.instance(list).is_none()
            {
                self.choices.insert(list.to_owned(), choices);
                return list.to_owned();
            }
        }
        self.choices.insert(path.to_owned(), choices);
        path.to_owned()
    }
}

fn text(of: Xml<'_>, name: &str) -> String {
    let text = child(of, name).and_then(|element| element.text()).unwrap_or_default();
    text.trim().to_owned()
}

fn choice(item: Xml<'_>, value: &str, label: &str, words: &Words<'_>) -> Choice {
    let of_itext = label.trim().strip_prefix("jr:itext(").and_then(|id| id.strip_suffix(')'));
    let mut choice = Choice { name: text(item, value), ..Choice::default() };
    match of_itext {
        Some(id) => {
            let said = words.by_id(&text(item, id.trim()), "guidance_hint");
            (choice.label, choice.columns) = (said.plain, said.columns);
        }
        None => {
            let said = text(item, label);
            if !said.is_empty() {
                choice.label = Text::new("", &said);
            }
        }
    }
    for column in elements(item) {
        let name = column.tag_name().name();
        let taken = name == value || name == label || of_itext.is_some_and(|id| id.trim() == name);
        let said = column.text().unwrap_or_default();
        if !taken && !said.is_empty() {
            choice.columns.entry(name.to_owned()).or_insert_with(|| said.to_owned());
        }
    }
    choice
}

/// The id in `instance('id')/root/item`.
fn instance_id(base: &str) -> Option<&str> {
    let inside = base.trim().strip_prefix("instance(")?.trim_start();
    let quote = inside.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    inside.get(1..)?.split(quote).next()
}

/// Takes `randomize(…, seed)` off, as parameters.
fn shuffled(nodeset: &str) -> (&str, Vec<(String, String)>) {
    let whole = nodeset.trim();
    let inside = whole.strip_prefix("randomize(").and_then(|inside| inside.strip_suffix(')'));
    let Some(inside) = inside else { return (whole, Vec::new()) };
    let mut parameters = vec![("randomize".to_owned(), "true".to_owned())];
    let mut depth = 0_usize;
    let comma = outside_of_quotes(inside).find(|(_, c)| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *c == ',' && depth == 0
    });
    let Some((at, _)) = comma else { return (inside, parameters) };
    let seed = inside.get(at + 1..).unwrap_or_default().trim().to_owned();
    parameters.push(("seed".to_owned(), seed));
    (inside.get(..at).unwrap_or_default(), parameters)
}

/// A path and the predicates behind it as one expression.
fn predicate(nodeset: &str) -> (&str, Option<String>) {
    let Some((at, _)) = outside_of_quotes(nodeset).find(|(_, c)| *c == '[') else {
        return (nodeset.trim(), None);
    };
    let (base, rest) = nodeset.split_at(at);
    let inside = rest.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    (base.trim(), inside.map(str::to_owned))
}

/// The characters of an expression that stand in no quotes, with their places.
fn outside_of_quotes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut open = None;
    text.char_indices().filter(move |(_, c)| match open {
        Some(quote) => {
            if *c == quote {
                open = None;
            }
            false
        }
        None => {
            open = Some(*c).filter(|c| matches!(c, '"' | '\''));
            open.is_none()
        }
    })
}
