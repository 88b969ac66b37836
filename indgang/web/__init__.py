"""The design system: layouts, components, tokens and the gallery. It knows no domain word."""
