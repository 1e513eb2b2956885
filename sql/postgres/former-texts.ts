/** A text that a migration had when it first came, and the script that makes of its tables those of today's text. */
export interface FormerText {
  /** Of the text, as 64 hex digits. */
  readonly sha256: string;
  readonly script: string;
}

const noiseShare = `
  alter table leaderboard add column noise_share double precision;
  comment on column leaderboard.noise_share is 'Share of the customers in no group, 0 to 1: noise, for models that leave outliers out.';`;
const criteria = `
  alter table leaderboard add column bic double precision;
  alter table leaderboard add column aic double precision;
  comment on column leaderboard.bic is 'Bayesian information criterion of a Gaussian mixture; lower is better. Empty for other models.';
  comment on column leaderboard.aic is 'Akaike information criterion of a Gaussian mixture; lower is better. Empty for other models.';`;
/** The question that a panel answers was not kept: its name stands for it until the run is made again. */
const titles = `
  alter table refusals add column title text;
  update refusals set title = topic;
  alter table refusals alter column title set not null;
  comment on column refusals.title is 'The question that the panel answers.';`;

/** By the name of the migration. Nothing comes to it any more: a migration that has landed stays as it is. */
export const formerTexts: Readonly<Record<string, readonly FormerText[]>> = {
  '001_schema': [
    {
      sha256: '4536634e0c90811fbc7c5acb6f145a9b0bcfde23d54b5ce9182f9c4c2c4d3b7f',
      script: noiseShare + criteria,
    },
    { sha256: '7ccd0ed6c8c43e3bbde6ac8e48a0f9adbf792910233c968dbb11ce8bb32bbc7b', script: criteria },
  ],
  '002_answers': [
    { sha256: 'd762ddc564cf344510d196fd953b1b7fc1438b165e7719ae7f283234173bd6e8', script: titles },
  ],
};
