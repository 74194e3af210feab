import type { AuditRecommendation } from '@drift/shared';
import { expect, test } from 'vitest';
import { categoryText } from './audit-category.ts';

const errors = {
  category: 'errors',
  patterns: 2,
  score: 92.25,
  avgConfidence: 0.9,
  complianceRate: 0.945,
  trend: 'unknown',
} as const;
const proposed: AuditRecommendation = {
  key: 'error-class',
  language: 'kotlin',
  population: 'test',
  scope: 'src/a',
  answer: '`Error`',
  value: 'Error',
  category: 'errors',
  confidence: 0.8,
  locations: 8,
  outliers: 2,
  recommendation: 'review',
};

test('a category tells its score and what is proposed in it', () => {
  expect(categoryText({ categories: [errors], recommendations: [proposed] })).toBe(
    'errors: 92.3 of 100, 2 conventions, confidence 90.0 %, compliance 94.5 %, trend: not enough data\n' +
      'proposal  convention   where                  answer   confidence  follow  depart\n' +
      'look at   error-class  kotlin tests in src/a  `Error`  80.0 %      8       2\n',
  );
});

test('a category in which nothing was learned says so', () => {
  const nothing = { ...errors, patterns: 0, score: null, avgConfidence: null, complianceRate: null };
  expect(categoryText({ categories: [nothing], recommendations: [] })).toBe(
    'errors: not enough data: no convention was learned\n',
  );
});
