"use strict";

const fs = require("node:fs");
const path = require("node:path");
const oniguruma = require("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");

const syntaxes = path.join(__dirname, "..", "syntaxes");

/** As much of Markdown as the injection needs: VS Code brings the rest. */
const markdown = {
  scopeName: "text.html.markdown",
  patterns: [{ match: "^#.*$", name: "markup.heading.markdown" }],
};

const files = {
  "source.kpi": "kpi.tmLanguage.json",
  "markdown.kpi.codeblock": "kpi-markdown.tmLanguage.json",
};

function registry() {
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  const onigLib = oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)).then(() => ({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }));
  return new Registry({
    onigLib,
    loadGrammar: async (scope) => {
      if (scope === markdown.scopeName) return parseRawGrammar(JSON.stringify(markdown), "markdown.json");
      const file = path.join(syntaxes, files[scope]);
      return parseRawGrammar(fs.readFileSync(file, "utf8"), file);
    },
    getInjections: (scope) => (scope === markdown.scopeName ? ["markdown.kpi.codeblock"] : []),
  });
}

const grammars = registry();

/** For each line, what stands on it: start, end, text, innermost scope, all scopes. */
async function tokens(lines, scope = "source.kpi") {
  const grammar = await grammars.loadGrammar(scope);
  let state = INITIAL;
  return lines.map((line) => {
    const found = grammar.tokenizeLine(line, state);
    state = found.ruleStack;
    return found.tokens.map(({ startIndex, endIndex, scopes }) => ({
      start: startIndex,
      end: Math.min(endIndex, line.length),
      text: line.slice(startIndex, endIndex),
      scope: scopes.at(-1),
      scopes,
    }));
  });
}

/** What is coloured on one line, as `text: scope`, without what has no colour of its own. */
async function coloured(line) {
  const [found] = await tokens([line]);
  return found.filter(({ scope }) => scope !== "source.kpi").map(({ text, scope }) => `${text}: ${scope.replace(/\.kpi$/, "")}`);
}

module.exports = { coloured, tokens };
