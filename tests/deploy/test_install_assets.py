"""The front-end files are fetched once and again only when something about them changes."""

import json
from pathlib import Path

import pytest

from deploy import install_assets


def vendor_with(folder: Path, *, state: str, files: tuple[str, ...] = ("a.css",)) -> Path:
    for name in files:
        (folder / name).write_text("x")
    (folder / "manifest.json").write_text(json.dumps({"state": state, "files": list(files)}))
    return folder


def test_a_complete_folder_is_recognised(tmp_path: Path) -> None:
    assert install_assets.installed_state(vendor_with(tmp_path, state="abc")) == "abc"


def test_a_missing_file_makes_the_folder_incomplete(tmp_path: Path) -> None:
    vendor = vendor_with(tmp_path, state="abc", files=("a.css", "b.css"))
    (vendor / "b.css").unlink()

    assert install_assets.installed_state(vendor) is None


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"state": "abc"}', "\x00"])
def test_a_damaged_manifest_is_no_manifest(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)

    assert install_assets.installed_state(tmp_path) is None


def test_what_is_installed_is_what_is_locked() -> None:
    assert install_assets.installed_state() == install_assets.wanted_state()


def test_a_package_without_the_wanted_file_stops_the_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install_assets, "ROOT", tmp_path)

    with pytest.raises(SystemExit, match="nothing matches"):
        install_assets.copy_package("htmx.org", ("dist/htmx.min.js",), tmp_path / "vendor")


def test_licences_travel_with_what_they_license() -> None:
    for package, patterns in install_assets.FILES.items():
        assert any("LICENSE" in pattern for pattern in patterns), package
