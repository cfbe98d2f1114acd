//! `--for RELEASE`: a release of the product, or all patch releases of a series.

use clap::Args;
use pcluster_iam::{RELEASES, Release, ReleaseNumber};

use crate::ui::failure::{Complaint, Failure};

/// The release that a command is about.
#[derive(Args, Clone, Debug)]
pub(crate) struct ReleaseArg {
    #[arg(long = "for", value_name = "RELEASE", help = help("The release of the product"))]
    release: Option<String>,
}

impl ReleaseArg {
    /// No release.
    pub(crate) const NONE: Self = Self { release: None };

    /// The releases that are asked about, if any.
    pub(crate) fn read(&self) -> Result<Option<AskedReleases>, Failure> {
        Ok(self.release.as_deref().map(AskedReleases::read).transpose()?)
    }
}

/// The releases that a command is about: at least one, all of one series.
#[derive(Clone, Debug)]
pub(crate) struct AskedReleases {
    /// The release or series, as messages name it.
    pub(crate) name: String,
    pub(crate) releases: Vec<ReleaseNumber>,
    /// The message that the catalog does not know the release.
    pub(crate) unknown: Option<Complaint>,
}

impl AskedReleases {
    /// Reads a release as people write it: `3.15.1`, `v3.15.1`, `3.15` or `3.15.x`.
    pub(crate) fn read(text: &str) -> Result<Self, Complaint> {
        let bare = text.trim().trim_start_matches(['v', 'V']);
        if let Ok(number) = bare.parse() {
            let unknown = Release::numbered(number).is_none().then(|| unknown(bare, number));
            return Ok(Self { name: bare.to_owned(), releases: vec![number], unknown });
        }
        let series = [".x", ".X", ".*"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
        let Ok(first) = format!("{series}.0").parse::<ReleaseNumber>() else {
            return Err(Complaint::new(format!("`{}` is not a release", text.escape_debug()))
                .help(format!("give its numbers, such as {}", examples()))
                .help("`pcluster version` prints the numbers of the installed release"));
        };
        let releases: Vec<_> = of_series(first).map(|release| release.number).collect();
        let (releases, unknown) = match releases.as_slice() {
            [] => (vec![first], Some(unknown(series, first))),
            _ => (releases, None),
        };
        Ok(Self { name: series.to_owned(), releases, unknown })
    }
}

/// The help of the option, for a command for which the release means this.
pub(crate) fn help(meaning: &str) -> String {
    format!("{meaning}, such as {}", examples())
}

/// The newest release and its series, for messages.
fn examples() -> String {
    let newest = newest();
    let (major, minor) = newest.series();
    format!("`{newest}`, or `{major}.{minor}` for all of its patch releases")
}

/// The newest release that the catalog knows.
pub(crate) fn newest() -> ReleaseNumber {
    RELEASES.last().map_or(ReleaseNumber { major: 1, minor: 0, patch: 0 }, |release| release.number)
}

/// The known releases of the series of a release.
fn of_series(number: ReleaseNumber) -> impl Iterator<Item = &'static Release> {
    RELEASES.iter().filter(move |release| release.number.series() == number.series())
}

/// The message about a release, or a series that begins with it, that the catalog does not know.
fn unknown(name: &str, number: ReleaseNumber) -> Complaint {
    let complaint = Complaint::new(format!("the catalog knows no release {name}"));
    let (Some(first), Some(last)) = (RELEASES.first(), RELEASES.last()) else { return complaint };
    if number > last.number {
        let date = last.date.map_or_else(String::new, |date| format!(" of {date}"));
        return complaint.help(format!("the last release that it knows is {}{date}", last.number));
    }
    if number < first.number {
        return complaint.help(format!("the first release that it knows is {}", first.number));
    }
    let (major, minor) = number.series();
    let of_series: Vec<_> = of_series(number).map(|release| release.number.to_string()).collect();
    if !of_series.is_empty() {
        return complaint.help(format!("the releases of {major}.{minor} are {}", of_series.join(", ")));
    }
    let before = RELEASES.iter().rev().find(|release| release.number < number);
    let after = RELEASES.iter().find(|release| release.number > number);
    match (before, after) {
        (Some(before), Some(after)) => {
            complaint.help(format!("between {} and {} there is none", before.number, after.number))
        }
        _ => complaint,
    }
}
