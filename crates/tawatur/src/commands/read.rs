//! `tawatur read`: what do these files claim?

use std::path::Path;

use tawatur_store::Blobs;

use super::{Input, Printed};
use crate::exit::Status;
use crate::output::{Format, Out, note};
use crate::pipeline::{Done, Sink, Stages};
use crate::terminal::{Style, render};

#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    printed: Printed,
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let stages = Stages::load(
        args.input.tables(store)?.as_deref(),
        args.input.model()?,
        args.input.given(),
    )?;
    let mut printer = Printer {
        out,
        format: args.printed.format,
    };
    let ran = stages.run(&args.input.files, args.input.threads, &mut printer)?;
    Ok(if ran.unreadable > 0 {
        Status::Unreadable
    } else {
        Status::Done
    })
}

/// Prints readings as they come.
struct Printer<'o> {
    out: &'o mut Out,
    format: Format,
}

impl Sink for Printer<'_> {
    fn blobs(&self) -> Option<Blobs> {
        None
    }

    fn known(&mut self, _: &str, _: &str) -> anyhow::Result<bool> {
        Ok(false)
    }

    fn take(&mut self, done: Vec<Done>, _: u64) -> anyhow::Result<()> {
        for done in done {
            for said in &done.notes {
                note(&format!("{}: {said}", done.origin));
            }
            let Some(reading) = done.reading else {
                continue;
            };
            if let Some(error) = &reading.error {
                note(&format!("{}: {error}", done.origin));
            }
            match self.format {
                Format::Json => self.out.json(&reading)?,
                Format::Text => {
                    let style = Style {
                        color: self.out.color,
                        width: self.out.width,
                    };
                    self.out.raw(&render(&reading, style))?;
                }
            }
        }
        // whoever waits at the other end of a pipe sees each chunk at once
        self.out.finish()
    }
}
