"""The identifier that remembers where it was answers as py3langid does, to the last bit of its confidence."""

from pathlib import Path

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from kliping.cleaning import identifier
from kliping.cleaning.identifier import Identifier

LEAST = 0.3
TESTS = Path(__file__).parents[1]
FILES = [*(TESTS.parent / "seeds").rglob("*.txt"), *(TESTS / "unit" / "data").rglob("*.txt")]
TEXTS = [path.read_bytes().decode("utf-8", "replace") for path in sorted(FILES)]
BEGINNINGS = (0, 77, 500)
PARTS = ["", " ", "  a  ", "1 2 3", "Air naik", *(text[at : at + 300] for text in TEXTS for at in BEGINNINGS)]


@pytest.fixture(scope="module")
def plain() -> LanguageIdentifier:
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.min_confidence = LEAST
    return found


def test_the_answer_is_that_of_py3langid_when_a_text_is_new_and_when_it_is_known(plain: LanguageIdentifier) -> None:
    remembering = Identifier.of_model(LEAST)
    expected = [plain.classify(text) for text in PARTS]
    for _ in range(2):
        assert [remembering.classify(text) for text in PARTS] == expected


def test_the_answer_stays_where_much_was_forgotten_on_the_way(
    plain: LanguageIdentifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identifier, "_MOST_STATES", 50)
    monkeypatch.setattr(identifier, "_FIRST_FEATURES", 7)
    remembering = Identifier.of_model(LEAST)
    assert [remembering.classify(text) for text in PARTS] == [plain.classify(text) for text in PARTS]
    assert len(remembering._states) < 1_000
