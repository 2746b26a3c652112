"""One stylesheet for browsers from one file per component for people: imports are put in place, each in its cascade layer.

KERN stays an import of its own: it is delivered as it was published and kept by browsers when our styles change.
"""

import re
from pathlib import Path

#: The file that lists the others; its address delivers all of them at once.
ENTRY = "css/app.css"

_IMPORT = re.compile(r'^@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>\w+)\))?;\n', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def bundled(folder: Path) -> str:
    """The text of `folder/css/app.css` with every import from below `css/` put in place."""
    entry = folder / ENTRY

    def put_in_place(found: re.Match[str]) -> str:
        path, layer = found["path"], found["layer"]
        if path.startswith("../"):
            return found[0]
        css = _COMMENT.sub("", (entry.parent / path).read_text(encoding="utf-8")).strip()
        return f"@layer {layer} {{\n{css}\n}}\n" if layer else f"{css}\n"

    return _imports_first(_IMPORT.sub(put_in_place, _COMMENT.sub("", entry.read_text(encoding="utf-8"))))


def _imports_first(css: str) -> str:
    """Imports count only before all rules; the order of the layers is declared before them."""
    kept = "".join(found[0] for found in _IMPORT.finditer(css))
    order, rest = _IMPORT.sub("", css).split(";\n", 1)
    return f"{order};\n{kept}{rest}"
