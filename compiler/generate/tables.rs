//! The file that includes the others: versions as modules, and the tables of everything.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{acknowledged, doc, ident, list, literal, option};
use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::releases::model::Release;
use crate::compiler::kinds::settings::model::Setting;
use crate::compiler::kinds::versions::model::Version;
use crate::compiler::names;
use crate::compiler::needs::{COMMANDS, FACTS};
use crate::compiler::shared::release::ReleaseNumber;

/// The items of the file.
pub(super) fn items(catalog: &Catalog) -> Vec<TokenStream> {
    let mut items = Vec::new();
    if FACTS {
        items.push(services());
    }
    if COMMANDS {
        items.push(commands());
    }
    items.extend(catalog.versions.iter().map(|version| self::version(catalog, version)));
    items.extend(catalog.off.iter().map(|id| off(id)));
    items.push(all(catalog));
    items.push(releases(&catalog.releases));
    items
}

/// A version whose feature is off, so that an error about its module names the feature.
fn off(id: &str) -> TokenStream {
    let feature = names::version_module(id);
    let module = ident(&feature);
    quote! {
        #[cfg(feature = #feature)]
        pub mod #module {}
    }
}

/// The services with their facts, which are a file of their own.
fn services() -> TokenStream {
    quote! {
        #[allow(unused_imports, reason = "few services have something of everything")]
        mod services {
            include!(concat!(env!("OUT_DIR"), "/services.rs"));
        }
        pub(crate) use services::POOL;
        pub use services::{CORRECTIONS, SERVICES};
    }
}

/// The commands of all versions, which are a file of their own.
fn commands() -> TokenStream {
    quote! {
        #[cfg(feature = "evaluate")]
        #[allow(unused_imports, reason = "few releases have something of everything")]
        mod commands {
            include!(concat!(env!("OUT_DIR"), "/commands.rs"));
        }
    }
}

/// The field of a version's commands, which a build without them does not have.
#[cfg(feature = "evaluate")]
fn commands_of(version: &Version) -> TokenStream {
    let commands = match version.commands {
        Some(_) => {
            let name = super::commands::constant(version);
            quote!(Some(&super::commands::#name))
        }
        None => quote!(None),
    };
    quote!(#[cfg(feature = "evaluate")] commands: #commands,)
}

#[cfg(not(feature = "evaluate"))]
fn commands_of(_: &Version) -> TokenStream {
    TokenStream::new()
}

/// A version's module: the items of its policies' files, and the version itself.
fn version(catalog: &Catalog, version: &Version) -> TokenStream {
    let feature = names::version_module(&version.id);
    let module = ident(&feature);
    let about = doc(&format!(
        "{}\n\nStated by [{}]({}) of {}, for releases {}.",
        version.summary, version.source.title, version.source.url, version.source.date, version.applies_to
    ));
    let policies = version.policies.iter().map(|policy| {
        let module = ident(&names::snake(&policy.variant));
        let path = format!("/{}", super::path(version, &policy.variant));
        let (name, constant) =
            (ident(&names::type_name(&policy.variant)), ident(&names::screaming(&policy.variant)));
        quote! {
            mod #module {
                include!(concat!(env!("OUT_DIR"), #path));
            }
            pub use #module::{#constant, #name};
        }
    });
    let bundles: Vec<_> =
        version.bundles.iter().map(|bundle| ident(&names::screaming(&bundle.name))).collect();
    let bundle_types = version.bundles.iter().map(|bundle| ident(&names::type_name(&bundle.name)));
    let bundle_module = (!bundles.is_empty()).then(|| {
        let path = format!("/{}", super::path(version, "bundles"));
        quote! {
            mod bundles {
                include!(concat!(env!("OUT_DIR"), #path));
            }
            pub use bundles::{#(#bundles, #bundle_types),*};
        }
    });
    let constants: Vec<_> =
        version.policies.iter().map(|policy| ident(&names::screaming(&policy.variant))).collect();
    let [id, product, release, applies_to, summary] =
        [&version.id, &version.product, &version.release, &version.applies_to, &version.summary]
            .map(|text| literal(text));
    let source = source(version);
    let stack_name = option(version.stack_name.as_ref().map(|stack_name| stack_name.text.as_str()));
    let guide = version.guide.iter().map(|(heading, text)| {
        let (heading, text) = (literal(heading), literal(text));
        quote!(crate::Section { heading: #heading, text: #text })
    });
    let replaces = version.replaces.iter().map(|(earlier, now)| {
        let (earlier, now) = (literal(earlier), list(now));
        quote!(crate::Replacement { earlier: #earlier, now: #now })
    });
    let acknowledged = acknowledged(&version.acknowledged);
    let acknowledgement = (!version.acknowledged.is_empty()).then(|| {
        quote!(
            use crate::Acknowledgement;
        )
    });
    let stack_name_function = version.stack_name.as_ref().map(|stack_name| {
        let (prefix, suffix) = (&stack_name.prefix, &stack_name.suffix);
        let about = doc(&format!("The name of the stack of a cluster: `{}`.", stack_name.text));
        let parts = [quote!(#prefix), quote!(cluster_name), quote!(#suffix)];
        let parts = parts
            .iter()
            .zip([prefix.is_empty(), false, suffix.is_empty()])
            .filter(|(_, is_empty)| !is_empty)
            .map(|(part, _)| part);
        quote! {
            #about
            #[must_use]
            pub fn stack_name(cluster_name: &str) -> String {
                [#(#parts),*].concat()
            }
        }
    });
    let settings = version.settings.iter().map(|setting| self::setting(catalog, version, setting));
    let commands = commands_of(version);
    quote! {
        #[cfg(feature = #feature)]
        #about
        pub mod #module {
            #acknowledgement
            #(#policies)*
            #bundle_module

            #stack_name_function

            /// The catalog's facts about the version.
            pub static VERSION: crate::Version = crate::Version {
                id: #id,
                product: #product,
                release: #release,
                applies_to: #applies_to,
                summary: #summary,
                source: #source,
                stack_name: #stack_name,
                replaces: &[#(#replaces),*],
                guide: &[#(#guide),*],
                acknowledged: #acknowledged,
                policies: POLICIES,
                bundles: &[#(&#bundles),*],
                settings: &[#(#settings),*],
                #commands
            };

            /// The version's policies, sorted by id.
            pub static POLICIES: &[&crate::Policy] = &[#(&#constants),*];
        }
    }
}

/// The page that documents a version's policies.
fn source(version: &Version) -> TokenStream {
    let [title, url, date] =
        [&version.source.title, &version.source.url, &version.source.date].map(|text| literal(text));
    let commit = option(version.source.commit.as_deref());
    quote!(crate::Source { title: #title, url: #url, commit: #commit, date: #date })
}

/// The releases of the product, which a build has whatever its features are: an answer needs all of them.
fn releases(releases: &[Release]) -> TokenStream {
    let releases = releases.iter().map(|release| {
        let ReleaseNumber { major, minor, patch } = release.number;
        let [major, minor, patch] = [major, minor, patch].map(Literal::u32_unsuffixed);
        let date = option(release.date.as_deref());
        let changes = release.changes.iter().map(|change| {
            let (policies, text, source) =
                (list(&change.policies), literal(&change.text), literal(&change.source));
            let need = match change.need.as_deref() {
                Some(need) => {
                    let need = ident(&names::type_name(need));
                    quote!(Some(crate::ChangedNeed::#need))
                }
                None => quote!(None),
            };
            quote! {
                crate::ReleaseChange { policies: #policies, need: #need, text: #text, source: #source }
            }
        });
        quote! {
            crate::Release {
                number: crate::ReleaseNumber { major: #major, minor: #minor, patch: #patch },
                date: #date,
                changes: &[#(#changes),*],
            }
        }
    });
    quote! {
        /// The releases of the product, the oldest first.
        pub static RELEASES: &[crate::Release] = &[#(#releases),*];
    }
}

fn setting(catalog: &Catalog, version: &Version, setting: &Setting) -> TokenStream {
    let [name, summary] = [&setting.name, &setting.summary].map(|text| literal(text));
    let policies =
        setting.policies.iter().map(|idx| ident(&names::screaming(&version.policies[*idx].variant)));
    let parameters =
        setting.parameters.iter().map(|id| ident(&names::screaming(&catalog.parameters[*id].name)));
    let (managed_policies, note) = (list(&setting.managed_policies), option(setting.note.as_deref()));
    quote! {
        crate::Setting {
            name: #name,
            summary: #summary,
            policies: &[#(&#policies),*],
            parameters: &[#(&crate::values::parameters::#parameters),*],
            managed_policies: #managed_policies,
            note: #note,
        }
    }
}

fn all(catalog: &Catalog) -> TokenStream {
    let versions = catalog.versions.iter().map(|version| {
        let feature = names::version_module(&version.id);
        let module = ident(&feature);
        quote!(#[cfg(feature = #feature)] &#module::VERSION)
    });
    let policies = catalog.versions.iter().flat_map(|version| {
        let feature = names::version_module(&version.id);
        version.policies.iter().map(move |policy| {
            let (module, constant) = (ident(&feature), ident(&names::screaming(&policy.variant)));
            quote!(#[cfg(feature = #feature)] &#module::#constant)
        })
    });
    quote! {
        /// The versions that are compiled in, sorted by id.
        pub static VERSIONS: &[&crate::Version] = &[#(#versions),*];
        /// The policies of all versions that are compiled in, sorted by id.
        pub static POLICIES: &[&crate::Policy] = &[#(#policies),*];
    }
}
