"""Groups and Teilprojekte of the project in Markt Rettenbach. Numbers are invented; people stand in the network of the story."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GroupStory:
    """One of the four groups: who sits in it, and what it thinks about."""

    theme: str
    #: Names of contacts in the network; the first speaks for the group.
    members: tuple[str, ...] = ()
    #: Keys of people with a login.
    staff: tuple[str, ...] = ()
    #: (idea, why it was dropped or "").
    ideas: tuple[tuple[str, str], ...] = ()
    #: Title of the Runder Tisch as which it meets.
    table: str = ""


@dataclass(frozen=True)
class MilestoneStory:
    """What was or is to be reached; days count from the load."""

    title: str
    due_in_days: int
    is_done: bool = False


@dataclass(frozen=True)
class OfferStory:
    """One Teilprojekt."""

    name: str
    kind: str
    theme: str
    goal: str
    #: The columns it went through after the idea.
    moves: tuple[str, ...] = ()
    begins_in_days: int | None = None
    ends_in_days: int | None = None
    milestones: tuple[MilestoneStory, ...] = ()
    #: What is counted, with the numbers of the last quarters, the oldest first.
    counted: tuple[tuple[str, str, tuple[int, ...]], ...] = ()
    #: A word by which the Bedarfe it answers are found.
    need_word: str = ""
    photo: str = ""
    caption: str = ""
    #: The idea of its group that it takes up.
    idea: str = ""


PROJECT_KEY = "kuemmerer-rettenbach"
BY = "kuemmerer"

GROUPS = (
    GroupStory(
        theme="steering",
        members=("Martin Haslach",),
        staff=("kuemmerer", "planung"),
        table="Runder Tisch Älterwerden in Markt Rettenbach",
    ),
    GroupStory(
        theme="housing",
        members=("Anton Weikmann", "Martin Haslach"),
        ideas=(
            ("Der Bürgerbus fährt einmal in der Woche durch alle Ortsteile.", ""),
            ("Ein eigener Supermarkt der Gemeinde", "Der Dorfladen bleibt, das hat die Genossenschaft beschlossen."),
        ),
    ),
    GroupStory(
        theme="care",
        members=("Hildegard Schorer",),
        ideas=(("Angehörige haben einen freien Nachmittag, weil jemand zu Besuch kommt.", ""),),
    ),
    GroupStory(theme="advice", members=("Josefa Lutzenberger", "Rosmarie Egger"), staff=("kuemmerer",)),
)

OFFERS = (
    OfferStory(
        name="Mittagstisch im Pfarrheim",
        kind="meals",
        theme="advice",
        goal="Einmal in der Woche nicht allein essen, für alle ab 70 im Markt und in den Ortsteilen.",
        moves=("planning", "running"),
        begins_in_days=-280,
        milestones=(
            MilestoneStory("Küche und Raum zugesagt", -270, is_done=True),
            MilestoneStory("Erster Mittagstisch", -250, is_done=True),
            MilestoneStory("Fahrgelegenheit für Engetried", 20),
        ),
        counted=(("Gäste", "", (212, 247, 261)), ("Ehrenamtliche Stunden", "Stunden", (96, 104, 110))),
    ),
    OfferStory(
        name="Fahrdienst zum Arzt",
        kind="transport",
        theme="housing",
        goal="Wer nicht mehr Auto fährt, kommt mit einem Anruf am Vortag zum Arzt und wieder heim.",
        moves=("planning", "running"),
        begins_in_days=-200,
        milestones=(
            MilestoneStory("Versicherung über die Gemeinde", -210, is_done=True),
            MilestoneStory("Sechs Fahrerinnen und Fahrer", -14),
        ),
        counted=(("Fahrten", "", (64, 81, 88)), ("Kilometer", "km", (1120, 1475, 1610))),
        need_word="Auto",
    ),
    OfferStory(
        name="Wohnberatung vor Ort",
        kind="housing_advice",
        theme="housing",
        goal="Handläufe, Licht und Schwellen: ansehen, bevor jemand stürzt.",
        moves=("planning",),
        begins_in_days=10,
        ends_in_days=370,
        milestones=(MilestoneStory("Termin mit dem Landkreis", 12), MilestoneStory("Zwei Ehrenamtliche geschult", 75)),
        photo="stufen.jpg",
        caption="Drei Stufen am Eingang: Hier hilft ein zweiter Handlauf.",
    ),
    OfferStory(
        name="Besuchsdienst",
        kind="visiting",
        theme="care",
        goal="Jemand kommt jede Woche für eine Stunde vorbei.",
        idea="Angehörige haben einen freien Nachmittag, weil jemand zu Besuch kommt.",
    ),
    OfferStory(
        name="Handysprechstunde in der Schule",
        kind="digital",
        theme="advice",
        goal="Jugendliche erklären, Ältere fragen.",
        moves=("planning", "running", "resting"),
        begins_in_days=-150,
        milestones=(MilestoneStory("Neue Klasse gefunden", 45),),
        counted=(("Besuche", "", (31, 18, 0)),),
    ),
)
