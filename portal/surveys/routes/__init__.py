"""Pages of the surveys: answering, and everything that staff do with them."""

from portal.surveys.routes import (
    checking,
    codes,
    editor,
    exporting,
    form,
    importing,
    languages,
    library,
    panels,
    paper,
    public,
    publishing,
    receipt,
    releases,
    results,
    settings,
    sheets,
    staff,
    texts,
    trial,
)

BLUEPRINTS = (
    public.bp,
    form.bp,
    receipt.bp,
    staff.bp,
    trial.bp,
    settings.bp,
    publishing.bp,
    library.bp,
    languages.bp,
    editor.bp,
    codes.bp,
    paper.public_bp,
    paper.bp,
    sheets.bp,
    checking.bp,
    results.bp,
    texts.bp,
    releases.bp,
    importing.bp,
    exporting.bp,
)

__all__ = ["BLUEPRINTS", "panels"]
