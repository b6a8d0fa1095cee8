//! The rows of the lexicon's tables, checked.

use tawatur_record::{ActorRole, Certainty, ClaimKind, PlaceRole, Realis};
use tawatur_text::fold;

use crate::inflect::Tense;
use crate::table::{KnowledgeError, Row};

/// What a complement is to its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A party.
    Actor(ActorRole),
    /// A place.
    Place(PlaceRole),
    /// Itself the noun that names an event.
    Event,
    /// Nothing that the record keeps.
    None,
}

impl Part {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "" | "none" => Self::None,
            "event" => Self::Event,
            "topic" => Self::Place(PlaceRole::Topic),
            "place" => Self::Place(PlaceRole::Location),
            _ => match (ActorRole::parse(word), PlaceRole::parse(word)) {
                (Some(role), _) => Self::Actor(role),
                (_, Some(role)) => Self::Place(role),
                _ => return None,
            },
        })
    }
}

/// Which words are the trigger of a verb that needs another word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriggerSpan {
    /// The verb.
    Verb,
    /// The word that it needs.
    Noun,
    /// Both, and what stands between.
    Both,
}

/// A way in which a word names an event, a state or an act of speech.
#[derive(Debug, Clone)]
pub struct EventSense {
    /// Base form, for people.
    pub lemma: String,
    /// PLOVER type, or one of the record's own.
    pub kind_type: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Event, state or speech.
    pub kind: ClaimKind,
    /// What the subject is.
    pub subject: Part,
    /// What the direct object is; a place asked for that the text does not name as one is
    /// the recipient.
    pub object: Part,
    /// What the genitive after its noun or verbal noun is.
    pub genitive: Part,
    /// What a relational adjective («إسرائيلية») of its noun is.
    pub nisba: Part,
    /// What stands after which preposition, folded.
    pub preps: Vec<(String, Part)>,
    /// One of these stems must stand near after the verb, folded; empty: none needed.
    pub with: Vec<String>,
    /// Which words are the trigger when `with` asks for one.
    pub span: TriggerSpan,
    /// Counts only when a party or a place stands beside it.
    pub strict: bool,
    /// Counts only with a number, or as what a light verb tells.
    pub toll: bool,
    /// Counts only as the noun of a light verb or with a party beside it.
    pub light: bool,
    /// Tells harm without its act (قتلى, أصيب).
    pub harm: bool,
    /// Comes from `nouns.tsv`.
    pub noun: bool,
}

/// A note: flags and `key:value` pairs, up to `ex:` where an example begins. A value goes
/// on to the next key or flag, so that it may hold spaces.
struct Note<'r> {
    flags: Vec<&'r str>,
    pairs: Vec<(&'r str, String)>,
}

/// Flags that a note may hold.
const FLAGS: &[&str] = &["strict", "toll", "light", "skip", "harm", "people"];

impl<'r> Note<'r> {
    fn of(row: &Row<'r>) -> Self {
        let text = row.get("note");
        let text = text.split("ex:").next().unwrap_or("");
        let mut note = Self {
            flags: Vec::new(),
            pairs: Vec::new(),
        };
        for word in text.split([' ', ';']).filter(|w| !w.is_empty()) {
            match word.split_once(':') {
                Some((key, value)) if key.is_ascii() => note.pairs.push((key, value.to_owned())),
                _ if FLAGS.contains(&word) => note.flags.push(word),
                _ => {
                    if let Some((_, value)) = note.pairs.last_mut() {
                        value.push(' ');
                        value.push_str(word);
                    }
                }
            }
        }
        note
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(k, _)| *k == key)
            .map(|(_, value)| value.as_str())
    }

    fn flag(&self, word: &str) -> bool {
        self.flags.contains(&word)
    }

    fn folded(&self, key: &str) -> Vec<String> {
        self.get(key)
            .map(|list| {
                list.split('|')
                    .map(|w| fold(w.trim()))
                    .filter(|w| !w.is_empty())
                    .collect()
            })
            .unwrap_or_default()
    }
}

/// The tense that a row is limited to by `tense:` in its note.
pub(super) fn only_tense(row: &Row<'_>) -> Option<Tense> {
    match Note::of(row).get("tense")?.split_whitespace().next()? {
        "perfect" => Some(Tense::Perfect),
        "imperfect" => Some(Tense::Imperfect),
        _ => None,
    }
}

fn part(row: &Row<'_>, column: &str) -> Result<Part, KnowledgeError> {
    let word = row.get(column);
    Part::parse(word).ok_or_else(|| row.error(format!("«{word}» under `{column}` is no role")))
}

fn preps(row: &Row<'_>) -> Result<Vec<(String, Part)>, KnowledgeError> {
    row.list("preps")
        .map(|pair| {
            let (preposition, role) = pair.split_once('=').ok_or_else(|| {
                row.error(format!(
                    "«{pair}» under `preps` should read preposition=role"
                ))
            })?;
            let part = Part::parse(role.trim())
                .ok_or_else(|| row.error(format!("«{role}» in `preps` is no role")))?;
            Ok((fold(preposition.trim()), part))
        })
        .collect()
}

fn kind_type(row: &Row<'_>) -> Result<(String, ClaimKind), KnowledgeError> {
    let word = row.get("type");
    if !tawatur_record::CLAIM_TYPES.contains(&word) {
        return Err(row.error(format!(
            "«{word}» is no type; the types are {}",
            tawatur_record::CLAIM_TYPES.join(" ")
        )));
    }
    let kind = match word {
        "CONTROL" | "PRESENCE" | "OFFICE" => ClaimKind::State,
        "STATE" => ClaimKind::Speech,
        _ => ClaimKind::parse(row.get("kind")).unwrap_or(ClaimKind::Event),
    };
    Ok((word.to_owned(), kind))
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl EventSense {
    pub(super) fn of_verb(row: &Row<'_>) -> Result<Self, KnowledgeError> {
        let (kind_type, kind) = kind_type(row)?;
        let note = Note::of(row);
        let span = match note.get("span") {
            Some("both") => TriggerSpan::Both,
            Some("noun") => TriggerSpan::Noun,
            Some("verb") | None => TriggerSpan::Verb,
            Some(other) => {
                return Err(row.error(format!(
                    "«span:{other}» in the note should be span:both, span:noun or span:verb"
                )));
            }
        };
        let lemma = [row.get("perfect"), row.get("masdar")]
            .into_iter()
            .find(|w| !w.is_empty())
            .unwrap_or("")
            .to_owned();
        let (subject, object) = (part(row, "subject")?, part(row, "object")?);
        // the genitive of the verbal noun is what suffers, else who acts
        let genitive = if object == Part::None || object == Part::Event {
            subject
        } else {
            object
        };
        Ok(Self {
            lemma,
            kind_type,
            mode: some(row.get("mode")),
            kind,
            subject,
            object,
            genitive,
            nisba: subject,
            preps: preps(row)?,
            with: row.list("with").map(fold).collect(),
            span,
            strict: note.flag("strict"),
            toll: note.flag("toll"),
            light: note.flag("light"),
            harm: note.flag("harm") || note.get("harm").is_some(),
            noun: false,
        })
    }

    pub(super) fn of_noun(row: &Row<'_>) -> Result<Self, KnowledgeError> {
        let (kind_type, kind) = kind_type(row)?;
        let note = Note::of(row);
        let mut sense = Self {
            lemma: row.get("noun").to_owned(),
            kind_type,
            mode: some(row.get("mode")),
            kind,
            subject: Part::Actor(ActorRole::Initiator),
            object: Part::None,
            genitive: Part::None,
            nisba: Part::None,
            preps: preps(row)?,
            with: note.folded("needs"),
            span: TriggerSpan::Verb,
            strict: note.flag("strict"),
            toll: note.flag("toll"),
            light: note.flag("light"),
            harm: note.flag("harm") || note.get("harm").is_some(),
            noun: true,
        };
        for value in row.list("agent").chain(row.list("patient")) {
            let Some((how, role)) = value.split_once(':') else {
                return Err(row.error(format!("«{value}» under agent or patient should read idafa:ROLE, nisba:ROLE or PREPOSITION:ROLE")));
            };
            let part = Part::parse(role.trim())
                .ok_or_else(|| row.error(format!("«{role}» in «{value}» is no role")))?;
            match how {
                "idafa" => sense.genitive = part,
                "nisba" => sense.nisba = part,
                preposition => sense.preps.push((fold(preposition), part)),
            }
        }
        Ok(sense)
    }
}

/// Where a light verb's event noun stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NounIs {
    /// «عقد اجتماعا».
    Object,
    /// «اندلعت اشتباكات».
    Subject,
    /// «تعرّض لـ…»; the preposition, folded.
    Prep(String),
}

/// Which part of its event a light verb tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// The whole.
    None,
    /// The start.
    Begin,
    /// That it goes on.
    Continue,
    /// The end.
    End,
}

/// A verb whose event is in its noun.
#[derive(Debug, Clone)]
pub struct LightVerb {
    /// Base form.
    pub lemma: String,
    /// What the subject is to the noun's event.
    pub subject: Part,
    /// Where the noun stands.
    pub noun_is: NounIs,
    /// What stands after which preposition, folded.
    pub preps: Vec<(String, Part)>,
    /// Start, middle or end.
    pub aspect: Aspect,
    /// Carries only these nouns, folded; empty: any.
    pub only: Vec<String>,
}

impl LightVerb {
    pub(super) fn of(row: &Row<'_>) -> Result<Self, KnowledgeError> {
        let noun_is = match row.get("noun_is") {
            "object" => NounIs::Object,
            "subject" => NounIs::Subject,
            other => match other.strip_prefix("prep:") {
                Some(preposition) => NounIs::Prep(fold(preposition.trim())),
                None => {
                    return Err(row.error(format!(
                        "«{other}» under `noun_is` should be object, subject or prep:X"
                    )));
                }
            },
        };
        let aspect = match row.get("aspect") {
            "begin" => Aspect::Begin,
            "continue" => Aspect::Continue,
            "end" => Aspect::End,
            "none" | "" => Aspect::None,
            other => {
                return Err(row.error(format!(
                    "«{other}» under `aspect` should be begin, continue, end or none"
                )));
            }
        };
        Ok(Self {
            lemma: row.get("perfect").to_owned(),
            subject: part(row, "subject")?,
            noun_is,
            preps: preps(row)?,
            aspect,
            only: Note::of(row).folded("light"),
        })
    }
}

/// What a verb of speech does with its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// Says that it is so.
    Assert,
    /// Says that it is not so.
    Deny,
    /// Asks for it.
    Demand,
    /// Blames somebody for it.
    Accuse,
    /// Says that he will do it, as a threat.
    Threaten,
    /// Says that it may come, as a warning or a fear.
    Warn,
    /// Says that he will do it.
    Promise,
    /// Says that it will come.
    Expect,
    /// Passes on what another says.
    Relay,
}

/// A verb of speech.
#[derive(Debug, Clone)]
pub struct SayVerb {
    /// Base form.
    pub lemma: String,
    /// What it does with its content.
    pub stance: Stance,
    /// How its content may begin: `أن`, `إن`, `ب`, `عن`, `إلى`, `:`, `masdar` …, folded.
    pub complements: Vec<String>,
    /// Also an event of its own in the lexicon, or not a verb of speech without a content
    /// clause: words of the note.
    pub note: String,
}

impl SayVerb {
    pub(super) fn of(row: &Row<'_>) -> Result<Self, KnowledgeError> {
        let stance = match row.get("stance") {
            "assert" => Stance::Assert,
            "deny" => Stance::Deny,
            "demand" => Stance::Demand,
            "accuse" => Stance::Accuse,
            "threaten" => Stance::Threaten,
            "warn" => Stance::Warn,
            "promise" => Stance::Promise,
            "expect" => Stance::Expect,
            "relay" => Stance::Relay,
            other => return Err(row.error(format!("«{other}» under `stance` is none of assert, deny, demand, accuse, threaten, warn, promise, expect, relay"))),
        };
        Ok(Self {
            lemma: row.get("perfect").to_owned(),
            stance,
            complements: row.list("complements").map(fold).collect(),
            note: row.get("note").to_owned(),
        })
    }
}

/// How far an operator reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The next event only.
    Next,
    /// Up to the end of its clause.
    Clause,
    /// Up to the end of the sentence.
    Sentence,
    /// The event whose noun is the verb's subject.
    Subject,
}

/// A verb that changes whether what follows came about.
#[derive(Debug, Clone)]
pub struct Operator {
    /// Base form.
    pub lemma: String,
    /// What it makes of its content; `None` keeps what it is.
    pub realis: Option<Realis>,
    /// What it becomes when the operator itself is negated; `None`: no change.
    pub negated: Option<Realis>,
    /// How sure.
    pub certainty: Option<Certainty>,
    /// How far it reaches.
    pub scope: Scope,
    /// How its content may begin (`أن`, `ل`, `ب`, `عن`, `masdar`, `imperfect`), folded.
    pub complements: Vec<String>,
}

impl Operator {
    pub(super) fn of(row: &Row<'_>) -> Result<Self, KnowledgeError> {
        let realis = |column: &str| match row.get(column) {
            "" | "keep" => Ok(None),
            word => Realis::parse(word)
                .map(Some)
                .ok_or_else(|| row.error(format!("«{word}» under `{column}` is no realis"))),
        };
        let certainty = match row.get("certainty") {
            "" => None,
            word => Some(Certainty::parse(word).ok_or_else(|| {
                row.error(format!(
                    "«{word}» under `certainty` is none of certain, probable, possible"
                ))
            })?),
        };
        let scope = match row.get("scope") {
            "next" | "" => Scope::Next,
            "clause" => Scope::Clause,
            "sentence" => Scope::Sentence,
            "subject" => Scope::Subject,
            other => {
                return Err(row.error(format!(
                    "«{other}» under `scope` should be next, clause, sentence or subject"
                )));
            }
        };
        Ok(Self {
            lemma: row.get("perfect").to_owned(),
            realis: realis("realis")?,
            negated: realis("negated")?,
            certainty,
            scope,
            complements: row.list("complements").map(fold).collect(),
        })
    }
}
