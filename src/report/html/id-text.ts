/** Letters, digits, dots and dashes of a text: for an id, an anchor or a class. */
export function idText(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 80);
}
