//! What is written where, and how: results on standard output, notes on standard error.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use serde::Serialize;
use tawatur_text::fold::is_ignorable;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// One compact JSON object a line.
    Json,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set or the terminal is a dumb one.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Columns where no terminal says how many it has.
const WIDTH: usize = 100;

/// Standard output.
pub(crate) struct Out {
    to: BufWriter<Box<dyn Write + Send>>,
    /// Whether to colour.
    pub(crate) color: bool,
    /// Columns to fill.
    pub(crate) width: usize,
    /// Whether long quotes are cut into lines; a pipe gets them whole.
    wrap: bool,
}

impl Out {
    pub(crate) fn stdout(color: Color) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let terminal = io::stdout().is_terminal();
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let color = match color {
            Color::Auto => terminal && !dumb && !set("NO_COLOR"),
            Color::Always => true,
            Color::Never => false,
        };
        let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = columns.filter(|_| terminal).unwrap_or(WIDTH);
        Self {
            to: BufWriter::with_capacity(1 << 16, Box::new(io::stdout())),
            color,
            width,
            wrap: terminal,
        }
    }

    /// One line.
    pub(crate) fn line(&mut self, line: impl AsRef<str>) -> anyhow::Result<()> {
        self.to.write_all(line.as_ref().as_bytes())?;
        Ok(self.to.write_all(b"\n")?)
    }

    /// As it is, without a line's end.
    pub(crate) fn raw(&mut self, text: &str) -> anyhow::Result<()> {
        Ok(self.to.write_all(text.as_bytes())?)
    }

    /// One compact JSON object and a line's end.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.to, value).map_err(io::Error::from)?;
        Ok(self.to.write_all(b"\n")?)
    }

    /// Hands on what is held back.
    pub(crate) fn finish(&mut self) -> anyhow::Result<()> {
        Ok(self.to.flush()?)
    }

    /// `text` in a style, where there are colours.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        if self.color {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// An id, a name of a command.
    pub(crate) fn strong(&self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    /// What matters less.
    pub(crate) fn faint(&self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    /// A quote of which the code points `marks` are marked: in colour, else in brackets. It
    /// stands in lines of its own behind `indent`, on a terminal as many as it needs.
    pub(crate) fn quote(
        &mut self,
        indent: &str,
        text: &str,
        marks: &[Range<usize>],
    ) -> anyhow::Result<()> {
        let columns = indent.chars().count();
        let room = self
            .wrap
            .then(|| self.width.saturating_sub(columns).max(20));
        for (number, line) in lines(text, room).into_iter().enumerate() {
            let marked = self.marked(text, line, marks);
            let before = if number == 0 {
                indent.to_owned()
            } else {
                " ".repeat(columns)
            };
            self.line(format!("{before}{marked}"))?;
        }
        Ok(())
    }

    /// The code points `line` of `text`, safe, isolated, with its part of the marks.
    fn marked(&self, text: &str, line: Range<usize>, marks: &[Range<usize>]) -> String {
        let style = Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
        let (on, off) = if self.color {
            (format!("{style}"), format!("{style:#}"))
        } else {
            ("⟦".to_owned(), "⟧".to_owned())
        };
        // the mark before the isolate makes a terminal that sets lines by their first
        // letter set this one from the right, where the text is Arabic
        let mut marked = String::from(if is_rtl(text) {
            "\u{200F}\u{2068}"
        } else {
            "\u{2068}"
        });
        let mut inside = false;
        for (at, c) in text.chars().enumerate().skip(line.start).take(line.len()) {
            let now = marks.iter().any(|mark| mark.contains(&at));
            if now != inside {
                marked.push_str(if now { &on } else { &off });
                inside = now;
            }
            marked.push_str(&clean(c.encode_utf8(&mut [0; 4])));
        }
        if inside {
            marked.push_str(&off);
        }
        marked.push('\u{2069}');
        marked
    }
}

/// Cuts a text at spaces into lines of `room` columns at most, where there is a limit;
/// ranges of code points. A word longer than that stays whole.
fn lines(text: &str, room: Option<usize>) -> Vec<Range<usize>> {
    let length = text.chars().count();
    let Some(room) = room else {
        let whole = 0..length;
        return vec![whole];
    };
    let mut found = Vec::new();
    let (mut start, mut space, mut columns) = (0, None, 0);
    for (at, c) in text.chars().enumerate() {
        if c.is_whitespace() {
            space = Some((at, columns));
        }
        columns += usize::from(!is_ignorable(c));
        if columns > room
            && let Some((cut, until)) = space.take()
        {
            found.push(start..cut);
            start = cut + 1;
            columns -= (until + 1).min(columns);
        }
    }
    found.push(start..length);
    found
}

/// True where the first letter is of a script that runs from right to left.
fn is_rtl(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(is_rtl_letter)
}

/// True for letters of Hebrew, Arabic, Syriac and their neighbours.
fn is_rtl_letter(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// Says something about the work, on standard error, one line.
pub(crate) fn note(text: &str) {
    // nobody to tell it to when standard error is gone
    let _ = writeln!(io::stderr(), "tawatur: {}", clean(text));
}

/// Text from outside made safe for a terminal: no escape sequences, no characters that
/// turn the direction of what follows, no line breaks.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
            '\u{061C}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}' => None,
            '\u{E0000}'..='\u{E007F}' => None,
            c if c.is_control() => Some('\u{FFFD}'),
            c => Some(c),
        })
        .collect()
}

/// Text from outside, safe, and in an isolate where it needs one: it takes its direction
/// from its own first letter and does not turn what stands around it. Latin text stands
/// as it is, so that an id can be copied.
pub(crate) fn isolate(text: &str) -> String {
    let clean = clean(text);
    if clean.chars().any(is_rtl_letter) {
        format!("\u{2068}{clean}\u{2069}")
    } else {
        clean
    }
}

/// A number with its noun.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(color: bool) -> Out {
        Out {
            to: BufWriter::new(Box::new(io::sink())),
            color,
            width: 80,
            wrap: false,
        }
    }

    #[test]
    fn hostile_text_cannot_steer_the_terminal() {
        assert_eq!(
            clean("عنوان\u{1b}[31m\u{202e}مقلوب\u{202c}\u{7}\n\u{9b}31m"),
            "عنوان\u{FFFD}[31mمقلوب\u{FFFD} \u{FFFD}31m"
        );
        assert_eq!(
            clean("می\u{200c}شود"),
            "می\u{200c}شود",
            "the joiner of Persian words stays"
        );
        assert_eq!(isolate("\u{2069}حلب"), "\u{2068}حلب\u{2069}");
    }

    #[test]
    fn marks_are_brackets_or_colours() {
        assert_eq!(
            out(false).marked("وصل إلى حلب", 0..11, std::slice::from_ref(&(8..11))),
            "\u{200F}\u{2068}وصل إلى ⟦حلب⟧\u{2069}"
        );
        assert_eq!(
            out(false).marked("وصل إلى حلب", 4..11, std::slice::from_ref(&(0..5))),
            "\u{200F}\u{2068}⟦إ⟧لى حلب\u{2069}"
        );
        let coloured = out(true).marked("حلب\u{1b}", 0..4, std::slice::from_ref(&(0..3)));
        assert!(
            coloured.contains("حلب\u{1b}[0m") && coloured.ends_with("\u{FFFD}\u{2069}"),
            "{coloured:?}"
        );
    }

    #[test]
    fn only_what_runs_from_right_to_left_is_isolated() {
        assert_eq!(isolate("report-7#c1"), "report-7#c1");
        assert_eq!(isolate("خبر#c1"), "\u{2068}خبر#c1\u{2069}");
    }

    #[test]
    fn lines_are_cut_at_spaces() {
        let text = "واحد اثنان ثلاثة أَرْبَعَةٌ كلمةطويلةجدا آخر";
        let cut = |room| -> Vec<String> {
            let all: Vec<char> = text.chars().collect();
            lines(text, room)
                .into_iter()
                .map(|line| all[line].iter().collect())
                .collect()
        };
        assert_eq!(cut(None), [text]);
        assert_eq!(cut(Some(200)), [text]);
        assert_eq!(
            cut(Some(11)),
            ["واحد اثنان", "ثلاثة أَرْبَعَةٌ", "كلمةطويلةجدا", "آخر"]
        );
        assert_eq!(lines("", Some(5)).len(), 1);
    }
}
