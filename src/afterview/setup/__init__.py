"""Setting up: from what a person answers to a config.toml that has been checked, without a terminal or a question.

`place` understands where calendars are said to be, with what is known of `providers`; `server` asks there; `draft`
collects the answers, each checked as a line of the file would be; `document` writes them into the text of the file,
whose comments and other settings stay as they are; `guesses` has what can be known without asking. Nothing is written
before `Draft.save`.
"""
