"""What stands in a Beschlussvorlage, as plain values: texts, options, and the figures of the Bedarfe at this moment.

The same values are shown, written into files, and frozen when the paper goes to a Gremium.
"""

from typing import Any

from portal.county import queries as county
from portal.needs import queries as needs
from portal.planning.models import CouncilPaper, Recommendation, RecommendationOption

Content = dict[str, Any]
#: Rises when the shape of frozen content changes, so that old versions stay readable.
SHAPE = 1


def content_of(paper: CouncilPaper) -> Content:
    """Everything that stands in it. Reads some queries for each Bedarf, of which there are few."""
    origin = paper.recommendation
    return {
        "shape": SHAPE,
        "number": paper.number,
        "title": paper.title,
        "dated_on": paper.dated_on.isoformat(),
        "place": origin.place.name,
        "facts": paper.facts,
        "evidence": paper.evidence,
        "costs": paper.costs,
        "proposal": paper.proposal,
        "needs": figures_of(origin),
        "options": [_option(one) for one in origin.options],
        "functions": [one.name for one in county.basic_functions()],
    }


def figures_of(origin: Recommendation) -> list[Content]:
    """The Bedarfe behind it in numbers: people, Wortmeldungen by channel, what speaks for and against. No words of residents."""
    labels = needs.labels_for(origin.needs)
    return [_figures(one, labels) for one in origin.needs]


def _figures(need: Any, labels: needs.NeedLabels) -> Content:
    summary = needs.summary(need)
    return {
        "number": need.number,
        "title": need.title,
        "place": labels.place(need).name,
        "people": need.people_count,
        "contributions": need.contribution_count,
        "for": summary.for_it,
        "against": summary.against_it,
        "by_hand": summary.by_hand,
        "channels": [[share.channel.label, share.number] for share in summary.channels],
        "groups": labels.groups(need),
    }


def _option(one: RecommendationOption) -> Content:
    return {
        "title": one.title,
        "body": one.body,
        "pros": one.pros,
        "cons": one.cons,
        "once": None if one.cost_once is None else str(one.cost_once),
        "yearly": None if one.cost_yearly is None else str(one.cost_yearly),
        "cost_note": one.cost_note,
        "is_chosen": one.is_chosen,
        "effects": {effect.basic_function.name: effect.effect.value for effect in one.effects},
    }
