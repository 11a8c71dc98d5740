//! Each sentence of the merge, by an example that can be read.

use serde_json::{Value, json};
use uuid::Uuid;

use super::super::answers::{Answer, Row};
use super::super::head::{Conflict, Head, State};
use super::super::ids::{CommunityId, FormRef, RevisionId, SubmissionId};
use super::super::revision::Revision;

fn id(number: u128) -> RevisionId {
    RevisionId(Uuid::from_u128(number))
}

/// A revision edited from others; its number is its UUID.
fn revision(number: u128, version: u64, parents: &[u128]) -> Revision {
    Revision { parents: Some(parents.iter().map(|p| id(*p)).collect()), ..simple(number, version) }
}

/// A revision of a client that knows only UUID and version.
fn simple(number: u128, version: u64) -> Revision {
    Revision {
        id: id(number),
        submission: SubmissionId(Uuid::nil()),
        version,
        parents: None,
        withdraw: false,
        void: None,
        form: None,
        community: None,
        language: None,
        captured_at: None,
        answers: Default::default(),
    }
}

impl Revision {
    fn says(mut self, path: &str, value: Value) -> Self {
        self.answers.insert(path.to_owned(), Answer::Single(value));
        self
    }

    fn chooses(mut self, path: &str, options: &[&str]) -> Self {
        let options = options.iter().map(|o| (*o).to_owned()).collect();
        self.answers.insert(path.to_owned(), Answer::Choices(options));
        self
    }

    /// Rows of the repeat `pits`: an id and a depth.
    fn pits(mut self, rows: &[(u128, u64)]) -> Self {
        let row = |(id, depth): &(u128, u64)| Row {
            id: Uuid::from_u128(*id),
            answers: [("depth".to_owned(), Answer::Single(json!(depth)))].into(),
        };
        self.answers.insert("pits".to_owned(), Answer::Rows(rows.iter().map(row).collect()));
        self
    }
}

/// The head, which is the same from both ends of the list.
fn head(revisions: &[Revision]) -> Head {
    let mut revisions = revisions.to_vec();
    let merged = super::merge(&revisions);
    revisions.reverse();
    assert_eq!(super::merge(&revisions), merged);
    merged.unwrap().head
}

fn conflict(field: &str, said: &[(u128, Value)]) -> Conflict {
    let conflict = json!({
        "field": field,
        "kept": {"revision": id(said[0].0), "value": said[0].1},
        "others": said[1..].iter()
            .map(|(number, value)| json!({"revision": id(*number), "value": value}))
            .collect::<Vec<_>>(),
    });
    serde_json::from_value(conflict).unwrap()
}

fn pit(number: u128, depth: u64) -> Value {
    json!({"@id": Uuid::from_u128(number), "depth": depth})
}

#[test]
fn nothing_has_no_head() {
    assert_eq!(super::merge(&[]), None);
}

#[test]
fn two_phones_that_edit_different_fields_lose_nothing() {
    let first = revision(1, 1, &[]).says("age", json!(30)).says("words", json!("maji"));
    let here = revision(2, 2, &[1]).says("age", json!(31)).says("words", json!("maji"));
    let there = revision(3, 2, &[1]).says("age", json!(30)).says("words", json!("leseni"));
    let head = head(&[first, here, there]);
    assert_eq!(json!(head.answers), json!({"age": 31, "words": "leseni"}));
    assert_eq!(head.conflicts, []);
    assert_eq!(head.heads, [id(2), id(3)]);
}

#[test]
fn two_phones_that_edit_the_same_field_leave_a_conflict_and_the_highest_is_shown() {
    let first = revision(1, 1, &[]).says("age", json!(30));
    let here = revision(2, 2, &[1]).says("age", json!(31));
    let there = revision(3, 2, &[1]).says("age", json!(32));
    let further = revision(4, 3, &[2]).says("age", json!(33));
    let seen = head(&[first.clone(), here.clone(), there.clone()]);
    assert_eq!(seen.answers["age"], 32, "at one version the higher UUID is shown");
    assert_eq!(seen.conflicts, [conflict("age", &[(3, json!(32)), (2, json!(31))])]);
    let seen = head(&[first, here, there, further]);
    assert_eq!(seen.answers["age"], 33, "a higher version is shown");
    assert_eq!(seen.conflicts, [conflict("age", &[(4, json!(33)), (3, json!(32))])]);
}

#[test]
fn two_phones_that_say_the_same_agree() {
    let first = revision(1, 1, &[]).says("age", json!(30));
    let here = revision(2, 2, &[1]).says("age", json!(31));
    let there = revision(3, 2, &[1]).says("age", json!(31));
    assert_eq!(head(&[first, here, there]).conflicts, []);
}

#[test]
fn taking_an_answer_away_is_a_write_and_null_is_absent() {
    let first = revision(1, 1, &[]).says("age", json!(30)).says("words", json!(null));
    let gone = revision(2, 2, &[1]);
    assert_eq!(json!(head(&[first.clone(), gone.clone()]).answers), json!({}));
    let there = revision(3, 2, &[1]).says("age", json!(31));
    let seen = head(&[first, gone, there]);
    assert_eq!(seen.conflicts, [conflict("age", &[(3, json!(31)), (2, json!(null))])]);
}

#[test]
fn a_reviewer_decides_and_the_conflict_is_gone() {
    let first = revision(1, 1, &[]).says("age", json!(30));
    let here = revision(2, 2, &[1]).says("age", json!(31));
    let there = revision(3, 2, &[1]).says("age", json!(32));
    let decision = revision(4, 3, &[2, 3]).says("age", json!(31));
    let decided = head(&[first.clone(), here.clone(), there.clone(), decision.clone()]);
    assert_eq!((&decided.answers["age"], &decided.conflicts), (&json!(31), &vec![]));
    assert_eq!(decided.heads, [id(4)]);
    let unseen = revision(5, 2, &[1]).says("age", json!(40));
    let seen = head(&[first, here, there, decision, unseen]);
    let both = [(4, json!(31)), (5, json!(40))];
    assert_eq!(seen.conflicts, [conflict("age", &both)], "what the reviewer had not seen is new");
}

#[test]
fn two_reviewers_who_decide_alike_after_a_criss_cross_agree() {
    let here = revision(1, 1, &[]).says("age", json!(31));
    let there = revision(2, 1, &[]).says("age", json!(32));
    let one = revision(3, 2, &[1, 2]).says("age", json!(31));
    let other = revision(4, 2, &[2, 1]).says("age", json!(32));
    let all = [here, there, one, other];
    assert_eq!(head(&all).conflicts, [conflict("age", &[(4, json!(32)), (3, json!(31))])]);
    let again = revision(5, 3, &[3, 4]).says("age", json!(31));
    assert_eq!(head(&[all.as_slice(), &[again]].concat()).conflicts, []);
}

#[test]
fn a_parent_that_comes_late_takes_its_place() {
    let first = revision(1, 1, &[]).says("age", json!(30)).says("words", json!("maji"));
    let here = revision(2, 2, &[1]).says("age", json!(30)).says("words", json!("leseni"));
    let there = revision(3, 2, &[1]).says("age", json!(31)).says("words", json!("maji"));
    let early = head(&[here.clone(), there.clone()]);
    assert_eq!(early.conflicts.len(), 2, "without the parent, both wrote everything");
    let late = head(&[here, there, first]);
    assert_eq!(json!(late.answers), json!({"age": 31, "words": "leseni"}));
    assert_eq!(late.conflicts, []);
}

#[test]
fn of_a_simple_client_the_highest_version_wins() {
    let old = simple(9, 1).says("age", json!(30)).says("words", json!("maji"));
    let new = simple(1, 3).says("age", json!(31));
    let between = simple(5, 2).says("age", json!(32));
    let head = head(&[old, new, between]);
    assert_eq!(json!(head.answers), json!({"age": 31}));
    assert_eq!((head.conflicts, head.heads, head.version), (vec![], vec![id(1)], 3));
}

#[test]
fn two_contents_at_one_version_of_a_simple_client_are_concurrent() {
    let one = simple(1, 2).says("age", json!(31)).says("words", json!("maji"));
    let other = simple(2, 2).says("age", json!(32));
    let seen = head(&[simple(3, 1), one, other]);
    assert_eq!(seen.heads, [id(1), id(2)]);
    assert_eq!(json!(seen.answers), json!({"age": 32, "words": "maji"}));
    assert_eq!(seen.conflicts, [conflict("age", &[(2, json!(32)), (1, json!(31))])]);
}

#[test]
fn no_parents_is_not_the_same_as_parents_left_out() {
    let first = revision(1, 1, &[]).says("age", json!(30));
    let fresh = revision(2, 2, &[]).says("age", json!(31));
    assert_eq!(head(&[first, fresh]).conflicts.len(), 1, "an empty list is edited from nothing");
}

#[test]
fn a_parent_whose_version_is_not_lower_is_ignored() {
    let ring = [
        revision(1, 2, &[2]).says("age", json!(30)),
        revision(2, 2, &[1]).says("age", json!(31)),
        revision(3, 1, &[3, 2]).says("words", json!("maji")),
    ];
    let head = head(&ring);
    assert_eq!(head.heads, [id(3), id(1), id(2)], "in the order of (version, UUID)");
    assert_eq!(json!(head.answers), json!({"age": 31, "words": "maji"}));
}

#[test]
fn a_version_may_jump_and_nothing_else_is_asked_of_it() {
    let first = revision(1, 7, &[]).says("age", json!(30));
    let next = revision(2, 9_000_000_000, &[1]).says("age", json!(31));
    assert_eq!(head(&[first, next]).answers["age"], 31);
}

#[test]
fn options_merge_one_by_one_and_who_adds_wins() {
    let first = revision(1, 1, &[]).chooses("role", &["digger", "washer"]);
    let here = revision(2, 2, &[1]).chooses("role", &["digger", "washer", "crusher"]);
    let there = revision(3, 2, &[1]).chooses("role", &["digger"]);
    let seen = head(&[first.clone(), here, there.clone()]);
    assert_eq!(seen.answers["role"], json!(["crusher", "digger"]));
    assert_eq!(seen.conflicts, []);
    // One takes `washer` away, and so does another, who puts it back.
    let away = revision(4, 2, &[1]).chooses("role", &["digger"]);
    let back = revision(5, 3, &[4]).chooses("role", &["digger", "washer"]);
    let last = Revision { version: 8, ..there };
    let seen = head(&[first, away, back, last]);
    assert_eq!(seen.answers["role"], json!(["digger", "washer"]));
    assert_eq!(seen.conflicts, [], "that is no conflict");
}

#[test]
fn rows_merge_by_their_ids_field_by_field() {
    let first = revision(1, 1, &[]).pits(&[(10, 3), (11, 5)]);
    let inserted = revision(2, 2, &[1]).pits(&[(12, 9), (10, 3), (11, 5)]);
    let edited = revision(3, 2, &[1]).pits(&[(10, 4), (11, 5)]);
    let deleted = revision(4, 2, &[1]).pits(&[(10, 3)]);
    let head = head(&[first, inserted, edited, deleted]);
    assert_eq!(head.answers["pits"], json!([pit(10, 4), pit(12, 9)]));
    assert_eq!(head.conflicts, []);
}

#[test]
fn an_edit_in_a_row_that_another_deleted_is_a_conflict() {
    let first = revision(1, 1, &[]).pits(&[(10, 3)]);
    let deleted = revision(2, 2, &[1]);
    let edited = revision(3, 2, &[1]).pits(&[(10, 4)]);
    let seen = head(&[first, deleted, edited]);
    let field = format!("pits[{}]/depth", Uuid::from_u128(10));
    assert_eq!(seen.conflicts, [conflict(&field, &[(3, json!(4)), (2, json!(null))])]);
    assert_eq!(seen.answers["pits"], json!([pit(10, 4)]), "what is kept is shown");
}

#[test]
fn rows_without_ids_ranked_lists_and_points_are_one_field() {
    let first = revision(1, 1, &[]).says("needs", json!(["REG-LIC", "GEO-SMP"]));
    let here = revision(2, 2, &[1]).says("needs", json!(["REG-LIC"]));
    let there = revision(3, 2, &[1]).says("needs", json!(["GEO-SMP", "REG-LIC"]));
    let head = head(&[first, here, there]);
    assert_eq!(head.answers["needs"], json!(["GEO-SMP", "REG-LIC"]));
    assert_eq!(head.conflicts.len(), 1);
}

#[test]
fn form_community_and_language_are_fields_like_any_answer() {
    let place = |r: Revision, community: &str, language: &str| Revision {
        community: Some(community.into()),
        language: Some(language.to_owned()),
        ..r
    };
    let form = FormRef { id: "asm-needs".into(), version: "2".into() };
    let first = place(revision(1, 1, &[]), "mgusu", "sw");
    let moved = place(revision(2, 2, &[1]), "nyarugusu", "sw");
    let there = Revision { form: Some(form.clone()), ..place(revision(3, 2, &[1]), "mgusu", "en") };
    let seen = head(&[first.clone(), moved, there]);
    assert_eq!(seen.community, Some(CommunityId::from("nyarugusu")));
    assert_eq!((seen.language.as_deref(), seen.form), (Some("en"), Some(form)));
    let other = place(revision(4, 2, &[1]), "lwamgasa", "sw");
    let again = place(revision(5, 2, &[1]), "katoro", "sw");
    assert_eq!(head(&[first, other, again]).conflicts[0].field, "community");
}

#[test]
fn a_question_called_like_a_field_of_the_record_keeps_its_own_place() {
    let here = revision(1, 1, &[]).says("community", json!("a")).says("void", json!(true));
    let there = revision(2, 1, &[]).says("community", json!("b"));
    let head = head(&[here, there]);
    assert_eq!(head.conflicts[0].field, "answers/community");
    assert_eq!((head.state, head.community), (State::Current, None));
}

#[test]
fn a_withdrawal_absorbs_everything() {
    let first = Revision { captured_at: Some("2026".into()), ..revision(1, 1, &[]) };
    let withdrawal = Revision { withdraw: true, ..revision(2, 2, &[1]) };
    let later = revision(3, 9, &[2]).says("age", json!(30));
    let merged = head(&[first.says("age", json!(29)), withdrawal.clone(), later]);
    assert_eq!(merged, head(&[withdrawal]), "no trace of the other revisions is left");
    assert_eq!(merged.state, State::Withdrawn);
}

#[test]
fn void_can_be_undone() {
    let first = revision(1, 1, &[]).says("age", json!(30));
    let void = Revision { void: Some(true), ..revision(2, 2, &[1]).says("age", json!(30)) };
    let undone = Revision { void: Some(false), ..revision(3, 3, &[2]).says("age", json!(30)) };
    assert_eq!(head(&[first.clone(), void.clone()]).state, State::Void);
    let head = head(&[first, void, undone]);
    assert_eq!((head.state, &head.answers["age"]), (State::Current, &json!(30)));
}

#[test]
fn an_edit_before_its_original_never_becomes_a_second_record() {
    let original = revision(1, 1, &[]).says("age", json!(30));
    let edit = revision(2, 2, &[1]).says("age", json!(31));
    assert_eq!(head(std::slice::from_ref(&edit)).answers["age"], 31);
    let head = head(&[edit, original]);
    assert_eq!((head.heads, &head.answers["age"]), (vec![id(2)], &json!(31)));
}

#[test]
fn a_question_that_became_a_multi_select_keeps_its_choices_in_code_order() {
    let one = revision(1, 1, &[]).says("role", json!("digger"));
    let several = revision(2, 1, &[]).chooses("role", &["washer", "crusher"]);
    let head = head(&[one, several]);
    assert_eq!(head.answers["role"], json!(["crusher", "digger", "washer"]));
}

#[test]
fn rows_in_rows_stay_where_they_are() {
    let samples = |grade: u64| Row {
        id: Uuid::from_u128(20),
        answers: [("grade".to_owned(), Answer::Single(json!(grade)))].into(),
    };
    let pit = |number: u128, grade| Row {
        id: Uuid::from_u128(number),
        answers: [("samples".to_owned(), Answer::Rows(vec![samples(grade)]))].into(),
    };
    let with = |r: Revision, rows| {
        let mut r = r;
        r.answers.insert("pits".to_owned(), Answer::Rows(rows));
        r
    };
    let first = with(revision(1, 1, &[]), vec![pit(10, 1), pit(11, 1)]);
    let here = with(revision(2, 2, &[1]), vec![pit(10, 2), pit(11, 1)]);
    let there = with(revision(3, 2, &[1]), vec![pit(10, 1), pit(11, 3)]);
    let head = head(&[first, here, there]);
    let grade = |at: usize| &head.answers["pits"][at]["samples"][0]["grade"];
    assert_eq!((grade(0), grade(1)), (&json!(2), &json!(3)));
}
