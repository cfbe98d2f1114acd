//! Dates and times of conditions: ISO 8601 in the forms that IAM takes, or seconds since 1970.
//!
//! Source: IAM User Guide, "IAM JSON policy elements: Condition operators", "Date condition operators", which
//! refers to the W3C's note on date and time formats.

/// A date of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateValue {
    /// Seconds since the beginning of 1970, as UTC.
    pub(crate) seconds: i64,
    /// True for a number of seconds, and for a time without a zone.
    pub(crate) is_ambiguous: bool,
}

const DAYS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, one of these with `Thh:mm`, seconds, a fraction and a zone,
/// the same without separators, or a number of seconds.
pub(crate) fn parse(text: &str) -> Option<DateValue> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let digits = text.strip_prefix('-').unwrap_or(text);
    if is_number(digits) && (digits.len() != 4 && digits.len() != 8 || digits.len() < text.len()) {
        return Some(DateValue { seconds: text.parse().ok()?, is_ambiguous: true });
    }
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let (days, is_whole) = days(date)?;
    let Some(time) = time else {
        return Some(DateValue { seconds: days.checked_mul(86_400)?, is_ambiguous: false });
    };
    let (seconds, has_zone) = time_of_day(time).filter(|_| is_whole)?;
    Some(DateValue { seconds: days.checked_mul(86_400)?.checked_add(seconds)?, is_ambiguous: !has_zone })
}

/// A moment as ISO 8601 in UTC; nothing outside of the years that have four digits.
#[cfg(feature = "compare")]
pub(crate) fn text(seconds: i64) -> Option<String> {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (mut year, mut day) = (1970, days);
    if !(-719_162..=2_932_896).contains(&days) {
        return None;
    }
    let length = |year: i64| if is_leap(year) { 366 } else { 365 };
    while day < 0 {
        year -= 1;
        day += length(year);
    }
    while day >= length(year) {
        day -= length(year);
        year += 1;
    }
    let mut month = 1;
    for (idx, days) in (1..).zip(DAYS) {
        let days = if idx == 2 && is_leap(year) { days + 1 } else { days };
        if day < days {
            month = idx;
            break;
        }
        day -= days;
    }
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    Some(format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", day + 1))
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The days from 1970 to a date, and whether the date names the day.
fn days(text: &str) -> Option<(i64, bool)> {
    let mut parts = text.splitn(3, '-');
    let compact = |range: core::ops::Range<usize>| text.get(range);
    let (year, month, day) = match (parts.next()?, parts.next(), parts.next()) {
        (whole, None, None) if whole.len() == 8 => {
            (compact(0..4)?, Some(compact(4..6)?), Some(compact(6..8)?))
        }
        parts => parts,
    };
    let year = number(year, 4)?;
    let month_number = month.map_or(Some(1), |month| number(month, 2)).filter(|it| (1..=12).contains(it))?;
    let of_month = |(idx, days): (i64, &i64)| if idx == 2 && is_leap(year) { days + 1 } else { *days };
    let mut months = (1..).zip(&DAYS);
    let before: i64 = months.by_ref().take_while(|(idx, _)| *idx < month_number).map(of_month).sum();
    let length = (1..).zip(&DAYS).find(|(idx, _)| *idx == month_number).map(of_month)?;
    let day_number = day.map_or(Some(1), |day| number(day, 2)).filter(|it| (1..=length).contains(it))?;
    let past = year - 1;
    let leap_days = past / 4 - past / 100 + past / 400;
    let since_year_1 = past * 365 + leap_days + before + day_number - 1;
    Some((since_year_1 - 719_162, day.is_some()))
}

/// The seconds of a time of day, as UTC, and whether it has its zone.
fn time_of_day(text: &str) -> Option<(i64, bool)> {
    let (time, offset) = if let Some(time) = text.strip_suffix(['Z', 'z']) {
        (time, Some(0))
    } else if let Some((time, zone)) = text.split_once('+') {
        (time, Some(-zone_seconds(zone)?))
    } else if let Some((time, zone)) = text.split_once('-') {
        (time, Some(zone_seconds(zone)?))
    } else {
        (text, None)
    };
    let (whole, fraction) = match time.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (time, None),
    };
    if fraction.is_some_and(|it| it.is_empty() || !it.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let mut parts = whole.splitn(3, ':');
    let (hour, minute, second) = match (parts.next()?, parts.next(), parts.next()) {
        (hour, Some(minute), None) if fraction.is_none() => (hour, minute, "00"),
        (hour, Some(minute), Some(second)) => (hour, minute, second),
        (whole, None, None) if whole.len() == 6 => (whole.get(0..2)?, whole.get(2..4)?, whole.get(4..6)?),
        _ => return None,
    };
    let hour = number(hour, 2).filter(|it| *it < 25)?;
    let minute = number(minute, 2).filter(|it| *it < 60)?;
    let second = number(second, 2).filter(|it| *it <= 60)?;
    Some((hour * 3600 + minute * 60 + second + offset.unwrap_or(0), offset.is_some()))
}

fn zone_seconds(text: &str) -> Option<i64> {
    let (hour, minute) = match text.split_once(':') {
        Some(parts) => parts,
        None if text.len() == 4 => text.split_at_checked(2)?,
        None => (text, "00"),
    };
    Some(number(hour, 2).filter(|it| *it < 25)? * 3600 + number(minute, 2).filter(|it| *it < 60)? * 60)
}

fn number(text: &str, n_digits: usize) -> Option<i64> {
    let is_number = text.len() == n_digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn dates_are_seconds() {
        let cases = [
            ("1970-01-01", Some(0)),
            ("2000-03-01T00:00:00Z", Some(951_868_800)),
            ("2026-08-22T12:30:15.25+02:00", Some(1_787_394_615)),
            ("2024-02-29", Some(1_709_164_800)),
            ("2023-02-29", None),
            ("2024-13-01", None),
            ("24-01-01", None),
            ("2024-01", Some(1_704_067_200)),
            ("2024", Some(1_704_067_200)),
            ("20240101T000000Z", Some(1_704_067_200)),
            ("2024-01-01T25:00Z", None),
            ("2024-01-01 00:00:00", None),
            ("tomorrow", None),
            ("", None),
        ];
        for (text, seconds) in cases {
            assert_eq!(parse(text).map(|date| date.seconds), seconds, "{text}");
        }
        let is_ambiguous = |text| parse(text).is_some_and(|date| date.is_ambiguous);
        assert!(is_ambiguous("1709164800") && is_ambiguous("2024-01-01T00:00:00"));
        assert!(!is_ambiguous("2024-01-01T00:00Z") && !is_ambiguous("2024-01-01"));
    }
}
