"""What can be done in the inbox and with Bedarfe."""

from portal.needs.actions.answering import Answered, answer, answer_many
from portal.needs.actions.deciding import (
    Decided,
    add_to_need,
    create_need_from,
    decline,
    split_item,
    undo_decision,
    words_of,
)
from portal.needs.actions.keeping import index, rebuild_tally, recount
from portal.needs.actions.making import NeedDraft, create_need, edit_need
from portal.needs.actions.minding import (
    add_evidence,
    add_target_group,
    assign,
    delete_need,
    note,
    remove_evidence,
    restore_need,
    set_due,
)
from portal.needs.actions.receiving import let_go, receive
from portal.needs.actions.reshaping import merge_needs, split_need, undo_operation

__all__ = [
    "Answered",
    "Decided",
    "NeedDraft",
    "add_evidence",
    "add_target_group",
    "add_to_need",
    "answer",
    "answer_many",
    "assign",
    "create_need",
    "create_need_from",
    "decline",
    "delete_need",
    "edit_need",
    "index",
    "let_go",
    "merge_needs",
    "note",
    "rebuild_tally",
    "receive",
    "recount",
    "remove_evidence",
    "restore_need",
    "set_due",
    "split_item",
    "split_need",
    "undo_decision",
    "undo_operation",
    "words_of",
]
