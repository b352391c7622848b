"""The bundled sample edition: our own fiction, marked as such."""
