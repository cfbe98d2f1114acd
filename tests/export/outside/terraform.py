"""Terraform evaluates the module of each case, and has nothing to format."""

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

from .cases import ACCOUNT, Case, Exports
from .data_source import document
from .normal import differences

# The modules that one run of Terraform has: a run takes a second, and a longer one more than its share.
MODULES = 10

# The variable with the place of a case, in which the data sources of the place are not asked.
PLACE = "place_of_case"


def evaluate_modules(exports: Exports) -> tuple[str, list[str]]:
    if not shutil.which("terraform"):
        return "skipped: Terraform is not installed", []
    failures = formatted(exports.folder)
    modules = [list(cases) for _, cases in groupby(exports.cases, lambda case: case.folder)]
    groups = [modules[start : start + MODULES] for start in range(0, len(modules), MODULES)]
    roots = [exports.folder / f"terraform-{number}" for number in range(len(groups))]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failures += [failure for found in pool.map(evaluate, roots, groups) for failure in found]
    return f"Terraform evaluated {len(exports.cases)} cases", failures


def formatted(folder: Path) -> list[str]:
    result = run("fmt", "-check", "-recursive", str(folder))
    return [f"terraform fmt changes {result.stdout}{result.stderr}"] if result.returncode else []


def evaluate(root: Path, modules: list[list[Case]]) -> list[str]:
    """Evaluates modules in one run, each once for each of its cases."""
    calls, outputs = {}, {}
    for cases in modules:
        name = cases[0].folder.name
        write(root / name / "main.tf.json", evaluated(cases[0].folder))
        label = f"m{name}"
        names = {name for case in cases for name in case.variables}
        # A variable that a case does not set is null, for which Terraform takes the default.
        values = {name: f"${{try(each.value.{name}, null)}}" for name in names}
        calls[label] = {
            "source": f"./{name}",
            "for_each": f"${{jsondecode(file(\"${{path.module}}/{name}/cases.json\"))}}",
            PLACE: f"${{each.value.{PLACE}}}",
            **values,
        }
        write(root / name / "cases.json", {str(idx): variables(case) for idx, case in enumerate(cases)})
        outputs[label] = {"value": f"${{{{ for key, it in module.{label} : key => it.documents }}}}"}
    write(root / "main.tf.json", {"module": calls, "output": outputs})
    for arguments in (["init"], ["apply", "-auto-approve"]):
        result = run(f"-chdir={root}", *arguments, "-no-color", "-input=false")
        if result.returncode:
            return [f"terraform {arguments[0]}: {result.stdout}{result.stderr}"]
    found = json.loads(run(f"-chdir={root}", "output", "-json").stdout)
    return [
        failure
        for cases in modules
        for idx, case in enumerate(cases)
        for failure in compared(case, found[f"m{case.folder.name}"]["value"][str(idx)])
    ]


def run(*arguments: str) -> subprocess.CompletedProcess:
    # It asks nobody for a newer release.
    environment = {**os.environ, "CHECKPOINT_DISABLE": "1"}
    return subprocess.run(["terraform", *arguments], capture_output=True, text=True, env=environment)


def write(path: Path, value: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))


def evaluated(module: Path) -> dict:
    """A module without its provider: its variables as they are, and its documents as an output."""
    written = json.loads((module / "main.tf.json").read_text())
    documents = [
        document(body)
        for label, body in written["data"]["aws_iam_policy_document"].items()
        if not label.endswith("_trust")
    ]
    place = {name: f"${{var.{PLACE}.{name}}}" for name in ("partition", "region", "account_id")}
    place["region"] = f"${{coalesce(var.region, var.{PLACE}.region)}}"
    return {
        "variable": {**written["variable"], PLACE: {"type": "map(string)"}},
        "locals": {name: value for name, value in place.items() if name in written.get("locals", {})},
        "output": {"documents": {"value": f"${{[{', '.join(documents)}]}}"}},
    }


def variables(case: Case) -> dict:
    place = {"partition": case.partition, "region": case.region, "account_id": ACCOUNT}
    return {**case.variables, PLACE: place}


def compared(case: Case, found: list[dict]) -> list[str]:
    # The data source has `&{…}` for `${…}`.
    found = json.loads(json.dumps(found).replace("&{", "${"))
    return differences(f"{case}: terraform", [case.document], [with_conditions(it) for it in found])


def with_conditions(document: dict) -> dict:
    """A document whose statements have their conditions as a block: the expression has them as a list."""
    statements = []
    for statement in document["Statement"]:
        statement = dict(statement)
        block: dict = {}
        for condition in statement.pop("conditions"):
            block.setdefault(condition["test"], {})[condition["variable"]] = condition["values"]
        statements.append({**statement, "Condition": block} if block else statement)
    return {**document, "Statement": statements}
