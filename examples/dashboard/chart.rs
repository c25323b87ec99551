//! Charts as SVG: no script, no inline style, sharp and readable at every width.
//!
//! Positions are percentages of the drawing, which CSS sizes; so bars grow with the page and text does not.

use maud::{Markup, html};

/// A column of a [`columns`] chart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    /// Below the axis; the chart leaves some out where they are many.
    pub(crate) label: String,
    pub(crate) value: i64,
    /// The period before, drawn as a line.
    pub(crate) before: Option<i64>,
    /// Shown when pointed at.
    pub(crate) tip: String,
    pub(crate) kind: Kind,
}

/// How a column is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Whole,
    /// Its period is not over.
    SoFar,
}

/// What a chart is called, for those who do not see it. `id` is unique in the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
}

/// Columns over a labelled axis, with the period before as a line. `unit` writes the axis' numbers.
pub(crate) fn columns(name: Name<'_>, columns: &[Column], unit: fn(i64) -> String) -> Markup {
    let highest =
        columns.iter().map(|column| column.value.max(column.before.unwrap_or(0))).max().unwrap_or(0);
    let step = step(highest);
    let top = step * (highest + step - 1).div_euclid(step).max(1);
    let (title, description) = (format!("{}-title", name.id), format!("{}-description", name.id));
    html! {
        svg.chart role="img" aria-labelledby=(title) aria-describedby=(description) {
            title id=(title) { (name.title) }
            desc id=(description) { (name.description) }
            @for tick in (0..=top / step).map(|tick| tick * step) {
                (grid_line(100.0 - percent(tick, top), &unit(tick)))
            }
            @for (index, column) in columns.iter().enumerate() { (bar(index, columns, column, top)) }
            (line_before(columns, top))
            (labels(columns))
        }
    }
}

/// A horizontal bar: `value` of `most`.
pub(crate) fn meter(value: i64, most: i64) -> Markup {
    html! {
        svg.meter aria-hidden="true" {
            rect.meter-back width="100%" height="100%" rx="3" {}
            rect.meter-bar width=(at(percent(value, most))) height="100%" rx="3" {}
        }
    }
}

/// A small line without axes, beside a figure that says what it shows.
pub(crate) fn sparkline(values: &[i64]) -> Markup {
    let (low, high) = (values.iter().min().copied().unwrap_or(0), values.iter().max().copied().unwrap_or(0));
    let steps = values.len().saturating_sub(1).max(1);
    let points: Vec<String> = values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            format!(
                "{},{}",
                plain(share(index, steps)),
                plain(92.0 - percent(value - low, high - low) * 0.84)
            )
        })
        .collect();
    let points = points.join(" ");
    html! {
        svg.spark aria-hidden="true" viewBox="0 0 100 100" preserveAspectRatio="none" {
            polygon points={ "0,100 " (points) " 100,100" } {}
            polyline points=(points) {}
        }
    }
}

fn grid_line(y: f64, label: &str) -> Markup {
    html! {
        line.grid x1="0" x2="100%" y1=(at(y)) y2=(at(y)) {}
        text.tick x="0" y=(at(y)) dx="-8" dy="4" { (label) }
    }
}

fn bar(index: usize, columns: &[Column], column: &Column, top: i64) -> Markup {
    let (left, width) = (share(index, columns.len()), share(1, columns.len()));
    let height = percent(column.value, top);
    html! {
        g.column {
            title { (column.tip) }
            rect.hit x=(at(left)) width=(at(width)) y="0" height="100%" {}
            rect.bar.so-far[column.kind == Kind::SoFar] x=(at(left + width * 0.16)) width=(at(width * 0.68))
                y=(at(100.0 - height)) height=(at(height)) rx="2" {}
        }
    }
}

fn line_before(columns: &[Column], top: i64) -> Markup {
    let middle = |index| share(index, columns.len()) + share(1, columns.len()) / 2.0;
    let points = columns.iter().enumerate().filter_map(|(index, column)| {
        let before = column.before?;
        Some(format!("{},{}", plain(middle(index)), plain(100.0 - percent(before, top))))
    });
    let points = points.collect::<Vec<_>>().join(" ");
    html! {
        @if !points.is_empty() {
            svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" {
                // Once wider in the ground's colour, so that it stands out over the columns.
                polyline.before-edge points=(points) {}
                polyline.before points=(points) {}
            }
        }
    }
}

/// At most seven labels, of which a narrow chart hides every other.
fn labels(columns: &[Column]) -> Markup {
    let every = columns.len().div_ceil(7).max(1);
    let width = share(1, columns.len());
    html! {
        @for (index, column) in columns.iter().enumerate().filter(|(index, _)| index % every == 0) {
            @let minor = columns.len() > 4 && index / every % 2 == 1;
            @let middle = share(index, columns.len()) + width / 2.0;
            text.label.minor[minor] x=(at(middle)) y="100%" dy="20" { (column.label) }
        }
    }
}

/// The distance of grid lines: 1, 2 or 5 times a power of ten, for three to five lines.
fn step(highest: i64) -> i64 {
    let mut power = 1;
    while power <= highest / 50 {
        power *= 10;
    }
    [1, 2, 5, 10]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| highest <= step * 5)
        .unwrap_or(power * 10)
}

#[allow(clippy::cast_precision_loss, reason = "a drawing has no 2^52 places")]
fn percent(value: i64, of: i64) -> f64 {
    value as f64 * 100.0 / of.max(1) as f64
}

#[allow(clippy::cast_precision_loss, reason = "a drawing has no 2^52 places")]
fn share(index: usize, of: usize) -> f64 {
    index as f64 * 100.0 / of.max(1) as f64
}

fn at(percent: f64) -> String {
    plain(percent) + "%"
}

/// With at most two digits after the point.
fn plain(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: Name<'_> = Name { id: "test", title: "Sales", description: "Three days" };

    #[test]
    fn a_chart_is_named_scaled_and_labelled() {
        let column = |label: &str, value, before| Column {
            label: label.into(),
            value,
            before: Some(before),
            tip: format!("{label}: {value}"),
            kind: Kind::Whole,
        };
        let mut data = [column("Mon", 40, 20), column("Tue", 10, 30), column("<Wed>", 0, 0)];
        data[2].kind = Kind::SoFar;
        let chart = columns(NAME, &data, |tick| tick.to_string()).into_string();
        insta::assert_snapshot!(chart.replace("><", ">\n<"));
    }

    #[test]
    fn a_chart_of_nothing_is_a_chart() {
        let chart = columns(NAME, &[], |tick| tick.to_string()).into_string();
        assert!(!chart.contains("NaN") && !chart.contains("inf"), "{chart}");
        assert!(!columns(NAME, &[Column::default()], |tick| tick.to_string()).into_string().contains("NaN"));
        assert!(!sparkline(&[]).into_string().contains("NaN"));
        assert!(!sparkline(&[7]).into_string().contains("NaN"));
    }

    #[test]
    fn steps_are_round() {
        for (highest, expected) in [(0, 1), (4, 1), (7, 2), (12, 5), (50, 10), (51, 20), (1_234_567, 500_000)]
        {
            assert_eq!(step(highest), expected, "{highest}");
        }
    }
}
