//! Figures are those of the heads, at every moment.

use serde_json::json;
use sikia::domain::ids::CommunityId;
use sikia::domain::needs::Filter;

use super::support::*;

contract! {
    who_agreed_is_counted_and_who_did_not_is_not,
    a_record_counts_where_and_while_its_head_says_so,
    filters_and_communities_choose_what_is_counted,
    a_recount_tells_how_far_it_is,
    the_records_of_a_community_are_told_once_each_in_the_order_of_their_last_change,
}

/// Somebody who agreed and named these needs.
fn voice(of: u128, needs: &[&str]) -> Item {
    item(of, of, 1)
        .answer("consent", json!("yes"))
        .answer("purposes", json!(["totals"]))
        .answer("needs_ranked", json!(needs))
}

async fn who_agreed_is_counted_and_who_did_not_is_not(node: Node) {
    let phone = node.with_phone().await;
    node.push(
        &phone,
        &[
            voice(1, &["REG-LIC", "GEO-SMP"]),
            voice(2, &["GEO-SMP"]),
            voice(3, &["X-DK"]),
            voice(4, &["REG-LIC"]).answer("consent", json!("no")),
        ],
    )
    .await;
    assert_eq!(node.totals().await["mgusu"], (4, 3));
    let report = node.report(&["mgusu"], &Filter::default()).await;
    assert_eq!((report.asked, report.respondents, report.dont_know), (3, 2, 1));
    let needs: Vec<(&str, u64, u64)> =
        report.needs.iter().map(|n| (n.code.as_str(), n.named, n.first_choice)).collect();
    assert_eq!(needs, [("GEO-SMP", 2, 1), ("REG-LIC", 1, 1)]);
    node.assert_exact().await;
}

async fn a_record_counts_where_and_while_its_head_says_so(node: Node) {
    let phone = node.with_phone().await;
    let edit = |id, version| {
        voice(1, &["REG-LIC"]).with("revision", json!(revision(id))).with("version", json!(version))
    };
    node.push_one(&phone, &voice(1, &["REG-LIC"])).await;
    assert_eq!(node.totals().await["mgusu"], (1, 1));
    let moved = edit(11, 2).parents(&[1]).community("nyarugusu");
    node.push_one(&phone, &moved).await;
    assert_eq!(
        node.totals().await.into_iter().collect::<Vec<_>>(),
        [("nyarugusu".to_owned(), (1, 1))]
    );
    let void = edit(12, 3).parents(&[11]).community("nyarugusu").with("void", json!(true));
    node.push_one(&phone, &void).await;
    assert!(node.totals().await.is_empty());
    let again = edit(13, 4).parents(&[12]).community("nyarugusu");
    node.push_one(&phone, &again).await;
    assert_eq!(node.totals().await["nyarugusu"], (1, 1));
    node.assert_exact().await;
}

async fn filters_and_communities_choose_what_is_counted(node: Node) {
    let phone = node.with_phone().await;
    let day = |item: Item, day: &str| item.with("captured_at", json!(format!("{day}T08:00:00Z")));
    node.push(
        &phone,
        &[
            day(voice(1, &["REG-LIC"]).answer("respondent/gender", json!("female")), "2026-01-01"),
            day(voice(2, &["GEO-SMP"]).answer("respondent/gender", json!("male")), "2026-01-02"),
            voice(3, &["GEO-SMP"]).community("nyarugusu"),
        ],
    )
    .await;
    let day = sikia::domain::needs::day("2026-01-02");
    let female = Filter { gender: Some("female".to_owned()), ..Filter::default() };
    let late = Filter { from: day, ..Filter::default() };
    let nobody = Filter { gender: Some("nobody says so".to_owned()), ..Filter::default() };
    for (communities, filter, wanted) in [
        (&["mgusu"][..], Filter::default(), &["GEO-SMP", "REG-LIC"][..]),
        (&["mgusu", "nyarugusu", "unknown"], late, &["GEO-SMP"]),
        (&["mgusu"], female, &["REG-LIC"]),
        (&["nyarugusu"], Filter::default(), &["GEO-SMP"]),
        (&["mgusu"], nobody, &[]),
        (&[], Filter::default(), &[]),
    ] {
        let report = node.report(communities, &filter).await;
        let named: Vec<&str> = report.needs.iter().map(|need| need.code.as_str()).collect();
        assert_eq!(named, wanted, "{communities:?} {filter:?}");
    }
}

async fn a_recount_tells_how_far_it_is(node: Node) {
    let phone = node.with_phone().await;
    node.push(&phone, &[item(1, 1, 1), item(2, 2, 1)]).await;
    let last = std::sync::Arc::new(std::sync::Mutex::new((0, 0)));
    let told = last.clone();
    let progress = std::sync::Arc::new(move |done, all| *told.lock().unwrap() = (done, all));
    let found = node.store.recount(progress).await.unwrap();
    assert_eq!((found.submissions, *last.lock().unwrap()), (2, (2, 2)));
}

async fn the_records_of_a_community_are_told_once_each_in_the_order_of_their_last_change(
    node: Node,
) {
    let phone = node.with_phone().await;
    let mgusu = CommunityId("mgusu".to_owned());
    for of in 1..=5 {
        node.push_one(&phone, &voice(of, &["REG-LIC"])).await;
    }
    let edit = |of: u128, id| {
        voice(of, &["GEO-SMP"]).with("revision", json!(revision(id))).with("version", json!(2))
    };
    node.push_one(&phone, &edit(2, 12).parents(&[2])).await;
    node.push_one(&phone, &edit(3, 13).parents(&[3]).community("nyarugusu")).await;
    let mut told = Vec::new();
    let mut after = 0;
    loop {
        let page = node.store.records(&mgusu, after, 2).await.unwrap();
        let Some((last, _)) = page.last() else { break };
        assert!(page.len() <= 2 && *last > after);
        after = *last;
        told.extend(page.into_iter().map(|(_, head)| head.submission));
    }
    assert_eq!(told, [1, 4, 5, 2].map(submission));
    let elsewhere = CommunityId("nyarugusu".to_owned());
    assert_eq!(node.store.records(&elsewhere, 0, 9).await.unwrap().len(), 1);
    assert!(node.store.records(&CommunityId("nowhere".to_owned()), 0, 9).await.unwrap().is_empty());
}
