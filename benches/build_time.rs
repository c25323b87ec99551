//! How long a crate with routes takes to build: `cargo bench --bench build_time`.
//!
//! Writes a user's crate with 2, 100 and 1 000 pages below the target folder, then times a clean build of
//! that crate alone (its dependencies are built before), and one after a change to a handler's body.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build_time");
    println!("{:>6} {:>9} {:>12}", "pages", "clean", "incremental");
    for pages in [2, 100, 1000] {
        let app = write_crate(&folder, pages);
        check(&app);
        touch(&app, "first");
        clean(&app);
        let clean = timed(|| check(&app));
        touch(&app, "second");
        let incremental = timed(|| check(&app));
        println!("{pages:>6} {:>8.2}s {:>11.2}s", clean.as_secs_f64(), incremental.as_secs_f64());
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// `cargo build` of the crate.
fn check(app: &Path) {
    cargo(app, &["build", "--quiet", "--offline"]);
}

fn clean(app: &Path) {
    cargo(app, &["clean", "--quiet", "--offline", "--package", "routed"]);
}

fn cargo(app: &Path, arguments: &[&str]) {
    let target = app.with_file_name("target");
    let mut command = Command::new(env!("CARGO"));
    let status = command.args(arguments).current_dir(app).env("CARGO_TARGET_DIR", target).status();
    assert!(status.is_ok_and(|status| status.success()), "cargo {arguments:?} failed");
}

/// Changes the body of one handler.
fn touch(app: &Path, text: &str) {
    let file = app.join("src/main.rs");
    let source = read(&file);
    let start = source.find("/*").map_or(0, |at| at + 2);
    let end = source.find("*/").unwrap_or(start);
    write(&file, &format!("{}{text}{}", &source[..start], &source[end..]));
}

/// A crate with a layout, a second slot, and pages shared out between the two.
fn write_crate(folder: &Path, pages: usize) -> PathBuf {
    let app = folder.join("routed");
    let root = env!("CARGO_MANIFEST_DIR");
    let manifest = format!(
        "[package]\nname = \"routed\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\ntransom = {{ path = {root:?} }}\n\n[workspace]\n"
    );
    write(&app.join("Cargo.toml"), &manifest);
    let lock = Path::new(root).join("Cargo.lock");
    write(&app.join("Cargo.lock"), &read(&lock));
    write(&app.join("src/app.routes"), &spec(pages));
    write(&app.join("src/main.rs"), &program(pages));
    app
}

fn spec(pages: usize) -> String {
    let page =
        |at: usize| format!("page page_{at} \"/part_{}/{{id: u64}}/page_{at}?{{q: String?}}\";\n", at / 10);
    let half: String = (0..pages / 2).map(page).collect();
    let rest: String = (pages / 2..pages).map(page).collect();
    format!(
        "layout shell \"/orgs/{{org: u32}}\" {{\nloading;\nerror;\ndefault none;\n{half}\
         slot side {{\nloading;\nerror;\ndefault none;\n{rest}}}\n}}\n"
    )
}

fn program(pages: usize) -> String {
    let mut text = "mod routes {\n    transom::include_routes!(\"app.routes\");\n}\n\
        use routes::shell;\nuse transom::{Cx, Error, Failure, Html};\n\nstruct App;\n\nimpl routes::Shell for App {\n\
        async fn layout(&self, _: &Cx, _: &shell::At, shell::Slots { main, side }: shell::Slots) \
        -> Result<Html, Error> {\n    Ok(Html::raw(format!(\"{main}{side}\")))\n}\n"
        .to_owned();
    let halves = [("shell", 0..pages / 2), ("shell::side", pages / 2..pages)];
    for (module, range) in halves {
        if module != "shell" {
            text.push_str("impl shell::Side for App {\n");
        }
        push_handlers(&mut text, module, range);
        text.push_str("}\n");
    }
    text.push_str("\nfn main() {\n    /**/\n    let _service = routes::service(App);\n}\n");
    text
}

fn push_handlers(text: &mut String, module: &str, pages: std::ops::Range<usize>) {
    let _ = write!(
        text,
        "type Error = Error;\nfn loading(&self, _: &Cx, _: &{module}::At) -> Html {{ Html::raw(\"\") }}\n\
         fn error(&self, _: &Cx, _: &{module}::At, failure: &Failure<Error>) -> Html {{ failure.to_string().into() }}\n"
    );
    for at in pages {
        let _ = writeln!(
            text,
            "async fn page_{at}(&self, _: &Cx, _: &{module}::At, page: &{module}::Page{at}) -> Result<Html, Error> \
             {{ Ok(page.to_string().into()) }}"
        );
    }
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn write(file: &Path, text: &str) {
    let written =
        std::fs::create_dir_all(file.parent().unwrap_or(file)).and_then(|()| std::fs::write(file, text));
    assert!(written.is_ok(), "{}: {written:?}", file.display());
}
