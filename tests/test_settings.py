"""The settings file: whatever can be set is documented."""

import re
from pathlib import Path

import pytest

from warraq.config import _DAEMON, _SETTINGS, load_config

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


@pytest.mark.parametrize("key", [*_SETTINGS, *_DAEMON])
def test_every_setting_stands_in_the_readme(key: str) -> None:
    assert re.search(rf"^{key} = ", README, re.MULTILINE)


def test_the_example_in_the_readme_can_be_used_as_it_stands(tmp_path: Path) -> None:
    (example,) = [part for part in README.split("```toml\n") if part.startswith("contact")]
    (tmp_path / "warraq.toml").write_text(example.partition("```")[0], "utf-8")
    given = load_config(tmp_path)
    assert given.contact and given.contact in given.overrides["USER_AGENT"]
