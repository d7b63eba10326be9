/** Which records a scheme claims: ICD-O-3 codes as registries write them, exact, too wide, missing, or of another behaviour. */
import assert from "node:assert/strict";
import { claims, headerOf, load, readHistology, readSite, type Scheme } from "#engine";
import { parse } from "#grammar";

const loadText = (text: string): Scheme => load({ uri: "header.stage", text, parsed: parse(text) }, () => undefined);

const RULES = loadText(`/// About it.
scheme "Header" {
  edition "AJCC 8" effective 2018-01-01
  applies site C34.0..C34.3, C50 histology 8010..8576
  applies site C61.9
  applies histology 9732/3
  cite a "A source" doi "10.1/a"
  cite b "Another" url "https://example.org/b"
  classification clinical
  licence "free"
}
category stage { I }
`);

const claim = (site: string, histology: string): string => claims(RULES, { site: readSite(site), histology: readHistology(histology) });

describe("the header of a scheme", () => {
  it("is told as values, with a link for every source that has one", () => {
    assert.deepEqual(headerOf(RULES), {
      title: "Header",
      about: "About it.",
      edition: "AJCC 8",
      effective: "2018-01-01",
      purpose: undefined,
      classification: "clinical",
      status: undefined,
      licence: "free",
      applies: ["site C34.0..C34.3, C50 histology 8010..8576", "site C61.9", "histology 9732/3"],
      cites: [
        { key: "a", text: "A source", link: "https://doi.org/10.1/a" },
        { key: "b", text: "Another", link: "https://example.org/b" },
      ],
    });
    assert.equal(headerOf(loadText("category X { A  B }\n")), undefined);
  });

  it("claims a record whose site and histology both lie in one line", () => {
    assert.equal(claim("C34.3", "8576"), "yes");
    assert.equal(claim("c341", "80103"), "yes");
    assert.equal(claim("C50.9", "8500/3"), "yes");
    assert.equal(claim("C50", "8500/3"), "yes");
    assert.equal(claim("C61.9", "9999"), "yes");
    assert.equal(claim("C42.1", "9732/3"), "yes");
  });

  it("claims no other", () => {
    assert.equal(claim("C34.8", "8140"), "no");
    assert.equal(claim("C34.1", "8577"), "no");
    assert.equal(claim("C42.1", "9732/1"), "no");
    assert.equal(claim("C71.1", "9440/3"), "no");
  });

  it("leaves open what a code does not say", () => {
    assert.equal(claim("C34", "8140"), "open");
    assert.equal(claim("C42.1", "9732"), "open");
    assert.equal(claim("C34.1", ""), "open");
    assert.equal(claim("", "8140"), "open");
    assert.equal(claims(loadText('scheme "None" { }\n'), { site: readSite("C34.1"), histology: undefined }), "unclaimed");
  });

  it("reads no codes into what is none", () => {
    for (const text of ["", "lung", "34.1", "C3", "C34.11", "8140"]) assert.equal(readSite(text), undefined, text);
    for (const text of ["", "814", "81400/3", "8140/", "C34.1"]) assert.equal(readHistology(text), undefined, text);
  });
});
