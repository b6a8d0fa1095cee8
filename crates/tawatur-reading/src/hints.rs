//! What the tables say of each word, as bits: the encoder takes them beside the text.
//!
//! A bit is a hint and no verdict: «الباب» is a town of the gazetteer in every sentence
//! about doors. Training asks this same code (`cargo xtask features`), so that the
//! model learns how far each hint is to be trusted.

use tawatur_knowledge::entities::{EntityKind, GivenName};
use tawatur_knowledge::gazetteer::{Before, PlaceKind};
use tawatur_text::clitics;

use tawatur_knowledge::listed::Uses;
use tawatur_language::Hints;

use crate::mention::Names;

/// Longest name that is looked for, in words.
const LONGEST: usize = 8;

/// Places that weigh as much as a large town are likely ones.
const WEIGHTY: u8 = 40;
/// Hamlets that weigh less tell nothing: forty thousand of them have every second word of
/// the language for a name.
const LEAST: u8 = 10;

macro_rules! hints {
    ($($name:ident = $bit:literal, $text:literal;)*) => {
        $(#[doc = $text] pub const $name: u32 = 1 << $bit;)*
        /// The names of the bits, lowest first, as the model's folder lists them.
        pub const HINTS: &[&str] = &[$(stringify!($name)),*];
    };
}

hints! {
    PLACE = 0, "First word of a name in the gazetteer that is no ordinary word.";
    PLACE_INSIDE = 1, "A further word of such a name.";
    PLACE_MAYBE = 2, "First word of a place's name that is an ordinary word too.";
    PLACE_MAYBE_INSIDE = 3, "A further word of such a name.";
    PLACE_WEIGHTY = 4, "A word of the name of a state or a large place.";
    ORGANISATION = 5, "First word of a known organisation's name.";
    ORGANISATION_INSIDE = 6, "A further word of it.";
    PERSON = 7, "First word of a known person's name.";
    PERSON_INSIDE = 8, "A further word of it.";
    GIVEN = 9, "A given name.";
    GIVEN_MAYBE = 10, "A given name that is an ordinary word too.";
    PARTICLE = 11, "A word that joins parts of a person's name.";
    TITLE = 12, "A title or rank.";
    HEAD = 13, "A word that heads names of organisations.";
    DEMONYM = 14, "An adjective of a nation.";
    KIND = 15, "A word that announces a place, or a kind of building.";
    LISTED_ORGANISATION = 16, "First word of a listed name of an organisation.";
    LISTED_ORGANISATION_INSIDE = 17, "A further word of it.";
    LISTED_PLACE = 18, "First word of a listed name of a place.";
    LISTED_PLACE_INSIDE = 19, "A further word of it.";
    FAMILY = 20, "A family name.";
    ORDINARY = 21, "A word of a listed name that is an ordinary word too.";
}

impl Names {
    /// The hints of each of `words`, folded tokens of one sentence.
    #[must_use]
    pub fn hints(&self, words: &[&str]) -> Vec<u32> {
        let mut bits = vec![0; words.len()];
        for at in 0..words.len() {
            self.hint_at(words, at, &mut bits);
        }
        bits
    }

    fn hint_at(&self, words: &[&str], at: usize, bits: &mut [u32]) {
        let Some((word, rest)) = words.get(at..).and_then(<[&str]>::split_first) else {
            return;
        };
        let rest = &rest[..rest.len().min(LONGEST - 1)];
        let known = self.entities.words();
        let mut place: Option<(usize, Before, bool)> = None;
        let mut entity: Option<(usize, EntityKind)> = None;
        let mut listed: Option<(usize, Uses)> = None;
        let mut own = 0;
        for split in clitics::splits(word) {
            let bare = split.rest.as_str();
            if let Some((length, places)) = self.gazetteer.longest_after(Before::Kind, bare, rest)
                && place.is_none_or(|(longest, _, _)| length > longest)
                && places
                    .iter()
                    .any(|&id| self.gazetteer.place(id).importance >= LEAST)
            {
                let name = std::iter::once(bare)
                    .chain(rest.iter().copied().take(length - 1))
                    .collect::<Vec<_>>()
                    .join(" ");
                let needs = self.gazetteer.needs(&name).unwrap_or(Before::Kind);
                let weighty = places.iter().any(|&id| {
                    let row = self.gazetteer.place(id);
                    row.kind == PlaceKind::Country || row.importance >= WEIGHTY
                });
                place = Some((length, needs, weighty));
            }
            if let Some((length, found)) = self.entities.longest_after_head(bare, rest)
                && entity.is_none_or(|(longest, _)| length > longest)
            {
                entity = Some((length, found.kind));
            }
            own |= match known.given_name(bare) {
                Some(GivenName::Male | GivenName::Female | GivenName::Either) => GIVEN,
                Some(GivenName::Ordinary) => GIVEN_MAYBE,
                Some(GivenName::Particle) => PARTICLE,
                None => 0,
            };
            if let Some((length, uses)) = self.listed.longest(bare, rest) {
                if length == 1 {
                    if uses.has(Uses::GIVEN) {
                        own |= if uses.has(Uses::ORDINARY) {
                            GIVEN_MAYBE
                        } else {
                            GIVEN
                        };
                    }
                    if uses.has(Uses::FAMILY) {
                        own |= FAMILY;
                    }
                }
                if listed.is_none_or(|(longest, _)| length > longest) {
                    listed = Some((length, uses));
                }
            }
            if self.is_title(bare) {
                own |= TITLE;
            }
            if known.org_head(bare, &[]).is_some() {
                own |= HEAD;
            }
            if self.is_demonym(bare) {
                own |= DEMONYM;
            }
            if !self.gazetteer.kind_word(bare).is_empty() || self.is_facility(bare) {
                own |= KIND;
            }
        }
        if let Some(first) = bits.get_mut(at) {
            *first |= own;
        }
        let mut cover = |length: usize, first: u32, inside: u32, all: u32| {
            for (number, word) in bits[at..].iter_mut().take(length).enumerate() {
                *word |= all | if number == 0 { first } else { inside };
            }
        };
        if let Some((length, needs, weighty)) = place {
            let all = if weighty { PLACE_WEIGHTY } else { 0 };
            if needs == Before::Nothing {
                cover(length, PLACE, PLACE_INSIDE, all);
            } else {
                cover(length, PLACE_MAYBE, PLACE_MAYBE_INSIDE, all);
            }
        }
        if let Some((length, uses)) = listed {
            let all = if uses.has(Uses::ORDINARY) {
                ORDINARY
            } else {
                0
            };
            if uses.has(Uses::ORGANISATION) {
                cover(length, LISTED_ORGANISATION, LISTED_ORGANISATION_INSIDE, all);
            }
            if uses.has(Uses::PLACE) {
                cover(length, LISTED_PLACE, LISTED_PLACE_INSIDE, all);
            }
            if length > 1 && uses.has(Uses::GIVEN) {
                cover(length, GIVEN, GIVEN, all);
            }
            if length > 1 && uses.has(Uses::FAMILY) {
                cover(length, FAMILY, FAMILY, all);
            }
        }
        match entity {
            Some((length, EntityKind::Person)) => cover(length, PERSON, PERSON_INSIDE, 0),
            Some((length, EntityKind::Organisation)) => {
                cover(length, ORGANISATION, ORGANISATION_INSIDE, 0);
            }
            None => {}
        }
    }
}

impl Hints for Names {
    fn bits(&self, words: &[&str]) -> Vec<u32> {
        let folded: Vec<String> = words.iter().map(|word| tawatur_text::fold(word)).collect();
        let refs: Vec<&str> = folded.iter().map(String::as_str).collect();
        self.hints(&refs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(text: &str) -> Vec<(String, u32)> {
        let names = Names::load(None).expect("tables");
        let words: Vec<String> = tawatur_text::token::tokens(text)
            .iter()
            .map(tawatur_text::token::Token::folded)
            .collect();
        let refs: Vec<&str> = words.iter().map(String::as_str).collect();
        let bits = names.hints(&refs);
        words.into_iter().zip(bits).collect()
    }

    #[test]
    fn tables_hint_at_names() {
        let found = hints("قال اللواء أحمد في مدينة دير الزور وبالقامشلي إن الأمم المتحدة");
        let of = |word: &str| {
            found
                .iter()
                .find(|(w, _)| w == word)
                .map(|&(_, bits)| bits)
                .expect("the word")
        };
        assert_ne!(of("اللواء") & TITLE, 0);
        assert_ne!(of("احمد") & GIVEN, 0);
        assert_ne!(of("مدينه") & KIND, 0);
        assert_ne!(of("دير") & (PLACE | PLACE_MAYBE), 0);
        assert_ne!(of("الزور") & (PLACE_INSIDE | PLACE_MAYBE_INSIDE), 0);
        assert_ne!(of("وبالقامشلي") & (PLACE | PLACE_MAYBE), 0);
        assert_ne!(of("الامم") & ORGANISATION, 0);
        assert_ne!(of("المتحده") & ORGANISATION_INSIDE, 0);
        assert_eq!(of("قال"), 0);
        assert_eq!(HINTS.len(), 22);
    }
}
