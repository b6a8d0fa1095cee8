//! Which place a place name means, and where on the map that is, by the gazetteer and what
//! the document says around the name.
//!
//! A name that the text puts in or by another place («قرية X بريف Y») is looked for there.
//! One that the gazetteer does not have takes the point of the place it is put in, with a
//! radius and scales that say so. What nothing places stays without a point.

mod around;

use std::collections::{HashMap, HashSet};

use tawatur_knowledge::entities::EntityClass;
use tawatur_knowledge::gazetteer::{Gazetteer, PlaceContext, PlaceId, Spot};
use tawatur_record::{MentionKind, Precision};
use tawatur_text::fold;

use crate::mention::FoundMention;
use crate::reader::{Prepared, Reader};
use around::Around;

/// Most names of a document that are asked when another name is decided.
const MOST_OTHERS: usize = 40;
/// A place that weighs this is meant even where the words behind put the name elsewhere:
/// they belong to something else then («قوات إسرائيل في لبنان»).
const HEAVY: u8 = 30;
/// A name of one place only speaks for its country where the place weighs this.
const TELLING: u8 = 12;
/// How far the land around a town reaches («ريف منبج»), kilometres.
const LAND_KM: u32 = 20;

/// A place decided.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Resolved {
    /// Gazetteer id of the place meant; `None` where only its surroundings are known.
    pub(crate) id: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) precision: Precision,
}

/// A name of a sentence: its number and the word it begins at.
type At = (usize, usize);

pub(crate) struct Resolver<'a> {
    gazetteer: &'a Gazetteer,
    /// For each name that is placed, its point, and that of the event that is put there.
    spots: HashMap<At, (Spot, Spot)>,
}

/// What the document as a whole says for one place or another.
struct Evidence {
    /// Votes for countries, the likeliest first.
    countries: Vec<(String, usize)>,
    /// What each name gave to its country, by folded name.
    own: HashMap<String, (String, usize)>,
    others: Vec<PlaceId>,
    outlet: Option<String>,
}

impl<'a> Resolver<'a> {
    /// Decides all names of the document.
    pub(crate) fn new(reader: &'a Reader, prepared: &Prepared<'_>) -> Self {
        let evidence = Evidence::of(reader, prepared);
        let mut deciding = Deciding {
            reader,
            prepared,
            evidence: &evidence,
            named: HashMap::new(),
            spots: HashMap::new(),
            tried: HashSet::new(),
        };
        // names that the text puts somewhere first: what they are holds for the same name elsewhere
        for placed in [true, false] {
            for (sentence, found) in prepared.found.iter().enumerate() {
                // from the last one back, as a chain goes from the small to the large
                for number in (0..found.mentions.len()).rev() {
                    deciding.decide(sentence, number, Some(placed));
                }
            }
        }
        Self {
            gazetteer: &reader.names.gazetteer,
            spots: deciding.spots,
        }
    }

    /// The place that a name means, where that can be told.
    pub(crate) fn place(&self, mention: &FoundMention) -> Option<Resolved> {
        let (spot, _) = self.spots.get(&(mention.sentence, mention.words.start))?;
        Some(self.resolved(spot))
    }

    /// Where an event took place that is put there: as [`Self::place`], but with the
    /// direction and distance that the words around say («شمال شرق X», «ريف إدلب الجنوبي»).
    pub(crate) fn event_place(&self, mention: &FoundMention) -> Option<Resolved> {
        let (named, spot) = self.spots.get(&(mention.sentence, mention.words.start))?;
        let mut resolved = self.resolved(spot);
        // the name is that place's all the same
        resolved.id = self.resolved(named).id;
        Some(resolved)
    }

    fn resolved(&self, spot: &Spot) -> Resolved {
        let row = self.gazetteer.place(spot.place);
        Resolved {
            id: spot.exact.then(|| row.id.to_string()),
            country: (!row.country.is_empty()).then(|| row.country.to_string()),
            lat: spot.lat,
            lon: spot.lon,
            precision: spot.precision(&row.id),
        }
    }
}

impl Evidence {
    fn of(reader: &Reader, prepared: &Prepared<'_>) -> Self {
        let gazetteer = &reader.names.gazetteer;
        let entities = &reader.names.entities;
        let mut votes: HashMap<String, usize> = HashMap::new();
        let mut own: HashMap<String, (String, usize)> = HashMap::new();
        let mut others = Vec::new();
        let text = &prepared.document.text;
        for mention in prepared.found.iter().flat_map(|f| &f.mentions) {
            if let [only] = mention.places.as_slice() {
                if gazetteer.place(*only).importance < TELLING {
                    continue;
                }
                if others.len() < MOST_OTHERS && !others.contains(only) {
                    others.push(*only);
                }
                let country = gazetteer.place(*only).country.to_string();
                let name = fold(text.get(mention.span.clone()).unwrap_or_default());
                let given = own.entry(name).or_insert_with(|| (country.clone(), 0));
                given.1 += 2;
                *votes.entry(country).or_default() += 2;
            } else if mention.kind != MentionKind::Place
                && let Some(entity) = mention.entity.as_deref().and_then(|id| entities.by_id(id))
                && !matches!(entity.class, EntityClass::Agency | EntityClass::Outlet)
            {
                *votes.entry(entity.country.clone()).or_default() += 1;
            }
        }
        for word in prepared.sentences.iter().flat_map(|s| &s.words) {
            if word.is_noun()
                && let Some(country) = reader.names.demonym(word.bare_str())
            {
                *votes.entry(country.to_owned()).or_default() += 1;
            }
        }
        let mut countries: Vec<(String, usize)> =
            votes.into_iter().filter(|(c, _)| !c.is_empty()).collect();
        countries.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let outlet = prepared.document.outlet.as_deref().and_then(|outlet| {
            entities
                .lookup(outlet)
                .into_iter()
                .find(|e| {
                    matches!(
                        e.class,
                        EntityClass::Agency | EntityClass::Outlet | EntityClass::Monitor
                    )
                })
                .map(|e| e.country.clone())
                .filter(|country| !country.is_empty())
        });
        Self {
            countries,
            own,
            others,
            outlet,
        }
    }

    /// The countries that the document speaks of, the likeliest first, without what the
    /// name `own` alone says.
    fn countries(&self, own: &str) -> Vec<&str> {
        let given = self.own.get(own);
        let mut left: Vec<(&str, usize)> = self
            .countries
            .iter()
            .map(|(country, votes)| {
                let mine = given.filter(|(c, _)| c == country).map_or(0, |(_, n)| *n);
                (country.as_str(), votes.saturating_sub(mine))
            })
            .filter(|(_, votes)| *votes > 0)
            .collect();
        left.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
        left.into_iter().map(|(country, _)| country).collect()
    }
}

/// The work of [`Resolver::new`].
struct Deciding<'a, 'd> {
    reader: &'a Reader,
    prepared: &'a Prepared<'d>,
    evidence: &'a Evidence,
    /// What a folded name was decided to be.
    named: HashMap<String, Spot>,
    spots: HashMap<At, (Spot, Spot)>,
    /// Names looked at while those that are put somewhere were: a long chain of unknown names
    /// is gone over once, not once for each of its names.
    tried: HashSet<At>,
}

impl Deciding<'_, '_> {
    /// Decides a name once; with `only`, if the text puts it in a place (`true`) or nowhere.
    fn decide(&mut self, sentence: usize, number: usize, only: Option<bool>) {
        let mentions = &self.prepared.found[sentence].mentions;
        let mention = &mentions[number];
        let at = (sentence, mention.words.start);
        if mention.kind != MentionKind::Place || self.spots.contains_key(&at) {
            return;
        }
        let around = Around::of(
            &self.prepared.sentences[sentence],
            mentions,
            number,
            &self.reader.roles,
            &self.reader.names.gazetteer,
        );
        if only.is_some_and(|placed| placed != around.container.is_some()) {
            return;
        }
        if only != Some(false) && !self.tried.insert(at) {
            return;
        }
        let container = around.container.and_then(|outer| {
            self.decide(sentence, outer, None);
            let outer = mentions.get(outer)?;
            let (spot, _) = self.spots.get(&(sentence, outer.words.start))?;
            Some(*spot)
        });
        let name = self.spelled(mention);
        let spot = match container {
            Some(container) => self.inside(mention, &around, container),
            None => self
                .named
                .get(&name)
                .copied()
                .or_else(|| self.free(mention, &around)),
        };
        let Some(spot) = spot else { return };
        match self.named.get(&name) {
            Some(known) if known.exact || !spot.exact => {}
            _ => {
                self.named.insert(name, spot);
            }
        }
        let event = self.shifted(spot, &around);
        self.spots.insert(at, (spot, event));
    }

    fn spelled(&self, mention: &FoundMention) -> String {
        fold(
            self.prepared
                .document
                .text
                .get(mention.span.clone())
                .unwrap_or_default(),
        )
    }

    fn context<'c>(
        &'c self,
        around: &'c Around,
        countries: &'c [&'c str],
        within: Option<PlaceId>,
    ) -> PlaceContext<'c> {
        PlaceContext {
            kind_word: around.kind_word.as_deref(),
            countries,
            places: &self.evidence.others,
            outlet_country: self.evidence.outlet.as_deref(),
            within,
        }
    }

    /// The place of a name that the text puts nowhere.
    fn free(&self, mention: &FoundMention, around: &Around) -> Option<Spot> {
        let gazetteer = &self.reader.names.gazetteer;
        let name = self.spelled(mention);
        let countries = self.evidence.countries(&name);
        let id = gazetteer.resolve(&mention.places, &self.context(around, &countries, None))?;
        Some(if mention.inner {
            gazetteer.spot_in(id)
        } else {
            gazetteer.spot(id)
        })
    }

    /// The place of a name that the text puts in or by `container`.
    fn inside(&self, mention: &FoundMention, around: &Around, container: Spot) -> Option<Spot> {
        let gazetteer = &self.reader.names.gazetteer;
        let name = self.spelled(mention);
        let countries = self.evidence.countries(&name);
        let context = self.context(around, &countries, Some(container.place));
        if let Some(id) = gazetteer.resolve(&mention.places, &context) {
            return Some(if mention.inner {
                gazetteer.spot_in(id)
            } else {
                gazetteer.spot(id)
            });
        }
        let free = self
            .free(mention, around)
            .filter(|spot| !mention.inner && gazetteer.place(spot.place).importance >= HEAVY);
        if free.is_some() {
            return free;
        }
        // not known, but somewhere there
        let near = container.place;
        Some(match (around.between, around.outer_part) {
            (Some((bearing, km)), _) => gazetteer.spot_towards(near, bearing, km),
            (None, Some(part)) => gazetteer.spot_part(near, part),
            (None, None) => {
                let mut spot = gazetteer.spot_in(near);
                if around.outer_land {
                    spot.radius_km = spot.radius_km.max(LAND_KM);
                }
                spot
            }
        })
    }

    /// Where the words around put an event that is said to be «شمال شرق X», «على بعد 20 كم
    /// من X», «في ريف X الجنوبي».
    fn shifted(&self, spot: Spot, around: &Around) -> Spot {
        let gazetteer = &self.reader.names.gazetteer;
        if !spot.exact {
            return spot;
        }
        match (around.towards, around.part) {
            (Some((Some(bearing), km)), _) => gazetteer.spot_towards(spot.place, bearing, km),
            (Some((None, Some(km))), _) => gazetteer.spot_around(spot.place, km),
            (_, Some(part)) => gazetteer.spot_part(spot.place, part),
            _ => spot,
        }
    }
}
