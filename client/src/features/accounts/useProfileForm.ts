import { reactive, toRaw } from 'vue';
import { type Profile, profileSchema } from '#shared/contract/account.js';
import { call } from '../../api/http.js';
import { keepAccount } from '../../api/session.js';
import { useForm } from './useForm.js';

/** A profile being edited, and saved as a whole. */
export function useProfileForm(initial: Profile) {
  const profile = reactive<Profile>(structuredClone(initial));
  const form = useForm(profileSchema, async (body) => {
    const { account } = await call('updateMe', { body: { profile: body } });
    keepAccount(account);
  });
  return { profile, ...form, save: () => form.submit(structuredClone(toRaw(profile))) };
}

export function deviceTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
