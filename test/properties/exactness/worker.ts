/** Measures the slices that `run.ts` sends, one after the other, in a thread of its own. */
import { parentPort } from "node:worker_threads";
import { measure, type Slice } from "./measure.ts";

parentPort?.on("message", (slice: Slice) => parentPort?.postMessage(measure(slice)));
