"""Word search that finds "weg" in "Radwege", alike on SQLite (FTS5) and PostgreSQL (GIN).

A document is a set of tokens: every German stem of its text with each of its endings of three letters or more ("radweg" → radweg,
adweg, dweg, weg), so that asking for words that begin with "weg" finds the middle and the end of compounds too. Filters stand in
the same index as facets ("_p…" for a place), so a search in one Gemeinde never looks at the others. Answers come in the order of
the document numbers, newest first: ranking would have to read every match.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    delete,
    literal,
    literal_column,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateTable

from portal.kernel.db import Base, current_unit, session
from portal.kernel.runtime import settings
from portal.kernel.text import fold, stem, words

SHORTEST = 3
#: Longer words are cut, so that one endless word cannot fill the index.
LONGEST = 40
#: A query may be a whole sentence; more words than this find nothing more.
MOST_WORDS = 12
#: Newer SQLite could do without its copy of the tokens, Debian 12's cannot.
_FTS5 = "fts5(tokens, detail=none, columnsize=0, tokenize=\"ascii tokenchars '_'\")"

#: A facet every answer must have, or several of which it must have one.
Facets = Iterable[str | frozenset[str]]


class SearchIndex:
    """The documents of one kind, named by whole numbers."""

    def __init__(self, name: str) -> None:
        self.name = f"search_{name}"
        self.table = Table(
            self.name,
            Base.metadata,
            Column("rowid", BigInteger, primary_key=True, autoincrement=False),
            Column("tokens", TSVECTOR().with_variant(Text(), "sqlite"), nullable=False),
            info={"search": True},
        )
        Index(f"ix_{self.name}_tokens", self.table.c.tokens, postgresql_using="gin").ddl_if(dialect="postgresql")

    @property
    def seq(self) -> ColumnElement[int]:
        """The document number; order by this column, not by an equal one, to read only as far as needed."""
        return self.table.c.rowid

    def put(self, seq: int, words_of: str, facets: Iterable[str] = ()) -> None:
        """Write a document, replacing the one with the same number. Inside a unit of work."""
        current_unit()
        self.remove(seq)
        self.put_new([(seq, words_of, facets)])

    def put_new(self, documents: Iterable[tuple[int, str, Iterable[str]]]) -> None:
        """Write documents that are known to be new: number, text, facets."""
        current_unit()
        rows = [
            {"seq": seq, "tokens": self._stored(tokens(words_of) | set(facets))} for seq, words_of, facets in documents
        ]
        if rows:
            session().execute(text(self._insert()), rows)

    def remove(self, *seqs: int) -> None:
        """Forget documents. Inside a unit of work."""
        current_unit()
        if seqs:
            session().execute(delete(self.table).where(self.table.c.rowid.in_(seqs)))

    def clear(self) -> None:
        """Forget all documents. Inside a unit of work."""
        current_unit()
        session().execute(delete(self.table))

    def matching(self, query: str, facets: Facets = ()) -> Select[int]:
        """The numbers of the documents that hold every word of `query` and every facet, not yet ordered."""
        return select(self.seq).where(self.condition(query, facets))

    def condition(self, query: str, facets: Facets = ()) -> ColumnElement[bool]:
        """The same as a condition on this index's table, for a join with `seq`. A query without words matches nothing."""
        asked = query_words(query)
        return self._match([*([*map(_prefix, asked)] or [_NOTHING]), *_facet_terms(facets)])

    def having(self, facets: Facets) -> ColumnElement[bool]:
        """Documents with every facet, whatever their words."""
        return self._match(_facet_terms(facets) or [_NOTHING])

    def hits(self, stems: Sequence[str], facets: Facets = (), *, each: int) -> dict[str, list[int]]:
        """For each stem the newest documents that hold it, also inside compounds, and every facet; at most `each`.

        One statement. A stem with few documents tells more than one with many.
        """
        wanted = list(dict.fromkeys(stems))
        if not wanted:
            return {}
        narrowed = _facet_terms(facets)
        parts = [
            select(literal(number).label("number"), self.seq.label("seq"))
            .where(self._match([_prefix(asked), *narrowed]))
            .order_by(self.seq.desc())
            .limit(each)
            .subquery()
            for number, asked in enumerate(wanted)
        ]
        found: dict[str, list[int]] = {asked: [] for asked in wanted}
        for number, seq in session().execute(union_all(*(select(part.c.number, part.c.seq) for part in parts))):
            found[wanted[number]].append(seq)
        return found

    def _match(self, terms: Sequence["Term"]) -> ColumnElement[bool]:
        whole = _all(terms)
        if settings().is_sqlite:
            asked = bindparam(None, whole.fts5, type_=Text(), unique=True)
            return literal_column(self.name).op("MATCH", is_comparison=True)(asked)
        return self.table.c.tokens.op("@@", is_comparison=True)(cast(literal(whole.tsquery), TSQUERY))

    def _insert(self) -> str:
        value = ":tokens" if settings().is_sqlite else "array_to_tsvector(:tokens)"
        return f"INSERT INTO {self.name} (rowid, tokens) VALUES (:seq, {value})"  # noqa: S608 - the name is ours

    def _stored(self, found: set[str]) -> Any:
        return " ".join(sorted(found)) if settings().is_sqlite else sorted(found)


class Term:
    """A part of a query in both languages."""

    __slots__ = ("fts5", "tsquery")

    def __init__(self, fts5: str, tsquery: str) -> None:
        self.fts5 = fts5
        self.tsquery = tsquery


def tokens(words_of: str) -> set[str]:
    """What a text is found by: its stems, and the endings of each."""
    return {ending for word in set(words(words_of)) for ending in _endings(stem(word[:LONGEST]))}


def query_words(query: str) -> list[str]:
    """The stems that a query asks for; of a query with nothing but little words, those."""
    asked = words(query) or fold(query).split()
    plain = ("".join(c for c in stem(word[:LONGEST]) if c.isascii() and c.isalnum()) for word in asked)
    return list(dict.fromkeys(word for word in plain if word))[:MOST_WORDS]


def _endings(word: str) -> Iterable[str]:
    plain = "".join(c for c in word if c.isascii() and c.isalnum())
    yield from (plain[i:] for i in range(max(1, len(plain) - SHORTEST + 1)) if plain)


_NOTHING = Term('"_nothing"', "'_nothing'")


def _exact(token: str) -> Term:
    return Term(f'"{token}"', f"'{token}'")


def _prefix(token: str) -> Term:
    return Term(f'"{token}"*', f"'{token}':*")


def _all(terms: Sequence[Term]) -> Term:
    return Term("(" + " AND ".join(t.fts5 for t in terms) + ")", "(" + " & ".join(t.tsquery for t in terms) + ")")


def _either(terms: Sequence[Term]) -> Term:
    return Term("(" + " OR ".join(t.fts5 for t in terms) + ")", "(" + " | ".join(t.tsquery for t in terms) + ")")


def _facet_terms(facets: Facets) -> list[Term]:
    groups = [sorted(facet) if isinstance(facet, frozenset) else [facet] for facet in facets]
    return [_either([_exact(facet) for facet in group]) if group else _NOTHING for group in groups]


@compiles(CreateTable, "sqlite")
def _create_virtual(create: CreateTable, compiler: Any, **options: Any) -> str:
    if create.element.info.get("search"):
        return f"CREATE VIRTUAL TABLE {create.element.name} USING {_FTS5}"
    return str(compiler.visit_create_table(create, **options))
