//! The code list of needs.

use std::collections::HashSet;

use super::{Once, done, id, table};
use crate::domain::ids::NeedCode;
use crate::domain::taxonomy::{Code, Taxonomy};
use crate::forms::problem::{Fault, FormProblems, Log};

/// Reads `code,parent,label_<language>…,definition_<language>…,source`. A code without a parent is a
/// domain; a code without a label in any language is refused, since it could not be shown.
///
/// # Errors
/// Everything that is wrong, by row.
pub fn read_taxonomy(bytes: &[u8]) -> Result<Taxonomy, FormProblems> {
    let mut log = Log::default();
    let mut codes: Vec<Code> = Vec::new();
    let Some(table) = table(bytes, &["code", "parent", "label"], &mut log) else {
        return done(Taxonomy::default(), log);
    };
    let mut once = Once::default();
    for row in &table.rows {
        let Some(code) = id(&table, row, "code", &mut log) else { continue };
        let label = table.text(row, "label");
        if label.is_empty() {
            let fault = Fault::CellEmpty { heading: "label".to_owned() };
            log.problem(table.cell_place(row, "label"), fault);
        }
        if once.take(&table, row, "code", &code, &mut log) {
            codes.push(Code {
                code: NeedCode(code),
                parent: table.string(row, "parent").map(NeedCode),
                label,
                definition: table.text(row, "definition"),
                source: table.string(row, "source").unwrap_or_default(),
            });
        }
    }
    let domains: HashSet<String> =
        codes.iter().filter(|c| c.parent.is_none()).map(|c| c.code.0.clone()).collect();
    for row in &table.rows {
        let Some(parent) = table.get(row, "parent") else { continue };
        if !domains.contains(parent.text) {
            let fault = Fault::ParentUnknown { parent: parent.text.to_owned() };
            log.problem(parent.place, fault);
        }
    }
    done(Taxonomy(codes), log)
}
