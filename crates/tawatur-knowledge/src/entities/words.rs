//! Words that names are made of.

use rustc_hash::FxHashMap as HashMap;
use std::path::Path;

use tawatur_text::{fold, token};

use super::classes::{EntityClass, TitleClass};
use crate::table::{KnowledgeError, Row, Table};

const GIVEN: &str = include_str!("../../../../lexicons/given_names.tsv");
const TITLES: &str = include_str!("../../../../lexicons/titles.tsv");
const HEADS: &str = include_str!("../../../../lexicons/org_heads.tsv");
const DEMONYMS: &str = include_str!("../../../../lexicons/demonyms.tsv");

/// A word that people's names begin with or are joined by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenName {
    /// A given name of a man.
    Male,
    /// A given name of a woman.
    Female,
    /// A given name of either, or a family name that opens a name.
    Either,
    /// A given name that is an ordinary word too («وعد», «أمل», «بدر»): a name only where
    /// more speaks for it.
    Ordinary,
    /// A word that joins parts of a name or opens one: «بن», «أبو», «آل», «عبد».
    Particle,
}

/// A title or rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// Whom it belongs to.
    pub class: TitleClass,
    /// It can stand for a person without a name («الرئيس», «المتحدث»).
    pub alone: bool,
}

/// A word that heads names of organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrgHead {
    /// What sort of actor its names are of.
    pub class: EntityClass,
    /// With an adjective of a nation or an article it names one by itself («الجيش السوري»).
    pub alone: bool,
}

/// A form of an adjective of a nation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demonym {
    /// ISO 3166-1 alpha-2; empty for nations without one state (Kurds, Arabs, Europeans).
    pub country: String,
    /// Feminine by form.
    pub feminine: bool,
    /// 1, 2 or 3 (more).
    pub number: u8,
}

/// The tables of name words.
#[derive(Debug, Default)]
pub struct NameWords {
    given: HashMap<String, GivenName>,
    titles: HashMap<String, Title>,
    title_words: HashMap<String, usize>,
    heads: HashMap<String, OrgHead>,
    head_words: HashMap<String, usize>,
    demonyms: HashMap<String, Demonym>,
}

fn phrase(words: &str) -> String {
    let words: Vec<String> = token::tokens(words)
        .iter()
        .map(token::Token::folded)
        .collect();
    words.join(" ")
}

/// A folded word without its article; a word too short to have one stays.
fn bare(word: &str) -> &str {
    word.strip_prefix("ال")
        .filter(|rest| rest.chars().count() >= 2)
        .unwrap_or(word)
}

/// `folded` without its article, where `written` has one: «ألماني» has none.
fn unarticled<'w>(written: &str, folded: &'w str) -> &'w str {
    if written.starts_with("ال") {
        bare(folded)
    } else {
        folded
    }
}

fn flag(row: &Row<'_>, column: &str) -> Result<bool, KnowledgeError> {
    match row.get(column) {
        "yes" => Ok(true),
        "no" | "" => Ok(false),
        other => Err(row.error(format!("`{column}` is `{other}`; it must be yes or no"))),
    }
}

impl NameWords {
    pub(super) fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let mut words = Self::default();
        for row in Table::with_user("given_names.tsv", GIVEN, user, &["names", "class"])?.rows() {
            let class = match row.get("class") {
                "male" => GivenName::Male,
                "female" => GivenName::Female,
                "either" => GivenName::Either,
                "ordinary" => GivenName::Ordinary,
                "particle" => GivenName::Particle,
                other => return Err(row.error(format!(
                    "the class is `{other}`; it must be male, female, either, ordinary or particle"
                ))),
            };
            for name in row.list("names") {
                words.given.entry(fold(name)).or_insert(class);
            }
        }
        for row in
            Table::with_user("titles.tsv", TITLES, user, &["words", "class", "alone"])?.rows()
        {
            let class = TitleClass::parse(row.get("class")).ok_or_else(|| {
                row.error(format!(
                    "there is no class of titles `{}`",
                    row.get("class")
                ))
            })?;
            let title = Title {
                class,
                alone: flag(&row, "alone")?,
            };
            for word in row.list("words") {
                insert_phrase(&mut words.titles, &mut words.title_words, word, title);
            }
        }
        for row in
            Table::with_user("org_heads.tsv", HEADS, user, &["words", "class", "alone"])?.rows()
        {
            let class = EntityClass::parse(row.get("class")).ok_or_else(|| {
                row.error(format!(
                    "there is no class of actors `{}`",
                    row.get("class")
                ))
            })?;
            let head = OrgHead {
                class,
                alone: flag(&row, "alone")?,
            };
            for word in row.list("words") {
                insert_phrase(&mut words.heads, &mut words.head_words, word, head);
            }
        }
        for row in Table::with_user(
            "demonyms.tsv",
            DEMONYMS,
            user,
            &["masculine", "plural", "country"],
        )?
        .rows()
        {
            words.add_demonym(&row);
        }
        Ok(words)
    }

    /// All forms of one row: «سوري، سورية، سوريان، سوريين، سوريتان، سوريتين، سوريون،
    /// سوريات», broken plurals as written.
    fn add_demonym(&mut self, row: &Row<'_>) {
        let country = row.get("country");
        let mut add = |form: String, feminine: bool, number: u8| {
            self.demonyms.entry(form).or_insert_with(|| Demonym {
                country: country.to_owned(),
                feminine,
                number,
            });
        };
        for written in row.list("masculine") {
            let word = fold(written);
            let word = unarticled(written, &word);
            add(word.to_owned(), false, 1);
            add(format!("{word}ه"), true, 1);
            // «سوريا» as an accusative is spelled as the country: not added
            for (ending, feminine, number) in [
                ("ان", false, 2),
                ("ين", false, 3),
                ("تان", true, 2),
                ("تين", true, 2),
                ("ون", false, 3),
                ("ات", true, 3),
                ("و", false, 3),
            ] {
                add(format!("{word}{ending}"), feminine, number);
            }
        }
        for written in row.list("plural") {
            let word = fold(written);
            add(unarticled(written, &word).to_owned(), false, 3);
        }
    }

    /// Whether a folded word, as it stands, is a given name or a particle of names.
    #[must_use]
    pub fn given_name(&self, folded: &str) -> Option<GivenName> {
        self.given.get(folded).copied()
    }

    /// The longest title that begins with `first` (folded, with or without article) and
    /// goes on with `rest`: the number of tokens and the title.
    #[must_use]
    pub fn title(&self, first: &str, rest: &[&str]) -> Option<(usize, Title)> {
        longest(&self.titles, &self.title_words, first, rest)
    }

    /// The longest head of names of organisations that begins with `first`.
    #[must_use]
    pub fn org_head(&self, first: &str, rest: &[&str]) -> Option<(usize, OrgHead)> {
        longest(&self.heads, &self.head_words, first, rest)
    }

    /// The nation that a folded word, with or without article, is an adjective of.
    #[must_use]
    pub fn demonym(&self, folded: &str) -> Option<&Demonym> {
        self.demonyms
            .get(folded)
            .or_else(|| self.demonyms.get(bare(folded)))
    }
}

fn insert_phrase<T: Copy>(
    phrases: &mut HashMap<String, T>,
    counts: &mut HashMap<String, usize>,
    words: &str,
    value: T,
) {
    let words = phrase(words);
    let words = bare(&words);
    let first = words.split(' ').next().unwrap_or("");
    let count = 1 + words.matches(' ').count();
    let most = counts.entry(first.to_owned()).or_insert(0);
    *most = count.max(*most);
    phrases.insert(words.to_owned(), value);
}

/// The longest phrase; words after the first may carry the article or not as in the table.
fn longest<T: Copy>(
    phrases: &HashMap<String, T>,
    counts: &HashMap<String, usize>,
    first: &str,
    rest: &[&str],
) -> Option<(usize, T)> {
    let first = if counts.contains_key(first) {
        first
    } else {
        bare(first)
    };
    let most = counts.get(first).copied()?.min(rest.len() + 1);
    (1..=most).rev().find_map(|count| {
        let mut words = first.to_owned();
        for word in rest.iter().take(count - 1) {
            words.push(' ');
            words.push_str(word);
        }
        phrases.get(&words).map(|&value| (count, value))
    })
}
