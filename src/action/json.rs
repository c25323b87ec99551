//! JSON in place of a form.

use super::errors::Errors;
use super::fields::Fields;
use super::form_type::FormType;
use serde_json::Value;

/// Any JSON.
pub(super) fn parse(body: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

/// As the user's type. What is wrong is said of its field, `lines[2].amount`.
pub(super) fn read<T: FormType>(value: Value) -> Result<T, Errors> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let field = error.path().to_string();
        let field = if field == "." { String::new() } else { field };
        Errors::from([(field, error.into_inner().to_string())])
    })
}

/// The outermost texts, numbers and truths, as they would have been typed.
pub(super) fn texts(value: &Value) -> Fields {
    let mut typed = Vec::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let texts = values.iter().filter_map(|value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        });
        typed.extend(texts.map(|text| (name.clone(), text)));
    }
    Fields::of_texts(typed)
}

/// What is wrong, for a program: `{"errors": [{"field": …, "message": …}]}`.
pub(super) fn say(errors: &Errors) -> String {
    let each =
        errors.iter().map(|(field, message)| serde_json::json!({ "field": field, "message": message }));
    serde_json::json!({ "errors": each.collect::<Vec<_>>() }).to_string()
}
