/** What is wrong with the text as XML, in words; null if it is well formed. Knows what we write: no DTD, no CDATA. */
export function xmlFault(text: string): string | null {
  // Beyond these, XML 1.0 has no characters.
  if (/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) return 'a forbidden character';
  const open: string[] = [];
  let roots = 0;
  const piece = /<(\/?)([A-Za-z][\w-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  for (let at = 0; at < text.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const match = piece.exec(text);
    if (match === null) return `no markup at ${at}: ${text.slice(at, at + 40)}`;
    const [whole, close, name = '', attributes = '', empty, content] = match;
    if (/&(?!#\d+;|(amp|lt|gt|quot|apos);)/.test(content ?? attributes)) return `a bare & in ${whole}`;
    const names = [...attributes.matchAll(/([\w:-]+)="/g)].map(([, one]) => one);
    if (new Set(names).size < names.length) return `an attribute twice in ${whole}`;
    if (content !== undefined) {
      if (open.length === 0 && content.trim() !== '') return `text outside of the root: ${content}`;
    } else if (close === '/') {
      if (open.pop() !== name) return `${whole} closes what is not open`;
    } else {
      if (open.length === 0 && roots++ > 0) return 'two roots';
      if (empty === '') open.push(name);
    }
  }
  return open.length > 0 || roots === 0 ? `not closed: ${open.join(' ')}` : null;
}
