use serde::{Deserialize, Serialize};

use crate::{Actor, Place};

/// A claim named by its document and its id there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClaimRef {
    /// Document id as given on input.
    pub document: String,
    /// Claim id within that document.
    pub claim: String,
}

/// Where knowledge of an event comes from, with the documents that rest on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// A kind of attribution, `own_voice` or `own_reporting`.
    pub kind: String,
    /// The origin's name.
    pub label: String,
    /// Ids of the documents that rest on it.
    pub documents: Vec<String>,
    /// Why these documents were taken as one origin, for people.
    pub why: String,
}

/// The range of one kind of number over an event's claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventCount {
    /// What is counted.
    pub what: String,
    /// Smallest lower bound told.
    pub low: Option<u64>,
    /// Greatest upper bound told.
    pub high: Option<u64>,
}

/// One of several values told for a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictValue {
    /// The value.
    pub value: String,
    /// Who tells it.
    pub documents: Vec<String>,
}

/// A field in which origins disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Name of the field.
    pub field: String,
    /// What is told, and by whom.
    pub values: Vec<ConflictValue>,
}

/// One event, as told by one or more documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Stable id.
    pub id: String,
    /// Type shared by its claims.
    #[serde(rename = "type")]
    pub kind_type: String,
    /// EDTF level 1.
    pub date: Option<String>,
    /// Where.
    pub places: Vec<Place>,
    /// Who.
    pub actors: Vec<Actor>,
    /// Numbers over the claims.
    pub counts: Vec<EventCount>,
    /// Its claims.
    pub claims: Vec<ClaimRef>,
    /// Ids of its documents.
    pub documents: Vec<String>,
    /// Names of its outlets.
    pub outlets: Vec<String>,
    /// Its independent origins.
    pub origins: Vec<Origin>,
    /// Fewest origins it can rest on, own voices left out.
    pub origins_low: usize,
    /// Most origins it can rest on, own voices left out.
    pub origins_high: usize,
    /// Where its origins disagree.
    pub conflicts: Vec<Conflict>,
}
