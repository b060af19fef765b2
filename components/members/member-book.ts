import type { RoomMember, RoomMembers } from "@/lib/members/schema";

/** No edition lists more. */
const MOST_MEMBERS = 1_000;
/** Tencent's list may be this far behind: what was heard since is newer. */
const LAG_MS = 10_000;

type News = { atMs: number } & ({ kind: "came"; member: RoomMember } | { kind: "left"; userId: string });

/** Who is in a room: the server's list, kept up to date by what the room is told. Newest first, each person once. */
export class MemberBook {
  #members = new Map<string, RoomMember>();
  #total = 0;
  #recent: News[] = [];
  #list: readonly RoomMember[] | null = null;

  /** Everybody who is listed; the same array until somebody comes or goes. */
  get list(): readonly RoomMember[] {
    this.#list ??= [...this.#members.values()].reverse();
    return this.#list;
  }

  /** How many people with an account there are, listed or not. */
  get total(): number {
    return Math.max(this.#total, this.#members.size);
  }

  /** When a list will be newer than the oldest of what was heard and is not sure to be in this one; null when all is in it. */
  get settlesAtMs(): number | null {
    return this.#recent[0] ? this.#recent[0].atMs + LAG_MS : null;
  }

  /** Takes over the server's list, and then what was told that it may lack. */
  replace({ members, total, ageMs }: RoomMembers, nowMs: number): void {
    this.#members = new Map(members.toReversed().map((member) => [member.userId, member]));
    this.#total = total;
    this.#list = null;
    this.#recent = this.#recent.filter(({ atMs }) => nowMs - ageMs - atMs < LAG_MS);
    for (const news of this.#recent) this.#apply(news);
  }

  /** Somebody came in; who is listed already is the newest from now on. */
  came(member: RoomMember, nowMs: number): void {
    this.#note({ kind: "came", member, atMs: nowMs });
  }

  /** Somebody went. */
  left(userId: string, nowMs: number): void {
    this.#note({ kind: "left", userId, atMs: nowMs });
  }

  #note(news: News): void {
    this.#recent.push(news);
    if (this.#recent.length > MOST_MEMBERS) this.#recent.shift();
    this.#apply(news);
  }

  #apply(news: News): void {
    const userId = news.kind === "came" ? news.member.userId : news.userId;
    const known = this.#members.get(userId);
    if (known) this.#members.delete(userId);
    this.#total = Math.max(0, this.#total - (known ? 1 : 0));
    if (news.kind === "came") {
      this.#members.set(userId, known ? { ...known, name: news.member.name } : news.member);
      this.#total += 1;
      const [oldest] = this.#members.keys();
      if (this.#members.size > MOST_MEMBERS && oldest !== undefined) this.#members.delete(oldest);
    }
    this.#list = null;
  }
}

/** Those whose name holds what was typed, without regard to case and width. */
export function findMembers(members: readonly RoomMember[], typed: string): readonly RoomMember[] {
  const wanted = fold(typed.trim());
  return wanted === "" ? members : members.filter(({ name }) => fold(name).includes(wanted));
}

function fold(text: string): string {
  return text.normalize("NFKC").toLocaleLowerCase();
}
