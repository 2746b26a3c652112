"""What can be done in the inbox and with Bedarfe."""

from portal.needs.actions.answering import Answered, answer, answer_many, check_sentence, check_simple
from portal.needs.actions.deciding import (
    Decided,
    add_to_need,
    create_need_from,
    decline,
    split_item,
    undo_decision,
    words_of,
)
from portal.needs.actions.keeping import index, recount
from portal.needs.actions.mailing import COMPOSER, gather_mails, note_mail, put_down_mails, take_along
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
from portal.needs.actions.rebuilding import rebuild_search, recount_portion
from portal.needs.actions.receiving import let_go, receive
from portal.needs.actions.reshaping import merge_needs, split_need, undo_operation
from portal.needs.actions.taking import Taken, take_into, take_into_new
from portal.needs.actions.tallying import Wrong, check_tallies, rebuild_tallies
from portal.needs.actions.telling import (
    hang_up,
    letters_posted,
    make_letters,
    note_call,
    open_calls,
    take_down,
)
from portal.needs.actions.wording import add_text_module, remove_text_module

__all__ = [
    "COMPOSER",
    "Answered",
    "Decided",
    "NeedDraft",
    "Taken",
    "Wrong",
    "add_evidence",
    "add_target_group",
    "add_text_module",
    "add_to_need",
    "answer",
    "answer_many",
    "assign",
    "check_sentence",
    "check_simple",
    "check_tallies",
    "create_need",
    "create_need_from",
    "decline",
    "delete_need",
    "edit_need",
    "gather_mails",
    "hang_up",
    "index",
    "let_go",
    "letters_posted",
    "make_letters",
    "merge_needs",
    "note",
    "note_call",
    "note_mail",
    "open_calls",
    "put_down_mails",
    "rebuild_search",
    "rebuild_tallies",
    "receive",
    "recount",
    "recount_portion",
    "remove_evidence",
    "remove_text_module",
    "restore_need",
    "set_due",
    "split_item",
    "split_need",
    "take_along",
    "take_down",
    "take_into",
    "take_into_new",
    "undo_decision",
    "undo_operation",
    "words_of",
]
