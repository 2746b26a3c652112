"""The open data as DCAT-AP.de 3, for GovData and everybody else who collects metadata."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.county import queries as county
from portal.feed.queries import open_data as queries
from portal.feed.terms.open_data import LICENCES, Dataset
from portal.kernel.runtime import settings

if TYPE_CHECKING:
    from rdflib import Graph, Literal, URIRef

    from portal.county.models import County
    from portal.feed.models.open_data import OpenDataFile, OpenDataRelease


@dataclass(frozen=True)
class Notation:
    """As what the catalogue is written."""

    label: str
    media_type: str
    #: What rdflib calls it.
    serializer: str


CATALOGUES = {
    "ttl": Notation("Turtle", "text/turtle", "turtle"),
    "jsonld": Notation("JSON-LD", "application/ld+json", "json-ld"),
}
_EU = "http://publications.europa.eu/resource/authority"
_DE = "http://dcat-ap.de/def"
PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatde": f"{_DE}/dcatde/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(base: str, notation: Notation) -> str:
    """All published data sets as of now; `base` is the portal's address without a slash at its end."""
    return graph_of(base).serialize(format=notation.serializer, auto_compact=True)


def graph_of(base: str) -> "Graph":
    """The catalogue as a graph. Without a published Stand it holds no data set."""
    return _Writer(base).written()


class _Writer:
    def __init__(self, base: str) -> None:
        from rdflib import Graph, Namespace

        self._base = base
        self._graph = Graph()
        self._names = {prefix: Namespace(uri) for prefix, uri in PREFIXES.items()}
        for prefix, uri in self._names.items():
            self._graph.bind(prefix, uri, override=True)

    def written(self) -> "Graph":
        here = county.county()
        releases = queries.public_releases()
        catalogue, publisher = self._iri("/offene-daten#katalog"), self._publisher(here)
        self._say(catalogue, "rdf:type", self._term("dcat:Catalog"))
        self._say(catalogue, "dcterms:title", self._german(f"Offene Daten: {here.name}"))
        self._say(
            catalogue,
            "dcterms:description",
            self._german("Bedarfe, Antworten, Maßnahmen und Kennzahlen des Landkreises."),
        )
        self._say(catalogue, "dcterms:publisher", publisher)
        self._say(catalogue, "foaf:homepage", self._page("/offene-daten"))
        self._say(catalogue, "dcterms:language", self._authority("language/DEU", "dcterms:LinguisticSystem"))
        self._say(catalogue, "dcat:themeTaxonomy", self._authority("data-theme", "skos:ConceptScheme"))
        self._say(catalogue, "dcterms:spatial", self._spatial(here))
        if releases:
            self._say(catalogue, "dcterms:modified", self._day(releases[0]))
            self._say(catalogue, "dcterms:issued", self._day(releases[-1]))
            for one in Dataset:
                self._say(catalogue, "dcat:dataset", self._dataset(one, releases, here, publisher))
        return self._graph

    def _dataset(
        self, dataset: Dataset, releases: "Sequence[OpenDataRelease]", here: "County", publisher: "URIRef"
    ) -> "URIRef":
        """One data set; its files are those of every Stand, the latest under the address that stays."""
        node, latest = self._iri(f"/offene-daten/{dataset.slug}#datensatz"), releases[0]
        self._say(node, "rdf:type", self._term("dcat:Dataset"))
        self._say(node, "dcterms:identifier", self._text(str(node)))
        self._say(node, "dcterms:title", self._german(f"{dataset.label} ({here.name})"))
        self._say(node, "dcterms:description", self._german(dataset.description))
        self._say(node, "dcterms:publisher", publisher)
        self._say(node, "dcat:contactPoint", self._contact(here))
        self._say(node, "dcat:landingPage", self._page(f"/offene-daten/{dataset.slug}"))
        self._say(node, "dcterms:issued", self._day(releases[-1]))
        self._say(node, "dcterms:modified", self._day(latest))
        self._say(node, "dcterms:temporal", self._period(dataset, releases))
        self._say(node, "dcterms:spatial", self._spatial(here))
        self._say(node, "dcterms:language", self._authority("language/DEU", "dcterms:LinguisticSystem"))
        self._say(node, "dcterms:accessRights", self._authority("access-right/PUBLIC", "dcterms:RightsStatement"))
        self._say(node, "dcterms:accrualPeriodicity", self._authority("frequency/IRREG", "dcterms:Frequency"))
        self._say(node, "dcatap:availability", self._outside("http://data.europa.eu/r5r/availability/stable"))
        self._say(node, "dcatde:politicalGeocodingURI", self._geocoding(here))
        self._say(
            node,
            "dcatde:politicalGeocodingLevelURI",
            self._outside(f"{_DE}/politicalGeocoding/Level/administrativeDistrict"),
        )
        if settings().open_data_contributor:
            self._say(node, "dcatde:contributorID", self._outside(settings().open_data_contributor))
        for theme in dataset.themes:
            self._say(node, "dcat:theme", self._theme(theme))
        for word in dataset.keywords:
            self._say(node, "dcat:keyword", self._german(word))
        for release in releases:
            for file in release.files:
                if file.dataset is dataset:
                    self._say(node, "dcat:distribution", self._distribution(file, release))
        return node

    def _distribution(self, file: "OpenDataFile", release: "OpenDataRelease") -> "URIRef":
        from rdflib import BNode
        from rdflib.namespace import XSD

        path = f"/offene-daten/{file.dataset.slug}/{release.day.isoformat()}.{file.format.value}"
        node, licence = self._iri(f"{path}#datei"), LICENCES[release.licence]
        self._say(node, "rdf:type", self._term("dcat:Distribution"))
        self._say(
            node,
            "dcterms:title",
            self._german(f"{file.dataset.label}, {release.day.strftime('%d.%m.%Y')} ({file.format.label})"),
        )
        self._say(node, "dcat:accessURL", self._iri(path))
        self._say(node, "dcat:downloadURL", self._iri(path))
        self._say(node, "dcat:mediaType", self._media_type(file.format.media_type))
        self._say(
            node, "dcterms:format", self._authority(f"file-type/{file.format.authority}", "dcterms:MediaTypeOrExtent")
        )
        self._say(node, "dcat:byteSize", self._typed(file.size, XSD.nonNegativeInteger))
        self._say(node, "dcterms:issued", self._day(release))
        self._say(node, "dcterms:modified", self._day(release))
        self._say(node, "dcterms:license", self._licence(licence.uri))
        if licence.wants_source:
            self._say(node, "dcatde:licenseAttributionByText", self._german(release.publisher))
        checksum = BNode(f"sum-{file.sha256[:16]}-{file.dataset.value}-{file.format.value}")
        self._say(node, "spdx:checksum", checksum)
        self._say(checksum, "rdf:type", self._term("spdx:Checksum"))
        algorithm = self._outside(f"{_DE}/hashAlgorithms/sha/256")
        self._say(algorithm, "rdf:type", self._term("spdx:ChecksumAlgorithm"))
        self._say(checksum, "spdx:algorithm", algorithm)
        self._say(checksum, "spdx:checksumValue", self._typed(file.sha256, XSD.hexBinary))
        return node

    def _publisher(self, here: "County") -> "URIRef":
        node = self._iri("/#landkreis")
        self._say(node, "rdf:type", self._term("foaf:Agent"))
        self._say(node, "foaf:name", self._text(here.name))
        self._say(node, "foaf:homepage", self._page("/"))
        kind = self._outside("http://purl.org/adms/publishertype/LocalAuthority")
        self._say(kind, "rdf:type", self._term("skos:Concept"))
        self._say(kind, "skos:prefLabel", self._german("Kommunalbehörde"))
        self._say(node, "dcterms:type", kind)
        return node

    def _contact(self, here: "County") -> "URIRef":
        node = self._iri("/#kontakt")
        self._say(node, "rdf:type", self._term("vcard:Organization"))
        self._say(node, "rdf:type", self._term("vcard:Kind"))
        self._say(node, "vcard:fn", self._text(here.name))
        self._say(node, "vcard:hasURL", self._iri("/"))
        if here.contact_email:
            self._say(node, "vcard:hasEmail", self._outside(f"mailto:{here.contact_email}"))
        return node

    def _spatial(self, here: "County") -> "URIRef":
        node = self._geocoding(here)
        self._say(node, "rdf:type", self._term("dcterms:Location"))
        self._say(node, "skos:prefLabel", self._german(here.name))
        return node

    def _geocoding(self, here: "County") -> "URIRef":
        return self._outside(f"{_DE}/politicalGeocoding/districtKey/{here.ags}")

    def _period(self, dataset: Dataset, releases: "Sequence[OpenDataRelease]") -> "URIRef":
        from rdflib.namespace import XSD

        node = self._iri(f"/offene-daten/{dataset.slug}#zeitraum")
        self._say(node, "rdf:type", self._term("dcterms:PeriodOfTime"))
        self._say(node, "dcat:startDate", self._typed(releases[-1].day.isoformat(), XSD.date))
        self._say(node, "dcat:endDate", self._typed(releases[0].day.isoformat(), XSD.date))
        return node

    def _licence(self, uri: str) -> "URIRef":
        node = self._outside(uri)
        self._say(node, "rdf:type", self._term("dcterms:LicenseDocument"))
        return node

    def _media_type(self, name: str) -> "URIRef":
        node = self._outside(f"https://www.iana.org/assignments/media-types/{name}")
        self._say(node, "rdf:type", self._term("dcterms:MediaType"))
        return node

    def _theme(self, key: str) -> "URIRef":
        scheme = self._authority("data-theme", "skos:ConceptScheme")
        node = self._authority(f"data-theme/{key}", "skos:Concept")
        self._say(node, "skos:inScheme", scheme)
        return node

    def _authority(self, name: str, kind: str) -> "URIRef":
        """An entry of a list of the EU, with what it is: whoever checks the file alone cannot look it up."""
        node = self._outside(f"{_EU}/{name}")
        self._say(node, "rdf:type", self._term(kind))
        if kind == "skos:ConceptScheme":
            self._say(node, "dcterms:title", self._german("Themen"))
        if kind == "skos:Concept":
            self._say(node, "skos:prefLabel", self._german(name.rpartition("/")[2]))
        return node

    def _page(self, path: str) -> "URIRef":
        node = self._iri(path)
        self._say(node, "rdf:type", self._term("foaf:Document"))
        return node

    def _day(self, release: "OpenDataRelease") -> "Literal":
        from rdflib.namespace import XSD

        return self._typed(release.day.isoformat(), XSD.date)

    def _iri(self, path: str) -> "URIRef":
        return self._outside(f"{self._base}{path}")

    def _outside(self, uri: str) -> "URIRef":
        from rdflib import URIRef

        return URIRef(uri)

    def _german(self, text: str) -> "Literal":
        from rdflib import Literal

        return Literal(text, lang="de")

    def _text(self, text: str) -> "Literal":
        from rdflib import Literal

        return Literal(text)

    def _typed(self, value: object, datatype: "URIRef") -> "Literal":
        from rdflib import Literal

        return Literal(str(value), datatype=datatype)

    def _term(self, name: str) -> "URIRef":
        prefix, _, local = name.partition(":")
        if prefix == "rdf":
            return self._outside(f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{local}")
        return self._outside(f"{PREFIXES[prefix]}{local}")

    def _say(self, subject: object, predicate: str, value: object) -> None:
        self._graph.add((subject, self._term(predicate), value))  # type: ignore[arg-type]
