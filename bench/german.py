"""Sentences as people in a county might write them, from a vocabulary of a few thousand words, by chance."""

import random


def _words(listed: str) -> list[str]:
    return [word for line in listed.splitlines() for word in line.split()]


def _phrases(listed: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in listed.split(";")]


_FRONTS = _words(
    """
    Rad Geh Schul Feld Wald Ufer Wander Kirch Markt Dorf Bahn Haupt Neben Orts Kreis Gemeinde Senioren Jugend Kinder
    Familien Eltern Pflege Tages Kurzzeit Nacht Haus Fach Zahn Tier Not Sport Musik Bürger Nachbar Fahr Ruf Einkaufs
    Laden Hof Bauern Wochen Müll Wertstoff Spiel Bolz Park Steh Sitz Warte Beratungs Sprech Lese Volkshoch Berufs
    Grund Mittel Förder Kranken Reha Hospiz Treff
    """
)
_BACKS = _words(
    """
    weg platz straße haus raum treff gruppe verein dienst hilfe stelle angebot zeiten plan karte bank halle kurs bus
    laden markt garten hof wiese brücke ampel tafel schild rampe treppe toilette beleuchtung betreuung beratung
    begleitung pflege praxis station heim wohnung anlage verbindung haltestelle fest tag nachmittag abend
    """
)
_PLACES = _phrases(
    """
    am Rathaus; in der Ortsmitte; beim alten Bahnhof; am Friedhof; hinter der Kirche; im Neubaugebiet; an der
    Hauptstraße; bei der Schule; am Sportplatz; im Gewerbegebiet; an der Mindel; am Dorfweiher; bei uns im Ortsteil;
    zwischen den Dörfern; vor dem Laden
    """
)
_LACKS = _phrases(
    """
    fehlt; ist seit Monaten kaputt; ist viel zu eng; ist abends zu dunkel; fährt zu selten; schließt zu früh; ist
    für den Rollator zu steil; ist immer voll; wurde ersatzlos gestrichen; ist zu teuer geworden; gibt es nur noch
    im Nachbarort; wird kaum gepflegt; ist im Winter gesperrt; findet nicht mehr statt; sucht dringend Helfer
    """
)
_OPENINGS = _phrases(
    """
    Ich finde; Viele sagen; Meine Mutter klagt; Wir merken jeden Tag; Im Verein hört man; Seit dem Sommer ist klar;
    Unsere Kinder erzählen; Die Nachbarn meinen; Mir ist aufgefallen; Als Rentnerin merke ich
    """
)
_WISHES = _phrases(
    """
    Könnte man da nicht etwas machen?; Das wäre eine große Hilfe.; Darum bitte ich sehr.; Früher war das anders.;
    Ohne Auto geht gar nichts.; Wir würden auch selbst mit anpacken.; Vor allem für die Älteren ist das schlimm.; Es
    müsste gar nicht viel kosten.
    """
)


def thing(chance: random.Random) -> str:
    """A compound noun: "Radweg", "Kurzzeitpflege"; some come far more often than others, as in life."""
    front = (
        _FRONTS[min(int(chance.paretovariate(0.8)) - 1, len(_FRONTS) - 1)]
        if chance.random() < 0.5
        else chance.choice(_FRONTS)
    )
    return front + chance.choice(_BACKS)


def title(chance: random.Random) -> str:
    """How a planner calls a Bedarf."""
    shape = chance.choice(("{a} {p} {l}", "{a} und {b} {p}", "Mehr {a} {p}", "{a} {l}"))
    return shape.format(a=thing(chance), b=thing(chance), p=chance.choice(_PLACES), l=chance.choice(_LACKS))


def sentence(chance: random.Random) -> str:
    """One sentence of somebody who wants something to change."""
    if chance.random() < 0.3:
        return chance.choice(_WISHES)
    opening = chance.choice(_OPENINGS)
    return f"{opening}, {chance.choice(('der', 'die', 'das'))} {thing(chance)} {chance.choice(_PLACES)} {chance.choice(_LACKS)}."
