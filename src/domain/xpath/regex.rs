//! `regex()`: patterns of Java, which have to fit the whole text.

use fancy_regex::{Regex, RegexBuilder};

/// Steps that a pattern may take back before it is given up.
const PATIENCE: usize = 100_000;
/// The longest pattern that is read, in bytes.
const LONGEST: usize = 4096;
/// The memory that a pattern may take, in bytes.
const LARGEST: usize = 1 << 20;

/// A pattern that was read.
#[derive(Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// Reads a pattern; `None` where it is none, or longer than 4 KiB.
    pub fn read(pattern: &str) -> Option<Self> {
        if pattern.len() > LONGEST {
            return None;
        }
        let whole = format!(r"\A(?:{})\z", in_ascii(pattern));
        RegexBuilder::new(&whole)
            .backtrack_limit(PATIENCE)
            .delegate_size_limit(LARGEST)
            .build()
            .ok()
            .map(Self)
    }

    /// Whether all of a text fits; `None` where that takes too long to tell.
    pub fn fits(&self, text: &str) -> Option<bool> {
        self.0.is_match(text).ok()
    }
}

/// The classes of Java as ASCII, which is what they mean there.
fn in_ascii(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut letters = pattern.chars();
    let mut in_class = false;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match (letters.next(), in_class) {
                (Some('d'), true) => out.push_str("0-9"),
                (Some('d'), false) => out.push_str("[0-9]"),
                (Some('D'), false) => out.push_str("[^0-9]"),
                (Some('w'), true) => out.push_str("a-zA-Z_0-9"),
                (Some('w'), false) => out.push_str("[a-zA-Z_0-9]"),
                (Some('W'), false) => out.push_str("[^a-zA-Z_0-9]"),
                (Some('s'), true) => out.push_str(r" \t\n\x0B\f\r"),
                (Some('s'), false) => out.push_str(r"[ \t\n\x0B\f\r]"),
                (Some('S'), false) => out.push_str(r"[^ \t\n\x0B\f\r]"),
                (Some(other), _) => out.extend(['\\', other]),
                (None, _) => out.push('\\'),
            },
            '[' => {
                // A bracket within brackets opens a class in Java too.
                in_class = true;
                out.push('[');
            }
            ']' => {
                in_class = false;
                out.push(']');
            }
            other => out.push(other),
        }
    }
    out
}
