"""The server: what the editor asks and tells, in the Language Server Protocol, through pygls."""

from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from mtcheck.cli.lsp import shapes
from mtcheck.cli.lsp.actions import actions, fixed_text
from mtcheck.cli.lsp.engines import Engines
from mtcheck.cli.lsp.opened import Opened, Texts, path_of
from mtcheck.cli.lsp.positions import Lines
from mtcheck.cli.lsp.settings_file import NEW, with_entry
from mtcheck.core.errors import UserError
from mtcheck.core.model import Span
from mtcheck.core.version import __version__
from mtcheck.core.writing import write_atomically

_SETTINGS = ("mtcheck.toml", "pyproject.toml")


class Server(LanguageServer):
    """The language server with the texts that are open."""

    def __init__(self) -> None:
        """Make an unconnected server; texts come whole, since pygls cuts lines where the protocol does not."""
        super().__init__("mtcheck", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.engines = Engines()
        self.texts = Texts(self.engines, self.publish, self.complain)

    def lines(self, text: str) -> Lines:
        """Return the lines of a text in the unit that was agreed on."""
        return Lines(text, self.workspace.position_encoding)

    def publish(self, one: Opened) -> None:
        """Show the findings of a text."""
        if one.state is not None:
            found = shapes.diagnostics(one.state, self.lines(one.state.text))
            params = types.PublishDiagnosticsParams(one.uri, found, version=one.state.version)
            self.text_document_publish_diagnostics(params)

    def complain(self, message: str) -> None:
        """Tell the user of a trouble."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"mtcheck: {message}"))

    def open_text(self, path: Path) -> str | None:
        """Return the text of a file as the editor holds it, if it is open there."""
        return next((one.source for uri, one in self.workspace.text_documents.items() if path_of(uri) == path), None)

    async def add_setting(self, uri: str, key: str, value: str) -> None:
        """Add a value to a list in the settings of a text: in the editor if the file is open there, else on disk."""
        one = await self.texts.current(uri)
        path = one.settings if one is not None else None
        if path is None:
            folder = self.texts.root or (one.path.parent if one is not None and one.path is not None else None)
            if folder is None:
                self.complain("no folder is open in which settings could be kept")
                return
            path = folder / NEW
        try:
            await self._write_setting(path, key, value)
        except (UserError, OSError) as error:
            self.complain(str(error))

    async def _write_setting(self, path: Path, key: str, value: str) -> None:
        held = self.open_text(path)
        old = held if held is not None else path.read_text(encoding="utf-8") if path.exists() else ""
        new = with_entry(path, old, key, value)
        if held is None:
            write_atomically(path, new.encode())
            await self.texts.check_again()
            return
        everything = self.lines(old).range(Span(0, len(old)))
        edit = types.WorkspaceEdit(changes={path.as_uri(): [types.TextEdit(everything, new)]})
        await self.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label=f"mtcheck: {key} {value}"))


def make() -> Server:
    """Return a server with its features."""
    server = Server()
    _session(server)
    _texts(server)
    _answers(server)
    return server


def _session(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        options: Any = params.initialization_options or {}
        server.engines.overrides = _settings_in(options)
        folders = params.workspace_folders or []
        root = folders[0].uri if folders else params.root_uri
        server.texts.root = path_of(root) if root else None

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:  # noqa: ARG001
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched is None or not watched.dynamic_registration:
            return
        watchers = [types.FileSystemWatcher(f"**/{name}") for name in _SETTINGS]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted = types.Registration("mtcheck-settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await server.client_register_capability_async(types.RegistrationParams([wanted]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched_files(params: types.DidChangeWatchedFilesParams) -> None:  # noqa: ARG001
        await server.texts.check_again()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configuration(params: types.DidChangeConfigurationParams) -> None:
        given: Any = params.settings or {}
        server.engines.overrides = _settings_in(given.get("mtcheck", {}) if isinstance(given, dict) else {})
        await server.texts.check_again()

    @server.feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:  # noqa: ARG001
        server.texts.close_all()
        server.engines.close()


def _settings_in(options: Any) -> dict[str, Any]:
    found = options.get("settings", {}) if isinstance(options, dict) else {}
    return dict(found) if isinstance(found, dict) else {}


def _texts(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: types.DidOpenTextDocumentParams) -> None:
        one = params.text_document
        server.texts.open(one.uri, one.language_id, one.text, one.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: types.DidChangeTextDocumentParams) -> None:
        one = params.text_document
        server.texts.change(one.uri, server.workspace.get_text_document(one.uri).source, one.version)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: types.DidSaveTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None and path.name in _SETTINGS:
            await server.texts.check_again()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: types.DidCloseTextDocumentParams) -> None:
        if server.texts.close(params.text_document.uri) is not None:
            empty = types.PublishDiagnosticsParams(params.text_document.uri, [])
            server.text_document_publish_diagnostics(empty)


def _answers(server: Server) -> None:
    kinds = [types.CodeActionKind.QuickFix, shapes.FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        one = await server.texts.current(params.text_document.uri)
        if one is None or one.state is None:
            return []
        lines = server.lines(one.state.text)
        found = actions(one, lines, params)
        if _asked_for(params.context.only, shapes.FIX_ALL):
            new = await server.engines.run("slow", one.settings, lambda checker: fixed_text(one, checker))
            found += shapes.fix_all(one.uri, one.state, new, lines)
        return found

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        one = await server.texts.current(params.text_document.uri)
        if one is None or one.state is None:
            return None
        lines = server.lines(one.state.text)
        at = lines.offset(params.position)
        reasons = await server.engines.run("quick", one.settings, _reasons)
        text = server.client_capabilities.text_document
        formats = (text.hover.content_format if text and text.hover else None) or []
        found = [shown for shown in one.state.shown if shown.span.start <= at <= shown.span.end]
        return shapes.hover(found, reasons, lines, markdown=types.MarkupKind.Markdown in formats)

    @server.command(shapes.ACCEPT)
    async def accept(uri: str, phrase: str) -> None:
        await server.add_setting(uri, "accept", phrase)

    @server.command(shapes.SWITCH_OFF)
    async def switch_off(uri: str, rule: str) -> None:
        await server.add_setting(uri, "ignore", rule)


def _asked_for(only: Any, kind: str) -> bool:
    return any(kind == one or kind.startswith(f"{one}.") for one in only or [])


def _reasons(checker: Any) -> dict[str, str]:
    return {rule.id: rule.card.why for rule in checker.rules}
