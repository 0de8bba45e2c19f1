// Starts the language server that comes with mtcheck, and starts it anew when its settings change.

import { ExtensionContext, commands, window, workspace } from "vscode";
import { Executable, LanguageClient, LanguageClientOptions } from "vscode-languageclient/node";

const LANGUAGES = ["plaintext", "markdown", "html", "po", "gettext", "xliff"];
const FILES = "**/*.{po,xlf,xliff,srt,vtt}";

let client: LanguageClient | undefined;

function options(): LanguageClientOptions {
  const schemes = ["file", "untitled"];
  return {
    documentSelector: [
      ...schemes.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
      { scheme: "file", pattern: FILES },
    ],
    initializationOptions: { settings: workspace.getConfiguration("mtcheck").get("settings", {}) },
  };
}

async function start(): Promise<void> {
  const [command, ...args] = workspace.getConfiguration("mtcheck").get<string[]>("command", []);
  if (!command) {
    void window.showErrorMessage("mtcheck: the setting mtcheck.command is empty.");
    return;
  }
  const server: Executable = { command, args };
  client = new LanguageClient("mtcheck", "mtcheck", server, options());
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const choice = await window.showErrorMessage(
      `mtcheck: “${command}” does not start (${error}). Install it with: pip install 'mtcheck[lsp]'`,
      "Open settings",
    );
    if (choice) {
      await commands.executeCommand("workbench.action.openSettings", "mtcheck.command");
    }
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.stop();
}

export async function activate(context: ExtensionContext): Promise<void> {
  const restart = async (): Promise<void> => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    commands.registerCommand("mtcheck.restart", restart),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("mtcheck.command") || change.affectsConfiguration("mtcheck.settings")) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}
