//! `tawatur actors`: who is meant by a name or a title, and rows of one's own.

mod add;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tawatur_knowledge::actors::{Actors, Answer, Candidate};
use tawatur_knowledge::entities::{Entity, EntityClass, EntityKind};
use tawatur_knowledge::offices::Holding;
use tawatur_text::edtf::{Day, Edtf};

use super::tables;
use crate::exit::Status;
use crate::output::{Out, isolate, note};

#[derive(Debug, clap::Args)]
#[command(after_help = HELP, args_conflicts_with_subcommands = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// The name or title, Arabic or Latin; without it, standard input: one a line, or JSON
    /// Lines of objects with `name` and optionally `id` and `date`
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// Day on which an office is asked for, as a rule that of publication: 2024-03-01
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    date: Option<String>,
    /// One JSON object a name
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    tables: Tables,
}

/// Where a user's tables are.
#[derive(Debug, clap::Args)]
struct Tables {
    /// Folder of your own tables (entities.tsv, offices.tsv, office_holders.tsv), on top of
    /// the program's; without it, the folder `data` of the store, where a store is given
    #[arg(long, value_name = "DIR")]
    lexicons: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Add an actor to your own tables, which are on top of the program's
    Add(Box<add::Args>),
}

const HELP: &str = "\
An office («وزير الخارجية التركي») has a holder on a day only where that is certain: not in a month of
change, not between rival governments, not after the day up to which the table was looked at. Where a
name fits several, all of them are listed and none is chosen. “own” and “hostile” say that the name
asked for is what the actor calls itself, or what its enemies call it.

Exit status:
  0  done (also where a name is not known, or could be several)
  2  the command was not understood, or the row cannot be added
  3  a table or standard input could not be read or written";

/// A name asked for.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
struct Asked {
    #[serde(default)]
    id: Option<String>,
    name: String,
    #[serde(default)]
    date: Option<String>,
}

/// What is answered.
#[derive(Debug, Serialize)]
struct Answered<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    name: &'a str,
    date: Option<&'a str>,
    /// Who is meant; null where nobody is known by this, or several are.
    actor: Option<Actor<'a>>,
    /// All who may be meant, where that is open.
    candidates: Vec<Actor<'a>>,
    /// The office that was asked for.
    office: Option<OfficeOf<'a>>,
}

#[derive(Debug, Serialize)]
struct Actor<'a> {
    id: &'a str,
    name_ar: &'a str,
    name_en: &'a str,
    /// Whose name was asked with: own or hostile; null for a neutral one.
    stance: Option<&'static str>,
    kind: EntityKind,
    class: EntityClass,
    country: &'a str,
    sector: &'a str,
    /// ACLED inter code.
    acled: Option<u8>,
    names_ar: Vec<&'a str>,
    own_ar: Vec<&'a str>,
    hostile_ar: Vec<&'a str>,
    names_latin: Vec<&'a str>,
    parents: Vec<Parent<'a>>,
    /// EDTF; empty where not known.
    from: &'a str,
    to: &'a str,
    offices: Vec<Held<'a>>,
}

#[derive(Debug, Serialize)]
struct Parent<'a> {
    id: &'a str,
    name_ar: &'a str,
    name_en: &'a str,
}

#[derive(Debug, Serialize)]
struct OfficeOf<'a> {
    id: String,
    office: &'a str,
    name_ar: &'a str,
    name_en: &'a str,
    /// Country, or id of the organisation.
    of: String,
    sector: &'a str,
    /// Id of who certainly held it on the day; null where that is not known.
    holder: Option<String>,
    /// All who are known to have held it.
    holders: Vec<Held<'a>>,
}

/// One time in an office; `to` is empty where he held it at `checked`.
#[derive(Debug, Serialize)]
struct Held<'a> {
    office: &'a str,
    of: &'a str,
    holder: &'a str,
    name_en: &'a str,
    from: &'a str,
    to: &'a str,
    checked: &'a str,
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    if let Some(Command::Add(add)) = &args.command {
        return add::run(add, store, out);
    }
    let tables = tables(args.tables.lexicons.as_deref(), store)?;
    let actors = Actors::load(tables.as_deref())?;
    for asked in asked(&args.name)? {
        let date = asked.date.as_deref().or(args.date.as_deref());
        let day = match date.map(str::parse::<Edtf>) {
            Some(Ok(date)) => day_of(date),
            Some(Err(error)) => {
                note(&format!(
                    "{}: the date cannot be read ({error}); write 2019-12-05",
                    isolate(&asked.name)
                ));
                continue;
            }
            None => None,
        };
        let answer = actors.find(&asked.name, day);
        let answered = answered(&actors, &asked, date, answer);
        if args.json {
            out.json(&answered)?;
        } else {
            print(&answered, out)?;
        }
    }
    Ok(Status::Done)
}

/// The day, where a date is one.
fn day_of(date: Edtf) -> Option<Day> {
    date.first_day()
        .filter(|first| date.last_day() == Some(*first))
}

/// The names of the command line as one; without any, those of standard input.
fn asked(words: &[String]) -> anyhow::Result<Vec<Asked>> {
    if !words.is_empty() {
        return Ok(vec![Asked {
            name: words.join(" "),
            ..Asked::default()
        }]);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let lines = (1..).zip(text.lines().map(str::trim));
    Ok(lines
        .filter(|(_, line)| !line.is_empty())
        .filter_map(|(number, line)| {
            if !line.starts_with('{') {
                return Some(Asked {
                    name: line.to_owned(),
                    ..Asked::default()
                });
            }
            serde_json::from_str(line)
                .inspect_err(|error| {
                    note(&format!(
                        "line {number} is no object with a name, skipped: {error}"
                    ));
                })
                .ok()
        })
        .collect())
}

fn answered<'a>(
    actors: &'a Actors,
    asked: &'a Asked,
    date: Option<&'a str>,
    answer: Answer<'a>,
) -> Answered<'a> {
    let one = answer.one().map(|only| actor(actors, only));
    let open = if one.is_some() {
        &[][..]
    } else {
        answer.candidates.as_slice()
    };
    let candidates = open.iter().map(|&c| actor(actors, c)).collect();
    let office = answer.office.map(|(phrase, office)| {
        let kind = actors.offices.kind(phrase.office);
        let first = |names: fn(&tawatur_knowledge::offices::OfficeKind) -> &[String]| {
            kind.and_then(|kind| names(kind).first())
                .map_or("", String::as_str)
        };
        OfficeOf {
            id: office.id,
            office: phrase.office,
            name_ar: first(|kind| &kind.names_ar),
            name_en: first(|kind| &kind.names_en),
            sector: kind.map_or("", |kind| kind.sector.as_str()),
            holder: office.holder,
            holders: actors
                .offices
                .holders(phrase.office, &phrase.of)
                .map(|holding| held(actors, holding))
                .collect(),
            of: phrase.of,
        }
    });
    Answered {
        id: asked.id.as_deref(),
        name: &asked.name,
        date,
        actor: one,
        candidates,
        office,
    }
}

fn name_en(entity: &Entity) -> &str {
    entity.names_latin.first().unwrap_or("")
}

fn name_ar(entity: &Entity) -> &str {
    entity.names_ar.first().unwrap_or("")
}

fn held<'a>(actors: &'a Actors, holding: &'a Holding) -> Held<'a> {
    Held {
        office: &holding.office,
        of: &holding.of,
        holder: &holding.holder,
        name_en: actors.entities.by_id(&holding.holder).map_or("", name_en),
        from: &holding.from,
        to: &holding.to,
        checked: &holding.checked,
    }
}

fn actor<'a>(actors: &'a Actors, candidate: Candidate<'a>) -> Actor<'a> {
    let entity = candidate.entity;
    Actor {
        id: &entity.id,
        name_ar: name_ar(entity),
        name_en: name_en(entity),
        stance: candidate.stance.map(tawatur_record::NameStance::as_str),
        kind: entity.kind,
        class: entity.class,
        country: &entity.country,
        sector: &entity.sector,
        acled: entity.acled(),
        names_ar: entity.names_ar.iter().collect(),
        own_ar: entity.own_ar.iter().collect(),
        hostile_ar: entity.hostile_ar.iter().collect(),
        names_latin: entity.names_latin.iter().collect(),
        parents: entity
            .parents
            .iter()
            .map(|id| {
                let parent = actors.entities.by_id(id);
                Parent {
                    id,
                    name_ar: parent.map_or("", name_ar),
                    name_en: parent.map_or("", name_en),
                }
            })
            .collect(),
        from: &entity.from,
        to: &entity.to,
        offices: actors
            .offices
            .held(&entity.id)
            .map(|holding| held(actors, holding))
            .collect(),
    }
}

/// For people.
fn print(answered: &Answered<'_>, out: &mut Out) -> anyhow::Result<()> {
    if let Some(office) = &answered.office {
        out.line(format!(
            "{}  {} of {}  {}",
            out.strong(&isolate(office.name_ar)),
            office.name_en,
            office.of,
            out.faint(&office.id)
        ))?;
        if office.holder.is_none() {
            let why = if answered.date.is_some() {
                "who held it on that day is not known for certain"
            } else {
                "who held it is not known without a day (--date)"
            };
            out.line(format!("    {why}"))?;
        }
        for held in &office.holders {
            out.line(format!("    {}", time(held, held.name_en)))?;
        }
    }
    match (&answered.actor, answered.candidates.as_slice()) {
        (Some(actor), _) => block(actor, out)?,
        (None, []) if answered.office.is_none() => {
            out.line(format!("{}  not known", isolate(answered.name)))?;
        }
        (None, []) => {}
        (None, several) => {
            out.line(format!(
                "{}  could be any of {}; not known which",
                isolate(answered.name),
                several.len()
            ))?;
            for actor in several {
                block(actor, out)?;
            }
        }
    }
    Ok(())
}

fn time(held: &Held<'_>, what: &str) -> String {
    let until = if held.to.is_empty() {
        format!("in office in {}", held.checked)
    } else {
        held.to.to_owned()
    };
    format!("{} – {until}  {what}", held.from)
}

/// One actor in a few lines.
fn block(actor: &Actor<'_>, out: &mut Out) -> anyhow::Result<()> {
    out.line(format!(
        "{}  {}  {}",
        out.strong(&isolate(actor.name_ar)),
        actor.name_en,
        out.faint(&isolate(actor.id))
    ))?;
    let class = serde_json::to_value(actor.class)?;
    let mut about = vec![class.as_str().unwrap_or_default().to_owned()];
    about.extend(
        [actor.country, actor.sector]
            .into_iter()
            .filter(|word| !word.is_empty())
            .map(str::to_owned),
    );
    about.extend(actor.acled.map(|code| format!("ACLED {code}")));
    out.line(format!("    {}", about.join(" · ")))?;
    match actor.stance {
        Some("hostile") => out.line("    called so by its enemies")?,
        Some(_) => out.line("    called so by itself")?,
        None => {}
    }
    for (label, names) in [
        ("also", actor.names_ar.get(1..).unwrap_or_default()),
        ("own names", actor.own_ar.as_slice()),
        ("hostile names", actor.hostile_ar.as_slice()),
        ("Latin", actor.names_latin.get(1..).unwrap_or_default()),
    ] {
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|name| isolate(name)).collect();
            out.line(format!("    {label}: {}", names.join(", ")))?;
        }
    }
    for parent in &actor.parents {
        out.line(format!(
            "    belongs to {}  {}",
            isolate(parent.name_ar),
            parent.name_en
        ))?;
    }
    if !actor.from.is_empty() || !actor.to.is_empty() {
        let known = |date: &str| if date.is_empty() { "?" } else { date }.to_owned();
        out.line(format!(
            "    exists: {} – {}",
            known(actor.from),
            if actor.to.is_empty() { "" } else { actor.to }
        ))?;
    }
    for held in &actor.offices {
        out.line(format!(
            "    {}",
            time(held, &format!("{} of {}", held.office, held.of))
        ))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_day_decides_an_office() {
        let day = |text: &str| day_of(text.parse().expect("a date")).map(|day| day.to_string());
        assert_eq!(day("2024-03-01").as_deref(), Some("2024-03-01"));
        assert_eq!(day("2024-03"), None);
    }
}
