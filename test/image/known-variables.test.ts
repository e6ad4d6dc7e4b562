import { describe, expect, test } from '@jest/globals';
import { createBuild } from '../../src/build.ts';
import { Source } from '../../src/source.ts';

describe('variables that base images are known to set', () => {
  const built = (text: string) => createBuild({ source: new Source('Dockerfile', text), today: '2026-11-28' }).image.shipped;
  test.each([
    ['FROM mcr.microsoft.com/dotnet/aspnet:9.0\nUSER $APP_UID', '1654'],
    ['FROM mcr.microsoft.com/dotnet/aspnet:8.0 AS base\nUSER $APP_UID\nFROM base', '1654'],
    ['FROM mcr.microsoft.com/dotnet/aspnet:6.0\nUSER $APP_UID', undefined],
    ['FROM mcr.microsoft.com/dotnet/aspnet:9.0\nENV APP_UID=1001\nUSER $APP_UID', '1001'],
    ['FROM registry.example/base\nUSER $APP_UID', undefined],
  ])('%j', (text, user) => {
    const fact = built(text)?.user;
    expect(fact?.is === 'present' ? fact.value.user : undefined).toBe(user);
  });

  test('they are in the environment of containers too', () => {
    expect(built('FROM php:8.4-fpm')?.env.lookup('PHP_INI_DIR')).toMatchObject({ is: 'set', text: [{ text: '/usr/local/etc/php' }] });
    expect(built('FROM php:8.4-fpm')?.env.lookup('PHP_VERSION')).toMatchObject({ is: 'unknown' });
  });
});
