//! `sikia form import|list`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use serde::Serialize;

use super::config::Config;
use super::node::{OPERATOR, open, said};
use super::out::Out;
use super::{Outcome, import};
use crate::forms::read_workbook_named;
use crate::service::publish;

#[derive(Subcommand)]
pub enum Command {
    /// Publish a form from an XLSForm workbook (.xlsx)
    Import {
        /// The workbook
        file: PathBuf,
    },
    /// List the forms
    List,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    version: &'a str,
    languages: &'a [String],
    questions: usize,
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        match self {
            Self::Import { file } => {
                let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
                import_form(config, out, &file, &stem.unwrap_or_default()).await
            }
            Self::List => list(config, out).await,
        }
    }
}

async fn import_form(
    config: &Config,
    out: &mut Out,
    file: &std::path::Path,
    stem: &str,
) -> Outcome {
    let bytes = import::read(file, out)?;
    let read = match read_workbook_named(&bytes, stem) {
        Ok(read) => read,
        Err(problems) => return import::refused(&problems, out),
    };
    import::tell(&read.warnings, out);
    let services = open(config, out).await?;
    let done = publish::form(&services, &read.form, &bytes, OPERATOR).await.map_err(said)?;
    services.store.close().await;
    let (id, version) = (&read.form.form.id, &read.form.form.version);
    if done.refused > 0 {
        let words = out.texts.workbook_version_taken(id, version);
        out.warn(&words);
        return Ok(ExitCode::FAILURE);
    }
    let sentence = if done.added > 0 {
        out.texts.cli_form_imported(id, version, read.form.questions().len())
    } else {
        out.texts.cli_form_unchanged(id, version)
    };
    import::done(&done, &sentence, out)
}

async fn list(config: &Config, out: &mut Out) -> Outcome {
    let services = open(config, out).await?;
    let catalogue = services.catalogue().await.map_err(said)?;
    let line = |form: &crate::domain::form::Form| {
        let questions = form.questions().len();
        (form.form.to_string(), form.languages.join(", "), questions)
    };
    if out.json {
        let lines: Vec<Line<'_>> = catalogue
            .forms
            .values()
            .map(|form| Line {
                id: &form.form.id,
                version: &form.form.version,
                languages: &form.languages,
                questions: form.questions().len(),
            })
            .collect();
        out.line(&serde_json::to_string(&lines)?);
    } else {
        for form in catalogue.forms.values() {
            let (name, languages, questions) = line(form);
            out.line(&format!("{name}\t{questions}\t{languages}"));
        }
    }
    services.store.close().await;
    Ok(ExitCode::SUCCESS)
}
