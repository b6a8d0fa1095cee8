use serde::{Deserialize, Serialize};

use crate::{Claim, Quote};

/// The schema name that every printed document carries.
pub const SCHEMA: &str = "tawatur/1";

/// How the publication date became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PublishedBasis {
    /// From the page's metadata (JSON-LD, meta tags, `time` elements).
    Metadata,
    /// From a byline or dateline in the text.
    Text,
    /// From the address of the page.
    Address,
    /// Given beside the document by whoever handed it in.
    Given,
    /// Not known.
    #[default]
    None,
}

/// A document: an article's text, frozen by its SHA-256, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Document {
    /// Id as given with the input, else derived from the file's name or the text's hash.
    pub id: String,
    /// Address it was published at.
    pub url: Option<String>,
    /// Name of the outlet.
    pub outlet: Option<String>,
    /// Title; metadata unless it also stands in the text.
    pub title: Option<String>,
    /// Author as printed.
    pub author: Option<String>,
    /// Publication date, ISO 8601 (`2019-12-05`).
    pub published: Option<String>,
    /// Where `published` comes from.
    pub published_basis: PublishedBasis,
    /// BCP 47 tag of the text's language (`ar`).
    pub language: Option<String>,
    /// Lower-case hexadecimal SHA-256 of `text` as UTF-8.
    pub sha256: String,
    /// The frozen article text that every offset points into.
    pub text: String,
}

/// What kind of thing a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A human being.
    Person,
    /// An armed group, party, ministry, agency, outlet or other body.
    Organisation,
    /// A place.
    Place,
}

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// What it names.
    pub kind: MentionKind,
    /// Where it stands.
    #[serde(flatten)]
    pub quote: Quote,
    /// Wikidata id where known, else a stable local id.
    pub entity: Option<String>,
    /// Finer than the kind: armed, government, party, medium, international, organisation;
    /// country, governorate, town, village, facility, place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub class: Option<String>,
    /// ISO 3166 alpha-2 code of the place's country.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub country: Option<String>,
    /// Latitude, WGS 84 degrees.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lat: Option<f64>,
    /// Longitude, WGS 84 degrees.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lon: Option<f64>,
    /// How well the point is known; `None` where there is none.
    #[serde(flatten, skip_serializing_if = "Option::is_none", default)]
    pub precision: Option<crate::Precision>,
}

/// A time expression and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeMention {
    /// Where it stands.
    #[serde(flatten)]
    pub quote: Quote,
    /// EDTF level 1; `None` where the text does not bound it.
    pub value: Option<String>,
}

/// Everything the program says of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The document read.
    pub document: Document,
    /// What it claims, in text order.
    pub claims: Vec<Claim>,
    /// Names, in text order.
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// Time expressions, in text order.
    #[serde(default)]
    pub times: Vec<TimeMention>,
    /// Why the document could not be read, for people; `claims` is empty then.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub error: Option<String>,
}
