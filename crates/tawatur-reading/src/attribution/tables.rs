//! The tables of sources and cues, and what is known of a name.

use std::collections::HashMap;
use std::path::Path;

use tawatur_knowledge::KnowledgeError;
use tawatur_knowledge::inflect::{self, Tense};
use tawatur_knowledge::table::{Row, Table};
use tawatur_record::{Certainty, LinkKind, Realis};
use tawatur_text::fold;

/// What is known of names beyond the table of sources.
pub trait NameLookup {
    /// The kind of source that a name is («رويترز» an agency, «أنقرة» a government), its
    /// words folded, with their articles and without proclitics; `None` where it is unknown.
    fn class(&self, folded_words: &[&str]) -> Option<LinkKind>;
}

/// Knows no name.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoNames;

impl NameLookup for NoNames {
    fn class(&self, _: &[&str]) -> Option<LinkKind> {
        None
    }
}

/// What a word of `sources.tsv` is to a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Head,
    Title,
    Modifier,
    Name,
    Audience,
    Venue,
    Statement,
    Own,
    No,
    Content,
    Same,
}

/// A row of `sources.tsv`.
#[derive(Debug)]
pub(super) struct Entry {
    /// Folded words without article; those of a name as they stand.
    words: Vec<String>,
    pub(super) role: Role,
    pub(super) kind: LinkKind,
    pub(super) feminine: bool,
    /// Takes the kind of what it belongs to.
    pub(super) of: bool,
    /// Takes the kind of its modifier.
    pub(super) by_modifier: bool,
    /// A name that is also a common word.
    pub(super) weak: bool,
    /// A capital or a country.
    pub(super) place: bool,
}

/// What a cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CueRole {
    /// A source follows.
    According,
    /// A verb of speech follows with its subject.
    Clause,
    /// A source follows that stands under the speaker.
    Under,
    /// The document's own voice begins.
    Break,
    /// The same, after a verbal noun.
    Soft,
    /// Belongs to the act of speech that demands, blames or threatens.
    Aside,
    /// Points back to whoever spoke last («وبحسبه»).
    Back,
}

/// A row of `cues.tsv`.
#[derive(Debug)]
pub(super) struct Cue {
    words: Vec<String>,
    /// The preposition ل stands between the cue and its source.
    pub(super) lam: bool,
    /// Only of sources that the tables or the names know.
    pub(super) known_only: bool,
    /// Its source stands under a medium that speaks («قالت الوكالة على لسان …»).
    pub(super) under: bool,
    pub(super) role: CueRole,
}

/// A row of `impersonal.tsv`.
#[derive(Debug)]
pub(super) struct Impersonal {
    words: Vec<String>,
    pub(super) realis: Option<Realis>,
    pub(super) certainty: Option<Certainty>,
    pub(super) complements: Vec<Vec<String>>,
    pub(super) masdar: bool,
    /// Impersonal only without a subject before it.
    pub(super) passive: bool,
    /// Impersonal only where its passive is marked.
    pub(super) marked: bool,
}

impl Impersonal {
    pub(super) fn words_len(&self) -> usize {
        self.words.len()
    }
}

/// The tables `sources.tsv`, `cues.tsv` and `impersonal.tsv`.
#[derive(Debug, Default)]
pub struct SourceTables {
    entries: Vec<Entry>,
    /// First words in all their forms; an index into `entries`.
    firsts: HashMap<String, Vec<u32>>,
    cues: HashMap<String, Vec<Cue>>,
    impersonal: HashMap<String, Vec<Impersonal>>,
    /// Latin spelling in lower case, the folded name.
    aliases: Vec<(String, String)>,
}

/// A folded word without its article.
pub(super) fn without_article(word: &str) -> &str {
    word.strip_prefix("ال")
        .filter(|rest| rest.chars().count() >= 2)
        .unwrap_or(word)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(fold).collect()
}

macro_rules! embedded {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../lexicons/", $name)))
    };
}

impl SourceTables {
    /// The tables that come with the program, and those of the folder `user` on top.
    ///
    /// # Errors
    /// A row that does not hold what its columns ask for, with file and line.
    pub fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let mut tables = Self::default();
        let (name, text) = embedded!("sources.tsv");
        for row in Table::with_user(name, text, user, &["word", "role", "kind", "note"])?.rows() {
            tables.add_source(&row)?;
        }
        let (name, text) = embedded!("cues.tsv");
        for row in Table::with_user(name, text, user, &["cue", "role"])?.rows() {
            tables.add_cue(&row)?;
        }
        for list in tables.cues.values_mut() {
            list.sort_by_key(|cue| std::cmp::Reverse(cue.words.len()));
        }
        let (name, text) = embedded!("impersonal.tsv");
        let columns = ["words", "realis", "certainty", "complements", "note"];
        for row in Table::with_user(name, text, user, &columns)?.rows() {
            tables.add_impersonal(&row)?;
        }
        for list in tables.impersonal.values_mut() {
            list.sort_by_key(|row| std::cmp::Reverse(row.words.len()));
        }
        Ok(tables)
    }

    fn add_source(&mut self, row: &Row<'_>) -> Result<(), KnowledgeError> {
        let role = match row.get("role") {
            "head" => Role::Head,
            "title" => Role::Title,
            "modifier" => Role::Modifier,
            "name" => Role::Name,
            "audience" => Role::Audience,
            "venue" => Role::Venue,
            "statement" => Role::Statement,
            "own" => Role::Own,
            "no" => Role::No,
            "content" => Role::Content,
            "same" => Role::Same,
            other => return Err(row.error(format!("«{other}» under `role` is none of head, title, modifier, name, audience, venue, statement, own, no, content, same"))),
        };
        let kind = match row.get("kind") {
            "" => LinkKind::Unnamed,
            word => LinkKind::parse(word)
                .ok_or_else(|| row.error(format!("«{word}» is no kind of source")))?,
        };
        let notes: Vec<&str> = row.get("note").split_whitespace().collect();
        for word in row.list("word") {
            let mut folded = words(word);
            if role != Role::Name {
                for word in &mut folded {
                    *word = without_article(word).to_owned();
                }
            }
            let Some(first) = folded.first().cloned() else {
                continue;
            };
            if let Some((_, latin)) = row.get("note").split_once("alias:") {
                for alias in latin.split('|').map(|a| a.trim().trim_end_matches(" weak")) {
                    self.aliases.push((alias.to_lowercase(), folded.join(" ")));
                }
            }
            let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            let raw_first = word.split_whitespace().next().unwrap_or("");
            let mut firsts = vec![first];
            if !matches!(role, Role::Name | Role::Own) {
                for (form, _) in inflect::nominal(raw_first, Tense::Noun, 1, true) {
                    firsts.push(without_article(&form).to_owned());
                }
            }
            firsts.sort();
            firsts.dedup();
            for first in firsts {
                self.firsts.entry(first).or_default().push(index);
            }
            self.entries.push(Entry {
                words: folded,
                role,
                kind,
                feminine: notes.contains(&"f"),
                of: notes.contains(&"of"),
                by_modifier: notes.contains(&"mod"),
                weak: notes.contains(&"weak"),
                place: notes.contains(&"capital") || notes.contains(&"country"),
            });
        }
        Ok(())
    }

    fn add_cue(&mut self, row: &Row<'_>) -> Result<(), KnowledgeError> {
        let role = match row.get("role") {
            "according" => CueRole::According,
            "clause" => CueRole::Clause,
            "under" => CueRole::Under,
            "break" => CueRole::Break,
            "soft" => CueRole::Soft,
            "aside" => CueRole::Aside,
            "back" => CueRole::Back,
            other => {
                return Err(row.error(format!(
                    "«{other}» under `role` is none of according, clause, under, break, soft, aside, back"
                )));
            }
        };
        let mut words = words(row.get("cue"));
        let lam = words.last().is_some_and(|word| word == "ل");
        if lam {
            words.pop();
        }
        let Some(first) = words.first().cloned() else {
            return Err(row.error("the row has no cue"));
        };
        self.cues.entry(first).or_default().push(Cue {
            words,
            lam,
            known_only: row.get("note").split(' ').any(|n| n == "known"),
            under: row.get("note").split(' ').any(|n| n == "under"),
            role,
        });
        Ok(())
    }

    fn add_impersonal(&mut self, row: &Row<'_>) -> Result<(), KnowledgeError> {
        let words = words(row.get("words"));
        let Some(first) = words.first().cloned() else {
            return Err(row.error("the row has no words"));
        };
        let realis = match row.get("realis") {
            "" => None,
            word => Some(
                Realis::parse(word)
                    .ok_or_else(|| row.error(format!("«{word}» under `realis` is no realis")))?,
            ),
        };
        let certainty = match row.get("certainty") {
            "" => None,
            word => Some(Certainty::parse(word).ok_or_else(|| {
                row.error(format!(
                    "«{word}» under `certainty` is none of certain, probable, possible"
                ))
            })?),
        };
        let complements: Vec<Vec<String>> = row.list("complements").map(self::words).collect();
        self.impersonal.entry(first).or_default().push(Impersonal {
            words,
            realis,
            certainty,
            masdar: row.list("complements").any(|c| c == "masdar"),
            complements,
            passive: row.get("note").split(' ').any(|n| n == "passive"),
            marked: row.get("note").split(' ').any(|n| n == "marked"),
        });
        Ok(())
    }

    /// The entries of `role` that stand at the start of `bare`, the longest first, with the
    /// number of words that each takes.
    pub(super) fn sources<'s>(
        &'s self,
        bare: &[String],
        role: impl Fn(Role) -> bool,
    ) -> Option<(&'s Entry, usize)> {
        let first = bare.first()?;
        let plain = without_article(first);
        let best = self.longest(first, bare, &role);
        let best = match self.longest(plain, bare, &role) {
            Some(other) if plain != first && best.is_none_or(|(_, taken)| other.1 > taken) => {
                Some(other)
            }
            _ => best,
        };
        // «ناطقها», «مصادرنا», «وزارته»
        best.or_else(|| {
            ["ها", "هم", "نا", "ه"].iter().find_map(|end| {
                let stem = plain
                    .strip_suffix(end)
                    .filter(|stem| stem.chars().count() >= 3)?;
                self.longest(stem, bare, &role)
            })
        })
    }

    /// The longest entry under the first word `key` that the words fit.
    fn longest(
        &self,
        key: &str,
        bare: &[String],
        role: &impl Fn(Role) -> bool,
    ) -> Option<(&Entry, usize)> {
        let first = bare.first()?;
        self.firsts
            .get(key)?
            .iter()
            .filter_map(|&index| self.entries.get(index as usize))
            .filter(|entry| role(entry.role) && bare.len() >= entry.words.len())
            .filter(|entry| entry.role != Role::Name || entry.words.first() == Some(first))
            .filter(|entry| {
                entry
                    .words
                    .iter()
                    .zip(bare)
                    .skip(1)
                    .all(|(a, b)| a == b || without_article(a) == without_article(b))
            })
            .map(|entry| (entry, entry.words.len()))
            .max_by_key(|(_, taken)| *taken)
    }

    /// A word that some source's name may begin with or a title, a modifier.
    pub(super) fn knows(&self, folded: &str) -> bool {
        let known = |word: &str| self.firsts.contains_key(word);
        known(folded)
            || known(without_article(folded))
            || ["ها", "هم", "ه"].iter().any(|end| {
                folded
                    .strip_suffix(end)
                    .is_some_and(|stem| stem.chars().count() >= 4 && known(stem))
            })
    }

    /// The cue that begins with the folded words; how many words it takes.
    pub(super) fn cue(&self, words: &[&str]) -> Option<(&Cue, usize)> {
        let list = self.cues.get(*words.first()?)?;
        list.iter().find_map(|cue| {
            let taken = cue.words.len();
            let fits = taken <= words.len() && cue.words.iter().zip(words).all(|(a, b)| a == b);
            let lam = !cue.lam || words.get(taken).is_some_and(|next| next.starts_with('ل'));
            (fits && lam).then_some((cue, taken))
        })
    }

    /// True where a cue of that role begins with the folded words.
    pub(super) fn has_cue(&self, words: &[&str], role: CueRole) -> bool {
        let first = words.first().copied().unwrap_or("");
        self.cues.get(first).into_iter().flatten().any(|cue| {
            cue.role == role
                && cue.words.len() <= words.len()
                && cue.words.iter().zip(words).all(|(a, b)| a == b)
        })
    }

    /// The impersonal expression that begins with the folded words; how many it takes.
    pub(super) fn impersonal(&self, words: &[&str]) -> Option<(&Impersonal, usize)> {
        let list = self.impersonal.get(*words.first()?)?;
        list.iter().find_map(|row| {
            let taken = row.words.len();
            let fits = taken <= words.len() && row.words.iter().zip(words).all(|(a, b)| a == b);
            fits.then_some((row, taken))
        })
    }

    /// The folded words name a medium and nothing else.
    pub(super) fn is_medium(&self, words: &[String], names: &dyn NameLookup) -> bool {
        let medium = |kind| matches!(kind, LinkKind::Outlet | LinkKind::Agency);
        self.sources(words, |role| matches!(role, Role::Name | Role::Head))
            .is_some_and(|(entry, taken)| {
                medium(entry.kind) && (taken == words.len()) != (entry.role == Role::Head)
            })
            || names
                .class(&words.iter().map(String::as_str).collect::<Vec<_>>())
                .is_some_and(medium)
    }

    /// The folded Arabic names of an outlet that is given in any spelling.
    pub(super) fn outlet_names(&self, outlet: &str) -> Vec<String> {
        let lower = outlet.trim().to_lowercase();
        let mut names: Vec<String> = self
            .aliases
            .iter()
            .filter(|(alias, _)| !alias.is_empty() && *alias == lower)
            .map(|(_, name)| name.clone())
            .collect();
        let folded = fold(outlet.trim());
        let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
        // «وكالة الأناضول» is known by its last words
        let head = self
            .sources(&words, |role| role == Role::Head)
            .filter(|(_, taken)| *taken < words.len());
        match head {
            Some((_, taken)) => names.push(words.get(taken..).unwrap_or_default().join(" ")),
            None if !folded.is_empty() => names.push(folded),
            None => {}
        }
        names
    }
}
