"""Slack's part of the environment; each field is a variable that begins with SLACK_."""

from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "SLACK_"

REMEDIES = {
    "SLACK_SIGNING_SECRET": "give the app's signing secret (Basic Information, App Credentials)",
    "SLACK_APP_TOKEN": "give the app-level token, which begins with xapp-",
    "SLACK_BOT_TOKEN": "give the bot token, which begins with xoxb-",
    "SLACK_CLIENT_ID": "give the app's client id (Basic Information, App Credentials)",
    "SLACK_CLIENT_SECRET": "give the app's client secret (Basic Information, App Credentials)",
    "SLACK_PACE": "give how many messages a second a conversation takes, from 0.1 to 1000",
    "SLACK_API_URL": "give an address that ends with a slash, such as https://slack.com/api/",
}
"""What to do about a bad value of each setting."""


class SlackSettings(BaseSettings):
    """How Slack is reached; nothing set means no Slack."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True, extra="ignore")

    signing_secret: str = Field("", repr=False)
    app_token: str = Field("", repr=False, pattern=r"^$|^xapp-")
    bot_token: str = Field("", repr=False, pattern=r"^$|^xoxb-")
    client_id: str = ""
    client_secret: str = Field("", repr=False)
    pace: float = Field(1.0, ge=0.1, le=1000)
    api_url: str = "https://slack.com/api/"

    @property
    def is_set(self) -> bool:
        """Whether Slack is to be served at all."""
        return bool(self.signing_secret or self.app_token or self.bot_token or self.client_id)

    @property
    def installs(self) -> bool:
        """Whether workspaces install the app by themselves (OAuth)."""
        return bool(self.client_id)

    @field_validator("api_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        if urlsplit(url).scheme not in ("http", "https") or not url.endswith("/"):
            raise ValueError("no address")
        return url

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if bool(self.client_id) != bool(self.client_secret):
            raise ValueError("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together: give both, or neither")
        if self.is_set and not (self.signing_secret or self.app_token):
            raise ValueError(
                "Slack has no way in: give SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET"
            )
        if self.is_set and bool(self.bot_token) == self.installs:
            raise ValueError(
                "Slack needs one way to speak: give SLACK_BOT_TOKEN for a single workspace,"
                " or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for many"
            )
        return self
