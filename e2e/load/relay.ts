import { createServer } from 'node:http';
import { Server } from 'socket.io';

/**
 * The baseline: Socket.IO with rooms and acknowledgements and nothing behind it — no rules, no database, no log. The
 * same messages of the same size go the same ways as in a room. Run as a child process; says its port when it listens.
 */
const http = createServer();
const io = new Server(http, {
  transports: ['websocket'],
  serveClient: false,
  pingInterval: 10_000,
  pingTimeout: 8_000,
});

io.on('connection', (socket) => {
  socket.on('room:join', ({ room }: { room: string }, ack: (answer: unknown) => void) => {
    void socket.join(room);
    ack({ ok: true, seat: 'A', events: [], now: Date.now() });
  });
  let seq = 0;
  socket.on('room:command', ({ room, id, command }: Command, ack: (answer: unknown) => void) => {
    seq += 1;
    const body = { type: 'said', id, seat: 'A', text: command.text };
    io.to(room).emit('room:events', { room, events: [{ seq, at: Date.now(), by: 'A', body }] });
    ack({ ok: true, seq });
  });
});

interface Command {
  room: string;
  id: string;
  command: { type: 'say'; text: string };
}

process.on('message', (message) => {
  if (message !== 'usage') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuSeconds: (user + system) / 1e6, rssBytes: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit(0));

http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
