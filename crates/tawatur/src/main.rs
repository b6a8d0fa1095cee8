//! The command line: one file a command; the only place where stages are wired together.
fn main() {}
