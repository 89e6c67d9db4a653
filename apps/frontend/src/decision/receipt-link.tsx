import { Icon } from '../states/icon.tsx';
import { receiptAddress } from '../verify/receipt-address.ts';
import { useWords } from '../words/use-words.tsx';

/** Leads to the receipt of a decision: there it is checked, and can be saved. `brief` where many stand below each other. */
export function ReceiptLink({ id, brief = false }: { readonly id: string; readonly brief?: boolean }) {
  const { say } = useWords();
  return (
    <a
      className="receipt-link"
      href={receiptAddress(id)}
      {...(brief ? { 'aria-label': say('Check the receipt {id}', { id }) } : {})}
    >
      <Icon name="shield" />
      {brief ? say('Receipt') : say('Check the receipt {id}', { id })}
    </a>
  );
}
