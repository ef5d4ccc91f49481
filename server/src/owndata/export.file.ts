import { Injectable } from '@nestjs/common';
import type { ExportFile } from '#shared/contract/owndata.js';
import type { HistoryPoint, SessionRow } from '#shared/contract/progress.js';
import { AccountService } from '../accounts/account.service.js';
import { SessionService } from '../accounts/session.service.js';
import { CalibrationService } from '../calibration/calibration.service.js';
import { KnowledgeService } from '../library/knowledge.service.js';
import { ProgressService } from '../progress/progress.service.js';
import { AuthorshipService } from '../studio/authorship.service.js';
import { EXPORT_README } from './export.readme.js';
import { inWords } from './exported.room.js';
import { RoomExporter } from './room.exporter.js';

/** Told of each room that was written: how many, of how many. */
export type OnRoom = (done: number, total: number) => Promise<void>;

/** Puts the file of an export together, a piece of text at a time: no more than one room is ever in memory. */
@Injectable()
export class ExportFileWriter {
  constructor(
    private readonly accounts: AccountService,
    private readonly sessions: SessionService,
    private readonly progress: ProgressService,
    private readonly calibration: CalibrationService,
    private readonly knowledge: KnowledgeService,
    private readonly authorship: AuthorshipService,
    private readonly rooms: RoomExporter,
  ) {}

  async *of(account: string, onRoom: OnRoom): AsyncGenerator<string> {
    yield '{\n  "format": "turnabout-export",\n  "version": 1';
    yield field('README', [...EXPORT_README]);
    yield field('madeAt', inWords(Date.now()));
    yield field('account', await this.account(account));
    yield field('signedIn', await this.signedIn(account));
    yield field('progress', await this.progress.of(account, 'all'));
    yield* list('points', this.pointsOf(account));
    yield field('calibration', await this.calibrated(account));
    yield field('library', await this.known(account));
    yield* list('studio', this.authorship.of(account));
    yield* list('rooms', this.sessionsOf(account, onRoom));
    yield '\n}\n';
  }

  private async account(account: string): Promise<ExportFile['account']> {
    const found = await this.accounts.withBeginning(account);
    if (found === null) throw new Error('The account is gone.');
    return found;
  }

  private async signedIn(account: string): Promise<ExportFile['signedIn']> {
    const sessions = await this.sessions.list({ accountId: account, sessionId: '' });
    return sessions.map(({ id, createdAt, lastSeenAt, device }) => ({ id, createdAt, lastSeenAt, device }));
  }

  private async calibrated(account: string): Promise<ExportFile['calibration']> {
    const { ratings } = await this.calibration.ratings(account, undefined);
    return { standing: await this.calibration.of(account), ratings };
  }

  private async known(account: string): Promise<ExportFile['library']> {
    const { studies, meetings, read } = await this.knowledge.of(account);
    return {
      studied: studies.map(({ flow, briefOpenedAt, licensedAt }) => ({ flow, briefOpenedAt, licensedAt })),
      met: [...meetings],
      read: [...read],
    };
  }

  private async *pointsOf(account: string): AsyncGenerator<ExportFile['points'][number]> {
    let before: string | undefined;
    do {
      const page: { points: HistoryPoint[]; next: string | null } = await this.progress.points(account, 'all', before);
      yield* page.points;
      before = page.next ?? undefined;
    } while (before !== undefined);
  }

  private async *sessionsOf(account: string, onRoom: OnRoom): AsyncGenerator<ExportFile['rooms'][number]> {
    const total = await this.progress.countSessions(account);
    await onRoom(0, total);
    let done = 0;
    let before: string | undefined;
    do {
      const page: { sessions: SessionRow[]; next: string | null } = await this.progress.sessions(account, { before });
      for (const session of page.sessions) {
        yield await this.rooms.of(session, account);
        done += 1;
        await onRoom(done, Math.max(done, total));
      }
      before = page.next ?? undefined;
    } while (before !== undefined);
  }
}

type Part = keyof ExportFile;

/** Written so that people can read it: the values of the first level are set in by two spaces. */
function field<P extends Part>(name: P, value: ExportFile[P]): string {
  return `,\n  "${name}": ${indented(value, '  ')}`;
}

async function* list<P extends 'points' | 'studio' | 'rooms'>(
  name: P,
  values: AsyncIterable<ExportFile[P][number]>,
): AsyncGenerator<string> {
  yield `,\n  "${name}": [`;
  let separator = '';
  for await (const value of values) {
    yield `${separator}\n    ${indented(value, '    ')}`;
    separator = ',';
  }
  yield separator === '' ? ']' : '\n  ]';
}

function indented(value: unknown, by: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`);
}
