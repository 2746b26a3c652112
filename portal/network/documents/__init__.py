"""Letters as one tagged PDF."""

from portal.network.documents.letters import LetterText, letters_pdf

__all__ = ["LetterText", "letters_pdf"]
