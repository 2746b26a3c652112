"""The formula guard: text that a spreadsheet would run as a formula is written so that it stays text."""

import re

# What starts a formula in Excel, LibreOffice or Sheets. Blanks before it do not disarm it, and the full-width
# forms count in East Asian settings. Apostrophes in front are matched too, so that the guard can be undone.
_STARTS_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")
_WAS_GUARDED = re.compile(r"'+\s*[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """The text with one apostrophe in front if a spreadsheet could read it as a formula, else unchanged.

    Numbers are never passed through here: −5 stays a number. ``unguarded`` gives back exactly the text that went in.
    """
    return f"'{text}" if _STARTS_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given: for programs that read our files and want the original words."""
    return text[1:] if _WAS_GUARDED.match(text) else text
