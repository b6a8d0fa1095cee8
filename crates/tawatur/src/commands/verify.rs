//! `tawatur verify`: does the store still hold what was put into it?

use std::io::IsTerminal as _;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use indicatif::ProgressBar;
use serde_json::json;

use super::{Printed, open};
use crate::exit::Status;
use crate::output::{Format, Out, clean};

#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    printed: Printed,
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let store = open(store)?;
    let bar = if std::io::stderr().is_terminal() {
        ProgressBar::new(0)
    } else {
        ProgressBar::hidden()
    };
    let found = store.verify(|done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    let passed = found.passed();
    if args.printed.format == Format::Json {
        out.json(&json!({"passed": passed, "checks": found.checks, "notes": found.notes}))?;
    } else {
        for check in &found.checks {
            let bad = check.failures.len();
            let word = if bad == 0 {
                out.paint(green(), "PASS")
            } else {
                out.paint(red(), "FAIL")
            };
            let said = if bad == 0 {
                format!("{} checked", check.checked)
            } else {
                format!("{bad} wrong, {} checked", check.checked)
            };
            out.line(format!("{word}  {:<13} {said}", check.name))?;
            for failure in &check.failures {
                out.line(format!("      {}", clean(failure)))?;
            }
        }
        for note in &found.notes {
            out.line(format!("note  {}", clean(note)))?;
        }
    }
    Ok(if passed { Status::Done } else { Status::Wrong })
}

fn green() -> Style {
    Style::new().bold().fg_color(Some(AnsiColor::Green.into()))
}

fn red() -> Style {
    Style::new().bold().fg_color(Some(AnsiColor::Red.into()))
}
