import { randomUUID } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import type { Login } from '../../io/read-login.js';
import { DataApiError } from './data-api-error.js';
import { describeResult, execute, type ReadObject } from './data-api-execute.js';
import { signIn } from './data-api-logins.js';
import type { Parameter } from './data-api-types.js';

const idleSeconds = 180;
const transactionSeconds = 24 * 3600;
const statementSeconds = 45;

const lookMilliseconds = 50;
const graceMilliseconds = 500;

export interface DataApiRequest {
  readonly secretArn: string;
  readonly sql: string;
  readonly parameters?: readonly Parameter[];
  readonly transactionId?: string;
  readonly includeResultMetadata?: boolean;
}

export interface SessionOptions {
  readonly pglite: PGlite;
  readonly readObject: ReadObject;
  readonly logins: Readonly<Record<string, Login>>;
  readonly nowSeconds: () => number;
}

interface OpenTransaction {
  readonly id: string;
  /** Whose it is. */
  readonly secretArn: string;
  readonly startedAt: number;
  lastUsedAt: number;
  isBusy: boolean;
  /** Whether it may hold locks. */
  isUsed: boolean;
  /** Lets the next one have the connection. */
  readonly release: () => void;
}

type TransactionRequest = Pick<DataApiRequest, 'secretArn' | 'transactionId'>;

/**
 * Statements and transactions as the Data API offers them, on the one connection that an embedded PostgreSQL has:
 * while a transaction is open, whoever comes otherwise waits.
 */
export class DataApiSession {
  private connection: Promise<void> = Promise.resolve();
  private open: OpenTransaction | undefined;
  private begunAt = 0;
  /** The secret with which the connection was used last: the service, too, keeps connections. */
  private signedIn: string | undefined;
  private readonly pglite: PGlite;
  private readonly readObject: ReadObject;
  private readonly logins: Readonly<Record<string, Login>>;
  private readonly nowSeconds: () => number;

  constructor({ pglite, readObject, logins, nowSeconds }: SessionOptions) {
    this.pglite = pglite;
    this.readObject = readObject;
    this.logins = logins;
    this.nowSeconds = nowSeconds;
  }

  async execute(request: DataApiRequest): Promise<object> {
    if (request.transactionId) return this.executeWithin(this.find(request), request);
    const release = await this.connect(request);
    try {
      return await this.run(request);
    } finally {
      release();
    }
  }

  async begin(request: DataApiRequest): Promise<object> {
    const release = await this.connect(request);
    await this.pglite.query('begin');
    const now = this.nowSeconds();
    this.begunAt = performance.now();
    this.open = {
      id: randomUUID(),
      secretArn: request.secretArn,
      startedAt: now,
      lastUsedAt: now,
      isBusy: false,
      isUsed: false,
      release,
    };
    return { transactionId: this.open.id };
  }

  async finish(request: TransactionRequest, statement: 'commit' | 'rollback'): Promise<object> {
    const { release } = this.find(request);
    this.open = undefined;
    await this.pglite.query(statement);
    release();
    return { transactionStatus: statement === 'commit' ? 'Transaction Committed' : 'Rollback Complete' };
  }

  /** What the service does by itself to transactions that are idle or open for too long. */
  async rollBackExpired(): Promise<void> {
    if (!this.open || this.open.isBusy) return;
    const { lastUsedAt, startedAt } = this.open;
    const now = this.nowSeconds();
    if (now - lastUsedAt > idleSeconds || now - startedAt > transactionSeconds) await this.giveUp(this.open);
  }

  private giveUp({ id, secretArn }: OpenTransaction): Promise<object> {
    return this.finish({ transactionId: id, secretArn }, 'rollback');
  }

  /** Waits for the connection and signs in; it is the caller's until the returned function is called. */
  private async connect({ secretArn }: DataApiRequest): Promise<() => void> {
    const release = await this.acquire();
    try {
      if (secretArn !== this.signedIn) {
        this.signedIn = undefined;
        await signIn(this.pglite, this.logins[secretArn]);
        this.signedIn = secretArn;
      }
      return release;
    } catch (error) {
      release();
      throw error;
    }
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
      await this.giveUp(this.open);
    }
  }

  private find({ transactionId, secretArn }: TransactionRequest): OpenTransaction {
    if (this.open?.id === transactionId && this.open?.secretArn === secretArn) return this.open!;
    throw new DataApiError('TransactionNotFoundException', `Transaction ${transactionId} is not found`, 404);
  }

  private async executeWithin(transaction: OpenTransaction, request: DataApiRequest): Promise<object> {
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
      if (isLost) await this.giveUp(transaction);
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
  }: DataApiRequest): Promise<object> {
    const startedAt = this.nowSeconds();
    const result = await execute(this.pglite, sql, parameters, this.readObject);
    if (this.nowSeconds() - startedAt > statementSeconds) {
      throw new DataApiError('StatementTimeoutException', 'Request timed out');
    }
    return describeResult(result, includeResultMetadata);
  }
}
