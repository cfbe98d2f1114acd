//! `render --format`: the forms in which a policy can be printed.

use clap::ValueEnum;

/// The format of rendered policies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum RenderFormat {
    /// The policy documents, indented.
    #[default]
    Json,
    /// The policy documents, each on one line; the same as `--compact`.
    JsonCompact,
    /// A module of Terraform in HCL: policies, roles, instance profiles and attachments.
    Terraform,
    /// The same in Terraform's JSON.
    TerraformJson,
    /// A template of AWS CloudFormation in YAML: policies, roles, instance profiles and attachments.
    Cloudformation,
    /// The same in JSON.
    CloudformationJson,
    /// Constructs of the AWS CDK in TypeScript: policies, roles, instance profiles and attachments.
    Cdk,
    /// A shell script for the AWS CLI, which creates or updates policies, roles, instance profiles and attachments.
    AwsCli,
    /// A program in Rust that renders the policies with this library.
    Rust,
}

impl RenderFormat {
    /// True for the formats of tools that deploy policies, in which values may be open.
    pub(crate) fn is_export(self) -> bool {
        matches!(
            self,
            Self::Terraform
                | Self::TerraformJson
                | Self::Cloudformation
                | Self::CloudformationJson
                | Self::Cdk
        )
    }

    /// True for policy documents.
    pub(crate) fn is_document(self) -> bool {
        matches!(self, Self::Json | Self::JsonCompact)
    }

    /// The name as it is typed.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}
