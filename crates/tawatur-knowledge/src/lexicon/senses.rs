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
    /// What the direct object is; for nouns what the genitive after them is.
    pub object: Part,
    /// What stands after which preposition, folded.
    pub preps: Vec<(String, Part)>,
    /// One of these stems must stand near after the verb, folded; empty: none needed.
    pub with: Vec<String>,
    /// Which words are the trigger when `with` asks for one.
    pub span: TriggerSpan,
    /// Counts only when a party or a place stands beside it.
    pub strict: bool,
    /// Tells harm without its act (قتلى, أصيب).
    pub harm: bool,
    /// Comes from `nouns.tsv`.
    pub noun: bool,
}

/// What a note asks for under `key:`.
fn note<'r>(row: &Row<'r>, key: &str) -> Option<&'r str> {
    row.get("note")
        .split([';', ','])
        .map(str::trim)
        .find_map(|part| part.strip_prefix(key)?.strip_prefix(':'))
        .map(str::trim)
}

fn flag(row: &Row<'_>, word: &str) -> bool {
    row.get("note")
        .split([';', ',', ' '])
        .any(|part| part.trim() == word)
}

/// The tense that a row is limited to by `tense:` in its note.
pub(super) fn only_tense(row: &Row<'_>) -> Option<Tense> {
    match note(row, "tense")?.split_whitespace().next()? {
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

/// The types that a claim may have.
const TYPES: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "CONTROL",
    "PRESENCE",
    "OFFICE",
    "STATE",
    "DISASTER",
];

fn kind_type(row: &Row<'_>) -> Result<(String, ClaimKind), KnowledgeError> {
    let word = row.get("type");
    if !TYPES.contains(&word) {
        return Err(row.error(format!(
            "«{word}» is no type; the types are {}",
            TYPES.join(" ")
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
        let span = match note(row, "span").map(|s| s.split_whitespace().next().unwrap_or("")) {
            Some("both") => TriggerSpan::Both,
            Some("noun") => TriggerSpan::Noun,
            _ => TriggerSpan::Verb,
        };
        let lemma = [row.get("perfect"), row.get("masdar")]
            .into_iter()
            .find(|w| !w.is_empty())
            .unwrap_or("")
            .to_owned();
        Ok(Self {
            lemma,
            kind_type,
            mode: some(row.get("mode")),
            kind,
            subject: part(row, "subject")?,
            object: part(row, "object")?,
            preps: preps(row)?,
            with: row.list("with").map(fold).collect(),
            span,
            strict: flag(row, "strict"),
            harm: flag(row, "harm") || row.get("subject") == "recipient",
            noun: false,
        })
    }

    pub(super) fn of_noun(row: &Row<'_>) -> Result<Self, KnowledgeError> {
        let (kind_type, kind) = kind_type(row)?;
        // `idafa` under agent: the genitive after the noun does it; `idafa:recipient` under either: it suffers
        let object = match (row.get("agent"), row.get("patient")) {
            (_, "idafa") => Part::Actor(ActorRole::Recipient),
            (agent, patient) => {
                let role = [agent, patient]
                    .into_iter()
                    .find_map(|cell| cell.strip_prefix("idafa:"));
                match role {
                    Some(role) => Part::parse(role)
                        .ok_or_else(|| row.error(format!("«{role}» after idafa: is no role")))?,
                    None if agent.starts_with("idafa") => Part::Actor(ActorRole::Initiator),
                    None => Part::None,
                }
            }
        };
        let needs = note(row, "needs")
            .map(|list| {
                list.split(['/', '|', '،'])
                    .map(|w| fold(w.trim()))
                    .filter(|w| !w.is_empty())
                    .collect()
            })
            .unwrap_or_default();
        Ok(Self {
            lemma: row.get("noun").to_owned(),
            kind_type,
            mode: some(row.get("mode")),
            kind,
            subject: Part::Actor(ActorRole::Initiator),
            object,
            preps: preps(row)?,
            with: needs,
            span: TriggerSpan::Verb,
            strict: flag(row, "strict"),
            harm: flag(row, "harm"),
            noun: true,
        })
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
