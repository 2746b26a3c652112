"""The repository as text, for the tests that keep its rules."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PORTAL = ROOT / "portal"
TEMPLATES = PORTAL / "templates"


def python_files(*folders: str) -> list[Path]:
    """Every Python file below these folders of the repository."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def template_files() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.*"))


def where(file: Path) -> str:
    """A path as it is written in messages."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def tracked_files() -> list[Path]:
    """What would be in a commit; outside a checkout everything that is not installed or made."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [name for name in listing.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def texts(files: list[Path]) -> Iterator[tuple[Path, str]]:
    """Each file that is text, with its text."""
    for file in files:
        raw = file.read_bytes()
        if b"\0" not in raw[:4096]:
            yield file, raw.decode("utf-8", "replace")


def imported_modules(file: Path) -> set[str]:
    """Full names of what a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found
