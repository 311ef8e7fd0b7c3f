"use strict";

const path = require("node:path");

/** Where the program is: a name is looked for by the system, a path begins at the open folder. */
function program(command, folder) {
  const isPath = /[\\/]/.test(command) && !path.isAbsolute(command);
  return isPath && folder ? path.join(folder, command) : command;
}

/** How the server is started. */
function server(command, folder) {
  return { command: program(command, folder), args: ["lsp"], options: folder ? { cwd: folder } : {} };
}

/** Which texts the server is asked about, the language of its messages, and who shows what commands answer. */
function client(lang, show) {
  return {
    documentSelector: ["file", "untitled"].flatMap((scheme) => [
      { scheme, language: "kpi" },
      { scheme, pattern: "**/*.kpi.md" },
    ]),
    initializationOptions: lang ? { lang } : {},
    middleware: {
      async executeCommand(command, args, next) {
        const answer = await next(command, args);
        if (typeof answer === "string") await show(answer, args[1]);
        return answer;
      },
    },
  };
}

/** What is said where the server does not start. */
function failure(command, error, lang) {
  const why = error && error.message ? error.message : String(error);
  return lang.startsWith("th")
    ? `เรียก \`${command}\` ไม่ได้ (${why}) ติดตั้งด้วย pip install "kpirules[lsp]" หรือตั้งค่า kpirules.command เป็นที่อยู่ของโปรแกรม`
    : `\`${command}\` does not start (${why}). Install it with pip install "kpirules[lsp]", or set kpirules.command to the path of the program.`;
}

module.exports = { client, failure, program, server };
