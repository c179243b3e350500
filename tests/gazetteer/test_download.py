"""Fetching a country file from a server that breaks off, changes, lies, crawls or is not there."""

import socket
import threading

import pytest

from mapapp.errors import DownloadError
from mapapp.gazetteer.download import NetLimits, Version, fetch
from tests.gazetteer.geonames import archive, geonames_server, villages

CONTENT, OTHER = archive(villages(3_000)), archive(villages(2_500))
QUICK = NetLimits(read_timeout=5.0, pause=0.0, attempts=1)


@pytest.fixture
def server():
    with geonames_server() as server:
        server.put("UA.zip", CONTENT)
        yield server


@pytest.fixture
def get(server, tmp_path):
    def get(limits=QUICK, kept=None, url=None):
        seen = []
        part = tmp_path / "UA.zip.part"
        came = fetch(url or f"{server.url}/UA.zip", part, limits, lambda done, total: seen.append((done, total)), kept)
        return (part.read_bytes() if came else None), seen, came

    return get


def ranges(server):
    return [headers.get("Range") for _, headers in server.requests]


def test_a_file_comes_whole_and_its_progress_is_told(get):
    content, seen, _ = get()
    assert content == CONTENT
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_break_in_the_middle_is_mended_within_one_call(server, get):
    server.break_after = [10_000, 20_000]
    content, _, _ = get(NetLimits(pause=0.0, attempts=3))
    assert content == CONTENT
    assert ranges(server) == [None, "bytes=10000-", "bytes=30000-"]


def test_the_next_call_goes_on_where_the_last_one_broke_off(server, get):
    server.break_after = [10_000]
    with pytest.raises(DownloadError, match=r"broke off after 0\.01 of .* run the command again to go on"):
        get()
    content, seen, _ = get()
    assert content == CONTENT
    assert seen[0][0] > 10_000
    assert ranges(server) == [None, "bytes=10000-"]


def test_a_file_that_changed_in_between_is_fetched_anew_and_never_mixed(server, get):
    server.break_after = [10_000]
    with pytest.raises(DownloadError):
        get()
    server.put("UA.zip", OTHER)
    content, _, _ = get()
    assert content == OTHER


def test_a_server_that_goes_on_with_another_version_is_not_believed(server, get):
    server.break_after = [10_000]
    with pytest.raises(DownloadError):
        get()
    server.headers = {"ETag": '"another"'}
    content, _, _ = get(NetLimits(pause=0.0, attempts=2))
    assert content == CONTENT
    assert ranges(server)[-2:] == ["bytes=10000-", None]


@pytest.mark.parametrize(
    "headers", [{"ETag": None, "Last-Modified": None}, {"ETag": 'W/"weak"', "Last-Modified": None}]
)
def test_without_a_sure_sign_that_the_file_is_the_same_it_is_fetched_anew(server, get, headers):
    server.headers, server.break_after = headers, [10_000]
    with pytest.raises(DownloadError):
        get()
    content, _, _ = get()
    assert content == CONTENT
    assert ranges(server) == [None, None]


def test_a_server_that_knows_no_ranges_sends_all_again(server, get):
    server.break_after, server.ignore_range = [10_000], True
    with pytest.raises(DownloadError):
        get()
    assert get()[0] == CONTENT


def test_a_part_that_is_already_whole_or_longer_than_the_file_does_no_harm(server, get, tmp_path):
    server.break_after = [10_000]
    with pytest.raises(DownloadError):
        get()
    (tmp_path / "UA.zip.part").write_bytes(CONTENT + b"more")
    assert get()[0] == CONTENT


def test_a_damaged_note_of_an_earlier_try_does_no_harm(server, get, tmp_path):
    (tmp_path / "UA.zip.part").write_bytes(b"half")
    for note in ("", "[]", '{"url": 1}', '{"surprise": 2}'):
        (tmp_path / "UA.zip.part.json").write_text(note)
        assert get()[0] == CONTENT


def test_a_file_that_is_still_the_same_is_not_fetched_again(server, get):
    version = get()[2][1]
    assert get(kept=version) == (None, [], None)
    server.put("UA.zip", OTHER)
    assert get(kept=version)[0] == OTHER
    assert get(kept=Version("elsewhere"))[0] == OTHER


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (403, "refuses to give it"), (404, "does not have it"), (410, "any more"), (429, "too many requests"),
        (500, "try again later"), (503, "try again later"), (418, "does not give it"),
    ],
)  # fmt: skip
def test_a_refusal_is_told_with_its_status(server, get, status, says):
    server.status = status
    with pytest.raises(DownloadError, match=rf"UA\.zip was not fetched: 127.*{says}.*\(status {status}\)"):
        get()


def test_a_redirect_to_elsewhere_is_not_followed_and_says_where_it_goes(server, get):
    with geonames_server() as other:
        other.put("UA.zip", OTHER)
        server.redirect = f"{other.url}/UA.zip"
        with pytest.raises(DownloadError, match="which mapapp does not follow"):
            get()
        assert other.requests == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://[", "//", "http://127.0.0.1:1/x"]
)
def test_a_redirect_to_anything_else_ends_in_one_sentence(server, get, address):
    server.redirect = address
    with pytest.raises(DownloadError):
        get()


def test_a_redirect_in_a_circle_ends(server, get):
    server.redirect = f"{server.url}/UA.zip"
    with pytest.raises(DownloadError, match="status 302"):
        get()


def test_a_server_that_is_down_is_told_as_no_connection(get):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(DownloadError, match=rf"127\.0\.0\.1:{port} cannot be reached .*check the connection"):
        get(url=f"http://127.0.0.1:{port}/UA.zip")


def test_a_server_that_takes_the_connection_and_says_nothing_is_given_up(get):
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(DownloadError, match="does not answer in time"),
    ):
        get(NetLimits(read_timeout=0.2), url=f"http://127.0.0.1:{silent.getsockname()[1]}/UA.zip")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hosts",
        "ftp://127.0.0.1/UA.zip",
        "UA.zip",
        "http://",
        "http://[/UA.zip",
        "http://127.0.0.1:x/UA.zip",
    ],
)
def test_an_address_that_cannot_be_fetched_is_told(get, address):
    with pytest.raises(DownloadError):
        get(url=address)


def test_a_slow_drip_is_given_up_and_what_came_is_kept(server, get):
    server.drip = 0.01
    with pytest.raises(DownloadError, match="comes too slowly"):
        get(NetLimits(window=0.2, least_bytes=10_000, attempts=1))
    server.drip = None
    assert get()[0] == CONTENT
    assert ranges(server)[-1].startswith("bytes=")


def test_no_download_lasts_longer_than_its_deadline(server, get):
    server.drip = 0.01
    with pytest.raises(DownloadError, match="comes too slowly"):
        get(NetLimits(deadline=0.2, window=60.0))


def test_a_pause_longer_than_the_timeout_is_given_up(server, get):
    server.drip = 1.0
    with pytest.raises(DownloadError, match="comes too slowly"):
        get(NetLimits(read_timeout=0.2))


def test_a_file_that_is_too_large_is_refused_before_or_while_it_comes(server, get, tmp_path):
    with pytest.raises(DownloadError, match="which no country file has"):
        get(NetLimits(most_bytes=1_000))
    server.headers = {"Content-Length": None, "Connection": "close"}
    with pytest.raises(DownloadError, match="which no country file has"):
        get(NetLimits(most_bytes=1_000))
    assert not (tmp_path / "UA.zip.part").exists()


@pytest.mark.parametrize("length", [str(len(CONTENT) + 500), "9" * 300, "12x"])
def test_a_length_that_is_a_lie_ends_in_a_file_or_one_sentence(server, get, length):
    server.headers = {"Content-Length": length, "Connection": "close"}
    try:
        content = get()[0]
    except DownloadError:
        return
    assert content == CONTENT


def test_headers_that_come_a_byte_at_a_time_are_given_up(get):
    given_up = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer():
            connection, _ = listener.accept()
            with connection:
                connection.recv(10_000)
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                while not given_up.wait(0.05):
                    connection.sendall(b"y")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(DownloadError, match="does not answer in time"):
            get(NetLimits(read_timeout=0.3), url=f"http://127.0.0.1:{listener.getsockname()[1]}/UA.zip")
        given_up.set()
        thread.join()


def test_an_answer_that_is_no_http_is_told(get):
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer():
            connection, _ = listener.accept()
            with connection:
                connection.recv(10_000)
                connection.sendall(b"\x00\xff no such protocol\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(DownloadError, match="does not answer as a web server does"):
            get(url=f"http://127.0.0.1:{listener.getsockname()[1]}/UA.zip")
        thread.join()


def test_a_folder_that_cannot_be_written_is_told(server, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DownloadError, match="cannot be written"):
        fetch(f"{server.url}/UA.zip", tmp_path / "file" / "UA.zip.part", QUICK, lambda *_: None)
