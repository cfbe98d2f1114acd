//! Modules of Terraform, evaluated: variables and local values, dynamic blocks, and documents as the provider
//! makes them.

use hcl::eval::{Context, Evaluate, FuncArgs, FuncDef, ParamType};
use hcl::{Attribute, Block, Body, Map, Value};
use pcluster_iam::{ParameterRole, Partition};
use regex::Regex;
use serde_json::json;

use crate::normal::normal;
use crate::values::Chosen;

pub(crate) struct Module {
    body: Body,
}

/// A module with values.
pub(crate) struct Evaluated<'m> {
    module: &'m Module,
    context: Context<'static>,
    /// The names of the variables whose values their rules refuse.
    pub(crate) refused: Vec<String>,
}

fn labels(block: &Block) -> Vec<&str> {
    block.labels.iter().map(hcl::BlockLabel::as_str).collect()
}

fn attribute<'b>(body: &'b Body, key: &str) -> Option<&'b Attribute> {
    body.attributes().find(|it| it.key() == key)
}

impl Module {
    pub(crate) fn read(hcl: &str) -> Self {
        Self { body: hcl::parse(hcl).expect("HCL") }
    }

    pub(crate) fn blocks(&self, kind: &str) -> impl Iterator<Item = &Block> {
        self.body.blocks().filter(move |it| it.identifier() == kind)
    }

    /// The blocks of a data source or a resource, with their labels.
    pub(crate) fn all(&self, kind: &str, of: &str) -> Vec<(&str, &Body)> {
        let blocks = self.blocks(kind).filter(|block| labels(block)[0] == of);
        blocks.map(|block| (labels(block)[1], block.body())).collect()
    }

    pub(crate) fn evaluate(&self, chosen: &Chosen) -> Evaluated<'_> {
        let mut context = Context::new();
        functions(&mut context);
        let variables: Map<String, Value> = self
            .blocks("variable")
            .map(|block| (labels(block)[0].to_owned(), Self::chosen_value(block, chosen, &context)))
            .collect();
        context.declare_var("var", Value::Object(variables));
        let partition = Partition::new(chosen.partition.expect("a partition")).expect("a partition");
        let region = chosen.one(ParameterRole::Region).unwrap_or(partition.regions[0]);
        let account = chosen.one(ParameterRole::AccountId).unwrap_or("000000000000");
        context.declare_var(
            "data",
            value(&json!({
                "aws_partition": { "current": { "partition": partition.id } },
                "aws_region": { "current": { "region": region } },
                "aws_caller_identity": { "current": { "account_id": account } },
            })),
        );
        let locals: Map<String, Value> = self
            .blocks("locals")
            .flat_map(|block| block.body().attributes())
            .map(|it| (it.key().to_owned(), it.expr().evaluate(&context).expect("a value")))
            .collect();
        context.declare_var("local", Value::Object(locals));
        let is_refused = |block: &&Block| {
            let rules = block.body().blocks().filter(|it| it.identifier() == "validation");
            let tests = rules.map(|rule| attribute(rule.body(), "condition").expect("a condition").expr());
            tests.map(|it| it.evaluate(&context).expect("a value")).any(|it| it != Value::Bool(true))
        };
        let refused = self.blocks("variable").filter(is_refused).map(|it| labels(it)[0].to_owned()).collect();
        Evaluated { module: self, context, refused }
    }

    /// The value of a variable: the one that is chosen, or its default.
    fn chosen_value(block: &Block, chosen: &Chosen, context: &Context<'_>) -> Value {
        let name = labels(block)[0];
        let kind = attribute(block.body(), "type").expect("a type").expr().to_string();
        if name == "region" && chosen.is_all_regions {
            return Value::from("*");
        }
        match chosen.values.get(name.replace('_', "-").as_str()) {
            Some(values) if kind.starts_with("list") || kind.starts_with("set") => values.clone().into(),
            Some(values) if kind == "bool" => Value::Bool(values[0] == "true"),
            Some(values) => Value::from(values[0].as_str()),
            None => match attribute(block.body(), "default") {
                Some(default) => default.expr().evaluate(context).expect("a value"),
                None => panic!("`{name}` has no value and no default"),
            },
        }
    }
}

impl Evaluated<'_> {
    pub(crate) fn expression(&self, body: &Body, key: &str) -> Option<serde_json::Value> {
        let value = attribute(body, key)?
            .expr()
            .evaluate(&self.context)
            .unwrap_or_else(|error| panic!("{key}: {error}"));
        Some(serde_json::to_value(value).expect("JSON"))
    }

    /// The documents of a policy's data sources, without trust policies.
    pub(crate) fn documents(&self) -> Vec<serde_json::Value> {
        let all = self.module.all("data", "aws_iam_policy_document");
        all.iter()
            .filter(|(label, _)| !label.ends_with("_trust"))
            .map(|(_, body)| self.document(body))
            .collect()
    }

    /// A document as the provider makes it: `&{` becomes `${`, and conditions of one operator are together.
    pub(crate) fn document(&self, body: &Body) -> serde_json::Value {
        let statements: Vec<_> =
            self.expanded(body, "statement").iter().map(|it| self.statement(it)).collect();
        let text = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
        normal(&serde_json::from_str(&text.replace("&{", "${")).expect("JSON"))
    }

    /// The blocks of a kind, with dynamic ones where they exist.
    fn expanded<'b>(&self, body: &'b Body, kind: &str) -> Vec<&'b Body> {
        let mut found = Vec::new();
        for block in body.blocks() {
            if block.identifier() == kind {
                found.push(block.body());
            } else if block.identifier() == "dynamic" && labels(block) == [kind] {
                let times = self.expression(block.body(), "for_each").expect("for_each");
                let content = block.body().blocks().find(|it| it.identifier() == "content").expect("content");
                found.extend(times.as_array().expect("a list").iter().map(|_| content.body()));
            }
        }
        found
    }

    fn statement(&self, body: &Body) -> serde_json::Value {
        let mut statement = serde_json::Map::new();
        let elements = [
            ("sid", "Sid"),
            ("effect", "Effect"),
            ("actions", "Action"),
            ("not_actions", "NotAction"),
            ("resources", "Resource"),
            ("not_resources", "NotResource"),
        ];
        for (key, element) in elements {
            statement.extend(self.expression(body, key).map(|value| (element.to_owned(), value)));
        }
        let principals = self.expanded(body, "principals");
        if !principals.is_empty() {
            let of = |it: &&Body| {
                let kind = self.expression(it, "type").expect("a type");
                (
                    kind.as_str().expect("a string").to_owned(),
                    self.expression(it, "identifiers").expect("identifiers"),
                )
            };
            statement.insert(
                "Principal".to_owned(),
                serde_json::Value::Object(principals.iter().map(of).collect()),
            );
            statement.insert("Effect".to_owned(), json!("Allow"));
        }
        let mut block = serde_json::Map::new();
        for condition in self.expanded(body, "condition") {
            let text = |key| {
                self.expression(condition, key).expect("a value").as_str().expect("a string").to_owned()
            };
            let keys = block.entry(text("test")).or_insert_with(|| json!({}));
            keys[text("variable")] = self.expression(condition, "values").expect("values");
        }
        if !block.is_empty() {
            statement.insert("Condition".to_owned(), serde_json::Value::Object(block));
        }
        serde_json::Value::Object(statement)
    }
}

fn value(json: &serde_json::Value) -> Value {
    serde_json::from_value(json.clone()).expect("a value")
}

/// The functions of Terraform that modules call.
fn functions(context: &mut Context<'_>) {
    let mut any = |name: &str, function: fn(FuncArgs) -> Result<Value, String>| {
        context.declare_func(name, FuncDef::builder().variadic_param(ParamType::Any).build(function));
    };
    any("concat", |args| Ok(args.variadic_args().flat_map(list).collect::<Vec<_>>().into()));
    any("coalescelist", |args| {
        Ok(args.variadic_args().map(list).find(|it| !it.is_empty()).unwrap_or_default().into())
    });
    any("coalesce", |args| Ok(args.variadic_args().find(|it| !it.is_null()).cloned().unwrap_or(Value::Null)));
    any("length", |args| Ok(args.variadic_args().map(|it| list(it).len()).sum::<usize>().into()));
    any("toset", |args| Ok(args.variadic_args().flat_map(list).collect::<Vec<_>>().into()));
    any("alltrue", |args| Ok(args.variadic_args().flat_map(list).all(|it| it == Value::Bool(true)).into()));
    any("contains", |args| {
        let args = args.into_values();
        Ok(list(&args[0]).contains(&args[1]).into())
    });
    any("keys", |args| {
        let args = args.into_values();
        Ok(args[0].as_object().expect("an object").keys().cloned().collect::<Vec<_>>().into())
    });
    any("lookup", |args| {
        let args = args.into_values();
        let (map, key) = (args[0].as_object().expect("an object"), args[1].as_str().expect("a string"));
        Ok(map.get(key).unwrap_or(&args[2]).clone())
    });
    // In place of an error, which would end the evaluation.
    any("regex", |args| {
        let args = args.into_values();
        let (pattern, Some(text)) = (args[0].as_str().expect("a pattern"), args[1].as_str()) else {
            return Ok(Value::Null);
        };
        let is_match = Regex::new(pattern).expect("a pattern").is_match(text);
        Ok(if is_match { Value::from(text) } else { Value::Null })
    });
    any("can", |args| Ok(args.variadic_args().all(|it| !it.is_null()).into()));
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}
