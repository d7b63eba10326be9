/** Measures the files that `run.ts` sends, one after the other, in a thread of its own. */
import { parentPort } from "node:worker_threads";
import { measure } from "./measure.ts";

parentPort?.on("message", (file: string) => parentPort?.postMessage(measure(file).judged));
