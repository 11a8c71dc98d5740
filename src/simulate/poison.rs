//! Items that a node cannot accept, and must not stumble over.

use serde_json::{Map, Value, json};

use super::faults::Fault;
use super::item::Said;
use super::phone::Phone;
use super::plan::Poison;
use super::world::World;
use crate::domain::form::Kind;
use crate::domain::form::sample;
use crate::domain::ids::{RevisionId, SubmissionId};

impl Phone {
    /// Puts an item into the outbox that is unfit in one way.
    pub(super) fn poison(&mut self, world: &World, poison: Poison) {
        let interview = self.deeds.roll();
        let community = world.phones[self.index].communities[0].clone();
        let now = self.now(world);
        let mut said = Said {
            submission: Some(SubmissionId(self.random_uuid())),
            revision: Some(RevisionId(self.random_uuid())),
            version: 1,
            parents: Some(vec![]),
            form: json!(world.form.form),
            language: sample::language(interview).to_owned(),
            captured_at: self.clock.stamp(now),
            answers: Some(world.answers(interview, &community)),
            community,
            ..Said::default()
        };
        let mut known = true;
        let set = |name: &'static str, value: Value| {
            move |mut object: Map<String, Value>| {
                object.insert(name.to_owned(), value);
                Value::Object(object).to_string()
            }
        };
        let mangle: Box<dyn FnOnce(Map<String, Value>) -> String> = match poison {
            Poison::NoObject => {
                known = false;
                Box::new(|_| r#"["not", {"an": "object"}, 42]"#.to_owned())
            }
            Poison::TwiceTheKey => {
                known = false;
                Box::new(|o| Value::Object(o).to_string().replacen('{', r#"{"version":7,"#, 1))
            }
            Poison::LoneSurrogate => {
                known = false;
                Box::new(|o| Value::Object(o).to_string().replacen('{', r#"{"x":"\ud83d","#, 1))
            }
            Poison::LongNumber => {
                known = false;
                let long = r#"{"x":12345678901234567890,"#;
                Box::new(|o| Value::Object(o).to_string().replacen('{', long, 1))
            }
            Poison::NoSubmission => {
                known = false;
                said.submission = None;
                Box::new(|o| Value::Object(o).to_string())
            }
            Poison::BadSubmission => {
                known = false;
                Box::new(set("submission", json!("interview 7")))
            }
            Poison::WordVersion => Box::new(set("version", json!("one"))),
            Poison::ZeroVersion => Box::new(set("version", json!(0))),
            Poison::WordParents => Box::new(set("parents", json!("none"))),
            Poison::WordAnswers => Box::new(set("answers", json!("yes"))),
            Poison::UnknownForm => {
                Box::new(set("form", json!({"id": "no-such-form", "version": "1"})))
            }
            Poison::UnknownCommunity => Box::new(set("community", json!("no-such-community"))),
            Poison::BadChoice => match choice_question(world) {
                Some(path) => Box::new(move |mut object| {
                    object["answers"][path] = json!("no-such-choice");
                    Value::Object(object).to_string()
                }),
                None => return,
            },
            Poison::Mismatch => match self.kept.iter().rev().find(|item| !item.withdraw) {
                // A simple client names no revision, so it cannot name one twice.
                Some(item) if !self.simple => {
                    known = false;
                    (said.submission, said.revision) = (item.submission, item.revision);
                    Box::new(|o| Value::Object(o).to_string())
                }
                _ => return,
            },
        };
        let mut item = said.unfit(poison.codes(), mangle);
        if !known {
            item.revision = None;
        }
        self.tally.fault(Fault::Poison);
        self.queue(item);
    }
}

/// A question at the top of the form with one choice and no room for others.
fn choice_question(world: &World) -> Option<String> {
    let questions = world.form.questions();
    let closed = |kind: &Kind| matches!(kind, Kind::SelectOne { or_other: false, .. });
    questions.into_iter().find(|(_, q)| closed(&q.kind)).map(|(path, _)| path)
}
