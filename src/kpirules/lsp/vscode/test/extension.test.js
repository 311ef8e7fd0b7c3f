"use strict";

const assert = require("node:assert/strict");
const Module = require("node:module");
const test = require("node:test");

/** The editor and the client as the extension sees them; `said` is what happens, in order. */
function desk({ settings = {}, fails = false } = {}) {
  const said = [];
  const commands = {};
  let changed, served, asked;
  const vscode = {
    commands: {
      registerCommand: (name, run) => (commands[name] = run),
      executeCommand: async (name, uri) => said.push([name, uri.path, served.provideTextDocumentContent(uri)]),
    },
    EventEmitter: class {
      event() {}
      fire() {}
    },
    Uri: { from: (parts) => ({ ...parts, toString: () => `${parts.scheme}:${parts.path}` }) },
    env: { language: "th" },
    window: { showErrorMessage: (text) => said.push(text) },
    workspace: {
      getConfiguration: () => ({ get: (name) => settings[name] }),
      onDidChangeConfiguration: (heard) => (changed = heard),
      registerTextDocumentContentProvider: (scheme, provider) => (served = provider),
      workspaceFolders: [{ uri: { scheme: "memfs", fsPath: "/none" } }, { uri: { scheme: "file", fsPath: "/office" } }],
    },
  };
  class LanguageClient {
    constructor(id, name, server, client) {
      Object.assign(this, { server, client });
      asked = client.middleware.executeCommand;
    }
    async start() {
      said.push(["start", this.server.command, this.server.options.cwd, this.client.initializationOptions]);
      await new Promise(setImmediate);
      if (fails) throw new Error("ENOENT");
      said.push("started");
    }
    async stop() {
      said.push("stop");
    }
  }
  const stubs = { vscode, "vscode-languageclient/node": { LanguageClient } };
  const load = Module._load;
  Module._load = (name, ...more) => stubs[name] ?? load(name, ...more);
  delete require.cache[require.resolve("../src/extension")];
  const extension = require("../src/extension");
  Module._load = load;
  const run = (name, args, answer) => asked(name, args, async () => answer);
  return { extension, said, commands, settings, run, change: (what) => changed({ affectsConfiguration: (name) => name === what }) };
}

test("it starts the server in the first folder of the disk, and stops it at the end", async () => {
  const { extension, said } = desk({ settings: { command: "", lang: "" } });
  await extension.activate({ subscriptions: [] });
  await extension.deactivate();
  assert.deepEqual(said, [["start", "kpirules", "/office", {}], "started", "stop"]);
});

test("after a setting is changed it is started anew, once the one before has stopped", async () => {
  const { extension, said, settings, change } = desk({ settings: { command: "kpirules", lang: "th" } });
  const active = extension.activate({ subscriptions: [] });
  settings.lang = "en";
  change("editor");
  change("kpirules");
  await active;
  await extension.deactivate();
  const starts = said.filter((each) => Array.isArray(each)).map((each) => each[3]);
  assert.deepEqual(said.filter((each) => !Array.isArray(each)), ["started", "stop", "started", "stop"]);
  assert.deepEqual(starts.at(-1), { lang: "en" });
});

test("whoever has no kpirules is told so, and may try again", async () => {
  const { extension, said, commands } = desk({ settings: { command: "kpirules" }, fails: true });
  await extension.activate({ subscriptions: [] });
  await commands["kpirules.restart"]();
  await extension.deactivate();
  assert.equal(said.filter((each) => /ENOENT.*kpirules\[lsp\]/.test(each)).length, 2);
  assert.ok(!said.includes("stop"));
});

test("what a command answers is shown beside the rules, under the name it was asked for", async () => {
  const { extension, said, run } = desk();
  await extension.activate({ subscriptions: [] });
  said.length = 0;
  assert.equal(await run("kpirules.explain", ["file:///a.kpi", "training"], "# 75 points"), "# 75 points");
  await run("kpirules.explain", ["file:///a.kpi", "training"], null);
  assert.deepEqual(said, [["markdown.showPreviewToSide", "/training.md", "# 75 points"]]);
});
