//! An expression as words. Names like `div` are operators where one can stand, as XPath 1.0 says (3.7).

use super::Syntax;

/// One word of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    /// A name, with its prefix where it has one.
    Name(String),
    /// `and`, `or`, `div`, `mod`, or a sign.
    Operator(&'static str),
}

const SIGNS: [&str; 19] = [
    "!=", "<=", ">=", "//", "..", "::", "=", "<", ">", "+", "-", "*", "|", "/", "[", "]", "(", ")",
    ",",
];
const WORDS: [&str; 4] = ["and", "or", "div", "mod"];

/// The words of an expression, each with the byte that it starts at.
pub(super) fn lex(text: &str) -> Result<Vec<(usize, Token)>, Syntax> {
    let mut tokens: Vec<(usize, Token)> = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\n', '\t', '\r', '\u{c}', '\u{a0}']);
        let at = text.len() - rest.len();
        let Some(first) = rest.chars().next() else { return Ok(tokens) };
        let operand_before = tokens.last().is_some_and(|(_, token)| ends_operand(token));
        let (token, length) = word(rest, first, operand_before).ok_or(Syntax { at })?;
        tokens.push((at, token));
        rest = &rest[length..];
    }
}

fn ends_operand(token: &Token) -> bool {
    match token {
        Token::Operator(sign) => matches!(*sign, ")" | "]" | "." | ".." | "wild"),
        _ => true,
    }
}

/// The word at the start of a text, with its length in bytes.
fn word(rest: &str, first: char, operand_before: bool) -> Option<(Token, usize)> {
    let after = rest[first.len_utf8()..].chars().next();
    if first.is_ascii_digit() || (first == '.' && after.is_some_and(|c| c.is_ascii_digit())) {
        let length = number(rest);
        return Some((Token::Number(rest[..length].parse().ok()?), length));
    }
    if first == '\'' || first == '"' {
        let end = rest[1..].find(first)?;
        return Some((Token::Text(rest[1..=end].to_owned()), end + 2));
    }
    if operand_before && let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) {
        return Some((Token::Operator(word), word.len()));
    }
    if first.is_alphabetic() || first == '_' {
        let length = name(rest);
        return Some((Token::Name(rest[..length].to_owned()), length));
    }
    match first {
        '*' if !operand_before => return Some((Token::Operator("wild"), 1)),
        '.' if after != Some('.') => return Some((Token::Operator("."), 1)),
        '@' => return Some((Token::Operator("@"), 1)),
        _ => {}
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
    Some((Token::Operator(sign), sign.len()))
}

fn number(rest: &str) -> usize {
    let mut point = false;
    rest.bytes()
        .take_while(|byte| {
            let first_point = *byte == b'.' && !point;
            point |= first_point;
            byte.is_ascii_digit() || first_point
        })
        .count()
}

/// The length of a qualified name.
fn name(rest: &str) -> usize {
    let local = part(rest);
    match rest[local..].strip_prefix(':') {
        Some(second) if !second.starts_with(':') && part(second) > 0 => local + 1 + part(second),
        _ => local,
    }
}

fn part(rest: &str) -> usize {
    rest.char_indices()
        .find(|(at, c)| {
            let starts = c.is_alphabetic() || *c == '_';
            !(starts || (*at > 0 && (c.is_numeric() || matches!(c, '.' | '-'))))
        })
        .map_or(rest.len(), |(at, _)| at)
}
