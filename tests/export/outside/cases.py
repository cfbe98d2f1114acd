"""The exports, and the cases: values, and the documents that they give. The test `export` in Rust writes them."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]

# The account of the cases, which is moto's.
ACCOUNT = "123456789012"


@dataclass(frozen=True)
class Case:
    """A policy with values, as `cases.rs` writes it."""

    id: str
    folder: Path
    partition: str
    region: str
    # The values by the names that they have in Terraform, and in AWS CloudFormation.
    variables: dict
    parameters: dict
    document: dict
    # The trust policy of the role, if the policy is for one.
    trust: dict | None

    def __str__(self) -> str:
        return f"{self.id} in {self.partition}"


@dataclass(frozen=True)
class Exports:
    """A folder for each policy, and three cases for each of these."""

    folder: Path
    cases: list[Case]

    def files(self, name: str) -> list[Path]:
        return sorted(self.folder.glob(f"*/{name}"))


def written(folder: Path) -> Exports:
    """Lets the test write exports and cases into a folder."""
    command = ["cargo", "test", "--quiet", "--workspace", "--all-features", "--test", "export", "cases_are_written"]
    environment = {**os.environ, "EXPORT_FOLDER": str(folder)}
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True)
    return read(folder)


def read(folder: Path) -> Exports:
    cases = json.loads((folder / "cases.json").read_text())
    return Exports(folder, [Case(**{**case, "folder": folder / case["folder"]}) for case in cases])
