"""The service in a real user manager, with a real keyring and a real calendar server. Skipped, with its reason, where
no systemd can be booted."""

import json
import time
from pathlib import Path

from tests.systemd import probe
from tests.systemd.conftest import TITLES, Home, unlock
from tests.systemd.guest import PROGRAM, Guest, until

UNITS = ".config/systemd/user"


def test_install_says_what_it_wrote_and_what_the_service_is_doing(home: Home) -> None:
    home.extend("")
    done = home.guest.afterview("service", "install")
    assert (done.returncode, done.stderr) == (0, "")
    wrote, state, doing = done.stdout.splitlines()
    assert wrote == f"Wrote /home/alex/{UNITS}/afterview.service"
    assert state.startswith("afterview.service: active since ")
    assert state.endswith("; starts at boot")
    assert doing.startswith("  1 application, next: Ask Acme before leaving ")
    assert home.is_("active")
    # what it wrote is what systemd understands, path and all
    assert (
        f'ExecStart=":{PROGRAM.replace("%", "%%")}/bin/afterview" daemon'
        in home.guest.home(f"{UNITS}/afterview.service").read_text()
    )


def test_the_password_comes_from_the_keyring_and_the_reminders_go_to_the_server(installed: Home) -> None:
    until(lambda: installed.reminders() == TITLES, what="the reminders on the server")
    assert "password_command" not in installed.guest.home(".config/afterview/config.toml").read_text()


def test_status_tells_what_it_is_doing_and_where_it_is_not_running_why(installed: Home) -> None:
    done = installed.guest.afterview("service", "status")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("afterview.service: active since ")
    installed.systemctl("stop", "afterview.service")
    done = installed.guest.afterview("service", "status")
    assert done.returncode == 74
    assert done.stderr == (
        "afterview: afterview.service: does not run: it was stopped; see why: afterview service logs; start it: "
        "systemctl --user restart afterview\n"
    )


def test_logs_are_those_of_the_journal_with_their_priorities(installed: Home) -> None:
    installed.guest.out("usermod", "--append", "--groups", "systemd-journal", "alex")
    lines = installed.guest.afterview("service", "logs", "--lines", "200").stdout
    assert "watching home" in lines
    assert installed.guest.journal("_SYSTEMD_USER_UNIT=afterview.service", "PRIORITY=6")
    assert not [line for line in installed.guest.journal("_SYSTEMD_USER_UNIT=afterview.service") if line[:1] == "<"]


def test_it_is_active_only_when_it_is_ready(installed: Home) -> None:
    installed.systemctl("stop", "afterview.service")
    # a password that does not come, until somebody writes it into the pipe
    installed.guest.user("mkfifo", "pipe")
    installed.configure(
        account='password_command = ["cat", "/home/alex/pipe"]\nkeyring = "keyring.backends.null.Keyring"'
    )
    installed.systemctl("start", "--no-block", "afterview.service")
    until(lambda: "cat\0/home/alex/pipe\0" in commands(installed.guest), what="the password command")
    assert installed.guest.property("SubState") == "start"
    assert installed.is_("activating")
    installed.guest.user("sh", "-c", "echo secret > pipe")
    until(lambda: installed.is_("active"))
    installed.guest.user("rm", "pipe")


def commands(guest: Guest) -> list[str]:
    """The command lines of all processes in there."""
    found = []
    for path in (guest.root / "proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_text(errors="replace"))
        except OSError:
            continue
    return found


def test_a_reload_takes_effect_without_a_new_process(installed: Home) -> None:
    until(lambda: installed.reminders() == TITLES, what="the reminders")
    process = installed.guest.property("MainPID")
    installed.configure(top='policy = "touchpoint"')
    assert installed.systemctl("reload", "afterview.service") == 0
    until(lambda: installed.reminders() != TITLES, what="the reminders of the other policy")
    assert installed.guest.property("MainPID") == process


def test_a_wrong_configuration_is_not_taken_over_by_a_reload(installed: Home) -> None:
    process = installed.guest.property("MainPID")
    installed.configure(top="nonsense = 1")
    installed.systemctl("reload", "afterview.service")
    until(lambda: "the old one holds" in installed.guest.property("StatusText"), what="the status")
    until(lambda: installed.is_("active"))
    assert installed.guest.property("MainPID") == process


def test_a_hung_one_is_ended_by_the_watchdog_and_started_again(installed: Home) -> None:
    installed.extend("RestartSec=100ms\nWatchdogSec=2s")
    installed.systemctl("restart", "afterview.service")
    process = installed.guest.property("MainPID")
    installed.systemctl("kill", "--kill-who=main", "--signal=STOP", "afterview.service")
    until(lambda: installed.guest.property("NRestarts") == "1", what="the restart")
    until(lambda: installed.is_("active"))
    assert installed.guest.property("MainPID") != process
    assert "afterview.service: Failed with result 'watchdog'." in installed.guest.journal("USER_UNIT=afterview.service")
    # and says where it hung
    until(
        lambda: any("most recent call first" in line for line in installed.guest.journal()),
        what="the traceback in the journal",
    )


def test_a_crashed_one_is_started_again(installed: Home) -> None:
    process = installed.guest.property("MainPID")
    installed.systemctl("kill", "--kill-who=main", "--signal=KILL", "afterview.service")
    until(lambda: installed.is_("active") and installed.guest.property("MainPID") != process)


def test_it_stops_cleanly_within_two_seconds(installed: Home) -> None:
    process = installed.guest.property("MainPID")
    began = time.monotonic()
    assert installed.systemctl("stop", "afterview.service") == 0
    assert time.monotonic() - began < 2.5
    shown = [installed.guest.property(name) for name in ("ActiveState", "Result", "ExecMainStatus", "ExecMainCode")]
    assert shown == ["inactive", "success", "0", "1"]
    assert not (installed.guest.root / "proc" / process).exists()


def test_a_configuration_that_no_restart_mends_is_not_tried_again(installed: Home) -> None:
    installed.configure(top="nonsense = 1")
    assert installed.systemctl("restart", "afterview.service") == 1
    shown = [installed.guest.property(name) for name in ("ActiveState", "ExecMainStatus", "NRestarts")]
    assert shown == ["failed", "78", "0"]
    done = installed.guest.afterview("service", "status")
    assert done.returncode == 74
    assert "does not run: it ended with exit-code 78" in done.stderr


def test_install_says_why_it_does_not_start(installed: Home) -> None:
    installed.extend("ExecStart=\nExecStart=/bin/sh -c 'echo the reason >&2; exit 78'")
    done = installed.guest.afterview("service", "install")
    assert done.returncode == 78
    assert done.stderr.startswith("afterview: afterview.service: did not start: the reason; mend it, then: ")


def test_its_sandbox_is_in_force(installed: Home) -> None:
    installed.guest.write("probe.py", Path(probe.__file__).read_text())
    result = installed.guest.home(".cache/afterview/probe.json")
    python = f"{PROGRAM.replace('%', '%%')}/bin/python"
    installed.extend(f'ExecStartPre=":{python}" /home/alex/probe.py /home/alex/.cache/afterview/probe.json')
    installed.guest.out("touch", "/tmp/of-somebody-else")
    assert installed.systemctl("restart", "afterview.service") == 0
    found = json.loads(result.read_text())
    assert found.pop("allowed") == dict.fromkeys(probe.WANTED, True) | dict.fromkeys(probe.REFUSED, False)
    none = "0" * 16
    tmp = ["probe"]
    assert found == {"NoNewPrivs": "1", "Seccomp": "2", "CapEff": none, "CapBnd": none, "umask": "0o77", "tmp": tmp}


def test_the_unit_that_install_wrote_leaves_little_open(installed: Home) -> None:
    path = f"/home/alex/{UNITS}/afterview.service"
    done = installed.guest.user("systemd-analyze", "--user", "verify", path)
    assert (done.returncode, done.stderr) == (0, "")
    words = ["systemd-analyze", "--user", "security", "--offline=true", "--threshold=20", "--no-pager", path]
    assert installed.guest.user(*words).returncode == 0


def test_after_a_boot_it_waits_for_the_keyring_to_be_unlocked(installed: Home) -> None:
    guest = installed.guest
    manager = f"user@{guest.uid}.service"
    guest.out("systemctl", "stop", manager)
    guest.out("systemctl", "start", manager)
    until(lambda: installed.is_("active"))
    until(lambda: "waiting for the keyring" in guest.property("StatusText"), what="the status")
    unlock(guest)
    installed.systemctl("reload", "afterview.service")
    until(lambda: guest.property("StatusText").startswith("1 application"), what="the end of the wait")


def test_the_password_may_come_from_an_encrypted_credential_of_the_user_manager(installed: Home) -> None:
    guest = installed.guest
    name, manager = "afterview.home", f"user@{guest.uid}.service"
    guest.out("mkdir", "-p", "/etc/credstore.encrypted", f"/run/systemd/system/{manager}.d")
    target = f"/etc/credstore.encrypted/{name}"
    words = ["systemd-creds", "encrypt", "--with-key=host", f"--name={name}", "-", target]
    done = guest.run(*words, typed=installed.server.password)
    assert done.returncode == 0, done.stderr
    drop_in = guest.root / f"run/systemd/system/{manager}.d/credential.conf"
    drop_in.write_text(f"[Service]\nLoadCredentialEncrypted={name}\n")
    guest.out("systemctl", "daemon-reload")
    try:
        guest.out("systemctl", "restart", manager)
        installed.configure(account='keyring = "keyring.backends.null.Keyring"')
        installed.extend(f"LoadCredential={name}:/run/credentials/user@%U.service/{name}")
        assert installed.systemctl("restart", "afterview.service") == 0
        until(lambda: guest.property("StatusText").startswith("1 application"), what="the first pass")
    finally:
        drop_in.unlink()
        guest.out("rm", target)
        installed.extend("")
        guest.out("systemctl", "daemon-reload")
        guest.out("systemctl", "restart", manager)
        unlock(guest)


def test_a_folder_of_the_configuration_may_be_written_to(installed: Home) -> None:
    installed.guest.user("mkdir", "--parents", "my calendar")
    _, _, body = installed.guest.network(lambda: installed.server.ask("GET", f"{installed.calendar}interview.ics"))
    installed.guest.write("my calendar/interview.ics", body.decode())
    installed.guest.write(
        ".config/afterview/config.toml",
        'me = ["alex.doe@example.org"]\ntimezone = "Europe/Berlin"\nholidays = "DE-BE"\n'
        '[[account]]\nname = "laptop"\nfolder = "~/my calendar"\n',
    )
    done = installed.guest.afterview("service", "install")
    assert (done.returncode, done.stderr) == (0, "")
    drop_in = installed.guest.home(f"{UNITS}/afterview.service.d/machine.conf")
    assert 'ReadWritePaths="-/home/alex/my calendar"' in drop_in.read_text().splitlines()
    folder = installed.guest.home("my calendar")
    until(lambda: len(list(folder.glob("*.ics"))) == 1 + len(TITLES), what="the reminders in the folder")


def test_where_users_may_make_no_namespaces_it_runs_without_them_and_says_so(installed: Home) -> None:
    guest = installed.guest
    manager = f"user@{guest.uid}.service"
    guest.out("mkdir", "-p", f"/run/systemd/system/{manager}.d")
    guest.out(
        "sh", "-c", f"printf '[Service]\\nRestrictNamespaces=~user\\n' > /run/systemd/system/{manager}.d/none.conf"
    )
    guest.out("systemctl", "daemon-reload")
    guest.out("systemctl", "restart", manager)
    try:
        assert installed.systemctl("restart", "afterview.service") == 1
        done = guest.afterview("service", "install")
        assert (done.returncode, done.stderr) == (0, "")
        assert "its sandbox is partly off" in done.stdout
        assert installed.is_("active")
        status = Path(guest.root / "proc" / guest.property("MainPID") / "status").read_text()
        assert "NoNewPrivs:\t1\n" in status
        assert "Seccomp:\t2\n" in status
    finally:
        guest.out("rm", "-r", f"/run/systemd/system/{manager}.d")
        guest.out("systemctl", "daemon-reload")
        guest.out("systemctl", "restart", manager)
        unlock(guest)
    # with namespaces again, the next install has the whole sandbox again
    done = guest.afterview("service", "install")
    assert done.returncode == 0
    assert "sandbox" not in done.stdout
    assert not guest.home(f"{UNITS}/afterview.service.d/machine.conf").exists()


def test_a_unit_of_the_users_own_is_not_overwritten_nor_removed(home: Home) -> None:
    home.guest.afterview("service", "uninstall")
    home.guest.write(f"{UNITS}/afterview.service", "[Service]\nExecStart=/bin/true\n")
    path = f"/home/alex/{UNITS}/afterview.service"
    done = home.guest.afterview("service", "install")
    assert done.returncode == 74
    what = "is there already, and was not written by afterview"
    assert done.stderr == f"afterview: {path}: {what}; move it away first: mv {path} {path}.mine\n"
    home.guest.afterview("service", "uninstall")
    assert home.guest.home(f"{UNITS}/afterview.service").read_text() == "[Service]\nExecStart=/bin/true\n"
    home.guest.user("rm", path)


def test_uninstall_removes_what_install_wrote_and_nothing_else(installed: Home) -> None:
    guest = installed.guest
    done = guest.afterview("service", "uninstall")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"Removed /home/alex/{UNITS}/afterview.service",
        "Lingering stays on, for others may need it; to end it: loginctl disable-linger",
    ]
    left = sorted(str(p.relative_to(guest.home(UNITS))) for p in guest.home(UNITS).rglob("*") if not p.is_dir())
    assert left == ["afterview.service.d/test.conf"]
    assert installed.is_("inactive")
    assert guest.afterview("service", "status").returncode == 74
    assert guest.afterview("service", "uninstall").stdout == "There was nothing to remove: no service is installed.\n"


def test_install_asks_for_lingering_only_where_it_is_off(installed: Home) -> None:
    guest = installed.guest
    assert guest.afterview("service", "install", "--linger").returncode == 0
    guest.out("loginctl", "disable-linger", "alex")
    guest.out("systemctl", "start", f"user@{guest.uid}.service")
    unlock(guest)
    try:
        done = guest.afterview("service", "install", "--linger")
        state = guest.out("loginctl", "show-user", "alex", "--property=Linger", "--value")
    finally:
        guest.out("loginctl", "enable-linger", "alex")
    if (guest.root / "usr/lib/polkit-1/polkitd").exists():
        assert (done.returncode, state) == (0, "yes")
    else:  # there is nobody to ask whether a user may
        assert (done.returncode, state) == (74, "no")
        assert done.stderr.startswith("afterview: lingering: ")
        assert done.stderr.endswith('; ask the administrator for: loginctl enable-linger "$USER"\n')
