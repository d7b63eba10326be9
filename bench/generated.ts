/** Rules of about 5,000 lines, made up for measurements: as authors write them, aligned, with lists, ranges and remarks. */

const wanted = 5000;

/** How many tables the generated rules have. */
export const tablesIn = 24;

/** Tables over T, N, M, a number and a grade. */
export function generated(): string {
  const head = [
    'scheme "Generated" { cite source "Made up for a measurement" }',
    'category T "Primary tumour" unknown TX { T0  T1 { T1a  T1b  T1c }  T2 { T2a  T2b }  T3  T4 }',
    "category N unknown NX { N0  N1  N2 { N2a  N2b }  N3 }",
    "category M { M0  M1 { M1a  M1b } }",
    'number size "Largest diameter" unit cm from 0 to 30',
    "category grade { G1  G2  G3 }",
  ];
  const perTable = Math.floor((wanted - head.length) / tablesIn);
  const T = ["T0", "T1", "T1a, T1b", "T2..T3", "T4", "not T0", "any"];
  const N = ["N0", "N1..N3", "N2a", "any", "N1, N2"];
  const M = ["M0", "M1", "any"];
  const sizes = ["<= 2 cm", "2 <.. 5 cm", "> 5 cm", "any", "20..30 mm"];
  const grades = ["G1", "G2, G3", "any"];
  const at = (from: readonly string[], index: number): string => from[index % from.length] ?? "any";
  const blocks = Array.from({ length: tablesIn }, (_, table) => {
    const rows = Array.from(
      { length: perTable - 4 },
      (_, row) =>
        `  ${at(T, row).padEnd(8)} | ${at(N, row + table).padEnd(6)} | ${at(M, row).padEnd(3)} | ${at(sizes, row).padEnd(10)} | ${at(grades, row).padEnd(6)} => ${at(["I", "II", "III", "IV"], row)}${row % 25 === 0 ? "   // a remark of the author" : ""}`,
    );
    return [
      `category group${table} "Group ${table}" { I  II  III  IV }`,
      `table first "Table ${table}" @source {`,
      `  T | N | M | size | grade => group${table}`,
      ...rows,
      "}",
    ].join("\n");
  });
  return [...head, ...blocks].join("\n");
}

/** Tables of which every combination has its row, as a registry would keep them: nothing is wrong with them. */
export function complete(): string {
  const head = ['scheme "Complete" { }', `category A { ${labels("A", 14)} }`, `category B { ${labels("B", 14)} }`];
  const tables = Array.from({ length: 24 }, (_, table) => {
    const rows = Array.from({ length: 14 * 14 }, (_, row) => {
      const [a, b] = [Math.floor(row / 14), row % 14];
      return `  A${a}${a < 10 ? " " : ""} | B${b}${b < 10 ? " " : ""} => ${["I", "II", "III"][(a + b + table) % 3]}`;
    });
    return [`category stage${table} { I  II  III }`, "table {", `  A   | B   => stage${table}`, ...rows, "}", ""].join("\n");
  });
  return [...head, ...tables].join("\n");
}

const labels = (name: string, count: number): string => Array.from({ length: count }, (_, index) => `${name}${index}`).join("  ");
