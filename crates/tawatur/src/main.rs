//! The command line: one file a command; the only place where stages are wired together.
//!
//! In: arguments and files. Out: what a command finds on standard output, everything
//! said about it on standard error, and an exit status ([`exit`]).

// what comes from outside must never meet one of these; tests may use them
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod commands;
mod exit;
mod names;
mod output;
mod pipeline;
mod terminal;
mod walk;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use output::{Color, Out};

/// Reads Arabic reports and keeps a record of what they claim: who did what, to whom,
/// where, when, according to whom, and how certain.
///
/// It tells what reports claim, not what is true.
#[derive(Debug, Parser)]
#[command(version, after_help = exit::HELP, max_term_width = 100)]
struct Args {
    /// Folder of the store; without it, the environment's TAWATUR_STORE
    #[arg(long, global = true, value_name = "DIR")]
    store: Option<PathBuf>,
    /// Colours: on a terminal, always, or never (NO_COLOR is obeyed)
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read files and print what they claim; keeps nothing
    Read(commands::read::Args),
    /// Make a store
    Init(commands::init::Args),
    /// Read files into the store, which is made where there is none
    Add(commands::add::Args),
    /// Claims in the store
    Claims(commands::claims::Args),
    /// Events in the store, with the origins they rest on
    Events(commands::events::Args),
    /// From a value back to its quote, its document and the bytes it came from
    Explain(commands::explain::Args),
    /// Time expressions of a text, and the days they mean
    Dates(commands::dates::Args),
    /// Places that a text names: which they are and where
    Places(commands::places::Args),
    /// Who is meant by a name or a title; rows of your own
    Actors(commands::actors::Args),
    /// Documents that hold words, in any spelling
    Search(commands::search::Args),
    /// Documents that could not be read
    Problems(commands::problems::Args),
    /// Re-hash everything in the store and look up every quote
    Verify(commands::verify::Args),
}

fn main() -> ExitCode {
    pipeline::quiet_panics();
    let args = Args::parse();
    let mut out = Out::stdout(args.color);
    let store = args
        .store
        .or_else(|| std::env::var_os("TAWATUR_STORE").map(PathBuf::from));
    let done = match args.command {
        Command::Read(command) => commands::read::run(&command, store.as_deref(), &mut out),
        Command::Init(command) => commands::init::run(&command, store.as_deref(), &mut out),
        Command::Add(command) => commands::add::run(&command, store.as_deref(), &mut out),
        Command::Claims(command) => commands::claims::run(&command, store.as_deref(), &mut out),
        Command::Events(command) => commands::events::run(&command, store.as_deref(), &mut out),
        Command::Explain(command) => commands::explain::run(&command, store.as_deref(), &mut out),
        Command::Dates(command) => commands::dates::run(&command, store.as_deref(), &mut out),
        Command::Places(command) => commands::places::run(&command, store.as_deref(), &mut out),
        Command::Actors(command) => commands::actors::run(&command, store.as_deref(), &mut out),
        Command::Search(command) => commands::search::run(&command, store.as_deref(), &mut out),
        Command::Problems(command) => commands::problems::run(&command, store.as_deref(), &mut out),
        Command::Verify(command) => commands::verify::run(&command, store.as_deref(), &mut out),
    };
    let done = done.and_then(|status| out.finish().map(|()| status));
    match done {
        Ok(status) => status.into(),
        // whoever read our output has seen enough («| head»)
        Err(error) if exit::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::note(&format!("{error:#}"));
            exit::of(&error).into()
        }
    }
}
