//! The gazetteer: names of places to rows with coordinates.
//!
//! Tables (`gazetteer/`): `places.tsv` (built by `training/gazetteer/build_places.py`),
//! `ambiguous.tsv` (names that are ordinary words or people's names too, and what must
//! stand before them), `kinds.tsv` (the words that say what a place is, «مدينة», «مخيم»).
//! Coordinates are degrees on WGS 84, distances kilometres.

mod place;
mod resolve;
mod spot;

use rustc_hash::FxHashMap as HashMap;
use std::path::Path;
use std::sync::OnceLock;

use tawatur_text::{fold, token};

use crate::names;
use crate::table::{KnowledgeError, Table};

pub use place::{PlaceId, PlaceKind, PlaceRow};
pub use resolve::PlaceContext;
pub use spot::Spot;

const PLACES: &str = include_str!("../../../gazetteer/places.tsv");
const AMBIGUOUS: &str = include_str!("../../../gazetteer/ambiguous.tsv");
const KINDS: &str = include_str!("../../../gazetteer/kinds.tsv");

/// A name whose places all weigh this or less is read as a place only after a word that
/// says so.
const LIGHT: u8 = 10;

/// What stands before a word: how much it says that a place's name follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Before {
    /// Nothing that speaks for a place.
    Nothing,
    /// A preposition of place («في», «إلى», «من», «قرب») or a place joined by و.
    Preposition,
    /// A word that says what the place is («مدينة», «قرية», «مخيم»).
    Kind,
}

/// The places of one spelling, and what must stand before it.
#[derive(Debug)]
struct Name {
    places: Vec<PlaceId>,
    needs: Before,
}

/// All places, found by folded name.
#[derive(Debug)]
pub struct Gazetteer {
    rows: Vec<PlaceRow>,
    /// Folded names, one space between words.
    names: HashMap<Box<str>, Name>,
    /// For the first word of a name of several words: how many words the longest has.
    longest: HashMap<Box<str>, usize>,
    /// Made when first asked for, as `by_key` is.
    by_id: OnceLock<HashMap<String, PlaceId>>,
    kinds: HashMap<String, Vec<PlaceKind>>,
    /// Places by spelling key, Arabic and Latin names; made when first asked for.
    by_key: OnceLock<HashMap<String, Vec<PlaceId>>>,
}

/// The words of a name as they come out of a text: folded, one space between.
fn words_of(name: &str) -> String {
    if name
        .chars()
        .all(|c| c == ' ' || tawatur_text::fold::is_arabic_letter(c))
    {
        return fold(name);
    }
    let words: Vec<String> = token::tokens(name)
        .iter()
        .map(token::Token::folded)
        .collect();
    words.join(" ")
}

impl Gazetteer {
    /// The gazetteer that comes with the program.
    ///
    /// # Errors
    /// A row that cannot be used, with its file and line.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        Self::load(None)
    }

    /// The program's gazetteer with the tables of the folder `user` on top: in
    /// `places.tsv` a row replaces the one with its id, `-id` takes it away.
    ///
    /// # Errors
    /// A row that cannot be used, with its file and line, or a file that cannot be read.
    pub fn with_user(user: &Path) -> Result<Self, KnowledgeError> {
        Self::load(Some(user))
    }

    fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let mut rows = PlaceRow::embedded(PLACES)?;
        let required = ["id", "name_ar", "kind", "country", "lat", "lon"];
        if let Some(own) = Table::own("places.tsv", user, &required)? {
            for row in own.rows() {
                let id = row.get("id");
                let key = id.strip_prefix('-').unwrap_or(id);
                rows.retain(|old| old.id != key);
                if !id.starts_with('-') {
                    rows.push(PlaceRow::of(&row)?);
                }
            }
        }
        let mut gazetteer = Self {
            names: HashMap::with_capacity_and_hasher(rows.len() * 2, rustc_hash::FxBuildHasher),
            longest: HashMap::with_capacity_and_hasher(rows.len() / 4, rustc_hash::FxBuildHasher),
            by_id: OnceLock::new(),
            kinds: HashMap::default(),
            by_key: OnceLock::new(),
            rows: Vec::new(),
        };
        for (at, row) in rows.iter().enumerate() {
            let id = PlaceId(u32::try_from(at).unwrap_or(u32::MAX));
            for name in row.names_ar() {
                gazetteer.add_name(words_of(name), id);
            }
        }
        for name in gazetteer.names.values_mut() {
            let weight = name
                .places
                .iter()
                .filter_map(|id| rows.get(id.0 as usize))
                .map(|row| row.importance)
                .max();
            if weight.unwrap_or(0) <= LIGHT {
                name.needs = Before::Kind;
            }
        }
        gazetteer.rows = rows;
        gazetteer.read_kinds(user)?;
        gazetteer.read_ambiguous(user)?;
        Ok(gazetteer)
    }

    fn add_name(&mut self, words: String, id: PlaceId) {
        if words.is_empty() {
            return;
        }
        if let Some((first, rest)) = words.split_once(' ') {
            let count = 2 + rest.matches(' ').count();
            match self.longest.get_mut(first) {
                Some(most) => *most = count.max(*most),
                None => {
                    self.longest.insert(first.into(), count);
                }
            }
        }
        match self.names.get_mut(words.as_str()) {
            Some(name) if name.places.contains(&id) => {}
            Some(name) => name.places.push(id),
            None => {
                self.names.insert(
                    words.into_boxed_str(),
                    Name {
                        places: vec![id],
                        needs: Before::Nothing,
                    },
                );
            }
        }
    }

    fn read_kinds(&mut self, user: Option<&Path>) -> Result<(), KnowledgeError> {
        for row in Table::with_user("kinds.tsv", KINDS, user, &["words", "kinds"])?.rows() {
            let mut kinds = Vec::new();
            for kind in row.list("kinds") {
                kinds.push(
                    PlaceKind::parse(kind)
                        .ok_or_else(|| row.error(format!("there is no kind of place `{kind}`")))?,
                );
            }
            for word in row.list("words") {
                self.kinds.insert(fold(word), kinds.clone());
            }
        }
        Ok(())
    }

    fn read_ambiguous(&mut self, user: Option<&Path>) -> Result<(), KnowledgeError> {
        for row in Table::with_user("ambiguous.tsv", AMBIGUOUS, user, &["name", "needs"])?.rows() {
            let needs = match row.get("needs") {
                "kind" => Before::Kind,
                "preposition" => Before::Preposition,
                "nothing" => Before::Nothing,
                "never" => {
                    self.names.remove(words_of(row.get("name")).as_str());
                    continue;
                }
                other => {
                    return Err(row.error(format!(
                        "`needs` is `{other}`; it must be kind, preposition, nothing or never"
                    )));
                }
            };
            if let Some(name) = self.names.get_mut(words_of(row.get("name")).as_str()) {
                name.needs = needs;
            }
        }
        Ok(())
    }

    /// The longest name of a place that begins with the folded word `first` (no proclitic
    /// on it: the caller tries the ways to cut them off) and goes on with the folded
    /// tokens `rest`; `_` between words (hashtags) is passed over. Gives the number of
    /// tokens and the places of that name. Names that are ordinary words too are not
    /// found this way, see [`Self::longest_after`].
    #[must_use]
    pub fn longest(&self, first: &str, rest: &[&str]) -> Option<(usize, &[PlaceId])> {
        self.longest_after(Before::Nothing, first, rest)
    }

    /// As [`Self::longest`], knowing what stands before the word.
    #[must_use]
    pub fn longest_after(
        &self,
        before: Before,
        first: &str,
        rest: &[&str],
    ) -> Option<(usize, &[PlaceId])> {
        let allowed = |words: &str| self.names.get(words).filter(|name| name.needs <= before);
        let Some(&most) = self.longest.get(first) else {
            return allowed(first).map(|name| (1, name.places.as_slice()));
        };
        let (joined, ends) = crate::joined::join(first, rest, most);
        ends.iter().rev().find_map(|&(end, used)| {
            let name = joined.get(..end).and_then(allowed)?;
            Some((used, name.places.as_slice()))
        })
    }

    /// What must stand before this name (folded, one space between words) for it to be read
    /// as a place; `None` where it is no place's name.
    #[must_use]
    pub fn needs(&self, words: &str) -> Option<Before> {
        self.names.get(words).map(|name| name.needs)
    }

    /// The kinds of place that a folded word with its article or without announces
    /// («مدينه», «المدينه»); empty where it is no such word. Only one without article, and
    /// «العاصمة», says that a name follows: «الريف الغربي» is no place called «الغربي».
    #[must_use]
    pub fn kind_word(&self, folded: &str) -> &[PlaceKind] {
        let found = self.kinds.get(folded).or_else(|| {
            folded
                .strip_prefix("ال")
                .and_then(|bare| self.kinds.get(bare))
        });
        found.map_or(&[], Vec::as_slice)
    }

    /// The row of a place.
    ///
    /// # Panics
    /// Never for an id that this gazetteer gave.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> &PlaceRow {
        &self.rows[id.0 as usize]
    }

    /// The place with this id as rows carry it (`Q858`, `SY0802`, `gn:173811`).
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<PlaceId> {
        let by_id = self.by_id.get_or_init(|| {
            self.places()
                .map(|(id, row)| (row.id.clone().into_owned(), id))
                .collect()
        });
        by_id.get(id).copied()
    }

    /// All places with their ids.
    pub fn places(&self) -> impl Iterator<Item = (PlaceId, &PlaceRow)> {
        self.rows
            .iter()
            .enumerate()
            .map(|(at, row)| (PlaceId(u32::try_from(at).unwrap_or(u32::MAX)), row))
    }

    /// Places that are written so, in any usual spelling, Arabic or Latin: those with
    /// exactly this name, or where there is none those whose name can be spelled like
    /// this; the weightiest first.
    #[must_use]
    pub fn lookup(&self, spelling: &str) -> Vec<PlaceId> {
        let spelling = spelling.trim();
        if spelling.is_empty() {
            return Vec::new();
        }
        let folded = fold(spelling);
        let words = words_of(spelling);
        let keys = self.by_key.get_or_init(|| self.index_keys());
        let near = keys
            .get(&names::spelling_key(spelling))
            .map_or(&[][..], Vec::as_slice);
        let mut exact: Vec<PlaceId> = self
            .names
            .get(words.as_str())
            .map_or_else(Vec::new, |name| name.places.clone());
        exact.extend(near.iter().filter(|&&id| {
            self.place(id)
                .names_latin()
                .any(|name| fold(name) == folded)
        }));
        let mut found = exact;
        if found.is_empty() {
            let alike = |id: &PlaceId| {
                let row = self.place(*id);
                row.names_ar()
                    .chain(row.names_latin())
                    .any(|name| names::same_name(name, spelling))
            };
            found.extend(near.iter().filter(|id| alike(id)));
        }
        found.sort_by_key(|id| (std::cmp::Reverse(self.place(*id).weight()), *id));
        found.dedup();
        found
    }

    fn index_keys(&self) -> HashMap<String, Vec<PlaceId>> {
        let mut keys: HashMap<String, Vec<PlaceId>> = HashMap::default();
        for (id, row) in self.places() {
            for name in row.names_ar().chain(row.names_latin()) {
                let list = keys.entry(names::spelling_key(name)).or_default();
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
        keys
    }
}

#[cfg(test)]
mod tests;
