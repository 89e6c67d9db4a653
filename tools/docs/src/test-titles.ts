import ts from 'typescript';

const TEST_FUNCTIONS = new Set(['describe', 'it', 'test']);

/**
 * The titles that a test file gives to `describe`, `it` and `test`, also through `.each(…)`, `.skipIf(…)` and the like.
 * Strings that the file keeps in constants are filled in; what else a title interpolates is left out.
 */
export function testTitles(text: string): string[] {
  const source = ts.createSourceFile('test.ts', text, ts.ScriptTarget.Latest);
  const constants = new Map<string, string>();
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      if (ts.isStringLiteralLike(node.initializer)) constants.set(node.name.text, node.initializer.text);
    }
    if (ts.isCallExpression(node) && node.arguments[0] !== undefined && namesTest(node.expression)) {
      const title = textOf(node.arguments[0], constants);
      if (title !== undefined) titles.push(title);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

function namesTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return TEST_FUNCTIONS.has(callee.text);
  return (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee)) && namesTest(callee.expression);
}

function textOf(title: ts.Expression, constants: ReadonlyMap<string, string>): string | undefined {
  if (ts.isStringLiteralLike(title)) return title.text;
  if (!ts.isTemplateExpression(title)) return undefined;
  const spans = title.templateSpans.map(({ expression, literal }) => {
    const value = ts.isIdentifier(expression) ? (constants.get(expression.text) ?? '') : '';
    return value + literal.text;
  });
  return title.head.text + spans.join('');
}
