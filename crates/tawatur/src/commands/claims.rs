//! `tawatur claims`: what is claimed in the store.

use std::path::Path;

use tawatur_record::{ClaimKind, Realis};
use tawatur_store::{ClaimFilter, Name, NameField, StoredClaim};

use super::{Printed, open};
use crate::exit::Status;
use crate::names::Asked;
use crate::output::{Format, Out, isolate, note};

#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::HELP)]
pub(crate) struct Args {
    /// Only of this document
    #[arg(long, value_name = "ID")]
    document: Option<String>,
    /// Only of this type: ASSAULT, CONSULT, CONTROL ...
    #[arg(long = "type", value_name = "TYPE", value_parser = super::kind_type)]
    kind_type: Option<String>,
    /// Only with this realis: happened, ongoing, habitual, planned, expected, demanded, hypothetical, unknown, denied
    #[arg(long, value_name = "WORD", value_parser = realis)]
    realis: Option<String>,
    /// Only with this place, in any usual spelling, Arabic or Latin
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,
    /// Only with this party
    #[arg(long, value_name = "NAME")]
    actor: Vec<String>,
    /// Only on the word of this source
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// Only dated on this day or later (a day, a month or a year)
    #[arg(long, value_name = "DATE", value_parser = super::since)]
    since: Option<String>,
    /// Only dated on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = super::until)]
    until: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    #[command(flatten)]
    printed: Printed,
}

fn realis(word: &str) -> Result<String, String> {
    let words = || {
        Realis::ALL
            .iter()
            .map(|realis| realis.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    Realis::parse(word)
        .map(|realis| realis.to_string())
        .ok_or_else(|| format!("write one of {}", words()))
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let tables = super::tables(None, store)?;
    let store = open(store)?;
    let mut filter = ClaimFilter {
        document: args.document.clone(),
        kind_type: args.kind_type.clone(),
        realis: args.realis.clone(),
        since: args.since.clone(),
        until: args.until.clone(),
        limit: args.limit,
        ..ClaimFilter::default()
    };
    for (field, names) in [
        (NameField::Place, &args.place),
        (NameField::Actor, &args.actor),
        (NameField::Source, &args.source),
    ] {
        for name in names {
            let asked = if field == NameField::Place {
                Asked::place(name)?
            } else {
                Asked::actor(name, tables.as_deref())?
            };
            let test = move |name: &Name| asked.is_name(name);
            filter.names.push((field, Box::new(test)));
        }
    }
    let mut found = 0_u64;
    store.claims(&filter, |stored| -> anyhow::Result<()> {
        found += 1;
        match args.printed.format {
            Format::Json => out.json(&stored),
            Format::Text => text(&stored, out),
        }
    })?;
    if found == 0 && args.printed.format == Format::Text {
        note("no claim is like that");
    }
    Ok(Status::Done)
}

/// How a claim's realis is told; never as a fact.
pub(crate) fn realis_words(realis: Realis) -> &'static str {
    match realis {
        Realis::Happened => "claimed to have happened",
        Realis::Ongoing => "claimed to be going on",
        Realis::Habitual => "claimed to happen again and again",
        Realis::Planned => "planned",
        Realis::Expected => "expected",
        Realis::Demanded => "demanded",
        Realis::Hypothetical => "only under a condition",
        Realis::Unknown => "said not to be known",
        Realis::Denied => "denied",
    }
}

fn text(stored: &StoredClaim, out: &mut Out) -> anyhow::Result<()> {
    let StoredClaim {
        document,
        outlet,
        published,
        claim,
    } = stored;
    let id = out.strong(&isolate(&format!("{document}#{}", claim.id)));
    let mode = claim
        .mode
        .as_ref()
        .map(|mode| format!("/{mode}"))
        .unwrap_or_default();
    let date = claim.date.as_deref().unwrap_or("no date");
    let kind = if claim.kind == ClaimKind::Event {
        String::new()
    } else {
        format!(" {}", claim.kind)
    };
    out.line(format!(
        "{id}  {}{mode}{kind}  {}  {date}",
        claim.kind_type,
        realis_words(claim.realis)
    ))?;
    let quote = claim.sentence.as_ref().unwrap_or(&claim.trigger);
    let from = claim.trigger.start.saturating_sub(quote.start);
    let to = claim.trigger.end.saturating_sub(quote.start);
    out.quote("    ", &quote.text, std::slice::from_ref(&(from..to)))?;
    let list = |items: Vec<String>| items.join(" · ");
    if !claim.actors.is_empty() {
        let who = claim.actors.iter().map(|actor| {
            format!(
                "{} {}",
                out.faint(actor.role.as_str()),
                isolate(&actor.quote.text)
            )
        });
        out.line(format!("    who    {}", list(who.collect())))?;
    }
    if !claim.places.is_empty() {
        let places = claim.places.iter().map(|place| {
            format!(
                "{} {}",
                out.faint(place.role.as_str()),
                isolate(&place.quote.text)
            )
        });
        out.line(format!("    where  {}", list(places.collect())))?;
    }
    let chain: Vec<String> = claim
        .attribution
        .iter()
        .map(|link| {
            format!(
                "{} {}",
                out.faint(link.kind.as_str()),
                link.text.as_deref().map(isolate).unwrap_or_default()
            )
        })
        .collect();
    let says = if chain.is_empty() {
        "the document's own voice".to_owned()
    } else {
        chain.join(" ← ")
    };
    let told: Vec<String> = outlet
        .iter()
        .map(|outlet| isolate(outlet))
        .chain(published.iter().map(|day| isolate(day)))
        .collect();
    let told = if told.is_empty() {
        String::new()
    } else {
        format!("  {}", out.faint(&format!("({})", told.join(", "))))
    };
    out.line(format!("    says   {says}{told}"))
}
