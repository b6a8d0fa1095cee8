//! `tawatur add`: read files into the store.

use std::io::IsTerminal as _;
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use serde_json::json;
use tawatur_store::{Blobs, Entry, Outcome, RunInfo, Store};

use super::read_with::ReadWith;
use super::{Input, Printed, folder};
use crate::exit::Status;
use crate::output::{Format, Out, counted, isolate, note};
use crate::pipeline::{Done, Sink, Stages};
use crate::walk::Units;

#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    printed: Printed,
}

/// What came of it.
#[derive(Debug, Default, Serialize)]
struct Summary {
    files: u64,
    documents: u64,
    new: u64,
    claims: u64,
    problems: u64,
    /// Of the new ones, those whose id another document had.
    renamed: u64,
}

/// So many documents with a new id are told one by one; of a file whose ids all clash
/// with another file's, the number says enough.
const RENAMES_TOLD: u64 = 5;

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let root = folder(store)?;
    let input = &args.input;
    let tables = input.tables(store)?;
    let model = input.model()?;
    let read_with = ReadWith::of(tables.as_deref(), &model)?;
    let stages = Stages::load(tables.as_deref(), model, input.given())?;
    let mut store = Store::create(root)?;
    let run = store.begin_run(&RunInfo {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        lexicons: read_with.to_string(),
        parameters: json!({"published": input.published, "outlet": input.outlet}).to_string(),
    })?;
    let mut keeper = Keeper {
        store,
        run,
        bar: bar(Units::total(&input.files)),
        summary: Summary::default(),
    };
    let ran = stages.run(&input.files, input.threads, &mut keeper)?;
    keeper.bar.finish_and_clear();
    keeper.store.finish_run(run)?;
    let summary = Summary {
        files: ran.files,
        ..keeper.summary
    };
    if summary.renamed > RENAMES_TOLD {
        note(&format!(
            "{} in all had the id of another document and got a suffix (~2, ~3 …)",
            counted(summary.renamed, "document", "documents")
        ));
    }
    if summary.documents > summary.new && (input.published.is_some() || input.outlet.is_some()) {
        note(&format!(
            "--published and --outlet go with new documents only; {} kept as {} before",
            counted(summary.documents - summary.new, "was", "were"),
            if summary.documents - summary.new == 1 {
                "it was"
            } else {
                "they were"
            }
        ));
    }
    match args.printed.format {
        Format::Json => out.json(&summary)?,
        Format::Text => out.line(said(&summary, root))?,
    }
    Ok(if ran.unreadable > 0 {
        Status::Unreadable
    } else {
        Status::Done
    })
}

fn said(summary: &Summary, root: &Path) -> String {
    let mut said = format!(
        "{} · {} ({} new) · {}",
        counted(summary.files, "file", "files"),
        counted(summary.documents, "document", "documents"),
        summary.new,
        counted(summary.claims, "claim", "claims"),
    );
    if summary.problems > 0 {
        said += &format!(
            " · {} (tawatur --store {} problems)",
            counted(summary.problems, "problem", "problems"),
            isolate(&root.display().to_string())
        );
    }
    said
}

/// A bar on a terminal, nothing elsewhere.
fn bar(total: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template(
        "{bar:30} {percent:>3}%  {binary_bytes} of {binary_total_bytes}  {msg}  {eta} left",
    );
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

/// Keeps documents as they come.
struct Keeper {
    store: Store,
    run: i64,
    bar: ProgressBar,
    summary: Summary,
}

impl Sink for Keeper {
    fn blobs(&self) -> Option<Blobs> {
        Some(self.store.blobs())
    }

    fn known(&mut self, capture: &str, id: &str) -> anyhow::Result<bool> {
        Ok(self.store.known(capture, id)?.is_some())
    }

    fn take(&mut self, done: Vec<Done>, bytes: u64) -> anyhow::Result<()> {
        let mut entries = Vec::with_capacity(done.len());
        for done in done {
            for said in &done.notes {
                self.note(&format!("{}: {said}", done.origin));
            }
            match done.reading {
                None => self.summary.documents += 1,
                // not there, not ours to keep a record of
                Some(reading) if done.unreadable => {
                    self.note(&format!(
                        "{}: {}",
                        done.origin,
                        reading.error.unwrap_or_default()
                    ));
                }
                Some(reading) => entries.push(Entry {
                    capture: done.capture,
                    origin: done.origin,
                    reading,
                }),
            }
        }
        let outcomes = self.store.put(self.run, &entries)?;
        for (entry, outcome) in entries.iter().zip(outcomes) {
            match outcome {
                Outcome::Kept {
                    id,
                    claims,
                    renamed,
                } => {
                    self.summary.documents += 1;
                    self.summary.new += 1;
                    self.summary.claims += claims as u64;
                    self.summary.renamed += u64::from(renamed);
                    if renamed && self.summary.renamed <= RENAMES_TOLD {
                        let given = &entry.reading.document.id;
                        self.note(&format!(
                            "{}: another document has the id {given}; this one is kept as {id}",
                            entry.origin
                        ));
                    }
                }
                Outcome::Known { .. } => self.summary.documents += 1,
                Outcome::Problem { reason, .. } => {
                    self.summary.problems += 1;
                    self.note(&format!("{}: {reason}", entry.origin));
                }
            }
        }
        self.bar.set_position(bytes);
        self.bar.set_message(format!(
            "{}, {} new",
            counted(self.summary.documents, "document", "documents"),
            self.summary.new
        ));
        Ok(())
    }
}

impl Keeper {
    /// A note that does not tear the bar apart.
    fn note(&self, text: &str) {
        self.bar.suspend(|| note(text));
    }
}
