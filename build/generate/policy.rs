//! A policy's file: its struct, its constant and its statements.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::layout::{self, Layout};
use super::super::model::{
    AttachTo, Catalog, Change, Condition, Direction, Effect, Element, Form, Need, ParameterId, Policy,
    Presence, Role, Statement, Used, Version,
};
use super::super::names;
use super::{doc, ident, list, literal, option, render};

/// The items of a policy's file.
pub(super) fn items(catalog: &Catalog, version: &Version, policy: &Policy) -> Vec<TokenStream> {
    let fields: Vec<&Used> = fields(catalog, policy);
    let structure = Structure {
        catalog,
        version,
        policy,
        has_lifetime: fields.iter().any(|used| catalog.parameters[used.parameter].role != Role::Partition),
        fields,
    };
    vec![
        structure.imports(),
        structure.definition(),
        structure.methods(),
        structure.rendering(),
        structure.constant(),
        structure.filling(),
    ]
}

/// What is generated of a policy besides its constants.
struct Structure<'c> {
    catalog: &'c Catalog,
    version: &'c Version,
    policy: &'c Policy,
    fields: Vec<&'c Used>,
    has_lifetime: bool,
}

/// The parameters that are fields: the partition is one only where no region says it.
fn fields<'c>(catalog: &Catalog, policy: &'c Policy) -> Vec<&'c Used> {
    let has_region = render::region(catalog, policy).is_some();
    let is_field = |used: &&Used| !(has_region && catalog.parameters[used.parameter].role == Role::Partition);
    policy.parameters.iter().filter(is_field).collect()
}

impl Structure<'_> {
    fn imports(&self) -> TokenStream {
        let mut types: Vec<String> = self
            .fields
            .iter()
            .map(|used| names::type_name(&self.catalog.parameters[used.parameter].type_name))
            .collect();
        types.sort_unstable();
        types.dedup();
        let types = types.iter().map(|name| ident(name));
        quote! {
            use core::fmt;
            use crate::policy::*;
            use crate::catalog::parameters;
            use crate::fill::{Filled, Reader};
            use crate::render::{self, Render, Sink};
            use crate::{#(#types),*};
        }
    }

    fn name(&self) -> proc_macro2::Ident {
        ident(&names::type_name(&self.policy.variant))
    }

    fn constant_name(&self) -> proc_macro2::Ident {
        ident(&names::screaming(&self.policy.variant))
    }

    fn definition(&self) -> TokenStream {
        let Self { catalog, policy, version, .. } = self;
        let about = doc(&format!(
            "{}\n\n`{}` in {}, attached to a {}.\n\nStated in `{}`; its constant is [`{}`].",
            policy.summary,
            policy.name,
            version.source.title,
            if matches!(policy.attach_to, AttachTo::UserOrGroup) { "user or group" } else { "role" },
            policy.source,
            names::screaming(&policy.variant),
        ));
        let name = self.name();
        let fields = self.fields.iter().map(|used| {
            let parameter = &catalog.parameters[used.parameter];
            let mut about = parameter.summary.clone();
            if let Some(default) = parameter.default.as_deref().filter(|_| used.need == Need::Default) {
                about.push_str(&format!("\n\nWithout it, `{default}`."));
            }
            if let Some(caution) = &parameter.caution {
                about.push_str(&format!("\n\n{caution}"));
            }
            let about = doc(&about);
            let field = ident(&names::snake(&parameter.name));
            let ty = self.field_type(used);
            quote!(#about pub #field: #ty)
        });
        let generics = self.has_lifetime.then(|| quote!(<'a>));
        let body = if self.fields.is_empty() { quote!(;) } else { quote!({ #(#fields),* }) };
        quote! {
            #about
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct #name #generics #body
        }
    }

    fn field_type(&self, used: &Used) -> TokenStream {
        let parameter = &self.catalog.parameters[used.parameter];
        let ty = ident(&names::type_name(&parameter.type_name));
        match (parameter.role, used.need) {
            (Role::Partition, _) => quote!(&'static #ty),
            (Role::Region, _) | (Role::Value, Need::Required) => quote!(#ty<'a>),
            (Role::Value, Need::Default | Need::Optional) => quote!(Option<#ty<'a>>),
            (Role::Value, Need::List) => quote!(&'a [#ty<'a>]),
        }
    }

    fn elided(&self) -> Option<TokenStream> {
        self.has_lifetime.then(|| quote!(<'_>))
    }

    fn methods(&self) -> TokenStream {
        let (name, elided) = (self.name(), self.elided());
        quote! {
            impl #name #elided {
                /// The document in one line, as an API call takes it.
                #[must_use]
                pub fn to_json(&self) -> String {
                    render::to_json(self)
                }

                /// The document indented by four spaces, as documented; no newline at the end.
                #[must_use]
                pub fn to_json_pretty(&self) -> String {
                    render::to_json_pretty(self)
                }

                /// Writes the document in one line; allocates nothing itself.
                ///
                /// # Errors
                ///
                /// If the writer refuses a piece.
                pub fn write_json(&self, out: &mut impl fmt::Write) -> fmt::Result {
                    render::write_json(self, out)
                }

                /// Writes the document indented by four spaces; allocates nothing itself.
                ///
                /// # Errors
                ///
                /// If the writer refuses a piece.
                pub fn write_json_pretty(&self, out: &mut impl fmt::Write) -> fmt::Result {
                    render::write_json_pretty(self, out)
                }
            }
        }
    }

    fn rendering(&self) -> TokenStream {
        let (name, elided) = (self.name(), self.elided());
        let compact = render::body(self.catalog, self.policy, Layout::Compact);
        let pretty = render::body(self.catalog, self.policy, Layout::Pretty);
        let is_same = compact.to_string().contains("is_same").then(|| {
            quote!(
                use crate::render::is_same;
            )
        });
        quote! {
            #is_same
            impl Render for #name #elided {
                fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
                    #compact
                }

                fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
                    #pretty
                }
            }
        }
    }

    fn constant(&self) -> TokenStream {
        let Self { catalog, policy, version, .. } = self;
        let constant = self.constant_name();
        let about = doc(&format!("{} What the catalog states about it.", policy.summary));
        let text = |form| {
            let pieces = layout::pieces(catalog, policy, form, Layout::Pretty);
            literal(&layout::evaluate(catalog, policy, &pieces))
        };
        let (template, documented) = (text(Form::Maintained), text(Form::Documented));
        let [id, name, title, anchor, summary, source] =
            [&policy.id, &policy.name, &policy.title, &policy.anchor, &policy.summary, &policy.source]
                .map(|text| literal(text));
        let version = &version.id;
        let attach_to = match &policy.attach_to {
            AttachTo::UserOrGroup => quote!(AttachTo::UserOrGroup),
            AttachTo::Role { trusted_services } => {
                let services = list(trusted_services);
                quote!(AttachTo::Role { trusted_services: #services })
            }
        };
        let [schedulers, commands, notes] =
            [&policy.schedulers, &policy.commands, &policy.notes].map(|texts| list(texts));
        let parameters = policy.parameters.iter().map(|used| {
            let parameter = ident(&names::screaming(&catalog.parameters[used.parameter].name));
            let need = ident(&format!("{:?}", used.need));
            let placeholder = option(used.placeholder.as_deref());
            quote!(PolicyParameter { parameter: &parameters::#parameter, need: Need::#need, placeholder: #placeholder })
        });
        let statements = policy.statements.iter().map(|statement| self::statement(catalog, statement));
        quote! {
            #about
            pub static #constant: Policy = Policy {
                id: #id,
                version: #version,
                name: #name,
                title: #title,
                anchor: #anchor,
                summary: #summary,
                attach_to: #attach_to,
                schedulers: #schedulers,
                commands: #commands,
                notes: #notes,
                parameters: &[#(#parameters),*],
                statements: &[#(#statements),*],
                template: #template,
                documented: #documented,
                source: #source,
                fill,
            };
        }
    }

    /// The function that builds the struct from values by name.
    fn filling(&self) -> TokenStream {
        let (name, constant) = (self.name(), self.constant_name());
        let fields: Vec<_> = self
            .fields
            .iter()
            .map(|used| ident(&names::snake(&self.catalog.parameters[used.parameter].name)))
            .collect();
        let reads = self.fields.iter().zip(&fields).map(|(used, field)| {
            let parameter = &self.catalog.parameters[used.parameter];
            let constant = ident(&names::screaming(&parameter.name));
            let ty = ident(&names::type_name(&parameter.type_name));
            let read = match (parameter.role, used.need) {
                (Role::Region, _) => quote!(reader.region(&parameters::#constant)),
                (Role::Partition, _) => quote!(reader.partition(&parameters::#constant)),
                (Role::Value, Need::Required) => quote!(reader.required(&parameters::#constant, #ty::new)),
                (Role::Value, Need::Default | Need::Optional) => {
                    quote!(reader.optional(&parameters::#constant, #ty::new))
                }
                (Role::Value, Need::List) => quote!(reader.list(&parameters::#constant, #ty::new)),
            };
            quote!(let #field = #read;)
        });
        let value = if fields.is_empty() { quote!(#name) } else { quote!(#name { #(#fields: #fields?),* }) };
        let reader = if fields.is_empty() { quote!(_) } else { quote!(reader) };
        quote! {
            fn fill<'a>(#reader: &mut Reader<'_, 'a>) -> Option<Filled<'a>> {
                #(#reads)*
                Some(Filled::new(&#constant, #value))
            }
        }
    }
}

fn statement(catalog: &Catalog, statement: &Statement) -> TokenStream {
    let [name, why, source] = [&statement.name, &statement.why, &statement.source].map(|text| literal(text));
    let sid = option(statement.sid.as_deref());
    let effect = match statement.effect {
        Effect::Allow => quote!(Effect::Allow),
        Effect::Deny => quote!(Effect::Deny),
    };
    let (actions, resources) = (element(&statement.actions), element(&statement.resources));
    let conditions = statement.conditions.iter().map(|Condition { operator, key, values }| {
        let values = element(values);
        quote!(Condition { operator: #operator, key: #key, values: #values })
    });
    let named = |id: ParameterId| catalog.parameters[id].name.as_str();
    let presence = match statement.presence {
        Presence::When(id) => {
            let name = named(id);
            quote!(Presence::When(#name))
        }
        Presence::Unless(id) => {
            let name = named(id);
            quote!(Presence::Unless(#name))
        }
        Presence::Always | Presence::Each(_) => quote!(Presence::Always),
    };
    let change = change(statement.change.as_ref());
    quote! {
        Statement {
            name: #name,
            sid: #sid,
            why: #why,
            effect: #effect,
            actions: #actions,
            resources: #resources,
            conditions: &[#(#conditions),*],
            presence: #presence,
            change: #change,
            source: #source,
        }
    }
}

fn element(element: &Element) -> TokenStream {
    let Element { is_negated, is_scalar, entries } = element;
    let entries = entries.iter().map(|entry| {
        let text = literal(&entry.text);
        let change = change(entry.change.as_ref());
        quote!(Entry { text: #text, change: #change })
    });
    quote!(Element { negated: #is_negated, scalar: #is_scalar, entries: &[#(#entries),*] })
}

fn change(change: Option<&Change>) -> TokenStream {
    let Some(Change { direction, date, why, source }) = change else { return quote!(None) };
    let kind = match direction {
        Direction::Added => quote!(ChangeKind::Added),
        Direction::Withdrawn => quote!(ChangeKind::Withdrawn),
    };
    let why = literal(why);
    quote!(Some(Change { kind: #kind, date: #date, why: #why, source: #source }))
}
