"""Goals of the county with one finished round, the SWOT-Analyse of a Gemeinde, and two Startchecks a year apart."""

from dataclasses import dataclass

PROCEDURE_TITLE = "Sozialpolitische Ziele bis 2030"
PURPOSE = (
    "Der Landkreis legt zum ersten Mal gemeinsam mit Ämtern und Gemeinden fest, was in den nächsten Jahren erreicht sein soll. "
    "Die Leitung gibt drei Leitziele vor; was davon vor Ort geht, sagen die, die es tun."
)
#: Departments with the key of the person who answers, and Gemeinden.
DEPARTMENTS = (("Sozialamt, Seniorenfachplanung", "fachplanung"),)
GEMEINDEN = ("Markt Rettenbach", "VG Babenhausen")


@dataclass(frozen=True)
class GoalStory:
    """A goal that the leadership set, with what came back."""

    key: str
    title: str
    meaning: str
    #: Key of the goal above.
    under: str = ""
    #: Name of the part that minds it.
    minded_by: str = ""
    indicator: str = ""
    aim: str = "at_least"
    target: str = ""
    until_year: int = 0
    #: Part → (answer, reason, wording).
    said: tuple[tuple[str, str, str, str], ...] = ()
    outcome: str = "kept"
    outcome_reason: str = ""
    needs: tuple[str, ...] = ()
    #: Titles of Maßnahmen begin with this.
    measures: tuple[str, ...] = ()


GOALS = (
    GoalStory(
        key="zuhause", title="Menschen können in ihrer Gemeinde alt werden",
        meaning="Wer Hilfe braucht, findet sie dort, wo er lebt. Niemand muss wegziehen, weil im Ort etwas fehlt.",
        said=(
            ("Sozialamt, Seniorenfachplanung", "agree", "", ""),
            ("Markt Rettenbach", "agree", "", "Bei uns heißt das: ein Mensch, an den man sich wenden kann, und ein Mittagstisch."),
            ("VG Babenhausen", "agree", "", ""),
        ),
    ),
    GoalStory(
        key="pflege", title="Pflegende Angehörige werden in jeder Gemeinde entlastet", under="zuhause",
        meaning="Tagespflege und Kurzzeitpflege sind erreichbar, auch ohne eigenes Auto.",
        minded_by="Sozialamt, Seniorenfachplanung", until_year=2030,
        said=(
            ("Sozialamt, Seniorenfachplanung", "change",
             "„In jeder Gemeinde“ ist mit dem Personal, das es gibt, nicht zu schaffen.",
             "Pflegende Angehörige finden höchstens 20 Minuten entfernt Entlastung."),
            ("Markt Rettenbach", "agree", "", ""),
            ("VG Babenhausen", "change", "Wir können das nur gemeinsam mit den Nachbarn.",
             "Gemeinsam mit Kirchhaslach und Oberschönegg."),
        ),
        outcome="changed",
        outcome_reason="Statt „in jeder Gemeinde“ gilt: höchstens 20 Minuten entfernt. Zwei Stellen haben das vorgeschlagen.",
        needs=("pflege", "gespraechskreis"),
    ),
    GoalStory(
        key="essen", title="Niemand muss allein essen", under="zuhause",
        meaning="In jeder Gemeinde gibt es mindestens einmal in der Woche einen gemeinsamen Mittagstisch.",
        minded_by="Markt Rettenbach", until_year=2028,
        said=(("Markt Rettenbach", "agree", "", "Wir beginnen im Pfarrheim."), ("VG Babenhausen", "agree", "", "")),
        needs=("mittagstisch",), measures=("Mittagstisch",),
    ),
    GoalStory(
        key="bewegen", title="Alle kommen ohne Auto an, auch abends",
        meaning="Wer nicht fahren kann oder will, erreicht Arzt, Schule und Verein. Das gilt für junge und alte Menschen.",
        said=(
            ("Markt Rettenbach", "agree", "", ""),
            ("VG Babenhausen", "not_possible",
             "Für Linienverkehr ist die Gemeinde nicht zuständig. Ein Rufbus des Landkreises hilft uns, ein eigenes Ziel nicht.",
             ""),
        ),
        outcome_reason="Das Ziel liegt beim Landkreis; die Gemeinden werden beim Rufbus beteiligt.",
    ),
    GoalStory(
        key="rufbus", title="Ein Rufbus fährt bis 22 Uhr", under="bewegen",
        meaning="Zuerst ein Jahr auf Probe, dann nach einer Auswertung überall, wo er gebraucht wird.", until_year=2029,
        said=(("VG Babenhausen", "agree", "", ""),), measures=("Rufbus",),
    ),
    GoalStory(
        key="hoeren", title="Wer etwas sagt, bekommt eine Antwort",
        meaning="Jede Wortmeldung wird gelesen und beantwortet. Was daraus wird, kann man nachlesen.",
        said=(("Markt Rettenbach", "agree", "", ""), ("VG Babenhausen", "agree", "", "")),
    ),
)  # fmt: skip
#: (part, goal above, title, meaning, outcome, reason)
PROPOSALS = (
    ("Markt Rettenbach", "zuhause", "Jede Gemeinde hat eine Kümmerin oder einen Kümmerer",
     "Eine Anlaufstelle mit festen Sprechzeiten, auch für mehrere kleine Gemeinden zusammen.", "kept", ""),
    ("VG Babenhausen", "bewegen", "Eine Tankstelle in jeder Gemeinde", "Damit niemand zum Tanken zwanzig Kilometer fahren muss.",
     "dropped", "Das kann der Landkreis nicht beeinflussen. Der Hinweis geht an die Wirtschaftsförderung."),
)  # fmt: skip
COMMITTEE = "Kreisausschuss"
CONCLUSION = "Einstimmig beschlossen. Nach einem Jahr wird berichtet, welche Ziele sich bewegen."

SWOT_PLACE = "Markt Rettenbach"
SWOT_TITLE = "Älter werden in Markt Rettenbach"
SWOT_WITH = "Runder Tisch mit vierzehn Menschen aus Vereinen, Pfarrei, Gemeinde und Sozialstation"
#: (field, text, key of a Bedarf, key of an Indikator)
SWOT_ENTRIES = (
    ("strength", "Über dreißig Vereine; fast jede Familie ist in einem.", "", ""),
    ("strength", "Seit letztem Jahr gibt es eine Kümmerin mit Sprechstunde.", "", ""),
    ("strength", "Pfarrheim, Turnhalle und Gasthof: An Räumen fehlt es nicht.", "", ""),
    ("weakness", "Unter der Woche ist bis zum Abend kaum jemand da, der fahren kann.", "", ""),
    ("weakness", "Wer Angehörige pflegt, findet im Umkreis keinen Platz für ein paar Tage.", "", ""),
    ("weakness", "Einkaufen geht für viele nur mit dem Auto.", "laden", ""),
    ("opportunity", "Der Freistaat fördert Quartierskonzepte bis zu vier Jahre.", "", ""),
    ("opportunity", "Viele ziehen mit Mitte sechzig in den Ruhestand und suchen eine Aufgabe.", "", "population"),
    ("threat", "Die Hausärztin geht in den Ruhestand, die Nachfolge ist offen.", "", ""),
    ("threat", "Die Förderung endet, bevor das Angebot sich trägt.", "", ""),
    ("strength_opportunity",
     "Die Vereine fragen Menschen vor dem Ruhestand gezielt, ob sie in der Nachbarschaftshilfe mitmachen.", "", ""),
    ("weakness_opportunity", "Ein Fahrdienst mit Ehrenamtlichen kommt in den Antrag für das Quartierskonzept.", "", ""),
    ("strength_threat", "Die Kümmerin sucht mit den Nachbargemeinden nach einer gemeinsamen Praxis.", "", ""),
    ("weakness_threat", "Schon im zweiten Jahr wird geklärt, wer nach der Förderung bezahlt.", "", ""),
)  # fmt: skip
SWOT_NOTE = "Stand nach dem Runden Tisch"

#: By key of the question: y, p or n; a year ago and now.
CHECK_BEFORE = (
    "will=y responsible=y departments=p surveys=n figures=p stakeholders=y steering=n participation=p "
    "feedback=n kuemmerer=p shared_data=n analysis=n goals=n priorities=n decisions=p resources=p "
    "measures=n evaluation=n"
)
CHECK_NOW = (
    "will=y responsible=y departments=y surveys=y figures=y stakeholders=y steering=p participation=y "
    "feedback=y kuemmerer=y shared_data=p analysis=y goals=y priorities=y decisions=y resources=n "
    "measures=p evaluation=n"
)
REMARK_BEFORE = "Beantwortet von der Sozialplanung und der Leitung des Sozialamts, kurz bevor es losging."
REMARK_NOW = (
    "Beantwortet zu dritt mit der Seniorenfachplanung. Als Nächstes: die Steuerungsgruppe auf feste Füße stellen."
)
