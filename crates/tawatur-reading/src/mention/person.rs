//! Persons: titles, given names and what follows them.

use tawatur_knowledge::entities::{EntityClass, GivenName};
use tawatur_knowledge::lexicon::{ClassSet, WordClass};
use tawatur_record::MentionKind;
use tawatur_text::clitics;

use super::{FoundMention, Names};
use crate::phrase::prefixed;
use crate::sentence::{Pos, Sentence, Word};

/// Longest name of a person in words, title left out.
const LONGEST_PERSON: usize = 5;

impl Names {
    /// Whether a word can stand in a person's name.
    pub(super) fn can_be_name(&self, word: &Word<'_>) -> bool {
        if word.pos != Pos::Noun
            || word.attached().is_some()
            || word.conjunction == 1
            || prefixed(word)
        {
            return false;
        }
        let bare = word.bare();
        if self.given(&bare).is_some() || bare == "الله" {
            return true;
        }
        // «نظيره»: a pronoun at the end
        if word.text.ends_with('ه') && bare.chars().count() >= 5 {
            return false;
        }
        let words = self.entities.words();
        let ordinary = !word.readings.is_empty()
            || word.classes != ClassSet::default()
            || words.org_head(&bare, &[]).is_some()
            || self.is_title(&bare)
            || self.is_demonym(&bare);
        // a feminine noun with its article is seldom a name
        !ordinary && bare.chars().count() >= 2 && !(bare.starts_with("ال") && bare.ends_with('ه'))
    }

    /// Whether a title ends right before word `at`, of one or more words, an adjective
    /// behind it allowed («المبعوث الأممي»).
    pub(super) fn titled(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let words = &sentence.words;
        let ends = |end: usize| {
            (1..=4.min(end)).any(|length| {
                let first = end - length;
                if words[first].pos != Pos::Noun {
                    return false;
                }
                let bare = words[first].bare();
                let rest: Vec<&str> = words[first + 1..end]
                    .iter()
                    .map(|w| w.folded.as_str())
                    .collect();
                self.entities
                    .words()
                    .title(&bare, &rest)
                    .is_some_and(|(found, _)| found == length)
            })
        };
        let adjective = at > 1
            && words.get(at - 1).is_some_and(|w| {
                w.definite()
                    && (self.is_demonym(&w.bare())
                        || w.bare().ends_with('ي')
                        || w.bare().ends_with("يه"))
            });
        ends(at) || (adjective && ends(at - 1))
    }

    /// A person: a title and a name, or a given name and what follows.
    pub(super) fn person(
        &self,
        sentence: &Sentence<'_>,
        index: usize,
        at: usize,
    ) -> Option<FoundMention> {
        let words = &sentence.words;
        if at >= words.len() {
            return None;
        }
        // «بمحمد», «ولأحمد»: the name shows that a preposition stands before it
        let mut bare = words[at].bare();
        let mut taken = words[at].taken;
        if self.given(&bare).is_none() && !words[at].is_verb() {
            let sure =
                |rest: &str| matches!(self.given(rest), Some(GivenName::Male | GivenName::Female));
            if let Some(split) = clitics::splits(&words[at].folded)
                .into_iter()
                .find(|s| s.taken > words[at].taken && !s.proclitics.contains('س') && sure(&s.rest))
            {
                taken = split.taken;
                bare = split.rest;
            }
        }
        // «المتحدث باسم الجيش»: the title goes on
        let goes_on = at.checked_sub(1).is_some_and(|i| {
            self.entities
                .words()
                .title(&words[i].bare(), &[words[at].folded.as_str()])
                .is_some_and(|(length, _)| length > 1)
        });
        if goes_on {
            return None;
        }
        let titled = self.titled(sentence, at);
        let known = self.given(&bare);
        let sure = matches!(
            known,
            Some(GivenName::Male | GivenName::Female | GivenName::Either)
        );
        let particle = known == Some(GivenName::Particle);
        let given = sure || particle || (known.is_some() && titled);
        // «سامر» is no verb of the first person («سآمر») behind a rank
        let unlikely_verb = titled
            && words[at].is_verb()
            && words[at]
                .readings
                .iter()
                .all(|r| r.form.person == 1 || r.proclitics.contains('س'));
        if !(titled || given) || (!given && !unlikely_verb && !self.can_be_name(&words[at])) {
            return None;
        }
        // «طبيب بارز»: a title without its article has a name behind it only where it is one
        if titled && !given && at.checked_sub(1).is_some_and(|i| !words[i].definite()) {
            return None;
        }
        if titled && !given && words[at].definite() {
            return None;
        }
        if (words[at].pos != Pos::Noun && !unlikely_verb && !particle)
            || words[at].is(WordClass::People)
        {
            return None;
        }
        let mut end = at + 1;
        while end < words.len() && end - at < LONGEST_PERSON && self.can_be_name(&words[end]) {
            // «سامر الخضر فجر الأحد»: a word that is also an ordinary one opens no name behind
            // a family name
            if words[end - 1].definite()
                && self.given(&words[end].bare()) == Some(GivenName::Ordinary)
            {
                break;
            }
            // an indefinite accusative ends a name
            if words[end].bare().ends_with('ا')
                && self.given(&words[end].bare()).is_none()
                && words[end].bare().chars().count() > 4
                && end - at >= 2
            {
                break;
            }
            end += 1;
        }
        let only_particle = particle && end == at + 1;
        if only_particle || (!titled && end == at + 1) {
            return None;
        }
        Some(FoundMention {
            kind: MentionKind::Person,
            sentence: index,
            words: at..end,
            span: words[at].core_after(if unlikely_verb { 0 } else { taken })..words[end - 1].end,
            entity: None,
            places: Vec::new(),
            state: false,
            class: Some(EntityClass::Person),
        })
    }
}
