"""Writing a stream of chunks to a file that is either complete or not there."""

from collections.abc import Iterable
from pathlib import Path


def save(path: Path, chunks: Iterable[bytes]) -> int:
    """Write the chunks to ``path`` and return the size in bytes.

    A crash half-way leaves no file under the final name, so a download never serves half a table.
    """
    partial = path.with_name(f"{path.name}.part")
    size = 0
    try:
        with partial.open("wb") as file:
            for chunk in chunks:
                size += file.write(chunk)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return size
