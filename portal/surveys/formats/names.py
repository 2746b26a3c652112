"""Codes of other programs made into codes that are valid here, each once."""

import re
from collections.abc import Iterable

from portal.kernel.text import N_, fold
from portal.surveys.formats.imported import ImportReport
from portal.surveys.terms.questionnaire import CODE, LONGEST_CODE, OPTION_CODE

_NOT_IN_CODES = re.compile(r"[^A-Za-z0-9_]+")
_NOT_IN_OPTIONS = re.compile(r"[^A-Za-z0-9_+-]+")


class Names:
    """The codes of the questions of one questionnaire."""

    def __init__(self, report: ImportReport) -> None:
        self._taken = _Taken()
        self._report = report

    def question(self, wanted: str) -> str:
        """A valid code as near to `wanted` as can be; told when it differs."""
        code = wanted
        if not CODE.fullmatch(code):
            code = _NOT_IN_CODES.sub("_", fold(wanted) if not wanted.isascii() else wanted).strip("_")
            code = code if code[:1].isalpha() else f"q{code}"
        code = self._taken.free(code[:LONGEST_CODE])
        if code != wanted:
            self._report.renamed(wanted, N_("Der Kurzname heißt jetzt „%(code)s“."), code=code)
        return code


def option_codes(question: str, wanted: Iterable[str], report: ImportReport) -> dict[str, str]:
    """{code in the file: valid code}, in the same order; told for each that differs."""
    made: dict[str, str] = {}
    taken = _Taken("other")
    for raw in wanted:
        code = raw
        if not OPTION_CODE.fullmatch(code):
            code = _NOT_IN_OPTIONS.sub("_", fold(raw) if not raw.isascii() else raw).lstrip("_+-")[:LONGEST_CODE] or "o"
        code = taken.free(code)
        if code != raw:
            report.renamed(
                question, N_("Der Kurzname der Möglichkeit „%(was)s“ heißt jetzt „%(code)s“."), was=raw, code=code
            )
        made[raw] = code
    return made


class _Taken:
    """Codes that were given out, and where to look on for one that many wanted."""

    def __init__(self, *codes: str) -> None:
        self._codes = set(codes)
        self._last: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """`wanted`, or the same with a number behind it; taken from now on."""
        code = wanted
        while code in self._codes:
            number = self._last[wanted] = self._last.get(wanted, 1) + 1
            code = f"{wanted[: LONGEST_CODE - 1 - max(3, len(str(number)))]}_{number}"
        self._codes.add(code)
        return code
