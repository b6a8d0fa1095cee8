//! The whole reading of every report in `examples/`, as a text that a change shows in.

mod common;

use std::fmt::Write as _;
use std::path::Path;

use common::{places, reader, roles};
use tawatur_ingest::{Given, Item, Limits, ingest_file};
use tawatur_record::{Claim, Document, Reading};

/// The documents of a file.
fn documents(path: &Path) -> Vec<Document> {
    let mut found = Vec::new();
    ingest_file(
        path,
        &Given::default(),
        &Limits::default(),
        &mut |item| match item {
            Item::Document(document) => found.push(document),
            other => panic!("{}: {other:?}", path.display()),
        },
    )
    .expect("an example can be read");
    found
}

/// The chain, nearest to the document first: «agency سانا > official مصدر».
fn chain(claim: &Claim) -> String {
    let links: Vec<String> = claim
        .attribution
        .iter()
        .map(|l| format!("{} {}", l.kind, l.text.as_deref().unwrap_or("-")))
        .collect();
    links.join(" > ")
}

fn counts(claim: &Claim) -> String {
    let number = |n: Option<u64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let counts: Vec<String> = claim
        .counts
        .iter()
        .map(|c| {
            let part = if c.part { " part" } else { "" };
            let approx = if c.approx { " approx" } else { "" };
            format!(
                "{} {}..{}{approx}{part} «{}»",
                c.what,
                number(c.low),
                number(c.high),
                c.quote.text
            )
        })
        .collect();
    counts.join("; ")
}

fn show(reading: &Reading) -> String {
    let mut out = String::new();
    let document = &reading.document;
    let published = document.published.as_deref().unwrap_or("-");
    let _ = writeln!(out, "{} ({published})", document.id);
    for claim in &reading.claims {
        let mode = claim
            .mode
            .as_deref()
            .map(|m| format!("/{m}"))
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "\n{} {} «{}» {}{mode}: {}, {}",
            claim.id,
            claim.event,
            claim.trigger.text,
            claim.kind_type,
            claim.realis,
            claim.certainty
        );
        let wording: Vec<&str> = claim
            .wording
            .iter()
            .map(|w| w.quote.text.as_str())
            .collect();
        let time = claim
            .time
            .as_ref()
            .map(|t| format!(" «{}»", t.text))
            .unwrap_or_default();
        let date = claim
            .date
            .as_ref()
            .map(|d| format!("{d}{time}"))
            .unwrap_or_default();
        for (name, value) in [
            ("who", roles(claim)),
            ("where", places(claim)),
            ("when", date),
            ("says", chain(claim)),
            ("counts", counts(claim)),
            ("wording", wording.join("; ")),
        ] {
            if !value.is_empty() {
                let _ = writeln!(out, "  {name}: {value}");
            }
        }
    }
    let names: Vec<String> = reading
        .mentions
        .iter()
        .map(|m| {
            let kind = serde_json::to_value(m.kind).expect("a kind has a name");
            format!("{} {}", kind.as_str().unwrap_or_default(), m.quote.text)
        })
        .collect();
    let _ = writeln!(out, "\nnames: {}", names.join("; "));
    out
}

#[test]
fn every_example_reads_as_before() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files = Vec::new();
    for folder in [root.clone(), root.join("meeting")] {
        for entry in std::fs::read_dir(folder).expect("the examples are there") {
            let path = entry.expect("an entry").path();
            let report = path
                .extension()
                .and_then(|e| e.to_str())
                .is_some_and(|e| matches!(e, "html" | "txt" | "jsonl"));
            if report {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(files.len() >= 12, "{} examples", files.len());
    for path in files {
        let name = path
            .file_stem()
            .and_then(|n| n.to_str())
            .expect("a name")
            .to_owned();
        let shown: Vec<String> = documents(&path)
            .iter()
            .map(|document| show(&reader().read(document)))
            .collect();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, shown.join("\n"));
        });
    }
}
