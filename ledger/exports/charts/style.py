"""The style of charts, with its colours as variables for a page, or each written out for programs that know none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ROOT = re.compile(r":root \{(.*?)\}", re.DOTALL)
_VARIABLE = re.compile(r"(--[\w-]+): ([^;]+);")
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{.*?\n\}\n", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARATION = re.compile(r"([\w-]+): ([^;]+);")
_FONT = re.compile(r"(\d+)px ")  # the size that a font begins with


@cache
def chart_style() -> str:
    """Return the style of charts, with the colours that a page around them shares."""
    return (files("ledger.exports.charts") / "chart.css").read_text(encoding="utf-8")


def written_out(rules: str, *, dark: bool = False) -> str:
    """Return rules with the colours of charts in place of their variables."""
    style = chart_style()
    colours = _variables(_DARK.sub("", style))
    if dark:
        colours |= _variables("".join(_DARK.findall(style)))
    return re.sub(r"var\((--[\w-]+)\)", lambda found: colours[found[1]], rules)


def chart_rules() -> str:
    """Return the rules of charts alone, without the colours."""
    return _ROOT.sub("", _DARK.sub("", chart_style())).lstrip()


def _variables(style: str) -> dict[str, str]:
    return {name: value for block in _ROOT.findall(style) for name, value in _VARIABLE.findall(block)}


# What an element looks like


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations and which elements they are for: the last of `path` in one of each before it."""

    path: tuple[frozenset[str], ...]
    declared: Mapping[str, str]

    @property
    def weight(self) -> tuple[int, int]:
        """How much it counts against others: classes before names of elements."""
        parts = [part for step in self.path for part in step]
        return sum(part.startswith(".") for part in parts), len(parts)

    def fits(self, elements: Sequence[frozenset[str]]) -> bool:
        """Tell whether it is for the last of these elements, each within the one before."""
        *around, own = self.path
        if not own <= elements[-1]:
            return False
        outer = iter(elements[:-1])
        return all(any(step <= element for element in outer) for step in around)


def read_rules(text: str) -> list[Rule]:
    """Return the rules of a style, those last that stand over the rest."""
    rules = [
        Rule(_path(selector), dict(_declarations(body)))
        for selectors, body in _RULE.findall(text)
        for selector in selectors.split(",")
    ]
    return sorted(rules, key=lambda rule: rule.weight)


def _path(selector: str) -> tuple[frozenset[str], ...]:
    """Return each step of a selector as its element and classes: ".mark.rejected .shape"."""
    return tuple(frozenset(re.findall(r"\.?[\w-]+", step)) for step in selector.split())


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for name, value in _DECLARATION.findall(body):
        if name == "font" and (size := _FONT.match(value)):
            yield "font-size", size[1]
        else:
            yield name, value.strip().removesuffix("px")
