"""Words and numbers of the Fachplanungen, and those that a Bavarian county usually has."""

from dataclasses import dataclass

from portal.kernel.text import N_

LONGEST_BASIS = 400
LONGEST_PURPOSE = 2000
LONGEST_INDICATOR = 160
LONGEST_SOURCE = 200
MOST_COMMITTEES = 12
#: A plan that is written anew less often than every twenty years is none.
MOST_RHYTHM = 240


@dataclass(frozen=True)
class ShippedPlan:
    """A Fachplanung as the portal proposes it; who is responsible and when it is due, the county says."""

    key: str
    name: str
    #: The law it rests on, or that it is voluntary.
    legal_basis: str
    purpose: str
    committees: tuple[str, ...]
    #: Usual number of months between two versions.
    rhythm_months: int


_SOCIAL = N_("Ausschuss für Soziales")

SHIPPED_PLANS = (
    ShippedPlan(
        "jugendhilfe",
        N_("Jugendhilfeplanung"),
        N_("§ 80 SGB VIII (Jugendhilfeplanung), § 79 SGB VIII (Gesamtverantwortung)"),
        N_("Bestand und Bedarf an Einrichtungen und Diensten für junge Menschen und ihre Familien."),
        (N_("Jugendhilfeausschuss"),),
        60,
    ),
    ShippedPlan(
        "senioren",
        N_("Seniorenpolitisches Gesamtkonzept mit Pflegebedarfsplanung"),
        N_("Art. 69 AGSG (Bedarfsermittlung, seniorenpolitisches Gesamtkonzept), § 71 SGB XII (Altenhilfe)"),
        N_("Wie ältere Menschen im Landkreis leben, was sie brauchen und wie viele Plätze in der Pflege nötig sind."),
        (_SOCIAL, N_("Kreisseniorenbeirat")),
        60,
    ),
    ShippedPlan(
        "teilhabe",
        N_("Teilhabeplanung"),
        N_("Art. 4 UN-Behindertenrechtskonvention (allgemeine Verpflichtungen)"),
        N_("Wie Menschen mit Behinderung überall dabei sein können, und welche Hindernisse weg müssen."),
        (_SOCIAL,),
        60,
    ),
    ShippedPlan(
        "bildung",
        N_("Bildungsplanung"),
        N_("Freiwillige Aufgabe, zum Beispiel als „Bildungsregion in Bayern“"),
        N_("Lernen von der Kita bis ins Alter: Übergänge, Angebote und Zahlen an einem Ort."),
        (N_("Ausschuss für Schulen und Bildung"),),
        36,
    ),
    ShippedPlan(
        "gesundheit",
        N_("Gesundheitsplanung"),
        N_("Gesundheitsdienstgesetz (GDG); freiwillig als „Gesundheitsregion plus“"),
        N_("Gesundheit, Vorsorge und ärztliche Versorgung in den Gemeinden."),
        (N_("Gesundheitsforum"),),
        36,
    ),
    ShippedPlan(
        "schule",
        N_("Schulentwicklungsplanung"),
        N_("Art. 26 BayEUG (Errichtung und Auflösung von Schulen), Art. 8 BaySchFG (Schulaufwand)"),
        N_("Wie viele Schülerinnen und Schüler kommen, und welche Gebäude und Wege sie brauchen."),
        (N_("Ausschuss für Schulen und Bildung"),),
        60,
    ),
    ShippedPlan(
        "nahverkehr",
        N_("Nahverkehrsplan"),
        N_("§ 8 Abs. 3 PBefG, Art. 13 BayÖPNVG"),
        N_("Busse und Bahnen: welche Verbindungen es geben soll, wie oft und wie gut erreichbar."),
        (N_("Ausschuss für Verkehr"),),
        60,
    ),
    ShippedPlan(
        "armut",
        N_("Armutsbericht"),
        N_("Freiwillige Aufgabe im eigenen Wirkungskreis (Art. 51 LKrO)"),
        N_("Wo Menschen mit wenig Geld leben, was ihnen fehlt und was hilft."),
        (_SOCIAL,),
        60,
    ),
)
