// The program in a few files: to find and to link hundreds of modules takes longer than what most commands do.
export default {
  input: 'dist/cli/main.js',
  external: ['cac', 'cap', 'chalk', 'fast-check'],
  platform: 'node',
  output: {
    dir: 'dist/program',
    minify: 'dce-only',
    comments: false,
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 6 }] },
  },
};
