"""Marionette, the protocol by which Thunderbird is driven: JSON in frames over a socket on loopback."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

from tests.servers.program import SECONDS

_ASYNC = """const given = [...arguments], tell = given.pop();
(async () => {%s})().then(r => tell(r === undefined ? null : r), e => tell("FAILED: " + e + " " + (e && e.stack)));"""


class Marionette:
    """One session, in the context of the program's own windows."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), SECONDS)
        self._socket.settimeout(3 * SECONDS)
        self._number = 0
        self._next()  # what it is
        self.ask("WebDriver:NewSession", capabilities={"alwaysMatch": {"unhandledPromptBehavior": "ignore"}})
        self.ask("Marionette:SetContext", value="chrome")

    def ask(self, command: str, **words: Any) -> Any:
        """The answer to a command. Raises RuntimeError where it is an error."""
        self._number += 1
        message = json.dumps([0, self._number, command, words]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        while True:
            answer = self._next()
            if isinstance(answer, list) and answer[:2] == [1, self._number]:
                if answer[2]:
                    raise RuntimeError(f"{command}: {json.dumps(answer[2])[:600]}")
                return answer[3]

    def run(self, script: str, *given: Any) -> Any:
        """What an async script returns that runs in the present window; `given` is its array of arguments."""
        words = {"args": list(given), "newSandbox": True, "scriptTimeout": 60_000}
        value = self.ask("WebDriver:ExecuteAsyncScript", script=_ASYNC % script, **words)["value"]
        if isinstance(value, str) and value.startswith("FAILED: "):
            raise RuntimeError(value)
        return value

    def window(self, what: str) -> None:
        """Go to the window whose type or address is, or contains, `what`, as soon as there is one."""
        until = time.monotonic() + SECONDS
        seen: list[Any] = []
        while time.monotonic() < until:
            seen = []
            for handle in self.ask("WebDriver:GetWindowHandles"):
                try:
                    self.ask("WebDriver:SwitchToWindow", handle=handle, name=handle)
                    names = self.run(
                        "return [document.documentElement.getAttribute('windowtype'), document.documentURI]"
                    )
                except RuntimeError:  # it has just been closed
                    continue
                if names[0] == what or what in names[1]:
                    return
                seen.append(names)
            time.sleep(0.1)
        raise RuntimeError(f"there is no window {what}: {seen}")

    def close(self) -> None:
        """End the session; the program goes on."""
        self._socket.close()

    def _next(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._some(1)
        data = b""
        while len(data) < int(length[:-1]):
            data += self._some(int(length[:-1]) - len(data))
        return json.loads(data)

    def _some(self, size: int) -> bytes:
        piece = self._socket.recv(size)
        if not piece:
            raise EOFError("the program has ended")
        return piece
