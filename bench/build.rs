//! Writes what a person would write by hand for the one policy: a chain of `push_str` of exact
//! capacity, and a template. Both are the rendered document, cut where the values stand.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use pcluster_iam::{AccountId, Region, RoleName, RoleNamePattern, v2_9};

/// Texts that stand nowhere else in the document, and the variables that they stand for.
const VALUES: [(&str, &str); 4] = [
    ("eu-marker-77", "region"),
    ("777777777777", "account_id"),
    ("MARKER-ROLE", "ec2_role"),
    ("MARKER-*", "cluster_roles"),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let policy = v2_9::User {
        region: Region::new("eu-marker-77").expect("a region"),
        account_id: AccountId::new("777777777777").expect("an account"),
        ec2_role: Some(RoleName::new("MARKER-ROLE").expect("a role")),
        cluster_roles: Some(RoleNamePattern::new("MARKER-*").expect("a pattern")),
    };
    let folder = env::var("OUT_DIR").expect("cargo sets it");
    let mut chains = String::new();
    for (name, text) in [("compact", policy.to_json()), ("pretty", policy.to_json_pretty())] {
        let pieces = pieces(&text);
        fs::write(Path::new(&folder).join(format!("{name}.stpl")), template(&pieces)).expect("written");
        chains.push_str(&chain(name, &pieces));
    }
    fs::write(Path::new(&folder).join("chain.rs"), chains).expect("written");
}

enum Piece<'t> {
    Text(&'t str),
    Value(&'static str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        let partition = rest.find("arn:aws:").map(|at| (at + 4, "aws", "partition"));
        let next = VALUES
            .iter()
            .filter_map(|(marker, name)| rest.find(marker).map(|at| (at, *marker, *name)))
            .chain(partition)
            .min_by_key(|(at, ..)| *at);
        let Some((at, marker, name)) = next else {
            pieces.push(Piece::Text(rest));
            return pieces;
        };
        pieces.push(Piece::Text(&rest[..at]));
        pieces.push(Piece::Value(name));
        rest = &rest[at + marker.len()..];
    }
}

fn chain(name: &str, pieces: &[Piece<'_>]) -> String {
    let literal: usize =
        pieces.iter().map(|piece| if let Piece::Text(text) = piece { text.len() } else { 0 }).sum();
    let mut code = format!("pub fn {name}(v: &Values<'_>) -> String {{\n    let capacity = {literal}");
    let mut body = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => writeln!(body, "    text.push_str(r#\"{text}\"#);").expect("a string"),
            Piece::Value(name) => {
                write!(code, " + v.{name}.len()").expect("a string");
                writeln!(body, "    text.push_str(v.{name});").expect("a string");
            }
        }
    }
    write!(code, ";\n    let mut text = String::with_capacity(capacity);\n{body}    text\n}}\n")
        .expect("a string");
    code
}

fn template(pieces: &[Piece<'_>]) -> String {
    let mut template = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => template.push_str(text),
            Piece::Value(name) => write!(template, "<%- self.v.{name} %>").expect("a string"),
        }
    }
    template
}
