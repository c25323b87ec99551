//! Six colours for each kind of picture: the sky's top and bottom, a light, and three from far to near.

use crate::routes::Subject;

pub(super) fn of(subject: Subject) -> &'static [[&'static str; 6]] {
    match subject {
        Subject::Mountains => &MOUNTAINS,
        Subject::Sea => &SEA,
        Subject::City => &CITY,
        Subject::Forest => &FOREST,
        Subject::Desert => &DESERT,
        Subject::Night => &NIGHT,
    }
}

const MOUNTAINS: [[&str; 6]; 3] = [
    ["#f7c873", "#fdeccb", "#fff6df", "#9db4c8", "#4f7391", "#1c3449"],
    ["#b9a5d6", "#f7d7dd", "#fff1e6", "#b596bd", "#75598f", "#33264f"],
    ["#9fc4de", "#eef3f4", "#ffffff", "#aebfca", "#6b8394", "#2c3f4d"],
];
const SEA: [[&str; 6]; 3] = [
    ["#f2a65a", "#fbe3b5", "#fffaf0", "#6fa8a8", "#2f7078", "#123c48"],
    ["#7fb3d5", "#e3eff5", "#ffffff", "#6ea0b8", "#35708f", "#153e58"],
    ["#30415d", "#c98d7b", "#ffe0b0", "#4a5f7d", "#2b3d5a", "#131f36"],
];
const CITY: [[&str; 6]; 3] = [
    ["#2e2b52", "#d97b66", "#ffd58a", "#5b4a72", "#3a315a", "#1d1a36"],
    ["#e9c46a", "#fbeed0", "#fffdf5", "#c79a62", "#8b5e46", "#48302b"],
    ["#31506e", "#b9c9d0", "#ffe9a8", "#6b8598", "#3f5a70", "#1d3040"],
];
const FOREST: [[&str; 6]; 3] = [
    ["#cfdcd6", "#eef2ea", "#ffffff", "#a4bcb0", "#587d6d", "#1d3b31"],
    ["#e8dcb8", "#f6f0dd", "#fffbea", "#b3b684", "#6b7c4a", "#2b3a1f"],
    ["#a9c3cf", "#e6eef0", "#ffffff", "#8da9b0", "#496b72", "#16333a"],
];
const DESERT: [[&str; 6]; 3] = [
    ["#8fc7d9", "#fbe8c8", "#fffbe8", "#eab676", "#d9823b", "#a3491f"],
    ["#f4b183", "#fde4c3", "#fff5df", "#d98a5b", "#b3522f", "#6d2718"],
    ["#e3d6ea", "#fbe9dc", "#fff8ee", "#e0a99b", "#b96a66", "#6b3447"],
];
const NIGHT: [[&str; 6]; 3] = [
    ["#050b1f", "#23406b", "#f4f1de", "#1b2f52", "#111f3b", "#070d1d"],
    ["#07131a", "#1f6b5c", "#eafff4", "#15463f", "#0d2c2a", "#051414"],
    ["#120a24", "#54366f", "#ffeedd", "#35234f", "#211535", "#0d0718"],
];
