import type { StepLoaders } from './run-step.js';

/** Every step, loaded when it is first needed: the name is its folder, its state and its function. */
export const steps = {
  plan: async () => (await import('../lambdas/plan/plan.js')).plan,
  ingest: async () => (await import('../lambdas/ingest/ingest.js')).ingest,
  clean: async () => (await import('../lambdas/clean/clean.js')).clean,
  featurize: async () => (await import('../lambdas/featurize/featurize.js')).featurize,
  embed: async () => (await import('../lambdas/embed/embed.js')).embed,
  cluster: async () => (await import('../lambdas/cluster/cluster.js')).cluster,
  choose: async () => (await import('../lambdas/choose/choose.js')).choose,
  assign: async () => (await import('../lambdas/assign/assign.js')).assign,
  profile: async () => (await import('../lambdas/profile/profile.js')).profile,
  study: async () => (await import('../lambdas/study/study.js')).study,
  answer: async () => (await import('../lambdas/answer/answer.js')).answer,
  load: async () => (await import('../lambdas/load/load.js')).load,
  publish: async () => (await import('../lambdas/publish/publish.js')).publish,
  tell: async () => (await import('../lambdas/tell/tell.js')).tell,
  failed: async () => (await import('../lambdas/failed/failed.js')).failed,
} satisfies StepLoaders;

/** Steps that need no database, and so may run in a thread: the embedded PostgreSQL lives in the main one. */
export const threadedSteps: readonly string[] = ['ingest', 'embed', 'cluster', 'choose', 'assign', 'study'];
