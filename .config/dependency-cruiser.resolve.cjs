const { join } = require('node:path');

// dependency-cruiser takes a module alias in this form only. Node's own reading of #shared (package.json "imports")
// points into dist/, which need not exist when the sources are checked.
module.exports = {
  resolve: {
    alias: { '#shared': join(__dirname, '../shared/src') },
    extensionAlias: { '.js': ['.ts', '.js'] },
  },
};
