"""`interviewer serve` as a command: what it prints, how it ends, what it says when it cannot begin."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from interviewer.cli import main
from tests.cli.shell import COMMAND


def failed_with(capsys, code, returned):
    out, err = capsys.readouterr()
    assert (returned, out) == (code, "")
    assert len(err.splitlines()) == 1
    return err


def test_without_the_add_on_one_line_says_how_to_get_it(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    for name in [each for each in sys.modules if each.startswith("interviewer.web.")]:
        monkeypatch.delitem(sys.modules, name)
    assert "pip install 'pm-interviewer[web]'" in failed_with(capsys, 2, main(["serve"]))


def test_a_port_that_is_taken_is_named(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = failed_with(capsys, 1, main(["serve", "--port", str(port)]))
    assert f"port {port} is taken; name another with --port" in said


@pytest.mark.parametrize("port", ["-1", "65536"])
def test_a_port_that_does_not_exist_is_wrong_usage(capsys, port):
    assert f"there is no port {port}" in failed_with(capsys, 2, main(["serve", "--port", port]))


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_prints_the_address_serves_it_and_ends_when_told(end):
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as serving:
        address = serving.stdout.readline().strip()
        with urllib.request.urlopen(address) as page:
            assert page.status == 200
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(address[:-1])
        serving.send_signal(end)
        out, err = serving.communicate(timeout=20)
    assert serving.returncode == 130
    assert out == ""
    assert err.splitlines()[-1] == "Ended. What was typed is saved."
    assert address.rpartition("/")[2] not in err
