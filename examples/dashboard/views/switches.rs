//! The buttons that upset a pane.

use crate::routes::dashboard::Upset as UpsetAction;
use crate::switches::{How, PANES, Switches, Upset};
use maud::{Markup, html};
use transom::{Cx, Html};

const CHOICES: [(How, &str, &str, &str); 4] = [
    (How::Calm, "calm", "on time", "on time"),
    (How::Slow, "slow", "slow", "slow, by a second"),
    (How::Stuck, "stuck", "stuck", "stuck, until its deadline"),
    (How::Fails, "fails", "fails", "failing"),
];

/// A group of buttons for each pane. A button shows that pane and these buttons anew, and nothing else.
pub(crate) fn switches(cx: &Cx) -> Markup {
    let now = Switches::kept(cx);
    html! {
        h2 #switches { "Upset a pane" }
        p.quiet { "Each pane loads and fails on its own. Make one late, or break it, and watch the others." }
        @for (pane, name) in PANES {
            @let set = now.on(pane);
            div.switch role="group" aria-labelledby={ "switch-" (pane) } {
                h3 id={ "switch-" (pane) } {
                    (name)
                    @if !CHOICES.iter().any(|choice| is_set(&set, choice.0)) { " " span.quiet { (describe(&set)) } }
                }
                (form(cx, html! {
                    input type="hidden" name="pane" value=(pane);
                    @for (how, value, text, long) in CHOICES {
                        button name="how" value=(value) title={ (name) ": " (long) } aria-label={ (name) " " (long) }
                            aria-pressed=(if is_set(&set, how) { "true" } else { "false" }) { (text) }
                    }
                }))
            }
        }
        @if now == Switches::default() {
            p.quiet { "Or in the URL: " code { "?delay=revenue:50" wbr; "&fail=activity" } }
        } @else {
            (form(cx, html! { button name="how" value="calm" { "All on time" } }))
        }
    }
}

fn form(cx: &Cx, inputs: impl Into<Html>) -> Markup {
    Markup::from(cx.form(&UpsetAction).view(inputs))
}

fn is_set(set: &[Upset], how: How) -> bool {
    set.first().copied() == how.upset() && set.len() < 2
}

fn describe(set: &[Upset]) -> String {
    let words = set.iter().map(|upset| match upset {
        Upset::Slow(delay) => format!("{} ms late", delay.as_millis()),
        Upset::Fails => "fails".to_owned(),
        Upset::Panics => "panics".to_owned(),
    });
    words.collect::<Vec<_>>().join(", ")
}
