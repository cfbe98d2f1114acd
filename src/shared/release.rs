//! The numbers of releases, and ranges of them.

use core::fmt;
use core::str::FromStr;

/// The number of a release, such as `3.15.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_structs, reason = "a release has three numbers")]
pub struct ReleaseNumber {
    /// The first number.
    pub major: u32,
    /// The second number.
    pub minor: u32,
    /// The third number.
    pub patch: u32,
}

impl ReleaseNumber {
    /// The release after this one, if the next one is a patch.
    const fn next(self) -> Self {
        Self { patch: self.patch.saturating_add(1), ..self }
    }

    /// The numbers without the last: the series of patch releases to which the release belongs.
    #[must_use]
    pub const fn series(self) -> (u32, u32) {
        (self.major, self.minor)
    }
}

impl fmt::Display for ReleaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{}.{}", self.major, self.minor, self.patch))
    }
}

/// A string that is not the number of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidReleaseError;

impl fmt::Display for InvalidReleaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the number of a release is three numbers with dots between them")
    }
}

impl core::error::Error for InvalidReleaseError {}

impl FromStr for ReleaseNumber {
    type Err = InvalidReleaseError;

    fn from_str(text: &str) -> Result<Self, InvalidReleaseError> {
        let mut parts = text.split('.').map(number);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(Some(major)), Some(Some(minor)), Some(Some(patch)), None) => {
                Ok(Self { major, minor, patch })
            }
            _ => Err(InvalidReleaseError),
        }
    }
}

/// A number as it is written in a release: digits without a leading zero.
pub fn number(digits: &str) -> Option<u32> {
    let is_number = (1..=9).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'));
    digits.parse().ok().filter(|_| is_number)
}

/// The releases from one on, and before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleaseRange {
    /// The first release.
    pub from: ReleaseNumber,
    /// The first later release that is no longer in the range.
    pub until: Option<ReleaseNumber>,
}

impl ReleaseRange {
    /// The range that a string such as `>=2.9.0, <2.10.0` states.
    pub fn parse(text: &str) -> Option<Self> {
        let mut range = Self { from: ReleaseNumber { major: 0, minor: 0, patch: 0 }, until: None };
        for comparator in text.split(',') {
            let comparator = comparator.trim();
            let at = comparator.find(|c: char| c.is_ascii_digit())?;
            let (operator, release) = comparator.split_at(at);
            let release: ReleaseNumber = release.parse().ok()?;
            let (from, until) = match operator.trim_end() {
                ">=" => (Some(release), None),
                ">" => (Some(release.next()), None),
                "<" => (None, Some(release)),
                "<=" => (None, Some(release.next())),
                "=" => (Some(release), Some(release.next())),
                _ => return None,
            };
            range.from = range.from.max(from.unwrap_or(range.from));
            range.until = range.until.into_iter().chain(until).min();
        }
        Some(range)
    }

    /// The first release that is in this range and in another one.
    pub fn first_in_both(self, other: Self) -> Option<ReleaseNumber> {
        Some(self.from.max(other.from)).filter(|first| self.contains(*first) && other.contains(*first))
    }

    /// True for a release in the range.
    pub fn contains(self, release: ReleaseNumber) -> bool {
        self.from <= release && self.until.is_none_or(|until| release < until)
    }
}

#[cfg(test)]
mod tests {
    use super::{ReleaseNumber, ReleaseRange};

    #[test]
    fn releases_are_three_numbers() {
        for text in ["0.0.0", "2.9.1", "3.16.3", "123456789.0.10"] {
            assert_eq!(text.parse::<ReleaseNumber>().map(|release| release.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "3", "3.15", "3.15.", "3.15.x", "v3.15.1", "3.15.1.0", "3.015.1", "3.-1.0", " 3.1.1"]
        {
            assert!(text.parse::<ReleaseNumber>().is_err(), "{text}");
        }
    }

    #[test]
    fn ranges_have_a_beginning_and_an_end() {
        let releases = ["2.9.0", "2.9.1", "2.10.0", "2.10.4", "2.11.0"];
        for (range, expected) in [
            (">=2.9.0, <2.10.0", "2.9.0 2.9.1"),
            (">= 2.9.1", "2.9.1 2.10.0 2.10.4 2.11.0"),
            (">2.9.1, <=2.10.4", "2.10.0 2.10.4"),
            ("<2.9.1", "2.9.0"),
            ("=2.10.0", "2.10.0"),
            (">=2.10.0, <2.9.0", ""),
        ] {
            let parsed = ReleaseRange::parse(range).unwrap();
            let mut found = releases.to_vec();
            found.retain(|release| parsed.contains(release.parse().unwrap()));
            assert_eq!(found.join(" "), expected, "{range}");
        }
        let range = |text| ReleaseRange::parse(text).unwrap();
        let first = |left, right| range(left).first_in_both(range(right)).map(|first| first.to_string());
        assert_eq!(first(">=2.9.0, <2.10.0", ">=2.9.1").as_deref(), Some("2.9.1"));
        assert_eq!(first("<2.10.0", ">=2.10.0"), None);
        for text in ["", "2.9.1", "^2.9.0", ">=2.9", "1.0 and later", ">=2.9.0 <2.10.0", ">=2.9.0,"] {
            assert_eq!(ReleaseRange::parse(text), None, "{text}");
        }
    }
}
