//! Days and months, as far as a sales report needs them: no time zones, no clock but [`Day::today`].

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A calendar day, counted from 1970-01-01. Prints and parses as `2026-03-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(i64);

impl Day {
    /// Today, by universal time.
    pub(crate) fn today() -> Self {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Self(i64::try_from(seconds / 86_400).unwrap_or(0))
    }

    /// The day of this year, month (1 to 12) and day of the month.
    pub(crate) fn new(year: i64, month: i64, day: i64) -> Self {
        // Years are counted from March, so that the leap day is a year's last.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        Self(year * 365 + leaps + (153 * month + 2) / 5 + day - 1 - 719_468)
    }

    /// This many days later; earlier if negative.
    pub(crate) fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// 0 is Monday.
    pub(crate) fn weekday(self) -> i64 {
        (self.0 + 3).rem_euclid(7)
    }

    /// Year, month and day of the month.
    pub(crate) fn parts(self) -> (i64, i64, i64) {
        let days = self.0 + 719_468;
        let (era, in_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
        let in_year = in_era - (365 * year + year / 4 - year / 100);
        let month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * month + 2) / 5 + 1;
        let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
        (year + era * 400, month, day)
    }

    /// The month this day is in.
    pub(crate) fn month(self) -> Month {
        let (year, month, _) = self.parts();
        Month { year, month }
    }

    /// `7 Mar`
    pub(crate) fn short(self) -> String {
        let (_, month, day) = self.parts();
        format!("{day} {}", month_name(month))
    }

    /// `Sat 7 Mar 2026`
    pub(crate) fn long(self) -> String {
        let weekday = WEEKDAYS[usize::try_from(self.weekday()).unwrap_or(0)];
        format!("{weekday} {} {}", self.short(), self.parts().0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let (month, day) = text.rsplit_once('-').ok_or(NotADate)?;
        let month: Month = month.parse()?;
        let parsed = Self::new(month.year, month.month, number(day)?);
        // 31 April would be 1 May: only what prints back the same is a date.
        if parsed.to_string() == text { Ok(parsed) } else { Err(NotADate) }
    }
}

/// A month of a year. Prints and parses as `2026-03`: the type of a path's parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Month {
    year: i64,
    month: i64,
}

impl Month {
    pub(crate) fn first_day(self) -> Day {
        Day::new(self.year, self.month, 1)
    }

    pub(crate) fn next(self) -> Self {
        self.first_day().plus(31).month()
    }

    pub(crate) fn previous(self) -> Self {
        self.first_day().plus(-1).month()
    }

    /// `Mar`
    pub(crate) fn short(self) -> &'static str {
        month_name(self.month)
    }

    /// `Mar 2026`
    pub(crate) fn long(self) -> String {
        format!("{} {}", self.short(), self.year)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let (year, month) = text.split_once('-').ok_or(NotADate)?;
        let parsed = Self { year: number(year)?, month: number(month)? };
        let real = (1..=12).contains(&parsed.month) && parsed.to_string() == text;
        if real { Ok(parsed) } else { Err(NotADate) }
    }
}

/// The text is no day or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a date such as `2026-03-07`, or a month such as `2026-03`")
    }
}

impl std::error::Error for NotADate {}

fn number(text: &str) -> Result<i64, NotADate> {
    let plain = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().map_err(|_| NotADate) } else { Err(NotADate) }
}

fn month_name(month: i64) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_on_through_leap_years() {
        assert_eq!(Day::new(1970, 1, 1), Day(0));
        let mut day = Day::new(1999, 12, 31);
        for expected in ["2000-01-01", "2000-01-02"] {
            day = day.plus(1);
            assert_eq!(day.to_string(), expected);
        }
        assert_eq!(Day::new(2024, 2, 28).plus(2).to_string(), "2024-03-01");
        assert_eq!(Day::new(2026, 2, 28).plus(1).to_string(), "2026-03-01");
        assert!((-800_000..800_000).step_by(97).all(|days| {
            let (year, month, of_month) = Day(days).parts();
            Day::new(year, month, of_month) == Day(days)
        }));
    }

    #[test]
    fn weekdays_and_names() {
        let day = Day::new(2026, 3, 7);
        assert_eq!((day.long(), day.short()), ("Sat 7 Mar 2026".into(), "7 Mar".into()));
        assert_eq!(day.month().next().next().previous().long(), "Apr 2026");
        assert_eq!(Day::new(2026, 1, 31).month().next().to_string(), "2026-02");
    }

    #[test]
    fn only_real_dates_parse() {
        assert_eq!("2026-03-07".parse(), Ok(Day::new(2026, 3, 7)));
        assert_eq!("2026-12".parse::<Month>().map(Month::long), Ok("Dec 2026".into()));
        for wrong in ["2026-04-31", "2026-3-07", "2026-13-01", "+026-03-07", "", "-", "2026-03-07x"] {
            assert_eq!(wrong.parse::<Day>(), Err(NotADate), "{wrong}");
        }
        for wrong in ["2026-00", "2026-13", "2026-1", "02026-01", "x-01", "99999999999999999999-01"] {
            assert_eq!(wrong.parse::<Month>(), Err(NotADate), "{wrong}");
        }
    }
}
