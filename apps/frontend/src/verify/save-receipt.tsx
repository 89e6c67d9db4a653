import { saveFile } from '../imports/save-file.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly name: string;
  readonly receipt: string;
}

const JSON_TYPE = 'application/json';

/** Hands the receipt on, whole or without what says something of persons. */
export function SaveReceipt({ name, receipt }: Props) {
  const { say } = useWords();
  const redacted = async (): Promise<void> => {
    // The check has loaded these in its worker; the page needs them only now.
    const [{ browserDigest }, { redactReceipt }] = await Promise.all([
      import('@esta-logic/driver-browser-host'),
      import('@esta-logic/receipt'),
    ]);
    const text = redactReceipt(await browserDigest(), receipt, { redact: true });
    if (text.ok) saveFile(`${name.replace(/\.json$/, '')}-redacted.json`, text.value, JSON_TYPE);
  };
  return (
    <p className="save-receipt">
      <button type="button" className="button" onClick={() => saveFile(name, receipt, JSON_TYPE)}>
        {say('Save this receipt')}
      </button>
      <button type="button" className="button" onClick={() => void redacted()}>
        {say('Save it without personal data')}
      </button>
    </p>
  );
}
