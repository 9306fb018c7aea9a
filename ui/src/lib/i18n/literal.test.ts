import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "svelte/compiler";
import { describe, expect, it } from "vitest";

import { en } from "./en";
import { uk } from "./uk";

const src = join(import.meta.dirname, "../..");
const components = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".svelte"),
);

/** Attributes that a reader sees or hears. */
const SPOKEN =
  /^(alt|title|placeholder|label|aria-(label|description|placeholder|roledescription|valuetext))$/;
/** The same among the properties of our own parts. */
const GIVEN = /^(action|hint|kicker|line|name|text)$/;
/** The program's own name is the same in every language. */
const NAME = "Broadsheet";

/** Words, but for the letters of keys, that stand in a component instead of in the catalogues. */
function literals(source: string): string[] {
  const found: string[] = [];
  const says = (text: string) => {
    const bare = text.replaceAll(NAME, "").trim();
    if (/\p{L}/u.test(bare)) found.push(bare);
  };
  visit(parse(source, { modern: true }).fragment, says);
  return found;
}

type Node = { type?: string; name?: string; [key: string]: unknown };

function visit(node: unknown, says: (text: string) => void): void {
  if (Array.isArray(node)) return node.forEach((one) => visit(one, says));
  if (typeof node !== "object" || node === null) return;
  const { type, name, ...rest } = node as Node;
  if (type === "Text") says(String(rest.data));
  else if (type === "Attribute") {
    if (SPOKEN.test(name ?? "")) words(rest.value, says);
  } else if (type !== "Comment" && type !== "StyleDirective" && name !== "kbd") {
    const given = type === "Component" ? (rest.attributes as Node[]) : [];
    for (const one of given) if (GIVEN.test(one.name ?? "")) words(one.value, says);
    Object.values(rest).forEach((one) => visit(one, says));
  }
}

/** The words of an attribute: its text, and what strings its expression may be. */
function words(value: unknown, says: (text: string) => void): void {
  if (Array.isArray(value)) return value.forEach((one) => words(one, says));
  if (typeof value !== "object" || value === null) return;
  const { type, ...rest } = value as Node;
  if (type === "Text") says(String(rest.data));
  else if (type === "Literal" && typeof rest.value === "string") says(rest.value);
  else if (type === "TemplateElement") says(String((rest.value as { cooked?: string }).cooked));
  else if (type === "ExpressionTag") words(rest.expression, says);
  else if (type === "ConditionalExpression") words([rest.consequent, rest.alternate], says);
  else if (type === "TemplateLiteral") words(rest.quasis, says);
  else if (type === "LogicalExpression") words([rest.left, rest.right], says);
}

/** Every sentence's place in a catalogue, and whether it is one or makes one. */
function shape(catalogue: object, path = ""): string[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "object" && value !== null
      ? shape(value, `${path}${key}.`)
      : [`${path}${key}: ${typeof value}`],
  );
}

describe("what the window says", () => {
  it.each(components)("stands in the catalogues and not in %s", (name) => {
    expect(literals(readFileSync(join(src, name), "utf8"))).toEqual([]);
  });

  it("is seen by this test wherever it stands", () => {
    const source = `<p title="One">Two {three}</p><img alt={a ? "Four" : \`Five \${b}\`} class="six">
      {#if x}<b>Seven</b>{/if}<code>1.0</code><Foo name="Eight" as="card" />Broadsheet`;
    expect(literals(source)).toEqual(["One", "Two", "Four", "Five", "Seven", "Eight"]);
  });

  it("is said in every language", () => {
    expect(shape(uk).sort()).toEqual(shape(en).sort());
  });
});
