//! A sentence made ready for reading: words with what the lexicon knows of them and a
//! decision whether each is a verb or a noun.

use std::ops::Range;

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{ClassSet, EntryRef, Function, WordClass, WordReading};
use tawatur_text::{TokenKind, clitics, fold, token};

/// What a word is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pos {
    /// A finite verb.
    Verb,
    /// A noun, name, adjective or participle; unknown words too.
    Noun,
    /// A function word.
    Function(Function),
    /// Digits.
    Number,
    /// A sign.
    Punct,
}

/// A word, number or sign of a sentence.
#[derive(Debug, Clone)]
pub struct Word<'t> {
    /// First byte in the document's text.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// The characters themselves.
    pub text: &'t str,
    /// Folded form, proclitics and all.
    pub folded: String,
    /// Word, number or sign.
    pub kind: TokenKind,
    /// What it is here.
    pub pos: Pos,
    /// What the lexicon says, those of the decided part of speech first.
    pub readings: Vec<WordReading>,
    /// Folded letters of conjunction (و ف) written onto the word, 0 or 1.
    pub conjunction: usize,
    /// Folded letters of all proclitics written onto the word.
    pub taken: usize,
    /// Classes of the word without its proclitics.
    pub classes: ClassSet,
    /// The folded word without its proclitics, kept since it is asked for again and again.
    bare: String,
}

impl Word<'_> {
    /// Byte at which the word starts once its proclitics are off.
    #[must_use]
    pub fn core(&self) -> usize {
        self.core_after(self.taken)
    }

    /// Byte at which the word starts once `taken` folded letters are off.
    #[must_use]
    pub fn core_after(&self, taken: usize) -> usize {
        self.start + fold::raw_prefix(self.text, taken)
    }

    /// The folded word without its conjunction.
    #[must_use]
    pub fn after_conjunction(&self) -> &str {
        self.folded
            .char_indices()
            .nth(self.conjunction)
            .map_or("", |(at, _)| &self.folded[at..])
    }

    /// The folded word without its proclitics («لل…» as «ال…»).
    #[must_use]
    pub fn bare(&self) -> String {
        self.bare.clone()
    }

    /// As [`Self::bare`], without a copy.
    #[must_use]
    pub fn bare_str(&self) -> &str {
        &self.bare
    }

    fn make_bare(&self) -> String {
        let rest = self
            .folded
            .char_indices()
            .nth(self.taken)
            .map_or("", |(at, _)| &self.folded[at..]);
        // the lam of «للجيش» stays on: ل + «لجيش» is «الجيش»
        if self.taken > 0
            && rest.starts_with('ل')
            && self.folded.contains("لل")
            && self.taken == self.conjunction + 1
        {
            format!("ا{rest}")
        } else {
            rest.to_owned()
        }
    }

    /// The preposition written onto the word (ب ل ك), if any.
    #[must_use]
    pub fn attached(&self) -> Option<char> {
        if self.taken <= self.conjunction {
            return None;
        }
        self.folded
            .chars()
            .nth(self.conjunction)
            .filter(|c| matches!(c, 'ب' | 'ل' | 'ك'))
    }

    /// Carries the article.
    #[must_use]
    pub fn definite(&self) -> bool {
        self.bare.starts_with("ال") && self.bare.len() > "ال".len() + 2
    }

    /// A finite verb here.
    #[must_use]
    pub fn is_verb(&self) -> bool {
        self.pos == Pos::Verb
    }

    /// A noun, name or adjective here.
    #[must_use]
    pub fn is_noun(&self) -> bool {
        self.pos == Pos::Noun
    }

    /// Belongs to a class of words.
    #[must_use]
    pub fn is(&self, class: WordClass) -> bool {
        self.classes.has(class)
    }

    /// The function it has, if it is a function word.
    #[must_use]
    pub fn function(&self) -> Option<Function> {
        match self.pos {
            Pos::Function(function) => Some(function),
            _ => None,
        }
    }

    /// A sign, and which.
    #[must_use]
    pub fn sign(&self) -> Option<char> {
        if self.pos == Pos::Punct {
            self.text.chars().next()
        } else {
            None
        }
    }

    /// The readings that agree with the decided part of speech.
    pub fn fitting(&self) -> impl Iterator<Item = &WordReading> {
        let verb = self.is_verb();
        self.readings
            .iter()
            .filter(move |reading| reading.is_verb() == verb)
    }

    /// Marked as passive by a damma on its first letter.
    #[must_use]
    pub fn has_passive_mark(&self) -> bool {
        let core = &self.text[fold::raw_prefix(self.text, self.taken)..];
        core.chars().nth(1) == Some('\u{064F}')
    }
}

/// A sentence of a document.
#[derive(Debug, Clone)]
pub struct Sentence<'t> {
    /// Its bytes in the document's text.
    pub range: Range<usize>,
    /// Its words in order.
    pub words: Vec<Word<'t>>,
    /// For each word, whether it stands inside quotation marks.
    pub quoted: Vec<bool>,
}

/// Signs that open or close a quotation, whichever way round they are typed.
#[must_use]
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‟' | '″' | '❝' | '❞')
}

impl<'t> Sentence<'t> {
    /// Cuts `text[range]` into words and asks the lexicon about each.
    #[must_use]
    pub fn new(text: &'t str, range: Range<usize>, lexicon: &Lexicon) -> Self {
        let mut words: Vec<Word<'t>> = token::tokens(&text[range.clone()])
            .into_iter()
            .map(|token| {
                let folded = token.folded();
                let mut word = Word {
                    start: range.start + token.start,
                    end: range.start + token.end,
                    text: token.text,
                    folded,
                    kind: token.kind,
                    pos: match token.kind {
                        TokenKind::Word => Pos::Noun,
                        TokenKind::Number => Pos::Number,
                        TokenKind::Punct => Pos::Punct,
                    },
                    readings: Vec::new(),
                    conjunction: 0,
                    taken: 0,
                    classes: ClassSet::default(),
                    bare: String::new(),
                };
                if token.kind == TokenKind::Word {
                    let function = lexicon
                        .function(&word.folded)
                        .filter(|_| !is_name_ali(text, range.start, word.text));
                    if let Some((function, taken)) = function {
                        word.pos = Pos::Function(function);
                        word.conjunction = taken;
                        word.taken = taken;
                    } else {
                        word.readings = lexicon.lookup(&word.folded);
                        let text = token.text;
                        word.readings.retain(|r| hamza_fits(text, r, lexicon));
                        // a written ة is no pronoun, and no verb ends in it
                        let last = token.text.chars().rev().find(|&c| !fold::is_ignorable(c));
                        if last == Some('ة') {
                            word.readings
                                .retain(|r| !r.is_verb() && r.enclitic.is_none());
                        }
                    }
                }
                word
            })
            // a word of tatweel alone is no word
            .filter(|word| word.kind != TokenKind::Word || !word.folded.is_empty())
            .collect();
        let mut open = false;
        let quoted = words
            .iter()
            .map(|word| {
                if word.kind == TokenKind::Punct && word.text.chars().next().is_some_and(is_quote) {
                    open = !open;
                    false
                } else {
                    open
                }
            })
            .collect();
        for word in &mut words {
            word.bare = word.make_bare();
        }
        for at in 0..words.len() {
            decide(&mut words, at, lexicon);
            words[at].bare = words[at].make_bare();
            words[at].classes = lexicon.classes(words[at].bare_str());
        }
        Self {
            range,
            words,
            quoted,
        }
    }

    /// Words inside names are no verbs, whatever they look like («تل تمر»), and lose no
    /// letters: each name is its words and the byte at which it begins.
    pub fn settle_names(&mut self, names: impl Iterator<Item = (Range<usize>, usize)>) {
        for (range, start) in names {
            for (number, word) in self
                .words
                .get_mut(range)
                .unwrap_or_default()
                .iter_mut()
                .enumerate()
            {
                if word.is_verb() {
                    word.pos = Pos::Noun;
                }
                if word.pos != Pos::Noun {
                    continue;
                }
                let before = if number == 0 {
                    start.saturating_sub(word.start)
                } else {
                    0
                };
                let letters = word
                    .text
                    .get(..before)
                    .map_or(0, |front| tawatur_text::fold(front).chars().count());
                // «والقامشلي»: the name's own start says how much is no part of it
                word.taken = letters;
                word.conjunction = usize::from(letters > 0 && word.folded.starts_with(['و', 'ف']));
                word.bare = word.make_bare();
            }
        }
    }

    /// Bytes from the first word's start (proclitics off) to the last word's end.
    #[must_use]
    pub fn span(&self, words: Range<usize>) -> Range<usize> {
        match (
            self.words.get(words.start),
            words
                .end
                .checked_sub(1)
                .and_then(|last| self.words.get(last)),
        ) {
            (Some(first), Some(last)) if words.start < words.end => first.core()..last.end,
            _ => self.range.start..self.range.start,
        }
    }

    /// The word that holds or follows byte `at`.
    #[must_use]
    pub fn word_at(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.end <= at)
    }
}

/// Bytes around a sentence that are searched for how its writer spells «على».
const SPELLING_REACH: usize = 4000;

/// «علي» with a dotted ya is the name where the writer spells the preposition «على»
/// elsewhere; many never do, and there it is the preposition.
fn is_name_ali(text: &str, near: usize, word: &str) -> bool {
    if !matches!(word, "علي" | "عليّ" | "عَلي") {
        return false;
    }
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (from, to) = (
        floor(near.saturating_sub(SPELLING_REACH)),
        floor((near + SPELLING_REACH).min(text.len())),
    );
    text.get(from..to).is_some_and(|piece| {
        piece.contains(" على ") || piece.contains("إلى ") || piece.contains("حتى ")
    })
}

/// Whether the hamza that is written on a word's first letter can be that of a reading:
/// no verb begins with إ, and آ stays where the base form has it («آمر» is no «أمر»).
fn hamza_fits(text: &str, reading: &WordReading, lexicon: &Lexicon) -> bool {
    let first = text
        .get(fold::raw_prefix(text, reading.taken)..)
        .and_then(|rest| rest.chars().next());
    match first {
        Some('إ') => !reading.is_verb(),
        Some('آ') => {
            reading.entry == EntryRef::Plain || lexicon.lemma(reading.entry).starts_with('آ')
        }
        _ => true,
    }
}

/// Decides whether the word at `at` is a verb or a noun, and where its proclitics end.
fn decide(words: &mut [Word<'_>], at: usize, lexicon: &Lexicon) {
    if words[at].kind != TokenKind::Word || words[at].function().is_some() {
        return;
    }
    // a shortened imperfect stands after «لم», «لا» or a ل only
    let shortened = at
        .checked_sub(1)
        .is_some_and(|i| words[i].function() == Some(Function::Neg));
    words[at]
        .readings
        .retain(|r| !r.form.jussive || shortened || r.proclitics.ends_with('ل'));
    let verb = is_verb_here(words, at);
    let word = &mut words[at];
    word.pos = if verb { Pos::Verb } else { Pos::Noun };
    let fitting = word
        .readings
        .iter()
        .find(|reading| reading.is_verb() == verb);
    if let Some(reading) = fitting {
        word.taken = reading.taken;
        word.conjunction = usize::from(reading.proclitics.starts_with(['و', 'ف']));
    } else if !verb {
        (word.conjunction, word.taken) = noun_proclitics(&word.folded, lexicon);
    }
    word.readings
        .sort_by_key(|reading| reading.is_verb() != verb);
}

/// Proclitics of a noun that the lexicon does not know: only such as show by the article
/// («بال…», «لل…», «وال…»), and a و before a long word.
fn noun_proclitics(folded: &str, lexicon: &Lexicon) -> (usize, usize) {
    let conjunction = usize::from(folded.starts_with(['و', 'ف']));
    for split in clitics::splits(folded) {
        if split.taken == 0 {
            continue;
        }
        let own_conjunction = usize::from(split.proclitics.starts_with(['و', 'ف']));
        if split.rest.starts_with("ال")
            && split.rest.chars().count() > 3
            && !split.proclitics.ends_with('س')
        {
            return (own_conjunction, split.taken);
        }
        // «بصورة», «لمدينة»: the rest is a word that we know
        let known = lexicon.classes(&split.rest) != ClassSet::default()
            && lexicon.classes(folded) == ClassSet::default();
        if known && split.rest.chars().count() > 2 && !split.proclitics.ends_with('س') {
            return (own_conjunction, split.taken);
        }
        if lexicon
            .function(&split.rest)
            .is_some_and(|(_, taken)| taken == 0)
            && split.rest.chars().count() > 2
        {
            return (own_conjunction, split.taken);
        }
    }
    let own = lexicon.is_whole(folded) || lexicon.classes(folded) != ClassSet::default();
    if conjunction == 1 && !own && folded.starts_with('و') && folded.chars().count() >= 5 {
        return (1, 1);
    }
    (0, 0)
}

/// The context decides between «قصف» he shelled and «قصف» shelling.
fn is_verb_here(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let verb = word.readings.iter().any(WordReading::is_verb);
    let noun = word.readings.iter().any(|reading| !reading.is_verb());
    if !verb || word.readings.iter().any(|reading| reading.article) {
        return looks_imperfect(words, at);
    }
    let before = at.checked_sub(1).map(|i| &words[i]);
    if let Some(before) = before {
        match before.function() {
            Some(Function::Prep | Function::Quant | Function::Dem) => return false,
            Some(Function::Neg) => return true,
            Some(Function::Part) => return before.after_conjunction() != "غير",
            _ => {}
        }
    }
    if !noun {
        return true;
    }
    let imperfect = word
        .readings
        .iter()
        .any(|r| r.form.tense == Tense::Imperfect);
    if imperfect
        && word
            .folded
            .trim_start_matches(['و', 'ف', 'س'])
            .starts_with('ي')
    {
        return true;
    }
    match before {
        None => opens_with_verb(words, at),
        Some(before) => match before.pos {
            Pos::Punct => opens_with_verb(words, at),
            Pos::Function(
                Function::Rel | Function::Clause | Function::Sub | Function::Part | Function::Neg,
            ) => true,
            Pos::Function(_) => false,
            // «الجيش قصف القرية»: a definite subject before it, and no verb yet in its clause
            Pos::Noun => {
                word.conjunction_guess() || (before.definite() && !clause_has_verb(words, at))
            }
            Pos::Verb | Pos::Number => false,
        },
    }
}

impl Word<'_> {
    /// True where a reading takes a و or ف off the word.
    fn conjunction_guess(&self) -> bool {
        self.readings
            .iter()
            .any(|reading| reading.is_verb() && reading.proclitics.starts_with(['و', 'ف']))
    }
}

/// At the head of a sentence or clause: a verb is followed by a definite noun, a number or
/// a preposition; a verbal noun by its genitive. Headlines open with the noun more often,
/// so a sound masdar with a distinct pattern keeps its reading where one exists.
fn opens_with_verb(words: &[Word<'_>], at: usize) -> bool {
    let Some(next) = words.get(at + 1) else {
        return false;
    };
    match next.pos {
        Pos::Number | Pos::Function(Function::Prep) => true,
        Pos::Noun => next.definite() || !next.readings.iter().any(WordReading::is_verb),
        _ => true,
    }
}

/// Whether a finite verb stands between the head of the clause and word `at`.
fn clause_has_verb(words: &[Word<'_>], at: usize) -> bool {
    for word in words[..at].iter().rev() {
        match word.pos {
            Pos::Verb => return true,
            Pos::Punct if !word.sign().is_some_and(is_quote) => return false,
            Pos::Function(Function::Sub | Function::Rel | Function::Clause) => return false,
            _ => {}
        }
    }
    false
}

/// Unknown words that can only be verbs by their shape and place: «لم ينجحوا».
fn looks_imperfect(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    if word.readings.iter().any(|reading| reading.article) || !word.readings.is_empty() {
        return false;
    }
    let after_negation = at
        .checked_sub(1)
        .and_then(|i| words[i].function())
        .is_some_and(|f| f == Function::Neg || f == Function::Part);
    let stem = word.folded.trim_start_matches(['و', 'ف']);
    after_negation && stem.starts_with(['ي', 'ت', 'ن', 'ا'])
}
