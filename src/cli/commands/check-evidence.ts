/**
 * Puts the evidence of every failure into a folder: one pcapng each.
 */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult, Finding } from '../../check/event.ts';
import { EnvironmentError } from '../../net/error.ts';
import type { EvidencePlace } from '../../report/check-json.ts';
import { evidenceCapture } from '../../report/evidence.ts';

/** Writes the captures; where none is asked for by `out`, a temporary folder is made and named on stderr. */
export async function writeEvidence(
  result: CheckResult,
  out: string | undefined,
  application: string,
  epochMs: number,
  talk: (text: string) => void,
): Promise<Map<Finding, EvidencePlace>> {
  const places = new Map<Finding, EvidencePlace>();
  const worth = result.findings.filter(
    ({ judgement, trace }) => trace !== null && WORTH.has(judgement.verdict),
  );
  if (worth.length === 0) return places;
  try {
    const folder = out ?? (await mkdtemp(join(tmpdir(), 'peerprobe-check-')));
    if (out === undefined) talk(`evidence: ${folder}`);
    for (const finding of worth) {
      if (finding.trace === null) continue;
      const { judgement, trace } = finding;
      const { bytes, packets } = evidenceCapture(judgement, trace, application, epochMs);
      const capture = `${judgement.requirement}-${judgement.check}.pcapng`;
      await writeFile(join(folder, capture), bytes);
      places.set(finding, { capture, packets });
    }
    return places;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EnvironmentError(
      `the evidence cannot be written: ${reason}`,
      'choose another folder with --out DIR',
      { cause },
    );
  }
}

const WORTH: ReadonlySet<string> = new Set(['fail', 'warn', 'inconclusive']);
