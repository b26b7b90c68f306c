/**
 * The signature of a sanitizer's report: what kind of fault, and the target's functions that led to it. Addresses,
 * process ids, numbers and the runtime's own functions are left out, so that the same fault gives the same text.
 */

interface Frame {
  readonly name: string;
  readonly place: string;
}

// So many functions tell two ways to one place apart; more tell the callers of main.
const FRAMES = 3;

// `==4711==ERROR: AddressSanitizer: ...`, `WARNING: ThreadSanitizer: ...`
const HEADLINE = /(?:ERROR|WARNING): (\w+)Sanitizer: (.*)$/;
// `parse.c:30:5: runtime error: ...`
const RUNTIME_ERROR = /^(.*?):(\d+):\d+: runtime error: (.*)$/;
// `    #0 0x55f4 in parse parse.c:30`; the thread sanitizer leaves out address and `in`
const FRAME = /^\s+#\d+ (?:0x[0-9a-f]+ in )?(\S+)(?: (.*))?$/;
// Where a fault's own words end and its particulars begin.
const PARTICULARS = / on | \(|:| 0x|,| of type| for type| for an object| cannot be| exceeds| is too | by \d/;

/** Functions of a sanitizer's runtime, of the C library and of what lies between them and main. */
const RUNTIME_NAME =
  /^(_{2,}interceptor_|__(asan|ubsan|tsan|msan|lsan|sanitizer|libc|GI)_|__(assert|pthread)|_start$|start_thread$|clone\d*$|raise$|abort$|gsignal$)/;
const RUNTIME_PLACE =
  /libsanitizer|compiler-rt|sysdeps|\/(libc|libasan|libubsan|libtsan|libpthread)[.-]|^\(?<unknown/;

/** One line for a report; null for one of memory that was still in use at the end, which is no fault by itself. */
export function sanitizerSignature(report: string): string | null {
  const lines = report.split('\n');
  const serious = lines.findIndex((line) => {
    const tool = HEADLINE.exec(line)?.[1];
    return tool !== undefined && tool !== 'Leak';
  });
  if (serious >= 0) return headlineSignature(lines, serious);
  const undefinedBehaviour = lines.findIndex((line) => RUNTIME_ERROR.test(line));
  return undefinedBehaviour < 0 ? null : runtimeSignature(lines, undefinedBehaviour);
}

function headlineSignature(lines: readonly string[], at: number): string {
  const text = HEADLINE.exec(lines[at] ?? '')?.[2] ?? '';
  return inFrames(kindOf(text), framesAfter(lines, at));
}

/** The words of a report that name its kind. */
function kindOf(text: string): string {
  if (text.startsWith('attempting double-free')) return 'double-free';
  if (text.startsWith('attempting free')) return 'bad-free';
  if (text.startsWith('requested allocation size')) return 'allocation-size-too-big';
  return plain(text);
}

function runtimeSignature(lines: readonly string[], at: number): string {
  const [, file = '', line = '', text = ''] = RUNTIME_ERROR.exec(lines[at] ?? '') ?? [];
  const frames = framesAfter(lines, at);
  // Without a stack the line of the source is all that tells two faults apart.
  const place = `${file.slice(file.lastIndexOf('/') + 1)}:${line}`;
  return frames.length > 0 ? inFrames(plain(text), frames) : `${plain(text)} in ${place}`;
}

/** Without particulars and numbers. */
function plain(text: string): string {
  const cut = text.search(PARTICULARS);
  return (cut < 0 ? text : text.slice(0, cut))
    .replace(/-?\b\d+\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function inFrames(kind: string, names: readonly string[]): string {
  return names.length === 0 ? kind : `${kind} in ${names.slice(0, FRAMES).join(' < ')}`;
}

/** The target's functions in the first stack behind a line, innermost first; a recursion counts once. */
function framesAfter(lines: readonly string[], at: number): string[] {
  const first = lines.findIndex((line, i) => i > at && (line === '' || FRAME.test(line)));
  if (first < 0) return [];
  const names: string[] = [];
  for (let i = first; i < lines.length; i++) {
    const frame = frameOf(lines[i] ?? '');
    if (frame === null) break;
    if (!isRuntime(frame) && names.at(-1) !== frame.name) names.push(frame.name);
  }
  return names;
}

function frameOf(line: string): Frame | null {
  const [, name, place = ''] = FRAME.exec(line) ?? [];
  return name === undefined ? null : { name, place };
}

function isRuntime({ name, place }: Frame): boolean {
  return RUNTIME_NAME.test(name) || name.startsWith('(') || RUNTIME_PLACE.test(place);
}
