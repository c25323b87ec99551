//! The analytics pane: sales over time, and by weekday.

use super::pieces::{card, delta, tabs};
use crate::calendar::Day;
use crate::chart::{Column, Name, columns};
use crate::money::{Euros, thousands};
use crate::queries::sales::{Period, Range, Sales};
use crate::routes::Span;
use crate::routes::dashboard::analytics;
use maud::{Markup, html};
use transom::Cx;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

pub(crate) fn sales(cx: &Cx, span: Span, Sales { periods, before }: &Sales) -> Markup {
    let each = if span == Span::Month { "day" } else { "week" };
    let columns_of: Vec<Column> =
        periods.iter().enumerate().map(|(index, period)| column(period, before.get(index))).collect();
    let total = |periods: &[Period]| periods.iter().map(|period| period.revenue.0).sum::<i64>();
    let (now, then) = (total(periods), total(before));
    let best = periods.iter().max_by_key(|period| period.revenue);
    let best = best
        .map(|best| format!("; the best {each}, {}, brought {:#}", days(best), best.revenue))
        .unwrap_or_default();
    let description = format!("{} columns, one a {each}, {:#} in all{best}.", periods.len(), Euros(now));
    let name = Name { id: "sales", title: "Sales over time", description: &description };
    pane(
        cx,
        &html! { p.sum { strong { (format!("{:#}", Euros(now))) } " "
                @if !before.is_empty() && then > 0 { (delta(now, then)) " " }
                span.key { "per " (each) }
                @if !before.is_empty() { span.key.key-before { "the period before" } }
            }
            (columns(name, &columns_of, euros))
            (as_table("Period", periods.iter().map(|period| (days(period), period.revenue))))
        },
    )
}

/// Any range of days. Its form belongs to this pane: whatever the others show stays.
pub(crate) fn range(cx: &Cx, Range { first, last }: Range, Sales { periods, .. }: &Sales) -> Markup {
    let total = Euros(periods.iter().map(|period| period.revenue.0).sum());
    let columns_of: Vec<Column> = periods.iter().map(|period| column(period, None)).collect();
    let each = if periods.first().is_some_and(|period| period.first != period.last) { "week" } else { "day" };
    let description = format!("{} columns, one a {each}, {total:#} in all.", periods.len());
    let name = Name { id: "range", title: "Sales in a range of days", description: &description };
    pane(
        cx,
        &html! {
            (range_form(cx, first, last))
            @if periods.is_empty() {
                p.nothing { "There are no days from " (first.long()) " to " (last.long()) "." }
            } @else {
                p.sum { strong { (format!("{total:#}")) } " " span.key { "per " (each) } }
                (columns(name, &columns_of, euros))
                (as_table("Period", periods.iter().map(|period| (days(period), period.revenue))))
            }
        },
    )
}

fn range_form(cx: &Cx, first: Day, last: Day) -> Markup {
    let form = cx.slot_form(&analytics::Range { from: None, to: None }).class("range");
    Markup::from(form.view(html! {
        label for="from" { "From" } input #from name="from" type="date" value=(first);
        label for="to" { "to" } input #to name="to" type="date" value=(last);
        button { "Show" }
    }))
}

pub(crate) fn weekdays(cx: &Cx, averages: &[Euros]) -> Markup {
    let columns_of: Vec<Column> = averages
        .iter()
        .zip(WEEKDAYS)
        .map(|(average, name)| Column {
            label: name[..3].to_owned(),
            value: average.0,
            tip: format!("An average {name}: {average:#}"),
            ..Column::default()
        })
        .collect();
    let description = "Seven columns: what an average Monday to Sunday of the last thirteen weeks brought.";
    let average = averages.iter().map(|average| average.0).sum::<i64>() / 7;
    pane(
        cx,
        &html! {
            p.sum {
                strong { (format!("{:#}", Euros(average))) } " "
                span.key { "an average day of the last 13 weeks" }
            }
            (columns(Name { id: "weekdays", title: "Sales by weekday", description }, &columns_of, euros))
            (as_table("Weekday", WEEKDAYS.into_iter().map(str::to_owned).zip(averages.iter().copied())))
        },
    )
}

/// The pane's frame, whatever it shows.
pub(crate) fn pane(cx: &Cx, content: &Markup) -> Markup {
    let link = |text: &str, span| (text.to_owned(), cx.link(&analytics::Sales { span }));
    let links = vec![
        link("Month", Span::Month),
        link("Quarter", Span::Quarter),
        link("Year", Span::Year),
        ("Weekdays".to_owned(), cx.link(&analytics::Weekdays)),
        ("Range".to_owned(), cx.link(&analytics::Range { from: None, to: None })),
    ];
    card("Sales", &tabs("Sales views", links), content)
}

/// The numbers behind a chart, for those who want to read them.
pub(crate) fn as_table(head: &str, rows: impl Iterator<Item = (String, Euros)>) -> Markup {
    html! {
        details.numbers {
            summary { "As a table" }
            table {
                thead { tr { th { (head) } th.number { "Revenue" } } }
                tbody {
                    @for (name, revenue) in rows { tr { td { (name) } td.number { (format!("{revenue:#}")) } } }
                }
            }
        }
    }
}

/// The axis of amounts: `€12k`.
pub(crate) fn euros(cents: i64) -> String {
    let euros = cents / 100;
    match euros {
        0 => "0".to_owned(),
        10_000.. if euros % 1_000 == 0 => format!("€{}k", euros / 1_000),
        _ => format!("€{}", thousands(euros.unsigned_abs())),
    }
}

fn column(period: &Period, before: Option<&Period>) -> Column {
    let past = before.map(|before| format!("\nthe period before: {:#}", before.revenue)).unwrap_or_default();
    Column {
        label: period.first.short(),
        value: period.revenue.0,
        before: before.map(|before| before.revenue.0),
        tip: format!("{}: {:#}, {} orders{past}", days(period), period.revenue, period.orders),
        ..Column::default()
    }
}

fn days(period: &Period) -> String {
    if period.first == period.last {
        period.first.long()
    } else {
        format!("{} – {}", period.first.short(), period.last.short())
    }
}
