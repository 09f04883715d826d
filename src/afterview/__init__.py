"""Follow-up reminders for job interviews, written into the calendar you already have."""

__version__ = "0.1.0"
