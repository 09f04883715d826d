"""SOGo 5.8 on PostgreSQL, without mail."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers import postgres
from tests.servers.client import TestServer
from tests.servers.program import answers, free_port, room


@contextmanager
def sogo() -> Iterator[TestServer]:
    """With user alice, password secret, and bob, whom she may invite."""
    with room("SOGo", "sogod", "memcached", "psql") as here:
        port, database_port, cache_port = free_port(), free_port(), free_port()
        server = TestServer(
            url=f"http://127.0.0.1:{port}/",
            user="alice",
            password="secret",
            home="/SOGo/dav/alice/Calendar/",
            entry="/SOGo/dav/",
        )
        found = postgres.start(here, database_port, tcp=True)
        here.write(
            "users.sql",
            """CREATE TABLE users (c_uid text PRIMARY KEY, c_name text, c_password text, c_cn text, mail text);
INSERT INTO users VALUES ('alice', 'alice', 'secret', 'alice', 'alice@example.com'),
  ('bob', 'bob', 'secret', 'bob', 'bob@example.com');
""",
        )
        here.run("createdb", "sogo", environment=found)
        here.run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", "users.sql", "sogo", environment=found)
        here.start("memcached", "-l", "127.0.0.1", "-p", str(cache_port), "-m", "32")
        database = f"postgresql://postgres@127.0.0.1:{database_port}/sogo"
        source = (
            f'{{type = sql; id = users; viewURL = "{database}/users"; canAuthenticate = YES; isAddressBook = YES; '
            "displayName = Users; userPasswordAlgorithm = plain;}"
        )
        settings = {
            # Over /etc/sogo/sogo.conf, which it reads as well.
            "SOGoProfileURL": f"{database}/sogo_user_profile",
            "OCSFolderInfoURL": f"{database}/sogo_folder_info",
            "OCSSessionsFolderURL": f"{database}/sogo_sessions_folder",
            "SOGoUserSources": f"({source})",
            "SOGoMailDomain": "example.com",
            "SOGoTimeZone": "UTC",
            "SOGoLanguage": "English",
            "SOGoAppointmentSendEMailNotifications": "NO",
            "SOGoMemcachedHost": f"127.0.0.1:{cache_port}",
            "SOGoIMAPServer": "imap://127.0.0.1:1",
            "SOGoCalendarDefaultRoles": "()",
            "WOWorkersCount": "2",
            "WOPort": f"127.0.0.1:{port}",
            "WOLogFile": "-",
            "WOPidFile": f"{here.folder}/sogo.pid",
            "WONoDetach": "YES",
        }
        # Its own group may read that file.
        groups = ["sogo"] if os.geteuid() == 0 else []
        words = [word for name, value in settings.items() for word in (f"-{name}", value)]
        # It lets its workers finish for ten seconds when it is asked to stop.
        here.start("sogod", *words, groups=groups, stop=signal.SIGKILL)
        here.wait_until(lambda: answers(server))
        yield server
