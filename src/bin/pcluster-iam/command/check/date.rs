//! Days, counted from 1970-01-01.

use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_A_DAY: u64 = 24 * 60 * 60;

/// Today, in UTC.
pub(crate) fn today() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs() / SECONDS_A_DAY).unwrap_or_default()
}

/// The day of a date such as `2026-08-22`.
pub(crate) fn day(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-');
    let mut number = || parts.next()?.parse::<i64>().ok();
    let (year, month, day) = (number()?, number()?, number()?);
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
    // Years begin in March, so that a leap day is the last day of its year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    is_date.then(|| days + (153 * month + 2) / 5 + day - 1 - 719_468)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_counted_from_1970() {
        let days = ["1970-01-01", "1970-03-01", "2000-02-29", "2000-03-01", "2026-11-25"].map(day);
        assert_eq!(days, [Some(0), Some(59), Some(11_016), Some(11_017), Some(20_782)]);
        assert_eq!([day("2026-13-01"), day("yesterday"), day("2026-1")], [None; 3]);
    }
}
