// Each Jest worker finds its own database under the name that the server itself reads.
const url = new URL(process.env.TEST_DATABASE_URL);
url.pathname = `/test_${process.env.JEST_WORKER_ID ?? 1}`;
process.env.DATABASE_URL = url.href;
