"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const start = require("./start");

let running;
/** Starting and stopping wait for one another. */
let last = Promise.resolve();

/** What commands answered, as documents to look at: explanations, and how examples came out. */
const answers = new Map();
const SCHEME = "kpirules-answer";

async function show(answer, name) {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.md` });
  answers.set(uri.toString(), answer);
  changed.fire(uri);
  await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
}

let changed;

function restart() {
  last = last.then(stop).then(begin);
  return last;
}

async function begin() {
  const settings = vscode.workspace.getConfiguration("kpirules");
  const command = settings.get("command") || "kpirules";
  const lang = settings.get("lang");
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath;
  const client = new LanguageClient(
    "kpirules",
    "kpirules",
    start.server(command, folder),
    start.client(lang, show),
  );
  try {
    await client.start();
    running = client;
  } catch (error) {
    vscode.window.showErrorMessage(start.failure(command, error, lang || vscode.env.language));
  }
}

async function stop() {
  const client = running;
  running = undefined;
  await client?.stop().catch(() => {}); // one that has gone already cannot be stopped
}

exports.activate = (context) => {
  changed = new vscode.EventEmitter();
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => answers.get(uri.toString()),
    }),
    vscode.commands.registerCommand("kpirules.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("kpirules")) restart();
    }),
  );
  return restart();
};

exports.deactivate = () => {
  last = last.then(stop);
  return last;
};
