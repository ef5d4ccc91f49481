import { Counter, Histogram } from 'prom-client';

export const documentUpdates = new Counter({
  name: 'turnabout_document_updates_total',
  help: 'Changes to shared documents, by outcome.',
  labelNames: ['outcome'],
});

export const documentBatch = new Histogram({
  name: 'turnabout_document_batch',
  help: 'Changes to one document that were kept together.',
  buckets: [1, 2, 5, 10, 20, 50, 200],
});
