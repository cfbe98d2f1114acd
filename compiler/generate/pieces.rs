//! The pieces of all policies as data, for interpreters outside of Rust: those of which the functions that
//! render the policies are made.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal;
use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::parameters::model::ParameterId;
use crate::compiler::kinds::parameters::template::{Segment, Template};
use crate::compiler::kinds::policies::model::{Policy, PolicyForm, Presence};
use crate::compiler::layout::{Layout, LayoutPiece, LayoutTest, pieces};

/// The items of the file.
pub(super) fn items(catalog: &Catalog) -> Vec<TokenStream> {
    let policies = catalog.versions.iter().flat_map(|version| &version.policies);
    let policies = policies.map(|policy| {
        let (id, pieces) = (&policy.id, of_policy(catalog, policy));
        quote!((#id, #pieces))
    });
    vec![
        quote!(
            use crate::page::Piece;
        ),
        quote! {
            /// The compact layout of each policy, by its id.
            pub(super) static PIECES: &[(&str, &[Piece])] = &[#(#policies),*];
        },
    ]
}

fn of_policy(catalog: &Catalog, policy: &Policy) -> TokenStream {
    list(catalog, &pieces(catalog, policy, PolicyForm::Maintained, Layout::Compact))
}

fn list(catalog: &Catalog, pieces: &[LayoutPiece]) -> TokenStream {
    let pieces = pieces.iter().map(|it| piece(catalog, it));
    quote!(&[#(#pieces),*])
}

fn piece(catalog: &Catalog, piece: &LayoutPiece) -> TokenStream {
    match piece {
        LayoutPiece::Text(text) => {
            let text = literal(text);
            quote!(Piece::Text(#text))
        }
        LayoutPiece::Value(parameter) => {
            let value = name(catalog, *parameter);
            quote!(Piece::Value { value: #value })
        }
        LayoutPiece::If(tests, pieces) => {
            let tests = tests.iter().map(|it| test(catalog, it));
            let then = list(catalog, pieces);
            quote!(Piece::If { tests: &[#(#tests),*], then: #then })
        }
        LayoutPiece::Each(parameter, pieces, between) => {
            let each = name(catalog, *parameter);
            let (pieces, between) = (list(catalog, pieces), list(catalog, between));
            quote!(Piece::Each { each: #each, pieces: #pieces, between: #between })
        }
    }
}

fn test(catalog: &Catalog, test: &LayoutTest) -> TokenStream {
    match test {
        LayoutTest::IsGiven(parameter) => {
            let given = name(catalog, *parameter);
            quote!(crate::page::PieceTest::Given { given: #given })
        }
        LayoutTest::IsNotGiven(parameter) => {
            let absent = name(catalog, *parameter);
            quote!(crate::page::PieceTest::Absent { absent: #absent })
        }
        LayoutTest::Differs { own, other, with } => {
            let (own, other) = (template(catalog, own), template(catalog, other));
            let none = quote!(None);
            let some = |id: &ParameterId| {
                let name = name(catalog, *id);
                quote!(Some(#name))
            };
            let (unless, each) = match with {
                Presence::Always => (none.clone(), none),
                Presence::Unless(id) => (some(id), none),
                Presence::When(id) | Presence::Each(id) | Presence::Many(id) => (none, some(id)),
            };
            quote!(crate::page::PieceTest::Differs { own: #own, other: #other, unless: #unless, each: #each })
        }
    }
}

/// A string with values in it, as pieces.
fn template(catalog: &Catalog, template: &Template) -> TokenStream {
    let pieces = template.iter().map(|segment| match segment {
        Segment::Text(text) => {
            let text = literal(text);
            quote!(Piece::Text(#text))
        }
        Segment::Value { parameter, .. } => {
            let value = name(catalog, *parameter);
            quote!(Piece::Value { value: #value })
        }
    });
    quote!(&[#(#pieces),*])
}

fn name(catalog: &Catalog, parameter: ParameterId) -> &str {
    &catalog.parameters[parameter].name
}
