"""What becomes of each type of LimeSurvey's questions."""

from collections.abc import Callable
from dataclasses import replace

from portal.kernel.text import N_
from portal.surveys.formats.expressions import Symbol
from portal.surveys.formats.limesurvey.making import (
    FIVE,
    GENDER,
    YES_NO,
    Made,
    Maker,
    as_scale,
    bounded,
    is_number,
    simple,
    too_many,
    whole,
)
from portal.surveys.formats.limesurvey.matrices import (
    matrix,
    matrix_of_scales,
    matrix_of_two,
    matrix_trend,
    matrix_yes_no,
    numbers,
    per_row,
    table,
)
from portal.surveys.formats.limesurvey.model import LimeQuestion
from portal.surveys.formats.own_words import COMMENT_ON, OTHER_LABEL
from portal.surveys.terms import Comparison, Question, QuestionKind, Test, Texts
from portal.surveys.terms.answers import OTHER

#: So many questions about one question can be borne; with more boxes there is one for all of them.
_MOST_COMMENTS = 12


def make(lime: LimeQuestion, maker: Maker) -> Made:
    """The questions that `lime` becomes; none when it is left out, which the report then says."""
    if lime.attribute("hidden") == "1" and lime.type != "*":
        maker.report.left_out(lime.code, N_("Die Frage war versteckt. Versteckte Fragen gibt es hier nicht."))
        return Made([])
    return _KINDS.get(lime.type, _unknown)(lime, maker)


def _five(lime: LimeQuestion, maker: Maker) -> Made:
    question = as_scale(maker.question(lime, QuestionKind.SCALE), 5)
    return Made([question], {"": [Symbol(question.code, values=FIVE, counts=True)]})


def _list(lime: LimeQuestion, maker: Maker) -> Made:
    choices = lime.choices() or lime.rows()
    if text := too_many(lime, maker, len(choices)):
        return text
    options, codes = maker.options(lime, choices)
    question = replace(
        maker.question(lime, QuestionKind.SINGLE), options=options, has_other=lime.other, asks_why=lime.type == "O"
    )
    if lime.type == "O":
        maker.report.changed(lime.code, N_("Das Feld für Anmerkungen wurde zur Nachfrage „Warum?“."))
    if lime.type == "!":
        maker.report.changed(lime.code, N_("Aus der Klappliste wurde eine Liste, die man ganz sieht."))
    counts = all(is_number(code) for code in codes)
    values = codes | {"-oth-": "other"}
    symbols = {"": [Symbol(question.code, values=values, counts=counts)]}
    if lime.other:
        symbols["_other"] = [Symbol(question.code, option="other")]
    return Made([question], symbols)


def _several(lime: LimeQuestion, maker: Maker) -> Made:
    if text := too_many(lime, maker, len(lime.rows())):
        return text
    options, codes = maker.options(lime, lime.rows())
    question = replace(
        maker.question(lime, QuestionKind.MULTIPLE),
        options=options,
        has_other=lime.other,
        at_least=whole(lime, "min_answers", maker, len(options) + lime.other),
        at_most=whole(lime, "max_answers", maker, len(options) + lime.other),
    )
    symbols = {f"_{was}": [Symbol(question.code, option=code)] for was, code in codes.items()}
    symbols["_other"] = [Symbol(question.code, option="other")]
    # The question as a whole: "answered" or a value of the old table of conditions.
    symbols[""] = [Symbol(question.code, values=codes)]
    return Made([question], symbols)


def _several_with_comments(lime: LimeQuestion, maker: Maker) -> Made:
    """Boxes with a field beside each: the field becomes a question of its own, asked when the box is ticked."""
    made = _several(lime, maker)
    [asked] = made.questions
    if asked.kind is not QuestionKind.MULTIPLE:
        maker.report.left_out(lime.code, N_("Die Felder für Anmerkungen neben den Möglichkeiten."))
        return made
    offered = [(was, symbol.option) for was, [symbol] in made.symbols.items() if was and symbol.option]
    offered = [(was, option) for was, option in offered if option != OTHER or asked.has_other]
    if len(offered) > _MOST_COMMENTS:
        title = _comment_on(asked.title, maker) if asked.title else {}
        comment = maker.question(lime, QuestionKind.LONG_TEXT, code=f"{lime.code}_comment", title=title)
        made.questions.append(_dependent(comment, Comparison(asked.code, Test.ANSWERED)))
        maker.report.changed(
            lime.code, N_("Die Felder für Anmerkungen wurden zu einer Frage dahinter, weil es sehr viele sind.")
        )
        return made
    labels = {option.code: option.label for option in asked.options} | {OTHER: OTHER_LABEL}
    for was, option in offered:
        title = _comment_on(labels[option], maker)
        comment = maker.question(lime, QuestionKind.SHORT_TEXT, code=f"{lime.code}{was}comment", title=title)
        made.questions.append(_dependent(comment, Comparison(asked.code, Test.IS, option)))
        made.symbols[f"{was}comment"] = [Symbol(comment.code)]
    maker.report.changed(
        lime.code,
        N_(
            "Die Felder für Anmerkungen wurden zu eigenen Fragen dahinter (%(count)s). "
            "Jede kommt nur, wenn die Möglichkeit gewählt ist."
        ),
        count=len(offered),
    )
    return made


def _dependent(comment: Question, condition: Comparison) -> Question:
    return replace(comment, hint={}, required=False, show_if=condition)


def _comment_on(label: Texts, maker: Maker) -> Texts:
    """ "Ihre Anmerkung zu: Bus" in the languages of the questionnaire that have the label."""
    said_there = {language: label[language] for language in maker.languages if label.get(language)}
    words = said_there or {maker.base: next(iter(label.values()))}
    return {language: f"{COMMENT_ON.get(language) or COMMENT_ON['de']} {word}" for language, word in words.items()}


def _ranking(lime: LimeQuestion, maker: Maker) -> Made:
    choices = lime.choices() or lime.rows()
    if text := too_many(lime, maker, len(choices), QuestionKind.RANKING):
        return text
    options, _ = maker.options(lime, choices)
    at_most = whole(lime, "max_answers", maker, len(options))
    question = replace(maker.question(lime, QuestionKind.RANKING), options=options, at_most=at_most)
    if whole(lime, "min_answers", maker, len(options)):
        maker.report.left_out(lime.code, N_("Wie viele Möglichkeiten mindestens geordnet werden müssen."))
    # Whether anything was ranked can be asked; which rank something got cannot.
    symbol = Symbol(question.code, values={"": ""})
    return Made([question], {"": [symbol], "_1": [symbol]})


def _number(lime: LimeQuestion, maker: Maker) -> Made:
    question = bounded(maker.question(lime, QuestionKind.NUMBER), lime, maker)
    return Made([question], {"": [Symbol(question.code, counts=True)]})


def _short_text(lime: LimeQuestion, maker: Maker) -> Made:
    if lime.attribute("numbers_only") == "1":
        maker.report.changed(
            lime.code, N_("Das Textfeld, in das nur Zahlen durften, wurde zu einer Frage nach einer Zahl.")
        )
        return _number(lime, maker)
    if lime.attribute("location_mapservice") not in ("", "0"):
        maker.report.changed(lime.code, N_("Das Textfeld mit Karte wurde zu „Punkt auf der Karte“."))
        return simple(QuestionKind.POINT)(lime, maker)
    return simple(QuestionKind.SHORT_TEXT)(lime, maker)


def _left_out(message: str) -> Callable[[LimeQuestion, Maker], Made]:
    def leave_out(lime: LimeQuestion, maker: Maker) -> Made:
        maker.report.left_out(lime.code, message)
        return Made([])

    return leave_out


def _unknown(lime: LimeQuestion, maker: Maker) -> Made:
    maker.report.changed(
        lime.code,
        N_("Die Art „%(type)s“ kennt das Portal nicht. Die Frage wurde zu einem langen Text."),
        type=lime.type,
    )
    return simple(QuestionKind.LONG_TEXT)(lime, maker)


_KINDS: dict[str, Callable[[LimeQuestion, Maker], Made]] = {
    "L": _list, "!": _list, "O": _list,
    "5": _five,
    "Y": simple(QuestionKind.YES_NO, YES_NO),
    "G": simple(QuestionKind.GENDER, GENDER),
    "M": _several, "P": _several_with_comments,
    "R": _ranking,
    "N": _number,
    "D": simple(QuestionKind.DATE),
    "S": _short_text,
    "T": simple(QuestionKind.LONG_TEXT), "U": simple(QuestionKind.LONG_TEXT),
    "Q": per_row(QuestionKind.SHORT_TEXT), "K": numbers,
    "A": matrix_of_scales(5), "B": matrix_of_scales(10),
    "C": matrix_yes_no, "E": matrix_trend, "F": matrix, "H": matrix, "1": matrix_of_two, ";": table, ":": table,
    "X": simple(QuestionKind.INFO),
    "I": _left_out(N_("Die Auswahl der Sprache: Das Portal fragt danach selbst.")),
    "*": _left_out(N_("Ein Rechenfeld. Rechnen kann das Portal in Umfragen nicht.")),
    "|": _left_out(N_("Das Hochladen von Dateien gibt es in Umfragen nicht.")),
}  # fmt: skip
