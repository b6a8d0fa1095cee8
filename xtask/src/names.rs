//! How well names are known in other spellings: `cargo xtask names DATA [--misses]`.
//!
//! In: the folder of shared data, with ANETAC's pairs of Latin and Arabic names of people
//! (`anetac-names`, used for measuring only). Out: of 1,000 pairs, taken evenly from the
//! file, how many are taken as one name; and of pairs shuffled so that no name stands
//! beside its own spelling, how many are, though they are none. Where the data is absent a
//! line says so.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use tawatur_knowledge::names::{same_name, spelling_key};
use tawatur_text::fold::is_arabic_letter;

/// Pairs that recall is measured on.
const SAMPLE: usize = 1000;
/// How often the pairs are shuffled.
const SHUFFLES: usize = 200;

/// Measures; true where the data is absent too.
pub(crate) fn run(data: &Path, misses: bool) -> Result<bool> {
    let file = data.join("anetac-names/en_ar_named_entities.tsv.gz");
    if !file.exists() {
        println!("names: skipped, there is no {}", file.display());
        return Ok(true);
    }
    let unpacked = Command::new("gzip")
        .arg("-dc")
        .arg(&file)
        .output()
        .context("cannot run gzip")?;
    ensure!(
        unpacked.status.success(),
        "gzip cannot unpack {}",
        file.display()
    );
    let text = String::from_utf8_lossy(&unpacked.stdout);
    let all: Vec<(String, String)> = text.lines().filter_map(pair).collect();
    let step = (all.len() / SAMPLE).max(1);
    let sample: Vec<&(String, String)> = all.iter().step_by(step).take(SAMPLE).collect();
    ensure!(
        sample.len() > SHUFFLES,
        "{} has too few pairs of people",
        file.display()
    );
    let missed: Vec<_> = sample.iter().filter(|(a, b)| !same_name(a, b)).collect();
    let keyed = sample
        .iter()
        .filter(|(a, b)| spelling_key(a) == spelling_key(b))
        .count();
    if misses {
        for (latin, arabic) in &missed {
            println!("  {latin} / {arabic}");
        }
    }
    let (mut wrong, mut pairs) = (0_usize, 0_usize);
    for turn in 1..=SHUFFLES {
        for (at, (latin, own)) in sample.iter().enumerate() {
            let Some((_, other)) = sample.get((at + turn * 5 - 1) % sample.len()) else {
                continue;
            };
            // the same name may stand in the sample twice
            if other == own {
                continue;
            }
            pairs += 1;
            wrong += usize::from(same_name(latin, other));
        }
    }
    println!(
        "recall                {} of {} pairs of people ({} share a key)",
        sample.len() - missed.len(),
        sample.len(),
        keyed
    );
    println!("false on shuffled     {wrong} of {pairs} pairs");
    Ok(true)
}

/// A line `PERSON latin words arabic words` as its two names.
fn pair(line: &str) -> Option<(String, String)> {
    let rest = line.strip_prefix("PERSON ")?;
    let at = rest.find(is_arabic_letter)?;
    let (latin, arabic) = rest.split_at(at);
    let (latin, arabic) = (latin.trim(), arabic.trim());
    let whole = !latin.is_empty() && !arabic.chars().any(|c| c.is_ascii_alphabetic());
    whole.then(|| (latin.to_owned(), arabic.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_two_names_of_any_number_of_words() {
        let found = pair("PERSON Kofi Annan كوفي عنان");
        let wanted = ("Kofi Annan".to_owned(), "كوفي عنان".to_owned());
        assert_eq!(found, Some(wanted));
        assert_eq!(pair("LOCATION Aleppo حلب"), None);
        assert_eq!(pair("PERSON Annan"), None);
    }
}
