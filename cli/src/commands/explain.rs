//! `transom explain`

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use transom_route_dsl::code::{self, Code};

use crate::failure::Failure;
use crate::{Outcome, print};

/// Say what a code means, with a spec that fails and the same one mended
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// A code as a message shows it, `T0401`, or just its number; without one, all are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  transom explain            list all codes
  transom explain T0401
  transom explain 401        the same";

/// Runs the command.
///
/// # Errors
/// If there is no such code.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let pages = code::pages();
    let Some(asked) = &arguments.code else {
        print::out(&list(pages));
        return Ok(Outcome::Well);
    };
    let Some(code) = read_code(asked) else {
        return Err(Failure::new(format!("`{asked}` is no code"))
            .help("a code is a `T` and four digits, such as `T0401`; `transom explain` lists all"));
    };
    match pages.iter().find(|(known, _)| *known == code) {
        Some((_, page)) => {
            print::out(&show(page));
            Ok(Outcome::Well)
        }
        None => Err(unknown(code, pages)),
    }
}

fn unknown(code: Code, pages: &[(Code, &str)]) -> Failure {
    let near = pages.iter().min_by_key(|(known, _)| known.0.abs_diff(code.0));
    let failure = Failure::new(format!("there is no code {code}"));
    match near {
        Some((near, page)) => failure.help(format!(
            "the nearest is {near}, {}; `transom explain` lists all",
            title(page).trim_start_matches(&format!("{near}: "))
        )),
        None => failure,
    }
}

/// `T0401`, `t401` and `401` alike, also in the brackets of a message.
fn read_code(text: &str) -> Option<Code> {
    let text = text.trim().trim_start_matches("error").trim_start_matches("warning");
    let text = text.trim_start_matches('[').trim_end_matches(']').trim_start_matches(['T', 't']);
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit())).map(Code)
}

fn title(page: &str) -> &str {
    page.lines().next().unwrap_or("").trim_start_matches("# ")
}

fn list(pages: &[(Code, &str)]) -> String {
    let bold = Style::new().bold();
    let mut out = String::new();
    for (code, page) in pages {
        let about = title(page).trim_start_matches(&format!("{code}: "));
        let _ = writeln!(out, "{bold}{code}{bold:#}  {about}");
    }
    out
}

/// A page for the terminal: its title bold, its text in narrow lines, its examples indented and named.
fn show(page: &str) -> String {
    let bold = Style::new().bold();
    let red = bold.fg_color(Some(AnsiColor::BrightRed.into()));
    let green = bold.fg_color(Some(AnsiColor::BrightGreen.into()));
    let mut out = String::new();
    let mut paragraph = String::new();
    let mut in_example = false;
    for line in page.lines().chain([""]) {
        let fence = line.strip_prefix("```");
        let is_text = !in_example && fence.is_none() && !line.is_empty() && !line.starts_with('#');
        if !paragraph.is_empty() && (!is_text || line.starts_with("- ")) {
            out.push_str(&wrap(&std::mem::take(&mut paragraph)));
        }
        match (fence, line.strip_prefix("# ")) {
            (Some(_), _) if in_example => in_example = false,
            (Some(language), _) => {
                in_example = true;
                let (style, name) =
                    if language.contains("fails") { (red, "Fails") } else { (green, "Mended") };
                let _ = writeln!(out, "{style}{name}{style:#}\n");
            }
            (None, Some(title)) if !in_example => {
                let _ = writeln!(out, "{bold}{title}{bold:#}");
            }
            _ if is_text => {
                paragraph.push_str(line);
                paragraph.push(' ');
            }
            _ if line.is_empty() => out.push('\n'),
            _ => {
                let _ = writeln!(out, "    {line}");
            }
        }
    }
    out.trim_end().to_owned() + "\n"
}

/// A paragraph in lines of at most 80 columns.
fn wrap(paragraph: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in paragraph.split_whitespace() {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > 80 {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out + "\n"
}
