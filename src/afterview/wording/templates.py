"""The one door to Jinja2: named blocks from shipped texts and the user's own, in a sandbox.

A text is a file of blocks. Of the files asked for, the first that has the block gives it, the user's before the
shipped one of the same name. What fails in a user's file is a ConfigError with file and line; a shipped one that fails
is a bug.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, TypeVar

from afterview.errors import ConfigError

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

SHIPPED: Traversable = files("afterview") / "texts"
T = TypeVar("T")
_SYNTAX_HELP = "write it as the shipped text of that name does, or remove the file to have that one back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A template as it was written."""

    path: str
    text: str


class Texts:
    """The texts of one language, compiled when they are first asked for."""

    def __init__(self, language: str, *own: Mapping[str, Source]) -> None:
        """`own`: the user's texts, by file name; those of the first mapping go before those of the next.

        A language that is the user's own has English where it has nothing.
        """
        shipped = SHIPPED / language
        self._folder = shipped if (shipped / "frame.txt").is_file() else SHIPPED / "en"
        self._own = own
        self._found: dict[str, tuple[_Text, ...]] = {}

    def block(self, names: Sequence[str], block: str, facts: Mapping[str, Any]) -> str:
        """The block from the first of the files `names` that has it, without the blank lines around it."""
        for name in names:
            for text in self._versions(name):
                if block in text.template.blocks:
                    return text.run(lambda t: "".join(t.blocks[block](t.new_context({**self.words, **facts})))).strip(
                        "\n"
                    )
        raise LookupError(block)

    @cached_property
    def words(self) -> Mapping[str, Callable[..., str]]:
        """The macros of words.txt; the user's replace shipped ones of the same name and may call them."""
        found: dict[str, Callable[..., str]] = {}
        for text in reversed(self._versions("words.txt")):
            module = text.run(partial(_module, dict(found)))
            macros = {name: value for name, value in vars(module).items() if callable(value) and name[0] != "_"}
            found |= {name: text.guarded(macro) for name, macro in macros.items()}
        return found

    def _versions(self, name: str) -> tuple[_Text, ...]:
        """The user's files and the shipped one, where they exist."""
        if name not in self._found:
            self._found[name] = tuple(self._read(name))
        return self._found[name]

    def _read(self, name: str) -> Iterator[_Text]:
        for own in self._own:
            if name in own:
                yield _Text(self._environment, own[name], own=True)
        shipped = self._folder / name
        if shipped.is_file():
            source = Source(path=name, text=shipped.read_text(encoding="utf-8"))
            yield _Text(self._environment, source, own=False)

    @cached_property
    def _environment(self) -> SandboxedEnvironment:
        from jinja2 import StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        for unsteady in ("lipsum", "cycler", "joiner", "namespace"):
            del environment.globals[unsteady]
        del environment.filters["random"]
        return environment


class _Text:
    """One compiled file, with its errors told in the user's terms."""

    def __init__(self, environment: SandboxedEnvironment, source: Source, *, own: bool) -> None:
        from jinja2 import TemplateSyntaxError

        self._path = source.path
        self._own = own
        try:
            self.template: Template = environment.from_string(source.text)
        except TemplateSyntaxError as error:
            where = f"{source.path}:{error.lineno}"
            raise ConfigError(where, f"is no template: {_brief(error.message or '')}", _SYNTAX_HELP) from None
        except (ValueError, ArithmeticError, MemoryError, RecursionError, TypeError) as error:
            raise ConfigError(source.path, f"is no template: {_brief(error)}", _SYNTAX_HELP) from None

    def run(self, task: Callable[[Template], T]) -> T:
        """`task` with this template; whatever a user's template does wrong is a ConfigError."""
        try:
            return task(self.template)
        except ConfigError:
            raise
        except Exception as error:
            if not self._own:
                raise
            raise ConfigError(self._where(error), f"cannot be filled in: {_brief(error)}", _SYNTAX_HELP) from None

    def guarded(self, macro: Callable[..., object]) -> Callable[..., str]:
        """`macro` without the white space around what it says."""
        return lambda *args, **named: str(self.run(lambda _template: macro(*args, **named))).strip()

    def _where(self, error: BaseException) -> str:
        lines = [
            self.template.get_corresponding_lineno(line)
            for frame, line in walk_tb(error.__traceback__)
            if frame.f_globals.get("__jinja_template__") is self.template
            or frame.f_code.co_filename == self.template.filename
        ]
        return f"{self._path}:{lines[-1]}" if lines else self._path


def _module(known: dict[str, Any], template: Template) -> Any:
    return template.make_module(known)


def _brief(error: object) -> str:
    return " ".join(str(error).split())[:150] or type(error).__name__
