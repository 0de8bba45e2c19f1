"""Scores against references, computed by sacrebleu: BLEU, chrF, chrF++, TER, with its signatures and its tests."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mtcheck.core.results import Against, Measure, System
from mtcheck.scoring.segments import SegmentError, Segments

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

METRICS = ("bleu", "chrf", "chrf++", "ter")
TESTS = {"bootstrap": ("bs", 1000), "randomisation": ("ar", 10000)}
"""Significance test → sacrebleu's name for it and its usual number of resamples or trials."""
MOST_WORDS_FOR_TER = 300
"""Words in a segment: TER's search for shifts takes a quarter of a minute for two unlike texts of that size, and
minutes beyond."""
MOST_TEST_BYTES = 1_000_000_000
_BYTES = {"bs": 104, "ar": 18}
"""What sacrebleu's tests hold in memory for each segment in each resample or trial, measured from its arrays."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to compute: metrics by name, single segments or not, the test and its number of samples (0: as usual)."""

    metrics: tuple[str, ...] = METRICS
    segments: bool = False
    test: str | None = None
    samples: int = 0


def measure(systems: Sequence[Segments], references: Sequence[Sequence[str]], wanted: Wanted) -> Against:
    """Score systems, whose segments run side by side, against one or more references.

    The first system is the baseline of the test.

    Raises:
        SegmentError: there is nothing to score, a segment is too long for TER, the test needs two systems or more
            memory than MOST_TEST_BYTES.
    """
    _refuse(systems, references, wanted)
    scored = [System(one.file, tuple(_measures(one.texts, references, wanted))) for one in systems]
    if wanted.test is not None:
        scored = _tested(systems, references, wanted, scored)
    ids = tuple(item.id for item in systems[0].items)
    return Against(len(references), ids, tuple(scored), wanted.test)


def chrf(texts: Sequence[str], references: Sequence[Sequence[str]]) -> list[float]:
    """Return the chrF of each segment, 0 to 100."""
    metric = _metrics()["chrf"]()
    return [metric._aggregate_and_compute([one]).score for one in _statistics(metric, texts, references)]


def version() -> str:
    """Return sacrebleu's name and version."""
    import sacrebleu

    return f"sacrebleu {sacrebleu.__version__}"


def _metrics() -> Mapping[str, Callable[..., "Metric"]]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    def chrf_with_words(**given: Any) -> "Metric":
        return CHRF(word_order=2, **given)

    return {"bleu": BLEU, "chrf": CHRF, "chrf++": chrf_with_words, "ter": TER}


def _refuse(systems: Sequence[Segments], references: Sequence[Sequence[str]], wanted: Wanted) -> None:
    size = len(references[0])
    if not size:
        raise SegmentError(f"{systems[0].file}: no segments to score")
    if "ter" in wanted.metrics:
        for one in systems:
            _refuse_long(one.file, one.texts)
        for texts in references:
            _refuse_long("reference", texts)
    if wanted.test is None:
        return
    if len(systems) < 2:
        raise SegmentError("a test compares systems: name two or more")
    kind, usual = TESTS[wanted.test]
    samples = wanted.samples or usual
    if samples * size * _BYTES[kind] > MOST_TEST_BYTES:
        most = MOST_TEST_BYTES // (size * _BYTES[kind])
        raise SegmentError(f"{samples} samples of {size} segments need too much memory; take --samples {most} or fewer")


def _refuse_long(file: str, texts: Sequence[str]) -> None:
    for number, text in enumerate(texts, 1):
        if len(text.split()) > MOST_WORDS_FOR_TER:
            where = f"{file}: segment {number} has more than {MOST_WORDS_FOR_TER} words"
            raise SegmentError(f"{where}, too long for TER; split it, or name the other metrics with --metric")


def _measures(texts: Sequence[str], references: Sequence[Sequence[str]], wanted: Wanted) -> Iterator[Measure]:
    for name in wanted.metrics:
        metric = _metrics()[name]()
        statistics = _statistics(metric, texts, references)
        total = metric._aggregate_and_compute(statistics)
        signature = metric.get_signature().format()
        segments, own = _segments(metric, name, statistics) if wanted.segments else ((), "")
        yield Measure(total.name, total.score, signature, segments=segments, segment_signature=own)


def _statistics(metric: "Metric", texts: Sequence[str], references: Sequence[Sequence[str]]) -> list[Any]:
    """Return sacrebleu's counts for each segment, in small lots: the n-grams that it makes first are large."""
    found: list[Any] = []
    for low in range(0, len(texts), _CHUNK):
        lot = [one[low : low + _CHUNK] for one in references]
        found += metric._extract_corpus_statistics(texts[low : low + _CHUNK], lot)
    return found


def _segments(metric: "Metric", name: str, statistics: Sequence[Any]) -> tuple[tuple[float, ...], str]:
    """Return the scores of the segments and their signature; BLEU of a sentence takes its effective order."""
    if name == "bleu":
        sentences = _metrics()[name](effective_order=True)
        sentences.num_refs = metric.num_refs
        metric = sentences
    scores = tuple(float(metric._aggregate_and_compute([one]).score) for one in statistics)
    return scores, metric.get_signature().format()


def _tested(
    systems: Sequence[Segments], references: Sequence[Sequence[str]], wanted: Wanted, scored: list[System]
) -> list[System]:
    from sacrebleu.significance import PairedTest

    metrics = {name: _metrics()[name](references=references) for name in wanted.metrics}
    named: list[tuple[str, Sequence[str]]] = [(one.file, one.texts) for one in systems]
    kind = TESTS[wanted.test or ""][0]
    signatures, results = PairedTest(named, metrics, None, test_type=kind, n_samples=wanted.samples)()
    tested = []
    for index, system in enumerate(scored):
        measures = [_with_test(one, results[one.name][index], signatures[one.name]) for one in system.measures]
        tested.append(replace(system, measures=tuple(measures)))
    return tested


def _with_test(one: Measure, result: Any, signature: Any) -> Measure:
    mean, margin = (None if value is None else float(value) for value in (result.mean, result.ci))
    return replace(one, p_value=result.p_value, mean=mean, margin=margin, signature=signature.format())
