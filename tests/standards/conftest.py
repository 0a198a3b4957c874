"""The digests that the judges of feeds are shown, each published once."""

import shutil

import pytest

from tests import transcripts
from tests.end_to_end.place import ROOT
from tests.standards import published
from tests.standards.published import Published

_LANGUAGES = "languages:\n  id:\n  en: {title: Clippings, description: One story in each language}\n  ar:\n"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The sample digest, as committed, under a sub-path."""
    return published.built(ROOT, tmp_path_factory.mktemp("sample") / "digest")


@pytest.fixture(scope="session")
def three_languages(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The golden digest in Indonesian, English and Arabic, with pages and so feeds of each."""
    root = tmp_path_factory.mktemp("three-languages") / "digest"
    shutil.copytree(transcripts.HERE / "golden/three-languages", root, ignore=shutil.ignore_patterns("expected"))
    with (root / "config.yaml").open("a", encoding="utf-8") as config:
        config.write(_LANGUAGES)
    return published.built(root, root / "site")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Articles as they should not be, one of 5 MB among them."""
    return published.of_hostile_articles(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(params=["sample", "three_languages", "hostile"])
def digest(request: pytest.FixtureRequest) -> Published:
    """Each of them."""
    found: Published = request.getfixturevalue(request.param)
    return found
