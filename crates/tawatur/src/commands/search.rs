//! `tawatur search`: which documents hold these words?

use std::path::Path;

use super::{Printed, open};
use crate::exit::Status;
use crate::output::{Format, Out, isolate, note};

#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::HELP)]
pub(crate) struct Args {
    /// Words that must all be there, in any spelling, with or without article and proclitics;
    /// words in quotation marks must stand as they are, one after the other
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// At most so many documents
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u64,
    #[command(flatten)]
    printed: Printed,
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let store = open(store)?;
    let hits = store.search(&args.words.join(" "), args.limit)?;
    if hits.is_empty() && args.printed.format == Format::Text {
        note("no document holds that");
    }
    for hit in &hits {
        if args.printed.format == Format::Json {
            out.json(hit)?;
            continue;
        }
        let about = [&hit.published, &hit.outlet, &hit.title]
            .into_iter()
            .flatten()
            .map(|value| isolate(value));
        let about: Vec<String> = about.collect();
        out.line(format!(
            "{}  {}",
            out.strong(&isolate(&hit.document)),
            about.join(" · ")
        ))?;
        for snippet in &hit.snippets {
            out.quote("    ", &snippet.text, &snippet.marks)?;
        }
    }
    Ok(Status::Done)
}
