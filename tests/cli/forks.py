"""Processes of the command that need not import anything first.

Most of a command's time is Python importing modules and compiling patterns. Here that is done once: a
process without threads does both and then forks itself for each command that is asked for. A command so gets
a process of its own, with its own pipes, environment, folder and end, and nothing that an earlier command
left behind. What a command imports by itself, and when, is tested with processes begun from nothing.
"""

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from interviewer.cli import main
from interviewer.content import Library
from interviewer.evidence.bank import read_answer
from interviewer.scoring import OfflineScorer, ScoreRequest
from tests.scoring.samples import QUESTION, STRONG

POOL = "from tests.cli.forks import serve; import sys; serve(int(sys.argv[1]))"


def run(words: list[str], data: bytes, env: dict[str, str], timeout: float) -> tuple[int, bytes, bytes]:
    """Run the command in a forked process; its exit code (negative for a signal), output and errors."""
    channel = _channel()
    (stdin, feed), (out, stdout), (err, stderr) = os.pipe(), os.pipe(), os.pipe()
    request = json.dumps({"words": words, "env": env, "folder": os.getcwd()})  # noqa: PTH109  # as bytes go
    socket.send_fds(channel, [b"\n"], [stdin, stdout, stderr])
    channel.sendall(request.encode() + b"\n")
    for number in (stdin, stdout, stderr):
        os.close(number)
    channel.settimeout(timeout)
    with ThreadPoolExecutor(3) as threads, channel.makefile("r") as answers:
        threads.submit(_feed, feed, data)
        printed, told = threads.submit(_drain, out), threads.submit(_drain, err)
        pid = int(answers.readline())
        try:
            code = int(answers.readline())
        except BaseException:
            os.kill(pid, signal.SIGKILL)
            raise
        return code, printed.result(), told.result()


def _feed(number: int, data: bytes) -> None:
    with suppress(BrokenPipeError), os.fdopen(number, "wb") as file:
        file.write(data)


def _drain(number: int) -> bytes:
    with os.fdopen(number, "rb") as file:
        return file.read()


@cache
def _channel() -> socket.socket:
    """The way to this process's pool, which is begun when first needed and ends with this process."""
    ours, theirs = socket.socketpair()
    with theirs:
        number = theirs.fileno()
        pool = subprocess.Popen(
            [sys.executable, "-c", POOL, str(number)], pass_fds=[number], start_new_session=True
        )
    atexit.register(pool.wait)
    atexit.register(ours.close)
    return ours


def serve(number: int) -> None:
    """Fork for every request on that socket, until it is closed; each forked process ends as its command."""
    _get_ready()
    with socket.socket(fileno=number) as channel, channel.makefile("r") as requests:
        while received := socket.recv_fds(channel, 1, 3):
            if not received[0]:
                return
            asked = json.loads(requests.readline())
            pid = os.fork()
            if pid == 0:
                break
            for each in received[1]:
                os.close(each)
            channel.sendall(f"{pid}\n".encode())
            status = os.waitpid(pid, 0)[1]
            channel.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    _become(asked, received[1])
    sys.exit(main())


def _become(asked: Any, numbers: list[int]) -> None:
    for at, each in enumerate(numbers):
        os.dup2(each, at)
        os.close(each)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.argv = ["interviewer", *asked["words"]]
    sys.stdin, sys.stdout = open(0), open(1, "w")  # noqa: SIM115  # as Python opens them at its start
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace")  # noqa: SIM115


def _get_ready() -> None:
    commands = import_module("interviewer.cli")
    for each in iter_modules(commands.__path__, "interviewer.cli."):
        import_module(each.name)
    for name in ("openai", "anthropic", "genai_prices.data", "keyring"):
        import_module(name)
    _read_everything()
    gc.freeze()


def _read_everything() -> None:
    """Have the patterns compiled and the content parsed, which they are when first needed."""
    library = Library()
    rubrics = {name: library.rubric(name) for name in library.rubrics}
    bank = [question.prompt for name in library.rounds for question in library.questions(name)]
    request = ScoreRequest(
        round="product-sense", answer=read_answer(STRONG, QUESTION), question_text=QUESTION
    )
    OfflineScorer(library.catalogue, rubrics, bank).score(request)
