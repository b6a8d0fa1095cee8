//! `tawatur dates`: which days does a text speak of?

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Serialize;
use tawatur_reading::time_table;
use tawatur_text::CodePoints;
use tawatur_time::{Direction, Kind, Options, TimeTable, expressions_with};

use super::texts::{self, Text};
use crate::exit::Status;
use crate::output::{Out, isolate, note};

#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// The text; without it, standard input: plain text, or JSON Lines of objects with
    /// `text` and optionally `id` and `published`
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    /// Day that «أمس», «الجمعة», «5 أيار» are seen from: 2019-12-05
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    published: Option<String>,
    /// A date without its year, and a bare weekday, is the coming one; without this it is the
    /// last one, as news looks back
    #[arg(long)]
    forward: bool,
    /// One JSON object a text: its expressions with start and end in code points
    #[arg(long)]
    json: bool,
    /// Folder of your own tables (time_*.tsv), on top of the program's; without it, the folder
    /// `data` of the store, where a store is given
    #[arg(long, value_name = "DIR")]
    lexicons: Option<PathBuf>,
}

const HELP: &str = "\
Values are EDTF (ISO 8601-2) level 1: 2019-12-05, 2019-12, 2019-22 (summer), 199X, 2019-12-05T20:30,
2019-12-05/2019-12-09, /2019-12-05 (up to that day, since when is not told). What the text does not
tell is not known (null): nothing is guessed.

Exit status:
  0  done (also where single lines could not be read: see standard error)
  2  the command was not understood
  3  a table or standard input could not be read";

/// One text as read.
#[derive(Debug, Serialize)]
struct Reading<'d> {
    id: Option<&'d str>,
    published: Option<String>,
    expressions: Vec<Found<'d>>,
}

/// One expression of a text.
#[derive(Debug, Serialize)]
struct Found<'d> {
    /// Code points, 0-based, end exclusive.
    start: usize,
    end: usize,
    quote: &'d str,
    /// EDTF; null where the text does not tell.
    value: Option<String>,
    kind: &'static str,
    /// ISO 8601 duration, where a number of units is told.
    length: Option<String>,
    conflict: Option<String>,
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let table = time_table(super::tables(args.lexicons.as_deref(), store)?.as_deref())?;
    let options = Options {
        direction: if args.forward {
            Direction::Forward
        } else {
            Direction::Backward
        },
        ..Options::default()
    };
    for text in &texts::given(&args.text)? {
        let day = text.published.as_deref().or(args.published.as_deref());
        let published: Option<Date> = day.and_then(|day| day.get(..10)?.parse().ok());
        if let (Some(day), None) = (day, published) {
            note(&format!(
                "“{day}” is no day: write year, month and day, 2019-12-05"
            ));
        }
        let reading = read(text, published, &table, options);
        if args.json {
            out.json(&reading)?;
        } else {
            print(&reading, out)?;
        }
        let open = reading
            .expressions
            .iter()
            .any(|e| e.value.is_none() && e.kind == "point" && published.is_none());
        if open && !args.json {
            note(
                "some dates are seen from the day of publication, which is not known: give it with --published 2019-12-05",
            );
        }
    }
    Ok(Status::Done)
}

fn read<'d>(
    given: &'d Text,
    published: Option<Date>,
    table: &TimeTable,
    options: Options,
) -> Reading<'d> {
    let text = given.text.as_str();
    let points = CodePoints::new(text);
    let expressions = expressions_with(text, published, table, options)
        .into_iter()
        .map(|found| Found {
            start: points.of_byte(text, found.start),
            end: points.of_byte(text, found.end),
            quote: text.get(found.start..found.end).unwrap_or_default(),
            value: found.value,
            kind: match found.kind {
                Kind::Point => "point",
                Kind::Duration => "duration",
                Kind::Set => "set",
                Kind::Vague => "vague",
            },
            length: found.length,
            conflict: found.conflict,
        })
        .collect();
    Reading {
        id: given.id.as_deref(),
        published: published.map(|day| day.to_string()),
        expressions,
    }
}

/// For people: a line an expression, its value first.
fn print(reading: &Reading<'_>, out: &mut Out) -> anyhow::Result<()> {
    if let Some(id) = reading.id {
        out.line(out.strong(&isolate(id)))?;
    }
    if reading.expressions.is_empty() {
        note("no time expression in the text");
    }
    for found in &reading.expressions {
        let value = found.value.as_deref().unwrap_or(match found.kind {
            "duration" => "how long",
            "set" => "again and again",
            _ => "not known",
        });
        let value = if found.value.is_some() {
            out.strong(&format!("{value:<23}"))
        } else {
            out.faint(&format!("{value:<23}"))
        };
        let length = found.length.as_deref().unwrap_or_default();
        out.line(format!("{value}  {length:<7}  {}", isolate(found.quote)))?;
        if let Some(conflict) = &found.conflict {
            out.line(format!("{:23}  conflict: {conflict}", ""))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_code_points() {
        let text = Text {
            text: "🙂 وصل أمس".to_owned(),
            ..Text::default()
        };
        let table = time_table(None).unwrap();
        let day = "2020-06-17".parse().ok();
        let reading = read(&text, day, &table, Options::default());
        let found = &reading.expressions[0];
        assert_eq!((found.start, found.end, found.quote), (6, 9, "أمس"));
        assert_eq!(found.value.as_deref(), Some("2020-06-16"));
    }

    #[test]
    fn own_tables_stand_on_top() {
        let folder = tempfile::tempdir().unwrap();
        let header = "forms\tclass\targ\texample\tpublished\tvalue\tsource\n";
        let row = "يوم الشجرة\tfeast\tgregorian 1 15\tغرسوا في [يوم الشجرة]\t\t2020-01-15\tmine\n";
        std::fs::write(
            folder.path().join("time_days.tsv"),
            format!("{header}{row}"),
        )
        .unwrap();
        let text = Text {
            text: "غرسوا في يوم الشجرة".to_owned(),
            ..Text::default()
        };
        let day = "2020-06-17".parse().ok();
        let own = time_table(Some(folder.path())).unwrap();
        let reading = read(&text, day, &own, Options::default());
        assert_eq!(reading.expressions[0].value.as_deref(), Some("2020-01-15"));
        std::fs::write(
            folder.path().join("time_days.tsv"),
            format!("{header}x\tfeast\n"),
        )
        .unwrap();
        let error = time_table(Some(folder.path())).unwrap_err().to_string();
        assert!(error.contains("time_days.tsv, line 2"), "{error}");
    }
}
