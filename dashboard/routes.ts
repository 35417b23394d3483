import type { Component } from 'svelte';
import type { FilterName } from './data/view.svelte.ts';
import type { NavigationKey, TitleKey } from './i18n/catalogue.ts';
import type { PathParameters } from './router/match.ts';

/** What a page component is given, if it wants it: the values of its path's `:names`. */
export interface PageProps {
  readonly parameters: PathParameters;
}

export interface Route {
  /** Absolute; a segment that starts with a colon is a parameter. */
  readonly path: string;
  /** Loads the page, so that each page is a chunk of its own. */
  readonly load: () => Promise<{ readonly default: Component<PageProps> | Component }>;
  /** Label in the navigation; a route without one is not listed there. */
  readonly navigation?: NavigationKey;
  /** What the browser calls a page that the navigation does not list and that shows no one thing. */
  readonly title?: TitleKey;
  /** Filters that mean something there. */
  readonly filters: readonly FilterName[];
  /** Route of the server without which the page is nothing; who may not use it is not offered the page. */
  readonly needs?: string;
  /** Open to who is not signed in, or must still choose a password. */
  readonly before?: true;
}

/** Every page, in the order of the navigation. */
export const routes: readonly Route[] = [
  {
    path: '/',
    load: () => import('./pages/overview/Overview.svelte'),
    navigation: 'navigation.overview',
    filters: ['month', 'area', 'kind', 'tier'],
  },
  {
    path: '/units',
    load: () => import('./pages/units/Units.svelte'),
    navigation: 'navigation.units',
    filters: ['month', 'area', 'kind', 'tier'],
  },
  {
    path: '/units/:code',
    load: () => import('./pages/unit/Unit.svelte'),
    filters: ['month', 'work_area'],
  },
  {
    path: '/plan',
    load: () => import('./pages/plan/Plan.svelte'),
    navigation: 'navigation.plan',
    filters: [],
    needs: 'GET /api/plan',
  },
  {
    path: '/campaigns',
    load: () => import('./pages/campaigns/Campaigns.svelte'),
    navigation: 'navigation.campaigns',
    filters: ['month', 'day', 'area', 'kind'],
  },
  {
    path: '/campaigns/:campaign',
    load: () => import('./pages/campaigns/Campaign.svelte'),
    filters: ['month', 'day', 'area', 'kind'],
  },
  {
    path: '/campaigns/:campaign/brief',
    load: () => import('./pages/campaigns/brief/Brief.svelte'),
    filters: ['month', 'day', 'area', 'kind'],
  },
  {
    path: '/data',
    load: () => import('./pages/data/Data.svelte'),
    navigation: 'navigation.data',
    filters: [],
  },
  {
    path: '/policy',
    load: () => import('./pages/policy/Policy.svelte'),
    navigation: 'navigation.policy',
    filters: ['month'],
  },
  {
    path: '/sql',
    load: () => import('./pages/sql/Sql.svelte'),
    navigation: 'navigation.sql',
    filters: [],
    needs: 'POST /api/sql',
  },
  {
    path: '/sign-in',
    load: () => import('./pages/sign-in/SignIn.svelte'),
    title: 'access.sign_in.title',
    filters: [],
    before: true,
  },
  {
    path: '/password',
    load: () => import('./pages/password/Password.svelte'),
    title: 'access.password.title',
    filters: [],
    needs: 'POST /api/password',
    before: true,
  },
  {
    path: '/why',
    load: () => import('./pages/why/Why.svelte'),
    title: 'access.why.title',
    filters: [],
  },
  {
    path: '/accounts',
    load: () => import('./pages/accounts/Accounts.svelte'),
    title: 'access.accounts.title',
    filters: [],
    needs: 'GET /api/accounts',
  },
  {
    path: '/audit',
    load: () => import('./pages/audit/Audit.svelte'),
    title: 'access.audit.title',
    filters: [],
    needs: 'GET /api/audit',
  },
];
