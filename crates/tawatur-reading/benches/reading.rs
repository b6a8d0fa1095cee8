//! What the reading costs: `cargo bench -p tawatur-reading`.
//!
//! All text is our own, from `examples/`. Figures and the machine they were taken on are in
//! `docs/performance.md`.

use std::sync::OnceLock;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use jiff::civil::Date;
use tawatur_knowledge::Lexicon;
use tawatur_reading::Reader;
use tawatur_reading::sentence::Sentence;
use tawatur_record::Document;
use tawatur_text::sentence as cut;
use tawatur_time::{TimeTable, expressions};

/// Plain reports and their day of publication.
const TEXTS: &[(&str, &str)] = &[
    (
        include_str!("../../../examples/ghardaia-flood.txt"),
        "2020-08-24",
    ),
    (
        include_str!("../../../examples/sabha-denial.txt"),
        "2020-11-17",
    ),
    (
        include_str!("../../../examples/meeting/monitor.txt"),
        "2019-09-15",
    ),
];

/// Files of one document a line, with `text` and `published`.
const LINES: &[&str] = &[
    include_str!("../../../examples/kassala-strike.jsonl"),
    include_str!("../../../examples/wire-flashes.jsonl"),
    include_str!("../../../examples/meeting/social-page.jsonl"),
];

fn main() {
    divan::main();
}

/// The example reports.
fn documents() -> &'static [Document] {
    static DOCUMENTS: OnceLock<Vec<Document>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let plain = TEXTS
            .iter()
            .map(|(text, day)| ((*text).to_owned(), Some((*day).to_owned())));
        let lines = LINES.iter().flat_map(|file| file.lines()).map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            let field = |name: &str| row[name].as_str().map(str::to_owned);
            (field("text").expect("a text"), field("published"))
        });
        plain
            .chain(lines)
            .enumerate()
            .map(|(at, (text, published))| Document {
                id: format!("example-{at}"),
                published,
                text,
                ..Document::default()
            })
            .collect()
    })
}

/// How long the texts of the example reports are.
fn bytes() -> BytesCount {
    BytesCount::new(documents().iter().map(|d| d.text.len()).sum::<usize>())
}

/// The tables, loaded once.
fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::embedded().expect("the tables of the program"))
}

/// The words of time, loaded once.
fn time_table() -> &'static TimeTable {
    static TABLE: OnceLock<TimeTable> = OnceLock::new();
    TABLE.get_or_init(TimeTable::default_table)
}

/// Tables into memory: what every run of the program begins with.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn load_tables() -> Reader {
    Reader::embedded().expect("the tables of the program")
}

/// Whole readings; the items are documents.
#[divan::bench(sample_size = 1)]
fn read_documents(bencher: Bencher<'_, '_>) {
    let (reader, documents) = (reader(), documents());
    bencher
        .counter(ItemsCount::new(documents.len()))
        .counter(bytes())
        .bench(|| {
            documents
                .iter()
                .map(|document| reader.read(black_box(document)).claims.len())
                .sum::<usize>()
        });
}

/// Time expressions alone.
#[divan::bench(sample_size = 1)]
fn time_expressions(bencher: Bencher<'_, '_>) {
    let (table, documents) = (time_table(), documents());
    bencher
        .counter(ItemsCount::new(documents.len()))
        .counter(bytes())
        .bench(|| {
            documents
                .iter()
                .map(|document| {
                    let day = document.published.as_deref();
                    let day = day.and_then(|day| day.parse::<Date>().ok());
                    expressions(black_box(&document.text), day, table).len()
                })
                .sum::<usize>()
        });
}

/// Sentences cut, and every word looked up in the lexicon.
#[divan::bench(sample_size = 1)]
fn prepare_sentences(bencher: Bencher<'_, '_>) {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    let lexicon = LEXICON.get_or_init(|| Lexicon::load(None).expect("the lexicon"));
    let documents = documents();
    bencher
        .counter(ItemsCount::new(documents.len()))
        .counter(bytes())
        .bench(|| {
            documents
                .iter()
                .flat_map(|document| {
                    cut::sentences(black_box(&document.text))
                        .into_iter()
                        .map(|range| Sentence::new(&document.text, range, lexicon))
                })
                .map(|sentence| sentence.words.len())
                .sum::<usize>()
        });
}
