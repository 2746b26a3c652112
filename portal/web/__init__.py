"""Everything between HTTP and the features: access, pages, forms, errors, headers, languages. Knows no feature."""
