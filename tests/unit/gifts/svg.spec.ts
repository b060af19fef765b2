import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { cleanSvg } from "@/lib/gifts/svg";

const shipped = path.resolve(import.meta.dirname, "../../../public/gifts");
const svg = (inside: string, attributes = "") =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" ${attributes}>${inside}</svg>`;
const cleaned = (text: string) => {
  const result = cleanSvg(text);
  return "svg" in result ? result.svg : result.fault;
};

describe("an uploaded picture", () => {
  it.each(readdirSync(shipped))("keeps all that draws, as in our own %s", (name) => {
    const text = readFileSync(path.join(shipped, name), "utf8").trim();
    expect(cleaned(text).replaceAll(/><\/(path|circle|ellipse)>/g, "/>")).toBe(text);
  });

  it("keeps looks that a drawing program wrote as styles, and loses its notes", () => {
    const text = svg(
      `<metadata><rdf xmlns="urn:x">note</rdf></metadata><title>t</title><path style="fill:#f00;filter:url(x);stroke-width:2" d="M0 0"/>`,
    );
    expect(cleaned(text)).toContain('<path fill="#f00" stroke-width="2" d="M0 0"></path>');
    expect(cleaned(text)).not.toContain("note");
  });

  it.each([
    ["script", `<script>alert(1)</script><circle r="1"/>`],
    ["script in CDATA", `<script><![CDATA[alert(1)]]></script><circle r="1"/>`],
    ["a handler", `<circle r="1" onload="alert(1)" onclick="alert(1)"/>`],
    [
      "foreign HTML",
      `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x"/></body></foreignObject><circle r="1"/>`,
    ],
    ["a link", `<a href="javascript:alert(1)"><circle r="1"/></a><circle r="1"/>`],
    ["another file", `<image href="https://evil.example/x.png"/><use href="https://evil.example/#a"/><circle r="1"/>`],
    ["an address as paint", `<circle r="1" fill="url(https://evil.example/#a)"/>`],
    ["a style sheet", `<style>@import "https://evil.example/x.css"</style><circle r="1"/>`],
    ["an address in a style", `<circle r="1" style="fill:url('//evil.example/x')"/>`],
    ["an animation", `<circle r="1"><animate attributeName="href" to="javascript:alert(1)"/></circle>`],
    ["a quote that ends its attribute", `<circle r="1" fill="&quot; onload=&quot;alert(1)"/>`],
    ["script under another name", `<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script><circle r="1"/>`],
    ["an inner svg", `<svg onload="alert(1)"><script/></svg><circle r="1"/>`],
  ])("loses %s", (_what, inside) => {
    const result = cleaned(svg(inside));
    expect(result).toContain('<circle r="1"');
    expect(result).not.toMatch(/alert|evil|script|onload|href|style|animate|image/i);
  });

  it.each([
    ["no XML", "not a picture", "not_svg"],
    ["broken XML", svg("<g>"), "not_svg"],
    ["HTML", `<html><body/></html>`, "not_svg"],
    ["an svg of no namespace", `<svg viewBox="0 0 1 1"/>`, "not_svg"],
    ["an svg without a size", `<svg xmlns="http://www.w3.org/2000/svg"/>`, "not_svg"],
    ["entities", `<!DOCTYPE svg [<!ENTITY a "aaaa">]>${svg("<g>&a;</g>")}`, "forbidden_svg"],
    ["a doctype", `<!DOCTYPE svg>${svg("")}`, "forbidden_svg"],
    ["too much", svg(`<path d="${"M0 0".repeat(5_000)}"/>`), "large_svg"],
  ])("is refused for %s", (_what, text, fault) => {
    expect(cleaned(text)).toBe(fault);
  });
});
