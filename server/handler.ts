/**
 * The one wrapper around everything that the client can set off: stops what was cancelled, and turns our own
 * faults into a logged error instead of a dead server. The only place of this room that catches a fault.
 */
import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** Where faults are told. */
export interface Log {
  readonly error: (message: string) => void;
  /** Waits for files that an answer has asked the client for; undefined where none is on its way. */
  readonly settled?: () => Promise<void> | undefined;
}

/** An answer that is not given; its message is for the client's log. */
export type Refusal = ResponseError<never>;

type Answer<P, R> = (params: P, token: CancellationToken) => Promise<R | Refusal> | R | Refusal;

/** The answer to a request for which nobody waits any more. */
export const cancelled = (): Refusal => new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");

/** A request: its answer, or an error that the client understands. An answer found without files that were still on their way is found again. */
export const request =
  <P, R>(log: Log, name: string, answer: Answer<P, R>) =>
  async (params: P, token: CancellationToken): Promise<R | Refusal> => {
    if (token.isCancellationRequested) return cancelled();
    try {
      let found = await answer(params, token);
      for (let files = log.settled?.(); files !== undefined; files = log.settled?.()) {
        await files;
        if (token.isCancellationRequested) return cancelled();
        found = await answer(params, token);
      }
      return found;
    } catch (fault) {
      log.error(describe(name, fault));
      return new ResponseError(LSPErrorCodes.RequestFailed, `Stagewright failed at ${name}; its log tells more.`);
    }
  };

/** Work that nobody waits for: a notification, or what a timer sets off. */
export const background =
  <P extends readonly unknown[]>(log: Log, name: string, work: (...params: P) => Promise<void> | void) =>
  async (...params: P): Promise<void> => {
    try {
      await work(...params);
    } catch (fault) {
      log.error(describe(name, fault));
    }
  };

const describe = (name: string, fault: unknown): string => {
  const told = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  return `${name}: ${told}`;
};
