//! The little CommonMark that the API document uses, as HTML: paragraphs, lists, `code`, **strong**.

/// Text for a page. Everything that is not a mark is escaped.
pub fn prose(text: &str) -> String {
    text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(block).collect()
}

fn block(text: &str) -> String {
    let marks = ["- ", "* "];
    let is_item = |line: &str| marks.iter().any(|mark| line.starts_with(mark));
    if !text.lines().next().is_some_and(is_item) {
        return format!("<p>{}</p>", line(text));
    }
    let mut items: Vec<String> = Vec::new();
    for text in text.lines() {
        match items.last_mut() {
            Some(item) if !is_item(text) => *item += &format!(" {}", text.trim()),
            _ => items.push(text.get(2..).unwrap_or_default().to_owned()),
        }
    }
    let items: String = items.iter().map(|item| format!("<li>{}</li>", line(item))).collect();
    format!("<ul>{items}</ul>")
}

/// A line, with what stands between marks set apart.
fn line(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let code = between(&escaped, "`", "code");
    between(&code, "**", "strong")
}

fn between(text: &str, mark: &str, tag: &str) -> String {
    let parts: Vec<&str> = text.split(mark).collect();
    // A mark without its partner is a character like any other.
    let pairs = (parts.len() - 1) / 2 * 2;
    let mut out = String::with_capacity(text.len());
    for (at, part) in parts.iter().enumerate() {
        match at {
            0 => {}
            at if at > pairs => out += mark,
            at if at % 2 == 1 => out += &format!("<{tag}>"),
            _ => out += &format!("</{tag}>"),
        }
        out += part;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn marks_become_tags_and_all_else_stays_text() {
        let text = "Send `a < b`, **now**.\n\n- one\n  more\n- two `";
        let html = "<p>Send <code>a &lt; b</code>, <strong>now</strong>.</p>\
                    <ul><li>one more</li><li>two `</li></ul>";
        assert_eq!(prose(text), html);
    }
}
