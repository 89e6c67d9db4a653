/** Controls, but for tabs and ends of lines, and what turns the direction of writing. */
const COMMANDS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\r(?!\n)/g;

/** A text as a terminal may show it: what came from a guest or a file must not move its cursor, or turn words around. */
export const printable = (text: string): string => text.replace(COMMANDS, ' ');
