"""The metadata of the open data, checked against the published shapes without asking anybody."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from pyshacl import validate
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from portal.feed.terms.open_data import Dataset
from portal.places.models import Sozialraum
from tests.factories.needs import make_need
from tests.feed.test_open_data import PUBLIC, published
from tests.support.application import new_client
from tests.support.picky import PickyClient

SHAPES = Path(__file__).parent / "shapes"
DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
DCATDE = "http://dcat-ap.de/def/dcatde/"


def shapes() -> Graph:
    found = Graph()
    for file in sorted(SHAPES.glob("*.ttl")):
        found.parse(file)
    return found


def violations(graph: Graph) -> list[str]:
    """What the shapes complain of, in words."""
    conforms, _, text = validate(graph, shacl_graph=shapes(), inference="none", advanced=False, js=False)
    return [] if conforms else text.splitlines()


@pytest.fixture
def catalogue(client: PickyClient, north: Sozialraum) -> Graph:
    make_need("Abends fährt kein Bus", north)
    published()
    return Graph().parse(data=client.get(f"{PUBLIC}/katalog.ttl").get_data(as_text=True), format="turtle")


def test_the_catalogue_fits_the_published_shapes(catalogue: Graph) -> None:
    assert violations(catalogue) == []


@pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)  # rdflib's own reader of JSON-LD
def test_turtle_and_json_ld_say_the_same(client: PickyClient, catalogue: Graph) -> None:
    response = client.get(f"{PUBLIC}/katalog.jsonld")

    assert response.mimetype == "application/ld+json"
    assert isomorphic(catalogue, Graph().parse(data=response.get_data(as_text=True), format="json-ld"))


MANDATORY = [
    ("Catalog", f"{DCT}title"),
    ("Catalog", f"{DCT}description"),
    ("Catalog", f"{DCT}publisher"),
    ("Dataset", f"{DCT}title"),
    ("Dataset", f"{DCT}description"),
    ("Distribution", f"{DCAT}accessURL"),
]


@pytest.mark.parametrize(("kind", "field"), MANDATORY)
def test_a_missing_mandatory_field_is_reported(catalogue: Graph, kind: str, field: str) -> None:
    some = next(iter(catalogue.subjects(RDF.type, URIRef(f"{DCAT}{kind}"))))
    catalogue.remove((some, URIRef(field), None))

    assert any(field.rpartition("/")[2].rpartition("#")[2] in line for line in violations(catalogue))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda graph, node: graph.add((node, URIRef(f"{DCATDE}contributorID"), Literal("kein Verweis"))),
        lambda graph, node: graph.add((node, URIRef(f"{DCAT}theme"), URIRef("http://example.org/thema"))),
        lambda graph, node: graph.set((node, URIRef(f"{DCT}modified"), Literal("gestern"))),
    ],
    ids=["contributor", "theme", "modified"],
)
def test_a_wrong_value_is_reported(catalogue: Graph, spoil: Callable[[Graph, URIRef], object]) -> None:
    some = next(iter(catalogue.subjects(RDF.type, URIRef(f"{DCAT}Dataset"))))
    assert isinstance(some, URIRef)
    spoil(catalogue, some)

    assert violations(catalogue) != []


def test_every_data_set_names_what_portals_ask_for(catalogue: Graph) -> None:
    sets = set(catalogue.subjects(RDF.type, URIRef(f"{DCAT}Dataset")))
    assert len(sets) == len(Dataset)
    for one in sets:
        key = next(iter(catalogue.objects(one, URIRef(f"{DCATDE}politicalGeocodingURI"))))
        assert str(key) == "http://dcat-ap.de/def/politicalGeocoding/districtKey/09999"
        for field in (f"{DCAT}theme", f"{DCAT}contactPoint", f"{DCT}temporal", f"{DCT}issued", f"{DCAT}landingPage"):
            assert next(iter(catalogue.objects(one, URIRef(field))), None) is not None, field


def test_sizes_sums_and_licences_are_those_of_the_files(client: PickyClient, catalogue: Graph) -> None:
    from hashlib import sha256

    files = list(catalogue.subjects(RDF.type, URIRef(f"{DCAT}Distribution")))
    assert len(files) == sum(len(one.formats) for one in Dataset)
    for node in files:
        content = client.get(str(catalogue.value(node, URIRef(f"{DCAT}downloadURL")))).data
        checksum = catalogue.value(node, URIRef("http://spdx.org/rdf/terms#checksum"))
        named = catalogue.value(checksum, URIRef("http://spdx.org/rdf/terms#checksumValue"))
        assert str(named).lower() == sha256(content).hexdigest()
        assert int(str(catalogue.value(node, URIRef(f"{DCAT}byteSize")))) == len(content)
        licence = catalogue.value(node, URIRef(f"{DCT}license"))
        assert str(licence) == "http://dcat-ap.de/def/licenses/dl-by-de/2.0"


def test_settings_name_who_hands_in_and_the_licence(make_app: Callable[..., Flask], north: Sozialraum) -> None:
    who = "http://dcat-ap.de/def/contributors/landkreisMusterkreis"
    app = make_app(open_data_contributor=who, open_data_licence="dl-zero-de/2.0")
    with app.app_context():
        published()
    graph = Graph().parse(data=new_client(app).get(f"{PUBLIC}/katalog.ttl").get_data(as_text=True), format="turtle")

    assert {str(one) for one in graph.objects(None, URIRef(f"{DCATDE}contributorID"))} == {who}
    assert {str(one) for one in graph.objects(None, URIRef(f"{DCT}license"))} == {
        "http://dcat-ap.de/def/licenses/dl-zero-de/2.0"
    }
    assert list(graph.objects(None, URIRef(f"{DCATDE}licenseAttributionByText"))) == []
    assert violations(graph) == []
