"use strict";

const assert = require("node:assert/strict");
const path = require("node:path");
const test = require("node:test");
const start = require("../src/start");

test("a name is left to the system, a path begins at the open folder", () => {
  const folder = path.resolve("/office");
  const whole = path.resolve("/bin/kpirules");
  assert.equal(start.program("kpirules", folder), "kpirules");
  assert.equal(start.program(".venv/bin/kpirules", folder), path.join(folder, ".venv", "bin", "kpirules"));
  assert.equal(start.program(whole, folder), whole);
  assert.equal(start.program("bin/kpirules", undefined), "bin/kpirules");
});

test("the server is `kpirules lsp`, in the open folder", () => {
  assert.deepEqual(start.server("kpirules", "/office"), {
    command: "kpirules", args: ["lsp"], options: { cwd: "/office" },
  });
});

test("a language is sent only if one is chosen", () => {
  assert.deepEqual(start.client("th").initializationOptions, { lang: "th" });
  assert.deepEqual(start.client("").initializationOptions, {});
});

test("rule files and documents with rules are served, saved or not", () => {
  const patterns = start.client("").documentSelector.map(({ scheme, language, pattern }) => [scheme, language ?? pattern]);
  assert.deepEqual(patterns, [
    ["file", "kpi"], ["file", "**/*.kpi.md"], ["untitled", "kpi"], ["untitled", "**/*.kpi.md"],
  ]);
});

test("whoever has no kpirules is told how to get it, in the language of the editor", () => {
  assert.match(start.failure("kpirules", new Error("ENOENT"), "en-US"), /ENOENT.*pip install "kpirules\[lsp\]"/);
  assert.match(start.failure("kpirules", new Error("ENOENT"), "th"), /ติดตั้งด้วย pip install/);
});
