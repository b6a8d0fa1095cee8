//! Lines of mixed script: isolates, wrapping, and harmless text.
//!
//! A line is built of pieces. A piece that holds right-to-left letters is set between
//! RLI (U+2067) and PDI (U+2069): a terminal that knows the bidirectional algorithm then
//! orders the Arabic within itself and leaves the English around it alone. A piece that
//! wraps is closed at the end of the line and opened again on the next, since an isolate
//! ends with its paragraph and for a terminal each line is one.

use super::Style;

/// Opens a right-to-left isolate.
pub(super) const RLI: char = '\u{2067}';
/// Closes an isolate.
pub(super) const PDI: char = '\u{2069}';
/// An invisible right-to-left letter.
pub(super) const RLM: char = '\u{200F}';

/// Columns of the label before a row.
const LABEL: usize = 14;

/// A line under construction; it may take several lines of the terminal.
pub(super) struct Line {
    pieces: Vec<Piece>,
    /// Columns before the first line.
    first: usize,
    /// Columns before the lines after it.
    hanging: usize,
}

struct Piece {
    text: String,
    style: anstyle::Style,
    isolated: bool,
}

impl Line {
    /// A line without indent or label.
    pub(super) fn flush() -> Self {
        Self {
            pieces: Vec::new(),
            first: 0,
            hanging: 0,
        }
    }

    /// A row: a label in a column of its own, the rest beside it.
    pub(super) fn label(label: &str, style: Style) -> Self {
        Self::row(2, label, style)
    }

    /// A row indented by `indent` columns.
    pub(super) fn row(indent: usize, label: &str, style: Style) -> Self {
        let padded = format!("{label:<LABEL$}");
        let piece = Piece {
            text: padded,
            style: style.faint(),
            isolated: false,
        };
        Self {
            pieces: vec![piece],
            first: indent,
            hanging: indent + LABEL,
        }
    }

    /// A heading indented by `indent` columns, its further lines two more.
    pub(super) fn heading(indent: usize) -> Self {
        Self {
            pieces: Vec::new(),
            first: indent,
            hanging: indent + 2,
        }
    }

    /// Adds words of our own.
    pub(super) fn latin(mut self, text: &str, style: anstyle::Style) -> Self {
        self.pieces.push(Piece {
            text: text.to_owned(),
            style,
            isolated: false,
        });
        self
    }

    /// Adds words of the input: made harmless, set in an isolate where they hold
    /// right-to-left letters.
    pub(super) fn quote(mut self, text: &str, style: anstyle::Style) -> Self {
        let text = safe(text);
        let isolated = text.chars().any(is_rtl);
        self.pieces.push(Piece {
            text,
            style,
            isolated,
        });
        self
    }

    /// Writes the line, broken at spaces to fit the style's width.
    pub(super) fn write(self, out: &mut String, style: Style) {
        let columns = style.columns();
        let atoms = self.atoms();
        let mut used = self.first;
        let mut open: Option<usize> = None;
        out.extend(std::iter::repeat_n(' ', self.first));
        for (at, atom) in atoms.iter().enumerate() {
            let glued = atoms
                .iter()
                .skip(at + 1)
                .take_while(|next| next.before == 0);
            let wanted = atom.before + atom.cells + glued.map(|next| next.cells).sum::<usize>();
            let wrap = atom.before > 0 && used + wanted > columns && used > self.hanging;
            let same = open == Some(atom.piece);
            if !same || wrap {
                self.close(out, open);
            }
            if wrap {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', self.hanging));
                used = self.hanging + atom.cells;
            } else {
                out.extend(std::iter::repeat_n(' ', atom.before));
                used += atom.before + atom.cells;
            }
            if !same || wrap {
                self.open(out, atom.piece);
                open = Some(atom.piece);
            }
            out.push_str(atom.word);
        }
        self.close(out, open);
        out.push('\n');
    }

    /// The words of all pieces, each with the spaces before it.
    fn atoms(&self) -> Vec<Atom<'_>> {
        let mut atoms = Vec::new();
        let mut before = 0;
        for (piece, Piece { text, .. }) in self.pieces.iter().enumerate() {
            for part in text.split_inclusive(' ') {
                let word = part.trim_end_matches(' ');
                if !word.is_empty() {
                    atoms.push(Atom {
                        word,
                        piece,
                        before,
                        cells: cells(word),
                    });
                    before = 0;
                }
                before += part.len() - word.len();
            }
        }
        atoms
    }

    fn open(&self, out: &mut String, piece: usize) {
        if let Some(piece) = self.pieces.get(piece) {
            out.push_str(&piece.style.render().to_string());
            if piece.isolated {
                out.push(RLI);
            }
        }
    }

    fn close(&self, out: &mut String, piece: Option<usize>) {
        if let Some(piece) = piece.and_then(|piece| self.pieces.get(piece)) {
            if piece.isolated {
                out.push(PDI);
            }
            out.push_str(&piece.style.render_reset().to_string());
        }
    }
}

struct Atom<'a> {
    word: &'a str,
    piece: usize,
    before: usize,
    cells: usize,
}

/// The text with nothing in it that could steer a terminal or turn a line round.
///
/// Line feeds, tabs and other white space become a space each. Control characters become
/// their pictures (ESC becomes `␛`). Direction embeddings, overrides and isolates, tag
/// characters and the like become `�`. The plain direction marks LRM, RLM and ALM stay,
/// as do the joiners: they belong to the spelling of Arabic text.
pub(super) fn safe(text: &str) -> String {
    text.chars().filter_map(safe_char).collect()
}

/// [`safe`] for one character; `None` drops it.
pub(super) fn safe_char(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{00}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7F}' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' => Some(char::REPLACEMENT_CHARACTER),
        '\u{FEFF}' | '\u{AD}' => None,
        // Embeddings and overrides, isolates, deprecated format characters, interlinear
        // annotation, tags.
        '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}' => Some(char::REPLACEMENT_CHARACTER),
        // What a bracket mark looks like is not to come from the text.
        c if super::marks::is_bracket(c) => Some(char::REPLACEMENT_CHARACTER),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

/// Whether a character is a letter (or digit) of a script written from right to left.
pub(super) fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether a character is drawn on the one before it.
pub(super) fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}'
        | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}'
        | '\u{6E7}'..='\u{6E8}'
        | '\u{6EA}'..='\u{6ED}'
        | '\u{8D3}'..='\u{8FF}'
        | '\u{20D0}'..='\u{20F0}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}')
}

/// Terminal columns of a text.
pub(super) fn cells(text: &str) -> usize {
    text.chars().map(cell).sum()
}

/// Terminal columns of a character.
pub(super) fn cell(c: char) -> usize {
    match c {
        c if is_combining(c) => 0,
        '\u{200B}'..='\u{200F}' | '\u{61C}' | '\u{2066}'..='\u{2069}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

/// «1 claim», «2 claims».
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
