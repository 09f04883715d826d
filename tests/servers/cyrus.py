"""Cyrus 3.6: its HTTP service alone, with CalDAV."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers.client import TestServer
from tests.servers.program import Room, answers, free_port, room

_BIN = "/usr/lib/cyrus/bin"


@contextmanager
def cyrus() -> Iterator[TestServer]:
    """With user alice, password secret."""
    with room("Cyrus", "cyrmaster", "saslpasswd2", f"{_BIN}/httpd", f"{_BIN}/imapd") as here:
        port, imap_port = free_port(), free_port()
        server = TestServer(
            url=f"http://127.0.0.1:{port}/",
            user="alice",
            password="secret",
            home="/dav/calendars/user/alice/",
            entry="/dav/",
        )
        _configure(here, port, imap_port)
        here.run("sh", "-c", "printf secret | saslpasswd2 -p -c -f sasldb2 -u localhost alice")
        here.start("cyrmaster", "-C", "imapd.conf", "-M", "cyrus.conf", "-p", here.folder / "run/master.pid")
        here.wait_until(lambda: _log_in(imap_port))
        here.wait_until(lambda: answers(server))
        yield server


def _log_in(port: int) -> bool:
    """The first login by IMAP makes the user's home, without which there are no calendars."""
    with imaplib.IMAP4("127.0.0.1", port) as mail:
        return mail.login("alice", "secret")[0] == "OK"


def _configure(here: Room, port: int, imap_port: int) -> None:
    for name in ("conf", "spool", "sieve", "run/proc", "run/lock", "run/socket"):
        here.subfolder(name)
    folder = here.folder
    here.write(
        "imapd.conf",
        f"""cyrus_user: {here.user}
configdirectory: {folder}/conf
proc_path: {folder}/run/proc
mboxname_lockpath: {folder}/run/lock
defaultpartition: default
partition-default: {folder}/spool
sievedir: {folder}/sieve
lmtpsocket: {folder}/run/socket/lmtp
idlesocket: {folder}/run/socket/idle
notifysocket: {folder}/run/socket/notify
admins: cyrus
servername: localhost
altnamespace: no
unixhierarchysep: no
autocreate_quota: 0
httpmodules: caldav
caldav_realm: Cyrus
allowplaintext: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {folder}/sasldb2
sasl_mech_list: PLAIN
""",
    )
    here.write(
        "cyrus.conf",
        f"""START {{
  recover cmd="{_BIN}/ctl_cyrusdb -C {folder}/imapd.conf -r"
}}
SERVICES {{
  imap cmd="{_BIN}/imapd -C {folder}/imapd.conf" listen="127.0.0.1:{imap_port}" prefork=0
  http cmd="{_BIN}/httpd -C {folder}/imapd.conf" listen="127.0.0.1:{port}" prefork=1
}}
EVENTS {{
  checkpoint cmd="{_BIN}/ctl_cyrusdb -C {folder}/imapd.conf -c" period=30
}}
""",
    )
