//! Small tables that only the reading of roles uses: common complements, instruments.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use tawatur_knowledge::KnowledgeError;
use tawatur_knowledge::lexicon::Part;
use tawatur_knowledge::table::Table;
use tawatur_record::{ActorRole, PlaceRole};
use tawatur_text::fold;

use crate::sentence::{Pos, Sentence};
use crate::trigger::is_form_of;

/// A weapon or craft of `lexicons/instruments.tsv`.
#[derive(Debug, Clone)]
struct Instrument {
    words: Vec<String>,
    mode: String,
    /// Takes part as an instrument (a craft), not only sets the mode (a bullet).
    actor: bool,
}

/// What a word before or between place names says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceWord {
    /// What the name behind it is to an event.
    Role(PlaceRole),
    /// Links two names of one place.
    Link,
}

/// The tables of roles.
#[derive(Debug, Default)]
pub struct RoleTables {
    common: Vec<(String, Part)>,
    instruments: HashMap<String, Vec<Instrument>>,
    place_words: HashMap<String, PlaceWord>,
    /// Kinds of buildings and grounds that are named with their kind.
    facilities: HashSet<String>,
    /// Degrees of directions, north 0, east 90.
    bearings: HashMap<String, f64>,
    /// Kilometres of units of distance.
    distances: HashMap<String, f64>,
    /// First words of common complements.
    openers: HashSet<String>,
}

impl RoleTables {
    /// The tables that come with the program and those of the folder `user` on top.
    ///
    /// # Errors
    /// A row that cannot be used, with file and line.
    pub fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let mut tables = Self::default();
        let table = Table::with_user(
            "complements.tsv",
            include_str!("../../../lexicons/complements.tsv"),
            user,
            &["phrase", "role"],
        )?;
        for row in table.rows() {
            let part = match row.get("role") {
                "none" | "" => continue,
                word => ActorRole::parse(word)
                    .map(Part::Actor)
                    .ok_or_else(|| row.error(format!("«{word}» is no role")))?,
            };
            let phrase = fold(row.get("phrase"));
            // «من» and «على» stand inside noun phrases too
            tables.openers.extend(
                phrase
                    .split(' ')
                    .next()
                    .filter(|w| w.starts_with('ب'))
                    .map(str::to_owned),
            );
            tables.common.push((phrase, part));
        }
        tables
            .common
            .sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.split(' ').count()));
        let table = Table::with_user(
            "instruments.tsv",
            include_str!("../../../lexicons/instruments.tsv"),
            user,
            &["word", "mode", "instrument"],
        )?;
        for row in table.rows() {
            let actor = match row.get("instrument") {
                "yes" => true,
                "no" | "" => false,
                word => {
                    return Err(
                        row.error(format!("«{word}» under `instrument` should be yes or no"))
                    );
                }
            };
            for spelling in row.list("word") {
                let words: Vec<String> = spelling.split_whitespace().map(fold).collect();
                let Some(first) = words.first() else { continue };
                let key = first.strip_prefix("ال").unwrap_or(first).to_owned();
                tables.instruments.entry(key).or_default().push(Instrument {
                    words,
                    mode: row.get("mode").to_owned(),
                    actor,
                });
            }
        }
        let table = Table::with_user(
            "place_words.tsv",
            include_str!("../../../lexicons/place_words.tsv"),
            user,
            &["word", "role"],
        )?;
        for row in table.rows() {
            let number = |column: &str, most: f64| match row.get(column) {
                "" => Ok(None),
                cell => cell
                    .parse()
                    .ok()
                    .filter(|value: &f64| (0.0..most).contains(value))
                    .map(Some)
                    .ok_or_else(|| {
                        row.error(format!(
                            "«{cell}» under `{column}` should be a number from 0 to {most}"
                        ))
                    }),
            };
            if let Some(bearing) = number("bearing", 360.0)? {
                tables.bearings.insert(fold(row.get("word")), bearing);
            }
            if let Some(km) = number("km", 100.0)? {
                tables.distances.insert(fold(row.get("word")), km);
            }
            let word = match row.get("role") {
                "link" => PlaceWord::Link,
                "facility" => {
                    tables.facilities.insert(fold(row.get("word")));
                    continue;
                }
                "" => continue,
                role => PlaceWord::Role(PlaceRole::parse(role).ok_or_else(|| {
                    row.error(format!("«{role}» is no role of places, nor link"))
                })?),
            };
            tables.place_words.insert(fold(row.get("word")), word);
        }
        for list in tables.instruments.values_mut() {
            list.sort_by_key(|i| std::cmp::Reverse(i.words.len()));
        }
        Ok(tables)
    }

    /// Complements that any event takes: folded phrase and role.
    #[must_use]
    pub fn common_complements(&self) -> &[(String, Part)] {
        &self.common
    }

    /// Whether a folded word opens one of these complements («برصاص», «بدعوة»).
    #[must_use]
    pub fn begins_complement(&self, folded: &str) -> bool {
        self.openers.contains(folded)
    }

    /// What a folded word says of a place name beside it; its article does not matter.
    #[must_use]
    pub fn place_word(&self, bare: &str) -> Option<PlaceWord> {
        self.place_words
            .get(bare.strip_prefix("ال").unwrap_or(bare))
            .or_else(|| self.place_words.get(bare))
            .copied()
    }

    /// Whether a folded word without article is a kind of building or ground that has a
    /// name of its own («مسجد», «جسر»).
    #[must_use]
    pub fn is_facility(&self, bare: &str) -> bool {
        self.facilities.contains(bare)
    }

    /// The direction that a folded word says («شمال», «الشرقي»), degrees, north 0, east 90.
    #[must_use]
    pub fn bearing(&self, bare: &str) -> Option<f64> {
        self.bearings
            .get(bare.strip_prefix("ال").unwrap_or(bare))
            .copied()
    }

    /// Kilometres of the unit of distance that a folded word names.
    #[must_use]
    pub fn distance_km(&self, bare: &str) -> Option<f64> {
        self.distances.get(bare).copied()
    }

    fn weapon(&self, sentence: &Sentence<'_>, at: usize) -> Option<(&Instrument, usize)> {
        let word = &sentence.words[at];
        if word.pos != Pos::Noun {
            return None;
        }
        let bare = word.bare();
        let stripped = bare.strip_prefix("ال").unwrap_or(&bare);
        // the word itself, or its singular behind a plural or dual ending
        let keys = [
            stripped,
            stripped.strip_suffix("ات").unwrap_or(stripped),
            stripped.strip_suffix("ين").unwrap_or(stripped),
            stripped.strip_suffix("ان").unwrap_or(stripped),
        ];
        let with_ta = stripped.strip_suffix("ات").map(|s| format!("{s}ه"));
        for key in keys.into_iter().chain(with_ta.as_deref()) {
            for instrument in self.instruments.get(key).into_iter().flatten() {
                let end = at + instrument.words.len();
                if end <= sentence.words.len()
                    && instrument.words[1..]
                        .iter()
                        .zip(&sentence.words[at + 1..end])
                        .all(|(want, have)| is_form_of(&have.bare(), want))
                {
                    return Some((instrument, end));
                }
            }
        }
        None
    }

    /// The end of an instrument that takes part («طائرة مسيرة») and begins at word `at`.
    #[must_use]
    pub fn instrument_at(&self, sentence: &Sentence<'_>, at: usize) -> Option<usize> {
        self.weapon(sentence, at)
            .filter(|(i, _)| i.actor)
            .map(|(_, end)| end)
    }

    /// The PLOVER mode that a weapon word at `at` gives an assault.
    #[must_use]
    pub fn mode_at(&self, sentence: &Sentence<'_>, at: usize) -> Option<&str> {
        self.weapon(sentence, at)
            .map(|(i, _)| i.mode.as_str())
            .filter(|mode| !mode.is_empty())
    }
}

/// The folded words of `lexicons/place_words.tsv` for buildings and grounds with names of
/// their own.
///
/// # Errors
/// A table that cannot be read, with file and line.
pub(crate) fn facilities(user: Option<&Path>) -> Result<HashSet<String>, KnowledgeError> {
    let table = Table::with_user(
        "place_words.tsv",
        include_str!("../../../lexicons/place_words.tsv"),
        user,
        &["word", "role"],
    )?;
    Ok(table
        .rows()
        .filter(|row| row.get("role") == "facility")
        .map(|row| fold(row.get("word")))
        .collect())
}
