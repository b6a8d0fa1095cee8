//! Document in, [`Analysis`] out.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tawatur_record::Document;
use tawatur_text::fold::raw_prefix;
use tawatur_text::token::TokenKind;
use tawatur_text::{sentence, token};

use crate::analysis::{Analysis, AnalyzedSentence, AnalyzedWord, Name, Proclitics};
use crate::decode::{self, Decoder, FoundName, NameScores, WordLabels};
use crate::error::LanguageError;
use crate::fold::fold;
use crate::labels::Tag;
use crate::model::Model;
use crate::windows::{self, Batch, Group, Window};

/// What tables say of words beside the text itself.
pub trait Hints {
    /// For each word (the letters as written) of one sentence, its hints as bits.
    fn bits(&self, words: &[&str]) -> Vec<u32>;
}

/// No hints: the model goes by the text alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHints;

impl Hints for NoHints {
    fn bits(&self, words: &[&str]) -> Vec<u32> {
        vec![0; words.len()]
    }
}

/// How the engine runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Most pieces of a batch, padding counted. A batch of 320 takes about 6 MiB while it
    /// runs; larger ones are no faster. This bounds the engine's memory, whatever the document.
    pub batch: usize,
    /// Sentences that are held with their labels undecided at a time.
    pub sentences: usize,
    /// Threads for one document that has many batches. Documents read side by side by
    /// several callers need one each.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            batch: 320,
            sentences: 512,
            threads: 1,
        }
    }
}

/// A document with fewer batches than this is not worth a second thread.
const WORTH_A_THREAD: usize = 4;

/// A model and how to run it. Any number of threads may call it at once.
#[derive(Debug)]
pub struct Engine {
    model: Model,
    decoder: Decoder,
    options: Options,
}

/// Of the same word or sign over and over, so many are looked at: ten million full stops
/// are no sentence.
const MOST_ALIKE: usize = 4;

/// A sentence on its way.
struct Open {
    sentence: AnalyzedSentence,
    /// The words that the encoder sees: their numbers in the sentence,
    seen: Vec<usize>,
    /// and their spelling.
    folded: Vec<String>,
}

impl Open {
    fn new(text: &str, range: &Range<usize>) -> Self {
        let tokens = token::tokens(text.get(range.clone()).unwrap_or_default());
        let mut seen = Vec::with_capacity(tokens.len());
        let mut alike = 0;
        for (at, token) in tokens.iter().enumerate() {
            let same = at
                .checked_sub(1)
                .is_some_and(|i| tokens[i].text == token.text);
            alike = if same { alike + 1 } else { 0 };
            // «#دير_الزور» is read as «دير الزور»: what joins the words of a hashtag is no word
            let joint = token.text == "_";
            if alike < MOST_ALIKE && !joint {
                seen.push(at);
            }
        }
        let words = tokens
            .iter()
            .map(|token| AnalyzedWord {
                start: range.start + token.start,
                end: range.start + token.end,
                front: Proclitics::default(),
                back: "",
                tag: match token.kind {
                    TokenKind::Word => Tag::Noun,
                    TokenKind::Number => Tag::Number,
                    TokenKind::Punct => Tag::Sign,
                },
                sure: 0.0,
            })
            .collect();
        Self {
            folded: seen.iter().map(|&at| fold(tokens[at].text)).collect(),
            seen,
            sentence: AnalyzedSentence {
                range: range.clone(),
                words,
                names: Vec::new(),
            },
        }
    }

    /// The words that the encoder sees, as written.
    fn written<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.seen
            .iter()
            .filter_map(|&at| self.sentence.words.get(at))
            .map(|word| text.get(word.start..word.end).unwrap_or_default())
            .collect()
    }
}

impl Engine {
    /// Runs `model` as `options` say.
    #[must_use]
    pub fn new(model: Model, options: Options) -> Self {
        Self {
            model,
            decoder: Decoder::new(),
            options,
        }
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Analyses a document's text.
    ///
    /// # Errors
    /// The encoder failed, which no text should make it do.
    pub fn analyze(
        &self,
        document: &Document,
        hints: &dyn Hints,
    ) -> Result<Analysis, LanguageError> {
        let text = document.text.as_str();
        let ranges = sentence::sentences(text);
        let mut analysis = Analysis::default();
        for part in ranges.chunks(self.options.sentences.max(1)) {
            let mut open: Vec<Open> = Vec::with_capacity(part.len());
            let mut cut: Vec<Window> = Vec::new();
            for range in part {
                let sentence = Open::new(text, range);
                let bits = hints.bits(&sentence.written(text));
                windows::cut(
                    open.len(),
                    &sentence.folded,
                    &bits,
                    &self.model.pieces,
                    self.model.longest,
                    &mut cut,
                );
                open.push(sentence);
            }
            let groups = windows::group(&cut, self.options.batch);
            for (window, labels, names) in self.run(&cut, &groups, &open)? {
                settle(&cut[window], labels, names, &mut open, text);
            }
            analysis.sentences.extend(open.into_iter().map(|o| {
                let mut sentence = o.sentence;
                sentence.names.sort_by_key(|name| name.words.start);
                sentence
            }));
        }
        Ok(analysis)
    }

    /// Runs all groups: on this thread, or by several where there are many.
    fn run(
        &self,
        cut: &[Window],
        groups: &[Group],
        open: &[Open],
    ) -> Result<Vec<Decoded>, LanguageError> {
        let threads = self
            .options
            .threads
            .min(groups.len() / WORTH_A_THREAD)
            .max(1);
        if threads == 1 {
            let mut done = Vec::with_capacity(cut.len());
            for group in groups {
                done.extend(self.run_group(cut, group, open)?);
            }
            return Ok(done);
        }
        let next = AtomicUsize::new(0);
        let work = || -> Result<Vec<Decoded>, LanguageError> {
            let mut done = Vec::new();
            while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
                done.extend(self.run_group(cut, group, open)?);
            }
            Ok(done)
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let mut done = Vec::with_capacity(cut.len());
            for worker in workers {
                let part = worker
                    .join()
                    .map_err(|_| LanguageError::Run("a thread of it stopped".to_owned()))?;
                done.extend(part?);
            }
            Ok(done)
        })
    }

    fn run_group(
        &self,
        cut: &[Window],
        group: &Group,
        open: &[Open],
    ) -> Result<Vec<Decoded>, LanguageError> {
        let batch = Batch::new(cut, group, self.model.features);
        let logits = self.model.encoder.run(&batch)?;
        let labels = self.decoder.labels;
        let outputs = 2 * labels;
        if logits.len() != batch.rows * batch.length * outputs {
            return Err(LanguageError::Run(
                "it gives another number of labels".to_owned(),
            ));
        }
        let mut done = Vec::with_capacity(group.len());
        for (row, &at) in group.iter().enumerate() {
            let window = &cut[at];
            let own = &logits[row * batch.length * outputs..][..batch.length * outputs];
            let mut words = Vec::with_capacity(window.edges.len());
            let mut scores: NameScores = Vec::with_capacity(window.edges.len());
            let mut sum = vec![0.0; labels];
            for (&(first, last), number) in window.edges.iter().zip(window.words.clone()) {
                // a word's logits: what its first piece says and what its last one says
                let front = &own[first * outputs..][..labels];
                let back = &own[last * outputs + labels..][..labels];
                for ((sum, a), b) in sum.iter_mut().zip(front).zip(back) {
                    *sum = a + b;
                }
                let folded = &open[window.sentence].folded[number];
                words.push(self.decoder.word(&sum, folded));
                scores.push(self.decoder.names(&sum));
            }
            done.push((at, words, decode::names(&scores)));
        }
        Ok(done)
    }
}

/// A window's number, the labels of its words and its names.
type Decoded = (usize, Vec<WordLabels>, Vec<FoundName>);

/// Writes what was found in a window into its sentence.
fn settle(
    window: &Window,
    labels: Vec<WordLabels>,
    names: Vec<FoundName>,
    open: &mut [Open],
    text: &str,
) {
    let Some(open) = open.get_mut(window.sentence) else {
        return;
    };
    let (sentence, seen) = (&mut open.sentence, &open.seen);
    for (number, label) in window.words.clone().zip(labels) {
        let Some(word) = seen.get(number).and_then(|&at| sentence.words.get_mut(at)) else {
            continue;
        };
        word.front = Proclitics {
            conjunction: label.front.conjunction,
            particle: label.front.particle,
            article: label.front.article,
        };
        word.back = label.back;
        word.tag = label.tag;
        word.sure = label.sure;
    }
    for (kind, words, sure) in names {
        let number = |at: usize| seen.get(window.words.start + at).copied();
        let (Some(from), Some(last)) = (
            number(words.start),
            words.end.checked_sub(1).and_then(number),
        ) else {
            continue;
        };
        let mut words = from..last + 1;
        // quotes, brackets and commas at a name's edges are no part of it
        let sign = |at: usize| {
            sentence.words.get(at).is_some_and(|word| {
                text.get(word.start..word.end)
                    .is_some_and(|written| !written.contains(char::is_alphanumeric))
            })
        };
        while words.start < words.end && sign(words.start) {
            words.start += 1;
        }
        while words.start < words.end && sign(words.end - 1) {
            words.end -= 1;
        }
        if words.is_empty() {
            continue;
        }
        let (Some(first), Some(last)) = (
            sentence.words.get(words.start),
            sentence.words.get(words.end.saturating_sub(1)),
        ) else {
            continue;
        };
        let written = text.get(first.start..first.end).unwrap_or_default();
        let start = first.start + raw_prefix(written, first.front.letters());
        // a word that is all proclitics keeps its letters
        let start = if start < first.end {
            start
        } else {
            first.start
        };
        let span = start..last.end;
        sentence.names.push(Name {
            kind,
            words,
            span,
            sure,
        });
    }
}
