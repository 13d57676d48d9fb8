"""The house itself: who imports whom, what is registered, where words live, what never changes.

Each rule is a function over source text, and is tried on a planted violation first: a rule that
cannot fail protects nothing.
"""

import ast
import hashlib
import importlib
import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from ledger.compare.registry import CHECKS
from ledger.exports.citing.styles import MARKDOWN_NOTES, STYLES
from ledger.exports.registry import EXPORTS
from ledger.loaders.homes import find_home
from ledger.loaders.registry import LOADERS, OPENERS, open_content

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ledger"
MODULES = sorted(PACKAGE.rglob("*.py"))
TABLES = sorted((PACKAGE / "data").rglob("*.toml"))
MOST_WORDS = 12
SEEDS = {
    "000-paarlberg-security-aid.txt": "1b0e6cef79229d1a2b21d4693e4e183ca587d7d5d2ca9918fdd52a7375d61d20",
    "001-borderland-beat-drug-war-unease.txt": "1d6d4d96d41eab5c29cc51c19446df13671f7084508101037898c3eceee182b9",
    "002-ips-peru-cables.txt": "b31b6e1de4aa05420cad09931e306d01466e69b640f4ee3bf8193fa91af69e74",
    "003-justice-in-mexico-digest.txt": "abe2076a21fa4ba669825a9645d321e93ace8a060e86d0d27ece2117696410d1",
    "004-scoop-mexico-dbwg-cable.txt": "230cd5a689c4e0e4cd2b3541c383e0c88050f7ae04f3e91b9da884f8872f3013",
    "manifest.toml": "5b0ff35d31efecaeb6ed40251fe502d46aa303105eef001f11241f34c93918a3",
}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


# Layers


def test_every_import_goes_down() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    "use", ["import ledger", "import ledger; ledger.Document", "import ledger; ledger.load_document; ledger.relate"]
)
def test_the_public_face_loads_no_database(use: str) -> None:
    script = f"import sys; {use}; print([name for name in ('sqlalchemy', 'alembic', 'sqlite3') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    import ledger

    assert [name for name in ledger.__all__ if getattr(ledger, name, None) is None] == []


# What a file holds


def beyond_docstring(module: ast.Module) -> list[int]:
    """Return the lines of a module that are more than its docstring."""
    body = module.body[1:] if ast.get_docstring(module) else module.body
    return [statement.lineno for statement in body]


def without_docstring(module: ast.Module) -> list[str]:
    """Return the public functions, methods and classes of a module that promise nothing, and the module itself."""
    bare = [] if ast.get_docstring(module) else ["the module"]
    return bare + [name for name, node in public(module) if not ast.get_docstring(node)]


def public(
    node: ast.Module | ast.ClassDef,
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not child.name.startswith("_"):
            yield child.name, child
            if isinstance(child, ast.ClassDef):
                yield from public(child)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*/__init__.py")), ids=named)
def test_a_rooms_door_holds_only_a_docstring(path: Path) -> None:
    module = parsed(path)
    assert ast.get_docstring(module)
    assert beyond_docstring(module) == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_file_and_public_function_says_what_it_promises(path: Path) -> None:
    assert without_docstring(parsed(path)) == []


def test_code_in_a_door_and_a_missing_promise_would_be_seen() -> None:
    assert beyond_docstring(ast.parse('"""Room."""\nfrom ledger import errors\n')) == [2]
    planted = 'class A:\n    """A."""\n    def b(self) -> None: ...\n    def _c(self) -> None: ...\n'
    assert without_docstring(ast.parse(planted)) == ["the module", "b"]


def test_the_revisions_do_not_hide_the_library() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert not (ROOT / "alembic" / "versions" / "__init__.py").exists()


# Registries


def made_in(module: ModuleType, prefix: str) -> list[object]:
    """Return the public functions a module defines whose names begin so."""
    return [
        thing
        for name, thing in inspect.getmembers(module, inspect.isfunction)
        if name.startswith(prefix) and thing.__module__ == module.__name__
    ]


def unregistered(room: str, prefix: str, registered: list[object]) -> list[str]:
    """Return the modules of a room that make something of the kind which no registry names."""
    paths = [path for path in (PACKAGE / room).rglob("*.py") if path.stem not in {"__init__", "registry"}]
    names = {path.stem: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths}
    made = {stem: made_in(importlib.import_module(name), prefix) for stem, name in names.items()}
    return sorted(stem for stem, things in made.items() for thing in things if thing not in registered)


def test_every_check_is_registered() -> None:
    assert unregistered("compare/checks", "check_", list(CHECKS)) == []
    stems = {path.stem for path in (PACKAGE / "compare" / "checks").glob("*.py")} - {"__init__"}
    assert {f"check_{stem}" for stem in stems} == {check.__name__ for check in CHECKS}


def test_every_renderer_is_registered() -> None:
    styles = [find_home(style.home) for style in (*STYLES.values(), MARKDOWN_NOTES)]
    assert unregistered("exports", "render_", [*(export.render for export in EXPORTS.values()), *styles]) == []


def test_every_loader_is_registered() -> None:
    assert unregistered("loaders", "load_", [find_home(known.home) for known in LOADERS.values()]) == []
    opened: list[object] = [open_content, *map(find_home, OPENERS.values())]
    assert unregistered("loaders", "open_", opened) == []


def test_something_unregistered_would_be_seen() -> None:
    assert "plain_text" in unregistered("loaders", "load_", [])
    assert "dispute" in unregistered("compare/checks", "check_", list(CHECKS[1:]))


# Words are data, grammar is code


def word_lists(module: ast.Module, fields: frozenset[str] = frozenset()) -> list[int]:
    """Return the lines where more than `MOST_WORDS` plain words stand in one literal; names of fields are none."""
    nodes = (node for node in ast.walk(module) if isinstance(node, ast.expr))
    return [node.lineno for node in nodes if len(plain_words(node) - fields) > MOST_WORDS]


def plain_words(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        texts = [text_of(item) for item in node.elts]
    elif isinstance(node, ast.Dict):
        texts = [text_of(key) for key in node.keys]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        texts = text_of(node.func.value).split()
    else:
        texts = re.split(r"[|()?:]+", text_of(node))
    return {text for text in texts if re.fullmatch(r"[^\W\d_]{2,}(?: [^\W\d_]+)*", text) and text.islower()}


def text_of(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@cache
def field_names() -> frozenset[str]:
    """Return the names that classes of the package give to their fields, and functions to their arguments."""
    nodes = [node for path in MODULES for node in ast.walk(parsed(path))]
    fields = {node.target.id for node in nodes if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    return frozenset(fields | {node.arg for node in nodes if isinstance(node, ast.arg)})


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_list_of_words_is_code(path: Path) -> None:
    assert word_lists(parsed(path), field_names()) == []


def test_a_list_of_words_would_be_seen() -> None:
    many = [f"w{chr(97 + number)}rd" for number in range(MOST_WORDS + 1)]
    assert word_lists(ast.parse(f"A = {many}")) == [1]
    assert word_lists(ast.parse(f"A = {dict.fromkeys(many, 1)}")) == [1]
    assert word_lists(ast.parse(f"A = {' '.join(many)!r}.split()")) == [1]
    assert word_lists(ast.parse(f"A = {'|'.join(many)!r}")) == [1]
    assert word_lists(ast.parse(f"A = {many[1:]}")) == []
    assert word_lists(ast.parse(f"A = {many}"), frozenset(many)) == []


PATTERN = re.compile(r"\\[bdDsSwW]|\(\?[:=!<P]|\[\^|\.[*+]|[\])][*+?]|\{\d+,\d*\}|\[a-z|\[0-9")


def patterns(value: object) -> list[str]:
    """Return the texts in a table, keys too, that are written as regular expressions."""
    if isinstance(value, str):
        return [value] if PATTERN.search(value) else []
    if isinstance(value, Mapping):
        return [found for item in (*value, *value.values()) for found in patterns(item)]
    return [found for item in value for found in patterns(item)] if isinstance(value, list) else []


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_no_table_holds_a_regular_expression(path: Path) -> None:
    assert patterns(tomllib.loads(path.read_text(encoding="utf-8"))) == []


def test_a_regular_expression_in_a_table_would_be_seen() -> None:
    assert patterns({"a": [r"\d+ dead", "approx.", "(c) 20"], "b": {"c": "of (?:the)"}}) == [r"\d+ dead", "of (?:the)"]


# The tree

# Put together here, so that this file does not hold what it looks for.
FOREIGN = re.compile(
    "|".join(["/" + r"(?:home|Users|root|work)/\w", r"pypi\." + "org", "python" + "hosted", "index" + "-url"])
)
WRITTEN = {".py", ".toml", ".md", ".ini", ".mako", ".sh", ".cfg", ".html", ".yml", ".yaml", ""}


def kept_files() -> list[Path]:
    """Return the files under version control, or all where there is none."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    names = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in (names if listed.returncode == 0 else ROOT.rglob("*")) if path.is_file()]


def written_files() -> list[Path]:
    """Return the files people wrote; where nothing is under version control, all but the hidden ones."""
    return [
        path
        for path in kept_files()
        if path.suffix in WRITTEN
        and not path.is_relative_to(ROOT / "tests" / "gold")
        and not any(part.startswith(".") and part != ".ci" for part in path.relative_to(ROOT).parts)
    ]


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{named(path)}:{number}"
        for path in written_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert found == []


def test_a_machine_or_registry_would_be_seen() -> None:
    assert FOREIGN.search("see " + "/home" + "/ana/file")
    assert FOREIGN.search("https://" + "pypi." + "org/simple")
    assert ROOT / ".ci" / "run" in written_files()


@pytest.mark.parametrize(("name", "sha256"), SEEDS.items())
def test_a_seed_is_as_its_publisher_left_it(name: str, sha256: str) -> None:
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == sha256


def test_no_document_lies_unlisted_among_the_seeds() -> None:
    assert {path.name for path in (ROOT / "seeds").iterdir()} == {*SEEDS, "README.md"}


# Examples in docstrings


@pytest.mark.parametrize("path", [path for path in MODULES if ">>> " in path.read_text(encoding="utf-8")], ids=named)
def test_an_example_says_what_happens(path: Path) -> None:
    import doctest

    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_no_ledger_of_a_measurement_is_kept() -> None:
    """What a benchmark made, once committed, is in every clone for ever."""
    kept = {path.relative_to(ROOT).as_posix() for path in kept_files() if path.suffix in {".db", ".parquet"}}
    assert {path for path in kept if not path.startswith(("tests/", ".venv/"))} == set()
