import { createApp } from 'vue';
import { config } from 'zod';
import App from './App.vue';
import { router } from './router.js';
import './styles/main.css';

// The content policy allows no code made at run time; without this, zod would try and be reported for it.
config({ jitless: true });

createApp(App).use(router).mount('#app');
