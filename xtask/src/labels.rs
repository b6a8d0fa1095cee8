//! What the engine says of sentences, for comparing it with the model as it was trained.
//!
//! Standard input: a JSON array of words a line (one sentence, no word with white space).
//! Standard output: a JSON array of `[word, name label, proclitics, enclitic, tag]` a line.

use std::io::{BufRead, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use tawatur_language::{Engine, Model, Options};
use tawatur_reading::hints::HINTS;
use tawatur_reading::mention::Names;
use tawatur_record::Document;

/// Reads sentences until the end of standard input; `folder` is the model's, without it
/// the default one.
pub(crate) fn run(folder: Option<&Path>) -> Result<bool> {
    let names = Names::load(None)?;
    let model = match folder {
        Some(folder) => Model::open(folder, HINTS)?,
        None => Model::embedded(HINTS)?,
    };
    let engine = Engine::new(model, Options::default());
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.context("standard input")?;
        let words: Vec<String> =
            serde_json::from_str(&line).with_context(|| format!("line {}", number + 1))?;
        let document = Document {
            text: words.join(" "),
            ..Document::default()
        };
        let analysis = engine.analyze(&document, &names)?;
        let mut rows = Vec::new();
        for sentence in &analysis.sentences {
            let mut labels = vec!["O".to_owned(); sentence.words.len()];
            for name in &sentence.names {
                for (nth, at) in name.words.clone().enumerate() {
                    let edge = if nth == 0 { "B" } else { "I" };
                    labels[at] = format!("{edge}-{}", name.kind.as_str());
                }
            }
            for (word, label) in sentence.words.iter().zip(labels) {
                let front: String = word
                    .front
                    .conjunction
                    .into_iter()
                    .chain(word.front.particle)
                    .chain(
                        word.front
                            .article
                            .then_some(['ا', 'ل'])
                            .into_iter()
                            .flatten(),
                    )
                    .collect();
                let text = &document.text[word.start..word.end];
                rows.push((text, label, front, word.back, word.tag.as_str()));
            }
        }
        serde_json::to_writer(&mut out, &rows)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(true)
}
