import { customerPattern, productPattern } from '../../../core/returns/return-pattern.js';

const product = {
  customers: 5,
  returnedValue: 100,
  cancelledValue: 0,
  peakMonthValue: 10,
  topCustomerValue: 10,
};
const customer = {
  returnedInvoices: 2,
  invoices: 10,
  returnedValue: 100,
  cancelledValue: 0,
  largestValue: 40,
};

test.each([
  ['order and cancel', { cancelledValue: 50, topCustomerValue: 100 }],
  ['one customer', { cancelledValue: 49, topCustomerValue: 50, peakMonthValue: 100 }],
  ['damaged lot', { peakMonthValue: 50 }],
  ['scattered', { peakMonthValue: 50, customers: 2 }],
  ['scattered', { cancelledValue: 49, topCustomerValue: 49, peakMonthValue: 49 }],
])('a product is %s with %j of 100', (pattern, returns) => {
  expect(productPattern({ ...product, ...returns })).toBe(pattern);
});

test.each([
  ['serial returner', { returnedInvoices: 3, largestValue: 90 }],
  ['single', { returnedInvoices: 3, invoices: 11, largestValue: 50 }],
  ['order and cancel', { cancelledValue: 50, largestValue: 100 }],
  ['scattered', {}],
])('a customer is %s with %j', (pattern, returns) => {
  expect(customerPattern({ ...customer, ...returns })).toBe(pattern);
});
