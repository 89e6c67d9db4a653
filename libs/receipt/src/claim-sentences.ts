import type { Section } from '@esta-logic/journal';

/** Every sentence that a claim can say; `{names}` stand for its values. A page in another language has its own table. */
export const SENTENCES = {
  'file-whole': 'The file is as it was written.',
  'file-changed': 'The file was changed after it was written.',
  'key-trusted': 'The log is the one whose key is trusted.',
  'key-unasked': 'Whether {key} is a key to be trusted was not checked: none was given.',
  'key-other': 'The log never had the trusted key; its first is {key}.',
  'keys-broken': 'The keys of the log do not hold: {why}',
  'checkpoint-signed': 'The log {origin} signed what it held when it had {size} records.',
  'checkpoint-broken': 'The checkpoint of the log does not hold: {why}',
  'witnesses-enough': 'Of the witnesses that are trusted, {found} of {asked} cosigned that the log only grew: {names}.',
  'witnesses-lacking':
    'Of the witnesses that are trusted, {found} of {asked} cosigned the checkpoint, and {quorum} are wanted.',
  'record-in-log': 'Record {seq} of that log is the one in this file.',
  'record-not-in-log': 'The record in this file is not record {seq} of that log.',
  'record-no-decision': 'The record is not one of a decision.',
  'record-damaged': 'The record of the decision is damaged: {why}',
  'part-shown': 'The {part} is as the log committed to it.',
  'part-redacted': 'The {part} is as the log committed to it, apart from what is withheld of it: {fields}.',
  'part-withheld': 'The {part} is withheld; the log committed to {commitment}.',
  'part-other': 'The {part} is not what the log committed to.',
  'part-incomplete': 'The {part} is not whole: {why}.',
  'module-same': 'Component and manifest of {module} are the ones that ran.',
  'module-missing': 'The component of {module} ({hash}) is not at hand.',
  'module-withheld': 'Which manifest applied is withheld with the setting.',
  'manifest-other': 'The manifest in this file is not the one that {module} ran under.',
  'component-other': 'The component in this file is not the one that ran.',
  'records-agree': 'The two records of the decision, the short one in the log and the whole one, say the same.',
  'records-disagree': 'The short record in the log and the whole one disagree: {what}.',
  'records-damaged': 'The whole record of the decision is damaged: {why}',
  'computed-same':
    'Computed again, it comes out the same: every one of {calls} system calls, {fuel} units of fuel, and the answer.',
  'computed-otherwise': 'Computed again, it comes out otherwise: {what}',
  'not-computed-withheld': 'The computation is not proved: it cannot be repeated without what is withheld ({parts}).',
  'not-computed-component': 'Not computed again: the component is not at hand.',
  'not-computed-memory':
    'Not computed again: {cranks} messages before this one had shaped the memory that it ran on; esta replay has them all.',
  'not-computed': 'Not computed again: {why}',
} as const;

/** A sentence, by its name. */
export type Saying = keyof typeof SENTENCES;

/** What fills a sentence in. `part` and `parts` are names of sections; reasons (`why`, `what`) are in English. */
export type ClaimValues = Readonly<Record<string, string | number>>;

/** What a section is for people. */
export const PARTS: Readonly<Record<Section, string>> = {
  payload: 'question',
  calls: 'list of system calls',
  output: 'answer',
  rest: 'setting (who, when, on what terms)',
};

export function sentenceOf({ saying, values }: { readonly saying: Saying; readonly values: ClaimValues }): string {
  return SENTENCES[saying].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(values[name] ?? '');
    return name === 'part' ? PARTS[value as Section] : value;
  });
}
