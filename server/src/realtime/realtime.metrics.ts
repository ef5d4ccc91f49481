import { Counter, Gauge } from 'prom-client';

export const socketsOpen = new Gauge({ name: 'turnabout_sockets', help: 'Connections open on this process.' });

export const eventsRefused = new Counter({
  name: 'turnabout_socket_refusals_total',
  help: 'Events of clients that were refused, by event and code.',
  labelNames: ['event', 'code'],
});

export const handshakesRefused = new Counter({
  name: 'turnabout_handshake_refusals_total',
  help: 'Connections that were refused, by code.',
  labelNames: ['code'],
});
