//! The lexicon: words that name events, carry them, report them or change whether they
//! happened, found under every spelling that news writes.
//!
//! Tables (`lexicons/`): `events.tsv` and `nouns.tsv` (what names an event), `light.tsv`
//! (verbs whose event is in their noun), `saying.tsv` (verbs of speech), `operators.tsv`
//! (verbs that change realis), `verbs.tsv` (other frequent verbs, so that they are known
//! to be verbs).

mod class;
mod function;
mod senses;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::path::Path;

use tawatur_text::clitics;
use tawatur_text::fold;

use crate::inflect::{self, Form, Tense};
use crate::table::{KnowledgeError, Table};

pub use class::{ClassSet, WordClass};
pub use function::Function;
pub use senses::{
    Aspect, EventSense, LightVerb, NounIs, Operator, Part, SayVerb, Scope, Stance, TriggerSpan,
};

/// Which row a word belongs to; the number indexes the list of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryRef {
    /// [`Lexicon::events`].
    Event(u32),
    /// [`Lexicon::lights`].
    Light(u32),
    /// [`Lexicon::says`].
    Say(u32),
    /// [`Lexicon::operators`].
    Operator(u32),
    /// A verb that names nothing for us.
    Plain,
}

/// One way to read a word of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordReading {
    /// Folded characters of proclitics at its front.
    pub taken: usize,
    /// The proclitics («و», «ب», «وس»…), folded.
    pub proclitics: String,
    /// Carries ال.
    pub article: bool,
    /// The pronoun at its end, folded.
    pub enclitic: Option<&'static str>,
    /// The row it belongs to.
    pub entry: EntryRef,
    /// The form it has.
    pub form: Form,
}

impl WordReading {
    /// A finite verb.
    #[must_use]
    pub fn is_verb(&self) -> bool {
        matches!(self.form.tense, Tense::Perfect | Tense::Imperfect)
    }
}

/// A sequence of words that names an event («وقف إطلاق النار»).
#[derive(Debug, Clone)]
pub struct Phrase {
    /// Folded words, the first without article.
    pub words: Vec<String>,
    /// Index into [`Lexicon::events`].
    pub sense: u32,
}

/// Every table of words, inflected.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Senses that name events, states and acts of speech.
    pub events: Vec<EventSense>,
    /// Light verbs.
    pub lights: Vec<LightVerb>,
    /// Verbs of speech.
    pub says: Vec<SayVerb>,
    /// Verbs that change realis.
    pub operators: Vec<Operator>,
    forms: HashMap<String, Vec<(EntryRef, Form)>>,
    phrases: HashMap<String, Vec<Phrase>>,
    functions: HashMap<String, Function>,
    classes: HashMap<String, ClassSet>,
    /// Folded words that are never a form of an event word (`whole.tsv`).
    whole: HashSet<String>,
}

macro_rules! embedded {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../lexicons/", $name)))
    };
}

const VERB_COLUMNS: &[&str] = &["perfect", "imperfect", "masdar"];

impl Lexicon {
    /// The tables that come with the program, and those of the folder `user` on top.
    ///
    /// # Errors
    /// A table that does not hold what its columns ask for, with file and line.
    pub fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let mut lexicon = Self {
            functions: function::load(user)?,
            classes: class::load(user)?,
            ..Self::default()
        };
        let read = |(name, text): (&str, &str), columns: &[&str]| {
            Table::with_user(name, text, user, columns)
        };
        for row in read(embedded!("events.tsv"), VERB_COLUMNS)?.rows() {
            let index = lexicon.events.len() as u32;
            lexicon.events.push(EventSense::of_verb(&row)?);
            lexicon.add_verb(&row, EntryRef::Event(index))?;
        }
        for row in read(embedded!("nouns.tsv"), &["noun", "plural", "type"])?.rows() {
            let index = lexicon.events.len() as u32;
            lexicon.events.push(EventSense::of_noun(&row)?);
            for word in row.list("noun") {
                lexicon.add_noun(word, Tense::Noun, 1, false, EntryRef::Event(index));
            }
            for word in row.list("plural") {
                lexicon.add_noun(word, Tense::Noun, 3, false, EntryRef::Event(index));
            }
        }
        for row in read(embedded!("light.tsv"), VERB_COLUMNS)?.rows() {
            let index = lexicon.lights.len() as u32;
            lexicon.lights.push(LightVerb::of(&row)?);
            lexicon.add_verb(&row, EntryRef::Light(index))?;
        }
        for row in read(embedded!("saying.tsv"), VERB_COLUMNS)?.rows() {
            let index = lexicon.says.len() as u32;
            lexicon.says.push(SayVerb::of(&row)?);
            lexicon.add_verb(&row, EntryRef::Say(index))?;
        }
        for row in read(embedded!("operators.tsv"), VERB_COLUMNS)?.rows() {
            let index = lexicon.operators.len() as u32;
            lexicon.operators.push(Operator::of(&row)?);
            lexicon.add_verb(&row, EntryRef::Operator(index))?;
        }
        for row in read(embedded!("whole.tsv"), &["word"])?.rows() {
            lexicon.whole.insert(fold(row.get("word")));
        }
        for row in read(embedded!("verbs.tsv"), &["perfect", "imperfect"])?.rows() {
            lexicon.add_verb(&row, EntryRef::Plain)?;
        }
        for list in lexicon.phrases.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        Ok(lexicon)
    }

    fn insert(&mut self, word: String, entry: EntryRef, form: Form) {
        let list = self.forms.entry(word).or_default();
        if !list.contains(&(entry, form)) {
            list.push((entry, form));
        }
    }

    fn add_verb(
        &mut self,
        row: &crate::table::Row<'_>,
        entry: EntryRef,
    ) -> Result<(), KnowledgeError> {
        let (perfect, imperfect) = (row.get("perfect"), row.get("imperfect"));
        if perfect.is_empty() && imperfect.is_empty() && row.get("masdar").is_empty() {
            return Err(row.error("the row has no perfect, imperfect or masdar"));
        }
        if !imperfect.is_empty() && !imperfect.starts_with('ي') {
            return Err(row.error(format!(
                "the imperfect «{imperfect}» must be the third person masculine, beginning with ي"
            )));
        }
        // in the tense that a sense is limited to only (`tense:imperfect` in the note)
        let only = senses::only_tense(row);
        let wants = |tense: Tense| only.is_none_or(|t| t == tense);
        if wants(Tense::Perfect) {
            for (word, form) in inflect::perfect(perfect) {
                self.insert(word, entry, form);
            }
        }
        if wants(Tense::Imperfect) {
            for (word, form) in inflect::imperfect(perfect, imperfect) {
                self.insert(word, entry, form);
            }
        }
        if let Some((past, present)) = row.get("passive_verb").split_once(',') {
            for (word, form) in inflect::perfect(past.trim()) {
                self.insert(
                    word,
                    entry,
                    Form {
                        passive: true,
                        ..form
                    },
                );
            }
            for (word, form) in inflect::imperfect(past.trim(), present.trim()) {
                self.insert(
                    word,
                    entry,
                    Form {
                        passive: true,
                        ..form
                    },
                );
            }
        }
        for word in row.list("masdar") {
            self.add_noun(word, Tense::Masdar, 1, false, entry);
        }
        for word in row.list("active") {
            self.add_noun(word, Tense::Active, 1, true, entry);
        }
        for word in row.list("passive") {
            self.add_noun(word, Tense::Passive, 1, true, entry);
        }
        Ok(())
    }

    fn add_noun(&mut self, word: &str, tense: Tense, number: u8, people: bool, entry: EntryRef) {
        if word.contains(' ') {
            if let EntryRef::Event(sense) = entry {
                let words: Vec<String> = word.split_whitespace().map(fold).collect();
                let first = words[0]
                    .strip_prefix("ال")
                    .filter(|w| w.chars().count() > 2)
                    .unwrap_or(&words[0])
                    .to_owned();
                self.phrases
                    .entry(first)
                    .or_default()
                    .push(Phrase { words, sense });
            }
            return;
        }
        for (spelling, form) in inflect::nominal(word, tense, number, people) {
            self.insert(spelling, entry, form);
        }
    }

    /// Phrases whose first word, folded and without article, is `first`; longest first.
    #[must_use]
    pub fn phrases(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// Whether a folded word is one that is read whole (`whole.tsv`).
    #[must_use]
    pub fn is_whole(&self, folded: &str) -> bool {
        self.whole.contains(folded)
    }

    /// The base form of the row that a word belongs to; empty for plain verbs.
    #[must_use]
    pub fn lemma(&self, entry: EntryRef) -> &str {
        let lemma = match entry {
            EntryRef::Event(i) => self.events.get(i as usize).map(|e| &e.lemma),
            EntryRef::Light(i) => self.lights.get(i as usize).map(|e| &e.lemma),
            EntryRef::Say(i) => self.says.get(i as usize).map(|e| &e.lemma),
            EntryRef::Operator(i) => self.operators.get(i as usize).map(|e| &e.lemma),
            EntryRef::Plain => None,
        };
        lemma.map_or("", String::as_str)
    }

    /// What kind of function word a folded word is, with the number of folded letters of a
    /// conjunction (و ف) or a preposition written onto it.
    #[must_use]
    pub fn function(&self, folded: &str) -> Option<(Function, usize)> {
        if let Some(&function) = self.functions.get(folded) {
            return Some((function, 0));
        }
        let rest = folded.strip_prefix(['و', 'ف'])?;
        let &function = self
            .functions
            .get(rest)
            .filter(|_| rest.chars().count() >= 2)?;
        Some((function, 1))
    }

    /// The classes of a folded word whose proclitics are off; its article does not matter.
    #[must_use]
    pub fn classes(&self, bare: &str) -> ClassSet {
        let found = self.classes.get(bare).copied().unwrap_or_default();
        match bare.strip_prefix("ال") {
            Some(rest) => found.union(self.classes.get(rest).copied().unwrap_or_default()),
            None => found,
        }
    }

    /// All ways to read a folded word, those that take off least first; only the ones of
    /// the first kind of cut that gives any.
    #[must_use]
    pub fn lookup(&self, folded: &str) -> Vec<WordReading> {
        let mut found = Vec::new();
        for split in clitics::splits(folded) {
            let bare = split.rest.strip_prefix("ال").unwrap_or(&split.rest);
            let whole = self.whole.contains(&split.rest) || self.whole.contains(bare);
            self.read_rest(&split, &mut found);
            if whole {
                found.retain(|reading| !matches!(reading.entry, EntryRef::Event(_)));
                break;
            }
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    fn read_rest(&self, split: &clitics::Split, found: &mut Vec<WordReading>) {
        let rest = split.rest.as_str();
        self.read_stem(split, rest, false, None, found);
        if let Some(bare) = rest.strip_prefix("ال") {
            self.read_stem(split, bare, true, None, found);
        }
        if !found.is_empty() {
            return;
        }
        // «ي» and «ك» at an end are letters of the word far more often than pronouns
        for enclitic in clitics::ENCLITICS
            .iter()
            .filter(|e| e.chars().count() > 1 || **e == "ه")
        {
            if let Some(stem) = rest
                .strip_suffix(enclitic)
                .filter(|stem| stem.chars().count() >= 2)
            {
                self.read_stem(split, stem, false, Some(enclitic), found);
            }
        }
    }

    /// Adds the readings of `stem` that its proclitics, article and pronoun allow.
    fn read_stem(
        &self,
        split: &clitics::Split,
        stem: &str,
        article: bool,
        enclitic: Option<&'static str>,
        found: &mut Vec<WordReading>,
    ) {
        let Some(list) = self.forms.get(stem) else {
            return;
        };
        let preposition = split
            .proclitics
            .chars()
            .find(|c| matches!(c, 'ب' | 'ل' | 'ك'));
        let future = split.proclitics.contains('س');
        for &(entry, form) in list {
            let fits = match form.tense {
                Tense::Imperfect => !article && matches!(preposition, None | Some('ل')),
                Tense::Perfect => !article && !future && preposition.is_none(),
                _ => !future,
            };
            let nominal = !matches!(form.tense, Tense::Perfect | Tense::Imperfect);
            // a pronoun needs the form made for it: «قتلو(ه)», «محاكمت(ه)»
            let ends_free =
                stem.ends_with("وا") || (nominal && form.feminine && stem.ends_with('ه'));
            let joins = if enclitic.is_some() {
                form.suffixed || !ends_free
            } else {
                !form.suffixed
            };
            if fits && joins {
                found.push(WordReading {
                    taken: split.taken,
                    proclitics: split.proclitics.clone(),
                    article,
                    enclitic,
                    entry,
                    form,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        Lexicon::load(None).unwrap()
    }

    #[test]
    fn verbs_are_found_in_their_forms() {
        let lexicon = lexicon();
        for word in [
            "قصفت",
            "ويقصفون",
            "سيقصف",
            "قصفها",
            "بقصف",
            "والقصف",
            "للقصف",
        ] {
            let found = lexicon.lookup(&fold(word));
            assert!(
                found.iter().any(|r| matches!(r.entry, EntryRef::Event(_))),
                "{word}: {found:?}"
            );
        }
    }

    fn events(word: &str) -> usize {
        lexicon()
            .lookup(&fold(word))
            .iter()
            .filter(|r| matches!(r.entry, EntryRef::Event(_)))
            .count()
    }

    #[test]
    fn words_read_whole_name_no_event() {
        for word in ["وزارة", "الوزارة", "بوزارة", "فيصل", "لندن", "وسائل"]
        {
            assert_eq!(events(word), 0, "{word}");
        }
    }

    #[test]
    fn verbs_take_no_article_and_perfects_no_preposition() {
        let found = lexicon().lookup(&fold("بقصف"));
        assert!(found.iter().all(|r| !r.is_verb()), "{found:?}");
        let found = lexicon().lookup(&fold("سيقصف"));
        assert!(
            found
                .iter()
                .any(|r| r.is_verb() && r.proclitics.contains('س')),
            "{found:?}"
        );
    }

    #[test]
    fn pronouns_come_off_verbs_and_verbal_nouns() {
        let found = lexicon().lookup(&fold("اعتقلوهم"));
        assert!(
            found
                .iter()
                .any(|r| r.enclitic == Some("هم") && r.form.number == 3),
            "{found:?}"
        );
        let found = lexicon().lookup(&fold("محاكمتهم"));
        assert!(
            found
                .iter()
                .any(|r| r.enclitic == Some("هم") && r.form.tense == Tense::Masdar),
            "{found:?}"
        );
    }

    #[test]
    fn a_users_table_adds_a_verb_and_a_bad_one_names_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let header = "perfect\timperfect\tmasdar\tactive\tpassive\tpassive_verb\ttype\tmode\tkind\tsubject\tobject\tpreps\twith\tnote";
        let file = folder.path().join("events.tsv");
        std::fs::write(
            &file,
            format!(
                "{header}\nزغزغ\tيزغزغ\tزغزغة\t\t\t\tASSAULT\t\tevent\tinitiator\trecipient\t\t\t\n"
            ),
        )
        .unwrap();
        let lexicon = Lexicon::load(Some(folder.path())).unwrap();
        assert!(
            lexicon
                .lookup(&fold("زغزغوا"))
                .iter()
                .any(|r| matches!(r.entry, EntryRef::Event(_)))
        );
        std::fs::write(
            &file,
            format!("{header}\nزغزغ\tيزغزغ\t\t\t\t\tWAR\t\tevent\tinitiator\trecipient\t\t\t\n"),
        )
        .unwrap();
        let error = Lexicon::load(Some(folder.path())).unwrap_err().to_string();
        assert!(
            error.contains("line 2") && error.contains("WAR") && error.contains("events.tsv"),
            "{error}"
        );
    }
}
