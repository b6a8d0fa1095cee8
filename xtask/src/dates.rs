//! How well dates are read: the time library against the date suites of other projects and
//! our own, `cargo xtask dates DATA [--misses]`.
//!
//! In: the folder of shared data. Out: a line a file with its hits, and on demand each miss.
//! Where a file is absent a line says so. How the values of the others are compared with
//! ours stands beside each reader and in `docs/knowledge/dates.md`.

mod duckling;
mod recognizers;
mod value;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use tawatur_time::{Options, TimeTable, expressions_with};

/// What one case came to.
pub(crate) enum Outcome {
    Hit,
    /// What was wanted and what was found.
    Miss(String),
    /// Left out, and the reason, one of a few.
    Out(&'static str),
}

/// The cases of one file.
#[derive(Default)]
pub(crate) struct Tally {
    hits: usize,
    misses: Vec<String>,
    out: Vec<&'static str>,
}

impl Tally {
    pub(crate) fn add(&mut self, what: &str, outcome: Outcome) {
        match outcome {
            Outcome::Hit => self.hits += 1,
            Outcome::Miss(why) => self.misses.push(format!("{what}: {why}")),
            Outcome::Out(reason) => self.out.push(reason),
        }
    }

    fn join(&mut self, other: &Self) {
        self.hits += other.hits;
        self.misses.extend(other.misses.iter().cloned());
        self.out.extend(&other.out);
    }

    fn all(&self) -> usize {
        self.hits + self.misses.len()
    }

    fn print(&self, name: &str, misses: bool) {
        let all = self.all().max(1);
        let permille = (self.hits * 1000 + all / 2) / all;
        print!(
            "{name:<28} {:>4} of {:>4}  {:>3}.{} %",
            self.hits,
            self.all(),
            permille / 10,
            permille % 10
        );
        if !self.out.is_empty() {
            let mut reasons = self.out.clone();
            reasons.sort_unstable();
            reasons.dedup();
            print!("  ({} left out: {})", self.out.len(), reasons.join("; "));
        }
        println!();
        if misses {
            for miss in &self.misses {
                println!("    {miss}");
            }
        }
    }
}

/// An expression as the suites want it.
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) value: Option<String>,
    pub(crate) length: Option<String>,
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = self.value.as_deref().unwrap_or("null");
        let length = self.length.as_deref().unwrap_or_default();
        write!(f, "{} = {value} {length}", self.text)
    }
}

/// What the library says of a text.
pub(crate) fn said(
    text: &str,
    published: Option<jiff::civil::Date>,
    options: Options,
) -> Vec<Said> {
    static TABLE: std::sync::LazyLock<TimeTable> =
        std::sync::LazyLock::new(TimeTable::default_table);
    expressions_with(text, published, &TABLE, options)
        .into_iter()
        .map(|found| Said {
            text: text
                .get(found.start..found.end)
                .unwrap_or_default()
                .to_owned(),
            value: found.value,
            length: found.length,
        })
        .collect()
}

/// Runs every suite that is there; true, as figures are no judgement.
pub(crate) fn run(data: &Path, misses: bool) -> Result<bool> {
    let mut all = Tally::default();
    if let Some(text) = text_of(&data.join("duckling-ar/duckling_ar_open.jsonl"))? {
        println!("duckling-ar, looking forward");
        for (name, tally) in duckling::score(&text)? {
            tally.print(&format!("  {name}"), misses);
            all.join(&tally);
        }
        all.print("  all", false);
    }
    let folder = data.join("time/recognizers_ar");
    if !folder.exists() {
        println!("{} is not there: skipped", folder.display());
    }
    let mut all = Tally::default();
    let files = recognizers::FILES.iter().filter(|_| folder.exists());
    for (number, file) in files.enumerate() {
        let Some(text) = text_of(&folder.join(format!("{file}.json")))? else {
            continue;
        };
        if number == 0 {
            println!("recognizers_ar");
        }
        let tally = recognizers::score(file, &text)?;
        tally.print(&format!("  {file}"), misses);
        all.join(&tally);
    }
    if all.all() > 0 {
        all.print("  all", false);
    }
    let root = data.parent().unwrap_or(data);
    for path in [
        root.join("gold/time/dev.tsv"),
        crate::root().join("training/suites/times-1.tsv"),
    ] {
        if let Some(text) = text_of(&path)? {
            let (values, spans) = news(&text);
            println!("{}", path.display());
            values.print("  values", misses);
            spans.print("  spans", misses);
        }
    }
    Ok(true)
}

/// The text of a file; a line and `None` where there is none.
fn text_of(path: &PathBuf) -> Result<Option<String>> {
    if !path.exists() {
        println!("{} is not there: skipped", path.display());
        return Ok(None);
    }
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Some(text.trim_start_matches('\u{FEFF}').to_owned()))
}

/// Sentences of news, one expression each: the values as the scorer compares them (cut to
/// the day, several may be accepted), and the spans but for small words before them.
fn news(text: &str) -> (Tally, Tally) {
    let (mut values, mut spans) = (Tally::default(), Tally::default());
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [published, text, wanted, value, ..] = cells[..] else {
            continue;
        };
        let found = said(text, published.parse().ok(), Options::default());
        let near = found
            .iter()
            .filter(|s| wanted.contains(s.text.as_str()) || s.text.contains(wanted))
            .max_by_key(|s| s.text.len());
        let day = |value: &str| {
            value
                .split('/')
                .map(|end| end.split('T').next().unwrap_or_default())
                .collect::<Vec<_>>()
                .join("/")
        };
        let ours = near.and_then(|s| s.value.as_deref()).map(day);
        let good = value.split('|').any(|v| ours.as_deref() == Some(&*day(v)));
        let shown = |s: &Said| format!("{} = {}", s.text, s.value.as_deref().unwrap_or("null"));
        let all: Vec<String> = found.iter().map(shown).collect();
        let miss = |what: &str| Outcome::Miss(format!("wanted {what}, said {}", all.join("; ")));
        values.add(text, if good { Outcome::Hit } else { miss(value) });
        let span = near.is_some_and(|s| recognizers::bare(&s.text) == recognizers::bare(wanted));
        spans.add(text, if span { Outcome::Hit } else { miss(wanted) });
    }
    (values, spans)
}
