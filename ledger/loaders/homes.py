"""Functions known by name, imported when they are first called: a parser costs nothing until a file needs it."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

from ledger.errors import MissingExtra


def find_home(home: str) -> Callable[..., Any]:
    """Return the function that "module:function" names.

    >>> find_home("ledger.loaders.plain_text:load_plain_text").__name__
    'load_plain_text'
    """
    module, name = home.split(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def require(module: str, extra: str, purpose: str) -> ModuleType:
    """Import what an extra installs, or say how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(extra, purpose) from error
