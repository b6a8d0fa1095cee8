//! From bytes to text: byte order marks, declarations, and a guess where neither helps.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far declarations and marks are looked for, in bytes.
const HEAD: usize = 4096;

/// What a file that is no text is, by its first bytes and its control characters.
pub(crate) fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or an Office document"),
        (b"\x1f\x8b", "gzip data; unpack it first"),
        (b"\x28\xb5\x2f\xfd", "zstd data; unpack it first"),
        (b"BZh", "bzip2 data; unpack it first"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3", "an SQLite database"),
        (b"\xd0\xcf\x11\xe0", "an old Office document"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    if wide(bytes).is_some() {
        return None;
    }
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    let control = head
        .iter()
        .filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
        .count();
    (control * 10 > head.len()).then_some("binary data")
}

/// UTF-16 with or without a byte order mark.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"\xff\xfe") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some(UTF_16BE);
    }
    // without a mark: nearly every high byte is that of ASCII or of the Arabic block
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let pairs = head.chunks_exact(2);
    let count = pairs.len();
    if count < 8 {
        return None;
    }
    let likely = |at: usize| {
        let high = head
            .chunks_exact(2)
            .filter(|p| matches!(p.get(at), Some(0 | 6)))
            .count();
        let low = head
            .chunks_exact(2)
            .filter(|p| matches!(p.get(1 - at), Some(0 | 6)))
            .count();
        high * 10 >= count * 9 && low * 10 <= count * 2
    };
    if likely(1) {
        Some(UTF_16LE)
    } else if likely(0) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// True where the bytes begin with the mark of UTF-16.
pub(crate) fn has_utf16_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

/// The text of bytes in UTF-16; `None` for anything else.
pub(crate) fn utf16(bytes: &[u8]) -> Option<String> {
    wide(bytes).map(|encoding| encoding.decode_with_bom_removal(bytes).0.into_owned())
}

/// The start of a file as text, for looking at only.
pub(crate) fn peek(bytes: &[u8]) -> String {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    let text = utf16(head).unwrap_or_else(|| String::from_utf8_lossy(head).into_owned());
    text.trim_start_matches('\u{FEFF}').to_owned()
}

/// Decodes plain text. Valid UTF-8 stays as it is but for a leading mark.
pub(crate) fn decode_text(bytes: &[u8]) -> String {
    if let Some(text) = utf16(bytes) {
        return text;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => guessed(bytes)
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}

/// Decodes a page: mark, then valid UTF-8 whatever is declared (a page that is valid
/// UTF-8 and holds Arabic is nothing else), then the declaration, then a guess.
pub(crate) fn decode_html(bytes: &[u8]) -> String {
    if let Some(text) = utf16(bytes) {
        return text;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let guess = guessed(bytes);
    match declared(bytes) {
        // UTF-8 that a few broken bytes spoil is still UTF-8
        _ if mostly_utf8(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Some(encoding) if encoding != UTF_8 && !disproved(encoding, guess, bytes) => {
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
        _ => guess.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// The encoding that the bytes look like, among those the web knows.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    if mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // a few hundred kilobytes decide; the rest would only cost time
    detector.feed(
        bytes.get(..bytes.len().min(512 << 10)).unwrap_or(bytes),
        true,
    );
    detector.guess(None, Utf8Detection::Deny)
}

/// True where most bytes beyond ASCII are parts of valid UTF-8 sequences.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0x80).count();
        bad += chunk.invalid().len();
    }
    good > 0 && good >= bad.saturating_mul(20)
}

/// True where a declared one-byte encoding gives Latin letters and the bytes look
/// Arabic: templates copied from elsewhere declare what they do not hold.
fn disproved(declared: &'static Encoding, guess: &'static Encoding, bytes: &[u8]) -> bool {
    let arabic = |encoding: &'static Encoding| {
        let head = bytes.get(..bytes.len().min(256 << 10)).unwrap_or(bytes);
        let text = encoding.decode_without_bom_handling(head).0;
        text.chars()
            .filter(|c| tawatur_text::fold::is_arabic_letter(*c))
            .count()
    };
    let (ours, theirs) = (arabic(declared), arabic(guess));
    theirs > 50 && theirs > ours.saturating_mul(4)
}

/// The encoding named in a page's `meta` tag or XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes
        .get(..bytes.len().min(HEAD))
        .unwrap_or(bytes)
        .to_ascii_lowercase();
    for key in [&b"charset"[..], b"encoding"] {
        let mut rest: &[u8] = &head;
        while let Some(at) = rest.windows(key.len()).position(|w| w == key) {
            rest = rest.get(at + key.len()..).unwrap_or_default();
            let value = rest.trim_ascii_start();
            let Some(value) = value.strip_prefix(b"=") else {
                continue;
            };
            let label: Vec<u8> = value
                .iter()
                .copied()
                .skip_while(|b| matches!(b, b' ' | b'"' | b'\''))
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
                .collect();
            if let Some(encoding) = Encoding::for_label(&label) {
                return Some(encoding);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "أعلنت البلدية أن الطريق الساحلي أغلق صباح اليوم بسبب الأمطار، وقالت إن العمل جار على فتحه من جديد.";

    #[test]
    fn arabic_encodings_come_back() {
        for encoding in [encoding_rs::WINDOWS_1256, encoding_rs::ISO_8859_6] {
            let (bytes, _, lossy) = encoding.encode(TEXT);
            assert!(!lossy);
            assert_eq!(decode_text(&bytes), TEXT, "{}", encoding.name());
            let page = format!("<meta charset={}><p>{TEXT}", encoding.name());
            let (bytes, _, _) = encoding.encode(&page);
            assert_eq!(decode_html(&bytes), page);
        }
    }

    #[test]
    fn utf16_with_and_without_mark() {
        for mark in ["\u{FEFF}", ""] {
            let text = format!("{mark}{TEXT}");
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decode_text(&little), TEXT);
            assert_eq!(decode_html(&big), TEXT);
            assert_eq!(binary(&little), None);
        }
    }

    #[test]
    fn a_wrong_declaration_is_not_believed() {
        let page = format!(
            "<meta http-equiv=content-type content=\"text/html; charset=iso-8859-1\"><p>{TEXT}"
        );
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&page);
        assert!(decode_html(&bytes).contains(TEXT));
        let page = format!("<meta charset=windows-1256><p>{TEXT}");
        assert!(
            decode_html(page.as_bytes()).contains(TEXT),
            "UTF-8 declared as windows-1256"
        );
    }

    #[test]
    fn only_a_leading_mark_is_dropped() {
        assert_eq!(
            decode_text("\u{FEFF} نص\u{FEFF}\r\n".as_bytes()),
            " نص\u{FEFF}\r\n"
        );
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(binary(b"%PDF-1.7 ..."), Some("a PDF"));
        assert_eq!(binary(&[1, 2, 3, 0, 0, 9, 200, 7]), Some("binary data"));
        assert_eq!(binary(TEXT.as_bytes()), None);
        assert_eq!(binary(b""), None);
    }
}
