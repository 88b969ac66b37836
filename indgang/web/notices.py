"""What a page says once, on the page after it: kept in a cookie that only this host can set."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class NoticeStorage(CookieStorage):
    """Django's own, under a name that a neighbour under the same domain cannot use."""

    cookie_name = settings.NOTICE_COOKIE
