//! One sentence's acts of speech, found from left to right, with the speakers that earlier
//! sentences have left.

use std::ops::Range;

use tawatur_knowledge::lexicon::Stance;
use tawatur_record::{Certainty, Realis};
use tawatur_text::fold;

use super::source::Source;
use super::tables::without_article;
use super::view::{View, closing};
use super::{Attribution, FoundLink};
use crate::sentence::Sentence;

/// Sentences that a quotation may go on for.
pub(super) const LONGEST_QUOTATION: usize = 12;
/// Sentences back in which a speaker is still known.
pub(super) const MEMORY: usize = 10;

/// An act of speech of the sentence at hand.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Word of the cue.
    pub(super) cue: usize,
    pub(super) scope: Range<usize>,
    pub(super) links: Vec<FoundLink>,
    pub(super) inherited: Vec<FoundLink>,
    pub(super) stance: Stance,
    pub(super) cue_word: Option<usize>,
    pub(super) impersonal: Option<(Realis, Certainty)>,
    pub(super) feminine: Option<bool>,
    /// Folded words of the innermost speaker's name.
    pub(super) folded: Vec<String>,
    /// A speaker who can go on.
    pub(super) speaks: bool,
    pub(super) quote: Option<usize>,
}

/// A speaker of an earlier sentence.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    pub(super) sentence: usize,
    pub(super) chain: Vec<FoundLink>,
    pub(super) feminine: Option<bool>,
    pub(super) folded: Vec<String>,
}

/// A quotation that the last sentence left open.
#[derive(Debug, Clone)]
pub(super) struct Open {
    pub(super) mark: char,
    pub(super) links: Vec<FoundLink>,
    pub(super) inherited: Vec<FoundLink>,
    pub(super) stance: Stance,
    pub(super) left: usize,
}

/// What is carried from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) found: Vec<Attribution>,
    pub(super) spoken: Vec<Spoken>,
    pub(super) open: Option<Open>,
    /// Subject of the last sentence's main verb, where nobody spoke.
    pub(super) subject: Option<(usize, Source)>,
    /// Words of the last sentence.
    pub(super) last_words: usize,
}

/// Who speaks where the verb names nobody.
pub(super) struct Carried {
    pub(super) links: Vec<FoundLink>,
    pub(super) inherited: Vec<FoundLink>,
    pub(super) feminine: Option<bool>,
    pub(super) folded: Vec<String>,
    /// Index of the draft whose speaker goes on.
    pub(super) draft: Option<usize>,
}

pub(super) fn link(source: &Source, cue: Option<Range<usize>>) -> FoundLink {
    FoundLink {
        kind: source.kind,
        span: Some(source.span.clone()),
        cue,
    }
}

impl State {
    /// Reads a sentence and adds what is said in it.
    pub(super) fn read<'t>(&mut self, index: usize, view: &View<'_, 't>, rest: &[Sentence<'t>]) {
        let mut reader = Reader {
            rest,
            view,
            state: self,
            index,
            drafts: Vec::new(),
        };
        reader.go_on_quoting();
        let mut at = reader.headline().unwrap_or(0);
        while at < view.len() {
            at = reader.step(at).max(at + 1);
        }
        reader.finish();
    }
}

pub(super) struct Reader<'r, 'a, 't> {
    /// The sentences after this one.
    pub(super) rest: &'r [Sentence<'t>],
    pub(super) view: &'r View<'a, 't>,
    pub(super) state: &'r mut State,
    pub(super) index: usize,
    pub(super) drafts: Vec<Draft>,
}

impl Reader<'_, '_, '_> {
    /// A quotation opened with `mark` is closed in one of the next sentences.
    pub(super) fn closes_later(&self, mark: char) -> bool {
        self.rest
            .iter()
            .take(LONGEST_QUOTATION)
            .any(|sentence| closing(&sentence.words, 0, mark).is_some())
    }

    pub(super) fn bytes(&self, words: Range<usize>) -> Option<Range<usize>> {
        (words.start < words.end)
            .then(|| self.view.start(words.start)..self.view.end(words.end - 1))
    }

    /// The quotation that the last sentence left open goes on here.
    pub(super) fn go_on_quoting(&mut self) {
        let Some(mut open) = self.state.open.take() else {
            return;
        };
        let close = closing(self.view.words, 0, open.mark);
        let end = close.unwrap_or(self.view.len());
        self.drafts.push(Draft {
            cue: 0,
            scope: 0..end,
            links: open.links.clone(),
            inherited: open.inherited.clone(),
            stance: open.stance,
            cue_word: None,
            impersonal: None,
            feminine: None,
            folded: Vec::new(),
            speaks: false,
            quote: None,
        });
        if close.is_none() && open.left > 0 {
            open.left -= 1;
            self.state.open = Some(open);
        }
    }

    /// Reads at a word; the index to go on from.
    pub(super) fn step(&mut self, at: usize) -> usize {
        let Some(word) = self.view.word(at) else {
            return at + 1;
        };
        if word.kind != tawatur_text::TokenKind::Word {
            return at + 1;
        }
        self.impersonal(at)
            .or_else(|| self.cue(at))
            .or_else(|| self.verb(at))
            .or_else(|| self.participle(at))
            .unwrap_or(at + 1)
    }

    pub(super) fn innermost(&self, at: usize) -> Option<usize> {
        (0..self.drafts.len())
            .filter(|&i| self.drafts[i].scope.contains(&at))
            .min_by_key(|&i| self.drafts[i].scope.len())
    }

    pub(super) fn limit(&self, at: usize) -> usize {
        self.innermost(at)
            .map_or(self.view.len(), |i| self.drafts[i].scope.end)
    }

    pub(super) fn next_comma(&self, from: usize, limit: usize) -> usize {
        let mut at = from;
        while at < limit {
            if self.view.is_quote(at) {
                at = self.view.closing(at).filter(|&c| c > at).unwrap_or(at);
            } else if self.view.is_comma(at) {
                return at;
            }
            at += 1;
        }
        limit
    }

    /// The comma after which the main clause begins with its verb («فيما قال …، أعلنت …»).
    pub(super) fn main_clause(&self, from: usize, limit: usize) -> Option<usize> {
        let view = self.view;
        let mut at = from;
        while at + 1 < limit {
            if view.is_quote(at) {
                at = view.closing(at).filter(|&close| close > at).unwrap_or(at);
            } else if view.is_comma(at) && view.is_verb(at + 1) && !view.conj(at + 1) {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// Ends the scopes that reach over `at`.
    pub(super) fn cut(&mut self, at: usize, only_within: Option<usize>) {
        let bound = only_within.map(|i| self.drafts[i].scope.clone());
        for draft in &mut self.drafts {
            let inside = bound
                .as_ref()
                .is_none_or(|b| draft.scope.start >= b.start && draft.scope.end <= b.end);
            if inside && draft.scope.contains(&at) {
                draft.scope.end = at;
            }
        }
    }

    /// Hands the sentence's acts of speech over and remembers who spoke.
    pub(super) fn finish(mut self) {
        self.drafts.sort_by_key(|draft| draft.cue);
        let found: Vec<Attribution> = self
            .drafts
            .iter()
            .map(|draft| Attribution {
                sentence: self.index,
                scope: draft.scope.clone(),
                links: draft.links.clone(),
                inherited: draft.inherited.clone(),
                stance: draft.stance,
                cue_word: draft.cue_word,
                impersonal_realis: draft.impersonal,
            })
            .collect();
        let mut top: Vec<&Draft> = self
            .drafts
            .iter()
            .filter(|draft| {
                draft.speaks
                    && !self.drafts.iter().any(|other| {
                        other.scope.contains(&draft.cue)
                            && other.cue != draft.cue
                            && other.speaks
                            && other.cue_word.is_some()
                    })
            })
            .collect();
        top.sort_by_key(|draft| draft.cue);
        for draft in top {
            let mut chain = super::chain(&found, self.index, draft.scope.start);
            let own_last = draft.links.last().and_then(|l| l.span.clone());
            if chain.last().and_then(|l| l.span.clone()) != own_last {
                chain = draft
                    .inherited
                    .iter()
                    .chain(&draft.links)
                    .cloned()
                    .collect();
            }
            self.state.spoken.push(Spoken {
                sentence: self.index,
                chain,
                feminine: draft.feminine,
                folded: draft.folded.clone(),
            });
        }
        if self.drafts.is_empty()
            && let Some(source) = self.view.main_subject(self.view.len())
        {
            self.state.subject = Some((self.index, source));
        }
        self.state.last_words = self.view.len();
        self.state.found.extend(found);
    }
}

/// A word's stem for finding a source again: article and number off.
pub(super) fn stem(word: &str) -> String {
    let plain = without_article(word);
    let plain = match plain {
        "مصادر" | "مصدران" | "مصدرين" => "مصدر",
        other => other,
    };
    fold(plain)
}

pub(super) fn agrees(a: Option<bool>, b: Option<bool>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}
