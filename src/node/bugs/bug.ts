/**
 * A bug on purpose: one realistic fault, as rules in place of conforming ones (DESIGN 4).
 */
import type { NodeConfig } from '../config.ts';
import { conformingRules } from '../conforming.ts';
import type { Rules } from '../rules.ts';

export interface Bug {
  readonly name: string;
  /** The requirement of protocol.md that it breaks. */
  readonly requirement: string;
  readonly section: string;
  /** What the node does wrong, as one would say it to its author. */
  readonly summary: string;
  /** What replaces the conforming rules; made anew for each node, for it may hold state. */
  readonly rules: (rules: Rules) => Partial<Rules>;
}

/** The same configuration with the bug in it, for one node. */
export function withBug(config: NodeConfig, bug: Bug): NodeConfig {
  const rules = { ...conformingRules(config.dialect), ...config.rules };
  return { ...config, rules: { ...config.rules, ...bug.rules(rules) } };
}
