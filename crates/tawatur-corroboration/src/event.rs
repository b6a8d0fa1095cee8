use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use tawatur_record::{
    Actor, Claim, ClaimKind, ClaimRef, Conflict, ConflictValue, Event, EventCount, Place, Reading,
};
use tawatur_text::fold;

use crate::origin;

/// Lower and upper bound of a number, as a teller gives them.
type Range = (Option<u64>, Option<u64>);

/// The events of all readings, in their order.
#[must_use]
pub fn events(readings: &[Reading]) -> Vec<Event> {
    readings.iter().flat_map(document_events).collect()
}

/// The events of one document, in the order of their first claims.
#[must_use]
pub fn document_events(reading: &Reading) -> Vec<Event> {
    let mut order: Vec<&str> = Vec::new();
    let mut groups: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in &reading.claims {
        let group = groups.entry(&claim.event).or_default();
        if group.is_empty() {
            order.push(&claim.event);
        }
        group.push(claim);
    }
    order
        .into_iter()
        .filter_map(|event| {
            let claims: Vec<&Claim> = groups
                .get(event)?
                .iter()
                .copied()
                .filter(|claim| claim.kind != ClaimKind::Speech)
                .collect();
            (!claims.is_empty()).then(|| build(reading, event, &claims))
        })
        .collect()
}

/// The id of the event that the claims of document `document` call `event`. The same for
/// the same two, always.
#[must_use]
pub fn event_id(document: &str, event: &str) -> String {
    let mut hash = Sha256::new();
    // the length keeps ("a", "bc") and ("ab", "c") apart
    hash.update((document.len() as u64).to_le_bytes());
    hash.update(document.as_bytes());
    hash.update(event.as_bytes());
    hash.finalize()
        .iter()
        .take(6)
        .fold(String::from("E"), |id, byte| format!("{id}{byte:02x}"))
}

fn build(reading: &Reading, event: &str, claims: &[&Claim]) -> Event {
    let document = &reading.document;
    let origins = origin::of_claims(&document.id, claims);
    let (origins_low, origins_high) = origin::bounds(claims);
    let mut actors: Vec<Actor> = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    for claim in claims {
        for actor in &claim.actors {
            let same = |known: &Actor| {
                known.role == actor.role
                    && one(
                        &known.entity,
                        &known.quote.text,
                        &actor.entity,
                        &actor.quote.text,
                    )
            };
            if !actors.iter().any(same) {
                actors.push(actor.clone());
            }
        }
        for place in &claim.places {
            let same = |known: &Place| {
                known.role == place.role
                    && one(
                        &known.entity,
                        &known.quote.text,
                        &place.entity,
                        &place.quote.text,
                    )
            };
            if !places.iter().any(same) {
                places.push(place.clone());
            }
        }
    }
    Event {
        id: event_id(&document.id, event),
        kind_type: most(claims.iter().map(|claim| claim.kind_type.as_str()))
            .unwrap_or_default()
            .to_owned(),
        date: most(claims.iter().filter_map(|claim| claim.date.as_deref())).map(str::to_owned),
        places,
        actors,
        counts: counts(claims),
        claims: claims
            .iter()
            .map(|claim| ClaimRef {
                document: document.id.clone(),
                claim: claim.id.clone(),
            })
            .collect(),
        documents: vec![document.id.clone()],
        outlets: document.outlet.iter().cloned().collect(),
        origins,
        origins_low,
        origins_high,
        conflicts: conflicts(&document.id, claims),
    }
}

/// Two names of one thing: the same entity, or the same name where one is not resolved.
fn one(a_entity: &Option<String>, a: &str, b_entity: &Option<String>, b: &str) -> bool {
    match (a_entity, b_entity) {
        (Some(a), Some(b)) => a == b,
        _ => fold(a) == fold(b),
    }
}

/// The value told most often; of several, the one told first.
fn most<'v>(values: impl Iterator<Item = &'v str>) -> Option<&'v str> {
    let mut told: Vec<(&str, usize)> = Vec::new();
    for value in values {
        match told.iter_mut().find(|(known, _)| *known == value) {
            Some((_, times)) => *times += 1,
            None => told.push((value, 1)),
        }
    }
    let times = told.iter().map(|&(_, times)| times).max()?;
    told.iter()
        .find(|&&(_, n)| n == times)
        .map(|&(value, _)| value)
}

/// The range of each kind of number; a number inside another one is not a total.
fn counts(claims: &[&Claim]) -> Vec<EventCount> {
    let mut found: Vec<EventCount> = Vec::new();
    for count in claims
        .iter()
        .flat_map(|claim| &claim.counts)
        .filter(|count| !count.part)
    {
        let what = count.what.as_str();
        match found.iter_mut().find(|known| known.what == what) {
            Some(known) => {
                // a bound that one teller leaves open is open
                known.low = known.low.zip(count.low).map(|(a, b)| a.min(b));
                known.high = known.high.zip(count.high).map(|(a, b)| a.max(b));
            }
            None => found.push(EventCount {
                what: what.to_owned(),
                low: count.low,
                high: count.high,
            }),
        }
    }
    found
}

/// Fields in which the document contradicts itself: the event told as one that came about
/// and denied, and numbers that cannot both be.
fn conflicts(document: &str, claims: &[&Claim]) -> Vec<Conflict> {
    let value = |value: String| ConflictValue {
        value,
        documents: vec![document.to_owned()],
    };
    let mut found = Vec::new();
    let realis: Vec<&str> = claims.iter().map(|claim| claim.realis.as_str()).collect();
    let asserted = realis
        .iter()
        .find(|realis| ["happened", "ongoing", "habitual"].contains(realis));
    if let Some(asserted) = asserted.filter(|_| realis.contains(&"denied")) {
        found.push(Conflict {
            field: "realis".to_owned(),
            values: vec![value((*asserted).to_owned()), value("denied".to_owned())],
        });
    }
    let mut told: BTreeMap<&str, Vec<Range>> = BTreeMap::new();
    for count in claims
        .iter()
        .flat_map(|claim| &claim.counts)
        .filter(|count| !count.part)
    {
        let ranges = told.entry(count.what.as_str()).or_default();
        if !ranges.contains(&(count.low, count.high)) {
            ranges.push((count.low, count.high));
        }
    }
    for (what, ranges) in told {
        let lowest_high = ranges.iter().filter_map(|range| range.1).min();
        let highest_low = ranges.iter().filter_map(|range| range.0).max();
        if highest_low
            .zip(lowest_high)
            .is_some_and(|(low, high)| low > high)
        {
            let values = ranges
                .iter()
                .map(|&(low, high)| value(range_word(low, high)))
                .collect();
            found.push(Conflict {
                field: format!("counts.{what}"),
                values,
            });
        }
    }
    found
}

fn range_word(low: Option<u64>, high: Option<u64>) -> String {
    let word =
        |bound: Option<u64>| bound.map_or_else(|| "..".to_owned(), |bound| bound.to_string());
    if low == high && low.is_some() {
        word(low)
    } else {
        format!("{}/{}", word(low), word(high))
    }
}
