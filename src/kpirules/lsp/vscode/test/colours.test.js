"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const test = require("node:test");
const { coloured, tokens } = require("./tokens");
const words = require("./words.json");

const DECLARATION = "storage.type.declaration";
const LINE = "keyword.other.line";
const WORD = "keyword.operator.word";
const DECLARED = "entity.name.type";
const NAME = "variable.other";
const NUMBER = "constant.numeric";
const SIGN = "keyword.operator";
const TEXT = "string.quoted.double";

const samples = [
  ['indicator indicator-2 "a label"  # said', [
    `indicator: ${DECLARATION}`, `indicator-2: ${DECLARED}`, `"a label": ${TEXT}`, "# said: comment.line.number-sign"]],
  ['ตัวชี้วัด อัตราเพิ่ม-๒ "ป้าย"', [`ตัวชี้วัด: ${DECLARATION}`, `อัตราเพิ่ม-๒: ${DECLARED}`, `"ป้าย": ${TEXT}`]],
  ["  formula a / b2 * 1,234.50", [
    `formula: ${LINE}`, `a: ${NAME}`, `/: ${SIGN}`, `b2: ${NAME}`, `*: ${SIGN}`, `1,234.50: ${NUMBER}`]],
  ["  สูตร น้ำดื่ม / ที่อยู่ * ๑,๒๓๔.๕๐", [
    `สูตร: ${LINE}`, `น้ำดื่ม: ${NAME}`, `/: ${SIGN}`, `ที่อยู่: ${NAME}`, `*: ${SIGN}`, `๑,๒๓๔.๕๐: ${NUMBER}`]],
  ["     50   ที่ ๕๙.๕๔", [`50: ${NUMBER}`, `ที่: ${WORD}`, `๕๙.๕๔: ${NUMBER}`]],
  ["  above   the last  level   the  last score", [`above   the last  level: ${LINE}`, `the  last score: ${WORD}`]],
  ["  not applicable when b is not applicable", [
    `not applicable when: ${LINE}`, `b: ${NAME}`, `is: ${WORD}`, "not applicable: constant.language"]],
  ["  measured in household per year", [
    `measured in: ${LINE}`, "household: entity.name.unit", `per: ${WORD}`, "year: entity.name.unit"]],
  ["  มีหน่วยเป็น บาท ต่อ คน", [`มีหน่วยเป็น: ${LINE}`, "บาท: entity.name.unit", `ต่อ: ${WORD}`, "คน: entity.name.unit"]],
  ['unit household "ครัวเรือน"', [`unit: ${DECLARATION}`, "household: entity.name.unit", `"ครัวเรือน": ${TEXT}`]],
  ["  expect training.score = 50", [
    `expect: ${LINE}`, `training: ${NAME}`, "score: support.variable.property", `=: ${SIGN}`, `50: ${NUMBER}`]],
  ["  ต้องได้ การอบรม.คะแนนถ่วงน้ำหนัก = 50", [
    `ต้องได้: ${LINE}`, `การอบรม: ${NAME}`, "คะแนนถ่วงน้ำหนัก: support.variable.property", `=: ${SIGN}`, `50: ${NUMBER}`]],
  ["  formula min (a, ค่าต่ำสุด(ก, 2))", [
    `formula: ${LINE}`, "min: support.function", `a: ${NAME}`, "ค่าต่ำสุด: support.function", `ก: ${NAME}`, `2: ${NUMBER}`]],
  ['  component performance "ผล" weight 80', [
    `component: ${LINE}`, `performance: ${DECLARED}`, `"ผล": ${TEXT}`, `weight: ${LINE}`, `80: ${NUMBER}`]],
  // Words that only begin or end like a keyword are names, also where Thai letters have no blanks.
  ["  formula weight-2 + units + ที่ดิน + ตัวชี้วัดใหม่ + net-weight", [
    `formula: ${LINE}`, `weight-2: ${NAME}`, `+: ${SIGN}`, `units: ${NAME}`, `+: ${SIGN}`, `ที่ดิน: ${NAME}`,
    `+: ${SIGN}`, `ตัวชี้วัดใหม่: ${NAME}`, `+: ${SIGN}`, `net-weight: ${NAME}`]],
  ['note "weight 20 # no remark"', [`note: ${LINE}`, `"weight 20 # no remark": ${TEXT}`]],
];

for (const [line, expected] of samples) {
  test(`colours of: ${line.trim()}`, async () => assert.deepEqual(await coloured(line), expected));
}

test("every keyword, in every spelling, at the beginning of a line and inside one", async () => {
  for (const { spelling, first, inside } of words) {
    const [[indent, begun], [, , word]] = [
      (await tokens([`  ${spelling}`]))[0],
      (await tokens([`1  ${spelling.replace(" ", "   ")}`]))[0].concat([{}, {}]),
    ];
    assert.equal(indent.text, "  ");
    if (first) assert.deepEqual([begun.text, begun.scope], [spelling, first]);
    if (inside) assert.deepEqual([word.text.replace("   ", " "), word.scope], [spelling, inside]);
    const [[, name]] = await tokens([`  ${spelling.split(" ").at(-1)}ๆx`.replace("ๆ", "_")]);
    assert.equal(name.scope, "variable.other.kpi", name.text);
  }
});

test("blocks of a Markdown document, up to the line that closes them", async () => {
  const lines = ["# weight 20", "", "````kpi", "unit a", "  weight 20", "````", "weight 20", "```python", "weight 20", "```"];
  const found = await tokens(lines, "text.html.markdown");
  const rules = found.map((line) => line.some(({ scopes }) => scopes.includes("meta.embedded.block.kpi")));
  assert.deepEqual(rules, [false, false, false, true, true, false, false, false, false, false]);
  assert.equal(found[4].find(({ text }) => text === "weight").scope, "keyword.other.line.kpi");
});

test("a block in a list, with words after kpi, in tildes", async () => {
  const lines = ["  ~~~ KPI example", "  ตัวชี้วัด ก", "  ~~~", "weight 20"];
  const found = await tokens(lines, "text.html.markdown");
  assert.equal(found[1].find(({ text }) => text === "ตัวชี้วัด").scope, "storage.type.declaration.kpi");
  assert.ok(found[3].every(({ scopes }) => !scopes.includes("meta.embedded.block.kpi")));
});

// What kpirules itself reads in rule files: [line, start, scopes that are right]. Made by tests/lsp/test_vscode.py.
const { KPIRULES_READ: read } = process.env;
if (read) {
  for (const { name, lines, read: expected } of JSON.parse(fs.readFileSync(read, "utf8"))) {
    test(`colours of ${name}`, async () => {
      const found = await tokens(lines);
      const wrong = expected.flatMap(([line, start, text, scopes]) => {
        const word = found[line].find((token) => token.start === start);
        return word?.text === text && scopes.includes(word.scope) ? [] : [{ line: lines[line], text, scopes, word }];
      });
      assert.deepEqual(wrong, []);
    });
  }
}
