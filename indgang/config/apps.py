from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "indgang.config"
    label = "config"

    def ready(self) -> None:
        # The table names operations, and those need every model to be there.
        from indgang.config.wiring import connect  # noqa: PLC0415 – see above

        connect()
