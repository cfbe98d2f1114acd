//! Policies in the formats of the tools that deploy them.
//!
//! [`Deployment`] says what policies become in an account, whatever the tool: managed policies, roles, instance
//! profiles and attachments.

mod deployment;

pub use deployment::{DeployedPolicy, DeployedRole, Deployment};
