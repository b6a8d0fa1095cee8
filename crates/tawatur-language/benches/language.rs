//! How fast the engine is on one thread: `cargo bench -p tawatur-language`.
//! The texts are written for the project.

use std::sync::OnceLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use tawatur_language::{Engine, Model, NoHints, Options};
use tawatur_record::Document;

fn main() {
    divan::main();
}

fn model() -> Model {
    let hints = Model::embedded_hints().expect("hints");
    let hints: Vec<&str> = hints.iter().map(String::as_str).collect();
    Model::embedded(&hints).expect("the default model")
}

/// A report of so many sentences of 6 to 24 words.
fn report(sentences: usize) -> Document {
    let all = [
        "أفاد مراسلنا في ريف دير الزور الشرقي بأن دورية تابعة لقوات سوريا الديمقراطية تعرضت لإطلاق نار قرب بلدة ذيبان مساء أمس دون وقوع إصابات.",
        "وقال المتحدث باسم المجلس العسكري إن الهجوم لن يمر دون رد.",
        "من جهتها أعلنت وزارة الداخلية العراقية القبض على أربعة مطلوبين بتهم مختلفة في محافظتي نينوى وصلاح الدين، بينهم متهم بتمويل خلايا تنظيم داعش.",
        "وأضاف المصدر نفسه أن التحقيق مستمر.",
    ];
    Document {
        text: (0..sentences)
            .map(|n| all[n % all.len()])
            .collect::<Vec<_>>()
            .join("\n"),
        ..Document::default()
    }
}

#[divan::bench(args = [1, 8, 40])]
fn analyze(bencher: Bencher<'_, '_>, sentences: usize) {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| Engine::new(model(), Options::default()));
    let document = report(sentences);
    let words = document.text.split_whitespace().count();
    bencher
        .counter(ItemsCount::new(words))
        .bench(|| engine.analyze(&document, &NoHints));
}

#[divan::bench]
fn load() -> Model {
    model()
}
