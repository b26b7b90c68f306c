/**
 * What a run came to.
 */
import type { Course } from './course.ts';
import type { Milestones } from './pairs.ts';
import { type Percentiles, percentiles } from './percentiles.ts';
import type { Point, TableSizes } from './point.ts';
import type { Kind, Volume } from './traffic.ts';

export interface Outcome {
  /** Virtual time that passed, in ms. */
  readonly simulatedMs: number;
  /** More datagrams were on their way than can be held, and the run was ended. */
  readonly stormed: boolean;
  readonly nodes: NodeCount;
  readonly convergence: Convergence;
  readonly traffic: TrafficTotal;
  /** Of the living, at the end. */
  readonly tables: TableSizes;
  readonly healthy: Healthy;
  readonly points: readonly Point[];
}

export interface NodeCount {
  /** That ever were to live, and how many do at the end. */
  readonly ever: number;
  readonly living: number;
  readonly stopped: number;
  /** Ended by their own bug. */
  readonly crashed: number;
}

export interface Convergence {
  /** When shares of the pairs of living nodes knew each other, and were connected. */
  readonly known: Milestones;
  readonly connected: Milestones;
  /** Of the pairs of those who live at the end: how many there are, are connected, and never were. */
  readonly pairs: number;
  readonly connectedPairs: number;
  readonly neverMet: number;
  /** Parts that the living fall into. */
  readonly parts: number;
  /** From when two lived until the one was connected to the other, in ms. */
  readonly meetingMs: Percentiles | null;
  /** From a node's end until another one no longer had it as connected, in ms. */
  readonly staleMs: Percentiles | null;
}

export interface TrafficTotal {
  readonly sent: Readonly<Record<Kind, Volume>>;
  readonly total: Volume;
  /** To addresses where nobody lived. */
  readonly toNobody: number;
  /** The node that sent the most bytes, and what it sent. */
  readonly busiest: Volume & { readonly node: number };
}

/** What the healthy nodes had of it, all of them together. */
export interface Healthy {
  readonly nodes: number;
  /** When shares of the pairs of healthy nodes were connected. */
  readonly connected: Milestones;
  readonly heard: Volume;
  readonly hellosHeard: number;
  /** Peers that lived and were taken for silent. */
  readonly lostLiving: number;
  /** Wrong entries of a table, mean over nodes and points, and the most that one point had. */
  readonly deadListed: Wrong;
  readonly deadKept: Wrong;
  readonly invented: Wrong;
}

export interface Wrong {
  readonly mean: number;
  readonly max: number;
}

/** The outcome of a run as far as it has come. */
export function outcomeOf(course: Course): Outcome {
  const { pairs, traffic, roles, points, now } = course;
  const living = roles.filter(({ index }) => pairs.isLiving(index)).length;
  const born = roles.filter(({ index, startsAt }) => index < course.plan.nodes || startsAt <= now).length;
  const sent = traffic.byKind();
  const busiest = traffic.busiest();
  return {
    simulatedMs: now,
    stormed: course.stormed,
    nodes: { ever: born, living, stopped: born - living - course.crashed, crashed: course.crashed },
    convergence: {
      known: pairs.all.knownAt,
      connected: pairs.all.connectedAt,
      pairs: pairs.all.possible,
      connectedPairs: pairs.all.connected,
      neverMet: pairs.neverMet(),
      parts: pairs.parts(),
      meetingMs: percentiles(pairs.meetingMs),
      staleMs: percentiles(pairs.staleMs),
    },
    traffic: {
      sent,
      total: sumOf(Object.values(sent)),
      toNobody: traffic.toNobody,
      busiest: { node: busiest, ...traffic.sentBy(busiest) },
    },
    tables: points.at(-1)?.tables ?? { mean: 0, max: 0 },
    healthy: healthyOf(course),
    points,
  };
}

export function sumOf(volumes: readonly Volume[]): Volume {
  return {
    datagrams: volumes.reduce((sum, { datagrams }) => sum + datagrams, 0),
    bytes: volumes.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function healthyOf({ pairs, traffic, roles, points }: Course): Healthy {
  const healthy = roles.filter(({ bug }) => bug === null).map(({ index }) => index);
  const members = Math.max(1, pairs.healthy.members);
  const wrong = (count: (point: Point) => number): Wrong => {
    const each = points.map((point) => count(point) / members);
    return {
      mean: each.reduce((sum, one) => sum + one, 0) / Math.max(1, each.length),
      max: Math.max(0, ...each),
    };
  };
  return {
    nodes: pairs.healthy.members,
    connected: pairs.healthy.connectedAt,
    heard: sumOf(healthy.map((index) => traffic.heardBy(index))),
    hellosHeard: healthy.reduce((sum, index) => sum + traffic.hellosHeardBy(index), 0),
    lostLiving: pairs.lostLiving,
    deadListed: wrong(({ wrong }) => wrong.deadListed),
    deadKept: wrong(({ wrong }) => wrong.deadKept),
    invented: wrong(({ wrong }) => wrong.invented),
  };
}
