//! A board with panes. Every view prints links to every page, so that what is sent can be compared.

use std::sync::{Arc, Mutex};
use std::time::Duration;
use transom::{Cx, Error, Failure, Html, Service, Slot, Stop};

#[allow(missing_docs, reason = "a test's own")]
pub(crate) mod routes {
    transom::routes! {
        error;
        page about "/about";

        layout board "/b/{id: u32}" {
            loading;
            error;
            default home;
            title "Board";

            page home "/";
            page settings "/settings?{tab: String = profile}" { title "Settings"; }
            page photo "/photos/{n: u32}";

            slot stats {
                loading;
                error;
                default;
                refresh 30s;
                page views "/views?{days: u32 = 7}&{q: String?}";
                page visitor "/visitors/{visitor: u32}";
            }

            slot team {
                loading;
                error;
                default none;
                leave reset;

                layout inner "/team" {
                    default list;
                    page list "/";
                    slot detail {
                        loading;
                        error;
                        default;
                        page member "/{member: u32}";
                    }
                }
            }

            slot modal {
                loading;
                error;
                default none;
                when modern;
                intercept photo from home;
            }
        }
    }
}

use routes::board;
use routes::board::{stats, team};

/// Notes which handlers ran.
#[derive(Clone, Default)]
pub(crate) struct App {
    pub(crate) ran: Arc<Mutex<Vec<&'static str>>>,
}

impl App {
    pub(crate) fn service(&self) -> Service {
        routes::service(self.clone())
    }

    fn show(&self, cx: &Cx, name: &'static str, id: u32) -> Html {
        self.ran.lock().unwrap().push(name);
        let [home, photo] = [cx.link(&board::Home { id }), cx.link(&board::Photo { id, n: 1 })];
        let settings = board::Settings { id, tab: "profile".to_owned() };
        let views = stats::Views { id, days: 7, q: None };
        let member = team::inner::detail::Member { id, member: 5 };
        let links = [
            home.view("home"),
            cx.link(&settings).view("settings"),
            photo.view("photo"),
            cx.link(&views).view("views"),
            cx.link(&settings).in_slot().view("settings in its slot"),
            cx.link(&views).in_slot().view("views in its slot"),
            cx.link(&stats::Views { days: 3, ..views.clone() }).in_slot().view("3 days in its slot"),
            cx.link(&stats::Visitor { id, visitor: 9 }).in_slot().view("visitor in its slot"),
            cx.link(&member).in_slot().view("member in its slot"),
            cx.link(&team::inner::List { id }).in_slot().view("list in its slot"),
            cx.link_default::<board::slot::Stats>().view("stats closed"),
            cx.link_default::<board::slot::Team>().view("team closed"),
            cx.link(&stats::Views { id: 3, ..views.clone() }).in_slot().view("views of board 3"),
            cx.slot_form(&views).view(Html::raw("<input name=\"q\">")),
        ];
        let links: String = links.iter().map(|link| format!("\n{link}")).collect();
        Html::raw(format!("<h1>{name}</h1>{links}"))
    }

    fn place(&self, cx: &Cx, name: &'static str, id: u32, slots: &[Slot]) -> Html {
        let view = self.show(cx, name, id);
        let slots: String = slots.iter().map(ToString::to_string).collect();
        Html::raw(format!("{view}{slots}"))
    }
}

macro_rules! boundaries {
    () => {
        type Error = Error;
        fn loading(&self, _: &Cx, _: &At) -> Html {
            Html::from("…")
        }
        fn error(&self, _: &Cx, _: &At, failure: &Failure<Error>) -> Html {
            Html::from(failure.to_string())
        }
    };
}

impl routes::Root for App {
    type Error = Error;
    fn error(&self, _: &Cx, _: &routes::At, failure: &Failure<Error>) -> Html {
        Html::from(failure.to_string())
    }
    async fn about(&self, cx: &Cx, _: &routes::At, _: &routes::About) -> Result<Html, Error> {
        let views = stats::Views { id: 1, days: 7, q: None };
        let link = cx.link(&views).in_slot().view("views");
        let closed = cx.link_default::<board::slot::Stats>().view("closed");
        let form = cx.slot_form(&views).view(Html::empty());
        Ok(Html::raw(format!("{link} {closed} {form}")))
    }
}

const _: () = {
    use board::At;
    impl routes::Board for App {
        boundaries!();
        async fn layout(
            &self,
            cx: &Cx,
            at: &At,
            board::Slots { main, stats, team, modal }: board::Slots,
        ) -> Result<Html, Error> {
            Ok(self.place(cx, "board", at.id, &[main, stats, team, modal]))
        }
        async fn home(&self, cx: &Cx, at: &At, _: &board::Home) -> Result<Html, Error> {
            Ok(self.show(cx, "home", at.id))
        }
        async fn settings(&self, cx: &Cx, at: &At, page: &board::Settings) -> Result<Html, Error> {
            if page.tab == "broken" {
                return Err(Error::msg("no such tab"));
            }
            Ok(self.show(cx, "settings", at.id))
        }
        async fn photo(&self, cx: &Cx, at: &At, page: &board::Photo) -> Result<Html, Error> {
            cx.set_title(format!("Photo {}", page.n));
            Ok(self.show(cx, "photo", at.id))
        }
    }
};

const _: () = {
    use stats::At;
    impl board::Stats for App {
        boundaries!();
        async fn default(&self, cx: &Cx, at: &At) -> Result<Html, Error> {
            Ok(self.show(cx, "no stats", at.id))
        }
        async fn views(&self, cx: &Cx, at: &At, _: &stats::Views) -> Result<Html, Error> {
            Ok(self.show(cx, "views", at.id))
        }
        async fn visitor(&self, cx: &Cx, at: &At, _: &stats::Visitor) -> Result<Html, Error> {
            Ok(self.show(cx, "visitor", at.id))
        }
    }
};

const _: () = {
    use team::At;
    impl board::Team for App {
        boundaries!();
    }
};

const _: () = {
    use team::inner::{At, List, Slots};
    impl team::Inner for App {
        async fn layout(&self, cx: &Cx, at: &At, Slots { main, detail }: Slots) -> Result<Html, Error> {
            Ok(self.place(cx, "inner", at.id, &[main, detail]))
        }
        async fn list(&self, cx: &Cx, at: &At, _: &List) -> Result<Html, Error> {
            Ok(self.show(cx, "list", at.id))
        }
    }
};

const _: () = {
    use team::inner::detail::{At, Member};
    impl team::inner::Detail for App {
        boundaries!();
        async fn default(&self, cx: &Cx, at: &At) -> Result<Html, Error> {
            Ok(self.show(cx, "nobody", at.id))
        }
        async fn member(&self, cx: &Cx, at: &At, _: &Member) -> Result<Html, Error> {
            Ok(self.show(cx, "member", at.id))
        }
    }
};

const _: () = {
    use board::modal::At;
    impl board::Modal for App {
        boundaries!();
        async fn modern(&self, cx: &Cx, _: &At) -> Result<bool, Error> {
            Ok(!cx.headers().contains_key("x-old"))
        }
        async fn photo(&self, cx: &Cx, at: &At, page: &board::Photo) -> Result<Html, Error> {
            cx.set_title(format!("Photo {} over it", page.n));
            match page.n {
                100 => tokio::time::sleep(Duration::from_millis(30)).await,
                404 => return Err(Stop::NotFound.into()),
                410 => return Err(Stop::response((http::StatusCode::GONE, "no more")).into()),
                500 => return Err(Error::msg("no such photo")),
                _ => {}
            }
            Ok(self.show(cx, "photo over it", at.id))
        }
    }
};
