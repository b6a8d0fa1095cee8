//! Organisations: a head noun with what names it.

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{EntryRef, WordClass};
use tawatur_record::MentionKind;

use super::{FoundMention, Names};
use crate::phrase::noun_phrase;
use crate::sentence::{Pos, Sentence, is_quote};

impl Names {
    /// A head noun of an organisation with what names it.
    pub(super) fn organisation(
        &self,
        sentence: &Sentence<'_>,
        index: usize,
        at: usize,
        lexicon: &Lexicon,
    ) -> Option<FoundMention> {
        let words = &sentence.words;
        let word = &words[at];
        if word.pos != Pos::Noun {
            return None;
        }
        let rest: Vec<&str> = words[at + 1..]
            .iter()
            .take(2)
            .take_while(|w| w.pos != Pos::Punct)
            .map(|w| w.folded.as_str())
            .collect();
        let (_, head) = self.entities.words().org_head(&word.bare(), &rest)?;
        // «حملة الدهم», «مؤتمر السلام»: what happens, not who acts
        if word
            .readings
            .iter()
            .any(|r| matches!(r.entry, EntryRef::Event(_)) && r.form.tense == Tense::Noun)
        {
            return None;
        }
        let class = head.class;
        let phrase = noun_phrase(sentence, at)?;
        let mut end = at + 1;
        while end < phrase.end {
            let next = &words[end];
            // adjectives of praise or blame and plain verbs of state are no part of a name
            let event = next
                .readings
                .iter()
                .any(|r| matches!(r.entry, EntryRef::Event(_)))
                && !next.definite();
            if event
                || (words[end - 1].definite() && next.pos == Pos::Noun && !next.definite())
                || next.pos == Pos::Function(tawatur_knowledge::lexicon::Function::Prep)
                || (next.is(WordClass::People) && !next.definite() && !words[at].definite())
            {
                break;
            }
            end += 1;
        }
        let _ = lexicon;
        let named = words[at + 1..end]
            .iter()
            .any(|w| w.pos == Pos::Noun || w.sign().is_some_and(is_quote));
        if end == at + 1 || !named {
            return None;
        }
        Some(FoundMention {
            kind: MentionKind::Organisation,
            sentence: index,
            words: at..end,
            span: word.core()..words[end - 1].end,
            entity: None,
            places: Vec::new(),
            state: false,
            class: Some(class),
        })
    }
}
