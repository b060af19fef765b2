import { z } from "zod";
import { type TransferFormat, type WordAction, type WordInput, type WordRule, wordInput } from "./schema";

/** What a file said, and the first line that says nothing that we understand. */
export type Imported = { entries: WordInput[] } | { faultyLine: number };

const COLUMNS = ["kind", "text", "action", "replacement", "isPart", "bySound", "isFirm"] as const;

/** A cell that a spreadsheet would carry out; an apostrophe before it makes it text. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** Writes a list as a file. Reading it gives the same list. */
export function exportWords(rules: readonly WordRule[], format: TransferFormat): string {
  const entries = rules.map(({ id: _, ...entry }) => entry);
  if (format === "json") return `${JSON.stringify(entries, null, 1)}\n`;
  if (format === "text") return entries.flatMap(({ kind, text }) => (kind === "word" ? [`${text}\n`] : [])).join("");
  return [COLUMNS, ...entries.map((entry) => COLUMNS.map((column) => String(entry[column])))].map(csvLine).join("");
}

/** Reads a file of words. Lines that name no action get the one given; a word that stands twice counts once. */
export function readWords(file: string, format: TransferFormat, action: WordAction): Imported {
  const text = file.replace(/^\uFEFF/, "");
  const records = format === "json" ? jsonRecords(text) : format === "csv" ? csvRecords(text) : textRecords(text);
  if (!records) return { faultyLine: 1 };
  const entries = new Map<string, WordInput>();
  for (const { line, value } of records) {
    const parsed = wordInput.safeParse({ kind: "word", action, ...value });
    if (!parsed.success) return { faultyLine: line };
    entries.set(`${parsed.data.kind} ${parsed.data.text}`, parsed.data);
  }
  return { entries: [...entries.values()] };
}

interface FileRecord {
  line: number;
  value: Record<string, unknown>;
}

function jsonRecords(text: string): FileRecord[] | null {
  try {
    const list = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(text));
    return list.map((value, index) => ({ line: index + 1, value }));
  } catch {
    return null;
  }
}

/** A word a line; empty lines and those behind a # are left out. */
function textRecords(text: string): FileRecord[] {
  return text.split(/\r\n?|\n/).flatMap((line, index) => {
    const word = line.trim();
    return word === "" || word.startsWith("#") ? [] : [{ line: index + 1, value: { text: word } }];
  });
}

/** Rows below a row of names; unknown columns are refused, missing ones have their defaults. */
function csvRecords(text: string): FileRecord[] | null {
  const [names, ...rows] = csvRows(text) ?? [];
  if (!names?.cells.includes("text")) return null;
  return rows.map(({ line, cells }) => {
    const pairs = names.cells.flatMap((name, at): [string, unknown][] => (cells[at] ? [[name, csvValue(name, cells[at])]] : []));
    return { line, value: Object.fromEntries(pairs) };
  });
}

function csvValue(name: string, cell: string): unknown {
  if (name === "isPart" || name === "bySound" || name === "isFirm") return cell === "true" || (cell === "false" ? false : cell);
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of RFC 4180: quoted cells may hold commas, breaks and doubled quotes. Empty rows are left out; null when it is no CSV. */
function csvRows(text: string): { line: number; cells: string[] }[] | null {
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let line = 1;
  let readTo = 0;
  for (const { 0: all, 1: quoted, 2: bare = "", 3: end, index } of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n?|\n|$)/g,
  )) {
    if (index !== readTo) return null;
    readTo = index + all.length;
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (cells.some((cell) => cell !== "")) rows.push({ line, cells });
    cells = [];
    line += 1;
  }
  return readTo === text.length ? rows : null;
}
