//! Writes specs of any size that look like those of an application.

use std::fmt::Write;

/// A spec of about `lines` lines: areas with a shell each, with panes beside the pages, scopes,
/// nested layouts, parameters of every kind, and a page under a plain parameter that overlaps with
/// every area.
pub(crate) fn spec(lines: usize) -> String {
    let mut text = String::from(
        "use crate::model::{OrgId, UserId, Slug};\n\
         set Tab = profile | billing | members;\n\n\
         page home \"/\";\n\
         page user \"/{handle}\";\n\
         page repository \"/{handle}/{name}\";\n\
         page file \"/{handle}/{name}/files/{*path}\";\n",
    );
    for area in 0..lines / AREA.lines().count() {
        let _ = writeln!(text, "\n{}", AREA.replace('#', &area.to_string()));
    }
    text
}

const AREA: &str = r#"/// An area of the application.
layout area_# "/area-#/{org: OrgId}" {
    loading;
    error;
    not_found;
    default overview;
    title "Area #";

    page overview "/";
    page settings "/settings?{tab: Tab = profile}";
    page report "/reports/{year: u16}";
    page report_file "/reports/{year: u16}/{*path}";
    page member "/members/{user: UserId}" {
        title "Member";
        blocking;
    }

    scope billing "/billing" {
        page invoices "/?{page: u32 = 1}";
        page invoice "/{invoice: u64}";
        page part "/{part: Tab}";
        redirect "/all" to invoices;
    }

    layout project_# "/projects/{project: Slug}" {
        page board "/";
        page task "/tasks/{task: u64}";
        page search "/search?{q}";

        slot thread_# {
            loading inherit;
            error;
            default none;
            page discussion "/tasks/{task: u64}";
        }
    }

    slot analytics_# {
        loading;
        error;
        default;
        timeout 2s;
        page views "/views?{days: u32 = 7}";
        page visitor "/visitors/{id: u64}";
    }

    slot activity_# {
        loading;
        error inherit;
        default recent;
        page recent "/";
        page of_member "/members/{user: UserId}";
    }
}"#;
