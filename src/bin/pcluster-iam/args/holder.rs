//! The policies that somebody has, as arguments.

use clap::Args;
use pcluster_iam::evaluate::{Context, Layer};

use crate::input::holder::Holder;
use crate::ui::failure::{Complaint, Failure};

/// The policies in files, and what limits all policies.
#[derive(Args, Debug)]
pub(crate) struct HolderArgs {
    #[arg(
        long = "policy",
        value_name = "FILE",
        help = "A file with policies of the identity (may be repeated)"
    )]
    pub(crate) files: Vec<String>,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    context: ContextArgs,
}

/// What limits the policies of an identity.
#[derive(Args, Debug)]
pub(crate) struct LimitArgs {
    #[arg(long, value_name = "FILE", help = "The permissions boundary of the identity")]
    boundary: Option<String>,
    #[arg(long, value_name = "FILE", help = "The policy with which the session began")]
    session: Option<String>,
    #[arg(
        long,
        value_name = "FILE",
        help = "The service control policies of a level of the organization: of its root, of a unit or of the account (may be repeated)"
    )]
    scp: Vec<String>,
}

/// What is known of the requests of an identity.
#[derive(Args, Debug)]
pub(crate) struct ContextArgs {
    #[arg(
        long,
        value_name = "KEY=VALUE",
        help = "A value of a condition key in all requests (may be repeated)"
    )]
    context: Vec<String>,
    #[arg(
        long,
        value_name = "KEY",
        help = "A condition key that no request has (may be repeated); `--context KEY=` is the empty string"
    )]
    absent: Vec<String>,
}

impl HolderArgs {
    /// Adds the policies in files to those that the holder has.
    pub(crate) fn add_to(&self, holder: &mut Holder) -> Result<(), Failure> {
        holder.add_files(&self.files, Layer::Identity)?;
        self.limits.add_to(holder)
    }

    /// The values of condition keys, with the mistakes in them.
    pub(crate) fn context(&self) -> (Context, Vec<Complaint>) {
        self.context.read()
    }
}

impl LimitArgs {
    /// Adds what limits the policies of an identity.
    pub(crate) fn add_to(&self, holder: &mut Holder) -> Result<(), Failure> {
        holder.add_files(self.boundary.as_slice(), Layer::Boundary)?;
        holder.add_files(self.session.as_slice(), Layer::Session)?;
        for (level, file) in (0..=u8::MAX).zip(&self.scp) {
            holder.add_files(std::slice::from_ref(file), Layer::ServiceControl { level })?;
        }
        Ok(())
    }
}

impl ContextArgs {
    /// The values of condition keys, with the mistakes in them. A key that is given several times has several
    /// values.
    pub(crate) fn read(&self) -> (Context, Vec<Complaint>) {
        let mut keys: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut wrong = Vec::new();
        for text in &self.context {
            match text.split_once('=').filter(|(key, _)| key.contains(':')) {
                None => wrong.push(
                    Complaint::new(format!(
                        "`--context {}` is no condition key with a value",
                        text.escape_debug()
                    ))
                    .help("write `--context KEY=VALUE`, such as `--context aws:SecureTransport=true`"),
                ),
                Some((key, value)) => {
                    match keys.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(key)) {
                        Some((_, values)) => values.push(value),
                        None => keys.push((key, vec![value])),
                    }
                }
            }
        }
        for key in &self.absent {
            if !key.contains(':') || key.contains('=') {
                wrong.push(
                    Complaint::new(format!("`--absent {}` is no condition key", key.escape_debug()))
                        .help("write `--absent KEY`, such as `--absent aws:SourceVpce`"),
                );
            } else if keys.iter().any(|(known, _)| known.eq_ignore_ascii_case(key)) {
                wrong.push(
                    Complaint::new(format!("`{}` has a value and is absent", key.escape_debug()))
                        .help("keep either `--context` or `--absent`"),
                );
            } else {
                keys.push((key, Vec::new()));
            }
        }
        let context =
            keys.into_iter().fold(Context::new(), |context, (key, values)| context.set_all(key, values));
        (context, wrong)
    }
}
