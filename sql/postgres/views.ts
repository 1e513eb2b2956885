import { currentView } from './current-view.js';
import type { SqlFile } from './migrations.js';
import aboutToLeave from './views/about_to_leave.sql';
import buyingAnyway from './views/buying_anyway.sql';
import campaignProfit from './views/campaign_profit.sql';
import cohortMoney from './views/cohort_money.sql';
import cohortRetention from './views/cohort_retention.sql';
import columnsDescribed from './views/columns_described.sql';
import comparison from './views/comparison.sql';
import countriesSold from './views/countries_sold.sql';
import runs from './views/current_runs.sql';
import customerSilhouettes from './views/customer_silhouettes.sql';
import customersForecast from './views/customers_forecast.sql';
import customersList from './views/customers_list.sql';
import customersMap from './views/customers_map.sql';
import customersReturning from './views/customers_returning.sql';
import discountShares from './views/discount_shares.sql';
import doorJump from './views/door_jump.sql';
import doorStandings from './views/door_standings.sql';
import featureCorrelations from './views/feature_correlations.sql';
import featureDistributions from './views/feature_distributions.sql';
import featurePairs from './views/feature_pairs.sql';
import featureSpreads from './views/feature_spreads.sql';
import featuresDescribed from './views/features_described.sql';
import featuresDrifted from './views/features_drifted.sql';
import featuresUsed from './views/features_used.sql';
import filesRecognised from './views/files_recognised.sql';
import firstPurchases from './views/first_purchases.sql';
import forecastMixed from './views/forecast_mixed.sql';
import forecastModelsFitted from './views/forecast_models_fitted.sql';
import forecastReliable from './views/forecast_reliable.sql';
import forecastTrackRecord from './views/forecast_track_record.sql';
import guaranteeCompared from './views/guarantee_compared.sql';
import howLarge from './views/how_large.sql';
import hypothesesTested from './views/hypotheses_tested.sql';
import insidersAnswer from './views/insiders_answer.sql';
import insidersCertainty from './views/insiders_certainty.sql';
import insidersForecast from './views/insiders_forecast.sql';
import insidersGuarantee from './views/insiders_guarantee.sql';
import insidersMarks from './views/insiders_marks.sql';
import insidersMembers from './views/insiders_members.sql';
import insidersMonths from './views/insiders_months.sql';
import insidersRetention from './views/insiders_retention.sql';
import insidersRule from './views/insiders_rule.sql';
import knownRuns from './views/known_runs.sql';
import listsMeasured from './views/lists_measured.sql';
import membershipEffect from './views/membership_effect.sql';
import modelGrid from './views/model_grid.sql';
import moversNamed from './views/movers_named.sql';
import nearTheDoor from './views/near_the_door.sql';
import neighbourDistances from './views/neighbour_distances.sql';
import nineQuestions from './views/nine_questions.sql';
import notAnswered from './views/not_answered.sql';
import ordersCalendar from './views/orders_calendar.sql';
import ordersExpected from './views/orders_expected.sql';
import pastElectionsMeasured from './views/past_elections_measured.sql';
import principalComponents from './views/principal_components.sql';
import productMap from './views/product_map.sql';
import productsDue from './views/products_due.sql';
import productsReturned from './views/products_returned.sql';
import productsToOffer from './views/products_to_offer.sql';
import promiseTold from './views/promise_told.sql';
import receipt from './views/receipt.sql';
import rejectedLines from './views/rejected_lines.sql';
import revenueBridge from './views/revenue_bridge.sql';
import revenueByCustomers from './views/revenue_by_customers.sql';
import revenueByProduct from './views/revenue_by_product.sql';
import revenueBySegment from './views/revenue_by_segment.sql';
import revenueMonths from './views/revenue_months.sql';
import rfmNames from './views/rfm_names.sql';
import rfmScores from './views/rfm_scores.sql';
import seasonIndex from './views/season_index.sql';
import segmentDifferences from './views/segment_differences.sql';
import segmentFlow from './views/segment_flow.sql';
import segmentForecasts from './views/segment_forecasts.sql';
import segmentMarks from './views/segment_marks.sql';
import segmentMigration from './views/segment_migration.sql';
import segmentProfiles from './views/segment_profiles.sql';
import segmentQuality from './views/segment_quality.sql';
import segmentShares from './views/segment_shares.sql';
import segmentToDo from './views/segment_to_do.sql';
import spacesTried from './views/spaces_tried.sql';
import spreadByK from './views/spread_by_k.sql';
import testMeasures from './views/test_measures.sql';
import testPlan from './views/test_plan.sql';
import testSummary from './views/test_summary.sql';
import testVerdict from './views/test_verdict.sql';
import topByValue from './views/top_by_value.sql';
import treeOfCustomers from './views/tree_of_customers.sql';
import valuesMissing from './views/values_missing.sql';
import whatSpeaksAgainst from './views/what_speaks_against.sql';

/** Tables with a row or more per run, each of which has a view of the newest run. */
const runTables = [
  'uploads',
  'cleaning_receipt',
  'rejects',
  'features',
  'spaces',
  'customers',
  'segments',
  'segment_features',
  'leaderboard',
  'answers',
  'refusals',
  'returned_products',
  'returning_customers',
  'comparisons',
  'movers',
  'segment_moves',
  'feature_drift',
  'experiment_plan',
  'experiment_arms',
  'campaign_segments',
  'buys_anyway',
  'guarantees',
  'guarantee_measures',
  'size_dial',
  'promises',
  'past_elections',
  'forecast_models',
  'seasons',
  'customer_forecasts',
  'group_forecasts',
  'forecast_months',
  'forecast_candidates',
  'forecast_reliability',
  'refused_horizons',
  'track_record',
  'cohorts',
  'column_figures',
  'feature_bins',
  'feature_quantiles',
  'rank_correlations',
  'sampled_customers',
  'tree_merges',
  'distance_curve',
  'component_variances',
  'membership_rules',
  'membership_conditions',
  'customer_doors',
  'customer_stability',
  'insiders_stability',
  'customer_rfm',
  'rfm_cutoffs',
  'rfm_groups',
  'segment_sales',
  'segment_actions',
  'hypotheses',
  'silhouette_steps',
  'segment_months',
  'order_days',
  'segment_flows',
  'mapped_products',
  'country_sales',
  'told_pictures',
  'revenue_changes',
  'revenue_change_segments',
  'revenue_change_products',
  'test_readings',
  'membership_effects',
  'effect_checks',
  'door_bins',
  'first_products',
  'order_gaps',
  'due_products',
  'due_tests',
  'next_orders',
  'order_rhythms',
  'product_lifts',
  'next_products',
  'next_product_tests',
  'segment_discounts',
];

/** One view per file and of its name, each after the views that it reads. A file may be changed at will. */
export const views: readonly SqlFile[] = [
  { name: 'current_runs', text: runs },
  ...runTables.map(currentView),
  { name: 'known_runs', text: knownRuns },
  { name: 'segment_marks', text: segmentMarks },
  { name: 'insiders_answer', text: insidersAnswer },
  { name: 'segment_differences', text: segmentDifferences },
  { name: 'insiders_marks', text: insidersMarks },
  { name: 'customers_list', text: customersList },
  { name: 'insiders_members', text: insidersMembers },
  { name: 'top_by_value', text: topByValue },
  { name: 'segment_shares', text: segmentShares },
  { name: 'segment_profiles', text: segmentProfiles },
  { name: 'customers_map', text: customersMap },
  { name: 'files_recognised', text: filesRecognised },
  { name: 'receipt', text: receipt },
  { name: 'rejected_lines', text: rejectedLines },
  { name: 'model_grid', text: modelGrid },
  { name: 'spaces_tried', text: spacesTried },
  { name: 'features_used', text: featuresUsed },
  { name: 'features_described', text: featuresDescribed },
  { name: 'nine_questions', text: nineQuestions },
  { name: 'not_answered', text: notAnswered },
  { name: 'products_returned', text: productsReturned },
  { name: 'customers_returning', text: customersReturning },
  { name: 'comparison', text: comparison },
  { name: 'movers_named', text: moversNamed },
  { name: 'segment_migration', text: segmentMigration },
  { name: 'features_drifted', text: featuresDrifted },
  { name: 'test_plan', text: testPlan },
  { name: 'test_summary', text: testSummary },
  { name: 'campaign_profit', text: campaignProfit },
  { name: 'buying_anyway', text: buyingAnyway },
  { name: 'insiders_guarantee', text: insidersGuarantee },
  { name: 'guarantee_compared', text: guaranteeCompared },
  { name: 'how_large', text: howLarge },
  { name: 'insiders_forecast', text: insidersForecast },
  { name: 'insiders_months', text: insidersMonths },
  { name: 'segment_forecasts', text: segmentForecasts },
  { name: 'forecast_track_record', text: forecastTrackRecord },
  { name: 'forecast_models_fitted', text: forecastModelsFitted },
  { name: 'forecast_mixed', text: forecastMixed },
  { name: 'forecast_reliable', text: forecastReliable },
  { name: 'season_index', text: seasonIndex },
  { name: 'customers_forecast', text: customersForecast },
  { name: 'cohort_retention', text: cohortRetention },
  { name: 'insiders_retention', text: insidersRetention },
  { name: 'cohort_money', text: cohortMoney },
  { name: 'columns_described', text: columnsDescribed },
  { name: 'values_missing', text: valuesMissing },
  { name: 'feature_distributions', text: featureDistributions },
  { name: 'feature_spreads', text: featureSpreads },
  { name: 'feature_correlations', text: featureCorrelations },
  { name: 'feature_pairs', text: featurePairs },
  { name: 'customer_silhouettes', text: customerSilhouettes },
  { name: 'tree_of_customers', text: treeOfCustomers },
  { name: 'neighbour_distances', text: neighbourDistances },
  { name: 'principal_components', text: principalComponents },
  { name: 'spread_by_k', text: spreadByK },
  { name: 'about_to_leave', text: aboutToLeave },
  { name: 'door_standings', text: doorStandings },
  { name: 'hypotheses_tested', text: hypothesesTested },
  { name: 'insiders_certainty', text: insidersCertainty },
  { name: 'insiders_rule', text: insidersRule },
  { name: 'near_the_door', text: nearTheDoor },
  { name: 'rfm_names', text: rfmNames },
  { name: 'rfm_scores', text: rfmScores },
  { name: 'promise_told', text: promiseTold },
  { name: 'past_elections_measured', text: pastElectionsMeasured },
  { name: 'segment_to_do', text: segmentToDo },
  { name: 'segment_quality', text: segmentQuality },
  { name: 'revenue_months', text: revenueMonths },
  { name: 'segment_flow', text: segmentFlow },
  { name: 'orders_calendar', text: ordersCalendar },
  { name: 'product_map', text: productMap },
  { name: 'countries_sold', text: countriesSold },
  { name: 'door_jump', text: doorJump },
  { name: 'membership_effect', text: membershipEffect },
  { name: 'what_speaks_against', text: whatSpeaksAgainst },
  { name: 'revenue_bridge', text: revenueBridge },
  { name: 'revenue_by_customers', text: revenueByCustomers },
  { name: 'revenue_by_segment', text: revenueBySegment },
  { name: 'revenue_by_product', text: revenueByProduct },
  { name: 'test_measures', text: testMeasures },
  { name: 'test_verdict', text: testVerdict },
  { name: 'first_purchases', text: firstPurchases },
  { name: 'products_due', text: productsDue },
  { name: 'orders_expected', text: ordersExpected },
  { name: 'products_to_offer', text: productsToOffer },
  { name: 'discount_shares', text: discountShares },
  { name: 'lists_measured', text: listsMeasured },
];
