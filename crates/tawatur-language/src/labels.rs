//! The labels of the heads. The model's `labels.json` must list exactly these.

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
    use super::*;

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
