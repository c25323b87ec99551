//! What is on screen after each step of a walk. Each file of `walks/` is a spec; each comment line in it
//! that begins with `walk:` is a walk, and what is printed for it is in the snapshot, below the comments
//! before it.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn every_walk() {
    insta::glob!("walks/*.routes", |path| {
        let text = fs::read_to_string(path).expect("a spec");
        let comments = text.lines().map_while(|line| line.strip_prefix("//")).map(str::trim);
        let mut seen = String::new();
        for line in comments {
            match line.strip_prefix("walk:") {
                Some(steps) => seen.push_str(&format!("$ {}\n{}", steps.trim(), walk(path, steps))),
                None => seen.push_str(&format!("{line}\n")),
            }
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(seen);
        });
    });
}

fn walk(spec: &Path, steps: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_transom"))
        .args(["walk".as_ref(), spec.as_os_str()])
        .args(steps.split_whitespace())
        .env("NO_COLOR", "1")
        .output()
        .expect("the command");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    assert!(output.status.success(), "{}: {}", spec.display(), text(&output.stderr));
    text(&output.stdout).lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
