"""Runs the steps of the GitHub Action and the hooks of pre-commit, as far as that goes without GitHub.

Usage: run.py PROGRAM, the built `pcluster-iam`; the packages are those of requirements.txt.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ACTION = ROOT / ".github/actions/pcluster-iam"
VALUES = 'region = "eu-west-1"\naccount-id = "123456789012"\ncluster-name = "demo"\n'


def evaluated(text, context):
    """A text with the values of its expressions, of which the action uses names alone."""
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: context[match[1]], text)


def holds(condition, context):
    """A condition of comparisons with texts, joined by `&&`."""
    for part in condition.split(" && "):
        name, operator, text = re.fullmatch(r"([\w.-]+) (==|!=) '(.*)'", part).groups()
        if (context[name] == text) != (operator == "=="):
            return False
    return True


def run_action(action, inputs, folder, path):
    """Runs the steps as a runner does: each in a shell of its own, until one fails."""
    unknown = set(inputs) - set(action["inputs"])
    assert not unknown, f"the action has no input {unknown}"
    context = {"github.action_path": str(ACTION)}
    for name, declared in action["inputs"].items():
        context[f"inputs.{name}"] = str(inputs.get(name, declared["default"]))
    printed = ""
    for step in action["runs"]["steps"]:
        if "if" in step and not holds(step["if"], context):
            continue
        given = {name: evaluated(text, context) for name, text in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=folder, env={**os.environ, "PATH": path, **given}, capture_output=True, text=True,
        )
        printed += done.stdout + done.stderr
        if done.returncode != 0:
            return done.returncode, printed
    return 0, printed


def fresh(folder):
    shutil.copytree(HERE / "policies", folder / "policies")
    (folder / "values.toml").write_text(VALUES)


def test_action(path):
    action = yaml.safe_load((ACTION / "action.yml").read_text())
    for case in yaml.safe_load((HERE / "cases.yaml").read_text()):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            fresh(folder)
            for inputs in case.get("before", []):
                code, printed = run_action(action, inputs, folder, path)
                assert code == 0, f"{case['name']}: {printed}"
            code, printed = run_action(action, case["inputs"], folder, path)
            assert code == case["code"], f"{case['name']}: {code}\n{printed}"
            for text in case.get("prints", []):
                assert text in printed, f"{case['name']}: `{text}` is not in\n{printed}"
            for file, text in case.get("writes", {}).items():
                assert text in (folder / file).read_text(), f"{case['name']}: `{text}` is not in {file}"
            assert "never" not in case or not (folder / case["never"]).exists(), case["name"]
            print(f"ok: {case['name']}")


def test_hooks(path):
    """Runs the hooks in a repository with the policies, out of a copy of this one's hooks."""
    with tempfile.TemporaryDirectory() as name:
        hooks, folder = Path(name) / "hooks", Path(name) / "work"
        for repository in [hooks, folder]:
            repository.mkdir()
            git(repository, "init", "--quiet")
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
        git(hooks, "add", "--all")
        git(hooks, "commit", "--quiet", "--message", "Hooks")
        fresh(folder)
        git(folder, "add", "--all")
        environment = {**os.environ, "PATH": path, "PRE_COMMIT_HOME": str(Path(name) / "cache")}

        def hook(id, file):
            command = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), id, "--files", file]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
            return done.returncode, done.stdout + done.stderr

        for id, file, code, text in [
            ("pcluster-iam-check", "policies/sound.json", 0, "Passed"),
            ("pcluster-iam-check", "policies/wrong.json", 1, "INVALID_ACTION"),
            ("pcluster-iam-check", "values.toml", 0, "no files to check"),
            ("pcluster-iam-fix", "policies/wrong.json", 1, "files were modified by this hook"),
            ("pcluster-iam-check", "policies/wrong.json", 0, "Passed"),
        ]:
            found, printed = hook(id, file)
            assert (found, text in printed) == (code, True), f"{id} {file}: {found}\n{printed}"
            print(f"ok: {id} {file}")


def git(folder, *args):
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"]
    subprocess.run(["git", *identity, *args], cwd=folder, check=True)


def main():
    program = Path(sys.argv[1]).resolve()
    path = f"{program.parent}:{os.environ['PATH']}"
    test_action(path)
    test_hooks(path)


main()
