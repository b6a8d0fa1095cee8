//! Web pages: nothing panics, what comes out obeys the limits and one page gives one item.
#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use tawatur_ingest::{Format, Given, Item, Limits, ingest_as};

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits {
        bytes: 1 << 20,
        nodes: 20_000,
        depth: 128,
        text: 1 << 18,
        time: Duration::from_secs(2),
        ..Limits::default()
    };
    let mut items = Vec::new();
    let read = ingest_as(
        Format::Html,
        "page.html",
        bytes,
        &Given::default(),
        &limits,
        &mut |item| items.push(item),
    );
    assert!(read.is_ok(), "only a given date can be refused");
    let taken = items
        .iter()
        .filter(|item| !matches!(item, Item::Note(_)))
        .count();
    assert_eq!(taken, 1);
    for item in items {
        if let Item::Document(document) = item {
            assert!(document.text.len() <= limits.text);
            assert_eq!(document.sha256.len(), 64);
        }
    }
});
