//! The labels of the heads. The model's `labels.json` must list exactly these.

use serde::Deserialize;

use crate::error::LanguageError;

/// The format of a model's folder that this version reads.
const FORMAT: u32 = 1;

/// Longest window that a model may ask for: the encoder has so many positions, and two
/// go to the marks.
const LONGEST: usize = 510;

/// `labels.json`: what a model's outputs mean, and sizes that program and model must share.
#[derive(Debug, Deserialize)]
pub(crate) struct Labels {
    format: u32,
    pub(crate) name: String,
    pub(crate) layers: usize,
    /// Pieces of a window, marks not counted.
    pub(crate) longest: usize,
    /// Names of the hints that the model takes.
    pub(crate) features: Vec<String>,
    heads: Vec<Head>,
}

#[derive(Debug, Deserialize)]
struct Head {
    name: String,
    labels: Vec<String>,
}

impl Labels {
    /// From the bytes of the file.
    ///
    /// # Errors
    /// Bytes that are no such file, or one of another version.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, LanguageError> {
        let labels: Self =
            serde_json::from_slice(bytes).map_err(|error| unfit(error.to_string()))?;
        if labels.format != FORMAT {
            return Err(unfit(format!(
                "its format is {}, this version reads {FORMAT}",
                labels.format
            )));
        }
        let wanted = heads();
        let same = labels.heads.len() == wanted.len()
            && labels
                .heads
                .iter()
                .zip(&wanted)
                .all(|(head, (name, labels))| head.name == *name && head.labels == *labels);
        if !same {
            return Err(unfit(
                "its labels are not the ones of this version".to_owned(),
            ));
        }
        if !(1..=LONGEST).contains(&labels.longest) {
            return Err(unfit(format!(
                "a window of {} pieces; 1 to {LONGEST} are possible",
                labels.longest
            )));
        }
        Ok(labels)
    }

    /// Are these the hints that the model takes?
    ///
    /// # Errors
    /// They are not; both lists are told.
    pub(crate) fn take(&self, hints: &[&str]) -> Result<(), LanguageError> {
        if self.features == hints {
            return Ok(());
        }
        Err(unfit(format!(
            "it takes the hints {}, this version gives {}",
            self.features.join(", "),
            hints.join(", ")
        )))
    }
}

fn unfit(reason: String) -> LanguageError {
    LanguageError::Unfit {
        file: "labels.json".to_owned(),
        reason,
    }
}

/// What a name names: finer than the record's person, organisation, place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// An armed group, militia, faction or one of its formations.
    Armed,
    /// A body of a state: ministry, army, police, parliament, court.
    Government,
    /// A party, political movement or coalition.
    Party,
    /// An agency, paper, channel, site.
    Medium,
    /// A body of states or of the United Nations.
    International,
    /// Any other organisation: company, club, university, union, monitor, tribe.
    Organisation,
    /// A state.
    Country,
    /// A governorate, province, federal state, district.
    Governorate,
    /// A town, a quarter, a camp that is lived in.
    Town,
    /// A village.
    Village,
    /// A building or works with a name: airport, crossing, hospital, prison, bridge.
    Facility,
    /// Any other place: region, continent, mountain, river, sea.
    Place,
    /// An adjective or noun of a people, land or town.
    Demonym,
}

impl NameKind {
    /// All kinds, in the model's order.
    pub const ALL: [Self; 14] = [
        Self::Person,
        Self::Armed,
        Self::Government,
        Self::Party,
        Self::Medium,
        Self::International,
        Self::Organisation,
        Self::Country,
        Self::Governorate,
        Self::Town,
        Self::Village,
        Self::Facility,
        Self::Place,
        Self::Demonym,
    ];

    /// The kind as the model's labels write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Armed => "armed",
            Self::Government => "government",
            Self::Party => "party",
            Self::Medium => "medium",
            Self::International => "international",
            Self::Organisation => "organisation",
            Self::Country => "country",
            Self::Governorate => "governorate",
            Self::Town => "town",
            Self::Village => "village",
            Self::Facility => "facility",
            Self::Place => "place",
            Self::Demonym => "demonym",
        }
    }

    /// An organisation of any sort.
    #[must_use]
    pub fn is_organisation(self) -> bool {
        matches!(
            self,
            Self::Armed
                | Self::Government
                | Self::Party
                | Self::Medium
                | Self::International
                | Self::Organisation
        )
    }

    /// A place of any sort.
    #[must_use]
    pub fn is_place(self) -> bool {
        matches!(
            self,
            Self::Country
                | Self::Governorate
                | Self::Town
                | Self::Village
                | Self::Facility
                | Self::Place
        )
    }
}

/// The part of speech of a word's stem, after the WikiNews (Farasa) scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Noun, proper noun, verbal noun, word of place or time.
    Noun,
    /// Adjective, ordinal, elative.
    Adjective,
    /// Verb.
    Verb,
    /// Preposition.
    Preposition,
    /// Conjunction.
    Conjunction,
    /// Particle, relative.
    Particle,
    /// Pronoun, demonstrative.
    Pronoun,
    /// Number, in figures or words.
    Number,
    /// Adverb.
    Adverb,
    /// سوف.
    Future,
    /// A sign.
    Sign,
    /// A word in another script.
    Foreign,
    /// A letter that stands for a word.
    Abbreviation,
}

impl Tag {
    /// All tags, in the model's order.
    pub const ALL: [Self; 13] = [
        Self::Noun,
        Self::Adjective,
        Self::Verb,
        Self::Preposition,
        Self::Conjunction,
        Self::Particle,
        Self::Pronoun,
        Self::Number,
        Self::Adverb,
        Self::Future,
        Self::Sign,
        Self::Foreign,
        Self::Abbreviation,
    ];

    /// The tag as the scheme writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Noun => "NOUN",
            Self::Adjective => "ADJ",
            Self::Verb => "V",
            Self::Preposition => "PREP",
            Self::Conjunction => "CONJ",
            Self::Particle => "PART",
            Self::Pronoun => "PRON",
            Self::Number => "NUM",
            Self::Adverb => "ADV",
            Self::Future => "FUT_PART",
            Self::Sign => "PUNC",
            Self::Foreign => "FOREIGN",
            Self::Abbreviation => "ABBREV",
        }
    }
}

/// Proclitics of a word, as one label: conjunction, particle (preposition or س), article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Front {
    pub(crate) conjunction: Option<char>,
    pub(crate) particle: Option<char>,
    pub(crate) article: bool,
}

impl Front {
    /// All labels, in the model's order.
    pub(crate) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for conjunction in [None, Some('و'), Some('ف')] {
            for particle in [None, Some('ب'), Some('ل'), Some('ك'), Some('س')] {
                for article in [false, true] {
                    if !(article && particle == Some('س')) {
                        all.push(Self {
                            conjunction,
                            particle,
                            article,
                        });
                    }
                }
            }
        }
        all
    }

    /// The label as `labels.json` writes it («و», «بال», «لال»).
    pub(crate) fn label(self) -> String {
        self.conjunction
            .into_iter()
            .chain(self.particle)
            .chain(self.article.then_some(['ا', 'ل']).into_iter().flatten())
            .collect()
    }

    /// The letters as they are written: «لل», never «لال».
    pub(crate) fn written(self) -> String {
        self.label().replace("لال", "لل")
    }
}

/// Pronouns on a word's end, in the model's order; the first is none.
pub(crate) const BACKS: [&str; 11] = ["", "ه", "ها", "هم", "هما", "هن", "نا", "ني", "ي", "ك", "كم"];

/// The labels of the head of names: O, then B- and I- of every kind.
pub(crate) fn name_labels() -> Vec<String> {
    std::iter::once("O".to_owned())
        .chain(NameKind::ALL.iter().flat_map(|kind| {
            [
                format!("B-{}", kind.as_str()),
                format!("I-{}", kind.as_str()),
            ]
        }))
        .collect()
}

/// All heads in the model's order, each with its labels.
pub(crate) fn heads() -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("names", name_labels()),
        (
            "front",
            Front::all().into_iter().map(Front::label).collect(),
        ),
        ("back", BACKS.iter().map(|b| (*b).to_owned()).collect()),
        (
            "tag",
            Tag::ALL.iter().map(|t| t.as_str().to_owned()).collect(),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DEFAULT: &[u8] = include_bytes!("../../../models/default/labels.json");

    proptest! {
        #[test]
        fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(Labels::parse(&bytes).is_err());
        }

        #[test]
        fn what_is_taken_has_the_labels_of_this_version_and_a_window_that_is_possible(
            at in prop::collection::vec((0..DEFAULT.len(), any::<u8>()), 1..4),
            cut in 0..DEFAULT.len(),
            cuts in prop::bool::weighted(0.2),
        ) {
            let mut bytes = DEFAULT.to_vec();
            for (at, byte) in at {
                bytes[at] = byte;
            }
            bytes.truncate(if cuts { cut } else { DEFAULT.len() });
            if let Ok(labels) = Labels::parse(&bytes) {
                prop_assert!((1..=LONGEST).contains(&labels.longest));
                prop_assert_eq!(labels.heads.len(), heads().len());
            }
        }

        #[test]
        fn sizes_beyond_all_bounds_are_refused(
            longest in any::<i128>(), layers in any::<i128>(), format in any::<i64>()
        ) {
            let text = String::from_utf8_lossy(DEFAULT);
            let mut file: serde_json::Value = serde_json::from_str(&text).expect("labels");
            for (field, number) in [("longest", longest), ("layers", layers)] {
                // beyond what the type of numbers holds: as text, which is no number either
                file[field] = i64::try_from(number)
                    .map_or_else(|_| number.to_string().into(), Into::into);
            }
            file["format"] = format.into();
            if let Ok(labels) = Labels::parse(file.to_string().as_bytes()) {
                prop_assert!((1..=LONGEST).contains(&labels.longest));
            }
        }
    }

    #[test]
    fn labels_are_distinct_and_counted() {
        for (head, labels) in heads() {
            let set: std::collections::HashSet<&String> = labels.iter().collect();
            assert_eq!(set.len(), labels.len(), "{head}");
        }
        assert_eq!(name_labels().len(), 29);
        assert_eq!(Front::all().len(), 27);
        let army = Front {
            conjunction: Some('و'),
            particle: Some('ل'),
            article: true,
        };
        assert_eq!(
            (army.label(), army.written()),
            ("ولال".to_owned(), "ولل".to_owned())
        );
    }
}
