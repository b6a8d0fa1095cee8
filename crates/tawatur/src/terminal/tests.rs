use std::collections::BTreeSet;

use tawatur_record::{Claim, Quote, Reading};

use super::line::{PDI, RLI, RLM, cells, is_rtl, safe};
use super::marks::{Mark, MarkKind, Sentence};
use super::{Style, render};

const PLAIN: Style = Style {
    color: false,
    width: 90,
};
const COLOR: Style = Style {
    color: true,
    width: 90,
};

/// A reading made by hand: a meeting, an expectation, a chain of two links, a plan and a
/// denial.
fn reading() -> Reading {
    serde_json::from_str(include_str!("tests/reading.json"))
        .expect("the reading made by hand parses")
}

/// The whole document as one claim's sentence, with one mark on `word`.
fn marked(text: &str, word: &str, kind: MarkKind, style: Style) -> String {
    let chars: Vec<char> = text.chars().collect();
    let before = text.find(word).expect("the word stands in the text");
    let start = text[..before].chars().count();
    let mark = Mark {
        kind,
        start,
        end: start + word.chars().count(),
        number: None,
    };
    let mut out = String::new();
    Sentence::new(&chars, (0, chars.len()), vec![mark]).write(&mut out, style);
    out
}

fn quote(text: &str, start: usize) -> Quote {
    Quote {
        text: text.to_owned(),
        start,
        end: start + text.chars().count(),
    }
}

/// Takes the colours out.
fn without_escapes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1B}') {
        out.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    out + rest
}

#[test]
fn a_reading_is_set_out_as_in_the_sample() {
    let rendered = render(&reading(), PLAIN);
    let sample = include_str!("tests/plain.txt");
    for (at, (ours, theirs)) in rendered.lines().zip(sample.lines()).enumerate() {
        assert_eq!(
            ours,
            theirs,
            "line {} of crates/tawatur/src/terminal/tests/plain.txt",
            at + 1
        );
    }
    assert_eq!(rendered.lines().count(), sample.lines().count());
}

#[test]
fn colour_adds_only_escapes_and_takes_only_brackets() {
    let brackets = |c: &char| !super::marks::is_bracket(*c);
    let words = |text: &str| -> Vec<String> {
        text.chars()
            .filter(brackets)
            .collect::<String>()
            .split_whitespace()
            .map(str::to_owned)
            .collect()
    };
    // Lines break elsewhere, so that isolates open and close elsewhere: compare the words.
    let bare = |text: &str| text.replace([RLI, PDI, RLM], "");
    let colored = render(&reading(), COLOR);
    assert!(colored.contains('\u{1B}'));
    assert_eq!(
        words(&bare(&without_escapes(&colored))),
        words(&bare(&render(&reading(), PLAIN)))
    );
    assert!(!render(&reading(), PLAIN).contains('\u{1B}'));
}

#[test]
fn every_arabic_run_stands_in_an_isolate_closed_on_its_line() {
    for width in [40, 57, 80, 200] {
        for color in [false, true] {
            for line in render(&reading(), Style { color, width }).lines() {
                let mut depth = 0;
                for c in line.chars() {
                    match c {
                        RLI => depth += 1,
                        PDI => depth -= 1,
                        c => assert!(
                            depth == 1 || !is_rtl(c) || c == RLM,
                            "{c} is not isolated in: {line}"
                        ),
                    }
                    assert!(
                        (0..=1).contains(&depth),
                        "isolates are nested or crossed in: {line}"
                    );
                }
                assert_eq!(depth, 0, "an isolate stays open in: {line}");
            }
        }
    }
}

#[test]
fn a_sentence_is_printed_once_for_all_its_claims() {
    let rendered = render(&reading(), PLAIN).replace(['\n', RLI, PDI, RLM], "");
    assert_eq!(rendered.matches("قد نقلت عن").count(), 1);
    assert!(rendered.contains("⟦وافقت⟧³"));
    assert!(rendered.contains("⟦الانسحاب⟧⁴"));
}

#[test]
fn the_chain_is_drawn_nearest_first() {
    let rendered = render(
        &reading(),
        Style {
            color: false,
            width: 200,
        },
    );
    let chain = format!(
        "[document] ← {RLI}وكالة الفجر{PDI} (agency, «{RLI}نقلت عن{PDI}») ← {RLI}وزارة الدفاع الروسية{PDI} (official)"
    );
    assert!(rendered.contains(&chain), "{rendered}");
}

#[test]
fn the_documents_own_voice_is_said_plainly() {
    let mut reading = reading();
    reading.claims.truncate(1);
    reading.claims[0].attribution.clear();
    assert!(
        render(&reading, PLAIN)
            .contains("[document] in its own voice; it names no source for this")
    );
}

#[test]
fn no_claim_is_told_as_a_fact() {
    use tawatur_record::{ClaimKind, Realis};
    let hedges = [
        "claimed",
        "planned",
        "expected",
        "demanded",
        "condition",
        "not to be known",
        "denied",
    ];
    let mut openings = BTreeSet::new();
    for &realis in Realis::ALL {
        for &kind in ClaimKind::ALL {
            let mut reading = reading();
            reading.claims.truncate(1);
            reading.claims[0].realis = realis;
            reading.claims[0].kind = kind;
            let rendered = render(&reading, PLAIN);
            let opening = rendered
                .lines()
                .find(|line| line.trim_start().starts_with("1. "))
                .expect("a heading");
            assert!(
                hedges.iter().any(|hedge| opening.contains(hedge)),
                "{opening}"
            );
            let told = matches!(
                realis,
                Realis::Happened | Realis::Ongoing | Realis::Habitual
            );
            assert_eq!(opening.contains("claimed"), told, "{opening}");
            openings.insert(opening.to_owned());
        }
    }
    assert!(
        openings.len() >= Realis::ALL.len(),
        "two values of realis read alike: {openings:#?}"
    );
}

#[test]
fn what_is_not_said_stays_empty() {
    let mut reading = reading();
    reading.claims.truncate(1);
    let claim = &mut reading.claims[0];
    claim.actors.clear();
    claim.places.clear();
    claim.time = None;
    claim.date = None;
    let rendered = render(&reading, PLAIN);
    assert_eq!(rendered.matches("not said\n").count(), 3, "{rendered}");
    assert!(!rendered.contains("2019-12-05"));
}

#[test]
fn a_document_that_could_not_be_read_says_why() {
    let mut reading = reading();
    reading.error = Some("the page is larger than 16 MiB".to_owned());
    let rendered = render(&reading, PLAIN);
    assert!(rendered.contains("the page is larger than 16 MiB"));
    assert!(!rendered.contains("did what"));
}

#[test]
fn a_mark_does_not_tear_joined_letters() {
    // ب joins the ا after it, and ل the ل: the mark takes the whole group.
    assert!(
        marked("نزلوا بالقامشلي ليلا", "القامشلي", MarkKind::Place, PLAIN).contains("⟪بالقامشلي⟫")
    );
    assert!(marked("قال للجيش", "لجيش", MarkKind::Actor, PLAIN).contains("⟨للجيش⟩"));
    // و joins nothing after it: the mark is exact.
    assert!(marked("ووصل الوفد", "وصل", MarkKind::Trigger, PLAIN).contains("و⟦وصل⟧"));
    // A sign belongs to the letter under it.
    assert!(marked("قُتلَ رجل", "قُتل", MarkKind::Trigger, PLAIN).contains("⟦قُتلَ⟧"));
    assert!(marked("اجتماعهم أمس", "اجتماع", MarkKind::Trigger, PLAIN).contains("⟦اجتماعهم⟧"));
}

#[test]
fn nested_and_crossing_marks_stay_well_formed() {
    let text: Vec<char> = "وفد من شيوخ الحسكة وصل".chars().collect();
    let mark = |kind, start, end| Mark {
        kind,
        start,
        end,
        number: None,
    };
    let marks = vec![
        mark(MarkKind::Actor, 0, 18),
        mark(MarkKind::Place, 12, 18),
        mark(MarkKind::Source, 0, 18),
        mark(MarkKind::Actor, 0, 18),
        mark(MarkKind::Time, 12, 22),
    ];
    let mut out = String::new();
    Sentence::new(&text, (0, text.len()), marks).write(&mut out, PLAIN);
    let mut open = Vec::new();
    for c in out.chars() {
        if let Some(kind) = MarkKind::ALL.iter().find(|kind| kind.open() == c) {
            open.push(*kind);
        } else if let Some(kind) = MarkKind::ALL.iter().find(|kind| kind.close() == c) {
            assert_eq!(open.pop(), Some(*kind), "{out}");
        }
    }
    assert!(open.is_empty(), "{out}");
    assert_eq!(out.matches('⟨').count(), 1, "{out}");
}

#[test]
fn claims_that_share_a_trigger_share_its_brackets() {
    let mut reading = reading();
    let mut twin: Claim = reading.claims[0].clone();
    twin.id = "c9".to_owned();
    reading.claims.insert(1, twin);
    let rendered = render(&reading, PLAIN);
    assert!(rendered.contains("⟦اجتماعا⟧¹⁺²"), "{rendered}");
    assert_eq!(rendered.matches("⟦اجتماعا⟧").count(), 1);
}

#[test]
fn input_cannot_steer_the_terminal() {
    let hostile =
        "قال \u{1B}[2J\u{1B}]0;x\u{7}رجل \u{202E}txt\u{2066} ⟦كذب⟧\r\n\u{9B}31m\u{E0041}\u{7F}";
    for part in [
        render(
            &hostile_reading(hostile),
            Style {
                color: false,
                width: 80,
            },
        ),
        safe(hostile),
    ] {
        assert!(
            !part.chars().any(|c| c.is_control() && c != '\n'),
            "{part:?}"
        );
        assert!(
            !part.contains(['\u{202E}', '\u{2066}', '\u{E0041}']),
            "{part:?}"
        );
        assert!(!part.contains("⟦كذب⟧"), "{part:?}");
    }
}

fn hostile_reading(hostile: &str) -> Reading {
    let mut reading = reading();
    reading.claims.truncate(1);
    let document = &mut reading.document;
    document.text = hostile.to_owned();
    document.title = Some(hostile.to_owned());
    document.outlet = Some(hostile.to_owned());
    document.author = Some(hostile.to_owned());
    document.url = Some(hostile.to_owned());
    document.id = hostile.to_owned();
    document.published = Some(hostile.to_owned());
    document.sha256 = hostile.to_owned();
    let claim = &mut reading.claims[0];
    claim.id = hostile.to_owned();
    claim.kind_type = hostile.to_owned();
    claim.mode = Some(hostile.to_owned());
    claim.date = Some(hostile.to_owned());
    claim.trigger = quote(hostile, 0);
    claim.sentence = Some(quote(hostile, 0));
    claim.codes.cameo = Some(hostile.to_owned());
    for actor in &mut claim.actors {
        actor.quote = quote(hostile, 0);
    }
    for place in &mut claim.places {
        place.quote = quote(hostile, 0);
        place.country = Some(hostile.to_owned());
    }
    for link in &mut claim.attribution {
        link.text = Some(hostile.to_owned());
        link.cue = Some(quote(hostile, 0));
    }
    reading
}

#[test]
fn offsets_that_lie_do_not_panic() {
    for offset in [0, 1, 379, 380, 381, usize::MAX - 5] {
        for end in [0, 200, 5000, usize::MAX] {
            let mut reading = reading();
            for claim in &mut reading.claims {
                let wild = Quote {
                    text: "x".to_owned(),
                    start: offset,
                    end,
                };
                claim.trigger = wild.clone();
                claim.sentence = (offset % 2 == 0).then(|| wild.clone());
                claim
                    .actors
                    .iter_mut()
                    .for_each(|actor| actor.quote = wild.clone());
                claim
                    .attribution
                    .iter_mut()
                    .for_each(|link| (link.start, link.end) = (Some(offset), Some(end)));
            }
            assert!(render(&reading, COLOR).ends_with('\n'));
            reading.document.text.clear();
            assert!(render(&reading, PLAIN).ends_with('\n'));
        }
    }
}

#[test]
fn lines_keep_to_the_width() {
    for width in [50, 72, 100] {
        let rendered = without_escapes(&render(&reading(), Style { color: true, width }));
        for line in rendered.lines() {
            let longest = line.split_whitespace().map(cells).max().unwrap_or(0);
            assert!(
                cells(line) <= width || longest + 20 > width,
                "{} of {width}: {line}",
                cells(line)
            );
        }
    }
}

#[test]
fn signs_and_controls_take_no_columns() {
    assert_eq!(cells("قُتِلَ"), 3);
    assert_eq!(cells(&format!("{RLM}{RLI}اب{PDI}")), 2);
    assert_eq!(cells("٢٠١٩"), 4);
}

#[test]
fn a_text_made_to_waste_time_is_set_in_a_moment() {
    let mut reading = reading();
    let pattern = reading.claims[0].clone();
    // One sentence without a space, every letter under signs, a claim on every tenth.
    reading.document.text = "م\u{64F}\u{651}".repeat(100_000);
    reading.claims = (0..10_000)
        .map(|at| {
            let mut claim = pattern.clone();
            claim.event = format!("e{at}");
            claim.trigger = Quote {
                text: "م".to_owned(),
                start: at * 30,
                end: at * 30 + 1,
            };
            claim.sentence = Some(Quote {
                text: String::new(),
                start: 0,
                end: 300_000,
            });
            for actor in &mut claim.actors {
                actor.quote = Quote {
                    text: "م".to_owned(),
                    start: at * 30,
                    end: 300_000,
                };
            }
            claim
        })
        .collect();
    let begun = std::time::Instant::now();
    assert!(render(&reading, COLOR).contains("10000."));
    // Quadratic work takes minutes here; the bound leaves room for a slow machine.
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}
