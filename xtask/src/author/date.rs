//! Dates, as the commands take them.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

/// A day of the Gregorian calendar.
#[derive(Clone, Debug)]
pub(super) struct Date(String);

impl Date {
    pub(super) fn today() -> Self {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        Self::of_day(seconds / (24 * 60 * 60))
    }

    /// The day that begins so many days after the first of 1970.
    fn of_day(mut day: u64) -> Self {
        let mut year = 1970;
        let mut month = 1;
        while day >= days(year, month) {
            day -= days(year, month);
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        Self(format!("{year:04}-{month:02}-{:02}", day + 1))
    }
}

/// How many days a month has.
fn days(year: u64, month: u64) -> u64 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers: Option<Vec<u64>> = text.split('-').map(|part| part.parse().ok()).collect();
        match numbers.as_deref() {
            Some(&[year, month, day])
                if text == format!("{year:04}-{month:02}-{day:02}")
                    && year < 10_000
                    && (1..=12).contains(&month)
                    && (1..=days(year, month)).contains(&day) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err("write a day such as 2026-11-24"),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_are_days() {
        assert_eq!(Date::of_day(0).to_string(), "1970-01-01");
        assert_eq!(Date::of_day(19_782).to_string(), "2024-02-29");
        assert_eq!(Date::of_day(20_781).to_string(), "2026-11-24");
        for text in ["2024-02-29", "2026-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in ["2026-02-29", "2026-13-01", "2026-1-1", "2026-01-00", "today", "+026-01-01"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
