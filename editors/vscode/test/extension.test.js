// The built extension, run against a stand-in for the editor: it starts the server that the settings name.

const assert = require("node:assert");
const Module = require("node:module");
const path = require("node:path");
const test = require("node:test");

const manifest = require("../package.json");

function standIn(values, log) {
  const nothing = () => ({ dispose() {} });
  const anything = new Proxy(function () {}, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => "" : anything),
    apply: () => anything,
    construct: () => anything,
  });
  const named = {
    commands: { registerCommand: (name) => (log.commands.push(name), nothing()), executeCommand: async () => {} },
    window: new Proxy({ showErrorMessage: async (text) => void log.errors.push(text) }, { get: (o, n) => o[n] ?? anything }),
    workspace: new Proxy(
      {
        getConfiguration: () => ({ get: (name, fallback) => values[name] ?? fallback }),
        onDidChangeConfiguration: nothing,
      },
      { get: (o, n) => o[n] ?? anything },
    ),
  };
  return new Proxy(named, { get: (o, n) => o[n] ?? anything });
}

function load(vscode) {
  const file = path.join(__dirname, "..", "dist", "extension.js");
  delete require.cache[file];
  const real = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? vscode : real(name, ...rest));
  try {
    return require(file);
  } finally {
    Module._load = real;
  }
}

test("it is built and offers what the manifest names", async () => {
  const log = { commands: [], errors: [] };
  const extension = load(standIn({ command: [] }, log));
  const context = { subscriptions: [] };
  await extension.activate(context);
  assert.deepStrictEqual(log.commands, manifest.contributes.commands.map((one) => one.command));
  assert.deepStrictEqual(log.errors, ["mtcheck: the setting mtcheck.command is empty."]);
  assert.strictEqual(context.subscriptions.length, 2);
  await extension.deactivate();
});
