"""What can be done with Quartiersprojekte, one module for each part."""

from portal.kuemmerer.actions.asking import answer_help, ask_for_help, close_help
from portal.kuemmerer.actions.diary import EntryDraft, edit_entry, write_entry
from portal.kuemmerer.actions.drafts import (
    TemplateDraft,
    add_template_step,
    begin_draft,
    discard_draft,
    edit_template_step,
    move_template_step,
    publish_draft,
    remove_template_step,
)
from portal.kuemmerer.actions.phases import go_back, pass_gate, plan_phase
from portal.kuemmerer.actions.photos import remove_photo
from portal.kuemmerer.actions.projects import ProjectDraft, assign, begin, close, edit, release, reopen
from portal.kuemmerer.actions.steps import (
    StepDraft,
    add_step,
    edit_step,
    move_due,
    note_on,
    remove_step,
    tick,
    untick,
    waive,
)
from portal.kuemmerer.actions.taking_over import take_over
from portal.kuemmerer.actions.templates import shipped_steps

__all__ = [
    "EntryDraft",
    "ProjectDraft",
    "StepDraft",
    "TemplateDraft",
    "add_step",
    "add_template_step",
    "answer_help",
    "ask_for_help",
    "assign",
    "begin",
    "begin_draft",
    "close",
    "close_help",
    "discard_draft",
    "edit",
    "edit_entry",
    "edit_step",
    "edit_template_step",
    "go_back",
    "move_due",
    "move_template_step",
    "note_on",
    "pass_gate",
    "plan_phase",
    "publish_draft",
    "release",
    "remove_photo",
    "remove_step",
    "remove_template_step",
    "reopen",
    "shipped_steps",
    "take_over",
    "tick",
    "untick",
    "waive",
    "write_entry",
]
