//! Files that other programs read: sources and plans, of which those programs write what can be checked.

use std::path::Path;

use crate::ui::failure::Complaint;

/// How a plan or a source of Terraform becomes JSON.
const TERRAFORM: &str =
    "check its plan: `terraform plan -out plan.out`, then `terraform show -json plan.out`";

/// The extensions of the sources of programs, each with the name of its language.
const LANGUAGES: [(&str, &str); 10] = [
    ("ts", "TypeScript"),
    ("js", "JavaScript"),
    ("mjs", "JavaScript"),
    ("py", "Python"),
    ("go", "Go"),
    ("java", "Java"),
    ("cs", "C#"),
    ("rb", "Ruby"),
    ("rs", "Rust"),
    ("sh", "shell"),
];

/// The beginnings of blocks in sources of Terraform.
const BLOCKS: [&str; 6] =
    ["resource \"", "data \"", "module \"", "variable \"", "terraform {", "provider \""];

/// The words of a plan for people.
const PLAN: [&str; 4] = [
    "Terraform will perform the following actions",
    "Terraform used the selected providers",
    "OpenTofu will perform the following actions",
    "OpenTofu used the selected providers",
];

/// The reason why a file is not checked that another program reads.
pub(super) fn complaint(shown: &str, bytes: &[u8]) -> Option<Complaint> {
    let name = shown.to_ascii_lowercase();
    let extension = Path::new(&name).extension().and_then(|it| it.to_str()).unwrap_or_default();
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let shown = shown.escape_debug();
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(
            Complaint::new(format!("`{shown}` is an archive, such as a plan of Terraform")).help(TERRAFORM),
        );
    }
    if matches!(extension, "tf" | "tofu" | "hcl" | "tfvars") || name.ends_with(".tf.json") || is_source(text)
    {
        let complaint = Complaint::new(format!("`{shown}` is a source of Terraform, without its values"));
        return Some(complaint.help(TERRAFORM));
    }
    if PLAN.iter().any(|words| text.contains(words)) && !text.trim_start().starts_with('{') {
        return Some(Complaint::new(format!("`{shown}` is a plan of Terraform for people")).help(TERRAFORM));
    }
    let language = LANGUAGES.iter().find(|(known, _)| *known == extension).map(|(_, language)| language)?;
    let complaint = Complaint::new(format!("`{shown}` is a source in {language}"));
    Some(complaint.help("check what it writes: a policy in JSON, `cdk synth` or `terraform show -json`"))
}

/// True for a text whose first block is one of Terraform.
fn is_source(text: &str) -> bool {
    let mut lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '/']));
    lines.next().is_some_and(|line| BLOCKS.iter().any(|block| line.starts_with(block)))
}
