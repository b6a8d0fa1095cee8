//! What the program's tables say of words, for training.
//!
//! Standard input: a JSON array of words a line (one sentence). Standard output: a JSON
//! array of as many numbers, the bits of [`tawatur_reading::hints`].

use std::io::{BufRead, BufWriter, Write};

use anyhow::{Context, Result};
use tawatur_reading::mention::Names;

/// Reads sentences until the end of standard input.
pub(crate) fn run() -> Result<bool> {
    let names = Names::load(None)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.context("standard input")?;
        let words: Vec<String> =
            serde_json::from_str(&line).with_context(|| format!("line {}", number + 1))?;
        let folded: Vec<String> = words.iter().map(|word| tawatur_text::fold(word)).collect();
        let refs: Vec<&str> = folded.iter().map(String::as_str).collect();
        serde_json::to_writer(&mut out, &names.hints(&refs))?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(true)
}
