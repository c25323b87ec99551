//! What is in front of the sky: one function for each subject.

use super::Canvas;

type Colours = [&'static str; 6];

pub(super) fn mountains(canvas: &mut Canvas, [_, _, light, far, near, front]: &Colours) {
    let sun = (canvas.random.between(0.2, 0.8), canvas.random.between(0.16, 0.32));
    let radius = canvas.random.between(45.0, 75.0);
    canvas.disc((canvas.x(sun.0), canvas.y(sun.1)), radius, light, 0.9);
    for (layer, colour) in [far, far, near, near, front].into_iter().enumerate() {
        let depth = f64::from(u32::try_from(layer).unwrap_or(0));
        let line = ridge(canvas, 0.40 + depth * 0.12, 0.20 - depth * 0.02, 9);
        canvas.ground(&line, colour);
        canvas.haze(0.28 - depth * 0.05);
    }
}

pub(super) fn sea(canvas: &mut Canvas, [_, sky, light, far, near, front]: &Colours) {
    let horizon = canvas.random.between(0.5, 0.62);
    let sun = canvas.random.between(0.25, 0.75);
    canvas.disc((canvas.x(sun), canvas.y(horizon - 0.08)), 70.0, light, 0.95);
    canvas.ground(&[(0.0, canvas.y(horizon)), (canvas.x(1.0), canvas.y(horizon))], far);
    for step in 0..9_u32 {
        let width = 0.10 + 0.02 * f64::from(step);
        let y = canvas.y(horizon + 0.012 + 0.011 * f64::from(step));
        let left = canvas.x(sun - width / 2.0);
        canvas.add(&format!(
            r#"<path fill="{light}" opacity=".5" d="M{left:.0} {y:.0}h{:.0}v4h-{0:.0}z"/>"#,
            canvas.x(width)
        ));
    }
    sail(canvas, horizon, sky);
    for (layer, colour) in [far, near, near, front].into_iter().enumerate() {
        let depth = f64::from(u32::try_from(layer).unwrap_or(0));
        let base = horizon + 0.12 + depth * (0.9 - horizon) / 4.0;
        let line = waves(canvas, base, 0.006 + 0.006 * depth, 5.0 - depth);
        canvas.ground(&line, colour);
    }
}

pub(super) fn city(canvas: &mut Canvas, [_, _, light, far, near, front]: &Colours) {
    let sun = (canvas.random.between(0.15, 0.85), canvas.random.between(0.2, 0.4));
    canvas.disc((canvas.x(sun.0), canvas.y(sun.1)), 60.0, light, 0.8);
    houses(canvas, 0.30, 0.62, far, None);
    canvas.haze(0.25);
    houses(canvas, 0.42, 0.74, near, Some(light));
    houses(canvas, 0.62, 0.86, front, Some(light));
}

pub(super) fn forest(canvas: &mut Canvas, [_, _, light, far, near, front]: &Colours) {
    let sun = (canvas.random.between(0.2, 0.8), canvas.random.between(0.12, 0.25));
    canvas.disc((canvas.x(sun.0), canvas.y(sun.1)), 80.0, light, 0.7);
    for (layer, colour) in [far, far, near, near, front].into_iter().enumerate() {
        let depth = f64::from(u32::try_from(layer).unwrap_or(0));
        firs(canvas, 0.46 + depth * 0.13, 0.10 + depth * 0.045, colour);
        canvas.haze(0.35 - depth * 0.08);
    }
}

pub(super) fn desert(canvas: &mut Canvas, [_, _, light, far, near, front]: &Colours) {
    let sun = (canvas.random.between(0.2, 0.8), canvas.random.between(0.12, 0.35));
    canvas.disc((canvas.x(sun.0), canvas.y(sun.1)), 65.0, light, 1.0);
    for (layer, colour) in [far, far, near, near].into_iter().enumerate() {
        let depth = f64::from(u32::try_from(layer).unwrap_or(0));
        let base = 0.50 + depth * 0.13;
        let line = waves(canvas, base, 0.05 + 0.01 * depth, 1.2);
        canvas.ground(&line, colour);
        let top = canvas.random.between(0.25, 0.75);
        let (x, y) = (canvas.x(top), canvas.y(base - 0.10));
        // A crest: one side of the dune lies in the shade.
        canvas.add(&format!(
            r#"<path fill="{front}" opacity="{:.2}" d="M{x:.0} {y:.0}Q{:.0} {:.0} {:.0} {}H{:.0}Q{:.0} {:.0} {x:.0} {y:.0}z"/>"#,
            0.25 + 0.12 * depth,
            x + canvas.x(0.12),
            y + canvas.y(0.16),
            x + canvas.x(0.55),
            canvas.height,
            x - canvas.x(0.10),
            x + canvas.x(0.06),
            y + canvas.y(0.22),
        ));
        canvas.haze(0.20 - depth * 0.05);
    }
}

pub(super) fn night(canvas: &mut Canvas, [_, glow, light, far, near, front]: &Colours) {
    for _ in 0..160 {
        let at = (canvas.random.between(0.0, 1.0), canvas.random.between(0.0, 0.62));
        let (size, opacity) = (canvas.random.between(0.8, 2.8), canvas.random.between(0.4, 1.0));
        canvas.disc((canvas.x(at.0), canvas.y(at.1)), size, light, (opacity * 10.0).round() / 10.0);
    }
    let moon = (canvas.random.between(0.15, 0.85), canvas.random.between(0.12, 0.3));
    canvas.disc((canvas.x(moon.0), canvas.y(moon.1)), 110.0, light, 0.12);
    canvas.disc((canvas.x(moon.0), canvas.y(moon.1)), 48.0, light, 1.0);
    let back = ridge(canvas, 0.58, 0.14, 9);
    canvas.ground(&back, far);
    let shore = ridge(canvas, 0.66, 0.07, 8);
    canvas.ground(&shore, near);
    if canvas.random.once_in(2) {
        canvas.ground(&[(0.0, canvas.y(0.74)), (canvas.x(1.0), canvas.y(0.74))], glow);
        canvas.disc((canvas.x(moon.0), canvas.y(0.84)), 40.0, light, 0.25);
    }
    let bank = ridge(canvas, 0.90, 0.05, 8);
    canvas.ground(&bank, front);
}

/// A line of `2^steps` points that gets rougher the nearer one looks (midpoint displacement).
fn ridge(canvas: &mut Canvas, base: f64, rough: f64, steps: u32) -> Vec<(f64, f64)> {
    let mut heights = vec![0.0, 0.0];
    let mut size = rough;
    for _ in 0..steps.min(7) {
        let mut finer = Vec::with_capacity(heights.len() * 2);
        for pair in heights.windows(2) {
            finer.push(pair[0]);
            finer.push(f64::midpoint(pair[0], pair[1]) + canvas.random.between(-size, size));
        }
        finer.extend(heights.last());
        heights = finer;
        size *= 0.5;
    }
    let last = f64::from(u32::try_from(heights.len() - 1).unwrap_or(1));
    let at = |(index, height): (usize, &f64)| {
        (canvas.x(f64::from(u32::try_from(index).unwrap_or(0)) / last), canvas.y(base - height))
    };
    heights.iter().enumerate().map(at).collect()
}

/// A soft line: two waves of different lengths over each other.
fn waves(canvas: &mut Canvas, base: f64, height: f64, count: f64) -> Vec<(f64, f64)> {
    let (start, other) = (canvas.random.between(0.0, 6.3), canvas.random.between(0.0, 6.3));
    (0..=60_u32)
        .map(|step| {
            let part = f64::from(step) / 60.0;
            let turn = part * count * std::f64::consts::TAU;
            let up = (turn + start).sin() * 0.7 + (turn * 0.6 + other).sin() * 0.5;
            (canvas.x(part), canvas.y(base - up * height))
        })
        .collect()
}

fn sail(canvas: &mut Canvas, horizon: f64, colour: &str) {
    let (part, size) = (canvas.random.between(0.2, 0.8), canvas.random.between(50.0, 90.0));
    let x = canvas.x(part);
    let y = canvas.y(horizon + 0.03);
    canvas.add(&format!(
        r##"<path fill="{colour}" d="M{x:.0} {y:.0}v-{size:.0}l{:.0} {size:.0}z"/><path fill="#20303c" d="M{:.0} {:.0}h{:.0}l-{:.0} {:.0}h-{:.0}z"/>"##,
        size * 0.55,
        x - size * 0.3,
        y + 3.0,
        size,
        size * 0.18,
        size * 0.16,
        size * 0.64,
    ));
}

fn houses(canvas: &mut Canvas, high: f64, low: f64, colour: &str, lit: Option<&str>) {
    let mut x = -20.0;
    while x < f64::from(canvas.width) {
        let width = canvas.random.between(60.0, 140.0);
        let top = canvas.random.between(high, low);
        let top = canvas.y(top);
        canvas.add(&format!(
            r#"<path fill="{colour}" d="M{x:.0} {top:.0}h{width:.0}V{}H{x:.0}z"/>"#,
            canvas.height
        ));
        if let Some(light) = lit {
            windows(canvas, (x, top), width, light);
        }
        x += width + if canvas.random.once_in(3) { 10.0 } else { 0.0 };
    }
}

fn windows(canvas: &mut Canvas, (left, top): (f64, f64), width: f64, light: &str) {
    let mut path = String::new();
    let (mut y, bottom) = (top + 18.0, f64::from(canvas.height));
    while y < bottom {
        let mut x = left + 12.0;
        while x < left + width - 16.0 {
            if canvas.random.once_in(3) {
                path.push_str(&format!("M{x:.0} {y:.0}h10v14h-10z"));
            }
            x += 22.0;
        }
        y += 30.0;
    }
    canvas.add(&format!(r#"<path fill="{light}" opacity=".75" d="{path}"/>"#));
}

fn firs(canvas: &mut Canvas, base: f64, size: f64, colour: &str) {
    let hill = waves(canvas, base, 0.03, 1.0);
    canvas.ground(&hill, colour);
    let mut path = String::new();
    for (x, y) in hill {
        let height = canvas.y(size) * canvas.random.between(0.5, 1.1);
        let (x, half) = (x + canvas.random.between(-12.0, 12.0), height * 0.19);
        for (tier, part) in [(0.0, 0.55), (0.25, 0.8), (0.5, 1.05)] {
            let top = y + 10.0 - height * (1.0 - tier);
            let bottom = y + 14.0 - height * (0.52 - tier);
            path.push_str(&format!(
                "M{x:.0} {top:.0}L{:.0} {bottom:.0}H{:.0}z",
                x + half * part,
                x - half * part
            ));
        }
    }
    canvas.add(&format!(r#"<path fill="{colour}" d="{path}"/>"#));
}
