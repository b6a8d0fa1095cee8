//! `tawatur events`: what the claims are about, and on whose word.

use std::path::Path;

use tawatur_corroboration::document_events;
use tawatur_record::{Event, Reading, Salience};
use tawatur_text::edtf::Edtf;

use super::{Printed, open};
use crate::exit::Status;
use crate::names::Asked;
use crate::output::{Format, Out, counted, isolate, note};

#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::HELP)]
pub(crate) struct Args {
    /// With those that reports tell only as background
    #[arg(long)]
    all: bool,
    /// Only in this place, in any usual spelling, Arabic or Latin
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Only with this party
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Only of this type: ASSAULT, CONSULT, CONTROL ...
    #[arg(long = "type", value_name = "TYPE", value_parser = super::kind_type)]
    kind_type: Option<String>,
    /// Only dated on this day or later (a day, a month or a year)
    #[arg(long, value_name = "DATE", value_parser = super::since)]
    since: Option<String>,
    /// Only dated on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = super::until)]
    until: Option<String>,
    #[command(flatten)]
    printed: Printed,
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let tables = super::tables(None, store)?;
    let store = open(store)?;
    let place = args.place.as_deref().map(Asked::place).transpose()?;
    let actor = args
        .actor
        .as_deref()
        .map(|name| Asked::actor(name, tables.as_deref()))
        .transpose()?;
    let mut found = 0_u64;
    store.readings(|reading| -> anyhow::Result<()> {
        for event in document_events(&reading) {
            let wanted = (args.all || is_news(&event, &reading))
                && args
                    .kind_type
                    .as_ref()
                    .is_none_or(|kind_type| *kind_type == event.kind_type)
                && place.as_ref().is_none_or(|place| place.is_place_of(&event))
                && actor.as_ref().is_none_or(|actor| actor.is_actor_of(&event))
                && within(
                    event.date.as_deref(),
                    args.since.as_deref(),
                    args.until.as_deref(),
                );
            if wanted {
                found += 1;
                match args.printed.format {
                    Format::Json => out.json(&event)?,
                    Format::Text => text(&event, out)?,
                }
            }
        }
        Ok(())
    })?;
    if found == 0 && args.printed.format == Format::Text {
        note("no event is like that");
    }
    Ok(Status::Done)
}

/// False for what a document tells only as background.
fn is_news(event: &Event, reading: &Reading) -> bool {
    let own = reading
        .claims
        .iter()
        .filter(|claim| event.claims.iter().any(|of| of.claim == claim.id));
    own.into_iter()
        .any(|claim| claim.salience != Some(Salience::Background))
}

/// True where the date may lie between two days; one that is not known lies nowhere.
fn within(date: Option<&str>, since: Option<&str>, until: Option<&str>) -> bool {
    if since.is_none() && until.is_none() {
        return true;
    }
    let Some(date) = date.and_then(|date| date.parse::<Edtf>().ok()) else {
        return false;
    };
    let day = |day: &str| day.parse::<Edtf>().ok().and_then(Edtf::first_day);
    since
        .and_then(day)
        .is_none_or(|since| date.last_day().is_none_or(|last| last >= since))
        && until
            .and_then(day)
            .is_none_or(|until| date.first_day().is_none_or(|first| first <= until))
}

/// An event for people.
pub(crate) fn text(event: &Event, out: &mut Out) -> anyhow::Result<()> {
    let date = event.date.as_deref().unwrap_or("no date");
    out.line(format!(
        "{}  {}  {date}",
        out.strong(&event.id),
        event.kind_type
    ))?;
    let row = |out: &mut Out, label: &str, items: Vec<String>| -> anyhow::Result<()> {
        if items.is_empty() {
            Ok(())
        } else {
            out.line(format!("    {label:<9}{}", items.join(" · ")))
        }
    };
    let actors = event
        .actors
        .iter()
        .map(|actor| {
            format!(
                "{} {}",
                out.faint(actor.role.as_str()),
                isolate(&actor.quote.text)
            )
        })
        .collect();
    row(out, "who", actors)?;
    let places = event
        .places
        .iter()
        .map(|place| {
            format!(
                "{} {}",
                out.faint(place.role.as_str()),
                isolate(&place.quote.text)
            )
        })
        .collect();
    row(out, "where", places)?;
    let counts = event.counts.iter().map(|count| {
        let bound =
            |bound: Option<u64>| bound.map_or_else(|| "?".to_owned(), |bound| bound.to_string());
        let range = if count.low == count.high {
            bound(count.low)
        } else {
            format!("{} to {}", bound(count.low), bound(count.high))
        };
        format!("{} {range}", out.faint(&count.what))
    });
    let counts = counts.collect();
    row(out, "how many", counts)?;
    let attributed = event
        .origins
        .iter()
        .filter(|origin| origin.kind != "own_voice")
        .count() as u64;
    let mut rests = vec![match (event.origins_low, event.origins_high) {
        (low, high) if low != high => format!("{low} to {high} origins"),
        _ => counted(attributed, "origin", "origins"),
    }];
    for origin in &event.origins {
        rests.push(if origin.kind == "own_voice" {
            format!("{} {}", out.faint("own voice of"), isolate(&origin.label))
        } else {
            format!("{} {}", out.faint(&origin.kind), isolate(&origin.label))
        });
    }
    row(out, "rests on", rests)?;
    for conflict in &event.conflicts {
        let values = conflict.values.iter().map(|value| {
            format!(
                "{} ({})",
                isolate(&value.value),
                isolate(&value.documents.join(", "))
            )
        });
        let said = format!(
            "{}: {}",
            conflict.field,
            values.collect::<Vec<_>>().join(" against ")
        );
        row(out, "conflict", vec![said])?;
    }
    let claims = event
        .claims
        .iter()
        .map(|claim| isolate(&format!("{}#{}", claim.document, claim.claim)))
        .collect();
    row(out, "claims", claims)
}
