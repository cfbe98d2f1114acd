"""Reads and evaluates exports with tools that others wrote, and compares them with what `render` gives.

The test `export` writes the exports of every policy, and cases: values, and the documents that they give.
Here python-hcl2 reads each module and cfn-lint each template. With --moto, moto creates a stack for each case, and
with --terraform, Terraform evaluates the module of each case. Exit code: 0 if everything agrees, 1 otherwise.
"""

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

# The account of the cases, which is moto's.
ACCOUNT = "123456789012"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        write_cases(folder)
        cases = json.loads((folder / "cases.json").read_text())
        checks = [read_modules, lint_templates, compare_layouts]
        checks += [check for option, check in FURTHER.items() if option in sys.argv[1:]]
        failures = [failure for check in checks for failure in check(folder, cases)]
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"{len(cases)} cases, {len(failures)} failures")
    return 1 if failures else 0


def write_cases(folder: Path) -> None:
    command = ["cargo", "test", "--quiet", "--workspace", "--all-features", "--test", "export"]
    environment = {**os.environ, "EXPORT_FOLDER": str(folder)}
    subprocess.run([*command, "cases_are_written"], cwd=REPOSITORY, env=environment, check=True)


def read_modules(folder: Path, cases: list[dict]) -> list[str]:
    """Reads HCL with python-hcl2, and finds the same blocks in Terraform's JSON."""
    import hcl2

    failures = []
    paths = sorted(folder.glob("*/main.tf"))
    for path in paths:
        with path.open() as file:
            module = hcl2.load(file)
        written = json.loads(path.with_suffix(".tf.json").read_text())
        for kind in ("variable", "data", "resource", "output"):
            of_hcl = {tuple(labels(block)) for block in module.get(kind, [])}
            of_json = set(paths_of(written.get(kind, {}), 2 if kind in ("data", "resource") else 1))
            if of_hcl != of_json:
                failures.append(f"{path}: {kind}: {of_hcl ^ of_json}")
    print(f"python-hcl2 read {len(paths)} modules")
    return failures


def labels(block: dict) -> list[str]:
    """The labels of a block, which python-hcl2 has as the keys of objects in each other."""
    (name, inner), = [(key, value) for key, value in block.items() if not key.startswith("__")][:1]
    name = name.strip('"')
    inner_names = [key for key in inner if not key.startswith("__")] if isinstance(inner, dict) else []
    is_labelled = len(inner_names) == 1 and isinstance(inner[inner_names[0]], dict) and name.startswith("aws_")
    return [name, inner_names[0].strip('"')] if is_labelled else [name]


def paths_of(blocks: dict, depth: int) -> list[tuple]:
    if depth == 1:
        return [(name,) for name in blocks]
    return [(name, *rest) for name, inner in blocks.items() for rest in paths_of(inner, depth - 1)]


def lint_templates(folder: Path, cases: list[dict]) -> list[str]:
    """Lints all templates: nothing may be found, not even a warning."""
    templates = sorted(map(str, folder.glob("*/template.yaml")))
    command = [Path(sys.executable).with_name("cfn-lint"), *templates]
    result = subprocess.run(command, capture_output=True, text=True)
    print(f"cfn-lint read {len(templates)} templates")
    return [result.stdout + result.stderr] if result.returncode else []


def compare_layouts(folder: Path, cases: list[dict]) -> list[str]:
    """The templates in YAML say what those in JSON say."""
    import yaml

    def same(path: Path) -> bool:
        return yaml.safe_load(path.read_text()) == json.loads(path.with_suffix(".json").read_text())

    return [f"{path} differs from its JSON" for path in folder.glob("*/template.yaml") if not same(path)]


def create_stacks(folder: Path, cases: list[dict]) -> list[str]:
    """Creates a stack for each case in moto, and reads back what it made."""
    os.environ.update(
        AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing", MOTO_IAM_LOAD_MANAGED_POLICIES="true"
    )
    for name in ("AWS_PROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        os.environ[name] = os.devnull if name != "AWS_PROFILE" else ""
    os.environ.pop("AWS_PROFILE")
    from botocore.exceptions import ClientError

    logging.getLogger("botocore").setLevel(logging.ERROR)
    failures = []
    # moto gives every stack the partition `aws`.
    cases = [case for case in cases if case["partition"] == "aws"]
    for case in cases:
        try:
            failures += create_stack(folder, case)
        except ClientError as error:
            failures.append(f"{case['id']}: moto: {error}")
    print(f"moto created {len(cases)} stacks")
    return failures


def create_stack(folder: Path, case: dict) -> list[str]:
    import boto3
    from moto import mock_aws

    template = (folder / case["folder"] / "template.json").read_text()
    rules = json.loads(template)["Parameters"]
    at = f"{case['id']} in {case['partition']}"
    for name, value in case["parameters"].items():
        pattern = rules[name].get("AllowedPattern")
        if pattern and not re.search(pattern, value):
            return [f"{at}: {name} refuses {value}"]
    parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in case["parameters"].items()]
    with mock_aws():
        session = boto3.Session(region_name=case["region"])
        session.client("cloudformation").create_stack(
            StackName="export", TemplateBody=template, Parameters=parameters, Capabilities=["CAPABILITY_NAMED_IAM"]
        )
        iam = session.client("iam")
        policies = iam.list_policies(Scope="Local")["Policies"]
        documents = [
            iam.get_policy_version(PolicyArn=it["Arn"], VersionId=it["DefaultVersionId"])["PolicyVersion"]["Document"]
            for it in policies
        ]
        failures = differences(f"{at}: moto", [case["document"]], documents)
        roles = iam.list_roles()["Roles"]
        if case["trust"] is None:
            return failures + differences(f"{at}: roles", [], roles)
        failures += differences(f"{at}: trust", [case["trust"]], [it["AssumeRolePolicyDocument"] for it in roles])
        # moto does not attach the policies of AWS that a role names: the test in Rust compares those.
        attached = iam.list_attached_role_policies(RoleName=roles[0]["RoleName"])["AttachedPolicies"]
        failures += differences(f"{at}: attached", [it["Arn"] for it in policies], [it["PolicyArn"] for it in attached])
        profiles = iam.list_instance_profiles()["InstanceProfiles"]
        is_of_instances = "ec2" in json.dumps(case["trust"])
        failures += differences(f"{at}: profiles", int(is_of_instances), len(profiles))
    return failures


def evaluate_modules(folder: Path, cases: list[dict]) -> list[str]:
    """Lets Terraform evaluate the documents of each case."""
    if not shutil.which("terraform"):
        print("skipped: Terraform is not installed")
        return []
    modules = sorted(path.parent for path in folder.glob("*/main.tf"))
    fmt = subprocess.run(["terraform", "fmt", "-check", "-recursive", folder], capture_output=True, text=True)
    failures = [f"terraform fmt changes {fmt.stdout}"] if fmt.returncode else []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failures += [it for found in pool.map(lambda path: evaluate_module(path, cases), modules) for it in found]
    print(f"Terraform evaluated {len(cases)} cases")
    return failures


def evaluate_module(module: Path, cases: list[dict]) -> list[str]:
    """Evaluates a module without its provider: data sources of documents become local values."""
    written = json.loads((module / "main.tf.json").read_text())
    documents = {
        label: body
        for label, body in written["data"]["aws_iam_policy_document"].items()
        if not label.endswith("_trust")
    }
    folder = module / "evaluated"
    folder.mkdir()
    failures = []
    for case in (it for it in cases if it["folder"] == module.name):
        place = {"partition": case["partition"], "region": case["region"], "account_id": ACCOUNT}
        used = written.get("locals", {})
        values = {key: f"${{coalesce(var.region, {json.dumps(value)})}}" if key == "region" else value for key, value in place.items()}
        text = {
            "variable": written["variable"],
            "locals": {key: value for key, value in values.items() if key in used},
            "output": {"documents": {"value": "${[" + ", ".join(map(document, documents.values())) + "]}"}},
        }
        (folder / "main.tf.json").write_text(json.dumps(text))
        (folder / "terraform.tfvars.json").write_text(json.dumps(case["variables"]))
        run = lambda *arguments: subprocess.run(
            ["terraform", f"-chdir={folder}", *arguments], capture_output=True, text=True
        )
        applied = run("apply", "-auto-approve", "-no-color", "-input=false")
        if applied.returncode:
            failures.append(f"{case['id']}: terraform: {applied.stdout}{applied.stderr}")
            continue
        found = json.loads(run("output", "-json", "documents").stdout)
        found = json.loads(json.dumps(found).replace("&{", "${"))
        failures += differences(f"{case['id']}: terraform", [case["document"]], found)
    return failures


def document(body: dict) -> str:
    """The expression of a document, from the blocks of its data source."""
    parts = [f"[{statement(it)}]" for it in blocks(body, "statement")]
    parts += [f"[for _ in {expression(it['for_each'])} : {statement(it['content'])}]" for it in dynamic(body, "statement")]
    return f'{{ Version = "2012-10-17", Statement = concat({", ".join(parts)}) }}'


def statement(body: dict) -> str:
    names = {
        "sid": "Sid", "effect": "Effect", "actions": "Action", "not_actions": "NotAction",
        "resources": "Resource", "not_resources": "NotResource",
    }
    members = [f"{names[key]} = {expression(value)}" for key, value in body.items() if key in names]
    conditions = [f"[{condition(it)}]" for it in blocks(body, "condition")]
    conditions += [f"[for _ in {expression(it['for_each'])} : {condition(it['content'])}]" for it in dynamic(body, "condition")]
    members.append(f"conditions = concat([], {', '.join(conditions)})" if conditions else "conditions = []")
    return f"{{ {', '.join(members)} }}"


def condition(body: dict) -> str:
    return f"{{ test = {expression(body['test'])}, variable = {expression(body['variable'])}, values = {expression(body['values'])} }}"


def blocks(body: dict, kind: str) -> list[dict]:
    found = body.get(kind, [])
    return found if isinstance(found, list) else [found]


def dynamic(body: dict, kind: str) -> list[dict]:
    return blocks(body.get("dynamic", {}), kind)


def expression(value) -> str:
    """A value of Terraform's JSON as an expression."""
    if isinstance(value, list):
        return "[" + ", ".join(map(expression, value)) + "]"
    if value.startswith("${") and value.endswith("}") and value.count("${") == 1:
        return value[2:-1]
    if value.startswith("${") and is_one_expression(value):
        return value[2:-1]
    return json.dumps(value)


def is_one_expression(value: str) -> bool:
    """True if the first `${` ends with the value."""
    depth = 0
    for at, c in enumerate(value):
        depth += {"{": 1, "}": -1}.get(c, 0)
        if depth == 0 and at > 0 and c == "}":
            return at == len(value) - 1
    return False


def differences(at: str, expected, found) -> list[str]:
    expected, found = normal(expected), normal(found)
    return [] if expected == found else [f"{at}:\n  expected {json.dumps(expected)}\n  found    {json.dumps(found)}"]


def normal(value, key: str = ""):
    """A form in which two documents that mean the same are the same: lists sorted, with each value once, and lists
    of one value as a string, as the provider of Terraform writes them. Conditions of Terraform are put together."""
    if isinstance(value, dict):
        if "conditions" in value:
            value = dict(value)
            block: dict = {}
            for it in value.pop("conditions"):
                block.setdefault(it["test"], {})[it["variable"]] = it["values"]
            if block:
                value["Condition"] = block
        return {key: normal(it, key) for key, it in sorted(value.items())}
    if isinstance(value, list):
        # moto leaves `null` where AWS CloudFormation leaves out `AWS::NoValue`.
        value = [it for it in value if it is not None]
    if isinstance(value, list) and value and all(isinstance(it, str) for it in value):
        values = sorted(set(value))
        return values[0] if len(values) == 1 else values
    if isinstance(value, list):
        return sorted((normal(it) for it in value), key=json.dumps)
    return value


# What is asked for by name: moto leaves a null in place of each value that a template leaves out, and refuses some
# documents for it, and Terraform is on few machines.
FURTHER = {"--moto": create_stacks, "--terraform": evaluate_modules}

if __name__ == "__main__":
    sys.exit(main())
