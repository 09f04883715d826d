"""The text of config.toml with some settings changed: what is not meant stays to the letter, comments too.

The one door to tomlkit. A new setting goes to where its commented-out example stands, else behind the last setting of
its table, never behind comments that belong to what follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from afterview import __version__

if TYPE_CHECKING:
    from tomlkit.container import Container

Value: TypeAlias = "str | list[str] | None"
"""None: the setting is not there."""

HEAD = f"""\
# Written by `afterview setup` {__version__}. Run it again to change something, or write here: your comments stay.
# No password belongs in here: `afterview login ACCOUNT` puts it into your keyring.
"""


def edited(text: str | None, general: Mapping[str, Value], accounts: Mapping[str, Mapping[str, Value]]) -> str:
    """`text` (None: there is no file yet) with these settings of the whole file and of its accounts, by their names.

    An account that is not there yet is added at the end. `text` must be TOML that `config` has read.
    """
    import tomlkit

    document = tomlkit.parse(HEAD + "\n" if text is None else text)
    _put(document, general, document)
    for name, settings in accounts.items():
        tables: Any = document.get("account")
        table = next((t for t in tables or () if t.get("name") == name), None)
        if table is None:
            _add(document, tables, name, settings)
        else:
            _put(table, settings, getattr(table, "value", None))
    return tomlkit.dumps(document)


def _add(document: Any, tables: Any, name: str, settings: Mapping[str, Value]) -> None:
    import tomlkit
    from tomlkit.items import AoT

    entries = {"name": name, **{key: value for key, value in settings.items() if value is not None}}
    if tables is not None and not isinstance(tables, AoT):  # a list of inline tables
        inline = tomlkit.inline_table()
        inline.update(entries)
        tables.append(inline)
        return
    table = tomlkit.table()
    for key, value in entries.items():
        table[key] = value
    before = tomlkit.dumps(document)
    if before.strip() and not before.endswith("\n\n"):
        last = document if tables is None else tables[-1]
        last.add(tomlkit.nl() if before.endswith("\n") else tomlkit.ws("\n\n"))
    if tables is None:
        document["account"] = tables = tomlkit.aot()
    tables.append(table)


def _put(table: Any, settings: Mapping[str, Value], container: Container | None) -> None:
    for key, value in settings.items():
        if value is None:
            if key in table:
                del table[key]
        elif key in table:
            if table[key] != value:
                table[key] = value
        else:
            table[key] = value
            if container is not None and hasattr(container, "body"):
                _move_up(container, key)


def _move_up(container: Container, key: str) -> None:
    """Put `key`, which has just been added, where a person would have written it."""
    from tomlkit.items import AoT, Comment, Null, Table, Whitespace

    body = container.body
    at = next(n for n, (k, _) in enumerate(body) if k is not None and k.key == key)
    entry = body.pop(at)
    target = None
    for number, (k, item) in enumerate(body):
        if isinstance(item, Comment) and item.trivia.comment.lstrip("# ").split("=")[0].strip() == key:
            target = number + 1
            break
        if k is not None and not isinstance(item, AoT | Table | Whitespace | Comment | Null):
            target = number + 1
    if target is None:
        # behind the comment that the whole begins with
        target = next((n for n, (_, item) in enumerate(body) if not isinstance(item, Comment | Whitespace)), len(body))
        if any(isinstance(item, AoT) for _, item in body):
            target = next((n + 1 for n, (_, item) in enumerate(body) if isinstance(item, Whitespace)), target)
    body.insert(target, entry)
    if target + 1 < len(body) and isinstance(body[target + 1][1], AoT):
        body.insert(target + 1, (None, Whitespace("\n")))
