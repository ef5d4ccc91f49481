/** The path of a redis-server, installing one where there is none; throws with what to do where that fails. */
export function redisPath(): string;
