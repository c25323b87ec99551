//! What can be said on the command line and in the environment.

use std::net::SocketAddr;

pub(crate) const HELP: &str = "\
A sales dashboard, to see Transom at work.

Usage: cargo run --example dashboard [-- --fresh]

Options:
  --fresh     Throw the database away and make a new one, up to yesterday
  -h, --help  Print this

Environment:
  ADDR        Where to listen (default 127.0.0.1:3000; port 0 takes a free one)
  RUST_LOG    What to log, such as `info` or `transom=debug` (default `warn`)
";

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Serve,
    ServeFresh,
    Help,
}

/// Reads the arguments after the program's name.
pub(crate) fn parse(args: impl Iterator<Item = String>) -> Result<Wanted, String> {
    let mut wanted = Wanted::Serve;
    for arg in args {
        match arg.as_str() {
            "--fresh" => wanted = Wanted::ServeFresh,
            "-h" | "--help" => return Ok(Wanted::Help),
            _ => return Err(format!("unknown argument `{arg}`\n\n{HELP}")),
        }
    }
    Ok(wanted)
}

/// Reads `ADDR`.
pub(crate) fn parse_address(text: Option<&str>) -> Result<SocketAddr, String> {
    let text = text.unwrap_or("127.0.0.1:3000");
    text.parse()
        .map_err(|_| format!("ADDR is `{text}`; expected an address with a port, such as 127.0.0.1:3000"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Wanted, String> {
        parse(args.iter().map(|arg| (*arg).to_owned()))
    }

    #[test]
    fn arguments_are_understood_or_refused() {
        assert_eq!(parsed(&[]), Ok(Wanted::Serve));
        assert_eq!(parsed(&["--fresh"]), Ok(Wanted::ServeFresh));
        assert_eq!(parsed(&["--fresh", "--help"]), Ok(Wanted::Help));
        let refused = parsed(&["--fersh"]).unwrap_err();
        assert!(refused.starts_with("unknown argument `--fersh`") && refused.contains("Usage:"));
    }

    #[test]
    fn addresses_are_understood_or_refused() {
        assert_eq!(parse_address(None).unwrap().port(), 3000);
        assert_eq!(parse_address(Some("[::1]:0")).unwrap().port(), 0);
        assert!(parse_address(Some("3000")).unwrap_err().contains("such as 127.0.0.1:3000"));
    }
}
