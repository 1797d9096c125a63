"""The plugin that docs/search.md prints lets Datasette search the archive itself."""

import json
import re
import site
import subprocess
from os import environ, pathsep
from pathlib import Path
from urllib.parse import urlencode

from tests.judges.programs import program
from tests.judges.test_tables import awkward_archive
from tests.waiting import LIMIT

ROOT = Path(__file__).parents[2]


def test_datasette_with_the_printed_plugin_finds_words_as_they_are_printed(tmp_path: Path) -> None:
    archive, plugins = tmp_path / "archive", tmp_path / "plugins"
    awkward_archive(archive)
    plugins.mkdir()
    printed = re.search(
        r"a file `(\w+\.py)`:\n\n```python\n(.*?)```", (ROOT / "docs/search.md").read_text(), re.S
    )
    assert printed
    (plugins / printed[1]).write_text(printed[2])
    sql = "SELECT count(*) AS n FROM articles_fts WHERE articles_fts MATCH ar_query(:word)"
    for word in ("أعلنت", "اعلنت"):
        asked = urlencode({"sql": sql, "word": word, "_shape": "array"})
        done = subprocess.run(
            [program("datasette"), str(archive / "warraq.db"), "--plugins-dir", str(plugins),
             "--get", f"/warraq.json?{asked}"],
            # as where Datasette is installed beside Warraq
            env=environ | {"PYTHONPATH": pathsep.join([str(ROOT), *site.getsitepackages()])},
            capture_output=True, text=True, timeout=LIMIT, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == [{"n": 32}]
