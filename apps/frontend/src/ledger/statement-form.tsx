import { LANGUAGES, type Language } from '@esta-logic/client';
import { isPlainDate } from '@esta-logic/shared-types';
import { useState } from 'react';
import { Icon } from '../states/icon.tsx';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly employee: string;
  readonly asOf: string;
}

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

/** A statement of a period to hand out: a file that says by which receipt it is proved. */
export function StatementForm({ employee, asOf }: Props) {
  const words = useWords();
  const { say } = words;
  const [from, setFrom] = useState(`${asOf.slice(0, 4)}-01-01`);
  const [to, setTo] = useState(asOf);
  const [language, setLanguage] = useState(words.language);
  const valid = isPlainDate(from) && isPlainDate(to) && from <= to;
  const address = (format: 'pdf' | 'csv'): string =>
    `/api/employees/${encodeURIComponent(employee)}/statement?${new URLSearchParams({ from, to, format, language })}`;
  return (
    <section className="card law-card" aria-labelledby="statement-title">
      <h3 id="statement-title">{say('Statement')}</h3>
      <p className="muted">{say('The entries of a period to hand out, with the receipt that proves them.')}</p>
      <div className="form-row">
        <label>
          {say('From')}
          <input type="date" className="field" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          {say('To')}
          <input type="date" className="field" value={to} onChange={(event) => setTo(event.target.value)} />
        </label>
        <label>
          {say('Language')}
          <select
            className="field"
            value={language}
            onChange={(event) => setLanguage(LANGUAGES.find((each) => each === event.target.value) ?? 'en')}
          >
            {LANGUAGES.map((each) => (
              <option key={each} value={each} lang={each}>
                {LANGUAGE_NAMES[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {valid ? (
        <p className="form-row">
          {(['pdf', 'csv'] as const).map((format) => (
            <a key={format} className="button" href={address(format)} download>
              <Icon name="download" />
              {format.toUpperCase()}
            </a>
          ))}
        </p>
      ) : (
        <p className="form-problem" role="alert">
          {say('Choose a first day that is not after the last one.')}
        </p>
      )}
    </section>
  );
}
