import { readonly, shallowRef } from 'vue';
import type { z } from 'zod';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { check, type FieldErrors, serverErrors } from './accounts.presenter.js';

/** Checks what was typed, sends it, and keeps what is said about it: under fields, or about the whole. */
export function useForm<S extends z.ZodType>(schema: S, send: (values: z.output<S>) => Promise<void>) {
  const busy = shallowRef(false);
  const errors = shallowRef<FieldErrors>({});
  const refusal = shallowRef<ApiRefusal | null>(null);

  /** True when it was accepted. */
  async function submit(values: unknown): Promise<boolean> {
    if (busy.value) return false;
    refusal.value = null;
    const checked = check(schema, values);
    errors.value = checked.ok ? {} : checked.errors;
    if (!checked.ok) {
      focusFirstError();
      return false;
    }
    busy.value = true;
    try {
      await send(checked.values);
      return true;
    } catch (error) {
      keep(asRefusal(error));
      return false;
    } finally {
      busy.value = false;
    }
  }

  function keep(refused: ApiRefusal): void {
    errors.value = serverErrors(refused.fields);
    if (refused.fields.length > 0) focusFirstError();
    else refusal.value = refused;
  }

  return { busy: readonly(busy), errors: readonly(errors), refusal: readonly(refusal), submit };
}

function focusFirstError(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
