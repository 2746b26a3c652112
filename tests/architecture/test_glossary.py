"""One concept, one word: what the glossary forbids stands neither in the code nor on a screen."""

import ast
import importlib
import re
from collections.abc import Iterator

from portal.app import FEATURES
from portal.kernel import glossary
from portal.kernel.db import Base
from tests.support.sources import python_files, template_files, tree_of, where

#: Forbidden words that mean something else where they stand, with what they mean there.
ALLOWED_IN_CODE = {
    "request_id": "the Hilfegesuch that a Vermittlung or an hour belongs to",
    "AidRequest": "somebody asks a volunteer for help; a Hilfegesuch, no Bedarf of residents",
    "aid_request": "somebody asks a volunteer for help; a Hilfegesuch, no Bedarf of residents",
    "Area": "the surface on which pins of a Nadelkarte may stand; drawn, so no Sozialraum",
    "HelpRequest": "one sentence with which a project asks the county's desk for help, no Bedarf of residents",
    "help_request": "one sentence with which a project asks the county's desk for help, no Bedarf of residents",
    "FindingTopic": "what a finding of a walk is about, such as a kerb; a Handlungsfeld comes later",
    "area": "the surface on which pins of a Nadelkarte may stand; drawn, so no Sozialraum",
    "area_km2": "square kilometres of a boundary, not a Sozialraum",
    "topic": "what a finding of a walk is about, such as a kerb; a Handlungsfeld comes later",
    "Post": "an HTTP method",
}
#: Tables that are no concept of the domain but how one is kept.
MECHANICS = {
    "AidMatch": "who was asked for a Hilfegesuch, and what they said",
    "VolunteerHours": "hours somebody gave on one day",
    "VolunteerSkill": "one kind of help that somebody offers",
    "AnalysisIndicator": "a Kennzahl beside its comparison, as it was taken over",
    "PriorityScore": "the points one person gave one Bedarf for one criterion",
    "RoundCriterion": "a criterion as it was when the round was opened",
    "RoundMember": "who scores in a round, and whether they have handed in",
    "RoundNeed": "which Bedarfe a round weighs",
    "AgreementEntry": "one line of a Vereinbarung's history",
    "ApiFailure": "how many requests of a system were refused on a day",
    "CaseEntry": "one dated line of a Fall",
    "ChecklistVersion": "one version of the Checkliste",
    "CommitteeMember": "who belongs to a Gremium",
    "CommitteeResponsibility": "the part a Gremium has in a Handlungsfeld",
    "Contact": "how the person behind a Wortmeldung is reached",
    "CorrectionNote": "what was found wrong after a Protokoll was released",
    "CountyArms": "the picture of the arms",
    "CountedThing": "what a Teilprojekt counts each quarter",
    "DateAnswer": "whether one member could come on one date",
    "DateFinding": "a question for a date",
    "DateOption": "one date to choose from",
    "EvidenceMove": "which Beleg a merge or split carried",
    "ExchangeShare": "what one project shows at an Austauschtreffen",
    "HelpRequest": "one sentence of a project to the county's desk",
    "IssuedReceipt": "ledger of Rückmelde-Codes",
    "KuemmererAssignment": "who is responsible for a project from when to when",
    "FeedAddress": "signed address under which a system pulls time series",
    "FeedEvent": "one line of the journal of what happened to Bedarfe",
    "Webhook": "an address of a system to which events are sent",
    "WebhookAttempt": "one try to deliver something",
    "WebhookDelivery": "an event that still has to be delivered",
    "FeedChange": "number of the latest change of a thing that systems copy",
    "FeedPresence": "where systems may read a thing that they copy",
    "NightlyFile": "a file that is made anew each night",
    "NightlyVersion": "such a file of one night",
    "StoredAnswer": "what a system was answered when it wrote, for a repeat",
    "FundingRule": "one rule of a version of a programme",
    "LoginSession": "a browser in which somebody is signed in",
    "GoalPart": "who gets a part of the goals",
    "GoalVersion": "goals as they stood when a step ended",
    "GroupIdea": "an idea of an Arbeitsgruppe",
    "GroupMember": "who belongs to an Arbeitsgruppe",
    "MapSession": "a group at a table with a paper map",
    "MapSessionPhoto": "a picture of that paper map",
    "MeetingRun": "where a running Sitzung is on its agenda",
    "MeetingWall": "which Moderationswand belongs to a Sitzung",
    "FollowUpRemark": "that a Wortmeldung was said together with an answer",
    "MeasureEntry": "one line of the history of a Maßnahme",
    "MeasureRisk": "what could go wrong with a Maßnahme",
    "Member": "who belongs to a Runder Tisch",
    "MinutesDelivery": "that a participant gets the Protokoll",
    "MinutesRemark": "what a participant said about a draft",
    "ModerationEntry": "one step of moderation",
    "NeedDeparture": "where a Bedarf lay before",
    "NeedEntry": "one line of a Bedarf's history",
    "NeedTally": "kept counts",
    "NoteEntry": "one thing written down in a Sitzung",
    "IndicatorImport": "a file of Kennzahlen, with what it brought",
    "IndicatorMapping": "what the columns of a kind of table mean",
    "ValueChange": "what a value was before a file changed it",
    "OpenDataRelease": "a Stand of the open data as it was frozen",
    "OpenDataFile": "one file of a Stand",
    "OfferImport": "a file of Angebote on its way in",
    "OfferOpening": "from when to when an Angebot is open on one weekday",
    "OfferReport": "what a reader found wrong with an Angebot",
    "OparlReading": "what a council information system told about a Beschlussvorlage",
    "PaperTemplate": "the county's own DOCX for Beschlussvorlagen",
    "PaperVersion": "a Beschlussvorlage as it went to a Gremium",
    "Participant": "who is invited to a Sitzung or came to it",
    "PasswordReset": "a link",
    "Photo": "a picture",
    "PinCategory": "one answer of a Nadelkarte, with the look of its pins",
    "PinCell": "kept counts",
    "PinGroup": "a group of people that pins belong to",
    "PinSitting": "one go of one person under one Rückmelde-Code",
    "ProjectEntry": "one line of a project's history",
    "ProjectPhase": "plan and days of one phase of one project",
    "ProjectPhoto": "a picture of a step or of the diary",
    "PlanAmount": "the amount of one line in one year",
    "PlanLine": "one line of a Kosten- und Finanzierungsplan",
    "ProgrammeVersion": "how a programme pays in a span of time",
    "ProjectSketch": "what a group of a Zukunftswerkstatt means to do",
    "QuarterValue": "how many it were in a quarter",
    "ReceiptReconciliation": "the daily comparison",
    "RoleGrant": "a role held in a Sozialraum",
    "SectorPlanIndicator": "a figure that a Fachplanung names, with its source",
    "StakeholderContact": "the person through whom an Akteur is reached",
    "StakeholderDistinction": "two Akteure that look alike and are not the same",
    "StakeholderImport": "a file of Akteure on its way in",
    "StakeholderMerge": "which Akteur became part of which",
    "StakeholderReview": "how an Akteur was seen on one day",
    "RunSheetItem": "one piece of the run-sheet of a Zukunftswerkstatt",
    "SketchEntry": "one line of the history of a project sketch",
    "SubProjectEntry": "one move of a Teilprojekt",
    "SubProjectMilestone": "a Meilenstein of a Teilprojekt",
    "SubProjectPhoto": "a picture with a sentence",
    "SurveyProgress": "a form somebody is filling in",
    "SwotEntry": "one sentence of a SWOT-Analyse",
    "SwotVersion": "a SWOT-Analyse as it stood on a day",
    "TaggedText": "one free text under one Stichwort",
    "TemplateStep": "one step of a version of the Checkliste",
    "TextMark": "what staff did with one free text",
    "TextTag": "a Stichwort of the one survey, in the words of those who read",
    "TriageDecision": "one decision at the inbox",
    "WalkFinding": "one finding of an Ortsbegehung",
    "Wish": "what a criticism of a Zukunftswerkstatt was turned into",
    "WallCluster": "cards that belong together",
    "WallColumn": "a column of a Moderationswand",
    "WallGuest": "a phone at a Moderationswand",
    "WallPhoto": "a picture of a wall of paper",
}
for _models in python_files(*(f"portal/{feature}" for feature in FEATURES)):
    if _models.name == "models.py" or (_models.parent.name == "models" and _models.stem != "__init__"):
        importlib.import_module(where(_models).removesuffix(".py").replace("/", "."))
_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_ENDINGS = r"(?:e|en|er|ern|es|n|s|in|innen)?"
_CALL = re.compile(r"""\b(?:_|N_|ngettext|pgettext)\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)


def nouns_in_code() -> Iterator[tuple[str, str]]:
    """Names of packages, modules, classes and columns of the features, with where they stand."""
    for file in python_files(*(f"portal/{feature}" for feature in FEATURES)):
        yield file.stem, where(file)
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.ClassDef):
                yield node.name, f"{where(file)}:{node.lineno}"
    for table in Base.metadata.sorted_tables:
        yield table.name, f"table {table.name}"
        for column in table.columns:
            yield column.name, f"table {table.name}"


def words_of(identifier: str) -> list[str]:
    """The words in an identifier: "TriageItem" → triage, item."""
    return [part.lower() for part in _PARTS.findall(identifier)]


def german_texts() -> Iterator[tuple[str, str]]:
    """Every text that a person may read, with where it stands."""
    for file in python_files("portal"):
        if "/glossary/" in where(file):
            continue
        for node in ast.walk(tree_of(file)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "N_", "ngettext"}
            ):
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value, f"{where(file)}:{node.lineno}"
    for file in template_files():
        source = file.read_text(encoding="utf-8")
        for found in _CALL.finditer(source):
            yield found[1][1:-1], where(file)
        yield _MARKUP.sub(" ", source), where(file)


def test_no_forbidden_word_names_anything_in_the_code() -> None:
    forbidden = {word: term.screen for term in glossary.TERMS for word in term.never_code}
    hits = {
        f"{name} ({place})": f"{word}: say {forbidden[word]}"
        for name, place in nouns_in_code()
        for word in forbidden
        if name not in ALLOWED_IN_CODE and set(word.split("_")) <= set(words_of(name))
    }

    assert hits == {}


def test_no_forbidden_word_stands_on_a_screen() -> None:
    forbidden = {word: term.screen for term in glossary.TERMS for word in term.never_screen}
    patterns = {word: re.compile(rf"\b{re.escape(word)}{_ENDINGS}\b") for word in forbidden}
    hits = {
        f"{place}: {found.group()}": f"say {forbidden[word]}"
        for text, place in german_texts()
        for word, pattern in patterns.items()
        if (found := pattern.search(text))
    }

    assert hits == {}


def test_every_table_of_a_feature_is_a_word_of_the_glossary() -> None:
    code = " ".join(term.code for term in glossary.TERMS)
    known = set(re.findall(r"\w+", code)) | set(MECHANICS)
    models = {
        mapper.class_.__name__ for mapper in Base.registry.mappers if mapper.class_.__module__.split(".")[1] in FEATURES
    }

    assert sorted(models - known) == []
    assert sorted(set(MECHANICS) - models) == [], "the table is gone: take it off the list"


def test_each_word_stands_for_one_thing() -> None:
    screen = [term.screen for term in glossary.TERMS]
    forbidden = {word for term in glossary.TERMS for word in term.never_screen}

    assert len(screen) == len(set(screen))
    assert forbidden.isdisjoint(screen)
    assert [term.screen for term in glossary.TERMS if not term.meaning.endswith((".", "?"))] == []
