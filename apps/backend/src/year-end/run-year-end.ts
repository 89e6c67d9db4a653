import type { Language, YearEndLine, YearEndReport } from '@esta-logic/client';
import { ask, command } from '../deployment/ask.ts';
import type { KernelPort } from '../deployment/kernel-port.ts';
import { consistentPages } from '../http/consistent-pages.ts';

export interface YearEndSettings {
  readonly preview: boolean;
  readonly through: string;
  readonly project: boolean;
  readonly language: Language;
}

interface Page {
  readonly lines: readonly YearEndLine[];
  /** Employees on the page: one whose first year goes on has no line. */
  readonly asked: number;
  /** Employees on all pages. */
  readonly total: number;
  readonly warnings: readonly string[];
  readonly revision?: number;
  readonly next?: string;
}

/** Hears how many employees have been looked at, of how many. */
export type OnEmployees = (done: number, total: number) => void;

/** The year end of a whole company, page by page: a preview from one state of the hours, or the closing of each page. */
export async function runYearEnd(
  kernel: KernelPort,
  { preview, through, project, language }: YearEndSettings,
  onEmployees: OnEmployees,
): Promise<YearEndReport> {
  let done = 0;
  const read = async (after: string | undefined, place: number): Promise<Page> => {
    if (place === 0) done = 0;
    const payload = { through, language, ...(after === undefined ? {} : { after }) };
    const page = preview
      ? await ask<Page>(kernel, 'compliance-engine', 'compliance.yearend.preview', { ...payload, project })
      : (await command<Page>(kernel, 'compliance-engine', 'compliance.yearend.run', payload)).payload;
    onEmployees((done += page.asked), page.total);
    return page;
  };
  // A page that is closed stays as it is: there is nothing to begin anew.
  const pages = await consistentPages(read, ({ revision }) => (preview ? revision : null));
  return {
    through,
    preview,
    lines: pages.flatMap(({ lines }) => lines),
    warnings: [...new Set(pages.flatMap(({ warnings }) => warnings))],
  };
}
