import { onScopeDispose, shallowRef } from 'vue';
import type { DisputeReason, SheetFollowUp } from '#shared/contract/follow-up.js';
import { call } from '../../api/http.js';
import { type ApiRefusal, asRefusal } from '../../api/refusal.js';
import { on, onOpen } from '../../api/socket.js';
import { useLoad } from '../../api/useLoad.js';
import { toast } from '../../ui/toasts.js';

/** Which sheet of a room is meant. */
export type SheetName = Pick<SheetFollowUp, 'round' | 'kind'>;

const placeOf = (room: string, { round, kind }: SheetName) => ({ room, round: `${round}`, kind }) as const;

/** What came of an open debrief: asked for anew whenever something has. */
export function useFollowUp(room: string) {
  const { data, reload } = useLoad((signal) => call('followUp', { params: { room } }, { signal }));
  const busy = shallowRef(false);
  const refusal = shallowRef<ApiRefusal | null>(null);
  /** The same dispute keeps its id over every try, so that an answer lost on the way does no harm. */
  let attempt: { id: string; of: string } | null = null;

  const stops = [on('report:changed', (event) => event.room === room && void reload()), onOpen(() => void reload())];
  onScopeDispose(() => stops.forEach((stop) => stop()));

  const of = ({ round, kind }: SheetName): SheetFollowUp | undefined =>
    data.value?.sheets.find((sheet) => sheet.round === round && sheet.kind === kind);

  /** Whether it was taken; what is in its way stands in `refusal`. */
  async function dispute(sheet: SheetName, reason: DisputeReason, text: string): Promise<boolean> {
    const of = JSON.stringify([sheet, reason, text]);
    if (attempt?.of !== of) attempt = { id: crypto.randomUUID(), of };
    const body = { id: attempt.id, reason, text };
    return change(() => call('disputeSheet', { params: placeOf(room, sheet), body }));
  }

  async function withdraw(sheet: SheetName): Promise<void> {
    if (await change(() => call('withdrawDispute', { params: placeOf(room, sheet) }))) attempt = null;
    else say();
  }

  async function thank(): Promise<void> {
    if (!(await change(() => call('thankPartner', { params: { room } })))) say();
  }

  function say(): void {
    if (refusal.value) toast(refusal.value.message, { tone: 'alarm' });
  }

  async function change(work: () => Promise<unknown>): Promise<boolean> {
    busy.value = true;
    refusal.value = null;
    try {
      await work();
      await reload();
      return true;
    } catch (error) {
      refusal.value = asRefusal(error);
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { followUp: data, busy, refusal, reload, of, dispute, withdraw, thank };
}

/** As much of it as a round shows. */
export type CameOf = Pick<ReturnType<typeof useFollowUp>, 'of' | 'busy'>;
