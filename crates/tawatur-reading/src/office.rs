//! Who is meant where tables alone do not say: by an office («وزير الخارجية التركي»), by a
//! last name that several have, by a name spelled another way, by what one side calls
//! another («مرتزقة أردوغان»).
//!
//! An office has a holder by the day of publication; a name that stands beside it wins over
//! the table. What stays open between two people is neither of them: the name keeps the
//! local id of its spelling.

use std::ops::Range;

use jiff::civil::Date;
use tawatur_knowledge::entities::{Entities, Entity};
use tawatur_knowledge::offices::{Office, Offices};
use tawatur_record::{MentionKind, NameStance};
use tawatur_text::edtf::Day;
use tawatur_text::fold;

use crate::mention::{FoundMention, Names};
use crate::sentence::{Pos, Sentence};

/// Most words of an office's title and whose it is.
const LONGEST: usize = 12;

/// The tables and the day that offices are read by.
#[derive(Clone, Copy)]
pub(crate) struct Who<'a> {
    names: &'a Names,
    offices: &'a Offices,
    day: Option<Day>,
}

/// An office in a sentence.
pub(crate) struct FoundOffice {
    /// What it is, and who held it.
    pub(crate) office: Office,
    /// Its words.
    pub(crate) words: Range<usize>,
}

/// An actor by what one side calls it.
pub(crate) struct CalledBy {
    /// Its id.
    pub(crate) entity: String,
    /// Whose name it is.
    pub(crate) stance: NameStance,
}

impl<'a> Who<'a> {
    pub(crate) fn new(names: &'a Names, offices: &'a Offices, published: Option<Date>) -> Self {
        let day = published.and_then(|date| {
            let part = |value: i8| u8::try_from(value).ok();
            Day::new(
                i32::from(date.year()),
                part(date.month())?,
                part(date.day())?,
            )
        });
        Self {
            names,
            offices,
            day,
        }
    }

    fn entities(&self) -> &'a Entities {
        &self.names.entities
    }

    /// The folded words from `at` to the next sign, the first without proclitics.
    fn words<'s>(sentence: &'s Sentence<'_>, at: usize) -> Vec<&'s str> {
        let Some(first) = sentence.words.get(at) else {
            return Vec::new();
        };
        let rest = sentence.words.get(at + 1..).unwrap_or_default();
        std::iter::once(first.bare_str())
            .chain(
                rest.iter()
                    .take(LONGEST - 1)
                    .take_while(|word| word.pos != Pos::Punct)
                    .map(|word| word.folded.as_str()),
            )
            .collect()
    }

    /// The office whose title begins at word `at`.
    pub(crate) fn office_at(&self, sentence: &Sentence<'_>, at: usize) -> Option<FoundOffice> {
        let words = Self::words(sentence, at);
        let phrase = self.offices.phrase(&words, self.entities())?;
        Some(FoundOffice {
            office: self.offices.at(phrase.office, &phrase.of, self.day),
            words: at..at + phrase.words,
        })
    }

    /// Gives people their entities where more than the name decides.
    pub(crate) fn settle(
        &self,
        text: &str,
        sentences: &[Sentence<'_>],
        mentions: &mut [&mut FoundMention],
    ) {
        let full = self.full_names(text, mentions);
        for mention in mentions
            .iter_mut()
            .filter(|mention| mention.kind == MentionKind::Person)
        {
            let Some(sentence) = sentences.get(mention.sentence) else {
                continue;
            };
            let spelled = text.get(mention.span.clone()).unwrap_or_default();
            let single = spelled.split_whitespace().nth(1).is_none();
            mention.entity = if single {
                self.single(sentence, mention, spelled, &full)
            } else {
                mention
                    .entity
                    .take()
                    .or_else(|| self.whole(sentence, mention, spelled))
            };
        }
    }

    /// The names of several words in a document, folded, each with its entity.
    fn full_names(
        &self,
        text: &str,
        mentions: &[&mut FoundMention],
    ) -> Vec<(String, Option<String>)> {
        mentions
            .iter()
            .filter(|mention| mention.kind == MentionKind::Person)
            .map(|mention| {
                let spelled = fold(text.get(mention.span.clone()).unwrap_or_default());
                (spelled, mention.entity.clone())
            })
            .filter(|(spelled, _)| spelled.contains(' '))
            .collect()
    }

    /// Whom a name of several words means that the tables do not have as it is spelled, or
    /// have twice.
    fn whole(
        &self,
        sentence: &Sentence<'_>,
        mention: &FoundMention,
        spelled: &str,
    ) -> Option<String> {
        let people = self.entities().people(spelled);
        match people.as_slice() {
            [] => None,
            [only] => Some(only.id.clone()),
            several => self.by_title(sentence, mention, several),
        }
    }

    /// Whom a name of one word means.
    fn single(
        &self,
        sentence: &Sentence<'_>,
        mention: &FoundMention,
        spelled: &str,
        full: &[(String, Option<String>)],
    ) -> Option<String> {
        let known = mention.entity.clone();
        let folded = fold(spelled);
        let bare = folded.strip_prefix("ال").unwrap_or(&folded);
        // who is named in full in this document is meant, not another one of that name
        let told: Vec<&Option<String>> = full
            .iter()
            .filter(|(name, _)| {
                name.split(' ')
                    .any(|word| word.strip_prefix("ال").unwrap_or(word) == bare)
            })
            .map(|(_, entity)| entity)
            .collect();
        if !told.is_empty() {
            return known.filter(|known| told.iter().any(|told| told.as_ref() == Some(known)));
        }
        let people = self.entities().people(spelled);
        if let Some(decided) = self.by_title(sentence, mention, &people) {
            return Some(decided);
        }
        let exact = self.entities().named(spelled);
        if exact.is_some_and(|called| called.weak) && people.len() > 1 {
            return None;
        }
        known.or_else(|| self.by_sound(&folded, &people))
    }

    /// The one foreigner whose name is written this way too («بوتن»). Arabic names that
    /// sound alike are different names.
    fn by_sound(&self, folded: &str, people: &[&Entity]) -> Option<String> {
        let [only] = people else { return None };
        let ordinary = self.entities().words().given_name(folded).is_some()
            || self.names.listed.longest(folded, &[]).is_some();
        let by_one_word = only
            .names_ar
            .iter()
            .any(|name| !name.contains(' ') && tawatur_knowledge::names::same_name(name, folded));
        (!ordinary && by_one_word).then(|| only.id.clone())
    }

    /// The one of several people who holds the office whose title stands before the name.
    fn by_title(
        &self,
        sentence: &Sentence<'_>,
        mention: &FoundMention,
        people: &[&Entity],
    ) -> Option<String> {
        let end = mention.words.start;
        for back in 1..=LONGEST.min(end) {
            let at = end - back;
            let word = sentence.words.get(at)?;
            if word.pos == Pos::Punct {
                break;
            }
            let words = Self::words(sentence, at);
            if let Some(phrase) = self.offices.phrase(&words, self.entities())
                && phrase.words == back
            {
                let holder = self
                    .offices
                    .at(phrase.office, &phrase.of, self.day)
                    .holder?;
                return people
                    .iter()
                    .any(|person| person.id == holder)
                    .then_some(holder);
            }
            let Some(title) = words.get(..back) else {
                continue;
            };
            let Some((_, slugs)) = self
                .offices
                .title(title)
                .filter(|(count, _)| *count == back)
            else {
                continue;
            };
            let day = self.day?;
            let mut holding = people.iter().filter(|person| {
                self.offices
                    .held(&person.id)
                    .any(|held| slugs.contains(&held.office.as_ref()) && held.is_certain(day))
            });
            return match (holding.next(), holding.next()) {
                (Some(only), None) => Some(only.id.clone()),
                _ => None,
            };
        }
        None
    }

    /// How the words of a phrase call an actor, where they do so by one side's name:
    /// `inside` is a name found in the phrase, with its words. A side's name that holds the
    /// found one is the whole name («ميليشيات “قسد”»), and may be somebody else's
    /// («مرتزقة أردوغان»).
    pub(crate) fn called(
        &self,
        sentence: &Sentence<'_>,
        words: Range<usize>,
        inside: Option<&FoundMention>,
    ) -> Option<CalledBy> {
        let named: Vec<usize> = words
            .clone()
            .filter(|&at| {
                sentence
                    .words
                    .get(at)
                    .is_some_and(|word| word.pos != Pos::Punct)
            })
            .collect();
        for (from, &at) in named.iter().enumerate() {
            if inside.is_some_and(|mention| at > mention.words.start)
                || inside.is_none() && from > 0
            {
                break;
            }
            let first = sentence.words.get(at)?.bare_str();
            let rest: Vec<&str> = named
                .get(from + 1..)
                .unwrap_or_default()
                .iter()
                .filter_map(|&at| sentence.words.get(at))
                .map(|word| word.folded.as_str())
                .collect();
            for called in self.entities().called(first, &rest) {
                let Some(stance) = called.stance else {
                    continue;
                };
                let last = named.get(from + called.words - 1).copied()?;
                let holds = match inside {
                    Some(mention) => last + 1 >= mention.words.end,
                    None => !called.weak,
                };
                let same =
                    inside.is_some_and(|m| m.entity.as_deref() == Some(called.entity.id.as_str()));
                if holds && (!called.weak || same) {
                    return Some(CalledBy {
                        entity: called.entity.id.clone(),
                        stance,
                    });
                }
            }
        }
        None
    }
}
