"""Puts the command line into a wheel, a package of npm and a Debian package, and runs it out of each.

Usage: package.py PROFILE OUTPUT, after `cargo build --profile PROFILE --features cli --bin pcluster-iam`. Each
package has that binary, for the machine that built it. A package is left out, with a message, where its tool is not
installed. Exit code: 0 if each package that was built answers as the binary itself, 1 otherwise.
"""

import gzip
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
METADATA = tomllib.loads((REPOSITORY / "Cargo.toml").read_text())["package"]
NAME, VERSION = METADATA["name"], METADATA["version"]
LICENSE = tomllib.loads((REPOSITORY / "Cargo.toml").read_text())["workspace"]["package"]["license"]
# The names of machines in Python, npm and Debian.
CPUS = {"x86_64": ("x64", "amd64"), "aarch64": ("arm64", "arm64")}
QUESTION = ["list", "--format", "json"]


def main() -> int:
    profile, output = sys.argv[1], Path(sys.argv[2]).resolve()
    output.mkdir(parents=True, exist_ok=True)
    # cargo calls the folder of one profile by another name.
    binary = REPOSITORY / "target" / {"dev": "debug"}.get(profile, profile) / NAME
    failures = 0
    for kind, tool, package in [("wheel", "maturin", wheel), ("npm", "npm", npm), ("deb", "dpkg-deb", deb)]:
        if not shutil.which(tool):
            print(f"{kind}: skipped, as {tool} is not installed")
            continue
        begin = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            file, run = package(binary, profile, output, Path(folder))
            is_same = all(answer(run, args) == answer([binary], args) for args in (["--version"], QUESTION))
        took, size = time.monotonic() - begin, file.stat().st_size / 1e6
        print(f"{kind}: {file.name}, {size:.1f} MB, {took:.1f} s, {'runs' if is_same else 'ANSWERS OTHERWISE'}")
        failures += not is_same
    return 1 if failures else 0


def answer(command: list, args: list[str]) -> str:
    done = subprocess.run([*command, *args], capture_output=True, text=True)
    return f"{done.returncode} {done.stdout} {done.stderr}"


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def wheel(binary: Path, profile: str, output: Path, folder: Path):
    """maturin asks cargo for the binary, which is built already; the digest says that it is that one."""
    for old in output.glob("*.whl"):
        old.unlink()
    run("maturin", "build", "--profile", profile, "--out", output, cwd=Path(__file__).parent / "python")
    (file,) = output.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    run(folder / "venv/bin/pip", "install", "--quiet", "--no-index", file)
    installed = folder / "venv/bin" / NAME
    if digest(installed) != digest(binary):
        sys.exit("the wheel has another binary")
    return file, [installed]


def npm(binary: Path, _profile: str, output: Path, folder: Path):
    """A package for this machine's system and processor."""
    package = folder / "package"
    (package / "bin").mkdir(parents=True)
    shutil.copy2(binary, package / "bin" / NAME)
    for name in ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"]:
        shutil.copy(REPOSITORY / name, package / name)
    manifest = {
        "name": NAME,
        "version": VERSION,
        "description": METADATA["description"],
        "keywords": METADATA["keywords"],
        "license": f"({LICENSE})",
        "bin": {NAME: f"bin/{NAME}"},
        "files": ["bin", "CHANGELOG.md", "LICENSE-*"],
        "os": [platform.system().lower()],
        "cpu": [CPUS[platform.machine()][0]],
    }
    (package / "package.json").write_text(json.dumps(manifest, indent=2) + "\n")
    name = run("npm", "pack", "--silent", "--pack-destination", output, cwd=package).strip()
    # What is packed depends on nothing, so that no registry is asked.
    run("npm", "install", "--silent", "--offline", "--no-audit", "--prefix", folder / "installed", output / name)
    return output / name, [folder / "installed/node_modules/.bin" / NAME]


def deb(binary: Path, _profile: str, output: Path, folder: Path):
    """The binary with its manual pages and completions."""
    root = folder / "root"
    doc, man = root / "usr/share/doc" / NAME, root / "usr/share/man/man1"
    for path in [root / "DEBIAN", root / "usr/bin", doc, man]:
        path.mkdir(parents=True)
    shutil.copy2(binary, root / "usr/bin" / NAME)
    (root / "usr/bin" / NAME).chmod(0o755)
    run(binary, "man", "--output", man)
    for page in man.glob("*.1"):
        compress(page, page.read_bytes())
        page.unlink()
    for shell, path in [
        ("bash", f"usr/share/bash-completion/completions/{NAME}"),
        ("zsh", f"usr/share/zsh/vendor-completions/_{NAME}"),
        ("fish", f"usr/share/fish/vendor_completions.d/{NAME}.fish"),
    ]:
        (root / path).parent.mkdir(parents=True)
        (root / path).write_text(run(binary, "completions", shell))
    compress(doc / "changelog", (REPOSITORY / "CHANGELOG.md").read_bytes())
    licenses = ["Apache-2.0: /usr/share/common-licenses/Apache-2.0", (REPOSITORY / "LICENSE-MIT").read_text()]
    (doc / "copyright").write_text(f"License: {LICENSE}\n\n" + "\n\n".join(licenses))
    cpu = CPUS[platform.machine()][1]
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) // 1024
    (root / "DEBIAN/control").write_text(
        f"Package: {NAME}\nVersion: {VERSION}\nArchitecture: {cpu}\nSection: admin\nPriority: optional\n"
        f"Maintainer: The developers of {NAME} <noreply@example.com>\nInstalled-Size: {size}\n"
        f"Depends: libc6 (>= {newest_glibc(binary)}), libgcc-s1\nDescription: {METADATA['description']}\n"
    )
    file = output / f"{NAME}_{VERSION}_{cpu}.deb"
    # xz would take most of the time for a few per cent.
    run("dpkg-deb", "-Zgzip", "--root-owner-group", "--build", root, file)
    run("dpkg-deb", "--extract", file, folder / "extracted")
    return file, [folder / "extracted/usr/bin" / NAME]


def compress(path: Path, text: bytes):
    # Without a time, so that the same text gives the same bytes.
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(text, mtime=0))


def newest_glibc(binary: Path) -> str:
    """The newest version of the C library that the binary names."""
    versions = re.findall(rb"GLIBC_(\d+)\.(\d+)", binary.read_bytes())
    return ".".join(map(str, max((int(major), int(minor)) for major, minor in versions)))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    os.environ.setdefault("npm_config_update_notifier", "false")
    sys.exit(main())
