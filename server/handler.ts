/**
 * The one wrapper around everything that the client can set off: stops what was cancelled, and turns our own
 * faults into a logged error instead of a dead server. The only place of this room that catches a fault.
 */
import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** Where faults are told; `RemoteConsole` fits. */
export interface Log {
  readonly error: (message: string) => void;
}

/** An answer that is not given; its message is for the client's log. */
export type Refusal = ResponseError<never>;

type Answer<P, R> = (params: P, token: CancellationToken) => Promise<R | Refusal> | R | Refusal;

/** The answer to a request for which nobody waits any more. */
export const cancelled = (): Refusal => new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");

/** A request: its answer, or an error that the client understands. */
export const request =
  <P, R>(log: Log, name: string, answer: Answer<P, R>) =>
  async (params: P, token: CancellationToken): Promise<R | Refusal> => {
    if (token.isCancellationRequested) return cancelled();
    try {
      return await answer(params, token);
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
