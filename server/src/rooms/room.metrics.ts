import { Counter, Gauge, Histogram } from 'prom-client';

export const commandsHandled = new Counter({
  name: 'turnabout_room_commands_total',
  help: 'Commands to rooms, by type and outcome: stored, duplicate, nothing (no effect), or the code of the refusal.',
  labelNames: ['type', 'outcome'],
});

export const commandDuration = new Histogram({
  name: 'turnabout_room_command_seconds',
  help: 'From a command to its durable answer.',
  buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
});

export const flushRows = new Histogram({
  name: 'turnabout_room_flush_rows',
  help: 'Commands that became durable together in one flush.',
  buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
});

export const deadlineLateness = new Histogram({
  name: 'turnabout_room_deadline_lateness_seconds',
  help: 'How late deadlines took effect.',
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 1.5, 3, 10],
});

export const roomsCached = new Gauge({ name: 'turnabout_rooms_cached', help: 'Rooms held in memory.' });
