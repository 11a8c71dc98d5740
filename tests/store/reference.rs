//! Reference data: put, seen, and known to be different.

use std::collections::BTreeMap;

use serde_json::json;
use sikia::domain::catalogue::{MediaFile, Reference, Stage};
use sikia::domain::needs::Filter;
use sikia::domain::place::{Area, Community};
use sikia::domain::taxonomy::Taxonomy;
use sikia::domain::text::Text;
use sikia::store::{FormFiles, Outcome, Put, Staged};

use super::support::*;

contract! {
    a_question_that_is_called_otherwise_in_a_newer_version_is_one_question,
    a_form_version_is_immutable,
    files_come_with_a_form_version_and_may_come_later,
    communities_are_added_changed_and_left_alone,
    every_change_of_reference_data_has_a_new_number_and_no_other_call_has,
    areas_change_the_catalogue_and_go_to_no_phone,
    the_taxonomy_is_replaced_whole,
    areas_that_nobody_imported_are_named,
    a_draft_is_offered_to_test_devices_and_counts_nothing,
    a_form_is_published_retired_and_brought_back_and_devices_learn_of_it,
}

async fn a_form_version_is_immutable(node: Node) {
    let ((form, workbook), by) = (needs_form(), operator());
    let put = |form| {
        node.store.put_form(
            form,
            FormFiles { source: workbook, xform: b"<xform/>", ..FormFiles::default() },
            &by,
        )
    };
    assert_eq!(put(form).await.unwrap(), Put::Added);
    let change = node.change().await;
    assert_eq!(put(form).await.unwrap(), Put::Unchanged);
    let mut other = form.clone();
    other.title = Text::new("en", "Another one");
    assert_eq!(put(&other).await.unwrap(), Put::Refused);
    assert_eq!(node.change().await, change);
    let second = form_version("2");
    assert_eq!(put(&second).await.unwrap(), Put::Added);
    let catalogue = node.store.catalogue().await.unwrap();
    assert_eq!(catalogue.forms.len(), 2);
    assert_eq!(*catalogue.forms[&form.form], *form);
    assert_eq!(node.store.xform(&form.form).await.unwrap().as_deref(), Some(&b"<xform/>"[..]));
    assert_eq!(node.store.xform(&form_version("3").form).await.unwrap(), None);
}

async fn files_come_with_a_form_version_and_may_come_later(node: Node) {
    let (form, by) = (form_version("7"), operator());
    let file = |of: u8| MediaFile { digest: [of; 32], md5: [of; 16], size: u64::from(of) };
    let put = async |form, media: &[(&str, MediaFile)]| {
        let media: Vec<_> = media.iter().map(|(name, file)| ((*name).to_owned(), *file)).collect();
        let files = FormFiles { xform: b"<xform/>", media: &media, ..FormFiles::default() };
        node.store.put_form(form, files, &by).await.unwrap()
    };
    let held = async || {
        let catalogue = node.store.catalogue().await.unwrap();
        let files: Vec<_> = catalogue.media(&form.form).map(|(n, f)| (n.to_owned(), *f)).collect();
        files
    };
    assert_eq!(put(&form, &[("a.png", file(1))]).await, Put::Added);
    assert_eq!(held().await, [("a.png".to_owned(), file(1))]);
    assert_eq!(put(&form, &[("a.png", file(1))]).await, Put::Unchanged);
    assert_eq!(put(&form, &[]).await, Put::Unchanged, "what is not named again stays");
    assert_eq!(put(&form, &[("b.csv", file(2)), ("a.png", file(3))]).await, Put::Changed);
    let both = [("a.png".to_owned(), file(3)), ("b.csv".to_owned(), file(2))];
    assert_eq!(held().await, both);
    let mut other = form.clone();
    other.title = Text::new("en", "Another one");
    assert_eq!(put(&other, &[("c.csv", file(4))]).await, Put::Refused);
    assert_eq!(held().await, both, "with another form nothing comes");
    assert_eq!(put(&form_version("8"), &[]).await, Put::Added);
    assert_eq!(node.store.catalogue().await.unwrap().media.len(), 1);
}

async fn communities_are_added_changed_and_left_alone(node: Node) {
    let point = Some((-2.876_543_210_987_654, 32.123_456_789_012_34));
    let mgusu = Community { point, population: Some(1_200), ..community("mgusu") };
    let named = Community { name: Text::new("sw", "Mgusu"), ..mgusu.clone() };
    let put = [mgusu.clone(), community("kakola"), mgusu.clone(), named.clone()];
    let done = node.store.put_communities(&put, &operator()).await.unwrap();
    assert_eq!(done, [Put::Added, Put::Added, Put::Unchanged, Put::Changed]);
    let done = node.store.put_communities(&[named.clone(), mgusu], &operator()).await.unwrap();
    assert_eq!(done, [Put::Unchanged, Put::Changed]);
    let catalogue = node.store.catalogue().await.unwrap();
    assert_eq!(catalogue.communities[&named.id].point, point);
    assert_eq!(catalogue.changes.len(), 2);
}

async fn every_change_of_reference_data_has_a_new_number_and_no_other_call_has(node: Node) {
    let phone = node.with_phone().await;
    let catalogue = node.store.catalogue().await.unwrap();
    let references: Vec<&Reference> = catalogue.changes.values().collect();
    let community = |id: &str| Reference::Community(id.into());
    assert_eq!(
        references,
        [
            &Reference::Form(needs_form().0.form.clone()),
            &Reference::Codes,
            &community("mgusu"),
            &community("nyarugusu"),
        ]
    );
    node.push_one(&phone, &item(1, 1, 1)).await;
    assert_eq!(node.store.catalogue().await.unwrap().change, catalogue.change);
    let former = node.change().await;
    node.put_communities(&["kakola"]).await;
    let catalogue = node.store.catalogue().await.unwrap();
    assert!(catalogue.change > former);
    assert_eq!(catalogue.change, node.change().await);
    assert_eq!(node.store.catalogue_seen().change, catalogue.change);
    assert_eq!(catalogue.changes.last_key_value(), Some((&catalogue.change, &community("kakola"))));
}

fn area(id: &str) -> Area {
    Area {
        id: id.into(),
        kind: "region".to_owned(),
        name: Text::new("", id),
        codes: BTreeMap::from([("pcode".to_owned(), "TZ26".to_owned())]),
        parents: Vec::new(),
    }
}

async fn areas_change_the_catalogue_and_go_to_no_phone(node: Node) {
    let phone = node.with_phone().await;
    let (change, catalogue) = (node.change().await, node.store.catalogue().await.unwrap().change);
    let done = node.store.put_areas(&[area("geita"), area("geita")], &operator()).await.unwrap();
    assert_eq!(done, [Put::Added, Put::Unchanged]);
    assert!(node.store.catalogue().await.unwrap().change > catalogue);
    assert_eq!(node.pull(&phone, change).await, [""; 0]);
}

async fn the_taxonomy_is_replaced_whole(node: Node) {
    let whole = taxonomy();
    let (part, none) = (Taxonomy(whole.0[..3].to_vec()), Taxonomy::default());
    let by = operator();
    let put = |taxonomy| node.store.put_taxonomy(taxonomy, &by);
    assert_eq!(put(&none).await.unwrap(), Put::Unchanged);
    assert_eq!(put(&whole).await.unwrap(), Put::Added);
    assert_eq!(put(&whole).await.unwrap(), Put::Unchanged);
    assert_eq!(put(&part).await.unwrap(), Put::Changed);
    assert_eq!(node.store.catalogue().await.unwrap().taxonomy, part);
}

async fn areas_that_nobody_imported_are_named(node: Node) {
    let in_area = |id, area: &str| Community { area: Some(area.into()), ..community(id) };
    let put = [in_area("a", "geita"), in_area("b", "mara"), in_area("c", "mara"), community("d")];
    node.store.put_communities(&put, &operator()).await.unwrap();
    node.store.put_areas(&[area("geita")], &operator()).await.unwrap();
    assert_eq!(node.store.unknown_areas().await.unwrap(), ["mara".into()]);
}

async fn a_draft_is_offered_to_test_devices_and_counts_nothing(node: Node) {
    node.world().await;
    let (phone, tester) = (node.phone(1, &["mgusu"]).await, node.tester(2, &["mgusu"]).await);
    let draft = form_version("2");
    let files = FormFiles { stage: Stage::Draft, ..FormFiles::default() };
    assert_eq!(node.store.put_form(&draft, files, &operator()).await.unwrap(), Put::Added);
    let offered = |told: &[String]| told.iter().any(|told| told == "form asm-needs (2)");
    assert!(!offered(&node.pull(&phone, 0).await));
    assert!(offered(&node.pull(&tester, 0).await));

    let tried = item(1, 1, 1).version_of_form("2");
    assert_eq!(node.push_one(&tester, &tried).await, Outcome::Accepted);
    assert_eq!(node.report(&["mgusu"], &Filter::default()).await.respondents, 0);
    assert_eq!(node.totals().await["mgusu"], (1, 0));
    node.assert_exact().await;

    let stage = |form, stage| {
        let store = node.store.clone();
        async move { store.stage_form(&form, stage, &operator()).await.unwrap() }
    };
    assert_eq!(stage(draft.form.clone(), Stage::Published).await, Staged::HasRecords);
    assert_eq!(stage(form_version("9").form, Stage::Published).await, Staged::Unknown);
}

async fn a_form_is_published_retired_and_brought_back_and_devices_learn_of_it(node: Node) {
    node.world().await;
    let phone = node.phone(1, &["mgusu"]).await;
    let draft = form_version("2");
    let files = FormFiles { stage: Stage::Draft, ..FormFiles::default() };
    node.store.put_form(&draft, files, &operator()).await.unwrap();
    let mut cursor = node.store.position().await.unwrap().change;
    for (to, done, told) in [
        (Stage::Published, Staged::Moved, vec!["form asm-needs (2)"]),
        (Stage::Published, Staged::Unchanged, vec![]),
        (Stage::Draft, Staged::NoWayBack, vec![]),
        (Stage::Retired, Staged::Moved, vec!["no form asm-needs (2)"]),
        (Stage::Published, Staged::Moved, vec!["form asm-needs (2)"]),
    ] {
        let staged = node.store.stage_form(&draft.form, to, &operator()).await.unwrap();
        assert_eq!(staged, done, "{to:?}");
        assert_eq!(node.pull(&phone, cursor).await, told, "{to:?}");
        cursor = node.store.position().await.unwrap().change;
    }
}

async fn a_question_that_is_called_otherwise_in_a_newer_version_is_one_question(node: Node) {
    let phone = node.with_phone().await;
    let said = item(1, 1, 1).answer("words", json!("leseni"));
    node.push_one(&phone, &said).await;
    let form = form_version("1").form;
    let to = |to: &'static str| {
        let (store, form) = (node.store.clone(), form.clone());
        async move { store.rename_in_form(&form, "words", to, &operator()).await.unwrap() }
    };
    let before = node.change().await;
    assert!(to("own_words").await);
    assert!(!to("own_words").await, "said already");
    assert!(node.change().await > before, "other nodes learn of it");
    let answers = node.head(1).await.unwrap().answers;
    assert_eq!((answers.get("own_words"), answers.get("words")), (Some(&json!("leseni")), None));
    let edit = item(1, 2, 2).parents(&[1]).answer("words", json!("leseni na ramani"));
    node.push_one(&phone, &edit).await;
    assert_eq!(node.head(1).await.unwrap().answers["own_words"], "leseni na ramani");
    // The same workbook again is no other form.
    let there = node.store.catalogue().await.unwrap().forms[&form].clone();
    assert_eq!(there.newest("words"), "own_words");
    assert!(to("words").await, "taken back");
    assert_eq!(node.head(1).await.unwrap().answers["words"], "leseni na ramani");
    let unknown = form_version("77").form;
    assert!(!node.store.rename_in_form(&unknown, "a", "b", &operator()).await.unwrap());
    node.assert_exact().await;
}
