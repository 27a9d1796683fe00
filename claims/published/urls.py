from django.urls import path, re_path

from claims.published import pages

urlpatterns = [
    path("<slug:slug>/", pages.questions_page, name="published"),
    path("<slug:slug>/feed.atom", pages.feed, name="published_feed"),
    path("<slug:slug>/<int:question_id>/", pages.question_page, name="published_question"),
    re_path(r"^(?:.*/)?$", pages.missing_page),
]
