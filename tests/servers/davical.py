"""DAViCal 1.1 on PostgreSQL, behind Apache."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import postgres
from tests.servers.client import TestServer
from tests.servers.program import Room, Unavailable, answers, free_port, room

_SHARE, _MODULES = Path("/usr/share/davical"), Path("/usr/lib/apache2/modules")


@contextmanager
def davical() -> Iterator[TestServer]:
    """With user alice, password secret."""
    with room("DAViCal", "apache2", "psql", f"{_SHARE}/htdocs/caldav.php") as here:
        port, database_port = free_port(), free_port()
        server = TestServer(
            url=f"http://127.0.0.1:{port}/",
            user="alice",
            password="secret",
            home="/caldav.php/alice/",
            entry="/caldav.php/",
        )
        _make_database(here, database_port)
        _configure(here, port, database_port)
        here.start("apache2", "-f", here.folder / "apache.conf", "-DFOREGROUND")
        here.wait_until(lambda: answers(server))
        yield server


def _make_database(here: Room, port: int) -> None:
    found = postgres.start(here, port)
    here.run(_SHARE / "dba/create-database.sh", "davical", "not-used", environment=found)
    here.write(
        "alice.sql",
        """INSERT INTO usr (user_no, active, email_ok, updated, username, password, fullname, email)
VALUES (2001, true, now(), now(), 'alice', '**secret', 'alice', 'alice@example.com');
INSERT INTO principal (principal_id, type_id, user_no, displayname, default_privileges)
VALUES (2001, 1, 2001, 'alice', 0::BIT(24));
""",
    )
    here.run(
        "psql", "-q", "-v", "ON_ERROR_STOP=1", "-U", "davical_dba", "-f", "alice.sql", "davical", environment=found
    )


def _configure(here: Room, port: int, database_port: int) -> None:
    folder = here.folder
    # DAViCal reads /etc/davical first, and what is beside it only when that is out of reach: hence a copy, locked in.
    for name in ("htdocs", "inc", "locale"):
        shutil.copytree(_SHARE / name, folder / "davical" / name)
    here.write(
        "davical/config/config.php",
        f"""<?php
$c->pg_connect[] = "host={folder} port={database_port} dbname=davical user=davical_app";
$c->admin_email = 'root@localhost';
""",
    )
    php = sorted(_MODULES.glob("libphp*.so"))
    if not php:
        raise Unavailable("DAViCal is not installed: Apache has no PHP")
    names = ("mpm_prefork", "authz_core", "authz_host", "alias", "dir", "mime", "env", "setenvif", "rewrite", "headers")
    modules = [f"LoadModule {name}_module {_MODULES}/mod_{name}.so" for name in names]
    # Some are built in.
    modules = [line for line in modules if Path(line.split()[-1]).exists()]
    here.write(
        "apache.conf",
        "\n".join(modules)
        + f"""
LoadModule php_module {php[-1]}
ServerRoot {folder}
ServerName 127.0.0.1:{port}
UseCanonicalName On
Listen 127.0.0.1:{port}
PidFile {folder}/apache.pid
DefaultRuntimeDir {folder}
Mutex file:{folder} default
ErrorLog {folder}/apache2.out
TypesConfig /etc/mime.types
StartServers 2
MaxRequestWorkers 8
<FilesMatch "\\.php$">
  SetHandler application/x-httpd-php
</FilesMatch>
php_admin_value error_reporting 22519
php_admin_value open_basedir "{folder}:/usr/share/awl:/usr/share/php"
php_admin_value upload_tmp_dir "{folder}"
php_admin_value sys_temp_dir "{folder}"
DocumentRoot {folder}/davical/htdocs
<Directory {folder}/davical/htdocs>
  DirectoryIndex index.php
  AcceptPathInfo On
  Require all granted
</Directory>
RewriteEngine On
RewriteRule ^/\\.well-known/(.*)$ /caldav.php/.well-known/$1 [NC,PT]
""",
    )
