//! What each type of question is in XML: its data type, its control, its preload.

use std::collections::BTreeMap;

use super::{Kind, Question};

/// How a type is written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Written {
    /// The type of its bind.
    pub data: Option<&'static str>,
    /// Its control; `None` where nobody is asked.
    pub control: Option<&'static str>,
    /// What an upload takes.
    pub mediatype: Option<&'static str>,
    /// Who fills it, and with what.
    pub preload: Option<(&'static str, &'static str)>,
    /// A constraint that comes with the type.
    pub constraint: Option<&'static str>,
    /// An element and event that set it.
    pub action: Option<(&'static str, &'static str)>,
    /// Whether it is answered by nobody.
    pub readonly: bool,
}

impl Written {
    pub fn of(question: &Question) -> Self {
        let external = question.columns.get("type").is_some_and(|raw| {
            raw.trim().to_lowercase().replace('_', " ").starts_with("select one external")
        });
        match &question.kind {
            Kind::Text => asked("string"),
            Kind::Integer => asked("int"),
            Kind::Decimal => asked("decimal"),
            Kind::Date => asked("date"),
            Kind::Time => asked("time"),
            Kind::Datetime => asked("dateTime"),
            Kind::Geopoint => asked("geopoint"),
            Kind::SelectOne { .. } if external => asked("string"),
            Kind::SelectOne { .. } => with("string", "select1"),
            Kind::SelectMultiple { .. } => with("string", "select"),
            Kind::Rank { .. } => with("odk:rank", "odk:rank"),
            Kind::Calculate => data("string"),
            Kind::Note => Self { readonly: true, ..asked("string") },
            Kind::Other { name } => other(name),
        }
    }
}

fn data(data: &'static str) -> Written {
    Written { data: Some(data), ..Written::default() }
}

fn with(data: &'static str, control: &'static str) -> Written {
    Written { data: Some(data), control: Some(control), ..Written::default() }
}

fn asked(data: &'static str) -> Written {
    with(data, "input")
}

fn upload(mediatype: &'static str) -> Written {
    Written { mediatype: Some(mediatype), ..with("binary", "upload") }
}

fn preloaded(data: &'static str, preload: &'static str, what: &'static str) -> Written {
    Written { data: Some(data), preload: Some((preload, what)), ..Written::default() }
}

fn bounded(constraint: &'static str) -> Written {
    Written { constraint: Some(constraint), ..asked("int") }
}

fn other(name: &str) -> Written {
    match name {
        "image" => upload("image/*"),
        "audio" => upload("audio/*"),
        "video" => upload("video/*"),
        "file" => upload("application/*"),
        _ if name == "osm" || name.starts_with("osm ") => upload("osm/*"),
        "barcode" => asked("barcode"),
        "geotrace" => asked("geotrace"),
        "geoshape" => asked("geoshape"),
        "range" => with("int", "range"),
        "acknowledge" => with("string", "trigger"),
        "trigger" => Written { control: Some("trigger"), ..Written::default() },
        "percentage" => bounded("0 <= . and . <= 100"),
        "number of days in last month" => bounded("0 <= . and . <= 31"),
        "number of days in last six months" => bounded("0 <= . and . <= 183"),
        "number of days in last year" => bounded("0 <= . and . <= 365"),
        "phone number" => Written { constraint: Some(r"regex(., '^\d*$')"), ..asked("string") },
        "start" => preloaded("dateTime", "timestamp", "start"),
        "end" => preloaded("dateTime", "timestamp", "end"),
        "today" => preloaded("date", "date", "today"),
        "deviceid" => preloaded("string", "property", "deviceid"),
        "username" => preloaded("string", "property", "username"),
        "phonenumber" => preloaded("string", "property", "phonenumber"),
        "email" => preloaded("string", "property", "email"),
        "simserial" => preloaded("string", "property", "simserial"),
        "subscriberid" => preloaded("string", "property", "subscriberid"),
        "start-geopoint" => {
            let action = Some(("odk:setgeopoint", "odk-instance-first-load"));
            Written { action, ..data("geopoint") }
        }
        "background-audio" => {
            let action = Some(("odk:recordaudio", "odk-instance-load"));
            Written { action, ..data("binary") }
        }
        "background-geopoint" => data("geopoint"),
        _ => data("string"),
    }
}

/// The `parameters` cell: `start=1 end=10`, parted by blanks, commas or semicolons. Names are read in
/// whatever case.
pub(crate) fn parameters(columns: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let Some(cell) = columns.get("parameters") else { return BTreeMap::new() };
    // Blanks around `=` are part of neither side.
    let tight = cell.split('=').map(str::trim).collect::<Vec<_>>().join("=");
    tight
        .split([' ', ',', ';', '\n', '\t'])
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_in_every_style() {
        for cell in ["start=1 end=10", "Start = 1; end=10", "start=1,end=10"] {
            let read = parameters(&[("parameters".to_owned(), cell.to_owned())].into());
            assert_eq!((&*read["start"], &*read["end"]), ("1", "10"), "{cell}");
        }
        assert!(parameters(&BTreeMap::new()).is_empty());
    }
}
