//! Names asked for in any usual spelling, Arabic or Latin.

use std::collections::BTreeSet;

use tawatur_knowledge::entities::Entities;
use tawatur_knowledge::gazetteer::Gazetteer;
use tawatur_knowledge::names::same_name;
use tawatur_record::Event;
use tawatur_store::Name;

/// A name asked for.
pub(crate) struct Asked {
    name: String,
    words: usize,
    /// What it may stand for.
    entities: BTreeSet<String>,
}

impl Asked {
    /// The name of a place: beside its spellings, all its names in the gazetteer.
    pub(crate) fn place(name: &str) -> anyhow::Result<Self> {
        let gazetteer = Gazetteer::embedded()?;
        let entities = gazetteer
            .lookup(name)
            .into_iter()
            .map(|id| gazetteer.place(id).id.to_string())
            .collect();
        Ok(Self {
            entities,
            ..Self::words(name)
        })
    }

    /// The name of somebody: beside its spellings, all names of the actors we know by it.
    pub(crate) fn actor(name: &str) -> anyhow::Result<Self> {
        let known = Entities::load(None)?;
        let entities = known
            .lookup(name)
            .into_iter()
            .map(|entity| entity.id.clone())
            .collect();
        Ok(Self {
            entities,
            ..Self::words(name)
        })
    }

    fn words(name: &str) -> Self {
        Self {
            name: name.trim().to_owned(),
            words: name.split_whitespace().count(),
            entities: BTreeSet::new(),
        }
    }

    /// True for a name that is this one, or holds it as whole words.
    pub(crate) fn is(&self, text: &str, entity: Option<&str>) -> bool {
        if self.words == 0 {
            return false;
        }
        if entity.is_some_and(|entity| self.entities.contains(entity))
            || same_name(text, &self.name)
        {
            return true;
        }
        let trim = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let words: Vec<String> = text.split_whitespace().map(trim).collect();
        words
            .windows(self.words)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_its_spellings_and_inside_a_longer_one() {
        let asked = Asked::actor("قسد").expect("actors");
        assert!(asked.is("قادة من ميليشيات “قسد”", None));
        assert!(!asked.is("قسديون", None));
        let asked = Asked::place("qamishli").expect("a gazetteer");
        assert!(asked.is("القامشلي", None) && asked.is("قامشلى", None) && !asked.is("حلب", None));
        assert!(!Asked::actor(" ").expect("actors").is("", None));
    }
}
