//! The check of the policies beside which the commands of a policy run.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::policies::model::Policy;
use crate::compiler::kinds::texts::SeenEntries;
use crate::compiler::kinds::versions::named;
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::source::code::Code;

/// Notes policies beside others that the version does not have, or that are in a list twice.
pub fn check_beside(cx: &mut Checking<'_>, version: &WrittenVersion, policies: &[Policy]) {
    for policy in &version.policies.items {
        let mut seen = SeenEntries::default();
        for name in &policy.beside {
            if seen.is_new(cx, Code::DuplicateEntry, name, |name| format!("`{name}` is in the list twice")) {
                named::policy(cx, version, policies, &name.value, name.span);
            }
        }
    }
}
