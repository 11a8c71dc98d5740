//! The nodes of the primary instance.

use std::collections::{HashMap, HashSet};

use super::parts::{Xml, attributes, elements};

/// One node with what is in it; templates and rows of a repeat are one.
pub(super) struct Spot<'a> {
    pub name: &'a str,
    pub path: String,
    pub attributes: Vec<(String, &'a str)>,
    /// What stands in it, when nothing else does.
    pub text: &'a str,
    /// Whether it is said to be a repeat's template, or stands there more than once.
    pub repeats: bool,
    pub children: Vec<Spot<'a>>,
}

impl<'a> Spot<'a> {
    /// The nodes of an instance, from its root down.
    pub fn of(root: Xml<'a>) -> Self {
        Self::at(root, "")
    }

    fn at(element: Xml<'a>, above: &str) -> Self {
        let name = element.tag_name().name();
        let mut spot = Self {
            name,
            path: format!("{above}/{name}"),
            attributes: attributes(element).filter(|(name, _)| name != "jr:template").collect(),
            text: element.text().map(str::trim).unwrap_or_default(),
            repeats: element.attributes().any(|attribute| attribute.name() == "template"),
            children: Vec::new(),
        };
        let inside = elements(element).map(|child| Self::at(child, &spot.path)).collect();
        spot.take(inside);
        spot
    }

    /// Adds children; those of one name are one.
    fn take(&mut self, children: Vec<Self>) {
        let mut places: HashMap<&str, usize> =
            self.children.iter().enumerate().map(|(at, child)| (child.name, at)).collect();
        for child in children {
            let there = places.get(child.name).and_then(|at| self.children.get_mut(*at));
            match there {
                Some(there) => {
                    there.repeats = true;
                    if there.text.is_empty() {
                        there.text = child.text;
                    }
                    there.take(child.children);
                }
                None => {
                    places.insert(child.name, self.children.len());
                    self.children.push(child);
                }
            }
        }
    }

    /// The paths of all nodes.
    pub fn paths<'b>(&'b self, into: &mut HashSet<&'b str>) {
        into.insert(&self.path);
        for child in &self.children {
            child.paths(into);
        }
    }
}
