"""What the portal does without being asked, and on order: a function that nobody imports is never called."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sources import PORTAL, ROOT, python_files, tree_of

#: The decorators that register something with the kernel, and where it lies then.
REGISTERED = ("portal.kernel.jobs.JOBS", "portal.kernel.jobs.PERIODIC", "portal.kernel.outbox.HANDLERS")
DECORATORS = {"job", "periodic", "handler"}

PROGRAM = f"""
import importlib, json
from portal.app import create_app

create_app(worker=False)
found = set()
for path in {REGISTERED!r}:
    module, _, name = path.rpartition(".")
    for entry in getattr(importlib.import_module(module), name).values():
        call = getattr(entry, "call", entry)
        found.add(f"{{call.__module__}}.{{call.__qualname__}}")
print(json.dumps(sorted(found)))
"""


def decorated() -> set[str]:
    """Every function of the source that registers itself, by its full name."""
    found = set()
    for file in python_files("portal"):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.FunctionDef) and any(map(_registers, node.decorator_list)):
                found.add(f"{module}.{node.name}")
    return found


def _registers(decorator: ast.expr) -> bool:
    if not isinstance(decorator, ast.Call):
        return False
    called = decorator.func
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name in DECORATORS


@pytest.fixture
def known_to_the_portal(tmp_path: Path) -> set[str]:
    """What is registered once the application is made, in a process that has imported nothing else."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PORTAL_DATA_DIR": str(tmp_path), "PORTAL_SECRET_KEY": "0123456789" * 4},
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_every_duty_is_known_to_the_running_portal(known_to_the_portal: set[str]) -> None:
    written = decorated()

    assert len(written) > 40, f"too few found below {PORTAL}: the decorators have other names now"
    assert written <= known_to_the_portal, f"never called: {sorted(written - known_to_the_portal)}"
