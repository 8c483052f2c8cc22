import assert from 'node:assert/strict';
import test from 'node:test';
import { unzipSync } from 'fflate';
import { type ZipEntry, zipOf } from '../../src/zip.ts';

const files: ZipEntry[] = [
  { path: 'later/.env.example', content: Buffer.from('A=1\n'), isExecutable: false },
  { path: 'later/bin/start', content: Buffer.from('#!/bin/sh\n'), isExecutable: true },
  { path: 'later/empty', content: Buffer.alloc(0), isExecutable: false },
  { path: 'later/größe.bin', content: Buffer.from([0xff, 0]), isExecutable: false },
];

/** The entries of a zip's directory, in order: name, and Unix mode. */
function directoryOf(zip: Uint8Array): [string, number][] {
  const bytes = Buffer.from(zip);
  const entries: [string, number][] = [];
  let at = bytes.readUInt32LE(bytes.length - 22 + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const name = bytes.readUInt16LE(at + 28);
    // The high byte of "made by" says that the attributes are those of Unix.
    assert.equal(bytes[at + 5], 3);
    entries.push([
      bytes.toString('utf8', at + 46, at + 46 + name),
      bytes.readUInt32LE(at + 38) >>> 16,
    ]);
    at += 46 + name + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

test('a zip has its files in order, and what is executable', () => {
  const zip = zipOf(files);
  assert.deepEqual(directoryOf(zip), [
    ['later/.env.example', 0o100644],
    ['later/bin/start', 0o100755],
    ['later/empty', 0o100644],
    ['later/größe.bin', 0o100644],
  ]);
  const unpacked = unzipSync(zip);
  for (const { path, content } of files) {
    assert.deepEqual([...(unpacked[path] ?? [])], [...content], path);
  }
});

test('a zip has the same bytes in every time zone', () => {
  const zone = process.env['TZ'];
  const zips = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'].map((name) => {
    process.env['TZ'] = name;
    return Buffer.from(zipOf(files)).toString('base64');
  });
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  assert.equal(new Set(zips).size, 1);
});
