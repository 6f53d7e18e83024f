import pytest

from tests.progress.history import History, lines_in
from tests.session.harness import graded_round


@pytest.fixture(scope="session")
def one_round(tmp_path_factory):
    return lines_in(graded_round(tmp_path_factory.mktemp("one"), 20))


@pytest.fixture
def history(home, one_round):
    return History(home, one_round)
