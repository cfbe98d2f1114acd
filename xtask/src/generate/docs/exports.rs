//! `docs/<newest release>/terraform` and `docs/<newest release>/cloudformation`: all policies of the release as a
//! module of Terraform and a template of AWS CloudFormation.

use anyhow::Result;
use pcluster_iam::export::Export;
use pcluster_iam::{VERSIONS, Values};

use crate::files::File;

/// The names of the folders.
pub(super) const FOLDERS: [&str; 2] = ["terraform", "cloudformation"];

/// The files of the newest release, of which whoever deploys them chooses some policies.
pub(crate) fn files() -> Result<Vec<File>> {
    let Some(version) = VERSIONS.last() else { return Ok(Vec::new()) };
    let values = Values::new();
    let export = Export::new(version.policies, &values).on_request();
    let [terraform, cloudformation] = FOLDERS;
    let of_folder = |folder: &str, files: Vec<(&str, String)>| {
        let path = |name: &str| format!("docs/{}/{folder}/{name}", version.id);
        files.into_iter().map(|(name, text)| File { path: path(name), text }).collect::<Vec<_>>()
    };
    let mut files = of_folder(terraform, export.terraform()?.files()?);
    files.extend(of_folder(cloudformation, export.cloudformation()?.files()?));
    Ok(files)
}
