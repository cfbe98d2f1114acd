//! The commands of all releases: an item for each option, value, actor, step and command, of which equal
//! ones are there once, and a list of them for each release.

use std::collections::HashMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{ident, list, literal, option};
use crate::compiler::kinds::commands::model::{
    Actor, Command, CommandOption, CommandValue, Commands, Configuration, OptionSource, Step, ValueSource,
};
use crate::compiler::kinds::versions::model::Version;
use crate::compiler::names;

/// The items of the file.
pub(super) fn items(versions: &[Version]) -> Vec<TokenStream> {
    let mut statics = Statics::default();
    let all: Vec<_> = versions
        .iter()
        .filter_map(|version| {
            let commands = commands(&mut statics, version.commands.as_ref()?);
            let name = constant(version);
            let about = super::doc(&format!("The commands of {}.", version.id));
            Some(quote! {
                #about
                pub(crate) static #name: Commands = #commands;
            })
        })
        .collect();
    let mut items = vec![quote!(
        use crate::{
            Actor, CallStep, Command, CommandOption, CommandValue, Commands, Configuration, Context, Denied,
            OptionSource, ValueSource,
        };
    )];
    items.extend(statics.items);
    items.extend(all);
    items
}

/// The constant of a version's commands.
pub(super) fn constant(version: &Version) -> Ident {
    ident(&names::screaming(&names::version_module(&version.id)))
}

/// The items that were written so far, by what they hold.
#[derive(Default)]
struct Statics {
    items: Vec<TokenStream>,
    names: HashMap<String, Ident>,
}

impl Statics {
    /// The name of an item of a type with this value.
    fn name(&mut self, ty: &str, value: &TokenStream) -> Ident {
        let key = value.to_string();
        if let Some(name) = self.names.get(&key) {
            return name.clone();
        }
        let name = ident(&format!("{}_{}", names::screaming(&kebab(ty)), self.names.len()));
        let ty = ident(ty);
        self.items.push(quote!(static #name: #ty = #value;));
        self.names.insert(key, name.clone());
        name
    }
}

/// A name of a type with `-` between its words.
fn kebab(ty: &str) -> String {
    let mut name = String::new();
    for c in ty.chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

fn commands(statics: &mut Statics, commands: &Commands) -> TokenStream {
    let (about, same_as) = (literal(&commands.about), option(commands.same_as.as_deref()));
    let mut options = Options { all: &commands.options, names: vec![None; commands.options.len()] };
    let option_names: Vec<_> =
        (0..commands.options.len()).filter_map(|idx| options.name(statics, idx)).collect();
    let values: Vec<_> = commands.values.iter().map(|it| statics.name("CommandValue", &value(it))).collect();
    let actors: Vec<_> = commands.actors.iter().map(|it| statics.name("Actor", &actor(it))).collect();
    let configurations: Vec<_> = commands
        .configurations
        .iter()
        .map(|it| statics.name("Configuration", &configuration(it, &option_names)))
        .collect();
    let all: Vec<_> = commands
        .commands
        .iter()
        .map(|it| {
            let value = command(statics, it, &option_names, &actors);
            statics.name("Command", &value)
        })
        .collect();
    quote! {
        Commands {
            about: #about,
            same_as: #same_as,
            configurations: &[#(&#configurations),*],
            options: &[#(&#option_names),*],
            values: &[#(&#values),*],
            actors: &[#(&#actors),*],
            commands: &[#(&#all),*],
        }
    }
}

/// The options of a release, each of which is written after those that it names.
struct Options<'o> {
    all: &'o [CommandOption],
    names: Vec<Option<Ident>>,
}

impl Options<'_> {
    fn name(&mut self, statics: &mut Statics, idx: usize) -> Option<Ident> {
        if let Some(Some(name)) = self.names.get(idx) {
            return Some(name.clone());
        }
        let written = self.all.get(idx)?;
        let source = match &written.source {
            OptionSource::Configuration { paths, is, lacks } => {
                let [paths, is, lacks] = [paths, is, lacks].map(|texts| list(texts));
                quote!(OptionSource::Configuration { paths: #paths, is: #is, lacks: #lacks })
            }
            OptionSource::Flag { flag, is } => {
                let (flag, is) = (literal(flag), list(is));
                quote!(OptionSource::Flag { flag: #flag, is: #is })
            }
            OptionSource::AnyOf(others) => {
                let others: Vec<_> = others.iter().filter_map(|other| self.name(statics, *other)).collect();
                quote!(OptionSource::AnyOf(&[#(&#others),*]))
            }
            OptionSource::State => quote!(OptionSource::State),
        };
        let (name, summary, assumed) =
            (literal(&written.name), literal(&written.summary), written.is_assumed);
        let value = quote! {
            CommandOption { name: #name, summary: #summary, source: #source, assumed: #assumed }
        };
        let name = statics.name("CommandOption", &value);
        *self.names.get_mut(idx)? = Some(name.clone());
        Some(name)
    }
}

fn value(value: &CommandValue) -> TokenStream {
    let [name, summary] = [&value.name, &value.summary].map(|text| literal(text));
    let otherwise = option(value.otherwise.as_deref());
    let source = match &value.source {
        ValueSource::Given => quote!(ValueSource::Given),
        ValueSource::Configuration { paths, after, until } => {
            let (paths, after, until) = (list(paths), option(after.as_deref()), option(until.as_deref()));
            quote!(ValueSource::Configuration { paths: #paths, after: #after, until: #until })
        }
        ValueSource::Flag(flag) => {
            let flag = literal(flag);
            quote!(ValueSource::Flag(#flag))
        }
        ValueSource::Text(text) => {
            let text = literal(text);
            quote!(ValueSource::Text(#text))
        }
        ValueSource::Digest { of, digits } => {
            let (of, digits) = (literal(of), Literal::usize_unsuffixed(*digits));
            quote!(ValueSource::Digest { of: #of, digits: #digits })
        }
    };
    quote!(CommandValue { name: #name, summary: #summary, source: #source, otherwise: #otherwise })
}

fn actor(actor: &Actor) -> TokenStream {
    let [name, summary] = [&actor.name, &actor.summary].map(|text| literal(text));
    let (as_user, policies) = (actor.policies.is_empty(), list(&actor.policies));
    quote!(Actor { name: #name, summary: #summary, as_user: #as_user, policies: #policies })
}

fn configuration(configuration: &Configuration, options: &[Ident]) -> TokenStream {
    let [name, summary] = [&configuration.name, &configuration.summary].map(|text| literal(text));
    let options = places(options, &configuration.options);
    quote!(Configuration { name: #name, summary: #summary, options: #options })
}

fn command(statics: &mut Statics, command: &Command, options: &[Ident], actors: &[Ident]) -> TokenStream {
    let [name, summary] = [&command.name, &command.summary].map(|text| literal(text));
    let by = actors.get(command.by);
    let [reads, not_covered] = [&command.reads, &command.not_covered].map(|text| option(text.as_deref()));
    let steps: Vec<_> =
        command.steps.iter().map(|it| statics.name("CallStep", &step(it, options, actors))).collect();
    quote! {
        Command {
            name: #name,
            summary: #summary,
            by: &#by,
            reads: #reads,
            not_covered: #not_covered,
            steps: &[#(&#steps),*],
        }
    }
}

fn step(step: &Step, options: &[Ident], actors: &[Ident]) -> TokenStream {
    let (call, evidence) = (literal(&step.call), literal(&step.evidence));
    let [actions, resources] = [&step.actions, &step.resources].map(|texts| list(texts));
    let context = step.context.iter().map(|(key, values)| {
        let (key, values) = (literal(key), list(values));
        quote!(Context { key: #key, values: #values })
    });
    let by = actors.get(step.by);
    let [when, unless] = [&step.when, &step.unless].map(|it| places(options, it));
    let denied = ident(&names::type_name(&step.denied));
    let (effect, measured) = (option(step.effect.as_deref()), step.is_measured);
    quote! {
        CallStep {
            call: #call,
            actions: #actions,
            resources: #resources,
            context: &[#(#context),*],
            by: &#by,
            when: #when,
            unless: #unless,
            denied: Denied::#denied,
            effect: #effect,
            evidence: #evidence,
            measured: #measured,
        }
    }
}

/// References to items by their places.
fn places(names: &[Ident], places: &[usize]) -> TokenStream {
    let names = places.iter().filter_map(|place| names.get(*place));
    quote!(&[#(&#names),*])
}
