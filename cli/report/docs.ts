/** Where the page of a finding code is found. The one place that knows the address. */
import type { Code } from "../engine.ts";

export const projectPage = "https://github.com/stagewright/stagewright";

export const pageOf = (code: Code): string => `${projectPage}/blob/main/docs/checks/${code}.md`;
