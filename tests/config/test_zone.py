"""The machine's own zone, and its country."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from afterview.config import holidays_in, system_zone
from afterview.core.worktime import WorkCalendar
from afterview.errors import ConfigError


def test_the_zone_is_that_of_tz_then_localtime_then_the_name_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    (tmp_path / "timezone").write_text("Asia/Seoul\n")
    assert system_zone({"TZ": ":Asia/Dubai"}, tmp_path).key == "Asia/Dubai"
    assert system_zone({"TZ": "/usr/share/zoneinfo/Asia/Dubai"}, tmp_path).key == "Asia/Dubai"
    assert system_zone({"TZ": "XYZ-3"}, tmp_path).key == "Asia/Tokyo"
    assert system_zone({}, tmp_path).key == "Asia/Tokyo"
    (tmp_path / "localtime").unlink()
    (tmp_path / "localtime").write_bytes(b"TZif")
    assert system_zone({}, tmp_path).key == "Asia/Seoul"


def test_a_machine_without_a_zone_shows_utc_and_one_without_a_name_for_it_is_an_error(tmp_path: Path) -> None:
    assert system_zone({"TZ": "localtime"}, tmp_path).key == "UTC"
    (tmp_path / "localtime").write_bytes(b"TZif")
    with pytest.raises(ConfigError, match=r"this machine's time zone has no name; set `timezone` in config.toml"):
        system_zone({}, tmp_path)


@pytest.mark.parametrize(("zone", "code"), [("Europe/Berlin", "DE"), ("America/Chicago", "US"), ("Etc/UTC", "none")])
def test_the_holidays_are_those_of_the_zones_country(zone: str, code: str) -> None:
    assert holidays_in(ZoneInfo(zone)) == WorkCalendar(code)
