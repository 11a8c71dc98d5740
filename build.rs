//! Prepares what is compiled in: checks the catalogues in `locales/` and writes one typed method per
//! message, and puts the API document of `api-spec/` into one piece.
//!
//! English is the reference. Whatever another language says that English does not, or leaves out,
//! ends the build with the file, the message and what to do. See `docs/languages.md`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "cargo listens to both")]

#[path = "build/check.rs"]
mod check;
#[path = "build/openapi.rs"]
mod openapi;
#[path = "build/read.rs"]
mod read;
#[path = "build/write.rs"]
mod write;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    // Once a script names what it reads, cargo looks at nothing else: so all that is compiled in.
    for path in ["api-spec", "build", "locales", "migrations", "templates"] {
        if Path::new(path).exists() {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let out = env::var("OUT_DIR").map_err(|e| e.to_string())?;
    let out = Path::new(&out);
    let languages = read::languages(Path::new("locales"))?;
    let checked = check::check(&languages).map_err(|faults| {
        let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
        format!("the catalogues have {} fault(s):\n{}", list.len(), list.join("\n"))
    })?;
    let write = |name: &str, text: String| {
        fs::write(out.join(name), text).map_err(|e| format!("{name}: {e}"))
    };
    write("texts.rs", write::methods(&checked))?;
    write("catalogues.rs", write::catalogues(&languages))?;
    openapi::write(Path::new("api-spec"), out)
}
