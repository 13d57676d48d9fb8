import pytest

from ledger.exports.citing.names import Name, read_names

PERSONS = [
    ("Michael Paarlberg", "en", ["Paarlberg, Michael"]),
    ("By JANE DOE", "en", ["DOE, JANE"]),
    ("Por Ángel Páez", "es", ["Páez, Ángel"]),
    ("Juan Carlos Pérez Gómez", "es", ["Pérez Gómez, Juan Carlos"]),
    ("Juan Carlos Pérez", "es", ["Pérez, Juan Carlos"]),
    ("Gabriel García Márquez", "es", ["García Márquez, Gabriel"]),
    ("Mary Ellen Smith", "en", ["Smith, Mary Ellen"]),
    ("María de los Ángeles Ruiz", "es", ["Ruiz, María de los Ángeles"]),
    ("Juan de la Cruz", None, ["de la Cruz, Juan"]),
    ("De la Cruz, Juan", "es", ["De la Cruz, Juan"]),
    ("García Márquez, Gabriel; Pérez Gay, Rafael", "es", ["García Márquez, Gabriel", "Pérez Gay, Rafael"]),
    ("García Márquez, Gabriel", "es", ["García Márquez, Gabriel"]),
    ("Carlos Salinas de Gortari", "es", ["Salinas de Gortari, Carlos"]),
    ("María Elena de la Cruz", "es", ["de la Cruz, María Elena"]),
    ("ana@example.org (Ana Ruiz)", "en", ["Ruiz, Ana"]),
    ("Dr. José Ortega y Gasset", "es", ["Ortega y Gasset, José"]),
    ("Martin Luther King Jr.", "en", ["King, Martin Luther"]),
    ("Jane Doe, PhD", "en", ["Doe, Jane"]),
    ("Ruiz, Ana; Doe, John", "en", ["Ruiz, Ana", "Doe, John"]),
    ("Ana Ruiz, Pedro Paz and Li Na", "en", ["Ruiz, Ana", "Paz, Pedro", "Na, Li"]),
    ("Ana Ruiz y Pedro Paz", "es", ["Ruiz, Ana", "Paz, Pedro"]),
    ("Ana Ruiz, The Post", "en", ["Ruiz, Ana"]),
    ("Ana Ruiz <ana@example.org>", "en", ["Ruiz, Ana"]),
]
BODIES = [
    "Human Rights Watch",
    "Médicos Sin Fronteras",
    "Verificado Fact Checkers",
    "El Universal",
    "U.S. Embassy Mexico",
    "Food and Agriculture Organization",
    "BBC NEWS",
    "anaruiz",
    "Reuters Staff",
    "Redacción",
    "Maria",
    "the correspondent in the capital",
]


@pytest.mark.parametrize(("byline", "language", "names"), PERSONS, ids=[case[0] for case in PERSONS])
def test_persons_are_taken_apart(byline: str, language: str | None, names: list[str]) -> None:
    assert [name.turned for name in read_names(byline, language) if name.is_person] == names


@pytest.mark.parametrize("byline", BODIES)
def test_bodies_are_cited_whole(byline: str) -> None:
    assert read_names(byline) == [Name(byline)]


@pytest.mark.parametrize("byline", [None, "", "  ", "<ana@example.org>"])
def test_nobody_is_nobody(byline: str | None) -> None:
    assert read_names(byline) == []
