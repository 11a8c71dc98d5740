//! What is wrong with a workbook or a table, as sentences with their place.

use super::Texts;
use super::problem::word;
use crate::forms::{Fault, FormProblem, Place};

/// One line: where, and what.
pub fn line(texts: &Texts, problem: &FormProblem) -> String {
    let what = what(texts, &problem.fault);
    match place(texts, &problem.place) {
        Some(place) => texts.workbook_line(&place, &what),
        None => what,
    }
}

/// Where; `None` for a file as a whole.
pub fn place(texts: &Texts, Place { sheet, row, column }: &Place) -> Option<String> {
    // As text, since spreadsheets number their rows without groups of digits.
    let row = row.map(|row| row.to_string());
    match (sheet.as_str(), row, column) {
        ("", None, _) => None,
        ("", Some(line), None) => Some(texts.table_at_line(&line)),
        ("", Some(line), Some(column)) => Some(texts.table_at(&line, column)),
        (sheet, None, _) => Some(texts.workbook_at_sheet(sheet)),
        (sheet, Some(row), None) => Some(texts.workbook_at_row(sheet, &row)),
        (sheet, Some(row), Some(column)) => Some(texts.workbook_at(sheet, &row, column)),
    }
}

/// What, and what to do about it.
pub fn what(texts: &Texts, fault: &Fault) -> String {
    match fault {
        Fault::Unreadable { reason } => texts.workbook_unreadable(reason),
        Fault::OldOrLocked {} => texts.workbook_old_or_locked(),
        Fault::TooLarge { bound, limit } => {
            texts.workbook_too_large(bound, told_limit(bound, *limit))
        }
        Fault::SheetMissing { name } => texts.workbook_sheet_missing(name),
        Fault::ColumnMissing { heading } => texts.workbook_column_missing(heading),
        Fault::HeadingTwice { heading } => texts.workbook_heading_twice(heading),
        Fault::Empty {} => texts.workbook_empty(),
        Fault::RowsApart { gap } => texts.workbook_rows_apart(*gap),
        Fault::TypeMissing {} => texts.workbook_type_missing(),
        Fault::TypeUnknown { given } => texts.workbook_type_unknown(given),
        Fault::NameMissing {} => texts.workbook_name_missing(),
        Fault::NameInvalid { given } => texts.workbook_name_invalid(given),
        Fault::NameTwice { name, first } => texts.workbook_name_twice(name, &first.to_string()),
        Fault::ListUnnamed {} => texts.workbook_list_unnamed(),
        Fault::ListMissing { list } => texts.workbook_list_missing(list),
        Fault::BlockOpen { name } => texts.workbook_block_open(name),
        Fault::BlockEndAlone {} => texts.workbook_block_end_alone(),
        Fault::BlockCrossed { name, first } => {
            texts.workbook_block_crossed(name, &first.to_string())
        }
        Fault::ReferenceUnknown { name } => texts.workbook_reference_unknown(name),
        Fault::ExpressionUnreadable { from } => texts.workbook_expression_unreadable(from),
        Fault::ExpressionElsewhere { needs } => texts.workbook_expression_elsewhere(needs),
        Fault::MeaningUnknown { given } => texts.workbook_meaning_unknown(given),
        Fault::ExportUnknown { given } => texts.workbook_export_unknown(given),
        Fault::MeaningTwice { meaning, first } => {
            texts.workbook_meaning_twice(meaning, &first.to_string())
        }
        Fault::ChoiceNameMissing { list } => texts.workbook_choice_name_missing(list),
        Fault::ChoiceListMissing { name } => texts.workbook_choice_list_missing(name),
        Fault::ChoiceTwice { list, name, first } => {
            texts.workbook_choice_twice(list, name, &first.to_string())
        }
        Fault::ChoiceBlank { list, name } => texts.workbook_choice_blank(list, name),
        Fault::FormIdMissing { taken } => texts.workbook_form_id_missing(taken),
        Fault::LanguageUnknown { given } => texts.workbook_language_unknown(given),
        Fault::MediaMissing { name } => texts.workbook_media_missing(name),
        Fault::MediaNameInvalid { given } => texts.workbook_media_name_invalid(given),
        Fault::MediaTooLarge { name, limit } => texts.workbook_media_too_large(name, limit >> 20),
        Fault::XformUnreadable { reason } => texts.xform_unreadable(reason),
        Fault::XformDoctype {} => texts.xform_doctype(),
        Fault::XformEncoding { given } => texts.xform_encoding(given),
        Fault::XformPartMissing { name } => texts.xform_part_missing(name),
        Fault::XformPartUnknown { name, path } => texts.xform_part_unknown(name, path),
        Fault::XformNodeMissing { name, path } => texts.xform_node_missing(name, path),
        Fault::TableUnreadable { reason } => texts.table_unreadable(reason),
        Fault::TableColumnMissing { heading } => texts.table_column_missing(heading),
        Fault::CellEmpty { heading } => texts.table_cell_empty(heading),
        // One of two cells that go together, such as a latitude without its longitude.
        Fault::CellInvalid { heading, given, .. } if given.is_empty() => {
            texts.table_cell_empty(heading)
        }
        Fault::CellInvalid { heading, given, expected } => {
            texts.table_cell_invalid(heading, given, &told_expected(texts, expected))
        }
        Fault::IdTwice { id, first } => texts.table_id_twice(id, &first.to_string()),
        Fault::AreaDiffers { id, first } => texts.table_area_differs(id, &first.to_string()),
        Fault::ParentUnknown { parent } => texts.table_parent_unknown(parent),
    }
}

/// Nobody counts bytes: sizes are told in megabytes.
fn told_limit(bound: &str, limit: u64) -> u64 {
    match bound {
        "bytes" | "unpacked_bytes" | "text_bytes" | "loop" => limit >> 20,
        _ => limit,
    }
}

/// What a cell should hold, as a phrase that follows "should be".
fn told_expected(texts: &Texts, expected: &str) -> String {
    match expected {
        "id" | "code" => texts.word_id(),
        "latitude" => texts.word_latitude(),
        "longitude" => texts.word_longitude(),
        "number" => texts.word_count(),
        "period" => texts.word_period(),
        other => word(texts, other),
    }
}
