"""Thunderbird itself, on a display that nobody sees, driven through the code behind its own windows and buttons.

It is started once for all tests. Each test opens its calendar in it, and closes it again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ClassVar

from afterview.core.held import Held
from afterview.ical.mark import LENGTH
from tests.clients.app import Access
from tests.clients.marionette import Marionette
from tests.daemon.between import Between
from tests.servers import Unavailable
from tests.servers.program import SECONDS, Room, free_port, room

NEEDED = ("Xvfb", "openbox", "dbus-daemon", "thunderbird")
SIZE = (1280, 900)
_REGISTRY = "resource:///modules/calendar/calUtils.sys.mjs"
_CAL = (
    f"const {{cal}} = ChromeUtils.importESModule({_REGISTRY!r}); const pause = t => new Promise(r => setTimeout(r, t));"
)
_OURS = _CAL + "const C = cal.manager.getCalendarById(given[0]);"
_ITEM = "const it = await C.getItem(given[1]); if (!it) throw 'it has no such event';"
_UNTIL = """const until = async what => { for (let n = 0; n < 300; n++) { if (await what()) return; await pause(100); }
throw 'waited too long for ' + what; };"""
_ACT = "doTransaction"
"""What its menus call; each such act can be undone."""
_PREFS: dict[str, str | int | bool] = {
    "calendar.timezone.useSystemTimezone": False,
    "calendar.alarms.playsound": False,
    "calendar.alarms.show": True,
    "calendar.alarms.showmissed": True,
    "calendar.week.start": 1,
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server2",
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server1",
    "mail.account.account2.server": "server2",
    "mail.identity.id1.fullName": "Alex Doe",
    "mail.identity.id1.useremail": "alex.doe@example.org",
    "mail.identity.id1.valid": True,
    "mail.server.server1.hostname": "127.0.0.1",
    "mail.server.server1.port": 1,
    "mail.server.server1.name": "alex.doe@example.org",
    "mail.server.server1.type": "pop3",
    "mail.server.server1.userName": "alex",
    "mail.server.server1.login_at_startup": False,
    "mail.server.server1.check_new_mail": False,
    "mail.server.server2.hostname": "Local Folders",
    "mail.server.server2.name": "Local Folders",
    "mail.server.server2.type": "none",
    "mail.server.server2.userName": "nobody",
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.spotlight.firstRunDone": True,
    "mail.shell.checkDefaultClient": False,
    "mail.rights.version": 1,
    "mail.inappnotifications.enabled": False,
    "mail.inappnotifications.url": "",
    "mailnews.start_page.enabled": False,
    "mailnews.auto_config_url": "",
    "app.update.enabled": False,
    "app.donation.eoy.version.viewed": 999,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "toolkit.telemetry.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "remote.prefs.recommended": False,
}


@contextmanager
def thunderbird(zone: str) -> Iterator[Running]:
    """A running Thunderbird whose user lives in `zone`. Raises Unavailable."""
    with room("Thunderbird", *NEEDED) as here:
        display = new_display(here)
        port = free_port()
        prefs = _PREFS | {"marionette.port": port, "calendar.timezone.local": zone}
        lines = [f"user_pref({_js(name)}, {_js(value)});" for name, value in prefs.items()]
        here.write("profile/user.js", "\n".join(lines) + "\n")
        environment = session(here, display, zone) | {"MOZ_DISABLE_CONTENT_SANDBOX": "1"}
        words = ("--profile", here.folder / "profile", "--no-remote", "--marionette", "--remote-allow-system-access")
        here.start("thunderbird", *words, environment=environment)
        running = Running(_connected(here, port), here, display)
        try:
            yield running
        finally:
            running.driver.close()


def session(here: Room, display: str, zone: str) -> dict[str, str]:
    """A message bus and a window manager, and the environment of who uses them."""
    bus = here.folder / "bus"
    environment = {
        "DISPLAY": display,
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}",
        "XDG_RUNTIME_DIR": str(here.subfolder("run")),
        "TZ": zone,
        "LC_ALL": "en_US.UTF-8",
        "LANG": "en_US.UTF-8",
        "GTK_A11Y": "none",
        "NO_AT_BRIDGE": "1",
        "GSETTINGS_BACKEND": "keyfile",
        "GIO_USE_VFS": "local",
    }
    words = ("--session", "--nofork", "--nopidfile", f"--address=unix:path={bus}")
    here.start("dbus-daemon", *words, environment=environment)
    here.wait_until(bus.exists)
    here.start("openbox", environment=environment)
    return environment


def new_display(here: Room) -> str:
    """The name of a new X display."""
    said = here.folder / "Xvfb.out"
    size = "x".join(map(str, SIZE))
    here.start("Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset")
    here.wait_until(lambda: any(line.isdecimal() for line in said.read_text().splitlines()))
    return ":" + next(line for line in said.read_text().splitlines() if line.isdecimal())


def _connected(here: Room, port: int) -> Marionette:
    until = time.monotonic() + 3 * SECONDS
    while time.monotonic() < until:
        try:
            driver = Marionette(port)
            driver.window("mail:3pane")
            ready = _CAL + _UNTIL + "await until(() => typeof openEventDialogForViewing == 'function' && cal.manager);"
            driver.run(ready)
        except OSError:
            time.sleep(0.2)
        else:
            return driver
    raise Unavailable(f"Thunderbird does not come up: {here.last_words('thunderbird')}")


def _js(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


class Running:
    """The program."""

    def __init__(self, driver: Marionette, here: Room, display: str) -> None:
        self.driver, self.here, self.display = driver, here, display

    def open(self, access: Access, tap: Between, *, name: str = "Work", color: str = "#3b82f6") -> Thunderbird:
        """Subscribe to a calendar, through `tap`; it is there when this returns."""
        self.driver.window("mail:3pane")
        script = (
            _CAL
            + _UNTIL
            + """const [origin, path, user, password, name, color] = given;
            const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo);
            login.init(origin, null, 'Radicale - Password Required', user, password, '', '');
            const known = await Services.logins.searchLoginsAsync({origin});
            if (!known.length) await Services.logins.addLoginAsync(login);
            const C = cal.manager.createCalendar('caldav', Services.io.newURI(origin + path));
            C.name = name;
            C.setProperty('cache.enabled', true);
            C.setProperty('color', color);
            C.setProperty('username', user);
            C.setProperty('imip.identity.key', 'id1');
            C.setProperty('calendar-main-in-composite', true);
            cal.manager.registerCalendar(C);
            const all = () => C.getItemsAsArray(C.ITEM_FILTER_ALL_ITEMS, 0, null, null);
            await until(async () => (await all()).length > 1);
            return C.id;"""
        )
        given = (access.url, access.path, access.user, access.password, name, color)
        return Thunderbird(self.driver, str(self.driver.run(script, *given)), tap)


class Thunderbird:
    """One calendar in it."""

    name: ClassVar[str] = "Thunderbird"
    events: ClassVar[bool] = True
    todos: ClassVar[bool] = True

    def __init__(self, driver: Marionette, calendar: str, tap: Between) -> None:
        self.driver, self.calendar, self.tap = driver, calendar, tap

    def view(self) -> list[str]:
        found = self._run("return (await C.getItemsAsArray(C.ITEM_FILTER_ALL_ITEMS, 0, null, null)).map(i => i.title);")
        return [str(title) for title in found]

    def refresh(self) -> None:
        self._run("document.getElementById('calendarButton').click(); C.refresh(); await pause(1500);")

    def rename(self, it: Held, title: str) -> None:
        self._edit(
            it,
            "const i = w.document.getElementById('item-title'); i.value = given[2];"
            "i.dispatchEvent(new w.Event('input', {bubbles: true})); w.updateTitle();",
            title,
        )

    def write(self, it: Held, line: str) -> None:
        self._edit(
            it,
            "const box = w.document.getElementById('item-description'); box.contentDocument.body.focus();"
            "box.contentWindow.getSelection().collapse(box.contentDocument.body, 0);"
            "box.contentDocument.execCommand('insertText', false, given[2]);"
            "box.contentDocument.execCommand('insertLineBreak');",
            line,
        )

    def move(self, it: Held, start: datetime) -> None:
        moment = start + LENGTH if it.component == "VTODO" else start
        self._edit(
            it,
            "const box = w.document.getElementById(w.calendarItem.isEvent() ? 'event-starttime' : 'todo-duedate');"
            "box.value = new Date(given[2]); w.dateTimeControls2State(box.id == 'event-starttime');",
            f"{moment:%Y-%m-%dT%H:%M}",
        )

    def dismiss(self, it: Held) -> None:
        self._alarm(it, "row.querySelector('.alarm-dismiss-button').click();")

    def snooze(self, it: Held) -> None:
        menu = "[...row.querySelectorAll('.alarm-snooze-button menuitem')]"
        self._alarm(it, f"{menu}.find(m => m.value == '30').doCommand();")

    def complete(self, it: Held) -> None:
        with self._written():
            self._run(f"{_ITEM} const n = it.clone(); n.isCompleted = true; {_ACT}('modify', n, C, it, null);", it.uid)

    def delete(self, it: Held) -> None:
        with self._written():
            self._run(f"{_ITEM} {_ACT}('delete', it, C, null, null);", it.uid)

    def undo(self) -> None:
        with self._written():
            self._run("document.getElementById('calendarButton').click(); await pause(500); goDoCommand('cmd_undo');")

    def show(self, view: str, day: str) -> None:
        """Show the `month`, `week` or `day` with an ISO date in it."""
        self._run(
            "document.getElementById('calendarButton').click(); await pause(1000);"
            "for (const one of cal.manager.getCalendars().filter(c => c.type != 'caldav'))"
            " cal.manager.unregisterCalendar(one);"
            "const by = id => document.getElementById(id) || {}; by('bottom-events-box').hidden = true;"
            "by('calendar-view-splitter').hidden = true; by('today-pane-panel').hidden = true;"
            "by('today-splitter').hidden = true; const tab = `calTab${given[1][0].toUpperCase()}${given[1].slice(1)}`;"
            "if (by(tab).click) by(tab).click(); else switchToView(given[1]);"
            "const d = cal.createDateTime(given[2].replaceAll('-', '')); d.isDate = true; await pause(500);"
            "currentView().goToDay(d); await pause(1500);",
            view,
            day,
        )

    def open_dialog(self, uid: str, height: int = 0) -> None:
        """Open what a double click on it opens, and go there; drawn out to so many pixels where it is told."""
        self._run(_UNTIL + "await until(() => C.getItem(given[1]));" + _ITEM + "openEventDialogForViewing(it);", uid)
        self.driver.window("calendar-summary-dialog")
        self.driver.run(f"{_CAL} if (given[0]) window.resizeTo(560, given[0]); await pause(500);", height)

    def close(self) -> None:
        """Unsubscribe."""
        self._run("cal.manager.removeCalendar(C, Ci.calICalendarManager.REMOVE_NO_DELETE);")

    def _run(self, script: str, *given: Any) -> Any:
        self.driver.window("mail:3pane")
        return self.driver.run(_OURS + script, self.calendar, *given)

    @contextmanager
    def _written(self) -> Iterator[None]:
        """What is done within has come to the server, and back, at the end."""
        before = self._writes()
        yield
        until = time.monotonic() + SECONDS
        while self._writes() == before:
            assert time.monotonic() < until, "it writes nothing"
            time.sleep(0.05)
        self._run("await pause(200);")

    def _writes(self) -> int:
        return sum(head.startswith((b"PUT ", b"DELETE ")) for head in self.tap.heads)

    def _edit(self, it: Held, script: str, *given: Any) -> None:
        """Open it, click Edit, change it, and click Save and Close."""
        with self._written():
            self.open_dialog(it.uid)
            self.driver.run("document.getElementById('calendar-summary-dialog-edit-button').click();")
            self.driver.window("calendar-event-dialog.xhtml")
            frame = "document.getElementById('calendar-item-panel-iframe')?.contentWindow"
            ready = f"await until(() => {frame}?.calendarItem && {frame}.gTimezonesEnabled !== undefined);"
            script = f"{_CAL} {_UNTIL} {ready} await pause(500); const w = {frame}; {script}"
            self.driver.run(script, self.calendar, it.uid, *given)
            self.driver.run("document.getElementById('button-saveandclose').click();")

    def _alarm(self, it: Held, script: str) -> None:
        """In the window of alarms, which comes by itself."""
        with self._written():
            self.driver.window("Calendar:AlarmWindow")
            rows = "[...document.querySelectorAll('richlistitem')]"
            wait = f"await until(() => {rows}.some(r => r.item.id == given[1]));"
            select = f"const row = {rows}.find(r => r.item.id == given[1]); row.parentNode.selectedItem = row;"
            self.driver.run(f"{_CAL} {_UNTIL} {wait} {select} await pause(300); {script}", self.calendar, it.uid)
