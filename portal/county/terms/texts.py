"""Drafts of the three pages the law asks for, to be completed by the county. Brackets mark what is to be filled in."""

from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class LegalTexts:
    """Three texts in Markdown."""

    imprint: str
    privacy: str
    accessibility: str


def default_texts(county_name: str) -> LegalTexts:
    """Drafts that speak of this county."""
    folder = resources.files("portal.county") / "texts"
    drafts = ((folder / f"{name}.md").read_text(encoding="utf-8") for name in ("imprint", "privacy", "accessibility"))
    return LegalTexts(*(draft.replace("{{county}}", county_name).strip() for draft in drafts))
