import { distributionOfTag } from '../codenames.ts';
import type { Release } from '../codenames.ts';
import type { Tri } from '../model.ts';
import { leadingRelease, tagHas } from '../tag.ts';
import type { Facts, ImageFamily, ImageUser, TagTest } from './family.ts';

/** The facts of a family's image with this tag; a fact that unknown pieces of the tag could change is undefined. */
export function factsOf(family: ImageFamily, tag: string, releaseOfName: string | undefined, productRelease: string | undefined): Facts {
  const named = releaseOfName === undefined ? distributionOfTag(tag) : undefined;
  const flavour = flavourOf(family, tag, named);
  // A flavour's own say wins over the family's: windows has another user than the Linux variants.
  let facts = withUsers({ ...family.facts, ...flavour }, family);
  for (const trait of family.traits ?? []) facts = overlay(facts, trait.facts, testTag(tag, trait.tag));
  facts = withDistribution(facts, named, releaseOfName ?? ownRelease(family, tag) ?? unnamedDebian(family, tag, facts, named));
  return family.refine ? { ...facts, ...family.refine(facts, productRelease ?? facts.distribution?.release) } : facts;
}

/** The product that the version of the tag belongs to. */
export function productOf(family: ImageFamily, tag: string, releaseOfName: string | undefined): Release | undefined {
  if (family.product === undefined) return undefined;
  const { name, digits, aliases } = family.product;
  const alias = aliases?.find(([word]) => tagHas(tag, word) === true)?.[1];
  return { name, release: releaseOfName ?? leadingRelease(tag, digits) ?? alias };
}

/** Does the tag pass the test? The groups' words stand in the tag in that order. */
function testTag(tag: string, test: TagTest): Tri {
  let result: Tri = true;
  let rest = tag.split('-');
  for (const words of test) {
    const has = tagHas(rest.join('-'), ...words);
    if (has === false) return false;
    if (has === undefined) result = undefined;
    else rest = rest.slice(rest.findIndex((part) => tagHas(part, ...words)) + 1);
  }
  return result;
}

/** The one flavour that the tag names; where an unknown piece may hide another, only what those agree on. */
function flavourOf(family: ImageFamily, tag: string, named: Release | undefined): Facts {
  const possible: Facts[] = [];
  let certain = family.otherwise;
  let hidesWindows = false;
  for (const flavour of family.flavours) {
    const is = testTag(tag, flavour.tag);
    if (is === false) continue;
    if (is === true) {
      if (flavour.beside !== true) return flavour.facts;
      certain = flavour.facts;
      break;
    }
    // A tag that hides `windowsservercore` is not worth silence about all the others: only the system becomes unknown.
    if (flavour.facts.operatingSystem === 'windows') hidesWindows = true;
    else if (fits(flavour.facts, named)) possible.push(flavour.facts);
  }
  const facts = possible.reduce((left, right) => merge(left, right), certain);
  return hidesWindows && named === undefined ? { ...facts, operatingSystem: undefined } : facts;
}

/** `bookworm` in a tag rules Alpine out. */
function fits(facts: Facts, named: Release | undefined): boolean {
  return named === undefined || facts.distribution === undefined || facts.distribution.name === named.name;
}

function merge(left: Facts, right: Facts): Facts {
  const merged: Record<string, unknown> = {};
  const [mine, others]: readonly Readonly<Record<string, unknown>>[] = [left, right];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) merged[key] = same(mine?.[key], others?.[key]) ? mine?.[key] : undefined;
  return merged;
}

function overlay(facts: Facts, more: Facts, applies: Tri): Facts {
  if (applies === false) return facts;
  if (applies === true) return { ...facts, ...more };
  const blurred: Record<string, unknown> = { ...facts };
  for (const [key, value] of Object.entries(more)) if (!same(blurred[key], value)) blurred[key] = undefined;
  return blurred;
}

function same(left: unknown, right: unknown): boolean {
  return left === right || (typeof left === 'object' && typeof right === 'object' && JSON.stringify(left) === JSON.stringify(right));
}

function withUsers(facts: Facts, family: ImageFamily): Facts {
  if (family.users === undefined || facts.users === undefined) return { ...facts, users: undefined };
  return { ...facts, users: joinUsers(facts.users, family.users) };
}

/** Users of both lists; where both have a name, the second list's. */
function joinUsers(base: readonly ImageUser[], more: readonly ImageUser[]): readonly ImageUser[] {
  return [...base.filter(({ name }) => more.every((user) => user.name !== name)), ...more];
}

function ownRelease(family: ImageFamily, tag: string): string | undefined {
  return family.releaseDigits === undefined ? undefined : leadingRelease(tag, family.releaseDigits);
}

function unnamedDebian({ unnamedDebian: release }: ImageFamily, tag: string, facts: Facts, named: Release | undefined): string | undefined {
  return named === undefined && facts.distribution?.name === 'debian' ? release?.(tag) : undefined;
}

function withDistribution(facts: Facts, named: Release | undefined, own: string | undefined): Facts {
  const distribution = facts.distribution;
  if (distribution === undefined) return named === undefined || facts.operatingSystem === 'windows' ? facts : { ...facts, distribution: named };
  if (distribution.release !== undefined) return facts;
  const release = own ?? (named?.name === distribution.name ? named.release : undefined);
  return release === undefined ? facts : { ...facts, distribution: { name: distribution.name, release } };
}
