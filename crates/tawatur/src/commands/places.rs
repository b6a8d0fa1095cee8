//! `tawatur places`: which places does a text name, and where are they?

use std::path::{Path, PathBuf};

use serde::Serialize;
use tawatur_knowledge::gazetteer::{Gazetteer, PlaceRow};
use tawatur_reading::{PlacedName, Reader};
use tawatur_record::Precision;

use super::texts::{self, Text};
use crate::exit::Status;
use crate::output::{Out, isolate, note};

#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// The text; without it, standard input: plain text, or JSON Lines of objects with
    /// `text` and optionally `id`, `published`, `outlet`
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    /// The text is a name alone, in any usual spelling, Arabic or Latin: all places of that
    /// name, the weightiest first
    #[arg(long)]
    name: bool,
    /// Name of the outlet: where nothing else decides, its country does
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// One JSON object a text
    #[arg(long)]
    json: bool,
    /// Folder of your own tables (places.tsv, kinds.tsv, …), on top of the program's; without
    /// it, the folder `data` of the store, where a store is given
    #[arg(long, value_name = "DIR")]
    lexicons: Option<PathBuf>,
    /// Folder of the model to read with, in place of the one in the program
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
}

const HELP: &str = "\
A point comes with how well it is known: the radius in kilometres that the place lies in, ACLED's
geo_precision (1 to 3) and UCDP's where_prec (1 to 7). “in …” says that the place itself is not in the
gazetteer and the point is that of the place it is said to lie in. What nothing in the text places
is not known (no point): nothing is guessed.

Exit status:
  0  done (also where single lines could not be read: see standard error)
  2  the command was not understood
  3  a table or standard input could not be read";

/// One text as read.
#[derive(Debug, Serialize)]
struct Reading<'d> {
    id: Option<&'d str>,
    places: Vec<Found>,
}

/// One name of a text.
#[derive(Debug, Serialize)]
struct Found {
    /// Code points, 0-based, end exclusive.
    start: usize,
    end: usize,
    quote: String,
    /// The place meant; null where it is not in the gazetteer or could be several.
    place: Option<Place>,
    /// ISO 3166-1 alpha-2; null where not known.
    country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    point: Option<Point>,
    /// Where an event lies that the text puts there, where the words around say more than
    /// the name («شمال شرق X», «ريف X الجنوبي»).
    #[serde(skip_serializing_if = "Option::is_none")]
    event_point: Option<Point>,
}

/// A point, WGS 84 degrees, and how well it is known.
#[derive(Debug, Serialize)]
struct Point {
    lat: f64,
    lon: f64,
    #[serde(flatten)]
    precision: Precision,
    /// Name of the place that the point was taken from, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    near_name: Option<String>,
}

/// A place of the gazetteer.
#[derive(Debug, Serialize)]
struct Place {
    id: String,
    name_ar: String,
    name_en: String,
    kind: tawatur_knowledge::gazetteer::PlaceKind,
    country: String,
    /// What it lies in, the smallest first.
    within: Vec<String>,
    lat: f64,
    lon: f64,
    radius_km: u32,
    population: u32,
    source: String,
}

pub(crate) fn run(args: &Args, store: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let tables = super::tables(args.lexicons.as_deref(), store)?;
    if args.name {
        return names(args, tables.as_deref(), out);
    }
    let model = super::opened(args.model.as_deref())?;
    let reader = Reader::with_model(tables.as_deref(), model)?;
    let gazetteer = reader.gazetteer();
    for text in texts::given(&args.text)? {
        let document = text.document(args.outlet.as_deref());
        let places = match reader.places(&document) {
            Ok(places) => places,
            Err(error) => {
                note(&error.to_string());
                continue;
            }
        };
        let reading = Reading {
            id: text.id.as_deref(),
            places: places
                .into_iter()
                .map(|name| found(gazetteer, name))
                .collect(),
        };
        if args.json {
            out.json(&reading)?;
        } else {
            print(&reading, &text, out)?;
        }
    }
    Ok(Status::Done)
}

/// Names alone, looked up.
fn names(args: &Args, tables: Option<&Path>, out: &mut Out) -> anyhow::Result<Status> {
    let gazetteer = match tables {
        Some(folder) => Gazetteer::with_user(folder)?,
        None => Gazetteer::embedded()?,
    };
    for text in texts::given(&args.text)? {
        for name in text.text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let found: Vec<Place> = gazetteer
                .lookup(name)
                .into_iter()
                .map(|id| place(&gazetteer, gazetteer.place(id)))
                .collect();
            if args.json {
                out.json(&serde_json::json!({ "name": name, "places": found }))?;
                continue;
            }
            if found.is_empty() {
                note(&format!("no place of the name {} is known", isolate(name)));
            }
            for place in &found {
                out.line(line(place, out))?;
            }
        }
    }
    Ok(Status::Done)
}

fn place(gazetteer: &Gazetteer, row: &PlaceRow) -> Place {
    let mut within = Vec::new();
    let mut parent = row.parent.to_string();
    while let Some(id) = gazetteer.by_id(&parent).filter(|_| within.len() < 6) {
        let outer = gazetteer.place(id);
        within.push(outer.name_ar.to_string());
        parent = outer.parent.to_string();
    }
    Place {
        id: row.id.to_string(),
        name_ar: row.name_ar.to_string(),
        name_en: row.name_en.to_string(),
        kind: row.kind,
        country: row.country.to_string(),
        within,
        lat: row.lat,
        lon: row.lon,
        radius_km: row.radius_km,
        population: row.population,
        source: row.source.to_string(),
    }
}

fn found(gazetteer: &Gazetteer, name: PlacedName) -> Found {
    let row_of = |id: &str| gazetteer.by_id(id).map(|id| gazetteer.place(id));
    let point = |lat: Option<f64>, lon: Option<f64>, precision: Option<Precision>| {
        let precision = precision?;
        Some(Point {
            lat: lat?,
            lon: lon?,
            near_name: precision
                .near
                .as_deref()
                .and_then(row_of)
                .map(|row| row.name_ar.to_string()),
            precision,
        })
    };
    let mention = name.mention;
    let named = point(mention.lat, mention.lon, mention.precision);
    let event = name
        .event
        .and_then(|event| point(Some(event.lat), Some(event.lon), Some(event.precision)));
    Found {
        start: mention.quote.start,
        end: mention.quote.end,
        place: name
            .place
            .as_deref()
            .and_then(row_of)
            .map(|row| place(gazetteer, row)),
        quote: mention.quote.text,
        country: mention.country,
        point: named,
        event_point: event,
    }
}

/// One line for a place of the gazetteer.
fn line(place: &Place, out: &Out) -> String {
    let within = if place.within.is_empty() {
        String::new()
    } else {
        format!(" · {}", isolate(&place.within.join("، ")))
    };
    let kind = format!("{:?}", place.kind).to_lowercase();
    format!(
        "{}  {}  {}{within}  {}  {} km  {}",
        out.strong(&isolate(&place.name_ar)),
        place.name_en,
        kind,
        place.country,
        place.radius_km,
        out.faint(&format!("{:.4} {:.4}  {}", place.lat, place.lon, place.id)),
    )
}

/// For people: a line a name.
fn print(reading: &Reading<'_>, text: &Text, out: &mut Out) -> anyhow::Result<()> {
    if let Some(id) = &text.id {
        out.line(out.strong(&isolate(id)))?;
    }
    if reading.places.is_empty() {
        note("no place is named in the text");
    }
    for found in &reading.places {
        let what = match (&found.place, &found.point) {
            (Some(place), _) => line(place, out),
            (None, Some(point)) => format!(
                "in or by {}: {:.4} {:.4}, within {} km",
                isolate(point.near_name.as_deref().unwrap_or_default()),
                point.lat,
                point.lon,
                point.precision.radius_km
            ),
            (None, None) => out.faint("not known"),
        };
        out.line(format!("{}  {what}", isolate(&found.quote)))?;
        if let Some(event) = &found.event_point {
            out.line(format!(
                "    an event there: {:.4} {:.4}, within {} km (geo_precision {}, where_prec {})",
                event.lat,
                event.lon,
                event.precision.radius_km,
                event.precision.geo_precision,
                event.precision.where_prec
            ))?;
        }
    }
    Ok(())
}
