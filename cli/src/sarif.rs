//! Diagnostics as SARIF 2.1.0, the form code-scanning services read.

use serde_json::{Value, json};
use transom_route_dsl::diagnostic::{Diagnostic, Label};
use transom_route_dsl::source::{Sources, Span};

use crate::json;

/// The log of one run over several specs, with its line break.
pub(crate) fn log(found: &[(Sources, Vec<Diagnostic>)]) -> String {
    let all = || found.iter().flat_map(|(sources, all)| all.iter().map(move |one| (one, sources)));
    let mut codes: Vec<String> = all().map(|(one, _)| one.code.to_string()).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| json!({ "id": code })).collect();
    let results: Vec<Value> = all().map(|(one, sources)| result(one, sources)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "transom",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let advice = diagnostic.notes.iter().chain(&diagnostic.help).map(|text| format!("\n{text}"));
    let related: Vec<Value> = diagnostic.labels.iter().skip(1).map(|label| related(label, sources)).collect();
    let mut result = json!({
        "ruleId": diagnostic.code.to_string(),
        "level": json::severity(diagnostic.severity),
        "message": { "text": diagnostic.message.clone() + &advice.collect::<String>() },
        "locations": [location(diagnostic.span(), sources)],
        "relatedLocations": related,
    });
    if let Some(fix) = &diagnostic.fix {
        let changes: Vec<Value> = fix
            .edits
            .iter()
            .map(|edit| {
                json!({
                    "artifactLocation": { "uri": uri(&json::place(edit.span, sources)) },
                    "replacements": [{
                        "deletedRegion": region(edit.span, sources),
                        "insertedContent": { "text": edit.text },
                    }],
                })
            })
            .collect();
        result["fixes"] = json!([{ "description": { "text": fix.title }, "artifactChanges": changes }]);
    }
    result
}

fn related(label: &Label, sources: &Sources) -> Value {
    let mut location = location(label.span, sources);
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

fn location(span: Span, sources: &Sources) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&json::place(span, sources)) },
        "region": region(span, sources),
    } })
}

fn region(span: Span, sources: &Sources) -> Value {
    let range = json::place(span, sources).range;
    json!({
        "startLine": range.start.line, "startColumn": range.start.column,
        "endLine": range.end.line, "endColumn": range.end.column,
    })
}

/// The file as a relative URI.
fn uri(place: &json::Place<'_>) -> String {
    let mut uri = String::new();
    for byte in place.file.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
