"""What is, and is not, in the repository."""

import re
import tomllib
from importlib.metadata import packages_distributions
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.sources import ROOT, imported_modules, python_files, texts, tracked_files, where

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LARGEST_FILE = 600_000
#: Packages that are needed although no file imports them, with the reason.
USED_OTHERWISE = {
    "gunicorn": "the web server, started from deploy/",
    "psycopg": "the driver SQLAlchemy loads for postgresql://",
    "alembic": "migrations run through flask-migrate",
}


def test_no_machine_path_and_no_registry_is_written_down() -> None:
    registries = "|".join(["py" + r"pi\.", "npm" + r"js\.", "python" + r"hosted\.", "deb" + r"\.debian"])
    forbidden = re.compile(rf"(?:^|[^\w./-])/(?:work|farm|root|tmp|home)/[\w.-]|{registries}", re.MULTILINE)
    hits = {where(file): found.group() for file, text in texts(tracked_files()) if (found := forbidden.search(text))}

    assert hits == {}


def test_locks_hold_hashes_but_no_addresses() -> None:
    locks = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json"]

    for file, text in texts(locks):
        assert not re.search(r"https?://", text), where(file)
        assert "sha256:" in text or "sha512-" in text, where(file)


def test_nothing_large_is_tracked() -> None:
    """Catalogues aside: each holds one entry for every text of the portal, which a test of their own compares."""
    files = [file for file in tracked_files() if file.suffix != ".po"]
    large = {where(file): file.stat().st_size for file in files if file.stat().st_size > LARGEST_FILE}

    assert large == {}


def test_nothing_is_left_unfinished() -> None:
    marks = re.compile("|".join([r"\bTODO\b", r"\bFIXME\b", r"raise NotImplementedError"]))
    scripts = (ROOT / "portal" / "static" / "js").rglob("*.js")
    files = [*python_files("portal", "deploy", "bench", "migrations"), *scripts]

    assert [where(file) for file, text in texts(files) if marks.search(text)] == []


def test_every_declared_package_is_used() -> None:
    used = {canonicalize_name(name) for name in distributions_imported_by("portal", "migrations", "deploy", "wsgi.py")}

    assert sorted(name for name in declared("dependencies") if name not in used and name not in USED_OTHERWISE) == []


def test_every_imported_package_is_declared() -> None:
    known = declared("dependencies") | declared("postgres") | declared("redis")
    used = {canonicalize_name(name) for name in distributions_imported_by("portal")}

    assert sorted(used - known) == []


def test_every_package_that_tests_and_tools_import_is_declared() -> None:
    known = set().union(*(declared(group) for group in ("dependencies", "postgres", "redis", "build", "dev")))
    used = {canonicalize_name(name) for name in distributions_imported_by("tests", "bench", "deploy", "migrations")}

    assert sorted(used - known) == []


def distributions_imported_by(*places: str) -> set[str]:
    """Names of the installed packages that files below these places import."""
    by_module = packages_distributions()
    files = [file for place in places for file in ([ROOT / place] if place.endswith(".py") else python_files(place))]
    tops = {module.partition(".")[0] for file in files for module in imported_modules(file)}
    return {name for top in tops for name in by_module.get(top, []) if name != PROJECT["project"]["name"]}


def declared(group: str) -> set[str]:
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    lines = {"dependencies": project["dependencies"], **project["optional-dependencies"], **groups}[group]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def test_versions_of_the_installed_front_end_files_are_pinned() -> None:
    import json

    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]

    assert [name for name, version in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
