/** What can be wrong with a call on the model. The texts are written here, for whoever called: nothing of another error gets into one. */

export type Subject = "instance" | "action" | "event" | "marker";

/** An error of this service's own. Its message may be shown to the caller, and kept with an event. */
export class ModelError extends Error {
  override readonly name: string = "ModelError";
}

export class NotFound extends ModelError {
  override readonly name = "NotFound";

  constructor(readonly subject: Subject) {
    super(`There is no such ${subject}.`);
  }
}

/** An action of this request on this instance is there already. */
export class AlreadyStarted extends ModelError {
  override readonly name = "AlreadyStarted";

  constructor() {
    super("This request has an action on the instance already.");
  }
}

/** A record that has an id was written before. */
export class AlreadyCreated extends ModelError {
  override readonly name = "AlreadyCreated";

  constructor() {
    super("The record is already created.");
  }
}

export class Forbidden extends ModelError {
  override readonly name = "Forbidden";

  constructor(readonly right: string) {
    super(`Your roles do not allow ${right}.`);
  }
}

/** The operation cannot be done in the state the instance is in. */
export class WrongState extends ModelError {
  override readonly name = "WrongState";

  constructor() {
    super("The instance is in a state that does not allow this.");
  }
}

/** The database cannot be reached, or gave up. Nothing of the operation was kept. */
export class StorageUnavailable extends ModelError {
  override readonly name = "StorageUnavailable";

  constructor(cause: unknown) {
    super("The records cannot be reached at the moment. Try again.", { cause });
  }
}
