//! What is written where, and how: results on standard output, notes on standard error.

use std::io::{self, BufWriter, IsTerminal as _, Write};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use serde::Serialize;

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
        Self { to: BufWriter::with_capacity(1 << 16, Box::new(io::stdout())), color, width }
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
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// An id, a name of a command.
    pub(crate) fn strong(&self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    /// What matters less.
    pub(crate) fn faint(&self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    /// A quote of which the code points `marks` are marked: in colour, else in brackets. To stand in a line
    /// of its own.
    pub(crate) fn marked(&self, text: &str, marks: &[std::ops::Range<usize>]) -> String {
        let style = Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
        let (on, off) = if self.color { (format!("{style}"), format!("{style:#}")) } else { ("⟦".to_owned(), "⟧".to_owned()) };
        let mut marked = String::with_capacity(text.len() + marks.len() * 10);
        let mut inside = false;
        for (at, c) in text.chars().enumerate() {
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
        // a line of its own: the mark before the isolate makes a terminal that sets lines
        // by their first letter set this one from the right, where the text is Arabic
        let mark = if is_rtl(text) { "\u{200F}" } else { "" };
        format!("{mark}{}", isolate_clean(&marked))
    }
}

/// True where the first letter is of a script that runs from right to left.
fn is_rtl(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'))
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
            '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
            '\u{E0000}'..='\u{E007F}' => None,
            c if c.is_control() => Some('\u{FFFD}'),
            c => Some(c),
        })
        .collect()
}

/// Text from outside, safe, and in an isolate: it takes its direction from its own first
/// letter and does not turn what stands around it.
pub(crate) fn isolate(text: &str) -> String {
    isolate_clean(&clean(text))
}

fn isolate_clean(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// A number with its noun.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(color: bool) -> Out {
        Out { to: BufWriter::new(Box::new(io::sink())), color, width: 80 }
    }

    #[test]
    fn hostile_text_cannot_steer_the_terminal() {
        assert_eq!(clean("عنوان\u{1b}[31m\u{202e}مقلوب\u{202c}\u{7}\n\u{9b}31m"), "عنوان\u{FFFD}[31mمقلوب\u{FFFD} \u{FFFD}31m");
        assert_eq!(clean("می\u{200c}شود"), "می\u{200c}شود", "the joiner of Persian words stays");
        assert_eq!(isolate("\u{2069}حلب"), "\u{2068}حلب\u{2069}");
    }

    #[test]
    fn marks_are_brackets_or_colours() {
        assert_eq!(out(false).marked("وصل إلى حلب", &[8..11]), "\u{200F}\u{2068}وصل إلى ⟦حلب⟧\u{2069}");
        let coloured = out(true).marked("حلب\u{1b}", &[0..3]);
        assert!(coloured.contains("حلب\u{1b}[0m") && coloured.ends_with("\u{FFFD}\u{2069}"), "{coloured:?}");
    }
}
