"""Subtitle files, SubRip and WebVTT: refused where a block is no cue; else one text, which the format lays out."""

from collections.abc import Iterator

from mtcheck.core.settings import Config
from mtcheck.input.containers.unit import Fault, Unit
from mtcheck.input.formats import subtitles


def read_srt(text: str, config: Config) -> Iterator[Unit | Fault]:  # noqa: ARG001
    """Yield the text of a SubRip file."""
    yield from _read(text, "srt")


def read_vtt(text: str, config: Config) -> Iterator[Unit | Fault]:  # noqa: ARG001
    """Yield the text of a WebVTT file."""
    if not text.removeprefix("\ufeff").startswith("WEBVTT"):
        yield Fault("not a WebVTT file: it does not begin with WEBVTT", 1)
        return
    yield from _read(text, "vtt")


def _read(text: str, kind: str) -> Iterator[Unit | Fault]:
    cues = 0
    for rows in subtitles.blocks(text):
        if subtitles.cue(text, rows) is not None:
            cues += 1
        elif kind == "srt" or not subtitles.silent(text, rows):
            line = text.count("\n", 0, rows[0].start) + 1
            yield Fault("a block without times; not checked", line)
    if cues:
        yield Unit(None, None, text, format=kind)
    elif text.strip("\ufeff \t\r\n") and kind == "srt":
        yield Fault("no cue in it")
