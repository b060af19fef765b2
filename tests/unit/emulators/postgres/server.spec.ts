import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FrameReader } from "../../../../emulators/postgres/frames";
import { startPostgresServer } from "../../../../emulators/postgres/server";

describe("the PostgreSQL emulator", () => {
  let database: PGlite;
  let server: Awaited<ReturnType<typeof startPostgresServer>>;

  beforeAll(async () => {
    database = await PGlite.create();
    server = await startPostgresServer({ host: "127.0.0.1", port: 0, maxConnections: 50 }, database);
    await database.exec("CREATE TABLE account (id int PRIMARY KEY, coins int NOT NULL)");
    await database.exec("INSERT INTO account SELECT n, 100 FROM generate_series(1, 20) AS n");
  }, 60_000);

  afterAll(async () => {
    await server.close();
    await database.close();
  });

  async function withClients<T>(count: number, work: (client: Client, index: number) => Promise<T>): Promise<T[]> {
    const clients = Array.from({ length: count }, () => new Client({ connectionString: server.url }));
    await Promise.all(clients.map((client) => client.connect()));
    try {
      return await Promise.all(clients.map(work));
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  }

  it("gives each of many clients the answer to its own question", async () => {
    const wrong = await withClients(12, async (client, index) => {
      let mistakes = 0;
      for (let turn = 0; turn < 60; turn++) {
        const key = `${index}-${turn}`;
        const values = Array.from({ length: (index % 4) + 1 }, (_, at) => `${key}-${at}`);
        const columns = values.map((_, at) => `$${at + 1}::text AS c${at}`).join(", ");
        const { rows } = await client.query(`SELECT ${columns}`, values);
        if (JSON.stringify(Object.values(rows[0])) !== JSON.stringify(values)) mistakes += 1;
      }
      return mistakes;
    });
    expect(wrong).toEqual(Array.from({ length: 12 }, () => 0));
  });

  it("lets nobody into another's transaction, and loses no update", async () => {
    await withClients(8, async (client) => {
      for (let turn = 0; turn < 10; turn++) {
        await client.query("BEGIN");
        const { rows } = await client.query("SELECT coins FROM account WHERE id = $1 FOR UPDATE", [1]);
        await client.query("UPDATE account SET coins = $1 WHERE id = 1", [rows[0].coins - 1]);
        await client.query("COMMIT");
      }
    });
    const { rows } = await database.query<{ coins: number }>("SELECT coins FROM account WHERE id = 1");
    expect(rows[0]?.coins).toBe(20);
  });

  it("rolls back what a client began that was cut off, and others go on", async () => {
    const client = new Client({ connectionString: server.url });
    client.on("error", () => {}); // cut off on purpose
    await client.connect();
    await client.query("BEGIN");
    await client.query("UPDATE account SET coins = 0 WHERE id = 2");
    const other = withClients(1, (one) => one.query("SELECT coins FROM account WHERE id = 2"));
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    expect((await other)[0]?.rows).toEqual([{ coins: 100 }]);
  });

  it("answers an error and is ready for the next question", async () => {
    await withClients(2, async (client) => {
      await expect(client.query("SELECT $1::int / 0", [1])).rejects.toThrow("division by zero");
      await expect(client.query("SELECT nothing")).rejects.toThrow("does not exist");
      expect((await client.query("SELECT $1::int AS n", [7])).rows).toEqual([{ n: 7 }]);
    });
  });
});

describe("the frame reader", () => {
  const startup = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]);
  const sync = Buffer.from([0x53, 0, 0, 0, 4]);

  it("finds the same messages however the bytes are cut", () => {
    const bytes = Buffer.concat([Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]), startup, sync, sync]);
    const reader = new FrameReader();
    const frames = [...bytes].flatMap((byte) => reader.read(Buffer.from([byte])));
    expect(frames.map((frame) => frame.kind)).toEqual(["refuseEncryption", "startup", "message", "message"]);
    expect(new FrameReader().read(bytes).map((frame) => frame.kind)).toEqual(frames.map((frame) => frame.kind));
  });

  it("refuses lengths that cannot be", () => {
    expect(() => new FrameReader().read(Buffer.from([0, 0, 0, 1]))).toThrow(RangeError);
    expect(() => new FrameReader().read(Buffer.from([0x7f, 0xff, 0xff, 0xff]))).toThrow(RangeError);
  });
});
