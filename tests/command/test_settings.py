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
    ("line", "what_to_write"),
    [
        ('poll_min = "10m"', "a number of seconds.*such as 600"), ("delay = -1", "from 0 to"),
        ("max_memory_bytes = 1000", "0 .no limit. or 50000000"), ("parallel = 100000", "1 to 256"),
        ("timeout = 1e308", "to 604800, such as 60"), ("min_free_bytes = 0.5", "a whole number"),
        ("max_pages = 99999999999999999999", "to 1000000000, such as 300"),
        ("revisit_ages = [1e300]", "out of range"), ("allow_private = 3", "true, false or a list"),
        ("honour_opt_outs = 'noindex'", "a list in square brackets"),
        ("max_pages = true", "a whole number"), ("max_page = 300", "is max_pages meant"),
        ("delay = 5000", "above max_seconds"), ("timeout = 9000", "above time_limit"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_one_sentence_that_says_what_to_write(
    tmp_path: Path, line: str, what_to_write: str
) -> None:
    (tmp_path / "warraq.toml").write_text(line, "utf-8")
    with pytest.raises(BadConfig, match=what_to_write) as told:
        load_config(tmp_path)
    said = str(told.value)
    assert str(tmp_path / "warraq.toml") in said and line.split()[0] in said and "\n" not in said


@pytest.mark.parametrize("key", [*_SETTINGS, *_DAEMON])
def test_no_number_is_taken_that_nobody_can_count_to(tmp_path: Path, key: str) -> None:
    for value in ("1e308", "9" * 30, "[1e308]", "nan", "-inf", "[[1]]", "1979-05-27"):
        (tmp_path / "warraq.toml").write_text(f"{key} = {value}", "utf-8")
        with pytest.raises(BadConfig, match=key):
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


@pytest.mark.parametrize(
    ("homes", "meant"),
    [
        ('hespres = "http://m.local/"', "hespress"), ('Hespress = "http://m.local/"', "hespress"),
        ('hespress = "http://m.local/", le360_fr = "http://n.local/"', "le360fr"),
        ('nobody-at-all = "http://m.local/"', ""),
    ],
)  # fmt: skip
def test_a_home_for_an_outlet_that_there_is_not_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    homes: str, meant: str,
) -> None:  # fmt: skip
    """Else the site itself would be crawled where a mirror of it was meant."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "warraq.toml").write_text(f"homes = {{ {homes} }}", "utf-8")
    assert main(["crawl", "hespress"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "homes" in said and "no outlet is called" in said
    assert f"Did you mean {meant}" in said if meant else "Did you mean" not in said


def test_a_home_for_a_known_outlet_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "warraq.toml").write_text('homes = { hespress = "http://m.local/" }', "utf-8")
    assert main(["outlets", "--json"]) == 0
    assert '"http://m.local/"' in capsys.readouterr().out
