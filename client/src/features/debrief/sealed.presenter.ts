import type { Sealed } from './report.presenter.js';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

function sheets(count: number): string {
  return `${NUMBERS[count] ?? count} ${count === 1 ? 'sheet' : 'sheets'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A day and a time as one says them: `Tuesday 25 November, 14:05`. */
export function dayAndTime(at: number): string {
  return new Date(at).toLocaleString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** What a sealed report says: whose turn it is, and when it opens at the latest. */
export function sealedWords(report: Sealed, partner: string): { title: string; lede: string; lines: string[] } {
  const mine = report.owed[report.seat];
  const theirs = report.owed[report.seat === 'A' ? 'B' : 'A'];
  const lines = [
    mine === 0 ? 'You owe nothing.' : `You owe ${sheets(mine)}.`,
    theirs === 0 ? `${capital(partner)} owes nothing.` : `${capital(partner)} owes ${sheets(theirs)}.`,
    `Opens at the latest on ${dayAndTime(report.opensAt)}.`,
  ];
  if (mine === 0 && theirs === 0) {
    return { title: 'Everything is in.', lede: 'The debrief opens in a moment, for both of you at once.', lines };
  }
  return {
    title: mine > 0 ? 'Sealed until you have rated.' : 'Sealed until both have rated.',
    lede: 'Neither of you sees the other’s words before all sheets are in. This page opens by itself.',
    lines,
  };
}
