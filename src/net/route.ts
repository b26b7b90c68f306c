/** Which of our own addresses the system would send from, found without sending. */
import { createSocket } from 'node:dgram';
import type { Endpoint } from '../wire/endpoint.ts';

/** Every interface of the machine. */
const ANY = '0.0.0.0';

/** Our address on the way to a target; 0.0.0.0 if there is no way, which sending will tell. */
export function addressToward({ address, port }: Endpoint): Promise<string> {
  return new Promise((resolve) => {
    const socket = createSocket({ type: 'udp4', lookup: (name, _options, done) => done(null, name, 4) });
    const answer = (own: string): void => {
      socket.close();
      resolve(own);
    };
    socket.once('error', () => answer(ANY));
    // A connected UDP socket has looked up its route and sent nothing.
    socket.connect(port, address, () => answer(socket.address().address));
  });
}
