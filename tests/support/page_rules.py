"""What every page and every fragment of the portal must be, checked on each answer a test sees."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from weakref import WeakKeyDictionary

from flask import Flask
from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import MapAdapter, RequestRedirect

from tests.support.html import words_of

Finding = Iterator[str]
Tree = LexborHTMLParser

#: Name of the hidden field that carries the form token.
TOKEN_FIELD = "form_token"
#: Route of the files below portal/static.
STATIC = "static.file"
LABELLED = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image]), select, textarea"
ADDRESSES = frozenset({"href", "src", "action", "formaction"})
REFERENCES = ("for", "list", "form", "headers")
ARIA_REFERENCES = tuple(
    f"aria-{name}" for name in ("describedby", "labelledby", "controls", "owns", "details", "errormessage")
)
UNRENDERED = re.compile(r"%\(\w+\)[sd]|<bound method|<function |<\w+ object at 0x")
RUNNING_CODE_URL = ("javascript:", "data:text/html", "vbscript:")


def broken_rules(html: str, *, url: str, app: Flask, whole_page: bool) -> list[str]:
    """One line for each rule the answer breaks; empty when it is fine."""
    tree = LexborHTMLParser(html)
    rules: list[Callable[[Tree], Finding]] = [
        unique_ids, references_exist, labelled_controls, named_buttons_and_links, images_have_alternatives,
        nothing_inline, forms_carry_the_token, groups_have_legends, nothing_unrendered,
    ]  # fmt: skip
    if whole_page:
        rules += [frame_of_a_page, headings_descend]
    found = [line for rule in rules for line in rule(tree)]
    return found + list(links_lead_somewhere(tree, url=url, app=app, whole_page=whole_page))


def frame_of_a_page(tree: Tree) -> Finding:
    if not html_attribute(tree, "lang"):
        yield "html has no lang"
    titles = [words_of(node) for node in tree.css("head > title")]
    if len(titles) != 1 or not titles[0]:
        yield f"title: {titles}"
    for selector in ("h1", "main"):
        count = len(tree.css(selector))
        if count != 1:
            yield f"{count} × {selector}"
    if not all(words_of(node) for node in tree.css("h1")):
        yield "empty h1"
    if not tree.css("meta[name=viewport]"):
        yield "no viewport"


def headings_descend(tree: Tree) -> Finding:
    previous = 1
    for node in tree.css("main h1, main h2, main h3, main h4, main h5, main h6"):
        level = int((node.tag or "h1")[1])
        if level > previous + 1:
            yield f"{node.tag} {words_of(node)!r} follows h{previous}"
        previous = level


def unique_ids(tree: Tree) -> Finding:
    for name, count in Counter(node.attributes["id"] for node in tree.css("[id]")).items():
        if count > 1 or not name:
            yield f"{count} × id {name!r}"


def references_exist(tree: Tree) -> Finding:
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    for attribute in (*REFERENCES, *ARIA_REFERENCES):
        for node in tree.css(f"[{attribute}]"):
            for name in (node.attributes[attribute] or "").split():
                if name not in ids:
                    yield f"{node.tag} {attribute}={name!r}: no such id"


def labelled_controls(tree: Tree) -> Finding:
    for node in tree.css(LABELLED):
        if not accessible_name(tree, node):
            yield f"no label: {opening_tag(node)}"


def named_buttons_and_links(tree: Tree) -> Finding:
    for node in tree.css("button, a[href], summary"):
        if not (words_of(node) or accessible_name(tree, node) or node.css("img[alt]:not([alt=''])")):
            yield f"no name: {opening_tag(node)}"


def images_have_alternatives(tree: Tree) -> Finding:
    for node in tree.css("img"):
        if "alt" not in node.attributes:
            yield f"no alt: {opening_tag(node)}"
    for node in tree.css("svg"):
        hidden = node.attributes.get("aria-hidden") == "true"
        named = node.attributes.get("role") == "img" and (accessible_name(tree, node) or node.css("title"))
        if not (hidden or named or inside_hidden(node)):
            yield f"svg is neither hidden nor named: {opening_tag(node)}"


def nothing_inline(tree: Tree) -> Finding:
    for node in tree.css("style, script:not([src])"):
        yield f"inline {node.tag}"
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if name == "style" or name.startswith(("on", "hx-on")):
                yield f"inline {name} on {node.tag}"
            elif name in ADDRESSES and (value or "").strip().lower().startswith(RUNNING_CODE_URL):
                yield f"{name} runs code on {node.tag}"


def forms_carry_the_token(tree: Tree) -> Finding:
    for form in tree.css("form"):
        posts = (form.attributes.get("method") or "get").lower() == "post"
        tokens = len(form.css(f'input[type=hidden][name="{TOKEN_FIELD}"]'))
        if tokens != int(posts):
            yield f"{tokens} form tokens in {opening_tag(form)}"
        if not posts and "hx-post" in form.attributes:
            yield f"does nothing without JavaScript: {opening_tag(form)}"


def groups_have_legends(tree: Tree) -> Finding:
    names = Counter(node.attributes.get("name") for node in tree.css("input[type=radio]"))
    for node in tree.css("fieldset"):
        if not any(words_of(legend) for legend in node.css("legend")):
            yield f"no legend: {opening_tag(node)}"
    for node in tree.css("input[type=radio]"):
        if names[node.attributes.get("name")] > 1 and not inside(node, "fieldset", "radiogroup"):
            yield f"radio buttons outside a fieldset: {opening_tag(node)}"


def nothing_unrendered(tree: Tree) -> Finding:
    body = tree.body.text(deep=True) if tree.body else ""
    for trace in UNRENDERED.findall(body):
        yield f"unrendered: {trace!r}"


def links_lead_somewhere(tree: Tree, *, url: str, app: Flask, whole_page: bool) -> Finding:
    """Internal addresses belong to a route that takes the method; static files exist; fragments are on the page."""
    adapter = app.url_map.bind("localhost", url_scheme="http")
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    here = urlsplit(urljoin("http://localhost/", url)).path
    for target, method, shown in addresses(tree):
        if whole_page and target.startswith("#") and len(target) > 1 and target[1:] not in ids:
            yield f"{shown}: no such id on this page"
        parts = urlsplit(urljoin(f"http://localhost{url}", target))
        own = parts.path == here or target.startswith("#")
        if parts.scheme in {"http", "https"} and parts.netloc == "localhost" and not own:
            problem = route_problem(adapter, parts.path, method, app)
            if problem:
                yield f"{shown}: {problem}"


def addresses(tree: Tree) -> Iterator[tuple[str, str, str]]:
    """(address, method, how it is shown in a finding) of everything that points somewhere."""
    for selector, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src")):
        for node in tree.css(f"{selector}[{attribute}]"):
            yield node.attributes[attribute] or "", "GET", opening_tag(node)
    for node in tree.css("form"):
        method = (node.attributes.get("method") or "get").upper()
        if method != "DIALOG" and node.attributes.get("action"):
            yield node.attributes["action"] or "", method, opening_tag(node)
    for method in ("get", "post", "put", "patch", "delete"):
        for node in tree.css(f"[hx-{method}]"):
            yield node.attributes[f"hx-{method}"] or "", method.upper(), opening_tag(node)


#: What was found of an address before: routes and files of an application stay what they are.
_known: WeakKeyDictionary[Flask, dict[tuple[str, str], str | None]] = WeakKeyDictionary()


def route_problem(adapter: MapAdapter, path: str, method: str, app: Flask) -> str | None:
    known = _known.setdefault(app, {})
    if (path, method) not in known:
        known[path, method] = _route_problem(adapter, path, method, app)
    return known[path, method]


def _route_problem(adapter: MapAdapter, path: str, method: str, app: Flask) -> str | None:
    try:
        endpoint, values = adapter.match(path, method=method)
    except RequestRedirect as redirect:
        return f"redirects to {redirect.new_url}"
    except MethodNotAllowed:
        return f"the route takes no {method}"
    except HTTPException:
        return "no such route"
    if endpoint == STATIC and not (Path(app.root_path) / "static" / values["name"]).is_file():
        return f"no such file: {values['name']}"
    return None


def accessible_name(tree: Tree, node: LexborNode) -> str:
    """What a screen reader would call a control (label, aria-label, aria-labelledby, title is not enough)."""
    attributes = node.attributes
    if (attributes.get("aria-label") or "").strip():
        return (attributes["aria-label"] or "").strip()
    by = [words_of(n) for name in (attributes.get("aria-labelledby") or "").split() for n in tree.css(f'[id="{name}"]')]
    own_id = attributes.get("id")
    labels = [words_of(label) for label in tree.css(f'label[for="{own_id}"]')] if own_id else []
    parent = node.parent
    while parent is not None and parent.tag != "label":
        parent = parent.parent
    around = [words_of(parent)] if parent is not None else []
    return " ".join([*by, *labels, *around]).strip()


def inside(node: LexborNode, tag: str, role: str) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag == tag or parent.attributes.get("role") == role:
            return True
        parent = parent.parent
    return False


def inside_hidden(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.attributes.get("aria-hidden") == "true":
            return True
        parent = parent.parent
    return False


def html_attribute(tree: Tree, name: str) -> str:
    return next((root.attributes.get(name) or "" for root in tree.css("html")), "")


def opening_tag(node: LexborNode) -> str:
    """The node without its content, short enough for a message."""
    return (node.html or "").partition(">")[0][:160] + ">"
