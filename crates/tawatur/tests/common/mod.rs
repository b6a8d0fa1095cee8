//! Running the program.
#![allow(
    dead_code,
    reason = "each test file is a program of its own and uses some of this"
)]

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run of the program left.
pub(crate) struct Ran {
    /// Its exit status; -1 where a signal ended it.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Standard output as JSON Lines.
    pub(crate) fn json(&self) -> Vec<Value> {
        let lines = self.out.lines();
        lines
            .map(|line| serde_json::from_str(line).expect("each line is JSON"))
            .collect()
    }

    /// Standard output of a run that must have gone well.
    pub(crate) fn good(self) -> Self {
        assert_eq!(self.status, 0, "{}", self.err);
        self
    }
}

/// The program, with an environment that says nothing.
pub(crate) fn command(arguments: &[&(dyn AsRef<OsStr> + '_)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tawatur"));
    for name in ["TAWATUR_STORE", "NO_COLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    command.args(arguments.iter().map(|argument| argument.as_ref()));
    command
}

/// Runs the program.
pub(crate) fn run(arguments: &[&(dyn AsRef<OsStr> + '_)]) -> Ran {
    run_with(arguments, b"")
}

/// Runs the program with something on its standard input.
pub(crate) fn run_with(arguments: &[&(dyn AsRef<OsStr> + '_)], input: &[u8]) -> Ran {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    // a program that stops reading early is no failure of the test
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran {
        status: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// A folder for one test.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A new file in it.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("inside the folder")).expect("made");
        std::fs::write(&path, text).expect("written");
        path
    }

    /// A store in it, with these files added.
    pub(crate) fn store(&self, files: &[&Path]) -> PathBuf {
        let store = self.path("store");
        for file in files {
            run(&[&"--store", &store, &"add", file]).good();
        }
        store
    }
}

/// A JSON Lines document.
pub(crate) fn line(id: &str, text: &str) -> String {
    serde_json::json!({"id": id, "text": text, "published": "2019-12-06", "outlet": "الضفة"})
        .to_string()
}

/// A report with an attributed meeting, a planned one and a toll.
pub(crate) const REPORT: &str = "أفادت مصادر محلية بأن وفدا من المجلس المدني وصل أمس الخميس إلى مدينة القامشلي.\n\
     وقال الناطق باسم الجيش إن غارة جوية استهدفت بلدة الباب وأدت إلى مقتل خمسة مدنيين.\n\
     ومن المقرر أن يعقد الطرفان اجتماعا في دمشق الأسبوع المقبل.";
