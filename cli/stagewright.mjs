#!/usr/bin/env node
/** Starts the command line: as compiled in a clone, as bundled in a package made from it. */
import { existsSync } from "node:fs";

const compiled = new URL("../out/cli/main.js", import.meta.url);
await import(existsSync(compiled) ? compiled.href : new URL("../dist/cli/stagewright.mjs", import.meta.url).href);
