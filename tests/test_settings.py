"""Settings: changed one at a time, and glanced at before anything heavy is read."""

import pytest

from interviewer.glance import Glance, glance
from interviewer.model.errors import UsageError
from interviewer.places import places
from interviewer.settings import load_settings, save_setting


def test_a_changed_setting_leaves_the_rest_of_the_file_as_it_was_written(home):
    home.mkdir()
    (home / "config.toml").write_text('# mine\nlevel = "L5"  # next year\n')
    save_setting(places(), "theme", "paper")
    text = (home / "config.toml").read_text()
    assert text.startswith('# mine\nlevel = "L5"  # next year\n')
    assert load_settings(places())[0].theme == "paper"
    save_setting(places(), "theme", None)
    assert load_settings(places())[0].theme is None


def test_a_value_that_does_not_hold_up_is_refused_and_the_file_stands(home):
    save_setting(places(), "minutes", 20)
    with pytest.raises(UsageError, match="minutes"):
        save_setting(places(), "minutes", 9999)
    assert load_settings(places())[0].minutes == 20


def test_a_damaged_file_is_not_written_over(home):
    home.mkdir()
    (home / "config.toml").write_text("level = [")
    with pytest.raises(UsageError):
        save_setting(places(), "theme", "paper")
    assert (home / "config.toml").read_text() == "level = ["


def test_a_disk_that_refuses_leaves_the_file_whole_and_nothing_beside_it(home, monkeypatch):
    save_setting(places(), "theme", "paper")

    def refuse(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(UsageError, match="No space left on device"):
        save_setting(places(), "theme", "night")
    assert load_settings(places())[0].theme == "paper"
    assert [each.name for each in home.iterdir()] == ["config.toml"]


def test_a_config_file_that_is_a_link_stays_one_and_is_private(home, tmp_path):
    kept = tmp_path / "dotfiles.toml"
    kept.write_text('theme = "paper"\n')
    home.mkdir()
    (home / "config.toml").symlink_to(kept)
    save_setting(places(), "theme", "night")
    assert (home / "config.toml").is_symlink()
    assert kept.read_text() == 'theme = "night"\n'
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "theme = 3\nmarks = []", "not toml ["])
def test_a_glance_never_complains(home, text):
    home.mkdir()
    (home / "config.toml").write_text(text)
    assert glance(places()) == Glance()


def test_a_glance_sees_what_the_file_and_the_environment_say(home, monkeypatch):
    save_setting(places(), "theme", "paper")
    save_setting(places(), "marks", "ascii")
    monkeypatch.setenv("INTERVIEWER_LLM", "openai/some-model")
    assert glance(places()) == Glance(llm="openai/some-model", theme="paper", marks="ascii")
