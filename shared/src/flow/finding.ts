/** A fault of a flow that its schema cannot see. */
export interface Finding {
  /** `error`: the flow must not be used like this; `warning`: it would be better otherwise. */
  severity: 'error' | 'warning';
  /** Where, as keys and indexes into the flow. */
  path: (string | number)[];
  /** What is wrong and what would be right. */
  message: string;
}

export function error(path: Finding['path'], message: string): Finding {
  return { severity: 'error', path, message };
}

export function warning(path: Finding['path'], message: string): Finding {
  return { severity: 'warning', path, message };
}

/** One error for each id that occurs a second time in a list. */
export function repeated(ids: readonly string[], pathOf: (index: number) => Finding['path']): Finding[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [error(pathOf(index), `The id ${id} is taken; give this one another`)] : [],
  );
}
