"""The real model, where one is installed: the tests' own cache folder hides it from the rest."""

import pytest

from mtcheck.core.places import cache_folder
from mtcheck.passes import Unavailable
from mtcheck.passes.model import store

REAL = cache_folder()


@pytest.fixture
def real_cache(monkeypatch):
    """Let the run see the models that are installed on this machine."""
    monkeypatch.setenv("MTCHECK_CACHE_DIR", str(REAL))


@pytest.fixture(scope="session")
def real_model():
    """The installed SmolLM2, loaded once."""
    from mtcheck.passes.model.runtime import LanguageModel

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MTCHECK_CACHE_DIR", str(REAL))
        try:
            return LanguageModel(store.find("smollm2-135m").folder)
        except Unavailable as error:
            pytest.skip(str(error))
