"""Requests that leave the house: what production refuses, and a real server on loopback behind rules of the test."""

import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from portal.kernel import outgoing
from portal.kernel.outgoing import NotReached, Rules, fetch_json, is_public, read_json, request
from tests.support.other_side import NAME, OtherSide, make_certificate, other_side


@pytest.fixture
def server() -> Iterator[OtherSide]:
    with other_side() as made:
        yield made


def code_of(url: str, rules: Rules) -> str:
    with pytest.raises(NotReached) as refused:
        fetch_json(url, rules=rules)
    assert refused.value.message.endswith(".")
    return refused.value.code


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.1",
        "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:0001::1", "2002:0a00:0001::", "fec0::1", "3fff::1", "192.88.99.1", "::10.0.0.1",
        "::ffff:0:10.0.0.1", "64:ff9b:1::a00:1", "2001:0:a00:1::", "5f00::1",
    ],
)  # fmt: skip
def test_private_and_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2a00:1450:4001:80e::200e", "::ffff:93.184.215.14"])
def test_addresses_of_the_open_internet_are(address: str) -> None:
    assert is_public(ip_address(address))


def test_production_refuses_loopback_and_rules_of_a_test_allow_it(server: OtherSide) -> None:
    server.body = b'{"a": 1}'
    strict = Rules(resolve=lambda _host, _port: ["127.0.0.1"])

    assert code_of("https://ratsinfo.example/", strict) == "outgoing.forbidden"
    assert code_of("https://127.0.0.1/", outgoing.STRICT) == "outgoing.forbidden"
    assert code_of("https://[::1]/", outgoing.STRICT) == "outgoing.forbidden"
    assert code_of("https://localhost/", outgoing.STRICT) == "outgoing.forbidden"
    assert server.asked == []
    assert fetch_json(server.url(), rules=server.rules()) == {"a": 1}
    assert server.asked == [(f"{NAME}:{server.port}", "/vorlage/1")]


def test_one_bad_address_refuses_the_name_as_a_whole() -> None:
    mixed = Rules(resolve=lambda _host, _port: ["93.184.215.14", "10.0.0.1"])

    assert code_of("https://ratsinfo.example/", mixed) == "outgoing.forbidden"


def test_the_name_is_resolved_once_so_it_cannot_turn_around(server: OtherSide) -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    rules = server.rules(resolve=lambda _host, _port: answers.pop(0))

    assert fetch_json(server.url(), rules=rules) == {}
    assert answers == [["10.0.0.1"]]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://ratsinfo.example/", "outgoing.https"),
        ("ftp://ratsinfo.example/", "outgoing.https"),
        ("file:///etc/passwd", "outgoing.https"),
        ("https://", "outgoing.url"),
        ("https://anna:geheim@ratsinfo.example/", "outgoing.url"),
        ("https://ratsinfo.example/a b", "outgoing.url"),
        ("https://ratsinfo.example/\r\nHost: x", "outgoing.url"),
        ("https://ratsinfo.example:99999/", "outgoing.url"),
        ("https://ratsinfo.example:22/", "outgoing.forbidden"),
        ("https://[::1", "outgoing.url"),
        ("https://ratsinfo.example/" + "x" * 3000, "outgoing.url"),
    ],
)
def test_strange_addresses_are_refused_before_anybody_is_asked(url: str, code: str) -> None:
    assert code_of(url, Rules(resolve=lambda _host, _port: pytest.fail("was resolved"))) == code


def test_an_unknown_name_and_nobody_listening() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("unknown")

    with other_side() as made:
        url, rules = made.url(), made.rules()
    assert code_of("https://ratsinfo.example/", Rules(resolve=unknown)) == "outgoing.unknown"
    assert code_of("https://ratsinfo.example/", Rules(resolve=lambda _host, _port: [])) == "outgoing.unknown"
    assert code_of(url, rules) == "outgoing.away"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(server: OtherSide, status: int) -> None:
    server.status, server.headers = status, {"Location": server.url("/anderswo")}

    assert code_of(server.url(), server.rules()) == "outgoing.moved"
    assert [path for _host, path in server.asked] == ["/vorlage/1"]


@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_errors_of_the_other_side_are_named(server: OtherSide, status: int) -> None:
    server.status = status
    with pytest.raises(NotReached, match=str(status)):
        fetch_json(server.url(), rules=server.rules())


def test_html_is_no_json(server: OtherSide) -> None:
    server.content_type, server.body = "text/html; charset=utf-8", b"<html></html>"

    assert code_of(server.url(), server.rules()) == "outgoing.no-json"


def test_what_is_too_large_is_cut_off(server: OtherSide) -> None:
    server.body = b'"' + b"x" * 1_100_000 + b'"'

    assert code_of(server.url(), server.rules()) == "outgoing.large"


def test_a_server_that_says_nothing_is_left_in_time(server: OtherSide) -> None:
    server.waits = 60.0
    began = time.monotonic()

    assert code_of(server.url(), server.rules(deadline=0.6)) == "outgoing.slow"
    assert time.monotonic() - began < 30


def test_a_server_that_drips_is_left_in_time(server: OtherSide) -> None:
    server.body, server.drips_every = b'{"name": "' + b"x" * 1_200 + b'"}', 0.05
    began = time.monotonic()

    assert code_of(server.url(), server.rules(deadline=0.7)) == "outgoing.slow"
    assert time.monotonic() - began < 30


def test_a_resolver_that_hangs_is_left_in_time() -> None:
    released = threading.Event()

    def hangs(_host: str, _port: int) -> list[str]:
        released.wait(60)
        return ["93.184.215.14"]

    began = time.monotonic()

    assert code_of("https://ratsinfo.example/", Rules(resolve=hangs, deadline=0.3)) == "outgoing.slow"
    assert time.monotonic() - began < 30
    released.set()


def test_resolvers_that_hang_keep_nobody_else_from_asking(server: OtherSide) -> None:
    released = threading.Event()

    def hangs(_host: str, _port: int) -> list[str]:
        released.wait(60)
        return []

    for _time in range(8):
        assert code_of("https://ratsinfo.example/", Rules(resolve=hangs, deadline=0.05)) == "outgoing.slow"
    assert fetch_json(server.url(), rules=server.rules()) == {}
    released.set()


def test_when_all_that_may_hang_do_the_next_is_told_so_and_later_ones_get_through(server: OtherSide) -> None:
    released = threading.Event()

    def hangs(_host: str, _port: int) -> list[str]:
        released.wait(60)
        return []

    for _time in range(outgoing.MOST_LOOKUPS):
        assert code_of("https://ratsinfo.example/", Rules(resolve=hangs, deadline=0.02)) == "outgoing.slow"
    assert code_of(server.url(), server.rules(deadline=0.1)) == "outgoing.slow"
    assert server.asked == []
    released.set()
    assert fetch_json(server.url(), rules=server.rules(deadline=20.0)) == {}


def test_a_resolver_that_hangs_does_not_hold_up_the_end_of_the_process() -> None:
    script = """
import time
from portal.kernel.outgoing import NotReached, Rules, request
try:
    request("https://ratsinfo.example/", rules=Rules(resolve=lambda _host, _port: time.sleep(600), deadline=0.1))
except NotReached as error:
    print(error.code)
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=True)

    assert ended.stdout.strip() == "outgoing.slow"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[NaN]", b"\xff\xfe", b"[" * 40 + b"]" * 40, b"[" * 500_000, b"1" * 5000, b'{"a": Infinity}']
)
def test_what_is_no_plain_json_is_refused(body: bytes) -> None:
    with pytest.raises(NotReached):
        read_json(body)


def test_brackets_in_texts_do_not_nest() -> None:
    assert read_json(b'["' + b"[" * 100 + b'", "a\\"[["]') == ["[" * 100, 'a"[[']


def test_https_checks_certificate_and_name(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    with other_side(certificate=certificate, key=key) as server:
        server.body = b'{"a": 2}'
        assert fetch_json(server.url(), rules=server.rules()) == {"a": 2}
        assert code_of(server.url(), server.rules(tls=Rules().tls)) == "outgoing.certificate"
        other = server.url().replace(NAME, "anders.example")
        assert code_of(other, server.rules()) == "outgoing.certificate"


def test_a_time_that_ends_while_tls_is_spoken_ends_the_request(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    with other_side(certificate=certificate, key=key) as server:

        def slow_to_begin() -> ssl.SSLContext:
            made = ssl.create_default_context(cafile=str(certificate))
            made.sslsocket_class = _SlowHandshake
            return made

        assert code_of(server.url(), server.rules(tls=slow_to_begin, deadline=0.5)) == "outgoing.slow"
        assert server.asked == []


class _SlowHandshake(ssl.SSLSocket):
    """A connection whose handshake takes longer than there is time, without the socket noticing."""

    def do_handshake(self, block: bool = False) -> None:
        time.sleep(1.0)
        super().do_handshake(block)


def test_a_body_can_be_sent_and_the_status_comes_back(server: OtherSide) -> None:
    assert request(server.url(), rules=server.rules()).status == 200


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://beispiel.example/", "outgoing.https"),
        ("https://beispiel.example:22/", "outgoing.forbidden"),
        ("https://127.0.0.1/", "outgoing.forbidden"),
        ("https://0x7f000001/", "outgoing.forbidden"),
        ("https://2130706433/", "outgoing.forbidden"),
        ("https://0177.1/", "outgoing.forbidden"),
        ("https://[::ffff:169.254.169.254]/", "outgoing.forbidden"),
        ("https://name:wort@beispiel.example/", "outgoing.url"),
        ("https://", "outgoing.url"),
    ],
)
def test_an_address_is_checked_without_asking_anybody(url: str, code: str) -> None:
    def nobody(_host: str, _port: int) -> list[str]:
        raise AssertionError("a name was looked up")

    with pytest.raises(NotReached) as refused:
        outgoing.check_address(url, rules=Rules(resolve=nobody))
    assert refused.value.code == code
    outgoing.check_address("https://beispiel.example/pfad?x=1", rules=Rules(resolve=nobody))


def test_a_body_that_nobody_wants_is_not_read(server: OtherSide) -> None:
    server.body, server.headers = b"x" * 5_000_000, {"Retry-After": "17"}
    answer = request(server.url(), rules=server.rules(wants_body=False, most_bytes=10))
    assert (answer.status, answer.body, answer.retry_after) == (200, b"", "17")
