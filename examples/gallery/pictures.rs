//! The photos themselves: drawings made from a photo's number, so that the example needs no files. The same
//! number always gives the same picture.

mod colours;
mod random;
mod scenes;

use crate::queries::Picture;
use crate::routes::Subject;
use random::Random;

/// A picture as SVG, with its size in pixels.
pub(crate) fn draw(picture: &Picture) -> String {
    let (width, height) = picture.shape.size();
    let mut random = Random::new(picture.id);
    let colours = random.one_of(colours::of(picture.subject));
    let mut canvas = Canvas { width, height, id: picture.id, random, content: String::new() };
    canvas.sky(colours);
    match picture.subject {
        Subject::Mountains => scenes::mountains(&mut canvas, colours),
        Subject::Sea => scenes::sea(&mut canvas, colours),
        Subject::City => scenes::city(&mut canvas, colours),
        Subject::Forest => scenes::forest(&mut canvas, colours),
        Subject::Desert => scenes::desert(&mut canvas, colours),
        Subject::Night => scenes::night(&mut canvas, colours),
    }
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{}</svg>"#,
        canvas.content
    )
}

/// How a picture is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Wide,
    Square,
    Tall,
}

impl Shape {
    /// Width and height in pixels.
    pub(crate) fn size(self) -> (u32, u32) {
        match self {
            Self::Wide => (1200, 800),
            Self::Square => (1000, 1000),
            Self::Tall => (900, 1200),
        }
    }
}

/// What is drawn so far.
struct Canvas {
    width: u32,
    height: u32,
    id: u64,
    random: Random,
    content: String,
}

impl Canvas {
    /// The part of the height, 0 at the top and 1 at the bottom.
    fn y(&self, part: f64) -> f64 {
        f64::from(self.height) * part
    }

    /// The part of the width, 0 at the left and 1 at the right.
    fn x(&self, part: f64) -> f64 {
        f64::from(self.width) * part
    }

    fn add(&mut self, element: &str) {
        self.content.push_str(element);
    }

    fn sky(&mut self, colours: &[&str; 6]) {
        let (id, [top, bottom, ..]) = (self.id, colours);
        self.add(&format!(
            r#"<linearGradient id="sky{id}" x2="0" y2="1"><stop stop-color="{top}"/><stop offset=".75" stop-color="{bottom}"/></linearGradient><linearGradient id="air{id}" x2="0" y2="1"><stop offset=".2" stop-color="{bottom}" stop-opacity="0"/><stop offset=".6" stop-color="{bottom}"/></linearGradient>"#
        ));
        self.cover(&format!("sky{id}"), 1.0);
    }

    /// Air between what is far, drawn so far, and what is near.
    fn haze(&mut self, opacity: f64) {
        self.cover(&format!("air{}", self.id), opacity.max(0.0));
    }

    fn cover(&mut self, gradient: &str, opacity: f64) {
        let (width, height) = (self.width, self.height);
        self.add(&format!(
            r#"<path fill="url(#{gradient})" opacity="{opacity:.2}" d="M0 0h{width}v{height}H0z"/>"#
        ));
    }

    fn disc(&mut self, (x, y): (f64, f64), radius: f64, colour: &str, opacity: f64) {
        self.add(&format!(
            r#"<circle cx="{x:.0}" cy="{y:.0}" r="{radius:.1}" fill="{colour}" opacity="{opacity}"/>"#
        ));
    }

    /// All below a line that starts at the left edge.
    fn ground(&mut self, line: &[(f64, f64)], colour: &str) {
        let points: Vec<String> = line.iter().map(|(x, y)| format!("{x:.0} {y:.0}")).collect();
        self.add(&format!(
            r#"<path fill="{colour}" d="M0 {height}L{}L{} {height}z"/>"#,
            points.join(" "),
            self.width,
            height = self.height
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_always_gives_the_same_picture() {
        for subject in Subject::ALL {
            let picture = |id| draw(&Picture { id, subject: *subject, shape: Shape::Wide });
            assert_eq!(picture(7), picture(7));
            assert_ne!(picture(7), picture(8));
            assert!(picture(7).len() < 60_000, "{subject}: {} bytes", picture(7).len());
        }
    }
}
