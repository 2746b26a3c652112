"""Questions that several ready questionnaires share, word by word and under one code, so that surveys can be compared."""

from portal.surveys.terms.kinds import QuestionKind
from portal.surveys.terms.questionnaire import Question, Section
from portal.surveys.terms.templates.writing import Choice, any_of, ask, both, one_of, open_words, section

AGE = ask("age", QuestionKind.AGE_GROUP, "Wie alt sind Sie?", "Wie alt sind Sie?")
GENDER = ask(
    "gender",
    QuestionKind.GENDER,
    "Welches Geschlecht haben Sie?",
    "Sind Sie eine Frau, ein Mann oder divers?",
)
PLACE = ask("place", QuestionKind.PLACE, "In welcher Gemeinde wohnen Sie?", "Wo wohnen Sie?")

LIVING_HERE = ask(
    "living_here",
    QuestionKind.SMILEYS,
    "Wie gut lebt es sich an Ihrem Ort?",
    "Wie gefällt es Ihnen an Ihrem Ort?",
    asks_why=True,
)
HOUSEHOLD = one_of(
    "household",
    "Mit wem leben Sie zusammen?",
    "Mit wem wohnen Sie?",
    ("alone", "Ich lebe allein", "Ich wohne allein"),
    ("partner", "Mit meiner Partnerin oder meinem Partner", "Mit meiner Partnerin oder meinem Partner"),
    ("children", "Mit Kindern unter 18 Jahren", "Mit Kindern. Die Kinder sind noch nicht 18 Jahre alt"),
    ("relatives", "Mit anderen Angehörigen", "Mit anderen Verwandten"),
    ("shared", "In einer Wohngemeinschaft oder Einrichtung", "In einer Wohn-Gruppe oder in einem Heim"),
)
WAY_CHOICES: tuple[Choice, ...] = (
    ("foot", "Zu Fuß", "Ich gehe zu Fuß"),
    ("bicycle", "Mit dem Fahrrad", "Ich fahre mit dem Fahrrad"),
    ("car", "Mit dem eigenen Auto", "Ich fahre mit meinem Auto"),
    ("lift", "Jemand nimmt mich mit", "Jemand nimmt mich im Auto mit"),
    ("bus", "Mit Bus oder Bahn", "Ich fahre mit dem Bus oder mit dem Zug"),
    ("call_bus", "Mit Rufbus, Bürgerbus oder Taxi", "Ich fahre mit dem Ruf-Bus, mit dem Bürger-Bus oder mit dem Taxi"),
)
WAY = any_of("way", "Wie sind Sie im Alltag unterwegs?", "Wie kommen Sie von Ort zu Ort?", *WAY_CHOICES)
CONTACTS = one_of(
    "contacts",
    "Wie oft treffen Sie Menschen, die Ihnen wichtig sind?",
    "Wie oft treffen Sie Freunde, Nachbarn oder die Familie?",
    ("daily", "Fast jeden Tag", "Fast jeden Tag"),
    ("weekly", "Jede Woche", "Jede Woche"),
    ("monthly", "Jeden Monat", "Jeden Monat"),
    ("rarely", "Seltener", "Nur selten"),
)
INFORMED = any_of(
    "informed",
    "Woher erfahren Sie, was an Ihrem Ort angeboten wird?",
    "Woher wissen Sie: Das gibt es an meinem Ort?",
    ("bulletin", "Aus dem Gemeindeblatt", "Aus dem Gemeinde-Blatt"),
    ("newspaper", "Aus der Zeitung", "Aus der Zeitung"),
    ("people", "Von Familie, Freunden und Nachbarn", "Von der Familie, von Freunden oder von Nachbarn"),
    ("notice", "Vom Aushang oder aus der Kirche", "Von einem Zettel am Brett oder aus der Kirche"),
    ("internet", "Aus dem Internet oder vom Handy", "Aus dem Internet oder vom Handy"),
    ("nowhere", "Ich erfahre wenig", "Ich erfahre wenig"),
    has_other=True,
)
HELPERS = any_of(
    "helpers",
    "Wer hilft Ihnen im Alltag?",
    "Wer hilft Ihnen?",
    ("partner", "Partnerin oder Partner", "Meine Partnerin oder mein Partner"),
    ("children", "Kinder oder Enkel", "Meine Kinder oder meine Enkel"),
    ("neighbours", "Nachbarn oder Freunde", "Nachbarn oder Freunde"),
    ("service", "Pflegedienst oder bezahlte Hilfe", "Ein Pflege-Dienst oder eine bezahlte Hilfe"),
    ("volunteers", "Ehrenamtliche", "Menschen, die ohne Geld helfen"),
    ("nobody", "Niemand", "Niemand hilft mir"),
    special_category=True,
)
WISH = open_words(
    "wish",
    "Was sollte sich an Ihrem Ort als Erstes ändern?",
    "Was soll an Ihrem Ort besser werden?",
    hint=both(
        "Ihre Worte gehen ohne Namen an die Menschen, die den Landkreis planen. Bitte nennen Sie keine Namen.",
        "Schreiben Sie einfach so, wie Sie sprechen. Bitte schreiben Sie keine Namen.",
    ),
    contribution=True,
)


def about_you(*further: Question) -> Section:
    """The closing section: what every survey asks about the person, the open question first."""
    return section("Zum Schluss", "Zum Schluss", WISH, *further, PLACE, AGE, GENDER)
