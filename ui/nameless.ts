import { readFileSync } from "node:fs";

import ts from "typescript";
import type { Plugin } from "vite";

/** A part of a language other than English. */
const PART = /\/src\/lib\/i18n\/(?!en\/)[a-z]+\/\w+\.ts$/;

/**
 * Writes the other languages without the names of their sentences, as lists in the order of English, which is always
 * there and has the names: they are a third of what a language weighs. `src/lib/i18n/named.ts` gives them back.
 */
export function nameless(): Plugin {
  return {
    name: "nameless",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      const file = id.replaceAll("\\", "/");
      if (!PART.test(file)) return null;
      const english = readFileSync(file.replace(/[a-z]+\/(\w+\.ts)$/, "en/$1"), "utf8");
      return { code: withoutNames(code, english), map: null };
    },
  };
}

/** A part of a language, with lists in place of the objects of its sentences; `english` is the same part in English. */
export function withoutNames(code: string, english: string): string {
  const words = sentences(code);
  const start = words.getStart();
  return code.slice(0, start) + list(words, sentences(english)) + code.slice(words.getEnd());
}

function list(words: ts.ObjectLiteralExpression, english: ts.ObjectLiteralExpression): string {
  const here = members(words);
  const values = [...members(english)].map(([name, shape]) => {
    const value = here.get(name);
    if (!value) throw new Error(`"${name}" is not said`);
    const [one, other] = [value, shape].map((node) => ts.isObjectLiteralExpression(node));
    if (one !== other) throw new Error(`"${name}" has another shape than in English`);
    return one
      ? list(value as ts.ObjectLiteralExpression, shape as ts.ObjectLiteralExpression)
      : value.getText();
  });
  return `[${values.join(",")}]`;
}

function members(object: ts.ObjectLiteralExpression): Map<string, ts.Node> {
  return new Map(
    object.properties.map((member) => {
      if (ts.isShorthandPropertyAssignment(member)) return [member.name.text, member.name];
      if (!ts.isPropertyAssignment(member) || ts.isComputedPropertyName(member.name))
        throw new Error(`${member.getText()} is no sentence with a name`);
      // An object of the language puts such names first, whatever the order they are written in.
      if (ts.isNumericLiteral(member.name))
        throw new Error(`${member.getText()} has a number for a name`);
      return [member.name.text, bare(member.initializer)];
    }),
  );
}

/** An expression without what only the type checker reads. */
function bare(node: ts.Expression): ts.Expression {
  const wrapped =
    ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node);
  return wrapped ? bare(node.expression) : node;
}

/** The object that a part exports, or that the function gives back which it exports. */
function sentences(code: string): ts.ObjectLiteralExpression {
  const source = ts.createSourceFile("part.ts", code, ts.ScriptTarget.Latest, true);
  const exported = source.statements.find(
    (one): one is ts.VariableStatement =>
      ts.isVariableStatement(one) &&
      !!one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
  );
  let found: ts.Node | undefined = exported?.declarationList.declarations[0]?.initializer;
  if (found && ts.isArrowFunction(found)) found = found.body;
  if (found && ts.isBlock(found)) found = found.statements.find(ts.isReturnStatement)?.expression;
  if (found) found = bare(found as ts.Expression);
  if (!found || !ts.isObjectLiteralExpression(found)) throw new Error("No sentences are exported");
  return found;
}
