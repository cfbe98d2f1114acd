//! `--explain CODE`: the explanation of a finding.

use pcluster_iam::findings::Code;

use crate::ui::failure::{Complaint, Failure};
use crate::ui::output::{self, STRONG};
use crate::ui::suggest::similar;

pub(crate) fn run(name: &str) -> Result<(), Failure> {
    let Some(code) = Code::named(&name.to_uppercase()) else {
        let complaint = Complaint::new(format!("no finding is named `{}`", name.escape_debug()));
        let names = Code::ALL.iter().map(|code| code.name());
        return Err(match similar(name, names).first() {
            Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
            None => complaint.help("docs/findings.md lists all of them"),
        }
        .into());
    };
    let origin = if code.is_of_aws() { ", also in AWS IAM Access Analyzer" } else { "" };
    output::print(format!(
        "{STRONG}{code}{STRONG:#} ({}{origin})\n\n{}\n\n{}\n\n{STRONG}A policy with this finding{STRONG:#}\n\n{}\n\n{STRONG}The same policy, fixed{STRONG:#}\n\n{}",
        code.severity(),
        code.summary(),
        code.explanation(),
        code.failing().trim(),
        code.passing().trim()
    ))
}
