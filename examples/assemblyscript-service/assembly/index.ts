// Keeps notes, each a JSON document under a number.
import { Answer, Entry, Envelope, Fault, openCollection, serve } from './kernel';
export { cabi_post_handle, cabi_realloc, handle } from './kernel';

/** Codes of the kernel's error table. */
const UNKNOWN_OPCODE: u32 = 1004;
const NOTES_MAX: u32 = 1000;

serve((message: Envelope): Answer<string> => {
  if (message.opcode == 'notes.echo') return new Answer<string>(message.payload);
  if (message.opcode == 'notes.keep') return keep(message.payload);
  if (message.opcode == 'notes.all') return all();
  return refused(new Fault(UNKNOWN_OPCODE, `notes does not know ${message.opcode}.`));
});

function keep(note: string): Answer<string> {
  const notes = openCollection('notes');
  if (notes.fault != null) return refused(notes.fault!);
  const kept = notes.value.query('', null, NOTES_MAX);
  if (kept.fault != null) return refused(kept.fault!);
  const key = kept.value.length.toString().padStart(6, '0');
  const fault = notes.value.write(key, note);
  return fault == null ? new Answer<string>(`"${key}"`) : refused(fault);
}

function all(): Answer<string> {
  const notes = openCollection('notes');
  if (notes.fault != null) return refused(notes.fault!);
  const kept = notes.value.query('', null, NOTES_MAX);
  if (kept.fault != null) return refused(kept.fault!);
  const texts = kept.value.map<string>((entry: Entry) => entry.value);
  return new Answer<string>(`[${texts.join(',')}]`);
}

function refused(fault: Fault): Answer<string> {
  return new Answer<string>('', fault);
}
