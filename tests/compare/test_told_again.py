"""Findings name every figure that tells their amounts again."""

from datetime import date

from ledger import Document, Figure, check, read_figures
from ledger.model.finding import Finding, FindingKind

MINISTRY = "The ministry counted 1,412 homicides in Sonora in 2021."
MONITOR = "The Border Monitor counted 1,689 homicides in Sonora in 2021."
STORY = "In 2021 there were 1,412 homicides in Sonora, the ministry says."


def figures_of(*texts: str) -> list[Figure]:
    found: list[Figure] = []
    for at, text in enumerate(texts):
        document = Document.from_text(text, title=f"Text {at}", path=f"{at}.txt", published=date(2022, 3, 1))
        found += read_figures(document)
    return found


def only(findings: list[Finding], check_name: str, kind: FindingKind) -> Finding:
    (found,) = [finding for finding in findings if finding.check == check_name and finding.kind is kind]
    return found


def surfaces(finding: Finding) -> list[str]:
    return sorted(figure.surface for figure in (*finding.figures, *finding.also))


def test_a_dispute_names_every_text_that_tells_either_amount() -> None:
    found = only(check(figures_of(MINISTRY, MONITOR, STORY)), "dispute", FindingKind.CONFLICT)
    assert surfaces(found) == ["1,412", "1,412", "1,689"]


def test_a_sum_names_the_texts_that_tell_its_amounts_in_fewer_digits() -> None:
    texts = (
        "Of the 84 complaints against the police of Sonora in 2021, 21 were upheld, a quarter.",
        "The police of Sonora faced 84 complaints in 2021, the board said.",
    )
    found = only(check(figures_of(*texts)), "share_of_whole", FindingKind.CORROBORATION)
    assert surfaces(found).count("84") == 2


def test_a_slip_is_held_against_the_sums_of_other_texts() -> None:
    texts = (
        "The police of Sonora opened 14,872 inquiries in 2021.",
        "The police of Sonora opened 14,782 inquiries in 2021.",
        "In 2021 the police of Sonora opened 14,782 inquiries: 10,002 in the cities and 4,780 in the country.",
    )
    found = check(figures_of(*texts))
    slips = [f for f in found if f.check == "sum_of_parts" and f.kind is FindingKind.ARITHMETIC]
    assert any("14,872" in surfaces(finding) and "4,780" in surfaces(finding) for finding in slips)


def test_a_text_that_counts_something_else_tells_no_base_of_a_change() -> None:
    change = "Inquiries in Sonora rose 30 percent in 2021, to 689."
    told = {
        base: [f.reason for f in check(figures_of(change, base)) if f.kind is FindingKind.ARITHMETIC]
        for base in (
            "In Sonora prosecutors opened 285 inquiries in 2020.",
            "In Sonora prosecutors opened 285 inquiries in 2020 and 342 inquiries in 2021.",
        )
    }
    assert list(map(len, told.values())) == [1, 0]
