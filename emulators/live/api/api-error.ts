/** A refusal as Tencent Cloud's API gives it: a code, and a sentence. HTTP is 200 all the same. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
