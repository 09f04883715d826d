"""Stage and seniority: the field's words for the kind of a round and the level of a role."""

from __future__ import annotations

STAGES = ("screen", "technical", "take-home", "hiring-manager", "onsite", "panel", "final", "informal", "other")
"""screen: first call with HR or a recruiter; take-home: talk about a finished task; onsite: several rounds in one
event, an assessment centre; final: the last round; informal: a first chat without an agenda."""

SENIORITIES = ("intern", "junior", "senior", "executive")
"""senior covers senior, staff, principal and lead roles and managers; executive directors, heads, VPs and C-level;
None stands for an ordinary role."""
