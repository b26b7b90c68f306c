/**
 * `--split-by node`: a capture for each node, with all that it sent and got, in one folder. One file is open at a
 * time: each node has a buffer, which is added to its file when it is full. The buffers together are bounded, and so
 * is the number of nodes: a capture of spoofed addresses must not fill a folder with a million files.
 */
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../../net/error.ts';
import type { Recording } from '../../sniff/recording.ts';
import type { Sighted } from '../../sniff/sniffer.ts';
import { concat } from '../../wire/bytes.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import { UsageError } from '../error.ts';
import { type FileIdentity, identitiesOf, refuseOwnInput } from '../sink.ts';
import { filesOf, type Origin } from './request.ts';
import type { Writing } from './writing.ts';

const MAX_NODES = 4096;
const MAX_BUFFER = 64 * 1024;
const MAX_BUFFERED = 16 * 1024 * 1024;

interface NodeFile {
  readonly path: string;
  readonly part: string;
  readonly recording: Recording;
  /** False until the first bytes are in it. */
  begun: boolean;
  blocks: Uint8Array[];
  size: number;
}

/** Makes the folder. UsageError if there is a file in its place. */
export async function openSplit(folder: string, origin: Origin, begin: () => Recording): Promise<Writing> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST' && error.code !== 'ENOTDIR') throw error;
    throw new UsageError(`--write: ${folder} is no folder: --split-by writes one file a node`, null, {
      cause: error,
    });
  });
  return new Split(folder, await identitiesOf(filesOf(origin)), begin);
}

/** `127.0.0.1-4200.pcapng`; of an IPv6 address the colons become `_`. */
export function nodeFileName({ address, port }: Endpoint): string {
  return `${address.replaceAll(/[^0-9A-Za-z.]/g, '_')}-${port}.pcapng`;
}

class Split implements Writing {
  readonly #folder: string;
  readonly #inputs: readonly FileIdentity[];
  readonly #begin: () => Recording;
  /** By file name. Bounded by MAX_NODES. */
  readonly #files = new Map<string, NodeFile>();
  #buffered = 0;

  constructor(folder: string, inputs: readonly FileIdentity[], begin: () => Recording) {
    this.#folder = folder;
    this.#inputs = inputs;
    this.#begin = begin;
  }

  get part(): string | null {
    return [...this.#files.values()].some(({ begun }) => begun) ? join(this.#folder, '*.part') : null;
  }

  async packet(sighted: Sighted): Promise<void> {
    const { source, destination } = sighted.udp;
    const names = new Set([nodeFileName(source), nodeFileName(destination)]);
    for (const name of names) {
      const file = this.#files.get(name) ?? (await this.#open(name));
      this.#add(file, file.recording.packet(sighted));
      if (file.size >= MAX_BUFFER) await this.#save(file);
    }
    if (this.#buffered < MAX_BUFFERED) return;
    for (const file of this.#files.values()) await this.#save(file);
  }

  async close(): Promise<void> {
    for (const file of this.#files.values()) {
      await this.#save(file);
      await rename(file.part, file.path);
    }
  }

  async abandon(): Promise<void> {
    for (const file of this.#files.values()) await this.#save(file).catch(() => undefined);
  }

  async #open(name: string): Promise<NodeFile> {
    if (this.#files.size >= MAX_NODES) {
      throw new EnvironmentError(
        `--split-by: more than ${MAX_NODES} nodes`,
        'choose some of them with --where or --node',
      );
    }
    const path = join(this.#folder, name);
    const part = `${path}.part`;
    for (const own of [path, part]) await refuseOwnInput(own, '--write', this.#inputs);
    const file = { path, part, recording: this.#begin(), begun: false, blocks: [], size: 0 };
    this.#files.set(name, file);
    this.#add(file, file.recording.header());
    return file;
  }

  /** The blocks are the writer's own copies: they may be kept. */
  #add(file: NodeFile, blocks: readonly Uint8Array[]): void {
    const size = blocks.reduce((sum, block) => sum + block.length, 0);
    file.blocks.push(...blocks);
    file.size += size;
    this.#buffered += size;
  }

  async #save(file: NodeFile): Promise<void> {
    if (file.size === 0) return;
    const bytes = concat(file.blocks);
    await (file.begun ? appendFile(file.part, bytes) : writeFile(file.part, bytes));
    file.begun = true;
    this.#buffered -= file.size;
    file.blocks = [];
    file.size = 0;
  }
}
