"""Ausdehnung: permanent, and for further Zielgruppen."""

from functools import partial

from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.shipped.shape import GEMEINDE, LANDKREIS, MONTHS, ShippedStep
from portal.kuemmerer.terms.steps import StepAid

_step = partial(ShippedStep, phase=Phase.EXPANSION)

EXPANSION = (
    _step(
        slug="permanent-job",
        title="Stelle dauerhaft im Haushalt verankern",
        explanation="Im Stellenplan und in der Finanzplanung der nächsten vier Jahre. Vertretung und Übergabe sind geregelt.",
        responsible=GEMEINDE,
        due=(3, MONTHS),
        proof="Stellenplan",
    ),
    _step(
        slug="other-groups",
        title="Weitere Zielgruppen einbeziehen",
        explanation="Familien, Jugendliche, Menschen mit Behinderung, Zugezogene: Wen erreicht das Projekt noch nicht? Fragen"
        " Sie diese Menschen selbst, bevor Sie etwas planen.",
        responsible=GEMEINDE,
        due=(6, MONTHS),
        proof="Ergebnis der Gespräche oder der Befragung",
        aid=StepAid.CONSULTATION,
    ),
    _step(
        slug="neighbours",
        title="Nachbargemeinden einladen",
        explanation="Manche Hilfe lohnt sich erst gemeinsam. Der Landkreis vermittelt und kennt, wer gerade beginnt.",
        responsible=LANDKREIS,
        due=(9, MONTHS),
        proof="Gespräch mit mindestens einer Nachbargemeinde",
    ),
    _step(
        slug="sector-plans",
        title="Ergebnisse in die Fachplanungen geben",
        explanation="Was das Quartier gelernt hat, gehört in das Seniorenpolitische Gesamtkonzept und die anderen Pläne des "
        "Landkreises.",
        responsible=LANDKREIS,
        due=(12, MONTHS),
        proof="Bedarfe und Maßnahmen sind im Portal übergeben",
        aid=StepAid.NEEDS,
    ),
    _step(
        slug="yearly-review",
        title="Jährlich Bilanz im Gemeinderat",
        explanation="Zahlen, Geschichten, Geld, Ausblick auf einer Seite.",
        responsible=GEMEINDE,
        due=(12, MONTHS),
        proof="Auszug aus der Niederschrift",
    ),
)
