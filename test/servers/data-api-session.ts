import { randomUUID } from 'node:crypto';
import type { Login } from '../../io/read-login.js';
import { DataApiError } from './data-api-error.js';
import { describeResult, execute, type ReadObject } from './data-api-execute.js';
import type { Connection, Postgres } from './data-api-postgres.js';
import type { Parameter } from './data-api-types.js';

const idleSeconds = 180;
const transactionSeconds = 24 * 3600;
const statementSeconds = 45;

const lookMilliseconds = 50;
const graceMilliseconds = 500;

/** What PostgreSQL does not let into a transaction. */
const standsAlone = /^\s*(create|alter|drop) database\b|^\s*vacuum\b/i;

export interface DataApiRequest {
  readonly secretArn: string;
  readonly sql: string;
  readonly parameters?: readonly Parameter[];
  readonly transactionId?: string;
  readonly includeResultMetadata?: boolean;
}

export interface SessionOptions {
  readonly postgres: Postgres;
  readonly readObject: ReadObject;
  readonly logins: Readonly<Record<string, Login>>;
  readonly nowSeconds: () => number;
}

interface OpenTransaction {
  readonly id: string;
  /** Whose it is. */
  readonly secretArn: string;
  readonly connection: Connection;
  readonly begunAt: number;
  readonly startedAt: number;
  lastUsedAt: number;
  isBusy: boolean;
  /** Whether it may hold locks. */
  isUsed: boolean;
}

type TransactionRequest = Pick<DataApiRequest, 'secretArn' | 'transactionId'>;

/**
 * Statements and transactions as the Data API offers them: each transaction has a connection of its own, as far as there
 * are any. Where there is one, whoever comes while a transaction is open waits.
 */
export class DataApiSession {
  private readonly open = new Map<string, OpenTransaction>();
  private readonly waiting: (() => void)[] = [];
  private free: number;
  private readonly postgres: Postgres;
  private readonly readObject: ReadObject;
  private readonly logins: Readonly<Record<string, Login>>;
  private readonly nowSeconds: () => number;

  constructor({ postgres, readObject, logins, nowSeconds }: SessionOptions) {
    this.postgres = postgres;
    this.free = postgres.connections;
    this.readObject = readObject;
    this.logins = logins;
    this.nowSeconds = nowSeconds;
  }

  async execute(request: DataApiRequest): Promise<object> {
    if (request.transactionId) return this.executeWithin(this.find(request), request);
    const connection = await this.connect(request);
    try {
      return await this.runWhole(connection, request);
    } finally {
      this.giveBack(connection);
    }
  }

  async begin(request: DataApiRequest): Promise<object> {
    const connection = await this.connect(request);
    await connection.query('begin', []);
    const now = this.nowSeconds();
    const transaction: OpenTransaction = {
      id: randomUUID(),
      secretArn: request.secretArn,
      connection,
      begunAt: performance.now(),
      startedAt: now,
      lastUsedAt: now,
      isBusy: false,
      isUsed: false,
    };
    this.open.set(transaction.id, transaction);
    return { transactionId: transaction.id };
  }

  async finish(request: TransactionRequest, statement: 'commit' | 'rollback'): Promise<object> {
    const { id, connection } = this.find(request);
    this.open.delete(id);
    try {
      await connection.query(statement, []);
    } finally {
      this.giveBack(connection);
    }
    return { transactionStatus: statement === 'commit' ? 'Transaction Committed' : 'Rollback Complete' };
  }

  /** What the service does by itself to transactions that are idle or open for too long. */
  async rollBackExpired(): Promise<void> {
    for (const transaction of [...this.open.values()]) {
      if (transaction.isBusy) continue;
      const { lastUsedAt, startedAt } = transaction;
      const now = this.nowSeconds();
      if (now - lastUsedAt > idleSeconds || now - startedAt > transactionSeconds)
        await this.giveUp(transaction);
    }
  }

  private async giveUp({ id, secretArn }: OpenTransaction): Promise<void> {
    if (this.open.has(id)) await this.finish({ transactionId: id, secretArn }, 'rollback');
  }

  /** Waits for a connection and signs in; it is the caller's until it is given back. */
  private async connect({ secretArn }: DataApiRequest): Promise<Connection> {
    await this.acquire();
    try {
      return await this.postgres.connect(this.logins[secretArn]);
    } catch (error) {
      this.next();
      throw error;
    }
  }

  private giveBack(connection: Connection): void {
    connection.release();
    this.next();
  }

  private next(): void {
    const first = this.waiting.shift();
    if (first) first();
    else this.free++;
  }

  private async acquire(): Promise<void> {
    if (this.free > 0) {
      this.free--;
      return;
    }
    const look = setInterval(() => this.makeWay(), lookMilliseconds);
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    clearInterval(look);
  }

  /**
   * Ends what holds up those who wait for a connection: a transaction that has expired, or one that was begun and left
   * alone, which with connections enough would be in nobody's way.
   */
  private async makeWay(): Promise<void> {
    await this.rollBackExpired();
    for (const transaction of [...this.open.values()]) {
      const isLeftAlone = performance.now() - transaction.begunAt > graceMilliseconds;
      if (!transaction.isUsed && isLeftAlone) await this.giveUp(transaction);
    }
  }

  private find({ transactionId, secretArn }: TransactionRequest): OpenTransaction {
    const found = this.open.get(transactionId ?? '');
    if (found?.secretArn === secretArn) return found;
    throw new DataApiError('TransactionNotFoundException', `Transaction ${transactionId} is not found`, 404);
  }

  private async executeWithin(transaction: OpenTransaction, request: DataApiRequest): Promise<object> {
    if (transaction.isBusy) {
      throw new DataApiError('DatabaseErrorException', 'Transaction is still running a query');
    }
    transaction.isBusy = true;
    transaction.isUsed = true;
    try {
      return await this.run(transaction.connection, request);
    } catch (error) {
      // The service ends a transaction whose result it cannot hand over.
      const isLost = (error as Error).name !== 'DatabaseErrorException';
      if (isLost) await this.giveUp(transaction);
      throw error;
    } finally {
      transaction.isBusy = false;
      transaction.lastUsedAt = this.nowSeconds();
    }
  }

  /**
   * A statement that stands for itself has been done, or nothing of it: after 45 s the service stops it ("the call
   * times out", Aurora user guide, Data API limitations), which is as if it had never run.
   */
  private async runWhole(connection: Connection, request: DataApiRequest): Promise<object> {
    if (standsAlone.test(request.sql)) return this.run(connection, request);
    await connection.query('begin', []);
    try {
      const answer = await this.run(connection, request);
      await connection.query('commit', []);
      return answer;
    } catch (error) {
      const { name } = error as Error;
      // A result that is too large is not handed over, but what was done is done.
      await connection.query(name === 'UnsupportedResultException' ? 'commit' : 'rollback', []);
      throw error;
    }
  }

  private async run(
    connection: Connection,
    { sql, parameters = [], includeResultMetadata = false }: DataApiRequest,
  ): Promise<object> {
    const startedAt = this.nowSeconds();
    const result = await execute(connection, sql, parameters, this.readObject);
    if (this.nowSeconds() - startedAt > statementSeconds) {
      throw new DataApiError('StatementTimeoutException', 'Request timed out');
    }
    return describeResult(result, includeResultMetadata);
  }
}
