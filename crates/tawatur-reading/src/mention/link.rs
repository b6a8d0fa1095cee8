//! The encoder's names, looked up in the tables.

use std::ops::Range;

use tawatur_knowledge::entities::{EntityClass, EntityKind};
use tawatur_knowledge::gazetteer::{Before, PlaceId, PlaceKind};
use tawatur_knowledge::lexicon::WordClass;
use tawatur_language::{Name, NameKind};
use tawatur_record::MentionKind;
use tawatur_text::clitics;
use tawatur_text::fold::raw_prefix;

use super::{FoundMention, Names};
use crate::sentence::{Pos, Sentence};

/// Longest name that tables are asked for, in words.
const LONGEST: usize = 8;
/// What countries and capitals weigh.
const WEIGHTY: u8 = 60;

/// What the record calls a kind of name; `None` for demonyms, which name no one.
fn mention_kind(kind: NameKind) -> Option<MentionKind> {
    if kind == NameKind::Person {
        Some(MentionKind::Person)
    } else if kind.is_organisation() {
        Some(MentionKind::Organisation)
    } else if kind.is_place() {
        Some(MentionKind::Place)
    } else {
        None
    }
}

/// The class of an entity that no table lists.
fn class(kind: NameKind) -> Option<EntityClass> {
    Some(match kind {
        NameKind::Person => EntityClass::Person,
        NameKind::Armed => EntityClass::ArmedGroup,
        NameKind::Government => EntityClass::Ministry,
        NameKind::Party => EntityClass::Party,
        NameKind::Medium => EntityClass::Outlet,
        NameKind::International => EntityClass::Igo,
        NameKind::Organisation => EntityClass::Civil,
        _ => return None,
    })
}

/// What the tables say of a name.
struct Known {
    words: usize,
    entity: Option<String>,
    class: Option<EntityClass>,
    places: Vec<PlaceId>,
    state: bool,
}

impl Names {
    /// One name of the encoder as a mention. Where the tables know a longer name that
    /// begins with the same word and is of the same kind, that one is meant.
    pub(super) fn link(
        &self,
        sentence: &Sentence<'_>,
        index: usize,
        name: &Name,
    ) -> Option<FoundMention> {
        let kind = mention_kind(name.kind)?;
        let mut words = words_of(sentence, &name.span)?;
        let mut span = name.span.clone();
        if kind == MentionKind::Place {
            words = self.settlement(sentence, words)?;
            if let Some(first) = sentence.words.get(words.start)
                && first.start > span.start
            {
                span.start = first.start;
            }
        }
        // «وكالة», «المرصد»: a head of names alone is none
        let head = sentence.words.get(words.start)?.bare_str();
        if kind == MentionKind::Organisation
            && words.len() == 1
            && self
                .entities
                .words()
                .org_head(head, &[])
                .is_some_and(|(_, head)| !head.alone)
        {
            return None;
        }
        let mut known = self.lookup(sentence, &words, &mut span.start, kind);
        if known.is_none() && kind == MentionKind::Place {
            // «ريف حماة الشرقي» is a part of what «حماة» names
            let mut bare = words.clone();
            while bare.len() > 1 && sentence.words[bare.end - 1].is(WordClass::Direction) {
                bare.end -= 1;
            }
            if bare.len() < words.len() {
                known = self
                    .lookup(sentence, &bare, &mut span.start, kind)
                    .filter(|known| known.words == bare.len());
            }
        }
        if let Some(known) = &known {
            let last = (words.start + known.words).min(sentence.words.len());
            words.end = words.end.max(last);
            span.end = sentence.words[words.end - 1].end;
        }
        let known = known.unwrap_or(Known {
            words: 0,
            entity: None,
            class: None,
            places: Vec::new(),
            state: false,
        });
        let mut places = known.places;
        // «سيول تجتاح البلدة»: an ordinary word that opens a sentence and is a city's name too
        if kind == MentionKind::Place && words.start == 0 && words.len() == 1 {
            let first = &sentence.words[0].folded;
            let needs = self.gazetteer.needs(first);
            let ordinary = needs.is_some_and(|needs| needs != Before::Nothing);
            // «دوما: …», «دوما.. …» open headlines
            let goes_on = sentence.words.get(1).is_some_and(|w| w.pos != Pos::Punct);
            if ordinary && goes_on && span.start == sentence.words[0].start {
                return None;
            }
        }
        let inner = kind == MentionKind::Place && places.is_empty();
        if inner {
            places = self.inner_place(sentence, &words);
        }
        Some(FoundMention {
            kind,
            sentence: index,
            words,
            span,
            entity: known.entity,
            state: known.state || name.kind == NameKind::Country,
            places,
            class: known.class.or_else(|| class(name.kind)),
            fine: Some(name.kind),
            inner,
        })
    }

    /// The words of a place's name without the word that says what it is: «مدينة الرقة» is
    /// «الرقة», and «قرية» alone is no name. A camp keeps it where the gazetteer calls it so
    /// («مخيم النيرب»); buildings and works keep it always.
    fn settlement(&self, sentence: &Sentence<'_>, words: Range<usize>) -> Option<Range<usize>> {
        let is_kind = |at: usize| {
            sentence.words.get(at).is_some_and(|word| {
                let bare = word.bare_str();
                // «الجزيرة العربية» is a name, «جزيرة سقطرى» a kind and a name
                (words.len() == 1 || !bare.starts_with("ال"))
                    && !self.is_facility(bare)
                    && self.gazetteer.kind_word(bare).iter().any(|kind| {
                        kind.is_populated()
                            || matches!(kind, PlaceKind::Governorate | PlaceKind::District)
                    })
            })
        };
        let named = |words: Range<usize>| {
            let folded: Vec<&str> = sentence.words[words]
                .iter()
                .map(|w| w.folded.as_str())
                .collect();
            self.gazetteer.needs(&folded.join(" ")).is_some()
        };
        let first = words.start;
        if is_kind(first) && !named(words.clone()) {
            let rest = first + 1..words.end;
            return (!rest.is_empty()).then_some(rest);
        }
        // the kind before a name goes with its words, so that it is read as no verb
        // («ضربت ولاية غرداية»), but not with its span
        let longer = first
            .checked_sub(1)
            .filter(|&before| {
                // «ولاية» looks like و and a word
                let word = &sentence.words[before];
                [word.bare_str(), word.folded.as_str()]
                    .iter()
                    .any(|form| !self.gazetteer.kind_word(form).is_empty())
            })
            .map(|before| before..words.end);
        match longer {
            Some(longer) if named(longer.clone()) => Some(longer),
            _ => Some(words),
        }
    }

    /// The entity or place whose name begins at the first of `words` and has at least as
    /// many. `start`, the name's first byte, moves where the tables know the name with
    /// other letters taken off its front than the encoder took («بمنبج»).
    fn lookup(
        &self,
        sentence: &Sentence<'_>,
        words: &Range<usize>,
        start: &mut usize,
        kind: MentionKind,
    ) -> Option<Known> {
        let first = sentence.words.get(words.start)?;
        let before = start.checked_sub(first.start)?;
        let letters = tawatur_text::fold(first.text.get(..before)?)
            .chars()
            .count();
        let rest: Vec<&str> = sentence.words[words.start + 1..]
            .iter()
            .take(LONGEST - 1)
            .take_while(|w| w.pos != Pos::Punct || w.sign() == Some('_'))
            .map(|w| w.folded.as_str())
            .collect();
        let mut splits = clitics::splits(&first.folded);
        // «لبنان» is no «بنان» with a ل before it
        if letters > 0 && kind == MentionKind::Place && self.is_weighty(&first.folded, &rest) {
            splits.retain(|split| split.taken == 0);
        }
        let (own, other): (Vec<_>, Vec<_>) =
            splits.into_iter().partition(|split| split.taken == letters);
        for split in own.into_iter().chain(other) {
            if let Some(known) = self.lookup_split(&split.rest, &rest, words.len(), kind) {
                *start = first.start + raw_prefix(first.text, split.taken);
                return Some(known);
            }
        }
        None
    }

    /// Whether a word as it stands begins the name of a country or a large city.
    fn is_weighty(&self, first: &str, rest: &[&str]) -> bool {
        self.gazetteer
            .longest_after(Before::Nothing, first, rest)
            .is_some_and(|(_, places)| {
                places
                    .iter()
                    .any(|&id| self.gazetteer.place(id).importance >= WEIGHTY)
            })
    }

    fn lookup_split(
        &self,
        first: &str,
        rest: &[&str],
        least: usize,
        kind: MentionKind,
    ) -> Option<Known> {
        let entity = self
            .entities
            .longest_after_head(first, rest)
            .filter(|(length, _)| *length >= least);
        if kind != MentionKind::Place {
            let (length, entity) = entity?;
            let same = match entity.kind {
                EntityKind::Person => kind == MentionKind::Person,
                EntityKind::Organisation => kind == MentionKind::Organisation,
            };
            return same.then(|| Known {
                words: length,
                entity: Some(entity.id.clone()),
                class: Some(entity.class),
                places: Vec::new(),
                state: false,
            });
        }
        let place = self
            .gazetteer
            .longest_after(Before::Kind, first, rest)
            .filter(|(length, _)| *length >= least);
        // a state, and a capital that stands for its government, can act
        let acting = entity.filter(|(_, entity)| {
            matches!(entity.class, EntityClass::State | EntityClass::Government)
        });
        match (place, acting) {
            (Some((length, places)), acting) => {
                let acting = acting.filter(|(other, _)| *other == length);
                let country = places
                    .iter()
                    .any(|&id| self.gazetteer.place(id).kind == PlaceKind::Country);
                Some(Known {
                    words: length,
                    entity: acting
                        .filter(|(_, entity)| entity.class == EntityClass::State)
                        .map(|(_, entity)| entity.id.clone()),
                    class: acting.map(|(_, entity)| entity.class),
                    places: places.to_vec(),
                    state: country || acting.is_some(),
                })
            }
            (None, Some((length, entity))) => Some(Known {
                words: length,
                entity: Some(entity.id.clone()),
                class: Some(entity.class),
                places: Vec::new(),
                state: entity.class == EntityClass::State,
            }),
            (None, None) => None,
        }
    }

    /// The places of the longest end of a name: «مطار دير الزور العسكري» lies where «دير
    /// الزور» does, as near as the tables can tell.
    fn inner_place(&self, sentence: &Sentence<'_>, words: &Range<usize>) -> Vec<PlaceId> {
        let all = &sentence.words[words.clone()];
        for from in 1..all.len() {
            let rest: Vec<&str> = all[from + 1..].iter().map(|w| w.folded.as_str()).collect();
            if let Some((_, places)) =
                self.gazetteer
                    .longest_after(Before::Kind, &all[from].folded, &rest)
            {
                return places.to_vec();
            }
        }
        Vec::new()
    }
}

/// The words of a sentence that a span of bytes covers.
fn words_of(sentence: &Sentence<'_>, span: &Range<usize>) -> Option<Range<usize>> {
    let start = sentence.words.partition_point(|w| w.end <= span.start);
    let end = sentence.words.partition_point(|w| w.start < span.end);
    (start < end).then_some(start..end)
}
