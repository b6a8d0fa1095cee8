use super::*;
use proptest::prelude::*;

fn entities() -> &'static Entities {
    static LOADED: OnceLock<Entities> = OnceLock::new();
    LOADED.get_or_init(|| Entities::load(None).unwrap())
}

/// The entity whose name is exactly `name`, and how it was asked for.
fn named(name: &str, headed: bool) -> Option<&'static Entity> {
    let folded = words_of(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let (used, entity) = if headed {
        entities().longest_after_head(words[0], &words[1..])
    } else {
        entities().longest(words[0], &words[1..])
    }?;
    (used == words.len()).then_some(entity)
}

#[test]
fn usual_names_are_known_with_their_class() {
    use EntityClass as C;
    for (name, class, country) in [
        ("روسيا", C::State, "RU"),
        ("قوات سوريا الديمقراطية", C::ArmedGroup, "SY"),
        ("قسد", C::ArmedGroup, "SY"),
        ("هيئة تحرير الشام", C::ArmedGroup, "SY"),
        ("داعش", C::ArmedGroup, ""),
        ("أنصار الله", C::ArmedGroup, "YE"),
        ("الدعم السريع", C::ArmedGroup, "SD"),
        ("حزب الله", C::ArmedGroup, "LB"),
        ("المرصد السوري لحقوق الإنسان", C::Monitor, "SY"),
        ("وكالة سبوتنيك", C::Agency, "RU"),
        ("رويترز", C::Agency, "GB"),
        ("قناة الجزيرة", C::Outlet, "QA"),
        ("الأمم المتحدة", C::Igo, ""),
        ("علي مملوك", C::PersonOfficial, "SY"),
        ("الجيش السوري", C::Army, "SY"),
        ("وزارة الخارجية الروسية", C::Ministry, "RU"),
        ("الخارجية التركية", C::Ministry, "TR"),
        ("البيت الأبيض", C::Government, "US"),
    ] {
        let entity = named(name, false).unwrap_or_else(|| panic!("{name} is not known"));
        assert_eq!(
            (entity.class, entity.country.as_str()),
            (class, country),
            "{name}"
        );
    }
}

#[test]
fn names_that_are_ordinary_words_need_a_head() {
    for name in ["الوطن", "الحدث", "النهار", "المعلم", "السوداني", "المالكي"]
    {
        assert!(named(name, false).is_none(), "{name}");
        assert!(named(name, true).is_some(), "{name}");
    }
}

#[test]
fn every_row_is_sound_and_enough() {
    let all = entities().all();
    let people = all
        .iter()
        .filter(|entity| entity.kind == EntityKind::Person)
        .count();
    assert!(
        people >= 3000 && all.len() - people >= 3000,
        "{people} people of {}",
        all.len()
    );
    for entity in all {
        let is_person = matches!(
            entity.class,
            EntityClass::Person | EntityClass::PersonOfficial
        );
        assert_eq!(is_person, entity.kind == EntityKind::Person, "{entity:?}");
        let digits = entity
            .id
            .strip_prefix('Q')
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
        assert!(digits || entity.id.starts_with("local:"), "{entity:?}");
        assert!(!entity.names_latin.is_empty(), "{entity:?}");
        assert_eq!(row::check(entity), Ok(()), "{entity:?}");
        for parent in entity.parents.iter() {
            assert!(entities().by_id(parent).is_some(), "{parent} of {entity:?}");
            assert_ne!(parent, &entity.id);
        }
    }
}

#[test]
fn a_name_says_who_calls_it_so() {
    use NameStance::{Hostile, Own};
    for (name, id, stance) in [
        ("قسد", "local:syrian-democratic-forces", None),
        (
            "قوات سوريا الديمقراطية",
            "local:syrian-democratic-forces",
            None,
        ),
        (
            "ميليشيات قسد",
            "local:syrian-democratic-forces",
            Some(Hostile),
        ),
        ("الجنجويد", "local:rapid-support-forces", Some(Hostile)),
        (
            "مليشيا الدعم السريع",
            "local:rapid-support-forces",
            Some(Hostile),
        ),
        ("ميليشيات حفتر", "local:libyan-national-army", Some(Hostile)),
        (
            "أشاوس الدعم السريع",
            "local:rapid-support-forces",
            Some(Own),
        ),
        ("الكيان الصهيوني", "Q801", Some(Hostile)),
    ] {
        let called = entities().named(name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(
            (called.entity.id.as_str(), called.stance),
            (id, stance),
            "{name}"
        );
    }
    // names that were somebody else's
    for (name, wrong) in [
        (
            "لجان المقاومة السودانية",
            "local:central-committee-of-sudan-doctors",
        ),
        (
            "المنظمة المصرية لحقوق الإنسان",
            "local:egyptian-initiative-for-personal-rights",
        ),
        ("القاعدة في بلاد المغرب", "Q34490"),
    ] {
        assert!(
            entities()
                .named(name)
                .is_none_or(|called| called.entity.id != wrong),
            "{name}"
        );
    }
    assert!(entities().by_id("local:moroccan-presidency").is_none());
}

#[test]
fn the_acled_code_is_said_or_follows_the_class() {
    for (id, code) in [
        ("local:sudanese-armed-forces", Some(1)),
        ("local:rapid-support-forces", Some(2)),
        ("local:popular-mobilization-forces", Some(3)),
        ("local:al-uqaydat", Some(4)),
    ] {
        let entity = entities().by_id(id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(entity.acled(), code, "{id}");
    }
}

#[test]
fn two_people_of_one_name_are_neither() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("entities.tsv");
    let rows = |rows: &str| {
        std::fs::write(&file, format!("id\tkind\tclass\tnames_ar\n{rows}")).unwrap();
        Entities::load(Some(folder.path())).unwrap()
    };
    let two = rows("a\tperson\tperson\tزعطوط البرقوقي\nb\tperson\tperson\tزعطوط البرقوقي\n");
    assert!(two.named("زعطوط البرقوقي").is_none());
    assert!(two.longest("زعطوط", &["البرقوقي"]).is_none());
    assert_eq!(two.people("زعطوط البرقوقي").len(), 2);
    // a user's own name is his actor's, whoever has it in our table
    let own = rows("local:mine\torganisation\tarmed_group\tقسد|قوات سوريا الديمقراطية\n");
    assert_eq!(own.named("قسد").unwrap().entity.id, "local:mine");
    assert_eq!(own.longest("قسد", &[]).unwrap().1.id, "local:mine");
    let ours = Entities::load(None).unwrap();
    assert!(ours.people("ميشال عون").len() == 1 && ours.people("عون").len() >= 2);
}

#[test]
fn a_users_row_is_checked_in_every_column() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("entities.tsv");
    let header = "id\tkind\tclass\tcountry\tacled\tnames_ar\tparents\tfrom\tto\n";
    for (row, said) in [
        ("x\tgroup\tcivil\tSY\t\tس\n", "person or organisation"),
        (
            "x\torganisation\tperson\tSY\t\tس\n",
            "does not fit the kind",
        ),
        (
            "x\torganisation\tcivil\tSyria\t\tس\n",
            "two capital letters",
        ),
        ("x\torganisation\tcivil\tSY\t9\tس\n", "from 1 to 8"),
        ("x\torganisation\tcivil\tSY\t\t\n", "an Arabic name"),
        (
            "x\torganisation\tcivil\tSY\t\tس\tlocal:nobody\n",
            "local:nobody",
        ),
        ("x\torganisation\tcivil\tSY\t\tس\t\tsoon\n", "no date"),
        (
            "x\torganisation\tcivil\tSY\t\tس\t\t2020\t2019\n",
            "before it begins",
        ),
    ] {
        std::fs::write(&file, format!("{header}{row}")).unwrap();
        let error = Entities::load(Some(folder.path())).unwrap_err().to_string();
        assert!(
            error.contains("entities.tsv, line 2") && error.contains(said),
            "{error}"
        );
    }
    std::fs::write(&file, format!("{header}-local:syrian-democratic-forces\n")).unwrap();
    let without = Entities::load(Some(folder.path())).unwrap();
    assert!(
        without.by_id("local:syrian-democratic-forces").is_none() && without.named("قسد").is_none()
    );
}

#[test]
fn any_usual_spelling_finds_an_actor() {
    for (spelling, latin) in [
        ("Sisi", "Abdel Fattah el-Sisi"),
        ("Abdelfattah al-Sissi", "Abdel Fattah el-Sisi"),
        ("السيسي", "Abdel Fattah el-Sisi"),
        ("Hizbullah", "Hezbollah"),
        ("Hamas", "Hamas"),
        ("SDF", "Syrian Democratic Forces"),
        ("Mazlum Abdi", "Mazloum Abdi"),
        ("Nasrallah", "Hassan Nasrallah"),
        ("Erdogan", "Recep Tayyip Erdoğan"),
        ("أردوغان", "Recep Tayyip Erdoğan"),
        ("Ali Mamluk", "Ali Mamlouk"),
        ("Khalifa Hiftar", "Khalifa Haftar"),
        ("Bashar Asad", "Bashar al-Assad"),
    ] {
        let found = entities().lookup(spelling);
        assert!(
            found
                .iter()
                .any(|entity| entity.names_latin.first() == Some(latin)),
            "{spelling}: {:?}",
            found.iter().map(|e| &e.id).collect::<Vec<_>>()
        );
    }
    assert!(entities().lookup(" ").is_empty());
    // the orange is not Portugal
    assert!(entities().lookup("البرتقالة").is_empty());
}

#[test]
fn titles_heads_and_demonyms_are_told() {
    let words = entities().words();
    assert_eq!(
        words.title("اللواء", &["علي"]).map(|(n, t)| (n, t.class)),
        Some((1, TitleClass::Military))
    );
    assert_eq!(
        words
            .title("المتحدث", &["باسم", "الجيش"])
            .map(|(n, t)| (n, t.class)),
        Some((3, TitleClass::Spokesperson))
    );
    assert_eq!(
        words
            .title("وزير", &["الخارجيه", "الروسي"])
            .map(|(n, t)| (n, t.class)),
        Some((2, TitleClass::Official))
    );
    assert_eq!(
        words
            .org_head("وكاله", &["انباء", "فارس"])
            .map(|(n, h)| (n, h.class)),
        Some((2, EntityClass::Agency))
    );
    assert_eq!(
        words.org_head("الجيش", &[]).map(|(_, h)| h.class),
        Some(EntityClass::Army)
    );
    assert!(words.org_head("كتاب", &[]).is_none());
    for (word, country, feminine, number) in [
        ("السوريه", "SY", true, 1),
        ("سوريين", "SY", false, 3),
        ("الروس", "RU", false, 3),
        ("اتراك", "TR", false, 3),
        ("فلسطينيان", "PS", false, 2),
        ("الاميركيه", "US", true, 1),
        ("الالمانيه", "DE", true, 1),
        ("الماني", "DE", false, 1),
    ] {
        let demonym = words.demonym(word).unwrap_or_else(|| panic!("{word}"));
        assert_eq!(
            (demonym.country.as_str(), demonym.feminine, demonym.number),
            (country, feminine, number),
            "{word}"
        );
    }
    assert_eq!(words.given_name("محمد"), Some(GivenName::Male));
    assert_eq!(words.given_name("فاطمه"), Some(GivenName::Female));
    assert_eq!(words.given_name("بن"), Some(GivenName::Particle));
    assert_eq!(words.given_name("نضال"), Some(GivenName::Ordinary));
    assert_eq!(words.given_name("طاوله"), None);
}

#[test]
fn a_users_actor_is_added_and_errors_name_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("entities.tsv");
    std::fs::write(&file, "id\tkind\tclass\tcountry\tsector\tnames_ar\tnames_latin\nlocal:mine\torganisation\tmonitor\tSY\tNGO\tمرصد التجربة\tTrial Watch\n").unwrap();
    let entities = Entities::load(Some(folder.path())).unwrap();
    assert_eq!(
        entities
            .longest("مرصد", &["التجربه"])
            .map(|(n, e)| (n, e.id.as_str())),
        Some((2, "local:mine"))
    );
    std::fs::write(&file, "id\tkind\tclass\tcountry\tsector\tnames_ar\tnames_latin\nx\torganisation\tcircus\tSY\t\tس\tX\n").unwrap();
    let error = Entities::load(Some(folder.path())).unwrap_err().to_string();
    assert!(
        error.contains("circus") && error.contains("line"),
        "{error}"
    );
}

proptest! {
    #[test]
    fn the_quick_way_folds_as_the_long_one(name in "[ا-يءآأؤإئىة ـً-ْa-zپگ٠-٩-]{0,24}") {
        if let Some(folded) = quick_fold(&name) {
            prop_assert_eq!(folded, fold(&name));
        }
    }

    #[test]
    fn a_match_never_takes_more_tokens_than_there_are(words in proptest::collection::vec("(قوات|سوريا|الديمقراطيه|_|حزب|الله|وزير)", 1..6)) {
        let rest: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        for found in [entities().longest(&words[0], &rest), entities().longest_after_head(&words[0], &rest)].into_iter().flatten() {
            prop_assert!(found.0 <= words.len());
        }
        let title = entities().words().title(&words[0], &rest);
        prop_assert!(title.is_none_or(|(used, _)| used <= words.len()));
    }
}
