#![no_main]
//! The reader of XML instances, with the shipped form.

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sikia::domain::form::Form;
use sikia::domain::form::instance::Instance;

static FORM: LazyLock<Form> = LazyLock::new(|| {
    sikia::forms::read_workbook(include_bytes!("../../forms/asm-needs.xlsx")).expect("it ships").form
});

fuzz_target!(|xml: &str| {
    let Ok(instance) = Instance::read(xml) else { return };
    instance.form_id();
    instance.meta("instanceID");
    let answers = instance.answers(&FORM);
    // What is taken is judged, and never refused.
    FORM.take(answers);
    FORM.misfits(&answers);
});
