//! From words to an expression: the grammar of XPath 1.0, by how strongly operators bind.

use super::lex::{Token, lex};
use super::{Arithmetic, Comparison, Expr, Path, Start, Step, Syntax};

/// The longest expression that is read, in bytes. The longest in 98 real workbooks has 5,000.
const LONGEST: usize = 64 << 10;
/// How deep brackets, calls and signs may nest.
const DEEPEST: usize = 96;

/// Reads an expression.
///
/// # Errors
/// Where it is not understood, is longer than 64 KiB or nests deeper than 96 calls and brackets.
pub fn parse(text: &str) -> Result<Expr, Syntax> {
    if text.len() > LONGEST {
        return Err(Syntax { at: LONGEST });
    }
    let mut parser = Parser { tokens: lex(text)?, next: 0, depth: 0, end: text.len() };
    let expr = parser.or()?;
    match parser.tokens.get(parser.next) {
        None => Ok(expr),
        Some((at, _)) => Err(Syntax { at: *at }),
    }
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
    end: usize,
}

type Parsed<T> = Result<T, Syntax>;

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn fail<T>(&self) -> Parsed<T> {
        Err(Syntax { at: self.tokens.get(self.next).map_or(self.end, |(at, _)| *at) })
    }

    fn is(&self, sign: &str) -> bool {
        matches!(self.peek(), Some(Token::Operator(s)) if *s == sign)
    }

    fn take(&mut self, sign: &str) -> bool {
        let is = self.is(sign);
        self.next += usize::from(is);
        is
    }

    fn expect(&mut self, sign: &str) -> Parsed<()> {
        if self.take(sign) { Ok(()) } else { self.fail() }
    }

    /// Takes one of some operators.
    fn operator<T: Copy>(&mut self, of: &[(&str, T)]) -> Option<T> {
        let found = of.iter().find(|(sign, _)| self.is(sign))?;
        self.next += 1;
        Some(found.1)
    }

    fn or(&mut self) -> Parsed<Expr> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.fail();
        }
        let mut parts = vec![self.and()?];
        while self.take("or") {
            parts.push(self.and()?);
        }
        self.depth -= 1;
        Ok(only_or(parts, Expr::Or))
    }

    fn and(&mut self) -> Parsed<Expr> {
        let mut parts = vec![self.equality()?];
        while self.take("and") {
            parts.push(self.equality()?);
        }
        Ok(only_or(parts, Expr::And))
    }

    fn equality(&mut self) -> Parsed<Expr> {
        const SIGNS: [(&str, Comparison); 2] =
            [("=", Comparison::Equal), ("!=", Comparison::Unequal)];
        self.comparisons(&SIGNS, Self::relation)
    }

    fn relation(&mut self) -> Parsed<Expr> {
        const SIGNS: [(&str, Comparison); 4] = [
            ("<", Comparison::Less),
            ("<=", Comparison::LessOrEqual),
            (">", Comparison::Greater),
            (">=", Comparison::GreaterOrEqual),
        ];
        self.comparisons(&SIGNS, Self::sum)
    }

    fn comparisons(
        &mut self,
        signs: &[(&str, Comparison)],
        operand: fn(&mut Self) -> Parsed<Expr>,
    ) -> Parsed<Expr> {
        let mut left = operand(self)?;
        let mut chained = 0;
        while let Some(comparison) = self.operator(signs) {
            chained += 1;
            if self.depth + chained > DEEPEST {
                return self.fail();
            }
            left = Expr::Compare(comparison, Box::new(left), Box::new(operand(self)?));
        }
        Ok(left)
    }

    fn sum(&mut self) -> Parsed<Expr> {
        const SIGNS: [(&str, Arithmetic); 2] =
            [("+", Arithmetic::Add), ("-", Arithmetic::Subtract)];
        self.reckoning(&SIGNS, Self::product)
    }

    fn product(&mut self) -> Parsed<Expr> {
        const SIGNS: [(&str, Arithmetic); 3] = [
            ("*", Arithmetic::Multiply),
            ("div", Arithmetic::Divide),
            ("mod", Arithmetic::Remainder),
        ];
        self.reckoning(&SIGNS, Self::signed)
    }

    fn reckoning(
        &mut self,
        signs: &[(&str, Arithmetic)],
        operand: fn(&mut Self) -> Parsed<Expr>,
    ) -> Parsed<Expr> {
        let first = operand(self)?;
        let mut rest = Vec::new();
        while let Some(arithmetic) = self.operator(signs) {
            rest.push((arithmetic, operand(self)?));
        }
        Ok(if rest.is_empty() { first } else { Expr::Reckon(Box::new(first), rest) })
    }

    fn signed(&mut self) -> Parsed<Expr> {
        let mut negative = false;
        let mut signed = false;
        while self.take("-") {
            negative = !negative;
            signed = true;
        }
        let mut operand = self.primary()?;
        while self.take("|") {
            operand = Expr::Call("|".to_owned(), vec![operand, self.primary()?]);
        }
        if signed {
            operand = Expr::Negate(Box::new(operand));
            if !negative {
                operand = Expr::Negate(Box::new(operand));
            }
        }
        Ok(operand)
    }

    fn primary(&mut self) -> Parsed<Expr> {
        match self.peek() {
            Some(Token::Number(number)) => {
                let number = Expr::Number(*number);
                self.next += 1;
                Ok(number)
            }
            Some(Token::Text(text)) => {
                let text = Expr::Text(text.clone());
                self.next += 1;
                Ok(text)
            }
            Some(Token::Operator("(")) => {
                self.next += 1;
                let inner = self.or()?;
                self.expect(")")?;
                Ok(inner)
            }
            Some(Token::Name(name)) if self.calls() => {
                let name = name.clone();
                self.next += 1;
                self.call(name)
            }
            _ => self.path(),
        }
    }

    fn calls(&self) -> bool {
        matches!(self.tokens.get(self.next + 1), Some((_, Token::Operator("("))))
    }

    fn call(&mut self, name: String) -> Parsed<Expr> {
        self.expect("(")?;
        let mut arguments = Vec::new();
        if !self.is(")") {
            arguments.push(self.or()?);
            while self.take(",") {
                arguments.push(self.or()?);
            }
        }
        self.expect(")")?;
        let start = match (name.as_str(), arguments.as_slice()) {
            ("current", []) => Start::AboveCurrent(0),
            ("instance", [Expr::Text(id)]) => Start::Instance(id.clone()),
            _ => return Ok(Expr::Call(name, arguments)),
        };
        if self.take("/") { self.steps(start) } else { Ok(path(start, Vec::new())) }
    }

    fn path(&mut self) -> Parsed<Expr> {
        if self.take("/") || self.is("//") {
            return self.steps(Start::Root);
        }
        self.steps(Start::Above(0))
    }

    fn name(&mut self) -> Parsed<String> {
        let name = match self.peek() {
            Some(Token::Name(name)) => name.clone(),
            Some(Token::Operator("wild")) => "*".to_owned(),
            _ => return self.fail(),
        };
        self.next += 1;
        Ok(name)
    }

    /// The steps of a path: those up, then those down.
    fn steps(&mut self, mut start: Start) -> Parsed<Expr> {
        let mut steps: Vec<Step> = Vec::new();
        loop {
            if self.take("//") {
                steps.push(Step { name: "//".to_owned(), predicates: Vec::new() });
                continue;
            }
            if self.take("..") {
                match &mut start {
                    Start::Above(up) | Start::AboveCurrent(up) if steps.is_empty() => *up += 1,
                    _ => return self.fail(),
                }
            } else if self.is(".") && steps.is_empty() {
                self.next += 1;
            } else {
                steps.push(self.step()?);
            }
            if !self.take("/") && !self.is("//") {
                return Ok(path(start, steps));
            }
        }
    }

    /// One step down. Attributes, other axes and tests of kinds are read and kept under a name that no
    /// element has: Collect reads them too, and evaluates none of them.
    fn step(&mut self) -> Parsed<Step> {
        let attribute = self.take("@");
        let mut name = self.name()?;
        if self.take("::") {
            let tested = self.name()?;
            name = if name == "child" { tested } else { format!("{name}::{tested}") };
        }
        if self.take("(") {
            self.expect(")")?;
            name.push_str("()");
        }
        if attribute {
            name.insert(0, '@');
        }
        let mut predicates = Vec::new();
        while self.take("[") {
            predicates.push(self.or()?);
            self.expect("]")?;
        }
        Ok(Step { name, predicates })
    }
}

fn path(start: Start, steps: Vec<Step>) -> Expr {
    Expr::Path(Path { start, steps, bound: 0 })
}

fn only_or(mut parts: Vec<Expr>, many: fn(Vec<Expr>) -> Expr) -> Expr {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            many(parts)
        }
        None => many(parts),
    }
}
