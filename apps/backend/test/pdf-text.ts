/** The text of a PDF that this package wrote, line by line, by the file's own tables from codes to Unicode. */
export function pdfText(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1');
  const object = (number: string): string =>
    new RegExp(`(?:^|\\n)${number} 0 obj\\n([\\s\\S]*?)\\nendobj`).exec(file)![1]!;
  const fonts = new Map<string, Map<string, string>>();
  for (const [, resource, number] of /\/Font << (.*?) >>/.exec(file)![1]!.matchAll(/\/(\w+) (\d+) 0 R/g)) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(object(number!));
    fonts.set(resource!, map === null ? new Map() : unicodeMap(object(map[1]!)));
  }
  return [...file.matchAll(/^BT .* ET$/gm)]
    .map(([line]) =>
      [...line.matchAll(/\/(\w+) [\d.]+ Tf <([0-9a-f]*)> Tj/g)]
        .map(([, resource, codes]) =>
          codes!.replace(/..../g, (code) => fonts.get(resource!)!.get(code) ?? String.fromCharCode(parseInt(code, 16))),
        )
        .join(''),
    )
    .join('\n');
}

function unicodeMap(stream: string): Map<string, string> {
  return new Map(
    [...stream.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})>/g)].map(([, code, unicode]) => [
      code!,
      String.fromCharCode(parseInt(unicode!, 16)),
    ]),
  );
}
