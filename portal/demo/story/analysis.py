"""One Bedarf analysed to the end, what should be there and what is, and how three people weighed six Bedarfe."""

from dataclasses import dataclass

from portal.demo.story.words import Field


@dataclass(frozen=True)
class FigureStory:
    """A Kennzahl of the analysis beside its comparison."""

    name: str
    unit: str
    value: str
    compared: str
    compared_with: str
    source: str
    lower_speaks_for_it: bool = True


@dataclass(frozen=True)
class QuestionStory:
    """Something to be found out about the Bedarf; with an answer it was."""

    text: str
    who: str
    #: Days from the load until when.
    due_in_days: int
    answer: str = ""


@dataclass(frozen=True)
class TargetStory:
    """A row of Soll and Ist. With `counts` Angebote of that kind are counted, otherwise the Ist is typed."""

    field: Field
    place: str
    subject: str
    unit: str
    target: str
    kind: str
    source: str
    actual: str | None = None
    actual_source: str = ""
    counts: str | None = None
    means: str = ""
    #: Keys of Bedarfe of the story.
    needs: tuple[str, ...] = ()


NEED = "pflege"
QUESTION = (
    "Fehlen rund um Bad Grönenbach Plätze, an denen pflegende Angehörige für einen Tag oder ein paar Wochen entlastet werden, "
    "oder sind die vorhandenen Plätze nur schwer zu bekommen und zu erreichen?"
)
GROUP = (1900, "Menschen ab 80 Jahren im Süden des Landkreises, Pflegebedarfsplanung (Beispielzahlen)")
#: (what it says, where it stands, whether it speaks against the Bedarf)
STATEMENTS = (
    (
        "Wir führen eine Warteliste. In den Ferien müssen wir Familien absagen, die zum ersten Mal um Hilfe bitten.",
        "Leitung der Sozialstation, Gespräch mit der Seniorenfachplanung", False,
    ),
    (
        "Vormittags sind bei uns oft vier von achtzehn Plätzen frei. Die Leute kommen nicht her, weil niemand sie fährt.",
        "Leitung einer Tagespflege in Memmingen, Telefonat", True,
    ),
)  # fmt: skip
FINDINGS = (
    "Dafür: Angehörige, die Leitung der Sozialstation und die Pflegebedarfsplanung sagen dasselbe. Kurzzeitpflege ist in den "
    "Ferien regelmäßig belegt, Tagespflege gibt es nur in zwei Häusern.\n"
    "Dagegen: Ein Teil der Plätze in Memmingen ist vormittags frei. Der Weg ist ein Hindernis, nicht allein die Zahl."
)
CONCLUSION = (
    "Zuerst einen Fahrdienst zur Tagespflege in Memmingen erproben und Kurzzeitpflege im Verbund verlässlich machen. Erst danach "
    "über einen neuen Standort entscheiden."
)
FIGURES = (
    FigureStory(
        "Plätze in der Tagespflege", "je 100 Menschen ab 80", "1,2", "1,9", "Landkreis",
        "Pflegestatistik und eigene Abfrage bei den Einrichtungen",
    ),
    FigureStory(
        "Plätze in der Kurzzeitpflege", "je 100 Menschen ab 80", "0,6", "0,9", "Landkreis",
        "Eigene Abfrage freier Plätze in der Pflege",
    ),
    FigureStory(
        "Anteil der Menschen ab 80", "Prozent", "6,9", "6,4", "Landkreis", "Einwohnermelderegister",
        lower_speaks_for_it=False,
    ),
)  # fmt: skip
REASON = (
    "Angehörige, Sozialstation und Statistik bestätigen den Bedarf unabhängig voneinander. Offen ist nur, wie viele mit einem "
    "Fahrdienst nach Memmingen kämen; das ändert an der Entlastung, die fehlt, nichts."
)
QUESTIONS = (
    QuestionStory(
        "Wie viele Plätze der Tagespflege in Memmingen sind vormittags frei?", "fachplanung", -10,
        "Im Schnitt vier von achtzehn, sagt die Leitung. Montags ist alles belegt.",
    ),
    QuestionStory("Wie viele Angehörige würden einen Fahrdienst zur Tagespflege nutzen?", "fachplanung", 6),
    QuestionStory("Beteiligt sich die Pflegekasse an den Fahrtkosten?", "planung", 20),
)  # fmt: skip

_PLAN = "Seniorenpolitisches Gesamtkonzept mit Pflegebedarfsplanung (Art. 69 AGSG)"
TARGETS = (
    TargetStory(
        Field.CARE, "VG Bad Grönenbach", "Plätze in der Tagespflege", "Plätze", "36", "guideline", _PLAN, "22",
        "Abfrage freier Plätze in der Pflege",
        means="In Memmingen sind vormittags Plätze frei: Fahrdienst prüfen, bevor ein neuer Standort geplant wird.",
        needs=("pflege",),
    ),
    TargetStory(
        Field.CARE, "VG Bad Grönenbach", "Plätze in der Kurzzeitpflege", "Plätze", "10", "guideline", _PLAN, "7",
        "Abfrage freier Plätze in der Pflege", needs=("pflege",),
    ),
    TargetStory(
        Field.CARERS, "VG Bad Grönenbach", "Gesprächskreise für pflegende Angehörige", "Gruppen", "2", "participation",
        "Offene Runde zum Thema Pflege", "1", "Auskunft der Sozialstation", needs=("gespraechskreis",),
    ),
    TargetStory(
        Field.PLACE, "VG Pfaffenhausen", "Fahrtenpaare am Abend, Montag bis Freitag", "Fahrtenpaare", "3", "guideline",
        "Nahverkehrsplan, Mindestangebot", "1", "Fahrplan des Verkehrsverbunds",
        means="Der Pfarrbus in Oberrieden steht unter der Woche in der Garage.", needs=("rufbus", "sonntagsbus"),
    ),
    TargetStory(
        Field.PLACE, "VG Babenhausen", "Hausärztliche Praxen", "Praxen", "5", "law",
        "Bedarfsplanungs-Richtlinie nach § 99 SGB V", "4", "Arztsuche der Kassenärztlichen Vereinigung", needs=("arzt",),
    ),
    TargetStory(
        Field.PARTICIPATION, "Kirchheim i. Schw.", "Offene Treffpunkte", "Treffpunkte", "2", "participation",
        "Zukunftswerkstatt, wichtigster Wunsch", counts="meeting_place", needs=("mittagstisch",),
    ),
    TargetStory(
        Field.PARTICIPATION, "Markt Rettenbach", "Offene Treffpunkte", "Treffpunkte", "2", "decision",
        "Beschluss des Marktgemeinderats zum Quartierskonzept", counts="meeting_place",
    ),
    TargetStory(
        Field.YOUTH, "VG Erkheim", "Räume für Jugendliche", "Räume", "1", "guideline", "Jugendhilfeplanung (§ 80 SGB VIII)",
        "0", "Auskunft der Gemeinden", needs=("jugendraum",),
    ),
    TargetStory(
        Field.INTEGRATION, "Mindelheim", "Deutschkurse mit Kinderbetreuung", "Kurse", "2", "decision",
        "Integrationskonzept des Landkreises", "2", "Volkshochschule", needs=("deutschkurs",),
    ),
    TargetStory(
        Field.VOLUNTEERING, "Dirlewang", "Nachbarschaftshilfen", "Gruppen", "1", "guideline", _PLAN, None,
        needs=("nachbarschaftshilfe",),
    ),
)  # fmt: skip

ROUND_TITLE = "Was kommt zuerst in den Haushalt?"
ROUND_PURPOSE = (
    "Sechs Bedarfe liegen für den Haushalt des nächsten Jahres auf dem Tisch, das Geld reicht für zwei oder drei. Die "
    "Reihenfolge ist ein Vorschlag für den Ausschuss für Soziales."
)
ROUND_NEEDS = ("pflege", "rufbus", "arzt", "mittagstisch", "jugendraum", "radweg")
#: Who scored, and the points of each Bedarf for urgency, reach, effect, cost, equity and responsibility; "-" cannot judge.
SHEETS = {
    "planung": ("544345", "443354", "542243", "333443", "333344", "332323"),
    "planung2": ("544344", "444344", "543232", "234443", "343344", "442322"),
    "fachplanung": ("555245", "333354", "553243", "444443", "222344", "22-322"),
}
ROUND_CONCLUSION = (
    "Die Pflege liegt klar vorn. Rufbus und ärztliche Versorgung liegen so dicht beieinander, dass ihr Platz am Gewicht der "
    "Dringlichkeit hängt; wir schlagen beide vor. Beim Mittagstisch waren wir uneins: Wir erproben ihn zuerst mit dem, was da ist."
)
