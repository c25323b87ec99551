//! An application with actions in the file, a layout, a scope and a slot. It keeps what was done in a list.

use crate::forms::{Attachment, Note, Profile, Rename};
use crate::routes::{self, desk};
use std::sync::{Arc, Mutex};
use transom::{Cx, Done, Error, Errors, Failure, Html, Location, NoFields, Stop};

#[derive(Clone, Default)]
pub(crate) struct App(Arc<Mutex<Vec<String>>>);

impl App {
    fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }

    /// What was done.
    pub(crate) fn done(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl routes::Root for App {
    async fn home(&self, _: &Cx, _: &routes::At, _: &routes::Home) -> Result<Html, Error> {
        Ok("home".into())
    }

    async fn sign_out(&self, cx: &Cx, _: &routes::At, _: NoFields) -> Result<Done, Error> {
        if cx.uri().query() == Some("fail") {
            return Err(Error::msg("no way out"));
        }
        self.note("sign_out");
        cx.set_cookie(transom::Cookie::build("session").removal());
        Ok(Done::to(&routes::Home))
    }
}

impl routes::Desk for App {
    type Error = Error;

    async fn layout(
        &self,
        _: &Cx,
        _: &desk::At,
        desk::Slots { main, dialog, notes }: desk::Slots,
    ) -> Result<Html, Error> {
        Ok(Html::raw(format!("{main}{dialog}{notes}")))
    }

    fn loading(&self, _: &Cx, _: &desk::At) -> Html {
        "loading".into()
    }

    fn error(&self, _: &Cx, _: &desk::At, failure: &Failure<Error>) -> Html {
        format!("desk failed: {failure}").into()
    }

    fn not_found(&self, _: &Cx, _: &desk::At) -> Html {
        "no such desk".into()
    }

    async fn inbox(&self, _: &Cx, _: &desk::At, _: &desk::Inbox) -> Result<Html, Error> {
        Ok("inbox".into())
    }

    async fn profile(&self, cx: &Cx, at: &desk::At, page: &desk::Profile) -> Result<Html, Error> {
        let form = cx.form(&desk::Save { team: at.team });
        let (name, age) = (Html::from(form.value("name")), Html::from(form.value("age")));
        let said =
            |field| form.error(field).map(|message| format!("<p>{field} {message}</p>")).unwrap_or_default();
        let typed =
            cx.refused::<Profile>().and_then(|refused| refused.form().map(|form| format!("{form:?}")));
        let inner = format!(
            r#"<input name="name" value="{name}">{}<input name="age" value="{age}">{}"#,
            said("name"),
            said("age")
        );
        let link = cx.link(page).view("here");
        let typed = Html::from(typed.unwrap_or_default());
        Ok(Html::raw(format!(
            "{}<i>{typed}</i>{link}{}",
            form.view(Html::raw(inner)),
            Html::from(cx.uri().to_string())
        )))
    }

    async fn reading(&self, cx: &Cx, at: &desk::At, page: &desk::Reading) -> Result<Html, Error> {
        let form = cx.form(&desk::notes::Sign { team: at.team, id: page.id });
        Ok(format!("reading {}: {}", page.id, form.error("to").unwrap_or_default()).into())
    }

    async fn save(&self, _: &Cx, at: &desk::At, form: Profile) -> Result<Done, Error> {
        let mut errors = Errors::new();
        match form.name.as_str() {
            "" => errors.add("name", "must not be empty"),
            "elsewhere" => {
                self.note("refused elsewhere");
                let page = desk::Profile { team: at.team + 1 };
                return Ok(Done::invalid(&page, form, [("name", "is of another desk")]));
            }
            "broken" => return Err(Error::msg("the disk is full")),
            "panic" => panic!("a bug"),
            "stop" => return Err(Stop::Redirect(Location::from(&routes::Home)).into()),
            "gone" => return Err(Stop::NotFound.into()),
            "whole" => {
                let conflict = (http::StatusCode::CONFLICT, "somebody else was first");
                return Err(Stop::response(conflict).into());
            }
            "who" => return Err(Stop::Unauthorized.into()),
            _ => {}
        }
        if !errors.is_empty() {
            return Ok(Done::invalid(&desk::Profile { team: at.team }, form, errors));
        }
        let Profile { name, age, tags, public, note } = form;
        self.note(format!("save {} {name} {age} {tags:?} {public} {note:?}", at.team));
        Ok(Done::to(&desk::Inbox { team: at.team }))
    }

    async fn rename(
        &self,
        _: &Cx,
        at: &desk::At,
        action: &desk::Rename,
        form: Rename,
    ) -> Result<Done, Error> {
        self.note(format!("rename {}/{} to {}", at.team, action.id, form.to));
        Ok(Done::refresh(desk::slot::NOTES))
    }

    async fn members(&self, _: &Cx, at: &desk::At, _: &desk::Members) -> Result<Html, Error> {
        if self.done().contains(&format!("forget {}", at.team)) {
            return Err(Stop::response((http::StatusCode::GONE, "nobody knows them")).into());
        }
        Ok("members".into())
    }

    async fn forget(&self, _: &Cx, at: &desk::At, _: NoFields) -> Result<Done, Error> {
        self.note(format!("forget {}", at.team));
        Ok(Done::refresh([desk::slot::MAIN]))
    }
}

impl desk::Dialog for App {
    type Error = Error;

    fn loading(&self, _: &Cx, _: &desk::dialog::At) -> Html {
        "loading".into()
    }

    fn error(&self, _: &Cx, _: &desk::dialog::At, failure: &Failure<Error>) -> Html {
        format!("dialog failed: {failure}").into()
    }

    async fn profile(&self, cx: &Cx, at: &desk::dialog::At, page: &desk::Profile) -> Result<Html, Error> {
        let at = desk::At::new(at.team);
        routes::Desk::profile(self, cx, &at, page).await
    }

    async fn reading(&self, cx: &Cx, at: &desk::dialog::At, page: &desk::Reading) -> Result<Html, Error> {
        let at = desk::At::new(at.team);
        routes::Desk::reading(self, cx, &at, page).await
    }
}

impl desk::Notes for App {
    type Error = Error;

    fn loading(&self, _: &Cx, _: &desk::notes::At) -> Html {
        "loading".into()
    }

    fn error(&self, _: &Cx, _: &desk::notes::At, failure: &Failure<Error>) -> Html {
        format!("notes failed: {failure}").into()
    }

    async fn default(&self, cx: &Cx, at: &desk::notes::At) -> Result<Html, Error> {
        let form = cx.form(&desk::notes::Add { team: at.team });
        let error = form.error("text").unwrap_or_default();
        Ok(Html::raw(format!("<form class=add{}>{error}</form>", form.attrs())))
    }

    async fn note(&self, _: &Cx, _: &desk::notes::At, page: &desk::notes::Note) -> Result<Html, Error> {
        Ok(format!("note {}", page.id).into())
    }

    async fn add(&self, _: &Cx, _: &desk::notes::At, form: Note) -> Result<Done, Error> {
        match form.text.as_str() {
            "slow" => std::future::pending().await,
            "later" => tokio::time::sleep(std::time::Duration::from_millis(60)).await,
            "fail" => return Err(Error::msg("no paper")),
            _ => {}
        }
        self.note(format!("add {}", form.text));
        Ok(Done::refresh([desk::slot::NOTES]))
    }

    async fn sign(
        &self,
        _: &Cx,
        at: &desk::notes::At,
        action: &desk::notes::Sign,
        form: Rename,
    ) -> Result<Done, Error> {
        if form.to == "gone" {
            return Err(Stop::NotFound.into());
        }
        let page = desk::notes::Note { team: at.team, id: action.id };
        Ok(Done::invalid(&page, form, [("to", "is no name")]))
    }

    async fn attach(
        &self,
        _: &Cx,
        _: &desk::notes::At,
        action: &desk::notes::Attach,
        form: Attachment,
    ) -> Result<Done, Error> {
        let Attachment { title, file, more, icon } = form;
        let more: Vec<_> = more.iter().map(transom::Upload::name).collect();
        let (name, kind, length) = (file.name(), file.content_type(), file.bytes().len());
        self.note(format!("attach {} {title} {name} {kind:?} {length} {more:?} {icon:?}", action.id));
        Ok(Done::refresh([desk::slot::NOTES]))
    }
}
