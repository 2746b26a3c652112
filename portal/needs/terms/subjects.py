"""Which words point to which Handlungsfeld, Zielgruppe and Grunddaseinsfunktion: only ever a suggestion, made here.

The names are those the lists come with in a new installation; what a county has retired or never had is not suggested.
"""

from collections.abc import Mapping

from portal.county.terms import key_of
from portal.kernel.text import fold, stem, words

#: A word part this long may stand at the beginning or end of a compound ("pflege" in "Pflegekraft", "Kurzzeitpflege").
INSIDE_FROM = 4

ACTION_FIELDS: Mapping[str, str] = {
    "Integrierte Orts- und Entwicklungsplanung": """
        bus haltestelle fahrplan radweg gehweg bürgersteig zebrastreifen ampel verkehr straße nahverkehr
        rufbus zug bahnhof parkplatz einkaufen supermarkt dorfladen laden nahversorgung bäcker metzger
        apotheke arzt hausarzt praxis bank geldautomat post ortskern internet mobilfunk funkloch beleuchtung
        straßenlampe überqueren
    """,
    "Wohnen zu Hause": """
        wohnung wohnen miete vermieter bauplatz barrierefreiheit treppe aufzug umbau sozialwohnung
        mehrgenerationenhaus leerstand seniorenwohnung haushaltshilfe hausnotruf
    """,
    "Beratung, Information und Öffentlichkeitsarbeit": """
        beratung beratungsstelle information antrag formular behörde amt auskunft ansprechpartner wegweiser
        pflegestützpunkt sprechstunde
    """,
    "Präventive Angebote": """
        vorsorge sturz gymnastik bewegung gesundheit ernährung prävention sport wassergymnastik
        gedächtnistraining spaziergang fitness
    """,
    "Gesellschaftliche Teilhabe": """
        treffpunkt begegnung einsamkeit allein gemeinschaft kultur seniorennachmittag café treff bank sitzbank
        dorfplatz veranstaltung chor fest teilhabe mittagstisch
    """,
    "Ehrenamt": """
        ehrenamt ehrenamtlich freiwillig helfer nachbarschaftshilfe verein vorstand engagement mitmachen
        versicherung fahrdienst
    """,
    "Unterstützung pflegender Angehöriger": """
        angehörige pflegende entlastung pflege tagespflege kurzzeitpflege verhinderungspflege demenz auszeit
    """,
    "Betreuung und Pflege": """
        pflege pflegedienst pflegeheim altenheim pflegekraft heimplatz pflegeplatz sozialstation betreuung
        ambulant
    """,
    "Hospiz- und Palliativversorgung": "hospiz palliativ sterben sterbebegleitung trauer abschied",
    "Kooperations- und Vernetzungsstrukturen": """
        vernetzung koordination runder kooperation netzwerk abstimmung zusammenarbeit
    """,
    "Angebote für besondere Zielgruppen": "demenz sucht psychisch gehörlos blind depression krise",
    "Inklusion": """
        behinderung rollstuhl barriere rampe inklusion blind gehörlos gebärdensprache leichte lebenshilfe
        werkstatt förderschule behindertenparkplatz assistenz bordstein
    """,
    "Integration": """
        migration flüchtling geflüchtete deutschkurs sprachkurs sprache dolmetscher integration asyl ausland
        ukraine zugewanderte
    """,
    "Familien": """
        kind kita kindergarten krippe familie eltern alleinerziehend betreuungsplatz spielplatz hort
        ferienbetreuung kinderarzt ganztag mutter vater
    """,
    "Jugend": """
        jugend jugendliche jugendtreff jugendraum jugendzentrum schule schüler azubi ausbildung skatepark
        bolzplatz disco teenager
    """,
}

TARGET_GROUPS: Mapping[str, str] = {
    "Seniorinnen und Senioren": """
        senior seniorin senioren rentner rentnerin rente oma opa alt ältere rollator altenheim jahre
    """,
    "Familien": "familie eltern mama papa mutter vater kinderwagen",
    "Kinder": "kind kita kindergarten krippe grundschule spielplatz",
    "Jugendliche": "jugend jugendliche azubi ausbildung schüler jugendtreff teenager",
    "Menschen mit Behinderung": "behinderung rollstuhl blind gehörlos barriere rampe lebenshilfe inklusion",
    "Menschen mit Migrationsgeschichte": """
        migration flüchtling geflüchtete deutschkurs sprachkurs dolmetscher asyl ukraine ausländer
    """,
    "Pflegende Angehörige": "pflegende angehörige tagespflege kurzzeitpflege verhinderungspflege",
    "Alleinerziehende": "alleinerziehend alleinerziehende",
    "Menschen mit Demenz": "demenz dement alzheimer",
    "Menschen mit wenig Geld": "geld arm armut teuer sozialhilfe bürgergeld tafel leisten",
}

BASIC_FUNCTIONS: Mapping[str, str] = {
    "wohnen": "wohnung wohnen miete vermieter bauplatz haus treppe aufzug",
    "arbeiten": "arbeit arbeitsplatz job betrieb beruf homeoffice",
    "sich versorgen": """
        einkaufen supermarkt dorfladen laden bäcker metzger apotheke arzt hausarzt praxis bank geldautomat
        post pflege pflegedienst mittagstisch internet mobilfunk
    """,
    "sich bilden": "schule kita kindergarten kurs ausbildung bildung bücherei volkshochschule lernen hort ganztag",
    "sich erholen": "spielplatz sport schwimmbad freibad sitzbank wandern park bolzplatz turnhalle erholung freizeit",
    "am Verkehr teilnehmen": """
        bus haltestelle fahrplan radweg gehweg straße verkehr zug bahnhof parkplatz rufbus fahrdienst ampel
        zebrastreifen rollator taxi führerschein
    """,
    "in Gemeinschaft leben": """
        treffpunkt begegnung einsamkeit allein gemeinschaft verein fest treff café chor nachbar nachbarschaft
    """,
    "entsorgen": "müll wertstoffhof abfall container entsorgung altpapier sperrmüll",
}


def suggested(table: Mapping[str, str], text: str, *, at_most: int = 1) -> list[str]:
    """The keys of the terms whose words occur most often in a text, the best first; [] when none does.

    With `at_most=1` two terms that fit alike are no suggestion at all.
    """
    found = {stem(word) for word in words(text)}
    scores = {key_of(name): sum(_points(word, found) for word in _keywords(listed)) for name, listed in table.items()}
    ranked = sorted((key for key, score in scores.items() if score), key=lambda key: -scores[key])
    if at_most == 1 and len(ranked) > 1 and scores[ranked[0]] == scores[ranked[1]]:
        return []
    return ranked[:at_most]


def _keywords(listed: str) -> list[str]:
    return [stem(word) for word in fold(listed).split()]


def _points(keyword: str, found: set[str]) -> int:
    if keyword in found:
        return 3
    if len(keyword) < INSIDE_FROM:
        return 0
    return 2 * any(word.startswith(keyword) or word.endswith(keyword) for word in found)
