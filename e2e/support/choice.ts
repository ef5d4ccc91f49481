import { expect, type Locator } from '@playwright/test';

/** Ticks a checkbox or radio by pressing its label, as one does where the box itself is drawn by the page. */
export async function choose(box: Locator, wanted = true): Promise<void> {
  if ((await box.isChecked()) !== wanted) await box.locator('xpath=ancestor::label').click();
  await expect(box).toBeChecked({ checked: wanted });
}
