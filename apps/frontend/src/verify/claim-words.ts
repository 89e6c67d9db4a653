import type { Claim, ClaimValues, Saying } from '@esta-logic/receipt';
import type { Language } from '@esta-logic/client';

/** What claims say, in Spanish; the compiler asks for a sentence that is missing. */
export const SPANISH_CLAIMS: Readonly<Record<Saying, string>> = {
  'file-whole': 'El archivo está como se escribió.',
  'file-changed': 'El archivo se cambió después de escribirse.',
  'key-trusted': 'El registro es el de la clave en la que se confía.',
  'key-unasked': 'No se comprobó si {key} es de confianza: no se dio ninguna clave.',
  'key-other': 'El registro nunca tuvo la clave de confianza; su primera es {key}.',
  'keys-broken': 'Las claves del registro no son válidas: {why}',
  'checkpoint-signed': 'El registro {origin} firmó lo que contenía cuando tenía {size} asientos.',
  'checkpoint-broken': 'El punto de control del registro no es válido: {why}',
  'witnesses-enough':
    'De los testigos de confianza, {found} de {asked} firmaron que el registro solo ha crecido: {names}.',
  'witnesses-lacking':
    'De los testigos de confianza, {found} de {asked} firmaron el punto de control; se piden {quorum}.',
  'record-in-log': 'El asiento {seq} de ese registro es el de este archivo.',
  'record-not-in-log': 'El asiento de este archivo no es el {seq} de ese registro.',
  'record-no-decision': 'El asiento no es de una decisión.',
  'record-damaged': 'El asiento de la decisión está dañado: {why}',
  'part-shown': 'La parte «{part}» es la que el registro fijó.',
  'part-redacted': 'La parte «{part}» es la que el registro fijó, salvo lo que se omite de ella: {fields}.',
  'part-withheld': 'La parte «{part}» se omite; el registro fijó {commitment}.',
  'part-other': 'La parte «{part}» no es la que el registro fijó.',
  'part-incomplete': 'La parte «{part}» no está entera: {why}.',
  'module-same': 'El componente y el manifiesto de {module} son los que se ejecutaron.',
  'module-missing': 'No se tiene a mano el componente de {module} ({hash}).',
  'module-withheld': 'Qué manifiesto regía se omite junto con las circunstancias.',
  'manifest-other': 'El manifiesto de este archivo no es el que regía para {module}.',
  'component-other': 'El componente de este archivo no es el que se ejecutó.',
  'records-agree': 'Los dos asientos de la decisión, el breve del registro y el completo, dicen lo mismo.',
  'records-disagree': 'El asiento breve del registro y el completo no coinciden: {what}.',
  'records-damaged': 'El asiento completo de la decisión está dañado: {why}',
  'computed-same':
    'Calculada otra vez, resulta lo mismo: cada una de las {calls} llamadas al sistema, {fuel} unidades de combustible y la respuesta.',
  'computed-otherwise': 'Calculada otra vez, resulta otra cosa: {what}',
  'not-computed-withheld': 'El cálculo no queda probado: no puede repetirse sin lo que se omite ({parts}).',
  'not-computed-component': 'No se calculó otra vez: no se tiene a mano el componente.',
  'not-computed-memory':
    'No se calculó otra vez: {cranks} mensajes anteriores habían dado forma a la memoria en que se ejecutó; esta replay los tiene todos.',
  'not-computed': 'No se calculó otra vez: {why}',
};

const SPANISH_PARTS: Readonly<Record<string, string>> = {
  payload: 'pregunta',
  calls: 'llamadas al sistema',
  output: 'respuesta',
  rest: 'quién, cuándo y en qué condiciones',
};

/** What a claim says; reasons that come out of the check itself stay in English. */
export const claimSentence = ({ saying, values, sentence }: Claim, language: Language): string =>
  language === 'en' ? sentence : filledIn(SPANISH_CLAIMS[saying], values);

const filledIn = (sentence: string, values: ClaimValues): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(values[name] ?? '');
    return name === 'part' || name === 'parts' ? value.replace(/\w+/g, (part) => SPANISH_PARTS[part] ?? part) : value;
  });
