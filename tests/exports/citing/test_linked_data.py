"""Annotations and reviews as JSON-LD: a reader that knows the contexts keeps every field."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ledger.exports.citing.citation import Citation
from ledger.exports.citing.claim_review import remarks
from ledger.exports.citing.styles import told_as
from ledger.exports.citing.telling import all_told

MakeCitation = Callable[..., Citation]
OA = "http://www.w3.org/ns/oa#"
TERMS = "urn:figure-ledger:terms:"
# The terms of the W3C's context that are used here, as its page defines them.
ANNO = {
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Person": "foaf:Person",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    **{name: f"oa:{name}" for name in ("describing", "tagging", "assessing", "commenting")},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "first": {"@id": "as:first", "@type": "@id"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "value": "rdf:value",
    "format": "dc:format",
    "dc": "http://purl.org/dc/elements/1.1/",
    "label": "rdfs:label",
    "name": "foaf:name",
    "creator": {"@id": "dcterms:creator", "@type": "@id"},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
}


def expanded(output: str) -> Any:
    jsonld = pytest.importorskip("pyld").jsonld

    def load(url: str, _options: object) -> dict[str, object]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": ANNO}}

    return jsonld.expand(json.loads(output), {"documentLoader": load, "base": "https://base.example/"})


def annotations(cited: list[Citation]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(told_as(cited, "webannotation"))["first"]["items"]
    return items


def test_an_annotation_points_at_the_words(cite: MakeCitation) -> None:
    one = cite()
    (found,) = annotations([one])
    assert found["id"] == f"urn:figure-ledger:{one.figure.id}"
    assert found["target"] == {
        "type": "SpecificResource",
        "source": "https://example.org/a_b",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": "1,695",
                "prefix": "The army received ",
                "suffix": " complaints in 2011.",
            },
            {"type": "TextPositionSelector", "start": 18, "end": 23},
        ],
    }
    assert [(body["purpose"], body["value"]) for body in found["body"][:2]] == [
        ("describing", "1,695 complaints (filed, army) in Mexico, 2011, according to State Department"),
        ("tagging", "complaints"),
    ]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("a/b c.txt", "a/b%20c.txt"),
        ("c:x.txt", "c%3Ax.txt"),
        ("//evil.example/x", "/.//evil.example/x"),
        ("/a/ñ?#.txt", "/a/%C3%B1%3F%23.txt"),
    ],
)
def test_a_text_without_address_is_its_file(cite: MakeCitation, path: str, source: str) -> None:
    (found,) = annotations([cite(source_url="javascript:alert(1)", source_path=path)])
    assert found["target"]["source"] == source


def test_a_person_is_named_only_where_a_judgement_names_one(doubted: list[Citation]) -> None:
    first, *others = annotations(doubted)
    (assessed,) = [body for body in first["body"] if body.get("purpose") == "assessing"]
    assert assessed["creator"] == {"type": "Person", "name": "Eva Sol"}
    assert assessed["created"] == "2026-05-01T00:00:00+00:00"
    assert not [body for other in others for body in other["body"] if "creator" in body or "created" in body]


def test_expansion_keeps_every_field_and_digit(doubted: list[Citation], cite: MakeCitation) -> None:
    exact = cite(value="1234567890123456.789", work="exact", source_document="c" * 64)
    (collection,) = expanded(told_as([*doubted, exact], "webannotation"))
    (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
    (items,) = page["http://www.w3.org/ns/activitystreams#items"]
    assert len(items["@list"]) == 4
    for one, item in zip([*doubted, exact], items["@list"], strict=True):
        assert item["@type"] == [f"{OA}Annotation"]
        (target,) = item[f"{OA}hasTarget"]
        assert target[f"{OA}hasSource"] == [{"@id": "https://example.org/a_b"}]
        assert target[f"{OA}hasSelector"][0][f"{OA}exact"] == [{"@value": one.figure.surface}]
        (body,) = [body for body in item[f"{OA}hasBody"] if "http://schema.org/Observation" in body["@type"]]
        assert {name for name in all_told(one) if all_told(one)[name] is not None} == {
            name.removeprefix(TERMS) for name in body if name.startswith(TERMS)
        } | {name for name, value in all_told(one).items() if value == {}}
        assert body[f"{TERMS}quote"] == [{"@value": one.figure.quote}]
        assert body[f"{TERMS}topics"] == [{"@list": [{"@value": "complaints"}]}]
    assert body[f"{TERMS}value"] == [
        {"@value": "1234567890123456.789", "@type": "http://www.w3.org/2001/XMLSchema#decimal"}
    ]


def test_a_collection_of_nothing_has_no_page() -> None:
    output = json.loads(told_as([], "webannotation"))
    assert (output["total"], "first" in output) == (0, False)


# ClaimReview


def reviews(cited: list[Citation], **options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(told_as(cited, "claimreview", **options))["@graph"]
    return found


def test_what_nobody_judged_and_nothing_doubts_is_no_review(doubted: list[Citation]) -> None:
    assert [review["identifier"] for review in reviews(doubted)] == [one.figure.id for one in doubted[:2]]
    assert remarks(doubted, "https://check.example/a") == [
        "Left out: 1 figure that nobody has judged and no finding doubts."
    ]
    assert remarks(doubted)[1].startswith("The reviews have no url, which search engines ask for: --page URL")
    assert remarks(doubted[2:]) == ["Left out: 1 figure that nobody has judged and no finding doubts."]


def test_a_review_in_full(doubted: list[Citation]) -> None:
    review, other = reviews(doubted, by="Human Rights Watch", page="https://check.example/a")
    assert review == {
        "@type": "ClaimReview",
        "url": f"https://check.example/a#{doubted[0].figure.id}",
        "identifier": doubted[0].figure.id,
        "dateCreated": "2026-05-01",
        "author": {"@type": "Organization", "name": "Human Rights Watch"},
        "claimReviewed": "412 complaints (filed, army) in Mexico, 2011, according to State Department",
        "itemReviewed": {
            "@type": "Claim",
            "text": "It had 412 dead.",
            "author": {"@type": "Organization", "name": "State Department"},
            "datePublished": "2021-03-01",
            "appearance": {
                "@type": "CreativeWork",
                "url": "https://example.org/a_b",
                "name": "Ana's report",
                "author": {"@type": "Person", "name": "Ana Ruiz"},
                "publisher": {"@type": "Organization", "name": "River Monitor"},
                "datePublished": "2021-03-01",
            },
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Accepted by a reviewer; contradicted by another figure",
            "ratingExplanation": (
                "Accepted by Eva Sol, 2026-05-01: Called the ministry. 412 and 524 cannot both hold."
            ),
        },
    }
    assert other["reviewRating"]["alternateName"] == "Contradicted by another figure"
    assert "dateCreated" not in other


def test_nothing_is_made_up_for_a_review(doubted: list[Citation]) -> None:
    (review,) = reviews(doubted[1:])
    assert "url" not in review
    assert "author" not in review
    assert set(review["reviewRating"]) == {"@type", "alternateName", "ratingExplanation"}
    (review,) = reviews(doubted[1:], page="https://check.example/a")
    assert review["url"] == "https://check.example/a"


def test_a_note_is_no_review(doubted: list[Citation]) -> None:
    from ledger.model.figure import Status
    from ledger.model.judgement import Verb

    one = doubted[0]
    assert one.judgement is not None
    noted = replace(
        one,
        figure=replace(one.figure, status=Status.UNREVIEWED),
        judgement=replace(one.judgement, verb=Verb.NOTE),
        findings=(),
    )
    assert reviews([noted]) == []


def test_who_speaks_without_a_capital_is_a_person(cite: MakeCitation, doubted: list[Citation]) -> None:
    one = replace(doubted[0], figure=replace(doubted[0].figure, attribution="a leading prosecutor"))
    assert reviews([one])[0]["itemReviewed"]["author"] == {"@type": "Person", "name": "a leading prosecutor"}
