//! One file a command.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum as _};
use tawatur_ingest::Given;
use tawatur_language::Model;
use tawatur_reading::hints::HINTS;
use tawatur_store::Store;
use tawatur_text::edtf::Edtf;

use crate::exit::Usage;
use crate::output::Format;

pub(crate) mod actors;
pub(crate) mod add;
pub(crate) mod claims;
pub(crate) mod dates;
pub(crate) mod events;
pub(crate) mod explain;
pub(crate) mod init;
pub(crate) mod places;
pub(crate) mod problems;
pub(crate) mod read;
mod read_with;
pub(crate) mod search;
mod texts;
pub(crate) mod verify;

/// How results are printed.
#[derive(Debug, Args)]
pub(crate) struct Printed {
    /// For people (text), or one JSON object a line (json)
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format)]
    pub(crate) format: Format,
}

fn format(word: &str) -> Result<Format, String> {
    Format::from_str(word, true).map_err(|_| "write text or json".to_owned())
}

/// What is to be read, and what is known of it.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Files or folders: HTML, plain text, JSON Lines; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Day on which the reports were published, where they do not say so: 2019-12-05
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) published: Option<String>,
    /// Name of the outlet, where the reports do not say so
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Folder of your own tables, on top of the program's; without it, the folder `data` of
    /// the store, where a store is given
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicons: Option<PathBuf>,
    /// Read with the larger model: slower, a little more accurate
    #[arg(long)]
    pub(crate) accurate: bool,
    /// Folder of the model to read with, in place of the one in the program
    #[arg(long, value_name = "DIR", conflicts_with = "accurate")]
    pub(crate) model: Option<PathBuf>,
    /// Threads to read with; as many as there are cores
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(crate) threads: usize,
}

impl Input {
    /// The model that was asked for.
    pub(crate) fn model(&self) -> anyhow::Result<Model> {
        let folder = if self.accurate {
            Some(tawatur_language::find(tawatur_language::ACCURATE)?)
        } else {
            self.model.clone()
        };
        opened(folder.as_deref())
    }

    /// The user's own tables to read with.
    pub(crate) fn tables(&self, store: Option<&Path>) -> anyhow::Result<Option<PathBuf>> {
        tables(self.lexicons.as_deref(), store)
    }

    pub(crate) fn given(&self) -> Given {
        Given {
            published: self.published.clone(),
            outlet: self.outlet.clone(),
            ..Given::default()
        }
    }
}

/// The model of a folder, or the one in the program.
fn opened(folder: Option<&Path>) -> anyhow::Result<Model> {
    Ok(match folder {
        Some(folder) => Model::open(folder, HINTS)?,
        None => Model::embedded(HINTS)?,
    })
}

/// A day, ISO 8601.
fn day(text: &str) -> Result<String, String> {
    let date: jiff::civil::Date = text
        .parse()
        .map_err(|_| "write year, month and day: 2019-12-05".to_owned())?;
    Ok(date.to_string())
}

/// The first day of a date that may be less than a day: 2019-10 is 2019-10-01.
pub(crate) fn since(text: &str) -> Result<String, String> {
    bound(text, Edtf::first_day)
}

/// The last day of a date: 2019-10 is 2019-10-31.
pub(crate) fn until(text: &str) -> Result<String, String> {
    bound(text, Edtf::last_day)
}

fn bound(text: &str, end: fn(Edtf) -> Option<tawatur_text::edtf::Day>) -> Result<String, String> {
    let date: Edtf = text
        .parse()
        .map_err(|_| "write a day, a month or a year: 2019-12-05, 2019-12, 2019".to_owned())?;
    end(date)
        .map(|day| day.to_string())
        .ok_or_else(|| "this date has no end on that side".to_owned())
}

/// A type's name in any case.
pub(crate) fn kind_type(text: &str) -> Result<String, String> {
    let upper = text.to_ascii_uppercase();
    if tawatur_record::CLAIM_TYPES.contains(&upper.as_str()) {
        Ok(upper)
    } else {
        Err(format!(
            "write one of {}",
            tawatur_record::CLAIM_TYPES.join(", ")
        ))
    }
}

/// The folder of the user's own tables: the one that was said, else `data` in the store.
pub(crate) fn own_tables(lexicons: Option<&Path>, store: Option<&Path>) -> Option<PathBuf> {
    lexicons
        .map(Path::to_path_buf)
        .or_else(|| store.map(|root| root.join(tawatur_store::TABLES)))
}

/// The folder of the user's own tables to read with: the one that was said, else that of
/// the store, where there is one.
///
/// # Errors
/// The one that was said is not there.
pub(crate) fn tables(
    lexicons: Option<&Path>,
    store: Option<&Path>,
) -> anyhow::Result<Option<PathBuf>> {
    if let Some(folder) = lexicons.filter(|folder| !folder.is_dir()) {
        anyhow::bail!(
            "{} is no folder: --lexicons takes the folder that your tables are in",
            folder.display()
        );
    }
    Ok(own_tables(lexicons, store).filter(|folder| folder.is_dir()))
}

/// The folder of the store, which must have been said.
fn folder(store: Option<&Path>) -> anyhow::Result<&Path> {
    store.ok_or_else(|| {
        Usage("which store? Give its folder with --store DIR, or set TAWATUR_STORE".to_owned())
            .into()
    })
}

/// The store, for reading.
fn open(store: Option<&Path>) -> anyhow::Result<Store> {
    Ok(Store::open(folder(store)?)?)
}
