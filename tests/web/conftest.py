"""A filled archive and its page, for modules that change neither; others make their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.making import client, filled


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("filled") / "archive"
    filled(made)
    return made


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[TestClient]:
    with client(folder) as asking:
        yield asking
