"""Who may know whom. The contracts themselves stand in pyproject.toml."""

import tomllib
from typing import Any

from importlinter.cli import lint_imports

from tests.support.sources import PORTAL, ROOT

CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: dict[str, Any] = {c["id"]: c for c in CONFIGURATION["tool"]["importlinter"]["contracts"]}
NOT_A_FEATURE = {"kernel", "web", "demo"}


def test_import_contracts_hold() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == 0


def test_every_feature_is_held_to_the_shape_of_a_feature() -> None:
    packages = {folder.name for folder in PORTAL.iterdir() if (folder / "__init__.py").is_file()}
    held = {name.removeprefix("portal.") for name in CONTRACTS["feature-shape"]["containers"]}

    assert held == packages - NOT_A_FEATURE
