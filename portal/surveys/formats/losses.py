"""What a file for another program cannot hold, said in one place for all programs."""

from collections.abc import Collection

from portal.kernel.text import N_
from portal.surveys.formats.imported import ImportReport
from portal.surveys.terms import Question, QuestionKind, Questionnaire

#: What other programs have no field for: field of a question → what is lost there. Our own mark keeps it for the way back.
_LOST = {
    "special_category": N_("Der Schutz als besondere Kategorie (Art. 9 DSGVO) gilt nur im Portal."),
    "unpublished": N_("Die Angabe „nicht öffentlich zeigen“ gilt nur im Portal."),
    "contribution": N_("Antworten gehen dort nicht als Wortmeldung in den Eingang."),
    "unit": N_("Die Einheit hinter der Zahl steht dort nicht."),
    "low_end": N_("Die Wörter an den Enden der Skala stehen dort nicht."),
    "at_least": N_("Wie viele Möglichkeiten mindestens gewählt werden müssen, prüft das Programm nicht."),
    "at_most": N_("Wie viele Möglichkeiten höchstens gewählt werden dürfen, prüft das Programm nicht."),
    "minimum": N_("Den kleinsten Wert prüft das Programm nicht."),
    "maximum": N_("Den größten Wert prüft das Programm nicht."),
}
_BECOME = {
    QuestionKind.PLACE: N_(
        "Die Auswahl der Gemeinde wird dort zu einem kurzen Text: Die Liste der Orte hat nur das Portal."
    ),
    QuestionKind.SMILEYS: N_("Die Gesichter werden dort zu einer Liste mit Wörtern."),
}


def tell_losses(question: Question, said: Collection[str], report: ImportReport) -> None:
    """Remark what of this question the program cannot show or check; `said` are the fields that it can."""
    if become := _BECOME.get(question.kind):
        report.changed(question.code, become)
    for field, message in _LOST.items():
        scale_of_its_own = question.kind is QuestionKind.SCALE and field in ("minimum", "maximum")
        if field not in said and not scale_of_its_own and getattr(question, field) not in (False, None, {}):
            report.left_out(question.code, message)


def tell_renamed(code: str, there: str, report: ImportReport) -> None:
    """Remark that a question is called differently in the file."""
    report.renamed(
        f"{code} → {there}", N_("Der Kurzname heißt in der Datei anders, weil das Programm ihn so nicht annimmt.")
    )


def tell_gaps(questionnaire: Questionnaire, report: ImportReport) -> None:
    """Remark languages in which texts are missing: other programs then show nothing instead of the base language."""
    for language in questionnaire.languages[1:]:
        gaps = sum(
            bool(texts.get(questionnaire.base)) and not texts.get(language)
            for question in questionnaire.questions
            for texts in (question.title, question.hint, *(option.label for option in question.options))
        )
        if gaps:
            report.note(
                N_(
                    "In der Sprache „%(language)s“ fehlen %(count)s Texte. Das Portal zeigt dort die erste Sprache, "
                    "andere Programme zeigen nichts."
                ),
                language=language, count=gaps,
            )  # fmt: skip
