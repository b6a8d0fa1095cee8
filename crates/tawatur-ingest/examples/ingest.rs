//! Prints the documents of files as JSON Lines: `cargo run -p tawatur-ingest --example ingest -- FILE...`

use std::path::Path;

use tawatur_ingest::{Given, IngestError, Item, Limits, ingest_file};

fn main() -> Result<(), IngestError> {
    for file in std::env::args().skip(1) {
        ingest_file(
            Path::new(&file),
            &Given::default(),
            &Limits::default(),
            &mut |item| match item {
                Item::Document(document) => println!(
                    "{}",
                    serde_json::json!({ "document": document, "claims": [] })
                ),
                Item::Problem(problem) => {
                    eprintln!("{problem}");
                    println!(
                        "{}",
                        serde_json::json!({ "document": { "id": problem.id }, "claims": [], "error": problem.reason })
                    );
                }
                Item::Note(problem) => eprintln!("{problem}"),
            },
        )?;
    }
    Ok(())
}
