/** `--stats`: a line on stderr now and then, while packets come. */
import type { LiveSet } from '../../capture/live/live-set.ts';
import { type StatsMark, statsMark, statsText } from '../../report/sniff-stats.ts';
import type { Summary } from '../../sniff/summary.ts';

/** How long the answer to a question for drops may take, before the line goes without it. */
const ANSWER_MS = 50;

/** Begins; the result ends it. Without a time there are no lines. */
export function startStats(
  everyMs: number | null,
  summary: Summary,
  live: LiveSet | null,
  talk: (text: string) => void,
): () => void {
  if (everyMs === null) return () => {};
  let last: StatsMark = statsMark(summary, performance.now());
  const say = () => {
    const now = statsMark(summary, performance.now());
    talk(statsText(last, now, live));
    last = now;
  };
  let answer: NodeJS.Timeout | undefined;
  const timer = setInterval(() => {
    live?.count();
    answer = setTimeout(say, live === null ? 0 : ANSWER_MS);
  }, everyMs);
  return () => {
    clearInterval(timer);
    clearTimeout(answer);
  };
}
