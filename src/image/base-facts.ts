import type { CommandLine, EntrypointInstruction } from '../dockerfile/model.ts';
import type { BaseImage } from '../knowledge/model.ts';
import type { Located } from '../source.ts';
import type { Word } from '../word.ts';
import type { BaseImageFact, Fact, Label, Origin, User } from './model.ts';
import { userOf } from './user.ts';

/** The bottom of a stage's chain: what is there before the first instruction of the file. */
export interface Base {
  readonly image: BaseImage | undefined;
  readonly isScratch: boolean;
  /** The FROM that names it. */
  readonly at: Located;
  /** As written, for messages. */
  readonly name: string;
}

function baseFact(base: Base, image: BaseImage, fact: string): BaseImageFact {
  const tag = image.tag === undefined ? '' : `:${image.tag}`;
  return { image: base.isScratch ? 'scratch' : `${image.image}${tag}`, fact, source: image.source, date: image.date };
}

function origin(base: Base, image: BaseImage, fact: string): Origin {
  return { base: baseFact(base, image, fact), at: base.at };
}

function unknownOfBase(base: Base, what: string): { readonly is: 'unknown'; readonly why: string; readonly at: Located } {
  return { is: 'unknown', why: `${what} of \`${base.name}\` is not known`, at: base.at };
}

function absentInScratch(what: string): { readonly is: 'absent'; readonly why: string } {
  return { is: 'absent', why: `nothing sets ${what}, and \`scratch\` is empty` };
}

/** @param entrypointKept The base image's entrypoint still runs: it may change to another user. */
export function baseUser(base: Base, entrypointKept: boolean): Fact<User> {
  const { image } = base;
  if (base.isScratch) return { is: 'present', value: userOf([{ text: 'root', from: base.at.place }]), from: { at: base.at } };
  if (image?.user === undefined) return unknownOfBase(base, 'the user');
  const user = userOf([{ text: image.user, from: base.at.place }]);
  const drops = user.isRoot === true && image.dropsPrivileges === true && entrypointKept;
  const fact = drops ? 'starts as `root`, and its entrypoint changes to another user' : `runs as \`${image.user}\``;
  return { is: 'present', value: drops ? { ...user, isRoot: undefined } : user, from: origin(base, image, fact) };
}

/** An entrypoint of the file's own that goes on with the base image's: `["tini", "--", "docker-entrypoint.sh"]`, `sh -c "…; exec docker-entrypoint.sh"`. */
export function startsEntrypoint({ commands }: EntrypointInstruction, { image }: Base): boolean {
  const program = image?.entrypoint?.[0];
  return program !== undefined && commands.some(({ words }) => words.some(({ value }) => value !== undefined && value.replace(/^.*\//, '') === program.replace(/^.*\//, '')));
}

export function baseWorkdir(base: Base): Fact<string> {
  if (base.isScratch) return { is: 'present', value: '/', from: { at: base.at } };
  if (base.image?.workdir === undefined) return unknownOfBase(base, 'the working directory');
  return { is: 'present', value: base.image.workdir, from: origin(base, base.image, `its working directory is \`${base.image.workdir}\``) };
}

/** A SHELL in a base image is so rare that an image of which nothing is known is taken to have the default. */
export function baseShell(base: Base): Fact<readonly string[]> {
  if (base.isScratch) return { is: 'absent', why: '`scratch` has no shell' };
  if (base.image?.shell === false) return { is: 'absent', why: `\`${base.name}\` has no shell` };
  const value = base.image?.operatingSystem === 'windows' ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c'];
  return { is: 'present', value, from: { at: base.at } };
}

export function baseEntrypoint(base: Base): Fact<CommandLine> {
  if (base.isScratch) return absentInScratch('an entrypoint');
  const entrypoint = base.image?.entrypoint;
  if (base.image === undefined || entrypoint === undefined) return unknownOfBase(base, 'the entrypoint');
  if (entrypoint.length === 0) return { is: 'absent', why: `\`${base.name}\` has no entrypoint` };
  const place = base.at.place;
  const words = entrypoint.map((text): Word => ({ raw: JSON.stringify(text), text: [{ text, from: place }], value: text, quoted: true, place }));
  return { is: 'present', value: { form: 'exec', words, place }, from: origin(base, base.image, `its entrypoint is \`${JSON.stringify(entrypoint)}\``) };
}

export function baseCmd(base: Base): Fact<CommandLine> {
  return base.isScratch ? absentInScratch('a command') : unknownOfBase(base, 'the command');
}

export function baseStopSignal(base: Base): Fact<string> {
  return base.isScratch ? absentInScratch('a stop signal') : unknownOfBase(base, 'the stop signal');
}

export function baseHealthcheck(base: Base): Fact<BaseImageFact> {
  if (base.isScratch) return absentInScratch('a health check');
  const { image } = base;
  if (image?.healthcheck === undefined) return unknownOfBase(base, 'the health check');
  if (!image.healthcheck) return { is: 'absent', why: `nothing sets a health check, and \`${base.name}\` has none` };
  const value = baseFact(base, image, 'has a health check');
  return { is: 'present', value, from: { base: value, at: base.at } };
}

/** The labels that the base image has for sure; their values are not known. */
export function baseLabels(base: Base): readonly Label[] {
  const { image } = base;
  return (image?.labels ?? []).flatMap((key) => (image === undefined ? [] : [labelOfBase(base, image, key)]));
}

export function baseLabel(base: Base, key: string): Fact<Label> {
  if (base.isScratch) return absentInScratch(`the label \`${key}\``);
  const { image } = base;
  if (image?.labels === undefined) return { is: 'unknown', why: `\`${base.name}\` may have the label \`${key}\``, at: base.at };
  if (!image.labels.includes(key)) return { is: 'absent', why: `nothing sets the label \`${key}\`, and \`${base.name}\` does not have it` };
  const value = labelOfBase(base, image, key);
  return { is: 'present', value, from: value.from };
}

function labelOfBase(base: Base, image: BaseImage, key: string): Label {
  return { key, value: [{ unknown: `\`${base.name}\` sets it` }], from: origin(base, image, `has the label \`${key}\``) };
}
