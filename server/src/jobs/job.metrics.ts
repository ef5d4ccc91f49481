import { Counter, Histogram } from 'prom-client';

export const jobsRun = new Counter({
  name: 'turnabout_jobs_total',
  help: 'Jobs run, by name and outcome.',
  labelNames: ['job', 'outcome'],
});

export const jobDuration = new Histogram({
  name: 'turnabout_job_seconds',
  help: 'How long jobs take to run.',
  labelNames: ['job'],
  buckets: [0.002, 0.005, 0.01, 0.05, 0.2, 1, 5],
});

export const jobsDead = new Counter({
  name: 'turnabout_jobs_dead_total',
  help: 'Jobs that failed for the last time and are kept for staff, by name.',
  labelNames: ['job'],
});
