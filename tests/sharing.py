"""How the tests are shared out to several processes: what uses one engine stays together, and long work begins first.

A process that is given the longest work last would keep the others waiting. The seconds are of computing, measured one
by one; they need not be exact, only in order.
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/languagetool/test_engine.py": "LanguageTool",
    "tests/languagetool/test_together.py": "LanguageTool",
}
"""Files that share what is dear to start, by what it is; any other file stands by itself."""
APART = ("tests/fuzz/test_fuzz.py",)
"""Files each of whose tests may run in any process."""
SECONDS = {
    "tests/test_curate_on_ray.py": 60,
    "tests/test_rules.py": 40,
    "tests/fuzz/test_linear.py": 30,
    "LanguageTool": 28,
    "tests/test_publishing.py": 25,
    "tests/page/test_browser.py": 24,
    "tests/serve/test_browser.py": 22,
    "tests/test_pre_commit.py": 20,
    "tests/test_lsp.py": 15,
    "tests/test_datasets.py": 15,
    "tests/run/test_boundaries.py": 15,
    "tests/model_pass/test_rules.py": 15,
    "tests/model_pass/test_engine.py": 14,
    "tests/test_ordinary_user.py": 11,
    "tests/model_pass/test_kept.py": 10,
    "tests/test_streams.py": 10,
    "tests/test_long.py": 10,
    "tests/fuzz/test_fuzz.py": -1,  # eight each, which fill up what is left at the end
}
"""Computing of the units that take long, by unit, or by file where its tests are apart."""


def unit(test: str) -> str:
    """Return what a test is shared out with."""
    file = test.partition("::")[0]
    return test if file in APART else TOGETHER.get(file, file)


def in_order(items):
    """Return the tests in the order in which they are to begin, those of one unit one after the other."""
    places = {}
    for item in items:
        places.setdefault(unit(item.nodeid), len(places))

    def place(item):
        name = unit(item.nodeid)
        return -SECONDS.get(name.partition("::")[0], 0), places[name]

    return sorted(items, key=place)


class Sharing(LoadScopeScheduling):
    """Gives a process one unit after the other, in the order of the tests."""

    def _split_scope(self, nodeid):
        return unit(nodeid)
