//! The fields of the structs that stand for policies and for bundles of them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{doc, ident};
use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::parameters::model::{Parameter, Role};
use crate::compiler::kinds::policies::model::{ParameterNeed, UsedParameter};
use crate::compiler::names;
use crate::compiler::shared::grammar::Rule;

/// A parameter as a field.
#[derive(Clone, Copy)]
pub(super) struct Field<'c> {
    pub(super) used: &'c UsedParameter,
    pub(super) parameter: &'c Parameter,
}

/// The parameters that are fields: the partition is one only where no region says it.
pub(super) fn fields<'c>(catalog: &'c Catalog, parameters: &'c [UsedParameter]) -> Vec<Field<'c>> {
    let fields = parameters.iter().map(|used| Field { used, parameter: &catalog.parameters[used.parameter] });
    let has_region = fields.clone().any(|field| field.parameter.role == Role::Region);
    fields.filter(|field| !(has_region && field.parameter.role == Role::Partition)).collect()
}

/// True if one of the fields borrows; a partition is static, and a flag is a boolean.
pub(super) fn has_lifetime(fields: &[Field<'_>]) -> bool {
    fields.iter().any(|field| !matches!(field.parameter.role, Role::Partition | Role::Flag))
}

/// The imports of the types of several fields, if there are any.
pub(super) fn imports<'c>(fields: impl Iterator<Item = Field<'c>>) -> Option<TokenStream> {
    let mut types: Vec<String> = fields
        .filter(|field| field.parameter.role != Role::Flag)
        .map(|field| names::type_name(&field.parameter.type_name))
        .collect();
    types.sort_unstable();
    types.dedup();
    let types: Vec<_> = types.iter().map(|name| ident(name)).collect();
    (!types.is_empty()).then(|| quote!(use crate::{#(#types),*};))
}

impl Field<'_> {
    pub(super) fn name(self) -> Ident {
        ident(&names::snake(&self.parameter.name))
    }

    /// The constant of its parameter.
    pub(super) fn constant(self) -> Ident {
        ident(&names::screaming(&self.parameter.name))
    }

    /// The type of one value.
    pub(super) fn value_type(self) -> Ident {
        ident(&names::type_name(&self.parameter.type_name))
    }

    pub(super) fn ty(self) -> TokenStream {
        let ty = self.value_type();
        match (self.parameter.role, self.used.need) {
            (Role::Partition, _) => quote!(&'static #ty),
            (Role::Flag, _) => quote!(bool),
            (Role::Region, _) | (Role::Value, ParameterNeed::Required) => quote!(#ty<'a>),
            (Role::Value, ParameterNeed::Default | ParameterNeed::Optional) => quote!(Option<#ty<'a>>),
            (Role::Value, ParameterNeed::List) => quote!(&'a [#ty<'a>]),
        }
    }

    /// True for a value that is an ARN, which names a partition.
    pub(super) fn is_arn(self) -> bool {
        Rule::named(&self.parameter.type_name).is_some_and(|rule| rule.is_arn)
    }

    /// The partition that the value says.
    pub(super) fn partition(self) -> Option<TokenStream> {
        let name = self.name();
        match self.parameter.role {
            Role::Region => Some(quote!(self.#name.partition())),
            Role::Partition => Some(quote!(self.#name)),
            _ => None,
        }
    }

    /// The public field with its documentation.
    pub(super) fn definition(self) -> TokenStream {
        let mut about = self.parameter.summary.clone();
        match (self.used.need, self.parameter.default.as_deref()) {
            (ParameterNeed::Default, Some(default)) => {
                about.push_str(&format!("\n\nWithout it, `{default}`."));
            }
            (ParameterNeed::List, Some(default)) => {
                about.push_str(&format!("\n\nAn empty list counts as `{default}` alone."));
            }
            (ParameterNeed::List, None) => about.push_str("\n\nAn empty list counts as not given."),
            _ => {}
        }
        if let Some(caution) = &self.parameter.caution {
            about.push_str(&format!("\n\n{caution}"));
        }
        let (about, name, ty) = (doc(&about), self.name(), self.ty());
        quote!(#about pub #name: #ty)
    }
}
