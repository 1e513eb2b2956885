import { randomUUID } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import { DataApiError } from './data-api-error.js';
import { describeResult, execute, type ReadObject } from './data-api-execute.js';
import type { Parameter } from './data-api-types.js';

const idleSeconds = 180;
const transactionSeconds = 24 * 3600;
const statementSeconds = 45;

const lookMilliseconds = 50;
const graceMilliseconds = 500;

export interface StatementRequest {
  readonly sql: string;
  readonly parameters?: readonly Parameter[];
  readonly transactionId?: string;
  readonly includeResultMetadata?: boolean;
}

interface OpenTransaction {
  readonly id: string;
  readonly startedAt: number;
  lastUsedAt: number;
  isBusy: boolean;
  /** Whether it may hold locks. */
  isUsed: boolean;
  /** Lets the next one have the connection. */
  readonly release: () => void;
}

/**
 * Statements and transactions as the Data API offers them, on the one connection that an embedded PostgreSQL has:
 * while a transaction is open, whoever comes otherwise waits.
 */
export class DataApiSession {
  private connection: Promise<void> = Promise.resolve();
  private open: OpenTransaction | undefined;
  private begunAt = 0;
  private readonly pglite: PGlite;
  private readonly readObject: ReadObject;
  private readonly nowSeconds: () => number;

  constructor(pglite: PGlite, readObject: ReadObject, nowSeconds: () => number) {
    this.pglite = pglite;
    this.readObject = readObject;
    this.nowSeconds = nowSeconds;
  }

  async execute(request: StatementRequest): Promise<object> {
    if (request.transactionId) return this.executeWithin(this.find(request.transactionId), request);
    const release = await this.acquire();
    try {
      return await this.run(request);
    } finally {
      release();
    }
  }

  async begin(): Promise<object> {
    const release = await this.acquire();
    await this.pglite.query('begin');
    const now = this.nowSeconds();
    this.begunAt = performance.now();
    this.open = { id: randomUUID(), startedAt: now, lastUsedAt: now, isBusy: false, isUsed: false, release };
    return { transactionId: this.open.id };
  }

  async finish(id: string, statement: 'commit' | 'rollback'): Promise<object> {
    const { release } = this.find(id);
    this.open = undefined;
    await this.pglite.query(statement);
    release();
    return { transactionStatus: statement === 'commit' ? 'Transaction Committed' : 'Rollback Complete' };
  }

  /** What the service does by itself to transactions that are idle or open for too long. */
  async rollBackExpired(): Promise<void> {
    if (!this.open || this.open.isBusy) return;
    const { id, lastUsedAt, startedAt } = this.open;
    const now = this.nowSeconds();
    if (now - lastUsedAt > idleSeconds || now - startedAt > transactionSeconds)
      await this.finish(id, 'rollback');
  }

  /** Waits for the connection; it is the caller's until the returned function is called. */
  private async acquire(): Promise<() => void> {
    let release = () => {};
    const isMine = this.connection;
    this.connection = new Promise((resolve) => {
      release = resolve;
    });
    const look = setInterval(() => this.makeWay(), lookMilliseconds);
    await isMine;
    clearInterval(look);
    return release;
  }

  /**
   * Ends what holds up those who wait for the one connection: a transaction that has expired, or one that was begun and
   * left alone, which with connections of their own would be in nobody's way.
   */
  private async makeWay(): Promise<void> {
    await this.rollBackExpired();
    if (this.open?.isUsed === false && performance.now() - this.begunAt > graceMilliseconds) {
      await this.finish(this.open.id, 'rollback');
    }
  }

  private find(id: string): OpenTransaction {
    if (this.open?.id === id) return this.open;
    throw new DataApiError('TransactionNotFoundException', `Transaction ${id} is not found`, 404);
  }

  private async executeWithin(transaction: OpenTransaction, request: StatementRequest): Promise<object> {
    if (transaction.isBusy) {
      throw new DataApiError('DatabaseErrorException', 'Transaction is still running a query');
    }
    transaction.isBusy = true;
    transaction.isUsed = true;
    try {
      return await this.run(request);
    } catch (error) {
      // The service ends a transaction whose result it cannot hand over.
      const isLost = (error as Error).name !== 'DatabaseErrorException';
      if (isLost) await this.finish(transaction.id, 'rollback');
      throw error;
    } finally {
      transaction.isBusy = false;
      transaction.lastUsedAt = this.nowSeconds();
    }
  }

  private async run({
    sql,
    parameters = [],
    includeResultMetadata = false,
  }: StatementRequest): Promise<object> {
    const startedAt = this.nowSeconds();
    const result = await execute(this.pglite, sql, parameters, this.readObject);
    if (this.nowSeconds() - startedAt > statementSeconds) {
      throw new DataApiError('StatementTimeoutException', 'Request timed out');
    }
    return describeResult(result, includeResultMetadata);
  }
}
