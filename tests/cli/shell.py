"""Runs the command as a user's shell would: a process of its own with real pipes."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.cli import forks

COMMAND = [sys.executable, "-m", "interviewer"]
TIMEOUT = 50.0


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def failed_with(self, code, *hints):
        """One clear line on stderr, nothing on stdout, no traceback."""
        assert self.code == code, (self.out, self.err)
        assert self.out == ""
        assert len(self.err.strip().splitlines()) == 1, self.err
        assert "Traceback" not in self.err
        for hint in hints:
            assert hint in self.err
        return True


def _python_is_set_up_by(env):
    """What Python itself reads at its start."""
    return {name: value for name, value in env.items() if re.match(r"PYTHON(?!_KEYRING)", name)}


_HERE = _python_is_set_up_by(os.environ)


def interviewer(*words, stdin="", env=None, preexec_fn=None) -> Ran:
    """Run the command: begun from nothing where Python is set up differently, else with its imports done."""
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    command, env = [*map(str, words)], {**os.environ, **(env or {})}
    if preexec_fn is None and _python_is_set_up_by(env) == _HERE:
        code, out, err = forks.run(command, data, env, TIMEOUT)
        return Ran(code, out.decode(), err.decode())
    done = subprocess.run(
        [*COMMAND, *command],
        input=data,
        capture_output=True,
        env=env,
        preexec_fn=preexec_fn,
        timeout=TIMEOUT,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def messages(*texts):
    """Messages as --plain expects them: each ends with a line that holds a single full stop."""
    return "".join(f"{text}\n.\n" for text in texts)


def transcripts(home: Path):
    return sorted((home / "transcripts").glob("*.jsonl"))


STRONG = """\
I build for the nurse who takes over a long-stay patient in intensive care at seven in the morning, because
she had the same patient on Tuesday and a page of what she wrote herself hides the two lines she came for.
She gets changes only: five lines at most, each with a link to its place in the chart.
I thought about letting every nurse configure her own summary and I'm not doing it, since nobody configures
anything at five to seven. What we lose is the agency nurse who never met the patient; she gets less from
changes than from a page, and I accept that.
Medication lines are copied from the order system. If the order system doesn't answer, the line says so and
the old list stays, so nobody gets a guess.
I'd run it on two wards for four weeks and leave two as they are. I watch the share of handovers where she
still writes her own paper, from nearly all today to under half. If the two wards report more missed changes
per hundred handovers than the two without, it goes off that evening."""
HOLLOW = """\
I would leverage a user-centric approach to unlock synergies across the clinical ecosystem. By aligning
stakeholders and driving a holistic strategy, we can deliver a best-in-class, scalable experience that
delights users and moves the needle. Data-driven iteration and cross-functional collaboration are key to
maximising impact, and success metrics would be tracked on a dashboard to ensure continuous improvement."""
