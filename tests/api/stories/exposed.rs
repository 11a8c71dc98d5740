//! Nobody is exposed by all that one audience can get of the demo world.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use serde_json::{Value, json};
use sikia::domain::catalogue::Catalogue;
use sikia::domain::disclosure::{Audience, Rules, is_sensitive};
use sikia::domain::form::Form;
use sikia::domain::form::sample::sample;
use sikia::forms::read_workbook;
use sikia::forms::tables::{read_areas, read_communities};

use super::attacker::{Cell, Known, Shape};
use super::editions::edition;
use crate::support::node::Node;
use crate::world::{FORM, World, another};

const SLACK: f64 = 1e-3;
const AREAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo/areas.csv");
const COMMUNITIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo/communities.csv");

/// Interviews with made-up answers in all communities of the demo world, in some of them few.
async fn interviews(world: &World, phone: &str, form: &Form, seeds: std::ops::Range<u64>) {
    let places = read_communities(&std::fs::read(COMMUNITIES).unwrap()).unwrap();
    let items: Vec<Value> = seeds
        .map(|seed| {
            let mut item = another();
            // Half of all are in the first community, and few in the last ones.
            let place = (seed % 64).trailing_ones() as usize + (seed / 64 % 5) as usize;
            item["community"] = json!(places[place % places.len()].id);
            item["answers"] = json!(sample(form, seed));
            item["answers"]["consent"] = json!("yes");
            item
        })
        .collect();
    for some in items.chunks(500) {
        world.push(phone, some).await;
    }
}

fn shape() -> Shape {
    let areas = read_areas(&std::fs::read(AREAS).unwrap()).unwrap();
    let communities = read_communities(&std::fs::read(COMMUNITIES).unwrap()).unwrap();
    let catalogue = Catalogue {
        areas: areas.into_iter().map(|area| (area.id.clone(), area)).collect(),
        communities: communities.into_iter().map(|c| (c.id.clone(), c)).collect(),
        ..Catalogue::default()
    };
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for community in catalogue.communities.values() {
        let chain = catalogue.area_chain(community, "2026-11-20");
        let within = chain.iter().map(|area| format!("area {}", area.id));
        let own = format!("community {}", community.id);
        for place in within.chain(["all".to_owned(), own]) {
            places.entry(place).or_default().insert(community.id.0.clone());
        }
    }
    Shape { places, genders: BTreeMap::new() }
}

/// The cells of an edition's files, read from the API with a token; none where a count is hidden.
async fn cells(node: &Node, token: Option<&str>, number: u64) -> BTreeMap<Cell, Option<f64>> {
    let mut cells = BTreeMap::new();
    for name in ["respondents.jsonl", "needs.jsonl"] {
        let path = format!("/v1/datasets/needs/editions/{number}/files/{name}");
        let call = node.call("GET", &path);
        let call = match token {
            Some(token) => call.token(token),
            None => call,
        };
        let answer = call.send().await;
        assert_eq!(answer.status, 200, "{path}");
        for line in String::from_utf8(answer.body).unwrap().lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let text = |name: &str| row[name].as_str().map(str::to_owned);
            let place = text("place").unwrap();
            let place = match text("place_kind").unwrap().as_str() {
                "all" => "all".to_owned(),
                "community" => format!("community {place}"),
                _ => format!("area {place}"),
            };
            let count = row.get("named").unwrap_or(&row["respondents"]).as_f64();
            assert_eq!(row["hidden"], json!(count.is_none()));
            cells.insert((place, "all".to_owned(), text("code")), count);
        }
    }
    cells
}

/// What an audience must not find out about a hidden cell: from where to where it must be possible, or
/// how wide its range must be.
fn must(
    cell: &Cell,
    truth: &BTreeMap<Cell, f64>,
    rules: &Rules,
    near: &BTreeSet<String>,
) -> (f64, f64, f64) {
    let people = truth[&(cell.0.clone(), cell.1.clone(), None)];
    let count = truth[cell];
    let full = rules.threshold(cell.2.as_deref()) as f64;
    let bounded = |k: f64| if cell.2.is_some() { k.min(people) } else { k };
    let width = bounded(rules.people as f64);
    if cell.2.as_deref().is_some_and(is_sensitive) && near.len() < rules.communities {
        let beside = full.max(count / 5.0);
        return ((count - beside).max(0.0), (count + beside).min(people), width);
    }
    if count > 0.0 && count < full {
        return (0.0, bounded(full), width);
    }
    (count, count, width)
}

/// What one audience was given at two moments, attacked.
struct Attack<'a> {
    shape: &'a Shape,
    moments: Vec<Known>,
    truths: &'a [BTreeMap<Cell, f64>],
    rules: Rules,
}

impl Attack<'_> {
    /// How many cells were attacked, and what was found that must not be.
    fn run(&self, codes: &[String]) -> (usize, Vec<String>) {
        let (mut attacked, mut found) = (0, Vec::new());
        let asked: Vec<Option<&String>> =
            [None].into_iter().chain(codes.iter().map(Some)).collect();
        for code in asked {
            let targets: Vec<(usize, Cell)> = (0..self.moments.len())
                .flat_map(|moment| {
                    let of_code = self.truths[moment].keys().filter(move |c| c.2.as_ref() == code);
                    let hidden = of_code.filter(move |c| !self.moments[moment].contains_key(*c));
                    hidden.map(move |cell| (moment, cell.clone()))
                })
                .collect();
            // Respondents are attacked with all codes, a code with what is known of respondents.
            let with: Vec<&str> = match code {
                Some(code) => vec![code.as_str()],
                None => codes.iter().map(String::as_str).collect(),
            };
            let ranges = self.shape.ranges(&self.moments, &with, &targets);
            attacked += targets.len();
            for ((moment, cell), (low, high)) in targets.iter().zip(ranges) {
                let truth = &self.truths[*moment];
                let heard = |c: &&String| {
                    let own = (format!("community {c}"), cell.1.clone(), None);
                    truth.get(&own).is_some_and(|people| *people > 0.0)
                };
                let near = self.shape.places[&cell.0].iter().filter(heard).cloned().collect();
                let (least, most, width) = must(cell, truth, &self.rules, &near);
                if low > least + SLACK || high < most - SLACK || high - low < width - SLACK {
                    found.push(format!("{moment} {cell:?} is {}: {low} to {high}", truth[cell]));
                }
            }
        }
        (attacked, found)
    }
}

#[allow(clippy::print_stdout, reason = "its report, for whoever asks for it by --nocapture")]
#[actix_web::test]
async fn nothing_hidden_can_be_worked_out_of_all_editions_and_filters_of_the_demo_world() {
    let world = World::new().await;
    let node = &world.node;
    let form = read_workbook(&std::fs::read(FORM).unwrap()).unwrap().form;
    let all = read_communities(&std::fs::read(COMMUNITIES).unwrap()).unwrap();
    let all: Vec<&str> = all.iter().map(|community| community.id.as_str()).collect();
    let phone = node.enrol("fleet", &all);
    let about = ["--title", "Needs", "--domains", "--publisher", "FEMATA"];
    node.operator(&[&["dataset", "add", "needs"][..], &about].concat(), "");
    let token = node.operator(&["token", "add", "--name", "ngo", "--json"], "");
    let token: Value = serde_json::from_str(&token).unwrap();
    let partner = token["token"].as_str().unwrap();
    let begun = Instant::now();
    for (seeds, moment) in [(0..500, 0_u64), (500..800, 1)] {
        interviews(&world, &phone, &form, seeds).await;
        let at = jiff::Timestamp::now().to_string();
        for (audience, number) in [("public", 1), ("partner", 2), ("restricted", 3)] {
            let made = edition(node, &["--audience", audience, "--as-of", &at]);
            assert_eq!(made["stage"], "ready", "{made}");
            println!("{audience} {moment}: {}", made["report"]["tables"]);
            let number = (3 * moment + number).to_string();
            node.operator(&["edition", "publish", "needs", &number], "");
        }
    }
    println!("six editions made in {:.1?}", begun.elapsed());
    let steward = Some(world.person.as_str());
    let mut truths = Vec::new();
    for number in [3, 6] {
        let cells = cells(node, steward, number).await;
        truths.push(cells.into_iter().map(|(cell, n)| (cell, n.unwrap())).collect());
    }
    let mut shape = shape();
    let first: &BTreeMap<Cell, f64> = &truths[0];
    shape.genders.insert("all".to_owned(), BTreeSet::from(["all".to_owned()]));
    let codes: BTreeSet<String> = first.keys().filter_map(|cell| cell.2.clone()).collect();
    let codes: Vec<String> = codes.into_iter().collect();

    let public = [cells(node, None, 1).await, cells(node, None, 4).await];
    let for_partner = [cells(node, Some(partner), 2).await, cells(node, Some(partner), 5).await];
    // A public count is rounded to the nearest five.
    let near = |count: f64| ((count - 2.0).max(0.0), count + 2.0);
    let shown = |cells: &BTreeMap<Cell, Option<f64>>, range: &dyn Fn(f64) -> (f64, f64)| -> Known {
        cells.iter().filter_map(|(cell, n)| Some((cell.clone(), range((*n)?)))).collect()
    };
    let everybody: Vec<Known> = public.iter().map(|cells| shown(cells, &near)).collect();
    let partners: Vec<Known> = public
        .iter()
        .zip(&for_partner)
        .map(|(public, exact)| {
            let mut known = shown(public, &near);
            known.extend(shown(exact, &|count| (count, count)));
            known
        })
        .collect();
    for (audience, moments) in [(Audience::Public, everybody), (Audience::Partner, partners)] {
        let begun = Instant::now();
        let rules = Rules::of(audience);
        let attack = Attack { shape: &shape, moments, truths: &truths, rules };
        let (attacked, found) = attack.run(&codes);
        println!("{audience:?}: {attacked} hidden cells attacked in {:.1?}", begun.elapsed());
        assert!(attacked > 50, "{attacked}");
        assert_eq!(found, Vec::<String>::new(), "{audience:?}");
    }

    // Hiding small cells alone is not enough, and the attacker shows it.
    let rules = Rules::of(Audience::Public);
    let weak: Vec<Known> = truths
        .iter()
        .map(|truth| {
            let kept = |(cell, n): &(&Cell, &f64)| {
                **n == 0.0 || **n >= rules.threshold(cell.2.as_deref()) as f64
            };
            truth.iter().filter(kept).map(|(cell, n)| (cell.clone(), (*n, *n))).collect()
        })
        .collect();
    let attack = Attack { shape: &shape, moments: weak, truths: &truths, rules };
    let (_, found) = attack.run(&codes[..1]);
    println!("without complementary suppression: {} cells found", found.len());
    assert!(!found.is_empty());
}
