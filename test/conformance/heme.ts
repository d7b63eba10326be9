/** Facts of hematologic schemes whose rule file cannot be told from their name, or that need something beside their cells. */
import { karyotypeRecord } from "./karyotype.ts";
import type { Pairings } from "./pairing.ts";

const ELN_2017 = "of the 2017 edition alone";

const ELN_2022 = "of the 2022 edition alone";

export const HEME: Pairings = {
  "heme/eln2017_aml": {
    unread: { cebpa_bzip_inframe: ELN_2022, t_8_16: ELN_2022, hyperdiploid_only: ELN_2022, mr_gene: ELN_2022 },
  },
  "heme/eln2022_aml": {
    unread: { flt3_itd_ratio: ELN_2017, cebpa_biallelic: ELN_2017, runx1_asxl1: ELN_2017 },
  },
  "heme/ipss_r_cytogenetics": { read: karyotypeRecord, answers: { cytogenetic_group: "cytogenetics" } },
};
