//! What a phone makes of the node's answer: one result per item, in order, and each as it must be.

use serde::Deserialize;
use serde_json::Value;

use super::SimulateError;
use super::call::Answer;
use super::item::{Expect, Item};
use super::phone::Phone;

/// The answer to one call of sync.
#[derive(Debug, Deserialize)]
struct Synced {
    results: Vec<Outcome>,
    changes: Vec<Value>,
    cursor: Option<String>,
    more: bool,
    missing: Option<u64>,
}

/// What the node says of one item.
#[derive(Debug, Deserialize)]
struct Outcome {
    #[serde(default)]
    revision: Value,
    #[serde(default)]
    submission: Value,
    outcome: String,
    #[serde(default)]
    problem: Value,
}

impl Phone {
    /// Takes in an answer.
    ///
    /// `None` when nothing could be read from it, else whether there is more to pull.
    pub(super) fn take(
        &mut self,
        batch: Vec<Item>,
        answer: Answer,
    ) -> Result<Option<bool>, SimulateError> {
        match answer.status {
            200 => {}
            401 | 403 => return Err(SimulateError::Refused(answer.status, self.index)),
            410 => {
                self.tally.cursors_expired += 1;
                self.put_back(batch);
                self.view.reset();
                return Ok(Some(true));
            }
            413 => {
                self.most_items = (self.most_items / 2).max(1);
                self.put_back(batch);
                return Ok(Some(true));
            }
            status => {
                let said = String::from_utf8_lossy(&answer.body).into_owned();
                self.tally.disagree("status", || format!("{status} from sync: {said}"));
                self.put_back(batch);
                return Ok(None);
            }
        }
        let synced: Synced = match serde_json::from_slice(&answer.body) {
            Ok(synced) => synced,
            Err(e) => {
                self.tally.disagree("answer_unreadable", || e.to_string());
                self.put_back(batch);
                return Ok(None);
            }
        };
        self.settle(batch, synced.results);
        for change in synced.changes {
            let kind = change.get("kind").and_then(Value::as_str).unwrap_or("?").to_owned();
            *self.tally.changes.entry(kind).or_default() += 1;
            if let Err(wrong) = self.view.apply(change) {
                self.tally.disagree("change", || wrong);
            }
        }
        self.missing = synced.missing;
        self.view.advance(synced.cursor);
        Ok(Some(synced.more))
    }

    /// Goes through the results: one per item, in order.
    fn settle(&mut self, batch: Vec<Item>, results: Vec<Outcome>) {
        if results.len() != batch.len() {
            let (pushed, answered) = (batch.len(), results.len());
            self.tally
                .disagree("results", || format!("{pushed} items pushed, {answered} answered"));
            self.put_back(batch);
            return;
        }
        let mut rest = Vec::new();
        for (mut item, result) in batch.into_iter().zip(results) {
            *self.tally.outcomes.entry(result.outcome.clone()).or_default() += 1;
            if result.outcome == "retry" {
                if item.expect != Expect::Again {
                    rest.push(item);
                }
                continue;
            }
            let wrong = self.judge(&item, &result);
            if let Some(wrong) = wrong {
                self.tally.disagree(wrong, || {
                    format!("phone {}: {result:?} for {}", self.index, item.text)
                });
            }
            item.tried = true;
            match item.expect {
                Expect::Held if wrong.is_none() => {
                    self.tally.acknowledged += 1;
                    self.kept.push(item);
                }
                Expect::Quarantined(_) if result.outcome == "quarantined" => {
                    let code = result.problem.get("code").and_then(Value::as_str).unwrap_or("?");
                    *self.tally.quarantined.entry(code.to_owned()).or_default() += 1;
                }
                _ => {}
            }
        }
        self.outbox.splice(0..0, rest);
    }

    /// What is wrong with a result, if anything is.
    fn judge(&self, item: &Item, result: &Outcome) -> Option<&'static str> {
        let outcome = result.outcome.as_str();
        let named = |given: &Value, id: Option<String>| {
            id.is_none_or(|id| given.as_str() == Some(id.as_str()))
        };
        match item.expect {
            Expect::Held => {
                let known = ["accepted", "duplicate", "merged", "conflict", "erased"];
                if !known.contains(&outcome) {
                    return Some("not_held");
                }
                if !named(&result.revision, item.revision.map(|id| id.to_string()))
                    || !named(&result.submission, item.submission.map(|id| id.to_string()))
                {
                    return Some("out_of_order");
                }
                (outcome == "duplicate" && !item.tried).then_some("duplicate_of_nothing")
            }
            Expect::Again => {
                (!matches!(outcome, "duplicate" | "erased")).then_some("acknowledged_and_forgotten")
            }
            Expect::Quarantined(codes) => {
                // The submission that a mismatch is about may be withdrawn by now.
                if outcome == "erased" && codes.contains(&"content_mismatch") {
                    return None;
                }
                let word = |name: &str| result.problem.get(name).and_then(Value::as_str);
                let named = word("code").is_some_and(|code| codes.contains(&code));
                let told = word("title").is_some_and(|title| !title.is_empty());
                (outcome != "quarantined" || !named || !told).then_some("not_quarantined")
            }
        }
    }
}
