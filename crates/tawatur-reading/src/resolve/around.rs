//! What the words around a place's name say of where it lies.

use tawatur_knowledge::gazetteer::{Gazetteer, PlaceKind};
use tawatur_knowledge::lexicon::{Function, WordClass};
use tawatur_record::MentionKind;
use tawatur_text::token::{Token, TokenKind};
use tawatur_text::{fold, numeral};

use crate::mention::FoundMention;
use crate::place::{Finder, is_country};
use crate::sentence::{Sentence, Word, is_quote};
use crate::tables::RoleTables;

/// Most words before a name that are looked at.
const MOST_BEFORE: usize = 10;
/// Most names joined by و that are gone over to find what they lie in.
const MOST_JOINED: usize = 6;
/// Most words between a name and the one it is put in.
const MOST_BETWEEN: usize = 10;

/// A bearing (degrees, north 0, east 90) and a distance in kilometres.
pub(super) type Towards = (Option<f64>, Option<f64>);

/// What stands around a name.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// The word before it that says what it is («مدينة», «ريف»), folded.
    pub(super) kind_word: Option<String>,
    /// The number of the name, later in the sentence, that it is put in or by.
    pub(super) container: Option<usize>,
    /// The direction between the two («قرية X شمال Y»).
    pub(super) between: Option<(f64, Option<f64>)>,
    /// The part of the container («بريف Y الجنوبي»).
    pub(super) outer_part: Option<f64>,
    /// The container is the land around a town («بريف منبج»), not the town.
    pub(super) outer_land: bool,
    /// The direction or distance before it («شمال X», «على بعد 20 كم من X»).
    pub(super) towards: Option<Towards>,
    /// The part of it («ريف X الجنوبي»).
    pub(super) part: Option<f64>,
}

impl Around {
    pub(super) fn of(
        sentence: &Sentence<'_>,
        mentions: &[FoundMention],
        number: usize,
        tables: &RoleTables,
        gazetteer: &Gazetteer,
    ) -> Self {
        let looking = Looking {
            sentence,
            tables,
            gazetteer,
        };
        let Some(mention) = mentions.get(number) else {
            return Self::default();
        };
        let from = mention.words.end;
        // «قرى X وY التابعة لـZ»: what is joined to the name lies where it does
        let chains = Finder::of_chains(sentence, tables);
        let mut from = from;
        let mut next = number + 1;
        let mut container = None;
        let most = if is_country(mention) { 0 } else { MOST_JOINED };
        for _ in 0..most {
            let Some((at, place)) = mentions
                .iter()
                .enumerate()
                .skip(next)
                .find(|(_, m)| m.kind == MentionKind::Place && m.words.start >= from)
            else {
                break;
            };
            if place.words.start - from > MOST_BETWEEN {
                break;
            }
            if chains.continues_chain(place, from) {
                container = Some((at, place));
                break;
            }
            if !chains.is_joined(place, from) {
                break;
            }
            from = place.words.end;
            next = at + 1;
        }
        let kind = looking.kind_word(mention.words.start);
        let mut around = Self {
            towards: looking.before(mention.words.start, 0),
            part: looking.part(mention, kind),
            kind_word: kind.map(|at| sentence.words[at].bare()),
            ..Self::default()
        };
        if let Some((outer, place)) = container {
            around.container = Some(outer);
            around.between = looking
                .before(place.words.start, from)
                .and_then(|(bearing, km)| Some((bearing?, km)));
            let kind = looking.kind_word(place.words.start);
            around.outer_part = looking.part(place, kind);
            around.outer_land = kind.is_some_and(|at| looking.is_stretch(at));
        }
        around
    }
}

struct Looking<'a, 't> {
    sentence: &'a Sentence<'t>,
    tables: &'a RoleTables,
    gazetteer: &'a Gazetteer,
}

impl Looking<'_, '_> {
    fn is_sign(word: &Word<'_>) -> bool {
        word.sign()
            .is_some_and(|sign| is_quote(sign) || matches!(sign, '#' | '_' | '('))
    }

    /// The word before `at` that says what the place named there is.
    fn kind_word(&self, at: usize) -> Option<usize> {
        let before = (0..at)
            .rev()
            .take(3)
            .find(|&i| !Self::is_sign(&self.sentence.words[i]))?;
        let word = &self.sentence.words[before];
        (!self.gazetteer.kind_word(word.bare_str()).is_empty()).then_some(before)
    }

    /// The direction and distance that stand before word `at`, none of them before `from`.
    fn before(&self, at: usize, from: usize) -> Option<Towards> {
        let mut bearings = Vec::new();
        let mut last = at;
        for index in (from..at).rev().take(MOST_BEFORE) {
            let word = &self.sentence.words[index];
            let bare = word.bare_str();
            if let Some(bearing) = self.tables.bearing(bare) {
                bearings.push(bearing);
                // «جنوب شرق»: two at most, one by the other
                if bearings.len() == 2 {
                    last = index;
                    break;
                }
            } else if !bearings.is_empty() {
                last = index + 1;
                break;
            } else {
                let passes = Self::is_sign(word)
                    || word.is(WordClass::PlaceKind)
                    || word.is(WordClass::Direction)
                    || word.after_conjunction() == "من"
                    || word.after_conjunction() == "عن";
                if !passes {
                    last = index + 1;
                    break;
                }
            }
            last = index;
        }
        let bearing = middle(&bearings);
        let km = self.distance(last, from);
        (bearing.is_some() || km.is_some()).then_some((bearing, km))
    }

    /// The distance that ends before word `at`: «على بعد 20 كم», «20 كيلومترا إلى».
    fn distance(&self, at: usize, from: usize) -> Option<f64> {
        let unit = (from..at).rev().take(3).find(|&i| {
            let word = &self.sentence.words[i];
            let linking = Self::is_sign(word) || word.function() == Some(Function::Prep);
            !linking
        })?;
        let km = self.tables.distance_km(&self.sentence.words[unit].folded)?;
        let start = unit.saturating_sub(4).max(from);
        let tokens: Vec<Token<'_>> = self.sentence.words[start..unit]
            .iter()
            .map(|word| Token {
                start: word.start,
                end: word.end,
                text: word.text,
                kind: word.kind,
            })
            .collect();
        let number = numeral::numbers(&tokens)
            .into_iter()
            .rfind(|number| number.tokens.end == tokens.len());
        match number {
            Some(number) => Some(number.value.as_f64() * km),
            // «بعد كيلومترين»
            None if self.sentence.words[unit].kind == TokenKind::Word => {
                numeral::dual(&self.sentence.words[unit].folded).map(|_| 2.0 * km)
            }
            None => None,
        }
    }

    /// Whether the word at `at` names a stretch of land («ريف», «محافظة», «بادية»).
    fn is_stretch(&self, at: usize) -> bool {
        let kinds = self.gazetteer.kind_word(self.sentence.words[at].bare_str());
        matches!(
            kinds.first(),
            Some(
                PlaceKind::Governorate
                    | PlaceKind::District
                    | PlaceKind::Region
                    | PlaceKind::Area
                    | PlaceKind::Desert
            )
        )
    }

    /// The part that adjectives of direction behind a name say: of a countryside («ريف حلب
    /// الشمالي», «بادية حمص الشرقية»), which the word before the name must be.
    fn part(&self, mention: &FoundMention, kind: Option<usize>) -> Option<f64> {
        let kind = kind?;
        if !self.is_stretch(kind) {
            return None;
        }
        // they may stand inside what the encoder takes for the name
        let own = (mention.words.start + 1..mention.words.end)
            .rev()
            .take_while(|&at| {
                self.tables
                    .bearing(&self.sentence.words[at].folded)
                    .is_some()
            })
            .last()
            .unwrap_or(mention.words.end);
        let adjectives: Vec<f64> = self.sentence.words[own..]
            .iter()
            .take(2)
            .map_while(|word| {
                let folded = word.folded.as_str();
                let definite = folded.starts_with("ال") && fold(word.text) == folded;
                definite.then(|| self.tables.bearing(folded)).flatten()
            })
            .collect();
        middle(&adjectives)
    }
}

/// The bearing between two, or the only one.
fn middle(bearings: &[f64]) -> Option<f64> {
    let (mut north, mut east) = (0.0, 0.0);
    for bearing in bearings {
        north += bearing.to_radians().cos();
        east += bearing.to_radians().sin();
    }
    let length = f64::hypot(north, east);
    (length > 0.1).then(|| f64::atan2(east, north).to_degrees().rem_euclid(360.0))
}

#[cfg(test)]
mod tests {
    use super::middle;

    #[test]
    fn two_directions_meet_in_the_middle() {
        assert_eq!(middle(&[]), None);
        assert_eq!(middle(&[0.0, 180.0]), None);
        for (from, to, between) in [
            (0.0, 90.0, 45.0),
            (180.0, 90.0, 135.0),
            (0.0, 270.0, 315.0),
            (270.0, 180.0, 225.0),
        ] {
            let found = middle(&[from, to]).unwrap();
            assert!((found - between).abs() < 1e-6, "{from} {to}: {found}");
        }
    }
}
