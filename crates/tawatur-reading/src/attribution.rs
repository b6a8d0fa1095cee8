//! Who says what: the chain of sources above every word of a document.
//!
//! In: prepared sentences and the tables of sources and cues. Out: for each act of speech
//! the words that it covers and who stands behind it. Works sentence by sentence; a speaker
//! is carried on where a verb goes on without naming one («وأضاف أن»).

mod carry;
mod cited;
mod content;
mod draft;
mod extent;
mod headline;
mod kind;
mod source;
mod spoken;
mod stated;
mod subject;
mod tables;
#[cfg(test)]
mod tests;
mod told;
mod view;

use std::ops::Range;

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::lexicon::Stance;
use tawatur_record::{Certainty, LinkKind, Realis};

use crate::sentence::Sentence;
use draft::State;
use view::View;

pub use tables::{NameLookup, NoNames, SourceTables};

/// A source of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLink {
    /// What sort of source it is.
    pub kind: LinkKind,
    /// Bytes of its name in the document, proclitics and titles out; `None` where nobody
    /// is named («من المتوقع»).
    pub span: Option<Range<usize>>,
    /// Bytes of the word that makes it a source.
    pub cue: Option<Range<usize>>,
}

/// One act of speech and the words that it covers in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Index of the sentence.
    pub sentence: usize,
    /// Words of the sentence that are said.
    pub scope: Range<usize>,
    /// Who says them, nearest to the document first; empty where the document's own outlet does.
    pub links: Vec<FoundLink>,
    /// Who passes that on, known from an earlier sentence; outermost first.
    pub inherited: Vec<FoundLink>,
    /// What the speaker does with the content.
    pub stance: Stance,
    /// The verb's word in the sentence, where it stands there.
    pub cue_word: Option<usize>,
    /// What an impersonal expression makes of its content.
    pub impersonal_realis: Option<(Realis, Certainty)>,
}

/// Finds every act of speech of a document. `outlet` is the document's own outlet, which is
/// never a link of a chain.
#[must_use]
pub fn attributions(
    text: &str,
    sentences: &[Sentence<'_>],
    lexicon: &Lexicon,
    tables: &SourceTables,
    outlet: Option<&str>,
    names: &dyn NameLookup,
) -> Vec<Attribution> {
    let mut own: Vec<String> = outlet.map_or_else(Vec::new, |name| tables.outlet_names(name));
    own.extend(bylines(text, sentences, tables, names));
    let mut state = State::default();
    for (index, sentence) in sentences.iter().enumerate() {
        let view = View::new(sentence, lexicon, tables, names, &own);
        state.read(index, &view, sentences.get(index + 1..).unwrap_or_default());
    }
    state.found
}

/// The chain for a trigger at word `word` of sentence `sentence`, outermost first.
#[must_use]
pub fn chain(found: &[Attribution], sentence: usize, word: usize) -> Vec<FoundLink> {
    let from = found.partition_point(|a| a.sentence < sentence);
    let mut covering: Vec<&Attribution> = found
        .iter()
        .skip(from)
        .take_while(|a| a.sentence == sentence)
        .filter(|a| a.scope.contains(&word))
        .collect();
    covering.sort_by_key(|a| std::cmp::Reverse(a.scope.len()));
    let mut links: Vec<FoundLink> = Vec::new();
    for (at, attribution) in covering.iter().enumerate() {
        let inherited = if at == 0 {
            attribution.inherited.as_slice()
        } else {
            &[]
        };
        for link in inherited.iter().chain(&attribution.links) {
            let again = link.span.is_some() && links.iter().any(|l| l.span == link.span);
            let twice_impersonal = link.kind == LinkKind::Impersonal
                && links.iter().any(|l| l.kind == LinkKind::Impersonal);
            if !again && !twice_impersonal {
                links.push(link.clone());
            }
        }
    }
    links
}

/// Names of media in the byline («عفرين/ الأناضول», «… - نورث برس»): the document's own.
fn bylines(
    text: &str,
    sentences: &[Sentence<'_>],
    tables: &SourceTables,
    names: &dyn NameLookup,
) -> Vec<String> {
    let mut found = Vec::new();
    for sentence in sentences.iter().take(8) {
        if sentence.words.len() > 14 || sentence.words.iter().any(crate::sentence::Word::is_verb) {
            continue;
        }
        let Some(line) = text.get(sentence.range.clone()) else {
            continue;
        };
        let Some((_, last)) = line.rsplit_once(['-', '–', '—', '/', '،']) else {
            continue;
        };
        let words = view::folded_words(last);
        if words.is_empty() || words.len() > 3 {
            continue;
        }
        if tables.is_medium(&words, names) {
            found.push(words.join(" "));
        }
    }
    found
}
