"""cfn-lint reads each template, and YAML and JSON say the same."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from .cases import Exports


def lint_templates(exports: Exports) -> tuple[str, list[str]]:
    """Lints the templates: nothing may be found, not even a warning."""
    templates = exports.files("template.yaml")
    # cfn-lint works with one processor.
    n_runs = os.cpu_count() or 1
    with ThreadPoolExecutor(n_runs) as pool:
        runs = pool.map(lint, (templates[start::n_runs] for start in range(n_runs)))
    return f"cfn-lint read {len(templates)} templates", [failure for found in runs for failure in found]


def lint(templates: list[Path]) -> list[str]:
    command = [Path(sys.executable).with_name("cfn-lint"), *templates]
    result = subprocess.run(command, capture_output=True, text=True)
    return [result.stdout + result.stderr] if result.returncode else []


def compare_layouts(exports: Exports) -> tuple[str, list[str]]:
    """The templates in YAML say what those in JSON say."""

    def same(path: Path) -> bool:
        return yaml.load(path.read_text(), yaml.CSafeLoader) == json.loads(path.with_suffix(".json").read_text())

    templates = exports.files("template.yaml")
    failures = [f"{path} differs from its JSON" for path in templates if not same(path)]
    return f"PyYAML read {len(templates)} templates", failures
