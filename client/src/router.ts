import {
  createRouter,
  createWebHistory,
  type RouteLocationNormalized,
  type RouteLocationRaw,
  type RouteRecordRaw,
} from 'vue-router';
import { TRACKS } from '#shared/interview/track.js';
import { call } from './api/http.js';
import { loadSession, looksAfterThis, onSessionEnd } from './api/session.js';
import { STAFF_SECTIONS } from './features/staff/sections.js';
import { decideEntry, signInFor } from './router.presenter.js';
import { focusHeading } from './ui/heading.focus.js';
import { toast } from './ui/toasts.js';

type Access = 'guest' | 'signed-in' | 'staff' | 'anybody';

declare module 'vue-router' {
  interface RouteMeta {
    /** Said in the browser's tab and to screen readers. */
    title: string;
    /** `guest`: only for nobody signed in; `signed-in`; `staff`; `anybody`. */
    access: Access;
    /** `app`: inside the shell with the navigation. A page without a frame fills the screen itself. */
    frame?: 'app';
  }
}

const notFound = () => import('./features/landing/NotFound.vue');

const pages: RouteRecordRaw[] = [
  page('/', 'Practise interviews live, in pairs', 'guest', () => import('./features/landing/Page.vue')),
  page('/sign-up', 'Sign up', 'guest', () => import('./features/accounts/SignUp.vue')),
  page('/check-mail', 'Check your mail', 'guest', () => import('./features/accounts/CheckMail.vue')),
  page('/confirm', 'Confirm your address', 'anybody', () => import('./features/accounts/Confirm.vue')),
  page('/sign-in', 'Sign in', 'guest', () => import('./features/accounts/SignIn.vue')),
  page('/forgot-password', 'Forgot your password', 'anybody', () => import('./features/accounts/ForgotPassword.vue')),
  page('/reset-password', 'Choose a new password', 'anybody', () => import('./features/accounts/ResetPassword.vue')),
  page('/goodbye', 'Goodbye', 'anybody', () => import('./features/accounts/Goodbye.vue')),
  page('/mailbox', 'Mailbox', 'anybody', () => import('./features/accounts/Mailbox.vue')),
  page('/onboarding', 'About you', 'signed-in', () => import('./features/onboarding/Page.vue')),
  page('/home', 'Practise', 'signed-in', () => import('./features/home/Page.vue'), 'app'),
  page('/queue', 'Finding a partner', 'signed-in', () => import('./features/queue/Page.vue'), 'app'),
  page('/settings', 'Settings', 'signed-in', () => import('./features/settings/Page.vue'), 'app'),
  page('/library', 'Library', 'signed-in', () => import('./features/library/Page.vue'), 'app'),
  page('/library/:flow', 'Library', 'signed-in', () => import('./features/library/FlowPage.vue'), 'app'),
  page('/progress', 'Progress', 'signed-in', () => import('./features/progress/Page.vue'), 'app'),
  page(
    '/progress/interviewer',
    'As an interviewer',
    'signed-in',
    () => import('./features/progress/InterviewerPage.vue'),
    'app',
  ),
  page('/calibration', 'Calibration', 'signed-in', () => import('./features/calibration/Page.vue'), 'app'),
  page(
    `/calibration/:track(${TRACKS.join('|')})`,
    'An answer to rate',
    'signed-in',
    () => import('./features/calibration/TrackPage.vue'),
    'app',
  ),
  page(
    '/calibration/ratings/:rating',
    'Your rating beside the reference',
    'signed-in',
    () => import('./features/calibration/RatedPage.vue'),
    'app',
  ),
  page('/studio', 'Studio', 'signed-in', () => import('./features/studio/Page.vue'), 'app'),
  page('/studio/:id', 'Flow', 'signed-in', () => import('./features/studio/EditorPage.vue')),
  page('/room/:id', 'Room', 'signed-in', () => import('./features/room/Page.vue')),
  page('/room/:room/report', 'Debrief', 'signed-in', () => import('./features/debrief/Page.vue'), 'app'),
  { path: '/staff', redirect: '/staff/ratings' },
  page(
    `/staff/:section(${STAFF_SECTIONS.map(({ key }) => key).join('|')})`,
    'Looking after this instance',
    'staff',
    () => import('./features/staff/Page.vue'),
    'app',
  ),
  page('/staff/disputes/:dispute', 'Dispute', 'staff', () => import('./features/staff/DisputePage.vue'), 'app'),
  { ...page('/:rest(.*)*', 'Page not found', 'anybody', notFound), name: 'missing' },
];

function page(
  path: string,
  title: string,
  access: Access,
  component: () => Promise<object>,
  frame?: 'app',
): RouteRecordRaw {
  return { path, component, meta: { title, access, frame } };
}

export const router = createRouter({
  history: createWebHistory(),
  routes: pages,
  // Another range or filter of the same page is no reason to lose one's place on it.
  scrollBehavior: (to, from, saved) =>
    saved ?? (to.hash ? { el: to.hash } : to.path === from.path ? false : { top: 0 }),
});

router.beforeEach(async (to) => {
  // An unreachable server must not keep the public pages from opening; a page behind the sign-in then says so itself.
  const account = await loadSession().catch(() => undefined);
  const entry = decideEntry(to, account, looksAfterThis());
  return entry === 'missing' ? asMissing(to) : entry;
});

/** The page for what is not there, at the address that was asked for. */
function asMissing({ path, query, hash }: RouteLocationNormalized): RouteLocationRaw {
  return { name: 'missing', params: { rest: path.slice(1).split('/') }, query, hash };
}

router.afterEach((to, from, failure) => {
  if (failure) return;
  document.title = `${to.meta.title} · Turnabout`;
  if (from.matched.length > 0 && to.path !== from.path) focusHeading();
});

// A part of a page can't be had: a new version was deployed and it is gone, so the whole page is loaded anew, once. Or
// the server is out of reach: then a reload would take away even what is still on the screen.
router.onError(async (error: unknown, to: RouteLocationNormalized) => {
  const missingPart = error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);
  if (!missingPart) return;
  const answers = await call('me').then(
    () => true,
    () => false,
  );
  if (!answers) {
    const action = { label: 'Try again', run: () => void router.push(to.fullPath) };
    toast('That page can’t be reached at the moment.', { tone: 'alarm', action, forMs: 20_000 });
  } else if (sessionStorage.getItem('turnabout.reloaded') !== to.fullPath) {
    sessionStorage.setItem('turnabout.reloaded', to.fullPath);
    // Behind the origin, so that no path leads to another site.
    location.assign(location.origin + to.fullPath);
  }
});

onSessionEnd(() => {
  const here = router.currentRoute.value;
  if (here.meta.access === 'signed-in' || here.meta.access === 'staff') void router.replace(signInFor(here.fullPath));
});
