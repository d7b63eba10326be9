/** An example of the file, explained as HTML: what was expected, what came out, and every decision with its rows. */
import type { ExampleAt, TriedAnswer } from "#engine";
import { answersHtml, type Surroundings } from "./answers.ts";
import { type Html, html } from "./html.ts";

export function explainedHtml(example: ExampleAt, answers: readonly TriedAnswer[], around: Surroundings): Html {
  const { result, left } = example;
  const place = around.placeOf({ uri: result.uri, span: example.span });
  const words = { passed: "As expected", failed: "Not as expected", invalid: "Cannot be read" } as const;
  return html`<header class="example ${result.status}">
<h1>${result.title}</h1>
<p class="verdict"><span class="sign" aria-hidden="true">${result.status === "passed" ? "✓" : "✗"}</span> <strong>${words[result.status]}</strong>${
    place !== undefined && html` <button type="button" class="link" data-place="${place}">Go to the example</button>`
  }</p>
${result.status === "invalid" && html`<p class="notice">${result.message ?? "This example cannot be read."}</p>`}
${result.checks.length > 0 && checksHtml(result.checks)}
${
  example.entries.length > 0 &&
  html`<p><button type="button" data-try>Try this case with other values</button>${
    left.length > 0 && html` <span class="quiet">(what is said of ${left.join(", ")} cannot be carried over)</span>`
  }</p>`
}
</header>
${answersHtml(answers, around)}`;
}

const checksHtml = (checks: ExampleAt["result"]["checks"]): Html =>
  html`<table class="checks"><thead><tr><th scope="col">Decision</th><th scope="col">Expected</th><th scope="col">Came out</th><th scope="col"></th></tr></thead>
<tbody>${checks.map(
    ({ variable, expected, actual, passed }) =>
      html`<tr class="${passed ? "passed" : "failed"}"><th scope="row">${variable}</th><td>${expected}</td><td>${actual}</td><td><span aria-hidden="true">${passed ? "✓" : "✗"}</span> ${passed ? "as expected" : "not as expected"}</td></tr>`,
  )}</tbody></table>`;
