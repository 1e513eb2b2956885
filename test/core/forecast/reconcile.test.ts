import { reconcile } from '../../../core/forecast/reconcile.js';

test('forecasts that agree stay as they are', () => {
  const three = { all: 100, insiders: 60, modelInsiders: 50, modelOthers: 50 };
  const six = { all: 190, insiders: 110, modelInsiders: 100, modelOthers: 100 };
  expect(reconcile([three, six])).toEqual([
    { insiders: 60, others: 40 },
    { insiders: 110, others: 80 },
  ]);
});

test('a longer stretch brings more than a shorter one, in either part', () => {
  const three = { all: 100, insiders: 60, modelInsiders: 50, modelOthers: 50 };
  const less = { all: 90, insiders: 50, modelInsiders: 90, modelOthers: 70 };
  // At least a quarter of what the model adds: 40 and 20.
  expect(reconcile([three, less])[1]).toEqual({ insiders: 70, others: 45 });
});

test('the others are not left with nothing where the Insiders alone are forecast more than all', () => {
  const [only] = reconcile([{ all: 50, insiders: 60, modelInsiders: 50, modelOthers: 40 }]);
  expect(only).toEqual({ insiders: 60, others: 10 });
});

test('where there are no Insiders, all is of the others', () => {
  expect(reconcile([{ all: 50, insiders: 0, modelInsiders: 0, modelOthers: 40 }])).toEqual([
    { insiders: 0, others: 50 },
  ]);
});
