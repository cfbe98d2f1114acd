//! The straight-line functions that render a policy.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{ident, literal};
use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::parameters::model::{ParameterId, Role};
use crate::compiler::kinds::parameters::template::{Segment, Template};
use crate::compiler::kinds::policies::model::{ParameterNeed, Policy, PolicyForm, Presence, UsedParameter};
use crate::compiler::layout::{Layout, LayoutPiece, LayoutTest, pieces};
use crate::compiler::names;

/// The body of the function for a layout.
pub(super) fn body(catalog: &Catalog, policy: &Policy, layout: Layout) -> TokenStream {
    let pieces = pieces(catalog, policy, PolicyForm::Maintained, layout);
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

/// The local variable with a parameter's value or values.
pub(super) fn binding(catalog: &Catalog, policy: &Policy, used: &UsedParameter) -> TokenStream {
    let parameter = &catalog.parameters[used.parameter];
    let name = local(catalog, used.parameter);
    let ty = ident(&names::type_name(&parameter.type_name));
    let source = match (parameter.role, region(catalog, policy)) {
        (Role::Partition, Some(region)) => {
            let region = local(catalog, region);
            quote!(self.#region.partition().as_str())
        }
        (Role::Region | Role::Partition, _) => quote!(self.#name.as_str()),
        (Role::Flag, _) => quote!(self.#name),
        (Role::Value, _) => match (used.need, parameter.default.as_deref()) {
            (ParameterNeed::Default, Some(default)) => quote!(self.#name.map_or(#default, #ty::as_str)),
            (ParameterNeed::Optional, _) => quote!(self.#name.map(#ty::as_str)),
            (ParameterNeed::List, Some(default)) => {
                quote!(render::or_default(self.#name, const { &[#ty::default_of_catalog(#default)] }))
            }
            (ParameterNeed::List, None) => quote!(self.#name),
            _ => quote!(self.#name.as_str()),
        },
    };
    quote!(let #name = #source;)
}

fn statements(
    catalog: &Catalog,
    policy: &Policy,
    pieces: &[LayoutPiece],
    read: &mut BTreeSet<ParameterId>,
) -> Vec<TokenStream> {
    let mut statements = Vec::new();
    for piece in pieces {
        statements.push(match piece {
            LayoutPiece::Text(text) => {
                let text = literal(text);
                quote!(sink.text(#text)?;)
            }
            LayoutPiece::Value(parameter) => {
                read.insert(*parameter);
                let name = local(catalog, *parameter);
                quote!(sink.text(#name)?;)
            }
            LayoutPiece::If(tests, pieces) => {
                let mut inside = tests.iter().flat_map(compared).collect();
                let inner = statements_of(catalog, policy, pieces, &mut inside);
                let tests = tests.iter().map(|test| self::test(catalog, policy, test, &inside, read));
                let tests = quote!(#(#tests)&&*);
                read.extend(inside);
                quote!(if #tests { #(#inner)* })
            }
            LayoutPiece::Each(parameter, pieces, between) => {
                read.insert(*parameter);
                let name = local(catalog, *parameter);
                let inner = statements_of(catalog, policy, pieces, read);
                // Only the first is never a repetition, so that something between two stands before
                // all but the first.
                let between = (!between.is_empty()).then(|| {
                    let between = statements_of(catalog, policy, between, read);
                    quote!(if idx > 0 { #(#between)* })
                });
                // The value has the list's name, by which the pieces inside the loop refer to it.
                quote! {
                    for (idx, value) in #name.iter().enumerate() {
                        if #name.iter().take(idx).any(|earlier| earlier == value) {
                            continue;
                        }
                        #between
                        let #name = value.as_str();
                        #(#inner)*
                    }
                }
            }
        });
    }
    statements
}

use statements as statements_of;

/// The parameters of which a test compares the values.
pub(super) fn compared(test: &LayoutTest) -> impl Iterator<Item = ParameterId> {
    let templates = match test {
        LayoutTest::Differs { own, other, .. } => Some([own, other]),
        LayoutTest::IsGiven(_) | LayoutTest::IsNotGiven(_) => None,
    };
    templates.into_iter().flatten().flatten().filter_map(|segment| match segment {
        Segment::Value { parameter, .. } => Some(*parameter),
        Segment::Text(_) => None,
    })
}

/// A test before the pieces in which the values of the parameters `inside` are read.
pub(super) fn test(
    catalog: &Catalog,
    policy: &Policy,
    test: &LayoutTest,
    inside: &BTreeSet<ParameterId>,
    read: &mut BTreeSet<ParameterId>,
) -> TokenStream {
    match test {
        LayoutTest::IsGiven(id) | LayoutTest::IsNotGiven(id) => {
            let is_given = matches!(test, LayoutTest::IsGiven(_));
            let name = local(catalog, *id);
            if catalog.parameters[*id].role == Role::Region {
                let holds = if is_given { quote!(is_some()) } else { quote!(is_none()) };
                return quote!(self.#name.name().#holds);
            }
            read.insert(*id);
            if catalog.parameters[*id].role == Role::Flag {
                return if is_given { quote!(#name) } else { quote!(!#name) };
            }
            match (need(policy, *id), is_given) {
                (ParameterNeed::List, true) => quote!(!#name.is_empty()),
                (ParameterNeed::List, false) => quote!(#name.is_empty()),
                (_, true) if inside.contains(id) => quote!(let Some(#name) = #name),
                (_, true) => quote!(#name.is_some()),
                (_, false) => quote!(#name.is_none()),
            }
        }
        LayoutTest::Differs { own, other, with } => {
            read.extend(compared(test));
            let differs = match (one(catalog, own), one(catalog, other)) {
                (Some(own), Some(other)) => quote!(#own != #other),
                _ => {
                    let own = own.iter().map(|segment| text(catalog, segment));
                    let other = other.iter().map(|segment| text(catalog, segment));
                    quote!(!is_same(&[#(#own),*], &[#(#other),*]))
                }
            };
            unless_absent(catalog, policy, *with, &differs, read)
        }
    }
}

/// A test that also holds if the other entry is not there.
fn unless_absent(
    catalog: &Catalog,
    policy: &Policy,
    presence: Presence,
    test: &TokenStream,
    read: &mut BTreeSet<ParameterId>,
) -> TokenStream {
    let (Presence::When(id) | Presence::Unless(id) | Presence::Each(id) | Presence::Many(id)) = presence
    else {
        return test.clone();
    };
    let name = local(catalog, id);
    if catalog.parameters[id].role == Role::Region {
        return quote!((self.#name.name().is_none() || #test));
    }
    read.insert(id);
    // The value has the name of the option or list, by which the test inside the closure refers to it.
    match (presence, need(policy, id)) {
        (Presence::Unless(_), ParameterNeed::List) => quote!((!#name.is_empty() || #test)),
        (Presence::Unless(_), _) => quote!((#name.is_some() || #test)),
        (_, ParameterNeed::List) => quote!(#name.iter().map(|value| value.as_str()).all(|#name| #test)),
        _ => quote!(#name.is_none_or(|#name| #test)),
    }
}

/// How the policy uses a parameter.
fn need(policy: &Policy, id: ParameterId) -> ParameterNeed {
    policy
        .parameters
        .iter()
        .find(|used| used.parameter == id)
        .map_or(ParameterNeed::Required, |used| used.need)
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

pub(super) fn local(catalog: &Catalog, parameter: ParameterId) -> proc_macro2::Ident {
    ident(&names::snake(&catalog.parameters[parameter].name))
}
