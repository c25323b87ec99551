//! The browser's files, served below the mount's `/_transom/`.

use crate::view_key::Fnv;
use std::fmt::Write;
use std::sync::OnceLock;

/// Where our own URLs begin, below the mount.
pub(crate) const BASE: &str = "/_transom/";

/// A file whose URL changes with its content.
pub(crate) struct Asset {
    stem: &'static str,
    extension: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) content: &'static str,
    /// The same by `Content-Encoding`, the smallest first.
    pub(crate) packed: &'static [(&'static str, &'static [u8])],
    name: OnceLock<String>,
}

/// The client: soft navigation, and frames where the browser does not apply them itself.
pub(crate) static SCRIPT: Asset = Asset {
    stem: "client",
    extension: "js",
    content_type: "text/javascript; charset=utf-8",
    content: include_str!("../client/dist/client.js"),
    packed: &[
        ("br", include_bytes!("../client/dist/client.js.br")),
        ("gzip", include_bytes!("../client/dist/client.js.gz")),
    ],
    name: OnceLock::new(),
};

/// Shows the way to the plain version when, after three seconds, nothing has applied a frame.
pub(crate) static PROBE_STYLE: Asset = Asset {
    stem: "probe",
    extension: "css",
    content_type: "text/css; charset=utf-8",
    content: ".transom-probe{visibility:hidden;position:fixed;inset:auto 0 0 0;margin:0;padding:.5rem;\
              text-align:center;background:Canvas;color:CanvasText;animation:transom-probe 0s 3s forwards}\
              @keyframes transom-probe{to{visibility:visible}}",
    packed: &[],
    name: OnceLock::new(),
};

impl Asset {
    /// `client.1a2b3c4d.js`
    pub(crate) fn name(&self) -> &str {
        self.name.get_or_init(|| {
            let mut hash = Fnv::default();
            hash.add(self.content.as_bytes());
            let mut name = self.stem.to_owned();
            // Writing to a string does not fail.
            let _ = write!(name, ".{:08x}.{}", hash.folded(), self.extension);
            name
        })
    }

    /// Its URL below a mount.
    pub(crate) fn url(&self, mount: &str) -> String {
        format!("{mount}{BASE}{}", self.name())
    }
}

/// The file of that name.
pub(crate) fn find(name: &str) -> Option<&'static Asset> {
    [&SCRIPT, &PROBE_STYLE].into_iter().find(|asset| asset.name() == name)
}
