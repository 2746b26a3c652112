"""The terms of the county's lists that the story uses, by the names they have in a new installation."""

from enum import StrEnum


class Field(StrEnum):
    """Handlungsfelder."""

    PLACE = "Integrierte Orts- und Entwicklungsplanung"
    HOUSING = "Wohnen zu Hause"
    COUNSELLING = "Beratung, Information und Öffentlichkeitsarbeit"
    PARTICIPATION = "Gesellschaftliche Teilhabe"
    CARE = "Betreuung und Pflege"
    CARERS = "Unterstützung pflegender Angehöriger"
    INCLUSION = "Inklusion"
    INTEGRATION = "Integration"
    FAMILIES = "Familien"
    YOUTH = "Jugend"
    VOLUNTEERING = "Ehrenamt"


class People(StrEnum):
    """Zielgruppen."""

    CHILDREN = "Kinder"
    YOUTH = "Jugendliche"
    FAMILIES = "Familien"
    SINGLE_PARENTS = "Alleinerziehende"
    SENIORS = "Seniorinnen und Senioren"
    CARERS = "Pflegende Angehörige"
    DISABILITY = "Menschen mit Behinderung"
    MIGRATION = "Menschen mit Migrationsgeschichte"
    POOR = "Menschen mit wenig Geld"
    EVERYBODY = "Alle Einwohnerinnen und Einwohner"


class Life(StrEnum):
    """Grunddaseinsfunktionen."""

    HOUSING = "wohnen"
    WORK = "arbeiten"
    SUPPLY = "sich versorgen"
    EDUCATION = "sich bilden"
    RECREATION = "sich erholen"
    MOBILITY = "am Verkehr teilnehmen"
    COMMUNITY = "in Gemeinschaft leben"
