import { followFilters } from './follow-filters.js';
import { openPage } from './open-page.js';

followFilters(openPage);
openPage();
