//! Whatever comes in, every span of what comes out quotes the text.

mod common;

use std::collections::HashSet;

use common::read;
use proptest::prelude::*;
use tawatur_record::{Quote, Reading};

/// Every quote of a reading, with what it is.
fn quotes(reading: &Reading) -> Vec<(&'static str, &Quote)> {
    let mut found = Vec::new();
    for claim in &reading.claims {
        found.push(("trigger", &claim.trigger));
        found.extend(claim.actors.iter().map(|a| ("actor", &a.quote)));
        found.extend(claim.places.iter().map(|p| ("place", &p.quote)));
        found.extend(claim.time.iter().map(|t| ("time", t)));
        found.extend(
            claim
                .attribution
                .iter()
                .filter_map(|l| l.cue.as_ref())
                .map(|q| ("cue", q)),
        );
        found.extend(claim.counts.iter().map(|c| ("count", &c.quote)));
        found.extend(claim.wording.iter().map(|w| ("wording", &w.quote)));
        found.extend(claim.gaps.iter().map(|g| ("gap", &g.quote)));
        found.extend(claim.sentence.iter().map(|s| ("sentence", s)));
        found.extend(claim.realis_cues.iter().map(|c| ("realis cue", c)));
    }
    found.extend(reading.mentions.iter().map(|m| ("mention", &m.quote)));
    found.extend(reading.times.iter().map(|t| ("time expression", &t.quote)));
    found
}

fn sound(text: &str) -> Result<(), TestCaseError> {
    let reading = read(text);
    let points: Vec<char> = text.chars().collect();
    let at =
        |start: usize, end: usize| points.get(start..end).map(|c| c.iter().collect::<String>());
    for (what, quote) in quotes(&reading) {
        prop_assert!(
            quote.start < quote.end,
            "{what} {quote:?} is empty in {text:?}"
        );
        let there = at(quote.start, quote.end);
        prop_assert_eq!(
            there.as_deref(),
            Some(quote.text.as_str()),
            "{} in {:?}",
            what,
            text
        );
    }
    for link in reading.claims.iter().flat_map(|c| &c.attribution) {
        match (&link.text, link.start, link.end) {
            (Some(name), Some(start), Some(end)) => {
                prop_assert!(start < end);
                prop_assert_eq!(at(start, end), Some(name.clone()), "link in {:?}", text);
            }
            (None, None, None) => {}
            _ => prop_assert!(false, "half a span: {link:?} in {text:?}"),
        }
    }
    let ids: HashSet<&str> = reading.claims.iter().map(|c| c.id.as_str()).collect();
    prop_assert_eq!(
        ids.len(),
        reading.claims.len(),
        "ids are not unique in {:?}",
        text
    );
    for claim in &reading.claims {
        prop_assert!(
            !claim.event.is_empty(),
            "no event for {:?} in {:?}",
            claim.trigger,
            text
        );
        for count in &claim.counts {
            if let (Some(low), Some(high)) = (count.low, count.high) {
                prop_assert!(low <= high, "{count:?} in {text:?}");
            }
        }
    }
    Ok(())
}

/// Pieces that news is made of, with the signs and marks that trip offsets.
const PIECES: &[&str] = &[
    "قتل",
    "قُتل",
    "مقتـ.ـل",
    "اعتقلت",
    "هاجموا",
    "قصف",
    "القصف",
    "غارة",
    "وصل",
    "عقد",
    "اجتماعا",
    "اتفاق",
    "لم",
    "لن",
    "قد",
    "لو",
    "إذا",
    "كان",
    "سوف",
    "من المقرر أن",
    "نفى",
    "طالب",
    "يطالب",
    "أن",
    "إن",
    "إنّ",
    "قال",
    "قالت",
    "وأضاف",
    "وقالت وكالة سانا",
    "بحسب",
    "نقلا عن",
    "المرصد السوري",
    "مصادر محلية",
    "مصدر أمني",
    "الجيش",
    "للجيش",
    "والجيش",
    "بالجيش",
    "قوات النظام",
    "ميليشيا",
    "الوزير",
    "العميد",
    "محمد",
    "سامر الخضر",
    "دمشق",
    "بدمشق",
    "ولدمشق",
    "حلب",
    "قرية",
    "ريف",
    "شمال",
    "في",
    "على",
    "إلى",
    "من",
    "بين",
    "التي",
    "الذين",
    "ثلاثة",
    "مدنيين",
    "20",
    "١٢",
    "أكثر من",
    "نحو",
    "عشرات",
    "القتلى",
    "جرحى",
    "و",
    "،",
    "؛",
    ".",
    "؟",
    "!",
    "…",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "(",
    ")",
    "[",
    "-",
    "/",
    ":",
    "\n",
    "\n\n",
    "أمس",
    "اليوم",
    "الأحد",
    "5 مارس",
    "عام 2019",
    "غدا",
    "برعاية",
    "بطائرة مسيرة",
    "ما يسمى",
    "ـ",
    "\u{64B}",
    "\u{200F}",
    "\u{FEFF}",
    "ﷺ",
    "ﻗﺘﻞ",
    "CNN",
    "كما",
    "بينما",
    "الذي",
    "هجوم",
    "انتحاري",
    "مسجد",
    "سجن",
    "لل",
    "ال",
    "٪",
    "#",
];

fn report() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(PIECES);
    let glue = proptest::sample::select(vec![" ", " ", " ", " ", "", "\u{200F} ", "  "]);
    proptest::collection::vec((piece, glue), 1..60).prop_map(|pieces| {
        pieces
            .into_iter()
            .flat_map(|(piece, glue)| [piece, glue])
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn spans_quote_a_report(text in report()) {
        sound(&text)?;
    }

    #[test]
    fn spans_quote_arabic_letters(text in "[\u{0621}-\u{0652} \u{0640}\u{0660}-\u{0669}0-9،.«»\"\n]{0,200}") {
        sound(&text)?;
    }

    #[test]
    fn anything_can_be_read(text in any::<String>()) {
        sound(&text)?;
    }
}

#[test]
fn the_empty_text_claims_nothing() {
    let reading = read("");
    assert!(reading.claims.is_empty());
    assert!(reading.mentions.is_empty());
    assert!(reading.times.is_empty());
}

#[test]
fn a_sentence_without_end_is_read_in_pieces() {
    let text = "اعتقلت الشرطة شابا في دمشق و".repeat(400);
    let reading = read(&text);
    assert!(
        reading.claims.len() > 300,
        "{} claims",
        reading.claims.len()
    );
    assert!(sound(&text).is_ok());
}
