//! A sentence with what the search for sources asks of its words again and again.

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{EntryRef, Function, SayVerb, WordReading};
use tawatur_text::{TokenKind, fold};

use super::tables::{NameLookup, Role, SourceTables};
use crate::sentence::{Pos, Sentence, Word, is_quote};

pub(super) struct View<'a, 't> {
    pub(super) words: &'a [Word<'t>],
    /// Folded words without proclitics.
    pub(super) bare: Vec<String>,
    /// Whether و or ف is written onto the word or stands before it.
    conj: Vec<bool>,
    /// Folded letters in front of `bare`.
    taken: Vec<usize>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) tables: &'a SourceTables,
    pub(super) names: &'a dyn NameLookup,
    /// For each word, whether it stands inside quotation marks.
    pub(super) quoted: &'a [bool],
    /// Folded names of the document's own outlet.
    pub(super) own: &'a [String],
}

impl<'a, 't> View<'a, 't> {
    pub(super) fn new(
        sentence: &'a Sentence<'t>,
        lexicon: &'a Lexicon,
        tables: &'a SourceTables,
        names: &'a dyn NameLookup,
        own: &'a [String],
    ) -> Self {
        let words = sentence.words.as_slice();
        let mut view = Self {
            words,
            bare: Vec::with_capacity(words.len()),
            conj: Vec::with_capacity(words.len()),
            taken: Vec::with_capacity(words.len()),
            lexicon,
            tables,
            names,
            quoted: sentence.quoted.as_slice(),
            own,
        };
        for (at, word) in words.iter().enumerate() {
            let alone = at > 0 && words[at - 1].folded == "و";
            let (conj, taken, bare) = view.cut(at, word);
            view.conj.push(conj || alone);
            view.taken.push(taken);
            view.bare.push(bare);
        }
        view
    }

    /// Conjunction, letters taken off and what is left. A word that the tables know whole
    /// («وزارة», «وكالة») begins with no conjunction.
    fn cut(&self, at: usize, word: &Word<'_>) -> (bool, usize, String) {
        let folded = word.folded.as_str();
        if word.kind != TokenKind::Word || word.function().is_some() {
            return (word.conjunction > 0, word.taken, word.bare());
        }
        let speaks = word
            .readings
            .iter()
            .any(|reading| reading.is_verb() && matches!(reading.entry, EntryRef::Say(_)));
        let no_verb = word.is_verb() && !self.is_verb(at);
        if self.known(folded) && !speaks || no_verb && !folded.starts_with('و') {
            return (false, 0, folded.to_owned());
        }
        if word.taken == 0
            && let Some(rest) = folded.strip_prefix('و')
            && rest.chars().count() >= 3
            && (self.known(rest) || rest.starts_with("ال") && rest.chars().count() > 4)
        {
            return (true, 1, rest.to_owned());
        }
        (word.conjunction > 0, word.taken, word.bare())
    }

    fn known(&self, folded: &str) -> bool {
        self.tables.knows(folded) || self.names.class(&[folded]).is_some()
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn word(&self, at: usize) -> Option<&'a Word<'t>> {
        self.words.get(at)
    }

    pub(super) fn bare(&self, at: usize) -> &str {
        self.bare.get(at).map_or("", String::as_str)
    }

    pub(super) fn conj(&self, at: usize) -> bool {
        self.conj.get(at).copied().unwrap_or(false)
    }

    /// Byte at which the word begins without its proclitics.
    pub(super) fn start(&self, at: usize) -> usize {
        self.words.get(at).map_or(0, |word| {
            word.core_after(self.taken.get(at).copied().unwrap_or(0))
        })
    }

    pub(super) fn end(&self, at: usize) -> usize {
        self.words.get(at).map_or(0, |word| word.end)
    }

    pub(super) fn function(&self, at: usize) -> Option<Function> {
        self.words.get(at).and_then(Word::function)
    }

    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| word.is_noun() || word.is_verb() && !self.is_verb(at))
            || self.is_ali(at)
    }

    /// The preposition `letter` is written onto the word, by what the lexicon says of it.
    pub(super) fn carries(&self, at: usize, letter: char) -> bool {
        self.words.get(at).is_some_and(|word| {
            word.attached() == Some(letter) && self.start(at) > word.start
                || letter == 'ب' && self.is_unknown_masdar(at)
        })
    }

    /// «علي» with its dots, which folds like the preposition, is a name after a name or title.
    fn is_ali(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            word.folded == "علي"
                && word.text.ends_with('ي')
                && at > 0
                && self
                    .words
                    .get(at - 1)
                    .is_some_and(|w| w.is_noun() || w.folded == "ام")
                && self.words.get(at + 1).is_some_and(|next| {
                    next.is_noun() || matches!(next.pos, Pos::Punct | Pos::Function(Function::Sub))
                })
        })
    }

    /// A finite verb; a word that the tables know as a source's («وكالة», «أمني») is none,
    /// nor is one that could only be said in the first person.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.voices(at)
            || self.words.get(at).is_some_and(|word| {
                word.is_verb()
                    && (word.readings.iter().any(|r| self.is_verbal(word, r))
                        || word.readings.is_empty() && !self.guessed_name(at))
            })
    }

    /// «عبر الرئيس عن رضاه»: the verb that is written like the preposition «عبر».
    fn voices(&self, at: usize) -> bool {
        let here = self.words.get(at).is_some_and(|word| {
            word.function() == Some(Function::Prep)
                && matches!(word.after_conjunction(), "عبر" | "عبرت")
        });
        here && (at == 0 || self.is_comma(at - 1))
            && (at + 2..at + 8)
                .take_while(|&i| !self.is_comma(i) && !self.is_stop(i))
                .any(|i| self.words.get(i).is_some_and(|w| w.folded == "عن"))
    }

    /// The reading can be a verb's here.
    fn is_verbal(&self, word: &Word<'_>, reading: &WordReading) -> bool {
        let speaks = matches!(reading.entry, EntryRef::Say(_));
        reading.is_verb()
            && (reading.form.person == 3 || reading.form.number > 1)
            // «ردا على» is no dual
            && !(reading.form.number == 2 && word.readings.iter().any(|r| !r.is_verb()))
            // a verb takes «ني», never «ي»
            && reading.enclitic != Some("ي")
            && (!self.tables.knows(&word.folded)
                || speaks && reading.enclitic.is_none() && reading.taken == 0)
            // «لقناة» is no «لقي» with a pronoun
            && !(reading.enclitic.is_some()
                && ['ل', 'ب', 'و'].iter().any(|&letter| {
                    word.folded
                        .strip_prefix(letter)
                        .is_some_and(|rest| self.tables.knows(rest))
                }))
    }

    /// An unknown word that only its first letters make a verb («سيباستيان», «ستريت») stands
    /// where a name does.
    fn guessed_name(&self, at: usize) -> bool {
        at > 0
            && (self.say(at - 1).is_some()
                || self.words[at - 1].is_noun()
                    && !self.definite(at - 1)
                    && !self.words[at - 1].definite()
                    && self.words[at].conjunction == 0)
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        self.words.get(at).and_then(Word::sign)
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        matches!(self.sign(at), Some('،' | ',' | '؛' | ';'))
    }

    pub(super) fn is_quote(&self, at: usize) -> bool {
        self.sign(at).is_some_and(is_quote)
    }

    pub(super) fn is_colon(&self, at: usize) -> bool {
        matches!(self.sign(at), Some(':' | '：'))
    }

    pub(super) fn is_stop(&self, at: usize) -> bool {
        matches!(self.sign(at), Some('.' | '!' | '؟' | '?' | '…'))
    }

    /// Folded words from `at` on, the first without its conjunction, at most four.
    pub(super) fn folded_from(&self, at: usize) -> Vec<&str> {
        let mut found = Vec::with_capacity(4);
        for word in self.words.iter().skip(at).take(4) {
            found.push(if found.is_empty() {
                word.after_conjunction()
            } else {
                word.folded.as_str()
            });
        }
        found
    }

    /// Opens a content clause: «أن», «إنه», «بأنها», not a condition.
    pub(super) fn is_that(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else {
            return false;
        };
        let folded = word.after_conjunction();
        let stem = folded.strip_prefix('ب').unwrap_or(folded);
        if word.kind != TokenKind::Word {
            return false;
        }
        let Some(end) = stem.strip_prefix("ان") else {
            return false;
        };
        matches!(
            end,
            "" | "ه"
                | "ها"
                | "هم"
                | "هما"
                | "هن"
                | "نا"
                | "ني"
                | "ك"
                | "كم"
                | "ا"
                | "ي"
                | "ما"
        )
    }

    /// A ب before a word that no table knows and that is built like a verbal noun
    /// («باختلاس», «بتهريب»).
    fn is_unknown_masdar(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            word.is_noun()
                && word.readings.is_empty()
                && !self.known(&word.folded)
                && self.behind(at, 'ب').is_some_and(|(_, rest)| {
                    rest.chars().count() >= 5 && rest.starts_with(['ا', 'ت'])
                })
        })
    }

    /// Time words and numbers, which may stand between a verb and what belongs to it.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        matches!(
            self.words.get(at).map(|w| w.pos),
            Some(Pos::Function(
                Function::Adv | Function::PrepPron | Function::Part
            ))
        ) || self.is_day(at)
    }

    fn is_day(&self, at: usize) -> bool {
        matches!(
            self.bare(at),
            "اليوم"
                | "امس"
                | "الامس"
                | "السبت"
                | "الاحد"
                | "الاثنين"
                | "الثلاثاء"
                | "الاربعاء"
                | "الخميس"
                | "الجمعه"
                | "مساء"
                | "صباح"
                | "فجر"
                | "ظهر"
                | "يوم"
        )
    }

    /// The verb of speech that the word is, finite; with its form's gender and whether it
    /// is spelled as a passive.
    pub(super) fn say(&self, at: usize) -> Option<(&'a SayVerb, WordReading)> {
        let word = self.words.get(at)?;
        let before = at.checked_sub(1).and_then(|i| self.function(i));
        let likewise = at > 0 && self.words[at - 1].after_conjunction() == "كما";
        if matches!(before, Some(Function::Prep | Function::Dem))
            && word.pos != Pos::Verb
            && !likewise
        {
            return None;
        }
        if word.function().is_some() {
            return self.say_of_function(at);
        }
        let second_person = word.folded.starts_with('ت') && word.folded.ends_with("ون");
        let counted = at > 0 && self.words[at - 1].pos == Pos::Number;
        if second_person || counted && word.pos != Pos::Verb {
            return None;
        }
        if at > 0 && !self.definite(at - 1) && self.is_content_noun(at - 1) {
            // «عدم ذكر اسمه»
            return None;
        }
        let reading = word.readings.iter().find(|reading| {
            matches!(reading.entry, EntryRef::Say(_))
                && self.is_verbal(word, reading)
                && reading.form.person == 3
        })?;
        let EntryRef::Say(index) = reading.entry else {
            return None;
        };
        Some((self.lexicon.says.get(index as usize)?, reading.clone()))
    }

    /// «بيّن أن», which is written like a preposition.
    fn say_of_function(&self, at: usize) -> Option<(&'a SayVerb, WordReading)> {
        let word = self.words.get(at)?;
        let marked = word.text.contains('\u{0651}');
        let opens = at == 0
            && word.conjunction == 1
            && self
                .entry(at + 1, |role| matches!(role, Role::Head | Role::Title))
                .is_some();
        if !(marked || opens || self.is_that(at + 1) || self.voices(at))
            || word.folded.chars().count() < 3
        {
            return None;
        }
        let reading = self
            .lexicon
            .lookup(word.after_conjunction())
            .into_iter()
            .find(|r| matches!(r.entry, EntryRef::Say(_)) && r.is_verb() && r.form.person == 3)?;
        let EntryRef::Say(index) = reading.entry else {
            return None;
        };
        Some((self.lexicon.says.get(index as usize)?, reading))
    }

    /// The verb of speech that the word is a form of, of one of the tenses.
    pub(super) fn say_noun(&self, at: usize, tense: Tense) -> Option<(&'a SayVerb, WordReading)> {
        let word = self.words.get(at)?;
        let reading = word.readings.iter().find(|reading| {
            matches!(reading.entry, EntryRef::Say(_)) && reading.form.tense == tense
        })?;
        let EntryRef::Say(index) = reading.entry else {
            return None;
        };
        Some((self.lexicon.says.get(index as usize)?, reading.clone()))
    }

    /// A noun that opens what is said and names no event itself («عدم», «وجود»).
    pub(super) fn is_content_noun(&self, at: usize) -> bool {
        self.entry(at, |role| role == Role::Content).is_some()
    }

    /// A verbal noun of the lexicon's, by itself or as one reading.
    pub(super) fn is_masdar(&self, at: usize) -> bool {
        self.is_content_noun(at) && !self.definite(at)
            || self.words.get(at).is_some_and(|word| {
                word.readings.iter().any(|reading| {
                    matches!(reading.form.tense, Tense::Masdar | Tense::Noun)
                        && !reading.article
                        && !matches!(reading.entry, EntryRef::Say(_))
                })
            })
    }

    pub(super) fn definite(&self, at: usize) -> bool {
        let bare = self.bare(at);
        bare.starts_with("ال") && bare.chars().count() > 3
    }

    /// What follows a one-letter preposition at the front of the word: the letters to take
    /// off and the rest, folded («للجيش» gives «الجيش»). A rest that is no known word counts
    /// only with its article.
    pub(super) fn behind(&self, at: usize, letter: char) -> Option<(usize, String)> {
        let word = self.words.get(at)?;
        if word.kind != TokenKind::Word || word.function().is_some() {
            return None;
        }
        let (conjunction, stem) = match word.folded.strip_prefix(['و', 'ف']) {
            Some(rest) if rest.starts_with(letter) => (1, rest),
            _ => (0, word.folded.as_str()),
        };
        let rest = stem.strip_prefix(letter)?;
        if rest.chars().count() < 2 {
            return None;
        }
        if letter == 'ل' && rest.starts_with('ل') {
            return Some((conjunction + 1, format!("ا{rest}")));
        }
        Some((conjunction + 1, rest.to_owned()))
    }

    /// The row of the table of sources at `at`, of one of the roles.
    pub(super) fn entry(
        &self,
        at: usize,
        role: impl Fn(Role) -> bool,
    ) -> Option<(&'a super::tables::Entry, usize)> {
        let bare = self.bare.get(at..)?;
        self.tables.sources(bare, role)
    }

    pub(super) fn is_venue(&self, at: usize) -> bool {
        self.entry(at, |role| role == Role::Venue).is_some()
    }

    /// The mark that closes the quotation opened at `open`; `None` where it stays open.
    pub(super) fn closing(&self, open: usize) -> Option<usize> {
        let mark = self.sign(open)?;
        closing(self.words, open + 1, mark)
    }
}

/// Index of the word that closes a quotation opened with `mark`, from `from` on.
pub(super) fn closing(words: &[Word<'_>], from: usize, mark: char) -> Option<usize> {
    let (same, other) = match mark {
        '«' => ('«', '»'),
        '»' => ('»', '«'),
        '“' => ('“', '”'),
        '”' => ('”', '“'),
        plain => (plain, plain),
    };
    let mut depth = 1_usize;
    for (at, word) in words.iter().enumerate().skip(from) {
        let Some(sign) = word.sign() else { continue };
        // a mark that touches the word before it and not the next one closes, however typed
        let closes = sign == same
            && at > from
            && words
                .get(at.wrapping_sub(1))
                .is_some_and(|w| w.end == word.start)
            && words
                .get(at + 1)
                .is_none_or(|w| w.start > word.end || w.sign().is_some());
        if sign == other || closes {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        } else if sign == same {
            depth += 1;
        } else if same != other && matches!(sign, '"') && depth == 1 && other == '”' {
            return Some(at);
        }
    }
    None
}

/// The folded words of a text.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
