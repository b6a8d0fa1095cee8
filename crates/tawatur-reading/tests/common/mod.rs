//! What the integration tests share: one reader, and short forms of what it found.

#![allow(dead_code, reason = "every test file uses some of it")]

use std::sync::OnceLock;

use tawatur_reading::Reader;
use tawatur_record::{Claim, Document, Reading};

/// The day that test reports were published on.
pub(crate) const PUBLISHED: &str = "2021-03-10";

/// The reader with the tables of the program, loaded once a test run.
pub(crate) fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::embedded().expect("the embedded tables are sound"))
}

/// A report published on [`PUBLISHED`], read.
pub(crate) fn read(text: &str) -> Reading {
    let document = Document {
        id: "test".to_owned(),
        text: text.to_owned(),
        published: Some(PUBLISHED.to_owned()),
        ..Document::default()
    };
    reader().read(&document)
}

/// The first claim whose trigger is written `trigger`.
pub(crate) fn claim<'r>(reading: &'r Reading, trigger: &str) -> Option<&'r Claim> {
    reading.claims.iter().find(|c| c.trigger.text == trigger)
}

/// «initiator الجيش; recipient القرية», in text order.
pub(crate) fn roles(claim: &Claim) -> String {
    let mut actors: Vec<_> = claim.actors.iter().collect();
    actors.sort_by_key(|a| a.quote.start);
    let actors: Vec<String> = actors
        .iter()
        .map(|a| format!("{} {}", a.role, a.quote.text))
        .collect();
    actors.join("; ")
}

/// «location القرية; destination حماة», in text order.
pub(crate) fn places(claim: &Claim) -> String {
    let mut places: Vec<_> = claim.places.iter().collect();
    places.sort_by_key(|p| p.quote.start);
    let places: Vec<String> = places
        .iter()
        .map(|p| format!("{} {}", p.role, p.quote.text))
        .collect();
    places.join("; ")
}

/// Compares `found` with what is wanted for every sentence; tells of all that differ.
pub(crate) fn check(cases: &[(&str, &str, &str)], found: impl Fn(&Claim) -> String) {
    let mut wrong = Vec::new();
    for (text, trigger, wanted) in cases {
        let reading = read(text);
        match claim(&reading, trigger) {
            Some(claim) => {
                let have = found(claim);
                if have != *wanted {
                    wrong.push(format!(
                        "{text}\n  «{trigger}»\n  wanted {wanted}\n  found  {have}"
                    ));
                }
            }
            None => {
                let triggers: Vec<&str> = reading
                    .claims
                    .iter()
                    .map(|c| c.trigger.text.as_str())
                    .collect();
                wrong.push(format!("{text}\n  no claim «{trigger}», but {triggers:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} sentences read wrongly:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
