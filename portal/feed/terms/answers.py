"""In which form and portion systems are answered."""

from enum import StrEnum

PAGE_DEFAULT = 100

PAGE_MOST = 1_000


class AnswerFormat(StrEnum):
    """In which form a system is answered."""

    JSON = "json"
    GEOJSON = "geojson"
    CSV = "csv"


#: What became of an entry of a list, as each one says of itself.
CURRENT, MERGED, DELETED, MOVED = "current", "merged", "deleted", "moved"
#: What every entry says of itself, whatever fields are asked for.
ALWAYS = ("state", "change", "id")
