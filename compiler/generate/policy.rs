//! A policy's file: its struct, its constant and its statements.

use proc_macro2::TokenStream;
use quote::quote;

use super::{acknowledged, denied, doc, ident, list, literal, option, render, size, sizes};
use crate::compiler::generate::fields::{self, Field};
use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::losses::model::Loss;
use crate::compiler::kinds::parameters::model::{ParameterId, Role};
use crate::compiler::kinds::policies::model::{
    AttachTo, Change, Direction, Effect, Element, ManagedPolicy, ParameterNeed, Policy, PolicyForm, Presence,
    Statement, StatementCondition,
};
use crate::compiler::kinds::versions::model::Version;
use crate::compiler::layout::{self, Layout};
use crate::compiler::names;

/// The items of a policy's file.
pub(super) fn items(catalog: &Catalog, version: &Version, policy: &Policy) -> Vec<TokenStream> {
    let fields = fields::fields(catalog, &policy.parameters);
    let has_lifetime = fields::has_lifetime(&fields);
    let structure = Structure { catalog, version, policy, fields, has_lifetime };
    vec![
        structure.imports(),
        structure.definition(),
        structure.methods(),
        structure.rendering(),
        structure.constant(),
        structure.filling(),
    ]
}

/// The generated items of a policy besides its constants.
struct Structure<'c> {
    catalog: &'c Catalog,
    version: &'c Version,
    policy: &'c Policy,
    fields: Vec<Field<'c>>,
    has_lifetime: bool,
}

impl Structure<'_> {
    fn imports(&self) -> TokenStream {
        let types = fields::imports(self.fields.iter().copied());
        let quota = sizes::imports(self.policy);
        let reader = (!self.fields.is_empty()).then(|| {
            quote!(
                use crate::values::parameters;
            )
        });
        quote! {
            use core::fmt;
            use crate::catalog::*;
            #reader
            #quota
            use crate::render::{self, Document, Render, Sink};
            use crate::values::{ForeignArnError, Reader};
            #types
        }
    }

    fn name(&self) -> proc_macro2::Ident {
        ident(&names::type_name(&self.policy.variant))
    }

    fn constant_name(&self) -> proc_macro2::Ident {
        ident(&names::screaming(&self.policy.variant))
    }

    fn definition(&self) -> TokenStream {
        let Self { policy, version, .. } = self;
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
        let fields = self.fields.iter().map(|field| field.definition());
        let generics = self.has_lifetime.then(|| quote!(<'a>));
        let body = if self.fields.is_empty() { quote!(;) } else { quote!({ #(#fields),* }) };
        quote! {
            #about
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct #name #generics #body
        }
    }

    fn elided(&self) -> Option<TokenStream> {
        self.has_lifetime.then(|| quote!(<'_>))
    }

    /// The comparisons of the partitions that values name with that of the policy.
    fn checks(&self) -> Vec<TokenStream> {
        let Some(partition) = self.fields.iter().find_map(|field| field.partition()) else {
            return Vec::new();
        };
        let arns = self.fields.iter().filter(|field| field.is_arn());
        let check = |field: &Field<'_>| {
            let (name, constant) = (field.name(), field.constant());
            quote!(render::check_partition(&parameters::#constant, self.#name, #partition)?;)
        };
        arns.map(check).collect()
    }

    fn methods(&self) -> TokenStream {
        let (name, elided) = (self.name(), self.elided());
        let checks = self.checks();
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

                /// The document in one line, if no value contradicts another one.
                ///
                /// # Errors
                ///
                /// If an ARN is in another partition than the policy.
                pub fn try_to_json(&self) -> Result<String, ForeignArnError> {
                    self.check()?;
                    Ok(self.to_json())
                }

                /// Compares the partitions of the values that are ARNs with that of the policy.
                ///
                /// # Errors
                ///
                /// If an ARN is in another partition than the policy.
                pub fn check(&self) -> Result<(), ForeignArnError> {
                    #(#checks)*
                    Ok(())
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

                /// The size of the document as IAM's quotas count it: its characters without white
                /// space. Nothing is rendered.
                #[must_use]
                pub fn size(&self) -> usize {
                    Render::size(self)
                }
            }
        }
    }

    fn rendering(&self) -> TokenStream {
        let (name, elided) = (self.name(), self.elided());
        let compact = render::body(self.catalog, self.policy, Layout::Compact);
        let pretty = render::body(self.catalog, self.policy, Layout::Pretty);
        let size = size::body(self.catalog, self.policy);
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

                fn size(&self) -> usize {
                    #size
                }
            }
        }
    }

    fn constant(&self) -> TokenStream {
        let Self { catalog, policy, version, .. } = self;
        let constant = self.constant_name();
        let about = doc(&format!("{} The catalog's facts about the policy.", policy.summary));
        let text = |form| {
            let pieces = layout::pieces(catalog, policy, form, Layout::Pretty);
            literal(&layout::evaluate(catalog, &pieces, &|parameter| {
                policy.texts(&catalog.parameters, parameter)
            }))
        };
        let (template, documented) = (text(PolicyForm::Maintained), text(PolicyForm::Documented));
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
        let [schedulers, commands, configurations, notes] =
            [&policy.schedulers, &policy.promise.commands, &policy.promise.configurations, &policy.notes]
                .map(|texts| list(texts));
        let beside: Vec<_> = policy.beside.iter().map(|variant| format!("{version}/{variant}")).collect();
        let (beside, denied) = (list(&beside), denied(&policy.promise));
        let path = option(policy.path.as_deref());
        let managed_policies = policy.managed_policies.iter().map(managed_policy);
        let applies_to = policy.applies_to.as_ref().unwrap_or(&self.version.applies_to);
        let acknowledged = acknowledged(&policy.acknowledged);
        let losses = policy.losses.iter().map(loss);
        let parameters = policy.parameters.iter().map(|used| {
            let parameter = ident(&names::screaming(&catalog.parameters[used.parameter].name));
            let need = ident(&format!("{:?}", used.need));
            let placeholder = option(used.placeholder.as_deref());
            quote!(PolicyParameter { parameter: &parameters::#parameter, need: Need::#need, placeholder: #placeholder })
        });
        let (fits, sizes) = (sizes::fits(policy), sizes::sizes(catalog, policy));
        let is_split = policy.is_split;
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
                path: #path,
                managed_policies: &[#(#managed_policies),*],
                applies_to: #applies_to,
                schedulers: #schedulers,
                commands: #commands,
                beside: #beside,
                configurations: #configurations,
                denied: #denied,
                notes: #notes,
                acknowledged: #acknowledged,
                losses: &[#(#losses),*],
                fits: #fits,
                split: #is_split,
                sizes: #sizes,
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
        let name = self.name();
        let fields: Vec<_> = self.fields.iter().map(|field| field.name()).collect();
        let reads = self.fields.iter().map(|field| {
            let (name, constant, ty) = (field.name(), field.constant(), field.value_type());
            let read = match (field.parameter.role, field.used.need) {
                (Role::Region, _) => quote!(reader.region(&parameters::#constant)),
                (Role::Partition, _) => quote!(reader.partition(&parameters::#constant)),
                (Role::Flag, _) => quote!(reader.flag(&parameters::#constant)),
                (Role::Value, ParameterNeed::Required) => {
                    quote!(reader.required(&parameters::#constant, #ty::new))
                }
                (Role::Value, ParameterNeed::Default | ParameterNeed::Optional) => {
                    quote!(reader.optional(&parameters::#constant, #ty::new))
                }
                (Role::Value, ParameterNeed::List) => quote!(reader.list(&parameters::#constant, #ty::new)),
            };
            quote!(let #name = #read;)
        });
        let value = if fields.is_empty() { quote!(#name) } else { quote!(#name { #(#fields: #fields?),* }) };
        let reader = if fields.is_empty() { quote!(_) } else { quote!(reader) };
        let has_list = self.fields.iter().any(|field| field.used.need == ParameterNeed::List);
        let owned = has_list.then(|| self.owned());
        let filled = if has_list { quote!(Owned { #(#fields: #fields?),* }) } else { value };
        let allowed = fields.is_empty().then(|| {
            quote!(#[allow(clippy::unnecessary_wraps, reason = "a policy with parameters can lack values")])
        });
        quote! {
            #allowed
            fn fill<'a>(#reader: &mut Reader<'_, 'a>) -> Option<Box<dyn Document + 'a>> {
                #(#reads)*
                Some(Box::new(#filled))
            }

            #owned
        }
    }

    /// The struct with the lists that it borrows, as a policy that is filled by name keeps it.
    fn owned(&self) -> TokenStream {
        let name = self.name();
        let is_list = |field: &Field<'_>| field.used.need == ParameterNeed::List;
        let fields = self.fields.iter().map(|field| {
            let (name, value_type, ty) = (field.name(), field.value_type(), field.ty());
            if is_list(field) { quote!(#name: Vec<#value_type<'a>>) } else { quote!(#name: #ty) }
        });
        let borrows = self.fields.iter().map(|field| {
            let name = field.name();
            if is_list(field) { quote!(#name: &self.#name) } else { quote!(#name: self.#name) }
        });
        quote! {
            /// The policy's struct together with the lists that it borrows.
            #[derive(Debug)]
            struct Owned<'a> {
                #(#fields),*
            }

            impl Owned<'_> {
                fn get(&self) -> #name<'_> {
                    #name { #(#borrows),* }
                }
            }

            impl Render for Owned<'_> {
                fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
                    self.get().compact(sink)
                }

                fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
                    self.get().pretty(sink)
                }

                fn size(&self) -> usize {
                    self.get().size()
                }
            }
        }
    }
}

fn managed_policy(policy: &ManagedPolicy) -> TokenStream {
    let name = literal(&policy.name);
    let (setting, unless_setting) =
        (option(policy.setting.as_deref()), option(policy.unless_setting.as_deref()));
    let not_in = list(&policy.not_in);
    quote! {
        ManagedPolicy { name: #name, setting: #setting, unless_setting: #unless_setting, not_in: #not_in }
    }
}

fn loss(loss: &Loss) -> TokenStream {
    let [actions, resources, when] = [&loss.actions, &loss.resources, &loss.when].map(|texts| list(texts));
    let [why, source] = [&loss.why, &loss.source].map(|text| literal(text));
    quote!(Loss { actions: #actions, resources: #resources, when: #when, why: #why, source: #source })
}

fn statement(catalog: &Catalog, statement: &Statement) -> TokenStream {
    let [name, why, source] = [&statement.name, &statement.why, &statement.source].map(|text| literal(text));
    let sid = option(statement.sid.as_deref());
    let effect = match statement.effect {
        Effect::Allow => quote!(Effect::Allow),
        Effect::Deny => quote!(Effect::Deny),
    };
    let (actions, resources) = (element(&statement.actions), element(&statement.resources));
    let conditions = statement.conditions.iter().map(|StatementCondition { operator, key, values }| {
        let values = element(values);
        quote!(Condition { operator: #operator, key: #key, values: #values })
    });
    let presence = presence(catalog, &statement.presence);
    let change = change(statement.change.as_ref());
    let acknowledged = acknowledged(&statement.acknowledged);
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
            acknowledged: #acknowledged,
            source: #source,
        }
    }
}

fn presence(catalog: &Catalog, presence: &[Presence]) -> TokenStream {
    let named = |id: ParameterId| catalog.parameters[id].name.as_str();
    let when =
        presence.iter().filter_map(|it| if let Presence::When(id) = *it { Some(named(id)) } else { None });
    let unless =
        presence.iter().filter_map(|it| if let Presence::Unless(id) = *it { Some(named(id)) } else { None });
    if presence.is_empty() {
        return quote!(Presence::ALWAYS);
    }
    quote!(Presence { when: &[#(#when),*], unless: &[#(#unless),*] })
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
