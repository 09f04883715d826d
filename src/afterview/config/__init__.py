"""Configuration: what the user has written into config.toml, checked whole before anything is done.

TOML v1.0, documented key by key in `config.example.toml`. Every mistake is a ConfigError that names the file and line,
the key with what stands there, and what to write instead. Nothing is looked up on the network, and no secret is read:
the file holds none, and a key that looks like one is refused without being shown.
"""

from __future__ import annotations

from afterview.config.file import load, parse
from afterview.config.settings import FILE_NAME, INTERVIEW, Account, Config, cache_dir, config_dir, state_dir
from afterview.config.zone import holidays_in, system_zone

__all__ = [
    "FILE_NAME",
    "INTERVIEW",
    "Account",
    "Config",
    "cache_dir",
    "config_dir",
    "holidays_in",
    "load",
    "parse",
    "state_dir",
    "system_zone",
    "without_file",
]


def without_file() -> Config:
    """What holds where there is no file: the machine's zone, its country's holidays, no accounts."""
    zone = system_zone()
    return Config(timezone=zone, holidays=holidays_in(zone))
