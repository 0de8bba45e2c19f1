"""How long a keystroke takes in the language server, in a text of about 5,000 words with many findings.

Prints the median and the 95th percentile, in milliseconds, from the keystroke until its findings arrive, and the
processor time that the server spent on each.
"""

import asyncio
import os
import statistics
import sys
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

BASE = Path(__file__).parent.parent / "fixtures" / "harbor.txt"
COPIES = 17
KEYSTROKES = 60


def busy(pid: int) -> float:
    """Return the processor time of a process, in seconds (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure() -> None:
    """Type into a long text and time each answer."""
    client = LanguageClient("benchmark", "1")
    shown: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params: types.PublishDiagnosticsParams) -> None:
        shown.put_nowait(params)

    await client.start_io(sys.executable, "-m", "mtcheck", "lsp")
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
    client.initialized(types.InitializedParams())
    text = "\n\n".join([BASE.read_text(encoding="utf-8")] * COPIES)
    uri = "untitled:benchmark"
    item = types.TextDocumentItem(uri, "plaintext", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    found = await shown.get()
    times, before = [], busy(client._server.pid)
    for version in range(2, KEYSTROKES + 2):
        at = text.index(" ", len(text) // 2)
        text = text[:at] + "x" + text[at:]
        document = types.VersionedTextDocumentIdentifier(version=version, uri=uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        start = time.perf_counter()
        client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))
        while (await shown.get()).version != version:
            pass
        times.append(1000 * (time.perf_counter() - start))
    spent = 1000 * (busy(client._server.pid) - before) / KEYSTROKES
    print(f"{len(text.split()):,} words, {len(found.diagnostics)} findings")
    print(f"median {statistics.median(times):.0f} ms, 95th percentile {statistics.quantiles(times, n=20)[18]:.0f} ms")
    print(f"processor time {spent:.0f} ms a keystroke")
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()


if __name__ == "__main__":
    asyncio.run(measure())
