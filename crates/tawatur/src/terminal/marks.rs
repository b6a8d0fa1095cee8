//! A sentence with its spans marked.
//!
//! Marks never break letters apart. Arabic letters join, and many terminals shape each
//! run of one colour by itself: a colour or bracket that begins inside a joined group
//! (after the ب of «بالقامشلي») would tear the word. Such a mark is widened to the whole
//! joined group; the row below the sentence quotes the exact span.

use std::cmp::Reverse;

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

/// Marks of one kind on the same words. Claims may share a trigger: its numbers then
/// stand behind one pair of brackets.
struct Span {
    kind: MarkKind,
    start: usize,
    end: usize,
    numbers: Vec<usize>,
}

/// A sentence of the document and what is marked in it.
pub(super) struct Sentence<'a> {
    text: &'a [char],
    extent: Extent,
    /// In order of their start, outer before inner, none crossing another.
    spans: Vec<Span>,
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
                Reverse(mark.end),
                Reverse(mark.kind),
                mark.number,
            )
        });
        let mut spans: Vec<Span> = Vec::new();
        for Mark {
            kind,
            start,
            end,
            number,
        } in marks
        {
            match spans.last_mut() {
                Some(last) if (last.kind, last.start, last.end) == (kind, start, end) => {
                    last.numbers
                        .extend(number.filter(|number| last.numbers.last() != Some(number)));
                }
                _ => spans.push(Span {
                    kind,
                    start,
                    end,
                    numbers: number.into_iter().collect(),
                }),
            }
        }
        // A span that crosses the end of one that is open is cut there.
        let mut open: Vec<usize> = Vec::new();
        for span in &mut spans {
            while open.pop_if(|end| *end <= span.start).is_some() {}
            if let Some(&end) = open.last() {
                span.end = span.end.min(end);
            }
            open.push(span.end);
        }
        Self {
            text,
            extent,
            spans,
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

    /// The characters with brackets and numbers between them, in one pass.
    fn glyphs(&self, style: Style) -> Vec<Glyph> {
        let plain = anstyle::Style::new();
        let mut glyphs = Vec::new();
        let mut waiting = self.spans.iter().peekable();
        let mut open: Vec<&Span> = Vec::new();
        for at in self.extent.0..=self.extent.1 {
            while let Some(span) = open.pop_if(|span| span.end <= at) {
                if !style.color {
                    glyphs.push(Glyph {
                        sign: span.kind.close(),
                        style: plain,
                    });
                }
                for (nth, &number) in span.numbers.iter().enumerate() {
                    let signs = (nth > 0)
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
            while let Some(span) = waiting.next_if(|span| span.start <= at) {
                if !style.color {
                    glyphs.push(Glyph {
                        sign: span.kind.open(),
                        style: plain,
                    });
                }
                open.push(span);
            }
            if let Some(sign) = self.text.get(at).copied().and_then(safe_char) {
                let innermost = open.last().map_or(plain, |span| span.kind.style());
                glyphs.push(Glyph {
                    sign,
                    style: style.paint(innermost),
                });
            }
        }
        glyphs
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

/// Farthest that a mark is widened, in characters. No word is as long; a text made to
/// waste time may be.
const REACH: usize = 64;

/// The mark widened to whole joined groups of letters; `None`
/// where it does not lie in the extent.
fn widen(text: &[char], (first, last): Extent, mark: Mark) -> Option<Mark> {
    let last = last.min(text.len());
    if mark.start >= mark.end || mark.start < first || mark.end > last {
        return None;
    }
    let (mut start, mut end) = (mark.start, mark.end);
    let (first, last) = (
        first.max(start.saturating_sub(REACH)),
        last.min(end.saturating_add(REACH)),
    );
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
    let before = text.get(at.saturating_sub(REACH)..at).unwrap_or_default();
    let previous = before.iter().rev().find(|&&c| !is_combining(c));
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
