"""TOML tables read with their types checked; a mistake names its file and key."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from ledger.errors import LexiconError


@dataclass(frozen=True)
class Table:
    """One table of a TOML file; `where` is its key in the file, for messages."""

    path: str
    where: str
    values: Mapping[str, Any]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def fail(self, key: str, problem: str) -> LexiconError:
        """Make the error for a mistake at `key`."""
        return LexiconError(self.path, f"{self.where}.{key}" if self.where else key, problem)

    def text(self, key: str) -> str:
        """Return a required string."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value:
            raise self.fail(key, f'"{key}" must be a text, found {value!r}')
        return value

    def text_or(self, key: str, default: str) -> str:
        """Return a string, or `default` where there is none."""
        return self.text(key) if key in self.values else default

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings, empty where there is none."""
        value = self.values.get(key, ())
        if isinstance(value, tuple):
            return value  # read as texts, see `_read_texts`
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(key, f'"{key}" must be a list of texts, found {value!r}')
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Return true or false, false where nothing is told."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.fail(key, f'"{key}" must be true or false, found {value!r}')
        return value

    def number(self, key: str) -> Decimal:
        """Return a required number, exactly."""
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
            raise self.fail(key, f'"{key}" must be a number, found {value!r}')
        try:
            return Decimal(str(value))
        except InvalidOperation as error:
            raise self.fail(key, f'"{key}" must be a number, found {value!r}') from error

    def day(self, key: str) -> date | None:
        """Return a date, or None where there is none."""
        value = self.values.get(key)
        if value is not None and type(value) is not date:
            raise self.fail(key, f'"{key}" must be a date such as 2021-04-01, found {value!r}')
        return value

    def table(self, key: str) -> "Table":
        """Return a table inside this one, empty where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(key, f'"{key}" must be a table, found {value!r}')
        return Table(self.path, f"{self.where}.{key}" if self.where else key, value)

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return a list of tables, empty where there is none."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fail(key, f'"{key}" must be a list of tables, found {value!r}')
        prefix = f"{self.where}.{key}" if self.where else key
        return tuple(Table(self.path, f"{prefix}[{number}]", item) for number, item in enumerate(value, 1))

    def only(self, *known: str) -> "Table":
        """Return this table, having made sure that it holds no other keys."""
        for key in self.values:
            if key not in known:
                raise self.fail(key, f'"{key}" is not known here. Known: {", ".join(known)}')
        return self


def parse_toml(text: str, path: str) -> Table:
    """Read TOML text; `path` names it in messages."""
    try:
        return Table(path, "", tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(path, "file", f"not valid TOML: {error}") from error


def read_data(name: str) -> Table:
    """Read a table that ships with the package, such as "units.toml"."""
    return _parse_data(data_folder().joinpath(*name.split("/")), name)


def read_data_folder(name: str) -> tuple[Table, ...]:
    """Read all tables of a folder that ships with the package, in order of their names."""
    entries = sorted(data_folder().joinpath(name).iterdir(), key=lambda entry: entry.name)
    return tuple(_parse_data(entry, f"{name}/{entry.name}") for entry in entries if entry.name.endswith(".toml"))


def language_codes() -> tuple[str, ...]:
    """Return the codes of the languages that ship with the package, by the names of their files."""
    return _names("languages")


def topic_keys() -> tuple[str, ...]:
    """Return the keys of the topics that ship with the package, by the names of their files."""
    return _names("topics")


@cache
def _names(folder: str) -> tuple[str, ...]:
    """Return the names of the tables in a folder that ships with the package, without their ending."""
    names = (entry.name for entry in data_folder().joinpath(folder).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def data_folder() -> Traversable:
    """Return the folder of tables that ships with the package."""
    return files("ledger").joinpath("data")


def _parse_data(entry: Traversable, name: str) -> Table:
    return parse_toml(entry.read_text(encoding="utf-8"), f"data/{name}")
