"""The questionnaire on paper: a tagged PDF in large type that says on its first page what it is for and who reads it."""

import json
import re
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.kernel.errors import Unavailable
from portal.kernel.text import N_
from portal.surveys.terms import Access, Question, QuestionKind, Questionnaire, said
from portal.surveys.terms.answers import OTHER
from portal.surveys.terms.paper import (
    condition_in_words,
    declined_key,
    is_written,
    jumps,
    numbers,
    option_label,
    printed_options,
)
from portal.surveys.terms.phrases import phrase
from portal.surveys.terms.texts import direction, html_language
from portal.web.documents.pdf import tagged_pdf
from portal.web.i18n import _, as_date, ngettext
from portal.web.site import site

if TYPE_CHECKING:
    from datetime import date

    from portal.surveys.models import Survey

MOST_KEPT = 48
#: How many signs without a glyph are printed as an empty box before the whole language counts as one without a font.
MOST_MISSING = 12
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_UNPRINTABLE = "▯"
_SOURCE = Path(__file__).with_name("paper.typ")

_kept: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Paper:
    """What one printed version is made from."""

    survey: "Survey"
    questionnaire: Questionnaire
    titles: dict[str, str]
    purposes: dict[str, str]
    audience: str
    language: str
    #: Address of the form online, "" for a draft.
    url: str
    #: Names of places that conditions compare with, by id.
    place_names: dict[str, str]
    #: The last day on which a sheet may come back; None while there is no period.
    back_until: "date | None"


def paper_language(questionnaire: Questionnaire, wanted: str) -> str:
    """The language to print in: the one asked for if the questionnaire has it, else its base language."""
    return wanted if wanted in questionnaire.languages else questionnaire.base


def paper_pdf(paper: Paper, *, version_id: UUID | None) -> bytes:
    """The PDF (PDF/UA-1), kept in memory until something on it changes; `version_id` is None for a draft, which is never kept.

    Raises `Unavailable` when this machine has no font for the language.
    """
    survey = paper.survey
    key = (survey.id, version_id, survey.version, paper.language, paper.url, site().county_name)
    with _lock:
        if version_id is not None and key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _compiled(json.dumps(_content(paper), ensure_ascii=False))
    if version_id is not None:
        with _lock:
            _kept[key] = made
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return made


def _compiled(content: str) -> bytes:
    import typst

    for _try in range(MOST_MISSING):
        try:
            return tagged_pdf(_SOURCE, json.loads(content))
        except typst.TypstError as error:
            missing = _NO_GLYPH.search(str(error))
            if missing is None:
                raise
            content = content.replace(missing[1], _UNPRINTABLE)
    raise Unavailable(
        "survey.no-font",
        N_("Für diese Sprache fehlt auf dem Server eine Schrift. Bitte nehmen Sie die deutsche Papierfassung."),
    )


def _content(paper: Paper) -> dict[str, Any]:
    title = said(paper.titles, paper.language)
    return {
        "title": title,
        "short_title": title if len(title) <= 60 else title[:58].rstrip() + " …",
        "publisher": site().county_name or site().name,
        "purpose": said(paper.purposes, paper.language),
        "lang": html_language(paper.language).partition("-")[0],
        "rtl": direction(paper.language) == "rtl",
        "qr": _qr(paper.url),
        "url": paper.url.partition("://")[2],
        "words": _words(paper.language),
        "how": _how(),
        "facts": _facts(paper),
        "footer": _footer(paper.survey),
        "sections": _sections(paper),
        "back": _back(paper),
    }


def _fixed(language: str, text: str, here: str) -> str:
    """What stands beside every question, in the language of the sheet; `here` where that is German or not spoken."""
    return (phrase(text, language) if language != "de" else None) or here


def _words(language: str) -> dict[str, Any]:
    return {
        "sheet_number": _("Bogen-Nr."),
        "page": _("Seite {n} von {all}"),
        "qr_alt": _("QR-Code: führt zum Ausfüllen im Internet"),
        "online": _("Lieber im Internet? Hier geht es zum gleichen Fragebogen."),
        "how_title": _("So füllen Sie aus"),
        "declined": _fixed(language, N_("Weiß nicht / keine Angabe"), _("weiß nicht / keine Angabe")),
        "date_parts": [_("Tag"), _("Monat"), _("Jahr")],
        "thanks": _("Geschafft. Vielen Dank!"),
    }


def _how() -> list[str]:
    return [
        _("Kreuzen Sie das Kästchen vor Ihrer Antwort an. Die kleinen Zahlen daneben sind nur für uns."),
        _("Verschrieben? Malen Sie das falsche Kästchen ganz aus und kreuzen Sie das richtige an."),
        _("Sie müssen nicht jede Frage beantworten."),
        _("Steht „weiter mit Frage …“ neben Ihrer Antwort, überspringen Sie die Fragen dazwischen."),
        _("Bitte schreiben Sie weder Ihren Namen noch Namen anderer Menschen auf den Bogen."),
    ]


def _facts(paper: Paper) -> list[tuple[str, str]]:
    survey = paper.survey
    contact = ", ".join(part for part in (survey.contact_name, _phone(survey)) if part)
    facts = [
        (_("Wer liest das?"), paper.audience),
        (_("Anonym?"), _anonymity(survey)),
        (
            _("Wie lange?"),
            ngettext(
                "Die einzelnen Antworten löschen wir %(n)s Monat nach dem Ende der Umfrage.",
                "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.",
                survey.keep_months,
            ),
        ),
        (_("Fragen?"), contact),
    ]
    if paper.back_until is not None:
        facts.append((_("Zurück bis"), as_date(paper.back_until)))
    return [(label, text) for label, text in facts if text]


def _anonymity(survey: "Survey") -> str:
    if survey.anonymous:
        return _("Ja. Niemand kann Ihre Antworten mit Ihnen in Verbindung bringen.")
    if survey.access is Access.CODES:
        return _("Nein. Wer Ihren persönlichen Code kennt, kann Ihre Antworten Ihnen zuordnen.")
    return _("Nein. Was Sie schreiben, könnte man Ihnen zuordnen.")


def _phone(survey: "Survey") -> str:
    return _("Telefon %(number)s", number=survey.contact_phone) if survey.contact_phone else ""


def _footer(survey: "Survey") -> str:
    name = ", ".join(part for part in (survey.contact_name, _phone(survey)) if part)
    return _("Fragen? %(contact)s", contact=name) if name else ""


def _back(paper: Paper) -> list[str]:
    survey = paper.survey
    parts = []
    if survey.return_address:
        parts += [_("Bitte bringen oder schicken Sie den Bogen an:"), survey.return_address]
    else:
        parts.append(_("Bitte geben Sie den Bogen dort ab, wo Sie ihn bekommen haben."))
    if paper.back_until is not None:
        parts.append(_("Bitte bis zum %(day)s.", day=as_date(paper.back_until)))
    if phone := _phone(survey):
        parts.append(_("Haben Sie Fragen? %(contact)s", contact=f"{survey.contact_name}, {phone}".lstrip(", ")))
    return parts


def _sections(paper: Paper) -> list[dict[str, Any]]:
    return [
        {
            "title": said(section.title, paper.language),
            "intro": said(section.intro, paper.language),
            "questions": [_question(paper, question) for question in section.questions],
        }
        for section in paper.questionnaire.sections
    ]


def _question(paper: Paper, question: Question) -> dict[str, Any]:
    language = paper.language
    return {
        "kind": question.kind.value,
        "number": numbers(paper.questionnaire).get(question.code, 0),
        "title": said(question.title, language),
        "hint": said(question.hint, language),
        "condition": _condition(paper, question),
        "how": _how_to_answer(question),
        "options": [] if is_written(question) else _options(paper, question),
        "decline": declined_key(question),
        "low": said(question.low_end, language),
        "high": said(question.high_end, language),
        "unit": said(question.unit, language),
        "digits": _digits(question),
        "why": _fixed(language, N_("Warum? (freiwillig)"), _("Warum?"))
        if question.asks_why and question.kind.is_choice
        else "",
    }


def _condition(paper: Paper, question: Question) -> str:
    if question.show_if is None:
        return ""
    return condition_in_words(
        paper.questionnaire, question.show_if, speak=_, language=paper.language, names=paper.place_names
    )


def _how_to_answer(question: Question) -> str:
    if is_written(question) and question.kind is QuestionKind.SINGLE:
        return _("Bitte schreiben Sie Ihre Antwort auf die Linie.")
    if is_written(question):
        return _("Bitte schreiben Sie alle Antworten auf, die zutreffen.")
    if question.kind is QuestionKind.MULTIPLE:
        return _several(question)
    if question.kind is QuestionKind.RANKING:
        return _("Schreiben Sie in die Kästchen: 1 für das Wichtigste, 2 für das Zweitwichtigste und so weiter.")
    if question.kind is QuestionKind.NUMBER:
        return _("Bitte eine Zahl eintragen.")
    if question.kind is QuestionKind.PLACE:
        return _("Bitte den Namen der Gemeinde oder des Ortsteils schreiben.")
    if question.kind is QuestionKind.POINT:
        return _("Bitte beschreiben Sie die Stelle, zum Beispiel „Bahnhofstraße, beim Brunnen“.")
    return ""


def _several(question: Question) -> str:
    if question.at_least and question.at_most:
        return _(
            "Bitte kreuzen Sie %(least)s bis %(most)s Antworten an.", least=question.at_least, most=question.at_most
        )
    if question.at_most:
        return _("Sie können bis zu %(most)s Antworten ankreuzen.", most=question.at_most)
    if question.at_least:
        return _("Bitte kreuzen Sie mindestens %(least)s Antworten an.", least=question.at_least)
    return _("Sie können mehrere Antworten ankreuzen.")


def _options(paper: Paper, question: Question) -> list[dict[str, Any]]:
    onward = jumps(paper.questionnaire, question)
    return [
        {
            "key": str(option.number),
            "label": option_label(question, option, speak=_, language=paper.language),
            "writes": option.code == OTHER,
            "jump": _jump(onward[option.code]) if option.code in onward else "",
        }
        for option in printed_options(question)
    ]


def _jump(number: int | None) -> str:
    return _("weiter mit Frage %(number)s", number=number) if number else _("weiter zum Ende")


def _digits(question: Question) -> int:
    return 4 if question.maximum is None else max(1, min(9, len(str(int(abs(question.maximum))))))


@lru_cache(maxsize=256)
def _qr(url: str) -> str:
    import segno

    if not url:
        return ""
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=1, light="#fff")
    return out.getvalue().decode()
