//! A sentence with its spans marked.
//!
//! Marks never break letters apart. Arabic letters join, and many terminals shape each
//! run of one colour by itself: a colour or bracket that begins inside a joined group
//! (after the ب of «بالقامشلي») would tear the word. Such a mark is widened to the whole
//! joined group; the row below the sentence quotes the exact span.

use anstyle::{AnsiColor, Effects};

use super::line::{PDI, RLI, RLM, cell, is_combining, is_rtl, safe_char};
use super::{Extent, Style};

/// What a mark marks, in order of precedence where two mark the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MarkKind {
    Trigger,
    Source,
    Actor,
    Place,
    Time,
}

impl MarkKind {
    pub(super) const ALL: [Self; 5] = [
        Self::Trigger,
        Self::Actor,
        Self::Place,
        Self::Time,
        Self::Source,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Trigger => "what",
            Self::Source => "source",
            Self::Actor => "who",
            Self::Place => "where",
            Self::Time => "when",
        }
    }

    pub(super) fn style(self) -> anstyle::Style {
        let line = anstyle::Style::new().effects(Effects::UNDERLINE);
        match self {
            Self::Trigger => anstyle::Style::new().effects(Effects::BOLD | Effects::INVERT),
            Self::Source => line.fg_color(Some(AnsiColor::Magenta.into())),
            Self::Actor => line.fg_color(Some(AnsiColor::Cyan.into())),
            Self::Place => line.fg_color(Some(AnsiColor::Green.into())),
            Self::Time => line.fg_color(Some(AnsiColor::Yellow.into())),
        }
    }

    /// Opening bracket, for output without colour. None of the brackets is used in
    /// Arabic print, and [`safe_char`] lets none of them through from the input.
    pub(super) fn open(self) -> char {
        match self {
            Self::Trigger => '⟦',
            Self::Source => '❲',
            Self::Actor => '⟨',
            Self::Place => '⟪',
            Self::Time => '⁅',
        }
    }

    /// Closing bracket.
    pub(super) fn close(self) -> char {
        match self {
            Self::Trigger => '⟧',
            Self::Source => '❳',
            Self::Actor => '⟩',
            Self::Place => '⟫',
            Self::Time => '⁆',
        }
    }
}

/// Whether a character is one of the brackets that mark spans.
pub(super) fn is_bracket(c: char) -> bool {
    MarkKind::ALL
        .iter()
        .any(|kind| kind.open() == c || kind.close() == c)
}

/// A marked span, in code points of the document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The claim's number, for a trigger.
    pub(super) number: Option<usize>,
}

/// A sentence of the document and the marks that lie in it.
pub(super) struct Sentence<'a> {
    text: &'a [char],
    extent: Extent,
    /// Properly nested, outer before inner.
    marks: Vec<Mark>,
}

/// One thing to print: a character of the text, a bracket, or a claim's number.
struct Glyph {
    sign: char,
    style: anstyle::Style,
}

impl<'a> Sentence<'a> {
    /// Keeps the marks inside `extent`, widened so that no letters come apart, each span
    /// and kind once. `extent` must lie within `text`.
    pub(super) fn new(text: &'a [char], extent: Extent, marks: Vec<Mark>) -> Self {
        let mut marks: Vec<Mark> = marks
            .into_iter()
            .filter_map(|mark| widen(text, extent, mark))
            .collect();
        marks.sort_by_key(|mark| {
            (
                mark.start,
                std::cmp::Reverse(mark.end),
                std::cmp::Reverse(mark.kind),
                mark.number,
            )
        });
        marks.dedup_by_key(|mark| (mark.start, mark.end, mark.kind, mark.number));
        // A mark that crosses the end of one that is open is cut there.
        let mut open: Vec<usize> = Vec::new();
        for mark in &mut marks {
            open.retain(|&end| end > mark.start);
            if let Some(&end) = open.last() {
                mark.end = mark.end.min(end);
            }
            open.push(mark.end);
        }
        Self {
            text,
            extent,
            marks,
        }
    }

    /// Writes the sentence, set from right to left and broken at spaces.
    pub(super) fn write(&self, out: &mut String, style: Style) {
        // RLM makes the line a right-to-left paragraph where a terminal looks for the
        // first strong letter, as a line may begin with a number or a Latin name; RLI
        // keeps its order right where a terminal takes every line as left-to-right.
        let glyphs = self.glyphs(style);
        let columns = style.columns().saturating_sub(4);
        for line in wrap(&glyphs, columns) {
            out.push_str("  ");
            out.push(RLM);
            out.push(RLI);
            let mut current = anstyle::Style::new();
            for glyph in line {
                if glyph.style != current {
                    out.push_str(&current.render_reset().to_string());
                    out.push_str(&glyph.style.render().to_string());
                    current = glyph.style;
                }
                out.push(glyph.sign);
            }
            out.push_str(&current.render_reset().to_string());
            out.push(PDI);
            out.push('\n');
        }
    }

    fn glyphs(&self, style: Style) -> Vec<Glyph> {
        let plain = anstyle::Style::new();
        let mut glyphs = Vec::new();
        for at in self.extent.0..=self.extent.1 {
            // Inner marks close first and open last.
            for mark in self
                .marks
                .iter()
                .rev()
                .filter(|mark| mark.end == at && self.is_first(mark))
            {
                if !style.color {
                    glyphs.push(Glyph {
                        sign: mark.kind.close(),
                        style: plain,
                    });
                }
                let numbers = self.alike(mark).filter_map(|alike| alike.number);
                for (at, number) in numbers.enumerate() {
                    let signs = (at > 0)
                        .then_some('⁺')
                        .into_iter()
                        .chain(superscript(number));
                    glyphs.extend(signs.map(|sign| Glyph {
                        sign,
                        style: style.strong(),
                    }));
                }
            }
            if at == self.extent.1 {
                break;
            }
            if !style.color {
                let opening = self
                    .marks
                    .iter()
                    .filter(|mark| mark.start == at && self.is_first(mark));
                glyphs.extend(opening.map(|mark| Glyph {
                    sign: mark.kind.open(),
                    style: plain,
                }));
            }
            if let Some(sign) = self.text.get(at).copied().and_then(safe_char) {
                let own = if style.color {
                    self.style_at(at)
                } else {
                    plain
                };
                glyphs.push(Glyph { sign, style: own });
            }
        }
        glyphs
    }

    /// The marks of one kind on the same words: claims may share a trigger.
    fn alike<'m>(&'m self, mark: &'m Mark) -> impl Iterator<Item = &'m Mark> {
        self.marks.iter().filter(|other| {
            (other.start, other.end, other.kind) == (mark.start, mark.end, mark.kind)
        })
    }

    /// Whether this mark, first of those alike, brings the brackets and numbers of all.
    fn is_first(&self, mark: &Mark) -> bool {
        self.alike(mark)
            .next()
            .is_some_and(|first| first.number == mark.number)
    }

    /// The style of the shortest mark over a character.
    fn style_at(&self, at: usize) -> anstyle::Style {
        self.marks
            .iter()
            .filter(|mark| mark.start <= at && at < mark.end)
            .min_by_key(|mark| (mark.end - mark.start, mark.kind))
            .map_or_else(anstyle::Style::new, |mark| mark.kind.style())
    }
}

/// Breaks at spaces so that each line takes at most `columns`; a longer word stays whole.
fn wrap(glyphs: &[Glyph], columns: usize) -> Vec<&[Glyph]> {
    let mut lines = Vec::new();
    let (mut start, mut space, mut used) = (0, None, 0);
    for (at, glyph) in glyphs.iter().enumerate() {
        used += cell(glyph.sign);
        if glyph.sign == ' ' {
            space = Some(at);
        } else if used > columns
            && let Some(found) = space
        {
            lines.extend(glyphs.get(start..found));
            start = found + 1;
            space = None;
            used = glyphs
                .get(start..=at)
                .map_or(0, |rest| rest.iter().map(|glyph| cell(glyph.sign)).sum());
        }
    }
    lines.extend(glyphs.get(start..).filter(|rest| !rest.is_empty()));
    lines
}

/// The mark cut to the extent and widened to whole joined groups of letters; `None`
/// where it does not lie in the extent.
fn widen(text: &[char], (first, last): Extent, mark: Mark) -> Option<Mark> {
    let last = last.min(text.len());
    if mark.start >= mark.end || mark.start < first || mark.end > last {
        return None;
    }
    let (mut start, mut end) = (mark.start, mark.end);
    while start > first && !may_break(text, start) {
        start -= 1;
    }
    while end < last && !may_break(text, end) {
        end += 1;
    }
    Some(Mark { start, end, ..mark })
}

/// Whether a mark may stand before `text[at]` without tearing letters or their signs.
fn may_break(text: &[char], at: usize) -> bool {
    let Some(&next) = text.get(at) else {
        return true;
    };
    if is_combining(next) || next == '\u{200D}' {
        return false;
    }
    let previous = text
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|&&c| !is_combining(c));
    !previous.is_some_and(|&previous| joins_on(previous) && joins_back(next))
}

/// Whether a letter is joined to the one after it.
fn joins_on(c: char) -> bool {
    let breaks = matches!(c,
        'ء' | 'آ' | 'أ' | 'ؤ' | 'إ' | 'ا' | 'ة' | 'د' | 'ذ' | 'ر' | 'ز' | 'و'
        | '\u{671}'..='\u{677}' | '\u{688}'..='\u{699}' | '\u{6C0}' | '\u{6C3}'..='\u{6CB}'
        | '\u{6CD}' | '\u{6CF}' | '\u{6D2}' | '\u{6D3}' | '\u{6D5}');
    !breaks && joins_back(c)
}

/// Whether a letter is joined to the one before it.
fn joins_back(c: char) -> bool {
    c == '\u{640}' || c == '\u{200D}' || (is_rtl(c) && c.is_alphabetic() && c != 'ء')
}

fn superscript(number: usize) -> Vec<char> {
    const SIGNS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number
        .to_string()
        .bytes()
        .filter_map(|digit| SIGNS.get(usize::from(digit.wrapping_sub(b'0'))).copied())
        .collect()
}
