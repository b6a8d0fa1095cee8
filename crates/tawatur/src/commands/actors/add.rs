//! `tawatur actors add`: a row of the user's own `entities.tsv`.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use tawatur_knowledge::entities::{COLUMNS, Entities, EntityKind};
use tawatur_store::Store;
use tawatur_text::fold;
use tawatur_text::fold::is_arabic_letter;

use super::Tables;
use crate::commands::own_tables;
use crate::exit::{Status, Usage};
use crate::output::{Out, isolate, note};

const ABOUT: &str = "\
# Your own actors, on top of the program's: a row replaces the program's row of the same id, an id
# after - takes it away. `tawatur actors --help` and docs/knowledge/actors.md tell the columns.
";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Arabic name as news writes it, the usual one first; ~ before one that is an ordinary
    /// word too and counts only after a title or a word like «حركة»
    #[arg(long = "name", value_name = "NAME", required = true)]
    names: Vec<String>,
    /// person or organisation
    #[arg(long, value_name = "KIND")]
    kind: String,
    /// state, government, army, ministry, security, armed_group, party, agency, outlet,
    /// monitor, ngo, igo, tribe, company, civil, person_official, person
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// Country, ISO 3166-1 alpha-2: SY
    #[arg(
        long,
        value_name = "CODE",
        default_value = "",
        hide_default_value = true
    )]
    country: String,
    /// PLOVER actor code: GOV, MIL, REB ...
    #[arg(
        long,
        value_name = "CODE",
        default_value = "",
        hide_default_value = true
    )]
    sector: String,
    /// ACLED inter code, 1 to 8, where the class does not say it
    #[arg(
        long,
        value_name = "CODE",
        default_value = "",
        hide_default_value = true
    )]
    acled: String,
    /// What it calls itself, where that takes a side
    #[arg(long, value_name = "NAME")]
    own: Vec<String>,
    /// What its enemies call it
    #[arg(long, value_name = "NAME")]
    hostile: Vec<String>,
    /// Latin name, the usual one first
    #[arg(long, value_name = "NAME")]
    latin: Vec<String>,
    /// Id of what it belongs to
    #[arg(long = "parent", value_name = "ID")]
    parents: Vec<String>,
    /// Since when there is it: 2019, 2019-12, 2019-12-05
    #[arg(
        long,
        value_name = "DATE",
        default_value = "",
        hide_default_value = true
    )]
    from: String,
    /// Until when
    #[arg(
        long,
        value_name = "DATE",
        default_value = "",
        hide_default_value = true
    )]
    to: String,
    /// A word for yourself
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    note: String,
    /// Its id; that of a known actor replaces him. Without it, the id that reports have
    /// given the first name so far
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    #[command(flatten)]
    tables: Tables,
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let folder = own_tables(args.tables.lexicons.as_deref(), store).ok_or_else(|| {
        Usage(
            "where to? Give the folder of your tables with --lexicons DIR, or a store with --store DIR"
                .to_owned(),
        )
    })?;
    let cells = cells(args)?;
    let path = folder.join("entities.tsv");
    let old = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    let id = cells.first().map_or("", |(_, id)| id.as_str());
    let new = with_row(&old, &cells)?;
    let shown = path.display().to_string();
    let known = Entities::load(None)?;
    Entities::with_table(&shown, &new)
        .map_err(|error| Usage(format!("the actor was not added. {error}")))?;
    if args.id.is_none() && known.by_id(id).is_some() {
        return Err(Usage(format!(
            "there is an actor {} already; say --id {} to put yours in its place",
            isolate(id),
            isolate(id)
        ))
        .into());
    }
    for name in args.names.iter().chain(&args.own).chain(&args.hostile) {
        let bare = name.trim_start_matches('~');
        if let Some(other) = known.named(bare).filter(|called| called.entity.id != id) {
            note(&format!(
                "{} was a name of {} so far; from now on it is this one's",
                isolate(bare),
                isolate(&other.entity.id)
            ));
        }
    }
    if args.tables.lexicons.is_none()
        && let Some(root) = store
    {
        // a store that is not there yet is made, so that its folder holds nothing else
        drop(Store::create(root)?);
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let fresh = folder.join(".entities.tsv.new");
    fs::write(&fresh, new).with_context(|| format!("cannot write {}", fresh.display()))?;
    fs::rename(&fresh, &path).with_context(|| format!("cannot write {}", path.display()))?;
    out.line(format!(
        "{} is in {}",
        out.strong(&isolate(id)),
        isolate(&shown)
    ))?;
    Ok(Status::Done)
}

/// The cells of the row, by column; what a table's row cannot hold is refused.
fn cells(args: &Args) -> Result<Vec<(&'static str, String)>, Usage> {
    for name in args.names.iter().chain(&args.own).chain(&args.hostile) {
        if !name.chars().any(is_arabic_letter) {
            return Err(Usage(format!(
                "the name “{name}” has no Arabic letter; Latin names go with --latin"
            )));
        }
    }
    let kind = EntityKind::parse(&args.kind).ok_or_else(|| {
        Usage(format!(
            "the kind is “{}”; it must be person or organisation",
            args.kind
        ))
    })?;
    let class = args.class.clone().unwrap_or_else(|| {
        match kind {
            EntityKind::Person => "person",
            EntityKind::Organisation => "civil",
        }
        .to_owned()
    });
    let id = args.id.clone().unwrap_or_else(|| {
        let name = args.names.first().map_or("", String::as_str);
        let folded = fold(name.trim_start_matches('~'));
        let words: Vec<&str> = folded.split_whitespace().collect();
        format!("local:{}", words.join("_"))
    });
    let joined = |names: &[String]| names.join("|");
    let cells = vec![
        ("id", id),
        ("kind", args.kind.clone()),
        ("class", class),
        ("country", args.country.clone()),
        ("sector", args.sector.clone()),
        ("acled", args.acled.clone()),
        ("names_ar", joined(&args.names)),
        ("own_ar", joined(&args.own)),
        ("hostile_ar", joined(&args.hostile)),
        ("names_latin", joined(&args.latin)),
        ("parents", joined(&args.parents)),
        ("from", args.from.clone()),
        ("to", args.to.clone()),
        ("note", args.note.clone()),
    ];
    for (column, cell) in &cells {
        if cell.contains(['\t', '\n', '\r']) {
            return Err(Usage(format!(
                "{column} holds a tab or a line break, which a table's row cannot"
            )));
        }
    }
    let id = &cells[0].1;
    if id.starts_with(['-', '#']) || id.contains(char::is_whitespace) || id.is_empty() {
        return Err(Usage(format!(
            "the id “{id}” must have no space and begin with a letter: local:my-actor"
        )));
    }
    Ok(cells)
}

/// A table's text with the row at its end, in the order of its own columns.
fn with_row(old: &str, cells: &[(&'static str, String)]) -> Result<String, Usage> {
    let header = old
        .trim_start_matches('\u{FEFF}')
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(header) = header else {
        let mut new = old.to_owned();
        if new.is_empty() {
            new.push_str(ABOUT);
        } else if !new.ends_with('\n') {
            new.push('\n');
        }
        new.push_str(&COLUMNS.join("\t"));
        new.push('\n');
        return with_row(&new, cells);
    };
    let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
    if let Some((column, _)) = cells
        .iter()
        .find(|(column, cell)| !cell.is_empty() && !columns.contains(column))
    {
        return Err(Usage(format!(
            "your entities.tsv has no column {column}; add it at the end of its header line"
        )));
    }
    let row: Vec<&str> = columns
        .iter()
        .map(|column| {
            cells
                .iter()
                .find(|(name, _)| name == column)
                .map_or("", |(_, cell)| cell.as_str())
        })
        .collect();
    let mut new = old.to_owned();
    if !new.ends_with('\n') {
        new.push('\n');
    }
    new.push_str(row.join("\t").trim_end_matches('\t'));
    new.push('\n');
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_follows_the_columns_of_the_table_that_is_there() {
        let cells = [("id", "local:x".to_owned()), ("names_ar", "س".to_owned())];
        let new = with_row("# mine\nnames_ar\tid", &cells).expect("it fits");
        assert_eq!(new, "# mine\nnames_ar\tid\nس\tlocal:x\n");
        let made = with_row("", &cells).expect("it fits");
        assert!(made.starts_with("# Your own actors") && made.ends_with("local:x\t\t\t\t\t\tس\n"));
        let error = with_row("id\tkind\n", &cells).expect_err("a column is missing");
        assert!(error.0.contains("names_ar"), "{}", error.0);
    }
}
