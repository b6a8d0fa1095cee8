//! Chores of the project.
//!
//!     cargo xtask floors SCORES     compare measured figures with docs/floors.toml
//!     cargo xtask accuracy SCORES   the same figures as the table of docs/accuracy.md
//!
//!     cargo xtask features          for training: words in, what the tables say of each out
//!     cargo xtask labels [MODEL]    words in, what the engine says of each out
//!     cargo xtask names DATA        how well names are known in other spellings
//!     cargo xtask dates DATA        how well dates are read, by the suites in DATA
//!
//! `SCORES` is a folder of the scorer's JSON output, one file a suite: `claims.json`,
//! `realis.json`, … Exit status: 0 where every floor is kept, 1 where one is not or a
//! file cannot be read, 2 for a wrong call.

mod dates;
mod features;
mod floors;
mod labels;
mod names;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

use floors::{Floors, Scores};

const USAGE: &str = "usage: cargo xtask floors SCORES | cargo xtask accuracy SCORES | cargo xtask features < WORDS | cargo xtask labels [MODEL] < WORDS | cargo xtask dates DATA [--misses] | cargo xtask names DATA [--misses]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["floors", scores] => check(Path::new(scores)),
        ["accuracy", scores] => table(Path::new(scores)),
        ["dates", data] => dates::run(Path::new(data), false),
        ["dates", data, "--misses"] => dates::run(Path::new(data), true),
        ["names", data] => names::run(Path::new(data), false),
        ["names", data, "--misses"] => names::run(Path::new(data), true),
        ["features"] => features::run(),
        ["labels"] => labels::run(None),
        ["labels", folder] => labels::run(Some(Path::new(folder))),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Prints every figure, then every floor; says whether all floors are kept.
fn check(folder: &Path) -> Result<bool> {
    let (floors, scores) = load(folder)?;
    for (suite, figures) in &scores.suites {
        println!("{suite}");
        for line in floors::figures(figures) {
            println!("  {line}");
        }
    }
    println!("\nfloors");
    let mut kept = true;
    for (floor, outcome) in floors.compare(&scores) {
        kept &= outcome.kept();
        println!(
            "  {:<4} {floor}: {outcome}",
            if outcome.kept() { "ok" } else { "FAIL" }
        );
    }
    Ok(kept)
}

/// Prints the floors and what was measured as a Markdown table.
fn table(folder: &Path) -> Result<bool> {
    let (floors, scores) = load(folder)?;
    println!("| suite | figure | floor | measured |\n| --- | --- | --- | --- |");
    for (floor, outcome) in floors.compare(&scores) {
        println!(
            "| {} | {} | {} | {} |",
            floor.suite,
            floor.name(),
            floor.bound(),
            outcome.value()
        );
    }
    Ok(true)
}

fn load(folder: &Path) -> Result<(Floors, Scores)> {
    let path = root().join("docs/floors.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let floors = Floors::parse(&text)
        .with_context(|| format!("{} is not as it should be", path.display()))?;
    let mut scores = Scores::default();
    let entries = fs::read_dir(folder)
        .with_context(|| format!("cannot open the folder {}", folder.display()))?;
    for entry in entries {
        let path = entry
            .with_context(|| format!("cannot list {}", folder.display()))?
            .path();
        let Some(suite) = suite_of(&path) else {
            continue;
        };
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        // Behind the figures the scorer may print errors, for people.
        let first = text.lines().next().unwrap_or_default();
        let figures = serde_json::from_str(first).with_context(|| {
            format!(
                "{} does not begin with a line of JSON figures",
                path.display()
            )
        })?;
        scores.suites.insert(suite, figures);
    }
    Ok((floors, scores))
}

/// The suite that a file holds the figures of: `claims.json` those of `claims`.
fn suite_of(path: &Path) -> Option<String> {
    let is_json = path
        .extension()
        .is_some_and(|extension| extension == "json");
    is_json
        .then(|| path.file_stem()?.to_str().map(str::to_owned))
        .flatten()
}

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(PathBuf::new, Path::to_path_buf)
}
