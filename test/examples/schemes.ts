/** Which rule file answers which facts file, and which independent calculator knows its answers. */

import { breastClinical, breastPathological } from "../support/reference/breast.ts";
import { colonRectum } from "../support/reference/colon-rectum.ts";
import type { Reference } from "../support/reference/completions.ts";
import { esophagusClinical, esophagusPathological, esophagusPostTherapy } from "../support/reference/esophagus-squamous.ts";
import { lung } from "../support/reference/lung.ts";
import { melanomaClinical, melanomaPathological } from "../support/reference/melanoma.ts";
import { prostateClinical, prostatePathological } from "../support/reference/prostate.ts";
import { cllIpi, eln2022, elts, ipi, ipssR, iss, mipi, type RiskAnswer, rIss, type Values } from "../support/reference/risk.ts";
import { testis } from "../support/reference/testis.ts";
import { thyroidDifferentiated } from "../support/reference/thyroid.ts";

export interface SolidScheme {
  /** The rule file, from the root of the repository. */
  readonly file: string;
  /** What a file that covers several classifications is told beside the record. */
  readonly classification: string | undefined;
  /** Its name is that of the facts file. */
  readonly reference: Reference;
}

const solid = (name: string, reference: Reference, classification?: string): SolidScheme => ({
  file: `examples/solid/${name}.stage`,
  classification,
  reference,
});

export const SOLID: readonly SolidScheme[] = [
  solid("lung-ajcc8", lung),
  solid("breast-anatomic-clinical-ajcc8", breastClinical),
  solid("breast-anatomic-pathological-ajcc8", breastPathological),
  solid("colon-rectum-ajcc8", colonRectum),
  solid("prostate-ajcc8", prostateClinical, "clinical"),
  solid("prostate-ajcc8", prostatePathological, "pathological"),
  solid("thyroid-differentiated-ajcc8", thyroidDifferentiated),
  solid("esophagus-squamous-ajcc8", esophagusClinical, "clinical"),
  solid("esophagus-squamous-ajcc8", esophagusPathological, "pathological"),
  solid("esophagus-squamous-ajcc8", esophagusPostTherapy, "post_therapy"),
  solid("melanoma-skin-ajcc8", melanomaClinical, "clinical"),
  solid("melanoma-skin-ajcc8", melanomaPathological, "pathological"),
  { file: "test/examples/fixtures/testis-ajcc8.stage", classification: undefined, reference: testis },
];

export interface HemeScheme {
  readonly file: string;
  readonly facts: string;
  readonly answer: (values: Values) => RiskAnswer;
  /** Inputs, each with values on both sides of every bound. */
  readonly samples: Readonly<Record<string, readonly string[]>>;
}

const FLAG = ["no", "yes"];
const LDH = ["0.9", "1", "1.01"];

export const HEME: readonly HemeScheme[] = [
  {
    file: "examples/heme/ipi.stage",
    facts: "ipi",
    answer: ipi,
    samples: {
      age: ["45", "60", "60.5", "61"],
      ann_arbor_stage: ["I", "II", "III", "IV"],
      ecog: ["0", "1", "2", "4"],
      ldh_ratio: LDH,
      extranodal_sites: ["0", "1", "2"],
    },
  },
  {
    file: "examples/heme/ipss-r.stage",
    facts: "ipss_r",
    answer: ipssR,
    samples: {
      cytogenetics: ["very good", "good", "intermediate", "poor", "very poor"],
      blasts: ["0", "2", "2.05", "4.95", "5", "10", "10.5"],
      hemoglobin: ["7.95", "8", "9.99", "10"],
      platelets: ["49.5", "50", "99.5", "100"],
      anc: ["0.799", "0.8"],
    },
  },
  {
    file: "examples/heme/iss.stage",
    facts: "iss",
    answer: iss,
    samples: { b2m: ["2.5", "3.49", "3.5", "5.49", "5.5", "9"], albumin: ["3.49", "3.5", "4"] },
  },
  {
    file: "examples/heme/r-iss.stage",
    facts: "r_iss",
    answer: rIss,
    samples: {
      b2m: ["3.4", "3.5", "5.4", "5.5"],
      albumin: ["3.4", "3.5"],
      ldh_ratio: LDH,
      del17p: FLAG,
      t_4_14: FLAG,
      t_14_16: FLAG,
    },
  },
  {
    file: "examples/heme/mipi.stage",
    facts: "mipi",
    answer: mipi,
    samples: {
      age: ["18", "45", "60", "71", "90"],
      ecog: ["0", "1", "2", "4"],
      ldh_ratio: ["0.5", "1", "2.5"],
      wbc: ["0.5", "7", "40", "200"],
    },
  },
  {
    file: "examples/heme/eln2022-aml.stage",
    facts: "eln2022_aml",
    answer: eln2022,
    samples: {
      t_8_21: FLAG,
      inv16: ["no"],
      t_9_11: FLAG,
      t_6_9: ["no"],
      kmt2a_other: FLAG,
      t_9_22: ["no"],
      t_8_16: ["no"],
      inv3: ["no"],
      minus5_del5q: ["no"],
      minus7: FLAG,
      abn17p: ["no"],
      monosomal: ["no"],
      hyperdiploid_only: FLAG,
      abnormalities: ["0", "2", "3"],
      npm1: FLAG,
      flt3_itd: FLAG,
      cebpa_bzip_inframe: FLAG,
      mr_gene: FLAG,
      tp53_vaf: ["0", "9.9", "10"],
    },
  },
  {
    // Rai is a decision of this file; the facts give it as recorded.
    file: "examples/heme/cll-ipi.stage",
    facts: "cll_ipi",
    answer: cllIpi,
    samples: {
      tp53_abnormal: FLAG,
      ighv_unmutated: FLAG,
      b2m: ["3.5", "3.51"],
      rai: ["0", "I", "II", "III", "IV"],
      age: ["65", "66"],
    },
  },
  {
    file: "examples/heme/elts.stage",
    facts: "elts",
    answer: elts,
    samples: {
      age: ["18", "45", "72", "90"],
      spleen: ["0", "5", "20"],
      platelets: ["50", "300", "1500"],
      blasts: ["0", "5", "14"],
    },
  },
];
