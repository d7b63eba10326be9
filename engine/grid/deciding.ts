/** Which rows decide a cell: told from the readings where they are plain, else asked of the diagrams as a trace does. */
import { rowDecides } from "../cases/shadow.ts";
import { type PlacedRow, rowsOf } from "../compile/local.ts";
import type { Space } from "../compile/space.ts";
import { situationOf } from "../evaluate/patient.ts";
import type { Reading } from "../evaluate/reading.ts";
import type { Cond, Decision, Row, Variable } from "../model/symbols.ts";
import { mayHold, mustHold } from "./readings.ts";

type Record = ReadonlyMap<string, Reading>;

export function decidingRows(space: Space, decision: Decision, record: Record): readonly Row[] {
  const isDecided = (variable: Variable): boolean => space.decisions.has(variable);
  const may = (cond: Cond | undefined): boolean => cond === undefined || mayHold(cond, record, isDecided);
  const must = (cond: Cond | undefined): boolean => cond === undefined || mustHold(cond, record, isDecided);
  const candidates = rowsOf(decision).filter(({ block, row }) => may(row.cond) && may(block?.where));
  const applying = new Set(candidates.filter(({ block, row }) => !row.otherwise && must(row.cond) && must(block?.where)));
  const left = candidates.filter((placed) => !candidates.some((other) => applying.has(other) && isBefore(other, placed)));
  const situation = situationOf(space, record);
  return left
    .filter((placed) => {
      const isPlain = applying.has(placed) && (agreesWithAll(placed) || isAlone(placed, left));
      return isPlain || rowDecides(space, decision, placed.row, situation) !== "never";
    })
    .map(({ row }) => row);
}

/** Under `first` a row that applies in every case leaves nothing to those below it. */
const isBefore = (above: PlacedRow, below: PlacedRow): boolean =>
  above.block?.policy === "first" &&
  above.block === below.block &&
  above.block.rows.indexOf(above.row) < above.block.rows.indexOf(below.row);

/** No other row of its block takes anything from it. */
const agreesWithAll = ({ block }: PlacedRow): boolean => block === undefined || block.policy === "unique";

const isAlone = (placed: PlacedRow, candidates: readonly PlacedRow[]): boolean =>
  candidates.every((other) => other === placed || other.block !== placed.block);
