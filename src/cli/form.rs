//! `sikia form import|list`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::anyhow;
use clap::Subcommand;
use serde::Serialize;
use serde_json::json;

use super::config::Config;
use super::media::{Beside, bring};
use super::node::{OPERATOR, open, said};
use super::out::Out;
use super::{Outcome, import};
use crate::domain::catalogue::Stage;
use crate::domain::form::Unfit;
use crate::domain::form::instance::Instance;
use crate::domain::ids::FormRef;
use crate::forms::read_workbook_named;
use crate::i18n;
use crate::service::{media, publish};
use crate::store::{FormFiles, Staged};

#[derive(Subcommand)]
pub enum Command {
    /// Publish a form from an XLSForm workbook (.xlsx, .xls, .ods, .csv) or an XForm (.xml)
    Import {
        /// The workbook or XForm
        file: PathBuf,
        /// As a draft: only test devices are offered it, and what they send never counts
        #[arg(long)]
        draft: bool,
        /// A directory or a ZIP archive with the files that the form names
        #[arg(long)]
        media: Option<PathBuf>,
    },
    /// Print the XForm that clients would get, or with --json the form and the schema of its answers,
    /// without publishing anything
    Convert {
        /// The workbook
        file: PathBuf,
    },
    /// Show what becomes of a submission in a form: what is asked, what is calculated, what does not hold
    Try {
        /// The workbook
        form: PathBuf,
        /// Submissions as XML, as a phone sends them
        #[arg(required = true)]
        submissions: Vec<PathBuf>,
    },
    /// Publish a draft, or bring back a retired form
    Publish {
        /// The form's id
        id: String,
        /// Its version
        version: String,
    },
    /// Offer a form to no device any more; what was filled still comes in
    Retire {
        /// The form's id
        id: String,
        /// Its version
        version: String,
    },
    /// Say that a question, group or repeat is called otherwise in newer versions, and count again
    Map {
        /// The form's id
        id: String,
        /// Its path in old versions
        from: String,
        /// Its path in new ones
        to: String,
    },
    /// List the forms
    List,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    version: &'a str,
    stage: &'static str,
    languages: &'a [String],
    questions: usize,
}

impl Command {
    pub async fn run(self, config: &Config, out: &mut Out) -> Outcome {
        match self {
            Self::Import { file, draft, media } => {
                let stage = if draft { Stage::Draft } else { Stage::Published };
                import_form(config, out, &file, media.as_deref(), stage).await
            }
            Self::Convert { file } => convert(out, &file),
            Self::Try { form, submissions } => try_on(out, &form, &submissions),
            Self::Publish { id, version } => {
                move_on(config, out, FormRef { id, version }, Stage::Published).await
            }
            Self::Retire { id, version } => {
                move_on(config, out, FormRef { id, version }, Stage::Retired).await
            }
            Self::Map { id, from, to } => map(config, out, &id, &from, &to).await,
            Self::List => list(config, out).await,
        }
    }
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn convert(out: &mut Out, file: &Path) -> Outcome {
    let bytes = import::read(file, out)?;
    match read_workbook_named(&bytes, &stem(file)) {
        Ok(read) => {
            import::tell(&read.warnings, out);
            match out.json {
                true => {
                    let schema = read.form.answers_schema();
                    out.line(&json!({"form": read.form, "answers": schema}).to_string());
                }
                false => out.line(&read.xform(&bytes)),
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => import::refused(&problems, out),
    }
}

/// Shows each submission in the form: a line of JSON each for a program, a table for the operator.
fn try_on(out: &mut Out, form: &Path, submissions: &[PathBuf]) -> Outcome {
    let bytes = import::read(form, out)?;
    let form = match read_workbook_named(&bytes, &stem(form)) {
        Ok(read) => read.form,
        Err(problems) => return import::refused(&problems, out),
    };
    for left in form.unread() {
        out.warn(&format!("{}\t{}\t{}", left.path, left.rule.heading(), left.expression));
    }
    let now = jiff::Zoned::now().datetime().to_string();
    for file in submissions {
        let bytes = import::read(file, out)?;
        let text = String::from_utf8_lossy(&bytes);
        let instance = Instance::read(&text).map_err(|unreadable| anyhow!(unreadable.0))?;
        let answers = instance.answers(&form);
        let (shown, review) = form.try_on(&answers, &now);
        if out.json {
            let unread: Vec<_> = review
                .unread
                .iter()
                .map(|(path, rule, fault)| {
                    [path, rule.heading(), &fault.to_string()].map(str::to_owned)
                })
                .collect();
            let line =
                json!({"file": file, "shown": shown, "broken": review.broken, "unread": unread});
            out.line(&line.to_string());
            continue;
        }
        for line in shown.iter().filter(|line| line.relevant) {
            out.line(&format!("{}\t{}", line.path, line.value));
        }
        for problem in &review.broken {
            let words = i18n::problem::detail(&out.texts, problem);
            out.warn(&words);
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn import_form(
    config: &Config,
    out: &mut Out,
    file: &Path,
    beside: Option<&Path>,
    stage: Stage,
) -> Outcome {
    let bytes = import::read(file, out)?;
    let mut beside = Beside::open(beside, out)?;
    let read = match read_workbook_named(&bytes, &stem(file)) {
        Ok(read) => read,
        Err(problems) => return import::refused(&problems, out),
    };
    import::tell(&read.warnings, out);
    let services = open(config, out).await?;
    let xform = read.xform(&bytes);
    let (id, version) = (&read.form.form.id, &read.form.form.version);
    let catalogue = services.catalogue().await.map_err(said)?;
    // What is refused shall leave nothing.
    let taken = catalogue.forms.get(&read.form.form).is_some_and(|there| **there != read.form);
    let kept = match taken {
        true => Vec::new(),
        false => bring(&services, &read.form, &xform, &mut beside, out).await?,
    };
    let files = FormFiles { source: &bytes, xform: xform.as_bytes(), media: &kept, stage };
    let done = publish::form(&services, &read.form, files, OPERATOR).await.map_err(said)?;
    services.store.close().await;
    if done.refused > 0 {
        let words = out.texts.workbook_version_taken(id, version);
        out.warn(&words);
        return Ok(ExitCode::FAILURE);
    }
    let sentence = if done.added > 0 {
        out.texts.cli_form_imported(id, version, read.form.questions().len())
    } else if done.changed > 0 {
        out.texts.cli_form_media_kept(kept.len())
    } else {
        out.texts.cli_form_unchanged(id, version)
    };
    let outcome = import::done(&done, &sentence, out)?;
    if done.added > 0 && !kept.is_empty() {
        let sentence = out.texts.cli_form_media_kept(kept.len());
        out.say(&sentence);
    }
    Ok(outcome)
}

async fn move_on(config: &Config, out: &mut Out, form: FormRef, to: Stage) -> Outcome {
    let services = open(config, out).await?;
    let done = publish::stage(&services, &form, to, OPERATOR).await.map_err(said)?;
    if to == Stage::Published {
        let missing = media::missing(&services, &form).await.map_err(said)?;
        import::tell(&missing, out);
    }
    services.store.close().await;
    let (texts, id, version) = (out.texts.clone(), &form.id, &form.version);
    let refusal = match done {
        Staged::Moved | Staged::Unchanged => {
            let sentence = match to {
                Stage::Retired => texts.cli_form_retired(id, version),
                _ => texts.cli_form_published(id, version),
            };
            let json = json!({"id": id, "version": version, "stage": to.name()});
            out.give(&json, &sentence)?;
            return Ok(ExitCode::SUCCESS);
        }
        Staged::HasRecords => texts.cli_form_draft_has_records(id, version),
        Staged::Unknown | Staged::NoWayBack => texts.cli_form_unknown(id, version),
    };
    out.warn(&refusal);
    Ok(ExitCode::FAILURE)
}

async fn map(config: &Config, out: &mut Out, id: &str, from: &str, to: &str) -> Outcome {
    let services = open(config, out).await?;
    let done = publish::rename(&services, id, from, to, OPERATOR).await.map_err(said)?;
    services.store.close().await;
    let texts = out.texts.clone();
    let refusal = match done {
        Ok(versions) => {
            let json = json!({"id": id, "from": from, "to": to, "versions": versions});
            out.give(&json, &texts.cli_form_mapped(from, to, versions))?;
            return Ok(ExitCode::SUCCESS);
        }
        Err(Unfit::NoOld) => texts.cli_form_no_old_path(id, from),
        Err(Unfit::NoNew) => texts.cli_form_no_new_path(id, to),
        Err(Unfit::Apart) => texts.cli_form_paths_apart(from, to),
    };
    out.warn(&refusal);
    Ok(ExitCode::FAILURE)
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
                stage: catalogue.stage(&form.form).name(),
                languages: &form.languages,
                questions: form.questions().len(),
            })
            .collect();
        out.line(&serde_json::to_string(&lines)?);
    } else {
        for form in catalogue.forms.values() {
            let (name, languages, questions) = line(form);
            let stage = catalogue.stage(&form.form).name();
            out.line(&format!("{name}\t{stage}\t{questions}\t{languages}"));
        }
    }
    services.store.close().await;
    Ok(ExitCode::SUCCESS)
}
