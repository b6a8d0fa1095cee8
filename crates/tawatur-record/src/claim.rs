use serde::{Deserialize, Serialize};

use crate::Quote;

/// Declares a closed set of words with its JSON spelling and `as_str`.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }
        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word used in JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
            /// The value that a JSON word stands for.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> { match word { $($word => Some(Self::$variant),)+ _ => None } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    };
}

words! {
    /// What sort of thing a claim tells.
    ClaimKind {
        /// Something that happens.
        Event = "event",
        /// Who controls, holds or is present in a place; who holds an office.
        State = "state",
        /// A statement whose content is no event of its own.
        Speech = "speech",
    }
}
words! {
    /// Whether the thing told came about, in the words of the innermost source.
    Realis {
        /// It took place.
        Happened = "happened",
        /// It is going on.
        Ongoing = "ongoing",
        /// It takes place again and again.
        Habitual = "habitual",
        /// Agreed, announced or ordered, not yet done.
        Planned = "planned",
        /// Predicted, feared, possible in future.
        Expected = "expected",
        /// Asked for, not done.
        Demanded = "demanded",
        /// Conditional.
        Hypothetical = "hypothetical",
        /// Said not to be known.
        Unknown = "unknown",
        /// Said not to have happened.
        Denied = "denied",
    }
}
words! {
    /// How sure the innermost source is.
    Certainty {
        /// Said flatly.
        Certain = "certain",
        /// Said to be likely.
        Probable = "probable",
        /// Said to be possible.
        Possible = "possible",
    }
}
words! {
    /// The part an actor takes.
    ActorRole {
        /// Does it, goes, says.
        Initiator = "initiator",
        /// To whom, at whom, against whom; victims too.
        Recipient = "recipient",
        /// A party of a meeting or an agreement where none leads.
        Participant = "participant",
        /// Under whose auspices, by whose mediation, at whose invitation.
        Sponsor = "sponsor",
        /// Who controls or holds.
        Holder = "holder",
        /// Aircraft, drone, car bomb.
        Instrument = "instrument",
    }
}
words! {
    /// What a place is to a claim.
    PlaceRole {
        /// Where it took place.
        Location = "location",
        /// Where it came from.
        Origin = "origin",
        /// Where it went.
        Destination = "destination",
        /// What it is about.
        Topic = "topic",
    }
}
words! {
    /// What sort of source a link of a chain is.
    LinkKind {
        /// Another medium.
        Outlet = "outlet",
        /// A news agency.
        Agency = "agency",
        /// A named or unnamed official, ministry, army spokesman.
        Official = "official",
        /// A named party or group.
        Party = "party",
        /// A named person not speaking for a state.
        Person = "person",
        /// SOHR, UN bodies, NGOs, civil defence, medics.
        Monitor = "monitor",
        /// Local sources, residents.
        Local = "local",
        /// Sources, informed sources.
        Unnamed = "unnamed",
        /// A page or an account.
        Social = "social",
        /// A communiqué, a report.
        Document = "document",
        /// «من المتوقع», «يُعتقد».
        Impersonal = "impersonal",
    }
}
words! {
    /// What a number counts.
    CountKind {
        /// The dead.
        Killed = "killed",
        /// The hurt.
        Injured = "injured",
        /// The held.
        Detained = "detained",
        /// The missing.
        Missing = "missing",
        /// Those driven from home.
        Displaced = "displaced",
        /// Those present.
        Participants = "participants",
    }
}
words! {
    /// What is loaded about a wording.
    WordingKind {
        /// A loaded name for an actor or an act.
        Label = "label",
        /// A name in quotation marks.
        ScareQuotes = "scare_quotes",
        /// «ما يسمى».
        SoCalled = "so_called",
        /// A word that heightens.
        Intensifier = "intensifier",
    }
}
words! {
    /// Whether a claim is the report's news or its background.
    Salience {
        /// The news.
        Main = "main",
        /// What came before.
        Background = "background",
    }
}

words! {
    /// Who calls an actor so; a neutral name has none.
    NameStance {
        /// A name that it gives itself and others would not.
        Own = "own",
        /// A name that its enemies give it.
        Hostile = "hostile",
    }
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The part taken.
    pub role: ActorRole,
    /// Where the party is named.
    #[serde(flatten)]
    pub quote: Quote,
    /// Wikidata id where known, else a stable local id. A short form («التنظيم») has the
    /// entity of the name that it takes up again.
    pub entity: Option<String>,
    /// The entities that a word for several takes up again («الطرفان»); mostly empty.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub entities: Vec<String>,
    /// Whose name for it this is, where it is that of one side: whom it is about is said by
    /// `entity`, how it was called by this.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stance: Option<NameStance>,
}

/// Where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// What the place is to the claim.
    pub role: PlaceRole,
    /// Where it is named.
    #[serde(flatten)]
    pub quote: Quote,
    /// Gazetteer id where resolved.
    pub entity: Option<String>,
    /// ISO 3166 alpha-2 code.
    pub country: Option<String>,
    /// Latitude, WGS 84 degrees.
    pub lat: Option<f64>,
    /// Longitude, WGS 84 degrees.
    pub lon: Option<f64>,
    /// How well the point is known; `None` where there is none.
    #[serde(flatten, skip_serializing_if = "Option::is_none", default)]
    pub precision: Option<Precision>,
}

/// How well a point on the map is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Precision {
    /// The place meant lies within so many kilometres of the point.
    pub radius_km: u32,
    /// ACLED's scale: 1 the place itself, 2 near it or a part of a region, 3 a region.
    pub geo_precision: u8,
    /// UCDP's scale: 1 exact, 2 near a known point (about 25 km), 3 second-order unit
    /// (district), 4 first-order unit (governorate), 5 a fuzzy region or a line (river,
    /// border), 6 a country, 7 sea or air.
    pub where_prec: u8,
    /// Gazetteer id of the place that the point was taken from, where it is not the place
    /// itself: the town whose countryside an unknown village lies in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub near: Option<String>,
}

/// One link of the chain of sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What sort of source it is.
    pub kind: LinkKind,
    /// The source's name as it stands; `None` for an impersonal link.
    pub text: Option<String>,
    /// First code point of the source's name.
    pub start: Option<usize>,
    /// Code point after the source's name.
    pub end: Option<usize>,
    /// Wikidata id where known, else a stable local id; `None` for an impersonal link.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entity: Option<String>,
    /// The word that makes it a source («قالت», «بحسب»).
    pub cue: Option<Quote>,
}

/// A number of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// What is counted.
    pub what: CountKind,
    /// The counted noun as it stands.
    pub whom: Option<String>,
    /// Lower bound.
    pub low: Option<u64>,
    /// Upper bound.
    pub high: Option<u64>,
    /// The words of the number.
    #[serde(flatten)]
    pub quote: Quote,
    /// «نحو», «قرابة».
    #[serde(skip_serializing_if = "is_false", default)]
    pub approx: bool,
    /// A number inside another one («بينهم»).
    #[serde(skip_serializing_if = "is_false", default)]
    pub part: bool,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde asks for"
)]
fn is_false(value: &bool) -> bool {
    !value
}

/// A loaded word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// What is loaded about it.
    pub kind: WordingKind,
    /// Where it stands.
    #[serde(flatten)]
    pub quote: Quote,
}

/// Something the text says is not known of an event («لم ترد معلومات عما نوقش»).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The words that say so.
    #[serde(flatten)]
    pub quote: Quote,
}

/// Codes derived from type, mode and realis by the table in `lexicons/codes.tsv`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Codes {
    /// PLOVER type after PLOVER's own folding of future acts.
    pub plover: Option<String>,
    /// PLOVER quad class, 1 to 4.
    pub quad: Option<u8>,
    /// CAMEO root or code.
    pub cameo: Option<String>,
    /// ACLED event type; only for what is said to have happened and has a date.
    pub acled: Option<String>,
    /// ACLED sub-event type, under the same condition.
    pub acled_sub: Option<String>,
}

/// One mention of one event, state or act of speech in one document, in one voice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Unique in the document.
    pub id: String,
    /// Id of the event within the document; claims of one event share it.
    pub event: String,
    /// Event, state or speech.
    pub kind: ClaimKind,
    /// The word that names the event.
    pub trigger: Quote,
    /// PLOVER type before folding, or `CONTROL`, `PRESENCE`, `OFFICE`, `STATE`, `DISASTER`.
    #[serde(rename = "type")]
    pub kind_type: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Who takes part.
    pub actors: Vec<Actor>,
    /// The expression that dates this claim.
    pub time: Option<Quote>,
    /// When it happened, EDTF level 1.
    pub date: Option<String>,
    /// Where.
    pub places: Vec<Place>,
    /// The chain of sources, nearest to the document first, the one who knows last.
    pub attribution: Vec<Link>,
    /// Whether it came about.
    pub realis: Realis,
    /// How sure the innermost source is.
    pub certainty: Certainty,
    /// Numbers of people.
    pub counts: Vec<Count>,
    /// Loaded words.
    pub wording: Vec<Wording>,
    /// What the text says is not known of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Gap>,
    /// Derived codes.
    #[serde(default)]
    pub codes: Codes,
    /// News or background.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salience: Option<Salience>,
    /// The sentence the claim stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Quote>,
    /// The words that decided `realis` where it is not the plain reading of the trigger.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub realis_cues: Vec<Quote>,
}

/// The types that a claim may have: those of PLOVER, the states (CONTROL, PRESENCE,
/// OFFICE), speech (STATE), and natural or accidental harm (DISASTER).
pub const CLAIM_TYPES: &[&str] = &[
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
