/** Units: factors worked out by hand or from UCUM's own table, mismatches told in words, slips with what was meant. */
import assert from "node:assert/strict";
import { ucum } from "@atomic-ehr/ucum";
import * as r from "../../../engine/number/rational.ts";
import { readUcum } from "../../../engine/number/ucum.ts";
import { commonUnits } from "../../../engine/number/unit-slips.ts";
import { conversion, isUnitProblem, parseUnit, type UnitInfo, type UnitProblem } from "../../../engine/number/units.ts";
import { decimal } from "./numbers.ts";

function factor(from: string, to: string): string {
  const result = conversion(from, to);
  return isUnitProblem(result) ? result.message : r.key(result);
}

function unit(text: string): UnitInfo {
  const result = parseUnit(text);
  if (isUnitProblem(result)) throw new Error(result.message);
  return result;
}

function problem(result: UnitInfo | r.Rational | UnitProblem): UnitProblem {
  assert.ok(isUnitProblem(result), "expected a problem");
  return result;
}

describe("factors between units", () => {
  it("are exact", () => {
    const known: readonly (readonly [string, string, string])[] = [
      ["mm", "cm", "1/10"],
      ["g/L", "g/dL", "1/10"],
      ["mg/dL", "g/L", "1/100"],
      ["10*9/L", "/uL", "1000"],
      ["10^9/L", "10*3/uL", "1"],
      ["{cells}/uL", "10*9/L", "1/1000"],
      ["ng/mL", "ug/L", "1"],
      ["U/L", "kU/L", "1/1000"],
      ["U/L", "ukat/L", "1/60"],
      ["m[IU]/mL", "[IU]/L", "1"],
      ["[iU]/L", "[IU]/L", "1"],
      ["[CFU]/mL", "[CFU]/L", "1000"],
      ["umol/L", "mmol/L", "1/1000"],
      ["mmol/mol", "%", "1/10"],
      ["1", "%", "100"],
      ["mmHg", "mm[Hg]", "1"],
      ["mm[Hg]", "Pa", "66661/500"],
      ["[in_i]", "cm", "127/50"],
      ["[lb_av]", "kg", "45359237/100000000"],
      ["kg/m2", "g/cm2", "1/10"],
      ["mg/d", "mg/(24.h)", "1"],
      ["mL/min/{1.73_m2}", "mL/s", "1/60"],
      ["/m/s", "/(m.s)", "1"],
      ["KiBy", "By", "1024"],
    ];
    for (const [from, to, expected] of known) assert.equal(factor(from, to), expected, `${from} to ${to}`);
  });

  it("turn 33 mm into 3.3 cm", () => {
    const result = conversion("mm", "cm");
    assert.ok(!isUnitProblem(result));
    assert.ok(r.equal(r.mul(r.fromInt(33), result), decimal("3.3")));
  });

  it("know the everyday names", () => {
    assert.equal(factor("years", "months"), "12");
    assert.equal(factor("year", "days"), "1461/4");
    assert.equal(factor("months", "mo"), "1");
    assert.equal(factor("weeks", "d"), "7");
    assert.equal(factor("day", "hours"), "24");
    assert.equal(factor("minutes", "seconds"), "60");
    assert.equal(factor("ULN", "{ULN}"), "1");
    assert.equal(unit("years").ucum, "a");
  });

  it("follow UCUM's own table for every atom that it defines by others", async () => {
    const table = new URL("./units.js", import.meta.resolve("@atomic-ehr/ucum"));
    const { units } = (await import(table.href)) as {
      units: Record<string, { isSpecial?: boolean; value: { Unit: string; value: string } }>;
    };
    // The library's own parser cannot read g% and '' (the second of arc); a mole is a dimension of its own here.
    const left = new Set(["g%", "''", "mol"]);
    const derived = Object.entries(units).filter(([atom, { isSpecial, value }]) => value.Unit !== "1" && !isSpecial && !left.has(atom));
    assert.ok(derived.length > 150);
    for (const [atom, { value }] of derived) {
      const [measure, definition] = [readUcum(atom), readUcum(value.Unit)];
      assert.ok(measure && definition, atom);
      const [mantissa = "", exponent = "0"] = value.value.split("e");
      const number = r.mul(decimal(mantissa), r.powInt(r.fromInt(10), Number(exponent)));
      assert.equal(r.key(measure.factor), r.key(r.mul(number, definition.factor)), atom);
      assert.deepEqual(measure.dimensions, definition.dimensions, atom);
    }
  });

  it("agree with the library's floating-point conversions between all common units", () => {
    let compared = 0;
    for (const from of commonUnits) {
      for (const to of commonUnits) {
        const exact = conversion(from, to);
        if (isUnitProblem(exact) || from === to) continue;
        const library = ucum.convert(1, from, to);
        assert.ok(Math.abs(library - r.toNumber(exact)) <= 1e-12 * library, `${from} to ${to}`);
        compared++;
      }
    }
    assert.ok(compared > 400);
  });

  it("go there and back", () => {
    for (const from of commonUnits) {
      for (const to of commonUnits) {
        const [there, back] = [conversion(from, to), conversion(to, from)];
        assert.equal(isUnitProblem(there), isUnitProblem(back));
        if (!isUnitProblem(there) && !isUnitProblem(back)) assert.ok(r.equal(r.mul(there, back), r.one));
      }
    }
  });
});

describe("units that do not fit", () => {
  it("are told apart by what they measure", () => {
    const { message } = problem(conversion("mg", "cm"));
    assert.match(message, /^mg measures a mass, cm a length: /);
    assert.match(problem(conversion("10*9/L", "g/dL")).message, /a number per volume.*a mass per volume/);
    assert.match(problem(conversion("m[IU]/mL", "{cells}/mL")).message, /international units per volume/);
    assert.match(problem(conversion("mL/min/kg", "cm")).message, /a volume per mass and time/);
  });

  it("come with advice where there is some", () => {
    assert.match(problem(conversion("umol/L", "mg/dL")).message, /molar mass/);
    assert.match(problem(conversion("U/L", "[IU]/L")).message, /enzyme unit/);
    assert.match(problem(conversion("ULN", "U/L")).message, /upper limit of normal first/);
  });

  it("keep moles, arbitrary units and fields of view apart from plain numbers", () => {
    const apart = [
      ["umol/L", "/uL"],
      ["[IU]/L", "[CFU]/L"],
      ["[CFU]/mL", "/mL"],
      ["/[HPF]", "1"],
      ["ULN", "1"],
    ] as const;
    for (const [from, to] of apart) problem(conversion(from, to));
  });

  it("do not convert scales with a zero of their own", () => {
    assert.equal(factor("Cel", "Cel"), "1");
    for (const [from, to] of [
      ["Cel", "K"],
      ["[degF]", "Cel"],
      ["K", "Cel"],
      ["mCel", "Cel"],
    ] as const) {
      assert.match(problem(conversion(from, to)).message, /Give both in the same unit/);
    }
    problem(parseUnit("Cel/s"));
  });
});

describe("texts that are no unit", () => {
  it("come with the unit that was meant", () => {
    // biome-ignore format: a table
    const meant: Readonly<Record<string, string>> = {
      "µL": "uL", "μL": "uL", cc: "mL", "mIU/mL": "m[IU]/mL", "IU/L": "[IU]/L", "µIU/mL": "u[IU]/mL", "gm/dL": "g/dL", "mg / dL": "mg/dL",
      "mg per dL": "mg/dL", "x10^9/L": "10*9/L", "×10⁹/L": "10*9/L", "10e9/L": "10*9/L", "10**9/L": "10*9/L", "1e9/L": "10*9/L",
      "kg/m^2": "kg/m2", "kg/m²": "kg/m2", "mg/day": "mg/d", "g%": "g/dL", xULN: "ULN", "x ULN": "ULN", "cells/uL": "{cells}/uL",
      "MG/DL": "mg/dL", "°C": "Cel", "mm Hg": "mm[Hg]", "mm/hr": "mm/h", "/hpf": "/[HPF]", "mEq/L": "meq/L", "mcg/L": "ug/L",
      "g/dLL": "g/dL", percent: "%", yrs: "a", nodes: "{nodes}",
    };
    for (const [text, suggestion] of Object.entries(meant)) {
      const { message, suggestion: told } = problem(parseUnit(text));
      assert.equal(told, suggestion, text);
      assert.ok(message.includes(`Did you mean ${suggestion}?`), message);
      assert.ok(!isUnitProblem(parseUnit(suggestion)), suggestion);
    }
  });

  it("are not taken for what UCUM alone would make of them", () => {
    const meant = {
      "G/L": "10*9/L",
      "T/L": "10*12/L",
      "K/uL": "10*3/uL",
      "PG/ML": "pg/mL",
      "Mg/dL": "mg/dL",
      "u/L": "U/L",
      C: "Cel",
    };
    for (const [text, suggestion] of Object.entries(meant)) assert.equal(problem(parseUnit(text)).suggestion, suggestion, text);
    assert.match(problem(parseUnit("K/uL")).message, /kelvin per microliter/);
  });

  it("are refused without a guess where there is none", () => {
    const texts = ["foo", "constructor", "toString", "m0", "m200", "0", "1.5", "(", "/", "{", "m\u0000", "x".repeat(5000)];
    for (const text of texts) {
      const { message, suggestion } = problem(parseUnit(text));
      assert.equal(suggestion, undefined, text);
      assert.ok(message.length < 200);
    }
    assert.equal(problem(parseUnit(" ")).suggestion, "1");
  });

  it("do not include the units of laboratories, in either spelling of the litre", () => {
    for (const text of [...commonUnits, "mg/dl", "10*9/l", "U/l", "years", "ULN", "mmHg", " cm ", "m[IU]/ml", "%{of cells}", "{score}"]) {
      assert.ok(!isUnitProblem(parseUnit(text)), text);
    }
  });

  it("have a problem in a conversion too", () => {
    assert.equal(problem(conversion("cc", "L")).suggestion, "mL");
    assert.equal(problem(conversion("cc", "cc")).suggestion, "mL");
    assert.equal(problem(conversion("L", "cc")).suggestion, "mL");
  });
});
