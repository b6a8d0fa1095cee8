//! `tawatur problems`: what could not be read, and why.

use std::path::Path;

use super::{Printed, open};
use crate::exit::Status;
use crate::output::{Format, Out, isolate, note};

#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    printed: Printed,
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let problems = open(store)?.problems()?;
    if problems.is_empty() && args.printed.format == Format::Text {
        note("no problems");
    }
    for problem in &problems {
        if args.printed.format == Format::Json {
            out.json(problem)?;
            continue;
        }
        out.line(format!(
            "{}  {}",
            out.strong(&isolate(&problem.document)),
            isolate(&problem.origin)
        ))?;
        out.line(format!("    {}", isolate(&problem.reason)))?;
        let kept = problem.capture.as_ref().map_or_else(
            || "its bytes were not kept".to_owned(),
            |sha256| format!("its bytes are kept, SHA-256 {sha256}"),
        );
        out.line(format!(
            "    {}",
            out.faint(&format!("{} · {kept}", problem.at))
        ))?;
    }
    Ok(Status::Done)
}
