//! Which place a place name means, by the gazetteer and the document's other places.

use std::collections::HashMap;

use tawatur_knowledge::gazetteer::{PlaceContext, PlaceId};
use tawatur_record::MentionKind;

use crate::mention::FoundMention;
use crate::reader::{Prepared, Reader};

/// Most names of a document that are asked when another name is decided.
const MOST_OTHERS: usize = 40;

/// A place decided.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Resolved {
    pub(crate) id: String,
    pub(crate) country: Option<String>,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
}

pub(crate) struct Resolver<'a> {
    reader: &'a Reader,
    prepared: &'a Prepared<'a>,
    countries: Vec<String>,
    others: Vec<PlaceId>,
}

impl<'a> Resolver<'a> {
    /// Looks over the document: names of one place only, and the peoples named, speak for
    /// the others.
    pub(crate) fn new(reader: &'a Reader, prepared: &'a Prepared<'a>) -> Self {
        let gazetteer = &reader.names.gazetteer;
        let mut countries: HashMap<String, usize> = HashMap::new();
        let mut others = Vec::new();
        for mention in prepared.found.iter().flat_map(|f| &f.mentions) {
            if let [only] = mention.places.as_slice() {
                if others.len() < MOST_OTHERS && !others.contains(only) {
                    others.push(*only);
                }
                *countries
                    .entry(gazetteer.place(*only).country.to_string())
                    .or_default() += 2;
            }
        }
        for word in prepared.sentences.iter().flat_map(|s| &s.words) {
            if word.is_noun()
                && let Some(country) = reader.names.demonym(word.bare_str())
            {
                *countries.entry(country.to_owned()).or_default() += 1;
            }
        }
        let mut countries: Vec<(String, usize)> = countries
            .into_iter()
            .filter(|(c, _)| !c.is_empty())
            .collect();
        countries.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Self {
            reader,
            prepared,
            countries: countries.into_iter().map(|(c, _)| c).collect(),
            others,
        }
    }

    /// The place that a mention means, where that can be told.
    pub(crate) fn place(&self, mention: &FoundMention) -> Option<Resolved> {
        if mention.kind != MentionKind::Place || mention.places.is_empty() {
            return None;
        }
        let sentence = self.prepared.sentences.get(mention.sentence)?;
        let before = mention
            .words
            .start
            .checked_sub(1)
            .and_then(|i| sentence.words.get(i))
            .map(|w| w.bare());
        let countries: Vec<&str> = self.countries.iter().map(String::as_str).collect();
        let context = PlaceContext {
            kind_word: before.as_deref(),
            countries: &countries,
            places: &self.others,
            outlet_country: None,
        };
        let id = self
            .reader
            .names
            .gazetteer
            .resolve(&mention.places, &context)?;
        let place = self.reader.names.gazetteer.place(id);
        let country = (!place.country.is_empty()).then(|| place.country.to_string());
        Some(Resolved {
            id: place.id.to_string(),
            country,
            lat: Some(place.lat),
            lon: Some(place.lon),
        })
    }
}
