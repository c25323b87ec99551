//! Actions, end to end: what is posted, done and answered.
//!
//! Clocks stand still while anybody has something to do, so that nothing hangs on how fast a machine is.

mod app;
mod failing;
mod guestbook;
mod matching;
mod post;
mod refusing;
mod socket;
mod soft;
mod types;
mod without_scripts;

/// What the forms of the application are read into.
mod forms {
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    pub(crate) struct Profile {
        pub(crate) name: String,
        pub(crate) age: u8,
        #[serde(default)]
        pub(crate) tags: Vec<String>,
        #[serde(default)]
        pub(crate) public: bool,
        pub(crate) note: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    pub(crate) struct Rename {
        pub(crate) to: String,
    }

    #[derive(Debug, Deserialize)]
    pub(crate) struct Attachment {
        pub(crate) title: String,
        pub(crate) file: transom::Upload,
        #[serde(default)]
        pub(crate) more: Vec<transom::Upload>,
        pub(crate) icon: Option<transom::Upload>,
    }

    #[derive(Debug, Deserialize)]
    pub(crate) struct Note {
        pub(crate) text: String,
    }
}

/// What the tests are about.
mod routes {
    transom::include_routes!("app.routes");
}
