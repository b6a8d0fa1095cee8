//! Sentences of our own, one construction each.

mod again;
mod carried;
mod cited;
mod further;
mod passed;
mod press;
mod speech;

use std::sync::OnceLock;

use super::*;
use tawatur_text::fold;

struct Names;

impl NameLookup for Names {
    fn class(&self, words: &[&str]) -> Option<LinkKind> {
        match words {
            ["الشبكه", "السوريه"] => Some(LinkKind::Monitor),
            ["انصار", "الله"] | ["بيجاك"] => Some(LinkKind::Party),
            _ => None,
        }
    }
}

fn read(text: &str, outlet: Option<&str>) -> (Vec<Sentence<'static>>, Vec<Attribution>) {
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    static TABLES: OnceLock<(Lexicon, SourceTables)> = OnceLock::new();
    let (lexicon, tables) = TABLES.get_or_init(|| {
        (
            Lexicon::load(None).unwrap(),
            SourceTables::load(None).unwrap(),
        )
    });

    let sentences: Vec<Sentence<'static>> = tawatur_text::sentence::sentences(text)
        .into_iter()
        .map(|range| Sentence::new(text, range, lexicon))
        .collect();
    let found = attributions(text, &sentences, lexicon, tables, outlet, &Names);
    (sentences, found)
}

/// The chain above the first word that begins with `trigger` (`2:` before it: the second),
/// as text, «-» for an impersonal link.
fn chain_of(text: &str, trigger: &str, outlet: Option<&str>) -> Vec<String> {
    let (sentences, found) = read(text, outlet);
    let (nth, trigger) = match trigger.split_once(':') {
        Some((n, word)) => (n.parse::<usize>().unwrap(), word),
        None => (1, trigger),
    };
    let at = text.match_indices(trigger).nth(nth - 1).unwrap().0;
    let sentence = sentences.partition_point(|s| s.range.end <= at);
    let word = sentences[sentence].word_at(at);
    chain(&found, sentence, word)
        .into_iter()
        .map(|link| {
            link.span
                .map_or_else(|| "-".to_owned(), |span| text[span].to_owned())
        })
        .collect()
}

/// Text, trigger, the chain's names with ` < ` between them.
type Case = (&'static str, &'static str, &'static str);

fn check(cases: &[Case], outlet: Option<&str>) {
    let mut wrong = Vec::new();
    for (text, trigger, expected) in cases {
        let expected: Vec<&str> = expected.split(" < ").filter(|s| !s.is_empty()).collect();
        let said = chain_of(text, trigger, outlet);
        if said != expected {
            wrong.push(format!("{text}\n  «{trigger}» {expected:?}, said {said:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn denials_and_demands_keep_their_stance() {
    for (text, stance) in [
        ("نفت الحكومة إغلاق المعبر.", Stance::Deny),
        ("طالب المحتجون بإقالة المحافظ.", Stance::Demand),
        ("اتهم الأهالي الحاجز بسرقة المحصول.", Stance::Accuse),
        ("حذر الهلال الأحمر من وقوع كارثة.", Stance::Warn),
        ("توقع الخبراء أن تندلع المعارك.", Stance::Expect),
        ("هدد الفصيل بقصف القاعدة.", Stance::Threaten),
        ("تعهد الوزير بإطلاق السجناء.", Stance::Promise),
    ] {
        let (_, found) = read(text, None);
        assert_eq!(found.first().map(|a| a.stance), Some(stance), "{text}");
    }
}

#[test]
fn kinds_of_sources() {
    for (text, kind) in [
        ("قال مصدر أمني إن القوة انسحبت.", LinkKind::Official),
        ("قال مصدر طبي إن القوة انسحبت.", LinkKind::Monitor),
        ("قال مصدر محلي إن القوة انسحبت.", LinkKind::Local),
        ("قالت مصادر مطلعة إن القوة انسحبت.", LinkKind::Unnamed),
        ("قالت أنقرة إن القوة انسحبت.", LinkKind::Official),
        ("قالت حركة البناء إن القوة انسحبت.", LinkKind::Party),
        ("قالت رويترز إن القوة انسحبت.", LinkKind::Agency),
        ("قالت الشبكة السورية إن القوة انسحبت.", LinkKind::Monitor),
        (
            "قال المتحدث باسم أنصار الله إن القوة انسحبت.",
            LinkKind::Party,
        ),
        ("قالت صفحة أخبار الحي إن القوة انسحبت.", LinkKind::Social),
    ] {
        let (_, found) = read(text, None);
        let kinds: Vec<LinkKind> = found
            .iter()
            .flat_map(|a| &a.links)
            .map(|l| l.kind)
            .collect();
        assert_eq!(kinds, [kind], "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn every_span_quotes_the_text(words in proptest::collection::vec(proptest::sample::select(vec![
        "قال", "وأضاف", "أن", "إن", "مصدر", "أمني", "لرويترز", "بحسب", "وفقا", "لوكالة", "نقلا", "عن", "«", "»", "\"", ":", "،", ".", "(", ")",
        "الذي", "فيما", "مضيفا", "قوله", "كما", "ما", "المصدر", "جاء", "في", "بيان", "لـ", "الجيش", "مقتل", "لم", "من", "المتوقع", "نشرت", "تصريحات", "و", "\n", "علي",
    ]), 0..40)) {
        let text = words.join(" ");
        let (sentences, found) = read(&text, Some("سانا"));
        for attribution in &found {
            proptest::prop_assert!(attribution.scope.start <= attribution.scope.end);
            proptest::prop_assert!(attribution.scope.end <= sentences[attribution.sentence].words.len());
            for link in attribution.links.iter().chain(&attribution.inherited) {
                for span in link.span.iter().chain(&link.cue) {
                    proptest::prop_assert!(text.get(span.clone()).is_some_and(|s| !fold(s).is_empty()));
                }
            }
        }
        for (at, sentence) in sentences.iter().enumerate() {
            for word in 0..sentence.words.len() {
                proptest::prop_assert!(chain(&found, at, word).len() <= 16);
            }
        }
    }
}
