"""Who may know whom. The contracts themselves stand in pyproject.toml."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from tests.support.sources import PORTAL, ROOT

CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: dict[str, Any] = {c["id"]: c for c in CONFIGURATION["tool"]["importlinter"]["contracts"]}
NOT_A_FEATURE = {"kernel", "web", "demo"}


def test_import_contracts_hold() -> None:
    """In a process of its own: the linter sets up logging anew, which would silence the portal's loggers in this one."""
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_feature_is_held_to_the_shape_of_a_feature() -> None:
    packages = {folder.name for folder in PORTAL.iterdir() if (folder / "__init__.py").is_file()}
    held = {name.removeprefix("portal.") for name in CONTRACTS["feature-shape"]["containers"]}

    assert held == packages - NOT_A_FEATURE
