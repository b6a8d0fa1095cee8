//! Names asked for in any usual spelling, Arabic or Latin.

use std::collections::BTreeSet;
use std::path::Path;

use tawatur_knowledge::entities::Entities;
use tawatur_knowledge::gazetteer::{Gazetteer, PlaceRow};
use tawatur_knowledge::names::{same_name, spelling_key};
use tawatur_record::Event;
use tawatur_store::Name;
use tawatur_text::TokenKind;
use tawatur_text::token::tokens;

/// A name asked for.
pub(crate) struct Asked {
    name: String,
    /// What it may stand for.
    entities: BTreeSet<String>,
    /// The words of the name and of all names of what it may stand for.
    spellings: BTreeSet<Vec<String>>,
}

/// Fewest sounds of a name that is found by its sound alone inside a longer one: «ISIS»
/// sounds like «أسس».
const SOUNDS: usize = 4;

impl Asked {
    /// The name of a place, by all its names in the gazetteer.
    pub(crate) fn place(name: &str) -> anyhow::Result<Self> {
        let places = Gazetteer::embedded()?;
        let mut asked = Self::unknown(name);
        for id in places.lookup(name) {
            asked.may_be(places.place(id));
        }
        Ok(asked)
    }

    /// The name of somebody, by all the names of the actors we know by it. Countries and
    /// capitals act and speak, too: those with exactly this name.
    /// `tables` is the folder of the user's own ones.
    pub(crate) fn actor(name: &str, tables: Option<&Path>) -> anyhow::Result<Self> {
        let (actors, places) = (Entities::load(tables)?, Gazetteer::embedded()?);
        let mut asked = Self::unknown(name);
        for entity in actors.lookup(name) {
            asked.entities.insert(entity.id.clone());
            let names = entity.all_ar().chain(entity.names_latin.iter());
            asked.spellings.extend(names.map(words));
        }
        let spelling = words(name);
        for id in places.lookup(name) {
            let place = places.place(id);
            if [&place.name_ar, &place.name_en]
                .into_iter()
                .any(|name| words(name) == spelling)
            {
                asked.may_be(place);
            }
        }
        Ok(asked)
    }

    fn unknown(name: &str) -> Self {
        let mut spellings = BTreeSet::from([words(name)]);
        spellings.remove(&Vec::new());
        Self {
            name: name.trim().to_owned(),
            entities: BTreeSet::new(),
            spellings,
        }
    }

    fn may_be(&mut self, place: &PlaceRow) {
        self.entities.insert(place.id.to_string());
        self.spellings
            .extend([words(&place.name_ar), words(&place.name_en)]);
        self.spellings.remove(&Vec::new());
    }

    /// True for a name that is this one, or holds it as whole words.
    pub(crate) fn is(&self, text: &str, entity: Option<&str>) -> bool {
        if entity.is_some_and(|entity| self.entities.contains(entity)) {
            return true;
        }
        let found = words(text);
        let holds = |spelling: &Vec<String>| {
            found
                .windows(spelling.len())
                .any(|window| window == spelling)
        };
        if self.spellings.iter().any(holds) {
            return true;
        }
        // sound is for names that no table has
        if !self.entities.is_empty() || self.spellings.is_empty() {
            return false;
        }
        if same_name(text, &self.name) {
            return true;
        }
        let length = words(&self.name).len();
        spelling_key(&self.name).chars().count() >= SOUNDS
            && found
                .windows(length)
                .any(|window| same_name(&window.join(" "), &self.name))
    }

    pub(crate) fn is_name(&self, name: &Name) -> bool {
        self.is(&name.text, name.entity.as_deref())
    }

    pub(crate) fn is_place_of(&self, event: &Event) -> bool {
        event
            .places
            .iter()
            .any(|place| self.is(&place.quote.text, place.entity.as_deref()))
    }

    pub(crate) fn is_actor_of(&self, event: &Event) -> bool {
        event
            .actors
            .iter()
            .any(|actor| self.is(&actor.quote.text, actor.entity.as_deref()))
    }
}

/// The words of a name, folded, without their articles.
fn words(name: &str) -> Vec<String> {
    let words = tokens(name)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Punct);
    words
        .map(|token| token.folded())
        .map(|word| {
            word.strip_prefix("ال")
                .filter(|bare| bare.chars().count() > 1)
                .map_or_else(|| word.clone(), str::to_owned)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(asked: &str, text: &str) -> bool {
        Asked::actor(asked, None).expect("tables").is(text, None)
    }

    #[test]
    fn a_name_is_found_inside_a_longer_one() {
        assert!(is("قسد", "قادة من ميليشيات “قسد”"));
        assert!(!is("قسد", "قسديون"));
        assert!(is("المجلس المدني", "أعضاء مجلس مدنى"));
        assert!(!is("المجلس المدني", "المجلس العسكري المدني"));
        for nothing in ["", " ", "؟"] {
            assert!(!is(nothing, "") && !is(nothing, "حلب"));
        }
    }

    #[test]
    fn a_known_name_is_found_by_its_other_names() {
        assert!(is("Reuters", "وكالة رويترز") && is("رويترز", "Reuters"));
        assert!(!is("ISIS", "الأسس"), "known names are not found by sound");
    }

    #[test]
    fn an_unknown_name_is_found_by_its_sound() {
        assert!(is("Maliki", "ضرغام المالكي") && is("المطرفى", "المطرفي"));
        assert!(!is("Maliki", "فهد المطرفي"));
    }
}
