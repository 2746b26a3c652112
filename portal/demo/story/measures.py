"""Three Maßnahmen of the story: one done and reviewed, one that runs late, one that is planned."""

from dataclasses import dataclass

from portal.demo.story.shape import Moment, on


@dataclass(frozen=True)
class MilestoneStory:
    """What was to be reached, on which day counted from the load, and when it was."""

    title: str
    due_in_days: int
    reached: Moment | None = None


@dataclass(frozen=True)
class EffectStory:
    """One row of the Wirkungstreppe; what was measured comes with the review."""

    stage: str
    statement: str
    target: str = ""
    measured: str = ""
    attainment: str = "open"
    judgement: str = ""
    source: str = ""


@dataclass(frozen=True)
class ReviewStory:
    """What a review found."""

    at: Moment
    result: str
    reason: str
    consequence: str
    next_steps: str
    next_in_days: int


@dataclass(frozen=True)
class MeasureStory:
    """A Maßnahme from the first plan on."""

    key: str
    title: str
    what: str
    needs: tuple[str, ...]
    places: tuple[str, ...]
    planned: Moment
    begins_in_days: int
    ends_in_days: int
    review_in_days: int
    public_sentence: str = ""
    public_title: str = ""
    by: str = "planung"
    responsible: str = "planung"
    carried_by: str = ""
    #: Key of the way through the Gremien whose Beschluss it carries out.
    decided_by: str = ""
    partners: tuple[str, ...] = ()
    priority: str = "medium"
    #: Whole euros.
    budget: int = 0
    spent: int = 0
    milestones: tuple[MilestoneStory, ...] = ()
    #: (what, likelihood, harm, what we do).
    risks: tuple[tuple[str, str, str, str], ...] = ()
    effects: tuple[EffectStory, ...] = ()
    #: When people were asked whether it helped, and what those who answered pressed.
    asked: Moment | None = None
    answers: tuple[str, ...] = ()
    #: The one sentence that came with the first answer.
    remark: str = ""
    review: ReviewStory | None = None


MEASURES = (
    MeasureStory(
        key="mittagstisch",
        title="Mittagstisch im Pfarrheim Kirchheim",
        what=(
            "Die Landfrauen kochen jeden Donnerstag für alle, die nicht allein essen wollen. Die Küche des Pfarrheims "
            "bekommt einen zugelassenen Herd. Wer nicht allein kommen kann, wird gefahren."
        ),
        needs=("mittagstisch",),
        places=("Kirchheim i. Schw.",),
        planned=on(17, "Mi", "10:30"),
        begins_in_days=-112,
        ends_in_days=-60,
        review_in_days=-18,
        public_title="Mittagstisch in Kirchheim",
        public_sentence="Jeden Donnerstag um 12 Uhr wird im Pfarrheim gekocht. Alle sind willkommen, auch ohne Anmeldung.",
        priority="high",
        budget=9800,
        spent=9342,
        milestones=(
            MilestoneStory("Zusage von Pfarrei und Landkreis über die Kosten", -115, on(17, "Fr", "09:00")),
            MilestoneStory("Herd eingebaut und Küche abgenommen", -92, on(13, "Do", "08:30")),
            MilestoneStory("Zum ersten Mal gekocht", -66, on(9, "Do", "14:30")),
        ),
        risks=(
            (
                "Die Köchinnen hören nach dem ersten Jahr auf.",
                "possible",
                "high",
                "Ab Herbst eine zweite Gruppe suchen.",
            ),
        ),
        effects=(
            EffectStory(
                "input",
                "9.800 Euro für Herd und Abnahme, acht Köchinnen, ein Fahrdienst",
                "9.800 €",
                "9.342 €",
                "reached",
                "Im Rahmen geblieben.",
                "Abrechnung der Pfarrei",
            ),
            EffectStory(
                "output_1",
                "Es wird jeden Donnerstag gekocht.",
                "9 von 9 Donnerstagen",
                "9 von 9",
                "reached",
                "Kein Termin fiel aus.",
                "Kalender der Landfrauen",
            ),
            EffectStory(
                "output_2",
                "Menschen, die allein leben, kommen.",
                "25 Gäste",
                "34 Gäste beim ersten Mal, danach 28 im Schnitt",
                "reached",
                "Mehr als erwartet, die Hälfte lebt allein.",
                "Strichliste",
            ),
            EffectStory(
                "outcome_6",
                "Wer allein lebt, hat einmal in der Woche Gesellschaft.",
                "drei Viertel der Alleinlebenden sagen es",
                "11 von 16 Befragten",
                "partly",
                "Einige kommen nur alle zwei Wochen, weil die Fahrt fehlt.",
                "Gespräche am Tisch",
            ),
        ),
        asked=on(4, "Mo", "09:00"),
        answers=("yes", "yes", "partly", "yes", "yes"),
        remark="Der Fahrdienst holt nur in Kirchheim ab, aus Hasberg kommt man nicht hin.",
        review=ReviewStory(
            on(2, "Di", "10:00"),
            "reached",
            "Der Mittagstisch ist angenommen und trägt sich. Offen ist die Fahrt aus den Ortsteilen.",
            "continue",
            "Mit dem Rufbus absprechen, ob er donnerstags um halb zwölf in Hasberg hält.",
            180,
        ),
    ),
    MeasureStory(
        key="rufbus",
        title="Rufbus auf Probe im mittleren Mindeltal",
        what=(
            "Ein Jahr lang fährt ein Rufbus mit Rampe zwischen den vier Gemeinden, früh, spät und sonntags. Bestellt wird per "
            "Telefon oder im Internet. Nach einem halben Jahr wird ausgewertet."
        ),
        needs=("rufbus",),
        decided_by="rufbus",
        places=("VG Pfaffenhausen",),
        planned=on(13, "Mi", "11:00"),
        begins_in_days=-88,
        ends_in_days=270,
        review_in_days=95,
        public_title="Rufbus im mittleren Mindeltal",
        public_sentence=(
            "Seit zwei Monaten fährt der Rufbus. Ob auch eine Fahrt um 21:15 Uhr dazukommt, klären wir noch; das dauert länger "
            "als gedacht."
        ),
        priority="high",
        budget=84000,
        spent=21500,
        milestones=(
            MilestoneStory("Vertrag mit dem Busunternehmen", -70, on(11, "Mo", "13:00")),
            MilestoneStory("Erste Fahrt", -58, on(8, "Mo", "07:30")),
            MilestoneStory("Fahrt um 21:15 Uhr mit der Heimleitung geklärt", -12),
            MilestoneStory("Auswertung nach dem halben Jahr", 95),
        ),
        risks=(
            (
                "Abends fahren zu wenige mit, der Kreisausschuss beendet die Probe.",
                "possible",
                "high",
                "Im Blatt der VG werben, Fahrgäste je Stunde zählen.",
            ),
            (
                "Es fehlen Fahrerinnen und Fahrer am Sonntag.",
                "likely",
                "medium",
                "Zwei weitere mit Personenbeförderungsschein suchen.",
            ),
        ),
        effects=(
            EffectStory(
                "output_2", "Auszubildende, Schichtdienst und ältere Menschen fahren mit.", "300 Fahrgäste im Monat"
            ),
            EffectStory(
                "outcome_6", "Wer kein Auto hat, kommt zur Arbeit und zum Arzt.", "zwei Drittel der Fahrgäste sagen es"
            ),
            EffectStory(
                "impact_7", "Lehrstellen bleiben nicht mehr wegen des Weges unbesetzt.", "keine Nennung der Betriebe"
            ),
        ),
    ),
    MeasureStory(
        key="laden",
        title="Rollender Laden für Markt Rettenbach und Böhen",
        what=(
            "Ein rollender Laden hält zweimal in der Woche in den Ortsteilen ohne Geschäft. Die Gemeinde stellt die Stellplätze, "
            "der Landkreis trägt im ersten Jahr einen Teil des Verlusts."
        ),
        needs=("laden",),
        places=("Markt Rettenbach", "Böhen"),
        planned=on(2, "Mi", "14:00"),
        begins_in_days=45,
        ends_in_days=410,
        review_in_days=420,
        responsible="kuemmerer",
        budget=18000,
        milestones=(
            MilestoneStory("Zwei Angebote liegen vor", 14),
            MilestoneStory("Stellplätze in fünf Ortsteilen zugesagt", 35),
            MilestoneStory("Erste Tour", 60),
        ),
        risks=(("Zu wenige kaufen ein.", "possible", "medium", "Vorher fragen, wer kommt; nach drei Monaten zählen."),),
        effects=(
            EffectStory(
                "outcome_6", "Ältere Menschen kaufen selbst ein, ohne Auto.", "80 Kundinnen und Kunden in der Woche"
            ),
        ),
    ),
)
