// Writes assembly/data.ts: the info block and the manifest as bytes. AssemblyScript cannot read a file while compiling.
//
// Numbers of the interface are read from the C header, so that they are written once.
import { readFileSync, writeFileSync } from "node:fs";

const here = new URL("./", import.meta.url);
const header = readFileSync(new URL(process.env.RUSTDAG_HEADER ?? "rustdag_rule.h", here), "utf8");
const manifest = readFileSync(new URL("rule.toml", here));

const number = (pattern) => {
  const found = header.match(pattern);
  if (!found) throw new Error(`the header has no ${pattern}`);
  return BigInt(found[1]);
};
const text = (key) => {
  const found = manifest.toString("utf8").match(new RegExp(`^${key} = "([^"]*)"$`, "m"));
  if (!found) throw new Error(`rule.toml has no ${key}`);
  return found[1];
};

// rd_info.
const info = Buffer.alloc(Number(number(/sizeof\(rd_info\) == (\d+)/)));
info.writeUInt32LE(Number(number(/RD_MAGIC (0x[0-9a-f]+)/)), 0);
info.writeUInt32LE(info.length, 4);
info.writeUInt16LE(Number(number(/RD_ABI_MAJOR (\d+)/)), 8);
info.writeUInt16LE(Number(number(/RD_ABI_MINOR (\d+)/)), 10);
info.writeUInt32LE(Number(number(/sizeof\(rd_snapshot\) == (\d+)/)), 12);
info.writeUInt32LE(Number(number(/sizeof\(rd_limits\) == (\d+)/)), 16);
info.writeBigUInt64LE(number(/RD_LAYOUT_HASH UINT64_C\((0x[0-9a-f]+)\)/), 24);
// The presence bits of every value that is read, as `reads` in rule.toml says.
const reads = manifest.toString("utf8").match(/^reads = \[([^\]]*)\]/m)[1].match(/[a-z0-9_]+/g) ?? [];
for (const field of reads) {
  const first = Number(number(new RegExp(`RD_BIT_${field.toUpperCase()} = (\\d+)`)));
  const slots = field.startsWith("muscle_") ? 32 : field.startsWith("joint_") ? 24 : 1;
  for (let bit = first; bit < first + slots; bit++) info[32 + (bit >> 3)] |= 1 << (bit & 7);
}
info.write(text("id"), 64, 63, "ascii");
info.write(text("version"), 128, 15, "ascii");

const block = Buffer.alloc(4 + manifest.length);
block.writeUInt32LE(manifest.length, 0);
manifest.copy(block, 4);

const data = (name, bytes) => `export const ${name}: usize = memory.data<u8>([${[...bytes].join(",")}], 16);\n`;
writeFileSync(new URL("assembly/data.ts", here), `// Written by make_data.mjs.\n${data("INFO", info)}${data("MANIFEST", block)}`);
