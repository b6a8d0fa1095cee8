//! Which of the places of one name is meant.

use tawatur_text::fold;

use super::{Gazetteer, PlaceId, PlaceKind, Spot};

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
    /// The place that the text puts the name in or by («قرية X بريف Y»), already decided.
    pub within: Option<PlaceId>,
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
/// What lying in the place named behind adds: by its units of administration, by distance.
const INSIDE: i32 = 60;
const BESIDE: i32 = 40;
/// Kilometres within which two places of one text speak for each other.
const NEAR_KM: f64 = 120.0;
/// A place of less weight than this is meant only where the text or the outlet speaks of
/// its country, or of a place near it: there is a «قرية الحمدانية» in every country.
const SMALL: u8 = 30;
/// What a sub-district or a larger village weighs.
const SOME: u8 = 20;
/// Most steps from a village up to its country.
const MOST_PARENTS: usize = 6;

impl Gazetteer {
    /// The likeliest of `candidates`: by importance, the word before the name, the place
    /// it is put in, and the countries and places that the text names. `None` where there
    /// is none, where none lies in the place that the text puts it in, and where only small
    /// places have the name and nothing in the text speaks for their country.
    #[must_use]
    pub fn resolve(&self, candidates: &[PlaceId], context: &PlaceContext<'_>) -> Option<PlaceId> {
        let wanted = context
            .kind_word
            .map_or(&[][..], |word| self.kind_word(&fold(word)));
        let mut best: Option<(i32, PlaceId)> = None;
        for &id in candidates {
            let fits = self.fits(id, context);
            if context.within.is_some_and(|within| within != id) && fits == 0 {
                continue;
            }
            let hamlet = self.place(id).importance <= super::LIGHT;
            if hamlet && candidates.len() > 1 && !self.supported(id, context) {
                continue;
            }
            let score = fits + self.score(id, wanted, context);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, id));
            }
        }
        best.map(|(_, id)| id).filter(|&id| {
            self.place(id).importance >= SMALL
                || self.supported(id, context)
                || self.is_telling(id, candidates)
        })
    }

    /// What the place that the text puts the name in says for `id`; 0 where `id` cannot
    /// lie there.
    fn fits(&self, id: PlaceId, context: &PlaceContext<'_>) -> i32 {
        let Some(within) = context.within.filter(|&within| within != id) else {
            return 0;
        };
        let (inner, outer) = (self.place(id), self.place(within));
        if matches!(outer.kind, PlaceKind::Country) {
            return if inner.country == outer.country {
                BESIDE
            } else {
                0
            };
        }
        if self.parents(id).any(|parent| parent == within) {
            return INSIDE;
        }
        // a district named after its town, a town in the countryside of another
        if inner.distance_km(outer) <= outer.reach_km() {
            BESIDE
        } else {
            0
        }
    }

    /// The units that a place lies in, the smallest first.
    fn parents(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> {
        std::iter::successors(Some(id), |&at| self.by_id(&self.place(at).parent))
            .skip(1)
            .take(MOST_PARENTS)
    }

    /// A name of several words, or of a place of some weight, that only places of one
    /// country have: nothing else need speak for it.
    fn is_telling(&self, id: PlaceId, candidates: &[PlaceId]) -> bool {
        let place = self.place(id);
        place.importance > super::LIGHT
            && (place.name_ar.contains(' ') || place.importance >= SOME)
            && candidates.iter().all(|&other| {
                let other = self.place(other);
                other.importance <= super::LIGHT || other.country == place.country
            })
    }

    /// Whether the text or the outlet speaks of the place's country or of one near it.
    fn supported(&self, id: PlaceId, context: &PlaceContext<'_>) -> bool {
        let place = self.place(id);
        context.within.is_some()
            || context.countries.iter().any(|&c| c == place.country)
            || context.outlet_country == Some(place.country.as_ref())
            || context.places.iter().any(|&other| {
                other != id
                    && self.place(other).kind != PlaceKind::Country
                    && place.distance_km(self.place(other)) <= NEAR_KM
            })
    }

    /// The point of a place.
    #[must_use]
    pub fn spot(&self, id: PlaceId) -> Spot {
        self.place(id).spot(id)
    }

    /// The point of a place that is not known and lies in `id` or by it.
    #[must_use]
    pub fn spot_in(&self, id: PlaceId) -> Spot {
        self.place(id).spot_in(id)
    }

    /// The point of a place that lies so many kilometres from `id`, nobody says in which
    /// direction.
    #[must_use]
    pub fn spot_around(&self, id: PlaceId, km: f64) -> Spot {
        self.place(id).spot_around(id, km)
    }

    /// The point in a direction from `id` (degrees, north 0, east 90), so many kilometres
    /// off where that is said.
    #[must_use]
    pub fn spot_towards(&self, id: PlaceId, bearing: f64, km: Option<f64>) -> Spot {
        self.place(id).spot_towards(id, bearing, km)
    }

    /// The point of the part of `id` that lies in a direction («ريف إدلب الجنوبي»): half
    /// way to its edge. A city here stands for the unit around it.
    #[must_use]
    pub fn spot_part(&self, id: PlaceId, bearing: f64) -> Spot {
        let place = self.place(id);
        let km = place
            .is_region()
            .then_some(f64::from(place.radius_km) / 2.0);
        let mut spot = place.spot_towards(id, bearing, Some(km.unwrap_or(15.0)));
        spot.radius_km = spot.radius_km.max(place.radius_km / 2).max(15);
        spot.geo_precision = if spot.radius_km <= 25 { 2 } else { 3 };
        spot.where_prec = if spot.radius_km <= 25 { 2 } else { 5 };
        spot
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
