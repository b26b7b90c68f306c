import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { refusalSaid, startRefusal } from '../../../src/check/class/refusal.ts';
import { madeOf } from '../../../src/lang/made-of.ts';
import { inWords } from '../../../src/lang/sentence.ts';
import { startChild } from '../../../src/net/child.ts';
import { systemClock } from '../../../src/net/clock.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'peerprobe-refusal-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

async function refused(program: string, cwd = FOLDER): Promise<Error> {
  const error = await startChild([program], { cwd, env: process.env, clock: systemClock }).catch(
    (reason) => reason,
  );
  if (!(error instanceof Error)) throw new Error(`${program} was started`);
  return error;
}

describe('why a program could not be started', () => {
  it('is the sentence that the start said, and told in French too', async () => {
    const plain = join(FOLDER, 'plain');
    writeFileSync(plain, '', { mode: 0o644 });
    const errors = [await refused('./{none}'), await refused('no-such-$&-program'), await refused(plain)];
    errors.push(await refused('true', join(FOLDER, 'nowhere')));
    const french = errors.map((error) => {
      const said = startRefusal(error);
      expect(inWords('en', said)).toContain(error.message);
      expect(refusalSaid(error.message)).toEqual(said.values['name']);
      return inWords('fr', said).replaceAll('\u00a0', ' ');
    });
    expect(french).toEqual([
      `programme introuvable : ./{none} : compilez-le d'abord, ou corrigez le chemin, qui part de ${FOLDER}`,
      "programme introuvable : no-such-$&-program : il n'est pas dans le PATH ; pour un programme de ce dossier, écrivez ./no-such-$&-program",
      `ce programme ne peut être exécuté : ${plain} : ce doit être un fichier exécutable : chmod +x ${plain}`,
      `ce dossier n'existe pas : ${FOLDER}/nowhere : créez-le d'abord`,
    ]);
  });

  it('stays as it is where no template gives it', () => {
    expect(refusalSaid('program not found: ')).toEqual({ text: 'program not found: ', values: {} });
    expect(madeOf('cannot start a: b: c', ['cannot start {program}: {why}']).values).toEqual({
      program: 'a',
      why: 'b: c',
    });
  });
});
