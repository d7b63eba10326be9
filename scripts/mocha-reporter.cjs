/** Mocha's own "dot" report, and the counts in a file for the closing line of `npm test`. */
const { writeFileSync } = require("node:fs");
const Mocha = require("mocha");

module.exports = class extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const counts = { passed: 0, failed: 0, skipped: [] };
    runner.on("pass", () => counts.passed++);
    runner.on("fail", () => counts.failed++);
    runner.on("pending", (test) => counts.skipped.push(test.fullTitle()));
    runner.once("end", () => writeFileSync(options.reporterOption.output, JSON.stringify(counts)));
  }
};
