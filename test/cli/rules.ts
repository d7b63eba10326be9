/** Small rules that the tests of the commands share. */

/** Clean, and each row is reached by a case. */
export const cleanRules = `scheme "Small" { status draft }

category T "Tumour" unknown TX also "tumour" { T1 T2 T3 }
category N "Nodes" { N0 N1 }
category stage "Stage" { I II III }

table {
  T      | N   => stage
  T1     | N0  => I
  T2     | N0  => II
  T3     | any => III
  T1, T2 | N1  => III
}

examples "Worked" {
  T  | N  => stage
  T1 | N0 => I
  T2 | N0 => II
  T3 | ?  => III
  T1 | N1 => III
}
`;

/** T2 N1 and T3 N1 have no row. */
export const rulesWithGap = cleanRules
  .replace("  T3     | any => III\n  T1, T2 | N1  => III\n", "  T3     | N0  => III\n  T1     | N1  => III\n")
  .replace("  T3 | ?  => III\n", "");

/** The second case expects what the rules do not say. */
export const rulesWithFailure = cleanRules.replace("  T2 | N0 => II\n  T3", "  T2 | N0 => III\n  T3");

/** A number with a unit, a set and a flag. */
export const richRules = `scheme "Rich" { status draft }

number size "Size" unit cm from 0 to 20
set invades "Grows into" { heart trachea }
flag smoker "Smoker"
category grade { low high }
category reach { near far }
category group { A B }

table {
  size => grade
  <= 3 => low
  > 3  => high
}

decide reach {
  far when invades has heart
  otherwise near
}

table {
  grade | smoker => group
  low   | no     => A
  low   | yes    => B
  high  | any    => B
}
`;
