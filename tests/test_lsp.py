"""The language server, spoken to by a real client over standard input and output."""

import ast
import asyncio
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from mtcheck.cli.lsp.checking import check_changed, check_whole
from mtcheck.cli.lsp.opened import kind, path_of
from mtcheck.cli.lsp.positions import Lines
from mtcheck.cli.lsp.settings_file import with_entry
from mtcheck.cli.lsp.state import State
from mtcheck.core.model import Span
from mtcheck.core.settings import Config
from mtcheck.input.containers import po
from mtcheck.run.checker import TextChecker

BAD = "Port strike 😀\n\nThe talks. with the unions resume on Tuesday.\n\nThey gave the the report to him.\n"
STAY = 40
"""Seconds that a slow machine may take for an answer."""


class Editor:
    """What a test does with the server."""

    def __init__(self, client, root):
        self.client, self.root = client, root
        self.shown = asyncio.Queue()
        self.messages = []
        self.texts = {}
        self.versions = {}
        self.publish, self.answer = partial(self.shown.put_nowait), partial(self.apply)
        client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(self.publish)
        client.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.messages.append(params.message))
        client.feature(types.WORKSPACE_APPLY_EDIT)(self.answer)

    def apply(self, params):
        for uri, edits in params.edit.changes.items():
            self.edit(uri, edits)
        return types.ApplyWorkspaceEditResult(applied=True)

    def uri(self, name):
        return (self.root / name).as_uri()

    def open(self, name, text, language="plaintext"):
        uri = self.uri(name)
        self.texts[uri], self.versions[uri] = text, 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri, text):
        self.texts[uri] = text
        self.versions[uri] += 1
        whole = types.TextDocumentContentChangeWholeDocument(text)
        version = types.VersionedTextDocumentIdentifier(version=self.versions[uri], uri=uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(version, [whole]))

    def edit(self, uri, edits):
        """Make edits as an editor does: all at once, from the end."""
        text = self.texts[uri]
        lines = Lines(text)
        for span, new in sorted(((lines.span(one.range), one.new_text) for one in edits), reverse=True):
            text = text[: span.start] + new + text[span.end :]
        self.change(uri, text)

    async def next(self):
        """Return the next published findings."""
        return await asyncio.wait_for(self.shown.get(), STAY)

    async def version(self, uri):
        """Return the first findings of the present version."""
        while True:
            found = await self.next()
            if found.uri == uri and found.version == self.versions[uri]:
                return list(found.diagnostics)

    async def actions(self, uri, range_, only=None):
        context = types.CodeActionContext([], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), range_, context)
        found = await asyncio.wait_for(self.client.text_document_code_action_async(params), STAY)
        return {one.title: one for one in found or []}

    async def run(self, action):
        """Run an action's command; lsprotocol takes an action without an edit for a command and keeps it as a text."""
        command = ast.literal_eval(action.command)
        params = types.ExecuteCommandParams(command["command"], command["arguments"])
        await asyncio.wait_for(self.client.workspace_execute_command_async(params), STAY)


@asynccontextmanager
async def editor(root, options=None, **capabilities):
    client = LanguageClient("test", "1")
    one = Editor(client, root)
    await client.start_io(sys.executable, "-m", "mtcheck", "lsp", cwd=root)
    folders = [types.WorkspaceFolder(root.as_uri(), "root")]
    given = types.ClientCapabilities(**capabilities)
    await client.initialize_async(
        types.InitializeParams(given, workspace_folders=folders, initialization_options=options)
    )
    client.initialized(types.InitializedParams())
    try:
        yield one
        await client.shutdown_async(None)
        client.exit(None)
    finally:
        if sys.exc_info()[0] is not None:
            client._server.kill()
        await client.stop()


def talk(root, story, options=None, **capabilities):
    async def tell():
        async with editor(root, options, **capabilities) as one:
            await story(one)

    with ThreadPoolExecutor(1) as own:  # the browser tests keep a loop of theirs running in this thread
        own.submit(asyncio.run, tell()).result()


def marked(text, diagnostics):
    lines = Lines(text)
    return [(one.code, lines.span(one.range).of(text)) for one in diagnostics]


HOVER = types.TextDocumentClientCapabilities(
    hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown])
)


@pytest.mark.processes
def test_findings_fixes_and_reasons_while_a_text_is_written(tmp_path):
    async def story(one):
        uri = one.open("a.txt", BAD)
        found = await one.version(uri)
        assert marked(BAD, found) == [
            ("seams.stray-stop", "."),
            ("repetition.doubled-function-word", "the the"),
        ]
        assert [(item.severity, item.source) for item in found] == [
            (types.DiagnosticSeverity.Warning, "mtcheck"),
            (types.DiagnosticSeverity.Information, "mtcheck"),
        ]
        hover = await one.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(uri), found[1].range.start)
        )
        assert hover.contents.value.startswith("**“the” stands there twice\\.**\n\nEngines say a small word again")
        assert hover.contents.value.endswith("minor · fluency/duplication · repetition\\.doubled\\-function\\-word")
        actions = await one.actions(uri, found[1].range)
        assert list(actions) == [
            "Replace with “the”",
            "Ignore repetition.doubled-function-word here",
            "Accept “the the” everywhere",
            "Switch repetition.doubled-function-word off",
        ]
        assert actions["Replace with “the”"].is_preferred
        one.edit(uri, actions["Replace with “the”"].edit.changes[uri])
        assert one.texts[uri] == BAD.replace("the the", "the")
        assert marked(one.texts[uri], await one.version(uri)) == [("seams.stray-stop", ".")]
        one.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        while (found := await one.next()).diagnostics:
            pass
        assert found.uri == uri

    talk(tmp_path, story, text_document=HOVER)


@pytest.mark.processes
def test_all_safe_fixes_at_once(tmp_path):
    async def story(one):
        uri = one.open("a.txt", BAD + "The shortages. on the islands grew.\r\n")
        await one.version(uri)
        everywhere = types.Range(types.Position(0, 0), types.Position(99, 0))
        assert "Apply all safe fixes" not in await one.actions(uri, everywhere)
        actions = await one.actions(uri, everywhere, only=[types.CodeActionKind.SourceFixAll])
        assert list(actions) == ["Apply all safe fixes"]
        edits = actions["Apply all safe fixes"].edit.changes[uri]
        assert [edit.range.start.line for edit in edits] == [2, 4]
        one.edit(uri, edits)
        fixed = BAD.replace("the the", "the").replace("talks.", "talks")
        assert one.texts[uri] == fixed + "The shortages on the islands grew.\r\n"
        await one.version(uri)
        assert await one.actions(uri, everywhere, only=["source.fixAll.mtcheck"]) == {}

    talk(tmp_path, story)


FORMATS = [
    ("a.md", "markdown", "# Talks\n\nThey **gave the the** report to him.\n", "gave the** report"),
    ("a.html", "html", "<p>They <b>gave the the</b> report to him.</p>\n", "gave the</b> report"),
    ("x", "plaintext", "They gave the the report to him.\n", "gave the report"),
    (
        "a.po",
        "po",
        'msgid "x"\nmsgstr ""\n"They \\"gave\\" the "\n"the report to him.\\n"\n',
        '"They \\"gave\\" the report to him.\\n"',
    ),
    (
        "a.xlf",
        "xml",
        '<xliff version="1.2"><file target-language="en"><body><trans-unit id="1"><source>x</source>'
        '<target>They <g id="1">gave the the</g> report to him.</target></trans-unit></body></file></xliff>',
        "gave the</g> report",
    ),
    ("a.srt", "subrip", "1\n00:00:01,000 --> 00:00:02,000\nThey gave the the report.\n", "gave the report"),
]


@pytest.mark.processes
def test_every_format(tmp_path):
    async def story(one):
        for name, language, text, fixed in FORMATS:
            uri = one.open(name, text, language)
            (found,) = [item for item in await one.version(uri) if item.code.startswith("repetition.doubled")]
            actions = await one.actions(uri, found.range)
            one.edit(uri, actions["Replace with “the”"].edit.changes[uri])
            assert fixed in one.texts[uri]
            assert not [item for item in await one.version(uri) if item.code.startswith("repetition.doubled")]

    talk(tmp_path, story)


SILENCED = [
    (
        ".txt",
        "plaintext",
        "Head\n\nThey gave the the report.\n",
        "Head\n\n# mtcheck: ignore {}\nThey gave the the report.\n",
    ),
    (".md", "markdown", "They gave the the report.\n", "<!-- mtcheck: ignore {} -->\nThey gave the the report.\n"),
    (
        ".md",
        "markdown",
        "- They gave the the report.\n",
        "- They gave <!-- mtcheck: ignore {} -->the the report.\n",
    ),
    (
        ".html",
        "html",
        "<p>They gave the the report.</p>\n",
        "<p><!-- mtcheck: ignore {} -->They gave the the report.</p>\n",
    ),
]


@pytest.mark.processes
def test_ignore_here(tmp_path):
    rule = "repetition.doubled-function-word"

    async def story(one):
        for number, (ending, language, text, silenced) in enumerate(SILENCED):
            uri = one.open(f"{number}{ending}", text, language)
            (found,) = [item for item in await one.version(uri) if item.code == rule]
            actions = await one.actions(uri, found.range)
            one.edit(uri, actions[f"Ignore {rule} here"].edit.changes[uri])
            assert one.texts[uri] == silenced.format(rule)
            await one.version(uri)
            assert await one.version(uri) == []  # the whole text, once the editor rests

    talk(tmp_path, story)


@pytest.mark.processes
def test_settings_of_the_workspace(tmp_path):
    (tmp_path / "pyproject.toml").write_text("# kept\n[tool.mtcheck]\nignore = [ 'seams' ] # why\n")
    (tmp_path / "sub").mkdir()

    async def story(one):
        uri = one.open("sub/a.txt", BAD)
        (found,) = await one.version(uri)
        assert found.code == "repetition.doubled-function-word"
        actions = await one.actions(uri, found.range)
        await one.run(actions["Accept “the the” everywhere"])
        assert await one.version(uri) == []
        text = (tmp_path / "pyproject.toml").read_text()
        assert text.startswith("# kept\n[tool.mtcheck]\nignore = [ 'seams' ] # why\n")
        assert tomllib.loads(text)["tool"]["mtcheck"]["accept"] == ["the the"]
        (tmp_path / "pyproject.toml").write_text("[tool.mtcheck]\nignor = []\n")
        saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(one.uri("pyproject.toml")))
        one.client.text_document_did_save(saved)
        assert await one.version(uri) == []
        assert "unknown key 'ignor' (did you mean 'ignore'?)" in one.messages[0]
        (tmp_path / "pyproject.toml").unlink()
        one.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
        assert len(await one.version(uri)) == 2

    talk(tmp_path, story)


@pytest.mark.processes
def test_a_settings_file_that_is_open_is_edited_in_the_editor(tmp_path):
    (tmp_path / "mtcheck.toml").write_text('accept = ["x"]\n')

    async def story(one):
        settings = one.open("mtcheck.toml", 'accept = ["x", "y"]\n', "toml")
        uri = one.open("a.txt", BAD)
        found = await one.version(uri)
        actions = await one.actions(uri, found[0].range)
        await one.run(actions["Switch seams.stray-stop off"])
        assert one.texts[settings] == 'accept = ["x", "y"]\nignore = ["seams.stray-stop"]\n'
        assert (tmp_path / "mtcheck.toml").read_text() == 'accept = ["x"]\n'

    talk(tmp_path, story)


@pytest.mark.processes
def test_settings_of_the_editor_and_a_new_settings_file(tmp_path):
    async def story(one):
        uri = one.open("a.txt", BAD)
        (found,) = await one.version(uri)
        assert found.code == "seams.stray-stop"
        actions = await one.actions(uri, found.range)
        await one.run(actions["Switch seams.stray-stop off"])
        assert await one.version(uri) == []
        assert (tmp_path / "mtcheck.toml").read_text() == 'ignore = ["seams.stray-stop"]\n'
        changed = types.DidChangeConfigurationParams({"mtcheck": {"settings": {}}})
        one.client.workspace_did_change_configuration(changed)
        (found,) = await one.version(uri)
        assert found.code == "repetition.doubled-function-word"

    talk(tmp_path, story, {"settings": {"ignore": ["repetition", "harper"]}})


@pytest.mark.processes
def test_what_cannot_be_checked_is_said(tmp_path):
    async def story(one):
        uri = one.open("a.po", 'msgid "a\n', "po")
        (found,) = await one.version(uri)
        assert (found.code, found.message) == ("mtcheck.not-checked", "Not checked: not a PO file: syntax error")

    talk(tmp_path, story)


@pytest.mark.processes
def test_a_keystroke_in_a_long_text(tmp_path):
    """A text of 5,000 words, a keystroke in the middle of it: findings of the new version, at once and complete."""
    base = Path(__file__).parent.parent.joinpath("fixtures", "harbor.txt").read_text(encoding="utf-8")
    text = "\n\n".join([base] * 17)
    assert len(text.split()) > 5_000

    async def story(one):
        uri = one.open("a.txt", text)
        before = len(await one.version(uri))
        times = []
        for number in range(15):
            at = len(one.texts[uri]) // 2
            at = one.texts[uri].index(" ", at)
            one.change(uri, one.texts[uri][:at] + " more" + one.texts[uri][at:])
            start = time.perf_counter()
            found = await one.version(uri)
            times.append(time.perf_counter() - start)
            assert len(found) >= before - 2, number
        assert min(times) < 0.15, times  # the machine may have other work; benchmarks/editor.py gives the median
        whole = await one.version(uri)
        assert len(whole) >= before - 2

    talk(tmp_path, story)


@pytest.fixture(scope="module")
def checker():
    with TextChecker(Config(passes=[])) as one:
        yield one


def spans(state):
    return [(one.finding.rule, one.span, one.text) for one in state.shown]


PARAGRAPHS = [
    "Port strike enters its third week",
    "The shortages. on the islands grew. Nobody knows why they did.",
    "They gave the the report to him on Tuesday. “It is late” he said .",
    "A quiet paragraph that holds nothing at all to be seen.",
    "In the the end the talks. with the unions went on, the ministry said.",
]


@pytest.mark.parametrize("name", ["plain", "markdown", "html"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([0, 1, 2, 3, 4], [0, 1, 3, 2, 4]),
        ([0, 1, 2, 3, 4], [0, 1, 3, 4]),
        ([0, 1, 3], [0, 1, 2, 3]),
        ([0], [0, 1, 2, 3, 4]),
        ([0, 1, 2], []),
        ([], [4]),
        ([0, 1, 1, 1, 2], [0, 1, 1, 2]),
    ],
)
def test_findings_stay_with_their_paragraphs(checker, name, old, new):
    lead, end = ("<p>", "</p>\n") if name == "html" else ("", "\n\n")
    before, after = ("".join(lead + PARAGRAPHS[one] + end for one in numbers) for numbers in (old, new))
    first = check_changed(checker, "a", State(before, 1, name), None)
    second = check_changed(checker, "a", State(after, 2, name), first)
    for one in second.shown:
        assert one.span.of(after) == one.text
    apart = {"consistency", "repetition.paragraph-twice"}
    whole = check_whole(checker, "a", second)
    wanted = [one for one in spans(whole) if not one[0].startswith(tuple(apart))]
    assert [one for one in spans(second) if not one[0].startswith(tuple(apart))] == wanted


def test_only_a_changed_paragraph_and_its_neighbours_are_checked(checker, monkeypatch):
    asked = []
    real = checker.check_document

    def counting(text, document):
        asked.append([block.span.of(document.prose) for block in document.blocks])
        return real(text, document)

    monkeypatch.setattr(checker, "check_document", counting)
    text = "\n\n".join(PARAGRAPHS)
    first = check_changed(checker, "a", State(text, 1, "plain"), None)
    second = check_changed(checker, "a", State(text.replace("Nobody", "Somebody"), 2, "plain"), first)
    check_changed(checker, "a", State("\n" + second.text, 3, "plain"), second)
    assert asked == [PARAGRAPHS, [PARAGRAPHS[0], PARAGRAPHS[1].replace("Nobody", "Somebody"), PARAGRAPHS[2]]]


def test_only_new_units_are_checked(checker, monkeypatch):
    asked = []
    real = checker.check_many

    def counting(texts):
        asked.append([one.text for one in texts])
        return real(texts)

    monkeypatch.setattr(checker, "check_many", counting)
    text = 'msgid "a"\nmsgstr "One the the."\n\nmsgid "b"\nmsgstr "Two"\n'
    state = check_changed(checker, "a.po", State(text, 1, "po"), None)
    changed = text.replace("Two", "Two the the")
    again = check_changed(checker, "a.po", State(changed, 2, "po"), state)
    assert asked == [["One the the.", "Two"], ["Two the the"]]
    assert [one.span.of(changed) for one in again.shown] == ["the the", "the the"]


@pytest.mark.parametrize(
    ("text", "encoding", "offset", "place"),
    [
        ("ab\ncd", None, 4, (1, 1)),
        ("a😀b", None, 2, (0, 3)),
        ("a😀b", "utf-8", 2, (0, 5)),
        ("a😀b", "utf-32", 2, (0, 2)),
        ("a\r\nb\rc\u2028d", None, 8, (2, 3)),
        ("é\n", None, 2, (1, 0)),
    ],
)
def test_positions(text, encoding, offset, place):
    lines = Lines(text, encoding)
    assert lines.position(offset) == types.Position(*place)
    assert lines.offset(types.Position(*place)) == offset
    assert lines.offset(types.Position(99, 0)) == len(text)
    assert lines.offset(types.Position(0, 99)) == len(text.splitlines()[0])


@pytest.mark.parametrize(
    ("body", "span", "inside"),
    [
        ('"the the"', (0, 3), "the"),
        ('"a \\"b\\" c"', (2, 5), '\\"b\\"'),
        ('""\n"the "\n"the x"', (0, 7), 'the "\n"the'),
        ('"a"', (1, 1), ""),
        ('""', (0, 0), ""),
    ],
)
def test_places_in_quoted_strings(body, span, inside):
    assert po.inner(body, Span(*span)).of(body) == inside


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("mtcheck.toml", "", 'accept = ["Dub"]\n'),
        (
            "mtcheck.toml",
            'accept = ["a"] # x\n[languagetool]\nurl = "u"\n',
            'accept = ["a", "Dub"] # x\n[languagetool]\nurl = "u"\n',
        ),
        ("mtcheck.toml", 'accept = ["Dub"]\n', 'accept = ["Dub"]\n'),
        ("pyproject.toml", '[project]\nname = "x"\n', '[project]\nname = "x"\n\n[tool.mtcheck]\naccept = ["Dub"]\n'),
        ("mtcheck.toml", "[languagetool]\nmemory = 1\n", 'accept = ["Dub"]\n[languagetool]\nmemory = 1\n'),
    ],
)
def test_entries_in_settings(name, before, after):
    made = with_entry(Path(name), before, "accept", "Dub")
    assert tomllib.loads(made) == tomllib.loads(after)
    if not before or '"a"' in before:
        assert made == after


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("a.txt", "plaintext", "plain"),
        ("a.md", "markdown", "markdown"),
        ("a.docx", "plaintext", None),
        ("a.py", "python", None),
        ("COMMIT", "plaintext", "plain"),
        ("a.xliff", "xml", "xliff"),
        ("a.jsonl", "json", None),
    ],
)
def test_kinds(name, language, expected):
    assert kind(Path(name), language) == expected


def test_addresses():
    assert path_of("file:///a/b%20c.txt") == Path("/a/b c.txt")
    assert path_of("untitled:Untitled-1") is None
