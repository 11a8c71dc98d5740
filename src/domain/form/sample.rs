//! Made-up answers that look like life, from any form and a seed: for the simulator, the
//! demonstration, benches, and to train compression on. No respondent ever said any of it.

mod asked;
mod dice;
#[cfg(test)]
pub(crate) mod example;
mod words;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use uuid::Builder;

pub use dice::Dice;

use super::{Choice, Form, Item, Kind, Meaning, Question, Section};
use crate::domain::answers::ROW_ID;

/// Needs that many people name, most named first, where a form offers them.
const COMMON: [&str; 10] = [
    "REG-LIC", "GEO-SMP", "MKT-PRC", "ENV-HGM", "FIN-LON", "GEO-LOC", "TEC-PRC", "REG-FEE",
    "HSE-ACC", "REG-ARE",
];

/// Answers to a form as a phone sends them: by path, several choices as a list, a repeat as a list of
/// rows with ids. The same form and seed give the same answers; they pass [`Form::check`].
pub fn sample(form: &Form, seed: u64) -> Map<String, Value> {
    sample_at(form, seed, 0)
}

/// Like [`sample`], as people of one place answer: `place` decides which of the common needs lead.
pub fn sample_at(form: &Form, seed: u64, place: u64) -> Map<String, Value> {
    let mut respondent = Respondent {
        form,
        dice: Dice::of(seed, &[0x5A]),
        language: language(seed),
        place,
        said: BTreeMap::new(),
    };
    let mut answers = Map::new();
    respondent.answer("", &form.body, &mut answers);
    answers
}

/// The language (BCP 47) in which the respondent of a seed speaks.
pub fn language(seed: u64) -> &'static str {
    words::language(&mut Dice::of(seed, &[0x1A]))
}

struct Respondent<'a> {
    form: &'a Form,
    dice: Dice,
    language: &'static str,
    place: u64,
    /// Answers so far by the bare name of their question, as expressions refer to them.
    said: BTreeMap<String, Value>,
}

impl Respondent<'_> {
    fn answer(&mut self, prefix: &str, body: &[Item], answers: &mut Map<String, Value>) {
        let join = |name: &str| {
            if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") }
        };
        for item in body {
            match item {
                Item::Question(question) => {
                    if let Some(value) = self.question(question) {
                        self.said.insert(question.name.clone(), value.clone());
                        answers.insert(join(&question.name), value);
                    }
                }
                Item::Group(group) => {
                    if asked::is_asked(group.relevant.as_deref(), &self.said) {
                        self.answer(&join(&group.name), &group.body, answers);
                    }
                }
                Item::Repeat(repeat) => {
                    if asked::is_asked(repeat.relevant.as_deref(), &self.said) {
                        let rows = self.rows(repeat);
                        if !rows.is_empty() {
                            answers.insert(join(&repeat.name), Value::Array(rows));
                        }
                    }
                }
            }
        }
    }

    fn rows(&mut self, repeat: &Section) -> Vec<Value> {
        (0..self.dice.below(4))
            .map(|_| {
                let id = Builder::from_random_bytes(self.uuid_bytes()).into_uuid();
                let mut row = Map::from_iter([(ROW_ID.to_owned(), json!(id))]);
                self.answer("", &repeat.body, &mut row);
                Value::Object(row)
            })
            .collect()
    }

    fn uuid_bytes(&mut self) -> [u8; 16] {
        ((u128::from(self.dice.roll()) << 64) | u128::from(self.dice.roll())).to_be_bytes()
    }

    fn question(&mut self, question: &Question) -> Option<Value> {
        let needed = question.required.as_deref().is_some_and(|r| r != "no" && r != "false()")
            || matches!(question.meaning, Some(Meaning::Consent | Meaning::Need));
        if !asked::is_asked(question.relevant.as_deref(), &self.said)
            || !(needed || self.dice.percent(75))
        {
            return None;
        }
        Some(match &question.kind {
            Kind::Note | Kind::Calculate | Kind::Other { .. } => return None,
            Kind::Text => words::words(self.language, &mut self.dice).into(),
            Kind::Integer => {
                let (low, high) = asked::bounds(question.constraint.as_deref());
                self.dice.between(low, high).into()
            }
            Kind::Decimal => {
                let (low, high) = asked::bounds(question.constraint.as_deref());
                json!(self.dice.between(low * 4, high * 4) as f64 / 4.0)
            }
            Kind::Date => self.date().into(),
            Kind::Time => self.time().into(),
            Kind::Datetime => format!("{}T{}+03:00", self.date(), self.time()).into(),
            Kind::Geopoint => self.point().into(),
            Kind::SelectOne { list, .. } => self.one(question, list)?.into(),
            Kind::SelectMultiple { list, .. } => json!(self.several(question, list)?),
            Kind::Rank { list } => json!(self.ranked(list)?),
        })
    }

    fn one(&mut self, question: &Question, list: &str) -> Option<String> {
        let choices = self.form.choices.get(list)?;
        match question.meaning {
            Some(Meaning::Consent) => {
                let agrees = !self.dice.percent(4);
                let word = if agrees { "yes" } else { "no" };
                choices.iter().find(|c| c.name == word).or(choices.first()).map(|c| c.name.clone())
            }
            Some(Meaning::Need) => self.ranked(list)?.into_iter().next(),
            // Children are not interviewed.
            Some(Meaning::Age) => {
                let adult = |choice: &&Choice| !choice.name.starts_with("under");
                let adults: Vec<&Choice> = choices.iter().filter(adult).collect();
                adults.get(self.dice.skewed(adults.len())).map(|c| c.name.clone())
            }
            _ => choices.get(self.dice.skewed(choices.len())).map(|c| c.name.clone()),
        }
    }

    /// One to three choices in the order of the list; purposes are mostly all agreed to.
    fn several(&mut self, question: &Question, list: &str) -> Option<Vec<String>> {
        if question.meaning == Some(Meaning::Need) {
            return self.ranked(list);
        }
        let choices = self.form.choices.get(list).filter(|c| !c.is_empty())?;
        let mut chosen = vec![false; choices.len()];
        if question.meaning == Some(Meaning::Purposes) {
            chosen.iter_mut().for_each(|c| *c = !self.dice.percent(15));
            chosen[0] = true;
        } else {
            (0..1 + self.dice.below(3))
                .for_each(|_| chosen[self.dice.skewed(choices.len())] = true);
        }
        let pairs = choices.iter().zip(chosen);
        Some(pairs.filter(|(_, chosen)| *chosen).map(|(c, _)| c.name.clone()).collect())
    }

    /// One to three needs, most important first; an answer such as "does not know" stands alone.
    fn ranked(&mut self, list: &str) -> Option<Vec<String>> {
        let choices = self.form.choices.get(list).filter(|c| !c.is_empty())?;
        let (special, mut needs): (Vec<&Choice>, Vec<&Choice>) =
            choices.iter().partition(|c| c.name.starts_with("X-"));
        if needs.is_empty() || (!special.is_empty() && self.dice.percent(5)) {
            return Some(vec![self.dice.pick(&special)?.name.clone()]);
        }
        // The places in `COMMON` turn from community to community, the rest stays in list order.
        needs.sort_by_key(|c| {
            let place = COMMON.iter().position(|common| *common == c.name);
            place.map_or(COMMON.len(), |p| (p + self.place as usize % COMMON.len()) % COMMON.len())
        });
        let mut ranked: Vec<String> = Vec::new();
        for _ in 0..1 + self.dice.below(4) {
            let need = &needs[self.dice.skewed(needs.len())].name;
            if ranked.len() < 3 && !ranked.contains(need) {
                ranked.push(need.clone());
            }
        }
        Some(ranked)
    }

    fn date(&mut self) -> String {
        format!("2026-{:02}-{:02}", self.dice.between(1, 12), self.dice.between(1, 28))
    }

    fn time(&mut self) -> String {
        format!("{:02}:{:02}:00", self.dice.between(6, 19), self.dice.between(0, 59))
    }

    /// Somewhere in the Lake Victoria goldfields.
    fn point(&mut self) -> String {
        let latitude = -3.6 + self.dice.below(9_000) as f64 / 10_000.0;
        let longitude = 31.8 + self.dice.below(9_000) as f64 / 10_000.0;
        format!("{latitude:.6} {longitude:.6} 1250.0 {:.1}", self.dice.between(3, 25) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_answers_fit_their_form_and_are_the_same_for_the_same_seed() {
        let form = example::form();
        for seed in 0..500 {
            let answers = sample(&form, seed);
            assert_eq!(answers, sample(&form, seed));
            if let Err(problem) = form.check(answers.clone()) {
                panic!("{problem:?} in {answers:?}");
            }
        }
    }

    #[test]
    fn every_question_that_takes_an_answer_gets_one_sometimes() {
        let form = example::form();
        let mut answered = std::collections::BTreeSet::new();
        for seed in 0..300 {
            for (path, value) in sample(&form, seed) {
                if let Value::Array(rows) = &value {
                    for row in rows.iter().filter_map(Value::as_object) {
                        answered.extend(row.keys().map(|name| format!("{path}/{name}")));
                    }
                }
                answered.insert(path);
            }
        }
        for (path, question) in form.questions() {
            let silent = matches!(question.kind, Kind::Note | Kind::Calculate);
            assert_eq!(answered.contains(&path), !silent, "{path}");
        }
    }

    #[test]
    fn few_needs_are_named_by_most_and_places_differ() {
        let form = example::form();
        let leader = |place: u64| {
            let mut named: BTreeMap<String, usize> = BTreeMap::new();
            for seed in 0..1_000 {
                let answers = sample_at(&form, seed, place);
                for need in
                    answers.get("needs_ranked").and_then(Value::as_array).into_iter().flatten()
                {
                    *named.entry(need.to_string()).or_default() += 1;
                }
            }
            let total: usize = named.values().sum();
            let (code, most) = named.into_iter().max_by_key(|(_, n)| *n).unwrap();
            assert!(most * 4 > total, "{code} was named {most} times of {total}");
            code
        };
        assert_ne!(leader(0), leader(3));
    }
}
