"""The components: every macro of `templates/ui/` under one global name `ui`, usable inside fragments too."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import Environment
from markupsafe import Markup

from portal.web.differences import differences

FOLDER = "ui"


class Components:
    """`ui.button`, `ui.field`, … found in the files of the folder; loaded at first use."""

    def __init__(self, environment: Environment, folder: Path) -> None:
        self._environment = environment
        self._folder = folder
        self._macros: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if not self._macros or self._environment.auto_reload:
            self._macros = self._load()
        try:
            return self._macros[name]
        except KeyError:
            raise AttributeError(f"there is no component called {name}") from None

    def _load(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for file in sorted(self._folder.glob("[!_]*.html")):
            module = self._environment.get_template(f"{FOLDER}/{file.name}").module
            for name, macro in vars(module).items():
                if not name.startswith("_") and callable(macro):
                    if name in found:
                        raise RuntimeError(f"two components are called {name}")
                    found[name] = macro
        return found


@lru_cache(maxsize=512)
def qr_svg(content: str, *, border: int = 2) -> Markup:
    """A QR code as SVG that needs no style: black squares on white in any colour scheme. Empty when nothing can hold `content`."""
    import segno

    out = BytesIO()
    try:
        # Every mask can be read; trying all eight for the prettiest takes longer than the rest of the page.
        code = segno.make(content, error="m", micro=False, mask=3)
    except segno.DataOverflowError:  # an address nobody made; the page shows it in letters
        return Markup("")
    code.save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        border=border,
        svgclass="qr",
        lineclass="qr-squares",
        omitsize=True,
        light="#fff",
    )
    return Markup(out.getvalue().decode())  # noqa: S704 - made by the library from a matrix


def init(app: Flask) -> None:
    folder = Path(app.root_path) / "templates" / FOLDER
    app.jinja_env.globals.update(ui=Components(app.jinja_env, folder), qr_svg=qr_svg, differences=differences)
