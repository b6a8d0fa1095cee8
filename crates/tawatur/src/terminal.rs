//! A reading set out for people, in a terminal.
//!
//! In: a [`Reading`] and a [`Style`]. Out: one text, ready to print. Nothing is printed
//! here, and whether colours are wanted is for the caller to say.
//!
//! **Right to left.** Labels are English, quotes are Arabic. Every Arabic run in an
//! English line stands in an isolate, and a sentence stands in lines of its own, so that
//! neither turns the other round. See [`line`].
//!
//! **Claims, not facts.** Each claim opens with what it is claimed to be: claimed to have
//! happened, planned, denied. No line says that something took place.

mod claim;
mod line;
mod marks;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use anstyle::{AnsiColor, Effects};
use tawatur_record::{Claim, Document, PublishedBasis, Reading};

use line::{Line, safe};
use marks::{Mark, MarkKind, Sentence};

/// How to set out a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    /// Marks by colour; without it by brackets. The caller decides (terminal or not,
    /// `NO_COLOR`).
    pub(crate) color: bool,
    /// Terminal columns to fill. Below 40 counts as 40.
    pub(crate) width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            color: false,
            width: 80,
        }
    }
}

impl Style {
    fn columns(self) -> usize {
        self.width.max(40)
    }

    fn paint(self, style: anstyle::Style) -> anstyle::Style {
        if self.color {
            style
        } else {
            anstyle::Style::new()
        }
    }

    fn strong(self) -> anstyle::Style {
        self.paint(anstyle::Style::new().effects(Effects::BOLD))
    }

    fn faint(self) -> anstyle::Style {
        self.paint(anstyle::Style::new().effects(Effects::DIMMED))
    }

    fn warning(self) -> anstyle::Style {
        self.paint(
            anstyle::Style::new()
                .effects(Effects::BOLD)
                .fg_color(Some(AnsiColor::Yellow.into())),
        )
    }

    fn refusal(self) -> anstyle::Style {
        self.paint(
            anstyle::Style::new()
                .effects(Effects::BOLD)
                .fg_color(Some(AnsiColor::Red.into())),
        )
    }
}

/// Sets out one reading: the document, then each sentence that holds claims with its
/// spans marked, then those claims row by row.
///
/// Control characters, terminal escapes and direction overrides of the input are replaced
/// by visible signs. The text ends with a line feed.
#[must_use]
pub(crate) fn render(reading: &Reading, style: Style) -> String {
    let mut out = String::new();
    head(&mut out, &reading.document, style);
    if let Some(error) = &reading.error {
        Line::label("not read", style)
            .quote(error, style.refusal())
            .write(&mut out, style);
        out.push('\n');
        return out;
    }
    if reading.claims.is_empty() {
        Line::label("claims", style)
            .latin("none found", style.faint())
            .write(&mut out, style);
        out.push('\n');
        return out;
    }
    let said = format!(
        "{}. What follows is claimed by the sources named, not established.",
        line::counted(reading.claims.len(), "claim", "claims")
    );
    Line::label("claims", style)
        .latin(&said, anstyle::Style::new())
        .write(&mut out, style);
    legend(&mut out, style);

    let mut events: HashMap<&str, usize> = HashMap::new();
    for (at, claim) in reading.claims.iter().enumerate() {
        events.entry(&claim.event).or_insert(at + 1);
    }
    let text: Vec<char> = reading.document.text.chars().collect();
    for (extent, members) in by_sentence(&text, &reading.claims) {
        out.push('\n');
        let marks = members
            .iter()
            .flat_map(|&(number, claim)| marks_of(number, claim))
            .collect();
        Sentence::new(&text, extent, marks).write(&mut out, style);
        for (number, claim) in members {
            let first = events.get(claim.event.as_str()).copied().unwrap_or(number);
            claim::write(&mut out, number, claim, first, extent, style);
        }
    }
    out.push('\n');
    out
}

fn head(out: &mut String, document: &Document, style: Style) {
    let title = document
        .title
        .as_deref()
        .filter(|title| !title.trim().is_empty());
    match title {
        Some(title) => Line::flush().quote(title, style.strong()).write(out, style),
        None => Line::flush()
            .quote(&document.id, style.strong())
            .write(out, style),
    }
    let rule: String = std::iter::repeat_n('─', style.columns()).collect();
    Line::flush().latin(&rule, style.faint()).write(out, style);
    if title.is_some() {
        Line::label("document", style)
            .quote(&document.id, anstyle::Style::new())
            .write(out, style);
    }
    for (label, value) in [
        ("outlet", &document.outlet),
        ("author", &document.author),
        ("address", &document.url),
    ] {
        if let Some(value) = value {
            Line::label(label, style)
                .quote(value, anstyle::Style::new())
                .write(out, style);
        }
    }
    let published = Line::label("published", style);
    match &document.published {
        Some(day) => published.quote(day, anstyle::Style::new()).latin(
            &format!(" ({})", basis(document.published_basis)),
            style.faint(),
        ),
        None => published.latin("not known", style.faint()),
    }
    .write(out, style);
    let hash: String = safe(&document.sha256).chars().take(12).collect();
    if !hash.is_empty() {
        let size = line::counted(document.text.chars().count(), "character", "characters");
        Line::label("text", style)
            .latin(&format!("{size}, SHA-256 {hash}…"), style.faint())
            .write(out, style);
    }
}

fn basis(basis: PublishedBasis) -> &'static str {
    match basis {
        PublishedBasis::Metadata => "from the page's metadata",
        PublishedBasis::Text => "from the byline or dateline",
        PublishedBasis::Address => "from the page's address",
        PublishedBasis::Given => "given with the document",
        PublishedBasis::None => "basis not known",
    }
}

fn legend(out: &mut String, style: Style) {
    let mut line = Line::label("marks", style);
    for (at, kind) in MarkKind::ALL.iter().enumerate() {
        if at > 0 {
            line = line.latin(" ", anstyle::Style::new());
        }
        let word = match style.color {
            true => kind.name().to_owned(),
            false => format!("{}{}{}", kind.open(), kind.name(), kind.close()),
        };
        line = line.latin(&word, style.paint(kind.style()));
    }
    line.write(out, style);
}

/// A claim with the number it is called by.
type Numbered<'a> = (usize, &'a Claim);

/// First and after-last code point.
type Extent = (usize, usize);

/// Claims gathered by the sentence they stand in, sentences in the order of their first
/// claim.
fn by_sentence<'a>(text: &[char], claims: &'a [Claim]) -> Vec<(Extent, Vec<Numbered<'a>>)> {
    let mut groups: Vec<(Extent, Vec<Numbered<'a>>)> = Vec::new();
    let mut known = HashMap::new();
    for (at, claim) in claims.iter().enumerate() {
        let extent = extent(text, claim);
        let group = *known.entry(extent).or_insert_with(|| {
            groups.push((extent, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, members)) = groups.get_mut(group) {
            members.push((at + 1, claim));
        }
    }
    groups
}

/// The sentence of a claim; the line around its trigger where none is given. Always
/// within the text, whatever the offsets say.
fn extent(text: &[char], claim: &Claim) -> Extent {
    if let Some(sentence) = &claim.sentence {
        let end = sentence.end.min(text.len());
        return (sentence.start.min(end), end);
    }
    let at = claim.trigger.start.min(text.len());
    let start = text[..at]
        .iter()
        .rposition(|&c| c == '\n')
        .map_or(0, |found| found + 1);
    let end = text[at..]
        .iter()
        .position(|&c| c == '\n')
        .map_or(text.len(), |found| at + found);
    (start, end)
}

fn marks_of(number: usize, claim: &Claim) -> Vec<Mark> {
    let mut marks = vec![Mark {
        kind: MarkKind::Trigger,
        start: claim.trigger.start,
        end: claim.trigger.end,
        number: Some(number),
    }];
    let mut add = |kind, start, end| {
        marks.push(Mark {
            kind,
            start,
            end,
            number: None,
        })
    };
    for actor in &claim.actors {
        add(MarkKind::Actor, actor.quote.start, actor.quote.end);
    }
    for place in &claim.places {
        add(MarkKind::Place, place.quote.start, place.quote.end);
    }
    if let Some(time) = &claim.time {
        add(MarkKind::Time, time.start, time.end);
    }
    for link in &claim.attribution {
        if let (Some(start), Some(end)) = (link.start, link.end) {
            add(MarkKind::Source, start, end);
        }
    }
    marks
}
