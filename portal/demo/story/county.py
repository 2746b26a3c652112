"""What the example county says about itself. Nobody of the real county is responsible for it."""

from pathlib import Path

_TEXTS = Path(__file__).parent / "texts"

AGS = "09778"
NAME = "Landkreis Unterallgäu (Beispiel)"
SHORT_NAME = "Unterallgäu (Beispiel)"
CONTACT_NAME = "Katrin Lechner aus der Sozialplanung"
CONTACT_PHONE = "089 99998 110"
CONTACT_EMAIL = "planung@example.org"
CONTACT_HOURS = "Montag bis Freitag 8 bis 12 Uhr, Donnerstag auch 14 bis 18 Uhr"
ADDRESS = "Landkreis Unterallgäu (Beispiel)\nSozialplanung\nBeispielstraße 1\n87700 Musterstadt"

#: Ortsteile that the story names, by Gemeinde.
LOCALITIES = {"Markt Rettenbach": ("Engetried", "Eutenhausen", "Frechenrieden", "Gottenau", "Mussenhausen")}

#: Phone, whose it is, and a welcome, by place.
PLACES = {
    "Markt Rettenbach": (
        "0176 04069 130",
        "Maria Stiegeler, Kümmerin",
        "Grüß Gott! Ich bin Maria Stiegeler, Ihre Kümmerin in Markt Rettenbach und allen Ortsteilen. Sie erreichen mich am "
        "Telefon oder dienstags von 9 bis 12 Uhr im Rathaus, Zimmer 3. Ich komme auch gern zu Ihnen nach Hause.",
    ),
    "Babenhausen": (
        "089 99998 150",
        "Sabine Kugler, Rathaus",
        "Was fehlt Ihnen in Babenhausen? Wir im Rathaus lesen mit und antworten.",
    ),
    "Ottobeuren": ("0176 04069 160", "Alois Zeller, Seniorenbeauftragter", ""),
    "Kirchheim i. Schw.": (
        "089 99998 120",
        "Tobias Endres, Landratsamt",
        "Jeden Donnerstag um 12 Uhr: Mittagstisch im Pfarrheim. Alle sind willkommen.",
    ),
}


def text(name: str) -> str:
    """One of the legal texts in Markdown: "imprint", "privacy" or "accessibility"."""
    return (_TEXTS / f"{name}.md").read_text(encoding="utf-8")
