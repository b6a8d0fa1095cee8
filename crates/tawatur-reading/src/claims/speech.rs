//! Statements whose content names no event: claims of their own.

use std::collections::HashSet;

use tawatur_knowledge::lexicon::Stance;
use tawatur_record::{ActorRole, Certainty, Claim, ClaimKind, Codes, Realis, Wording};

use super::Builder;
use crate::attribution;
use crate::event::Draft;
use crate::wording::FoundWording;

impl Builder<'_> {
    /// Statements whose content names no event: claims of their own, in the document's voice
    /// or that of the outer source.
    pub(super) fn speeches(
        &self,
        index: usize,
        spoken: &HashSet<usize>,
        wording: &[FoundWording],
        drafts: &mut Vec<Draft>,
    ) {
        let sentence = &self.prepared.sentences[index];
        let found = &self.prepared.found[index];
        for said in self
            .prepared
            .attributions
            .iter()
            .filter(|a| a.sentence == index)
        {
            let Some(word) = said.cue_word.filter(|w| !spoken.contains(w)) else {
                continue;
            };
            let told = sentence
                .words
                .get(word)
                .is_some_and(|w| w.is_verb() && w.fitting().all(|r| !r.proclitics.contains('س')));
            if !matches!(said.stance, Stance::Assert)
                || !told
                || crate::realis::is_negated(sentence, word)
            {
                continue;
            }
            if found.triggers.iter().any(|t| said.scope.contains(&t.head)) || said.scope.len() < 4 {
                continue;
            }
            let Some(speaker) = said.links.last().and_then(|l| l.span.clone()) else {
                continue;
            };
            let chain = attribution::chain(&self.prepared.attributions, index, word);
            let bytes = sentence.span(said.scope.clone());
            let claim = Claim {
                id: String::new(),
                event: String::new(),
                kind: ClaimKind::Speech,
                trigger: self.quote(sentence.words[word].core()..sentence.words[word].end),
                kind_type: "STATE".to_owned(),
                mode: None,
                actors: vec![self.actor(ActorRole::Initiator, speaker)],
                time: None,
                date: None,
                places: Vec::new(),
                attribution: self.links(chain),
                realis: Realis::Happened,
                certainty: Certainty::Certain,
                counts: Vec::new(),
                wording: wording
                    .iter()
                    .filter(|w| bytes.start <= w.span.start && w.span.end <= bytes.end)
                    .map(|w| Wording {
                        kind: w.kind,
                        quote: self.quote(w.span.clone()),
                    })
                    .collect(),
                gaps: Vec::new(),
                codes: Codes::default(),
                salience: None,
                sentence: Some(self.quote(sentence.range.clone())),
                realis_cues: Vec::new(),
            };
            drafts.push(Draft::speech(claim, index));
        }
    }
}
