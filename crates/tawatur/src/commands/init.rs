//! `tawatur init`: make a store.

use std::path::Path;

use serde_json::json;
use tawatur_store::{Store, is_store};

use super::{Printed, folder};
use crate::exit::Status;
use crate::output::{Format, Out, isolate};

#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    printed: Printed,
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let root = folder(store)?;
    let created = !is_store(root);
    Store::create(root)?;
    let name = root.display().to_string();
    match args.printed.format {
        Format::Json => out.json(&json!({"store": name, "created": created}))?,
        Format::Text if created => {
            out.line(format!(
                "Made a store in {}. Next: tawatur --store {} add FILE...",
                isolate(&name),
                isolate(&name)
            ))?;
        }
        Format::Text => out.line(format!(
            "{} is a store already; nothing was changed.",
            isolate(&name)
        ))?,
    }
    Ok(Status::Done)
}
