import { join } from 'node:path';
import ts from 'typescript';
import type { PublishedPackage } from './published-package.ts';
import { codeSubpaths } from './published-package.ts';

/** One line per public name: `@esta-logic/x value name` or `… type name`, sorted. */
export function publicNames(root: string, packages: readonly PublishedPackage[]): string[] {
  const entries = packages.flatMap((one) => sourceEntries(root, one));
  const program = ts.createProgram(
    entries.map((entry) => entry.file),
    compilerOptions(root),
  );
  const checker = program.getTypeChecker();
  return entries.flatMap((entry) => namesOf(program, checker, entry)).toSorted();
}

interface Entry {
  readonly specifier: string;
  readonly file: string;
}

function sourceEntries(root: string, one: PublishedPackage): Entry[] {
  return codeSubpaths(one).flatMap((subpath) => {
    const target = (one.exports[subpath] as Record<string, string>)['@esta-logic/source'];
    return target === undefined
      ? []
      : [{ specifier: `${one.name}${subpath.slice(1)}`, file: join(root, one.folder, target) }];
  });
}

function compilerOptions(root: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  return { ...options, noEmit: true };
}

function namesOf(program: ts.Program, checker: ts.TypeChecker, { specifier, file }: Entry): string[] {
  const source = program.getSourceFile(file);
  const symbol = source && checker.getSymbolAtLocation(source);
  if (symbol === undefined) return [];
  return checker.getExportsOfModule(symbol).map((name) => `${specifier} ${kindOf(checker, name)} ${name.name}`);
}

function kindOf(checker: ts.TypeChecker, symbol: ts.Symbol): 'value' | 'type' {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const typeOnly = symbol.declarations?.some((one) => ts.isExportSpecifier(one) && ts.isTypeOnlyExportDeclaration(one));
  return target.flags & ts.SymbolFlags.Value && typeOnly !== true ? 'value' : 'type';
}
