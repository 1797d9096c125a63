"""The settings file: whatever can be set is documented."""

import re
from pathlib import Path

import pytest

from crawler import settings
from scheduler import Plan
from warraq.cli import main
from warraq.config import _DAEMON, _SETTINGS, BadConfig, load_config

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


@pytest.mark.parametrize("key", [*_SETTINGS, *_DAEMON])
def test_every_setting_stands_in_the_readme(key: str) -> None:
    assert re.search(rf"^(?:# )?{key} = ", README, re.MULTILINE)


def test_the_example_in_the_readme_is_the_defaults_and_can_be_used_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "warraq.toml").write_text(example, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["outlets"]) == 0
    given = load_config(tmp_path)
    for name, value in given.overrides.items():
        assert getattr(settings, name) == value, name
    plan = Plan(tmp_path, [], {})
    for name in ("parallel", "time_limit", "shortest_pause", "spread"):
        assert getattr(plan, name) == given.daemon[name], name


def test_the_examples_behind_a_hash_are_settings_too(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    lines = [line[2:] for line in example.splitlines() if line.startswith("# ")]
    (tmp_path / "warraq.toml").write_text("\n".join(lines), "utf-8")
    given = load_config(tmp_path)
    assert given.contact and given.contact in given.overrides["USER_AGENT"]
    assert set(given.overrides) == {"USER_AGENT", "HOMES", "SPIDER_MODULES"}


@pytest.mark.parametrize(
    "line",
    [
        'honour_opt_outs = ["noidx"]', 'revisit_ages = ["a"]', "revisit_ages = [3600, 60]",
        'homes = { hespress = "file:///etc" }', "homes = { hespress = 3 }", "outlets = [1]",
        'homes = { hespress = "http://[" }', 'homes = { hespress = "http://x.ma:99999/" }',
        'spider_modules = ["../mine"]', 'spider_modules = [".mine"]', "spider_modules = ['a b']",
        "spider_modules = [3]", 'allow_private = ["10.0.0.0/99"]', 'contact = "a\\nb"',
        'contact = "سعيد@example.ma"', "delay = nan", "parallel = 0", 'contct = "x@example.ma"',
    ],
)  # fmt: skip
def test_a_setting_that_cannot_mean_anything_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "warraq.toml").write_text(line, "utf-8")
    with pytest.raises(BadConfig, match=line.split()[0]):
        load_config(tmp_path)


@pytest.mark.parametrize(
    "line",
    ['homes = { hespress = "http://127.0.0.1:8000/" }',
     'homes = { x = "https://صحيفة.المغرب/ar/" }', 'spider_modules = ["mine.outlets", "جرائد"]'],
)  # fmt: skip
def test_a_setting_with_a_meaning_is_taken(tmp_path: Path, line: str) -> None:
    (tmp_path / "warraq.toml").write_text(line, "utf-8")
    assert len(load_config(tmp_path).overrides) == 1


def test_a_contact_of_blanks_is_none(tmp_path: Path) -> None:
    (tmp_path / "warraq.toml").write_text('contact = "  "', "utf-8")
    given = load_config(tmp_path)
    assert given.contact is None and "USER_AGENT" not in given.overrides


@pytest.mark.parametrize(
    "lines",
    [
        ("poll_min = 600", "poll_max = 60"),
        ("poll_min = 90000",),  # above the default of poll_max
        ("poll_max = 300",),
        ("poll_start = 60", "poll_min = 600"),
        ("poll_max = 1000", "poll_start = 2000"),
        ("max_seconds = 7200",),
    ],
)
def test_two_settings_that_contradict_each_other_are_named(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    (tmp_path / "warraq.toml").write_text("\n".join(lines), "utf-8")
    with pytest.raises(BadConfig) as told:
        load_config(tmp_path)
    for line in lines:
        key, value = line.split(" = ")
        assert key in str(told.value) and value in str(told.value)


@pytest.mark.parametrize(
    "lines",
    [("poll_min = 3600",), ("poll_max = 700",), ("poll_min = 5", "poll_start = 5", "poll_max = 5")],
)
def test_settings_that_agree_are_taken(tmp_path: Path, lines: tuple[str, ...]) -> None:
    (tmp_path / "warraq.toml").write_text("\n".join(lines), "utf-8")
    assert len(load_config(tmp_path).overrides) == len(lines)
