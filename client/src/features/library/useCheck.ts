import { readonly, shallowReadonly, shallowRef, type ShallowRef } from 'vue';
import type { CheckPaper, CheckResult } from '#shared/contract/library.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { answersOf, type Choices, gradedRows, missingWords, noChoices, type GradedRow } from './check.presenter.js';

interface Progress {
  paper: ShallowRef<CheckPaper>;
  choices: ShallowRef<Choices>;
  graded: ShallowRef<{ result: CheckResult; rows: GradedRow[] } | null>;
}

/** A paper is put anew where a page changes its layout, and what was answered on it is still there. */
const begun = new WeakMap<CheckPaper, Progress>();

function progressOn(first: CheckPaper): Progress {
  const before = begun.get(first);
  if (before) return before;
  const progress = { paper: shallowRef(first), choices: shallowRef(noChoices(first)), graded: shallowRef(null) };
  begun.set(first, progress);
  return progress;
}

/** The check as it is being answered: choose, send, read why, try again. `send` asks the library, or the room. */
export function useCheck(first: CheckPaper, send: (answers: number[]) => Promise<CheckResult>) {
  const { paper, choices, graded } = progressOn(first);
  const missing = shallowRef<string | null>(null);
  const refusal = shallowRef<ApiRefusal | null>(null);
  const busy = shallowRef(false);

  function choose(question: number, option: number): void {
    choices.value = choices.value.map((choice, index) => (index === question ? option : choice));
    if (missing.value !== null) missing.value = missingWords(choices.value);
  }

  async function submit(): Promise<void> {
    missing.value = missingWords(choices.value);
    const answers = answersOf(choices.value);
    if (answers === null || busy.value) return;
    busy.value = true;
    refusal.value = null;
    try {
      const result = await send(answers);
      graded.value = { result, rows: gradedRows(paper.value, choices.value, result) };
    } catch (error) {
      refusal.value = asRefusal(error);
    }
    busy.value = false;
  }

  function again(): void {
    paper.value = graded.value?.result.again ?? paper.value;
    choices.value = noChoices(paper.value);
    graded.value = null;
  }

  return {
    paper: shallowReadonly(paper),
    choices,
    missing: readonly(missing),
    refusal: readonly(refusal),
    busy: readonly(busy),
    graded,
    choose,
    submit,
    again,
  };
}
