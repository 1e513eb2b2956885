/** An error of the Data API; its name travels in the header x-amzn-errortype. */
export class DataApiError extends Error {
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}
