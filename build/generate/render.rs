//! The straight-line functions that render a policy.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::layout::{Layout, Piece, Test, pieces};
use super::super::model::{Catalog, Form, Need, ParameterId, Policy, Role, Segment, Template, Used};
use super::super::names;
use super::{ident, literal};

/// The body of the function for a layout.
pub(super) fn body(catalog: &Catalog, policy: &Policy, layout: Layout) -> TokenStream {
    let pieces = pieces(catalog, policy, Form::Maintained, layout);
    let mut read = BTreeSet::new();
    let writes: Vec<_> = statements(catalog, policy, &pieces, &mut read);
    let bindings = policy
        .parameters
        .iter()
        .filter(|used| read.contains(&used.parameter))
        .map(|used| binding(catalog, policy, used));
    quote! {
        #(#bindings)*
        #(#writes)*
        Ok(())
    }
}

/// The local variable that holds a parameter's text, or its texts.
fn binding(catalog: &Catalog, policy: &Policy, used: &Used) -> TokenStream {
    let parameter = &catalog.parameters[used.parameter];
    let name = local(catalog, used.parameter);
    let ty = ident(&names::type_name(&parameter.type_name));
    let source = match (parameter.role, region(catalog, policy)) {
        (Role::Partition, Some(region)) => {
            let region = local(catalog, region);
            quote!(self.#region.partition().as_str())
        }
        (Role::Region | Role::Partition, _) => quote!(self.#name.as_str()),
        (Role::Value, _) => match (used.need, parameter.default.as_deref()) {
            (Need::Default, Some(default)) => quote!(self.#name.map_or(#default, #ty::as_str)),
            (Need::Optional, _) => quote!(self.#name.map(#ty::as_str)),
            (Need::List, _) => quote!(self.#name),
            _ => quote!(self.#name.as_str()),
        },
    };
    quote!(let #name = #source;)
}

fn statements(
    catalog: &Catalog,
    policy: &Policy,
    pieces: &[Piece],
    read: &mut BTreeSet<ParameterId>,
) -> Vec<TokenStream> {
    let mut statements = Vec::new();
    for piece in pieces {
        statements.push(match piece {
            Piece::Text(text) => {
                let text = literal(text);
                quote!(sink.text(#text)?;)
            }
            Piece::Value(parameter) => {
                read.insert(*parameter);
                let name = local(catalog, *parameter);
                quote!(sink.text(#name)?;)
            }
            Piece::If(tests, pieces) => {
                let inner = statements_of(catalog, policy, pieces, read);
                let tests = tests.iter().map(|test| self::test(catalog, policy, test, read));
                quote!(if #(#tests)&&* { #(#inner)* })
            }
            Piece::Each(parameter, pieces, between) => {
                read.insert(*parameter);
                let name = local(catalog, *parameter);
                let inner = statements_of(catalog, policy, pieces, read);
                // The value has the list's name: within the loop, it is what the pieces mean.
                if between.is_empty() {
                    quote! {
                        for (idx, value) in #name.iter().enumerate() {
                            if #name.iter().take(idx).any(|earlier| earlier == value) {
                                continue;
                            }
                            let #name = value.as_str();
                            #(#inner)*
                        }
                    }
                } else {
                    let between = statements_of(catalog, policy, between, read);
                    quote! {
                        for (idx, value) in #name.iter().enumerate() {
                            if #name.iter().take(idx).any(|earlier| earlier == value) {
                                continue;
                            }
                            if idx > 0 {
                                #(#between)*
                            }
                            let #name = value.as_str();
                            #(#inner)*
                        }
                    }
                }
            }
        });
    }
    statements
}

use statements as statements_of;

fn test(catalog: &Catalog, policy: &Policy, test: &Test, read: &mut BTreeSet<ParameterId>) -> TokenStream {
    let need = |id: ParameterId| {
        policy.parameters.iter().find(|used| used.parameter == id).map_or(Need::Required, |used| used.need)
    };
    match test {
        Test::IsGiven(id) | Test::IsNotGiven(id) => {
            let is_given = matches!(test, Test::IsGiven(_));
            let name = local(catalog, *id);
            if catalog.parameters[*id].role == Role::Region {
                let holds = if is_given { quote!(is_some()) } else { quote!(is_none()) };
                return quote!(self.#name.name().#holds);
            }
            read.insert(*id);
            match (need(*id), is_given) {
                (Need::List, true) => quote!(!#name.is_empty()),
                (Need::List, false) => quote!(#name.is_empty()),
                (_, true) => quote!(let Some(#name) = #name),
                (_, false) => quote!(#name.is_none()),
            }
        }
        Test::Differs(left, right) => {
            for segment in left.iter().chain(right) {
                if let Segment::Value { parameter, .. } = segment {
                    read.insert(*parameter);
                }
            }
            match (one(catalog, left), one(catalog, right)) {
                (Some(left), Some(right)) => quote!(#left != #right),
                _ => {
                    let left = left.iter().map(|segment| text(catalog, segment));
                    let right = right.iter().map(|segment| text(catalog, segment));
                    quote!(!is_same(&[#(#left),*], &[#(#right),*]))
                }
            }
        }
    }
}

fn one(catalog: &Catalog, template: &Template) -> Option<TokenStream> {
    match template.as_slice() {
        [segment] => Some(text(catalog, segment)),
        _ => None,
    }
}

fn text(catalog: &Catalog, segment: &Segment) -> TokenStream {
    match segment {
        Segment::Text(text) => literal(text),
        Segment::Value { parameter, .. } => {
            let name = local(catalog, *parameter);
            quote!(#name)
        }
    }
}

/// The parameter of the region, if the policy has one.
pub(super) fn region(catalog: &Catalog, policy: &Policy) -> Option<ParameterId> {
    policy
        .parameters
        .iter()
        .map(|used| used.parameter)
        .find(|id| catalog.parameters[*id].role == Role::Region)
}

fn local(catalog: &Catalog, parameter: ParameterId) -> proc_macro2::Ident {
    ident(&names::snake(&catalog.parameters[parameter].name))
}
