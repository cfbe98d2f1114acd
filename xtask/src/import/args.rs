//! What the command takes.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use super::naming;

/// What the command takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The page: a Markdown file with policies in its code blocks
    #[arg(required_unless_present = "json", conflicts_with = "json")]
    pub(super) page: Option<PathBuf>,
    /// Import the JSON files of this folder instead, each a policy
    #[arg(long, value_name = "DIR")]
    pub(super) json: Option<PathBuf>,
    /// The release that is documented, as its folder is named: 2.12
    #[arg(long, value_name = "ID")]
    pub(super) version: Release,
    /// Write into the catalog in this folder (default: that of this repository)
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Name the policy under this anchor of the page, or in this file (can be repeated)
    #[arg(long = "map", value_name = "ANCHOR=VARIANT")]
    pub(super) maps: Vec<Mapping>,
    /// The release in full (default: 2.12.0 for 2.12)
    #[arg(long, value_name = "RELEASE")]
    pub(super) release: Option<String>,
    /// The releases that the policies are for (default: ">=2.12.0, <2.13.0" for 2.12)
    #[arg(long, value_name = "RANGE")]
    pub(super) applies_to: Option<String>,
    /// The address of the page
    #[arg(long, default_value = "", hide_default_value = true)]
    pub(super) url: String,
    /// The title of the page (default: its first heading)
    #[arg(long)]
    pub(super) title: Option<String>,
    /// A day on which the page was in this state (default: today)
    #[arg(long, value_name = "YYYY-MM-DD", default_value_t = Date::today(), hide_default_value = true)]
    pub(super) date: Date,
}

/// The id of a release: one to three numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Release(Vec<u32>);

impl Release {
    pub(super) fn id(&self) -> String {
        self.0.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
    }

    /// The first release of that id, with three numbers.
    pub(super) fn full(&self) -> String {
        full(self.0.iter().map(|&number| number.into()))
    }

    /// All releases of that id.
    pub(super) fn range(&self) -> String {
        let last = self.0.len() - 1;
        let next = self.0.iter().enumerate().map(|(idx, &number)| u64::from(number) + u64::from(idx == last));
        format!(">={}, <{}", self.full(), full(next))
    }
}

fn full(numbers: impl Iterator<Item = u64>) -> String {
    let numbers: Vec<_> = numbers.chain([0, 0]).take(3).map(|number| number.to_string()).collect();
    numbers.join(".")
}

impl FromStr for Release {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |part: &str| part.parse().ok().filter(|number: &u32| number.to_string() == part);
        let parts: Option<Vec<_>> = text.split('.').map(number).collect();
        match parts {
            Some(parts) if parts.len() <= 3 => Ok(Self(parts)),
            _ => Err("write one to three numbers with points between them, such as 2.12"),
        }
    }
}

/// An anchor of the page, or a file's name without its ending, and the policy's name in the catalog.
#[derive(Clone, Debug)]
pub(super) struct Mapping {
    pub(super) anchor: String,
    pub(super) variant: String,
}

impl FromStr for Mapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some((anchor, variant)) = text.split_once('=').filter(|(anchor, _)| !anchor.is_empty()) else {
            return Err("write ANCHOR=VARIANT, an anchor of the page and a name for its policy".to_owned());
        };
        let usable = naming::variant(variant);
        if usable != variant {
            return Err(format!("`{variant}` cannot be the name of a policy; `{usable}` can"));
        }
        Ok(Self { anchor: anchor.trim_start_matches('#').to_owned(), variant: variant.to_owned() })
    }
}

/// A day of the Gregorian calendar.
#[derive(Clone, Debug)]
pub(crate) struct Date(String);

impl Date {
    fn today() -> Self {
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

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, Mapping, Release};

    #[test]
    fn releases_say_what_they_cover() {
        let release = |text: &str| text.parse::<Release>().unwrap();
        assert_eq!(release("2.12").full(), "2.12.0");
        assert_eq!(release("2.12").range(), ">=2.12.0, <2.13.0");
        assert_eq!(release("3").range(), ">=3.0.0, <4.0.0");
        assert_eq!(release("3.11.1").range(), ">=3.11.1, <3.11.2");
        assert!(release("2.9") < release("2.12"));
        for text in ["", "2.", "v2", "2.012", "1.2.3.4", "2.-1", "99999999999", "../2"] {
            assert!(text.parse::<Release>().is_err(), "{text}");
        }
    }

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

    #[test]
    fn mappings_name_what_the_catalog_can_have() {
        for (text, part) in
            [("a", "ANCHOR=VARIANT"), ("=a", "ANCHOR=VARIANT"), ("a=Ab", "`ab` can"), ("a=", "can")]
        {
            let error = text.parse::<Mapping>().unwrap_err();
            assert!(error.contains(part), "{error}");
        }
        assert_eq!("#a=b".parse::<Mapping>().unwrap().anchor, "a");
    }
}
