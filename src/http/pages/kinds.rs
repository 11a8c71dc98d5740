//! Kinds of places in words.

use crate::i18n::Texts;

/// A kind of community or area. One that Sikia has no word for is shown as the operator wrote it.
pub fn kind(texts: &Texts, kind: &str) -> String {
    match kind {
        "mine" => texts.page_kind_mine(),
        "processing" => texts.page_kind_processing(),
        "cooperative" => texts.page_kind_cooperative(),
        "training" => texts.page_kind_training(),
        "village" => texts.page_kind_village(),
        "ward" => texts.page_kind_ward(),
        "council" => texts.page_kind_council(),
        "district" => texts.page_kind_district(),
        "region" => texts.page_kind_region(),
        "province" => texts.page_kind_province(),
        "country" => texts.page_kind_country(),
        other => other.to_owned(),
    }
}
