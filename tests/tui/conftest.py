"""What the app's tests share."""

import pytest

from interviewer.content.places import content_root


@pytest.fixture
def packaged_rubric():
    """The text of a packaged rubric."""
    return lambda name: (content_root() / "rubrics" / f"{name}.yaml").read_text()
