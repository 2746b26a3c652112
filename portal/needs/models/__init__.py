"""The tables of triage and Bedarfe, and of who was told of an answer."""

from portal.needs.models.need import (
    NO_FIELD,
    Evidence,
    EvidenceMove,
    InternalNote,
    Need,
    NeedDeparture,
    NeedEntry,
    NeedTally,
    PublicAnswer,
    TextModule,
    TriageDecision,
    TriageItem,
    need_basic_function,
    need_target_group,
)
from portal.needs.models.stages import SPAN_COLUMNS, STAGE_AMOUNTS, need_stage_tally
from portal.needs.models.telling import NoticeSheet, Telling

__all__ = [
    "NO_FIELD",
    "SPAN_COLUMNS",
    "STAGE_AMOUNTS",
    "Evidence",
    "EvidenceMove",
    "InternalNote",
    "Need",
    "NeedDeparture",
    "NeedEntry",
    "NeedTally",
    "NoticeSheet",
    "PublicAnswer",
    "Telling",
    "TextModule",
    "TriageDecision",
    "TriageItem",
    "need_basic_function",
    "need_stage_tally",
    "need_target_group",
]
