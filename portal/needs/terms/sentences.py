"""Ready sentences in plain German: for public answers, and for entries of the inbox that are no Bedarf.

Gaps in square brackets must be filled before anybody reads the sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.kernel.text import N_
from portal.needs.terms.states import NeedStatus

#: Status → what may be said when a Bedarf gets there. A county may write its own (`TextModule`).
ANSWERS: Mapping[NeedStatus, tuple[str, ...]] = {
    NeedStatus.NEW: (),
    NeedStatus.IN_REVIEW: (
        N_("Wir haben Ihren Hinweis gelesen und prüfen ihn jetzt. Sobald wir mehr wissen, lesen Sie es hier."),
        N_(
            "Wir fragen gerade bei der Gemeinde nach, was vor Ort schon geplant ist. Danach melden wir uns hier wieder."
        ),
        N_("Es sind neue Hinweise dazugekommen. Deshalb sehen wir uns den Bedarf noch einmal genauer an."),
    ),
    NeedStatus.CONFIRMED: (
        N_(
            "Wir haben es geprüft: Hier fehlt wirklich etwas. Der Bedarf steht jetzt in der Sozialplanung des Landkreises."
        ),
        N_("Mehrere Menschen haben uns dasselbe gesagt. Wir sehen den Bedarf und suchen jetzt nach einer Lösung."),
    ),
    NeedStatus.FORWARDED: (
        N_(
            "Zuständig ist [Name der Stelle]. Wir haben den Bedarf dorthin weitergegeben und fragen nach, was daraus wird."
        ),
        N_("Darüber entscheidet Ihre Gemeinde. Wir haben den Bedarf im Rathaus vorgestellt und bleiben dran."),
        N_("Wir haben den Bedarf an die Fachleute für [Thema] im Landratsamt weitergegeben. Sie arbeiten jetzt daran."),
    ),
    NeedStatus.PLANNED: (
        N_("Es gibt einen Plan: [was geplant ist]. Losgehen soll es [wann]."),
        N_("Der Bedarf kommt in die Sitzung: [Gremium] berät darüber am [Datum]."),
    ),
    NeedStatus.IN_PROGRESS: (
        N_("Es geht los: [was gerade geschieht]. Fertig sein soll es [wann]."),
        N_("Der Anfang ist gemacht: [was schon da ist]. Weiter geht es mit [nächster Schritt]."),
    ),
    NeedStatus.DONE: (
        N_("Geschafft: [was es jetzt gibt]. Danke, dass Sie uns gesagt haben, was fehlt."),
        N_("Was Sie uns gesagt haben, ist umgesetzt. Wenn noch etwas nicht passt, melden Sie sich bitte wieder."),
    ),
    NeedStatus.DECLINED: (
        N_("Das können wir leider nicht umsetzen. Der Grund: [Grund]. Trotzdem danke für Ihren Hinweis."),
        N_("Dafür darf der Landkreis nicht tätig werden. Weiterhelfen kann Ihnen [Stelle und Telefonnummer]."),
        N_("Dafür ist zurzeit kein Geld da. Der Bedarf bleibt notiert und kommt in die nächsten Haushaltsberatungen."),
    ),
    NeedStatus.DEFERRED: (
        N_("Im Moment geht es hier nicht weiter. Wir sehen uns den Bedarf wieder an: [wann]."),
        N_("Zuerst muss geklärt werden: [was]. Danach geht es mit diesem Bedarf weiter."),
    ),
    NeedStatus.MERGED: (
        N_("Andere haben uns dasselbe gesagt. Wir führen diese Hinweise jetzt gemeinsam weiter. Ihrer ist mit dabei."),
        N_("Ihr Hinweis gehört zu einem größeren Bedarf. Dort geht es weiter, und Sie hören von uns."),
    ),
}


@dataclass(frozen=True)
class NoNeedReason:
    """One way in which an entry of the inbox is no Bedarf."""

    key: str
    #: For the planner: which case it is.
    label: str
    #: For the person: what they read.
    sentence: str


NO_NEED_REASONS: tuple[NoNeedReason, ...] = (
    NoNeedReason(
        "exists",
        N_("Gibt es schon"),
        N_(
            "Danke für Ihren Hinweis. Ein solches Angebot gibt es bereits. Rufen Sie uns gern an, dann sagen wir Ihnen, wo."
        ),
    ),
    NoNeedReason(
        "elsewhere",
        N_("Andere Stelle zuständig"),
        N_(
            "Danke für Ihren Hinweis. Darum kümmert sich eine andere Stelle. Rufen Sie uns gern an, dann sagen wir Ihnen, welche."
        ),
    ),
    NoNeedReason(
        "unclear",
        N_("Nicht verständlich"),
        N_(
            "Wir haben leider nicht verstanden, was Ihnen fehlt. Bitte schreiben Sie uns noch einmal oder rufen Sie an."
        ),
    ),
    NoNeedReason(
        "thanks",
        N_("Lob, Dank oder Meinung"),
        N_(
            "Danke für Ihre Rückmeldung. Wir haben sie gelesen und nehmen sie ernst. Einen Bedarf sehen wir darin nicht."
        ),
    ),
    NoNeedReason(
        "twice",
        N_("Doppelt eingegangen"),
        N_("Denselben Hinweis haben wir von Ihnen schon erhalten. Wir arbeiten mit dem ersten weiter."),
    ),
    NoNeedReason(
        "personal",
        N_("Persönliche Lage"),
        N_(
            "Dabei geht es um Ihre persönliche Lage. Darüber möchten wir lieber mit Ihnen sprechen. Bitte rufen Sie uns an."
        ),
    ),
    NoNeedReason(
        "empty",
        N_("Kein Anliegen (Test, Werbung)"),
        N_(
            "In diesem Eintrag haben wir kein Anliegen gefunden. Wenn das ein Versehen ist, schreiben Sie uns bitte noch einmal."
        ),
    ),
)
