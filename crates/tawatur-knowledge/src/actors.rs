//! Who is meant by a name or a title, as somebody asks for it: in any usual spelling,
//! Arabic or Latin, with or without a title, an office on a day. What stays open between
//! several is answered with all of them, never with one of them.

use std::path::Path;

use tawatur_record::NameStance;
use tawatur_text::edtf::Day;
use tawatur_text::token;

use crate::entities::{Entities, Entity, EntityKind};
use crate::offices::{Office, Offices, Phrase};
use crate::table::KnowledgeError;

/// Actors and offices.
#[derive(Debug)]
pub struct Actors {
    /// Known organisations and people.
    pub entities: Entities,
    /// Offices and who held them.
    pub offices: Offices,
}

/// Somebody who may be meant.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Who it is.
    pub entity: &'a Entity,
    /// Whose name for him was asked for; `None` for a neutral one.
    pub stance: Option<NameStance>,
}

/// What a name or title means.
#[derive(Debug, Default)]
pub struct Answer<'a> {
    /// The office that was asked for, with its holder on the day where one is certain.
    pub office: Option<(Phrase<'a>, Office)>,
    /// Who is meant: one, or all who may be, where that is open.
    pub candidates: Vec<Candidate<'a>>,
}

impl<'a> Answer<'a> {
    /// The one who is meant.
    #[must_use]
    pub fn one(&self) -> Option<Candidate<'a>> {
        match self.candidates.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

impl Actors {
    /// The tables that come with the program and those of the folder `user` on top.
    ///
    /// # Errors
    /// A row that cannot be used, with its file and line.
    pub fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let entities = Entities::load(user)?;
        let offices = Offices::load(user, &entities)?;
        Ok(Self { entities, offices })
    }

    /// Who is meant by `text` on a day: a name, a title, or both.
    #[must_use]
    pub fn find(&self, text: &str, day: Option<Day>) -> Answer<'_> {
        let tokens = token::tokens(text);
        let folded: Vec<String> = tokens.iter().map(token::Token::folded).collect();
        let words: Vec<&str> = folded.iter().map(String::as_str).collect();
        // the text from its token `at` on
        let behind = |at: usize| {
            tokens
                .get(at)
                .and_then(|token| text.get(token.start..))
                .unwrap_or("")
        };
        if let Some(phrase) = self.offices.phrase(&words, &self.entities) {
            let office = self.offices.at(phrase.office, &phrase.of, day);
            let name = behind(phrase.words);
            let holder = office
                .holder
                .as_deref()
                .and_then(|id| self.entities.by_id(id));
            let candidates = if name.is_empty() {
                holder.map(neutral).into_iter().collect()
            } else {
                // who is named wins over the table
                narrowed(self.named(name), |c| {
                    holder.is_some_and(|holder| holder.id == c.entity.id)
                })
            };
            return Answer {
                office: Some((phrase, office)),
                candidates,
            };
        }
        if let Some((count, slugs)) = self.offices.title(&words)
            && count < words.len()
            && self.entities.named(text).is_none()
        {
            let held = |c: &Candidate<'_>| {
                self.offices.held(&c.entity.id).any(|held| {
                    slugs.contains(&held.office.as_ref())
                        && day.is_some_and(|day| held.is_certain(day))
                })
            };
            let found = narrowed(self.named(behind(count)), held);
            if !found.is_empty() {
                return Answer {
                    office: None,
                    candidates: found,
                };
            }
        }
        let mut candidates = self.named(text);
        if candidates.is_empty()
            && let Some((first, rest)) = words.split_first()
            && let Some((count, _)) = self.entities.words().title(first, rest)
        {
            candidates = self.named(behind(count));
        }
        Answer {
            office: None,
            candidates,
        }
    }

    /// Who has a name, in any usual spelling.
    fn named(&self, name: &str) -> Vec<Candidate<'_>> {
        let called = self.entities.named(name);
        if let Some(called) = called.filter(|called| !called.weak) {
            return vec![Candidate {
                entity: called.entity,
                stance: called.stance,
            }];
        }
        let mut found: Vec<Candidate<'_>> = called
            .map(|called| Candidate {
                entity: called.entity,
                stance: called.stance,
            })
            .into_iter()
            .collect();
        // a last name that several have may be any of theirs
        let others = if called.is_none_or(|called| called.entity.kind == EntityKind::Person) {
            self.entities.people(name)
        } else {
            Vec::new()
        };
        let others = if found.is_empty() && others.is_empty() {
            self.entities.lookup(name)
        } else {
            others
        };
        for entity in others {
            if !found.iter().any(|c| c.entity.id == entity.id) {
                found.push(neutral(entity));
            }
        }
        found
    }
}

fn neutral(entity: &Entity) -> Candidate<'_> {
    Candidate {
        entity,
        stance: None,
    }
}

/// The only candidate of those that `fits`; all where none or several do.
fn narrowed<'a>(
    all: Vec<Candidate<'a>>,
    fits: impl Fn(&Candidate<'a>) -> bool,
) -> Vec<Candidate<'a>> {
    let mut fitting = all.iter().filter(|c| fits(c));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => vec![*only],
        _ => all,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;

    fn asked(text: &str, date: &str) -> Vec<String> {
        static LOADED: OnceLock<Actors> = OnceLock::new();
        let actors = LOADED.get_or_init(|| Actors::load(None).expect("the tables"));
        let day = date
            .parse::<tawatur_text::edtf::Edtf>()
            .ok()
            .and_then(tawatur_text::edtf::Edtf::first_day);
        let answer = actors.find(text, day);
        answer
            .candidates
            .iter()
            .map(|c| match c.stance {
                Some(stance) => format!("{} {stance}", c.entity.id),
                None => c.entity.id.clone(),
            })
            .collect()
    }

    #[test]
    fn names_titles_and_both() {
        for (text, date, id) in [
            ("SDF", "", "local:syrian-democratic-forces"),
            ("ميليشيات قسد", "", "local:syrian-democratic-forces hostile"),
            ("وزير الخارجية التركي", "2024-03-01", "local:hakan-fidan"),
            ("وزير الخارجية التركي هاكان فيدان", "", "local:hakan-fidan"),
            ("الرئيس بوتن", "2020-01-01", "Q7747"),
            ("الرئيس عون", "2019-01-01", "local:michel-aoun"),
            ("الرئيس عون", "2025-06-01", "local:joseph-aoun"),
            ("اللواء علي مملوك", "", "local:ali-mamlouk"),
            ("Vladimir Putin", "", "Q7747"),
        ] {
            assert_eq!(asked(text, date), [id], "{text} {date}");
        }
    }

    #[test]
    fn what_is_open_stays_open() {
        assert!(asked("عون", "").len() >= 2);
        assert!(asked("الرئيس عون", "").len() >= 2, "no day, no choice");
        assert!(asked("وزير الخارجية التركي", "").is_empty());
        assert!(asked("زعطوط البرقوقي", "").is_empty());
        assert!(asked("", "").is_empty() && asked("؟", "").is_empty());
    }
}
