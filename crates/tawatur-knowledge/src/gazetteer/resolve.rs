//! Which of the places of one name is meant.

use tawatur_text::fold;

use super::{Gazetteer, PlaceId, PlaceKind};

/// What a text says around a place's name.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlaceContext<'c> {
    /// The word before the name that says what it is («مدينة», «ريف»), raw or folded.
    pub kind_word: Option<&'c str>,
    /// Countries (ISO 3166-1 alpha-2) that the text names, the likeliest first.
    pub countries: &'c [&'c str],
    /// Places of the text that are already known.
    pub places: &'c [PlaceId],
    /// Country of the outlet.
    pub outlet_country: Option<&'c str>,
}

/// What a hint adds to a place's importance.
const KIND_FITS: i32 = 60;
/// «ريف حلب» is the governorate's, though the city weighs more: less for each later kind
/// of the row in `kinds.tsv`, but never under LAST_KIND.
const NEXT_KIND: i32 = 20;
const LAST_KIND: i32 = 10;
const SAME_COUNTRY: i32 = 20;
const FIRST_COUNTRY: i32 = 6;
const OUTLET_COUNTRY: i32 = 8;
const NEAR: i32 = 14;
const RELATED: i32 = 12;
/// Kilometres within which two places of one text speak for each other.
const NEAR_KM: f64 = 120.0;

impl Gazetteer {
    /// The likeliest of `candidates`: by importance, the word before the name, and the
    /// countries and places that the text names. `None` only where there is no candidate.
    #[must_use]
    pub fn resolve(&self, candidates: &[PlaceId], context: &PlaceContext<'_>) -> Option<PlaceId> {
        let wanted = context
            .kind_word
            .map_or(&[][..], |word| self.kind_word(&fold(word)));
        let mut best: Option<(i32, PlaceId)> = None;
        for &id in candidates {
            let score = self.score(id, wanted, context);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, id));
            }
        }
        best.map(|(_, id)| id)
    }

    fn score(&self, id: PlaceId, wanted: &[PlaceKind], context: &PlaceContext<'_>) -> i32 {
        let place = self.place(id);
        let mut score = place.weight();
        if let Some(rank) = wanted.iter().position(|&kind| kind == place.kind) {
            score += (KIND_FITS - NEXT_KIND * i32::try_from(rank).unwrap_or(0)).max(LAST_KIND);
        }
        if !place.country.is_empty() {
            if let Some(rank) = context
                .countries
                .iter()
                .position(|&country| country == place.country)
            {
                score += SAME_COUNTRY + if rank == 0 { FIRST_COUNTRY } else { 0 };
            }
            if context.outlet_country == Some(place.country.as_ref()) {
                score += OUTLET_COUNTRY;
            }
        }
        let others = || {
            context
                .places
                .iter()
                .filter(|&&other| other != id)
                .map(|&other| self.place(other))
        };
        if others()
            .any(|other| other.kind != PlaceKind::Country && place.distance_km(other) <= NEAR_KM)
        {
            score += NEAR;
        }
        if others().any(|other| {
            !place.parent.is_empty() && place.parent == other.id
                || !other.parent.is_empty() && other.parent == place.id
        }) {
            score += RELATED;
        }
        score
    }
}
