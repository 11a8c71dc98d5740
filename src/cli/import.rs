//! What all imports have in common: reading the file, telling what is wrong in it, telling what came.

use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;

use anyhow::anyhow;
use serde::Serialize;

use super::Outcome;
use super::out::Out;
use crate::forms::{FormProblem, FormProblems};
use crate::i18n;
use crate::service::publish::Imported;

/// The bytes of a file.
pub fn read(file: &Path, out: &Out) -> anyhow::Result<Vec<u8>> {
    std::fs::read(file).map_err(|error| unreadable(file, &error, out))
}

/// A file that cannot be read, or not as what it should be.
pub fn unreadable(file: &Path, reason: &dyn Display, out: &Out) -> anyhow::Error {
    anyhow!(out.texts.cli_file_unreadable(&file.display().to_string(), &reason.to_string()))
}

#[derive(Serialize)]
struct Refused<'a> {
    problems: &'a [FormProblem],
    warnings: &'a [FormProblem],
}

/// Tells everything that is wrong with a file. Nothing of it was imported.
pub fn refused(problems: &FormProblems, out: &mut Out) -> Outcome {
    if out.json {
        let refused = Refused { problems: &problems.problems, warnings: &problems.warnings };
        out.line(&serde_json::to_string(&refused)?);
    } else {
        let heading = out.texts.cli_import_refused(problems.problems.len());
        out.warn(&heading);
        tell(&problems.problems, out);
    }
    Ok(ExitCode::FAILURE)
}

/// Tells problems or warnings, each with its place.
pub fn tell(problems: &[FormProblem], out: &mut Out) {
    for problem in problems {
        let line = i18n::workbook::line(&out.texts, problem);
        out.warn(&line);
    }
}

/// Tells what an import did.
pub fn done(imported: &Imported, sentence: &str, out: &mut Out) -> Outcome {
    out.give(imported, sentence)?;
    if imported.released > 0 {
        let released = out.texts.cli_quarantine_released(imported.released);
        out.say(&released);
    }
    Ok(ExitCode::SUCCESS)
}
