"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const start = require("./start");

let running;
/** Starting and stopping wait for one another. */
let last = Promise.resolve();

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
    start.client(lang),
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
  context.subscriptions.push(
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
