//! What can be wrong with a workbook or a table, as facts with a place.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Import;
use crate::domain::form::Form;

/// More of them help nobody to mend a workbook.
const MOST: usize = 200;

/// Where in a workbook or a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The sheet; empty in a CSV file.
    pub sheet: String,
    /// The row as spreadsheet programs number it, from 1; the line in a CSV file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The column as spreadsheet programs letter it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormProblem {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// What.
    #[serde(flatten)]
    pub fault: Fault,
}

/// Why a workbook or a table could not be taken, and what else was seen in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{} problems, the first: {}", .problems.len(), .problems.first().map(ToString::to_string).unwrap_or_default())]
pub struct FormProblems {
    /// What has to be mended. At least one.
    pub problems: Vec<FormProblem>,
    /// What does not stand in the way.
    pub warnings: Vec<FormProblem>,
}

macro_rules! faults {
    ($( $(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty),* } = $code:literal; )*) => {
        /// What is wrong. The code is the id of its sentence in the catalogues, the fields are its
        /// placeables beside `sheet`, `row` and `column`.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "code")]
        pub enum Fault {
            $( $(#[$doc])* #[serde(rename = $code)] $name { $($(#[$fdoc])* $field: $ty),* }, )*
        }

        impl Fault {
            /// The stable code.
            pub fn code(&self) -> &'static str {
                match self { $( Self::$name { .. } => $code, )* }
            }

            /// Every code with the names of its fields, for the catalogues and their tests.
            pub const CODES: &'static [(&'static str, &'static [&'static str])] =
                &[ $( ($code, &[$(stringify!($field)),*]), )* ];
        }
    };
}

faults! {
    // --- of a whole workbook -------------------------------------------------------------------
    /// Not a workbook that can be read: no `.xlsx`, or a broken one.
    Unreadable {
        /// The reader's words, in English.
        reason: String
    } = "workbook-unreadable";
    /// A legacy `.xls` file, or a workbook that a password protects; both look alike from outside.
    OldOrLocked {} = "workbook-old-or-locked";
    /// Over a bound.
    TooLarge {
        /// `bytes`, `parts`, `unpacked_bytes`, `rows`, `columns`, `cells`, `text_bytes`, `depth`,
        /// `loop`, `elements`, `media_files`, `problems`.
        bound: String,
        /// Its value.
        limit: u64
    } = "workbook-too-large";
    /// No sheet of this name.
    SheetMissing {
        /// The sheet's name.
        name: String
    } = "workbook-sheet-missing";
    /// No column of this heading.
    ColumnMissing {
        /// The heading.
        heading: String
    } = "workbook-column-missing";
    /// Two columns that say the same; the first counts. A warning.
    HeadingTwice {
        /// The heading of the second.
        heading: String
    } = "workbook-heading-twice";
    /// A row far below the rest that has no type of a form, and is not read. A warning.
    RowsApart {
        /// How many empty rows a form has within it, as a rule.
        gap: u64
    } = "workbook-rows-apart";
    /// A survey sheet without a single question.
    Empty {} = "workbook-empty";

    // --- of the survey sheet -------------------------------------------------------------------
    /// A row with a name and no type.
    TypeMissing {} = "workbook-type-missing";
    /// A type that the form standard does not have.
    TypeUnknown {
        /// The type given.
        given: String
    } = "workbook-type-unknown";
    /// A question or a block without a name.
    NameMissing {} = "workbook-name-missing";
    /// A name that cannot be a name: letters, digits, `_`, `-`, `.`; a letter or `_` first.
    NameInvalid {
        /// The name given.
        given: String
    } = "workbook-name-invalid";
    /// A name that stands twice in one group.
    NameTwice {
        /// The name.
        name: String,
        /// The row that has it first.
        first: u32
    } = "workbook-name-twice";
    /// A question with choices that names no list.
    ListUnnamed {} = "workbook-list-unnamed";
    /// A question with choices whose list is not in the choices sheet.
    ListMissing {
        /// The list.
        list: String
    } = "workbook-list-missing";
    /// A group or repeat that is begun and never ended.
    BlockOpen {
        /// Its name.
        name: String
    } = "workbook-block-open";
    /// An end without a begin.
    BlockEndAlone {} = "workbook-block-end-alone";
    /// An end of another kind than what was begun last.
    BlockCrossed {
        /// The name of what was begun last.
        name: String,
        /// The row in which it was.
        first: u32
    } = "workbook-block-crossed";
    /// `${name}` of something that the form does not have.
    ReferenceUnknown {
        /// The name.
        name: String
    } = "workbook-reference-unknown";
    /// An expression that nobody can read: a phone would not open the form.
    ExpressionUnreadable {
        /// What it is not understood from.
        from: String
    } = "workbook-expression-unreadable";
    /// A rule that is only looked at on the phone. A warning.
    ExpressionElsewhere {
        /// What it asks for.
        needs: String
    } = "workbook-expression-elsewhere";
    /// A word in the `sikia` column that means nothing.
    MeaningUnknown {
        /// The word given.
        given: String
    } = "workbook-meaning-unknown";
    /// A word in the `sikia_export` column that says nothing.
    ExportUnknown {
        /// The word given.
        given: String
    } = "workbook-export-unknown";
    /// A second question with the same meaning; the first counts. A warning.
    MeaningTwice {
        /// The word.
        meaning: String,
        /// The row that has it first.
        first: u32
    } = "workbook-meaning-twice";

    // --- of the choices sheet ------------------------------------------------------------------
    /// A choice without a name.
    ChoiceNameMissing {
        /// Its list.
        list: String
    } = "workbook-choice-name-missing";
    /// A choice without a list; it is left out. A warning.
    ChoiceListMissing {
        /// Its name.
        name: String
    } = "workbook-choice-list-missing";
    /// A choice that stands twice in its list. A warning.
    ChoiceTwice {
        /// Its list.
        list: String,
        /// Its name.
        name: String,
        /// The row that has it first.
        first: u32
    } = "workbook-choice-twice";
    /// A choice with a blank in its name, which clients that send several choices as one text would
    /// tear apart. A warning.
    ChoiceBlank {
        /// Its list.
        list: String,
        /// Its name.
        name: String
    } = "workbook-choice-blank";

    // --- of the settings sheet -----------------------------------------------------------------
    /// No form id. A warning.
    FormIdMissing {
        /// The id that is taken instead.
        taken: String
    } = "workbook-form-id-missing";
    /// A default language that no column has. A warning.
    LanguageUnknown {
        /// The language given.
        given: String
    } = "workbook-language-unknown";

    // --- of the files that come with a form ----------------------------------------------------
    /// A file that the form names and that is not there. A warning.
    MediaMissing {
        /// Its name.
        name: String
    } = "workbook-media-missing";
    /// A name that no file can have that comes with a form. A warning.
    MediaNameInvalid {
        /// The name given.
        given: String
    } = "workbook-media-name-invalid";
    /// A file that is too large to come with a form. A warning.
    MediaTooLarge {
        /// Its name.
        name: String,
        /// The most, in bytes.
        limit: u64
    } = "workbook-media-too-large";

    // --- of a form as XML ----------------------------------------------------------------------
    /// No XML, or not whole.
    XformUnreadable {
        /// The reader's words, in English.
        reason: String
    } = "xform-unreadable";
    /// XML that declares a document type, and so perhaps entities.
    XformDoctype {} = "xform-doctype";
    /// XML that is not in UTF-8.
    XformEncoding {
        /// The encoding, as far as it is known.
        given: String
    } = "xform-encoding";
    /// No element of this name where there has to be one.
    XformPartMissing {
        /// The element.
        name: String
    } = "xform-part-missing";
    /// Something that is handed on to clients and not looked at. A warning.
    XformPartUnknown {
        /// The element or attribute.
        name: String,
        /// The question it belongs to, as a path.
        path: String
    } = "xform-part-unknown";
    /// An element that names a question that the form does not have. A warning.
    XformNodeMissing {
        /// The element.
        name: String,
        /// The path that it names.
        path: String
    } = "xform-node-missing";

    // --- of a table (CSV) ----------------------------------------------------------------------
    /// Not a table that can be read.
    TableUnreadable {
        /// The reader's words, in English.
        reason: String
    } = "table-unreadable";
    /// No column of this heading.
    TableColumnMissing {
        /// The heading.
        heading: String
    } = "table-column-missing";
    /// A cell that may not be empty.
    CellEmpty {
        /// The heading.
        heading: String
    } = "table-cell-empty";
    /// A cell that does not hold what it should.
    CellInvalid {
        /// The heading.
        heading: String,
        /// What stands in it.
        given: String,
        /// `id`, `code`, `number`, `latitude`, `longitude`, `date`, `period`.
        expected: String
    } = "table-cell-invalid";
    /// An id that stands twice.
    IdTwice {
        /// The id.
        id: String,
        /// The row that has it first.
        first: u32
    } = "table-id-twice";
    /// Two rows of one area that say different things about it, or overlap in time.
    AreaDiffers {
        /// The id.
        id: String,
        /// The other row.
        first: u32
    } = "table-area-differs";
    /// A parent that the table does not have.
    ParentUnknown {
        /// The parent.
        parent: String
    } = "table-parent-unknown";
}

impl fmt::Display for FormProblem {
    /// For logs; people read the catalogue's sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { sheet, row, column } = &self.place;
        write!(f, "{sheet}")?;
        if let Some(row) = row {
            write!(f, " {}{row}", column.as_deref().unwrap_or("row "))?;
        }
        write!(f, ": {:?}", self.fault)
    }
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Log {
    found: FormProblems,
}

impl Log {
    pub fn problem(&mut self, place: Place, fault: Fault) {
        let problems = &mut self.found.problems;
        match problems.len() {
            ..MOST => problems.push(FormProblem { place, fault }),
            MOST => {
                let fault = Fault::TooLarge { bound: "problems".to_owned(), limit: MOST as u64 };
                problems.push(FormProblem { place: Place::default(), fault });
            }
            _ => {}
        }
    }

    pub fn warn(&mut self, place: Place, fault: Fault) {
        if self.found.warnings.len() < MOST {
            self.found.warnings.push(FormProblem { place, fault });
        }
    }

    pub fn too_large(&mut self, place: Place, bound: &str, limit: u64) {
        self.problem(place, Fault::TooLarge { bound: bound.to_owned(), limit });
    }

    /// Whether nothing has to be mended so far.
    pub fn is_clean(&self) -> bool {
        self.found.problems.is_empty()
    }

    /// Says that a sheet is not there, unless something is wrong already that explains it.
    pub fn missing_sheet(&mut self, name: &str) {
        if self.found.problems.is_empty() {
            self.problem(Place::default(), Fault::SheetMissing { name: name.to_owned() });
        }
    }

    pub fn into_problems(self) -> FormProblems {
        self.found
    }

    /// What was read when nothing is wrong with it.
    pub fn finish(self, form: Form, is_xform: bool) -> Result<Import, FormProblems> {
        let warnings = self.checked(())?.1;
        Ok(Import { form, warnings, is_xform })
    }

    /// Hands on a value and the warnings when there is no problem.
    pub fn checked<T>(self, value: T) -> Result<(T, Vec<FormProblem>), FormProblems> {
        if self.found.problems.is_empty() {
            Ok((value, self.found.warnings))
        } else {
            Err(self.found)
        }
    }
}
