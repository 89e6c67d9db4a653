import { LANGUAGES, type Language } from '@esta-logic/client';
import { useLanguage, useWords } from '../words/use-words.tsx';

/** Each language says its own name, so that who needs it finds it. */
const NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

export function LanguageChoice() {
  const [language, choose] = useLanguage();
  const { say } = useWords();
  return (
    <fieldset className="segments small language">
      <legend className="visually-hidden">{say('Language')}</legend>
      {LANGUAGES.map((each) => (
        <label key={each} className="segment" lang={each}>
          <input type="radio" name="language" checked={each === language} onChange={() => choose(each)} />
          <span>{NAMES[each]}</span>
        </label>
      ))}
    </fieldset>
  );
}
