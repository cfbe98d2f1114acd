//! Filling a policy with values by name: the result is its own struct, or all problems at once.

use core::fmt;

use super::policy::Policy;
use crate::render::{Document, Render, Sink};
use crate::values::{ClusterName, DerivedValue, FillError, FillProblem, ParameterRole, Reader, Values};

impl Policy {
    /// Builds the policy from values by name, with the same checks and the same rendering as its
    /// struct.
    ///
    /// Where the policy needs the name of a stack and its release states how the name follows from that
    /// of the cluster, the name of the cluster is enough. If both are given, the name of the stack takes
    /// precedence, and that of the cluster is unused.
    ///
    /// ```
    /// use pcluster_iam::{ClusterName, Values, policy};
    ///
    /// # #[cfg(feature = "v2_9")]
    /// # fn main() -> Result<(), Box<dyn core::error::Error>> {
    /// let policy = policy("2.9/user-minimal").expect("the catalog has it");
    /// let values = Values::new()
    ///     .set("region", "eu-west-1")
    ///     .set("account-id", "123456789012")
    ///     .with_cluster_name(ClusterName::new("demo")?);
    /// assert!(policy.fill(&values)?.to_json().contains("stack/parallelcluster-demo/*"));
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "v2_9"))]
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    ///
    /// With all values that are missing, unknown, invalid or contradictory.
    pub fn fill<'a>(&'static self, values: &Values<'a>) -> Result<Filled<'a>, FillError> {
        let document: Box<dyn Document + 'a> = match self.derived_stack_name(values) {
            None => self.document(values, None)?,
            Some(derived) => Box::new(Rendered::new(&*self.document(values, Some(&derived))?)),
        };
        Ok(Filled { policy: self, document })
    }

    fn document<'a>(
        &'static self,
        values: &Values<'a>,
        derived: Option<&'a DerivedValue>,
    ) -> Result<Box<dyn Document + 'a>, FillError> {
        let mut reader = Reader::new(values, derived);
        let document = (self.fill)(&mut reader);
        let mut problems = reader.finish(self.parameters.iter().map(|used| used.parameter));
        problems.extend(self.without_effect(values, derived));
        match document {
            Some(document) if problems.is_empty() => Ok(document),
            _ => Err(FillError { policy: self.id, problems }),
        }
    }

    /// The values that have no effect without others.
    fn without_effect<'p>(
        &self,
        values: &'p Values<'_>,
        derived: Option<&'p DerivedValue>,
    ) -> impl Iterator<Item = FillProblem> + use<'p, '_> {
        let is_given = move |name: &str| {
            values.gives(name) || derived.is_some_and(|derived| derived.parameter.name == name)
        };
        self.parameters.iter().map(|used| used.parameter).filter(move |it| is_given(it.name)).filter_map(
            move |parameter| {
                let needs = self.needed_beside(parameter, is_given)?;
                Some(FillProblem::WithoutEffect { parameter, needs })
            },
        )
    }

    /// The name of the stack, if only the name of the cluster is given.
    pub(crate) fn derived_stack_name(&self, values: &Values<'_>) -> Option<DerivedValue> {
        let stack = self.parameter(ParameterRole::StackName)?.parameter;
        let cluster = self.origin(stack)?;
        let mut given = values.get(cluster.name);
        let (name, is_repeated) = (given.next()?, given.next().is_some());
        if values.get(stack.name).next().is_some() {
            return None;
        }
        let value = match ClusterName::new(name) {
            _ if is_repeated => Err(FillProblem::Repeated(cluster)),
            Ok(name) => match self.stack_name(name).transpose()? {
                Ok(name) => Ok(name.to_string()),
                Err(error) => Err(FillProblem::Invalid(stack, error)),
            },
            Err(error) => Err(FillProblem::Invalid(cluster, error)),
        };
        Some(DerivedValue { parameter: stack, origin: cluster, value })
    }
}

/// A document with a value that was made while it was filled and does not outlive that: both layouts.
#[derive(Debug)]
struct Rendered {
    compact: String,
    pretty: String,
    size: usize,
}

impl Rendered {
    fn new(document: &dyn Document) -> Self {
        Self { compact: document.to_json(), pretty: document.to_json_pretty(), size: document.size() }
    }
}

impl Render for Rendered {
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        sink.text(&self.compact)
    }

    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        sink.text(&self.pretty)
    }

    fn size(&self) -> usize {
        self.size
    }
}

/// A policy filled with values: its own struct, behind a common type.
#[derive(Debug)]
pub struct Filled<'a> {
    policy: &'static Policy,
    document: Box<dyn Document + 'a>,
}

impl Filled<'_> {
    /// The policy that was filled.
    #[must_use]
    pub fn policy(&self) -> &'static Policy {
        self.policy
    }

    /// The document on one line, ready for an API call.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.document.to_json()
    }

    /// The document indented by four spaces, as documented; no newline at the end.
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        self.document.to_json_pretty()
    }

    /// The document as one that can be divided, packed with others or made smaller.
    ///
    /// # Errors
    ///
    /// If IAM would refuse the document, which the values of no policy bring about.
    #[cfg(feature = "fit")]
    pub fn document(&self) -> Result<crate::fit::Document, crate::fit::ReadError> {
        crate::fit::Document::parse(&self.to_json())
    }

    /// Writes the document on one line.
    ///
    /// # Errors
    ///
    /// If the writer refuses a piece.
    pub fn write_json(&self, out: &mut impl fmt::Write) -> fmt::Result {
        self.document.write_json(out)
    }

    /// Writes the document indented by four spaces.
    ///
    /// # Errors
    ///
    /// If the writer refuses a piece.
    pub fn write_json_pretty(&self, out: &mut impl fmt::Write) -> fmt::Result {
        self.document.write_json_pretty(out)
    }

    /// The size of the document as IAM's quotas count it: its characters without white space. Nothing is
    /// rendered.
    #[must_use]
    pub fn size(&self) -> usize {
        self.document.size()
    }
}
