//! People by their names as reports spell them: whole names and last names.

use rustc_hash::FxHashMap as HashMap;
use tawatur_text::fold;

use super::{Entity, EntityKind};
use crate::names;

/// The Arabic names of people, by what they sound like.
#[derive(Debug)]
pub(super) struct People {
    by_key: HashMap<String, Vec<Spelled>>,
}

/// A name, or the last word of one.
#[derive(Debug)]
struct Spelled {
    /// Folded, without article.
    name: String,
    entity: u32,
}

/// Folded, without the article of its first word.
fn plain(name: &str) -> String {
    let folded = fold(name);
    folded
        .strip_prefix("ال")
        .filter(|rest| rest.chars().count() > 1)
        .map_or_else(|| folded.clone(), str::to_owned)
}

impl People {
    pub(super) fn of(entities: &[Entity]) -> Self {
        let mut people = Self {
            by_key: HashMap::default(),
        };
        for (number, entity) in (0_u32..).zip(entities) {
            if entity.kind != EntityKind::Person {
                continue;
            }
            for name in entity.all_ar() {
                people.add(name, number);
                if let Some(last) = last_name(name) {
                    people.add(last, number);
                }
            }
        }
        people
    }

    fn add(&mut self, name: &str, entity: u32) {
        let name = plain(name);
        let list = self.by_key.entry(names::spelling_key(&name)).or_default();
        if !list.iter().any(|s| s.entity == entity && s.name == name) {
            list.push(Spelled { name, entity });
        }
    }

    pub(super) fn called<'e>(&self, name: &str, entities: &'e [Entity]) -> Vec<&'e Entity> {
        let name = plain(name);
        let near = self
            .by_key
            .get(&names::spelling_key(&name))
            .map_or(&[][..], Vec::as_slice);
        let of = |test: &dyn Fn(&str) -> bool| -> Vec<u32> {
            let mut found: Vec<u32> = near
                .iter()
                .filter(|spelled| test(&spelled.name))
                .map(|spelled| spelled.entity)
                .collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let mut found = of(&|spelled| spelled == name);
        if found.is_empty() {
            found = of(&|spelled| names::same_name(spelled, &name));
        }
        found
            .into_iter()
            .filter_map(|number| entities.get(number as usize))
            .collect()
    }
}

/// The last part of a name of several words: one word, or two for «عبد الله», «آل ثاني».
pub(crate) fn last_name(name: &str) -> Option<&str> {
    let (before, last) = name.rsplit_once(' ')?;
    let particle = before.rsplit(' ').next().unwrap_or(before);
    let joined = matches!(
        fold(particle).as_str(),
        "عبد" | "ال" | "ابو" | "ابن" | "بن" | "ولد" | "دي" | "فان" | "فون"
    );
    if !joined {
        return Some(last);
    }
    let start = before.len() - particle.len();
    // «عبد الله» alone is a whole name, and has no last one
    (start > 0).then(|| &name[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_names_keep_what_belongs_to_them() {
        assert_eq!(last_name("هاكان فيدان"), Some("فيدان"));
        assert_eq!(last_name("محمد عبد الله"), Some("عبد الله"));
        assert_eq!(last_name("عبد الله"), None);
        assert_eq!(last_name("حميدتي"), None);
        assert_eq!(last_name("ستيفان دي ميستورا"), Some("دي ميستورا"));
    }
}
