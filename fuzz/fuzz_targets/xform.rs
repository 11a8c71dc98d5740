#![no_main]
//! The reader of XForms, and what is done with what it reads.

use libfuzzer_sys::fuzz_target;
use sikia::forms::{media, read_workbook, xform};

fuzz_target!(|text: &str| {
    // What begins otherwise is a table, which has a target of its own.
    if !text.trim_start().starts_with('<') {
        return;
    }
    media::named(text);
    let Ok(import) = read_workbook(text.as_bytes()) else { return };
    // It is stored, its answers are described, and it can be written.
    let stored = serde_json::to_string(&import.form).expect("a form is JSON");
    serde_json::from_str::<sikia::domain::form::Form>(&stored).expect("and is read again");
    import.form.answers_schema();
    xform::write(&import.form);
});
