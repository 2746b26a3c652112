"""Words and numbers of the Quartiersprojekte, one module for each part."""
