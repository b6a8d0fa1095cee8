//! The engine with the default model: what it says of sentences, and what no text may do
//! to it. All sentences are written for the project.

use std::sync::OnceLock;

use proptest::prelude::*;
use tawatur_language::{Analysis, Engine, Model, Name, NameKind, NoHints, Options, Tag};
use tawatur_record::Document;

fn model() -> Model {
    let hints = Model::embedded_hints().expect("hints");
    let hints: Vec<&str> = hints.iter().map(String::as_str).collect();
    Model::embedded(&hints).expect("the default model")
}

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(model(), Options::default()))
}

fn document(text: &str) -> Document {
    Document {
        text: text.to_owned(),
        ..Document::default()
    }
}

fn analyze(text: &str) -> Analysis {
    engine()
        .analyze(&document(text), &NoHints)
        .expect("an analysis")
}

fn names(text: &str) -> Vec<(NameKind, String)> {
    analyze(text)
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.names)
        .map(|Name { kind, span, .. }| (*kind, text[span.clone()].to_owned()))
        .collect()
}

#[test]
fn names_are_found_without_their_proclitics() {
    let found = names(
        "وصل المبعوث الأممي غير بيدرسون إلى دمشق، والتقى وزير الخارجية السوري فيصل المقداد، بحسب وكالة رويترز.",
    );
    for wanted in [
        (NameKind::Person, "غير بيدرسون"),
        (NameKind::Town, "دمشق"),
        (NameKind::Person, "فيصل المقداد"),
        (NameKind::Medium, "رويترز"),
    ] {
        assert!(
            found.iter().any(|(k, t)| (*k, t.as_str()) == wanted),
            "{wanted:?} not in {found:?}"
        );
    }
    let found = names("واتهمت قوات سوريا الديمقراطية تركيا بقصف قرى في عين عيسى ومنبج.");
    assert!(
        found.contains(&(NameKind::Town, "منبج".to_owned())),
        "{found:?}"
    );
    assert!(
        found.contains(&(NameKind::Armed, "قوات سوريا الديمقراطية".to_owned())),
        "{found:?}"
    );
}

#[test]
fn clitics_and_tags() {
    let text = "وقال الوزير إنها ستزور بلدته غدا.";
    let analysis = analyze(text);
    let words: Vec<(&str, usize, bool, &str, Tag)> = analysis.sentences[0]
        .words
        .iter()
        .map(|w| {
            (
                &text[w.start..w.end],
                w.front.letters(),
                w.front.article,
                w.back,
                w.tag,
            )
        })
        .collect();
    assert_eq!(words[0], ("وقال", 1, false, "", Tag::Verb));
    assert_eq!(words[1], ("الوزير", 0, true, "", Tag::Noun));
    assert_eq!(words[2], ("إنها", 0, false, "ها", Tag::Particle));
    assert_eq!(words[3], ("ستزور", 1, false, "", Tag::Verb));
    assert_eq!(words[4], ("بلدته", 0, false, "ه", Tag::Noun));
    assert_eq!(words[6].4, Tag::Sign);
}

#[test]
fn spelling_without_hamza_and_with_marks_reads_alike() {
    let plain = names("التقى الرئيس أحمد الشرع وزير الخارجية التركي هاكان فيدان في أنقرة.");
    let marked = names("التقى الرئيسُ أحمدُ الشــرع وزيرَ الخارجية التركي هاكان فيدان في أَنقرة.");
    let kinds = |found: &[(NameKind, String)]| found.iter().map(|f| f.0).collect::<Vec<_>>();
    assert_eq!(kinds(&plain), kinds(&marked), "{plain:?} {marked:?}");
}

#[test]
fn empty_and_blank_texts_have_nothing() {
    assert_eq!(analyze(""), Analysis::default());
    let blank = analyze(" \n\u{200F}\t ");
    assert!(blank.sentences.iter().all(|s| s.words.is_empty()));
}

#[test]
fn ten_megabytes_of_one_character_are_soon_done() {
    for one in ["ا", ".", "\u{064B}", "1", "x", "ا ", "\n"] {
        let text = one.repeat(10 * 1024 * 1024 / one.len());
        let analysis = analyze(&text);
        assert!(
            analysis.sentences.iter().all(|s| s.names.len() < 3),
            "«{one}»"
        );
    }
}

#[test]
fn sentences_longer_than_the_window_are_read_to_their_end() {
    let text = format!("{} في حلب", "زار الوفد بلدة في الريف و".repeat(300));
    let analysis = analyze(&text);
    let last = analysis.sentences.last().expect("a sentence");
    assert_eq!(
        last.words.last().map(|w| &text[w.start..w.end]),
        Some("حلب")
    );
    let found = names(&text);
    assert_eq!(
        found.last(),
        Some(&(NameKind::Town, "حلب".to_owned())),
        "{found:?}"
    );
}

#[test]
fn batching_and_threads_change_nothing() {
    let text = "أعلنت وزارة الدفاع العراقية مقتل عنصرين من تنظيم داعش في ديالى.\nقالت سانا إن القافلة وصلت.\nنعم.\n"
        .repeat(40);
    let one = analyze(&text);
    let other = Engine::new(
        model(),
        Options {
            batch: 200,
            sentences: 7,
            threads: 3,
        },
    );
    let labels = |analysis: &Analysis| -> Vec<(NameKind, std::ops::Range<usize>)> {
        analysis
            .sentences
            .iter()
            .flat_map(|s| &s.names)
            .map(|n| (n.kind, n.span.clone()))
            .collect()
    };
    let two = other.analyze(&document(&text), &NoHints).expect("read");
    assert_eq!(one.sentences.len(), two.sentences.len());
    // activations are quantised batch by batch: a borderline label may differ, no more
    let (one, two) = (labels(&one), labels(&two));
    let same = one.iter().filter(|name| two.contains(name)).count();
    assert!(
        same * 100 >= one.len() * 97,
        "{same} of {} and {}",
        one.len(),
        two.len()
    );
    // the same way twice is the same to the last digit
    assert_eq!(
        other.analyze(&document(&text), &NoHints).expect("read"),
        other.analyze(&document(&text), &NoHints).expect("read")
    );
}

#[test]
fn many_threads_share_one_engine() {
    let text = "وصل الوفد إلى بغداد.";
    let alone = names(text);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| (0..5).map(|_| names(text)).collect::<Vec<_>>()))
            .collect();
        for worker in workers {
            for found in worker.join().expect("no panic") {
                assert_eq!(found, alone);
            }
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn spans_lie_in_the_text_and_in_order(text in "[ا-ي \u{064B}\u{0640}.،«»()0-9a-z\n\u{200F}]{0,160}|\\PC{0,80}") {
        let analysis = analyze(&text);
        let mut end = 0;
        for sentence in &analysis.sentences {
            prop_assert!(sentence.range.start >= end && sentence.range.end <= text.len());
            end = sentence.range.end;
            for word in &sentence.words {
                prop_assert!(text.get(word.start..word.end).is_some_and(|w| !w.is_empty()));
            }
            let mut last = 0;
            for name in &sentence.names {
                prop_assert!(name.words.start >= last && name.words.start < name.words.end);
                last = name.words.end;
                prop_assert!(text.get(name.span.clone()).is_some_and(|n| !n.is_empty()));
                prop_assert!(sentence.range.start <= name.span.start && name.span.end <= sentence.range.end);
                prop_assert!((0.0..=1.0).contains(&name.sure));
            }
        }
    }
}
