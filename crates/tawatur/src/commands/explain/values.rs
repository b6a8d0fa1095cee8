//! Each value of a claim with the quotes it came from, or how it came about without one.

use std::collections::BTreeMap;

use serde::Serialize;
use tawatur_record::{Claim, Quote, Reading};
use tawatur_store::evidence;

/// A value and what it rests on.
#[derive(Debug, Serialize)]
pub(super) struct Value {
    /// The field of the claim: `date`, `actors[0]`.
    pub(super) field: String,
    /// The value, for people.
    pub(super) value: Option<String>,
    /// Quotes that it came from.
    pub(super) evidence: Vec<Context>,
    /// How it came about, where the quotes do not say it.
    pub(super) why: Option<String>,
}

/// A quote in its context. Offsets are code points of the document's text.
#[derive(Debug, Serialize)]
pub(super) struct Context {
    pub(super) before: String,
    pub(super) text: String,
    pub(super) after: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Code points of context on either side.
const AROUND: usize = 48;

/// A text that quotes are looked up in.
struct Text(Vec<char>);

impl Text {
    fn context(&self, start: usize, end: usize) -> Context {
        let all = self.0.as_slice();
        let piece = |from: usize, to: usize| all.get(from..to.max(from)).unwrap_or_default();
        let mut from = start.saturating_sub(AROUND).min(start);
        let mut to = end
            .saturating_add(AROUND)
            .min(all.len())
            .max(end.min(all.len()));
        // stay in the paragraph, and cut at words
        let before = piece(from, start);
        if let Some(line) = before.iter().rposition(|&c| c == '\n') {
            from += line + 1;
        } else if from > 0 {
            from += before
                .iter()
                .position(|c| c.is_whitespace())
                .map_or(0, |at| at + 1);
        }
        let after = piece(end, to);
        if let Some(line) = after.iter().position(|&c| c == '\n') {
            to = end + line;
        } else if to < all.len() {
            to = after
                .iter()
                .rposition(|c| c.is_whitespace())
                .map_or(to, |at| end + at);
        }
        let string = |from: usize, to: usize| piece(from, to).iter().collect();
        Context {
            before: string(from, start),
            text: string(start, end),
            after: string(end, to),
            start,
            end,
        }
    }

    fn quote(&self, quote: &Quote) -> Context {
        self.context(quote.start, quote.end)
    }
}

struct Values<'r> {
    text: Text,
    quotes: BTreeMap<String, (usize, usize)>,
    found: Vec<Value>,
    claim: &'r Claim,
}

impl Values<'_> {
    /// Adds a value that rests on the quotes kept under some fields.
    fn add(&mut self, field: &str, value: Option<String>, quotes: &[&str], why: Option<&str>) {
        let evidence = quotes
            .iter()
            .filter_map(|field| self.quotes.get(*field))
            .map(|&(start, end)| self.text.context(start, end))
            .collect();
        self.found.push(Value {
            field: field.to_owned(),
            value,
            evidence,
            why: why.map(str::to_owned),
        });
    }

    /// Adds a value of a list, which rests on the quote under its own field.
    fn item(&mut self, field: &str, value: String) {
        self.add(field, Some(value), &[field], None);
    }
}

/// All values of a claim.
pub(super) fn of_claim(reading: &Reading, claim: &Claim) -> Vec<Value> {
    let quotes = evidence::of_claim(claim)
        .into_iter()
        .map(|quote| (quote.field, (quote.start, quote.end)))
        .collect();
    let text = Text(reading.document.text.chars().collect());
    let mut values = Values {
        text,
        quotes,
        found: Vec::new(),
        claim,
    };
    let mode = claim
        .mode
        .as_ref()
        .map(|mode| format!("/{mode}"))
        .unwrap_or_default();
    values.add(
        "type",
        Some(format!("{}{mode} ({})", claim.kind_type, claim.kind)),
        &["trigger"],
        Some("the word that names it"),
    );
    for (i, actor) in claim.actors.iter().enumerate() {
        values.item(
            &format!("actors[{i}]"),
            with_entity(
                actor.role.as_str(),
                &actor.quote.text,
                actor.entity.as_deref(),
            ),
        );
    }
    date(&mut values, reading);
    for (i, place) in claim.places.iter().enumerate() {
        let mut value = with_entity(
            place.role.as_str(),
            &place.quote.text,
            place.entity.as_deref(),
        );
        if let Some(country) = &place.country {
            value += &format!(", {country}");
        }
        if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
            value += &format!(", {lat:.3} {lon:.3}");
        }
        if let Some(precision) = &place.precision {
            value += &format!(
                ", within {} km (geo_precision {}, where_prec {})",
                precision.radius_km, precision.geo_precision, precision.where_prec
            );
            if let Some(near) = &precision.near {
                value += &format!(", the point is that of {near}");
            }
        }
        values.item(&format!("places[{i}]"), value);
    }
    attribution(&mut values);
    realis(&mut values);
    for (i, count) in claim.counts.iter().enumerate() {
        let bound =
            |bound: Option<u64>| bound.map_or_else(|| "?".to_owned(), |bound| bound.to_string());
        let whom = count
            .whom
            .as_ref()
            .map(|whom| format!(" {whom}"))
            .unwrap_or_default();
        let about = if count.approx { ", about" } else { "" };
        let part = if count.part {
            ", part of another number"
        } else {
            ""
        };
        values.item(
            &format!("counts[{i}]"),
            format!(
                "{}{whom}: {} to {}{about}{part}",
                count.what,
                bound(count.low),
                bound(count.high)
            ),
        );
    }
    for (i, word) in claim.wording.iter().enumerate() {
        values.item(&format!("wording[{i}]"), word.kind.to_string());
    }
    for i in 0..claim.gaps.len() {
        values.item(&format!("gaps[{i}]"), "said not to be known".to_owned());
    }
    codes(&mut values);
    values.found
}

fn with_entity(role: &str, name: &str, entity: Option<&str>) -> String {
    // a local id says no more than the name it is made of
    match entity.filter(|entity| !entity.starts_with("local:")) {
        Some(entity) => format!("{role}: {name} ({entity})"),
        None => format!("{role}: {name}"),
    }
}

/// The date, by the claim's own expression or, carried through the document, by that of
/// another claim of the same event.
fn date(values: &mut Values<'_>, reading: &Reading) {
    let claim = values.claim;
    if claim.time.is_some() || claim.date.is_none() {
        let why = match (&claim.date, &claim.time) {
            (None, Some(_)) => Some("this expression does not bound it"),
            (None, None) => {
                Some("the text does not say when; the day of publication is no substitute")
            }
            _ => None,
        };
        return values.add("date", claim.date.clone(), &["time"], why);
    }
    let same = |other: &&Claim| other.event == claim.event && other.date == claim.date;
    let dated = reading
        .claims
        .iter()
        .filter(same)
        .find_map(|other| other.time.as_ref().map(|time| (other, time)));
    let (evidence, why) = match dated {
        Some((other, time)) => (
            vec![values.text.quote(time)],
            format!("carried from the claim {} of the same event", other.id),
        ),
        None => (
            Vec::new(),
            "carried through the document from another mention".to_owned(),
        ),
    };
    values.found.push(Value {
        field: "date".to_owned(),
        value: claim.date.clone(),
        evidence,
        why: Some(why),
    });
}

fn attribution(values: &mut Values<'_>) {
    let claim = values.claim;
    if claim.attribution.is_empty() {
        values.add(
            "attribution",
            Some("the document's own voice".to_owned()),
            &[],
            Some("nobody else is named as the source"),
        );
    }
    for (i, link) in claim.attribution.iter().enumerate() {
        let field = format!("attribution[{i}]");
        let name = link
            .text
            .as_ref()
            .map(|text| format!(": {text}"))
            .unwrap_or_default();
        values.add(
            &field,
            Some(format!("{}{name}", link.kind)),
            &[&field, &format!("{field}.cue")],
            None,
        );
    }
}

fn realis(values: &mut Values<'_>) {
    let claim = values.claim;
    let cues: Vec<String> = (0..claim.realis_cues.len())
        .map(|i| format!("realis_cues[{i}]"))
        .collect();
    let cues: Vec<&str> = cues.iter().map(String::as_str).collect();
    let plain = cues.is_empty();
    let (quotes, why): (&[&str], _) = if plain {
        (
            &["trigger"],
            Some("the plain reading of the word that names it"),
        )
    } else {
        (&cues, None)
    };
    values.add("realis", Some(claim.realis.to_string()), quotes, why);
    values.add(
        "certainty",
        Some(claim.certainty.to_string()),
        &[],
        Some("how sure the last source of the chain is, by the words of realis and attribution"),
    );
}

fn codes(values: &mut Values<'_>) {
    let codes = &values.claim.codes;
    let list = [
        ("codes.plover", codes.plover.clone()),
        ("codes.quad", codes.quad.map(|quad| quad.to_string())),
        ("codes.cameo", codes.cameo.clone()),
        ("codes.acled", codes.acled.clone()),
        ("codes.acled_sub", codes.acled_sub.clone()),
    ];
    for (field, value) in list {
        if value.is_some() {
            values.add(
                field,
                value,
                &[],
                Some("by the table of codes, from type, mode, realis and date"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_stays_in_its_paragraph_and_cuts_at_words() {
        let long = "كلمة ".repeat(30);
        let all = format!("سطر\nقبل الخبر وصل الوفد إلى حلب\nسطر آخر {long}هنا {long}");
        let text = Text(all.chars().collect());
        let at = |word: &str| all[..all.find(word).unwrap_or_default()].chars().count();
        let start = at("وصل");
        let parts = |context: &Context| {
            [
                context.before.clone(),
                context.text.clone(),
                context.after.clone(),
            ]
        };
        assert_eq!(
            parts(&text.context(start, start + 3)),
            ["قبل الخبر ", "وصل", " الوفد إلى حلب"]
        );
        let start = at("هنا");
        let [before, _, after] = parts(&text.context(start, start + 3));
        assert!(
            before.starts_with("كلمة")
                && after.ends_with("كلمة")
                && before.chars().count() <= AROUND,
            "{before}|{after}"
        );
    }

    #[test]
    fn offsets_beyond_the_text_give_what_there_is() {
        let text = Text("حلب".chars().collect());
        let context = text.context(1, 90);
        assert_eq!(
            (
                context.before.as_str(),
                context.text.as_str(),
                context.after.as_str()
            ),
            ("ح", "", "")
        );
        let context = text.context(90, 95);
        assert_eq!((context.before.as_str(), context.text.as_str()), ("", ""));
    }
}
