"""The composition root: what it takes in, and what it passes over."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import portal
from portal import app


@pytest.fixture
def more_rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with further rooms: one as it should be, whose pages moved away, and one that is gone but for its cache."""
    for folder in ("left_over/routes/__pycache__", "left_over/__pycache__", "newly_built/routes/__pycache__"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "newly_built" / "__init__.py").write_text('"""A room."""\n')
    (tmp_path / "newly_built" / "policy.py").write_text('"""Its rules."""\n')
    monkeypatch.setattr(portal, "__path__", [*portal.__path__, str(tmp_path)])
    monkeypatch.setattr(app, "FEATURES", ("left_over", "newly_built"))
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith(("portal.left_over", "portal.newly_built"))]:
        del sys.modules[name]


@pytest.mark.usefixtures("more_rooms")
def test_folders_without_a_package_are_passed_over() -> None:
    assert list(app._modules("routes")) == []
    assert [module.__name__ for module in app._modules("policy")] == ["portal.newly_built.policy"]
