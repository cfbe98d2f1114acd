//! A program in Rust that renders policies with this library.

mod layout;

use std::collections::BTreeSet;

use crate::shared::names;
use crate::values::{DerivedValue, ParameterRole};
use crate::{FillError, Need, Parameter, Partition, Policy, PolicyParameter, Region, Values};
use layout::Expression;

const CRATE: &str = "pcluster_iam";

/// The program that prints policies with values: the struct of each policy with its typed values, as rustfmt
/// formats it.
///
/// ```
/// use pcluster_iam::Values;
/// use pcluster_iam::export::rust_program;
///
/// # #[cfg(feature = "v2_9")]
/// # fn main() -> Result<(), Box<dyn core::error::Error>> {
/// let policy = pcluster_iam::policy("2.9/user").expect("the catalog has it");
/// let values = Values::new().set("region", "eu-west-1").set("account-id", "123456789012");
/// let program = rust_program(&[(policy, values)])?;
/// assert!(program.contains(r#"region: Region::new("eu-west-1")?,"#));
/// assert!(program.contains("ec2_role: None,"));
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "v2_9"))]
/// # fn main() {}
/// ```
///
/// # Errors
///
/// If values are missing or wrong: those that [`Policy::fill`] refuses.
pub fn rust_program(policies: &[(&'static Policy, Values<'_>)]) -> Result<String, FillError> {
    let (mut modules, mut types) = (BTreeSet::new(), BTreeSet::new());
    let mut statements = String::new();
    let is_of_several =
        policies.iter().any(|(it, _)| policies.first().is_some_and(|(first, _)| it.version != first.version));
    for (policy, values) in policies {
        policy.fill(values)?;
        let derived = policy.derived_stack_name(values);
        let call = Call { policy, values, derived: derived.as_ref() };
        let fields: Vec<_> = call.fields().map(|used| call.field(used, &mut types)).collect();
        let module = names::version_module(policy.version);
        let variable = match (policies.len(), is_of_several) {
            (1, _) => "policy".to_owned(),
            (_, false) => names::snake(policy.variant()),
            (_, true) => format!("{}_{module}", names::snake(policy.variant())),
        };
        let path = format!("{module}::{}", names::type_name(policy.variant()));
        statements.push_str(&layout::variable(&variable, &path, &fields));
        statements.extend(["    println!(\"{}\", ", &variable, ".to_json_pretty());\n"]);
        modules.insert(module);
    }
    let import = layout::import(CRATE, types.iter().chain(&modules).map(String::as_str));
    // Only a value can be refused.
    Ok(if types.is_empty() {
        format!("{import}\nfn main() {{\n{statements}}}\n")
    } else {
        format!(
            "{import}\nfn main() -> Result<(), {CRATE}::InvalidValueError> {{\n{statements}    Ok(())\n}}\n"
        )
    })
}

/// The construction of a policy.
struct Call<'v> {
    policy: &'static Policy,
    values: &'v Values<'v>,
    derived: Option<&'v DerivedValue>,
}

impl Call<'_> {
    /// The parameters that are fields: the partition is one only where no region says it.
    fn fields(&self) -> impl Iterator<Item = &'static PolicyParameter> + use<> {
        let has_region = self.policy.parameter(ParameterRole::Region).is_some();
        let is_field =
            move |used: &&PolicyParameter| !(has_region && used.parameter.role() == ParameterRole::Partition);
        self.policy.parameters.iter().filter(is_field)
    }

    /// The name and the value of a field, whose types are added to those of the program.
    fn field(&self, used: &PolicyParameter, types: &mut BTreeSet<String>) -> (String, Expression) {
        let parameter = used.parameter;
        let name = names::snake(parameter.name);
        let given = self.given(parameter);
        if parameter.role() == ParameterRole::Flag {
            return (name, Expression::word(given.contains(&"true").to_string()));
        }
        let ty = names::type_name(parameter.type_name);
        let new = |text: &&str| Expression::call(format!("{ty}::new"), Expression::text(text), "?");
        let value = match (parameter.role(), used.need, given.first()) {
            (ParameterRole::Region, ..) if self.values.all_regions => {
                let partition = "Partition".to_owned();
                let of =
                    Expression::call(format!("{partition}::new"), Expression::text(self.partition()), "?");
                types.insert(partition);
                Expression::call(format!("{ty}::any"), of, "")
            }
            (ParameterRole::Partition, ..) => new(&self.partition()),
            (_, Need::List, _) => Expression::List(given.iter().map(new).collect()),
            (_, Need::Required, Some(text)) => new(text),
            (_, _, Some(text)) => Expression::call("Some", new(text), ""),
            (_, _, None) => return (name, Expression::word("None")),
        };
        if !matches!(&value, Expression::List(items) if items.is_empty()) {
            types.insert(ty);
        }
        (name, value)
    }

    /// The values of a parameter, also one that follows from another value.
    fn given(&self, parameter: &Parameter) -> Vec<&str> {
        match self.derived {
            Some(DerivedValue { parameter: derived, value: Ok(value), .. }) if **derived == *parameter => {
                vec![value]
            }
            _ => self.values.get(parameter.name).collect(),
        }
    }

    /// The partition that is given, or that of the region.
    fn partition(&self) -> &'static str {
        let value = |role| self.values.get(Parameter::with_role(role)?.name).next();
        let given = value(ParameterRole::Partition).and_then(|id| Partition::new(id).ok());
        let of_region = || Region::new(value(ParameterRole::Region)?).ok().map(Region::partition);
        given.or_else(of_region).map_or("", |partition| partition.id)
    }
}
