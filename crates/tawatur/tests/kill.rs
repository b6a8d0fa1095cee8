//! `add` killed at any moment loses nothing and doubles nothing.

mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{Folder, command, line, run};

const KILLS: u32 = 100;
const DOCUMENTS: usize = 150;

/// Marsaglia's xorshift: moments that are spread out, the same ones on every run.
struct Moments(u64);

impl Moments {
    fn next(&mut self, most: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let micros = u64::try_from(most.as_micros()).unwrap_or(u64::MAX).max(1);
        Duration::from_micros(self.0 % micros)
    }
}

/// All documents are there once, and the store holds together.
fn check(store: &Path) {
    let hits = run(&[
        &"--store",
        &store,
        &"search",
        &"القامشلي",
        &"--limit",
        &"100000",
        &"--format",
        &"json",
    ])
    .good()
    .json();
    let ids: BTreeSet<String> = hits
        .iter()
        .map(|hit| hit["document"].as_str().expect("an id").to_owned())
        .collect();
    let wanted: BTreeSet<String> = (0..DOCUMENTS).map(|i| format!("r{i}")).collect();
    assert_eq!(hits.len(), DOCUMENTS);
    assert_eq!(ids, wanted);
    let verified = run(&[&"--store", &store, &"verify"]);
    assert_eq!(verified.status, 0, "{}", verified.out);
    let temps = std::fs::read_dir(store.join("blobs/tmp")).expect("listed");
    assert_eq!(temps.count(), 0, "no half-written file is left");
}

#[test]
fn killed_a_hundred_times() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..DOCUMENTS)
        .map(|i| line(&format!("r{i}"), &format!("وصل الوفد إلى القامشلي. {i}")))
        .collect();
    let file = folder.write("many.jsonl", lines.join("\n"));
    let start = Instant::now();
    let whole = folder.path("whole");
    run(&[&"--store", &whole, &"add", &file]).good();
    let longest = start.elapsed();
    check(&whole);

    let mut moments = Moments(0x7461_7761_7475_7221);
    let (mut killed, mut stores) = (0, 0);
    while killed < KILLS {
        // one store is killed until it is whole
        let store = folder.path(&format!("store{stores}"));
        stores += 1;
        loop {
            let mut child = command(&[&"--store", &store, &"add", &file])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("starts");
            if killed < KILLS {
                sleep(moments.next(longest));
                // SIGKILL where there is one
                child.kill().expect("killed, or ended before");
            }
            let output = child.wait_with_output().expect("ends");
            if output.status.success() {
                break;
            }
            assert_eq!(
                output.status.code(),
                None,
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            killed += 1;
        }
        check(&store);
    }
}
