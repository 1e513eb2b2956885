import { answers } from './answers.js';
import { campaign } from './campaign.js';
import { changes } from './changes.js';
import { customers } from './customers.js';
import type { Dashboard } from './dashboard.js';
import { dataAndModel } from './data-and-model.js';
import { explore } from './explore.js';
import { forecast } from './forecast.js';
import { insiders } from './insiders.js';
import { membership } from './membership.js';
import { products } from './products.js';
import { returns } from './returns.js';
import { revenue } from './revenue.js';
import { sales } from './sales.js';
import { segments } from './segments.js';

/** In the order they are read: the answer first. */
export const dashboards: readonly Dashboard[] = [
  insiders,
  answers,
  forecast,
  membership,
  segments,
  sales,
  customers,
  changes,
  revenue,
  campaign,
  products,
  returns,
  explore,
  dataAndModel,
];
