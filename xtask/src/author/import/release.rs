//! Releases of the product, by the ids of their folders.

use std::str::FromStr;

/// The id of a release: one to three numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Release(Vec<u32>);

impl Release {
    pub(super) fn id(&self) -> String {
        self.0.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
    }

    pub(super) fn n_numbers(&self) -> usize {
        self.0.len()
    }

    /// The id with fewer numbers, if it has more than some.
    pub(super) fn shortened(&self, n_numbers: usize) -> Option<Self> {
        self.0.get(..n_numbers).filter(|numbers| numbers.len() < self.0.len()).map(|it| Self(it.to_vec()))
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

    /// The feature of the crate that turns the release on.
    pub(super) fn feature(&self) -> String {
        compiler::names::version_module(&self.id())
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
            _ => Err("write one to three numbers with dots between them, such as 2.12"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Release;

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
}
