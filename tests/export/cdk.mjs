// Compiles the constructs of `render --format cdk` as strict TypeScript, makes a stack of every case, and compares its
// documents, roles and profiles with those of the case.
//
// Usage: node cdk.mjs FOLDER, a folder with `node_modules`, which have aws-cdk-lib, constructs and typescript, and
// with `exports`, which the test `cases_are_written` wrote. Exit code: 0 if everything agrees, 1 otherwise.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const folder = resolve(process.argv[2]);
const require = createRequire(join(folder, "index.js"));
const ACCOUNT = "123456789012";
const WRONG = 'no "value"';

const cases = JSON.parse(readFileSync(join(folder, "exports", "cases.json"), "utf8"));

function main() {
  compile();
  const { App, Stack } = require("aws-cdk-lib");
  const app = new App({ outdir: join(folder, "out"), analyticsReporting: false });
  const makers = require(join(folder, "js", "cases.js"));
  const failures = [];
  const stacks = [];
  for (const [idx, it] of cases.entries()) {
    // A stack that knows its account and region, and one that is for any.
    const places = { known: { account: ACCOUNT, region: it.region }, open: undefined };
    for (const [name, env] of Object.entries(places)) {
      const stack = new Stack(app, `case-${idx}-${name}`, { env });
      makers.cases[idx](stack);
      stacks.push([stack.stackName, it]);
    }
    if (makers.wrong[idx] !== undefined) {
      const refused = new RegExp(`^Error: ${makers.wrong[idx].name}: expected .*"no .*value`);
      attempt(failures, it.id, () =>
        assert.throws(() => makers.wrong[idx].make(new Stack(new App(), "wrong")), refused),
      );
    }
  }
  const assembly = app.synth();
  for (const [name, it] of stacks) {
    const { template } = assembly.getStackByName(name);
    attempt(failures, `${it.id}: ${name}`, () => compare(it, resolved(template, template, it)));
  }
  failures.forEach((failure) => console.error(failure));
  console.log(`the AWS CDK made ${stacks.length} stacks of ${cases.length} cases, ${failures.length} failures`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

function attempt(failures, at, check) {
  try {
    check();
  } catch (error) {
    failures.push(`${at}: ${error.message}`);
  }
}

/** Compiles the constructs with the cases, so that the types are those of the values. */
function compile() {
  const exports = join(folder, "exports");
  const names = readdirSync(exports, { withFileTypes: true }).filter((it) => it.isDirectory()).map((it) => it.name);
  const imports = names.map((name, idx) => `import * as m${idx} from "./${name}/constructs";`);
  const make = (it, props) => {
    const source = readFileSync(join(exports, it.folder, "constructs.ts"), "utf8");
    const [, name] = /^export class (\w+)/m.exec(source);
    const values = Object.keys(props).length > 0 ? `, ${JSON.stringify(props)}` : "";
    return `(scope: Construct) => new m${names.indexOf(it.folder)}.${name}(scope, "Policy"${values})`;
  };
  const wrong = (it) => {
    const props = propsOf(it);
    const name = Object.keys(props).find((name) => typeof props[name] !== "boolean");
    if (name === undefined) return "undefined";
    const value = Array.isArray(props[name]) ? [WRONG] : WRONG;
    return `{ name: "${name}", make: ${make(it, { ...props, [name]: value })} }`;
  };
  const text = [
    'import { Construct } from "constructs";',
    ...imports,
    `export const cases = [\n${cases.map((it) => make(it, propsOf(it))).join(",\n")},\n];`,
    `export const wrong = [\n${cases.map(wrong).join(",\n")},\n];`,
  ];
  writeFileSync(join(exports, "cases.ts"), text.join("\n"));
  const options = ["--strict", "--noUnusedLocals", "--noUnusedParameters", "--skipLibCheck"];
  const target = ["--target", "es2022", "--module", "commonjs", "--moduleResolution", "node"];
  const compiler = join(folder, "node_modules", "typescript", "bin", "tsc");
  const output = ["--rootDir", exports, "--outDir", join(folder, "js"), join(exports, "cases.ts")];
  const result = spawnSync(process.execPath, [compiler, ...options, ...target, ...output], { encoding: "utf8" });
  assert.equal(result.status, 0, `tsc: ${result.stdout}${result.stderr}`);
  console.log(`tsc accepted ${names.length} modules`);
}

/** The values of a case by the names of the props. */
function propsOf(it) {
  const camel = (name) => name.replace(/_(.)/g, (_, c) => c.toUpperCase());
  return Object.fromEntries(Object.entries(it.variables).map(([name, value]) => [camel(name), value]));
}

/** A template, or a part of it, with the functions that the AWS CDK writes evaluated. */
function resolved(value, template, it) {
  if (Array.isArray(value)) return value.map((part) => resolved(part, template, it));
  if (value === null || typeof value !== "object") return value;
  const pseudo = { "AWS::Partition": it.partition, "AWS::Region": it.region, "AWS::AccountId": ACCOUNT };
  if (value.Ref in pseudo) return pseudo[value.Ref];
  if ("Fn::Join" in value) {
    const [separator, parts] = value["Fn::Join"];
    return resolved(parts, template, it).join(separator);
  }
  if ("Fn::FindInMap" in value) {
    const [map, key, member] = resolved(value["Fn::FindInMap"], template, it);
    return template.Mappings[map][key][member];
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolved(part, template, it)]));
}

function compare(it, template) {
  const resources = Object.entries(template.Resources);
  const of = (type) => resources.filter(([, resource]) => resource.Type === `AWS::IAM::${type}`);
  const [[, policy], ...others] = of("ManagedPolicy");
  assert.deepEqual(others, []);
  assert.deepEqual(normal(policy.Properties.PolicyDocument), normal(it.document));
  const roles = of("Role");
  const trust = it.trust === null ? [] : [it.trust];
  assert.deepEqual(roles.map(([, role]) => normal(role.Properties.AssumeRolePolicyDocument)), normal(trust));
  const refs = roles.map(([id]) => ({ Ref: id }));
  assert.deepEqual(policy.Properties.Roles ?? [], refs);
  const profiles = JSON.stringify(it.trust).includes('"ec2.') ? [refs] : [];
  assert.deepEqual(of("InstanceProfile").map(([, profile]) => profile.Properties.Roles), profiles);
}

/** A document in which lists of strings are sorted, and one string is no list. */
function normal(value) {
  if (Array.isArray(value)) {
    if (!value.every((it) => typeof it === "string")) return value.map(normal);
    const values = [...new Set(value)].sort();
    return values.length === 1 ? values[0] : values;
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, normal(it)]));
}

main();
