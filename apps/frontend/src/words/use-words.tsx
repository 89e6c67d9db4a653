import { LANGUAGES, type Language } from '@esta-logic/client';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { WORDS, type Phrase, type Words } from './words.ts';

interface Choice {
  readonly words: Words;
  readonly choose: (language: Language) => void;
}

const LanguageChoice = createContext<Choice>({ words: WORDS.en, choose: () => undefined });

/** Everything below is said in the language that the reader chose, or else in that of the browser. */
export function LanguageProvider({ title, children }: { readonly title: Phrase; readonly children: ReactNode }) {
  const [language, setLanguage] = useState(readLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = WORDS[language].say(title);
  }, [language, title]);
  const choose = (chosen: Language): void => {
    keepLanguage(chosen);
    setLanguage(chosen);
  };
  return <LanguageChoice value={{ words: WORDS[language], choose }}>{children}</LanguageChoice>;
}

export const useWords = (): Words => useContext(LanguageChoice).words;

export function useLanguage(): readonly [language: Language, choose: (language: Language) => void] {
  const { words, choose } = useContext(LanguageChoice);
  return [words.language, choose];
}

const KEPT_UNDER = 'esta.language';
const known = (text: string | null | undefined): Language | undefined => LANGUAGES.find((each) => each === text);

function readLanguage(): Language {
  return known(kept()) ?? known(navigator.language.slice(0, 2)) ?? 'en';
}

/** A browser may keep nothing (private windows, policies): then the choice lasts as long as the page. */
function kept(): string | null {
  try {
    return localStorage.getItem(KEPT_UNDER);
  } catch {
    return null;
  }
}

function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT_UNDER, language);
  } catch {
    // Said above.
  }
}
