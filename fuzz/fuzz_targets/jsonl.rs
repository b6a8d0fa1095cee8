//! JSON Lines: every line that is not blank gives one document or one problem, in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tawatur_ingest::{Given, Item, Limits, ingest_jsonl};

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits {
        bytes: 1 << 20,
        line: 1 << 16,
        text: 1 << 16,
        ..Limits::default()
    };
    let mut taken = 0_usize;
    let mut last = 0;
    let read = ingest_jsonl(
        bytes,
        "documents.jsonl",
        &Given::default(),
        &limits,
        &mut |item| match item {
            Item::Document(document) => {
                taken += 1;
                assert!(document.text.len() <= limits.text);
            }
            Item::Problem(problem) => {
                taken += 1;
                let line = problem.line.unwrap_or(last);
                assert!(line >= last, "problems come in the order of their lines");
                last = line;
            }
            Item::Note(_) => {}
        },
    );
    assert!(read.is_ok(), "a slice can always be read");
    assert!(taken <= bytes.split(|&b| b == b'\n').count());
});
