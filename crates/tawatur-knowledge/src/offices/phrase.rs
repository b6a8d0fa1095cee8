//! From the words of a title to the office: «وزير الخارجية التركي», «وزير خارجية قطر»,
//! «المبعوث الأممي إلى سوريا», «الأمين العام للأمم المتحدة».

use crate::entities::{Entities, EntityClass};

use super::{Form, Of, Offices, Title, is_former};

/// An office found in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase<'o> {
    /// Slug of the office.
    pub office: &'o str,
    /// Country (ISO 3166-1 alpha-2) or organisation's id whose office it is.
    pub of: String,
    /// Words that it takes, from the first.
    pub words: usize,
}

/// Words that may stand between a title and whose it is.
const BETWEEN: &[&str] = &[
    "الخاص",
    "الخاصه",
    "الحالي",
    "الحاليه",
    "الجديد",
    "الجديده",
    "المءقت",
    "الانتقالي",
    "الدائم",
    "الرسمي",
    "الرسميه",
    "بالوكاله",
    "بالانابه",
    "الموقت",
];

/// Most words between a title and whose it is.
const MOST_BETWEEN: usize = 3;

pub(super) fn read<'o>(
    offices: &'o Offices,
    words: &[&str],
    entities: &Entities,
) -> Option<Phrase<'o>> {
    let most = offices.longest.min(words.len());
    for count in (1..=most).rev() {
        let Some(titles) = words
            .get(..count)
            .and_then(|title| offices.titles.get(&title.join(" ")))
        else {
            continue;
        };
        for title in titles {
            let Some(office) = offices.kinds.get(usize::from(title.kind)) else {
                continue;
            };
            let asked = Asked {
                offices,
                entities,
                title,
                office: &office.slug,
                words,
            };
            let Some((of, used)) = asked.of(count) else {
                continue;
            };
            if words.get(used).is_some_and(|word| is_former(word)) {
                return None;
            }
            return Some(Phrase {
                office: &office.slug,
                of,
                words: used,
            });
        }
    }
    None
}

/// One title in words, and the question whose it is.
struct Asked<'a> {
    offices: &'a Offices,
    entities: &'a Entities,
    title: &'a Title,
    office: &'a str,
    words: &'a [&'a str],
}

impl Asked<'_> {
    /// Whose office it is, and the words up to there; the title has `count`.
    fn of(&self, count: usize) -> Option<(String, usize)> {
        match &self.title.form {
            Form::Around(after) => {
                let (of, used) = self.adjective(count).or_else(|| self.name(count, ""))?;
                let end = used + after.len();
                let fits = self
                    .words
                    .get(used..end)
                    .is_some_and(|words| words.iter().zip(after).all(|(a, b)| *a == b.as_str()));
                // «مندوب قطر الدائم لدى الأمم المتحدة»
                fits.then_some((of, end))
            }
            Form::Construct => {
                let from = self.between(count)?;
                if self.title.of == Of::To {
                    return self.sent(from);
                }
                // «رئيس حكومة الوفاق»: the organisation's name begins inside the title
                self.name(count, "")
                    .or_else(|| self.inside(count))
                    .or_else(|| self.behind(from))
            }
            Form::Definite => {
                let from = self.between(count)?;
                match self.title.of {
                    Of::To => self.sent(from),
                    Of::State => self
                        .adjective(from)
                        .or_else(|| self.behind(from))
                        .or_else(|| Some((self.title.single()?.to_owned(), count))),
                    Of::Organisation => self.behind(from),
                }
            }
        }
    }

    /// The first word after those that may stand between; `None` behind a former office.
    fn between(&self, count: usize) -> Option<usize> {
        let mut at = count;
        while let Some(word) = self.words.get(at).filter(|_| at < count + MOST_BETWEEN) {
            if is_former(word) {
                return None;
            }
            // «وزير الخارجية والمغتربين اللبناني»
            let joined = word.starts_with("وال") && self.entities.words().demonym(word).is_none();
            if !BETWEEN.contains(word) && !joined {
                break;
            }
            at += 1;
        }
        Some(at)
    }

    /// «التركي» at `at`.
    fn adjective(&self, at: usize) -> Option<(String, usize)> {
        let word = self.words.get(at).filter(|word| word.starts_with("ال"))?;
        let nation = self.entities.words().demonym(word)?;
        let fits = nation.number == 1 && nation.country.len() == 2 && self.fits(&nation.country);
        fits.then(|| (nation.country.clone(), at + 1))
    }

    fn fits(&self, country: &str) -> bool {
        self.title.of != Of::Organisation && self.title.fits(country)
    }

    /// The name of a state or of an organisation that has such an office at `at`, without
    /// the letters `before` at its front.
    fn name(&self, at: usize, before: &str) -> Option<(String, usize)> {
        let word = self.words.get(at)?;
        let rest = self.words.get(at + 1..).unwrap_or_default();
        for first in without(word, before) {
            for called in self.entities.called(&first, rest) {
                let entity = called.entity;
                if entity.class == EntityClass::State {
                    if entity.country.len() == 2 && self.fits(&entity.country) {
                        return Some((entity.country.clone(), at + called.words));
                    }
                } else if self.has(&entity.id)
                    || self.title.of == Of::State && entity.class == EntityClass::Government
                {
                    return Some((entity.id.clone(), at + called.words));
                }
            }
        }
        None
    }

    fn has(&self, organisation: &str) -> bool {
        self.offices
            .holders(self.office, organisation)
            .next()
            .is_some()
    }

    /// An organisation whose name begins with the last word of the title.
    fn inside(&self, count: usize) -> Option<(String, usize)> {
        let at = count.checked_sub(1).filter(|at| *at > 0)?;
        let (of, used) = self.name(at, "")?;
        (used > count && of.len() > 2).then_some((of, used))
    }

    /// An organisation behind «في» or with «ل» before it.
    fn behind(&self, at: usize) -> Option<(String, usize)> {
        let (of, used) = match *self.words.get(at)? {
            "في" | "لدي" => self.name(at + 1, ""),
            _ => self.name(at, "ل"),
        }?;
        (of.len() > 2).then_some((of, used))
    }

    /// The country that somebody is sent to.
    fn sent(&self, at: usize) -> Option<(String, usize)> {
        match *self.words.get(at)? {
            "الي" | "في" | "لدي" | "حول" => self.name(at + 1, ""),
            _ => self.name(at, "ل"),
        }
        .filter(|(of, _)| of.len() == 2)
    }
}

/// A word without the proclitic `before`, in all readings; the word itself without one.
fn without(word: &str, before: &str) -> Vec<String> {
    if before.is_empty() {
        return vec![word.to_owned()];
    }
    let mut found = Vec::new();
    if let Some(rest) = word.strip_prefix("لل") {
        found.push(format!("ال{rest}"));
        found.push(format!("ل{rest}"));
    } else if let Some(rest) = word.strip_prefix(before) {
        found.push(rest.to_owned());
    }
    found
}
