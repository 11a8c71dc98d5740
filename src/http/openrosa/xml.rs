//! The XML that OpenRosa clients read.

use std::fmt::Write;

/// What clients ask every list and answer to be; `application/xml` they refuse.
pub const TEXT_XML: &str = "text/xml; charset=utf-8";

/// A form in the list.
pub struct Listed {
    pub id: String,
    pub name: String,
    pub version: String,
    /// MD5 of the bytes at `url`, in hexadecimal.
    pub hash: String,
    pub url: String,
    /// Where the files that come with it are listed, if there are any: clients fetch it each time.
    pub manifest: Option<String>,
}

/// A file that comes with a form.
pub struct MediaListed {
    pub name: String,
    /// MD5 of the bytes at `url`, in hexadecimal.
    pub hash: String,
    pub url: String,
}

/// The files that come with a form.
pub fn manifest(files: &[MediaListed]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <manifest xmlns=\"http://openrosa.org/xforms/xformsManifest\">",
    );
    for file in files {
        out.push_str("<mediaFile>");
        element(&mut out, "filename", &file.name);
        element(&mut out, "hash", &format!("md5:{}", file.hash));
        element(&mut out, "downloadUrl", &file.url);
        out.push_str("</mediaFile>");
    }
    out.push_str("</manifest>\n");
    out
}

/// The list of forms. Id, name and address are in every entry: one without voids the list.
pub fn form_list(forms: &[Listed]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xforms xmlns=\"http://openrosa.org/xforms/xformsList\">",
    );
    for form in forms {
        out.push_str("<xform>");
        element(&mut out, "formID", &form.id);
        element(&mut out, "name", &form.name);
        element(&mut out, "version", &form.version);
        element(&mut out, "hash", &format!("md5:{}", form.hash));
        element(&mut out, "downloadUrl", &form.url);
        if let Some(manifest) = &form.manifest {
            element(&mut out, "manifestUrl", manifest);
        }
        out.push_str("</xform>");
    }
    out.push_str("</xforms>\n");
    out
}

/// What a client shows to its person. `nature` is there when something was accepted.
pub fn message(words: &str, nature: Option<&str>) -> String {
    let mut out =
        String::from("<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\"><message");
    if let Some(nature) = nature {
        // Writing to a String cannot fail.
        let _ = write!(out, " nature=\"{nature}\"");
    }
    out.push('>');
    escape(&mut out, words);
    out.push_str("</message></OpenRosaResponse>\n");
    out
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = write!(out, "<{name}>");
    escape(out, text);
    let _ = write!(out, "</{name}>");
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // XML 1.0 has no way to write these.
            c if (c as u32) < 0x20 && !matches!(c, '\t' | '\n' | '\r') => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_well_formed_whatever_forms_are_called() {
        let odd = "a & b < \"c\" \u{1} é".to_owned();
        let listed = Listed {
            id: odd.clone(),
            name: odd.clone(),
            version: String::new(),
            hash: "0".repeat(32),
            url: "http://h/v1/key/t/form?id=a%20%26&version=".to_owned(),
            manifest: None,
        };
        let list = form_list(&[listed]);
        let read = roxmltree::Document::parse(&list).unwrap();
        let texts: Vec<_> = read.descendants().filter_map(|n| n.text()).collect();
        assert!(texts.contains(&"a & b < \"c\"  é"), "{texts:?}");
    }
}
