"""Parsers that misbehave in every way that one may, for the tests of the fence."""

import os
import sys

from ledger.errors import DocumentUnreadable
from ledger.loaders.content import Content
from ledger.loaders.homes import require
from ledger.loaders.loaded import Loaded


def greedy(content: Content) -> Loaded:
    return Loaded("x" * 10_000_000_000)


def deep(content: Content) -> Loaded:
    return deep(content)


def broken(content: Content) -> Loaded:
    raise ValueError("no good")


def crashing(content: Content) -> Loaded:
    os.abort()


def refusing(content: Content) -> Loaded:
    raise DocumentUnreadable(content.path, "it is a picture", "Save it as text.")


def chatty(content: Content) -> Loaded:
    sys.stdout.write("a parser's own words\n")
    os.write(1, b"and more\n")
    sys.stderr.write("and a warning\n")
    return Loaded("quiet")


def endless(content: Content) -> Loaded:
    while True:
        pass


def extra(content: Content) -> Loaded:
    require("no_such_module_anywhere", "pdf", "Reading PDF")
    return Loaded("")
