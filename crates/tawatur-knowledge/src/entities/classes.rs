//! The closed lists that the tables of entities use.

/// Person or organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// Anything that acts as one body: a state, an army, a group, an outlet.
    Organisation,
}

/// What sort of actor an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityClass {
    /// A state acting as one («روسيا»).
    State,
    /// A government, presidency, parliament, court, or a capital that stands for one.
    Government,
    /// An army or a force of a state.
    Army,
    /// A ministry or other office of state.
    Ministry,
    /// Police and security services.
    Security,
    /// A group that fights and is no state's army.
    ArmedGroup,
    /// A party or political movement.
    Party,
    /// A news agency.
    Agency,
    /// A newspaper, channel, site.
    Outlet,
    /// Who watches and documents: SOHR, civil defence, rights groups.
    Monitor,
    /// Another non-governmental body.
    Ngo,
    /// A body of states: UN, Arab League, NATO.
    Igo,
    /// A tribe or clan.
    Tribe,
    /// A company.
    Company,
    /// A university, church, union or other body of society.
    Civil,
    /// A person who holds or held an office, or leads an armed group.
    PersonOfficial,
    /// Another known person.
    Person,
}

impl EntityClass {
    /// The class as the table writes it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "state" => Self::State,
            "government" => Self::Government,
            "army" => Self::Army,
            "ministry" => Self::Ministry,
            "security" => Self::Security,
            "armed_group" => Self::ArmedGroup,
            "party" => Self::Party,
            "agency" => Self::Agency,
            "outlet" => Self::Outlet,
            "monitor" => Self::Monitor,
            "ngo" => Self::Ngo,
            "igo" => Self::Igo,
            "tribe" => Self::Tribe,
            "company" => Self::Company,
            "civil" => Self::Civil,
            "person_official" => Self::PersonOfficial,
            "person" => Self::Person,
            _ => return None,
        })
    }
}

impl EntityKind {
    /// The kind as the table writes it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "person" => Self::Person,
            "organisation" => Self::Organisation,
            _ => return None,
        })
    }
}

/// Whom a title belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleClass {
    /// Holders of an office of state.
    Official,
    /// Ranks and commanders.
    Military,
    /// Clergy and religious scholars.
    Religious,
    /// Degrees and learned professions.
    Academic,
    /// Journalists, writers, activists.
    Media,
    /// Nobility and tribal heads.
    Social,
    /// Spokesmen: what they say is said for another.
    Spokesperson,
}

impl TitleClass {
    /// The class as the table writes it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "official" => Self::Official,
            "military" => Self::Military,
            "religious" => Self::Religious,
            "academic" => Self::Academic,
            "media" => Self::Media,
            "social" => Self::Social,
            "spokesperson" => Self::Spokesperson,
            _ => return None,
        })
    }
}
