import { mount } from 'svelte';
import App from './App.svelte';
import { applyTheme } from './theme/theme.svelte.ts';
import './theme/tokens.css';
import './theme/base.css';

applyTheme();
const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
