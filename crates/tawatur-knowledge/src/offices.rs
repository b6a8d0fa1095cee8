//! Offices and who held them: «وزير الخارجية التركي» is an office, and by date a person.
//!
//! Tables (`lexicons/`): `offices.tsv` has the titles, `office_holders.tsv` who held what
//! from when to when. A holder is named only for a day on which one person certainly held
//! the office and nobody else may have: in a month of change, between rival governments
//! and after the day up to which the table was looked at it is the office, and no person.

mod holders;
mod phrase;

use std::path::Path;

use rustc_hash::FxHashMap as HashMap;
use tawatur_text::edtf::Day;
use tawatur_text::{fold, token};

use crate::entities::Entities;
use crate::table::{KnowledgeError, Row, Table};

pub use holders::Holding;
pub use phrase::Phrase;

const OFFICES: &str = include_str!("../../../lexicons/offices.tsv");

/// A kind of office.
#[derive(Debug, Clone)]
pub struct OfficeKind {
    /// Its slug: `foreign-minister`.
    pub slug: String,
    /// Titles in Arabic, the usual one first.
    pub names_ar: Vec<String>,
    /// Titles in English.
    pub names_en: Vec<String>,
    /// PLOVER actor sector.
    pub sector: String,
}

/// Whose office a title may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// A country's, or that of what governs like one.
    State,
    /// That of somebody sent to a country.
    To,
    /// An organisation's.
    Organisation,
}

/// How a title goes on.
#[derive(Debug, Clone)]
enum Form {
    /// «وزير الخارجية» and an adjective of a nation, or «إلى», «في» and a name.
    Definite,
    /// «وزير خارجية» and a name.
    Construct,
    /// «مندوب» and a name or adjective and these words («لدى الأمم المتحدة»).
    Around(Vec<String>),
}

/// A use of a title's words.
#[derive(Debug, Clone)]
struct Title {
    kind: u16,
    of: Of,
    form: Form,
    /// Countries that it fits alone, or with `true` those that it does not fit.
    only: Vec<String>,
    except: bool,
}

impl Title {
    fn fits(&self, country: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|c| c == country) != self.except
    }

    /// The only country that it fits.
    fn single(&self) -> Option<&str> {
        match self.only.as_slice() {
            [only] if !self.except => Some(only),
            _ => None,
        }
    }
}

/// An office, and who held it at a date.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Office {
    /// `office:TR:foreign-minister`; for an organisation's its id stands in the middle.
    pub id: String,
    /// Id of the person who held it; `None` where that is not known for certain.
    pub holder: Option<String>,
}

/// The tables of offices.
#[derive(Debug)]
pub struct Offices {
    kinds: Vec<OfficeKind>,
    /// Folded words of titles.
    titles: HashMap<String, Vec<Title>>,
    /// Words of the longest title.
    longest: usize,
    holders: holders::Holders,
}

/// The words of a title, folded.
fn words_of(title: &str) -> Vec<String> {
    token::tokens(title)
        .iter()
        .map(token::Token::folded)
        .collect()
}

impl Offices {
    /// The tables that come with the program and those of the folder `user` on top.
    /// `entities` are the actors that holders must be among.
    ///
    /// # Errors
    /// A row that cannot be used, with its file and line.
    pub fn load(user: Option<&Path>, entities: &Entities) -> Result<Self, KnowledgeError> {
        let mut offices = Self {
            kinds: Vec::new(),
            titles: HashMap::default(),
            longest: 0,
            holders: holders::Holders::default(),
        };
        let table = Table::with_user("offices.tsv", OFFICES, user, &["office", "names_ar"])?;
        for row in table.rows() {
            offices.add(&row)?;
        }
        offices.holders = holders::Holders::load(user, &offices.kinds, entities)?;
        Ok(offices)
    }

    fn add(&mut self, row: &Row<'_>) -> Result<(), KnowledgeError> {
        let slug = row.get("office");
        let is_slug = !slug.is_empty() && slug.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        if !is_slug {
            return Err(row.error(format!(
                "the office `{slug}` must be small Latin letters and hyphens"
            )));
        }
        let of = match row.get("of") {
            "state" | "" => Of::State,
            "to" => Of::To,
            "organisation" => Of::Organisation,
            other => {
                return Err(row.error(format!(
                    "`of` is `{other}`; it must be state, to or organisation"
                )));
            }
        };
        let said: Vec<&str> = row.list("only").collect();
        let except = said.iter().any(|country| country.starts_with('-'));
        let mut only = Vec::with_capacity(said.len());
        for country in said {
            let bare = country.strip_prefix('-').unwrap_or(country);
            if bare.len() != 2 || !bare.bytes().all(|b| b.is_ascii_uppercase()) {
                return Err(row.error(format!(
                    "`only` names `{country}`; it takes countries (ISO 3166-1 alpha-2), | between them"
                )));
            }
            if country.starts_with('-') != except {
                return Err(row.error("`only` must have `-` before each country or before none"));
            }
            only.push(bare.to_owned());
        }
        let number = match self.kinds.iter().position(|kind| kind.slug == slug) {
            Some(known) => known,
            None => {
                self.kinds.push(OfficeKind {
                    slug: slug.to_owned(),
                    names_ar: Vec::new(),
                    names_en: Vec::new(),
                    sector: row.get("sector").to_owned(),
                });
                self.kinds.len() - 1
            }
        };
        let kind = u16::try_from(number)
            .map_err(|_| row.error("there are too many offices for this program"))?;
        for title in row.list("names_ar") {
            let mut words = words_of(title);
            let base = Title {
                kind,
                of,
                form: Form::Definite,
                only: only.clone(),
                except,
            };
            if let Some(at) = words.iter().position(|word| word == "*") {
                let after = words.split_off(at + 1);
                words.pop();
                self.insert(&words, base, Form::Around(after));
                continue;
            }
            let Some(last) = words.pop() else { continue };
            let bare = last
                .strip_prefix("ال")
                .filter(|rest| rest.chars().count() > 1);
            if let Some(bare) = bare {
                let mut construct = words.clone();
                construct.push(bare.to_owned());
                self.insert(&construct, base.clone(), Form::Construct);
                words.push(last);
                self.insert(&words, base, Form::Definite);
            } else {
                words.push(last);
                self.insert(&words, base, Form::Construct);
            }
        }
        if let Some(known) = self.kinds.get_mut(number) {
            known
                .names_ar
                .extend(row.list("names_ar").map(str::to_owned));
            known
                .names_en
                .extend(row.list("names_en").map(str::to_owned));
        }
        Ok(())
    }

    fn insert(&mut self, words: &[String], title: Title, form: Form) {
        if words.is_empty() {
            return;
        }
        self.longest = self.longest.max(words.len());
        let title = Title { form, ..title };
        self.titles.entry(words.join(" ")).or_default().push(title);
    }

    /// The office `office` of `of` (a country, ISO 3166-1 alpha-2, or an organisation's
    /// id) on a day, and its holder where one is certain; without a day, the office.
    #[must_use]
    pub fn at(&self, office: &str, of: &str, day: Option<Day>) -> Office {
        Office {
            id: format!("office:{of}:{office}"),
            holder: day
                .and_then(|day| self.holders.at(office, of, day))
                .map(str::to_owned),
        }
    }

    /// All who are known to have held an office, in the order of the table.
    pub fn holders(&self, office: &str, of: &str) -> impl Iterator<Item = &Holding> {
        self.holders.of(office, of)
    }

    /// What a person is known to have held.
    pub fn held(&self, person: &str) -> impl Iterator<Item = &Holding> {
        self.holders.by(person)
    }

    /// The kinds of offices, in the order of the table.
    #[must_use]
    pub fn kinds(&self) -> &[OfficeKind] {
        &self.kinds
    }

    /// The kind of this slug.
    #[must_use]
    pub fn kind(&self, slug: &str) -> Option<&OfficeKind> {
        self.kinds.iter().find(|kind| kind.slug == slug)
    }

    /// The office that folded words begin with, of which country or organisation, and how
    /// many words that takes; `None` where they begin with none, with one of nobody
    /// («الرئيس»), or with a former one («وزير الخارجية السابق»).
    #[must_use]
    pub fn phrase(&self, words: &[&str], entities: &Entities) -> Option<Phrase<'_>> {
        phrase::read(self, words, entities)
    }

    /// The offices whose title is at the start of folded words, whosever they are
    /// («الرئيس», «رئيس الوزراء الأسبق»), and the words of the longest such title.
    #[must_use]
    pub fn title(&self, words: &[&str]) -> Option<(usize, Vec<&str>)> {
        (1..=self.longest.min(words.len())).rev().find_map(|count| {
            let uses = self.titles.get(&words.get(..count)?.join(" "))?;
            let mut slugs: Vec<&str> = uses
                .iter()
                .filter(|title| title.of != Of::Organisation)
                .filter_map(|title| Some(self.kinds.get(usize::from(title.kind))?.slug.as_str()))
                .collect();
            slugs.dedup();
            (!slugs.is_empty()).then_some((count, slugs))
        })
    }

    /// [`Self::phrase`] for text as written.
    #[must_use]
    pub fn phrase_in(&self, text: &str, entities: &Entities) -> Option<Phrase<'_>> {
        let words: Vec<String> = token::tokens(text)
            .iter()
            .map(token::Token::folded)
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        self.phrase(&words, entities)
    }
}

/// Whether a word says that somebody holds an office no more, or not yet.
#[must_use]
pub fn is_former(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "سابق",
        "اسبق",
        "سابقه",
        "اسبقه",
        "راحل",
        "راحله",
        "مخلوع",
        "معزول",
        "مقال",
        "مقاله",
        "مستقيل",
        "مستقيله",
        "متنحي",
        "منتخب",
        "منتخبه",
        "مكلف",
        "مكلفه",
        "مقبل",
        "قادم",
        "هارب",
        "مرشح",
    ];
    let bare = folded.strip_prefix("ال").unwrap_or(folded);
    WORDS.contains(&bare) || bare == fold("المنتهية ولايته")
}

#[cfg(test)]
mod tests;
