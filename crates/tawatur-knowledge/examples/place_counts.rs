//! Counts, over plain text on standard input, what stands before each word that is spelled
//! like a place: nothing of note, a preposition of place, a word that says what the place
//! is. The figures go into `training/gazetteer/mark_ambiguous.py`; which texts may be
//! counted is in `gazetteer/README.md`.

use std::collections::BTreeMap;
use std::io::BufRead as _;

use tawatur_knowledge::gazetteer::{Before, Gazetteer};
use tawatur_text::{clitics, token};

const PREPOSITIONS: &[&str] = &[
    "في",
    "من",
    "الي",
    "نحو",
    "باتجاه",
    "قرب",
    "جنوب",
    "شمال",
    "شرق",
    "غرب",
    "شرقي",
    "غربي",
    "شمالي",
    "جنوبي",
    "وسط",
    "داخل",
    "خارج",
    "بين",
    "حول",
];

/// A word without article that says what the place after it is.
fn announces(gazetteer: &Gazetteer, word: &str) -> bool {
    (!word.starts_with("ال") || word == "العاصمه") && !gazetteer.kind_word(word).is_empty()
}

/// What the word before says.
fn before(gazetteer: &Gazetteer, word: Option<&str>) -> Before {
    let splits = clitics::splits(word.unwrap_or(""));
    if splits.iter().any(|split| announces(gazetteer, &split.rest)) {
        Before::Kind
    } else if splits
        .iter()
        .any(|split| PREPOSITIONS.contains(&split.rest.as_str()))
    {
        Before::Preposition
    } else {
        Before::Nothing
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let gazetteer = Gazetteer::embedded()?;
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<String> = token::tokens(&line)
            .iter()
            .map(token::Token::folded)
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut at = 0;
        while at < words.len() {
            let rest = words.get(at + 1..words.len().min(at + 8)).unwrap_or(&[]);
            // the longest name under any cut; of equals the one that takes off least
            let mut best: Option<(usize, String)> = None;
            for split in clitics::splits(words[at]) {
                if split.taken > 0 && split.rest.chars().count() < 3 {
                    continue;
                }
                if let Some((used, _)) = gazetteer.longest_after(Before::Kind, &split.rest, rest)
                    && best.as_ref().is_none_or(|(most, _)| used > *most)
                {
                    let more = rest
                        .iter()
                        .take(used - 1)
                        .copied()
                        .filter(|word| *word != "_");
                    let name: Vec<&str> =
                        std::iter::once(split.rest.as_str()).chain(more).collect();
                    best = Some((used, name.join(" ")));
                }
            }
            let Some((used, name)) = best else {
                at += 1;
                continue;
            };
            let before = before(&gazetteer, at.checked_sub(1).map(|before| words[before]));
            counts.entry(name).or_default()[before as usize] += 1;
            at += used;
        }
    }
    for (name, [nothing, preposition, kind]) in counts {
        println!("{name}\t{nothing}\t{preposition}\t{kind}");
    }
    Ok(())
}
