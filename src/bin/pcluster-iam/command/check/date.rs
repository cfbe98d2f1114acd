//! Days, counted from 1970-01-01.

use std::time::{SystemTime, UNIX_EPOCH};

use toml::value::Datetime;

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

/// True if a day that is the last on which something holds is over.
pub(crate) fn is_past(expires: Option<&Datetime>) -> bool {
    is_before(expires, today())
}

fn is_before(expires: Option<&Datetime>, today: i64) -> bool {
    expires.and_then(|expires| day(&expires.to_string())).is_some_and(|day| day < today)
}

#[cfg(test)]
mod tests {
    use super::{day, is_before};

    #[test]
    fn an_entry_holds_on_its_last_day() {
        let expires = "2027-01-01".parse().ok();
        let is_expired = |today: &str| is_before(expires.as_ref(), day(today).unwrap());
        assert_eq!(["2026-12-31", "2027-01-01", "2027-01-02"].map(is_expired), [false, false, true]);
        assert!(!is_before(None, i64::MAX));
    }

    #[test]
    fn days_are_counted_from_1970() {
        let days = ["1970-01-01", "1970-03-01", "2000-02-29", "2000-03-01", "2026-11-25"].map(day);
        assert_eq!(days, [Some(0), Some(59), Some(11_016), Some(11_017), Some(20_782)]);
        assert_eq!([day("2026-13-01"), day("yesterday"), day("2026-1")], [None; 3]);
    }
}
