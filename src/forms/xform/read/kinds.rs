//! What a node is: from its control, its type and what fills it, to a question's kind.

use super::parts::{Xml, attribute};
use crate::domain::form::Kind;

/// What is known of a node that is no group.
pub(super) struct Leaf<'a> {
    pub control: Option<Xml<'a>>,
    /// The type of its bind, without a prefix; empty where it has none.
    pub data: &'a str,
    pub preload: Option<(&'a str, &'a str)>,
    pub calculated: bool,
    /// What sets it when a form is opened: `setgeopoint`, `recordaudio`.
    pub action: Option<&'a str>,
    pub readonly: bool,
    /// Whether it holds something before anybody is asked.
    pub filled: bool,
}

impl Leaf<'_> {
    /// Its kind; `list` names what it offers.
    pub fn kind(&self, list: String) -> Kind {
        match self.control {
            Some(control) => self.asked(control, list),
            None => self.silent(),
        }
    }

    fn asked(&self, control: Xml<'_>, list: String) -> Kind {
        match control.tag_name().name() {
            "select1" => Kind::SelectOne { list, or_other: false },
            "select" => Kind::SelectMultiple { list, or_other: false },
            "rank" => Kind::Rank { list },
            "input" if control.has_attribute("query") => Kind::SelectOne { list, or_other: false },
            "upload" => {
                let media = attribute(control, "mediatype").unwrap_or_default();
                let kind = media.split('/').next().unwrap_or_default();
                let known = ["image", "audio", "video", "osm"].contains(&kind);
                let tags = (kind == "osm" && !list.is_empty()).then(|| format!("osm {list}"));
                named(&tags.unwrap_or_else(|| (if known { kind } else { "file" }).to_owned()))
            }
            "trigger" if self.data.is_empty() => named("trigger"),
            "trigger" => named("acknowledge"),
            "range" => named("range"),
            _ if self.is_note() => Kind::Note,
            _ => of_data(self.data),
        }
    }

    fn is_note(&self) -> bool {
        let text = matches!(self.data, "" | "string");
        self.readonly && text && !self.filled && !self.calculated && self.preload.is_none()
    }

    fn silent(&self) -> Kind {
        if let Some((preload, what)) = self.preload {
            return match (preload, what) {
                ("timestamp", "start" | "end") => named(what),
                ("date", "today") => named("today"),
                ("property", property) => named(property),
                _ => named("hidden"),
            };
        }
        match (self.data, self.action) {
            ("geopoint", Some("setgeopoint")) => named("start-geopoint"),
            (_, Some("recordaudio")) => named("background-audio"),
            ("" | "string", _) if self.calculated => Kind::Calculate,
            ("" | "string", _) => named("hidden"),
            (data, _) => of_data(data),
        }
    }
}

fn of_data(data: &str) -> Kind {
    match data {
        "int" | "integer" | "long" => Kind::Integer,
        "decimal" | "double" | "float" => Kind::Decimal,
        "date" => Kind::Date,
        "time" => Kind::Time,
        "dateTime" => Kind::Datetime,
        "geopoint" => Kind::Geopoint,
        "barcode" | "geotrace" | "geoshape" => named(data),
        "binary" => named("file"),
        _ => Kind::Text,
    }
}

fn named(name: &str) -> Kind {
    Kind::Other { name: name.to_owned() }
}
