"""The buttons of the outline: each says one step, for example "up:way" or "section-down:2"."""

from collections.abc import Callable, Mapping

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, clean_text
from portal.surveys.terms import Questionnaire
from portal.surveys.terms import editing as edit
from portal.surveys.terms.questionnaire import LONGEST_TEXT
from portal.surveys.terms.texts import Texts

Sent = Mapping[str, str]


def arranged(draft: Questionnaire, sent: Sent) -> tuple[Questionnaire, str | None]:
    """The questionnaire after the step, and the code of the question to show then.

    Raises `InvalidInput` for a step nobody can take, for example with a question that somebody deleted meanwhile.
    """
    action, _mark, what = sent.get("step", "").partition(":")
    if action in _QUESTIONS and what in draft.by_code:
        return _QUESTIONS[action](draft, what, sent)
    number = int(what) if what.isascii() and what.isdecimal() and len(what) < 4 else -1
    if action in _SECTIONS and 0 <= number < len(draft.sections):
        return _SECTIONS[action](draft, number, sent), sent.get("frage") or None
    if action == "section-add":
        title = _text(sent, "section_title", draft)
        return edit.section_added(draft, title), sent.get("frage") or None
    raise InvalidInput("survey.no-such-step", N_("Das geht hier nicht mehr. Die Seite zeigt jetzt den neuen Stand."))


def spot_in(sent: Sent) -> edit.Spot:
    """Where a further question goes: "after:way" or "section:1"; at the very end when nothing usable was sent."""
    kind, _mark, what = sent.get("where", "").partition(":")
    if kind == "after":
        return edit.Spot(after=what)
    return edit.Spot(section=int(what) if what.isascii() and what.isdecimal() and len(what) < 4 else -1)


def neighbour(draft: Questionnaire, code: str) -> str | None:
    """The question to show once this one is gone: the next, else the one before."""
    codes = [question.code for question in draft.questions]
    if code not in codes:
        return None
    at = codes.index(code)
    return next(iter([*codes[at + 1 : at + 2], *codes[max(at - 1, 0) : at]]), None)


def _copied(draft: Questionnaire, code: str, _sent: Sent) -> tuple[Questionnaire, str | None]:
    return edit.copied(draft, code)


def _placed(draft: Questionnaire, code: str, sent: Sent) -> tuple[Questionnaire, str | None]:
    """To a place of a section, as dragged or chosen ("section" and, for dragging, "index")."""
    section, index = (sent.get(name, "") for name in ("section", "index"))
    if not all(one.isascii() and one.isdecimal() and len(one) < 4 for one in (section, index or "0")):
        raise InvalidInput("survey.no-such-place", N_("Diesen Abschnitt gibt es nicht."))
    return edit.placed(draft, code, section=int(section), index=int(index) if index else len(draft.questions)), code


def _written(draft: Questionnaire, number: int, sent: Sent) -> Questionnaire:
    section = draft.sections[number]
    kept = {
        name: {language: text for language, text in getattr(section, name).items() if language != draft.base}
        for name in ("title", "intro")
    }
    title = {**_text(sent, f"title_{number}", draft), **kept["title"]}
    intro = {**_text(sent, f"intro_{number}", draft), **kept["intro"]}
    return edit.section_written(draft, number, title=title, intro=intro)


def _text(sent: Sent, name: str, draft: Questionnaire) -> Texts:
    text = clean_text(sent.get(name, ""))[:LONGEST_TEXT]
    return {draft.base: text} if text else {}


_QUESTIONS: dict[str, Callable[[Questionnaire, str, Sent], tuple[Questionnaire, str | None]]] = {
    "up": lambda draft, code, _sent: (edit.moved(draft, code, by=-1), code),
    "down": lambda draft, code, _sent: (edit.moved(draft, code, by=1), code),
    "copy": _copied,
    "place": _placed,
}
_SECTIONS: dict[str, Callable[[Questionnaire, int, Sent], Questionnaire]] = {
    "section-up": lambda draft, number, _sent: edit.section_moved(draft, number, by=-1),
    "section-down": lambda draft, number, _sent: edit.section_moved(draft, number, by=1),
    "section-delete": lambda draft, number, _sent: edit.section_removed(draft, number),
    "section-write": _written,
}
