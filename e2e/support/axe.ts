import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Half-way from one colour to another nothing has the contrast that it is meant to have. */
const COLOURS_HAVE_SETTLED = `Promise.all(
  document.getAnimations()
    .filter((animation) => animation.effect?.getTiming().iterations !== Infinity)
    .map((animation) => animation.finished.catch(() => undefined)),
).then(() => undefined)`;

/** Runs in the page itself, which has no frames of others; and of what is in order nothing is told. */
const audit = (page: Page) => new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });

/** No serious or critical finding on the page as it stands; in dark, where only the colours differ, their contrast. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await expectNothingGrave(page, 'light', audit(page), what);
  await expectNothingGrave(page, 'dark', audit(page).withRules(['color-contrast']), what);
}

async function expectNothingGrave(
  page: Page,
  colorScheme: 'light' | 'dark',
  axe: AxeBuilder,
  what: string,
): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate(COLOURS_HAVE_SETTLED);
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const said = grave.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary ?? ''}`),
  );
  expect.soft(said, `${what}, ${colorScheme}`).toEqual([]);
}
