"""In which form and portion systems are answered."""

from enum import StrEnum

PAGE_DEFAULT = 100

PAGE_MOST = 1_000


class AnswerFormat(StrEnum):
    """In which form a system is answered."""

    JSON = "json"
    GEOJSON = "geojson"
    CSV = "csv"
