//! `tawatur explain`: from a value back to its quote, its document and the bytes.

mod values;

use std::path::Path;

use serde::Serialize;
use tawatur_corroboration::{document_events, event_id};
use tawatur_record::{Event, Reading};
use tawatur_store::{CaptureRow, RunRow, Store};

use self::values::{Value, of_claim};
use super::read_with::ReadWith;
use super::{Printed, open};
use crate::exit::Status;
use crate::output::{Format, Out, clean, counted, isolate, note};

#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::HELP)]
pub(crate) struct Args {
    /// A claim (report-7#c3), one field of it (report-7#c3.date), an event (E and twelve
    /// digits), or a document (report-7)
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    printed: Printed,
}

/// What an id stands for.
enum Target {
    Document(Reading),
    Claim {
        reading: Reading,
        claim: String,
        field: Option<String>,
    },
    Event {
        reading: Reading,
        event: Box<Event>,
    },
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let store = open(store)?;
    let mut target = find(&store, &args.id)?;
    if target.is_none() {
        // copied from our own output, with its isolates
        target = find(&store, &clean(&args.id))?;
    }
    let Some(target) = target else {
        let problem = store
            .problems()?
            .into_iter()
            .find(|problem| problem.document == args.id);
        note(&match problem {
            Some(problem) => format!(
                "{} could not be read: {}: {}",
                args.id, problem.origin, problem.reason
            ),
            None => format!(
                "nothing in the store has the id {}: “tawatur claims” and “tawatur events” show ids",
                args.id
            ),
        });
        return Ok(Status::NotFound);
    };
    let json = args.printed.format == Format::Json;
    match target {
        Target::Document(reading) => {
            let source = Source::of(&store, &reading)?;
            if json {
                out.json(&source)?;
            } else {
                source.text(out)?;
                out.line(format!(
                    "claims    {}",
                    counted(reading.claims.len() as u64, "claim", "claims")
                ))?;
                for claim in &reading.claims {
                    out.line(format!(
                        "          {}  {}",
                        isolate(&format!("{}#{}", reading.document.id, claim.id)),
                        claim.kind_type
                    ))?;
                }
            }
        }
        Target::Claim {
            reading,
            claim,
            field,
        } => {
            let Some(explained) = explain(&store, &reading, &claim, field.as_deref())? else {
                note(&format!(
                    "the claim {}#{claim} has no field {}",
                    reading.document.id,
                    field.unwrap_or_default()
                ));
                return Ok(Status::NotFound);
            };
            if json {
                out.json(&explained)?
            } else {
                explained.text(out)?
            }
        }
        Target::Event { reading, event } => {
            let claims: Vec<Explained> = event
                .claims
                .iter()
                .filter_map(|claim| explain(&store, &reading, &claim.claim, None).transpose())
                .collect::<anyhow::Result<_>>()?;
            if json {
                out.json(&serde_json::json!({"event": event, "claims": claims}))?;
            } else {
                super::events::text(&event, out)?;
                for origin in &event.origins {
                    out.line(format!(
                        "    {}: {}",
                        isolate(&origin.label),
                        isolate(&origin.why)
                    ))?;
                }
                for explained in &claims {
                    out.line("")?;
                    explained.text(out)?;
                }
            }
        }
    }
    Ok(Status::Done)
}

/// What has this id? A document's comes first, since it may hold any character.
fn find(store: &Store, id: &str) -> anyhow::Result<Option<Target>> {
    if let Some(reading) = store.reading(id)? {
        return Ok(Some(Target::Document(reading)));
    }
    if let Some((document, rest)) = id.rsplit_once('#')
        && let Some(reading) = store.reading(document)?
    {
        let has = |claim: &str| reading.claims.iter().any(|known| known.id == claim);
        let (claim, field) = match rest.split_once('.') {
            Some((claim, field)) if !has(rest) => (claim, Some(field.to_owned())),
            _ => (rest, None),
        };
        let claim = claim.to_owned();
        return Ok(has(&claim).then_some(Target::Claim {
            reading,
            claim,
            field,
        }));
    }
    let Some((document, event)) =
        store.find_event(|document, event| event_id(document, event) == id)?
    else {
        return Ok(None);
    };
    let Some(reading) = store.reading(&document)? else {
        return Ok(None);
    };
    let id = event_id(&document, &event);
    let found = document_events(&reading)
        .into_iter()
        .find(|event| event.id == id);
    Ok(found.map(|event| Target::Event {
        reading,
        event: Box::new(event),
    }))
}

fn explain(
    store: &Store,
    reading: &Reading,
    id: &str,
    field: Option<&str>,
) -> anyhow::Result<Option<Explained>> {
    let Some(claim) = reading.claims.iter().find(|claim| claim.id == id) else {
        return Ok(None);
    };
    let mut values = of_claim(reading, claim);
    if let Some(field) = field {
        // `actors` asks for all of `actors[0]`, `actors[1]` …
        let inside = |name: &str| {
            name == field
                || name
                    .strip_prefix(field)
                    .is_some_and(|rest| rest.starts_with(['[', '.']))
        };
        values.retain(|value| inside(&value.field));
        if values.is_empty() {
            return Ok(None);
        }
    }
    Ok(Some(Explained {
        id: format!("{}#{id}", reading.document.id),
        values,
        source: Source::of(store, reading)?,
    }))
}

/// A claim's values with their evidence.
#[derive(Serialize)]
struct Explained {
    id: String,
    values: Vec<Value>,
    source: Source,
}

impl Explained {
    fn text(&self, out: &mut Out) -> anyhow::Result<()> {
        out.line(format!("claim     {}", out.strong(&isolate(&self.id))))?;
        self.source.text(out)?;
        for value in &self.values {
            let said = value
                .value
                .as_deref()
                .map_or_else(|| out.faint("not known"), isolate);
            out.line(format!(
                "{}  {said}",
                out.strong(&format!("{:<16}", value.field))
            ))?;
            for quote in &value.evidence {
                let length = quote.text.chars().count();
                let before = quote.before.chars().count();
                let context = format!("{}{}{}", quote.before, quote.text, quote.after);
                let place = format!("{}..{}", quote.start, quote.end);
                let mark = before..before + length;
                out.quote(
                    &format!("    ← {place:<10}  "),
                    &context,
                    std::slice::from_ref(&mark),
                )?;
            }
            if let Some(why) = &value.why {
                out.line(format!("    {}", out.faint(&format!("({why})"))))?;
            }
        }
        Ok(())
    }
}

/// The document and the bytes that everything rests on.
#[derive(Serialize)]
struct Source {
    document: String,
    outlet: Option<String>,
    title: Option<String>,
    url: Option<String>,
    published: Option<String>,
    published_basis: tawatur_record::PublishedBasis,
    text_sha256: String,
    text_code_points: usize,
    capture: Option<CaptureRow>,
    run: Option<RunRow>,
    read_with: Option<ReadWith>,
}

impl Source {
    fn of(store: &Store, reading: &Reading) -> anyhow::Result<Self> {
        let document = reading.document.clone();
        let (capture, run) = store.provenance(&document.id)?.unzip();
        Ok(Self {
            document: document.id,
            outlet: document.outlet,
            title: document.title,
            url: document.url,
            published: document.published,
            published_basis: document.published_basis,
            text_sha256: document.sha256,
            text_code_points: document.text.chars().count(),
            capture,
            read_with: run.as_ref().map(|run| ReadWith::parse(&run.lexicons)),
            run,
        })
    }

    fn text(&self, out: &mut Out) -> anyhow::Result<()> {
        let about: Vec<String> = [
            Some(&self.document),
            self.outlet.as_ref(),
            self.title.as_ref(),
            self.url.as_ref(),
        ]
        .into_iter()
        .flatten()
        .map(|value| isolate(value))
        .collect();
        out.line(format!("document  {}", about.join(" · ")))?;
        let basis = serde_json::to_value(self.published_basis)?;
        match &self.published {
            Some(day) => out.line(format!(
                "published {} (known from: {})",
                isolate(day),
                basis.as_str().unwrap_or_default()
            ))?,
            None => out.line("published not known")?,
        }
        out.line(format!(
            "text      SHA-256 {} · {} code points",
            self.text_sha256, self.text_code_points
        ))?;
        if let Some(capture) = &self.capture {
            out.line(format!(
                "capture   SHA-256 {} · {} · {}",
                capture.sha256,
                counted(capture.size, "byte", "bytes"),
                isolate(&capture.media_type)
            ))?;
            out.line(format!(
                "          captured {} from {}",
                capture.captured_at,
                isolate(&capture.origin)
            ))?;
        }
        if let Some(run) = &self.run {
            out.line(format!(
                "read by   tawatur {} · run {} · {}",
                clean(&run.program),
                run.run,
                clean(&run.started)
            ))?;
        }
        if let Some(read_with) = &self.read_with {
            if let Some(model) = &read_with.model {
                out.line(format!(
                    "model     {} · SHA-256 {}",
                    isolate(&model.name),
                    clean(&model.sha256)
                ))?;
            }
            out.line(match &read_with.own_tables {
                Some(own) => format!(
                    "tables    the program's, and on top {} · SHA-256 {}",
                    isolate(&own.name),
                    clean(&own.sha256)
                ),
                None => "tables    the program's".to_owned(),
            })?;
        }
        Ok(())
    }
}
