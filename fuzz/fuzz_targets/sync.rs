//! Arbitrary bytes as the body of a sync call: reading ends, what is read merges, and what is stored
//! reads again as the same.
#![no_main]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use sikia::domain::catalogue::Catalogue;
use sikia::domain::ids::CommunityId;
use sikia::domain::limits::Limits;
use sikia::domain::merge::merge;
use sikia::domain::place::Community;
use sikia::domain::text::Text;
use sikia::domain::{content, item};
use sikia::http::api::sync::wire;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let form = sikia::forms::read_workbook(include_bytes!("../../forms/asm-needs.xlsx"));
    let form = form.expect("the shipped form reads").form;
    let id = CommunityId::from("mgusu");
    let (area, population, kind, point) = (None, None, None, None);
    let name = Text::new("", "Mgusu");
    let community = Community { id: id.clone(), name, area, population, kind, point };
    Catalogue {
        forms: BTreeMap::from([(form.form.clone(), Arc::new(form))]),
        communities: BTreeMap::from([(id, community)]),
        ..Catalogue::default()
    }
});

fuzz_target!(|data: &[u8]| {
    let limits = Limits::default();
    let Ok(ask) = wire::read(data, &limits) else { return };
    let mut revisions = Vec::new();
    for raw in &ask.push {
        if let Ok(said) = content::read(raw) {
            let again = serde_json::to_vec(&said).expect("JSON is written");
            let again = content::read(&again).expect("what was read is read again");
            assert_eq!(content::hash(&said), content::hash(&again));
        }
        let reading = item::read(raw, &CATALOGUE, &limits, |_| true, &Default::default());
        let Ok(revision) = reading.outcome else { continue };
        assert_eq!(Some(revision.id), reading.revision);
        let again = item::reread(raw, &CATALOGUE, (revision.submission, revision.version)).expect("what was accepted reads again");
        assert_eq!(again, revision);
        // A store keeps the first of two contents under one name.
        if !revisions.iter().any(|known: &sikia::domain::revision::Revision| known.id == revision.id) {
            revisions.push(revision);
        }
    }
    let one = merge(&revisions);
    revisions.reverse();
    assert_eq!(merge(&revisions), one);
});
