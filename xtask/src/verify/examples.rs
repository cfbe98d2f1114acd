//! The check of examples: each mistake that the build can find has one in its documentation.

use std::path::Path;

use anyhow::Result;

use crate::generate::docs::errors::example::{self, Example};
use crate::problem::Problem;
use compiler::source::code::Code;

/// Checks that each code has an example.
pub(super) fn check(root: &Path) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for name in Code::ALL.iter().map(|mistake| mistake.name()) {
        if Example::read(root, name)?.is_none() {
            let folder = example::folder(name);
            let help = format!(
                "write the mistake into `{folder}/catalog`, as a change of tests/catalog/good, and let\n\
                 `UPDATE_EXPECTED=1 cargo test --test generator` write `{folder}/expected.txt`"
            );
            problems.push(Problem::new(format!("the mistake `{name}` has no example"), help));
        }
    }
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Code, check};
    use crate::files::root;

    #[test]
    fn a_code_without_an_example_is_a_problem() -> anyhow::Result<()> {
        assert_eq!(check(Path::new("there/is/no/such/folder"))?.len(), Code::ALL.len());
        assert!(check(&root())?.is_empty());
        Ok(())
    }
}
