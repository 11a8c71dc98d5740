//! What commands print: sentences for the operator, or one line of JSON for a program.

use std::io::Write;

use serde::Serialize;

use super::node::Refused;
use crate::domain::problem::Problem;
use crate::i18n::{self, Texts};

/// Where a command's output goes.
pub struct Out {
    /// Whether a program reads it.
    pub json: bool,
    /// The operator's language.
    pub texts: Texts,
}

impl Out {
    /// Standard output, in the language of the environment.
    pub fn new(json: bool) -> Self {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        let tag = locale.unwrap_or_default();
        let tag = tag.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
        Self { json, texts: Texts::negotiate(Some(&tag)) }
    }

    /// A sentence; nothing where a program reads.
    pub fn say(&mut self, sentence: &str) {
        if !self.json {
            self.line(&i18n::plain(sentence));
        }
    }

    /// One line as it is.
    pub fn line(&mut self, line: &str) {
        // Nobody reads any more when this fails.
        let _ = writeln!(std::io::stdout(), "{line}");
        let _ = std::io::stdout().flush();
    }

    /// A value for a program, a sentence for the operator.
    pub fn give(&mut self, value: &impl Serialize, sentence: &str) -> anyhow::Result<()> {
        if self.json {
            self.line(&serde_json::to_string(value)?);
        } else {
            self.line(&i18n::plain(sentence));
        }
        Ok(())
    }

    /// Something to look at, on standard error.
    pub fn warn(&mut self, sentence: &str) {
        let _ = writeln!(std::io::stderr(), "{}", i18n::plain(sentence));
    }

    /// What went wrong, on standard error.
    pub fn error(&mut self, error: &anyhow::Error) {
        let words = match error.downcast_ref::<Refused>() {
            Some(Refused(problem @ Problem::UnfitMember { .. })) => {
                let title = i18n::problem::title(&self.texts, problem);
                format!("{title}: {}", i18n::problem::detail(&self.texts, problem))
            }
            Some(Refused(problem)) => i18n::problem::title(&self.texts, problem),
            None => format!("{error:#}"),
        };
        self.warn(&format!("sikia: {words}"));
    }
}
