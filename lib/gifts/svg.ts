import { SaxesParser, type SaxesTagNS } from "saxes";

const SVG = "http://www.w3.org/2000/svg";

/** Longest picture that is kept; a flat drawing takes a kilobyte. */
const MOST_CHARACTERS = 16_384;

const SHAPES = ["svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"];
const PAINTS = ["defs", "linearGradient", "radialGradient", "stop", "clipPath"];
const ELEMENTS = new Set([...SHAPES, ...PAINTS]);

const GEOMETRY = "viewBox preserveAspectRatio d points cx cy r rx ry x y x1 y1 x2 y2 fx fy width height transform pathLength";
const LOOK = "fill fill-rule fill-opacity clip-rule clip-path opacity stop-color stop-opacity offset stroke stroke-width";
const LINES = "stroke-linecap stroke-linejoin stroke-opacity stroke-dasharray stroke-dashoffset stroke-miterlimit";
const PAINTING = "id gradientUnits gradientTransform spreadMethod clipPathUnits";
const ATTRIBUTES = new Set([GEOMETRY, LOOK, LINES, PAINTING].join(" ").split(" "));

/** No address, no script, no escape: numbers, names, colours, and references to the picture's own parts. */
const SAFE_VALUE = /^(?:url\(#[\w-]+\)|[\w\s#.,%()+-]*)$/;

/** Why a picture was refused: the key of a sentence. */
export type SvgFault = "not_svg" | "forbidden_svg" | "large_svg";

/**
 * Rebuilds a picture from the elements and attributes that draw, and nothing else: no script, style sheet, link, text,
 * animation or reference to another file survives. Gives why it was refused when it is not an SVG, when it declares
 * entities, or when it is too large.
 */
export function cleanSvg(text: string): { svg: string } | { fault: SvgFault } {
  const parser = new SaxesParser({ xmlns: true });
  let svg = "";
  let fault: SvgFault | null = null;
  /** How deep inside an element that is left out. */
  let hiddenDepth = 0;
  let isRoot = true;
  parser.on("error", () => {
    fault ??= "not_svg";
  });
  parser.on("doctype", () => {
    fault ??= "forbidden_svg";
  });
  parser.on("opentag", (tag) => {
    const isDrawn = tag.uri === SVG && ELEMENTS.has(tag.local) && (tag.local === "svg") === isRoot;
    if (isRoot && (!isDrawn || !isViewBox(tag.attributes.viewBox?.value))) fault ??= "not_svg";
    isRoot = false;
    if (hiddenDepth > 0 || !isDrawn) hiddenDepth += 1;
    else svg += openingOf(tag);
  });
  parser.on("closetag", (tag) => {
    if (hiddenDepth > 0) hiddenDepth -= 1;
    else svg += `</${tag.local}>`;
  });
  parser.write(text).close();
  if (svg === "") fault ??= "not_svg";
  if (svg.length > MOST_CHARACTERS) fault ??= "large_svg";
  return fault ? { fault } : { svg };
}

function isViewBox(value: string | undefined): boolean {
  const [, , width = 0, height = 0] = (value ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return width > 0 && height > 0;
}

function openingOf(tag: SaxesTagNS): string {
  const given = Object.values(tag.attributes).flatMap(({ name, uri, value }) => {
    if (name === "style") return declarations(value);
    return uri === "" ? [[name, value] as const] : [];
  });
  const kept = new Map(given.filter(([name, value]) => ATTRIBUTES.has(name) && SAFE_VALUE.test(value)));
  const attributes = [...kept].map(([name, value]) => ` ${name}="${value}"`).join("");
  return `<${tag.local}${tag.local === "svg" ? ` xmlns="${SVG}"` : ""}${attributes}>`;
}

/** Drawing programs write looks as styles; as attributes they mean the same. */
function declarations(style: string): (readonly [string, string])[] {
  return style.split(";").flatMap((one) => {
    const [name, value] = one.split(":");
    return name && value ? [[name.trim(), value.trim()] as const] : [];
  });
}
