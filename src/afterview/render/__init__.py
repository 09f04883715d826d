"""What people and programs see: JSON as plain values, and text laid out for a terminal.

Nothing here decides anything. Text from a calendar has been cleaned by the codec and is never read as markup. Where
there is no terminal, each entry is one line, however long, without colours and without spaces at its end.
"""

from __future__ import annotations

from afterview.render.examination import show_examination, show_place, show_sum
from afterview.render.explanation import explanation_json, show_explanations
from afterview.render.layout import console, hanging, styled
from afterview.render.people import (
    name_of,
    show_changes,
    show_decisions,
    show_interviews,
    show_reminders,
    show_withheld,
)
from afterview.render.policy import show_names, show_policy
from afterview.render.standing import (
    ago,
    near,
    show_accounts,
    show_contradictions,
    show_standings,
    show_unread,
    show_unsure,
    standing_json,
)
from afterview.render.values import dump, failure_json, interview_json, reminder_json, skipped_json, withheld_json
from afterview.render.words import count, day_and_time, decision_json, skipped, told

__all__ = [
    "ago",
    "console",
    "count",
    "day_and_time",
    "decision_json",
    "dump",
    "explanation_json",
    "failure_json",
    "hanging",
    "interview_json",
    "name_of",
    "near",
    "reminder_json",
    "show_accounts",
    "show_changes",
    "show_contradictions",
    "show_decisions",
    "show_examination",
    "show_explanations",
    "show_interviews",
    "show_names",
    "show_place",
    "show_policy",
    "show_reminders",
    "show_standings",
    "show_sum",
    "show_unread",
    "show_unsure",
    "show_withheld",
    "skipped",
    "skipped_json",
    "standing_json",
    "styled",
    "told",
    "withheld_json",
]
