"""The questions of the Startcheck, and the rule by which the answers suggest a stage.

Each question belongs to one of three steps: what it takes to coordinate (II), to plan together (III), to steer together (IV).
*yes* counts 2, *partly* 1, *no* 0. A step is taken when its six questions reach at least **8 of 12** points and none of its two
**cornerstones** is *no*. The suggested stage is the last one before which no step is missing: who jumps ahead is told what is
missing below.

| step II | step III | step IV | stage |
| --- | --- | --- | --- |
| 0 of 12 | 0 of 12 | 0 of 12 | I |
| 7 of 12 | 12 of 12 | 12 of 12 | I, because step II is not taken |
| 8 of 12, cornerstones at least partly | 7 of 12 | 0 of 12 | II |
| 10 of 12, a cornerstone *no* | 12 of 12 | 0 of 12 | I |
| 8 of 12 | 8 of 12 | 7 of 12 | III |
| 12 of 12 | 12 of 12 | 8 of 12 | IV |

The suggestion is where to begin, no mark: nobody compares counties by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.kernel.text import N_

LONGEST_REMARK = 2_000
#: Points a step needs, and what it can have.
ENOUGH, MOST = 8, 12


class Reply(StrEnum):
    """The answer to a question."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"

    @property
    def label(self) -> str:
        return _REPLIES[self][0]

    @property
    def tone(self) -> str:
        return _REPLIES[self][1]

    @property
    def points(self) -> int:
        return _REPLIES[self][2]


_REPLIES = {
    Reply.YES: (N_("ja"), "success", 2),
    Reply.PARTLY: (N_("teilweise"), "warning", 1),
    Reply.NO: (N_("nein"), "danger", 0),
}


class StartStage(StrEnum):
    """Where a county stands on its way. Roman numbers up to IV sort as text."""

    ALONE = "I"
    COORDINATED = "II"
    TOGETHER = "III"
    INTEGRATED = "IV"

    @property
    def label(self) -> str:
        return _STAGES[self][0]

    @property
    def meaning(self) -> str:
        return _STAGES[self][1]


_STAGES = {
    StartStage.ALONE: (
        N_("Jeder für sich"),
        N_("Es gibt einzelne Planungen. Jetzt geht es darum, dass jemand sie zusammenführt."),
    ),
    StartStage.COORDINATED: (
        N_("Abgestimmt"),
        N_("Jemand ist zuständig, und die Planungen wissen voneinander. Als Nächstes planen Sie gemeinsam."),
    ),
    StartStage.TOGETHER: (
        N_("Gemeinsam"),
        N_("Zahlen, Stimmen und Planungen kommen an einer Stelle zusammen. Als Nächstes steuern Sie damit."),
    ),
    StartStage.INTEGRATED: (
        N_("Integriert"),
        N_("Vom Bedarf über den Beschluss bis zur Wirkung ist es ein Kreislauf. Halten Sie ihn in Gang."),
    ),
}


@dataclass(frozen=True)
class Question:
    """One question of the Startcheck."""

    key: str
    #: The stage that it helps to reach.
    stage: StartStage
    text: str
    #: What to do next when the answer is not yes.
    next_step: str
    #: Endpoint of the part of the portal that helps, and how it is called there.
    endpoint: str
    link: str
    is_cornerstone: bool = False


_II, _III, _IV = StartStage.COORDINATED, StartStage.TOGETHER, StartStage.INTEGRATED

QUESTIONS = (
    Question(
        "will",
        _II,
        N_("Haben Landrätin oder Landrat und die Leitung gesagt, dass sie eine gemeinsame Sozialplanung wollen?"),
        N_("Holen Sie sich einen klaren Auftrag: eine Seite genügt. Eine Vorlage mit Beschluss macht ihn verbindlich."),
        "council.papers",
        N_("Beschlussvorlagen"),
        True,
    ),
    Question(
        "responsible",
        _II,
        N_("Gibt es eine Person, die für die Sozialplanung zuständig ist und dafür Zeit hat?"),
        N_(
            "Benennen Sie eine Person und legen Sie fest, wie viele Stunden sie dafür hat. Laden Sie sie ins Portal ein."
        ),
        "planning.overview",
        N_("Planung"),
        True,
    ),
    Question(
        "departments",
        _II,
        N_("Wissen die Fachplanungen voneinander, etwa Jugendhilfe, Senioren, Teilhabe und Bildung?"),
        N_("Tragen Sie alle Fachplanungen mit Ansprechperson ein. Das ist an einem Nachmittag getan."),
        "sector_plans.index",
        N_("Fachplanungen"),
    ),
    Question(
        "surveys",
        _II,
        N_("Stimmen Sie ab, wer wen wann befragt, damit niemand zweimal dasselbe gefragt wird?"),
        N_("Tragen Sie die nächsten Erhebungen in den gemeinsamen Kalender ein."),
        "data_collections.index",
        N_("Erhebungskalender"),
    ),
    Question(
        "figures",
        _II,
        N_("Haben Sie die wichtigsten Zahlen je Gemeinde beisammen, mit Quelle und Stand?"),
        N_("Lesen Sie die Tabellen der amtlichen Statistik ein. Einwohner und Altersgruppen genügen für den Anfang."),
        "indicators.index",
        N_("Kennzahlen"),
    ),
    Question(
        "stakeholders",
        _II,
        N_("Kennen Sie die Akteure im Landkreis: Vereine, Verbände, Kirchen, Einrichtungen?"),
        N_("Beginnen Sie mit den zwanzig wichtigsten. Vorhandene Listen lassen sich einlesen."),
        "network.index",
        N_("Netzwerk"),
    ),
    Question(
        "steering",
        _III,
        N_("Gibt es eine Steuerungsgruppe, die sich regelmäßig trifft und in der auch Gemeinden sitzen?"),
        N_("Gründen Sie eine kleine Steuerungsgruppe: fünf bis acht Menschen, vier Treffen im Jahr."),
        "council.committees",
        N_("Gremien"),
        True,
    ),
    Question(
        "participation",
        _III,
        N_("Haben Sie in den letzten zwei Jahren Bürgerinnen und Bürger gefragt, was sie brauchen?"),
        N_("Fangen Sie klein an: ein Verfahren in einer Gemeinde. Der Methodenkoffer hilft bei der Wahl."),
        "methods.index",
        N_("Methodenkoffer"),
        True,
    ),
    Question(
        "feedback",
        _III,
        N_("Erfahren die Menschen, was aus ihren Antworten geworden ist?"),
        N_("Antworten Sie auf jeden Bedarf mit einem Satz. Das Portal bringt ihn zu allen, die ihn genannt haben."),
        "needs.index",
        N_("Bedarfe"),
    ),
    Question(
        "kuemmerer",
        _III,
        N_("Gibt es in einigen Gemeinden Kümmerer, ein Quartiersmanagement oder eine ähnliche Anlaufstelle?"),
        N_("Sprechen Sie mit zwei oder drei Gemeinden, die vorangehen wollen, und beginnen Sie ein Quartiersprojekt."),
        "kuemmerer.index",
        N_("Quartiersprojekte"),
    ),
    Question(
        "shared_data",
        _III,
        N_("Nutzen die Planungen dieselben Zahlen, statt dass jede ihre eigenen pflegt?"),
        N_("Legen Sie fest, welche Kennzahlen für alle gelten, und geben Sie jeder Gemeinde ihren Steckbrief."),
        "indicators.index",
        N_("Kennzahlen"),
    ),
    Question(
        "analysis",
        _III,
        N_("Prüfen Sie, ob ein Bedarf nur gefühlt oder auch belegt ist, bevor Sie planen?"),
        N_("Nehmen Sie sich einen Bedarf vor und gehen Sie die Bedarfsanalyse einmal ganz durch."),
        "need_analyses.index",
        N_("Bedarfsanalysen"),
    ),
    Question(
        "goals",
        _IV,
        N_("Gibt es gemeinsame Ziele, die mit Ämtern und Gemeinden abgestimmt und beschlossen sind?"),
        N_("Beginnen Sie ein Gegenstromverfahren mit drei Leitzielen. Mehr braucht die erste Runde nicht."),
        "goals.index",
        N_("Ziele"),
        True,
    ),
    Question(
        "priorities",
        _IV,
        N_("Entscheiden Sie nach vereinbarten Kriterien, was zuerst kommt?"),
        N_("Vereinbaren Sie Kriterien und lassen Sie mehrere Menschen dieselben Bedarfe bewerten."),
        "priorities.index",
        N_("Prioritäten"),
    ),
    Question(
        "decisions",
        _IV,
        N_("Kommen die Bedarfe mit einer Empfehlung in die Gremien, und steht fest, welches wofür zuständig ist?"),
        N_("Tragen Sie die Gremien mit ihren Zuständigkeiten ein und bringen Sie eine erste Empfehlung auf den Weg."),
        "council.committees",
        N_("Gremien"),
        True,
    ),
    Question(
        "resources",
        _IV,
        N_("Gibt es für die Umsetzung verlässlich Geld und Stunden, auch aus Förderung?"),
        N_("Sehen Sie nach, welche Programme passen und wann der nächste Antragstermin ist."),
        "funding.index",
        N_("Förderung"),
    ),
    Question(
        "measures",
        _IV,
        N_("Sehen Sie auf einen Blick, welche Maßnahmen laufen, wer sie verantwortet und welche stehen?"),
        N_("Tragen Sie die laufenden Maßnahmen mit ihren Meilensteinen ein."),
        "measures.index",
        N_("Maßnahmen"),
    ),
    Question(
        "evaluation",
        _IV,
        N_("Schauen Sie nach einer festen Zeit nach, ob eine Maßnahme geholfen hat, und ändern Sie dann etwas?"),
        N_("Werten Sie eine fertige Maßnahme aus und fragen Sie die Menschen, ob es geholfen hat."),
        "measures.index",
        N_("Maßnahmen"),
    ),
)
STEPS = (_II, _III, _IV)


@dataclass(frozen=True)
class Step:
    """How far one step is taken."""

    stage: StartStage
    points: int
    #: Cornerstones that were answered with no.
    missing: tuple[Question, ...]

    @property
    def is_taken(self) -> bool:
        return self.points >= ENOUGH and not self.missing


@dataclass(frozen=True)
class Standing:
    """What the answers suggest."""

    stage: StartStage
    steps: tuple[Step, ...]
    #: What to do next: the questions of the next step that are not yes, cornerstones first, then those of earlier steps.
    following: tuple[Question, ...]

    @property
    def points(self) -> int:
        return sum(one.points for one in self.steps)


def reply_of(answers: Mapping[str, object], question: Question) -> Reply:
    """The answer to a question; what was not answered counts as no."""
    told = answers.get(question.key)
    return Reply(str(told)) if told in set(Reply) else Reply.NO


def standing(answers: Mapping[str, object]) -> Standing:
    """The suggested stage by the rule above, with what to do next."""
    steps = tuple(_step(stage, answers) for stage in STEPS)
    reached = StartStage.ALONE
    for one in steps:
        if not one.is_taken:
            break
        reached = one.stage
    following = next((one.stage for one in steps if not one.is_taken), StartStage.INTEGRATED)
    wanting = [one for one in QUESTIONS if reply_of(answers, one) is not Reply.YES and one.stage <= following]
    wanting.sort(key=lambda one: (one.stage != following, not one.is_cornerstone, reply_of(answers, one).points))
    return Standing(reached, steps, tuple(wanting))


def _step(stage: StartStage, answers: Mapping[str, object]) -> Step:
    mine = [one for one in QUESTIONS if one.stage is stage]
    missing = tuple(one for one in mine if one.is_cornerstone and reply_of(answers, one) is Reply.NO)
    return Step(stage, sum(reply_of(answers, one).points for one in mine), missing)
