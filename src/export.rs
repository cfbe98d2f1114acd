//! Policies in the formats of the tools that deploy them.
//!
//! [`Deployment`] says what policies become in an account, whatever the tool: managed policies, roles, instance
//! profiles and attachments.
//! [`Export`] writes them as a module of Terraform, a template of AWS CloudFormation, or constructs of the AWS CDK. Values that are given are
//! filled in, and every other one becomes an input of these, with the rules of its values.
//!
//! ```
//! use pcluster_iam::Values;
//! use pcluster_iam::export::Export;
//!
//! # #[cfg(feature = "v2_9")]
//! # fn main() -> Result<(), Box<dyn core::error::Error>> {
//! let policy = pcluster_iam::policy("2.9/user").expect("the catalog has it");
//! let values = Values::new().set("region", "eu-west-1");
//! let hcl = Export::new(&[policy], &values).terraform()?.to_hcl()?;
//! assert!(hcl.contains(r#"data "aws_iam_policy_document" "user""#));
//! assert!(hcl.contains(r#"variable "ec2_role""#));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "v2_9"))]
//! # fn main() {}
//! ```

mod aws_cli;
mod cdk;
mod cloudformation;
mod comment;
mod deployment;
mod document;
mod error;
mod inputs;
mod names;
mod part;
mod pattern;
mod readme;
mod role;
mod rust;
mod setting;
mod terraform;

use crate::fit::Limits;
use crate::quota::Attachment;
use crate::{Policy, Values};
pub use aws_cli::{AwsCliScript, ScriptPiece, ScriptPolicy, ScriptTest, ScriptValues};
pub use cdk::CdkConstructs;
pub use cloudformation::CloudFormationTemplate;
pub use deployment::{DeployedPolicy, DeployedRole, Deployment};
use document::{Division, Document, divide, largest};
pub use error::ExportError;
use inputs::Inputs;
pub use rust::rust_program;
pub use terraform::TerraformModule;

/// Policies to export, and the values that are known.
#[derive(Debug)]
pub struct Export<'v> {
    deployment: Deployment,
    values: &'v Values<'v>,
    limits: Option<Limits>,
    is_choice: bool,
}

/// The name of the page beside an export.
const README: &str = "README.md";

/// A policy with its documents: several where it is divided.
type Documents<'v> = Vec<(DeployedPolicy, Vec<Document<'v>>)>;

impl<'v> Export<'v> {
    /// The export of policies with the values that are known. Values that are not valid are not refused here:
    /// [`Policy::fill`] reports them.
    #[must_use]
    pub fn new(policies: &[&'static Policy], values: &'v Values<'v>) -> Self {
        Self { deployment: Deployment::new(policies), values, limits: None, is_choice: false }
    }

    /// Divides each policy that may be too long, so that every part surely fits.
    #[must_use]
    pub fn divided(self, limits: Limits) -> Self {
        Self { limits: Some(limits), ..self }
    }

    /// Creates each policy only where the user of the export asks for it: for an export of many policies, of which
    /// people need some.
    #[must_use]
    pub fn on_request(self) -> Self {
        Self { is_choice: true, ..self }
    }

    /// What the policies become.
    #[must_use]
    pub fn deployment(&self) -> &Deployment {
        &self.deployment
    }

    /// The policies whose documents may have more characters than a managed policy, with the most that they may
    /// have: with the longest values where values are open, and one entry in each list.
    #[must_use]
    pub fn oversized(&self, limits: Limits) -> Vec<(&'static Policy, usize)> {
        let policies = self.deployment.policies.iter().map(|it| it.policy);
        let documents = policies.map(|it| Document::new(it, self.inputs(false)));
        let sizes = documents.filter_map(|it| Some((it.policy, oversize(&it, limits)?)));
        sizes.collect()
    }

    /// A module of Terraform.
    ///
    /// # Errors
    ///
    /// If a policy is to be divided and a statement may be longer than a managed policy.
    pub fn terraform(&self) -> Result<TerraformModule, ExportError> {
        TerraformModule::new(self)
    }

    /// A template of AWS CloudFormation. Its region is that of the stack, unless one is given, or all regions.
    ///
    /// # Errors
    ///
    /// If a policy is to be divided and a statement may be longer than a managed policy.
    pub fn cloudformation(&self) -> Result<CloudFormationTemplate, ExportError> {
        CloudFormationTemplate::new(self)
    }

    /// Constructs of the AWS CDK, in TypeScript: a class for each policy. Their region is that of their stack, unless
    /// one is given, or all regions.
    ///
    /// # Errors
    ///
    /// If a policy is to be divided and a statement may be longer than a managed policy.
    pub fn cdk(&self) -> Result<CdkConstructs, ExportError> {
        CdkConstructs::new(self)
    }

    fn inputs(&self, has_own_region: bool) -> Inputs<'v> {
        Inputs::new(self.values, has_own_region)
    }

    fn documents(&self, has_own_region: bool) -> Result<Documents<'v>, ExportError> {
        let deployed = self.deployment.policies.iter().map(|deployed| {
            let document = Document::new(deployed.policy, self.inputs(has_own_region));
            let documents = match self.limits.filter(|it| oversize(&document, *it).is_some()) {
                None => vec![document],
                Some(limits) => match divide(&document, self.values, limits) {
                    Division::Documents(documents) => documents,
                    Division::TooLong { statement, size } => {
                        return Err(ExportError::TooLong { policy: deployed.policy.id, statement, size });
                    }
                },
            };
            Ok((deployed.clone(), documents))
        });
        deployed.collect()
    }
}

/// The most characters that a document may have, if they are too many.
fn oversize(document: &Document<'_>, limits: Limits) -> Option<usize> {
    let policy = document.policy;
    // The catalog promises that the policy fits, whatever its values are.
    let surely_fits = policy.fits.contains(&Attachment::Managed) && !policy.split;
    let is_promised = surely_fits && limits.characters >= Attachment::Managed.quota().most;
    Some(largest(document)).filter(|size| *size > limits.characters && !is_promised)
}
