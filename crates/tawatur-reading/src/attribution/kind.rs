//! Which kind of source a name is.

use tawatur_knowledge::lexicon::Function;
use tawatur_record::LinkKind;

use super::tables::{Entry, Role};
use super::view::View;

impl View<'_, '_> {
    /// Kind of the source that the folded words name, whether that is known, its gender.
    pub(super) fn kind_of(&self, bare: &[String]) -> (LinkKind, bool, Option<bool>) {
        let feminine = |entry: Option<&Entry>| {
            let head = bare.first().map_or("", String::as_str);
            if entry.is_some_and(|e| e.feminine) || head.ends_with('ه') || head.ends_with("ات") {
                Some(true)
            } else if entry.is_some_and(|e| e.role != Role::Name) {
                Some(false)
            } else {
                None
            }
        };
        let name = self.tables.sources(bare, |role| role == Role::Name);
        let head = self
            .tables
            .sources(bare, |role| matches!(role, Role::Head | Role::Title));
        if let Some((entry, taken)) = name
            && !(entry.weak && bare.len() == taken)
            && head.is_none_or(|(_, length)| length <= taken)
        {
            return (entry.kind, true, feminine(Some(entry)));
        }
        if let Some(kind) = self.looked_up(bare) {
            return (kind, true, feminine(head.map(|(entry, _)| entry)));
        }
        let Some((entry, taken)) = head else {
            // «أحد الناجين», «سبعة شهود», «عدد من السكان», «ذات المصدر»
            let partitive = if bare.get(1).is_some_and(|word| word == "من") {
                2
            } else {
                1
            };
            let counted = bare.first().is_some_and(|word| {
                matches!(
                    self.lexicon.function(word),
                    Some((Function::Quant, _))
                ) || word == "ذات"
                                        || word.chars().all(|c| c.is_ascii_digit())
                    // a number in words before people
                    || !word.starts_with("ال")
                        && self
                            .tables
                            .sources(bare.get(1..).unwrap_or_default(), |role| role == Role::Head)
                            .is_some()
            });
            if counted && bare.len() > partitive {
                return self.kind_of(bare.get(partitive..).unwrap_or_default());
            }
            return (LinkKind::Person, false, feminine(None));
        };
        let rest = bare.get(taken..).unwrap_or_default();
        let mut kind = entry.kind;
        if entry.by_modifier || entry.of {
            let found = self.kind_within(rest, entry.by_modifier);
            if let Some(within) = found {
                kind = within;
            }
        }
        (kind, true, feminine(Some(entry)))
    }

    /// What the look-up of names says of the words, of their beginning before their end.
    pub(super) fn looked_up(&self, bare: &[String]) -> Option<LinkKind> {
        let words: Vec<&str> = bare.iter().map(String::as_str).collect();
        (1..=words.len().min(6))
            .rev()
            .find_map(|length| self.names.class(words.get(..length)?))
    }

    /// The kind that a modifier or a complement gives to its head.
    pub(super) fn kind_within(&self, rest: &[String], modifiers: bool) -> Option<LinkKind> {
        for at in 0..rest.len() {
            let tail = rest.get(at..)?;
            if let Some((entry, _)) = self
                .tables
                .sources(tail, |role| modifiers && role == Role::Modifier)
            {
                return Some(entry.kind);
            }
            let word = tail.first().map_or("", String::as_str);
            if word == "باسم" || word == "في" || word == "من" {
                continue;
            }
            if let Some((entry, _)) = self
                .tables
                .sources(tail, |role| matches!(role, Role::Name | Role::Head))
                && !entry.place
                && !entry.by_modifier
            {
                return Some(entry.kind);
            }
            if let Some(kind) = self.looked_up(tail) {
                return Some(kind);
            }
        }
        None
    }

    /// The words name the document's own outlet or its own people.
    pub(super) fn is_own(&self, bare: &[String]) -> bool {
        if self
            .tables
            .sources(bare, |role| role == Role::Own)
            .is_some()
        {
            return true;
        }
        let joined = bare.join(" ");
        self.own.iter().any(|name| {
            let name_len = name.split(' ').count();
            bare.len() <= name_len + 3
                && (0..=bare.len().saturating_sub(name_len)).any(|at| {
                    bare.get(at..at + name_len)
                        .is_some_and(|words| words.join(" ") == *name)
                })
                || joined == *name
        })
    }
}
