interface Group {
  readonly name: string;
  readonly members: Set<Member>;
  /** Who waits for an answer of one of its members. */
  readonly waiters: Set<Member>;
  /** The highest rank of those who wait, themselves or through others; Infinity when nobody does. */
  lent: number;
}

interface Member {
  readonly id: string;
  readonly rank: number;
  readonly group: Group;
  /** Whose answer it waits for. */
  awaited: Group | undefined;
}

/**
 * Who waits for whom, and which rank that lends (docs/spec/kernel.md, rule K9): the members of a group are lent the highest
 * rank of those who wait for an answer of the group, and they lend it on to those for whom they wait. 0 is the highest.
 */
export class Inheritance {
  readonly #groups = new Map<string, Group>();
  readonly #members = new Map<string, Member>();
  readonly #lend: (id: string, rank: number, now: number) => void;

  /** `lend`: told of every member whose lent rank has changed; Infinity takes it back. */
  constructor(lend: (id: string, rank: number, now: number) => void) {
    this.#lend = lend;
  }

  /** A process of its own rank becomes a member of a group. */
  join(id: string, rank: number, name: string, now: number): void {
    let group = this.#groups.get(name);
    if (!group) this.#groups.set(name, (group = { name, members: new Set(), waiters: new Set(), lent: Infinity }));
    const member: Member = { id, rank, group, awaited: undefined };
    this.#members.set(id, member);
    group.members.add(member);
    if (group.lent !== Infinity) this.#lend(id, group.lent, now);
  }

  leave(id: string, now: number): void {
    this.answered(id, now);
    const member = this.#members.get(id);
    if (!member) return;
    this.#members.delete(id);
    const { name, members, waiters } = member.group;
    members.delete(member);
    if (members.size + waiters.size === 0) this.#groups.delete(name);
  }

  /** A member waits for an answer of a group from now on. No effect for a group that nobody is in. */
  waits(id: string, name: string, now: number): void {
    const member = this.#members.get(id);
    const group = this.#groups.get(name);
    if (!member || !group) return;
    member.awaited = group;
    group.waiters.add(member);
    this.#raise(group, rankOf(member), now);
  }

  /** A member has its answer, or waits no more. */
  answered(id: string, now: number): void {
    const member = this.#members.get(id);
    const group = member?.awaited;
    if (!member || !group) return;
    group.waiters.delete(member);
    member.awaited = undefined;
    // Only who waited at the very rank that was lent can have been the reason for it.
    if (rankOf(member) === group.lent) this.#recount(now);
  }

  /** A rank is passed on along those who wait; it gets only higher, so that a circle of groups comes to an end. */
  #raise(group: Group, rank: number, now: number): void {
    if (rank >= group.lent) return;
    group.lent = rank;
    for (const member of group.members) {
      this.#lend(member.id, rank, now);
      if (member.awaited) this.#raise(member.awaited, rankOf(member), now);
    }
  }

  /** Counts anew from everybody's own rank: groups that wait for each other must not keep a rank that nobody lends them any more. */
  #recount(now: number): void {
    const before = new Map([...this.#groups.values()].map((group) => [group, group.lent]));
    for (const group of this.#groups.values()) group.lent = Infinity;
    for (const group of this.#groups.values()) for (const member of group.waiters) this.#count(group, member.rank);
    for (const [group, lent] of before)
      if (group.lent !== lent) for (const { id } of group.members) this.#lend(id, group.lent, now);
  }

  #count(group: Group, rank: number): void {
    if (rank >= group.lent) return;
    group.lent = rank;
    for (const member of group.members) if (member.awaited) this.#count(member.awaited, rankOf(member));
  }
}

const rankOf = ({ rank, group }: Member): number => Math.min(rank, group.lent);
