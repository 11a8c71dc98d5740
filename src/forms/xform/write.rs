//! A form as an XForm.

use crate::domain::form::Form;

/// The XForm of a form. The same form always gives the same bytes.
pub fn write(form: &Form) -> String {
    format!(
        "<h:html xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>{}</h:title></h:head></h:html>\n",
        form.form.id
    )
}
