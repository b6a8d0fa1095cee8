//! A report's own short forms: «مملوك» after «اللواء علي مملوك», «التنظيم», «الطرفين».
//!
//! Three steps, each over the document in order. Names that are written alike are one
//! entity; so are a name and the acronym in brackets behind it. A part of a person's name
//! is the person of that name, where the document has one only. A definite word that takes
//! up a name again (`lexicons/short_forms.tsv`) is the nearest name that it fits. Nothing
//! is guessed beyond that: a word that may mean two names means none.

use std::collections::HashMap;
use std::path::Path;

use tawatur_knowledge::KnowledgeError;
use tawatur_knowledge::table::Table;
use tawatur_language::NameKind;
use tawatur_record::MentionKind;
use tawatur_text::fold;

use crate::claims::local_id;
use crate::mention::FoundMention;
use crate::sentence::{Pos, Sentence};

/// Sentences back in which a word like «الطرفان» finds the two that it means.
const PAIR_REACH: usize = 3;

/// What a short form asks of its antecedent.
#[derive(Debug)]
struct ShortForm {
    kinds: Vec<String>,
    heads: Vec<String>,
    pair: bool,
}

/// `lexicons/short_forms.tsv`.
#[derive(Debug)]
pub(crate) struct ShortForms {
    forms: HashMap<String, ShortForm>,
}

/// Kinds that the table may name.
const KINDS: &[&str] = &[
    "person",
    "armed",
    "government",
    "party",
    "medium",
    "international",
    "organisation",
    "country",
    "place",
];

impl ShortForms {
    /// The table, with the one of the folder `user` on top.
    ///
    /// # Errors
    /// A row that cannot be used, with file and line.
    pub(crate) fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let table = Table::with_user(
            "short_forms.tsv",
            include_str!("../../../lexicons/short_forms.tsv"),
            user,
            &["word", "kinds", "heads", "number"],
        )?;
        let mut forms = HashMap::new();
        for row in table.rows() {
            let kinds: Vec<String> = row.list("kinds").map(str::to_owned).collect();
            if let Some(other) = kinds.iter().find(|kind| !KINDS.contains(&kind.as_str())) {
                return Err(row.error(format!(
                    "unknown kind «{other}»; write one of {}",
                    KINDS.join(", ")
                )));
            }
            let pair = match row.get("number") {
                "1" => false,
                "2" => true,
                other => return Err(row.error(format!("number «{other}»: write 1 or 2"))),
            };
            for word in row.list("word") {
                let form = ShortForm {
                    kinds: kinds.clone(),
                    heads: row.list("heads").map(fold).collect(),
                    pair,
                };
                forms.insert(fold(word), form);
            }
        }
        Ok(Self { forms })
    }
}

/// What words of a document mean that are no names themselves.
#[derive(Debug, Default)]
pub(crate) struct Anaphora {
    /// By sentence and word: the entities meant, one, or two for a dual.
    meant: HashMap<(usize, usize), Vec<String>>,
}

impl Anaphora {
    /// The entities that the word at `at` of a sentence takes up again.
    pub(crate) fn meant(&self, sentence: usize, at: usize) -> &[String] {
        self.meant.get(&(sentence, at)).map_or(&[], Vec::as_slice)
    }
}

/// A name with what resolving asks of it.
struct Named {
    sentence: usize,
    start: usize,
    end: usize,
    entity: String,
    kind: &'static str,
    /// Its first word and the word before it, without article.
    heads: [String; 2],
}

/// Gives every mention its entity, and finds what short forms mean.
pub(crate) fn resolve<'m>(
    text: &str,
    sentences: &[Sentence<'_>],
    mentions: impl Iterator<Item = &'m mut FoundMention>,
    forms: &ShortForms,
) -> Anaphora {
    let mut mentions: Vec<&mut FoundMention> = mentions.collect();
    settle_acronyms(text, sentences, &mut mentions);
    settle_persons(text, &mut mentions);
    let named: Vec<Named> = mentions
        .iter()
        .filter_map(|mention| named(text, sentences, mention))
        .collect();
    let mut anaphora = Anaphora::default();
    for (index, sentence) in sentences.iter().enumerate() {
        for at in 0..sentence.words.len() {
            let word = &sentence.words[at];
            if word.pos != Pos::Noun || !word.definite() {
                continue;
            }
            let Some(form) = forms.forms.get(word.bare_str()) else {
                continue;
            };
            if !stands_alone(sentence, index, at, &named) {
                continue;
            }
            let meant = if form.pair {
                pair(form, &named, index, at)
            } else {
                single(form, &named, index, at).into_iter().collect()
            };
            if !meant.is_empty() {
                anaphora.meant.insert((index, at), meant);
            }
        }
    }
    anaphora
}

/// A word that has an adjective or a name of its own behind it is no short form:
/// «الوكالة الفرنسية», «الوزير المقداد».
fn stands_alone(sentence: &Sentence<'_>, index: usize, at: usize, named: &[Named]) -> bool {
    let inside = |word: usize| {
        named
            .iter()
            .any(|n| n.sentence == index && (n.start..n.end).contains(&word))
    };
    let next = sentence.words.get(at + 1);
    !inside(at)
        && !inside(at + 1)
        && !next.is_some_and(|word| word.pos == Pos::Noun && word.definite())
}

fn named(text: &str, sentences: &[Sentence<'_>], mention: &FoundMention) -> Option<Named> {
    let kind = match (mention.fine, mention.kind) {
        (Some(fine), _) if fine.is_place() && fine != NameKind::Country => "place",
        (Some(fine), _) => fine.as_str(),
        (None, MentionKind::Person) => "person",
        (None, MentionKind::Place) if mention.state => "country",
        (None, MentionKind::Place) => "place",
        (None, MentionKind::Organisation) => match mention.class {
            Some(class) => crate::mention::kind_of_class(class).as_str(),
            None => "organisation",
        },
    };
    let words = &sentences.get(mention.sentence)?.words;
    let plain = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).map_or(String::new(), |w| {
            w.bare_str()
                .strip_prefix("ال")
                .unwrap_or(w.bare_str())
                .to_owned()
        })
    };
    // «وزير الخارجية الروسي سيرغي لافروف»: a person's title may be longer
    let mut title = plain(mention.words.start.checked_sub(1));
    if kind == "person" {
        title = (1..=5)
            .map_while(|back| mention.words.start.checked_sub(back))
            .take_while(|&at| words[at].pos == Pos::Noun)
            .map(|at| plain(Some(at)))
            .last()
            .unwrap_or_default();
    }
    Some(Named {
        sentence: mention.sentence,
        start: mention.words.start,
        end: mention.words.end,
        entity: entity_of(text, mention),
        kind,
        heads: [plain(Some(mention.words.start)), title],
    })
}

/// The entity of a mention: the known one, else one of its spelling.
pub(crate) fn entity_of(text: &str, mention: &FoundMention) -> String {
    mention
        .entity
        .clone()
        .unwrap_or_else(|| local_id(text.get(mention.span.clone()).unwrap_or_default()))
}

fn before(named: &Named, sentence: usize, at: usize) -> bool {
    (named.sentence, named.start) < (sentence, at)
}

/// The one name that a short form takes up again.
fn single(form: &ShortForm, named: &[Named], sentence: usize, at: usize) -> Option<String> {
    let told: Vec<&Named> = named
        .iter()
        .filter(|n| before(n, sentence, at) && form.kinds.iter().any(|k| k == n.kind))
        .collect();
    let headed = told
        .iter()
        .rev()
        .find(|n| n.heads.iter().any(|head| form.heads.contains(head)));
    if let Some(headed) = headed {
        return Some(headed.entity.clone());
    }
    let only = &told.first()?.entity;
    // «الرئيس» is not just anybody who was named
    (form.kinds != ["person"] && told.iter().all(|n| n.entity == *only)).then(|| only.clone())
}

/// The two names that a dual means: the last two told, of one kind, nearby.
fn pair(form: &ShortForm, named: &[Named], sentence: usize, at: usize) -> Vec<String> {
    let mut found: Vec<(&str, String)> = Vec::new();
    let near = named.iter().rev().filter(|n| {
        before(n, sentence, at)
            && n.sentence + PAIR_REACH >= sentence
            && form.kinds.iter().any(|k| k == n.kind)
    });
    for name in near {
        if found.iter().all(|(_, entity)| *entity != name.entity) {
            found.push((name.kind, name.entity.clone()));
        }
        if found.len() > 2 {
            break;
        }
    }
    // a third candidate leaves it open which two are meant
    match found.as_slice() {
        [(_, last), (_, first)] => vec![first.clone(), last.clone()],
        _ => Vec::new(),
    }
}

/// «المرصد السوري لحقوق الإنسان (المرصد)», «قوات سوريا الديمقراطية "قسد"»: a name alone in
/// brackets or quotes right behind another of its kind is the same entity.
fn settle_acronyms(text: &str, sentences: &[Sentence<'_>], mentions: &mut [&mut FoundMention]) {
    let mut alias: HashMap<(MentionKind, String), String> = HashMap::new();
    for at in 1..mentions.len() {
        let (long, short) = (&mentions[at - 1], &mentions[at]);
        let apart = long.sentence == short.sentence
            && long.kind == short.kind
            && short.words.start == long.words.end + 1
            && sentences[long.sentence].words[long.words.end]
                .sign()
                .is_some_and(|sign| matches!(sign, '(' | '"' | '“' | '«' | '”' | '»'));
        if apart && short.kind == MentionKind::Organisation && short.entity.is_none() {
            let entity = entity_of(text, long);
            alias.insert((short.kind, spelled(text, short)), entity);
        }
    }
    for mention in mentions.iter_mut().filter(|m| m.entity.is_none()) {
        if let Some(entity) = alias.get(&(mention.kind, spelled(text, mention))) {
            mention.entity = Some(entity.clone());
        }
    }
}

fn spelled(text: &str, mention: &FoundMention) -> String {
    fold(text.get(mention.span.clone()).unwrap_or_default())
}

/// A surname or given name alone is the person of that name, where the document names one
/// such person only.
fn settle_persons(text: &str, mentions: &mut [&mut FoundMention]) {
    let full: Vec<(Vec<String>, String)> = mentions
        .iter()
        .filter(|m| m.kind == MentionKind::Person)
        .map(|m| (names(&spelled(text, m)), entity_of(text, m)))
        .collect();
    for mention in mentions
        .iter_mut()
        .filter(|m| m.kind == MentionKind::Person && m.entity.is_none())
    {
        let own = names(&spelled(text, mention));
        let mut meant: Vec<&String> = full
            .iter()
            .filter(|(words, _)| {
                words.len() > own.len() && (words.ends_with(&own) || words.starts_with(&own))
            })
            .map(|(_, entity)| entity)
            .collect();
        meant.sort();
        meant.dedup();
        if let [only] = meant.as_slice() {
            mention.entity = Some((*only).clone());
        }
    }
}

/// The words of a person's name, articles off: «الأسد» and «أسد» are one.
fn names(folded: &str) -> Vec<String> {
    folded
        .split_whitespace()
        .map(|word| word.strip_prefix("ال").unwrap_or(word).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_table_loads_and_a_broken_row_is_named() {
        let forms = ShortForms::load(None).expect("the table");
        assert!(forms.forms.get("الطرفان").is_some_and(|form| form.pair));
        assert!(forms.forms.get("التنظيم").is_some_and(|form| !form.pair));
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("short_forms.tsv");
        for (row, said) in [
            ("الكيان\tnation\t\t1", "nation"),
            ("الكيان\tcountry\t\t3", "1 or 2"),
        ] {
            let text = format!("word\tkinds\theads\tnumber\n{row}\n");
            std::fs::write(&file, text).expect("written");
            let error = ShortForms::load(Some(folder.path())).expect_err("a broken row");
            let error = error.to_string();
            assert!(
                error.contains("short_forms.tsv, line 2") && error.contains(said),
                "{error}"
            );
        }
    }
}
