/** Expressions of the syntax tree: what follows `when`, `where` and `let`. */
import type {
  Alternative,
  CompareOp,
  Label,
  LabelLiteral,
  NumberLiteral,
  QName,
  SetLiteral,
  Span,
  Unit,
  YesNoLiteral,
} from "./ast-cells.ts";

export type ArithmeticOp = "+" | "-" | "*" | "/" | "^";
export type FunctionName = "ln" | "log10" | "exp" | "sqrt" | "min" | "max" | "abs" | "round";

/** What follows `has`. `one`: a label; `atLeast`: `2 of (…)` (without labels: `2`, of all members). */
export type Has =
  | (Span & { readonly mode: "one"; readonly labels: readonly Label[] })
  | (Span & { readonly mode: "any"; readonly labels: readonly Label[] })
  | (Span & { readonly mode: "all"; readonly labels: readonly Label[] })
  | (Span & {
      readonly mode: "atLeast";
      readonly count: NumberLiteral;
      /** undefined: counted over all members of the set. */
      readonly labels: readonly Label[] | undefined;
    });

export type Expr =
  | NumberLiteral
  | YesNoLiteral
  | SetLiteral
  | (Span & { readonly kind: "name"; readonly name: QName })
  /** A label that cannot be a name: `0a`, `N0(i+)`, `"very low"`. */
  | LabelLiteral
  | (Span & { readonly kind: "unknown" })
  | (Span & { readonly kind: "paren"; readonly inner: Expr })
  | (Span & { readonly kind: "negate"; readonly operand: Expr })
  | (Span & { readonly kind: "arithmetic"; readonly op: ArithmeticOp; readonly left: Expr; readonly right: Expr })
  | (Span & { readonly kind: "compare"; readonly op: CompareOp; readonly left: Expr; readonly right: Expr })
  /** `x in (A, B)` or `x in 1 <.. 2` (one alternative of kind range). */
  | (Span & { readonly kind: "in"; readonly subject: Expr; readonly alternatives: readonly Alternative[]; readonly grouped: boolean })
  | (Span & { readonly kind: "has"; readonly subject: Expr; readonly has: Has })
  | (Span & { readonly kind: "and"; readonly terms: readonly Expr[] })
  | (Span & { readonly kind: "or"; readonly terms: readonly Expr[] })
  | (Span & { readonly kind: "not"; readonly operand: Expr })
  | (Span & { readonly kind: "if"; readonly condition: Expr; readonly then: Expr; readonly otherwise: Expr })
  | (Span & { readonly kind: "call"; readonly name: FunctionName; readonly args: readonly Expr[] })
  /** `count of (a, b > 2)` */
  | (Span & { readonly kind: "countOf"; readonly conditions: readonly Expr[] })
  /** `count(s)` */
  | (Span & { readonly kind: "countSet"; readonly set: QName })
  /** `wbc as "/uL"` */
  | (Span & { readonly kind: "as"; readonly name: QName; readonly unit: Unit });
