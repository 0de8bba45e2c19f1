"""Whether a run can say how fluent texts are."""

from mtcheck.core.choice import Choice
from mtcheck.core.settings import Config
from mtcheck.datasets.rows import DatasetError
from mtcheck.passes import MODEL, Unavailable
from mtcheck.passes.model import fluency, store


def refuse_deaf(config: Config) -> None:
    """Refuse settings under which no text gets a fluency.

    Raises:
        DatasetError: no language model is on or wanted, none is installed, or nothing is known of what is usual to it.
    """
    if MODEL not in config.engines:
        raise DatasetError("--min-fluency asks a language model: say --model too")
    if not Choice.of(config).wants(MODEL):
        raise DatasetError("--min-fluency asks a language model, which --only leaves out: add model to it")
    try:
        found = store.find(config.model.name)
        usual = fluency.of(found)
    except Unavailable as error:
        raise DatasetError(f"--min-fluency: {error}") from error
    if usual is None:
        raise DatasetError(
            f"--min-fluency: nothing is known of how good English reads to the model {found.name}: "
            "run 'mtcheck model calibrate' with good texts"
        )
