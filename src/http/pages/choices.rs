//! What the answers of respondents are called, and which ones there are.

use std::sync::Arc;

use crate::domain::catalogue::{Catalogue, Reference};
use crate::domain::form::{Choice, Form, Kind, Meaning};
use crate::i18n::Texts;

/// The group of who gave an answer of their own where choices were offered.
const OTHER: &str = "other";

/// The choices of the published forms, the newest form first: a choice is called what it was called
/// last, and choices of older versions, which people answered with, are still there.
pub struct Choices {
    forms: Vec<Arc<Form>>,
}

impl Choices {
    /// Those of a catalogue.
    pub fn of(catalogue: &Catalogue) -> Self {
        // Versions have no order; the order in which they were published does.
        let forms = catalogue.changes.values().rev().filter_map(|changed| match changed {
            Reference::Form(form) => catalogue.forms.get(form).cloned(),
            _ => None,
        });
        Self { forms: forms.collect() }
    }

    /// Those of some forms, the newest first.
    #[cfg(test)]
    pub fn of_forms(forms: Vec<Arc<Form>>) -> Self {
        Self { forms }
    }

    /// Every choice of the questions with a meaning, each once.
    pub fn all(&self, meaning: Meaning) -> Vec<&Choice> {
        let mut all: Vec<&Choice> = Vec::new();
        for choice in self.forms.iter().flat_map(|form| of_form(form, meaning)) {
            if !all.iter().any(|known| known.name == choice.name) {
                all.push(choice);
            }
        }
        all
    }

    /// What a choice is called; the choice itself when it is called nothing.
    pub fn label(&self, meaning: Meaning, code: &str, texts: &Texts) -> String {
        let found = self.all(meaning).into_iter().find(|choice| choice.name == code);
        let label = found.and_then(|choice| choice.label.pick(texts.chain()));
        match label {
            Some((_, label)) => label.to_owned(),
            None if code == OTHER => texts.page_other_answer(),
            None => code.to_owned(),
        }
    }

    /// Whether somebody can have answered with it.
    pub fn has(&self, meaning: Meaning, code: &str) -> bool {
        code == OTHER || self.all(meaning).iter().any(|choice| choice.name == code)
    }
}

fn of_form(form: &Form, meaning: Meaning) -> &[Choice] {
    let question = form.meaning(meaning);
    let list = question.and_then(|(_, question)| match &question.kind {
        Kind::SelectOne { list, .. } | Kind::SelectMultiple { list, .. } | Kind::Rank { list } => {
            form.choices.get(list)
        }
        _ => None,
    });
    list.map_or(&[], Vec::as_slice)
}
