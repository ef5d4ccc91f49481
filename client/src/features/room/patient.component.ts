import { type Component, defineAsyncComponent } from 'vue';
import Spinner from '../../ui/Spinner.vue';

const RETRY_MS = 2000;

/** A part that loads by itself, and is asked for again until it comes: the line may be gone just then. */
export function patientComponent<T extends Component>(load: () => Promise<T | { default: T }>) {
  return defineAsyncComponent({
    loader: load,
    loadingComponent: Spinner,
    onError: (_error, retry) => setTimeout(retry, RETRY_MS),
  });
}
