import { exportFileSchema, type ExportFile, type OwnExport } from '#shared/contract/owndata.js';
import { until } from '../../testing/room.story.js';
import type { Visitor } from '../../testing/visitor.js';

export const listed = async (who: Visitor) => (await who.calls('listExports', {})).value;
export const fetched = (who: Visitor, id: string) => who.sends('GET', `/api/exports/${id}/file`);

/** Asks for an export and waits until it can be downloaded. */
export async function exported(who: Visitor): Promise<OwnExport> {
  const { id } = (await who.calls('requestExport', {})).value;
  let found: OwnExport | undefined;
  await until(async () => {
    found = (await listed(who)).exports.find((one) => one.id === id);
    return found?.state === 'ready';
  }, 20_000);
  if (!found) throw new Error('The export is gone.');
  return found;
}

export async function fileOf(who: Visitor): Promise<{ text: string; file: ExportFile }> {
  const { id } = await exported(who);
  const text = await (await fetched(who, id)).text();
  return { text, file: exportFileSchema.parse(JSON.parse(text)) };
}
