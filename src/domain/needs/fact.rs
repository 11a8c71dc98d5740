//! What one head gives to the count.

use super::RANKS;
use super::day::day;
use super::meanings::{Asked, Meanings};
use crate::domain::head::{Head, State};
use crate::domain::ids::NeedCode;
use crate::domain::taxonomy::{DONT_KNOW, NONE, OTHER, REFUSED};

/// The purpose that a respondent agrees to when the answers may be counted.
const TOTALS: &str = "totals";
/// The group of who gave an answer of their own where choices were offered.
const OTHER_GROUP: &str = "other";

/// The narrow record of one head for counting. Only what a report or a filter asks for is in it, and
/// no free text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// The first three needs in the order of the ballot; or one special code alone: `X-NONE`, `X-DK`
    /// or `X-REF`. Never empty. `X-OTH` may stand among needs and keeps its rank.
    pub needs: Vec<NeedCode>,
    /// The respondent's gender, a choice of the form.
    pub gender: Option<String>,
    /// The respondent's age band, a choice of the form.
    pub age: Option<String>,
    /// What the respondent does at the site: choices of the form in code order, each once.
    pub roles: Vec<String>,
    /// The form's id, without its version.
    pub form: String,
    /// The day of the interview as its device wrote it: days since 1970-01-01. A wrong clock decides
    /// nothing but which day a filter finds the fact on.
    pub day: Option<i32>,
}

impl Fact {
    /// What a head gives to the count: nothing unless it is current, its respondent agreed, and the
    /// need question is answered.
    ///
    /// - Where the form asks for consent, only the choice `yes` counts: silence is no consent.
    /// - Where purposes are answered, `totals` must be among them; people agree to each use apart.
    /// - A text of one's own where the form offers choices counts as `other` (in the needs as
    ///   `X-OTH`, unless it has the shape of a code: lists change between versions of a form). So
    ///   nobody's words ever become a group of one.
    ///
    /// The need question should be ranked. Of one that is not, the first three count in the order in
    /// which the head has them.
    pub fn of(head: &Head, meanings: &Meanings) -> Option<Self> {
        if head.state != State::Current {
            return None;
        }
        let answers = |asked: &Asked| asked.answers(&head.answers);
        if let Some(consent) = &meanings.consent
            && !answers(consent).iter().any(|answer| answer == "yes")
        {
            return None;
        }
        if let Some(purposes) = &meanings.purposes {
            let agreed = answers(purposes);
            if !agreed.is_empty() && !agreed.iter().any(|purpose| purpose == TOTALS) {
                return None;
            }
        }
        let need = meanings.need.as_ref()?;
        let needs = ballot(need, answers(need));
        if needs.is_empty() {
            return None;
        }
        let group = |asked: &Option<Asked>| -> Vec<String> {
            let Some(asked) = asked else { return Vec::new() };
            answers(asked)
                .into_iter()
                .map(|code| if asked.offers(&code) { code } else { OTHER_GROUP.to_owned() })
                .collect()
        };
        let mut roles = group(&meanings.role);
        roles.sort();
        roles.dedup();
        Some(Self {
            needs,
            gender: group(&meanings.gender).into_iter().next(),
            age: group(&meanings.age).into_iter().next(),
            roles,
            form: meanings.form.clone(),
            day: head.captured_at.as_deref().and_then(day),
        })
    }
}

/// The first three needs named, each once; or the first special code when no need is named. Who names
/// a need beside "nothing" or "does not know" named a need.
fn ballot(asked: &Asked, answers: Vec<String>) -> Vec<NeedCode> {
    let mut needs: Vec<NeedCode> = Vec::with_capacity(RANKS);
    let mut special = None;
    for code in answers {
        if matches!(code.as_str(), NONE | DONT_KNOW | REFUSED) {
            special.get_or_insert(NeedCode(code));
            continue;
        }
        let known = asked.offers(&code) || is_code(&code);
        let code = if known { NeedCode(code) } else { NeedCode::from(OTHER) };
        if needs.len() < RANKS && !needs.contains(&code) {
            needs.push(code);
        }
    }
    if needs.is_empty() {
        needs.extend(special);
    }
    needs
}

/// `DOM-XXX`: the shape that the taxonomy gives its codes.
fn is_code(text: &str) -> bool {
    let letters = |part: &str| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    text.split_once('-').is_some_and(|(domain, need)| letters(domain) && letters(need))
}
