/**
 * English that reads otherwise where a figure is one, by the template, which is right for none and for several. With the
 * same slots.
 */
import { one, sentences } from './catalogue.ts';
import type { Value, Values } from './value.ts';

export const SINGULARS = sentences({
  // Ends.
  '{death}, {count} of {all} instances': ({ all }) => `{death}, {count} of {all} ${noun(all, 'instance')}`,
  'the node lives and fell silent for good, {count} of {all} instances': ({ all }) =>
    `the node lives and fell silent for good, {count} of {all} ${noun(all, 'instance')}`,
  '{count} instances lived to the end': ({ count }) => `{count} ${noun(count, 'instance')} lived to the end`,
  // Who is listed.
  'listed in {count} of {all} answers': ({ all }) => `listed in {count} of {all} ${noun(all, 'answer')}`,
  '{peer} says Hello each second and is missing in {count} of {all} answers': ({ all }) =>
    `{peer} says Hello each second and is missing in {count} of {all} ${noun(all, 'answer')}`,
  'still listed {time} after its last Hello, {count} of {all} tries': ({ all }) =>
    `still listed {time} after its last Hello, {count} of {all} ${noun(all, 'try', 'tries')}`,
  'missing already {time} after its last Hello, {count} of {all} tries': ({ all }) =>
    `missing already {time} after its last Hello, {count} of {all} ${noun(all, 'try', 'tries')}`,
  'a peer that was silent says Hello again and is missing in {count} answers': ({ count }) =>
    `a peer that was silent says Hello again and is missing in {count} ${noun(count, 'answer')}`,
  'a peer that was silent, then announced says Hello again and is missing in {count} answers': ({ count }) =>
    `a peer that was silent, then announced says Hello again and is missing in {count} ${noun(count, 'answer')}`,
  'silent peers were off the list, {count} times': ({ count }) =>
    `silent peers were off the list, {count} ${noun(count, 'time')}`,
  '{peer} is listed {time} after it sent its last datagram; {count} such entries': ({ count }) =>
    `{peer} is listed {time} after it sent its last datagram; {count} such ${noun(count, 'entry', 'entries')}`,
  '{peer} is listed and never said Hello; {count} such entries': ({ count }) =>
    `{peer} is listed and never said Hello; {count} such ${noun(count, 'entry', 'entries')}`,
  '{count} answers hold every peer that they owe': ({ count }) =>
    one(count)
      ? '{count} answer holds every peer that it owes'
      : '{count} answers hold every peer that they owe',
  '{peer} is connected and missing in {count} answers; the last of them lists {listed} peers': (values) =>
    `{peer} is connected and missing in {count} ${noun(values.count, 'answer')}; ${lastOf(values)}`,
  '{peer} is connected and missing in {count} answers, and {more} others; the last of them lists {listed} peers':
    (values) =>
      `{peer} is connected and missing in {count} ${noun(values.count, 'answer')}, and {more} ${noun(values.more, 'other')}; ${lastOf(values)}`,
  '{count} listed addresses had all said Hello': ({ count }) =>
    one(count) ? '{count} listed address had said Hello' : '{count} listed addresses had all said Hello',
  '{count} of {all} answers list who asked': ({ count, all }) =>
    `{count} of {all} ${noun(all, 'answer')} ${noun(count, 'lists', 'list')} who asked`,
  '{count} of {all} answers leave out who asked': ({ count, all }) =>
    `{count} of {all} ${noun(all, 'answer')} ${noun(count, 'leaves', 'leave')} out who asked`,
  '{count} of {all} answers list nobody twice': ({ count, all }) =>
    `{count} of {all} ${noun(all, 'answer')} ${noun(count, 'lists', 'list')} nobody twice`,
  '{peer} stands twice in an answer; {count} of {all} answers': ({ all }) =>
    `{peer} stands twice in an answer; {count} of {all} ${noun(all, 'answer')}`,
  '{count} of {all} requests answered': ({ all }) => `{count} of {all} ${noun(all, 'request')} answered`,
  '{count} datagrams of answers, up to {most} addresses in one': ({ count, most }) =>
    `{count} ${noun(count, 'datagram')} of answers, up to {most} ${noun(most, 'address', 'addresses')} in one`,
  '{count} datagrams with addresses, {stray} not asked for': ({ count }) =>
    `{count} ${noun(count, 'datagram')} with addresses, {stray} not asked for`,
  '{count} datagrams with addresses went to peers that had not asked: {peers}': ({ count }) =>
    one(count)
      ? '{count} datagram with addresses went to a peer that had not asked: {peers}'
      : '{count} datagrams with addresses went to peers that had not asked: {peers}',
  '{count} listed addresses, each known from somewhere': ({ count }) =>
    one(count)
      ? '{count} listed address, known from somewhere'
      : '{count} listed addresses, each known from somewhere',
  '{count} listed addresses that we do not know, such as {peer}: others may have said them': ({ count }) =>
    one(count)
      ? '{count} listed address that we do not know, {peer}: others may have said it'
      : '{count} listed addresses that we do not know, such as {peer}: others may have said them',
  '{count} addresses of lab peers listed right': ({ count }) =>
    one(count) ? '{count} address of a lab peer listed right' : '{count} addresses of lab peers listed right',
  '{count} addresses of peers that said Hello listed right': ({ count }) =>
    one(count)
      ? '{count} address of a peer that said Hello listed right'
      : '{count} addresses of peers that said Hello listed right',
  // Datagrams and Hellos.
  '{count} datagrams': ({ count }) => `{count} ${noun(count, 'datagram')}`,
  'all of {count} datagrams': ({ count }) =>
    one(count) ? 'the {count} datagram that came' : 'all of {count} datagrams',
  '{count} of {all} datagrams came from {peer}': ({ all }) =>
    `{count} of {all} ${noun(all, 'datagram')} came from {peer}`,
  '{count} Hellos came': ({ count }) => `{count} ${noun(count, 'Hello')} came`,
  '{count} Peer Requests came': ({ count }) => `{count} ${noun(count, 'Peer Request')} came`,
  '{count} Hellos are missing': ({ count }) =>
    `{count} ${noun(count, 'Hello')} ${noun(count, 'is', 'are')} missing`,
  '{count} Hellos in {time}': ({ count }) => `{count} ${noun(count, 'Hello')} in {time}`,
  '{count} Hellos to a start peer that said nothing for {time}': ({ count }) =>
    `{count} ${noun(count, 'Hello')} to a start peer that said nothing for {time}`,
  '{count} Hellos went on after an empty body': ({ count }) =>
    one(count) ? '{count} Hello came after an empty body' : '{count} Hellos went on after an empty body',
  // Captures.
  'the capture says that it dropped {count} packets': ({ count }) =>
    `the capture says that it dropped {count} ${noun(count, 'packet')}`,
  '{count} packets, as the captures say': ({ count }) =>
    `{count} ${noun(count, 'packet')}, as the captures say`,
  '{count} datagrams are cut by the snap length': ({ count }) =>
    `{count} ${noun(count, 'datagram')} ${noun(count, 'is', 'are')} cut by the snap length`,
  '{count} datagrams in pieces are not whole': ({ count }) =>
    `{count} ${noun(count, 'datagram')} in pieces ${noun(count, 'is', 'are')} not whole`,
  'what the {count} packets said that the capture dropped': ({ count }) =>
    `what the {count} ${noun(count, 'packet')} said that the capture dropped`,
  'what was behind the snap length, which cut {count} datagrams': ({ count }) =>
    `what was behind the snap length, which cut {count} ${noun(count, 'datagram')}`,
  'what {count} datagrams said that came in pieces and are not whole': ({ count }) =>
    `what {count} ${noun(count, 'datagram')} said that came in pieces and ${noun(count, 'is', 'are')} not whole`,
  '{count}: {addresses} addresses, {middle} in the middle, {most} at most': ({ addresses }) =>
    `{count}: {addresses} ${noun(addresses, 'address', 'addresses')}, {middle} in the middle, {most} at most`,
  // Runs, findings and classes.
  '{sum}; {instances}, {deaths} of them ended by themselves': ({ deaths }) =>
    `{sum}; {instances}, {deaths} of them ended by ${noun(deaths, 'itself', 'themselves')}`,
  '{count} runs: {verdicts}; overall the worst verdict that two of them came to': ({ count }) =>
    one(count)
      ? '{count} run: {verdicts}'
      : '{count} runs: {verdicts}; overall the worst verdict that two of them came to',
  '{count} datagrams sent': ({ count }) => `{count} ${noun(count, 'datagram')} sent`,
  'shown by {count} re-runs with {datagrams} datagrams': ({ datagrams }) =>
    `shown by {count} re-runs with {datagrams} ${noun(datagrams, 'datagram')}`,
  '{count} of {all} fail': ({ count }) => `{count} of {all} ${noun(count, 'fails', 'fail')}`,
  '{count} of {all} warn': ({ count }) => `{count} of {all} ${noun(count, 'warns', 'warn')}`,
  '{name}: {verdict}, {points} of {worth} points': ({ worth }) =>
    `{name}: {verdict}, {points} of {worth} ${noun(worth, 'point')}`,
  'gaps between Hellos: {gaps} at {peers} peers, median {middle}': ({ peers }) =>
    `gaps between Hellos: {gaps} at {peers} ${noun(peers, 'peer')}, median {middle}`,
  // Nodes against each other, and many of them.
  '{node} left {count} of {all} Peer Requests of connected peers unanswered': ({ all }) =>
    `{node} left {count} of {all} ${noun(all, 'Peer Request')} of connected peers unanswered`,
  '{node} left {peer}, which greets it, out of {count} of {all} answers': ({ all }) =>
    `{node} left {peer}, which greets it, out of {count} of {all} ${noun(all, 'answer')}`,
  '{node} answered none of {count} Peer Requests of {peer}': ({ count }) =>
    one(count)
      ? '{node} did not answer {count} Peer Request of {peer}'
      : '{node} answered none of {count} Peer Requests of {peer}',
  '{node} told {peer} of no other peer in {count} answers': ({ count }) =>
    `{node} told {peer} of no other peer in {count} ${noun(count, 'answer')}`,
  '{what}; but the fence held {count} datagrams back': ({ count }) =>
    `{what}; but the fence held {count} ${noun(count, 'datagram')} back`,
  '{count} a minute stop and come': ({ count }) =>
    one(count) ? '{count} a minute stops and comes' : '{count} a minute stop and come',
  '{gone}; {count} live at the end': ({ count }) =>
    `{gone}; {count} ${noun(count, 'lives', 'live')} at the end`,
  '{count} ended by their bug': ({ count }) => `{count} ended by ${noun(count, 'its', 'their')} bug`,
  ', {count} pairs have never met': ({ count }) =>
    one(count) ? ', {count} pair has never met' : ', {count} pairs have never met',
  'tables at the end: {mean} peers, {most} at most': ({ mean }) =>
    `tables at the end: {mean} ${noun(mean, 'peer')}, {most} at most`,
  'at least {count} peers kept, silent ones too': ({ count }) =>
    one(count)
      ? 'at least {count} peer kept, a silent one too'
      : 'at least {count} peers kept, silent ones too',
});

function noun(figure: Value, singular: string, plural = `${singular}s`): string {
  return one(figure) ? singular : plural;
}

function lastOf({ count, listed }: Values<'{count}{listed}'>): string {
  return `${one(count) ? 'it' : 'the last of them'} lists {listed} ${noun(listed, 'peer')}`;
}
