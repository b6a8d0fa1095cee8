//! The rule of who may use whom, as docs/architecture.md tells it, kept.
//!
//! The table of crates in docs/architecture.md is read, and `cargo metadata` is asked
//! what each crate really uses. A crate may use only what its row says; a heavy
//! dependency may be used only by the crate it is confined to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace holds xtask")
        .to_path_buf()
}

/// The rows of the table under a heading of docs/architecture.md, cell by cell.
fn table(heading: &str) -> Vec<Vec<String>> {
    let text =
        std::fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md");
    let (_, section) = text
        .split_once(&format!("\n## {heading}\n"))
        .expect("the heading stands in docs/architecture.md");
    let rows = section
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .filter(|line| line.starts_with('|'));
    let cells = |row: &str| {
        row.trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().replace('`', ""))
            .collect()
    };
    rows.skip(2).map(cells).collect()
}

fn names(cell: &str) -> BTreeSet<String> {
    cell.split(',')
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

struct Package {
    /// Crates used by the product itself.
    normal: BTreeSet<String>,
    /// Crates used anywhere, tests and build scripts included.
    all: BTreeSet<String>,
}

/// What cargo says that each member of the workspace uses.
fn packages() -> BTreeMap<String, Package> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value =
        serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let mut packages = BTreeMap::new();
    for package in metadata["packages"].as_array().expect("packages") {
        let used = package["dependencies"].as_array().expect("dependencies");
        let name = |dependency: &Value| dependency["name"].as_str().expect("a name").to_owned();
        let normal = used
            .iter()
            .filter(|dependency| dependency["kind"].is_null())
            .map(name)
            .collect();
        let all = used.iter().map(name).collect();
        packages.insert(
            package["name"].as_str().expect("a name").to_owned(),
            Package { normal, all },
        );
    }
    packages
}

fn is_ours(name: &str) -> bool {
    name == "tawatur" || name.starts_with("tawatur-")
}

#[test]
fn each_crate_uses_only_what_its_row_says() {
    let packages = packages();
    let ours: BTreeSet<&String> = packages.keys().filter(|name| is_ours(name)).collect();
    let mut allowed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in table("Crates") {
        let [name, _, uses] = row.as_slice() else {
            panic!("a row of three cells: {row:?}")
        };
        let uses = match uses.as_str() {
            "nothing of ours" => BTreeSet::new(),
            "all" => ours.iter().map(|name| (*name).clone()).collect(),
            listed => names(listed)
                .into_iter()
                .map(|short| format!("tawatur-{short}"))
                .collect(),
        };
        allowed.insert(name.clone(), uses);
    }
    for name in ours {
        let row = allowed
            .get(name)
            .unwrap_or_else(|| panic!("{name} has no row in docs/architecture.md"));
        for used in packages[name].normal.iter().filter(|used| is_ours(used)) {
            assert!(
                row.contains(used),
                "{name} uses {used}, which its row in docs/architecture.md does not say"
            );
        }
    }
    for name in allowed.keys() {
        assert!(
            packages.contains_key(name),
            "docs/architecture.md has a row for {name}, which does not exist"
        );
    }
}

#[test]
fn heavy_dependencies_stay_in_their_crate() {
    let packages = packages();
    let rows = table("Confined dependencies");
    assert!(
        !rows.is_empty(),
        "docs/architecture.md confines no dependency"
    );
    for row in rows {
        let [confined, homes, _] = row.as_slice() else {
            panic!("a row of three cells: {row:?}")
        };
        let homes = names(homes);
        for dependency in names(confined) {
            for (name, package) in &packages {
                assert!(
                    homes.contains(name) || !package.all.contains(&dependency),
                    "{name} uses {dependency}, which docs/architecture.md confines to {homes:?}"
                );
            }
        }
    }
}

#[test]
fn no_crate_is_a_drawer_for_everything() {
    for name in packages().keys() {
        for word in ["util", "common", "shared", "misc", "helper"] {
            assert!(
                !name.contains(word),
                "{name}: a crate is named for its one purpose"
            );
        }
    }
}
